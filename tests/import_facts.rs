//! Which facts topology files carry: every fact of the model is read from a file here, or is one that none carries.

#[path = "support/files.rs"]
mod files;

use coexist::model::*;
use files::*;
use std::collections::BTreeSet;

/// A sort of object, and facts of it.
type Facts = (&'static str, &'static [&'static str]);

/// Facts that no topology file says, by the reason. A new fact is read by the importer, or is decided to belong here.
const NOWHERE: &[(&str, &[Facts])] = &[
    (
        "Active Directory and DNS know it",
        &[
            (
                "deployment",
                &[
                    "forest",
                    "forest-model",
                    "forest-functional-level",
                    "domain-functional-level",
                    "domain-controllers",
                    "domain-controller-os",
                    "global-catalogs",
                    "prepared-for",
                    "sign-in-records",
                    "simple-url-records",
                ],
            ),
            ("pool", &["forest", "domain", "service-principal-name"]),
            ("server", &["domain"]),
            ("sql-server", &["domain"]),
        ],
    ),
    (
        "policies and settings, which are documents of their own; what they look like is not known",
        &[
            (
                "deployment",
                &[
                    "mobility",
                    "location-based-routing",
                    "remote-call-control",
                    "archiving-critical",
                    "archiving-mode",
                    "operations-manager",
                    "legacy-mobile-clients",
                    "unified-contact-store",
                    "exchange-um",
                    "xmpp-partners",
                ],
            ),
            ("gateway", &["voice-routes"]),
        ],
    ),
    (
        "the machine and its operating system",
        &[
            ("pool", &["os", "os-installation", "processor", "update-level", "platform", "hypervisor", "time-zone"]),
            (
                "server",
                &[
                    "time-zone",
                    "os",
                    "os-installation",
                    "processor",
                    "platform",
                    "hypervisor",
                    "update-level",
                    "network-adapters",
                    "other-products",
                    "also-runs",
                ],
            ),
            (
                "sql-server",
                &[
                    "sql-version",
                    "sql-edition",
                    "bitness",
                    "os",
                    "service-pack",
                    "cluster-mode",
                    "reporting-services",
                    "other-databases",
                    "also-runs",
                ],
            ),
            ("sql-instance", &["mirror-mode", "mirror-share"]),
            // A share below a DFS root looks like any other.
            ("file-store", &["dfs", "clustered", "os"]),
        ],
    ),
    (
        "load balancers and the network; only the description of an Edge for a merge has a load balancer",
        &[
            ("pool", &["external-load-balancing", "web-load-balancer", "isolated", "cookie-affinity"]),
            ("gateway", &["gateway-kind", "certified-for", "balances-calls"]),
            ("site", &["data-centre"]),
            ("server", &["data-centre"]),
        ],
    ),
    (
        "objects and users that the databases hold",
        &[
            (
                "pool",
                &[
                    "access-numbers",
                    "conference-directories",
                    "response-groups",
                    "call-park-orbits",
                    "common-area-phones",
                    "analog-devices",
                    "um-contacts",
                    "response-group-names",
                    "files-in-rooms",
                    "holds-rooms",
                ],
            ),
            (
                "user-group",
                &[
                    "clients",
                    "enterprise-voice",
                    "archived",
                    "mailboxes",
                    "xmpp",
                    "unified-contact-store",
                    "chat-rooms",
                    "chat-clients",
                    "surveyed-on",
                ],
            ),
        ],
    ),
    (
        "plans and measurements of people",
        &[("pool", &["concurrent-calls", "largest-meeting", "remote-users", "legacy-chat-clients"])],
    ),
    (
        // Group Chat and the XMPP gateway are in a topology as trusted applications, or not at all.
        "products beside the topology",
        &[("pool", &["xmpp-partners", "trusted-application-pool"])],
    ),
    ("the file says the roles of pools, and every server of one has them", &[("server", &["roles"])]),
];

type Names = BTreeSet<(&'static str, &'static str)>;

/// Every fact of the model.
fn all() -> Names {
    let mut names = Names::new();
    macro_rules! add {
        ($($object:ident $kind:literal),*) => { $(
            names.extend($object::FACTS.iter().map(|fact| ($kind, fact.name)));
        )* };
    }
    add!(Deployment "deployment", Site "site", Pool "pool", Server "server", SqlServer "sql-server");
    add!(SqlInstance "sql-instance", FileStore "file-store", Gateway "gateway", Link "link", UserGroup "user-group");
    names
}

/// The facts that some object of a file has.
fn carried(text: &str) -> Names {
    let today = read(text).plan.today;
    let subjects = today.subjects().chain([Subject::Deployment]);
    let known = |subject: &Subject| {
        let facts = today.facts(subject).into_iter().filter(|fact| fact.value.is_some());
        facts.map(|fact| (subject.kind().key(), fact.name)).collect::<Vec<_>>()
    };
    subjects.collect::<BTreeSet<_>>().iter().flat_map(known).collect()
}

#[test]
fn every_fact_is_read_from_a_file_or_stands_in_none() {
    let urls = "<SimpleUrlConfiguration><SimpleUrl Component=\"Meet\" Domain=\"*\" ActiveUrl=\"https://m.example\"/></SimpleUrlConfiguration></DocItemSet>";
    let files = [
        PUBLISHED.to_owned(),
        EDITABLE.to_owned(),
        EDGE_INPUT.to_owned(),
        documents(PUBLISHED).replace("</DocItemSet>", urls),
        PUBLISHED.replace("MonitoringServer", "WonderServer").replacen(
            "ServiceVersion=\"6\"",
            "ServiceVersion=\"9\"",
            1,
        ),
    ];
    let read: Names = files.iter().flat_map(|text| carried(text)).collect();
    let mut nowhere = Names::new();
    for (reason, kinds) in NOWHERE {
        for (kind, facts) in *kinds {
            for fact in *facts {
                assert!(nowhere.insert((kind, fact)), "{kind} {fact} stands here twice ({reason})");
            }
        }
    }
    assert_eq!(read.intersection(&nowhere).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "is in a file after all");
    let known: Names = read.union(&nowhere).copied().collect();
    assert_eq!(known.difference(&all()).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "is no fact");
    assert_eq!(all().difference(&known).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "is undecided");
}
