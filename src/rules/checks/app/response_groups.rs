//! APP-003 to APP-006: the move of response groups, a whole pool at a time.

use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::steps::{insert, is_activity, last_move, moved_behind};
use std::collections::BTreeMap;

pub static TARGET: Rule = Rule::new("APP-003", "response-groups-without-one-fit-target", "0.1.0", Check::Plan(target))
    .mended(FixOffer::Sometimes, add_application);

pub static BEFORE_USERS: Rule =
    Rule::new("APP-004", "response-groups-moved-before-the-users", "0.1.0", Check::Phase(before_users))
        .mended(FixOffer::Sometimes, after_users);

pub static DELETED: Rule = Rule::new("APP-005", "legacy-response-groups-deleted", "0.1.0", Check::Phase(deleted))
    .mended(FixOffer::Always, keep);

pub static PACKAGE: Rule =
    Rule::new("APP-006", "response-groups-moved-without-the-wmi-package", "0.1.0", Check::Phase(package))
        .mended(FixOffer::Always, install);

/// A move of response groups: the legacy pools that it names, or that have response groups where it names none,
/// and the pools of the target.
struct Move<'c> {
    sources: Vec<&'c Pool>,
    targets: Vec<&'c Pool>,
}

/// What a step moves, in the state in which it is carried out.
fn moved<'c>(pack: &Pack, step: &Step, state: &'c Topology) -> Option<Move<'c>> {
    let Step::Activity { kind: ActivityKind::MoveResponseGroups, about, .. } = step else { return None };
    let named = about.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    });
    let (mut sources, targets): (Vec<&Pool>, Vec<&Pool>) = named.partition(|pool| pack.age(pool) != Age::Own);
    if sources.is_empty() && (about.is_empty() || !targets.is_empty() || about.contains(&Subject::Deployment)) {
        let has = |pool: &&Pool| pack.age(pool) == Age::Older && pool.response_groups.is_some_and(|count| count > 0);
        sources = state.pools.values().map(|pool| &**pool).filter(has).collect();
    }
    sources.retain(|pool| pool.kind == PoolKind::FrontEnd && pool.response_groups != Some(0));
    Some(Move { sources, targets })
}

fn is_move(step: &Step) -> bool {
    matches!(step, Step::Activity { kind: ActivityKind::MoveResponseGroups, .. })
}

fn target(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut to: BTreeMap<&PoolId, Vec<&Pool>> = BTreeMap::new();
    for (stage, step) in cx.steps().filter(|(_, step)| is_move(step)) {
        let Some(pack) = cx.packs.get(stage).copied().flatten() else { continue };
        // What a phase adds is in the state after it, what it removes in the state before.
        let (Some(before), Some(after)) = (cx.states.get(stage - 1), cx.states.get(stage)) else { continue };
        let (Some(old), Some(new)) = (moved(pack, step, before), moved(pack, step, after)) else { continue };
        let mut targets = new.targets;
        if targets.is_empty() {
            let all = || after.pools.values().map(|pool| &**pool);
            targets.extend(all().filter(|pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own));
            if targets.len() != 1 {
                old.sources.iter().for_each(|pool| out.not_checked(&pool.id, &["response-group-target"]));
                continue;
            }
        }
        for pool in &targets {
            let runs = |name: &Text| pack.applications.response_groups.contains(&name.trim().to_lowercase());
            match &pool.applications {
                Some(names) if names.iter().any(runs) => {}
                Some(_) if !old.sources.is_empty() => {
                    let said = message!("rules-app-003-application", pool = after.label(&(&pool.id).into()));
                    out.report(step.id(), said).field("applications").related([&pool.id]).during(stage, stage);
                }
                None if !old.sources.is_empty() => out.not_checked(&pool.id, &["applications"]),
                _ => {}
            }
        }
        let [source] = old.sources.as_slice() else {
            if targets.len() > 1 {
                // Nobody can say which pool goes where.
                old.sources.iter().for_each(|pool| out.not_checked(&pool.id, &["response-group-target"]));
            }
            continue;
        };
        let known = to.entry(&source.id).or_default();
        let before_this = known.len();
        for target in targets {
            if !known.iter().any(|other| other.id == target.id) {
                known.push(target);
            }
        }
        if known.len() > 1 && known.len() > before_this {
            let said = message!(
                "rules-app-003",
                pool = before.label(&(&source.id).into()),
                targets = known.iter().map(|pool| after.label(&(&pool.id).into())).collect::<Vec<_>>()
            );
            let related = std::iter::once(&source.id).chain(known.iter().map(|pool| &pool.id));
            out.report(step.id(), said).related(related).during(stage, stage);
        }
    }
}

