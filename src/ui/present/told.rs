//! What the pages say: titles and dates, what a phase changes, what the whole plan comes to. In one language, nothing drawn.

use super::pages::{Page, Shown, What};
use crate::diagram::{Glyph, state_mark};
use crate::export::Handout;
use crate::export::hardware::Machines;
use crate::message;
use crate::model::*;
use crate::plan::{Mark, Plan, Replay, Step, diff, kind_word};
use crate::rules::{Finding, Level, Report};
use crate::text::{Lang, Message};
use crate::ui::action::said;
use std::collections::{BTreeMap, BTreeSet};

/// A plan in words.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub plan: &'a Plan,
    pub replay: &'a Replay,
    pub report: &'a Report,
    pub lang: Lang,
}

/// Between parts of a line.
const BETWEEN: &str = "   ·   ";

/// One line of a list: its mark, what it is about, and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub mark: Option<Glyph>,
    pub name: String,
    pub what: String,
}

impl Line {
    /// For a screen reader.
    pub fn said(&self) -> String {
        if self.what.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.what) }
    }
}

/// All the words of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    pub above: String,
    pub title: String,
    pub below: String,
    /// Of a stage what changes (or what there is) and its findings; of both ends what there is; of the summary what is
    /// wrong and what is accepted.
    pub lists: Vec<Vec<Line>>,
    /// Numbers with what they count.
    pub figures: Vec<(String, String)>,
    /// Every stage: its name, its dates, what it comes to.
    pub stages: Vec<[String; 3]>,
}

/// Users who change their pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Those that the plan counts; who moves twice counts twice.
    pub known: u64,
    /// Others move as well, and the plan does not say how many.
    pub more: bool,
}

/// What some phases come to, each phase by itself and then added up: what comes and goes again counts in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Machines: servers of pools, and SQL Servers that are no members of a pool.
    pub added: u64,
    pub retired: u64,
    pub moved: Moved,
}

impl Figures {
    /// From one state to the next.
    pub fn between(before: &Topology, after: &Topology) -> Self {
        let (old, new) = (Machines::of(before), Machines::of(after));
        let (added, retired) = (new.beyond(&old) as u64, old.beyond(&new) as u64);
        Self { added, retired, moved: moved(before, after) }
    }

    /// Of all phases.
    pub fn of(replay: &Replay) -> Self {
        let each = replay.states.windows(2).map(|two| Self::between(&two[0], &two[1]));
        each.fold(Self::default(), |all, one| Self {
            added: all.added + one.added,
            retired: all.retired + one.retired,
            moved: Moved { known: all.moved.known + one.moved.known, more: all.moved.more || one.moved.more },
        })
    }
}

/// How many users each pool loses from one state to the next, `None` where a count is not known.
fn leaving(before: &Topology, after: &Topology) -> BTreeMap<PoolId, Option<u64>> {
    let mut leaving: BTreeMap<PoolId, Option<u64>> = BTreeMap::new();
    for (id, group) in &before.user_groups {
        let Some(now) = after.user_groups.get(id).filter(|now| now.homes != group.homes) else { continue };
        for (pool, was) in &group.homes {
            let is = now.homes.get(pool).copied().unwrap_or(Some(0));
            let gone = match (*was, is) {
                (Some(was), Some(is)) => Some(was.saturating_sub(is)),
                (None, None) => Some(0),
                // To count users who are there is no move.
                (None, Some(is)) if is > 0 => Some(0),
                _ => None,
            };
            if gone != Some(0) {
                let sum = leaving.entry(pool.clone()).or_insert(Some(0));
                *sum = sum.zip(gone).map(|(sum, gone)| sum + gone);
            }
        }
    }
    leaving
}

fn moved(before: &Topology, after: &Topology) -> Moved {
    leaving(before, after).values().fold(Moved::default(), |all, one| Moved {
        known: all.known + one.unwrap_or(0),
        more: all.more || one.is_none(),
    })
}

