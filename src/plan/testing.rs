//! Plans and edits from a seed, for property tests and benchmarks. The same seed gives the same plan.

use super::*;
use crate::edit::Amount;

/// A small generator of choices (SplitMix64): good enough for tests, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % (n.max(1) as u64)) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A text, now and then one that is hard on files and screens.
    fn text(&mut self) -> Text {
        const TEXTS: &[&str] = &[
            "",
            "contoso.com",
            "Île-de-France",
            "a \"quoted\" \\ text",
            "two\nlines\tand a tab",
            "\r\n",
            "// no comment",
            "\u{202f}\u{a0}\u{200b}",
            "東京",
            "none",
            "\u{7f}\u{1}",
            "r#\"raw\"#",
            "🙂",
            "None",
            "5.0.8308.1182",
        ];
        let text = self.pick(TEXTS).copied().unwrap_or_default();
        if self.once_in(2) { Text::from(format!("{text}{}", self.below(100))) } else { Text::from(text) }
    }

    fn date(&mut self) -> Date {
        Date::new(2000 + self.below(60) as i16, 1 + self.below(12) as i8, 1 + self.below(28) as i8).unwrap_or_default()
    }

    /// A value that a fact of this kind can have; references name what is in `known`.
    fn value(&mut self, kind: FactKind, known: &Topology) -> Option<Value> {
        let site = |dice: &mut Self| dice.key(&known.sites).map(|id| Value::text(id.as_str()));
        let pool = |dice: &mut Self| dice.key(&known.pools).map(|id| Value::text(id.as_str()));
        Some(match kind {
            FactKind::Flag => Value::Flag(self.once_in(2)),
            FactKind::Count => Value::Count(if self.once_in(9) { u64::MAX } else { self.below(10_000) as u64 }),
            FactKind::Text => Value::Text(self.text()),
            FactKind::List => Value::List((0..self.below(4)).map(|_| self.text()).collect()),
            FactKind::Date => Value::Date(self.date()),
            FactKind::Choice(_, keys) => Value::text(self.pick(keys)?),
            FactKind::Choices(_, keys) => {
                Value::List((0..self.below(4)).filter_map(|_| Some(Arc::from(*self.pick(keys)?))).collect())
            }
            FactKind::Site => site(self)?,
            FactKind::Pool => pool(self)?,
            FactKind::Route if self.once_in(3) => Value::text("none"),
            FactKind::Route => pool(self)?,
        })
    }

    fn key<K: Clone + Ord, V: Clone>(&mut self, map: &OrdMap<K, V>) -> Option<K> {
        map.keys().nth(self.below(map.len())).cloned()
    }

    fn subject(&mut self, known: &Topology) -> Subject {
        let count = known.subjects().count();
        known.subjects().nth(self.below(count)).unwrap_or(Subject::Deployment)
    }

    fn word<T: Copy>(&mut self, all: &[T], other: T) -> T {
        self.pick(all).copied().unwrap_or(other)
    }

    fn stage(&mut self, plan: &Plan) -> usize {
        self.below(plan.stages())
    }
}

/// A plan of a few objects of every kind, with any facts, and phases of which some steps cannot apply.
pub fn random_plan(seed: u64) -> Plan {
    let dice = &mut Dice::new(seed);
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.about.title = Some(dice.text());
    for round in 0..24 + dice.below(40) {
        // An edit that the plan refuses is no edit.
        if let Ok(next) = PlanEdit::all_applied_to(&random_edit(dice, &plan), &plan) {
            plan = next;
        }
        if round % 12 == 0 {
            let id = PhaseId::new(&plan.free_id(SubjectKind::Phase, "wave"));
            let phase = Phase::new(id, dice.text());
            plan = PlanEdit::AddPhase { index: round, phase }.applied_to(&plan).unwrap_or(plan);
        }
    }
    plan
}

