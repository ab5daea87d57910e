//! What a plan needs at the same time, stage by stage: machines, shares, gateways, names, addresses and certificates. The
//! window, the workbook and the report all tell these numbers.

use super::hardware::{Carries, Machines};
use super::network::{self, CertificateKind, Known};
use crate::message;
use crate::model::*;
use crate::text::Message;
use std::collections::{BTreeMap, BTreeSet};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Servers of pools and hosts of SQL Server together.
    Machines,
    Servers(Carries),
    Sql,
    FileStores,
    Gateways,
    /// Of servers of pools: of nothing else a plan knows addresses.
    Addresses,
    /// Names in DNS.
    Names,
    /// One for each object and side that needs one.
    Certificates,
}

impl Kind {
    /// What it is called at the head of a column or row.
    pub fn said(self) -> Message {
        match self {
            Self::Machines => message!("export-column-machines"),
            Self::Servers(Carries::Product(Some(version))) => Message::word(Version::PREFIX, version.key()),
            Self::Servers(Carries::Product(None)) => message!("export-column-product-unknown"),
            Self::Servers(Carries::Companion) => message!("export-column-companions"),
            Self::Sql => message!("export-column-sql-servers"),
            Self::FileStores => message!("export-column-file-stores"),
            Self::Gateways => message!("export-column-gateways"),
            Self::Addresses => message!("export-column-addresses"),
            Self::Names => message!("export-column-names"),
            Self::Certificates => message!("export-column-certificates"),
        }
    }

    /// What it is of it that nobody recorded.
    pub fn unknown_said(self) -> Message {
        match self {
            Self::Addresses => message!("export-column-without-addresses"),
            Self::Names => message!("export-column-without-names"),
            _ => message!("export-column-without-servers"),
        }
    }
}

/// What of one kind stands at a stage, and how that differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub here: usize,
    /// Does not stand at the stage before.
    pub new: usize,
    /// Stands at the stage before and no more.
    pub gone: usize,
    /// Does not stand today: what side by side costs.
    pub beyond: usize,
    /// Stands today and here no more.
    pub less: usize,
    /// Objects that have some of it and do not say which: there may be more.
    pub unknown: usize,
}

/// What stands at one stage, each by what it is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    pub machines: Machines,
    kinds: BTreeMap<Kind, BTreeSet<String>>,
    unknown: BTreeMap<Kind, usize>,
}

impl Stock {
    pub fn of(topology: &Topology) -> Self {
        let machines = Machines::of(topology);
        let mut kinds: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
        let mut unknown: BTreeMap<Kind, usize> = BTreeMap::new();
        for (name, carries) in &machines.servers {
            kinds.entry(Kind::Servers(*carries)).or_default().insert(name.clone());
        }
        kinds.insert(Kind::Sql, machines.sql.clone());
        kinds.insert(Kind::Machines, machines.servers.keys().chain(&machines.sql).cloned().collect());
        unknown.insert(Kind::Machines, machines.pools_without_servers);
        kinds.insert(Kind::FileStores, topology.file_stores.keys().map(ToString::to_string).collect());
        kinds.insert(Kind::Gateways, topology.gateways.keys().map(ToString::to_string).collect());
        for server in topology.servers.values() {
            match &server.addresses {
                Some(addresses) => {
                    let known = addresses.iter().map(|address| address.trim().to_lowercase());
                    kinds.entry(Kind::Addresses).or_default().extend(known.filter(|address| !address.is_empty()));
                }
                None => *unknown.entry(Kind::Addresses).or_default() += 1,
            }
        }
        // A domain is where names stand, and none itself.
        for name in network::names(topology).into_iter().filter(|name| name.fact != "sip-domains") {
            match name.name {
                Known::Is(name) => drop(kinds.entry(Kind::Names).or_default().insert(name.to_lowercase())),
                Known::Unknown | Known::Unsaid => *unknown.entry(Kind::Names).or_default() += 1,
            }
        }
        let bearers: BTreeSet<(Subject, CertificateKind)> =
            network::certificates(topology).into_iter().map(|name| (name.about, name.certificate)).collect();
        let named = |(about, kind): &(Subject, CertificateKind)| format!("{} {}", about.id(), kind.key());
        kinds.insert(Kind::Certificates, bearers.iter().map(named).collect());
        Self { machines, kinds, unknown }
    }

    /// Of one kind: names in small letters, or ids.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.kinds.get(&kind).into_iter().flatten().map(String::as_str)
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.kinds.get(&kind).map_or(0, BTreeSet::len)
    }

    /// Of one kind, what does not stand in another stock.
    pub fn not_in<'s>(&'s self, kind: Kind, other: &'s Self) -> impl Iterator<Item = &'s str> {
        let there = other.kinds.get(&kind);
        self.of_kind(kind).filter(move |name| there.is_none_or(|there| !there.contains(*name)))
    }
}

/// The stages that are told, in order, each with what stands at its end.
#[derive(Clone, Debug, Default)]
pub struct Course {
    pub stages: Vec<usize>,
    stocks: Vec<Stock>,
    /// What is counted: only what stands at some told stage, or may.
    pub kinds: Vec<Kind>,
}

