//! A way back written down: the steps, what stays and what is not restored, what the rules say, and what then differs.

use crate::message;
use crate::model::*;
use crate::plan::Mark;
use crate::propose::{Judged, Page, Rests, RollBack, Way};
use crate::text::{Lang, Message};

/// A line of it.
enum Line {
    Title(String),
    Head(String),
    Text(String),
    Item(String, Vec<&'static Page>),
    Number(usize, String),
}

/// As plain text.
pub fn text(back: &RollBack, judged: &Judged, lang: Lang) -> String {
    let mut out = String::new();
    for line in (Writer { back, judged, lang }).lines() {
        match line {
            Line::Title(text) => out.push_str(&format!("{text}\n")),
            Line::Head(text) => out.push_str(&format!("\n{text}\n")),
            Line::Text(text) => out.push_str(&format!("{text}\n")),
            Line::Number(number, text) => out.push_str(&format!("  {number}. {text}\n")),
            Line::Item(text, pages) => {
                out.push_str(&format!("  - {text}\n"));
                pages.iter().for_each(|page| out.push_str(&format!("    {} <{}>\n", page.title, page.address)));
            }
        }
    }
    out
}

/// As Markdown.
pub fn markdown(back: &RollBack, judged: &Judged, lang: Lang) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for line in (Writer { back, judged, lang }).lines() {
        let is_item = matches!(line, Line::Item(..) | Line::Number(..));
        if in_list && !is_item {
            out.push('\n');
        }
        in_list = is_item;
        match line {
            Line::Title(text) => out.push_str(&format!("# {}\n\n", plain(&text))),
            Line::Head(text) => out.push_str(&format!("## {}\n\n", plain(&text))),
            Line::Text(text) => out.push_str(&format!("{}\n\n", plain(&text))),
            Line::Number(number, text) => out.push_str(&format!("{number}. {}\n", plain(&text))),
            Line::Item(text, pages) => {
                let links = pages.iter().map(|page| format!("[{}](<{}>)", plain(&page.title), page.address));
                let links: Vec<String> = links.collect();
                let links = if links.is_empty() { String::new() } else { format!(" {}", links.join("; ")) };
                out.push_str(&format!("- {}{links}\n", plain(&text)));
            }
        }
    }
    out
}

/// A text in which nothing is Markdown, on one line.
fn plain(text: &str) -> String {
    super::runbook::plain(text)
}

struct Writer<'a> {
    back: &'a RollBack,
    judged: &'a Judged,
    lang: Lang,
}

impl Writer<'_> {
    fn say(&self, message: &Message) -> String {
        self.lang.say(message)
    }

    fn lines(&self) -> Vec<Line> {
        let plan = &self.back.plan;
        let (from, to) = (plan.stage_name(self.back.from, self.lang), plan.stage_name(self.back.to, self.lang));
        let known = plan.everything();
        let mut lines = vec![Line::Title(self.say(&message!("back-title", from = from, to = to.as_str())))];
        let count = self.back.phase.steps.len();
        lines.push(Line::Head(self.say(&message!("ui-way-back-course", count = count))));
        for (at, step) in self.back.phase.steps.iter().enumerate() {
            let label = self.say(&step.label_in(&known));
            let text = step.note().map_or_else(|| label.clone(), |note| format!("{label} ({note})"));
            lines.push(Line::Number(at + 1, text));
        }
        self.left(&mut lines);
        self.lost(&mut lines, &to);
        self.findings(&mut lines, &to);
        if self.back.differs.is_empty() {
            lines.push(Line::Head(self.say(&message!("ui-way-back-as-before", to = to))));
        } else {
            lines.push(Line::Head(self.say(&message!("ui-way-back-head-differs", to = to))));
            for (subject, mark) in &self.back.differs {
                let how = match mark {
                    Mark::Added => message!("ui-way-back-differs-more"),
                    Mark::Removed => message!("ui-way-back-differs-less"),
                    Mark::Changed | Mark::Emptied | Mark::Unchanged => message!("ui-way-back-differs-other"),
                };
                let kind = self.lang.word(SubjectKind::PREFIX, subject.kind().key());
                lines.push(Line::Item(format!("{kind} {} · {}", plan.label(subject), self.say(&how)), Vec::new()));
            }
        }
        lines
    }

    fn steps(&self, steps: &[StepId]) -> String {
        let numbers: Vec<String> = steps.iter().map(|step| self.back.plan.label(&step.into())).collect();
        numbers.join(", ")
    }

    fn rests(&self, rests: Rests) -> String {
        self.lang.word(Rests::PREFIX, rests.key())
    }

    fn left(&self, lines: &mut Vec<Line>) {
        if self.back.left.is_empty() {
            return;
        }
        lines.push(Line::Head(self.say(&message!("ui-way-back-left"))));
        for left in &self.back.left {
            let (step, why) = left.said(&self.back.plan);
            let number = self.back.plan.label(&step.into());
            lines.push(Line::Item(format!("{number} · {}", self.say(&why)), Vec::new()));
        }
    }

    fn lost(&self, lines: &mut Vec<Line>, to: &str) {
        lines.push(Line::Head(self.say(&message!("ui-way-back-lost", to = to))));
        if self.back.lost.is_empty() {
            lines.push(Line::Text(self.say(&message!("ui-way-back-nothing-lost"))));
        }
        for lost in &self.back.lost {
            let text = lost.loss.said(lost.is_unknown, self.lang);
            let text = format!("{} · {text} {}.", self.steps(&lost.steps), self.say(&lost.loss.rests()));
            lines.push(Line::Item(text, lost.loss.pages().collect()));
        }
        if self.back.stays.is_empty() {
            return;
        }
        lines.push(Line::Head(self.say(&message!("ui-way-back-stays"))));
        for stays in &self.back.stays {
            let text = self.lang.word(Way::PREFIX, stays.way.key());
            let text = format!("{} · {text} {}.", self.steps(&stays.steps), self.rests(stays.way.rests()));
            lines.push(Line::Item(text, stays.way.pages().collect()));
        }
    }

    fn findings(&self, lines: &mut Vec<Line>, to: &str) {
        let judged = self.judged;
        let parts = [
            (message!("ui-way-back-head-new", count = judged.new.len()), &judged.new),
            (message!("ui-way-back-head-known", count = judged.known.len(), to = to), &judged.known),
            (message!("ui-way-back-head-unfinished", count = judged.unfinished.len()), &judged.unfinished),
        ];
        for (head, findings) in parts {
            lines.push(Line::Head(self.say(&head)));
            for finding in findings.iter().filter_map(|at| judged.report.findings.get(*at)) {
                let level = self.lang.word(Level::PREFIX, finding.level.key());
                let (code, message) = (finding.code.as_str(), self.say(&finding.message));
                let said = message!("export-finding", level = level, code = code, message = message);
                lines.push(Line::Item(self.say(&said), Vec::new()));
            }
        }
        let open = judged.report.not_checked.len();
        if open > 0 {
            lines.push(Line::Text(self.say(&message!("ui-way-back-not-checked", count = open))));
        }
    }
}
