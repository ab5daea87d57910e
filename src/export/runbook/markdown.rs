//! A runbook as Markdown.

use super::{BookPhase, Line, Runbook, Task, back_head, page_note};
use crate::export::Handout;
use crate::message;
use crate::model::Subject;
use crate::propose::Page;
use crate::text::Message;

/// The runbook as one text.
pub fn markdown(book: &Runbook, handout: &Handout<'_>) -> String {
    let mut out = Out { text: String::new(), handout };
    out.line(&format!("# {}", plain(&book.title)));
    for phase in &book.phases {
        out.line(&format!("## <a id=\"{}\"></a>{}", phase.id, plain(&phase.name)));
        phase.planned.iter().for_each(|line| out.line(&plain(line)));
        phase.notes.iter().for_each(|notes| notes.lines().for_each(|note| out.line(&plain(note))));
        out.way_back(phase);
        phase.tasks.iter().for_each(|task| out.task(task));
    }
    out.open(book);
    out.text
}

struct Out<'a> {
    text: String,
    handout: &'a Handout<'a>,
}

impl Out<'_> {
    fn say(&self, message: Message) -> String {
        self.handout.lang.say(&message)
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn way_back(&mut self, phase: &BookPhase) {
        let head = self.say(message!("export-way-back"));
        self.line(&format!("*{head}* {}", plain(&phase.reach)));
        if phase.lost.is_empty() {
            return;
        }
        let head = self.say(message!("export-lost"));
        let lines = phase.lost.iter().map(|lost| {
            let rests = self.say(message!("export-rests", rests = lost.rests.as_str()));
            format!("- {} {}{}", plain(&lost.text), plain(&rests), self.links(&lost.pages))
        });
        let lines: Vec<String> = lines.collect();
        self.line(&format!("*{head}*\n\n{}", lines.join("\n")));
    }

    /// Pages as links, after a sentence.
    fn links(&self, pages: &[&Page]) -> String {
        let links = pages.iter().map(|page| {
            let note = page_note(page, self.handout);
            let note = if note.is_empty() { note } else { format!(" ({})", plain(&note)) };
            format!("[{}](<{}>){note}", plain(&page.title), page.address)
        });
        let links: Vec<String> = links.collect();
        if links.is_empty() { String::new() } else { format!(" {}", links.join("; ")) }
    }

    fn task(&mut self, task: &Task) {
        self.line(&format!("### <a id=\"{}\"></a>{} {}", task.id, task.number, plain(&task.title)));
        let steps: Vec<String> = task.steps.iter().map(|step| format!("- [ ] {}", plain(step))).collect();
        task.planned.iter().for_each(|planned| self.line(&plain(planned)));
        if let Some(guide) = &task.guide {
            self.line(&plain(&guide.purpose));
        }
        if task.no_return {
            let said = self.say(message!("export-no-return"));
            self.line(&format!("**{}**", plain(&said)));
        }
        let Some(guide) = &task.guide else {
            self.line(&steps.join("\n"));
            self.own(task);
            return self.back(task, &[]);
        };
        self.part(message!("export-before"), guide.before.as_deref());
        if !guide.prerequisites.is_empty() {
            let judged = guide.prerequisites.iter().map(|rule| {
                let said = self.say(rule.message(self.handout));
                format!("- {} {}", rule.sign(), plain(&said))
            });
            let judged: Vec<String> = judged.collect();
            self.line(&judged.join("\n"));
        }
        self.line(&steps.join("\n"));
        self.own(task);
        self.part(message!("export-how"), guide.how.as_deref());
        self.code(&guide.commands);
        self.part(message!("export-verify"), guide.verify.as_deref());
        self.code(&guide.checks);
        self.back(task, &guide.back);
        if !guide.pages.is_empty() {
            let head = self.say(message!("export-pages"));
            let pages = self.links(&guide.pages);
            self.line(&format!("{head}{pages}"));
        }
    }

    /// The ways back, and their commands.
    fn back(&mut self, task: &Task, commands: &[Line]) {
        for way in &task.back {
            let (head, pages) = (self.say(back_head(way.rests)), self.links(&way.pages));
            self.line(&format!("*{head}* {}{pages}", plain(&way.text)));
        }
        self.code(commands);
    }

    fn part(&mut self, head: Message, text: Option<&str>) {
        if let Some(text) = text {
            let head = self.say(head);
            self.line(&format!("*{head}* {}", plain(text)));
        }
    }

    /// What somebody wrote to be entered, above what the procedure says.
    fn own(&mut self, task: &Task) {
        if !task.own.is_empty() {
            let head = self.say(message!("export-own-commands"));
            self.line(&format!("*{head}*"));
            task.own.iter().for_each(|own| self.block(own));
        }
    }

    fn code(&mut self, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        self.block(&text.join("\n"));
    }

    fn block(&mut self, text: &str) {
        // A name may have backticks of its own.
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.line(&format!("{fence}powershell\n{text}\n{fence}"));
    }

    fn open(&mut self, book: &Runbook) {
        let open = book.open();
        if open.is_empty() {
            return;
        }
        let head = self.say(message!("export-open"));
        self.line(&format!("## {}", plain(&head)));
        let rows = open.iter().map(|(of, tasks)| {
            let word = self.say(Message::word(crate::propose::Placeholder::PREFIX, of.key()));
            let tasks: Vec<String> =
                tasks.iter().map(|task| format!("[{}](#{})", task.number, Subject::from(&task.id).id())).collect();
            format!("- `<{}>` {}: {}", of.key(), plain(&word), tasks.join(", "))
        });
        let rows: Vec<String> = rows.collect();
        self.line(&rows.join("\n"));
    }
}

/// A text in which nothing is Markdown, on one line.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
