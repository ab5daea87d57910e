//! XMPP-001, XMPP-005: when the target takes over XMPP, and the DNS record that it needs.

use crate::rules::prelude::*;
use crate::rules::steps::pool_and_servers;

pub static USERS: Rule = Rule::new("XMPP-001", "xmpp-before-all-users-moved", "0.1.0", Check::Phase(users))
    .mended(FixOffer::Sometimes, later);

pub static DNS: Rule = Rule::new("XMPP-005", "xmpp-without-a-dns-record", "0.1.0", Check::Phase(dns))
    .mended(FixOffer::Always, create_record);

/// Whether a command sets the target up for XMPP: on an Edge pool, as the route of a site, or with partners.
fn enables(command: &Command) -> bool {
    match command {
        Command::Add(Element::Pool(pool)) => pool.kind == PoolKind::Edge && pool.xmpp == Some(true),
        Command::Set { of: Subject::Pool(_), fact: "xmpp", to } => *to == Some(Value::Flag(true)),
        Command::RouteXmpp { to: Route::Through(_), .. } => true,
        Command::Set { of: Subject::Site(_), fact: "xmpp-route", to: Some(to) } => {
            matches!(Route::from_value(to), Some(Route::Through(_)))
        }
        Command::Set { of: Subject::Deployment, fact: "xmpp-partners", to: Some(Value::List(partners)) } => {
            !partners.is_empty()
        }
        _ => false,
    }
}

/// The Edge pool of the target on which a command enables XMPP, in the state just before it.
fn edge_of<'a>(pack: &crate::rules::Pack, command: &'a Command, state: &Topology) -> Option<&'a PoolId> {
    match command {
        Command::Add(Element::Pool(pool)) => (enables(command) && pack.age(pool) == Age::Own).then_some(&pool.id),
        Command::Set { of: Subject::Pool(id), .. } if enables(command) => {
            let pool = state.pools.get(id)?;
            (pool.kind == PoolKind::Edge && pack.age(pool) == Age::Own && pool.xmpp != Some(true)).then_some(id)
        }
        _ => None,
    }
}

/// Whether the target has XMPP already.
fn has_xmpp(state: &Topology, pack: &crate::rules::Pack) -> bool {
    let on = |pool: &Pool| pool.kind == PoolKind::Edge && pool.xmpp == Some(true) && pack.age(pool) == Age::Own;
    state.pools.values().any(|pool| on(pool))
        || state.sites.values().any(|site| matches!(site.xmpp_route, Some(Route::Through(_))))
        || state.deployment.xmpp_partners.as_ref().is_some_and(|partners| !partners.is_empty())
}

/// Only the first step that does it: what follows in a later phase is the same mistake.
fn users(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let takes_over = |step: &Step| step.commands().iter().any(enables);
    if !cx.phase.steps.iter().any(|step| takes_over(step)) || has_xmpp(cx.before, pack) {
        return;
    }
    for (step, state) in cx.steps().filter(|(step, _)| takes_over(step)) {
        let by_edge = |command: &Command| {
            !matches!(command, Command::Add(Element::Pool(_)) | Command::Set { of: Subject::Pool(_), .. })
                && enables(command)
                || edge_of(pack, command, state).is_some()
        };
        let Some(command) = step.commands().iter().find(|command| by_edge(command)) else { continue };
        let groups = groups_by_pool(state);
        let legacy = state.pools.values().filter(|pool| pool.kind.homes_users() && pack.age(pool) == Age::Older);
        let counts = legacy.map(|pool| (&pool.id, users_of(&pool.id, groups.get(&pool.id))));
        let counts: Vec<(&PoolId, Option<u64>)> = counts.filter(|(_, count)| *count != Some(0)).collect();
        let left: Vec<&PoolId> = counts.iter().filter(|(_, count)| count.is_some()).map(|(pool, _)| *pool).collect();
        if left.is_empty() {
            counts.iter().for_each(|(pool, _)| out.not_checked(*pool, &["users"]));
            continue;
        }
        let pools: Vec<String> = left.iter().map(|pool| state.label(&(*pool).into())).collect();
        let edge = edge_of(pack, command, state);
        out.report(step.id(), message!("rules-xmpp-001", pools = pools)).related(left).related(edge);
        return;
    }
}

