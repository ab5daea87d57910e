//! What a check covered: how much of the catalogue was decided, and for how many objects.

use super::packs::Pack;
use super::{Check, Finding, NotCheckedList, Rule, Summary, merge};
use crate::edit::Command;
use crate::message;
use crate::model::*;
use crate::plan::{Plan, Replay};
use crate::text::{Arg, Message};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What *no error* covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The packs that judged the stages, each once, in the order of the stages.
    pub packs: Vec<PackUse>,
    /// How many phases there are, Today not among them.
    pub phases: usize,
    pub rules: RuleCount,
    pub objects: ObjectCount,
}

/// A pack that a stage names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackUse {
    pub id: PackId,
    /// The day of its last change; `None` when there is no such pack.
    pub version: Option<Date>,
}

/// Rules of the packs in use, each in one of the other counts. Rules about the plan itself are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    pub all: usize,
    /// Decided wherever they apply, which may be nowhere.
    pub decided: usize,
    /// Decided for some objects, not for others.
    pub partly: usize,
    /// Decided for no object of the sorts for which they wait for facts.
    pub waiting: usize,
    /// Switched off by the plan.
    pub off: usize,
    /// Nothing in a plan decides them: they are entries of the checklist.
    pub checklist: usize,
}

/// Objects of all stages, the deployment as a whole not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ObjectCount {
    pub all: usize,
    /// No rule waits for a fact of these.
    pub decided: usize,
}

impl Coverage {
    /// What *no error* covers, in a line: packs and phases, how much was decided.
    pub fn brief(&self) -> Vec<Message> {
        let rules = &self.rules;
        let decidable = rules.all - rules.checklist;
        let mut said = vec![
            message!(
                "rules-coverage-head",
                packs = self.packs.iter().map(PackUse::said).collect::<Vec<_>>(),
                phases = self.phases
            ),
            message!("rules-coverage-decided", decided = rules.decided, all = decidable),
        ];
        let more = [
            (rules.partly, message!("rules-coverage-partly", count = rules.partly)),
            (rules.waiting, message!("rules-coverage-waiting", count = rules.waiting)),
            (rules.off, message!("rules-coverage-off", count = rules.off)),
        ];
        said.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(_, message)| message));
        said
    }

    /// All of it, a line each.
    pub fn whole(&self, summary: &Summary) -> Vec<Message> {
        let mut said = self.brief();
        let Summary { errors, warnings, advice, accepted, not_checked, .. } = *summary;
        let findings = errors + warnings + advice + accepted;
        said.push(message!("rules-coverage-checklist", count = self.rules.checklist));
        said.push(message!("rules-coverage-objects", decided = self.objects.decided, all = self.objects.all));
        said.push(message!("rules-coverage-findings", count = findings, accepted = accepted));
        said.push(message!("rules-coverage-not-checked", count = not_checked));
        said
    }
}

impl PackUse {
    fn said(&self) -> Message {
        // Packs bear the key of the product they are for; one we do not know says its own name.
        let product = Version::from_key(self.id.as_str());
        let name =
            product.map_or(Arg::from(self.id.as_str()), |version| Message::word(Version::PREFIX, version.key()).into());
        match self.version {
            Some(version) => message!("rules-coverage-pack", name = name, version = version.to_string()),
            None => message!("rules-coverage-no-pack", name = name),
        }
    }
}

/// What was judged.
pub(super) struct Judged<'a> {
    pub rules: &'a [&'static Rule],
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    /// The pack of each stage.
    pub packs: &'a [Option<&'static Pack>],
    /// The pack that judges all stages, whatever the plan says.
    pub forced: Option<&'a PackId>,
}

/// Objects that a rule would look at in the same way: their kind, and for pools and servers the kind of pool and whether
/// it is of the plan's target.
type Sort = (SubjectKind, Option<(PoolKind, Option<Version>)>);

