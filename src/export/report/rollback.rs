//! The way back from a phase, step by step: what Microsoft's pages document, what is our advice, and where neither is.
//!
//! Microsoft documents few ways back. What is only the opposite of a step is called our advice, and what no page that we
//! know describes is called not documented: nobody should rely on more.

use super::checks::link;
use super::content::Writer;
use super::{Block, Cell};
use crate::edit::Command;
use crate::export::network::{Basis, Pages};
use crate::message;
use crate::model::words;
use crate::model::*;
use crate::plan::{Phase, Step};
use crate::text::Message;
use std::collections::BTreeMap;

words! {
    /// How the work of a step is undone, in the order in which a report tells it.
    Way as "report-way" {
        UsersTo2010 = "users-to-2010",
        UsersToOcs = "users-to-ocs",
        UsersElsewhere = "users-elsewhere",
        Store = "store",
        Cms = "cms",
        Former = "former",
        AddedPool = "added-pool",
        Added = "added",
        Retired = "retired",
        Topology = "topology",
        Forest = "forest",
        Record = "record",
        Backup = "backup",
        Update = "update",
        Merge = "merge",
        ResponseGroups = "response-groups",
        Directories = "directories",
        ChatExport = "chat-export",
        ChatImport = "chat-import",
        Services = "services",
        Undocumented = "undocumented",
    }
}

/// On what a way back rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rests {
    /// On a page that says so, named where a rule text names it.
    Documented(Option<&'static Basis>),
    /// On nothing but the opposite of the step.
    Advice,
    Nowhere,
}

const USERS: Basis = Basis { rule: Some("EXCH-003"), page: "/lync-server-2013-roll-back-migrated-users" };
const CMS: Basis = Basis { rule: Some("CMS-001"), page: "/move-csmanagementserver" };
const BACKUP: Basis = Basis { rule: Some("ORDER-004"), page: "/back-up-systems-and-data" };
const RESPONSE_GROUPS: Basis = Basis { rule: Some("APP-006"), page: "/migrate-response-groups" };

impl Way {
    fn rests(self) -> Rests {
        match self {
            Self::UsersTo2010 => Rests::Documented(Some(&USERS)),
            // The reference of the cmdlet in Lync Server 2010 says so; no rule rests on it.
            Self::UsersToOcs => Rests::Documented(None),
            Self::Cms => Rests::Documented(Some(&CMS)),
            Self::Backup => Rests::Documented(Some(&BACKUP)),
            Self::ResponseGroups => Rests::Documented(Some(&RESPONSE_GROUPS)),
            Self::Former
            | Self::AddedPool
            | Self::Added
            | Self::Topology
            | Self::Record
            | Self::Update
            | Self::Directories
            | Self::ChatExport
            | Self::ChatImport
            | Self::Services => Rests::Advice,
            Self::UsersElsewhere | Self::Store | Self::Retired | Self::Forest | Self::Merge | Self::Undocumented => {
                Rests::Nowhere
            }
        }
    }

