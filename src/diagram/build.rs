//! From a plan to a scene: areas, lines, cards, badges.

use super::area::Area;
use super::draw_badges::card_badges;
use super::draw_cards::card;
use super::draw_links::links;
use super::draw_sites::sites;
use super::fonts::Fonts;
use super::grown::Members;
use super::legend::legend;
use super::links_again::links_again;
use super::part::stubs;
use super::parts::{Again, Drawn, NewCard, Parts};
use super::pen::{self, *};
use super::scene::*;
use super::sheet::{Asked, Lines, Sheet};
use super::shown::Shown;
use super::theme::Token;
use super::view::{View, host_part};
use crate::model::Subject;
use crate::plan::{Plan, Replay};
use crate::rules::Report;
use crate::text::Lang;
use rayon::prelude::*;

/// What of a plan is drawn, and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneOptions {
    pub lang: Lang,
    /// Badges, outlines and texts of findings.
    pub findings: bool,
    /// Which links are lines.
    pub lines: Lines,
    /// The places of objects that are not there (any more, or yet).
    pub ghosts: bool,
    /// Which objects of the phase.
    pub shown: Shown,
    /// The stage that marks say the difference from; without one, the stage before.
    pub base: Option<usize>,
}

impl SceneOptions {
    /// Findings, the usual lines, no ghosts, every object, what the phase does.
    pub fn new(lang: Lang) -> Self {
        let (lines, shown) = (Lines::default(), Shown::default());
        Self { lang, findings: true, lines, ghosts: false, shown, base: None }
    }
}

/// So many cards are drawn by one core at a time.
const CARDS_AT_ONCE: usize = 64;

/// Cards as they were drawn by themselves.
struct Cards<'f> {
    pen: Pen<'f>,
    boxes: Vec<ObjectBox>,
    chips: Vec<(SheetRect, Connector)>,
    parts: Parts,
}

/// The scene of one stage (0 = Today; past the end, the last). Makes a [`Sheet`] for it alone: keep one and call
/// [`Sheet::scene`] where scenes follow each other.
pub fn build(
    plan: &Plan,
    replay: &Replay,
    report: Option<&Report>,
    stage: usize,
    options: &SceneOptions,
    fonts: &Fonts,
) -> Scene {
    Sheet::new(plan, replay, &options.lines).scene(replay, report, stage, options, fonts)
}

impl Sheet {
    /// The scene of one stage (0 = Today; past the end, the last).
    pub fn scene(
        &self,
        replay: &Replay,
        report: Option<&Report>,
        stage: usize,
        options: &SceneOptions,
        fonts: &Fonts,
    ) -> Scene {
        self.scene_with(&Asked::default(), (replay, report, stage), options, fonts)
    }

    /// The same with the lines that were asked for.
    pub fn scene_with(
        &self,
        asked: &Asked,
        (replay, report, stage): (&Replay, Option<&Report>, usize),
        options: &SceneOptions,
        fonts: &Fonts,
    ) -> Scene {
        let Some(mut view) = View::new((self, asked), replay, report, stage, options) else { return Scene::default() };
        view.leave_out(&options.shown);
        let view = view;
        let cards: Vec<(&Subject, &Area)> = self.cards.iter().collect();
        let some = |cards: &[_]| self.some_cards(&view, cards, options, fonts);
        let around = || (grounds(&view, fonts), legend(&view, &options.shown), Members::of(self));
        let inside = || cards.par_chunks(CARDS_AT_ONCE).map(some).collect::<Vec<_>>();
        let lines = || {
            let mut pen = Pen::new(fonts);
            (links(&view, &mut pen), pen)
        };
        let (((connectors, lines), links), (((grounds, mut boxes), legend, members), cards)) =
            rayon::join(lines, || rayon::join(around, inside));
        let mut chips = Vec::new();
        let (obstacles, bounds) = (self.land.obstacles.all().to_vec(), self.bounds());
        let mut parts = Parts::new(lines, obstacles, bounds);
        let (below, sites) = ([grounds.lengths(), links.lengths()], boxes.len());
        // Upon each other in this order, within each layer.
        let mut pens = vec![grounds, links];
        let mut first = Drawn::default();
        for some in cards {
            parts.append(some.parts, &first);
            let next = some.pen.lengths();
            first.items = std::array::from_fn(|layer| first.items[layer] + next[layer]);
            first.boxes += some.boxes.len();
            first.chips += some.chips.len();
            pens.push(some.pen);
            boxes.extend(some.boxes);
            chips.extend(some.chips);
        }
        let mut last = Pen::new(fonts);
        stubs(&view, &mut last, &mut boxes, &connectors);
        pens.push(last);
        parts.finish([below[0], below[1], pen::lengths(&pens)], sites);
        let mut elsewhere: Vec<SheetRect> = parts.elsewhere().collect();
        elsewhere.extend(self.hidden.values().map(|area| area.rect()));
        // Every card and site counts, also those of other phases: changing phase does not move the view.
        let bounds = self.extent();
        let worst = view.tallies.worst().map(|(subject, code)| (subject.clone(), code.clone())).collect();
        let collapsed = self.collapsed.clone();
        let items = pen::joined(pens);
        Scene { bounds, items, boxes, connectors, chips, elsewhere, members, collapsed, legend, worst, parts }
    }

