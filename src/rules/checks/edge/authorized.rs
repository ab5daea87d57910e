//! EDGE-014: servers of the target that a merged Edge pool does not know.

use super::{insert_work, is_merged};
use crate::rules::Pack;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("EDGE-014", "servers-unknown-to-the-merged-edge", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, authorize);

/// Front End pools of the target that use a merged Edge pool for media in a state, with that Edge pool.
fn users<'a>(state: &'a Topology, pack: &Pack) -> Vec<(&'a Pool, &'a Pool)> {
    let pool = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    };
    let links = state.links.values().filter(|link| link.kind == LinkKind::MediaEdge);
    let ends = links.filter_map(|link| Some((pool(&link.from)?, pool(&link.to)?)));
    let is_own = |pool: &Pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == Age::Own;
    ends.filter(|(from, to)| is_own(from) && is_merged(pack, to)).collect()
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let grows = |command: &Command| match command {
        Command::Add(Element::Link(link)) => link.kind == LinkKind::MediaEdge,
        Command::Add(Element::Server(_)) => true,
        _ => false,
    };
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(grows))
        || !cx.before.pools.values().any(|pool| pool.kind == PoolKind::Edge && is_merged(pack, pool))
    {
        return;
    }
    let known = users(cx.before, pack);
    for (pool, edge) in users(cx.after, pack) {
        let had = known.iter().any(|(before, to)| before.id == pool.id && to.id == edge.id);
        let servers = cx.after.servers.values().filter(|server| server.pool == pool.id).map(|server| &server.id);
        let new = servers.filter(|id| !had || !cx.before.servers.contains_key(*id)).map(Subject::from);
        let of_pool = Subject::from(&pool.id);
        let all = (!had).then(|| of_pool.clone()).into_iter().chain(new);
        let left: Vec<Subject> = all.filter(|subject| !is_authorized(cx, subject, &of_pool)).collect();
        if left.is_empty() {
            continue;
        }
        let names: Vec<String> = left.iter().map(|subject| cx.after.label(subject)).collect();
        let said = message!("rules-edge-014", edge = cx.after.label(&(&edge.id).into()), servers = names);
        let others = left.into_iter().filter(|subject| *subject != of_pool);
        out.report(&pool.id, said).related(std::iter::once(Subject::from(&edge.id)).chain(others));
    }
}

/// Whether an activity up to this phase enters the object in the list of the Edge pool: it names the object, or
/// comes once the object is there and names the pool or nothing in particular.
fn is_authorized(cx: &PhaseContext<'_>, object: &Subject, pool: &Subject) -> bool {
    let there = cx.plan.entry_of(object).map_or(0, |(stage, _)| stage);
    cx.plan.phases.iter().take(cx.stage).enumerate().any(|(at, phase)| {
        phase.steps.iter().any(|step| match &**step {
            Step::Activity { kind: ActivityKind::AuthorizeServers, about, .. } => {
                let wide = about.is_empty() || about.contains(&Subject::Deployment) || about.contains(pool);
                about.contains(object) || wide && at + 1 >= there
            }
            _ => false,
        })
    })
}

