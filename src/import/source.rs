//! What both forms of a topology file say, in one shape: sites, clusters, SQL instances and services with the
//! references between them. A *cluster* is the file's word for a pool and for every other host.

use super::limits::MAX_NAME;
use super::notes::Notes;
use crate::message;
use crate::model::Usage;
use roxmltree::Node;
use std::borrow::Cow;
use std::collections::HashMap;

/// What an element is called by others in the file: `1-2`, `1-registrar-1`, a UniqueId.
pub(super) type Key<'a> = Cow<'a, str>;

/// A mention of another element; `target` is its place in the list once it is found.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    pub key: Key<'a>,
    pub at: usize,
    pub target: Option<usize>,
}

impl<'a> Reference<'a> {
    pub fn new(key: Key<'a>, at: usize) -> Self {
        Self { key, at, target: None }
    }
}

#[derive(Default)]
pub(super) struct Source<'a, 'i> {
    pub domains: Option<Vec<&'a str>>,
    pub default_domain: Option<&'a str>,
    pub simple_urls: Vec<SimpleUrl<'a>>,
    pub simple_urls_per_site: Option<bool>,
    pub sites: Vec<Site<'a>>,
    pub clusters: Vec<Cluster<'a, 'i>>,
    pub instances: Vec<Instance<'a>>,
    pub services: Vec<Service<'a, 'i>>,
    /// Keys of `ServiceId` elements where the file calls its services otherwise.
    pub service_ids: HashMap<Key<'a>, usize>,
}

pub(super) struct SimpleUrl<'a> {
    pub component: &'a str,
    pub domain: &'a str,
    pub url: &'a str,
}

pub(super) struct Site<'a> {
    pub key: Key<'a>,
    pub name: Option<&'a str>,
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
    pub branch: bool,
    pub parent: Option<Reference<'a>>,
    pub federation: Routing<'a>,
    pub xmpp: Routing<'a>,
    pub at: usize,
}

/// What a site says about a route.
pub(super) enum Routing<'a> {
    /// Nothing.
    Unsaid,
    /// An empty element: there is none.
    Nowhere,
    To(Reference<'a>),
}

pub(super) struct Cluster<'a, 'i> {
    pub key: Key<'a>,
    pub fqdn: Option<&'a str>,
    pub site: Option<Reference<'a>>,
    /// The product's software is installed there.
    pub software: bool,
    /// Whether the pool is one computer for good; only the editable form says it in a word.
    pub single_machine: Option<bool>,
    pub machines: Vec<Node<'a, 'i>>,
    pub at: usize,
}

pub(super) struct Instance<'a> {
    pub key: Key<'a>,
    pub cluster: Reference<'a>,
    /// Empty for the default instance.
    pub name: &'a str,
    pub mirror_port: Option<&'a str>,
    pub witness_port: Option<&'a str>,
    pub always_on_primary: Option<&'a str>,
    pub at: usize,
}

pub(super) struct Service<'a, 'i> {
    pub key: Key<'a>,
    pub role: &'a str,
    pub version: Option<&'a str>,
    pub installed_on: Option<Reference<'a>>,
    pub place: Place,
    pub depends_on: Vec<(Usage, Reference<'a>)>,
    pub backup: Option<Reference<'a>>,
    pub automatic_failover: Option<bool>,
    /// For ports and the details of the role.
    pub node: Node<'a, 'i>,
    pub at: usize,
}

/// Where a service is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Unknown,
    Cluster(usize),
    Instance(usize),
}

