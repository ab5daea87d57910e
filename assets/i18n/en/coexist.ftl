### Every word of the product in English. Ids begin with the module that says them.
### A vocabulary's words are `<prefix>-<key>`: see `src/model/words.rs`.

language-name = English
list-and = and
list-or = or
list-parts = { $first }; { $next }

## Edits

edit-missing = “{ $name }” is not there
edit-exists = “{ $name }” is there already
edit-not-a-fact = “{ $name }” has no “{ $fact }”, or the value is of another kind
edit-cannot-join = “{ $from }” and “{ $to }” cannot be joined as { $link }


### ==== rules: begin ====

rules-newer-product = { $count ->
    [one] One pool of { $product } is newer than this target ({ $target }) and is not judged
   *[other] { $count } pools of { $product } are newer than this target ({ $target }) and are not judged
}
rules-no-pack = There are no rules for { $product } yet; judged for { $target }
rules-unknown-pack = This version has no rules for the target “{ $pack }”; phases with that target are not judged

rules-plan-002 = The accepted { $code } about “{ $names }” matches no finding any more (reason given: { $reason })
rules-plan-002-fix = Withdraw the acceptance of { $code }
rules-plan-002-until = The acceptance of { $code } for “{ $names }” held until a phase that is no longer there (reason given: { $reason })
rules-plan-003 = The rule { $code } failed; nothing that it covers has been checked
rules-plan-003-check = The check broke off: a mistake in Coexist. Nothing of this plan has been checked; it is tried again after the next change

rules-sql-001 = “{ $instance }” holds the user { $count ->
    [one] store
   *[other] stores
} of { $old } and of { $new }, which is newer; one SQL instance serves pools of one version only
rules-sql-001-vendor = The SQL server { $server } already contains a SQL instance hosting role 'User Store'
rules-sql-001-fix = Place the stores of { $pool } on a new SQL server, { $server }

rules-role-012 = “{ $pool }” is Standard Edition and has { $count } servers; this target allows { $limit } per Standard Edition pool
rules-role-012-fix = Make “{ $pool }” Enterprise Edition
rules-role-012-fewer-fix = Leave { $servers } out of “{ $pool }”

rules-sql-002 = “{ $host }” holds databases of { $new } and of the older { $old }; the new ones need a SQL server of their own
rules-sql-003 = “{ $host }” runs { $value }, which { $target } does not list for its databases
rules-sql-004 = “{ $host }” runs a { $bitness } SQL Server, which { $target } does not support
rules-sql-005 = “{ $host }” runs the { $edition } edition of SQL Server, which { $target } does not support
rules-sql-006 = “{ $host }” runs SQL Server { $edition }, which only serves local databases, and holds: { $stores }
rules-sql-engine-fix = Give “{ $host }” a release and edition of SQL Server that is supported, or place its stores on such a server
rules-sql-007 = “{ $instance }” holds several databases of one type ({ $store }), those of { $pools }; an instance holds one of each
rules-sql-008 = “{ $host }” holds several stores of one type ({ $store }), those of { $pools }; a database server holds one of each
rules-sql-009 = The local database of “{ $host }”, a Standard Edition server, holds: { $stores }; these belong on a SQL Server
rules-sql-own-server-fix = Place on { $servers ->
    [one] a new SQL server
   *[other] new SQL servers
}: { $stores }
rules-sql-009-moved = The user store of “{ $pool }” is on “{ $host }”; the database of a Standard Edition server stays on the server itself
rules-sql-009-moved-fix = Keep the user store of “{ $pool }” on the server itself
rules-sql-010 = “{ $instance }” holds databases that grow quickly ({ $stores }) beside the back end of { $pools }
rules-sql-011 = “{ $host }” also holds databases of other products
rules-unknown = unknown
rules-sql-012 = “{ $host }” takes part in the mirroring of “{ $pool }” and runs { $version }; mirroring needs { $oldest } or later
rules-sql-013 = The mirroring of “{ $pool }” mixes { $one } on “{ $first }” and { $other } on “{ $second }”
rules-sql-013-fix = Upgrade { $hosts } to { $version }
rules-sql-mirror-engine-fix = Give the members of the mirroring of “{ $pool }” one release and edition of SQL Server that is supported, or choose other servers
rules-sql-014 = The mirroring of “{ $pool }” mixes the { $one } edition on “{ $first }” and { $other } on “{ $second }”
rules-sql-014-fix = Upgrade { $hosts } to the { $edition } edition of SQL Server
rules-sql-015 = The mirroring of “{ $pool }” spans the domains { $one } (“{ $first }”) and { $other } (“{ $second }”)
rules-sql-015-fix = Replace the members of the mirroring of “{ $pool }” outside { $domain } by new SQL servers in that domain
rules-sql-016 = “{ $instance }” is mirrored asynchronously for “{ $pool }”; only synchronous mirroring is supported for a back end
rules-sql-016-fix = Mirror “{ $pool }” synchronously
rules-sql-017 = “{ $instance }” uses port { $port } for mirroring, and so does “{ $other }” on the same computer
rules-sql-017-fix = Give “{ $instance }” port { $port }
rules-sql-018 = “{ $pool }” is mirrored on “{ $mirror }” without a witness; its failover is manual
rules-sql-018-fix = Add a witness for “{ $pool }” on a new SQL server
rules-sql-019 = { $count } members of the mirroring of “{ $pool }” are on one computer, “{ $host }”
rules-sql-019-fix = Place the other members of the mirroring of “{ $pool }” on new SQL servers
rules-sql-020 = The cluster “{ $host }” has { $count } nodes; SQL Server { $edition } supports { $limit } here
rules-sql-020-mode = The cluster “{ $host }” is active/active; only active/passive is supported
rules-sql-020-fix = Bring the cluster “{ $host }” within its limits
rules-sql-021 = “{ $node }”, a node of the cluster “{ $host }”, is also used by { $others }
rules-sql-021-fix = Take { $nodes } out of “{ $host }”
rules-sql-022 = “{ $host }” is the name of a cluster node; a store is defined with the virtual name of the cluster
rules-sql-023 = “{ $pool }” ({ $one }) is paired with “{ $partner }” ({ $other }); both should have the same back-end high availability
rules-sql-023-mirroring = SQL mirroring
rules-sql-023-cluster = SQL clustering
rules-sql-023-none = none
rules-sql-023-not-mirrored = no mirroring
rules-sql-023-fix = Add a mirror for “{ $pool }” on a new SQL server
rules-sql-024 = “{ $host }” holds a Monitoring store, and no SQL Server of the plan has Reporting Services
rules-sql-024-fix = Install Reporting Services on “{ $host }”
rules-sql-025 = The mirror of “{ $pool }” changes, and no later step of the phase restarts its Front End Servers
rules-sql-025-vendor = Run the Uninstall-CsMirrorDatabase cmdlet to remove databases that are paired with following primary databases.
rules-sql-025-fix = Insert a restart of the services of { $pools }
rules-sql-026 = “{ $host }”: { $value } is not among the database software supported for { $product }
rules-sql-026-mirror = “{ $pool }” has a mirrored store; { $product } does not support SQL mirroring
rules-sql-028 = “{ $host }” holds several stores of one type ({ $store }) of { $product }, those of { $pools }; a database server holds one of each
rules-sql-028-director = “{ $instance }” holds the database of the Director { $directors } and the back end of { $pools }; a Director needs an instance of its own
rules-sql-030 = The mirroring of “{ $pool }” needs a file share that the SQL services can use, and “{ $instance }” has none
rules-sql-030-fix = Give the mirroring of “{ $instance }” a file share
rules-mon-001 = “{ $pool }” ({ $version }) is associated with “{ $server }” ({ $other }); such a server only serves pools of its own version
rules-mon-001-fix = End the association of “{ $pool }” with “{ $server }”
rules-mon-001-store-fix = End the association of “{ $pool }” with “{ $server }”, and give the pool: { $stores }
rules-mon-002 = “{ $pool }” is removed without an earlier backup of its databases
rules-mon-002-fix = Insert a backup of “{ $pool }”
rules-mon-003 = Users move to “{ $pool }” before it has an Archiving store, and archiving is in critical mode
rules-mon-004 = “{ $server }” is removed while users are still on { $pools }
rules-mon-005 = “{ $server }” is removed while still associated with { $pools }
rules-mon-005-vendor = Delete Dependent Stores
rules-mon-005-fix = End the associations with “{ $server }” before
rules-mon-006 = “{ $pool }” has no Monitoring store and is not monitored; “{ $other }” is
rules-mon-006-fix = Associate “{ $pool }” with the Monitoring store on “{ $store }”
rules-mon-007 = Archiving is in Exchange, and the mailboxes of “{ $group }” are on { $version }
rules-mon-007-fix = Archive in SQL Server as well, with an Archiving store for { $pools }
rules-file-001 = “{ $share }”, the file share of the Enterprise Edition pool “{ $pool }”, is on the Front End Server “{ $server }”
rules-file-server-fix = Give { $pools } a share on a new file server
rules-file-002 = “{ $share }” serves pools of several sites: { $sites }
rules-file-002-fix = Give the pools of “{ $site }” a file share of their own
rules-file-003 = “{ $share }” is created after a topology that uses it has been published
rules-file-005 = “{ $pool }” has several servers, and its file store is a local path, “{ $share }”
rules-pair-001 = “{ $pool }” ({ $one }) is paired with “{ $partner }” ({ $other }); paired pools have the same edition
rules-pair-001-fix = Pair “{ $pool }” with “{ $partner }”
rules-pair-002 = “{ $pool }” ({ $one }) is paired with “{ $partner }” ({ $other }); paired pools are both physical or both virtual
rules-pair-003 = “{ $pool }” ({ $one }) is paired with “{ $partner }” ({ $other }); paired pools run the same operating system
rules-pair-003-fix = Install “{ $pool }” with { $os }
rules-pair-004 = “{ $pool }” is paired with several pools ({ $partners }); pairing is one to one
rules-pair-004-fix = Pair “{ $pool }” with “{ $partner }” alone
rules-pair-005 = “{ $pool }” ({ $version }) is paired with “{ $partner }”; it has no Backup Service to pair with
rules-pair-005-fix = End the pairing of “{ $pool }” with “{ $partner }”
rules-pair-006 = “{ $pool }” and “{ $partner }” are already deployed when they are paired, and this phase does not run setup on both and then synchronize the Backup Service
rules-pair-006-fix = Insert setup and synchronization for { $pools }
rules-pair-007 = “{ $pool }” is failed over while it holds the active Central Management store, which goes first
rules-pair-007-fix = Fail over the Central Management store before
rules-pair-008 = “{ $pool }” is Standard Edition and has its user store mirrored on “{ $mirror }”; mirroring needs Enterprise Edition
rules-pair-008-cluster = “{ $pool }” is Standard Edition and has its user store on the cluster “{ $host }”; clustering needs Enterprise Edition
rules-pair-008-fix = Remove the mirror of “{ $pool }”
rules-cms-001 = “{ $pool }” has a Central Management store beside the active one on “{ $active }”; a deployment has one
rules-cms-001-fix = Leave the second store out: Move-CsManagementServer moves the one there is to “{ $pool }”
rules-cms-002 = The Central Management store moves from “{ $old }” to the pilot “{ $pool }” while users are still on legacy pools; the pilot joins the existing store
rules-cms-002-fix = Put step { $step } and the work around it behind the last move of users
rules-cms-leave-fix = Leave the Central Management store on “{ $pool }”
rules-cms-003 = “{ $pool }” is of a product without a Central Management store; a pool of { $target } hosts it
rules-cms-003-fix = Create the store on “{ $pool }”
rules-cms-004 = “{ $pool }” is removed while it hosts the Central Management store
rules-cms-004-fix = Insert the move of the Central Management store to “{ $pool }”
rules-cms-005 = The Central Management store moves to “{ $pool }”, where no earlier step creates its database
rules-cms-005-fix = Insert the creation of the Central Management database on “{ $pool }”
rules-cms-006 = The Central Management store moves to “{ $pool }”, and no earlier step of the phase enables the topology
rules-cms-006-fix = Insert the enabling of the topology
rules-cms-007 = The Central Management store moves to “{ $pool }” while the services of that pool are not running
rules-cms-007-fix = Install and start the services of “{ $pool }” before
rules-cms-008 = The old Central Management databases of “{ $pool }” are removed before a step verifies the replication
rules-cms-008-fix = Insert the verification of the replication before
rules-cms-009 = The Central Management store moves to “{ $pool }”, and no later step runs setup again on { $left }
rules-cms-009-reboot = The Central Management store moves to “{ $pool }”, and no later step restarts its servers
rules-cms-009-fix = Insert setup, and a restart of the servers of “{ $pool }”
rules-cms-010 = The Central Management store moves away from “{ $pool }”, which stays in service
rules-cms-010-fix = Take out the moves, or retire “{ $pool }”

rules-name-001 = The name “{ $name }” of this { $kind } is already in use
rules-name-002 = The name “{ $name }” was that of a legacy { $kind }; a side-by-side migration uses new names
rules-name-fix = Rename “{ $old }” to “{ $new }”

rules-coex-001 = { $target } stands beside { $first } and { $second } ({ $pools }); it coexists with one older version only
rules-coex-002 = “{ $pool }” ({ $version }) is still there when the plan ends
rules-coex-002-fix = Append the phase that retires “{ $pool }”
rules-coex-004 = “{ $pool }” is new and has “{ $hop }” as its next hop; beside { $target }, a new trusted application pool points to a pool of { $target }
rules-coex-004-fix = Make “{ $hop }” the next hop of “{ $pool }”
rules-coex-007 = “{ $pool }” uses IPv4 and IPv6 while “{ $other }” of the same site still runs the old product
rules-coex-007-older = “{ $pool }” uses IPv6, which { $version } does not support
rules-coex-007-alone = “{ $pool }” uses IPv6 only and is not isolated
rules-coex-007-fix = Keep “{ $pool }” on IPv4
rules-coex-008 = The load balancer of “{ $pool }” does without cookie affinity while “{ $other }” is still there
rules-coex-008-mobile = The load balancer of “{ $pool }” does without cookie affinity while mobile clients of the old product sign in
rules-coex-008-fix = Keep cookie affinity on the load balancer of “{ $pool }”
rules-coex-009 = The preparation of the forest is reversed, and with it go global settings still needed by { $pools }
rules-coex-009-fix = Remove step { $step }
rules-coex-011 = The Central Management store moves from “{ $old }” to “{ $pool }”, and no earlier step nominates another computer with { $version } as discovery candidate
rules-coex-011-fix = Insert the nomination of a discovery candidate
rules-coex-012-within = The response groups of { $pools } are moved with { $tool }, which is for pools of { $target } only
rules-coex-012-across = Response groups are moved between { $pools } with { $tool }, which is for moves from an older product to { $target }
rules-coex-013 = “{ $pool }” is in “{ $site }”, whose objects Topology Builder only shows, and is changed with this: { $tool }

rules-path-001 = “{ $pool }” is { $version }, from which there is no path to { $target }
rules-path-002 = The deployment mixes { $first } and { $second } ({ $pools }); { $target } can be reached from one of them only
rules-path-003 = “{ $pool }” is { $version }, which is older than { $oldest }, the oldest product that can be migrated from
rules-path-004-step = “{ $pool }” is upgraded in place from { $old } to { $new }; side by side is the only supported method
rules-path-004-machine = “{ $server }” belongs to “{ $other }” and to the new “{ $pool }”; one server never carries two versions
rules-path-005 = “{ $pool }” is in the forest { $forest }, but “{ $other }” is in { $other_forest }
rules-path-005-fix = Deploy “{ $pool }” in the forest { $forest }
rules-path-007 = No step moves the users of “{ $pool }” to a new pool
rules-path-007-fix = Insert the move of the users of “{ $old }” to “{ $new }”
rules-path-008 = “{ $pool }” is removed, and no step migrates its Group Chat or decides to give it up
rules-path-009 = “{ $pool }” brings a new role ({ $role }) while users are still on the old pools
rules-path-009-fix = Add “{ $pool }” at the end of “{ $phase }”
rules-path-010 = “{ $pool }” does not offer what users of “{ $old }” have: { $features }
rules-path-010-fix = Offer on “{ $pool }” what “{ $old }” offers
rules-path-012 = “{ $phase }” goes from the old topology to the final one in a single phase
rules-path-012-fix = Split “{ $phase }”: the removal of the old pools and what follows goes to “{ $new }”
rules-tool-fix = Carry out step { $step } with this: { $tool }
rules-order-behind-fix = Move step { $step } behind step { $other }
rules-order-ahead-fix = Move step { $step } ahead of step { $other }
rules-order-001 = “{ $phase }” ({ $kind }) comes after “{ $other }” ({ $other_kind }); the documented order is the other way round
rules-order-001-fix = Move “{ $phase }” before “{ $other }”
rules-order-003 = “{ $pool }” is the pilot pool, and no earlier step does this: { $work }
rules-order-003-fix = Insert the missing preparation before the pilot pool
rules-order-004 = “{ $pool }” is the pilot pool, and no earlier step secures the way back: { $work }
rules-order-004-pools = “{ $pool }” is the pilot pool, and no earlier step secures the way back for { $pools }: { $work }
rules-order-004-fix = Insert a backup and an inventory before the pilot pool
rules-order-005 = The first users move to “{ $pool }”, and no earlier step verifies user replication
rules-order-005-fix = Insert the verification of user replication
rules-order-006 = The first wave to “{ $pool }” moves everyone; test accounts and a pilot group come first
rules-order-006-fix = Move test accounts first, then a pilot group, then the others
rules-order-007 = Users of “{ $from }” move to “{ $pool }” with this, which cannot move them there: { $tool }
rules-order-008 = Users move from “{ $from }” to “{ $pool }” with { $tool }; the cmdlet for this way is { $right }
rules-order-008-disputed = Users move from “{ $from }” to “{ $pool }” with { $tool }; the migration guides use { $right } for this way
rules-order-009 = Step { $step } merges the old topology, and no earlier step installs the WMI package (OCSWMIBC.msi)
rules-order-009-fix = Insert the installation of the WMI package
rules-order-010 = Users leave “{ $pool }” before its policies and settings are imported
rules-order-010-import = Step { $step } imports policies and settings before the merged topology is published
rules-order-011 = What changes in the old deployment ({ $pools }) is followed by no other merge
rules-order-011-fix = Insert another merge
rules-order-012 = Federation moves to “{ $pool }”, which no step has verified beside “{ $old }”
rules-order-012-fix = Insert the verification of “{ $pool }”

rules-chat-001 = Chat is migrated in “{ $phase }”, but step { $next } in “{ $later }” still migrates “{ $object }”
rules-chat-001-fix = Move “{ $phase }” behind “{ $other }”
rules-chat-002 = “{ $pool }” ({ $version }) has “{ $home }” ({ $other }) for its next hop; a chat pool is homed on a pool of its own version
rules-chat-002-fix = Make “{ $home }” the next hop of “{ $pool }”
rules-chat-004 = “{ $pool }” is imported into “{ $other }” after “{ $first }”; a Group Chat pool is migrated to one Persistent Chat pool
rules-chat-004-fix = Import into “{ $first }” only, not into “{ $other }”
rules-chat-005 = “{ $pool }” is in the forest { $forest }, but the Group Chat pool “{ $other }” is in { $other_forest }
rules-chat-005-fix = Deploy “{ $pool }” in the forest { $forest }
rules-chat-006 = Chat is imported into “{ $pool }” before that pool is added
rules-chat-006-none = Step { $step } imports chat before the plan has a Persistent Chat pool
rules-chat-006-installed = Chat is imported into “{ $pool }” before its servers are installed
rules-chat-006-home = Step { $step } imports chat before the plan has a pool of { $target }
rules-chat-006-fix = Move step { $step } behind step { $after }
rules-chat-007 = No step backs up “{ $pool }” and stops its services before the chat data is exported or imported
rules-chat-007-running = The services of “{ $pool }” are not stopped when the chat data is exported or imported
rules-chat-007-backup = “{ $pool }” is not backed up before the chat data is exported or imported
rules-chat-007-fix = Insert for “{ $pool }”: { $work }
rules-chat-012 = Files were posted in rooms of { $pools }, and no step after the import copies them
rules-chat-012-fix = Insert the copy of the files of { $pools }
rules-chat-013 = The endpoint of “{ $pool }” is created before the Lookup service user is deleted
rules-chat-013-fix = Insert the deletion of the Lookup service user
rules-chat-013-move-fix = Create the endpoint after the deletion
rules-chat-013-missing = Group Chat clients are to keep connecting to “{ $pool }”, and no step creates an endpoint
rules-chat-013-missing-fix = Insert the deletion of the Lookup service user and the creation of the endpoint
rules-chat-013-late = The services of “{ $pool }” start again before its endpoint is created
rules-chat-014 = “{ $pool }” is still there when the plan ends, after its chat was migrated
rules-chat-014-trusted = “{ $trusted }”, the trusted application pool of “{ $pool }”, is still there when the plan ends, after its chat was migrated
rules-chat-014-fix = Remove “{ $pool }” at the end of “{ $phase }”
rules-chat-015 = The rooms of “{ $group }” are in Group Chat, which none of their chat clients reaches
rules-chat-015-home = “{ $group }” uses Persistent Chat with the new client and is homed on { $pools }
rules-chat-015-fix = Keep the Group Chat client for “{ $group }”
rules-chat-017 = “{ $pool }”: { $servers } in the time zone { $zone } and the next hop “{ $home }” in { $there }; active servers are in the time zone of the next hop
rules-chat-017-fix = Make { $servers } the active servers of “{ $pool }”
rules-chat-018 = Compliance is on for “{ $pool }”, and it has no compliance database
rules-chat-018-fix = Place the compliance database of “{ $pool }” on “{ $instance }”
rules-exch-001 = Voice mail runs on { $version }, which { $target } does not support
rules-exch-001-fix = Upgrade voice mail to { $versions }
rules-exch-002 = “{ $pool }” is removed with { $count ->
    [one] one Exchange UM contact object
   *[other] { $count } Exchange UM contact objects
} on it
rules-exch-002-fix = Insert the move of the Exchange UM contact objects of “{ $pool }”
rules-exch-003 = The mailboxes of “{ $group }” go back to { $version } while the contacts are in the unified contact store
rules-exch-003-fix = Insert the rollback of the contacts of “{ $group }”
rules-sba-001 = “{ $sba }” is associated with “{ $pool }” ({ $version }); it needs a pool of its own version
rules-sba-001-fix = Associate “{ $sba }” with “{ $pool }”
rules-sba-003 = “{ $sba }” is associated with the Monitoring store “{ $store }” ({ $version }); it can only use one of its own version
rules-sba-003-fix = Clear the association of “{ $sba }” with “{ $store }”
rules-sba-004 = “{ $sba }” is moved to the new topology with { $users ->
    [one] one user
   *[other] { $users } users
} still on it
rules-sba-004-fix = Insert the move of the users of “{ $sba }” to “{ $pool }”
rules-sba-004-back-fix = Insert the move of the users of “{ $sba }” to “{ $pool }”, and back to “{ $new }” afterwards
rules-sba-005 = “{ $pool }” is removed while still associated with { $appliances }
rules-sba-005-fix = Associate { $appliances } with a new pool before

rules-order-013 = “{ $pool }” is removed with { $users ->
    [one] one user
   *[other] { $users } users
} { $contacts ->
    [0] still on it
    [one] and one contact still on it
   *[other] and { $contacts } contacts still on it
}
rules-order-013-contacts = “{ $pool }” is removed with { $contacts ->
    [one] one contact
   *[other] { $contacts } contacts
} still on it
rules-order-013-fix = Insert the move of the users who are left on “{ $old }” to “{ $new }”
rules-order-014 = “{ $pool }” is removed while the SRV records for automatic sign-in still point to it
rules-order-014-early = The SRV records for automatic sign-in go to “{ $pool }” while users are still on { $pools }
rules-order-014-fix = Point the records to “{ $pool }” before
rules-order-015 = “{ $pool }” is removed, and no earlier step stops its services
rules-order-015-fix = Insert the stopping of the services of “{ $pool }”
rules-order-016 = Step { $step } removes databases that are still in use by { $pools }
rules-order-017 = “{ $pool }” is removed, and its SQL store “{ $store }” stays in the topology
rules-order-017-fix = Remove “{ $store }” right behind “{ $pool }”
rules-order-018 = The Director “{ $pool }” is removed while the simple URLs still resolve to it
rules-order-018-pool = “{ $pool }” is removed while the simple URLs still resolve to it
rules-order-019 = “{ $site }” is removed while this is still in service: { $pools }
rules-order-019-kept = “{ $site }” is still there when the plan ends, though nothing of the old deployment is left
rules-order-019-fix = Remove “{ $site }” at the end of the plan
rules-order-020 = Front End Servers leave “{ $pool }” and others join it in one publishing
rules-order-020-fix = Publish between removing and adding servers
rules-order-021 = “{ $object }” is removed while still referred to by { $users }
rules-order-021-fix = Clear the references of { $users } to “{ $object }” first

