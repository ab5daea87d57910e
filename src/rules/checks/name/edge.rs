//! NAME-010, NAME-011: names of Edge pools and Edge Servers.

use super::free_name;
use crate::rules::prelude::*;
use crate::rules::steps::is_new;

pub static REUSED: Rule =
    Rule::new("NAME-010", "edge-fqdn-shared-with-another-edge-pool", "0.1.0", Check::State(reused))
        .near()
        .covering(&["NAME-001", "NAME-002"])
        .mended(FixOffer::Sometimes, own_names);

pub static SUFFIX: Rule = Rule::new("NAME-011", "edge-server-without-dns-suffix", "0.1.0", Check::State(suffix))
    .near()
    .mended(FixOffer::Sometimes, add_suffix);

/// A name of an Edge pool: the fact, and what it says.
type Named = (FactName, fn(&Pool) -> Option<&Text>);

const INSIDE: Named = ("fqdn", |pool| pool.fqdn.as_ref());
const OUTSIDE: &[Named] = &[
    ("access-edge-fqdn", |pool| pool.access_edge_fqdn.as_ref()),
    ("web-conferencing-edge-fqdn", |pool| pool.web_conferencing_edge_fqdn.as_ref()),
    ("av-edge-fqdn", |pool| pool.av_edge_fqdn.as_ref()),
];

fn reused(cx: &StateContext<'_>, out: &mut Findings) {
    let edges: Vec<&Pool> =
        cx.pools().filter(|pool| pool.kind == PoolKind::Edge && cx.age(pool) != Age::Newer).collect();
    for (at, pool) in edges.iter().enumerate().filter(|(_, pool)| cx.age(pool) == Age::Own) {
        // Of two pools of the target one is enough: the later one.
        let (before, rest) = edges.split_at(at);
        for other in before.iter().chain(rest.iter().filter(|other| cx.age(other) != Age::Own)) {
            let mut judge = |ours: &Named, theirs: &Named, level: Level| {
                let both = ours.1(pool).zip(theirs.1(other));
                if let Some((name, _)) = both.filter(|(a, b)| !a.is_empty() && a.eq_ignore_ascii_case(b)) {
                    let (pool_name, other_name) = (cx.label(&pool.id), cx.label(&other.id));
                    let said = message!("rules-name-010", pool = pool_name, other = other_name, name = &**name);
                    out.report(&pool.id, said).field(ours.0).related([&other.id]).at_most(level);
                }
            };
            judge(&INSIDE, &INSIDE, Level::Error);
            for ours in OUTSIDE {
                for theirs in OUTSIDE {
                    // The Access Edge name may pass to the new pool: its certificate and record move in the switch.
                    let passes = ours.0 == OUTSIDE[0].0 && theirs.0 == OUTSIDE[0].0;
                    judge(ours, theirs, if passes { Level::Warning } else { Level::Error });
                }
            }
        }
    }
}

/// Another name in the place of each that a pool which the plan brings shares with the other one.
fn own_names(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let (Subject::Pool(id), [Subject::Pool(other)]) = (&cx.finding.subject, cx.finding.related.as_slice()) else {
        return Vec::new();
    };
    let (Some(pool), Some(other)) = (state.pools.get(id), state.pools.get(other)) else { return Vec::new() };
    if !is_new(cx, &cx.finding.subject) {
        return Vec::new();
    }
    let same = |ours: &Named, theirs: &Named| {
        let both = ours.1(pool).zip(theirs.1(other));
        both.is_some_and(|(a, b)| !a.is_empty() && a.eq_ignore_ascii_case(b))
    };
    let shared = OUTSIDE.iter().filter(|ours| OUTSIDE.iter().any(|theirs| same(ours, theirs)));
    let shared = shared.chain(Some(&INSIDE).filter(|inside| same(inside, inside)));
    let (mut old, mut new, mut edits) = (Vec::new(), Vec::new(), Vec::new());
    for (fact, name) in shared {
        let Some((name, (host, domain))) = name(pool).and_then(|name| Some((name, name.split_once('.')?))) else {
            return Vec::new();
        };
        let stem = host.trim_end_matches(|c: char| c.is_ascii_digit());
        let Some(free) = free_name(cx.replay, stem, domain, &new) else { return Vec::new() };
        let to = Some(Value::text(&free));
        edits.push(PlanEdit::Correct(Command::Set { of: cx.finding.subject.clone(), fact, to }));
        old.push(name.to_string());
        new.push(free);
    }
    let label = message!("rules-name-010-fix", pool = state.label(&cx.finding.subject), old = old, new = new);
    vec![Fix { label, edits, safety: Safety::Ask }]
}

