//! File stores.

pub mod local_path;
pub mod on_front_end;
pub mod order;
pub mod sites;

use crate::plan::intents;
use crate::rules::places;
use crate::rules::prelude::*;
use crate::rules::steps::in_phase;

/// FILE-004: what keeps a file share available.
pub static RESILIENCE: Rule =
    Rule::new("FILE-004", "file-share-without-resilience", "0.1.0", Check::Checklist(places::servers::shares))
        .in_course();

/// FILE-006: the file share of a Director is nominal.
pub static DIRECTOR: Rule =
    Rule::new("FILE-006", "director-share-is-nominal", "0.1.0", Check::Checklist(places::servers::directors));

/// A share on a new file server for the pool of a finding, and for those of its site that use the same share and that
/// the rule speaks of as well.
fn on_file_server(cx: &FixContext<'_>, concerned: impl Fn(&Pool) -> bool) -> Vec<Fix> {
    let (Some(Subject::Pool(first)), Some((state, pack))) = (cx.finding.related.first(), cx.at_start()) else {
        return Vec::new();
    };
    let Some(site) = state.pools.get(first).map(|pool| pool.site.as_ref()) else { return Vec::new() };
    let links = state.links.values().filter(|link| link.kind == LinkKind::FileStore && link.to == cx.finding.subject);
    let pools = links.filter_map(|link| if let Subject::Pool(id) = &link.from { state.pools.get(id) } else { None });
    let goes = |pool: &&std::sync::Arc<Pool>| {
        pool.site.as_ref() == site && pack.age(pool) == Age::Own && concerned(pool.as_ref())
    };
    let mut pools: Vec<Subject> = pools.filter(goes).map(|pool| Subject::from(&pool.id)).collect();
    pools.sort();
    pools.dedup();
    let share = intents::new_file_store(cx.plan, cx.finding.stages.0, site);
    let mut commands = share.commands;
    for pool in &pools {
        let joined = intents::connect(cx.plan, state, LinkKind::FileStore, pool, &share.subject);
        commands.extend(joined.into_iter().flat_map(|intent| intent.commands));
    }
    let names: Vec<String> = pools.iter().map(|pool| state.label(pool)).collect();
    in_phase(cx, commands, message!("rules-file-server-fix", pools = names))
}
