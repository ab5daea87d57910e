//! Asks the rules off the frame, and shows the answer beside the cursor.

use super::paint::Palette;
use crate::canvas::{Answer, Judge, Question, Shown, Ticket, Verdict, VerdictJob};
use crate::diagram::{Glyph, Token};
use crate::model::Subject;
use crate::plan::Plan;
use crate::rules::Level;
use crate::text::Lang;
use crate::ui::action::wrapping;
use crate::ui::threads;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a frame waits for an answer before it shows *checking*.
const FRAME_SHARE: Duration = Duration::from_millis(2);

/// One question with the rules at a time; a newer one waits for its turn and replaces one that waits.
#[derive(Default)]
pub struct VerdictRunner {
    job: VerdictJob,
    running: Option<Receiver<(Ticket, Verdict, Duration)>>,
    waiting: Option<(Ticket, Question)>,
    /// The last answer took longer than a frame waits: the next one does so, too, as a rule.
    is_slow: bool,
}

impl VerdictRunner {
    pub fn shown(&self) -> Shown<'_> {
        self.job.shown()
    }

    /// Nothing is in the hand, or `question` is what it would do now.
    pub fn update(&mut self, ctx: &egui::Context, question: Option<Question>, judge: Judge) {
        match question {
            None => {
                self.job.clear();
                self.waiting = None;
            }
            Some(question) => {
                if let Some(ticket) = self.job.ask(&question) {
                    self.waiting = Some((ticket, question));
                }
            }
        }
        self.collect(Duration::ZERO);
        if self.running.is_none()
            && let Some((ticket, question)) = self.waiting.take()
        {
            let (send, receive) = channel();
            let wake = ctx.clone();
            let work = move || {
                let begun = Instant::now();
                let verdict = judge(&question);
                // The sheet may be gone; then nobody wants the answer.
                let _ = send.send((ticket, verdict, begun.elapsed()));
                wake.request_repaint();
            };
            match threads::start("verdict", work) {
                Ok(_) => {
                    self.running = Some(receive);
                    self.collect(if self.is_slow { Duration::ZERO } else { FRAME_SHARE });
                }
                // No thread to be had: no verdict is better than a frozen hand.
                Err(_) => self.job.clear(),
            }
        }
    }

    fn collect(&mut self, wait: Duration) {
        let Some(running) = &self.running else { return };
        match running.recv_timeout(wait) {
            Ok((ticket, verdict, took)) => {
                self.job.answer(ticket, verdict);
                self.is_slow = took > FRAME_SHARE;
                self.running = None;
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            // A rule's panic is contained by the engine; whatever else ended the thread, the hand goes on.
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => self.running = None,
        }
    }
}

/// What the card says.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictView {
    pub glyph: Glyph,
    pub token: Token,
    /// *Refused · SQL-001*.
    pub title: String,
    /// The other object, when a rule names one.
    pub other: Option<String>,
    pub sentence: String,
    /// How many more findings there would be.
    pub more: usize,
}

impl VerdictView {
    pub fn new(shown: Shown<'_>, plan: &Plan, dragged: &str, lang: Lang) -> Option<Self> {
        let say = |message| wrapping(&lang.say(&message));
        Some(match shown {
            Shown::Nothing => return None,
            Shown::Checking => Self {
                glyph: Glyph::NotChecked,
                token: Token::Unknown,
                title: say(crate::message!("canvas-checking")),
                other: None,
                sentence: say(crate::message!("canvas-checking-sentence")),
                more: 0,
            },
            Shown::Said(Verdict::Allowed) => Self {
                glyph: Glyph::Accepted,
                token: Token::Good,
                title: say(crate::message!("canvas-allowed")),
                other: None,
                sentence: say(crate::message!("canvas-allowed-sentence")),
                more: 0,
            },
            Shown::Said(Verdict::Impossible(reason)) => Self {
                glyph: Glyph::Finding(Level::Error),
                token: Token::Error,
                title: say(crate::message!("canvas-impossible")),
                other: None,
                sentence: wrapping(&lang.say(reason)),
                more: 0,
            },
            Shown::Said(verdict @ Verdict::Against(findings)) => {
                let first = findings.first()?;
                let code = first.code.as_str();
                let title = match verdict.answer() {
                    Answer::Allowed => crate::message!("canvas-advised", code = code),
                    Answer::Warned => crate::message!("canvas-warned", code = code),
                    Answer::Refused => crate::message!("canvas-refused", code = code),
                };
                // The number of a step says nothing here.
                let objects = std::iter::once(&first.subject).chain(&first.related);
                let objects = objects.filter(|subject| !matches!(subject, Subject::Step(_)));
                let names = objects.map(|subject| plan.label(subject));
                Self {
                    glyph: Glyph::Finding(first.level),
                    token: level_token(first.level),
                    title: say(title),
                    other: names.into_iter().find(|name| name != dragged),
                    sentence: wrapping(&lang.say(&first.message)),
                    more: findings.len() - 1,
                }
            }
        })
    }

