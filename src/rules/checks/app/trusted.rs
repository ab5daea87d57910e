//! APP-011: a legacy pool removed while trusted applications still use it as their next hop.

use crate::plan::intents::link_id;
use crate::rules::prelude::*;
use crate::rules::steps::{change_before, one_of_target};
use foldhash::HashMap;

pub static RULE: Rule = Rule::new("APP-011", "pool-removed-with-trusted-applications", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Sometimes, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let removed = || {
        cx.phase.steps.iter().flat_map(|step| step.commands()).filter_map(|command| match command {
            Command::Remove(subject @ Subject::Pool(_)) => Some(subject),
            _ => None,
        })
    };
    if removed().next().is_none() {
        return;
    }
    // Where the applications send their calls, as the steps of the phase change it.
    let mut hops: HashMap<&LinkId, (&PoolId, &Subject)> = HashMap::default();
    for link in cx.before.links.values().filter(|link| link.kind == LinkKind::NextHop) {
        if let Subject::Pool(from) = &link.from
            && cx.before.pools.get(from).is_some_and(|pool| pool.kind == PoolKind::TrustedApplication)
        {
            hops.insert(&link.id, (from, &link.to));
        }
    }
    for (step, state) in cx.steps() {
        for command in step.commands() {
            match command {
                Command::Add(Element::Link(link)) if link.kind == LinkKind::NextHop => {
                    if let Subject::Pool(from) = &link.from
                        && state.pools.get(from).is_some_and(|pool| pool.kind == PoolKind::TrustedApplication)
                    {
                        hops.insert(&link.id, (from, &link.to));
                    }
                }
                Command::Remove(Subject::Link(id)) => drop(hops.remove(id)),
                Command::Remove(subject @ Subject::Pool(id)) => {
                    hops.retain(|_, (from, _)| *from != id);
                    let mut left: Vec<&PoolId> =
                        hops.values().filter(|(_, to)| *to == subject).map(|(from, _)| *from).collect();
                    hops.retain(|_, (_, to)| *to != subject);
                    let Some(pool) = state.pools.get(id).filter(|_| !left.is_empty()) else { continue };
                    left.sort();
                    match pack.age(pool) {
                        Age::Older => {
                            let said = message!(
                                "rules-app-011",
                                pool = state.label(subject),
                                applications = left.iter().map(|one| state.label(&(*one).into())).collect::<Vec<_>>()
                            );
                            out.report(step.id(), said).related(std::iter::once(id).chain(left));
                        }
                        Age::Unknown => out.not_checked(id, &["version"]),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

/// The applications get a pool of the target as their next hop before the removal.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let before = stage.checked_sub(1).and_then(|stage| cx.replay.states.get(stage));
    let (Some(state), Some(pack)) = (before, crate::rules::pack(cx.plan.target_at(stage))) else { return Vec::new() };
    let Some((pool, applications)) = cx.finding.related.split_first() else { return Vec::new() };
    let site = state.site_of(pool);
    let Some(to) = one_of_target(state, pack, site.as_ref(), |pool| pool.kind == PoolKind::FrontEnd) else {
        return Vec::new();
    };
    let mut commands = Vec::new();
    for application in applications {
        let is_hop = |link: &&std::sync::Arc<Link>| {
            link.kind == LinkKind::NextHop && link.from == *application && link.to == *pool
        };
        // One that comes in the phase itself is for the reader to move.
        let Some(link) = state.links.values().find(is_hop) else { return Vec::new() };
        commands.push(Command::Remove((&link.id).into()));
        let id = link_id(cx.plan, LinkKind::NextHop, Usage::Default, application.id());
        let link = Link::new(id, LinkKind::NextHop, Usage::Default, application.clone(), (&to.id).into());
        commands.push(Command::Add(link.into()));
    }
    change_before(cx, commands, message!("rules-app-011-fix", pool = state.label(&(&to.id).into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, last_links};

    const PLAN: &str = "
            site Paris
              pool old front-end standard version=lync-2010 users=0
              pool new front-end standard version=lync-2013
              pool bots trusted-application next-hop=old
              pool chat group-chat version=lync-2010 next-hop=old
            phase Decommission
              - pool old                                       # APP-011 related old bots
              - pool bots
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| PlanEdit::MoveStep {
            step: sketch.step(1, 2),
            to: sketch.phase(1),
            index: 0,
        });
        check_twins(&RULE, PLAN, |sketch| sketch.change(1, 0, sketch.remove_link("next-hop", "bots")));
        let added = PLAN.replace("next-hop=old\n              pool chat", "\n              pool chat").replace(
            "phase Decommission",
            "phase Decommission\n              + link next-hop bots -> old\n              do communicate",
        );
        check_twins(&RULE, &added, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
    }

    #[test]
    fn unknown_waits_and_the_target_is_not_concerned() {
        let text = PLAN.replace("# APP-011 related old bots", "");
        let unknown = text.replacen("version=lync-2010", "", 1);
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
        assert_eq!(check_silent(&RULE, &text.replacen("=lync-2010", "=lync-2013", 1)).not_checked, []);
    }

    #[test]
    fn the_applications_go_to_a_front_end_pool_and_other_links_stay() {
        let stays = PLAN.replace("              - pool bots\n", "");
        let new = vec![("pool-bots".to_owned(), "pool-new".to_owned())];
        check_mended(&RULE, &stays, |plan| last_links(plan, LinkKind::NextHop), new);
        let other = stays
            .replace("# APP-011 related old bots", "")
            .replace("bots trusted-application next-hop=old", "bots trusted-application");
        check_silent(
            &RULE,
            &other.replace("- pool old", "+ link monitoring-server bots -> old\n              - pool old"),
        );
    }
}
