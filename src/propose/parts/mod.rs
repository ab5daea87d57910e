//! What each part of a procedure is in the plan of one deployment.

mod chat;
mod edge;
mod leaving;
mod pilot;
mod services;
mod users;

use super::Choices;
use super::design::{Design, NewPool};
use super::draft::Draft;
use super::part::Part;
use super::procedure::{PlacedStep, Procedure, ProcedurePhase};
use super::survey::Survey;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the steps of a plan, part by part.
pub struct Writer<'a, 'b> {
    pub survey: &'b Survey<'a>,
    pub design: &'b Design,
    pub choices: &'b Choices,
    pub draft: &'b mut Draft,
    /// The first pool of the target, on which the deployment leans.
    pub hub: PoolId,
    /// The link by which each new pool uses an Edge pool for media now.
    media: BTreeMap<PoolId, (LinkId, PoolId)>,
    /// The link by which each new Edge pool sends inward, while that is not its last word.
    hops: BTreeMap<PoolId, LinkId>,
    /// Whether federation and media have passed to the target.
    is_switched: bool,
    /// Sites whose federated traffic has passed to the target.
    routed: BTreeSet<SiteId>,
    chat: Option<&'static Procedure>,
    /// SQL Servers of the legacy deployment alone, by name in small letters.
    local: BTreeMap<String, Subject>,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub fn new(
        survey: &'b Survey<'a>,
        design: &'b Design,
        choices: &'b Choices,
        draft: &'b mut Draft,
        hub: PoolId,
        chat: Option<&'static Procedure>,
    ) -> Self {
        let mut writer = Self {
            survey,
            design,
            choices,
            draft,
            hub,
            media: Default::default(),
            hops: Default::default(),
            is_switched: false,
            routed: Default::default(),
            chat,
            local: survey.legacy_sql.iter().map(|(name, host)| (name.clone(), Subject::from(&host.id))).collect(),
        };
        writer.remember_hops();
        writer.remember_media();
        // Where an Edge pool of the target federates already, nothing is left to be switched.
        writer.is_switched = survey.own_of(PoolKind::Edge).any(|pool| pool.federation == Some(true));
        writer
    }

    /// Every phase of the procedure.
    pub fn write(&mut self, procedure: &Procedure) {
        for phase in &procedure.phases {
            let name = self.draft.lang.word(PhaseKind::PREFIX, phase.kind.key());
            for placed in &phase.steps {
                match placed.step.part {
                    Part::MigrateChat => self.chat_phases(phase),
                    _ => self.step(placed),
                }
            }
            self.draft.end_phase(phase, &name);
        }
    }

    /// Chat has phases of its own: what the one around it has so far becomes a phase by itself.
    fn chat_phases(&mut self, around: &ProcedurePhase) {
        let olds: Vec<&Pool> = self.survey.of_kind(PoolKind::GroupChat).collect();
        if olds.is_empty() {
            return;
        }
        let name = self.draft.lang.say(&crate::message!("propose-before-chat-phase"));
        self.draft.end_phase(around, &name);
        let name = self.draft.lang.say(&crate::message!("propose-chat-phase"));
        for phase in self.chat.map(|chat| chat.phases.as_slice()).unwrap_or_default() {
            for old in &olds {
                for placed in &phase.steps {
                    self.draft.begin(placed);
                    self.chat_part(placed.step.part, old);
                }
            }
            self.draft.end_phase(phase, &name);
        }
    }

