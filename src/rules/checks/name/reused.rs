//! NAME-002: a pool or server of the target bears a name that the legacy deployment has, or had.

use super::{is_its_pool, rename};
use crate::rules::context::Reused;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("NAME-002", "legacy-name-given-to-a-new-object", "0.1.0", Check::Plan(check))
    .in_course()
    .mended(FixOffer::Always, rename);

/// Each pair is one run per unbroken time of the new object, and not a report per stage: while the legacy object
/// stands as well, its own finding covers the whole run.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    for (at, reused) in cx.reused_names().iter().enumerate() {
        // A legacy pool and its only server can bear one name: one of them is enough.
        if at > 0 && cx.reused_names()[at - 1].new == reused.new {
            continue;
        }
        let mut run: Option<(usize, usize)> = None;
        for stage in 0..cx.states.len() {
            let bears = bears_name(cx, stage, &reused.new);
            match &mut run {
                Some((_, last)) if bears && *last + 1 == stage => *last = stage,
                _ if bears => {
                    run.take().into_iter().for_each(|run| report(cx, reused, run, out));
                    run = Some((stage, stage));
                }
                _ => {}
            }
        }
        run.into_iter().for_each(|run| report(cx, reused, run, out));
    }
}

fn report(cx: &PlanContext<'_>, reused: &Reused, (first, last): (usize, usize), out: &mut Findings) {
    let said = message!(
        "rules-name-002",
        name = cx.states[first].label(&reused.new),
        kind = Message::word(SubjectKind::PREFIX, reused.old.kind().key())
    );
    out.report(reused.new.clone(), said).field("fqdn").related([reused.old.clone()]).during(first, last);
}

/// Whether an object is of the target at a stage and has a name of its own there.
fn bears_name(cx: &PlanContext<'_>, stage: usize, subject: &Subject) -> bool {
    let state = &cx.states[stage];
    match subject {
        Subject::Pool(id) => state.pools.get(id).is_some_and(|pool| cx.age(stage, pool) == Age::Own),
        Subject::Server(id) => state.servers.get(id).is_some_and(|server| {
            let members = || state.servers.values().filter(|other| other.pool == server.pool).count();
            let pool = state.pools.get(&server.pool);
            pool.is_some_and(|pool| cx.age(stage, pool) == Age::Own && !is_its_pool(server, pool, members))
        }),
        _ => false,
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
              pool fe-old front-end enterprise version=lync-2010
            phase Retire
              - pool fe-old
            phase Rebuild
              + pool fe-new front-end enterprise version=lync-2013 fqdn=Fe-Old.contoso.com   # NAME-002 related fe-old
            ",
            |sketch| sketch.set("fe-new", "fqdn", Value::text("fe11.contoso.com")),
        );
    }

    #[test]
    fn a_machine_that_is_used_again() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 servers=fe01,fe02
            phase Retire
              - pool fe-old
            phase Rebuild
              + pool fe-new front-end enterprise version=lync-2013 servers=fe11,fe02.contoso.com   # NAME-002 related fe02
            ",
            |sketch| sketch.remove("fe02.contoso.com"),
        );
    }

    #[test]
    fn an_upgrade_in_place_keeps_its_names() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 servers=1
            phase Pilot
              ~ fe-old version=lync-2013
            ",
        );
    }

    #[test]
    fn names_of_the_legacy_deployment_alone_are_silent() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010 servers=1
            phase Retire
              - pool fe-old
            phase Back
              + pool fe-again front-end standard version=lync-2010 servers=1 fqdn=fe-old.contoso.com
              + pool fe-new front-end standard version=lync-2013 servers=1
            ",
        );
    }

    #[test]
    fn a_pool_and_its_only_server_have_one_name() {
        let text = "
            site Paris
              pool fe-old front-end standard version=lync-2010 servers=1
            phase Retire
              - pool fe-old
            phase Rebuild
              + pool fe-new front-end standard version=lync-2013 servers=fe-old.contoso.com fqdn=fe-old.contoso.com
              + pool big front-end enterprise version=lync-2013 servers=2
        ";
        let codes =
            |report: &crate::rules::Report| report.findings.iter().map(|found| found.code.clone()).collect::<Vec<_>>();
        check_said(&RULE, text, codes, vec![RULE.code.clone()]);
    }

    #[test]
    fn each_name_that_is_used_again_is_told() {
        let text = "
            site Paris
              pool a front-end enterprise version=lync-2010
              pool b front-end enterprise version=lync-2010
            phase Retire
              - pool a
              - pool b
            phase Rebuild
              + pool c front-end enterprise version=lync-2013 fqdn=a.contoso.com
              + pool d front-end enterprise version=lync-2013 fqdn=b.contoso.com
        ";
        check_said(&RULE, text, |report| report.findings.len(), 2);
    }
}