rules-plan-001 = Step { $step } of “{ $phase }” does not apply: { $why }
rules-plan-001-fix = Remove step { $step }
rules-plan-004 = The move takes { $wanted } users from “{ $pool }”, which has { $known } at that moment
rules-plan-004-fix = Move all users who are left on “{ $pool }”
rules-plan-005 = “{ $phase }” ({ $begin }) comes after “{ $other }” ({ $date }) in the list, but before it in the calendar
rules-plan-005-fix = Put “{ $phase }” before “{ $other }”
rules-plan-005-backwards = “{ $phase }” ends ({ $end }) before it starts ({ $start })
rules-plan-005-backwards-fix = Exchange start and end of “{ $phase }”
rules-plan-006 = The acceptance of { $code } for “{ $names }” ended with “{ $until }”; the finding still stands and counts again
rules-plan-006-fix = Accept { $code } to the end of the plan
rules-plan-007 = { $codes } of the checklist: ticked for “{ $name }”, but there is no such entry any more
rules-plan-007-plan = { $codes } of the checklist: ticked for the whole plan, but there is no such entry any more
rules-plan-007-fix = Take away { $count ->
    [one] the tick
   *[other] { $count } ticks
}
rules-plan-008 = The plan chooses a level for { $codes } that has no effect: either no pack of this plan has the rule, or its level is fixed
rules-plan-008-fix = Forget { $count ->
    [one] the chosen level
   *[other] { $count } chosen levels
}
rules-plan-009 = “{ $phase }” starts on { $start }, before “{ $other }” is over ({ $end }), which it waits for
rules-plan-009-order = “{ $phase }” waits for “{ $other }”, which comes later in the plan
rules-plan-009-itself = “{ $phase }” waits for itself
rules-plan-009-fix = Move “{ $phase }” to { $start }
rules-plan-010 = “{ $phase }” starts or ends in the freeze window “{ $freeze }” ({ $first } to { $last }), when nothing is changed
rules-name-003 = “{ $pool }” has the external web services name “{ $name }” of { $others }; each Front End pool and Director has its own
rules-name-004 = “{ $pool }” uses DNS load balancing, and its internal web services have the name of the pool; they need a name of their own
rules-name-004-shared = “{ $pool }” has the internal web services name “{ $name }” of { $others }; each Front End pool and Director has its own
rules-name-005 = “{ $name }”, a name of “{ $object }”, has a character other than letters A to Z, digits and the hyphen
rules-name-006 = “{ $name }” is a single-label Active Directory domain ({ $object }), which is not supported
rules-name-006-domain = “{ $name }” is an internationalized domain name ({ $object }), which is not supported
rules-name-006-international = The SIP domain “{ $name }” is an internationalized domain name, which is not supported
rules-name-006-fix = Deploy “{ $object }” in the domain { $domain }
rules-name-007 = “{ $pool }” has one name, “{ $name }”, for internal and external web services; mobility needs two
rules-name-008-form = The simple URL “{ $url }” is not of the form https://name/path without a port
rules-name-008-prefix = The simple URL “{ $url }” begins with “{ $other }”; none may be the beginning of another
rules-name-008-pool = The simple URL “{ $url }” contains the name of the pool “{ $pool }”
rules-name-008-fix = Use { $urls }
rules-name-009 = Users move from “{ $from }” to “{ $to }” in another site; with simple URLs per site all their meetings must be scheduled again
rules-name-009-pair = “{ $from }” and “{ $to }” are paired across sites; with simple URLs per site users cannot fail over without scheduling their meetings again
rules-name-009-fix = Change to global simple URLs first
rules-name-010 = “{ $pool }” and “{ $other }” both have the name “{ $name }”; each Edge pool needs names of its own
rules-name-010-fix = Give “{ $pool }” the names { $new } in place of { $old }
rules-name-011 = “{ $server }” of “{ $pool }” has no DNS suffix; the name of an Edge Server is its full name
rules-name-012 = “{ $pool }” stands on the Standard Edition server “{ $server }” and needs its name
rules-name-013 = “{ $pool }” is not the name in its service principal name, “{ $spn }”
rules-name-014 = “{ $pool }” is paired, and its response group name “{ $name }” is also used on { $others }
rules-name-014-fix = Add the name of the pool to the shared names on { $others }; “{ $pool }” keeps its own
rules-name-015 = “{ $pool }” is deployed before the step that creates its DNS records
rules-name-015-fix = Create the DNS records first, in “{ $phase }”
rules-role-001 = The central site “{ $site }” has pools, and none of them is a Front End pool or Standard Edition server
rules-role-001-fix = Add a Front End pool in “{ $site }”
rules-role-002 = “{ $one }” and “{ $two }” of the pool “{ $pool }” have different roles
rules-role-002-fix = Give all servers of “{ $pool }” the roles of “{ $server }”
rules-role-gone = “{ $pool }” is of the kind “{ $kind }”, which { $target } does not have
rules-role-003-fix = Leave “{ $pool }” out: the Front End Servers hold the conferences
rules-role-004-fix = Associate { $pools } with the stores of “{ $pool }” in its place
rules-role-005-fix = Bring “{ $pool }” as a Persistent Chat pool
rules-role-006-fix = Leave “{ $pool }” out: “{ $edge }” has XMPP
rules-role-008 = The Edge pool “{ $pool }” is added before any Front End pool or Standard Edition server
rules-role-009 = The servers of “{ $pool }” stand in { $count } data centres; this kind of pool cannot be stretched
rules-role-009-fix = Split “{ $pool }” into one pool per data centre, with “{ $new }”
rules-role-010 = “{ $pool }” spans two data centres as “{ $old }” did; the target has no metropolitan site resiliency
rules-role-011 = Several pools of “{ $site }” run call admission control ({ $pools }); one per central site does
rules-role-011-fix = Leave call admission control to “{ $pool }” alone
rules-role-014 = “{ $pool }” holds meetings and has no Office Web Apps Server; PowerPoint presentations cannot be shared
rules-role-014-fix = Associate “{ $pool }” with an Office Web Apps Server
rules-role-015 = “{ $server }” has { $count } network adapters; this kind of server is on one network
rules-role-015-fix = Put “{ $server }” on one network
rules-role-016 = “{ $pool }” ({ $kind }) has no place in the branch site “{ $site }”
rules-role-016-parent = The branch site “{ $site }” belongs to “{ $parent }”, which is no central site
rules-role-016-fix = Put “{ $object }” into the central site “{ $site }”
rules-role-017 = “{ $pool }” has { $count } servers and no load balancing
rules-role-017-fix = Give “{ $pool }” hardware load balancing for all of its traffic
rules-role-017-web = “{ $pool }” uses DNS load balancing, and no hardware load balancer carries its web traffic
rules-role-017-web-fix = Add a hardware load balancer for the web traffic of “{ $pool }”
rules-colo-001 = The Director “{ $pool }” has a collocated Mediation Server; a Director stands alone
rules-colo-001-fix = Take the Mediation Server away from “{ $pool }”
rules-colo-shared = “{ $pool }” ({ $kind }) shares the computer “{ $machine }” with { $others }
rules-colo-shared-fix = Put “{ $pool }” on { $new } in place of { $old }
rules-colo-005 = The chat pool “{ $pool }” stands on “{ $server }”, a Front End Server of Enterprise Edition
rules-colo-005-migrated = Chat rooms are migrated to “{ $pool }” on the Standard Edition server “{ $server }”; only a new deployment of chat may stand there
rules-colo-companion = “{ $server }” also runs { $what }, which is never on the same computer
rules-colo-companion-fix = Put { $what } on another computer than “{ $server }”
rules-colo-011 = “{ $host }” holds the back-end databases of { $pools } and is itself a server with a role
rules-colo-012 = The chat database of “{ $pool }” is on its own chat server, “{ $host }”
rules-os-system = “{ $object }” runs { $os }, which is not listed for { $product }
rules-os-002 = “{ $object }” runs { $os } and is at the update level “{ $level }”, which is too old for it
rules-os-002-fix = Update “{ $object }” to { $level }
rules-os-001-fix = Choose another system for “{ $object }”; listed are { $systems }
rules-os-003 = “{ $object }” is an installation of the kind “{ $what }”, which is not supported
rules-os-003-fix = Install Windows in full on “{ $object }”
rules-os-005 = “{ $object }” is virtual, on a hypervisor that is not validated
rules-os-005-fix = Put “{ $object }” on a validated hypervisor
rules-os-005-guest = “{ $object }” is virtual and runs { $os }, which is not listed for virtual servers of its version
rules-os-006 = The file share “{ $store }” is on a cluster with { $os }; older systems may cause permission problems
rules-os-006-fix = Upgrade the cluster of “{ $store }” to { $os }
rules-os-007 = “{ $object }” has an Itanium processor, which is not supported
rules-os-007-fix = Use an x64 processor for “{ $object }”
rules-ad-001 = The functional level “{ $level }” is below { $oldest }, the oldest that is supported
rules-ad-001-fix = Raise the functional level to { $oldest }
rules-ad-002 = A domain controller runs { $os }, which is not listed for { $target }
rules-ad-002-fix = Keep only the domain controllers with { $systems }
rules-ad-002-hint = Replace the domain controllers; listed are { $systems }
rules-ad-003 = The domain “{ $domain }” has servers of the target and no global catalog
rules-ad-003-fix = Add a global catalog in { $domains }
rules-ad-004 = The forest model “{ $model }” is not among those that { $target } supports
rules-ad-004-fix = Choose another model; supported are { $models }
rules-ad-005 = “{ $pool }” is in several domains: “{ $one }” in { $domain }, “{ $other }” in { $other_domain }
rules-ad-005-fix = Put { $servers } into the domain { $domain }
rules-ad-006 = “{ $pool }” is deployed before schema, forest and domains are prepared for it
rules-ad-006-fix = Prepare Active Directory at the beginning of “{ $phase }”
rules-ad-007 = A domain is renamed in “{ $phase }” while the product runs in it
rules-ad-007-fix = Leave out the renaming of the domain
rules-cap-001 = “{ $pool }” has { $count } Front End Servers; a pool has at most { $limit }
rules-cap-split-fix = Split “{ $pool }”: half of the servers stand in “{ $new }”
rules-cap-002 = “{ $pool }” has { $users } users, its branch appliances included; a pool carries { $limit }
rules-cap-003 = “{ $pool }” has { $users } users on { $servers ->
    [one] { $servers } Front End Server
   *[other] { $servers } Front End Servers
}; { $needed } are needed
rules-cap-004 = “{ $pool }” has { $count } Front End Servers; at least { $wanted } are recommended
rules-cap-004-fix = Add Front End Servers to “{ $pool }” up to { $wanted }
rules-cap-005 = “{ $pool }” has two Front End Servers, which is not recommended: they have to be restarted together or in the reverse order
rules-cap-005-vendor = Reset-CsPoolRegistrarState -ResetType QuorumLossRecovery -PoolFQDN { $pool }
rules-cap-006 = “{ $pool }” is Enterprise Edition with one Front End Server, which gives no availability
rules-cap-007 = The step leaves { $left } of the { $servers } Front End Servers of “{ $pool }” running; below { $needed } the pool stops
rules-cap-007-fix = Stop the servers of “{ $pool }” in { $count } turns
rules-cap-008 = The first users move to “{ $pool }” while { $running } of its Front End Servers run; { $wanted } should
rules-cap-008-fix = Start the services of “{ $pool }” before
rules-cap-009 = The Standard Edition server “{ $pool }” has { $users } users; plan for { $limit } on each of a pair
rules-cap-010 = The paired pool “{ $pool }” has { $users } users; plan for { $limit } on each of a pair
rules-cap-010-both = “{ $pool }” with { $servers ->
    [one] { $servers } server
   *[other] { $servers } servers
} cannot take over “{ $other }”: together they have { $users } users
rules-cap-011 = “{ $pool }” has { $servers ->
    [one] { $servers } Edge Server
   *[other] { $servers } Edge Servers
} for { $users } remote users at a time; { $needed } are needed
rules-cap-011-fix = Add Edge Servers to “{ $pool }” up to { $wanted }
rules-cap-012 = “{ $pool }” has { $count } Directors; a pool has at most { $limit }
rules-cap-013 = “{ $pool }” has { $count } chat servers; a pool has at most { $limit }
rules-cap-013-active = “{ $pool }” has { $count } active chat servers; at most { $limit } are active
rules-cap-013-fix = Keep { $servers } active on “{ $pool }”
rules-cap-015 = “{ $pool }” was defined as a single computer and has { $count } servers
rules-cap-015-fix = Define “{ $pool }” for several servers
rules-cap-016 = “{ $pool }” has { $servers ->
    [one] { $servers } server
   *[other] { $servers } servers
} for { $calls } calls at a time; each carries { $limit }
rules-cap-016-fix = Add Mediation Servers to “{ $pool }” up to { $wanted }
rules-cap-017 = A meeting of { $size } participants is planned on “{ $pool }”, which supports { $limit }
rules-cap-017-fix = Add a Front End pool without users for the meeting of { $size } participants
rules-cap-018 = The legacy pool “{ $pool }” has { $users } users; its version is sized for { $limit }
rules-cap-020 = { $count } chat servers in all ({ $pools }); their version supports { $limit }
rules-edge-001 = Several Edge pools federate: “{ $pool }” and { $others }; only one is published for federation
rules-edge-001-vendor = Warning: The topology contains more than one Federated Edge Server.
rules-edge-001-fix = Turn federation off on { $pools } first
rules-edge-002 = The pilot pool “{ $pool }” is created with its Edge pool; the association is made in a later step
rules-edge-002-fix = Associate “{ $pool }” with its Edge pool in a step of its own
rules-edge-003 = “{ $pool }” has no Edge pool for media; until the switch it uses the legacy one, “{ $edge }”
rules-edge-003-fix = Associate “{ $pool }” with “{ $edge }” for media
rules-edge-003-route = “{ $site }” has no federation route; until the switch it leads through the legacy deployment, where “{ $edge }” federates
rules-edge-003-route-fix = Route the federation of “{ $site }” through “{ $edge }”
rules-edge-004 = “{ $pool }” is deployed with federation while federation still goes through { $legacy }
rules-edge-004-xmpp = “{ $pool }” is deployed with XMPP federation while traffic still goes through { $legacy }
rules-edge-004-media = “{ $pool }” is deployed with pools associated ({ $pools }); the legacy Edge pool still carries the media
rules-edge-004-fix = Add “{ $pool }” without “{ $fact }”
rules-edge-005 = “{ $pool }” is removed while “{ $edge }” has it as its next hop
rules-edge-005-fix = Give “{ $edge }” the next hop “{ $pool }” before
rules-edge-006 = Step { $step } brings federation to the target before it is turned off on { $legacy }
rules-edge-006-route = Step { $step } brings federation to the target before the federation route of { $sites } is cleared
rules-edge-006-order = Step { $step } ({ $part }) comes before step { $late } ({ $other }); the guide has them the other way round
rules-edge-006-fix = Put what comes first before step { $step }
rules-edge-007 = The switch away from { $legacy } interrupts federation, and no earlier step of the phase begins a maintenance window
rules-edge-007-fix = Insert a maintenance window in “{ $phase }”
rules-edge-008 = “{ $edge }” begins to federate while “{ $legacy }” stands, which has one name for its three services
rules-edge-008-users = “{ $edge }” begins to federate while users are still on { $pools }; “{ $legacy }” had one name for its three services
rules-edge-008-fix = Move the users first, remove the old Edge pool after that, and switch federation last
rules-edge-009 = “{ $pool }” has { $inner } inside and { $outer } outside; both sides of an Edge pool are balanced alike
rules-edge-fix = Set “{ $fact }” of “{ $pool }” to { $value }
rules-edge-010 = “{ $pool }” is associated with several Edge pools for media: { $edges }
rules-edge-010-fix = Keep “{ $edge }” for the media of “{ $pool }”
rules-edge-011 = “{ $pool }” is behind a hardware load balancer and has its external addresses translated (NAT)
rules-edge-011-fix = Give “{ $pool }” public addresses, without NAT
rules-edge-011-dns-fix = Use DNS load balancing on both sides of “{ $pool }”
rules-edge-012 = “{ $edge }” is an expanded Edge; the merge needs a consolidated or single one
rules-edge-012-fix = Convert “{ $edge }” to a consolidated Edge before
rules-edge-013 = Federation goes through the legacy deployment, and the merge marks none of { $edges } for it
rules-edge-013-several = The merge marks several Edge pools for federation: { $edges }; it is one
rules-edge-013-fix = Mark “{ $edge }” for federation before the merge
rules-edge-014 = Not entered in the list of internal servers of “{ $edge }”, which carries their media: { $servers }
rules-edge-014-fix = Insert the authorization of “{ $pool }” and its servers
rules-edge-015 = “{ $edge }” is stopped while the federation route of { $sites } still leads to it
rules-edge-015-fix = Route federation through “{ $edge }” before
rules-edge-017 = “{ $edge }” is removed while it is still used by { $users }
rules-edge-017-fix = Pass { $users } to “{ $edge }” before
rules-edge-018 = “{ $pool }” has one name, “{ $name }”, for its three services, and port { $port } twice
rules-edge-018-fix = Give the services of “{ $pool }” the ports { $ports }
rules-xmpp-001 = The target takes over XMPP while users are still on { $pools }, who lose their XMPP partners
rules-xmpp-001-fix = Move step { $step } to the end of the moves of users, in “{ $phase }”
rules-xmpp-002 = Configured both on “{ $gateway }” and in the target: { $partners }
rules-xmpp-002-fix = Remove these partners from “{ $gateway }”
rules-xmpp-002-target-fix = Remove these partners from the target
rules-xmpp-003 = “{ $site }” routes XMPP through “{ $edge }”, and “{ $other }” through “{ $first }”; one Edge pool is the route
rules-xmpp-003-fix = Route XMPP of every site through “{ $edge }”
rules-xmpp-004 = “{ $group }” may use XMPP, and users of it are on { $pools }; XMPP does not work for users of a branch appliance
rules-xmpp-004-fix = Turn XMPP off for “{ $group }”
rules-xmpp-005 = XMPP is enabled on “{ $edge }”, and no later step creates DNS records for it
rules-xmpp-005-fix = Insert the DNS record of XMPP for “{ $edge }”

rules-voice-001 = “{ $mediation }” sends its calls to “{ $pool }”, which cannot communicate with a Mediation Server of a newer version
rules-voice-001-route = The gateways of the voice routes { $routes } lead only to Mediation Servers of { $target }, which the voice users still on { $pools } cannot use
rules-voice-001-fix = Put the switch ({ $steps }) behind the last move of users
rules-voice-002 = “{ $mediation }” is configured for calls while users are still on { $pools }
rules-voice-002-fix = Move the step behind the last move of users
rules-voice-003 = “{ $gateway }” is certified for nothing newer than { $product } and has a trunk to “{ $pool }”
rules-voice-003-fix = Plan the upgrade or replacement of “{ $gateway }”: certified for { $product }
rules-voice-004 = The legacy topology is merged while the pilot pool “{ $pool }” has a stand-alone Mediation Server
rules-voice-004-fix = Collocate the Mediation Server on “{ $pool }” from the start
rules-voice-005 = “{ $gateway }” has { $count } trunks to “{ $pool }”; { $product } supports { $limit }
rules-voice-005-fix = Remove the trunks to “{ $pool }” beyond { $limit }
rules-voice-006 = The gateway “{ $gateway }” is defined by its address and has a TLS trunk to “{ $pool }”; TLS needs a name
rules-voice-006-fix = Use TCP for the trunk of “{ $gateway }”; TCP has to be enabled on the Mediation Server
rules-voice-007 = “{ $gateway }” cannot spread calls over servers, and “{ $pool }” has { $servers }; such a gateway needs a Mediation pool of { $limit }
rules-voice-007-fix = End the trunk of “{ $gateway }” in a Mediation pool with a single server
rules-voice-008 = The SIP trunk “{ $gateway }” ends at “{ $site }”, which has no Mediation Server; it leads to “{ $pool }”
rules-voice-008-fix = Add a Mediation pool at “{ $site }”, and end the trunk of “{ $gateway }” there
rules-voice-008-elsewhere-fix = Add a Mediation Server at “{ $site }”, or end the trunk where one stands
rules-voice-009 = “{ $pool }” has { $servers } Mediation Servers without DNS load balancing
rules-voice-009-fix = Use DNS load balancing for “{ $pool }”
rules-voice-010 = Location-based routing is enabled, and “{ $pool }” is { $version }, which does not support it
rules-voice-010-update = Location-based routing is enabled, and “{ $pool }” is at the update level “{ $level }”, which is too old for it
rules-voice-010-fix = Leave location-based routing off
rules-voice-011 = “{ $pool }” is removed while it hosts call admission control for “{ $site }”
rules-voice-011-fix = Host call admission control on “{ $pool }” before the removal
rules-voice-012 = “{ $pool }” is removed while the gateway “{ $gateway }” has no trunk to another pool
rules-voice-012-fix = Add a trunk from “{ $gateway }” to “{ $pool }” before the removal
rules-app-fix = Insert the step “{ $work }” for “{ $pool }”
rules-app-001 = “{ $pool }” is removed with { $count ->
    [one] one dial-in access number
   *[other] { $count } dial-in access numbers
} still on it
rules-app-002 = “{ $pool }” is removed with { $count ->
    [one] one conference directory
   *[other] { $count } conference directories
} still on it
rules-app-003 = The response groups of “{ $pool }” are planned to go to several pools ({ $targets }); they move all together
rules-app-003-application = Response groups move to “{ $pool }”, which does not run the Response Group application
rules-app-003-fix = Add the Response Group application to “{ $pool }”
rules-app-004 = The response groups of “{ $pool }” move while users are still on it
rules-app-004-fix = Move the response groups after the last users of “{ $pool }”
rules-app-005 = The response groups of “{ $pool }” are deleted after their migration, which breaks the migrated ones
rules-app-005-fix = Leave out the deletion of the response groups
rules-app-006 = Response groups move from { $pools }, and no earlier step installs the WMI Backward Compatibility package
rules-app-006-fix = Insert the installation of the WMI Backward Compatibility package
rules-app-007 = “{ $pool }” is removed with { $count ->
    [one] one Call Park orbit range
   *[other] { $count } Call Park orbit ranges
} still on it
rules-app-008 = “{ $pool }” is removed with { $count ->
    [one] one common area phone or analog device
   *[other] { $count } common area phones and analog devices
} still on it
rules-app-010 = Remote call control is used; “{ $pool }” ({ $product }) goes, and no step removes its authorized host entries
rules-app-010-fix = Insert the removal of the authorized host entries
rules-app-011 = “{ $pool }” is removed while it is the next hop of { $applications }
rules-app-011-fix = Give the applications the next hop “{ $pool }” before the removal
rules-client-001 = “{ $group }” is on “{ $pool }” ({ $product }), where { $clients } cannot sign in
rules-client-001-fix = Update “{ $group }” to { $client } at the beginning of “{ $phase }”
rules-client-003 = Users move from “{ $from }” to “{ $to }”, and no earlier step blocks newer clients on { $product }
rules-client-003-fix = Insert the blocking of newer clients before the move
rules-client-004 = Users move from “{ $from }” to “{ $to }”, and no earlier step lets only updated clients in
rules-client-004-after = The last users move from “{ $from }” to “{ $to }”, and no later step configures the client version filter of the target
rules-client-004-fix = Insert the client version filter for “{ $pool }”
rules-client-007 = Privacy mode is enabled on “{ $pool }” while older clients are recorded for { $groups }
rules-client-007-filter = Privacy mode is enabled on “{ $pool }”, and no earlier step blocks older clients there
rules-client-007-fix = Enable privacy mode after the clients are updated and filtered
rules-upd-001 = “{ $new }” is deployed, and no earlier step updates { $pools }, whose update level is not recorded
rules-upd-001-fix = Insert the updates of the legacy servers before the pilot pool
rules-upd-002 = “{ $pool }” is at the update level “{ $level }”; cumulative update 7 of October 2012 is said to be the least for a migration
rules-upd-002-fix = Update “{ $pool }” at the beginning of “{ $phase }”
rules-upd-003 = In “{ $pool }”, “{ $one }” is at the update level “{ $level }” and “{ $two }” at “{ $other }”
rules-upd-003-fix = Bring “{ $server }” to the update level “{ $level }”

## Checklist: short titles, and what a check covers

