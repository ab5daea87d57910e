//! XMPP-002: an XMPP partner on the legacy gateway and in the target.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("XMPP-002", "xmpp-partner-in-two-places", "0.1.0", Check::State(check))
    .mended(FixOffer::Always, remove_one);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    for gateway in cx.pools().filter(|pool| pool.kind == PoolKind::XmppGateway && cx.age(pool) != Age::Newer) {
        match (&cx.topology.deployment.xmpp_partners, &gateway.xmpp_partners) {
            (Some(ours), Some(theirs)) => {
                let both: Vec<String> = common(ours, theirs).map(|name| name.to_string()).collect();
                if !both.is_empty() {
                    let said = message!("rules-xmpp-002", gateway = cx.label(&gateway.id), partners = both);
                    out.report(&gateway.id, said).field("xmpp-partners");
                }
            }
            (Some(ours), None) if !ours.is_empty() => out.not_checked(&gateway.id, &["xmpp-partners"]),
            (None, theirs) if super::in_use(cx) && theirs.as_ref().is_none_or(|theirs| !theirs.is_empty()) => {
                out.not_checked(Subject::Deployment, &["xmpp-partners"]);
            }
            _ => {}
        }
    }
}

/// Partners of one list that the other has too.
fn common<'a>(ours: &'a [Text], theirs: &'a [Text]) -> impl Iterator<Item = &'a Text> {
    ours.iter().filter(|name| theirs.iter().any(|other| other.eq_ignore_ascii_case(name)))
}

/// Out of the target, or out of the gateway.
fn remove_one(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let Subject::Pool(id) = &cx.finding.subject else { return Vec::new() };
    let theirs = state.pools.get(id).and_then(|gateway| gateway.xmpp_partners.as_deref());
    let (Some(ours), Some(theirs)) = (state.deployment.xmpp_partners.as_deref(), theirs) else { return Vec::new() };
    let fix = |of: Subject, list: &[Text], other: &[Text], label: Message| {
        let both: Vec<&Text> = common(list, other).collect();
        let rest = list.iter().filter(|name| !both.contains(name)).cloned().collect();
        let command = Command::Set { of, fact: "xmpp-partners", to: Some(Value::List(rest)) };
        let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands: vec![command] }];
        Fix { label, edits, safety: Safety::Ask }
    };
    let gateway = state.label(&cx.finding.subject);
    vec![
        fix(Subject::Deployment, ours, theirs, message!("rules-xmpp-002-target-fix")),
        fix(cx.finding.subject.clone(), theirs, ours, message!("rules-xmpp-002-fix", gateway = gateway)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            deployment xmpp-partners=gmail.com,example.com
            site Paris
              pool fe front-end standard version=lync-2013
              pool edge edge version=lync-2013 xmpp=true
              pool gw xmpp-gateway version=ocs-2007-r2 xmpp-partners=Gmail.com,fabrikam.com   # XMPP-002
    ";

    #[test]
    fn twins() {
        let list = |name: &str| Value::List([Text::from(name)].into_iter().collect());
        check_twins(&RULE, PLAN, |sketch| sketch.set("gw", "xmpp-partners", list("fabrikam.com")));
        check_twins(&RULE, PLAN, |_| Command::Set {
            of: Subject::Deployment,
            fact: "xmpp-partners",
            to: Some(list("example.com")),
        });
        check_twins(&RULE, PLAN, |sketch| sketch.remove("gw"));
    }

    #[test]
    fn what_is_unknown_waits() {
        let quiet = PLAN.replace("# XMPP-002", "");
        let missing = |text: &str| -> Vec<FactName> {
            check_silent(&RULE, text).not_checked.iter().flat_map(|n| n.missing.clone()).collect()
        };
        assert_eq!(missing(&quiet.replace("xmpp-partners=Gmail.com,fabrikam.com", "")), ["xmpp-partners"]);
        let unset = quiet.replace("deployment xmpp-partners=gmail.com,example.com\n", "\n");
        assert_eq!(missing(&unset), ["xmpp-partners"]);
        assert!(missing(&unset.replace("xmpp=true", "xmpp=false")).is_empty());
        assert!(missing(&quiet.replace("lync-2013", "lync-2010")).is_empty());
        // Where the target has no partners, none can be in two places.
        let sketch = crate::rules::sketch::read(&quiet.replace("xmpp-partners=Gmail.com,fabrikam.com", "")).unwrap();
        let none = Some(Value::List(Vec::new()));
        let none = sketch.record(0, Command::Set { of: Subject::Deployment, fact: "xmpp-partners", to: none });
        let plan = none.applied_to(&sketch.plan).unwrap();
        assert_eq!(crate::rules::twin_tests::alone(&RULE, &plan).not_checked, []);
    }
}
