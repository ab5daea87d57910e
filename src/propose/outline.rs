//! What a proposal comes to, for whoever decides on it: which pools take over from which, and how many machines stand.

use super::design::{Design, NewPool};
use super::draft::Draft;
use super::survey::Survey;
use super::{Choices, Refusal, designed};
use crate::model::*;
use crate::plan::Plan;
use crate::rules::{self, Age};
use std::collections::HashSet;

/// What the target has in place of the legacy pools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Front End pools first, the pilot before the others.
    pub successors: Vec<Successor>,
}

/// A pool of the target that takes over from legacy pools, or is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    pub id: PoolId,
    pub kind: PoolKind,
    /// What people will call it.
    pub name: String,
    /// The legacy pools that it takes over from, as people call them.
    pub replaces: Vec<String>,
    pub servers: usize,
    /// It is there already.
    pub stands: bool,
}

impl Outline {
    pub(super) fn of(survey: &Survey<'_>, design: &Design) -> Self {
        let lists = [&design.front_ends, &design.directors, &design.edges, &design.appliances, &design.chats];
        let all = lists.into_iter().flatten().chain(design.mediation.values()).chain(&design.office);
        Self { successors: all.filter_map(|new| successor(survey, new)).collect() }
    }

    /// Pools that do not stand yet.
    pub fn new_pools(&self) -> impl Iterator<Item = &Successor> {
        self.successors.iter().filter(|successor| !successor.stands)
    }

    /// How many of them are Front End pools.
    pub fn new_front_ends(&self) -> usize {
        self.new_pools().filter(|new| new.kind == PoolKind::FrontEnd).count()
    }
}

fn successor(survey: &Survey<'_>, new: &NewPool) -> Option<Successor> {
    let id = new.id.clone()?;
    let brought = new.pool.iter().find_map(|element| match element {
        Element::Pool(pool) => Some(&**pool),
        _ => None,
    });
    let pool = brought.or_else(|| survey.today.pools.get(&id).map(|pool| &**pool))?;
    let label = |pool: &PoolId| survey.today.label(&pool.into());
    let name = match pool.fqdn.as_deref() {
        Some(name) if !new.stands => name.to_owned(),
        _ => label(&id),
    };
    let replaces = new.replaces.iter().map(label).collect();
    Some(Successor { kind: pool.kind, name, replaces, servers: new.servers.len(), stands: new.stands, id })
}

/// The target of a proposal, without the phases that lead to it. A proposal may still be refused, or join and pair less.
///
/// # Errors
/// When the deployment cannot be migrated as it is.
pub fn outline(plan: &Plan, choices: &Choices) -> Result<Outline, Refusal> {
    let pack = rules::pack(&plan.target).ok_or_else(|| Refusal::NoTarget(plan.target.clone()))?;
    let survey = Survey::new(plan, pack)?;
    let mut draft = Draft::new(plan, choices.lang);
    let reach = survey.reaches()[0];
    let (design, _) = designed(&survey, choices, &mut draft, reach)?;
    Ok(Outline::of(&survey, &design))
}

/// Pools of today that are older than the product of the plan's target, by id; of one kind.
pub fn legacy_pools(plan: &Plan, kind: PoolKind) -> Vec<PoolId> {
    let Some(pack) = rules::pack(&plan.target) else { return Vec::new() };
    let pools = plan.today.pools.values();
    let of = pools.filter(|pool| pool.kind == kind && pack.age(pool) == Age::Older);
    of.map(|pool| pool.id.clone()).collect()
}

/// How many machines stand in a state: servers and SQL Servers, those of one name once. What has no name is counted by
/// itself.
pub fn machines(state: &Topology) -> usize {
    let names = state.servers.values().map(|server| &server.fqdn);
    let names = names.chain(state.sql_servers.values().map(|server| &server.fqdn));
    let (mut known, mut nameless) = (HashSet::new(), 0);
    for name in names {
        match name {
            Some(name) => drop(known.insert(name.to_lowercase())),
            None => nameless += 1,
        }
    }
    known.len() + nameless
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::{Strategy, propose};
    use crate::rules::sketch;

    const TWO: &str = "
site Paris
  pool one front-end enterprise version=lync-2010 servers=2 users=900 user-store=sql\\LYNC
  pool two front-end enterprise version=lync-2010 servers=2 users=800 user-store=sql\\LYNC
  pool edge edge version=lync-2010 federation=true
  sql sql LYNC
";

    #[test]
    fn an_outline_says_what_takes_over_from_what_before_anything_is_written() {
        let plan = sketch::read(TWO).expect("a sketch").plan;
        let of = |strategy| {
            let choices = Choices { strategy, names: "{old}{release}".to_owned(), ..Choices::default() };
            (outline(&plan, &choices).expect("an outline"), propose(&plan, &choices).expect("a proposal"))
        };
        let (each, proposal) = of(Strategy::PoolPerPool);
        assert_eq!(each, proposal.outline);
        assert_eq!(each.new_front_ends(), 2);
        let first = &each.successors[0];
        assert_eq!(
            (first.name.as_str(), first.replaces.as_slice()),
            ("one13.contoso.com", &["one.contoso.com".to_owned()][..])
        );
        assert_eq!(of(Strategy::Consolidate).0.new_front_ends(), 1);
        let end = proposal.plan.state_at(proposal.plan.phases.len());
        assert!(each.new_pools().all(|new| end.pools.contains_key(&new.id)));
        assert_eq!(legacy_pools(&plan, PoolKind::FrontEnd).len(), 2);
        // More stand together on the way than before or after.
        let peak = proposal.machines.iter().max();
        assert_eq!(proposal.machines.len(), proposal.plan.stages());
        assert!(peak > proposal.machines.first() && peak > proposal.machines.last(), "{:?}", proposal.machines);
    }

    #[test]
    fn a_server_and_its_own_sql_server_are_one_machine() {
        let mut state = Topology::default();
        let mut server = Server::new(ServerId::new("server-a"), PoolId::new("pool-a"));
        server.fqdn = Some(Text::from("A.contoso.com"));
        state.put(Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd).into());
        state.put(server.into());
        let mut local = SqlServer::new(SqlServerId::new("sql-server-a"));
        local.fqdn = Some(Text::from("a.contoso.com"));
        state.put(local.into());
        assert_eq!(machines(&state), 1);
        state.put(SqlServer::new(SqlServerId::new("sql-server-b")).into());
        assert_eq!(machines(&state), 2, "what has no name is a machine");
    }
}
