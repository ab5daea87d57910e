//! The pages of a presentation, worked out from the plan and from where things stand on the sheet. Nothing here draws.

use crate::diagram::{self, SheetRect};
use crate::model::{SiteId, Subject};
use crate::plan::{Mark, Plan, Replay, diff};
use std::collections::{BTreeMap, BTreeSet};

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The plan: its title, and all stages on a line.
    Plan,
    /// Today (0) or a phase.
    Stage(usize),
    /// Today beside the state after the last phase.
    BeforeAfter,
    /// What the whole plan comes to.
    Summary,
}

/// How much of the drawing a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// All of it, and it can be read.
    Whole,
    /// All of it, too small to be read: sites by their names. The pages after it show the parts.
    Overview,
    Part(Part),
}

/// A site, or some objects of it, large enough to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// None for what stands in no site.
    pub site: Option<SiteId>,
    pub frame: SheetRect,
    /// Which part of the site it is, from 1, and how many there are.
    pub number: usize,
    pub count: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub what: What,
    pub shown: Shown,
}

/// The largest drawing that can be read at once, in sheet units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    pub width: f32,
    pub height: f32,
}

impl Room {
    fn holds(&self, rect: &SheetRect) -> bool {
        rect.width() <= self.width && rect.height() <= self.height
    }
}

/// Free space around what is framed.
const EDGE: f32 = 24.0;
/// Today of more sites than this is shown by its overview alone: nobody sits through a page for each.
const MOST_SITES: usize = 12;

/// The pages in order. Without a drawing yet, each stage is one page.
pub fn pages(plan: &Plan, replay: &Replay, drawing: Option<(&diagram::Sheet, Room)>) -> Vec<Page> {
    let page = |what, shown| Page { what, shown };
    let mut pages = vec![page(What::Plan, Shown::Whole)];
    let too_large = drawing.filter(|(sheet, room)| bounds(sheet).is_some_and(|all| !room.holds(&all)));
    for stage in 0..plan.stages() {
        let Some((sheet, room)) = too_large else {
            pages.push(page(What::Stage(stage), Shown::Whole));
            continue;
        };
        pages.push(page(What::Stage(stage), Shown::Overview));
        let parts = parts(plan, replay, stage, sheet, room);
        pages.extend(parts.into_iter().map(|part| page(What::Stage(stage), Shown::Part(part))));
    }
    if plan.stages() > 1 {
        pages.push(page(What::BeforeAfter, Shown::Whole));
    }
    pages.push(page(What::Summary, Shown::Whole));
    pages
}

/// Around everything on the sheet, in whichever stage: going on moves nothing.
pub fn bounds(sheet: &diagram::Sheet) -> Option<SheetRect> {
    let rects = sheet.subjects().filter_map(|subject| sheet.rect_of(&subject));
    rects.reduce(|all, rect| all.union(&rect)).map(|all| all.expanded(EDGE))
}

/// What a phase changes or works on, by the objects that are drawn: what a server's change marks is its pool.
pub fn touched(plan: &Plan, replay: &Replay, stage: usize, sheet: &diagram::Sheet) -> BTreeMap<Subject, Mark> {
    let mut touched = BTreeMap::new();
    let Some(phase) = stage.checked_sub(1).and_then(|at| plan.phases.get(at)) else { return touched };
    let (Some(before), Some(after)) = (replay.states.get(stage - 1), replay.states.get(stage)) else { return touched };
    let marks = diff(before, after);
    let work = phase.steps.iter().filter(|step| step.commands().is_empty()).flat_map(|step| step.about());
    let worked_on = work.map(|subject| (subject, Mark::Changed));
    for (subject, mark) in marks.into_iter().chain(worked_on) {
        let drawn = match &subject {
            Subject::Site(_) | Subject::Link(_) => Some(&subject),
            _ => sheet.card_of(&subject),
        };
        let Some(drawn) = drawn.filter(|_| mark != Mark::Unchanged).cloned() else { continue };
        // What happens to an object itself comes before what happens in it.
        let own = drawn == subject;
        let known = touched.entry(drawn).or_insert(if own { mark } else { Mark::Changed });
        if own && *known == Mark::Changed {
            *known = mark;
        }
    }
    touched
}

