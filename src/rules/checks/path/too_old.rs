//! PATH-003: a pool of a product older than the oldest that can be migrated from.

use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new("PATH-003", "product-too-old", "0.1.0", Check::State(check)).near().covering(&["PATH-001"]);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    let Some(oldest) = cx.pack.sources.first() else { return };
    for pool in cx.pools() {
        match (cx.age(pool), pool.version) {
            (Age::Older, Some(version)) if version < *oldest => {
                let said = message!(
                    "rules-path-003",
                    pool = cx.label(&pool.id),
                    version = Message::word(Version::PREFIX, version.key()),
                    oldest = Message::word(Version::PREFIX, oldest.key())
                );
                out.report(&pool.id, said).field("version");
            }
            (Age::Unknown, _) => out.not_checked(&pool.id, &["version"]),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_twins, missing};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=lync-2010
              pool fe-lcs front-end standard version=lcs-2005  # PATH-003
            ",
            |sketch| sketch.remove("fe-lcs"),
        );
    }

    #[test]
    fn the_boundary_is_the_oldest_source() {
        check_twins(
            &RULE,
            "
            site Paris
              pool edge-old edge version=ocs-2007              # PATH-003
            ",
            |sketch| sketch.set("edge-old", "version", Value::text("ocs-2007-r2")),
        );
    }

    #[test]
    fn an_unknown_version_waits() {
        check_said(&RULE, "site Paris\n  pool what front-end", missing, vec!["version"]);
    }
}
