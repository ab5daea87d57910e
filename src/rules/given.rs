//! Facts of a whole state that rules ask for which otherwise look at what is near alone.

use super::packs::{Age, Pack};
use crate::model::*;
use foldhash::HashSet;

/// What is given by a whole state, small enough to be compared: while it stays, what is near is all that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Whether a pool of the target stands here: what the target asks of the deployment is judged from then on.
    pub has_target: bool,
    /// The first Front End pool of the target with a Monitoring store, and its name.
    pub monitored: Option<(PoolId, String)>,
    pub reporting: Reporting,
    /// Whether there are two pools with web services.
    pub several_web_pools: bool,
}

/// Where SQL Server Reporting Services are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reporting {
    /// On some computer.
    There,
    /// On none.
    #[default]
    Nowhere,
    /// Of some computer it is not known, and none is known to have them.
    Unknown {
        /// Whether some computer is known to have none.
        some_without: bool,
        /// The first computer of which it is not known, when Monitoring stores of the target are on one that has none.
        asked: Option<SqlServerId>,
    },
}

/// What was given by a state, that state, and what another one has otherwise.
pub(super) type Known<'a> = (&'a Given, &'a Topology, &'a [Subject]);

impl Given {
    /// What a state gives. What is known of a state with the same pack spares most of the work.
    pub(super) fn of(state: &Topology, pack: &Pack, known: Option<Known<'_>>) -> Self {
        let kept = known.filter(|known| known.2.iter().all(|subject| keeps_monitored(known, state, subject)));
        let monitored = kept.map_or_else(|| monitored(state, pack), |(given, ..)| given.monitored.clone());
        let kept = known.filter(|(given, _, changed)| changed.iter().all(|subject| given.keeps_reporting(subject)));
        let reporting = kept.map_or_else(|| reporting(state, pack), |(given, ..)| given.reporting.clone());
        let has_target = monitored.is_some() || state.pools.values().any(|pool| pack.age(pool) == Age::Own);
        let with_web = |pool: &&std::sync::Arc<Pool>| matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director);
        let several_web_pools = state.pools.values().filter(with_web).nth(1).is_some();
        Self { has_target, monitored, reporting, several_web_pools }
    }

    fn keeps_reporting(&self, subject: &Subject) -> bool {
        match subject {
            Subject::SqlServer(_) => false,
            Subject::Pool(_) | Subject::SqlInstance(_) | Subject::Link(_) => {
                !matches!(self.reporting, Reporting::Unknown { some_without: true, .. })
            }
            _ => true,
        }
    }
}

/// Whether the first monitored pool stays the first, whatever has changed about this.
fn keeps_monitored((given, old, _): &Known<'_>, new: &Topology, subject: &Subject) -> bool {
    let is_behind = |pool: &PoolId| given.monitored.as_ref().is_some_and(|(first, _)| pool > first);
    match subject {
        Subject::Pool(id) => is_behind(id),
        Subject::Link(id) => [*old, new].into_iter().filter_map(|state| state.links.get(id)).all(|link| {
            link.kind != LinkKind::MonitoringStore || matches!(&link.from, Subject::Pool(pool) if is_behind(pool))
        }),
        _ => true,
    }
}

fn monitored(state: &Topology, pack: &Pack) -> Option<(PoolId, String)> {
    let mut first: Option<&PoolId> = None;
    for link in state.links.values().filter(|link| link.kind == LinkKind::MonitoringStore) {
        let Subject::Pool(id) = &link.from else { continue };
        let counts = |pool: &Pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own;
        if first.is_none_or(|first| id < first) && state.pools.get(id).is_some_and(|pool| counts(pool)) {
            first = Some(id);
        }
    }
    first.map(|id| (id.clone(), state.label(&id.into())))
}

fn reporting(state: &Topology, pack: &Pack) -> Reporting {
    let mut first = None;
    let mut without: HashSet<&SqlServerId> = HashSet::default();
    for server in state.sql_servers.values() {
        match server.reporting_services {
            Some(true) => return Reporting::There,
            Some(false) => drop(without.insert(&server.id)),
            None => first = first.or(Some(&server.id)),
        }
    }
    let Some(first) = first else { return Reporting::Nowhere };
    let is_without = |link: &Link| {
        let (Subject::Pool(pool), Subject::SqlInstance(instance)) = (&link.from, &link.to) else { return false };
        let on = state.sql_instances.get(instance).is_some_and(|instance| without.contains(&instance.server));
        on && state.pools.get(pool).is_some_and(|pool| pack.age(pool) == Age::Own)
    };
    let holds = |link: &Link| link.kind == LinkKind::MonitoringStore && link.usage != Usage::Witness;
    let asks = !without.is_empty() && state.links.values().any(|link| holds(link) && is_without(link));
    Reporting::Unknown { some_without: !without.is_empty(), asked: asks.then(|| first.clone()) }
}
