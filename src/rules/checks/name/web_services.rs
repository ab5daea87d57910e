//! NAME-003, NAME-004, NAME-007: the FQDNs of the web services of Front End pools and Directors.

use super::free_name;
use crate::rules::names::folded;
use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static EXTERNAL: Rule = Rule::new("NAME-003", "external-web-fqdn-shared", "0.1.0", Check::State(external))
    .near_given()
    .mended(FixOffer::Sometimes, another_name);

pub static INTERNAL: Rule = Rule::new("NAME-004", "internal-web-fqdn-unsuitable", "0.1.0", Check::State(internal))
    .near()
    .mended(FixOffer::Sometimes, another_name);

pub static BOTH_SIDES: Rule =
    Rule::new("NAME-007", "one-web-fqdn-inside-and-outside", "0.1.0", Check::State(both_sides))
        .mended(FixOffer::Sometimes, another_name);

fn web_pools<'a>(cx: &StateContext<'a>) -> impl Iterator<Item = &'a Pool> + use<'a> {
    cx.pools().filter(|pool| matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director))
}

fn external(cx: &StateContext<'_>, out: &mut Findings) {
    let said = |name: &str, pool: String, others: Vec<String>| {
        message!("rules-name-003", name = name, pool = pool, others = others)
    };
    unique(cx, out, "external-web-fqdn", |pool| pool.external_web_fqdn.as_deref(), said);
    // A name that is alone has nothing to differ from.
    if cx.given().several_web_pools {
        let unnamed = web_pools(cx).filter(|pool| cx.age(pool) == Age::Own && pool.external_web_fqdn.is_none());
        unnamed.for_each(|pool| out.not_checked(&pool.id, &["external-web-fqdn"]));
    }
}

fn internal(cx: &StateContext<'_>, out: &mut Findings) {
    let said = |name: &str, pool: String, others: Vec<String>| {
        message!("rules-name-004-shared", name = name, pool = pool, others = others)
    };
    unique(cx, out, "internal-web-fqdn", |pool| pool.internal_web_fqdn.as_deref(), said);
    // Without DNS load balancing the web services may keep the name of the pool.
    for pool in web_pools(cx).filter(|pool| cx.age(pool) == Age::Own) {
        match (pool.load_balancing, &pool.internal_web_fqdn, &pool.fqdn) {
            (Some(LoadBalancing::Dns), Some(web), Some(own)) if web.eq_ignore_ascii_case(own) => {
                out.report(&pool.id, message!("rules-name-004", pool = cx.label(&pool.id))).field("internal-web-fqdn");
            }
            (Some(LoadBalancing::Dns), None, _) => out.not_checked(&pool.id, &["internal-web-fqdn"]),
            (None, Some(web), Some(own)) if web.eq_ignore_ascii_case(own) && cx.servers_of(&pool.id) > 1 => {
                out.not_checked(&pool.id, &["load-balancing"]);
            }
            _ => {}
        }
    }
}

/// Reports each name that a pool of the target shares with another pool, once.
fn unique<'a>(
    cx: &StateContext<'a>,
    out: &mut Findings,
    field: FactName,
    name: fn(&Pool) -> Option<&str>,
    said: impl Fn(&str, String, Vec<String>) -> Message,
) {
    let mut bearers: BTreeMap<_, Vec<&'a Pool>> = BTreeMap::new();
    for pool in web_pools(cx).filter(|pool| cx.age(pool) != Age::Newer) {
        if let Some(name) = name(pool).filter(|name| !name.is_empty()) {
            bearers.entry(folded(name)).or_default().push(pool);
        }
    }
    for (shared, pools) in bearers.into_iter().filter(|(_, pools)| pools.len() > 1) {
        let Some(pool) = pools.iter().rev().find(|pool| cx.age(pool) == Age::Own) else {
            let unknown = pools.iter().filter(|pool| cx.age(pool) == Age::Unknown);
            unknown.for_each(|pool| out.not_checked(&pool.id, &["version"]));
            continue;
        };
        let others: Vec<_> = pools.iter().filter(|other| other.id != pool.id).collect();
        let labels = others.iter().map(|other| cx.label(&other.id)).collect();
        out.report(&pool.id, said(&shared, cx.label(&pool.id), labels))
            .field(field)
            .related(others.iter().map(|other| &other.id));
    }
}

fn both_sides(cx: &StateContext<'_>, out: &mut Findings) {
    let mobility = cx.topology.deployment.mobility;
    if mobility == Some(false) {
        return;
    }
    let mut waits = false;
    for pool in web_pools(cx).filter(|pool| cx.age(pool) == Age::Own) {
        let (inside, outside) = (&pool.internal_web_fqdn, &pool.external_web_fqdn);
        let same = inside.as_ref().zip(outside.as_ref()).map(|(a, b)| a.eq_ignore_ascii_case(b));
        match (same, mobility) {
            (Some(false), _) => {}
            (_, None) => waits = true,
            (Some(true), Some(_)) => {
                let name = inside.as_deref().unwrap_or_default();
                out.report(&pool.id, message!("rules-name-007", pool = cx.label(&pool.id), name = name))
                    .field("internal-web-fqdn");
            }
            (None, Some(_)) => {
                let facts: [(bool, FactName); 2] =
                    [(inside.is_none(), "internal-web-fqdn"), (outside.is_none(), "external-web-fqdn")];
                let missing: Vec<_> = facts.iter().filter(|(none, _)| *none).map(|(_, name)| *name).collect();
                out.not_checked(&pool.id, &missing);
            }
        }
    }
    if waits {
        out.not_checked(Subject::Deployment, &["mobility"]);
    }
}

