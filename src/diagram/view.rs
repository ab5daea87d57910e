//! One stage of a plan as the sheet sees it: what is there, what the phase did to it, what is wrong with it.

use super::build::SceneOptions;
use super::cast::SERVERS_NAMED;
use super::say::Say;
use super::scene::SheetPoint;
use super::sheet::{Asked, Pair, Sheet};
use super::shown::{LeftOut, Shown};
use super::tally::{Tallies, Tally};
use crate::model::*;
use crate::plan::{Mark as Change, Replay, diff};
use crate::rules::Report;
use foldhash::HashMap;
use std::collections::BTreeMap;

pub(super) struct View<'a> {
    pub sheet: &'a Sheet,
    asked: &'a Asked,
    pub before: &'a Topology,
    pub after: &'a Topology,
    pub marks: BTreeMap<Subject, Change>,
    pub say: Say,
    /// How states are called: what the phase does, or what differs from another stage.
    pub state_words: &'static str,
    pub tallies: Tallies<'a>,
    pub left_out: LeftOut,
    index: Index<'a>,
    /// Servers that the phase takes away, by their pool.
    removed_servers: HashMap<&'a str, Vec<&'a Server>>,
    /// Links that the phase takes away, by the object they start at.
    removed_links: HashMap<&'a str, Vec<&'a Link>>,
    users: HashMap<&'a str, Option<u64>>,
    /// The sites whose federated traffic a pool carries.
    federation: HashMap<&'a str, Vec<&'a SiteId>>,
}

impl<'a> View<'a> {
    pub fn new(
        (sheet, asked): (&'a Sheet, &'a Asked),
        replay: &'a Replay,
        report: Option<&'a Report>,
        stage: usize,
        options: &SceneOptions,
    ) -> Option<Self> {
        let stage = stage.min(replay.states.len().saturating_sub(1));
        let after = replay.states.get(stage)?;
        let base = options.base.or(stage.checked_sub(1));
        let before = base.and_then(|at| replay.states.get(at)).unwrap_or(after);
        let marks = diff(before, after);
        let mut removed_servers: HashMap<&str, Vec<&Server>> = HashMap::default();
        let mut removed_links: HashMap<&str, Vec<&Link>> = HashMap::default();
        for subject in marks.iter().filter(|(_, mark)| **mark == Change::Removed).map(|(subject, _)| subject) {
            if let Subject::Server(id) = subject
                && let Some(server) = before.servers.get(id)
            {
                removed_servers.entry(server.pool.as_str()).or_default().push(server);
            }
            if let Subject::Link(id) = subject
                && let Some(link) = before.links.get(id)
            {
                removed_links.entry(link.from.id()).or_default().push(link);
            }
        }
        let mut users: HashMap<&str, Option<u64>> = HashMap::default();
        for group in after.user_groups.values() {
            for (pool, count) in &group.homes {
                let sum = users.entry(pool.as_str()).or_insert(Some(0));
                *sum = sum.zip(*count).map(|(a, b)| a.saturating_add(b));
            }
        }
        let mut federation: HashMap<&str, Vec<&SiteId>> = HashMap::default();
        for site in after.sites.values() {
            if let Some(Route::Through(pool)) = &site.federation_route {
                federation.entry(pool.as_str()).or_default().push(&site.id);
            }
        }
        let mut view = Self {
            sheet,
            asked,
            before,
            after,
            marks,
            say: Say::new(options.lang),
            state_words: if options.base.is_some() { "diagram-compared" } else { "diagram-state" },
            tallies: Tallies::default(),
            left_out: LeftOut::default(),
            index: Index::new(after),
            removed_servers,
            removed_links,
            users,
            federation,
        };
        if options.findings
            && let Some(report) = report
        {
            view.tallies = Tallies::new(report, stage, |subject| view.shown(subject));
        }
        Some(view)
    }

    /// Works out what is left out, and the traits of all cards.
    pub fn leave_out(&mut self, shown: &Shown) {
        self.left_out = LeftOut::new(self, shown);
    }

