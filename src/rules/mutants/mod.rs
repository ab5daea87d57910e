//! The proof that the twins prove something: every limit, word and order of the packs is changed, one at a time, and
//! every rule is made silent, mends nothing or mends all, and each time a twin has to fail.
//!
//! Twins stand in the tests of their rules, so the test below starts its own executable once more with [`SOUGHT`] set.
//! Then each twin looks, in place of its other assertions, which of the mutants that are still alive it fails with, and
//! writes their names down.

mod equivalent;
mod make;

use super::packs::Pack;
use super::twin_tests::said_by;
use super::{Check, FixOffer, Report, Rule, all, fixes};
use crate::model::PackId;
use crate::plan::{Plan, Replay};
use make::{Mutant, mutants};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// The variable that names the file for the killed.
const SOUGHT: &str = "COEXIST_TEST_KILLED";

/// Where twins are.
const TWINS: &[&str] = &["rules::checks::", "rules::places::twins", "rules::registry::"];

/// The pack of a mutant. A plan is judged by it when its target is that of the mutant.
pub fn pack(id: &PackId) -> Option<&'static Pack> {
    let (_, at) = id.as_str().split_once('#')?;
    mutants().get(at.parse::<usize>().ok()?).map(|mutant| &mutant.pack)
}

/// Whether twins are to look for mutants instead of proving their rule.
pub fn are_sought() -> bool {
    hunt().is_some()
}

/// What is still alive, and where the killed are written down.
struct Hunt {
    alive: Vec<AtomicBool>,
    /// What is written down once though several twins find it.
    rules: Mutex<BTreeSet<String>>,
    killed: Mutex<File>,
    /// The places of the mutants that the rules of an area can tell from their packs.
    of_area: BTreeMap<String, Vec<usize>>,
}

fn hunt() -> Option<&'static Hunt> {
    static HUNT: OnceLock<Option<Hunt>> = OnceLock::new();
    let start = || {
        let path = PathBuf::from(std::env::var_os(SOUGHT)?);
        let killed = File::options().append(true).create(true).open(path).unwrap();
        Some(Hunt {
            alive: mutants().iter().map(|_| AtomicBool::new(true)).collect(),
            rules: Mutex::new(BTreeSet::new()),
            killed: Mutex::new(killed),
            of_area: mutants_by_area(),
        })
    };
    HUNT.get_or_init(start).as_ref()
}

impl Hunt {
    fn write_down(&self, name: &str) {
        self.killed.lock().unwrap().write_all(format!("{name}\n").as_bytes()).unwrap();
    }

    /// Writes a mutant of a rule down.
    fn kill(&self, name: String) {
        if self.rules.lock().unwrap().insert(name.clone()) {
            self.write_down(&name);
        }
    }
}

/// What is said of a plan and the report about it.
type Holds<'a> = dyn Fn(&Plan, &Report) -> bool + Sync + 'a;

/// A plan that a twin judges, and what the report has to be.
struct Claim<'a> {
    plan: Plan,
    replay: Replay,
    holds: Box<Holds<'a>>,
}

/// What a twin asserts about one rule.
pub struct Twin<'a> {
    rule: &'static Rule,
    claims: Vec<Claim<'a>>,
}

impl<'a> Twin<'a> {
    pub fn new(rule: &'static Rule) -> Self {
        Self { rule, claims: Vec::new() }
    }

    /// That this holds of a plan and the rule's report about it.
    pub fn claims(mut self, plan: &Plan, holds: impl Fn(&Plan, &Report) -> bool + Sync + 'a) -> Self {
        if are_sought() {
            self.claims.push(Claim { plan: plan.clone(), replay: plan.replay(), holds: Box::new(holds) });
        }
        self
    }

    /// Writes down with which mutants it fails. Nothing happens while none are sought.
    pub fn judge(self) {
        let Some(hunt) = hunt() else { return };
        let code = self.rule.code.as_str();
        assert!(self.holds(Plan::clone), "{code}: a twin that fails without a mutant kills nothing");
        let is_loud = self.claims.iter().any(|claim| !(claim.holds)(&claim.plan, &Report::default()));
        if is_loud {
            hunt.kill(silent(self.rule));
        }
        let area = match self.rule.check {
            // What all the others say would have to be found out for each mutant.
            Check::Engine => return,
            Check::Checklist(_) => "places".to_owned(),
            _ => code.split('-').next().unwrap_or_default().to_lowercase(),
        };
        hunt.of_area[&area].par_iter().for_each(|at| {
            let (mutant, alive) = (&mutants()[*at], &hunt.alive[*at]);
            let under = |plan: &Plan| under(plan, &mutant.of, &make::id(&mutant.of, *at));
            if alive.load(Ordering::Relaxed) && !self.holds(under) && alive.swap(false, Ordering::Relaxed) {
                hunt.write_down(&mutant.name);
            }
        });
    }

