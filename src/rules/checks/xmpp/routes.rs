//! XMPP-003: sites that send XMPP through different Edge pools.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("XMPP-003", "several-xmpp-routes", "0.1.0", Check::State(check)).mended(FixOffer::Always, one_route);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let mut routes: Vec<(&SiteId, &PoolId)> = Vec::new();
    for site in cx.topology.sites.values() {
        if let Some(Route::Through(edge)) = &site.xmpp_route
            && cx.topology.pools.get(edge).is_some_and(|pool| cx.age(pool) != Age::Newer)
        {
            routes.push((&site.id, edge));
        }
    }
    let Some((first, edge)) = routes.first().copied() else { return };
    let others: Vec<&(&SiteId, &PoolId)> = routes.iter().filter(|(_, other)| *other != edge).collect();
    if others.is_empty() {
        let unknown = |site: &&std::sync::Arc<Site>| site.kind == SiteKind::Central && site.xmpp_route.is_none();
        cx.topology.sites.values().filter(unknown).for_each(|site| out.not_checked(&site.id, &["xmpp-route"]));
        return;
    }
    for (site, other) in others {
        let said = message!(
            "rules-xmpp-003",
            site = cx.label(*site),
            edge = cx.label(*other),
            other = cx.label(first),
            first = cx.label(edge)
        );
        out.report(*site, said).field("xmpp-route").related([Subject::from(first), (*other).into(), edge.into()]);
    }
}

/// One way for each of the two Edge pools.
fn one_route(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let edges = cx.finding.related.iter().filter_map(|s| if let Subject::Pool(edge) = s { Some(edge) } else { None });
    let fix = |edge: &PoolId| {
        let differs =
            |site: &&std::sync::Arc<Site>| matches!(&site.xmpp_route, Some(Route::Through(other)) if other != edge);
        let to = || Route::Through(edge.clone());
        let commands = state.sites.values().filter(differs);
        let commands = commands.map(|site| Command::RouteXmpp { site: site.id.clone(), to: to() }).collect();
        Fix {
            label: message!("rules-xmpp-003-fix", edge = state.label(&edge.into())),
            edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }],
            safety: Safety::Ask,
        }
    };
    edges.map(fix).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    const PLAN: &str = "
            site Lyon xmpp-route=edge1
              pool edge1 edge version=lync-2013 xmpp=true
            site Paris xmpp-route=edge2                        # XMPP-003 related Lyon edge2 edge1
              pool edge2 edge version=lync-2013 xmpp=true
    ";

    #[test]
    fn twins() {
        for to in ["edge1", "none"] {
            check_twins(&RULE, PLAN, |sketch| Command::RouteXmpp {
                site: SiteId::new(sketch.subject("Paris").id()),
                to: if to == "none" { Route::None } else { Route::Through(sketch.pool(to)) },
            });
        }
    }

    #[test]
    fn an_unknown_route_waits_where_another_site_has_one() {
        let quiet = PLAN.replace("# XMPP-003 related Lyon edge2 edge1", "");
        let report = check_silent(&RULE, &quiet.replace("xmpp-route=edge2", ""));
        assert_eq!(report.not_checked[0].missing, ["xmpp-route"]);
        let none = quiet.replace("xmpp-route=edge2", "").replace("xmpp-route=edge1", "");
        assert_eq!(check_silent(&RULE, &none).not_checked, []);
        check_silent(&RULE, &quiet.replace("edge2 edge version=lync-2013", "edge2 edge version=sfb-2015"));
    }

    #[test]
    fn a_branch_site_has_no_route_of_its_own() {
        let text = "
            site Lyon xmpp-route=edge1
              pool edge1 edge version=lync-2013 xmpp=true
            site Nice branch=Lyon
            ";
        check_said(&RULE, text, missing, vec![]);
    }
}
