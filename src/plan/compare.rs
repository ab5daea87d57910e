//! What differs between two states, object by object and fact by fact.

use super::labels::what;
use super::{Mark, Pairs, diff, said_value};
use crate::model::*;
use crate::text::{Arg, Message};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An object that one of two states has, or that both have and that is not the same in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Added, removed or changed.
    pub mark: Mark,
    /// Under the id of the first state.
    pub before: Option<Subject>,
    /// Under the id of the second state.
    pub after: Option<Subject>,
    /// What of it; of an object that only one state has, how many users it brings or takes along.
    pub changes: Vec<Change>,
}

/// One thing of an object that is not the same. Values are in the ids of their own state; `None` is *not known*.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    pub aspect: Aspect,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What of an object can differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The kind of site, pool or link.
    Kind,
    Fact(FactName),
    /// A server's pool, an instance's host.
    Owner,
    /// Where a link starts and where it goes.
    From,
    To,
    /// Users of a group on a pool, which is called as in the state after, or before where it is gone.
    Users(Subject),
}

impl Difference {
    pub fn subject(&self) -> &Subject {
        // One of the two is always there.
        self.after.as_ref().or(self.before.as_ref()).unwrap_or(&Subject::Deployment)
    }

    /// What it is called: as after, or before where it is gone.
    pub fn name(&self, before: &Topology, after: &Topology) -> String {
        self.of(before, after, Topology::label)
    }

    /// What it is: its kind of pool, or its kind of object.
    pub fn what(&self, before: &Topology, after: &Topology) -> Message {
        self.of(before, after, |topology, subject| match topology.element(subject) {
            Some(Element::Link(link)) => Message::word(LinkKind::PREFIX, link.kind.key()),
            element => what(element.as_ref(), subject),
        })
    }

    /// The site that it stands in.
    pub fn site(&self, before: &Topology, after: &Topology) -> Option<String> {
        self.of(before, after, |topology, subject| match subject {
            Subject::Site(_) => None,
            other => topology.site_of(other).map(|site| topology.label(&site.into())),
        })
    }

    fn of<T>(&self, before: &Topology, after: &Topology, look: impl FnOnce(&Topology, &Subject) -> T) -> T {
        match (&self.after, &self.before) {
            (Some(subject), _) => look(after, subject),
            (None, Some(subject)) => look(before, subject),
            (None, None) => look(after, &Subject::Deployment),
        }
    }
}

impl Change {
    /// What changes, in words.
    pub fn said_aspect(&self, before: &Topology, after: &Topology) -> Message {
        match &self.aspect {
            Aspect::Fact(name) => Message::word("fact", name),
            Aspect::Kind => crate::message!("plan-aspect-kind"),
            Aspect::Owner => crate::message!("plan-aspect-owner"),
            Aspect::From => crate::message!("plan-aspect-from"),
            Aspect::To => crate::message!("plan-aspect-to"),
            Aspect::Users(pool) => {
                let state = if after.has(pool) { after } else { before };
                crate::message!("plan-aspect-users", pool = state.label(pool))
            }
        }
    }

    /// The value before and after, in words; `None` is not known.
    pub fn said_values(&self, of: SubjectKind, before: &Topology, after: &Topology) -> (Option<Arg>, Option<Arg>) {
        let said = |value: &Value, state: &Topology| {
            let name = |subject: &Subject| state.label(subject);
            match (&self.aspect, value) {
                (Aspect::Fact(fact), _) => {
                    let kind = fact_named(of, fact).map_or(FactKind::Text, |(_, kind)| kind);
                    said_value(fact, kind, value, &name)
                }
                (Aspect::Kind, Value::Text(key)) => {
                    let prefix = match of {
                        SubjectKind::Site => SiteKind::PREFIX,
                        SubjectKind::Link => LinkKind::PREFIX,
                        _ => PoolKind::PREFIX,
                    };
                    Message::word(prefix, key).into()
                }
                (_, Value::Text(id)) => {
                    let kinds = [
                        SubjectKind::Pool,
                        SubjectKind::SqlServer,
                        SubjectKind::SqlInstance,
                        SubjectKind::FileStore,
                        SubjectKind::Gateway,
                    ];
                    let named = kinds.map(|kind| Subject::new(kind, id)).into_iter().find(|subject| state.has(subject));
                    named.map_or_else(|| id.to_string(), |subject| state.label(&subject)).into()
                }
                (_, other) => said_value("", FactKind::Count, other, &name),
            }
        };
        (self.before.as_ref().map(|value| said(value, before)), self.after.as_ref().map(|value| said(value, after)))
    }
}

