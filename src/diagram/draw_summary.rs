//! A collapsed site: one card that tells what stands in it, what the phase does to that, and what is wrong there.

use super::area::Area;
use super::cast::{CHIP_ROW, HEADER};
use super::collapsed::BEHIND;
use super::crowd::Crowd;
use super::draw_badges::{badge, badge_width, lock, plate, state_badge};
use super::draw_cards::{IN_ROW, INSIDE, NAME, RIGHT, mid_line, object_box, state_mark, strip_pieces};
use super::draw_sites::{from_far, kind, outline};
use super::pen::*;
use super::say::{Counted, joined};
use super::scene::*;
use super::shown::{CardKind, Trait};
use super::tally::level_token;
use super::theme::Token;
use super::view::View;
use crate::model::*;
use crate::plan::Mark as Change;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the phase can do to what is inside, in the order of the chips.
const CHANGES: [Change; 4] = [Change::Added, Change::Changed, Change::Emptied, Change::Removed];
/// Names in the description; what is more is counted.
const NAMED: usize = 12;

/// Pools of one version.
#[derive(Default)]
struct Pools {
    pools: u64,
    servers: u64,
    /// Of those whose users are known.
    users: u64,
    /// Some of them home users and nobody says how many.
    unknown: bool,
    home: bool,
}

impl Pools {
    fn join(&mut self, other: &Self) {
        self.pools += other.pools;
        self.servers += other.servers;
        self.users += other.users;
        self.unknown |= other.unknown;
        self.home |= other.home;
    }

    fn parts(&self, view: &View<'_>) -> Vec<Arc<str>> {
        let mut parts =
            vec![view.say.count(Counted::Pools, self.pools), view.say.count(Counted::Servers, self.servers)];
        if self.home {
            parts.push(match (self.users, self.unknown) {
                (0, true) => view.say.word("diagram-users", "unknown"),
                (users, true) => view.say.count(Counted::UsersAtLeast, users),
                (users, false) => view.say.count(Counted::Users, users),
            });
        }
        parts
    }
}

/// What of a site is shown, counted at the end of the phase; what the phase takes away is only among its changes.
#[derive(Default)]
pub(super) struct Inside {
    versions: BTreeMap<Option<Version>, Pools>,
    sql_servers: u64,
    file_stores: u64,
    gateways: u64,
    changes: BTreeMap<Change, u64>,
    names: Vec<String>,
}

impl Inside {
    /// Of each collapsed site.
    pub fn by_site<'a>(view: &View<'a>) -> BTreeMap<&'a Subject, Self> {
        let collapsed = &view.sheet.collapsed;
        let mut all: BTreeMap<&Subject, Self> =
            collapsed.sites().map(|(_, subject)| (subject, Self::default())).collect();
        for (card, traits) in &view.left_out.cards {
            if let Some(site) = collapsed.around(card)
                && view.left_out.drawn(card).is_there()
            {
                all.entry(site).or_default().add(view, card, traits);
            }
        }
        all
    }

    fn add(&mut self, view: &View<'_>, card: &Subject, traits: &[Trait; 5]) {
        let mut version_of = None;
        let mut kind_of = None;
        for of in traits {
            match of {
                Trait::Version(version) => version_of = *version,
                Trait::Kind(kind) => kind_of = Some(*kind),
                Trait::Change(change) => *self.changes.entry(*change).or_default() += 1,
                Trait::Site(_) | Trait::Finding(_) => {}
            }
        }
        self.names.push(view.label(card));
        if traits.contains(&Trait::Change(Change::Removed)) {
            return;
        }
        match (kind_of, card) {
            (Some(CardKind::Pool(kind)), Subject::Pool(pool)) => {
                let users = view.users(pool).filter(|_| kind.homes_users());
                self.versions.entry(version_of).or_default().join(&Pools {
                    pools: 1,
                    servers: view.servers_staying(pool) as u64,
                    users: users.unwrap_or_default(),
                    unknown: kind.homes_users() && users.is_none(),
                    home: kind.homes_users(),
                });
            }
            (Some(CardKind::SqlServer), _) => self.sql_servers += 1,
            (Some(CardKind::FileStore), _) => self.file_stores += 1,
            (Some(CardKind::Gateway), _) => self.gateways += 1,
            (Some(CardKind::Pool(_)) | None, _) => {}
        }
    }

    /// Pools, servers and users of all versions.
    fn whole(&self) -> Pools {
        let mut whole = Pools::default();
        self.versions.values().for_each(|pools| whole.join(pools));
        whole
    }

    /// What has no version, in words.
    fn others(&self, view: &View<'_>) -> Vec<Arc<str>> {
        let unversioned = self.versions.get(&None).map_or(0, |pools| pools.pools);
        let counts = [
            (Counted::SqlServers, self.sql_servers),
            (Counted::FileStores, self.file_stores),
            (Counted::Gateways, self.gateways),
            (Counted::PoolsWithoutVersion, unversioned),
        ];
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(what, count)| view.say.count(what, count)).collect()
    }

    /// What the phase does, in words.
    fn changes(&self, view: &View<'_>) -> Vec<(Change, Arc<str>)> {
        let said = |change: Change| {
            let what = match change {
                Change::Added => Counted::Added,
                Change::Changed => Counted::Changed,
                Change::Emptied => Counted::Emptied,
                Change::Removed => Counted::Removed,
                Change::Unchanged => return None,
            };
            let count = self.changes.get(&change).filter(|count| **count > 0)?;
            Some((change, view.say.count(what, *count)))
        };
        CHANGES.into_iter().filter_map(said).collect()
    }
}