/// The parts of a stage: of a phase those where something happens, of Today every site.
fn parts(plan: &Plan, replay: &Replay, stage: usize, sheet: &diagram::Sheet, room: Room) -> Vec<Part> {
    let touched = touched(plan, replay, stage, sheet);
    let states = [replay.states.get(stage), stage.checked_sub(1).and_then(|at| replay.states.get(at))];
    let mut sites: BTreeMap<Option<SiteId>, Vec<SheetRect>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for subject in sheet.subjects() {
        let is_there = states.iter().flatten().any(|state| state.has(&subject));
        let wanted = stage == 0 || touched.contains_key(&subject);
        let Some(rect) = sheet.rect_of(&subject).filter(|_| is_there && wanted) else { continue };
        let site = states.iter().flatten().find_map(|state| state.site_of(&subject));
        let is_ground = matches!(subject, Subject::Site(_));
        if seen.insert(subject) {
            let cards = sites.entry(site).or_default();
            // A ground is seen around its cards; it counts where it holds none.
            if !is_ground {
                cards.push(rect);
            }
        }
    }
    if stage == 0 && sites.len() > MOST_SITES {
        return Vec::new();
    }
    let mut parts: Vec<Part> = sites.into_iter().flat_map(|(site, cards)| of_site(site, cards, sheet, room)).collect();
    // As the sheet is read, a site's own parts one after the other.
    let corner = |part: &Part| {
        let ground = part.site.as_ref().and_then(|site| sheet.rect_of(&site.into())).unwrap_or(part.frame);
        (ground.min.y, ground.min.x)
    };
    parts.sort_by(|a, b| {
        let (a_at, b_at) = (corner(a), corner(b));
        a_at.0.total_cmp(&b_at.0).then(a_at.1.total_cmp(&b_at.1)).then(a.number.cmp(&b.number))
    });
    parts
}

/// A site as a whole where it can be read, or else its cards in groups that can.
fn of_site(site: Option<SiteId>, cards: Vec<SheetRect>, sheet: &diagram::Sheet, room: Room) -> Vec<Part> {
    let ground = site.as_ref().and_then(|site| sheet.rect_of(&site.into())).map(|rect| rect.expanded(EDGE));
    let around = |cards: &[SheetRect]| cards.iter().copied().reduce(|all, rect| all.union(&rect));
    let whole = || Some(around(&cards)?.expanded(EDGE)).filter(|all| room.holds(all));
    let frames = match ground.filter(|ground| room.holds(ground) || cards.is_empty()).or_else(whole) {
        Some(frame) => vec![frame],
        None => groups(cards, room),
    };
    let count = frames.len();
    let part = |(at, frame)| Part { site: site.clone(), frame, number: at + 1, count };
    frames.into_iter().enumerate().map(part).collect()
}

