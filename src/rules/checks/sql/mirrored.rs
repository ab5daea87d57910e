//! What fixes do with the members of a mirrored store.

use super::mirrors_at_start;
use super::moved::to_instances;
use super::new_servers::{NewServers, domain_beside};
use crate::rules::packs::Pack;
use crate::rules::prelude::*;
use crate::rules::relations::Relations;
use crate::rules::steps::{hint, in_phase};
use std::collections::BTreeMap;

/// One release for the server of the finding and those that mirroring joins with it: the newest that one of them runs, or
/// the oldest that the target lists for mirroring.
pub fn one_version(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(group) = Group::of(cx, |mirroring| mirroring.members().collect()) else { return Vec::new() };
    let pack = group.pack;
    let newest = group.servers.iter().filter_map(|server| server.sql_version).max();
    let fits =
        |version: &SqlVersion| *version >= pack.mirror_sql_from && newest.is_none_or(|newest| newest <= *version);
    let wanted = pack.sql_engines.iter().map(|engine| engine.version).filter(fits).min();
    let Some(wanted) = wanted.filter(|wanted| group.may_have(|server| server.sql_version, *wanted)) else {
        return one_engine(cx);
    };
    let behind = group.behind(|server| server.sql_version, wanted);
    // An older product may not support what the target needs.
    if behind.iter().any(|server| group.serves_older(server)) {
        return one_engine(cx);
    }
    let version = Message::word(SqlVersion::PREFIX, wanted.key());
    let label = message!("rules-sql-013-fix", hosts = group.names(&behind), version = version);
    set_all(cx, &behind, "sql-version", wanted.key(), label)
}

/// One edition for primary and mirror, and those that mirroring joins with them: a server is upgraded to the larger one.
pub fn one_edition(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(group) = Group::of(cx, |mirroring| mirroring.partners().collect()) else { return Vec::new() };
    let listed = |edition: &SqlEdition| group.pack.sql_engines.iter().any(|engine| engine.editions.contains(edition));
    // The vocabulary begins with the largest.
    let wanted = group.servers.iter().filter_map(|server| server.sql_edition).filter(listed).min();
    let Some(wanted) = wanted.filter(|wanted| group.may_have(|server| server.sql_edition, *wanted)) else {
        return one_engine(cx);
    };
    let behind = group.behind(|server| server.sql_edition, wanted);
    // Of a release that is too old, no edition is supported.
    let is_engine = |server: &SqlServer| {
        let mut engines = group.pack.sql_engines.iter().filter(|engine| engine.editions.contains(&wanted));
        server.sql_version.is_none_or(|version| engines.any(|engine| engine.version == version))
    };
    if !behind.iter().all(|server| is_engine(server)) {
        return one_engine(cx);
    }
    let edition = Message::word(SqlEdition::PREFIX, wanted.key());
    let label = message!("rules-sql-014-fix", hosts = group.names(&behind), edition = edition);
    set_all(cx, &behind, "sql-edition", wanted.key(), label)
}

/// New servers in the domain of the first member, for the members outside it.
pub fn one_domain(cx: &FixContext<'_>) -> Vec<Fix> {
    let [Subject::SqlServer(first), Subject::Pool(pool)] = cx.finding.related.as_slice() else { return Vec::new() };
    let Some((state, _, mirrors)) = mirrors_at_start(cx) else { return Vec::new() };
    let domain_of = |id: &SqlServerId| state.sql_servers.get(id).and_then(|server| server.domain.as_deref());
    let Some(domain) = domain_of(first) else { return Vec::new() };
    let outside =
        |instance: &SqlInstance| domain_of(&instance.server).is_some_and(|other| !other.eq_ignore_ascii_case(domain));
    let concerned = mirrors.iter().filter(|mirroring| {
        let has = |host: &Subject| mirroring.members().any(|instance| *host == Subject::from(&instance.server));
        mirroring.pool.id == *pool && has(&first.into()) && has(&cx.finding.subject)
    });
    let links = concerned.flat_map(|mirroring| {
        let parts = [(Usage::Mirror, Some(mirroring.mirror)), (Usage::Witness, mirroring.witness)];
        let parts =
            parts.into_iter().filter_map(move |(usage, instance)| Some((usage, instance.filter(|i| outside(i))?)));
        parts.flat_map(move |(usage, _)| links_of(state, mirroring, usage))
    });
    let label = message!("rules-sql-015-fix", pool = state.label(&pool.into()), domain = domain);
    on_new_servers(cx, state, &links.collect::<Vec<_>>(), Some(domain), label)
}

