//! Cards: pools, SQL servers, file stores and gateways, with what stands inside them.

use super::area::Area;
use super::cast::{CHIP_ROW, Card, HEADER, Row, SERVERS_NAMED, chip_columns};
use super::draw_chips::{chips_of, draw_chips, inside};
use super::fonts::{ELLIPSIS, Fonts};
use super::pen::*;
use super::say::{Counted, joined};
use super::scene::*;
use super::tally::level_token;
use super::theme::Token;
use super::view::{View, host_part};
use crate::model::*;
use crate::plan::Mark as Change;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Left edge of what stands inside a card, after the version strip.
pub(super) const INSIDE: f32 = 16.0;
/// Left edge of the name, after the glyph.
pub(super) const NAME: f32 = 48.0;
pub(super) const RIGHT: f32 = 12.0;
const CHIP_GAP: f32 = 4.0;
/// Where the chips of an instance's row begin, after its name.
const ROW_CHIPS: f32 = 112.0;
/// Room for the row's badge after them.
const ROW_RIGHT: f32 = 24.0;
const ROW_COLUMNS: usize = 3;

/// Draws the card of an object at its place; nothing when the stage has no such object.
pub(super) fn card(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    (boxes, links): (&mut Vec<ObjectBox>, &mut Vec<(SheetRect, Connector)>),
    subject: &Subject,
    area: &Area,
) {
    let Some(cast) = view.sheet.cast.cards.get(subject) else { return };
    let Some(state) = view.state_of(subject) else {
        return left_over(view, pen, boxes, subject, cast, area);
    };
    let rect = area.rect();
    let site = state.site_of(subject).map(Subject::from);
    let mut face =
        Face { strip: None, glyph: Glyph::Other, head: String::new(), tail: String::new(), parts: Vec::new() };
    match subject {
        Subject::Pool(id) => {
            let Some(pool) = state.pools.get(id) else { return };
            face.strip = pool.version.map(Token::Version);
            face.glyph = Glyph::of_pool(pool.kind);
            face.parts = view.say.pool(pool, view.servers_of(id), view.users(id));
        }
        Subject::SqlServer(id) => {
            let Some(host) = state.sql_servers.get(id) else { return };
            face.glyph = Glyph::SqlServer;
            face.parts = view.say.sql_server(host);
        }
        Subject::FileStore(id) => {
            let Some(store) = state.file_stores.get(id) else { return };
            face.glyph = Glyph::FileStore;
            face.parts = view.say.file_store(store);
        }
        Subject::Gateway(id) => {
            let Some(gateway) = state.gateways.get(id) else { return };
            face.glyph = Glyph::Gateway;
            face.parts = view.say.gateway(gateway);
        }
        _ => return,
    }
    let name = state.label(subject);
    (face.head, face.tail) = halves(&name);
    let chips = chips_of(view, state, subject);
    let mut said = face.parts.clone();
    said.extend(instances(view, cast));
    said.extend(chips.iter().map(|chip| Arc::clone(&chip.said)));
    boxes.push(object_box(view, subject, rect, site, &name, &said));
    frame(view, pen, subject, rect, &face);
    if let Subject::Pool(pool) = subject {
        servers(view, pen, boxes, pool, cast, rect);
        homed(pen, subject, cast, rect, &face);
    }
    for row in &cast.rows {
        instance_row(view, pen, boxes, subject, row, rect);
        links.extend(inside(view, subject, row, rect));
    }
    links.extend(draw_chips(view, pen, subject, cast, rect, &chips));
}

/// How many instances a card shows as rows, in words.
fn instances(view: &View<'_>, cast: &Card) -> Option<Arc<str>> {
    let there = cast.rows.iter().filter(|row| view.state_of(&(&row.instance).into()).is_some()).count();
    (there > 0).then(|| view.say.count(Counted::Instances, there as u64))
}

