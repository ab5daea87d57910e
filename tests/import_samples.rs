//! Real and synthetic topology files that stand beside the project, when they do. Nothing here is needed: without
//! them each test says that it was skipped.

use coexist::import::{self, Imported};
use coexist::model::*;
use coexist::text::Lang;
use std::path::{Path, PathBuf};

/// `shared/samples` beside this tree or above it.
fn samples() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().skip(1).map(|above| above.join("shared/samples")).find(|samples| samples.is_dir());
    if found.is_none() {
        println!("skipped: there are no samples beside this tree");
    }
    found
}

fn open(samples: &Path, name: &str) -> Imported {
    let bytes = std::fs::read(samples.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(import::looks_like_topology(&bytes), "{name}");
    import::read(&bytes, name).unwrap_or_else(|error| panic!("{error}"))
}

/// Pools as the samples' list counts them: clusters with a role of the product itself.
fn is_counted(pool: &Pool) -> bool {
    let beside = |role: &Role| matches!(role, Role::TrustedApplication | Role::OfficeWebApps | Role::Backup);
    pool.roles.iter().flatten().any(|role| !beside(role))
}

/// File, sites, pools, servers in them, SQL instances, file shares, gateways.
const COUNTS: [(&str, [usize; 6]); 12] = [
    ("real-lync2013-enterprise-pchat-edge.tbxml", [1, 4, 6, 2, 1, 0]),
    ("real-lync2013-enterprise-pchat-edge.xml", [1, 4, 6, 2, 1, 0]),
    ("real-lync2013-standard-published.tbxml", [1, 1, 1, 1, 1, 0]),
    ("real-lync2013-two-sites-paired-edge.utf16.xml", [2, 4, 4, 2, 2, 0]),
    ("real-sfb2015-enterprise-edge.tbxml", [1, 2, 7, 1, 2, 0]),
    ("real-sfb2015-standard-edge-gateway.xml", [1, 2, 2, 1, 1, 1]),
    ("real-sfb2019-standard-cms.xml", [1, 1, 1, 1, 1, 0]),
    ("synthetic-coexist-2010-2013-shared-sql.tbxml", [1, 3, 6, 4, 2, 2]),
    ("synthetic-coexist-2010-2013-shared-sql.xml", [1, 3, 6, 4, 2, 2]),
    ("synthetic-lync2010-enterprise-ocs2007r2.tbxml", [4, 13, 18, 4, 2, 4]),
    ("synthetic-lync2010-enterprise-ocs2007r2.xml", [4, 13, 18, 4, 2, 4]),
    ("synthetic-lync2010-enterprise-ocs2007r2.zip", [4, 13, 18, 4, 2, 4]),
];

#[test]
fn every_sample_opens_with_the_counts_of_its_list() {
    let Some(samples) = samples() else { return };
    for (name, expected) in COUNTS {
        let imported = open(&samples, name);
        let today = &imported.plan.today;
        let pools: Vec<_> = today.pools.values().filter(|pool| is_counted(pool)).collect();
        let servers = today.servers.values().filter(|server| pools.iter().any(|pool| pool.id == server.pool));
        let counts = [
            today.sites.len(),
            pools.len(),
            servers.count(),
            today.sql_instances.len(),
            today.file_stores.len(),
            today.gateways.len(),
        ];
        for note in &imported.notes {
            println!("{name}:{}: {}", note.line.unwrap_or_default(), Lang::EN.say(&note.message));
        }
        assert_eq!(counts, expected, "{name}");
        assert_eq!(today.broken(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_edge_descriptions_open() {
    let Some(samples) = samples() else { return };
    for (name, servers) in [("doc-topologyinput-ocs2007r2.xml", 2), ("synthetic-topologyinput-ocs2007r2.xml", 1)] {
        let today = open(&samples, name).plan.today;
        assert_eq!(today.servers.len(), servers, "{name}");
        assert_eq!(today.pools.values().filter(|pool| pool.kind == PoolKind::Edge).count(), 1, "{name}");
        assert_eq!(today.links.values().filter(|link| link.kind == LinkKind::NextHop).count(), 1, "{name}");
        assert_eq!(today.broken(), Vec::<String>::new(), "{name}");
    }
}

/// Every fact but the simple URLs, which the published form does not carry.
fn common(topology: &Topology) -> Topology {
    let mut topology = topology.clone();
    let deployment = std::sync::Arc::make_mut(&mut topology.deployment);
    deployment.simple_url_meet = None;
    deployment.simple_url_dialin = None;
    deployment.simple_url_admin = None;
    deployment.simple_url_per_site = None;
    topology
}

#[test]
fn the_forms_of_one_deployment_say_the_same() {
    let Some(samples) = samples() else { return };
    for (first, second) in [
        ("real-lync2013-enterprise-pchat-edge.tbxml", "real-lync2013-enterprise-pchat-edge.xml"),
        ("synthetic-coexist-2010-2013-shared-sql.tbxml", "synthetic-coexist-2010-2013-shared-sql.xml"),
        ("synthetic-lync2010-enterprise-ocs2007r2.tbxml", "synthetic-lync2010-enterprise-ocs2007r2.xml"),
        ("synthetic-lync2010-enterprise-ocs2007r2.tbxml", "synthetic-lync2010-enterprise-ocs2007r2.zip"),
    ] {
        let (a, b) = (open(&samples, first).plan.today, open(&samples, second).plan.today);
        assert_eq!(common(&a).described(), common(&b).described(), "{first} and {second}");
        assert!(common(&a).same_as(&common(&b)));
    }
}

#[test]
fn the_same_file_gives_the_same_ids() {
    let Some(samples) = samples() else { return };
    for (name, _) in COUNTS {
        assert_eq!(open(&samples, name).plan, open(&samples, name).plan, "{name}");
    }
}
