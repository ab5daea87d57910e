//! The legend upon the sheet: what is drawn, counted; each row a switch that leaves it out. And the chip that says
//! how much is shown.

use super::action::{Action, Cx, say};
use super::command::UiCommand;
use super::sheet_view::SheetView;
use super::style::{self, Colors};
use super::widgets;
use crate::canvas::SheetCommand;
use crate::diagram::{LegendOf, LegendRow, Scene, Token, Trait};
use crate::model::{Level, SiteId, Subject};
use crate::text::Message;
use egui::epaint::{Stroke, StrokeKind};
use egui::{Align2, Area, Frame, Pos2, Rect, Role, Ui, pos2, vec2};
use std::collections::BTreeSet;

const WIDTH: f32 = 264.0;
const ROW: f32 = 24.0;
/// From the edges of the sheet.
pub(super) const GAP: f32 = 12.0;

/// The groups of rows, in their order.
fn group(of: &LegendOf) -> Message {
    match of {
        LegendOf::Card(Trait::Version(_)) => crate::message!("ui-legend-version"),
        LegendOf::Card(Trait::Site(_)) => crate::message!("ui-legend-site"),
        LegendOf::Card(Trait::Kind(_)) => crate::message!("ui-legend-kind"),
        LegendOf::Card(Trait::Change(_)) => crate::message!("ui-legend-change"),
        LegendOf::Card(Trait::Finding(_)) => crate::message!("ui-legend-finding"),
        LegendOf::Link(_) => crate::message!("ui-legend-link"),
    }
}

/// What a row was asked for.
enum Asked {
    Turn,
    Only,
}

impl SheetView {
    pub fn shows_legend(&self) -> bool {
        self.legend
    }

    pub fn turn_legend(&mut self) {
        self.legend = !self.legend;
    }

    /// How much of the sheet the legend lies on, from the left.
    pub(super) fn legend_width(&self, scene: &Scene) -> f32 {
        if self.legend && !scene.legend.rows.is_empty() { WIDTH + 3.0 * GAP } else { 0.0 }
    }

    pub fn fades(&self) -> bool {
        self.shown.faded
    }

    pub fn turn_fading(&mut self) {
        self.shown.faded = !self.shown.faded;
    }

    pub fn shows_everything(&self) -> bool {
        self.shown.is_everything()
    }

    pub fn show_all(&mut self) {
        self.shown.everything();
    }

    /// Of what is selected, what has a card or an area of its own or stands in one.
    pub fn to_hide(&self, selection: &[Subject]) -> BTreeSet<Subject> {
        let sheet = self.drawn.as_ref().map(|(_, sheet)| sheet);
        let own = |subject: &Subject| match subject {
            Subject::Site(_) => Some(subject.clone()),
            other => sheet?.card_of(other).cloned(),
        };
        selection.iter().filter_map(own).collect()
    }

    pub fn hide(&mut self, selection: &[Subject]) {
        let hidden = self.to_hide(selection);
        self.shown.hidden.extend(hidden);
    }

    pub fn shows_only_errors(&self) -> bool {
        self.shown.is_only(&ERRORS, &[])
    }

    /// Only what is wrong, or all findings and none again.
    pub fn turn_only_errors(&mut self) {
        if self.shows_only_errors() {
            self.shown.all_of(&ERRORS, &[]);
        } else {
            self.shown.only(&ERRORS, &[]);
        }
    }

    /// After the filter changed: says how much is shown, and lets go what is not.
    pub(super) fn tell_shown(&mut self, ctx: &egui::Context, cx: &mut Cx<'_>, scene: &Scene) {
        let doc = cx.doc;
        if self.told != self.shown {
            self.told = self.shown.clone();
            cx.out.push(Action::Say(shown_of(scene)));
            let kept: Vec<Subject> =
                doc.view.selection.iter().filter(|subject| !self.leaves_out(cx, scene, subject)).cloned().collect();
            if kept.len() < doc.view.selection.len() {
                cx.out.push(Action::SelectAll(kept));
            }
        }
        let Some(subject) = self.revealed.take() else { return };
        let name = doc.plan().label(&subject);
        if self.leaves_out(cx, scene, &subject) {
            cx.out.push(Action::Say(crate::message!("ui-legend-left-out", name = name)));
        } else if let Some(site) = scene.collapsed.around(&subject) {
            let keys = UiCommand::Sheet(SheetCommand::Collapse).keys(ctx, cx.lang).unwrap_or_default();
            let site = doc.plan().label(site);
            cx.out.push(Action::Say(crate::message!("canvas-in-collapsed", name = name, site = site, keys = keys)));
        }
    }