/// The next name that nothing in the plan bears, in the domain of the old one.
fn another_name(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(fact), Subject::Pool(id)) =
        (cx.replay.states.get(stage), cx.finding.field, &cx.finding.subject)
    else {
        return Vec::new();
    };
    let pool = state.pools.get(id);
    let old = pool.and_then(|pool| match fact {
        "external-web-fqdn" => pool.external_web_fqdn.as_deref(),
        _ => pool.internal_web_fqdn.as_deref(),
    });
    let Some((old, (_, domain))) = old.and_then(|old| Some((old, old.split_once('.')?))) else { return Vec::new() };
    let stem = if fact == "external-web-fqdn" { "webext" } else { "webint" };
    let Some(new) = free_name(cx.replay, stem, domain, &[]) else { return Vec::new() };
    let set = Command::Set { of: cx.finding.subject.clone(), fact, to: Some(Value::text(new.as_str())) };
    vec![Fix {
        label: message!("rules-name-fix", old = old, new = new),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![set] }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_unmended, missing};

    #[test]
    fn twins() {
        check_twins(
            &EXTERNAL,
            "
            site Paris
              pool fe front-end standard version=lync-2013 external-web-fqdn=Web.contoso.com   # NAME-003 related dir
              pool dir director version=lync-2010 external-web-fqdn=web.contoso.com
            ",
            |sketch| sketch.set("dir", "external-web-fqdn", Value::text("webdir.contoso.com")),
        );
        check_twins(
            &INTERNAL,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 load-balancing=dns internal-web-fqdn=fe.contoso.com # NAME-004
            ",
            |sketch| sketch.set("fe", "internal-web-fqdn", Value::text("web-int.contoso.com")),
        );
        check_twins(
            &INTERNAL,
            "
            site Paris
              pool a front-end enterprise version=lync-2013 internal-web-fqdn=int.contoso.com
              pool b front-end enterprise version=lync-2013 internal-web-fqdn=int.contoso.com   # NAME-004 related a
            ",
            |sketch| sketch.set("a", "internal-web-fqdn", Value::text("int2.contoso.com")),
        );
        let both = "
            deployment mobility=true
            site Paris
              pool fe front-end internal-web-fqdn=w.contoso.com external-web-fqdn=w.contoso.com version=lync-2013 # NAME-007
            ";
        check_twins(&BOTH_SIDES, both, |sketch| sketch.set("fe", "internal-web-fqdn", Value::text("i.contoso.com")));
        check_twins(&BOTH_SIDES, both, |_| Command::Set {
            of: Subject::Deployment,
            fact: "mobility",
            to: Some(Value::Flag(false)),
        });
    }

    #[test]
    fn a_name_without_a_domain_has_no_next_one() {
        let text = |fqdns: &str| {
            format!(
                "
                deployment mobility=true
                site Paris
                  pool a front-end standard version=lync-2013 {fqdns}
                  pool b front-end standard version=lync-2013 {fqdns}
                "
            )
        };
        check_unmended(&EXTERNAL, &text("external-web-fqdn=web"));
        check_unmended(&INTERNAL, &text("internal-web-fqdn=web"));
        check_unmended(&BOTH_SIDES, &text("internal-web-fqdn=web external-web-fqdn=web"));
    }

    #[test]
    fn what_is_unknown_waits_and_legacy_pools_are_not_concerned() {
        let plan = "
            site Paris
              pool fe front-end enterprise version=lync-2013 load-balancing=dns
              pool old front-end enterprise version=lync-2010 load-balancing=dns internal-web-fqdn=old.contoso.com
            ";
        let missing = |rule| {
            let report = check_silent(rule, plan);
            report.not_checked.iter().map(|n| (n.subject.id().to_owned(), n.missing.clone())).collect::<Vec<_>>()
        };
        assert_eq!(missing(&EXTERNAL), [("pool-fe".to_owned(), vec!["external-web-fqdn"])]);
        assert_eq!(missing(&INTERNAL), [("pool-fe".to_owned(), vec!["internal-web-fqdn"])]);
        assert_eq!(missing(&BOTH_SIDES)[0].1, ["mobility"]);
    }

    #[test]
    fn names_that_differ_ask_for_no_load_balancing() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=2 internal-web-fqdn=web.contoso.com
            ";
        check_said(&INTERNAL, text, missing, vec![]);
    }

    #[test]
    fn of_two_pools_with_one_name_the_one_of_unknown_version_waits() {
        let text = "
            site Paris
              pool a front-end enterprise version=lync-2010 internal-web-fqdn=int.contoso.com
              pool b front-end enterprise internal-web-fqdn=int.contoso.com
        ";
        let waiting = |report: &crate::rules::Report| {
            report.not_checked.iter().map(|item| item.subject.id().to_owned()).collect::<Vec<_>>()
        };
        check_said(&INTERNAL, text, waiting, vec!["pool-b".to_owned()]);
    }
}