impl Course {
    /// `states` are those of the whole plan, today first.
    pub fn of(states: &[Topology], stages: &[usize]) -> Self {
        let stocks: Vec<Stock> = states.iter().map(Stock::of).collect();
        let stages: Vec<usize> = stages.iter().copied().filter(|stage| *stage < stocks.len()).collect();
        let told = || stages.iter().map(|stage| &stocks[*stage]);
        let mut kinds = vec![Kind::Machines];
        kinds.extend(carried(told().map(|stock| &stock.machines)).into_iter().map(Kind::Servers));
        kinds.extend([Kind::Sql, Kind::FileStores, Kind::Gateways, Kind::Addresses, Kind::Names, Kind::Certificates]);
        let is_any = |kind: &Kind| told().any(|stock| stock.count(*kind) > 0 || stock.unknown.contains_key(kind));
        kinds.retain(|kind| *kind == Kind::Machines || is_any(kind));
        Self { stages, stocks, kinds }
    }

    /// What stands at the end of a stage of the plan, also of one that is not told.
    pub fn stock(&self, stage: usize) -> Option<&Stock> {
        self.stocks.get(stage)
    }

    pub fn figures(&self, stage: usize, kind: Kind) -> Figures {
        let Some(here) = self.stocks.get(stage) else { return Figures::default() };
        let none = Stock::default();
        let today = self.stocks.first().unwrap_or(&none);
        let before = stage.checked_sub(1).map_or(here, |before| &self.stocks[before]);
        Figures {
            here: here.count(kind),
            new: here.not_in(kind, before).count(),
            gone: before.not_in(kind, here).count(),
            beyond: here.not_in(kind, today).count(),
            less: today.not_in(kind, here).count(),
            unknown: here.unknown.get(&kind).copied().unwrap_or_default(),
        }
    }

    /// The most of a kind that stand at a told stage.
    pub fn peak(&self, kind: Kind) -> usize {
        self.stages.iter().map(|stage| self.stocks[*stage].count(kind)).max().unwrap_or_default()
    }

    /// Whether a told stage has the most of a kind.
    pub fn is_peak(&self, stage: usize, kind: Kind) -> bool {
        let peak = self.peak(kind);
        peak > 0 && self.stocks.get(stage).is_some_and(|stock| stock.count(kind) == peak)
    }

    /// What servers of the told stages carry: products, oldest first, then unknown ones, then companions.
    pub fn carried(&self) -> Vec<Carries> {
        carried(self.stages.iter().map(|stage| &self.stocks[*stage].machines))
    }
}

fn carried<'m>(machines: impl Iterator<Item = &'m Machines>) -> Vec<Carries> {
    let all: BTreeSet<Carries> = machines.flat_map(|machines| machines.servers.values().copied()).collect();
    let known = all.iter().copied().filter(|what| matches!(what, Carries::Product(Some(_))));
    let rest = [Carries::Product(None), Carries::Companion].into_iter().filter(|what| all.contains(what));
    known.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    fn course() -> Course {
        let text = "
            site Paris
              pool old front-end enterprise version=lync-2010 servers=2 user-store=sqlold\\LYNC
              sql sqlold LYNC
            phase Build
              + pool new front-end enterprise version=lync-2013 servers=3 user-store=sqlnew\\LYNC in=Paris
              + sql sqlnew LYNC
            phase Retire
              - pool old
        ";
        let plan = read(text).unwrap_or_else(|error| panic!("{error}")).plan;
        let mut states = plan.replay().states;
        let server = states[1].servers.values().next().expect("a server");
        let mut known = (**server).clone();
        known.addresses = Some(vec!["192.0.2.1".into(), "192.0.2.2".into()]);
        states[1].put(known.into());
        Course::of(&states, &[0, 1, 2])
    }

    #[test]
    fn two_products_side_by_side_are_the_peak() {
        let course = course();
        let of = |stage| course.figures(stage, Kind::Machines);
        assert_eq!(of(0), Figures { here: 3, ..Figures::default() });
        assert_eq!(of(1), Figures { here: 7, new: 4, beyond: 4, ..Figures::default() });
        assert_eq!(of(2), Figures { here: 5, gone: 2, beyond: 4, less: 2, ..Figures::default() });
        assert_eq!(course.peak(Kind::Machines), 7);
        assert!(course.is_peak(1, Kind::Machines) && !course.is_peak(2, Kind::Machines));
        let servers = |version| course.figures(1, Kind::Servers(Carries::Product(Some(version)))).here;
        assert_eq!((servers(Version::Lync2010), servers(Version::Lync2013)), (2, 3));
        assert!(course.kinds.contains(&Kind::Sql) && !course.kinds.contains(&Kind::Gateways));
    }

    #[test]
    fn addresses_that_nobody_recorded_are_not_counted_as_none() {
        let course = course();
        assert_eq!(
            course.figures(1, Kind::Addresses),
            Figures { here: 2, new: 2, beyond: 2, unknown: 4, ..Figures::default() }
        );
        assert_eq!(course.figures(0, Kind::Addresses).unknown, 2);
        assert!(course.kinds.contains(&Kind::Addresses), "nobody knows of none");
    }

    #[test]
    fn machines_are_those_that_hardware_counts() {
        for seed in 0..3 {
            let replay = crate::rules::testing::plan(12, 3, seed).replay();
            let stages: Vec<usize> = (0..replay.states.len()).collect();
            let course = Course::of(&replay.states, &stages);
            for (stage, state) in replay.states.iter().enumerate() {
                let machines = Machines::of(state);
                let figures = course.figures(stage, Kind::Machines);
                assert_eq!(figures.here, machines.count());
                assert_eq!(figures.beyond, machines.beyond(&Machines::of(&replay.states[0])));
                assert_eq!(figures.unknown, machines.pools_without_servers);
            }
        }
    }
}
