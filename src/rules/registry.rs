//! The one list of rules, and the text about each.

use super::{Rule, checks};
use crate::model::Code;
use crate::text::{Lang, Message};

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/rules"]
struct Docs;

/// Every rule, in the order of the codes. Codes are never given twice; a retired one would stay, with a reason.
pub fn all() -> &'static [&'static Rule] {
    checks::ALL
}

pub fn rule(code: &Code) -> Option<&'static Rule> {
    let at = all().binary_search_by(|rule| rule.code.as_str().cmp(code.as_str())).ok()?;
    Some(all()[at])
}

/// What an entry of the checklist asks for, in a few words.
pub fn short_title(code: &Code) -> Message {
    Message::word("rules-check", &code.as_str().to_lowercase())
}

/// What people read about a rule, as Markdown: what it checks, why it matters, examples, what to do, source.
pub fn docs(code: &Code, lang: Lang) -> Option<String> {
    rule(code)?;
    let file = Docs::get(&format!("{code}.{}.md", lang.tag()))?;
    String::from_utf8(file.data.into_owned()).ok()
}

/// The first heading of that text.
pub fn title(code: &Code, lang: Lang) -> Option<String> {
    let docs = docs(code, lang)?;
    docs.lines().find_map(|line| line.strip_prefix("# ")).map(|title| title.trim().to_owned())
}

/// A page that a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    pub address: String,
    /// As the text gives it: a day, where the page has one.
    pub date: Option<String>,
}

