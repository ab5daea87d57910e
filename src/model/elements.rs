//! The objects of a deployment and every fact a plan can carry about them.
//!
//! The list of facts is the union of what the rule catalogue for Lync Server 2013 asks for. A fact that
//! is not known is `None`; nothing here has a default that looks like knowledge.

use super::facts::{Fact, FactKind, Value, facts};
use super::ids::*;
use super::subject::{Subject, SubjectKind};
use super::words::*;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A text that is shared between states of a plan.
pub type Text = Arc<str>;

facts! {
    /// What holds for the deployment as a whole. One imported topology is one forest.
    pub struct Deployment {
        []
        forest "forest": Text,
        forest_model "forest-model": ForestModel,
        forest_level "forest-functional-level": Text,
        domain_level "domain-functional-level": Text,
        domain_controllers "domain-controllers": Vec<Text>,
        domain_controller_os "domain-controller-os": Vec<WindowsVersion>,
        /// Domains that have a global catalog on a writable domain controller.
        global_catalogs "global-catalogs": Vec<Text>,
        /// The newest product for which schema, forest and domains were prepared before the plan begins.
        prepared_for "prepared-for": Version,
        sip_domains "sip-domains": Vec<Text>,
        /// The one that new names end in.
        default_sip_domain "default-sip-domain": Text,
        simple_url_meet "simple-url-meet": Text,
        simple_url_dialin "simple-url-dialin": Text,
        simple_url_admin "simple-url-admin": Text,
        simple_url_per_site "simple-url-per-site": bool,
        /// The pool that hosts the active Central Management store.
        cms "cms": PoolId,
        mobility "mobility": bool,
        location_based_routing "location-based-routing": bool,
        /// Whether clients control desk phones through a SIP/CSTA gateway.
        remote_call_control "remote-call-control": bool,
        archiving_critical "archiving-critical": bool,
        archiving_mode "archiving-mode": ArchivingMode,
        ipv6 "ipv6": bool,
        /// Whether System Center Operations Manager watches over the deployment.
        operations_manager "operations-manager": bool,
        /// The pool that the records `_sipinternaltls._tcp` of the SIP domains point to.
        sign_in_records "sign-in-records": PoolId,
        /// The pool that the DNS records of the simple URLs point to.
        simple_url_records "simple-url-records": PoolId,
        /// Whether somebody still signs in with a mobile client of the old product.
        legacy_mobile_clients "legacy-mobile-clients": bool,
        unified_contact_store "unified-contact-store": bool,
        /// What voice mail runs on.
        exchange_um "exchange-um": Vec<UmVersion>,
        /// The partners that are configured in the target, not those of a legacy gateway.
        xmpp_partners "xmpp-partners": Vec<Text>,
    }
}

facts! {
    pub struct Site {
        [id: SiteId, kind: SiteKind]
        @correction name "name": Text,
        /// Branch sites: the central site they belong to.
        @correction parent "parent": SiteId,
        city "city": Text,
        country "country": Text,
        data_centre "data-centre": Text,
        federation_route "federation-route": Route,
        xmpp_route "xmpp-route": Route,
        /// The pool that hosts call admission control for this site.
        cac_host "cac-host": PoolId,
    }
}

