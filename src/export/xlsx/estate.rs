//! What stands at the end of each phase: pools with their users, SQL Server with its stores.

use super::book::{Book, fact, subject};
use super::cell::Cell;
use super::table::{Sheet, Table};
use crate::export::hardware::Carries;
use crate::message;
use crate::model::*;
use crate::plan::{Mark, diff};
use crate::text::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Users homed on a pool. A topology without any population says nothing about users.
pub fn users_on(state: &Topology, pool: &PoolId) -> Option<u64> {
    if state.user_groups.is_empty() { None } else { state.users_on(pool) }
}

/// Users of all pools that home users: how many are known, and on how many pools they are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Users {
    pub known: Option<u64>,
    pub pools_without: usize,
}

impl Users {
    pub fn of(state: &Topology) -> Self {
        let mut users = Self::default();
        let empty = |pool: &Pool| !pool.kind.homes_users() && state.users_on(&pool.id) == Some(0);
        for pool in state.pools.values().filter(|pool| !empty(pool)) {
            match users_on(state, &pool.id) {
                Some(count) => users.known = Some(users.known.unwrap_or_default().saturating_add(count)),
                None => users.pools_without += 1,
            }
        }
        users
    }
}

/// What a phase does to each object; nothing for Today.
fn marks(book: &Book<'_>, stage: usize) -> BTreeMap<Subject, Mark> {
    let before = stage.checked_sub(1).and_then(|before| book.state(before));
    before.zip(book.state(stage)).map(|(before, after)| diff(before, after)).unwrap_or_default()
}

fn change(book: &Book<'_>, mark: Option<&Mark>) -> Cell {
    match mark {
        Some(Mark::Added) => Cell::Strong(book.say(&message!("diagram-state-added"))),
        Some(Mark::Emptied) => Cell::Text(book.say(&message!("diagram-state-emptied"))),
        Some(Mark::Changed) => Cell::Text(book.say(&message!("diagram-state-changed"))),
        Some(Mark::Removed | Mark::Unchanged) | None => Cell::Empty,
    }
}

/// The last stage of the unbroken run from `stage` on in which an object stands; nothing when it outlives the plan.
fn until(book: &Book<'_>, stage: usize, subject: &Subject) -> Cell {
    let states = &book.handout.replay.states;
    let gone = states.iter().enumerate().skip(stage + 1).find(|(_, state)| !state.has(subject));
    gone.map_or(Cell::Empty, |(gone, _)| Cell::Text(book.handout.stage_name(gone - 1)))
}

pub fn pools(book: &Book<'_>) -> Table {
    let mut rows = Vec::new();
    for (stage, state) in book.states() {
        let (index, marks) = (Index::new(state), marks(book, stage));
        for pool in state.pools.values() {
            let about = Subject::from(&pool.id);
            let servers = index.servers(&pool.id).len();
            let applies = |fact: &str| Pool::has_fact(pool.kind, fact);
            let [number, name] = book.numbered(stage);
            rows.push(vec![
                number,
                name,
                Cell::known(pool.fqdn.as_deref()),
                Cell::Text(book.word(PoolKind::PREFIX, pool.kind.key())),
                match Carries::of(pool) {
                    Carries::Product(version) => book.choice(Version::PREFIX, version.map(Version::key)),
                    Carries::Companion => Cell::Empty,
                },
                if applies("edition") {
                    book.choice(Edition::PREFIX, pool.edition.map(Edition::key))
                } else {
                    Cell::Empty
                },
                book.site(state, &about),
                if servers == 0 { Cell::Unknown } else { Cell::number(servers) },
                match users_on(state, &pool.id) {
                    Some(0) | None if !pool.kind.homes_users() => Cell::Empty,
                    users => Cell::count(users),
                },
                change(book, marks.get(&about)),
                until(book, stage, &about),
                match servers {
                    0 | 1 if pool.load_balancing.is_none() => Cell::Empty,
                    _ => book.choice(LoadBalancing::PREFIX, pool.load_balancing.map(LoadBalancing::key)),
                },
            ]);
        }
    }
    let columns = vec![
        (message!("export-column-number"), 6.0),
        subject(SubjectKind::Phase, 20.0),
        subject(SubjectKind::Pool, 28.0),
        fact("column-kind", 18.0),
        fact("version", 20.0),
        fact("edition", 18.0),
        fact("site", 14.0),
        fact("servers", 10.0),
        (message!("export-column-users"), 12.0),
        (message!("export-column-change"), 18.0),
        (message!("export-column-stands-until"), 18.0),
        fact("load-balancing", 20.0),
    ];
    Table { sheet: Sheet::Pools, note: message!("export-note-pools"), columns, rows }
}

/// What one instance holds: lines of stores with their pools, the pools, and the users of those that have users here.
struct Held {
    stores: Vec<String>,
    pools: BTreeSet<PoolId>,
}

