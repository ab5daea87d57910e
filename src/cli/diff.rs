//! `coexist diff`: what differs between two stages of a plan, or between two plans or topologies.

use super::Done;
use super::args::Format;
use super::files::{self, Opened};
use super::said::print;
use crate::message;
use crate::model::*;
use crate::plan::{Aspect, Change, Difference, Mark, Pairs, Plan, PlanChange, compare, compare_paired, compare_plans};
use crate::text::{Lang, Message};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    pub file: PathBuf,
    /// The other file; without it, two stages of the one are compared.
    pub other: Option<PathBuf>,
    /// The stage of the first, or of the only file.
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub format: Format,
}

pub fn run(asked: &Diff, lang: Lang) -> Result<Done, Message> {
    let one = files::open(&asked.file)?;
    let answer = match &asked.other {
        None => of_one(asked, one, lang)?,
        Some(other) => of_two(asked, one, other, lang)?,
    };
    let text = match asked.format {
        Format::Json => super::json(&answer.json())?,
        _ => answer.text(),
    };
    print(&text).map_err(super::cannot_write)?;
    Ok(if answer.differs() { Done::Findings } else { Done::Well })
}

/// Two stages of one plan: Today and the last when nothing was said.
fn of_one(asked: &Diff, one: Opened, lang: Lang) -> Result<Answer, Message> {
    let plan = one.plan;
    let (from, to) = (files::stage(&plan, Some(asked.from.unwrap_or(0)))?, files::stage(&plan, asked.to)?);
    let replay = plan.replay();
    let (before, after) = (replay.states[from].clone(), replay.states[to].clone());
    let differences = compare(&before, &after);
    let side = |stage| Side::new(&asked.file, &plan, stage, lang);
    Ok(Answer { sides: [side(from), side(to)], before, after, differences, of_plans: Vec::new(), lang })
}

/// Two files: as plans, with all their phases, or the stages that were asked for.
fn of_two(asked: &Diff, one: Opened, other: &Path, lang: Lang) -> Result<Answer, Message> {
    let two = files::open(other)?;
    let are_plans = !one.imported && !two.imported;
    // Plans are compared phase by phase: what they begin with stands for the states.
    let whole = are_plans && asked.from.is_none() && asked.to.is_none();
    let stage = |plan: &Plan, asked: Option<usize>| if whole { Ok(0) } else { files::stage(plan, asked) };
    let (from, to) = (stage(&one.plan, asked.from)?, stage(&two.plan, asked.to)?);
    let (before, after) = (one.plan.state_at(from), two.plan.state_at(to));
    let pairs = Pairs::in_field(&before, &after, are_plans);
    let mut differences = compare_paired(&before, &after, &pairs);
    if one.imported || two.imported {
        only_told(&mut differences);
    }
    let of_plans = if whole { compare_plans(&one.plan, &two.plan) } else { Vec::new() };
    let sides = [Side::new(&asked.file, &one.plan, from, lang), Side::new(other, &two.plan, to, lang)];
    Ok(Answer { sides, before, after, differences, of_plans, lang })
}

/// A topology file knows nothing of users, and what one does not say is no difference.
fn only_told(differences: &mut Vec<Difference>) {
    for one in &mut *differences {
        one.changes.retain(|change| change.before.is_some() && change.after.is_some());
    }
    let is_told = |one: &Difference| one.mark != Mark::Changed || !one.changes.is_empty();
    differences.retain(|one| is_told(one) && !matches!(one.subject(), Subject::UserGroup(_)));
}

/// One of what is compared.
struct Side {
    file: String,
    phase: usize,
    name: String,
}

impl Side {
    fn new(file: &Path, plan: &Plan, phase: usize, lang: Lang) -> Self {
        Self { file: file.display().to_string(), phase, name: plan.stage_name(phase, lang) }
    }

    fn json(&self) -> Json {
        json!({ "file": self.file, "phase": self.phase, "name": self.name })
    }
}

struct Answer {
    sides: [Side; 2],
    before: Topology,
    after: Topology,
    differences: Vec<Difference>,
    of_plans: Vec<PlanChange>,
    lang: Lang,
}

const MARKS: [Mark; 3] = [Mark::Added, Mark::Removed, Mark::Changed];

fn key(mark: Mark) -> &'static str {
    match mark {
        Mark::Removed => "removed",
        Mark::Added => "added",
        _ => "changed",
    }
}

impl Answer {
    fn differs(&self) -> bool {
        !self.differences.is_empty() || !self.of_plans.is_empty()
    }

    fn count(&self, mark: Mark) -> usize {
        self.differences.iter().filter(|one| one.mark == mark).count()
    }

