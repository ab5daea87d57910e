//! Which object of one topology is which of another: by what identifies it in the field, and not by its id.

use crate::model::*;
use foldhash::HashMap;
use std::collections::VecDeque;

/// The objects that two topologies both have, under the id that each gives them.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    there: HashMap<Subject, Subject>,
    here: HashMap<Subject, Subject>,
}

/// The kinds of object, what others belong to before these.
const KINDS: [SubjectKind; 9] = [
    SubjectKind::Site,
    SubjectKind::Pool,
    SubjectKind::Server,
    SubjectKind::SqlServer,
    SubjectKind::SqlInstance,
    SubjectKind::FileStore,
    SubjectKind::Gateway,
    SubjectKind::Link,
    SubjectKind::UserGroup,
];

type Key = Option<Vec<String>>;
type KeyOf<'k> = &'k dyn Fn(&Topology, &Subject, &dyn Fn(&Subject) -> Subject) -> Key;

impl Pairs {
    /// Pairs the objects of two topologies: FQDNs without case, sites by name, parts by what they belong to. With
    /// `same_ids` what is left is paired by id: the two come from one plan, and an object was renamed. A server or an
    /// instance without a name is any of its pool or host; a link that goes elsewhere is still the link of that kind.
    pub fn in_field(a: &Topology, b: &Topology, same_ids: bool) -> Self {
        let mut pairs = Self::default();
        pairs.put(Subject::Deployment, Subject::Deployment);
        let (mut ours, mut theirs) = (by_kind(a), by_kind(b));
        for kind in KINDS {
            let mut left = (ours.remove(&kind).unwrap_or_default(), theirs.remove(&kind).unwrap_or_default());
            let mut pass = |of_a: KeyOf<'_>, of_b: KeyOf<'_>| pairs.pass((a, of_a), (b, of_b), &mut left);
            let named: KeyOf<'_> = &named;
            pass(named, named);
            if same_ids {
                let id: KeyOf<'_> = &|_, subject, _| Some(vec![subject.id().to_owned()]);
                pass(id, id);
            }
            match kind {
                SubjectKind::Server | SubjectKind::SqlInstance => {
                    pass(&unnamed_part, &part);
                    pass(&part, &unnamed_part);
                }
                SubjectKind::Link => {
                    pass(&ends, &ends);
                    pass(&begin, &begin);
                }
                _ => {}
            }
        }
        pairs
    }

    /// What an object of the first topology is in the second.
    pub fn there(&self, subject: &Subject) -> Option<&Subject> {
        self.there.get(subject)
    }

    /// What an object of the second topology is in the first.
    pub fn here(&self, subject: &Subject) -> Option<&Subject> {
        self.here.get(subject)
    }

    fn put(&mut self, a: Subject, b: Subject) {
        self.here.insert(b.clone(), a.clone());
        self.there.insert(a, b);
    }

