//! What a deployment asks of its network: names, DNS records, names in certificates, ports, and what a firewall lets
//! through. Each is a pure function of one state, and each row says on which page it rests.
//!
//! Only what the pages and the plan say is here. What the plan does not say is [`Known::Unknown`]; what the pages name
//! without saying more is [`Known::Unsaid`].

mod basis;
mod certificates;
mod names;
mod ports;
mod records;
#[cfg(test)]
mod tests;

pub use basis::{Basis, Pages};
pub use certificates::{CertificateKind, CertificateName, certificates};
pub use names::{Name, names};
pub use ports::{Listener, Opening, Origin, Peer, listeners, openings};
pub use records::{Lead, Record, RecordKind, records};

use crate::model::words;
use crate::model::*;

/// A part of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Known<T> {
    Is(T),
    /// The plan does not say it.
    Unknown,
    /// The pages name the thing and do not say this of it.
    Unsaid,
}

impl<T> Known<T> {
    fn of(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Is)
    }
}

impl Known<String> {
    fn text(value: &Option<Text>) -> Self {
        Self::of(value.as_deref().filter(|text| !text.is_empty()).map(str::to_owned))
    }
}

words! {
    /// On which side of the perimeter.
    Side as "export-side" { Internal = "internal", External = "external", }
}

/// Whether a pool has web services that clients from outside meet.
fn has_web_services(pool: &Pool) -> bool {
    matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director)
}

/// Servers of a pool by their names, in the order of the state.
fn members(index: &Index<'_>, pool: &PoolId) -> Vec<String> {
    let name = |server: &&Server| server.fqdn.as_deref().unwrap_or(server.id.as_str()).to_owned();
    index.servers(pool).iter().map(name).collect()
}

/// The host of an address such as `https://meet.contoso.com/dialin`, without port and path.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().trim();
    (!host.is_empty()).then(|| host.to_owned())
}

/// Whether a pool of the Lync generation stands: before, there are neither simple URLs nor sign-in records to speak of.
fn has_product_since(topology: &Topology, since: Version) -> bool {
    topology.pools.values().any(|pool| pool.version.is_some_and(|version| version >= since))
}