/// The pages that a rule rests on: the links under the last heading of its text, in its order.
pub fn sources(code: &Code, lang: Lang) -> Vec<Source> {
    let docs = docs(code, lang).unwrap_or_default();
    let last = docs.rsplit("\n## ").next().unwrap_or_default();
    let source = |line: &str| {
        let (title, rest) = line.trim().strip_prefix("- [")?.split_once("](")?;
        // An address may have brackets of its own: “library/Gg425764(v=OCS.15)”.
        let (address, rest) = match rest.rsplit_once("), ") {
            Some((address, date)) => (address, Some(date)),
            None => (rest.rsplit_once(')')?.0, None),
        };
        let (title, address) = (title.to_owned(), address.to_owned());
        Some(Source { title, address, date: rest.map(|date| date.trim().to_owned()) })
    };
    last.lines().filter_map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Check;
    use crate::rules::sketch::read;
    use crate::rules::twin_tests::{alone, assert_expected, assert_fixes, assert_said, judge_twins};

    /// What the engine says of a plan; that a rule failed is no matter of the plan.
    fn is_told_by_the_engine(rule: &Rule) -> bool {
        matches!(rule.check, Check::Engine) && rule.code.as_str() != "PLAN-003"
    }

    /// The fenced sketches of a text.
    fn sketches(docs: &str) -> Vec<&str> {
        docs.split("```sketch\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
    }

    #[test]
    fn the_list_of_codes() {
        let codes: Vec<_> = all().iter().map(|rule| rule.code.as_str()).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted, "sorted, and each once");
        // A code that vanishes from this list is a decision to be seen.
        assert_eq!(
            codes.join(" "),
            "AD-001 AD-002 AD-003 AD-004 AD-005 AD-006 AD-007 APP-001 APP-002 APP-003 APP-004 APP-005 APP-006 \
             APP-007 APP-008 APP-009 APP-010 APP-011 CAP-001 CAP-002 CAP-003 CAP-004 CAP-005 CAP-006 CAP-007 \
             CAP-008 CAP-009 CAP-010 CAP-011 CAP-012 CAP-013 CAP-014 CAP-015 CAP-016 CAP-017 CAP-018 CAP-019 \
             CAP-020 CHAT-001 CHAT-002 CHAT-003 CHAT-004 CHAT-005 CHAT-006 CHAT-007 CHAT-008 CHAT-009 CHAT-010 \
             CHAT-011 CHAT-012 CHAT-013 CHAT-014 CHAT-015 CHAT-016 CHAT-017 CHAT-018 CLIENT-001 CLIENT-002 \
             CLIENT-003 CLIENT-004 CLIENT-005 CLIENT-006 CLIENT-007 CLIENT-008 CLIENT-009 CMS-001 CMS-002 \
             CMS-003 CMS-004 CMS-005 CMS-006 CMS-007 CMS-008 CMS-009 CMS-010 COEX-001 COEX-002 COEX-003 \
             COEX-004 COEX-005 COEX-006 COEX-007 COEX-008 COEX-009 COEX-010 COEX-011 COEX-012 COEX-013 COLO-001 \
             COLO-002 COLO-003 COLO-004 COLO-005 COLO-006 COLO-007 COLO-008 COLO-009 COLO-010 COLO-011 COLO-012 \
             EDGE-001 EDGE-002 EDGE-003 EDGE-004 EDGE-005 EDGE-006 EDGE-007 EDGE-008 EDGE-009 EDGE-010 EDGE-011 \
             EDGE-012 EDGE-013 EDGE-014 EDGE-015 EDGE-016 EDGE-017 EDGE-018 EDGE-019 EXCH-001 EXCH-002 EXCH-003 \
             EXCH-004 FILE-001 FILE-002 FILE-003 FILE-004 FILE-005 FILE-006 MON-001 MON-002 MON-003 MON-004 \
             MON-005 MON-006 MON-007 NAME-001 NAME-002 NAME-003 NAME-004 NAME-005 NAME-006 NAME-007 NAME-008 \
             NAME-009 NAME-010 NAME-011 NAME-012 NAME-013 NAME-014 NAME-015 ORDER-001 ORDER-002 ORDER-003 \
             ORDER-004 ORDER-005 ORDER-006 ORDER-007 ORDER-008 ORDER-009 ORDER-010 ORDER-011 ORDER-012 \
             ORDER-013 ORDER-014 ORDER-015 ORDER-016 ORDER-017 ORDER-018 ORDER-019 ORDER-020 ORDER-021 OS-001 \
             OS-002 OS-003 OS-004 OS-005 OS-006 OS-007 OS-008 PAIR-001 PAIR-002 PAIR-003 PAIR-004 PAIR-005 \
             PAIR-006 PAIR-007 PAIR-008 PATH-001 PATH-002 PATH-003 PATH-004 PATH-005 PATH-006 PATH-007 PATH-008 \
             PATH-009 PATH-010 PATH-011 PATH-012 PLAN-001 PLAN-002 PLAN-003 PLAN-004 PLAN-005 PLAN-006 PLAN-007 \
             PLAN-008 PLAN-009 PLAN-010 ROLE-001 ROLE-002 ROLE-003 ROLE-004 ROLE-005 ROLE-006 ROLE-007 ROLE-008 ROLE-009 ROLE-010 \
             ROLE-011 ROLE-012 ROLE-013 ROLE-014 ROLE-015 ROLE-016 ROLE-017 SBA-001 SBA-002 SBA-003 SBA-004 \
             SBA-005 SQL-001 SQL-002 SQL-003 SQL-004 SQL-005 SQL-006 SQL-007 SQL-008 SQL-009 SQL-010 SQL-011 \
             SQL-012 SQL-013 SQL-014 SQL-015 SQL-016 SQL-017 SQL-018 SQL-019 SQL-020 SQL-021 SQL-022 SQL-023 \
             SQL-024 SQL-025 SQL-026 SQL-027 SQL-028 SQL-029 SQL-030 UPD-001 UPD-002 UPD-003 UPD-004 VOICE-001 \
             VOICE-002 VOICE-003 VOICE-004 VOICE-005 VOICE-006 VOICE-007 VOICE-008 VOICE-009 VOICE-010 \
             VOICE-011 VOICE-012 XMPP-001 XMPP-002 XMPP-003 XMPP-004 XMPP-005 XMPP-006"
        );
        for rule in all() {
            assert_eq!(self::rule(&rule.code).map(|found| &found.code), Some(&rule.code));
            assert!(
                rule.covers.iter().all(|code| self::rule(&Code::new(code)).is_some()),
                "{} covers the unknown",
                rule.code
            );
        }
        assert!(self::rule(&Code::new("SQL-999")).is_none());
    }

    #[test]
    fn names_say_the_problem() {
        let mut names: Vec<_> = all().iter().map(|rule| rule.name).collect();
        for name in &names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()), "{name}");
            assert!(!name.split('-').any(|word| ["must", "should", "no"].contains(&word)), "{name} names the cure");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
    }

    #[test]
    fn every_language_explains_every_rule_and_its_examples_are_true() {
        for rule in all() {
            let mut examples: Option<Vec<String>> = None;
            for lang in Lang::all() {
                let docs = docs(&rule.code, lang).unwrap_or_else(|| panic!("{} in {}", rule.code, lang.tag()));
                assert!(docs.starts_with("# "), "{} in {} has no title", rule.code, lang.tag());
                let found: Vec<String> = sketches(&docs).into_iter().map(str::to_owned).collect();
                let computed = rule.check.decides() || is_told_by_the_engine(rule);
                assert_eq!(found.len(), if computed { 2 } else { 0 }, "examples of {}", rule.code);
                if let [failing, passing] = found.as_slice() {
                    let name = format!("{} in {}", rule.code, lang.tag());
                    let failing = read(failing).unwrap_or_else(|error| panic!("{name}: {error}"));
                    let passing = read(passing).unwrap_or_else(|error| panic!("{name}: {error}"));
                    let report = alone(rule, &failing.plan);
                    assert!(!report.findings.is_empty(), "{name}: the failing example is silent");
                    assert_expected(rule, &failing, &report);
                    report.findings.iter().for_each(|finding| assert_said(&failing.plan, finding));
                    assert_eq!(alone(rule, &passing.plan).findings, [], "{name}: the passing example is not silent");
                    assert_eq!(passing.expected, [], "{name}");
                    assert_eq!(passing.plan.replay().skipped, [], "{name}");
                    if examples.is_none() {
                        let mended = |finding| assert_fixes(rule, &failing.plan, finding);
                        report.findings.iter().for_each(mended);
                        judge_twins(rule, &failing, &passing.plan);
                    }
                }
                assert_eq!(
                    *examples.get_or_insert_with(|| found.clone()),
                    found,
                    "{}: one example, two texts",
                    rule.code
                );
            }
        }
    }

    /// A rule is proved by the twins in its file. The engine is the only one that can make PLAN-003 speak.
    #[test]
    fn every_rule_has_its_twins() {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/checks");
        let mut files = Vec::new();
        let mut open = vec![dir];
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { open.push(path) } else { files.push(std::fs::read_to_string(path).unwrap()) }
            }
        }
        for rule in all() {
            let own = format!(":Rule=Rule::new(\"{}\"", rule.code);
            let file = files.iter().find(|text| text.split_whitespace().collect::<String>().contains(&own));
            match rule.check {
                Check::Engine if !is_told_by_the_engine(rule) => {}
                // Those of the checklist are in one table: see `places/twins.rs`.
                Check::Checklist(_) | Check::Advice => {}
                _ => assert!(file.is_some_and(|text| text.contains("fn twins()")), "{} has no twins", rule.code),
            }
        }
    }
}
