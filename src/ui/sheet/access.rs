//! The sheet for those who do not see it: every object a node that takes the focus, inside its site's group.

use crate::canvas::{SheetIndex, has_place, is_site};
use crate::diagram::{Connector, ObjectBox, Scene, SheetPoint, SheetRect};
use crate::model::Subject;
use crate::text::Lang;
use crate::ui::action::wrapping;
use egui::{Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo};
use std::collections::{HashMap, HashSet};

/// Below this zoom what stands inside a card cannot be told apart.
const PARTS_FROM: f32 = 0.3;
/// Below this zoom, which only a plan of thousands of objects is shown at to fit, cards cannot be told apart.
const CARDS_FROM: f32 = 0.1;
/// So many nodes are told one by one, and no more: a frame would be theirs alone, and nobody listens to them all.
const MOST_NODES: usize = 1_000;

/// Which objects in view are nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The sheet says how many there are.
    #[default]
    Count,
    Sites,
    /// And what has a place of its own.
    Cards,
    /// Everything.
    Parts,
}

/// Where lines are pointed at, and the words for groups, worked out once per scene and language.
#[derive(Default)]
pub struct Spoken {
    /// By the number of the connector.
    lines: Vec<(usize, SheetRect)>,
    /// The numbers of the same lines among those of the index.
    numbers: Vec<usize>,
    /// Chips of links that are no line as well, by their numbers.
    chips: Vec<usize>,
    groups: HashMap<Subject, String>,
    /// How many cards there are, where they are not told one by one.
    count: String,
}

impl Spoken {
    pub fn new(scene: &Scene, index: &SheetIndex, lang: Lang) -> Self {
        let drawn: HashMap<&Subject, (usize, SheetRect)> = index
            .links()
            .enumerate()
            .map(|(number, (subject, points, _))| (subject, (number, longest_leg(points))))
            .collect();
        let lines = scene.connectors.iter().enumerate().filter_map(|(at, line)| {
            let (number, leg) = drawn.get(&line.subject)?;
            Some((*number, (at, *leg)))
        });
        let (numbers, lines) = lines.unzip();
        let sites = scene.boxes.iter().filter(|object| is_site(&object.subject));
        let group = |site: &ObjectBox| lang.say(&crate::message!("canvas-inside", site = &*site.label));
        let is_line: HashSet<&Subject> = scene.connectors.iter().map(|line| &line.subject).collect();
        let cards = scene.boxes.iter().filter(|object| has_place(&object.subject)).count();
        let chips = scene.chips.iter().enumerate().filter(|(_, (_, chip))| !is_line.contains(&chip.subject));
        Self {
            chips: chips.map(|(at, _)| at).collect(),
            lines,
            numbers,
            count: lang.say(&crate::message!("canvas-many", count = cards)),
            groups: sites.map(|site| (site.subject.clone(), group(site))).collect(),
        }
    }
}

impl Spoken {
    /// The same where lines run elsewhere now.
    pub fn follow(&mut self, index: &SheetIndex) {
        let ways: Vec<&[SheetPoint]> = index.links().map(|(_, points, _)| points).collect();
        for ((_, leg), number) in self.lines.iter_mut().zip(&self.numbers) {
            *leg = ways.get(*number).map_or(*leg, |points| longest_leg(points));
        }
    }

    /// Where the line is pointed at that stands for a link.
    pub fn line(&self, scene: &Scene, link: &Subject) -> Option<SheetRect> {
        let Subject::Link(link) = link else { return None };
        let bears = |at: usize| scene.connectors.get(at).is_some_and(|line| line.links.contains(link));
        self.lines.iter().find(|(at, _)| bears(*at)).map(|(_, rect)| *rect)
    }
}

/// The middle of a line is where it is pointed at: its longest leg, a little widened.
fn longest_leg(points: &[SheetPoint]) -> SheetRect {
    let legs = points.windows(2).map(|leg| (leg[0], leg[1]));
    let longest = legs.max_by(|a, b| {
        let length = |(a, b): &(SheetPoint, SheetPoint)| (a.x - b.x).abs() + (a.y - b.y).abs();
        length(a).total_cmp(&length(b))
    });
    let (a, b) = longest.unwrap_or_default();
    SheetRect {
        min: SheetPoint { x: a.x.min(b.x), y: a.y.min(b.y) },
        max: SheetPoint { x: a.x.max(b.x), y: a.y.max(b.y) },
    }
    .expanded(3.0)
}