/// What the head of a card shows.
struct Face {
    strip: Option<Token>,
    glyph: Glyph,
    /// The part of the name that tells it from its neighbours, and the rest.
    head: String,
    tail: String,
    parts: Vec<Arc<str>>,
}

/// `fe-paris` and `.contoso.com`; of a share `\\\\files` and `.contoso.com\\share`.
fn halves(name: &str) -> (String, String) {
    let host = name.trim_start_matches('\\');
    let at = name.len() - host.len() + host.find(['.', '\\']).unwrap_or(host.len());
    let (head, tail) = name.split_at(at);
    (head.to_owned(), tail.to_owned())
}

/// The head of a Standard Edition pool that is gone while its SQL Server is still there.
fn left_over(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    boxes: &mut Vec<ObjectBox>,
    subject: &Subject,
    cast: &Card,
    area: &Area,
) {
    let Subject::Pool(pool) = subject else { return };
    let hosts = view.sheet.cast.local.iter().filter(|(_, local)| *local == pool).map(|(host, _)| Subject::from(host));
    for host in hosts {
        let Some(state) = view.state_of(&host) else { continue };
        let rect = area.rect();
        let name = state.label(&host);
        let (head, tail) = halves(&name);
        let Some(Element::SqlServer(server)) = state.element(&host) else { continue };
        let face = Face { strip: None, glyph: Glyph::SqlServer, head, tail, parts: view.say.sql_server(&server) };
        let mut said = face.parts.clone();
        said.extend(instances(view, cast));
        boxes.push(object_box(view, &host, rect, state.site_of(&host).map(Subject::from), &name, &said));
        frame(view, pen, &host, rect, &face);
        for row in &cast.rows {
            instance_row(view, pen, boxes, &host, row, rect);
        }
    }
}

/// Name, what it is, its state in the phase and its findings, for those who do not see the sheet.
pub(super) fn object_box(
    view: &View<'_>,
    subject: &Subject,
    rect: SheetRect,
    parent: Option<Subject>,
    name: &str,
    parts: &[Arc<str>],
) -> ObjectBox {
    let mut said: Vec<String> = Vec::new();
    if !parts.is_empty() {
        said.push(joined(parts));
    }
    said.extend(view.mark(subject).and_then(state_key).map(|key| view.say.word(view.state_words, key).to_string()));
    if let Some(tally) = view.tally(subject) {
        said.extend(tally.words(&view.say));
        said.extend(tally.worst.map(|finding| view.say.message(&finding.message)));
    }
    let has_place = !matches!(subject, Subject::Server(_) | Subject::SqlInstance(_));
    if has_place && view.is_pinned(subject) {
        said.push(view.say.word("diagram", "locked").to_string());
    }
    let label = view.say.the(subject, name);
    ObjectBox { subject: subject.clone(), rect, parent, label, description: said.join("; ") }
}

pub(super) fn state_key(mark: Change) -> Option<&'static str> {
    Some(match mark {
        Change::Unchanged => return None,
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed => "changed",
        Change::Emptied => "emptied",
    })
}

/// How a change is drawn; nothing for what stays.
pub fn state_mark(mark: Change) -> Option<(Glyph, Token)> {
    Some(match mark {
        Change::Unchanged => return None,
        Change::Added => (Glyph::Added, Token::Good),
        Change::Removed => (Glyph::Removed, Token::Muted),
        Change::Changed => (Glyph::Changed, Token::Muted),
        Change::Emptied => (Glyph::Emptied, Token::Muted),
    })
}

