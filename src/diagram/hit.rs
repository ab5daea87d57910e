//! What lies under a point: the items of the scene, walked from the front.

use super::scene::*;
use crate::model::{SiteId, Subject};

impl Scene {
    /// The front-most thing within `tolerance` sheet units of a point, among what is drawn at this zoom. Rows and
    /// chips come before their card.
    /// A site is grabbed by its title tab or its border; its ground is [`site_at`](Self::site_at).
    pub fn hit(&self, point: SheetPoint, tolerance: f32, zoom: f32) -> Option<Subject> {
        self.hit_among(0..self.items.len(), point, tolerance, zoom)
    }

    /// The same among items known by their numbers, in order.
    pub fn hit_among(
        &self,
        items: impl DoubleEndedIterator<Item = usize> + Clone,
        point: SheetPoint,
        tolerance: f32,
        zoom: f32,
    ) -> Option<Subject> {
        self.under(items, point, tolerance, zoom).next().cloned()
    }

    /// Everything under a point, from the front, each once; at the end the site on whose ground it lies.
    pub fn hits(&self, point: SheetPoint, tolerance: f32, zoom: f32) -> Vec<Subject> {
        let ground = self.site_at(point).map(Subject::from);
        let mut all: Vec<Subject> = Vec::new();
        for subject in self.under(0..self.items.len(), point, tolerance, zoom).chain(&ground) {
            if !all.contains(subject) {
                all.push(subject.clone());
            }
        }
        all
    }

    fn under(
        &self,
        items: impl DoubleEndedIterator<Item = usize> + Clone,
        point: SheetPoint,
        tolerance: f32,
        zoom: f32,
    ) -> impl Iterator<Item = &Subject> {
        let shown = move |item: &&Item| item.visible_at(zoom);
        let drawn = move || items.clone().rev().filter_map(|at| self.items.get(at)).filter(shown);
        let on_top = drawn().filter(|item| item.layer > Layer::Link);
        let below = drawn().filter(|item| item.layer <= Layer::Link);
        // Exactly hit things first: a card beside a line is not taken for the line's fat edge.
        on_top
            .filter(move |item| self.touches(item, point, 0.0))
            .chain(below.filter(move |item| self.touches(item, point, tolerance)))
            .filter_map(|item| item.subject.as_ref())
    }

    /// Where an object stands; `None` for links and for what is not drawn.
    pub fn box_of(&self, subject: &Subject) -> Option<&ObjectBox> {
        self.boxes.iter().find(|other| other.subject == *subject)
    }

    /// The site on whose area a point lies, the smallest when several do.
    pub fn site_at(&self, point: SheetPoint) -> Option<SiteId> {
        // Sites come first.
        let areas = self.boxes.iter().take_while(|other| matches!(other.subject, Subject::Site(_)));
        let sites = areas.filter(|other| other.rect.contains(point)).filter_map(|area| match &area.subject {
            Subject::Site(id) => Some((area.rect.width() * area.rect.height(), id)),
            _ => None,
        });
        sites.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1))).map(|(_, id)| id.clone())
    }

    fn touches(&self, item: &Item, point: SheetPoint, tolerance: f32) -> bool {
        let Some(subject) = &item.subject else { return false };
        match &item.mark {
            Mark::Rect(mark) if item.layer == Layer::Site => {
                let ground = matches!(subject, Subject::Site(_))
                    && self.box_of(subject).is_some_and(|area| area.rect == mark.rect);
                let band = tolerance.max(3.0);
                mark.rect.expanded(band).contains(point) && !(ground && mark.rect.expanded(-band).contains(point))
            }
            Mark::Rect(mark) => mark.rect.expanded(tolerance).contains(point),
            Mark::Icon(mark) => mark.rect.expanded(tolerance).contains(point),
            Mark::Text(run) => {
                let rect = SheetRect::new(run.at.x, run.at.y - run.size, run.width, run.size * 1.25);
                rect.expanded(tolerance).contains(point)
            }
            Mark::Path(path) => {
                let reach = tolerance + path.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                path.outline().windows(2).any(|ends| distance(point, ends[0], ends[1]) <= reach)
            }
        }
    }
}

