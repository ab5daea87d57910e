//! What a proposal comes to, before it is made: its phases, its new pools, what it takes for granted; or why there is none.

use super::job::{Offer, Outcome, Refused};
use crate::diagram::Glyph;
use crate::model::*;
use crate::rules::Level;
use crate::text::Message;
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{RichText, Ui, vec2};
use lucide_icons::Icon;

/// Of long lists so many are drawn: the plan has them all.
const MOST: usize = 60;
/// With less, in points, the figures stand below each other.
const BESIDE: f32 = 620.0;
/// The height of a line of a list, in points, and the width of a bar of machines.
const LINE: f32 = 20.0;
const BAR: f32 = 96.0;
/// Of the objects of a reason so many are named.
const MOST_NAMED: usize = 12;

/// Draws what was worked out last. `is_current`: it is of what is chosen now.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, outcome: Option<&Outcome>, is_current: bool) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let text = if is_current { String::new() } else { say!(cx, "ui-planner-working") };
    match outcome {
        None => widgets::muted(ui, text),
        Some(outcome) => {
            // Its place is kept, so that nothing moves when it is ready.
            let is_offer = matches!(outcome, Outcome::Offered(_));
            widgets::muted(ui, if is_current && is_offer { say!(cx, "ui-propose-preview") } else { text });
            ui.add_space(4.0);
            ui.add_enabled_ui(is_current, |ui| match outcome {
                Outcome::Offered(offer) => offer_ui(ui, cx, offer),
                Outcome::Refused(why) => refused_ui(ui, cx, why),
                Outcome::Broken => drop(ui.add(egui::Label::new(say!(cx, "ui-propose-broken")).wrap())),
            })
            .response
        }
    };
}

fn offer_ui(ui: &mut Ui, cx: &mut Cx<'_>, offer: &Offer) {
    figures_ui(ui, cx, offer);
    phases_ui(ui, cx, offer);
    pools_ui(ui, cx, offer);
    list_ui(ui, cx, &say!(cx, "ui-propose-assumed"), &offer.assumptions);
    warnings_ui(ui, cx, offer);
}

/// The few numbers that decide.
fn figures_ui(ui: &mut Ui, cx: &Cx<'_>, offer: &Offer) {
    let number = |count: usize| cx.lang.number(count as u64);
    let steps: usize = offer.phases.iter().map(|phase| phase.steps).sum();
    let peak = offer.machines.iter().max().copied().unwrap_or(0);
    let (first, last) = (offer.machines.first().copied().unwrap_or(0), offer.machines.last().copied().unwrap_or(0));
    let machines = say!(cx, "ui-propose-machines-course", first = first, last = last);
    let figures = [
        (number(offer.phases.len()), say!(cx, "ui-propose-phases"), say!(cx, "ui-propose-steps", count = steps)),
        (number(offer.outline.new_pools().count()), say!(cx, "ui-propose-new-pools"), {
            say!(cx, "ui-propose-front-ends", count = offer.outline.new_front_ends())
        }),
        (number(peak), say!(cx, "ui-propose-peak"), machines),
    ];
    let draw = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 8.0);
        for (value, label, more) in &figures {
            figure_ui(ui, value, label, more);
        }
    };
    if ui.available_width() >= BESIDE {
        ui.horizontal(draw)
    } else {
        ui.vertical(draw)
    };
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if offer.errors == 0 {
            let tick = RichText::new(Icon::Check.unicode().to_string()).font(style::icon_font(14.0));
            ui.label(tick.color(Colors::of(ui).good));
            ui.label(say!(cx, "ui-propose-no-error"));
        } else {
            widgets::mark(ui, Glyph::Finding(Level::Error), 15.0);
            ui.label(say!(cx, "ui-propose-errors", count = offer.errors));
        }
        if offer.not_checked > 0 {
            widgets::mark(ui, Glyph::NotChecked, 15.0);
            ui.label(say!(cx, "ui-propose-not-checked", count = offer.not_checked));
        }
    });
}

fn figure_ui(ui: &mut Ui, value: &str, label: &str, more: &str) {
    let colors = Colors::of(ui);
    let frame = egui::Frame::new()
        .fill(colors.card)
        .stroke(egui::Stroke::new(1.0, colors.hair))
        .corner_radius(style::RADIUS)
        .inner_margin(egui::Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(RichText::new(value).font(style::title()));
                ui.label(label);
            });
            ui.label(RichText::new(more).font(style::small()).color(colors.muted));
        });
    });
}

