//! A runbook as one HTML page, with nothing that has to be fetched.

use super::{BookPhase, Line, Runbook, Task, back_head, page_note};
use crate::export::Handout;
use crate::message;
use crate::propose::Page;
use crate::text::Message;

/// Legible on screen and on paper, light and dark; a phase begins a sheet of paper.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25}
h2{border-bottom:1px solid;padding-bottom:.25rem;margin-top:3rem}
h3{margin-top:2rem}
pre{overflow-x:auto;padding:.75rem;border:1px solid;border-radius:.25rem}
dt{font-weight:600;margin-top:.75rem}
dd{margin:0}
ul{padding-left:1.25rem}
.rules{list-style:none;padding-left:0}
.open{font-weight:700;text-decoration:underline}
.stop{border:2px solid;padding:.5rem .75rem;font-weight:600}
@media print{body{max-width:none;margin:0}h2{break-before:page}pre,.stop{break-inside:avoid}h2,h3,dt{break-after:avoid}}";

/// The runbook as one page.
pub fn html(book: &Runbook, handout: &Handout<'_>) -> String {
    let mut out = Out { text: String::new(), handout };
    let (lang, title) = (handout.lang.tag(), plain(&book.title));
    out.text.push_str(&format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    ));
    out.contents(book);
    for phase in &book.phases {
        out.text.push_str(&format!("<h2 id=\"{}\">{}</h2>\n", plain(phase.id.as_str()), plain(&phase.name)));
        phase.planned.iter().for_each(|line| out.paragraph(line));
        phase.notes.iter().flat_map(|notes| notes.lines()).for_each(|note| out.paragraph(note));
        out.way_back(phase);
        phase.tasks.iter().for_each(|task| out.task(task));
    }
    out.open(book);
    out.text.push_str("</body>\n</html>\n");
    out.text
}

struct Out<'a> {
    text: String,
    handout: &'a Handout<'a>,
}

