//! EDGE-010: a pool with several Edge pools for media.

use super::{ask, names};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("EDGE-010", "several-edge-pools-for-media", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, keep_one);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    if cx.edges().len() < 2 {
        return;
    }
    for pool in cx.pools() {
        let links = cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::MediaEdge);
        let mut used: Vec<&PoolId> =
            links.filter_map(|link| if let Subject::Pool(edge) = &link.to { Some(edge) } else { None }).collect();
        used.sort();
        used.dedup();
        if used.len() < 2 {
            continue;
        }
        match cx.age(pool) {
            Age::Own => {
                let edges = names(cx.topology, used.iter().copied());
                out.report(&pool.id, message!("rules-edge-010", pool = cx.label(&pool.id), edges = edges))
                    .related(used);
            }
            Age::Unknown => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

/// One way for each Edge pool that may stay.
fn keep_one(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let pool = &cx.finding.subject;
    let keep = |edge: &Subject| {
        let others = state
            .links
            .values()
            .filter(|link| link.kind == LinkKind::MediaEdge && link.from == *pool && link.to != *edge);
        let commands = others.map(|link| Command::Remove((&link.id).into())).collect();
        let label = message!("rules-edge-010-fix", pool = state.label(pool), edge = state.label(edge));
        ask(label, vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }])
    };
    cx.finding.related.iter().flat_map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, last_links};

    const TWO: &str = "
            site Paris
              pool fe front-end standard version=lync-2013 media-edge=a   # EDGE-010 related a b
              pool a edge version=lync-2010
              pool b edge version=lync-2013
            phase Switch
              + link media-edge fe -> b
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, TWO, |sketch| sketch.record(1, sketch.remove_link("media-edge", "fe")));
    }

    #[test]
    fn only_pools_of_the_target_are_judged() {
        let text = TWO.replace("# EDGE-010 related a b", "");
        check_silent(
            &RULE,
            &text.replace("fe front-end standard version=lync-2013", "fe front-end standard version=lync-2010"),
        );
        let report =
            check_silent(&RULE, &text.replace("fe front-end standard version=lync-2013", "fe front-end standard"));
        assert_eq!(report.not_checked[0].missing, ["version"]);
    }

    #[test]
    fn the_other_ways_of_one_pool_go_and_nothing_else() {
        let text = TWO.replace(
            "pool a edge",
            "pool fe2 front-end standard version=lync-2013 media-edge=b next-hop=fe\n pool a edge",
        );
        let text = text.replace("media-edge=a ", "media-edge=a next-hop=fe2 ");
        let ends = |plan: &Plan| [LinkKind::MediaEdge, LinkKind::NextHop].map(|kind| last_links(plan, kind).len());
        check_mended(&RULE, &text, ends, [2, 2]);
    }
}
