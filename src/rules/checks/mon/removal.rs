//! MON-002, MON-004 and MON-005: what comes before the removal of a legacy Monitoring or Archiving Server.

use crate::rules::prelude::*;
use crate::rules::steps::{change_before, if_all_applies, insert, last_move, moment, move_behind};
use crate::rules::steps::{pool_and_servers, step_of};

pub static BACKUP: Rule =
    Rule::new("MON-002", "legacy-archive-removed-without-a-backup", "0.1.0", Check::Phase(backup))
        .mended(FixOffer::Always, back_up_first);

pub static USERS: Rule =
    Rule::new("MON-004", "legacy-archive-removed-before-its-users-left", "0.1.0", Check::Phase(users))
        .mended(FixOffer::Sometimes, behind_the_users);

pub static ASSOCIATIONS: Rule =
    Rule::new("MON-005", "legacy-archive-removed-with-its-associations", "0.1.0", Check::Phase(associations))
        .covering(&["ORDER-021"])
        .mended(FixOffer::Always, end_associations);

/// Each step that removes a legacy Monitoring or Archiving Server, with the state just before it.
fn removals<'c, 'a>(cx: &'c PhaseContext<'a>, out: &mut Findings) -> Vec<(&'a Step, &'c Topology, &'c Pool)> {
    let Some(pack) = cx.pack else { return Vec::new() };
    let is_server = |pool: &Pool| matches!(pool.kind, PoolKind::Monitoring | PoolKind::Archiving);
    let removed = |command: &Command, state: &Topology| match command {
        Command::Remove(Subject::Pool(id)) => state.pools.get(id).is_some_and(|pool| is_server(pool)),
        _ => false,
    };
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(|command| removed(command, cx.before))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let Command::Remove(Subject::Pool(id)) = command else { continue };
            let Some(pool) = state.pools.get(id).filter(|pool| is_server(pool)) else { continue };
            match pack.age(pool) {
                Age::Older => found.push((step, state, &**pool)),
                Age::Unknown => out.not_checked(id, &["version"]),
                _ => {}
            }
        }
    }
    found
}

fn backup(cx: &PhaseContext<'_>, out: &mut Findings) {
    for (step, state, pool) in removals(cx, out) {
        let mut about = pool_and_servers(state, &pool.id);
        let from = Subject::from(&pool.id);
        for link in state.links.values().filter(|link| link.from == from && link.kind.store().is_some()) {
            let Subject::SqlInstance(id) = &link.to else { continue };
            about.push(link.to.clone());
            about.extend(state.sql_instances.get(id).map(|instance| Subject::from(&instance.server)));
        }
        if !cx.is_done_before(step, ActivityKind::Backup, &about) {
            let said = message!("rules-mon-002", pool = state.label(&(&pool.id).into()));
            out.report(step.id(), said).related([&pool.id]);
        }
    }
}

fn users(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for (step, state, server) in removals(cx, out) {
        let groups = groups_by_pool(state);
        let mut left: Vec<&PoolId> = Vec::new();
        let mut unknown: Vec<&PoolId> = Vec::new();
        for pool in state.pools.values().filter(|pool| pool.kind.homes_users() && pack.age(pool) == Age::Older) {
            match users_of(&pool.id, groups.get(&pool.id)) {
                Some(0) => {}
                Some(_) => left.push(&pool.id),
                None => unknown.push(&pool.id),
            }
        }
        if left.is_empty() {
            unknown.into_iter().for_each(|pool| out.not_checked(pool, &["users"]));
            continue;
        }
        let said = message!(
            "rules-mon-004",
            server = state.label(&(&server.id).into()),
            pools = left.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>()
        );
        out.report(step.id(), said).related(std::iter::once(&server.id).chain(left));
    }
}

fn associations(cx: &PhaseContext<'_>, out: &mut Findings) {
    for (step, state, server) in removals(cx, out) {
        let to = Subject::from(&server.id);
        let associated = |link: &&std::sync::Arc<Link>| {
            link.to == to && matches!(link.kind, LinkKind::MonitoringServer | LinkKind::ArchivingServer)
        };
        let pools: Vec<&Subject> = state.links.values().filter(associated).map(|link| &link.from).collect();
        if pools.is_empty() {
            continue;
        }
        let said = message!(
            "rules-mon-005",
            server = state.label(&to),
            pools = pools.iter().map(|pool| state.label(pool)).collect::<Vec<_>>()
        );
        let related = std::iter::once(to.clone()).chain(pools.into_iter().cloned());
        out.report(step.id(), said).related(related).vendor(message!("rules-mon-005-vendor"));
    }
}

fn back_up_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let server = cx.finding.related.clone();
    let label = message!("rules-mon-002-fix", pool = server.first().map(|one| cx.plan.label(one)).unwrap_or_default());
    insert(cx, false, ActivityKind::Backup, server, label)
}

