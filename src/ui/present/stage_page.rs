//! The page of a stage: its title, the drawing with what changes, and what that is in words. Also Today beside the end.

use super::Presentation;
use super::drawing::{Drawn, Manner, Shot, View, legible_from, on_screen, shown};
use super::pages::{Page, Room, Shown};
use super::slide::{LEAST, Slide, Type};
use super::told::{Line, Texts, Told};
use crate::canvas::{Camera, has_place, is_site};
use crate::diagram::{ObjectBox, SheetRect, Token};
use crate::message;
use crate::model::Subject;
use crate::plan::Mark;
use crate::text::Message;
use crate::ui::sheet::{Palette, Pen};
use crate::ui::style::{self, Look};
use egui::{Rect, Role, Sense, Stroke, StrokeKind, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Free space at the left and the right, on a screen of 1080 lines.
pub const MARGIN: f32 = 64.0;
/// Where what is below the titles begins, and where it ends before the lower edge.
const BODY: (f32, f32) = (212.0, 84.0);
/// Between the drawing and the words beside it.
const GUTTER: f32 = 48.0;
/// The share of a page that the words beside the drawing take.
const WORDS: f32 = 0.24;
/// Nothing is drawn larger than this, however little there is to see: points per sheet unit on a screen of 1080 lines.
const LARGEST: f32 = 1.7;
/// What is said of an object that is looked at closely takes at most so much below it.
const CAPTION: f32 = 170.0;
/// So many objects are told one by one.
const MOST_NODES: usize = 300;
/// The drawing and the list beside it grow with the type; the titles take more of the page.
fn body(slide: &Slide<'_>) -> Rect {
    let (unit, margin) = (slide.unit, slide.px(MARGIN));
    let top = BODY.0 * slide.type_unit;
    Rect::from_min_max(
        pos2(slide.rect.left() + margin, slide.rect.top() + top),
        pos2(slide.rect.right() - margin, slide.rect.bottom() - BODY.1 * unit),
    )
}

/// Where the drawing is, and where the words are.
fn areas(slide: &Slide<'_>) -> (Rect, Rect) {
    let body = body(slide);
    let words = slide.rect.width() * WORDS * (slide.type_unit / slide.unit).sqrt();
    let (drawing, _) = body.split_left_right_at_x(body.right() - words - slide.px(GUTTER));
    (drawing, Rect::from_min_max(pos2(body.right() - words, body.top()), body.max))
}

/// The largest drawing that can be read in a window.
pub fn room(slide: &Slide<'_>) -> Room {
    let (drawing, _) = areas(slide);
    let zoom = legible_from(LEAST * slide.type_unit);
    Room { width: (drawing.width() / zoom).floor(), height: (drawing.height() / zoom).floor() }
}

impl Presentation {
    pub(super) fn manner(&self, slide: &Slide<'_>, without_names: bool, dims: bool) -> Manner {
        Manner {
            least: LEAST * slide.type_unit,
            dims: dims && !Look::of(slide.ui.visuals()).contrast,
            without_names,
            without_retired: false,
            moves: self.moves,
            now: slide.ui.input(|i| i.time),
        }
    }

    /// Today or a phase.
    pub(super) fn stage_page(&mut self, slide: &mut Slide<'_>, page: &Page, stage: usize) {
        let (drawing, words) = areas(slide);
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        let texts = self.texts();
        head(slide, &texts);
        self.words(slide, &told, &texts, stage, words);

        let of = (stage, self.findings);
        let scene = self.studio.scene(of);
        let mut manner = self.manner(slide, false, stage > 0);
        if let Some(drawn) = &scene {
            let rect = match &page.shown {
                Shown::Whole | Shown::Overview => drawn.scene.bounds,
                Shown::Part(part) => part.frame,
            };
            let focused = self.focus.as_ref().and_then(|focus| drawn.index.rect(&drawn.scene, focus));
            let most = LARGEST * slide.type_unit;
            let shot = match focused {
                // Above what is said of it.
                Some(rect) => {
                    let caption = vec2(0.0, CAPTION * slide.type_unit);
                    let mut shot = Shot::framing(&rect.expanded(24.0), drawing.size() - caption, most);
                    shot.center.y += caption.y / 2.0 / shot.zoom;
                    shot
                }
                None => Shot::framing(&rect, drawing.size(), most),
            };
            manner.without_names = shot.zoom < legible_from(manner.least) * 0.999;
            self.view.show(of, drawn.clone(), &manner);
            self.view.look(shot, &manner);
        } else {
            let of = slide.type_of(22.0, slide.colors.muted);
            let making = told.say(&message!("ui-present-being-drawn"));
            slide.text(drawing.min, drawing.width(), &making, of);
        }
        painted(slide, &mut self.view, drawing, &manner);
        if self.view.is_moving(manner.now) {
            slide.ui.ctx().request_repaint();
        }
        let seen = self.view.shot(manner.now).zip(self.view.drawn().cloned());
        if let Some((shot, drawn)) = seen.filter(|_| scene.is_some()) {
            let camera = shot.camera(drawing.size());
            rings(slide, &drawn, &camera, drawing);
            if manner.without_names {
                let state = told.replay.states.get(stage);
                // Of what is retired here too.
                let name = |subject: &Subject| match state.filter(|state| state.has(subject)) {
                    Some(state) => Some(state.label(subject)),
                    None => Some(told.plan.label(subject)),
                };
                site_names(slide, &drawn, (&camera, drawing), &name, true);
            }
            self.object_nodes(slide, &drawn, &camera, drawing, manner.without_names);
            self.caption(slide, &drawn, drawing);
        }
    }

    /// Beside the drawing: what changes, or what there is; and what the rules say.
    fn words(&self, slide: &mut Slide<'_>, told: &Told<'_>, texts: &Texts, stage: usize, rect: Rect) {
        let (head, none) = match stage {
            0 => (message!("ui-present-there-is"), message!("ui-present-nothing-there")),
            _ => (message!("ui-present-changes"), message!("ui-present-no-change")),
        };
        let mut upper = rect;
        if self.findings {
            upper.max.y = rect.top() + rect.height() * 0.56;
        }
        list(slide, told, upper, (&told.say(&head), &told.say(&none)), &texts.lists[0]);
        if self.findings {
            let lower = Rect::from_min_max(pos2(rect.left(), upper.bottom() + slide.px(24.0)), rect.max);
            let words = (&message!("ui-present-findings"), &message!("export-no-finding"));
            self.findings_list(slide, told, lower, words, &texts.lists[1]);
        }
    }

    /// Findings, or how much was checked where there are none: never more than was decided.
    pub(super) fn findings_list(
        &self,
        slide: &mut Slide<'_>,
        told: &Told<'_>,
        rect: Rect,
        (head, none): (&Message, &Message),
        lines: &[Line],
    ) -> f32 {
        let none = match self.checked {
            true => format!("{}\n{}", told.say(none), told.checked()),
            false => told.say(&message!("ui-panels-checking")),
        };
        list(slide, told, rect, (&told.say(head), &none), if self.checked { lines } else { &[] })
    }

    /// Objects in view as nodes: a click looks at one closely.
    fn object_nodes(&mut self, slide: &mut Slide<'_>, drawn: &Rc<Drawn>, camera: &Camera, area: Rect, afar: bool) {
        let view = shown(camera, area.size());
        let wanted = |object: &&ObjectBox| match is_site(&object.subject) {
            true => true,
            false => !afar && has_place(&object.subject),
        };
        let all = drawn.index.in_view(&drawn.scene, &view).filter(wanted).take(MOST_NODES);
        let scope = slide.ui.scope_id();
        let mut clicked = None;
        for object in all {
            let mut rect = on_screen(camera, area, &object.rect).intersect(area);
            let open = is_site(&object.subject) && !drawn.scene.collapsed.has(&object.subject);
            if open && !afar {
                // Its tab: on its ground a click goes on.
                rect.max.y = rect.max.y.min(rect.min.y + 28.0 * camera.zoom());
                rect.max.x = rect.max.x.min(rect.min.x + 280.0 * camera.zoom());
            }
            if !rect.is_positive() {
                continue;
            }
            let id = scope.with(("object", &object.subject));
            let response = slide.ui.interact(rect, id, Sense::CLICK);
            let selected = self.focus.as_ref() == Some(&object.subject);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &object.label));
            if !object.description.is_empty() {
                slide.ui.ctx().accesskit_node_builder(id, |node| node.set_description(object.description.as_str()));
            }
            if response.hovered() {
                slide.ui.ctx().set_cursor_icon(egui::CursorIcon::ZoomIn);
            }
            if response.clicked() {
                clicked = Some(object.subject.clone());
            }
        }
        if let Some(subject) = clicked {
            self.focus = if self.focus.as_ref() == Some(&subject) { None } else { Some(subject) };
            slide.ui.ctx().request_repaint();
        }
    }

    /// What is known about the object that is looked at.
    fn caption(&mut self, slide: &mut Slide<'_>, drawn: &Drawn, area: Rect) {
        let Some(object) = self.focus.as_ref().and_then(|focus| drawn.index.object(&drawn.scene, focus)) else {
            return;
        };
        let colors = slide.colors;
        let (inset, width) = (slide.px(20.0), area.width().min(slide.px(1100.0)));
        let name = Type { bold: true, ..slide.type_of(24.0, colors.text) };
        let more = Type { rows: 3, ..slide.type_of(20.0, colors.muted) };
        let description = crate::ui::action::wrapping(&object.description);
        let first = slide.laid(&object.label, name, width - 2.0 * inset);
        let second = slide.laid(&description, more, width - 2.0 * inset);
        let more_high = if description.is_empty() { 0.0 } else { second.size().y + slide.px(6.0) };
        let high = first.size().y + more_high + 2.0 * inset;
        let rect = Rect::from_min_size(pos2(area.left(), area.bottom() - high), vec2(width, high));
        slide.framed(rect, 10.0, colors.card, 1.0, colors.line);
        let below = slide.text(rect.min + vec2(inset, inset), width - 2.0 * inset, &object.label, name);
        if more_high > 0.0 {
            slide.text(below.left_bottom() + vec2(0.0, slide.px(6.0)), width - 2.0 * inset, &description, more);
        }
    }

    /// Today beside the state after the last phase.
    pub(super) fn before_after_page(&mut self, slide: &mut Slide<'_>) {
        let subjects = self.studio.subjects().clone();
        let told = subjects.told();
        let texts = self.texts();
        let last = told.plan.phases.len();
        head(slide, &texts);
        let body = body(slide);
        let half = (body.width() - slide.px(GUTTER)) / 2.0;
        let colors = slide.colors;
        for (side, stage) in [0, last].into_iter().enumerate() {
            let left = body.left() + side as f32 * (half + slide.px(GUTTER));
            let name = match stage {
                0 => told.stage_name(0),
                stage => told.say(&message!("ui-present-after", phase = told.stage_name(stage))),
            };
            let of = Type { bold: true, role: Role::Heading, ..slide.type_of(28.0, colors.text) };
            let at = pos2(left, slide.rect.top() + (BODY.0 - 60.0) * slide.type_unit);
            let title = slide.text(at, half, &name, of);
            let area = Rect::from_min_max(
                pos2(left, title.bottom() + slide.px(16.0)),
                pos2(left + half, body.top() + body.height() * 0.66),
            );
            slide.framed(area, 10.0, colors.sheet, 1.0, colors.hair);
            let inner = area.shrink(slide.px(16.0));
            let of = (stage, false);
            let mut manner = self.manner(slide, true, false);
            (manner.moves, manner.without_retired) = (false, true);
            if let Some(drawn) = self.studio.scene(of) {
                let view = &mut self.sides[side];
                let shot = Shot::framing(&drawn.scene.bounds, inner.size(), LARGEST * slide.type_unit);
                manner.without_names = shot.zoom < legible_from(manner.least) * 0.999;
                view.show(of, drawn.clone(), &manner);
                view.look(shot, &manner);
                painted(slide, view, inner, &manner);
                if manner.without_names {
                    let state = told.replay.states.get(stage);
                    let name =
                        |subject: &Subject| state.filter(|state| state.has(subject)).map(|state| state.label(subject));
                    site_names(slide, &drawn, (&shot.camera(inner.size()), inner), &name, false);
                }
                slide.node(inner, Role::Image, &name);
            }
            let below =
                Rect::from_min_max(pos2(left, area.bottom() + slide.px(24.0)), pos2(left + half, body.bottom()));
            slide.lines(below, &texts.lists[side], 22.0, |count| told.say(&message!("ui-present-more", count = count)));
        }
    }
}