/// The instance of the finding and all that mirroring joins with it mirror synchronously.
pub fn synchronous(cx: &FixContext<'_>) -> Vec<Fix> {
    let (Some(Subject::Pool(pool)), Some((state, _, mirrors))) = (cx.finding.related.first(), mirrors_at_start(cx))
    else {
        return Vec::new();
    };
    let Subject::SqlInstance(id) = &cx.finding.subject else { return Vec::new() };
    let sets: Vec<Vec<&SqlInstanceId>> =
        mirrors.iter().map(|mirroring| mirroring.partners().map(|instance| &instance.id).collect()).collect();
    let asynchronous = |id: &&SqlInstanceId| {
        state.sql_instances.get(*id).is_some_and(|one| one.mirror_mode == Some(MirrorMode::Asynchronous))
    };
    let set = |id: &SqlInstanceId| Command::Set {
        of: id.into(),
        fact: "mirror-mode",
        to: Some(Value::text(MirrorMode::Synchronous.key())),
    };
    let commands = joined(&sets, id).into_iter().filter(asynchronous).map(set).collect();
    in_phase(cx, commands, message!("rules-sql-016-fix", pool = state.label(&pool.into())))
}

/// New servers for these links of mirrors and witnesses, one for each instance that they leave.
pub fn on_new_servers(
    cx: &FixContext<'_>,
    state: &Topology,
    links: &[&Link],
    domain: Option<&str>,
    label: Message,
) -> Vec<Fix> {
    let mut servers = NewServers::new(cx);
    let mut homes: BTreeMap<(Usage, &Subject), SqlInstance> = BTreeMap::new();
    let mut moves = Vec::new();
    for link in links {
        let Subject::Pool(pool) = &link.from else { continue };
        let Some(pool) = state.pools.get(pool) else { continue };
        let home = homes.entry((link.usage, &link.to)).or_insert_with(|| {
            servers.give(domain.or_else(|| domain_beside(state, pool)), pool.site.as_ref(), Some(Text::from("")))
        });
        moves.push((*link, home.id.clone()));
    }
    if let Some(domain) = domain {
        let set = |instance: &SqlInstance| Command::Set {
            of: (&instance.server).into(),
            fact: "domain",
            to: Some(Value::text(domain)),
        };
        servers.add.extend(homes.values().map(set));
    }
    to_instances(cx, servers.add, &moves, label)
}

/// The links of a mirrored store for its mirror or its witness.
pub fn links_of<'a>(
    state: &'a Topology,
    mirroring: &'a Mirroring<'_>,
    usage: Usage,
) -> impl Iterator<Item = &'a Link> + use<'a> {
    let from = Subject::from(&mirroring.pool.id);
    let links = state.links.values().map(|link| &**link);
    links.filter(move |link| {
        link.from == from
            && link.usage == usage
            && link.kind.store().is_some_and(|kind| mirroring.kinds.contains(&kind))
    })
}

/// The server of a finding and those that mirroring joins with it, directly or through others, now or in later phases.
struct Group<'a> {
    pack: &'static Pack,
    /// From the stage of the finding on.
    states: &'a [Topology],
    servers: Vec<&'a SqlServer>,
    /// Some of them come only later.
    more: bool,
}

