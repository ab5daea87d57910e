//! PATH-010: users who lose a feature with the move to their new pool.

use crate::rules::prelude::*;
use crate::rules::steps::user_moves;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("PATH-010", "feature-lost-with-the-new-pool", "0.1.0", Check::Phase(check))
    .in_course()
    .mended(FixOffer::Always, fixes);

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| user_moves(step).next().is_some()) {
        return;
    }
    // From a legacy pool to one of the target: the groups that go that way.
    let mut ways: BTreeMap<(&PoolId, &PoolId), Vec<&UserGroupId>> = BTreeMap::new();
    for (step, _) in cx.steps() {
        for command in step.commands() {
            if let Command::MoveUsers { group, from, to, .. } = command {
                ways.entry((from, to)).or_default().push(group);
            }
        }
    }
    for ((from, to), groups) in ways {
        let find = |id: &PoolId| cx.after.pools.get(id).or_else(|| cx.before.pools.get(id));
        let (Some(old), Some(new)) = (find(from), find(to)) else { continue };
        if old.kind != PoolKind::FrontEnd || pack.age(old) != Age::Older || pack.age(new) != Age::Own {
            continue;
        }
        let (Some(had), Some(has)) = (&old.features, &new.features) else {
            for pool in [old, new].into_iter().filter(|pool| pool.features.is_none()) {
                out.not_checked(&pool.id, &["features"]);
            }
            continue;
        };
        let mut lost: Vec<Feature> = had.iter().filter(|feature| !has.contains(feature)).copied().collect();
        if lost.contains(&Feature::EnterpriseVoice) {
            // Who does not use Enterprise Voice loses nothing.
            let voice = |id: &UserGroupId| {
                let group = cx.after.user_groups.get(id).or_else(|| cx.before.user_groups.get(id));
                group.and_then(|group| group.enterprise_voice)
            };
            if !groups.iter().any(|group| voice(group) == Some(true)) {
                lost.retain(|feature| *feature != Feature::EnterpriseVoice);
                let unknown = groups.iter().filter(|group| voice(group).is_none());
                unknown.for_each(|group| out.not_checked(*group, &["enterprise-voice"]));
            }
        }
        if lost.is_empty() {
            continue;
        }
        let words = lost.iter().map(|feature| Message::word(Feature::PREFIX, feature.key())).collect::<Vec<_>>();
        let said = message!(
            "rules-path-010",
            pool = cx.after.label(&to.into()),
            old = cx.plan.label(&from.into()),
            features = words
        );
        out.report(to, said).field("features").related([from]);
    }
}

/// The new pool offers what the old one does.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Subject::Pool(new), Some(Subject::Pool(old))) = (&cx.finding.subject, cx.finding.related.first()) else {
        return Vec::new();
    };
    let stage = cx.finding.stages.0;
    let pool = |stage: usize, id: &PoolId| cx.replay.states.get(stage)?.pools.get(id)?.features.clone();
    let had = pool(stage, old).or_else(|| pool(stage.checked_sub(1)?, old));
    let (Some(had), Some(mut has)) = (had, pool(stage, new)) else { return Vec::new() };
    has.extend(had.into_iter().filter(|feature| !has.contains(feature)).collect::<Vec<_>>());
    let keys = has.iter().map(|feature| Text::from(feature.key())).collect();
    vec![Fix {
        label: message!("rules-path-010-fix", pool = cx.plan.label(&new.into()), old = cx.plan.label(&old.into())),
        edits: vec![PlanEdit::Record {
            at: cx.plan.stage_at(stage),
            commands: vec![Command::Set { of: new.into(), fact: "features", to: Some(Value::List(keys)) }],
        }],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(had: &str, has: &str, voice: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard version=lync-2010 users=10 {had}
              pool new front-end standard version=lync-2013 {has} {code}
              users old {voice}
            phase Move
              move all users old -> new
            "
        )
    }

    const VOICE: &str = "enterprise-voice=true";

    #[test]
    fn twins() {
        let had = "features=conferencing,enterprise-voice";
        let text = plan(had, "features=conferencing", VOICE, "# PATH-010 related old");
        check_twins(&RULE, &text, |sketch| {
            sketch.record(0, sketch.set("users old", "enterprise-voice", Value::Flag(false)))
        });
        for feature in Feature::KEYS {
            let other = if *feature == "conferencing" { "archiving" } else { "conferencing" };
            let (had, has) = (format!("features={feature}"), format!("features={other}"));
            let text = plan(&had, &has, VOICE, "# PATH-010");
            check_twins(&RULE, &text, |sketch| {
                sketch.record(0, sketch.set("new", "features", Value::List([Text::from(*feature)].into())))
            });
        }
    }

    #[test]
    fn what_is_not_known_is_not_checked() {
        let missing = |had: &str, has: &str, voice: &str| check_silent(&RULE, &plan(had, has, voice, "")).not_checked;
        assert_eq!(missing("", "features=archiving", VOICE)[0].missing, ["features"]);
        assert_eq!(missing("features=archiving", "", VOICE)[0].missing, ["features"]);
        assert_eq!(
            missing("features=enterprise-voice", "features=archiving", "archived=true")[0].missing,
            ["enterprise-voice"]
        );
        assert_eq!(missing("features=archiving", "features=archiving,conferencing", VOICE), []);
    }

    #[test]
    fn moves_between_pools_of_the_target_are_not_concerned() {
        let text = plan("features=archiving", "features=conferencing", VOICE, "");
        check_silent(&RULE, &text.replace("=lync-2010", "=lync-2013"));
    }
}
