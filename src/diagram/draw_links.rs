//! Connectors: one line for all links between the same two ends, with a label, hops and findings.

use super::area::{Area, Areas};
use super::draw_badges::{FOUND, badge, badge_width, plate};
use super::draw_cards::{state_key, state_mark};
use super::hops::{Uprights, hops};
use super::parts::Line;
use super::pen::*;
use super::say::joined;
use super::scene::*;
use super::sheet::Pair;
use super::tally::{Tally, level_token};
use super::theme::Token;
use super::view::View;
use crate::model::*;
use crate::plan::Mark as Change;
use crate::rules::Level;
use std::collections::BTreeMap;

/// How wide a connector is, and one that is found wrong.
pub const LINE: f32 = 1.5;
const WRONG: f32 = 2.0;
/// Corners of connectors.
pub(super) const CORNER: f32 = 6.0;
pub(super) const LABEL_HEIGHT: i32 = 18;
const LABEL_ROOM: f32 = 150.0;

/// All links between two ends in the shown phase.
pub(super) struct Bundle<'a> {
    ends: Pair,
    links: Vec<&'a Link>,
    path: &'a [SheetPoint],
    tally: Option<Tally<'a>>,
    /// What is wrong with its ends being joined: said on the object that is wrong.
    between: Option<&'a Tally<'a>>,
    /// An end of each of them is left out.
    faded: bool,
}

/// Draws the lines; gives them for those who do not see them, and each as it was drawn.
pub(super) fn links(view: &View<'_>, pen: &mut Pen<'_>) -> (Vec<Connector>, Vec<Line>) {
    let mut bundles: BTreeMap<Pair, Bundle<'_>> = BTreeMap::new();
    let removed: Vec<&Link> = view.removed_links().collect();
    for link in view.after.links.values().map(|link| &**link).chain(removed) {
        if !view.is_line(link) || !view.left_out.line(view, link).is_there() {
            continue;
        }
        let key = view.sheet.ends(&link.from, &link.to);
        let Some(path) = view.path(&key) else { continue };
        bundles.entry(key).or_insert_with_key(|ends| Bundle::new(ends, path)).add(view, link);
    }
    let mut bundles: Vec<Bundle<'_>> = bundles.into_values().collect();
    // What is wrong lies on top of what is not.
    bundles.sort_by_key(Bundle::level);
    let paths = || bundles.iter().map(|bundle| bundle.path);
    let uprights = Uprights::new(paths().enumerate());
    let mut labels = Areas::default();
    let lines = Lines::new(view, paths());
    let mut connectors: Vec<(Connector, usize)> = Vec::with_capacity(bundles.len());
    let mut parts: Vec<Line> = Vec::with_capacity(bundles.len());
    let mut chips: Vec<Option<Chip>> = Vec::with_capacity(bundles.len());
    for (at, bundle) in bundles.iter().enumerate() {
        let since = pen.lengths();
        let told = connector(view, bundle).zip(draw(view, pen, at, bundle, (&uprights, &lines), &mut labels));
        let Some((connector, Drawn { label, width, chip })) = told else { continue };
        let now = pen.lengths();
        connectors.push((connector, parts.len()));
        chips.push(chip);
        parts.push(Line {
            ends: bundle.ends.clone(),
            path: bundle.path.to_vec(),
            connector: 0,
            label,
            width,
            items: std::array::from_fn(|layer| since[layer]..now[layer]),
            words: 0..0,
        });
    }
    // No line runs through the words of another.
    for (part, chip) in parts.iter_mut().zip(chips) {
        let since = pen.lengths()[Layer::Link as usize];
        chip.into_iter().for_each(|chip| chip.draw(pen));
        part.words = since..pen.lengths()[Layer::Link as usize];
    }
    pen.faded = false;
    connectors.sort_by(|(a, _), (b, _)| a.label.cmp(&b.label));
    for (at, (_, line)) in connectors.iter().enumerate() {
        parts[*line].connector = at;
    }
    (connectors.into_iter().map(|(connector, _)| connector).collect(), parts)
}

impl<'a> Bundle<'a> {
    pub fn new(ends: &Pair, path: &'a [SheetPoint]) -> Self {
        Bundle { ends: ends.clone(), links: Vec::new(), path, tally: None, between: None, faded: true }
    }

    /// One more link between the two ends.
    pub fn add(&mut self, view: &'a View<'a>, link: &'a Link) {
        self.links.push(link);
        self.faded &= view.left_out.line(view, link).is_faint();
        if let Some(tally) = view.tally(&(&link.id).into()) {
            self.tally.get_or_insert_default().join(tally);
        }
        if link.kind.store().is_some() || link.kind == LinkKind::Pairing {
            let worst = |tally: &&Tally<'_>| tally.level();
            // Of links that join the same objects it is the same.
            self.between = view.tallies.between(link).into_iter().chain(self.between).max_by_key(worst);
        }
    }

