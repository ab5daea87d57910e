//! Operating systems and platforms.

pub mod file_cluster;
pub mod platform;
pub mod systems;
pub mod updates;

use crate::rules::places;
use crate::rules::prelude::*;

/// OS-004: where the administrative tools run.
pub static TOOLS: Rule =
    Rule::new("OS-004", "computers-with-tools-only", "0.1.0", Check::Checklist(places::coexistence::tools));

/// A fact of the servers of a pool, with whose it is: a server's own, or that of its pool. The second value is
/// whether it is not known for one of them.
fn of_servers<T: Copy>(
    cx: &StateContext<'_>,
    pool: &Pool,
    of_pool: Option<T>,
    of_server: fn(&Server) -> Option<T>,
) -> (Vec<(Subject, T)>, bool) {
    let members = cx.members_of(&pool.id);
    let own = members.iter().filter_map(|server| Some((Subject::from(&server.id), of_server(server)?)));
    let mut known: Vec<(Subject, T)> = own.collect();
    let covered = known.len() == members.len() && !members.is_empty();
    if let Some(value) = of_pool.filter(|_| !covered) {
        known.push(((&pool.id).into(), value));
    }
    (known, !covered && of_pool.is_none())
}
