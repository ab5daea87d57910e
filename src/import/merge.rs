//! An import added to the open plan: what is new is added on Today, what is there already learns what it did not know.

use super::build::link_name;
use super::ids::{Ids, host};
use super::{Imported, SourceKind};
use crate::edit::Command;
use crate::model::*;
use crate::plan::{Plan, PlanEdit, Stage, identity};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The edits that add `input` to `plan`, all on Today; none when it says nothing new.
///
/// Objects are the same when they bear the same name (FQDNs are compared without case). A known fact of the plan is
/// never changed: the plan is newer than the file.
pub fn merge_into(plan: &Plan, input: &Imported) -> Vec<PlanEdit> {
    let mut merge = Merge::new(plan, &input.plan.today);
    merge.site_for_new = match input.source {
        SourceKind::TopologyInput => only_legacy_site(&plan.today),
        _ => None,
    };
    merge.run();
    match merge.commands.is_empty() {
        true => Vec::new(),
        false => vec![PlanEdit::Record { at: Stage::Today, commands: merge.commands }],
    }
}

/// Where a merge of the legacy topology puts its servers.
fn only_legacy_site(topology: &Topology) -> Option<SiteId> {
    let mut legacy = topology.sites.values().filter(|site| site.kind == SiteKind::Legacy);
    legacy.next().filter(|_| legacy.next().is_none()).map(|site| site.id.clone())
}

/// What is put into a plan, with the ids that it has there.
pub(super) struct Merge<'p> {
    plan: &'p Plan,
    new: &'p Topology,
    ids: Ids,
    /// Ids that anything in the plan has or had.
    taken: HashSet<String>,
    /// What each object of the import is called in the plan.
    renamed: HashMap<Subject, Subject>,
    site_for_new: Option<SiteId>,
    commands: Vec<Command>,
}

impl<'p> Merge<'p> {
    pub(super) fn new(plan: &'p Plan, new: &'p Topology) -> Self {
        let mut taken: HashSet<String> = plan.today.subjects().map(|subject| subject.id().to_owned()).collect();
        taken.extend(plan.spent.iter().map(|id| id.to_string()));
        for phase in &plan.phases {
            taken.insert(phase.id.to_string());
            for step in &phase.steps {
                taken.insert(step.id().to_string());
                for command in step.commands() {
                    if let Command::Add(element) = command {
                        taken.insert(element.subject().id().to_owned());
                    }
                }
            }
        }
        Self {
            plan,
            new,
            ids: Ids::default(),
            taken,
            renamed: HashMap::new(),
            site_for_new: None,
            commands: Vec::new(),
        }
    }

    fn run(&mut self) {
        let today = &self.plan.today;
        let mut known: HashMap<Vec<String>, Subject> = HashMap::new();
        for subject in today.subjects() {
            if let Some(identity) = identity(today, &subject, &|subject| subject.clone()) {
                known.entry(identity).or_insert(subject);
            }
        }
        // In this order what an object belongs to comes before it, so that its name in the plan is known.
        let subjects: Vec<Subject> = self.new.subjects().collect();
        for subject in &subjects {
            let identity = identity(self.new, subject, &|subject| self.in_plan(subject));
            let same = identity.as_ref().and_then(|identity| known.get(identity)).cloned();
            let called = match &same {
                Some(there) => there.clone(),
                None => self.fresh(subject),
            };
            self.renamed.insert(subject.clone(), called);
        }
        let homed: BTreeSet<&PoolId> = today.user_groups.values().flat_map(|group| group.homes.keys()).collect();
        let mut later = Vec::new();
        for subject in &subjects {
            let called = self.in_plan(subject);
            if today.has(&called) {
                self.learn(subject, &called, &mut later);
                continue;
            }
            let Some(element) = self.new.element(subject) else { continue };
            if let Element::UserGroup(group) = &element {
                let home = |pool: &PoolId| match self.in_plan(&pool.into()) {
                    Subject::Pool(id) => homed.contains(&id),
                    _ => false,
                };
                if group.homes.keys().any(home) {
                    continue;
                }
            }
            let element = self.translated(element, &mut later);
            self.commands.push(Command::Add(element));
        }
        self.commands.append(&mut later);
    }

    /// From now on an object of the import is called so in the plan.
    pub(super) fn call(&mut self, subject: &Subject, called: Subject) {
        self.renamed.insert(subject.clone(), called);
    }

    pub(super) fn in_plan(&self, subject: &Subject) -> Subject {
        self.renamed.get(subject).unwrap_or(subject).clone()
    }

