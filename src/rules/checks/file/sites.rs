//! FILE-002: a file share that serves pools of several sites.

use crate::plan::intents;
use crate::rules::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub static RULE: Rule = Rule::new("FILE-002", "file-share-used-from-two-sites", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, own_share);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    type Shares<'a> = BTreeMap<(Cow<'a, str>, Cow<'a, str>), (&'a FileStore, Vec<&'a Pool>)>;
    let mut shares: Shares<'_> = BTreeMap::new();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd) {
        if cx.age(pool) != Age::Own {
            continue;
        }
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::FileStore) {
            let Subject::FileStore(id) = &link.to else { continue };
            let Some(store) = cx.topology.file_stores.get(id) else { continue };
            let key = (folded_name(&store.host, store.id.as_str()), folded_name(&store.share, store.id.as_str()));
            shares.entry(key).or_insert((store, Vec::new())).1.push(pool);
        }
    }
    for (store, pools) in shares.values().filter(|(_, pools)| pools.len() > 1) {
        let sites: BTreeSet<&SiteId> = pools.iter().filter_map(|pool| pool.site.as_ref()).collect();
        if sites.len() < 2 {
            let unknown = pools.iter().filter(|pool| pool.site.is_none());
            unknown.for_each(|pool| out.not_checked(&pool.id, &["site"]));
            continue;
        }
        let said = message!(
            "rules-file-002",
            share = cx.label(&store.id),
            sites = sites.iter().map(|site| cx.label(*site)).collect::<Vec<_>>()
        );
        out.report(&store.id, said).related(pools.iter().map(|pool| &pool.id));
    }
}

/// A share of its own for the second site.
fn own_share(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let pools = cx.finding.related.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    });
    let pools: Vec<&Pool> = pools.collect();
    let sites: BTreeSet<&SiteId> = pools.iter().filter_map(|pool| pool.site.as_ref()).collect();
    let home = state.file_stores.get(match &cx.finding.subject {
        Subject::FileStore(id) => id,
        _ => return Vec::new(),
    });
    // The share stays with the site that it is in.
    let home = home.and_then(|store| store.site.as_ref()).filter(|site| sites.contains(site));
    let Some(home) = home.or_else(|| sites.first().copied()) else { return Vec::new() };
    let others: Vec<&SiteId> = sites.iter().copied().filter(|site| *site != home).collect();
    let [other] = others.as_slice() else { return Vec::new() };
    let share = intents::new_file_store(cx.plan, stage, Some(other));
    let mut commands = share.commands;
    for pool in pools.iter().filter(|pool| pool.site.as_ref() == Some(*other)) {
        let joined = intents::connect(cx.plan, state, LinkKind::FileStore, &(&pool.id).into(), &share.subject);
        commands.extend(joined.into_iter().flat_map(|intent| intent.commands));
    }
    vec![Fix {
        label: message!("rules-file-002-fix", site = state.label(&(*other).into())),
        edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_unmended, missing};

    const PLAN: &str = "
            site Paris
              pool a front-end standard version=lync-2013 file-store=files\\one
              file-store files\\one                            # FILE-002 related a b
            site Lyon
              pool b front-end standard version=lync-2013 file-store=files\\one
              pool dir director version=lync-2013 file-store=files\\one
              pool old front-end standard version=lync-2010 file-store=files\\one
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.remove_link("file-store", "b"));
    }

    #[test]
    fn of_three_sites_none_is_proposed() {
        let third = "site Nice\n pool c front-end standard version=lync-2013 file-store=files\\one";
        check_unmended(&RULE, &format!("{PLAN}{third}"));
    }

    #[test]
    fn a_director_or_a_legacy_pool_may_share() {
        let text = PLAN.replace("# FILE-002 related a b", "").replace("pool b front-end", "pool b director");
        assert_eq!(check_silent(&RULE, &text).not_checked, []);
    }

    #[test]
    fn one_site_and_one_pool_share_with_nobody() {
        let text = PLAN.replace("# FILE-002 related a b", "").replace("site Lyon\n", "\n");
        check_silent(&RULE, &text);
        let alone =
            "pool a front-end standard version=lync-2013 file-store=files\\one\nsite Paris\n  file-store files\\one";
        check_said(&RULE, alone, missing, vec![]);
    }
}
