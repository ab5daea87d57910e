//! The open document: the plan with its history, what was derived from it, and where it is kept.

use super::checker::Checker;
use super::ready::Checked;
use crate::format::store::Stamp;
use crate::model::*;
use crate::plan::{History, Note, Plan, PlanEdit, PlanError, Replay, Stage};
use crate::rules::{Finding, Report};
use crate::text::Message;
use std::path::PathBuf;
use std::sync::Arc;

/// What the user sees of a plan; undo restores it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub stage: Stage,
    /// The last one is the one that the inspector shows.
    pub selection: Vec<Subject>,
}

/// What a finding is known by, see [`Finding::identity`].
pub type FindingId = (Code, Vec<Subject>, usize);

/// A rule that the inspector shows: by itself, or as an entry of the checklist for an object.
pub type OpenRule = (Code, Option<Subject>);

pub struct Document {
    history: History<View>,
    /// Counts every change of the plan, undo and redo included.
    revision: u64,
    /// The revision since which nothing but places has changed.
    content: u64,
    replay: Arc<Replay>,
    report: Arc<Report>,
    /// The content that `report` belongs to.
    checked: u64,
    checker: Checker,
    saved: Option<Arc<Plan>>,
    dirty: bool,
    pub path: Option<PathBuf>,
    /// What the file was like when it was read or written.
    pub stamp: Option<Stamp>,
    /// The name of the file it came from when that was no plan, for a title and a proposed name.
    pub source: Option<String>,
    /// What an import did not understand.
    pub notes: Vec<Note>,
    pub view: View,
    /// The finding that the inspector shows.
    pub finding: Option<FindingId>,
    /// The rule that the inspector shows while no finding is open.
    pub rule: Option<OpenRule>,
}

impl Document {
    /// A plan that is not checked yet. `wake` is called when a check that ran aside is ready.
    pub fn new(plan: Arc<Plan>, wake: impl Fn() + Send + 'static) -> Self {
        let replay = Arc::new(plan.replay());
        let mut document = Self::unchecked(plan, replay, wake);
        document.check();
        document
    }

    /// A plan whose check was begun where it was read.
    pub fn of(plan: Arc<Plan>, replay: Arc<Replay>, checked: Checked, wake: impl Fn() + Send + 'static) -> Self {
        let mut document = Self::unchecked(plan, replay, wake);
        match checked {
            Checked::Done(report) => (document.report, document.checked) = (report, document.content),
            Checked::Running(check) => {
                let plan = document.history.present();
                if let Some(report) = document.checker.follow(document.content, plan, &document.replay, check) {
                    (document.report, document.checked) = (Arc::new(report), document.content);
                }
            }
        }
        document
    }

    fn unchecked(plan: Arc<Plan>, replay: Arc<Replay>, wake: impl Fn() + Send + 'static) -> Self {
        let mut checker = Checker::new(wake);
        checker.expect(&plan);
        Self {
            history: History::new(plan),
            revision: 1,
            content: 1,
            replay,
            report: Arc::default(),
            checked: 0,
            checker,
            saved: None,
            dirty: true,
            path: None,
            stamp: None,
            source: None,
            notes: Vec::new(),
            view: View { stage: Stage::Today, selection: Vec::new() },
            finding: None,
            rule: None,
        }
    }

    pub fn plan(&self) -> &Arc<Plan> {
        self.history.present()
    }