/// What is above the body of a page: a line, the title, and a line below it.
pub fn head(slide: &mut Slide<'_>, texts: &Texts) {
    let at = slide.rect.min + vec2(slide.px(MARGIN), slide.px(40.0));
    let width = slide.rect.width() - 2.0 * slide.px(MARGIN);
    let colors = slide.colors;
    let above = slide.text(at, width, &texts.above, Type { bold: true, ..slide.type_of(22.0, colors.accent) });
    let of = Type { bold: true, role: Role::Heading, ..slide.type_of(52.0, colors.text) };
    let title = slide.text(pos2(at.x, above.bottom() + slide.px(4.0)), width, &texts.title, of);
    if !texts.below.is_empty() {
        let of = slide.type_of(24.0, colors.muted);
        slide.text(pos2(at.x, title.bottom() + slide.px(6.0)), width, &texts.below, of);
    }
}

fn painted(slide: &Slide<'_>, view: &mut View, area: Rect, manner: &Manner) {
    let palette = Palette::new(style::theme(Look::of(slide.ui.visuals())));
    let painter = slide.ui.painter_at(area);
    let mut pen = Pen::new(&painter, Camera::default(), area.min, &palette);
    view.paint(&mut pen, area, manner);
    pen.finish();
}

/// How the heading of a list is written.
pub fn heading(slide: &Slide<'_>) -> Type {
    Type { bold: true, role: Role::Heading, ..slide.type_of(20.0, slide.colors.muted) }
}

