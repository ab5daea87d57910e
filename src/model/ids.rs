//! Names that stay the same for the life of a plan.
//!
//! An id is a slug of the first name its object had (`pool-fe-paris`), made unique by a suffix. It is
//! shared, cheap to clone, ordered, and means nothing outside its plan.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The part that all typed ids share: a slug.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// Takes the text as it is; use [`slug`] to make one from a name.
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Slug);

        impl $name {
            pub fn new(text: &str) -> Self {
                Self(Slug::new(text))
            }

            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )* };
}

ids! {
    /// A central or branch site.
    SiteId;
    /// A pool of any kind, Edge and chat pools included.
    PoolId;
    /// A machine that is a member of a pool.
    ServerId;
    /// A SQL Server host (or listener or cluster name).
    SqlServerId;
    /// An instance on a SQL Server host.
    SqlInstanceId;
    /// A file share.
    FileStoreId;
    /// A PSTN gateway, IP-PBX or session border controller.
    GatewayId;
    /// A connection between two objects.
    LinkId;
    /// A population of users that moves together.
    UserGroupId;
    /// A phase of a plan.
    PhaseId;
    /// An entry of a phase.
    StepId;
}

/// A slug of `name` for an object whose kind is `prefix`: lower-case ASCII letters, digits and single
/// hyphens. Only the host part of a dotted name is used.
pub fn slug(prefix: &str, name: &str) -> String {
    let host = name.trim().split('.').next().unwrap_or_default();
    let mut out = String::from(prefix);
    let mut gap = true;
    for c in host.chars().flat_map(char::to_lowercase).take(60) {
        match plain(c) {
            "" => gap = true,
            letters => {
                if gap {
                    out.push('-');
                    gap = false;
                }
                out.push_str(letters);
            }
        }
    }
    out
}

/// The ASCII letters for `c`, or nothing for what separates words.
fn plain(c: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        _ => ASCII.find(c).map_or("", |at| &ASCII[at..=at]),
    }
}

/// `wanted`, or `wanted-2`, `wanted-3`… until `taken` says no.
pub fn free(wanted: &str, mut taken: impl FnMut(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut candidate = String::new();
    for n in 2u64.. {
        candidate = format!("{wanted}-{n}");
        if !taken(&candidate) {
            break;
        }
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_use_the_host_part() {
        assert_eq!(slug("pool", "FE-Paris.contoso.com"), "pool-fe-paris");
        assert_eq!(slug("site", "  Île-de-France / œuvre "), "site-ile-de-france-oeuvre");
        assert_eq!(slug("site", "東京"), "site");
        assert_eq!(slug("pool", ""), "pool");
    }

    #[test]
    fn a_clash_takes_the_next_number() {
        assert_eq!(free("a", |_| false), "a");
        assert_eq!(free("a", |id| id == "a" || id == "a-2"), "a-3");
    }
}