impl Change {
    /// The change as a line: what, before and after.
    pub fn message(&self, of: SubjectKind, before: &Topology, after: &Topology) -> Message {
        let unknown = || Arg::from(crate::message!("plan-value-unknown"));
        let (was, is) = self.said_values(of, before, after);
        crate::message!(
            "plan-change",
            what = self.said_aspect(before, after),
            before = was.unwrap_or_else(unknown),
            after = is.unwrap_or_else(unknown)
        )
    }
}

/// What differs between two states of one plan, in a stable order: by kind, name and id.
pub fn compare(before: &Topology, after: &Topology) -> Vec<Difference> {
    let same = |subject: &Subject| Some(subject.clone());
    let mut all = Vec::new();
    for (subject, mark) in diff(before, after) {
        let (here, there) = (before.has(&subject), after.has(&subject));
        let changes = changes(&subject, (before, here), &subject, (after, there), &same, false);
        let mark = match (here, there) {
            (true, false) => Mark::Removed,
            (false, true) => Mark::Added,
            // What is marked because of something in it or on it is told there.
            _ if changes.is_empty() => continue,
            _ if mark == Mark::Unchanged => continue,
            _ => Mark::Changed,
        };
        all.push(Difference {
            mark,
            before: here.then(|| subject.clone()),
            after: there.then(|| subject.clone()),
            changes,
        });
    }
    sorted(all, before, after)
}

/// What differs between two topologies of different ids. Texts that differ in case alone, and lists that differ in
/// order alone, are the same.
pub fn compare_paired(before: &Topology, after: &Topology, pairs: &Pairs) -> Vec<Difference> {
    let there = |subject: &Subject| pairs.there(subject).cloned();
    let mut all = Vec::new();
    for subject in before.subjects() {
        match pairs.there(&subject) {
            Some(other) => {
                let changes = changes(&subject, (before, true), other, (after, true), &there, true);
                if !changes.is_empty() {
                    let (before, after) = (Some(subject), Some(other.clone()));
                    all.push(Difference { mark: Mark::Changed, before, after, changes });
                }
            }
            None => {
                let changes = changes(&subject, (before, true), &subject, (after, false), &there, true);
                all.push(Difference { mark: Mark::Removed, before: Some(subject), after: None, changes });
            }
        }
    }
    for subject in after.subjects().filter(|subject| pairs.here(subject).is_none()) {
        let changes = changes(&subject, (before, false), &subject, (after, true), &there, true);
        all.push(Difference { mark: Mark::Added, before: None, after: Some(subject), changes });
    }
    sorted(all, before, after)
}

fn sorted(all: Vec<Difference>, before: &Topology, after: &Topology) -> Vec<Difference> {
    let mut keyed: Vec<_> =
        all.into_iter().map(|one| ((one.subject().kind(), one.name(before, after).to_lowercase()), one)).collect();
    keyed.sort_by(|(a, one), (b, other)| (a, one.subject()).cmp(&(b, other.subject())));
    keyed.into_iter().map(|(_, one)| one).collect()
}

