//! The ways back from a phase: how far one can go, how each step is undone, what is not restored; and the topology after
//! going back, as a preview on the sheet's place.

mod preview;

use crate::diagram::Glyph;
use crate::message;
use crate::model::*;
use crate::plan::{Mark, PlanEdit};
use crate::propose::{Back, Effect, Lost, Page, Rests, Stays, Way};
use crate::rules::{Finding, Report};
use crate::ui::action::{Action, Cx, said, say, wrapping};
use crate::ui::kept::Kept;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{RichText, Ui, vec2};
use lucide_icons::Icon;
use preview::{Asked, Made, Preview};
use std::collections::BTreeMap;

/// What the view keeps between frames.
#[derive(Default)]
pub struct WayBack {
    told: Kept<Option<(usize, usize)>, Told>,
    /// How far back, of the phase that it was chosen for.
    to: Option<(usize, usize)>,
    preview: Option<Preview>,
    /// The command was given: the preview begins with the next frame.
    asked: bool,
}

/// The ways back of the plan, those of the shown phase ready to be drawn.
struct Told {
    back: Back,
    ways: Vec<(Way, Vec<StepId>)>,
    /// How far back, and what that does not restore or leaves as it is.
    to: usize,
    lost: Vec<Lost>,
    stays: Vec<Stays>,
}

/// With less, in points, the parts stand below each other.
const WIDE: f32 = 900.0;
/// The width of the part with the choice.
const CHOICE: f32 = 300.0;
/// So many steps are named one by one.
const NAMED: usize = 12;

impl WayBack {
    /// Shows the topology after going back from the shown phase, as soon as it is worked out.
    pub fn ask(&mut self) {
        self.asked = true;
    }

    /// Whether a preview takes the place of the sheet.
    pub fn previews(&self) -> bool {
        self.preview.is_some()
    }

    /// What belongs to another content, stage or language is over.
    fn tidy(&mut self, cx: &Cx<'_>) {
        let now = (cx.doc.shown(), cx.lang, cx.doc.content());
        let ends = |preview: &Preview| (preview.asked.from, preview.asked.lang, preview.asked.content) != now;
        if self.preview.as_ref().is_some_and(ends) {
            self.preview = None;
        }
        if let Some(preview) = &mut self.preview {
            preview.poll();
        }
    }

    fn begin(&mut self, ui: &Ui, cx: &Cx<'_>, to: usize) {
        let asked = Asked { from: cx.doc.shown(), to, lang: cx.lang, content: cx.doc.content() };
        let ctx = ui.ctx().clone();
        let of = (cx.doc.plan().clone(), cx.doc.replay().clone());
        self.preview = Some(Preview::new(of, asked, move || ctx.request_repaint()));
    }