    /// A new id for an object of the import, from its name as there.
    pub(super) fn fresh(&mut self, subject: &Subject) -> Subject {
        let name = match self.new.element(subject) {
            Some(Element::Link(link)) => link_name(self.new, link.kind, link.usage, &link.from, &link.to),
            Some(Element::SqlInstance(_)) => {
                let name = self.new.label(subject);
                let (server, instance) = name.split_once('\\').unwrap_or((&name, ""));
                format!("{} {instance}", host(server))
            }
            Some(Element::FileStore(store)) => {
                let part = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
                format!("{} {}", host(&part(&store.host)), part(&store.share))
            }
            _ => self.new.name(subject).unwrap_or_default(),
        };
        let id = self.ids.give_unless(subject.kind(), &name, |id| self.taken.contains(id));
        Subject::new(subject.kind(), &id)
    }

    /// Fills in what the plan does not know about an object that both have; what may name a new object, `later`.
    fn learn(&mut self, subject: &Subject, called: &Subject, later: &mut Vec<Command>) {
        let own = self.plan.today.facts(called);
        for row in self.new.facts(subject) {
            let unknown = own.iter().any(|fact| fact.name == row.name && fact.value.is_none());
            if let (true, Some(value)) = (unknown, row.value) {
                let names_another = matches!(row.kind, FactKind::Pool | FactKind::Route | FactKind::Site);
                let to = Some(self.value(row.kind, value));
                let learned = Command::Set { of: called.clone(), fact: row.name, to };
                if names_another { later.push(learned) } else { self.commands.push(learned) }
            }
        }
    }

    /// An element with the ids of the plan. Facts that name objects which are added after it are set `later`.
    pub(super) fn translated(&self, element: Element, later: &mut Vec<Command>) -> Element {
        let subject = self.in_plan(&element.subject());
        let id = subject.id().to_owned();
        let mut element: Element = match element {
            Element::Site(o) => Site { id: SiteId::new(&id), ..(*o).clone() }.into(),
            Element::Pool(o) => {
                let mut pool = Pool { id: PoolId::new(&id), ..(*o).clone() };
                pool.site = pool.site.or_else(|| self.site_for_new.clone());
                pool.into()
            }
            Element::Server(o) => {
                let pool = PoolId::new(self.in_plan(&(&o.pool).into()).id());
                Server { id: ServerId::new(&id), pool, ..(*o).clone() }.into()
            }
            Element::SqlServer(o) => SqlServer { id: SqlServerId::new(&id), ..(*o).clone() }.into(),
            Element::SqlInstance(o) => {
                let server = SqlServerId::new(self.in_plan(&(&o.server).into()).id());
                SqlInstance { id: SqlInstanceId::new(&id), server, ..(*o).clone() }.into()
            }
            Element::FileStore(o) => FileStore { id: FileStoreId::new(&id), ..(*o).clone() }.into(),
            Element::Gateway(o) => Gateway { id: GatewayId::new(&id), ..(*o).clone() }.into(),
            Element::Link(o) => {
                let (from, to) = (self.in_plan(&o.from), self.in_plan(&o.to));
                Link { id: LinkId::new(&id), from, to, ..(*o).clone() }.into()
            }
            Element::UserGroup(o) => {
                let homes = o.homes.iter().map(|(pool, users)| (PoolId::new(self.in_plan(&pool.into()).id()), *users));
                let homes = homes.collect();
                UserGroup { id: UserGroupId::new(&id), homes, ..(*o).clone() }.into()
            }
        };
        for row in element.facts() {
            let Some(value) = row.value else { continue };
            let names_pool = matches!(row.kind, FactKind::Pool | FactKind::Route) && value != Value::text("none");
            let names_site = row.kind == FactKind::Site && matches!(element, Element::Site(_));
            let to = self.value(row.kind, value);
            // A value of its own kind always fits.
            if names_pool || names_site {
                element.set_fact(row.name, None);
                later.push(Command::Set { of: subject.clone(), fact: row.name, to: Some(to) });
            } else if row.kind == FactKind::Site {
                element.set_fact(row.name, Some(&to));
            }
        }
        element
    }

    /// A fact's value with the ids of the plan.
    pub(super) fn value(&self, kind: FactKind, value: Value) -> Value {
        let subject = match (kind, &value) {
            (FactKind::Site, Value::Text(id)) => Subject::Site(SiteId::new(id)),
            (FactKind::Route, Value::Text(id)) if &**id == "none" => return value,
            (FactKind::Pool | FactKind::Route, Value::Text(id)) => Subject::Pool(PoolId::new(id)),
            _ => return value,
        };
        Value::text(self.in_plan(&subject).id())
    }
}
