//! XMPP partners.

pub mod branch;
pub mod enabling;
pub mod partners;
pub mod routes;

use crate::rules::places;
use crate::rules::prelude::*;

/// XMPP-006: which partners were tested.
pub static VENDORS: Rule =
    Rule::new("XMPP-006", "xmpp-partner-untested", "0.1.0", Check::Checklist(places::edge::xmpp));

/// Whether the target is set up for XMPP in a state, as far as anybody knows.
fn in_use(cx: &StateContext<'_>) -> bool {
    let partners = cx.topology.deployment.xmpp_partners.as_ref().is_some_and(|partners| !partners.is_empty());
    partners || cx.edges().iter().any(|edge| cx.age(edge) == Age::Own && edge.xmpp == Some(true))
}
