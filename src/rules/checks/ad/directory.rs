//! AD-001 to AD-004: what the target asks of Active Directory.

use crate::rules::names::folded;
use crate::rules::prelude::*;
use std::collections::BTreeSet;

pub static LEVELS: Rule = Rule::new("AD-001", "functional-level-too-old", "0.1.0", Check::State(levels));

pub static CONTROLLERS: Rule =
    Rule::new("AD-002", "domain-controller-system-unsuitable", "0.1.0", Check::State(controllers));

pub static CATALOGS: Rule = Rule::new("AD-003", "domain-without-a-global-catalog", "0.1.0", Check::State(catalogs));

pub static FORESTS: Rule = Rule::new("AD-004", "forest-model-unsuitable", "0.1.0", Check::State(forests));

fn levels(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let deployment = &cx.topology.deployment;
    let levels: [(FactName, &Option<Text>); 2] =
        [("forest-functional-level", &deployment.forest_level), ("domain-functional-level", &deployment.domain_level)];
    let mut missing = Vec::new();
    for (field, level) in levels {
        match level.as_deref().and_then(|text| Some((text, system_in(text)?))) {
            Some((text, system)) if system < cx.pack.oldest_functional_level => {
                let oldest = Message::word(WindowsVersion::PREFIX, cx.pack.oldest_functional_level.key());
                out.report(Subject::Deployment, message!("rules-ad-001", level = text, oldest = oldest)).field(field);
            }
            Some(_) => {}
            // A text that names no system says nothing.
            None => missing.push(field),
        }
    }
    if !missing.is_empty() {
        out.not_checked(Subject::Deployment, &missing);
    }
}

/// The system that a text such as “Windows Server 2008 R2” or “2000 native” names.
fn system_in(text: &str) -> Option<WindowsVersion> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| WindowsVersion::from_key(word).is_some())?;
    let second = words.get(at + 1) == Some(&"r2");
    let released = second.then(|| WindowsVersion::from_key(&format!("{}-r2", words[at]))).flatten();
    released.or_else(|| WindowsVersion::from_key(words[at]))
}

fn controllers(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let Some(systems) = &cx.topology.deployment.domain_controller_os else {
        out.not_checked(Subject::Deployment, &["domain-controller-os"]);
        return;
    };
    for os in systems.iter().filter(|os| !cx.pack.domain_controller_systems.contains(os)) {
        let os = Message::word(WindowsVersion::PREFIX, os.key());
        out.report(Subject::Deployment, message!("rules-ad-002", os = os, target = cx.product()))
            .field("domain-controller-os");
    }
}

fn catalogs(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let mut used = BTreeSet::new();
    for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Own) {
        used.extend(pool.domain.as_deref().map(folded));
        used.extend(cx.members_of(&pool.id).iter().filter_map(|server| server.domain.as_deref().map(folded)));
    }
    let Some(catalogs) = &cx.topology.deployment.global_catalogs else {
        out.not_checked(Subject::Deployment, &["global-catalogs"]);
        return;
    };
    for domain in used.iter().filter(|domain| !catalogs.iter().any(|with| with.eq_ignore_ascii_case(domain))) {
        out.report(Subject::Deployment, message!("rules-ad-003", domain = &**domain)).field("global-catalogs");
    }
}

fn forests(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    match cx.topology.deployment.forest_model {
        None => out.not_checked(Subject::Deployment, &["forest-model"]),
        Some(model) if cx.pack.forest_models.contains(&model) => {}
        Some(model) => {
            let model = Message::word(ForestModel::PREFIX, model.key());
            out.report(Subject::Deployment, message!("rules-ad-004", model = model, target = cx.product()))
                .field("forest-model");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_silent, check_twins, check_words};

    fn set(fact: FactName, to: Value) -> Command {
        Command::Set { of: Subject::Deployment, fact, to: Some(to) }
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| Text::from(*item)).collect())
    }

    fn twins_of(rule: &'static Rule, wrong: &str, good: Command) {
        let text = format!(
            "deployment {wrong}   # {}\nsite Paris\n  pool fe front-end version=lync-2013 domain=eu.contoso.com",
            rule.code
        );
        check_twins(rule, &text, |_| good.clone());
    }

    #[test]
    fn twins() {
        let level = |to: &str| set("forest-functional-level", Value::text(to));
        twins_of(&LEVELS, "forest-functional-level=Windows-2000-native", level("Windows Server 2003"));
        let level = |to: &str| set("domain-functional-level", Value::text(to));
        twins_of(&LEVELS, "domain-functional-level=2000", level("2012 R2"));
        twins_of(
            &CONTROLLERS,
            "domain-controller-os=2008-r2,2000",
            set("domain-controller-os", list(&["2008-r2", "2003"])),
        );
        twins_of(&CONTROLLERS, "domain-controller-os=2016", set("domain-controller-os", list(&["2012-r2"])));
        twins_of(
            &CATALOGS,
            "global-catalogs=contoso.com",
            set("global-catalogs", list(&["contoso.com", "EU.contoso.com"])),
        );
        twins_of(&FORESTS, "forest-model=multiple-forests", set("forest-model", Value::text("resource-forest")));
    }

    #[test]
    fn what_is_unknown_waits_from_the_first_pool_of_the_target() {
        for (rule, facts) in [
            (&LEVELS, vec!["forest-functional-level", "domain-functional-level"]),
            (&CONTROLLERS, vec!["domain-controller-os"]),
            (&CATALOGS, vec!["global-catalogs"]),
            (&FORESTS, vec!["forest-model"]),
        ] {
            let report = check_silent(rule, "site Paris\n  pool fe front-end version=lync-2013");
            assert_eq!(report.not_checked[0].missing, facts);
            assert_eq!(check_silent(rule, "site Paris\n  pool fe front-end version=lync-2010").not_checked, []);
        }
    }

    #[test]
    fn levels_are_read_from_their_usual_names() {
        assert_eq!(system_in("Windows Server 2008 R2"), Some(WindowsVersion::Server2008R2));
        assert_eq!(system_in("windows2012"), None);
        assert_eq!(system_in("Windows Server 2003 interim"), Some(WindowsVersion::Server2003));
        assert_eq!(system_in("mixed"), None);
    }

    #[test]
    fn every_system_and_every_forest_model() {
        let plan = |facts: String| format!("deployment {facts}\nsite Paris\n  pool fe front-end version=lync-2013");
        let good = ["2003", "2003-r2", "2008", "2008-r2", "2012", "2012-r2"];
        check_words(&CONTROLLERS, WindowsVersion::KEYS, &all_but(WindowsVersion::KEYS, &good), |os| {
            plan(format!("domain-controller-os={os}"))
        });
        check_words(&FORESTS, ForestModel::KEYS, &["multiple-forests"], |model| plan(format!("forest-model={model}")));
    }
}
