//! The page that proposes a migration: a short form, where everything has its default, beside what comes of it. The plan
//! changes when somebody says so, by one edit.

mod job;
mod preview;

use super::action::{Action, Cx, say};
use super::app::App;
use super::dialogs::answer;
use super::missing::combo;
use super::panels::inspector::pack_name;
use super::style::{self, Colors};
use super::widgets;
use crate::canvas::SheetCommand;
use crate::model::*;
use crate::plan::Plan;
use crate::propose::{Choices, Strategy, legacy_pools};
use crate::rules;
use crate::text::Lang;
use egui::{Align, Layout, RichText, Ui, vec2};
use job::{Known, Of, Offer, Outcome, Outlines, Worker};
use lucide_icons::Icon;
use std::sync::Arc;

/// How many names are shown as examples of the pattern.
const EXAMPLES: usize = 3;

/// What the page keeps between frames.
#[derive(Default)]
pub struct ProposePage {
    choices: Choices,
    worker: Worker,
    known: Known,
    asked: Option<Asked>,
    /// The file that is opened next is to be migrated.
    pub next: bool,
}

/// What there is to choose from in one plan.
struct Asked {
    content: u64,
    front_ends: Vec<(PoolId, String)>,
    has_directors: bool,
    has_chat: bool,
    systems: Vec<WindowsVersion>,
    engines: Vec<(SqlVersion, SqlEdition)>,
}

impl Asked {
    fn new(plan: &Plan, content: u64) -> Self {
        let has = |kind| !legacy_pools(plan, kind).is_empty();
        let pack = rules::pack(&plan.target);
        let engines = pack.iter().flat_map(|pack| &pack.sql_engines);
        let engines = engines.flat_map(|engine| engine.editions.iter().map(|edition| (engine.version, *edition)));
        Self {
            content,
            front_ends: job::named(plan, legacy_pools(plan, PoolKind::FrontEnd)),
            has_directors: has(PoolKind::Director),
            has_chat: has(PoolKind::GroupChat),
            systems: pack.map(|pack| pack.server_systems.clone()).unwrap_or_default(),
            engines: engines.collect(),
        }
    }
}

impl ProposePage {
    /// Of another plan: what was chosen for the last one is no default.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What was worked out for what is chosen now, if that is ready.
    fn outcome(&self, of: &Of) -> Option<&Arc<Outcome>> {
        self.known.outcome.as_ref().filter(|(known, _)| known == of).map(|(_, outcome)| outcome)
    }

