//! Voice: Mediation Servers, gateways and their trunks, call admission control.

pub mod at_merge;
pub mod gateways;
pub mod legacy_users;
pub mod location;
pub mod mediation;
mod own_pool;
pub mod removal;

use crate::rules::prelude::*;

/// Whether a Mediation Server runs on a pool; `None` where that is not known.
fn mediates(pool: &Pool) -> Option<bool> {
    match pool.kind {
        PoolKind::Mediation | PoolKind::Sba => Some(true),
        PoolKind::FrontEnd => pool.mediation.map(|mode| mode == MediationMode::Collocated),
        _ => Some(false),
    }
}
