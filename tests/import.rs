//! Topology files of all kinds: what they say becomes facts, what they do not say stays unknown.

#[path = "support/files.rs"]
mod files;

use coexist::import::{self, SourceKind};
use coexist::model::*;
use files::*;

fn today() -> Topology {
    read(PUBLISHED).plan.today
}

#[test]
fn a_plan_holds_the_topology_and_nothing_else() {
    let plan = read(PUBLISHED).plan;
    assert_eq!(plan.today.broken(), Vec::<String>::new());
    assert!(plan.phases.is_empty() && plan.places.is_empty() && plan.accepted.is_empty());
    assert_eq!(plan.about.title, None);
    let of = |kind: SubjectKind| plan.today.subjects().filter(|subject| subject.kind() == kind).count();
    let counts = [
        (SubjectKind::Site, 4),
        (SubjectKind::Pool, 12),
        (SubjectKind::Server, 15),
        (SubjectKind::SqlServer, 6),
        (SubjectKind::SqlInstance, 7),
        (SubjectKind::FileStore, 2),
        (SubjectKind::Gateway, 1),
        (SubjectKind::UserGroup, 5),
    ];
    for (kind, count) in counts {
        assert_eq!(of(kind), count, "{}", kind.key());
    }
}

#[test]
fn sites_have_kind_parent_and_route() {
    let today = today();
    let zurich = site(&today, "Zürich");
    assert_eq!(
        (zurich.kind, zurich.city.as_deref(), zurich.country.as_deref()),
        (SiteKind::Central, Some("Zürich"), Some("CH"))
    );
    assert_eq!(zurich.federation_route, Some(Route::Through(pool(&today, "edge.woodgrove.example").id)));
    assert_eq!(site(&today, "Lyon").federation_route, Some(Route::None));
    assert_eq!((zurich.xmpp_route, site(&today, "Lyon").xmpp_route), (zurich.federation_route, None));
    let basel = site(&today, "Basel");
    assert_eq!((basel.kind, basel.parent, basel.federation_route), (SiteKind::Branch, Some(zurich.id), None));
    let old = site(&today, "BackCompatSite");
    assert_eq!((old.kind, old.city), (SiteKind::Legacy, None));
}

#[test]
fn pools_have_kind_version_and_edition() {
    let today = today();
    use {Edition::*, PoolKind::*, Version::*};
    let expected = [
        ("ee13", FrontEnd, Lync2013, Some(Enterprise), Some(MediationMode::Collocated)),
        ("se13", FrontEnd, Lync2013, Some(Standard), Some(MediationMode::None)),
        ("se10", FrontEnd, Lync2010, Some(Standard), Some(MediationMode::None)),
        ("dir10", Director, Lync2010, None, Some(MediationMode::StandAlone)),
        ("sba", Sba, Lync2010, None, Some(MediationMode::Collocated)),
        ("ocs", FrontEnd, Ocs2007R2, None, None),
        ("edge", Edge, Lync2013, None, None),
        ("med10", Mediation, Lync2010, None, None),
        ("mon10", Monitoring, Lync2010, None, None),
        ("chat", PersistentChat, Lync2013, None, None),
        ("apps", TrustedApplication, Lync2013, None, None),
        ("wac", OfficeWebApps, Lync2013, None, None),
    ];
    for (host, kind, version, edition, mediation) in expected {
        let pool = pool(&today, &format!("{host}.woodgrove.example"));
        assert_eq!(
            (pool.kind, pool.version, pool.edition, pool.mediation),
            (kind, Some(version), edition, mediation),
            "{host}"
        );
        assert_eq!((pool.service_version, pool.other_roles), (None, None), "{host}");
    }
}