    /// Draws the page; gives the proposal that is to be made.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Arc<Outcome>> {
        self.choices.lang = cx.lang;
        let content = cx.doc.content();
        if self.asked.as_ref().is_none_or(|asked| asked.content != content) {
            self.asked = Some(Asked::new(cx.doc.plan(), content));
        }
        self.worker.poll(&mut self.known);
        let mut given = None;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| head_ui(ui, cx));
        widgets::rule(ui);
        let frame = style::panel_frame(ui).inner_margin(egui::Margin::symmetric(16, 8));
        let below = egui::Panel::bottom("propose-go").frame(frame).resizable(false);
        let of = Of { content, choices: self.choices.clone() };
        below.show(ui, |ui| given = self.buttons_ui(ui, cx, &of));
        let room = ui.available_width();
        let panel = egui::Panel::left("propose-form").frame(style::panel_frame(ui)).resizable(true);
        let panel = panel.default_size((room * 0.36).clamp(300.0, 440.0)).size_range(260.0..=(room - 320.0).max(261.0));
        panel.show(ui, |ui| {
            widgets::within(ui, |ui| {
                egui::ScrollArea::vertical().id_salt("propose-form").auto_shrink([false, false]).show(ui, |ui| {
                    egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| self.form_ui(ui, cx));
                });
            });
        });
        // As chosen in this very frame.
        let of = Of { content, choices: self.choices.clone() };
        if self.outcome(&of).is_none() {
            let ctx = ui.ctx().clone();
            self.worker.ask(&of, cx.doc.plan(), cx.doc.replay(), move || ctx.request_repaint());
        }
        egui::CentralPanel::no_frame().show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("propose-preview").auto_shrink([false, false]).show(ui, |ui| {
                egui::Frame::new().inner_margin(egui::Margin::symmetric(20, 12)).show(ui, |ui| {
                    // The last one stays until the next is ready: nothing jumps while a name is typed.
                    let shown = self.known.outcome.as_ref().filter(|(known, _)| known.content == content);
                    let is_current = shown.is_some_and(|(known, _)| *known == of);
                    preview::ui(ui, cx, shown.map(|(_, outcome)| &**outcome), is_current);
                });
            });
        });
        given
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, of: &Of) -> Option<Arc<Outcome>> {
        let outcome = self.outcome(of).cloned();
        let offer = outcome.as_deref().and_then(offered);
        let there = cx.doc.plan().phases.len();
        let mut given = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (go, why) = match offer {
                Some(offer) if there > 0 => {
                    (say!(cx, "ui-propose-replace", there = there, count = offer.phases.len()), String::new())
                }
                Some(_) => (say!(cx, "ui-propose-go"), String::new()),
                None if outcome.is_none() => (say!(cx, "ui-propose-go"), say!(cx, "ui-planner-working")),
                None => (say!(cx, "ui-propose-go"), say!(cx, "ui-propose-nothing")),
            };
            let button = ui.add_enabled_ui(offer.is_some(), |ui| match offer {
                Some(_) => answer(ui, &go),
                None => widgets::primary(ui, &go),
            });
            let hears = button.inner.on_disabled_hover_text(why);
            if hears.clicked() {
                given = outcome.clone();
            }
            if widgets::secondary(ui, &say!(cx, "ui-shell-cancel")).clicked() {
                cx.out.push(Action::ClosePage);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if there > 0 {
                    widgets::mark(ui, crate::diagram::Glyph::Finding(rules::Level::Warning), 15.0);
                    widgets::muted(ui, say!(cx, "ui-propose-has-phases", count = there));
                }
            });
        });
        given
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(asked) = self.asked.take() else { return };
        let outlines = self.known.outlines.as_ref().filter(|(of, _)| of.content == asked.content).map(|(_, all)| all);
        let choices = &mut self.choices;
        ui.spacing_mut().item_spacing.y = 4.0;
        let width = ui.available_width();
        strategies_ui(ui, cx, choices, &asked, outlines);
        names_ui(ui, cx, choices, outlines);
        waves_ui(ui, cx, choices, &asked, outlines, width);
        more_ui(ui, cx, choices, &asked);
        machines_ui(ui, cx, choices, &asked, width);
        ui.add_space(12.0);
        let usual = Choices { lang: choices.lang, ..Choices::default() };
        let is_usual = *choices == usual;
        let text = say!(cx, "ui-propose-defaults");
        if ui.add_enabled_ui(!is_usual, |ui| widgets::secondary(ui, &text)).inner.clicked() {
            *choices = usual;
        }
        self.asked = Some(asked);
    }
}

fn offered(outcome: &Outcome) -> Option<&Offer> {
    match outcome {
        Outcome::Offered(offer) => Some(offer),
        Outcome::Refused(_) | Outcome::Broken => None,
    }
}

fn head_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if widgets::icon_button(ui, Icon::ArrowLeft, &say!(cx, "ui-missing-back")).clicked() {
            cx.out.push(Action::ClosePage);
        }
        ui.add(egui::Label::new(RichText::new(say!(cx, "ui-propose-title")).font(style::heading())));
        let target = pack_name(&cx.doc.plan().target, cx.lang);
        let text = say!(cx, "ui-propose-target", target = target);
        let rich = RichText::new(text).font(style::small()).color(Colors::of(ui).muted);
        ui.add(egui::Label::new(rich).truncate());
    });
}

/// How many new pools there are, with what each answer means in this plan.
fn strategies_ui(ui: &mut Ui, cx: &Cx<'_>, choices: &mut Choices, asked: &Asked, outlines: Option<&Outlines>) {
    widgets::section(ui, &say!(cx, "ui-propose-strategy"));
    for strategy in Strategy::ALL {
        let text = cx.lang.word(Strategy::PREFIX, strategy.key());
        if ui.radio(choices.strategy == *strategy, text).clicked() {
            choices.strategy = *strategy;
        }
        if let Some(outline) = outlines.and_then(|all| all.get(strategy)) {
            let stand = outline.successors.iter().filter(|one| one.stands && one.kind == PoolKind::FrontEnd);
            let stand = stand.filter(|one| !one.replaces.is_empty()).count();
            let (new, old) = (outline.new_front_ends(), asked.front_ends.len());
            let means = match stand {
                0 => say!(cx, "ui-propose-means", new = new, old = old),
                _ => say!(cx, "ui-propose-means-joined", new = new, old = old, stands = stand),
            };
            ui.horizontal_top(|ui| {
                ui.add_space(24.0);
                widgets::muted(ui, means);
            });
        }
    }
}

