//! XMPP-004: users on survivable branch appliances who may use XMPP.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("XMPP-004", "xmpp-for-users-of-a-branch-appliance", "0.1.0", Check::State(check))
    .mended(FixOffer::Sometimes, exclude);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let is_sba = |pool: &&Pool| pool.kind == PoolKind::Sba && cx.age(pool) != Age::Newer;
    if !cx.has_target() || !cx.pools().any(|pool| is_sba(&pool)) {
        return;
    }
    for group in cx.topology.user_groups.values() {
        let homes = group.homes.iter().filter(|(_, count)| **count != Some(0));
        let here = homes.filter_map(|(id, count)| Some((cx.topology.pools.get(id)?, count)));
        let here: Vec<(&Pool, Option<u64>)> =
            here.map(|(pool, count)| (&**pool, *count)).filter(|(pool, _)| is_sba(pool)).collect();
        let counted: Vec<&PoolId> = here.iter().filter(|(_, n)| n.is_some()).map(|(pool, _)| &pool.id).collect();
        match group.xmpp {
            Some(true) if !counted.is_empty() => {
                let pools: Vec<String> = counted.iter().map(|pool| cx.label(*pool)).collect();
                let said = message!("rules-xmpp-004", group = cx.label(&group.id), pools = pools);
                out.report(&group.id, said).field("xmpp").related(counted);
            }
            Some(true) => here.iter().for_each(|(pool, _)| out.not_checked(&pool.id, &["users"])),
            None if !here.is_empty() && super::in_use(cx) => out.not_checked(&group.id, &["xmpp"]),
            _ => {}
        }
    }
}

/// Only for a group whose users are all on branch appliances: the others keep their partners.
fn exclude(cx: &FixContext<'_>) -> Vec<Fix> {
    let (stage, of) = (cx.finding.stages.0, &cx.finding.subject);
    let (Some(state), Subject::UserGroup(id)) = (cx.replay.states.get(stage), of) else { return Vec::new() };
    let Some(group) = state.user_groups.get(id) else { return Vec::new() };
    let elsewhere = |pool: &PoolId| state.pools.get(pool).is_none_or(|pool| pool.kind != PoolKind::Sba);
    if group.homes.iter().any(|(pool, count)| *count != Some(0) && elsewhere(pool)) {
        return Vec::new();
    }
    vec![Fix {
        label: message!("rules-xmpp-004-fix", group = state.label(of)),
        edits: vec![PlanEdit::Record {
            at: cx.plan.stage_at(stage),
            commands: vec![Command::Set { of: of.clone(), fact: "xmpp", to: Some(Value::Flag(false)) }],
        }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Amount;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    const PLAN: &str = "
            site Paris
              pool fe front-end standard version=lync-2013
              pool edge edge version=lync-2013 xmpp=true
            site Nice branch=Paris
              pool sba sba version=lync-2013 users=1
              users sba xmpp=true                              # XMPP-004 related sba
    ";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| sketch.set("users sba", "xmpp", Value::Flag(false)));
        check_twins(&RULE, PLAN, |sketch| sketch.move_users("sba", "fe", Amount::All));
        let old = PLAN.replace("sba version=lync-2013", "sba version=lync-2010");
        check_twins(&RULE, &old, |sketch| sketch.move_users("sba", "fe", Amount::All));
        let both = PLAN.replace("users=1", "users=2");
        check_twins(&RULE, &both, |sketch| sketch.set("users sba", "xmpp", Value::Flag(false)));
    }

    #[test]
    fn what_is_unknown_waits_where_xmpp_is_in_use() {
        let quiet = PLAN.replace("# XMPP-004 related sba", "");
        let missing = |text: &str| -> Vec<FactName> {
            check_silent(&RULE, text).not_checked.iter().flat_map(|n| n.missing.clone()).collect()
        };
        assert_eq!(missing(&quiet.replace("users=1", "")), ["users"]);
        let unsaid = quiet.replace("users sba xmpp=true", "");
        assert_eq!(missing(&unsaid), ["xmpp"]);
        assert!(missing(&unsaid.replace("edge version=lync-2013 xmpp=true", "edge version=lync-2013")).is_empty());
        assert_eq!(missing(&unsaid.replace("xmpp=true", "\n deployment xmpp-partners=gmail.com")), ["xmpp"]);
        assert!(missing(&quiet.replace("lync-2013", "lync-2010")).is_empty());
        let part = quiet.replace("users=1", "users=2") + "phase Some\n  move 1 users sba -> fe";
        let sketch = crate::rules::sketch::read(&part).unwrap();
        let report = crate::rules::twin_tests::alone(&RULE, &sketch.plan);
        // Half of the group is elsewhere after the phase; the finding begins where all are here.
        assert_eq!(report.findings[0].stages, (0, 1));
    }

    /// Two users of a front end, of whom so many move to the appliance.
    fn moved(users: usize) -> String {
        format!(
            "
            site Paris
              pool fe front-end standard version=lync-2013 users=2
              users fe xmpp=true
            site Nice branch=Paris
              pool sba sba version=lync-2013 users=0
            phase Some
              move {users} users fe -> sba
            "
        )
    }

    #[test]
    fn a_group_is_mended_when_all_of_it_has_moved_to_the_appliance() {
        // Those who are elsewhere keep their partners.
        check_unmended(&RULE, &moved(1));
        check_mended(&RULE, &moved(2), |_| (), ());
    }
}
