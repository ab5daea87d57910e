//! MON-007: archiving in Exchange for mailboxes that are not on Exchange Server 2013.

use super::{give_stores, has_store};
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("MON-007", "archiving-in-exchange-without-the-mailboxes", "0.1.0", Check::State(check))
        .mended(FixOffer::Always, in_both);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    if cx.topology.user_groups.is_empty() {
        return;
    }
    let mode = cx.topology.deployment.archiving_mode;
    if matches!(mode, Some(ArchivingMode::None | ArchivingMode::SqlServer | ArchivingMode::Mixed)) {
        return;
    }
    let here = |group: &UserGroup| {
        let own = |pool: &PoolId| cx.topology.pools.get(pool).is_some_and(|pool| cx.age(pool) == Age::Own);
        group.homes.iter().any(|(pool, count)| *count != Some(0) && own(pool))
    };
    for group in cx.topology.user_groups.values() {
        match (mode, group.mailboxes) {
            (_, Some(version)) if version >= cx.pack.archiving_mailboxes_from => {}
            (Some(_), Some(version)) if here(group) => {
                let said = message!(
                    "rules-mon-007",
                    group = cx.label(&group.id),
                    version = Message::word(MailboxVersion::PREFIX, version.key())
                );
                out.report(&group.id, said).field("mailboxes");
            }
            (Some(_), None) if here(group) => out.not_checked(&group.id, &["mailboxes"]),
            (None, Some(_)) if here(group) => out.not_checked(Subject::Deployment, &["archiving-mode"]),
            _ => {}
        }
    }
}

/// SQL Server beside Exchange, and an Archiving store for every pool of the target that the users are on.
fn in_both(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::UserGroup(id), Some((state, pack))) = (&cx.finding.subject, cx.at_start()) else {
        return Vec::new();
    };
    let Some(group) = state.user_groups.get(id) else { return Vec::new() };
    let homes =
        group.homes.iter().filter(|(_, count)| **count != Some(0)).filter_map(|(pool, _)| state.pools.get(pool));
    let homes: Vec<&Pool> = homes.map(|pool| &**pool).filter(|pool| pack.age(pool) == Age::Own).collect();
    let lacking: Vec<(&Pool, StoreKind)> = (homes.iter().copied())
        .filter(|pool| !has_store(state, pool, StoreKind::Archiving))
        .map(|pool| (pool, StoreKind::Archiving))
        .collect();
    let to = Some(Value::text(ArchivingMode::Mixed.key()));
    let mode = Command::Set { of: Subject::Deployment, fact: "archiving-mode", to };
    let names = homes.iter().map(|pool| state.label(&(&pool.id).into())).collect::<Vec<_>>();
    give_stores(cx, &lacking, vec![mode], message!("rules-mon-007-fix", pools = names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{
        check_hinted, check_mended, check_said, check_silent, check_twins, last_links, missing,
    };

    #[test]
    fn twins() {
        let plan = |mailboxes: &str, code: &str| {
            format!(
                "
                deployment archiving-mode=exchange
                site Paris
                  pool fe front-end standard version=lync-2013 users=10
                  users fe mailboxes={mailboxes}               {code}
                "
            )
        };
        check_twins(&RULE, &plan("exchange-2010", "# MON-007"), |sketch| {
            sketch.set("users fe", "mailboxes", Value::text("exchange-2013"))
        });
        check_twins(&RULE, &plan("exchange-2010", "# MON-007"), |sketch| Command::Set {
            of: Subject::Deployment,
            fact: "archiving-mode",
            to: Some(Value::text(sketch.plan.today.deployment.archiving_mode.map_or("none", |_| "mixed"))),
        });
    }

    #[test]
    fn unknown_is_not_green_and_legacy_users_are_not_concerned() {
        let text = "site Paris\n  pool fe front-end standard version=lync-2013\n  deployment archiving-mode=exchange";
        assert_eq!(check_silent(&RULE, text).not_checked[0].missing, ["mailboxes"]);
        assert_eq!(check_silent(&RULE, &text.replace("lync-2013", "lync-2010")).not_checked, []);
        let text = "site Paris\n  pool fe front-end standard version=lync-2013\n  users fe mailboxes=exchange-2010";
        assert_eq!(check_silent(&RULE, text).not_checked[0].missing, ["archiving-mode"]);
    }

    #[test]
    fn legacy_users_are_neither_judged_nor_asked_about() {
        for (mode, users) in [("deployment archiving-mode=exchange", ""), ("", "")] {
            let text = format!(
                "
                {mode}
                site Paris
                  pool fe front-end standard version=lync-2010 users=10
                  users fe mailboxes=exchange-2010 {users}
                "
            );
            check_said(&RULE, &text, |report| (report.findings.len(), missing(report)), (0, vec![]));
        }
    }

    #[test]
    fn sql_server_keeps_what_exchange_cannot() {
        let text = "
            deployment archiving-mode=exchange
            site Paris
              pool old front-end standard version=lync-2010 users=10
              users old mailboxes=exchange-2010                # MON-007
              pool has front-end standard version=lync-2013 archiving-store=sql1\\
              pool none front-end standard version=lync-2013
              pool other front-end standard version=lync-2013
              sql sql1
            phase Move
              move 5 users old -> has
              move 5 users old -> none
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
        let mended = |plan: &Plan| {
            let mode = |stage: usize| plan.state_at(stage).deployment.archiving_mode;
            let pools = last_links(plan, LinkKind::ArchivingStore).into_iter().map(|(pool, _)| pool);
            (mode(0), mode(1), pools.collect::<Vec<_>>())
        };
        let modes = (Some(ArchivingMode::Exchange), Some(ArchivingMode::Mixed));
        let pools = |pools: &[&str]| pools.iter().map(|pool| format!("pool-{pool}")).collect::<Vec<_>>();
        check_mended(&RULE, text, mended, (modes.0, modes.1, pools(&["has", "none"])));
        let alone = text.replace(" archiving-store=sql1\\", "");
        let new =
            |plan: &Plan| last_links(plan, LinkKind::ArchivingStore).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        check_mended(&RULE, &alone, new, vec!["sql-instance-sql01".to_owned(); 2]);
        check_hinted(&RULE, &text.replace("lync-2010", "lync-2013"));
    }
}
