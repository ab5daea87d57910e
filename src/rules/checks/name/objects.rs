//! NAME-012, NAME-013, NAME-014: names that must be those of something else, or unique among the pools.

use crate::rules::names::folded;
use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;
use std::collections::BTreeMap;

pub static CHAT: Rule =
    Rule::new("NAME-012", "chat-pool-named-otherwise-than-its-standard-edition-server", "0.1.0", Check::State(chat))
        .near()
        .mended(FixOffer::Always, name_of_the_server);

pub static BRANCH: Rule = Rule::new("NAME-013", "branch-appliance-and-spn-differ", "0.1.0", Check::State(branch))
    .near()
    .mended(FixOffer::Sometimes, name_of_the_spn);

pub static RESPONSE_GROUPS: Rule =
    Rule::new("NAME-014", "response-group-name-used-twice", "0.1.0", Check::State(response_groups))
        .near()
        .mended(FixOffer::Sometimes, rename_others);

fn chat(cx: &StateContext<'_>, out: &mut Findings) {
    for machine in cx.machines() {
        let own = |pool: &&&Pool| cx.age(pool) == Age::Own;
        let standard = |pool: &&&Pool| pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Standard);
        let Some(host) = machine.pools.iter().filter(own).find(standard) else { continue };
        for pool in machine.pools.iter().filter(own).filter(|pool| pool.kind == PoolKind::PersistentChat) {
            let same = pool.fqdn.as_deref().is_none_or(|name| name.eq_ignore_ascii_case(machine.name));
            if !same {
                let said = message!("rules-name-012", pool = cx.label(&pool.id), server = machine.name);
                out.report(&pool.id, said).field("fqdn").related([&host.id]);
            }
        }
    }
}

fn name_of_the_server(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let name = |subject: &Subject| match state.fact(subject, "fqdn") {
        Some(Value::Text(name)) => Some(name),
        _ => None,
    };
    let (of, host) = (cx.finding.subject.clone(), cx.finding.related.first());
    let (Some(old), Some(new)) = (name(&of), host.and_then(name)) else { return Vec::new() };
    vec![Fix {
        label: message!("rules-name-fix", old = &*old, new = &*new),
        edits: vec![PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::Text(new)) })],
        safety: Safety::Ask,
    }]
}

fn branch(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::Sba && cx.age(pool) == Age::Own) {
        let Some(name) = pool.fqdn.as_deref().filter(|name| !name.is_empty()) else { continue };
        let Some(spn) = pool.service_principal_name.as_deref() else {
            out.not_checked(&pool.id, &["service-principal-name"]);
            continue;
        };
        let said = name_in(spn);
        if !said.eq_ignore_ascii_case(name) {
            out.report(&pool.id, message!("rules-name-013", pool = cx.label(&pool.id), spn = spn))
                .field("service-principal-name");
        }
    }
}

/// The name in `HOST/name`, or the name alone.
fn name_in(spn: &str) -> &str {
    spn.rsplit('/').next().unwrap_or(spn).trim()
}

/// The full name that Active Directory has, where nothing else in the plan bears it.
fn name_of_the_spn(cx: &FixContext<'_>) -> Vec<Fix> {
    let of = cx.finding.subject.clone();
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let text = |fact| match state.fact(&of, fact) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    };
    let (Some(old), Some(spn)) = (text("fqdn"), text("service-principal-name")) else { return Vec::new() };
    let new = name_in(&spn);
    if !new.contains('.') || cx.replay.states.iter().any(|state| state.bears(new)) {
        return Vec::new();
    }
    let label = message!("rules-name-fix", old = &*old, new = new);
    let edits = vec![PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(new)) })];
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn response_groups(cx: &StateContext<'_>, out: &mut Findings) {
    let own = |subject: &Subject| match subject {
        Subject::Pool(id) => cx.topology.pools.get(id).filter(|pool| cx.age(pool) == Age::Own),
        _ => None,
    };
    let pairings = cx.topology.links.values().filter(|link| link.kind == LinkKind::Pairing);
    let paired: Vec<&Pool> =
        pairings.flat_map(|link| [own(&link.from), own(&link.to)]).flatten().map(|pool| &**pool).collect();
    if paired.is_empty() {
        return;
    }
    let mut bearers: BTreeMap<_, Vec<&Pool>> = BTreeMap::new();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && cx.age(pool) == Age::Own) {
        let is_paired = paired.iter().any(|other| other.id == pool.id);
        match &pool.response_group_names {
            Some(names) => names.iter().for_each(|name| bearers.entry(folded(name)).or_default().push(pool)),
            None if is_paired && pool.response_groups != Some(0) => {
                out.not_checked(&pool.id, &["response-group-names"]);
            }
            None => {}
        }
    }
    for (name, mut pools) in bearers {
        pools.sort_by(|a, b| a.id.cmp(&b.id));
        pools.dedup_by(|a, b| a.id == b.id);
        let in_a_pair = |pool: &&&Pool| paired.iter().any(|other| other.id == pool.id);
        let Some(pool) = pools.iter().find(in_a_pair).filter(|_| pools.len() > 1) else { continue };
        let others: Vec<_> = pools.iter().filter(|other| other.id != pool.id).collect();
        let labels: Vec<String> = others.iter().map(|other| cx.label(&other.id)).collect();
        let said = message!("rules-name-014", pool = cx.label(&pool.id), name = &*name, others = labels);
        out.report(&pool.id, said).field("response-group-names").related(others.iter().map(|other| &other.id));
    }
}