    fn level(&self) -> Option<Level> {
        self.said().filter_map(Tally::level).max()
    }

    /// What is wrong with its links, and with their being there.
    fn said(&self) -> impl Iterator<Item = &Tally<'a>> {
        self.tally.iter().chain(self.between)
    }

    /// What the phase does to the line: new when all of its links are, gone when all go.
    fn mark(&self, view: &View<'_>) -> Option<Change> {
        let mark_of = |link: &&Link| view.mark(&(&link.id).into());
        let all = |change| self.links.iter().all(|link| mark_of(link) == Some(change));
        match self.links.iter().any(|link| mark_of(link).is_some()) {
            _ if all(Change::Removed) => Some(Change::Removed),
            _ if all(Change::Added) => Some(Change::Added),
            true => Some(Change::Changed),
            false => None,
        }
    }

    /// The line is grabbed as the link that is wrong, or the first.
    fn subject(&self) -> Option<Subject> {
        match self.tally.as_ref().and_then(|tally| tally.worst).map(|finding| &finding.subject) {
            Some(subject @ Subject::Link(_)) => Some(subject.clone()),
            _ => self.links.iter().min_by_key(|link| link.kind).map(|link| (&link.id).into()),
        }
    }

    /// Whether it ends at a collapsed site, which stands for all that is in it.
    fn is_of_many(&self) -> bool {
        [&self.ends.0, &self.ends.1].iter().any(|end| matches!(end, Subject::Site(_)))
    }

    /// Where the line has a dot: at what is depended on.
    fn dots(&self, view: &View<'_>) -> Vec<SheetPoint> {
        let at = |end: &Subject| self.links.iter().any(|link| view.sheet.end_of(&link.to) == end);
        let (first, last) = (self.path.first(), self.path.last());
        match self.is_of_many() {
            true => [first.filter(|_| at(&self.ends.0)), last.filter(|_| at(&self.ends.1))].into_iter().flatten(),
            false => [None, last].into_iter().flatten(),
        }
        .copied()
        .collect()
    }

    /// Every kind of link it stands for, each once.
    fn kinds(&self) -> Vec<LinkKind> {
        let mut kinds: Vec<LinkKind> = self.links.iter().map(|link| link.kind).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }
}

/// The line for those who do not see it.
fn connector(view: &View<'_>, bundle: &Bundle<'_>) -> Option<Connector> {
    let first = bundle.links.first()?;
    let kinds: Vec<_> = bundle.kinds().iter().map(|kind| view.say.word("diagram-link", kind.key())).collect();
    let mut said = vec![joined(&kinds)];
    said.extend(bundle.mark(view).and_then(state_key).map(|key| view.say.word(view.state_words, key).to_string()));
    for tally in bundle.said() {
        said.extend(tally.words(&view.say));
        said.extend(tally.worst.map(|finding| view.say.message(&finding.message)));
    }
    if bundle.is_of_many() {
        said.extend(each(view, bundle));
    }
    let (from, to) = (view.sheet.end_of(&first.from), view.sheet.end_of(&first.to));
    Some(Connector {
        subject: bundle.subject()?,
        links: bundle.links.iter().map(|link| link.id.clone()).collect(),
        ends: bundle.ends.clone(),
        label: format!("{} → {}", view.label(from), view.label(to)),
        description: said.join("; "),
    })
}

/// The links of a line that ends at a collapsed site: what each joins, and how many more there are.
fn each(view: &View<'_>, bundle: &Bundle<'_>) -> Vec<String> {
    const MOST: usize = 8;
    let name = |link: &&Link| {
        let kind = view.say.word("diagram-link", link.kind.key());
        let (from, to) = (view.label(&link.from), view.label(&link.to));
        view.say.message(&crate::message!("diagram-link-of", kind = &*kind, from = from, to = to))
    };
    let mut all: Vec<String> = bundle.links.iter().take(MOST).map(name).collect();
    all.extend(bundle.links.len().checked_sub(MOST).filter(|more| *more > 0).map(|more| format!("+{more}")));
    all
}

/// Where the words of a line are with its marks, how wide both are, and what is drawn upon all lines.
pub(super) struct Drawn {
    pub label: Option<SheetRect>,
    pub width: f32,
    pub chip: Option<Chip>,
}

