//! One name for everything that can be selected, drawn or complained about.

use super::ids::*;
use super::words::words;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

words! {
    /// The kinds of subject, as in JSON.
    SubjectKind as "subject" {
        Deployment = "deployment",
        Site = "site",
        Pool = "pool",
        Server = "server",
        SqlServer = "sql-server",
        SqlInstance = "sql-instance",
        FileStore = "file-store",
        Gateway = "gateway",
        Link = "link",
        UserGroup = "user-group",
        Phase = "phase",
        Step = "step",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Deployment,
    Site(SiteId),
    Pool(PoolId),
    Server(ServerId),
    SqlServer(SqlServerId),
    SqlInstance(SqlInstanceId),
    FileStore(FileStoreId),
    Gateway(GatewayId),
    Link(LinkId),
    UserGroup(UserGroupId),
    Phase(PhaseId),
    Step(StepId),
}

impl Subject {
    pub fn kind(&self) -> SubjectKind {
        match self {
            Self::Deployment => SubjectKind::Deployment,
            Self::Site(_) => SubjectKind::Site,
            Self::Pool(_) => SubjectKind::Pool,
            Self::Server(_) => SubjectKind::Server,
            Self::SqlServer(_) => SubjectKind::SqlServer,
            Self::SqlInstance(_) => SubjectKind::SqlInstance,
            Self::FileStore(_) => SubjectKind::FileStore,
            Self::Gateway(_) => SubjectKind::Gateway,
            Self::Link(_) => SubjectKind::Link,
            Self::UserGroup(_) => SubjectKind::UserGroup,
            Self::Phase(_) => SubjectKind::Phase,
            Self::Step(_) => SubjectKind::Step,
        }
    }

    /// The id, empty for the deployment, of which there is one.
    pub fn id(&self) -> &str {
        match self {
            Self::Deployment => "",
            Self::Site(id) => id.as_str(),
            Self::Pool(id) => id.as_str(),
            Self::Server(id) => id.as_str(),
            Self::SqlServer(id) => id.as_str(),
            Self::SqlInstance(id) => id.as_str(),
            Self::FileStore(id) => id.as_str(),
            Self::Gateway(id) => id.as_str(),
            Self::Link(id) => id.as_str(),
            Self::UserGroup(id) => id.as_str(),
            Self::Phase(id) => id.as_str(),
            Self::Step(id) => id.as_str(),
        }
    }

    /// The opposite of [`kind`](Self::kind) and [`id`](Self::id).
    pub fn new(kind: SubjectKind, id: &str) -> Self {
        match kind {
            SubjectKind::Deployment => Self::Deployment,
            SubjectKind::Site => Self::Site(SiteId::new(id)),
            SubjectKind::Pool => Self::Pool(PoolId::new(id)),
            SubjectKind::Server => Self::Server(ServerId::new(id)),
            SubjectKind::SqlServer => Self::SqlServer(SqlServerId::new(id)),
            SubjectKind::SqlInstance => Self::SqlInstance(SqlInstanceId::new(id)),
            SubjectKind::FileStore => Self::FileStore(FileStoreId::new(id)),
            SubjectKind::Gateway => Self::Gateway(GatewayId::new(id)),
            SubjectKind::Link => Self::Link(LinkId::new(id)),
            SubjectKind::UserGroup => Self::UserGroup(UserGroupId::new(id)),
            SubjectKind::Phase => Self::Phase(PhaseId::new(id)),
            SubjectKind::Step => Self::Step(StepId::new(id)),
        }
    }
}

macro_rules! subjects_of {
    ($($id:ident => $variant:ident),*) => { $(
        impl From<$id> for Subject {
            fn from(id: $id) -> Self {
                Self::$variant(id)
            }
        }
        impl From<&$id> for Subject {
            fn from(id: &$id) -> Self {
                Self::$variant(id.clone())
            }
        }
    )* };
}
subjects_of!(
    SiteId => Site, PoolId => Pool, ServerId => Server, SqlServerId => SqlServer, SqlInstanceId => SqlInstance,
    FileStoreId => FileStore, GatewayId => Gateway, LinkId => Link, UserGroupId => UserGroup, PhaseId => Phase,
    StepId => Step
);

/// A rule's code, `SQL-001`. Codes are never given twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

impl Code {
    pub const fn new(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// A code read from a file; it may be one that this version does not know.
    pub fn read(code: &str) -> Self {
        Self(Cow::Owned(code.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a rule pack, `lync-2013`: the product that is migrated to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackId(Arc<str>);

impl PackId {
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
