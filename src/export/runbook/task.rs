//! Which part of a procedure a step of a plan is: by what it does, whoever wrote it.

use crate::edit::Command;
use crate::model::*;
use crate::plan::{Phase, Step};
use crate::propose::Part;
use crate::rules::{Age, Pack};

/// Where a step stands: its phase, and the states around it.
pub struct Moment<'a> {
    pub phase: &'a Phase,
    pub before: &'a Topology,
    pub after: &'a Topology,
    pub pack: &'a Pack,
}

impl<'a> Moment<'a> {
    pub fn pool(&self, id: &PoolId) -> Option<&'a Pool> {
        self.before.pools.get(id).or_else(|| self.after.pools.get(id)).map(|pool| &**pool)
    }

    fn age(&self, id: &PoolId) -> Age {
        self.pool(id).map_or(Age::None, |pool| self.pack.age(pool))
    }

    fn kind(&self, id: &PoolId) -> Option<PoolKind> {
        self.pool(id).map(|pool| pool.kind)
    }

    /// The pools that a step is about; servers as their pools.
    pub fn pools_of(&self, about: &[Subject]) -> Vec<PoolId> {
        let server = |id: &ServerId| self.before.servers.get(id).or_else(|| self.after.servers.get(id));
        let pools = about.iter().filter_map(|subject| match subject {
            Subject::Pool(id) => Some(id.clone()),
            Subject::Server(id) => server(id).map(|server| server.pool.clone()),
            _ => None,
        });
        pools.collect()
    }

    /// Whether the step is about a pool of this kind and age.
    fn names(&self, pools: &[PoolId], kind: PoolKind, age: Age) -> bool {
        pools.iter().any(|id| self.kind(id) == Some(kind) && self.age(id) == age)
    }

    fn is(&self, kind: PhaseKind) -> bool {
        self.phase.kind == Some(kind)
    }
}

/// The part that a step is; `None` where no procedure has it.
pub fn part_of(step: &Step, at: &Moment<'_>) -> Option<Part> {
    match step {
        Step::Activity { kind, about, .. } => activity(*kind, about, at),
        Step::Change { commands, .. } => commands.iter().find_map(|command| change(command, at)),
    }
}

