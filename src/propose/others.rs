//! New pools of the other kinds: Directors, Edge pools, branch appliances, Mediation pools, Persistent Chat pools.

use super::design::{Made, Maker, NewPool};
use super::survey::pool_of;
use crate::message;
use crate::model::*;

impl Maker<'_, '_> {
    /// A Director pool for each legacy one.
    pub fn directors(&mut self) {
        let survey = self.survey;
        for old in survey.of_kind(PoolKind::Director) {
            let Some(hub) = self.hub() else { return };
            if let Some(own) = self.standing_near(old) {
                self.design.successor.insert(old.id.clone(), own.id.clone());
                continue;
            }
            if !self.choices.directors {
                self.design.successor.insert(old.id.clone(), hub);
                continue;
            }
            let servers = survey.servers(&old.id).len().clamp(1, survey.pack.capacity.directors);
            let site = self.site_for(old);
            let Made { mut pool, servers, host, domain } =
                self.pool_of(old, PoolKind::Director, "dir", site.as_ref(), servers);
            pool.roles = Some(vec![Role::Registrar, Role::WebServices]);
            pool.ip_mode = Some(IpMode::Ipv4);
            if servers.len() > 1 {
                pool.load_balancing = Some(LoadBalancing::Dns);
                pool.web_load_balancer = Some(true);
            }
            self.web_names(&mut pool, old, &host, domain.as_deref());
            let id = pool.id.clone();
            // It asks for a share and does not use it: that of the pilot is there by then.
            let pilot = self.design.front_ends.first();
            let brought = pilot.into_iter().flat_map(|pilot| &pilot.pool).find_map(|element| match element {
                Element::Link(link) if link.kind == LinkKind::FileStore => Some(link.to.clone()),
                _ => None,
            });
            let there = || survey.from(pilot?.id.as_ref()?, LinkKind::FileStore).next().map(|link| link.to.clone());
            let share = brought.or_else(there);
            let share = share.map(|share| self.draft.link(LinkKind::FileStore, &id, share));
            let made = Made { pool, servers, host, domain };
            self.design.successor.insert(old.id.clone(), id);
            self.design.directors.push(made.into_new(vec![old.id.clone()], share.into_iter().collect()));
        }
    }

    /// An Edge pool for each legacy one, quiet at first; none where the target has one that federates.
    pub fn edges(&mut self) {
        let survey = self.survey;
        if let Some(own) = survey.own_of(PoolKind::Edge).find(|pool| pool.federation == Some(true)) {
            let olds = survey.of_kind(PoolKind::Edge).map(|old| (old.id.clone(), own.id.clone()));
            self.design.successor.extend(olds);
            return;
        }
        for old in survey.of_kind(PoolKind::Edge) {
            if let Some(own) = self.standing_near(old) {
                self.design.successor.insert(old.id.clone(), own.id.clone());
                let standing = NewPool { replaces: vec![old.id.clone()], ..NewPool::standing(survey, own) };
                self.design.edges.push(standing);
                continue;
            }
            let capacity = survey.pack.capacity.remote_users_per_edge.max(1);
            let for_users = old.remote_users.map_or(0, |users| users.div_ceil(capacity));
            let servers = survey.servers(&old.id).len().max(1).max(usize::try_from(for_users).unwrap_or(usize::MAX));
            let site = self.site_for(old);
            let Made { mut pool, servers, host, domain } =
                self.pool_of(old, PoolKind::Edge, "edge", site.as_ref(), servers);
            // Edge Servers are seldom in a domain: what the old ones are in says nothing about the new ones.
            pool.domain = None;
            if servers.len() > 1 {
                pool.load_balancing = Some(LoadBalancing::Dns);
                pool.external_load_balancing = Some(LoadBalancing::Dns);
                pool.nat = old.nat;
            } else {
                pool.load_balancing = Some(LoadBalancing::None);
                pool.external_load_balancing = Some(LoadBalancing::None);
            }
            let outside = self.names.domain_like(old.access_edge_fqdn.as_deref().or(old.fqdn.as_deref()));
            let mut outside = |service: &str| self.names.free(&format!("{service}-{host}"), outside.as_deref());
            pool.access_edge_fqdn = outside("access");
            pool.web_conferencing_edge_fqdn = outside("webconf");
            pool.av_edge_fqdn = outside("av");
            (pool.federation, pool.xmpp) = (Some(false), Some(false));
            pool.remote_users = old.remote_users;
            let id = pool.id.clone();
            // Until the switch: the Director that the legacy Edge pool uses.
            let director = survey.next(&old.id, LinkKind::NextHop);
            let is_director = |id: &&PoolId| survey.today.pools.get(*id).is_some_and(|o| o.kind == PoolKind::Director);
            let hop = director.filter(is_director).cloned().or_else(|| self.hub());
            let hop = hop.map(|hop| self.draft.link(LinkKind::NextHop, &id, &hop));
            let made = Made { pool, servers, host, domain };
            self.design.successor.insert(old.id.clone(), id);
            self.design.edges.push(made.into_new(vec![old.id.clone()], hop.into_iter().collect()));
        }
    }

