//! Look-ups over a finished scene, made once per scene: what is where, what stands in what, what is next.

use super::gesture::Direction;
use crate::diagram::{
    Glyph, IconMark, Item, Layer, Mark, ObjectBox, RectMark, Scene, SceneIndex, SheetPoint, SheetRect, Squares,
    in_order,
};
use crate::model::{Subject, SubjectKind};
use foldhash::HashMap;

/// How near a link or an outline must be to be hit, in screen points: a fatter invisible edge.
const REACH: f32 = 5.0;
/// The radius of the handle that a connection is dragged from, in screen points.
pub const HANDLE_REACH: f32 = 8.0;

/// What is under a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    Object(Subject),
    /// A finding's mark on this object.
    Badge(Subject),
}

#[derive(Clone, Debug)]
struct LinkPath {
    subject: Subject,
    /// The item that it is drawn as first.
    at: usize,
    points: Vec<SheetPoint>,
    bounds: SheetRect,
}

#[derive(Clone, Debug)]
struct Badge {
    subject: Subject,
    /// Its item.
    at: usize,
    rect: SheetRect,
    from_zoom: f32,
    to_zoom: f32,
}

/// The look-ups. Indices of boxes are those of `scene.boxes`.
#[derive(Clone, Debug, Default)]
pub struct SheetIndex {
    box_of: HashMap<Subject, usize>,
    /// What stands in what.
    tree: Tree,
    /// Boxes in reading order: a site, then what stands in it by rows, each followed by what it holds.
    order: Vec<usize>,
    /// The place of each box in that order.
    rank: Vec<u32>,
    boxes: Squares,
    /// Sites alone, in that order.
    sites: Vec<usize>,
    links: Vec<LinkPath>,
    badges: Vec<Badge>,
    badges_at: Squares,
    items: SceneIndex,
}

/// How far what is hit may lie beyond its bounds besides the reach of a hit (half a line's width), in sheet units.
const BEYOND: f32 = 8.0;

impl SheetIndex {
    pub fn new(scene: &Scene) -> Self {
        let (items, index) = rayon::join(|| SceneIndex::new(scene), || Self::of_objects(scene));
        Self { items, ..index }
    }

    /// All but the items.
    fn of_objects(scene: &Scene) -> Self {
        let box_of: HashMap<Subject, usize> =
            scene.boxes.iter().enumerate().map(|(at, object)| (object.subject.clone(), at)).collect();
        let boxes = Squares::new(scene.boxes.iter().map(|object| object.rect).collect());
        let mut index = Self { tree: Tree::new(scene, &box_of), boxes, box_of, ..Self::default() };
        index.read(scene);
        for (at, item) in scene.items.iter().enumerate() {
            let Some(subject) = &item.subject else { continue };
            match (item.layer, subject.kind()) {
                (Layer::Badge, _) => index.badge(subject, at, item),
                (Layer::Link, SubjectKind::Link) => index.link(subject, at, item),
                (Layer::Site | Layer::Link | Layer::Card, _) => {}
            }
        }
        index.badges_at = Squares::new(index.badges.iter().map(|badge| badge.rect).collect());
        index
    }

    /// Puts the boxes in reading order.
    fn read(&mut self, scene: &Scene) {
        self.order = self.tree.in_order();
        self.rank = vec![0; self.order.len()];
        for (rank, at) in self.order.iter().enumerate() {
            self.rank[*at] = rank as u32;
        }
        let is_site = |at: &usize| is_site(&scene.boxes[*at].subject);
        self.sites = self.order.iter().copied().filter(is_site).collect();
    }

    /// Follows a scene in which objects were moved: these of its items are others. False when it must be made anew.
    pub fn follow(&mut self, scene: &Scene, changed: &[u32]) -> bool {
        let mut moved = Vec::new();
        for (at, object) in scene.boxes.iter().enumerate() {
            // The larger sites lie behind: they may have changed places.
            if is_site(&object.subject) && self.box_of.get(&object.subject) != Some(&at) {
                return false;
            }
            if self.boxes.rect(at) != Some(&object.rect) {
                self.boxes.put(at, object.rect);
                moved.push(at);
            }
        }
        if self.boxes.are_worn() || self.badges_at.are_worn() || !self.items.follow(scene, changed) {
            return false;
        }
        self.tree.follow(scene, &moved);
        self.read(scene);
        for at in changed.iter().map(|at| *at as usize) {
            let badge = self.badges.binary_search_by_key(&at, |badge| badge.at);
            let link = self.links.binary_search_by_key(&at, |link| link.at);
            match (&scene.items[at].mark, badge, link) {
                (Mark::Path(path), _, Ok(link)) => {
                    let link = &mut self.links[link];
                    (link.bounds, link.points) = (bounds_of(&path.points), path.points.clone());
                }
                (Mark::Rect(RectMark { rect, .. }) | Mark::Icon(IconMark { rect, .. }), Ok(badge), _) => {
                    self.badges[badge].rect = *rect;
                    self.badges_at.put(badge, *rect);
                }
                _ => {}
            }
        }
        true
    }

