//! Collocation: what may stand on one computer.

pub mod alone;
pub mod chat;
pub mod companions;
pub mod stores;

use crate::rules::prelude::*;
use crate::rules::steps::is_new;

/// A role that the plan brings gets a computer of its own: its pool, or its server, another name.
fn own_computer(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let Subject::Pool(id) = &cx.finding.subject else { return Vec::new() };
    let with = |pool: &PoolId| {
        let servers = state.servers.values().filter(|server| server.pool == *pool);
        let mut named: Vec<(Subject, &Text)> =
            servers.filter_map(|server| Some((Subject::from(&server.id), server.fqdn.as_ref()?))).collect();
        if named.is_empty() {
            let name = state.pools.get(pool).and_then(|pool| pool.fqdn.as_ref());
            named.extend(name.map(|name| (Subject::from(pool), name)));
        }
        named
    };
    let pools = cx.finding.related.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => Some(id),
        _ => None,
    });
    let others: Vec<&Text> = pools.flat_map(&with).map(|(_, name)| name).collect();
    let shared = with(id).into_iter().filter(|(_, name)| others.iter().any(|other| other.eq_ignore_ascii_case(name)));
    let (mut old, mut new, mut edits) = (Vec::new(), Vec::new(), Vec::new());
    let mut given = Topology::default();
    for (of, name) in shared {
        if !is_new(cx, &of) {
            return Vec::new();
        }
        let (host, domain) = name.split_once('.').map_or((&**name, None), |(host, domain)| (host, Some(domain)));
        let stem = host.trim_end_matches(|c: char| c.is_ascii_digit());
        let states: Vec<&Topology> = cx.replay.states.iter().chain(Some(&given)).collect();
        let free = Topology::free_fqdn(if stem.is_empty() { "server" } else { stem }, domain, &states);
        let mut server = Server::new(ServerId::new(&free), id.clone());
        server.fqdn = Some(Text::from(free.as_str()));
        given.put(server.into());
        edits.push(PlanEdit::Correct(Command::Set { of, fact: "fqdn", to: Some(Value::text(&free)) }));
        old.push(name.to_string());
        new.push(free);
    }
    if edits.is_empty() {
        return Vec::new();
    }
    let label = message!("rules-colo-shared-fix", pool = state.label(&cx.finding.subject), old = old, new = new);
    vec![Fix { label, edits, safety: Safety::Ask }]
}
