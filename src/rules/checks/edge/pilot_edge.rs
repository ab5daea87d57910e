//! EDGE-004, EDGE-005: an Edge pool of the target before the switch, and its next hop.

use super::{ask, edges, federates, moments, names};
use crate::rules::deployed::deployed_at;
use crate::rules::prelude::*;
use foldhash::HashSet;
use std::collections::BTreeSet;

pub static QUIET: Rule = Rule::new("EDGE-004", "pilot-edge-deployed-in-service", "0.1.0", Check::Phase(quiet))
    .mended(FixOffer::Sometimes, clear);

pub static NEXT_HOP: Rule = Rule::new("EDGE-005", "next-hop-of-the-edge-removed", "0.1.0", Check::Phase(next_hop))
    .mended(FixOffer::Sometimes, other_hop);

/// What an Edge pool is when it is deployed, and which pools use it then.
fn quiet(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for (at, step) in cx.phase.steps.iter().enumerate() {
        for command in step.commands() {
            let Command::Add(Element::Pool(pool)) = command else { continue };
            if pool.kind != PoolKind::Edge || pack.age(pool) != Age::Own {
                continue;
            }
            let legacy: Vec<&Pool> = edges(cx.before, pack, Age::Older).collect();
            // After the switch, a new Edge pool is like any other.
            if legacy.is_empty() || edges(cx.before, pack, Age::Own).any(|edge| edge.federation == Some(true)) {
                return;
            }
            let subject = Subject::from(&pool.id);
            let until = deployed_at(cx.phase, at, &subject);
            judge(cx, pool, legacy, until, out);
        }
    }
}

fn judge(cx: &PhaseContext<'_>, pool: &Pool, mut legacy: Vec<&Pool>, until: usize, out: &mut Findings) {
    let subject = Subject::from(&pool.id);
    let mut federation: Vec<(&PoolId, Option<bool>)> = legacy.iter().map(|edge| (&edge.id, edge.federation)).collect();
    let (mut on, mut xmpp) = (pool.federation, pool.xmpp);
    let mut users: Vec<&PoolId> = Vec::new();
    for command in cx.phase.steps[..=until].iter().flat_map(|step| step.commands()) {
        match command {
            Command::Set { of, fact: "xmpp", to: Some(Value::Flag(flag)) } if *of == subject => xmpp = Some(*flag),
            Command::Add(Element::Link(link)) if link.kind == LinkKind::MediaEdge && link.to == subject => {
                if let Subject::Pool(from) = &link.from {
                    users.push(from);
                }
            }
            Command::Remove(Subject::Pool(id)) => {
                legacy.retain(|edge| edge.id != *id);
                federation.retain(|(edge, _)| *edge != id);
            }
            command => match federates(command) {
                Some((id, flag)) if *id == pool.id => on = Some(flag),
                Some((id, flag)) => {
                    federation.iter_mut().filter(|(edge, _)| *edge == id).for_each(|(_, on)| *on = Some(flag));
                }
                None => {}
            },
        }
    }
    if legacy.is_empty() {
        return;
    }
    // What the phase says only after the deployment, about a pool of which nothing was known, it was from the start.
    let said_later = |wanted: FactName| {
        cx.phase.steps[until + 1..].iter().flat_map(|step| step.commands()).find_map(|command| match command {
            Command::Set { of, fact, to: Some(Value::Flag(flag)) } if *of == subject && *fact == wanted => Some(*flag),
            _ => None,
        })
    };
    on = on.or_else(|| said_later("federation"));
    xmpp = xmpp.or_else(|| said_later("xmpp"));
    let name = pool.fqdn.as_deref().unwrap_or(pool.id.as_str());
    let still = |flag: Option<bool>| federation.iter().filter(move |(_, on)| *on == flag).map(|(edge, _)| *edge);
    let (yes, unknown): (Vec<_>, Vec<_>) = (still(Some(true)).collect(), still(None).collect());
    match on {
        Some(true) if !yes.is_empty() => {
            let said = message!("rules-edge-004", pool = name, legacy = names(cx.before, yes.iter().copied()));
            out.report(&pool.id, said).field("federation").related(yes);
        }
        Some(true) => unknown.into_iter().for_each(|edge| out.not_checked(edge, &["federation"])),
        None if !yes.is_empty() || !unknown.is_empty() => out.not_checked(&pool.id, &["federation"]),
        _ => {}
    }
    match xmpp {
        Some(true) => {
            let legacy = legacy.iter().map(|edge| &edge.id);
            let said = message!("rules-edge-004-xmpp", pool = name, legacy = names(cx.before, legacy));
            out.report(&pool.id, said).field("xmpp");
        }
        Some(false) => {}
        None => out.not_checked(&pool.id, &["xmpp"]),
    }
    if !users.is_empty() {
        let pools = names(cx.after, users.iter().copied());
        out.report(&pool.id, message!("rules-edge-004-media", pool = name, pools = pools)).related(users);
    }
}

