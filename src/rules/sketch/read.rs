//! The reader of the notation.

mod draw;
mod line;

use super::{Expected, Sketch, SketchError};
use crate::edit::{Amount, Command};
use crate::model::*;
use crate::plan::{Acceptance, Freeze, LevelChoice, Phase, Plan, PlanEdit, Step, Tick};
use line::Line;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const DOMAIN: &str = "contoso.com";

type Said<T> = Result<T, String>;

/// A plan from its sketch.
pub fn read(text: &str) -> Result<Sketch, SketchError> {
    let lines: Vec<Line> = text.lines().enumerate().filter_map(|(at, line)| Line::new(at + 1, line)).collect();
    let mut reader = Reader::new();
    let fail = |line: &Line| {
        let line = line.number;
        move |what| SketchError { line, what }
    };
    for line in &lines {
        reader.name(line).map_err(fail(line))?;
    }
    for line in &lines {
        let on = reader.line(line).map_err(fail(line))?;
        reader.expect(line, on).map_err(fail(line))?;
    }
    reader.finish().map_err(|what| SketchError { line: lines.last().map_or(0, |line| line.number), what })
}

struct Reader {
    plan: Plan,
    names: BTreeMap<String, Subject>,
    ids: BTreeSet<String>,
    /// The site of the lines below it.
    site: Option<SiteId>,
    /// The step being made, per addition of the phase.
    phase: Option<Phase>,
    /// What there is at this point: today, or after the lines read so far.
    here: Topology,
    /// Links whose ends are not both there yet, with what to set on them.
    pending: Vec<Link>,
    /// Facts that name an object which may come later.
    later: Vec<(Subject, FactName, String)>,
    expected: Vec<Expected>,
}

impl Reader {
    fn new() -> Self {
        let mut plan = Plan::new(PackId::new(crate::rules::FALLBACK));
        Arc::make_mut(&mut plan.today.deployment).default_sip_domain = Some(Text::from(DOMAIN));
        let here = plan.today.clone();
        Self {
            plan,
            names: BTreeMap::new(),
            ids: BTreeSet::new(),
            site: None,
            phase: None,
            here,
            pending: Vec::new(),
            later: Vec::new(),
            expected: Vec::new(),
        }
    }

    fn id(&mut self, kind: SubjectKind, name: &str) -> String {
        let id = free(&slug(kind.key(), name), |id| self.ids.contains(id));
        self.ids.insert(id.clone());
        id
    }

    /// First pass: gives every object its id, so that a name may be used before its line.
    fn name(&mut self, line: &Line) -> Said<()> {
        let (plain, pairs) = line.parts();
        let words = plain.strip_prefix(&["+"]).unwrap_or(&plain);
        let (kind, name) = match words {
            ["site", name, ..] => (SubjectKind::Site, *name),
            ["pool", name, ..] => (SubjectKind::Pool, *name),
            ["sql", name, ..] => (SubjectKind::SqlServer, *name),
            ["file-store", name, ..] => (SubjectKind::FileStore, *name),
            ["gateway", name, ..] => (SubjectKind::Gateway, *name),
            ["server", name, ..] => (SubjectKind::Server, *name),
            ["phase", name, ..] => (SubjectKind::Phase, *name),
            _ => return Ok(()),
        };
        if self.names.contains_key(name) {
            return Err(format!("{name} is drawn twice"));
        }
        let id = self.id(kind, name);
        self.names.insert(name.to_owned(), Subject::new(kind, &id));
        if let ["sql", host, instances @ ..] = words {
            let named = instances.iter().flat_map(|names| names.split(','));
            let all: Vec<&str> = if instances.is_empty() { vec![""] } else { named.collect() };
            for instance in all {
                let id = self.id(SubjectKind::SqlInstance, &format!("{host} {instance}"));
                self.names.insert(format!("{host}\\{instance}"), SqlInstanceId::new(&id).into());
            }
        }
        if kind == SubjectKind::Pool {
            for (name, fqdn) in servers(name, &plain, &pairs)? {
                if !self.names.contains_key(&name) {
                    let id = self.id(SubjectKind::Server, &fqdn);
                    self.names.insert(name, ServerId::new(&id).into());
                }
            }
        }
        Ok(())
    }

