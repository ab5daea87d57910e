//! Our own drawings: one per role on a grid of 24, strokes 1.5 wide, and the shapes of findings.
//!
//! Painters scale them from 24 to the icon's rectangle. Drawn for this product; no vendor's stencils.

use super::{Glyph, SheetPoint};
use crate::model::PoolKind;
use crate::rules::Level;

/// The grid that glyphs are drawn on.
pub const GLYPH_GRID: f32 = 24.0;

/// The width of their strokes on that grid.
pub const GLYPH_STROKE: f32 = 1.5;

/// One stroke or filled shape of a glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlyphPath {
    pub shape: GlyphShape,
    pub paint: GlyphPaint,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GlyphShape {
    /// An open line through points.
    Line(&'static [[f32; 2]]),
    /// A closed outline.
    Polygon(&'static [[f32; 2]]),
    /// Centre, radii, first and last angle in degrees, clockwise from the right.
    Arc([f32; 2], [f32; 2], f32, f32),
    /// Left, top, width, height and the radius of the corners.
    Rect([f32; 4], f32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphPaint {
    /// A line in the icon's colour.
    Stroke,
    /// The same, dashed.
    Dashed,
    /// Filled with the icon's colour.
    Fill,
    /// A line in the colour of a card, over a fill.
    Inverse,
}

impl GlyphPath {
    /// The points of its outline on the grid of 24, curves as short lines.
    pub fn outline(&self) -> Vec<SheetPoint> {
        let arc = |[cx, cy]: [f32; 2], [rx, ry]: [f32; 2], from: f32, to: f32| {
            let steps = (((to - from).abs() / 15.0).ceil() as usize).max(2);
            (0..=steps).map(move |step| {
                let angle = (from + (to - from) * step as f32 / steps as f32).to_radians();
                SheetPoint { x: cx + rx * angle.cos(), y: cy + ry * angle.sin() }
            })
        };
        match self.shape {
            GlyphShape::Line(points) | GlyphShape::Polygon(points) => {
                points.iter().map(|[x, y]| SheetPoint { x: *x, y: *y }).collect()
            }
            GlyphShape::Arc(centre, radii, from, to) => {
                let mut points: Vec<_> = arc(centre, radii, from, to).collect();
                if self.closed() {
                    points.pop();
                }
                points
            }
            GlyphShape::Rect([x, y, w, h], 0.0) => {
                [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(|[x, y]| SheetPoint { x, y }).to_vec()
            }
            GlyphShape::Rect([x, y, w, h], r) => {
                let corner = |cx, cy, from| arc([cx, cy], [r, r], from, from + 90.0);
                corner(x + w - r, y + r, -90.0)
                    .chain(corner(x + w - r, y + h - r, 0.0))
                    .chain(corner(x + r, y + h - r, 90.0))
                    .chain(corner(x + r, y + r, 180.0))
                    .collect()
            }
        }
    }

    /// Whether the outline returns to its beginning.
    pub fn closed(&self) -> bool {
        match self.shape {
            GlyphShape::Line(_) => false,
            GlyphShape::Polygon(_) | GlyphShape::Rect(..) => true,
            GlyphShape::Arc(_, _, from, to) => (to - from).abs() >= 360.0,
        }
    }
}

const fn line(points: &'static [[f32; 2]]) -> GlyphPath {
    GlyphPath { shape: GlyphShape::Line(points), paint: GlyphPaint::Stroke }
}

const fn polygon(points: &'static [[f32; 2]]) -> GlyphPath {
    GlyphPath { shape: GlyphShape::Polygon(points), paint: GlyphPaint::Stroke }
}

const fn arc(centre: [f32; 2], radii: [f32; 2], from: f32, to: f32) -> GlyphPath {
    GlyphPath { shape: GlyphShape::Arc(centre, radii, from, to), paint: GlyphPaint::Stroke }
}

const fn circle(centre: [f32; 2], radius: f32) -> GlyphPath {
    arc(centre, [radius, radius], 0.0, 360.0)
}

const fn rect(x: f32, y: f32, w: f32, h: f32, r: f32) -> GlyphPath {
    GlyphPath { shape: GlyphShape::Rect([x, y, w, h], r), paint: GlyphPaint::Stroke }
}

const fn painted(path: GlyphPath, paint: GlyphPaint) -> GlyphPath {
    GlyphPath { shape: path.shape, paint }
}

const fn dot(x: f32, y: f32) -> GlyphPath {
    painted(circle([x, y], 1.0), GlyphPaint::Fill)
}

const OCTAGON: &[[f32; 2]] =
    &[[8.0, 2.0], [16.0, 2.0], [22.0, 8.0], [22.0, 16.0], [16.0, 22.0], [8.0, 22.0], [2.0, 16.0], [2.0, 8.0]];

// Two stacked units: what serves users.
static FRONT_END: &[GlyphPath] = &[
    rect(3.0, 4.0, 18.0, 7.0, 2.0),
    rect(3.0, 13.0, 18.0, 7.0, 2.0),
    dot(7.0, 7.5),
    dot(7.0, 16.5),
    line(&[[11.0, 7.5], [17.0, 7.5]]),
    line(&[[11.0, 16.5], [17.0, 16.5]]),
];
// A signpost.
static DIRECTOR: &[GlyphPath] = &[
    line(&[[12.0, 3.0], [12.0, 21.0]]),
    polygon(&[[12.0, 5.0], [18.0, 5.0], [21.0, 7.5], [18.0, 10.0], [12.0, 10.0]]),
    polygon(&[[12.0, 12.0], [6.0, 12.0], [3.0, 14.5], [6.0, 17.0], [12.0, 17.0]]),
    line(&[[8.5, 21.0], [15.5, 21.0]]),
];
// A wall with an opening, and the way through it.
static EDGE: &[GlyphPath] = &[
    line(&[[12.0, 3.0], [12.0, 7.5]]),
    line(&[[12.0, 16.5], [12.0, 21.0]]),
    line(&[[3.0, 12.0], [21.0, 12.0]]),
    line(&[[17.5, 8.5], [21.0, 12.0], [17.5, 15.5]]),
    line(&[[6.5, 8.5], [3.0, 12.0], [6.5, 15.5]]),
];
// A handset between two sides.
static MEDIATION: &[GlyphPath] = &[
    line(&[[4.0, 8.0], [20.0, 8.0]]),
    line(&[[16.5, 4.5], [20.0, 8.0], [16.5, 11.5]]),
    line(&[[20.0, 16.0], [4.0, 16.0]]),
    line(&[[7.5, 12.5], [4.0, 16.0], [7.5, 19.5]]),
];
static CONFERENCING: &[GlyphPath] =
    &[rect(3.0, 7.0, 12.0, 10.0, 2.0), polygon(&[[15.0, 11.0], [21.0, 7.5], [21.0, 16.5], [15.0, 13.0]])];
static MONITORING: &[GlyphPath] =
    &[line(&[[3.5, 4.0], [3.5, 20.0], [20.5, 20.0]]), line(&[[6.5, 15.5], [10.5, 10.5], [13.5, 13.0], [19.5, 6.0]])];
static ARCHIVING: &[GlyphPath] = &[
    rect(3.0, 4.0, 18.0, 5.0, 1.5),
    line(&[[5.0, 9.0], [5.0, 20.0], [19.0, 20.0], [19.0, 9.0]]),
    line(&[[9.5, 13.0], [14.5, 13.0]]),
];
static CHAT: &[GlyphPath] = &[
    polygon(&[[3.0, 4.5], [21.0, 4.5], [21.0, 16.5], [11.5, 16.5], [7.0, 20.5], [7.0, 16.5], [3.0, 16.5]]),
    dot(8.0, 10.5),
    dot(12.0, 10.5),
    dot(16.0, 10.5),
];
// A small building with its own lamp.
static BRANCH_APPLIANCE: &[GlyphPath] = &[
    line(&[[3.0, 11.0], [12.0, 4.0], [21.0, 11.0]]),
    line(&[[5.5, 9.5], [5.5, 20.0], [18.5, 20.0], [18.5, 9.5]]),
    rect(9.0, 13.0, 6.0, 4.0, 1.0),
];
static TRUSTED_APPLICATION: &[GlyphPath] = &[
    rect(3.0, 4.0, 18.0, 16.0, 2.0),
    line(&[[3.0, 8.5], [21.0, 8.5]]),
    line(&[[8.5, 14.0], [11.0, 16.5], [15.5, 11.5]]),
];
static OFFICE_WEB_APPS: &[GlyphPath] = &[
    polygon(&[[5.5, 3.0], [14.5, 3.0], [18.5, 7.0], [18.5, 21.0], [5.5, 21.0]]),
    line(&[[14.5, 3.0], [14.5, 7.0], [18.5, 7.0]]),
    line(&[[9.0, 12.0], [15.0, 12.0]]),
    line(&[[9.0, 16.0], [15.0, 16.0]]),
];
// A telephone plug on a line.
static GATEWAY: &[GlyphPath] = &[
    rect(3.0, 12.0, 18.0, 8.0, 2.0),
    dot(7.0, 16.0),
    dot(11.0, 16.0),
    line(&[[17.0, 12.0], [17.0, 7.0]]),
    arc([17.0, 7.0], [3.5, 3.5], 180.0, 360.0),
    arc([17.0, 7.0], [6.5, 6.0], 190.0, 250.0),
];
static SQL_SERVER: &[GlyphPath] = &[
    arc([12.0, 6.0], [8.0, 3.0], 0.0, 360.0),
    line(&[[4.0, 6.0], [4.0, 18.0]]),
    line(&[[20.0, 6.0], [20.0, 18.0]]),
    arc([12.0, 18.0], [8.0, 3.0], 0.0, 180.0),
    arc([12.0, 12.0], [8.0, 3.0], 0.0, 180.0),
];
static FILE_STORE: &[GlyphPath] = &[
    polygon(&[[3.0, 6.5], [3.0, 19.5], [21.0, 19.5], [21.0, 8.5], [11.5, 8.5], [9.5, 5.0], [4.5, 5.0]]),
    line(&[[7.0, 14.0], [17.0, 14.0]]),
];
static SERVER: &[GlyphPath] = &[rect(3.0, 8.0, 18.0, 8.0, 2.0), dot(7.0, 12.0), line(&[[11.0, 12.0], [17.0, 12.0]])];
static SITE: &[GlyphPath] = &[
    line(&[[4.0, 21.0], [4.0, 3.5], [14.0, 3.5], [14.0, 21.0]]),
    line(&[[14.0, 9.5], [20.0, 9.5], [20.0, 21.0]]),
    line(&[[2.5, 21.0], [21.5, 21.0]]),
    line(&[[8.0, 8.0], [10.0, 8.0]]),
    line(&[[8.0, 12.0], [10.0, 12.0]]),
    line(&[[8.0, 16.0], [10.0, 16.0]]),
];
static USERS: &[GlyphPath] = &[
    circle([9.0, 8.0], 3.5),
    arc([9.0, 20.0], [6.5, 6.5], 180.0, 360.0),
    arc([16.0, 8.0], [3.5, 3.5], -70.0, 70.0),
    arc([15.5, 20.0], [6.0, 6.5], -65.0, 0.0),
];
static OTHER: &[GlyphPath] = &[rect(4.0, 4.0, 16.0, 16.0, 3.0), dot(8.5, 12.0), dot(12.0, 12.0), dot(15.5, 12.0)];

static ERROR: &[GlyphPath] = &[
    painted(polygon(OCTAGON), GlyphPaint::Fill),
    painted(line(&[[12.0, 6.5], [12.0, 13.0]]), GlyphPaint::Inverse),
    painted(line(&[[12.0, 16.6], [12.0, 17.4]]), GlyphPaint::Inverse),
];
static WARNING: &[GlyphPath] = &[
    painted(polygon(&[[12.0, 2.0], [23.0, 21.5], [1.0, 21.5]]), GlyphPaint::Fill),
    painted(line(&[[12.0, 9.0], [12.0, 14.5]]), GlyphPaint::Inverse),
    painted(line(&[[12.0, 17.7], [12.0, 18.5]]), GlyphPaint::Inverse),
];
static ADVICE: &[GlyphPath] = &[
    painted(circle([12.0, 12.0], 10.0), GlyphPaint::Fill),
    painted(line(&[[12.0, 11.0], [12.0, 17.0]]), GlyphPaint::Inverse),
    painted(line(&[[12.0, 6.9], [12.0, 7.7]]), GlyphPaint::Inverse),
];
static NOT_CHECKED: &[GlyphPath] = &[
    painted(circle([12.0, 12.0], 9.5), GlyphPaint::Dashed),
    arc([12.0, 9.7], [2.9, 2.9], 190.0, 380.0),
    line(&[[14.7, 10.8], [12.0, 12.9], [12.0, 14.2]]),
    dot(12.0, 17.2),
];
static INCOMPLETE: &[GlyphPath] =
    &[circle([12.0, 12.0], 9.0), painted(arc([12.0, 12.0], [9.0, 9.0], 90.0, 270.0), GlyphPaint::Fill)];
static ACCEPTED: &[GlyphPath] = &[
    polygon(&[
        [12.0, 2.5],
        [20.0, 5.5],
        [20.0, 11.5],
        [17.5, 17.0],
        [12.0, 21.5],
        [6.5, 17.0],
        [4.0, 11.5],
        [4.0, 5.5],
    ]),
    line(&[[8.0, 11.5], [11.0, 14.5], [16.0, 9.0]]),
];
static ADDED: &[GlyphPath] = &[line(&[[12.0, 5.0], [12.0, 19.0]]), line(&[[5.0, 12.0], [19.0, 12.0]])];
static REMOVED: &[GlyphPath] = &[line(&[[5.0, 12.0], [19.0, 12.0]])];
static CHANGED: &[GlyphPath] = &[line(&[
    [4.5, 13.5],
    [6.0, 11.2],
    [8.2, 10.2],
    [10.2, 11.0],
    [13.8, 13.4],
    [15.8, 14.0],
    [18.0, 13.0],
    [19.5, 10.6],
])];
// Users on their way out.
static EMPTIED: &[GlyphPath] = &[
    line(&[[5.0, 4.5], [5.0, 19.5]]),
    line(&[[9.0, 12.0], [20.0, 12.0]]),
    line(&[[15.5, 7.5], [20.0, 12.0], [15.5, 16.5]]),
];

static LOCKED: &[GlyphPath] = &[
    rect(5.0, 11.0, 14.0, 10.0, 2.0),
    line(&[[8.0, 11.0], [8.0, 8.0]]),
    line(&[[16.0, 11.0], [16.0, 8.0]]),
    arc([12.0, 8.0], [4.0, 4.0], 180.0, 360.0),
];

impl Glyph {
    /// The drawing of a role.
    pub fn of_pool(kind: PoolKind) -> Self {
        match kind {
            PoolKind::FrontEnd => Self::FrontEnd,
            PoolKind::Director => Self::Director,
            PoolKind::Edge => Self::Edge,
            PoolKind::Mediation => Self::Mediation,
            PoolKind::AvConferencing | PoolKind::VideoInterop => Self::Conferencing,
            PoolKind::Monitoring => Self::Monitoring,
            PoolKind::Archiving => Self::Archiving,
            PoolKind::GroupChat | PoolKind::PersistentChat => Self::Chat,
            PoolKind::Sba => Self::BranchAppliance,
            PoolKind::TrustedApplication | PoolKind::CommunicatorWebAccess => Self::TrustedApplication,
            PoolKind::OfficeWebApps => Self::OfficeWebApps,
            PoolKind::XmppGateway => Self::Gateway,
            PoolKind::Other => Self::Other,
        }
    }

    /// Its strokes and shapes, back to front.
    pub fn strokes(self) -> &'static [GlyphPath] {
        match self {
            Self::FrontEnd => FRONT_END,
            Self::Director => DIRECTOR,
            Self::Edge => EDGE,
            Self::Mediation => MEDIATION,
            Self::Conferencing => CONFERENCING,
            Self::Monitoring => MONITORING,
            Self::Archiving => ARCHIVING,
            Self::Chat => CHAT,
            Self::BranchAppliance => BRANCH_APPLIANCE,
            Self::TrustedApplication => TRUSTED_APPLICATION,
            Self::OfficeWebApps => OFFICE_WEB_APPS,
            Self::Gateway => GATEWAY,
            Self::SqlServer => SQL_SERVER,
            Self::FileStore => FILE_STORE,
            Self::Server => SERVER,
            Self::Site => SITE,
            Self::Users => USERS,
            Self::Other => OTHER,
            Self::Finding(Level::Error) => ERROR,
            Self::Finding(Level::Warning) => WARNING,
            Self::Finding(Level::Advice) => ADVICE,
            Self::NotChecked => NOT_CHECKED,
            Self::Incomplete => INCOMPLETE,
            Self::Accepted => ACCEPTED,
            Self::Added => ADDED,
            Self::Removed => REMOVED,
            Self::Changed => CHANGED,
            Self::Emptied => EMPTIED,
            Self::Locked => LOCKED,
        }
    }

    /// Every glyph.
    pub const ALL: &'static [Self] = &[
        Self::FrontEnd,
        Self::Director,
        Self::Edge,
        Self::Mediation,
        Self::Conferencing,
        Self::Monitoring,
        Self::Archiving,
        Self::Chat,
        Self::BranchAppliance,
        Self::TrustedApplication,
        Self::OfficeWebApps,
        Self::Gateway,
        Self::SqlServer,
        Self::FileStore,
        Self::Server,
        Self::Site,
        Self::Users,
        Self::Other,
        Self::Finding(Level::Error),
        Self::Finding(Level::Warning),
        Self::Finding(Level::Advice),
        Self::NotChecked,
        Self::Incomplete,
        Self::Accepted,
        Self::Added,
        Self::Removed,
        Self::Changed,
        Self::Emptied,
        Self::Locked,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_glyph_stays_on_its_grid_and_is_unlike_the_others() {
        let mut seen = BTreeSet::new();
        for glyph in Glyph::ALL {
            assert!(!glyph.strokes().is_empty());
            for path in glyph.strokes() {
                for point in path.outline() {
                    assert!((0.0..=GLYPH_GRID).contains(&point.x), "{glyph:?} {point:?}");
                    assert!((0.0..=GLYPH_GRID).contains(&point.y), "{glyph:?} {point:?}");
                }
            }
            assert!(seen.insert(format!("{:?}", glyph.strokes())), "{glyph:?} looks like another");
        }
    }
}