impl Out<'_> {
    fn say(&self, message: Message) -> String {
        plain(&self.handout.lang.say(&message))
    }

    fn paragraph(&mut self, text: &str) {
        self.text.push_str(&format!("<p>{}</p>\n", plain(text)));
    }

    fn contents(&mut self, book: &Runbook) {
        self.text.push_str("<nav>\n<ul>\n");
        for phase in &book.phases {
            let (id, name) = (plain(phase.id.as_str()), plain(&phase.name));
            self.text.push_str(&format!("<li><a href=\"#{id}\">{name}</a></li>\n"));
        }
        self.text.push_str("</ul>\n</nav>\n");
    }

    fn way_back(&mut self, phase: &BookPhase) {
        let head = self.say(message!("export-way-back"));
        self.text.push_str(&format!("<p><strong>{head}</strong> {}</p>\n", plain(&phase.reach)));
        if phase.lost.is_empty() {
            return;
        }
        let head = self.say(message!("export-lost"));
        self.text.push_str(&format!("<p>{head}</p>\n<ul>\n"));
        for lost in &phase.lost {
            let rests = self.say(message!("export-rests", rests = lost.rests.as_str()));
            let (text, links) = (plain(&lost.text), self.links(&lost.pages));
            self.text.push_str(&format!("<li>{text} {rests}{links}</li>\n"));
        }
        self.text.push_str("</ul>\n");
    }

    /// Pages as links, after a sentence.
    fn links(&self, pages: &[&Page]) -> String {
        let links = pages.iter().map(|page| {
            let (title, address) = (plain(&page.title), plain(&page.address));
            let note = plain(&page_note(page, self.handout));
            format!("<a href=\"{address}\">{title}</a> {note}")
        });
        let links: Vec<String> = links.collect();
        if links.is_empty() { String::new() } else { format!(" {}", links.join("; ")) }
    }

    fn task(&mut self, task: &Task) {
        let (id, title) = (plain(task.id.as_str()), plain(&task.title));
        self.text.push_str(&format!("<h3 id=\"{id}\">{} {title}</h3>\n", task.number));
        let steps: String = task.steps.iter().map(|step| format!("<li>{}</li>\n", plain(step))).collect();
        let steps = format!("<ul>\n{steps}</ul>\n");
        task.planned.iter().for_each(|planned| self.paragraph(planned));
        if let Some(guide) = &task.guide {
            self.paragraph(&guide.purpose);
        }
        if task.no_return {
            let said = self.say(message!("export-no-return"));
            self.text.push_str(&format!("<p class=\"stop\">{said}</p>\n"));
        }
        let Some(guide) = &task.guide else {
            self.text.push_str(&steps);
            if !task.own.is_empty() || !task.back.is_empty() {
                self.text.push_str("<dl>\n");
                self.own(task);
                self.back(task, &[]);
                self.text.push_str("</dl>\n");
            }
            return;
        };
        self.text.push_str("<dl>\n");
        self.part(message!("export-before"), guide.before.as_deref(), &[]);
        if !guide.prerequisites.is_empty() {
            self.text.push_str("<dd>\n<ul class=\"rules\">\n");
            for rule in &guide.prerequisites {
                let said = self.say(rule.message(self.handout));
                self.text.push_str(&format!("<li>{} {said}</li>\n", rule.sign()));
            }
            self.text.push_str("</ul>\n</dd>\n");
        }
        let head = self.say(message!("export-steps"));
        self.text.push_str(&format!("<dt>{head}</dt>\n<dd>\n{steps}</dd>\n"));
        self.own(task);
        self.part(message!("export-how"), guide.how.as_deref(), &guide.commands);
        self.part(message!("export-verify"), guide.verify.as_deref(), &guide.checks);
        self.back(task, &guide.back);
        if !guide.pages.is_empty() {
            let head = self.say(message!("export-pages"));
            self.text.push_str(&format!("<dt>{head}</dt>\n<dd>\n<ul>\n"));
            for page in &guide.pages {
                let (title, address) = (plain(&page.title), plain(&page.address));
                let note = plain(&page_note(page, self.handout));
                self.text.push_str(&format!("<li><a href=\"{address}\">{title}</a> {note}</li>\n"));
            }
            self.text.push_str("</ul>\n</dd>\n");
        }
        self.text.push_str("</dl>\n");
    }

    /// What somebody wrote to be entered, above what the procedure says.
    fn own(&mut self, task: &Task) {
        if !task.own.is_empty() {
            let head = self.say(message!("export-own-commands"));
            self.text.push_str(&format!("<dt>{head}</dt>\n<dd>\n"));
            for own in &task.own {
                self.text.push_str(&format!("<pre><code>{}</code></pre>\n", plain(own)));
            }
            self.text.push_str("</dd>\n");
        }
    }

    /// The ways back, with their commands at the end.
    fn back(&mut self, task: &Task, commands: &[Line]) {
        let last = task.back.len().saturating_sub(1);
        for (at, way) in task.back.iter().enumerate() {
            let head = self.say(back_head(way.rests));
            let (text, links) = (plain(&way.text), self.links(&way.pages));
            self.text.push_str(&format!("<dt>{head}</dt>\n<dd>\n<p>{text}{links}</p>\n"));
            if at == last {
                self.block(commands);
            }
            self.text.push_str("</dd>\n");
        }
    }

    fn block(&mut self, lines: &[Line]) {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(code).collect();
            self.text.push_str(&format!("<pre><code>{}</code></pre>\n", lines.join("\n")));
        }
    }

    fn part(&mut self, head: Message, text: Option<&str>, lines: &[Line]) {
        if text.is_none() && lines.is_empty() {
            return;
        }
        let head = self.say(head);
        self.text.push_str(&format!("<dt>{head}</dt>\n<dd>\n"));
        text.into_iter().for_each(|text| self.paragraph(text));
        self.block(lines);
        self.text.push_str("</dd>\n");
    }

    fn open(&mut self, book: &Runbook) {
        let open = book.open();
        if open.is_empty() {
            return;
        }
        let head = self.say(message!("export-open"));
        self.text.push_str(&format!("<h2>{head}</h2>\n<ul>\n"));
        for (of, tasks) in open {
            let word = self.say(Message::word(crate::propose::Placeholder::PREFIX, of.key()));
            let tasks =
                tasks.iter().map(|task| format!("<a href=\"#{}\">{}</a>", plain(task.id.as_str()), task.number));
            let tasks = tasks.collect::<Vec<_>>().join(", ");
            self.text.push_str(&format!("<li><code>&lt;{}&gt;</code> {word}: {tasks}</li>\n", of.key()));
        }
        self.text.push_str("</ul>\n");
    }
}

/// A command; what is open in it is marked.
fn code(line: &Line) -> String {
    let mut text = plain(&line.text);
    for of in &line.open {
        let open = format!("&lt;{}&gt;", of.key());
        text = text.replace(&open, &format!("<span class=\"open\">{open}</span>"));
    }
    text
}

fn plain(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