fn phases_ui(ui: &mut Ui, cx: &Cx<'_>, offer: &Offer) {
    widgets::section(ui, &say!(cx, "ui-propose-phases-list"));
    let colors = Colors::of(ui);
    let muted = colors.muted;
    let peak = offer.machines.iter().max().copied().unwrap_or(0).max(1) as f32;
    let small = |text: String| egui::Label::new(RichText::new(text).font(style::small()).color(muted));
    ui.spacing_mut().interact_size.y = LINE;
    egui::Grid::new("propose-phases").num_columns(4).spacing(vec2(24.0, 4.0)).show(ui, |ui| {
        for (at, phase) in offer.phases.iter().enumerate() {
            ui.label(format!("{}  {}", at + 1, phase.name));
            ui.add(small(say!(cx, "ui-propose-steps", count = phase.steps)));
            let machines = offer.machines.get(at + 1).copied().unwrap_or(0);
            ui.add(small(say!(cx, "ui-propose-machines-count", count = machines)));
            let (rect, _) = ui.allocate_exact_size(vec2(BAR, LINE), egui::Sense::hover());
            let bar = egui::Rect::from_center_size(rect.center(), vec2(BAR, 6.0));
            let filled = bar.with_max_x(bar.left() + BAR * machines as f32 / peak);
            ui.painter().rect_filled(bar, 3.0, colors.hover);
            ui.painter().rect_filled(filled, 3.0, colors.line);
            ui.end_row();
        }
    });
}

fn pools_ui(ui: &mut Ui, cx: &Cx<'_>, offer: &Offer) {
    let told: Vec<_> = offer.outline.successors.iter().filter(|one| !one.stands || !one.replaces.is_empty()).collect();
    if told.is_empty() {
        return;
    }
    widgets::section(ui, &say!(cx, "ui-propose-pools-list"));
    let lines: Vec<(String, String)> = told
        .iter()
        .take(MOST)
        .map(|one| {
            let name = match one.replaces.is_empty() {
                true => one.name.clone(),
                false => {
                    say!(cx, "ui-propose-becomes", old = one.replaces.join(", "), new = one.name.as_str())
                }
            };
            let kind = Message::word(PoolKind::PREFIX, one.kind.key());
            let more = match one.stands {
                true => say!(cx, "ui-propose-pool-stands", kind = kind),
                false => say!(cx, "ui-propose-pool", kind = kind, servers = one.servers),
            };
            (name, more)
        })
        .collect();
    ui.spacing_mut().interact_size.y = LINE;
    for (name, more) in lines {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            ui.label(name);
            ui.label(RichText::new(more).font(style::small()).color(Colors::of(ui).muted));
        });
    }
    rest_ui(ui, cx, told.len());
}

fn rest_ui(ui: &mut Ui, cx: &Cx<'_>, all: usize) {
    if all > MOST {
        widgets::muted(ui, say!(cx, "ui-propose-rest", count = all - MOST));
    }
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, head: &str, all: &[String]) {
    if all.is_empty() {
        return;
    }
    widgets::section(ui, head);
    for text in all.iter().take(MOST) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.label(RichText::new("•").color(Colors::of(ui).muted));
            ui.add(egui::Label::new(text).wrap());
        });
    }
    rest_ui(ui, cx, all.len());
}

fn warnings_ui(ui: &mut Ui, cx: &mut Cx<'_>, offer: &Offer) {
    if offer.warnings.is_empty() {
        return;
    }
    widgets::section(ui, &say!(cx, "ui-propose-warnings"));
    for (code, title, count) in &offer.warnings {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            widgets::mark(ui, Glyph::Finding(Level::Warning), 15.0);
            if widgets::link(ui, code.as_str()).clicked() {
                cx.out.push(Action::Explain(code.clone()));
            }
            ui.add(egui::Label::new(say!(cx, "ui-propose-times", count = *count, title = title.as_str())).truncate());
        });
    }
}

/// The rules that refuse it, with ways to their pages and to what they are about.
fn refused_ui(ui: &mut Ui, cx: &mut Cx<'_>, why: &Refused) {
    let colors = Colors::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        widgets::mark(ui, Glyph::Finding(Level::Error), 18.0);
        ui.add(egui::Label::new(RichText::new(&why.head).font(style::heading())).wrap());
    });
    ui.add_space(4.0);
    for reason in &why.reasons {
        let frame = egui::Frame::new()
            .fill(colors.card)
            .stroke(egui::Stroke::new(1.0, colors.hair))
            .corner_radius(style::RADIUS)
            .inner_margin(12);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(&reason.text).wrap().selectable(true));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                if let Some(code) = &reason.code {
                    let text = said(cx.lang, &crate::message!("ui-propose-rule", code = code.as_str()));
                    if widgets::link_small(ui, &text).clicked() {
                        cx.out.push(Action::Explain(code.clone()));
                    }
                }
                for (subject, name) in reason.subjects.iter().take(MOST_NAMED) {
                    let text = say!(cx, "ui-propose-show", name = name.as_str());
                    if widgets::link_small(ui, &text).clicked() {
                        cx.out.push(Action::Reveal(subject.clone()));
                    }
                }
            });
        });
        ui.add_space(4.0);
    }
}