    /// The preview in the place of the sheet; false when there is none.
    pub fn preview_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        self.tidy(cx);
        let Some(preview) = &mut self.preview else { return false };
        let plan = cx.doc.plan();
        let (from, to) = (plan.stage_name(preview.asked.from, cx.lang), plan.stage_name(preview.asked.to, cx.lang));
        let title = say!(cx, "ui-way-back-banner", from = from.as_str(), to = to.as_str());
        let (mut close, mut keep) = (false, false);
        let colors = Colors::of(ui);
        let frame = egui::Frame::new().fill(colors.selected).inner_margin(egui::Margin::symmetric(12, 6));
        egui::Panel::top("way-back-banner").frame(frame).resizable(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.add(egui::Label::new(widgets::icon(Icon::History).color(colors.accent)));
                ui.add(egui::Label::new(RichText::new(&title).font(style::strong())).wrap());
            });
            ui.horizontal_wrapped(|ui| {
                (close, keep) = actions_ui(ui, cx, preview);
                let state = match preview.made() {
                    Some(_) => say!(cx, "ui-way-back-nothing-changed"),
                    None if preview.is_working() => say!(cx, "ui-way-back-working"),
                    None => say!(cx, "ui-way-back-failed"),
                };
                ui.add(egui::Label::new(RichText::new(state).color(colors.muted)));
            });
        });
        let summary = preview.made().map(|made| outcome(cx, made).join(" ")).unwrap_or_default();
        preview.ui(ui, &format!("{title} {summary}"));
        let typing = ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx());
        close |= !typing && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        self.act(cx, close, keep);
        true
    }

    fn act(&mut self, cx: &mut Cx<'_>, close: bool, keep: bool) {
        if keep && let Some(made) = self.preview.as_ref().and_then(Preview::made) {
            let (from, phase) = (made.back.from, made.back.phase.clone());
            let label = message!("ui-way-back-kept", name = &*phase.name);
            cx.out.push(Action::EditAs(label, vec![PlanEdit::AddPhase { index: from, phase }]));
            cx.out.push(Action::Show(from + 1));
        }
        if close || keep {
            self.preview = None;
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.tidy(cx);
        let (plan, shown) = (cx.doc.plan().clone(), cx.doc.shown());
        let asked = std::mem::take(&mut self.asked);
        if shown == 0 {
            let sentence = match plan.phases.is_empty() {
                true => say!(cx, "ui-way-back-no-phase"),
                false => say!(cx, "ui-way-back-of-today"),
            };
            widgets::empty_state(ui, Icon::History, &sentence, None);
            return;
        }
        let wanted = self.to;
        let told = self.told.get(cx.doc, cx.lang, wanted, || {
            let back = Back::new(&plan, cx.doc.replay());
            let mut ways: BTreeMap<Way, Vec<StepId>> = BTreeMap::new();
            for step in back.steps(shown) {
                step.ways.iter().for_each(|way| ways.entry(*way).or_default().push(step.step.clone()));
            }
            let earliest = back.earliest(shown);
            let chosen = wanted.filter(|(of, to)| *of == shown && (earliest..shown).contains(to)).map(|(_, to)| to);
            let to = chosen.unwrap_or(shown - 1);
            let (lost, stays) = (back.lost(shown, to), back.stays(shown, to));
            Told { ways: ways.into_iter().collect(), to, lost, stays, back }
        });
        if asked && told.back.earliest(shown) < shown {
            self.begin(ui, cx, told.to);
        }
        let wide = ui.available_width() >= WIDE;
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4));
        frame.show(ui, |ui| {
            if wide {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 24.0;
                    let high = ui.available_height();
                    let rest = (ui.available_width() - CHOICE - 48.0) / 2.0;
                    let widths = [CHOICE, rest, rest];
                    for (at, width) in widths.into_iter().enumerate() {
                        ui.allocate_ui_with_layout(vec2(width, high), egui::Layout::top_down(egui::Align::Min), |ui| {
                            ui.set_width(width);
                            let scroll = egui::ScrollArea::vertical().id_salt(("way-back", at)).auto_shrink([false; 2]);
                            scroll.show(ui, |ui| self.part_ui(ui, cx, at, &told));
                        });
                    }
                });
            } else {
                egui::ScrollArea::vertical().id_salt("way-back").auto_shrink([false; 2]).show(ui, |ui| {
                    (0..3).for_each(|at| self.part_ui(ui, cx, at, &told));
                });
            }
        });
    }

    fn part_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, part: usize, told: &Told) {
        // What wraps is no button: its lines stand as close as text.
        ui.spacing_mut().item_spacing.x = 8.0;
        if part > 0 {
            ui.spacing_mut().interact_size.y = 0.0;
        }
        match (part, self.preview.as_ref().and_then(Preview::made)) {
            (0, _) => self.choice_ui(ui, cx, told),
            (1, None) => ways_ui(ui, cx, told),
            (1, Some(made)) => findings_ui(ui, cx, made),
            (_, None) => lost_ui(ui, cx, told.to, (&told.lost, &told.stays)),
            (_, Some(made)) => after_ui(ui, cx, made),
        }
    }

    /// How far one can go, how far one wants to, and what can be done.
    fn choice_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, told: &Told) {
        let (plan, shown, to) = (cx.doc.plan().clone(), cx.doc.shown(), told.to);
        let earliest = told.back.earliest(shown);
        widgets::section(ui, &say!(cx, "ui-way-back-from", phase = plan.stage_name(shown, cx.lang)));
        // Of a preview what came of it is told instead.
        if self.preview.is_none() {
            let reach = said(cx.lang, &told.back.reach(&plan, shown, cx.lang));
            ui.add(egui::Label::new(reach).wrap());
            if let Some(bar) = told.back.bar(shown) {
                ui.horizontal_wrapped(|ui| {
                    step_link(ui, cx, &bar.step);
                    widgets::muted(ui, wrapping(&cx.lang.word(Way::PREFIX, bar.way.key())));
                });
                pages_ui(ui, bar.way.pages());
            }
        }
        if earliest >= shown {
            return;
        }
        ui.add_space(8.0);
        let name = say!(cx, "ui-way-back-to");
        let mut chosen = to;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(&name);
            let list =
                egui::ComboBox::from_id_salt("way-back-to").selected_text(plan.stage_name(to, cx.lang)).width(180.0);
            let list = list.show_ui(ui, |ui| {
                for stage in (earliest..shown).rev() {
                    ui.selectable_value(&mut chosen, stage, plan.stage_name(stage, cx.lang));
                }
            });
            list.response.labelled_by(label.id);
        });
        if chosen != to {
            self.to = Some((shown, chosen));
            if self.preview.is_some() {
                self.begin(ui, cx, chosen);
            }
        }
        ui.add_space(4.0);
        let Some(preview) = &self.preview else {
            if widgets::primary(ui, &say!(cx, "ui-way-back-roll-back")).clicked() {
                self.begin(ui, cx, to);
            }
            return;
        };
        let lines = match (preview.made(), preview.refused()) {
            (Some(made), _) => outcome(cx, made),
            _ if preview.is_working() => vec![say!(cx, "ui-way-back-working")],
            _ => vec![say!(cx, "ui-way-back-failed")],
        };
        lines.into_iter().for_each(|line| drop(ui.add(egui::Label::new(line).wrap())));
        if preview.made().is_some() && shown < plan.phases.len() {
            ui.add_space(4.0);
            widgets::muted(ui, say!(cx, "ui-way-back-later"));
        }
    }
}

