//! What changed without being asked for, said once: findings that came or went, what undo took back, the phase that is
//! shown now. A screen reader hears it from a live node; the status bar shows the same words.

use super::document::{Document, FindingId};
use crate::model::{Code, Subject};
use crate::rules::Finding;
use crate::text::{Lang, Message};
use std::collections::BTreeSet;

/// How many findings are named; the rest is counted.
const NAMED: usize = 3;

/// What a finding is known by when phases before it come and go.
type Known = (Code, Vec<Subject>);

/// Compares each report with the one before.
#[derive(Default)]
pub struct Announcer {
    /// The findings that were there when it was said last; none before the first report of a plan.
    seen: Option<BTreeSet<Known>>,
    checked: u64,
    stage: usize,
    /// The finding that was open, which F4 opens away from the keyboard.
    finding: Option<FindingId>,
    parts: Vec<String>,
    /// What that finding says: spoken only, because the inspector shows it.
    opened: Option<String>,
    /// When the words are no longer shown: at the next touch after that.
    until: f64,
}

impl Announcer {
    /// Another plan, or none: its first report is no news.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is said now; empty for nothing.
    pub fn text(&self) -> String {
        let all: Vec<&str> = self.parts.iter().chain(&self.opened).map(String::as_str).collect();
        all.join(" · ")
    }

    /// What of it is shown.
    pub fn shown_text(&self) -> String {
        self.parts.join(" · ")
    }

    fn clear(&mut self) {
        self.parts.clear();
        self.opened = None;
    }

    /// What was taken back or done again, before its findings are known.
    pub fn undone(&mut self, label: Option<Message>, lang: Lang, now: f64) {
        self.clear();
        self.parts.extend(label.map(|label| lang.say(&label)));
        self.shown(now);
    }

    /// Looks at the document once per frame; `touched` when a key or a button was pressed in this one.
    pub fn follow(&mut self, doc: &Document, lang: Lang, now: f64, touched: bool) {
        if touched && now >= self.until {
            self.clear();
        }
        if self.seen.is_some() && self.stage != doc.shown() {
            self.clear();
            self.parts.push(stage(doc, lang));
            self.shown(now);
        }
        self.stage = doc.shown();
        self.open(doc, lang, now);
        if !doc.is_checked() || (self.checked == doc.checked() && self.seen.is_some()) {
            return;
        }
        self.checked = doc.checked();
        let counted = || doc.report().findings.iter().filter(|finding| finding.counts());
        let now_there: BTreeSet<Known> = counted().map(known).collect();
        let Some(before) = self.seen.replace(now_there) else { return };
        let there = self.seen.iter().flatten();
        let gone = before.len() - there.filter(|one| before.contains(*one)).count();
        let mut named = BTreeSet::new();
        let new: Vec<&Finding> =
            counted().filter(|one| !before.contains(&known(one)) && named.insert(known(one))).collect();
        if new.is_empty() && gone == 0 {
            return;
        }
        if !new.is_empty() {
            let names = new.iter().take(NAMED).map(|one| format!("{} {}", one.code, doc.label(&one.subject)));
            let mut what = names.collect::<Vec<_>>().join(", ");
            if new.len() > NAMED {
                let more = new.len() - NAMED;
                what = lang.say(&crate::message!("ui-announce-more", what = what, count = more));
            }
            self.parts.push(lang.say(&crate::message!("ui-announce-new", count = new.len(), what = what)));
        }
        if gone > 0 {
            self.parts.push(lang.say(&crate::message!("ui-announce-gone", count = gone)));
        }
        self.shown(now);
    }