    /// Whether an object of the phase is not drawn because of the filter.
    fn leaves_out(&self, cx: &Cx<'_>, scene: &Scene, subject: &Subject) -> bool {
        let Some((_, sheet)) = &self.drawn else { return false };
        let card = if let Subject::Site(_) = subject { Some(subject) } else { sheet.card_of(subject) };
        !self.shown.is_everything()
            && cx.doc.state().has(subject)
            && card.is_some_and(|card| sheet.rect_of(card).is_some() && scene.box_of(card).is_none())
    }

    pub(super) fn legend_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, scene: &Scene) {
        let Some(view) = self.view else { return };
        if !self.shown.is_everything() {
            self.chip_ui(ui, cx, scene, view);
        }
        if !self.legend || scene.legend.rows.is_empty() {
            return;
        }
        let mut told: Vec<(LegendOf, Asked)> = Vec::new();
        let id = ui.scope_id().with("legend");
        let size = size_of(ui, id);
        let place = Area::new(id).order(egui::Order::Middle).movable(false);
        let place = place.pivot(Align2::LEFT_BOTTOM).fixed_pos(pos2(view.min.x + GAP, view.max.y - GAP));
        let shown = place.constrain_to(view).show(ui.ctx(), |ui| {
            panel(ui).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal(|ui| {
                    ui.label(egui::RichText::new(say!(cx, "ui-legend")).font(style::strong()));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if widgets::row_button(ui, lucide_icons::Icon::X, &say!(cx, "ui-legend-close")).clicked() {
                            cx.out.push(Action::Do(UiCommand::ToggleLegend));
                        }
                    });
                });
                let room = (view.height() * 0.55).clamp(80.0, 420.0);
                egui::ScrollArea::vertical().max_height(room).show(ui, |ui| self.groups_ui(ui, cx, scene, &mut told));
                ui.add_space(4.0);
                let mut faded = self.shown.faded;
                if ui.checkbox(&mut faded, say!(cx, "ui-shell-fade-left-out")).changed() {
                    cx.out.push(Action::Do(UiCommand::FadeLeftOut));
                }
                ui.add_space(4.0);
                let hint = egui::RichText::new(say!(cx, "ui-legend-hint")).font(style::small());
                ui.label(hint.color(Colors::of(ui).muted));
            });
        });
        // It is placed by the size that it had before.
        if size != Some(shown.response.rect.size()) {
            ui.request_repaint();
        }
        let sites = self.drawn.as_ref().map(|(_, sheet)| sheet.sites()).unwrap_or_default();
        for (of, asked) in told {
            match (of, asked) {
                (LegendOf::Link(kind), _) => cx.out.push(Action::Do(UiCommand::Line(kind))),
                (LegendOf::Card(of), Asked::Turn) => self.shown.turn(&of),
                (LegendOf::Card(of), Asked::Only) => self.turn_only(&of, &sites),
            }
        }
    }

    /// Only this of its kind; once more, all of them.
    fn turn_only(&mut self, of: &Trait, sites: &[SiteId]) {
        if self.shown.is_only(of, sites) {
            self.shown.all_of(of, sites);
        } else {
            self.shown.only(of, sites);
        }
    }

    fn groups_ui(&self, ui: &mut Ui, cx: &Cx<'_>, scene: &Scene, told: &mut Vec<(LegendOf, Asked)>) {
        for rows in scene.legend.rows.chunk_by(|a, b| group(&a.of) == group(&b.of)) {
            let Some(first) = rows.first() else { continue };
            let name = match (&first.of, self.base_of(cx.doc.plan())) {
                (LegendOf::Card(Trait::Change(_)), Some(_)) => crate::message!("ui-compare-legend"),
                (of, _) => group(of),
            };
            // Many sites would push the rest out of sight.
            let head = egui::CollapsingHeader::new(
                egui::RichText::new(super::action::said(cx.lang, &name)).font(style::small()),
            )
            .id_salt(name.id.as_ref())
            .default_open(rows.len() <= 8);
            head.show_unindented(ui, |ui| {
                for row in rows {
                    if let Some(asked) = row_ui(ui, cx, row) {
                        told.push((row.of.clone(), asked));
                    }
                }
            });
        }
    }

    /// How much is shown, and the way back.
    fn chip_ui(&self, ui: &Ui, cx: &mut Cx<'_>, scene: &Scene, view: Rect) {
        let id = ui.scope_id().with("shown");
        let size = size_of(ui, id);
        let place = Area::new(id).order(egui::Order::Middle).movable(false);
        let place = place.pivot(Align2::CENTER_TOP).fixed_pos(pos2(view.center().x, view.min.y + GAP));
        let shown = place.constrain_to(view).show(ui.ctx(), |ui| {
            panel(ui).inner_margin(vec2(10.0, 4.0)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(super::action::said(cx.lang, &shown_of(scene)));
                    if widgets::link(ui, &say!(cx, "ui-shell-show-all")).clicked() {
                        cx.out.push(Action::Do(UiCommand::ShowAll));
                    }
                });
            });
        });
        if size != Some(shown.response.rect.size()) {
            ui.request_repaint();
        }
    }
}

