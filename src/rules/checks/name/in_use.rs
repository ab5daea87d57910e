//! NAME-001: the FQDN of a pool or server of the target is that of another one deployed at that moment.

use super::{is_its_pool, rename};
use crate::rules::names::hash_of;
use crate::rules::prelude::*;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("NAME-001", "name-already-in-use", "0.1.0", Check::State(check))
    .in_course()
    // While both objects stand, the reuse of a legacy name is the same mistake.
    .covering(&["NAME-002"])
    .mended(FixOffer::Always, rename);

/// A pool or a machine with a name.
#[derive(Clone, Copy)]
struct Bearer<'a> {
    name: &'a str,
    pool: &'a Pool,
    /// The machine, when the name is not that of the pool.
    server: Option<&'a Server>,
}

impl Bearer<'_> {
    fn subject(&self) -> Subject {
        self.server.map_or_else(|| (&self.pool.id).into(), |server| (&server.id).into())
    }
}

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for same in clashes(cx) {
        for (at, bearer) in same.iter().enumerate() {
            let others: Vec<_> = same
                .iter()
                .enumerate()
                .filter(|(other, o)| *other != at && !shares_a_standard_server(bearer.pool, o.pool))
                .map(|(_, other)| other)
                .collect();
            match cx.age(bearer.pool) {
                Age::Own => {
                    // Of two pools of the target the one that came later has the name of the other.
                    let old: Vec<_> = others
                        .into_iter()
                        .filter(|o| cx.age(o.pool) != Age::Own || came_later(cx, bearer, o))
                        .collect();
                    if !old.is_empty() {
                        let said = message!(
                            "rules-name-001",
                            name = cx.label(bearer.subject()),
                            kind = Message::word(SubjectKind::PREFIX, bearer.subject().kind().key())
                        );
                        out.report(bearer.subject(), said)
                            .field("fqdn")
                            .related(old.into_iter().map(|other| other.subject()));
                    }
                }
                Age::Unknown if !others.is_empty() && !same.iter().any(|o| cx.age(o.pool) == Age::Own) => {
                    out.not_checked(&bearer.pool.id, &["version"]);
                }
                _ => {}
            }
        }
    }
}

/// Pools and servers by name, where more than one bears it at this stage, in the order of the names.
fn clashes<'a>(cx: &StateContext<'a>) -> Vec<Vec<Bearer<'a>>> {
    let mut by_name: BTreeMap<String, Vec<Bearer<'a>>> = BTreeMap::new();
    for shared in cx.shared_names() {
        let bearers = shared.bearers.iter().filter_map(|subject| bearer(cx, subject));
        for bearer in bearers.filter(|bearer| hash_of(bearer.name) == shared.hash) {
            by_name.entry(bearer.name.to_lowercase()).or_default().push(bearer);
        }
    }
    by_name.into_values().filter(|same| same.len() > 1).collect()
}

/// An object with the name it has at this stage.
fn bearer<'a>(cx: &StateContext<'a>, subject: &Subject) -> Option<Bearer<'a>> {
    // A trusted application may live on the pool whose name it bears.
    let pool = |id: &PoolId| cx.topology.pools.get(id).filter(|pool| pool.kind != PoolKind::TrustedApplication);
    let (name, pool, server) = match subject {
        Subject::Pool(id) => {
            let pool = pool(id)?;
            (&pool.fqdn, pool, None)
        }
        Subject::Server(id) => {
            let server = cx.topology.servers.get(id)?;
            let pool = pool(&server.pool)?;
            if is_its_pool(server, pool, || cx.servers_of(&pool.id)) {
                return None;
            }
            (&server.fqdn, pool, Some(&**server))
        }
        _ => return None,
    };
    Some(Bearer { name: name.as_deref()?, pool, server })
}

/// A Persistent Chat pool on a Standard Edition server shares its name (NAME-012).
fn shares_a_standard_server(a: &Pool, b: &Pool) -> bool {
    let standard = |pool: &Pool| pool.kind == PoolKind::FrontEnd && pool.edition == Some(Edition::Standard);
    let chat = |pool: &Pool| pool.kind == PoolKind::PersistentChat;
    a.version == b.version && (standard(a) && chat(b) || chat(a) && standard(b))
}

