//! XML into memory: escaping and nesting by a library, one element per line, no character that XML cannot carry.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that is being written. Writing into memory does not fail, so nothing here can.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

/// Names and values of an element.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// With the declaration that every part of a package begins with.
    pub fn new() -> Self {
        let mut xml = Self::bare();
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.line();
        xml
    }

    /// Without it: a picture inside another document.
    pub fn bare() -> Self {
        Self { writer: Writer::new(Vec::new()), open: Vec::new() }
    }

    /// An element of elements, each on a line of its own.
    pub fn begin(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.line();
    }

    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.put(Event::Start(element(name, attributes)));
        self.open.push(name);
    }

    /// Ends the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.put(Event::End(BytesEnd::new(name)));
            self.line();
        }
    }

    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.mark(name, attributes);
        self.line();
    }

    /// An empty element between words, where a new line would be one of the text.
    pub fn mark(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.put(Event::Empty(element(name, attributes)));
    }

    /// An element with words.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.words(text);
        self.close();
    }

    pub fn words(&mut self, text: &str) {
        self.put(Event::Text(BytesText::new(&sayable(text))));
    }

    /// What is not escaped: a style or a script of ours, which HTML takes as it stands.
    pub fn as_it_stands(&mut self, text: &str) {
        self.put(Event::Text(BytesText::from_escaped(text)));
    }

    /// The whole document; what is still open is closed.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }

    fn line(&mut self) {
        self.put(Event::Text(BytesText::from_escaped("\n")));
    }

    fn put(&mut self, event: Event<'_>) {
        let _ = self.writer.write_event(event);
    }
}

fn element<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, sayable(value).as_str()));
    }
    start
}

/// Text without the characters that XML 1.0 does not have.
pub fn sayable(text: &str) -> String {
    let carried = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(carried).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back_but_for_what_xml_cannot_carry() {
        let odd = "<&\"'\u{1}\u{85}\u{ffff}\n\tعربي 😀";
        let mut xml = Xml::new();
        xml.open("a", &[("b", odd)]);
        xml.leaf("c", &[], odd);
        let text = String::from_utf8(xml.finish()).unwrap();
        let read = roxmltree::Document::parse(&text).unwrap();
        let sayable = "<&\"'\n\tعربي 😀";
        assert_eq!(read.root_element().attribute("b"), Some(sayable));
        assert_eq!(read.root_element().first_element_child().and_then(|c| c.text()), Some(sayable));
    }
}
