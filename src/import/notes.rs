//! What an import did not understand, with the line of the source.

use super::limits::MAX_NOTES;
use crate::message;
use crate::plan::Note;
use crate::text::Message;
use std::cell::OnceCell;

/// Collects notes about one text. Line numbers are made only when there is a note.
pub(super) struct Notes<'a> {
    text: &'a str,
    /// Lines of the file before the text.
    skipped: u32,
    line_ends: OnceCell<Vec<usize>>,
    list: Vec<Note>,
    more: usize,
}

impl<'a> Notes<'a> {
    pub(super) fn new(text: &'a str, skipped: u32) -> Self {
        Self { text, skipped, line_ends: OnceCell::new(), list: Vec::new(), more: 0 }
    }

    /// A note about the place `at`, in bytes. The message is made when the note is kept.
    pub(super) fn at(&mut self, at: usize, message: impl FnOnce() -> Message) {
        if self.list.len() < MAX_NOTES {
            let line = Some(self.line(at));
            self.list.push(Note { message: message(), line });
        } else {
            self.more += 1;
        }
    }

    /// A note about the whole file.
    pub(super) fn whole(&mut self, message: Message) {
        self.list.push(Note { message, line: None });
    }

    /// The line of the file, from 1.
    pub(super) fn line(&self, at: usize) -> u32 {
        let ends = self.line_ends.get_or_init(|| self.text.match_indices('\n').map(|(end, _)| end).collect());
        let before = ends.partition_point(|end| *end < at);
        (before as u32).saturating_add(1).saturating_add(self.skipped)
    }

    /// Notes about the whole file first, then in the order of lines.
    pub(super) fn finish(mut self) -> Vec<Note> {
        self.list.sort_by_key(|note| note.line);
        if self.more > 0 {
            self.list.push(Note { message: message!("import-note-more", count = self.more), line: None });
        }
        self.list
    }
}