/// Draws all of a line but its words; `None` when it is a line of no link.
pub(super) fn draw(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    at: usize,
    bundle: &Bundle<'_>,
    (uprights, lines): (&Uprights, &Lines),
    labels: &mut Areas,
) -> Option<Drawn> {
    pen.faded = bundle.faded;
    let mark = bundle.mark(view);
    let gone = mark == Some(Change::Removed);
    let level = bundle.level();
    let line = match (level, mark) {
        (Some(level), _) => Stroke { token: level_token(level), width: WRONG, dashed: gone },
        (None, Some(Change::Added)) => stroke(Token::Good, LINE),
        (None, Some(Change::Removed)) => Stroke { token: Token::Line, width: LINE, dashed: true },
        _ => stroke(Token::Line, LINE),
    };
    let subject = bundle.subject()?;
    pen.on(Layer::Link, Some(&subject)).zoom(0.0, FAR);
    let way = PathMark::line(bundle.path.to_vec(), line);
    pen.mark(Mark::Path(way.clone()));
    pen.from(FAR).mark(Mark::Path(PathMark { hops: hops(at, bundle.path, &[uprights]), radius: CORNER, ..way }));
    for end in bundle.dots(view) {
        pen.mark(Mark::Rect(RectMark {
            rect: SheetRect::new(end.x - 3.0, end.y - 3.0, 6.0, 6.0),
            radius: 3.0,
            fill: Some(line.token),
            stroke: None,
            hatch: false,
        }));
    }
    let text = label(view, pen, bundle);
    let mark = mark.and_then(state_mark);
    let width = pen.fonts.width(&text, CHIP, Weight::Regular) + 12.0 + if mark.is_some() { 14.0 } else { 0.0 };
    let badges = bundle.said().next().map(|tally| (tally, badge_width(tally)));
    let whole = width + badges.as_ref().map_or(0.0, |(_, width)| width + 4.0);
    let Some(rect) = place(view, (at, bundle.path), whole, labels, lines) else {
        return Some(Drawn { label: None, width: whole, chip: None });
    };
    labels.push(Area::around(&rect));
    let mut x = rect.min.x;
    if let Some((tally, wide)) = badges {
        for (scale, from, to) in FOUND {
            let (width, height) = (wide * scale, 20.0 * scale);
            // Where the words beside it cannot be read it has the line for itself.
            let middle = if to <= NEAR { rect.center().x } else { x + wide / 2.0 };
            let pill = SheetRect::new(middle - width / 2.0, rect.min.y + 9.0 - height / 2.0, width, height);
            badge(pen.on(Layer::Badge, Some(&subject)).zoom(from, to), pill, tally);
        }
        x += wide + 4.0;
        if let Some(finding) = bundle.tally.as_ref().and_then(|tally| tally.worst) {
            let below = SheetRect::new(rect.min.x, rect.max.y + 3.0, 280.0, 20.0);
            plate(view, pen, &subject, below, finding);
        }
    }
    let words = SheetRect::new(x, rect.min.y, width, rect.height());
    let chip = Chip { subject, rect: words, mark, text, faded: bundle.faded };
    Some(Drawn { label: Some(rect), width: whole, chip: Some(chip) })
}

/// The words of a line, on a ground of their own.
pub(super) struct Chip {
    subject: Subject,
    rect: SheetRect,
    mark: Option<(Glyph, Token)>,
    text: String,
    faded: bool,
}

impl Chip {
    pub fn draw(self, pen: &mut Pen<'_>) {
        let rect = self.rect;
        pen.faded = self.faded;
        pen.on(Layer::Link, Some(&self.subject)).from(legible(CHIP)).rect(rect, CHIP_RADIUS, Some(Token::Chip), None);
        let mut left = rect.min.x + 6.0;
        if let Some((glyph, token)) = self.mark {
            pen.icon(left - 2.0, rect.center().y - 6.0, 12.0, glyph, token);
            left += 14.0;
        }
        pen.text(left, baseline(&rect, CHIP), self.text, Ink::new(CHIP, Weight::Regular, Token::Muted));
    }
}

/// “user store”; of several links the short words: “User · App · +2”.
fn label(view: &View<'_>, pen: &Pen<'_>, bundle: &Bundle<'_>) -> String {
    let kinds = bundle.kinds();
    if let [kind] = kinds[..] {
        return view.say.word("diagram-link", kind.key()).to_string();
    }
    let words: Vec<_> = kinds
        .iter()
        .map(|kind| match kind.store() {
            Some(store) => view.say.word("diagram-store", store.key()),
            None => view.say.word("diagram-link", kind.key()),
        })
        .collect();
    for shown in (1..=words.len()).rev() {
        let mut text = words[..shown].join(" · ");
        if shown < words.len() {
            text += &format!(" · +{}", words.len() - shown);
        }
        if shown == 1 || pen.fonts.width(&text, CHIP, Weight::Regular) <= LABEL_ROOM {
            return text;
        }
    }
    String::new()
}

