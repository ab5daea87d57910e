//! New objects that come with a connection: what usually stands beside an object, and what goes between two of them.

use super::*;

/// Something new, without its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    Pool(PoolKind),
    SqlServer,
    /// On the SQL server that is there.
    SqlInstance,
    FileStore,
    Gateway,
}

impl New {
    /// What it is, in words.
    pub fn word(self) -> Message {
        match self {
            Self::Pool(kind) => Message::word(PoolKind::PREFIX, kind.key()),
            Self::SqlServer => Message::word(SubjectKind::PREFIX, SubjectKind::SqlServer.key()),
            Self::SqlInstance => Message::word(SubjectKind::PREFIX, SubjectKind::SqlInstance.key()),
            Self::FileStore => Message::word(SubjectKind::PREFIX, SubjectKind::FileStore.key()),
            Self::Gateway => Message::word(SubjectKind::PREFIX, SubjectKind::Gateway.key()),
        }
    }

    fn intent(self, plan: &Plan, stage: usize, version: Option<Version>, site: Option<&SiteId>) -> Option<Intent> {
        Some(match self {
            // Office Web Apps has a release of its own.
            Self::Pool(kind @ PoolKind::OfficeWebApps) => new_pool(plan, stage, kind, None, site),
            Self::Pool(kind) => new_pool(plan, stage, kind, version, site),
            Self::SqlServer => new_sql_server(plan, stage, site, None),
            Self::FileStore => new_file_store(plan, stage, site),
            Self::Gateway => new_gateway(plan, stage, site),
            Self::SqlInstance => return None,
        })
    }
}

/// Something new beside an object, joined with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Companion {
    pub what: New,
    pub link: LinkKind,
    pub intent: Intent,
}

/// What usually stands beside an object and is not there yet, the likeliest first. Nothing that would take the place of
/// what it has.
pub fn companions(plan: &Plan, stage: usize, from: &Subject, site: Option<&SiteId>) -> Vec<Companion> {
    let state = plan.state_at(stage);
    let own = match from {
        Subject::Pool(id) => state.pools.get(id).and_then(|pool| pool.version),
        _ => None,
    };
    let version = own.or_else(|| Version::from_key(plan.target_at(stage).as_str()));
    let wanted = match from {
        Subject::Pool(id) => state.pools.get(id).map_or(&[][..], |pool| beside_pool(pool.kind)),
        Subject::Gateway(_) => &[New::Pool(PoolKind::Mediation)],
        _ => &[],
    };
    let mut all = Vec::new();
    for what in wanted.iter().copied().filter(|what| is_of(*what, version)) {
        let Some(mut intent) = what.intent(plan, stage, version, site) else { continue };
        let known = with_added(&state, &intent);
        let end = end_of(&known, &intent.subject);
        let joined = link_kinds_between(&known, from, &end).into_iter().find_map(|link| {
            let joined = connect(plan, &known, link, from, &end)?;
            let adds = !joined.commands.is_empty() && joined.commands.iter().all(|c| matches!(c, Command::Add(_)));
            adds.then_some((link, joined))
        });
        let Some((link, joined)) = joined else { continue };
        intent.commands.extend(joined.commands);
        intent.label = crate::message!(
            "plan-add-and-join",
            name = known.label(&intent.subject),
            link = Message::word(LinkKind::PREFIX, link.key()),
            of = state.label(from)
        );
        all.push(Companion { what, link, intent });
    }
    all
}

fn beside_pool(kind: PoolKind) -> &'static [New] {
    use New::{FileStore, Gateway, Pool, SqlServer};
    use PoolKind as K;
    const FRONT_END: New = Pool(K::FrontEnd);
    match kind {
        K::FrontEnd => &[
            SqlServer,
            FileStore,
            Pool(K::Edge),
            FRONT_END,
            Pool(K::Mediation),
            Pool(K::OfficeWebApps),
            Pool(K::PersistentChat),
            Pool(K::Monitoring),
            Pool(K::Archiving),
            Pool(K::Sba),
            Gateway,
        ],
        K::Director => &[FileStore, Pool(K::Edge), Pool(K::OfficeWebApps)],
        K::Edge => &[Pool(K::Director), FRONT_END],
        K::Mediation => &[FRONT_END, Gateway, Pool(K::Edge)],
        K::PersistentChat | K::GroupChat => &[SqlServer, FileStore, FRONT_END],
        K::Monitoring | K::Archiving => &[SqlServer],
        K::Sba => &[FRONT_END, Gateway, Pool(K::Edge)],
        K::TrustedApplication | K::CommunicatorWebAccess | K::XmppGateway | K::VideoInterop => &[FRONT_END],
        K::AvConferencing => &[Pool(K::Edge)],
        K::OfficeWebApps => &[FRONT_END],
        K::Other => &[SqlServer, FRONT_END],
    }
}

/// Whether a product generation has this. Source: the roles of Lync Server 2010 and 2013 in their planning pages.
fn is_of(what: New, version: Option<Version>) -> bool {
    let Some(version) = version else { return true };
    match what {
        New::Pool(PoolKind::Monitoring | PoolKind::Archiving) => version <= Version::Lync2010,
        New::Pool(PoolKind::OfficeWebApps) => version >= Version::Lync2013,
        New::Pool(PoolKind::PersistentChat) => (Version::Lync2013..=Version::Sfb2015).contains(&version),
        New::Pool(PoolKind::Sba) => version >= Version::Lync2010,
        _ => true,
    }
}