rules-check-app-009 = Carry over the customized address book
rules-check-cap-014 = Count access control entries and invitations
rules-check-cap-019 = Plan the conference directories
rules-check-chat-003 = Tell users that the chat products share no rooms
rules-check-chat-008 = Shorten long room names
rules-check-chat-009 = Flatten the categories and check their managers
rules-check-chat-010 = Rename rooms whose names are in use
rules-check-chat-011 = Tell federated members that they lose chat
rules-check-chat-016 = Format the volumes with NTFS
rules-check-client-002 = Communicator users join meetings with Lync Web App
rules-check-client-005 = Have organizers update their meetings
rules-check-client-006 = Find the users of large Live Meeting sessions
rules-check-client-008 = Decide whether meeting content moves along
rules-check-client-009 = Allow anonymous participants
rules-check-coex-003 = Test the routes between the versions
rules-check-coex-005 = Keep the tools of two versions on two computers
rules-check-coex-006 = Use the new tools for the old servers too
rules-check-coex-010 = Back up each version with its own procedure
rules-check-edge-016 = DNS load balancing: no failover with old peers
rules-check-edge-019 = Open the firewall from every pool to every Edge
rules-check-exch-004 = Connect Outlook Web App messaging to the new pools
rules-check-file-004 = Keep the file share available
rules-check-file-006 = Give the Director any file share
rules-check-os-004 = Check the computers for the tools
rules-check-path-006 = Choose the shape of the new pool anew
rules-check-path-011 = The way back ends with this phase
rules-check-role-007 = Decide whether a Director is still needed
rules-check-role-013 = Check which edition and licence the Director needs
rules-check-sql-029 = Decide where the chat databases stand
rules-check-upd-004 = Remove spaces around user names
rules-check-xmpp-006 = Confirm XMPP partners other than Google Talk
rules-coverage-pack = { $name } of { $version }
rules-coverage-no-pack = { $name } (no rules)
rules-coverage-head = Rules for { $packs }, { $phases ->
    [0] today only
    [one] today and one phase
   *[other] today and { $phases } phases
}
rules-coverage-decided = { $decided } of { $all } rules decided everywhere
rules-coverage-partly = { $count } for some objects only
rules-coverage-waiting = { $count ->
    [one] one waits for facts
   *[other] { $count } wait for facts
}
rules-coverage-off = { $count } switched off
rules-coverage-checklist = { $count ->
    [one] one rule belongs
   *[other] { $count } rules belong
} to the checklist
rules-coverage-objects = { $decided } of { $all } objects fully decided
rules-coverage-findings = { $count ->
    [0] no finding
    [one] one finding
   *[other] { $count } findings
}, { $accepted } of them accepted
rules-coverage-not-checked = { $count } times not checked

### ==== rules: end ====


### ==== propose: begin ====
## Why nothing is proposed
propose-has-phases = The plan has phases already. Propose from a plan without phases, or from the topology
propose-no-target = No rules are known for the target “{ $target }”
propose-nothing-legacy = Nothing here is of an older product: there is nothing to migrate
propose-no-front-end = There is no Front End pool to begin with: without one, no target can be proposed
propose-no-procedure = No procedure is documented from { $from } to { $to }
propose-unsupported = { $count ->
    [one] This deployment cannot be migrated as it is. One thing has to be otherwise first:
   *[other] This deployment cannot be migrated as it is. { $count } things have to be otherwise first:
}
propose-reason = { $code }: { $reason }
propose-no-path = There is no way from { $product } to { $target }. Migrate these to a product in between, or retire them: { $pools }
propose-mixed = { $older } and { $newer } stand together, and { $target } can join only one of them. Migrate or retire what is { $older } first: { $pools }
propose-forests = The pools are in several forests ({ $forests }), and a migration stays in one. Propose for each forest by itself
propose-unknown-product = The product of these is not known: { $pools }. Record it first

## What a proposal takes for granted
propose-site = Central site
propose-new-site = The legacy pools stand in no central site: one is added, with a name to be chosen
propose-not-consolidated = “{ $pool }” is not joined with others: its users or its site are not known
propose-assumed-edition = The edition of “{ $pool }” is not known: it is taken for { $edition }
propose-outgrown = “{ $pool }” has { $users } users, and a Standard Edition server carries { $most }: its successor is Enterprise Edition
propose-assumed-size = The users of “{ $pool }” are not all known: its successor has { $servers } servers, to be checked
propose-large-meeting = “{ $pool }” has meetings of { $size } participants, and the new pool is made for { $most }: larger ones need a pool of their own
propose-new-appliance = A new appliance takes the place of “{ $appliance }”: whether the old one can be installed anew is for its maker to say
propose-assumed-federation = Whether “{ $edge }” federates is not known: it is taken to
propose-single-name-edge = The legacy Edge pool has one name for its three services: federation passes when all users have moved and it is gone
propose-unknown-users = How many users of “{ $group }” are on “{ $pool }” is not known: all of them move
propose-new-gateway = “{ $gateway }” is not certified for the target: a new gateway takes its place, with a name to be chosen
propose-no-xmpp-in-branches = Users of “{ $group }” are on branch appliances, where XMPP is not possible: the group loses it
propose-not-joined = Of “{ $pool }”, which stands already, the edition, the servers or the users are not known: no legacy pool of its site is joined with it
propose-chat-stands = “{ $pool }” stands already and takes over the chat of “{ $old }”: its database is backed up before the import, which overwrites what bears the same name there
propose-paired = “{ $pool }” has its backup in “{ $partner }”: their successors are paired, and each carries the users of both
propose-not-paired = “{ $pool }” has its backup in “{ $partner }”, and their successors are not paired: a pair is two new pools of one edition that can each carry the users of both, and no pool has two partners
propose-edge-after-merge = Until the topologies are merged, “{ $pool }” cannot use the legacy Edge pool: rule { $code } warns of it in those phases, in which no user is on the pool yet
propose-before-chat-phase = Take over what the legacy pools host
propose-chat-phase = Migrate Group Chat to Persistent Chat

## Strategies
propose-strategy-pool-per-pool = A new pool for each legacy pool
propose-strategy-consolidate = One new pool for the pools of a site

## What commands leave to be filled in
propose-placeholder-new-pool = the new pool
propose-placeholder-legacy-pool = the legacy pool
propose-placeholder-user = a user
propose-placeholder-new-sql-server = the SQL Server of the new pool
propose-placeholder-new-sql-instance = the SQL instance of the new pool
propose-placeholder-legacy-sql-server = the SQL Server of the legacy pool
propose-placeholder-legacy-sql-instance = the SQL instance of the legacy pool
propose-placeholder-merged-topology-file = the file for the merged topology
propose-placeholder-edge-file = the file that describes the legacy Edge pools
propose-placeholder-xmpp-record = the DNS record of XMPP
propose-placeholder-sign-in-record = the DNS record of automatic sign-in
propose-placeholder-access-number = the SIP address of a dial-in access number
propose-placeholder-response-group = the SIP address of a response group
propose-placeholder-legacy-call-park-files = the Call Park folder of the legacy file store
propose-placeholder-new-call-park-files = the Call Park folder of the new file store
propose-placeholder-orbit = a Call Park orbit
propose-placeholder-call-park-service = the Call Park service of the new pool
propose-placeholder-client-access-server = a Client Access server of Exchange
propose-placeholder-site = the site
propose-placeholder-application-id = the id of a trusted application
propose-placeholder-application-port = the port of a trusted application
propose-placeholder-legacy-chat-database = the SQL instance of Group Chat
propose-placeholder-new-chat-database = the SQL instance of Persistent Chat
propose-placeholder-export-file = the file for exported chat
propose-placeholder-legacy-chat-files = the upload folder of Group Chat
propose-placeholder-new-chat-files = the file store of Persistent Chat
propose-placeholder-lookup-address = the SIP address of the Lookup service user
propose-placeholder-chat-pool = the Persistent Chat pool
propose-placeholder-conference-directory = the number of a conference directory
### ==== propose: end ====


### ==== import: begin ====

import-source-tbxml = Topology Builder file
import-source-topology-xml = published topology
import-source-configuration-zip = configuration export
import-source-topology-input = legacy Edge description

import-empty = “{ $file }” is empty
import-too-large = “{ $file }” is too large to be a topology; at most { $limit } MB are read, also when unpacked
import-encoding = The text of “{ $file }” cannot be read; save it as UTF-8 or UTF-16
import-document-type = “{ $file }” has a document type definition, which no topology file needs; it was not read
import-too-many-elements = “{ $file }” has more than { $limit } elements, far more than any topology; it was not read
import-too-many-attributes = “{ $file }” has far more attributes or longer tags than any topology; it was not read
import-too-many-objects = “{ $file }” speaks of more than { $limit } servers, services and the like, far more than any deployment has; it was not read
import-too-deep = “{ $file }” nests its elements more than { $limit } deep, far more than any topology; it was not read
import-not-well-formed = “{ $file }” is not well-formed XML at line { $line }, column { $column }: { $fault }
import-fault-close-tag = the closing tag is not that of the open element
import-fault-unfinished = the file ends too early; it may be truncated
import-fault-entity = a “&” does not begin a known character
import-fault-repeated-attribute = an attribute stands there twice
import-fault-other = something there is no XML
import-not-a-topology = “{ $file }” is not a topology: its first element is “{ $root }”. Open a Topology Builder file, the output of Get-CsTopology -AsXml, the zip of Export-CsConfiguration, or a TopologyInput
import-no-topology-inside = “{ $file }” has no topology in it
import-not-an-archive = “{ $file }” is damaged: the zip cannot be unpacked
import-too-many-entries = “{ $file }” has more than { $limit } entries, far more than a configuration export; it was not read
import-zip-bomb = “{ $file }” unpacks to more than { $limit } times its size, which no configuration export does; it was not read
import-encrypted = “{ $file }” is protected by a password; unpack it first
import-no-document = “{ $file }” has no DocItemSet.xml, so it is no configuration export; use Export-CsConfiguration
import-user-data = “{ $file }” is an export of user data (Export-CsUserData), which has no topology; use Export-CsConfiguration. Nothing of it was kept

import-note-dangling = “{ $from }” refers to “{ $to }”, which is not in the file
import-note-duplicate = “{ $key }” stands in the file more than once; what refers to it means the first
import-note-same-instance = “{ $name }” stands in the file more than once and is taken as one SQL Server instance
import-note-no-id = A “{ $element }” does not say what it is or means; it was left out
import-note-no-role = The service “{ $key }” has no role
import-note-usage = The dependency usage “{ $usage }” is not known; it was taken as the usual one
import-note-not-installed = The service “{ $service }” does not say where it is installed
import-note-unknown-role = The role “{ $role }” on “{ $name }” is not known
import-note-store-place = The store “{ $role }” is installed on “{ $name }” itself and not on a SQL Server instance of it; it was left out
import-note-idle-cluster = Nothing is installed on “{ $name }”
import-note-idle-store = No pool uses the store “{ $role }” on “{ $name }”
import-note-version = “{ $text }” is no version of a service: { $role } on “{ $name }”
import-note-product = No product is known for service version { $version } of “{ $name }”
import-note-machine = A server of “{ $pool }” has no name
import-note-edge-name = An Edge pool has no name: neither a load balancer nor a single server gives it one
import-note-address = “{ $text }” is not an IP address
import-note-number = “{ $text }” is not a number: { $attribute }
import-note-word = “{ $text }” is not understood: { $attribute }
import-note-no-parent = The branch site “{ $site }” does not say to which central site it belongs
import-note-no-services = The file has no services, so nothing is known about what its servers do
import-note-no-cms = No pool is said to host the active Central Management store
import-note-several-cms = More than one pool is said to host the active Central Management store: { $pools }. Choose the right one
import-note-unpublished = { $more ->
    [0] The file holds changes that are not published, and they were imported. They touch: { $names }
    *[other] The file holds changes that are not published, and they were imported. They touch: { $names } (and { $more } more)
}
import-note-original-only = The file has only the downloaded half of the topology, without a half to edit; that was imported
import-note-next-hop = “{ $name }” is the next hop of an Edge; whether it is a Director or a pool the file does not say
import-note-more = { $count ->
    [one] One more note was left out
    *[other] { $count } more notes were left out
}

import-too-many-lines = “{ $file }” has more than { $limit } lines or far too many columns for a table of facts; it was not read
import-facts-no-head = The first line does not say which facts the columns are: write their names above them, or choose one fact or some rows first
import-facts-unknown-column = The column “{ $name }” is no fact; it was left out
import-facts-unknown-fact = “{ $name }” is no fact
import-facts-unknown-name = No object is called “{ $name }”
import-facts-many-names = { $count } objects are called “{ $name }”; write the whole name, or the kind in a column of its own
import-facts-no-fact = “{ $name }” has no fact “{ $fact }”
import-facts-no-object = The line names no object
import-facts-no-row = There are more values than chosen rows ({ $count })
import-facts-twice = “{ $name }”, { $fact }: line { $line } says something else, which holds
import-facts-value = “{ $name }”, { $fact }: { $why }
import-value-unknown = Not known
import-value-long = a value has at most { $limit } characters
import-value-flag = “{ $text }” is neither yes nor no
import-value-count = “{ $text }” is no whole number
import-value-date = “{ $text }” is no date; write it as 2026-01-31
import-value-choice = “{ $text }” is none of { $choices }
import-value-no-name = nothing is called “{ $text }” ({ $kind })
import-value-many-names = { $count } objects are called “{ $text }”

## Tables of objects: heads and kinds that are understood, separated by commas, and what was not

import-objects-heads-name = Name, FQDN, Object, Server, Server name, Host, Host name, Hostname, Computer, Machine, Pool name
import-objects-heads-kind = Kind, Type, Role, Server role
import-objects-heads-pool = Pool, Pool FQDN, Cluster
import-objects-heads-site = Site, Location
import-objects-heads-instance = Instance, SQL instance, SQL Server instance
import-objects-heads-version = Version, Product, Release, Product version
import-objects-heads-edition = Edition
import-objects-heads-os = OS, Operating system, Windows, Windows version
import-objects-heads-addresses = IP, IP address, IP addresses, Address, IPv4
import-objects-kind-front-end = Front End, FE, Front End Server, Enterprise pool, Standard Edition, Standard Edition Server, Registrar
import-objects-kind-director = Director, DIR
import-objects-kind-mediation = Mediation, MED
import-objects-kind-sba = SBA, SBS, Survivable Branch Server
import-objects-kind-office-web-apps = Office Web Apps, OWA, OWAS, WAC, Office Online Server
import-objects-kind-persistent-chat = Persistent Chat, Chat
import-objects-kind-trusted-application = Trusted application, Trusted application server, UCMA
import-objects-kind-sql-server = SQL, Database, Back End, Back End Server, SQL Server host
import-objects-kind-file-store = File share, Share, File server, DFS
import-objects-kind-gateway = Gateway, PSTN gateway, SBC, Session border controller, PBX, IP-PBX
import-objects-kind-server = Server, Member, Machine, Computer
import-objects-no-head = The first line does not say what the columns are: write Name, Kind, Pool, Site and the like above them, or paste the column of names alone
import-objects-no-kind = “{ $name }”: of what kind it is, is not said
import-objects-unknown-kind = “{ $name }”: “{ $text }” is no kind of object
import-objects-no-pool = “{ $name }” is a server, and its pool is not said
import-objects-pool-kind = “{ $name }” is new and its kind is not said: it becomes a Front End pool
import-objects-not-here = “{ $name }” comes in a later phase, or is gone in this one
import-objects-users-today = “{ $name }”: users are counted in Today; the number was left out

import-objects-many = Only the first { $limit } lines are read; the rest is left out

## A plan beside a deployment as it is

import-status-at = The deployment is at “{ $stage }”
import-status-between = The deployment is between “{ $before }” and “{ $after }”
import-status-either = The deployment is at “{ $first }”, or further, up to “{ $last }”: a topology does not tell these apart
import-status-no-topology = “{ $file }” is no topology. Export one: Topology Builder, Get-CsTopology -AsXml or Export-CsConfiguration
import-status-part = “{ $file }” describes Edge servers for a merge, not a whole deployment. Export the topology itself
import-step-done = done
import-step-begun = begun
import-step-open = open
import-step-untold = not told
import-drift-missing = Missing
import-drift-extra = Extra
import-drift-different = Different
import-drift-learned = Now known
import-drift-fact = { $fact }: planned { $planned }, found { $found }
import-drift-fact-learned = { $fact }: found { $found }
import-drift-parts = with { $count ->
    [one] one part
   *[other] { $count } parts
}
import-drift-open = step { $step } is open
import-drift-ahead = step { $step } is done already
import-adopt-no-kind = Another kind is another object: remove this one and add that one
import-adopt-no-today = A step of the first phase is done already; Today has no steps that it could come to
import-adopt-no-next = Its step is in the last phase: add a phase after it first

### ==== import: end ====


### ==== format: begin ====

format-at = line { $line }, column { $column }: { $reason }
format-not-a-plan = this is neither a Coexist plan nor a topology (Topology Builder file, output of Get-CsTopology -AsXml, zip of Export-CsConfiguration, TopologyInput)
format-empty = the file is empty
format-newer = the file has version { $version } of the format; this Coexist reads up to version { $known }: open it with a newer Coexist
format-ends-early = the file ends too early
format-comma = a comma is missing
format-sign-missing = “{ $sign }” is missing
format-sign = “{ $sign }” is unexpected
format-text = a text in quotation marks is expected
format-number = a whole number is expected
format-number-range = the number is too large or too small
format-flag = true or false is expected
format-name = the name of a field is expected
format-escape = a text has an escape that does not exist
format-field-missing = the field “{ $field }” is missing
format-field = there is no field “{ $field }” here
format-field-twice = the field “{ $field }” is there twice
format-unknown = “{ $word }” is not known here
format-kind = a value of another kind is expected
format-deep = the file is nested too deep
format-trailing = there is more after the end of the plan
format-syntax = this is not how a plan is written
format-id-empty = an id is empty
format-id-twice = the id “{ $id }” is there twice
format-logo-media = the logo is called { $said } and is { $is }
format-place-twice = “{ $id }” has two places on the sheet
format-level-twice = “{ $code }” has two levels
format-tick-twice = “{ $code }” is ticked twice for “{ $name }”
format-home-twice = “{ $name }” names the pool “{ $pool }” twice
format-missing = “{ $name }” names “{ $missing }”, which is not there
format-fact = “{ $name }” has no fact “{ $fact }”
format-fact-kind = “{ $fact }” of “{ $name }” has a value of another kind
format-word = “{ $fact }” of “{ $name }” cannot be “{ $word }”
format-date = “{ $fact }” of “{ $name }” is no date: “{ $text }”
format-too-big = the file is larger than { $megabytes } MB
format-not-text = the file is no UTF-8 text from here on
format-cannot-read = Could not read the file: { $reason }
    { $path }
format-cannot-save = Could not save the plan: { $reason }
    { $path }
format-changed-on-disk = The file was changed by someone else since it was opened
    { $path }
format-io-not-found = there is no such file or folder
format-io-denied = access is denied
format-io-full = the disk is full
format-io-folder = this is a folder
format-io-no-folder = its folder does not exist

## Copied objects

format-clip-none = The clipboard holds no objects of Coexist and no table
format-clip-newer = The copied objects have version { $version } of the format; this Coexist reads up to version { $known }: paste them in a newer Coexist
format-clip-damaged = The copied objects are damaged: { $why }
format-clip-large = The clipboard holds more than { $limit } MB, the most that is pasted
format-clip-many = The clipboard holds more than { $limit } objects, the most that are pasted at once

### ==== format: end ====


### ==== plan: begin ====

plan-add = Add “{ $name }” ({ $what })
plan-remove = Remove “{ $name }” ({ $what })
plan-retire = Retire “{ $name }” ({ $what })
plan-remove-with-steps = { $change } and { $steps ->
    [one] one step
   *[other] { $steps } steps
} about it
plan-remove-many = Remove { $count ->
    [one] one object
   *[other] { $count } objects
}
plan-retire-many = Retire { $count ->
    [one] one object
   *[other] { $count } objects
}
plan-connect = Connect “{ $from }” to “{ $to }” ({ $link })
plan-disconnect = Disconnect “{ $from }” from “{ $to }” ({ $link })
plan-place-store = Place a store of “{ $pool }” on “{ $instance }” ({ $store })
plan-move-store = Move a store of “{ $pool }” to “{ $instance }” ({ $store })
plan-set = Change “{ $name }”: { $fact } becomes { $value }
plan-forget = Change “{ $name }”: { $fact } is not known
plan-move-all-users = Move all users of “{ $group }” from “{ $from }” to “{ $to }”
plan-move-users-of-pool = Move all users of “{ $from }” to “{ $to }”
plan-move-users = Move { $users ->
    [one] one user
   *[other] { $users } users
} of “{ $group }” from “{ $from }” to “{ $to }”
plan-count-users = Count { $users ->
    [one] one user
   *[other] { $users } users
} of “{ $group }” on “{ $pool }”
plan-forget-users = The number of users of “{ $group }” on “{ $pool }” is not known
plan-move-cms = Move the Central Management store to “{ $to }”
plan-route-federation = Route the federation of “{ $site }” through “{ $to }”
plan-end-federation = End the federation route of “{ $site }”
plan-route-xmpp = Route the XMPP traffic of “{ $site }” through “{ $to }”
plan-end-xmpp = End the XMPP route of “{ $site }”
plan-activity = { $activity }: { $names }
plan-duplicate = Duplicate “{ $name }” as “{ $copy }” ({ $what })
plan-and-more = { $first } and { $more ->
    [one] one more change
   *[other] { $more } more changes
}
plan-nothing = Change nothing
plan-correct = Correct from the start: { $change }
plan-add-step = Add to phase “{ $phase }”: { $step }
plan-edit-step = Change step { $number }: { $step }
plan-remove-step = Remove step { $number }: { $step }
plan-move-step = Move step { $number } to phase “{ $phase }”
plan-place = Move “{ $name }” on the sheet
plan-place-many = Move { $count ->
    [one] one object
   *[other] { $count } objects
} on the sheet
plan-add-phase = Add phase “{ $name }”
plan-edit-phase = Change phase “{ $name }”
plan-rename-phase = Rename phase “{ $name }” to “{ $to }”
plan-remove-phase = Delete phase “{ $name }” with { $steps ->
    [0] no step
    [one] one step
   *[other] { $steps } steps
}
plan-merge-phase = Merge phase “{ $name }” into “{ $into }”
plan-today = Today
plan-merge-phase-today = Merge phase “{ $name }” into Today
plan-move-phase = Move phase “{ $name }”
plan-accept = Accept { $code } for { $names }
plan-withdraw = Withdraw the acceptance of { $code }
plan-set-level = Level of { $code } in this plan: { $level }
plan-reset-level = Level of { $code } as the pack says
plan-tick = Tick { $code } for { $name }
plan-untick = Take away the tick of { $code } for { $name }
plan-whole = the whole plan
plan-minutes = { $minutes } min
plan-hours = { $hours } h
plan-hours-minutes = { $hours } h { $minutes } min
plan-days = { $days } { $days ->
    [one] day
   *[other] days
}
plan-freezes = Change the freeze windows
plan-about = Change the title block
plan-logo-too-large = This picture has { $size } kB; a logo can have { $most } kB. Save it smaller, or as SVG
plan-logo-too-wide = This picture has { $width } × { $height } pixels; a logo can have { $most } on each side. Save it smaller
plan-logo-unknown = This is no PNG, JPEG or SVG picture, or it is damaged. Save it as one of these
plan-target = Change the target to { $target }
plan-value = { $value }
plan-value-yes = yes
plan-value-no = no
plan-value-none = none
plan-value-empty = empty
plan-value-list = { $first }, { $then }

plan-fill-fewer-users = other user groups on “{ $name }” already have { $others } users, more than { $users }
plan-fill-many-groups = { $count } user groups are on “{ $name }”; count each of them in the inspector
plan-fill-no-home = “{ $name }” is no pool that users can be on
plan-fill-users-move = users come to “{ $name }” in a phase; count them on the pool that they are on today

## Copies of several objects

plan-duplicate-many = Duplicate { $count ->
    [one] one object
   *[other] { $count } objects
}

## Copied objects

plan-paste = Paste “{ $name }”
plan-paste-many = Paste { $count ->
    [one] one object
   *[other] { $count } objects
}

## Joining otherwise, adding beside and between

plan-reconnect = Reconnect { $link } of “{ $name }” to “{ $to }”
plan-add-and-join = Add “{ $name }”: { $link } of “{ $of }”
plan-put-between = Put “{ $name }” between “{ $from }” and “{ $to }”
plan-add-for-stores = Add “{ $name }” for the stores of “{ $pool }”

## Locks on the sheet