/// Something that a hand could do to this plan, the strange things included. It may be refused.
pub fn random_edit(dice: &mut Dice, plan: &Plan) -> Vec<PlanEdit> {
    let stage = dice.stage(plan);
    let state = plan.state_at(stage);
    let at = plan.stage_at(stage);
    let phase = plan.phases.get(dice.below(plan.phases.len())).cloned();
    let phases: Vec<_> = plan.phases.iter().cloned().collect();
    let steps: Vec<_> = phases.iter().flat_map(|phase| &phase.steps).cloned().collect();
    let step = dice.pick(&steps).cloned();
    let one = match (dice.below(30), phase, step) {
        (0..=8, ..) => PlanEdit::Record { at, commands: additions(dice, plan, stage, &state) },
        (9..=16, ..) => PlanEdit::Record { at, commands: command(dice, &state).into_iter().collect() },
        (17, ..) => PlanEdit::Record { at, commands: vec![Command::Remove(dice.subject(&state))] },
        (18, ..) => match command(dice, &state) {
            Some(command) => PlanEdit::Correct(command),
            None => return Vec::new(),
        },
        (19, ..) => {
            let pos = SheetPos { x: dice.below(9_000) as i32 - 500, y: dice.below(9_000) as i32 - 500 };
            PlanEdit::Place(vec![(dice.subject(&plan.everything()), Some(pos))])
        }
        (29, ..) if dice.once_in(2) => {
            PlanEdit::Collapse { sites: dice.key(&plan.everything().sites).into_iter().collect(), to: !dice.once_in(3) }
        }
        (29, ..) => PlanEdit::Pin { subjects: vec![dice.subject(&plan.everything())], to: !dice.once_in(3) },
        (20, Some(phase), _) => {
            let about = (0..dice.below(3)).map(|_| dice.subject(&state)).collect();
            let kind = dice.word(ActivityKind::ALL, ActivityKind::Other);
            let note = if dice.once_in(2) { Some(dice.text()) } else { None };
            let step = Step::activity(plan.next_step_id(&phase), kind, about).with(|how| how.note = note);
            PlanEdit::AddStep { phase: phase.id.clone(), index: Some(dice.below(5)), step }
        }
        (21, Some(phase), Some(step)) => {
            PlanEdit::MoveStep { step: step.id().clone(), to: phase.id.clone(), index: dice.below(5) }
        }
        (22, _, Some(step)) => PlanEdit::RemoveStep(step.id().clone()),
        (23, Some(phase), _) if dice.once_in(4) => PlanEdit::RemovePhase(phase.id.clone()),
        (23, Some(phase), _) if dice.once_in(4) => PlanEdit::MergePhase(phase.id.clone()),
        (23, Some(phase), _) => PlanEdit::MovePhase { id: phase.id.clone(), index: dice.below(4) },
        (24, Some(phase), _) => {
            let mut new = Phase::new(phase.id.clone(), dice.text());
            (new.start, new.end) = (Some(dice.date()), (!dice.once_in(3)).then(|| dice.date()));
            (new.days, new.owner) = (Some(dice.below(400) as u32), Some(dice.text()));
            new.after = (0..dice.below(3)).filter_map(|_| Some(dice.pick(&phases)?.id.clone())).collect();
            (new.notes, new.target) = (Some(dice.text()), Some(PackId::new("pack of another day")));
            new.kind = Some(dice.word(PhaseKind::ALL, PhaseKind::Other));
            PlanEdit::EditPhase(new)
        }
        (27, ..) if dice.once_in(4) => PlanEdit::Freezes(
            (0..dice.below(3)).map(|_| Freeze { name: dice.text(), first: dice.date(), last: dice.date() }).collect(),
        ),
        (25, phase, _) => PlanEdit::Accept(Acceptance {
            code: Code::read(["SQL-001", "XYZ-999"][dice.below(2)]),
            subjects: vec![dice.subject(&state), dice.subject(&state)],
            reason: dice.text(),
            by: dice.text(),
            on: Some(dice.date()),
            until: phase.map(|phase| phase.id.clone()),
        }),
        (26, ..) if dice.once_in(3) => PlanEdit::SetLevel {
            code: Code::read(["SQL-001", "SQL-002", "XYZ-999"][dice.below(3)]),
            to: (!dice.once_in(3)).then(|| LevelChoice {
                level: dice.pick(Level::ALL).copied().filter(|level| *level != Level::Advice),
                reason: Some(dice.text()),
            }),
        },
        (26, ..) if dice.once_in(2) => PlanEdit::Tick {
            code: Code::read(["COEX-003", "XYZ-999"][dice.below(2)]),
            subject: dice.subject(&state),
            to: (!dice.once_in(3)).then(|| Tick { by: Some(dice.text()), on: Some(dice.date()), note: None }),
        },
        (26, ..) => PlanEdit::About(About { title: Some(dice.text()), version: Some(dice.text()), ..About::default() }),
        (_, _, Some(step)) => match &*step {
            Step::Change { .. } => PlanEdit::EditStep(step.with(|how| {
                how.note = Some(dice.text());
                how.tool = Some(dice.word(StepTool::ALL, StepTool::MoveCsUser));
                how.owner = Some(dice.text());
                how.minutes = Some(dice.below(10_000) as u32);
                how.script = Some(Text::from(format!("{}\n{}", dice.text(), dice.text())));
            })),
            Step::Activity { id, kind, .. } => PlanEdit::EditStep(Step::activity(id.clone(), *kind, vec![])),
        },
        _ => return Vec::new(),
    };
    vec![one]
}

