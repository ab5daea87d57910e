//! VOICE-008 and VOICE-009: where Mediation Servers stand, and how a pool of them is balanced.

use super::mediates;
use super::own_pool::{may_come, trunk_to_own_pool};
use crate::rules::prelude::*;
use crate::rules::relations::Relations;
use crate::rules::steps::hint;

pub static AT_SITE: Rule =
    Rule::new("VOICE-008", "sip-trunk-without-a-mediation-server-at-its-site", "0.1.0", Check::State(at_site))
        .mended(FixOffer::Always, end_at_site);

pub static BALANCING: Rule =
    Rule::new("VOICE-009", "mediation-pool-without-dns-load-balancing", "0.1.0", Check::State(balancing))
        .near()
        .mended(FixOffer::Always, over_dns);

fn at_site(cx: &StateContext<'_>, out: &mut Findings) {
    if cx.topology.gateways.is_empty() {
        return;
    }
    let mut seen: Vec<&GatewayId> = Vec::new();
    for trunk in &cx.relations().trunks {
        let gateway = trunk.gateway;
        let age = cx.age(trunk.pool);
        let concerned = matches!(age, Age::Own | Age::Unknown)
            && matches!(gateway.gateway_kind, None | Some(GatewayKind::SipTrunk));
        if !concerned || gateway.site.is_some() && trunk.pool.site == gateway.site || seen.contains(&&gateway.id) {
            continue;
        }
        seen.push(&gateway.id);
        let Some(site) = &gateway.site else {
            if gateway.gateway_kind.is_some() && age == Age::Own {
                out.not_checked(&gateway.id, &["site"]);
            }
            continue;
        };
        let here = || cx.pools().filter(|pool| pool.site.as_ref() == Some(site));
        if here().any(|pool| mediates(pool) == Some(true)) {
            continue;
        }
        let mut unknown = here().filter(|pool| mediates(pool).is_none()).peekable();
        match (gateway.gateway_kind, age, unknown.peek()) {
            (None, Age::Own, _) => out.not_checked(&gateway.id, &["gateway-kind"]),
            (None, ..) => {}
            (Some(_), Age::Own, None) => {
                let said = message!(
                    "rules-voice-008",
                    gateway = cx.label(&gateway.id),
                    site = cx.label(site),
                    pool = cx.label(&trunk.pool.id)
                );
                out.report(&gateway.id, said).related([Subject::from(site), (&trunk.pool.id).into()]);
            }
            (Some(_), Age::Own, Some(_)) => unknown.for_each(|pool| out.not_checked(&pool.id, &["mediation"])),
            (Some(_), ..) => out.not_checked(&trunk.pool.id, &["version"]),
        }
    }
}

/// A Mediation pool at the site, in which the trunk ends.
fn end_at_site(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some((state, _)), [Subject::Site(site), Subject::Pool(pool)]) = (cx.at_start(), cx.finding.related.as_slice())
    else {
        return Vec::new();
    };
    let at = state.label(&site.into());
    if !may_come(state, Some(site)) {
        return hint(message!("rules-voice-008-elsewhere-fix", site = at));
    }
    let mut trunks = Relations::new(state).trunks;
    trunks.retain(|trunk| cx.finding.subject == Subject::from(&trunk.gateway.id) && trunk.pool.id == *pool);
    let label = message!("rules-voice-008-fix", site = at, gateway = state.label(&cx.finding.subject));
    trunk_to_own_pool(cx, Some(site), &trunks, label)
}

fn balancing(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::Mediation) {
        let servers = cx.servers_of(&pool.id);
        if servers < 2 || cx.age(pool) != Age::Own {
            continue;
        }
        match pool.load_balancing {
            Some(LoadBalancing::Dns) => {}
            Some(_) => {
                out.report(&pool.id, message!("rules-voice-009", pool = cx.label(&pool.id), servers = servers))
                    .field("load-balancing");
            }
            None => out.not_checked(&pool.id, &["load-balancing"]),
        }
    }
}