/// The buttons of a preview: whether it is closed, and whether it is kept.
fn actions_ui(ui: &mut Ui, cx: &Cx<'_>, preview: &Preview) -> (bool, bool) {
    let has_steps = preview.made().is_some_and(|made| !made.back.phase.steps.is_empty());
    let keep = ui.add_enabled_ui(has_steps, |ui| widgets::secondary(ui, &say!(cx, "ui-way-back-keep"))).inner;
    let keep = keep.on_hover_text(say!(cx, "ui-way-back-keep-tip")).clicked();
    let close = widgets::secondary(ui, &say!(cx, "ui-way-back-close")).clicked();
    (close, keep)
}

/// What came of it, in sentences.
fn outcome(cx: &Cx<'_>, made: &Made) -> Vec<String> {
    let (back, judged) = (&made.back, &made.judged);
    let to = back.plan.stage_name(back.to, cx.lang);
    let mut lines = vec![match back.phase.steps.len() {
        0 => say!(cx, "ui-way-back-no-step"),
        count => say!(cx, "ui-way-back-steps", count = count),
    }];
    lines.push(match judged.new.len() {
        0 => say!(cx, "ui-way-back-no-new-finding", to = to.as_str()),
        count => say!(cx, "ui-way-back-new-findings", count = count, to = to.as_str()),
    });
    let open = judged.report.not_checked.len();
    if open > 0 {
        lines.push(say!(cx, "ui-way-back-not-checked", count = open));
    }
    lines.push(match (back.differs.len(), back.left.len()) {
        (0, 0) => say!(cx, "ui-way-back-as-before", to = to.as_str()),
        (0, left) => say!(cx, "ui-way-back-left-count", count = left),
        (differs, _) => say!(cx, "ui-way-back-differs", count = differs, to = to.as_str()),
    });
    lines
}