plan-pin = Lock “{ $name }” in its place
plan-unpin = Unlock “{ $name }”
plan-pin-many = Lock { $count } objects in their places
plan-unpin-many = Unlock { $count } objects

## Collapsed sites

plan-collapse = Collapse site “{ $name }”
plan-expand = Expand site “{ $name }”
plan-collapse-many = Collapse { $count } sites
plan-expand-many = Expand { $count } sites

## What differs between two states, and between two plans

plan-change = { $what }: { $before } → { $after }
plan-value-unknown = not known
plan-aspect-kind = kind
plan-aspect-owner = belongs to
plan-aspect-from = starts at
plan-aspect-to = goes to
plan-aspect-users = users on { $pool }
plan-differs-title = The title was “{ $before }” and is “{ $after }”
plan-differs-target = The target was { $before } and is { $after }
plan-differs-phase-added = Phase “{ $phase }” is new, with { $steps ->
    [0] no step
    [one] one step
   *[other] { $steps } steps
}
plan-differs-phase-removed = Phase “{ $phase }” is gone, with { $steps ->
    [0] no step
    [one] one step
   *[other] { $steps } steps
}
plan-differs-phase-renamed = Phase “{ $before }” is called “{ $after }”
plan-differs-phase-moved = Phase “{ $phase }” was number { $before } and is number { $after }
plan-differs-phase-changed = Phase “{ $phase }” has another date, length, owner, note, target or kind, or waits for other phases
plan-differs-step-added = “{ $phase }” has a new step: { $step }
plan-differs-step-removed = “{ $phase }” lost a step: { $step }
plan-differs-step-changed = “{ $phase }” has another step: { $after }; it was: { $before }
plan-differs-step-details = “{ $phase }” has other details of a step: { $step }
plan-differs-step-moved = A step went from “{ $before }” to “{ $after }”: { $step }
plan-differs-accepted = Accepted: { $code } for { $names }
plan-differs-withdrawn = No longer accepted: { $code } for { $names }
plan-differs-level = The plan has another level for { $code }
plan-differs-freezes = Other freeze windows
plan-differs-ticks = Checklist: { $done } more done, { $undone } to do again

### ==== plan: end ====


### ==== diagram: begin ====

## What stands on the sheet, as a screen reader names it
diagram-the-site = site { $name }
diagram-the-pool = pool { $name }
diagram-the-server = server { $name }
diagram-the-sql-server = SQL server { $name }
diagram-the-sql-instance = SQL instance { $name }
diagram-the-file-store = file share { $name }
diagram-the-gateway = gateway { $name }

## Second lines of cards: short forms
diagram-edition-standard = Standard
diagram-edition-enterprise = Enterprise
diagram-edition-unknown = edition unknown
diagram-version-lcs-2005 = LCS 2005
diagram-version-ocs-2007 = OCS 2007
diagram-version-ocs-2007-r2 = OCS 2007 R2
diagram-version-lync-2010 = Lync 2010
diagram-version-lync-2013 = Lync 2013
diagram-version-sfb-2015 = SfB 2015
diagram-version-sfb-2019 = SfB 2019
diagram-version-sfb-se = SfB SE
diagram-version-unknown = version unknown
diagram-kind-front-end = Front End
diagram-kind-director = Director
diagram-kind-edge = Edge
diagram-kind-mediation = Mediation
diagram-kind-av-conferencing = A/V Conferencing
diagram-kind-monitoring = Monitoring
diagram-kind-archiving = Archiving
diagram-kind-group-chat = Group Chat
diagram-kind-persistent-chat = Persistent Chat
diagram-kind-sba = Branch appliance
diagram-kind-trusted-application = Trusted application
diagram-kind-office-web-apps = Office Web Apps
diagram-kind-communicator-web-access = CWA
diagram-kind-xmpp-gateway = XMPP gateway
diagram-kind-video-interop = Video interop
diagram-kind-other = Other role
diagram-servers = { $count ->
    [one] { $shown } server
   *[other] { $shown } servers
}
diagram-users = { $count ->
    [one] { $shown } user
   *[other] { $shown } users
}
diagram-users-unknown = users unknown
diagram-pools = { $count ->
    [one] { $shown } pool
   *[other] { $shown } pools
}
diagram-sql-2000 = SQL Server 2000
diagram-sql-2005 = SQL Server 2005
diagram-sql-2008 = SQL Server 2008
diagram-sql-2008-r2 = SQL Server 2008 R2
diagram-sql-2012 = SQL Server 2012
diagram-sql-2014 = SQL Server 2014
diagram-sql-2016 = SQL Server 2016
diagram-sql-2017 = SQL Server 2017
diagram-sql-2019 = SQL Server 2019
diagram-sql-2022 = SQL Server 2022
diagram-sql-unknown = SQL Server, version unknown
diagram-sql-edition-enterprise = Enterprise
diagram-sql-edition-standard = Standard
diagram-sql-edition-express = Express
diagram-sql-edition-workgroup = Workgroup
diagram-sql-edition-web = Web
diagram-default-instance = default
diagram-default-instance-full = default instance
diagram-no-store = no store
diagram-file-share = File share
diagram-dfs = DFS
diagram-gateway-pstn-gateway = PSTN gateway
diagram-gateway-ip-pbx = IP-PBX
diagram-gateway-sbc = SBC
diagram-gateway-sip-trunk = SIP trunk
diagram-gateway-unknown = Gateway, kind unknown
diagram-site-branch = branch site
diagram-site-legacy = legacy
diagram-site-empty = empty
diagram-perimeter = perimeter

## Chips
diagram-store-user = User
diagram-store-application = App
diagram-store-central-management = CMS
diagram-store-monitoring = Monitoring
diagram-store-archiving = Archiving
diagram-store-persistent-chat = Chat
diagram-store-compliance = Compliance
diagram-store-group-chat = Group Chat
diagram-usage-mirror = mirror
diagram-usage-witness = witness
diagram-usage-backup = backup
diagram-chip-cms = CMS
diagram-chip-federation = Federation
diagram-chip-mediation = Mediation

## Lines
diagram-link-user-store = user store
diagram-link-application-store = application store
diagram-link-central-management-store = CMS
diagram-link-monitoring-store = monitoring
diagram-link-archiving-store = archiving
diagram-link-persistent-chat-store = chat store
diagram-link-compliance-store = compliance
diagram-link-group-chat-store = Group Chat store
diagram-link-next-hop = next hop
diagram-link-media-edge = media
diagram-link-backup-registrar = backup registrar
diagram-link-pairing = pairing
diagram-link-file-store = file share
diagram-link-trunk = trunk
diagram-link-office-web-apps = Office Web Apps
diagram-link-monitoring-server = monitoring
diagram-link-archiving-server = archiving
diagram-link-user-services = user services

## State in the shown phase, and findings, for a screen reader
diagram-state-added = new in this phase
diagram-state-removed = retired in this phase
diagram-state-changed = changed in this phase
diagram-state-emptied = users leave in this phase
diagram-incomplete = incomplete
diagram-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
diagram-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
diagram-advice = { $count } advice
diagram-accepted = { $count } accepted

## Counts of parts that a card does not name
diagram-instances = { $count ->
    [one] { $shown } SQL instance
   *[other] { $shown } SQL instances
}

## What stands on another page of a drawing

diagram-elsewhere = on another page
diagram-elsewhere-in = in { $site }, on another page

## The legend

diagram-no-version = No version
diagram-no-site = In no site
diagram-legend-added = New
diagram-legend-removed = Retired
diagram-legend-changed = Changed, or joined otherwise
diagram-legend-emptied = Left by users
diagram-legend-unchanged = As before
diagram-legend-errors = With errors
diagram-legend-warnings = With warnings
diagram-legend-advice = With advice
diagram-legend-no-findings = Without findings

## Locks

diagram-locked = locked

## Collapsed sites

diagram-site-collapsed = collapsed
diagram-users-at-least = { $count ->
    [one] at least { $shown } user
   *[other] at least { $shown } users
}
diagram-sql-servers = { $count ->
    [one] { $shown } SQL Server
   *[other] { $shown } SQL Servers
}
diagram-file-stores = { $count ->
    [one] { $shown } file share
   *[other] { $shown } file shares
}
diagram-gateways = { $count ->
    [one] { $shown } gateway
   *[other] { $shown } gateways
}
diagram-pools-without-version = { $count ->
    [one] { $shown } pool without a version
   *[other] { $shown } pools without a version
}
diagram-inside-of = { $version }: { $counts }
diagram-link-of = { $kind }: { $from } → { $to }
diagram-inside-added = { $count ->
   *[other] { $shown } new
}
diagram-inside-changed = { $count ->
   *[other] { $shown } changed
}
diagram-inside-emptied = { $count ->
   *[other] { $shown } emptying
}
diagram-inside-removed = { $count ->
   *[other] { $shown } retired
}

## State of an object compared with another stage, for a screen reader

diagram-compared-added = new since the stage that is compared
diagram-compared-removed = gone since the stage that is compared
diagram-compared-changed = changed since the stage that is compared
diagram-compared-emptied = users have left since the stage that is compared

### ==== diagram: end ====


### ==== canvas: begin ====

canvas-drawing = Drawing the plan…
canvas-move = Move “{ $name }”
canvas-move-many = Move { $count ->
    [one] one object
   *[other] { $count } objects
}
canvas-move-into = Move “{ $name }” to site “{ $site }”
canvas-move-many-into = Move { $count ->
    [one] one object
   *[other] { $count } objects
} to site “{ $site }”
canvas-rename = Rename “{ $name }” to “{ $to }”
canvas-choice-on = { $link } on { $name }
canvas-nothing-to-join = Nothing on the sheet can be joined with “{ $name }”
canvas-hint-select = Drag from the palette or double-click to add · drag on the sheet to select · { $connect } connects · { $all } shows everything
canvas-hint-selected = Drag or arrow keys move · drag from a handle or { $connect } connects · { $rename } renames · Delete retires
canvas-hint-moving = Let go to place it · Shift keeps a straight line · Alt copies · Ctrl places it freely, into no site · Esc takes it back
canvas-hint-placing = Let go to add it here · Esc takes it back
canvas-hint-needs-host = It belongs inside another object: a server in a pool, an instance in a SQL server
canvas-hint-marquee = Everything that the frame touches is selected · Esc takes it back
canvas-hint-panning = Moving the view
canvas-hint-connecting = Let go on what “{ $from }” is to be joined with · Esc takes it back
canvas-hint-no-link = Nothing joins “{ $from }” with “{ $to }”
canvas-hint-aiming = Arrow keys choose what “{ $from }” is joined with · Enter joins · Esc takes it back
canvas-pointed-at = { $to }: { $link }
canvas-hint-choosing = Choose what joins them · Esc takes it back
canvas-hint-connect-tool = Drag from one object to another to join them · Esc puts the tool away
canvas-hint-pan-tool = Drag to move the view · Esc puts the tool away
canvas-sheet = Sheet
canvas-inside = In { $site }
canvas-many = { $count } objects, too small to be told one by one: zoom in, or use the list of objects
canvas-empty = The sheet is empty. Drag a site from the palette onto it, double-click to choose what to add, or open a topology.
canvas-choose = Joined as
canvas-name-field = Name
canvas-map = Map of the sheet
canvas-zoom = { $percent } %
canvas-zoom-in = Zoom in
canvas-zoom-out = Zoom out
canvas-zoom-reset = { $zoom }: back to 100 %
canvas-fit = Fit
canvas-fit-all = Show the whole sheet
canvas-palette-version = Version of new pools
canvas-palette-item = New: { $name }
canvas-checking = Checking…
canvas-checking-sentence = The rules are being asked
canvas-allowed = Allowed
canvas-allowed-sentence = No rule speaks against it
canvas-advised = Allowed, with advice · { $code }
canvas-warned = Allowed, with a warning · { $code }
canvas-refused = Refused by the rules · { $code }
canvas-impossible = Not possible here
canvas-more-findings = and { $count ->
    [one] one more finding
   *[other] { $count } more findings
}

## Commands

canvas-do-fit-all = Fit to window
canvas-do-fit-selection = Fit the selection
canvas-do-actual-size = Zoom to 100 %
canvas-do-zoom-in = Zoom in
canvas-do-zoom-out = Zoom out
canvas-do-select-all = Select all
canvas-do-duplicate = Duplicate
canvas-do-rename = Rename
canvas-do-connect = Connect
canvas-do-take-select = Selection tool
canvas-do-take-connect = Connection tool
canvas-do-take-pan = Hand tool

## Why a command cannot be done

canvas-nothing-selected = Select an object on the sheet first
canvas-nothing-drawn = Nothing stands on the sheet yet
canvas-hand-is-full = First finish what is in the hand, or press Esc
canvas-no-copy = “{ $name }” cannot be duplicated
canvas-no-name = “{ $name }” has no name that can be written on the sheet

## A hand that arranges

canvas-hint-copying = Let go to place copies · without Alt the objects themselves move · Esc takes it back
canvas-stays-in = It stays in site “{ $site }” · drop it on another site to move it there · Esc takes it back
canvas-hint-marquee-whole = What is whole inside the frame is selected; draw it from right to left to select what it touches · Esc takes it back
canvas-align = Align { $count ->
    [one] one object
   *[other] { $count } objects
}
canvas-distribute = Distribute { $count ->
    [one] one object
   *[other] { $count } objects
}
canvas-do-previous-view = Previous view
canvas-do-next-view = Next view
canvas-do-grid = Grid
canvas-do-same-kind = Select same kind
canvas-do-same-version = Select same version
canvas-do-same-phase = Select same phase
canvas-do-beneath = Select what lies beneath
canvas-do-into = Go inside
canvas-do-out-of = Go to what holds it
canvas-align-left = Align left edges
canvas-align-centre = Align centres
canvas-align-right = Align right edges
canvas-align-top = Align top edges
canvas-align-middle = Align middles
canvas-align-bottom = Align bottom edges
canvas-distribute-across = Distribute horizontally
canvas-distribute-down = Distribute vertically
canvas-needs-two = Select two objects or more; all come in line with the last
canvas-needs-three = Select three objects or more; the outermost stay
canvas-no-version = The version of “{ $name }” is not known
canvas-nothing-beneath = Nothing lies beneath “{ $name }”
canvas-nothing-inside = Nothing stands inside “{ $name }”
canvas-nothing-around = “{ $name }” stands in nothing else
canvas-no-previous-view = The view has not jumped yet
canvas-no-next-view = This is the latest view
## Copied objects

canvas-do-cut = Cut
canvas-do-copy = Copy
canvas-do-paste = Paste
canvas-not-alone = “{ $name }” cannot be copied alone: select the object that it belongs to

## Joining otherwise, adding beside and between

canvas-choice-all = All { $count } links
canvas-reconnect-all = Reconnect { $count } links of “{ $name }” to “{ $to }”
canvas-hint-reconnecting = Let go on what “{ $name }” is to be joined with instead · Esc takes it back
canvas-choose-new = Add and join
canvas-add-and-join = New { $what }, as { $link }
canvas-hint-adding = Choose what is added and joined · Esc takes it back
canvas-hint-between = Let go to put it into this line · Esc takes it back

## Adding and naming by typing

canvas-do-insert = Insert…
canvas-insert-hint = What is added? Edge, SQL…
canvas-insert-nothing = Nothing is called that
canvas-hint-one = Type to rename · click a handle to add what goes with it, drag it to connect · arrow keys move · Delete retires

canvas-do-add-beside = Add what goes with it…
canvas-nothing-beside = Select a pool or a gateway: nothing is added beside anything else

canvas-all-beside = What usually goes with “{ $name }” is there already

## Locks

canvas-do-lock = Lock or unlock
canvas-is-locked = “{ $name }” is locked in its place; unlock it to move it

## Collapsed sites

canvas-do-collapse = Collapse or expand the site
canvas-do-collapse-all = Collapse all sites
canvas-do-expand-all = Expand all sites
canvas-no-site = Select a site, or something that stands in one
canvas-all-collapsed = Every site is collapsed
canvas-all-expanded = No site is collapsed
canvas-in-collapsed = “{ $name }” is in “{ $site }”, which is collapsed: { $keys } expands it
canvas-hint-collapsed-end = “{ $site }” is collapsed: expand it to join what is in it
canvas-hint-collapsed = Double-click, or { $keys }, expands the site

### ==== canvas: end ====


### ==== export: begin ====
## Drawings on paper

export-client = Client: { $name }
export-author = Author: { $name }
export-version = Version { $name }
export-logo = Logo
export-dates = { $start } – { $end }
export-date-from = from { $start }
export-date-until = until { $end }
export-sheet = { $number } / { $all }
export-legend-version = Product
export-legend-kind = Kind
export-legend-change = In this phase
export-legend-finding = Findings
export-legend-link = Lines

## Workbook: sheets

export-sheet-summary = Summary
export-sheet-hardware = Hardware peak
export-sheet-pools = Pools per phase
export-sheet-servers = Servers
export-sheet-sql = SQL Server and stores
export-sheet-links = Connections
export-sheet-moves = Moves
export-sheet-names = Names
export-sheet-records = DNS records
export-sheet-certificates = Certificates
export-sheet-ports = Ports in use
export-sheet-firewall = Firewall
export-sheet-findings = Findings
export-sheet-accepted = Accepted findings
export-sheet-not-checked = Not checked
export-sheet-incomplete = Incomplete objects
export-sheet-checklist = Checklist
export-sheet-rules = Rules and sources

## Workbook: what each table covers

export-note-summary = What stands at the end of each phase, what the check says, and what is on which sheet.
export-note-hardware = Machines that stand at the same time at the end of each phase. A machine with several roles counts once; SQL servers are those that are no members of a pool, of a cluster its nodes as far as they are known. Added and gone compare with Today. Pools without known servers need more machines than are counted here, and servers whose addresses nobody recorded more addresses.
export-note-pools = Every pool at the end of every phase. An empty cell means that something does not apply; what the plan does not say is called not known.
export-note-servers = Every server with what is known about it, or else about its pool. A server about which something changes has one row before and one after.
export-note-sql = Every SQL instance at the end of every phase, with its stores, whose they are, and the users of the pools among them.
export-note-links = Every connection of the plan, by what it starts at, with the phases in which it is there.
export-note-moves = Moves of users, of stores and of the Central Management store, in the order of the steps. Where all users move and nobody counted them, their number is not known.
export-note-names = Every name that the plan gives, who bears it and in which phases, and every name that is needed and not known.
export-note-records = DNS records that Microsoft’s migration and planning pages name, each with its page. The table covers what these pages name: they give no complete list, and what they do not say is called not in the sources.
export-note-certificates = Names that certificates need as far as the pages name them, per Edge pool, pool and gateway; web services and simple URLs are in the certificate of the pool. Edge pools have an internal and an external certificate. Ask Deployment Wizard for the final list.
export-note-ports = Ports that the plan or the pages name. The table covers what they name and is no complete list of the ports of the product. Where both give a port and they differ, the plan says what is configured.
export-note-firewall = What a firewall has to let through as far as the pages and the plan name it. The table is no complete list; a port that the pages do not give is called not in the sources.
export-note-findings = Findings that nobody accepted, with the phases in which they stand, ways to mend them, and the page that the rule rests on.
export-note-accepted = Findings that are accepted: they stand, and somebody gave the reason.
export-note-not-checked = Rules that could not be decided for an object, and what they wait for. Nobody knows whether these are right.
export-note-incomplete = Objects that are half-built, and what they lack.
export-note-checklist = Work that no fact of the plan decides: people see to it and tick it.
export-note-rules = Every rule that this workbook names, with its level and the pages that it rests on.

## Workbook: heads of columns

export-column-number = No.
export-column-start = Start
export-column-end = End
export-column-from = From phase
export-column-until = Until phase
export-column-stands-until = Last phase
export-column-pools = Pools
export-column-users = Users
export-column-without-users = Pools with unknown users
export-column-sql-hosts = SQL servers
export-column-machines = Machines in all
export-column-sql-servers = SQL servers apart
export-column-peak = Peak
export-column-added = Added to Today
export-column-gone = Gone since Today
export-column-file-stores = File shares
export-column-gateways = Gateways
export-column-addresses = IP addresses of servers
export-column-names = DNS names
export-column-certificates = Certificates
export-column-without-addresses = Servers without recorded addresses
export-column-without-names = Names that are not known
export-column-without-servers = Pools without known servers
export-column-product-unknown = Product not known
export-column-companions = Companion servers
export-column-change = In this phase
export-column-stores = Stores
export-column-what = What moves
export-column-moved = Whose
export-column-source = From
export-column-target = To
export-column-target-product = Product of the target
export-column-target-kind = What it leads to
export-column-tool = Tool
export-column-remark = Remark
export-column-name-of = What the name is
export-column-link = Connection
export-column-copy = Copy
export-column-record = Record
export-column-side = Side
export-column-leads-to = Leads to
export-column-purpose = For
export-column-certificate = Certificate
export-column-name-needed = Name needed
export-column-service = Service
export-column-port-of-plan = Port in the plan
export-column-port-of-page = Port in the source
export-column-comes-from = Comes from
export-column-name-met = Name there
export-column-needed = Needed
export-column-rule = Rule
export-column-page = Source
export-column-page-date = Source of
export-column-level = Level
export-column-title = Title
export-column-finding = Finding
export-column-related = With
export-column-also = Also breaks
export-column-fixes = What to do
export-column-reason = Reason
export-column-by = By
export-column-on = On
export-column-accepted-until = Accepted until the end of
export-column-missing = What is not known
export-column-done = State
export-column-to-do = What to see to
export-column-decided-by = Looks at
export-column-level-of-pack = Level of the rules
export-column-level-of-plan = Level chosen by the plan
export-column-errors = Errors
export-column-warnings = Warnings
export-column-advice = Advice
export-column-accepted = Accepted

## Workbook: words in cells

export-untitled = Plan without a title
export-unknown = not known
export-unsaid = not in the sources
export-none = None
export-peak = Peak
export-chart-hardware = Machines at the same time
export-default-instance = default instance
export-store = { $store }: { $pools }
export-store-copy = { $store } ({ $copy }): { $pools }
export-store-idle = { $store }: no pool
export-not-applied = This step does not apply as the plan stands; nothing moves
export-vendor = Topology Builder: { $message }
export-done = Done
export-to-do = To do
export-lead-load-balancer = the hardware load balancer
export-lead-reverse-proxy = the reverse proxy
export-side-internal = Internal
export-side-external = External
export-record-host = A or AAAA
export-record-srv = SRV
export-certificate-pool = Of the pool
export-certificate-edge-internal = Edge, internal
export-certificate-edge-external = Edge, external
export-certificate-gateway = Of the gateway
export-peer-internet = Clients on the Internet
export-peer-partners = Federated partners
export-peer-xmpp-partners = XMPP partners
export-peer-reverse-proxy = Reverse proxy
export-peer-front-ends = Front End Servers of every pool
export-more-rows = { $count ->
    [one] One more row, for which a sheet has no room
   *[other] { $count } more rows, for which a sheet has no room
}
export-failed = The workbook could not be made: { $reason }

## Workbook: the summary

export-section-phases = Phases of the plan
export-section-check = What the check says
export-section-contents = Sheets and their rows
export-section-notes = Notes on the plan
export-note-line = Line { $line }
export-about-client = Client
export-about-author = Author
export-about-version = Version
export-about-date = Date
export-about-target = Migrates to
export-about-stages = Only these phases
export-about-check = Check
export-about-program = Made with
export-count-not-checked = Not checked
export-count-incomplete = Incomplete objects
export-count-to-do = Checklist: still to do
## Drawings for others

export-overview = Overview
export-cannot-pack = The file could not be put together: { $reason }
export-changes = This phase: { $changes }
export-links-change = This phase changes only how objects are joined
export-no-change = This phase changes no object that is drawn
export-no-finding = No finding here
export-finding = { $level } { $code }: { $message }
export-finding-of = { $level } { $code } · { $object }: { $message }
export-finding-accepted = { $finding } (accepted by { $by }: { $reason })
export-data-kind = Kind
export-data-state = In this phase
export-data-finding = Finding
export-state-added = new
export-state-removed = retired
export-state-changed = changed
export-state-emptied = users leave

## Runbook

export-planned = Planned: { $when }
export-owner = Owner: { $name }
export-length = Length: { $length }
export-own-commands = Own commands:
export-before = Before:
export-how = How:
export-steps = In the plan:
export-verify = Verify:
export-rollback-documented = Way back, as documented:
export-rollback-advice = Way back, our advice:
export-way-back = Way back:
export-lost = Not restored by going back:
export-rests = { $rests }.
export-prerequisite-done = { $code } “{ $title }”: decided, nothing found
export-prerequisite-broken = { $code } “{ $title }”: { $found }
export-prerequisite-open = { $code } “{ $title }”: not checked, as long as these are not known: { $missing }
export-prerequisite-by-hand = { $code } “{ $title }”: not checked, somebody has to see to it
export-rollback-nowhere = Way back, not documented:
export-no-return = From here on there is no way back.
export-pages = Pages:
export-page-french = French page of the guide for OCS 2007 R2
export-page-reference = PowerShell reference
export-open = To be filled in
export-script-note = Nothing runs as it stands: take away the mark of a comment, line by line. What stands in angle brackets is to be filled in.

