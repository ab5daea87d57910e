//! One odd element never stops the rest: each is noted with its line, and everything else is there.

#[path = "support/files.rs"]
mod files;

use coexist::model::*;
use files::*;

const IDLE: &str = "import-note-idle-store";

/// The notes of a changed fixture, but for the one that the fixture itself has.
fn notes_after(text: &str) -> Vec<(String, Option<u32>)> {
    let imported = read(text);
    assert_eq!(imported.plan.today.broken(), Vec::<String>::new());
    noted(&imported).into_iter().filter(|(id, _)| *id != IDLE).map(|(id, line)| (id.to_owned(), line)).collect()
}

fn changed(from: &str, to: &str) -> String {
    assert!(PUBLISHED.contains(from), "{from} is not in the fixture");
    PUBLISHED.replacen(from, to, 1)
}

fn one(text: &str, id: &str, marker: &str) {
    assert_eq!(notes_after(text), [(id.to_owned(), line_of(text, marker))], "{marker}");
}

#[test]
fn a_reference_to_nothing_is_noted_where_it_stands() {
    let text = changed(
        "RoleName=\"WacService\" Instance=\"1\" /></Dependency>",
        "RoleName=\"WacService\" Instance=\"99\" /></Dependency>",
    );
    one(&text, "import-note-dangling", "Instance=\"99\"");
    assert_eq!(links(&read(&text).plan.today, LinkKind::OfficeWebApps), Vec::<String>::new());

    let text = changed(
        "EnableAutomaticFailover=\"false\"><ServiceId SiteId=\"2\"",
        "EnableAutomaticFailover=\"false\"><ServiceId SiteId=\"77\"",
    );
    one(&text, "import-note-dangling", "SiteId=\"77\"");

    let text = changed(
        "<ClusterId SiteId=\"1\" Number=\"8\" />\n      <Machine",
        "<ClusterId SiteId=\"9\" Number=\"8\" />\n      <Machine",
    );
    let notes = notes_after(&text);
    let dangling = |marker: &str| ("import-note-dangling".to_owned(), line_of(&text, marker));
    let service = "<InstalledOn><ClusterId SiteId=\"1\" Number=\"8\" />";
    assert!(notes.contains(&dangling("SiteId=\"9\"")) && notes.contains(&dangling(service)), "{notes:?}");
    assert_eq!(pool(&read(&text).plan.today, "dir10.woodgrove.example").site, None);
}

#[test]
fn a_route_to_nothing_is_unknown() {
    let text = changed("RoleName=\"EdgeServer\" Instance=\"1\" xmlns", "RoleName=\"EdgeServer\" Instance=\"8\" xmlns");
    one(&text, "import-note-dangling", "Instance=\"8\" xmlns");
    assert_eq!(site(&read(&text).plan.today, "Zürich").federation_route, None);
}

#[test]
fn a_store_on_an_unknown_instance_leaves_the_edition_open() {
    let text = changed(
        "<SqlInstanceId Name=\"LYNC\"><ClusterId SiteId=\"1\" Number=\"2\" /></SqlInstanceId></InstalledOn>",
        "<SqlInstanceId Name=\"GONE\"><ClusterId SiteId=\"1\" Number=\"2\" /></SqlInstanceId></InstalledOn>",
    );
    one(&text, "import-note-dangling", "GONE");
    let pool = pool(&read(&text).plan.today, "ee13.woodgrove.example");
    assert_eq!((pool.kind, pool.edition), (PoolKind::FrontEnd, None));
}

#[test]
fn a_key_that_stands_twice_means_the_first() {
    let text = changed(
        "<ClusterId SiteId=\"1\" Number=\"8\" />\n      <Machine",
        "<ClusterId SiteId=\"1\" Number=\"7\" />\n      <Machine",
    );
    let notes = notes_after(&text);
    assert!(notes.contains(&("import-note-duplicate".to_owned(), line_of(&text, "Fqdn=\"dir10"))), "{notes:?}");
    let text = changed("RoleName=\"UserStore\" Instance=\"2\" />\n", "RoleName=\"UserStore\" Instance=\"1\" />\n");
    let notes = notes_after(&text);
    assert!(notes.iter().any(|(id, _)| id == "import-note-duplicate"), "{notes:?}");
    assert_eq!(read(&text).plan.today.pools.len(), 12);
}

