//! A free place for something new.

use super::cast::{GRID, SNAP};
use super::scene::{Scene, SheetPoint, SheetRect};
use crate::model::Subject;
use crate::plan::SheetPos;

/// Rings that are looked at, a step of the grid apart; more would be felt.
const RINGS: i32 = 60;
/// Between sites.
const SITE_GAP: f32 = 3.0 * GRID as f32;

impl Scene {
    /// The place for the top left corner of a new object of this size that is nearest to `wanted` and free: a
    /// channel's width from the cards of all phases, and off the grounds of all sites but its own. Below everything
    /// when nothing near is free.
    pub fn free_place(&self, wanted: SheetPoint, (width, height): (f32, f32), own: Option<&Subject>) -> SheetPos {
        let wanted = SheetPos { x: snap(wanted.x), y: snap(wanted.y) };
        let at = |pos: SheetPos| SheetRect::new(pos.x as f32, pos.y as f32, width, height);
        let near = at(wanted).expanded((GRID * (RINGS + 1)) as f32);
        let taken: Vec<SheetRect> = self.taken(own).filter(|rect| rect.overlaps(&near)).collect();
        let is_free = |pos: SheetPos| !taken.iter().any(|rect| rect.overlaps(&at(pos)));
        for ring in 0..=RINGS {
            let mut best: Option<(i32, SheetPos)> = None;
            for dx in -ring..=ring {
                // Whole columns at the ends, top and bottom between them.
                let step = if dx.abs() == ring { 1 } else { (2 * ring).max(1) };
                for dy in (-ring..=ring).step_by(step as usize) {
                    let pos = SheetPos { x: wanted.x + dx * GRID, y: wanted.y + dy * GRID };
                    let far = dx * dx + dy * dy;
                    if best.is_none_or(|(least, _)| far < least) && is_free(pos) {
                        best = Some((far, pos));
                    }
                }
            }
            if let Some((_, pos)) = best {
                return pos;
            }
        }
        SheetPos { x: wanted.x, y: snap(self.bounds.max.y + SITE_GAP) }
    }

    /// What something new keeps clear of.
    fn taken<'a>(&'a self, own: Option<&'a Subject>) -> impl Iterator<Item = SheetRect> + 'a {
        let is_site = |subject: &Subject| matches!(subject, Subject::Site(_));
        let here = self.boxes.iter().filter(move |object| Some(&object.subject) != own).map(move |object| {
            if is_site(&object.subject) { object.rect } else { object.rect.expanded(GRID as f32 - 1.0) }
        });
        here.chain(self.elsewhere.iter().map(|rect| rect.expanded(GRID as f32 - 1.0)))
    }
}

/// To the next step of the grid that a hand moves on, not so far out that sums of places overflow.
fn snap(at: f32) -> i32 {
    const FAR: f32 = 1e7;
    (at.clamp(-FAR, FAR) / SNAP as f32).round() as i32 * SNAP
}