fn over_dns(cx: &FixContext<'_>) -> Vec<Fix> {
    let to = Some(Value::text(LoadBalancing::Dns.key()));
    let commands = vec![Command::Set { of: cx.finding.subject.clone(), fact: "load-balancing", to }];
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(cx.finding.stages.0), commands }];
    let label = message!("rules-voice-009-fix", pool = cx.plan.label(&cx.finding.subject));
    vec![Fix { label, edits, safety: Safety::Ask }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::rules::twin_tests::{check_hinted, check_mended, check_silent, check_twins};

    const TRUNK: &str = "
            site Paris
              pool fe front-end standard version=lync-2013 mediation=collocated
            site Lyon
              pool other front-end standard version=lync-2013 mediation=none
              gateway carrier trunk=fe gateway-kind=sip-trunk         # VOICE-008 related Lyon fe
    ";

    #[test]
    fn twins() {
        check_twins(&AT_SITE, TRUNK, |sketch| sketch.set("other", "mediation", Value::text("collocated")));
        check_twins(&AT_SITE, TRUNK, |sketch| sketch.set("carrier", "gateway-kind", Value::text("sbc")));
        check_twins(&AT_SITE, TRUNK, |sketch| {
            PlanEdit::Correct(sketch.set("carrier", "site", Value::text(sketch.subject("Paris").id())))
        });
        for balancing in ["hardware", "none"] {
            let plan = format!(
                "site Paris\n  pool med mediation version=lync-2013 servers=2 load-balancing={balancing}   # VOICE-009"
            );
            check_twins(&BALANCING, &plan, |sketch| sketch.set("med", "load-balancing", Value::text("dns")));
            check_twins(&BALANCING, &plan, |sketch| sketch.remove("med-s1"));
        }
    }

    #[test]
    fn another_mediation_server_at_the_site_is_enough() {
        let silent = TRUNK.replace("# VOICE-008 related Lyon fe", "");
        for pool in ["pool med mediation version=lync-2010", "pool sba sba version=lync-2013"] {
            assert_eq!(check_silent(&AT_SITE, &format!("{silent}\n              {pool}")).not_checked, []);
        }
        check_silent(&AT_SITE, &silent.replace("=lync-2013", "=lync-2010"));
        check_silent(
            &BALANCING,
            "site Paris\n  pool fe front-end enterprise version=lync-2013 servers=2 mediation=collocated load-balancing=hardware",
        );
        check_silent(
            &BALANCING,
            "site Paris\n  pool med mediation version=lync-2010 servers=2 load-balancing=hardware",
        );
    }

    #[test]
    fn what_is_unknown_waits() {
        let silent = TRUNK.replace("# VOICE-008 related Lyon fe", "");
        let missing = |rule, text: &str| {
            let report = check_silent(rule, text);
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&AT_SITE, &silent.replace("gateway-kind=sip-trunk", "")), ["gateway-kind"]);
        assert_eq!(missing(&AT_SITE, &silent.replace(" mediation=none", "")), ["mediation"]);
        assert_eq!(missing(&AT_SITE, &silent.replacen("version=lync-2013", "", 1)), ["version"]);
        let nowhere =
            "gateway carrier trunk=fe gateway-kind=sip-trunk\nsite Paris\n  pool fe front-end version=lync-2013";
        assert_eq!(missing(&AT_SITE, nowhere), ["site"]);
        let servers = "site Paris\n  pool med mediation version=lync-2013 servers=2";
        assert_eq!(missing(&BALANCING, servers), ["load-balancing"]);
    }

    #[test]
    fn a_trunk_to_a_pool_of_its_site_is_at_its_site() {
        let text = "
            site Paris
              pool fe front-end standard version=lync-2013 mediation=none
              gateway carrier trunk=fe gateway-kind=sip-trunk
            ";
        check_silent(&AT_SITE, text);
    }

    #[test]
    fn a_mediation_pool_comes_to_the_site() {
        let plan = |site: &str| {
            format!(
                "
                site Paris
                  pool fe front-end standard version=lync-2013 mediation=collocated
                {site}
                  gateway carrier gateway-kind=sip-trunk         # VOICE-008 related Lyon fe
                phase Voice
                  + link trunk carrier -> fe protocol=tls
                "
            )
        };
        let trunks = |plan: &Plan| {
            let state = plan.state_at(1);
            let trunks = state.links.values().filter(|link| link.kind == LinkKind::Trunk);
            trunks.map(|link| (link.to.id().to_owned(), link.protocol)).collect::<Vec<_>>()
        };
        let wanted = vec![("pool-med01".to_owned(), Some(TrunkProtocol::Tls))];
        for site in
            ["site Lyon\n  pool other front-end standard version=lync-2010 mediation=none", "site Lyon branch=Paris"]
        {
            check_twins(&AT_SITE, &plan(site), |sketch| PlanEdit::RemovePhase(sketch.phase(1)));
            check_mended(&AT_SITE, &plan(site), trunks, wanted.clone());
        }
        // Nothing may come to a central site without users, to a branch of a branch, or to a merged site.
        check_hinted(&AT_SITE, &plan("site Lyon"));
        check_hinted(&AT_SITE, &plan("site Nice branch=Paris\nsite Lyon branch=Nice"));
        check_hinted(&AT_SITE, &plan("site Lyon kind=legacy"));
        check_hinted(&AT_SITE, TRUNK);
    }
}
