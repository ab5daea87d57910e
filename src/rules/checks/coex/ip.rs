//! COEX-007: IPv6 where older products are.

use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;
use foldhash::HashMap;

pub static RULE: Rule = Rule::new("COEX-007", "ipv6-beside-older-products", "0.1.0", Check::State(check))
    .mended(FixOffer::Sometimes, keep_ipv4);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let mut older: Option<HashMap<&SiteId, &PoolId>> = None;
    let mut beside = |pool: &Pool| {
        let older = older.get_or_insert_with(|| {
            let mut first = HashMap::default();
            for pool in cx.pools().filter(|pool| cx.age(pool) == Age::Older) {
                if let Some(site) = &pool.site {
                    first.entry(site).or_insert(&pool.id);
                }
            }
            first
        });
        older.get(pool.site.as_ref()?).copied()
    };
    // A deployment that is known to use IPv4 only has nothing to ask about its pools.
    let asked = cx.topology.deployment.ipv6;
    let ask = |pool: &Pool, out: &mut Findings| match asked {
        Some(true) => out.not_checked(&pool.id, &["ip-mode"]),
        None => out.not_checked(Subject::Deployment, &["ipv6"]),
        Some(false) => {}
    };
    for pool in cx.pools() {
        let name = || cx.label(&pool.id);
        match (cx.age(pool), pool.ip_mode) {
            (Age::Older, Some(IpMode::DualStack | IpMode::Ipv6)) => {
                let version = pool.version.map_or("", Version::key);
                let version = Message::word(Version::PREFIX, version);
                let said = message!("rules-coex-007-older", pool = name(), version = version);
                out.report(&pool.id, said).field("ip-mode").raised();
            }
            (Age::Own, Some(IpMode::Ipv6)) => match pool.isolated {
                Some(true) => {}
                Some(false) => {
                    out.report(&pool.id, message!("rules-coex-007-alone", pool = name())).field("ip-mode").raised();
                }
                None => out.not_checked(&pool.id, &["isolated"]),
            },
            (Age::Own, Some(IpMode::DualStack)) => {
                if let Some(other) = beside(pool) {
                    let said = message!("rules-coex-007", pool = name(), other = cx.label(other));
                    out.report(&pool.id, said).field("ip-mode").related([other]);
                }
            }
            (Age::Own, None) if asked != Some(false) && beside(pool).is_some() => ask(pool, out),
            (Age::Older, None) if asked != Some(false) && cx.has_target() => ask(pool, out),
            _ => {}
        }
    }
}

/// IPv4 until the last older pool of the site is gone.
fn keep_ipv4(cx: &FixContext<'_>) -> Vec<Fix> {
    let label = message!("rules-coex-007-fix", pool = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("ip-mode", Value::text(IpMode::Ipv4.key()))], label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_said, check_silent, check_twins, check_unmended, missing};

    fn pools(old: &str, new: &str) -> String {
        format!(
            "
            site Lyon
            site Paris
              pool old front-end standard version=lync-2010 {old}
              pool new front-end standard version=lync-2013 {new}
            "
        )
    }

    #[test]
    fn twins() {
        let ipv4 = |pool: &'static str| {
            move |sketch: &crate::rules::sketch::Sketch| {
                sketch.record(0, sketch.set(pool, "ip-mode", Value::text("ipv4")))
            }
        };
        let dual = pools("ip-mode=ipv4", "ip-mode=dual-stack # COEX-007 related old");
        check_twins(&RULE, &dual, ipv4("new"));
        check_twins(&RULE, &dual, |sketch| sketch.record(0, sketch.remove("old")));
        check_twins(&RULE, &pools("ip-mode=dual-stack # COEX-007", "ip-mode=ipv4"), ipv4("old"));
        check_twins(&RULE, &pools("ip-mode=ipv6 # COEX-007", "ip-mode=ipv4"), ipv4("old"));
        check_twins(&RULE, &pools("ip-mode=ipv4", "ip-mode=ipv6 isolated=false # COEX-007"), |sketch| {
            sketch.record(0, sketch.set("new", "isolated", Value::Flag(true)))
        });
    }

    #[test]
    fn what_a_phase_brings_keeps_ipv4() {
        let text = "
            site Paris
              pool old front-end standard version=lync-2010 ip-mode=ipv4
              pool new front-end standard version=lync-2013 ip-mode=ipv4                       # COEX-007
            phase Network
              ~ new ip-mode=dual-stack
        ";
        check_twins(&RULE, text, |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)));
        check_unmended(&RULE, &pools("ip-mode=ipv6", "ip-mode=ipv4"));
    }

    #[test]
    fn what_is_ruled_out_is_an_error_and_what_is_advised_against_a_warning() {
        let levels = |old: &str, new: &str| {
            let sketch = crate::rules::sketch::read(&pools(old, new)).unwrap();
            alone(&RULE, &sketch.plan).findings.iter().map(|finding| finding.level).collect::<Vec<_>>()
        };
        assert_eq!(levels("ip-mode=ipv6", "ip-mode=ipv6 isolated=false"), [Level::Error, Level::Error]);
        assert_eq!(levels("ip-mode=ipv4", "ip-mode=dual-stack"), [Level::Warning]);
    }

    #[test]
    fn another_site_is_no_neighbour_and_the_unknown_waits() {
        check_silent(&RULE, &pools("ip-mode=ipv4 in=Lyon", "ip-mode=dual-stack"));
        let missing = |text: &str| -> Vec<FactName> {
            check_silent(&RULE, text).not_checked.iter().flat_map(|item| item.missing.clone()).collect()
        };
        assert_eq!(missing(&pools("ip-mode=ipv4", "")), ["ipv6"]);
        assert_eq!(missing(&pools("", "ip-mode=ipv4")), ["ipv6"]);
        assert_eq!(missing(&pools("ip-mode=ipv4", "ip-mode=ipv6")), ["isolated"]);
        let asked = |flag: &str| format!("deployment ipv6={flag}\n{}", pools("", ""));
        assert_eq!(missing(&asked("true")), ["ip-mode", "ip-mode"]);
        assert_eq!(missing(&asked("false")), [""; 0]);
    }

    #[test]
    fn who_is_alone_or_has_no_ipv6_is_not_asked() {
        check_said(&RULE, &format!("deployment ipv6=false\n{}", pools("", "")), missing, vec![]);
        for version in ["lync-2010", "lync-2013"] {
            let alone = format!("deployment ipv6=true\nsite Paris\n  pool p front-end standard version={version}");
            check_said(&RULE, &alone, missing, vec![]);
        }
    }
}