/// What is needed to make the nodes.
pub struct Stage<'a> {
    pub scene: &'a Scene,
    pub index: &'a SheetIndex,
    pub spoken: &'a Spoken,
    pub shown: SheetRect,
    pub zoom: f32,
    pub selected: &'a dyn Fn(&Subject) -> bool,
    pub on_screen: &'a dyn Fn(SheetRect) -> Rect,
}

/// What happened to the nodes.
#[derive(Default)]
pub struct Felt {
    /// Took the focus by itself: Tab from outside, or a screen reader.
    pub focused: Option<Subject>,
    /// Activated without a pointer.
    pub clicked: Option<Subject>,
    /// Has the focus now.
    pub has_focus: bool,
    /// Which objects were nodes.
    pub detail: Detail,
}

/// The id of an object's node.
pub fn node_id(sheet: Id, subject: &Subject) -> Id {
    sheet.with(("node", subject))
}

impl Detail {
    /// Whether an object in view is a node.
    pub fn has(self, subject: &Subject) -> bool {
        match self {
            Self::Count => false,
            Self::Sites => is_site(subject),
            Self::Cards => is_site(subject) || has_place(subject),
            Self::Parts => true,
        }
    }

    fn of_zoom(zoom: f32) -> Self {
        match zoom {
            PARTS_FROM.. => Self::Parts,
            CARDS_FROM.. => Self::Cards,
            _ => Self::Sites,
        }
    }
}

/// The objects in view that are nodes, in reading order: as many sorts as can be told one by one.
fn in_view<'a>(stage: &Stage<'a>) -> (Detail, Vec<&'a ObjectBox>) {
    let detail = Detail::of_zoom(stage.zoom);
    if detail > Detail::Sites {
        let all: Vec<&ObjectBox> = stage.index.in_view(stage.scene, &stage.shown).collect();
        for detail in [Detail::Parts, Detail::Cards].into_iter().filter(|finer| *finer <= detail) {
            let nodes: Vec<&ObjectBox> = all.iter().copied().filter(|object| detail.has(&object.subject)).collect();
            if nodes.len() <= MOST_NODES {
                return (detail, nodes);
            }
        }
    }
    let sites: Vec<&ObjectBox> = stage.index.sites_in_view(stage.scene, stage.shown).collect();
    if sites.len() <= MOST_NODES { (Detail::Sites, sites) } else { (Detail::Count, Vec::new()) }
}

/// Whether an object is a node in this frame, where all that is in view are.
fn is_there(stage: &Stage<'_>, subject: &Subject) -> bool {
    let object = stage.index.object(stage.scene, subject);
    object.is_some_and(|object| stage.shown.overlaps(&object.rect))
}

/// Makes a node of what is in view, in reading order, sites as groups around what is in them.
pub fn nodes(ui: &mut Ui, sheet: Id, stage: &Stage<'_>) -> Felt {
    let mut felt = Felt::default();
    let (detail, in_view) = in_view(stage);
    felt.detail = detail;
    if detail < Detail::Cards && !stage.scene.boxes.is_empty() {
        ui.ctx().accesskit_node_builder(sheet, |node| node.set_description(stage.spoken.count.as_str()));
    }
    let mut rest = in_view.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if is_site(&first.subject) && !stage.scene.collapsed.has(&first.subject) {
            // What stands in no site may follow.
            let members = after.iter().take_while(|object| object.parent.is_some()).count();
            let (inside, next) = after.split_at(members);
            let rect = (stage.on_screen)(first.rect).intersect(ui.max_rect());
            let label = stage.spoken.groups.get(&first.subject).cloned().unwrap_or_default();
            let group = UiBuilder::new()
                .scope_id(sheet.with(("group", &first.subject)))
                .max_rect(rect)
                .accessibility_role(Role::Group)
                .accessibility_label(label);
            let mut child = ui.new_child(group);
            ui.ctx().accesskit_node_builder(child.unique_id(), |node| {
                let (min, max) = (rect.min, rect.max);
                let (x0, y0) = (f64::from(min.x), f64::from(min.y));
                let (x1, y1) = (f64::from(max.x), f64::from(max.y));
                node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
            });
            node(&mut child, sheet, stage, first, &mut felt);
            for object in inside {
                node(&mut child, sheet, stage, object, &mut felt);
            }
            rest = next;
        } else {
            node(ui, sheet, stage, first, &mut felt);
            rest = after;
        }
    }
    if detail == Detail::Parts {
        let lines = stage.spoken.lines.iter().filter_map(|(at, rect)| Some((rect, stage.scene.connectors.get(*at)?)));
        let chips = stage.spoken.chips.iter().filter_map(|at| stage.scene.chips.get(*at)).map(|(at, link)| (at, link));
        for (rect, link) in lines.chain(chips).filter(|(rect, _)| stage.shown.overlaps(rect)) {
            let Connector { subject, label, description, ends, .. } = link;
            one(ui, sheet, stage, (subject, (stage.on_screen)(*rect), label, description), &mut felt);
            // What a link joins, as far as that is in view: a relation to a node that is not there is an error.
            let joined: Vec<_> = [&ends.0, &ends.1].into_iter().filter(|end| is_there(stage, end)).collect();
            ui.ctx().accesskit_node_builder(node_id(sheet, subject), |node| {
                node.set_controls(joined.iter().map(|end| node_id(sheet, end).accesskit_id()).collect::<Vec<_>>());
            });
        }
    }
    felt
}