/// The application is added to the pool where it enters the plan.
fn add_application(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some("applications"), [pool @ Subject::Pool(id)]) = (cx.finding.field, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let stage = cx.finding.stages.0;
    let state = cx.replay.states.get(stage);
    let name = crate::rules::pack(cx.plan.target_at(stage)).and_then(|pack| pack.applications.response_groups.first());
    let (Some(state), Some(name)) = (state, name) else { return Vec::new() };
    let mut names = state.pools.get(id).and_then(|pool| pool.applications.clone()).unwrap_or_default();
    names.push(Text::from(name.to_uppercase()));
    let added = Command::Set { of: pool.clone(), fact: "applications", to: Some(Value::List(names)) };
    vec![Fix {
        label: message!("rules-app-003-fix", pool = state.label(pool)),
        edits: vec![PlanEdit::Correct(added)],
        safety: Safety::Ask,
    }]
}

fn before_users(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| is_move(step)) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        let Some(Move { sources, .. }) = moved(pack, step, state) else { continue };
        let groups = groups_by_pool(state);
        for pool in sources.into_iter().filter(|pool| pack.age(pool) == Age::Older) {
            let leaves = |command: &Command| matches!(command, Command::MoveUsers { from, .. } if *from == pool.id);
            let moved_later = || cx.after_step(step).any(|later| later.commands().iter().any(leaves));
            let left = match users_of(&pool.id, groups.get(&pool.id)) {
                Some(users) => users > 0,
                None if moved_later() => true,
                None => {
                    out.not_checked(&pool.id, &["users"]);
                    false
                }
            };
            if left {
                out.report(step.id(), message!("rules-app-004", pool = state.label(&(&pool.id).into())))
                    .related([&pool.id]);
            }
        }
    }
}

fn after_users(cx: &FixContext<'_>) -> Vec<Fix> {
    let [Subject::Pool(pool)] = cx.finding.related.as_slice() else { return Vec::new() };
    match last_move(cx.plan, std::slice::from_ref(pool)) {
        Some(last) => moved_behind(cx, &last, message!("rules-app-004-fix", pool = cx.plan.label(&pool.into()))),
        None => Vec::new(),
    }
}

fn deleted(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let deletes = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::RemoveResponseGroups, .. });
    if !cx.phase.steps.iter().any(|step| deletes(step)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| deletes(step)) {
        for pool in state.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd) {
            let subject = [Subject::from(&pool.id)];
            let moves = |one: &Step| is_activity(one, ActivityKind::MoveResponseGroups, &subject);
            let concerned = matches!(pack.age(pool), Age::Older | Age::Unknown)
                && pool.response_groups != Some(0)
                && is_activity(step, ActivityKind::RemoveResponseGroups, &subject)
                && cx.before_step(step).any(moves);
            if concerned && pack.age(pool) == Age::Unknown {
                out.not_checked(&pool.id, &["version"]);
            } else if concerned {
                out.report(step.id(), message!("rules-app-005", pool = state.label(&subject[0]))).related(subject);
            }
        }
    }
}

fn keep(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    vec![Fix {
        label: message!("rules-app-005-fix"),
        edits: vec![PlanEdit::RemoveStep(id.clone())],
        safety: Safety::Ask,
    }]
}

fn package(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| is_move(step)) {
        return;
    }
    let installs = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::InstallWmiPackage, .. });
    for (step, state) in cx.exact_steps() {
        let Some(Move { sources, .. }) = moved(pack, step, state) else { continue };
        if cx.before_step(step).any(installs) {
            continue;
        }
        let through = |pool: &Pool| {
            pool.version.is_some_and(|version| pack.applications.response_groups_through_wmi.contains(&version))
        };
        let pools: Vec<&PoolId> = sources.iter().filter(|pool| through(pool)).map(|pool| &pool.id).collect();
        if pools.is_empty() {
            let unknown = sources.iter().filter(|pool| pack.age(pool) == Age::Unknown);
            unknown.for_each(|pool| out.not_checked(&pool.id, &["version"]));
            continue;
        }
        let names = pools.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>();
        out.report(step.id(), message!("rules-app-006", pools = names)).related(pools);
    }
}