    pub fn history(&self) -> &History<View> {
        &self.history
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The number of all that the plan says, wherever it stands on the sheet: [`revision`](Self::revision) without moves.
    pub fn content(&self) -> u64 {
        self.content
    }

    pub fn replay(&self) -> &Arc<Replay> {
        &self.replay
    }

    /// The newest report there is; [`is_checked`](Self::is_checked) tells whether it is of this content.
    pub fn report(&self) -> &Arc<Report> {
        &self.report
    }

    pub fn is_checked(&self) -> bool {
        self.checked == self.content
    }

    /// The number of the check that `report` came from.
    pub fn checked(&self) -> u64 {
        self.checked
    }

    /// Whether the plan differs from the file.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// What tells whether something else is to be seen.
    pub fn seen(&self) -> (u64, View) {
        (self.revision, self.view.clone())
    }

    /// The plan is in the file as it was in `plan`.
    pub fn saved_as(&mut self, plan: Arc<Plan>) {
        self.saved = Some(plan);
        self.mark();
    }

    /// The number of the shown stage, 0 for Today.
    pub fn shown(&self) -> usize {
        self.plan().index_of(&self.view.stage).unwrap_or(0)
    }

    /// The place of a phase in the plan, from 0.
    pub fn place_of(&self, id: &PhaseId) -> Option<usize> {
        self.plan().phases.iter().position(|phase| phase.id == *id)
    }

    /// The state at the end of the shown stage.
    pub fn state(&self) -> &Topology {
        &self.replay.states[self.shown().min(self.replay.states.len() - 1)]
    }

    /// The state before the shown stage, when there is one.
    pub fn state_before(&self) -> Option<&Topology> {
        self.shown().checked_sub(1).and_then(|at| self.replay.states.get(at))
    }

    /// The object that the inspector shows.
    pub fn selected(&self) -> Option<&Subject> {
        self.view.selection.last()
    }

    pub fn select(&mut self, subject: Option<Subject>) {
        self.view.selection = subject.into_iter().collect();
    }

    pub fn show(&mut self, index: usize) {
        self.view.stage = self.plan().stage_at(index);
    }

    /// The findings of the shown stage that a mark on this subject stands for, with their places in the report, the worst
    /// first: its own, those that name it, of a line those that name both its ends, of what holds others also theirs.
    pub fn findings_about(&self, subject: &Subject) -> Vec<(usize, &Finding)> {
        let state = self.state();
        let names = |finding: &Finding, other: &Subject| finding.subject == *other || finding.related.contains(other);
        let joins = |finding: &Finding| match subject {
            Subject::Link(id) => {
                state.links.get(id).is_some_and(|link| names(finding, &link.from) && names(finding, &link.to))
            }
            _ => false,
        };
        let holds = |finding: &Finding| match (subject, &finding.subject) {
            (Subject::Site(site), other) => state.site_of(other).as_ref() == Some(site),
            (Subject::Pool(pool), Subject::Server(id)) => state.servers.get(id).is_some_and(|s| s.pool == *pool),
            (Subject::SqlServer(host), Subject::SqlInstance(id)) => {
                state.sql_instances.get(id).is_some_and(|instance| instance.server == *host)
            }
            _ => false,
        };
        let here = self.report().findings.iter().enumerate().filter(|(_, finding)| finding.stands_at(self.shown()));
        let about = |(_, finding): &(usize, &Finding)| names(finding, subject) || joins(finding) || holds(finding);
        let mut found: Vec<_> = here.filter(about).collect();
        found.sort_by_key(|(_, f)| std::cmp::Reverse((f.counts(), f.subject == *subject, f.level)));
        found
    }

    /// The finding that is open, while it still stands.
    pub fn open_finding(&self) -> Option<&Finding> {
        let (code, subjects, stage) = self.finding.as_ref()?;
        // Subjects are put in order for the comparison: of few only.
        let is_it =
            |finding: &&Finding| finding.stages.0 == *stage && finding.code == *code && finding.subjects() == *subjects;
        self.report.findings.iter().find(is_it)
    }

    /// No finding and no rule is open: the inspector shows the object.
    pub fn close(&mut self) {
        self.finding = None;
        self.rule = None;
    }

    /// What people call an object: as in the shown state, or else anywhere in the plan.
    pub fn label(&self, subject: &Subject) -> String {
        let state = self.state();
        if state.has(subject) { state.label(subject) } else { self.plan().label(subject) }
    }

    /// One edit of all of these changes, or none of them. False when nothing changed.
    pub fn commit(&mut self, label: Message, edits: &[PlanEdit]) -> Result<bool, PlanError> {
        let before = self.plan().clone();
        let changed = self.history.commit(label, edits, &self.replay, self.view.clone())?;
        if changed {
            self.changed(&before);
        }
        Ok(changed)
    }

    pub fn undo(&mut self) -> bool {
        let before = self.plan().clone();
        let view = self.history.undo();
        self.restore(view, &before)
    }

    pub fn redo(&mut self) -> bool {
        let before = self.plan().clone();
        let view = self.history.redo();
        self.restore(view, &before)
    }

    fn restore(&mut self, view: Option<View>, before: &Plan) -> bool {
        let Some(view) = view else { return false };
        self.view = view;
        self.changed(before);
        true
    }

    /// Takes an answer of the check that ran aside; true when there was one.
    pub fn poll(&mut self) -> bool {
        let Some(report) = self.checker.poll(self.content) else { return false };
        self.report = Arc::new(report);
        self.checked = self.content;
        true
    }

    /// `before` is the plan that the replay is of.
    fn changed(&mut self, before: &Plan) {
        self.revision += 1;
        let plan = self.plan().clone();
        if plan.index_of(&self.view.stage).is_none() {
            self.view.stage = plan.stage_at(plan.phases.len());
        }
        // No rule looks at places, and no state has any.
        if !plan.differs_in_places(before) {
            self.content = self.revision;
            self.replay = Arc::new(plan.replay_after(before, &self.replay));
            self.check();
        }
        let replay = self.replay.clone();
        let known = |subject: &Subject| match subject {
            Subject::Phase(id) => plan.phase(id).is_some(),
            Subject::Step(id) => plan.step(id).is_some(),
            object => replay.states.iter().any(|state| state.has(object)),
        };
        self.view.selection.retain(known);
        self.mark();
    }

    fn check(&mut self) {
        let plan = self.history.present();
        if let Some(report) = self.checker.ask(self.content, plan, &self.replay, &self.report) {
            self.report = Arc::new(report);
            self.checked = self.content;
        }
    }

    fn mark(&mut self) {
        let plan = self.history.present();
        self.dirty = self.saved.as_ref().is_none_or(|saved| !Arc::ptr_eq(saved, plan) && saved != plan);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;

    fn edit(document: &mut Document, title: &str) {
        let about = crate::plan::About { title: Some(title.into()), ..Default::default() };
        let done = document.commit(crate::message!("language-name"), &[PlanEdit::About(about)]);
        assert_eq!(done, Ok(true));
    }

    #[test]
    fn undo_back_to_the_file_is_clean_again() {
        let mut document = Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {});
        document.saved_as(document.plan().clone());
        assert!(!document.is_dirty());
        edit(&mut document, "One");
        assert!(document.is_dirty());
        assert!(document.undo());
        assert!(!document.is_dirty());
        assert!(!document.undo());
    }

    #[test]
    fn a_selection_of_what_is_gone_goes() {
        let mut document = Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {});
        let site = Site::new(SiteId::new("site-a"), SiteKind::Central);
        let record = |commands| [PlanEdit::Record { at: Stage::Today, commands }];
        let label = || crate::message!("language-name");
        document.commit(label(), &record(vec![Command::Add(site.into())])).expect("added");
        document.select(Some(Subject::Site(SiteId::new("site-a"))));
        document.undo();
        assert_eq!(document.selected(), None);
        document.redo();
        assert_eq!(document.selected(), None, "what was seen when the edit was made");
        // A check that takes long goes on beside: its answer comes within ten seconds.
        let begun = std::time::Instant::now();
        while !document.is_checked() && begun.elapsed().as_secs() < 10 {
            document.poll();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(document.is_checked());
    }
}