    /// A mark of findings: its shape, and the ground under shape and text. The ground of a phase's mark is not
    /// one; the glyph upon it tells.
    fn badge(&mut self, subject: &Subject, at: usize, item: &Item) {
        let (from_zoom, to_zoom) = (item.from_zoom, item.to_zoom);
        let new = |rect| Badge { subject: subject.clone(), at, rect, from_zoom, to_zoom };
        match &item.mark {
            Mark::Rect(mark) => self.badges.push(new(mark.rect)),
            Mark::Icon(icon) => match icon.glyph {
                Glyph::Finding(_) | Glyph::NotChecked | Glyph::Incomplete | Glyph::Accepted => {
                    self.badges.push(new(icon.rect));
                }
                _ => {
                    // Its ground came just before it.
                    let middle = icon.rect.center();
                    let is_ground = |badge: &mut Badge| badge.subject == *subject && badge.rect.contains(middle);
                    self.badges.pop_if(is_ground);
                }
            },
            Mark::Text(_) | Mark::Path(_) => {}
        }
    }

    fn link(&mut self, subject: &Subject, at: usize, item: &Item) {
        if let Mark::Path(path) = &item.mark
            && path.points.len() > 1
        {
            // From afar and from near its way is the same.
            if !self.links.iter().rev().take(4).any(|link| link.subject == *subject) {
                let (points, bounds) = (path.points.clone(), bounds_of(&path.points));
                self.links.push(LinkPath { subject: subject.clone(), at, points, bounds });
            }
        }
    }

