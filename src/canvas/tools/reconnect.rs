//! An end of a line in the hand: the links that it stands for get another end.

use super::super::editor::{Context, Preview};
use super::super::sheet_index::{Hit, is_site};
use super::connect::{Choice, ends_of};
use crate::diagram::{Connector, SheetPoint};
use crate::model::{LinkId, LinkKind, Subject};
use crate::plan::intents;
use crate::text::Message;

/// An end of a line that was taken.
#[derive(Clone, Debug)]
pub struct Reconnecting {
    links: Vec<LinkId>,
    /// The end that stays.
    pub fixed: Subject,
    taken: Subject,
    pub to: SheetPoint,
    /// What the pointer is over, target or not.
    pub over: Option<Subject>,
    pub choices: Vec<Choice>,
}

/// Where the two ends of a line are, each with what it ends at. `None` for links that are not drawn as lines, or end in a
/// collapsed site: a line there stands for links of many.
pub fn line_ends(cx: &Context<'_>, line: &Subject) -> Option<[(Subject, SheetPoint); 2]> {
    let Subject::Link(id) = line else { return None };
    connector_of(cx, line)?;
    let link = cx.state().links.get(id)?;
    let (_, points, _) = cx.index.links().find(|(subject, ..)| *subject == line)?;
    let (first, last) = (*points.first()?, *points.last()?);
    let far = |end: &Subject, p: SheetPoint| {
        let middle = cx.index.rect(cx.scene, end).unwrap_or_default().center();
        (middle.x - p.x).hypot(middle.y - p.y)
    };
    // A path runs in the order of the ids, not always from the one that depends.
    let straight = far(&link.from, first) + far(&link.to, last) <= far(&link.from, last) + far(&link.to, first);
    let (from, to) = if straight { (first, last) } else { (last, first) };
    Some([(link.from.clone(), from), (link.to.clone(), to)])
}

/// The line, when each of its ends is an object.
fn connector_of<'a>(cx: &Context<'a>, line: &Subject) -> Option<&'a Connector> {
    let connector = cx.scene.connectors.iter().find(|connector| connector.subject == *line)?;
    let (from, to) = &connector.ends;
    (!is_site(from) && !is_site(to)).then_some(connector)
}

impl Reconnecting {
    /// Takes the end of a line that is at `taken`.
    pub fn new(cx: &Context<'_>, line: &Subject, taken: Subject, to: SheetPoint) -> Option<Self> {
        let connector = connector_of(cx, line)?;
        let links: Vec<LinkId> =
            connector.links.iter().filter(|id| cx.state().links.contains_key(*id)).cloned().collect();
        let first = cx.state().links.get(links.first()?)?;
        let fixed = if first.from == taken { first.to.clone() } else { first.from.clone() };
        Some(Self { links, fixed, taken, to, over: None, choices: Vec::new() })
    }

    pub fn to(&mut self, cx: &Context<'_>, to: SheetPoint) {
        self.to = to;
        let over = match cx.index.hit(cx.scene, to, cx.zoom) {
            Some(Hit::Object(subject) | Hit::Badge(subject)) => cx.index.end_under(cx.scene, &subject),
            None => None,
        };
        let over = over.filter(|over| *over != self.fixed);
        if over != self.over {
            self.choices = over.as_ref().map(|over| self.choices_at(cx, over)).unwrap_or_default();
            self.over = over;
        }
    }

    /// The object under the pointer, when the line can end there.
    pub fn target(&self) -> Option<&Subject> {
        self.over.as_ref().filter(|_| !self.choices.is_empty())
    }

    /// What letting go there would record: all links that can end there at once, then each of them.
    pub fn choices_at(&self, cx: &Context<'_>, over: &Subject) -> Vec<Choice> {
        let state = cx.state();
        let ends = ends_of(cx, over);
        let mut all = Vec::new();
        for end in &ends {
            let kinds = self.links.iter().filter_map(|id| Some((state.links.get(id)?.kind, id)));
            let each: Vec<(LinkKind, intents::Intent)> = kinds
                .filter_map(|(kind, id)| Some((kind, intents::reconnected(cx.plan, state, id, &self.taken, end)?)))
                .collect();
            let choice = |name: Message, link: LinkKind, intent: intents::Intent| {
                let name = match ends.len() {
                    1 => name,
                    _ => crate::message!("canvas-choice-on", link = name, name = state.label(end)),
                };
                let mut about = vec![self.fixed.clone(), end.clone()];
                about.extend(intent.commands.iter().map(|command| command.subject()));
                let edits = intent.edits(cx.plan, cx.stage, None);
                let preview = Preview { edits, about, target: Some(over.clone()), label: intent.label };
                Choice { name, link, preview, made: None }
            };
            if each.len() > 1 {
                let label = crate::message!(
                    "canvas-reconnect-all",
                    count = each.len(),
                    name = state.label(&self.fixed),
                    to = state.label(end)
                );
                let intents: Vec<_> = each.iter().map(|(_, intent)| intent.clone()).collect();
                let whole = intents::all_of(&intents, label);
                let name = crate::message!("canvas-choice-all", count = each.len());
                all.extend(whole.map(|whole| choice(name, each[0].0, whole)));
            }
            all.extend(
                each.into_iter()
                    .map(|(kind, intent)| choice(Message::word(LinkKind::PREFIX, kind.key()), kind, intent)),
            );
        }
        all
    }
}
