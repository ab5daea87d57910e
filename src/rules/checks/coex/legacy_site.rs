//! COEX-013: an object of BackCompatSite that is changed with the tools of a newer product.

use crate::rules::prelude::*;
use crate::rules::steps::change_tool;
use std::collections::BTreeSet;

pub static RULE: Rule =
    Rule::new("COEX-013", "merged-object-changed-in-topology-builder", "0.1.0", Check::Phase(check))
        .mended(FixOffer::Sometimes, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    if cx.pack.is_none() {
        return;
    }
    let sites = cx.before.sites.values().chain(cx.after.sites.values());
    let merged: BTreeSet<&SiteId> = sites.filter(|site| site.kind == SiteKind::Legacy).map(|site| &site.id).collect();
    if merged.is_empty() {
        return;
    }
    for (step, state) in cx.steps() {
        let edited = step.commands().iter().filter_map(|command| state.pools.get(edited_pool(cx, command)?));
        // The merge wizard has a page for Edges.
        let mut edited = edited
            .filter(|pool| pool.kind != PoolKind::Edge && pool.site.as_ref().is_some_and(|site| merged.contains(site)));
        let Some(pool) = edited.next() else { continue };
        match (step.tool(), pool.version) {
            (None, _) => out.not_checked(step.id(), &["tool"]),
            (Some(tool), version) => match (tool.product(), version) {
                (Some(_), None) => out.not_checked(&pool.id, &["version"]),
                (Some(product), Some(version)) if product > version => {
                    let said = message!(
                        "rules-coex-013",
                        pool = state.label(&(&pool.id).into()),
                        site = pool.site.as_ref().map(|site| cx.plan.label(&site.into())).unwrap_or_default(),
                        tool = Message::word(StepTool::PREFIX, tool.key())
                    );
                    out.report(step.id(), said).related([&pool.id]);
                }
                _ => {}
            },
        }
    }
}

/// The pool whose definition a command changes.
fn edited_pool<'a>(cx: &PhaseContext<'a>, command: &'a Command) -> Option<&'a PoolId> {
    let server = |id: &ServerId| cx.before.servers.get(id).map(|server| &server.pool);
    let from = |link: &'a Link| if let Subject::Pool(id) = &link.from { Some(id) } else { None };
    match command {
        Command::Set { of: Subject::Pool(id), .. } | Command::Remove(Subject::Pool(id)) => Some(id),
        Command::Set { of: Subject::Server(id), .. } | Command::Remove(Subject::Server(id)) => server(id),
        Command::Add(Element::Server(server)) => Some(&server.pool),
        Command::Add(Element::Link(link)) => from(link),
        Command::Remove(Subject::Link(id)) => from(cx.before.links.get(id)?),
        Command::MoveStore { link, .. } => from(cx.before.links.get(link)?),
        _ => None,
    }
}

/// The tools of the pool's own product.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(Subject::Pool(id)) = cx.finding.related.first() else { return Vec::new() };
    let before = cx.finding.stages.0.checked_sub(1).and_then(|stage| cx.replay.states.get(stage));
    let version = before.and_then(|state| state.pools.get(id)?.version);
    change_tool(cx, version.and_then(StepTool::of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended};

    fn plan(step: &str) -> String {
        format!(
            "
            site BackCompatSite kind=legacy
              pool med mediation version=ocs-2007-r2 servers=m1 next-hop=fe
              pool fe front-end enterprise version=ocs-2007-r2
              pool edge edge version=ocs-2007-r2
            site Paris
              pool new front-end standard version=lync-2013
            phase Change
              {step}
            "
        )
    }

    #[test]
    fn twins() {
        let own = |sketch: &Sketch| {
            PlanEdit::EditStep(sketch.plan.phases[0].steps[0].with_tool(Some(StepTool::Ocs2007R2Tools)))
        };
        for step in ["~ med concurrent-calls=5", "- pool med", "- link next-hop med", "~ m1 os=2008", "+ server m2 med"]
        {
            for tool in ["lync-2010-tools", "lync-2013-tools"] {
                check_twins(&RULE, &plan(&format!("{step} tool={tool} # COEX-013 related med")), own);
            }
        }
    }

    #[test]
    fn edges_other_sites_and_what_is_not_said() {
        let missing = |step: &str| check_silent(&RULE, &plan(step)).not_checked;
        assert_eq!(missing("~ edge federation=false tool=lync-2013-tools"), []);
        assert_eq!(missing("~ new os=2012 tool=lync-2013-tools"), []);
        assert_eq!(missing("~ med concurrent-calls=5 tool=move-cs-user"), []);
        assert_eq!(missing("~ med concurrent-calls=5")[0].missing, ["tool"]);
        let unknown =
            plan("~ med concurrent-calls=5 tool=lync-2013-tools").replace("mediation version=ocs-2007-r2", "mediation");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
        let drawn = plan("~ med concurrent-calls=5 tool=lync-2013-tools").replace(" kind=legacy", "");
        assert_eq!(check_silent(&RULE, &drawn).not_checked, []);
    }

    #[test]
    fn a_product_without_tools_of_its_own_gets_none() {
        check_unmended(
            &RULE,
            &plan("~ med concurrent-calls=5 tool=lync-2013-tools").replace("ocs-2007-r2", "ocs-2007"),
        );
    }

    #[test]
    fn a_store_that_moves_changes_its_pool() {
        let text = plan("store fe user b\\ tool=lync-2013-tools # COEX-013 related fe")
            .replace(
                "fe front-end enterprise version=ocs-2007-r2",
                "fe front-end enterprise version=ocs-2007-r2 user-store=a\\",
            )
            .replace("site Paris", "site Paris\n              sql a\n              sql b");
        check_twins(&RULE, &text, |sketch| {
            PlanEdit::EditStep(sketch.plan.phases[0].steps[0].with_tool(Some(StepTool::Ocs2007R2Tools)))
        });
    }
}