/// The other pools add their own name to what they share with the pool.
fn rename_others(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let names = |subject: &Subject| match state.fact(subject, "response-group-names") {
        Some(Value::List(names)) => names,
        _ => Vec::new(),
    };
    let all: Vec<Text> = state.pools.values().flat_map(|pool| pool.response_group_names.clone()).flatten().collect();
    let has = |names: &[Text], name: &str| names.iter().any(|other| folded(other) == folded(name));
    let ours = names(&cx.finding.subject);
    let mut commands = Vec::new();
    for other in &cx.finding.related {
        let label = state.label(other);
        let host = label.split('.').next().unwrap_or(&label);
        let mut theirs = names(other);
        for name in theirs.iter_mut().filter(|name| has(&ours, name)) {
            let new = format!("{name}-{host}");
            if has(&all, &new) {
                return Vec::new();
            }
            *name = Text::from(new);
        }
        let to = Some(Value::List(theirs));
        commands.push(Command::Set { of: other.clone(), fact: "response-group-names", to });
    }
    let others: Vec<String> = cx.finding.related.iter().map(|other| state.label(other)).collect();
    let label = message!("rules-name-014-fix", pool = state.label(&cx.finding.subject), others = others);
    record_in_phase(cx, commands, label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    #[test]
    fn twins() {
        check_twins(
            &CHAT,
            "
            site Paris
              pool se01 front-end standard version=lync-2013 servers=1
              pool pchat persistent-chat version=lync-2013 servers=se01.contoso.com   # NAME-012 related se01
            ",
            |sketch| PlanEdit::Correct(sketch.set("pchat", "fqdn", Value::text("se01.contoso.com"))),
        );
        check_twins(
            &BRANCH,
            "
            site Paris
              pool sba sba version=lync-2013 service-principal-name=HOST/sba1.contoso.com   # NAME-013
            ",
            |sketch| sketch.set("sba", "service-principal-name", Value::text("HOST/SBA.contoso.com")),
        );
        check_twins(
            &RESPONSE_GROUPS,
            "
            site Paris
              pool a front-end version=lync-2013 pairing=b response-group-names=Helpdesk,Sales   # NAME-014 related b
              pool b front-end version=lync-2013 response-group-names=helpdesk
            ",
            |sketch| sketch.set("b", "response-group-names", Value::List(vec![Text::from("Helpdesk Lyon")])),
        );
    }

    #[test]
    fn an_appliance_takes_the_full_name_that_is_free() {
        let text = "site Paris\n  pool sba sba version=lync-2013 service-principal-name=HOST/";
        let name = |plan: &crate::plan::Plan| plan.replay().states[0].pools.values().next()?.fqdn.clone();
        check_mended(&BRANCH, &format!("{text}nice.contoso.com"), name, Some(Text::from("nice.contoso.com")));
        check_unmended(&BRANCH, &format!("{text}nice"));
        check_unmended(&BRANCH, &format!("{text}fe.contoso.com\n  pool fe front-end"));
    }

    #[test]
    fn response_groups_that_a_phase_brings_together_are_renamed() {
        let text = "
            site Paris
              pool a front-end version=lync-2013 response-group-names=Helpdesk,Sales,Desk     # NAME-014 related b
              pool b front-end version=lync-2013 response-group-names=helpdesk,Desk
            phase Pair
              + link pairing a -> b
            ";
        let one = text.replace(",Desk", "");
        check_twins(&RESPONSE_GROUPS, &one, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let names = |plan: &crate::plan::Plan| {
            let state = &plan.replay().states[1];
            state.pools.values().nth(1).and_then(|pool| pool.response_group_names.clone()).unwrap_or_default()
        };
        let renamed = vec![Text::from("helpdesk-b"), Text::from("Desk-b")];
        check_mended(&RESPONSE_GROUPS, text, names, renamed);
        check_unmended(&RESPONSE_GROUPS, &one.replace("=helpdesk", "=helpdesk,helpdesk-b"));
        check_unmended(&RESPONSE_GROUPS, &one.replace("phase Pair", "").replace("+ link", "link"));
    }

    #[test]
    fn pools_that_are_not_paired_and_their_own_machines_are_not_concerned() {
        check_silent(
            &RESPONSE_GROUPS,
            "
            site Paris
              pool a front-end standard version=lync-2013 response-group-names=Helpdesk
              pool b front-end standard version=lync-2013 response-group-names=Helpdesk
            ",
        );
        check_silent(&CHAT, "site Paris\n  pool pchat persistent-chat version=lync-2013 servers=pchat01");
    }

    #[test]
    fn what_is_unknown_waits() {
        let report = check_silent(&BRANCH, "site Paris\n  pool sba sba version=lync-2013");
        assert_eq!(report.not_checked[0].missing, ["service-principal-name"]);
        let report = check_silent(
            &RESPONSE_GROUPS,
            "
            site Paris
              pool a front-end standard version=lync-2013 pairing=b response-groups=0
              pool b front-end standard version=lync-2013
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }

    #[test]
    fn an_enterprise_pool_and_older_pairs_are_not_concerned() {
        check_silent(
            &CHAT,
            "
            site Paris
              pool ee front-end enterprise version=lync-2013 servers=box
              pool pchat persistent-chat version=lync-2013 servers=box.contoso.com
            ",
        );
        check_silent(
            &RESPONSE_GROUPS,
            "
            site Paris
              pool a front-end version=lync-2010 pairing=b response-group-names=Helpdesk
              pool b front-end version=lync-2010 response-group-names=Helpdesk
            ",
        );
    }

    #[test]
    fn names_of_response_groups_on_older_pools_are_not_concerned() {
        check_silent(
            &RESPONSE_GROUPS,
            "
            site Paris
              pool a front-end version=lync-2013 pairing=b response-group-names=Helpdesk
              pool b front-end version=lync-2013 response-groups=0
              pool old front-end version=lync-2010 response-group-names=Helpdesk
            ",
        );
    }
}