impl Judged<'_> {
    pub fn objects(&self) -> Objects<'_> {
        Objects::new(self.plan, self.replay)
    }

    pub fn coverage(&self, objects: &Objects<'_>, findings: &[Finding], not_checked: &NotCheckedList) -> Coverage {
        let (open, waits) = rayon::join(|| objects.among(not_checked), || self.waits(objects, not_checked));
        let mut rules = RuleCount::default();
        for rule in self.rules.iter().filter(|rule| self.in_a_pack(rule)) {
            rules.all += 1;
            let count = match (rule.check, waits.get(&rule.code)) {
                _ if merge::is_off(self.plan, rule) => &mut rules.off,
                (Check::Checklist(_) | Check::Engine | Check::Advice, _) => &mut rules.checklist,
                (_, None) => &mut rules.decided,
                (_, Some(waits)) => {
                    let found = || findings.iter().any(|finding| finding.code == rule.code);
                    let all = |(sort, count): (&Sort, &usize)| *count >= objects.count(*sort);
                    if waits.some || !waits.of.iter().all(all) || found() {
                        &mut rules.partly
                    } else {
                        &mut rules.waiting
                    }
                }
            };
            *count += 1;
        }
        Coverage {
            packs: self.packs_in_use(),
            phases: self.plan.phases.len(),
            rules,
            objects: ObjectCount { all: objects.all, decided: objects.all - open.min(objects.all) },
        }
    }

    /// For what each rule waits.
    fn waits<'n>(&self, objects: &Objects<'_>, not_checked: &'n NotCheckedList) -> HashMap<&'n Code, Waits> {
        let mut waits: HashMap<&Code, Waits> = HashMap::new();
        for of_rule in not_checked.by_rule() {
            let wait = waits.entry(&of_rule[0].code).or_default();
            for item in of_rule.iter() {
                match objects.sort(&item.subject) {
                    Some(sort) => *wait.of.entry(sort).or_default() += 1,
                    // The whole plan waits, unless only some stages have no pack.
                    None if item.subject == Subject::Deployment => {
                        wait.some |= item.missing.contains(&"pack") && self.packs.iter().any(Option::is_some);
                    }
                    None => wait.some = true,
                }
            }
        }
        waits
    }

    fn in_a_pack(&self, rule: &Rule) -> bool {
        rule.always.is_none() && self.packs.iter().flatten().any(|pack| pack.level(&rule.code).is_some())
    }

    fn packs_in_use(&self) -> Vec<PackUse> {
        let mut all: Vec<PackUse> = Vec::new();
        for (stage, pack) in self.packs.iter().enumerate() {
            let id = self.forced.unwrap_or_else(|| self.plan.target_at(stage));
            if !all.iter().any(|used| used.id == *id) {
                all.push(PackUse { id: id.clone(), version: pack.map(|pack| pack.version) });
            }
        }
        all
    }
}

/// For what a rule waits.
#[derive(Default)]
struct Waits {
    /// Objects that wait, by sort.
    of: HashMap<Sort, usize>,
    /// Something else says that the rule was decided somewhere, or that nobody can count where.
    some: bool,
}

/// Every object of any stage.
pub(super) struct Objects<'a> {
    pools: HashMap<&'a PoolId, &'a Pool>,
    servers: Vec<&'a Server>,
    all: usize,
    by_kind: BTreeMap<SubjectKind, usize>,
    by_pool: OnceLock<HashMap<Sort, usize>>,
    pool_of: OnceLock<HashMap<&'a ServerId, &'a PoolId>>,
}

impl<'a> Objects<'a> {
    fn new(plan: &'a Plan, replay: &Replay) -> Self {
        let today = &plan.today;
        let skipped: HashSet<&StepId> = replay.skipped.iter().map(|skipped| &skipped.step).collect();
        let steps = plan.phases.iter().flat_map(|phase| &phase.steps).filter(|step| !skipped.contains(step.id()));
        let mut seen: HashSet<Subject> = HashSet::default();
        let added = steps.flat_map(|step| step.commands()).filter_map(|command| match command {
            // What was removed and put back is one object.
            Command::Add(element) if !today.has(&element.subject()) && seen.insert(element.subject()) => Some(element),
            _ => None,
        });
        let added: Vec<&Element> = added.collect();
        let mut by_kind = BTreeMap::from([
            (SubjectKind::Site, today.sites.len()),
            (SubjectKind::Pool, today.pools.len()),
            (SubjectKind::Server, today.servers.len()),
            (SubjectKind::SqlServer, today.sql_servers.len()),
            (SubjectKind::SqlInstance, today.sql_instances.len()),
            (SubjectKind::FileStore, today.file_stores.len()),
            (SubjectKind::Gateway, today.gateways.len()),
            (SubjectKind::Link, today.links.len()),
            (SubjectKind::UserGroup, today.user_groups.len()),
        ]);
        let mut pools: HashMap<&PoolId, &Pool> = today.pools.iter().map(|(id, pool)| (id, &**pool)).collect();
        let mut servers: Vec<&Server> = today.servers.values().map(|server| &**server).collect();
        for element in added {
            *by_kind.entry(element.subject().kind()).or_default() += 1;
            match element {
                Element::Pool(pool) => drop(pools.insert(&pool.id, pool)),
                Element::Server(server) => servers.push(server),
                _ => {}
            }
        }
        let all = by_kind.values().sum();
        Self { pools, servers, all, by_kind, by_pool: OnceLock::new(), pool_of: OnceLock::new() }
    }

    /// How many of these wait.
    fn among(&self, not_checked: &NotCheckedList) -> usize {
        let waiting: HashSet<&Subject> = not_checked.iter().map(|item| &item.subject).collect();
        waiting.into_iter().filter(|subject| self.sort(subject).is_some()).count()
    }

    /// `None` for what is no object, or none that any state has.
    fn sort(&self, subject: &Subject) -> Option<Sort> {
        let of = |pool: &Pool| Some((pool.kind, pool.version));
        match subject {
            Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => None,
            Subject::Pool(id) => Some((SubjectKind::Pool, of(self.pools.get(id)?))),
            Subject::Server(id) => {
                let pool_of =
                    self.pool_of.get_or_init(|| self.servers.iter().map(|server| (&server.id, &server.pool)).collect());
                Some((SubjectKind::Server, self.pools.get(pool_of.get(id)?).and_then(|pool| of(pool))))
            }
            other => Some((other.kind(), None)),
        }
    }

