//! EXCH-003: mailboxes that go back to an older Exchange while the contacts of their users are in the newer one.

use crate::rules::prelude::*;
use crate::rules::steps::insert_activities;

pub static RULE: Rule = Rule::new("EXCH-003", "mailbox-moved-back-with-its-contacts", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, roll_back);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let sets = |command: &Command| matches!(command, Command::Set { of: Subject::UserGroup(_), fact: "mailboxes", .. });
    if !cx.phase.steps.iter().any(|step| step.commands().iter().any(sets)) {
        return;
    }
    for (step, state) in cx.exact_steps() {
        for command in step.commands() {
            let Command::Set { of: Subject::UserGroup(id), fact: "mailboxes", to: Some(Value::Text(to)) } = command
            else {
                continue;
            };
            let (Some(group), Some(to)) = (state.user_groups.get(id), MailboxVersion::from_key(to)) else { continue };
            let holds = |version: MailboxVersion| version >= pack.contact_store_mailboxes_from;
            if !group.mailboxes.is_some_and(holds) || holds(to) {
                continue;
            }
            let about = [Subject::from(id)];
            if cx.is_done_before(step, ActivityKind::RollBackContacts, &about) {
                continue;
            }
            // Users who are moved back to an older pool take their contacts along.
            let homes = group.homes.iter().filter(|(_, count)| **count != Some(0));
            let pools = || homes.clone().filter_map(|(pool, _)| state.pools.get(pool));
            if !pools().any(|pool| pack.age(pool) == Age::Own) {
                let unknown = pools().filter(|pool| pack.age(pool) == Age::Unknown);
                unknown.for_each(|pool| out.not_checked(&pool.id, &["version"]));
                continue;
            }
            // A deployment without the store has no contacts there; one with it may leave out some users.
            match (group.unified_contact_store, state.deployment.unified_contact_store) {
                (Some(true), _) => {
                    let said = message!(
                        "rules-exch-003",
                        group = state.label(&id.into()),
                        version = Message::word(MailboxVersion::PREFIX, to.key())
                    );
                    out.report(step.id(), said).related([id]);
                }
                (Some(false), _) | (None, Some(false)) => {}
                (None, _) => out.not_checked(id, &["unified-contact-store"]),
            }
        }
    }
}

fn roll_back(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.clone();
    let group = about.first().map(|group| cx.plan.label(group)).unwrap_or_default();
    let edits = insert_activities(cx, &[(ActivityKind::RollBackContacts, about)], false);
    vec![Fix { label: message!("rules-exch-003-fix", group = group), edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Amount;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(from: &str, to: &str, contacts: &str, work: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool fe10 front-end standard version=lync-2010
              pool fe13 front-end standard version=lync-2013 users=10
              users fe13 mailboxes={from} {contacts}
            phase Back
              do communicate
              {work}
              ~ \"users fe13\" mailboxes={to} {code}
            "
        )
    }

    const IN: &str = "unified-contact-store=true";
    const CODE: &str = "# EXCH-003";

    #[test]
    fn twins() {
        let back = plan("exchange-2013", "exchange-2010", IN, "do verify", CODE);
        check_twins(&RULE, &back, |sketch: &Sketch| PlanEdit::AddStep {
            phase: sketch.phase(1),
            index: Some(0),
            step: Step::activity(
                StepId::new("step-new"),
                ActivityKind::RollBackContacts,
                vec![sketch.subject("users fe13")],
            ),
        });
        check_twins(&RULE, &back, |sketch| {
            sketch.record(0, sketch.set("users fe13", "unified-contact-store", Value::Flag(false)))
        });
        let some = plan("exchange-2016", "exchange-2010", IN, "move 9 users fe13 -> fe10", CODE);
        check_twins(&RULE, &some, |sketch| {
            PlanEdit::EditStep(Step::change(sketch.step(1, 2), vec![sketch.move_users("fe13", "fe10", Amount::All)]))
        });
    }

    #[test]
    fn only_the_way_back_is_concerned() {
        for (from, to) in
            [("exchange-2010", "exchange-2007"), ("exchange-2010", "exchange-2013"), ("exchange-2016", "exchange-2013")]
        {
            check_silent(&RULE, &plan(from, to, IN, "do verify", ""));
        }
        let late = plan("exchange-2013", "exchange-2010", IN, "do roll-back-contacts", "");
        check_silent(&RULE, &late);
    }

    #[test]
    fn unknown_is_not_green() {
        let text = plan("exchange-2013", "exchange-2010", "", "do verify", "");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["unified-contact-store"]);
        let with = format!("deployment unified-contact-store=true\n{text}");
        assert_eq!(check_silent(&RULE, &with).not_checked[0].missing, ["unified-contact-store"]);
        let without = format!("deployment unified-contact-store=false\n{text}");
        assert_eq!(check_silent(&RULE, &without).not_checked, []);
        let unknown = text.replace("version=lync-2013 users", "users");
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
    }
}
