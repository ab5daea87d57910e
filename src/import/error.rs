//! Why a file cannot be imported at all. What is odd inside a readable file is a note, not an error.

use super::limits::*;
use crate::message;
use crate::text::{Lang, Message};
use std::fmt;

/// A refusal: which file, why, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    pub(super) file: String,
    pub(super) problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Empty,
    TooLarge {
        megabytes: usize,
    },
    /// Neither UTF-8 nor UTF-16 nor what the XML declaration names.
    Encoding,
    /// A document type definition: never needed, and the door of entity bombs.
    DocumentType,
    TooManyElements,
    TooManyAttributes,
    TooManyObjects,
    /// Of a table of facts.
    TooManyLines,
    TooDeep,
    NotWellFormed {
        fault: Fault,
        line: u32,
        column: u32,
    },
    NotATopology {
        root: String,
    },
    NoTopologyInside,
    NotAnArchive,
    TooManyEntries,
    /// Packed so tightly that it can only be meant to fill the memory.
    ZipBomb,
    Encrypted,
    NoDocumentInArchive,
    /// `Export-CsUserData` in place of `Export-CsConfiguration`.
    UserData,
}

/// What is wrong with a text that is not XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A closing tag for another element than the open one.
    CloseTag,
    /// The text ends before its elements do.
    Unfinished,
    Entity,
    RepeatedAttribute,
    Other,
}

impl ImportError {
    /// The refusal in words, with the file, the place and what to do.
    pub fn message(&self) -> Message {
        let file = self.file.as_str();
        match &self.problem {
            Problem::Empty => message!("import-empty", file = file),
            Problem::TooLarge { megabytes } => message!("import-too-large", file = file, limit = *megabytes),
            Problem::Encoding => message!("import-encoding", file = file),
            Problem::DocumentType => message!("import-document-type", file = file),
            Problem::TooManyElements => message!("import-too-many-elements", file = file, limit = MAX_MARKUP),
            Problem::TooManyAttributes => message!("import-too-many-attributes", file = file),
            Problem::TooManyObjects => message!("import-too-many-objects", file = file, limit = MAX_OBJECTS),
            Problem::TooManyLines => message!("import-too-many-lines", file = file, limit = MAX_TABLE_LINES),
            Problem::TooDeep => message!("import-too-deep", file = file, limit = MAX_DEPTH),
            Problem::NotWellFormed { fault, line, column } => message!(
                "import-not-well-formed",
                file = file,
                fault = fault.message(),
                line = line.to_string(),
                column = column.to_string()
            ),
            Problem::NotATopology { root } => message!("import-not-a-topology", file = file, root = root),
            Problem::NoTopologyInside => message!("import-no-topology-inside", file = file),
            Problem::NotAnArchive => message!("import-not-an-archive", file = file),
            Problem::TooManyEntries => message!("import-too-many-entries", file = file, limit = MAX_ZIP_ENTRIES),
            Problem::ZipBomb => message!("import-zip-bomb", file = file, limit = MAX_ZIP_RATIO),
            Problem::Encrypted => message!("import-encrypted", file = file),
            Problem::NoDocumentInArchive => message!("import-no-document", file = file),
            Problem::UserData => message!("import-user-data", file = file),
        }
    }

    /// Line and column, from 1, when the refusal is about one place.
    pub fn place(&self) -> Option<(u32, u32)> {
        match self.problem {
            Problem::NotWellFormed { line, column, .. } => Some((line, column)),
            _ => None,
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Lang::EN.say(&self.message()))
    }
}

impl std::error::Error for ImportError {}

impl Fault {
    fn message(self) -> Message {
        match self {
            Self::CloseTag => message!("import-fault-close-tag"),
            Self::Unfinished => message!("import-fault-unfinished"),
            Self::Entity => message!("import-fault-entity"),
            Self::RepeatedAttribute => message!("import-fault-repeated-attribute"),
            Self::Other => message!("import-fault-other"),
        }
    }
}

impl Problem {
    /// What the XML library said; `skipped` lines stand before the text it was given.
    pub(super) fn of_xml(error: &roxmltree::Error, text: &str, skipped: u32) -> Self {
        use roxmltree::Error;
        let fault = match error {
            Error::DtdDetected => return Self::DocumentType,
            Error::NodesLimitReached => return Self::TooManyElements,
            Error::AttributesLimitReached | Error::NamespacesLimitReached => return Self::TooManyAttributes,
            Error::UnexpectedCloseTag(..) | Error::UnexpectedEntityCloseTag(_) => Fault::CloseTag,
            Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => Fault::Unfinished,
            Error::UnknownEntityReference(..) | Error::MalformedEntityReference(_) | Error::EntityReferenceLoop(_) => {
                Fault::Entity
            }
            Error::DuplicatedAttribute(..) | Error::DuplicatedNamespace(..) => Fault::RepeatedAttribute,
            _ => Fault::Other,
        };
        let (line, column) = match fault {
            // The library gives no place for these: it is the end of the text.
            Fault::Unfinished => {
                let last = text.lines().last().unwrap_or_default();
                (text.lines().count().max(1) as u32, last.chars().count() as u32 + 1)
            }
            _ => (error.pos().row, error.pos().col),
        };
        Self::NotWellFormed { fault, line: line + skipped, column }
    }
}
