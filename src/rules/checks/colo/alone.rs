//! COLO-001 to COLO-004, COLO-008 to COLO-010: roles that have a computer of their own.

use super::own_computer;
use crate::rules::packs::LegacyAlone;
use crate::rules::prelude::*;
use crate::rules::steps::set_in_phase;

pub static DIRECTOR: Rule = Rule::new("COLO-001", "director-with-another-role", "0.1.0", Check::State(director))
    .near()
    .mended(FixOffer::Sometimes, director_alone);

pub static EDGE: Rule = Rule::new("COLO-002", "edge-server-with-another-role", "0.1.0", Check::State(edge))
    .near()
    .mended(FixOffer::Sometimes, own_computer);

pub static MEDIATION: Rule =
    Rule::new("COLO-003", "stand-alone-mediation-with-another-role", "0.1.0", Check::State(mediation))
        .near()
        .mended(FixOffer::Sometimes, own_computer);

pub static WEB_APPS: Rule = Rule::new("COLO-004", "office-web-apps-with-another-role", "0.1.0", Check::State(web_apps))
    .near()
    .mended(FixOffer::Sometimes, own_computer);

pub static TRUSTED: Rule =
    Rule::new("COLO-008", "trusted-application-on-a-legacy-front-end", "0.1.0", Check::State(trusted)).near();

pub static LYNC_2010: Rule =
    Rule::new("COLO-009", "legacy-role-with-another-role", "0.1.0", Check::State(lync_2010)).near();

pub static OCS: Rule = Rule::new("COLO-010", "older-legacy-role-with-another-role", "0.1.0", Check::State(ocs)).near();

fn director(cx: &StateContext<'_>, out: &mut Findings) {
    of_the_target(cx, out, PoolKind::Director);
    for pool in cx.pools().filter(|pool| pool.kind == PoolKind::Director) {
        if pool.mediation == Some(MediationMode::Collocated) && cx.age(pool) == Age::Own {
            out.report(&pool.id, message!("rules-colo-001", pool = cx.label(&pool.id))).field("mediation");
        }
    }
}

/// Both what the Director shares with another pool and its own Mediation Server go.
fn director_alone(cx: &FixContext<'_>) -> Vec<Fix> {
    if !cx.finding.related.is_empty() {
        return own_computer(cx);
    }
    let label = message!("rules-colo-001-fix", pool = cx.plan.label(&cx.finding.subject));
    set_in_phase(cx, &[("mediation", Value::text(MediationMode::None.key()))], label)
}

fn edge(cx: &StateContext<'_>, out: &mut Findings) {
    of_the_target(cx, out, PoolKind::Edge);
}

fn mediation(cx: &StateContext<'_>, out: &mut Findings) {
    of_the_target(cx, out, PoolKind::Mediation);
}

/// Pools of a kind that share a computer with another role of the target. Office Web Apps Server has its own rule,
/// and a trusted application may bear the name of the pool that it serves.
fn of_the_target(cx: &StateContext<'_>, out: &mut Findings, kind: PoolKind) {
    for machine in cx.machines() {
        let Some(pool) = machine.pools.iter().find(|pool| pool.kind == kind) else { continue };
        let counts = |other: &&&Pool| {
            let companion = matches!(other.kind, PoolKind::OfficeWebApps | PoolKind::TrustedApplication);
            // The Mediation Server of a branch appliance is part of it.
            let branch = kind == PoolKind::Mediation && other.kind == PoolKind::Sba;
            other.kind != kind && !companion && !branch
        };
        let others: Vec<_> = machine.pools.iter().filter(counts).copied().collect();
        let unknown = || others.iter().chain([pool]).filter(|pool| cx.age(pool) == Age::Unknown);
        let own: Vec<_> = others.iter().copied().filter(|other| cx.age(other) == Age::Own).collect();
        if cx.age(pool) == Age::Own && !own.is_empty() {
            shared(cx, out, machine.name, pool, &own);
        } else if !others.is_empty() {
            unknown().for_each(|pool| out.not_checked(&pool.id, &["version"]));
        }
    }
}