impl Told<'_> {
    fn handout(&self) -> Handout<'_> {
        let Self { plan, replay, report, lang } = *self;
        Handout { plan, replay, report, lang, stages: &[] }
    }

    pub fn say(&self, message: &Message) -> String {
        said(self.lang, message)
    }

    pub fn number(&self, number: u64) -> String {
        self.lang.number(number)
    }

    /// The plan's title.
    pub fn plan_title(&self) -> String {
        self.handout().title()
    }

    pub fn dates(&self, stage: usize) -> Option<String> {
        self.handout().dates(stage).map(|dates| self.say(&dates))
    }

    /// The name of a stage without its number.
    pub fn stage_name(&self, stage: usize) -> String {
        match self.handout().phase(stage) {
            Some(phase) => phase.name.to_string(),
            None => self.say(&message!("plan-today")),
        }
    }

    /// Everything that a page says.
    pub fn texts(&self, page: &Page) -> Texts {
        let mut texts = Texts { above: self.plan_title(), title: self.title(page), ..Texts::default() };
        match page.what {
            What::Plan => {
                texts.above = self.plan.about.client.as_deref().map_or_else(String::new, str::to_owned);
                let parts = [self.course(), self.plan.about.author.as_ref().map(ToString::to_string)];
                texts.below = parts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN);
                let stage = |stage| {
                    [self.stage_name(stage), self.dates(stage).unwrap_or_default(), self.headline(stage).join(" · ")]
                };
                texts.stages = (0..self.plan.stages()).map(stage).collect();
            }
            What::Stage(stage) => {
                let site = match &page.shown {
                    Shown::Part(part) => Some(part.site.as_ref()),
                    _ => None,
                };
                if stage > 0 {
                    let (number, count) = (stage, self.plan.phases.len());
                    texts.above = self.say(&message!("ui-present-phase-of", number = number, count = count));
                }
                let below: Vec<String> = self.dates(stage).into_iter().chain(self.headline(stage)).collect();
                texts.below = below.join(BETWEEN);
                let first = if stage == 0 { self.inventory(0, site) } else { self.changes(stage, site) };
                let findings = self.risks(Some(stage)).into_iter().chain(self.accepted(Some(stage)));
                texts.lists = vec![first, findings.collect()];
            }
            What::BeforeAfter => {
                texts.lists = vec![self.inventory(0, None), self.inventory(self.plan.phases.len(), None)]
            }
            What::Summary => {
                texts.below = self.course().unwrap_or_default();
                texts.lists = vec![self.risks(None), self.accepted(None)];
                let Figures { added, retired, moved } = Figures::of(self.replay);
                let phases = self.plan.phases.len() as u64;
                texts.figures = vec![
                    (self.number(phases), self.say(&message!("ui-present-figure-phases", count = phases))),
                    (self.number(added), self.say(&message!("ui-present-figure-added", count = added))),
                    (self.number(retired), self.say(&message!("ui-present-figure-retired", count = retired))),
                    (self.moved(moved), self.say(&message!("ui-present-figure-moved", count = moved.known))),
                ];
            }
        }
        texts
    }

    /// The title of a page.
    pub fn title(&self, page: &Page) -> String {
        match page.what {
            What::Plan => self.plan_title(),
            What::Stage(stage) => match &page.shown {
                Shown::Part(part) => {
                    let site = self.site_name(part.site.as_ref(), stage);
                    let stage = self.stage_name(stage);
                    match part.count {
                        1 => self.say(&message!("ui-present-part", stage = stage, site = site)),
                        count => self.say(&message!(
                            "ui-present-part-of",
                            stage = stage,
                            site = site,
                            number = part.number,
                            count = count
                        )),
                    }
                }
                _ => self.stage_name(stage),
            },
            What::BeforeAfter => self.say(&message!("ui-present-before-after")),
            What::Summary => self.say(&message!("ui-present-summary")),
        }
    }

    fn site_name(&self, site: Option<&SiteId>, stage: usize) -> String {
        let Some(site) = site else { return self.say(&message!("ui-present-no-site")) };
        let subject = Subject::from(site);
        match self.replay.states.get(stage).filter(|state| state.has(&subject)) {
            Some(state) => state.label(&subject),
            None => self.plan.label(&subject),
        }
    }

    fn states(&self, stage: usize) -> Option<(&Topology, &Topology)> {
        let after = self.replay.states.get(stage)?;
        Some((self.replay.states.get(stage.checked_sub(1)?)?, after))
    }

    /// What a phase comes to, in a few words: `4 servers added`, `1,200 users move`.
    pub fn headline(&self, stage: usize) -> Vec<String> {
        let Some((before, after)) = self.states(stage) else { return Vec::new() };
        let Figures { added, retired, moved } = Figures::between(before, after);
        let said = [
            (added > 0).then(|| message!("ui-present-added", count = added, shown = self.number(added))),
            (retired > 0).then(|| message!("ui-present-retired", count = retired, shown = self.number(retired))),
            match moved {
                Moved { known: 0, more: true } => Some(message!("ui-present-some-users-move")),
                Moved { known, more: true } => {
                    Some(message!("ui-present-at-least-move", count = known, shown = self.number(known)))
                }
                Moved { known: 0, more: false } => None,
                Moved { known, more: false } => {
                    Some(message!("ui-present-users-move", count = known, shown = self.number(known)))
                }
            },
        ];
        said.iter().flatten().map(|message| self.say(message)).collect()
    }

    /// What a phase changes: what comes, what changes, whom users leave, what goes, and the work besides. Of one site
    /// alone, or of all.
    pub fn changes(&self, stage: usize, site: Option<Option<&SiteId>>) -> Vec<Line> {
        let Some((before, after)) = self.states(stage) else { return Vec::new() };
        let marks = diff(before, after);
        let leaving = leaving(before, after);
        // Where nobody leaves, who is there was counted.
        let arriving = if leaving.is_empty() { BTreeMap::new() } else { self::leaving(after, before) };
        let known = |subject: &Subject| if after.has(subject) { after } else { before };
        let here = |subject: &Subject| site.is_none_or(|site| known(subject).site_of(subject).as_ref() == site);
        let mut lines = Vec::new();
        for wanted in [Mark::Added, Mark::Changed, Mark::Emptied, Mark::Removed] {
            for (subject, mark) in marks.iter().filter(|(subject, mark)| **mark == wanted && here(subject)) {
                let glyph = match (subject, mark) {
                    (
                        Subject::Site(_)
                        | Subject::Pool(_)
                        | Subject::SqlServer(_)
                        | Subject::FileStore(_)
                        | Subject::Gateway(_),
                        mark,
                    ) => state_mark(*mark).map(|(glyph, _)| glyph),
                    _ => None,
                };
                let Some(glyph) = glyph else { continue };
                let (state, name) = (known(subject), known(subject).label(subject));
                // The SQL Server of a Standard Edition server is on the same machine: one line for both.
                let is_local = |line: &Line| line.name == name && line.mark == Some(glyph);
                if matches!(subject, Subject::SqlServer(_)) && lines.iter().any(is_local) {
                    continue;
                }
                let users = match subject {
                    Subject::Pool(id) => self.users_said(leaving.get(id), arriving.get(id)),
                    _ => None,
                };
                let kind = || self.say(&kind_word(state, subject));
                let version = || match state.element(subject) {
                    Some(Element::Pool(pool)) if *mark == Mark::Added => {
                        pool.version.map(|version| self.lang.word(Version::PREFIX, version.key()))
                    }
                    _ => None,
                };
                let what = users
                    .unwrap_or_else(|| [Some(kind()), version()].into_iter().flatten().collect::<Vec<_>>().join(" · "));
                lines.push(Line { mark: Some(glyph), name, what });
            }
        }
        lines.extend(self.work(stage, |about| {
            site.is_none() || about.iter().any(|subject| known(subject).has(subject) && here(subject))
        }));
        lines
    }

    fn users_said(&self, leaving: Option<&Option<u64>>, arriving: Option<&Option<u64>>) -> Option<String> {
        let said = match (leaving, arriving) {
            (Some(Some(count)), _) => message!("ui-present-leave", count = *count, shown = self.number(*count)),
            (Some(None), _) => message!("ui-present-some-leave"),
            (None, Some(Some(count))) => message!("ui-present-arrive", count = *count, shown = self.number(*count)),
            (None, Some(None)) => message!("ui-present-some-arrive"),
            (None, None) => return None,
        };
        Some(self.say(&said))
    }

    /// Steps that change nothing in the topology and apply, a line for each sort of work.
    fn work(&self, stage: usize, concerns: impl Fn(&[Subject]) -> bool) -> Vec<Line> {
        let Some(phase) = self.handout().phase(stage) else { return Vec::new() };
        let skipped: BTreeSet<&StepId> = self.replay.skipped.iter().map(|skipped| &skipped.step).collect();
        let everything = self.plan.everything();
        let mut kinds: Vec<(ActivityKind, Vec<String>)> = Vec::new();
        for step in phase.steps.iter().filter(|step| !skipped.contains(step.id())) {
            let Step::Activity { kind, about, .. } = &**step else { continue };
            if !concerns(about) {
                continue;
            }
            let names = about.iter().filter(|subject| **subject != Subject::Deployment);
            let names: Vec<String> = names.map(|subject| everything.label(subject)).collect();
            match kinds.iter_mut().find(|(other, _)| other == kind) {
                Some((_, all)) => all.extend(names),
                None => kinds.push((*kind, names)),
            }
        }
        let line = |(kind, names): (ActivityKind, Vec<String>)| Line {
            mark: None,
            name: self.lang.word(ActivityKind::PREFIX, kind.key()),
            what: if names.is_empty() { String::new() } else { self.lang.list(&names) },
        };
        kinds.into_iter().map(line).collect()
    }

    /// What there is at a stage, of one site alone or of all: a line for each product, and for what has none.
    pub fn inventory(&self, stage: usize, site: Option<Option<&SiteId>>) -> Vec<Line> {
        let Some(state) = self.replay.states.get(stage) else { return Vec::new() };
        let mut servers: BTreeMap<&PoolId, u64> = BTreeMap::new();
        for server in state.servers.values() {
            *servers.entry(&server.pool).or_default() += 1;
        }
        let mut lines = Vec::new();
        let versions = Version::ALL.iter().map(|version| Some(*version)).chain([None]);
        for version in versions {
            let here = |pool: &&Pool| pool.version == version && site.is_none_or(|site| pool.site.as_ref() == site);
            let pools: Vec<&Pool> = state.pools.values().map(|pool| &**pool).filter(here).collect();
            if pools.is_empty() {
                continue;
            }
            let count = pools.len() as u64;
            let machines: u64 = pools.iter().filter_map(|pool| servers.get(&pool.id)).sum();
            let mut said = vec![message!("diagram-pools", count = count, shown = self.number(count))];
            if machines > 0 {
                said.push(message!("diagram-servers", count = machines, shown = self.number(machines)));
            }
            said.extend(self.users_of(state, &pools));
            let name = version.map_or_else(
                || self.say(&message!("ui-present-no-version")),
                |version| self.lang.word(Version::PREFIX, version.key()),
            );
            let what = said.iter().map(|message| self.say(message)).collect::<Vec<_>>().join(" · ");
            lines.push(Line { mark: None, name, what });
        }
        lines
    }

    /// Users on these pools, as far as they are counted; none where nothing says that there are any.
    fn users_of(&self, state: &Topology, pools: &[&Pool]) -> Option<Message> {
        let homes: Vec<Option<u64>> = (pools.iter())
            .filter(|pool| state.user_groups.values().any(|group| group.homes.contains_key(&pool.id)))
            .map(|pool| state.users_on(&pool.id))
            .collect();
        let known: u64 = homes.iter().flatten().sum();
        match (homes.is_empty(), homes.iter().any(Option::is_none)) {
            (true, _) => None,
            (false, false) if known == 0 => None,
            (false, false) => Some(message!("diagram-users", count = known, shown = self.number(known))),
            (false, true) if known == 0 => Some(message!("diagram-users-unknown")),
            (false, true) => Some(message!("diagram-users-at-least", count = known, shown = self.number(known))),
        }
    }

    /// Users who move in the whole plan, as a figure.
    pub fn moved(&self, moved: Moved) -> String {
        match moved {
            Moved { known: 0, more: true } => self.say(&message!("ui-present-unknown")),
            Moved { known, more: true } => self.say(&message!("ui-present-at-least", shown = self.number(known))),
            Moved { known, more: false } => self.number(known),
        }
    }

    /// Findings that nobody accepted, the worst first, each once. Of one stage or of all.
    pub fn risks(&self, stage: Option<usize>) -> Vec<Line> {
        let mut all: Vec<&Finding> = self.findings(stage).filter(|finding| finding.counts()).collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        let line = |finding: &Finding| Line {
            mark: Some(Glyph::Finding(finding.level)),
            name: self.say(&finding.message),
            what: match stage {
                Some(_) => String::new(),
                None => self.stages_said(finding.stages),
            },
        };
        all.into_iter().map(line).collect()
    }

    /// Accepted findings with their reasons.
    pub fn accepted(&self, stage: Option<usize>) -> Vec<Line> {
        let line = |finding: &Finding| {
            let accepted = finding.accepted.as_ref()?;
            let (reason, by) = (accepted.reason.to_string(), accepted.by.to_string());
            let what = self.say(&message!("ui-present-accepted-by", reason = reason, by = by));
            Some(Line { mark: Some(Glyph::Accepted), name: self.say(&finding.message), what })
        };
        self.findings(stage).filter_map(line).collect()
    }

    fn findings(&self, stage: Option<usize>) -> impl Iterator<Item = &Finding> {
        self.report.findings.iter().filter(move |finding| stage.is_none_or(|stage| finding.stands_at(stage)))
    }

    fn stages_said(&self, (first, last): (usize, usize)) -> String {
        let name = |stage| self.plan.stage_name(stage, self.lang);
        match first == last {
            true => name(first),
            false => self.say(&message!("ui-present-from-to", first = name(first), last = name(last))),
        }
    }

    /// How many findings of each level stand at a stage or anywhere, with their marks.
    pub fn counts(&self, stage: Option<usize>) -> Vec<(Glyph, u64)> {
        let count =
            |wanted: &dyn Fn(&Finding) -> bool| self.findings(stage).filter(|finding| wanted(finding)).count() as u64;
        let level = |level: Level| count(&|finding| finding.counts() && finding.level == level);
        let all = [
            (Glyph::Finding(Level::Error), level(Level::Error)),
            (Glyph::Finding(Level::Warning), level(Level::Warning)),
            (Glyph::Finding(Level::Advice), level(Level::Advice)),
            (Glyph::Accepted, count(&|finding| !finding.counts())),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// What *no finding* covers: never more than was decided.
    pub fn checked(&self) -> String {
        self.lang.parts(self.report.coverage.brief().iter().map(|message| self.say(message)).collect())
    }

    /// From the first day of the plan to its last, as far as it says.
    pub fn course(&self) -> Option<String> {
        let spans = self.plan.schedule().spans;
        let first = spans.iter().filter_map(|span| span.start).min()?;
        let last = spans.iter().filter_map(|span| span.end).max()?;
        Some(self.say(&message!("export-dates", start = first.to_string(), end = last.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{check, sketch};

    const PLAN: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=300 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 servers=3 in=Paris
phase Move
  move all users fe-old -> fe-new
phase Clean
  - pool fe-old
";

    fn told<R>(text: &str, lang: Lang, look: impl FnOnce(&Told<'_>) -> R) -> R {
        let plan = sketch::read(text).expect("a sketch").plan;
        let replay = plan.replay();
        let report = check(&plan, &replay, None);
        look(&Told { plan: &plan, replay: &replay, report: &report, lang })
    }

    #[test]
    fn the_figures_are_those_counted_by_hand() {
        told(PLAN, Lang::EN, |told| {
            let wanted = Figures { added: 3, retired: 2, moved: Moved { known: 300, more: false } };
            assert_eq!(Figures::of(told.replay), wanted);
            assert_eq!(told.headline(1), ["3 servers added"]);
            assert_eq!(told.headline(2), ["300 users move"]);
            assert_eq!(told.headline(3), ["2 servers retired"]);
            assert!(told.headline(0).is_empty());
        });
    }

    #[test]
    fn a_pool_with_a_sql_server_of_its_own_is_one_machine_and_one_line() {
        let plan = crate::format::read(include_str!("../../../assets/examples/contoso.coexist")).expect("an example");
        let replay = plan.replay();
        let told = Told { plan: &plan, replay: &replay, report: &Report::default(), lang: Lang::EN };
        // Phase 6 brings a Standard Edition server to Dublin.
        assert_eq!(told.headline(6), ["1 server added", "4,550 users move"]);
        let named = told.changes(6, None).into_iter().filter(|line| line.name == "dub13.contoso.com");
        assert_eq!(named.count(), 1);
    }

    #[test]
    fn users_who_are_not_counted_are_no_zero() {
        let (mut before, mut after, mut counted) = (Topology::default(), Topology::default(), Topology::default());
        let (old, new) = (PoolId::new("old"), PoolId::new("new"));
        let group = |homes: &[(&PoolId, Option<u64>)]| {
            let homes = homes.iter().map(|(pool, count)| ((*pool).clone(), *count)).collect();
            Element::from(UserGroup::new(UserGroupId::new("all"), homes))
        };
        before.put(group(&[(&old, None)]));
        after.put(group(&[(&old, Some(0)), (&new, None)]));
        assert_eq!(moved(&before, &after), Moved { known: 0, more: true });
        counted.put(group(&[(&old, Some(40))]));
        assert_eq!(moved(&before, &counted), Moved::default(), "to count who is there moves nobody");
        after.put(group(&[(&new, Some(40))]));
        assert_eq!(moved(&counted, &after), Moved { known: 40, more: false });
    }

    #[test]
    fn a_phase_says_what_comes_and_goes_in_both_languages() {
        told(PLAN, Lang::EN, |told| {
            let pilot = told.changes(1, None);
            let new = pilot.iter().find(|line| line.name.starts_with("fe-new")).expect("the new pool");
            assert_eq!(new.mark, Some(Glyph::Added));
            assert!(new.what.contains("Lync Server 2013"), "{new:?}");
            let moves = told.changes(2, None);
            let said: Vec<(&str, &str)> = moves.iter().map(|line| (&line.name[..6], &*line.what)).collect();
            assert_eq!(said, [("fe-new", "300 users arrive"), ("fe-old", "300 users leave")]);
            assert!(told.changes(2, Some(Some(&SiteId::new("nowhere")))).is_empty());
            assert!(told.changes(0, None).is_empty());
        });
        told(PLAN, Lang::FR, |told| {
            assert_eq!(told.headline(2), ["300 utilisateurs déplacés"]);
            assert_eq!(told.stage_name(0), "Aujourd’hui");
        });
    }

    #[test]
    fn an_inventory_counts_by_product() {
        told(PLAN, Lang::EN, |told| {
            let lines = told.inventory(2, None);
            let said: Vec<(&str, &str)> = lines.iter().map(|line| (&*line.name, &*line.what)).collect();
            let wanted =
                [("Lync Server 2010", "1 pool · 2 servers"), ("Lync Server 2013", "1 pool · 3 servers · 300 users")];
            assert_eq!(said, wanted);
            assert!(told.inventory(2, Some(None)).is_empty(), "everything stands in Paris");
            assert_eq!(told.inventory(2, Some(Some(&SiteId::new("site-paris")))), lines);
        });
    }
}