/// A heading and the lines below it, or the sentence that there are none.
pub fn list(slide: &mut Slide<'_>, told: &Told<'_>, rect: Rect, (head, none): (&str, &str), lines: &[Line]) -> f32 {
    let of = heading(slide);
    let head = slide.text(rect.min, rect.width(), head, of);
    let top = head.bottom() + slide.px(18.0);
    if lines.is_empty() {
        let of = Type { rows: 5, ..slide.type_of(22.0, slide.colors.text) };
        return slide.text(pos2(rect.left(), top), rect.width(), none, of).bottom();
    }
    let rest = Rect::from_min_max(pos2(rect.left(), top), rect.max);
    slide.lines(rest, lines, 22.0, |count| told.say(&message!("ui-present-more", count = count)))
}

/// A ring around everything that something happens to.
fn rings(slide: &Slide<'_>, drawn: &Drawn, camera: &Camera, area: Rect) {
    let painter = slide.ui.painter_at(area.expand(slide.px(12.0)));
    let theme = style::theme(Look::of(slide.ui.visuals()));
    for (subject, mark) in &drawn.touched {
        let Some(object) = drawn.index.object(&drawn.scene, subject).filter(|object| has_place(&object.subject)) else {
            continue;
        };
        let token = match mark {
            Mark::Added => Token::Good,
            Mark::Removed => Token::Muted,
            Mark::Unchanged | Mark::Changed | Mark::Emptied => Token::Accent,
        };
        let rect = on_screen(camera, area, &object.rect);
        if !rect.intersects(area) {
            continue;
        }
        let (off, width) = (slide.px(7.0), slide.px(3.0));
        let radius = (6.0 * camera.zoom() + off).min(40.0) as u8;
        let stroke = Stroke::new(width, style::egui_color(theme.color(token)));
        painter.rect_stroke(rect.expand(off), radius, stroke, StrokeKind::Inside);
    }
}

