//! Which pack judges a topology that names none.

use super::packs::packs;
use crate::model::*;
use crate::plan::Note;
use crate::text::Message;

/// Judges what no pack of its own judges.
pub const FALLBACK: &str = "lync-2013";

/// The pack of the newest product in a topology. Older products, and newer ones that have no pack yet, are
/// judged for `lync-2013`; the newer ones with a note.
pub fn default_target(topology: &Topology) -> (PackId, Option<Note>) {
    let newest = topology.pools.values().filter_map(|pool| pool.version).max();
    if let Some(pack) = packs().iter().find(|pack| Some(pack.product) == newest) {
        return (pack.id.clone(), None);
    }
    let fallback = PackId::new(FALLBACK);
    let product = super::pack(&fallback).map(|pack| pack.product);
    let note = newest.zip(product).filter(|(newest, product)| newest > product).map(|(newest, product)| Note {
        message: crate::message!(
            "rules-no-pack",
            product = Message::word(Version::PREFIX, newest.key()),
            target = Message::word(Version::PREFIX, product.key())
        ),
        line: None,
    });
    (fallback, note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(versions: &[Version]) -> Topology {
        let mut topology = Topology::default();
        for version in versions {
            let mut pool = Pool::new(PoolId::new(version.key()), PoolKind::FrontEnd);
            pool.version = Some(*version);
            topology.put(pool.into());
        }
        topology
    }

    #[test]
    fn the_newest_product_chooses_and_what_has_no_pack_says_so() {
        let id = |topology: &Topology| {
            let (id, note) = default_target(topology);
            (id.to_string(), note.is_some())
        };
        assert_eq!(id(&with(&[Version::Lync2010, Version::Lync2013])), ("lync-2013".to_owned(), false));
        assert_eq!(id(&with(&[Version::Ocs2007])), ("lync-2013".to_owned(), false));
        assert_eq!(id(&with(&[])), ("lync-2013".to_owned(), false));
        assert_eq!(id(&with(&[Version::Lync2010, Version::Sfb2019])), ("lync-2013".to_owned(), true));
    }
}
