//! CMS-005 to CMS-009: the work around the move of the Central Management store to the target.

use crate::rules::prelude::*;
use crate::rules::steps::{self, is_activity, moment, move_ahead, pool_and_servers, step_of};
use std::sync::Arc;

pub static PREPARED: Rule = Rule::new("CMS-005", "cms-moved-to-an-unprepared-pool", "0.1.0", Check::Phase(prepared))
    .mended(FixOffer::Always, prepare);

pub static ENABLED: Rule =
    Rule::new("CMS-006", "cms-moved-without-enabling-the-topology", "0.1.0", Check::Phase(enabled))
        .mended(FixOffer::Always, enable);

pub static RUNNING: Rule =
    Rule::new("CMS-007", "cms-moved-to-a-pool-that-is-not-running", "0.1.0", Check::Phase(running))
        .mended(FixOffer::Always, start);

pub static REPLICATED: Rule =
    Rule::new("CMS-008", "old-cms-removed-before-replication", "0.1.0", Check::Plan(replicated))
        .mended(FixOffer::Always, verify);

pub static SETUP: Rule = Rule::new("CMS-009", "setup-left-out-after-the-cms-move", "0.1.0", Check::Phase(setup))
    .mended(FixOffer::Always, run_setup);

/// A move of the store from a legacy pool to one of the target, with the state just before it.
struct Move<'c, 'a> {
    step: &'a Step,
    state: &'c Topology,
    from: &'c PoolId,
    to: &'a PoolId,
}

fn moves<'c, 'a>(cx: &'c PhaseContext<'a>, out: &mut Findings) -> Vec<Move<'c, 'a>> {
    let Some(pack) = cx.pack else { return Vec::new() };
    let moves = |step: &Step| step.commands().iter().any(|command| matches!(command, Command::MoveCms { .. }));
    if !cx.phase.steps.iter().any(|step| moves(step)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let (Command::MoveCms { to }, Some(from)) = (command, &state.deployment.cms) else { continue };
            let age = |pool: &PoolId| state.pools.get(pool).map(|pool| pack.age(pool));
            match (age(from), age(to)) {
                (Some(Age::Older), Some(Age::Own)) => found.push(Move { step, state, from, to }),
                (Some(Age::Unknown), _) => out.not_checked(from, &["version"]),
                (Some(Age::Older), Some(Age::Unknown)) => out.not_checked(to, &["version"]),
                _ => {}
            }
        }
    }
    found
}

fn prepared(cx: &PhaseContext<'_>, out: &mut Findings) {
    for Move { step, state, from, to } in moves(cx, out) {
        let subject = Subject::from(to);
        let is_store = |link: &Link| link.kind == LinkKind::CentralManagementStore && link.from == subject;
        let added = |command: &Command| matches!(command, Command::Add(Element::Link(link)) if is_store(link));
        let about = pool_and_servers(state, to);
        if state.links.values().any(|link| is_store(link))
            || step.commands().iter().any(added)
            || cx.is_done_before(step, ActivityKind::PrepareCms, &about)
        {
            continue;
        }
        out.report(step.id(), message!("rules-cms-005", pool = state.label(&subject))).related([to, from]);
    }
}

fn enabled(cx: &PhaseContext<'_>, out: &mut Findings) {
    for Move { step, state, from, to } in moves(cx, out) {
        // Publishing enables as well.
        let enables = |step: &Step| {
            matches!(step, Step::Activity { kind: ActivityKind::EnableTopology | ActivityKind::Publish, .. })
        };
        if !cx.here_before(step).any(enables) {
            out.report(step.id(), message!("rules-cms-006", pool = state.label(&to.into()))).related([to, from]);
        }
    }
}

fn running(cx: &PhaseContext<'_>, out: &mut Findings) {
    for Move { step, state, from, to } in moves(cx, out) {
        let about = pool_and_servers(state, to);
        let named = |step: &Step, kind: ActivityKind| match step {
            Step::Activity { kind: of, about: on, .. } => *of == kind && on.iter().any(|one| about.contains(one)),
            Step::Change { .. } => false,
        };
        let mut stopped = false;
        let mut installed = false;
        for earlier in cx.before_step(step) {
            installed |= named(earlier, ActivityKind::InstallServers);
            if named(earlier, ActivityKind::StopServices) {
                stopped = true;
            } else if named(earlier, ActivityKind::RestartServices) || named(earlier, ActivityKind::Reboot) {
                stopped = false;
            }
        }
        let installed_later = !installed && cx.after_step(step).any(|later| named(later, ActivityKind::InstallServers));
        if stopped || installed_later {
            out.report(step.id(), message!("rules-cms-007", pool = state.label(&to.into()))).related([to, from]);
        }
    }
}

