//! The pages that tables about the network rest on. A page is named by the end of its address; its title stands in the
//! rule texts, in every language.

use crate::rules::{self, Source};
use crate::text::Lang;

/// What a row rests on: a page, and the rule about it where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Basis {
    pub rule: Option<&'static str>,
    /// The end of its address.
    pub page: &'static str,
}

const fn by_rule(rule: &'static str, page: &'static str) -> Basis {
    Basis { rule: Some(rule), page }
}

/// Records of a pool exist before it is deployed, and its servers are installed under its name.
pub const POOL_NAME: Basis = by_rule("NAME-015", "/configure-dns-records-for-pilot-pool-deployment");
/// The FQDN of a stand-alone Mediation pool resolves to every server.
pub const MEDIATION_NAME: Basis =
    by_rule("VOICE-009", "/lync-server-2013-define-a-mediation-server-in-topology-builder");
/// The internal web services have a name of their own behind DNS load balancing, which leads to the load balancer.
pub const INTERNAL_WEB: Basis = by_rule("NAME-004", "/lync-server-2013-dns-load-balancing");
/// The external web services have a name with its record, its place in the certificate and in the reverse proxy rule.
pub const EXTERNAL_WEB: Basis =
    by_rule("NAME-003", "/lync-server-2013-define-and-configure-a-front-end-pool-or-standard-edition-server");
/// Clients find their sign-in server by an SRV record per SIP domain.
pub const SIGN_IN: Basis = by_rule("ORDER-014", "/update-dns-srv-records");
/// Records of the simple URLs lead to a pool, whose certificate bears their names.
pub const SIMPLE_URL: Basis = by_rule("ORDER-018", "/change-simple-urls-after-migration");
/// An Edge pool has its own internal and external names.
pub const EDGE_NAMES: Basis = by_rule("NAME-010", "/lync-server-2013-data-collection");
/// The switch moves the certificate and the record of the Access Edge service, and opens 443 and 5061.
pub const SWITCH: Basis = by_rule("EDGE-006", "/configure-federation-routes-and-media-traffic");
/// The internal certificate of the new Edge pool is not touched in the switch.
pub const SWITCH_R2: Basis = by_rule("EDGE-006", "/JJ721925(v=OCS.15)");
/// The external SRV record names the Edge pool that federates.
pub const FEDERATION: Basis = by_rule("EDGE-001", "/lync-server-2013-define-your-edge-topology");
/// Ports of an Edge pool whose three services share one name.
pub const ONE_NAME: Basis = by_rule("EDGE-018", "/lync-server-2013-define-your-edge-topology");
/// Front End Servers of every pool reach every Edge pool.
pub const EVERY_EDGE: Basis = by_rule("EDGE-019", "/lync-server-2013-edge-server-disaster-recovery");
/// The SRV record of XMPP, and its port.
pub const XMPP: Basis = by_rule("XMPP-005", "/configure-xmpp-gateway-on-lync-server-2013");
/// The certificate of the Edge pool includes the SIP domain.
pub const XMPP_CERTIFICATE: Basis = by_rule("XMPP-001", "/configure-xmpp-gateway-access-policies-and-certificates");
/// What names certificates accept.
pub const CERTIFICATE_NAMES: Basis = by_rule("NAME-005", "/lync-server-2013-dns-infrastructure-support");
/// Ports of mirroring.
pub const MIRRORING: Basis =
    by_rule("SQL-017", "/lync-server-2013-deploying-sql-mirroring-for-back-end-server-high-availability");
/// A gateway that uses TLS is defined by the name in its certificate.
pub const GATEWAY: Basis = by_rule("VOICE-006", "/configure-mediation-server");
/// The port of a Persistent Chat pool. No rule is about it.
pub const CHAT: Basis = Basis { rule: None, page: "/lync-server-2013-add-persistent-chat-server-to-the-topology" };

#[cfg(test)]
const ALL: &[Basis] = &[
    POOL_NAME,
    MEDIATION_NAME,
    INTERNAL_WEB,
    EXTERNAL_WEB,
    SIGN_IN,
    SIMPLE_URL,
    EDGE_NAMES,
    SWITCH,
    SWITCH_R2,
    FEDERATION,
    ONE_NAME,
    EVERY_EDGE,
    XMPP,
    XMPP_CERTIFICATE,
    CERTIFICATE_NAMES,
    MIRRORING,
    GATEWAY,
    CHAT,
];

/// Every page that rule texts name, in one language.
pub struct Pages(Vec<Source>);

impl Pages {
    pub fn new(lang: Lang) -> Self {
        let mut all: Vec<Source> = rules::all().iter().flat_map(|rule| rules::sources(&rule.code, lang)).collect();
        all.sort_by(|a, b| a.address.cmp(&b.address));
        all.dedup_by(|a, b| a.address == b.address);
        Self(all)
    }

    pub fn of(&self, basis: &Basis) -> Option<&Source> {
        self.0.iter().find(|page| page.address.ends_with(basis.page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Code;

    #[test]
    fn every_page_is_named_by_a_rule_text_in_every_language() {
        for lang in Lang::all() {
            let pages = Pages::new(lang);
            for basis in ALL {
                let page = pages.of(basis).unwrap_or_else(|| panic!("no page {} in {}", basis.page, lang.tag()));
                if let Some(rule) = basis.rule {
                    let sources = rules::sources(&Code::new(rule), lang);
                    assert!(sources.iter().any(|source| source.address == page.address), "{rule}: {}", basis.page);
                }
            }
        }
    }
}