fn additions(dice: &mut Dice, plan: &Plan, stage: usize, state: &Topology) -> Vec<Command> {
    let site = dice.key(&state.sites);
    let intent = match (dice.below(9), dice.key(&state.pools), dice.key(&state.sql_servers)) {
        (0, ..) => intents::new_site(plan, stage, dice.word(SiteKind::ALL, SiteKind::Central)),
        (1, ..) => intents::new_sql_server(plan, stage, site.as_ref(), None),
        (2, ..) => intents::new_file_store(plan, stage, site.as_ref()),
        (3, ..) => intents::new_gateway(plan, stage, site.as_ref()),
        (4, Some(pool), _) => intents::new_server(plan, stage, &pool),
        (5, _, Some(server)) => intents::new_instance(plan, stage, &server),
        (6 | 7, Some(_), _) => return link(dice, plan, state).into_iter().collect(),
        _ => {
            let kind = if dice.once_in(2) { PoolKind::FrontEnd } else { dice.word(PoolKind::ALL, PoolKind::Edge) };
            let version = dice.word(Version::ALL, Version::Lync2010);
            intents::new_pool(plan, stage, kind, version, site.as_ref())
        }
    };
    intent.commands
}

fn link(dice: &mut Dice, plan: &Plan, state: &Topology) -> Option<Command> {
    let kind = dice.word(LinkKind::ALL, LinkKind::NextHop);
    let pool = Subject::from(dice.key(&state.pools)?);
    let (from, to) = match kind {
        kind if kind.store().is_some() => (pool, dice.key(&state.sql_instances)?.into()),
        LinkKind::FileStore => (pool, dice.key(&state.file_stores)?.into()),
        LinkKind::Trunk => (dice.key(&state.gateways)?.into(), pool),
        _ => (pool, dice.key(&state.pools)?.into()),
    };
    let usage = dice.word(Usage::ALL, Usage::Default);
    let id = intents::link_id(plan, kind, usage, from.id());
    Some(Command::Add(Link::new(id, kind, usage, from, to).into()))
}

/// A change of what is there already.
fn command(dice: &mut Dice, state: &Topology) -> Option<Command> {
    Some(match dice.below(10) {
        0 => Command::MoveUsers {
            group: dice.key(&state.user_groups)?,
            from: dice.key(&state.pools)?,
            to: dice.key(&state.pools)?,
            amount: if dice.once_in(2) { Amount::All } else { Amount::Number(dice.below(500) as u64) },
        },
        1 => Command::CountUsers {
            group: dice.key(&state.user_groups)?,
            pool: dice.key(&state.pools)?,
            users: if dice.once_in(3) { None } else { Some(dice.below(500) as u64) },
        },
        2 => Command::MoveStore { link: dice.key(&state.links)?, to: dice.key(&state.sql_instances)? },
        3 => Command::MoveCms { to: dice.key(&state.pools)? },
        4 => Command::RouteFederation { site: dice.key(&state.sites)?, to: Route::Through(dice.key(&state.pools)?) },
        5 => Command::RouteXmpp { site: dice.key(&state.sites)?, to: Route::None },
        _ => {
            let of = dice.subject(state);
            let rows = state.facts(&of);
            let row = dice.pick(&rows)?;
            let to = if dice.once_in(6) { None } else { dice.value(row.kind, state) };
            Command::Set { of, fact: row.name, to }
        }
    })
}

