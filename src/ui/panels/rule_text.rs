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
    wrapping(&rules::title(code, lang).unwrap_or_else(|| code.to_string()))
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
                    Part::Source(source) => source_ui(ui, source),
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
/// code has a button whose sign no shipped font has. Sources too: each line of the viewer's links is a stop of the
/// keyboard, and all but the first have no name.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Head(String),
    Text(String),
    Source(Source),
    Example(String),
}

/// A page that a rule is taken from, and its date.
#[derive(Clone, Debug, PartialEq)]
struct Source {
    title: String,
    url: String,
    rest: String,
}

impl Source {
    /// From `- [title](url), date`.
    fn read(line: &str) -> Option<Self> {
        let (title, rest) = line.strip_prefix("- [")?.split_once("](")?;
        // Addresses have parentheses of their own.
        let (url, rest) = match rest.split_once("), ") {
            Some((url, rest)) => (url, format!(", {rest}")),
            None => (rest.strip_suffix(')')?, String::new()),
        };
        Some(Self { title: title.to_owned(), url: url.to_owned(), rest })
    }
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
        if let Some(source) = Source::read(line).filter(|_| !inside) {
            let done = std::mem::take(&mut text);
            out.extend(Some(done).filter(|done| !done.trim().is_empty()).map(Part::Text));
            out.push(Part::Source(source));
            continue;
        }
        text.push_str(line);
        text.push('\n');
    }
    if !text.trim().is_empty() {
        out.push(Part::Text(text));
    }
    out
}

/// One link, however many lines it takes.
fn source_ui(ui: &mut Ui, source: &Source) {
    let colors = Colors::of(ui);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = egui::text::LayoutJob::default();
    for (text, color) in [(&source.title, colors.accent), (&source.rest, colors.text)] {
        job.append(text, 0.0, egui::TextFormat::simple(font.clone(), color));
    }
    ui.add(egui::Hyperlink::from_label_and_url(job, &source.url));
    ui.add_space(4.0);
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
    fn each_source_is_one_link() {
        let found = parts(
            "## Source\n\n- [One page](https://example.com/a), 2013-11-07\n- [Two](https://example.com/b(v=1))\n",
        );
        let source = |title: &str, url: &str, rest: &str| {
            let [title, url, rest] = [title, url, rest].map(str::to_owned);
            Part::Source(Source { title, url, rest })
        };
        let sources = [
            source("One page", "https://example.com/a", ", 2013-11-07"),
            source("Two", "https://example.com/b(v=1)", ""),
        ];
        assert_eq!(found[1..], sources);
    }

    #[test]
    fn every_rule_text_has_a_title_in_every_language() {
        for lang in Lang::all() {
            for rule in rules::all() {
                assert_ne!(rule_title(&rule.code, lang), rule.code.as_str(), "{} in {}", rule.code, lang.tag());
                let text = rules::docs(&rule.code, lang).unwrap_or_default();
                let sources = parts(&text).iter().filter(|part| matches!(part, Part::Source(_))).count();
                assert_eq!(sources, text.matches("](").count(), "{} in {}", rule.code, lang.tag());
            }
        }
    }
}