    fn text(&self) -> String {
        let lang = self.lang;
        let [one, two] = &self.sides;
        let head = message!(
            "cli-diff-head",
            before = one.file.as_str(),
            from = one.name.as_str(),
            after = two.file.as_str(),
            to = two.name.as_str()
        );
        let mut lines = vec![lang.say(&head)];
        for mark in MARKS.into_iter().filter(|mark| self.count(*mark) > 0) {
            let count = self.count(mark);
            let heading = match mark {
                Mark::Removed => message!("cli-diff-removed", count = count),
                Mark::Added => message!("cli-diff-added", count = count),
                _ => message!("cli-diff-changed", count = count),
            };
            lines.extend([String::new(), lang.say(&heading)]);
            for one in self.differences.iter().filter(|one| one.mark == mark) {
                lines.push(format!("  {}", self.head(one)));
                let kind = one.subject().kind();
                lines.extend(
                    one.changes
                        .iter()
                        .map(|change| format!("    {}", lang.say(&change.message(kind, &self.before, &self.after)))),
                );
            }
        }
        if !self.of_plans.is_empty() {
            lines.extend([String::new(), lang.say(&message!("cli-diff-plan", count = self.of_plans.len()))]);
            lines.extend(self.of_plans.iter().map(|change| format!("  {}", lang.say(&change.message()))));
        }
        if !self.differs() {
            lines.extend([String::new(), lang.say(&message!("cli-diff-none"))]);
        }
        lines.join("\n") + "\n"
    }

    /// Name, kind and site of an object.
    fn head(&self, one: &Difference) -> String {
        let (before, after) = (&self.before, &self.after);
        let name = one.name(before, after);
        let what = self.lang.say(&one.what(before, after));
        let mut parts = if name.is_empty() { vec![what] } else { vec![name, what] };
        parts.extend(one.site(before, after));
        parts.join(" · ")
    }

    fn json(&self) -> Json {
        let lang = self.lang;
        let one = |one: &Difference| {
            let (subject, kind) = (one.subject(), one.subject().kind());
            json!({
                "mark": key(one.mark),
                "subject": { "kind": kind.key(), "name": one.name(&self.before, &self.after) },
                "site": one.site(&self.before, &self.after),
                "changes": one.changes.iter().map(|change| self.change(subject, change)).collect::<Vec<_>>(),
            })
        };
        let of_plans = |change: &PlanChange| json!({ "change": change.key(), "message": lang.say(&change.message()) });
        json!({
            "format": "coexist-diff/1",
            "before": self.sides[0].json(),
            "after": self.sides[1].json(),
            "differences": self.differences.iter().map(one).collect::<Vec<_>>(),
            "plan": self.of_plans.iter().map(of_plans).collect::<Vec<_>>(),
            "summary": {
                "added": self.count(Mark::Added),
                "removed": self.count(Mark::Removed),
                "changed": self.count(Mark::Changed),
                "plan": self.of_plans.len(),
            },
        })
    }

    fn change(&self, subject: &Subject, change: &Change) -> Json {
        let value = |value: &Option<Value>, state: &Topology| value_of(subject.kind(), change, value.as_ref(), state);
        let mut out = json!({
            "fact": aspect_key(&change.aspect),
            "before": value(&change.before, &self.before),
            "after": value(&change.after, &self.after),
        });
        if let Aspect::Users(pool) = &change.aspect {
            let state = if self.after.has(pool) { &self.after } else { &self.before };
            out["pool"] = json!(state.label(pool));
        }
        out
    }
}

/// What changes, for programs: the name of the fact, or a word for what is no fact.
pub fn aspect_key(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Fact(name) => name,
        Aspect::Kind => "kind",
        Aspect::Owner => "owner",
        Aspect::From => "from",
        Aspect::To => "to",
        Aspect::Users(_) => "users",
    }
}

/// A value for programs: keys of vocabularies, names in place of ids; `null` is not known.
pub fn value_of(of: SubjectKind, change: &Change, value: Option<&Value>, state: &Topology) -> Json {
    let Some(value) = value else { return Json::Null };
    let named = match &change.aspect {
        Aspect::Fact(fact) => fact_named(of, fact).and_then(|(_, kind)| named_by(kind, value)),
        Aspect::Kind | Aspect::Users(_) => None,
        // The words say an end of a link by its name.
        Aspect::Owner | Aspect::From | Aspect::To => {
            let Value::Text(id) = value else { return Json::Null };
            SubjectKind::ALL
                .iter()
                .map(|kind| Subject::new(*kind, id))
                .find(|s| *s != Subject::Deployment && state.has(s))
        }
    };
    match (named, value) {
        (Some(subject), _) => json!(state.label(&subject)),
        (None, Value::Flag(flag)) => json!(flag),
        (None, Value::Count(count)) => json!(count),
        (None, Value::Text(text)) => json!(&**text),
        (None, Value::List(list)) => json!(list.iter().map(|item| &**item).collect::<Vec<_>>()),
        (None, Value::Date(date)) => json!(date.to_string()),
    }
}
