//! How a pool is split: some of its servers stand in a second pool of the kind.

use super::rule::FixContext;
use crate::edit::Command;
use crate::model::*;
use crate::plan::intents;

/// The second pool of a split.
pub struct Second {
    pub id: PoolId,
    /// What brings it in place of servers of the first.
    pub commands: Vec<Command>,
    pub name: String,
}

/// Whether the phase of the finding brings a server: others stay where they are.
pub fn comes(cx: &FixContext<'_>, server: &Server) -> bool {
    let stage = cx.finding.stages.0;
    stage > 0 && cx.plan.entry_of(&(&server.id).into()).is_some_and(|(entry, _)| entry == stage)
}

/// A second pool like this one, with these servers of it.
pub fn second_pool(cx: &FixContext<'_>, state: &Topology, pool: &Pool, go: &[&Server]) -> Option<Second> {
    let stage = cx.finding.stages.0;
    if go.is_empty() || !go.iter().all(|server| comes(cx, server)) {
        return None;
    }
    let made = intents::new_pool(cx.plan, stage, pool.kind, pool.version, pool.site.as_ref());
    let Some(Command::Add(Element::Pool(new))) = made.commands.into_iter().next() else { return None };
    let like = Pool {
        id: new.id.clone(),
        fqdn: new.fqdn.clone(),
        edition: pool.edition,
        roles: pool.roles.clone(),
        forest: pool.forest.clone(),
        domain: pool.domain.clone(),
        os: pool.os,
        os_installation: pool.os_installation,
        processor: pool.processor,
        update_level: pool.update_level.clone(),
        platform: pool.platform,
        hypervisor: pool.hypervisor,
        load_balancing: pool.load_balancing,
        web_load_balancer: pool.web_load_balancer,
        ..(*new).clone()
    };
    let name = like.fqdn.as_deref().unwrap_or(new.id.as_str()).to_owned();
    let mut commands: Vec<Command> = go.iter().map(|server| Command::Remove((&server.id).into())).collect();
    commands.push(Command::Add(like.into()));
    let mut taken = Vec::new();
    for server in go {
        let free = cx.plan.free_id_besides(SubjectKind::Server, &state.label(&(&server.id).into()), &taken);
        taken.push(free.clone());
        let server = Server { id: ServerId::new(&free), pool: new.id.clone(), ..(*server).clone() };
        commands.push(Command::Add(server.into()));
    }
    Some(Second { id: new.id.clone(), commands, name })
}
