//! MON-007: archiving in Exchange for mailboxes that are not on Exchange Server 2013.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("MON-007", "archiving-in-exchange-without-the-mailboxes", "0.1.0", Check::State(check));

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

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
}
