//! What the role names and version numbers of the files mean.

use crate::model::{PoolKind, Role, StoreKind, Version};

/// The highest `ServiceVersion` of an Office Communications Server.
pub(super) const NEWEST_OCS: u32 = 4;

/// The product of a `ServiceVersion`. `RoleVersion` is the revision of a role's own schema and tells no product.
pub(super) fn product(service_version: u32) -> Option<Version> {
    Some(match service_version {
        3 => Version::Ocs2007,
        4 => Version::Ocs2007R2,
        5 => Version::Lync2010,
        6 => Version::Lync2013,
        7 => Version::Sfb2015,
        8 => Version::Sfb2019,
        _ => return None,
    })
}

/// What a `RoleName` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Pool(Role),
    Store(StoreKind),
    WitnessStore,
    FileStore,
    Gateway,
    Unknown,
}

pub(super) fn meaning(role: &str) -> Meaning {
    const ROLES: [(&str, Meaning); 26] = [
        ("UserServices", Meaning::Pool(Role::UserServices)),
        ("Registrar", Meaning::Pool(Role::Registrar)),
        ("WebServices", Meaning::Pool(Role::WebServices)),
        ("ConfServices", Meaning::Pool(Role::Conferencing)),
        ("ApplicationServer", Meaning::Pool(Role::Application)),
        ("MediationServer", Meaning::Pool(Role::Mediation)),
        ("EdgeServer", Meaning::Pool(Role::Edge)),
        ("ManagementServices", Meaning::Pool(Role::Management)),
        ("CentralMgmt", Meaning::Pool(Role::CentralManagement)),
        ("BackupService", Meaning::Pool(Role::Backup)),
        ("PersistentChatService", Meaning::Pool(Role::PersistentChat)),
        ("MonitoringServer", Meaning::Pool(Role::Monitoring)),
        ("ArchivingServer", Meaning::Pool(Role::Archiving)),
        ("ExternalServer", Meaning::Pool(Role::TrustedApplication)),
        ("WacService", Meaning::Pool(Role::OfficeWebApps)),
        ("UserStore", Meaning::Store(StoreKind::User)),
        ("ApplicationStore", Meaning::Store(StoreKind::Application)),
        ("CentralMgmtStore", Meaning::Store(StoreKind::CentralManagement)),
        ("MonitoringStore", Meaning::Store(StoreKind::Monitoring)),
        ("ArchivingStore", Meaning::Store(StoreKind::Archiving)),
        ("PersistentChatStore", Meaning::Store(StoreKind::PersistentChat)),
        ("PersistentChatComplianceStore", Meaning::Store(StoreKind::Compliance)),
        ("GroupChatStore", Meaning::Store(StoreKind::GroupChat)),
        ("WitnessStore", Meaning::WitnessStore),
        ("FileStore", Meaning::FileStore),
        ("PstnGateway", Meaning::Gateway),
    ];
    ROLES.iter().find(|(name, _)| name.eq_ignore_ascii_case(role)).map_or(Meaning::Unknown, |(_, meaning)| *meaning)
}

/// What a pool is, by its leading role.
pub(super) fn kind(roles: &[Role], other_roles: &[&str], director: bool, in_branch: bool) -> PoolKind {
    let has = |role| roles.contains(&role);
    if has(Role::UserServices) {
        PoolKind::FrontEnd
    } else if has(Role::Registrar) {
        match (director, in_branch) {
            (true, _) => PoolKind::Director,
            (false, true) => PoolKind::Sba,
            (false, false) => PoolKind::FrontEnd,
        }
    } else if has(Role::Edge) {
        PoolKind::Edge
    } else if has(Role::PersistentChat) {
        PoolKind::PersistentChat
    } else if has(Role::Mediation) {
        PoolKind::Mediation
    } else if has(Role::Conferencing) {
        PoolKind::AvConferencing
    } else if has(Role::Monitoring) {
        PoolKind::Monitoring
    } else if has(Role::Archiving) {
        PoolKind::Archiving
    } else if has(Role::TrustedApplication) {
        PoolKind::TrustedApplication
    } else if has(Role::OfficeWebApps) {
        PoolKind::OfficeWebApps
    } else if other_roles.iter().any(|role| role.eq_ignore_ascii_case("VideoInteropServer")) {
        PoolKind::VideoInterop
    } else {
        PoolKind::Other
    }
}