/// What is not the same of an object; `there` is what an object of the first state is called in the second.
fn changes(
    subject: &Subject,
    (before, here): (&Topology, bool),
    other: &Subject,
    (after, is_there): (&Topology, bool),
    there: &dyn Fn(&Subject) -> Option<Subject>,
    loosely: bool,
) -> Vec<Change> {
    let mut out = Vec::new();
    let (old, new) =
        (here.then(|| before.element(subject)).flatten(), is_there.then(|| after.element(other)).flatten());
    if let (Some(old), Some(new)) = (&old, &new) {
        let mut put = |aspect: Aspect, a: &str, b: &str| {
            out.push(Change { aspect, before: Some(Value::text(a)), after: Some(Value::text(b)) });
        };
        let moved = |a: &Subject, b: &Subject| there(a).as_ref() != Some(b);
        match (old, new) {
            (Element::Site(a), Element::Site(b)) if a.kind != b.kind => put(Aspect::Kind, a.kind.key(), b.kind.key()),
            (Element::Pool(a), Element::Pool(b)) if a.kind != b.kind => put(Aspect::Kind, a.kind.key(), b.kind.key()),
            (Element::Server(a), Element::Server(b)) if moved(&(&a.pool).into(), &(&b.pool).into()) => {
                put(Aspect::Owner, a.pool.as_str(), b.pool.as_str());
            }
            (Element::SqlInstance(a), Element::SqlInstance(b)) if moved(&(&a.server).into(), &(&b.server).into()) => {
                put(Aspect::Owner, a.server.as_str(), b.server.as_str());
            }
            (Element::Link(a), Element::Link(b)) => {
                if a.kind != b.kind {
                    put(Aspect::Kind, a.kind.key(), b.kind.key());
                }
                if moved(&a.from, &b.from) {
                    put(Aspect::From, a.from.id(), b.from.id());
                }
                if moved(&a.to, &b.to) {
                    put(Aspect::To, a.to.id(), b.to.id());
                }
            }
            _ => {}
        }
    }
    if here && is_there {
        let facts = before.facts(subject).into_iter().zip(after.facts(other));
        for (a, b) in facts.filter(|(a, b)| a.value != b.value) {
            if !is_same(a.kind, a.value.as_ref(), b.value.as_ref(), there, loosely) {
                out.push(Change { aspect: Aspect::Fact(a.name), before: a.value, after: b.value });
            }
        }
    }
    let (old, new) = (old.as_ref().and_then(homes), new.as_ref().and_then(homes));
    if old.is_some() || new.is_some() {
        out.extend(users(old, new, there));
    }
    out
}

fn homes(element: &Element) -> Option<Arc<UserGroup>> {
    if let Element::UserGroup(group) = element { Some(group.clone()) } else { None }
}

