//! Packs: what one target product allows, as data (`assets/packs/*.ron`).

use super::Level;
use super::pack_file::read;
use crate::model::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/packs"]
pub(super) struct Files;

/// The levels and limits of one target product. A rule asks the pack and never a version.
#[derive(Clone, Debug)]
pub struct Pack {
    pub id: PackId,
    /// The day of its last change.
    pub version: Date,
    /// The product that is migrated to.
    pub product: Version,
    /// The products that can be migrated from, oldest first.
    pub sources: Vec<Version>,
    /// Rules that are not listed are off.
    pub levels: BTreeMap<Code, Level>,
    /// Engines that full stores may run on.
    pub sql_engines: Vec<SqlEngine>,
    /// Stores of which an instance holds one.
    pub one_per_instance: Vec<StoreKind>,
    /// Stores of which a whole database server holds one.
    pub one_per_server: Vec<StoreKind>,
    /// Stores of which one database serves several pools.
    pub shared_stores: Vec<StoreKind>,
    /// Pool kinds that the product no longer has, by the rule that says so.
    pub gone_kinds: BTreeMap<Code, Vec<PoolKind>>,
    /// Pool kinds that may stand in a branch site.
    pub branch_kinds: Vec<PoolKind>,
    /// Pool kinds whose servers are on one network.
    pub single_homed_kinds: Vec<PoolKind>,
    /// Pool kinds whose servers are in one data centre.
    pub unstretched_kinds: Vec<PoolKind>,
    /// Software that never stands on a server of the product, by the rule that says so.
    pub excluded_companions: BTreeMap<Code, Vec<Companion>>,
    /// What stands alone in an older product, by the rule that says so.
    pub legacy_alone: BTreeMap<Code, LegacyAlone>,
    /// Older products in which trusted applications are not on a Front End Server.
    pub applications_apart: Vec<Version>,
    /// Older products in which the chat database is not on a chat server.
    pub chat_databases_apart: Vec<Version>,
    /// Operating systems for servers of the product.
    pub server_systems: Vec<WindowsVersion>,
    /// Operating systems that need an update of the product, and the month of that update.
    pub system_updates: BTreeMap<WindowsVersion, Month>,
    /// Builds of the product whose month is published.
    pub update_builds: Vec<([u32; 4], Month)>,
    /// Operating systems that exist for Itanium processors.
    pub itanium_systems: Vec<WindowsVersion>,
    /// Operating systems that are listed for servers of older products.
    pub legacy_systems: BTreeMap<Version, Vec<WindowsVersion>>,
    /// Operating systems that are listed for virtual servers of older products.
    pub legacy_guests: BTreeMap<Version, Vec<WindowsVersion>>,
    /// The oldest operating system that is recommended for a cluster with the file share.
    pub oldest_cluster_system: WindowsVersion,
    /// The oldest functional level of domains and forest.
    pub oldest_functional_level: WindowsVersion,
    pub domain_controller_systems: Vec<WindowsVersion>,
    pub forest_models: Vec<ForestModel>,
    pub capacity: Capacity,
    pub legacy_capacity: BTreeMap<Version, LegacyCapacity>,
    /// Chat servers that an older product supports.
    pub legacy_chat_servers: BTreeMap<Version, usize>,
    pub servers_per_standard_pool: usize,
    /// Editions of SQL Server that no database may run on.
    pub excluded_sql_editions: Vec<SqlEdition>,
    /// Editions of SQL Server that only serve the local databases of the product's own servers.
    pub local_sql_editions: Vec<SqlEdition>,
    /// Stores on the back end of a Front End pool.
    pub back_end_stores: Vec<StoreKind>,
    /// Stores that grow quickly.
    pub growing_stores: Vec<StoreKind>,
    /// The oldest SQL Server that can take part in mirroring.
    pub mirror_sql_from: SqlVersion,
    /// Nodes that a failover cluster may have, by edition of SQL Server.
    pub cluster_nodes: Vec<(SqlEdition, usize)>,
    pub legacy_stores: Vec<LegacyStores>,
    /// Sources that have a Central Management store.
    pub sources_with_cms: Vec<Version>,
    /// Sources whose users have Office Communicator and Live Meeting, and whose meetings do not migrate.
    pub communicator_sources: Vec<Version>,
    /// The order in which federation and media pass from an Edge pool of an older product to one of this product;
    /// what stands together has no order.
    pub edge_switches: BTreeMap<Version, Vec<Vec<SwitchPart>>>,
    pub edge_ports: EdgePorts,
    /// The oldest Exchange Server that keeps an archive.
    pub archiving_mailboxes_from: MailboxVersion,
    /// Servers that a Persistent Chat pool may have with a local path for its files.
    pub servers_per_local_chat_store: usize,
    /// The versions of pools that a chat pool of a version may have for its next hop.
    pub chat_homes: BTreeMap<Version, Vec<Version>>,
    /// Clients that reach only the chat of the product.
    pub own_chat_clients: Vec<ChatClient>,
    /// What the product lists for voice mail.
    pub supported_um: Vec<UmVersion>,
    /// What is known to be too old for voice mail.
    pub excluded_um: Vec<UmVersion>,
    /// The oldest Exchange Server that keeps the contacts of users.
    pub contact_store_mailboxes_from: MailboxVersion,
    /// The versions of pools that a branch appliance of the product registers with.
    pub branch_homes: Vec<Version>,
    pub voice: Voice,
    pub applications: Applications,
    /// Where each client signs in, or works with limits while products coexist; the preferred ones first.
    pub clients: Vec<(Client, Vec<Version>)>,
    /// Clients that count as up to date.
    pub current_clients: Vec<Client>,
    /// Older products on which the clients of the product are blocked.
    pub newer_clients_blocked: Vec<Version>,
    /// Pool kinds of older products that get the updates of their product before the migration.
    pub updated_kinds: Vec<PoolKind>,
    /// The oldest build, and its month, at which an older product is migrated.
    pub oldest_updates: BTreeMap<Version, ([u32; 4], Month)>,
    /// The documented phases of a migration from each source.
    pub phase_orders: Vec<PhaseOrder>,
    /// Work that comes before the first pool of the product.
    pub preparation: Vec<ActivityKind>,
    /// Work without which there is no way back.
    pub rollback_base: Vec<ActivityKind>,
    pub user_moves: Vec<UserMoves>,
    pub response_group_moves: ResponseGroupMoves,
    /// Older products whose Front End Servers need web sessions that stay on one server.
    pub cookie_affinity_for: Vec<Version>,
    /// Older products with a management pack of their own for Operations Manager.
    pub discovery_candidates: Vec<Version>,
}