/// The removal goes behind the last move of users. Not when databases are removed in between: they would go first.
fn behind_the_users(cx: &FixContext<'_>) -> Vec<Fix> {
    let pools = cx.finding.related.iter().skip(1).filter_map(|subject| match subject {
        Subject::Pool(id) => Some(id.clone()),
        _ => None,
    });
    let Some(last) = last_move(cx.plan, &pools.collect::<Vec<_>>()) else { return Vec::new() };
    let Some(step) = step_of(cx).map(|step| step.id()) else { return Vec::new() };
    let steps = cx.plan.phases.iter().flat_map(|phase| &phase.steps);
    let behind: Vec<_> = steps.skip_while(|other| other.id() != step).collect();
    let Some(at) = behind.iter().position(|other| *other.id() == last) else { return Vec::new() };
    let removes =
        |step: &std::sync::Arc<Step>| matches!(**step, Step::Activity { kind: ActivityKind::RemoveDatabases, .. });
    if behind[..at].iter().any(|step| removes(step)) {
        return Vec::new();
    }
    let label = message!(
        "rules-order-behind-fix",
        step = cx.plan.label(&cx.finding.subject),
        other = cx.plan.label(&(&last).into())
    );
    if_all_applies(cx, move_behind(cx.plan, step, &last), label)
}

fn end_associations(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((_, _, _, state)) = step_of(cx).and_then(|step| moment(cx, step.id())) else { return Vec::new() };
    let Some(server) = cx.finding.related.first() else { return Vec::new() };
    let associated = |link: &&std::sync::Arc<Link>| {
        link.to == *server && matches!(link.kind, LinkKind::MonitoringServer | LinkKind::ArchivingServer)
    };
    let ends = state.links.values().filter(associated).map(|link| Command::Remove((&link.id).into()));
    change_before(cx, ends.collect(), message!("rules-mon-005-fix", server = state.label(server)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, last_links, missing};

    fn plan(users: &str, lines: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool arch10 archiving version=lync-2010 archiving-store=sql1\\
              pool fe10 front-end standard version=lync-2010 {users}
              sql sql1
            phase Decommission
              do communicate
              {lines}
              - pool arch10 {code}
              do backup arch10
            "
        )
    }

    #[test]
    fn twins() {
        check_twins(&BACKUP, &plan("", "", "# MON-002 related arch10"), |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        check_twins(&USERS, &plan("users=1", "", "# MON-004 related arch10 fe10"), |sketch| {
            sketch.record(0, sketch.count_users("fe10", 0))
        });
        check_twins(&ASSOCIATIONS, &plan("archiving-server=arch10", "", "# MON-005 related arch10 fe10"), |sketch| {
            sketch.record(0, sketch.remove_link("archiving-server", "fe10"))
        });
    }

    #[test]
    fn a_backup_of_the_sql_server_counts_and_pools_that_go_first_are_gone() {
        check_silent(&BACKUP, &plan("", "do backup sql1", ""));
        for rule in [&USERS, &ASSOCIATIONS] {
            assert_eq!(check_silent(rule, &plan("users=5 archiving-server=arch10", "- pool fe10", "")).not_checked, []);
        }
        assert_eq!(check_silent(&USERS, &plan("", "", "")).not_checked[0].missing, ["users"]);
    }

    #[test]
    fn the_removal_waits_for_the_last_move() {
        let moved = |lines: &str| {
            plan("users=2", "do backup arch10", "# MON-004 related arch10 fe10")
                .replace("do backup arch10\n            ", lines)
                + "phase Move\n  move all users fe10 -> fe13\n  do communicate"
        };
        let target = "do backup arch10\n            ";
        let text =
            moved(target).replace("sql sql1", "pool fe13 front-end standard version=lync-2013\n              sql sql1");
        let last = |plan: &crate::plan::Plan| plan.phases[1].steps[1].commands().len();
        check_mended(&USERS, &text, last, 1);
        // What removes the databases stays behind.
        let databases = text.replace("phase Move", "  do remove-databases sql1\nphase Move");
        check_said(&USERS, &databases, |report| report.findings.len(), 1);
    }

    #[test]
    fn what_belongs_to_another_pool_does_not_count() {
        let unknown = plan("", "", "").replace("archiving version=lync-2010", "archiving");
        check_said(&BACKUP, &unknown, missing, vec!["version"]);
        let other = plan("user-store=sql2\\", "do backup sql2", "").replace("sql sql1", "sql sql1\n sql sql2");
        check_said(&BACKUP, &other, |report| report.findings.len(), 1);
        let elsewhere = plan("archiving-server=arch11", "", "")
            .replace("sql sql1", "pool arch11 archiving version=lync-2010\n sql sql1");
        check_silent(&ASSOCIATIONS, &elsewhere);
    }

    #[test]
    fn databases_that_went_before_are_no_hindrance_and_other_associations_stay() {
        let text = plan("users=2", "do remove-databases sql1", "")
            .replace("sql sql1", "pool fe13 front-end standard version=lync-2013\n              sql sql1");
        let text = format!("{text}phase Move\n  move all users fe10 -> fe13\n  do communicate");
        check_mended(&USERS, &text, |plan| plan.phases[1].steps.len(), 3);
        let both = plan("archiving-server=arch10 monitoring-server=mon10", "", "")
            .replace("sql sql1", "pool mon10 monitoring version=lync-2010\n              sql sql1");
        let kept = vec![("pool-fe10".to_owned(), "pool-mon10".to_owned())];
        check_mended(&ASSOCIATIONS, &both, |plan| last_links(plan, LinkKind::MonitoringServer), kept);
    }
}
