//! What of a card's links is no line, and what part its pool plays: chips on the card.

use super::cast::{CHIP_ROW, Card, ChipKey, Row, chip_columns};
use super::draw_cards::{IN_ROW, INSIDE, NAME, RIGHT, mid_line, slot, state_key, with_rest};
use super::pen::*;
use super::scene::*;
use super::theme::Token;
use super::view::View;
use crate::model::*;
use crate::plan::Mark as Change;
use std::sync::Arc;

/// A link that is no line, or a role.
pub(super) struct Chip {
    own: Option<Subject>,
    /// The links that it stands for.
    links: Vec<LinkId>,
    /// The kind of the link and its other end.
    link: Option<(LinkKind, Subject)>,
    /// A glyph of the other end, for a link.
    glyph: Option<Glyph>,
    word: Arc<str>,
    /// With the kind of the link, for those who do not see the glyph.
    pub said: Arc<str>,
}

pub(super) fn chips_of(view: &View<'_>, state: &Topology, subject: &Subject) -> Vec<Chip> {
    let mut all: Vec<(ChipKey, Option<&Link>)> = Vec::new();
    if let Subject::Pool(id) = subject {
        if state.deployment.cms.as_ref() == Some(id) {
            all.push((ChipKey::Cms, None));
        }
        if view.carries_federation(id) {
            all.push((ChipKey::Federation, None));
        }
        if state.pools.get(id).is_some_and(|pool| pool.mediation == Some(MediationMode::Collocated)) {
            all.push((ChipKey::Mediation, None));
        }
    }
    for link in view.links_from(subject).iter().chain(view.removed_links_from(subject)) {
        all.extend(ChipKey::of(link.kind, &link.to).map(|key| (key, Some(*link))));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let every = all.clone();
    all.dedup_by(|a, b| a.0 == b.0);
    let chip = |(key, link): (ChipKey, Option<&Link>)| {
        let role = |key| {
            let word = view.say.word("diagram-chip", key);
            Chip { own: None, links: Vec::new(), link: None, glyph: None, said: word.clone(), word }
        };
        match key {
            ChipKey::Cms => role("cms"),
            ChipKey::Federation => role("federation"),
            ChipKey::Mediation => role("mediation"),
            ChipKey::Link(kind, to) => {
                let name = view.label(&to);
                let name = name.trim_start_matches('\\').split(['.', '\\']).next().unwrap_or_default();
                let word = view.say.word("diagram-link", kind.key());
                let key = ChipKey::Link(kind, to.clone());
                let links = every.iter().filter(|(other, _)| *other == key).filter_map(|(_, link)| *link);
                Chip {
                    links: links.map(|link| link.id.clone()).collect(),
                    link: Some((kind, to.clone())),
                    own: link.map(|link| Subject::from(&link.id)),
                    glyph: Some(end_glyph(view, &to)),
                    word: Arc::from(name),
                    said: Arc::from(format!("{name} ({word})")),
                }
            }
        }
    };
    all.into_iter().map(chip).collect()
}

pub(super) fn draw_chips(
    view: &View<'_>,
    pen: &mut Pen<'_>,
    subject: &Subject,
    cast: &Card,
    rect: SheetRect,
    all: &[Chip],
) -> Vec<(SheetRect, Connector)> {
    let mut links = Vec::new();
    let columns = chip_columns(cast.width);
    let top = cast.chips_top() as f32;
    for (at, chip) in all.iter().enumerate() {
        let area = slot(rect, (INSIDE, RIGHT), top, columns, at);
        let mark = chip.own.as_ref().and_then(|own| view.mark(own));
        let removed = mark == Some(Change::Removed);
        let outline = match mark {
            Some(Change::Added | Change::Changed) => stroke(Token::Good, 1.0),
            Some(Change::Removed) => Stroke { token: Token::Line, width: 1.0, dashed: true },
            _ => stroke(Token::Line, 1.0),
        };
        links.extend(connector(view, subject, chip).map(|link| (area, link)));
        pen.on(Layer::Card, Some(chip.own.as_ref().unwrap_or(subject)));
        pen.from(NEAR).rect(area, CHIP_RADIUS, None, Some(outline));
        let ink = Ink::new(CHIP, Weight::Regular, Token::Muted).struck(removed);
        let Some(glyph) = chip.glyph else {
            pen.from(NEAR).chip_text(area, &chip.word, ink);
            continue;
        };
        pen.icon(area.min.x + 5.0, area.min.y + 4.0, 12.0, glyph, Token::Muted);
        let text = pen.fonts.cut_middle(&chip.word, CHIP, Weight::Regular, area.width() - 26.0);
        pen.from(NEAR).text(area.min.x + 21.0, baseline(&area, CHIP), text, ink);
    }
    let words: Vec<Arc<str>> = all.iter().map(|chip| chip.word.clone()).collect();
    let room = rect.width() - NAME - RIGHT;
    pen.on(Layer::Card, Some(subject));
    for (at, text) in with_rest(pen.fonts, &words, room, words.len().div_ceil(columns)).into_iter().enumerate() {
        mid_line(pen, rect, top + at as f32 * CHIP_ROW as f32 + IN_ROW, text);
    }
    links
}

/// The links to an instance that need no line: those of its own card's pool, and mirrors and witnesses. They are where
/// the row is.
pub(super) fn inside(view: &View<'_>, subject: &Subject, row: &Row, rect: SheetRect) -> Vec<(SheetRect, Connector)> {
    let to = Subject::from(&row.instance);
    let area = SheetRect::new(rect.min.x, rect.min.y + row.top as f32, rect.width(), row.height as f32);
    let chip = |link: &Link| Chip {
        own: Some((&link.id).into()),
        links: vec![link.id.clone()],
        link: Some((link.kind, to.clone())),
        glyph: None,
        word: Arc::from(""),
        said: Arc::from(""),
    };
    let told = |link: &&&Link| link.from == *subject || link.usage != Usage::Default;
    let all = view.links_to(&to).iter().filter(told);
    all.filter_map(|link| Some((area, connector(view, &link.from, &chip(link))?))).collect()
}

/// A link that is a chip, for those who do not see it.
fn connector(view: &View<'_>, from: &Subject, chip: &Chip) -> Option<Connector> {
    let (kind, to) = chip.link.as_ref()?;
    let own = chip.own.clone()?;
    let mut said = vec![view.say.word("diagram-link", kind.key()).to_string()];
    said.extend(view.mark(&own).and_then(state_key).map(|key| view.say.word(view.state_words, key).to_string()));
    if let Some(tally) = view.tally(&own) {
        said.extend(tally.words(&view.say));
        said.extend(tally.worst.map(|finding| view.say.message(&finding.message)));
    }
    Some(Connector {
        subject: own,
        links: chip.links.clone(),
        ends: (from.clone(), to.clone()),
        label: format!("{} → {}", view.label(from), view.label(to)),
        description: said.join("; "),
    })
}

fn end_glyph(view: &View<'_>, to: &Subject) -> Glyph {
    match to {
        Subject::Pool(id) => {
            let pool = view.state_of(to).and_then(|state| state.pools.get(id));
            pool.map_or(Glyph::Other, |pool| Glyph::of_pool(pool.kind))
        }
        Subject::FileStore(_) => Glyph::FileStore,
        Subject::Gateway(_) => Glyph::Gateway,
        _ => Glyph::Other,
    }
}
