//! What people write above the columns of an inventory, and as kinds of object; in any language.

use crate::import::facts::facts_called;
use crate::message;
use crate::model::*;
use crate::text::{Lang, Message, folded};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Kind,
    Pool,
    Site,
    Instance,
    /// The fact of the object, or of what it belongs to, that has one of these names.
    Facts(&'static [FactName]),
}

/// What a row can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Site,
    Pool(PoolKind),
    /// Of the pool that the row names.
    Server,
    SqlServer,
    FileStore,
    Gateway,
}

impl Kind {
    /// What it is, in words.
    pub fn word(self) -> Message {
        let subject = |kind: SubjectKind| Message::word(SubjectKind::PREFIX, kind.key());
        match self {
            Self::Pool(kind) => Message::word(PoolKind::PREFIX, kind.key()),
            Self::Site => subject(SubjectKind::Site),
            Self::Server => subject(SubjectKind::Server),
            Self::SqlServer => subject(SubjectKind::SqlServer),
            Self::FileStore => subject(SubjectKind::FileStore),
            Self::Gateway => subject(SubjectKind::Gateway),
        }
    }

    /// The kinds that a list of names alone can be of.
    pub fn of_lists() -> impl Iterator<Item = Self> {
        let pools = PoolKind::ALL.iter().map(|kind| Self::Pool(*kind));
        pools.chain([Self::SqlServer, Self::FileStore, Self::Gateway, Self::Site])
    }
}

/// Says the same in every language and takes it apart: `FQDN, Host`.
fn lists(message: &Message) -> impl Iterator<Item = String> + use<> {
    let said: Vec<String> = Lang::all().map(|lang| lang.say(message)).collect();
    said.into_iter().flat_map(|said| said.split(',').map(folded).collect::<Vec<_>>()).filter(|word| !word.is_empty())
}

/// The column that a head names.
pub(super) fn column_called(head: &str) -> Option<Column> {
    static COLUMNS: OnceLock<HashMap<String, Column>> = OnceLock::new();
    let columns = COLUMNS.get_or_init(|| {
        let heads: [(Message, Column); 9] = [
            (message!("import-objects-heads-name"), Column::Name),
            (message!("import-objects-heads-kind"), Column::Kind),
            (message!("import-objects-heads-pool"), Column::Pool),
            (message!("import-objects-heads-site"), Column::Site),
            (message!("import-objects-heads-instance"), Column::Instance),
            (message!("import-objects-heads-version"), Column::Facts(&["version", "sql-version"])),
            (message!("import-objects-heads-edition"), Column::Facts(&["edition", "sql-edition"])),
            (message!("import-objects-heads-os"), Column::Facts(&["os"])),
            (message!("import-objects-heads-addresses"), Column::Facts(&["addresses"])),
        ];
        let mut columns = HashMap::new();
        for (message, column) in heads {
            for head in lists(&message) {
                columns.entry(head).or_insert(column);
            }
        }
        columns
    });
    let known = columns.get(&folded(head)).copied();
    known.or_else(|| Some(facts_called(head)).filter(|facts| !facts.is_empty()).map(Column::Facts))
}

/// The kind that a cell names: its word in any language, its key, what people say for short, with or without *pool* and
/// *server*.
pub(super) fn kind_called(text: &str) -> Option<Kind> {
    static KINDS: OnceLock<HashMap<String, Kind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds = HashMap::new();
        let all = Kind::of_lists().chain([Kind::Server]);
        for kind in all {
            let key = match kind {
                Kind::Pool(kind) => kind.key(),
                Kind::Site => SubjectKind::Site.key(),
                Kind::Server => SubjectKind::Server.key(),
                Kind::SqlServer => SubjectKind::SqlServer.key(),
                Kind::FileStore => SubjectKind::FileStore.key(),
                Kind::Gateway => SubjectKind::Gateway.key(),
            };
            let id = format!("import-objects-kind-{key}");
            let short = Lang::EN.has(&id).then(|| Message { id: id.into(), args: Vec::new() });
            let words = lists(&kind.word()).chain(short.iter().flat_map(lists)).chain([key.to_owned()]);
            for word in words {
                let core = core(&word);
                kinds.entry(word).or_insert(kind);
                if !core.is_empty() {
                    kinds.entry(core).or_insert(kind);
                }
            }
        }
        kinds
    });
    let text = folded(text);
    kinds.get(&text).or_else(|| kinds.get(&core(&text))).copied()
}

/// Without the words that any of them may have or not.
fn core(folded: &str) -> String {
    const ANY: &[&str] = &["pool", "server", "serveur", "servers", "serveurs", "role", "de", "d"];
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty() && !ANY.contains(part));
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_word_key_and_what_people_say() {
        for (text, kind) in [
            ("Front End pool", Kind::Pool(PoolKind::FrontEnd)),
            ("Front End", Kind::Pool(PoolKind::FrontEnd)),
            ("front-end server", Kind::Pool(PoolKind::FrontEnd)),
            ("Pool frontal", Kind::Pool(PoolKind::FrontEnd)),
            ("Edge", Kind::Pool(PoolKind::Edge)),
            ("Serveur Edge", Kind::Pool(PoolKind::Edge)),
            ("Mediation Server", Kind::Pool(PoolKind::Mediation)),
            ("Médiation", Kind::Pool(PoolKind::Mediation)),
            ("SBA", Kind::Pool(PoolKind::Sba)),
            ("SQL", Kind::SqlServer),
            ("SQL Server", Kind::SqlServer),
            ("Server", Kind::Server),
            ("Serveur", Kind::Server),
            ("File share", Kind::FileStore),
            ("Passerelle", Kind::Gateway),
            ("SBC", Kind::Gateway),
            ("Site", Kind::Site),
        ] {
            assert_eq!(kind_called(text), Some(kind), "{text}");
        }
        assert_eq!(kind_called("printer"), None);
        assert_eq!(kind_called(""), None);
    }

    #[test]
    fn columns_are_known_by_what_inventories_call_them() {
        for (text, column) in [
            ("Name", Column::Name),
            ("FQDN", Column::Name),
            ("Nom", Column::Name),
            ("Type", Column::Kind),
            ("Role", Column::Kind),
            ("Pool", Column::Pool),
            ("Site", Column::Site),
            ("Instance SQL", Column::Instance),
            ("Version", Column::Facts(&["version", "sql-version"])),
            ("Number of users", Column::Facts(&["users"])),
        ] {
            assert_eq!(column_called(text), Some(column), "{text}");
        }
        assert_eq!(column_called("Comment"), None);
    }
}
