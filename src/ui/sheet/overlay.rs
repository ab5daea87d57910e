//! What stands over the drawing: rings, handles, what is in the hand, the verdict, a name being written, the
//! finding of what is selected.

use super::paint::{Look, Pen};
use super::verdict::{Beside, VerdictView, answer_token, card_ui};
use super::{Palette, Sheet, SheetContext, SheetEvent};
use crate::canvas::*;
use crate::diagram::{Ground, LineEnd, Mark, SheetPoint, SheetRect, Side, Token};
use crate::model::{SiteId, Subject};
use crate::ui::action::wrapping;
use crate::ui::command::UiCommand;
use egui::epaint::text::cursor::CCursor;
use egui::epaint::{Color32, Shape, Stroke, StrokeKind};
use egui::{Align2, FontId, Pos2, Rect, Ui, vec2};
use std::collections::HashSet;

/// A selection ring stands off its object by this, in screen points.
const RING_OFF: f32 = 2.0;
/// From this many objects on, the lines among them are not lit up.
const MANY_LIT: usize = 60;

/// How far marks lie beyond the object that they are of at most, in sheet units.
const MARKS_OFF: f32 = 96.0;

/// A name being written on the sheet.
pub struct Renaming {
    subject: Subject,
    text: Option<String>,
    /// It was begun by typing: the field hears that same key.
    typed: bool,
}

impl Renaming {
    pub fn new(subject: Subject) -> Self {
        Self { subject, text: None, typed: false }
    }

    /// What is typed takes the place of the old name.
    pub fn typed(subject: Subject) -> Self {
        Self { subject, text: Some(String::new()), typed: true }
    }
}