    /// What the finding says that was opened in this frame, after the phase that it led to.
    fn open(&mut self, doc: &Document, lang: Lang, now: f64) {
        let Some(finding) = doc.open_finding().filter(|_| self.finding != doc.finding) else {
            self.finding.clone_from(&doc.finding);
            return;
        };
        self.finding.clone_from(&doc.finding);
        if self.parts.last() != Some(&stage(doc, lang)) {
            self.clear();
        }
        let what = lang.say(&finding.message);
        self.opened =
            Some(lang.say(&crate::message!("ui-announce-open", code = finding.code.to_string(), what = what)));
        self.shown(now);
    }

    fn shown(&mut self, now: f64) {
        /// Long enough to be read.
        const SECONDS: f64 = 4.0;
        self.until = now + SECONDS;
    }
}

fn known(finding: &Finding) -> Known {
    (finding.code.clone(), finding.subjects())
}

fn stage(doc: &Document, lang: Lang) -> String {
    let at = doc.shown();
    match at.checked_sub(1).and_then(|at| doc.plan().phases.get(at)) {
        Some(phase) => lang.say(&crate::message!("ui-panels-phase-said", number = at, name = &*phase.name)),
        None => lang.say(&crate::message!("plan-today")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Stage;
    use crate::rules::sketch;
    use std::sync::Arc;

    /// A shared user store, which the rules refuse.
    const SHARED: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC in=Paris
phase Test
";

    fn settled(doc: &mut Document) {
        let begun = std::time::Instant::now();
        while !doc.is_checked() && begun.elapsed().as_secs() < 10 {
            doc.poll();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    #[test]
    fn what_comes_and_goes_is_said_once() {
        let plan = sketch::read(SHARED).expect("a sketch").plan;
        let mut doc = Document::new(Arc::new(plan), || {});
        settled(&mut doc);
        for lang in Lang::all() {
            let mut announcer = Announcer::default();
            announcer.follow(&doc, lang, 0.0, false);
            assert_eq!(announcer.text(), "", "a plan that is opened is no news");
            let pilot = doc.plan().phases[0].id.clone();
            let edits = [crate::plan::PlanEdit::RemovePhase(pilot)];
            assert_eq!(doc.commit(crate::message!("language-name"), &edits), Ok(true));
            settled(&mut doc);
            announcer.follow(&doc, lang, 1.0, false);
            let gone = announcer.text();
            assert!(!gone.is_empty(), "findings of the phase are gone");
            announcer.follow(&doc, lang, 2.0, true);
            assert_eq!(announcer.text(), gone, "it stays to be read");
            announcer.undone(Some(crate::message!("language-name")), lang, 3.0);
            assert!(doc.undo());
            settled(&mut doc);
            announcer.follow(&doc, lang, 3.0, true);
            let back = announcer.text();
            assert!(back.starts_with(&lang.say(&crate::message!("language-name"))), "{back}");
            assert!(back.contains("SQL-001 ") && back.contains("LYNC"), "{back}");
            announcer.follow(&doc, lang, 9.0, false);
            assert_eq!(announcer.text(), back, "nothing is drawn again only to take it away");
            announcer.follow(&doc, lang, 9.0, true);
            assert_eq!(announcer.text(), "");
            doc.view.stage = Stage::Phase(doc.plan().phases[0].id.clone());
            announcer.follow(&doc, lang, 10.0, true);
            assert!(announcer.text().contains("Pilot"));
            let finding = doc.report().findings.iter().find(|one| one.code.as_str() == "SQL-001").cloned();
            let finding = finding.expect("a shared store");
            doc.finding = Some(finding.identity());
            announcer.follow(&doc, lang, 20.0, true);
            let open = announcer.text();
            assert!(open.contains("SQL-001") && open.contains(&lang.say(&finding.message)), "{open}");
            assert!(!announcer.shown_text().contains("SQL-001"));
            announcer.follow(&doc, lang, 30.0, true);
            assert_eq!(announcer.text(), "", "an open finding is said once");
            doc.close();
            announcer.follow(&doc, lang, 31.0, false);
            assert_eq!(announcer.text(), "");
            doc.view.stage = Stage::Today;
        }
    }
}