/// Ground, outline, strip, glyph, name and second line.
fn frame(view: &View<'_>, pen: &mut Pen<'_>, subject: &Subject, rect: SheetRect, face: &Face) {
    let mark = view.mark(subject);
    let removed = mark == Some(Change::Removed);
    let level = view.tally(subject).and_then(|tally| tally.level());
    let outline = match (level, mark) {
        (Some(level), _) => stroke(level_token(level), 2.0),
        (None, Some(Change::Added)) => stroke(Token::Good, 1.5),
        (None, Some(Change::Removed)) => Stroke { token: Token::Muted, width: 1.0, dashed: true },
        _ => stroke(Token::Line, 1.0),
    };
    pen.on(Layer::Card, Some(subject)).mark(Mark::Rect(RectMark {
        rect,
        radius: CARD_RADIUS,
        fill: Some(Token::Card),
        stroke: Some(outline),
        hatch: removed,
    }));
    let tone = if removed { Token::Muted } else { Token::Text };
    if let Some(strip @ Token::Version(version)) = face.strip {
        for (top, height) in strip_pieces(version, rect.height() - 16.0) {
            let piece = SheetRect::new(rect.min.x + 5.0, rect.min.y + 8.0 + top, 4.0, height);
            pen.rect(piece, 2.0, Some(strip), None);
        }
        // As large as the card bears while nothing else can be read on it, then under the name.
        let (large, small) = (legible(FAR_TAG), legible(MID_TITLE));
        let ink = |size| Ink::new(size, Weight::SemiBold, tone);
        let y = baseline(&rect, FAR_TAG);
        pen.zoom(large, small).text(rect.min.x + NAME, y, tag(version).to_owned(), ink(FAR_TAG));
        let until = legible(MID_SMALL);
        pen.zoom(small, until).text(rect.min.x + NAME, rect.min.y + 56.0, tag(version).to_owned(), ink(MID_TITLE));
    }
    // From the middle its strokes run together at the usual size.
    let tint = face.strip.unwrap_or(Token::Muted);
    pen.zoom(FAR, NEAR).icon(rect.min.x + INSIDE - 4.0, rect.min.y + 12.0, 28.0, face.glyph, tint);
    pen.from(NEAR).icon(rect.min.x + INSIDE, rect.min.y + 14.0, 24.0, face.glyph, tint);
    let room = rect.width() - NAME - RIGHT;
    let bold = Ink::new(MID_TITLE, Weight::SemiBold, tone).struck(removed);
    let host = pen.fonts.cut_middle(&face.head, MID_TITLE, Weight::SemiBold, room);
    pen.zoom(legible(MID_TITLE), NEAR).text(rect.min.x + NAME, rect.min.y + MID_BASE, host, bold);
    let what = joined(&face.parts[..face.parts.len().min(2)]);
    let text = pen.fonts.cut_end(&what, MID_SMALL, Weight::Regular, room);
    mid_line(pen, rect, 51.0, text);
    pen.from(NEAR);
    name(pen, rect.min.x + NAME, rect.min.y + 26.0, room, face, tone, removed);
    let ink = Ink::new(SMALL, Weight::Regular, Token::Muted);
    let second = second_line(pen, &face.parts, room);
    pen.text(rect.min.x + NAME, rect.min.y + 44.0, second, ink);
}

/// A line of the card in the type that is read before chips and rows are: one stands where each row of chips will.
pub(super) fn mid_line(pen: &mut Pen<'_>, rect: SheetRect, y: f32, text: String) {
    let ink = Ink::new(MID_SMALL, Weight::Regular, Token::Muted);
    pen.zoom(legible(MID_SMALL), NEAR).text(rect.min.x + NAME, rect.min.y + y, text, ink);
}

/// The base line of such a line in a row of chips, from the row's top.
pub(super) const IN_ROW: f32 = 19.0;

