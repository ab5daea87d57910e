//! Names for what a proposal brings: made from the old names by a pattern, and borne by nothing else.

use crate::model::*;
use std::collections::{HashMap, HashSet};

/// How new pools are called when nobody says: the old name without its number, and the two digits of the release.
pub const PATTERN: &str = "{old}{release}";

/// The longest name of a computer that Windows keeps whole (NetBIOS).
const LONGEST_HOST: usize = 15;

/// Free names. What is given once is never given again, nor what anything in the deployment bears.
pub struct Names {
    pattern: String,
    release: String,
    borne: HashSet<String>,
    /// The last number that each name got.
    last: HashMap<String, u32>,
    domain: Option<String>,
}

impl Names {
    pub fn new(today: &Topology, pattern: &str, release: &str) -> Self {
        let mut borne = HashSet::new();
        let fqdns = (today.pools.values().map(|o| &o.fqdn))
            .chain(today.servers.values().map(|o| &o.fqdn))
            .chain(today.sql_servers.values().map(|o| &o.fqdn))
            .chain(today.file_stores.values().map(|o| &o.host))
            .chain(today.gateways.values().map(|o| &o.fqdn))
            .chain(today.pools.values().flat_map(|o| [&o.internal_web_fqdn, &o.external_web_fqdn]))
            .chain(
                today
                    .pools
                    .values()
                    .flat_map(|o| [&o.access_edge_fqdn, &o.web_conferencing_edge_fqdn, &o.av_edge_fqdn]),
            );
        borne.extend(fqdns.flatten().map(|text| text.to_lowercase()));
        let domain = today.default_domain().map(str::to_owned);
        Self { pattern: pattern.to_owned(), release: release.to_owned(), borne, last: HashMap::new(), domain }
    }

    /// A host name for what takes over from `old`, by the pattern; `stem` where the old one has no name. Room is left
    /// for the number of a server.
    pub fn host(&self, old: Option<&str>, stem: &str, site: Option<&str>) -> String {
        let old = old.and_then(|fqdn| fqdn.split('.').next()).filter(|host| !host.is_empty()).unwrap_or(stem);
        let old = old.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '_']);
        let old = if old.is_empty() { stem } else { old };
        let filled = |old: &str| {
            let site = site.unwrap_or(stem);
            let text = self.pattern.replace("{old}", old).replace("{release}", &self.release);
            plain(&text.replace("{kind}", stem).replace("{site}", &plain(site)))
        };
        let room = LONGEST_HOST - "-00".len();
        let mut kept = old;
        while filled(kept).len() > room && kept.len() > 1 {
            kept = &kept[..kept.len() - kept.chars().next_back().map_or(1, char::len_utf8)];
        }
        let host = filled(kept.trim_end_matches('-'));
        if host.is_empty() { stem.to_owned() } else { host }
    }

    /// The domain that a name like `old` ends in, or the one that new names end in.
    pub fn domain_like(&self, old: Option<&str>) -> Option<String> {
        let own = old.and_then(|fqdn| fqdn.split_once('.')).map(|(_, domain)| domain.to_owned());
        own.filter(|domain| !domain.is_empty()).or_else(|| self.domain.clone())
    }

    /// `host.domain`, or with the next number that is free; `None` without a domain.
    pub fn free(&mut self, host: &str, domain: Option<&str>) -> Option<Text> {
        let domain = domain?;
        let last = self.last.entry(format!("{host}.{domain}")).or_default();
        loop {
            *last = last.checked_add(1)?;
            let name = if *last == 1 { format!("{host}.{domain}") } else { format!("{host}-{last}.{domain}") };
            if self.borne.insert(name.to_lowercase()) {
                return Some(Text::from(name));
            }
        }
    }

    /// The numbered servers of a pool.
    pub fn servers(&mut self, host: &str, domain: Option<&str>, count: usize) -> Vec<Option<Text>> {
        let digits = count.to_string().len();
        (1..=count).map(|n| self.free(&format!("{host}-{n:0digits$}"), domain)).collect()
    }
}

/// Letters, digits and single hyphens, in lower case: what a host name is made of.
fn plain(text: &str) -> String {
    slug("", text).trim_start_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_names_follow_the_pattern_and_stay_short() {
        let names = |pattern| Names::new(&Topology::default(), pattern, "13");
        assert_eq!(names(PATTERN).host(Some("pool10.contoso.com"), "fe", None), "pool13");
        assert_eq!(names(PATTERN).host(Some("fe-paris-legacy.contoso.com"), "fe", None), "fe-paris-l13");
        assert_eq!(names(PATTERN).host(Some("10.contoso.com"), "fe", None), "fe13");
        assert_eq!(names(PATTERN).host(None, "fe", None), "fe13");
        assert_eq!(names("{kind}{release}-{site}").host(None, "fe", Some("Île Sud")), "fe13-ile-sud");
        assert_eq!(names("Müll_{old}").host(Some("a.b"), "fe", None), "mull-a");
        assert_eq!(names("é東").host(Some("a.b"), "fe", None), "e");
        assert_eq!(names("東").host(Some("a.b"), "fe", None), "fe");
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut today = Topology::default();
        let mut pool = Pool::new(PoolId::new("p"), PoolKind::FrontEnd);
        pool.fqdn = Some(Text::from("Pool13.contoso.com"));
        today.put(pool.into());
        let mut names = Names::new(&today, PATTERN, "13");
        let mut free = || names.free("pool13", Some("contoso.com")).unwrap().to_string();
        assert_eq!([free(), free()], ["pool13-2.contoso.com", "pool13-3.contoso.com"]);
        assert_eq!(names.free("pool13", None), None);
        assert_eq!(names.domain_like(Some("a.b.c")), Some("b.c".to_owned()));
        assert_eq!(names.domain_like(Some("a")), None);
    }
}
