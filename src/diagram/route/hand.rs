//! The line that a hand is drawing: found by the same search as those that are there.

use super::super::area::{Area, Areas};
use super::super::scene::{Scene, SheetPoint, SheetRect};
use super::super::sheet::tab_room;
use super::ports::{Port, sides};
use super::search::{Around, Search};
use super::{Land, REACHES, Side, Sides, Stub};
use crate::model::Subject;

/// Cards, title tabs and grounds of a finished scene, and the channels between them.
#[derive(Debug, Default)]
pub struct Channels {
    land: Land,
}

/// Where a drawn line ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LineEnd {
    /// At the pointer.
    Point(SheetPoint),
    /// At a card.
    Card(SheetRect),
    /// At a row of a card, from its left or right.
    Row(SheetRect),
}

impl Channels {
    pub fn new(scene: &Scene) -> Self {
        let (mut obstacles, mut grounds) = (Areas::default(), Areas::default());
        for object in &scene.boxes {
            let area = whole(&object.rect);
            match object.subject {
                Subject::Site(_) => {
                    obstacles.push(tab_room(&area, scene.collapsed.has(&object.subject)));
                    grounds.push(area);
                }
                Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_) => {
                    obstacles.push(area);
                }
                _ => {}
            }
        }
        Self { land: Land::new(obstacles, grounds) }
    }

    /// A line from a card, by the side that was pulled or the one that faces the end. Straight bends where there is
    /// no way through.
    pub fn line(&self, from: SheetRect, pulled: Option<Side>, end: LineEnd) -> Vec<SheetPoint> {
        let own = whole(&from);
        let (to, row) = match end {
            LineEnd::Point(at) => (Area { x: at.x.round() as i32, y: at.y.round() as i32, w: 0, h: 0 }, false),
            LineEnd::Card(rect) => (whole(&rect), false),
            LineEnd::Row(rect) => (whole(&rect), true),
        };
        let (facing, arrives) = sides(&own, &to, row);
        let leaves = pulled.unwrap_or(facing);
        let start = port(&own, leaves).stub(&self.beside(&own));
        let stop = match end {
            LineEnd::Point(_) => {
                let level = (to.x - start.out.0).abs() >= (to.y - start.out.1).abs();
                Stub { at: (to.x, to.y), out: (to.x, to.y), upright: !level }
            }
            LineEnd::Card(_) | LineEnd::Row(_) => port(&to, arrives).stub(&self.beside(&to)),
        };
        let mut search = Search::in_hand();
        let found = REACHES[..2].iter().find_map(|reach| {
            let cards = [own, to];
            let around = Around::new(&self.land, cards, *reach);
            let around = if matches!(end, LineEnd::Point(_)) { around.without(stop.at) } else { around };
            search.run(&start, &stop, &around)
        });
        let point = |&(x, y): &(i32, i32)| SheetPoint { x: x as f32, y: y as f32 };
        match found {
            Some(found) => found.path.iter().map(point).collect(),
            None => {
                let corner = if start.upright { (stop.out.0, start.out.1) } else { (start.out.0, stop.out.1) };
                [start.at, start.out, corner, stop.out, stop.at].iter().map(point).collect()
            }
        }
    }

    /// The channels beside a card, or beside the card that a row is in.
    fn beside(&self, area: &Area) -> Sides {
        let mut cards = self.land.obstacles.touching(area).into_iter();
        let own = cards.rfind(|at| self.land.obstacles.all()[*at].contains(area));
        own.map_or_else(|| Sides::of(&self.land.obstacles, area), |at| self.land.channels[at])
    }
}

fn port(area: &Area, side: Side) -> Port {
    let at = side.middle(area.rect());
    Port { side, x: at.x.round() as i32, y: at.y.round() as i32 }
}

fn whole(rect: &SheetRect) -> Area {
    let (x, y) = (rect.min.x.round() as i32, rect.min.y.round() as i32);
    Area { x, y, w: rect.width().round() as i32, h: rect.height().round() as i32 }
}
