//! The words on cards, in one language, each said once per scene.

use crate::message;
use crate::model::*;
use crate::text::{Lang, Message};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Says words and remembers them: a sheet says the same few words a thousand times.
pub(super) struct Say {
    lang: Lang,
    words: Mutex<HashMap<(&'static str, &'static str), Arc<str>>>,
    counts: Mutex<HashMap<(Counted, u64), Arc<str>>>,
    /// What stands before and after the name of an object of each kind.
    around: Mutex<HashMap<SubjectKind, (String, String)>>,
}

/// What is counted on cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    Servers,
    Instances,
    Users,
    Pools,
    Errors,
    Warnings,
    Advice,
    Accepted,
    UsersAtLeast,
    SqlServers,
    FileStores,
    Gateways,
    PoolsWithoutVersion,
    Added,
    Changed,
    Emptied,
    Removed,
}

/// Between the parts of a second line.
const DOT: &str = " · ";

/// Whoever panicked left words that are whole.
fn locked<T>(words: &Mutex<T>) -> MutexGuard<'_, T> {
    words.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Say {
    pub fn new(lang: Lang) -> Self {
        Self { lang, words: Mutex::default(), counts: Mutex::default(), around: Mutex::default() }
    }

    pub fn message(&self, message: &Message) -> String {
        self.lang.say(message)
    }

    /// `diagram-<prefix>-<key>`.
    pub fn word(&self, prefix: &'static str, key: &'static str) -> Arc<str> {
        let mut words = locked(&self.words);
        words.entry((prefix, key)).or_insert_with(|| Arc::from(self.lang.word(prefix, key))).clone()
    }

    pub fn count(&self, what: Counted, count: u64) -> Arc<str> {
        let mut counts = locked(&self.counts);
        let say = || {
            let shown = self.lang.number(count);
            let message = match what {
                Counted::Servers => message!("diagram-servers", count = count, shown = shown),
                Counted::Instances => message!("diagram-instances", count = count, shown = shown),
                Counted::Users => message!("diagram-users", count = count, shown = shown),
                Counted::Pools => message!("diagram-pools", count = count, shown = shown),
                Counted::UsersAtLeast => message!("diagram-users-at-least", count = count, shown = shown),
                Counted::SqlServers => message!("diagram-sql-servers", count = count, shown = shown),
                Counted::FileStores => message!("diagram-file-stores", count = count, shown = shown),
                Counted::Gateways => message!("diagram-gateways", count = count, shown = shown),
                Counted::PoolsWithoutVersion => {
                    message!("diagram-pools-without-version", count = count, shown = shown)
                }
                Counted::Added => message!("diagram-inside-added", count = count, shown = shown),
                Counted::Changed => message!("diagram-inside-changed", count = count, shown = shown),
                Counted::Emptied => message!("diagram-inside-emptied", count = count, shown = shown),
                Counted::Removed => message!("diagram-inside-removed", count = count, shown = shown),
                Counted::Errors => message!("diagram-errors", count = count),
                Counted::Warnings => message!("diagram-warnings", count = count),
                Counted::Advice => message!("diagram-advice", count = count),
                Counted::Accepted => message!("diagram-accepted", count = count),
            };
            Arc::from(self.lang.say(&message))
        };
        counts.entry((what, count)).or_insert_with(say).clone()
    }

    /// What a screen reader calls an object: “pool fe-paris.contoso.com”.
    pub fn the(&self, subject: &Subject, name: &str) -> String {
        /// Stands for the name while the words around it are said.
        const NAME: &str = "\u{1}";
        let kind = subject.kind();
        let mut around = locked(&self.around);
        let (before, after) = around.entry(kind).or_insert_with(|| {
            let said = match kind {
                SubjectKind::Site => self.lang.say(&message!("diagram-the-site", name = NAME)),
                SubjectKind::Pool => self.lang.say(&message!("diagram-the-pool", name = NAME)),
                SubjectKind::Server => self.lang.say(&message!("diagram-the-server", name = NAME)),
                SubjectKind::SqlServer => self.lang.say(&message!("diagram-the-sql-server", name = NAME)),
                SubjectKind::SqlInstance => self.lang.say(&message!("diagram-the-sql-instance", name = NAME)),
                SubjectKind::FileStore => self.lang.say(&message!("diagram-the-file-store", name = NAME)),
                SubjectKind::Gateway => self.lang.say(&message!("diagram-the-gateway", name = NAME)),
                SubjectKind::Deployment
                | SubjectKind::Link
                | SubjectKind::UserGroup
                | SubjectKind::Phase
                | SubjectKind::Step => NAME.to_owned(),
            };
            let (before, after) = said.split_once(NAME).unwrap_or((&said, ""));
            (before.to_owned(), after.to_owned())
        });
        [before, name, after].concat()
    }

    /// The second line of a pool's card, in parts: what it is, its version, its servers, its users. A fact that
    /// is not known says so.
    pub fn pool(&self, pool: &Pool, servers: usize, users: Option<u64>) -> Vec<Arc<str>> {
        let mut parts = vec![match (pool.kind, pool.edition) {
            (PoolKind::FrontEnd, Some(edition)) => self.word("diagram-edition", edition.key()),
            (PoolKind::FrontEnd, None) => self.word("diagram-edition", "unknown"),
            (kind, _) => self.word("diagram-kind", kind.key()),
        }];
        // Office Web Apps servers have versions of their own.
        if let Some(version) = pool.version {
            parts.push(self.word("diagram-version", version.key()));
        } else if !matches!(pool.kind, PoolKind::OfficeWebApps | PoolKind::TrustedApplication) {
            parts.push(self.word("diagram-version", "unknown"));
        }
        parts.push(self.count(Counted::Servers, servers as u64));
        if pool.kind.homes_users() {
            parts.push(match users {
                Some(users) => self.count(Counted::Users, users),
                None => self.word("diagram-users", "unknown"),
            });
        }
        parts
    }

    pub fn sql_server(&self, host: &SqlServer) -> Vec<Arc<str>> {
        let version = host.sql_version.map_or("unknown", |version| version.key());
        // The keys of SQL versions begin with `sql-` themselves.
        let mut parts = vec![match version {
            "unknown" => self.word("diagram-sql", "unknown"),
            key => self.word("diagram", key),
        }];
        parts.extend(host.sql_edition.map(|edition| self.word("diagram-sql-edition", edition.key())));
        parts
    }

    pub fn file_store(&self, store: &FileStore) -> Vec<Arc<str>> {
        let mut parts = vec![self.word("diagram", "file-share")];
        if store.dfs == Some(true) {
            parts.push(self.word("diagram", "dfs"));
        }
        parts
    }

    pub fn gateway(&self, gateway: &Gateway) -> Vec<Arc<str>> {
        vec![self.word("diagram-gateway", gateway.gateway_kind.map_or("unknown", |kind| kind.key()))]
    }
}

