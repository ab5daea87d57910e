//! Putting a new object on the sheet: dragged from the palette, or put there with a key.

use super::super::editor::{Context, Preview};
use super::super::sheet_index::{Hit, is_site};
use super::snapped;
use crate::diagram::{SheetPoint, SheetRect};
use crate::edit::Command;
use crate::model::{LinkId, PoolKind, SiteKind, Subject, Version};
use crate::plan::intents::{self, Intent};
use crate::plan::{Plan, PlanEdit, SheetPos};
use std::sync::Arc;

/// What the palette hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Payload {
    Site(SiteKind),
    Pool {
        kind: PoolKind,
        version: Option<Version>,
    },
    /// A machine more for the pool it is dropped on.
    Server,
    SqlServer,
    /// An instance more for the SQL server it is dropped on.
    SqlInstance,
    FileStore,
    Gateway,
}

impl Payload {
    /// The payload for something new; `None` for a server, which comes with a pool.
    pub fn of(what: intents::New, version: Option<Version>) -> Option<Self> {
        Some(match what {
            intents::New::Pool(kind) => Self::Pool { kind, version },
            intents::New::SqlServer => Self::SqlServer,
            intents::New::SqlInstance => Self::SqlInstance,
            intents::New::FileStore => Self::FileStore,
            intents::New::Gateway => Self::Gateway,
        })
    }

    /// What putting it into a line records: see [`intents::between`].
    fn between(self, plan: &Plan, stage: usize, links: &[LinkId]) -> Option<Intent> {
        match self {
            Self::Pool { kind, version } => intents::between(plan, stage, links, intents::New::Pool(kind), version),
            Self::SqlServer => intents::between(plan, stage, links, intents::New::SqlServer, None),
            Self::SqlInstance => intents::between(plan, stage, links, intents::New::SqlInstance, None),
            Self::Site(_) | Self::Server | Self::FileStore | Self::Gateway => None,
        }
    }

    /// About how large it will be drawn, in sheet units: for the picture in the hand and for finding room.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::Site(_) => (320.0, 160.0),
            Self::Pool { kind: PoolKind::FrontEnd, .. } => (360.0, 88.0),
            Self::Pool { .. } => (264.0, 88.0),
            Self::SqlServer => (360.0, 96.0),
            Self::FileStore | Self::Gateway => (264.0, 64.0),
            Self::Server | Self::SqlInstance => (160.0, 24.0),
        }
    }

    /// Whether it belongs inside another object, and cannot stand on the sheet alone.
    fn belongs_in(self, subject: &Subject) -> bool {
        match self {
            Self::Server => matches!(subject, Subject::Pool(_)),
            Self::SqlInstance => matches!(subject, Subject::SqlServer(_)),
            _ => false,
        }
    }

    /// Whether an object is of a kind to take it in.
    pub fn goes_into(self, subject: &Subject) -> bool {
        match self {
            Self::Site(_) => false,
            Self::Server | Self::SqlInstance => self.belongs_in(subject),
            Self::Pool { .. } | Self::SqlServer | Self::FileStore | Self::Gateway => is_site(subject),
        }
    }

    /// Whether it cannot stand on the sheet alone.
    pub fn needs_host(self) -> bool {
        matches!(self, Self::Server | Self::SqlInstance)
    }

    /// The new object by itself; `None` when it needs a host.
    fn alone(self, plan: &Plan, stage: usize) -> Option<Intent> {
        Some(match self {
            Self::Site(kind) => intents::new_site(plan, stage, kind),
            Self::Pool { kind, version } => intents::new_pool(plan, stage, kind, version, None),
            Self::SqlServer => intents::new_sql_server(plan, stage, None, None),
            Self::FileStore => intents::new_file_store(plan, stage, None),
            Self::Gateway => intents::new_gateway(plan, stage, None),
            Self::Server | Self::SqlInstance => return None,
        })
    }

    /// The new object in its host.
    fn within(self, plan: &Plan, stage: usize, host: &Subject) -> Option<Intent> {
        Some(match (self, host) {
            (Self::Server, Subject::Pool(pool)) => intents::new_server(plan, stage, pool),
            (Self::SqlInstance, Subject::SqlServer(host)) => intents::new_instance(plan, stage, host),
            _ => return None,
        })
    }
}

/// Something new in the hand, over the sheet.
#[derive(Clone, Debug)]
pub struct Placing {
    pub payload: Payload,
    pub at: SheetPoint,
    /// The site or the object that it would belong to.
    pub into: Option<Subject>,
    /// Made once for every site: names and ids stay the same while the hand moves.
    alone: Option<Intent>,
    intent: Option<Intent>,
    name: String,
    plan: Arc<Plan>,
    stage: usize,
}

impl Placing {
    pub fn new(cx: &Context<'_>, payload: Payload, at: SheetPoint) -> Self {
        Self::into(cx, payload, at, target(cx, payload, at))
    }

    /// Put without a pointer: into `into`, near `at`.
    pub fn into(cx: &Context<'_>, payload: Payload, at: SheetPoint, into: Option<Subject>) -> Self {
        let alone = payload.alone(cx.plan, cx.stage);
        let (plan, stage) = (cx.plan.clone(), cx.stage);
        let mut placing = Self { payload, at, into: None, alone, intent: None, name: String::new(), plan, stage };
        placing.enter(cx, into);
        placing
    }