/// A place for a label on the line, the longest pieces first, clear of cards and other labels, and of other lines
/// when that can be.
fn place(
    view: &View<'_>,
    (own, path): (usize, &[SheetPoint]),
    width: f32,
    labels: &Areas,
    lines: &Lines,
) -> Option<SheetRect> {
    let mut pieces: Vec<(SheetPoint, SheetPoint)> = path.windows(2).map(|ends| (ends[0], ends[1])).collect();
    let length = |(a, b): &(SheetPoint, SheetPoint)| (a.x - b.x).abs() + (a.y - b.y).abs();
    // A level piece carries its label better than an upright one of the same length.
    let worth = |ends: &(SheetPoint, SheetPoint)| length(ends) + if ends.0.y == ends.1.y { 60.0 } else { 0.0 };
    pieces.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    let height = LABEL_HEIGHT as f32;
    let mut second = None;
    for (a, b) in pieces {
        // Labels of lines side by side stand side by side too.
        let middle = [0.5, 0.28, 0.72, 0.15, 0.85];
        let order = match lines.beside(own, a, b) {
            Some(true) => [0.28, 0.15, 0.5, 0.72, 0.85],
            Some(false) => [0.72, 0.85, 0.5, 0.28, 0.15],
            None => middle,
        };
        // Fractions count from the left and from the top.
        let (a, b) = if (b.x, b.y) < (a.x, a.y) { (b, a) } else { (a, b) };
        for along in order {
            let (x, y) = (a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along);
            // On a level piece that is long enough, the label does not stick out.
            let left = if b.x - a.x > width { (x - width / 2.0).clamp(a.x, b.x - width) } else { x - width / 2.0 };
            let rect = SheetRect::new(left.round(), (y - height / 2.0).round(), width, height);
            let area = Area::around(&rect);
            if lines.bounds.contains(&area) && !view.sheet.land.obstacles.touches(&area) && !labels.touches(&area) {
                if !lines.crossed(own, &area) {
                    return Some(rect);
                }
                second.get_or_insert(rect);
            }
        }
    }
    second
}

/// Around a piece of a line, which is as wide as it looks.
pub(super) fn piece(ends: &[SheetPoint]) -> Area {
    let (a, b) = (ends[0], ends[1]);
    let rect = SheetRect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
    Area::around(&rect.expanded(1.0))
}

/// The pieces of all lines, so that a label does not lie on another's.
pub(super) struct Lines {
    pieces: Areas,
    line_of: Vec<usize>,
    /// The level ones that a label is not wider than, from the top: where each begins, and its number.
    level: Vec<(i32, usize)>,
    /// Around everything: a label does not stick out of the drawing.
    bounds: Area,
}

impl Lines {
    pub fn new<'p>(view: &View<'_>, paths: impl Iterator<Item = &'p [SheetPoint]>) -> Self {
        let bounds = view.sheet.bounds().unwrap_or(Area { x: 0, y: 0, w: 0, h: 0 });
        let (mut pieces, mut line_of) = (Areas::default(), Vec::new());
        for (at, path) in paths.enumerate() {
            for ends in path.windows(2) {
                pieces.push(piece(ends));
                line_of.push(at);
            }
        }
        let is_level = |(_, piece): &(usize, &Area)| piece.w > LABEL_HEIGHT;
        let mut level: Vec<_> =
            pieces.all().iter().enumerate().filter(is_level).map(|(at, piece)| (piece.y, at)).collect();
        level.sort_unstable();
        Self { pieces, line_of, level, bounds }
    }

    /// Whether another line runs along a level piece nearer than a label is high: below it (true) or above it.
    fn beside(&self, own: usize, a: SheetPoint, b: SheetPoint) -> Option<bool> {
        if a.y != b.y {
            return None;
        }
        let rect = SheetRect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        let near = Area::around(&rect.expanded(LABEL_HEIGHT as f32));
        // A long piece passes many others, and few of them at its height.
        let first = self.level.partition_point(|(y, _)| *y < near.y - LABEL_HEIGHT);
        let level = self.level[first..].iter().take_while(|(y, _)| *y < near.bottom()).map(|(_, at)| *at);
        let beside = |at: &usize| self.line_of[*at] != own && self.pieces.all()[*at].overlaps(&near);
        let other = level.filter(beside).min()?;
        Some(self.pieces.all()[other].y as f32 > a.y)
    }

    fn crossed(&self, own: usize, area: &Area) -> bool {
        self.pieces.any_touching(area, |at| self.line_of[at] != own)
    }
}
