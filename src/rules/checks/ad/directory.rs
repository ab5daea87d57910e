//! AD-001 to AD-004: what the target asks of Active Directory.

use crate::rules::Pack;
use crate::rules::names::folded;
use crate::rules::prelude::*;
use crate::rules::steps::{hint, set_in_phase};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub static LEVELS: Rule =
    Rule::new("AD-001", "functional-level-too-old", "0.1.0", Check::State(levels)).mended(FixOffer::Sometimes, raise);

pub static CONTROLLERS: Rule =
    Rule::new("AD-002", "domain-controller-system-unsuitable", "0.1.0", Check::State(controllers))
        .mended(FixOffer::Always, replace_controllers);

pub static CATALOGS: Rule = Rule::new("AD-003", "domain-without-a-global-catalog", "0.1.0", Check::State(catalogs))
    .mended(FixOffer::Sometimes, add_catalogs);

pub static FORESTS: Rule = Rule::new("AD-004", "forest-model-unsuitable", "0.1.0", Check::State(forests))
    .mended(FixOffer::Always, supported_model);

fn functional_levels(deployment: &Deployment) -> [(FactName, &Option<Text>); 2] {
    [("forest-functional-level", &deployment.forest_level), ("domain-functional-level", &deployment.domain_level)]
}

fn levels(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let mut missing = Vec::new();
    for (field, level) in functional_levels(&cx.topology.deployment) {
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

/// The state and the pack at the first stage of a finding.
fn judged<'a>(cx: &FixContext<'a>) -> Option<(&'a Topology, &'static Pack)> {
    let stage = cx.finding.stages.0;
    cx.replay.states.get(stage).zip(crate::rules::pack(cx.plan.target_at(stage)))
}

/// Each level that is too old becomes the oldest that is supported.
fn raise(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pack)) = judged(cx) else { return Vec::new() };
    let oldest = pack.oldest_functional_level;
    let is_old = |level: &Option<Text>| level.as_deref().and_then(system_in).is_some_and(|system| system < oldest);
    let old = functional_levels(&state.deployment).into_iter().filter(|(_, level)| is_old(level));
    let facts: Vec<(FactName, Value)> = old.map(|(field, _)| (field, Value::text(oldest.key()))).collect();
    let oldest = Message::word(WindowsVersion::PREFIX, oldest.key());
    set_in_phase(cx, &facts, message!("rules-ad-001-fix", oldest = oldest))
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

/// Where suitable ones are left, the others go. Which system is bought else, no plan knows.
fn replace_controllers(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pack)) = judged(cx) else { return Vec::new() };
    let suitable = &pack.domain_controller_systems;
    let word = |os: &WindowsVersion| Message::word(WindowsVersion::PREFIX, os.key());
    let is_suitable = |os: &&WindowsVersion| suitable.contains(os);
    let left: Vec<&WindowsVersion> =
        state.deployment.domain_controller_os.iter().flatten().filter(is_suitable).collect();
    if left.is_empty() || cx.finding.stages.0 == 0 {
        return hint(message!("rules-ad-002-hint", systems = suitable.iter().map(word).collect::<Vec<_>>()));
    }
    let names = left.iter().map(|os| word(os)).collect::<Vec<_>>();
    let left = Value::List(left.into_iter().map(|os| Text::from(os.key())).collect());
    set_in_phase(cx, &[("domain-controller-os", left)], message!("rules-ad-002-fix", systems = names))
}

/// The domains of the servers of the target, in lower case.
fn used_domains<'a>(topology: &'a Topology, pack: &Pack) -> BTreeSet<Cow<'a, str>> {
    let own = |pool: &PoolId| topology.pools.get(pool).is_some_and(|pool| pack.age(pool) == Age::Own);
    let pools = topology.pools.values().filter(|pool| own(&pool.id)).filter_map(|pool| pool.domain.as_deref());
    let servers = topology.servers.values().filter(|server| server.domain.is_some() && own(&server.pool));
    pools.chain(servers.filter_map(|server| server.domain.as_deref())).map(folded).collect()
}

