//! PATH-004: a pool upgraded in place, or a machine that carries a legacy role and a role of the target.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PATH-004", "upgraded-in-place", "0.1.0", Check::Plan(check))
    .in_course()
    // One machine in two pools is one mistake, whatever name it is under.
    .covering(&["NAME-001", "NAME-002"]);

fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    for (stage, step) in cx.steps() {
        for command in step.commands() {
            if let Command::Set { of: Subject::Pool(id), fact: "version", to: Some(to) } = command {
                upgraded(cx, stage, step.id(), id, to, out);
            }
        }
    }
    for reused in cx.reused_names() {
        if let (Subject::Server(new), Subject::Server(old)) = (&reused.new, &reused.old) {
            (0..cx.states.len()).for_each(|stage| on_both_sides(cx, stage, new, old, out));
        }
    }
}

fn upgraded(cx: &PlanContext<'_>, stage: usize, step: &StepId, id: &PoolId, to: &Value, out: &mut Findings) {
    let (Some(before), Some(after)) = (cx.states[stage - 1].pools.get(id), Version::from_value(to)) else { return };
    let Some(pack) = cx.packs.get(stage).copied().flatten() else { return };
    if pack.age(before) == Age::Older && after == pack.product {
        let said = message!(
            "rules-path-004-step",
            pool = cx.states[stage - 1].label(&id.into()),
            old = Message::word(Version::PREFIX, before.version.map_or("", Version::key)),
            new = Message::word(Version::PREFIX, after.key())
        );
        out.report(step, said).related([id]).during(stage, stage);
    }
}

/// A machine that belongs to an older pool and to one of the target at the same moment.
fn on_both_sides(cx: &PlanContext<'_>, stage: usize, new: &ServerId, old: &ServerId, out: &mut Findings) {
    let state = &cx.states[stage];
    let (Some(server), Some(other)) = (state.servers.get(new), state.servers.get(old)) else { return };
    let age = |server: &Server| state.pools.get(&server.pool).map_or(Age::None, |pool| cx.age(stage, pool));
    if age(server) == Age::Own && age(other) == Age::Older {
        let said = message!(
            "rules-path-004-machine",
            server = state.label(&new.into()),
            pool = state.label(&(&server.pool).into()),
            other = state.label(&(&other.pool).into())
        );
        out.report(new, said).related([old]).during(stage, stage);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
            phase Pilot
              ~ fe-old version=lync-2013                       # PATH-004 related fe-old
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)),
        );
    }

    #[test]
    fn a_machine_in_two_pools() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 servers=fe01,fe02
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 servers=fe11,FE02.contoso.com   # PATH-004 related fe02
            ",
            |sketch| sketch.set("FE02.contoso.com", "fqdn", Value::text("fe12.contoso.com")),
        );
    }

    #[test]
    fn the_machine_of_a_standard_edition_pool() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 servers=1
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 servers=fe-old.contoso.com   # PATH-004
            ",
            |sketch| sketch.remove("fe-old"),
        );
    }

    #[test]
    fn other_changes_and_corrections_are_no_upgrade() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=ocs-2007-r2 servers=1
              pool fe-what front-end standard
            phase Pilot
              ~ fe-old version=lync-2010
              ~ fe-old os=2008-r2
              + pool fe-new front-end standard version=lync-2013 servers=1
            ",
        );
    }

    #[test]
    fn a_machine_in_two_older_pools_is_on_one_side() {
        let text = "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 servers=fe01,fe02
            phase Odd
              + pool fe-new front-end enterprise version=lync-2010 servers=FE02.contoso.com
            phase Retire
              - pool fe-old
            phase Upgrade
              ~ fe-new version=lync-2013
        ";
        check_said(&RULE, text, |report| report.findings.len(), 1);
    }
}