/// Names of sites in type that can be read where the drawing's own cannot: those where something happens first, and no two
/// upon each other.
fn site_names(
    slide: &mut Slide<'_>,
    drawn: &Drawn,
    (camera, area): (&Camera, Rect),
    name_of: &dyn Fn(&Subject) -> Option<String>,
    marks: bool,
) {
    let happens: BTreeSet<&Subject> = (drawn.touched.keys())
        .filter_map(|subject| match subject {
            Subject::Site(_) => Some(subject),
            _ => drawn.index.object(&drawn.scene, subject)?.parent.as_ref(),
        })
        .collect();
    let view: SheetRect = shown(camera, area.size());
    let mut sites: Vec<&ObjectBox> = drawn.index.sites_in_view(&drawn.scene, view).collect();
    sites.sort_by_key(|site| !happens.contains(&site.subject));
    let mut taken: Vec<Rect> = Vec::new();
    let colors = slide.colors;
    for site in sites {
        let ground = on_screen(camera, area, &site.rect).intersect(area);
        let happens = marks && happens.contains(&site.subject);
        // A name that is cut to three letters says nothing.
        let room = if happens { ground.width().max(slide.px(200.0)) } else { ground.width() };
        if room < slide.px(72.0) {
            continue;
        }
        let inset = slide.px(8.0);
        let of = Type { bold: happens, ..slide.type_of(20.0, if happens { colors.text } else { colors.muted }) };
        let name = name_of(&site.subject).unwrap_or_else(|| site.label.clone());
        let galley = slide.laid(&name, of, room - 2.0 * inset);
        let at = pos2(ground.left(), ground.top()).min(area.max - galley.size() - vec2(2.0 * inset, inset));
        let rect = Rect::from_min_size(at, galley.size() + vec2(2.0 * inset, inset));
        if taken.iter().any(|other| other.intersects(rect)) {
            continue;
        }
        let edge = if happens { colors.accent } else { colors.hair };
        slide.framed(rect, 6.0, colors.card, if happens { 2.0 } else { 1.0 }, edge);
        slide.ui.painter().galley(rect.min + vec2(inset, inset / 2.0), galley, of.color);
        taken.push(rect);
    }
    card_names(slide, drawn, (camera, area), name_of, &taken);
}