    /// Pairs what has the same key, in order, and leaves the rest.
    fn pass(
        &mut self,
        (a, of_a): (&Topology, KeyOf<'_>),
        (b, of_b): (&Topology, KeyOf<'_>),
        (ours, theirs): &mut (Vec<Subject>, Vec<Subject>),
    ) {
        if ours.is_empty() || theirs.is_empty() {
            return;
        }
        let mut known: HashMap<Vec<String>, VecDeque<Subject>> = HashMap::default();
        for subject in &*theirs {
            if let Some(key) = of_b(b, subject, &|subject: &Subject| subject.clone()) {
                known.entry(key).or_default().push_back(subject.clone());
            }
        }
        // What is not in the second topology is called as nothing there is.
        let called = |subject: &Subject| match self.there.get(subject) {
            Some(there) => there.clone(),
            None => Subject::new(subject.kind(), &format!("\0{}", subject.id())),
        };
        let mut found = Vec::new();
        ours.retain(|subject| {
            let same = of_a(a, subject, &called).and_then(|key| known.get_mut(&key)?.pop_front());
            let is_left = same.is_none();
            found.extend(same.map(|same| (subject.clone(), same)));
            is_left
        });
        for (subject, same) in found {
            self.put(subject, same);
        }
        theirs.retain(|subject| !self.here.contains_key(subject));
    }
}

fn by_kind(topology: &Topology) -> HashMap<SubjectKind, Vec<Subject>> {
    let mut all: HashMap<SubjectKind, Vec<Subject>> = HashMap::default();
    for subject in topology.subjects() {
        all.entry(subject.kind()).or_default().push(subject);
    }
    all
}

/// What makes two objects the same: kind, name, and for parts what they belong to, as `called` in the other topology.
/// `None` for what has no name: it is always new. A group of users has none in the field.
pub fn identity(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Option<Vec<String>> {
    let id = |subject: Subject| called(&subject).id().to_owned();
    let mut identity = vec![subject.kind().key().to_owned()];
    match topology.element(subject) {
        None if *subject == Subject::Deployment => {}
        Some(Element::Server(server)) => identity.extend([id((&server.pool).into()), name(&server.fqdn)?]),
        Some(Element::SqlInstance(instance)) => {
            identity.extend([id((&instance.server).into()), instance.name.as_deref()?.to_lowercase()]);
        }
        Some(Element::Link(link)) => {
            let ends = [id(link.from.clone()), id(link.to.clone())];
            identity.extend([link.kind.key().to_owned(), link.usage.key().to_owned()]);
            identity.extend(ends);
            identity.extend(link.port.map(|port| port.to_string()));
        }
        Some(Element::Site(site)) => identity.push(name(&site.name)?),
        Some(Element::Pool(pool)) => identity.push(name(&pool.fqdn)?),
        Some(Element::SqlServer(server)) => identity.push(name(&server.fqdn)?),
        Some(Element::Gateway(gateway)) => identity.push(name(&gateway.fqdn)?),
        Some(Element::FileStore(store)) => identity.extend([name(&store.host)?, name(&store.share)?]),
        Some(Element::UserGroup(_)) | None => return None,
    }
    Some(identity)
}

fn name(text: &Option<Text>) -> Option<String> {
    text.as_deref().filter(|text| !text.is_empty()).map(str::to_lowercase)
}

fn named(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Key {
    match topology.element(subject) {
        Some(Element::UserGroup(group)) => Some(vec![name(&group.name)?]),
        _ => identity(topology, subject, called),
    }
}

/// What a server or an instance is part of.
fn part(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Key {
    let owner: Subject = match topology.element(subject)? {
        Element::Server(server) => (&server.pool).into(),
        Element::SqlInstance(instance) => (&instance.server).into(),
        _ => return None,
    };
    Some(vec![called(&owner).id().to_owned()])
}

/// The same for one whose name is not known.
fn unnamed_part(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Key {
    let unnamed = match topology.element(subject)? {
        Element::Server(server) => name(&server.fqdn).is_none(),
        Element::SqlInstance(instance) => instance.name.is_none(),
        _ => false,
    };
    if unnamed { part(topology, subject, called) } else { None }
}

/// A link whatever its port.
fn ends(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Key {
    let Some(Element::Link(link)) = topology.element(subject) else { return None };
    let mut key = begin(topology, subject, called)?;
    key.push(called(&link.to).id().to_owned());
    Some(key)
}

/// A link wherever it goes.
fn begin(topology: &Topology, subject: &Subject, called: &dyn Fn(&Subject) -> Subject) -> Key {
    let Some(Element::Link(link)) = topology.element(subject) else { return None };
    Some(vec![link.kind.key().to_owned(), link.usage.key().to_owned(), called(&link.from).id().to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topology(prefix: &str, names: &[(&str, &str)]) -> Topology {
        let mut topology = Topology::default();
        for (at, (pool, server)) in names.iter().enumerate() {
            let mut one = Pool::new(PoolId::new(&format!("{prefix}{at}")), PoolKind::FrontEnd);
            one.fqdn = Some((*pool).into());
            let mut machine = Server::new(ServerId::new(&format!("{prefix}s{at}")), one.id.clone());
            machine.fqdn = (!server.is_empty()).then(|| (*server).into());
            topology.put(one.into());
            topology.put(machine.into());
        }
        topology
    }

    #[test]
    fn names_decide_without_case_and_ids_do_not() {
        let a = topology("a", &[("fe1.contoso.com", "s1.contoso.com"), ("fe2.contoso.com", "")]);
        // The same ids in another order.
        let b = topology("a", &[("FE2.contoso.com", "s2.contoso.com"), ("fe1.Contoso.com", "S1.contoso.com")]);
        let pairs = Pairs::in_field(&a, &b, false);
        let pool = |id: &str| Subject::Pool(PoolId::new(id));
        let server = |id: &str| Subject::Server(ServerId::new(id));
        assert_eq!(pairs.there(&pool("a0")), Some(&pool("a1")));
        assert_eq!(pairs.here(&pool("a0")), Some(&pool("a1")));
        assert_eq!(pairs.there(&server("as0")), Some(&server("as1")));
        assert_eq!(pairs.there(&server("as1")), Some(&server("as0")), "one without a name is any of its pool");
    }

    #[test]
    fn a_renamed_object_is_known_by_its_id_in_plans_alone() {
        let (a, b) =
            (topology("a", &[("fe1.contoso.com", "s.contoso.com")]), topology("a", &[("new.contoso.com", "x")]));
        let pool = Subject::Pool(PoolId::new("a0"));
        assert_eq!(Pairs::in_field(&a, &b, false).there(&pool), None);
        let pairs = Pairs::in_field(&a, &b, true);
        assert_eq!(pairs.there(&pool), Some(&pool));
        assert_eq!(pairs.there(&Subject::Server(ServerId::new("as0"))), Some(&Subject::Server(ServerId::new("as0"))));
    }
}