fn replicated(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut host = cx.states.first().and_then(|today| today.deployment.cms.as_ref());
    // The pool that the store has left, with what an activity about its databases names.
    let mut left: Option<(&PoolId, Vec<Subject>)> = None;
    for (stage, step) in cx.steps() {
        let Some((before, after)) = cx.states.get(stage - 1).zip(cx.states.get(stage)) else { continue };
        let age = |pool: &PoolId| {
            let pool = before.pools.get(pool).or_else(|| after.pools.get(pool));
            pool.map(|pool| cx.age(stage, pool))
        };
        for command in step.commands() {
            let Command::MoveCms { to } = command else { continue };
            let Some(from) = host.replace(to) else { continue };
            match (age(from), age(to)) {
                (Some(Age::Older), Some(Age::Own)) => left = Some((from, databases_of(before, from))),
                (Some(Age::Unknown), _) => out.not_checked(from, &["version"]),
                (Some(Age::Older), Some(Age::Unknown)) => out.not_checked(to, &["version"]),
                _ => {}
            }
        }
        if matches!(**step, Step::Activity { kind: ActivityKind::VerifyReplication, .. }) {
            left = None;
        }
        if let Some((from, _)) = left.take_if(|(_, about)| is_activity(step, ActivityKind::RemoveDatabases, about)) {
            let said = message!("rules-cms-008", pool = before.label(&from.into()));
            out.report(step.id(), said).related([from]).during(stage, stage);
        }
    }
}

/// A pool, its servers, and the instances and SQL Servers that hold its Central Management store.
fn databases_of(topology: &Topology, pool: &PoolId) -> Vec<Subject> {
    let mut about = pool_and_servers(topology, pool);
    let from = Subject::from(pool);
    let is_store = |link: &&Arc<Link>| link.from == from && link.kind == LinkKind::CentralManagementStore;
    for link in topology.links.values().filter(is_store) {
        let Subject::SqlInstance(id) = &link.to else { continue };
        about.push(link.to.clone());
        about.extend(topology.sql_instances.get(id).map(|instance| Subject::from(&instance.server)));
    }
    about
}

fn setup(cx: &PhaseContext<'_>, out: &mut Findings) {
    for Move { step, state, from, to } in moves(cx, out) {
        let done = |kind: ActivityKind, pool: &PoolId| {
            let all = pool_and_servers(state, pool);
            let (pool, servers) = all.split_at(1);
            let is = |later: &Step, one: &Subject| is_activity(later, kind, std::slice::from_ref(one));
            cx.after_step(step).any(|later| is(later, &pool[0]))
                || !servers.is_empty() && servers.iter().all(|one| cx.after_step(step).any(|later| is(later, one)))
        };
        let name = |pool: &PoolId| state.label(&pool.into());
        let left: Vec<String> =
            [to, from].into_iter().filter(|pool| !done(ActivityKind::RunSetup, pool)).map(name).collect();
        let said = match (left.is_empty(), done(ActivityKind::Reboot, to)) {
            (true, true) => continue,
            (true, false) => message!("rules-cms-009-reboot", pool = name(to)),
            (false, _) => message!("rules-cms-009", pool = name(to), left = left),
        };
        out.report(step.id(), said).related([to, from]);
    }
}

/// Activities about the new host, before or after the step of the finding.
fn insert(cx: &FixContext<'_>, kinds: &[ActivityKind], after: bool, label: Message) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let at = |steps: &[Arc<Step>]| steps.iter().position(|step| step.id() == id);
    let Some((phase, at)) = cx.plan.phases.iter().find_map(|phase| Some((phase, at(&phase.steps)?))) else {
        return Vec::new();
    };
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (n, kind) in kinds.iter().enumerate() {
        let id = cx.plan.free_id_besides(SubjectKind::Step, kind.key(), &taken);
        taken.push(id.clone());
        // Setup also runs on the pool that the store leaves.
        let about = if *kind == ActivityKind::RunSetup { 2 } else { 1 };
        let about = cx.finding.related.iter().take(about).cloned().collect();
        let step = Step::activity(StepId::new(&id), *kind, about);
        let index = Some(at + usize::from(after) + n);
        edits.push(PlanEdit::AddStep { phase: phase.id.clone(), index, step });
    }
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn new_host(cx: &FixContext<'_>) -> String {
    cx.finding.related.first().map(|pool| cx.plan.label(pool)).unwrap_or_default()
}

fn prepare(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, &[ActivityKind::PrepareCms], false, message!("rules-cms-005-fix", pool = new_host(cx)))
}

fn enable(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, &[ActivityKind::EnableTopology], false, message!("rules-cms-006-fix"))
}

