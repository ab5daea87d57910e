//! ORDER-003, ORDER-004: what comes before the first pool of the target.

use crate::rules::deployed::deployed_at;
use crate::rules::prelude::*;
use foldhash::HashSet;
use std::collections::BTreeSet;
use std::sync::Arc;

pub static PREPARED: Rule = Rule::new("ORDER-003", "pilot-pool-before-the-preparation", "0.1.0", Check::End(prepared))
    .mended(FixOffer::Always, prepare);

pub static WAY_BACK: Rule =
    Rule::new("ORDER-004", "pilot-pool-without-backup-or-inventory", "0.1.0", Check::End(way_back))
        .mended(FixOffer::Always, secure);

/// The first Front End pool of the target, beside older ones, and what is done before it is deployed.
struct Pilot<'a> {
    pool: &'a Pool,
    stage: usize,
    before: Vec<&'a Arc<Step>>,
}

fn pilot<'a>(cx: &PlanContext<'a>) -> Option<Pilot<'a>> {
    let front_end = |pool: &Pool| pool.kind == PoolKind::FrontEnd;
    if cx.pools(0, Age::Own).any(front_end) || !cx.pools(0, Age::Older).any(front_end) {
        return None;
    }
    let (stage, at, pool) = cx.steps().find_map(|(stage, step)| {
        let added = step.commands().iter().find_map(|command| match command {
            Command::Add(Element::Pool(pool)) if front_end(pool) && cx.age(stage, pool) == Age::Own => Some(&**pool),
            _ => None,
        })?;
        let at = cx.plan.phases[stage - 1].steps.iter().position(|other| other.id() == step.id())?;
        Some((stage, at, added))
    })?;
    let phase = cx.plan.phases.get(stage - 1)?;
    let deployed = deployed_at(phase, at, &(&pool.id).into());
    let earlier = cx.plan.phases.iter().take(stage - 1).flat_map(|phase| &phase.steps);
    Some(Pilot { pool, stage, before: earlier.chain(phase.steps.iter().take(deployed)).collect() })
}

fn words(kinds: &[ActivityKind]) -> Vec<Message> {
    kinds.iter().map(|kind| Message::word(ActivityKind::PREFIX, kind.key())).collect()
}

fn is(step: &Step, wanted: ActivityKind) -> bool {
    matches!(step, Step::Activity { kind, .. } if *kind == wanted)
}

/// Work of these kinds that the plan has nowhere before the pilot.
fn missing(pilot: &Pilot<'_>, wanted: &[ActivityKind]) -> Vec<ActivityKind> {
    wanted.iter().copied().filter(|kind| !pilot.before.iter().any(|step| is(step, *kind))).collect()
}

fn prepared(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(pilot) = pilot(cx) else { return };
    let Some(pack) = cx.packs.get(pilot.stage).copied().flatten() else { return };
    let missing = missing(&pilot, &pack.preparation);
    if !missing.is_empty() {
        let name = pilot.pool.fqdn.as_deref().unwrap_or(pilot.pool.id.as_str());
        let said = message!("rules-order-003", pool = name, work = words(&missing));
        out.report(&pilot.pool.id, said).during(pilot.stage, pilot.stage);
    }
}

fn way_back(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some(pilot) = pilot(cx) else { return };
    let Some(pack) = cx.packs.get(pilot.stage).copied().flatten() else { return };
    let state = &cx.states[pilot.stage - 1];
    let (mut work, mut left) = (Vec::new(), Vec::new());
    let older: Vec<&Pool> = cx.pools(pilot.stage - 1, Age::Older).filter(|p| p.kind == PoolKind::FrontEnd).collect();
    for kind in &pack.rollback_base {
        let about = about_of(&pilot, state, *kind);
        let is_open = |pool: &&&Pool| {
            about.as_ref().is_some_and(|about| {
                let is_named = |subject: Subject| !about.is_empty() && about.contains(&subject);
                !is_named((&pool.id).into()) && !pool.site.as_ref().is_some_and(|site| is_named(site.into()))
            })
        };
        let open: Vec<&PoolId> = older.iter().filter(is_open).map(|pool| &pool.id).collect();
        if !open.is_empty() {
            work.push(*kind);
            left.extend(open);
        }
    }
    if work.is_empty() {
        return;
    }
    let mut seen = HashSet::default();
    left.retain(|id| seen.insert(*id));
    let name = pilot.pool.fqdn.as_deref().unwrap_or(pilot.pool.id.as_str());
    let work = words(&work);
    // All of them need no list of their names.
    let said = if left.len() == older.len() {
        message!("rules-order-004", pool = name, work = work)
    } else {
        let pools = left.iter().map(|id| state.label(&(*id).into())).collect::<Vec<_>>();
        message!("rules-order-004-pools", pool = name, work = work, pools = pools)
    };
    let finding = out.report(&pilot.pool.id, said).during(pilot.stage, pilot.stage);
    if left.len() < older.len() {
        finding.related(left);
    }
}

/// What work of this kind is about before the pilot, servers as their pools; `None` when it is about everything.
fn about_of(pilot: &Pilot<'_>, state: &Topology, wanted: ActivityKind) -> Option<BTreeSet<Subject>> {
    let mut all = BTreeSet::new();
    for step in &pilot.before {
        let Step::Activity { kind, about, .. } = &***step else { continue };
        if *kind != wanted {
            continue;
        }
        if about.is_empty() || about.contains(&Subject::Deployment) {
            return None;
        }
        all.extend(about.iter().map(|subject| match subject {
            Subject::Server(id) => state.servers.get(id).map_or_else(|| subject.clone(), |on| (&on.pool).into()),
            other => other.clone(),
        }));
    }
    Some(all)
}