fn lacks(catalogs: &[Text], domain: &str) -> bool {
    !catalogs.iter().any(|with| with.eq_ignore_ascii_case(domain))
}

fn catalogs(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let Some(catalogs) = &cx.topology.deployment.global_catalogs else {
        out.not_checked(Subject::Deployment, &["global-catalogs"]);
        return;
    };
    for domain in used_domains(cx.topology, cx.pack).iter().filter(|domain| lacks(catalogs, domain)) {
        out.report(Subject::Deployment, message!("rules-ad-003", domain = &**domain)).field("global-catalogs");
    }
}

/// A global catalog in each domain that lacks one.
fn add_catalogs(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((state, pack)) = judged(cx) else { return Vec::new() };
    let mut with = state.deployment.global_catalogs.clone().unwrap_or_default();
    let added: Vec<String> = used_domains(state, pack)
        .into_iter()
        .filter(|domain| lacks(&with, domain))
        .map(|domain| domain.into_owned())
        .collect();
    with.extend(added.iter().map(|domain| Text::from(domain.as_str())));
    set_in_phase(cx, &[("global-catalogs", Value::List(with))], message!("rules-ad-003-fix", domains = added))
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

/// Another model is another deployment.
fn supported_model(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some((_, pack)) = judged(cx) else { return Vec::new() };
    let models = pack.forest_models.iter().map(|model| Message::word(ForestModel::PREFIX, model.key()));
    hint(message!("rules-ad-004-fix", models = models.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{all_but, check_mended, check_silent, check_twins, check_unmended, check_words};

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

    /// The target comes in a phase.
    fn comes(facts: &str) -> String {
        format!(
            "deployment {facts}\nsite Paris\nphase Pilot\n  + pool fe front-end version=lync-2013 domain=eu.contoso.com"
        )
    }

    fn deployment(plan: &crate::plan::Plan) -> Deployment {
        (*plan.replay().states[1].deployment).clone()
    }

    #[test]
    fn the_phase_that_brings_the_target_prepares_for_it() {
        let text = comes("forest-functional-level=2000 domain-functional-level=2000   # AD-001");
        let one = text.replace("domain-functional-level=2000", "domain-functional-level=2008");
        check_twins(&LEVELS, &one, |_| set("forest-functional-level", Value::text("2003")));
        let levels = |plan: &crate::plan::Plan| [deployment(plan).forest_level, deployment(plan).domain_level];
        check_mended(&LEVELS, &text, levels, [Some(Text::from("2003")), Some(Text::from("2003"))]);
        check_unmended(&LEVELS, &text.replace("phase Pilot", "").replace("+ pool", "pool"));

        let text = comes("domain-controller-os=2000,2008-r2,2016");
        let systems = |plan: &crate::plan::Plan| deployment(plan).domain_controller_os;
        check_mended(&CONTROLLERS, &text, systems, Some(vec![WindowsVersion::Server2008R2]));
        let none = comes("domain-controller-os=2000");
        check_mended(&CONTROLLERS, &none, systems, Some(vec![WindowsVersion::Server2000]));

        let text = comes("global-catalogs=contoso.com");
        let catalogs = |plan: &crate::plan::Plan| deployment(plan).global_catalogs;
        let both = ["contoso.com", "eu.contoso.com"].map(Text::from).to_vec();
        check_mended(&CATALOGS, &text, catalogs, Some(both));
        check_unmended(&CATALOGS, &text.replace("phase Pilot", "").replace("+ pool", "pool"));
        let marked = text.replace("global-catalogs=contoso.com", "global-catalogs=contoso.com   # AD-003");
        check_twins(&CATALOGS, &marked, |_| set("global-catalogs", list(&["eu.contoso.com"])));
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
