//! The two halves of a tbxml: what was downloaded (OriginalTopology) and what is being edited (NewTopology). Where
//! they differ, the file holds edits that are not published.

use super::notes::Notes;
use super::source::*;
use crate::message;
use roxmltree::Node;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many names a note lists.
const NAMED: usize = 5;

/// Notes which sites and pools the edits touch. Both arguments are `PartialTopology` elements.
pub(super) fn compare(original: Node<'_, '_>, edited: Node<'_, '_>, notes: &mut Notes<'_>) {
    let (before, after) = (parts(original), parts(edited));
    let mut names = BTreeSet::new();
    let mut first = None;
    for (key, part) in &after {
        if before.get(key).is_none_or(|old| old.print != part.print) {
            names.insert(part.name.clone());
            first = Some(first.map_or(part.at, |at: usize| at.min(part.at)));
        }
    }
    let removed = before.iter().filter(|(key, _)| !after.contains_key(*key));
    names.extend(removed.map(|(_, part)| part.name.clone()));
    if names.is_empty() {
        return;
    }
    let more = names.len().saturating_sub(NAMED);
    let listed: Vec<String> = names.into_iter().take(NAMED).collect();
    notes.at(first.unwrap_or(start(edited)), || message!("import-note-unpublished", names = listed, more = more));
}

struct Part {
    name: String,
    print: u64,
    at: usize,
}

/// Sites, clusters and services by their ids, and the settings beside them.
fn parts<'a>(topology: Node<'a, '_>) -> HashMap<(&'static str, &'a str), Part> {
    let mut parts = HashMap::new();
    let mut hosts: HashMap<&str, &str> = HashMap::new();
    for name in ["InternalDomains", "SimpleUrlConfiguration"] {
        if let Some(node) = child(topology, name) {
            parts.insert((name, ""), part(name, node, |_| true));
        }
    }
    for node in topology.descendants().filter(Node::is_element) {
        let id = attribute(node, "UniqueId").unwrap_or_default();
        match node.tag_name().name() {
            "CentralSite" | "RemoteSite" => {
                let name = child(node, "Name").and_then(|name| name.text()).unwrap_or_default().trim();
                let own =
                    |child: Node<'_, '_>| matches!(child.tag_name().name(), "Name" | "Location" | "SiteConfiguration");
                parts.insert(("Site", attribute(node, "OriginalSiteId").unwrap_or(name)), part(name, node, own));
            }
            "Cluster" => {
                let fqdn = attribute(node, "Fqdn").unwrap_or(id);
                hosts.insert(id, fqdn);
                for sql in child(node, "SqlInstances").into_iter().flat_map(|list| children(list, "SqlInstance")) {
                    hosts.insert(attribute(sql, "UniqueId").unwrap_or_default(), fqdn);
                }
                parts.insert(("Cluster", id), part(fqdn, node, |_| true));
            }
            "Service" => {
                let on = attribute(node, "InstalledOn").unwrap_or(id);
                parts.insert(("Service", id), part(hosts.get(on).unwrap_or(&on), node, |_| true));
            }
            _ => {}
        }
    }
    parts
}

fn part(name: &str, node: Node<'_, '_>, counts: impl Fn(Node<'_, '_>) -> bool) -> Part {
    let mut hasher = DefaultHasher::new();
    for child in node.children().filter(|child| child.is_element() && counts(*child)) {
        for inner in child.descendants() {
            print(inner, &mut hasher);
        }
    }
    if node.tag_name().name() != "CentralSite" && node.tag_name().name() != "RemoteSite" {
        print(node, &mut hasher);
    }
    Part { name: name.to_owned(), print: hasher.finish(), at: start(node) }
}

/// What an element or text says itself. The order of attributes means nothing; the two halves of a fresh download
/// differ in the default chat pool.
fn print(node: Node<'_, '_>, hasher: &mut DefaultHasher) {
    if let Some(text) = node.text().map(str::trim).filter(|text| node.is_text() && !text.is_empty()) {
        text.hash(hasher);
    }
    let in_chat_pool = || node.parent().is_some_and(|parent| parent.tag_name().name() == "DefaultPersistentChatPool");
    if !node.is_element() || in_chat_pool() {
        return;
    }
    node.tag_name().name().hash(hasher);
    let one = |name: &str, value: &str| {
        let mut hasher = DefaultHasher::new();
        (name, value).hash(&mut hasher);
        hasher.finish()
    };
    let all = node.attributes().fold(0u64, |sum, a| sum.wrapping_add(one(a.name(), a.value())));
    all.hash(hasher);
}