/// The flag is cleared where the pool is added.
fn clear(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(fact) = cx.finding.field else { return Vec::new() };
    let Some((_, Some(step))) = cx.plan.entry_of(&cx.finding.subject) else { return Vec::new() };
    let Step::Change { id, commands, how } = &**step else { return Vec::new() };
    let mut commands = commands.clone();
    let added = commands.iter_mut().find_map(|command| match command {
        Command::Add(element) if element.subject() == cx.finding.subject => Some(element),
        _ => None,
    });
    // Set by a later step, it is that step that comes too early.
    let Some(element) = added.filter(|element| element.fact(fact) == Some(Value::Flag(true))) else {
        return Vec::new();
    };
    element.set_fact(fact, Some(&Value::Flag(false)));
    let said =
        message!("rules-edge-004-fix", pool = cx.plan.label(&cx.finding.subject), fact = Message::word("fact", fact));
    ask(said, vec![PlanEdit::EditStep(Step::Change { id: id.clone(), commands, how: how.clone() })])
}

/// A legacy pool that is removed while an Edge pool of the target sends to it.
fn next_hop(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    // What is a next hop when the phase begins, or becomes one in it.
    let added = cx.phase.steps.iter().flat_map(|step| step.commands()).filter_map(|command| match command {
        Command::Add(Element::Link(link)) => Some(link),
        _ => None,
    });
    let links = cx.before.links.values().chain(added).filter(|link| link.kind == LinkKind::NextHop);
    let hops: HashSet<&Subject> = links.map(|link| &link.to).collect();
    let removes = |command: &Command| match command {
        Command::Remove(hop @ Subject::Pool(id)) if hops.contains(hop) => {
            cx.before.pools.get(id).is_some_and(|pool| matches!(pack.age(pool), Age::Older | Age::Unknown))
        }
        _ => false,
    };
    let is_edge = |state: &Topology| edges(state, pack, Age::Own).next().is_some();
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(removes))
        || !is_edge(cx.before) && !is_edge(cx.after)
    {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| step.commands().iter().any(removes)) {
        for (command, state) in moments(step, state) {
            let Command::Remove(gone @ Subject::Pool(id)) = command else { continue };
            let Some(hop) = state.pools.get(id) else { continue };
            let sends = state.links.values().filter(|link| link.kind == LinkKind::NextHop && link.to == *gone);
            let from: BTreeSet<&Subject> = sends.map(|link| &link.from).collect();
            let is_edge = |pool: &Pool| pool.kind == PoolKind::Edge && pack.age(pool) == Age::Own;
            for from in from {
                let Subject::Pool(edge) = from else { continue };
                if !state.pools.get(edge).is_some_and(|pool| is_edge(pool)) {
                    continue;
                }
                match pack.age(hop) {
                    Age::Older => {
                        let said = message!("rules-edge-005", edge = state.label(from), pool = state.label(gone));
                        out.report(step.id(), said).related([edge, id]);
                    }
                    Age::Unknown => out.not_checked(id, &["version"]),
                    _ => {}
                }
            }
        }
    }
}