/// What the chips of servers will name, as counts: servers and users.
fn homed(pen: &mut Pen<'_>, subject: &Subject, cast: &Card, rect: SheetRect, face: &Face) {
    let Some(counts) = face.parts.get(2..).filter(|counts| !counts.is_empty()) else { return };
    let lines = cast.server_rows();
    let room = rect.width() - NAME - RIGHT;
    pen.on(Layer::Card, Some(subject));
    if lines == 0 {
        // A pool of one server has no row of chips: its users stand beside its name.
        let Some(users) = counts.get(1) else { return };
        let name = pen.fonts.width(&face.head, MID_TITLE, Weight::SemiBold);
        let width = pen.fonts.width(users, MID_SMALL, Weight::Regular);
        if name + 16.0 + width <= room {
            let ink = Ink::new(MID_SMALL, Weight::Regular, Token::Muted);
            let x = rect.max.x - RIGHT - width;
            pen.zoom(legible(MID_SMALL), NEAR).text(x, rect.min.y + MID_BASE, users.to_string(), ink);
        }
        return;
    }
    let whole = joined(counts);
    let fits = pen.fonts.width(&whole, MID_SMALL, Weight::Regular) <= room;
    let shown = if fits || lines < 2 { vec![whole] } else { counts.iter().map(ToString::to_string).collect() };
    for (at, text) in shown.iter().take(lines).enumerate() {
        let text = pen.fonts.cut_end(text, MID_SMALL, Weight::Regular, room);
        mid_line(pen, rect, HEADER as f32 + at as f32 * CHIP_ROW as f32 + IN_ROW, text);
    }
}

/// Words over some lines; what finds no room is counted at the end: `CMS · files01 · +3`.
pub(super) fn with_rest(fonts: &Fonts, words: &[Arc<str>], room: f32, lines: usize) -> Vec<String> {
    let fits = |text: &String| fonts.width(text, MID_SMALL, Weight::Regular) <= room;
    let mut out: Vec<String> = Vec::new();
    let mut left = words;
    while !left.is_empty() && out.len() < lines {
        let last = out.len() + 1 == lines;
        let line = |taken: usize| {
            let mut shown = left[..taken].to_vec();
            if last && taken < left.len() {
                shown.push(Arc::from(format!("+{}", left.len() - taken)));
            }
            joined(&shown)
        };
        let best = (1..=left.len()).rev().map(|taken| (taken, line(taken))).find(|(_, text)| fits(text));
        let (taken, text) = match best {
            Some(best) => best,
            None if last => (left.len(), line(0)),
            None => (1, fonts.cut_end(&left[0], MID_SMALL, Weight::Regular, room)),
        };
        out.push(text);
        left = &left[taken..];
    }
    out
}

/// The generation of a product by shape: into how many pieces its strip is cut, and where. Offsets and heights.
pub fn strip_pieces(version: Version, height: f32) -> Vec<(f32, f32)> {
    const GAP: f32 = 6.0;
    let equal = |count: usize| {
        let one = (height - GAP * (count - 1) as f32) / count as f32;
        (0..count).map(|at| (at as f32 * (one + GAP), one)).collect()
    };
    match version {
        Version::Lcs2005 | Version::Ocs2007 | Version::Ocs2007R2 => equal(5),
        Version::Lync2010 => equal(1),
        Version::Lync2013 => equal(2),
        Version::Sfb2015 => equal(3),
        // A notch near the foot, and one near the head.
        Version::Sfb2019 => vec![(0.0, height * 0.75 - GAP), (height * 0.75, height * 0.25)],
        Version::SfbSe => vec![(0.0, height * 0.25), (height * 0.25 + GAP, height * 0.75 - GAP)],
    }
}

/// The generation in two characters.
pub(super) fn tag(version: Version) -> &'static str {
    match version {
        Version::Lcs2005 => "05",
        Version::Ocs2007 => "07",
        Version::Ocs2007R2 => "R2",
        Version::Lync2010 => "10",
        Version::Lync2013 => "13",
        Version::Sfb2015 => "15",
        Version::Sfb2019 => "19",
        Version::SfbSe => "SE",
    }
}

