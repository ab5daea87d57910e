//! A plan shown to an audience: the whole screen, a page for each stage, no tools. It changes nothing and remembers
//! nothing: what was shown and selected before is there again at the end.

mod controls;
mod drawing;
mod keys;
mod notes;
mod pages;
mod plan_pages;
mod slide;
mod stage_page;
mod told;

use super::app::App;
use super::brush::{self, Began};
use super::document::Document;
use super::sheet_view::fonts;
use super::style::Colors;
use crate::canvas::is_site;
use crate::diagram::Lines;
use crate::message;
use crate::model::Subject;
use crate::text::{Lang, Message};
use controls::{BAR_STAYS, Curtain};
use drawing::{Studio, Subjects, View};
use egui::{Context, Id, Sense, Ui, ViewportCommand};
use keys::Order;
use notes::Desk;
use pages::{Page, Shown, What};
use slide::Slide;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use told::Texts;

/// A page and the count of changes that something was worked out for.
type Key = (usize, u64);

/// A presentation under way.
pub struct Presentation {
    studio: Studio,
    /// The check is of this plan.
    checked: bool,
    pages: Vec<Page>,
    /// The page that is shown.
    at: usize,
    /// Counts every change of the pages or of what they are made from.
    revision: u64,
    texts: RefCell<Option<(Key, Rc<Texts>)>>,
    /// What the second window shows.
    desk: Arc<Mutex<Desk>>,
    view: View,
    /// The two drawings of the page that compares.
    sides: [View; 2],
    findings: bool,
    curtain: Option<Curtain>,
    /// The object that is looked at closely.
    focus: Option<Subject>,
    /// Every page at a glance, and which is chosen.
    grid: Option<usize>,
    keys: bool,
    notes: bool,
    /// The digits of a page's number so far; 0 for none.
    typed: usize,
    /// What could not be done.
    notice: Option<Message>,
    /// A stage that was pointed at.
    wanted: Option<What>,
    orders: Vec<Order>,
    begun: Instant,
    /// When the pointer moved last, and when a wheel turned a page.
    moved_at: f64,
    turned_at: f64,
    over_bar: bool,
    moves: bool,
    ended: bool,
    /// Whether the window filled the screen before, and what had the keyboard.
    before: (bool, Option<Id>),
}

/// From one page to the next by wheel it takes at least so long, in seconds: a wheel turns in many small steps.
const WHEEL_RESTS: f64 = 0.3;

impl Presentation {
    /// From a stage on, or from the first page.
    fn begin(ctx: &Context, doc: &Document, (lang, lines): (Lang, Lines), from: Option<usize>, moves: bool) -> Self {
        let pages = pages::pages(doc.plan(), doc.replay(), None);
        let from = from.map(What::Stage);
        let at = pages.iter().position(|page| Some(page.what) == from).unwrap_or(0);
        let before = (ctx.input(|i| i.viewport().fullscreen.unwrap_or(false)), ctx.memory(|memory| memory.focused()));
        Self {
            studio: studio(ctx, doc, lang, lines),
            checked: doc.is_checked(),
            pages,
            at,
            revision: 0,
            texts: RefCell::default(),
            desk: Arc::default(),
            view: View::default(),
            sides: Default::default(),
            findings: false,
            curtain: None,
            focus: None,
            grid: None,
            keys: false,
            notes: false,
            typed: 0,
            notice: None,
            wanted: None,
            orders: Vec::new(),
            begun: Instant::now(),
            moved_at: f64::NEG_INFINITY,
            turned_at: f64::NEG_INFINITY,
            over_bar: false,
            moves,
            ended: false,
            before,
        }
    }

    fn lang(&self) -> Lang {
        self.studio.subjects().lang
    }

    fn page(&self) -> Option<&Page> {
        self.pages.get(self.at)
    }

    /// What the page says, worked out once.
    fn texts(&self) -> Rc<Texts> {
        let key = (self.at, self.revision);
        let mut kept = self.texts.borrow_mut();
        match &*kept {
            Some((of, texts)) if *of == key => texts.clone(),
            _ => {
                let subjects = self.studio.subjects();
                let texts = Rc::new(self.page().map(|page| subjects.told().texts(page)).unwrap_or_default());
                *kept = Some((key, texts.clone()));
                texts
            }
        }
    }

    /// Takes up the plan as it is now: a check may have come to its end meanwhile.
    fn follow(&mut self, ctx: &Context, doc: &Document) {
        self.checked = doc.is_checked();
        let shown = self.studio.subjects();
        if Arc::ptr_eq(&shown.plan, doc.plan()) && Arc::ptr_eq(&shown.report, doc.report()) {
            return;
        }
        self.studio = studio(ctx, doc, shown.lang, shown.lines.clone());
        self.revision += 1;
    }

