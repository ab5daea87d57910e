//! The commands of a phase as a PowerShell script. Nothing in it runs until somebody takes the mark of a comment away.

use super::{BookPhase, Line, Task, back_head};
use crate::export::Handout;
use crate::message;
use crate::text::Message;

/// The script of one phase, with a byte order mark: without it, Windows PowerShell reads no accents.
pub fn script(phase: &BookPhase, handout: &Handout<'_>) -> String {
    let mut out = Out { text: String::from("\u{feff}"), handout };
    // From this version on, a script knows its folder.
    out.raw("#Requires -Version 3.0");
    out.comment(&handout.title());
    out.comment(&phase.name);
    phase.planned.iter().for_each(|line| out.comment(line));
    out.comment(&handout.lang.say(&message!("export-script-note")));
    out.headed(message!("export-way-back"), Some(&phase.reach));
    out.raw("");
    out.raw("$ErrorActionPreference = 'Stop'");
    out.raw(&format!("Start-Transcript -Path \"$PSScriptRoot\\phase-{}.log\" -Append", phase.number));
    out.raw("try {");
    phase.tasks.iter().for_each(|task| out.task(task));
    out.raw("}");
    out.raw("finally {");
    out.raw("    Stop-Transcript");
    out.raw("}");
    out.text
}

/// So many characters, spaces aside, PowerShell looks at for the head of a signature.
const SIGNATURE: usize = 34;

/// What is put after a comment that looks like the head of a signature, as in a signed script that somebody pasted: after
/// such a head PowerShell takes nothing more for a script, and it looks at no longer line for one.
fn unsigned(line: &str) -> String {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let length = bare.chars().count();
    match bare.contains("signature") && length <= SIGNATURE {
        true => format!("  {}", "-".repeat(SIGNATURE + 1 - length)),
        false => String::new(),
    }
}

struct Out<'a> {
    text: String,
    handout: &'a Handout<'a>,
}

impl Out<'_> {
    fn raw(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\r\n");
    }

    /// Each line of a text as a comment: none of it can run.
    fn comment(&mut self, text: &str) {
        for line in text.split(['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}']) {
            self.raw(&format!("# {line}{}", unsigned(line)));
        }
    }

    fn task(&mut self, task: &Task) {
        self.raw("");
        self.comment(&format!("{} {}  [{}]", task.number, task.title, task.id));
        task.steps.iter().for_each(|step| self.comment(&format!("  - {step}")));
        task.planned.iter().for_each(|planned| self.comment(planned));
        if !task.own.is_empty() {
            self.comment(&self.handout.lang.say(&message!("export-own-commands")));
            task.own.iter().flat_map(|own| own.lines()).for_each(|line| self.comment(&format!("    {line}")));
        }
        if task.no_return {
            self.comment(&self.handout.lang.say(&message!("export-no-return")));
        }
        let Some(guide) = &task.guide else { return self.back(task) };
        self.headed(message!("export-before"), guide.before.as_deref());
        for rule in &guide.prerequisites {
            self.comment(&format!("  {} {}", rule.sign(), self.handout.lang.say(&rule.message(self.handout))));
        }
        self.lines(&guide.commands);
        self.headed(message!("export-verify"), guide.verify.as_deref());
        self.lines(&guide.checks);
        self.back(task);
        self.lines(&guide.back);
    }

    fn back(&mut self, task: &Task) {
        for way in &task.back {
            self.headed(back_head(way.rests), Some(&way.text));
        }
    }

    fn headed(&mut self, head: Message, text: Option<&str>) {
        if let Some(text) = text {
            self.comment(&format!("{} {text}", self.handout.lang.say(&head)));
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        lines.iter().for_each(|line| self.comment(&format!("    {}", line.text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_comment_is_taken_for_a_signature() {
        for line in
            ["SIG # Begin signature block", "    # SIG # Begin signature block", "sig#BEGIN SIGNATURE\u{a0}BLOCK"]
        {
            let whole = format!("{line}{}", unsigned(line));
            assert!(whole.starts_with(line) && whole.chars().filter(|c| !c.is_whitespace()).count() > SIGNATURE);
        }
        assert_eq!(unsigned("Publish the topology"), "");
        assert_eq!(unsigned("The signature of whoever has seen to it is kept with the plan"), "");
    }
}
