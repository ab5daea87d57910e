//! EDGE-001: several Edge pools that federate at the same time.

use super::{ask, edges, federates, insert, names};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("EDGE-001", "several-federating-edge-pools", "0.1.0", Check::Plan(check))
    .mended(FixOffer::Sometimes, legacy_off);

/// In the phase of the switch, two may be flagged; not in the next one, and not at the end.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut stood = false;
    for (stage, state) in cx.states.iter().enumerate() {
        let is_edge = |pool: &&Pool| {
            pool.kind == PoolKind::Edge && matches!(cx.age(stage, pool), Age::Own | Age::Older | Age::Unknown)
        };
        let all: Vec<&Pool> = state.pools.values().map(|pool| &**pool).filter(is_edge).collect();
        let with = |flag: Option<bool>| all.iter().copied().filter(move |pool| pool.federation == flag);
        let on: Vec<&Pool> = with(Some(true)).collect();
        let own = on.iter().copied().find(|pool| cx.age(stage, pool) == Age::Own);
        if let Some(pool) = own.filter(|_| on.len() > 1) {
            let others = on.iter().map(|other| &other.id).filter(|other| **other != pool.id);
            let said = message!(
                "rules-edge-001",
                pool = state.label(&(&pool.id).into()),
                others = names(state, others.clone())
            );
            let raw = out.report(&pool.id, said).field("federation").related(others).during(stage, stage);
            raw.vendor(message!("rules-edge-001-vendor"));
            if !stood && stage < cx.last() {
                raw.at_most(Level::Warning);
            }
            stood = true;
            continue;
        }
        stood = false;
        let may_be_own = |pool: &Pool| matches!(cx.age(stage, pool), Age::Own | Age::Unknown);
        let candidates = || on.iter().copied().chain(with(None));
        if candidates().count() > 1 && candidates().any(may_be_own) {
            with(None).for_each(|pool| out.not_checked(&pool.id, &["federation"]));
            let ageless = on.iter().filter(|pool| cx.age(stage, pool) == Age::Unknown);
            ageless.for_each(|pool| out.not_checked(&pool.id, &["version"]));
        }
    }
}

