//! Something new beside an object, joined with it in the same edit: a handle that is clicked or pulled onto bare ground.

use super::super::editor::{Context, Preview};
use super::connect::Choice;
use super::place::Payload;
use crate::diagram::{GRID, SheetPoint, SheetRect, Side};
use crate::model::Subject;
use crate::plan::intents;

/// What could stand beside an object, with its middle at about `at`.
pub fn companions(cx: &Context<'_>, from: &Subject, at: SheetPoint) -> Vec<Choice> {
    if !cx.state().has(from) {
        return Vec::new();
    }
    let under = cx.scene.site_at(at).filter(|site| cx.state().sites.contains_key(site));
    let site = under.or_else(|| cx.state().site_of(from));
    let own = site.as_ref().map(Subject::from);
    let all = intents::companions(cx.plan, cx.stage, from, site.as_ref());
    all.into_iter()
        .filter_map(|one| {
            let size = Payload::of(one.what, None)?.size();
            let wanted = SheetPoint { x: at.x - size.0 / 2.0, y: at.y - size.1 / 2.0 };
            let place = cx.scene.free_place(wanted, size, own.as_ref());
            let link = crate::text::Message::word(crate::model::LinkKind::PREFIX, one.link.key());
            let edits = one.intent.edits(cx.plan, cx.stage, Some(place));
            let made = one.intent.subject;
            let preview = Preview {
                edits,
                about: vec![made.clone(), from.clone()],
                target: Some(from.clone()),
                label: one.intent.label,
            };
            let name = crate::message!("canvas-add-and-join", what = one.what.word(), link = link);
            Some(Choice { name, link: one.link, preview, made: Some(made) })
        })
        .collect()
}

/// Where something new stands beside a card, on this side of it.
pub fn beside(rect: SheetRect, side: Side) -> SheetPoint {
    let middle = side.middle(rect);
    let centre = rect.center();
    let away = |from: f32, to: f32, half: f32| match to - from {
        d if d > 1.0 => to + half + 3.0 * GRID as f32,
        d if d < -1.0 => to - half - 3.0 * GRID as f32,
        _ => to,
    };
    SheetPoint { x: away(centre.x, middle.x, 132.0), y: away(centre.y, middle.y, 44.0) }
}
