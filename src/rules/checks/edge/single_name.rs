//! EDGE-008: the switch away from a legacy Edge pool with one name for its three services.

use super::{edges, federates, moments};
use crate::rules::prelude::*;
use crate::rules::steps::hint;

pub static RULE: Rule = Rule::new("EDGE-008", "switch-from-an-edge-with-one-name", "0.1.0", Check::Phase(check))
    .mended(FixOffer::Always, fixes);

/// A name of an Edge pool: the fact, and what it says.
type Named = (FactName, fn(&Pool) -> Option<&Text>);

/// The names of the three services.
const NAMES: &[Named] = &[
    ("access-edge-fqdn", |pool| pool.access_edge_fqdn.as_ref()),
    ("web-conferencing-edge-fqdn", |pool| pool.web_conferencing_edge_fqdn.as_ref()),
    ("av-edge-fqdn", |pool| pool.av_edge_fqdn.as_ref()),
];

/// Whether the three services of an Edge pool have one name, or the names that are missing to say so.
pub(super) fn has_one_name(pool: &Pool) -> Result<bool, Vec<FactName>> {
    let known: Vec<&Text> = NAMES.iter().filter_map(|(_, name)| name(pool)).collect();
    if known.windows(2).any(|pair| !pair[0].eq_ignore_ascii_case(pair[1])) {
        return Ok(false);
    }
    if known.len() == NAMES.len() {
        return Ok(true);
    }
    Err(NAMES.iter().filter(|(_, name)| name(pool).is_none()).map(|(fact, _)| *fact).collect())
}

/// The Edge pool of the target that a command makes federate.
fn begins<'a>(command: &'a Command, state: &Topology, pack: &crate::rules::Pack) -> Option<&'a PoolId> {
    match command {
        Command::Add(Element::Pool(pool)) => {
            let is_own = pool.kind == PoolKind::Edge && pack.age(pool) == Age::Own;
            (is_own && pool.federation == Some(true)).then_some(&pool.id)
        }
        command => {
            let (id, _) = federates(command).filter(|(_, on)| *on)?;
            let pool = state.pools.get(id).filter(|pool| pack.age(pool) == Age::Own)?;
            (pool.federation != Some(true)).then_some(id)
        }
    }
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    let may_begin = |command: &Command| match command {
        Command::Add(Element::Pool(pool)) => pool.federation == Some(true),
        command => federates(command).is_some_and(|(_, on)| on),
    };
    let may = |step: &Step| step.commands().iter().any(may_begin);
    if !cx.phase.steps.iter().any(|step| may(step)) {
        return;
    }
    // Those that the plan began with, and those that are there now: an Edge pool may have gone in an earlier phase.
    let mut legacy: Vec<&Pool> = edges(&cx.plan.today, pack, Age::Older).collect();
    legacy.extend(edges(cx.before, pack, Age::Older).filter(|pool| !cx.plan.today.pools.contains_key(&pool.id)));
    if legacy.is_empty() {
        return;
    }
    for (step, state) in cx.exact_steps().filter(|(step, _)| may(step)) {
        for (command, state) in moments(step, state) {
            let Some(new) = begins(command, &state, pack) else { continue };
            for old in &legacy {
                judge(&state, pack, (step, new, old), out);
            }
        }
    }
}

