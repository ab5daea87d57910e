//! COEX-008: a load balancer without cookie affinity while older Front End Servers or mobile clients need it.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("COEX-008", "cookie-affinity-given-up-too-early", "0.1.0", Check::State(check))
    .mended(FixOffer::Always, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let is_legacy = |pool: &Pool| pool.version.is_some_and(|version| cx.pack.cookie_affinity_for.contains(&version));
    // Asked for by the first pool that needs to know.
    let mut legacy: Option<Option<&Pool>> = None;
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd) {
        let own = cx.age(pool) == Age::Own;
        let balanced = pool.web_load_balancer == Some(true) || pool.load_balancing == Some(LoadBalancing::Hardware);
        let counts = match pool.cookie_affinity {
            Some(false) => own || is_legacy(pool),
            None => own && balanced,
            Some(true) => false,
        };
        if !counts {
            continue;
        }
        let mut pools = cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd);
        let legacy = *legacy.get_or_insert_with(|| pools.find(|pool| is_legacy(pool)));
        let mobile = cx.topology.deployment.legacy_mobile_clients;
        match (pool.cookie_affinity, legacy) {
            (None, Some(_)) => out.not_checked(&pool.id, &["cookie-affinity"]),
            (Some(_), Some(legacy)) => {
                let said = message!("rules-coex-008", pool = cx.label(&pool.id), other = cx.label(&legacy.id));
                let finding = out.report(&pool.id, said).field("cookie-affinity");
                if legacy.id != pool.id {
                    finding.related([&legacy.id]);
                }
            }
            (Some(_), None) if mobile == Some(true) => {
                let said = message!("rules-coex-008-mobile", pool = cx.label(&pool.id));
                out.report(&pool.id, said).field("cookie-affinity");
            }
            (Some(_), None) if mobile.is_none() => out.not_checked(Subject::Deployment, &["legacy-mobile-clients"]),
            _ => {}
        }
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let of = cx.finding.subject.clone();
    vec![Fix {
        label: message!("rules-coex-008-fix", pool = cx.plan.label(&of)),
        edits: vec![PlanEdit::Record {
            at: cx.plan.stage_at(cx.finding.stages.0),
            commands: vec![Command::Set { of, fact: "cookie-affinity", to: Some(Value::Flag(true)) }],
        }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_words, missing};

    const PLAN: &str = "
            site Paris
              pool old front-end enterprise version=lync-2010 cookie-affinity=true
              pool new front-end enterprise version=lync-2013 cookie-affinity=true
            deployment legacy-mobile-clients=false
            phase Balancers
              ~ new cookie-affinity=false
            phase Retire
              - pool old
    ";

    #[test]
    fn twins() {
        let text = PLAN.replace(
            "new front-end enterprise version=lync-2013 cookie-affinity=true",
            "new front-end enterprise version=lync-2013 cookie-affinity=true # COEX-008 related old",
        );
        check_twins(&RULE, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 1),
            to: sketch.phase(2),
            index: 1,
        });
        let mobile = "
            deployment legacy-mobile-clients=true
            site Paris
              pool new front-end enterprise version=lync-2013 cookie-affinity=false   # COEX-008
        ";
        check_twins(&RULE, mobile, |_| {
            let to = Some(Value::Flag(false));
            PlanEdit::Correct(Command::Set { of: Subject::Deployment, fact: "legacy-mobile-clients", to })
        });
        let own = "
            site Paris
              pool old front-end enterprise version=lync-2010 cookie-affinity=false   # COEX-008
        ";
        check_twins(&RULE, own, |sketch| sketch.record(0, sketch.set("old", "version", Value::text("ocs-2007-r2"))));
    }

    #[test]
    fn the_unknown_waits_only_where_a_load_balancer_stands() {
        let plan = |old: &str, new: &str| {
            let text = "site Paris\n pool old front-end version=lync-2010\n pool new front-end version=lync-2013";
            check_silent(&RULE, &text.replace("lync-2010", old).replace("lync-2013", new)).not_checked
        };
        assert_eq!(plan("lync-2010", "lync-2013"), []);
        assert_eq!(plan("lync-2010", "lync-2013 web-load-balancer=true")[0].missing, ["cookie-affinity"]);
        assert_eq!(plan("lync-2010", "lync-2013 load-balancing=hardware")[0].missing, ["cookie-affinity"]);
        assert_eq!(plan("lync-2013", "lync-2013 web-load-balancer=true"), []);
        assert_eq!(plan("lync-2013", "lync-2013 cookie-affinity=false")[0].missing, ["legacy-mobile-clients"]);
    }

    #[test]
    fn every_version_without_affinity() {
        check_words(&RULE, Version::KEYS, &["lync-2010"], |version| {
            format!(
                "
                deployment legacy-mobile-clients=false
                site Paris
                  pool fe front-end enterprise version={version} cookie-affinity=false
                "
            )
        });
    }

    #[test]
    fn without_old_mobile_clients_nothing_waits() {
        let text = "
            deployment legacy-mobile-clients=false
            site Paris
              pool new front-end enterprise version=lync-2013 cookie-affinity=false
            ";
        check_said(&RULE, text, missing, vec![]);
    }
}