/// The legacy pools stop to federate just before the new one begins.
fn legacy_off(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let subjects = cx.finding.subjects();
    let named = |pool: &&Pool| subjects.contains(&(&pool.id).into());
    let mut others: Vec<&Pool> = edges(state, pack, Age::Older).filter(named).collect();
    if others.is_empty() {
        // Among pools of the target, one goes on; a site may not lead to the others.
        others = edges(state, pack, Age::Own)
            .filter(|pool| named(pool) && cx.finding.subject != (&pool.id).into())
            .collect();
        let leads = |site: &std::sync::Arc<Site>| match &site.federation_route {
            Some(Route::Through(to)) => others.iter().any(|pool| pool.id == *to),
            _ => false,
        };
        if cx.replay.states.iter().any(|state| state.sites.values().any(leads)) {
            return Vec::new();
        }
    }
    if others.is_empty() {
        return Vec::new();
    }
    let off = |pool: &&Pool| Command::Set { of: (&pool.id).into(), fact: "federation", to: Some(Value::Flag(false)) };
    let commands: Vec<Command> = others.iter().map(off).collect();
    let is_own = |id: &PoolId| edges(state, pack, Age::Own).any(|pool| pool.id == *id);
    let begins = |step: &Step| {
        step.commands().iter().any(|command| match command {
            Command::Add(Element::Pool(pool)) => {
                pool.federation == Some(true) && subjects.contains(&(&pool.id).into()) && pack.age(pool) == Age::Own
            }
            command => federates(command).is_some_and(|(id, on)| on && is_own(id)),
        })
    };
    let phase = stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at));
    let before = phase.and_then(|phase| Some((phase, phase.steps.iter().position(|step| begins(step))?)));
    let edit = match before {
        Some((phase, at)) => insert(cx.plan, phase, at, commands),
        None => PlanEdit::Record { at: cx.plan.stage_at(stage), commands },
    };
    ask(message!("rules-edge-001-fix", pools = names(state, others.iter().map(|pool| &pool.id))), vec![edit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;
    use crate::rules::twin_tests::{
        alone, check_mended, check_said, check_silent, check_twins, check_unmended, missing,
    };

    const TWO: &str = "
            site Paris
              pool edge10 edge version=lync-2010 federation=true
              pool edge13 edge version=lync-2013 federation=true   # EDGE-001 related edge10
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, TWO, |sketch| sketch.set("edge10", "federation", Value::Flag(false)));
        check_twins(
            &RULE,
            "
            site Paris
              pool a edge version=lync-2013 federation=true        # EDGE-001 related b
              pool b edge version=lync-2013 federation=true
            ",
            |sketch| sketch.set("b", "federation", Value::Flag(false)),
        );
        check_twins(
            &RULE,
            "
            site Paris
              pool edge10 edge version=lync-2010 federation=true
              pool edge13 edge version=lync-2013 federation=false  # EDGE-001
            phase Switch
              do communicate
              ~ edge13 federation=true
            ",
            |sketch| sketch.set("edge10", "federation", Value::Flag(false)),
        );
    }

    #[test]
    fn a_warning_in_the_phase_of_the_switch_and_an_error_after_it() {
        let levels = |text: &str| {
            let found = alone(&RULE, &read(text).unwrap().plan).findings;
            found.iter().map(|f| (f.level, f.stages)).collect::<Vec<_>>()
        };
        let plan = "
            site Paris
              pool edge10 edge version=lync-2010 federation=true
              pool edge13 edge version=lync-2013 federation=false
            phase Switch
              ~ edge13 federation=true
            ";
        assert_eq!(levels(plan), [(Level::Error, (1, 1))]);
        assert_eq!(levels(&format!("{plan}phase Then\n  ~ edge10 federation=false\n")), [(Level::Warning, (1, 1))]);
        let late = format!("{plan}phase Wait\nphase Then\n  ~ edge10 federation=false\n");
        assert_eq!(levels(&late), [(Level::Warning, (1, 1)), (Level::Error, (2, 2))]);
    }

    #[test]
    fn a_pool_that_a_site_leads_to_or_of_unknown_version_goes_on() {
        let routed = TWO.replace("lync-2010", "lync-2013").replace("Paris", "Paris federation-route=edge13");
        check_unmended(&RULE, &routed.replace("Paris f", "Lyon federation-route=edge10\n            site Paris f"));
        check_unmended(&RULE, &TWO.replace("version=lync-2010", ""));
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |one: &str, other: &str| {
            let text = format!("site Paris\n  pool a edge {one}\n  pool b edge {other}");
            check_silent(&RULE, &text).not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing("version=lync-2010", "version=lync-2013 federation=true"), ["federation"]);
        assert_eq!(missing("federation=true", "version=lync-2010 federation=true"), ["version"]);
        assert!(missing("version=lync-2010 federation=true", "version=lync-2010 federation=true").is_empty());
        assert!(missing("version=lync-2010", "version=lync-2013 federation=false").is_empty());
        assert!(missing("version=sfb-2015 federation=true", "version=lync-2013 federation=true").is_empty());
    }

    #[test]
    fn legacy_edges_alone_are_not_asked() {
        let text = "site Paris\n  pool a edge version=lync-2010\n  pool b edge version=lync-2010";
        check_said(&RULE, text, missing, vec![]);
        // One alone federates or does not.
        check_said(&RULE, "site Paris\n  pool a edge version=lync-2013", missing, vec![]);
    }

    #[test]
    fn the_legacy_stops_just_before_the_new_one_begins() {
        let text = "
            site Paris
              pool edge10 edge version=lync-2010 federation=true
              pool edge13 edge version=lync-2013 federation=true
            phase Switch
              ~ edge13 federation=false
              do communicate
              ~ edge13 federation=true
        ";
        let off = text.replace("version=lync-2013 federation=true", "version=lync-2013 federation=false");
        let place = |plan: &crate::plan::Plan| {
            let stops = |step: &Step| {
                step.commands().iter().any(|command| federates(command) == Some((&PoolId::new("pool-edge10"), false)))
            };
            plan.phases[0].steps.iter().position(|step| stops(step))
        };
        check_mended(&RULE, &off, place, Some(2));
        let added = "
            site Paris
              pool edge10 edge version=lync-2010 federation=true
            phase Switch
              + pool fe13 front-end standard version=lync-2013
              + pool edge13 edge version=lync-2013 federation=true
        ";
        check_mended(&RULE, added, place, Some(1));
    }
}
