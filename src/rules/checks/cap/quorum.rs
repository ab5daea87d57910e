//! CAP-007, CAP-008: Front End Servers that must run.

use crate::rules::prelude::*;
use crate::rules::steps::{insert, moment, step_of, user_moves};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;

pub static STOPPED: Rule =
    Rule::new("CAP-007", "too-few-front-end-servers-left-running", "0.1.0", Check::Phase(stopped))
        .in_course()
        .mended(FixOffer::Always, by_turns);

pub static FIRST_MOVE: Rule =
    Rule::new("CAP-008", "first-users-moved-before-enough-servers-run", "0.1.0", Check::Phase(first_move))
        .in_course()
        .mended(FixOffer::Sometimes, start_first);

/// The servers of some pools as the steps of a phase go by: the steps show pools as they are then, and servers as
/// before the phase, so the phase's own servers are counted here.
struct Members<'a> {
    of: HashMap<&'a PoolId, BTreeSet<&'a ServerId>>,
    pool_of: HashMap<&'a ServerId, &'a PoolId>,
}

impl<'a> Members<'a> {
    fn before(cx: &PhaseContext<'a>, pools: impl Iterator<Item = &'a PoolId>) -> Self {
        let mut members = Self { of: HashMap::default(), pool_of: HashMap::default() };
        for pool in pools {
            cx.members_before(pool).iter().for_each(|server| members.put(server));
        }
        members
    }

    fn put(&mut self, server: &'a Server) {
        self.of.entry(&server.pool).or_default().insert(&server.id);
        self.pool_of.insert(&server.id, &server.pool);
    }

    fn carry_out(&mut self, step: &'a Step) {
        for command in step.commands() {
            match command {
                Command::Add(Element::Server(server)) => self.put(server),
                Command::Remove(Subject::Server(id)) => {
                    if let Some(members) = self.pool_of.get(id).and_then(|pool| self.of.get_mut(pool)) {
                        members.remove(id);
                    }
                }
                _ => {}
            }
        }
    }

    fn of(&self, pool: &PoolId) -> impl Iterator<Item = &'a ServerId> + '_ {
        self.of.get(pool).into_iter().flatten().copied()
    }
}