/// After the last move of users, when nobody is left then. A step that adds the Edge pool stays where it is.
fn later(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Step(id) = &cx.finding.subject else { return Vec::new() };
    let Some((_, step)) = cx.plan.step(id) else { return Vec::new() };
    if step.commands().iter().any(|command| !enables(command) || matches!(command, Command::Add(_))) {
        return Vec::new();
    }
    let moves = |step: &Step| step.commands().iter().any(|command| matches!(command, Command::MoveUsers { .. }));
    let last = cx
        .plan
        .phases
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, phase)| Some((at + 1, phase, phase.steps.iter().rposition(|step| moves(step))?)));
    let Some((stage, phase, at)) = last.filter(|(stage, ..)| *stage >= cx.finding.stages.0) else { return Vec::new() };
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let groups = groups_by_pool(state);
    let mut legacy = state.pools.values().filter(|pool| pool.kind.homes_users() && pack.age(pool) == Age::Older);
    let moved_on = phase.steps.iter().position(|step| step.id() == id).is_some_and(|own| own > at);
    if moved_on || legacy.any(|pool| users_of(&pool.id, groups.get(&pool.id)) != Some(0)) {
        return Vec::new();
    }
    // In the same phase, the step itself leaves a place before the move.
    let index = at + usize::from(!phase.steps.iter().any(|step| step.id() == id));
    vec![Fix {
        label: message!("rules-xmpp-001-fix", step = cx.plan.label(&cx.finding.subject), phase = &*phase.name),
        edits: vec![PlanEdit::MoveStep { step: id.clone(), to: phase.id.clone(), index }],
        safety: Safety::Ask,
    }]
}

/// An activity that creates DNS records for the Edge pool, or for nothing in particular, after XMPP is enabled.
fn dns(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let on_edge = |command: &Command| {
        enables(command) && matches!(command, Command::Add(_) | Command::Set { of: Subject::Pool(_), .. })
    };
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(on_edge)) {
        return;
    }
    for (step, state) in cx.steps() {
        for command in step.commands() {
            let Some(id) = edge_of(pack, command, state) else { continue };
            let about = pool_and_servers(cx.after, id);
            if !cx.is_done_after(step, ActivityKind::DnsRecord, &about) {
                let name = match command {
                    Command::Add(Element::Pool(pool)) => pool.fqdn.as_deref().map(str::to_owned),
                    _ => state.name(&id.into()),
                };
                let name = name.unwrap_or_else(|| id.to_string());
                out.report(step.id(), message!("rules-xmpp-005", edge = name)).related([id]);
            }
        }
    }
}

