//! Tables of objects in: an inventory of pools and servers becomes objects of a plan, one line each.
//!
//! With heads above its columns a table says kind, pool, site and facts; without, it is a list of names of one kind.
//! Nothing is changed here: an [`Adding`] says what would be added, what is there already, and what was not understood.

mod heads;

pub use heads::Kind;

use super::facts::{Line, Names, Table, parse};
use super::limits::{MAX_NAME, MAX_NOTES, MAX_OBJECT_LINES};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::plan::{Note, Plan, USERS};
use crate::text::{Message, folded};
use heads::{Column, column_called, kind_called};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a table of objects would add.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adding {
    pub commands: Vec<Command>,
    /// In the order of the table.
    pub rows: Vec<Row>,
    /// What was not understood, by line.
    pub notes: Vec<Note>,
    /// Lines do not say of what kind they are: somebody has to.
    pub asks_kind: bool,
}

/// One object of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line of the table, from 1.
    pub line: u32,
    pub subject: Subject,
    pub name: String,
    pub what: Message,
    /// The pool of a server, the site of anything else.
    pub of: Option<String>,
    /// It is in the plan already and stays as it is.
    pub exists: bool,
}

/// Works out what a table would add while stage `stage` is shown; `kind` is what lines are that do not say it.
pub fn apply(plan: &Plan, stage: usize, table: &Table, kind: Option<Kind>) -> Adding {
    let everything = plan.everything();
    let mut reader = Reader {
        plan,
        stage,
        state: plan.state_at(stage),
        names: Names::new(&everything),
        kind,
        known: HashMap::new(),
        made: Vec::new(),
        at: HashMap::new(),
        ids: HashSet::new(),
        listed: HashSet::new(),
        said: BTreeMap::new(),
        users: BTreeMap::new(),
        out: Adding::default(),
        more: 0,
    };
    reader.table(table);
    reader.finish()
}

/// One line, taken apart.
#[derive(Default)]
struct Cells<'a> {
    line: u32,
    name: &'a str,
    kind: &'a str,
    pool: &'a str,
    site: &'a str,
    instance: &'a str,
    facts: Vec<(&'static [FactName], &'a str)>,
}

struct Reader<'a> {
    plan: &'a Plan,
    stage: usize,
    state: Topology,
    names: Names<'a>,
    kind: Option<Kind>,
    /// Objects of this table by kind and folded name.
    known: HashMap<(SubjectKind, String), Subject>,
    made: Vec<Element>,
    /// Where each of them is in `made`.
    at: HashMap<Subject, usize>,
    ids: HashSet<String>,
    listed: HashSet<Subject>,
    /// The line and the value of each fact.
    said: BTreeMap<(Subject, FactName), (u32, Value)>,
    /// How many users are on the new pools that home some.
    users: BTreeMap<PoolId, Option<u64>>,
    out: Adding,
    more: usize,
}

