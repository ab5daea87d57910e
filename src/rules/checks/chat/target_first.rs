//! CHAT-006: chat that is imported before its Persistent Chat pool stands.

use super::work::{Work, chat_pools, is, named, work};
use crate::rules::prelude::*;
use crate::rules::steps::{move_behind, pool_and_servers};

pub static RULE: Rule = Rule::new("CHAT-006", "chat-imported-before-its-pool-stands", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Sometimes, later);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for Work { step, state, to, .. } in work(cx).into_iter().filter(|work| work.imports) {
        let wanted = named(step, &chat_pools(cx.plan), PoolKind::PersistentChat);
        let absent = wanted.iter().find(|id| !state.pools.contains_key(**id));
        let has = |age: Age, kind: PoolKind| {
            state.pools.values().find(|pool| pool.kind == kind && pack.age(pool) == age).map(|pool| &pool.id)
        };
        if let Some(id) = absent {
            out.report(step.id(), message!("rules-chat-006", pool = cx.plan.label(&(*id).into()))).related([*id]);
        } else if wanted.is_empty() && to.is_empty() {
            match has(Age::Unknown, PoolKind::PersistentChat) {
                Some(id) => out.not_checked(id, &["version"]),
                None => {
                    let said = message!("rules-chat-006-none", step = cx.plan.label(&step.id().into()));
                    out.report(step.id(), said);
                }
            }
        } else if let Some(pool) = to.iter().find(|pool| is_installed_later(cx, state, step, &pool.id)) {
            let name = state.label(&(&pool.id).into());
            out.report(step.id(), message!("rules-chat-006-installed", pool = name)).related([&pool.id]);
        } else if has(Age::Own, PoolKind::FrontEnd).is_none() {
            match has(Age::Unknown, PoolKind::FrontEnd) {
                Some(id) => out.not_checked(id, &["version"]),
                None => {
                    let said = message!(
                        "rules-chat-006-home",
                        step = cx.plan.label(&step.id().into()),
                        target = Message::word(Version::PREFIX, pack.product.key())
                    );
                    out.report(step.id(), said);
                }
            }
        }
    }
}

/// A pool whose installation the plan leaves out is taken as installed.
fn is_installed_later<'a>(cx: &PhaseContext<'a>, state: &Topology, step: &'a Step, pool: &PoolId) -> bool {
    let all = pool_and_servers(state, pool);
    let installs = |step: &Step| match step {
        Step::Activity { kind: ActivityKind::InstallServers, about, .. } => about.iter().any(|one| all.contains(one)),
        _ => false,
    };
    !cx.before_step(step).any(installs) && cx.after_step(step).any(installs)
}

