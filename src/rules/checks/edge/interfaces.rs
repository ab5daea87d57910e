//! EDGE-009, EDGE-011, EDGE-018: the two sides of an Edge pool, its addresses and ports.

use super::single_name::has_one_name;
use crate::rules::prelude::*;

pub static BALANCING: Rule = Rule::new("EDGE-009", "edge-sides-balanced-differently", "0.1.0", Check::State(balancing))
    .near()
    .mended(FixOffer::Always, align);

pub static NAT: Rule =
    Rule::new("EDGE-011", "address-translation-with-a-hardware-balancer", "0.1.0", Check::State(nat))
        .near()
        .mended(FixOffer::Always, untranslated);

pub static PORTS: Rule = Rule::new("EDGE-018", "edge-services-on-one-name-and-port", "0.1.0", Check::State(ports))
    .near()
    .mended(FixOffer::Always, set_ports);

/// What is wrong with an Edge pool: what the rule says, or the facts that it waits for.
enum Judged {
    Sound,
    Wrong(Message, FactName),
    Unknown(Vec<FactName>),
}

/// Edge pools of the target; one whose version is not known waits only where it would be wrong.
fn judge(cx: &StateContext<'_>, out: &mut Findings, judged: impl Fn(&Pool) -> Judged) {
    for pool in cx.edges() {
        match (cx.age(pool), judged(pool)) {
            (Age::Own, Judged::Wrong(said, field)) => {
                out.report(&pool.id, said).field(field);
            }
            (Age::Own, Judged::Unknown(missing)) => out.not_checked(&pool.id, &missing),
            (Age::Unknown, Judged::Wrong(..)) => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

/// Whether a pool has several servers, or says that its load is balanced: else nothing is asked.
fn is_balanced(cx: &StateContext<'_>, pool: &Pool) -> bool {
    let says =
        |balancing: Option<LoadBalancing>| matches!(balancing, Some(LoadBalancing::Dns | LoadBalancing::Hardware));
    cx.servers_of(&pool.id) > 1 || says(pool.load_balancing) || says(pool.external_load_balancing)
}

fn balancing(cx: &StateContext<'_>, out: &mut Findings) {
    judge(cx, out, |pool| match (pool.load_balancing, pool.external_load_balancing) {
        (Some(inner), Some(outer)) => {
            use LoadBalancing::{Dns, Hardware};
            if !matches!((inner, outer), (Dns, Hardware) | (Hardware, Dns)) {
                return Judged::Sound;
            }
            let word = |balancing: LoadBalancing| Message::word(LoadBalancing::PREFIX, balancing.key());
            let said = message!("rules-edge-009", pool = cx.label(&pool.id), inner = word(inner), outer = word(outer));
            Judged::Wrong(said, "external-load-balancing")
        }
        _ if !is_balanced(cx, pool) => Judged::Sound,
        (inner, outer) => Judged::Unknown(missing(&[
            (inner.is_none(), "load-balancing"),
            (outer.is_none(), "external-load-balancing"),
        ])),
    });
}

fn missing(facts: &[(bool, FactName)]) -> Vec<FactName> {
    facts.iter().filter(|(lacks, _)| *lacks).map(|(_, fact)| *fact).collect()
}

fn nat(cx: &StateContext<'_>, out: &mut Findings) {
    judge(cx, out, |pool| match (pool.nat, pool.external_load_balancing) {
        (Some(true), Some(LoadBalancing::Hardware)) => {
            Judged::Wrong(message!("rules-edge-011", pool = cx.label(&pool.id)), "nat")
        }
        (Some(false), _) | (_, Some(LoadBalancing::Dns | LoadBalancing::None)) => Judged::Sound,
        _ if !is_balanced(cx, pool) => Judged::Sound,
        (nat, outer) => {
            Judged::Unknown(missing(&[(nat.is_none(), "nat"), (outer.is_none(), "external-load-balancing")]))
        }
    });
}

/// A port of an Edge pool: the fact, and what it says.
type Port = (FactName, fn(&Pool) -> Option<u64>);

/// The ports of the three services.
const PORT_FACTS: &[Port] = &[
    ("access-edge-port", |pool| pool.access_edge_port),
    ("web-conferencing-edge-port", |pool| pool.web_conferencing_edge_port),
    ("av-edge-port", |pool| pool.av_edge_port),
];

fn ports(cx: &StateContext<'_>, out: &mut Findings) {
    judge(cx, out, |pool| {
        let known: Vec<(FactName, u64)> =
            PORT_FACTS.iter().filter_map(|(fact, port)| Some((*fact, port(pool)?))).collect();
        let clash = known
            .iter()
            .enumerate()
            .find_map(|(at, (_, port))| known[at + 1..].iter().find(|(_, other)| other == port));
        match (has_one_name(pool), clash) {
            (Ok(false), _) => Judged::Sound,
            (_, None) if known.len() == PORT_FACTS.len() => Judged::Sound,
            (Ok(true), Some((field, port))) => {
                let name = pool.access_edge_fqdn.as_deref().unwrap_or_default();
                let said = message!("rules-edge-018", pool = cx.label(&pool.id), name = name, port = port.to_string());
                Judged::Wrong(said, field)
            }
            (one_name, _) => {
                let mut missing = one_name.err().unwrap_or_default();
                if clash.is_none() {
                    missing.extend(PORT_FACTS.iter().filter(|(_, port)| port(pool).is_none()).map(|(fact, _)| *fact));
                }
                Judged::Unknown(missing)
            }
        }
    });
}

/// The pool of a finding as it is where the finding begins.
fn pool_of<'a>(cx: &FixContext<'a>) -> Option<&'a Pool> {
    let Subject::Pool(id) = &cx.finding.subject else { return None };
    cx.replay.states.get(cx.finding.stages.0)?.pools.get(id).map(|pool| &**pool)
}

fn set(cx: &FixContext<'_>, facts: &[(FactName, Value)]) -> Vec<PlanEdit> {
    let of = &cx.finding.subject;
    let commands = facts.iter().map(|(fact, to)| Command::Set { of: of.clone(), fact, to: Some(to.clone()) });
    vec![PlanEdit::Record { at: cx.plan.stage_at(cx.finding.stages.0), commands: commands.collect() }]
}

/// One side like the other; never a hardware load balancer outside where addresses are, or may be, translated.
fn align(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pool) = pool_of(cx) else { return Vec::new() };
    let (Some(inner), Some(outer)) = (pool.load_balancing, pool.external_load_balancing) else { return Vec::new() };
    let name = cx.plan.label(&cx.finding.subject);
    let fix = |fact: FactName, to: LoadBalancing| {
        let label = message!(
            "rules-edge-fix",
            pool = name.as_str(),
            fact = Message::word("fact", fact),
            value = Message::word(LoadBalancing::PREFIX, to.key())
        );
        Fix { label, edits: set(cx, &[(fact, Value::text(to.key()))]), safety: Safety::Ask }
    };
    let outside =
        (inner != LoadBalancing::Hardware || pool.nat == Some(false)).then(|| fix("external-load-balancing", inner));
    let inside = (outer != LoadBalancing::Hardware || pool.nat == Some(false)).then(|| fix("load-balancing", outer));
    outside.into_iter().chain(inside).collect()
}