## The forms of an export, and what of them is chosen

export-form-svg = SVG
export-form-png = PNG
export-form-pdf = PDF
export-form-drawio = draw.io
export-form-pptx = PowerPoint
export-form-vsdx = Visio
export-form-xlsx = Excel
export-form-html = HTML report
export-form-md = Markdown report
export-form-report = PDF report
export-form-runbook-html = HTML runbook
export-form-runbook-md = Markdown runbook
export-form-runbook-ps1 = PowerShell scripts
export-for-svg = A drawing that is sharp at any size, for documents and web pages
export-for-png = A picture of pixels, for mails and slides
export-for-pdf = A page for each phase, to print and to send
export-for-drawio = A drawing to edit in draw.io, with lines that hold on to their ends
export-for-pptx = Slides to edit, with the findings in the notes
export-for-vsdx = A drawing to edit in Visio, with the facts as shape data
export-for-xlsx = Tables to filter and count: hardware, names, ports, findings, checklist
export-for-html = The whole plan as one file for a browser: summary, phases, risks, rules
export-for-md = The words and tables of the report as plain text, for wikis and version control
export-for-report = The report to print and to sign: cover, summary, phases, risks, rules
export-for-runbook-html = What is done, step by step, with commands, checks and the way back, as one file for a browser
export-for-runbook-md = What is done, step by step, with commands, checks and the way back, as plain text
export-for-runbook-ps1 = The commands of each phase, as comments until somebody takes the mark away
export-which-shown = Shown phase
export-which-all = All
export-which-some = Choose
export-theme-light = Light
export-theme-dark = Dark
export-theme-print = For print
export-paper-a4 = A4
export-paper-a3 = A3
export-paper-letter = Letter
export-paper-none = Natural size

## The report

report-kind = Migration report
report-file-title = { $title }: migration report
report-contents = Contents
report-skip = Skip to the report
report-switch = Phases
report-switch-show = Show
report-switch-all = All phases
report-switch-earlier = Earlier
report-switch-later = Later
report-natural-size = Natural size
report-drawing-of = Drawing of { $phase }
report-owner = Owner
report-period = Period
report-summary = Summary
report-verdict-nothing = No rules exist for this target: nothing was checked.
report-verdict-clean = No error and no warning was found that is not accepted.
report-verdict-warnings = { $count ->
    [one] No error was found that is not accepted; one warning is open.
   *[other] No error was found that is not accepted; { $count } warnings are open.
}
report-verdict-errors = { $count ->
    [one] One error is open: the plan breaks a rule as it stands.
   *[other] { $count } errors are open: the plan breaks rules as it stands.
}
report-verdict-warnings-too = { $count ->
    [one] One warning is open as well.
   *[other] { $count } warnings are open as well.
}
report-verdict-accepted = { $count ->
    [one] One finding is accepted, with its reason.
   *[other] { $count } findings are accepted, with their reasons.
}
report-verdict-undecided = { $count ->
    [one] One rule could not be decided everywhere ({ $waiting } nowhere, { $partly } for some objects only): nobody knows whether the plan breaks it there.
   *[other] { $count } rules could not be decided everywhere ({ $waiting } nowhere, { $partly } for some objects only): nobody knows whether the plan breaks them there.
}
report-verdict-off = { $count ->
    [one] One rule is switched off by the plan.
   *[other] { $count } rules are switched off by the plan.
}
report-verdict-to-do = { $count ->
    [one] One entry of the checklist is still to do.
   *[other] { $count } entries of the checklist are still to do.
}
report-machines-unknown = Machines are servers and SQL servers whose names or places are in the plan. Some pools have no known server: there are more machines than are counted here.
report-machines = Machines
report-machines-new = New machines
report-users-moved = Users moved
report-column-warnings = Warnings
report-figure-phases = Phases
report-figure-machines-start = Machines at the start
report-figure-machines-peak = Machines at the peak
report-figure-machines-end = Machines at the end
report-figure-machines-new = Machines added
report-figure-machines-gone = Machines retired
report-moved-and-unknown = { $known } and { $unknown } moves without a number
report-users-and-unknown = { $known }; not known for { $pools ->
    [one] one pool
   *[other] { $pools } pools
}
report-users-end = Users at the end
report-pools = Pools
report-pools-of = Pools at the end of { $phase }
report-changes = Changes
report-steps-of = Steps of { $phase }
report-no-steps = This phase has no steps.
report-column-step = What is done
report-not-applied = This step does not apply as the plan stands: it changes nothing
report-findings = Findings
report-findings-of = Findings that begin in { $phase }
report-finding = { $object }: { $message }
report-accepted-by = Accepted by { $by }: { $reason }
report-accepted-until = until the end of { $phase }
report-column-stands = Stands
report-stands = { $first } to { $last }
report-no-new-finding = Nothing new is found here.
report-old-findings = Findings of earlier phases still stand, of: { $codes }.
report-hardware = Machines in this phase
report-machines-end = Machines at the end of the phase
report-machines-peak = { $count }, the most of the plan
report-machines-beyond = Of these not there today
report-machines-added = New in this phase
report-machines-retired = Retired in this phase
report-machines-named = { $count }: { $names }
report-rollback = Way back
report-rollback-of = Way back from { $phase }
report-rollback-nothing = No step of this phase has to be undone to go back.
report-note-rollback = To go back, undo the steps in the opposite order. What is called our advice is only the opposite of the step, and no page of Microsoft describes it.
report-column-steps = Steps
report-column-lost = Not restored
report-lost-of = Not restored when going back from { $phase }
report-column-way = How to go back
report-column-rests = It rests on
report-target = Target
report-target-reached = At the end of { $phase } no pool of a product older than { $product } is left.
report-target-left = At the end of { $phase } { $count ->
    [one] one pool of an older product is left: { $names }.
   *[other] { $count } pools of older products are left: { $names }.
}
report-target-no-rules = There are no rules for the target of { $phase }: nobody knows which products are older.
report-target-unknown = { $count ->
    [one] The product of one pool is not known.
   *[other] The product of { $count } pools is not known.
}
report-target-drawing = The drawing of { $phase } shows the target.
report-risks = Risks
report-note-risks = Every error and every warning, open ones first. The level is that of the rule, as the rules of the target set it or the plan chose it. An error: Microsoft calls it unsupported or requires the opposite, Topology Builder refuses it, or the documented procedure breaks. A warning: it is supported with limits or risk, or advised against. It is no probability, and nothing here says how likely or how costly a risk is.
report-no-risk = No error and no warning was found. What could not be checked may hold risks all the same.
report-column-risk = Risk
report-risk-open = Open
report-risk-accepted = Accepted
report-see-rule = No fix is offered
report-none-accepted = No finding is accepted.
report-not-checked = What was not checked
report-undecided = Rules that could not be decided
report-all-decided = No rule waits for a fact.
report-column-objects = Objects
report-column-concerns = Concerns
report-rules = Appendix: rules and sources
report-note-rules = Every rule that this report names, with its level and the pages that it rests on.
report-column-sources = Sources
report-level-chosen = Level chosen by the plan; of the rules: { $level }. Reason: { $reason }
report-no-source = No source: a rule about the plan itself
report-sign-off = Sign-off
report-sign-text = Whoever signs has read this report about “{ $title }”, with its risks, its accepted findings and what was not checked.
report-sign-role = Role
report-sign-name = Name
report-sign-date = Date
report-sign-signature = Signature
report-sign-prepared = Prepared by
report-sign-checked = Checked by
report-sign-operations = For operations
report-sign-approved = Approved by
### ==== export: end ====


### ==== cli: begin ====

## Help

cli-about = Design the side-by-side migration of a Lync or Skype for Business Server deployment, and see every violation in every phase
cli-about-check = Check a plan or topology against the rules
cli-about-inventory = List sites, pools, SQL instances, file stores and gateways
cli-about-import = Make a plan of a topology
cli-about-propose = Propose a plan of phases for a topology
cli-about-runbook = Write down what is done in each phase, with commands, checks and the way back
cli-about-rollback = Show the way back from a phase: the steps, what is not restored, and what the rules say of it
cli-about-export = Draw phases of a plan as SVG, PNG or PDF, or write the plan as a report, a workbook or a drawing to edit
cli-about-explain = Say what a rule checks, why, and what to do
cli-about-rules = List all rules
cli-usage-heading = Usage:
cli-usage = coexist [FILE | --example NAME], or coexist COMMAND
cli-usage-check = coexist check FILE [--target PACK] [--format text|json|sarif] [--fail-on error|warning|advice|never] [--lang en|fr]
cli-usage-inventory = coexist inventory FILE [--phase N] [--format text|json|csv] [--lang en|fr]
cli-usage-import = coexist import SOURCE -o PLAN.coexist [--force] [--lang en|fr]
cli-usage-propose = coexist propose SOURCE -o PLAN.coexist [--strategy pool-per-pool|consolidate] [--names PATTERN] [--pilot POOL] [--test-users N] [--pilot-percent 0-100] [--no-directors] [--no-office-web-apps] [--new-chat-clients] [--os OS] [--sql VERSION [--sql-edition EDITION]] [--force] [--lang en|fr]
cli-usage-runbook = coexist runbook FILE -o OUT.md|.html|.ps1 [--lang en|fr]
cli-usage-rollback = coexist rollback FILE [--from N] [--to N] [-o OUT.md|.txt|.coexist] [--lang en|fr]
cli-usage-export = coexist export FILE -o OUT.svg|.png|.pdf|.xlsx|.html|.md [--phase N|all] [--theme light|dark|print] [--paper a4|a3|letter|none] [--scale X] [--transparent] [--findings] [--report] [--lang en|fr]
cli-usage-explain = coexist explain CODE [--lang en|fr]
cli-usage-rules = coexist rules [--format text|json] [--lang en|fr]
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-name-file = FILE
cli-name-pack = PACK
cli-help-file = A plan, or a topology: tbxml, XML, an Export-CsConfiguration zip, TopologyInput
cli-help-window-file = A plan or topology to open in the window
cli-help-example = Open an example in the window: contoso, fabrikam or tailspin
cli-help-source = A topology: tbxml, XML, an Export-CsConfiguration zip, TopologyInput
cli-help-plan = Where to write the plan
cli-help-propose-source = A topology, or a plan without phases
cli-help-strategy = pool-per-pool, if not given: a new pool for each legacy pool; consolidate: one for the pools of a site
cli-help-names = How new pools are called: {"{old}"} is the old name without its number, {"{release}"} the release, {"{kind}"} the kind of pool, {"{site}"} the site; {"{old}{release}"} if not given
cli-help-pilot = The legacy Front End pool whose successor is the pilot; chosen for you if not given
cli-help-test-users = How many users test the pilot pool; 20 if not given
cli-help-pilot-percent = How many of the others, in percent, move before everybody; 10 if not given
cli-help-no-directors = No new Directors: Front End Servers do the work of the legacy ones
cli-help-no-office-web-apps = No Office Web Apps server
cli-help-new-chat-clients = Group Chat clients are configured anew
cli-help-os = The operating system of new servers, such as 2008-r2 or 2012
cli-help-sql = The SQL Server of new stores, such as sql-2012
cli-help-sql-edition = Its edition; standard if not given
cli-help-force = Write over a plan that is there already
cli-help-runbook = Where to write it; its ending says what: .md, .html, or .ps1, a script for each phase: OUT-1.ps1, OUT-2.ps1 and so on
cli-help-rollback-from = The phase to go back from; the last one if not given
cli-help-rollback-to = Back to the end of this phase, 0 for Today; the one before if not given
cli-help-rollback = Where to write it: .md or .txt; .coexist is the plan with the way back as a phase. On standard output if not given
cli-rollback-not-earlier = A way back leads to an earlier phase.
cli-help-drawing = Where to write the drawing, the workbook or the report; its ending says what: .svg, .png, .pdf, .drawio, .pptx, .vsdx, .xlsx, .html or .md
cli-help-phase-or-all = The phase: 0 for Today; if not given, the last one for SVG and PNG, and all for the others; all: one page for each, or one file: OUT-0.svg, OUT-1.svg and so on
cli-help-paper = The paper; if not given, a4 for PDF and none, the natural size, for SVG and PNG
cli-help-scale = Of PNG: pixels to the unit of 1/96 inch; 2 if not given
cli-help-transparent = Without a ground
cli-help-findings = With the marks of findings
cli-help-report = Of PDF: the whole report, as for .html and .md, and not the drawings alone
cli-help-phase = The phase: 0 for Today; the last one if not given
cli-help-target = Rules of this target, for every phase: lync-2013
cli-help-format = How to write the answer; text if not given
cli-help-fail-on = End with status 1 from this level on; error if not given
cli-help-theme = The colours; light if not given, print for the drawings of a report; for SVG, PNG and PDF
cli-help-code = A rule’s code: SQL-001
cli-help-lang = The language; the system’s if not given
cli-help-help = Show this help
cli-help-version = Show the version
cli-see-help = “coexist --help” lists what can be asked

## What is wrong with the arguments

cli-unknown-argument = “{ $argument }” is no argument here
cli-value-missing = { $argument } needs a value
cli-value-not-of = “{ $value }” is no value of { $argument }: use { $values }
cli-value-no-percent = { $argument } needs a whole number from 0 to 100, and “{ $value }” is none
cli-value-no-number = { $argument } needs a whole number, and “{ $value }” is none
cli-value-no-phase = { $argument } needs the number of a phase or “all”, and “{ $value }” is neither
cli-value-no-scale = { $argument } needs a number above 0 and up to { $most }, and “{ $value }” is none
cli-arguments-missing = { $arguments } is missing
cli-argument-twice = { $argument } stands more than once
cli-arguments-conflict = { $argument } cannot stand together with other arguments
cli-arguments-not-understood = The arguments were not understood

## What could not be done

cli-cannot-write = Could not write: { $reason }
cli-cannot-draw = Could not write the drawing: { $reason }
    { $path }
cli-over-input = “{ $path }” is the file that is read, and would be lost: give another name after -o
cli-over-plan = “{ $path }” is a plan already, and would be lost: give another name after -o, or add --force to write over it
cli-over-other = “{ $path }” is there already and is no plan: give another name for the plan after -o
cli-draw-over-plan = “{ $path }” is a plan, by its content or its name, and the drawing would take its place: give another name after -o
cli-unknown-ending = “{ $path }” does not say what to write: give a name that ends in { $endings } after -o
cli-option-of-pages = { $option } says how a page of SVG, PNG or PDF looks, and “{ $path }” is none of these: leave it out
cli-report-of-pdf = --report makes a report of a PDF, and “{ $path }” is none: leave it out; .html and .md are always reports
cli-option-of-drawings = { $option } says how drawings alone look, and “{ $path }” is to be a report, which decides that itself: leave it out
cli-scale-of-png = --scale is the sharpness of a PNG, and “{ $path }” is none: leave it out; SVG and PDF are sharp at any size
cli-one-file = “{ $path }” takes one drawing, and each phase is a file of its own: give --phase a number
cli-picture-too-large = The picture would be { $width } × { $height } pixels, which is too large: give --scale { $scale } or less
cli-drawing-broken = The drawing could not be made; “{ $path }” was not touched. This is a mistake of the program
cli-no-such-phase = There is no phase { $phase }: this plan has phases 0 (Today) to { $last }
cli-no-such-pack = There are no rules for the target “{ $pack }”: use { $packs }
cli-no-such-rule = There is no rule “{ $code }”: “coexist rules” lists them
cli-already-a-plan = “{ $path }” is a plan already: import reads topologies
cli-no-window = This build has the command line only: it was made without the window

## Check

cli-pack = rules “{ $id }”
cli-check-head = { $file } · target { $target } · { $phases ->
    [0] Today only
    [one] Today and one phase
   *[other] Today and { $phases } phases
}
cli-finding = { $level } { $code } · { $title }
cli-finding-at = { $subject }
cli-finding-until = { $subject } · until { $last }
cli-fix = Fix: { $fix }
cli-fix-safe = Fix (safe): { $fix }
cli-fix-hint = What to do: { $fix }
cli-checklist = Checklist, for people to decide:
cli-checklist-open = [ ] { $code } · { $subject } · { $title }
cli-checklist-done = [x] { $code } · { $subject } · { $title }
cli-levels = Levels that the plan chose:
cli-level-chosen = { $code } · { $level }; the rules say { $pack }
cli-level-reason = { $code } · { $level }; the rules say { $pack }; { $reason }
cli-sarif-not-checked = Not checked for { $count ->
    [one] one object
   *[other] { $count } objects
}: { $missing } not known
cli-sarif-to-do = { $title } ({ $subject })
cli-vendor = Topology Builder: { $message }
cli-related = With: { $names }
cli-also = Also breaks: { $codes }
cli-accepted = Accepted by { $by }: { $reason }
cli-accepted-on = Accepted on { $on }
cli-accepted-until = Accepted until the end of phase “{ $phase }”
cli-not-checked = Not checked, because something is not known:
cli-not-checked-line = { $code } · { $count ->
    [one] one object
   *[other] { $count } objects
} · missing: { $missing }
cli-incomplete = Incomplete:
cli-incomplete-line = { $subject } · missing: { $missing }
cli-notes = Notes:
cli-note-line = Line { $line }: { $note }
cli-no-finding = No finding
cli-count-errors = { $count ->
    [one] one error
   *[other] { $count } errors
}
cli-count-warnings = { $count ->
    [one] one warning
   *[other] { $count } warnings
}
cli-count-advice = { $count ->
    [one] one piece of advice
   *[other] { $count } pieces of advice
}
cli-count-accepted = { $count } accepted
cli-count-incomplete = { $count } incomplete
cli-count-not-checked = { $count } not checked

## Inventory

cli-inventory-stage = Inventory: { $stage }
cli-count-sites = { $count ->
    [one] one site
   *[other] { $count } sites
}
cli-count-pools = { $count ->
    [one] one pool
   *[other] { $count } pools
}
cli-count-sql-instances = { $count ->
    [one] one SQL instance
   *[other] { $count } SQL instances
}
cli-count-file-stores = { $count ->
    [one] one file store
   *[other] { $count } file stores
}
cli-count-gateways = { $count ->
    [one] one gateway
   *[other] { $count } gateways
}
cli-count-servers = { $count ->
    [one] one server
   *[other] { $count } servers
}
cli-count-machines = { $count ->
    [one] one machine
   *[other] { $count } machines
}, { $beyond } beyond today
cli-count-users = { $count ->
    [one] one user
   *[other] { $users } users
}

## Import, export

cli-imported = { $plan } · { $sites ->
    [one] one site
   *[other] { $sites } sites
} · { $pools ->
    [one] one pool
   *[other] { $pools } pools
}
cli-exported = { $file } is written
cli-proposed = { $plan } · { $phases ->
    [one] one phase
   *[other] { $phases } phases
} · { $errors ->
    [0] no error
    [one] one error
   *[other] { $errors } errors
} · { $warnings ->
    [0] no warning
    [one] one warning
   *[other] { $warnings } warnings
}
cli-taken-for-granted = The plan takes this for granted:
cli-no-such-pilot = No legacy Front End pool is called “{ $pool }”. There are: { $pools }
cli-not-proposed = Nothing is proposed. { $reason }

## Rules

cli-level-in = { $code }: { $level } for { $target }
cli-level-off = Off
cli-covers = Covers: { $codes }

## Diff and status

cli-about-diff = Say what differs between two phases of a plan, or between two plans or topologies
cli-about-status = Say which phase a deployment has reached, and what in it is not as planned
cli-usage-diff = coexist diff PLAN [--from N] [--to N], or diff FILE OTHER [--stage-a N] [--stage-b N], with [--format text|json] [--lang en|fr]
cli-usage-status = coexist status PLAN TOPOLOGY [--phase N] [--format text|json] [--lang en|fr]
cli-name-other = OTHER
cli-help-diff-file = A plan or a topology
cli-help-diff-other = Another plan or topology; without it, two phases of the one are compared
cli-help-from = The phase that is compared: 0 for Today, also if not given
cli-help-to = The phase that it is compared with; the last one if not given
cli-help-stage-a = The phase of FILE; the last one if not given, and of two plans everything, from Today on
cli-help-stage-b = The phase of OTHER; the last one if not given
cli-help-status-plan = The plan
cli-help-status-topology = The deployment as it is: tbxml, XML or an Export-CsConfiguration zip
cli-help-status-phase = Compare with this phase, 0 for Today; if not given, with the one that has the fewest differences
cli-diff-head = { $before } · { $from } → { $after } · { $to }
cli-diff-removed = { $count } removed
cli-diff-added = { $count } added
cli-diff-changed = { $count } changed
cli-diff-plan = Phases, steps and decisions: { $count ->
    [one] one change
   *[other] { $count } changes
}
cli-diff-none = Nothing differs
cli-status-head = { $plan } · { $topology }
cli-status-compared = Compared with “{ $stage }”
cli-status-steps = Steps
cli-status-step = { $number } · { $progress } · { $step }
cli-status-drift = Not as planned: { $count }
cli-status-under-way = Under way: { $count }
cli-status-learned = Not known in the plan: { $count }
cli-status-as-planned = As planned

### ==== cli: end ====


### ==== ui-shell: begin ====