fn suffix(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::Edge) {
        for server in cx.members_of(&pool.id) {
            let Some(name) = server.fqdn.as_deref().filter(|name| !name.is_empty() && !name.contains('.')) else {
                continue;
            };
            match cx.age(pool) {
                Age::Own => {
                    let said = message!("rules-name-011", server = name, pool = cx.label(&pool.id));
                    out.report(&server.id, said).field("fqdn").related([&pool.id]);
                }
                Age::Unknown => out.not_checked(&pool.id, &["version"]),
                _ => {}
            }
        }
    }
}

/// The suffix of the internal name of the pool.
fn add_suffix(cx: &FixContext<'_>) -> Vec<Fix> {
    let Subject::Server(id) = &cx.finding.subject else { return Vec::new() };
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let Some(server) = state.servers.get(id) else { return Vec::new() };
    let pool = state.pools.get(&server.pool).and_then(|pool| pool.fqdn.as_deref());
    let (Some(old), Some((_, domain))) = (server.fqdn.as_deref(), pool.and_then(|name| name.split_once('.'))) else {
        return Vec::new();
    };
    let new = format!("{old}.{domain}");
    if cx.replay.states.iter().any(|state| state.bears(&new)) {
        return Vec::new();
    }
    let of = cx.finding.subject.clone();
    vec![Fix {
        label: message!("rules-name-fix", old = old, new = new.as_str()),
        edits: vec![PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(&new)) })],
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{
        alone, check_mended, check_said, check_silent, check_twins, check_unmended, levels, missing,
    };

    #[test]
    fn twins() {
        check_twins(
            &REUSED,
            "
            site Paris
              pool edge10 edge version=lync-2010 av-edge-fqdn=av.contoso.com
              pool edge13 edge version=lync-2013 av-edge-fqdn=AV.contoso.com        # NAME-010 related edge10
            ",
            |sketch| sketch.set("edge13", "av-edge-fqdn", Value::text("av13.contoso.com")),
        );
        check_twins(
            &REUSED,
            "
            site Paris
              pool edge10 edge version=lync-2010 fqdn=edge.contoso.com
              pool edge13 edge version=lync-2013 fqdn=edge.contoso.com              # NAME-010 related edge10
            ",
            |sketch| sketch.remove("edge10"),
        );
        let plan = crate::rules::sketch::read(
            "
            site Paris
              pool edge edge version=lync-2013 servers=edge01
            ",
        )
        .unwrap();
        let name = |to: &str| plan.set("edge01", "fqdn", Value::text(to));
        let bare = PlanEdit::Correct(name("edge01")).applied_to(&plan.plan).unwrap();
        let found = alone(&SUFFIX, &bare).findings;
        assert_eq!(found.iter().map(|f| &f.subject).collect::<Vec<_>>(), [&plan.subject("edge01")]);
        let fixes = crate::rules::fixes(&bare, &bare.replay(), &found[0]);
        let mended = PlanEdit::all_applied_to(&fixes[0].edits, &bare).unwrap();
        assert_eq!(mended.replay().states[0].label(&plan.subject("edge01")), "edge01.contoso.com");
        assert_eq!(alone(&SUFFIX, &mended).findings, []);
        assert_eq!(alone(&SUFFIX, &plan.plan).findings, []);
    }

    #[test]
    fn a_pool_that_the_plan_brings_gets_names_of_its_own() {
        let text = "
            site Paris
              pool edge10 edge version=lync-2010 fqdn=edge.contoso.com av-edge-fqdn=av.contoso.com
            phase Edge
              + pool edge13 edge version=lync-2013 fqdn=EDGE.contoso.com av-edge-fqdn=av.contoso.com access-edge-fqdn=av.contoso.com
            ";
        let names = |plan: &crate::plan::Plan| {
            let state = &plan.replay().states[1];
            let pool = state.pools.values().find(|pool| pool.version == Some(Version::Lync2013)).unwrap();
            let name = |name: &Option<Text>| name.as_deref().unwrap_or_default().to_owned();
            [name(&pool.fqdn), name(&pool.access_edge_fqdn), name(&pool.av_edge_fqdn)]
        };
        let wanted = ["EDGE01", "av01", "av02"].map(|host| format!("{host}.contoso.com"));
        check_mended(&REUSED, text, names, wanted);
        check_unmended(&REUSED, &text.replace("phase Edge", "").replace("+ pool", "pool"));
        let bare = text.replace("access-edge-fqdn=av.contoso.com", "").replace("av.contoso.com", "av");
        check_unmended(&REUSED, &bare);
        let one = "
            site Paris
              pool edge10 edge version=lync-2010 av-edge-fqdn=av.contoso.com
            phase Edge
              + pool edge13 edge version=lync-2013 av-edge-fqdn=av.contoso.com         # NAME-010 related edge10
            ";
        check_twins(&REUSED, one, |sketch| sketch.set("edge13", "av-edge-fqdn", Value::text("av13.contoso.com")));
    }

    #[test]
    fn a_shared_access_edge_name_is_a_warning() {
        let text = "
            site Paris
              pool edge10 edge version=lync-2010 access-edge-fqdn=sip.contoso.com
              pool edge13 edge version=lync-2013 access-edge-fqdn=sip.contoso.com
            ";
        let found = alone(&REUSED, &crate::rules::sketch::read(text).unwrap().plan).findings;
        assert_eq!(found.iter().map(|f| f.level).collect::<Vec<_>>(), [Level::Warning]);
    }

    #[test]
    fn legacy_pools_and_one_pool_with_one_name_are_not_concerned() {
        check_silent(
            &REUSED,
            "
            site Paris
              pool a edge version=lync-2010 av-edge-fqdn=av.contoso.com
              pool b edge version=lync-2010 av-edge-fqdn=av.contoso.com
              pool c edge version=lync-2013 av-edge-fqdn=e.contoso.com access-edge-fqdn=e.contoso.com
            ",
        );
    }

    #[test]
    fn one_finding_for_two_pools_and_none_for_other_kinds() {
        let two = "
            site Paris
              pool a edge version=lync-2013 av-edge-fqdn=av.contoso.com
              pool b edge version=lync-2013 av-edge-fqdn=av.contoso.com
            ";
        check_said(&REUSED, two, |report| report.findings.len(), 1);
        check_silent(
            &REUSED,
            "
            site Paris
              pool fe front-end standard version=lync-2010 fqdn=edge.contoso.com
              pool edge edge version=lync-2013 fqdn=edge.contoso.com
            ",
        );
        let bare = |version: &str, code: &str| {
            format!("site Paris\n  pool edge edge {version}\n  server e1 edge fqdn=e1 {code}")
        };
        check_twins(&SUFFIX, &bare("version=lync-2013", "# NAME-011 related edge"), |sketch| {
            PlanEdit::Correct(sketch.set("e1", "fqdn", Value::text("e1.contoso.com")))
        });
        check_said(&SUFFIX, &bare("", ""), missing, vec!["version"]);
    }

    #[test]
    fn of_two_pools_of_the_target_the_later_one_is_told() {
        check_twins(
            &REUSED,
            "
            site Paris
              pool a edge version=lync-2013 av-edge-fqdn=av.contoso.com
              pool b edge version=lync-2013 av-edge-fqdn=av.contoso.com             # NAME-010 related a
            ",
            |sketch| sketch.remove("a"),
        );
    }

    #[test]
    fn an_access_edge_name_that_is_another_name_elsewhere_is_an_error() {
        let text = "
            site Paris
              pool edge10 edge version=lync-2010 av-edge-fqdn=sip.contoso.com
              pool edge13 edge version=lync-2013 access-edge-fqdn=sip.contoso.com
            ";
        check_said(&REUSED, text, levels, vec![Level::Error]);
    }
}
