//! How the work of a step is undone, on what that rests, and what nothing brings back: the one place that says so.
//!
//! Microsoft documents few ways back. What is only the opposite of a step is called our advice, what no page that we know
//! describes is called not documented, and nobody should rely on more.

use super::super::procedure::{Page, page};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::plan::Step;
use crate::text::{Lang, Message};

words! {
    /// How the work of a step is undone, in the order in which it is told.
    Way as "back-way" {
        UsersTo2010 = "users-to-2010",
        UsersToOcs = "users-to-ocs",
        /// Between pools of one version.
        UsersBetween = "users-between",
        UsersElsewhere = "users-elsewhere",
        Store = "store",
        Cms = "cms",
        Former = "former",
        AddedPool = "added-pool",
        Added = "added",
        Installed = "installed",
        Retired = "retired",
        /// Servers for monitoring and archiving, which later versions no longer have.
        RetiredStores = "retired-stores",
        Databases = "databases",
        Topology = "topology",
        Forest = "forest",
        Record = "record",
        Backup = "backup",
        Update = "update",
        Clients = "clients",
        Merge = "merge",
        Configuration = "configuration",
        ResponseGroups = "response-groups",
        Applications = "applications",
        Directories = "directories",
        ChatExport = "chat-export",
        ChatImport = "chat-import",
        Services = "services",
        Undocumented = "undocumented",
        /// Work of which the plan does not say what it is.
        Unknown = "unknown",
    }

    /// On what it rests.
    Rests as "back-rests" {
        /// A page says so.
        Documented = "documented",
        /// Nothing but the opposite of the step.
        Advice = "advice",
        /// No page that we know has it.
        Nowhere = "nowhere",
    }

    /// What going back does not restore, in the order in which it is told.
    Loss as "back-loss" {
        Meetings = "meetings",
        MeetingContent = "meeting-content",
        OcsData = "ocs-data",
        Contacts = "contacts",
        ResponseGroups = "response-groups",
        Chat = "chat",
        Schema = "schema",
        Tools = "tools",
        Merged = "merged",
    }
}

/// What becomes of a step when somebody goes back beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// There is nothing to undo.
    Nothing,
    Undone,
    /// It is left as it is, and told.
    Stays,
    /// Nobody goes back beyond it.
    Ends,
}

/// What is known about a way.
struct About {
    effect: Effect,
    rests: Rests,
    /// By their names in `assets/procedures/pages.ron`.
    pages: &'static [&'static str],
    losses: &'static [Loss],
}

const fn about(effect: Effect, rests: Rests, pages: &'static [&'static str], losses: &'static [Loss]) -> About {
    About { effect, rests, pages, losses }
}

impl Way {
    fn about(self) -> About {
        use Effect::{Ends, Nothing, Stays, Undone};
        use Rests::{Advice, Documented, Nowhere};
        match self {
            Self::UsersTo2010 => about(
                Undone,
                Documented,
                &["roll-back-migrated-users"],
                &[Loss::Meetings, Loss::MeetingContent, Loss::Contacts],
            ),
            // The reference of the cmdlet in Lync Server 2010 says so; no rule rests on it.
            Self::UsersToOcs => {
                about(Undone, Documented, &["lync-server-2010-move-csuser"], &[Loss::Meetings, Loss::OcsData])
            }
            Self::UsersBetween
            | Self::Former
            | Self::AddedPool
            | Self::Added
            | Self::RetiredStores
            | Self::Record
            | Self::Applications
            | Self::Directories
            | Self::ChatExport
            | Self::Services => about(Undone, Advice, &[], &[]),
            // Its page is about a move that fails.
            Self::Cms => about(Undone, Advice, &["move-csmanagementserver"], &[]),
            Self::ChatImport => about(Undone, Advice, &[], &[Loss::Chat]),
            Self::Clients => about(Undone, Documented, &["migration-process"], &[Loss::Meetings]),
            Self::ResponseGroups => about(Undone, Documented, &["migrate-response-groups"], &[Loss::ResponseGroups]),
            Self::Installed | Self::Update | Self::Configuration => about(Stays, Advice, &[], &[]),
            Self::Topology => about(Stays, Advice, &["download-topology-from-existing-deployment"], &[Loss::Tools]),
            Self::Forest => about(Stays, Nowhere, &["using-cmdlets-to-reverse-forest-preparation"], &[Loss::Schema]),
            Self::Merge => about(Stays, Nowhere, &["remove-backcompatsite"], &[Loss::Merged]),
            Self::Unknown | Self::Store => about(Stays, Nowhere, &[], &[]),
            Self::Backup => about(Nothing, Documented, &["back-up-systems-and-data"], &[]),
            Self::Retired => about(Ends, Nowhere, &["migration-process", "supported-server-migration-paths"], &[]),
            Self::UsersElsewhere | Self::Databases | Self::Undocumented => about(Ends, Nowhere, &[], &[]),
        }
    }

