//! What a gesture records: free names and ids, what belongs together, what takes the place of what.

use coexist::edit::Command;
use coexist::model::*;
use coexist::plan::intents::*;
use coexist::plan::*;

fn plan_with_domain() -> Plan {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let to = Some(Value::text("contoso.com"));
    let set = Command::Set { of: Subject::Deployment, fact: "default-sip-domain", to };
    plan = PlanEdit::Record { at: Stage::Today, commands: vec![set] }.applied_to(&plan).unwrap();
    let id = PhaseId::new("phase-pilot");
    let phase = Phase::new(id, "Pilot");
    PlanEdit::AddPhase { index: 0, phase }.applied_to(&plan).unwrap()
}

fn done(plan: &mut Plan, stage: usize, intent: Intent) -> Subject {
    *plan = PlanEdit::all_applied_to(&intent.edits(plan, stage, None), plan).unwrap();
    assert_eq!(plan.replay().skipped, []);
    intent.subject
}

fn name(plan: &Plan, subject: &Subject) -> Option<String> {
    plan.everything().name(subject)
}

fn pool(plan: &mut Plan, stage: usize, kind: PoolKind, version: Version) -> PoolId {
    let intent = new_pool(plan, stage, kind, version, None);
    match done(plan, stage, intent) {
        Subject::Pool(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn new_objects_take_the_next_free_name_of_any_phase() {
    let mut plan = plan_with_domain();
    let first = pool(&mut plan, 1, PoolKind::FrontEnd, Version::Lync2013);
    let second = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2010);
    let edge = pool(&mut plan, 0, PoolKind::Edge, Version::Lync2010);
    assert_eq!(name(&plan, &first.into()).unwrap(), "pool01.contoso.com");
    assert_eq!(name(&plan, &(&second).into()).unwrap(), "pool02.contoso.com");
    assert_eq!(name(&plan, &(&edge).into()).unwrap(), "edge01.contoso.com");
    assert_eq!(second.as_str(), "pool-pool02");
    // One server each; users whose number nobody knows only where users can be, and only today.
    assert_eq!(plan.everything().servers.len(), 3);
    assert_eq!(plan.today.user_groups.len(), 1);
    assert_eq!(plan.today.users_on(&second), None);
    for expected in ["fe01.contoso.com", "fe02.contoso.com"] {
        let intent = new_server(&plan, 0, &second);
        let server = done(&mut plan, 0, intent);
        assert_eq!(name(&plan, &server).unwrap(), expected);
    }
    let intent = new_file_store(&plan, 0, None);
    let share = done(&mut plan, 0, intent);
    assert_eq!(name(&plan, &share).unwrap(), "\\\\file01.contoso.com\\share");
    let intent = new_gateway(&plan, 1, None);
    let gateway = done(&mut plan, 1, intent);
    assert_eq!(name(&plan, &gateway).unwrap(), "gw01.contoso.com");
    let intent = new_site(&plan, 1, SiteKind::Branch);
    assert_eq!(done(&mut plan, 1, intent).id(), "site-site-1");
}

#[test]
fn without_a_sip_domain_there_is_no_name() {
    let mut plan = Plan::new(PackId::new("lync-2013"));
    let one = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2013);
    let two = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2013);
    assert_ne!(one, two);
    assert_eq!(name(&plan, &one.into()), None);
    let intent = new_sql_server(&plan, 0, None, None);
    let host = done(&mut plan, 0, intent);
    assert_eq!(name(&plan, &host), None);
}

#[test]
fn instances_have_names_of_their_own() {
    let mut plan = plan_with_domain();
    let intent = new_sql_server(&plan, 0, None, Some("RTC"));
    let host = done(&mut plan, 0, intent);
    let Subject::SqlServer(id) = &host else { panic!("{host:?}") };
    let names: Vec<_> = (0..2)
        .map(|_| {
            let intent = new_instance(&plan, 0, id);
            let made = done(&mut plan, 0, intent);
            name(&plan, &made).unwrap()
        })
        .collect();
    assert_eq!(names, ["sql01.contoso.com\\LYNC", "sql01.contoso.com\\LYNC2"]);
    assert_eq!(end_of(&plan.today, &host), host, "three instances: nobody knows which");
}