/// Cards in reading order, as many together as can be read.
fn groups(mut cards: Vec<SheetRect>, room: Room) -> Vec<SheetRect> {
    cards.sort_by(|a, b| a.min.y.total_cmp(&b.min.y).then(a.min.x.total_cmp(&b.min.x)));
    let mut frames: Vec<SheetRect> = Vec::new();
    for card in cards {
        let card = card.expanded(EDGE);
        match frames.iter_mut().find(|frame| room.holds(&frame.union(&card))) {
            Some(frame) => *frame = frame.union(&card),
            None => frames.push(card),
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::{Lines, layout};
    use crate::rules::sketch;

    const TWO_SITES: &str = "
site Paris
  pool fe-paris front-end enterprise version=lync-2010 servers=2 users=300 user-store=sql-paris\\LYNC
  sql sql-paris LYNC
site Lyon
  pool fe-lyon front-end enterprise version=lync-2010 servers=2 users=20 user-store=sql-lyon\\LYNC
  sql sql-lyon LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 servers=3 in=Paris
phase Move
  move all users fe-lyon -> fe-new
";

    fn made(text: &str) -> (Plan, Replay, diagram::Sheet) {
        let mut plan = sketch::read(text).expect("a sketch").plan;
        let replay = plan.replay();
        plan.places.extend(layout(&plan, &replay));
        let sheet = diagram::Sheet::new(&plan, &replay, &Lines::default());
        (plan, replay, sheet)
    }

    fn names(pages: &[Page]) -> Vec<String> {
        let name = |page: &Page| match (&page.what, &page.shown) {
            (What::Stage(stage), Shown::Whole) => format!("{stage}"),
            (What::Stage(stage), Shown::Overview) => format!("{stage} all"),
            (What::Stage(stage), Shown::Part(part)) => {
                let site = part.site.as_ref().map_or("-", |site| site.as_str().trim_start_matches("site-"));
                format!("{stage} {site} {}/{}", part.number, part.count)
            }
            (what, _) => format!("{what:?}"),
        };
        pages.iter().map(name).collect()
    }

    #[test]
    fn what_can_be_read_whole_is_one_page_for_each_stage() {
        let (plan, replay, sheet) = made(TWO_SITES);
        let wanted = ["Plan", "0", "1", "2", "BeforeAfter", "Summary"];
        assert_eq!(names(&pages(&plan, &replay, None)), wanted, "before there is a drawing");
        let all = bounds(&sheet).expect("a drawing");
        let room = Room { width: all.width(), height: all.height() };
        assert_eq!(names(&pages(&plan, &replay, Some((&sheet, room)))), wanted);
        let less = Room { width: all.width() - 1.0, height: all.height() };
        assert_ne!(names(&pages(&plan, &replay, Some((&sheet, less)))), wanted);
    }

    #[test]
    fn what_is_too_large_goes_by_the_sites_where_something_happens() {
        let (plan, replay, sheet) = made(TWO_SITES);
        let ground = |id: &str| {
            sheet.rect_of(&Subject::Site(SiteId::new(&format!("site-{id}")))).expect("a ground").expanded(EDGE)
        };
        let (paris, lyon) = (ground("paris"), ground("lyon"));
        let room = Room { width: paris.width().max(lyon.width()), height: paris.height().max(lyon.height()) };
        let made = pages(&plan, &replay, Some((&sheet, room)));
        let mut sites = ["0 paris 1/1", "0 lyon 1/1"];
        if (lyon.min.y, lyon.min.x) < (paris.min.y, paris.min.x) {
            sites.reverse();
        }
        let mut moved = ["2 paris 1/1", "2 lyon 1/1"];
        if sites[0].contains("lyon") {
            moved.reverse();
        }
        let wanted: Vec<&str> = ["Plan", "0 all"]
            .into_iter()
            .chain(sites)
            .chain(["1 all", "1 paris 1/1", "2 all"])
            .chain(moved)
            .chain(["BeforeAfter", "Summary"])
            .collect();
        assert_eq!(names(&made), wanted);
        for page in &made {
            if let Shown::Part(part) = &page.shown {
                assert!(room.holds(&part.frame), "{page:?}");
            }
        }
    }

    #[test]
    fn a_site_too_large_is_shown_in_groups_that_hold_every_card() {
        let (plan, replay, sheet) = made(TWO_SITES);
        let cards: Vec<SheetRect> = ["fe-paris", "fe-new", "fe-lyon"]
            .iter()
            .filter_map(|id| sheet.rect_of(&Subject::Pool(crate::model::PoolId::new(&format!("pool-{id}")))))
            .collect();
        assert_eq!(cards.len(), 3);
        let size = |of: fn(&SheetRect) -> f32| cards.iter().map(of).fold(0.0, f32::max) + 2.0 * EDGE;
        let room = Room { width: size(SheetRect::width), height: size(SheetRect::height) };
        let made = pages(&plan, &replay, Some((&sheet, room)));
        let frames: Vec<SheetRect> = made
            .iter()
            .filter_map(|page| if let Shown::Part(part) = &page.shown { Some(part.frame) } else { None })
            .collect();
        assert!(frames.iter().all(|frame| room.holds(frame)));
        for card in cards {
            assert!(frames.iter().any(|frame| frame.contains(card.min) && frame.contains(card.max)), "{card:?}");
        }
    }

    #[test]
    fn a_phase_touches_what_it_changes_and_what_users_leave() {
        let (plan, replay, sheet) = made(TWO_SITES);
        let pool = |id: &str| Subject::Pool(crate::model::PoolId::new(&format!("pool-{id}")));
        assert!(touched(&plan, &replay, 0, &sheet).is_empty());
        let pilot = touched(&plan, &replay, 1, &sheet);
        assert_eq!(pilot.get(&pool("fe-new")), Some(&Mark::Added));
        assert_eq!(pilot.get(&pool("fe-paris")), None);
        let moved = touched(&plan, &replay, 2, &sheet);
        assert_eq!(moved.get(&pool("fe-lyon")), Some(&Mark::Emptied));
        assert_eq!(moved.get(&pool("fe-new")), Some(&Mark::Changed));
    }
}