/// Names on cards whose own would be too small, as far as they have room.
fn card_names(
    slide: &mut Slide<'_>,
    drawn: &Drawn,
    (camera, area): (&Camera, Rect),
    name_of: &dyn Fn(&Subject) -> Option<String>,
    taken: &[Rect],
) {
    let colors = slide.colors;
    let of = slide.type_of(LEAST, colors.text);
    let (inset, least) = (slide.px(12.0), slide.px(80.0));
    let high = slide.font(LEAST, false).size * 1.3;
    let view = shown(camera, area.size());
    for object in drawn.index.in_view(&drawn.scene, &view).filter(|object| has_place(&object.subject)) {
        let card = on_screen(camera, area, &object.rect);
        let Some(name) = name_of(&object.subject) else { continue };
        if card.width() < least || card.height() < high || !area.contains_rect(card) {
            continue;
        }
        // The host alone: that is what they are called.
        let is_address = name.parse::<std::net::IpAddr>().is_ok();
        let host = if is_address { &name } else { name.split('.').next().unwrap_or(&name) };
        let galley = slide.laid(host, of, card.width() - 2.0 * inset);
        let at = pos2(card.left() + inset, card.center().y - galley.size().y / 2.0);
        if !taken.iter().any(|other| other.intersects(Rect::from_min_size(at, galley.size()))) {
            slide.ui.painter().galley(at, galley, of.color);
        }
    }
}

/// What of a page can be looked at closely, in reading order.
pub fn objects(drawn: &Drawn) -> impl Iterator<Item = &Subject> {
    let all = drawn.index.in_order(&drawn.scene).map(|object| &object.subject);
    all.filter(|subject| is_site(subject) || has_place(subject))
}
