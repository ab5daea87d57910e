//! SBA-004, SBA-005: branch appliances that are moved to the target with their users, or left on a removed pool.

use super::{associate, associates, fitting};
use crate::rules::prelude::*;
use crate::rules::steps::moment;

pub static USERS: Rule =
    Rule::new("SBA-004", "branch-appliance-moved-before-its-users-left", "0.1.0", Check::Phase(users))
        .covering(&["ORDER-013"])
        .mended(FixOffer::Sometimes, move_users);

pub static REGISTRAR: Rule =
    Rule::new("SBA-005", "pool-removed-with-its-branch-appliances", "0.1.0", Check::Phase(registrar))
        .mended(FixOffer::Sometimes, re_associate);

/// The branch appliance that a command takes out of the legacy topology: by removing it, or by associating it anew.
fn re_homed<'c>(command: &'c Command, state: &Topology, pack: &crate::rules::Pack) -> Option<&'c PoolId> {
    let is_sba = |id: &PoolId| state.pools.get(id).is_some_and(|pool| pool.kind == PoolKind::Sba);
    match command {
        Command::Remove(Subject::Pool(id)) if is_sba(id) => Some(id),
        Command::Add(Element::Link(link)) if associates(link.kind) => match (&link.from, &link.to) {
            (Subject::Pool(id), Subject::Pool(to)) if is_sba(id) => {
                state.pools.get(to).filter(|to| pack.age(to) == Age::Own).map(|_| id)
            }
            _ => None,
        },
        _ => None,
    }
}

fn users(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let commands = || cx.phase.steps.iter().flat_map(|step| step.commands());
    let may = |command: &Command| match command {
        Command::Remove(Subject::Pool(id)) => cx.before.pools.get(id).is_some_and(|pool| pool.kind == PoolKind::Sba),
        Command::Add(Element::Link(link)) => associates(link.kind),
        _ => false,
    };
    if !commands().any(may) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        if !step.commands().iter().any(may) {
            continue;
        }
        let mut now = state.clone();
        let mut said: Vec<&PoolId> = Vec::new();
        for command in step.commands() {
            if let Some(id) = re_homed(command, &now, pack).filter(|id| !said.contains(id)) {
                said.push(id);
                remaining(cx, step, &now, id, out);
            }
            if let Ok(next) = command.applied_to(&now) {
                now = next;
            }
        }
    }
}

/// Users who are still on a branch appliance when a step takes it out of the legacy topology.
fn remaining(cx: &PhaseContext<'_>, step: &Step, state: &Topology, id: &PoolId, out: &mut Findings) {
    let (Some(pack), Some(sba)) = (cx.pack, state.pools.get(id)) else { return };
    let groups: Vec<&UserGroup> =
        state.user_groups.values().filter(|group| group.homes.contains_key(id)).map(|group| &**group).collect();
    // One that the plan itself adds has the users that the plan moves to it.
    if groups.is_empty() && !cx.plan.today.pools.contains_key(id) {
        return;
    }
    match (pack.age(sba), users_of(id, Some(&groups))) {
        (Age::Older | Age::Unknown, Some(0)) => {}
        (Age::Older, Some(users)) => {
            let said = message!("rules-sba-004", sba = state.label(&id.into()), users = users);
            out.report(step.id(), said).related([id]);
        }
        (Age::Older, None) => out.not_checked(id, &["users"]),
        (Age::Unknown, _) => out.not_checked(id, &["version"]),
        _ => {}
    }
}