/// A step by its number and what it is; a click shows it.
fn step_link(ui: &mut Ui, cx: &mut Cx<'_>, step: &StepId) {
    let number = cx.doc.label(&step.into());
    let response = widgets::link_small(ui, &number).on_hover_ui(|ui| {
        let plan = cx.doc.plan();
        let label = plan.step(step).map(|(_, step)| said(cx.lang, &step.label(plan)));
        ui.label(label.unwrap_or_default());
    });
    if response.clicked() {
        cx.out.push(Action::Reveal(step.into()));
    }
}

/// Steps one by one, as long as they are few.
fn steps_ui(ui: &mut Ui, cx: &mut Cx<'_>, steps: &[StepId]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        steps.iter().take(NAMED).for_each(|step| step_link(ui, cx, step));
        if steps.len() > NAMED {
            widgets::muted(ui, say!(cx, "ui-way-back-more", count = steps.len() - NAMED));
        }
    });
}

fn pages_ui(ui: &mut Ui, pages: impl Iterator<Item = &'static Page>) {
    for page in pages {
        let colors = Colors::of(ui);
        let text = RichText::new(&*page.title).font(style::small()).color(colors.accent);
        let link = ui.add(egui::Hyperlink::from_label_and_url(text, &*page.address));
        if let Some(date) = page.date {
            link.on_hover_text(format!("{}\n{date}", page.address));
        }
    }
}

/// On what something rests, by a sign and in words.
fn rests_ui(ui: &mut Ui, rests: Rests, word: &str) {
    let colors = Colors::of(ui);
    let (icon, color) = match rests {
        Rests::Documented => (Icon::BookOpen, colors.good),
        Rests::Advice => (Icon::Lightbulb, colors.advice),
        Rests::Nowhere => (Icon::CircleQuestionMark, colors.warning),
    };
    ui.add(egui::Label::new(RichText::new(icon.unicode().to_string()).font(style::icon_font(14.0)).color(color)));
    ui.add(egui::Label::new(RichText::new(word).font(style::small()).color(colors.text)));
}

/// A way: the steps, how they are undone, on what that rests.
fn way_ui(ui: &mut Ui, cx: &mut Cx<'_>, way: Way, steps: &[StepId]) {
    ui.add_space(6.0);
    steps_ui(ui, cx, steps);
    ui.add(egui::Label::new(wrapping(&cx.lang.word(Way::PREFIX, way.key()))).wrap());
    ui.horizontal_wrapped(|ui| {
        rests_ui(ui, way.rests(), &wrapping(&cx.lang.word(Rests::PREFIX, way.rests().key())));
        let effect = match way.effect() {
            Effect::Nothing | Effect::Undone => return,
            Effect::Stays => message!("ui-way-back-stays-short"),
            Effect::Ends => message!("ui-way-back-ends"),
        };
        let color = Colors::of(ui);
        let color = if way.effect() == Effect::Ends { color.error } else { color.muted };
        ui.add(egui::Label::new(RichText::new(said(cx.lang, &effect)).font(style::small()).color(color)));
    });
    pages_ui(ui, way.pages());
}

fn ways_ui(ui: &mut Ui, cx: &mut Cx<'_>, told: &Told) {
    widgets::section(ui, &say!(cx, "ui-way-back-how"));
    if told.ways.is_empty() {
        widgets::muted(ui, say!(cx, "report-rollback-nothing"));
    }
    for (way, steps) in &told.ways {
        way_ui(ui, cx, *way, steps);
    }
}

/// What going back from one stage to another does not restore, and what it leaves as it is.
fn lost_ui(ui: &mut Ui, cx: &mut Cx<'_>, to: usize, (lost, stays): (&[Lost], &[Stays])) {
    let name = cx.doc.plan().stage_name(to, cx.lang);
    widgets::section(ui, &say!(cx, "ui-way-back-lost", to = name.as_str()));
    if lost.is_empty() {
        widgets::muted(ui, say!(cx, "ui-way-back-nothing-lost"));
    }
    for lost in lost {
        ui.add_space(6.0);
        steps_ui(ui, cx, &lost.steps);
        ui.add(egui::Label::new(wrapping(&lost.loss.said(lost.is_unknown, cx.lang))).wrap());
        ui.horizontal_wrapped(|ui| {
            let sign = if lost.loss.is_documented() { Rests::Documented } else { Rests::Advice };
            rests_ui(ui, sign, &said(cx.lang, &lost.loss.rests()));
        });
        pages_ui(ui, lost.loss.pages());
    }
    if !stays.is_empty() {
        widgets::section(ui, &say!(cx, "ui-way-back-stays"));
        for stays in stays {
            way_ui(ui, cx, stays.way, &stays.steps);
        }
    }
}