/// The host in semi-bold and the domain after it; too long, the domain loses its beginning, then the host its
/// middle.
fn name(pen: &mut Pen<'_>, x: f32, y: f32, room: f32, face: &Face, tone: Token, struck: bool) {
    let bold = Ink::new(TITLE, Weight::SemiBold, tone).struck(struck);
    let rest = Ink::new(TITLE, Weight::Regular, Token::Muted).struck(struck);
    let width = |pen: &Pen<'_>, text: &str, weight| pen.fonts.width(text, TITLE, weight);
    let fits = |pen: &Pen<'_>, left: f32, tail: &str| width(pen, tail, Weight::Regular) <= room - left;
    let whole = width(pen, &face.head, Weight::SemiBold);
    if fits(pen, whole, &face.tail) {
        pen.text(x, y, face.head.clone(), bold);
        pen.text(x + whole, y, face.tail.clone(), rest);
        return;
    }
    // `…contoso.com`, `…com`: whole labels of the domain, as many as there is room for.
    let cuts = face.tail.char_indices().skip(1).filter(|(_, c)| matches!(c, '.' | '\\'));
    let ends = cuts.map(|(at, c)| format!("{ELLIPSIS}{}", &face.tail[at + usize::from(c == '.')..]));
    let ends: Vec<String> = ends.collect();
    let left = whole.min(room * 0.7);
    let end = ends.iter().find(|end| fits(pen, left, end)).cloned().unwrap_or_default();
    let head_room = room - width(pen, &end, Weight::Regular);
    let head = pen.fonts.cut_middle(&face.head, TITLE, Weight::SemiBold, head_room);
    let head_width = pen.text(x, y, head, bold);
    pen.text(x + head_width, y, end, rest);
}

/// Everything when it fits; else without the servers, which have chips, then without the users; else cut at the
/// end. The description of the box says it in full.
fn second_line(pen: &Pen<'_>, parts: &[Arc<str>], room: f32) -> String {
    let fits = |text: &str| pen.fonts.width(text, SMALL, Weight::Regular) <= room;
    let whole = joined(parts);
    if fits(&whole) {
        return whole;
    }
    if let [first, second, servers, rest @ ..] = parts {
        let shorter = [&[first.clone(), second.clone()], rest].concat();
        let shortest = [first.clone(), second.clone()];
        let candidates =
            [joined(&shorter), joined(&[first.clone(), second.clone(), servers.clone()]), joined(&shortest)];
        if let Some(text) = candidates.into_iter().find(|text| fits(text)) {
            return text;
        }
    }
    pen.fonts.cut_end(&whole, SMALL, Weight::Regular, room)
}

/// The `at`-th chip of a field of chips between two margins.
pub(super) fn slot(rect: SheetRect, (left, right): (f32, f32), top: f32, columns: usize, at: usize) -> SheetRect {
    let gaps = (columns - 1) as f32 * CHIP_GAP;
    let width = (rect.width() - left - right - gaps) / columns as f32;
    let x = rect.min.x + left + (at % columns) as f32 * (width + CHIP_GAP);
    let y = rect.min.y + top + (at / columns) as f32 * CHIP_ROW as f32;
    SheetRect::new(x, y, width, CHIP_HEIGHT)
}

fn servers(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    boxes: &mut Vec<ObjectBox>,
    pool: &PoolId,
    cast: &Card,
    rect: SheetRect,
) {
    let named = view.named_servers(pool);
    let columns = chip_columns(cast.width);
    let top = HEADER as f32;
    for (at, server) in named.iter().enumerate() {
        let subject = Subject::from(&server.id);
        let chip = slot(rect, (INSIDE, RIGHT), top, columns, at);
        let full = view.label(&subject);
        let mark = view.mark(&subject);
        let level = view.tally(&subject).and_then(|tally| tally.level());
        let outline = match (level, mark) {
            (Some(level), _) => Some(stroke(level_token(level), 1.5)),
            (None, Some(Change::Added)) => Some(stroke(Token::Good, 1.0)),
            (None, Some(Change::Removed)) => Some(Stroke { token: Token::Muted, width: 1.0, dashed: true }),
            _ => None,
        };
        pen.on(Layer::Card, Some(&subject)).from(NEAR).rect(chip, CHIP_RADIUS, Some(Token::Chip), outline);
        let removed = mark == Some(Change::Removed);
        let tone = if removed { Token::Muted } else { Token::Text };
        pen.from(NEAR).chip_text(chip, host_part(&full), Ink::new(CHIP, Weight::Regular, tone).struck(removed));
        boxes.push(object_box(view, &subject, chip, Some(pool.into()), &full, &[]));
    }
    let all = view.servers(pool).len();
    if all > SERVERS_NAMED && !named.is_empty() {
        let chip = slot(rect, (INSIDE, RIGHT), top, columns, named.len());
        let more = format!("+{}", all - named.len());
        pen.on(Layer::Card, Some(&pool.into())).from(legible(CHIP)).chip_text(
            chip,
            &more,
            Ink::new(CHIP, Weight::Regular, Token::Muted),
        );
    }
}