/// Public addresses, or DNS load balancing on both sides.
fn untranslated(cx: &FixContext<'_>) -> Vec<Fix> {
    let name = cx.plan.label(&cx.finding.subject);
    let dns = || Value::text(LoadBalancing::Dns.key());
    let public = Fix {
        label: message!("rules-edge-011-fix", pool = name.as_str()),
        edits: set(cx, &[("nat", Value::Flag(false))]),
        safety: Safety::Ask,
    };
    let balanced = Fix {
        label: message!("rules-edge-011-dns-fix", pool = name),
        edits: set(cx, &[("external-load-balancing", dns()), ("load-balancing", dns())]),
        safety: Safety::Ask,
    };
    vec![public, balanced]
}

fn set_ports(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(pack) = crate::rules::pack(cx.plan.target_at(cx.finding.stages.0)) else { return Vec::new() };
    let ports = [pack.edge_ports.access, pack.edge_ports.web_conferencing, pack.edge_ports.av];
    let facts: Vec<(FactName, Value)> =
        PORT_FACTS.iter().zip(ports).map(|((fact, _), port)| (*fact, Value::Count(port))).collect();
    let said = message!(
        "rules-edge-018-fix",
        pool = cx.plan.label(&cx.finding.subject),
        ports = ports.iter().map(u64::to_string).collect::<Vec<_>>()
    );
    super::ask(said, set(cx, &facts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    fn edge(facts: &str) -> String {
        format!("site Paris\n  pool edge edge version=lync-2013 {facts}")
    }

    fn missing(rule: &'static Rule, facts: &str) -> Vec<FactName> {
        check_silent(rule, &edge(facts)).not_checked.iter().flat_map(|n| n.missing.clone()).collect()
    }

    #[test]
    fn twins() {
        for (inner, outer) in [("dns", "hardware"), ("hardware", "dns")] {
            for nat in ["", "nat=true", "nat=false"] {
                let text = edge(&format!("load-balancing={inner} external-load-balancing={outer} {nat} # EDGE-009"));
                check_twins(&BALANCING, &text, |s| s.set("edge", "external-load-balancing", Value::text(inner)));
            }
        }
        let both = edge("load-balancing=hardware external-load-balancing=hardware nat=true # EDGE-011");
        check_twins(&NAT, &both, |sketch| sketch.set("edge", "nat", Value::Flag(false)));
        check_twins(&NAT, &both, |sketch| sketch.set("edge", "external-load-balancing", Value::text("dns")));
        let one =
            "access-edge-fqdn=sip.contoso.com web-conferencing-edge-fqdn=SIP.contoso.com av-edge-fqdn=sip.contoso.com";
        let ports = "access-edge-port=5061 web-conferencing-edge-port=443 av-edge-port=443 # EDGE-018";
        check_twins(&PORTS, &edge(&format!("{one} {ports}")), |sketch| {
            sketch.set("edge", "web-conferencing-edge-port", Value::Count(444))
        });
        check_twins(&PORTS, &edge(&format!("{one} {ports}")), |sketch| {
            sketch.set("edge", "av-edge-fqdn", Value::text("av.contoso.com"))
        });
    }

    #[test]
    fn the_recommended_ports() {
        let one = "access-edge-fqdn=a.contoso.com web-conferencing-edge-fqdn=a.contoso.com av-edge-fqdn=a.contoso.com";
        let ports = "access-edge-port=443 web-conferencing-edge-port=443 av-edge-port=443";
        let ports_of = |plan: &crate::plan::Plan| {
            let pool = plan.today.pools.values().next().unwrap();
            [pool.access_edge_port, pool.web_conferencing_edge_port, pool.av_edge_port]
        };
        check_mended(&PORTS, &edge(&format!("{one} {ports}")), ports_of, [Some(5061), Some(444), Some(443)]);
    }

    #[test]
    fn legacy_pools_are_not_judged_and_an_unknown_version_waits() {
        let wrong = [
            (&BALANCING, "load-balancing=dns external-load-balancing=hardware"),
            (&NAT, "external-load-balancing=hardware nat=true"),
            (
                &PORTS,
                "access-edge-fqdn=a web-conferencing-edge-fqdn=a av-edge-fqdn=a access-edge-port=443 av-edge-port=443",
            ),
        ];
        for (rule, facts) in wrong {
            let old = edge(facts).replace("lync-2013", "lync-2010");
            assert_eq!(check_silent(rule, &old).not_checked, []);
            let unknown = edge(facts).replace("version=lync-2013", "");
            assert_eq!(check_silent(rule, &unknown).not_checked[0].missing, ["version"]);
        }
    }

    #[test]
    fn what_is_unknown_waits() {
        assert!(missing(&BALANCING, "servers=1").is_empty());
        assert_eq!(missing(&BALANCING, "servers=2"), ["load-balancing", "external-load-balancing"]);
        assert_eq!(missing(&BALANCING, "load-balancing=dns"), ["external-load-balancing"]);
        assert_eq!(missing(&BALANCING, "external-load-balancing=hardware"), ["load-balancing"]);
        assert!(missing(&BALANCING, "load-balancing=none external-load-balancing=hardware").is_empty());
        assert!(missing(&NAT, "nat=true servers=1").is_empty());
        assert_eq!(missing(&NAT, "nat=true servers=2"), ["external-load-balancing"]);
        assert_eq!(missing(&NAT, "external-load-balancing=hardware"), ["nat"]);
        assert!(missing(&NAT, "nat=true external-load-balancing=dns").is_empty());
        let names = ["access-edge-fqdn", "web-conferencing-edge-fqdn", "av-edge-fqdn"];
        let ports = ["access-edge-port", "web-conferencing-edge-port", "av-edge-port"];
        assert_eq!(missing(&PORTS, ""), [names, ports].concat());
        assert_eq!(missing(&PORTS, "access-edge-port=443 av-edge-port=443"), names);
        assert!(missing(&PORTS, "access-edge-port=1 web-conferencing-edge-port=2 av-edge-port=3").is_empty());
        assert!(missing(&PORTS, "access-edge-fqdn=a.contoso.com av-edge-fqdn=b.contoso.com").is_empty());
        let one = "access-edge-fqdn=a web-conferencing-edge-fqdn=a av-edge-fqdn=a";
        assert_eq!(missing(&PORTS, &format!("{one} av-edge-port=443")), ports[..2]);
    }

    #[test]
    fn what_is_known_to_be_sound_needs_no_other_fact() {
        assert!(missing(&NAT, "nat=false load-balancing=dns").is_empty());
        assert!(missing(&NAT, "external-load-balancing=dns").is_empty());
        assert_eq!(missing(&NAT, "nat=true load-balancing=dns"), ["external-load-balancing"]);
    }
}