    /// A branch appliance for each legacy one, under the successor of its pool.
    pub fn appliances(&mut self) {
        let survey = self.survey;
        for old in survey.of_kind(PoolKind::Sba) {
            let Made { mut pool, servers, host, domain } =
                self.pool_of(old, PoolKind::Sba, "sba", old.site.as_ref(), 1);
            pool.os = None;
            pool.os_installation = None;
            pool.mediation = old.mediation;
            let id = pool.id.clone();
            let services = survey.next(&old.id, LinkKind::UserServices);
            let backup = survey.next(&old.id, LinkKind::BackupRegistrar);
            let Some(home) = self.successor_or_hub(services.or(backup)) else { return };
            let links = [LinkKind::UserServices, LinkKind::BackupRegistrar];
            let links = links.map(|kind| self.draft.link(kind, &id, &home)).to_vec();
            let made = Made { pool, servers, host, domain };
            self.design.successor.insert(old.id.clone(), id);
            self.design.appliances.push(made.into_new(vec![old.id.clone()], links));
            let name = survey.today.label(&(&old.id).into());
            self.draft.assume(message!("propose-new-appliance", appliance = name));
        }
    }

    /// What has no successor of its own kind: its work passes to a Front End pool.
    pub fn merged_kinds(&mut self) {
        let survey = self.survey;
        let of = |kind| survey.of_kind(kind);
        let all =
            of(PoolKind::Mediation).chain(of(PoolKind::CommunicatorWebAccess)).chain(of(PoolKind::AvConferencing));
        for old in all.collect::<Vec<_>>() {
            let same_site = self.design.front_ends.iter().find(|new| new.site.is_some() && new.site == old.site);
            let same_site = same_site.and_then(|new| new.id.clone());
            let hop = survey.next(&old.id, LinkKind::NextHop).and_then(|id| self.design.successor.get(id)).cloned();
            if let Some(id) = hop.or(same_site).or_else(|| self.hub()) {
                self.design.successor.insert(old.id.clone(), id);
            }
        }
    }

    /// Gateways that cannot balance their calls get a Mediation pool of one server, unless the pool is one.
    pub fn mediation(&mut self) {
        let survey = self.survey;
        for gateway in survey.today.gateways.values().filter(|gateway| gateway.balances_calls == Some(false)) {
            let trunks = survey.today.links.values().filter(|link| link.kind == LinkKind::Trunk);
            let old =
                trunks.filter(|link| link.from == Subject::from(&gateway.id)).filter_map(|link| pool_of(&link.to));
            for home in old.filter_map(|old| self.design.successor.get(old)).cloned().collect::<Vec<_>>() {
                let Some(front_end) = self.design.front_ends.iter().find(|new| new.id.as_ref() == Some(&home)) else {
                    continue;
                };
                if front_end.servers.len() <= 1 || self.design.mediation.contains_key(&home) {
                    continue;
                }
                let (site, replaces) = (front_end.site.clone(), front_end.replaces.first());
                let Some(old) = replaces.and_then(|id| survey.today.pools.get(id)) else { continue };
                let like =
                    Pool { fqdn: old.fqdn.as_ref().map(|fqdn| Text::from(format!("med{fqdn}"))), ..(**old).clone() };
                let made = self.pool_of(&like, PoolKind::Mediation, "med", site.as_ref(), 1);
                let hop = self.draft.link(LinkKind::NextHop, &made.pool.id, &home);
                self.design.mediation.insert(home, made.into_new(vec![], vec![hop]));
            }
        }
    }

