//! Commands with the names of a plan in the place of their place-holders. What the plan does not say stays open.

use super::task::Moment;
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Plan, Step};
use crate::propose::{Piece, Placeholder, pieces};
use crate::rules::Age;
use std::collections::{BTreeMap, BTreeSet};

/// A command as it is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    pub text: String,
    /// What the plan does not say: it stands as `<name>`, which no shell takes.
    pub open: BTreeSet<Placeholder>,
}

/// What may stand in the place of each place-holder; several values give several commands.
type Values = BTreeMap<Placeholder, Vec<String>>;

/// The names of a plan, for commands.
pub struct Filler<'a> {
    plan: &'a Plan,
    /// Every object of any stage.
    known: Topology,
    /// Where the users of each pool go.
    successors: BTreeMap<PoolId, BTreeSet<PoolId>>,
}

/// A legacy pool, and the new one that takes over from it.
type Pair = (Option<PoolId>, Option<PoolId>);

impl<'a> Filler<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let mut successors: BTreeMap<PoolId, BTreeSet<PoolId>> = BTreeMap::new();
        for command in plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands()) {
            if let Command::MoveUsers { from, to, .. } = command {
                successors.entry(from.clone()).or_default().insert(to.clone());
            }
        }
        Self { plan, known: plan.everything(), successors }
    }

    /// The commands of a procedure's step, once for each pair of pools that these steps of the plan are about.
    pub fn lines(&self, commands: &[Text], steps: &[&Step], at: &Moment<'_>) -> Vec<Line> {
        let mut values: Vec<Values> = self.pairs(steps, at).iter().map(|pair| self.values(pair)).collect();
        let hosts = self.removed_sql(steps, at);
        if !hosts.is_empty() {
            values = hosts;
        }
        let mut lines = Vec::new();
        for command in commands {
            for values in &values {
                for line in written(command, values) {
                    if !lines.contains(&line) {
                        lines.push(line);
                    }
                }
            }
        }
        lines
    }

    /// The one pool that the users of another go to.
    fn successor(&self, old: &PoolId) -> Option<PoolId> {
        let all = self.successors.get(old)?;
        all.first().filter(|_| all.len() == 1).cloned()
    }

    fn pairs(&self, steps: &[&Step], at: &Moment<'_>) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        let age = |id: &PoolId| at.pool(id).map(|pool| at.pack.age(pool));
        for step in steps {
            match step {
                Step::Activity { about, .. } => {
                    let (old, new): (Vec<PoolId>, Vec<PoolId>) = (at.pools_of(about).into_iter())
                        .filter(|id| matches!(age(id), Some(Age::Older | Age::Own)))
                        .partition(|id| age(id) == Some(Age::Older));
                    let only = if let [one] = new.as_slice() { Some(one.clone()) } else { None };
                    pairs.extend(
                        old.iter().map(|old| (Some(old.clone()), only.clone().or_else(|| self.successor(old)))),
                    );
                    if old.is_empty() {
                        pairs.extend(new.into_iter().map(|new| (None, Some(new))));
                    }
                }
                Step::Change { commands, .. } => {
                    for command in commands {
                        pairs.extend(self.pair(command, at));
                    }
                }
            }
        }
        let mut kept: Vec<Pair> = Vec::new();
        for pair in &pairs {
            let says_more = |other: &Pair| {
                other != pair && (pair.0.is_none() || pair.0 == other.0) && (pair.1.is_none() || pair.1 == other.1)
            };
            if !kept.contains(pair) && !pairs.iter().any(says_more) {
                kept.push(pair.clone());
            }
        }
        if kept.is_empty() { vec![(None, None)] } else { kept }
    }

    fn pair(&self, command: &Command, at: &Moment<'_>) -> Option<Pair> {
        let age = |id: &PoolId| at.pool(id).map(|pool| at.pack.age(pool));
        match command {
            Command::MoveUsers { from, to, .. } => Some((Some(from.clone()), Some(to.clone()))),
            Command::MoveCms { to } => Some((at.before.deployment.cms.clone(), Some(to.clone()))),
            Command::Add(Element::Pool(pool)) if at.pack.age(pool) == Age::Own => Some((None, Some(pool.id.clone()))),
            Command::Remove(Subject::Pool(id)) if age(id) == Some(Age::Older) => {
                Some((Some(id.clone()), self.successor(id)))
            }
            _ => None,
        }
    }

    /// The instances of SQL Servers that these steps remove, each with the stores that it held.
    fn removed_sql(&self, steps: &[&Step], at: &Moment<'_>) -> Vec<Values> {
        let commands = steps.iter().flat_map(|step| step.commands());
        let hosts = commands.filter_map(|command| match command {
            Command::Remove(Subject::SqlServer(id)) => Some(id),
            _ => None,
        });
        let mut all = Vec::new();
        for host in hosts {
            for instance in at.before.sql_instances.values().filter(|instance| instance.server == *host) {
                let mut values = Values::new();
                self.sql(&mut values, &instance.id, Placeholder::LegacySqlServer, Placeholder::LegacySqlInstance);
                all.push(values);
            }
        }
        all
    }

    fn values(&self, (old, new): &Pair) -> Values {
        let mut values = Values::new();
        let fqdn = |id: &PoolId| self.known.pools.get(id).and_then(|pool| pool.fqdn.clone());
        if let Some(old) = old {
            put(&mut values, Placeholder::LegacyPool, fqdn(old));
            self.store(
                &mut values,
                old,
                LinkKind::UserStore,
                Placeholder::LegacySqlServer,
                Placeholder::LegacySqlInstance,
            );
            put(&mut values, Placeholder::LegacyChatDatabase, self.database(old, LinkKind::GroupChatStore));
        }
        if let Some(new) = new {
            put(&mut values, Placeholder::NewPool, fqdn(new));
            self.store(&mut values, new, LinkKind::UserStore, Placeholder::NewSqlServer, Placeholder::NewSqlInstance);
            put(&mut values, Placeholder::NewChatDatabase, self.database(new, LinkKind::PersistentChatStore));
            let pool = self.known.pools.get(new);
            put(
                &mut values,
                Placeholder::ChatPool,
                fqdn(new).filter(|_| pool.is_some_and(|pool| pool.kind == PoolKind::PersistentChat)),
            );
            let site = pool.and_then(|pool| pool.site.as_ref()).and_then(|id| self.known.sites.get(id));
            put(&mut values, Placeholder::Site, site.and_then(|site| site.name.clone()));
            let service = fqdn(new).map(|fqdn| Text::from(format!("service:ApplicationServer:{fqdn}")));
            put(&mut values, Placeholder::CallParkService, service);
        }
        let domains = self.plan.today.deployment.sip_domains.iter().flatten();
        for domain in domains {
            for (of, record) in
                [(Placeholder::SignInRecord, "_sipinternaltls._tcp"), (Placeholder::XmppRecord, "_xmpp-server._tcp")]
            {
                put(&mut values, of, Some(Text::from(format!("{record}.{domain}"))));
            }
        }
        values
    }

    fn instance_of(&self, pool: &PoolId, store: LinkKind) -> Option<&SqlInstanceId> {
        let is = |link: &&std::sync::Arc<Link>| {
            link.kind == store && link.usage == Usage::Default && link.from == Subject::from(pool)
        };
        match &self.known.links.values().find(is)?.to {
            Subject::SqlInstance(id) => Some(id),
            _ => None,
        }
    }

    fn store(&self, values: &mut Values, pool: &PoolId, store: LinkKind, server: Placeholder, instance: Placeholder) {
        if let Some(id) = self.instance_of(pool, store) {
            self.sql(values, id, server, instance);
        }
    }

    fn sql(&self, values: &mut Values, id: &SqlInstanceId, server: Placeholder, name: Placeholder) {
        let Some(instance) = self.known.sql_instances.get(id) else { return };
        let host = self.known.sql_servers.get(&instance.server);
        put(values, server, host.and_then(|host| host.fqdn.clone()));
        put(values, name, instance.name.clone());
    }

    /// `server\instance`, or the server alone for a default instance.
    fn database(&self, pool: &PoolId, store: LinkKind) -> Option<Text> {
        let id = self.instance_of(pool, store)?;
        self.known.name(&id.into()).map(Text::from)
    }
}