/// Draws a collapsed site at its place.
pub(super) fn summary(
    view: &View<'_>,
    (pen, crowd): (&mut Pen<'_>, &mut Crowd),
    boxes: &mut Vec<ObjectBox>,
    (site, inside): (&Site, &Inside),
    area: &Area,
) {
    let subject = Subject::from(&site.id);
    boxes.push(said(view, site, &subject, area.rect(), inside));

    let (rect, behind) = (area.rect(), BEHIND as f32);
    let front = SheetRect::new(rect.min.x, rect.min.y, rect.width() - behind, rect.height() - behind);
    let back = SheetRect::new(rect.min.x + behind, rect.min.y + behind, front.width(), front.height());
    let removed = view.removed(&subject);
    let level = view.tally(&subject).and_then(|tally| tally.level());
    let edge = match (level, view.mark(&subject)) {
        (Some(level), _) => stroke(level_token(level), 2.0),
        (None, Some(Change::Added)) => stroke(Token::Good, 1.5),
        _ => outline(site.kind),
    };
    pen.on(Layer::Card, Some(&subject));
    pen.rect(back, CARD_RADIUS, Some(Token::Site), Some(Stroke { width: 1.0, ..edge }));
    let ground =
        RectMark { rect: front, radius: CARD_RADIUS, fill: Some(Token::Card), stroke: Some(edge), hatch: removed };
    pen.mark(Mark::Rect(ground));
    head(view, pen, site, &subject, front, inside);
    rows(view, pen, &subject, front, inside);

    let tally = view.tally(&subject).filter(|tally| !tally.shapes().is_empty());
    from_far(view, (pen, crowd), &subject, front, tally);
    state_badge(view, pen, &subject, rect);
    if view.is_pinned(&subject) {
        lock(pen, &subject, front.max.x, front.max.y);
    }
    if let Some(tally) = tally {
        let width = badge_width(tally);
        let pill = SheetRect::new(front.max.x - width + 8.0, front.min.y - 10.0, width, 20.0);
        badge(pen.on(Layer::Badge, Some(&subject)).from(NEAR), pill, tally);
        if let Some(finding) = tally.worst {
            let below = SheetRect::new(rect.min.x, rect.max.y + 2.0, rect.width(), 20.0);
            plate(view, pen, &subject, below, finding);
        }
    }
}

/// Glyph, name and the whole in numbers, from near.
fn head(view: &View<'_>, pen: &mut Pen<'_>, site: &Site, subject: &Subject, rect: SheetRect, inside: &Inside) {
    let removed = view.removed(subject);
    let tone = if removed { Token::Muted } else { Token::Text };
    let room = rect.width() - NAME - RIGHT;
    pen.on(Layer::Card, Some(subject)).from(NEAR);
    pen.icon(rect.min.x + INSIDE, rect.min.y + 14.0, 24.0, Glyph::Site, Token::Muted);
    let name = pen.fonts.cut_middle(&view.label(subject), TITLE, Weight::SemiBold, room);
    let ink = Ink::new(TITLE, Weight::SemiBold, tone).struck(removed);
    pen.text(rect.min.x + NAME, rect.min.y + 26.0, name, ink);
    let parts: Vec<Arc<str>> = match inside.versions.len() {
        // The row of the only version says the same.
        1 => [view.say.word("diagram-site", "collapsed")].into_iter().chain(kind(view, site.kind)).collect(),
        _ => kind(view, site.kind).into_iter().chain(in_all(view, inside)).collect(),
    };
    let text = pen.fonts.cut_end(&joined(&parts), SMALL, Weight::Regular, room);
    pen.text(rect.min.x + NAME, rect.min.y + 44.0, text, Ink::new(SMALL, Weight::Regular, Token::Muted));
}

/// All pools, servers and users; a site without anything is empty.
fn in_all(view: &View<'_>, inside: &Inside) -> Vec<Arc<str>> {
    match inside.names.is_empty() {
        true => vec![view.say.word("diagram-site", "empty")],
        false => inside.whole().parts(view),
    }
}

/// A row for each version, then what has none, then what the phase does.
fn rows(view: &View<'_>, pen: &mut Pen<'_>, subject: &Subject, rect: SheetRect, inside: &Inside) {
    let mut top = HEADER as f32;
    let small = Ink::new(SMALL, Weight::Regular, Token::Muted);
    let room = rect.width() - NAME - RIGHT;
    for (version, pools) in &inside.versions {
        let Some(version) = *version else { continue };
        pen.on(Layer::Card, Some(subject)).from(FAR);
        for (from, height) in strip_pieces(version, CHIP_ROW as f32 - 6.0) {
            let piece = SheetRect::new(rect.min.x + INSIDE + 10.0, rect.min.y + top + from, 4.0, height);
            pen.rect(piece, 2.0, Some(Token::Version(version)), None);
        }
        let word = view.say.word("diagram-version", version.key());
        let bold = Ink::new(SMALL, Weight::SemiBold, Token::Text);
        let y = rect.min.y + top + 13.0;
        let wide = pen.from(NEAR).text(rect.min.x + NAME, y, word.to_string(), bold);
        let parts = pools.parts(view);
        let counts = pen.fonts.cut_end(&joined(&parts), small.size, small.weight, room - wide - 12.0);
        pen.text(rect.min.x + NAME + wide + 12.0, y, counts, small);
        line(pen, rect, top, short(pen, &word, &parts, room), room);
        top += CHIP_ROW as f32;
    }
    let others = joined(&inside.others(view));
    if !others.is_empty() {
        let text = pen.fonts.cut_end(&others, small.size, small.weight, room);
        pen.on(Layer::Card, Some(subject)).from(NEAR).text(rect.min.x + NAME, rect.min.y + top + 13.0, text, small);
        line(pen, rect, top, others, room);
        top += CHIP_ROW as f32;
    }
    let changes = inside.changes(view);
    let mut x = rect.min.x + NAME;
    for (change, words) in &changes {
        let Some((glyph, token)) = state_mark(*change) else { continue };
        pen.on(Layer::Card, Some(subject)).from(NEAR).icon(x - 2.0, rect.min.y + top + 2.0, 14.0, glyph, token);
        let text = pen.fonts.cut_end(words, small.size, small.weight, (rect.max.x - RIGHT - x - 16.0).max(0.0));
        x += 16.0 + pen.text(x + 16.0, rect.min.y + top + 13.0, text, small) + 14.0;
    }
    let words: Vec<Arc<str>> = changes.into_iter().map(|(_, words)| words).collect();
    if !words.is_empty() {
        line(pen, rect, top, joined(&words), room);
    }
}

/// A version with its counts, as many as there is room for in large type; users before servers.
fn short(pen: &Pen<'_>, word: &Arc<str>, parts: &[Arc<str>], room: f32) -> String {
    let all = [std::slice::from_ref(word), parts].concat();
    let mut choices = vec![joined(&all)];
    if let [pools, _, users] = parts {
        choices.push(joined(&[word.clone(), pools.clone(), users.clone()]));
        choices.push(joined(&[word.clone(), users.clone()]));
    }
    let fits = |text: &&String| pen.fonts.width(text, MID_SMALL, Weight::Regular) <= room;
    choices.iter().find(fits).or(choices.last()).cloned().unwrap_or_default()
}

/// A row as it is read before the finer ones are.
fn line(pen: &mut Pen<'_>, rect: SheetRect, top: f32, text: String, room: f32) {
    let text = pen.fonts.cut_end(&text, MID_SMALL, Weight::Regular, room);
    mid_line(pen, rect, top + IN_ROW - 3.0, text);
}

/// All of it for those who do not see the card, with the names of what is inside.
fn said(view: &View<'_>, site: &Site, subject: &Subject, rect: SheetRect, inside: &Inside) -> ObjectBox {
    let mut parts: Vec<Arc<str>> = vec![view.say.word("diagram-site", "collapsed")];
    parts.extend(kind(view, site.kind));
    parts.extend(in_all(view, inside));
    let mut object = object_box(view, subject, rect, None, &view.label(subject), &parts);
    let mut more = Vec::new();
    for (version, pools) in inside.versions.iter().filter_map(|(version, pools)| Some(((*version)?, pools))) {
        let version = view.say.word("diagram-version", version.key());
        let counts = joined(&pools.parts(view));
        more.push(view.say.message(&crate::message!("diagram-inside-of", version = &*version, counts = counts)));
    }
    let others = joined(&inside.others(view));
    more.extend(Some(others).filter(|others| !others.is_empty()));
    more.extend(inside.changes(view).into_iter().map(|(_, words)| words.to_string()));
    if !inside.names.is_empty() {
        let mut names: Vec<String> = inside.names.iter().take(NAMED).cloned().collect();
        names.extend(inside.names.len().checked_sub(NAMED).filter(|rest| *rest > 0).map(|rest| format!("+{rest}")));
        more.push(names.join(", "));
    }
    for text in more {
        object.description += "; ";
        object.description += &text;
    }
    object
}
