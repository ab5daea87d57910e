//! A made-up deployment of any size as Topology Builder would save it: the same for the same seed.

use std::fmt::Write;

/// A tbxml with about this many pools, one in eight an Edge pool, with (`published`) or without a downloaded half.
pub fn tbxml(pools: usize, seed: u64, published: bool) -> String {
    let half = half(pools, seed);
    let mut out = String::from("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n");
    out.push_str("<TopologyBuilder FileName=\"C:\\plan.tbxml\" IsFreeFromChanges=\"true\" ");
    out.push_str("xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.TopologyBuilder.2008\">\r\n");
    if published {
        let _ = write!(out, "  <OriginalTopology>\r\n{half}  </OriginalTopology>\r\n");
    }
    let _ = write!(out, "  <NewTopology>\r\n{half}  </NewTopology>\r\n</TopologyBuilder>\r\n");
    out
}

const COMPONENTS: [&str; 16] = [
    "ABHandler",
    "ABFiles",
    "AutodiscoverService",
    "CAHandler",
    "CollabContent",
    "Cscp",
    "DataCollabWeb",
    "DeviceUpdateDownload",
    "Dialin",
    "DLExpansion",
    "LIService",
    "Lwa",
    "McxService",
    "Meet",
    "PowerShell",
    "Reach",
];
const TOPOLOGY: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008";
const ROLES: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.ServiceRoles.2008";
const POOLS_PER_SITE: usize = 40;

struct Seed(u64);

impl Seed {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn half(pools: usize, seed: u64) -> String {
    let mut seed = Seed(seed | 1);
    let mut sites = String::new();
    let mut services = String::new();
    for first in (0..pools).step_by(POOLS_PER_SITE) {
        let site = first / POOLS_PER_SITE + 1;
        let _ = write!(
            sites,
            "        <CentralSite OriginalSiteId=\"{site}\" SiteId=\"{site}\">\r\n          <Name xmlns=\"{TOPOLOGY}\">Site {site}</Name>\r\n          <Location City=\"City {site}\" CountryCode=\"FR\" xmlns=\"{TOPOLOGY}\" />\r\n          <Clusters>\r\n"
        );
        for pool in first..pools.min(first + POOLS_PER_SITE) {
            if pool % 8 == 7 {
                edge(pool, site, &mut sites, &mut services);
            } else {
                front_end(pool, site, &mut seed, &mut sites, &mut services);
            }
        }
        sites.push_str("          </Clusters>\r\n          <RemoteSites />\r\n        </CentralSite>\r\n");
    }
    format!(
        "    <PartialTopology Signature=\"0b8c0f9a-0000-4000-8000-000000000001\" IsPublished=\"true\" xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.WritableTopology.2008\">\r\n      <InternalDomains AllowAllDomains=\"false\" DefaultDomain=\"contoso.com\" xmlns=\"{TOPOLOGY}\">\r\n        <InternalDomain Name=\"contoso.com\" Authoritative=\"false\" AllowSubDomains=\"false\" />\r\n      </InternalDomains>\r\n      <CentralSites>\r\n{sites}      </CentralSites>\r\n      <Services>\r\n{services}      </Services>\r\n    </PartialTopology>\r\n"
    )
}

fn cluster(out: &mut String, id: &str, fqdn: &str, machines: &[String], software: bool, sides: &[&str], sql: &[&str]) {
    let alone = machines.len() == 1 && machines[0] == fqdn;
    let _ = write!(
        out,
        "            <Cluster RequiresReplication=\"{software}\" RequiresSetup=\"{software}\" Fqdn=\"{fqdn}\" UniqueId=\"{id}\" IsSingleMachineOnly=\"{alone}\">\r\n              <Machines>\r\n"
    );
    for (at, machine) in machines.iter().enumerate() {
        let name = if alone { String::new() } else { format!("Fqdn=\"{machine}\" ") };
        let _ = write!(
            out,
            "                <Machine {name}OriginalOrdinalInCluster=\"{}\" OriginalCluster=\"{id}\">\r\n",
            at + 1
        );
        for (number, side) in sides.iter().enumerate() {
            let _ = write!(
                out,
                "                  <NetInterface InterfaceSide=\"{side}\" InterfaceNumber=\"1\" IPAddress=\"10.0.{number}.{}\" xmlns=\"{TOPOLOGY}\" />\r\n",
                at + 1
            );
        }
        out.push_str("                </Machine>\r\n");
    }
    out.push_str("              </Machines>\r\n              <SqlInstances>\r\n");
    for name in sql {
        let _ = write!(
            out,
            "                <SqlInstance UniqueId=\"sql{id}{}\" OriginalClusterUniqueId=\"{id}\" Name=\"{name}\" />\r\n",
            name.to_lowercase()
        );
    }
    out.push_str("              </SqlInstances>\r\n            </Cluster>\r\n");
}

struct Port<'a>(&'a str, &'a str, &'a str, u32, &'a str, &'a str);