/// All users of the appliance to the pool that it is associated with, before the step.
fn move_users(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Step(id), Some(Subject::Pool(sba))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let Some((phase, at, _, before)) = moment(cx, id) else { return Vec::new() };
    let from = Subject::from(sba);
    let to = before.links.values().find(|link| link.from == from && associates(link.kind)).map(|link| &link.to);
    let Some(Subject::Pool(to)) = to else { return Vec::new() };
    // On a pool that the plan removes later they would be left behind.
    if !cx.replay.states.last().is_some_and(|last| last.pools.contains_key(to)) {
        return Vec::new();
    }
    let groups =
        before.user_groups.values().filter(|group| group.homes.get(sba).is_some_and(|count| *count != Some(0)));
    let move_all = |group: &UserGroup| Command::MoveUsers {
        group: group.id.clone(),
        from: sba.clone(),
        to: to.clone(),
        amount: crate::edit::Amount::All,
    };
    let commands: Vec<Command> = groups.map(|group| move_all(group)).collect();
    if commands.is_empty() {
        return Vec::new();
    }
    let label = message!("rules-sba-004-fix", sba = cx.plan.label(&from), pool = cx.plan.label(&to.into()));
    let step = StepId::new(&cx.plan.free_id_besides(SubjectKind::Step, "move-users", &[]));
    let step = Step::Change { id: step, commands, note: None, tool: None };
    let edits = vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn registrar(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let commands = || cx.phase.steps.iter().flat_map(|step| step.commands());
    let removed = |command: &Command| match command {
        Command::Remove(Subject::Pool(id)) => Some(Subject::from(id)),
        _ => None,
    };
    let gone: Vec<Subject> = commands().filter_map(removed).collect();
    let added = commands().filter_map(|c| if let Command::Add(Element::Link(link)) = c { Some(&**link) } else { None });
    let mut links = cx.before.links.values().map(|link| &**link).chain(added);
    if gone.is_empty() || !links.any(|link| associates(link.kind) && gone.contains(&link.to)) {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| step.commands().iter().any(|c| removed(c).is_some())) {
        let mut now = state.clone();
        for command in step.commands() {
            if let Command::Remove(Subject::Pool(id)) = command
                && let Some(pool) = now.pools.get(id).filter(|pool| pack.age(pool) != Age::Newer)
            {
                let to = Subject::from(&pool.id);
                let is_sba = |from: &Subject| match from {
                    Subject::Pool(id) => now.pools.get(id).is_some_and(|pool| pool.kind == PoolKind::Sba),
                    _ => false,
                };
                let links = now.links.values().filter(|link| link.to == to && associates(link.kind));
                let mut left: Vec<Subject> = links.map(|link| link.from.clone()).filter(is_sba).collect();
                left.sort();
                left.dedup();
                if !left.is_empty() {
                    let said = message!(
                        "rules-sba-005",
                        pool = now.label(&to),
                        appliances = left.iter().map(|sba| now.label(sba)).collect::<Vec<_>>()
                    );
                    out.report(step.id(), said).related(std::iter::once(to.clone()).chain(left));
                }
            }
            if let Ok(next) = command.applied_to(&now) {
                now = next;
            }
        }
    }
}

/// The appliances behind a pool of the target, before the step. Not while users are on them (SBA-004).
fn re_associate(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Step(id), Some((old, appliances))) = (&cx.finding.subject, cx.finding.related.split_first()) else {
        return Vec::new();
    };
    let Some((phase, at, stage, before)) = moment(cx, id) else { return Vec::new() };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let has_users = |sba: &Subject| {
        let counts = before.user_groups.values().filter_map(|group| match sba {
            Subject::Pool(id) => group.homes.get(id),
            _ => None,
        });
        counts.into_iter().any(|count| count.is_some_and(|count| count > 0))
    };
    let (mut commands, mut taken, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for sba in appliances {
        let Some(new) = fitting(&before, sba, |pool| pack.age(pool) == Age::Own) else { return Vec::new() };
        let moved = associate(cx, &before, (sba, old, new), &mut taken);
        if moved.is_empty() || has_users(sba) {
            return Vec::new();
        }
        commands.extend(moved);
        names.push(before.label(sba));
    }
    let label = message!("rules-sba-005-fix", appliances = names);
    let step = StepId::new(&cx.plan.free_id_besides(SubjectKind::Step, "associate", &[]));
    let step = Step::Change { id: step, commands, note: None, tool: None };
    let edits = vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Amount;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    fn plan(sba: &str, work: &str) -> String {
        format!(
            "
            site Paris
              pool fe10 front-end standard version=lync-2010 users=0
              pool fe13 front-end standard version=lync-2013 users=0
            site Nice branch=Paris
              pool sba10 sba {sba} backup-registrar=fe10 user-services=fe10
            phase Branch
              do communicate
              {work}
            "
        )
    }

    #[test]
    fn twins() {
        let text =
            plan("version=lync-2010 users=2", "move 1 users sba10 -> fe10\n - pool sba10 # SBA-004 related sba10");
        check_twins(&USERS, &text, |sketch| {
            PlanEdit::EditStep(Step::Change {
                id: sketch.step(1, 2),
                commands: vec![sketch.move_users("sba10", "fe10", Amount::All)],
                note: None,
                tool: None,
            })
        });
        let text = plan("version=lync-2010 users=1", "+ link backup-registrar sba10 -> fe13 # SBA-004 related sba10");
        check_twins(&USERS, &text, |sketch| sketch.record(0, sketch.count_users("sba10", 0)));
        let text = plan("version=lync-2010 users=0", "- pool fe10 # SBA-005 related fe10 sba10\n - pool sba10");
        check_twins(&REGISTRAR, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 3),
            to: sketch.phase(1),
            index: 1,
        });
        let re_homed = "- link backup-registrar sba10\n - link user-services sba10\n - pool fe10";
        check_silent(&REGISTRAR, &plan("version=lync-2010", re_homed));
        for kept in ["- link backup-registrar sba10", "- link user-services sba10"] {
            let text = plan("version=lync-2010", &format!("{kept}\n - pool fe10 # SBA-005 related fe10 sba10"));
            check_twins(&REGISTRAR, &text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 3)));
        }
    }

    #[test]
    fn both_in_one_step() {
        let both = |first: &str, second: &str| {
            let sketch = crate::rules::sketch::read(&plan("version=lync-2010", "do verify")).unwrap();
            let commands = vec![sketch.remove(first), sketch.remove(second)];
            let step = Step::Change { id: StepId::new("step-both"), commands, note: None, tool: None };
            let edit = PlanEdit::AddStep { phase: sketch.phase(1), index: None, step };
            let plan = edit.applied_to(&sketch.plan).unwrap();
            crate::rules::twin_tests::alone(&REGISTRAR, &plan).findings.len()
        };
        assert_eq!((both("sba10", "fe10"), both("fe10", "sba10")), (0, 1));
    }

    #[test]
    fn other_associations_and_appliances_of_the_target_are_not_concerned() {
        let again = "+ link backup-registrar sba10 -> other10";
        let text = plan("version=lync-2010 users=1", again)
            .replace("pool fe13", "pool other10 front-end standard version=lync-2010\n pool fe13");
        assert_eq!(check_silent(&USERS, &text).not_checked, []);
        assert_eq!(check_silent(&USERS, &plan("version=lync-2013 users=1", "- pool sba10")).not_checked, []);
        let stand_by = plan("version=lync-2010", "- pool sba10\n - pool fe10")
            .replace("version=lync-2013 users=0", "version=lync-2013 users=0 backup-registrar=fe10");
        check_silent(&REGISTRAR, &stand_by);
        let new = "+ pool new sba version=lync-2010\n + link backup-registrar new -> fe13";
        assert_eq!(check_silent(&USERS, &plan("version=lync-2010", new)).not_checked, []);
    }

    #[test]
    fn unknown_is_not_green() {
        let missing = |sba: &str| {
            let report = check_silent(&USERS, &plan(sba, "- pool sba10"));
            report.not_checked.into_iter().flat_map(|n| n.missing).collect::<Vec<_>>()
        };
        assert_eq!(missing("version=lync-2010"), ["users"]);
        assert_eq!(missing("users=1"), ["version"]);
        assert!(missing("users=0").is_empty());
    }

    #[test]
    fn users_of_an_appliance_that_stands_alone_have_nowhere_to_go() {
        let text = plan("version=lync-2010 users=1", "- pool sba10");
        check_unmended(&USERS, &text.replace("backup-registrar=fe10 user-services=fe10", ""));
        check_unmended(&USERS, &format!("{text}\nphase End\n - pool fe10"));
    }

    #[test]
    fn an_appliance_is_associated_anew_when_its_users_have_left() {
        let removal = |users: usize| plan(&format!("version=lync-2010 users={users}"), "- pool fe10");
        check_unmended(&REGISTRAR, &removal(1));
        check_mended(&REGISTRAR, &removal(0), |_| (), ());
    }

    #[test]
    fn the_users_of_an_appliance_go_to_the_pool_behind_it() {
        let text = plan("version=lync-2010 users=2", "- pool sba10");
        let on_pool = |plan: &crate::plan::Plan| plan.replay().states[1].users_on(&PoolId::new("pool-fe10"));
        check_mended(&USERS, &text, on_pool, Some(2));
    }
}
