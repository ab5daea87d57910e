//! PAIR-001 to PAIR-003: what paired pools have to have in common.

use crate::rules::prelude::*;

pub static EDITION: Rule =
    Rule::new("PAIR-001", "paired-pools-of-different-editions", "0.1.0", Check::State(edition)).near();

pub static PLATFORM: Rule =
    Rule::new("PAIR-002", "paired-pools-on-different-platforms", "0.1.0", Check::State(platform)).near();

pub static SYSTEM: Rule =
    Rule::new("PAIR-003", "paired-pools-on-different-systems", "0.1.0", Check::State(system)).near();

/// Pairs of pools of the target; another rule judges the other pairs.
fn pairs<'c, 'a>(cx: &'c StateContext<'a>) -> impl Iterator<Item = (&'a Pool, &'a Pool)> + use<'c, 'a> {
    let own = |pool: &Pool| cx.age(pool) == Age::Own;
    cx.relations().pairs.iter().copied().filter(move |(first, second)| own(first) && own(second))
}

/// What holds for a pool: what is recorded of itself, else what all of its servers agree on.
fn of_pool<T: PartialEq + Copy>(
    cx: &StateContext<'_>,
    pool: &Pool,
    own: Option<T>,
    of_server: fn(&Server) -> Option<T>,
) -> Option<T> {
    own.or_else(|| {
        let mut servers = cx.topology.servers.values().filter(|server| server.pool == pool.id);
        let first = of_server(servers.next()?)?;
        servers.all(|server| of_server(server) == Some(first)).then_some(first)
    })
}

fn compare<T: PartialEq + Copy>(
    cx: &StateContext<'_>,
    out: &mut Findings,
    fact: FactName,
    value: impl Fn(&Pool) -> Option<T>,
    say: impl Fn([String; 2], [T; 2]) -> Message,
) {
    for (first, second) in pairs(cx) {
        match (value(first), value(second)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => {
                let said = say([cx.label(&first.id), cx.label(&second.id)], [one, other]);
                out.report(&first.id, said).field(fact).related([&second.id]);
            }
            (one, other) => {
                let unknown = [(one, first), (other, second)].into_iter().filter(|(value, _)| value.is_none());
                unknown.for_each(|(_, pool)| out.not_checked(&pool.id, &[fact]));
            }
        }
    }
}

fn edition(cx: &StateContext<'_>, out: &mut Findings) {
    let say = |[pool, partner]: [String; 2], [one, other]: [Edition; 2]| {
        message!(
            "rules-pair-001",
            pool = pool,
            one = Message::word(Edition::PREFIX, one.key()),
            partner = partner,
            other = Message::word(Edition::PREFIX, other.key())
        )
    };
    compare(cx, out, "edition", |pool| pool.edition, say);
}

fn platform(cx: &StateContext<'_>, out: &mut Findings) {
    let say = |[pool, partner]: [String; 2], [one, other]: [Platform; 2]| {
        message!(
            "rules-pair-002",
            pool = pool,
            one = Message::word(Platform::PREFIX, one.key()),
            partner = partner,
            other = Message::word(Platform::PREFIX, other.key())
        )
    };
    compare(cx, out, "platform", |pool| of_pool(cx, pool, pool.platform, |server| server.platform), say);
}

fn system(cx: &StateContext<'_>, out: &mut Findings) {
    let say = |[pool, partner]: [String; 2], [one, other]: [WindowsVersion; 2]| {
        message!(
            "rules-pair-003",
            pool = pool,
            one = Message::word(WindowsVersion::PREFIX, one.key()),
            partner = partner,
            other = Message::word(WindowsVersion::PREFIX, other.key())
        )
    };
    compare(cx, out, "os", |pool| of_pool(cx, pool, pool.os, |server| server.os), say);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    fn plan(one: &str, other: &str, code: &str) -> String {
        format!(
            "
            site Paris
              pool a front-end version=lync-2013 {one} pairing=b   {code}
              pool b front-end version=lync-2013 {other}
            "
        )
    }

    #[test]
    fn twins() {
        let twins = |rule: &'static Rule, one: &str, other: &str, fact: FactName, value: &str| {
            let code = format!("# {} related b", rule.code);
            check_twins(rule, &plan(one, other, &code), |sketch| sketch.set("b", fact, Value::text(value)));
        };
        twins(&EDITION, "enterprise", "standard", "edition", "enterprise");
        twins(&PLATFORM, "platform=physical", "platform=virtual", "platform", "physical");
        twins(&SYSTEM, "os=2008-r2", "os=2012", "os", "2008-r2");
        twins(&SYSTEM, "os=2012-r2", "os=2012", "os", "2012-r2");
    }

    #[test]
    fn servers_speak_for_their_pool() {
        let text = plan("os=2012", "servers=b1,b2", "# PAIR-003").replace(
            "servers=b1,b2",
            "servers=b1,b2
            phase Install
              ~ b1 os=2008-r2
              ~ b2 os=2008-r2",
        );
        check_twins(&SYSTEM, &text, |sketch| sketch.set("b", "os", Value::text("2012")));
    }

    #[test]
    fn unknown_is_not_green_and_only_pairs_of_the_target_are_concerned() {
        for (rule, fact) in [(&EDITION, "edition"), (&PLATFORM, "platform"), (&SYSTEM, "os")] {
            let report = check_silent(rule, &plan("", "", ""));
            assert_eq!(report.not_checked.iter().map(|n| n.missing[0]).collect::<Vec<_>>(), [fact; 2]);
            assert_eq!(check_silent(rule, &plan("", "", "").replace("pairing=b", "")).not_checked, []);
            assert_eq!(check_silent(rule, &plan("", "", "").replace("lync-2013", "lync-2010")).not_checked, []);
        }
    }

    #[test]
    fn a_pair_with_an_older_pool_is_another_rules() {
        let text = plan("enterprise", "standard", "")
            .replace("b front-end version=lync-2013", "b front-end version=lync-2010");
        check_silent(&EDITION, &text);
    }
}
