//! One finding in full: what is wrong, where, why, what the product itself says, and what to do about it.

use super::accept::{self, AcceptForm};
use super::level::LevelForm;
use super::problem_rows::{place, run};
use super::rule_text::{RuleText, rule_title};
use crate::diagram::Glyph;
use crate::model::*;
use crate::plan::{Acceptance, PlanEdit};
use crate::rules::{self, Finding, Fix, Level, Safety};
use crate::text::Lang;
use crate::ui::action::{Action, Cx, said, say, wrapping};
use crate::ui::document::{Document, FindingId};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{RichText, Ui, vec2};
use lucide_icons::Icon;
use std::sync::Arc;

/// A finding as the inspector shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingView {
    pub level: String,
    pub message: String,
    pub code: String,
    pub name: String,
    pub phases: String,
    pub vendor: Option<String>,
    /// Every object involved, the first one the object it is about.
    pub objects: Vec<(Subject, String)>,
    pub also: Vec<(String, String)>,
}

pub fn view(doc: &Document, finding: &Finding, lang: Lang) -> FindingView {
    let mut objects = vec![finding.subject.clone()];
    objects.extend(finding.related.iter().filter(|other| **other != finding.subject).cloned());
    FindingView {
        level: lang.word(Level::PREFIX, finding.level.key()),
        message: wrapping(&lang.say(&finding.message)),
        code: finding.code.to_string(),
        name: rule_title(&finding.code, lang),
        phases: run(doc, finding.stages, lang),
        vendor: finding.vendor_message.as_ref().map(|message| wrapping(&lang.say(message))),
        objects: objects
            .into_iter()
            .map(|subject| {
                let name = place(doc, &subject, lang);
                (subject, name)
            })
            .collect(),
        also: finding.also.iter().map(|code| (code.to_string(), rule_title(code, lang))).collect(),
    }
}

/// Who accepted it, and when.
pub fn signed(acceptance: &Acceptance, lang: Lang) -> String {
    let by = &*acceptance.by;
    match acceptance.on {
        Some(on) => said(lang, &crate::message!("ui-panels-accepted-by-on", by = by, on = on.to_string())),
        None => said(lang, &crate::message!("ui-panels-accepted-by", by = by)),
    }
}

/// What the panel keeps between frames.
#[derive(Default)]
pub struct FindingPanel {
    text: RuleText,
    /// Fixes are computed when a finding is opened, and again when the plan has changed.
    fixes: Option<(FindingId, u64, Vec<Fix>)>,
    accepting: AcceptForm,
    level: LevelForm,
    /// A finding whose form is to be shown on the next frame.
    to_accept: Option<FindingId>,
}

impl FindingPanel {
    /// Shows the form that accepts a finding, on the next frame.
    pub fn accept(&mut self, finding: FindingId) {
        self.to_accept = Some(finding);
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, finding: &Finding) {
        if self.to_accept.take().is_some_and(|id| id == finding.identity()) && finding.accepted.is_none() {
            self.accepting.begin(cx, &finding.code, finding.subjects(), finding.stages.0);
        }
        let view = view(cx.doc, finding, cx.lang);
        let colors = Colors::of(ui);
        ui.horizontal(|ui| {
            let back = say!(cx, "ui-panels-close-finding");
            if widgets::icon_button(ui, Icon::ArrowLeft, &back).clicked() {
                cx.out.push(Action::CloseFinding);
            }
            let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
            widgets::mark(ui, glyph, 20.0);
            let color = widgets::mark_color(&colors, glyph);
            ui.add(egui::Label::new(RichText::new(&view.level).font(style::strong()).color(color)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let tip = say!(cx, "ui-rules-explain", code = view.code.as_str());
                if widgets::link(ui, &view.code).on_hover_text(tip).clicked() {
                    cx.out.push(Action::Explain(finding.code.clone()));
                }
            });
        });
        ui.add_space(4.0);
        ui.add(egui::Label::new(RichText::new(&view.name).font(style::heading())).wrap());
        ui.add_space(4.0);
        ui.add(egui::Label::new(&view.message).wrap());
        ui.add_space(4.0);
        widgets::muted(ui, say!(cx, "ui-panels-stands-in", phases = view.phases.as_str()));
        if let Some(vendor) = &view.vendor {
            ui.add_space(8.0);
            quote_ui(ui, &say!(cx, "ui-panels-vendor-says"), vendor);
        }
        widgets::section(ui, &say!(cx, "ui-panels-objects"));
        for (subject, name) in &view.objects {
            if widgets::link(ui, name).clicked() {
                cx.out.push(Action::Reveal(subject.clone()));
            }
        }
        self.fixes_ui(ui, cx, finding);
        if !view.also.is_empty() {
            widgets::section(ui, &say!(cx, "ui-panels-also"));
            for ((code, title), also) in view.also.iter().zip(&finding.also) {
                if widgets::link_small(ui, &format!("{code} · {title}")).clicked() {
                    cx.out.push(Action::Explain(also.clone()));
                }
            }
        }
        self.accept_ui(ui, cx, finding);
        self.level.ui(ui, cx, &finding.code);
        ui.add_space(12.0);
        widgets::rule(ui);
        self.text.ui(ui, cx.lang, &finding.code);
        ui.add_space(24.0);
    }