#[test]
fn a_store_is_placed_once_and_then_moves() {
    let mut plan = plan_with_domain();
    let pool = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2010);
    let mut instances = Vec::new();
    for _ in 0..2 {
        let intent = new_sql_server(&plan, 0, None, None);
        let host = done(&mut plan, 0, intent);
        let Subject::SqlInstance(id) = end_of(&plan.today, &host) else { panic!("one instance") };
        instances.push(id);
    }
    let store = default_store_for(PoolKind::FrontEnd).unwrap();
    let place = |plan: &Plan, at: usize| place_store(plan, &plan.today, &pool, store, Usage::Default, &instances[at]);
    let first = place(&plan, 0);
    let link = done(&mut plan, 0, first);
    assert_eq!(link.id(), "link-user-store-pool-pool01");
    assert!(place(&plan, 0).commands.is_empty(), "it is there already");
    let moved = place(&plan, 1);
    assert!(matches!(moved.commands.as_slice(), [Command::MoveStore { .. }]));
    assert_eq!(done(&mut plan, 0, moved), link);
    // The hand may begin at either end.
    let (a, b) = (Subject::from(&pool), Subject::from(&instances[0]));
    let kinds = link_kinds_between(&plan.today, &a, &b);
    assert_eq!(kinds, link_kinds_between(&plan.today, &b, &a));
    assert_eq!(kinds, [LinkKind::UserStore, LinkKind::ApplicationStore, LinkKind::CentralManagementStore]);
    for kind in kinds {
        let state = plan.today.clone();
        let intent = connect(&plan, &state, kind, &b, &a).unwrap();
        done(&mut plan, 0, intent);
    }
    assert_eq!(plan.today.links.len(), 3);
    assert_eq!(connect(&plan, &plan.today, LinkKind::Trunk, &a, &b), None);
}

#[test]
fn what_a_pool_has_one_of_takes_the_place_of_the_old_one() {
    let mut plan = plan_with_domain();
    let front: Vec<Subject> =
        (0..3).map(|_| pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2013).into()).collect();
    let edge = Subject::from(pool(&mut plan, 0, PoolKind::Edge, Version::Lync2013));
    assert_eq!(link_kinds_between(&plan.today, &edge, &front[0]), [LinkKind::NextHop]);
    assert_eq!(link_kinds_between(&plan.today, &front[0], &edge), [LinkKind::MediaEdge]);
    assert_eq!(link_kinds_between(&plan.today, &front[0], &front[1])[0], LinkKind::Pairing);
    let mut join = |kind, a: &Subject, b: &Subject| {
        let state = plan.today.clone();
        let intent = connect(&plan, &state, kind, a, b).unwrap();
        done(&mut plan, 0, intent);
        plan.today.links.values().filter(|link| link.kind == kind).map(|link| link.to.clone()).collect::<Vec<_>>()
    };
    assert_eq!(join(LinkKind::NextHop, &edge, &front[0]), [front[0].clone()]);
    assert_eq!(join(LinkKind::NextHop, &edge, &front[1]), [front[1].clone()]);
    assert_eq!(join(LinkKind::Pairing, &front[0], &front[1]), [front[1].clone()]);
    // The pair is one, whichever end is named first.
    assert_eq!(join(LinkKind::Pairing, &front[1], &front[0]), [front[1].clone()]);
    assert_eq!(join(LinkKind::Pairing, &front[1], &front[2]), [front[2].clone()]);
    let gateway = new_gateway(&plan, 0, None);
    let gateway = done(&mut plan, 0, gateway);
    let mut join = |a: &Subject| {
        let state = plan.today.clone();
        let intent = connect(&plan, &state, LinkKind::Trunk, a, &gateway).unwrap();
        done(&mut plan, 0, intent);
        plan.today.links.values().filter(|link| link.kind == LinkKind::Trunk).count()
    };
    assert_eq!((join(&front[0]), join(&front[1]), join(&front[1])), (1, 2, 2), "a gateway has many trunks");
}

#[test]
fn a_copy_has_names_of_its_own_and_the_same_links() {
    let mut plan = plan_with_domain();
    let pool = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2010);
    let host = new_sql_server(&plan, 0, None, None);
    let host = done(&mut plan, 0, host);
    let state = plan.today.clone();
    let store = connect(&plan, &state, LinkKind::UserStore, &(&pool).into(), &end_of(&state, &host)).unwrap();
    done(&mut plan, 0, store);
    for (fact, to) in [("edition", Value::text("enterprise")), ("internal-web-fqdn", Value::text("web.contoso.com"))] {
        let set = Command::Set { of: (&pool).into(), fact, to: Some(to) };
        plan = PlanEdit::Record { at: Stage::Today, commands: vec![set] }.applied_to(&plan).unwrap();
    }
    let intent = duplicate(&plan, 1, &(&pool).into()).unwrap();
    let copy = done(&mut plan, 1, intent);
    assert_eq!(plan.phases[0].steps.len(), 1, "one gesture, one step");
    let state = plan.state_at(1);
    assert_eq!(state.name(&copy).unwrap(), "pool02.contoso.com");
    assert_eq!(state.fact(&copy, "edition"), Some(Value::text("enterprise")));
    assert_eq!(state.fact(&copy, "internal-web-fqdn"), None);
    assert_eq!(state.links.values().filter(|link| link.from == copy).count(), 1);
    assert_eq!(state.servers.values().filter(|server| Subject::from(&server.pool) == copy).count(), 1);
    let intent = duplicate(&plan, 0, &host).unwrap();
    let other = done(&mut plan, 0, intent);
    assert_eq!(name(&plan, &end_of(&plan.today, &other)).unwrap(), "sql02.contoso.com");
    assert_eq!(duplicate(&plan, 0, &Subject::Deployment), None);
}