/// A deployment of `pools` Front End pools of Lync Server 2010 in sites of ten, each with two servers, a SQL
/// host with its store, a file store and users, and `phases` phases that bring the same number of Lync
/// Server 2013 pools, move the users, and retire the old pools.
pub fn large_plan(pools: usize, phases: usize) -> Plan {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let text = |text: String| Some(Text::from(text));
    let deployment = Arc::make_mut(&mut plan.today.deployment);
    deployment.default_sip_domain = text("contoso.com".into());
    deployment.sip_domains = Some(vec![Text::from("contoso.com")]);
    for n in 0..pools.div_ceil(10) {
        let mut site = Site::new(SiteId::new(&format!("site-{n:04}")), SiteKind::Central);
        site.name = text(format!("Site {n:04}"));
        plan.today.put(site.into());
    }
    for n in 0..pools {
        for element in front_end(n, "old", Version::Lync2010, true) {
            plan.today.put(element);
        }
        let row = (n / 40) as i32;
        let place = SheetPos { x: (n % 40) as i32 * 320, y: row * 240 };
        plan.places.insert(PoolId::new(&format!("pool-old-{n:04}")).into(), place);
    }
    for p in 0..phases {
        let name = format!("Wave {}", p + 1);
        let id = PhaseId::new(&format!("phase-wave-{}", p + 1));
        let mut steps = Vec::new();
        let mut step = |commands: Vec<Command>| {
            let id = StepId::new(&format!("step-wave-{}-{}", p + 1, steps.len() + 1));
            steps.push(Arc::new(Step::change(id, commands)));
        };
        for n in (0..pools).filter(|n| n % phases == p) {
            step(front_end(n, "new", Version::Lync2013, false).into_iter().map(Command::Add).collect());
            step(vec![Command::MoveUsers {
                group: UserGroupId::new(&format!("user-group-old-{n:04}")),
                from: PoolId::new(&format!("pool-old-{n:04}")),
                to: PoolId::new(&format!("pool-new-{n:04}")),
                amount: Amount::All,
            }]);
            step(vec![Command::Remove(PoolId::new(&format!("pool-old-{n:04}")).into())]);
        }
        let name = Text::from(name);
        plan.phases.push_back(Arc::new(Phase { steps, ..Phase::new(id, name) }));
    }
    plan
}

fn front_end(n: usize, stem: &str, version: Version, users: bool) -> Vec<Element> {
    let name = |what: &str| Some(Text::from(format!("{what}{n:04}-{stem}.contoso.com")));
    let id = |what: &str| format!("{what}-{stem}-{n:04}");
    let site = Some(SiteId::new(&format!("site-{:04}", n / 10)));
    let mut pool = Pool::new(PoolId::new(&id("pool")), PoolKind::FrontEnd);
    (pool.fqdn, pool.site, pool.version) = (name("pool"), site.clone(), Some(version));
    pool.edition = Some(Edition::Enterprise);
    pool.roles = Some(vec![Role::UserServices, Role::Registrar, Role::WebServices, Role::Conferencing]);
    let mut all: Vec<Element> = Vec::new();
    for m in 1..=2 {
        let mut server = Server::new(ServerId::new(&id(&format!("server-{m}"))), pool.id.clone());
        (server.fqdn, server.os) = (name(&format!("fe{m}-")), Some(WindowsVersion::Server2008R2));
        all.push(server.into());
    }
    let mut host = SqlServer::new(SqlServerId::new(&id("sql-server")));
    (host.fqdn, host.site, host.sql_version) = (name("sql"), site.clone(), Some(SqlVersion::Sql2008R2));
    let mut instance = SqlInstance::new(SqlInstanceId::new(&id("sql-instance")), host.id.clone());
    instance.name = Some(Text::from("LYNC"));
    let mut share = FileStore::new(FileStoreId::new(&id("file-store")));
    (share.host, share.share, share.site) = (name("file"), Some(Text::from("share")), site);
    let store = LinkId::new(&id("link-user-store"));
    let store = Link::new(store, LinkKind::UserStore, Usage::Default, (&pool.id).into(), (&instance.id).into());
    let files = LinkId::new(&id("link-file-store"));
    let files = Link::new(files, LinkKind::FileStore, Usage::Default, (&pool.id).into(), (&share.id).into());
    if users {
        let mut group = UserGroup::new(UserGroupId::new(&id("user-group")), Homes::from([(pool.id.clone(), None)]));
        group.name = name("users");
        all.push(group.into());
    }
    all.insert(0, pool.into());
    all.extend([host.into(), instance.into(), share.into(), store.into(), files.into()]);
    all
}
