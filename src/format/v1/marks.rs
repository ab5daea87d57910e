//! Between the file and the plan: levels of rules, and ticks of the checklist.

use super::convert::{Sound, Wrong, date, reference, subject, text};
use super::{RuleLevel, Ticked};
use crate::model::*;
use crate::plan::{LevelChoice, Tick};
use imbl::OrdMap;

/// A rule that is off in this plan.
const OFF: &str = "off";

pub(super) fn levels(file: &[RuleLevel]) -> Sound<OrdMap<Code, LevelChoice>> {
    let mut levels = OrdMap::new();
    for RuleLevel { code, level: word, reason } in file {
        let known = Level::from_key(word);
        if known.is_none() && word != OFF {
            let reason = crate::message!("format-word", name = code, fact = "level", word = word);
            return Err(Wrong::new(code, Some("level"), reason));
        }
        if levels.insert(Code::read(code), LevelChoice { level: known, reason: text(reason) }).is_some() {
            return Err(Wrong::new(code, None, crate::message!("format-level-twice", code = code)));
        }
    }
    Ok(levels)
}

pub(super) fn from_levels(levels: &OrdMap<Code, LevelChoice>) -> Vec<RuleLevel> {
    let one = |(code, choice): (&Code, &LevelChoice)| RuleLevel {
        code: code.to_string(),
        level: choice.level.map_or(OFF, Level::key).to_owned(),
        reason: own(&choice.reason),
    };
    levels.iter().map(one).collect()
}

pub(super) fn ticked(file: &[Ticked]) -> Sound<OrdMap<(Code, Subject), Tick>> {
    let mut ticked = OrdMap::new();
    for one in file {
        let tick = Tick { by: text(&one.by), on: date(&one.code, "on", &one.on)?, note: text(&one.note) };
        let of = subject(&one.subject);
        if ticked.insert((Code::read(&one.code), of.clone()), tick).is_some() {
            let reason = crate::message!("format-tick-twice", code = &one.code, name = of.id());
            return Err(Wrong::new(&one.code, None, reason));
        }
    }
    Ok(ticked)
}

pub(super) fn from_ticked(ticked: &OrdMap<(Code, Subject), Tick>) -> Vec<Ticked> {
    let one = |((code, subject), tick): (&(Code, Subject), &Tick)| Ticked {
        code: code.to_string(),
        subject: reference(subject),
        by: own(&tick.by),
        on: tick.on.map(|date| date.to_string()),
        note: own(&tick.note),
    };
    ticked.iter().map(one).collect()
}

fn own(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.to_string())
}