    /// All of it in one line, for the status line and the screen reader.
    pub fn text(&self) -> String {
        format!("{}: {}", self.title, self.sentence)
    }
}

pub fn level_token(level: Level) -> Token {
    match level {
        Level::Error => Token::Error,
        Level::Warning => Token::Warning,
        Level::Advice => Token::Advice,
    }
}

/// The colour of a target.
pub fn answer_token(shown: Shown<'_>) -> Token {
    match shown {
        Shown::Nothing => Token::Accent,
        Shown::Checking => Token::Unknown,
        Shown::Said(verdict) => match verdict.answer() {
            Answer::Allowed => Token::Good,
            Answer::Warned => Token::Warning,
            Answer::Refused => Token::Error,
        },
    }
}

/// How large the card is about, until it was drawn.
const CARD: Vec2 = vec2(346.0, 110.0);
/// How far from the pointer it stands, and from a menu.
const FROM_POINTER: f32 = 20.0;
const FROM_MENU: f32 = 8.0;

/// What the card stands beside.
#[derive(Clone, Copy, Debug)]
pub enum Beside {
    Pointer(Pos2),
    Menu(Rect),
}

impl Beside {
    /// Where a card of this size lies on neither: on the usual side, or on the first other one that has room.
    fn place(self, size: Vec2, bounds: Rect) -> Pos2 {
        let places = match self {
            Self::Pointer(at) => {
                let (right, left) = (at.x + FROM_POINTER, at.x - FROM_POINTER - size.x);
                let (below, above) = (at.y + FROM_POINTER, at.y - FROM_POINTER - size.y);
                [pos2(right, below), pos2(left, below), pos2(right, above), pos2(left, above)]
            }
            Self::Menu(menu) => [
                pos2(menu.right() + FROM_MENU, menu.top()),
                pos2(menu.left() - FROM_MENU - size.x, menu.top()),
                pos2(menu.left(), menu.bottom() + FROM_MENU),
                pos2(menu.left(), menu.top() - FROM_MENU - size.y),
            ],
        };
        let fits = |at: &Pos2| bounds.contains_rect(Rect::from_min_size(*at, size));
        // Too low or too far right alone is pushed in, as long as that lies on nothing.
        let pushed = |at: Pos2| at.min(bounds.max - size).max(bounds.min);
        let avoid = match self {
            Self::Pointer(at) => Rect::from_center_size(at, Vec2::splat(FROM_POINTER)),
            Self::Menu(menu) => menu,
        };
        let clear = |at: &Pos2| !Rect::from_min_size(*at, size).intersects(avoid);
        let first = places.iter().copied().find(fits);
        first.or_else(|| places.into_iter().map(pushed).find(clear)).unwrap_or(places[0])
    }
}