    pub fn object<'a>(&self, scene: &'a Scene, subject: &Subject) -> Option<&'a ObjectBox> {
        scene.boxes.get(*self.box_of.get(subject)?)
    }

    /// Every box in reading order.
    pub fn in_order<'a>(&'a self, scene: &'a Scene) -> impl DoubleEndedIterator<Item = &'a ObjectBox> {
        self.order.iter().filter_map(|at| scene.boxes.get(*at))
    }

    /// The boxes that overlap a part of the sheet, in reading order.
    pub fn in_view<'a>(&'a self, scene: &'a Scene, view: &SheetRect) -> impl Iterator<Item = &'a ObjectBox> + use<'a> {
        let ranks = self.boxes.touching(view).into_iter().map(|at| self.rank[at as usize]).collect();
        let found = in_order(ranks, self.order.len()).into_iter();
        found.filter_map(|rank| scene.boxes.get(*self.order.get(rank as usize)?))
    }

    /// The sites among them.
    pub fn sites_in_view<'a>(
        &'a self,
        scene: &'a Scene,
        view: SheetRect,
    ) -> impl Iterator<Item = &'a ObjectBox> + use<'a> {
        self.sites.iter().filter_map(|at| scene.boxes.get(*at)).filter(move |site| site.rect.overlaps(&view))
    }

    /// The items of the scene by where they are.
    pub fn items(&self) -> &SceneIndex {
        &self.items
    }

    /// Every link that is drawn, with its line.
    pub fn links(&self) -> impl Iterator<Item = (&Subject, &[SheetPoint], SheetRect)> {
        self.links.iter().map(|link| (&link.subject, link.points.as_slice(), link.bounds))
    }

    /// Whether a subject is drawn, as a box or as a line.
    pub fn draws(&self, subject: &Subject) -> bool {
        self.box_of.contains_key(subject) || self.links.iter().any(|link| link.subject == *subject)
    }

    /// Where a subject is, boxes and links alike; of what stands in a collapsed site, where that site is.
    pub fn rect(&self, scene: &Scene, subject: &Subject) -> Option<SheetRect> {
        let link = || self.links.iter().filter(|link| link.subject == *subject).map(|link| link.bounds);
        let around = || self.object(scene, scene.collapsed.around(subject)?).map(|object| object.rect);
        let own = self.object(scene, subject).map(|object| object.rect);
        own.or_else(|| link().reduce(|a, b| a.union(&b))).or_else(around)
    }

    /// What is under a point, from the front; a finding's mark before all. A site is hit by its tab and
    /// outline only, so that a marquee can start inside it.
    pub fn hit(&self, scene: &Scene, at: SheetPoint, zoom: f32) -> Option<Hit> {
        let shown = |badge: &&Badge| (badge.from_zoom..badge.to_zoom).contains(&zoom);
        let over = |badge: &&Badge| badge.rect.expanded(2.0 / zoom).contains(at);
        let around = SheetRect { min: at, max: at }.expanded(REACH / zoom + BEYOND);
        let badges = self.badges_at.touching(&around).into_iter().rev();
        match badges.filter_map(|at| self.badges.get(at as usize)).filter(shown).find(over) {
            Some(badge) => Some(Hit::Badge(badge.subject.clone())),
            None => {
                let near: Vec<usize> = self.items.drawn(&around, zoom).collect();
                scene.hit_among(near.into_iter(), at, REACH / zoom, zoom).map(Hit::Object)
            }
        }
    }

    /// Everything under a point, from the front, marks of findings aside; at the end the site on whose ground it lies.
    pub fn beneath(&self, scene: &Scene, at: SheetPoint, zoom: f32) -> Vec<Subject> {
        scene.hits(at, REACH / zoom, zoom)
    }

    /// What a marquee takes: cards, and sites that are whole inside; links only where there is nothing else.
    pub fn within(&self, scene: &Scene, area: &SheetRect, touches: bool) -> Vec<Subject> {
        let whole = |rect: &SheetRect| area.contains(rect.min) && area.contains(rect.max);
        let takes = |object: &&ObjectBox| match &object.subject {
            subject if is_card(scene, subject) => {
                if touches {
                    area.overlaps(&object.rect)
                } else {
                    whole(&object.rect)
                }
            }
            subject => is_site(subject) && whole(&object.rect),
        };
        let near = self.boxes.touching(area).into_iter();
        let boxes = near.filter_map(|at| scene.boxes.get(at as usize));
        let all: Vec<Subject> = boxes.filter(takes).map(|object| object.subject.clone()).collect();
        if !all.is_empty() {
            return all;
        }
        let meets = |points: &[SheetPoint]| points.windows(2).any(|ends| bounds_of(ends).expanded(0.5).overlaps(area));
        let links = self.links.iter().filter(|link| if touches { meets(&link.points) } else { whole(&link.bounds) });
        links.map(|link| link.subject.clone()).collect()
    }

    /// The object that moves when this one is dragged: a server's pool, an instance's host, a site itself.
    pub fn movable(&self, scene: &Scene, subject: &Subject) -> Option<Subject> {
        let mut object = self.object(scene, subject)?;
        // Deeper nesting than boxes cannot be; a circle ends here.
        for _ in 0..scene.boxes.len() {
            if has_place(&object.subject) || is_site(&object.subject) {
                return Some(object.subject.clone());
            }
            object = self.object(scene, object.parent.as_ref()?)?;
        }
        None
    }

    /// What a connection can start from or end at: pools, gateways, SQL hosts and instances, file stores.
    pub fn connectable(&self, scene: &Scene, subject: &Subject) -> Option<Subject> {
        match subject {
            Subject::Server(_) => self.object(scene, subject)?.parent.clone(),
            Subject::Pool(_)
            | Subject::SqlServer(_)
            | Subject::SqlInstance(_)
            | Subject::FileStore(_)
            | Subject::Gateway(_) => Some(subject.clone()),
            _ => None,
        }
    }

    /// What a line in the hand is over: what it can end at, or a collapsed site, which says why it cannot.
    pub fn end_under(&self, scene: &Scene, subject: &Subject) -> Option<Subject> {
        self.connectable(scene, subject).or_else(|| Some(subject).filter(|it| scene.collapsed.has(it)).cloned())
    }

    /// The nearest card in a direction.
    pub fn neighbour(&self, scene: &Scene, from: &Subject, direction: Direction) -> Option<Subject> {
        let here = self.rect(scene, from)?.center();
        let ahead = |p: SheetPoint| {
            let (dx, dy) = (p.x - here.x, p.y - here.y);
            let (along, across) = match direction {
                Direction::Left => (-dx, dy.abs()),
                Direction::Right => (dx, dy.abs()),
                Direction::Up => (-dy, dx.abs()),
                Direction::Down => (dy, dx.abs()),
            };
            // Within 60 degrees of straight ahead; what lies aside counts double.
            (along > 1.0 && across <= along * 1.75).then_some(along + 2.0 * across)
        };
        scene
            .boxes
            .iter()
            .filter(|object| is_card(scene, &object.subject) && object.subject != *from)
            .filter_map(|object| Some((ahead(object.rect.center())?, object)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, object)| object.subject.clone())
    }

    /// The next or the previous object in reading order, the links after all boxes; `None` past either end.
    pub fn beside(&self, scene: &Scene, from: Option<&Subject>, forward: bool) -> Option<Subject> {
        let count = self.order.len() + self.links.len();
        // From what stands in a collapsed site it goes on from there.
        let from = from.map(|from| scene.collapsed.around(from).unwrap_or(from));
        let here = from.and_then(|from| match self.box_of.get(from) {
            Some(at) => self.order.iter().position(|other| other == at),
            None => self.links.iter().position(|link| link.subject == *from).map(|at| at + self.order.len()),
        });
        let next = match (here, forward) {
            (None, true) => 0,
            (None, false) => count.checked_sub(1)?,
            (Some(here), true) => here + 1,
            (Some(here), false) => here.checked_sub(1)?,
        };
        match self.order.get(next) {
            Some(at) => scene.boxes.get(*at).map(|object| object.subject.clone()),
            None => self.links.get(next - self.order.len()).map(|link| link.subject.clone()),
        }
    }
}