facts! {
    /// A pool of any kind: Front End, Edge, Director, chat, trusted application…
    pub struct Pool {
        [id: PoolId, kind: PoolKind]
        @correction fqdn "fqdn": Text,
        @correction site "site": SiteId,
        version "version": Version,
        /// What the topology file says where no product is known for it.
        service_version "service-version": Text,
        edition "edition": Edition,
        roles "roles": Vec<Role>,
        /// Role names of the topology file that the vocabulary does not have.
        other_roles "other-roles": Vec<Text>,
        forest "forest": Text,
        domain "domain": Text,
        os "os": WindowsVersion,
        os_installation "os-installation": OsInstallation,
        processor "processor": Processor,
        update_level "update-level": Text,
        platform "platform": Platform,
        hypervisor "hypervisor": Hypervisor,
        load_balancing "load-balancing": LoadBalancing,
        /// Edge pools: the side of the Internet, where `load-balancing` is the inner one.
        external_load_balancing "external-load-balancing": LoadBalancing,
        /// Whether a hardware load balancer carries the web traffic of the pool.
        web_load_balancer "web-load-balancer": bool,
        internal_web_fqdn "internal-web-fqdn": Text,
        external_web_fqdn "external-web-fqdn": Text,
        mediation "mediation": MediationMode,
        features "features": Vec<Feature>,
        ip_mode "ip-mode": IpMode,
        /// Whether no other pool and no client in another network talks to it.
        isolated "isolated": bool,
        /// Whether the load balancer keeps web sessions on one server by a cookie.
        cookie_affinity "cookie-affinity": bool,
        applications "applications": Vec<Text>,
        access_numbers "access-numbers": u64,
        conference_directories "conference-directories": u64,
        response_groups "response-groups": u64,
        call_park_orbits "call-park-orbits": u64,
        common_area_phones "common-area-phones": u64,
        analog_devices "analog-devices": u64,
        um_contacts "um-contacts": u64,
        /// Names of workflows, queues, agent groups, holiday sets and hours of business.
        response_group_names "response-group-names": Vec<Text>,
        /// Whether the pool runs call admission control for its site.
        call_admission_control "call-admission-control": bool,
        /// Calls to the telephone network at the busiest time, without media bypass.
        concurrent_calls "concurrent-calls": u64,
        /// Participants of the largest meeting.
        largest_meeting "largest-meeting": u64,
        service_principal_name "service-principal-name": Text,
        cms_passive "cms-passive": bool,
        access_edge_fqdn "access-edge-fqdn": Text,
        access_edge_port "access-edge-port": u64,
        web_conferencing_edge_fqdn "web-conferencing-edge-fqdn": Text,
        web_conferencing_edge_port "web-conferencing-edge-port": u64,
        av_edge_fqdn "av-edge-fqdn": Text,
        av_edge_port "av-edge-port": u64,
        nat "nat": bool,
        edge_layout "edge-layout": EdgeLayout,
        federation "federation": bool,
        xmpp "xmpp": bool,
        /// XMPP gateways: the partners that are configured on it.
        xmpp_partners "xmpp-partners": Vec<Text>,
        /// Remote users at the same time, at the busiest time.
        remote_users "remote-users": u64,
        /// Whether the pool was defined as a single computer.
        single_computer "single-computer": bool,
        chat_port "chat-port": u64,
        active_servers "active-servers": Vec<Text>,
        compliance "compliance": bool,
        time_zone "time-zone": Text,
        /// Group Chat pools: whether files were posted in rooms.
        files_in_rooms "files-in-rooms": bool,
        /// Group Chat pools: the pool by which the older product trusts them.
        trusted_application_pool "trusted-application-pool": PoolId,
        /// Persistent Chat pools: whether categories, rooms or add-ins were created before chat is imported.
        holds_rooms "holds-rooms": bool,
        /// Persistent Chat pools: whether Group Chat clients are to connect without being configured anew.
        legacy_chat_clients "legacy-chat-clients": bool,
        discovery_url "discovery-url": Text,
    }
}

facts! {
    /// A machine. Its identity is stable across phases.
    pub struct Server {
        [id: ServerId, pool: PoolId]
        @correction fqdn "fqdn": Text,
        /// Recorded where a member differs from its pool, or might.
        roles "roles": Vec<Role>,
        domain "domain": Text,
        data_centre "data-centre": Text,
        time_zone "time-zone": Text,
        os "os": WindowsVersion,
        os_installation "os-installation": OsInstallation,
        processor "processor": Processor,
        platform "platform": Platform,
        hypervisor "hypervisor": Hypervisor,
        update_level "update-level": Text,
        network_adapters "network-adapters": u64,
        addresses "addresses": Vec<Text>,
        other_products "other-products": Vec<Text>,
        /// Server software beside the product that rules speak of.
        also_runs "also-runs": Vec<Companion>,
    }
}

facts! {
    /// A SQL Server host, or the listener or cluster name that stands for it.
    pub struct SqlServer {
        [id: SqlServerId]
        @correction fqdn "fqdn": Text,
        @correction site "site": SiteId,
        domain "domain": Text,
        sql_version "sql-version": SqlVersion,
        sql_edition "sql-edition": SqlEdition,
        bitness "bitness": Bitness,
        os "os": WindowsVersion,
        service_pack "service-pack": Text,
        cluster_nodes "cluster-nodes": Vec<Text>,
        cluster_mode "cluster-mode": ClusterMode,
        reporting_services "reporting-services": bool,
        other_databases "other-databases": bool,
        also_runs "also-runs": Vec<Companion>,
    }
}

