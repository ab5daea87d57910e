//! The two forms of a topology: the document that is published (Topology XML), and the editable one that Topology
//! Builder saves (tbxml). Both are read into a [`Source`].

use super::notes::Notes;
use super::source::*;
use crate::message;
use crate::model::Usage;
use roxmltree::Node;
use std::borrow::Cow;

const SIMPLE_URLS: &str = "SimpleUrlConfiguration";

/// Reads a `Topology` element.
pub(super) fn published<'a, 'i>(topology: Node<'a, 'i>, notes: &mut Notes<'_>) -> Source<'a, 'i> {
    let mut source = Source::default();
    domains(topology, &mut source);
    for node in list(topology, "Sites") {
        let branch = match node.tag_name().name() {
            "CentralSite" => false,
            "RemoteSite" => true,
            _ => continue,
        };
        let key = Cow::Borrowed(attribute(node, "SiteId").unwrap_or_default());
        let mut site = site(node, key, branch);
        site.parent = branch.then(|| parent_of(node)).flatten();
        source.sites.push(site);
    }
    for node in list(topology, "Clusters").filter(|node| node.tag_name().name() == "Cluster") {
        let id = child(node, "ClusterId");
        let site = id.and_then(|id| filled(id, "SiteId").map(|key| Reference::new(Cow::Borrowed(key), start(id))));
        source.clusters.push(Cluster {
            key: id.map(cluster_key).unwrap_or_default(),
            fqdn: filled(node, "Fqdn"),
            site,
            software: flag(node, "RequiresSetup") == Some(true),
            single_machine: None,
            machines: children(node, "Machine").collect(),
            at: start(node),
        });
    }
    for node in list(topology, "SqlInstances").filter(|node| node.tag_name().name() == "SqlInstance") {
        let Some(id) = child(node, "SqlInstanceId") else {
            notes.at(start(node), || message!("import-note-no-id", element = "SqlInstance"));
            continue;
        };
        let cluster = child(id, "ClusterId").map(cluster_key).unwrap_or_default();
        let cluster = Reference::new(cluster, start(id));
        source.instances.push(instance(node, instance_key(id), cluster, attribute(id, "Name")));
    }
    let services = child(topology, "Services");
    for node in services.into_iter().flat_map(|services| children(services, "Service")) {
        let Some(id) = child(node, "ServiceId") else {
            notes.at(start(node), || message!("import-note-no-id", element = "Service"));
            continue;
        };
        let installed_on = child(node, "InstalledOn").and_then(|on| on.first_element_child()).map(|on| {
            let key = if on.tag_name().name() == "SqlInstanceId" { instance_key(on) } else { cluster_key(on) };
            Reference::new(key, start(on))
        });
        let to_service =
            |node: Node<'a, 'i>| child(node, "ServiceId").map(|id| Reference::new(service_key(id), start(id)));
        source.services.push(service(node, service_key(id), filled(id, "RoleName"), installed_on, to_service, notes));
    }
    source
}