fn install(cx: &FixContext<'_>) -> Vec<Fix> {
    insert(cx, false, ActivityKind::InstallWmiPackage, Vec::new(), message!("rules-app-006-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_words};

    fn plan(pools: &str, steps: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard version=lync-2010 {pools}
              pool new front-end enterprise version=lync-2013 applications=RGS
              pool other front-end enterprise version=lync-2013 applications=RGS
            phase After
              {steps}
            "
        )
    }

    #[test]
    fn twins() {
        let split =
            "do move-response-groups old new\n  do move-response-groups old other   # APP-003 related old new other";
        check_twins(&TARGET, &plan("response-groups=3", split), |sketch| PlanEdit::RemoveStep(sketch.step(1, 2)));
        let at_once = "do move-response-groups old new other   # APP-003 related old new other";
        check_twins(&TARGET, &plan("", at_once), |sketch| {
            sketch.record(0, sketch.set("old", "response-groups", Value::Count(0)))
        });
        for name in ["RGS", "Response Group", "response groups"] {
            let without = plan("", "do move-response-groups old new   # APP-003 related new").replacen(
                "applications=RGS",
                "applications=CPS",
                1,
            );
            check_twins(&TARGET, &without, |sketch| {
                PlanEdit::Correct(sketch.set("new", "applications", Value::List(vec![Text::from(name)])))
            });
        }
        let early = "do move-response-groups old   # APP-004 related old\n  move all users old -> new";
        check_twins(&BEFORE_USERS, &plan("users=1", early), |sketch| sketch.record(0, sketch.count_users("old", 0)));
        check_twins(&BEFORE_USERS, &plan("", early), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 1),
            to: sketch.phase(1),
            index: 1,
        });
        let delete = "do move-response-groups old new\n  do remove-response-groups old   # APP-005 related old";
        check_twins(&DELETED, &plan("response-groups=3", delete), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 0,
        });
        let bare = "do move-response-groups old new   # APP-006 related old";
        for version in ["lync-2010", "ocs-2007-r2"] {
            check_twins(&PACKAGE, &plan("", bare).replace("lync-2010", version), |sketch| {
                sketch.activity(1, 0, ActivityKind::InstallWmiPackage, &[])
            });
        }
    }

    #[test]
    fn a_step_about_nothing_means_every_pool_with_response_groups() {
        let all = plan("response-groups=3 users=5", "do move-response-groups   # APP-004 related old");
        check_twins(&BEFORE_USERS, &all, |sketch| {
            sketch.record(0, sketch.set("old", "response-groups", Value::Count(0)))
        });
        check_silent(&BEFORE_USERS, &plan("users=5", "do move-response-groups"));
    }

    #[test]
    fn deleting_what_was_never_moved_is_no_mistake() {
        check_silent(&DELETED, &plan("response-groups=3", "do remove-response-groups old"));
        check_silent(&DELETED, &plan("", "do move-response-groups old new\n  do remove-response-groups new"));
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |rule, text: &str| {
            let report = check_silent(rule, text);
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&TARGET, &plan("", "do move-response-groups old")), ["response-group-target"]);
        let bare = plan("", "do move-response-groups old new").replace("applications=RGS", "");
        assert_eq!(missing(&TARGET, &bare), ["applications"]);
        assert_eq!(missing(&BEFORE_USERS, &plan("", "do move-response-groups old")), ["users"]);
        let unknown = |steps: &str| plan("", steps).replacen("version=lync-2010", "", 1);
        assert_eq!(missing(&PACKAGE, &unknown("do move-response-groups old new")), ["version"]);
        let delete = "do move-response-groups old new\n  do remove-response-groups old";
        assert_eq!(missing(&DELETED, &unknown(delete)), ["version"]);
        // One pool of the target needs no name in the step.
        let one = plan("", "do move-response-groups old").replace("pool other front-end", "pool other edge");
        assert_eq!(missing(&TARGET, &one), [""; 0]);
        // Several pools to several others: nobody can say which goes where.
        let several = plan("", "do move-response-groups old older new other")
            .replace("phase After", "  pool older front-end standard version=lync-2010\n            phase After");
        assert_eq!(missing(&TARGET, &several), ["response-group-target", "response-group-target"]);
    }

    #[test]
    fn every_version_that_is_moved_from() {
        check_words(&PACKAGE, Version::KEYS, &["ocs-2007-r2", "lync-2010"], |version| {
            plan("", "do move-response-groups old new").replace("lync-2010", version)
        });
    }

    #[test]
    fn a_pool_that_the_phase_removes_is_still_a_source() {
        let text = plan("", "do move-response-groups old new\n  - pool old").replacen(
            "applications=RGS",
            "applications=CPS",
            1,
        );
        check_said(&TARGET, &text, |report| report.findings.len(), 1);
    }

    #[test]
    fn a_pool_without_response_groups_asks_nothing_of_its_target() {
        let text = plan("response-groups=0", "do move-response-groups old new");
        check_silent(&TARGET, &text.replacen("applications=RGS", "applications=CPS", 1));
        assert_eq!(check_silent(&TARGET, &text.replace("applications=RGS", "")).not_checked, []);
    }
}