fn activity(kind: ActivityKind, about: &[Subject], at: &Moment<'_>) -> Option<Part> {
    use ActivityKind::*;
    let pools = at.pools_of(about);
    let names = |kind, age| at.names(&pools, kind, age);
    let new_edge = names(PoolKind::Edge, Age::Own);
    let old_edge = names(PoolKind::Edge, Age::Older);
    let (old_chat, new_chat) = (names(PoolKind::GroupChat, Age::Older), names(PoolKind::PersistentChat, Age::Own));
    Some(match kind {
        Inventory => Part::Inventory,
        Update => Part::UpdateLegacy,
        BestPractices => Part::BestPractices,
        Backup if old_chat => Part::PrepareChatData,
        Backup if new_chat => Part::RehearseChatImport,
        Backup if names(PoolKind::Monitoring, Age::Older) || names(PoolKind::Archiving, Age::Older) => {
            Part::ClearMonitoringAssociations
        }
        Backup => Part::BackUp,
        ClientFilter if pools.iter().any(|id| at.age(id) == Age::Own) => Part::UpdateClients,
        ClientFilter => Part::FilterClients,
        ClientUpdate => Part::UpdateClients,
        BlockNewerClients => Part::BlockNewerClients,
        PrepareActiveDirectory => Part::PrepareDirectory,
        InstallAdministrativeTools => Part::InstallTools,
        DownloadTopology => Part::DownloadTopology,
        DnsRecord | Firewall | Certificate if new_edge && at.is(PhaseKind::Production) => Part::SwitchEdge,
        Firewall | Certificate if new_edge => Part::DefineEdge,
        DnsRecord if new_edge => Part::SwitchEdge,
        DnsRecord if about.contains(&Subject::Deployment) => Part::MoveSignInRecords,
        DnsRecord => Part::DnsHostRecords,
        Certificate => Part::InstallServers,
        InstallSql | CreateShare => Part::DefinePilotPool,
        InstallServers if new_edge => Part::DefineEdge,
        InstallServers if names(PoolKind::Director, Age::Own) => Part::DefineDirectors,
        InstallServers if names(PoolKind::Sba, Age::Own) => Part::ReplaceBranchAppliances,
        InstallServers if new_chat => Part::DefineChatPool,
        InstallServers => Part::InstallServers,
        Merge if at.is(PhaseKind::Decommission) => Part::RemoveMergedSite,
        Merge => Part::MergeTopologies,
        AuthorizeServers => Part::AuthorizeServers,
        ImportLegacyConfiguration => Part::ImportConfiguration,
        Verify if new_edge && at.is(PhaseKind::Production) => Part::VerifyExternalAccess,
        Verify if new_edge => Part::VerifyEdge,
        Verify if new_chat => Part::StartChat,
        Verify if old_chat => Part::CheckChatPrerequisites,
        Verify if pools.iter().any(|id| at.age(id) == Age::Own) => Part::VerifyCoexistence,
        Verify if at.is(PhaseKind::Prepare) || at.is(PhaseKind::Plan) => Part::VerifyLegacy,
        UserReplication => Part::UserReplication,
        MoveContactObjects => Part::MoveUmContacts,
        MoveResponseGroups => Part::MoveResponseGroups,
        MoveConferenceDirectories => Part::MoveConferenceDirectories,
        MoveDialInNumbers => Part::MoveDialInNumbers,
        MoveCallPark => Part::MoveCallPark,
        MoveDevices => Part::MoveDevices,
        InstallWmiPackage => Part::InstallWmiPackage,
        RemoveAuthorizedHosts => Part::RemoveAuthorizedHosts,
        ChatExport => Part::ExportChat,
        ChatImport => Part::ImportChat,
        CopyChatFiles => Part::CopyChatFiles,
        DeleteLookupUser | CreateChatEndpoint => Part::ReplaceChatEndpoint,
        RestartServices if new_chat => Part::StartChat,
        StopServices if old_chat => Part::ExportChat,
        StopServices if new_chat => Part::RehearseChatImport,
        StopServices if old_edge && at.is(PhaseKind::Production) => Part::SwitchEdge,
        StopServices if pools.iter().any(|id| at.age(id) == Age::Older) => Part::StopLegacyServices,
        RunSetup | Reboot | PrepareCms | EnableTopology | VerifyReplication if at.is(PhaseKind::Decommission) => {
            Part::MoveCentralManagement
        }
        RemoveDatabases => Part::RemoveLegacyDatabases,
        NominateDiscoveryCandidate => Part::NominateDiscoveryCandidate,
        _ => return None,
    })
}

fn change(command: &Command, at: &Moment<'_>) -> Option<Part> {
    match command {
        Command::MoveUsers { from, to, .. } => Some(match (at.age(from), at.age(to)) {
            (Age::Older, Age::Own) if at.kind(from) == Some(PoolKind::Sba) => Part::ReplaceBranchAppliances,
            (Age::Older, Age::Own) if at.is(PhaseKind::TestUsers) => Part::MoveTestUsers,
            (Age::Older, Age::Own) => Part::MoveRemainingUsers,
            _ => return None,
        }),
        Command::MoveCms { to } if at.age(to) == Age::Own => Some(match at.before.pools.contains_key(to) {
            true => Part::MoveCentralManagement,
            false => Part::DefinePilotPool,
        }),
        Command::RouteFederation { to: Route::Through(pool), .. } if at.age(pool) == Age::Older => {
            Some(Part::ConnectLegacyEdge)
        }
        Command::RouteFederation { .. } => Some(Part::SwitchEdge),
        Command::RouteXmpp { .. } => Some(Part::MoveXmpp),
        Command::Set { of, fact, .. } => set(of, fact),
        Command::Add(element) => added(element, at),
        Command::Remove(subject) => removed(subject, at),
        _ => None,
    }
}

