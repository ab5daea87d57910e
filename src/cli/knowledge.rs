//! `coexist explain` and `coexist rules`: what is checked, and why.

use super::args::Format;
use super::said::print;
use super::{Done, pack_name};
use crate::message;
use crate::model::*;
use crate::rules::{self, Level, Rule};
use crate::text::{Lang, Message};
use serde::Serialize;
use std::collections::BTreeMap;

/// Prints what a rule checks, why, examples and source: the same text as in the window.
pub fn explain(code: &str, lang: Lang) -> Result<Done, Message> {
    let code = Code::read(&code.trim().to_ascii_uppercase());
    let Some(rule) = rules::rule(&code) else {
        return Err(message!("cli-no-such-rule", code = code.as_str()));
    };
    let mut text = String::new();
    for pack in rules::packs() {
        let level = level(rules::level(&rule.code, &pack.id), lang);
        text += &lang.say(&message!("cli-level-in", code = code.as_str(), level = level, target = pack_name(&pack.id)));
        text.push('\n');
    }
    if !rule.covers.is_empty() {
        let codes: Vec<String> = rule.covers.iter().map(|code| (*code).to_owned()).collect();
        text += &lang.say(&message!("cli-covers", codes = codes));
        text.push('\n');
    }
    text.push('\n');
    text += rules::docs(&code, lang).unwrap_or_default().trim();
    text.push('\n');
    print(&text).map_err(super::cannot_write)?;
    Ok(Done::Well)
}

/// Lists every rule with its level per pack.
pub fn list(format: Format, lang: Lang) -> Result<Done, Message> {
    let text = match format {
        Format::Json => super::json(&Rules::all(lang))?,
        Format::Text | Format::Csv | Format::Sarif => {
            let mut text = String::new();
            for rule in rules::all() {
                let levels = rules::packs().iter().map(|pack| level(rules::level(&rule.code, &pack.id), lang));
                text += &format!("{}  {}  {}\n", rule.code, levels.collect::<Vec<_>>().join(", "), title(rule, lang));
            }
            text
        }
    };
    print(&text).map_err(super::cannot_write)?;
    Ok(Done::Well)
}

pub(super) fn level(level: Option<Level>, lang: Lang) -> String {
    match level {
        Some(level) => lang.say(&Message::word(Level::PREFIX, level.key())),
        None => lang.say(&message!("cli-level-off")),
    }
}

/// The first heading of the rule's text.
pub(super) fn title(rule: &Rule, lang: Lang) -> String {
    rules::title(&rule.code, lang).unwrap_or_else(|| rule.name.to_owned())
}

#[derive(Serialize)]
struct Rules {
    format: &'static str,
    rules: Vec<RuleRow>,
}

#[derive(Serialize)]
struct RuleRow {
    code: String,
    name: &'static str,
    title: String,
    /// What decides it: `state`, `phase`, `plan`, or people with the `checklist`.
    kind: &'static str,
    /// Level per pack, `off` where a pack does not use the rule.
    levels: BTreeMap<String, &'static str>,
    covers: Vec<String>,
    sources: Vec<SourceRow>,
}

#[derive(Serialize)]
struct SourceRow {
    title: String,
    address: String,
    date: Option<String>,
}

impl Rules {
    fn all(lang: Lang) -> Self {
        let row = |rule: &Rule| RuleRow {
            code: rule.code.to_string(),
            name: rule.name,
            title: title(rule, lang),
            kind: rule.check.kind(),
            sources: rules::sources(&rule.code, lang)
                .into_iter()
                .map(|source| SourceRow { title: source.title, address: source.address, date: source.date })
                .collect(),
            levels: rules::packs()
                .iter()
                .map(|pack| (pack.id.to_string(), rules::level(&rule.code, &pack.id).map_or("off", Level::key)))
                .collect(),
            covers: rule.covers.iter().map(|code| (*code).to_owned()).collect(),
        };
        Self { format: "coexist-rules/1", rules: rules::all().iter().map(|rule| row(rule)).collect() }
    }
}