fn authorize(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(phase) = cx.finding.stages.0.checked_sub(1).and_then(|at| cx.plan.phases.get(at)) else {
        return Vec::new();
    };
    let about = vec![cx.finding.subject.clone()];
    let edit = insert_work(cx.plan, phase, phase.steps.len(), ActivityKind::AuthorizeServers, about);
    super::ask(message!("rules-edge-014-fix", pool = cx.plan.label(&cx.finding.subject)), vec![edit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool old edge version=ocs-2007-r2
            phase Pilot
              + pool fe front-end enterprise version=lync-2013 servers=a,b   # EDGE-014 related old a b
              + link media-edge fe -> old
    ";

    fn authorized(phase: usize, about: &'static [&'static str]) -> impl Fn(&Sketch) -> PlanEdit {
        move |sketch| PlanEdit::AddStep {
            phase: sketch.phase(phase),
            index: None,
            step: Step::activity(
                StepId::new("step-new"),
                ActivityKind::AuthorizeServers,
                about.iter().map(|name| sketch.subject(name)).collect(),
            ),
        }
    }

    #[test]
    fn twins() {
        for about in [&["fe"][..], &[], &["fe", "a", "b"]] {
            check_twins(&RULE, PLAN, authorized(1, about));
        }
        // One server by name is one, and a pool is not authorized by its servers.
        let two = PLAN
            .replace("related old a b", "related old b")
            .replace("phase Pilot", "phase Pilot\n  do authorize-servers a");
        check_twins(&RULE, &two, authorized(1, &["fe"]));
        let pool = PLAN
            .replace("related old a b", "related old")
            .replace("phase Pilot", "phase Pilot\n  do authorize-servers a b");
        check_twins(&RULE, &pool, authorized(1, &["fe"]));
    }

    #[test]
    fn a_server_that_comes_later_is_entered_too() {
        let grown = "
            site Paris
              pool old edge version=ocs-2007-r2
              pool fe front-end enterprise version=lync-2013 media-edge=old servers=a   # EDGE-014 related old b
            phase One
              do authorize-servers fe
            phase Two
            ";
        let plan = crate::rules::sketch::read(&grown.replace("# EDGE-014 related old b", "")).unwrap();
        let mut server = Server::new(ServerId::new("server-b"), plan.pool("fe"));
        server.fqdn = Some(Text::from("b.contoso.com"));
        let more = plan.record(2, Command::Add(server.into())).applied_to(&plan.plan).unwrap();
        let found = crate::rules::twin_tests::alone(&RULE, &more).findings;
        assert_eq!(
            found.iter().map(|f| (f.subject.clone(), f.related.len())).collect::<Vec<_>>(),
            [(plan.subject("fe"), 2)]
        );
        let done = authorized(2, &["fe"])(&plan).applied_to(&more).unwrap();
        assert_eq!(crate::rules::twin_tests::alone(&RULE, &done).findings, []);
    }

    #[test]
    fn only_front_ends_of_the_target_behind_a_merged_edge_are_entered() {
        let quiet = PLAN.replace("# EDGE-014 related old a b", "");
        check_silent(&RULE, &quiet.replace("ocs-2007-r2", "lync-2010"));
        check_silent(&RULE, &quiet.replace("lync-2013", "ocs-2007-r2"));
        check_silent(&RULE, &quiet.replace("+ link media-edge fe -> old", "do verify"));
        check_silent(&RULE, &quiet.replace("fe front-end enterprise", "fe mediation"));
    }

    #[test]
    fn a_pool_that_only_begins_to_use_the_edge_is_entered_too() {
        let text = "
            site Paris
              pool old edge version=ocs-2007-r2
              pool fe front-end enterprise version=lync-2013 servers=a
            phase Media
              + link media-edge fe -> old
        ";
        check_said(&RULE, text, |report| report.findings.len(), 1);
    }

    #[test]
    fn of_a_pool_behind_the_edge_only_what_is_added_is_entered() {
        let text = "
            site Paris
              pool old edge version=ocs-2007-r2
              pool fe front-end enterprise version=lync-2013 media-edge=old servers=a
            phase Grow
              + server b fe
        ";
        let related = |report: &crate::rules::Report| {
            report.findings.iter().flat_map(|found| &found.related).map(|one| one.id().to_owned()).collect::<Vec<_>>()
        };
        let sketch = crate::rules::sketch::read(text).unwrap();
        let wanted = ["old", "b"].map(|name| sketch.subject(name).id().to_owned());
        check_said(&RULE, text, related, wanted.to_vec());
    }

    #[test]
    fn an_edge_pool_that_comes_with_the_phase_was_not_merged() {
        let edge = "pool old edge version=ocs-2007-r2";
        let text = PLAN.replace("# EDGE-014 related old a b", "").replace(edge, "pool x edge version=lync-2013");
        check_silent(&RULE, &text.replace("phase Pilot", &format!("phase Pilot\n  + {edge}")));
    }
}