    pub fn effect(self) -> Effect {
        self.about().effect
    }

    pub fn rests(self) -> Rests {
        self.about().rests
    }

    /// The pages about it; of what is not documented, those that say so or warn.
    pub fn pages(self) -> impl Iterator<Item = &'static Page> {
        self.about().pages.iter().filter_map(|name| page(name))
    }

    pub fn losses(self) -> &'static [Loss] {
        self.about().losses
    }

    /// Whether it is a point of no return that the pages tell of, and not only a step for which no page has a way back.
    pub fn is_no_return(self) -> bool {
        matches!(self, Self::Retired | Self::Databases)
    }

    /// Of a change; nothing where there is nothing to undo. Pools are looked up in `known`.
    pub(super) fn of_command(command: &Command, known: &Topology) -> Option<Self> {
        let version = |pool: &PoolId| known.pools.get(pool).and_then(|pool| pool.version);
        Some(match command {
            Command::MoveUsers { from, to, .. } => match (version(from), version(to)) {
                (Some(Version::Lync2010), Some(Version::Lync2013)) => Self::UsersTo2010,
                (Some(Version::Ocs2007R2), Some(Version::Lync2013)) => Self::UsersToOcs,
                (Some(from), Some(to)) if from == to => Self::UsersBetween,
                _ => Self::UsersElsewhere,
            },
            Command::CountUsers { .. } => return None,
            Command::MoveStore { .. } => Self::Store,
            Command::MoveCms { .. } => Self::Cms,
            Command::Add(Element::Pool(_)) => Self::AddedPool,
            // Of these the phase brings only what is said about a pool.
            Command::Add(Element::UserGroup(_)) => return None,
            Command::Add(Element::Link(_)) | Command::Remove(Subject::Link(_)) => Self::Former,
            Command::Add(_) => Self::Added,
            Command::Remove(Subject::Pool(id)) => match known.pools.get(id).map(|pool| pool.kind) {
                Some(PoolKind::Monitoring | PoolKind::Archiving) => Self::RetiredStores,
                _ => Self::Retired,
            },
            Command::Remove(_) => Self::Retired,
            Command::Set { .. } | Command::RouteFederation { .. } | Command::RouteXmpp { .. } => Self::Former,
        })
    }

    /// Of work that changes nothing in the topology; nothing where there is nothing to undo.
    pub(super) fn of_activity(kind: ActivityKind) -> Option<Self> {
        use ActivityKind as Kind;
        Some(match kind {
            Kind::Inventory
            | Kind::BestPractices
            | Kind::Verify
            | Kind::UserReplication
            | Kind::VerifyReplication
            | Kind::BackupSync
            | Kind::Communicate
            | Kind::MaintenanceWindow
            | Kind::Publish
            | Kind::EnableTopology
            | Kind::RunSetup
            | Kind::Reboot
            | Kind::RestartServices
            | Kind::CopyChatFiles
            | Kind::RollBackContacts => return None,
            Kind::InstallAdministrativeTools | Kind::DownloadTopology => Self::Topology,
            Kind::PrepareActiveDirectory => Self::Forest,
            Kind::DnsRecord => Self::Record,
            Kind::Backup => Self::Backup,
            Kind::Update => Self::Update,
            Kind::ClientUpdate => Self::Clients,
            Kind::Merge => Self::Merge,
            Kind::ImportLegacyConfiguration => Self::Configuration,
            Kind::MoveResponseGroups => Self::ResponseGroups,
            Kind::MoveContactObjects | Kind::MoveDialInNumbers | Kind::MoveCallPark | Kind::MoveDevices => {
                Self::Applications
            }
            Kind::MoveConferenceDirectories => Self::Directories,
            Kind::ChatExport => Self::ChatExport,
            Kind::ChatImport => Self::ChatImport,
            Kind::StopServices => Self::Services,
            Kind::ClientFilter
            | Kind::BlockNewerClients
            | Kind::EnablePrivacyMode
            | Kind::Certificate
            | Kind::Firewall
            | Kind::AuthorizeServers
            | Kind::RemoveAuthorizedHosts
            | Kind::NominateDiscoveryCandidate => Self::Former,
            Kind::InstallSql
            | Kind::CreateShare
            | Kind::InstallServers
            | Kind::InstallWmiPackage
            | Kind::PrepareCms => Self::Installed,
            Kind::RetireWithoutMigrating => Self::Retired,
            Kind::RemoveDatabases => Self::Databases,
            Kind::RemoveResponseGroups
            | Kind::DeleteLookupUser
            | Kind::CreateChatEndpoint
            | Kind::FailOverCms
            | Kind::FailOverPool
            | Kind::RenameDomain
            | Kind::ReverseForestPreparation => Self::Undocumented,
            Kind::Other => Self::Unknown,
        })
    }

    /// Of a step: of each of its changes that is undone in another way.
    pub fn of_step(step: &Step, known: &Topology) -> Vec<Self> {
        let mut ways: Vec<Self> = match step {
            Step::Activity { kind, .. } => Self::of_activity(*kind).into_iter().collect(),
            Step::Change { commands, .. } => {
                commands.iter().filter_map(|command| Self::of_command(command, known)).collect()
            }
        };
        // What comes or goes with a pool goes or comes with it.
        if ways.iter().any(|way| matches!(way, Self::AddedPool | Self::Retired | Self::RetiredStores)) {
            ways.retain(|way| !matches!(way, Self::Added | Self::Former));
        }
        ways.sort();
        ways.dedup();
        ways
    }
}

