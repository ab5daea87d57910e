//! New SQL servers, for the fixes of one finding.

use crate::rules::prelude::*;

/// Servers under names and ids that nothing in the plan has, and what adds them.
pub struct NewServers<'a> {
    cx: &'a FixContext<'a>,
    /// Names and ids given out and not yet in the plan.
    given: Topology,
    ids: Vec<String>,
    pub add: Vec<Command>,
}

impl<'a> NewServers<'a> {
    pub fn new(cx: &'a FixContext<'a>) -> Self {
        Self { cx, given: Topology::default(), ids: Vec::new(), add: Vec::new() }
    }

    /// A server of a domain with one instance.
    pub fn give(&mut self, domain: Option<&str>, site: Option<&SiteId>, instance: Option<Text>) -> SqlInstance {
        let mut states: Vec<&Topology> = self.cx.replay.states.iter().collect();
        states.push(&self.given);
        let fqdn = Topology::free_fqdn("sql", domain, &states);
        self.give_called(&fqdn, site, instance)
    }

    pub fn give_called(&mut self, fqdn: &str, site: Option<&SiteId>, instance: Option<Text>) -> SqlInstance {
        let mut server = SqlServer::new(SqlServerId::new(&self.id(SubjectKind::SqlServer, fqdn)));
        server.fqdn = Some(Text::from(fqdn));
        server.site = site.cloned();
        let id = SqlInstanceId::new(&self.id(SubjectKind::SqlInstance, fqdn));
        let mut on_it = SqlInstance::new(id, server.id.clone());
        on_it.name = instance;
        self.given.put(server.clone().into());
        self.add.extend([Command::Add(server.into()), Command::Add(on_it.clone().into())]);
        on_it
    }

    /// What they are called.
    pub fn names(&self) -> Vec<String> {
        self.given.sql_servers.values().filter_map(|server| server.fqdn.as_deref().map(str::to_owned)).collect()
    }

    fn id(&mut self, kind: SubjectKind, name: &str) -> String {
        let id = self.cx.plan.free_id_besides(kind, name, &self.ids);
        self.ids.push(id.clone());
        id
    }
}

/// The domain that new servers beside a pool are named in.
pub fn domain_beside<'a>(state: &'a Topology, pool: &'a Pool) -> Option<&'a str> {
    state.default_domain().or_else(|| pool.fqdn.as_deref()?.split_once('.').map(|(_, domain)| domain))
}