    fn subject(&self, name: &str) -> Said<Subject> {
        self.names.get(name).cloned().ok_or_else(|| format!("nothing here is called {name}"))
    }

    fn pool(&self, name: &str) -> Said<PoolId> {
        match self.subject(name)? {
            Subject::Pool(id) => Ok(id),
            _ => Err(format!("{name} is not a pool")),
        }
    }

    fn instance(&self, name: &str) -> Said<SqlInstanceId> {
        match self.subject(name)? {
            Subject::SqlInstance(id) => Ok(id),
            _ => Err(format!("{name} is not an instance; write HOST\\INSTANCE")),
        }
    }

    /// Does what a line says; the objects that its comment is about.
    fn line(&mut self, line: &Line) -> Said<Vec<Subject>> {
        let (plain, mut pairs) = line.parts();
        let tool = pairs.iter().position(|(key, _)| *key == "tool" && self.phase.is_some());
        let tool = match tool.map(|at| pairs.remove(at).1) {
            Some(key) => Some(StepTool::from_key(key).ok_or_else(|| format!("{key} is no tool"))?),
            None => None,
        };
        let on = self.meaning(&plain, &pairs)?;
        if let Some(step) = self.phase.as_mut().and_then(|phase| phase.steps.last_mut()).filter(|_| tool.is_some()) {
            *step = Arc::new(step.with_tool(tool));
        }
        Ok(on)
    }

    fn meaning(&mut self, plain: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        match plain {
            [] => Ok(vec![Subject::Deployment]),
            ["site", name] => self.site(name, pairs),
            ["phase", name] => self.start_phase(name, pairs),
            ["freeze", name] => self.freeze(name, pairs),
            ["accept", code, rest @ ..] => self.accept(code, rest, pairs),
            ["level", code, level, rest @ ..] => {
                let known = Level::from_key(level);
                if known.is_none() && *level != "off" {
                    return Err(format!("{level} is no level"));
                }
                let choice = LevelChoice { level: known, reason: rest.first().map(|reason| Text::from(*reason)) };
                self.decide(PlanEdit::SetLevel { code: Code::read(code), to: Some(choice) }, vec![Subject::Deployment])
            }
            ["tick", code, name] => {
                let subject = self.subject_or_plan(name)?;
                let edit =
                    PlanEdit::Tick { code: Code::read(code), subject: subject.clone(), to: Some(Tick::default()) };
                self.decide(edit, vec![subject])
            }
            ["target", pack] if self.phase.is_none() => {
                self.decide(PlanEdit::Target(PackId::new(pack)), vec![Subject::Deployment])
            }
            ["deployment"] => {
                for (key, value) in pairs {
                    let row = self.here.facts(&Subject::Deployment).into_iter().find(|row| row.name == *key);
                    let row = row.ok_or_else(|| format!("the deployment has no {key}"))?;
                    let to = Some(self.value(row.kind, value)?);
                    self.change(vec![Command::Set { of: Subject::Deployment, fact: row.name, to }])?;
                }
                Ok(vec![Subject::Deployment])
            }
            ["cms", name] if self.phase.is_none() => {
                self.later.push((Subject::Deployment, "cms", (*name).to_owned()));
                Ok(vec![Subject::Deployment])
            }
            ["+", rest @ ..] if self.phase.is_some() => {
                let mut on = self.draw(rest, pairs)?;
                let step = self.phase.as_ref().and_then(|phase| phase.steps.last());
                on.extend(step.map(|step| step.id().into()));
                Ok(on)
            }
            rest if self.phase.is_none() => self.draw(rest, pairs),
            rest => self.step(rest, pairs),
        }
    }

    fn site(&mut self, name: &str, pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let subject = self.subject(name)?;
        let id = SiteId::new(subject.id());
        let branch = pairs.iter().find(|(key, _)| *key == "branch");
        let kind = match pairs.iter().find(|(key, _)| *key == "kind") {
            Some((_, kind)) => SiteKind::from_key(kind).ok_or_else(|| format!("{kind} is no kind of site"))?,
            None if branch.is_some() => SiteKind::Branch,
            None => SiteKind::Central,
        };
        let mut site = Site::new(id.clone(), kind);
        site.name = Some(Text::from(name));
        self.change(vec![Command::Add(site.into())])?;
        for (key, value) in pairs.iter().filter(|(key, _)| *key != "kind") {
            let fact = if *key == "branch" { "parent" } else { *key };
            self.fact(&subject, fact, value)?;
        }
        self.site = Some(id);
        Ok(vec![subject])
    }