#[test]
fn removing_several_says_how_many() {
    let mut plan = plan_with_domain();
    let one = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2010);
    let two = pool(&mut plan, 0, PoolKind::Edge, Version::Lync2010);
    let server = plan.today.servers.keys().next().unwrap().clone();
    let all = [(&one).into(), (&two).into(), server.into()];
    let intent = remove(&plan, 0, &all).unwrap();
    let said = coexist::text::Lang::EN.say(&intent.label);
    done(&mut plan, 0, intent);
    assert!(plan.today.pools.is_empty() && plan.today.servers.is_empty() && plan.today.user_groups.len() == 1);
    assert!(said.starts_with("Remove ") && said.contains("objects"), "{said}");
    assert_eq!(remove(&plan, 0, &all), None);
}

#[test]
fn copies_of_several_are_joined_among_themselves() {
    let mut plan = plan_with_domain();
    let site = new_site(&plan, 0, SiteKind::Central);
    let site = done(&mut plan, 0, site);
    let Subject::Site(at) = &site else { panic!("{site:?}") };
    let pool = new_pool(&plan, 0, PoolKind::FrontEnd, Version::Lync2010, Some(at));
    let pool = done(&mut plan, 0, pool);
    let host = new_sql_server(&plan, 0, Some(at), Some("LYNC"));
    let host = done(&mut plan, 0, host);
    let store = new_file_store(&plan, 0, Some(at));
    let store = done(&mut plan, 0, store);
    for (kind, to) in [(LinkKind::UserStore, end_of(&plan.today, &host)), (LinkKind::FileStore, store.clone())] {
        let intent = connect(&plan, &plan.today, kind, &pool, &to).unwrap();
        done(&mut plan, 0, intent);
    }
    let copied = duplicated(&plan, 1, &[pool.clone(), host.clone(), site.clone(), Subject::Deployment]).unwrap();
    assert_eq!(coexist::text::Lang::EN.say(&copied.intent.label), "Duplicate 3 objects");
    let copy = |of: &Subject| copied.made.iter().find(|(other, _)| other == of).unwrap().1.clone();
    assert_eq!(copied.made.iter().take(3).map(|(of, _)| of).collect::<Vec<_>>(), [&pool, &host, &site]);
    assert_eq!(copied.made.len(), 5, "a server and an instance come along");
    let (new_pool, new_host) = (copy(&pool), copy(&host));
    let instance = copy(&end_of(&plan.today, &host));
    done(&mut plan, 1, copied.intent.clone());
    let state = plan.state_at(1);
    assert_eq!(end_of(&state, &new_host), instance);
    let goes_to = |kind: LinkKind| {
        let is = |link: &&std::sync::Arc<Link>| link.from == new_pool && link.kind == kind;
        state.links.values().find(is).map(|link| link.to.clone())
    };
    assert_eq!(goes_to(LinkKind::UserStore), Some(instance), "a link among them joins the copies");
    assert_eq!(goes_to(LinkKind::FileStore), Some(store), "another stays where it goes");
    for made in [&new_pool, &new_host] {
        assert_eq!(state.site_of(made).map(Subject::from), Some(copy(&site)), "in the copy of their site");
    }
    assert_eq!(duplicated(&plan, 0, &[Subject::Deployment]), None);
}

#[test]
fn copies_on_the_same_owner_count_on() {
    let mut plan = plan_with_domain();
    let id = pool(&mut plan, 0, PoolKind::FrontEnd, Version::Lync2010);
    let second = new_server(&plan, 0, &id);
    done(&mut plan, 0, second);
    let servers: Vec<Subject> = plan.today.servers.keys().map(Subject::from).collect();
    let copied = duplicated(&plan, 0, &servers).unwrap();
    done(&mut plan, 0, copied.intent);
    let mut names: Vec<_> = plan.today.servers.values().filter_map(|server| server.fqdn.clone()).collect();
    names.dedup();
    assert_eq!(names.len(), plan.today.servers.values().filter(|server| server.fqdn.is_some()).count());
    assert_eq!(plan.today.servers.len(), 4);
}
