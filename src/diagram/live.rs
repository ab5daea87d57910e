//! Connectors while a hand drags what they join: where they would run if it let go here.

use super::draw_links::CORNER;
use super::hops::{Uprights, hops};
use super::pen::FAR;
use super::route::Moved;
use super::scene::*;
use super::sheet::{Asked, Pair, Sheet};
use super::ways::Group;
use crate::model::Subject;
use foldhash::{HashMap, HashSet, HashSetExt};
use std::collections::{BTreeMap, BTreeSet};

/// The connectors of what is held, and the ways of the others that they cross.
#[derive(Debug)]
pub struct Live {
    moved: Moved,
    /// By group and line that moves: the connector it is drawn as.
    drawn: Vec<Vec<Option<Drawn>>>,
    subjects: HashSet<Subject>,
    rest: Uprights,
    /// The last answer, and for which move and zoom it was.
    known: Option<((i32, i32), bool, Vec<PathMark>)>,
}

#[derive(Debug)]
struct Drawn {
    stroke: Stroke,
    /// Its number among all lines, for crossings.
    number: usize,
}

impl Live {
    /// `None` when nothing that is held ends a line.
    pub fn new(sheet: &Sheet, asked: &Asked, scene: &Scene, held: &[Subject]) -> Option<Self> {
        let of_card = sheet.numbers();
        let mut obstacles = BTreeSet::new();
        let mut grounds = Vec::new();
        for subject in held {
            match subject {
                Subject::Site(id) => {
                    let at = sheet.areas.keys().position(|other| other == id)?;
                    grounds.push(at);
                    // Title tabs come after the cards.
                    obstacles.insert(sheet.cards.len() + at);
                    let members = sheet.cast.cards.iter().filter(|(_, card)| card.site.as_ref() == Some(id));
                    obstacles.extend(members.filter_map(|(member, _)| of_card.get(member)));
                }
                other => {
                    obstacles.extend(sheet.cast.card_of(other).and_then(|card| of_card.get(card)));
                }
            }
        }
        let groups = sheet.groups(asked);
        let path_of = |key: &Pair| sheet.ways.get(key).or_else(|| asked.ways.get(key));
        let at_rest = groups.clone().map(Group::at_rest);
        let (moved, numbers) = Moved::new(&sheet.land, &obstacles, &grounds, at_rest);
        if numbers.iter().all(Vec::is_empty) {
            return None;
        }
        let by_ends: HashMap<&Pair, (usize, &Connector)> =
            scene.connectors.iter().enumerate().map(|(at, line)| (&line.ends, (at, line))).collect();
        let strokes: BTreeMap<&Subject, Stroke> = scene.items.iter().filter_map(stroke_of).collect();
        let mut moving: HashSet<usize> = HashSet::new();
        let mut subjects = HashSet::new();
        let drawn = numbers.iter().zip(groups).map(|(numbers, group)| {
            let drawn = numbers.iter().map(|number| {
                let (number, line) = *by_ends.get(group.ends.get(*number)?)?;
                moving.insert(number);
                subjects.insert(line.subject.clone());
                Some(Drawn { stroke: *strokes.get(&line.subject)?, number })
            });
            drawn.collect()
        });
        let drawn = drawn.collect();
        let rest = scene.connectors.iter().enumerate().filter(|(at, _)| !moving.contains(at));
        let rest = Uprights::new(rest.filter_map(|(at, line)| Some((at, path_of(&line.ends)?))));
        Some(Self { moved, drawn, subjects, rest, known: None })
    }

    /// Whether a connector is one of these, under the name that its marks have in the scene.
    pub fn has(&self, subject: &Subject) -> bool {
        self.subjects.contains(subject)
    }

    /// The connectors with what is held moved by so much, as they are drawn at this zoom.
    pub fn lines(&mut self, by: (i32, i32), zoom: f32) -> &[PathMark] {
        let far = zoom < FAR;
        let known = self.known.take().filter(|(move_by, was_far, _)| (*move_by, *was_far) == (by, far));
        let marks = known.map_or_else(|| self.marks(by, far), |(_, _, marks)| marks);
        &self.known.insert((by, far, marks)).2
    }

    fn marks(&mut self, by: (i32, i32), far: bool) -> Vec<PathMark> {
        let lines = self.moved.lines(by);
        let all = self.drawn.iter().flatten().zip(lines.into_iter().flatten());
        let all: Vec<(&Drawn, Vec<SheetPoint>)> =
            all.filter_map(|(drawn, points)| Some((drawn.as_ref()?, points))).collect();
        let moving = Uprights::new(all.iter().map(|(drawn, points)| (drawn.number, points.as_slice())));
        let mark = |(drawn, points): &(&Drawn, Vec<SheetPoint>)| {
            let way = PathMark::line(points.clone(), drawn.stroke);
            match far {
                true => way,
                false => PathMark { hops: hops(drawn.number, points, &[&self.rest, &moving]), radius: CORNER, ..way },
            }
        };
        all.iter().map(mark).collect()
    }
}

/// How a connector is drawn.
fn stroke_of(item: &Item) -> Option<(&Subject, Stroke)> {
    match (&item.mark, &item.subject) {
        (Mark::Path(path), Some(subject)) if item.layer == Layer::Link => Some((subject, path.stroke?)),
        _ => None,
    }
}