    fn start_phase(&mut self, name: &str, pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        self.settle(true)?;
        let subject = self.subject(name)?;
        let mut phase = Phase::new(PhaseId::new(subject.id()), Text::from(name));
        for (key, value) in pairs {
            match *key {
                "start" => phase.start = Some(date(value)?),
                "end" => phase.end = Some(date(value)?),
                "days" => phase.days = Some(value.parse().map_err(|_| format!("{value} is no number of days"))?),
                "after" => {
                    let names = value.split(',').map(|name| Ok(PhaseId::new(self.subject(name)?.id())));
                    phase.after = names.collect::<Said<_>>()?;
                }
                "target" => phase.target = Some(PackId::new(value)),
                "kind" => {
                    let kind = PhaseKind::from_key(value).ok_or_else(|| format!("{value} is no kind of phase"))?;
                    phase.kind = Some(kind);
                }
                _ => return Err(format!("a phase has no {key}")),
            }
        }
        self.phase = Some(phase);
        Ok(vec![subject])
    }

    fn subject_or_plan(&self, name: &str) -> Said<Subject> {
        if name == "deployment" { Ok(Subject::Deployment) } else { self.subject(name) }
    }

    /// What the architect decided, which is in no phase.
    fn decide(&mut self, edit: PlanEdit, on: Vec<Subject>) -> Said<Vec<Subject>> {
        self.plan = edit.applied_to(&self.plan).map_err(|why| format!("{why:?}"))?;
        Ok(on)
    }

    /// A time in which nothing is changed.
    fn freeze(&mut self, name: &str, pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let day = |key: &str| {
            let given = pairs.iter().find(|(other, _)| *other == key);
            date(given.ok_or_else(|| format!("a freeze needs {key}"))?.1)
        };
        let freeze = Freeze { name: Text::from(name), first: day("first")?, last: day("last")? };
        let all = self.plan.freezes.iter().cloned().chain([freeze]).collect();
        self.decide(PlanEdit::Freezes(all), vec![Subject::Deployment])
    }

    fn accept(&mut self, code: &str, rest: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let (reason, names) = rest.split_last().ok_or("an acceptance needs a reason")?;
        let subjects: Vec<_> = names.iter().map(|name| self.subject_or_plan(name)).collect::<Said<_>>()?;
        let until = pairs.iter().find(|(key, _)| *key == "until").map(|(_, phase)| self.subject(phase)).transpose()?;
        let on = subjects.clone();
        let acceptance = Acceptance {
            code: Code::read(code),
            subjects,
            reason: Text::from(*reason),
            by: Text::from("sketch"),
            on: None,
            until: until.map(|phase| PhaseId::new(phase.id())),
        };
        self.decide(PlanEdit::Accept(acceptance), on)
    }

    /// Adds the pending links that have both ends, in the step of the line that completed them.
    fn settle(&mut self, end: bool) -> Said<()> {
        for link in std::mem::take(&mut self.pending) {
            if !self.here.has(&link.from) || !self.here.has(&link.to) {
                if end {
                    return Err(format!("{} is never there together with {}", link.to.id(), link.from.id()));
                }
                self.pending.push(link);
                continue;
            }
            let command = Command::Add(link.into());
            self.here = command.applied_to(&self.here).map_err(|why| format!("{why:?}"))?;
            match self.phase.as_mut().and_then(|phase| phase.steps.last_mut()).map(Arc::make_mut) {
                Some(Step::Change { commands, .. }) => commands.push(command),
                _ => self.plan.today = self.here.clone(),
            }
        }
        if end {
            for (of, fact, name) in std::mem::take(&mut self.later) {
                let to = Some(Value::text(self.subject(&name)?.id()));
                self.change(vec![Command::Set { of, fact, to }])?;
            }
            if let Some(phase) = self.phase.take() {
                self.plan.phases.push_back(Arc::new(phase));
            }
        }
        Ok(())
    }

