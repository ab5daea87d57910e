//! The facts that rules wait for, by object: what somebody has to find out.

use super::Report;
use crate::model::{Code, FactName, Subject};
use std::collections::BTreeMap;

/// One fact of one object, and the rules that wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub subject: Subject,
    pub fact: FactName,
    /// In the order of the codes, each once.
    pub rules: Vec<Code>,
}

/// Every missing fact of a report, each once, by object and name.
pub fn missing(report: &Report) -> Vec<Missing> {
    let mut all: BTreeMap<(&Subject, FactName), Vec<Code>> = BTreeMap::new();
    for item in &report.not_checked {
        for fact in &item.missing {
            let rules = all.entry((&item.subject, fact)).or_default();
            if !rules.contains(&item.code) {
                rules.push(item.code.clone());
            }
        }
    }
    let sorted = all.into_iter().map(|((subject, fact), mut rules)| {
        rules.sort();
        Missing { subject: subject.clone(), fact, rules }
    });
    sorted.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::NotChecked;

    #[test]
    fn a_fact_that_two_rules_wait_for_stands_once() {
        let item = |code, missing: &[FactName]| NotChecked {
            code: Code::new(code),
            subject: Subject::Deployment,
            missing: missing.to_vec(),
        };
        let not_checked = vec![item("B-2", &["cms"]), item("A-1", &["forest", "cms"]), item("A-1", &["cms"])];
        let found = missing(&Report { not_checked: not_checked.into_iter().collect(), ..Report::default() });
        let seen: Vec<_> = found.iter().map(|one| (one.fact, one.rules.len())).collect();
        assert_eq!(seen, [("cms", 2), ("forest", 1)]);
        assert_eq!(found[0].rules[0].as_str(), "A-1");
    }
}