/// Reads a `PartialTopology` element.
pub(super) fn editable<'a, 'i>(topology: Node<'a, 'i>, notes: &mut Notes<'_>) -> Source<'a, 'i> {
    let mut source = Source::default();
    domains(topology, &mut source);
    source.simple_urls = child(topology, SIMPLE_URLS).map(simple_urls).unwrap_or_default();
    let mut open: Vec<(Node<'a, 'i>, Option<Reference<'a>>)> = list(topology, "CentralSites")
        .filter(|node| node.tag_name().name() == "CentralSite")
        .map(|n| (n, None))
        .collect();
    open.reverse();
    while let Some((node, parent)) = open.pop() {
        // The list of sites is the key: sites may have no id, and their clusters stand inside them.
        let key: Key<'a> = Cow::Owned(source.sites.len().to_string());
        let mut entry = site(node, key.clone(), node.tag_name().name() == "RemoteSite");
        entry.parent = parent;
        source.sites.push(entry);
        for cluster in list(node, "Clusters").filter(|node| node.tag_name().name() == "Cluster") {
            editable_cluster(cluster, &key, &mut source);
        }
        let branches: Vec<_> =
            list(node, "RemoteSites").filter(|node| node.tag_name().name() == "RemoteSite").collect();
        open.extend(branches.into_iter().rev().map(|node| (node, Some(Reference::new(key.clone(), start(node))))));
    }
    let routed = source
        .sites
        .iter()
        .any(|site| matches!(site.federation, Routing::To(_)) || matches!(site.xmpp, Routing::To(_)));
    let services = child(topology, "Services");
    for node in services.into_iter().flat_map(|services| children(services, "Service")) {
        let key = Cow::Borrowed(attribute(node, "UniqueId").unwrap_or_default());
        let installed_on = filled(node, "InstalledOn").map(|key| Reference::new(Cow::Borrowed(key), start(node)));
        let to_service = |node: Node<'a, 'i>| {
            attribute(node, "ServiceUniqueId").map(|key| Reference::new(Cow::Borrowed(key), start(node)))
        };
        let role = filled(node, "RoleName");
        if let (true, Some(role), Some(site), Some(number)) =
            (routed, role, attribute(node, "OriginalSiteId"), attribute(node, "OriginalInstance"))
        {
            source.service_ids.entry(join_service(site, role, number)).or_insert(source.services.len());
        }
        source.services.push(service(node, key, role, installed_on, to_service, notes));
    }
    source
}

fn editable_cluster<'a, 'i>(node: Node<'a, 'i>, site: &Key<'a>, source: &mut Source<'a, 'i>) {
    let key: Key<'a> = Cow::Borrowed(attribute(node, "UniqueId").unwrap_or_default());
    for sql in list(node, "SqlInstances").filter(|node| node.tag_name().name() == "SqlInstance") {
        let id = Cow::Borrowed(attribute(sql, "UniqueId").unwrap_or_default());
        let cluster = Reference::new(key.clone(), start(sql));
        source.instances.push(instance(sql, id, cluster, attribute(sql, "Name")));
    }
    source.clusters.push(Cluster {
        key,
        fqdn: filled(node, "Fqdn"),
        site: Some(Reference::new(site.clone(), start(node))),
        software: flag(node, "RequiresSetup") == Some(true),
        single_machine: flag(node, "IsSingleMachineOnly"),
        machines: list(node, "Machines").filter(|node| node.tag_name().name() == "Machine").collect(),
        at: start(node),
    });
}

/// The elements of a list element, `Sites` or `Clusters`.
fn list<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    children(node, name).flat_map(|list| list.children().filter(Node::is_element))
}

fn domains<'a, 'i>(topology: Node<'a, 'i>, source: &mut Source<'a, 'i>) {
    if let Some(domains) = child(topology, "InternalDomains") {
        source.default_domain = filled(domains, "DefaultDomain");
        source.domains =
            Some(children(domains, "InternalDomain").filter_map(|domain| filled(domain, "Name")).collect());
    }
}

/// Beside the published topology, simple URLs are documents of their own: one for all, and one for each site that has
/// its own.
pub(super) fn simple_url_documents<'a, 'i>(documents: Node<'a, 'i>, source: &mut Source<'a, 'i>) {
    let of_site = |node: &Node<'a, 'i>| {
        let anchor = node.ancestors().find(|above| above.tag_name().name() == "AnchoredXml");
        let scope = anchor.and_then(|anchor| child(anchor, "Key")).and_then(|key| filled(key, "ScopeClass"));
        scope.is_some_and(|scope| scope.eq_ignore_ascii_case("Site"))
    };
    let all = documents.descendants().filter(|node| node.tag_name().name() == SIMPLE_URLS);
    let (own, global): (Vec<_>, Vec<_>) = all.partition(of_site);
    if let Some(configuration) = global.first() {
        source.simple_urls = simple_urls(*configuration);
    }
    if !(own.is_empty() && global.is_empty()) {
        source.simple_urls_per_site = Some(!own.is_empty());
    }
}

/// The addresses of a `SimpleUrlConfiguration`.
fn simple_urls<'a>(configuration: Node<'a, '_>) -> Vec<SimpleUrl<'a>> {
    children(configuration, "SimpleUrl")
        .filter_map(|node| {
            let url = filled(node, "ActiveUrl")
                .or_else(|| child(node, "SimpleUrlEntry").and_then(|entry| filled(entry, "Url")))?;
            Some(SimpleUrl {
                component: filled(node, "Component")?,
                domain: filled(node, "Domain").unwrap_or("*"),
                url,
            })
        })
        .collect()
}

