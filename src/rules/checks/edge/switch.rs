//! EDGE-006, EDGE-007: the switch of federation and media from a legacy Edge pool to one of the target.

use super::{ask, edges, federates, insert_work, moments, names, place_of, routes};
use crate::plan::Plan;
use crate::rules::prelude::*;
use crate::rules::steps::{is_activity, pool_and_servers};
use crate::rules::{Pack, SwitchPart};

pub static ORDER: Rule = Rule::new("EDGE-006", "switch-of-the-edge-out-of-order", "0.1.0", Check::Phase(order))
    .covering(&["EDGE-001"])
    .mended(FixOffer::Always, reorder);

pub static WINDOW: Rule = Rule::new("EDGE-007", "switch-of-the-edge-without-a-window", "0.1.0", Check::Phase(window))
    .mended(FixOffer::Always, add_window);

/// One part of a switch: its step, and the state just before it.
struct Part<'a> {
    part: SwitchPart,
    step: &'a Step,
    /// The place of the step in its phase.
    at: usize,
    state: Topology,
    /// The site whose route changes.
    site: Option<&'a SiteId>,
    /// The Edge pool of the target that begins to federate.
    edge: Option<&'a PoolId>,
}

/// The parts of the switch in a phase: none unless federation comes to the target while a legacy Edge pool stands.
fn parts<'a>(cx: &PhaseContext<'a>, out: &mut Findings) -> Vec<Part<'a>> {
    let Some(pack) = cx.pack else { return Vec::new() };
    let may_begin = |command: &Command| {
        federates(command).is_some_and(|(_, on)| on)
            || routes(command).is_some_and(|(_, to)| matches!(to, Route::Through(_)))
    };
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(may_begin))
        || edges(cx.before, pack, Age::Older).next().is_none()
    {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (step, state) in cx.exact_steps() {
        let at = cx.phase.steps.iter().position(|other| other.id() == step.id()).unwrap_or_default();
        if let Step::Activity { kind, about, .. } = step {
            let part = activity(cx, pack, *kind, about);
            all.extend(part.map(|part| Part { part, step, at, state: state.clone(), site: None, edge: None }));
            continue;
        }
        for (command, state) in moments(step, state) {
            let Some(part) = part_of(cx, pack, command, &state, out) else { continue };
            let site = routes(command).map(|(site, _)| site);
            let edge = federates(command).map(|(edge, _)| edge).filter(|_| part == SwitchPart::Federate);
            all.push(Part { part, step, at, state, site, edge });
        }
    }
    let begins = |part: &Part<'_>| {
        matches!(part.part, SwitchPart::Federate | SwitchPart::Route)
            && edges(&part.state, pack, Age::Older).next().is_some()
    };
    if all.iter().any(begins) { all } else { Vec::new() }
}

fn part_of(
    cx: &PhaseContext<'_>,
    pack: &Pack,
    command: &Command,
    state: &Topology,
    out: &mut Findings,
) -> Option<SwitchPart> {
    let age = |id: &PoolId| state.pools.get(id).map_or(Age::None, |pool| pack.age(pool));
    if let Some((id, on)) = federates(command) {
        let pool = state.pools.get(id).filter(|pool| pool.federation != Some(on))?;
        return match (pack.age(pool), on) {
            (Age::Own, true) => Some(SwitchPart::Federate),
            (Age::Older, false) => Some(SwitchPart::LegacyOff),
            (Age::Unknown, _) => {
                out.not_checked(id, &["version"]);
                None
            }
            _ => None,
        };
    }
    if let Some((site, to)) = routes(command) {
        let now = state.sites.get(site)?.federation_route.as_ref();
        return match (now, &to) {
            (Some(Route::Through(old)), Route::None) if age(old) == Age::Older => Some(SwitchPart::ClearRoute),
            (now, Route::Through(new)) if now != Some(&to) && age(new) == Age::Own => Some(SwitchPart::Route),
            _ => None,
        };
    }
    let Command::Add(Element::Link(link)) = command else { return None };
    let (Subject::Pool(from), Subject::Pool(to)) = (&link.from, &link.to) else { return None };
    if age(from) != Age::Own || age(to) != Age::Own {
        return None;
    }
    // What was there before and led to the legacy deployment: a new pool is no part of the switch.
    let led_back = || {
        let legacy = |other: &Link| match &other.to {
            Subject::Pool(old) => cx.before.pools.get(old).is_some_and(|pool| pack.age(pool) == Age::Older),
            _ => false,
        };
        cx.before.links.values().any(|other| other.kind == link.kind && other.from == link.from && legacy(other))
    };
    match link.kind {
        LinkKind::NextHop if state.pools[from].kind == PoolKind::Edge && led_back() => Some(SwitchPart::NextHop),
        LinkKind::MediaEdge if led_back() => Some(SwitchPart::Media),
        _ => None,
    }
}

