//! The legend of a scene: a row for whatever it shows, made from the same view, so that it cannot disagree.

use super::draw_cards::state_mark;
use super::scene::Glyph;
use super::shown::{CardKind, Shown, Trait};
use super::tally::level_token;
use super::theme::Token;
use super::view::View;
use crate::model::*;
use crate::plan::Mark as Change;
use std::collections::BTreeMap;

/// What stands on the sheet, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// By kind of row, in the order of the groups.
    pub rows: Vec<LegendRow>,
    /// Cards of the phase, and how many of them are drawn plainly.
    pub cards: u64,
    pub shown: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LegendRow {
    pub of: LegendOf,
    pub glyph: Option<Glyph>,
    pub token: Token,
    pub text: String,
    /// Cards, or links, of the phase.
    pub count: u64,
    /// It is drawn; of a kind of link: as lines.
    pub on: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LegendOf {
    Card(Trait),
    Link(LinkKind),
}

pub(super) fn legend(view: &View<'_>, shown: &Shown) -> Legend {
    let mut counts: BTreeMap<&Trait, u64> = BTreeMap::new();
    let cards = &view.left_out.cards;
    for of in cards.iter().flat_map(|(_, traits)| traits) {
        *counts.entry(of).or_default() += 1;
    }
    let sites: Vec<SiteId> = view.sheet.areas.keys().cloned().collect();
    let order = [
        Trait::Version(None),
        Trait::Site(None),
        Trait::Kind(CardKind::Gateway),
        Trait::Change(Change::Unchanged),
        Trait::Finding(None),
    ];
    let mut rows = Vec::new();
    for of in order.iter().flat_map(|group| group.alternatives(&sites)) {
        let count = counts.get(&of).copied().unwrap_or_default();
        // What alone is asked for and is not there says why the sheet is empty.
        if count > 0 || shown.is_only(&of, &sites) {
            rows.push(row(view, of, count, shown));
        }
    }
    // That nothing changes and nothing is wrong needs no row.
    let alone = |of: &LegendOf| {
        matches!(of, LegendOf::Card(of @ (Trait::Change(Change::Unchanged) | Trait::Finding(None)))
            if counts.get(of) == Some(&(cards.len() as u64)))
    };
    rows.retain(|row| !row.on || !alone(&row.of));
    let mut links: BTreeMap<LinkKind, u64> = BTreeMap::new();
    let all = view.after.links.values().map(|link| &**link).chain(view.removed_links());
    for link in all.filter(|link| view.sheet.joins(link)) {
        *links.entry(link.kind).or_default() += 1;
    }
    rows.extend(links.into_iter().map(|(kind, count)| LegendRow {
        of: LegendOf::Link(kind),
        glyph: None,
        token: Token::Line,
        text: view.say.word(LinkKind::PREFIX, kind.key()).to_string(),
        count,
        on: view.sheet.lines.kinds.contains(&kind),
    }));
    let shown = cards.iter().filter(|(card, _)| !view.left_out.has(card)).count() as u64;
    Legend { rows, cards: cards.len() as u64, shown }
}

fn row(view: &View<'_>, of: Trait, count: u64, shown: &Shown) -> LegendRow {
    let say = |prefix, key| view.say.word(prefix, key).to_string();
    let (glyph, token, text) = match &of {
        Trait::Version(Some(version)) => (None, Token::Version(*version), say(Version::PREFIX, version.key())),
        Trait::Version(None) => (None, Token::Unknown, say("diagram", "no-version")),
        Trait::Site(Some(site)) => (Some(Glyph::Site), Token::Muted, view.label(&site.into())),
        Trait::Site(None) => (Some(Glyph::Site), Token::Unknown, say("diagram", "no-site")),
        Trait::Kind(kind) => {
            let (glyph, text) = match kind {
                CardKind::Pool(kind) => (Glyph::of_pool(*kind), say(PoolKind::PREFIX, kind.key())),
                CardKind::SqlServer => (Glyph::SqlServer, say("subject", "sql-server")),
                CardKind::FileStore => (Glyph::FileStore, say("subject", "file-store")),
                CardKind::Gateway => (Glyph::Gateway, say("subject", "gateway")),
            };
            (Some(glyph), Token::Muted, text)
        }
        Trait::Change(change) => {
            let mark = state_mark(*change);
            let key = match change {
                Change::Unchanged => "unchanged",
                Change::Added => "added",
                Change::Removed => "removed",
                Change::Changed => "changed",
                Change::Emptied => "emptied",
            };
            (mark.map(|mark| mark.0), mark.map_or(Token::Unknown, |mark| mark.1), say("diagram-legend", key))
        }
        Trait::Finding(Some(level)) => {
            let key = match level {
                Level::Error => "errors",
                Level::Warning => "warnings",
                Level::Advice => "advice",
            };
            (Some(Glyph::Finding(*level)), level_token(*level), say("diagram-legend", key))
        }
        Trait::Finding(None) => (None, Token::Unknown, say("diagram-legend", "no-findings")),
    };
    LegendRow { on: !shown.off.contains(&of), of: LegendOf::Card(of), glyph, token, text, count }
}