fn site<'a>(node: Node<'a, '_>, key: Key<'a>, branch: bool) -> Site<'a> {
    let location = child(node, "Location");
    let settings = child(node, "SiteConfiguration").and_then(|node| child(node, "OCSSiteConfiguration"));
    let route = |name| match settings.and_then(|settings| child(settings, name)) {
        None => Routing::Unsaid,
        Some(route) => match (child(route, "ServiceId"), filled(route, "ServiceUniqueId")) {
            (Some(id), _) => Routing::To(Reference::new(service_key(id), start(id))),
            (None, Some(key)) => Routing::To(Reference::new(Cow::Borrowed(key), start(route))),
            (None, None) => Routing::Nowhere,
        },
    };
    Site {
        key,
        name: child(node, "Name").and_then(|name| name.text()).map(brief).filter(|name| !name.is_empty()),
        city: location.and_then(|location| filled(location, "City")),
        country: location.and_then(|location| filled(location, "CountryCode")),
        branch,
        parent: None,
        federation: route("FederationRoute"),
        xmpp: route("XmppFederationRoute"),
        at: start(node),
    }
}

/// The central site of a branch site. No real file shows the name of the attribute: any other `…SiteId` is taken,
/// or the id of a child element.
fn parent_of<'a>(node: Node<'a, '_>) -> Option<Reference<'a>> {
    let own = |name: &str| matches!(name, "SiteId" | "OriginalSiteId");
    let named = node.attributes().find(|a| a.name().ends_with("SiteId") && !own(a.name())).map(|a| a.value());
    let inside = || {
        let is_parent = |name: &str| name.contains("Parent") || name.contains("Central");
        let element = node.children().find(|child| child.is_element() && is_parent(child.tag_name().name()))?;
        attribute(element, "SiteId").or_else(|| element.text())
    };
    let key = brief(named.or_else(inside)?);
    Some(Reference::new(Cow::Borrowed(key), start(node)))
}

fn instance<'a>(node: Node<'a, '_>, key: Key<'a>, cluster: Reference<'a>, name: Option<&'a str>) -> Instance<'a> {
    Instance {
        key,
        cluster,
        name: name.unwrap_or_default(),
        mirror_port: filled(node, "MirrorPortNumber"),
        witness_port: filled(node, "WitnessPortNumber"),
        always_on_primary: filled(node, "AlwaysOnPrimaryNodeFqdn"),
        at: start(node),
    }
}

fn service<'a, 'i>(
    node: Node<'a, 'i>,
    key: Key<'a>,
    role: Option<&'a str>,
    installed_on: Option<Reference<'a>>,
    to_service: impl Fn(Node<'a, 'i>) -> Option<Reference<'a>>,
    notes: &mut Notes<'_>,
) -> Service<'a, 'i> {
    if role.is_none() {
        notes.at(start(node), || message!("import-note-no-role", key = key.as_ref()));
    }
    let mut depends_on = Vec::new();
    for dependency in list(node, "DependsOn").filter(|node| node.tag_name().name() == "Dependency") {
        let usage = match filled(dependency, "Usage") {
            None => Usage::Default,
            Some(word) => Usage::from_key(&word.to_ascii_lowercase()).unwrap_or_else(|| {
                notes.at(start(dependency), || message!("import-note-usage", usage = word));
                Usage::Default
            }),
        };
        match to_service(dependency) {
            Some(reference) => depends_on.push((usage, reference)),
            None => notes.at(start(dependency), || message!("import-note-no-id", element = "Dependency")),
        }
    }
    let backup = child(node, "Backup");
    Service {
        key,
        role: role.unwrap_or("?"),
        version: filled(node, "ServiceVersion"),
        installed_on,
        place: Place::Unknown,
        depends_on,
        backup: backup.and_then(to_service),
        automatic_failover: backup.and_then(|backup| flag(backup, "EnableAutomaticFailover")),
        node,
        at: start(node),
    }
}

fn cluster_key<'a>(id: Node<'a, '_>) -> Key<'a> {
    let part = |name| attribute(id, name).unwrap_or_default();
    Cow::Owned(format!("{}-{}", part("SiteId"), part("Number")))
}

/// Instance names vary in case inside one file.
fn instance_key<'a>(id: Node<'a, '_>) -> Key<'a> {
    let cluster = child(id, "ClusterId").map(cluster_key).unwrap_or_default();
    Cow::Owned(format!("{cluster}\\{}", attribute(id, "Name").unwrap_or_default().to_lowercase()))
}

fn service_key<'a>(id: Node<'a, '_>) -> Key<'a> {
    let part = |name| attribute(id, name).unwrap_or_default();
    join_service(part("SiteId"), part("RoleName"), part("Instance"))
}

/// As the product writes it: `1-Registrar-1`.
fn join_service<'a>(site: &str, role: &str, number: &str) -> Key<'a> {
    Cow::Owned(format!("{site}-{role}-{number}"))
}