/// Puts something new into the line that stands for these links: a Director between an Edge pool and its next hop, a
/// Mediation pool between a gateway and the pool of its trunk, another SQL Server or instance for the stores. `None`
/// where that has no meaning.
pub fn between(
    plan: &Plan,
    stage: usize,
    links: &[LinkId],
    what: New,
    version: impl Into<Option<Version>>,
) -> Option<Intent> {
    let state = plan.state_at(stage);
    let links: Vec<&Link> = links.iter().filter_map(|id| state.links.get(id)).map(|link| &**link).collect();
    let stores: Vec<&Link> = links.iter().copied().filter(|link| link.kind.store().is_some()).collect();
    let kind_of = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| pool.kind),
        _ => None,
    };
    let of_kind = |kind| links.iter().copied().find(|link| link.kind == kind);
    let version = version.into();
    match what {
        New::Pool(PoolKind::Director) => {
            let link = of_kind(LinkKind::NextHop)?;
            let fits = kind_of(&link.from) == Some(PoolKind::Edge) && kind_of(&link.to) == Some(PoolKind::FrontEnd);
            fits.then(|| put_between(plan, stage, &state, link, what, version))?
        }
        New::Pool(PoolKind::Mediation) => {
            let link = of_kind(LinkKind::Trunk)?;
            let fits = kind_of(&link.to) == Some(PoolKind::FrontEnd);
            fits.then(|| put_between(plan, stage, &state, link, what, version))?
        }
        New::SqlServer => {
            let first = stores.first()?;
            let site = state.site_of(&first.from);
            moved_to(&state, &stores, new_sql_server(plan, stage, site.as_ref(), None))
        }
        New::SqlInstance => {
            let Subject::SqlInstance(instance) = &stores.first()?.to else { return None };
            let host = state.sql_instances.get(instance)?.server.clone();
            moved_to(&state, &stores, new_instance(plan, stage, &host))
        }
        New::Pool(_) | New::FileStore | New::Gateway => None,
    }
}

/// The link ends at a new pool, which goes on to where it ended.
fn put_between(
    plan: &Plan,
    stage: usize,
    state: &Topology,
    link: &Link,
    what: New,
    version: Option<Version>,
) -> Option<Intent> {
    let site = state.site_of(&link.to);
    let mut intent = what.intent(plan, stage, version, site.as_ref())?;
    let known = with_added(state, &intent);
    intent.commands.extend(reconnected(plan, &known, &link.id, &link.to, &intent.subject)?.commands);
    // A Director finds the pool of each user itself; a Mediation pool has a next hop.
    if link.kind == LinkKind::Trunk {
        intent.commands.extend(connect(plan, &known, LinkKind::NextHop, &intent.subject, &link.to)?.commands);
    }
    intent.label = crate::message!(
        "plan-put-between",
        name = known.label(&intent.subject),
        from = state.label(&link.from),
        to = state.label(&link.to)
    );
    Some(intent)
}

/// The stores move to the instance that an intent makes.
fn moved_to(state: &Topology, stores: &[&Link], mut intent: Intent) -> Option<Intent> {
    let known = with_added(state, &intent);
    let Subject::SqlInstance(instance) = end_of(&known, &intent.subject) else { return None };
    let moves = stores.iter().map(|link| Command::MoveStore { link: link.id.clone(), to: instance.clone() });
    intent.commands.extend(moves);
    let pool = &stores.first()?.from;
    intent.label =
        crate::message!("plan-add-for-stores", name = known.label(&intent.subject), pool = state.label(pool));
    Some(intent)
}

fn with_added(state: &Topology, intent: &Intent) -> Topology {
    let mut known = state.clone();
    for command in &intent.commands {
        if let Command::Add(element) = command {
            known.put(element.clone());
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        for kind in PoolKind::ALL {
            let mut pool = Pool::new(PoolId::new(kind.key()), *kind);
            pool.version = Some(Version::Lync2013);
            plan.today.put(pool.into());
        }
        plan.today.put(Gateway::new(GatewayId::new("gw")).into());
        plan
    }

    #[test]
    fn what_stands_beside_each_kind_of_pool_can_be_made_and_joined() {
        let plan = plan();
        for kind in PoolKind::ALL {
            let from = Subject::Pool(PoolId::new(kind.key()));
            let all = companions(&plan, 0, &from, None);
            assert!(!all.is_empty(), "nothing beside {kind:?}");
            for companion in all {
                let edits = companion.intent.edits(&plan, 0, None);
                let next = PlanEdit::all_applied_to(&edits, &plan).unwrap_or_else(|why| panic!("{kind:?}: {why:?}"));
                let joins = |link: &Link| link.kind == companion.link && (link.from == from || link.to == from);
                assert!(next.today.links.values().any(|link| joins(link)), "{kind:?} and {companion:?}");
                assert!(next.today.has(&companion.intent.subject) && next.today.broken().is_empty());
            }
        }
        let beside = companions(&plan, 0, &Subject::Gateway(GatewayId::new("gw")), None);
        assert_eq!(beside.iter().map(|one| one.link).collect::<Vec<_>>(), [LinkKind::Trunk]);
    }

    #[test]
    fn what_is_there_once_is_not_offered_again() {
        let plan = plan();
        let from = Subject::Pool(PoolId::new("front-end"));
        let file = |plan: &Plan| companions(plan, 0, &from, None).iter().any(|one| one.what == New::FileStore);
        assert!(file(&plan));
        let store = companions(&plan, 0, &from, None).into_iter().find(|one| one.what == New::FileStore);
        let edits = store.map(|store| store.intent.edits(&plan, 0, None)).unwrap_or_default();
        assert!(!file(&PlanEdit::all_applied_to(&edits, &plan).expect("added")));
    }
}