words! {
    /// A part of the switch to an Edge pool of the target.
    SwitchPart as "switch-part" {
        /// The federation route of a site no longer leads through the legacy deployment.
        ClearRoute = "clear-route",
        /// The legacy Edge pool no longer federates.
        LegacyOff = "legacy-off",
        /// The certificate of the Access Edge comes to the new Edge pool.
        Certificate = "certificate",
        /// The new Edge pool federates.
        Federate = "federate",
        /// The new Edge pool gets a pool of the target as its next hop.
        NextHop = "next-hop",
        /// A pool of the target uses the new Edge pool for media.
        Media = "media",
        /// The federation route of a site leads through the target.
        Route = "route",
        /// Firewall rules and DNS records point to the new Edge pool.
        Network = "network",
        /// The services of the legacy Edge pool are stopped.
        StopLegacy = "stop-legacy",
    }
}

/// Ports that are recommended where the three services of an Edge pool share one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgePorts {
    pub access: u64,
    pub web_conferencing: u64,
    pub av: u64,
}

/// Calls to the telephone network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Older products whose pools cannot use the Mediation Servers of the product.
    pub mediation_apart: Vec<Version>,
    /// Gateways that are certified for this product, or older ones only, do not work with its Mediation Servers.
    pub gateways_until: Version,
    /// Trunks between a Mediation Server of an older product and a gateway.
    pub legacy_trunks: BTreeMap<Version, usize>,
    /// Servers of the Mediation pool of a gateway that cannot balance its calls.
    pub servers_per_unbalanced_gateway: usize,
    /// The update that location-based routing needs.
    pub location_routing_from: Month,
    /// Pool kinds that location-based routing goes through.
    pub location_routing_kinds: Vec<PoolKind>,
    /// Older products that have call admission control.
    pub sources_with_admission_control: Vec<Version>,
}

/// Applications that run on the pools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applications {
    /// What the Response Group application is called in topologies and lists, in small letters.
    pub response_groups: Vec<String>,
    /// Older products whose response groups are moved through the WMI Backward Compatibility package.
    pub response_groups_through_wmi: Vec<Version>,
    /// Older products that know gateways of remote call control as authorized hosts.
    pub authorized_hosts: Vec<Version>,
}

/// The documented order of the phases of a migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseOrder {
    /// The rule that speaks about it.
    pub rule: Code,
    pub source: Version,
    pub kinds: Vec<PhaseKind>,
}

/// The cmdlets that move users between the product and an older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserMoves {
    pub source: Version,
    pub to: Vec<StepTool>,
    /// On which the sources do not agree.
    pub disputed: Vec<StepTool>,
    /// Empty where the way back is not judged.
    pub back: Vec<StepTool>,
}

/// What moves response groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseGroupMoves {
    /// From an older product.
    pub across: StepTool,
    /// Between pools of the product.
    pub within: StepTool,
}

/// What a product that is migrated from supports for its own databases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyStores {
    /// The rule that speaks about this product's engines.
    pub rule: Code,
    pub product: Version,
    pub versions: Vec<SqlVersion>,
    /// Empty where the source names none.
    pub editions: Vec<SqlEdition>,
    pub bitness: Vec<Bitness>,
    /// For the local database of a Standard Edition server.
    pub local_versions: Vec<SqlVersion>,
    pub native_mirroring: bool,
    /// Stores of which a whole database server holds one.
    pub one_per_server: Vec<StoreKind>,
    /// Whether the database of a Director needs an instance of its own.
    pub director_has_own_instance: bool,
}

