//! A pack as it is written in its file, and how it is read: `None` when a word is none that the model knows.

use super::Level;
use super::packs::*;
use crate::model::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `(5, 0, 8308, 857)`.
type BuildFile = (u32, u32, u32, u32);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    id: String,
    version: String,
    product: String,
    sources: Vec<String>,
    levels: BTreeMap<String, String>,
    sql_engines: Vec<EngineFile>,
    one_per_instance: Vec<String>,
    one_per_server: Vec<String>,
    shared_stores: Vec<String>,
    gone_kinds: BTreeMap<String, Vec<String>>,
    branch_kinds: Vec<String>,
    single_homed_kinds: Vec<String>,
    unstretched_kinds: Vec<String>,
    excluded_companions: BTreeMap<String, Vec<String>>,
    legacy_alone: BTreeMap<String, LegacyAloneFile>,
    applications_apart: Vec<String>,
    chat_databases_apart: Vec<String>,
    server_systems: Vec<String>,
    system_updates: BTreeMap<String, Month>,
    update_builds: Vec<(BuildFile, Month)>,
    itanium_systems: Vec<String>,
    legacy_systems: BTreeMap<String, Vec<String>>,
    legacy_guests: BTreeMap<String, Vec<String>>,
    oldest_cluster_system: String,
    oldest_functional_level: String,
    domain_controller_systems: Vec<String>,
    forest_models: Vec<String>,
    capacity: Capacity,
    legacy_capacity: BTreeMap<String, LegacyCapacity>,
    legacy_chat_servers: BTreeMap<String, usize>,
    servers_per_standard_pool: usize,
    excluded_sql_editions: Vec<String>,
    local_sql_editions: Vec<String>,
    back_end_stores: Vec<String>,
    growing_stores: Vec<String>,
    mirror_sql_from: String,
    cluster_nodes: Vec<(String, usize)>,
    legacy_stores: Vec<LegacyFile>,
    sources_with_cms: Vec<String>,
    communicator_sources: Vec<String>,
    edge_switches: BTreeMap<String, Vec<Vec<String>>>,
    edge_ports: EdgePorts,
    archiving_mailboxes_from: String,
    servers_per_local_chat_store: usize,
    chat_homes: BTreeMap<String, Vec<String>>,
    own_chat_clients: Vec<String>,
    supported_um: Vec<String>,
    excluded_um: Vec<String>,
    contact_store_mailboxes_from: String,
    branch_homes: Vec<String>,
    voice: VoiceFile,
    applications: ApplicationsFile,
    clients: Vec<(String, Vec<String>)>,
    current_clients: Vec<String>,
    newer_clients_blocked: Vec<String>,
    updated_kinds: Vec<String>,
    oldest_updates: BTreeMap<String, (BuildFile, Month)>,
    phase_orders: Vec<PhaseOrderFile>,
    preparation: Vec<String>,
    rollback_base: Vec<String>,
    user_moves: Vec<UserMovesFile>,
    response_group_moves: ResponseGroupMovesFile,
    cookie_affinity_for: Vec<String>,
    discovery_candidates: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoiceFile {
    mediation_apart: Vec<String>,
    gateways_until: String,
    legacy_trunks: BTreeMap<String, usize>,
    servers_per_unbalanced_gateway: usize,
    location_routing_from: Month,
    location_routing_kinds: Vec<String>,
    sources_with_admission_control: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseOrderFile {
    rule: String,
    source: String,
    kinds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationsFile {
    response_groups: Vec<String>,
    response_groups_through_wmi: Vec<String>,
    authorized_hosts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserMovesFile {
    source: String,
    to: Vec<String>,
    disputed: Vec<String>,
    back: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseGroupMovesFile {
    across: String,
    within: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegacyFile {
    rule: String,
    product: String,
    versions: Vec<String>,
    editions: Vec<String>,
    bitness: Vec<String>,
    local_versions: Vec<String>,
    native_mirroring: bool,
    one_per_server: Vec<String>,
    director_has_own_instance: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EngineFile {
    version: String,
    editions: Vec<String>,
    bitness: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegacyAloneFile {
    version: String,
    kinds: Vec<String>,
    enterprise_kinds: Vec<String>,
    companions: Vec<String>,
}

/// A pack that cannot be read is left out; a test reads every one.
pub(super) fn read(path: &str) -> Option<Pack> {
    let file = Files::get(path)?;
    meaning(ron::de::from_bytes(&file.data).ok()?)
}

/// A pack from the values of its file, for mutants.
#[cfg(test)]
pub(super) fn of_value(file: serde_json::Value) -> Option<Pack> {
    meaning(serde_json::from_value(file).ok()?)
}

fn meaning(file: PackFile) -> Option<Pack> {
    fn words<T>(keys: &[String], word: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        keys.iter().map(|key| word(key)).collect()
    }
    /// Lists of words by another word.
    fn by<K: Ord, T>(
        lists: &BTreeMap<String, Vec<String>>,
        key: fn(&str) -> Option<K>,
        word: fn(&str) -> Option<T>,
    ) -> Option<BTreeMap<K, Vec<T>>> {
        lists.iter().map(|(name, list)| Some((key(name)?, words(list, word)?))).collect()
    }
    let code = |name: &str| Some(Code::read(name));
    let legacy_alone = |file: &LegacyAloneFile| {
        Some(LegacyAlone {
            version: Version::from_key(&file.version)?,
            kinds: words(&file.kinds, PoolKind::from_key)?,
            enterprise_kinds: words(&file.enterprise_kinds, PoolKind::from_key)?,
            companions: words(&file.companions, Companion::from_key)?,
        })
    };
    let voice = |voice: &VoiceFile| {
        Some(Voice {
            mediation_apart: words(&voice.mediation_apart, Version::from_key)?,
            gateways_until: Version::from_key(&voice.gateways_until)?,
            legacy_trunks: voice
                .legacy_trunks
                .iter()
                .map(|(version, trunks)| Some((Version::from_key(version)?, *trunks)))
                .collect::<Option<_>>()?,
            servers_per_unbalanced_gateway: voice.servers_per_unbalanced_gateway,
            location_routing_from: voice.location_routing_from,
            location_routing_kinds: words(&voice.location_routing_kinds, PoolKind::from_key)?,
            sources_with_admission_control: words(&voice.sources_with_admission_control, Version::from_key)?,
        })
    };
    let applications = |applications: &ApplicationsFile| {
        Some(Applications {
            response_groups: applications.response_groups.clone(),
            response_groups_through_wmi: words(&applications.response_groups_through_wmi, Version::from_key)?,
            authorized_hosts: words(&applications.authorized_hosts, Version::from_key)?,
        })
    };
    let mut sources = words(&file.sources, Version::from_key)?;
    sources.sort();
    let engine = |engine: &EngineFile| {
        Some(SqlEngine {
            version: SqlVersion::from_key(&engine.version)?,
            editions: words(&engine.editions, SqlEdition::from_key)?,
            bitness: Bitness::from_key(&engine.bitness)?,
        })
    };
    let legacy = |stores: &LegacyFile| {
        Some(LegacyStores {
            rule: Code::read(&stores.rule),
            product: Version::from_key(&stores.product)?,
            versions: words(&stores.versions, SqlVersion::from_key)?,
            editions: words(&stores.editions, SqlEdition::from_key)?,
            bitness: words(&stores.bitness, Bitness::from_key)?,
            local_versions: words(&stores.local_versions, SqlVersion::from_key)?,
            native_mirroring: stores.native_mirroring,
            one_per_server: words(&stores.one_per_server, StoreKind::from_key)?,
            director_has_own_instance: stores.director_has_own_instance,
        })
    };
    let phase_order = |order: &PhaseOrderFile| {
        Some(PhaseOrder {
            rule: Code::read(&order.rule),
            source: Version::from_key(&order.source)?,
            kinds: words(&order.kinds, PhaseKind::from_key)?,
        })
    };
    let user_moves = |moves: &UserMovesFile| {
        Some(UserMoves {
            source: Version::from_key(&moves.source)?,
            to: words(&moves.to, StepTool::from_key)?,
            disputed: words(&moves.disputed, StepTool::from_key)?,
            back: words(&moves.back, StepTool::from_key)?,
        })
    };
    Some(Pack {
        id: PackId::new(&file.id),
        version: file.version.parse().ok()?,
        product: Version::from_key(&file.product)?,
        sources,
        levels: file
            .levels
            .iter()
            .map(|(code, level)| Some((Code::read(code), Level::from_key(level)?)))
            .collect::<Option<_>>()?,
        sql_engines: file.sql_engines.iter().map(engine).collect::<Option<_>>()?,
        one_per_instance: words(&file.one_per_instance, StoreKind::from_key)?,
        one_per_server: words(&file.one_per_server, StoreKind::from_key)?,
        shared_stores: words(&file.shared_stores, StoreKind::from_key)?,
        gone_kinds: by(&file.gone_kinds, code, PoolKind::from_key)?,
        branch_kinds: words(&file.branch_kinds, PoolKind::from_key)?,
        single_homed_kinds: words(&file.single_homed_kinds, PoolKind::from_key)?,
        unstretched_kinds: words(&file.unstretched_kinds, PoolKind::from_key)?,
        excluded_companions: by(&file.excluded_companions, code, Companion::from_key)?,
        legacy_alone: file
            .legacy_alone
            .iter()
            .map(|(code, alone)| Some((Code::read(code), legacy_alone(alone)?)))
            .collect::<Option<_>>()?,
        applications_apart: words(&file.applications_apart, Version::from_key)?,
        chat_databases_apart: words(&file.chat_databases_apart, Version::from_key)?,
        server_systems: words(&file.server_systems, WindowsVersion::from_key)?,
        system_updates: file
            .system_updates
            .iter()
            .map(|(os, month)| Some((WindowsVersion::from_key(os)?, *month)))
            .collect::<Option<_>>()?,
        update_builds: file.update_builds.iter().map(|((a, b, c, d), month)| ([*a, *b, *c, *d], *month)).collect(),
        itanium_systems: words(&file.itanium_systems, WindowsVersion::from_key)?,
        legacy_systems: by(&file.legacy_systems, Version::from_key, WindowsVersion::from_key)?,
        legacy_guests: by(&file.legacy_guests, Version::from_key, WindowsVersion::from_key)?,
        oldest_cluster_system: WindowsVersion::from_key(&file.oldest_cluster_system)?,
        oldest_functional_level: WindowsVersion::from_key(&file.oldest_functional_level)?,
        domain_controller_systems: words(&file.domain_controller_systems, WindowsVersion::from_key)?,
        forest_models: words(&file.forest_models, ForestModel::from_key)?,
        legacy_capacity: file
            .legacy_capacity
            .iter()
            .map(|(version, limits)| Some((Version::from_key(version)?, *limits)))
            .collect::<Option<_>>()?,
        legacy_chat_servers: file
            .legacy_chat_servers
            .iter()
            .map(|(version, limit)| Some((Version::from_key(version)?, *limit)))
            .collect::<Option<_>>()?,
        capacity: file.capacity,
        servers_per_standard_pool: file.servers_per_standard_pool,
        excluded_sql_editions: words(&file.excluded_sql_editions, SqlEdition::from_key)?,
        local_sql_editions: words(&file.local_sql_editions, SqlEdition::from_key)?,
        back_end_stores: words(&file.back_end_stores, StoreKind::from_key)?,
        growing_stores: words(&file.growing_stores, StoreKind::from_key)?,
        mirror_sql_from: SqlVersion::from_key(&file.mirror_sql_from)?,
        cluster_nodes: file
            .cluster_nodes
            .iter()
            .map(|(edition, most)| Some((SqlEdition::from_key(edition)?, *most)))
            .collect::<Option<_>>()?,
        legacy_stores: file.legacy_stores.iter().map(legacy).collect::<Option<_>>()?,
        sources_with_cms: words(&file.sources_with_cms, Version::from_key)?,
        communicator_sources: words(&file.communicator_sources, Version::from_key)?,
        edge_switches: file
            .edge_switches
            .iter()
            .map(|(version, order)| {
                let parts = order.iter().map(|together| words(together, SwitchPart::from_key));
                Some((Version::from_key(version)?, parts.collect::<Option<_>>()?))
            })
            .collect::<Option<_>>()?,
        edge_ports: file.edge_ports,
        archiving_mailboxes_from: MailboxVersion::from_key(&file.archiving_mailboxes_from)?,
        servers_per_local_chat_store: file.servers_per_local_chat_store,
        chat_homes: by(&file.chat_homes, Version::from_key, Version::from_key)?,
        own_chat_clients: words(&file.own_chat_clients, ChatClient::from_key)?,
        supported_um: words(&file.supported_um, UmVersion::from_key)?,
        excluded_um: words(&file.excluded_um, UmVersion::from_key)?,
        contact_store_mailboxes_from: MailboxVersion::from_key(&file.contact_store_mailboxes_from)?,
        branch_homes: words(&file.branch_homes, Version::from_key)?,
        voice: voice(&file.voice)?,
        applications: applications(&file.applications)?,
        clients: file
            .clients
            .iter()
            .map(|(client, homes)| Some((Client::from_key(client)?, words(homes, Version::from_key)?)))
            .collect::<Option<_>>()?,
        current_clients: words(&file.current_clients, Client::from_key)?,
        newer_clients_blocked: words(&file.newer_clients_blocked, Version::from_key)?,
        updated_kinds: words(&file.updated_kinds, PoolKind::from_key)?,
        oldest_updates: file
            .oldest_updates
            .iter()
            .map(|(version, ((a, b, c, d), month))| Some((Version::from_key(version)?, ([*a, *b, *c, *d], *month))))
            .collect::<Option<_>>()?,
        phase_orders: file.phase_orders.iter().map(phase_order).collect::<Option<_>>()?,
        preparation: words(&file.preparation, ActivityKind::from_key)?,
        rollback_base: words(&file.rollback_base, ActivityKind::from_key)?,
        user_moves: file.user_moves.iter().map(user_moves).collect::<Option<_>>()?,
        response_group_moves: ResponseGroupMoves {
            across: StepTool::from_key(&file.response_group_moves.across)?,
            within: StepTool::from_key(&file.response_group_moves.within)?,
        },
        cookie_affinity_for: words(&file.cookie_affinity_for, Version::from_key)?,
        discovery_candidates: words(&file.discovery_candidates, Version::from_key)?,
    })
}