/// How large an area was when it was shown last.
pub(super) fn size_of(ui: &Ui, id: egui::Id) -> Option<egui::Vec2> {
    egui::AreaState::load(ui.ctx(), id)?.size
}

const ERRORS: Trait = Trait::Finding(Some(Level::Error));

fn shown_of(scene: &Scene) -> Message {
    crate::message!("ui-legend-shown", shown = scene.legend.shown, cards = scene.legend.cards)
}

pub(super) fn panel(ui: &Ui) -> Frame {
    let colors = Colors::of(ui);
    Frame::popup(ui.style()).fill(colors.panel).stroke(Stroke::new(1.0, colors.line)).inner_margin(10.0)
}

/// A switch: tick, sample, words, number. The menu of a card's row, or Alt, asks for this alone.
fn row_ui(ui: &mut Ui, cx: &Cx<'_>, row: &LegendRow) -> Option<Asked> {
    let colors = Colors::of(ui);
    let spoken = say!(cx, "ui-legend-row", name = row.text.as_str(), count = row.count);
    let (rect, response) =
        widgets::row(ui, ui.scope_id().with(format!("{:?}", row.of)), ROW, Role::CheckBox, false, &spoken);
    response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, row.on, &spoken));
    let at = |x: f32, size: f32| Rect::from_center_size(pos2(rect.min.x + x, rect.center().y), vec2(size, size));
    let tick = at(14.0, 14.0);
    let edge = if row.on { colors.accent } else { colors.muted };
    ui.painter().rect_stroke(tick, 3.0, Stroke::new(1.0, edge), StrokeKind::Inside);
    if row.on {
        let p = |x: f32, y: f32| -> Pos2 { tick.min + vec2(x, y) };
        let points = vec![p(3.0, 7.5), p(6.0, 10.5), p(11.0, 4.0)];
        ui.painter().add(egui::Shape::line(points, Stroke::new(2.0, colors.accent)));
    }
    let palette = super::sheet::Palette::new(style::theme(style::Look::of(ui.visuals())));
    let color = palette.color(row.token);
    match (&row.of, row.glyph) {
        (_, Some(glyph)) => widgets::paint_glyph(ui, at(36.0, 16.0), glyph, color),
        (LegendOf::Card(Trait::Version(Some(version))), _) => {
            widgets::version_strip(ui, at(36.0, 3.0).left_center(), 18.0, *version);
        }
        (LegendOf::Link(_), _) => {
            let middle = at(36.0, 16.0);
            let ends = [middle.left_center(), middle.right_center()];
            let stroke = Stroke::new(1.5, color);
            if row.on {
                ui.painter().line_segment(ends, stroke);
            } else {
                // A chip on the card.
                ui.painter().rect_stroke(middle.shrink2(vec2(0.0, 4.0)), 3.0, stroke, StrokeKind::Inside);
            }
        }
        _ => {
            ui.painter().rect_stroke(
                at(36.0, 12.0),
                2.0,
                Stroke::new(1.0, palette.color(Token::Line)),
                StrokeKind::Inside,
            );
        }
    }
    let count = cx.lang.number(row.count);
    let wide = widgets::text_width(ui, &count, style::small());
    let words = Rect::from_min_max(pos2(rect.min.x + 52.0, rect.min.y), pos2(rect.max.x - wide - 16.0, rect.max.y));
    let ink = if row.on { colors.text } else { colors.muted };
    let cut = widgets::paint_text(ui, words, &row.text, style::small(), ink);
    let number = Rect::from_min_max(pos2(rect.max.x - wide - 8.0, rect.min.y), rect.max);
    widgets::paint_text(ui, number, &count, style::small(), colors.muted);
    let mut asked = None;
    if let LegendOf::Card(_) = row.of {
        widgets::context_menu(&response, &row.text, |ui| {
            if ui.button(say!(cx, "ui-legend-only")).clicked() {
                asked = Some(Asked::Only);
                ui.close();
            }
        });
    }
    if response.clicked() {
        let only = ui.input(|i| i.modifiers.alt) && matches!(row.of, LegendOf::Card(_));
        asked = Some(if only { Asked::Only } else { Asked::Turn });
    }
    if cut {
        response.on_hover_text(&row.text);
    }
    asked
}