    pub fn to(&mut self, cx: &Context<'_>, at: SheetPoint) {
        self.at = at;
        let into = target(cx, self.payload, at);
        if self.stage != cx.stage || !Arc::ptr_eq(&self.plan, cx.plan) {
            *self = Self::into(cx, self.payload, at, into);
        } else if into != self.into {
            self.enter(cx, into);
        }
    }

    fn enter(&mut self, cx: &Context<'_>, into: Option<Subject>) {
        self.intent = match &into {
            Some(line @ Subject::Link(_)) => self.payload.between(cx.plan, cx.stage, &links_of(cx, line)),
            Some(host) => self.within(cx, host),
            None => self.alone.clone(),
        };
        self.name = self.intent.as_ref().map(|intent| proposed_name(cx, intent)).unwrap_or_default();
        self.into = into;
    }

    /// In a site, or in the object that it belongs to.
    fn within(&self, cx: &Context<'_>, host: &Subject) -> Option<Intent> {
        match host {
            Subject::Site(site) => self.alone.clone().map(|intent| intent.in_site(site)),
            host => self.payload.within(cx.plan, cx.stage, host),
        }
    }

    /// Where it would stand.
    pub fn rect(&self) -> SheetRect {
        let pos = centred_at(self.payload, self.at);
        let (width, height) = self.payload.size();
        SheetRect::new(pos.x as f32, pos.y as f32, width, height)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line that it would be put into.
    pub fn on_line(&self) -> Option<&Subject> {
        self.into.as_ref().filter(|into| matches!(into, Subject::Link(_)))
    }

    /// Whether it can be let go here.
    pub fn has_room(&self) -> bool {
        self.intent.is_some()
    }

    pub fn subject(&self) -> Option<&Subject> {
        self.intent.as_ref().map(|intent| &intent.subject)
    }

    /// What letting go on `into` would change, wherever in it.
    pub fn offer(&self, cx: &Context<'_>, into: &Subject) -> Option<Preview> {
        let intent = self.within(cx, into).filter(|_| cx.state().has(into))?;
        let edits = intent.edits(cx.plan, cx.stage, None);
        let about = vec![intent.subject, into.clone()];
        Some(Preview { edits, about, target: Some(into.clone()), label: intent.label })
    }

    /// What letting go here would do. Nothing is put upon another card: it goes to the nearest free place.
    pub fn preview(&self, cx: &Context<'_>) -> Option<Preview> {
        let intent = self.intent.as_ref()?;
        let place = (!self.payload.needs_host()).then(|| {
            let wanted = centred_at(self.payload, self.at);
            let wanted = SheetPoint { x: wanted.x as f32, y: wanted.y as f32 };
            let own = self.on_line().map_or(self.into.clone(), |_| site_in(intent));
            cx.scene.free_place(wanted, self.payload.size(), own.as_ref())
        });
        let edits: Vec<PlanEdit> = intent.edits(cx.plan, cx.stage, place);
        let mut about = vec![intent.subject.clone()];
        about.extend(self.into.clone());
        Some(Preview { edits, about, target: self.into.clone(), label: intent.label.clone() })
    }
}

/// The name that a new object would have.
fn proposed_name(cx: &Context<'_>, intent: &Intent) -> String {
    // An instance is named with its host, which is there already.
    let mut state = cx.state().clone();
    for command in &intent.commands {
        if let Command::Add(element) = command {
            state.put(element.clone());
        }
    }
    state.name(&intent.subject).unwrap_or_default()
}

/// The links that a line stands for.
fn links_of(cx: &Context<'_>, line: &Subject) -> Vec<LinkId> {
    let connector = cx.scene.connectors.iter().find(|connector| connector.subject == *line);
    connector.map(|connector| connector.links.clone()).unwrap_or_default()
}

/// The site of what an intent makes.
fn site_in(intent: &Intent) -> Option<Subject> {
    let first = intent.commands.iter().find_map(|c| if let Command::Add(element) = c { Some(element) } else { None });
    let named = first?.named();
    named.into_iter().find(|(fact, _)| *fact == "site").map(|(_, site)| site)
}

/// What a new object would belong to here, or the line that it would be put into.
fn target(cx: &Context<'_>, payload: Payload, at: SheetPoint) -> Option<Subject> {
    let there = |subject: &Subject| cx.state().has(subject);
    if let Some(Hit::Object(line @ Subject::Link(_))) = cx.index.hit(cx.scene, at, cx.zoom)
        && payload.between(cx.plan, cx.stage, &links_of(cx, &line)).is_some()
    {
        return Some(line);
    }
    match payload {
        Payload::Site(_) => None,
        Payload::Server | Payload::SqlInstance => {
            let host = cx.scene.boxes.iter().rev().find(|o| payload.belongs_in(&o.subject) && o.rect.contains(at));
            host.map(|object| object.subject.clone()).filter(there)
        }
        _ => cx.scene.site_at(at).map(Subject::from).filter(there),
    }
}

/// The place on the grid whose middle is nearest to `at`.
fn centred_at(payload: Payload, at: SheetPoint) -> SheetPos {
    let (width, height) = payload.size();
    SheetPos { x: snapped(at.x - width / 2.0), y: snapped(at.y - height / 2.0) }
}