ui-shell-menus = Menu
ui-shell-menu-file = File
ui-shell-menu-edit = Edit
ui-shell-menu-select = Selection
ui-shell-menu-view = View
ui-shell-menu-look = Look
ui-shell-menu-arrange = Arrange
ui-shell-menu-phase = Phase
ui-shell-menu-help = Help
ui-shell-new-plan = New plan
ui-shell-open = Open…
ui-shell-example-contoso = Example: Contoso
ui-shell-example-fabrikam = Example: Fabrikam
ui-shell-example-tailspin = Example: Tailspin
ui-shell-add-topology = Add topology…
ui-shell-add-topology-tip = Adds the objects of another topology file to Today
ui-shell-topology-added = Add the topology “{ $name }”
ui-shell-save = Save
ui-shell-save-as = Save as…
ui-shell-close-plan = Close plan
ui-shell-quit = Quit
ui-shell-undo = Undo
ui-shell-undo-what = Undo: { $what }
ui-shell-redo = Redo
ui-shell-redo-what = Redo: { $what }
ui-shell-find = Find
ui-shell-retire = Remove or retire
ui-shell-retire-tip = In Today the selected objects leave the plan; in a phase they are retired from that phase on
ui-shell-fix-all = Apply every safe fix
ui-shell-fix-all-tip = Only fixes whose intent is certain and that lose nothing
ui-shell-toggle-objects = Objects and phase
ui-shell-toggle-inspector = Inspector
ui-shell-toggle-problems = Problems
ui-shell-toggle-ghosts = Objects of other phases
ui-shell-toggle-ghosts-tip = Draws the places of objects that are gone already or still to come
ui-shell-line = Draw as lines: { $kind }
ui-shell-context-menu = Menu of what is selected
ui-shell-next-problem = Next problem
ui-shell-next-area = Keyboard to the next area
ui-shell-previous-area = Keyboard to the previous area
ui-shell-theme-of-system = Theme of the system
ui-shell-theme-light = Light theme
ui-shell-theme-dark = Dark theme
ui-shell-theme-contrast = High contrast, as the system
ui-shell-theme-contrast-light = High contrast, light
ui-shell-theme-contrast-dark = High contrast, dark
ui-shell-language = Language: { $name }
ui-shell-add-phase = Add phase
ui-shell-previous-phase = Previous phase
ui-shell-next-phase = Next phase
ui-shell-rename-phase = Rename phase
ui-shell-move-phase-earlier = Move phase earlier
ui-shell-move-phase-later = Move phase later
ui-shell-merge-phase = Merge into previous
ui-shell-merge-phase-tip = The steps join those of the phase before
ui-shell-delete-phase = Delete phase
ui-shell-delete-phase-tip = With its steps
ui-shell-add-activity = Add activity…
ui-shell-add-activity-tip = Work that changes nothing in the topology: a backup, a DNS record, an update
ui-shell-shortcuts = Keyboard shortcuts
ui-shell-about = About Coexist
ui-shell-needs-a-plan = Open a plan first
ui-shell-needs-a-phase = Choose a phase first; Today has none of this
ui-shell-is-saving = The plan is being saved
ui-shell-nothing-to-undo = There is nothing to undo
ui-shell-nothing-to-redo = There is nothing to redo
ui-shell-nothing-selected = Select an object first
ui-shell-no-sheet = Go back to the sheet first
ui-shell-no-findings = There are no findings
ui-shell-no-safe-fix = No finding has a fix that is safe to apply unseen
ui-shell-is-today = Nothing comes before Today
ui-shell-is-first-phase = This is the first phase
ui-shell-is-last-phase = This is the last phase
ui-shell-tab-objects = Objects
ui-shell-tab-phase = Phase
ui-shell-untitled = Untitled plan
ui-shell-saved = saved
ui-shell-saving = saving…
ui-shell-not-saved = not saved
ui-shell-judged-by = Rules: { $pack }
ui-shell-problems-said = Problems: { $counts }
ui-shell-tagline = Design a side-by-side migration phase by phase, and see at every moment which rule breaks, where and why
ui-shell-opening = Opening…
ui-shell-start-open = Open a topology or plan
ui-shell-start-open-tip = Topology Builder files (tbxml), topology XML, Export-CsConfiguration archives, Coexist plans
ui-shell-start-contoso-tip = Lync Server 2010 to 2013 in eight phases, supported in every one
ui-shell-start-fabrikam-tip = A plan with five mistakes, to see what findings look like
ui-shell-start-tailspin-tip = A whole migration, with a mistake in every area of the rules
ui-shell-start-empty = Empty plan
ui-shell-start-empty-tip = Begin with nothing and draw today’s deployment
ui-shell-recent = Recent files
ui-shell-drop-here = A file dropped anywhere on this window opens too
ui-shell-recovery = “{ $name }” was not saved when Coexist ended. What was written aside is of { $when } ({ $size } kB)
ui-shell-recover = Recover
ui-shell-discard = Throw away
ui-shell-recovery-keeps = Otherwise it is kept
ui-shell-pick-open = Open a topology or plan
ui-shell-pick-topology = Add a topology to Today
ui-shell-pick-save = Save the plan
ui-shell-filter-all = Plans and topologies
ui-shell-filter-plans = Coexist plans
ui-shell-filter-topologies = Topologies
ui-shell-no-file-dialog = This system has no file dialog to show (it needs an XDG desktop portal or zenity). Type the path instead
ui-shell-path = Path
ui-shell-open-it = Open
ui-shell-export-it = Export
ui-shell-ok = OK
ui-shell-cancel = Cancel
ui-shell-unsaved-title = Save “{ $name }”?
ui-shell-unsaved-text = What you changed since the last save is lost otherwise
ui-shell-do-not-save = Don’t save
ui-shell-changed-title = The file was changed by something else
ui-shell-changed-on-save = Somebody or something else wrote this file since it was opened here. Nothing was written; choose what holds
ui-shell-changed-while-open = Somebody or something else wrote this file since it was opened here
ui-shell-overwrite = Overwrite
ui-shell-reload = Reload
ui-shell-reload-tip = Opens the file as it is now and drops what is changed here
ui-shell-keep-mine = Keep mine
ui-shell-could-not-open = Could not open the file
ui-shell-could-not-save = Could not save the plan
ui-shell-could-not-export = Could not export
ui-shell-broken = A mistake in Coexist broke it off. The file is as it was, and so is what is open. Please report it, with the file if you may share it
ui-shell-save-broken = A mistake in Coexist broke it off. The plan is still open: save it under another name
ui-shell-exported = Exported to { $path }
ui-shell-no-example = The example “{ $name }” is not part of this build
ui-shell-has-notes = { $count ->
    [one] { $count } note on what the import did not understand: see Problems, Notes
   *[other] { $count } notes on what the import did not understand: see Problems, Notes
}
ui-shell-shortcuts-title = Keyboard shortcuts
ui-shell-shortcuts-lists = Trees and lists: up and down move, left and right close and open, Enter shows on the sheet
ui-shell-shortcuts-timeline = Timeline: left and right change the phase, Alt with them moves it, F2 renames, Delete deletes
ui-shell-shortcuts-fields = Fields: Enter or leaving keeps what is typed, Esc gives it back
ui-shell-about-title = Coexist { $version }
ui-shell-about-fonts = With the typeface Inter (SIL Open Font License 1.1) and icons by Lucide (ISC License)
ui-shell-about-trademarks = Lync and Skype for Business are trademarks of Microsoft; Coexist is not a Microsoft product
ui-shell-cannot-read =
    Could not read the file: { $reason }
    { $path }
ui-shell-cannot-write =
    Could not write the file: { $reason }
    { $path }
ui-shell-too-large =
    The file is larger than { $limit } MB, the most that is opened
    { $path }
ui-shell-no-session = There is no graphical session (neither DISPLAY nor WAYLAND_DISPLAY is set). “coexist check FILE” and the other commands need none: see “coexist --help”
ui-shell-no-display =
    The window could not be opened: the display cannot be reached. On Linux, check that DISPLAY or WAYLAND_DISPLAY names a display that runs and that you may use, or use the command line: see “coexist --help”
    { $reason }
ui-shell-no-renderer =
    The window could not be drawn: no working graphics system was found. Install Mesa (Linux: libgl1-mesa-dri, libegl1), or choose another one with WGPU_BACKEND=dx12, vulkan or gl (Windows, macOS), or use the command line: see “coexist --help”
    { $reason }

ui-shell-missing-facts = Missing facts
ui-shell-missing-facts-tip = Everything that rules wait for, to be filled in row by row, pasted or imported
ui-shell-import-facts = Fill in facts from a table…
ui-shell-import-facts-tip = Users per pool, SQL Server versions, operating systems and the like from a CSV; nothing is changed before you have seen it
ui-shell-export-facts = Export missing facts as CSV…
ui-shell-rules = Rules
ui-shell-pick-facts = Fill in facts from a table
ui-shell-pick-logo = Choose a logo
ui-shell-pick-export-facts = Export the missing facts

## A table of objects

ui-table-title = Add objects from the clipboard
ui-table-how = Nothing is changed before you add them; one undo takes all of them back
ui-table-kind = The lines are
ui-table-choose-kind = Choose…
ui-table-new = { $count ->
    [one] One object is new
   *[other] { $count } objects are new
}
ui-table-exists = { $count ->
    [one] One object is in the plan already and stays as it is
   *[other] { $count } objects are in the plan already and stay as they are
}
ui-table-add = { $count ->
    [one] Add one object
   *[other] Add { $count } objects
}
ui-table-added = Add { $count ->
    [one] one object
   *[other] { $count } objects
} from a table

## Commands and names: palette, find, shortcuts, text size

ui-commands = Commands
ui-commands-hint = Name of a command
ui-commands-none = No command is called that
ui-commands-text-larger = Larger text
ui-commands-text-smaller = Smaller text
ui-commands-text-usual = Usual text size
ui-commands-text-is = Text size: { $percent } %
ui-commands-text-at-end = The text size ends here
ui-commands-no-findings-of = There is no finding about “{ $name }” here
ui-find-hint = Objects, links, phases, steps and findings of every phase
ui-find-in = in { $stage }
ui-find-nowhere = in no phase
ui-find-phase = Phase { $number }
ui-key-delete = Delete
ui-key-enter = Enter
ui-key-escape = Esc
ui-key-space = Space
ui-key-plus = Plus
ui-hand = With the hand on the sheet
ui-hand-arrows = Arrow keys
ui-hand-held = { $held } + { $key }
ui-hand-move = Move what is selected by one step of the grid; without a selection, the view
ui-hand-move-far = The same, by ten steps
ui-hand-neighbour = To the neighbour in that direction
ui-hand-tab = To the next object
ui-hand-escape = Take back what is in the hand; then put the tool away; then select nothing
ui-hand-wheel = Wheel
ui-hand-wheel-pans = Move the view
ui-hand-wheel-zooms = Zoom at the pointer
ui-hand-drag-space = { $key } and drag, or middle button
ui-hand-drag-pans = Move the view
ui-hand-click = Click
ui-hand-click-adds = Add to the selection, or take away
ui-hand-double-click = Double click
ui-hand-renames = Write the name; on the bare sheet, choose what to add
ui-hand-beneath = Select what lies beneath
ui-hand-lists = In lists and fields
ui-menu-go-to = Go to { $name }
ui-menu-join-also = Join also as
ui-menu-remove-many = Remove { $count ->
    [one] { $count } object
   *[other] { $count } objects
}
ui-menu-retire-many = Retire { $count ->
    [one] { $count } object
   *[other] { $count } objects
} from this phase on
ui-menu-remove-link = Remove “{ $kind }”
ui-menu-retire-link = Retire “{ $kind }” from this phase on
ui-menu-show-finding = Show { $code }

## Changes, said aloud and shown in the status bar
ui-announce-new = { $count ->
    [one] New finding: { $what }
   *[other] { $count } new findings: { $what }
}
ui-announce-open = { $code }: { $what }
ui-announce-more = { $what } and { $count } more
ui-announce-gone = { $count ->
    [one] One finding gone
   *[other] { $count } findings gone
}

## What is left out, and the legend

ui-shell-toggle-legend = Legend
ui-shell-hide = Hide
ui-shell-hide-tip = Leaves the selected objects out of the drawing; the plan keeps them
ui-shell-show-all = Show all
ui-shell-only-errors = Only objects with errors
ui-shell-fade-left-out = Fade what is left out
ui-shell-all-is-shown = Everything is shown already
ui-legend = Legend
ui-legend-close = Close the legend
ui-legend-version = Product
ui-legend-site = Site
ui-legend-kind = Kind
ui-legend-change = In this phase
ui-legend-finding = Findings
ui-legend-link = Links drawn as lines
ui-legend-row = { $name }: { $count }
ui-legend-only = Only this
ui-legend-hint = Alt+click: only this
ui-legend-shown = { $shown } of { $cards } objects shown
ui-legend-left-out = “{ $name }” is left out of the drawing; “Show all” brings it back

## Exports, and pictures for a mail

ui-export = Export…
ui-export-copy = Copy as picture
ui-export-copy-tip = Puts what is selected, or else the whole sheet, on the clipboard as a picture for a mail
ui-export-title = Export
ui-export-pick = Export: { $form }
ui-export-form = Form
ui-export-option = { $label }: { $value }
ui-export-phases = Phases
ui-export-a-file-each = A file for each phase, with its number in the name
ui-export-no-phase = Choose at least one phase
ui-export-what = What
ui-export-whole = Everything
ui-export-selection = { $count ->
    [one] Selection (one object)
   *[other] Selection ({ $count } objects)
}
ui-export-theme = Colours
ui-export-paper = Paper
ui-export-scale = Sharpness
ui-export-times = { $scale }×
ui-export-more = With
ui-export-findings = Marks of findings
ui-export-transparent = Transparent ground
ui-export-go = Export to…
ui-export-running = “{ $name }” is being exported
ui-export-progress = Export of “{ $name }”
ui-export-cancelling = Cancelling…
ui-export-cancelled = The export of “{ $name }” was cancelled; no file was touched
ui-export-is-running = An export is under way
ui-export-written = Exported “{ $name }”
ui-export-written-all = Exported { $count } files, the first is “{ $name }”
ui-export-open = Open
ui-export-show-folder = Show folder
ui-export-not-opened =
    The system could not open it: { $reason }
    { $path }
ui-export-replace-title = { $count ->
    [one] Replace { $names }?
   *[other] Replace { $count } files: { $names }?
}
ui-export-replace-text = What is there now is lost
ui-export-replace = Replace
ui-export-other-name = Other name…
ui-export-over-a-plan = “{ $path }” is a plan, by its content or its name, and the export would take its place: choose another name
ui-export-cannot-write =
    Nothing was written: { $reason }. Choose another place or name
    { $path }
ui-export-cannot-write-all =
    Not every file was written: { $reason }. These are new: { $written }. Export again to another place or name
    { $path }
ui-export-too-large = The picture would be { $width } × { $height } pixels, which is too large: choose a sharpness of { $scale } or less, or a paper
ui-export-broken = The export could not be made; “{ $path }” was not touched. This is a mistake of the program
ui-export-copying = The picture is being made
ui-export-copied-selection = The selection is on the clipboard as a picture, { $width } × { $height } pixels
ui-export-copied-sheet = The sheet is on the clipboard as a picture, { $width } × { $height } pixels
ui-export-not-copied = The picture could not be made. This is a mistake of the program
ui-export-no-clipboard = The clipboard did not take the picture: { $reason }. Export it as PNG instead

### ==== ui-shell: end ====


### ==== ui-panels: begin ====

ui-panels-new-phase-name = Phase { $number }
ui-panels-add-phase = Phase
ui-panels-phase-said = Phase { $number }, { $name }
ui-panels-phase-name = Name
ui-panels-phase-start = Start
ui-panels-phase-end = End
ui-panels-phase-kind = Kind
ui-panels-phase-kind-unknown = Not said
ui-panels-notes = Notes
ui-panels-steps-count = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
ui-panels-skipped-count = { $count ->
    [one] { $count } step does not apply
   *[other] { $count } steps do not apply
}
ui-panels-unsupported = not supported
ui-panels-count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
ui-panels-count-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
ui-panels-count-advice = { $count ->
    [one] { $count } piece of advice
   *[other] { $count } pieces of advice
}
ui-panels-count-accepted = { $count ->
    [one] { $count } accepted
   *[other] { $count } accepted
}
ui-panels-no-findings = no findings
ui-panels-outline-find = Filter objects
ui-panels-outline-empty = Nothing is here yet: drag an object onto the sheet
ui-panels-found-nothing = Nothing bears this text
ui-panels-tab-findings = Findings { $count }
ui-panels-tab-not-checked = Not checked { $count }
ui-panels-tab-incomplete = Incomplete { $count }
ui-panels-tab-notes = Notes { $count }
ui-panels-note = Note
ui-panels-line = Line { $number }
ui-panels-incomplete = Incomplete
ui-panels-not-checked = Not checked
ui-panels-incomplete-what = Still to be filled in: { $missing }
ui-panels-not-checked-what = Waits for: { $missing }
ui-panels-accepted = Accepted
ui-panels-whole-plan = The whole plan
ui-panels-filter = Filter
ui-panels-filter-rule = Rule
ui-panels-filter-phase = Phase
ui-panels-every-rule = Every rule
ui-panels-every-phase = Every phase
ui-panels-show-level = Show: { $level }
ui-panels-group = Grouping
ui-panels-group-none = No grouping
ui-panels-group-level = By level
ui-panels-group-phase = By phase
ui-panels-group-object = By object
ui-panels-group-rule = By rule
ui-panels-show-all = Show all
ui-panels-filtered-out = Nothing here passes the filter
ui-panels-checking = Checking…
ui-panels-all-clean = No rule is broken in any phase
ui-panels-all-checked = Every rule could be checked
ui-panels-all-complete = No object is half-built
ui-panels-no-notes = There is nothing to note
ui-panels-plan = Plan
ui-panels-title = Title
ui-panels-client = Client
ui-panels-author = Author
ui-panels-target = Target
ui-panels-target-of-plan = As the plan: { $target }
ui-panels-version = Version
ui-panels-date = Date
ui-panels-logo = Logo
ui-panels-logo-choose = Choose…
ui-panels-logo-remove = Remove
ui-panels-logo-broken = This picture cannot be drawn
ui-panels-not-given = Not given
ui-panels-facts = Facts
ui-panels-unknown-count = { $count ->
    [one] { $count } not known
   *[other] { $count } not known
}
ui-panels-only-unknown = Show only what is not known
ui-panels-unknown = Not known
ui-panels-unknown-date = yyyy-mm-dd
ui-panels-unknown-list = Not known; one per line
ui-panels-none = None
ui-panels-no-route = No route
ui-panels-yes = Yes
ui-panels-no = No
ui-panels-since = since { $stage }
ui-panels-since-phase = since phase { $number }
ui-panels-correct-from-start = Correct it from the start
ui-panels-waits = Needed by { $rules }
ui-panels-enters = enters in { $stage }
ui-panels-leaves = retired in { $stage }
ui-panels-added-here = added in this phase
ui-panels-removed-here = retired in this phase
ui-panels-changed-here = changed in this phase
ui-panels-emptied-here = users leave it in this phase
ui-panels-not-here = It does not exist in the shown phase
ui-key-shift = Shift
ui-key-pageup = Page Up
ui-key-pagedown = Page Down
ui-key-minus = Minus
ui-key-backspace = Backspace
ui-panels-same-line = On the same line
ui-panels-many-selected = { $count ->
    [one] { $count } object is selected; this is the last one
   *[other] { $count } objects are selected; this is the last one
}
ui-panels-remove-named = Remove { $name }
ui-panels-retire-named = Retire { $name } from this phase on
ui-panels-go-to = Go to { $name }
ui-panels-servers = Servers ({ $count })
ui-panels-add-server = Add server
ui-panels-instances = Instances ({ $count })
ui-panels-add-instance = Add instance
ui-panels-depends-on = Depends on
ui-panels-used-by = Used by
ui-panels-add-link = Add link
ui-panels-no-link-possible = There is nothing it could be linked to
ui-panels-link-from = From
ui-panels-link-to = To
ui-panels-stores = Stores ({ $count })
ui-panels-add-store = Add store
ui-panels-add-it = Add
ui-panels-store-kind = Store
ui-panels-store-copy = Copy
ui-panels-store-instance = Instance
ui-panels-no-instance = There is no SQL Server instance yet, or this object has no store
ui-panels-no-store-left = Every copy of this store has its place
ui-panels-change-store = Change a store of “{ $pool }” ({ $store }, { $copy })
ui-panels-facts-of = Facts of { $name }
ui-panels-users = Users ({ $count })
ui-panels-users-unknown = Users (number not known)
ui-panels-users-of = Number of users of { $name }
ui-panels-add-group = Add user group
ui-panels-new-group = Users
ui-panels-move-users = Move…
ui-panels-move-users-in-phase = Users move in a phase: choose one below
ui-panels-how-many = How many users
ui-panels-all-users = All
ui-panels-to-pool = users to:
ui-panels-homes = Where they are
ui-panels-add-home = Add pool
ui-panels-no-other-home = There is no other pool that users can be on
ui-panels-default-instance = Default instance
ui-panels-objects = Objects
ui-panels-close-finding = Back to the object
ui-panels-stands-in = In { $phases }
ui-panels-vendor-says = Microsoft says
ui-panels-what-to-do = Fixes
ui-panels-also = Also breaks
ui-panels-accept = Accept with a reason…
ui-panels-accept-reason = Why this is acceptable here
ui-panels-accept-now = Accept
ui-panels-accept-by = Accepted by
ui-panels-accept-on = On
ui-panels-accept-until = Holds until
ui-panels-accept-to-the-end = To the end of the plan
ui-panels-accept-holds = Holds until: { $until }
ui-panels-accept-keep = Keep the change
ui-panels-accept-change = Change…
ui-panels-accept-needs-reason = A reason is needed
ui-panels-accept-needs-name = Say who accepts it
ui-panels-change-acceptance = Change the acceptance of { $code }
ui-panels-accepted-run-out = Has run out
ui-panels-accepted-nothing = Matches no finding
ui-panels-tab-accepted = Accepted { $count }
ui-panels-tab-checklist = Checklist { $count }
ui-panels-tab-levels = Levels { $count }
ui-panels-checklist = Checklist ({ $done } of { $all } done)
ui-panels-checklist-more = { $count ->
    [one] One more about an object of this phase
   *[other] { $count } more about objects of this phase
}
ui-panels-checklist-state = Done or not
ui-panels-checklist-all = All
ui-panels-checklist-open = To do
ui-panels-checklist-done = Done
ui-panels-checklist-here = This phase
ui-panels-checklist-here-tip = Only what concerns the shown phase
ui-panels-no-entries = The checklist has nothing for this plan
ui-panels-tick-it = Done
ui-panels-tick-named = Done: { $entry }
ui-panels-tick-by = Done by
ui-panels-tick-on = On
ui-panels-tick-note = Note
ui-panels-ticked-on = on { $on }
ui-panels-tick-change = Change who, when and the note of { $code }
ui-panels-entry-concerns = Concerns
ui-panels-level-head = Level in this plan
ui-panels-level-as-pack = { $level }, as the pack says
ui-panels-level-differs = { $level }; the pack says { $pack }
ui-panels-level-not-in-pack = no such rule
ui-panels-level-change = Change the level…
ui-panels-level-reason = Why it differs from the pack
ui-panels-level-keep = Keep this level
ui-panels-level-reset = Back to the pack’s level
ui-panels-level-fixed = This rule is about the plan itself: its level is fixed
ui-panels-level-no-rule = The pack of this plan does not have this rule
ui-panels-level-set-off = A rule that is off is not judged
ui-panels-levels-differ = { $count ->
    [one] One level differs from the pack’s
   *[other] { $count } levels differ from the pack’s
}
ui-panels-no-levels = Every rule has the pack’s level
ui-panels-coverage = What this check covers
ui-panels-none-accepted = No finding is accepted; the inspector accepts one with a reason
ui-panels-go-there = Go there
ui-panels-only-rule = Only { $code }
ui-panels-copy-sentence = Copy the sentence
ui-panels-accepted-by = by { $by }
ui-panels-accepted-by-on = by { $by }, { $on }
ui-panels-nobody-named = not named
ui-panels-withdraw = Withdraw the acceptance
ui-panels-steps = Steps ({ $count })
ui-panels-no-steps = Whatever you change on the sheet while this phase is shown is recorded here
ui-panels-today-has-no-steps = Today is what exists now. Changes over time are recorded in phases
ui-panels-activity = Activity: changes nothing in the topology
ui-panels-add-activity = Add activity
ui-panels-activity-about = About { $names }
ui-panels-activity-about-nothing = Select objects first to say what it is about
ui-panels-activity-find = Kind of activity
ui-panels-note-hint = Note
ui-panels-note-of = Note of step { $number }
ui-panels-tool-of = Tool of step { $number }
ui-panels-tool-unknown = Tool not said
ui-panels-sheet-menu = Menu of the sheet
ui-panels-show-facts = Show facts
ui-panels-show-findings = Show findings
ui-panels-rename = Rename
ui-panels-duplicate = Duplicate
ui-panels-connect = Connect to…
ui-panels-remove = Remove
ui-panels-retire = Retire from this phase on
ui-panels-lines-shown = Links drawn as lines
ui-panels-step-up = Move step { $number } up
ui-panels-step-down = Move step { $number } down
ui-panels-step-to-phase = Move to phase…
ui-panels-remove-step = Remove step { $number }

## Locks

ui-panels-lock = Lock in its place
ui-panels-unlock = Unlock

### ==== ui-panels: end ====


### ==== ui-missing: begin ====

ui-missing-title = Missing facts
ui-missing-back = Back to the sheet
ui-missing-count = { $facts ->
    [one] one fact
   *[other] { $facts } facts
} of { $objects ->
    [one] one object
   *[other] { $objects } objects
}
ui-missing-copy = Copy
ui-missing-copy-tip = Copies the selected rows, or all that are shown, for a spreadsheet. Filled in there, they can be pasted here again
ui-missing-copied = { $count ->
    [one] One row was copied
   *[other] { $count } rows were copied
}
ui-missing-paste = Paste
ui-missing-import = Import CSV…
ui-missing-export = Export CSV…
ui-missing-every-kind = Every kind
ui-missing-every-fact = Every fact
ui-missing-filter-kind = Kind
ui-missing-filter-fact = Fact
ui-missing-sort = Sort by: { $column }
ui-missing-group = { $objects ->
    [one] one object
   *[other] { $objects } objects
}, { $waiting ->
    [one] one decision waits
   *[other] { $waiting } decisions wait
}
ui-missing-select-group = Select all rows of this fact
ui-missing-select-none = Select none
ui-missing-same = One value for { $count } rows, { $fact }:
ui-missing-not-same = { $count } rows are selected; rows of one fact can be given one value
ui-missing-only-fact = Only “{ $fact }”
ui-missing-in-inspector = Give it in the inspector
ui-missing-nothing = No rule waits for a fact
ui-missing-open = { $count ->
    [one] One check waits for facts
   *[other] { $count } checks wait for facts
}: show what is missing
ui-missing-fill-these = Missing facts…
ui-missing-fill-one = Fill in “{ $name }”: { $fact }
ui-missing-fill-many = Fill in { $count ->
    [one] one fact
   *[other] { $count } facts
}
ui-missing-fill-file = Fill in { $count ->
    [one] one fact
   *[other] { $count } facts
} from “{ $name }”
ui-missing-from-file = Fill in from “{ $name }”
ui-missing-from-clipboard = Fill in from the clipboard
ui-missing-new = { $count ->
    [one] One fact will be filled in
   *[other] { $count } facts will be filled in
}
ui-missing-changed = { $count ->
    [one] One known fact would change; tick it to change it
   *[other] { $count } known facts would change; tick those to change
}
ui-missing-not-understood = { $count ->
    [one] One place was not understood
   *[other] { $count } places were not understood
}
ui-missing-known-already = { $count ->
    [one] One value is known already
   *[other] { $count } values are known already
}
ui-missing-nothing-new = The table says nothing that is not known already
ui-missing-fill-in = Fill in { $count ->
    [one] one fact
   *[other] { $count } facts
}
ui-missing-pair = { $fact }: { $value }
ui-missing-no-phases = The plan has no phase yet: how it ends is judged when there is one
ui-missing-no-pack = This version of Coexist has no rules for this product yet
ui-missing-no-pack-for = This version of Coexist has no rules for { $product } yet
ui-missing-no-form = No field can give this

