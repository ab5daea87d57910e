//! Facts: what is known about an object, or not. One table per object serves the inspector, the plan
//! file, changes in phases, imports and *not checked* alike.

use jiff::civil::Date;
use std::sync::Arc;

/// The name of a fact in kebab-case, as in plan files, JSON and message ids (`fact-sql-version`).
pub type FactName = &'static str;

/// A known fact, outside its object. `None` around it means *unknown*.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Flag(bool),
    Count(u64),
    /// Free text, a name, or the key of a vocabulary.
    Text(Arc<str>),
    List(Vec<Arc<str>>),
    Date(Date),
}

impl Value {
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }
}

/// What values a fact takes, so that a form can be built for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    Flag,
    Count,
    Text,
    List,
    Date,
    /// One of the keys of a vocabulary, with the prefix of its message ids.
    Choice(&'static str, &'static [&'static str]),
    /// Several of them.
    Choices(&'static str, &'static [&'static str]),
    /// The id of a site.
    Site,
    /// The id of a pool, or `none`.
    Route,
    /// The id of a pool.
    Pool,
}

/// One row of an object's table of facts.
pub struct FactInfo<T: 'static> {
    pub name: FactName,
    pub kind: FactKind,
    /// A correction holds in every phase (names, site): changing it is not a change in time.
    pub correction: bool,
    pub get: fn(&T) -> Option<Value>,
    /// Puts a value or, with `None`, forgets it. False when the value is not of this fact's kind.
    pub set: fn(&mut T, Option<&Value>) -> bool,
}

/// A type that a fact can have.
pub trait Fact: Sized {
    const KIND: FactKind;
    fn to_value(&self) -> Value;
    fn from_value(value: &Value) -> Option<Self>;
}

impl Fact for bool {
    const KIND: FactKind = FactKind::Flag;
    fn to_value(&self) -> Value {
        Value::Flag(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(*flag) } else { None }
    }
}

impl Fact for u64 {
    const KIND: FactKind = FactKind::Count;
    fn to_value(&self) -> Value {
        Value::Count(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Count(count) = value { Some(*count) } else { None }
    }
}

impl Fact for Arc<str> {
    const KIND: FactKind = FactKind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl Fact for Vec<Arc<str>> {
    const KIND: FactKind = FactKind::List;
    fn to_value(&self) -> Value {
        Value::List(self.clone())
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::List(list) = value { Some(list.clone()) } else { None }
    }
}

impl Fact for Date {
    const KIND: FactKind = FactKind::Date;
    fn to_value(&self) -> Value {
        Value::Date(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Date(date) = value { Some(*date) } else { None }
    }
}

macro_rules! id_facts {
    ($($id:ty => $kind:ident),*) => { $(
        impl Fact for $id {
            const KIND: FactKind = FactKind::$kind;
            fn to_value(&self) -> Value {
                Value::text(self.as_str())
            }
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Text(text) = value { Some(Self::new(text)) } else { None }
            }
        }
    )* };
}
id_facts!(super::ids::SiteId => Site, super::ids::PoolId => Pool);

macro_rules! word_facts {
    ($($word:ty),*) => { $(
        impl Fact for $word {
            const KIND: FactKind = FactKind::Choice(<$word>::PREFIX, <$word>::KEYS);
            fn to_value(&self) -> Value {
                Value::text(self.key())
            }
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Text(key) = value { Self::from_key(key) } else { None }
            }
        }

        impl Fact for Vec<$word> {
            const KIND: FactKind = FactKind::Choices(<$word>::PREFIX, <$word>::KEYS);
            fn to_value(&self) -> Value {
                Value::List(self.iter().map(|word| Arc::from(word.key())).collect())
            }
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::List(keys) = value {
                    keys.iter().map(|key| <$word>::from_key(key)).collect()
                } else {
                    None
                }
            }
        }
    )* };
}
use super::words::*;
word_facts!(
    Version,
    Edition,
    PoolKind,
    Role,
    StoreKind,
    LinkKind,
    Usage,
    SiteKind,
    SqlVersion,
    SqlEdition,
    Bitness,
    WindowsVersion,
    OsInstallation,
    Processor,
    Hypervisor,
    Companion,
    LoadBalancing,
    Platform,
    MediationMode,
    EdgeLayout,
    ForestModel,
    MirrorMode,
    ClusterMode,
    ArchivingMode,
    MailboxVersion,
    UmVersion,
    ChatProduct,
    ChatClient,
    Client,
    Feature,
    IpMode,
    TrunkProtocol,
    GatewayKind
);

/// Declares an object: its id, what it always has, and its facts, each `Option` and each in the table.
macro_rules! facts {
    (
        $(#[$doc:meta])*
        pub struct $name:ident {
            [$($own:ident: $own_ty:ty),*]
            $($(#[$fact_doc:meta])* $(@$mark:ident)? $fact:ident $key:literal: $ty:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $(pub $own: $own_ty,)*
            $($(#[$fact_doc])* pub $fact: Option<$ty>,)*
        }

        impl $name {
            /// The object with nothing known about it.
            #[allow(clippy::new_without_default)]
            pub fn new($($own: $own_ty),*) -> Self {
                Self { $($own,)* $($fact: None,)* }
            }

            /// The table of its facts, in the order of the inspector.
            pub const FACTS: &'static [$crate::model::FactInfo<Self>] = &[$(
                $crate::model::FactInfo {
                    name: $key,
                    kind: <$ty as $crate::model::Fact>::KIND,
                    correction: facts!(@correction $($mark)?),
                    get: |object| object.$fact.as_ref().map(<$ty as $crate::model::Fact>::to_value),
                    set: |object, value| match value {
                        None => {
                            object.$fact = None;
                            true
                        }
                        Some(value) => match <$ty as $crate::model::Fact>::from_value(value) {
                            Some(fact) => {
                                object.$fact = Some(fact);
                                true
                            }
                            None => false,
                        },
                    },
                },
            )*];
        }
    };
    (@correction correction) => { true };
    (@correction) => { false };
}
pub(crate) use facts;
