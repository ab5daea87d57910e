//! Topology files for tests: the fixtures, and what can be made of them.
#![allow(dead_code)]

use coexist::import::{self, ImportError, Imported};
use coexist::model::*;
use coexist::text::Lang;
use std::io::{Cursor, Write};
use std::sync::Arc;

pub const PUBLISHED: &str = include_str!("../fixtures/woodgrove.xml");
pub const EDITABLE: &str = include_str!("../fixtures/woodgrove.tbxml");
pub const EDGE_INPUT: &str = include_str!("../fixtures/edge-ocs2007r2.xml");

pub fn read(text: &str) -> Imported {
    import::read(text.as_bytes(), "test.xml").unwrap_or_else(|error| panic!("{error}"))
}

pub fn refusal(bytes: &[u8]) -> ImportError {
    match import::read(bytes, "test.xml") {
        Ok(imported) => panic!("was read: {:?}", imported.notes),
        Err(error) => error,
    }
}

/// The message ids of notes with their lines.
pub fn noted(imported: &Imported) -> Vec<(&str, Option<u32>)> {
    for note in &imported.notes {
        for lang in Lang::all() {
            let words = lang.say(&note.message);
            assert!(!words.contains('{') && !words.is_empty(), "{}: {words}", lang.tag());
        }
    }
    imported.notes.iter().map(|note| (note.message.id.as_ref(), note.line)).collect()
}

/// The line of the first occurrence of `what`, from 1.
pub fn line_of(text: &str, what: &str) -> Option<u32> {
    let at = text.find(what).unwrap_or_else(|| panic!("{what} is not in the text"));
    Some(text[..at].matches('\n').count() as u32 + 1)
}

pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// A configuration export with the topology as an element.
pub fn documents(topology: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<DocItemSet xmlns=\"urn:schema:Microsoft.Rtc.Management.Xds.AppLayer.2008\">\n<DocItem Name=\"urn:xds:topology\"><Data><AnchoredXml><Dictionary Count=\"1\"><Item><Key /><Value>{topology}</Value></Item></Dictionary></AnchoredXml></Data></DocItem></DocItemSet>"
    )
}

pub fn pool(topology: &Topology, fqdn: &str) -> Pool {
    let found = topology.pools.values().find(|pool| pool.fqdn.as_deref() == Some(fqdn));
    (**found.unwrap_or_else(|| panic!("no pool {fqdn}"))).clone()
}

pub fn site(topology: &Topology, name: &str) -> Site {
    let found = topology.sites.values().find(|site| site.name.as_deref() == Some(name));
    (**found.unwrap_or_else(|| panic!("no site {name}"))).clone()
}

pub fn sql(topology: &Topology, name: &str) -> SqlInstance {
    let named = |instance: &&Arc<SqlInstance>| topology.label(&(&instance.id).into()) == name;
    let found = topology.sql_instances.values().find(named);
    (**found.unwrap_or_else(|| panic!("no instance {name}"))).clone()
}

/// Links of a kind as `usage from -> to`, by name, in order.
pub fn links(topology: &Topology, kind: LinkKind) -> Vec<String> {
    let short = |subject: &Subject| topology.label(subject).replace(".woodgrove.example", "").to_lowercase();
    let of_kind = topology.links.values().filter(|link| link.kind == kind);
    let mut all: Vec<_> =
        of_kind.map(|link| format!("{} {} -> {}", link.usage.key(), short(&link.from), short(&link.to))).collect();
    all.sort();
    all
}