/// A name that could break out of its line, or look like another, is no name; nor is one with a double quote, which programs
/// that are no cmdlets split their arguments at, however PowerShell quotes it.
fn put(values: &mut Values, of: Placeholder, name: Option<Text>) {
    let is_strange = |c: char| {
        c.is_control()
            || c == '"'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if let Some(name) = name.filter(|name| !name.chars().any(is_strange)) {
        values.entry(of).or_default().push(name.to_string());
    }
}

/// The command once for each combination of values.
fn written(command: &str, values: &Values) -> Vec<Line> {
    let mut lines = vec![Line { text: String::new(), open: BTreeSet::new() }];
    for piece in pieces(command).unwrap_or_default() {
        match piece {
            Piece::Text(text) => lines.iter_mut().for_each(|line| line.text.push_str(text)),
            Piece::Fill(placeholder) => match values.get(&placeholder) {
                None => {
                    for line in &mut lines {
                        line.text.push_str(&format!("<{}>", placeholder.key()));
                        line.open.insert(placeholder);
                    }
                }
                Some(all) => {
                    lines = lines.iter().flat_map(|line| all.iter().map(|value| filled(line, value))).collect();
                }
            },
        }
    }
    lines
}

/// A line with a value; an empty one (the default instance) takes its parameter along.
fn filled(line: &Line, value: &str) -> Line {
    let mut line = line.clone();
    if value.is_empty() {
        let before = line.text.trim_end().rfind(' ').unwrap_or(line.text.len());
        line.text.truncate(before);
    } else {
        line.text.push_str(&quoted(value));
    }
    line
}

/// A text for PowerShell. It takes typographic apostrophes for quotes as well.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(Placeholder, &str)]) -> Values {
        let mut values = Values::new();
        pairs.iter().for_each(|(of, name)| put(&mut values, *of, Some(Text::from(*name))));
        values
    }

    fn texts(command: &str, values: &Values) -> Vec<String> {
        written(command, values).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn names_are_quoted_for_powershell() {
        assert_eq!(quoted("pool13.contoso.com"), "'pool13.contoso.com'");
        assert_eq!(quoted("O'Neil; Remove-Item $x"), "'O''Neil; Remove-Item $x'");
        assert_eq!(quoted("l’été"), "'l’’été'");
        // All that PowerShell takes for an apostrophe, and nothing else, is doubled.
        assert_eq!(quoted("'\u{2018}\u{2019}\u{201a}\u{201b}"), "'''‘‘’’‚‚‛‛'");
        assert_eq!(quoted("“a” „b″ `n –$x‐"), "'“a” „b″ `n –$x‐'");
        assert_eq!(quoted(""), "''");
    }

    /// The text of a single-quoted string, read as PowerShell reads it, and what is left of the line.
    fn unquoted(text: &str) -> Option<(String, &str)> {
        let is_quote = |c: char| matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}');
        let mut chars = text.char_indices().peekable();
        chars.next().filter(|(_, c)| is_quote(*c))?;
        let mut out = String::new();
        while let Some((at, c)) = chars.next() {
            if is_quote(c) {
                let Some((_, second)) = chars.next_if(|(_, next)| is_quote(*next)) else {
                    return Some((out, &text[at + c.len_utf8()..]));
                };
                out.push(second);
            } else {
                out.push(c);
            }
        }
        None
    }

    #[test]
    fn powershell_reads_back_what_was_quoted() {
        let hostile =
            ["'", "''", "’'", "'’", "a'; Remove-Item x #", "‘’‚‛'", "$(x) `' \"", "x`", "–%", "{}@()", "é東京", ""];
        for name in hostile {
            let line = format!("{} -Target", quoted(name));
            assert_eq!(unquoted(&line), Some((name.to_owned(), " -Target")), "{line}");
        }
    }

    #[test]
    fn what_is_not_known_stays_open_and_is_told() {
        let known = values(&[(Placeholder::NewPool, "a.b")]);
        let lines = written("Move-CsUser -Identity <user> -Target <new-pool>", &known);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text, "Move-CsUser -Identity <user> -Target 'a.b'");
        assert_eq!(lines[0].open, [Placeholder::User].into());
    }

    #[test]
    fn a_default_instance_needs_no_parameter() {
        let known = values(&[(Placeholder::NewSqlServer, "sql"), (Placeholder::NewSqlInstance, "")]);
        let command = "X -SQLServerFQDN <new-sql-server> -SQLInstanceName <new-sql-instance>";
        assert_eq!(texts(command, &known), ["X -SQLServerFQDN 'sql'"]);
    }

    #[test]
    fn several_values_give_several_commands() {
        let known = values(&[(Placeholder::SignInRecord, "a"), (Placeholder::SignInRecord, "b")]);
        assert_eq!(texts("nslookup <sign-in-record>", &known), ["nslookup 'a'", "nslookup 'b'"]);
    }

    #[test]
    fn no_name_breaks_out_of_its_line() {
        let known = values(&[(Placeholder::NewPool, "a\nRemove-Item x")]);
        assert_eq!(texts("Get-X <new-pool>", &known), ["Get-X <new-pool>"]);
        for name in ["a\u{2028}b", "a\u{202e}b", "a\" /y \"b", "a\rb", "a\u{feff}"] {
            let known = values(&[(Placeholder::NewPool, name)]);
            assert_eq!(texts("Get-X <new-pool>", &known), ["Get-X <new-pool>"], "{name:?}");
        }
    }

    #[test]
    fn every_command_of_every_procedure_keeps_a_hostile_name_in_its_quotes() {
        let hostile = "x'; Remove-Item $env:x `n $(y) ’z";
        let known = values(&Placeholder::ALL.iter().map(|of| (*of, hostile)).collect::<Vec<_>>());
        let steps = crate::propose::procedures().iter().flat_map(|way| &way.phases).flat_map(|phase| &phase.steps);
        for placed in steps {
            let step = placed.step;
            for command in step.commands.iter().chain(&step.checks).chain(&step.back) {
                for line in texts(command, &known) {
                    // Outside of what is quoted stands what the procedure says, and nothing of the name.
                    let bare = line.replace(&quoted(hostile), "");
                    assert!(!bare.contains("Remove-Item") && !bare.contains('\''), "{line}");
                }
            }
        }
    }
}