fn set(of: &Subject, fact: &str) -> Option<Part> {
    Some(match (of, fact) {
        (Subject::Deployment, "sign-in-records") => Part::MoveSignInRecords,
        (Subject::Deployment, "simple-url-records") => Part::MoveSimpleUrls,
        (Subject::Deployment, "xmpp-partners") | (Subject::Pool(_), "xmpp") => Part::MoveXmpp,
        (Subject::Pool(_), "federation") => Part::SwitchEdge,
        (Subject::Pool(_), "edge-layout") => Part::CollapseLegacyEdge,
        (Subject::Site(_), "cac-host") => Part::MoveAdmissionControl,
        _ => return None,
    })
}

fn added(element: &Element, at: &Moment<'_>) -> Option<Part> {
    let has_own = at.before.pools.values().any(|o| o.kind == PoolKind::FrontEnd && at.pack.age(o) == Age::Own);
    let front_end = if has_own { Part::DefineFurtherPools } else { Part::DefinePilotPool };
    let pool = |id: &Subject| match id {
        Subject::Pool(id) => at.pool(id),
        _ => None,
    };
    Some(match element {
        Element::Pool(pool) if at.pack.age(pool) == Age::Own => match pool.kind {
            PoolKind::FrontEnd => front_end,
            PoolKind::Director => Part::DefineDirectors,
            PoolKind::Edge => Part::DefineEdge,
            PoolKind::Sba => Part::ReplaceBranchAppliances,
            PoolKind::PersistentChat => Part::DefineChatPool,
            PoolKind::Mediation => Part::MoveGateways,
            _ => return None,
        },
        Element::Pool(pool) if pool.kind == PoolKind::OfficeWebApps => front_end,
        Element::SqlServer(_) | Element::SqlInstance(_) | Element::FileStore(_) => front_end,
        Element::Link(link) if link.kind == LinkKind::Trunk => Part::MoveGateways,
        Element::Link(link) => {
            let (from, to) = (pool(&link.from)?, pool(&link.to));
            let to_age = to.map_or(Age::None, |to| at.pack.age(to));
            match link.kind {
                LinkKind::MediaEdge if to_age == Age::Older => Part::ConnectLegacyEdge,
                LinkKind::MediaEdge if at.is(PhaseKind::Production) => Part::SwitchEdge,
                LinkKind::NextHop if from.kind == PoolKind::Edge && at.is(PhaseKind::Production) => Part::SwitchEdge,
                LinkKind::NextHop if from.kind == PoolKind::TrustedApplication => Part::PointTrustedApplications,
                LinkKind::CentralManagementStore => Part::MoveCentralManagement,
                kind if kind.store().is_some() => front_end,
                LinkKind::FileStore | LinkKind::OfficeWebApps => front_end,
                _ => return None,
            }
        }
        Element::Gateway(_) => Part::MoveGateways,
        _ => return None,
    })
}

fn removed(subject: &Subject, at: &Moment<'_>) -> Option<Part> {
    Some(match subject {
        Subject::Pool(id) if at.age(id) == Age::Older => match at.kind(id)? {
            PoolKind::Edge | PoolKind::Director => Part::RemoveLegacyEdge,
            PoolKind::Monitoring | PoolKind::Archiving => Part::ClearMonitoringAssociations,
            PoolKind::GroupChat => Part::RemoveGroupChat,
            PoolKind::Sba => Part::ReplaceBranchAppliances,
            PoolKind::XmppGateway => Part::MoveXmpp,
            _ => Part::RemoveLegacyPools,
        },
        Subject::SqlServer(_) | Subject::FileStore(_) => Part::RemoveLegacyDatabases,
        Subject::Site(id) => match at.before.sites.get(id)?.kind {
            SiteKind::Legacy => Part::RemoveMergedSite,
            _ => return None,
        },
        Subject::Link(id) => {
            let link = at.before.links.get(id)?;
            match link.kind {
                LinkKind::MonitoringServer | LinkKind::ArchivingServer => Part::ClearMonitoringAssociations,
                LinkKind::Trunk => Part::MoveGateways,
                LinkKind::MediaEdge if at.is(PhaseKind::Production) => Part::SwitchEdge,
                _ => return None,
            }
        }
        _ => return None,
    })
}
