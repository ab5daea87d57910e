//! What the network is asked for, on plans that fit in a few lines.

use super::*;
use crate::rules::{pack, sketch};

fn state(text: &str, stage: usize) -> Topology {
    sketch::read(text).unwrap_or_else(|error| panic!("{error}")).plan.state_at(stage)
}

const SWITCHED: &str = "
site Paris
  pool fe10 front-end enterprise version=lync-2010 servers=2 load-balancing=hardware external-web-fqdn=web10.contoso.com
  pool edge edge version=lync-2013 servers=1 access-edge-fqdn=sip.contoso.com access-edge-port=443 web-conferencing-edge-fqdn=webcon.contoso.com av-edge-fqdn=av.contoso.com federation=true xmpp=true
deployment sip-domains=contoso.com,fabrikam.com sign-in-records=fe10 simple-url-records=fe10 simple-url-meet=https://meet.contoso.com/ simple-url-dialin=https://dialin.contoso.com
phase Pilot
  + pool fe13 front-end enterprise version=lync-2013 servers=a,b load-balancing=dns internal-web-fqdn=int13.contoso.com in=Paris
phase Records
  ~ deployment sign-in-records=fe13
";

fn named<'a>(records: &'a [Record], name: &str) -> Vec<&'a Record> {
    records.iter().filter(|record| record.name == Known::Is(name.to_owned())).collect()
}

fn names_of(lead: &Known<Lead>) -> Vec<String> {
    match lead {
        Known::Is(Lead::Names(names)) => names.clone(),
        other => panic!("no names: {other:?}"),
    }
}

#[test]
fn records_lead_where_the_plan_says() {
    let before = records(&state(SWITCHED, 1));
    let after = records(&state(SWITCHED, 2));
    for (records, pool) in [(&before, "fe10.contoso.com"), (&after, "fe13.contoso.com")] {
        for domain in ["contoso.com", "fabrikam.com"] {
            let sign_in = named(records, &format!("_sipinternaltls._tcp.{domain}"));
            assert_eq!(sign_in.len(), 1);
            assert_eq!(names_of(&sign_in[0].leads_to), [pool]);
            assert_eq!(sign_in[0].port, Some(Known::Unsaid));
            let xmpp = named(records, &format!("_xmpp-server._tcp.{domain}"));
            assert_eq!(names_of(&xmpp[0].leads_to), ["sip.contoso.com"]);
            assert_eq!(xmpp[0].port, Some(Known::Is(5269)));
        }
    }
    assert_eq!(named(&after, "fe10.contoso.com")[0].leads_to, Known::Is(Lead::LoadBalancer));
    assert_eq!(names_of(&named(&after, "fe13.contoso.com")[0].leads_to), ["a.contoso.com", "b.contoso.com"]);
    assert_eq!(named(&after, "int13.contoso.com")[0].leads_to, Known::Is(Lead::LoadBalancer));
    assert_eq!(named(&after, "web10.contoso.com")[0].side, Known::Is(Side::External));
    assert_eq!(names_of(&named(&after, "meet.contoso.com")[0].leads_to), ["fe10.contoso.com"]);
    // The page speaks of an SRV record of federation and does not name it.
    assert!(after.iter().any(|record| record.name == Known::Unsaid && record.fact == "federation"));
    // The new pool has no external web name yet.
    let unknown = after.iter().filter(|record| record.name == Known::Unknown);
    assert_eq!(unknown.map(|record| record.fact).collect::<Vec<_>>(), ["external-web-fqdn"]);
}

#[test]
fn a_certificate_bears_each_name_once() {
    let state = state(SWITCHED, 2);
    let all = certificates(&state);
    let of = |pool: &str, kind: CertificateKind| -> Vec<Known<String>> {
        let about = Subject::Pool(PoolId::new(&format!("pool-{pool}")));
        all.iter().filter(|n| n.about == about && n.certificate == kind).map(|n| n.name.clone()).collect()
    };
    let is = |name: &str| Known::Is(name.to_owned());
    assert_eq!(
        of("edge", CertificateKind::EdgeExternal),
        ["sip.contoso.com", "webcon.contoso.com", "contoso.com", "fabrikam.com"].map(is)
    );
    assert_eq!(of("edge", CertificateKind::EdgeInternal), [is("edge.contoso.com")]);
    let old = of("fe10", CertificateKind::Pool);
    for name in ["fe10.contoso.com", "web10.contoso.com", "meet.contoso.com", "dialin.contoso.com"] {
        assert_eq!(old.iter().filter(|other| **other == is(name)).count(), 1, "{name}");
    }
    assert!(of("fe13", CertificateKind::Pool).contains(&Known::Unknown), "no external web name yet");
}