    /// A line of a phase that is no addition.
    fn step(&mut self, words: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        match words {
            ["-", "link", key, from] => {
                let (kind, usage) = link_key(key).ok_or_else(|| format!("{key} is no kind of link"))?;
                let from = self.subject(from)?;
                let is = |link: &&Arc<Link>| link.from == from && link.kind == kind && link.usage == usage;
                let link = self.here.links.values().find(is).map(|link| link.id.clone());
                let link = link.ok_or_else(|| format!("there is no {key} here"))?;
                self.change(vec![Command::Remove(link.into())])?;
            }
            ["-", _, name] | ["-", name] => {
                let subject = self.subject(name)?;
                self.change(vec![Command::Remove(subject)])?;
            }
            ["~", name] => {
                let of = self.subject_or_plan(name)?;
                let mut commands = Vec::new();
                for (key, value) in pairs {
                    let row = self.here.facts(&of).into_iter().find(|row| row.name == *key);
                    let row = row.ok_or_else(|| format!("{name} has no {key} here"))?;
                    let to = if value.is_empty() { None } else { Some(self.value(row.kind, value)?) };
                    commands.push(Command::Set { of: of.clone(), fact: row.name, to });
                }
                self.change(commands)?;
            }
            ["move", amount, "users", from, "->", to] => {
                let amount = match *amount {
                    "all" => Amount::All,
                    number => Amount::Number(number.parse().map_err(|_| format!("{number} is no number"))?),
                };
                let (from_id, to) = (self.pool(from)?, self.pool(to)?);
                let groups: Vec<_> =
                    self.here.user_groups.values().filter(|g| g.homes.contains_key(&from_id)).collect();
                let taken = if amount == Amount::All { groups.len() } else { 1 };
                let commands: Vec<_> = groups
                    .into_iter()
                    .take(taken)
                    .map(|group| Command::MoveUsers {
                        group: group.id.clone(),
                        from: from_id.clone(),
                        to: to.clone(),
                        amount,
                    })
                    .collect();
                if commands.is_empty() {
                    return Err(format!("no group of users is on {from}"));
                }
                self.change(commands)?;
            }
            ["store", pool, store, instance] => {
                let (from, to) = (self.subject(pool)?, self.instance(instance)?);
                let store = StoreKind::from_key(store).ok_or_else(|| format!("{store} is no store"))?;
                let link = self.here.links.values().find(|l| l.from == from && l.kind.store() == Some(store));
                let link = link.map(|link| link.id.clone()).ok_or_else(|| format!("{pool} has no such store"))?;
                self.change(vec![Command::MoveStore { link, to }])?;
            }
            ["cms", pool] => {
                let to = self.pool(pool)?;
                self.change(vec![Command::MoveCms { to }])?;
            }
            ["route", site, pool] => {
                let site = SiteId::new(self.subject(site)?.id());
                let to = if *pool == "none" { Route::None } else { Route::Through(self.pool(pool)?) };
                self.change(vec![Command::RouteFederation { site, to }])?;
            }
            ["do", activity, names @ ..] => {
                let kind = ActivityKind::from_key(activity).ok_or_else(|| format!("{activity} is no activity"))?;
                let about = names.iter().map(|name| self.subject(name)).collect::<Said<_>>()?;
                let id = self.step_id();
                let step = Step::activity(id, kind, about);
                self.phase.iter_mut().for_each(|phase| phase.steps.push(Arc::new(step.clone())));
            }
            _ => return Err(format!("not a step: {}", words.join(" "))),
        }
        let step = self.phase.as_ref().and_then(|phase| phase.steps.last());
        Ok(step.map(|step| step.id().into()).into_iter().collect())
    }

    fn step_id(&mut self) -> StepId {
        let phase = self.phase.as_ref().map_or_else(String::new, |phase| {
            format!("{}-{}", phase.id.as_str().trim_start_matches("phase-"), phase.steps.len() + 1)
        });
        StepId::new(&self.id(SubjectKind::Step, &phase))
    }