impl<'a> Group<'a> {
    fn of(cx: &FixContext<'a>, members: impl Fn(&Mirroring<'a>) -> Vec<&'a SqlInstance>) -> Option<Self> {
        let (_, pack) = cx.at_start()?;
        let states = cx.replay.states.get(cx.finding.stages.0..)?;
        let Subject::SqlServer(id) = &cx.finding.subject else { return None };
        let mirrors = states.iter().flat_map(|state| Relations::new(state).mirrors);
        let own = mirrors.filter(|mirroring| pack.age(mirroring.pool) == Age::Own);
        let sets: Vec<Vec<&SqlServerId>> =
            own.map(|mirroring| members(&mirroring).into_iter().map(|instance| &instance.server).collect()).collect();
        let all = joined(&sets, id);
        let servers: Vec<&SqlServer> =
            all.iter().filter_map(|id| states.first()?.sql_servers.get(*id)).map(|server| &**server).collect();
        Some(Self { pack, states, more: servers.len() < all.len(), servers })
    }

    /// Whether all can have this from the stage of the finding on, and no later phase says otherwise.
    fn may_have<T: PartialEq>(&self, fact: impl Fn(&SqlServer) -> Option<T>, wanted: T) -> bool {
        let stays = |server: &&SqlServer| {
            let then = self.states.iter().filter_map(|state| state.sql_servers.get(&server.id));
            then.map(|then| fact(then)).all(|then| then == fact(server) || then.as_ref() == Some(&wanted))
        };
        !self.more && self.servers.iter().all(stays)
    }

    /// Those that have something else; what is not known is left alone.
    fn behind<T: PartialEq>(&self, fact: impl Fn(&SqlServer) -> Option<T>, wanted: T) -> Vec<&'a SqlServer> {
        self.servers.iter().filter(|server| fact(server).is_some_and(|known| known != wanted)).copied().collect()
    }

    fn serves_older(&self, server: &SqlServer) -> bool {
        let older = |state: &Topology, link: &Link| {
            let (Some(_), Subject::Pool(pool), Subject::SqlInstance(to)) = (link.kind.store(), &link.from, &link.to)
            else {
                return false;
            };
            state.sql_instances.get(to).is_some_and(|instance| instance.server == server.id)
                && state.pools.get(pool).is_some_and(|pool| self.pack.age(pool) == Age::Older)
        };
        self.states.iter().any(|state| state.links.values().any(|link| older(state, link)))
    }

    fn names(&self, servers: &[&SqlServer]) -> Vec<String> {
        let name = |server: &&SqlServer| self.states.first().map(|state| state.label(&(&server.id).into()));
        servers.iter().filter_map(name).collect()
    }
}

/// What the sets join with one, directly or through others; itself first.
fn joined<'a, T: PartialEq>(sets: &[Vec<&'a T>], with: &'a T) -> Vec<&'a T> {
    let mut found = vec![with];
    let mut at = 0;
    while let Some(here) = found.get(at).copied() {
        for one in sets.iter().filter(|set| set.contains(&here)).flatten() {
            if !found.contains(one) {
                found.push(one);
            }
        }
        at += 1;
    }
    found
}

fn set_all(cx: &FixContext<'_>, servers: &[&SqlServer], fact: FactName, to: &str, label: Message) -> Vec<Fix> {
    let set = |server: &&SqlServer| Command::Set { of: (&server.id).into(), fact, to: Some(Value::text(to)) };
    in_phase(cx, servers.iter().map(set).collect(), label)
}

/// Which release or edition all of them could have, the plan does not say.
fn one_engine(cx: &FixContext<'_>) -> Vec<Fix> {
    let pool = cx.finding.related.last().map(|pool| cx.plan.label(pool)).unwrap_or_default();
    hint(message!("rules-sql-mirror-engine-fix", pool = pool))
}
