//! A package of parts (Open Packaging Conventions, ISO/IEC 29500-2): what PowerPoint and Visio files are made of.

use super::Handout;
use super::xml::Xml;
use crate::text::Message;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties";
const RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// Parts by their names, without the slash that these begin with inside the package.
#[derive(Default)]
pub struct Package {
    parts: BTreeMap<String, (String, Vec<u8>)>,
    /// What each part refers to; those of the package itself under the empty name.
    relations: BTreeMap<String, Vec<(String, String)>>,
}

impl Package {
    pub fn part(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), (content_type.to_owned(), bytes));
    }

    /// Says that a part refers to another; gives the id by which it does.
    pub fn relate(&mut self, from: &str, kind: &str, to: &str) -> String {
        let relations = self.relations.entry(from.to_owned()).or_default();
        relations.push((kind.to_owned(), to.to_owned()));
        format!("rId{}", relations.len())
    }

    /// Title and author, and nothing of when or where the file was made.
    pub fn properties(&mut self, handout: &Handout<'_>) {
        let about = &handout.plan.about;
        let mut xml = Xml::new();
        xml.open(
            "cp:coreProperties",
            &[
                ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ],
        );
        for (name, text) in [("dc:title", &about.title), ("dc:creator", &about.author)] {
            if let Some(text) = text {
                xml.leaf(name, &[], text);
            }
        }
        xml.leaf("dc:language", &[], handout.lang.tag());
        let (core, app) = ("docProps/core.xml", "docProps/app.xml");
        self.part(core, "application/vnd.openxmlformats-package.core-properties+xml", xml.finish());
        self.relate("", CORE, core);
        let mut xml = Xml::new();
        xml.open(
            "Properties",
            &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")],
        );
        xml.leaf("Application", &[], "Coexist");
        self.part(app, "application/vnd.openxmlformats-officedocument.extended-properties+xml", xml.finish());
        self.relate("", EXTENDED, app);
    }

    /// The file. Parts are in the order of their names and have the least date, so that the bytes are always the same.
    pub fn finish(self) -> Result<Vec<u8>, Message> {
        let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        parts.insert("[Content_Types].xml".to_owned(), self.content_types());
        for (from, relations) in &self.relations {
            parts.insert(relations_of(from), written(from, relations));
        }
        parts.extend(self.parts.into_iter().map(|(name, (_, bytes))| (name, bytes)));
        zipped(&parts).map_err(|error| crate::message!("export-cannot-pack", reason = error.to_string()))
    }

    fn content_types(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", RELATIONSHIPS)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        for (name, (content_type, _)) in &self.parts {
            xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", content_type)]);
        }
        xml.finish()
    }
}

/// `ppt/slides/_rels/slide1.xml.rels`
fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn written(from: &str, relations: &[(String, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    for (at, (kind, to)) in relations.iter().enumerate() {
        let (id, target) = (format!("rId{}", at + 1), relative(from, to));
        xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", &target)]);
    }
    xml.finish()
}

/// The way from the folder of one part to another: some programs know no other.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let steps: Vec<&str> = to.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let same = folders.iter().zip(&steps[..steps.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - same);
    up.chain(steps[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_parts_are_relative() {
        assert_eq!(relative("", "ppt/presentation.xml"), "ppt/presentation.xml");
        assert_eq!(relative("ppt/presentation.xml", "ppt/slides/slide1.xml"), "slides/slide1.xml");
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/slideLayouts/a.xml"), "../slideLayouts/a.xml");
        assert_eq!(relations_of("ppt/slides/slide1.xml"), "ppt/slides/_rels/slide1.xml.rels");
        assert_eq!(relations_of(""), "_rels/.rels");
    }
}
