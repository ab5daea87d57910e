//! ORDER-021: an object that is removed while others still refer to it.

use crate::rules::prelude::*;
use crate::rules::steps::place_of;
use foldhash::HashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

pub static RULE: Rule = Rule::new("ORDER-021", "object-removed-while-referred-to", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Sometimes, fixes);

/// Links that are references of the topology; the others are connections of another kind, with rules of their own.
fn refers(link: &Link) -> bool {
    use LinkKind::*;
    link.kind.store().is_some()
        || matches!(link.kind, NextHop | MediaEdge | BackupRegistrar | Pairing | FileStore | MonitoringServer)
        || link.kind == ArchivingServer
}

/// Links that may be cleared without another in their place.
fn may_be_cleared(link: &Link) -> bool {
    use LinkKind::*;
    link.usage != Usage::Default
        || matches!(link.kind, MediaEdge | BackupRegistrar | Pairing | MonitoringServer | ArchivingServer)
}

/// What a step removes: pools, SQL Servers with their instances, instances, file stores.
fn removed<'a>(step: &'a Step, before: &'a Topology) -> Vec<(Subject, &'a Subject)> {
    let mut gone = Vec::new();
    for command in step.commands() {
        let Command::Remove(subject) = command else { continue };
        match subject {
            Subject::Pool(_) | Subject::SqlInstance(_) | Subject::FileStore(_) => gone.push((subject.clone(), subject)),
            Subject::SqlServer(host) => {
                let on = before.sql_instances.values().filter(|instance| instance.server == *host);
                gone.extend(on.map(|instance| (Subject::from(&instance.id), subject)));
            }
            _ => {}
        }
    }
    gone
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let mut gone: HashMap<Subject, (&StepId, &Subject)> = HashMap::default();
    for step in &cx.phase.steps {
        for (subject, by) in removed(step, cx.before) {
            gone.entry(subject).or_insert((step.id(), by));
        }
    }
    if gone.is_empty() || cx.pack.is_none() {
        return;
    }
    // What stays and refers to it when the phase begins, or comes to do so. What goes as well needs no other.
    let stays = |link: &Link| refers(link) && gone.contains_key(&link.to) && cx.after.has(&link.from);
    let added = cx.phase.steps.iter().flat_map(|step| step.commands()).filter_map(|command| match command {
        Command::Add(Element::Link(link)) => Some(link),
        _ => None,
    });
    let links: Vec<&Arc<Link>> = cx.before.links.values().chain(added).filter(|link| stays(link)).collect();
    let names = |site: &Site| site.named().into_iter().any(|(_, subject)| gone.contains_key(&subject));
    let sites: Vec<&Site> = cx.before.sites.values().map(|site| &**site).filter(|site| names(site)).collect();
    if links.is_empty() && sites.is_empty() {
        return;
    }
    for (step, state) in cx.exact_steps() {
        let mut found: HashMap<&Subject, BTreeSet<Subject>> = HashMap::default();
        for link in &links {
            let Some((_, by)) = gone.get(&link.to).filter(|(at, _)| *at == step.id()) else { continue };
            let still = state.links.get(&link.id).is_some_and(|now| now.to == link.to);
            let same = |other: &Link| other.from == link.from && other.kind == link.kind && other.usage == link.usage;
            // One that takes its place in the same phase is published with the removal.
            if still && !cx.after.links.values().any(|other| same(other)) {
                found.entry(by).or_default().insert(link.from.clone());
            }
        }
        for site in &sites {
            let (Some(now), Some(after)) = (state.sites.get(&site.id), cx.after.sites.get(&site.id)) else { continue };
            for (fact, subject) in now.named() {
                let Some((_, by)) = gone.get(&subject).filter(|(at, _)| *at == step.id()) else { continue };
                if after.named().iter().all(|(other, _)| *other != fact) && !is_none(after, fact) {
                    found.entry(by).or_default().insert((&site.id).into());
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort();
        for (object, from) in found {
            let said = message!(
                "rules-order-021",
                object = state.label(object),
                users = from.iter().map(|subject| state.label(subject)).collect::<Vec<_>>()
            );
            out.report(step.id(), said).related(std::iter::once(object.clone()).chain(from));
        }
    }
}

/// Whether a site is known to have no route.
fn is_none(site: &Site, fact: FactName) -> bool {
    let route = match fact {
        "federation-route" => &site.federation_route,
        "xmpp-route" => &site.xmpp_route,
        _ => return false,
    };
    *route == Some(Route::None)
}

/// Clears the references first, where nothing has to take their place.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let Some((object, users)) = cx.finding.related.split_first() else { return Vec::new() };
    let before = cx.finding.stages.0.checked_sub(1).and_then(|stage| cx.replay.states.get(stage));
    let (Some(before), Some((phase, at))) = (before, place_of(cx.plan, id)) else { return Vec::new() };
    let is_gone = |to: &Subject| match (to, object) {
        (Subject::SqlInstance(id), Subject::SqlServer(host)) => {
            before.sql_instances.get(id).is_some_and(|instance| instance.server == *host)
        }
        _ => to == object,
    };
    let links = before.links.values().filter(|link| refers(link) && is_gone(&link.to) && users.contains(&link.from));
    let links: Vec<_> = links.collect();
    let all = users.iter().all(|user| links.iter().any(|link| link.from == *user));
    if links.is_empty() || !all || !links.iter().all(|link| may_be_cleared(link)) {
        return Vec::new();
    }
    let commands = links.iter().map(|link| Command::Remove((&link.id).into())).collect();
    vec![Fix {
        label: message!(
            "rules-order-021-fix",
            object = cx.plan.label(object),
            users = users.iter().map(|user| cx.plan.label(user)).collect::<Vec<_>>()
        ),
        edits: vec![PlanEdit::AddStep {
            phase: phase.id.clone(),
            index: Some(at),
            step: Step::change(cx.plan.next_step_id(phase), commands),
        }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

    fn plan(steps: &str) -> String {
        format!(
            "
            site Paris federation-route=edge
              pool fe front-end enterprise version=lync-2013 user-store=sql\\A user-store/mirror=sql2\\ file-store=files\\a media-edge=edge pairing=fe2
              pool fe2 front-end enterprise version=lync-2013
              pool edge edge version=lync-2013 next-hop=dir
              pool edge2 edge version=lync-2013
              pool dir director version=lync-2013
              pool dir2 director version=lync-2013
              sql sql A
              sql sql2
              sql sql3
              file-store files\\a
              file-store files\\b
            phase Remove
              {steps}
            "
        )
    }

    /// The removal, what it names, what takes its place, and in which step that has to come first.
    #[test]
    fn twins() {
        for (removal, related, instead) in [
            ("- sql sql", "sql fe", "store fe user sql3\\"),
            ("- instance sql\\A", "sql\\A fe", "store fe user sql3\\"),
            ("- sql sql2", "sql2 fe", "- link user-store/mirror fe"),
            ("- file-store files\\a", "files\\a fe", "+ link file-store fe -> files\\b"),
            ("- pool dir", "dir edge", "+ link next-hop edge -> dir2"),
            ("- pool fe2", "fe2 fe", "- link pairing fe"),
        ] {
            let text = plan(&format!("{removal} # ORDER-021 related {related}\n              do communicate"));
            let mended = plan(&format!("{instead}\n              {removal}"));
            check_silent(&RULE, &mended);
            check_twins(&RULE, &text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        }
        // Also in the same publishing, after it.
        check_silent(&RULE, &plan("- file-store files\\a\n              + link file-store fe -> files\\b"));
    }

    #[test]
    fn a_site_refers_to_its_route_and_to_its_host_of_call_admission_control() {
        let text = plan("- link media-edge fe\n              - pool edge # ORDER-021 related edge Paris");
        check_twins(&RULE, &text, |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::change(
                StepId::new("step-route"),
                vec![Command::RouteFederation { site: SiteId::new(sketch.subject("Paris").id()), to: Route::None }],
            ),
        });
        let text = plan("- pool dir2 # ORDER-021 related dir2 Paris").replace("federation-route=edge", "cac-host=dir2");
        check_twins(&RULE, &text, |sketch| {
            sketch.record(0, sketch.set("Paris", "cac-host", Value::text(sketch.subject("fe").id())))
        });
    }

    #[test]
    fn what_goes_as_well_needs_no_other() {
        check_silent(
            &RULE,
            &plan("- link pairing fe\n              - sql sql\n              - sql sql2\n              - pool fe"),
        );
    }

    #[test]
    fn a_connection_that_is_no_reference_is_another_rules() {
        let text = plan("- link pairing fe\n              - pool fe2");
        check_silent(&RULE, &text.replace("sql sql A", "gateway gw trunk=fe2\n              sql sql A"));
    }

    #[test]
    fn a_route_that_changes_in_the_same_publishing_is_no_reference() {
        let gone = "- link media-edge fe\n              - pool edge";
        check_silent(&RULE, &plan(&format!("{gone}\n              route Paris edge2")));
        check_silent(&RULE, &plan(&format!("{gone}\n              route Paris none")));
    }

    #[test]
    fn only_references_that_need_no_other_are_cleared() {
        let ends = |plan: &crate::plan::Plan| {
            [LinkKind::Pairing, LinkKind::MediaEdge, LinkKind::UserStore].map(|kind| last_links(plan, kind).len())
        };
        check_mended(&RULE, &plan("- pool fe2"), ends, [0, 1, 2]);
        for steps in ["- sql sql", "- link media-edge fe\n              - pool edge", "- pool edge"] {
            check_unmended(&RULE, &plan(steps));
        }
    }
}
