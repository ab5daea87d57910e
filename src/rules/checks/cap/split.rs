//! How a pool with too many servers is split.

use crate::plan::intents;
use crate::rules::prelude::*;
use crate::rules::steps::record_in_phase;

/// Half of the servers stand in a second pool of the kind, where the phase of the finding brings them.
pub(super) fn in_two(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Subject::Pool(id)) = (cx.replay.states.get(stage), &cx.finding.subject) else {
        return Vec::new();
    };
    let Some(pool) = state.pools.get(id) else { return Vec::new() };
    let mut servers: Vec<&Server> =
        state.servers.values().map(|server| &**server).filter(|server| server.pool == *id).collect();
    let comes = |server: &Server| cx.plan.entry_of(&(&server.id).into()).is_some_and(|(entry, _)| entry == stage);
    // Those that were there before stay where they are.
    servers.sort_by_key(|server| comes(server));
    let go = servers.split_off(servers.len().div_ceil(2));
    if !go.iter().all(|server| comes(server)) {
        return Vec::new();
    }
    let made = intents::new_pool(cx.plan, stage, pool.kind, pool.version, pool.site.as_ref());
    let Some(Command::Add(Element::Pool(new))) = made.commands.into_iter().next() else { return Vec::new() };
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
        let server = Server { id: ServerId::new(&free), pool: new.id.clone(), ..server.clone() };
        commands.push(Command::Add(server.into()));
    }
    let label = message!("rules-cap-split-fix", pool = state.label(&cx.finding.subject), new = name);
    record_in_phase(cx, commands, label)
}