/// How many users of a group are on which pool, before and after; a pool that a group does not name has none of it.
fn users(
    old: Option<Arc<UserGroup>>,
    new: Option<Arc<UserGroup>>,
    there: &dyn Fn(&Subject) -> Option<Subject>,
) -> Vec<Change> {
    let count = |users: Option<Option<u64>>| users.unwrap_or(Some(0)).map(Value::Count);
    let mut before: Vec<(Subject, Option<u64>)> = Vec::new();
    for (pool, users) in old.iter().flat_map(|group| &group.homes) {
        let pool = Subject::from(pool);
        before.push((there(&pool).unwrap_or(pool), *users));
    }
    let after: Vec<(Subject, Option<u64>)> =
        new.iter().flat_map(|group| &group.homes).map(|(pool, users)| (pool.into(), *users)).collect();
    let of = |all: &[(Subject, Option<u64>)], pool: &Subject| {
        count(all.iter().find(|(other, _)| other == pool).map(|(_, users)| *users))
    };
    let pools: BTreeSet<Subject> = before.iter().chain(&after).map(|(pool, _)| pool.clone()).collect();
    let changes = pools.into_iter().map(|pool| {
        let (before, after) = (of(&before, &pool), of(&after, &pool));
        Change { aspect: Aspect::Users(pool), before, after }
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// Whether two values of a fact say the same.
fn is_same(
    kind: FactKind,
    before: Option<&Value>,
    after: Option<&Value>,
    there: &dyn Fn(&Subject) -> Option<Subject>,
    loosely: bool,
) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return before == after };
    match (named_by(kind, before), named_by(kind, after)) {
        (Some(a), Some(b)) => return there(&a).as_ref() == Some(&b),
        (None, None) => {}
        _ => return false,
    }
    let folded = |list: &[Text]| list.iter().map(|item| item.to_lowercase()).collect::<BTreeSet<_>>();
    match (before, after) {
        (Value::Text(a), Value::Text(b)) if loosely => a.to_lowercase() == b.to_lowercase(),
        (Value::List(a), Value::List(b)) if loosely => folded(a) == folded(b),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Amount, Command};
    use crate::text::Lang;

    fn pool(id: &str, fqdn: &str) -> Pool {
        let mut pool = Pool::new(PoolId::new(id), PoolKind::FrontEnd);
        pool.fqdn = Some(fqdn.into());
        pool
    }

    fn before() -> Topology {
        let mut topology = Topology::default();
        topology.put(pool("a", "a.contoso.com").into());
        topology.put(pool("b", "b.contoso.com").into());
        let mut group = UserGroup::new(UserGroupId::new("g"), Homes::from([(PoolId::new("a"), Some(1200))]));
        group.name = Some("Sales".into());
        topology.put(group.into());
        topology
    }

    fn done(topology: &Topology, command: Command) -> Topology {
        command.applied_to(topology).expect("it applies")
    }

    #[test]
    fn each_changed_fact_is_told_and_users_where_they_move() {
        let before = before();
        let of = Subject::Pool(PoolId::new("b"));
        let set = Command::Set { of: of.clone(), fact: "os", to: Some(Value::text(WindowsVersion::ALL[0].key())) };
        let (from, to) = (PoolId::new("a"), PoolId::new("b"));
        let moved = Command::MoveUsers { group: UserGroupId::new("g"), from, to, amount: Amount::Number(200) };
        let after = done(&done(&before, set), moved);
        let all = compare(&before, &after);
        let told: Vec<_> = all.iter().map(|one| (one.mark, one.subject().id().to_owned(), one.changes.len())).collect();
        // A pool that users only come to or leave is told with the group.
        assert_eq!(told, [(Mark::Changed, "b".to_owned(), 1), (Mark::Changed, "g".to_owned(), 2)]);
        assert_eq!((all[0].changes[0].before.clone(), all[0].changes[0].aspect.clone()), (None, Aspect::Fact("os")));
        let counts: Vec<_> = all[1].changes.iter().map(|c| (c.before.clone(), c.after.clone())).collect();
        let count = |users| Some(Value::Count(users));
        assert_eq!(counts, [(count(1200), count(1000)), (count(0), count(200))]);
        let aspect = all[1].changes[0].said_aspect(&before, &after);
        assert_eq!(Lang::EN.say(&aspect), "users on a.contoso.com");
        assert!(compare(&after, &after).is_empty());
    }

    #[test]
    fn what_is_gone_keeps_its_name_and_what_comes_is_added() {
        let before = before();
        let after = done(&before, Command::Remove(Subject::Pool(PoolId::new("b"))));
        let (gone, come) = (compare(&before, &after), compare(&after, &before));
        assert_eq!(
            (gone.len(), gone[0].mark, gone[0].name(&before, &after)),
            (1, Mark::Removed, "b.contoso.com".into())
        );
        assert_eq!((come[0].mark, come[0].before.clone()), (Mark::Added, None));
    }

    #[test]
    fn other_ids_and_another_case_are_no_difference_in_the_field() {
        let one = before();
        let mut two = Topology::default();
        two.put(pool("x", "A.contoso.com").into());
        let mut changed = pool("y", "b.contoso.com");
        changed.roles = Some(vec![Role::Registrar]);
        two.put(changed.into());
        let pairs = Pairs::in_field(&one, &two, false);
        let all = compare_paired(&one, &two, &pairs);
        let told: Vec<_> = all.iter().map(|one| (one.mark, one.subject().id().to_owned())).collect();
        assert_eq!(told, [(Mark::Changed, "y".to_owned()), (Mark::Removed, "g".to_owned())]);
        assert_eq!(
            all[0].changes,
            [Change {
                aspect: Aspect::Fact("roles"),
                before: None,
                after: Some(Value::List(vec![Role::Registrar.key().into()])),
            }]
        );
    }
}