    fn holds(&self, under: impl Fn(&Plan) -> Plan) -> bool {
        self.claims.iter().all(|claim| {
            let plan = under(&claim.plan);
            (claim.holds)(&plan, &said_by(self.rule, &plan, &claim.replay))
        })
    }
}

/// A plan with another pack in place of one.
fn under(plan: &Plan, of: &PackId, other: &PackId) -> Plan {
    let mut plan = plan.clone();
    if plan.target == *of {
        plan.target = other.clone();
    }
    for phase in plan.phases.iter_mut().filter(|phase| phase.target.as_ref() == Some(of)) {
        Arc::make_mut(phase).target = Some(other.clone());
    }
    plan
}

/// The mutants of the fields that each area of rules reads, in its files or in what all areas share. A twin tries only
/// these. One that it would fail with beside them is not seen, and stands among the survivors.
fn mutants_by_area() -> BTreeMap<String, Vec<usize>> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let inside = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let read_in = |folder: &Path| {
        let files = inside(folder).into_iter().filter(|path| path.is_file() && !path.ends_with("pack_file.rs"));
        let text: String = files.map(|path| fs::read_to_string(path).unwrap()).collect();
        let owned = text.split("pack").chain(text.split("self")).filter_map(|rest| rest.trim_start().strip_prefix('.'));
        let end = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        owned.map(|rest| rest[..end(rest)].to_owned()).collect::<BTreeSet<String>>()
    };
    let shared = read_in(&rules);
    let of_area = |area: PathBuf| {
        let own = read_in(&area);
        let reads = |mutant: &Mutant| own.contains(&mutant.field) || shared.contains(&mutant.field);
        let places = mutants().iter().enumerate().filter(|(_, mutant)| reads(mutant)).map(|(at, _)| at);
        (area.file_name().unwrap().to_string_lossy().into_owned(), places.collect())
    };
    let areas = inside(&rules.join("checks")).into_iter().filter(|path| path.is_dir());
    areas.chain([rules.join("places")]).map(of_area).collect()
}

/// The mutant that is a rule without a word.
fn silent(rule: &Rule) -> String {
    format!("{} silent", rule.code)
}

/// The mutant that is a rule which mends some of its findings, as it says, but none of any twin.
fn mends_nothing(rule: &Rule) -> String {
    format!("{} mends nothing", rule.code)
}

/// The mutant that is a rule which mends all findings of all twins, though it says that it mends some.
fn mends_all(rule: &Rule) -> String {
    format!("{} mends all", rule.code)
}

/// Writes those mutants down by what is mended of this report.
pub fn judge_fixes(rule: &Rule, plan: &Plan, report: &Report) {
    let Some(hunt) = hunt().filter(|_| rule.fix == FixOffer::Sometimes) else { return };
    let replay = plan.replay();
    for finding in &report.findings {
        hunt.kill(if fixes(plan, &replay, finding).is_empty() { mends_all(rule) } else { mends_nothing(rule) });
    }
}

#[test]
fn every_mutant_fails_a_twin() {
    let folder = tempfile::tempdir().unwrap();
    let killed = folder.path().join("killed");
    let twins = Command::new(std::env::current_exe().unwrap()).args(TWINS).env(SOUGHT, &killed).output().unwrap();
    assert!(twins.status.success(), "{}", String::from_utf8_lossy(&twins.stdout));
    let killed = fs::read_to_string(killed).unwrap();
    let killed: BTreeSet<&str> = killed.lines().collect();
    // Advice says nothing of a plan, and no plan makes a rule fail: `engine.rs` proves PLAN-003 with a rule that does.
    let speaks = |rule: &&&Rule| !matches!(rule.check, Check::Advice) && rule.code.as_str() != "PLAN-003";
    let rules = all().iter().filter(speaks).map(|rule| silent(rule));
    let sometimes = all().iter().filter(|rule| rule.fix == FixOffer::Sometimes);
    let mending = sometimes.flat_map(|rule| [mends_nothing(rule), mends_all(rule)]);
    let every: Vec<String> = mutants().iter().map(|mutant| mutant.name.clone()).chain(rules).chain(mending).collect();
    let known: BTreeSet<&str> = every.iter().map(String::as_str).collect();
    assert_eq!(known.len(), every.len(), "two mutants have one name");
    let excused = equivalent::names();
    let excused: BTreeSet<&str> = excused.iter().map(String::as_str).collect();
    let survivors: Vec<_> =
        every.iter().filter(|name| !killed.contains(name.as_str()) && !excused.contains(name.as_str())).collect();
    let aged: Vec<_> = excused.iter().filter(|name| killed.contains(*name) || !known.contains(*name)).collect();
    println!("{} mutants, {} killed, {} equivalent", every.len(), killed.len(), excused.len());
    assert!(survivors.is_empty(), "{} mutants fail no twin: {survivors:#?}", survivors.len());
    assert!(aged.is_empty(), "killed or unknown, so no longer to be excused: {aged:#?}");
}
