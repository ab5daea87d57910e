//! SQL-023: paired pools whose back ends have different high availability.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;

pub static RULE: Rule = Rule::new("SQL-023", "paired-back-ends-differ", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, add_mirror);

/// What keeps the back end of a pool available; unknown: the servers that do not say whether they are clusters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Solution {
    Mirroring,
    Cluster,
    None,
}

impl Solution {
    fn word(self) -> Message {
        match self {
            Self::Mirroring => message!("rules-sql-023-mirroring"),
            Self::Cluster => message!("rules-sql-023-cluster"),
            Self::None => message!("rules-sql-023-none"),
        }
    }
}

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for (first, second) in &cx.relations().pairs {
        // Standard Edition has no back-end high availability (PAIR-008).
        let both = |wanted: fn(&Pool) -> bool| wanted(first) && wanted(second);
        if !both(|pool| pool.edition != Some(Edition::Standard))
            || cx.age(first) != Age::Own
            || cx.age(second) != Age::Own
        {
            continue;
        }
        let (one, other) = match (solution(cx, first), solution(cx, second)) {
            (Ok(one), Ok(other)) => (one.word(), (one != other).then(|| other.word())),
            // Whatever the other one turns out to be, it is not mirrored.
            (Ok(Solution::Mirroring), Err(_)) => {
                (Solution::Mirroring.word(), Some(message!("rules-sql-023-not-mirrored")))
            }
            (Err(_), Ok(Solution::Mirroring)) => {
                (message!("rules-sql-023-not-mirrored"), Some(Solution::Mirroring.word()))
            }
            (one, other) => {
                let unknown = [one, other].into_iter().filter_map(Result::err);
                unknown.flatten().for_each(|server| out.not_checked(server, &["cluster-mode"]));
                continue;
            }
        };
        if let Some(other) = other {
            let said = message!(
                "rules-sql-023",
                pool = cx.label(&first.id),
                one = one,
                partner = cx.label(&second.id),
                other = other
            );
            out.report(&first.id, said).related([&second.id]);
        }
    }
}

fn solution<'a>(cx: &StateContext<'a>, pool: &Pool) -> Result<Solution, Vec<&'a SqlServerId>> {
    let stores = || cx.relations().from(&pool.id).iter().filter(|link| link.kind == LinkKind::UserStore);
    if stores().any(|link| link.usage == Usage::Mirror) {
        return Ok(Solution::Mirroring);
    }
    let mut unknown = Vec::new();
    for link in stores() {
        let Subject::SqlInstance(to) = &link.to else { continue };
        let Some(instance) = cx.topology.sql_instances.get(to) else { continue };
        let Some(server) = cx.topology.sql_servers.get(&instance.server) else { continue };
        match server.is_cluster() {
            Some(true) => return Ok(Solution::Cluster),
            Some(false) => {}
            None => unknown.push(&server.id),
        }
    }
    if unknown.is_empty() && stores().next().is_some() { Ok(Solution::None) } else { Err(unknown) }
}

/// Where one back end is mirrored and the other is no cluster, a mirror on a new SQL server.
fn add_mirror(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let both = [Some(&cx.finding.subject), cx.finding.related.first()];
    let stores = |pool: &Subject, usage: Usage| -> Vec<&Link> {
        let of_pool = |link: &&Link| link.from == *pool && link.usage == usage && link.kind.store().is_some();
        state.links.values().map(|link| &**link).filter(of_pool).collect()
    };
    let mirrored = |pool: &Subject| stores(pool, Usage::Mirror).iter().any(|link| link.kind == LinkKind::UserStore);
    let (Some(with), Some(without)) = (
        both.into_iter().flatten().find(|pool| mirrored(pool)),
        both.into_iter().flatten().find(|pool| !mirrored(pool)),
    ) else {
        return Vec::new();
    };
    let is_cluster = |link: &&Link| {
        let Subject::SqlInstance(id) = &link.to else { return false };
        let host = state.sql_instances.get(id).and_then(|instance| state.sql_servers.get(&instance.server));
        host.is_some_and(|host| host.is_cluster() == Some(true))
    };
    let Subject::Pool(pool) = without else { return Vec::new() };
    let own = stores(without, Usage::Default);
    if own.iter().any(is_cluster) {
        return Vec::new();
    }
    let site = state.pools.get(pool).and_then(|pool| pool.site.as_ref());
    let mut commands = intents::new_sql_server(cx.plan, stage, site, None).commands;
    let added = commands.iter().find_map(|command| match command {
        Command::Add(Element::SqlInstance(instance)) => Some(instance.id.clone()),
        _ => None,
    });
    let Some(instance) = added else { return Vec::new() };
    // What the partner mirrors and this pool has.
    let kinds = stores(with, Usage::Mirror).into_iter().map(|link| link.kind);
    for kind in kinds.filter(|kind| own.iter().any(|link| link.kind == *kind)) {
        let Some(store) = kind.store() else { continue };
        commands.extend(intents::place_store(cx.plan, state, pool, store, Usage::Mirror, &instance).commands);
    }
    record_in_phase(cx, commands, message!("rules-sql-023-fix", pool = state.label(without)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended, last_links};

    fn plan(more: &str, one: &str, other: &str) -> String {
        format!(
            "
            site Paris
              pool a front-end enterprise version=lync-2013 user-store=sql1\\ {more} pairing=b # SQL-023 related b
              pool b front-end enterprise version=lync-2013 user-store=sql2\\
              sql sql1 {one}
              sql sql2 {other}
              sql sql3
            "
        )
    }

    #[test]
    fn twins() {
        check_twins(&RULE, &plan("", "cluster-mode=active-passive", "cluster-mode=none"), |sketch| {
            sketch.set("sql2", "cluster-mode", Value::text("active-passive"))
        });
        for other in ["", "cluster-mode=none", "cluster-mode=active-passive"] {
            check_twins(&RULE, &plan("user-store/mirror=sql3\\", "", other), |sketch| {
                sketch.record(0, sketch.add_link("user-store/mirror", "b", "sql3\\"))
            });
        }
    }

    #[test]
    fn the_phase_that_pairs_them_adds_the_mirror() {
        let text = plan("user-store/mirror=sql3\\", "", "").replace(" pairing=b", "")
            + "phase Pair\n  + link pairing a -> b\n";
        check_twins(&RULE, &text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        let stores = |plan: &crate::plan::Plan| last_links(plan, LinkKind::UserStore).len();
        check_mended(&RULE, &text, stores, 4);
        check_unmended(&RULE, &text.replace("sql sql2 ", "sql sql2 cluster-mode=active-passive"));
        check_unmended(&RULE, &plan("user-store/mirror=sql3\\", "", ""));
    }

    #[test]
    fn unknown_is_not_green_and_unpaired_or_standard_pools_are_not_concerned() {
        let text = plan("", "", "cluster-mode=none").replace("# SQL-023 related b", "");
        assert_eq!(check_silent(&RULE, &text).not_checked[0].missing, ["cluster-mode"]);
        assert_eq!(check_silent(&RULE, &text.replace("pairing=b", "")).not_checked, []);
        assert_eq!(check_silent(&RULE, &text.replace("enterprise", "standard")).not_checked, []);
    }

    #[test]
    fn a_standard_or_an_older_partner_is_another_rules() {
        let text = plan("", "cluster-mode=active-passive", "cluster-mode=none").replace("# SQL-023 related b", "");
        check_silent(&RULE, &text.replace("b front-end enterprise", "b front-end standard"));
        check_silent(
            &RULE,
            &text.replace("b front-end enterprise version=lync-2013", "b front-end enterprise version=lync-2010"),
        );
    }
}