fn service(out: &mut String, id: &str, role: &str, on: &str, depends: &[&str], ports: &[Port<'_>], detail: &str) {
    let version = 6;
    let _ = write!(
        out,
        "        <Service RoleVersion=\"1\" ServiceVersion=\"{version}\" UniqueId=\"{id}\" InstalledOn=\"{on}\" RoleName=\"{role}\" OriginalSiteId=\"1\" OriginalInstance=\"1\">\r\n          <DependsOn>\r\n"
    );
    for target in depends {
        let _ = write!(out, "            <Dependency ServiceUniqueId=\"{target}\" Usage=\"Default\" />\r\n");
    }
    let _ = write!(out, "          </DependsOn>\r\n          <Ports xmlns=\"{ROLES}\">\r\n");
    for Port(owner, usage, side, port, protocol, more) in ports {
        let _ = write!(
            out,
            "            <Port Owner=\"urn:component:{owner}\" Usage=\"{usage}\" InterfaceSide=\"{side}\" InterfaceNumber=\"1\" Port=\"{port}\" Protocol=\"{protocol}\" UrlPath=\"/\" AuthorizesRequests=\"false\"{more} />\r\n"
        );
    }
    let _ = write!(out, "          </Ports>\r\n{detail}        </Service>\r\n");
}

fn front_end(pool: usize, site: usize, seed: &mut Seed, sites: &mut String, services: &mut String) {
    let key = format!("{site}-{pool}");
    let fqdn = format!("pool{pool}.contoso.com");
    let machines: Vec<String> = (1..=2 + seed.below(3)).map(|n| format!("fe{pool}-{n}.contoso.com")).collect();
    cluster(sites, &key, &fqdn, &machines, true, &["Primary", "External"], &[]);
    let (sql, files) = (format!("{key}s"), format!("{key}f"));
    let sql_name = format!("sql{pool}.contoso.com");
    cluster(sites, &sql, &sql_name, std::slice::from_ref(&sql_name), false, &[], &["Lync"]);
    let files_name = format!("files{pool}.contoso.com");
    cluster(sites, &files, &files_name, std::slice::from_ref(&files_name), false, &[], &[]);

    let id = |role: &str| format!("{role}{pool}");
    let instance = format!("sql{sql}lync");
    let edge = format!("edgeserver{}", pool / 8 * 8 + 7);
    let sip = |owner, port| Port(owner, "SipServer", "Primary", port, "Mtls", " GruuType=\"HomeServer\"");
    let web = |owner, port| Port(owner, "WebServer", "Primary", port, "Mtls", "");
    let (users, conf, share) = (id("userservices"), id("confservices"), id("filestore"));
    let (user_store, app_store) = (id("userstore"), id("applicationstore"));
    let (registrar, web_services) = (id("registrar"), id("webservices"));
    service(
        services,
        &users,
        "UserServices",
        &key,
        &[&user_store, &conf, &share],
        &[web("McuFactory", 444), web("PresenceFocus", 443)],
        "",
    );
    let detail = format!("          <RegistrarService IsDirector=\"false\" xmlns=\"{ROLES}\" />\r\n");
    let fabric: Vec<Port<'_>> = (5090..5095)
        .map(|port| Port("WinFab", "WinFabFederation", "Primary", port, "Tcp", ""))
        .chain([sip("Registrar", 5061), web("Registrar", 444), sip("QoE", 5061), sip("XmppFederation", 5098)])
        .collect();
    service(services, &registrar, "Registrar", &key, &[&users, &web_services, &edge], &fabric, &detail);
    let mut detail = format!(
        "          <WebService xmlns=\"{ROLES}\">\r\n            <ExternalSettings Host=\"web{pool}.contoso.com\">\r\n              <OverrideUrls />\r\n            </ExternalSettings>\r\n            <WebComponents xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.WebServices.2011\">\r\n"
    );
    for component in COMPONENTS {
        let _ = write!(detail, "              <Component ComponentName=\"{component}\" />\r\n");
    }
    detail.push_str("            </WebComponents>\r\n          </WebService>\r\n");
    let sites_of_web: Vec<Port<'_>> =
        [("External", 8080, "Http"), ("External", 4443, "Https"), ("Primary", 80, "Http"), ("Primary", 443, "Https")]
            .map(|(side, port, protocol)| Port("OCSWebSite", "WebSite", side, port, protocol, ""))
            .into_iter()
            .chain([sip("McxService", 5086), sip("UcwaService", 5088), sip("PersistentChatWebManager", 5095)])
            .collect();
    service(services, &web_services, "WebServices", &key, &[&users, &share], &sites_of_web, &detail);
    let detail = format!(
        "          <ConfService xmlns=\"{ROLES}\">\r\n            <MCUs>\r\n              <MCU ComponentName=\"IMConf\" Vendor=\"Microsoft\" />\r\n              <MCU ComponentName=\"AVConf\" Vendor=\"Microsoft\" />\r\n            </MCUs>\r\n          </ConfService>\r\n"
    );
    let conf_ports = [
        sip("IMConf", 5062),
        web("IMConf", 444),
        sip("AVConf", 5063),
        web("AVConf", 444),
        sip("AppSharingConf", 5065),
        web("DataConf", 444),
    ];
    service(services, &conf, "ConfServices", &key, &[&web_services, &users, &share, &edge], &conf_ports, &detail);
    let detail = format!("          <ApplicationServerService xmlns=\"{ROLES}\" />\r\n");
    service(
        services,
        &id("applicationserver"),
        "ApplicationServer",
        &key,
        &[&registrar, &app_store, &share],
        &[sip("Caa", 5072), sip("Cas", 5073)],
        &detail,
    );
    service(
        services,
        &id("mediationserver"),
        "MediationServer",
        &key,
        &[&registrar, &edge],
        &[sip("Mediation", 5070)],
        "",
    );
    for (store, role) in [(&user_store, "UserStore"), (&app_store, "ApplicationStore")] {
        service(services, store, role, &instance, &[], &[], "");
    }
    let detail = format!("          <FileStoreService ShareName=\"share{pool}\" xmlns=\"{ROLES}\" />\r\n");
    service(services, &share, "FileStore", &files, &[], &[], &detail);
}

fn edge(pool: usize, site: usize, sites: &mut String, services: &mut String) {
    let key = format!("{site}-{pool}");
    let fqdn = format!("edge{pool}.contoso.com");
    let machines = [format!("edge{pool}-1.contoso.com"), format!("edge{pool}-2.contoso.com")];
    cluster(sites, &key, &fqdn, &machines, true, &["Internal", "External"], &[]);
    let public = format!(" ConfiguredFqdn=\"access{pool}.contoso.com\"");
    let ports = [
        Port("AccessEdge", "SipServer", "Internal", 5061, "Mtls", ""),
        Port("AccessEdge", "SipClient", "External", 443, "Tls", &public),
        Port("DataEdge", "PsomServer", "Internal", 8057, "Mtls", ""),
        Port("DataEdge", "PsomClient", "External", 443, "Tls", &public),
        Port("MediaRelayEdge", "TURNServer", "External", 443, "Tcp", &public),
        Port("AccessEdge", "SipServer", "External", 5061, "Mtls", &public),
    ];
    let registrar = format!("registrar{}", pool - 7);
    service(services, &format!("edgeserver{pool}"), "EdgeServer", &key, &[&registrar], &ports, "");
}