impl Loss {
    /// What it is, and that it may concern nobody where the plan does not say.
    pub fn said(self, is_unknown: bool, lang: Lang) -> String {
        let said = lang.word(Self::PREFIX, self.key());
        if is_unknown { format!("{said} {}", lang.say(&message!("back-loss-unknown"))) } else { said }
    }

    /// Whether pages say it; the others we infer from what pages say.
    pub fn is_documented(self) -> bool {
        matches!(self, Self::Meetings | Self::OcsData | Self::Contacts | Self::Schema | Self::Tools)
    }

    /// On what it rests.
    pub fn rests(self) -> Message {
        match self.is_documented() {
            true => Message::word(Rests::PREFIX, Rests::Documented.key()),
            false => message!("back-inferred"),
        }
    }

    pub fn pages(self) -> impl Iterator<Item = &'static Page> {
        let names: &[&str] = match self {
            Self::Meetings => &["migration-process"],
            Self::MeetingContent => &["migrate-existing-meetings-and-meeting-content"],
            Self::OcsData => &["lync-server-2010-move-csuser"],
            Self::Contacts => &["roll-back-migrated-users", "configuring-the-unified-contact-store"],
            Self::ResponseGroups => &["migrate-response-groups"],
            Self::Chat => &["import-cspersistentchatdata"],
            Self::Schema => &["using-cmdlets-to-reverse-forest-preparation"],
            Self::Tools => &["verify-pilot-pool-coexistence-with-legacy-pool"],
            Self::Merged => &["merge-using-topology-builder-merge-wizard", "remove-backcompatsite"],
        };
        names.iter().filter_map(|name| page(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    #[test]
    fn every_page_of_a_way_is_there_and_what_is_documented_has_one() {
        for way in Way::ALL {
            assert_eq!(way.pages().count(), way.about().pages.len(), "{}", way.key());
            assert!(way.rests() != Rests::Documented || way.pages().next().is_some(), "{}", way.key());
            // What ends the way back is nothing that a page or we would advise to undo.
            assert!(way.effect() != Effect::Ends || way.rests() == Rests::Nowhere, "{}", way.key());
        }
        for loss in Loss::ALL {
            assert!(loss.pages().next().is_some(), "{}", loss.key());
            assert!(Way::ALL.iter().any(|way| way.losses().contains(loss)), "{} comes from nowhere", loss.key());
            assert!(Lang::all().all(|lang| lang.word(Loss::PREFIX, loss.key()) != loss.key()));
        }
    }

    #[test]
    fn the_way_back_of_users_is_documented_for_what_the_pages_are_about() {
        let text = "
            site Paris
              pool r2 front-end enterprise version=ocs-2007-r2 users=10
              pool ten front-end enterprise version=lync-2010 users=10
              pool thirteen front-end enterprise version=lync-2013 servers=3
              pool other front-end enterprise version=lync-2013 servers=3
            phase Move
              move all users r2 -> thirteen
              move all users ten -> thirteen
              move all users thirteen -> other
              move all users other -> r2
              do backup
              do verify
              - pool ten
            ";
        let plan = read(text).expect("a sketch").plan;
        let ways: Vec<Vec<Way>> =
            plan.phases[0].steps.iter().map(|step| Way::of_step(step, &plan.everything())).collect();
        assert_eq!(
            ways,
            [
                vec![Way::UsersToOcs],
                vec![Way::UsersTo2010],
                vec![Way::UsersBetween],
                vec![Way::UsersElsewhere],
                vec![Way::Backup],
                vec![],
                vec![Way::Retired]
            ]
        );
        assert_eq!(Way::UsersElsewhere.rests(), Rests::Nowhere);
        assert_eq!(Way::Former.rests(), Rests::Advice);
    }
}