    /// Changes today, or adds a step. A step that does not apply is kept, as a plan keeps it.
    fn change(&mut self, commands: Vec<Command>) -> Said<()> {
        let next = commands.iter().try_fold(self.here.clone(), |state, command| command.applied_to(&state));
        if self.phase.is_some() {
            if let Ok(next) = next {
                self.here = next;
            }
            let step = Step::change(self.step_id(), commands);
            self.phase.iter_mut().for_each(|phase| phase.steps.push(Arc::new(step.clone())));
        } else {
            self.here = next.map_err(|why| format!("{why:?}"))?;
            self.plan.today = self.here.clone();
        }
        Ok(())
    }

    fn fact(&mut self, of: &Subject, key: &str, value: &str) -> Said<()> {
        let row = self.here.facts(of).into_iter().find(|row| row.name == key);
        let row = row.ok_or_else(|| format!("{} has no {key}", of.kind().key()))?;
        if matches!(row.kind, FactKind::Site | FactKind::Pool | FactKind::Route) && value != "none" {
            self.later.push((of.clone(), row.name, value.to_owned()));
            return Ok(());
        }
        let to = Some(self.value(row.kind, value)?);
        self.change(vec![Command::Set { of: of.clone(), fact: row.name, to }])
    }

    fn fact_of(&self, element: &mut Element, key: &str, value: &str) -> Said<()> {
        let row = element.facts().into_iter().find(|row| row.name == key);
        let row = row.ok_or_else(|| format!("{} has no {key}", element.subject().kind().key()))?;
        let to = self.value(row.kind, value)?;
        if element.set_fact(key, Some(&to)) { Ok(()) } else { Err(format!("{value} is no value of {key}")) }
    }

    fn value(&self, kind: FactKind, text: &str) -> Said<Value> {
        let list = || text.split(',').map(Text::from).collect();
        Ok(match kind {
            FactKind::Flag => Value::Flag(text == "true" || text == "yes"),
            FactKind::Count => Value::Count(text.parse().map_err(|_| format!("{text} is no number"))?),
            FactKind::Date => Value::Date(date(text)?),
            FactKind::List | FactKind::Choices(..) => Value::List(list()),
            FactKind::Choice(_, keys) if !keys.contains(&text) => return Err(format!("{text} is none of {keys:?}")),
            FactKind::Text | FactKind::Choice(..) => Value::text(text),
            FactKind::Route if text == "none" => Value::text(text),
            FactKind::Site | FactKind::Pool | FactKind::Route => Value::text(self.subject(text)?.id()),
        })
    }

    fn expect(&mut self, line: &Line, on: Vec<Subject>) -> Said<()> {
        let Some(comment) = &line.comment else { return Ok(()) };
        let mut words = comment.split_whitespace().peekable();
        let mut codes = Vec::new();
        while let Some(code) = words.next_if(|word| is_code(word)) {
            codes.push(Code::read(code));
        }
        if codes.is_empty() {
            return Ok(());
        }
        let related = match words.next() {
            None => None,
            Some("related") => Some(words.map(|name| self.subject(name)).collect::<Said<Vec<_>>>()?),
            Some(word) => return Err(format!("after the codes comes `related`, not {word}")),
        };
        for code in codes {
            let on = on.clone();
            self.expected.push(Expected { line: line.number, code, on, related: related.clone() });
        }
        Ok(())
    }

    fn finish(mut self) -> Said<Sketch> {
        self.settle(true)?;
        Ok(Sketch { plan: self.plan, expected: self.expected, names: self.names })
    }
}

/// `user-store`, or `user-store/mirror` for another usage than the ordinary one.
pub(super) fn link_key(key: &str) -> Option<(LinkKind, Usage)> {
    match key.split_once('/') {
        Some((kind, usage)) => Some((LinkKind::from_key(kind)?, Usage::from_key(usage)?)),
        None => Some((LinkKind::from_key(key)?, Usage::Default)),
    }
}