fn judge(state: &Topology, pack: &crate::rules::Pack, (step, new, old): (&Step, &PoolId, &Pool), out: &mut Findings) {
    let there = state.pools.get(&old.id);
    let old = there.map_or(old, |pool| &**pool);
    match has_one_name(old) {
        Ok(false) => return,
        Ok(true) => {}
        Err(missing) => {
            if there.is_some() {
                out.not_checked(&old.id, &missing);
            }
            return;
        }
    }
    let new_name = state.name(&new.into()).unwrap_or_else(|| new.to_string());
    let old_name = old.fqdn.as_deref().unwrap_or(old.id.as_str());
    if there.is_some() {
        let said = message!("rules-edge-008", edge = new_name, legacy = old_name);
        out.report(step.id(), said).related([new, &old.id]);
        return;
    }
    let groups = groups_by_pool(state);
    let homes = state.pools.values().filter(|pool| pool.kind.homes_users() && pack.age(pool) == Age::Older);
    let users: Vec<(&PoolId, Option<u64>)> =
        homes.map(|pool| (&pool.id, users_of(&pool.id, groups.get(&pool.id)))).collect();
    let left: Vec<&PoolId> =
        users.iter().filter(|(_, count)| count.is_some_and(|count| count > 0)).map(|(pool, _)| *pool).collect();
    if left.is_empty() {
        let unknown = users.iter().filter(|(_, count)| count.is_none());
        unknown.for_each(|(pool, _)| out.not_checked(*pool, &["users"]));
        return;
    }
    let pools = super::names(state, left.iter().copied());
    let said = message!("rules-edge-008-users", edge = new_name, legacy = old_name, pools = pools);
    out.report(step.id(), said).related(std::iter::once(new).chain(left));
}

fn fixes(_: &FixContext<'_>) -> Vec<Fix> {
    hint(message!("rules-edge-008-fix"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins};

    const PLAN: &str = "
            site Paris
              pool fe10 front-end standard version=lync-2010 users=40
              pool fe13 front-end standard version=lync-2013
              pool edge10 edge version=lync-2010 access-edge-fqdn=sip.contoso.com web-conferencing-edge-fqdn=sip.contoso.com
              pool edge13 edge version=lync-2013 federation=false
            phase Begin
              ~ edge10 av-edge-fqdn=SIP.contoso.com
            phase Switch
              ~ edge13 federation=true                         # EDGE-008 related edge13 edge10
    ";

    const MOVED: &str = "phase Begin\n  move all users fe10 -> fe13\n  - pool edge10";

    #[test]
    fn twins() {
        check_twins(&RULE, PLAN, |sketch| {
            sketch.record(1, sketch.set("edge10", "av-edge-fqdn", Value::text("av.contoso.com")))
        });
        check_twins(
            &RULE,
            &PLAN.replace("edge13 edge version=lync-2013 federation=false", "first edge version=lync-2013").replace(
                "~ edge13 federation=true                         # EDGE-008 related edge13 edge10",
                "+ pool edge13 edge version=lync-2013 federation=true # EDGE-008 related edge13 edge10",
            ),
            |sketch| sketch.record(1, sketch.set("edge10", "av-edge-fqdn", Value::text("av.contoso.com"))),
        );
        // With the Edge pool gone, but not the users.
        let gone = PLAN
            .replace("version=lync-2010 access", "version=lync-2010 av-edge-fqdn=sip.contoso.com access")
            .replace("  ~ edge10 av-edge-fqdn=SIP.contoso.com", "  - pool edge10")
            .replace("related edge13 edge10", "related edge13 fe10");
        check_twins(&RULE, &gone, |sketch| {
            sketch.record(1, sketch.move_users("fe10", "fe13", crate::edit::Amount::All))
        });
        let uncounted = gone.replace("users=40", "").replace("# EDGE-008 related edge13 fe10", "");
        assert_eq!(check_silent(&RULE, &uncounted).not_checked[0].missing, ["users"]);
    }

    #[test]
    fn users_first_then_the_edge_then_federation() {
        let quiet = PLAN.replace("# EDGE-008 related edge13 edge10", "");
        let one_name =
            quiet.replace("version=lync-2010 access", "version=lync-2010 av-edge-fqdn=sip.contoso.com access");
        check_silent(
            &RULE,
            &one_name.replace("phase Begin\n              ~ edge10 av-edge-fqdn=SIP.contoso.com", MOVED),
        );
        let unnamed = quiet.replace("  ~ edge10 av-edge-fqdn=SIP.contoso.com", "  do communicate");
        assert_eq!(check_silent(&RULE, &unnamed).not_checked[0].missing, ["av-edge-fqdn"]);
        check_silent(&RULE, &quiet.replace("lync-2013 federation=false", "lync-2013 federation=true"));
        check_silent(&RULE, &quiet.replace("edge10 edge version=lync-2010", "edge10 edge version=lync-2013"));
    }
}