/// Every store link to an instance, by instance.
fn held<'a>(book: &Book<'_>, state: &'a Topology) -> BTreeMap<&'a SqlInstanceId, Held> {
    let mut stores: BTreeMap<&SqlInstanceId, BTreeMap<(StoreKind, Usage), Vec<&PoolId>>> = BTreeMap::new();
    for link in state.links.values() {
        let (Some(store), Subject::SqlInstance(to)) = (link.kind.store(), &link.to) else { continue };
        let pools = stores.entry(to).or_default().entry((store, link.usage)).or_default();
        if let Subject::Pool(pool) = &link.from {
            pools.push(pool);
        }
    }
    let told = |stores: BTreeMap<(StoreKind, Usage), Vec<&PoolId>>| {
        let line = |((store, usage), pools): (&(StoreKind, Usage), &Vec<&PoolId>)| {
            let names: Vec<String> = pools.iter().map(|pool| book.name(&(*pool).into())).collect();
            let (store, pools) = (Message::word(StoreKind::PREFIX, store.key()), names.join(", "));
            book.say(&match usage {
                Usage::Default => message!("export-store", store = store, pools = pools),
                other => {
                    let copy = Message::word(Usage::PREFIX, other.key());
                    message!("export-store-copy", store = store, copy = copy, pools = pools)
                }
            })
        };
        Held {
            stores: stores.iter().map(line).collect(),
            pools: stores.values().flatten().map(|pool| (*pool).clone()).collect(),
        }
    };
    stores.into_iter().map(|(instance, stores)| (instance, told(stores))).collect()
}

pub fn sql(book: &Book<'_>) -> Table {
    let mut rows = Vec::new();
    for (stage, state) in book.states() {
        let (index, marks, mut held) = (Index::new(state), marks(book, stage), held(book, state));
        for host in state.sql_servers.values() {
            let instances = index.instances(&host.id);
            if instances.is_empty() {
                rows.push(sql_row(book, state, stage, host, None, None, &marks));
            }
            for instance in instances {
                let held = held.remove(&instance.id);
                rows.push(sql_row(book, state, stage, host, Some(instance), held, &marks));
            }
        }
    }
    let columns = vec![
        (message!("export-column-number"), 6.0),
        subject(SubjectKind::Phase, 16.0),
        subject(SubjectKind::SqlServer, 25.0),
        subject(SubjectKind::SqlInstance, 14.0),
        fact("site", 12.0),
        fact("sql-version", 19.0),
        fact("sql-edition", 12.0),
        fact("bitness", 9.0),
        fact("os", 21.0),
        fact("cluster-mode", 13.0),
        (message!("export-column-stores"), 38.0),
        (message!("export-column-users"), 12.0),
        (message!("export-column-change"), 16.0),
        (message!("export-column-stands-until"), 16.0),
    ];
    Table { sheet: Sheet::Sql, note: message!("export-note-sql"), columns, rows }
}

fn sql_row(
    book: &Book<'_>,
    state: &Topology,
    stage: usize,
    host: &SqlServer,
    instance: Option<&SqlInstance>,
    held: Option<Held>,
    marks: &BTreeMap<Subject, Mark>,
) -> Vec<Cell> {
    let server = Subject::from(&host.id);
    let about = instance.map_or_else(|| server.clone(), |instance| (&instance.id).into());
    let Held { mut stores, pools } = held.unwrap_or(Held { stores: Vec::new(), pools: BTreeSet::new() });
    // Whoever has any store here brings its users; a chat pool or a monitoring server has none.
    let homes: Vec<&PoolId> =
        (pools.iter()).filter(|id| state.pools.get(*id).is_some_and(|pool| pool.kind.homes_users())).collect();
    let users = homes.iter().try_fold(0u64, |sum, pool| Some(sum.saturating_add(users_on(state, pool)?)));
    let idle = instance.and_then(|instance| instance.idle_stores.as_deref()).unwrap_or_default();
    stores.extend(
        idle.iter().map(|store| {
            book.say(&message!("export-store-idle", store = Message::word(StoreKind::PREFIX, store.key())))
        }),
    );
    let [number, name] = book.numbered(stage);
    vec![
        number,
        name,
        Cell::known(host.fqdn.as_deref()),
        match instance.map(|instance| instance.name.as_deref()) {
            Some(Some("")) => Cell::Muted(book.say(&message!("export-default-instance"))),
            Some(Some(name)) => Cell::Text(name.to_owned()),
            Some(None) | None => Cell::Unknown,
        },
        book.site(state, &server),
        book.choice(SqlVersion::PREFIX, host.sql_version.map(SqlVersion::key)),
        book.choice(SqlEdition::PREFIX, host.sql_edition.map(SqlEdition::key)),
        book.choice(Bitness::PREFIX, host.bitness.map(Bitness::key)),
        book.choice(WindowsVersion::PREFIX, host.os.map(WindowsVersion::key)),
        book.choice(ClusterMode::PREFIX, host.cluster_mode.map(ClusterMode::key)),
        Cell::lines(stores),
        if homes.is_empty() { Cell::Empty } else { Cell::count(users) },
        change(book, marks.get(&about)),
        until(book, stage, &about),
    ]
}