facts! {
    pub struct SqlInstance {
        [id: SqlInstanceId, server: SqlServerId]
        /// Empty for the default instance.
        @correction name "name": Text,
        mirror_port "mirror-port": u64,
        witness_port "witness-port": u64,
        mirror_mode "mirror-mode": MirrorMode,
        /// Whether a file share is there that the SQL services of primary and mirror read and write.
        mirror_share "mirror-share": bool,
        always_on_primary "always-on-primary": Text,
        /// Stores that the topology file puts here without a pool that depends on them.
        idle_stores "idle-stores": Vec<StoreKind>,
    }
}

facts! {
    /// A file share, `\\host\share`.
    pub struct FileStore {
        [id: FileStoreId]
        @correction host "host": Text,
        @correction share "share": Text,
        @correction site "site": SiteId,
        dfs "dfs": bool,
        clustered "clustered": bool,
        os "os": WindowsVersion,
    }
}

facts! {
    pub struct Gateway {
        [id: GatewayId]
        @correction fqdn "fqdn": Text,
        @correction site "site": SiteId,
        gateway_kind "gateway-kind": GatewayKind,
        /// The newest product that it is certified for.
        certified_for "certified-for": Version,
        /// Whether it spreads calls over the servers of a pool, and takes calls from any of them.
        balances_calls "balances-calls": bool,
        voice_routes "voice-routes": Vec<Text>,
    }
}

facts! {
    /// A connection. `from` depends on `to`: a pool on its store, a gateway on its Mediation pool.
    pub struct Link {
        [id: LinkId, kind: LinkKind, usage: Usage, from: Subject, to: Subject]
        @correction name "name": Text,
        port "port": u64,
        mediation_port "mediation-port": u64,
        protocol "protocol": TrunkProtocol,
        automatic_failover "automatic-failover": bool,
    }
}

/// How many users of a group are on each pool; `None` is *not known*.
pub type Homes = BTreeMap<PoolId, Option<u64>>;

facts! {
    /// A population of users that is moved together.
    pub struct UserGroup {
        [id: UserGroupId, homes: Homes]
        @correction name "name": Text,
        clients "clients": Vec<Client>,
        enterprise_voice "enterprise-voice": bool,
        archived "archived": bool,
        mailboxes "mailboxes": MailboxVersion,
        /// Whether the external access policy of its users allows XMPP partners.
        xmpp "xmpp": bool,
        /// Whether the contacts of these users are in Exchange.
        unified_contact_store "unified-contact-store": bool,
        /// Where their chat rooms are today; an import moves those of Group Chat.
        chat_rooms "chat-rooms": ChatProduct,
        chat_clients "chat-clients": Vec<ChatClient>,
        surveyed_on "surveyed-on": Date,
    }
}

/// Where a site sends federated traffic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// Known to be none.
    None,
    /// A Director or Edge pool.
    Through(PoolId),
}

impl Fact for Route {
    const KIND: FactKind = FactKind::Route;

    fn to_value(&self) -> Value {
        match self {
            Self::None => Value::text("none"),
            Self::Through(pool) => Value::text(pool.as_str()),
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) if &**text == "none" => Some(Self::None),
            Value::Text(text) => Some(Self::Through(PoolId::new(text))),
            _ => None,
        }
    }
}

/// Any object that can be added to a topology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Site(Arc<Site>),
    Pool(Arc<Pool>),
    Server(Arc<Server>),
    SqlServer(Arc<SqlServer>),
    SqlInstance(Arc<SqlInstance>),
    FileStore(Arc<FileStore>),
    Gateway(Arc<Gateway>),
    Link(Arc<Link>),
    UserGroup(Arc<UserGroup>),
}

/// Does the same with whichever object an element holds.
macro_rules! each_element {
    ($element:expr, $object:ident => $do:expr) => {
        match $element {
            $crate::model::Element::Site($object) => $do,
            $crate::model::Element::Pool($object) => $do,
            $crate::model::Element::Server($object) => $do,
            $crate::model::Element::SqlServer($object) => $do,
            $crate::model::Element::SqlInstance($object) => $do,
            $crate::model::Element::FileStore($object) => $do,
            $crate::model::Element::Gateway($object) => $do,
            $crate::model::Element::Link($object) => $do,
            $crate::model::Element::UserGroup($object) => $do,
        }
    };
}

