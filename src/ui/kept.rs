//! What a panel worked out from the open document, kept until the document shows something else.

use super::document::Document;
use crate::rules::Report;
use crate::text::Lang;
use std::sync::Arc;

/// A value and what it was worked out from: what the plan says, its report, the shown stage, the language, and `K`.
pub struct Kept<K, V>(Option<(Of<K>, Arc<V>)>);

struct Of<K> {
    /// Of the same document: the report tells.
    content: u64,
    report: Arc<Report>,
    shown: usize,
    lang: Lang,
    key: K,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    pub fn get(&mut self, doc: &Document, lang: Lang, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let (content, report, shown) = (doc.content(), doc.report(), doc.shown());
        let same = |of: &Of<K>| {
            Arc::ptr_eq(&of.report, report)
                && (of.content, of.shown, of.lang) == (content, shown, lang)
                && of.key == key
        };
        match &self.0 {
            Some((of, value)) if same(of) => value.clone(),
            _ => {
                let value = Arc::new(make());
                let of = Of { content, report: report.clone(), shown, lang, key };
                self.0 = Some((of, value.clone()));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PackId;
    use crate::plan::{About, Plan, PlanEdit};

    #[test]
    fn a_value_is_made_again_when_the_document_or_the_key_is_another() {
        let mut doc = Document::new(Arc::new(Plan::new(PackId::new("lync-2013"))), || {});
        let (mut kept, mut made) = (Kept::default(), 0);
        let mut look = |doc: &Document, lang: Lang, key: &'static str| {
            *kept.get(doc, lang, key, || {
                made += 1;
                made
            })
        };
        assert_eq!(look(&doc, Lang::EN, "a"), 1);
        assert_eq!(look(&doc, Lang::EN, "a"), 1);
        assert_eq!(look(&doc, Lang::EN, "b"), 2);
        assert_eq!(look(&doc, Lang::FR, "b"), 3);
        let about = About { title: Some("One".into()), ..About::default() };
        doc.commit(crate::message!("language-name"), &[PlanEdit::About(about)]).expect("done");
        assert_eq!(look(&doc, Lang::FR, "b"), 4);
        assert_eq!(look(&doc, Lang::FR, "b"), 4);
    }
}
