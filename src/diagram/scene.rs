//! The scene: everything that is drawn, back to front, in sheet units. Screen and exporters walk it with
//! one exhaustive `match`; hit testing walks it from the front. What you see is what you can grab.

use super::{Collapsed, Legend, Members, Parts, Token};
use crate::model::{Code, LinkId, Subject};
use crate::rules::Level;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A point on the sheet; y grows downwards. A type of its own, so that screen points cannot be mixed in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SheetPoint {
    pub x: f32,
    pub y: f32,
}

/// An upright rectangle on the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SheetRect {
    pub min: SheetPoint,
    pub max: SheetPoint,
}

impl SheetRect {
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { min: SheetPoint { x, y }, max: SheetPoint { x: x + width, y: y + height } }
    }

    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    pub fn center(&self) -> SheetPoint {
        SheetPoint { x: (self.min.x + self.max.x) / 2.0, y: (self.min.y + self.max.y) / 2.0 }
    }

    pub fn contains(&self, p: SheetPoint) -> bool {
        (self.min.x..=self.max.x).contains(&p.x) && (self.min.y..=self.max.y).contains(&p.y)
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    pub fn union(&self, other: &Self) -> Self {
        Self {
            min: SheetPoint { x: self.min.x.min(other.min.x), y: self.min.y.min(other.min.y) },
            max: SheetPoint { x: self.max.x.max(other.max.x), y: self.max.y.max(other.max.y) },
        }
    }

    pub fn expanded(&self, by: f32) -> Self {
        Self {
            min: SheetPoint { x: self.min.x - by, y: self.min.y - by },
            max: SheetPoint { x: self.max.x + by, y: self.max.y + by },
        }
    }
}

/// A finished drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub bounds: SheetRect,
    /// Back to front.
    pub items: Vec<Item>,
    /// Where each object's box is, for selection, snapping, drops and the accessibility tree; back to front
    /// (sites first).
    pub boxes: Vec<ObjectBox>,
    /// The lines that are drawn, in the order of their ends.
    pub connectors: Vec<Connector>,
    /// The links that are chips on cards, and where these are.
    pub chips: Vec<(SheetRect, Connector)>,
    /// Where cards stand that are not drawn: of other phases, left out, or in a collapsed site. Nothing new is put there.
    pub elsewhere: Vec<SheetRect>,
    /// Who stands in which site, in whichever phase.
    pub members: Members,
    /// The sites that are drawn as one card, and for whom.
    pub collapsed: Arc<Collapsed>,
    pub legend: Legend,
    /// The rule of the worst finding that an object or a line bears.
    pub worst: BTreeMap<Subject, Code>,
    /// What of all this is whose.
    pub parts: Parts,
}

/// One line, which may stand for several links between the same ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Connector {
    /// The link that the line is grabbed as.
    pub subject: Subject,
    pub links: Vec<LinkId>,
    /// What it joins.
    pub ends: (Subject, Subject),
    /// What a screen reader says: its ends; then every link it stands for, its state in the phase, its findings.
    pub label: String,
    pub description: String,
}

/// The outline of one object.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectBox {
    pub subject: Subject,
    pub rect: SheetRect,
    /// The box it stands in: a server's pool, an instance's host, a pool's site.
    pub parent: Option<Subject>,
    /// What a screen reader says: name, what it is, its state in the phase.
    pub label: String,
    pub description: String,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub layer: Layer,
    /// What it belongs to; hits on it are hits on this.
    pub subject: Option<Subject>,
    /// The least zoom (screen points per sheet unit) at which it is worth drawing.
    pub from_zoom: f32,
    /// The zoom from which something finer is drawn in its place; infinite for most.
    pub to_zoom: f32,
    /// It stands back: a filter leaves it out.
    pub faded: bool,
    pub mark: Mark,
}

impl Item {
    /// Whether it is drawn at this zoom. Paper has zoom 1.
    pub fn visible_at(&self, zoom: f32) -> bool {
        (self.from_zoom..self.to_zoom).contains(&zoom)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Site,
    Link,
    Card,
    /// Findings and phase marks; exported on request.
    Badge,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Rect(RectMark),
    Path(PathMark),
    Text(TextRun),
    Icon(IconMark),
}

#[derive(Clone, Debug, PartialEq)]
pub struct RectMark {
    pub rect: SheetRect,
    pub radius: f32,
    pub fill: Option<Token>,
    pub stroke: Option<Stroke>,
    /// Diagonal lines over the fill: retired in this phase.
    pub hatch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub token: Token,
    /// In sheet units.
    pub width: f32,
    pub dashed: bool,
}

/// A polyline (connectors: orthogonal, with rounded corners of `radius`) or a closed, filled shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathMark {
    pub points: Vec<SheetPoint>,
    /// Where it jumps over others, in the order of its way.
    pub hops: Vec<Hop>,
    pub radius: f32,
    pub closed: bool,
    pub fill: Option<Token>,
    pub stroke: Option<Stroke>,
}

impl PathMark {
    /// A plain line.
    pub fn line(points: Vec<SheetPoint>, stroke: Stroke) -> Self {
        Self { points, stroke: Some(stroke), ..Self::default() }
    }
}

/// A half circle, upwards, by which a level leg of a line jumps over an upright one of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hop {
    /// The number of the point where its leg begins.
    pub leg: usize,
    /// Where the lines cross.
    pub at: SheetPoint,
    pub radius: f32,
}

/// One line of text, measured when the scene was made; painters place it and never wrap it.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The left end of the base line.
    pub at: SheetPoint,
    pub text: String,
    /// In sheet units.
    pub size: f32,
    pub width: f32,
    pub weight: Weight,
    pub token: Token,
    pub struck: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Medium,
    SemiBold,
}

/// A small drawing of our own on a 24 grid, or a finding's shape.
#[derive(Clone, Debug, PartialEq)]
pub struct IconMark {
    pub rect: SheetRect,
    pub glyph: Glyph,
    pub token: Token,
}

/// The drawings; each is a list of strokes or a filled outline given by `diagram`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Glyph {
    FrontEnd,
    Director,
    Edge,
    Mediation,
    Conferencing,
    Monitoring,
    Archiving,
    Chat,
    BranchAppliance,
    TrustedApplication,
    OfficeWebApps,
    Gateway,
    SqlServer,
    FileStore,
    Server,
    Site,
    Users,
    Other,
    Finding(Level),
    NotChecked,
    Incomplete,
    Accepted,
    Added,
    Removed,
    Changed,
    Emptied,
    Locked,
}