impl Source<'_, '_> {
    /// Finds the target of every reference. What is not there, or there twice, is noted.
    pub fn resolve(&mut self, notes: &mut Notes<'_>) {
        let sites = index(self.sites.iter().map(|site| (&site.key, site.at)), notes);
        let clusters = index(self.clusters.iter().map(|cluster| (&cluster.key, cluster.at)), notes);
        let instances = index(self.instances.iter().map(|instance| (&instance.key, instance.at)), notes);
        let services = index(self.services.iter().map(|service| (&service.key, service.at)), notes);

        let mut routes = Vec::new();
        for site in &mut self.sites {
            let name = site.name.unwrap_or(&site.key).to_owned();
            if let Some(parent) = &mut site.parent {
                find(parent, &sites, &name, notes);
            }
            for routing in [&mut site.federation, &mut site.xmpp] {
                if let Routing::To(reference) = routing {
                    routes.push((name.clone(), reference));
                }
            }
        }
        for (name, reference) in routes {
            reference.target = self.service_ids.get(&reference.key).copied();
            find(reference, &services, &name, notes);
        }
        for cluster in &mut self.clusters {
            if let Some(site) = &mut cluster.site {
                find(site, &sites, cluster.fqdn.unwrap_or(&cluster.key), notes);
            }
        }
        for instance in &mut self.instances {
            find(&mut instance.cluster, &clusters, instance.name, notes);
        }
        for service in &mut self.services {
            let name = format!("{} {}", service.role, service.key);
            match &service.installed_on {
                None => notes.at(service.at, || message!("import-note-not-installed", service = name.as_str())),
                Some(on) => match (clusters.get(&on.key), instances.get(&on.key)) {
                    (Some(cluster), _) => service.place = Place::Cluster(*cluster),
                    (None, Some(instance)) => service.place = Place::Instance(*instance),
                    (None, None) => notes.at(on.at, || dangling(&name, &on.key)),
                },
            }
            for (_, on) in &mut service.depends_on {
                find(on, &services, &name, notes);
            }
            if let Some(backup) = &mut service.backup {
                find(backup, &services, &name, notes);
            }
        }
    }

    /// How many things the file speaks of.
    pub fn objects(&self) -> usize {
        let machines: usize = self.clusters.iter().map(|cluster| cluster.machines.len()).sum();
        let dependencies: usize = self.services.iter().map(|service| service.depends_on.len()).sum();
        let own = [&self.sites.len(), &self.clusters.len(), &self.instances.len(), &self.services.len()];
        machines + dependencies + own.into_iter().sum::<usize>()
    }

    /// The cluster of a place: its own, or the one its SQL instance is on.
    pub fn cluster_of(&self, place: Place) -> Option<usize> {
        match place {
            Place::Unknown => None,
            Place::Cluster(cluster) => Some(cluster),
            Place::Instance(instance) => self.instances[instance].cluster.target,
        }
    }

    /// What to call a cluster in a note.
    pub fn cluster_name(&self, cluster: usize) -> &str {
        let cluster = &self.clusters[cluster];
        cluster.fqdn.unwrap_or(&cluster.key)
    }
}

/// The first element with each key.
fn index<'k, 'a: 'k>(
    keys: impl Iterator<Item = (&'k Key<'a>, usize)>,
    notes: &mut Notes<'_>,
) -> HashMap<Key<'a>, usize> {
    let mut index = HashMap::new();
    for (place, (key, at)) in keys.enumerate() {
        if index.contains_key(key) {
            notes.at(at, || message!("import-note-duplicate", key = key.as_ref()));
        } else {
            index.insert(key.clone(), place);
        }
    }
    index
}

fn find(reference: &mut Reference<'_>, among: &HashMap<Key<'_>, usize>, from: &str, notes: &mut Notes<'_>) {
    if reference.target.is_none() {
        reference.target = among.get(&reference.key).copied();
    }
    if reference.target.is_none() {
        notes.at(reference.at, || dangling(from, &reference.key));
    }
}

fn dangling(from: &str, to: &str) -> crate::text::Message {
    message!("import-note-dangling", from = from, to = to)
}

/// Child elements with this local name. Namespaces are not compared: the files mix them, and no name has two meanings.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// A text without blanks around it (hand-written files have them), and no longer than any name.
pub(super) fn brief(text: &str) -> &str {
    let text = text.trim();
    if text.len() <= MAX_NAME {
        return text;
    }
    text.char_indices().nth(MAX_NAME).map_or(text, |(end, _)| &text[..end])
}

pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name).map(brief)
}

/// An attribute that says something.
pub(super) fn filled<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(node, name).filter(|text| !text.is_empty())
}

pub(super) fn flag(node: Node<'_, '_>, name: &str) -> Option<bool> {
    match attribute(node, name)? {
        "1" => Some(true),
        "0" => Some(false),
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

pub(super) fn start(node: Node<'_, '_>) -> usize {
    node.range().start
}
