//! The proof of each place: a plan that it concerns, and its nearest twin, a few words away, that it does not.

use super::*;
use crate::model::Code;
use crate::rules::mutants::Twin;
use crate::rules::sketch::{Sketch, read};
use crate::rules::twin_tests::alone;
use crate::rules::{Check, Report, all, rule};
use std::collections::BTreeSet;

type Where = fn(&PlanContext<'_>, &mut Places);

/// Codes, place, plan, the entries as `name first-last`, and what to write instead for a plan without any.
type Row =
    (&'static [&'static str], Where, &'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

const MOVE: &str = "
    site Paris
      pool old front-end standard version=lync-2010 users=1200
    phase Pilot
      + pool new front-end enterprise version=lync-2013
    phase Move
      move all users old -> new
    phase Retire
      - pool old
    ";

const R2: &str = "
    site Paris
      pool old front-end enterprise version=ocs-2007-r2 users=50
    phase Pilot
      + pool new front-end enterprise version=lync-2013
    phase Move
      move all users old -> new
    ";

const CHAT: &str = "
    site Paris
      pool old group-chat version=lync-2010
      pool fe front-end enterprise version=lync-2013
    phase Pilot
      + pool new persistent-chat version=lync-2013
    phase Retire
      - pool old
    phase Later
    ";

const EDGES: &str = "
    site Paris
      pool fe front-end enterprise version=lync-2013
      pool one edge version=lync-2013 load-balancing=dns federation=false
    phase More
      + pool two edge version=lync-2013
    ";

const TABLE: &[Row] = &[
    (
        &["PATH-006"],
        coexistence::other_shape,
        MOVE,
        &["new 2-2"],
        &[("new front-end enterprise", "new front-end standard")],
    ),
    (&["PATH-011"], coexistence::no_way_back, MOVE, &["Retire 3-3"], &[("- pool old", "")]),
    (
        &["COEX-003"],
        coexistence::side_by_side,
        MOVE,
        &["deployment 1-2"],
        &[("version=lync-2010", "version=lync-2013")],
    ),
    (
        &["COEX-005"],
        coexistence::tools_of_two_versions,
        "
        site Paris
          pool old front-end standard version=lync-2010
        phase Tools
          do install-administrative-tools
        phase Pilot
          + pool new front-end standard version=lync-2013
        ",
        &["Tools 1-1"],
        &[("version=lync-2010", "version=lync-2013")],
    ),
    (
        &["COEX-005"],
        coexistence::tools_of_two_versions,
        MOVE,
        &["Pilot 1-1"],
        &[("version=lync-2010", "version=lync-2013")],
    ),
    (&["COEX-006"], coexistence::older_changed_after_pilot, MOVE, &["Retire 3-3"], &[("- pool old", "- pool new")]),
    (
        &["COEX-010"],
        coexistence::backups_of_two_versions,
        "
        site Paris
          pool old front-end standard version=lync-2010
        phase Before
          do backup
        phase Pilot
          + pool new front-end standard version=lync-2013
          do backup
        phase Retire
          - pool old
          do backup
        phase After
          do backup
        ",
        &["Pilot 2-2", "Retire 3-3"],
        &[("version=lync-2010", "version=lync-2013")],
    ),
    (
        &["COEX-010"],
        coexistence::backups_of_two_versions,
        MOVE,
        &["deployment 1-2"],
        &[("version=lync-2010", "version=lync-2013")],
    ),
    (
        &["ROLE-007"],
        servers::legacy_directors,
        "
        site Paris
          pool dir director version=lync-2010
        phase Pilot
          + pool new front-end standard version=lync-2013
        phase Retire
          - pool dir
        ",
        &["dir 0-1"],
        &[("version=lync-2013", "version=lync-2010")],
    ),
    (
        &["FILE-006", "ROLE-013"],
        servers::directors,
        "
        site Paris
        phase Pilot
          + pool dir director version=lync-2013
        phase Later
        ",
        &["dir 1-2"],
        &[("version=lync-2013", "version=lync-2010")],
    ),
    (
        &["CAP-014", "CHAT-016", "SQL-029"],
        chat::persistent_chat,
        CHAT,
        &["new 1-3"],
        &[("persistent-chat", "director")],
    ),
    (
        &["OS-004"],
        coexistence::tools,
        "site Paris\nphase Tools\n  do install-administrative-tools",
        &["Tools 1-1"],
        &[("install-administrative-tools", "inventory")],
    ),
    (
        &["CAP-019"],
        servers::many_users,
        "site Paris\n  pool fe front-end enterprise version=lync-2013 users=1000\nphase Later",
        &["fe 0-1"],
        &[("users=1000", "users=999")],
    ),
    (
        &["CAP-019"],
        servers::many_users,
        "site Paris\n  pool fe front-end enterprise version=lync-2013",
        &["fe 0-0"],
        &[("version=lync-2013", "version=lync-2010")],
    ),
    (
        &["FILE-004"],
        servers::shares,
        "
        site Paris
          file-store files\\share
          pool fe front-end enterprise version=lync-2013 file-store=files\\share
        ",
        &["files\\share 0-0"],
        &[("version=lync-2013", "version=lync-2010")],
    ),
    (&["EDGE-016"], edge::balanced_by_dns, EDGES_WITH_PEERS, &["one 0-1"], &[("=dns", "=hardware")]),
    (
        &["EDGE-016"],
        edge::balanced_by_dns,
        EDGES_WITH_PEERS,
        &["one 0-1"],
        &[("pool old front-end standard version=lync-2010", "")],
    ),
    (
        &["EDGE-016"],
        edge::balanced_by_dns,
        "site Paris\n  pool one edge version=lync-2013 external-load-balancing=dns federation=true",
        &["one 0-0"],
        &[("=true", "=false")],
    ),
    (
        &["EDGE-016"],
        edge::balanced_by_dns,
        "site Paris\n  pool one edge version=lync-2013 load-balancing=dns federation=false xmpp=true",
        &["one 0-0"],
        &[("xmpp=true", "xmpp=false")],
    ),
    (&["EDGE-019"], edge::reached_by_all, EDGES, &["one 1-1", "two 1-1"], &[("+ pool two edge version=lync-2013", "")]),
    (
        &["XMPP-006"],
        edge::xmpp,
        "site Paris\n  pool one edge version=lync-2013 xmpp=true",
        &["one 0-0"],
        &[("=true", "=false")],
    ),
    (
        &["XMPP-006"],
        edge::xmpp,
        "site Paris xmpp-route=one\n  pool one edge version=lync-2013",
        &["one 0-0"],
        &[("=one", "=none")],
    ),
    (&["CHAT-003"], chat::both_products, CHAT, &["deployment 1-1"], &[("old group-chat", "old front-end")]),
    (
        &["CHAT-008", "CHAT-009", "CHAT-011"],
        chat::rooms_to_take_along,
        CHAT,
        &["old 0-1"],
        &[("new persistent-chat", "new director")],
    ),
    (&["CHAT-010"], chat::names_in_use, CHAT, &["new 1-2"], &[("old group-chat", "old front-end")]),
    (
        &["EXCH-004"],
        coexistence::web_app_messaging,
        "
        site Paris
          pool fe front-end standard version=lync-2013
          users fe mailboxes=exchange-2010
        phase Later
        ",
        &["deployment 0-1"],
        &[("users fe mailboxes=exchange-2010", "")],
    ),
    (&["APP-009"], coexistence::address_books, MOVE, &["new 1-2"], &[("version=lync-2010", "version=lync-2013")]),
    (
        &["CLIENT-002", "CLIENT-006"],
        clients::communicator_users,
        R2,
        &["old users 2-2"],
        &[("ocs-2007-r2", "lync-2010")],
    ),
    (&["CLIENT-005", "UPD-004"], clients::communicator_moves, R2, &["Move 2-2"], &[("ocs-2007-r2", "lync-2010")]),
    (&["CLIENT-005"], clients::communicator_moves, R2, &["Move 2-2"], &[("ocs-2007-r2", "ocs-2007")]),
    (&["CLIENT-005"], clients::communicator_moves, R2, &["Move 2-2"], &[("ocs-2007-r2", "lcs-2005")]),
    (&["CLIENT-008"], clients::meetings_move, MOVE, &["Move 2-2"], &[("version=lync-2010", "version=ocs-2007-r2")]),
    (&["CLIENT-009"], clients::user_moves, MOVE, &["Move 2-2"], &[("version=lync-2010", "version=lync-2013")]),
];

const EDGES_WITH_PEERS: &str = "
    site Paris
      pool one edge version=lync-2013 load-balancing=dns federation=false
      pool old front-end standard version=lync-2010
    phase Later
    ";

/// `name first-last`, in the order of the names. A group of users is called after the pool that it is on today.
fn entries(sketch: &Sketch, place: Where) -> Vec<String> {
    let plan = &sketch.plan;
    let replay = plan.replay();
    assert_eq!(replay.skipped, []);
    let packs: Vec<_> = (0..plan.stages()).map(|stage| crate::rules::pack(plan.target_at(stage))).collect();
    let common = crate::rules::context::Common::new(&replay.states, &packs);
    let cx = PlanContext { plan, replay: &replay, states: &replay.states, packs: &packs, common: &common };
    let mut out = Places::default();
    place(&cx, &mut out);
    said(sketch, out.into_iter())
}

/// The entries of a report.
fn given(sketch: &Sketch, report: &Report) -> Vec<String> {
    said(sketch, report.checklist.iter().map(|entry| (entry.subject.clone(), entry.stages)))
}

fn said(sketch: &Sketch, entries: impl Iterator<Item = (Subject, (usize, usize))>) -> Vec<String> {
    let name = |subject: &Subject| match subject {
        Subject::Deployment => "deployment".to_owned(),
        Subject::UserGroup(id) => {
            let home = sketch.plan.today.user_groups.get(id).and_then(|group| group.homes.keys().next());
            let label = home.map(|pool| sketch.plan.label(&pool.into())).unwrap_or_default();
            format!("{} users", label.trim_end_matches(".contoso.com"))
        }
        other => sketch.plan.label(other).replace(".contoso.com", "").trim_start_matches('\\').to_owned(),
    };
    let mut all: Vec<_> = entries.map(|(of, (first, last))| format!("{} {first}-{last}", name(&of))).collect();
    all.sort();
    all
}

#[test]
fn twins() {
    for (codes, place, text, wanted, instead) in TABLE {
        let sketch = read(text).unwrap_or_else(|error| panic!("{codes:?}: {error}"));
        assert_eq!(entries(&sketch, *place), *wanted, "{codes:?}");
        let mut other = (*text).to_owned();
        for (old, new) in *instead {
            assert!(other.contains(old), "{codes:?}: no “{old}” in the plan");
            other = other.replace(old, new);
        }
        let other = read(&other).unwrap_or_else(|error| panic!("{codes:?}, the second twin: {error}"));
        assert_eq!(entries(&other, *place), [""; 0], "{codes:?}: the second twin");
        // The rules that are there give these entries, and no finding.
        for code in codes.iter().filter_map(|code| rule(&Code::new(code))) {
            if let Check::Checklist(_) = code.check {
                let report = alone(code, &sketch.plan);
                assert_eq!(given(&sketch, &report), *wanted, "{codes:?}");
                assert_eq!(report.findings, [], "{codes:?}");
                let twin = Twin::new(code).claims(&sketch.plan, |_, report| given(&sketch, report) == *wanted);
                twin.claims(&other.plan, |_, report| report.checklist.is_empty()).judge();
            }
        }
    }
}

#[test]
fn every_rule_of_the_checklist_has_twins_and_a_short_title() {
    let proved: BTreeSet<_> = TABLE.iter().flat_map(|(codes, ..)| *codes).copied().collect();
    for rule in all().iter().filter(|rule| matches!(rule.check, Check::Checklist(_))) {
        assert!(proved.contains(rule.code.as_str()), "{} has no twins", rule.code);
        for lang in crate::text::Lang::all() {
            let id = crate::rules::short_title(&rule.code).id;
            assert!(lang.has(&id), "no “{id}” in {}", lang.tag());
        }
    }
}