/// From a point to the nearest point of a segment.
fn distance(p: SheetPoint, a: SheetPoint, b: SheetPoint) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 { 0.0 } else { (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0) };
    (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::Token;
    use crate::model::{LinkId, PoolId, ServerId};

    fn rect(subject: Subject, layer: Layer, rect: SheetRect) -> Item {
        let mark = Mark::Rect(RectMark { rect, radius: 0.0, fill: Some(Token::Card), stroke: None, hatch: false });
        Item { layer, subject: Some(subject), from_zoom: 0.0, to_zoom: f32::INFINITY, faded: false, mark }
    }

    fn scene() -> Scene {
        let site = Subject::from(SiteId::new("paris"));
        let area = SheetRect::new(0.0, 0.0, 400.0, 400.0);
        let line = PathMark {
            points: vec![SheetPoint { x: 20.0, y: 300.0 }, SheetPoint { x: 380.0, y: 300.0 }],
            hops: vec![Hop { leg: 0, at: SheetPoint { x: 300.0, y: 300.0 }, radius: 5.0 }],
            radius: 6.0,
            closed: false,
            fill: None,
            stroke: Some(Stroke { token: Token::Line, width: 1.5, dashed: false }),
        };
        let boxed = |subject: &Subject, rect| ObjectBox {
            subject: subject.clone(),
            rect,
            parent: None,
            label: String::new(),
            description: String::new(),
        };
        let pool = Subject::from(PoolId::new("fe"));
        Scene {
            bounds: area,
            items: vec![
                rect(site.clone(), Layer::Site, area),
                Item {
                    layer: Layer::Link,
                    subject: Some(LinkId::new("link").into()),
                    from_zoom: 0.0,
                    to_zoom: f32::INFINITY,
                    faded: false,
                    mark: Mark::Path(line),
                },
                rect(pool.clone(), Layer::Card, SheetRect::new(50.0, 50.0, 200.0, 100.0)),
                rect(ServerId::new("fe01").into(), Layer::Card, SheetRect::new(60.0, 100.0, 50.0, 20.0)),
            ],
            boxes: vec![boxed(&site, area), boxed(&pool, SheetRect::new(50.0, 50.0, 200.0, 100.0))],
            ..Scene::default()
        }
    }

    #[test]
    fn the_front_most_is_hit_and_lines_are_fat() {
        let scene = scene();
        let at = |x, y| scene.hit(SheetPoint { x, y }, 4.0, 1.0);
        assert_eq!(at(70.0, 110.0), Some(ServerId::new("fe01").into()));
        assert_eq!(at(200.0, 110.0), Some(PoolId::new("fe").into()));
        assert_eq!(at(200.0, 304.0), Some(LinkId::new("link").into()));
        assert_eq!(at(200.0, 306.0), None);
        assert_eq!(at(300.0, 291.5), Some(LinkId::new("link").into()), "its hop");
        assert_eq!(at(1.0, 200.0), Some(SiteId::new("paris").into()));
        assert_eq!(at(-50.0, 200.0), None);
    }

    #[test]
    fn what_lies_beneath_is_told_from_the_front() {
        let beneath = scene().hits(SheetPoint { x: 70.0, y: 110.0 }, 4.0, 1.0);
        assert_eq!(beneath, [ServerId::new("fe01").into(), PoolId::new("fe").into(), SiteId::new("paris").into()]);
    }

    #[test]
    fn the_ground_of_a_site_is_found_apart() {
        let scene = scene();
        assert_eq!(scene.site_at(SheetPoint { x: 300.0, y: 200.0 }), Some(SiteId::new("paris")));
        assert_eq!(scene.site_at(SheetPoint { x: 500.0, y: 200.0 }), None);
    }
}