/// Objects that stand on the sheet by a place of their own.
pub fn has_place(subject: &Subject) -> bool {
    matches!(subject, Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_))
}

pub fn is_site(subject: &Subject) -> bool {
    matches!(subject, Subject::Site(_))
}

/// What is drawn as a card: objects with a place, and collapsed sites.
pub fn is_card(scene: &Scene, subject: &Subject) -> bool {
    has_place(subject) || scene.collapsed.has(subject)
}

/// Which boxes stand in which, each lot of them by rows.
#[derive(Clone, Debug, Default)]
struct Tree {
    /// Those that stand in no other.
    roots: Vec<usize>,
    inside: Vec<Vec<usize>>,
    parent: Vec<Option<usize>>,
}

impl Tree {
    fn new(scene: &Scene, box_of: &HashMap<Subject, usize>) -> Self {
        let parent_of = |(at, object): (usize, &ObjectBox)| {
            object.parent.as_ref().and_then(|parent| box_of.get(parent).copied()).filter(|parent| *parent != at)
        };
        let parent: Vec<Option<usize>> = scene.boxes.iter().enumerate().map(parent_of).collect();
        let mut tree = Self { roots: Vec::new(), inside: vec![Vec::new(); scene.boxes.len()], parent };
        for at in 0..scene.boxes.len() {
            tree.beside(at).push(at);
        }
        by_rows(scene, &mut tree.roots);
        tree.inside.iter_mut().for_each(|lot| by_rows(scene, lot));
        tree
    }

    /// All that stands in the same box.
    fn beside(&mut self, at: usize) -> &mut Vec<usize> {
        match self.parent[at] {
            Some(parent) => &mut self.inside[parent],
            None => &mut self.roots,
        }
    }

    /// These have gone elsewhere.
    fn follow(&mut self, scene: &Scene, moved: &[usize]) {
        let mut lots: Vec<Option<usize>> = moved.iter().map(|at| self.parent[*at]).collect();
        lots.sort_unstable();
        lots.dedup();
        for parent in lots {
            by_rows(scene, parent.map_or(&mut self.roots, |parent| &mut self.inside[parent]));
        }
    }

    fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.parent.len());
        let mut waiting: Vec<usize> = self.roots.iter().rev().copied().collect();
        while let Some(at) = waiting.pop() {
            order.push(at);
            waiting.extend(self.inside[at].iter().rev());
        }
        order
    }
}

fn by_rows(scene: &Scene, lot: &mut [usize]) {
    lot.sort_by(|a, b| {
        let (first, second) = (&scene.boxes[*a].rect.min, &scene.boxes[*b].rect.min);
        first.y.total_cmp(&second.y).then(first.x.total_cmp(&second.x)).then(a.cmp(b))
    });
}

fn bounds_of(points: &[SheetPoint]) -> SheetRect {
    let first = points.first().copied().unwrap_or_default();
    points.iter().fold(SheetRect { min: first, max: first }, |all, p| all.union(&SheetRect { min: *p, max: *p }))
}
