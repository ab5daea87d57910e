//! What differs between two states.

use crate::model::*;
use std::collections::BTreeMap;

/// What a phase does to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Unchanged,
    Added,
    Removed,
    Changed,
    /// Users leave this pool in the phase.
    Emptied,
}

/// Every object of either state that is not the same in both. Objects that share memory are not compared.
pub fn diff(before: &Topology, after: &Topology) -> BTreeMap<Subject, Mark> {
    let mut marks = BTreeMap::new();
    macro_rules! compare {
        ($($map:ident),*) => { $(
            if !before.$map.ptr_eq(&after.$map) {
                for item in before.$map.diff(&after.$map) {
                    match item {
                        imbl::ordmap::DiffItem::Add(id, _) => marks.insert(Subject::from(id), Mark::Added),
                        imbl::ordmap::DiffItem::Remove(id, _) => marks.insert(Subject::from(id), Mark::Removed),
                        imbl::ordmap::DiffItem::Update { old: (id, _), .. } => marks.insert(Subject::from(id), Mark::Changed),
                    };
                }
            }
        )* };
    }
    compare!(sites, pools, servers, sql_servers, sql_instances, file_stores, gateways, links, user_groups);
    if before.deployment != after.deployment {
        marks.insert(Subject::Deployment, Mark::Changed);
    }
    spread(before, after, &mut marks);
    marks
}

/// A pool whose servers change is changed, a pool that users leave is being emptied, a host follows its instances.
fn spread(before: &Topology, after: &Topology, marks: &mut BTreeMap<Subject, Mark>) {
    let mut more = Vec::new();
    for subject in marks.keys() {
        match subject {
            Subject::Server(id) => {
                more.extend(
                    after.servers.get(id).or(before.servers.get(id)).map(|o| (Subject::from(&o.pool), Mark::Changed)),
                );
            }
            Subject::SqlInstance(id) => {
                let instance = after.sql_instances.get(id).or(before.sql_instances.get(id));
                more.extend(instance.map(|o| (Subject::from(&o.server), Mark::Changed)));
            }
            Subject::UserGroup(id) => {
                let (Some(old), Some(new)) = (before.user_groups.get(id), after.user_groups.get(id)) else { continue };
                for (pool, count) in &new.homes {
                    let was = old.homes.get(pool).copied().unwrap_or(Some(0));
                    let left = match (was, count) {
                        (Some(was), Some(is)) => is < &was,
                        (None, Some(0)) => true,
                        _ => false,
                    };
                    if left {
                        more.push((pool.into(), Mark::Emptied));
                    } else if was != *count {
                        more.push((pool.into(), Mark::Changed));
                    }
                }
            }
            _ => {}
        }
    }
    for (subject, mark) in more {
        match marks.get(&subject) {
            Some(Mark::Added | Mark::Removed | Mark::Emptied) => {}
            _ => drop(marks.insert(subject, mark)),
        }
    }
}