#[test]
fn an_unknown_role_keeps_its_pool() {
    let text = PUBLISHED.replace("\"MonitoringServer\"", "\"WonderServer\"");
    one(
        &text,
        "import-note-unknown-role",
        "<Service RoleVersion=\"1\" ServiceVersion=\"5\"><ServiceId SiteId=\"1\" RoleName=\"WonderServer\"",
    );
    let pool = pool(&read(&text).plan.today, "mon10.woodgrove.example");
    assert_eq!((pool.kind, pool.version), (PoolKind::Other, Some(Version::Lync2010)));
    assert_eq!(pool.other_roles.map(|all| all.join(" ")).as_deref(), Some("WonderServer"));
}

#[test]
fn no_active_central_management_store_or_two_is_unknown() {
    let text = PUBLISHED.replace("IsActive=\"true\"", "IsActive=\"false\"");
    assert_eq!(notes_after(&text), [("import-note-no-cms".to_owned(), None)]);
    assert_eq!(read(&text).plan.today.deployment.cms, None);
    let text = PUBLISHED.replace("IsActive=\"false\"", "IsActive=\"true\"");
    one(
        &text,
        "import-note-several-cms",
        "<ServiceId SiteId=\"2\" RoleName=\"CentralMgmt\" Instance=\"1\" />\n      <DependsOn>",
    );
    assert_eq!(read(&text).plan.today.deployment.cms, None);
}

#[test]
fn a_file_without_services_still_gives_sites_and_hosts() {
    let (start, end) = (PUBLISHED.find("<Services>").expect("it"), PUBLISHED.find("</Services>").expect("it"));
    let text = format!("{}{}", &PUBLISHED[..start + "<Services>".len()], &PUBLISHED[end..]);
    let imported = read(&text);
    let today = &imported.plan.today;
    assert_eq!((today.sites.len(), today.sql_instances.len(), today.file_stores.len()), (4, 7, 0));
    assert!(pool(today, "edge.woodgrove.example").version.is_none());
    assert_eq!(pool(today, "edge.woodgrove.example").kind, PoolKind::Other);
    assert_eq!(noted(&imported)[0], ("import-note-no-services", None));
}

#[test]
fn a_version_that_is_no_number_or_no_product_is_shown_and_not_guessed() {
    for (version, note) in [("six", "import-note-version"), ("9", "import-note-product"), ("1", "import-note-product")]
    {
        let text = PUBLISHED.replacen("ServiceVersion=\"6\"", &format!("ServiceVersion=\"{version}\""), 1);
        one(&text, note, &format!("ServiceVersion=\"{version}\""));
        let pool = pool(&read(&text).plan.today, "ee13.woodgrove.example");
        assert_eq!((pool.version, pool.service_version.as_deref()), (None, Some(version)));
    }
}

#[test]
fn a_site_with_nothing_newer_than_ocs_is_legacy_whatever_its_name() {
    assert_eq!(site(&read(&changed("BackCompatSite", "Old")).plan.today, "Old").kind, SiteKind::Legacy);
    let text = changed("<Name>Lyon</Name>", "<Name>backcompatsite</Name>");
    assert_eq!(site(&read(&text).plan.today, "backcompatsite").kind, SiteKind::Legacy);
}

#[test]
fn text_where_a_number_or_an_address_belongs_is_noted() {
    let text = changed("IPAddress=\"10.2.0.1\"", "IPAddress=\"EdgeInternalIP\"");
    one(&text, "import-note-address", "EdgeInternalIP");
    let text = changed("MirrorPortNumber=\"5022\"", "MirrorPortNumber=\"auto\"");
    one(&text, "import-note-number", "auto");
    assert_eq!(sql(&read(&text).plan.today, "sqla.woodgrove.example\\LYNC").mirror_port, None);
    let text = changed("Port=\"5066\"", "Port=\"-1\"");
    one(&text, "import-note-number", "Port=\"-1\"");
}