### ==== ui-missing: end ====


### ==== ui-rules: begin ====

ui-rules-title = Rules
ui-rules-count = { $count ->
    [one] one rule
   *[other] { $count } rules
}
ui-rules-count-of = { $count } of { $all } rules
ui-rules-search = Code, title or text
ui-rules-every-area = Every area
ui-rules-every-kind = Every kind
ui-rules-every-level = Every level
ui-rules-filter-area = Area
ui-rules-filter-kind = Kind of rule
ui-rules-filter-level = Level
ui-rules-filter-pack = Levels for
ui-rules-with-findings = With findings
ui-rules-not-checked = Not checked
ui-rules-off = Off
ui-rules-none = No rule passes the filter
ui-rules-findings = { $count ->
    [one] One finding in this plan
   *[other] { $count } findings in this plan
}
ui-rules-all-findings = All { $count } in the list of problems
ui-rules-waiting = { $count ->
    [one] Not checked for one object of this plan
   *[other] Not checked for { $count } objects of this plan
}
ui-rules-fill-all = Fill in what it waits for
ui-rules-covers = Stands for these rules too
ui-rules-explain = All about { $code }

### ==== ui-rules: end ====

### ==== ui-present: begin ====

ui-present = Present
ui-present-tip = Shows the plan to an audience on the whole screen, from the shown phase on
ui-present-from-start = Present from the beginning
ui-present-keep-still = No animations
ui-present-keep-still-tip = Nothing glides or fades in a presentation

## Pages

ui-present-page = Page { $number } of { $count }
ui-present-phase-of = Phase { $number } of { $count }
ui-present-part = { $stage }: { $site }
ui-present-part-of = { $stage }: { $site } ({ $number } of { $count })
ui-present-no-site = Outside the sites
ui-present-before-after = Before and after
ui-present-after = After “{ $phase }”
ui-present-summary = In short
ui-present-being-drawn = Being drawn…

## What a page says

ui-present-there-is = What there is
ui-present-nothing-there = There is no pool yet
ui-present-changes = What changes
ui-present-no-change = No object changes in this phase
ui-present-findings = What the rules say
ui-present-more = and { $count } more
ui-present-no-version = Without a version
ui-present-added = { $count ->
    [one] { $shown } server added
   *[other] { $shown } servers added
}
ui-present-retired = { $count ->
    [one] { $shown } server retired
   *[other] { $shown } servers retired
}
ui-present-users-move = { $count ->
    [one] { $shown } user moves
   *[other] { $shown } users move
}
ui-present-at-least-move = { $count ->
    [one] at least { $shown } user moves
   *[other] at least { $shown } users move
}
ui-present-some-users-move = users move, their number is not known
ui-present-leave = { $count ->
    [one] { $shown } user leaves
   *[other] { $shown } users leave
}
ui-present-some-leave = users leave, their number is not known
ui-present-arrive = { $count ->
    [one] { $shown } user arrives
   *[other] { $shown } users arrive
}
ui-present-some-arrive = users arrive, their number is not known
ui-present-from-to = { $first } to { $last }

## The summary

ui-present-figure-phases = { $count ->
    [one] phase
   *[other] phases
}
ui-present-figure-added = { $count ->
    [one] server added
   *[other] servers added
}
ui-present-figure-retired = { $count ->
    [one] server retired
   *[other] servers retired
}
ui-present-figure-moved = { $count ->
    [one] user moved
   *[other] users moved
}
ui-present-unknown = not known
ui-present-at-least = { $shown }+
ui-present-risks = Risks
ui-present-accepted = Accepted
ui-present-no-risk = Nothing stands against it, as far as it was checked
ui-present-accepted-by = { $reason } ({ $by })
ui-present-none-accepted = Nobody has accepted a finding

## Keys and buttons

ui-present-do-next = Next page
ui-present-do-previous = Previous page
ui-present-do-ends = First page, last page
ui-present-do-number = Go to this page
ui-present-do-grid = All pages
ui-present-do-focus = Look closely at an object
ui-present-do-along = Next object, previous object
ui-present-do-findings = Findings
ui-present-do-black = Black screen
ui-present-do-curtain = Black screen, white screen
ui-present-do-notes = Presenter notes
ui-present-do-reset = Start the clock anew
ui-present-do-keys = Keys
ui-present-do-end = Back, end the presentation
ui-present-all-pages = All pages
ui-present-is-black = The screen is black
ui-present-is-white = The screen is white
ui-present-no-drawing = Go to Today or to a phase first: this page has no drawing to look at closely
ui-present-one-window = Presenter notes need a second window, and this system has one only

## Presenter notes

ui-present-notes = Presenter notes
ui-present-elapsed = Time since the presentation began
ui-present-next-page = Then: { $title }
ui-present-no-next-page = This is the last page
ui-present-no-notes = No notes: write them in the phase’s panel
ui-key-home = Home
ui-key-end = End

### ==== ui-present: end ====


### ==== ui-planner: begin ====

## The views below the sheet

ui-planner-schedule = Schedule
ui-planner-load = Load
ui-planner-resources = Resources
ui-planner-compare = Compare
ui-planner-status = Progress
ui-planner-way-back = Way back
ui-planner-working = Working it out…
ui-planner-failed = This could not be worked out: a mistake in Coexist. The plan is as it was: save it. When something in the plan or in this view changes, it is tried again

### ==== ui-planner: end ====


### ==== ui-schedule: begin ====

### ==== ui-schedule: end ====


### ==== ui-load: begin ====

## Users per pool and phase

ui-load-empty = No pool of the plan can have users: add a Front End pool, and the users on it
ui-load-filtered-out = No pool is like that
ui-load-filter = Filter pools and groups
ui-load-notable = Over or unknown
ui-load-move = Move users…
ui-load-split = Split into waves…
ui-load-copy = Copy as a table
ui-load-copied = { $count ->
    [one] { $count } pool copied: paste it into a spreadsheet
   *[other] { $count } pools copied: paste them into a spreadsheet
}
ui-load-choose-a-row = Choose a pool first
ui-load-choose-a-phase = Users move in a phase: choose one first
ui-load-nobody-there = Nobody is there in this phase
ui-load-earlier = Earlier phases
ui-load-later = Later phases
ui-load-columns = { $first } to { $last }
ui-load-all-pools = All pools
ui-load-head = { $stage }: { $users } in all
ui-load-sum-same = unchanged
ui-load-sum-uncounted = moves only
ui-load-sum-more = { $number } more
ui-load-sum-fewer = { $number } fewer
ui-load-sum-changed = changed
ui-load-limit-of = { $stage }: limit
ui-load-number = { $number }
ui-load-at-least = at least { $number }
ui-load-unknown = not known
ui-load-percent = { $number }%
ui-load-of = of { $limit }
ui-load-of-at-most = of at most { $limit }
ui-load-cell = { $pool }, { $stage } · { $what }
ui-load-named = { $name }: { $value }
ui-load-not-there = does not stand
ui-load-nobody-here = nobody
ui-load-cell-no-limit = users: { $users }; no limit is known for this product
ui-load-cell-within = users: { $users } of { $limit }, { $percent }%
ui-load-cell-over = users: { $users } of { $limit }, { $percent }%: over the limit ({ $rules })
ui-load-cell-unknown = users: { $users } of { $limit }: whether they are too many is not known
ui-load-cell-missing = users: { $users } of at most { $limit }; not known: { $fact }
ui-load-basis-pool = { $rule }: { $users } of { $limit } ({ $percent }%), the most for a pool
ui-load-basis-standard = { $rule }: { $users } of { $limit } ({ $percent }%), a Standard Edition server
ui-load-basis-standard-virtual = { $rule }: { $users } of { $limit } ({ $percent }%), a virtual Standard Edition server
ui-load-basis-servers = { $rule }: { $users } of { $limit } ({ $percent }%), Front End Servers: { $servers } of { $each } users each
ui-load-basis-servers-virtual = { $rule }: { $users } of { $limit } ({ $percent }%), virtual Front End Servers: { $servers } of { $each } users each
ui-load-basis-paired = { $rule }: { $users } of { $limit } ({ $percent }%), the most for a paired pool
ui-load-basis-takeover = { $rule }: { $users } of { $limit } ({ $percent }%), with the users of “{ $partner }”, should it fail
ui-load-source = { $rule }: { $page }
ui-load-group-on = { $group } on { $pool }: { $users }
ui-load-fold = Fold the groups of { $pool }
ui-load-unfold = Show the groups of { $pool }
ui-load-on-sheet = Show on the sheet
ui-load-drag = Users of { $from }: drop them on another pool
ui-load-drag-to = { $from } → { $to }

## Moving users

ui-load-move-head = Move users of “{ $pool }” in { $stage }
ui-load-waves-head = Split the users of “{ $pool }” into waves, from { $stage } on
ui-load-group = User group
ui-load-to = To pool
ui-load-choose-pool = Choose a pool…
ui-load-find-pool = Find a pool
ui-load-how-many = How many
ui-load-percents = Percent per phase
ui-load-in-users = users
ui-load-in-percent = %
ui-load-move-it = Move
ui-load-split-it = Split
ui-load-no-number = That is no number of users
ui-load-nobody = Nobody would move
ui-load-part-of-unknown = How many users there are is not known: a part of them cannot be counted
ui-load-over-hundred = More than 100% cannot move
ui-load-only-so-many = There are only { $number }
ui-load-moves = Moving: { $number }
ui-load-moves-all = Moving: all of them, their number is not known
ui-load-after = Afterwards, “{ $pool }”: { $load }
ui-load-after-sum = All pools together still have { $users }
ui-load-wave = { $stage }: { $number } move
ui-load-waves-label = Move “{ $group }” in { $count ->
    [one] { $count } wave
   *[other] { $count } waves
}
ui-load-waves-shares = Write one percentage per phase, such as 5, 20, 75; together no more than 100
ui-load-waves-unknown = How many users there are in { $stage } is not known
ui-load-waves-phases = { $count ->
    [one] There is only { $count } phase from here on
   *[other] There are only { $count } phases from here on
}
ui-load-waves-no-pool = The pool does not stand in { $stage }
ui-load-waves-too-few = In { $stage } there are too few users left: other steps move them

### ==== ui-load: end ====


### ==== ui-resources: begin ====

## What stands at the same time

ui-resources-empty = Nothing stands in this plan yet: machines are counted when there are pools and SQL Servers
ui-resources-copied = The table is copied: paste it into a spreadsheet
ui-resources-what = What
ui-resources-is-peak = peak
ui-resources-peak = At most { $count } machines at the same time, in { $stages }: { $beyond } beyond today
ui-resources-stage = { $stage }: { $count } machines, { $beyond } beyond today
ui-resources-part = { $name }: { $count }
ui-resources-unknown-machines = pools without known servers: { $count }
ui-resources-beyond = Beyond today
ui-resources-new = New
ui-resources-gone = Gone
ui-resources-beyond-today = { $count } beyond today
ui-resources-cell-new = { $count } come
ui-resources-cell-gone = { $count } go
ui-resources-at-least = at least { $count }

### ==== ui-resources: end ====


### ==== ui-compare: begin ====

ui-compare-from = From
ui-compare-to = To
ui-compare-swap = Swap the two
ui-compare-whole = Today and the end
ui-compare-whole-tip = Compare Today with the end of the plan
ui-compare-phase = This phase
ui-compare-phase-tip = Compare before and after “{ $stage }”
ui-compare-on-sheet = Mark on the sheet
ui-compare-on-sheet-tip = Draws both stages in one: what is new, gone, changed or left by users
ui-compare-no-phase = There is one stage so far: Today. Add a phase, and compare
ui-compare-running = Comparing…
ui-compare-nothing = Nothing differs
ui-compare-removed = Removed · { $count }
ui-compare-added = Added · { $count }
ui-compare-changed = Changed · { $count }
ui-compare-mark-removed = Removed
ui-compare-mark-added = Added
ui-compare-mark-changed = Changed
ui-compare-banner = Compared with { $stage }
ui-compare-banner-counts = { $added } new · { $removed } gone · { $changed } changed
ui-compare-end = End the comparison
ui-compare-legend = Since the stage that is compared

### ==== ui-compare: end ====


### ==== ui-status: begin ====

ui-status-command = Compare with a topology file…
ui-status-command-tip = Says which phase the deployment has reached, and what in it is not as planned
ui-status-pick = Compare the plan with a topology
ui-status-empty = Export the topology of the deployment, and see which phase it has reached and what is not as planned
ui-status-running = Comparing with the topology…
ui-status-as-planned = As planned
ui-status-drifted = { $count ->
    [one] One difference is not planned
   *[other] { $count } differences are not planned
}
ui-status-against = Compared with
ui-status-nearest = Nearest phase
ui-status-other-file = Another file…
ui-status-file-notes = { $file } · { $count ->
    [one] one note
   *[other] { $count } notes
}
ui-status-steps = Steps, done and open
ui-status-no-difference = The topology is as the plan has it
ui-status-group = { $name } · { $count }
ui-status-missing = Missing in the deployment
ui-status-extra = Extra in the deployment
ui-status-different = Different
ui-status-under-way = Under way, as planned
ui-status-learned = Not known in the plan
ui-status-adopt = Adopt
ui-status-adopt-this = Adopt “{ $name }” into the plan
ui-status-adopt-all = Adopt all
ui-status-adopt-all-of = Adopt all: { $group }
ui-status-adopt-all-tip = Writes all of these into the plan, as one step that undo takes back
ui-status-adopted = Adopt “{ $name }” from { $file }
ui-status-adopted-many = Adopt { $count } differences from { $file }
ui-status-not-in-plan = It is not in the plan: adopt it, and it comes on the sheet
ui-status-tip-remove = It is removed from Today, with the steps about it
ui-status-tip-retire = It is retired in “{ $stage }”
ui-status-tip-add = It is added in “{ $stage }”, with what belongs to it
ui-status-tip-set = The plan takes over what was found, in “{ $stage }”
ui-status-tip-learn = The plan takes over what was found, where the object enters it
ui-status-tip-postpone = Step { $step } is not done yet: it goes to “{ $stage }”
ui-status-tip-bring = Step { $step } is done already: it comes to “{ $stage }”

### ==== ui-status: end ====


### ==== ui-way-back: begin ====

## How steps are undone, told by the report, the runbook and the window

back-way-users-to-2010 = Move the users back with Move-CsUser and the pool that they came from as the target. Their contacts in the unified contact store come back with them; one page of Microsoft asks for a manual rollback of the contacts first.
back-way-users-to-ocs = Move the users back with Move-CsUser and the pool that they came from as the target. The reference of the cmdlet in Lync Server 2010 warns of functions and data that are likely to be lost, and of meetings that have to be scheduled again.
back-way-users-between = Move the users back with the same command and the pool that they came from as the target.
back-way-users-elsewhere = For a move between these products no way back is known to us.
back-way-store = No way back is known to us for the move of a store: it stays where it is.
back-way-cms = Run on the old pool, Move-CsManagementServer cancels a move that failed. After a move that succeeded no way back is documented: to run it on the old pool, as long as the old database stands, is only our inference.
back-way-former = Write down the former value before the step. To go back, set it again, and publish where it stands in the topology; what it leads to has to be there still.
back-way-added-pool = As long as the pool has no users, delete it and publish.
back-way-added = As long as nothing uses it, take it out again, and publish where it stands in the topology.
back-way-installed = Stop the services and uninstall what was installed, once nothing uses it.
back-way-retired = No way back is documented: what is retired has to be deployed anew. Before this step, decide that nobody will go back.
back-way-retired-stores = The servers are not brought back by undoing other steps: restore the topology that was saved before, as long as they stand, and the backup of their data.
back-way-databases = The databases are gone, and with them what a way back would lead to. Before this step, decide that nobody will go back.
back-way-topology = Keep the topology file that was saved before the first publishing with the new tools.
back-way-forest = No way back is documented as long as an older product is there. Do not run Disable-CsAdForest: it also deletes the global settings of the older version.
back-way-record = Delete the record, or put back the one that was there.
back-way-backup = Nothing is undone: a full backup and a list of the users per pool are what every way back rests on.
back-way-update = As the article about the update says.
back-way-clients = Go back to the former clients: Microsoft’s page says that upgraded clients must be downgraded.
back-way-merge = No way back is documented. The wizard can be run again with other Edge entries; pools of the older product leave the merged site only when they are gone.
back-way-configuration = What was imported stays in the new store. We know of no page that describes how to take it out again.
back-way-response-groups = Move-CsApplicationEndpoint moves the contact objects back; the data of the older pool is left in place for that.
back-way-applications = The same command with the older pool as the target; orbits of Call Park are assigned to the older pool again. Only as long as that pool stands.
back-way-directories = Move the conference directories back with the same command and the older pool as the target.
back-way-chat-export = Start the Group Chat services again: the export changes nothing.
back-way-chat-import = Restore the backup of the database that was made before the import.
back-way-services = Start the services again.
back-way-undocumented = No way back is known to us.
back-way-unknown = The plan does not say what this work is: decide by hand whether and how it is undone.
back-rests-documented = Documented by Microsoft
back-rests-advice = Our advice
back-rests-nowhere = Not documented

back-inferred = Our inference: no page says so
back-loss-meetings = Meetings that were scheduled with upgraded clients do not work after going back, and these clients have to be downgraded.
back-loss-meeting-content = Meeting content moves only where the move asks for it. No page that we know says whether it comes back with the users.
back-loss-ocs-data = For users who go back to Office Communications Server 2007 R2, functions and data are likely to be lost, and meetings have to be scheduled again.
back-loss-contacts = Contacts in the unified contact store: one page says that Move-CsUser brings them back, another asks for a manual rollback first. As long as the policy stays on, they migrate again when the user returns.
back-loss-response-groups = What was changed in response groups since they moved: the older pool has them as they were.
back-loss-chat = What was written in the new rooms since the import: no page that we know brings it to Group Chat.
back-loss-schema = The preparation of schema, forest and domain stays. Disable-CsAdForest also deletes the global settings of an older version.
back-loss-tools = Since the first publishing with the new tools, the older Topology Builder cannot open the topology. No page that we know says that this ends.
back-loss-merged = The merged topology stays: pools of the older product leave the merged site only when they are gone.

back-reach-of-today = Before the first phase there is nothing to go back from.
back-reach-today = From the end of { $phase } one can go back as far as today.
back-reach-no-return = From the end of { $phase } one can go back to the end of { $to }, and no further: step { $step } is a point of no return.
back-reach-unknown = From the end of { $phase } one can go back to the end of { $to }, and no further: for step { $step } no way back is known.
back-reach-none-no-return = There is no way back from the end of { $phase }: its step { $step } is a point of no return.
back-reach-none-unknown = There is no way back from the end of { $phase }: for its step { $step } no way back is known.
back-loss-unknown = The plan does not say whether it concerns anybody.

back-title = The way back from { $from } to { $to }
back-phase-name = Way back to { $stage }
back-work-note = Undoes { $step }, “{ $what }”
back-step-note = Undoes { $step }
back-left-needed = “{ $name }” stays: what stays uses it.
back-left-users = It is not known how many users of “{ $name }” came from there: move them back by hand.

## The view of the ways back, and the preview

ui-way-back-no-phase = A plan without phases has nothing to go back from.
ui-way-back-of-today = Today is where every way back ends. Choose a phase.
ui-way-back-from = From the end of { $phase }
ui-way-back-to = Back to the end of
ui-way-back-roll-back = Roll back from here…
ui-way-back-roll-back-tip = Shows the topology after going back from the shown phase, with what the rules say of it
ui-way-back-how = How the steps of this phase are undone
ui-way-back-lost = Not restored by going back to { $to }
ui-way-back-nothing-lost = We know of nothing.
ui-way-back-stays = What stays as it is
ui-way-back-stays-short = stays as it is
ui-way-back-ends = nobody goes back beyond this
ui-way-back-more = and { $count } more
ui-way-back-working = Working out the way back, and judging it…
ui-way-back-failed = The way back could not be worked out.
ui-way-back-banner = Preview: after going back from { $from } to { $to }
ui-way-back-nothing-changed = Nothing in the plan has changed.
ui-way-back-keep = Keep as a new phase
ui-way-back-keep-tip = Adds the way back to the plan, after the phase that it starts from; undo takes it away
ui-way-back-kept = Keep “{ $name }” as a phase
ui-way-back-close = Close the preview
ui-way-back-later = The phases that come later stay in the plan: after a way back that is kept, their steps may not apply.
ui-way-back-no-step = Nothing has to be done to go back.
ui-way-back-left-count = { $count ->
    [one] One thing cannot be undone.
   *[other] { $count } things cannot be undone.
}
ui-way-back-steps = { $count ->
    [one] One step leads back.
   *[other] { $count } steps lead back.
}
ui-way-back-no-new-finding = The rules find nothing on it that { $to } does not have.
ui-way-back-new-findings = { $count ->
    [one] The rules find one thing on it that { $to } does not have.
   *[other] The rules find { $count } things on it that { $to } does not have.
}
ui-way-back-not-checked = { $count ->
    [one] One point was not checked, because facts are missing.
   *[other] { $count } points were not checked, because facts are missing.
}
ui-way-back-as-before = The topology is then as at the end of { $to }.
ui-way-back-differs = { $count ->
    [one] In one object the topology then differs from { $to }.
   *[other] In { $count } objects the topology then differs from { $to }.
}
ui-way-back-head-new = Found on the way back ({ $count })
ui-way-back-head-known = Found in { $to } as well ({ $count })
ui-way-back-head-unfinished = Because the migration ends here ({ $count })
ui-way-back-course = The way back, step by step ({ $count })
ui-way-back-left = What cannot be undone
ui-way-back-head-differs = Not as in { $to }
ui-way-back-differs-more = is there, and was not
ui-way-back-differs-less = was there, and is not
ui-way-back-differs-other = is not the same

### ==== ui-way-back: end ====


### ==== ui-propose: begin ====
ui-propose = Propose a migration…
ui-propose-tip = A complete plan of phases by Microsoft’s guide, from a short form; nothing changes until you say so
ui-propose-start = Open a topology and propose a migration
ui-propose-start-tip = The file is opened, and a short form leads to a complete plan of phases
ui-propose-title = Propose a migration
ui-propose-target = to { $target }, by Microsoft’s migration guide
ui-propose-go = Propose
ui-propose-replace = Replace { $there ->
    [one] the phase
   *[other] all { $there } phases
} with { $count ->
    [one] one phase
   *[other] { $count } phases
}
ui-propose-has-phases = The plan has { $count ->
    [one] a phase already, and a proposal takes its place
   *[other] { $count } phases already, and a proposal takes the place of all of them
}. One undo brings back what was
ui-propose-done = Propose a migration
ui-propose-is-done = { $count ->
    [one] One phase is
   *[other] { $count } phases are
} in the plan. One undo takes all of it back
ui-propose-preview = What comes of it. Nothing of it is in the plan yet
ui-propose-nothing = There is nothing to propose
ui-propose-broken = This could not be worked out: a mistake in Coexist. The plan is as it was

## The form
ui-propose-strategy = New pools
ui-propose-means = Here: { $new ->
    [one] one new Front End pool
   *[other] { $new } new Front End pools
} for { $old ->
    [one] one legacy pool
   *[other] { $old } legacy pools
}
ui-propose-means-joined = Here: { $new ->
    [0] no new Front End pool
    [one] one new Front End pool
   *[other] { $new } new Front End pools
} for { $old ->
    [one] one legacy pool
   *[other] { $old } legacy pools
}; { $stands ->
    [one] a pool that stands already takes over as well
   *[other] { $stands } pools that stand already take over as well
}
ui-propose-names = Names of new pools
ui-propose-becomes = { $old } → { $new }
ui-propose-names-hint = {"{old}"}: the old name without its number · {"{release}"}: the release · {"{kind}"}: the kind of pool · {"{site}"}: the site
ui-propose-pilot = Pilot: the successor of
ui-propose-pilot-usual = Chosen for you
ui-propose-pilot-usual-is = Chosen for you: { $pool }
ui-propose-test-users = users test the pilot pool
ui-propose-pilot-percent = of the others move before everybody
ui-propose-more = What else is built
ui-propose-directors = New Directors in place of the legacy ones
ui-propose-office = An Office Web Apps server, for shared presentations
ui-propose-chat-clients = Group Chat clients go on without being configured anew
ui-propose-machines = New machines
ui-propose-system = Operating system of new servers
ui-propose-system-usual = Newest Windows Server that needs no update
ui-propose-engine = SQL Server of new stores
ui-propose-engine-usual = Newest SQL Server that is supported
ui-propose-defaults = Back to the defaults