macro_rules! elements {
    ($($name:ident),*) => { $(
        impl From<$name> for Element {
            fn from(object: $name) -> Self {
                Self::$name(Arc::new(object))
            }
        }
    )* };
}
elements!(Site, Pool, Server, SqlServer, SqlInstance, FileStore, Gateway, Link, UserGroup);

/// The object that a fact of this kind names with this value.
pub fn named_by(kind: FactKind, value: &Value) -> Option<Subject> {
    match (kind, value) {
        (FactKind::Site, Value::Text(id)) => Some(Subject::Site(SiteId::new(id))),
        (FactKind::Pool, Value::Text(id)) => Some(Subject::Pool(PoolId::new(id))),
        (FactKind::Route, Value::Text(id)) if &**id != "none" => Some(Subject::Pool(PoolId::new(id))),
        _ => None,
    }
}

fn names_in<T>(table: &'static [super::FactInfo<T>], object: &T) -> Vec<(super::FactName, Subject)> {
    table
        .iter()
        .filter(|info| matches!(info.kind, FactKind::Site | FactKind::Pool | FactKind::Route))
        .filter_map(|info| Some((info.name, named_by(info.kind, &(info.get)(object)?)?)))
        .collect()
}

/// The name and kind of a fact, when subjects of this kind have such a fact.
pub fn fact_named(kind: SubjectKind, name: &str) -> Option<(super::FactName, FactKind)> {
    fn find<T>(table: &'static [super::FactInfo<T>], name: &str) -> Option<(super::FactName, FactKind)> {
        table.iter().find(|info| info.name == name).map(|info| (info.name, info.kind))
    }
    match kind {
        SubjectKind::Deployment => find(Deployment::FACTS, name),
        SubjectKind::Site => find(Site::FACTS, name),
        SubjectKind::Pool => find(Pool::FACTS, name),
        SubjectKind::Server => find(Server::FACTS, name),
        SubjectKind::SqlServer => find(SqlServer::FACTS, name),
        SubjectKind::SqlInstance => find(SqlInstance::FACTS, name),
        SubjectKind::FileStore => find(FileStore::FACTS, name),
        SubjectKind::Gateway => find(Gateway::FACTS, name),
        SubjectKind::Link => find(Link::FACTS, name),
        SubjectKind::UserGroup => find(UserGroup::FACTS, name),
        SubjectKind::Phase | SubjectKind::Step => None,
    }
}

impl Element {
    /// The sites and pools that facts of this object name, with the fact.
    pub fn named(&self) -> Vec<(super::FactName, Subject)> {
        each_element!(self, object => names_in(object.facts_table(), object))
    }

    pub fn subject(&self) -> Subject {
        each_element!(self, object => Subject::from(&object.id))
    }

    /// The facts of this object: name, kind, whether it is a correction, and what is known.
    pub fn facts(&self) -> Vec<FactRow> {
        each_element!(self, object => rows(object.facts_table(), &**object))
    }

    pub fn fact(&self, name: &str) -> Option<Value> {
        each_element!(self, object => object.facts_table().iter().find(|info| info.name == name).and_then(|info| (info.get)(object)))
    }

    /// Puts or forgets one fact; false when there is no such fact here or the value is of another kind.
    pub fn set_fact(&mut self, name: &str, value: Option<&Value>) -> bool {
        each_element!(self, object => {
            let table = object.facts_table();
            let target = Arc::make_mut(object);
            table.iter().find(|info| info.name == name).is_some_and(|info| (info.set)(target, value))
        })
    }
}

/// One fact of one object, as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    pub name: super::FactName,
    pub kind: FactKind,
    pub correction: bool,
    pub value: Option<Value>,
}

fn rows<T>(table: &'static [super::FactInfo<T>], object: &T) -> Vec<FactRow> {
    table
        .iter()
        .map(|info| FactRow {
            name: info.name,
            kind: info.kind,
            correction: info.correction,
            value: (info.get)(object),
        })
        .collect()
}

macro_rules! tables {
    ($($name:ident),*) => { $(
        impl $name {
            fn facts_table(&self) -> &'static [super::FactInfo<Self>] {
                Self::FACTS
            }
        }
    )* };
}
tables!(Site, Pool, Server, SqlServer, SqlInstance, FileStore, Gateway, Link, UserGroup);

impl Deployment {
    /// The pools that facts of the deployment name, with the fact.
    pub fn named(&self) -> Vec<(super::FactName, Subject)> {
        names_in(Self::FACTS, self)
    }