/// What the rules say of the way and of where it ends.
fn findings_ui(ui: &mut Ui, cx: &mut Cx<'_>, made: &Made) {
    let judged = &made.judged;
    let to = made.back.plan.stage_name(made.back.to, cx.lang);
    let parts = [
        (say!(cx, "ui-way-back-head-new", count = judged.new.len()), &judged.new),
        (say!(cx, "ui-way-back-head-known", count = judged.known.len(), to = to.as_str()), &judged.known),
        (say!(cx, "ui-way-back-head-unfinished", count = judged.unfinished.len()), &judged.unfinished),
    ];
    for (head, findings) in parts {
        widgets::section(ui, &head);
        for at in findings.iter().take(MOST) {
            finding_ui(ui, cx, &judged.report, *at);
        }
        if findings.len() > MOST {
            widgets::muted(ui, say!(cx, "ui-way-back-more", count = findings.len() - MOST));
        }
    }
}

/// So many findings are drawn.
const MOST: usize = 100;

fn finding_ui(ui: &mut Ui, cx: &mut Cx<'_>, report: &Report, at: usize) {
    let Some(finding): Option<&Finding> = report.findings.get(at) else { return };
    ui.horizontal_wrapped(|ui| {
        let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
        widgets::mark(ui, glyph, 16.0);
        if widgets::link_small(ui, finding.code.as_str()).clicked() {
            cx.out.push(Action::Explain(finding.code.clone()));
        }
        ui.add(egui::Label::new(said(cx.lang, &finding.message)).wrap());
    });
}

/// The steps of the way back, and what is then not as it was.
fn after_ui(ui: &mut Ui, cx: &mut Cx<'_>, made: &Made) {
    let back = &made.back;
    let plan = &back.plan;
    widgets::section(ui, &say!(cx, "ui-way-back-course", count = back.phase.steps.len()));
    for (number, (text, note)) in made.course.iter().enumerate().take(MOST) {
        ui.add(egui::Label::new(format!("{}. {text}", number + 1)).wrap());
        if !note.is_empty() {
            widgets::muted(ui, note);
        }
    }
    if back.phase.steps.len() > MOST {
        widgets::muted(ui, say!(cx, "ui-way-back-more", count = back.phase.steps.len() - MOST));
    }
    let to = plan.stage_name(back.to, cx.lang);
    if !back.left.is_empty() {
        widgets::section(ui, &say!(cx, "ui-way-back-left"));
        for left in back.left.iter().take(MOST) {
            ui.horizontal_wrapped(|ui| {
                let (step, why) = left.said(plan);
                step_link(ui, cx, step);
                ui.add(egui::Label::new(said(cx.lang, &why)).wrap());
            });
        }
    }
    if !back.differs.is_empty() {
        widgets::section(ui, &say!(cx, "ui-way-back-head-differs", to = to.as_str()));
        for (subject, mark) in back.differs.iter().take(MOST) {
            let kind = cx.lang.word(SubjectKind::PREFIX, subject.kind().key());
            let name = plan.label(subject);
            let how = match mark {
                Mark::Added => say!(cx, "ui-way-back-differs-more"),
                Mark::Removed => say!(cx, "ui-way-back-differs-less"),
                Mark::Changed | Mark::Emptied | Mark::Unchanged => say!(cx, "ui-way-back-differs-other"),
            };
            ui.add(egui::Label::new(wrapping(&format!("{kind} {name} · {how}"))).wrap());
        }
    }
    lost_ui(ui, cx, back.to, (&back.lost, &back.stays));
}