/// Only work that names an Edge pool or one of its servers is a part of the switch.
fn activity(cx: &PhaseContext<'_>, pack: &Pack, kind: ActivityKind, about: &[Subject]) -> Option<SwitchPart> {
    let (part, age) = match kind {
        ActivityKind::Certificate => (SwitchPart::Certificate, Age::Own),
        ActivityKind::Firewall | ActivityKind::DnsRecord => (SwitchPart::Network, Age::Own),
        ActivityKind::StopServices => (SwitchPart::StopLegacy, Age::Older),
        _ => return None,
    };
    let state_of = |id: &PoolId| cx.before.pools.get(id).or_else(|| cx.after.pools.get(id));
    let names = about.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => state_of(id),
        Subject::Server(id) => state_of(&cx.before.servers.get(id).or_else(|| cx.after.servers.get(id))?.pool),
        _ => None,
    });
    let mut named = names.filter(|pool| pool.kind == PoolKind::Edge && pack.age(pool) == age);
    named.next().map(|_| part)
}

fn order(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let parts = parts(cx, out);
    let too_early = parts.iter().find(|part| is_too_early(cx, pack, part, out)).map(|part| part.at);
    deviations(cx, pack, &parts, too_early, out);
}

/// What stands in the way of a part: legacy Edge pools that still federate, sites whose route still leads back.
fn in_the_way<'s>(pack: &'s Pack, part: &'s Part<'_>) -> (Vec<&'s PoolId>, Vec<&'s SiteId>) {
    let federating = edges(&part.state, pack, Age::Older).filter(|edge| edge.federation == Some(true));
    let back = |site: &Site| match &site.federation_route {
        Some(Route::Through(pool)) => part.state.pools.get(pool).is_some_and(|pool| pack.age(pool) == Age::Older),
        _ => false,
    };
    let sites = part.state.sites.values().map(|site| &**site);
    let sites = sites.filter(|site| part.site.is_none_or(|own| *own == site.id) && back(site));
    (federating.map(|edge| &edge.id).collect(), sites.map(|site| &site.id).collect())
}

