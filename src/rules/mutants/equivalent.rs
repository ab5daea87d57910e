//! Mutants that no plan can tell from the pack. The test fails when one of them is killed all the same, or unknown.

/// A pack, places in it, the changes that say nothing at each of them, and why.
type Row = (&'static str, &'static [&'static str], &'static [&'static str], &'static str);

const NEWER: &[&str] = &["+ sfb-2015", "+ sfb-2019", "+ sfb-se"];
const NOT_OLDER: &[&str] = &["+ lync-2013", "+ sfb-2015", "+ sfb-2019", "+ sfb-se"];

const ROWS: &[Row] = &[
    (
        "lync-2013",
        &["branch_homes", "chat_homes", "chat_homes.lync-2010", "chat_homes.lync-2013", "chat_homes.ocs-2007-r2"],
        NEWER,
        "what a pool newer than the target is homed on, or a home that is newer, is not judged",
    ),
    (
        "lync-2013",
        &["communicator_sources", "edge_switches", "legacy_capacity", "legacy_systems", "newer_clients_blocked"],
        NOT_OLDER,
        "asked only about pools that are older than the target",
    ),
    (
        "lync-2013",
        &["applications.response_groups_through_wmi"],
        &["+ lync-2013"],
        "pools of the target are where response groups go, never where they come from",
    ),
    (
        "lync-2013",
        &[
            "clients[0][1]",
            "clients[1][1]",
            "clients[2][1]",
            "clients[3][1]",
            "clients[4][1]",
            "clients[5][1]",
            "clients[6][1]",
            "clients[7][1]",
            "clients[8][1]",
            "clients[9][1]",
            "clients[10][1]",
            "clients[11][1]",
        ],
        &["+ lcs-2005", "+ ocs-2007", "+ sfb-2015", "+ sfb-2019", "+ sfb-se"],
        "clients are judged on the sources and on the target only",
    ),
    (
        "lync-2013",
        &["clients"],
        &[
            "[2] earlier",
            "[3] earlier",
            "[5] earlier",
            "[6] earlier",
            "[7] earlier",
            "[8] earlier",
            "[9] earlier",
            "[10] earlier",
            "[11] earlier",
        ],
        "a fix takes the first that signs in everywhere: lync-2013, or without it communicator-2007-r2",
    ),
    (
        "lync-2013",
        &["legacy_alone.COLO-009.enterprise_kinds"],
        &["+ director", "+ edge", "+ mediation", "+ av-conferencing", "+ group-chat"],
        "they stand alone in either edition",
    ),
    (
        "lync-2013",
        &["legacy_alone.COLO-010.enterprise_kinds"],
        &["+ director", "+ edge", "+ mediation", "+ group-chat", "+ communicator-web-access"],
        "they stand alone in either edition",
    ),
    (
        "lync-2013",
        &["one_per_instance"],
        &["- monitoring", "- archiving"],
        "pools share what of these is on one instance, so it counts as one",
    ),
    (
        "lync-2013",
        &["shared_stores"],
        &["+ application", "+ central-management", "+ group-chat"],
        "how many of these stand together is not limited",
    ),
    ("lync-2013", &["capacity.quorum[0][1]"], &["-1"], "who stops every server means to stop the pool"),
    (
        "lync-2013",
        &["update_builds[0][1][0]", "update_builds[0][1][1]"],
        &["+1", "-1"],
        "every month that a rule asks for comes long before",
    ),
    ("lync-2013", &["user_moves[0].disputed"], &["+ move-cs-user"], "the right cmdlet cannot be disputed"),
    ("lync-2013", &["user_moves[1].disputed"], &["+ move-cs-legacy-user"], "the right cmdlet cannot be disputed"),
];

/// The names of all of them.
pub fn names() -> Vec<String> {
    let of_row = |(pack, places, changes, _): &Row| {
        let named =
            places.iter().flat_map(move |place| changes.iter().map(move |change| format!("{pack} {place} {change}")));
        named.collect::<Vec<_>>()
    };
    ROWS.iter().flat_map(of_row).collect()
}
