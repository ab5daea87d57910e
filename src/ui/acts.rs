//! What each action and each command does.

use super::action::Action;
use super::app::App;
use super::command::UiCommand;
use super::dialogs::{Dialog, Next};
use super::document::FindingId;
use super::files::Purpose;
use super::page::Page;
use super::panels::lead::{self, Place};
use super::panels::problem_rows::Filter;
use super::panels::timeline;
use super::planner::Below;
use super::text_size;
use crate::format::store::ThemeChoice;
use crate::model::*;
use crate::plan::{Mark, PlanEdit, diff, intents};
use crate::rules;
use crate::text::Message;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Do(command) => self.command(command),
            Action::Edit(edits) => {
                let Some(doc) = &self.doc else { return };
                let Some(first) = edits.first() else { return };
                let label = first.label(doc.plan());
                self.edit(label, &edits);
            }
            Action::EditAs(label, edits) => self.edit(label, &edits),
            Action::Mend(label, edits) => self.mend(label, &edits),
            Action::Select(subject) => {
                if let Some(doc) = &mut self.doc {
                    doc.select(subject);
                    doc.close();
                }
            }
            Action::SelectAll(subjects) => {
                if let Some(doc) = &mut self.doc {
                    doc.view.selection = subjects;
                    doc.close();
                    self.outline.reveal();
                }
            }
            Action::Open(subject) => {
                if let Some(doc) = &mut self.doc {
                    doc.select(Some(subject));
                    doc.close();
                    self.panels.show_inspector();
                }
            }
            Action::OpenFindingOf(subject) => {
                let Some(doc) = &self.doc else { return };
                let worst = doc.findings_about(&subject).first().map(|(_, finding)| finding.identity());
                if let Some(id) = worst {
                    self.open_finding(&id);
                }
            }
            Action::Reveal(subject) => self.reveal(&subject),
            Action::Show(stage) => {
                if let Some(doc) = &mut self.doc {
                    doc.show(stage);
                    self.timeline.reveal();
                }
            }
            Action::OpenFinding(id) => self.open_finding(&id),
            Action::CloseFinding => {
                if let Some(doc) = &mut self.doc {
                    doc.close();
                }
            }
            Action::OpenRule(code, subject) => {
                if let Some(object) = &subject {
                    self.reveal(object);
                }
                if let Some(doc) = &mut self.doc {
                    doc.close();
                    doc.rule = Some((code, subject));
                    self.panels.show_inspector();
                }
            }
            Action::ShowChecklist => {
                self.panels.show(Below::Problems);
                self.problems.show_checklist_of_phase();
            }
            Action::Fill(subject, fact) => self.lead(&subject, fact),
            Action::Explain(code) => {
                self.browser.explain(code);
                self.page = Some(Page::Rules);
            }
            Action::ListMissing(rule) => {
                self.open_page(Page::Missing);
                self.missing.filter = crate::ui::missing::Filter { rule, ..Default::default() };
            }
            Action::ListProblems(code) => {
                self.close_page();
                self.panels.show(Below::Problems);
                self.problems.filter = Filter { code: Some(code), ..Filter::default() };
            }
            Action::ClosePage => self.close_page(),
            Action::CompareWith(base) => self.sheet.compare_with(base),
            Action::ReadReality(path) => drop(self.files.read_reality(path)),
            Action::ReadFacts(path) => drop(self.files.read_facts(path)),
            Action::AcceptFinding(id) => {
                self.open_finding(&id);
                self.inspector.accept(id);
            }
            Action::PickLogo => self.pick(Purpose::Logo),
            Action::DrawLogo(logo) => self.files.draw_logo(logo),
            Action::OpenPath(path) => {
                self.proposing.next = false;
                self.guarded(Next::Open(path));
            }
            Action::Recover(at) => {
                if let Some(recovery) = self.recoveries.get(at).cloned() {
                    self.opening = self.files.recover(recovery.clone(), self.first_look());
                    self.recovered = Some(recovery);
                }
            }
            Action::Discard(at) => {
                if at < self.recoveries.len() {
                    let recovery = self.recoveries.remove(at);
                    self.discard(recovery);
                }
            }
            Action::Say(message) => self.said = Some(message),
            Action::Light(subjects) => self.lit.extend(subjects),
        }
    }

    pub(super) fn edit(&mut self, label: Message, edits: &[PlanEdit]) {
        let signed = edits.iter().find_map(|edit| match edit {
            PlanEdit::Accept(acceptance) => Some(acceptance.by.to_string()),
            PlanEdit::Tick { to: Some(tick), .. } => tick.by.as_ref().map(ToString::to_string),
            _ => None,
        });
        if signed.is_some() && signed != self.settings.signer {
            self.settings.signer = signed;
            self.store_settings();
        }
        let Some(doc) = &mut self.doc else { return };
        match doc.commit(label, edits) {
            Ok(_) => self.said = None,
            Err(why) => self.said = Some(why.message(doc.plan())),
        }
    }

    /// A fix: the objects that it brings are selected and in view afterwards.
    fn mend(&mut self, label: Message, edits: &[PlanEdit]) {
        let before = self.doc.as_ref().map(|doc| doc.state().clone());
        self.edit(label, edits);
        let (Some(doc), Some(before)) = (&mut self.doc, before) else { return };
        let marks = diff(&before, doc.state());
        let is_new = |subject: &Subject| marks.get(subject) == Some(&Mark::Added);
        let state = doc.state();
        // What stands inside something new, and lines, come along with it.
        let comes_along = |subject: &Subject| match subject {
            Subject::Link(_) => true,
            Subject::Server(id) => state.servers.get(id).is_some_and(|server| is_new(&(&server.pool).into())),
            Subject::SqlInstance(id) => {
                state.sql_instances.get(id).is_some_and(|instance| is_new(&(&instance.server).into()))
            }
            _ => false,
        };
        let new: Vec<Subject> = marks.keys().filter(|it| is_new(it) && !comes_along(it)).cloned().collect();
        if !new.is_empty() {
            self.sheet.bring_into_view(new.clone());
            doc.view.selection = new;
            self.outline.reveal();
        }
    }

    pub(super) fn reveal(&mut self, subject: &Subject) {
        self.close_page();
        let Some(doc) = &mut self.doc else { return };
        match subject {
            Subject::Phase(id) => {
                let stage = doc.plan().index_of(&crate::plan::Stage::Phase(id.clone()));
                doc.show(stage.unwrap_or(0));
            }
            Subject::Step(id) => {
                let stage = doc.plan().step(id).map(|(stage, _)| stage);
                doc.show(stage.unwrap_or(0));
                self.panels.left = super::shell::Left::Phase;
            }
            Subject::Deployment => doc.select(None),
            object => {
                let states = &doc.replay().states;
                let shown = doc.shown();
                // What the stage that is compared with has is drawn, too.
                let compared = self.sheet.base_of(doc.plan()).and_then(|base| states.get(base));
                if !states[shown.min(states.len() - 1)].has(object)
                    && !compared.is_some_and(|state| state.has(object))
                    && let Some(stage) = states.iter().position(|state| state.has(object))
                {
                    doc.show(stage);
                }
                doc.select(Some(object.clone()));
                doc.close();
                self.sheet.reveal(object);
            }
        }
        self.outline.reveal();
        self.timeline.reveal();
    }

    /// To the place where a missing fact is given, or the reason why there is none.
    pub(super) fn lead(&mut self, subject: &Subject, fact: FactName) {
        let Some(doc) = &mut self.doc else { return };
        if let Place::Nowhere(why) = lead::place(doc, subject, fact) {
            self.said = Some(why);
            return;
        }
        if let Some(stage) = lead::stage(doc, subject, fact) {
            doc.show(stage);
        }
        doc.finding = None;
        self.reveal(subject);
        self.panels.show_inspector();
        self.inspector.lead(fact);
        self.close_page();
    }

    pub(super) fn open_finding(&mut self, id: &FindingId) {
        let Some(doc) = &mut self.doc else { return };
        let Some(finding) = doc.report().findings.iter().find(|finding| finding.identity() == *id).cloned() else {
            return;
        };
        self.page = None;
        if !finding.stands_at(doc.shown()) {
            doc.show(finding.stages.0);
        }
        let object = match &finding.subject {
            Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => None,
            object => Some(object.clone()),
        };
        if let Some(object) = &object {
            self.sheet.reveal(object);
        }
        doc.select(object);
        doc.close();
        doc.finding = Some(id.clone());
        self.panels.show_inspector();
        self.outline.reveal();
        self.timeline.reveal();
    }

    pub(super) fn command(&mut self, command: UiCommand) {
        // What is in the hand is what somebody means to take back.
        if command == UiCommand::Undo && self.sheet.take_back(&self.ctx) {
            self.ctx.request_repaint();
            return;
        }
        if let Err(why) = command.available(&self.situation()) {
            self.said = Some(why);
            return;
        }
        // Something else was thought better of.
        self.proposing.next = false;
        match command {
            UiCommand::NewPlan => self.guarded(Next::Empty),
            UiCommand::Open => self.pick(Purpose::Open),
            UiCommand::OpenExample(example) => self.guarded(Next::Example(example)),
            UiCommand::AddTopology => self.pick(Purpose::AddTopology),
            UiCommand::CompareTopology => self.pick(Purpose::CompareTopology),
            UiCommand::Save => self.save(None),
            UiCommand::SaveAs => self.pick(Purpose::Save),
            UiCommand::Export => self.open_export(),
            UiCommand::CopyPicture => self.copy_picture(),
            UiCommand::Present | UiCommand::PresentFromStart => {
                self.start_presenting(command == UiCommand::PresentFromStart);
            }
            UiCommand::ClosePlan => self.guarded(Next::Close),
            UiCommand::Quit => self.guarded(Next::Quit),
            UiCommand::Undo | UiCommand::Redo => {
                let label = command.tooltip(&self.situation());
                self.announcer.undone(label, self.lang, self.ctx.input(|i| i.time));
                if let Some(doc) = &mut self.doc {
                    let _ = if command == UiCommand::Undo { doc.undo() } else { doc.redo() };
                    self.said = None;
                }
            }
            UiCommand::Find | UiCommand::Commands => self.pick_by_name(command),
            UiCommand::ShowFacts | UiCommand::ShowFindings => {
                let lead = self.doc.as_ref().and_then(|doc| doc.selected().cloned());
                let about = if command == UiCommand::ShowFacts { Action::Open } else { Action::OpenFindingOf };
                lead.into_iter().for_each(|lead| self.act(about(lead)));
            }
            UiCommand::Retire => self.retire(),
            UiCommand::FixAll => self.fix_all(),
            UiCommand::MissingFacts if self.page == Some(Page::Missing) => self.close_page(),
            UiCommand::MissingFacts => self.open_page(Page::Missing),
            UiCommand::ImportFacts => self.pick(Purpose::ImportFacts),
            UiCommand::ExportFacts => self.pick(Purpose::ExportFacts),
            UiCommand::Rules if self.page == Some(Page::Rules) => self.close_page(),
            UiCommand::Rules => self.open_page(Page::Rules),
            UiCommand::ToggleObjects => self.panels.toggle_objects(),
            UiCommand::ToggleInspector => self.panels.toggle_inspector(),
            UiCommand::ToggleProblems => self.panels.toggle(Below::Problems),
            UiCommand::Show(view) => self.panels.show(view),
            UiCommand::Play => self.start_playing(),
            UiCommand::RollBack => {
                self.panels.show(Below::WayBack);
                self.planner.roll_back();
            }
            UiCommand::ToggleGhosts => self.sheet.turn_ghosts(),
            UiCommand::ToggleLegend => self.sheet.turn_legend(),
            UiCommand::Hide => {
                if let Some(doc) = &self.doc {
                    self.sheet.hide(&doc.view.selection);
                }
            }
            UiCommand::ShowAll => self.sheet.show_all(),
            UiCommand::OnlyErrors => self.sheet.turn_only_errors(),
            UiCommand::FadeLeftOut => self.sheet.turn_fading(),
            UiCommand::Line(kind) => self.sheet.turn_line(kind),
            UiCommand::ContextMenu => {
                if let Some(doc) = &self.doc {
                    let state = doc.state();
                    self.sheet.open_menu(doc.selected().filter(|subject| state.has(subject)).cloned());
                }
            }
            UiCommand::NextProblem => self.next_problem(),
            UiCommand::NextArea | UiCommand::PreviousArea => {
                self.areas.step(command == UiCommand::NextArea);
                self.ctx.request_repaint();
            }
            UiCommand::Sheet(command) => {
                self.sheet.perform(command);
                self.ctx.request_repaint();
            }
            UiCommand::ThemeOfSystem => self.set_theme(ThemeChoice::System),
            UiCommand::ThemeLight => self.set_theme(ThemeChoice::Light),
            UiCommand::ThemeDark => self.set_theme(ThemeChoice::Dark),
            UiCommand::TextLarger | UiCommand::TextSmaller => {
                let next = text_size::next(self.text_percent(), command == UiCommand::TextLarger);
                next.into_iter().for_each(|percent| self.set_text_size(percent));
            }
            UiCommand::TextUsual => self.set_text_size(text_size::USUAL),
            UiCommand::KeepStill => {
                self.settings.still = !self.settings.still;
                self.store_settings();
            }
            UiCommand::ThemeContrast => self.set_theme(ThemeChoice::Contrast),
            UiCommand::ThemeContrastLight => self.set_theme(ThemeChoice::ContrastLight),
            UiCommand::ThemeContrastDark => self.set_theme(ThemeChoice::ContrastDark),
            UiCommand::Language(lang) => {
                self.lang = lang;
                self.settings.language = Some(lang.tag().to_owned());
                self.store_settings();
            }
            UiCommand::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            UiCommand::About => self.dialog = Some(Dialog::About),
            UiCommand::ProposeMigration if self.page == Some(Page::Propose) => self.close_page(),
            UiCommand::ProposeMigration => self.open_proposing(),
            phase => self.phase_command(phase),
        }
        self.keep_layout();
    }

    /// Opens find or the palette of commands, or puts it away again.
    fn pick_by_name(&mut self, command: UiCommand) {
        let (this, other) = match command {
            UiCommand::Commands => (&mut self.commands, &mut self.find.picker),
            _ => (&mut self.find.picker, &mut self.commands),
        };
        other.close();
        self.sheet.menu = None;
        if this.is_shown() { this.close() } else { this.open() }
    }

    pub(super) fn phase_command(&mut self, command: UiCommand) {
        let Some(doc) = &mut self.doc else { return };
        let shown = doc.shown();
        let phase = shown.checked_sub(1).and_then(|at| doc.plan().phases.get(at)).cloned();
        match (command, phase) {
            (UiCommand::AddPhase, _) => {
                let (id, edit) = timeline::new_phase(doc.plan(), shown, self.lang);
                let name = match &edit {
                    PlanEdit::AddPhase { phase, .. } => phase.name.to_string(),
                    _ => String::new(),
                };
                let label = edit.label(doc.plan());
                self.edit(label, &[edit]);
                if let Some(doc) = &mut self.doc
                    && let Some(stage) = doc.plan().index_of(&crate::plan::Stage::Phase(id))
                {
                    doc.show(stage);
                    self.timeline.rename(stage, &name);
                }
            }
            (UiCommand::PreviousPhase, _) => {
                doc.show(shown.saturating_sub(1));
                self.timeline.reveal();
            }
            (UiCommand::NextPhase, _) => {
                doc.show(shown + 1);
                self.timeline.reveal();
            }
            (UiCommand::RenamePhase, Some(phase)) => self.timeline.rename(shown, &phase.name),
            (UiCommand::MovePhaseEarlier, Some(phase)) => {
                self.out_edit(PlanEdit::MovePhase { id: phase.id.clone(), index: shown.saturating_sub(2) });
            }
            (UiCommand::MovePhaseLater, Some(phase)) => {
                self.out_edit(PlanEdit::MovePhase { id: phase.id.clone(), index: shown });
            }
            (UiCommand::MergePhase, Some(phase)) => {
                self.out_edit(PlanEdit::MergePhase(phase.id.clone()));
                if let Some(doc) = &mut self.doc {
                    doc.show(shown - 1);
                }
            }
            (UiCommand::DeletePhase, Some(phase)) => {
                self.out_edit(PlanEdit::RemovePhase(phase.id.clone()));
                if let Some(doc) = &mut self.doc {
                    doc.show(shown - 1);
                }
            }
            (UiCommand::AddActivity, Some(_)) => {
                self.panels.show_objects();
                self.panels.left = super::shell::Left::Phase;
                self.phase.add_activity();
            }
            _ => {}
        }
    }

    pub(super) fn out_edit(&mut self, edit: PlanEdit) {
        if let Some(doc) = &self.doc {
            let label = edit.label(doc.plan());
            self.edit(label, &[edit]);
        }
    }

    pub(super) fn retire(&mut self) {
        let Some(doc) = &self.doc else { return };
        let made = intents::remove(doc.plan(), doc.shown(), &doc.view.selection);
        if let Some(intent) = made {
            let edits = intent.edits(doc.plan(), doc.shown(), None);
            self.edit(intent.label, &edits);
        }
    }

    /// Every safe fix of every finding, one after the other, as one undo step.
    pub(super) fn fix_all(&mut self) {
        let Some(doc) = &self.doc else { return };
        let all = rules::safe_fixes(doc.plan(), doc.replay(), doc.report());
        if all.is_empty() {
            self.said = Some(crate::message!("ui-shell-no-safe-fix"));
        } else {
            self.mend(crate::message!("ui-shell-fix-all"), &all);
        }
    }

    pub(super) fn next_problem(&mut self) {
        let Some(doc) = &self.doc else { return };
        let all: Vec<FindingId> =
            doc.report().findings.iter().filter(|finding| finding.counts()).map(|finding| finding.identity()).collect();
        let at = doc.finding.as_ref().and_then(|id| all.iter().position(|other| other == id));
        let next = at.map_or(0, |at| at + 1) % all.len().max(1);
        if let Some(id) = all.get(next).cloned() {
            self.open_finding(&id);
        }
    }
}