    /// Other pages: another window, or the drawing is there. What is shown stays.
    fn turn_to(&mut self, pages: Vec<Page>) {
        let same = |page: &&Page, other: &Page| {
            page.what == other.what
                && match (&page.shown, &other.shown) {
                    (Shown::Part(a), Shown::Part(b)) => (&a.site, a.number) == (&b.site, b.number),
                    (Shown::Part(_), _) | (_, Shown::Part(_)) => false,
                    _ => true,
                }
        };
        if let Some(page) = self.pages.get(self.at) {
            let found = pages.iter().position(|other| same(&page, other));
            self.at = found.or_else(|| pages.iter().position(|other| other.what == page.what)).unwrap_or(0);
        }
        self.pages = pages;
        self.grid = self.grid.map(|_| self.at);
        self.revision += 1;
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.pages.len().saturating_sub(1));
        self.focus = None;
    }

    fn step(&mut self, by: isize) {
        self.go(self.at.saturating_add_signed(by));
    }

    fn obey(&mut self, order: Order, ctx: &Context, columns: usize) {
        self.notice = None;
        let typed = match order {
            Order::Digit(digit) => (self.typed * 10 + digit as usize).min(9_999),
            _ => 0,
        };
        let number = std::mem::replace(&mut self.typed, typed);
        match order {
            Order::Notes if ctx.embed_viewports() => self.notice = Some(message!("ui-present-one-window")),
            Order::Notes => self.notes = !self.notes,
            Order::ResetClock => self.begun = Instant::now(),
            Order::Black | Order::White => {
                let wanted = if order == Order::Black { Curtain::Black } else { Curtain::White };
                self.curtain = if self.curtain == Some(wanted) { None } else { Some(wanted) };
            }
            // Whatever comes next lifts the curtain first.
            _ if self.curtain.is_some() => self.curtain = None,
            _ if self.keys => self.keys = false,
            Order::Back if number > 0 => {}
            Order::Enter if number > 0 => {
                self.grid = None;
                self.go(number - 1);
            }
            Order::Digit(_) => {}
            Order::Keys => self.keys = true,
            _ if self.grid.is_some() => self.choose(order, columns),
            Order::Grid => self.grid = Some(self.at),
            Order::Back | Order::Focus if self.focus.is_some() => self.focus = None,
            Order::Back => self.ended = true,
            Order::Next | Order::Down | Order::Enter => self.step(1),
            Order::Previous | Order::Up => self.step(-1),
            Order::First => self.go(0),
            Order::Last => self.go(self.pages.len()),
            Order::Findings => self.findings = !self.findings,
            Order::Focus => self.look_closely(true),
            Order::Along(forward) => self.look_closely(forward),
        }
    }

    /// Among the pages at a glance.
    fn choose(&mut self, order: Order, columns: usize) {
        let Some(selected) = self.grid else { return };
        let last = self.pages.len().saturating_sub(1);
        self.grid = match order {
            Order::Enter => {
                self.go(selected);
                None
            }
            Order::Back | Order::Grid => None,
            Order::Next | Order::Along(true) => Some((selected + 1).min(last)),
            Order::Previous | Order::Along(false) => Some(selected.saturating_sub(1)),
            Order::Down => Some((selected + columns).min(last)),
            Order::Up => Some(selected.saturating_sub(columns)),
            Order::First => Some(0),
            Order::Last => Some(last),
            _ => Some(selected),
        };
    }

    /// The next object of the page, or the one before: first the one that something happens to.
    fn look_closely(&mut self, forward: bool) {
        let Some(Page { what: What::Stage(_), .. }) = self.page() else {
            self.notice = Some(message!("ui-present-no-drawing"));
            return;
        };
        let Some(drawn) = self.view.drawn() else { return };
        let all: Vec<&Subject> = stage_page::objects(drawn).collect();
        let here = self.focus.as_ref().and_then(|focus| all.iter().position(|other| *other == focus));
        let next = match here {
            None => {
                let happens = |subject: &&Subject| drawn.touched.contains_key(subject) && !is_site(subject);
                all.iter().position(happens).unwrap_or(0)
            }
            Some(at) if forward => (at + 1) % all.len(),
            Some(at) => at.checked_sub(1).unwrap_or(all.len() - 1),
        };
        self.focus = all.get(next).map(|subject| (*subject).clone());
    }

    fn ui(&mut self, ui: &mut Ui, text_percent: u16) {
        let ctx = ui.ctx().clone();
        let rect = ctx.content_rect();
        let now = ui.input(|i| i.time);
        let mut slide = Slide::new(ui, rect, text_percent);
        let columns = self.grid_columns(&slide);
        let mut orders = keys::heard(&ctx);
        orders.append(&mut self.orders);
        self.pointer(&mut slide, now, &mut orders);
        for order in orders {
            self.obey(order, &ctx, columns);
        }
        if let Some(pages) = self.studio.pages(stage_page::room(&slide)) {
            self.turn_to(pages);
        }
        if let Some(what) = self.wanted.take()
            && let Some(at) = self.pages.iter().position(|page| page.what == what)
        {
            self.go(at);
        }
        slide.filled(rect, 0.0, Colors::of(slide.ui).sheet);
        if self.curtain.is_some() {
            self.curtain_ui(&mut slide);
        } else if self.keys {
            self.keys_ui(&mut slide);
        } else if self.grid.is_some() {
            self.grid_ui(&mut slide);
        } else {
            self.page_ui(&mut slide);
            self.foot(&mut slide);
        }
        let bar = self.curtain.is_none() && (self.over_bar || now - self.moved_at < BAR_STAYS);
        self.bar(&mut slide, bar);
        if let Some(notice) = &self.notice {
            let notice = super::action::said(self.lang(), notice);
            controls::notice_ui(&mut slide, &notice);
        }
        self.live(&mut slide);
        if bar {
            ctx.request_repaint_after(Duration::from_secs_f64((self.moved_at + BAR_STAYS - now).max(0.05)));
        } else {
            ctx.set_cursor_icon(egui::CursorIcon::None);
        }
        self.notes_window(&ctx);
    }

    fn page_ui(&mut self, slide: &mut Slide<'_>) {
        let Some(page) = self.page().cloned() else { return };
        match page.what {
            What::Plan => self.plan_page(slide),
            What::Stage(stage) => self.stage_page(slide, &page, stage),
            What::BeforeAfter => self.before_after_page(slide),
            What::Summary => self.summary_page(slide),
        }
        // The next page is made while this one is looked at.
        let last = self.studio.subjects().plan.phases.len();
        let stage_of = |what| match what {
            What::Stage(stage) => stage,
            What::Plan => 0,
            What::BeforeAfter | What::Summary => last,
        };
        if let Some(next) = self.pages.get(self.at + 1) {
            self.studio.scene((stage_of(next.what), self.findings));
        }
        self.studio.tidy((stage_of(page.what), self.findings), last);
    }

    /// A click goes on, the other button back, the wheel both ways.
    fn pointer(&mut self, slide: &mut Slide<'_>, now: f64, orders: &mut Vec<Order>) {
        let ground = slide.ui.interact(slide.rect, slide.ui.scope_id().with("page"), Sense::CLICK);
        let (moved, wheel) = slide.ui.input(|i| {
            let wheel = i.events.iter().filter_map(|event| match event {
                egui::Event::MouseWheel { delta, .. } => Some(delta.y),
                _ => None,
            });
            (i.pointer.delta() != egui::Vec2::ZERO, wheel.sum::<f32>())
        });
        if moved {
            self.moved_at = now;
        }
        if wheel != 0.0 && now - self.turned_at > WHEEL_RESTS {
            self.turned_at = now;
            orders.push(if wheel < 0.0 { Order::Next } else { Order::Previous });
        }
        if ground.clicked() {
            let closes = self.focus.is_some() || self.grid.is_some();
            orders.push(if closes { Order::Back } else { Order::Next });
        } else if ground.secondary_clicked() {
            orders.push(Order::Previous);
        }
    }
}

