//! EDGE-012, EDGE-013: Edge pools of a source whose topology is merged.

use super::{ask, insert, is_merged, names};
use crate::rules::Pack;
use crate::rules::prelude::*;

pub static EXPANDED: Rule =
    Rule::new("EDGE-012", "expanded-edge-merged", "0.1.0", Check::Phase(expanded)).mended(FixOffer::Always, convert);

pub static MARKED: Rule = Rule::new("EDGE-013", "federating-edge-merged-unmarked", "0.1.0", Check::Phase(marked))
    .mended(FixOffer::Sometimes, mark);

/// Edge pools that a merge reads from the legacy deployment.
fn merged<'a>(state: &'a Topology, pack: &'a Pack) -> impl Iterator<Item = &'a Pool> {
    let pools = state.pools.values().map(|pool| &**pool);
    pools.filter(move |pool| pool.kind == PoolKind::Edge && is_merged(pack, pool))
}

fn is_merge(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::Merge, .. })
}

/// At each merge; and where a pool of the target begins to use such an Edge pool, which then has been merged.
fn expanded(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let used = |command: &Command| match command {
        Command::Add(Element::Link(link)) if link.kind == LinkKind::MediaEdge => Some(link.clone()),
        _ => None,
    };
    let matters = |step: &Step| is_merge(step) || step.commands().iter().any(|command| used(command).is_some());
    if !cx.phase.steps.iter().any(|step| matters(step)) || merged(cx.before, pack).next().is_none() {
        return;
    }
    let mut said: Vec<PoolId> = Vec::new();
    for (step, state) in cx.exact_steps().filter(|(step, _)| matters(step)) {
        for edge in merged(state, pack) {
            let to = Subject::from(&edge.id);
            let own = |from: &Subject| match from {
                Subject::Pool(id) => cx.after.pools.get(id).is_some_and(|pool| pack.age(pool) == Age::Own),
                _ => false,
            };
            let uses = |command: &Command| used(command).is_some_and(|link| link.to == to && own(&link.from));
            if said.contains(&edge.id) || !is_merge(step) && !step.commands().iter().any(uses) {
                continue;
            }
            match edge.edge_layout {
                Some(EdgeLayout::Expanded) => {
                    said.push(edge.id.clone());
                    let name = state.label(&to);
                    out.report(&edge.id, message!("rules-edge-012", edge = name))
                        .field("edge-layout")
                        .related([step.id()]);
                }
                Some(_) => {}
                None => out.not_checked(&edge.id, &["edge-layout"]),
            }
        }
    }
}

/// The conversion goes before the step that needs it.
fn convert(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(Subject::Step(id)) = cx.finding.related.first() else { return Vec::new() };
    let Some((phase, at)) = super::place_of(cx.plan, id) else { return Vec::new() };
    let layout = Value::text(EdgeLayout::Consolidated.key());
    let command = Command::Set { of: cx.finding.subject.clone(), fact: "edge-layout", to: Some(layout) };
    let said = message!("rules-edge-012-fix", edge = cx.plan.label(&cx.finding.subject));
    ask(said, vec![insert(cx.plan, phase, at, vec![command])])
}

/// Only the first merge: a later one takes the mark away again when federation passes to the target.
fn marked(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let Some(first) = cx.phase.steps.iter().find(|step| is_merge(step)) else { return };
    let mut earlier = cx.plan.phases.iter().take(cx.stage - 1).flat_map(|phase| &phase.steps);
    if earlier.any(|step| is_merge(step)) || merged(cx.before, pack).next().is_none() {
        return;
    }
    let Some((step, state)) = cx.exact_steps().find(|(step, _)| step.id() == first.id()) else { return };
    let edges: Vec<&Pool> = merged(state, pack).collect();
    let with = |flag: Option<bool>| edges.iter().filter(move |edge| edge.federation == flag).map(|edge| &edge.id);
    let on: Vec<&PoolId> = with(Some(true)).collect();
    if on.len() > 1 {
        let said = message!("rules-edge-013-several", edges = names(state, on.iter().copied()));
        out.report(step.id(), said).related(on);
        return;
    }
    if !on.is_empty() || edges.is_empty() || !is_wanted(cx, pack, step, state) {
        return;
    }
    let unknown: Vec<&PoolId> = with(None).collect();
    if unknown.is_empty() {
        let said = message!("rules-edge-013", edges = names(state, edges.iter().map(|edge| &edge.id)));
        out.report(step.id(), said).related(edges.iter().map(|edge| &edge.id));
    } else {
        unknown.into_iter().for_each(|edge| out.not_checked(edge, &["federation"]));
    }
}

