//! SBA-004, SBA-005: branch appliances that are moved to the target with their users, or left on a removed pool.

use super::{associate, associates, fitting};
use crate::edit::Amount;
use crate::rules::prelude::*;
use crate::rules::steps::{moment, place_of};

pub static USERS: Rule =
    Rule::new("SBA-004", "branch-appliance-moved-before-its-users-left", "0.1.0", Check::Phase(users))
        .in_course()
        .covering(&["ORDER-013"])
        .mended(FixOffer::Sometimes, move_users);

pub static REGISTRAR: Rule =
    Rule::new("SBA-005", "pool-removed-with-its-branch-appliances", "0.1.0", Check::Phase(registrar))
        .in_course()
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

/// All users of the appliance to the pool that it is associated with, before the step; and back once it stands in the
/// new topology, where the plan says that it does.
fn move_users(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Step(id), Some(Subject::Pool(sba))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let Some((phase, at, _, before)) = moment(cx, id) else { return Vec::new() };
    let from = Subject::from(sba);
    let to = before.links.values().find(|link| link.from == from && associates(link.kind)).map(|link| &link.to);
    let Some(Subject::Pool(to)) = to else { return Vec::new() };
    let groups =
        before.user_groups.values().filter(|group| group.homes.get(sba).is_some_and(|count| *count != Some(0)));
    let groups: Vec<&UserGroup> = groups.map(|group| &**group).collect();
    if groups.is_empty() {
        return Vec::new();
    }
    let away = groups.iter().map(|group| move_of(group, sba, to, Amount::All)).collect();
    let mut ids = Vec::new();
    let mut step = |commands: Vec<Command>| {
        let id = cx.plan.free_id_besides(SubjectKind::Step, "move-users", &ids);
        ids.push(id.clone());
        Step::change(StepId::new(&id), commands)
    };
    let first = PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step: step(away) };
    let label = |pool: &PoolId| cx.plan.label(&pool.into());
    if let Some((new, behind)) = way_back(cx, id, sba, &before)
        && let Some((there, place)) = place_of(cx.plan, &behind)
    {
        // Others of the group who are on that pool stay.
        let count = |group: &UserGroup| match group.homes.get(to) {
            None | Some(Some(0)) => Some(Amount::All),
            Some(_) => group.homes.get(sba).copied().flatten().map(Amount::Number),
        };
        let back = groups.iter().map(|group| Some(move_of(group, to, &new, count(group)?))).collect::<Option<_>>();
        let index = place + 1 + usize::from(there.id == phase.id);
        let second =
            back.map(|back| PlanEdit::AddStep { phase: there.id.clone(), index: Some(index), step: step(back) });
        let edits: Vec<PlanEdit> = std::iter::once(first.clone()).chain(second).collect();
        if edits.len() > 1 && arrive(cx, &edits, &groups, &new) {
            let label = message!("rules-sba-004-back-fix", sba = label(sba), pool = label(to), new = label(&new));
            return vec![Fix { label, edits, safety: Safety::Ask }];
        }
    }
    // On a pool that the plan removes later they would be left behind.
    if !cx.replay.states.last().is_some_and(|last| last.pools.contains_key(to)) {
        return Vec::new();
    }
    let label = message!("rules-sba-004-fix", sba = label(sba), pool = label(to));
    vec![Fix { label, edits: vec![first], safety: Safety::Ask }]
}

fn move_of(group: &UserGroup, from: &PoolId, to: &PoolId, amount: Amount) -> Command {
    Command::MoveUsers { group: group.id.clone(), from: from.clone(), to: to.clone(), amount }
}

