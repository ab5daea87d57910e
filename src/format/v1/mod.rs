//! Version 1 of the plan file. These structs are the file, not the model: the model can move, this cannot.

mod convert;
mod logo;
mod marks;
mod objects;
mod phases;

pub(super) use convert::{Wrong, from_plan, from_topology, reference, subject, to_plan, topology};
pub use objects::*;
use serde::{Deserialize, Serialize};

/// The whole file, in the order in which it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub format: String,
    pub version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<String>,
    /// A pack of rules; it may be one that this version of Coexist does not have.
    pub target: String,
    pub today: Today,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// Times in which nothing is changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub freezes: Vec<Freeze>,
    /// One line each: the object, x, y.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<(Ref, i32, i32)>,
    /// Objects that are locked on the sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<Ref>,
    /// Ids of sites that are drawn as one card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collapsed: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<RuleLevel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticked: Vec<Ticked>,
    /// Ids that were given once and must not be given again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<String>,
    /// Last, because nobody reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
}

/// A picture as it is in its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Its media type.
    pub media: String,
    /// In Base64, in lines.
    pub data: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Today {
    pub deployment: Deployment,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<Pool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sql_servers: Vec<SqlServer>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sql_instances: Vec<SqlInstance>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file_stores: Vec<FileStore>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gateways: Vec<Gateway>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub user_groups: Vec<UserGroup>,
}

/// A reference to an object: `Pool("pool-fe-paris")`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ref {
    #[default]
    Deployment,
    Site(String),
    Pool(String),
    Server(String),
    SqlServer(String),
    SqlInstance(String),
    FileStore(String),
    Gateway(String),
    Link(String),
    UserGroup(String),
    Phase(String),
    Step(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    pub id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// How long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Ids of phases that it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A time in which nothing is changed: its first and its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    pub name: String,
    pub first: String,
    pub last: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Step {
    Change {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tool: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        /// In lines.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        script: Vec<String>,
        commands: Vec<Command>,
    },
    Activity {
        id: String,
        kind: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        about: Vec<Ref>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tool: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        /// In lines.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        script: Vec<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    AddSite(Site),
    AddPool(Box<Pool>),
    AddServer(Server),
    AddSqlServer(SqlServer),
    AddSqlInstance(SqlInstance),
    AddFileStore(FileStore),
    AddGateway(Gateway),
    AddLink(Link),
    AddUserGroup(UserGroup),
    Remove(Ref),
    Set {
        of: Ref,
        fact: String,
        to: Option<Raw>,
    },
    MoveUsers {
        group: String,
        from: String,
        to: String,
        users: Amount,
    },
    CountUsers {
        group: String,
        pool: String,
        users: Option<u64>,
    },
    MoveStore {
        link: String,
        to: String,
    },
    MoveCms {
        to: String,
    },
    /// To a pool, or to `none`.
    RouteFederation {
        site: String,
        to: String,
    },
    RouteXmpp {
        site: String,
        to: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    All,
    Number(u64),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    pub code: String,
    pub subjects: Vec<Ref>,
    pub reason: String,
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// The level of a rule in this plan: `off`, or a level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleLevel {
    /// It may be one that this version of Coexist does not have.
    pub code: String,
    pub level: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An entry of the checklist that is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticked {
    pub code: String,
    pub subject: Ref,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
