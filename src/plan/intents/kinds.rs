//! What goes with which kind of pool: links, stores, and how names begin. No rule: only what a hand most
//! likely means.

use crate::model::*;

/// The kinds of link that make sense when one object is dragged to another, the likeliest first, whichever
/// end the hand began at. Empty when the two have nothing to do with each other.
pub fn link_kinds_between(state: &Topology, from: &Subject, to: &Subject) -> Vec<LinkKind> {
    let pool = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id),
        _ => None,
    };
    let one_way = |a: &Subject, b: &Subject| match (pool(a), b) {
        (Some(pool), Subject::SqlInstance(_)) => stores_of(pool).into_iter().map(LinkKind::of_store).collect(),
        (Some(pool), Subject::FileStore(_)) if has_file_store(pool.kind) => vec![LinkKind::FileStore],
        (Some(from), Subject::Pool(_)) if a != b => pool(b).map(|to| pool_links(from, to)).unwrap_or_default(),
        (None, Subject::Pool(_)) if matches!(a, Subject::Gateway(_)) => match pool(b).map(|o| o.kind) {
            Some(PoolKind::FrontEnd | PoolKind::Mediation | PoolKind::Sba | PoolKind::Other) => vec![LinkKind::Trunk],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let mut kinds = one_way(from, to);
    // Between pools the direction says which of them depends on the other.
    if kinds.is_empty() {
        kinds = one_way(to, from);
    }
    kinds
}

/// What a connection that is dropped here ends at: a server's pool, a SQL Server host's only instance.
pub fn end_of(state: &Topology, subject: &Subject) -> Subject {
    match subject {
        Subject::Server(id) => state.servers.get(id).map_or_else(|| subject.clone(), |o| (&o.pool).into()),
        Subject::SqlServer(id) => {
            let mut instances = state.sql_instances.values().filter(|o| o.server == *id);
            match (instances.next(), instances.next()) {
                (Some(only), None) => (&only.id).into(),
                _ => subject.clone(),
            }
        }
        other => other.clone(),
    }
}

/// The store that a pool of this kind places when it is dragged to an instance and nobody says which.
pub fn default_store_for(kind: PoolKind) -> Option<StoreKind> {
    Some(match kind {
        PoolKind::FrontEnd => StoreKind::User,
        PoolKind::PersistentChat => StoreKind::PersistentChat,
        PoolKind::GroupChat => StoreKind::GroupChat,
        PoolKind::Monitoring => StoreKind::Monitoring,
        PoolKind::Archiving => StoreKind::Archiving,
        _ => return None,
    })
}

/// How a new pool's name begins.
pub(super) fn pool_stem(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::FrontEnd => "pool",
        other => server_stem(other),
    }
}

pub(super) fn server_stem(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::FrontEnd => "fe",
        PoolKind::Director => "dir",
        PoolKind::Edge => "edge",
        PoolKind::Mediation => "med",
        PoolKind::AvConferencing => "av",
        PoolKind::Monitoring => "mon",
        PoolKind::Archiving => "arch",
        PoolKind::GroupChat => "gchat",
        PoolKind::PersistentChat => "chat",
        PoolKind::Sba => "sba",
        PoolKind::TrustedApplication => "app",
        PoolKind::OfficeWebApps => "wac",
        PoolKind::CommunicatorWebAccess => "cwa",
        PoolKind::XmppGateway => "xmpp",
        PoolKind::VideoInterop => "vis",
        PoolKind::Other => "srv",
    }
}

/// The stores that a pool of this kind and version has, the likeliest first. Monitoring and archiving have
/// servers of their own before Lync Server 2013, which then hold the store.
fn stores_of(pool: &Pool) -> Vec<StoreKind> {
    let at_least = |version| pool.version.is_none_or(|own| own >= version);
    match pool.kind {
        PoolKind::FrontEnd => {
            let mut stores = vec![StoreKind::User, StoreKind::Application];
            if at_least(Version::Lync2010) {
                stores.push(StoreKind::CentralManagement);
            }
            if at_least(Version::Lync2013) {
                stores.extend([StoreKind::Monitoring, StoreKind::Archiving]);
            }
            stores
        }
        PoolKind::PersistentChat => vec![StoreKind::PersistentChat, StoreKind::Compliance],
        PoolKind::GroupChat => vec![StoreKind::GroupChat, StoreKind::Compliance],
        PoolKind::Monitoring => vec![StoreKind::Monitoring],
        PoolKind::Archiving => vec![StoreKind::Archiving],
        PoolKind::Other => StoreKind::ALL.to_vec(),
        _ => Vec::new(),
    }
}

fn has_file_store(kind: PoolKind) -> bool {
    matches!(
        kind,
        PoolKind::FrontEnd
            | PoolKind::Director
            | PoolKind::PersistentChat
            | PoolKind::GroupChat
            | PoolKind::Archiving
            | PoolKind::Other
    )
}

/// The links from one pool to another.
fn pool_links(from: &Pool, to: &Pool) -> Vec<LinkKind> {
    let registrar = matches!(to.kind, PoolKind::FrontEnd | PoolKind::Director);
    match (from.kind, to.kind) {
        (PoolKind::FrontEnd, PoolKind::FrontEnd) => {
            let pairs = |pool: &Pool| pool.version.is_none_or(|version| version >= Version::Lync2013);
            if pairs(from) && pairs(to) {
                vec![LinkKind::Pairing, LinkKind::BackupRegistrar]
            } else {
                vec![LinkKind::BackupRegistrar]
            }
        }
        (PoolKind::Sba, PoolKind::FrontEnd) => vec![LinkKind::UserServices, LinkKind::BackupRegistrar],
        (
            PoolKind::FrontEnd | PoolKind::Director | PoolKind::Sba | PoolKind::Mediation | PoolKind::AvConferencing,
            PoolKind::Edge,
        ) => vec![LinkKind::MediaEdge],
        (PoolKind::FrontEnd | PoolKind::Director, PoolKind::OfficeWebApps) => vec![LinkKind::OfficeWebApps],
        (PoolKind::FrontEnd | PoolKind::Director, PoolKind::Monitoring) => vec![LinkKind::MonitoringServer],
        (PoolKind::FrontEnd | PoolKind::Director, PoolKind::Archiving) => vec![LinkKind::ArchivingServer],
        (
            PoolKind::Edge
            | PoolKind::Mediation
            | PoolKind::PersistentChat
            | PoolKind::GroupChat
            | PoolKind::TrustedApplication
            | PoolKind::CommunicatorWebAccess
            | PoolKind::XmppGateway
            | PoolKind::VideoInterop
            | PoolKind::Other,
            _,
        ) if registrar => vec![LinkKind::NextHop],
        _ => Vec::new(),
    }
}