/// Servers that one step stops.
fn stops(step: &Step) -> BTreeSet<&ServerId> {
    match step {
        Step::Activity { kind: ActivityKind::StopServices, about, .. } => {
            about.iter().filter_map(|subject| if let Subject::Server(id) = subject { Some(id) } else { None }).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn is_own_enterprise(cx: &PhaseContext<'_>, pool: &Pool) -> bool {
    pool.kind == PoolKind::FrontEnd
        && pool.edition == Some(Edition::Enterprise)
        && cx.pack.is_some_and(|pack| pack.age(pool) == Age::Own)
}

/// A step that stops a whole pool means to; one that stops some of its servers means the others to go on.
fn stopped(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| !stops(step).is_empty()) {
        return;
    }
    let mut members = Members::before(cx, cx.before.pools.keys());
    for (step, state) in cx.steps() {
        let down = stops(step);
        let pools = state.pools.values().filter(|pool| !down.is_empty() && is_own_enterprise(cx, pool));
        for pool in pools {
            let servers = members.of(&pool.id).count();
            let left = members.of(&pool.id).filter(|id| !down.contains(*id)).count();
            let needed = pack.capacity.quorum.iter().find(|(most, _)| servers <= *most);
            let Some((_, needed)) = needed.filter(|(_, needed)| left < servers && left > 0 && left < *needed) else {
                continue;
            };
            let said = message!(
                "rules-cap-007",
                pool = state.label(&(&pool.id).into()),
                left = left,
                servers = servers,
                needed = *needed
            );
            out.report(step.id(), said).related([&pool.id]);
        }
        members.carry_out(step);
    }
}

/// Servers that run again after a step; those of a pool when it names the pool.
fn starts<'a>(step: &'a Step, members: &Members<'a>) -> BTreeSet<&'a ServerId> {
    match step {
        Step::Activity { kind: ActivityKind::RestartServices | ActivityKind::Reboot, about, .. } => about
            .iter()
            .flat_map(|subject| match subject {
                Subject::Server(id) => vec![id],
                Subject::Pool(id) => members.of(id).collect(),
                _ => Vec::new(),
            })
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// As many servers at a time as may be down, each part started again before the next one is stopped.
fn by_turns(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(step), Some(Subject::Pool(pool))) = (step_of(cx), cx.finding.related.first()) else { return Vec::new() };
    let Some((phase, at, stage, state)) = moment(cx, step.id()) else { return Vec::new() };
    let Some(pack) = crate::rules::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let count = state.servers.values().filter(|server| server.pool == *pool).count();
    let needed = pack.capacity.quorum.iter().find(|(most, _)| count <= *most).map_or(0, |(_, needed)| *needed);
    let of_pool = |subject: &Subject| match subject {
        Subject::Server(id) => state.servers.get(id).is_some_and(|server| server.pool == *pool),
        _ => false,
    };
    let (ours, others): (Vec<Subject>, Vec<Subject>) = step.about().into_iter().partition(of_pool);
    let turns: Vec<Vec<Subject>> = ours.chunks(count.saturating_sub(needed).max(1)).map(<[Subject]>::to_vec).collect();
    let Some((first, rest)) = turns.split_first() else { return Vec::new() };
    let Step::Activity { id, kind, how, .. } = &**step else { return Vec::new() };
    let about = first.iter().cloned().chain(others).collect();
    let here = Step::Activity { id: id.clone(), kind: *kind, about, how: how.clone() };
    let mut edits = vec![PlanEdit::EditStep(here)];
    let mut taken = Vec::new();
    let mut add = |kind: ActivityKind, about: &[Subject], index: usize| {
        let id = cx.plan.free_id_besides(SubjectKind::Step, kind.key(), &taken);
        taken.push(id.clone());
        let step = Step::activity(StepId::new(&id), kind, about.to_vec());
        PlanEdit::AddStep { phase: phase.id.clone(), index: Some(index), step }
    };
    for (n, turn) in rest.iter().enumerate() {
        edits.push(add(ActivityKind::RestartServices, &turns[n], at + 2 * n + 1));
        edits.push(add(ActivityKind::StopServices, turn, at + 2 * n + 2));
    }
    let label = message!("rules-cap-007-fix", pool = state.label(&pool.into()), count = turns.len());
    vec![Fix { label, edits, safety: Safety::Ask }]
}

/// Only the move that brings the first users of a pool.
fn first_move(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let wanted = pack.capacity.recommended_front_ends;
    let mut filled: HashSet<&PoolId> =
        cx.phase.steps.iter().flat_map(|step| user_moves(step)).map(|(_, to)| to).collect();
    filled.retain(|pool| cx.groups_before(pool).is_empty());
    if filled.is_empty() {
        return;
    }
    let mut members = Members::before(cx, filled.iter().copied());
    let mut down: BTreeSet<&ServerId> = BTreeSet::new();
    let mut seen: BTreeSet<&PoolId> = BTreeSet::new();
    for (step, state) in cx.steps() {
        down.extend(stops(step));
        starts(step, &members).into_iter().for_each(|id| {
            down.remove(id);
        });
        for command in step.commands() {
            let Command::MoveUsers { to, .. } = command else { continue };
            let Some(pool) = state.pools.get(to).filter(|pool| is_own_enterprise(cx, pool)) else { continue };
            if !filled.contains(to) || !seen.insert(to) {
                continue;
            }
            let (here, running) = (members.of(to).count(), members.of(to).filter(|id| !down.contains(*id)).count());
            if here == 0 {
                out.not_checked(to, &["servers"]);
            } else if running < wanted {
                let name = state.label(&(&pool.id).into());
                out.report(step.id(), message!("rules-cap-008", pool = name, running = running, wanted = wanted))
                    .related([to]);
            }
        }
        members.carry_out(step);
    }
}

/// The stopped servers start before the move, where there are enough.
fn start_first(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Step(id), Some(pool @ Subject::Pool(of))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let Some((_, _, stage, state)) = moment(cx, id) else { return Vec::new() };
    let wanted = crate::rules::pack(cx.plan.target_at(stage)).map(|pack| pack.capacity.recommended_front_ends);
    let servers = state.servers.values().filter(|server| server.pool == *of).count();
    if wanted.is_none_or(|wanted| servers < wanted) {
        return Vec::new();
    }
    let label = message!("rules-cap-008-fix", pool = state.label(pool));
    insert(cx, false, ActivityKind::RestartServices, vec![pool.clone()], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, check_unmended, missing};

    #[test]
    fn twins() {
        check_twins(
            &STOPPED,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b,c
            phase Maintenance
              do stop-services a b                              # CAP-007 related fe
            ",
            |sketch| {
                PlanEdit::EditStep(Step::activity(
                    sketch.step(1, 1),
                    ActivityKind::StopServices,
                    vec![sketch.subject("a")],
                ))
            },
        );
        check_twins(
            &FIRST_MOVE,
            "
            site Paris
              pool old front-end enterprise version=lync-2010 users=20
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 servers=a,b,c
              do stop-services a
              move all users old -> fe                          # CAP-008 related fe
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 2)),
        );
    }

    #[test]
    fn servers_are_stopped_by_turns_and_started_in_between() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b,c,d,e
              pool se front-end standard version=lync-2013 servers=x
            phase Maintenance
              do stop-services a x b c
        ";
        let work = |plan: &crate::plan::Plan| {
            let steps = plan.phases[0].steps.iter();
            let what = |step: &std::sync::Arc<Step>| match &**step {
                Step::Activity { kind, about, .. } => format!("{} {}", kind.key(), about.len()),
                Step::Change { .. } => String::new(),
            };
            steps.map(what).collect::<Vec<_>>()
        };
        let wanted = ["stop-services 3", "restart-services 2", "stop-services 1"].map(str::to_owned);
        check_mended(&STOPPED, text, work, wanted.to_vec());
    }

    #[test]
    fn servers_that_start_again_run_and_too_few_are_another_rules() {
        let text = "
            site Paris
              pool old front-end enterprise version=lync-2010 users=20
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 servers=a,b,c
              do stop-services a b
              do restart-services a
              move all users old -> fe
        ";
        check_said(&FIRST_MOVE, text, |report| report.findings.len(), 1);
        for about in ["a b", "fe"] {
            check_silent(&FIRST_MOVE, &text.replace("do restart-services a", &format!("do restart-services {about}")));
        }
        check_unmended(&FIRST_MOVE, &text.replace("servers=a,b,c", "servers=a,b"));
    }

    /// The fewest servers that must be left of each number.
    #[test]
    fn the_whole_table() {
        let table =
            [(2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 4), (10, 5), (11, 5), (12, 5), (13, 0)];
        for (servers, needed) in table {
            // One server must be left for the pool to go on; beyond the table nothing is said.
            for left in [needed.max(2) - 1, needed.max(1)] {
                let names: Vec<String> = (1..=servers).map(|n| format!("s{n}")).collect();
                let down = names[left..].join(" ");
                let text = format!(
                    "site Paris\n  pool fe front-end enterprise version=lync-2013 servers={}\nphase M\n  do stop-services {down}",
                    names.join(",")
                );
                check_said(&STOPPED, &text, |report| report.findings.len(), usize::from(left < needed));
            }
        }
    }

    #[test]
    fn a_whole_pool_a_second_move_and_a_pool_without_servers() {
        check_silent(
            &STOPPED,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=a,b,c
            phase End
              do stop-services a b c
            ",
        );
        let report = check_silent(
            &FIRST_MOVE,
            "
            site Paris
              pool old front-end enterprise version=lync-2010 users=20
              pool there front-end enterprise version=lync-2013 servers=1 users=5
            phase Pilot
              + pool fe front-end enterprise version=lync-2013
              move 5 users old -> there
              move 5 users old -> fe
              move 5 users old -> fe
            ",
        );
        assert_eq!(missing(&report), ["servers"]);
    }

    #[test]
    fn a_standard_edition_pool_has_no_quorum() {
        let text = "
            site Paris
              pool old front-end enterprise version=lync-2010 users=20
            phase Pilot
              + pool se front-end standard version=lync-2013 servers=1
              move 5 users old -> se
        ";
        assert_eq!(check_silent(&FIRST_MOVE, text).not_checked, []);
    }
}
