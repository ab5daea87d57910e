//! Proposals: free of errors, whole, and the same every time.

mod common;

use coexist::edit::Command;
use coexist::format;
use coexist::model::*;
use coexist::plan::{Plan, Step};
use coexist::propose::{Choices, Proposal, Refusal, Strategy, propose};
use coexist::rules::{self, Level, sketch};
use coexist::text::Lang;
use common::{Builder, Dice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A deployment of Lync Server 2010, or of Office Communications Server 2007 R2, as such deployments are: more or less of
/// everything, and some of it not known.
fn deployment(seed: u64) -> Plan {
    let mut dice = Dice::new(seed);
    let merged = dice.chance(30);
    let version = if merged { Version::Ocs2007R2 } else { Version::Lync2010 };
    let mut b = Builder::new("corp.example");
    let mut front_ends: Vec<(PoolId, SiteId)> = Vec::new();
    let mut edges: Vec<PoolId> = Vec::new();
    let os = if merged { WindowsVersion::Server2008 } else { WindowsVersion::Server2008R2 };
    let sql = if merged { SqlVersion::Sql2008 } else { SqlVersion::Sql2008R2 };
    let known = |dice: &mut Dice, most: u64| (!dice.chance(20)).then(|| dice.below(most));
    for place in 1..=1 + dice.below(3) {
        let site = b.site(&format!("Site {place}"), SiteKind::Central);
        let here = Some(&site);
        let share = b.share(&format!("files{place}"), "lync", here);
        let mut hop = None;
        for n in 1..=1 + dice.below(2) {
            let standard = dice.chance(40);
            let host = format!("fe{place}{n}x10");
            let mut pool = b.pool(&host, PoolKind::FrontEnd, version, here);
            pool.edition =
                Some(if standard { Edition::Standard } else { Edition::Enterprise }).filter(|_| !dice.chance(5));
            pool.os = Some(os);
            pool.domain = dice.chance(50).then(|| Arc::from("corp.example"));
            pool.access_numbers = known(&mut dice, 3);
            pool.conference_directories = known(&mut dice, 3);
            pool.response_groups = known(&mut dice, 3);
            pool.call_park_orbits = known(&mut dice, 3);
            pool.common_area_phones = known(&mut dice, 3);
            pool.analog_devices = known(&mut dice, 3);
            pool.um_contacts = known(&mut dice, 3);
            pool.concurrent_calls = known(&mut dice, 140);
            pool.largest_meeting = known(&mut dice, 400);
            if dice.chance(60) {
                let mut all = vec![Feature::Conferencing, Feature::EnterpriseVoice];
                all.extend(dice.chance(30).then_some(Feature::Monitoring));
                pool.features = Some(all);
            }
            if !merged {
                pool.update_level = dice.chance(50).then(|| Arc::from("CU7, October 2012"));
                pool.mediation = Some(if dice.chance(70) { MediationMode::Collocated } else { MediationMode::None });
                pool.call_admission_control = Some(false);
            }
            let servers = if standard { 1 } else { 1 + dice.below(4) as usize };
            let id = b.add_pool(pool, servers);
            let (store, kinds): (SqlInstanceId, &[LinkKind]) = if standard {
                let local = if merged { SqlVersion::Sql2005 } else { SqlVersion::Sql2008 };
                let instances = b.sql(&host, here, local, &["RTC"]);
                express(&mut b, &host);
                (instances[0].clone(), &[LinkKind::UserStore, LinkKind::ApplicationStore])
            } else {
                let instances = b.sql(&format!("sql{place}{n}"), here, sql, &["LYNC"]);
                (instances[0].clone(), &[LinkKind::UserStore, LinkKind::ApplicationStore])
            };
            kinds.iter().for_each(|kind| drop(b.link(*kind, &id, &store)));
            b.link(LinkKind::FileStore, &id, &share);
            let groups = 1 + dice.below(2);
            for g in 0..groups {
                let group = UserGroupId::new(&format!("user-group-{place}-{n}-{g}"));
                let users = known(&mut dice, if standard { 2_000 } else { 9_000 });
                let mut group = UserGroup::new(group, [(id.clone(), users)].into());
                group.name = Some(Arc::from(format!("Users {place} {n} {g}")));
                group.enterprise_voice = dice.chance(50).then_some(true);
                group.chat_rooms = Some(ChatProduct::None);
                b.topology.put(group.into());
            }
            hop.get_or_insert(id.clone());
            front_ends.push((id, site.clone()));
        }
        let Some(hop) = hop else { continue };
        let mut inward = hop.clone();
        if dice.chance(30) {
            let mut director = b.pool(&format!("dir{place}x10"), PoolKind::Director, version, here);
            director.os = Some(os);
            inward = b.add_pool(director, 1 + dice.below(2) as usize);
            b.link(LinkKind::NextHop, &inward, &hop);
        }
        if dice.chance(60) {
            let mut edge = b.pool(&format!("edge{place}x10"), PoolKind::Edge, version, here);
            edge.os = Some(os);
            edge.federation = if edges.is_empty() { (!dice.chance(10)).then_some(true) } else { Some(false) };
            edge.nat = Some(true);
            edge.remote_users = known(&mut dice, 20_000);
            let name = |service: &str| Some(b.fqdn(&format!("{service}{place}")));
            edge.access_edge_fqdn = name("sip");
            let one = dice.chance(15);
            edge.web_conferencing_edge_fqdn = name(if one { "sip" } else { "webcon" });
            edge.av_edge_fqdn = name(if one { "sip" } else { "av" });
            if merged {
                edge.edge_layout = Some(if dice.chance(30) { EdgeLayout::Expanded } else { EdgeLayout::Consolidated });
            }
            let edge = b.add_pool(edge, 1 + dice.below(2) as usize);
            b.link(LinkKind::NextHop, &edge, &inward);
            edges.push(edge);
        }
        if let Some(edge) = edges.last().filter(|_| dice.chance(80)) {
            for (pool, _) in front_ends.iter().filter(|(_, of)| *of == site) {
                b.link(LinkKind::MediaEdge, pool, edge);
            }
        }
        if dice.chance(40) {
            let mut server = b.pool(&format!("mon{place}x10"), PoolKind::Monitoring, version, here);
            server.os = Some(os);
            let server = b.add_pool(server, 1);
            let store = b.sql(&format!("sqlmon{place}"), here, sql, &["MON"]);
            b.link(LinkKind::MonitoringStore, &server, &store[0]);
            for (pool, _) in front_ends.iter().filter(|(_, of)| *of == site) {
                b.link(LinkKind::MonitoringServer, pool, &server);
            }
        }
        let mut calls_to = hop.clone();
        if merged || dice.chance(20) {
            let mut mediation = b.pool(&format!("med{place}x10"), PoolKind::Mediation, version, here);
            mediation.os = Some(os);
            calls_to = b.add_pool(mediation, 1);
            b.link(LinkKind::NextHop, &calls_to, &hop);
        }
        for n in 0..dice.below(3) {
            let gateway = b.gateway(&format!("gw{place}{n}"), here);
            let mut with = (*b.topology.gateways[&gateway]).clone();
            with.balances_calls = (!dice.chance(20)).then(|| dice.chance(60));
            if merged {
                let version = if dice.chance(50) { Version::Ocs2007R2 } else { Version::Lync2013 };
                with.certified_for = Some(version).filter(|_| !dice.chance(20));
            }
            b.topology.put(with.into());
            b.link(LinkKind::Trunk, &gateway, &calls_to);
        }
        if !merged && dice.chance(30) {
            branch(&mut b, &mut dice, place, (&site, &hop));
        }
        if dice.chance(25) {
            let mut app = b.pool(&format!("app{place}"), PoolKind::TrustedApplication, version, here);
            app.version = None;
            let app = b.add_pool(app, 1);
            b.link(LinkKind::NextHop, &app, &hop);
        }
        if place == 1 && dice.chance(25) {
            chat(&mut b, &mut dice, (version, os, sql), (&site, &hop));
        }
        if place == 1 && dice.chance(15) {
            let mut xmpp = b.pool("xmpp10", PoolKind::XmppGateway, Version::Ocs2007R2, here);
            xmpp.version = Some(version);
            xmpp.xmpp_partners = dice.chance(60).then(|| vec![Arc::from("gmail.example")]);
            b.add_pool(xmpp, 1);
        }
    }
    let mut deployment = Deployment::new();
    deployment.default_sip_domain = Some(Arc::from("corp.example"));
    deployment.sip_domains = Some(vec![Arc::from("corp.example")]);
    deployment.cms = (!merged && !dice.chance(20)).then(|| front_ends[0].0.clone());
    deployment.sign_in_records = dice.chance(70).then(|| front_ends[0].0.clone());
    deployment.simple_url_records = dice.chance(70).then(|| front_ends[0].0.clone());
    deployment.operations_manager = dice.chance(50).then(|| dice.chance(50));
    deployment.remote_call_control = dice.chance(50).then(|| dice.chance(50));
    if let Some(cms) = &deployment.cms {
        let store = b.topology.links.values().find(|link| link.kind == LinkKind::UserStore && link.from == cms.into());
        let store = store.unwrap().to.clone();
        b.link(LinkKind::CentralManagementStore, cms, store);
    }
    b.topology.deployment = Arc::new(deployment);
    let federating = edges.first().filter(|edge| b.topology.pools[*edge].federation == Some(true)).cloned();
    for (pool, site) in &front_ends {
        let mut with = (*b.topology.sites[site]).clone();
        if !merged && dice.chance(80) {
            with.federation_route = federating.clone().map(Route::Through);
        }
        if !merged && dice.chance(30) {
            with.cac_host = Some(pool.clone());
        }
        b.topology.put(with.into());
    }
    if !merged {
        backups(&mut b, seed, &front_ends);
    }
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    plan
}

/// Pools that have each other, or all the same one, for their backup.
fn backups(b: &mut Builder, seed: u64, front_ends: &[(PoolId, SiteId)]) {
    let mut dice = Dice::new(seed ^ 0xBAC0);
    let [(first, _), others @ ..] = front_ends else { return };
    for (other, _) in others.iter().filter(|_| dice.chance(30)).collect::<Vec<_>>() {
        b.link(LinkKind::BackupRegistrar, other, first);
    }
    if let [(second, _), ..] = others
        && dice.chance(20)
    {
        b.link(LinkKind::BackupRegistrar, first, second);
    }
}

/// A migration that has begun: a deployment as it is after some phase of what was proposed for it.
fn begun(seed: u64, strategy: Strategy) -> (Plan, String) {
    let plan = deployment(seed);
    let choices = Choices { strategy, ..Choices::default() };
    let whole = propose(&plan, &choices).unwrap_or_else(|why| panic!("{seed}: {}", why.said(Lang::EN))).plan;
    let mut dice = Dice::new(seed ^ 0xBE6);
    let stages = u64::try_from(whole.phases.len()).unwrap();
    let stage = 1 + usize::try_from(dice.below(stages - 1)).unwrap();
    let today = whole.state_at(stage);
    let name = format!("seed {seed} after phase {stage} {}", whole.phases[stage - 1].name);
    (Plan { today, ..Plan::new(PackId::new("lync-2013")) }, name)
}

/// The SQL Server of a Standard Edition server is Express.
fn express(b: &mut Builder, host: &str) {
    let fqdn = b.fqdn(host);
    let server = b.topology.sql_servers.values().find(|server| server.fqdn.as_ref() == Some(&fqdn)).unwrap();
    let mut server = (**server).clone();
    server.sql_edition = Some(SqlEdition::Express);
    b.topology.put(server.into());
}

fn branch(b: &mut Builder, dice: &mut Dice, place: u64, (parent, home): (&SiteId, &PoolId)) {
    let site = b.site(&format!("Branch {place}"), SiteKind::Branch);
    let mut with = (*b.topology.sites[&site]).clone();
    with.parent = Some(parent.clone());
    b.topology.put(with.into());
    let mut sba = b.pool(&format!("sba{place}x10"), PoolKind::Sba, Version::Lync2010, Some(&site));
    sba.update_level = Some(Arc::from("CU7, October 2012"));
    let sba = b.add_pool(sba, 1);
    b.link(LinkKind::UserServices, &sba, home);
    b.link(LinkKind::BackupRegistrar, &sba, home);
    let gateway = b.gateway(&format!("gwb{place}"), Some(&site));
    b.link(LinkKind::Trunk, &gateway, &sba);
    let group = UserGroupId::new(&format!("user-group-branch-{place}"));
    let users = (!dice.chance(20)).then(|| dice.below(300));
    let mut group = UserGroup::new(group, [(sba, users)].into());
    group.xmpp = dice.chance(30).then_some(true);
    group.chat_rooms = Some(ChatProduct::None);
    b.topology.put(group.into());
}

fn chat(
    b: &mut Builder,
    dice: &mut Dice,
    (version, os, sql): (Version, WindowsVersion, SqlVersion),
    (site, home): (&SiteId, &PoolId),
) {
    let mut pool = b.pool("chat10", PoolKind::GroupChat, version, Some(site));
    pool.os = Some(os);
    pool.files_in_rooms = dice.chance(50).then(|| dice.chance(50));
    let pool = b.add_pool(pool, 1 + dice.below(2) as usize);
    b.link(LinkKind::NextHop, &pool, home);
    let store = b.sql("sqlchat", Some(site), sql, &["CHAT"]);
    b.link(LinkKind::GroupChatStore, &pool, &store[0]);
    if dice.chance(50) {
        b.link(LinkKind::ComplianceStore, &pool, &store[0]);
    }
}

/// Errors of a plan: rule, subject, and what is said.
fn errors(report: &rules::Report, plan: &Plan) -> Vec<String> {
    let errors = report.findings.iter().filter(|finding| finding.level == Level::Error);
    let said = |finding: &rules::Finding| {
        let (code, stages) = (&finding.code, finding.stages);
        format!("{code} {} {stages:?}: {}", plan.label(&finding.subject), Lang::EN.say(&finding.message))
    };
    errors.map(said).collect()
}

fn today_of(plan: &Plan) -> Plan {
    let mut today = plan.clone();
    today.phases.clear();
    today.accepted.clear();
    today.levels.clear();
    today.ticked.clear();
    today
}

/// Proposes, and checks all that a proposal promises.
fn proposed(plan: &Plan, choices: &Choices, name: &str) -> Proposal {
    let proposal = propose(plan, choices).unwrap_or_else(|why| panic!("{name}: {}", why.said(Lang::EN)));
    let after = &proposal.plan;
    assert_eq!(after.today, plan.today, "{name}: what is so today is not changed");
    let replay = after.replay();
    assert!(replay.skipped.is_empty(), "{name}: {:?}", replay.skipped);
    assert!(replay.states.iter().all(|state| state.broken().is_empty()), "{name}");
    // No error that is not there today.
    let now = rules::check(plan, &plan.replay(), None);
    let of_today: BTreeSet<_> = now.findings.iter().map(|finding| (&finding.code, &finding.subject)).collect();
    let report = rules::check(after, &replay, None);
    assert_eq!(errors(&report, after), errors(&proposal.report, after), "{name}");
    let mut brought = report.clone();
    brought.findings.retain(|finding| !of_today.contains(&(&finding.code, &finding.subject)));
    assert_eq!(errors(&brought, after), Vec::<String>::new(), "{name}");
    whole(plan, after, &replay.states[after.phases.len()], name);
    // The same bytes every time, and they read back as the same plan.
    let bytes = format::write(after);
    assert_eq!(bytes, format::write(&propose(plan, choices).unwrap().plan), "{name}");
    proposal
}

/// Everything legacy has gone somewhere.
fn whole(plan: &Plan, after: &Plan, end: &Topology, name: &str) {
    let target = Version::Lync2013;
    for pool in end.pools.values() {
        assert!(
            pool.version.is_none_or(|version| version >= target),
            "{name}: {} is left",
            end.label(&(&pool.id).into())
        );
    }
    for group in plan.today.user_groups.values() {
        let moved = &end.user_groups[&group.id];
        let sum =
            |homes: &BTreeMap<PoolId, Option<u64>>| homes.values().try_fold(0, |sum: u64, users| Some(sum + (*users)?));
        if let Some(users) = sum(&group.homes) {
            assert_eq!(sum(&moved.homes), Some(users), "{name}: users of {} are lost", group.id);
        }
        assert!(!moved.homes.is_empty() || group.homes.values().all(|users| *users == Some(0)), "{name}: {}", group.id);
        assert!(moved.homes.keys().all(|pool| end.pools.contains_key(pool)), "{name}: {}", group.id);
    }
    let steps: Vec<&Arc<Step>> = after.phases.iter().flat_map(|phase| &phase.steps).collect();
    let done = |kind: ActivityKind, about: &PoolId| {
        steps.iter().any(|step| match &***step {
            Step::Activity { kind: of, about: all, .. } => *of == kind && all.contains(&about.into()),
            Step::Change { .. } => false,
        })
    };
    for pool in plan.today.pools.values().filter(|pool| pool.version.is_some_and(|version| version < target)) {
        let contacts = [
            (pool.access_numbers, ActivityKind::MoveDialInNumbers),
            (pool.conference_directories, ActivityKind::MoveConferenceDirectories),
            (pool.response_groups, ActivityKind::MoveResponseGroups),
            (pool.call_park_orbits, ActivityKind::MoveCallPark),
            (pool.common_area_phones, ActivityKind::MoveDevices),
            (pool.analog_devices, ActivityKind::MoveDevices),
            (pool.um_contacts, ActivityKind::MoveContactObjects),
        ];
        for (count, kind) in contacts.into_iter().filter(|_| pool.kind == PoolKind::FrontEnd) {
            assert!(count == Some(0) || done(kind, &pool.id), "{name}: {kind:?} of {}", pool.id);
        }
        if pool.kind == PoolKind::GroupChat {
            assert!(done(ActivityKind::ChatExport, &pool.id) && done(ActivityKind::ChatImport, &pool.id), "{name}");
        }
    }
    // Gateways that stay reach the telephone network through the target.
    for gateway in end.gateways.keys() {
        let from = Subject::from(gateway);
        let had = plan.today.links.values().any(|link| link.from == from);
        assert!(!had || end.links.values().any(|link| link.from == from), "{name}: {gateway} has no trunk");
    }
    for link in end.links.values().filter(|link| link.kind == LinkKind::NextHop) {
        assert!(end.has(&link.to), "{name}");
    }
}

#[test]
fn random_deployments_have_proposals_without_errors() {
    let seeds = std::env::var("COEXIST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds: Vec<u64> = seeds.map_or_else(|| (1..=150).collect(), |seed| vec![seed]);
    for seed in seeds {
        let plan = deployment(seed);
        for strategy in Strategy::ALL {
            let choices = Choices { strategy: *strategy, ..Choices::default() };
            proposed(&plan, &choices, &format!("seed {seed}, {}", strategy.key()));
        }
    }
}

/// Whatever stands already is not built again, and what is left goes on from there.
#[test]
fn migrations_that_have_begun_are_finished() {
    let seeds = std::env::var("COEXIST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds: Vec<u64> = seeds.map_or_else(|| (1..=100).collect(), |seed| vec![seed]);
    let mut refused = Vec::new();
    for seed in seeds {
        let strategy = Strategy::ALL[usize::try_from(seed).unwrap() % Strategy::ALL.len()];
        let (plan, name) = begun(seed, strategy);
        if plan.today.pools.values().all(|pool| pool.version.is_none_or(|version| version >= Version::Lync2013)) {
            continue;
        }
        let choices = Choices { strategy, ..Choices::default() };
        if let Err(why) = propose(&plan, &choices) {
            refused.push(format!("{name}: {}", why.said(Lang::EN)));
            continue;
        }
        let proposal = proposed(&plan, &choices, &name);
        let stood = |pool: &PoolId| plan.today.pools.contains_key(pool);
        assert!(proposal.outline.successors.iter().all(|one| one.stands == stood(&one.id)), "{name}");
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn examples_have_proposals_without_errors() {
    for file in ["contoso", "fabrikam", "tailspin"] {
        let text =
            std::fs::read_to_string(format!("{}/assets/examples/{file}.coexist", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let plan = today_of(&format::read(&text).unwrap());
        for strategy in Strategy::ALL {
            for lang in Lang::all() {
                let choices = Choices { strategy: *strategy, lang, ..Choices::default() };
                proposed(&plan, &choices, file);
            }
        }
    }
}

/// One pool of a version, with a group of users.
fn one(version: Version) -> Plan {
    let mut b = Builder::new("contoso.com");
    let site = b.site("Paris", SiteKind::Central);
    let mut pool = b.pool("pool10", PoolKind::FrontEnd, version, Some(&site));
    pool.edition = Some(Edition::Enterprise);
    let id = b.add_pool(pool, 2);
    b.topology.put(UserGroup::new(UserGroupId::new("user-group-all"), [(id, Some(400))].into()).into());
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    plan
}

fn refused(plan: &Plan) -> Refusal {
    propose(plan, &Choices::default()).unwrap_err()
}

fn codes(refusal: &Refusal) -> Vec<String> {
    let Refusal::Unsupported(reasons) = refusal else { panic!("{refusal:?}") };
    reasons.iter().map(|reason| reason.code.as_ref().map_or("", Code::as_str).to_owned()).collect()
}

#[test]
fn what_cannot_be_migrated_names_the_rule() {
    let mut mixed = one(Version::Lync2010);
    mixed.today.put(Pool { version: Some(Version::Ocs2007R2), ..Pool::new(PoolId::new("old"), PoolKind::Edge) }.into());
    assert_eq!(codes(&refused(&mixed)), ["PATH-002"]);
    assert!(refused(&mixed).said(Lang::EN).contains("old"), "{}", refused(&mixed).said(Lang::EN));
    assert_eq!(codes(&refused(&one(Version::Ocs2007))), ["PATH-003"]);
    let mut forests = one(Version::Lync2010);
    for (pool, forest) in [("a", "contoso.com"), ("b", "fabrikam.com")] {
        let forest = Some(Arc::from(forest));
        let pool =
            Pool { version: Some(Version::Lync2010), forest, ..Pool::new(PoolId::new(pool), PoolKind::FrontEnd) };
        forests.today.put(pool.into());
    }
    assert_eq!(codes(&refused(&forests)), ["PATH-005"]);
    let mut unknown = one(Version::Lync2010);
    unknown.today.put(Pool::new(PoolId::new("new"), PoolKind::FrontEnd).into());
    assert_eq!(codes(&refused(&unknown)), [""]);
    // What only shows with the first pool of the target is a reason as well.
    let mut levels = one(Version::Lync2010);
    let deployment = Deployment { forest_level: Some(Arc::from("Windows 2000")), ..(*levels.today.deployment).clone() };
    levels.today.deployment = Arc::new(deployment);
    assert_eq!(codes(&refused(&levels)), ["AD-001"]);
}

#[test]
fn what_has_nothing_to_propose_says_so() {
    let mut phases = one(Version::Lync2010);
    phases.phases.push_back(Arc::new(common::phase("Pilot", Vec::new())));
    assert_eq!(refused(&phases), Refusal::HasPhases);
    assert_eq!(refused(&one(Version::Lync2013)), Refusal::NothingLegacy);
    assert_eq!(refused(&Plan::new(PackId::new("lync-2013"))), Refusal::NothingLegacy);
    let nowhere = Plan { target: PackId::new("x"), ..one(Version::Lync2010) };
    assert_eq!(refused(&nowhere), Refusal::NoTarget(PackId::new("x")));
    let mut edge = Plan::new(PackId::new("lync-2013"));
    edge.today.put(Pool { version: Some(Version::Lync2010), ..Pool::new(PoolId::new("e"), PoolKind::Edge) }.into());
    assert_eq!(refused(&edge), Refusal::NoFrontEnd);
    for lang in Lang::all() {
        let all = [Refusal::HasPhases, Refusal::NothingLegacy, Refusal::NoFrontEnd];
        assert!(all.iter().all(|refusal| !refusal.said(lang).is_empty()));
    }
}

#[test]
fn users_come_in_waves() {
    let proposal = proposed(&one(Version::Lync2010), &Choices::default(), "one");
    let commands = proposal.plan.phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| step.commands());
    let amounts: Vec<_> = commands
        .filter_map(|command| match command {
            Command::MoveUsers { amount, .. } => Some(*amount),
            _ => None,
        })
        .collect();
    use coexist::edit::Amount::{All, Number};
    assert_eq!(amounts, [Number(20), Number(40), All]);
}

#[test]
fn choices_are_followed() {
    let plan = one(Version::Lync2010);
    let choices = Choices {
        names: "{kind}-neu".to_owned(),
        office_web_apps: false,
        os: Some(WindowsVersion::Server2008R2),
        sql: Some((SqlVersion::Sql2008R2, SqlEdition::Enterprise)),
        ..Choices::default()
    };
    let end = propose(&plan, &choices).unwrap().plan;
    let end = end.state_at(end.phases.len());
    let pools: Vec<_> = end.pools.values().map(|pool| (pool.fqdn.as_deref(), pool.os)).collect();
    assert_eq!(pools, [(Some("fe-neu.contoso.com"), Some(WindowsVersion::Server2008R2))]);
    let sql: Vec<_> = end.sql_servers.values().map(|sql| (sql.sql_version, sql.sql_edition)).collect();
    assert_eq!(sql, [(Some(SqlVersion::Sql2008R2), Some(SqlEdition::Enterprise))]);
}

#[test]
fn what_is_not_known_is_not_made_up() {
    let mut plan = one(Version::Lync2010);
    let group = UserGroupId::new("user-group-all");
    plan.today.put(UserGroup::new(group.clone(), [(PoolId::new("pool-pool10"), None)].into()).into());
    let proposal = proposed(&plan, &Choices::default(), "unknown");
    let end = proposal.plan.state_at(proposal.plan.phases.len());
    assert!(end.user_groups[&group].homes.values().any(|users| users.is_none()));
    let new = end.pools.values().find(|pool| pool.kind == PoolKind::FrontEnd).unwrap();
    assert_eq!(
        (new.domain.clone(), new.platform, new.features.clone(), new.time_zone.clone()),
        (None, None, None, None)
    );
    let notes: String = proposal.plan.phases.iter().filter_map(|phase| phase.notes.as_deref()).collect();
    assert!(proposal.assumptions.iter().all(|what| notes.contains(&Lang::EN.say(what))) && !notes.is_empty());
}

/// Puts a pool of the target beside what [`one`] has, with so many users on so many servers.
fn with_new_pool(plan: &mut Plan, users: Option<u64>, servers: usize) -> PoolId {
    let mut b = Builder::new("contoso.com");
    b.topology = plan.today.clone();
    let site = b.topology.sites.keys().next().cloned();
    let mut pool = b.pool("there13", PoolKind::FrontEnd, Version::Lync2013, site.as_ref());
    pool.edition = Some(Edition::Enterprise);
    pool.os = Some(WindowsVersion::Server2012);
    pool.applications = Some(vec![Arc::from("RGS")]);
    pool.mediation = Some(MediationMode::Collocated);
    let id = b.add_pool(pool, servers);
    let store = b.sql("sqlthere", site.as_ref(), SqlVersion::Sql2012, &["LYNC"]);
    b.link(LinkKind::UserStore, &id, &store[0]);
    b.link(LinkKind::ApplicationStore, &id, &store[0]);
    let share = b.share("filesthere", "lync", site.as_ref());
    b.link(LinkKind::FileStore, &id, &share);
    b.topology.put(UserGroup::new(UserGroupId::new("user-group-new"), [(id.clone(), users)].into()).into());
    plan.today = b.topology;
    id
}

fn has_work(plan: &Plan, kind: ActivityKind) -> bool {
    plan.phases.iter().flat_map(|phase| &phase.steps).any(|step| match &**step {
        Step::Activity { kind: of, .. } => *of == kind,
        Step::Change { .. } => false,
    })
}

#[test]
fn users_move_to_a_pool_that_stands_as_far_as_it_carries_them() {
    let new_pools = |plan: &Plan, proposal: &Proposal| {
        let end = proposal.plan.state_at(proposal.plan.phases.len());
        let front_ends = end.pools.values().filter(|pool| pool.kind == PoolKind::FrontEnd);
        front_ends.filter(|pool| !plan.today.pools.contains_key(&pool.id)).count()
    };
    let mut plan = one(Version::Lync2010);
    let there = with_new_pool(&mut plan, Some(100), 3);
    let proposal = proposed(&plan, &Choices::default(), "begun");
    assert_eq!(new_pools(&plan, &proposal), 0);
    let end = proposal.plan.state_at(proposal.plan.phases.len());
    assert_eq!(end.users_on(&there), Some(500));
    assert!(
        !has_work(&proposal.plan, ActivityKind::PrepareActiveDirectory),
        "it was prepared for the pool that stands"
    );
    // Three servers carry 19,980 users: with these there is no room for all.
    let mut full = one(Version::Lync2010);
    with_new_pool(&mut full, Some(19_700), 3);
    let proposal = proposed(&full, &Choices::default(), "full");
    assert_eq!(new_pools(&full, &proposal), 1);
    // Nobody knows how many it carries.
    let mut unknown = one(Version::Lync2010);
    with_new_pool(&mut unknown, None, 3);
    let proposal = proposed(&unknown, &Choices::default(), "unknown");
    assert_eq!(new_pools(&unknown, &proposal), 1);
    let said: Vec<&str> = proposal.assumptions.iter().map(|what| &*what.id).collect();
    assert!(said.contains(&"propose-not-joined"), "{said:?}");
}

#[test]
fn chat_goes_to_a_pool_that_stands_where_it_may() {
    let begun = |chat: &str| {
        let text = format!(
            "
site Paris
  pool fe10 front-end standard version=lync-2010 users=300
  pool chat10 group-chat version=lync-2010 next-hop=fe10
  pool fe13 front-end standard version=lync-2013 users=10 servers=fe13.contoso.com
  {chat}
"
        );
        sketch::read(&text).expect("a sketch").plan
    };
    let chats = |plan: &Plan, proposal: &Proposal| {
        let end = proposal.plan.state_at(proposal.plan.phases.len());
        let new = end.pools.values().filter(|pool| pool.kind == PoolKind::PersistentChat);
        new.filter(|pool| !plan.today.pools.contains_key(&pool.id)).count()
    };
    let plan = begun("pool chat13 persistent-chat version=lync-2013 next-hop=fe13 servers=chat13.contoso.com");
    let proposal = proposed(&plan, &Choices::default(), "chat");
    assert_eq!(chats(&plan, &proposal), 0);
    let said: Vec<&str> = proposal.assumptions.iter().map(|what| &*what.id).collect();
    assert!(said.contains(&"propose-chat-stands"), "{said:?}");
    // It may hold rooms: it is stopped and backed up before the import, and not installed again.
    let chat13 = Subject::from(&PoolId::new("pool-chat13"));
    let about = |kind: ActivityKind| {
        let steps = proposal.plan.phases.iter().flat_map(|phase| &phase.steps);
        steps.filter(|step| matches!(&***step, Step::Activity { kind: of, about, .. } if *of == kind && about.contains(&chat13))).count()
    };
    let kinds =
        [ActivityKind::StopServices, ActivityKind::Backup, ActivityKind::ChatImport, ActivityKind::InstallServers];
    assert_eq!(kinds.map(about), [1, 1, 1, 0]);
    // On the computer of a Front End pool chat may only be new; compliance asks for compliance.
    for other in [
        "pool chat13 persistent-chat version=lync-2013 next-hop=fe13 servers=fe13.contoso.com",
        "pool chat13 persistent-chat version=lync-2013 next-hop=fe13 servers=chat13.contoso.com\n  sql sqlc CHAT\n  link compliance-store chat10 -> sqlc\\CHAT",
    ] {
        let plan = begun(other);
        assert_eq!(chats(&plan, &proposed(&plan, &Choices::default(), other)), 1, "{other}");
    }
}

/// Several Enterprise Edition pools of 400 users in one site.
fn several(count: usize) -> (Plan, Vec<PoolId>) {
    let mut b = Builder::new("contoso.com");
    let site = b.site("Paris", SiteKind::Central);
    let mut all = Vec::new();
    for n in 0..count {
        let mut pool = b.pool(
            &format!("fe{}x10", char::from(b'a' + u8::try_from(n).unwrap())),
            PoolKind::FrontEnd,
            Version::Lync2010,
            Some(&site),
        );
        pool.edition = Some(Edition::Enterprise);
        pool.response_groups = Some(0);
        let id = b.add_pool(pool, 2);
        let group = UserGroupId::new(&format!("user-group-{n}"));
        b.topology.put(UserGroup::new(group, [(id.clone(), Some(19_000))].into()).into());
        all.push(id);
    }
    let mut plan = Plan::new(PackId::new("lync-2013"));
    plan.today = b.topology;
    (plan, all)
}

#[test]
fn pools_that_back_each_other_up_have_successors_that_are_paired() {
    let (mut plan, pools) = several(3);
    for (from, to) in [(0, 1), (1, 0), (2, 1)] {
        plan.today.put(common::link(LinkKind::BackupRegistrar, &pools[from], &pools[to]).into());
    }
    let proposal = proposed(&plan, &Choices::default(), "pairs");
    let end = proposal.plan.state_at(proposal.plan.phases.len());
    let pairs: Vec<&Link> =
        end.links.values().map(|link| &**link).filter(|link| link.kind == LinkKind::Pairing).collect();
    let successor = |old: usize| {
        let label = plan.label(&(&pools[old]).into());
        let found = proposal.outline.successors.iter().find(|one| one.replaces.contains(&label));
        found.map(|one| Subject::from(&one.id)).unwrap()
    };
    let ends: BTreeSet<&Subject> = pairs.iter().flat_map(|link| [&link.from, &link.to]).collect();
    assert_eq!((pairs.len(), ends), (1, [&successor(0), &successor(1)].into()), "a pool has one partner");
    let said: Vec<&str> = proposal.assumptions.iter().map(|what| &*what.id).collect();
    assert!(said.contains(&"propose-paired") && said.contains(&"propose-not-paired"), "{said:?}");
    // Each of the two carries the users of both.
    let servers = |of: &Subject| end.servers.values().filter(|server| Subject::from(&server.pool) == *of).count();
    assert!(servers(&successor(0)) > servers(&successor(2)), "{} {}", servers(&successor(0)), servers(&successor(2)));
    // In one pool there is nothing to pair.
    let (mut small, pools) = several(2);
    for (from, to) in [(0, 1), (1, 0)] {
        small.today.put(common::link(LinkKind::BackupRegistrar, &pools[from], &pools[to]).into());
    }
    let choices = Choices { strategy: Strategy::Consolidate, ..Choices::default() };
    let proposal = proposed(&small, &choices, "one");
    assert!(proposal.assumptions.iter().any(|what| &*what.id == "propose-not-paired"));
}

#[test]
fn why_a_pilot_pool_has_no_edge_before_the_merge_is_said() {
    let mut plan = one(Version::Ocs2007R2);
    let mut b = Builder::new("contoso.com");
    b.topology = plan.today.clone();
    let site = b.topology.sites.keys().next().cloned();
    let mut edge = b.pool("edge10", PoolKind::Edge, Version::Ocs2007R2, site.as_ref());
    edge.federation = Some(true);
    let edge = b.add_pool(edge, 1);
    let pool = PoolId::new("pool-pool10");
    b.link(LinkKind::NextHop, &edge, &pool);
    b.link(LinkKind::MediaEdge, &pool, &edge);
    plan.today = b.topology;
    let proposal = proposed(&plan, &Choices::default(), "ocs");
    let warned = proposal.report.findings.iter().find(|finding| finding.code.as_str() == "EDGE-003").unwrap();
    let kinds: Vec<_> = (warned.stages.0..=warned.stages.1).map(|stage| proposal.plan.phases[stage - 1].kind).collect();
    assert_eq!(kinds, [Some(PhaseKind::PilotPool), Some(PhaseKind::Merge)], "until the topologies are merged");
    assert!(proposal.assumptions.iter().any(|what| &*what.id == "propose-edge-after-merge"));
    let lync = proposed(&one(Version::Lync2010), &Choices::default(), "lync");
    assert!(lync.assumptions.iter().all(|what| &*what.id != "propose-edge-after-merge"));
}