/// Whether federation goes through the legacy deployment: one of its Edge pools federates when the plan begins, or a
/// site has its route through one of its pools then or later.
fn is_wanted(cx: &PhaseContext<'_>, pack: &Pack, step: &Step, state: &Topology) -> bool {
    let through = |route: &Route| match route {
        Route::Through(id) => state.pools.get(id).is_some_and(|pool| is_merged(pack, pool)),
        Route::None => false,
    };
    let own = |pool: &Pool| pool.kind == PoolKind::Edge && pack.age(pool) == Age::Own;
    let later = || {
        let steps = cx.phase.steps.iter().skip_while(|other| other.id() != step.id());
        steps.chain(cx.plan.phases.iter().skip(cx.stage).flat_map(|phase| &phase.steps))
    };
    merged(&cx.plan.today, pack).any(|edge| edge.federation != Some(false))
        && !state.pools.values().any(|pool| own(pool))
        || state.sites.values().any(|site| site.federation_route.as_ref().is_some_and(through))
        || later().flat_map(|step| step.commands()).filter_map(super::routes).any(|(_, to)| through(&to))
}

/// The mark goes to the only Edge pool that is merged.
fn mark(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some((phase, at)), [edge]) = (super::place(cx), cx.finding.related.as_slice()) else { return Vec::new() };
    let command = Command::Set { of: edge.clone(), fact: "federation", to: Some(Value::Flag(true)) };
    let said = message!("rules-edge-013-fix", edge = cx.plan.label(edge));
    ask(said, vec![insert(cx.plan, phase, at, vec![command])])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const LAYOUT: &str = "
            site Paris
              pool fe13 front-end standard version=lync-2013
              pool old edge version=ocs-2007-r2 edge-layout=expanded    # EDGE-012
            phase Merge
              do communicate
              do merge
    ";

    #[test]
    fn twins() {
        for layout in ["single", "consolidated"] {
            check_twins(&EXPANDED, LAYOUT, |s| s.record(0, s.set("old", "edge-layout", Value::text(layout))));
        }
        let used = LAYOUT.replace("do merge", "+ link media-edge fe13 -> old");
        check_twins(&EXPANDED, &used, |s| s.record(0, s.set("old", "edge-layout", Value::text("single"))));
        let none = LAYOUT.replace("# EDGE-012", "");
        check_silent(&EXPANDED, &none.replace("do merge", "do verify"));
        check_silent(&EXPANDED, &none.replace("ocs-2007-r2", "lync-2010"));
        check_silent(
            &EXPANDED,
            &none.replace("lync-2013", "ocs-2007-r2").replace("do merge", "+ link media-edge fe13 -> old"),
        );
        let report = check_silent(&EXPANDED, &none.replace("edge-layout=expanded", ""));
        assert_eq!(report.not_checked[0].missing, ["edge-layout"]);
    }

    const BOX: &str = "
            site Paris
              pool old edge version=ocs-2007-r2 federation=false
            phase Merge
              do merge                                                 # EDGE-013 related old
            phase Pilot
              route Paris old
    ";

    #[test]
    fn the_edge_that_federates_is_marked() {
        check_twins(&MARKED, BOX, |sketch| sketch.record(0, sketch.set("old", "federation", Value::Flag(true))));
        check_twins(&MARKED, BOX, |sketch| PlanEdit::RemoveStep(sketch.step(2, 1)));
        let unticked = BOX.replace("federation=false", "federation=true").replace("route Paris old", "do verify");
        let unticked = unticked.replace("phase Merge", "phase Merge\n  ~ old federation=false");
        check_twins(&MARKED, &unticked, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let routed =
            BOX.replace("site Paris", "site Paris federation-route=old").replace("route Paris old", "do verify");
        check_twins(&MARKED, &routed, |sketch| sketch.record(0, sketch.set("old", "federation", Value::Flag(true))));
        let two = BOX.replace(
            "pool old edge version=ocs-2007-r2 federation=false",
            "pool old edge version=ocs-2007-r2 federation=true\n  pool new edge version=ocs-2007-r2 federation=true",
        );
        let two = two.replace("related old", "related new old");
        check_twins(&MARKED, &two, |sketch| sketch.record(0, sketch.set("new", "federation", Value::Flag(false))));
    }

    #[test]
    fn a_later_merge_takes_the_mark_away() {
        let quiet = BOX.replace("# EDGE-013 related old", "");
        check_silent(
            &MARKED,
            &format!(
                "{}\nphase Switch\n  ~ old federation=false\n  do merge",
                quiet.replace("federation=false", "federation=true")
            ),
        );
        check_silent(&MARKED, &quiet.replace("ocs-2007-r2", "lync-2010"));
        let report = check_silent(&MARKED, &quiet.replace("federation=false", ""));
        assert_eq!(report.not_checked[0].missing, ["federation"]);
        // In the middle of a migration federation may have left already.
        let late = quiet
            .replace("site Paris", "site Paris\n  pool own edge version=lync-2013")
            .replace("route Paris old", "do verify");
        check_silent(
            &MARKED,
            &late
                .replace("phase Merge", "phase Merge\n ~ old federation=false")
                .replace("federation=false\n            phase", "federation=true\n            phase"),
        );
    }
}