/// The card beside the cursor. Its words are in the accessibility tree too.
pub fn card_ui(ui: &egui::Ui, view: &VerdictView, beside: Beside, bounds: Rect, palette: &Palette, lang: Lang) {
    let color = palette.color(view.token);
    let id = ui.scope_id().with("verdict");
    let size = egui::AreaState::load(ui.ctx(), id).and_then(|state| state.size).unwrap_or(CARD);
    egui::Area::new(id)
        .order(egui::Order::Tooltip)
        .interactable(false)
        .fixed_pos(beside.place(size, bounds))
        .constrain_to(bounds)
        .show(ui.ctx(), |ui| {
            egui::Frame::new()
                .fill(palette.color(Token::Panel))
                .stroke(egui::Stroke::new(1.5, color))
                .corner_radius(6)
                .inner_margin(egui::Margin::symmetric(12, 8))
                .show(ui, |ui| {
                    ui.set_max_width(320.0);
                    ui.spacing_mut().item_spacing = egui::vec2(8.0, 4.0);
                    ui.horizontal(|ui| {
                        let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 18.0), egui::Sense::hover());
                        super::glyph_at(ui, palette, view.glyph, view.token, rect);
                        ui.colored_label(color, egui::RichText::new(&view.title).strong());
                    });
                    if let Some(other) = &view.other {
                        ui.label(egui::RichText::new(other).strong().color(palette.color(Token::Text)));
                    }
                    ui.label(egui::RichText::new(&view.sentence).color(palette.color(Token::Text)));
                    if view.more > 0 {
                        let more = wrapping(&lang.say(&crate::message!("canvas-more-findings", count = view.more)));
                        ui.label(egui::RichText::new(more).small().color(palette.color(Token::Muted)));
                    }
                });
        });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::model::{PackId, PoolId};
    use crate::plan::{PlanEdit, Stage};
    use std::sync::Arc;

    fn question(plan: &Arc<Plan>, pool: &str) -> Question {
        let subject = Subject::Pool(PoolId::new(pool));
        Question {
            plan: plan.clone(),
            replay: plan.replay(),
            report: Arc::default(),
            edits: vec![PlanEdit::Record { at: Stage::Today, commands: vec![Command::Remove(subject.clone())] }],
            stage: 0,
            about: vec![subject],
        }
    }

    /// Slow for one object, quick for all others: as if that one touched a large plan.
    fn slow_for_a(question: &Question) -> Verdict {
        if question.about == [Subject::Pool(PoolId::new("a"))] {
            std::thread::sleep(Duration::from_millis(60));
            return Verdict::Against(Vec::new());
        }
        Verdict::Allowed
    }

    #[test]
    fn a_slow_answer_is_awaited_off_the_frame_and_dropped_when_the_target_was_left() {
        let plan = Arc::new(Plan::new(PackId::new("lync-2013")));
        let ctx = egui::Context::default();
        let mut runner = VerdictRunner::default();
        let begun = std::time::Instant::now();
        runner.update(&ctx, Some(question(&plan, "a")), slow_for_a);
        assert!(begun.elapsed() < Duration::from_millis(50), "the frame waited for the rules");
        assert_eq!(runner.shown(), Shown::Checking);
        runner.update(&ctx, Some(question(&plan, "b")), slow_for_a);
        assert_eq!(runner.shown(), Shown::Checking);
        for _ in 0..200 {
            runner.update(&ctx, Some(question(&plan, "b")), slow_for_a);
            if runner.shown() != Shown::Checking {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(runner.shown(), Shown::Said(&Verdict::Allowed), "the answer about a must not be shown for b");
    }

    #[test]
    fn the_card_lies_neither_on_the_pointer_nor_on_a_menu() {
        let bounds = Rect::from_min_size(pos2(100.0, 50.0), vec2(700.0, 500.0));
        let size = vec2(340.0, 110.0);
        for at in [pos2(200.0, 100.0), pos2(790.0, 100.0), pos2(200.0, 540.0), pos2(790.0, 540.0), pos2(450.0, 300.0)] {
            let card = Rect::from_min_size(Beside::Pointer(at).place(size, bounds), size);
            assert!(bounds.contains_rect(card) && !card.contains(at), "{at}: {card}");
        }
        assert_eq!(Beside::Pointer(pos2(200.0, 100.0)).place(size, bounds), pos2(220.0, 120.0));
        for (x, y) in [(110.0, 60.0), (500.0, 60.0), (300.0, 60.0), (300.0, 300.0)] {
            let menu = Rect::from_min_size(pos2(x, y), vec2(280.0, 240.0));
            let card = Rect::from_min_size(Beside::Menu(menu).place(size, bounds), size);
            assert!(bounds.contains_rect(card) && !card.intersects(menu), "{menu}: {card}");
        }
    }

    #[test]
    fn every_answer_says_shape_word_and_sentence() {
        let plan = Plan::new(PackId::new("lync-2013"));
        for lang in Lang::all() {
            for shown in [Shown::Checking, Shown::Said(&Verdict::Allowed)] {
                let view = VerdictView::new(shown, &plan, "pool", lang).unwrap();
                assert!(!view.title.is_empty() && !view.sentence.is_empty());
            }
            assert_eq!(VerdictView::new(Shown::Nothing, &plan, "pool", lang), None);
        }
    }
}