/// `SQL-001`.
fn is_code(word: &str) -> bool {
    word.split_once('-').is_some_and(|(area, number)| {
        !area.is_empty()
            && area.chars().all(|c| c.is_ascii_uppercase())
            && number.len() == 3
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

fn date(text: &str) -> Said<Date> {
    text.parse().map_err(|_| format!("{text} is no date"))
}

fn fqdn_of(name: &str) -> String {
    if name.contains('.') { name.to_owned() } else { format!("{name}.{DOMAIN}") }
}

fn fqdn(name: &str) -> Text {
    Text::from(fqdn_of(name))
}

/// The servers of a pool, as names and FQDNs. One alone bears the name of a Standard Edition pool.
fn servers(pool: &str, plain: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<(String, String)>> {
    const MOST: usize = 10_000;
    let Some((_, value)) = pairs.iter().find(|(key, _)| *key == "servers") else { return Ok(Vec::new()) };
    match value.parse::<usize>() {
        Ok(1) if plain.contains(&Edition::Standard.key()) => Ok(vec![(format!("{pool} server"), fqdn_of(pool))]),
        Ok(count) if count <= MOST => {
            let stem = pool.split('.').next().unwrap_or(pool);
            Ok((1..=count).map(|n| (format!("{stem}-s{n}"), fqdn_of(&format!("{stem}-s{n}")))).collect())
        }
        Ok(_) => Err(format!("more than {MOST} servers")),
        Err(_) => Ok(value.split(',').map(|name| (name.to_owned(), fqdn_of(name))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_sketch() {
        let sketch = read(
            "
            # a comment, and one that expects:
            # COEX-001
            site Paris
              pool fe-old front-end enterprise version=lync-2010 users=200 servers=2 user-store=sqlold\\LYNC next-hop=dir
              pool dir director
              sql sqlold LYNC,MON sql-version=sql-2008    # SQL-001 related fe-old fe-new
              file-store files\\share
              gateway gw trunk=fe-old
            cms fe-old
            phase Pilot start=2014-03-03
              + pool fe-new front-end standard version=lync-2013 servers=1 user-store=late\\
              + sql late
              move 50 users fe-old -> fe-new
              ~ fe-old os=2008-r2
              do dns-record fe-new
              route Paris none
              - pool fe-old                                  # ORDER-013
            accept SQL-001 fe-old \"a = b\"
            ",
        )
        .unwrap();
        let replay = sketch.plan.replay();
        assert_eq!(replay.skipped, []);
        let (today, pilot) = (&replay.states[0], &replay.states[1]);
        assert_eq!(today.name(&Subject::Pool(today.deployment.cms.clone().unwrap())).unwrap(), "fe-old.contoso.com");
        assert_eq!((today.pools.len(), today.servers.len(), today.sql_instances.len()), (2, 2, 2));
        assert_eq!(today.links.values().map(|l| l.kind.key()).collect::<Vec<_>>().len(), 3);
        assert_eq!(pilot.users_on(&sketch.pool("fe-new")), Some(50));
        assert!(!pilot.pools.contains_key(&sketch.pool("fe-old")));
        assert_eq!(pilot.links.values().map(|l| l.kind).collect::<Vec<_>>(), [LinkKind::UserStore]);
        assert!(replay.states.iter().all(|state| state.broken().is_empty()));
        let expected: Vec<_> = sketch.expected.iter().map(|e| (e.code.as_str(), e.on[0].clone())).collect();
        assert_eq!(expected[0], ("COEX-001", Subject::Deployment));
        assert_eq!(expected[1], ("SQL-001", sketch.subject("sqlold")));
        assert_eq!(expected[2].1, Subject::Step(sketch.plan.phases[0].steps.last().unwrap().id().clone()));
        assert_eq!(sketch.expected[1].related.as_ref().unwrap().len(), 2);
        assert_eq!(&*sketch.plan.accepted[0].reason, "a = b");
    }

    #[test]
    fn what_is_no_sketch_says_where() {
        for (text, line) in [
            ("site A\n  pool p nonsense", 2),
            ("site A\nsite A", 2),
            ("site A\n\n  pool p front-end colour=red", 3),
            ("site A\n  pool p front-end next-hop=q", 2),
            ("site A\nphase P\n  jump", 3),
            ("site A # SQL-001 on top", 1),
        ] {
            assert_eq!(read(text).unwrap_err().line, line, "{text}");
        }
    }
}
