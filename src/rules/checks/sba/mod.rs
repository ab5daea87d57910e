//! Survivable branch appliances and servers.

pub mod homes;
pub mod monitoring;
pub mod moving;

use crate::rules::prelude::*;

/// SBA-002: a legacy appliance may join a pool of the target. Nothing to compute: it is allowed.
pub static LEGACY: Rule = Rule::new("SBA-002", "legacy-branch-appliance-joins-the-target", "0.1.0", Check::Advice);

/// Whether a link associates a branch appliance with the pool behind it.
fn associates(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::BackupRegistrar | LinkKind::UserServices)
}

/// The Front End pool that a fix associates an appliance with: one that fits, of the central site before others.
fn fitting<'a>(state: &'a Topology, sba: &Subject, fits: impl Fn(&Pool) -> bool) -> Option<&'a Pool> {
    let central = state.site_of(sba).and_then(|site| state.sites.get(&site)).and_then(|site| site.parent.clone());
    let pools = state.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd && fits(pool));
    pools.min_by_key(|pool| pool.site.is_none() || pool.site != central).map(|pool| &**pool)
}

/// The associations of an appliance with one pool, made with another in their place. `taken` are ids that are used up.
fn associate(
    cx: &FixContext<'_>,
    state: &Topology,
    (sba, old, new): (&Subject, &Subject, &Pool),
    taken: &mut Vec<String>,
) -> Vec<Command> {
    let mut commands = Vec::new();
    for link in state.links.values().filter(|link| link.from == *sba && link.to == *old && associates(link.kind)) {
        let id = cx.plan.free_id_besides(SubjectKind::Link, link.kind.key(), taken);
        taken.push(id.clone());
        let new = Link::new(LinkId::new(&id), link.kind, link.usage, sba.clone(), (&new.id).into());
        commands.extend([Command::Remove((&link.id).into()), Command::Add(new.into())]);
    }
    commands
}
