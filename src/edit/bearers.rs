//! Who names whom: what a removal takes along or makes unknown.

use super::Command;
use crate::model::*;
use foldhash::HashMap;

/// For each object, those that name it: servers their pool, links their ends, groups where their users are, facts
/// their site or pool. It may hold more than is true now, never less: who uses it looks again. So it stays good when
/// a step that was noted is taken back.
#[derive(Debug, Default)]
pub(super) struct Bearers(HashMap<Subject, Vec<Subject>>);

impl Bearers {
    pub fn of(topology: &Topology) -> Self {
        let about = topology.pools.len() + topology.sql_servers.len() + topology.sql_instances.len();
        let mut bearers = Self(HashMap::with_capacity_and_hasher(about * 2, Default::default()));
        macro_rules! note_all {
            ($($map:ident: $object:ident),*) => { $(
                topology.$map.values().for_each(|object| bearers.note_element(&Element::$object(object.clone())));
            )* };
        }
        note_all!(sites: Site, pools: Pool, servers: Server, sql_servers: SqlServer, sql_instances: SqlInstance,
            file_stores: FileStore, gateways: Gateway, links: Link, user_groups: UserGroup);
        bearers
    }

    /// What a command makes an object name.
    pub fn note(&mut self, command: &Command) {
        match command {
            Command::Add(element) => self.note_element(element),
            Command::Remove(_) => {}
            other => {
                let mut named = other.names();
                let bearer = named.remove(0);
                self.note_names(&bearer, named);
            }
        }
    }

    /// Objects that may name this one.
    pub fn near(&self, named: &Subject) -> &[Subject] {
        self.0.get(named).map_or(&[], Vec::as_slice)
    }

    fn note_element(&mut self, element: &Element) {
        self.note_names(&element.subject(), names_of(element));
    }

    fn note_names(&mut self, bearer: &Subject, named: Vec<Subject>) {
        for named in named {
            self.0.entry(named).or_default().push(bearer.clone());
        }
    }
}

/// Every object that this one cannot do without, or says something about.
pub(super) fn names_of(element: &Element) -> Vec<Subject> {
    let mut named: Vec<Subject> = match element {
        Element::Server(server) => vec![(&server.pool).into()],
        Element::SqlInstance(instance) => vec![(&instance.server).into()],
        Element::Link(link) => vec![link.from.clone(), link.to.clone()],
        Element::UserGroup(group) => group.homes.keys().map(Subject::from).collect(),
        _ => Vec::new(),
    };
    named.extend(element.named().into_iter().map(|(_, subject)| subject));
    named
}
