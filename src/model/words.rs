//! The field's closed vocabularies. Each value has one key, the same in plan files, packs, JSON and
//! message ids (`../assets/i18n`); what people read is made from the key at the edge.
//!
//! Source of the terms: Microsoft's Lync Server 2013 documentation (vocabulary of products, roles and stores).

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident as $prefix:literal { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)* })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The keys, in the same order.
            pub const KEYS: &'static [&'static str] = &[$($key,)*];
            /// What stands before the key in a message id: `edition-standard`.
            pub const PREFIX: &'static str = $prefix;

            /// The key in files, packs and message ids.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)* _ => None }
            }
        }
    )* };
}
pub(crate) use words;

words! {
    /// How much weight a rule has. The catalogue's *info* is our *advice*.
    Level as "level" { Advice = "advice", Warning = "warning", Error = "error", }

    /// A product generation. Everything can be named so that any file opens; what is allowed is the
    /// target pack's business. The order is that of the releases.
    Version as "version" {
        Lcs2005 = "lcs-2005",
        Ocs2007 = "ocs-2007",
        Ocs2007R2 = "ocs-2007-r2",
        Lync2010 = "lync-2010",
        Lync2013 = "lync-2013",
        Sfb2015 = "sfb-2015",
        Sfb2019 = "sfb-2019",
        SfbSe = "sfb-se",
    }

    Edition as "edition" { Standard = "standard", Enterprise = "enterprise", }

    /// What a pool is, by its leading role.
    PoolKind as "pool-kind" {
        FrontEnd = "front-end",
        Director = "director",
        Edge = "edge",
        Mediation = "mediation",
        AvConferencing = "av-conferencing",
        Monitoring = "monitoring",
        Archiving = "archiving",
        GroupChat = "group-chat",
        PersistentChat = "persistent-chat",
        /// Survivable branch appliance or server.
        Sba = "sba",
        TrustedApplication = "trusted-application",
        OfficeWebApps = "office-web-apps",
        CommunicatorWebAccess = "communicator-web-access",
        XmppGateway = "xmpp-gateway",
        VideoInterop = "video-interop",
        Other = "other",
    }

    /// A role installed on a pool (collocation is a fact of its own).
    Role as "role" {
        UserServices = "user-services",
        Registrar = "registrar",
        WebServices = "web-services",
        Conferencing = "conferencing",
        Application = "application",
        Mediation = "mediation",
        Edge = "edge",
        Management = "management",
        CentralManagement = "central-management",
        Backup = "backup",
        PersistentChat = "persistent-chat",
        Monitoring = "monitoring",
        Archiving = "archiving",
        TrustedApplication = "trusted-application",
        OfficeWebApps = "office-web-apps",
    }

    /// A database role on a SQL instance.
    StoreKind as "store" {
        User = "user",
        Application = "application",
        CentralManagement = "central-management",
        Monitoring = "monitoring",
        Archiving = "archiving",
        PersistentChat = "persistent-chat",
        Compliance = "compliance",
        GroupChat = "group-chat",
    }

    /// What a link means. Stores come first, one kind each.
    LinkKind as "link" {
        UserStore = "user-store",
        ApplicationStore = "application-store",
        CentralManagementStore = "central-management-store",
        MonitoringStore = "monitoring-store",
        ArchivingStore = "archiving-store",
        PersistentChatStore = "persistent-chat-store",
        ComplianceStore = "compliance-store",
        GroupChatStore = "group-chat-store",
        /// Where an Edge, Mediation, chat or application pool sends SIP.
        NextHop = "next-hop",
        /// The Edge pool that a pool uses for media.
        MediaEdge = "media-edge",
        /// A stand-by registrar (2010, branch appliances).
        BackupRegistrar = "backup-registrar",
        /// Pool pairing: registrar backup and data backup both ways (2013 and later).
        Pairing = "pairing",
        FileStore = "file-store",
        /// A gateway's trunk to a Mediation pool.
        Trunk = "trunk",
        OfficeWebApps = "office-web-apps",
        /// Lync 2010 and older: a registrar's separate Monitoring or Archiving server.
        MonitoringServer = "monitoring-server",
        ArchivingServer = "archiving-server",
        /// The Front End pool that serves the users of a survivable branch appliance.
        UserServices = "user-services",
    }

    /// Which of the copies a store link means.
    Usage as "usage" { Default = "default", Mirror = "mirror", Backup = "backup", Witness = "witness", }

    SiteKind as "site-kind" {
        Central = "central",
        Branch = "branch",
        /// BackCompatSite: made by the merge of an OCS deployment.
        Legacy = "legacy",
    }

    SqlVersion as "sql-version" {
        Sql2000 = "sql-2000",
        Sql2005 = "sql-2005",
        Sql2008 = "sql-2008",
        Sql2008R2 = "sql-2008-r2",
        Sql2012 = "sql-2012",
        Sql2014 = "sql-2014",
        Sql2016 = "sql-2016",
        Sql2017 = "sql-2017",
        Sql2019 = "sql-2019",
        Sql2022 = "sql-2022",
    }

    SqlEdition as "sql-edition" {
        Enterprise = "enterprise",
        Standard = "standard",
        Express = "express",
        Workgroup = "workgroup",
        Web = "web",
    }

    Bitness as "bitness" { Bits32 = "32", Bits64 = "64", }

    WindowsVersion as "os" {
        Server2000 = "2000",
        Server2003 = "2003",
        Server2003R2 = "2003-r2",
        Server2008 = "2008",
        Server2008R2 = "2008-r2",
        Server2012 = "2012",
        Server2012R2 = "2012-r2",
        Server2016 = "2016",
        Server2019 = "2019",
        Server2022 = "2022",
        Server2025 = "2025",
    }

    /// How Windows Server was installed, or the edition that excludes it.
    OsInstallation as "os-installation" { Full = "full", Core = "core", Web = "web", Hpc = "hpc", }

    Processor as "processor" { X64 = "x64", Itanium = "itanium", }

    Hypervisor as "hypervisor" {
        HyperV = "hyper-v",
        Vmware = "vmware",
        /// Another one that passed the Server Virtualization Validation Program.
        Validated = "validated",
        NotValidated = "not-validated",
    }

    /// Server software that stands on a machine beside the product.
    Companion as "companion" {
        ReverseProxy = "reverse-proxy",
        ExchangeUm = "exchange-um",
        ExchangeStorage = "exchange-storage",
        SharePoint = "sharepoint",
        DomainController = "domain-controller",
    }

    LoadBalancing as "load-balancing" { None = "none", Dns = "dns", Hardware = "hardware", }

    Platform as "platform" { Physical = "physical", Virtual = "virtual", }

    MediationMode as "mediation-mode" { None = "none", Collocated = "collocated", StandAlone = "stand-alone", }

    /// OCS 2007 R2 Edge layouts; later Edges are consolidated.
    EdgeLayout as "edge-layout" { Single = "single", Consolidated = "consolidated", Expanded = "expanded", }

    ForestModel as "forest-model" {
        SingleForest = "single-forest",
        ResourceForest = "resource-forest",
        CentralForest = "central-forest",
        MultipleForests = "multiple-forests",
    }

    MirrorMode as "mirror-mode" { Synchronous = "synchronous", Asynchronous = "asynchronous", }

    ClusterMode as "cluster-mode" {
        /// Known to be no failover cluster.
        None = "none",
        ActivePassive = "active-passive",
        ActiveActive = "active-active",
    }

    /// Where the target keeps its archive.
    ArchivingMode as "archiving-mode" { None = "none", SqlServer = "sql-server", Exchange = "exchange", Mixed = "mixed", }

    /// The Exchange Server release that mailboxes are on, oldest first.
    MailboxVersion as "mailbox-version" {
        Exchange2007 = "exchange-2007",
        Exchange2010 = "exchange-2010",
        Exchange2013 = "exchange-2013",
        Exchange2016 = "exchange-2016",
        Exchange2019 = "exchange-2019",
    }

    /// What voice mail (Unified Messaging) runs on.
    UmVersion as "um-version" {
        Exchange2007 = "exchange-2007",
        /// Service Pack 1 or later.
        Exchange2007Sp1 = "exchange-2007-sp1",
        Exchange2010 = "exchange-2010",
        Exchange2013 = "exchange-2013",
        Exchange2016 = "exchange-2016",
        /// Exchange Online.
        Hosted = "hosted",
    }

    /// The product that holds the chat rooms of users.
    ChatProduct as "chat-product" { None = "none", GroupChat = "group-chat", PersistentChat = "persistent-chat", }

    ChatClient as "chat-client" { GroupChat = "group-chat", Lync2013 = "lync-2013", }

    /// Software that users sign in or join meetings with.
    Client as "client" {
        Lync2013 = "lync-2013",
        Lync2013Basic = "lync-2013-basic",
        LyncWindowsStore = "lync-windows-store",
        LyncWebApp2013 = "lync-web-app-2013",
        Lync2010 = "lync-2010",
        Lync2010Attendant = "lync-2010-attendant",
        Lync2010Attendee = "lync-2010-attendee",
        LyncWebApp2010 = "lync-web-app-2010",
        Communicator2007R2 = "communicator-2007-r2",
        Attendant2007R2 = "attendant-2007-r2",
        Communicator2007 = "communicator-2007",
        LiveMeeting2007 = "live-meeting-2007",
    }
    /// What users of a pool can do.
    Feature as "feature" {
        Conferencing = "conferencing",
        DialInConferencing = "dial-in-conferencing",
        EnterpriseVoice = "enterprise-voice",
        CallAdmissionControl = "call-admission-control",
        Archiving = "archiving",
        Monitoring = "monitoring",
    }

    IpMode as "ip-mode" { Ipv4 = "ipv4", DualStack = "dual-stack", Ipv6 = "ipv6", }

    TrunkProtocol as "trunk-protocol" { Tcp = "tcp", Tls = "tls", }

    GatewayKind as "gateway-kind" { PstnGateway = "pstn-gateway", IpPbx = "ip-pbx", Sbc = "sbc", SipTrunk = "sip-trunk", }

    /// The phases of a migration as Microsoft's guides for both sources name them ("Migration phases").
    PhaseKind as "phase-kind" {
        Plan = "plan",
        Prepare = "prepare",
        PilotPool = "pilot-pool",
        Merge = "merge",
        ConfigurePilot = "configure-pilot",
        TestUsers = "test-users",
        PilotEdge = "pilot-edge",
        Production = "production",
        PostMigration = "post-migration",
        Decommission = "decommission",
        /// Known to be none of the documented ones.
        Other = "other",
    }

    /// With what a step is carried out.
    StepTool as "tool" {
        /// Active Directory Users and Computers.
        DirectoryUsers = "directory-users",
        Ocs2007R2Tools = "ocs-2007-r2-tools",
        Lync2010Tools = "lync-2010-tools",
        /// Topology Builder and Control Panel of Lync Server 2013.
        Lync2013Tools = "lync-2013-tools",
        Sfb2015Tools = "sfb-2015-tools",
        Sfb2019Tools = "sfb-2019-tools",
        /// The cmdlets are those of the target's Management Shell.
        MoveCsUser = "move-cs-user",
        MoveCsLegacyUser = "move-cs-legacy-user",
        MoveCsRgsConfiguration = "move-cs-rgs-configuration",
        /// `Export-CsRgsConfiguration` and `Import-CsRgsConfiguration`.
        CopyRgsConfiguration = "copy-rgs-configuration",
    }

    /// What stands in an activity: work in a phase that changes nothing in the topology.
    ActivityKind as "activity" {
        Inventory = "inventory",
        PrepareActiveDirectory = "prepare-active-directory",
        InstallAdministrativeTools = "install-administrative-tools",
        DownloadTopology = "download-topology",
        DnsRecord = "dns-record",
        Backup = "backup",
        Update = "update",
        BestPractices = "best-practices",
        ClientFilter = "client-filter",
        ClientUpdate = "client-update",
        /// The clients of the target, on the product that is migrated from.
        BlockNewerClients = "block-newer-clients",
        EnablePrivacyMode = "enable-privacy-mode",
        Certificate = "certificate",
        Firewall = "firewall",
        InstallSql = "install-sql",
        CreateShare = "create-share",
        Publish = "publish",
        InstallServers = "install-servers",
        Merge = "merge",
        /// Servers of the target are entered in the list of internal servers of a legacy Edge.
        AuthorizeServers = "authorize-servers",
        ImportLegacyConfiguration = "import-legacy-configuration",
        Verify = "verify",
        UserReplication = "user-replication",
        MoveContactObjects = "move-contact-objects",
        MoveResponseGroups = "move-response-groups",
        RemoveResponseGroups = "remove-response-groups",
        MoveConferenceDirectories = "move-conference-directories",
        MoveDialInNumbers = "move-dial-in-numbers",
        MoveCallPark = "move-call-park",
        /// Common area phones and analog devices.
        MoveDevices = "move-devices",
        /// OCSWMIBC, which merges and moves from older products read them through.
        InstallWmiPackage = "install-wmi-package",
        /// Entries of the older product for the gateway of remote call control.
        RemoveAuthorizedHosts = "remove-authorized-hosts",
        ChatExport = "chat-export",
        ChatImport = "chat-import",
        CopyChatFiles = "copy-chat-files",
        DeleteLookupUser = "delete-lookup-user",
        CreateChatEndpoint = "create-chat-endpoint",
        RollBackContacts = "roll-back-contacts",
        RetireWithoutMigrating = "retire-without-migrating",
        StopServices = "stop-services",
        RestartServices = "restart-services",
        RunSetup = "run-setup",
        Reboot = "reboot",
        PrepareCms = "prepare-cms",
        EnableTopology = "enable-topology",
        VerifyReplication = "verify-replication",
        FailOverCms = "fail-over-cms",
        FailOverPool = "fail-over-pool",
        BackupSync = "backup-sync",
        RemoveDatabases = "remove-databases",
        Communicate = "communicate",
        MaintenanceWindow = "maintenance-window",
        RenameDomain = "rename-domain",
        /// OCSWMIBC.msi, with which the target reads an OCS deployment.
        /// `Disable-CsAdForest`.
        ReverseForestPreparation = "reverse-forest-preparation",
        /// A computer of the old product that watches over it for System Center Operations Manager.
        NominateDiscoveryCandidate = "nominate-discovery-candidate",
        Other = "other",
    }
}