/// The parts of a second line as one.
pub(super) fn joined(parts: &[Arc<str>]) -> String {
    parts.join(DOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words whose ids are made at run time are not checked by the compiler.
    #[test]
    fn every_language_has_every_word() {
        let mut ids = Vec::new();
        let mut need = |prefix: &str, keys: &[&str]| ids.extend(keys.iter().map(|key| format!("{prefix}-{key}")));
        need("diagram-edition", Edition::KEYS);
        need("diagram-version", Version::KEYS);
        need("diagram-kind", PoolKind::KEYS);
        need("diagram", SqlVersion::KEYS);
        need("diagram-sql-edition", SqlEdition::KEYS);
        need("diagram-gateway", GatewayKind::KEYS);
        need("diagram-store", StoreKind::KEYS);
        need("diagram-link", LinkKind::KEYS);
        for prefix in ["diagram-edition", "diagram-version", "diagram-users", "diagram-sql", "diagram-gateway"] {
            need(prefix, &["unknown"]);
        }
        need("diagram-usage", &["mirror", "witness", "backup"]);
        need("diagram-chip", &["cms", "federation", "mediation"]);
        need("diagram-state", &["added", "removed", "changed", "emptied"]);
        need("diagram-compared", &["added", "removed", "changed", "emptied"]);
        need("diagram-site", &["branch", "legacy", "empty", "collapsed"]);
        need(
            "diagram",
            &["file-share", "dfs", "perimeter", "default-instance", "default-instance-full", "no-store", "incomplete"],
        );
        for lang in Lang::all() {
            let missing: Vec<_> = ids.iter().filter(|id| !lang.has(id)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
        }
    }

    #[test]
    fn what_is_not_known_is_said() {
        let say = Say::new(Lang::EN);
        let mut pool = Pool::new(PoolId::new("fe"), PoolKind::FrontEnd);
        assert_eq!(joined(&say.pool(&pool, 1, None)), "edition unknown · version unknown · 1 server · users unknown");
        pool.edition = Some(Edition::Enterprise);
        pool.version = Some(Version::Lync2013);
        assert_eq!(joined(&say.pool(&pool, 3, Some(1_200))), "Enterprise · Lync 2013 · 3 servers · 1,200 users");
        let host = SqlServer::new(SqlServerId::new("sql"));
        assert_eq!(joined(&say.sql_server(&host)), "SQL Server, version unknown");
    }
}