    /// A scene after objects were moved: of the same states and report, at the same stage, with the same options and
    /// lines. What is not near them is not drawn again: then also the numbers of the items that are others now.
    pub fn scene_again(
        &self,
        before: Scene,
        asked: &Asked,
        (replay, report, stage): (&Replay, Option<&Report>, usize),
        options: &SceneOptions,
        fonts: &Fonts,
    ) -> (Scene, Option<Vec<u32>>) {
        let drawn = || {
            let moved = before.parts.moved(self.cards.iter()).filter(|_| self.part.is_none())?;
            let mut view = View::new((self, asked), replay, report, stage, options)?;
            // Only the legend and the cards of collapsed sites ask for the traits of what is not left out.
            if !options.shown.is_everything() || self.collapsed.sites().next().is_some() {
                view.leave_out(&options.shown);
            }
            let view = view;
            let card = |(at, card, area): &(usize, &Subject, &Area)| {
                let Cards { pen, boxes, chips, .. } = self.some_cards(&view, &[(*card, *area)], options, fonts);
                NewCard { at: *at, area: **area, items: pen.layers(), boxes, chips }
            };
            let around = || (grounds(&view, fonts), Members::of(self));
            let inside = || moved.par_iter().map(card).collect::<Vec<_>>();
            let (lines, (((grounds, sites), members), cards)) =
                rayon::join(|| links_again(&view, &before, fonts), || rayon::join(around, inside));
            let (grounds, lines, bounds) = (grounds.layers(), lines?, self.bounds());
            let hidden = self.hidden.values().map(|area| area.rect()).collect();
            let obstacles = self.land.obstacles.all().to_vec();
            let again = Again { grounds, sites, lines, cards, obstacles, bounds, members, hidden };
            before.parts.has_room(&again).then_some(again)
        };
        match drawn() {
            Some(again) => {
                let (scene, changed) = before.with(again);
                (scene, Some(changed))
            }
            None => (self.scene_with(asked, (replay, report, stage), options, fonts), None),
        }
    }

    /// Cards by themselves.
    fn some_cards<'f>(
        &self,
        view: &View<'_>,
        cards: &[(&Subject, &Area)],
        options: &SceneOptions,
        fonts: &'f Fonts,
    ) -> Cards<'f> {
        let mut pen = Pen::new(fonts);
        let (mut boxes, mut chips) = (Vec::new(), Vec::new());
        let mut parts = Parts::default();
        for (subject, area) in cards {
            let out = (&mut boxes, &mut chips);
            let since = Parts::drawn(&pen, &out);
            let drawn = view.left_out.drawn(subject);
            let there = view.state_of(subject).is_some();
            if drawn.is_there() {
                pen.faded = drawn.is_faint();
                card(view, &mut pen, (out.0, out.1), subject, area);
                if there {
                    card_badges(view, &mut pen, subject, area);
                } else if options.ghosts {
                    ghost(&mut pen, area.rect(), self.cast.cards.get(*subject).map_or("", |card| &*card.name));
                }
            }
            parts.add((subject, area, drawn.is_there() && there), &since, &pen, &out);
        }
        Cards { pen, boxes, chips, parts }
    }

    /// Every object with a card or an area, in whichever phase.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> + '_ {
        self.areas.keys().map(Subject::from).chain(self.all_cards().map(|(card, _)| card.clone()))
    }
}

/// The areas of sites and what is said of them.
fn grounds<'f>(view: &View<'_>, fonts: &'f Fonts) -> (Pen<'f>, Vec<ObjectBox>) {
    let (mut pen, mut boxes) = (Pen::new(fonts), Vec::new());
    sites(view, &mut pen, &mut boxes);
    (pen, boxes)
}

/// The place of an object of another phase, with its name.
fn ghost(pen: &mut Pen<'_>, rect: SheetRect, name: &str) {
    let outline = Stroke { token: Token::Line, width: 1.0, dashed: true };
    pen.on(Layer::Site, None).rect(rect, CARD_RADIUS, None, Some(outline));
    let ink = Ink::new(TITLE, Weight::Regular, Token::Muted);
    let text = pen.fonts.cut_middle(name, ink.size, ink.weight, rect.width() - 60.0);
    pen.from(NEAR).text(rect.min.x + 48.0, rect.min.y + 26.0, text, ink);
    let ink = Ink::new(MID_TITLE, Weight::Regular, Token::Muted);
    let text = pen.fonts.cut_middle(host_part(name), ink.size, ink.weight, rect.width() - 60.0);
    pen.zoom(legible(MID_TITLE), NEAR).text(rect.min.x + 48.0, rect.min.y + MID_BASE, text, ink);
}