#[test]
fn an_edge_pool_with_one_name_has_the_ports_of_the_page() {
    let lync = pack(&PackId::new("lync-2013"));
    let one = "site Paris\n  pool edge edge version=lync-2013 access-edge-fqdn=sip.contoso.com \
               web-conferencing-edge-fqdn=SIP.contoso.com av-edge-fqdn=sip.contoso.com federation=false\n";
    let ports: Vec<_> = listeners(&state(one, 0), lync).into_iter().map(|l| (l.fact, l.port, l.by_page)).collect();
    let unknown = || Known::Unknown;
    assert_eq!(
        ports,
        [
            ("access-edge-port", unknown(), Some(5061)),
            ("web-conferencing-edge-port", unknown(), Some(444)),
            ("av-edge-port", unknown(), Some(443)),
        ]
    );
    let apart = listeners(&state(SWITCHED, 0), lync);
    let access = apart.iter().find(|listener| listener.fact == "access-edge-port").unwrap();
    assert_eq!((&access.port, access.by_page), (&Known::Is(443), Some(443)));
    let federation = apart.iter().find(|listener| listener.fact == "federation").unwrap();
    assert_eq!(federation.port, Known::Is(5061));
}

#[test]
fn what_the_plan_does_not_say_of_federation_is_asked_and_what_it_denies_is_not() {
    let opened = |federation: &str| {
        let text = format!("site Paris\n  pool edge edge version=lync-2013 {federation}\n");
        let all = openings(&state(&text, 0), None);
        all.into_iter().find(|opening| opening.from == Origin::Peer(Peer::Partners)).map(|opening| opening.needed)
    };
    assert_eq!(opened("federation=true"), Some(Known::Is(())));
    assert_eq!(opened("federation=false"), None);
    assert_eq!(opened(""), Some(Known::Unknown));
}

#[test]
fn mirrors_reach_each_other_and_the_witness() {
    let text = "
site Paris
  pool fe front-end enterprise version=lync-2013 user-store=sql1\\A user-store/mirror=sql2\\A user-store/witness=sql3\\W
  sql sql1 A
  sql sql2 A
  sql sql3 W
  instance sql1\\A mirror-port=5022
  instance sql3\\W witness-port=7022
";
    let state = state(text, 0);
    let ports: Vec<_> = listeners(&state, None).into_iter().map(|l| (l.fact, l.port, l.by_page)).collect();
    assert_eq!(
        ports,
        [
            ("mirror-port", Known::Is(5022), Some(5022)),
            ("mirror-port", Known::Unknown, Some(5022)),
            ("witness-port", Known::Is(7022), Some(7022)),
        ]
    );
    let ways = openings(&state, None).into_iter().filter(|opening| opening.basis == basis::MIRRORING).count();
    assert_eq!(ways, 6, "each of three reaches the two others");
}

#[test]
fn a_topology_without_anything_asks_for_nothing() {
    let empty = Topology::default();
    assert_eq!((names(&empty).len(), records(&empty).len(), certificates(&empty).len()), (0, 0, 0));
    assert_eq!((listeners(&empty, None).len(), openings(&empty, None).len()), (0, 0));
}

#[test]
fn the_host_of_an_address() {
    let of = |address: &str| host(address).unwrap_or_default();
    assert_eq!(of("https://meet.contoso.com"), "meet.contoso.com");
    assert_eq!(of("https://lync.contoso.com:443/meet/"), "lync.contoso.com");
    assert_eq!(of("dialin.contoso.com"), "dialin.contoso.com");
    assert_eq!(host("https:///meet"), None);
}