/// The import, right after the last step that it waits for.
fn later(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let product = crate::rules::pack(&cx.plan.target).map(|pack| pack.product);
    let about = &cx.finding.related;
    let steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps).skip_while(|step| step.id() != id).skip(1);
    let is_wanted = |pool: &Pool| match (about.first(), pool.kind) {
        (Some(Subject::Pool(id)), PoolKind::PersistentChat) => pool.id == *id,
        (None, PoolKind::PersistentChat | PoolKind::FrontEnd) => pool.version == product,
        _ => false,
    };
    let readies = |step: &Step| {
        let adds = |command: &Command| matches!(command, Command::Add(Element::Pool(pool)) if is_wanted(pool));
        let installs = match step {
            Step::Activity { about: on, .. } => {
                is(step, ActivityKind::InstallServers) && on.iter().any(|one| about.contains(one))
            }
            Step::Change { .. } => false,
        };
        installs || step.commands().iter().any(adds)
    };
    let Some(last) = steps.filter(|step| readies(step)).last() else { return Vec::new() };
    let mut edits: Vec<PlanEdit> = move_behind(cx.plan, id, last.id()).into_iter().collect();
    let absent = matches!(&*cx.finding.message.id, "rules-chat-006" | "rules-chat-006-none");
    let new = last.commands().iter().find_map(|command| match command {
        Command::Add(Element::Pool(pool)) if pool.kind == PoolKind::PersistentChat => Some(Subject::from(&pool.id)),
        _ => None,
    });
    // A pool that stands is stopped before chat is imported into it.
    if let (true, Some(pool), Some(PlanEdit::MoveStep { to, index, .. })) = (absent, new, edits.first()) {
        let stop = ActivityKind::StopServices;
        let step = StepId::new(&cx.plan.free_id_besides(SubjectKind::Step, stop.key(), &[]));
        let step = Step::activity(step, stop, vec![pool]);
        edits.push(PlanEdit::AddStep { phase: to.clone(), index: Some(*index), step });
    }
    let (step, after) = (cx.plan.label(&id.into()), cx.plan.label(&last.id().into()));
    vec![Fix { label: message!("rules-chat-006-fix", step = step, after = after), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    fn plan(work: &str) -> String {
        format!(
            "
            site Paris
              pool chat10 group-chat version=lync-2010
            phase Pilot
              + pool fe13 front-end standard version=lync-2013
            phase Chat
              {work}
            "
        )
    }

    const NEW: &str = "+ pool chat13 persistent-chat version=lync-2013 servers=c1";

    #[test]
    fn twins() {
        let swap = |sketch: &crate::rules::sketch::Sketch| PlanEdit::MoveStep {
            step: sketch.step(2, 1),
            to: sketch.phase(2),
            index: 1,
        };
        check_twins(&RULE, &plan(&format!("do chat-import # CHAT-006\n {NEW}")), swap);
        check_twins(&RULE, &plan(&format!("do chat-import chat13 # CHAT-006 related chat13\n {NEW}")), swap);
        check_twins(&RULE, &plan(&format!("do chat-import chat13 # CHAT-006\n phase Late\n {NEW}")), |sketch| {
            PlanEdit::MoveStep { step: sketch.step(2, 1), to: sketch.phase(3), index: 1 }
        });
        let early = plan(&format!("{NEW}\n do chat-import # CHAT-006 related chat13\n do install-servers c1"));
        check_twins(&RULE, &early.replace("servers c1", "servers chat13"), |sketch| PlanEdit::MoveStep {
            step: sketch.step(2, 2),
            to: sketch.phase(2),
            index: 2,
        });
        let homeless =
            plan(&format!("{NEW}\n do chat-import # CHAT-006")).replace("+ pool fe13 front-end", "+ pool fe13 edge");
        check_twins(&RULE, &homeless.replace("edge standard", "edge"), |sketch| {
            let mut pool = Pool::new(PoolId::new("pool-fe"), PoolKind::FrontEnd);
            pool.version = Some(Version::Lync2013);
            sketch.record(1, Command::Add(pool.into()))
        });
    }

    #[test]
    fn a_server_that_is_installed_later_than_the_import_is_too_late() {
        let text = plan(&format!("{NEW}\n do chat-import # CHAT-006\n do install-servers c1"));
        check_twins(&RULE, &text, |sketch| PlanEdit::RemoveStep(sketch.step(2, 3)));
    }

    #[test]
    fn in_order_and_unknown() {
        assert_eq!(
            check_silent(&RULE, &plan(&format!("{NEW}\n do install-servers c1\n do chat-import"))).not_checked,
            []
        );
        let unknown = plan("+ pool chat13 persistent-chat\n do chat-import");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
        let unknown = plan(&format!("{NEW}\n do chat-import")).replace("standard version=lync-2013", "standard");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
    }

    #[test]
    fn the_import_waits_for_what_comes_later() {
        let is_mended = |text: &str| check_mended(&RULE, &plan(text), |_| (), ());
        is_mended(&format!("do chat-import chat13\n {NEW}"));
        is_mended(&format!("{NEW}\n do chat-import\n do install-servers chat13"));
    }
}