fn shared(cx: &StateContext<'_>, out: &mut Findings, machine: &str, pool: &Pool, others: &[&Pool]) {
    let names: Vec<String> = others.iter().map(|other| cx.label(&other.id)).collect();
    let said = message!(
        "rules-colo-shared",
        pool = cx.label(&pool.id),
        kind = Message::word(PoolKind::PREFIX, pool.kind.key()),
        machine = machine,
        others = names
    );
    out.report(&pool.id, said).related(others.iter().map(|other| &other.id));
}

fn web_apps(cx: &StateContext<'_>, out: &mut Findings) {
    for machine in cx.machines() {
        let Some(pool) = machine.pools.iter().find(|pool| pool.kind == PoolKind::OfficeWebApps) else { continue };
        let own: Vec<_> = machine.pools.iter().copied().filter(|other| cx.age(other) == Age::Own).collect();
        let own: Vec<_> = own.into_iter().filter(|other| other.id != pool.id).collect();
        if !own.is_empty() {
            shared(cx, out, machine.name, pool, &own);
        }
    }
}

fn trusted(cx: &StateContext<'_>, out: &mut Findings) {
    for machine in cx.machines() {
        let Some(pool) = machine.pools.iter().find(|pool| pool.kind == PoolKind::TrustedApplication) else { continue };
        let apart = |pool: &Pool| pool.version.is_some_and(|version| cx.pack.applications_apart.contains(&version));
        let front_end = |other: &&&Pool| other.kind == PoolKind::FrontEnd && apart(other);
        let others: Vec<_> = machine.pools.iter().filter(front_end).copied().collect();
        if !others.is_empty() {
            shared(cx, out, machine.name, pool, &others);
        }
    }
}

fn lync_2010(cx: &StateContext<'_>, out: &mut Findings) {
    legacy(cx, out, &LYNC_2010.code);
}

fn ocs(cx: &StateContext<'_>, out: &mut Findings) {
    legacy(cx, out, &OCS.code);
}

