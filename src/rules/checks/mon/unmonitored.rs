//! MON-006: a pool of the target without a Monitoring store beside others that have one.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("MON-006", "pool-without-a-monitoring-store", "0.1.0", Check::State(check))
    .near_given()
    .mended(FixOffer::Always, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let monitored = |pool: &&Pool| cx.relations().has(&pool.id, LinkKind::MonitoringStore);
    let front_ends = || cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd);
    let Some((_, example)) = &cx.given().monitored else { return };
    // One that nothing is joined with yet is half-built: nobody has thought of its stores.
    let begun = |pool: &&Pool| !cx.relations().from(&pool.id).is_empty();
    for pool in front_ends().filter(|pool| begun(pool) && !monitored(pool)) {
        match cx.age(pool) {
            Age::Own => {
                let said = message!("rules-mon-006", pool = cx.label(&pool.id), other = example.as_str());
                out.report(&pool.id, said);
            }
            Age::Unknown => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

/// The store of another pool of the target serves this one as well.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let Subject::Pool(id) = &cx.finding.subject else { return Vec::new() };
    let version = |pool: &Subject| match pool {
        Subject::Pool(id) => state.pools.get(id).and_then(|pool| pool.version),
        _ => None,
    };
    let wanted = version(&cx.finding.subject);
    let store = |link: &&std::sync::Arc<Link>| {
        link.kind == LinkKind::MonitoringStore && link.usage == Usage::Default && version(&link.from) == wanted
    };
    let Some(store) = state.links.values().find(store) else { return Vec::new() };
    let name = format!("{} {}", LinkKind::MonitoringStore.key(), id.as_str());
    let link = LinkId::new(&cx.plan.free_id(SubjectKind::Link, &name));
    let link = Link::new(link, LinkKind::MonitoringStore, Usage::Default, id.into(), store.to.clone());
    vec![Fix {
        label: message!("rules-mon-006-fix", pool = state.label(&id.into()), store = state.label(&store.to)),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![Command::Add(link.into())] }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool a front-end standard version=lync-2013 monitoring-store=sql1\\
              pool b front-end standard version=lync-2013 file-store=files\\b      # MON-006
              file-store files\\b
              pool old front-end standard version=lync-2010
              pool edge edge version=lync-2013
              sql sql1
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.add_link("monitoring-store", "b", "sql1\\"));
    }

    #[test]
    fn nobody_is_monitored_or_nobody_knows_the_version() {
        let text = PLAN.replace("# MON-006", "");
        check_silent(&RULE, &text.replace("monitoring-store=sql1\\", ""));
        let text = text.replace("pool b front-end standard version=lync-2013", "pool b front-end standard");
        assert_eq!(check_silent(&RULE, &text).not_checked.len(), 1);
    }
}