impl Reader<'_> {
    fn note(&mut self, line: u32, message: Message) {
        if self.out.notes.len() < MAX_NOTES {
            self.out.notes.push(Note { message, line: Some(line) });
        } else {
            self.more += 1;
        }
    }

    fn table(&mut self, table: &Table) {
        let lines = &table.lines[..table.lines.len().min(MAX_OBJECT_LINES)];
        let Some((first, rest)) = lines.split_first() else { return };
        if let Some(line) = table.lines.get(MAX_OBJECT_LINES) {
            self.note(line.number, message!("import-objects-many", limit = MAX_OBJECT_LINES));
        }
        let columns: Vec<Option<Column>> = first.cells.iter().map(|cell| column_called(cell)).collect();
        let width = table.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        // One column with a head is a list too; `pool` alone may be a name.
        let headed = columns.contains(&Some(Column::Name)) || columns.iter().flatten().count() > 1;
        if !headed && width > 1 {
            return self.note(first.number, message!("import-objects-no-head"));
        }
        if !headed {
            for line in lines {
                let name = line.cells.first().map_or("", String::as_str);
                self.line(&Cells { line: line.number, name, ..Cells::default() });
            }
            return;
        }
        for (cell, column) in first.cells.iter().zip(&columns) {
            if column.is_none() && !cell.is_empty() {
                self.note(first.number, message!("import-facts-unknown-column", name = cell.as_str()));
            }
        }
        for line in rest {
            self.line(&cells(line, &columns));
        }
    }

    fn line(&mut self, cells: &Cells<'_>) {
        let (mut name, mut instance) = (cells.name, cells.instance);
        if name.is_empty() {
            return self.note(cells.line, message!("import-facts-no-object"));
        }
        if name.chars().count() > MAX_NAME {
            return self.note(cells.line, message!("import-value-long", limit = MAX_NAME));
        }
        let shape = match name.split_once('\\') {
            Some(("", _)) => Some(Kind::FileStore),
            Some(_) => Some(Kind::SqlServer),
            None if !cells.pool.is_empty() && cells.kind.is_empty() => Some(Kind::Server),
            None => None,
        };
        let kind = match cells.kind {
            "" => shape.or(self.kind),
            said => match kind_called(said) {
                Some(kind) => Some(kind),
                None => {
                    return self.note(cells.line, message!("import-objects-unknown-kind", name = name, text = said));
                }
            },
        };
        let Some(kind) = kind else {
            self.out.asks_kind = true;
            return self.note(cells.line, message!("import-objects-no-kind", name = name));
        };
        self.out.asks_kind |= cells.kind.is_empty() && shape.is_none();
        match kind {
            Kind::Site => drop(self.site(cells, name, true)),
            Kind::Server if cells.pool.is_empty() => {
                self.note(cells.line, message!("import-objects-no-pool", name = name));
            }
            Kind::Server => self.server(cells, PoolKind::FrontEnd, false),
            // An inventory names the role of each machine, and its pool beside it.
            Kind::Pool(kind) if !cells.pool.is_empty() && folded(cells.pool) != folded(name) => {
                self.server(cells, kind, true);
            }
            Kind::Pool(kind) => drop(self.pool(cells, name, Some(kind), true)),
            Kind::SqlServer => {
                if let Some((host, own)) = name.split_once('\\') {
                    (name, instance) = (host, own);
                }
                self.sql(cells, name, instance);
            }
            Kind::FileStore => self.file_store(cells, name),
            Kind::Gateway => {
                let site = self.site_of(cells);
                let made = self.object(cells, SubjectKind::Gateway, name, Kind::Gateway.word(), true, |id| {
                    let mut gateway = Gateway::new(GatewayId::new(id));
                    gateway.fqdn = Some(Text::from(name));
                    gateway.site = site;
                    gateway.into()
                });
                self.facts(cells, &[made.subject()]);
            }
        }
    }

    /// An object of this name: the plan's, one of an earlier line, or a new one.
    fn object(
        &mut self,
        cells: &Cells<'_>,
        kind: SubjectKind,
        name: &str,
        what: Message,
        is_row: bool,
        make: impl FnOnce(&str) -> Element,
    ) -> Found {
        let key = (kind, folded(name));
        let found = match self.known.get(&key) {
            Some(subject) => Found::Earlier(subject.clone()),
            None => match self.names.of_kind(kind, name).into_iter().next() {
                Some(subject) => Found::InPlan(subject),
                None => {
                    let id = self.id(kind, name);
                    let element = make(&id);
                    let subject = element.subject();
                    self.at.insert(subject.clone(), self.made.len());
                    self.made.push(element);
                    self.known.insert(key, subject.clone());
                    Found::New(subject)
                }
            },
        };
        let is_listed = !matches!(found, Found::Earlier(_)) && (is_row || matches!(found, Found::New(_)));
        if is_listed && self.listed.insert(found.subject()) {
            let of = if cells.pool.is_empty() || kind != SubjectKind::Server { cells.site } else { cells.pool };
            let of = (!of.is_empty() && kind != SubjectKind::Site).then(|| of.to_owned());
            let exists = matches!(found, Found::InPlan(_));
            let (subject, name) = (found.subject(), name.to_owned());
            self.out.rows.push(Row { line: cells.line, subject, name, what, of, exists });
        }
        found
    }

    fn site_of(&mut self, cells: &Cells<'_>) -> Option<SiteId> {
        if cells.site.is_empty() { None } else { self.site(cells, cells.site, false) }
    }

    /// `None` for a site that comes in a later phase.
    fn site(&mut self, cells: &Cells<'_>, name: &str, is_row: bool) -> Option<SiteId> {
        let made = self.object(cells, SubjectKind::Site, name, Kind::Site.word(), is_row, |id| {
            let mut site = Site::new(SiteId::new(id), SiteKind::Central);
            site.name = Some(Text::from(name));
            site.into()
        });
        match self.here(cells, &made, name) {
            true => Some(SiteId::new(made.subject().id())),
            false => None,
        }
    }

    /// Whether something can be added to it in the shown stage.
    fn here(&mut self, cells: &Cells<'_>, found: &Found, name: &str) -> bool {
        let there = !matches!(found, Found::InPlan(subject) if !self.state.has(subject));
        if !there {
            self.note(cells.line, message!("import-objects-not-here", name = name));
        }
        there
    }

    fn pool(&mut self, cells: &Cells<'_>, name: &str, kind: Option<PoolKind>, is_row: bool) -> Found {
        let site = self.site_of(cells);
        let kind = kind.unwrap_or(PoolKind::FrontEnd);
        let found = self.object(cells, SubjectKind::Pool, name, Kind::Pool(kind).word(), is_row, |id| {
            let mut pool = Pool::new(PoolId::new(id), kind);
            pool.fqdn = Some(Text::from(name));
            pool.site = site;
            pool.into()
        });
        if let Found::New(Subject::Pool(id)) = &found
            && kind.homes_users()
        {
            self.users.insert(id.clone(), None);
        }
        if is_row {
            self.facts(cells, &[found.subject()]);
        }
        found
    }

    fn server(&mut self, cells: &Cells<'_>, kind: PoolKind, says_kind: bool) {
        let pool = self.pool(cells, cells.pool, Some(kind), false);
        if matches!(pool, Found::New(_)) && !says_kind {
            self.note(cells.line, message!("import-objects-pool-kind", name = cells.pool));
        }
        if !self.here(cells, &pool, cells.pool) {
            return;
        }
        let of = PoolId::new(pool.subject().id());
        let server = self.object(cells, SubjectKind::Server, cells.name, Kind::Server.word(), true, |id| {
            let mut server = Server::new(ServerId::new(id), of);
            server.fqdn = Some(Text::from(cells.name));
            server.into()
        });
        self.facts(cells, &[server.subject(), pool.subject()]);
    }

    fn sql(&mut self, cells: &Cells<'_>, name: &str, instance: &str) {
        let site = self.site_of(cells);
        let host = self.object(cells, SubjectKind::SqlServer, name, Kind::SqlServer.word(), true, |id| {
            let mut host = SqlServer::new(SqlServerId::new(id));
            host.fqdn = Some(Text::from(name));
            host.site = site;
            host.into()
        });
        if !self.here(cells, &host, name) {
            return;
        }
        let own = if instance.eq_ignore_ascii_case("MSSQLSERVER") { "" } else { instance };
        let mut about = vec![host.subject()];
        // A host that is new has an instance, as one that is drawn.
        if !instance.is_empty() || matches!(host, Found::New(_)) {
            let called = if own.is_empty() { name.to_owned() } else { format!("{name}\\{own}") };
            let of = SqlServerId::new(host.subject().id());
            let what = Message::word(SubjectKind::PREFIX, SubjectKind::SqlInstance.key());
            let made = self.object(cells, SubjectKind::SqlInstance, &called, what, true, |id| {
                let mut made = SqlInstance::new(SqlInstanceId::new(id), of);
                made.name = Some(Text::from(own));
                made.into()
            });
            about.push(made.subject());
        }
        self.facts(cells, &about);
    }

    fn file_store(&mut self, cells: &Cells<'_>, name: &str) {
        let site = self.site_of(cells);
        let path = name.trim_start_matches('\\');
        let (host, share) = path.split_once('\\').unwrap_or((path, ""));
        let whole = format!("\\\\{host}\\{share}");
        let made = self.object(cells, SubjectKind::FileStore, &whole, Kind::FileStore.word(), true, |id| {
            let mut store = FileStore::new(FileStoreId::new(id));
            store.host = Some(Text::from(host));
            store.share = (!share.is_empty()).then(|| Text::from(share));
            store.site = site;
            store.into()
        });
        self.facts(cells, &[made.subject()]);
    }

    /// Gives the facts of a line to the first of these objects that has them. What is in the plan stays as it is.
    fn facts(&mut self, cells: &Cells<'_>, about: &[Subject]) {
        for (names, text) in &cells.facts {
            if text.is_empty() {
                continue;
            }
            let has = |subject: &Subject| {
                let of_pool = |name: &FactName| *name == USERS && matches!(subject, Subject::Pool(_));
                names.iter().find(|name| of_pool(name) || fact_named(subject.kind(), name).is_some()).copied()
            };
            let Some((subject, fact)) = about.iter().find_map(|subject| Some((subject.clone(), has(subject)?))) else {
                let fact = Message::word("fact", names.first().copied().unwrap_or_default());
                self.note(cells.line, message!("import-facts-no-fact", name = cells.name, fact = fact));
                continue;
            };
            self.give(cells, &subject, fact, text);
        }
    }

    fn give(&mut self, cells: &Cells<'_>, subject: &Subject, fact: FactName, text: &str) {
        let Some(at) = self.at.get(subject).copied() else { return };
        let kind = fact_named(subject.kind(), fact).map_or(FactKind::Count, |(_, kind)| kind);
        let value = match parse(kind, text, &|kind, name| self.names.of_kind(kind, name)) {
            Ok(None) => return,
            Ok(Some(value)) if named_by(kind, &value).is_some_and(|named| !self.state.has(&named)) => {
                return self.note(cells.line, message!("import-objects-not-here", name = text));
            }
            Ok(Some(value)) => value,
            Err(why) => {
                let fact = Message::word("fact", fact);
                return self
                    .note(cells.line, message!("import-facts-value", name = cells.name, fact = fact, why = why));
            }
        };
        match self.said.get(&(subject.clone(), fact)) {
            Some((_, same)) if *same == value => return,
            Some((first, _)) => {
                let (fact, first) = (Message::word("fact", fact), u64::from(*first));
                return self.note(
                    cells.line,
                    message!("import-facts-twice", name = cells.name, fact = fact, line = first.to_string()),
                );
            }
            None => drop(self.said.insert((subject.clone(), fact), (cells.line, value.clone()))),
        }
        match (subject, &value) {
            (Subject::Pool(pool), Value::Count(count)) if fact == USERS => match self.stage {
                0 => drop(self.users.insert(pool.clone(), Some(*count))),
                _ => self.note(cells.line, message!("import-objects-users-today", name = cells.name)),
            },
            _ => drop(self.made[at].set_fact(fact, Some(&value))),
        }
    }

    fn finish(mut self) -> Adding {
        // A pool has at least one machine, as one that is drawn; its name waits.
        let with_servers: BTreeSet<PoolId> = self
            .made
            .iter()
            .filter_map(|one| if let Element::Server(o) = one { Some(o.pool.clone()) } else { None })
            .collect();
        let alone = self.made.iter().filter_map(|one| if let Element::Pool(o) = one { Some(o.clone()) } else { None });
        let alone: Vec<_> = alone.filter(|pool| !with_servers.contains(&pool.id)).collect();
        for pool in alone {
            let id = self.id(SubjectKind::Server, pool.fqdn.as_deref().unwrap_or_default());
            self.made.push(Server::new(ServerId::new(&id), pool.id.clone()).into());
        }
        if self.stage == 0 {
            for (pool, count) in std::mem::take(&mut self.users) {
                let fqdn = match self.at.get(&(&pool).into()).and_then(|at| self.made.get(*at)) {
                    Some(Element::Pool(o)) => o.fqdn.clone(),
                    _ => None,
                };
                let id = self.id(SubjectKind::UserGroup, fqdn.as_deref().unwrap_or_default());
                let mut group = UserGroup::new(UserGroupId::new(&id), Homes::from([(pool, count)]));
                group.name = fqdn;
                self.made.push(group.into());
            }
        }
        let rank = |element: &Element| element.subject().kind();
        self.made.sort_by_key(rank);
        let mut out = self.out;
        out.commands = self.made.into_iter().map(Command::Add).collect();
        out.notes.sort_by_key(|note| note.line);
        if self.more > 0 {
            out.notes.push(Note { message: message!("import-note-more", count = self.more), line: None });
        }
        out
    }

    fn id(&mut self, kind: SubjectKind, name: &str) -> String {
        let id = free(&slug(kind.key(), name), |id| self.ids.contains(id) || self.plan.has_id(id));
        self.ids.insert(id.clone());
        id
    }
}

/// Where an object of a line came from.
enum Found {
    InPlan(Subject),
    Earlier(Subject),
    New(Subject),
}

impl Found {
    fn subject(&self) -> Subject {
        let (Self::InPlan(subject) | Self::Earlier(subject) | Self::New(subject)) = self;
        subject.clone()
    }
}

fn cells<'a>(line: &'a Line, columns: &[Option<Column>]) -> Cells<'a> {
    let mut cells = Cells { line: line.number, ..Cells::default() };
    for (cell, column) in line.cells.iter().zip(columns) {
        match column {
            Some(Column::Name) if cells.name.is_empty() => cells.name = cell,
            Some(Column::Kind) => cells.kind = cell,
            Some(Column::Pool) => cells.pool = cell,
            Some(Column::Site) => cells.site = cell,
            Some(Column::Instance) => cells.instance = cell,
            Some(Column::Facts(facts)) => cells.facts.push((facts, cell)),
            Some(Column::Name) | None => {}
        }
    }
    cells
}

#[cfg(test)]
mod tests;