/// The pattern, and names of this plan that it makes.
fn names_ui(ui: &mut Ui, cx: &Cx<'_>, choices: &mut Choices, outlines: Option<&Outlines>) {
    let label = say!(cx, "ui-propose-names");
    widgets::section(ui, &label);
    let edit = egui::TextEdit::singleline(&mut choices.names).id(egui::Id::unique("propose-names"));
    let edit = edit.char_limit(100).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
    ui.add(edit).accessible_name(&*label);
    let new = outlines.and_then(|all| all.get(&choices.strategy)).into_iter().flat_map(|all| all.new_pools());
    for one in new.filter(|one| !one.replaces.is_empty()).take(EXAMPLES) {
        let old = one.replaces.join(", ");
        widgets::muted(ui, say!(cx, "ui-propose-becomes", old = old, new = one.name.as_str()));
    }
    widgets::muted(ui, say!(cx, "ui-propose-names-hint"));
}

/// The pilot pool, and who moves before everybody.
fn waves_ui(ui: &mut Ui, cx: &Cx<'_>, choices: &mut Choices, asked: &Asked, outlines: Option<&Outlines>, width: f32) {
    let label = say!(cx, "ui-propose-pilot");
    widgets::section(ui, &label);
    let outline = outlines.and_then(|all| all.get(&choices.strategy)).filter(|_| choices.pilot.is_none());
    let usual = match outline.and_then(job::usual_pilot) {
        Some(pool) => say!(cx, "ui-propose-pilot-usual-is", pool = pool),
        None => say!(cx, "ui-propose-pilot-usual"),
    };
    let options: Vec<PoolId> = asked.front_ends.iter().map(|(id, _)| id.clone()).collect();
    let name = |id: &PoolId| {
        let found = asked.front_ends.iter().find(|(other, _)| other == id);
        found.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    combo(ui, "propose-pilot", &label, &usual, &mut choices.pilot, &options, width, name);
    let numbers = [
        (&mut choices.test_users, 100_000, "", say!(cx, "ui-propose-test-users")),
        (&mut choices.pilot_percent, 100, "\u{a0}%", say!(cx, "ui-propose-pilot-percent")),
    ];
    for (value, most, unit, label) in numbers {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let field = egui::DragValue::new(value).range(0..=most).suffix(unit);
            let size = vec2(76.0, style::ROW);
            ui.add_sized(size, field).accessible_name(&*label);
            ui.add(egui::Label::new(&label).wrap());
        });
    }
}

fn more_ui(ui: &mut Ui, cx: &Cx<'_>, choices: &mut Choices, asked: &Asked) {
    widgets::section(ui, &say!(cx, "ui-propose-more"));
    if asked.has_directors {
        ui.checkbox(&mut choices.directors, say!(cx, "ui-propose-directors"));
    }
    ui.checkbox(&mut choices.office_web_apps, say!(cx, "ui-propose-office"));
    if asked.has_chat {
        ui.checkbox(&mut choices.keep_chat_clients, say!(cx, "ui-propose-chat-clients"));
    }
}

fn machines_ui(ui: &mut Ui, cx: &Cx<'_>, choices: &mut Choices, asked: &Asked, width: f32) {
    widgets::section(ui, &say!(cx, "ui-propose-machines"));
    let lang = cx.lang;
    let (system, engine) = (say!(cx, "ui-propose-system"), say!(cx, "ui-propose-engine"));
    let (any_system, any_engine) = (say!(cx, "ui-propose-system-usual"), say!(cx, "ui-propose-engine-usual"));
    let word = |os: &WindowsVersion| lang.word(WindowsVersion::PREFIX, os.key());
    combo(ui, "propose-system", &system, &any_system, &mut choices.os, &asked.systems, width, word);
    let word = |engine: &(SqlVersion, SqlEdition)| engine_name(*engine, lang);
    combo(ui, "propose-engine", &engine, &any_engine, &mut choices.sql, &asked.engines, width, word);
}

fn engine_name((version, edition): (SqlVersion, SqlEdition), lang: Lang) -> String {
    let words = [lang.word(SqlVersion::PREFIX, version.key()), lang.word(SqlEdition::PREFIX, edition.key())];
    words.join(" ")
}

impl App {
    /// Opens the page; without a plan, a file first.
    pub(super) fn open_proposing(&mut self) {
        if self.doc.is_some() {
            self.open_page(super::page::Page::Propose);
        } else {
            self.pick(super::files::Purpose::Open);
            self.proposing.next = true;
        }
    }

    /// Makes a proposal: all of it is one edit, and its first phase is shown.
    pub(super) fn propose(&mut self, outcome: &Outcome) {
        let (Some(offer), Some(doc)) = (offered(outcome), &mut self.doc) else { return };
        match doc.commit(crate::message!("ui-propose-done"), &offer.edits) {
            Ok(_) => {
                doc.select(None);
                doc.close();
                doc.show(1);
                self.said = Some(crate::message!("ui-propose-is-done", count = offer.phases.len()));
                self.timeline.reveal();
                self.close_page();
                self.sheet.perform(SheetCommand::FitAll);
            }
            Err(why) => self.said = Some(why.message(doc.plan())),
        }
    }
}