#[test]
fn a_word_that_is_not_understood_is_noted_and_says_nothing() {
    let text = changed("IPAddress=\"10.2.0.1\"", "IPAddress=\"10.2.0.1\" Family=\"both\"");
    one(&text, "import-note-word", "Family");
    assert_eq!(pool(&read(&text).plan.today, "edge.woodgrove.example").ip_mode, None);
    let text = changed("IPAddress=\"10.2.0.1\"", "IPAddress=\"EdgeInternalIP\"");
    assert_eq!(pool(&read(&text).plan.today, "edge.woodgrove.example").ip_mode, None);
    let text = changed("Port=\"5066\" Protocol=\"Tcp\"", "Port=\"5066\" Protocol=\"Udp\"");
    one(&text, "import-note-word", "Protocol=\"Udp\"");
    let trunks: Vec<_> = read(&text).plan.today.links.values().filter_map(|link| link.protocol).collect();
    assert_eq!(trunks, [TrunkProtocol::Tls]);
}

#[test]
fn two_hosts_of_call_admission_control_in_one_site_are_left_open() {
    let port = "<Port Owner=\"urn:application:PDP\" Port=\"5080\" Protocol=\"Mtls\" /></Ports>";
    let service = "<Service RoleVersion=\"1\" ServiceVersion=\"5\"><ServiceId SiteId=\"2\" RoleName=\"ApplicationServer\" Instance=\"{n}\" /><InstalledOn><ClusterId SiteId=\"2\" Number=\"{n}\" /></InstalledOn><Ports>";
    let both = ["1", "2"].map(|n| format!("{}{port}</Service>", service.replace("{n}", n)));
    let today = read(&PUBLISHED.replace("</Services>", &(both.concat() + "</Services>"))).plan.today;
    for host in ["se13", "se10"] {
        assert_eq!(pool(&today, &format!("{host}.woodgrove.example")).call_admission_control, Some(true));
    }
    assert_eq!(site(&today, "Lyon").cac_host, None);
}

#[test]
fn two_clusters_of_one_name_are_one_sql_server() {
    let text = PUBLISHED.replace("sqlb.woodgrove.example", "SQLA.woodgrove.example");
    let imported = read(&text);
    assert!(noted(&imported).iter().any(|(id, _)| *id == "import-note-same-instance"));
    assert_eq!((imported.plan.today.sql_servers.len(), imported.plan.today.sql_instances.len()), (5, 6));
}

#[test]
fn an_unknown_usage_counts_as_the_usual_one() {
    let text = changed("Usage=\"Mirror\"", "Usage=\"Spare\"");
    one(&text, "import-note-usage", "Spare");
    assert!(links(&read(&text).plan.today, LinkKind::UserStore).contains(&"default ee13 -> sqlb\\lync".to_owned()));
}

#[test]
fn a_branch_site_may_name_its_parent_in_another_way() {
    let parent = |text: &str| site(&read(text).plan.today, "Basel").parent.is_some();
    assert!(parent(&changed("ParentSiteId=\"1\"", "CentralSiteId=\"1\"")));
    assert!(parent(&changed(
        " ParentSiteId=\"1\"><Name>Basel</Name>",
        "><Name>Basel</Name><CentralSite SiteId=\"1\" />"
    )));
    let text = changed(" ParentSiteId=\"1\"", "");
    one(&text, "import-note-no-parent", "<RemoteSite");
    assert!(!parent(&text));
}

