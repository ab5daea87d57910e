//! From what a file says to a topology of ours. A fact that the file does not carry stays unknown.

mod features;
mod links;
mod machines;
mod pools;
mod roles;
mod sql;

pub(super) use links::link_name;

use super::ids::Ids;
use super::notes::Notes;
use super::source::{self, Place, Routing, Source};
use crate::message;
use crate::model::*;
use std::collections::HashSet;

/// The topology that a file describes.
pub(super) fn build(source: &Source<'_, '_>, notes: &mut Notes<'_>) -> Topology {
    let mut builder = Builder::new(source, notes);
    builder.deployment();
    builder.sites();
    builder.sql_servers();
    builder.pools();
    builder.file_stores();
    builder.gateways();
    builder.links();
    builder.features();
    builder.central_management();
    builder.routes();
    builder.user_groups();
    builder.topology
}

struct Builder<'s, 'a, 'i, 'n, 't> {
    source: &'s Source<'a, 'i>,
    notes: &'n mut Notes<'t>,
    ids: Ids,
    topology: Topology,
    /// The services on each cluster, also those on its SQL instances.
    on_cluster: Vec<Vec<usize>>,
    /// What became of each entry of the source.
    sites: Vec<SiteId>,
    pools: Vec<Option<PoolId>>,
    instances: Vec<Option<SqlInstanceId>>,
    /// By service.
    file_stores: Vec<Option<FileStoreId>>,
    gateways: Vec<Option<GatewayId>>,
    joined: HashSet<(LinkKind, Usage, Subject, Subject)>,
}

impl<'s, 'a, 'i, 'n, 't> Builder<'s, 'a, 'i, 'n, 't> {
    fn new(source: &'s Source<'a, 'i>, notes: &'n mut Notes<'t>) -> Self {
        let mut on_cluster = vec![Vec::new(); source.clusters.len()];
        for (at, service) in source.services.iter().enumerate() {
            if let Some(cluster) = source.cluster_of(service.place) {
                on_cluster[cluster].push(at);
            }
        }
        if source.services.is_empty() {
            notes.whole(message!("import-note-no-services"));
        }
        Self {
            source,
            notes,
            ids: Ids::default(),
            topology: Topology::default(),
            on_cluster,
            sites: Vec::new(),
            pools: vec![None; source.clusters.len()],
            instances: vec![None; source.instances.len()],
            file_stores: vec![None; source.services.len()],
            gateways: vec![None; source.services.len()],
            joined: HashSet::new(),
        }
    }

    fn deployment(&mut self) {
        let mut deployment = Deployment::new();
        let text = |text: &str| Text::from(text);
        deployment.sip_domains = self.source.domains.as_ref().map(|all| all.iter().map(|name| text(name)).collect());
        deployment.default_sip_domain = self.source.default_domain.map(text);
        deployment.simple_url_meet = self.simple_url("Meet");
        deployment.simple_url_dialin = self.simple_url("Dialin");
        deployment.simple_url_admin = self.simple_url("Cscp");
        deployment.simple_url_per_site = self.source.simple_urls_per_site;
        self.topology.deployment = deployment.into();
    }

    /// The address of a component, for the default domain where there is one for each.
    fn simple_url(&self, component: &str) -> Option<Text> {
        let of_component =
            || self.source.simple_urls.iter().filter(|url| url.component.eq_ignore_ascii_case(component));
        let default = self.source.default_domain.unwrap_or("*");
        of_component()
            .find(|url| url.domain.eq_ignore_ascii_case(default))
            .or_else(|| of_component().next())
            .map(|url| Text::from(url.url))
    }

    fn sites(&mut self) {
        for site in &self.source.sites {
            let id = self.ids.give(SubjectKind::Site, site.name.unwrap_or(&site.key));
            self.sites.push(SiteId::new(&id));
        }
        let legacy = self.legacy_sites();
        for (at, entry) in self.source.sites.iter().enumerate() {
            let kind = match (legacy[at], entry.branch) {
                (true, _) => SiteKind::Legacy,
                (false, true) => SiteKind::Branch,
                (false, false) => SiteKind::Central,
            };
            let mut site = Site::new(self.sites[at].clone(), kind);
            site.name = entry.name.map(Text::from);
            site.city = entry.city.map(Text::from);
            site.country = entry.country.map(Text::from);
            let parent = entry.parent.as_ref().and_then(|parent| parent.target);
            site.parent = parent.filter(|parent| *parent != at).map(|parent| self.sites[parent].clone());
            if entry.branch && entry.parent.is_none() {
                let name = entry.name.unwrap_or(&entry.key);
                self.notes.at(entry.at, || message!("import-note-no-parent", site = name));
            }
            self.topology.put(site.into());
        }
    }