    fn fixes_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, finding: &Finding) {
        let key = (finding.identity(), cx.doc.revision());
        let kept = self.fixes.take().filter(|(id, revision, _)| (id, revision) == (&key.0, &key.1));
        let fixes = match kept {
            Some((_, _, fixes)) => fixes,
            None => rules::fixes(cx.doc.plan(), cx.doc.replay(), finding),
        };
        if !fixes.is_empty() {
            widgets::section(ui, &say!(cx, "ui-panels-what-to-do"));
            for fix in &fixes {
                let label = wrapping(&cx.lang.say(&fix.label));
                if fix.safety == Safety::Hint {
                    ui.add(egui::Label::new(&label).wrap());
                } else {
                    let button = egui::Button::new(label.as_str()).wrap();
                    if ui.add(button.min_size(vec2(0.0, 32.0))).clicked() {
                        cx.out.push(Action::Mend(fix.label.clone(), fix.edits.clone()));
                    }
                }
            }
        }
        self.fixes = Some((key.0, key.1, fixes));
    }

    fn accept_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, finding: &Finding) {
        // One that matches nothing is shown with the finding that says so.
        let about = finding.accepted.clone().or_else(|| self.unmatched(finding).map(Arc::new));
        let subjects = about.as_ref().map_or_else(|| finding.subjects(), |about| about.subjects.clone());
        let code = about.as_ref().map_or_else(|| finding.code.clone(), |about| about.code.clone());
        if let Some(acceptance) = &about {
            widgets::section(ui, &say!(cx, "ui-panels-accepted"));
            ui.add(egui::Label::new(&*acceptance.reason).wrap());
            widgets::muted(ui, signed(acceptance, cx.lang));
            let until = accept::until(cx.doc, acceptance.until.as_ref(), cx);
            widgets::muted(ui, say!(cx, "ui-panels-accept-holds", until = until));
        } else {
            ui.add_space(8.0);
        }
        if self.accepting.is_for(&code, &subjects) {
            self.accepting.ui(ui, cx);
            return;
        }
        ui.add_space(4.0);
        let Some(acceptance) = about else {
            if widgets::secondary(ui, &say!(cx, "ui-panels-accept")).clicked() {
                self.accepting.begin(cx, &code, subjects, finding.stages.0);
            }
            return;
        };
        ui.horizontal(|ui| {
            if widgets::secondary(ui, &say!(cx, "ui-panels-accept-change")).clicked() {
                let first = if finding.accepted.is_some() { finding.stages.0 } else { 0 };
                self.accepting.change(&acceptance, first);
            }
            if widgets::secondary(ui, &say!(cx, "ui-panels-withdraw")).clicked() {
                cx.out.push(Action::Edit(vec![PlanEdit::Withdraw((*acceptance).clone())]));
            }
        });
    }

    /// The acceptance that a finding of PLAN-002 or PLAN-006 is about: the one that its fix withdraws.
    fn unmatched(&self, finding: &Finding) -> Option<Acceptance> {
        let (id, _, fixes) = self.fixes.as_ref()?;
        if !matches!(finding.code.as_str(), "PLAN-002" | "PLAN-006") || *id != finding.identity() {
            return None;
        }
        fixes.iter().flat_map(|fix| &fix.edits).find_map(|edit| match edit {
            PlanEdit::Withdraw(acceptance) => Some(acceptance.clone()),
            _ => None,
        })
    }
}

/// The product's own words, set off by a line.
fn quote_ui(ui: &mut Ui, head: &str, text: &str) {
    let colors = Colors::of(ui);
    // Slanted letters reach beyond their width.
    let margin = egui::Margin { left: 12, right: 4, ..Default::default() };
    let response = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        widgets::muted(ui, head);
        ui.add(egui::Label::new(RichText::new(text).italics()).wrap());
    });
    let rect = response.response.rect;
    ui.painter().vline(rect.left() + 1.5, rect.y_range(), egui::Stroke::new(3.0, colors.hair));
}

/// A finding in one clickable line, as the object's form shows it.
pub fn line_ui(ui: &mut Ui, cx: &mut Cx<'_>, finding: &Finding) {
    let glyph = if finding.counts() { Glyph::Finding(finding.level) } else { Glyph::Accepted };
    let text = wrapping(&cx.lang.say(&finding.message));
    let level = cx.lang.word(Level::PREFIX, finding.level.key());
    ui.add_space(4.0);
    let colors = Colors::of(ui);
    let frame = egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(8, 6))
        .corner_radius(style::RADIUS)
        .stroke(egui::Stroke::new(1.0, widgets::mark_color(&colors, glyph)));
    let shown = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            widgets::mark(ui, glyph, 18.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(&text).wrap());
                widgets::muted(ui, finding.code.as_str());
            });
        });
    });
    let id = egui::Id::unique(("finding", finding.code.as_str(), finding.subjects(), finding.stages.0, text.as_str()));
    let response = ui.interact(shown.response.rect, id, egui::Sense::click());
    let spoken = format!("{level}: {text}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(shown.response.rect.expand(2.0), style::RADIUS, ring, egui::StrokeKind::Inside);
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        cx.out.push(Action::OpenFinding(finding.identity()));
    }
}
