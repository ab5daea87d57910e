//! Names of pools and machines.

pub mod characters;
pub mod dns_first;
pub mod edge;
pub mod in_use;
pub mod objects;
pub mod reused;
pub mod simple_urls;
pub mod web_services;

use crate::model::*;
use crate::plan::{PlanEdit, Replay};
use crate::rules::prelude::{Command, Fix, FixContext, Safety, message};

/// Whether a server is the only one of its pool and bears the pool's name, as on a Standard Edition server:
/// then the pool stands for both.
fn is_its_pool(server: &Server, pool: &Pool, members: impl FnOnce() -> usize) -> bool {
    server.fqdn.as_ref().zip(pool.fqdn.as_ref()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b)) && members() == 1
}

/// The first `stem01.domain`, `stem02.domain`… that nothing in the plan bears, also not as a name of web services or of
/// an Edge service, nor among those of `taken`.
fn free_name(replay: &Replay, stem: &str, domain: &str, taken: &[String]) -> Option<String> {
    let also = |pool: &Pool, name: &str| {
        let names = [
            &pool.internal_web_fqdn,
            &pool.external_web_fqdn,
            &pool.access_edge_fqdn,
            &pool.web_conferencing_edge_fqdn,
            &pool.av_edge_fqdn,
        ];
        names.into_iter().flatten().any(|other| other.eq_ignore_ascii_case(name))
    };
    let bears = |state: &Topology, name: &str| state.bears(name) || state.pools.values().any(|pool| also(pool, name));
    let is_free = |name: &String| !taken.contains(name) && !replay.states.iter().any(|state| bears(state, name));
    (1u32..1000).map(|n| format!("{stem}{n:02}.{domain}")).find(is_free)
}

/// The next free name of the same stem and domain, written where the object enters the plan.
fn rename(cx: &FixContext<'_>) -> Vec<Fix> {
    let subject = &cx.finding.subject;
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let Some(Value::Text(old)) = state.fact(subject, "fqdn") else { return Vec::new() };
    let (host, domain) = match old.split_once('.') {
        Some((host, domain)) => (host, Some(domain)),
        None => (&*old, None),
    };
    let stem = host.trim_end_matches(|c: char| c.is_ascii_digit());
    let states: Vec<&Topology> = cx.replay.states.iter().collect();
    let new = Topology::free_fqdn(if stem.is_empty() { "pool" } else { stem }, domain, &states);
    let mut renamed = vec![subject.clone()];
    if let Subject::Pool(id) = subject
        && let Some(pool) = state.pools.get(id)
    {
        let members: Vec<_> = state.servers.values().filter(|server| server.pool == *id).collect();
        renamed.extend(members.iter().filter(|s| is_its_pool(s, pool, || members.len())).map(|s| Subject::from(&s.id)));
    }
    let to = |of| PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(&new)) });
    vec![Fix {
        label: message!("rules-name-fix", old = &*old, new = new.as_str()),
        edits: renamed.into_iter().map(to).collect(),
        safety: Safety::Ask,
    }]
}