fn create_record(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(phase) = cx.finding.stages.0.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else {
        return Vec::new();
    };
    let Some(edge) = cx.finding.related.first() else { return Vec::new() };
    let step = Step::activity(cx.plan.next_step_id(phase), ActivityKind::DnsRecord, vec![edge.clone()]);
    vec![Fix {
        label: message!("rules-xmpp-005-fix", edge = cx.plan.label(edge)),
        edits: vec![PlanEdit::AddStep { phase: phase.id.clone(), index: None, step }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Amount;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, steps_of};

    fn plan(step: &str) -> String {
        format!(
            "
            deployment default-sip-domain=contoso.com
            site Paris
              pool fe10 front-end standard version=lync-2010 users=1
              pool fe13 front-end standard version=lync-2013
              pool edge13 edge version=lync-2013 xmpp=false
            phase Xmpp
              {step}
            phase Move
              move all users fe10 -> fe13
              do verify
            "
        )
    }

    #[test]
    fn twins() {
        let enable = plan("~ edge13 xmpp=true # XMPP-001 related fe10 edge13");
        check_twins(&USERS, &enable, |s| PlanEdit::MoveStep { step: s.step(1, 1), to: s.phase(2), index: 1 });
        check_twins(&USERS, &enable, |s| s.record(0, s.move_users("fe10", "fe13", Amount::All)));
        let same = plan("~ edge13 xmpp=true # XMPP-001 related fe10 edge13\nmove all users fe10 -> fe13");
        check_twins(&USERS, &same, |s| PlanEdit::MoveStep { step: s.step(1, 1), to: s.phase(1), index: 1 });
        let added = plan("+ pool new edge version=lync-2013 xmpp=true # XMPP-001 related fe10 new");
        check_twins(&USERS, &added, |s| s.record(0, s.move_users("fe10", "fe13", Amount::All)));
        let sketch = crate::rules::sketch::read(&plan("do communicate")).unwrap();
        let (site, edge) = (sketch.subject("Paris"), sketch.pool("edge13"));
        let partners = Value::List([Text::from("gmail.com")].into_iter().collect());
        let set = |of: &Subject, fact: FactName, to: Value| Command::Set { of: of.clone(), fact, to: Some(to) };
        for command in [
            Command::RouteXmpp { site: SiteId::new(site.id()), to: Route::Through(edge.clone()) },
            set(&site, "xmpp-route", Value::text(edge.as_str())),
            set(&Subject::Deployment, "xmpp-partners", partners),
        ] {
            let found = |phase: usize| {
                let step = Step::change(StepId::new("step-new"), vec![command.clone()]);
                let edit = PlanEdit::AddStep { phase: sketch.phase(phase), index: None, step };
                crate::rules::twin_tests::alone(&USERS, &edit.applied_to(&sketch.plan).unwrap()).findings.len()
            };
            assert_eq!((found(1), found(2)), (1, 0), "{command:?}");
        }
        let record = plan("do dns-record edge13\n~ edge13 xmpp=true # XMPP-005 related edge13");
        check_twins(&DNS, &record, |s| PlanEdit::MoveStep { step: s.step(1, 1), to: s.phase(2), index: 2 });
        let added = plan("+ pool new edge version=lync-2013 xmpp=true # XMPP-005 related new");
        check_twins(&DNS, &added, |s| PlanEdit::RemoveStep(s.step(1, 1)));
    }

    #[test]
    fn an_edge_of_the_target_and_users_of_the_legacy() {
        let quiet = plan("~ edge13 xmpp=true");
        for rule in [&USERS, &DNS] {
            check_silent(rule, &quiet.replace("edge13 edge version=lync-2013", "edge13 edge version=lync-2010"));
            check_silent(rule, &quiet.replace("xmpp=false", "xmpp=true"));
            check_silent(rule, &quiet.replace("~ edge13 xmpp=true", "~ edge13 xmpp=false"));
        }
        check_silent(
            &USERS,
            &quiet.replace("fe10 front-end standard version=lync-2010", "fe10 front-end standard version=lync-2013"),
        );
        assert_eq!(check_silent(&USERS, &quiet.replace("users=1", "users=0")).not_checked, []);
        assert_eq!(check_silent(&USERS, &quiet.replace("users=1", "")).not_checked[0].missing, ["users"]);
        check_silent(&DNS, &quiet.replace("do verify", "do dns-record"));
        // One mistake is told once.
        let twice = plan("~ edge13 xmpp=true # XMPP-001\nroute-xmpp").replace("\nroute-xmpp", "");
        let twice = twice.replace("move all users fe10 -> fe13", "+ pool more edge version=lync-2013 xmpp=true");
        let sketch = crate::rules::sketch::read(&twice).unwrap();
        assert_eq!(crate::rules::twin_tests::alone(&USERS, &sketch.plan).findings.len(), 1);
    }

    #[test]
    fn a_step_behind_the_last_move_of_its_phase_has_no_later_place() {
        let text = plan("move 1 users fe10 -> fe13\n~ edge13 xmpp=true\n- pool fe10").replace("users=1", "users=2");
        check_unmended(&USERS, &text.replace("move all users fe10 -> fe13", "do communicate"));
    }

    #[test]
    fn the_step_goes_behind_the_last_move_and_stays_while_users_remain() {
        let enable = plan("~ edge13 xmpp=true");
        check_mended(&USERS, &enable, |plan| steps_of(plan, 2).len(), 3);
        check_unmended(&USERS, &enable.replace("users=1", "users=2").replace("move all users", "move 1 users"));
    }

    #[test]
    fn the_step_stands_right_behind_the_move() {
        let place = |phase: usize| {
            move |plan: &crate::plan::Plan| {
                let steps = &plan.phases[phase].steps;
                steps.iter().position(|step| step.commands().iter().any(enables))
            }
        };
        check_mended(&USERS, &plan("~ edge13 xmpp=true"), place(1), Some(1));
        let same = plan("~ edge13 xmpp=true\nmove all users fe10 -> fe13\ndo communicate");
        let same = same.replace("do verify", "do communicate").replace("  move all users fe10 -> fe13\n", "");
        check_mended(&USERS, &same, place(0), Some(1));
    }
}