fn legacy(cx: &StateContext<'_>, out: &mut Findings, rule: &Code) {
    let Some(LegacyAlone { version, kinds, enterprise_kinds, companions }) = cx.pack.legacy_alone.get(rule) else {
        return;
    };
    let of_version = |pool: &Pool| pool.version == Some(*version);
    for machine in cx.machines() {
        let alone = |pool: &&&Pool| {
            let enterprise = enterprise_kinds.contains(&pool.kind) && pool.edition == Some(Edition::Enterprise);
            of_version(pool) && (kinds.contains(&pool.kind) || enterprise)
        };
        let Some(pool) = machine.pools.iter().find(alone) else { continue };
        let counts =
            |other: &&&Pool| of_version(other) && other.kind != pool.kind && other.kind != PoolKind::TrustedApplication;
        let others: Vec<_> = machine.pools.iter().filter(counts).copied().collect();
        if !others.is_empty() {
            shared(cx, out, machine.name, pool, &others);
        }
    }
    super::companions::on_servers(cx, out, companions, &of_version);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_silent, check_twins, check_unmended, check_words};

    /// Two pools on one computer, and the second on another.
    fn twins_of(rule: &'static Rule, version: &str, one: &str, other: &str) {
        let text = format!(
            "
            site Paris
              pool one {one} version={version} servers=box     # {} related other
              pool other {other} version={version} servers=box.contoso.com,second
            ",
            rule.code
        );
        check_twins(rule, &text, |sketch| sketch.remove("box"));
    }

    #[test]
    fn twins() {
        twins_of(&DIRECTOR, "lync-2013", "director", "mediation");
        twins_of(&EDGE, "lync-2013", "edge", "director");
        twins_of(&MEDIATION, "lync-2013", "mediation", "edge");
        twins_of(&LYNC_2010, "lync-2010", "group-chat", "front-end enterprise");
        twins_of(&OCS, "ocs-2007-r2", "mediation", "director");
        twins_of(&OCS, "ocs-2007-r2", "front-end enterprise", "monitoring");
        check_twins(
            &DIRECTOR,
            "site Paris\n  pool dir director version=lync-2013 mediation=collocated   # COLO-001",
            |sketch| sketch.set("dir", "mediation", Value::text("none")),
        );
        check_twins(
            &WEB_APPS,
            "
            site Paris
              pool fe front-end standard version=lync-2013 servers=1
              pool owas office-web-apps servers=fe.contoso.com      # COLO-004 related fe
            ",
            |sketch| sketch.remove("owas"),
        );
        check_twins(
            &TRUSTED,
            "
            site Paris
              pool fe front-end standard version=lync-2010 servers=1
              pool app trusted-application servers=fe.contoso.com   # COLO-008 related fe
            ",
            |sketch| sketch.set("fe", "version", Value::text("lync-2013")),
        );
    }

    #[test]
    fn a_role_that_the_plan_brings_gets_a_computer_of_its_own() {
        for (rule, one, other) in [
            (&DIRECTOR, "director", "mediation"),
            (&EDGE, "edge", "director"),
            (&MEDIATION, "mediation", "edge"),
            (&WEB_APPS, "office-web-apps", "front-end"),
        ] {
            let text = format!(
                "
                site Paris
                  pool other {other} version=lync-2013 servers=box01
                phase Bring
                  + pool one {one} servers=box01.contoso.com      # {} related other
                ",
                rule.code
            );
            let text = if one == "office-web-apps" {
                text
            } else {
                text.replace(" servers=box01.c", " version=lync-2013 servers=box01.c")
            };
            check_twins(rule, &text, |sketch| sketch.remove("one"));
            let text = text.split('#').next().unwrap_or_default();
            check_unmended(rule, &text.replace("phase Bring", "").replace("+ pool", "pool"));
        }
        check_twins(
            &DIRECTOR,
            "site Paris\nphase Bring\n  + pool dir director version=lync-2013 mediation=collocated   # COLO-001",
            |sketch| sketch.set("dir", "mediation", Value::text("none")),
        );
    }

    #[test]
    fn what_may_be_together() {
        for (rule, version, one, other) in [
            (&MEDIATION, "lync-2013", "mediation", "sba"),
            (&DIRECTOR, "lync-2010", "director", "mediation"),
            (&LYNC_2010, "lync-2010", "monitoring", "archiving"),
            (&LYNC_2010, "ocs-2007-r2", "group-chat", "front-end enterprise"),
            (&OCS, "ocs-2007-r2", "front-end standard", "archiving"),
            (&TRUSTED, "lync-2013", "front-end standard", "trusted-application"),
        ] {
            check_silent(
                rule,
                &format!(
                    "
                    site Paris
                      pool one {one} version={version} servers=box
                      pool other {other} version={version} servers=box.contoso.com
                    "
                ),
            );
        }
    }

    #[test]
    fn an_unknown_version_waits() {
        let report = check_silent(
            &DIRECTOR,
            "
            site Paris
              pool dir director servers=box
              pool med mediation version=lync-2013 servers=box.contoso.com
            ",
        );
        assert_eq!(report.not_checked[0].missing, ["version"]);
    }

    #[test]
    fn every_kind_edition_and_companion_of_the_older_products() {
        let lync: &[&str] = &["director", "edge", "av-conferencing", "mediation", "group-chat"];
        let ocs: &[&str] = &["director", "communicator-web-access", "edge", "mediation", "group-chat"];
        let with_front_ends = [ocs, &["front-end"]].concat();
        for (rule, version, edition, alone) in [
            (&LYNC_2010, "lync-2010", "standard", lync),
            (&LYNC_2010, "lync-2010", "enterprise", lync),
            (&OCS, "ocs-2007-r2", "standard", ocs),
            (&OCS, "ocs-2007-r2", "enterprise", &with_front_ends),
        ] {
            check_words(rule, PoolKind::KEYS, alone, |kind| {
                let other = if kind == "archiving" { "monitoring" } else { "archiving" };
                format!(
                    "
                    site Paris
                      pool one {kind} {edition} version={version}
                      server box one
                      pool other {other} version={version} servers=box.contoso.com
                    "
                )
            });
        }
        for (rule, version, apart) in
            [(&LYNC_2010, "lync-2010", &[][..]), (&OCS, "ocs-2007-r2", &["domain-controller", "exchange-um"])]
        {
            check_words(rule, Companion::KEYS, apart, |what| {
                format!("site Paris\n  pool p front-end version={version}\n  server s p also-runs={what}")
            });
        }
        check_words(&TRUSTED, Version::KEYS, &["lync-2010"], |version| {
            format!(
                "
                site Paris
                  pool fe front-end standard version={version} servers=1
                  pool app trusted-application servers=fe.contoso.com
                "
            )
        });
    }
}
