//! The whole text of a rule, as `explain` prints it: drawn beside a finding and in the rule browser, offline.

use crate::model::Code;
use crate::rules;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, wrapping};
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{RichText, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

/// The title of a rule's text, without its `#`.
pub fn rule_title(code: &Code, lang: Lang) -> String {
    let docs = rules::docs(code, lang).unwrap_or_default();
    let title = docs.lines().next().and_then(|line| line.strip_prefix("# ")).map(str::trim);
    wrapping(title.unwrap_or(code.as_str()))
}

/// The drawn text of one rule, kept between frames.
#[derive(Default)]
pub struct RuleText {
    markdown: CommonMarkCache,
    /// Made once per rule and language.
    parts: Option<(Code, Lang, Vec<Part>)>,
}

impl RuleText {
    /// Everything but the title.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang, code: &Code) {
        let fresh = self.parts.as_ref().is_none_or(|(kept, of, _)| (kept, *of) != (code, lang));
        if fresh {
            let text = wrapping(&rules::docs(code, lang).unwrap_or_default());
            let body = text.split_once('\n').map_or("", |(_, body)| body).trim().to_owned();
            self.parts = Some((code.clone(), lang, parts(&body)));
        }
        let Some((_, _, parts)) = &self.parts else { return };
        ui.scope(|ui| {
            // A link that wraps is not a button: its lines stand as close as text.
            ui.spacing_mut().interact_size.y = 0.0;
            for (at, part) in parts.iter().enumerate() {
                match part {
                    Part::Head(text) => widgets::section(ui, text),
                    Part::Text(text) => {
                        ui.push_id(at, |ui| CommonMarkViewer::new().show(ui, &mut self.markdown, text));
                    }
                    Part::Example(text) => example_ui(ui, text),
                }
            }
        });
    }
}

/// Below something that names rules: each of them with its title; one that is chosen is explained.
pub fn menu(response: &egui::Response, cx: &mut Cx<'_>, codes: &[Code]) {
    egui::Popup::menu(response).show(|ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for code in codes {
                if ui.button(format!("{code} · {}", rule_title(code, cx.lang))).clicked() {
                    cx.out.push(Action::Explain(code.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// A rule's text in the order of reading. Examples are drawn here: the Markdown viewer's own frame around
/// code has a button whose sign no shipped font has.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Head(String),
    Text(String),
    Example(String),
}

fn parts(body: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut inside = false;
    for line in body.lines() {
        if let (false, Some(head)) = (inside, line.strip_prefix("## ")) {
            if !text.trim().is_empty() {
                out.push(Part::Text(std::mem::take(&mut text)));
            }
            text.clear();
            out.push(Part::Head(head.trim().to_owned()));
            continue;
        }
        if line.trim_start().starts_with("```") {
            let done = std::mem::take(&mut text);
            if !done.trim().is_empty() {
                out.push(if inside { Part::Example(done.trim_end().to_owned()) } else { Part::Text(done) });
            }
            inside = !inside;
            continue;
        }
        // A list of links needs no bullets, and the viewer breaks the line behind them.
        match line.strip_prefix("- ").filter(|rest| !inside && rest.starts_with('[')) {
            Some(link) => text.push_str(&format!("{link}\n")),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    if !text.trim().is_empty() {
        out.push(Part::Text(text));
    }
    out
}

/// A plan in the notation of the rule texts; long lines scroll.
fn example_ui(ui: &mut Ui, text: &str) {
    let colors = Colors::of(ui);
    let frame = egui::Frame::new().fill(colors.hover).corner_radius(style::SMALL_RADIUS).inner_margin(8);
    ui.add_space(4.0);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        egui::ScrollArea::horizontal().id_salt(text).show(ui, |ui| {
            let rich = RichText::new(text).monospace().color(colors.text);
            ui.add(egui::Label::new(rich).extend().selectable(true));
        });
    });
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_set_apart_from_the_text() {
        let found = parts("## Head\nOne\n\n```sketch\nsite Paris\n```\n\nTwo\n");
        let kinds: Vec<_> =
            found.iter().map(|part| matches!(part, Part::Example(text) if text == "site Paris")).collect();
        assert_eq!(kinds, [false, false, true, false]);
        assert_eq!(found[0], Part::Head("Head".to_owned()));
    }

    #[test]
    fn every_rule_text_has_a_title_in_every_language() {
        for lang in Lang::all() {
            for rule in rules::all() {
                assert_ne!(rule_title(&rule.code, lang), rule.code.as_str(), "{} in {}", rule.code, lang.tag());
            }
        }
    }
}