## What comes of it
ui-propose-phases = phases
ui-propose-steps = { $count ->
    [one] one step
   *[other] { $count } steps
}
ui-propose-new-pools = new pools
ui-propose-front-ends = { $count ->
    [0] no Front End pool
    [one] one of them a Front End pool
   *[other] { $count } of them Front End pools
}
ui-propose-peak = machines at most
ui-propose-machines-course = { $first } today, { $last } at the end
ui-propose-machines-count = { $count ->
    [one] one machine
   *[other] { $count } machines
}
ui-propose-no-error = No error in any phase
ui-propose-errors = { $count ->
    [one] One error of today lasts until what it is about is retired
   *[other] { $count } errors of today last until what they are about is retired
}
ui-propose-not-checked = { $count ->
    [one] one check waits for facts
   *[other] { $count } checks wait for facts
}
ui-propose-phases-list = Phases
ui-propose-pools-list = Pools that take over
ui-propose-pool = { $kind }, { $servers ->
    [one] one server
   *[other] { $servers } servers
}
ui-propose-pool-stands = { $kind } that stands already
ui-propose-assumed = Taken for granted
ui-propose-warnings = Warnings
ui-propose-times = { $title } · { $count }×
ui-propose-rest = { $count ->
    [one] and one more
   *[other] and { $count } more
}
ui-propose-rule = About rule { $code }
ui-propose-show = Show “{ $name }”

### ==== ui-propose: end ====


### ==== words: begin ====

## Versions: products, with their own names

version-lcs-2005 = Live Communications Server 2005
version-ocs-2007 = Office Communications Server 2007
version-ocs-2007-r2 = Office Communications Server 2007 R2
version-lync-2010 = Lync Server 2010
version-lync-2013 = Lync Server 2013
version-sfb-2015 = Skype for Business Server 2015
version-sfb-2019 = Skype for Business Server 2019
version-sfb-se = Skype for Business Server Subscription Edition

## Editions

edition-standard = Standard Edition
edition-enterprise = Enterprise Edition

## Kinds of pool

pool-kind-front-end = Front End pool
pool-kind-director = Director pool
pool-kind-edge = Edge pool
pool-kind-mediation = Mediation pool
pool-kind-av-conferencing = A/V Conferencing pool
pool-kind-monitoring = Monitoring Server
pool-kind-archiving = Archiving Server
pool-kind-group-chat = Group Chat pool
pool-kind-persistent-chat = Persistent Chat pool
pool-kind-sba = Survivable Branch Appliance
pool-kind-trusted-application = Trusted application pool
pool-kind-office-web-apps = Office Web Apps Server
pool-kind-communicator-web-access = Communicator Web Access
pool-kind-xmpp-gateway = XMPP gateway
pool-kind-video-interop = Video Interop Server
pool-kind-other = Other pool

## Roles

role-user-services = User services
role-registrar = Registrar
role-web-services = Web services
role-conferencing = Conferencing
role-application = Application services
role-mediation = Mediation Server
role-edge = Edge Server
role-management = Management services
role-central-management = Central Management Server
role-backup = Backup service
role-persistent-chat = Persistent Chat Server
role-monitoring = Monitoring
role-archiving = Archiving
role-trusted-application = Trusted application server
role-office-web-apps = Office Web Apps Server

## Stores

store-user = User store
store-application = Application store
store-central-management = Central Management store
store-monitoring = Monitoring store
store-archiving = Archiving store
store-persistent-chat = Persistent Chat store
store-compliance = Persistent Chat compliance store
store-group-chat = Group Chat store

## Links

link-user-store = User store
link-application-store = Application store
link-central-management-store = Central Management store
link-monitoring-store = Monitoring store
link-archiving-store = Archiving store
link-persistent-chat-store = Persistent Chat store
link-compliance-store = Persistent Chat compliance store
link-group-chat-store = Group Chat store
link-next-hop = Next hop
link-media-edge = Edge pool for media
link-backup-registrar = Backup Registrar
link-pairing = Pool pairing
link-file-store = File store
link-trunk = Trunk
link-office-web-apps = Office Web Apps Server
link-monitoring-server = Monitoring Server
link-archiving-server = Archiving Server
link-user-services = User services pool

## Which copy a store link means

usage-default = Primary
usage-mirror = Mirror
usage-backup = Backup
usage-witness = Witness

## Kinds of site

site-kind-central = Central site
site-kind-branch = Branch site
site-kind-legacy = BackCompatSite

## SQL Server

sql-version-sql-2000 = SQL Server 2000
sql-version-sql-2005 = SQL Server 2005
sql-version-sql-2008 = SQL Server 2008
sql-version-sql-2008-r2 = SQL Server 2008 R2
sql-version-sql-2012 = SQL Server 2012
sql-version-sql-2014 = SQL Server 2014
sql-version-sql-2016 = SQL Server 2016
sql-version-sql-2017 = SQL Server 2017
sql-version-sql-2019 = SQL Server 2019
sql-version-sql-2022 = SQL Server 2022
sql-edition-enterprise = Enterprise
sql-edition-standard = Standard
sql-edition-express = Express
sql-edition-workgroup = Workgroup
sql-edition-web = Web
bitness-32 = 32-bit
bitness-64 = 64-bit

## Windows Server

os-2000 = Windows 2000 Server
os-2003 = Windows Server 2003
os-2003-r2 = Windows Server 2003 R2
os-2008 = Windows Server 2008
os-2008-r2 = Windows Server 2008 R2
os-2012 = Windows Server 2012
os-2012-r2 = Windows Server 2012 R2
os-2016 = Windows Server 2016
os-2019 = Windows Server 2019
os-2022 = Windows Server 2022
os-2025 = Windows Server 2025

## How pools and machines are set up

load-balancing-none = No load balancing
load-balancing-dns = DNS load balancing
load-balancing-hardware = Hardware load balancing
platform-physical = Physical
platform-virtual = Virtual

os-installation-full = Full installation
os-installation-core = Server Core
os-installation-web = Windows Web Server
os-installation-hpc = HPC Server

processor-x64 = x64
processor-itanium = Itanium

hypervisor-hyper-v = Hyper-V
hypervisor-vmware = VMware
hypervisor-validated = Another, validated (SVVP)
hypervisor-not-validated = Not validated (SVVP)

companion-reverse-proxy = Reverse proxy
companion-exchange-um = Exchange Unified Messaging
companion-exchange-storage = Exchange storage
companion-sharepoint = SharePoint
companion-domain-controller = Domain controller
mediation-mode-none = No Mediation Server
mediation-mode-collocated = Collocated
mediation-mode-stand-alone = Stand-alone
edge-layout-single = Single-server Edge
edge-layout-consolidated = Consolidated Edge
edge-layout-expanded = Expanded Edge
forest-model-single-forest = Single forest
forest-model-resource-forest = Resource forest
forest-model-central-forest = Central forest
forest-model-multiple-forests = Multiple forests
mirror-mode-synchronous = Synchronous
mirror-mode-asynchronous = Asynchronous
cluster-mode-none = No cluster
cluster-mode-active-passive = Active/passive
cluster-mode-active-active = Active/active
archiving-mode-none = No archiving
archiving-mode-sql-server = SQL Server
archiving-mode-exchange = Exchange
archiving-mode-mixed = SQL Server and Exchange
mailbox-version-exchange-2007 = Exchange Server 2007
mailbox-version-exchange-2010 = Exchange Server 2010
mailbox-version-exchange-2013 = Exchange Server 2013
mailbox-version-exchange-2016 = Exchange Server 2016
mailbox-version-exchange-2019 = Exchange Server 2019

um-version-exchange-2007 = Exchange Server 2007 without a service pack
um-version-exchange-2007-sp1 = Exchange Server 2007 SP1 or later
um-version-exchange-2010 = Exchange Server 2010
um-version-exchange-2013 = Exchange Server 2013
um-version-exchange-2016 = Exchange Server 2016
um-version-hosted = Hosted (Exchange Online)

chat-product-none = None
chat-product-group-chat = Group Chat
chat-product-persistent-chat = Persistent Chat

chat-client-group-chat = Group Chat client
chat-client-lync-2013 = Lync 2013
feature-conferencing = Conferencing
feature-dial-in-conferencing = Dial-in conferencing
feature-enterprise-voice = Enterprise Voice
feature-call-admission-control = Call admission control
feature-archiving = Archiving
feature-monitoring = Monitoring
ip-mode-ipv4 = IPv4 only
ip-mode-dual-stack = IPv4 and IPv6
ip-mode-ipv6 = IPv6 only
trunk-protocol-tcp = TCP
trunk-protocol-tls = TLS
gateway-kind-pstn-gateway = PSTN gateway
gateway-kind-ip-pbx = IP-PBX
gateway-kind-sbc = Session Border Controller (SBC)
gateway-kind-sip-trunk = SIP trunk
client-lync-2013 = Lync 2013
client-lync-2013-basic = Lync 2013 Basic
client-lync-windows-store = Lync Windows Store app
client-lync-web-app-2013 = Lync Web App 2013
client-lync-2010 = Lync 2010
client-lync-2010-attendant = Lync 2010 Attendant
client-lync-2010-attendee = Lync 2010 Attendee
client-lync-web-app-2010 = Lync Web App 2010
client-communicator-2007-r2 = Communicator 2007 R2
client-attendant-2007-r2 = Communicator 2007 R2 Attendant
client-communicator-2007 = Communicator 2007
client-live-meeting-2007 = Live Meeting 2007

## Activities

activity-inventory = Take inventory
activity-prepare-active-directory = Prepare Active Directory
activity-install-administrative-tools = Install administrative tools
activity-download-topology = Download topology from existing deployment
activity-dns-record = Create DNS records
activity-backup = Back up systems and data
activity-update = Apply updates
activity-best-practices = Run Best Practices Analyzer
activity-client-filter = Configure client version filter
activity-client-update = Update clients
activity-block-newer-clients = Block newer clients on the older product
activity-enable-privacy-mode = Enable enhanced presence privacy mode
activity-certificate = Request and assign certificates
activity-firewall = Change firewall rules
activity-install-sql = Install SQL Server
activity-create-share = Create file share
activity-publish = Publish topology
activity-install-servers = Install servers
activity-merge = Merge legacy topology
activity-authorize-servers = Authorize servers on the legacy Edge
activity-import-legacy-configuration = Import policies and settings
activity-verify = Verify coexistence
activity-user-replication = Verify user replication
activity-move-contact-objects = Move Exchange UM contact objects
activity-move-response-groups = Move response groups
activity-remove-response-groups = Delete legacy response groups
activity-move-conference-directories = Move conference directories
activity-move-dial-in-numbers = Move dial-in access numbers
activity-move-call-park = Move Call Park settings and orbits
activity-move-devices = Move common area phones and analog devices
activity-install-wmi-package = Install WMI Backward Compatibility package
activity-remove-authorized-hosts = Remove authorized host entries
activity-chat-export = Export chat data
activity-chat-import = Import chat data
activity-copy-chat-files = Copy files of chat rooms
activity-delete-lookup-user = Delete the Lookup service user
activity-create-chat-endpoint = Create a Persistent Chat endpoint
activity-roll-back-contacts = Roll back contacts to Lync
activity-retire-without-migrating = Retire without migrating
activity-stop-services = Stop services
activity-restart-services = Restart services
activity-run-setup = Run setup again
activity-reboot = Restart servers
activity-prepare-cms = Create the Central Management database
activity-enable-topology = Enable the topology
activity-verify-replication = Verify configuration replication
activity-fail-over-cms = Fail over the Central Management store
activity-fail-over-pool = Fail over the pool
activity-backup-sync = Synchronize the Backup Service
activity-remove-databases = Remove databases
activity-communicate = Inform users
activity-maintenance-window = Begin the maintenance window
activity-rename-domain = Rename domain
activity-reverse-forest-preparation = Reverse the preparation of the forest
activity-nominate-discovery-candidate = Nominate a discovery candidate for Operations Manager
activity-other = Other work

## Parts of the switch to an Edge pool
switch-part-clear-route = end of a federation route
switch-part-legacy-off = end of federation on the legacy Edge
switch-part-certificate = Access Edge certificate
switch-part-federate = federation on the new Edge
switch-part-next-hop = next hop of the new Edge
switch-part-media = Edge pool for media
switch-part-route = new federation route
switch-part-network = firewall and DNS
switch-part-stop-legacy = stop of the legacy Edge
## Kinds of phase and tools

phase-kind-plan = Plan the migration
phase-kind-prepare = Prepare for migration
phase-kind-pilot-pool = Deploy the pilot pool
phase-kind-merge = Merge topologies
phase-kind-configure-pilot = Configure the pilot pool
phase-kind-test-users = Move test users to the pilot pool
phase-kind-pilot-edge = Add an Edge Server to the pilot pool
phase-kind-production = Move from pilot to production
phase-kind-post-migration = Complete post-migration tasks
phase-kind-decommission = Decommission legacy pools
phase-kind-other = Another phase
tool-directory-users = Active Directory Users and Computers
tool-ocs-2007-r2-tools = Administrative tools of Office Communications Server 2007 R2
tool-lync-2010-tools = Administrative tools of Lync Server 2010
tool-lync-2013-tools = Administrative tools of Lync Server 2013
tool-sfb-2015-tools = Administrative tools of Skype for Business Server 2015
tool-sfb-2019-tools = Administrative tools of Skype for Business Server 2019
tool-move-cs-user = Move-CsUser
tool-move-cs-legacy-user = Move-CsLegacyUser
tool-move-cs-rgs-configuration = Move-CsRgsConfiguration
tool-copy-rgs-configuration = Export-CsRgsConfiguration and Import-CsRgsConfiguration

## Levels of a finding

level-off = Off
level-advice = Advice
level-warning = Warning
level-error = Error

## Kinds of subject

subject-deployment = Deployment
subject-site = Site
subject-pool = Pool
subject-server = Server
subject-sql-server = SQL Server
subject-sql-instance = SQL instance
subject-file-store = File store
subject-gateway = Gateway
subject-link = Link
subject-user-group = User group
subject-phase = Phase
subject-step = Step

## Facts of the deployment

fact-forest = Forest
fact-forest-model = Forest model
fact-forest-functional-level = Forest functional level
fact-domain-functional-level = Domain functional level
fact-domain-controllers = Domain controllers
fact-domain-controller-os = Operating systems of domain controllers
fact-global-catalogs = Domains with a global catalog
fact-prepared-for = Active Directory prepared for
fact-sip-domains = SIP domains
fact-default-sip-domain = Default SIP domain
fact-simple-url-meet = Simple URL: Meet
fact-simple-url-dialin = Simple URL: Dial-in
fact-simple-url-admin = Simple URL: Admin
fact-simple-url-per-site = Simple URLs per site
fact-cms = Host of the Central Management store
fact-mobility = Mobility
fact-location-based-routing = Location-based routing
fact-remote-call-control = Remote call control
fact-archiving-critical = Archiving in critical mode
fact-archiving-mode = Archiving storage
fact-ipv6 = IPv6
fact-operations-manager = System Center Operations Manager
fact-sign-in-records = Target of the sign-in SRV records
fact-simple-url-records = Target of the simple URLs in DNS
fact-legacy-mobile-clients = Mobile clients of the old product
fact-unified-contact-store = Unified contact store
fact-exchange-um = Exchange Unified Messaging
fact-xmpp-partners = XMPP partners

## Facts of a site

fact-name = Name
fact-parent = Parent site
fact-city = City
fact-country = Country or region
fact-data-centre = Data centre
fact-federation-route = Federation route
fact-xmpp-route = XMPP federation route
fact-cac-host = Call admission control host

## Facts of a pool

fact-fqdn = FQDN
fact-site = Site
fact-version = Product
fact-service-version = Version in the topology file
fact-edition = Edition
fact-roles = Roles
fact-other-roles = Other roles
fact-domain = Domain
fact-os = Operating system
fact-os-installation = Installation of Windows Server
fact-processor = Processor
fact-update-level = Update level
fact-platform = Platform
fact-hypervisor = Hypervisor
fact-load-balancing = Load balancing
fact-external-load-balancing = Load balancing, external side
fact-web-load-balancer = Hardware load balancer for web traffic
fact-internal-web-fqdn = Internal web services FQDN
fact-external-web-fqdn = External web services FQDN
fact-mediation = Mediation Server
fact-features = Features
fact-ip-mode = IP version
fact-isolated = Isolated
fact-cookie-affinity = Cookie affinity on the load balancer
fact-applications = Applications
fact-access-numbers = Dial-in access numbers
fact-conference-directories = Conference directories
fact-response-groups = Response groups
fact-call-park-orbits = Call Park orbits
fact-common-area-phones = Common area phones
fact-analog-devices = Analog devices
fact-um-contacts = Exchange UM contact objects
fact-response-group-names = Names of response group objects
fact-call-admission-control = Call admission control
fact-concurrent-calls = Concurrent calls to the telephone network
fact-largest-meeting = Participants of the largest meeting
fact-service-principal-name = Service principal name (SPN)
fact-cms-passive = Passive copy of the Central Management store
fact-access-edge-fqdn = Access Edge FQDN
fact-access-edge-port = Access Edge port
fact-web-conferencing-edge-fqdn = Web Conferencing Edge FQDN
fact-web-conferencing-edge-port = Web Conferencing Edge port
fact-av-edge-fqdn = A/V Edge FQDN
fact-av-edge-port = A/V Edge port
fact-nat = NAT
fact-edge-layout = Edge layout
fact-federation = Federation (port 5061)
fact-xmpp = XMPP federation
fact-remote-users = Remote users at the same time
fact-single-computer = Single-computer pool
fact-chat-port = Chat port
fact-active-servers = Active servers
fact-compliance = Compliance
fact-time-zone = Time zone
fact-files-in-rooms = Files posted in rooms
fact-trusted-application-pool = Trusted application pool
fact-holds-rooms = Rooms already created
fact-legacy-chat-clients = Group Chat clients keep connecting
fact-discovery-url = Discovery URL

## Facts of a server

fact-network-adapters = Network adapters
fact-addresses = IP addresses
fact-other-products = Other products
fact-also-runs = Also runs

## Facts of a SQL server, an instance, a file store

fact-sql-version = SQL Server version
fact-sql-edition = SQL Server edition
fact-bitness = 32-bit or 64-bit
fact-service-pack = Service pack
fact-cluster-nodes = Cluster nodes
fact-cluster-mode = Cluster mode
fact-reporting-services = Reporting Services
fact-other-databases = Databases of other products
fact-mirror-port = Mirroring port
fact-witness-port = Witness port
fact-mirror-mode = Mirroring mode
fact-mirror-share = File share for mirroring
fact-always-on-primary = AlwaysOn primary
fact-idle-stores = Stores that no pool uses
fact-host = File server
fact-share = Share
fact-dfs = DFS
fact-clustered = File server cluster

## Facts of a gateway and a link

fact-gateway-kind = Gateway kind
fact-certified-for = Certified for
fact-balances-calls = Spreads calls over several servers
fact-voice-routes = Voice routes
fact-port = Port
fact-mediation-port = Mediation Server port
fact-protocol = Protocol
fact-automatic-failover = Automatic failover

## Facts of a user group

fact-clients = Clients
fact-enterprise-voice = Enterprise Voice
fact-archived = Archived
fact-mailboxes = Mailboxes
fact-chat-rooms = Chat rooms
fact-chat-clients = Chat clients
fact-surveyed-on = Surveyed on

## What may be missing and is no single fact

fact-users = Number of users
fact-pack = Rules for this product
fact-phases = Phases
fact-phase-kind = Kind of phase
fact-tool = Tool of the step
fact-source-and-target = Source and target of the step
fact-databases = Which databases
fact-servers = Servers
fact-user-store = User store
fact-application-store = Application store
fact-central-management-store = Central Management store
fact-monitoring-store = Monitoring store
fact-archiving-store = Archiving store
fact-persistent-chat-store = Persistent Chat store
fact-compliance-store = Persistent Chat compliance store
fact-group-chat-store = Group Chat store
fact-next-hop = Next hop
fact-media-edge = Edge pool for media
fact-backup-registrar = Backup Registrar
fact-pairing = Paired pool
fact-file-store = File store
fact-trunk = Trunk
fact-office-web-apps = Office Web Apps Server
fact-monitoring-server = Monitoring Server
fact-archiving-server = Archiving Server
fact-user-services = User services pool
fact-response-group-target = Target pool of the response groups (in the step)

fact-column-object = Object
fact-column-kind = Kind
fact-column-site = Site
fact-column-fact = Fact
fact-column-value = Value
fact-column-choices = Possible values
fact-column-rules = Rules that wait

rule-area-ad = Active Directory
rule-area-app = Trusted applications
rule-area-cap = Capacity
rule-area-chat = Persistent Chat
rule-area-client = Clients and devices
rule-area-cms = Central Management
rule-area-coex = Coexistence
rule-area-colo = Collocation
rule-area-edge = Edge and federation
rule-area-exch = Exchange integration
rule-area-file = File stores
rule-area-mon = Monitoring and archiving
rule-area-name = Names and DNS
rule-area-order = Order of steps
rule-area-os = Operating systems
rule-area-pair = Pool pairing
rule-area-path = Migration path
rule-area-plan = The plan itself
rule-area-role = Topology and roles
rule-area-sba = Survivable branch appliances
rule-area-sql = SQL Server
rule-area-upd = Updates
rule-area-voice = Enterprise Voice
rule-area-xmpp = XMPP

rule-kind-state = State
rule-kind-phase = Phase
rule-kind-plan = Whole plan
rule-kind-checklist = Checklist

### ==== words: end ====


### ==== ui-schedule: begin ====

## When and by whom

ui-schedule-owner = Owner
ui-schedule-owner-is = Owner: { $name }
ui-schedule-not-said = Not said
ui-schedule-length = Length
ui-schedule-length-hint = In days, or 2 weeks
ui-schedule-length-unknown = length not known
ui-schedule-no-length = “{ $text }” is no length: write days, such as 10, or 2 weeks
ui-schedule-dates-win = The phase has both dates, so its length is not used.
ui-schedule-after = Waits for
ui-schedule-after-is = Waits for: { $names }
ui-schedule-after-previous = The phase before
ui-schedule-no-other-phase = There is no earlier phase
ui-schedule-duration = Duration
ui-schedule-duration-hint = 45 min or 2 h 30
ui-schedule-no-duration = “{ $text }” is no duration: write minutes or hours, such as 45 min or 2 h 30
ui-schedule-script = Commands of step { $number }
ui-schedule-script-hint = Own commands, for the runbook

## Freeze windows

ui-schedule-freezes = Freeze windows
ui-schedule-no-freezes = None: phases may go on any day.
ui-schedule-add-freeze = Add freeze window
ui-schedule-freeze-new = Freeze
ui-schedule-freeze-name = Name
ui-schedule-freeze-first = First day of { $name }
ui-schedule-freeze-last = Last day of { $name }
ui-schedule-freeze-remove = Remove freeze window { $name }

## The chart

ui-schedule-no-phases = There is no phase yet: add one, then give it dates or a length.
ui-schedule-choose-phase = Choose a phase to see when it is and who is responsible.
ui-schedule-form = Dates and owner
ui-schedule-form-tip = Show or hide the form of the chosen phase, and the freeze windows
ui-schedule-undated = No phase has a date: days are counted from the start
ui-schedule-day-number = Day { $number }
ui-schedule-now = Now · { $date }
ui-schedule-no-date = No date
ui-schedule-date-first = Give the first phase a start before moving phases in time
ui-schedule-conflicts = { $count ->
    [one] One conflict of dates
   *[other] { $count } conflicts of dates
}
ui-schedule-conflict-backwards = Ends before it starts
ui-schedule-conflict-early = Starts before { $other } is over
ui-schedule-conflict-order = Waits for { $other }, which is no earlier phase
ui-schedule-conflict-frozen = Starts or ends in the freeze window { $freeze }
ui-schedule-zoom-in = Widen days
ui-schedule-zoom-out = Narrow days
ui-schedule-fit = Show all phases
ui-schedule-fold-all = Fold all steps
ui-schedule-unfold-all = Unfold all steps
ui-schedule-show-chart = Show phases on a calendar

## Play

ui-schedule-play = Play phases
ui-schedule-play-tip = Shows one phase after the other, from the shown one to the last; any key stops
ui-schedule-playing = Playing the phases: any key stops

### ==== ui-schedule: end ====