/// A year and a month; (0, 0) is the release itself.
pub type Month = (u16, u16);

/// What stands alone in an older product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyAlone {
    pub version: Version,
    pub kinds: Vec<PoolKind>,
    /// These only in Enterprise Edition.
    pub enterprise_kinds: Vec<PoolKind>,
    pub companions: Vec<Companion>,
}

/// How much the product carries: servers of a pool, and users, calls and participants.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    pub front_ends: usize,
    pub recommended_front_ends: usize,
    pub users_per_pool: u64,
    pub users_per_front_end: u64,
    pub standard_users: u64,
    /// On each of two paired Enterprise Edition pools.
    pub paired_users: u64,
    pub remote_users_per_edge: u64,
    pub directors: usize,
    pub chat_active: usize,
    pub chat_servers: usize,
    pub calls_per_front_end: u64,
    pub calls_per_mediation: u64,
    pub users_per_conference_directory: u64,
    pub meeting: u64,
    /// On a pool without users of its own.
    pub dedicated_meeting: u64,
    /// Up to so many servers, at least so many run.
    pub quorum: Vec<(usize, usize)>,
}

/// How many users pools of an older product carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegacyCapacity {
    pub standard_users: u64,
    pub users_per_pool: u64,
    pub users_per_front_end: u64,
    pub virtual_standard_users: u64,
    pub virtual_users_per_front_end: u64,
}

/// One release of SQL Server that stores may run on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlEngine {
    pub version: SqlVersion,
    pub editions: Vec<SqlEdition>,
    pub bitness: Bitness,
}

/// How a pool's version stands to the product of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    Older,
    Own,
    /// Outside the pack: it yields no finding.
    Newer,
    /// Not known, so what depends on it is not checked.
    Unknown,
    /// A pool of a kind that has no product version of its own.
    None,
}

/// An id has one pack, and every stage of a check asks whether its pack is that of the stage before.
impl PartialEq for Pack {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Pack {}

impl Pack {
    /// Whether a product has no Central Management store, so that its deployment is merged into the new one.
    pub fn is_merged(&self, version: Version) -> bool {
        self.sources.contains(&version) && !self.sources_with_cms.contains(&version)
    }

    pub fn level(&self, code: &Code) -> Option<Level> {
        self.levels.get(code).copied()
    }

    pub fn age(&self, pool: &Pool) -> Age {
        match pool.version {
            Some(version) if version == self.product => Age::Own,
            Some(version) if version < self.product => Age::Older,
            Some(_) => Age::Newer,
            None if matches!(pool.kind, PoolKind::OfficeWebApps | PoolKind::TrustedApplication) => Age::None,
            None => Age::Unknown,
        }
    }
}

/// Every pack, in the order of their products.
pub fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let mut packs: Vec<_> = Files::iter().filter_map(|path| read(&path)).collect();
        packs.sort_by_key(|pack| pack.product);
        packs
    })
}

pub fn pack(id: &PackId) -> Option<&'static Pack> {
    let found = packs().iter().find(|pack| pack.id == *id);
    #[cfg(test)]
    let found = found.or_else(|| super::mutants::pack(id));
    found
}

/// The level of a rule in a pack; `None` when the pack leaves it out, or does not exist.
pub fn level(code: &Code, pack_id: &PackId) -> Option<Level> {
    match super::rule(code)?.always {
        Some(level) => Some(level),
        None => pack(pack_id)?.level(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::all;

    #[test]
    fn every_pack_reads_and_names_only_known_codes() {
        assert_eq!(Files::iter().count(), packs().len());
        for pack in packs() {
            for code in pack.levels.keys() {
                assert!(all().iter().any(|rule| rule.code == *code && rule.always.is_none()), "{code} in {}", pack.id);
            }
            assert!(pack.sources.iter().all(|source| *source < pack.product));
        }
    }

    #[test]
    fn every_rule_has_a_level_somewhere() {
        for rule in all() {
            assert!(
                rule.always.is_some() || packs().iter().any(|pack| level(&rule.code, &pack.id).is_some()),
                "{}",
                rule.code
            );
        }
    }

    #[test]
    fn age_follows_the_releases() {
        let pack = pack(&PackId::new("lync-2013")).unwrap();
        let mut pool = Pool::new(PoolId::new("p"), PoolKind::FrontEnd);
        assert_eq!(pack.age(&pool), Age::Unknown);
        for (version, age) in
            [(Version::Ocs2007R2, Age::Older), (Version::Lync2013, Age::Own), (Version::SfbSe, Age::Newer)]
        {
            pool.version = Some(version);
            assert_eq!(pack.age(&pool), age);
        }
    }
}