fn studio(ctx: &Context, doc: &Document, lang: Lang, lines: Lines) -> Studio {
    let whole = (doc.plan().clone(), doc.replay().clone(), doc.report().clone());
    let wake = {
        let ctx = ctx.clone();
        move || ctx.request_repaint()
    };
    Studio::new(Arc::new(Subjects::new(whole, lang, lines)), fonts(), wake)
}

impl App {
    /// Presents the open plan from the shown stage on, or from the beginning.
    pub(super) fn start_presenting(&mut self, from_start: bool) {
        let Some(doc) = &self.doc else { return };
        let from = if from_start { None } else { Some(doc.shown()) };
        let how = (self.lang, self.sheet.lines());
        let presentation = Presentation::begin(&self.ctx, doc, how, from, !self.settings.still);
        if !presentation.before.0 {
            self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
        self.presentation = Some(Box::new(presentation));
        self.ctx.request_repaint();
    }

    /// Draws the presentation in place of everything else; false when there is none.
    pub(super) fn present_ui(&mut self, ui: &mut Ui) -> bool {
        let Some(mut presentation) = self.presentation.take() else { return false };
        // Somebody closes the window, or the plan is gone: what is not saved is asked about in the window itself.
        let closing = ui.input(|i| i.viewport().close_requested());
        let Some(doc) = self.doc.as_ref().filter(|_| !closing) else {
            self.end_presenting(&presentation);
            return false;
        };
        let began = Began::new(ui.ctx());
        presentation.follow(ui.ctx(), doc);
        let percent = self.text_percent();
        presentation.ui(ui, percent);
        if presentation.ended {
            self.end_presenting(&presentation);
            self.ctx.request_repaint();
        } else {
            self.presentation = Some(presentation);
        }
        brush::lower(ui.ctx(), &began);
        true
    }

    fn end_presenting(&mut self, presentation: &Presentation) {
        let (full, focused) = presentation.before;
        if !full {
            self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        if let Some(id) = focused {
            self.ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// For tests: the page that is shown and how many there are, from 1.
    pub fn presented(&self) -> Option<(usize, usize)> {
        self.presentation.as_ref().map(|presentation| (presentation.at + 1, presentation.pages.len()))
    }

    /// For tests: whether the drawing of the page is there.
    pub fn is_drawn(&self) -> bool {
        self.presentation.as_ref().is_some_and(|presentation| presentation.view.drawn().is_some())
    }
}
