//! The objects of a topology, as version 1 writes them. Frozen: a fact more is version 2.

use super::Ref;
use serde::{Deserialize, Serialize};

type Text = String;
type Flag = bool;
type Count = u64;
type List = Vec<String>;
/// `2026-01-31`.
type Day = String;

/// The value of a fact as the file has it. A date, the key of a vocabulary and an id are all texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Raw {
    Flag(bool),
    Count(u64),
    Text(String),
    List(Vec<String>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyValue;

        impl<'de> serde::de::Visitor<'de> for AnyValue {
            type Value = Raw;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false, a whole number, a text or a list of texts")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Raw, E> {
                Ok(Raw::Flag(flag))
            }

            fn visit_u64<E>(self, count: u64) -> Result<Raw, E> {
                Ok(Raw::Count(count))
            }

            fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw::Text(text.to_owned()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Raw::List(list))
            }
        }

        deserializer.deserialize_any(AnyValue)
    }
}

/// A field that can hold a [`Raw`].
trait Cell: Sized {
    fn raw(&self) -> Raw;
    fn from_raw(raw: Raw) -> Option<Self>;
}

macro_rules! cells {
    ($($ty:ty => $variant:ident),*) => { $(
        impl Cell for $ty {
            fn raw(&self) -> Raw {
                Raw::$variant(self.clone())
            }

            fn from_raw(raw: Raw) -> Option<Self> {
                if let Raw::$variant(value) = raw { Some(value) } else { None }
            }
        }
    )* };
}
cells!(bool => Flag, u64 => Count, String => Text, Vec<String> => List);

/// Whether a field has the name of this fact: `os_version` and `os-version`.
fn is_for(field: &str, fact: &str) -> bool {
    field.len() == fact.len() && field.bytes().zip(fact.bytes()).all(|(f, k)| f == k || (f == b'_' && k == b'-'))
}

macro_rules! objects {
    ($($(#[$doc:meta])* $name:ident {
        [$($own:ident: $own_ty:ty),*]
        $($fact:ident: $ty:ty,)*
    })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(pub $own: $own_ty,)*
            $(#[serde(default, skip_serializing_if = "Option::is_none")] pub $fact: Option<$ty>,)*
        }

        impl $name {
            /// What is known, by the names of the facts.
            pub fn facts(&self) -> Vec<(String, Raw)> {
                let mut all = Vec::new();
                $(if let Some(value) = &self.$fact {
                    all.push((stringify!($fact).replace('_', "-"), value.raw()));
                })*
                all
            }

            /// Puts a fact by its name. False when version 1 has no such fact or it is of another kind.
            #[must_use]
            pub fn put(&mut self, fact: &str, raw: Raw) -> bool {
                $(if is_for(stringify!($fact), fact) {
                    self.$fact = Cell::from_raw(raw);
                    return self.$fact.is_some();
                })*
                let _ = raw;
                false
            }
        }
    )* };
}

objects! {
    Deployment {
        []
        forest: Text,
        forest_model: Text,
        forest_functional_level: Text,
        domain_functional_level: Text,
        domain_controllers: List,
        domain_controller_os: List,
        global_catalogs: List,
        prepared_for: Text,
        sip_domains: List,
        default_sip_domain: Text,
        simple_url_meet: Text,
        simple_url_dialin: Text,
        simple_url_admin: Text,
        simple_url_per_site: Flag,
        cms: Text,
        mobility: Flag,
        location_based_routing: Flag,
        remote_call_control: Flag,
        archiving_critical: Flag,
        archiving_mode: Text,
        ipv6: Flag,
        operations_manager: Flag,
        sign_in_records: Text,
        simple_url_records: Text,
        legacy_mobile_clients: Flag,
        unified_contact_store: Flag,
        exchange_um: List,
        xmpp_partners: List,
    }
    Site {
        [id: String, kind: String]
        name: Text,
        parent: Text,
        city: Text,
        country: Text,
        data_centre: Text,
        federation_route: Text,
        xmpp_route: Text,
        cac_host: Text,
    }
    Pool {
        [id: String, kind: String]
        fqdn: Text,
        site: Text,
        version: Text,
        service_version: Text,
        edition: Text,
        roles: List,
        other_roles: List,
        forest: Text,
        domain: Text,
        os: Text,
        os_installation: Text,
        processor: Text,
        update_level: Text,
        platform: Text,
        hypervisor: Text,
        load_balancing: Text,
        external_load_balancing: Text,
        web_load_balancer: Flag,
        internal_web_fqdn: Text,
        external_web_fqdn: Text,
        mediation: Text,
        features: List,
        ip_mode: Text,
        isolated: Flag,
        cookie_affinity: Flag,
        applications: List,
        access_numbers: Count,
        conference_directories: Count,
        response_groups: Count,
        call_park_orbits: Count,
        common_area_phones: Count,
        analog_devices: Count,
        um_contacts: Count,
        response_group_names: List,
        call_admission_control: Flag,
        concurrent_calls: Count,
        largest_meeting: Count,
        service_principal_name: Text,
        cms_passive: Flag,
        access_edge_fqdn: Text,
        access_edge_port: Count,
        web_conferencing_edge_fqdn: Text,
        web_conferencing_edge_port: Count,
        av_edge_fqdn: Text,
        av_edge_port: Count,
        nat: Flag,
        edge_layout: Text,
        federation: Flag,
        xmpp: Flag,
        xmpp_partners: List,
        remote_users: Count,
        single_computer: Flag,
        chat_port: Count,
        active_servers: List,
        compliance: Flag,
        time_zone: Text,
        files_in_rooms: Flag,
        trusted_application_pool: Text,
        holds_rooms: Flag,
        legacy_chat_clients: Flag,
        discovery_url: Text,
    }
    Server {
        [id: String, pool: String]
        fqdn: Text,
        roles: List,
        domain: Text,
        data_centre: Text,
        time_zone: Text,
        os: Text,
        os_installation: Text,
        processor: Text,
        platform: Text,
        hypervisor: Text,
        update_level: Text,
        network_adapters: Count,
        addresses: List,
        other_products: List,
        also_runs: List,
    }
    SqlServer {
        [id: String]
        fqdn: Text,
        site: Text,
        domain: Text,
        sql_version: Text,
        sql_edition: Text,
        bitness: Text,
        os: Text,
        service_pack: Text,
        cluster_nodes: List,
        cluster_mode: Text,
        reporting_services: Flag,
        other_databases: Flag,
        also_runs: List,
    }
    SqlInstance {
        [id: String, server: String]
        name: Text,
        mirror_port: Count,
        witness_port: Count,
        mirror_mode: Text,
        mirror_share: Flag,
        always_on_primary: Text,
        idle_stores: List,
    }
    FileStore {
        [id: String]
        host: Text,
        share: Text,
        site: Text,
        dfs: Flag,
        clustered: Flag,
        os: Text,
    }
    Gateway {
        [id: String]
        fqdn: Text,
        site: Text,
        gateway_kind: Text,
        certified_for: Text,
        balances_calls: Flag,
        voice_routes: List,
    }
    Link {
        [id: String, kind: String, usage: String, from: Ref, to: Ref]
        name: Text,
        port: Count,
        mediation_port: Count,
        protocol: Text,
        automatic_failover: Flag,
    }
    UserGroup {
        [id: String, homes: Vec<(String, Option<u64>)>]
        name: Text,
        clients: List,
        enterprise_voice: Flag,
        archived: Flag,
        mailboxes: Text,
        xmpp: Flag,
        unified_contact_store: Flag,
        chat_rooms: Text,
        chat_clients: List,
        surveyed_on: Day,
    }
}