#[test]
fn what_no_topology_file_says_stays_unknown() {
    let today = today();
    let front_end = pool(&today, "ee13.woodgrove.example");
    assert_eq!((front_end.os, front_end.forest, front_end.domain, front_end.update_level), (None, None, None, None));
    assert_eq!((front_end.load_balancing, front_end.cookie_affinity), (None, None));
    assert_eq!(pool(&today, "se13.woodgrove.example").external_web_fqdn, None);
    assert_eq!(today.sql_servers.values().filter_map(|server| server.sql_version).count(), 0);
    for group in today.user_groups.values() {
        assert!(group.homes.values().all(Option::is_none));
    }
}

#[test]
fn servers_have_addresses_that_say_something() {
    let today = today();
    let addresses = |fqdn: &str| {
        let server = today.servers.values().find(|server| server.fqdn.as_deref() == Some(fqdn));
        server
            .and_then(|server| server.addresses.clone())
            .map(|all| all.iter().map(|a| a.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(addresses("fe1.woodgrove.example"), None);
    assert_eq!(addresses("FE2.woodgrove.example").unwrap_or_default(), ["10.1.0.12", "2001:db8::12"]);
    assert_eq!(addresses("edge1.woodgrove.example").map(|all| all.len()), Some(3));
}

#[test]
fn pools_have_the_ip_versions_of_their_interfaces() {
    let today = today();
    let mode = |host: &str| pool(&today, &format!("{host}.woodgrove.example")).ip_mode;
    assert_eq!((mode("ee13"), mode("edge")), (Some(IpMode::DualStack), Some(IpMode::Ipv4)));
    assert_eq!(mode("chat"), None, "a file that lists no interfaces says nothing");
    assert_eq!(today.deployment.ipv6, Some(true));
    let four = read(&PUBLISHED.replace(" IPv6Address=\"2001:db8::12\"", "")).plan.today;
    assert_eq!(pool(&four, "ee13.woodgrove.example").ip_mode, Some(IpMode::Ipv4));
    assert_eq!(four.deployment.ipv6, None, "other pools may have interfaces that are not in the file");
    let six = PUBLISHED.replace("\"0.0.0.0\"", "\"::\"").replace("IPAddress=\"10.1.0.12\" ", "");
    assert_eq!(pool(&read(&six).plan.today, "ee13.woodgrove.example").ip_mode, Some(IpMode::Ipv6));
}

#[test]
fn a_pool_that_bears_the_name_of_its_only_server_is_a_single_computer() {
    for text in [PUBLISHED, EDITABLE] {
        let today = read(text).plan.today;
        let single = |host: &str| pool(&today, &format!("{host}.woodgrove.example")).single_computer;
        assert_eq!((single("se13"), single("edge"), single("chat")), (Some(true), Some(false), Some(false)));
        assert_eq!(single("ocs"), None, "of merged pools there may be no more than the name");
    }
    // The editable form says it in a word, whatever the names are.
    let text = EDITABLE.replace(
        "UniqueId=\"1-7\" OriginalSiteId=\"1\" OriginalNumber=\"7\" IsSingleMachineOnly=\"false\"",
        "UniqueId=\"1-7\" IsSingleMachineOnly=\"true\"",
    );
    assert_eq!(pool(&read(&text).plan.today, "edge.woodgrove.example").single_computer, Some(true));
}

#[test]
fn features_are_the_applications_and_the_links_of_a_pool() {
    use Feature::*;
    let read_of = |text: &str, host: &str| {
        let today = read(text).plan.today;
        let pool = pool(&today, &format!("{host}.woodgrove.example"));
        (pool.features, pool.call_admission_control, site(&today, "Zürich").cac_host == Some(pool.id))
    };
    let all = vec![Conferencing, DialInConferencing, EnterpriseVoice, CallAdmissionControl, Monitoring];
    assert_eq!(read_of(PUBLISHED, "ee13"), (Some(all), Some(true), true));
    // An application server lists what it runs, so that what is not listed is not there.
    let fewer = ["PDP", "Caa", "RGS"].iter().fold(PUBLISHED.to_owned(), |text, name| {
        text.replace(&format!("urn:application:{name}"), "urn:application:testbot")
    });
    assert_eq!(read_of(&fewer, "ee13"), (Some(vec![Conferencing, Monitoring]), Some(false), false));
    for silent in [PUBLISHED.replace("urn:application:", "urn:component:"), fewer.replace("ApplicationServer", "Other")]
    {
        assert_eq!(read_of(&silent, "ee13"), (None, None, false));
    }
    assert_eq!(read_of(PUBLISHED, "se13"), (None, None, false));
    assert_eq!(site(&today(), "Lyon").cac_host, None);
}

#[test]
fn stores_are_joined_to_the_pools_that_use_them() {
    let today = today();
    let users = [
        "default ee13 -> sqla\\lync",
        "default se10 -> se10\\rtc",
        "default se13 -> se13\\rtc",
        "mirror ee13 -> sqlb\\lync",
        "witness ee13 -> sqlw\\witness",
    ];
    assert_eq!(links(&today, LinkKind::UserStore), users);
    assert_eq!(links(&today, LinkKind::ApplicationStore), ["default ee13 -> sqla\\lync"]);
    assert_eq!(links(&today, LinkKind::MonitoringStore), ["default ee13 -> sqla", "default mon10 -> sqla"]);
    assert_eq!(
        links(&today, LinkKind::CentralManagementStore),
        ["default ee13 -> sqla\\lync", "default se13 -> se13\\rtc"]
    );
    assert_eq!(
        links(&today, LinkKind::PersistentChatStore),
        ["backup chat -> sqlb\\lync", "default chat -> aglisten\\ag"]
    );
    assert_eq!(links(&today, LinkKind::ComplianceStore), ["default chat -> aglisten\\ag"]);
    assert_eq!(sql(&today, "sqla.woodgrove.example").idle_stores, Some(vec![StoreKind::Archiving]));
    assert_eq!(sql(&today, "sqla.woodgrove.example\\LYNC").idle_stores, None);
}

#[test]
fn sql_instances_have_ports_and_listeners_have_nodes() {
    let today = today();
    assert_eq!(sql(&today, "sqla.woodgrove.example\\LYNC").mirror_port, Some(5022));
    assert_eq!(sql(&today, "sqlw.woodgrove.example\\WITNESS").witness_port, Some(7022));
    let group = sql(&today, "aglisten.woodgrove.example\\AG");
    assert_eq!(group.always_on_primary.as_deref(), Some("agn1.woodgrove.example"));
    let nodes =
        |id: &SqlServerId| today.sql_servers.get(id).and_then(|server| server.cluster_nodes.as_ref()).map(Vec::len);
    assert_eq!(nodes(&group.server), Some(2));
    assert_eq!(nodes(&sql(&today, "sqla.woodgrove.example").server), None);
}

#[test]
fn pools_are_joined_to_each_other() {
    let today = today();
    let hops = ["default apps -> ee13", "default chat -> ee13", "default edge -> dir10", "default med10 -> dir10"];
    assert_eq!(links(&today, LinkKind::NextHop), hops);
    assert_eq!(links(&today, LinkKind::MediaEdge), ["default ee13 -> edge", "default se13 -> edge"]);
    assert_eq!(links(&today, LinkKind::OfficeWebApps), ["default ee13 -> wac"]);
    assert_eq!(links(&today, LinkKind::MonitoringServer), ["default se10 -> mon10"]);
    assert_eq!(links(&today, LinkKind::Pairing), ["default ee13 -> se13"]);
    assert_eq!(links(&today, LinkKind::BackupRegistrar), ["default sba -> se10"]);
    assert_eq!(links(&today, LinkKind::UserServices), ["default sba -> se10"]);
    let failover = |kind| today.links.values().find(|link| link.kind == kind).and_then(|link| link.automatic_failover);
    assert_eq!(failover(LinkKind::Pairing), Some(true));
    assert_eq!(failover(LinkKind::BackupRegistrar), Some(false));
}

#[test]
fn a_share_behind_a_guid_has_its_real_name() {
    let today = today();
    let mut names: Vec<_> = today.file_stores.keys().map(|id| today.label(&id.into())).collect();
    names.sort();
    assert_eq!(names, ["\\\\fs.woodgrove.example\\dfs\\chat", "\\\\fs.woodgrove.example\\lync13"]);
    assert_eq!(
        links(&today, LinkKind::FileStore),
        ["default chat -> \\\\fs\\dfs\\chat", "default ee13 -> \\\\fs\\lync13"]
    );
    assert!(!today.servers.values().any(|server| server.fqdn.as_deref().is_some_and(|name| name.contains("5f0a3c52"))));
}

#[test]
fn a_gateway_has_a_trunk_for_each_of_its_services() {
    let today = today();
    assert_eq!(links(&today, LinkKind::Trunk), ["default gw -> ee13", "default gw -> med10"]);
    let mut trunks: Vec<_> = today.links.values().filter(|link| link.kind == LinkKind::Trunk).collect();
    trunks.sort_by_key(|link| link.port);
    let ports: Vec<_> = trunks.iter().map(|link| (link.port, link.mediation_port, link.protocol)).collect();
    assert_eq!(ports[0], (Some(5066), Some(5068), Some(TrunkProtocol::Tcp)));
    assert_eq!(ports[1], (Some(5067), Some(5067), Some(TrunkProtocol::Tls)));
    let names: Vec<_> = trunks.iter().map(|link| link.name.as_deref()).collect();
    assert_eq!(names, [Some("trunk-zurich"), None], "a GUID is no name");
}

#[test]
fn an_edge_tells_its_public_names_in_its_ports() {
    let edge = pool(&today(), "edge.woodgrove.example");
    assert_eq!((edge.access_edge_fqdn.as_deref(), edge.access_edge_port), (Some("sip.woodgrove.example"), Some(443)));
    let conferencing = (edge.web_conferencing_edge_fqdn.as_deref(), edge.web_conferencing_edge_port);
    assert_eq!(conferencing, (Some("conf.woodgrove.example"), Some(444)));
    assert_eq!((edge.av_edge_fqdn.as_deref(), edge.av_edge_port), (Some("av.woodgrove.example"), Some(443)));
    assert_eq!((edge.federation, edge.xmpp, edge.nat), (Some(true), Some(true), Some(true)));
}

#[test]
fn an_edge_without_a_federation_port_does_not_federate() {
    let text = PUBLISHED
        .replace("Usage=\"SipServer\" InterfaceSide=\"External\"", "Usage=\"Other\" InterfaceSide=\"External\"");
    let text = text.replace("XmppFederationProxy", "Other").replace(" ConfiguredIPAddress=\"203.0.113.3\"", "");
    let edge = pool(&read(&text).plan.today, "edge.woodgrove.example");
    assert_eq!((edge.federation, edge.xmpp, edge.nat), (Some(false), Some(false), Some(false)));
}

#[test]
fn roles_carry_their_details() {
    let today = today();
    let front_end = pool(&today, "ee13.woodgrove.example");
    assert_eq!(front_end.external_web_fqdn.as_deref(), Some("web.woodgrove.example"));
    assert_eq!(front_end.internal_web_fqdn.as_deref(), Some("webint.woodgrove.example"));
    let applications = |pool: Pool| pool.applications.unwrap_or_default().join(" ");
    assert_eq!(applications(front_end), "Caa PDP RGS");
    assert_eq!(applications(pool(&today, "apps.woodgrove.example")), "helpdesk");
    let chat = pool(&today, "chat.woodgrove.example");
    assert_eq!((chat.chat_port, chat.compliance), (Some(5041), Some(true)));
    assert_eq!(chat.active_servers.map(|all| all.join(" ")).as_deref(), Some("chat1.woodgrove.example"));
    let discovery = pool(&today, "wac.woodgrove.example").discovery_url;
    assert_eq!(discovery.as_deref(), Some("https://wac.woodgrove.example/hosting/discovery/"));
}

#[test]
fn the_deployment_has_domains_and_one_active_central_management_store() {
    let today = today();
    let deployment = &today.deployment;
    assert_eq!(
        deployment.sip_domains.as_ref().map(|all| all.join(" ")).as_deref(),
        Some("woodgrove.example adventure.example")
    );
    assert_eq!(deployment.default_sip_domain.as_deref(), Some("woodgrove.example"));
    assert_eq!(deployment.cms, Some(pool(&today, "ee13.woodgrove.example").id));
    assert_eq!(pool(&today, "ee13.woodgrove.example").cms_passive, Some(false));
    assert_eq!(pool(&today, "se13.woodgrove.example").cms_passive, Some(true));
    assert_eq!(pool(&today, "edge.woodgrove.example").cms_passive, None);
    assert_eq!(deployment.simple_url_meet, None);
}

#[test]
fn the_editable_form_says_the_same_and_the_simple_urls() {
    let (published, editable) = (read(PUBLISHED), read(EDITABLE));
    assert_eq!((published.source, editable.source), (SourceKind::TopologyXml, SourceKind::Tbxml));
    let mut common = editable.plan.today.clone();
    let deployment = std::sync::Arc::make_mut(&mut common.deployment);
    assert_eq!(deployment.simple_url_meet.take().as_deref(), Some("https://meet.woodgrove.example"));
    assert_eq!(deployment.simple_url_dialin.take().as_deref(), Some("https://dialin.woodgrove.example"));
    assert_eq!(deployment.simple_url_admin.take().as_deref(), Some("https://admin.woodgrove.example"));
    assert_eq!(common.described(), published.plan.today.described());
    assert!(common.same_as(&published.plan.today));
}

#[test]
fn the_notes_of_a_good_file_are_few() {
    let idle = line_of(PUBLISHED, "RoleName=\"ArchivingStore\"");
    assert_eq!(noted(&read(PUBLISHED)), [("import-note-idle-store", idle)]);
}

#[test]
fn halves_that_differ_are_noted_with_what_they_touch() {
    let imported = read(EDITABLE);
    let note = imported.notes.iter().find(|note| note.message.id == "import-note-unpublished").expect("the note");
    let words = coexist::text::Lang::EN.say(&note.message);
    assert!(words.contains("fs.woodgrove.example"), "{words}");
    let share = imported.plan.today.file_stores.values().find(|store| store.share.as_deref() == Some("lync13"));
    assert!(share.is_some(), "the half that is edited is imported");
    let equal = EDITABLE.replace("lync2013", "lync13").replace(" SiteId=\"1\">", ">");
    assert!(!noted(&read(&equal)).iter().any(|(id, _)| *id == "import-note-unpublished"));
}

#[test]
fn a_file_with_only_the_downloaded_half_opens() {
    let (start, end) = (EDITABLE.find("  <NewTopology>").expect("it"), EDITABLE.find("</NewTopology>").expect("it"));
    let text = format!("{}{}", &EDITABLE[..start], &EDITABLE[end + "</NewTopology>".len()..]);
    let imported = read(&text);
    assert_eq!(imported.plan.today.pools.len(), 12);
    assert!(noted(&imported).iter().any(|(id, _)| *id == "import-note-original-only"));
}

#[test]
fn every_encoding_and_blanks_around_give_the_same_plan() {
    let plan = read(PUBLISHED).plan;
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{PUBLISHED}");
    let files = [
        marked.clone().into_bytes(),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
        utf16(PUBLISHED, u16::to_le_bytes),
        format!("\r\n\r\n<?xml version=\"1.0\" encoding=\"utf-16\"?>{PUBLISHED}\r\n \r\n").into_bytes(),
        PUBLISHED.replace('\n', "\r\n").into_bytes(),
    ];
    for file in files {
        assert!(import::looks_like_topology(&file));
        let imported = import::read(&file, "x").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(imported.plan, plan);
    }
}

#[test]
fn a_configuration_export_opens_however_it_was_packed() {
    let text = documents(PUBLISHED);
    let original =
        zip(&[("[Content_Types].xml", b"<Types/>"), ("Header.xml", b"<Header/>"), ("DocItemSet.xml", text.as_bytes())]);
    let by_hand = zip(&[("backup/cfg/docitemset.XML", format!("\u{feff}{text}").as_bytes())]);
    for file in [original, by_hand] {
        assert!(import::looks_like_topology(&file));
        let imported = import::read(&file, "config.zip").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(imported.source, SourceKind::ConfigurationZip);
        assert!(imported.plan.today.same_as(&today()));
    }
}

#[test]
fn a_topology_that_is_text_inside_the_export_opens_with_its_lines() {
    let escaped = PUBLISHED.replace('&', "&amp;").replace('<', "&lt;");
    for payload in [escaped, format!("\n<![CDATA[\n{PUBLISHED}]]>")] {
        let text = documents(&payload);
        let imported = read(&text);
        assert!(imported.plan.today.same_as(&today()));
        assert_eq!(noted(&imported)[0].1, line_of(&text, "RoleName=\"ArchivingStore\""));
    }
}

#[test]
fn an_export_carries_its_simple_urls_in_documents_of_their_own() {
    let document = |scope: &str, url: &str| {
        format!(
            "<DocItem><AnchoredXml><Key ScopeClass=\"{scope}\"/><SimpleUrlConfiguration><SimpleUrl Component=\"Meet\" Domain=\"*\" ActiveUrl=\"{url}\"/></SimpleUrlConfiguration></AnchoredXml></DocItem>"
        )
    };
    let with = |more: String| {
        let imported = read(&documents(PUBLISHED).replace("</DocItemSet>", &(more + "</DocItemSet>")));
        let deployment = &imported.plan.today.deployment;
        (deployment.simple_url_meet.as_deref().map(str::to_owned), deployment.simple_url_per_site)
    };
    let (global, site) = (document("Global", "https://all.example"), document("Site", "https://lyon.example"));
    let all = Some("https://all.example".to_owned());
    assert_eq!(with(String::new()), (None, None));
    assert_eq!(with(global.clone()), (all.clone(), Some(false)));
    assert_eq!(with(site + &global), (all, Some(true)));
}

#[test]
fn an_edge_description_gives_edges_and_their_next_hops() {
    let imported = read(EDGE_INPUT);
    assert_eq!(imported.source, SourceKind::TopologyInput);
    let today = &imported.plan.today;
    assert_eq!(today.broken(), Vec::<String>::new());
    let edge = pool(today, "ocsedge.woodgrove.example");
    assert_eq!((edge.kind, edge.version, edge.federation), (PoolKind::Edge, Some(Version::Ocs2007R2), Some(true)));
    assert_eq!(
        (edge.load_balancing, edge.edge_layout),
        (Some(LoadBalancing::Hardware), Some(EdgeLayout::Consolidated))
    );
    assert_eq!(edge.web_conferencing_edge_fqdn.as_deref(), Some("webconf.woodgrove.example"));
    assert_eq!((edge.web_conferencing_edge_port, edge.access_edge_port), (Some(443), None));
    let old = pool(today, "oldedge.woodgrove.example");
    assert_eq!(old.edge_layout, Some(EdgeLayout::Expanded));
    assert_eq!((old.version, old.federation, old.load_balancing), (Some(Version::Ocs2007), None, None));
    assert_eq!(today.servers.len(), 3);
    assert_eq!(links(today, LinkKind::NextHop), ["default ocsedge -> ocs", "default oldedge -> olddir"]);
    let lines = [line_of(EDGE_INPUT, "OCS.woodgrove"), line_of(EDGE_INPUT, "olddir")];
    assert_eq!(noted(&imported), lines.map(|line| ("import-note-next-hop", line)));
}