fn instance_row(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    boxes: &mut Vec<ObjectBox>,
    host: &Subject,
    row: &Row,
    rect: SheetRect,
) {
    let subject = Subject::from(&row.instance);
    let Some(state) = view.state_of(&subject) else { return };
    let Some(instance) = state.sql_instances.get(&row.instance) else { return };
    let line = SheetRect::new(rect.min.x, rect.min.y + row.top as f32, rect.width(), row.height as f32);
    let inner = SheetRect::new(line.min.x + 12.0, line.min.y + 1.0, line.width() - 18.0, line.height() - 2.0);
    let mark = view.mark(&subject);
    let removed = mark == Some(Change::Removed);
    let level = view.tally(&subject).and_then(|tally| tally.level());
    let outline = match (level, mark) {
        (Some(level), _) => Some(stroke(level_token(level), 1.5)),
        (None, Some(Change::Added)) => Some(stroke(Token::Good, 1.0)),
        _ => None,
    };
    // A row with a finding is there as soon as its name can be read.
    let from = if level.is_some() { legible(MID_SMALL) } else { NEAR };
    pen.on(Layer::Card, Some(&subject)).from(from).rect(inner, CHIP_RADIUS, None, outline);
    let own = instance.name.as_deref().filter(|name| !name.is_empty());
    let default = view.say.word("diagram", "default-instance");
    let tone = if own.is_none() || removed { Token::Muted } else { Token::Text };
    let text = pen.fonts.cut_middle(own.unwrap_or(&default), BODY, Weight::Medium, ROW_CHIPS - INSIDE - 8.0);
    let first = SheetRect::new(line.min.x, line.min.y, line.width(), CHIP_ROW as f32 + CHIP_GAP);
    pen.from(NEAR).text(
        line.min.x + INSIDE,
        baseline(&first, BODY),
        text,
        Ink::new(BODY, Weight::Medium, tone).struck(removed),
    );

    let (stores, usages) = stores_on(view, instance, &subject, state);
    let mut at = 0;
    let mut said: Vec<Arc<str>> = Vec::new();
    for (store, fresh) in &stores {
        let chip = slot(rect, (ROW_CHIPS, ROW_RIGHT), row.top as f32 + CHIP_GAP, ROW_COLUMNS, at);
        let outline = fresh.then_some(stroke(Token::Good, 1.0));
        let word = view.say.word("diagram-store", store.key());
        pen.from(NEAR).rect(chip, CHIP_RADIUS, Some(Token::Chip), outline);
        pen.from(NEAR).chip_text(chip, &word, Ink::new(CHIP, Weight::Regular, Token::Text));
        said.push(word);
        at += 1;
    }
    for usage in usages {
        let chip = slot(rect, (ROW_CHIPS, ROW_RIGHT), row.top as f32 + CHIP_GAP, ROW_COLUMNS, at);
        let word = view.say.word("diagram-usage", usage.key());
        pen.from(NEAR).rect(chip, CHIP_RADIUS, None, Some(stroke(Token::Line, 1.0)));
        pen.from(NEAR).chip_text(chip, &word, Ink::new(CHIP, Weight::Regular, Token::Muted));
        said.push(word);
        at += 1;
    }
    if at == 0 {
        let word = view.say.word("diagram", "no-store");
        pen.from(NEAR).text(
            line.min.x + ROW_CHIPS,
            baseline(&first, CHIP),
            word.to_string(),
            Ink::new(CHIP, Weight::Regular, Token::Muted),
        );
        said.push(word);
    }
    // Its name and its stores in the larger type.
    let room = rect.width() - NAME - RIGHT - 6.0;
    let ink = Ink::new(MID_SMALL, Weight::Medium, tone).struck(removed);
    let large = pen.fonts.cut_middle(own.unwrap_or(&default), MID_SMALL, Weight::Medium, room * 0.6);
    let y = baseline(&first, MID_SMALL);
    let taken = pen.zoom(legible(MID_SMALL), NEAR).text(line.min.x + NAME, y, large, ink) + 12.0;
    let ink = Ink::new(MID_SMALL, Weight::Regular, Token::Muted);
    for text in with_rest(pen.fonts, &said, room - taken, 1) {
        pen.text(line.min.x + NAME + taken, y, text, ink);
    }
    let mut name = view.label(&subject);
    if own.is_none() {
        name = format!("{name} ({})", view.say.word("diagram", "default-instance-full"));
    }
    boxes.push(object_box(view, &subject, line, Some(host.clone()), &name, &said));
}