/// Federation or a route comes to the target before the legacy deployment has let go of it: reported, and true.
fn is_too_early(cx: &PhaseContext<'_>, pack: &Pack, part: &Part<'_>, out: &mut Findings) -> bool {
    if !matches!(part.part, SwitchPart::Federate | SwitchPart::Route)
        || edges(&part.state, pack, Age::Older).next().is_none()
    {
        return false;
    }
    let state = &part.state;
    let (federating, sites) = in_the_way(pack, part);
    let step = cx.plan.label(&part.step.id().into());
    let mut raw = match (federating.as_slice(), sites.as_slice()) {
        ([], []) => {
            let unknown = edges(state, pack, Age::Older).filter(|edge| edge.federation.is_none());
            unknown.for_each(|edge| out.not_checked(&edge.id, &["federation"]));
            let of_part = |site: &&std::sync::Arc<Site>| {
                site.kind == SiteKind::Central && part.site.is_none_or(|own| *own == site.id)
            };
            let unknown = state.sites.values().filter(of_part).filter(|site| site.federation_route.is_none());
            unknown.for_each(|site| out.not_checked(&site.id, &["federation-route"]));
            return false;
        }
        ([], sites) => {
            let sites: Vec<String> = sites.iter().map(|site| state.label(&(*site).into())).collect();
            out.report(part.step.id(), message!("rules-edge-006-route", step = step, sites = sites))
        }
        (federating, _) => {
            let legacy = names(state, federating.iter().copied());
            out.report(part.step.id(), message!("rules-edge-006", step = step, legacy = legacy))
        }
    };
    raw = raw.related(part.edge).related(federating.iter().copied()).related(sites.iter().copied());
    let clears = |command: &Command| routes(command).is_some_and(|(_, to)| to == Route::None);
    let begun = || cx.before_step(part.step).any(|step| step.commands().iter().any(clears));
    if federating.is_empty() && begun() {
        raw.at_most(Level::Warning);
    }
    true
}