/// Where the users of an appliance go back to, and the step behind which they can: the same appliance, associated anew
/// and there to stay, or else the only one that comes to its site.
fn way_back(cx: &FixContext<'_>, from: &StepId, sba: &PoolId, before: &Topology) -> Option<(PoolId, StepId)> {
    let last = cx.replay.states.last()?;
    let all = cx.plan.phases.iter().flat_map(|phase| &phase.steps).skip_while(|step| step.id() != from);
    let steps: Vec<&Step> = all.map(|step| &**step).collect();
    let new = if last.pools.contains_key(sba) {
        sba.clone()
    } else {
        let site = before.pools.get(sba)?.site.as_ref()?;
        let comes = |pool: &&Pool| pool.kind == PoolKind::Sba && pool.site.as_ref() == Some(site);
        let added = steps.iter().flat_map(|step| step.commands()).filter_map(|command| match command {
            Command::Add(Element::Pool(pool)) => Some(&**pool).filter(comes),
            _ => None,
        });
        let mut kept = added.filter(|pool| last.pools.contains_key(&pool.id));
        kept.next().filter(|_| kept.next().is_none())?.id.clone()
    };
    let makes = |command: &Command| match command {
        Command::Add(Element::Pool(pool)) => pool.id == new,
        Command::Add(Element::Link(link)) => associates(link.kind) && link.from == Subject::from(&new),
        _ => false,
    };
    let behind = steps.iter().rev().find(|step| step.commands().iter().any(makes))?.id().clone();
    Some((new, behind))
}

/// Whether these edits bring all of these users to a pool, and no step is left out more than before.
fn arrive(cx: &FixContext<'_>, edits: &[PlanEdit], groups: &[&UserGroup], new: &PoolId) -> bool {
    let Ok(plan) = PlanEdit::all_applied_to(edits, cx.plan) else { return false };
    let replay = plan.replay();
    let Some(last) = replay.states.last().filter(|_| replay.skipped.len() <= cx.replay.skipped.len()) else {
        return false;
    };
    let there = |group: &&UserGroup| last.user_groups.get(&group.id).and_then(|group| group.homes.get(new)).copied();
    groups.iter().all(|group| there(group).is_some_and(|count| count != Some(0)))
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
    let step = Step::change(step, commands);
    let edits = vec![PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step }];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
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
            PlanEdit::EditStep(Step::change(sketch.step(1, 2), vec![sketch.move_users("sba10", "fe10", Amount::All)]))
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
            let step = Step::change(StepId::new("step-both"), commands);
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
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
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

    /// The homes of the users at the end, by the names of their pools.
    fn homes(plan: &crate::plan::Plan) -> Vec<(String, Option<u64>)> {
        let last = plan.replay().states.last().cloned().unwrap();
        let homes = last.user_groups.values().flat_map(|group| group.homes.clone());
        let homes: std::collections::BTreeMap<_, _> = homes.filter(|(_, count)| *count != Some(0)).collect();
        homes.into_iter().map(|(pool, count)| (pool.as_str().to_owned(), count)).collect()
    }

    #[test]
    fn users_go_back_to_the_appliance_that_stays_or_comes() {
        let end = "\nphase End\n - pool fe10";
        let anew = "+ link backup-registrar sba10 -> fe13\n + link user-services sba10 -> fe13";
        for last in ["", end] {
            let text = plan("version=lync-2010 users=2", anew) + last;
            check_mended(&USERS, &text, homes, vec![("pool-sba10".to_owned(), Some(2))]);
        }
        let new =
            "- pool sba10\nphase New\n + pool sba13 sba version=lync-2013 in=Nice backup-registrar=fe13\n do verify";
        let text = plan("version=lync-2010 users=2", new);
        check_mended(&USERS, &format!("{text}{end}"), homes, vec![("pool-sba13".to_owned(), Some(2))]);
        // Of two nobody knows which.
        let two = format!("{text}\nphase More\n + pool sba-b sba version=lync-2013 in=Nice\n{end}");
        check_unmended(&USERS, &two);
        // They cannot go back from a pool that is gone by then.
        check_unmended(&USERS, &plan("version=lync-2010 users=2", new).replace("phase New", "phase New\n - pool fe10"));
        let elsewhere = new.replace("in=Nice", "in=Paris");
        check_unmended(&USERS, &format!("{}{end}", plan("version=lync-2010 users=2", &elsewhere)));
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