    /// Of a change; nothing where there is nothing to undo. Pools are looked up in `known`.
    fn of_command(command: &Command, known: &Topology) -> Option<Self> {
        let version = |pool: &PoolId| known.pools.get(pool).and_then(|pool| pool.version);
        Some(match command {
            Command::MoveUsers { from, to, .. } => match (version(from), version(to)) {
                (Some(Version::Lync2010), Some(Version::Lync2013)) => Self::UsersTo2010,
                (Some(Version::Ocs2007R2), Some(Version::Lync2013)) => Self::UsersToOcs,
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
            Command::Remove(_) => Self::Retired,
            Command::Set { .. } | Command::RouteFederation { .. } | Command::RouteXmpp { .. } => Self::Former,
        })
    }

    /// Of work that changes nothing in the topology; nothing where there is nothing to undo.
    fn of_activity(kind: ActivityKind) -> Option<Self> {
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
            | Kind::RollBackContacts => return None,
            Kind::InstallAdministrativeTools | Kind::DownloadTopology => Self::Topology,
            Kind::PrepareActiveDirectory => Self::Forest,
            Kind::DnsRecord => Self::Record,
            Kind::Backup => Self::Backup,
            Kind::Update | Kind::ClientUpdate => Self::Update,
            Kind::Merge => Self::Merge,
            Kind::MoveResponseGroups => Self::ResponseGroups,
            Kind::MoveConferenceDirectories => Self::Directories,
            Kind::ChatExport => Self::ChatExport,
            Kind::ChatImport => Self::ChatImport,
            Kind::StopServices => Self::Services,
            Kind::ClientFilter
            | Kind::BlockNewerClients
            | Kind::EnablePrivacyMode
            | Kind::Certificate
            | Kind::Firewall
            | Kind::AuthorizeServers => Self::Former,
            Kind::InstallSql | Kind::CreateShare | Kind::InstallServers | Kind::InstallWmiPackage => Self::Added,
            Kind::ImportLegacyConfiguration
            | Kind::MoveContactObjects
            | Kind::RemoveResponseGroups
            | Kind::MoveDialInNumbers
            | Kind::MoveCallPark
            | Kind::MoveDevices
            | Kind::RemoveAuthorizedHosts
            | Kind::CopyChatFiles
            | Kind::DeleteLookupUser
            | Kind::CreateChatEndpoint
            | Kind::RetireWithoutMigrating
            | Kind::PrepareCms
            | Kind::FailOverCms
            | Kind::FailOverPool
            | Kind::RemoveDatabases
            | Kind::RenameDomain
            | Kind::ReverseForestPreparation
            | Kind::NominateDiscoveryCandidate
            | Kind::Other => Self::Undocumented,
        })
    }

    /// Of a step: of its first change, which names it, and of every other that is undone in another way.
    fn of_step(step: &Step, known: &Topology) -> Vec<Self> {
        let mut ways: Vec<Self> = match step {
            Step::Activity { kind, .. } => Self::of_activity(*kind).into_iter().collect(),
            Step::Change { commands, .. } => {
                commands.iter().filter_map(|command| Self::of_command(command, known)).collect()
            }
        };
        // What comes or goes with a pool goes or comes with it.
        if ways.contains(&Self::AddedPool) || ways.contains(&Self::Retired) {
            ways.retain(|way| !matches!(way, Self::Added | Self::Former));
        }
        ways.sort();
        ways.dedup();
        ways
    }
}

/// The ways back of a phase, each with its steps.
pub fn blocks(writer: &Writer<'_>, stage: usize, phase: &Phase) -> Vec<Block> {
    let handout = writer.handout();
    let skipped = |step: &Step| handout.replay.skipped.iter().any(|skipped| skipped.step == *step.id());
    let mut ways: BTreeMap<Way, Vec<String>> = BTreeMap::new();
    for step in phase.steps.iter().filter(|step| !skipped(step)) {
        for way in Way::of_step(step, &writer.book.everything) {
            ways.entry(way).or_default().push(handout.plan.label(&step.id().into()));
        }
    }
    if ways.is_empty() {
        return vec![Block::Text(writer.say(&message!("report-rollback-nothing")))];
    }
    let rows = ways.into_iter().map(|(way, steps)| {
        vec![
            Cell::Text(steps.join(", ")),
            Cell::Text(writer.book.word(Way::PREFIX, way.key())),
            rests(writer, &writer.book.pages, way.rests()),
        ]
    });
    let rows = rows.collect();
    let columns = [
        (message!("report-column-steps"), 16),
        (message!("report-column-way"), 54),
        (message!("report-column-rests"), 30),
    ];
    let caption = message!("report-rollback-of", phase = handout.stage_name(stage));
    vec![writer.note(&message!("report-note-rollback")), writer.table(&caption, &columns, rows)]
}

fn rests(writer: &Writer<'_>, pages: &Pages, rests: Rests) -> Cell {
    let (said, page): (Message, Option<&Basis>) = match rests {
        Rests::Documented(page) => (message!("report-documented"), page),
        Rests::Advice => (message!("report-advice"), None),
        Rests::Nowhere => (message!("report-undocumented"), None),
    };
    let page = page.and_then(|basis| pages.of(basis));
    Cell::Linked(writer.say(&said), page.map(link).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;
    use crate::text::Lang;

    #[test]
    fn every_documented_way_names_a_page_of_the_rule_texts() {
        for lang in Lang::all() {
            let pages = Pages::new(lang);
            for way in Way::ALL {
                if let Rests::Documented(Some(basis)) = way.rests() {
                    assert!(pages.of(basis).is_some(), "{}: {}", lang.tag(), basis.page);
                }
            }
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