fn node(ui: &mut Ui, sheet: Id, stage: &Stage<'_>, object: &ObjectBox, felt: &mut Felt) {
    let mut rect = object.rect;
    let collapsed = stage.scene.collapsed.has(&object.subject);
    if is_site(&object.subject) && !collapsed {
        // Its tab, so that pointing at the node is pointing at what can be grabbed.
        rect.max.y = rect.max.y.min(rect.min.y + 28.0);
        rect.max.x = rect.max.x.min(rect.min.x + 160.0);
    }
    one(ui, sheet, stage, (&object.subject, (stage.on_screen)(rect), &object.label, &object.description), felt);
    if is_site(&object.subject) {
        ui.ctx().accesskit_node_builder(node_id(sheet, &object.subject), |node| node.set_expanded(!collapsed));
    }
}

fn one(
    ui: &mut Ui,
    sheet: Id,
    stage: &Stage<'_>,
    (subject, rect, label, description): (&Subject, Rect, &str, &str),
    felt: &mut Felt,
) {
    let id = node_id(sheet, subject);
    let mut response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, (stage.selected)(subject), label));
    ui.ctx().accesskit_node_builder(id, |node| {
        if !description.is_empty() {
            node.set_description(description);
        }
    });
    if response.hovered() && !description.is_empty() && !ui.input(|i| i.pointer.any_down()) {
        response = response.on_hover_text(wrapping(&format!("{label}\n{description}")));
    }
    if response.has_focus() {
        felt.has_focus = true;
        if response.gained_focus() {
            felt.focused = Some(subject.clone());
        }
    }
    // A pointer's click comes with the canvas's own gestures.
    if response.clicked() && !response.clicked_by(egui::PointerButton::Primary) {
        felt.clicked = Some(subject.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PoolId, SiteId};

    /// So many sites and pools side by side, all in view.
    fn scene(sites: usize, pools: usize) -> Scene {
        let object = |subject: Subject, at: usize| ObjectBox {
            subject,
            rect: SheetRect::new(at as f32, 0.0, 10.0, 10.0),
            parent: None,
            label: String::new(),
            description: String::new(),
        };
        let all_sites = (0..sites).map(|n| object(Subject::Site(SiteId::new(&format!("site-{n}"))), n));
        let all_pools = (0..pools).map(|n| object(Subject::Pool(PoolId::new(&format!("pool-{n}"))), n));
        Scene { boxes: all_sites.chain(all_pools).collect(), ..Scene::default() }
    }

    #[test]
    fn as_many_sorts_are_told_one_by_one_as_anybody_listens_to() {
        let told = |sites, pools, zoom| {
            let scene = scene(sites, pools);
            let index = SheetIndex::new(&scene);
            let stage = Stage {
                scene: &scene,
                index: &index,
                spoken: &Spoken::new(&scene, &index, Lang::EN),
                shown: SheetRect::new(-10.0, -10.0, 1e6, 1e6),
                zoom,
                selected: &|_| false,
                on_screen: &|_| Rect::ZERO,
            };
            let (detail, nodes) = in_view(&stage);
            (detail, nodes.len())
        };
        assert_eq!(told(20, 300, 1.0), (Detail::Parts, 320));
        assert_eq!(told(20, 300, 0.2), (Detail::Cards, 320));
        assert_eq!(told(20, 300, 0.05), (Detail::Sites, 20));
        assert_eq!(told(20, 2_000, 1.0), (Detail::Sites, 20));
        assert_eq!(told(2_000, 20, 1.0), (Detail::Count, 0));
        let spoken = |pools| {
            let scene = scene(0, pools);
            Spoken::new(&scene, &SheetIndex::new(&scene), Lang::EN).count
        };
        assert!(spoken(7).contains('7'), "{}", spoken(7));
    }
}
