//! ROLE-002, ROLE-015: servers of a pool that are unlike the others, or on several networks.

use crate::rules::prelude::*;
use crate::rules::steps::{record_in_phase, set_in_phase};

pub static ROLES: Rule =
    Rule::new("ROLE-002", "servers-of-one-pool-with-different-roles", "0.1.0", Check::State(roles))
        .near()
        .mended(FixOffer::Sometimes, align_roles);

pub static NETWORKS: Rule =
    Rule::new("ROLE-015", "internal-server-on-several-networks", "0.1.0", Check::State(networks))
        .near()
        .mended(FixOffer::Sometimes, one_network);

/// Servers whose roles are not recorded have those of their pool, unless another member has its own.
fn roles(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        let members = cx.members_of(&pool.id);
        let sorted = |server: &Server| {
            server.roles.clone().map(|mut roles| {
                roles.sort();
                roles.dedup();
                roles
            })
        };
        let Some(first) = members.iter().find(|server| server.roles.is_some()) else { continue };
        let wanted = sorted(first);
        let other = members.iter().find(|server| server.roles.is_some() && sorted(server) != wanted);
        if let Some(other) = other {
            let (one, two) = (cx.label(&first.id), cx.label(&other.id));
            out.report(&pool.id, message!("rules-role-002", pool = cx.label(&pool.id), one = one, two = two))
                .related([&first.id, &other.id]);
        }
        members.iter().filter(|server| server.roles.is_none()).for_each(|s| out.not_checked(&s.id, &["roles"]));
    }
}

/// All servers get the roles of the first one.
fn align_roles(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(cx.finding.stages.0), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(first) = cx.finding.related.first() else { return Vec::new() };
    let Some(wanted) = state.fact(first, "roles") else { return Vec::new() };
    let differs = |server: &&std::sync::Arc<Server>| {
        let roles = state.fact(&(&server.id).into(), "roles");
        server.pool == *id && roles.is_some_and(|roles| roles != wanted)
    };
    let set = |server: &std::sync::Arc<Server>| Command::Set {
        of: (&server.id).into(),
        fact: "roles",
        to: Some(wanted.clone()),
    };
    let commands = state.servers.values().filter(differs).map(set).collect();
    let label = message!("rules-role-002-fix", pool = state.label(&cx.finding.subject), server = state.label(first));
    record_in_phase(cx, commands, label)
}

fn one_network(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-role-015-fix", server = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("network-adapters", Value::Count(1))], label)
}

fn networks(cx: &StateContext<'_>, out: &mut Findings) {
    let internal = |pool: &&Pool| cx.pack.single_homed_kinds.contains(&pool.kind) && cx.age(pool) == Age::Own;
    for pool in cx.pools().filter(internal) {
        for server in cx.members_of(&pool.id) {
            match server.network_adapters {
                Some(0 | 1) => {}
                Some(count) => {
                    let said = message!("rules-role-015", server = cx.label(&server.id), count = count);
                    out.report(&server.id, said).field("network-adapters");
                }
                None => out.not_checked(&server.id, &["network-adapters"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_silent, check_twins, check_unmended, check_words};

    /// A plan of two servers, with a fact of each.
    fn with(fact: FactName, of: [Option<Value>; 2]) -> crate::plan::Plan {
        let sketch =
            crate::rules::sketch::read("site Paris\n  pool fe front-end enterprise version=lync-2013 servers=a,b");
        let sketch = sketch.unwrap();
        let sets = ["a", "b"].into_iter().zip(of);
        let edits = sets.filter_map(|(name, value)| value.map(|value| sketch.record(0, sketch.set(name, fact, value))));
        PlanEdit::all_applied_to(&edits.collect::<Vec<_>>(), &sketch.plan).unwrap()
    }

    #[test]
    fn twins() {
        let roles = |keys: &[&str]| Some(Value::List(keys.iter().map(|key| Text::from(*key)).collect()));
        let found = alone(&ROLES, &with("roles", [roles(&["registrar", "mediation"]), roles(&["registrar"])]));
        assert_eq!(found.findings.len(), 1);
        let found =
            alone(&ROLES, &with("roles", [roles(&["registrar", "mediation"]), roles(&["mediation", "registrar"])]));
        assert_eq!((found.findings.len(), found.not_checked.len()), (0, 0));
        let half = alone(&ROLES, &with("roles", [roles(&["registrar"]), None]));
        assert_eq!((half.findings.len(), half.not_checked.len()), (0, 1));

        let count = |n| Some(Value::Count(n));
        let found = alone(&NETWORKS, &with("network-adapters", [count(2), count(1)]));
        assert_eq!((found.findings.len(), found.not_checked.len()), (1, 0));
        let found = alone(&NETWORKS, &with("network-adapters", [count(1), None]));
        assert_eq!((found.findings.len(), found.not_checked.len()), (0, 1));
    }

    #[test]
    fn several_networks_in_a_sketch() {
        check_twins(
            &NETWORKS,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a   # ROLE-015
              pool edge edge version=lync-2013 servers=e
            phase Network
              ~ e network-adapters=2
              ~ a network-adapters=2
            ",
            |sketch| sketch.set("a", "network-adapters", Value::Count(1)),
        );
        check_silent(&ROLES, "site Paris\n  pool fe front-end enterprise version=lync-2013 servers=2");
    }

    #[test]
    fn what_a_phase_brings_is_mended_there() {
        let pool = "site Paris\n  pool fe front-end enterprise version=lync-2013   # ROLE-002 related a b\n";
        let text = format!(
            "{pool}  server a fe roles=registrar,mediation\nphase Grow\n  + server b fe roles=registrar\n  + server c fe roles=registrar"
        );
        check_twins(&ROLES, &text, |sketch| {
            PlanEdit::EditStep(Step::change(
                sketch.step(1, 1),
                vec![sketch.set("a", "roles", Value::List(vec![Text::from("registrar")]))],
            ))
        });
        let today = "site Paris\n  pool fe front-end enterprise version=lync-2013\n  server a fe roles=registrar";
        check_unmended(&ROLES, &format!("{today}\n  server b fe roles=mediation"));
        check_unmended(&NETWORKS, &format!("{today} network-adapters=2"));
    }

    #[test]
    fn every_kind_of_the_target() {
        check_words(&NETWORKS, PoolKind::KEYS, &["front-end", "director", "persistent-chat"], |kind| {
            format!("site Paris\n  pool p {kind} version=lync-2013\n  server s p network-adapters=2")
        });
    }
}
