//! The table of missing facts for somebody else to fill in: to a spreadsheet or as CSV. `import::facts` reads it back.

use crate::model::*;
use crate::plan::{FactColumn, Means, kind_word, means, said_value};
use crate::text::{Lang, Message};

/// One row: what is missing, what is known meanwhile, and the rules that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    pub subject: Subject,
    pub fact: FactName,
    pub value: Option<Value>,
    pub rules: Vec<Code>,
}

/// The table in a language, cells between `separator`. `everything` names the objects.
pub fn table(everything: &Topology, rows: &[FactRow], separator: u8, lang: Lang) -> String {
    let mut out =
        csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = FactColumn::ALL.iter().map(|column| lang.word(FactColumn::PREFIX, column.key()));
    // Nothing can go wrong: the lines are of one length, and a vector takes every byte.
    let _ = out.write_record(head);
    for row in rows {
        let site = everything.site_of(&row.subject).filter(|_| !matches!(row.subject, Subject::Site(_)));
        let kind = kind_of(row);
        let value = row.value.as_ref().zip(kind).map(|(value, kind)| said(everything, kind, value, lang));
        let _ = out.write_record([
            object_name(everything, &row.subject, lang),
            lang.say(&kind_word(everything, &row.subject)),
            site.map(|site| everything.label(&site.into())).unwrap_or_default(),
            lang.word("fact", row.fact),
            value.unwrap_or_default(),
            kind.map(|kind| choices(kind, lang)).unwrap_or_default(),
            row.rules.iter().map(Code::as_str).collect::<Vec<_>>().join(", "),
        ]);
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What an object is called in the table; the deployment by what it is.
pub fn object_name(everything: &Topology, subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Deployment => lang.word(SubjectKind::PREFIX, subject.kind().key()),
        other => everything.label(other),
    }
}

fn kind_of(row: &FactRow) -> Option<FactKind> {
    match means(&row.subject, row.fact)? {
        Means::Value(kind) => Some(kind),
        Means::Users => Some(FactKind::Count),
        _ => None,
    }
}

/// A value as people read it, and as it can be read back: numbers without gaps, items between commas.
fn said(everything: &Topology, kind: FactKind, value: &Value, lang: Lang) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::List(items) if items.is_empty() => lang.say(&crate::message!("plan-value-none")),
        Value::List(items) => {
            let word = |item: &str| match kind {
                FactKind::Choices(prefix, _) => lang.word(prefix, item),
                _ => item.to_owned(),
            };
            items.iter().map(|item| word(item)).collect::<Vec<_>>().join(", ")
        }
        other => {
            let said = said_value("", kind, other, &|subject| everything.label(subject));
            lang.say(&crate::message!("plan-value", value = said))
        }
    }
}

/// What can be chosen, where that is a closed list.
fn choices(kind: FactKind, lang: Lang) -> String {
    let list = |words: Vec<String>| words.join(" | ");
    match kind {
        FactKind::Flag => {
            list([crate::message!("plan-value-yes"), crate::message!("plan-value-no")].map(|m| lang.say(&m)).to_vec())
        }
        FactKind::Choice(prefix, keys) | FactKind::Choices(prefix, keys) => {
            list(keys.iter().map(|key| lang.say(&Message::word(prefix, key))).collect())
        }
        _ => String::new(),
    }
}
