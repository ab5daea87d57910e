//! PAIR-001 to PAIR-003: what paired pools have to have in common.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::{is_new, record_in_phase};

pub static EDITION: Rule = Rule::new("PAIR-001", "paired-pools-of-different-editions", "0.1.0", Check::State(edition))
    .near()
    .mended(FixOffer::Sometimes, another_partner);

pub static PLATFORM: Rule =
    Rule::new("PAIR-002", "paired-pools-on-different-platforms", "0.1.0", Check::State(platform))
        .near()
        .mended(FixOffer::Sometimes, another_partner);

pub static SYSTEM: Rule = Rule::new("PAIR-003", "paired-pools-on-different-systems", "0.1.0", Check::State(system))
    .near()
    .mended(FixOffer::Sometimes, align_system);

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

/// The only pool of the target that is like this one and has no partner.
fn another_partner(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let both = [Some(&cx.finding.subject), cx.finding.related.first()];
    let Subject::Pool(id) = &cx.finding.subject else { return Vec::new() };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let pairings: Vec<&Link> =
        state.links.values().map(|link| &**link).filter(|link| link.kind == LinkKind::Pairing).collect();
    let free = |other: &Pool| {
        let subject = Subject::from(&other.id);
        !pairings.iter().any(|link| link.from == subject || link.to == subject)
    };
    let alike = |other: &Pool| {
        other.edition == pool.edition
            && other.platform == pool.platform
            && other.os.zip(pool.os).is_none_or(|(one, other)| one == other)
    };
    let fits =
        |other: &&Pool| other.kind == PoolKind::FrontEnd && pack.age(other) == Age::Own && free(other) && alike(other);
    let mut found = state.pools.values().map(|pool| &**pool).filter(fits);
    let (Some(partner), None) = (found.next(), found.next()) else { return Vec::new() };
    let is_pair = |link: &&&Link| both.contains(&Some(&link.from)) && both.contains(&Some(&link.to));
    let mut same = pairings.iter().filter(is_pair);
    let (Some(pair), None) = (same.next(), same.next()) else { return Vec::new() };
    let link = intents::link_id(cx.plan, LinkKind::Pairing, Usage::Default, id.as_str());
    let link = Link::new(link, LinkKind::Pairing, Usage::Default, id.into(), (&partner.id).into());
    let label = |id: &PoolId| state.label(&id.into());
    let label = message!("rules-pair-001-fix", pool = label(id), partner = label(&partner.id));
    let pair = Subject::from(&pair.id);
    // In the step that brings the pair, the work around it stays where it is.
    let Some((_, Some(step))) = cx.plan.entry_of(&pair) else {
        return record_in_phase(cx, vec![Command::Remove(pair), Command::Add(link.into())], label);
    };
    let adds = |command: &Command| matches!(command, Command::Add(element) if element.subject() == pair);
    let commands =
        step.commands().iter().map(|one| if adds(one) { Command::Add(link.clone().into()) } else { one.clone() });
    vec![Fix { label, edits: vec![PlanEdit::EditStep(changed(step, commands.collect()))], safety: Safety::Ask }]
}

/// The step with other commands.
fn changed(step: &Step, new: Vec<Command>) -> Step {
    let mut step = step.clone();
    if let Step::Change { commands, .. } = &mut step {
        *commands = new;
    }
    step
}

/// A pool that the plan brings is installed with the system of the other one.
fn align_system(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let (one, Some(other)) = (&cx.finding.subject, cx.finding.related.first()) else { return Vec::new() };
    // Where servers have systems of their own, it is not that of the pool that has to change.
    let of = |subject: &Subject| match subject {
        Subject::Pool(id) => {
            let own = state.servers.values().any(|server| server.pool == *id && server.os.is_some());
            state.pools.get(id).filter(|_| !own)
        }
        _ => None,
    };
    let (Some(first), Some(second)) = (of(one), of(other)) else { return Vec::new() };
    for (pool, partner) in [(second, first), (first, second)] {
        let subject = Subject::from(&pool.id);
        let suits = |os: &WindowsVersion| {
            pack.server_systems.contains(os) && (!pack.system_updates.contains_key(os) || pool.update_level.is_none())
        };
        let Some(os) = partner.os.filter(|os| suits(os) && is_new(cx, &subject)) else { continue };
        let word = Message::word(WindowsVersion::PREFIX, os.key());
        let label = message!("rules-pair-003-fix", pool = state.label(&subject), os = word);
        let to = Some(Value::text(os.key()));
        let edits = vec![PlanEdit::Correct(Command::Set { of: subject, fact: "os", to })];
        return vec![Fix { label, edits, safety: Safety::Ask }];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

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
    fn the_only_pool_that_is_alike_becomes_the_partner() {
        let text = "
            site Paris
              pool a front-end enterprise version=lync-2013 platform=virtual
              pool b front-end standard version=lync-2013 platform=virtual
              pool c front-end enterprise version=lync-2013 platform=physical
              pool d front-end enterprise version=lync-2013 platform=virtual
              pool old front-end enterprise version=lync-2010 platform=virtual
            phase Pair
              + link pairing a -> b
        ";
        let pairs = |plan: &crate::plan::Plan| last_links(plan, LinkKind::Pairing);
        check_mended(&EDITION, text, pairs, vec![("pool-a".to_owned(), "pool-d".to_owned())]);
        check_unmended(
            &EDITION,
            &text.replace("pool old", "pool e front-end enterprise version=lync-2013 platform=virtual\npool old"),
        );
        check_unmended(&EDITION, &text.replace("phase Pair", "").replace("+ link", "link"));
        check_mended(
            &PLATFORM,
            &text.replace("a -> b", "a -> c"),
            pairs,
            vec![("pool-a".to_owned(), "pool-d".to_owned())],
        );
        check_unmended(
            &PLATFORM,
            &text.replace("a -> b", "c -> a").replace("pool d front-end enterprise", "pool d front-end standard"),
        );
        let first = "pool a front-end enterprise version=lync-2013 platform=virtual";
        let marked = text.replace(first, &format!("{first} # PAIR-001 related b"));
        check_twins(&EDITION, &marked, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
    }

    #[test]
    fn a_pool_that_the_plan_brings_gets_the_system_of_its_partner() {
        let text = "
            site Paris
              pool a front-end version=lync-2013 os=2012-r2                     # PAIR-003 related b
            phase Pair
              + pool b front-end version=lync-2013 os=2012 pairing=a
        ";
        check_twins(&SYSTEM, text, |sketch| sketch.remove("b"));
        let systems =
            |plan: &crate::plan::Plan| plan.replay().states[1].pools.values().map(|pool| pool.os).collect::<Vec<_>>();
        check_mended(&SYSTEM, text, systems, vec![Some(WindowsVersion::Server2012R2); 2]);
        check_unmended(&SYSTEM, &text.replace("phase Pair", "").replace("+ pool", "pool"));
        check_unmended(&SYSTEM, &text.replace("os=2012 p", "os=2012 update-level=RTM p"));
        check_unmended(
            &SYSTEM,
            &text.replace("a front-end version=lync-2013 os=2012-r2", "a front-end version=lync-2013 os=2016"),
        );
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
