//! Joining two objects: which links make sense, and what each would record.

use super::super::editor::{Context, Preview};
use crate::diagram::{SheetPoint, SheetRect, Side};
use crate::model::{LinkKind, Subject};
use crate::plan::intents;
use crate::text::Message;

/// One way to join two objects.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it is, for a menu: *user store*, or *user store on sql01\LYNC* where hosts have several instances.
    pub name: Message,
    pub link: LinkKind,
    pub preview: Preview,
    /// The new object that it also makes.
    pub made: Option<Subject>,
}

/// Every way to join two objects at the shown stage, the likeliest first. Empty: they have nothing to do
/// with each other.
pub fn choices(cx: &Context<'_>, from: &Subject, over: &Subject) -> Vec<Choice> {
    let state = cx.state();
    if !state.has(from) || !state.has(over) {
        return Vec::new();
    }
    let from_ends = ends_of(cx, from);
    let over_ends = ends_of(cx, over);
    let several = from_ends.len() + over_ends.len() > 2;
    let mut all = Vec::new();
    for a in &from_ends {
        for b in &over_ends {
            for link in intents::link_kinds_between(state, a, b) {
                let Some(intent) = intents::connect(cx.plan, state, link, a, b) else { continue };
                // It is so already.
                if intent.commands.is_empty() {
                    continue;
                }
                let kind = Message::word(LinkKind::PREFIX, link.key());
                let end = if b == over { a } else { b };
                let name = match several {
                    true => crate::message!("canvas-choice-on", link = kind, name = state.label(end)),
                    false => kind,
                };
                let edits = intent.edits(cx.plan, cx.stage, None);
                let about = vec![from.clone(), over.clone(), a.clone(), b.clone(), intent.subject.clone()];
                let preview =
                    Preview { edits, about: without_doubles(about), target: Some(over.clone()), label: intent.label };
                all.push(Choice { name, link, preview, made: None });
            }
        }
    }
    // Several instances: first every instance's likeliest store.
    all.sort_by_key(|choice| all_kinds_rank(choice.link, several));
    all
}

fn all_kinds_rank(link: LinkKind, several: bool) -> usize {
    if several { LinkKind::ALL.iter().position(|kind| *kind == link).unwrap_or_default() } else { 0 }
}

fn without_doubles(subjects: Vec<Subject>) -> Vec<Subject> {
    let mut out: Vec<Subject> = Vec::with_capacity(subjects.len());
    for subject in subjects {
        if !out.contains(&subject) {
            out.push(subject);
        }
    }
    out
}

/// What a connection to this object can end at: a host's instances, a server's pool, or the object.
pub(super) fn ends_of(cx: &Context<'_>, subject: &Subject) -> Vec<Subject> {
    let state = cx.state();
    match intents::end_of(state, subject) {
        Subject::SqlServer(host) => {
            state.sql_instances.values().filter(|o| o.server == host).map(|o| (&o.id).into()).collect()
        }
        end => vec![end],
    }
}

/// A connection being drawn with the pointer.
#[derive(Clone, Debug)]
pub struct Connection {
    pub from: Subject,
    /// The side whose handle was pulled; `None` when it was pulled by its ground.
    pub pulled: Option<Side>,
    pub to: SheetPoint,
    /// What the pointer is over, target or not.
    pub over: Option<Subject>,
    pub choices: Vec<Choice>,
}

impl Connection {
    pub fn new(from: Subject, pulled: Option<Side>, to: SheetPoint) -> Self {
        Self { from, pulled, to, over: None, choices: Vec::new() }
    }

    pub fn to(&mut self, cx: &Context<'_>, to: SheetPoint) {
        self.to = to;
        let over = match cx.index.hit(cx.scene, to, cx.zoom) {
            Some(super::super::Hit::Object(subject) | super::super::Hit::Badge(subject)) => {
                cx.index.end_under(cx.scene, &subject).filter(|subject| *subject != self.from)
            }
            None => None,
        };
        if over != self.over {
            self.choices = over.as_ref().map(|over| choices(cx, &self.from, over)).unwrap_or_default();
            self.over = over;
        }
    }

    /// The object under the pointer, when something can join it.
    pub fn target(&self) -> Option<&Subject> {
        self.over.as_ref().filter(|_| !self.choices.is_empty())
    }
}

/// A connection whose end is chosen with the keyboard.
#[derive(Clone, Debug)]
pub struct Aim {
    pub from: Subject,
    targets: Vec<(Subject, Vec<Choice>)>,
    at: usize,
}

impl Aim {
    /// Every object that can be joined with this one, the nearest first. `None` when there is none.
    pub fn new(cx: &Context<'_>, from: Subject) -> Option<Self> {
        Self::among(cx, from.clone(), |over| choices(cx, &from, over))
    }

    /// Every object that a line could end at in place of the end that was taken.
    pub fn of_line(cx: &Context<'_>, end: &super::Reconnecting) -> Option<Self> {
        Self::among(cx, end.fixed.clone(), |over| end.choices_at(cx, over))
    }

    fn among(cx: &Context<'_>, from: Subject, ways: impl Fn(&Subject) -> Vec<Choice>) -> Option<Self> {
        let here = cx.index.rect(cx.scene, &from)?.center();
        let mut targets: Vec<(f32, Subject, Vec<Choice>)> = cx
            .scene
            .boxes
            .iter()
            // A host stands for its instances, which are targets of their own.
            .filter(|object| !matches!(object.subject, Subject::SqlServer(_) | Subject::Server(_)))
            .filter(|object| object.subject != from)
            .filter_map(|object| {
                let subject = cx.index.connectable(cx.scene, &object.subject)?;
                let ways = ways(&subject);
                let p = object.rect.center();
                (!ways.is_empty()).then(|| ((p.x - here.x).hypot(p.y - here.y), subject, ways))
            })
            .collect();
        targets.sort_by(|a, b| a.0.total_cmp(&b.0));
        let targets: Vec<_> = targets.into_iter().map(|(_, subject, ways)| (subject, ways)).collect();
        (!targets.is_empty()).then_some(Self { from, targets, at: 0 })
    }

    pub fn step(&mut self, forward: bool) {
        let count = self.targets.len().max(1);
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
    }

    pub fn target(&self) -> Option<&Subject> {
        self.targets.get(self.at).map(|(subject, _)| subject)
    }

    /// The ways to join this object.
    pub fn ways(&self, target: &Subject) -> &[Choice] {
        self.targets.iter().find(|(subject, _)| subject == target).map_or(&[], |(_, ways)| ways)
    }

    pub fn choices(&self) -> &[Choice] {
        self.targets.get(self.at).map_or(&[], |(_, ways)| ways)
    }
}

/// Where the handles of a box are: the middles of its four edges.
pub fn handles(rect: SheetRect) -> [(Side, SheetPoint); 4] {
    Side::ALL.map(|side| (side, side.middle(rect)))
}
