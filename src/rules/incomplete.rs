//! Half-built is not wrong: objects that still lack a name, a site or a link they need.

use super::Incomplete;
use super::packs::{Age, Pack};
use crate::model::*;
use crate::plan::Replay;
use foldhash::HashSet;

/// Each object once, as it is in the last stage that has it.
pub(super) fn incomplete(replay: &Replay, packs: &[Option<&'static Pack>]) -> Vec<Incomplete> {
    let mut out = Vec::new();
    for (stage, state) in replay.states.iter().enumerate() {
        let next = replay.states.get(stage + 1);
        let links = OnceLinks::default();
        let mut note = |subject: Subject, missing: Vec<FactName>| {
            if !missing.is_empty() {
                out.push(Incomplete { subject, missing });
            }
        };
        macro_rules! each {
            ($map:ident, $object:ident => $missing:expr) => {
                if !next.is_some_and(|next| next.$map.ptr_eq(&state.$map)) {
                    for ($object, id) in state.$map.iter().map(|(id, object)| (&**object, id)) {
                        if !next.is_some_and(|next| next.$map.contains_key(id)) {
                            note(id.into(), $missing);
                        }
                    }
                }
            };
        }
        each!(sites, site => lacks(&[(named(&site.name), "name")]));
        each!(pools, pool => {
            let mut missing = lacks(&[(named(&pool.fqdn), "fqdn"), (pool.site.is_some(), "site")]);
            if packs[stage].is_some_and(|pack| pack.age(pool) == Age::Own) {
                let has = links.of(state);
                let lacking = needed(pool).iter().filter(|kind| !has.contains(&(pool.id.as_str(), **kind)));
                missing.extend(lacking.map(|kind| kind.key()));
            }
            missing
        });
        each!(sql_servers, host => lacks(&[(named(&host.fqdn), "fqdn")]));
        each!(file_stores, store => lacks(&[(named(&store.host), "host"), (named(&store.share), "share")]));
        each!(gateways, gateway => lacks(&[(named(&gateway.fqdn), "fqdn"), (gateway.site.is_some(), "site")]));
    }
    out.sort();
    out
}

/// The links without which Topology Builder does not let a pool of this kind be defined.
fn needed(pool: &Pool) -> &'static [LinkKind] {
    match (pool.kind, pool.edition) {
        (PoolKind::FrontEnd, Some(Edition::Enterprise)) => &[LinkKind::UserStore, LinkKind::FileStore],
        (PoolKind::FrontEnd, _) => &[LinkKind::FileStore],
        (PoolKind::PersistentChat, _) => &[LinkKind::PersistentChatStore, LinkKind::FileStore, LinkKind::NextHop],
        (PoolKind::Edge, _) => &[LinkKind::NextHop],
        _ => &[],
    }
}

fn named(name: &Option<Text>) -> bool {
    name.as_ref().is_some_and(|name| !name.is_empty())
}

fn lacks(facts: &[(bool, FactName)]) -> Vec<FactName> {
    facts.iter().filter(|(there, _)| !there).map(|(_, name)| *name).collect()
}

/// The links of a state by pool and kind, made when the first pool asks.
#[derive(Default)]
struct OnceLinks<'a>(std::cell::OnceCell<HashSet<(&'a str, LinkKind)>>);

impl<'a> OnceLinks<'a> {
    fn of(&self, state: &'a Topology) -> &HashSet<(&'a str, LinkKind)> {
        self.0.get_or_init(|| state.links.values().map(|link| (link.from.id(), link.kind)).collect())
    }
}
