//! `coexist inventory`: what stands where at one stage, for people, programs and spreadsheets.

use super::Done;
use super::args::Format;
use super::files;
use super::said::print;
use crate::export::hardware::Machines;
use crate::message;
use crate::model::*;
use crate::rules::load::{Basis, Loads};
use crate::rules::{self, Pack};
use crate::text::{Lang, Message};
use serde::Serialize;
use std::path::Path;

pub fn run(file: &Path, phase: Option<usize>, format: Format, lang: Lang) -> Result<Done, Message> {
    let plan = files::open(file)?.plan;
    let stage = files::stage(&plan, phase)?;
    let inventory = Inventory::of(&plan.state_at(stage), &plan.today, rules::pack(plan.target_at(stage)));
    let text = match format {
        Format::Json => super::json(&inventory)?,
        Format::Csv => inventory.csv()?,
        Format::Text | Format::Sarif => inventory.text(&plan.stage_name(stage, lang), lang),
    };
    print(&text).map_err(super::cannot_write)?;
    Ok(Done::Well)
}

#[derive(Serialize)]
struct Inventory {
    sites: Vec<String>,
    pools: Vec<PoolRow>,
    /// `host\name`, or the host alone for the default instance.
    sql_instances: Vec<String>,
    file_stores: Vec<String>,
    gateways: Vec<String>,
    machines: MachineCount,
}

/// Servers of pools and hosts of SQL Server, each machine once.
#[derive(Serialize)]
struct MachineCount {
    all: usize,
    /// Those that do not stand today.
    beyond_today: usize,
    /// Pools of which no server is known: there are more machines.
    pools_without_servers: usize,
}

#[derive(Serialize)]
struct PoolRow {
    fqdn: String,
    version: Option<&'static str>,
    edition: Option<&'static str>,
    kind: &'static str,
    site: Option<String>,
    servers: Vec<String>,
    /// How many users are homed here; `null` when that is not known.
    users: Option<u64>,
    /// The most users that it may have by the rules; `null` when there is no limit, or what it rests on is not known.
    user_limit: Option<u64>,
    #[serde(skip)]
    homes_users: bool,
}

impl Inventory {
    fn of(topology: &Topology, today: &Topology, pack: Option<&Pack>) -> Self {
        let index = Index::new(topology);
        let loads = Loads::of(topology, pack);
        let limit = |pool: &Pool| {
            let load = loads.pools.get(&pool.id).filter(|load| load.missing.is_none())?;
            let own = load.measures.iter().filter(|one| !matches!(one.basis, Basis::Takeover { .. }));
            own.map(|one| one.limit).min()
        };
        let machines = Machines::of(topology);
        let label = |subject: Subject| topology.label(&subject);
        let pool = |pool: &Pool| PoolRow {
            fqdn: label((&pool.id).into()),
            version: pool.version.map(Version::key),
            edition: pool.edition.map(Edition::key),
            kind: pool.kind.key(),
            site: pool.site.as_ref().map(|site| label(site.into())),
            servers: index.servers(&pool.id).iter().map(|server| label((&server.id).into())).collect(),
            users: match pool.kind.homes_users() {
                // A topology without any population says nothing about users.
                true if topology.user_groups.is_empty() => None,
                _ => topology.users_on(&pool.id),
            },
            user_limit: limit(pool),
            homes_users: pool.kind.homes_users(),
        };
        Self {
            sites: topology.sites.keys().map(|id| label(id.into())).collect(),
            pools: topology.pools.values().filter(|o| o.is_counted()).map(|o| pool(o)).collect(),
            sql_instances: topology.sql_instances.keys().map(|id| label(id.into())).collect(),
            file_stores: topology.file_stores.keys().map(|id| label(id.into())).collect(),
            gateways: topology.gateways.keys().map(|id| label(id.into())).collect(),
            machines: MachineCount {
                all: machines.count(),
                beyond_today: machines.beyond(&Machines::of(today)),
                pools_without_servers: machines.pools_without_servers,
            },
        }
    }

