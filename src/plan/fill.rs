//! Filling in what was not known: where a value is written, and what has to be counted or drawn instead.
//!
//! A value that was missing is a correction: nobody migrates a gap. It is written where the object enters the
//! plan, and what a later phase says about the same fact stays.

use super::{Plan, PlanEdit};
use crate::edit::Command;
use crate::model::*;
use crate::text::Message;
use std::collections::BTreeMap;

words! {
    /// The columns of a table of facts, as it is written out and read again.
    FactColumn as "fact-column" {
        Object = "object",
        Kind = "kind",
        Site = "site",
        Fact = "fact",
        Value = "value",
        /// What can be chosen, where that is a closed list.
        Choices = "choices",
        Rules = "rules",
    }
}

/// The name under which rules wait for the number of users on a pool: it is counted by groups.
pub const USERS: FactName = "users";

/// How a fact that a rule waits for can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A value of this kind.
    Value(FactKind),
    /// A number of users on a pool.
    Users,
    /// A connection, drawn on the sheet or chosen in the inspector.
    Link(LinkKind),
    /// Servers of a pool.
    Servers,
    /// The plan has no phase yet.
    Phases,
    /// There are no rules for this product.
    Pack,
}

/// How a missing fact can be given; `None` for a fact that subjects of this kind do not have.
pub fn means(of: &Subject, fact: &str) -> Option<Means> {
    if let Some((_, kind)) = fact_named(of.kind(), fact) {
        return Some(Means::Value(kind));
    }
    match (fact, of) {
        (USERS, Subject::Pool(_)) => Some(Means::Users),
        ("servers", Subject::Pool(_)) => Some(Means::Servers),
        ("phases", _) => Some(Means::Phases),
        ("pack", _) => Some(Means::Pack),
        _ => LinkKind::from_key(fact).map(Means::Link),
    }
}

/// Every name of a fact that can be given as a value, users included; each once, sorted.
pub fn fillable_names() -> Vec<FactName> {
    fn names<T>(table: &'static [FactInfo<T>]) -> impl Iterator<Item = FactName> {
        table.iter().map(|info| info.name)
    }
    let mut all: Vec<FactName> = names(Deployment::FACTS)
        .chain(names(Site::FACTS))
        .chain(names(Pool::FACTS))
        .chain(names(Server::FACTS))
        .chain(names(SqlServer::FACTS))
        .chain(names(SqlInstance::FACTS))
        .chain(names(FileStore::FACTS))
        .chain(names(Gateway::FACTS))
        .chain(names(Link::FACTS))
        .chain(names(UserGroup::FACTS))
        .chain([USERS])
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether it makes sense to fill in this fact of an object of this topology.
pub fn can_have(state: &Topology, subject: &Subject, fact: &str) -> bool {
    match subject {
        // What an import kept of a file's own words.
        Subject::Pool(_) if matches!(fact, "service-version" | "other-roles") => false,
        Subject::Pool(id) => state.pools.get(id).is_none_or(|pool| Pool::has_fact(pool.kind, fact)),
        Subject::Site(id) => state.sites.get(id).is_none_or(|site| Site::has_fact(site.kind, fact)),
        Subject::Link(id) => state.links.get(id).is_none_or(|link| Link::has_fact(link.kind, fact)),
        Subject::SqlInstance(_) => fact != "idle-stores",
        _ => true,
    }
}

/// What an object is, in a table: a pool by its leading role, a link by what it means.
pub fn kind_word(everything: &Topology, subject: &Subject) -> Message {
    match everything.element(subject) {
        Some(Element::Link(link)) => Message::word(LinkKind::PREFIX, link.kind.key()),
        element => super::labels::what(element.as_ref(), subject),
    }
}

/// Makes the edits that give facts to one plan. Several of them can be applied together.
pub struct Filler<'a> {
    plan: &'a Plan,
    /// Every object as it enters the plan.
    everything: Topology,
    /// The stage of each object that a phase adds.
    entries: BTreeMap<Subject, usize>,
    /// The last stage that changes a fact.
    changed: BTreeMap<(Subject, FactName), usize>,
    /// The groups on each pool where they enter the plan, and how many of each.
    homes: BTreeMap<PoolId, Vec<(UserGroupId, Option<u64>)>>,
    /// Ids that edits made here give.
    taken: Vec<String>,
}