/// The stores on an instance, each with whether the phase brings it, and the other parts it plays.
fn stores_on(
    view: &View<'_>,
    instance: &SqlInstance,
    subject: &Subject,
    state: &Topology,
) -> (Vec<(StoreKind, bool)>, BTreeSet<Usage>) {
    let mut stores: std::collections::BTreeMap<StoreKind, bool> =
        instance.idle_stores.iter().flatten().map(|store| (*store, false)).collect();
    let mut usages = BTreeSet::new();
    let mut see = |link: &Link| match (link.kind.store(), link.usage) {
        (Some(store), Usage::Default) => {
            let fresh = view.mark(&(&link.id).into()).is_some() && !view.removed(&(&link.id).into());
            stores.entry(store).and_modify(|known| *known &= fresh).or_insert(fresh);
        }
        (Some(_), usage) => drop(usages.insert(usage)),
        (None, _) => {}
    };
    if std::ptr::eq(state, view.after) {
        view.links_to(subject).iter().for_each(|link| see(link));
    } else {
        view.removed_links().filter(|link| link.to == *subject).for_each(&mut see);
    }
    if view.mark(subject) == Some(Change::Added) {
        stores.values_mut().for_each(|fresh| *fresh = false);
    }
    (stores.into_iter().collect(), usages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::Theme;

    /// Whoever sees no colours tells generations by the cuts of the strip: none is like that of another colour.
    #[test]
    fn generations_differ_by_shape_where_they_differ_by_colour() {
        let theme = Theme::light();
        for (at, one) in Version::ALL.iter().enumerate() {
            for other in &Version::ALL[at + 1..] {
                let color = |version: &Version| theme.color(Token::Version(*version));
                // The least card has a strip of 56 units; every piece and every gap of it is seen from afar.
                let (a, b) = (strip_pieces(*one, 56.0), strip_pieces(*other, 56.0));
                assert_eq!(a == b, color(one) == color(other), "{one:?} and {other:?}");
                assert_ne!(tag(*one), tag(*other));
            }
            let pieces = strip_pieces(*one, 56.0);
            assert!(pieces.iter().all(|(_, height)| *height >= 4.0), "{one:?}: {pieces:?}");
            assert!(pieces.windows(2).all(|two| two[1].0 - two[0].0 - two[0].1 >= 5.9), "{one:?}: {pieces:?}");
            let (top, height) = pieces[pieces.len() - 1];
            assert!((top + height - 56.0).abs() < 0.1, "{one:?}");
        }
    }
}