/// Its servers are installed first, where a later step does that, and started.
fn start(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(step), Some(Subject::Pool(to))) = (step_of(cx), cx.finding.related.first()) else { return Vec::new() };
    let Some((_, _, _, state)) = moment(cx, step.id()) else { return Vec::new() };
    let about = pool_and_servers(&state, to);
    let installs = |step: &&Arc<Step>| match &***step {
        Step::Activity { kind: ActivityKind::InstallServers, about: on, .. } => {
            on.iter().any(|one| about.contains(one))
        }
        _ => false,
    };
    let all = || cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let before = || all().take_while(|other| other.id() != step.id());
    let is_installed = before().any(|step| installs(&step));
    let later = all().skip_while(|other| other.id() != step.id()).find(installs).filter(|_| !is_installed);
    let label = message!("rules-cms-007-fix", pool = new_host(cx));
    let Some(later) = later else { return insert(cx, &[ActivityKind::RestartServices], false, label) };
    let stops = |step: &Arc<Step>| is_activity(step, ActivityKind::StopServices, &about);
    let mut edits = Vec::new();
    if before().any(stops) {
        edits.extend(steps::insert_activities(cx, &[(ActivityKind::RestartServices, vec![to.into()])], false));
    }
    // Before the start, if there is one.
    edits.extend(move_ahead(cx.plan, later.id(), step.id()));
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn verify(cx: &FixContext<'_>) -> Vec<Fix> {
    steps::insert(cx, false, ActivityKind::VerifyReplication, Vec::new(), message!("rules-cms-008-fix"))
}

fn run_setup(cx: &FixContext<'_>) -> Vec<Fix> {
    let kinds = [ActivityKind::RunSetup, ActivityKind::Reboot];
    insert(cx, &kinds, true, message!("rules-cms-009-fix", pool = new_host(cx)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    fn plan(before: &str, code: &str, after: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end enterprise version=lync-2010 central-management-store=sql1\\
              pool new front-end enterprise version=lync-2013 servers=n1,n2
              sql sql1
              sql sql2
            cms old
            phase Decommission
              do communicate
              {before}
              cms new {code}
              {after}
            "
        )
    }

    fn activity(sketch: &Sketch, index: usize, kind: ActivityKind, about: &[&str]) -> PlanEdit {
        let about = about.iter().map(|name| sketch.subject(name)).collect();
        let step = Step::activity(StepId::new("step-new"), kind, about);
        PlanEdit::AddStep { phase: sketch.phase(1), index: Some(index), step }
    }

    #[test]
    fn twins() {
        check_twins(&PREPARED, &plan("", "# CMS-005 related new old", ""), |sketch| {
            sketch.record(0, sketch.add_link("central-management-store", "new", "sql2\\"))
        });
        check_twins(&PREPARED, &plan("", "# CMS-005", "do prepare-cms new"), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        check_twins(&ENABLED, &plan("", "# CMS-006", "do enable-topology"), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        check_twins(&RUNNING, &plan("do stop-services new", "# CMS-007", ""), |sketch| {
            activity(sketch, 2, ActivityKind::RestartServices, &["n1"])
        });
        check_twins(&RUNNING, &plan("", "# CMS-007", "do install-servers new"), |sketch| {
            activity(sketch, 0, ActivityKind::InstallServers, &["new"])
        });
        check_twins(&REPLICATED, &plan("", "", "do remove-databases sql1 # CMS-008 related old"), |sketch| {
            activity(sketch, 2, ActivityKind::VerifyReplication, &[])
        });
        check_twins(&SETUP, &plan("", "# CMS-009", "do run-setup n1 n2\n              do reboot new"), |sketch| {
            activity(sketch, 2, ActivityKind::RunSetup, &["old"])
        });
        check_twins(&SETUP, &plan("", "# CMS-009", "do run-setup n1 old\n              do reboot new"), |sketch| {
            activity(sketch, 2, ActivityKind::RunSetup, &["n2"])
        });
        check_twins(&SETUP, &plan("do reboot new", "# CMS-009", "do run-setup"), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 3,
        });
    }

    #[test]
    fn databases_removed_in_a_later_phase() {
        check_twins(
            &REPLICATED,
            &plan("", "", "do verify\n            phase Later\n              do remove-databases old # CMS-008"),
            |sketch| activity(sketch, 2, ActivityKind::VerifyReplication, &[]),
        );
        check_silent(&REPLICATED, &plan("", "", "do remove-databases sql2"));
    }

    #[test]
    fn only_moves_from_the_legacy_to_the_target_are_concerned() {
        for rule in [&PREPARED, &ENABLED, &RUNNING, &REPLICATED, &SETUP] {
            let text = plan("do stop-services new", "", "do remove-databases");
            for (from, to) in [("lync-2010", "lync-2013"), ("lync-2013", "lync-2010")] {
                assert_eq!(check_silent(rule, &text.replace(from, to)).not_checked, []);
            }
            let report = check_silent(rule, &text.replace("version=lync-2013", ""));
            assert_eq!(report.not_checked[0].missing, ["version"]);
        }
    }

    #[test]
    fn an_old_host_of_unknown_version_waits() {
        let text = plan("", "", "").replace("version=lync-2010", "");
        check_said(&PREPARED, &text, missing, vec!["version"]);
    }

    #[test]
    fn databases_removed_with_their_pool_in_one_phase() {
        let text = plan("", "", "do remove-databases old\n              - pool old");
        check_said(&REPLICATED, &text, |report| report.findings.len(), 1);
    }
}