    /// How many there are of a sort.
    fn count(&self, sort: Sort) -> usize {
        if !matches!(sort.0, SubjectKind::Pool | SubjectKind::Server) {
            return self.by_kind.get(&sort.0).copied().unwrap_or_default();
        }
        let by_pool = self.by_pool.get_or_init(|| {
            let mut all: HashMap<Sort, usize> = HashMap::new();
            for pool in self.pools.values() {
                *all.entry((SubjectKind::Pool, Some((pool.kind, pool.version)))).or_default() += 1;
            }
            for server in &self.servers {
                let of = self.pools.get(&server.pool).map(|pool| (pool.kind, pool.version));
                *all.entry((SubjectKind::Server, of)).or_default() += 1;
            }
            all
        });
        by_pool.get(&sort).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Report, check, sketch};

    fn checked(text: &str) -> Report {
        let plan = sketch::read(text).unwrap_or_else(|error| panic!("{error}")).plan;
        check(&plan, &plan.replay(), None)
    }

    /// Where a rule is counted: the counts without it, by switching it off.
    fn moved(text: &str, code: &str) -> (RuleCount, RuleCount) {
        (checked(text).coverage.rules, checked(&format!("{text}\nlevel {code} off")).coverage.rules)
    }

    const TWO: &str = "
        site Paris
          pool one front-end standard version=lync-2013
          pool two front-end standard version=lync-2013
        ";

    #[test]
    fn every_rule_of_the_pack_is_in_one_count() {
        let count = checked(TWO).coverage.rules;
        let pack = &crate::rules::packs()[0];
        assert_eq!(count.all, pack.levels.len());
        assert_eq!(count.decided + count.partly + count.waiting + count.off + count.checklist, count.all);
        assert!(count.decided > 0 && count.checklist > 0);
    }

    #[test]
    fn a_rule_waits_is_partly_decided_and_decided() {
        // COLO-012 apart: ROLE-012 looks at the servers of Standard Edition pools and is always decided; OS-001 waits for
        // the system of every server.
        let waiting = TWO.to_owned();
        let partly =
            TWO.replace("two front-end standard version=lync-2013", "two front-end standard version=lync-2013 os=2012");
        let decided = partly
            .replace("one front-end standard version=lync-2013", "one front-end standard version=lync-2013 os=2012");
        let (with, without) = moved(&waiting, "OS-001");
        assert_eq!((with.waiting, with.off), (without.waiting + 1, without.off - 1), "{with:?} {without:?}");
        let (with, without) = moved(&partly, "OS-001");
        assert_eq!((with.partly, with.off), (without.partly + 1, without.off - 1), "{with:?} {without:?}");
        let (with, without) = moved(&decided, "OS-001");
        assert_eq!((with.decided, with.off), (without.decided + 1, without.off - 1), "{with:?} {without:?}");
        let (with, without) = moved(&decided, "COEX-003");
        assert_eq!((with.checklist, with.off), (without.checklist + 1, without.off - 1));
    }

    #[test]
    fn objects_of_all_stages_are_counted_once() {
        let plan = "
            site Paris
              pool one front-end standard version=lync-2013
            phase More
              + pool two front-end standard version=lync-2013
            phase Less
              - pool one
            ";
        let report = checked(plan);
        let objects = report.coverage.objects;
        assert_eq!((objects.all, report.coverage.phases), (4, 2), "site, two pools, the group of users of the first");
        let open: std::collections::BTreeSet<_> = report.not_checked.iter().map(|item| &item.subject).collect();
        let open = open.iter().filter(|subject| ***subject != Subject::Deployment).count();
        assert_eq!(objects.decided, objects.all - open);
    }

    #[test]
    fn packs_are_said_with_their_day_and_a_missing_one_without() {
        let report = checked("site Paris\nphase One target=nobody-knows\nphase Two");
        let packs: Vec<_> =
            report.coverage.packs.iter().map(|used| (used.id.as_str(), used.version.is_some())).collect();
        assert_eq!(packs, [("lync-2013", true), ("nobody-knows", false)]);
        assert_eq!(report.coverage.rules.decided, 0, "no rule was decided in every phase");
        for lang in crate::text::Lang::all() {
            let said: Vec<_> =
                report.coverage.whole(&report.summary()).iter().map(|message| lang.say(message)).collect();
            assert!(said[0].contains("Lync Server 2013") && said[0].contains("nobody-knows"), "{said:?}");
            assert!(said.iter().all(|line| !line.contains("No localization")), "{said:?}");
        }
        let none = checked("site Paris\ntarget nobody-knows");
        assert_eq!((none.coverage.rules, none.coverage.packs.len()), (RuleCount::default(), 1));
    }
}