/// The missing work, in the order of the pack, just before the step that adds the pool.
fn add(cx: &FixContext<'_>, kinds: &[ActivityKind], label: Message) -> Vec<Fix> {
    let adds = |step: &Step| {
        step.commands().iter().any(|c| matches!(c, Command::Add(element) if element.subject() == cx.finding.subject))
    };
    let mut phases = cx.plan.phases.iter();
    let found = phases.find_map(|phase| Some((phase, phase.steps.iter().position(|step| adds(step))?)));
    let Some((phase, at)) = found else { return Vec::new() };
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (n, kind) in kinds.iter().enumerate() {
        let id = cx.plan.free_id_besides(SubjectKind::Step, kind.key(), &taken);
        taken.push(id.clone());
        let about = if *kind == ActivityKind::DnsRecord { vec![cx.finding.subject.clone()] } else { Vec::new() };
        let step = Step::activity(StepId::new(&id), *kind, about);
        edits.push(PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at + n), step });
    }
    vec![Fix { label, edits, safety: Safety::Ask }]
}

/// What of the wanted work no step before the finding's pool does.
fn lacking(cx: &FixContext<'_>, wanted: fn(&crate::rules::packs::Pack) -> &[ActivityKind]) -> Vec<ActivityKind> {
    let stage = cx.finding.stages.0;
    let Some(pack) = crate::rules::packs::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let Some(phase) = stage.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else { return Vec::new() };
    let adds = |step: &Step| {
        step.commands().iter().any(|c| matches!(c, Command::Add(element) if element.subject() == cx.finding.subject))
    };
    let at = phase.steps.iter().position(|step| adds(step)).unwrap_or_default();
    let deployed = deployed_at(phase, at, &cx.finding.subject);
    let earlier = cx.plan.phases.iter().take(stage - 1).flat_map(|phase| &phase.steps);
    let before: Vec<_> = earlier.chain(phase.steps.iter().take(deployed)).collect();
    wanted(pack).iter().copied().filter(|kind| !before.iter().any(|step| is(step, *kind))).collect()
}

fn prepare(cx: &FixContext<'_>) -> Vec<Fix> {
    add(cx, &lacking(cx, |pack| &pack.preparation), message!("rules-order-003-fix"))
}

fn secure(cx: &FixContext<'_>) -> Vec<Fix> {
    let mut kinds = lacking(cx, |pack| &pack.rollback_base);
    if !cx.finding.related.is_empty() {
        // Steps are there, but not about every pool.
        let stage = cx.finding.stages.0;
        kinds =
            crate::rules::packs::pack(cx.plan.target_at(stage)).map(|p| p.rollback_base.clone()).unwrap_or_default();
    }
    add(cx, &kinds, message!("rules-order-004-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const WORK: [&str; 5] = ["update", "dns-record", "best-practices", "client-filter", "verify"];

    fn plan(work: &[&str], code: &str, after: &str) -> String {
        let work: String = work.iter().map(|work| format!("\n              do {work}")).collect();
        format!(
            "
            site Paris
              pool old front-end standard version=lync-2010
              pool old2 front-end standard version=lync-2010
            phase Prepare
              do communicate {work}
            phase Pilot
              + pool new front-end standard version=lync-2013  {code}
              do publish new
              {after}
            "
        )
    }

    #[test]
    fn twins() {
        for at in 0..WORK.len() {
            let mut left = WORK.to_vec();
            let late = left.remove(at);
            let text = plan(&left, "# ORDER-003", &format!("do {late}"));
            check_twins(&PREPARED, &text, |sketch| PlanEdit::MoveStep {
                step: sketch.step(2, 3),
                to: sketch.phase(2),
                index: 1,
            });
        }
        for (there, late) in [("backup", "inventory"), ("inventory", "backup")] {
            let text = plan(&[there], "# ORDER-004", &format!("do {late}"));
            check_twins(&WAY_BACK, &text, |sketch| PlanEdit::MoveStep {
                step: sketch.step(2, 3),
                to: sketch.phase(1),
                index: 0,
            });
        }
        let text = plan(&["backup old", "inventory Paris"], "# ORDER-004 related old2", "")
            .replace("pool old front-end", "pool old front-end servers=o1")
            .replace("backup old", "backup o1");
        check_twins(&WAY_BACK, &text, |sketch| {
            let about = vec![sketch.subject("old"), sketch.subject("old2")];
            PlanEdit::EditStep(Step::activity(sketch.step(1, 2), ActivityKind::Backup, about))
        });
    }

    #[test]
    fn only_the_first_pool_beside_older_ones_is_a_pilot() {
        for rule in [&PREPARED, &WAY_BACK] {
            check_silent(rule, &plan(&[], "", "").replace("lync-2010", "lync-2013"));
            check_silent(rule, &plan(&[], "", "").replace("version=lync-2013", "version=lync-2010"));
            check_silent(rule, &plan(&[], "", "").replace("+ pool new front-end", "+ pool new director"));
        }
    }

    #[test]
    fn the_way_back_includes_a_pool_that_goes_in_the_pilots_phase() {
        let text = plan(&["inventory", "backup old"], "# ORDER-004 related old2", "- pool old2");
        check_twins(&WAY_BACK, &text, |sketch| {
            PlanEdit::EditStep(Step::activity(sketch.step(1, 3), ActivityKind::Backup, vec![]))
        });
    }
}
