//! PAIR-005: a pair with a pool that is not of the target.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PAIR-005", "pool-paired-with-a-legacy-pool", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Always, part);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for (first, second) in &cx.relations().pairs {
        let ages = [cx.age(first), cx.age(second)];
        if ages.contains(&Age::Newer) || ages == [Age::Own; 2] {
            continue;
        }
        let old = [first, second].into_iter().find(|pool| cx.age(pool) == Age::Older);
        let (Some(old), Some(version)) = (old, old.and_then(|pool| pool.version)) else {
            let unknown = [first, second].into_iter().filter(|pool| cx.age(pool) == Age::Unknown);
            unknown.for_each(|pool| out.not_checked(&pool.id, &["version"]));
            continue;
        };
        let partner = if old.id == first.id { second } else { first };
        let said = message!(
            "rules-pair-005",
            pool = cx.label(&old.id),
            version = Message::word(Version::PREFIX, version.key()),
            partner = cx.label(&partner.id)
        );
        out.report(&old.id, said).related([&partner.id]);
    }
}

/// The two are no pair, until both are of the target.
fn part(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), [partner]) = (cx.replay.states.get(stage), cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let both = [&cx.finding.subject, partner];
    let joins = |link: &&std::sync::Arc<Link>| {
        link.kind == LinkKind::Pairing && both.contains(&&link.from) && both.contains(&&link.to)
    };
    let commands = state.links.values().filter(joins).map(|link| Command::Remove((&link.id).into())).collect();
    let label = message!("rules-pair-005-fix", pool = state.label(partner), partner = state.label(&cx.finding.subject));
    vec![Fix { label, edits: vec![PlanEdit::Record { at: cx.plan.stage_at(stage), commands }], safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_said, check_silent, check_twins, last_links};

    fn plan(one: &str, other: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool a front-end standard {one} pairing=b
              pool b front-end standard {other}                {code}
            "
        )
    }

    #[test]
    fn twins() {
        let text = plan("version=lync-2013", "version=lync-2010", "# PAIR-005 related a");
        check_twins(&RULE, &text, |sketch| sketch.set("b", "version", Value::text("lync-2013")));
    }

    #[test]
    fn unknown_is_not_green() {
        assert_eq!(check_silent(&RULE, &plan("version=lync-2013", "", "")).not_checked.len(), 1);
        check_silent(&RULE, &plan("version=lync-2013", "version=lync-2013", ""));
    }

    #[test]
    fn a_newer_partner_is_not_judged() {
        check_silent(&RULE, &plan("version=lync-2010", "version=sfb-2015", ""));
    }

    #[test]
    fn of_a_pair_only_the_unknown_version_is_asked_for() {
        let text = "site Paris\n  pool a front-end version=lync-2013 pairing=b\n  pool b front-end";
        let waiting = |report: &crate::rules::Report| {
            report.not_checked.iter().map(|item| item.subject.id().to_owned()).collect::<Vec<_>>()
        };
        check_said(&RULE, text, waiting, vec!["pool-b".to_owned()]);
    }

    #[test]
    fn another_pair_stays() {
        let more =
            "  pool c front-end standard version=lync-2013 pairing=d\n  pool d front-end standard version=lync-2013";
        let text = plan("version=lync-2013", "version=lync-2010", "") + more;
        let kept = vec![("pool-c".to_owned(), "pool-d".to_owned())];
        check_mended(&RULE, &text, |plan| last_links(plan, LinkKind::Pairing), kept);
    }
}
