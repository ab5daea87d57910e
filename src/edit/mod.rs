//! How a topology changes: one vocabulary for the hand, the phases, the fixes and the imports.
//!
//! A command is data and dumb: it says what, and [`Command::applied_to`] gives the topology after it or
//! the reason why it cannot apply. Know-how (what belongs together, what cancels out) lives in `plan`.

mod apply;
mod bearers;
pub(crate) use apply::{Run, forget_in, joins};

use crate::model::*;
use crate::text::Message;

/// One indivisible change to a topology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Add(Element),
    /// Takes along what cannot exist without it (servers, instances, links, homes of users) and forgets
    /// facts that name it, so that a removal planned early still applies when the plan has grown.
    Remove(Subject),
    /// Puts a fact, or with `None` forgets it.
    Set {
        of: Subject,
        fact: FactName,
        to: Option<Value>,
    },
    MoveUsers {
        group: UserGroupId,
        from: PoolId,
        to: PoolId,
        amount: Amount,
    },
    /// How many users of a group are on a pool where the group enters the plan; `None` is *not known*.
    CountUsers {
        group: UserGroupId,
        pool: PoolId,
        users: Option<u64>,
    },
    /// Another instance for a store that a pool already has.
    MoveStore {
        link: LinkId,
        to: SqlInstanceId,
    },
    /// Another pool hosts the active Central Management store.
    MoveCms {
        to: PoolId,
    },
    RouteFederation {
        site: SiteId,
        to: Route,
    },
    RouteXmpp {
        site: SiteId,
        to: Route,
    },
}

/// How many users a move takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Valid with an unknown count; leaves a known zero.
    All,
    Number(u64),
}

/// Why a command cannot apply to a topology.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditError {
    /// It names something that is not there.
    Missing(Subject),
    /// It adds something that is there already.
    Exists(Subject),
    /// There is no such fact on that object, or the value is of another kind.
    NotAFact(Subject, FactName),
    /// A link between objects that this kind of link cannot join.
    CannotJoin(LinkKind, Subject, Subject),
}

impl EditError {
    /// The reason, with `name` giving what people call a subject.
    pub fn message(&self, name: &dyn Fn(&Subject) -> String) -> Message {
        match self {
            Self::Missing(subject) => crate::message!("edit-missing", name = name(subject)),
            Self::Exists(subject) => crate::message!("edit-exists", name = name(subject)),
            Self::NotAFact(subject, fact) => {
                crate::message!("edit-not-a-fact", name = name(subject), fact = Message::word("fact", fact))
            }
            Self::CannotJoin(kind, from, to) => crate::message!(
                "edit-cannot-join",
                link = Message::word(LinkKind::PREFIX, kind.key()),
                from = name(from),
                to = name(to)
            ),
        }
    }
}

impl Command {
    /// The object a command is about.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Add(element) => element.subject(),
            Self::Remove(subject) | Self::Set { of: subject, .. } => subject.clone(),
            Self::MoveUsers { group, .. } | Self::CountUsers { group, .. } => group.into(),
            Self::MoveStore { link, .. } => link.into(),
            Self::MoveCms { .. } => Subject::Deployment,
            Self::RouteFederation { site, .. } | Self::RouteXmpp { site, .. } => site.into(),
        }
    }

    /// Everything a command names, its subject first.
    pub fn names(&self) -> Vec<Subject> {
        let mut all = vec![self.subject()];
        match self {
            Self::MoveUsers { from, to, .. } => all.extend([from.into(), to.into()]),
            Self::CountUsers { pool, .. } => all.push(pool.into()),
            Self::MoveStore { to, .. } => all.push(to.into()),
            Self::MoveCms { to } => all.push(to.into()),
            Self::RouteFederation { to: Route::Through(pool), .. }
            | Self::RouteXmpp { to: Route::Through(pool), .. } => {
                all.push(pool.into());
            }
            Self::Add(Element::Link(link)) => all.extend([link.from.clone(), link.to.clone()]),
            Self::Add(Element::Server(server)) => all.push((&server.pool).into()),
            Self::Add(Element::SqlInstance(instance)) => all.push((&instance.server).into()),
            Self::Set { of, fact, to: Some(value) } => {
                let kind = fact_named(of.kind(), fact).map(|(_, kind)| kind);
                all.extend(kind.and_then(|kind| named_by(kind, value)));
            }
            _ => {}
        }
        all
    }

    /// The one thing of one object that this command sets, whichever kind of command it is: a fact, or the
    /// instance that a store link goes to (`to`).
    pub fn aspect(&self) -> Option<(Subject, FactName)> {
        Some(match self {
            Self::Set { of, fact, .. } => (of.clone(), fact),
            Self::MoveStore { link, .. } => (link.into(), "to"),
            Self::MoveCms { .. } => (Subject::Deployment, "cms"),
            Self::RouteFederation { site, .. } => (site.into(), "federation-route"),
            Self::RouteXmpp { site, .. } => (site.into(), "xmpp-route"),
            _ => return None,
        })
    }
}