impl LinkKind {
    /// The database role behind a store link.
    pub fn store(self) -> Option<StoreKind> {
        Some(match self {
            Self::UserStore => StoreKind::User,
            Self::ApplicationStore => StoreKind::Application,
            Self::CentralManagementStore => StoreKind::CentralManagement,
            Self::MonitoringStore => StoreKind::Monitoring,
            Self::ArchivingStore => StoreKind::Archiving,
            Self::PersistentChatStore => StoreKind::PersistentChat,
            Self::ComplianceStore => StoreKind::Compliance,
            Self::GroupChatStore => StoreKind::GroupChat,
            _ => return None,
        })
    }

    /// The link kind that places `store` on an instance.
    pub fn of_store(store: StoreKind) -> Self {
        match store {
            StoreKind::User => Self::UserStore,
            StoreKind::Application => Self::ApplicationStore,
            StoreKind::CentralManagement => Self::CentralManagementStore,
            StoreKind::Monitoring => Self::MonitoringStore,
            StoreKind::Archiving => Self::ArchivingStore,
            StoreKind::PersistentChat => Self::PersistentChatStore,
            StoreKind::Compliance => Self::ComplianceStore,
            StoreKind::GroupChat => Self::GroupChatStore,
        }
    }
}

impl StepTool {
    /// The product whose administrative tools it is; none for a cmdlet or a tool of Windows.
    pub fn product(self) -> Option<Version> {
        Some(match self {
            Self::Ocs2007R2Tools => Version::Ocs2007R2,
            Self::Lync2010Tools => Version::Lync2010,
            Self::Lync2013Tools => Version::Lync2013,
            Self::Sfb2015Tools => Version::Sfb2015,
            Self::Sfb2019Tools => Version::Sfb2019,
            _ => return None,
        })
    }

    /// The administrative tools of a product.
    pub fn of(product: Version) -> Option<Self> {
        Self::ALL.iter().copied().find(|tool| tool.product() == Some(product))
    }
}

impl PoolKind {
    /// Whether users can be homed on a pool of this kind.
    pub fn homes_users(self) -> bool {
        matches!(self, Self::FrontEnd | Self::Sba)
    }
}