fn came_later(cx: &StateContext<'_>, this: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    let entry = |bearer: &Bearer<'_>| cx.plan().entry_of(&bearer.subject()).map(|(stage, _)| stage);
    (entry(this), this.subject()) > (entry(other), other.subject())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, missing};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 fqdn=FE-OLD.contoso.com   # NAME-001 related fe-old
            ",
            |sketch| sketch.set("fe-new", "fqdn", Value::text("fe-new.contoso.com")),
        );
    }

    #[test]
    fn the_later_of_two_new_pools() {
        check_twins(
            &RULE,
            "
            site Paris
              pool pool01 front-end enterprise version=lync-2013
            phase Pilot
              + pool again front-end standard version=lync-2013 servers=1 fqdn=pool01.contoso.com   # NAME-001
            ",
            |sketch| sketch.remove("again"),
        );
    }

    #[test]
    fn a_machine_with_the_name_of_its_pool_among_several() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe front-end enterprise version=lync-2013 servers=fe.contoso.com,fe2    # NAME-001
            ",
            |sketch| sketch.set("fe.contoso.com", "fqdn", Value::text("fe1.contoso.com")),
        );
    }

    /// The look at names that several objects bear at some stage finds what a look at every name finds.
    #[test]
    fn no_clash_is_overlooked() {
        use crate::rules::context::Common;
        let mut found = 0;
        for seed in 0..60 {
            let mut plan = crate::plan::testing::random_plan(seed);
            let dice = &mut crate::plan::testing::Dice::new(seed);
            for mut pool in plan.today.pools.clone().into_iter().map(|(_, pool)| (*pool).clone()) {
                pool.fqdn =
                    dice.pick(&["", "a.contoso.com", "A.contoso.com", "contoso.com"]).map(|name| Text::from(*name));
                plan.today.put(pool.into());
            }
            let replay = plan.replay();
            let pack = crate::rules::pack(&plan.target).unwrap();
            let packs = vec![Some(pack); replay.states.len()];
            let common = Common::new(&replay.states, &packs);
            for (stage, state) in replay.states.iter().enumerate() {
                let cx = StateContext::new(&plan, stage, state, pack, &common);
                let mut all: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
                for subject in state.subjects().filter(|s| matches!(s, Subject::Pool(_) | Subject::Server(_))) {
                    if let Some(bearer) = bearer(&cx, &subject).filter(|bearer| !bearer.name.is_empty()) {
                        all.entry(bearer.name.to_lowercase()).or_default().push(subject);
                    }
                }
                let expected: Vec<_> = all.into_values().filter(|same| same.len() > 1).collect();
                let quick: Vec<Vec<Subject>> =
                    clashes(&cx).iter().map(|same| same.iter().map(Bearer::subject).collect()).collect();
                assert_eq!(quick, expected, "seed {seed}, stage {stage}");
                found += quick.len();
            }
        }
        assert!(found > 20, "{found} names that clash");
    }

    #[test]
    fn no_clash_by_design_and_none_without_a_name() {
        check_silent(
            &RULE,
            "
            site Paris
              pool se front-end standard version=lync-2013 servers=1
              pool chat persistent-chat version=lync-2013 servers=se.contoso.com fqdn=se.contoso.com
              pool old1 front-end standard version=lync-2010 servers=1 fqdn=old.contoso.com
              pool old2 front-end standard version=lync-2010 servers=1 fqdn=old.contoso.com
              pool a front-end standard version=lync-2013 fqdn=
              pool b front-end standard version=lync-2013 fqdn=
            ",
        );
    }

    #[test]
    fn a_pool_of_unknown_version_waits_unless_another_is_told() {
        let plan = |facts: &str, other: &str| {
            format!(
                "site Paris\n  pool a front-end enterprise {facts}\n  pool b front-end enterprise {other} fqdn=a.contoso.com"
            )
        };
        check_said(&RULE, &plan("", "version=lync-2010"), missing, vec!["version"]);
        check_said(&RULE, &plan("", "version=lync-2013"), missing, vec![]);
    }

    #[test]
    fn only_a_chat_pool_and_a_standard_edition_server_share_a_name() {
        let found = |one: &str, other: &str| {
            let text = format!(
                "site Paris\n  pool a {one} version=lync-2013\n  pool b {other} version=lync-2013 fqdn=a.contoso.com"
            );
            check_said(&RULE, &text, |report| report.findings.len(), 1);
        };
        found("persistent-chat", "persistent-chat");
        found("persistent-chat", "front-end enterprise");
        found("front-end standard", "front-end standard");
        found("persistent-chat", "edge");
    }
}
