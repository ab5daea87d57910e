//! APP-010: remote call control whose entries are left on the product that is retired.

use crate::rules::prelude::*;
use crate::rules::steps::insert;

pub static RULE: Rule =
    Rule::new("APP-010", "authorized-hosts-left-behind", "0.1.0", Check::Plan(check)).mended(FixOffer::Always, fixes);

/// Speaks where the plan takes away the last Front End pool of such a product: until then there is time.
fn check(cx: &PlanContext<'_>, out: &mut Findings) {
    let Some((first, last)) = cx.states.first().zip(cx.states.last()) else { return };
    let Some(pack) = cx.packs.last().copied().flatten() else { return };
    let knows = |pool: &Pool| {
        pool.kind == PoolKind::FrontEnd
            && pool.version.is_some_and(|version| pack.applications.authorized_hosts.contains(&version))
    };
    if !first.pools.values().any(|pool| knows(pool)) || last.pools.values().any(|pool| knows(pool)) {
        return;
    }
    let enabled = last.deployment.remote_call_control;
    let done = |step: &Step| matches!(step, Step::Activity { kind: ActivityKind::RemoveAuthorizedHosts, .. });
    if enabled == Some(false) || cx.steps().any(|(_, step)| done(step)) {
        return;
    }
    if enabled.is_none() {
        out.not_checked(Subject::Deployment, &["remote-call-control"]);
        return;
    }
    let removal = |step: &Step| {
        step.commands().iter().find_map(|command| match command {
            Command::Remove(Subject::Pool(id)) => first.pools.get(id).filter(|pool| knows(pool)),
            _ => None,
        })
    };
    let found = cx.steps().find_map(|(stage, step)| Some((stage, step, removal(step)?)));
    if let Some((stage, step, pool)) = found {
        let said = message!(
            "rules-app-010",
            pool = first.label(&(&pool.id).into()),
            product = Message::word(Version::PREFIX, pool.version.map_or("", Version::key))
        );
        out.report(step.id(), said).related([&pool.id]).during(stage, stage);
    }
}

fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let about = cx.finding.related.clone();
    insert(cx, false, ActivityKind::RemoveAuthorizedHosts, about, message!("rules-app-010-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_words};

    const PLAN: &str = "
            deployment remote-call-control=true
            site Paris
              pool r2 front-end standard version=ocs-2007-r2 users=0
              pool fe13 front-end standard version=lync-2013
            phase Decommission
              - pool r2                                        # APP-010 related r2
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.activity(1, 0, ActivityKind::RemoveAuthorizedHosts, &[]));
        check_twins(&RULE, PLAN, |_| Command::Set {
            of: Subject::Deployment,
            fact: "remote-call-control",
            to: Some(Value::Flag(false)),
        });
    }

    #[test]
    fn there_is_time_until_the_last_pool_goes() {
        let text = PLAN.replace("# APP-010 related r2", "");
        check_silent(
            &RULE,
            &text.replace("phase", "  pool r2b front-end standard version=ocs-2007-r2\n            phase"),
        );
        check_silent(&RULE, &text.replace("=ocs-2007-r2", "=lync-2010"));
        let unsaid = text.replace("remote-call-control=true", "ipv6=false");
        assert_eq!(check_silent(&RULE, &unsaid).not_checked[0].missing, ["remote-call-control"]);
        assert_eq!(check_silent(&RULE, &unsaid.replace("=ocs-2007-r2", "=lync-2010")).not_checked, []);
    }

    #[test]
    fn every_version_that_is_retired() {
        let text = PLAN.replace("# APP-010 related r2", "");
        check_words(&RULE, Version::KEYS, &["ocs-2007-r2"], |version| {
            text.replace("=ocs-2007-r2", &format!("={version}"))
        });
    }
}