    /// A Persistent Chat pool for each Group Chat pool: one that stands, where it can take over.
    pub fn chats(&mut self) {
        let survey = self.survey;
        for old in survey.of_kind(PoolKind::GroupChat) {
            let Some(home) = self.successor_or_hub(survey.next(&old.id, LinkKind::NextHop)) else { return };
            let home_of = |design: &super::design::Design| {
                design.front_ends.iter().find(|new| new.id.as_ref() == Some(&home)).cloned()
            };
            let front_end = home_of(&self.design);
            let near = front_end.as_ref().and_then(|new| new.site.clone()).or_else(|| survey.central_site(old));
            if let Some(own) = self.standing_chat(old, near.as_ref()) {
                let (pool, from) = (survey.today.label(&(&own.id).into()), survey.today.label(&(&old.id).into()));
                self.draft.assume(message!("propose-chat-stands", pool = pool, old = from));
                self.design.successor.insert(old.id.clone(), own.id.clone());
                let standing = NewPool { replaces: vec![old.id.clone()], ..NewPool::standing(survey, own) };
                self.design.chats.push(standing);
                continue;
            }
            let site = front_end.as_ref().and_then(|new| new.site.clone()).or_else(|| self.site_for(old));
            let capacity = &survey.pack.capacity;
            let servers = survey.servers(&old.id).len().clamp(1, capacity.chat_active);
            let made = self.pool_of(old, PoolKind::PersistentChat, "chat", site.as_ref(), servers);
            let Made { mut pool, servers, host, domain } = made;
            // It may grow; and what is imported is to be the first that it holds.
            pool.single_computer = Some(false);
            pool.holds_rooms = Some(false);
            pool.legacy_chat_clients = Some(self.choices.keep_chat_clients);
            pool.ip_mode = Some(IpMode::Ipv4);
            let compliance = survey.from(&old.id, LinkKind::ComplianceStore).next().is_some();
            pool.compliance = if compliance { Some(true) } else { old.compliance };
            pool.time_zone = old.time_zone.clone();
            let id = pool.id.clone();
            let server = self.sql_server(self.old_sql(&old.id, LinkKind::GroupChatStore), site.as_ref(), &old.domain);
            let instance = self.instance(&server, "CHAT");
            let share = self.chat_share(old, site.as_ref());
            let mut links = vec![
                self.draft.link(LinkKind::NextHop, &id, &home),
                self.draft.link(LinkKind::PersistentChatStore, &id, &instance.id),
            ];
            if pool.compliance == Some(true) {
                links.push(self.draft.link(LinkKind::ComplianceStore, &id, &instance.id));
            }
            links.push(self.draft.link(LinkKind::FileStore, &id, &share.0));
            let mut new: NewPool = Made { pool, servers, host, domain }.into_new(vec![old.id.clone()], links);
            new.to_install = vec![instance.id.clone()];
            new.back_end = Some(instance.id.clone());
            new.sql = vec![server.into(), instance.into()];
            new.share = share.1;
            self.design.successor.insert(old.id.clone(), id);
            self.design.chats.push(new);
        }
    }

    /// The share of the site, or a new one for chat.
    fn chat_share(&mut self, old: &Pool, site: Option<&SiteId>) -> (FileStoreId, Option<Element>) {
        if let Some(share) = self.shares.get(&site.cloned()) {
            return (share.clone(), None);
        }
        let tail = self.names.domain_like(old.fqdn.as_deref());
        let host = self.names.host(None, "files", None);
        let host = self.names.free(&host, tail.as_deref());
        let name = format!("{} chat", host.as_deref().unwrap_or("files").split('.').next().unwrap_or_default());
        let mut store = FileStore::new(FileStoreId::new(&self.draft.id(SubjectKind::FileStore, &name)));
        (store.host, store.share, store.site) = (host, Some(Text::from(self.share_name())), site.cloned());
        let id = store.id.clone();
        self.shares.insert(site.cloned(), id.clone());
        (id, Some(store.into()))
    }
}