impl Sheet {
    /// Draws rings, handles and what is in the hand.
    pub(super) fn sketch_on(&self, pen: &mut Pen<'_>, cx: &SheetContext<'_>, shown: SheetRect) {
        let accent = pen.palette.color(Token::Accent);
        let rect_of = |subject: &Subject| self.index.object(cx.scene, subject).map(|object| object.rect);
        if let Some(rect) = self.editor.hovered().filter(|_| !self.editor.is_busy()).and_then(rect_of) {
            ring(pen, rect, 0.0, 1.0, accent.gamma_multiply(0.6));
        }
        let (lit, strength) = &self.lit;
        let glow = accent.gamma_multiply(*strength);
        for subject in lit {
            match rect_of(subject) {
                Some(rect) if !rect.overlaps(&shown) => {}
                // Rows stand close together, and their host is lit with them.
                Some(rect) if matches!(subject, Subject::SqlInstance(_)) => ring(pen, rect, 0.0, 1.5, glow),
                Some(rect) => ring(pen, rect, RING_OFF + 2.0, 3.0, glow),
                None if cx.scene.collapsed.around(subject).is_some() => self.held_ring(pen, cx, subject),
                // Each line is looked for: of very many nothing could be told anyway.
                None if lit.len() <= MANY_LIT => self.lit_link(pen, cx, subject, Token::Accent),
                None => {}
            }
        }
        for subject in self.editor.selection.iter() {
            match rect_of(subject) {
                // Rows stand close together: a ring set off would lie upon the words of the next one.
                Some(rect) if matches!(subject, Subject::SqlInstance(_)) => ring(pen, rect, 0.0, 2.0, accent),
                Some(rect) => ring(pen, rect, RING_OFF, 2.0, accent),
                // An end of it is in the hand: the line that is drawn there says more.
                None if matches!(self.editor.sketch(), Sketch::Connecting { .. }) => {}
                None if cx.scene.collapsed.around(subject).is_some() => self.held_ring(pen, cx, subject),
                None => self.lit_link(pen, cx, subject, Token::Accent),
            }
        }
        // The ring runs under the marks at the corners.
        if !self.editor.selection.is_empty() {
            let around: HashSet<&Subject> =
                self.editor.selection.iter().filter_map(|subject| cx.scene.collapsed.around(subject)).collect();
            let selected = |subject: &Subject| self.editor.selection.has(subject) || around.contains(subject);
            let of = |at: &usize| cx.scene.items.get(*at).and_then(|item| item.subject.as_ref());
            let areas = self.editor.selection.iter().filter_map(|subject| self.index.rect(cx.scene, subject));
            let area = areas.reduce(|all, rect| all.union(&rect)).unwrap_or_default().expanded(MARKS_OFF);
            let drawn = self.index.items().drawn(&cut(&area, &shown), pen.camera.zoom());
            let marks = drawn.filter(|at| of(at).is_some_and(selected));
            pen.items(cx.scene, marks, Look { badges: true, ..Look::default() });
        }
        let canvas = self.context(cx);
        self.ticks(pen, cx, shown);
        for rect in self.editor.with_handles(&canvas).iter().filter_map(rect_of) {
            self.handles(pen, rect, accent);
        }
        for (_, end) in self.editor.line_ends(&canvas) {
            let at = pen.screen(end);
            pen.push(Shape::circle_filled(at, 6.0, accent));
            pen.push(Shape::circle_filled(at, 3.5, pen.palette.color(Token::Card)));
        }
        let token = answer_token(self.verdict.shown());
        let target = self.editor.preview().and_then(|preview| preview.target.as_ref());
        if let Some(rect) = target.and_then(rect_of) {
            let color = pen.palette.color(token);
            let area = pen.rect(rect);
            pen.push(Shape::rect_filled(area, 8.0, color.gamma_multiply(0.10)));
            ring(pen, rect, 1.0, 2.5, color);
        }
        if let Some(line @ Subject::Link(_)) = target {
            self.lit_link(pen, cx, line, token);
        }
        match self.editor.sketch() {
            Sketch::Nothing => {}
            Sketch::Marquee { rect, touches } => {
                let area = pen.rect(rect);
                pen.push(Shape::rect_filled(area, 0.0, accent.gamma_multiply(0.10)));
                match touches {
                    true => pen.dashed(&around(area), 1.0, accent),
                    false => pen.brush.frame(area, 1.0, accent),
                }
            }
            Sketch::Moving { what, by, copies, hints, grounds, into } => {
                self.grounds(pen, cx, grounds, into, pen.palette.color(token));
                self.ghosts(pen, cx, shown, (what, by, copies));
                super::guides::draw(pen, hints);
            }
            Sketch::Connecting { from, pulled, to, over, fits } => {
                let color = if over.is_some() && !fits { Token::Muted } else { token };
                let over = over.filter(|_| fits);
                self.connection(pen, cx, (from, pulled), (to, over), pen.palette.color(color));
            }
            Sketch::Placing { rect, lands, fits, name, .. } => {
                let is_open = |target: &Subject| !cx.scene.collapsed.has(target);
                if let Some(lands) = lands.filter(|_| target.is_none_or(is_open)) {
                    pen.dashed(&around(pen.rect(lands)), 1.5, pen.palette.color(token));
                }
                let area = pen.rect(rect);
                let color = pen.palette.color(if fits { token } else { Token::Muted });
                pen.push(Shape::rect_filled(area, 6.0, pen.palette.color(Token::Card).gamma_multiply(0.85)));
                pen.push(Shape::rect_stroke(area, 6.0, Stroke::new(1.5, color), StrokeKind::Middle));
                let font = FontId::new((15.0 * pen.camera.zoom()).clamp(9.0, 15.0), pen.families[2].clone());
                let color = pen.palette.color(Token::Text);
                let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), font, color);
                // Too small for its name, it says it beside itself rather than cut to nothing.
                let room = if area.width() > 96.0 { area.width() - 16.0 } else { f32::INFINITY };
                job.wrap = egui::text::TextWrapping::truncate_at_width(room);
                let galley = pen.painter.layout_job(job);
                let at = Align2::CENTER_CENTER.anchor_size(area.center(), galley.size()).min;
                pen.push(Shape::galley(at, galley, Color32::PLACEHOLDER));
            }
        }
    }

    fn context<'a>(&'a self, cx: &SheetContext<'a>) -> Context<'a> {
        Context {
            plan: cx.plan,
            replay: cx.replay,
            report: cx.report,
            scene: cx.scene,
            index: &self.index,
            stage: cx.stage,
            view: ViewSize::default(),
            zoom: self.editor.camera.zoom(),
        }
    }

    /// The sites that are concerned, as they will be: dashed, the one that is dropped into in the verdict's colour.
    fn grounds(
        &self,
        pen: &mut Pen<'_>,
        cx: &SheetContext<'_>,
        grounds: &[Ground],
        into: Option<&SiteId>,
        color: Color32,
    ) {
        let quiet = pen.palette.color(Token::Line);
        for ground in grounds {
            let here = self.index.object(cx.scene, &(&ground.site).into()).map(|object| object.rect);
            let joined = into == Some(&ground.site);
            if here != Some(ground.rect) {
                let area = pen.rect(ground.rect);
                pen.dashed(&around(area), if joined { 2.0 } else { 1.5 }, if joined { color } else { quiet });
            }
        }
    }

    /// What moves stands in its old place faintly, and in its new one; what is copied stays as it is.
    fn ghosts(
        &self,
        pen: &mut Pen<'_>,
        cx: &SheetContext<'_>,
        shown: SheetRect,
        (what, by, copies): (&[Subject], (i32, i32), bool),
    ) {
        let by = (by.0 as f32, by.1 as f32);
        let veil = pen.palette.color(Token::Sheet).gamma_multiply(0.55);
        for rect in what.iter().filter(|_| !copies).filter_map(|subject| self.index.rect(cx.scene, subject)) {
            let area = pen.rect(rect);
            pen.push(Shape::rect_filled(area, 6.0, veil));
        }
        let zoom = pen.camera.zoom();
        let there = SheetRect {
            min: SheetPoint { x: shown.min.x - by.0, y: shown.min.y - by.1 },
            max: SheetPoint { x: shown.max.x - by.0, y: shown.max.y - by.1 },
        };
        let held: HashSet<&Subject> = what.iter().collect();
        // Only what is in view there and lies where the held boxes are.
        let areas = what.iter().filter_map(|subject| self.index.rect(cx.scene, subject));
        let area = areas.reduce(|all, rect| all.union(&rect)).map(|area| cut(&area.expanded(MARKS_OFF), &there));
        let is_held = |at: &usize| {
            let of = cx.scene.items.get(*at).and_then(|item| item.subject.as_ref());
            of.is_some_and(|subject| self.stands_in(cx, subject, &held))
        };
        let near = area.map(|area| self.index.items().drawn(&area, zoom).filter(is_held));
        let near: Vec<usize> = near.into_iter().flatten().collect();
        let look = Look { by, opacity: 0.9, ..Look::default() };
        pen.items(cx.scene, near.iter().copied(), look);
        let accent = pen.palette.color(Token::Accent);
        for rect in what.iter().filter_map(|subject| self.index.rect(cx.scene, subject)) {
            let min = SheetPoint { x: rect.min.x + by.0, y: rect.min.y + by.1 };
            ring(pen, SheetRect::new(min.x, min.y, rect.width(), rect.height()), RING_OFF, 2.0, accent);
        }
        pen.items(cx.scene, near.into_iter(), Look { badges: true, ..look });
    }

    /// Whether an object is one of these or stands in one.
    fn stands_in(&self, cx: &SheetContext<'_>, subject: &Subject, what: &HashSet<&Subject>) -> bool {
        let mut at = Some(subject);
        // Boxes nest three deep; a circle ends here.
        for _ in 0..8 {
            let Some(here) = at else { return false };
            if what.contains(here) {
                return true;
            }
            at = self.index.object(cx.scene, here).and_then(|object| object.parent.as_ref());
        }
        false
    }

    /// A quiet outline and a tick on every target in view that would take what is in the hand without a finding. The
    /// one under the hand says its whole verdict.
    fn ticks(&self, pen: &mut Pen<'_>, cx: &SheetContext<'_>, shown: SheetRect) {
        let under = self.editor.preview().and_then(|preview| preview.target.as_ref());
        let color = pen.palette.color(Token::Good);
        let canvas = self.context(cx);
        let targets = self.editor.targets(&canvas, shown).filter(|target| self.targets.is_clean(target));
        for target in targets.filter(|target| Some(*target) != under) {
            let Some(object) = self.index.object(cx.scene, target) else { continue };
            let (rect, is_site) = (object.rect, is_site(target));
            ring(pen, rect, 0.0, 1.5, color.gamma_multiply(0.8));
            let area = pen.rect(rect);
            let seen = area.intersect(pen.painter.clip_rect());
            // On a card where no other mark is, on a site in the corner that is in view.
            let at = if is_site { seen.right_bottom() - vec2(18.0, 18.0) } else { area.right_center() };
            tick(pen, at, color);
        }
    }

    /// The line in the hand, by the way that the finished one would take.
    fn connection(
        &self,
        pen: &mut Pen<'_>,
        cx: &SheetContext<'_>,
        (from, pulled): (&Subject, Option<Side>),
        (to, over): (Option<SheetPoint>, Option<&Subject>),
        color: Color32,
    ) {
        let rect_of = |subject: &Subject| self.index.object(cx.scene, subject).map(|object| object.rect);
        let (Some(start), Some(channels)) = (rect_of(from), &self.channels) else { return };
        // A line to a host ends at the instance that it is about.
        let about = self.editor.preview().map_or(&[][..], |preview| &preview.about);
        let row = about.iter().find(|subject| matches!(subject, Subject::SqlInstance(_)) && *subject != from);
        let end = match over.and_then(rect_of).zip(over) {
            Some((_, Subject::SqlServer(_) | Subject::SqlInstance(_))) => row.and_then(rect_of).map(LineEnd::Row),
            Some((rect, _)) => Some(LineEnd::Card(rect)),
            None => to.map(LineEnd::Point),
        };
        let Some(end) = end.or(to.map(LineEnd::Point)) else { return };
        // A row is left by its sides only.
        let aside = to.map(|to| if to.x < start.center().x { Side::Left } else { Side::Right });
        let pulled = pulled.or(aside.filter(|_| matches!(from, Subject::SqlInstance(_))));
        let points: Vec<Pos2> = channels.line(start, pulled, end).iter().map(|p| pen.screen(*p)).collect();
        let last = points.last().copied();
        pen.line(points, false, 6.0 * pen.camera.zoom(), 2.0, color, false);
        if let Some(last) = last {
            pen.push(Shape::circle_filled(last, 4.0, color));
        }
    }

    /// A dashed ring around the collapsed site that something selected is in.
    fn held_ring(&self, pen: &mut Pen<'_>, cx: &SheetContext<'_>, subject: &Subject) {
        let Some(rect) = self.index.rect(cx.scene, subject) else { return };
        let area = pen.rect(rect).expand(RING_OFF + 1.0);
        pen.dashed(&around(area), 2.0, pen.palette.color(Token::Accent));
    }

    fn lit_link(&self, pen: &mut Pen<'_>, cx: &SheetContext<'_>, subject: &Subject, token: Token) {
        let zoom = pen.camera.zoom();
        let Some(rect) = self.index.rect(cx.scene, subject) else { return };
        let near = self.index.items().drawn(&rect.expanded(2.0), zoom);
        let of_it = |at: &usize| cx.scene.items.get(*at).filter(|item| item.subject.as_ref() == Some(subject));
        let own: Vec<usize> = near.filter(|at| of_it(at).is_some()).collect();
        for item in own.iter().filter_map(of_it) {
            if let Mark::Path(path) = &item.mark
                && !path.closed
            {
                let mut lit = path.clone();
                lit.fill = None;
                if let Some(stroke) = &mut lit.stroke {
                    stroke.token = token;
                }
                pen.path_mark(&lit, 2.0);
            }
        }
        // Its words stay upon it.
        let is_word = |mark: &Mark| match mark {
            Mark::Rect(ground) => ground.fill == Some(Token::Chip),
            Mark::Text(_) | Mark::Icon(_) => true,
            Mark::Path(_) => false,
        };
        let words = own.into_iter().filter(|at| of_it(at).is_some_and(|item| is_word(&item.mark)));
        pen.items(cx.scene, words, Look::default());
    }

    fn handles(&self, pen: &mut Pen<'_>, rect: SheetRect, accent: Color32) {
        let on_screen = pen.rect(rect);
        if on_screen.height() < 3.0 * HANDLE_REACH {
            return;
        }
        let card = pen.palette.color(Token::Card);
        for (_, handle) in handles(rect) {
            let at = pen.screen(handle);
            pen.push(Shape::circle_filled(at, 5.0, accent));
            pen.push(Shape::circle_filled(at, 3.5, card));
        }
    }

    /// Widgets upon the sheet: the corner with map and zoom, the choice, the name, the verdict.
    pub(super) fn upon_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        pointer: Option<ScreenPoint>,
        out: &mut Vec<SheetEvent>,
    ) {
        let palette = Palette::new(cx.theme);
        self.covered.clear();
        if cx.scene.boxes.is_empty() && !self.editor.is_busy() {
            let text = wrapping(&cx.lang.say(&crate::message!("canvas-empty")));
            let at = Rect::from_center_size(view.center(), vec2(view.width().min(420.0), 60.0));
            ui.place(at, egui::Label::new(egui::RichText::new(text).color(palette.color(Token::Muted))).wrap());
        }
        self.corner_ui(ui, view, cx, size, &palette);
        self.tools_ui(ui, view, cx, size, &palette);
        self.renaming_ui(ui, view, cx, size, out);
        let menu = self.choices_ui(ui, view, cx, size, out);
        self.finding_ui(ui, view, cx, &palette);
        let dragged = self.editor.preview().and_then(|preview| preview.about.first());
        let dragged = dragged.map(|subject| cx.plan.label(subject)).unwrap_or_default();
        let verdict = VerdictView::new(self.verdict.shown(), cx.plan, &dragged, cx.lang);
        self.status = match &verdict {
            Some(verdict) => Some(verdict.text()),
            None => {
                let keys = |command| UiCommand::Sheet(command).keys(ui.ctx(), cx.lang).unwrap_or_default();
                Some(cx.lang.say(&self.editor.hint(&self.context(cx), &keys)))
            }
        };
        self.pointed = self.pointed_words(cx).map(|words| match &verdict {
            Some(verdict) => format!("{words}. {}", verdict.text()),
            None => words,
        });
        if let Some(verdict) = verdict {
            let target = self.editor.preview().and_then(|preview| preview.target.as_ref());
            let beside = target.and_then(|target| self.index.rect(cx.scene, target)).map(|rect| {
                let corner = self.editor.camera.screen_from_sheet(SheetPoint { x: rect.max.x, y: rect.center().y });
                view.min + vec2(corner.x, corner.y)
            });
            // Choosing leaves the pointer on the menu: the card stands beside it.
            let at = match (menu, pointer) {
                (Some(menu), _) => Beside::Menu(menu),
                (None, Some(at)) => Beside::Pointer(view.min + vec2(at.x, at.y)),
                (None, None) => Beside::Pointer(beside.unwrap_or(view.center())),
            };
            card_ui(ui, &verdict, at, view, &palette, cx.lang);
        }
    }

    fn renaming_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        out: &mut Vec<SheetEvent>,
    ) {
        let Some(mut renaming) = self.renaming.take() else { return };
        let rect = self.index.rect(cx.scene, &renaming.subject);
        let old = name_of(&self.context(cx), &renaming.subject);
        let (Some(rect), Some(old)) = (rect, old) else { return };
        let at = self.editor.camera.screen_from_sheet(rect.min);
        let width = (rect.width() * self.editor.camera.zoom()).clamp(180.0, 420.0);
        let area = Rect::from_min_size(view.min + vec2(at.x, at.y), vec2(width, 28.0));
        let area = area.translate(vec2(
            (view.min.x - area.min.x).max(0.0) + (view.max.x - area.max.x).min(0.0),
            (view.min.y - area.min.y).max(0.0) + (view.max.y - area.max.y).min(0.0),
        ));
        let first = renaming.text.is_none();
        let text = renaming.text.get_or_insert(old);
        let id = ui.scope_id().with("name");
        if std::mem::take(&mut renaming.typed) {
            // The focus before the field: it then hears the key that began it, and an input method composes in it.
            egui::text_edit::TextEditState::default().store(ui.ctx(), id);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if first {
            // As files are renamed: what is typed takes the place of the host, and the domain stays.
            let all = egui::text::CCursorRange::two(CCursor::new(0), CCursor::new(first_selected(text)));
            let mut state = egui::text_edit::TextEditState::default();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
            // A field without the focus keeps no selection.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let field = egui::TextEdit::singleline(text).id(id).desired_width(width);
        let response = ui.place(area, field);
        let name = cx.lang.say(&crate::message!("canvas-name-field"));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        self.covered.push(area);
        if first {
            response.request_focus();
            self.renaming = Some(renaming);
        } else if ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.give_back_focus(ui);
        } else if response.lost_focus() {
            self.renaming = Some(renaming);
            self.finish_renaming(cx, size, out);
            self.give_back_focus(ui);
        } else {
            self.renaming = Some(renaming);
        }
    }

    /// The keyboard goes back to the object whose name was written.
    pub(super) fn give_back_focus(&self, ui: &Ui) {
        if let Some(sheet) = self.id {
            let lead = self.editor.selection.lead();
            let node = lead.map_or(sheet, |lead| super::access::node_id(sheet, lead));
            ui.memory_mut(|memory| memory.request_focus(node));
        }
    }

    /// Writes the name that was typed.
    pub(super) fn finish_renaming(&mut self, cx: &SheetContext<'_>, size: ViewSize, out: &mut Vec<SheetEvent>) {
        let Some(Renaming { subject, text: Some(text), .. }) = self.renaming.take() else { return };
        let (_, canvas) = self.parts(cx, size);
        if let Some(preview) = renamed(&canvas, &subject, &text) {
            out.push(SheetEvent::Commit { label: preview.label, edits: preview.edits });
        }
    }

    fn pointed_words(&self, cx: &SheetContext<'_>) -> Option<String> {
        let (to, choice) = self.editor.pointed_at()?;
        let name = wrapping(&cx.lang.say(&choice.name));
        let to = to.and_then(|to| self.index.object(cx.scene, to));
        Some(to.map_or(name.clone(), |to| {
            wrapping(&cx.lang.say(&crate::message!("canvas-pointed-at", to = &*to.label, link = name)))
        }))
    }

    fn choices_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        out: &mut Vec<SheetEvent>,
    ) -> Option<Rect> {
        let (choices, at) = self.editor.choices();
        if choices.is_empty() {
            return None;
        }
        let names: Vec<String> = choices.iter().map(|choice| wrapping(&cx.lang.say(&choice.name))).collect();
        let place = view.min + vec2(self.choosing_at.x, self.choosing_at.y);
        let title = match choices.iter().any(|choice| choice.made.is_some()) {
            true => crate::message!("canvas-choose-new"),
            false => crate::message!("canvas-choose"),
        };
        let title = wrapping(&cx.lang.say(&title));
        let mut told = Vec::new();
        let menu = egui::Area::new(ui.scope_id().with("choices"))
            .order(egui::Order::Foreground)
            .fixed_pos(place)
            .constrain_to(view)
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_max_width(280.0);
                    ui.label(egui::RichText::new(title).small());
                    for (number, name) in names.iter().enumerate() {
                        let row = ui.add(egui::Button::selectable(at == number, name));
                        if row.clicked() {
                            told.push(Event::Choose(number));
                        } else if row.hovered() && ui.input(|i| i.pointer.velocity() != egui::Vec2::ZERO) {
                            told.push(Event::Highlight(number));
                        }
                    }
                });
            });
        let area = menu.response.rect;
        // On the sheet a press beside it is a gesture and ends it; elsewhere it does so here.
        let elsewhere = |at: Pos2| !area.contains(at) && !view.contains(at);
        if ui.input(|i| i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(elsewhere)) {
            told.push(Event::Gesture(Gesture::Cancel));
        }
        for event in told {
            self.tell_editor(&event, cx, size, view, out);
        }
        Some(area)
    }
}

