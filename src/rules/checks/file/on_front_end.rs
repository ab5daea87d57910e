//! FILE-001: the file share of an Enterprise Edition pool on a Front End Server.

use crate::rules::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("FILE-001", "file-share-on-a-front-end", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, off_front_end);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    // The shares of pools that may not be Standard Edition, by the name of their host.
    let mut hosts: BTreeMap<Cow<'_, str>, Vec<(&Pool, &FileStore)>> = BTreeMap::new();
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::FrontEnd && pool.edition != Some(Edition::Standard)) {
        if !matches!(cx.age(pool), Age::Own | Age::Unknown) {
            continue;
        }
        for link in cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::FileStore) {
            let Subject::FileStore(id) = &link.to else { continue };
            let Some(store) = cx.topology.file_stores.get(id).filter(|store| store.host.is_some()) else { continue };
            hosts.entry(folded_name(&store.host, store.id.as_str())).or_default().push((pool, store));
        }
    }
    if hosts.is_empty() {
        return;
    }
    for server in cx.topology.servers.values() {
        let Some(shares) = hosts.get(&folded_name(&server.fqdn, server.id.as_str())) else { continue };
        let Some(owner) = cx.topology.pools.get(&server.pool) else { continue };
        if owner.kind != PoolKind::FrontEnd || owner.edition == Some(Edition::Standard) {
            continue;
        }
        for (pool, store) in shares {
            let missing: Vec<FactName> =
                [(cx.age(pool) == Age::Unknown, "version"), (pool.edition.is_none(), "edition")]
                    .into_iter()
                    .filter_map(|(missing, fact)| missing.then_some(fact))
                    .collect();
            if !missing.is_empty() {
                out.not_checked(&pool.id, &missing);
                continue;
            }
            if owner.edition.is_none() {
                out.not_checked(&owner.id, &["edition"]);
                continue;
            }
            let said = message!(
                "rules-file-001",
                share = cx.label(&store.id),
                pool = cx.label(&pool.id),
                server = cx.label(&server.id)
            );
            out.report(&store.id, said).field("host").related([Subject::from(&pool.id), Subject::from(&server.id)]);
        }
    }
}

fn off_front_end(cx: &FixContext<'_>) -> Vec<Fix> {
    super::on_file_server(cx, |pool| pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Enterprise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins, last_links};

    fn plan(edition: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end {edition} version=lync-2013 servers=fe01,fe02 file-store=FE01\\share
              file-store FE01\\share                           {code}
            "
        )
    }

    #[test]
    fn twins() {
        check_twins(&RULE, &plan("enterprise", "# FILE-001 related fe fe01"), |sketch| {
            sketch.set("FE01\\share", "host", Value::text("file01.contoso.com"))
        });
    }

    #[test]
    fn a_standard_edition_server_hosts_its_own_share_and_unknown_is_not_green() {
        check_silent(&RULE, &plan("standard", ""));
        assert_eq!(check_silent(&RULE, &plan("", "")).not_checked[0].missing, ["edition"]);
        assert_eq!(check_silent(&RULE, &plan("enterprise", "").replace("lync-2013", "lync-2010")).not_checked, []);
    }

    #[test]
    fn the_share_of_another_kind_or_on_a_standard_edition_server_is_not_concerned() {
        check_silent(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe01
              pool dir director version=lync-2013 file-store=fe01\\share
              file-store fe01\\share
              pool ee front-end enterprise version=lync-2013 file-store=se\\share
              pool se front-end standard version=lync-2013 servers=1
              file-store se\\share
            ",
        );
    }

    #[test]
    fn shares_of_other_pools_may_be_there() {
        let chat = "file-store=none\\share\n              file-store none\\share\n              pool chat persistent-chat version=lync-2013 file-store=FE01\\share";
        let text = plan("enterprise", "").replacen("file-store=FE01\\share", chat, 1);
        assert_eq!(check_silent(&RULE, &text).not_checked, []);
    }

    #[test]
    fn the_pools_of_the_site_get_a_share_on_a_file_server() {
        let text = "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe01,fe02
              pool se front-end standard version=lync-2013 file-store=fe01\\share
              file-store fe01\\share                           # FILE-001 related fe fe01
            phase Share
              + pool other front-end enterprise version=lync-2013 file-store=other\\share
              + file-store other\\share
              + link file-store fe -> fe01\\share
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let stores =
            |plan: &Plan| last_links(plan, LinkKind::FileStore).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        let sketch = crate::rules::sketch::read(text).unwrap();
        let [other, old] = ["other\\share", "fe01\\share"].map(|name| sketch.subject(name).id().to_owned());
        check_mended(&RULE, text, stores, vec!["file-store-file01".to_owned(), other, old]);
        let both = text
            .replace("file-store=other", "file-store=fe01")
            .replace("FILE-001 related fe fe01", "FILE-001 FILE-001");
        check_twins(&RULE, &both, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let moved = |plan: &Plan| stores(plan).into_iter().filter(|to| to.ends_with("file01")).count();
        check_mended(&RULE, &both, moved, 2);
        check_hinted(&RULE, &plan("enterprise", ""));
    }
}