    pub fn facts(&self) -> Vec<FactRow> {
        rows(Self::FACTS, self)
    }

    /// Puts or forgets one fact; false when there is no such fact or the value is of another kind.
    pub fn set_fact(&mut self, name: &str, value: Option<&Value>) -> bool {
        Self::FACTS.iter().find(|info| info.name == name).is_some_and(|info| (info.set)(self, value))
    }
}

impl Site {
    /// The sites and pools that facts of this site name, with the fact.
    pub fn named(&self) -> Vec<(super::FactName, Subject)> {
        names_in(Self::FACTS, self)
    }

    /// Which facts make sense for a site of this kind; the others stay out of forms.
    pub fn has_fact(kind: SiteKind, name: &str) -> bool {
        name != "parent" || kind == SiteKind::Branch
    }
}

impl Link {
    /// Which facts make sense for a link of this kind; the others stay out of forms.
    pub fn has_fact(kind: LinkKind, name: &str) -> bool {
        match name {
            "name" | "port" | "mediation-port" | "protocol" => kind == LinkKind::Trunk,
            "automatic-failover" => matches!(kind, LinkKind::Pairing | LinkKind::BackupRegistrar),
            _ => true,
        }
    }
}

impl Pool {
    /// Whether a pool carries a role of Lync or Skype for Business itself. Companions (trusted applications, Office
    /// Web Apps) do not count; a pool drawn by hand, of which no roles are known, is judged by its kind.
    pub fn is_counted(&self) -> bool {
        match self.roles.as_deref() {
            Some(roles) if !roles.is_empty() => {
                roles.iter().any(|role| !matches!(role, Role::TrustedApplication | Role::OfficeWebApps))
            }
            _ => !matches!(
                self.kind,
                PoolKind::TrustedApplication
                    | PoolKind::OfficeWebApps
                    | PoolKind::CommunicatorWebAccess
                    | PoolKind::XmppGateway
                    | PoolKind::VideoInterop
                    | PoolKind::Other
            ),
        }
    }

    /// Which facts make sense for a pool of this kind; the others stay out of forms and of *not checked*.
    pub fn has_fact(kind: PoolKind, name: &str) -> bool {
        let edge = matches!(
            name,
            "access-edge-fqdn"
                | "access-edge-port"
                | "web-conferencing-edge-fqdn"
                | "web-conferencing-edge-port"
                | "av-edge-fqdn"
                | "av-edge-port"
                | "nat"
                | "edge-layout"
                | "external-load-balancing"
                | "federation"
                | "xmpp"
                | "remote-users"
        );
        let chat = matches!(name, "chat-port" | "active-servers" | "compliance" | "single-computer");
        let registrar = matches!(
            name,
            "edition"
                | "mediation"
                | "internal-web-fqdn"
                | "external-web-fqdn"
                | "access-numbers"
                | "conference-directories"
                | "response-groups"
                | "call-park-orbits"
                | "common-area-phones"
                | "analog-devices"
                | "um-contacts"
                | "cms-passive"
                | "response-group-names"
                | "call-admission-control"
                | "largest-meeting"
                | "web-load-balancer"
                | "cookie-affinity"
                | "features"
        );
        match kind {
            _ if edge => kind == PoolKind::Edge,
            _ if chat => matches!(kind, PoolKind::PersistentChat | PoolKind::GroupChat),
            _ if registrar => matches!(kind, PoolKind::FrontEnd | PoolKind::Director | PoolKind::Sba),
            _ if name == "xmpp-partners" => kind == PoolKind::XmppGateway,
            _ if name == "time-zone" => {
                matches!(kind, PoolKind::PersistentChat | PoolKind::GroupChat | PoolKind::FrontEnd | PoolKind::Director)
            }
            _ if matches!(name, "files-in-rooms" | "trusted-application-pool") => kind == PoolKind::GroupChat,
            _ if matches!(name, "holds-rooms" | "legacy-chat-clients") => kind == PoolKind::PersistentChat,
            _ if name == "discovery-url" => kind == PoolKind::OfficeWebApps,
            _ if name == "service-principal-name" => kind == PoolKind::Sba,
            _ if name == "concurrent-calls" => {
                matches!(kind, PoolKind::FrontEnd | PoolKind::Mediation | PoolKind::Sba)
            }
            _ => true,
        }
    }
}
