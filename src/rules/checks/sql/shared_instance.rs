//! SQL-001: a SQL instance that holds the user stores of pools of two versions.

use super::new_servers::{NewServers, domain_beside};
use crate::rules::prelude::*;
use crate::rules::sql::{Store, serve_several};
use crate::rules::steps::add_ahead;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule::new("SQL-001", "sql-instance-shared-by-two-versions", "0.1.0", Check::State(check))
    .near()
    .covering(&["SQL-002", "SQL-007", "SQL-008"])
    .mended(FixOffer::Always, fixes);

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for host in cx.sql_hosts().iter().filter(|host| serve_several(&host.stores)) {
        for (instance, stores) in host.instances() {
            let mut pools: BTreeMap<Age, Vec<&Pool>> = BTreeMap::new();
            for store in stores.iter().filter(|store| is_back_end(store)) {
                let same_age = pools.entry(cx.age(store.pool)).or_default();
                if !same_age.iter().any(|pool| pool.id == store.pool.id) {
                    same_age.push(store.pool);
                }
            }
            let of = |age| pools.get(&age).map_or(&[][..], Vec::as_slice);
            let (older, own, unknown) = (of(Age::Older), of(Age::Own), of(Age::Unknown));
            if older.is_empty() || own.is_empty() {
                if older.len() + own.len() + unknown.len() > 1 {
                    unknown.iter().for_each(|pool| out.not_checked(&pool.id, &["version"]));
                }
                continue;
            }
            let names = |pools: &[&Pool]| pools.iter().map(|pool| cx.label(&pool.id)).collect::<Vec<_>>();
            out.report(
                &instance.id,
                message!(
                    "rules-sql-001",
                    instance = cx.label(&instance.id),
                    old = names(older),
                    new = names(own),
                    count = older.len()
                ),
            )
            .related(older.iter().chain(own).map(|pool| &pool.id))
            .vendor(message!("rules-sql-001-vendor", server = cx.label(&host.server.id)));
        }
    }
}

fn is_back_end(store: &Store<'_>) -> bool {
    store.kind == StoreKind::User && store.pool.kind == PoolKind::FrontEnd
}

/// A new SQL server for each pool of the target, and its stores moved there.
pub(super) fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(state) = cx.replay.states.get(stage) else { return Vec::new() };
    let pools: Vec<_> = cx
        .finding
        .related
        .iter()
        .filter_map(|subject| if let Subject::Pool(id) = subject { state.pools.get(id) } else { None })
        .collect();
    // The pools of the newest version are those that this plan adds; the others stay where they are.
    let Some(newest) = pools.iter().filter_map(|pool| pool.version).max() else { return Vec::new() };
    let own: Vec<&Pool> = pools.iter().filter(|pool| pool.version == Some(newest)).map(|pool| &***pool).collect();
    own_servers(cx, state, &own)
}

/// A new SQL server for each of these pools, which share the instance or the computer of the finding.
pub(super) fn own_servers(cx: &FixContext<'_>, state: &Topology, pools: &[&Pool]) -> Vec<Fix> {
    let mut moves = Moves::new(cx, state, cx.finding.stages.0);
    pools.iter().for_each(|pool| moves.give_own_server(pool));
    moves.fix().into_iter().collect()
}

/// One of the pools of a finding stays, and each other pool of the target gets a SQL server of its own. The local
/// database of a Standard Edition server cannot go.
pub(super) fn part(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(state), Some(pack)) = (cx.replay.states.get(stage), crate::rules::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let pools = cx.finding.related.iter().filter_map(|subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| &**pool),
        _ => None,
    });
    let goes = |pool: &&Pool| pack.age(pool) == Age::Own && pool.edition != Some(Edition::Standard);
    let (go, stay): (Vec<&Pool>, Vec<&Pool>) = pools.partition(goes);
    match stay.len() {
        0 => own_servers(cx, state, go.get(1..).unwrap_or_default()),
        1 => own_servers(cx, state, &go),
        _ => Vec::new(),
    }
}

/// Builds the edits of the fix.
struct Moves<'a> {
    cx: &'a FixContext<'a>,
    state: &'a Topology,
    stage: usize,
    servers: NewServers<'a>,
    moved: Vec<String>,
    move_stores: Vec<Command>,
}

impl<'a> Moves<'a> {
    fn new(cx: &'a FixContext<'a>, state: &'a Topology, stage: usize) -> Self {
        Self { cx, state, stage, servers: NewServers::new(cx), moved: Vec::new(), move_stores: Vec::new() }
    }