    /// The state that has an object: after the phase, or before it when the phase takes it away.
    pub fn state_of(&self, subject: &Subject) -> Option<&'a Topology> {
        [self.after, self.before].into_iter().find(|state| state.has(subject))
    }

    pub fn mark(&self, subject: &Subject) -> Option<Change> {
        self.marks.get(subject).copied().filter(|mark| *mark != Change::Unchanged)
    }

    /// Locked on the sheet, by itself or with its site.
    pub fn is_pinned(&self, subject: &Subject) -> bool {
        let pinned = &self.sheet.pinned;
        let with_site = || self.state_of(subject)?.site_of(subject).map(|site| pinned.contains(&Subject::from(site)));
        !pinned.is_empty() && (pinned.contains(subject) || with_site().unwrap_or_default())
    }

    pub fn removed(&self, subject: &Subject) -> bool {
        self.mark(subject) == Some(Change::Removed)
    }

    pub fn tally(&self, subject: &Subject) -> Option<&Tally<'a>> {
        self.tallies.of(subject)
    }

    /// A pool's servers, those that the phase takes away too, by id.
    pub fn servers(&self, pool: &PoolId) -> Vec<&'a Server> {
        let mut all = self.index.servers(pool).to_vec();
        if let Some(removed) = self.removed_servers.get(pool.as_str()) {
            all.extend(removed);
            all.sort_by(|a, b| a.id.cmp(&b.id));
        }
        all
    }

    pub fn servers_staying(&self, pool: &PoolId) -> usize {
        self.index.servers(pool).len()
    }

    /// How many servers a pool has; of a retired one, had.
    pub fn servers_of(&self, pool: &PoolId) -> usize {
        if self.after.pools.contains_key(pool) { self.servers_staying(pool) } else { self.servers(pool).len() }
    }

    /// Which servers have a chip of their own; one server alone is its pool's card.
    pub fn named_servers(&self, pool: &PoolId) -> Vec<&'a Server> {
        let slots = match self.sheet.cast.cards.get(&Subject::from(pool)) {
            Some(card) if card.server_rows() > 0 => SERVERS_NAMED,
            _ => return Vec::new(),
        };
        let mut all = self.servers(pool);
        if all.len() > slots {
            all.truncate(slots - 1);
        }
        all
    }

    /// Users on a pool; of a retired one, before. Without a group that names it: none when there are groups, else
    /// not known.
    pub fn users(&self, pool: &PoolId) -> Option<u64> {
        if !self.after.pools.contains_key(pool) {
            return if self.before.user_groups.is_empty() { None } else { self.before.users_on(pool) };
        }
        match self.users.get(pool.as_str()) {
            Some(count) => *count,
            None if self.after.user_groups.is_empty() => None,
            None => Some(0),
        }
    }

    pub fn carries_federation(&self, pool: &PoolId) -> bool {
        self.federation.contains_key(pool.as_str())
    }

    pub fn links_from(&self, subject: &Subject) -> &[&'a Link] {
        self.index.from(subject)
    }

    pub fn links_to(&self, subject: &Subject) -> &[&'a Link] {
        self.index.to(subject)
    }

    /// Links that start at this object and that the phase takes away.
    pub fn removed_links_from(&self, subject: &Subject) -> &[&'a Link] {
        self.removed_links.get(subject.id()).map_or(&[], Vec::as_slice)
    }

    /// Links that the phase takes away.
    pub fn removed_links(&self) -> impl Iterator<Item = &'a Link> + '_ {
        self.marks.iter().filter_map(|(subject, mark)| match (subject, mark) {
            (Subject::Link(id), Change::Removed) => self.before.links.get(id).map(|link| &**link),
            _ => None,
        })
    }

    /// Whether a link is a line here.
    pub fn is_line(&self, link: &Link) -> bool {
        link.usage == Usage::Default
            && (self.sheet.lines.kinds.contains(&link.kind) || self.asked.has(link))
            && self.path(&self.sheet.ends(&link.from, &link.to)).is_some()
    }

    /// The way of the line between two ends.
    pub fn path(&self, ends: &Pair) -> Option<&'a [SheetPoint]> {
        self.sheet.ways.get(ends).or_else(|| self.asked.ways.get(ends))
    }

    /// What findings about a subject are drawn on.
    fn shown(&self, subject: &Subject) -> Option<Subject> {
        let own = self.shown_on(subject)?;
        Some(self.sheet.collapsed.around(&own).cloned().unwrap_or(own))
    }

    /// The same, as if no site were collapsed.
    fn shown_on(&self, subject: &Subject) -> Option<Subject> {
        let state = self.state_of(subject)?;
        Some(match subject {
            Subject::Server(id) => {
                let pool = &state.servers.get(id)?.pool;
                let named = self.named_servers(pool).iter().any(|server| server.id == *id);
                if named { subject.clone() } else { pool.into() }
            }
            Subject::SqlServer(id) => match self.sheet.cast.local.get(id) {
                Some(pool) => pool.into(),
                None => subject.clone(),
            },
            Subject::Link(id) => {
                let link = state.links.get(id)?;
                if self.is_line(link) { subject.clone() } else { self.sheet.cast.card_of(&link.from)?.clone() }
            }
            Subject::Site(_)
            | Subject::Pool(_)
            | Subject::SqlInstance(_)
            | Subject::FileStore(_)
            | Subject::Gateway(_) => subject.clone(),
            Subject::Deployment | Subject::UserGroup(_) | Subject::Phase(_) | Subject::Step(_) => return None,
        })
    }

    /// The name, in the state that has the object.
    pub fn label(&self, subject: &Subject) -> String {
        self.state_of(subject).map_or_else(|| subject.id().to_owned(), |state| state.label(subject))
    }
}

/// The part of an FQDN before its first dot.
pub(super) fn host_part(name: &str) -> &str {
    name.split_once('.').map_or(name, |(host, _)| host)
}
