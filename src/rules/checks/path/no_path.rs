//! PATH-001: a pool of a product that cannot be migrated from.

use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("PATH-001", "source-product-without-a-path", "0.1.0", Check::State(check)).near();

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for pool in cx.pools() {
        match (cx.age(pool), pool.version) {
            (Age::Older, Some(version)) if !cx.pack.sources.contains(&version) => {
                let said = message!(
                    "rules-path-001",
                    pool = cx.label(&pool.id),
                    version = Message::word(Version::PREFIX, version.key()),
                    target = Message::word(Version::PREFIX, cx.pack.product.key())
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
    use crate::rules::twin_tests::{check_silent, check_twins};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end standard version=ocs-2007  # PATH-001
              pool fe-2010 front-end standard version=lync-2010
            ",
            |sketch| sketch.set("fe-old", "version", Value::text("ocs-2007-r2")),
        );
    }

    #[test]
    fn the_target_itself_is_no_source_and_unknown_is_not_green() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool fe-new front-end standard version=lync-2013
              pool fe-what front-end standard
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
    }
}