/// How many characters of a name are selected when it is begun to be written anew: the host of a qualified name, or all.
fn first_selected(name: &str) -> usize {
    let whole = name.chars().count();
    let is_host = |host: &str| !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || c == '-');
    match name.split_once('.') {
        // An address is no host.
        Some((host, _)) if is_host(host) && !host.chars().all(|c| c.is_ascii_digit()) => host.chars().count(),
        _ => whole,
    }
}

/// The corners of a box, round and back.
fn around(area: Rect) -> [Pos2; 5] {
    [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom(), area.left_top()]
}

/// What two rectangles share, or nothing that is in view.
fn cut(a: &SheetRect, b: &SheetRect) -> SheetRect {
    SheetRect {
        min: SheetPoint { x: a.min.x.max(b.min.x), y: a.min.y.max(b.min.y) },
        max: SheetPoint { x: a.max.x.min(b.max.x), y: a.max.y.min(b.max.y) },
    }
}

fn ring(pen: &mut Pen<'_>, rect: SheetRect, off: f32, width: f32, color: Color32) {
    let area = pen.rect(rect).expand(off);
    let radius = (6.0 * pen.camera.zoom() + off).min(12.0);
    pen.push(Shape::rect_stroke(area, radius, Stroke::new(width, color), StrokeKind::Outside));
}

/// A tick in a circle, the same at every zoom.
fn tick(pen: &mut Pen<'_>, at: Pos2, color: Color32) {
    let card = pen.palette.color(Token::Card);
    pen.push(Shape::circle_filled(at, 8.0, card));
    pen.push(Shape::circle_stroke(at, 8.0, Stroke::new(1.5, color)));
    let points = [(-3.5, 0.2), (-1.0, 2.8), (3.6, -2.6)].map(|(x, y)| at + vec2(x, y));
    pen.push(Shape::line(points.to_vec(), Stroke::new(1.8, color)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_name_is_selected_and_its_domain_stays() {
        assert_eq!(first_selected("pool10.contoso.com"), 6);
        assert_eq!(first_selected("10.1.2.3"), 8);
        assert_eq!(first_selected("Paris 1.5"), 9);
        assert_eq!(first_selected(r"\\files01.contoso.com\share"), r"\\files01.contoso.com\share".len());
        assert_eq!(first_selected("Évry"), 4);
    }
}
