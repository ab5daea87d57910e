//! A runbook as Markdown.

use super::{Line, Runbook, Task, page_note, rollback_head};
use crate::export::Handout;
use crate::message;
use crate::model::Subject;
use crate::text::Message;

/// The runbook as one text.
pub fn markdown(book: &Runbook, handout: &Handout<'_>) -> String {
    let mut out = Out { text: String::new(), handout };
    out.line(&format!("# {}", plain(&book.title)));
    for phase in &book.phases {
        out.line(&format!("## <a id=\"{}\"></a>{}", phase.id, plain(&phase.name)));
        phase.planned.iter().for_each(|line| out.line(&plain(line)));
        phase.notes.iter().for_each(|notes| notes.lines().for_each(|note| out.line(&plain(note))));
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

    fn task(&mut self, task: &Task) {
        self.line(&format!("### <a id=\"{}\"></a>{} {}", task.id, task.number, plain(&task.title)));
        let steps: Vec<String> = task.steps.iter().map(|step| format!("- [ ] {}", plain(step))).collect();
        task.planned.iter().for_each(|planned| self.line(&plain(planned)));
        let Some(guide) = &task.guide else {
            self.line(&steps.join("\n"));
            return self.own(task);
        };
        self.line(&plain(&guide.purpose));
        if guide.no_return {
            let said = self.say(message!("export-no-return"));
            self.line(&format!("**{}**", plain(&said)));
        }
        self.part(message!("export-before"), guide.before.as_deref());
        self.line(&steps.join("\n"));
        self.own(task);
        self.part(message!("export-how"), guide.how.as_deref());
        self.code(&guide.commands);
        self.part(message!("export-verify"), guide.verify.as_deref());
        self.code(&guide.checks);
        self.part(rollback_head(guide), guide.rollback.as_deref());
        self.code(&guide.back);
        if !guide.pages.is_empty() {
            let head = self.say(message!("export-pages"));
            let pages = guide.pages.iter().map(|page| {
                let note = page_note(page, self.handout);
                let note = if note.is_empty() { note } else { format!(" ({})", plain(&note)) };
                format!("[{}](<{}>){note}", plain(&page.title), page.address)
            });
            let pages = pages.collect::<Vec<_>>().join("; ");
            self.line(&format!("{head} {pages}"));
        }
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
fn plain(text: &str) -> String {
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