/// Parts of this phase that stand in another order than the guide's; what comes too early is an error of its own.
fn deviations(cx: &PhaseContext<'_>, pack: &Pack, parts: &[Part<'_>], too_early: Option<usize>, out: &mut Findings) {
    let Some(first) = parts.first() else { return };
    let version = edges(&first.state, pack, Age::Older).filter_map(|edge| edge.version).max();
    let Some(order) = version.and_then(|version| pack.edge_switches.get(&version)) else { return };
    let mut firsts: Vec<(usize, &Part<'_>)> = Vec::new();
    for part in parts {
        let rank = order.iter().position(|together| together.contains(&part.part));
        if let Some(rank) = rank.filter(|_| !firsts.iter().any(|(_, other)| other.part == part.part)) {
            firsts.push((rank, part));
        }
    }
    for (rank, part) in &firsts {
        let federation = |part: &Part<'_>| matches!(part.part, SwitchPart::Federate | SwitchPart::Route);
        let letting_go = |part: &Part<'_>| matches!(part.part, SwitchPart::ClearRoute | SwitchPart::LegacyOff);
        let late = firsts.iter().filter(|(other, late)| {
            // EDGE-015 speaks of an Edge pool that is stopped while routes still lead to it.
            let is_routed = part.part == SwitchPart::StopLegacy && !in_the_way(pack, part).1.is_empty();
            let told = federation(part) && letting_go(late) || is_routed && late.part == SwitchPart::Route;
            other < rank && late.at > part.at && !told
        });
        let mut late: Vec<&(usize, &Part<'_>)> = late.collect();
        late.sort_by_key(|(rank, _)| *rank);
        let late: Vec<&Part<'_>> = late.into_iter().map(|(_, late)| *late).collect();
        let (Some(next), false) = (late.first(), too_early == Some(part.at)) else { continue };
        let word = |part: SwitchPart| Message::word(SwitchPart::PREFIX, part.key());
        let said = message!(
            "rules-edge-006-order",
            step = cx.plan.label(&part.step.id().into()),
            part = word(part.part),
            late = cx.plan.label(&next.step.id().into()),
            other = word(next.part)
        );
        out.report(part.step.id(), said).related(late.iter().map(|late| late.step.id())).at_most(Level::Warning);
    }
}

/// What comes too late goes before the step of the finding; what the plan does not do is put there. The step may then
/// stand before another part that it has to follow, which goes before it in the next round.
fn reorder(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let mut plan = cx.plan.clone();
    let mut related = cx.finding.related.clone();
    let mut edits = Vec::new();
    for _ in SwitchPart::KEYS {
        let round = ahead(&plan, id, &related);
        let Ok(next) = PlanEdit::all_applied_to(&round, &plan) else { return Vec::new() };
        plan = next;
        edits.extend(round);
        match still_said(&plan, cx.finding.stages.0, id) {
            Some(more) => related = more,
            None => break,
        }
    }
    ask(message!("rules-edge-006-fix", step = cx.plan.label(&cx.finding.subject)), edits)
}

/// What the rule still says of a step: the subjects of its next finding.
fn still_said(plan: &Plan, stage: usize, step: &StepId) -> Option<Vec<Subject>> {
    let mut out = Findings::new(true);
    out.speak_for(&ORDER, Level::Error, stage);
    order(&PhaseContext::new(plan, &plan.replay(), stage, crate::rules::pack(plan.target_at(stage)))?, &mut out);
    out.raws.into_iter().find(|raw| raw.subject == Subject::from(step)).map(|raw| raw.related)
}

/// Edits that put these steps, or steps about these objects, before a step.
fn ahead(plan: &Plan, before: &StepId, related: &[Subject]) -> Vec<PlanEdit> {
    let Some((phase, at)) = place_of(plan, before) else { return Vec::new() };
    let mut edits = Vec::new();
    let mut taken = Vec::new();
    let (steps, objects): (Vec<&Subject>, Vec<&Subject>) =
        related.iter().partition(|subject| matches!(subject, Subject::Step(_)));
    // Routes come first.
    let (sites, pools): (Vec<&Subject>, Vec<&Subject>) =
        objects.into_iter().partition(|subject| matches!(subject, Subject::Site(_)));
    for subject in steps.into_iter().chain(sites).chain(pools) {
        let command = match subject {
            Subject::Site(site) => Command::RouteFederation { site: site.clone(), to: Route::None },
            // The pool that the step itself makes federate.
            Subject::Pool(edge) if federates_here(&phase.steps[at], edge) => continue,
            Subject::Pool(_) => Command::Set { of: subject.clone(), fact: "federation", to: Some(Value::Flag(false)) },
            _ => Command::Remove(subject.clone()),
        };
        let does = |one: &Command| match subject {
            Subject::Site(site) => routes(one) == Some((site, Route::None)),
            _ => *one == command,
        };
        // Only a step that does nothing else can move without taking other changes along.
        let alone = |step: &Step| matches!(step.commands(), [one] if does(one));
        let index = at + edits.len();
        let step = match subject {
            Subject::Step(id) => Some(id),
            _ => phase.steps[at + 1..].iter().find(|step| alone(step)).map(|step| step.id()),
        };
        edits.push(match step {
            Some(step) => PlanEdit::MoveStep { step: step.clone(), to: phase.id.clone(), index },
            None => {
                let id = plan.free_id_besides(SubjectKind::Step, phase.id.as_str(), &taken);
                taken.push(id.clone());
                let step = Step::change(StepId::new(&id), vec![command]);
                PlanEdit::AddStep { phase: phase.id.clone(), index: Some(index), step }
            }
        });
    }
    edits
}

fn federates_here(step: &Step, edge: &PoolId) -> bool {
    step.commands().iter().filter_map(federates).any(|(id, on)| on && id == edge)
}

fn window(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let parts = parts(cx, out);
    let is_outage = |part: &&Part<'_>| {
        use SwitchPart::*;
        matches!(part.part, ClearRoute | LegacyOff | Federate | Route)
    };
    let Some(begin) = parts.iter().find(is_outage) else { return };
    // Where the legacy Edge never federated, nothing is interrupted.
    let today = || edges(&cx.plan.today, pack, Age::Older);
    let before = || edges(cx.before, pack, Age::Older);
    if !today().chain(before()).any(|edge| edge.federation == Some(true)) {
        let unknown = before().filter(|edge| edge.federation.is_none());
        unknown.for_each(|edge| out.not_checked(&edge.id, &["federation"]));
        return;
    }
    let mut about: Vec<Subject> = Vec::new();
    for state in [cx.before, cx.after] {
        for edge in edges(state, pack, Age::Older).chain(edges(state, pack, Age::Own)) {
            about.extend(pool_and_servers(state, &edge.id));
        }
    }
    about.extend(parts.iter().filter_map(|part| part.site).map(Subject::from));
    if cx.here_before(begin.step).any(|step| is_activity(step, ActivityKind::MaintenanceWindow, &about)) {
        return;
    }
    let old: Vec<&PoolId> = before().map(|edge| &edge.id).collect();
    let said = message!("rules-edge-007", legacy = names(cx.before, old.iter().copied()));
    out.report(begin.step.id(), said).related(old);
}

fn add_window(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let Some((phase, at)) = place_of(cx.plan, id) else { return Vec::new() };
    let about = cx.finding.related.clone();
    let edit = insert_work(cx.plan, phase, at, ActivityKind::MaintenanceWindow, about);
    ask(message!("rules-edge-007-fix", phase = &*phase.name), vec![edit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::{Sketch, read};
    use crate::rules::twin_tests::{alone, check_mended, check_said, check_silent, check_twins, check_words, steps_of};

    fn plan(version: &str, steps: &[&str]) -> String {
        format!(
            "
            site Paris federation-route=edge10
              pool dir10 director version={version}
              pool fe13 front-end standard version=lync-2013 media-edge=edge10
              pool edge10 edge version={version} federation=true servers=old
              pool edge13 edge version=lync-2013 federation=false next-hop=dir10 servers=new
            phase Switch
              {}
            ",
            steps.join("\n")
        )
    }

    const CLEAR: &str = "route Paris none";
    const OFF: &str = "~ edge10 federation=false";
    const ON: &str = "~ edge13 federation=true";
    const ROUTE: &str = "route Paris edge13";
    const CERTIFICATE: &str = "do certificate edge13";
    const HOP: &str = "- link next-hop edge13\n+ link next-hop edge13 -> fe13";
    const MEDIA: &str = "- link media-edge fe13\n+ link media-edge fe13 -> edge13";
    const NETWORK: &str = "do dns-record new";
    const STOP: &str = "do stop-services old";
    const LYNC: &[&str] = &[CLEAR, OFF, CERTIFICATE, ON, HOP, MEDIA, ROUTE, NETWORK, STOP];
    const OCS: &[&str] = &[CLEAR, OFF, CERTIFICATE, ON, ROUTE, MEDIA, NETWORK, STOP];

    fn levels(text: &str) -> Vec<(Level, String)> {
        let sketch = read(text).unwrap();
        let said = |report: &crate::rules::Report| -> Vec<(Level, String)> {
            report.findings.iter().map(|f| (f.level, sketch.plan.label(&f.subject))).collect()
        };
        let found = said(&alone(&ORDER, &sketch.plan));
        check_said(&ORDER, text, said, found.clone());
        found
    }

    fn move_before(step: usize, to: usize) -> impl Fn(&Sketch) -> PlanEdit {
        move |sketch| PlanEdit::MoveStep { step: sketch.step(1, step), to: sketch.phase(1), index: to - 1 }
    }

    #[test]
    fn twins() {
        let on = format!("{ON} # EDGE-006 related edge13 edge10");
        check_twins(&ORDER, &plan("lync-2010", &[CLEAR, &on, OFF]), move_before(3, 2));
        let on = format!("{ON} # EDGE-006 related edge13 Paris");
        check_twins(&ORDER, &plan("lync-2010", &[OFF, &on]), |sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::change(
                StepId::new("step-clear"),
                vec![Command::RouteFederation { site: SiteId::new(sketch.subject("Paris").id()), to: Route::None }],
            ),
        });
        let route = format!("{ROUTE} # EDGE-006 related edge10");
        check_twins(&ORDER, &plan("lync-2010", &[CLEAR, &route, OFF]), move_before(3, 2));
        let on = format!("{ON} # EDGE-006 related edge13 edge10 Paris");
        check_twins(&ORDER, &plan("lync-2010", &[CERTIFICATE, &on]), |sketch| {
            sketch.record(0, sketch.remove("edge10"))
        });
        let route = format!("{ROUTE} # EDGE-006 related Paris");
        check_twins(&ORDER, &plan("lync-2010", &[OFF, &route]), |sketch| {
            sketch.record(
                0,
                Command::RouteFederation { site: SiteId::new(sketch.subject("Paris").id()), to: Route::None },
            )
        });
        let old = format!("{STOP} # EDGE-006");
        check_twins(&ORDER, &plan("lync-2010", &[CLEAR, OFF, ON, &old, NETWORK]), move_before(5, 4));
        check_twins(&WINDOW, &plan("lync-2010", &[&format!("{CLEAR} # EDGE-007 related edge10"), OFF, ON]), |sketch| {
            PlanEdit::AddStep {
                phase: sketch.phase(1),
                index: Some(0),
                step: Step::activity(
                    StepId::new("step-window"),
                    ActivityKind::MaintenanceWindow,
                    vec![sketch.subject("new")],
                ),
            }
        });
    }

    /// Every part has its place, in both guides: two neighbours in the other order are told.
    #[test]
    fn the_guides_order_and_every_neighbour_the_other_way_round() {
        for (version, order, together) in [("lync-2010", LYNC, ""), ("ocs-2007-r2", OCS, ON)] {
            assert_eq!(levels(&plan(version, order)), []);
            for at in 1..order.len() {
                let mut swapped = order.to_vec();
                swapped.swap(at - 1, at);
                let found = levels(&plan(version, &swapped));
                let free = order[at - 1] == together;
                assert_eq!(found.is_empty(), free, "{version} {at}: {found:?}");
                assert!(found.iter().all(|(level, _)| *level == Level::Warning), "{version} {at}: {found:?}");
            }
        }
        // The next hop has no place in the older guide.
        let mut hop = OCS.to_vec();
        hop.insert(0, HOP);
        assert_eq!(levels(&plan("ocs-2007-r2", &hop)), []);
        hop.rotate_left(1);
        assert_eq!(levels(&plan("ocs-2007-r2", &hop)), []);
        // Only what a guide says has an order.
        check_words(&ORDER, Version::KEYS, &["ocs-2007-r2", "lync-2010"], |version| {
            plan(version, &[CLEAR, OFF, MEDIA, ON])
        });
        // The route and the new Edge pool have no order there; the pool's media comes after both.
        assert_eq!(levels(&plan("ocs-2007-r2", &[CLEAR, OFF, ON, MEDIA, ROUTE])).len(), 1);
        assert_eq!(levels(&plan("ocs-2007-r2", &[CLEAR, OFF, MEDIA, ON])).len(), 1);
    }

    #[test]
    fn a_site_that_is_left_out_is_a_warning_once_the_switch_has_begun() {
        let two =
            plan("lync-2010", &[OFF, CLEAR, ON]).replace("site Paris", "site Lyon federation-route=dir10\nsite Paris");
        let found = levels(
            &two.replace("~ edge10 federation=false\nroute Paris none", "route Paris none\n~ edge10 federation=false"),
        );
        assert_eq!(found, [(Level::Warning, "1.3".to_owned())]);
        let none = levels(&plan("lync-2010", &[OFF, ON]));
        assert_eq!(none, [(Level::Error, "1.2".to_owned())]);
    }

    #[test]
    fn another_phase_another_edge_or_no_legacy_edge_is_no_switch() {
        let early = plan("lync-2010", &["do certificate edge13", "phase Then", CLEAR, OFF, ON]);
        check_silent(&ORDER, &early);
        check_silent(&ORDER, &plan("lync-2010", &["- pool edge10", ON]));
        check_silent(&WINDOW, &plan("lync-2010", &["- pool edge10", ON]));
        check_silent(&ORDER, &plan("lync-2010", &[CLEAR, OFF]));
        check_silent(&WINDOW, &plan("lync-2010", &[CLEAR, OFF]));
        let quiet =
            plan("lync-2010", &[CLEAR, ON]).replace("federation=true servers=old", "federation=false servers=old");
        check_silent(&WINDOW, &quiet);
        // A pool that comes with its Edge pool is no part of the switch.
        let new = "+ pool fe-new front-end standard version=lync-2013 media-edge=edge13";
        check_silent(&ORDER, &plan("lync-2010", &[new, CLEAR, OFF, ON]));
    }

    #[test]
    fn a_window_for_something_else_is_none() {
        let other = plan("lync-2010", &["do maintenance-window fe13", &format!("{CLEAR} # EDGE-007"), OFF, ON]);
        check_twins(&WINDOW, &other, |sketch| sketch.record(0, sketch.remove("edge10")));
        for about in ["", "edge10", "Paris", "old"] {
            check_silent(&WINDOW, &plan("lync-2010", &[&format!("do maintenance-window {about}"), CLEAR, OFF, ON]));
        }
        let late = plan("lync-2010", &[&format!("{OFF} # EDGE-007"), "do maintenance-window", ON]);
        check_twins(&WINDOW, &late, move_before(2, 1));
    }

    #[test]
    fn what_is_unknown_waits() {
        let missing = |rule, text: &str| {
            check_silent(rule, text).not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        let unsaid = plan("lync-2010", &[ON]).replace("federation=true servers=old", "servers=old");
        assert_eq!(
            missing(&ORDER, &unsaid.replace(" federation-route=edge10", " federation-route=none")),
            ["federation"]
        );
        assert_eq!(missing(&WINDOW, &unsaid), ["federation"]);
        let routeless = plan("lync-2010", &[OFF, ON]).replace(" federation-route=edge10", "");
        assert_eq!(missing(&ORDER, &routeless), ["federation-route"]);
        let ageless =
            plan("lync-2010", &[CLEAR, OFF, ON, ROUTE]).replace("edge13 edge version=lync-2013", "edge13 edge");
        assert_eq!(missing(&ORDER, &ageless), ["version"]);
    }

    #[test]
    fn a_route_that_is_cleared_too_late_is_cleared_first() {
        let text = plan("lync-2010", &[OFF, ON, CLEAR]);
        let sketch = read(&text).unwrap();
        let order = [1, 3, 2].map(|place| sketch.step(1, place).as_str().to_owned());
        check_mended(&ORDER, &text, |plan| steps_of(plan, 1), order.to_vec());
    }

    #[test]
    fn a_step_that_would_then_stand_before_another_part_goes_behind_it() {
        let route = format!("{ROUTE} # EDGE-006 related edge10");
        let text = plan("lync-2010", &[CLEAR, &route, OFF, ON]);
        check_twins(&ORDER, &text, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 3,
        });
        let sketch = read(&text).unwrap();
        let order = [1, 3, 4, 2].map(|place| sketch.step(1, place).as_str().to_owned());
        check_mended(&ORDER, &text, |plan| steps_of(plan, 1), order.to_vec());
    }

    #[test]
    fn what_the_plan_does_not_do_comes_before_the_switch_routes_first() {
        let text = plan("lync-2010", &[CERTIFICATE, ON]);
        let places = |plan: &crate::plan::Plan| {
            let place = |does: fn(&Command) -> bool| {
                plan.phases[0].steps.iter().position(|step| step.commands().iter().any(does))
            };
            let (route, off) =
                (place(|one| routes(one).is_some()), place(|one| federates(one).is_some_and(|(_, on)| !on)));
            (route, off)
        };
        check_mended(&ORDER, &text, places, (Some(1), Some(2)));
    }
}
