//! Topology files in: always a plan *and* notes on what was not understood.
//!
//! Four inputs, told apart by what is in them and never by their name: what Topology Builder saves (tbxml), the
//! published topology (`Get-CsTopology -AsXml`), the zip of `Export-CsConfiguration`, and the Edge description for
//! `Merge-CsLegacyTopology`. The first three are read into one shape (`source`) and built from there (`build`).
//! What a file says beside an open plan is `reality`'s: how far the deployment is, and what is not as planned; `adopt`
//! writes a difference into the plan.
//!
//! One odd element never stops the rest: it becomes a [`Note`] with its line. Files are untrusted: see `limits`.

mod adopt;
mod archive;
mod build;
mod encoding;
mod error;
pub mod facts;
mod forms;
mod halves;
mod ids;
pub mod limits;
mod merge;
mod notes;
pub mod objects;
pub mod reality;
mod source;
mod topology_input;

pub use adopt::{Adoption, NotAdopted, adopt, adoption};
pub use error::ImportError;
pub use merge::merge_into;

use crate::message;
use crate::model::{PackId, Topology, words};
use crate::plan::{Note, Plan};
use error::Problem;
use notes::Notes;
use roxmltree::{Document, Node, ParsingOptions};
use source::{Source, child};

const TOPOLOGY: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008";
const TOPOLOGY_BUILDER: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.TopologyBuilder.2008";
const TOPOLOGY_INPUT: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.LegacyUserInput.2008";
/// What the names of documents begin with in an export of user data.
const USER_DATA: &str = "urn:lcd:";

words! {
    /// Which of the inputs a file is. The words are `import-source-…`.
    SourceKind as "import-source" {
        Tbxml = "tbxml",
        TopologyXml = "topology-xml",
        ConfigurationZip = "configuration-zip",
        TopologyInput = "topology-input",
    }
}

/// What a file gave: a plan whose today is the topology, and what was not understood.
#[derive(Clone, Debug)]
pub struct Imported {
    pub plan: Plan,
    pub notes: Vec<Note>,
    pub source: SourceKind,
}

/// Reads a topology file of any kind. `file_name` is for messages only.
///
/// # Errors
/// When the file is none of the four inputs, is not well-formed, or asks for more than [`limits`] allow.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    read_bytes(bytes).map_err(|problem| ImportError { file: file_name.to_owned(), problem })
}

/// Whether a file is XML or a zip, so that [`read`] is the one to open or refuse it. A look at the first bytes.
pub fn looks_like_topology(bytes: &[u8]) -> bool {
    archive::is_zip(bytes) || encoding::beginning(bytes).trim_start().starts_with('<')
}

fn read_bytes(bytes: &[u8]) -> Result<Imported, Problem> {
    if bytes.len() > limits::MAX_FILE_BYTES {
        return Err(Problem::TooLarge { megabytes: limits::MAX_FILE_BYTES >> 20 });
    }
    if archive::is_zip(bytes) {
        read_text(&encoding::decode(&archive::document(bytes)?)?)
    } else {
        read_text(&encoding::decode(bytes)?)
    }
}

fn read_text(text: &str) -> Result<Imported, Problem> {
    let body = text.trim_start();
    if body.is_empty() {
        return Err(Problem::Empty);
    }
    let skipped = lines(&text[..text.len() - body.len()]);
    let document = parse(body, skipped)?;
    let mut notes = Notes::new(body, skipped);
    let root = document.root_element();
    let (topology, source) = match (root.tag_name().name(), root.tag_name().namespace()) {
        ("TopologyBuilder", Some(TOPOLOGY_BUILDER)) => (topology_builder(root, &mut notes)?, SourceKind::Tbxml),
        ("Topology", Some(TOPOLOGY)) => (published(root, None, &mut notes)?, SourceKind::TopologyXml),
        ("TopologyInput", Some(TOPOLOGY_INPUT)) => (topology_input::read(root, &mut notes)?, SourceKind::TopologyInput),
        ("DocItemSet" | "AnchoredXml", _) => return configuration(root, notes),
        (name, _) => return Err(Problem::NotATopology { root: name.chars().take(60).collect() }),
    };
    Ok(imported(topology, notes, source))
}

fn imported(topology: Topology, notes: Notes<'_>, source: SourceKind) -> Imported {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = topology;
    Imported { plan, notes: notes.finish(), source }
}

fn parse(text: &str, skipped: u32) -> Result<Document<'_>, Problem> {
    limits::guard(text)?;
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: 2 * limits::MAX_MARKUP as u32, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| Problem::of_xml(&error, text, skipped))
}

/// The half that is being edited, or the downloaded one where there is no other.
fn topology_builder(root: Node<'_, '_>, notes: &mut Notes<'_>) -> Result<Topology, Problem> {
    let half = |name| child(root, name).and_then(|half| child(half, "PartialTopology"));
    let topology = match (half("OriginalTopology"), half("NewTopology")) {
        (Some(original), Some(edited)) => {
            halves::compare(original, edited, notes);
            edited
        }
        (None, Some(edited)) => edited,
        (Some(original), None) => {
            notes.at(source::start(original), || message!("import-note-original-only"));
            original
        }
        (None, None) => return Err(Problem::NoTopologyInside),
    };
    resolved(forms::editable(topology, notes), notes)
}

fn published(root: Node<'_, '_>, documents: Option<Node<'_, '_>>, notes: &mut Notes<'_>) -> Result<Topology, Problem> {
    let mut source = forms::published(root, notes);
    if let Some(documents) = documents {
        forms::simple_url_documents(documents, &mut source);
    }
    resolved(source, notes)
}

fn resolved(mut source: Source<'_, '_>, notes: &mut Notes<'_>) -> Result<Topology, Problem> {
    if source.objects() > limits::MAX_OBJECTS {
        return Err(Problem::TooManyObjects);
    }
    source.resolve(notes);
    Ok(build::build(&source, notes))
}

/// Finds the topology among the documents of a configuration: an element, or a text that is one itself.
fn configuration(root: Node<'_, '_>, mut notes: Notes<'_>) -> Result<Imported, Problem> {
    let source = SourceKind::ConfigurationZip;
    if let Some(topology) = root.descendants().find(|node| node.has_tag_name((TOPOLOGY, "Topology"))) {
        let topology = published(topology, Some(root), &mut notes)?;
        return Ok(imported(topology, notes, source));
    }
    let named = |node: &Node<'_, '_>| {
        node.tag_name().name() == "DocItem"
            && source::attribute(*node, "Name").is_some_and(|n| n.starts_with(USER_DATA))
    };
    if root.children().any(|node| named(&node)) {
        return Err(Problem::UserData);
    }
    let is_topology = |text: &str| text.starts_with("<Topology") || text.starts_with("<AnchoredXml");
    for node in root.descendants().filter(Node::is_text) {
        let whole = node.text().unwrap_or_default();
        let text = whole.trim_start();
        if !is_topology(text) {
            continue;
        }
        let before = notes.line(source::start(node)) - 1 + lines(&whole[..whole.len() - text.len()]);
        let document = parse(text, before)?;
        if let Some(topology) = document.descendants().find(|node| node.has_tag_name((TOPOLOGY, "Topology"))) {
            let mut notes = Notes::new(text, before);
            let topology = published(topology, Some(root), &mut notes)?;
            return Ok(imported(topology, notes, source));
        }
    }
    Err(Problem::NoTopologyInside)
}

fn lines(text: &str) -> u32 {
    text.matches('\n').count() as u32
}
