//! NAME-005, NAME-006: characters and shapes of names that the target does not support.

use crate::rules::prelude::*;
use crate::rules::steps::{is_new, set_in_phase};

pub static ILLEGAL: Rule = Rule::new("NAME-005", "character-unsuitable-in-a-name", "0.1.0", Check::State(illegal))
    .near()
    .mended(FixOffer::Sometimes, rename);

pub static DOMAINS: Rule =
    Rule::new("NAME-006", "domain-internationalized-or-single-label", "0.1.0", Check::State(domains))
        .mended(FixOffer::Sometimes, domain_of_forest);

/// Letters A to Z, digits and hyphens, in labels separated by dots.
fn suits(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
}

fn illegal(cx: &StateContext<'_>, out: &mut Findings) {
    let mut judge = |subject: Subject, pool: &Pool, field: FactName, name: &str| match cx.age(pool) {
        Age::Own => {
            let said = message!("rules-name-005", object = cx.label(subject.clone()), name = name);
            out.report(subject, said).field(field);
        }
        Age::Unknown => out.not_checked(&pool.id, &["version"]),
        _ => {}
    };
    for pool in cx.pools() {
        let names: [(FactName, &Option<Text>); 6] = [
            ("fqdn", &pool.fqdn),
            ("internal-web-fqdn", &pool.internal_web_fqdn),
            ("external-web-fqdn", &pool.external_web_fqdn),
            ("access-edge-fqdn", &pool.access_edge_fqdn),
            ("web-conferencing-edge-fqdn", &pool.web_conferencing_edge_fqdn),
            ("av-edge-fqdn", &pool.av_edge_fqdn),
        ];
        for (field, name) in names {
            if let Some(name) = name.as_deref().filter(|name| !suits(name)) {
                judge((&pool.id).into(), pool, field, name);
            }
        }
    }
    for server in cx.topology.servers.values() {
        if let Some(name) = server.fqdn.as_deref().filter(|name| !suits(name))
            && let Some(pool) = cx.topology.pools.get(&server.pool)
        {
            judge((&server.id).into(), pool, "fqdn", name);
        }
    }
}