    fn step(&mut self, placed: &PlacedStep) {
        self.draft.begin(placed);
        match placed.step.part {
            Part::Inventory => self.on_legacy(ActivityKind::Inventory),
            Part::UpdateLegacy => self.update_legacy(),
            Part::DnsHostRecords => self.draft.work(ActivityKind::DnsRecord, Vec::new()),
            Part::BestPractices => self.on_legacy(ActivityKind::BestPractices),
            Part::BackUp => self.on_legacy(ActivityKind::Backup),
            Part::FilterClients => self.on_homes(ActivityKind::ClientFilter),
            Part::BlockNewerClients => self.on_homes(ActivityKind::BlockNewerClients),
            Part::VerifyLegacy => self.on_legacy(ActivityKind::Verify),
            // Where the pilot stands, this was done for it.
            Part::PrepareDirectory | Part::InstallTools | Part::DownloadTopology if self.pilot_stands() => {}
            Part::PrepareDirectory => {
                self.draft.work(ActivityKind::PrepareActiveDirectory, vec![Subject::Deployment]);
            }
            Part::InstallTools => self.draft.work(ActivityKind::InstallAdministrativeTools, Vec::new()),
            Part::DownloadTopology => self.draft.work(ActivityKind::DownloadTopology, Vec::new()),
            Part::DefinePilotPool => self.define_pilot(),
            Part::InstallServers => self.install_pilot(),
            Part::VerifyCoexistence => self.verify_coexistence(),
            Part::ConnectLegacyEdge => self.connect_legacy_edge(),
            Part::InstallWmiPackage => self.draft.work(ActivityKind::InstallWmiPackage, Vec::new()),
            Part::CollapseLegacyEdge => self.collapse_legacy_edge(),
            Part::MergeTopologies => {
                self.draft.work(ActivityKind::Merge, Vec::new());
                self.publish(Vec::new());
            }
            Part::ImportConfiguration => self.draft.work(ActivityKind::ImportLegacyConfiguration, Vec::new()),
            Part::AuthorizeServers => self.authorize_pilot(),
            Part::UserReplication => {
                let hub = self.hub.clone();
                self.draft.work(ActivityKind::UserReplication, vec![hub.into()]);
            }
            Part::MoveTestUsers => self.move_test_users(),
            Part::DefineDirectors => self.define_directors(),
            Part::DefineEdge => self.define_edges(),
            Part::VerifyEdge => self.draft.work_on(ActivityKind::Verify, subjects(&self.design.edges)),
            Part::SwitchEdge => self.switch_in_production(),
            Part::SwitchEdgeLast => self.switch_last(),
            Part::VerifyExternalAccess => self.verify_external_access(),
            Part::DefineFurtherPools => self.define_further_pools(),
            Part::MoveRemainingUsers => self.move_remaining_users(),
            Part::ReplaceBranchAppliances => self.replace_appliances(),
            Part::MoveXmpp => self.move_xmpp(),
            Part::MigrateMeetingContent => {
                let groups = self.legacy_groups();
                self.draft.work_on(ActivityKind::Communicate, groups);
            }
            Part::MoveDialInNumbers => self.contacts(ActivityKind::MoveDialInNumbers, |pool| pool.access_numbers),
            Part::MoveCallPark => self.contacts(ActivityKind::MoveCallPark, |pool| pool.call_park_orbits),
            Part::MoveResponseGroups => self.move_response_groups(),
            Part::MigrateAddressBook => self.draft.work(ActivityKind::Other, vec![Subject::Deployment]),
            // Whether they are wanted is not in a plan.
            Part::ChangeJoinPage | Part::ConnectOutlookWebApp => {}
            Part::PointTrustedApplications => self.point_trusted_applications(),
            Part::UpdateClients => self.update_clients(),
            Part::MoveDevices => self.move_devices(),
            Part::MoveUmContacts => self.contacts(ActivityKind::MoveContactObjects, |pool| pool.um_contacts),
            Part::MoveGateways => self.move_gateways(),
            Part::RemoveAuthorizedHosts => self.remove_authorized_hosts(),
            Part::NominateDiscoveryCandidate => self.nominate_candidate(),
            Part::MoveSignInRecords => self.move_sign_in_records(),
            Part::MoveSimpleUrls => self.move_simple_urls(),
            Part::MoveCentralManagement => self.move_cms(),
            Part::MoveConferenceDirectories => {
                self.contacts(ActivityKind::MoveConferenceDirectories, |pool| pool.conference_directories);
            }
            Part::ClearMonitoringAssociations => self.remove_monitoring(),
            Part::MoveAdmissionControl => self.move_admission_control(),
            Part::StopLegacyServices => self.stop_legacy(),
            Part::RemoveLegacyPools => self.remove_pools(),
            Part::RemoveLegacyEdge => self.remove_edges(),
            Part::RemoveLegacyDatabases => self.remove_databases(),
            Part::RemoveMergedSite => self.remove_merged_site(),
            Part::MigrateChat
            | Part::CheckChatPrerequisites
            | Part::DefineChatPool
            | Part::PrepareChatData
            | Part::ExportChat
            | Part::RehearseChatImport
            | Part::ImportChat
            | Part::CopyChatFiles
            | Part::ReplaceChatEndpoint
            | Part::StartChat
            | Part::RemoveGroupChat
            | Part::EnableChatClients => {}
        }
    }

    /// Whether the migration had begun: the pilot pool is there.
    fn pilot_stands(&self) -> bool {
        self.design.front_ends.first().is_some_and(|pilot| pilot.stands)
    }

    pub fn publish(&mut self, about: Vec<Subject>) {
        self.draft.work(ActivityKind::Publish, about);
    }

    /// Legacy pools of a kind, as subjects.
    fn legacy_of(&self, kinds: &[PoolKind]) -> Vec<Subject> {
        let of = self.survey.legacy.iter().filter(|pool| kinds.contains(&pool.kind));
        of.map(|pool| Subject::from(&pool.id)).collect()
    }

    /// Work about every legacy pool.
    fn on_legacy(&mut self, kind: ActivityKind) {
        let all = self.survey.legacy.iter().map(|pool| Subject::from(&pool.id)).collect();
        self.draft.work_on(kind, all);
    }

    /// Work about every legacy pool that users sign in to.
    fn on_homes(&mut self, kind: ActivityKind) {
        let all = self.legacy_of(&[PoolKind::FrontEnd, PoolKind::Director]);
        self.draft.work_on(kind, all);
    }

    fn update_legacy(&mut self) {
        let all = self.legacy_of(&self.survey.pack.updated_kinds);
        self.draft.work_on(ActivityKind::Update, all);
    }

    /// Adds a new pool with what stands under it, as the topology is defined, and publishes it.
    fn define(&mut self, new: &NewPool) {
        self.draft.add(new.sql.clone());
        self.draft.work_on(ActivityKind::InstallSql, new.to_install.iter().map(Subject::from).collect());
        if let Some(share) = &new.share {
            self.draft.add(vec![share.clone()]);
            self.draft.work(ActivityKind::CreateShare, vec![share.subject()]);
        }
        self.draft.add(new.pool.clone());
    }

    fn install(&mut self, pools: Vec<Subject>) {
        self.draft.work_on(ActivityKind::InstallServers, pools.clone());
        self.draft.work_on(ActivityKind::Certificate, pools);
    }
}

fn subjects<'n>(pools: impl IntoIterator<Item = &'n NewPool>) -> Vec<Subject> {
    pools.into_iter().filter_map(NewPool::subject).collect()
}