/// A Director of the target where there is one, else its only Front End pool.
fn other_hop(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some((phase, at)), [edge, hop]) = (super::place(cx), cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let stage = cx.finding.stages.0;
    let Some(state) = stage.checked_sub(1).and_then(|before| cx.replay.states.get(before)) else { return Vec::new() };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let own = |kind: PoolKind| {
        let pools = state.pools.values().filter(move |pool| pool.kind == kind && pack.age(pool) == Age::Own);
        let all: Vec<&PoolId> = pools.map(|pool| &pool.id).collect();
        if let [one] = all.as_slice() { Some(*one) } else { None }
    };
    let Some(to) = own(PoolKind::Director).or_else(|| own(PoolKind::FrontEnd)).map(Subject::from) else {
        return Vec::new();
    };
    let is_old = |link: &&std::sync::Arc<Link>| link.kind == LinkKind::NextHop && link.from == *edge && link.to == *hop;
    let Some(old) = state.links.values().find(is_old) else { return Vec::new() };
    let id = cx.plan.free_id(SubjectKind::Link, &format!("{}-{}", LinkKind::NextHop.key(), edge.id()));
    let said = message!("rules-edge-005-fix", edge = cx.plan.label(edge), pool = cx.plan.label(&to));
    let new = Link::new(LinkId::new(&id), LinkKind::NextHop, Usage::Default, edge.clone(), to);
    let commands = vec![Command::Remove((&old.id).into()), Command::Add(new.into())];
    ask(said, vec![super::insert(cx.plan, phase, at, commands)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_unmended};

    fn edge(legacy: &str, facts: &str, after: &str) -> String {
        format!(
            "
            site Paris
              pool fe13 front-end standard version=lync-2013
              pool edge10 edge version=lync-2010 {legacy}
            phase Edge
              + pool edge13 edge version=lync-2013 {facts}
              {after}
            "
        )
    }

    /// The addition with another value for a flag.
    fn added_with(sketch: &Sketch, fact: FactName, flag: bool) -> PlanEdit {
        let Step::Change { id, mut commands, how } = (*sketch.plan.phases[0].steps[0]).clone() else { panic!() };
        let Command::Add(element) = &mut commands[0] else { panic!() };
        element.set_fact(fact, Some(&Value::Flag(flag)));
        PlanEdit::EditStep(Step::Change { id, commands, how })
    }

    #[test]
    fn twins() {
        let on = edge("federation=true", "federation=true xmpp=false   # EDGE-004 related edge10", "");
        check_twins(&QUIET, &on, |sketch| added_with(sketch, "federation", false));
        check_twins(&QUIET, &on, |sketch| sketch.record(0, sketch.set("edge10", "federation", Value::Flag(false))));
        let xmpp = edge("federation=true", "federation=false xmpp=true   # EDGE-004 related", "");
        check_twins(&QUIET, &xmpp, |sketch| added_with(sketch, "xmpp", false));
        let media = edge(
            "federation=true",
            "federation=false xmpp=false   # EDGE-004 related fe13",
            "+ link media-edge fe13 -> edge13\ndo publish",
        );
        check_twins(&QUIET, &media, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 2,
        });
        // Until the topology is published, a later step is part of the deployment.
        let late = edge(
            "federation=true",
            "federation=false xmpp=false   # EDGE-004",
            "~ edge13 federation=true\ndo publish edge13",
        );
        check_twins(&QUIET, &late, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 2,
        });
    }

    #[test]
    fn without_a_legacy_edge_in_service_there_is_nothing_to_disturb() {
        let on = edge("federation=true", "federation=true xmpp=true", "");
        check_silent(&QUIET, &on.replace("phase Edge", "phase Edge\n  - pool edge10"));
        check_silent(
            &QUIET,
            &on.replace("phase Edge", "  pool first edge version=lync-2013 federation=true\nphase Edge"),
        );
        check_silent(
            &QUIET,
            &edge("federation=true", "federation=true xmpp=false", "do publish")
                .replace("phase Edge", "phase Edge\n  ~ edge10 federation=false"),
        );
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |legacy: &str, facts: &str| {
            let report = check_silent(&QUIET, &edge(legacy, facts, ""));
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing("", "federation=true xmpp=false"), ["federation"]);
        assert_eq!(missing("federation=true", "xmpp=false"), ["federation"]);
        assert_eq!(missing("", "xmpp=false"), ["federation"]);
        assert_eq!(missing("federation=false", ""), ["xmpp"]);
        assert!(missing("federation=true", "\n ~ edge13 federation=false xmpp=false").is_empty());
        assert!(missing("federation=false", "federation=true xmpp=false").is_empty());
    }

    const HOP: &str = "
            site Paris
              pool dir10 director version=lync-2010
              pool fe13 front-end standard version=lync-2013
              pool edge13 edge version=lync-2013 next-hop=dir10
            phase Hop
            phase Retire
              - pool dir10                                     # EDGE-005 related edge13 dir10
    ";

    #[test]
    fn the_next_hop_is_of_the_target_before_the_old_one_goes() {
        check_twins(&NEXT_HOP, HOP, |sketch| sketch.record(1, sketch.remove_link("next-hop", "edge13")));
        check_twins(&NEXT_HOP, &HOP.replace("phase Hop", "phase Hop\n + pool dir13 director version=lync-2013"), |s| {
            s.record(1, s.remove_link("next-hop", "edge13"))
        });
        let quiet = HOP.replace("# EDGE-005 related edge13 dir10", "");
        check_silent(&NEXT_HOP, &quiet.replace("phase Retire", "phase Retire\n  - pool edge13"));
        check_silent(&NEXT_HOP, &quiet.replace("edge13 edge version=lync-2013", "edge13 edge version=lync-2010"));
        check_silent(&NEXT_HOP, &quiet.replace("dir10 director version=lync-2010", "dir10 director version=lync-2013"));
        let report = check_silent(&NEXT_HOP, &quiet.replace("dir10 director version=lync-2010", "dir10 director"));
        assert_eq!(report.not_checked[0].missing, ["version"]);
    }

    #[test]
    fn which_of_two_pools_becomes_the_next_hop_is_for_the_architect_to_say() {
        check_unmended(
            &NEXT_HOP,
            &HOP.replace("phase Hop", "  pool other front-end standard version=lync-2013\nphase Hop"),
        );
    }

    #[test]
    fn each_flag_that_is_said_later_counts_for_itself() {
        let text = edge("federation=true", "", "do publish edge13\n ~ edge13 federation=false xmpp=true");
        let fields =
            |report: &crate::rules::Report| report.findings.iter().map(|found| found.field).collect::<Vec<_>>();
        check_said(&QUIET, &text, fields, vec![Some("xmpp")]);
        let text = edge("federation=true", "", "do publish edge13\n ~ edge13 federation=true xmpp=false");
        check_said(&QUIET, &text, fields, vec![Some("federation")]);
    }
}