/// A hyphen in the place of each unsuitable character, where the name is then free.
fn rename(cx: &FixContext<'_>) -> Vec<Fix> {
    let (subject, field) = (&cx.finding.subject, cx.finding.field.unwrap_or("fqdn"));
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let Some(Value::Text(old)) = state.fact(subject, field) else { return Vec::new() };
    let new: String = old.chars().map(|c| if c == '.' || c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if field != "fqdn" || cx.replay.states.iter().any(|state| state.bears(&new)) {
        return Vec::new();
    }
    vec![Fix {
        label: message!("rules-name-fix", old = &*old, new = new.as_str()),
        edits: vec![PlanEdit::Correct(Command::Set { of: subject.clone(), fact: field, to: Some(Value::text(&new)) })],
        safety: Safety::Ask,
    }]
}

fn international(name: &str) -> bool {
    !name.is_ascii() || name.split('.').any(|label| label.to_ascii_lowercase().starts_with("xn--"))
}

fn domains(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let deployment = &cx.topology.deployment;
    let sip = deployment.sip_domains.iter().flatten().map(|name| ("sip-domains", name));
    let sip = sip.chain(deployment.default_sip_domain.iter().map(|name| ("default-sip-domain", name)));
    for (field, name) in sip.filter(|(_, name)| international(name)) {
        out.report(Subject::Deployment, message!("rules-name-006-international", name = &**name)).field(field);
    }
    let mut active_directory = |subject: Subject, field: FactName, name: &str| {
        let object = cx.label(subject.clone());
        if international(name) {
            out.report(subject, message!("rules-name-006-domain", name = name, object = object)).field(field);
        } else if !name.is_empty() && !name.contains('.') {
            out.report(subject, message!("rules-name-006", name = name, object = object)).field(field);
        }
    };
    if let Some(forest) = &deployment.forest {
        active_directory(Subject::Deployment, "forest", forest);
    }
    let own = |pool: &Pool| cx.age(pool) == Age::Own;
    for pool in cx.pools().filter(|pool| pool.domain.is_some() && own(pool)) {
        active_directory((&pool.id).into(), "domain", pool.domain.as_deref().unwrap_or_default());
    }
    for server in cx.topology.servers.values().filter(|server| server.domain.is_some()) {
        if cx.topology.pools.get(&server.pool).is_some_and(|pool| own(pool)) {
            active_directory((&server.id).into(), "domain", server.domain.as_deref().unwrap_or_default());
        }
    }
    if deployment.sip_domains.is_none() && deployment.default_sip_domain.is_none() {
        out.not_checked(Subject::Deployment, &["sip-domains"]);
    }
    if deployment.forest.is_none() {
        out.not_checked(Subject::Deployment, &["forest"]);
    }
}

/// What the plan brings is deployed in the root domain of the forest, where that is a suitable one with a global catalog.
fn domain_of_forest(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let deployment = &state.deployment;
    let suitable = deployment.forest.as_deref().filter(|name| name.contains('.') && !international(name));
    let is_used = |name: &str| match &deployment.global_catalogs {
        Some(with) => with.iter().any(|domain| domain.eq_ignore_ascii_case(name)),
        None => true,
    };
    let Some(domain) = suitable.filter(|name| is_used(name) && is_new(cx, &cx.finding.subject)) else {
        return Vec::new();
    };
    let label = message!("rules-name-006-fix", object = state.label(&cx.finding.subject), domain = domain);
    set_in_phase(cx, &[("domain", Value::text(domain))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        alone, check_mended, check_said, check_silent, check_twins, check_unmended, missing,
    };

    #[test]
    fn twins() {
        check_twins(
            &ILLEGAL,
            "
            site Paris
              pool fe_01 front-end standard version=lync-2013                                    # NAME-005
            ",
            |sketch| PlanEdit::Correct(sketch.set("fe_01", "fqdn", Value::text("fe-01.contoso.com"))),
        );
        check_twins(
            &ILLEGAL,
            "
            site Paris
              pool edge edge version=lync-2013 av-edge-fqdn=á.contoso.com                        # NAME-005
            ",
            |sketch| sketch.set("edge", "av-edge-fqdn", Value::text("av.contoso.com")),
        );
        check_twins(
            &DOMAINS,
            "
            deployment forest=local                                                               # NAME-006
            site Paris
              pool fe front-end standard version=lync-2013
            ",
            |_| Command::Set { of: Subject::Deployment, fact: "forest", to: Some(Value::text("contoso.local")) },
        );
        check_twins(
            &DOMAINS,
            "
            deployment forest=contoso.local sip-domains=contoso.com,xn--bcher-kva.example         # NAME-006
            site Paris
              pool fe front-end standard version=lync-2013
            ",
            |_| Command::Set {
                of: Subject::Deployment,
                fact: "sip-domains",
                to: Some(Value::List(vec![Text::from("contoso.com")])),
            },
        );
    }

    #[test]
    fn what_the_plan_brings_is_deployed_in_the_forest() {
        let text = |forest: &str| {
            format!(
                "
                deployment {forest}
                site Paris
                phase Pilot
                  + pool fe front-end standard version=lync-2013 domain=local               # NAME-006
                "
            )
        };
        let good = text("forest=contoso.local");
        check_twins(&DOMAINS, &good, |sketch| sketch.set("fe", "domain", Value::text("eu.contoso.local")));
        let domain = |plan: &crate::plan::Plan| plan.replay().states[1].pools.values().next()?.domain.clone();
        check_mended(&DOMAINS, &good, domain, Some(Text::from("contoso.local")));
        for forest in ["", "forest=contoso.local global-catalogs=eu.contoso.local", "forest=xn--bcher-kva.example"] {
            check_unmended(&DOMAINS, &text(forest));
        }
        check_unmended(&DOMAINS, &good.replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn legacy_names_are_not_concerned() {
        let report = check_silent(
            &ILLEGAL,
            "
            site Paris
              pool fe_01 front-end standard version=lync-2010
              pool fe_02 front-end standard
              sql sql_01
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
        check_silent(&DOMAINS, "deployment forest=local\nsite Paris\n  pool fe front-end standard version=lync-2010");
    }

    #[test]
    fn the_domain_of_an_older_pool_is_not_judged() {
        check_silent(
            &DOMAINS,
            "
            deployment forest=contoso.local
            site Paris
              pool old front-end standard version=lync-2010 domain=local
              pool fe front-end standard version=lync-2013
            ",
        );
    }

    #[test]
    fn one_sip_domain_is_enough_to_judge() {
        // A sketch has a default SIP domain.
        for sip in ["", "sip-domains=contoso.com"] {
            let text =
                format!("deployment forest=contoso.local {sip}\nsite Paris\n  pool fe front-end version=lync-2013");
            check_said(&DOMAINS, &text, missing, vec![]);
        }
        let text = "deployment forest=contoso.local\nsite Paris\n  pool fe front-end version=lync-2013";
        let sketch = crate::rules::sketch::read(text).unwrap();
        let none = Command::Set { of: Subject::Deployment, fact: "default-sip-domain", to: None };
        let plan = sketch.record(0, none).applied_to(&sketch.plan).unwrap();
        assert_eq!(missing(&alone(&DOMAINS, &plan)), ["sip-domains"]);
    }

    #[test]
    fn the_names_of_servers_are_judged() {
        check_twins(
            &ILLEGAL,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe_1,fe-2                   # NAME-005
            ",
            |sketch| PlanEdit::Correct(sketch.set("fe_1", "fqdn", Value::text("fe-1.contoso.com"))),
        );
    }
}