    fn give_own_server(&mut self, pool: &Pool) {
        let (shared, name) = match &self.cx.finding.subject {
            Subject::SqlInstance(id) => match self.state.sql_instances.get(id) {
                Some(instance) => (&instance.server, instance.name.clone()),
                None => return,
            },
            Subject::SqlServer(id) => (id, None),
            _ => return,
        };
        let instance = self.servers.give(domain_beside(self.state, pool), pool.site.as_ref(), name);
        // Every store of the pool that stands on the shared computer goes along, else SQL-002 remains.
        let host = self.state.sql_servers.get(shared).and_then(|host| host.fqdn.clone());
        let on_shared = |link: &&std::sync::Arc<Link>| {
            let Subject::SqlInstance(to) = &link.to else { return false };
            let Some(to) = self.state.sql_instances.get(to) else { return false };
            let fqdn = self.state.sql_servers.get(&to.server).and_then(|host| host.fqdn.as_ref());
            to.server == *shared || host.as_ref().zip(fqdn).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        let from = Subject::from(&pool.id);
        // The local database of a Standard Edition server stays.
        let goes = |kind| kind != StoreKind::User || pool.edition != Some(Edition::Standard);
        let is_store = |link: &Link| link.from == from && link.kind.store().is_some_and(goes);
        let stores = self.state.links.values().filter(|link| is_store(link));
        for link in stores.filter(on_shared) {
            self.move_stores.push(Command::MoveStore { link: link.id.clone(), to: instance.id.clone() });
        }
        self.moved.push(self.state.label(&from));
    }

    fn fix(self) -> Option<Fix> {
        if self.move_stores.is_empty() {
            return None;
        }
        let at = self.cx.plan.stage_at(self.stage);
        let label = message!("rules-sql-001-fix", server = self.servers.names(), pool = self.moved);
        // Ahead of the first step: a store of a pool that this phase adds is moved inside its addition, and the
        // instance has to be there by then.
        let add = add_ahead(self.cx.plan, at.clone(), self.servers.add)?;
        let edits = vec![add, PlanEdit::Record { at, commands: self.move_stores }];
        Some(Fix { label, edits, safety: Safety::Ask })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_mended, check_silent, check_twins, last_links};

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
              sql sqlold LYNC                                          # SQL-001 related fe-old fe-new
              sql spare LYNC
            phase Pilot
              + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC application-store=sqlold\\LYNC
            ",
            |sketch| sketch.record(1, sketch.move_store("fe-new", StoreKind::User, "spare\\LYNC")),
        );
    }

    #[test]
    fn two_objects_with_one_name_are_one_server_and_names_have_no_case() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=ocs-2007-r2 user-store=sqlold\\Lync
              sql sqlold Lync
            phase Pilot
              + sql again LYNC fqdn=SQLOLD.contoso.com                 # SQL-001 related fe-old fe-new
              + pool fe-new front-end enterprise version=lync-2013 user-store=again\\LYNC
            ",
            |sketch| sketch.record(1, sketch.set("again", "fqdn", Value::text("sqlnew.contoso.com"))),
        );
    }

    #[test]
    fn a_finding_today_and_two_new_pools() {
        check_twins(
            &RULE,
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 user-store=sqlold\\
              pool fe-a front-end enterprise version=lync-2013 user-store=sqlold\\
              pool fe-b front-end enterprise version=lync-2013 user-store=sqlold\\
              sql sqlold                                               # SQL-001 related fe-old fe-a fe-b
            ",
            |sketch| sketch.record(0, sketch.remove("fe-old")),
        );
    }

    #[test]
    fn what_is_not_shared_across_the_line_is_silent() {
        check_silent(
            &RULE,
            "
            site Paris
              pool a front-end enterprise version=lync-2010 user-store=sql1\\ONE
              pool b front-end enterprise version=ocs-2007-r2 user-store=sql1\\ONE
              pool c front-end enterprise version=lync-2013 user-store=sql1\\TWO
              pool d front-end enterprise version=lync-2013 user-store=sql2\\ monitoring-store=sql1\\ONE
              sql sql1 ONE,TWO
              sql sql2
            ",
        );
    }

    #[test]
    fn a_pool_of_unknown_version_is_not_green() {
        let report = check_silent(
            &RULE,
            "
            site Paris
              pool a front-end enterprise version=lync-2010 user-store=sql1\\ONE
              pool b front-end enterprise user-store=sql1\\ONE
              pool c front-end enterprise user-store=sql1\\TWO
              sql sql1 ONE,TWO
            ",
        );
        assert_eq!(report.not_checked.len(), 1);
        assert_eq!(report.not_checked[0].missing, ["version"]);
    }

    #[test]
    fn the_old_pool_stays_and_everything_of_the_new_one_on_the_computer_goes() {
        let text = "
            site Paris
              pool fe-old front-end enterprise version=ocs-2007-r2 user-store=sqlold\\Lync
              sql sqlold Lync
            phase Pilot
              + sql again LYNC fqdn=SQLOLD.contoso.com
              + pool fe-new front-end enterprise version=lync-2013 user-store=again\\LYNC application-store=sqlold\\Lync
        ";
        let sketch = crate::rules::sketch::read(text).unwrap();
        let (old, again) = (sketch.subject("sqlold\\Lync"), sketch.subject("again\\LYNC"));
        let left = |plan: &crate::plan::Plan| {
            let links = [LinkKind::UserStore, LinkKind::ApplicationStore].map(|kind| last_links(plan, kind)).concat();
            links
                .into_iter()
                .filter(|(_, to)| [old.id(), again.id()].contains(&&**to))
                .map(|(from, _)| from)
                .collect::<Vec<_>>()
        };
        check_mended(&RULE, text, left, vec!["pool-fe-old".to_owned()]);
    }

    #[test]
    fn the_new_server_is_in_the_domain_of_its_pool_where_no_other_is_known() {
        let sketch = crate::rules::sketch::read(
            "
            site Paris
              pool fe-old front-end enterprise version=lync-2010 user-store=sql1\\
              pool fe-new front-end enterprise version=lync-2013 user-store=sql1\\
              sql sql1
            ",
        )
        .unwrap();
        let none = Command::Set { of: Subject::Deployment, fact: "default-sip-domain", to: None };
        let plan = sketch.record(0, none).applied_to(&sketch.plan).unwrap();
        let report = alone(&RULE, &plan);
        let fix = &crate::rules::fixes(&plan, &plan.replay(), &report.findings[0])[0];
        let mended = PlanEdit::all_applied_to(&fix.edits, &plan).unwrap();
        let in_domain = |server: &SqlServer| server.fqdn.as_deref().is_some_and(|name| name.ends_with(".contoso.com"));
        assert_eq!(mended.today.sql_servers.values().filter(|server| in_domain(server)).count(), 2);
    }
}