impl<'a> Filler<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let (mut entries, mut changed) = (BTreeMap::new(), BTreeMap::new());
        for (at, phase) in plan.phases.iter().enumerate() {
            for command in phase.steps.iter().flat_map(|step| step.commands()) {
                match command {
                    Command::Add(element) => drop(entries.entry(element.subject()).or_insert(at + 1)),
                    other => changed.extend(other.aspect().map(|aspect| (aspect, at + 1))),
                }
            }
        }
        let everything = plan.everything();
        let mut homes: BTreeMap<PoolId, Vec<_>> = BTreeMap::new();
        for group in everything.user_groups.values() {
            for (pool, count) in &group.homes {
                homes.entry(pool.clone()).or_default().push((group.id.clone(), *count));
            }
        }
        Self { plan, everything, entries, changed, homes, taken: Vec::new() }
    }

    /// Every object of any stage, as it enters the plan: what [`known`](Self::known) is about.
    pub fn everything(&self) -> &Topology {
        &self.everything
    }

    /// What is known of a fact where the object enters the plan.
    pub fn known(&self, of: &Subject, fact: &str) -> Option<Value> {
        match (fact, of) {
            (USERS, Subject::Pool(pool)) => {
                let counts = self.homes.get(pool)?;
                let sum = counts.iter().try_fold(0u64, |sum, (_, count)| Some(sum.saturating_add((*count)?)));
                sum.map(Value::Count)
            }
            _ => self.everything.fact(of, fact),
        }
    }

    fn counts(&self, pool: &PoolId) -> &[(UserGroupId, Option<u64>)] {
        self.homes.get(pool).map_or(&[], Vec::as_slice)
    }

    /// The edit that gives a fact its value, or with `None` forgets it.
    ///
    /// # Errors
    /// The reason, for people, why this fact cannot be given by a value.
    pub fn fill(&mut self, of: &Subject, fact: FactName, to: Option<Value>) -> Result<PlanEdit, Message> {
        let edit = self.edit(of, fact, to)?;
        if let PlanEdit::Record { commands, .. } = &edit {
            let given = commands.iter().filter_map(|command| match command {
                Command::Add(element) => Some(element.subject().id().to_owned()),
                _ => None,
            });
            self.taken.extend(given);
        }
        Ok(edit)
    }

    /// The same, without promising the ids that it gives: to see whether a value can be given.
    ///
    /// # Errors
    /// As [`fill`](Self::fill).
    pub fn edit(&self, of: &Subject, fact: FactName, to: Option<Value>) -> Result<PlanEdit, Message> {
        match means(of, fact) {
            Some(Means::Value(_)) => {
                let command = Command::Set { of: of.clone(), fact, to };
                if !self.everything.has(of) {
                    return Err(crate::message!("edit-missing", name = self.label(of)));
                }
                let entry = if self.plan.today.has(of) { 0 } else { self.entries.get(of).copied().unwrap_or(0) };
                // What a phase says of it later is knowledge too.
                let later = self.changed.get(&(of.clone(), fact)).is_some_and(|stage| *stage > entry);
                Ok(match later {
                    true => PlanEdit::Record { at: self.plan.stage_at(entry), commands: vec![command] },
                    false => PlanEdit::Correct(command),
                })
            }
            Some(Means::Users) => match (of, to) {
                (Subject::Pool(pool), Some(Value::Count(users))) => self.count(pool, users),
                (Subject::Pool(pool), None) => self.forget(pool),
                _ => Err(self.not_a_fact(of, fact)),
            },
            _ => Err(self.not_a_fact(of, fact)),
        }
    }

    fn not_a_fact(&self, of: &Subject, fact: &str) -> Message {
        crate::message!("edit-not-a-fact", name = self.label(of), fact = Message::word("fact", fact))
    }

    fn label(&self, of: &Subject) -> String {
        self.everything.label(of)
    }

    /// So many users on a pool: for the one group whose number is not known, the only group, or a new one.
    fn count(&self, pool: &PoolId, users: u64) -> Result<PlanEdit, Message> {
        let counts = self.counts(pool);
        let unknown: Vec<&UserGroupId> =
            counts.iter().filter(|(_, count)| count.is_none()).map(|(group, _)| group).collect();
        let name = self.label(&pool.into());
        let (group, users) = match (counts, unknown.as_slice()) {
            ([], _) => return self.new_group(pool, users),
            ([(only, _)], _) => (only, users),
            (_, [one]) => {
                let others = counts.iter().filter_map(|(_, count)| *count).fold(0u64, u64::saturating_add);
                let left = users.checked_sub(others).ok_or_else(|| {
                    crate::message!("plan-fill-fewer-users", name = name.as_str(), users = users, others = others)
                })?;
                (*one, left)
            }
            _ => return Err(crate::message!("plan-fill-many-groups", name = name.as_str(), count = counts.len())),
        };
        Ok(PlanEdit::Correct(Command::CountUsers { group: group.clone(), pool: pool.clone(), users: Some(users) }))
    }

    fn forget(&self, pool: &PoolId) -> Result<PlanEdit, Message> {
        match self.counts(pool) {
            [(one, _)] => {
                Ok(PlanEdit::Correct(Command::CountUsers { group: one.clone(), pool: pool.clone(), users: None }))
            }
            groups => {
                let name = self.label(&pool.into());
                Err(crate::message!("plan-fill-many-groups", name = name, count = groups.len()))
            }
        }
    }

    /// Users of a pool that no group names. In a phase users come by being moved, and are counted where they are.
    fn new_group(&self, pool: &PoolId, users: u64) -> Result<PlanEdit, Message> {
        let name = self.label(&pool.into());
        match self.plan.today.pools.get(pool) {
            Some(found) if found.kind.homes_users() => {}
            Some(_) => return Err(crate::message!("plan-fill-no-home", name = name)),
            None => return Err(crate::message!("plan-fill-users-move", name = name)),
        }
        let id = self.plan.free_id_besides(SubjectKind::UserGroup, &name, &self.taken);
        let mut group = UserGroup::new(UserGroupId::new(&id), Homes::from([(pool.clone(), Some(users))]));
        group.name = Some(name.as_str().into());
        let commands = vec![Command::Add(group.into())];
        Ok(PlanEdit::Record { at: self.plan.stage_at(0), commands })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Phase, Step};
    use std::sync::Arc;

    fn plan() -> (Plan, PoolId) {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        let id = PoolId::new("pool-a");
        let mut pool = Pool::new(id.clone(), PoolKind::FrontEnd);
        pool.fqdn = Some("a.contoso.com".into());
        plan.today.put(pool.into());
        (plan, id)
    }

    fn filled(plan: &Plan, of: &Subject, fact: FactName, to: Value) -> Plan {
        let edit = Filler::new(plan).fill(of, fact, Some(to)).expect("it can be given");
        edit.applied_to(plan).expect("it applies")
    }

    #[test]
    fn a_value_holds_from_the_start_and_what_a_phase_says_later_stays() {
        let (mut plan, pool) = plan();
        let of = Subject::from(&pool);
        let set = Command::Set { of: of.clone(), fact: "update-level", to: Some(Value::text("CU10")) };
        plan.phases.push_back(Arc::new(Phase {
            steps: vec![Arc::new(Step::change(StepId::new("step-a-1"), vec![set]))],
            ..Phase::new(PhaseId::new("phase-a"), "Pilot")
        }));
        let plan = filled(&plan, &of, "update-level", Value::text("CU5"));
        let states = plan.replay().states;
        assert_eq!(states[0].fact(&of, "update-level"), Some(Value::text("CU5")));
        assert_eq!(states[1].fact(&of, "update-level"), Some(Value::text("CU10")));
        assert_eq!(Filler::new(&plan).known(&of, "update-level"), Some(Value::text("CU5")));
        let plan = filled(&plan, &of, "os", Value::text("2012-r2"));
        assert_eq!(plan.replay().states[1].fact(&of, "os"), Some(Value::text("2012-r2")));
    }

    #[test]
    fn users_are_counted_for_the_group_that_is_not_known() {
        let (mut plan, pool) = plan();
        let of = Subject::from(&pool);
        let alone = filled(&plan, &of, USERS, Value::Count(300));
        assert_eq!(alone.today.users_on(&pool), Some(300));
        assert_eq!(alone.today.user_groups.len(), 1, "nobody was on it: a group for them");
        let again = filled(&alone, &of, USERS, Value::Count(250));
        assert_eq!((again.today.users_on(&pool), again.today.user_groups.len()), (Some(250), 1));

        for (id, count) in [("group-a", Some(100)), ("group-b", None)] {
            let group = UserGroup::new(UserGroupId::new(id), Homes::from([(pool.clone(), count)]));
            plan.today.put(group.into());
        }
        assert_eq!(Filler::new(&plan).known(&of, USERS), None);
        assert_eq!(filled(&plan, &of, USERS, Value::Count(100)).today.users_on(&pool), Some(100));
        assert!(Filler::new(&plan).fill(&of, USERS, Some(Value::Count(99))).is_err(), "the others are more");
        let third = UserGroup::new(UserGroupId::new("group-c"), Homes::from([(pool.clone(), None)]));
        plan.today.put(third.into());
        assert!(Filler::new(&plan).fill(&of, USERS, Some(Value::Count(500))).is_err(), "two are not known");
    }

    #[test]
    fn what_is_no_value_is_told_apart() {
        let pool = Subject::Pool(PoolId::new("pool-a"));
        assert_eq!(means(&pool, "os").map(|means| matches!(means, Means::Value(FactKind::Choice(..)))), Some(true));
        assert_eq!(means(&pool, "user-store"), Some(Means::Link(LinkKind::UserStore)));
        assert_eq!(means(&pool, "servers"), Some(Means::Servers));
        assert_eq!(means(&Subject::Deployment, "phases"), Some(Means::Phases));
        assert_eq!(means(&pool, "nonsense"), None);
        let names = fillable_names();
        assert!(names.contains(&USERS) && names.contains(&"sql-version"));
        assert!(names.is_sorted() && names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