    fn text(&self, stage: &str, lang: Lang) -> String {
        let mut lines = vec![lang.say(&message!("cli-inventory-stage", stage = stage))];
        let mut part = |heading: Message, rows: Vec<String>| {
            lines.extend([String::new(), lang.say(&heading)]);
            lines.extend(rows.into_iter().map(|row| format!("  {row}")));
        };
        part(message!("cli-count-sites", count = self.sites.len()), self.sites.clone());
        let pools = self.pools.iter().map(|pool| pool.text(lang)).collect();
        part(message!("cli-count-pools", count = self.pools.len()), pools);
        part(message!("cli-count-sql-instances", count = self.sql_instances.len()), self.sql_instances.clone());
        part(message!("cli-count-file-stores", count = self.file_stores.len()), self.file_stores.clone());
        part(message!("cli-count-gateways", count = self.gateways.len()), self.gateways.clone());
        let MachineCount { all, beyond_today, .. } = self.machines;
        part(message!("cli-count-machines", count = all, beyond = beyond_today), Vec::new());
        lines.join("\n") + "\n"
    }

    /// One row per object, the same columns for all.
    fn csv(&self) -> Result<String, Message> {
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut write = || -> Result<(), csv::Error> {
            table.write_record(["object", "name", "kind", "version", "edition", "site", "servers", "users"])?;
            let rest = [""; 6];
            let objects = [
                ("site", &self.sites),
                ("sql-instance", &self.sql_instances),
                ("file-store", &self.file_stores),
                ("gateway", &self.gateways),
            ];
            for name in objects[0].1 {
                table.write_record(["site", name].into_iter().chain(rest))?;
            }
            for pool in &self.pools {
                table.write_record([
                    "pool",
                    &pool.fqdn,
                    pool.kind,
                    pool.version.unwrap_or_default(),
                    pool.edition.unwrap_or_default(),
                    pool.site.as_deref().unwrap_or_default(),
                    &pool.servers.join(" "),
                    &pool.users.map(|users| users.to_string()).unwrap_or_default(),
                ])?;
            }
            for (object, names) in &objects[1..] {
                for name in *names {
                    table.write_record([object, name.as_str()].into_iter().chain(rest))?;
                }
            }
            Ok(())
        };
        write().map_err(|error| message!("cli-cannot-write", reason = error.to_string()))?;
        let bytes = table.into_inner().map_err(|error| super::cannot_write(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl PoolRow {
    fn text(&self, lang: Lang) -> String {
        let words = [
            Some(lang.word(PoolKind::PREFIX, self.kind)),
            self.edition.map(|key| lang.word(Edition::PREFIX, key)),
            self.version.map(|key| lang.word(Version::PREFIX, key)),
            self.site.clone(),
            Some(lang.say(&message!("cli-count-servers", count = self.servers.len()))),
            self.users
                .filter(|_| self.homes_users)
                .map(|count| lang.say(&message!("cli-count-users", users = lang.number(count), count = count))),
        ];
        let said: Vec<String> = words.into_iter().flatten().collect();
        format!("{} · {}", self.fqdn, said.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(kind: PoolKind, roles: Option<&[Role]>) -> Pool {
        let mut pool = Pool::new(PoolId::new("pool-a"), kind);
        pool.roles = roles.map(<[Role]>::to_vec);
        pool
    }

    #[test]
    fn companions_are_no_pools() {
        assert!(pool(PoolKind::FrontEnd, Some(&[Role::Registrar])).is_counted());
        assert!(pool(PoolKind::FrontEnd, None).is_counted());
        assert!(pool(PoolKind::Other, Some(&[Role::Monitoring])).is_counted());
        assert!(!pool(PoolKind::OfficeWebApps, Some(&[Role::OfficeWebApps])).is_counted());
        assert!(!pool(PoolKind::CommunicatorWebAccess, Some(&[Role::TrustedApplication])).is_counted());
        assert!(!pool(PoolKind::TrustedApplication, None).is_counted());
        assert!(!pool(PoolKind::Other, Some(&[])).is_counted());
    }

    #[test]
    fn a_row_per_object_and_a_name_with_a_comma_is_quoted() {
        let mut topology = Topology::default();
        let mut site = Site::new(SiteId::new("site-a"), SiteKind::Central);
        site.name = Some("Paris, La Défense".into());
        topology.put(site.into());
        let mut front = pool(PoolKind::FrontEnd, None);
        front.fqdn = Some("fe.contoso.com".into());
        front.site = Some(SiteId::new("site-a"));
        topology.put(front.into());
        assert_eq!(
            Inventory::of(&topology, &topology, None).csv().unwrap_or_default(),
            "object,name,kind,version,edition,site,servers,users\n\
             site,\"Paris, La Défense\",,,,,,\n\
             pool,fe.contoso.com,front-end,,,\"Paris, La Défense\",,\n"
        );
    }
}