    /// Sites that a merge of an OCS deployment made: called BackCompatSite, or with nothing newer than OCS in them.
    fn legacy_sites(&self) -> Vec<bool> {
        let mut newest: Vec<Option<u32>> = vec![None; self.source.sites.len()];
        for service in &self.source.services {
            let cluster = self.source.cluster_of(service.place).map(|cluster| &self.source.clusters[cluster]);
            let site = cluster.and_then(|cluster| cluster.site.as_ref()).and_then(|site| site.target);
            if let Some(site) = site {
                let version = service.version.and_then(|version| version.parse().ok()).unwrap_or(u32::MAX);
                newest[site] = newest[site].max(Some(version));
            }
        }
        let named = |site: &source::Site<'_>| site.name.is_some_and(|name| name.eq_ignore_ascii_case("BackCompatSite"));
        let old = |version: Option<u32>| version.is_some_and(|version| version <= roles::NEWEST_OCS);
        self.source.sites.iter().zip(newest).map(|(site, newest)| named(site) || old(newest)).collect()
    }

    fn site_of(&self, cluster: usize) -> Option<SiteId> {
        let site = self.source.clusters[cluster].site.as_ref()?.target?;
        Some(self.sites[site].clone())
    }

    /// The pool on which a service is installed.
    fn pool_of(&self, service: usize) -> Option<&PoolId> {
        self.pools[self.source.cluster_of(self.source.services[service].place)?].as_ref()
    }

    /// The pool with the active Central Management store, and the pools with a stand-by.
    fn central_management(&mut self) {
        let mut active = Vec::new();
        let mut any = false;
        let mut passive = HashSet::new();
        for (at, service) in self.source.services.iter().enumerate() {
            if !service.role.eq_ignore_ascii_case("CentralMgmt") {
                continue;
            }
            any = true;
            let Some(pool) = self.pool_of(at).cloned() else { continue };
            let details = source::child(service.node, "CentralMgmtService");
            match details.and_then(|details| source::flag(details, "IsActive")) {
                Some(true) => active.push((pool, service.at)),
                Some(false) => drop(passive.insert(pool)),
                None => {}
            }
        }
        match active.as_slice() {
            [(pool, _)] => std::sync::Arc::make_mut(&mut self.topology.deployment).cms = Some(pool.clone()),
            [] if self.source.services.is_empty() => {}
            [] => self.notes.whole(message!("import-note-no-cms")),
            [_, (_, second), ..] => {
                let names = active.iter().map(|(pool, _)| self.topology.label(&pool.into())).collect::<Vec<_>>();
                self.notes.at(*second, || message!("import-note-several-cms", pools = names));
            }
        }
        if !any {
            return;
        }
        let pools: Vec<_> = self.topology.pools.values().cloned().collect();
        for mut pool in pools {
            // Only a Front End pool can hold it, so that elsewhere the fact has no meaning.
            if pool.kind == PoolKind::FrontEnd {
                let stand_by = passive.contains(&pool.id);
                std::sync::Arc::make_mut(&mut pool).cms_passive = Some(stand_by);
                self.topology.put(Element::Pool(pool));
            }
        }
    }

    fn routes(&mut self) {
        for (at, site) in self.source.sites.iter().enumerate() {
            let federation = self.route(&site.federation);
            let xmpp = self.route(&site.xmpp);
            if federation.is_none() && xmpp.is_none() {
                continue;
            }
            if let Some(site) = self.topology.sites.get_mut(&self.sites[at]) {
                let site = std::sync::Arc::make_mut(site);
                site.federation_route = federation;
                site.xmpp_route = xmpp;
            }
        }
    }

    fn route(&self, routing: &Routing<'_>) -> Option<Route> {
        match routing {
            Routing::Unsaid => None,
            Routing::Nowhere => Some(Route::None),
            Routing::To(service) => self.pool_of(service.target?).cloned().map(Route::Through),
        }
    }

    /// One population per pool that homes users; how many they are no topology file says.
    fn user_groups(&mut self) {
        let homes: Vec<_> = self.topology.pools.values().filter(|pool| pool.kind.homes_users()).cloned().collect();
        for pool in homes {
            let name = super::ids::host(pool.fqdn.as_deref().unwrap_or(pool.id.as_str()));
            let id = UserGroupId::new(&self.ids.give(SubjectKind::UserGroup, name));
            let mut group = UserGroup::new(id, Homes::from([(pool.id.clone(), None)]));
            group.name = Some(Text::from(name));
            self.topology.put(group.into());
        }
    }

    /// The number in an attribute; other text is noted.
    fn number(&mut self, text: Option<&str>, attribute: &str, at: usize) -> Option<u64> {
        let text = text?;
        let number = text.parse().ok();
        if number.is_none() {
            self.notes.at(at, || message!("import-note-number", attribute = attribute, text = text));
        }
        number
    }

    fn place_name(&self, place: Place) -> &'s str {
        self.source.cluster_of(place).map_or("?", |cluster| self.source.cluster_name(cluster))
    }
}