#[test]
fn what_has_no_name_is_there_without_one() {
    let text =
        changed("<Machine OrdinalInCluster=\"1\" Fqdn=\"fe1.woodgrove.example\">", "<Machine OrdinalInCluster=\"1\">");
    one(&text, "import-note-machine", "<Machine OrdinalInCluster=\"1\">");
    assert_eq!(read(&text).plan.today.servers.len(), 15);
    let text = changed("<Cluster Fqdn=\"dir10.woodgrove.example\"", "<Cluster");
    assert_eq!(notes_after(&text), []);
    let today = read(&text).plan.today;
    assert_eq!(today.pools.values().filter(|pool| pool.fqdn.is_none()).count(), 1);
}

#[test]
fn services_that_say_too_little_are_noted() {
    let text = changed("<ServiceId SiteId=\"1\" RoleName=\"WacService\" Instance=\"1\" />\n", "\n");
    let notes = notes_after(&text);
    assert!(notes.iter().any(|(id, _)| id == "import-note-no-id"), "{notes:?}");
    let text = changed("<InstalledOn><ClusterId SiteId=\"1\" Number=\"11\" /></InstalledOn>", "");
    let notes = notes_after(&text);
    assert!(notes.iter().any(|(id, _)| id == "import-note-not-installed"), "{notes:?}");
    assert!(notes.iter().any(|(id, _)| id == "import-note-idle-cluster"), "{notes:?}");
    let text = changed(
        "<InstalledOn><SqlInstanceId Name=\"lync\"><ClusterId SiteId=\"1\" Number=\"2\" /></SqlInstanceId></InstalledOn>",
        "<InstalledOn><ClusterId SiteId=\"1\" Number=\"2\" /></InstalledOn>",
    );
    one(&text, "import-note-store-place", "<ServiceId SiteId=\"1\" RoleName=\"ApplicationStore\" Instance=\"1\" />\n");
}

#[test]
fn a_topology_that_was_never_published_opens() {
    let start = EDITABLE.find("<OriginalTopology").expect("it");
    let end = EDITABLE.find("</OriginalTopology>").expect("it") + "</OriginalTopology>".len();
    let mut text = format!("{}{}", &EDITABLE[..start], &EDITABLE[end..]);
    for number in 1..20 {
        for name in ["OriginalSiteId", "OriginalNumber", "OriginalInstance", "OriginalOrdinalInCluster"] {
            text = text.replace(&format!(" {name}=\"{number}\""), "");
        }
        text = text.replace(&format!("Site SiteId=\"{number}\""), "Site");
    }
    let today = read(&text).plan.today;
    assert_eq!((today.sites.len(), today.pools.len(), today.servers.len()), (4, 12, 15));
    assert_eq!(site(&today, "Basel").parent, Some(site(&today, "Zürich").id));
    assert_eq!(pool(&today, "se13.woodgrove.example").site, Some(site(&today, "Lyon").id));
}

#[test]
fn a_backup_on_one_side_is_a_stand_by_and_no_pairing() {
    let text = changed(
        "<Backup EnableAutomaticFailover=\"true\"><ServiceId SiteId=\"1\" RoleName=\"Registrar\" Instance=\"1\" /></Backup>",
        "",
    );
    let today = read(&text).plan.today;
    assert_eq!(links(&today, LinkKind::Pairing), Vec::<String>::new());
    assert_eq!(links(&today, LinkKind::BackupRegistrar), ["default ee13 -> se13", "default sba -> se10"]);
    let text = PUBLISHED.replace("\"BackupService\"", "\"WebServices\"");
    assert_eq!(links(&read(&text).plan.today, LinkKind::BackupRegistrar).len(), 3);
}

#[test]
fn notes_are_kept_up_to_a_number_and_the_rest_is_counted() {
    let many = "<Dependency Usage=\"Spare\" />".repeat(600);
    let imported = read(&changed("<DependsOn>", &format!("<DependsOn>{many}")));
    assert!(imported.notes.len() <= coexist::import::limits::MAX_NOTES + 1);
    assert_eq!(imported.notes.last().map(|note| note.message.id.as_ref()), Some("import-note-more"));
}
