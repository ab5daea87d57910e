//! CLIENT-001: users whose client cannot sign in to the pool that they are on.

use crate::rules::packs::Pack;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new("CLIENT-001", "client-that-cannot-sign-in", "0.1.0", Check::State(check))
    .near()
    .mended(FixOffer::Sometimes, fixes);

/// Whether a client signs in to pools of a product; `None` for a client that the pack does not list.
fn signs_in(pack: &Pack, client: Client, version: Version) -> Option<bool> {
    let homes = pack.clients.iter().find(|(listed, _)| *listed == client).map(|(_, homes)| homes)?;
    Some(homes.contains(&version))
}

fn check(cx: &StateContext<'_>, out: &mut Findings) {
    for group in cx.topology.user_groups.values() {
        let homes = group.homes.iter().filter(|(_, users)| **users != Some(0));
        let mut homes = homes.filter_map(|(pool, _)| Some(&**cx.topology.pools.get(pool)?));
        let listed = |version: &Version| *version == cx.pack.product || cx.pack.sources.contains(version);
        let Some(clients) = &group.clients else {
            if homes.any(|pool| cx.age(pool) == Age::Own) {
                out.not_checked(&group.id, &["clients"]);
            }
            continue;
        };
        let homes: Vec<&Pool> = homes.collect();
        let fits = |client: Client, pool: &Pool| {
            pool.version.filter(|version| listed(version)).and_then(|version| signs_in(cx.pack, client, version))
        };
        for pool in &homes {
            let Some(version) = pool.version.filter(listed) else {
                if pool.version.is_none() {
                    out.not_checked(&pool.id, &["version"]);
                }
                continue;
            };
            let mut wrong: Vec<Client> = Vec::new();
            let mut unclear = false;
            for client in clients.iter().copied().filter(|client| signs_in(cx.pack, *client, version) == Some(false)) {
                // A group on several products may use each client where it fits.
                let elsewhere = homes.iter().any(|other| fits(client, other) == Some(true));
                let another = clients.iter().any(|other| signs_in(cx.pack, *other, version) == Some(true));
                if elsewhere && another {
                    unclear = true;
                } else {
                    wrong.push(client);
                }
            }
            if unclear {
                out.not_checked(&group.id, &["clients"]);
            }
            if wrong.is_empty() {
                continue;
            }
            let said = message!(
                "rules-client-001",
                group = cx.label(&group.id),
                pool = cx.label(&pool.id),
                product = Message::word(Version::PREFIX, version.key()),
                clients = wrong.iter().map(|client| Message::word(Client::PREFIX, client.key())).collect::<Vec<_>>()
            );
            out.report(&group.id, said).field("clients").related([&pool.id]);
        }
    }
}

/// Clients that work on every product that the group is on before and after, updated at the start of the phase.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Subject::UserGroup(id) = &cx.finding.subject else { return Vec::new() };
    let (Some(before), Some(state)) =
        (stage.checked_sub(1).map(|at| &cx.replay.states[at]), cx.replay.states.get(stage))
    else {
        return Vec::new();
    };
    let (Some(pack), Some(phase)) = (crate::rules::pack(cx.plan.target_at(stage)), cx.plan.phases.get(stage - 1))
    else {
        return Vec::new();
    };
    let (Some(old), Some(group)) = (before.user_groups.get(id), state.user_groups.get(id)) else { return Vec::new() };
    let homes = old.homes.iter().map(|home| (before, home)).chain(group.homes.iter().map(|home| (state, home)));
    let versions: Vec<Version> = homes
        .filter(|(_, (_, users))| **users != Some(0))
        .filter_map(|(state, (pool, _))| state.pools.get(pool)?.version)
        .collect();
    let everywhere = |client: &Client| versions.iter().all(|v| signs_in(pack, *client, *v) == Some(true));
    let Some(update) = pack.clients.iter().map(|(client, _)| *client).find(everywhere) else { return Vec::new() };
    let mut clients: Vec<Client> = group.clients.iter().flatten().copied().filter(everywhere).collect();
    if clients.is_empty() {
        clients.push(update);
    }
    let change = Command::Set { of: id.into(), fact: "clients", to: Some(clients.to_value()) };
    let first = cx.plan.free_id(SubjectKind::Step, ActivityKind::ClientUpdate.key());
    let second = cx.plan.free_id_besides(SubjectKind::Step, "clients", std::slice::from_ref(&first));
    let steps = [
        Step::activity(StepId::new(&first), ActivityKind::ClientUpdate, vec![id.into()]),
        Step::change(StepId::new(&second), vec![change]),
    ];
    let add = |(at, step)| PlanEdit::AddStep { phase: phase.id.clone(), index: Some(at), step };
    vec![Fix {
        label: message!(
            "rules-client-001-fix",
            group = state.label(&id.into()),
            client = Message::word(Client::PREFIX, clients[0].key()),
            phase = &*phase.name
        ),
        edits: steps.into_iter().enumerate().map(add).collect(),
        safety: Safety::Ask,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::Sketch;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins};

    const PRODUCTS: [&str; 3] = ["ocs-2007-r2", "lync-2010", "lync-2013"];

    /// The matrix of the catalogue: where each client signs in, in the order of the products.
    const MATRIX: [(&str, [bool; 3]); 12] = [
        ("lync-2013", [false, true, true]),
        ("lync-2013-basic", [false, true, true]),
        ("lync-windows-store", [false, true, true]),
        ("lync-web-app-2013", [false, false, true]),
        ("lync-2010", [false, true, true]),
        ("lync-2010-attendant", [false, true, true]),
        ("lync-2010-attendee", [false, true, true]),
        ("lync-web-app-2010", [false, true, false]),
        ("communicator-2007-r2", [true, true, true]),
        ("attendant-2007-r2", [true, true, false]),
        ("communicator-2007", [true, true, false]),
        ("live-meeting-2007", [true, true, false]),
    ];

    fn one(client: &str, product: &str) -> String {
        format!(
            "
            site Paris
              pool fe front-end standard version={product} users=10
              users fe clients={client}
            "
        )
    }

    #[test]
    fn twins() {
        assert_eq!(MATRIX.map(|(client, _)| client).to_vec(), Client::KEYS);
        for (client, signs_in) in MATRIX {
            let good: Vec<&str> = PRODUCTS.into_iter().zip(signs_in).filter(|(_, yes)| *yes).map(|(p, _)| p).collect();
            for (product, yes) in PRODUCTS.into_iter().zip(signs_in) {
                if yes {
                    check_silent(&RULE, &one(client, product));
                    continue;
                }
                let text = one(client, product).trim_end().to_owned() + "   # CLIENT-001";
                for better in &good {
                    check_twins(&RULE, &text, |sketch| sketch.set("fe", "version", Value::text(better)));
                }
            }
        }
    }

    const MOVE: &str = "
            site Paris
              pool old front-end standard version=lync-2010 users=10
              users old clients=communicator-2007              # CLIENT-001 related new
              pool new front-end standard version=lync-2013 users=0
            phase Move
              move all users old -> new
    ";

    #[test]
    fn users_move_to_a_pool_that_their_client_does_not_know() {
        let clients = |sketch: &Sketch| {
            sketch.record(0, sketch.set("users old", "clients", Value::List(vec![Text::from("lync-2010")])))
        };
        check_twins(&RULE, MOVE, clients);
        let partly = MOVE.replace("move all", "move 9");
        check_twins(&RULE, &partly, clients);
    }

    #[test]
    fn the_update_fits_both_products() {
        let back = MOVE.replace("=lync-2013", "=ocs-2007-r2").replace("=communicator-2007", "=lync-2010");
        for (plan, client) in [
            (MOVE.to_owned(), "lync-2013"),
            (MOVE.replace("=lync-2010", "=ocs-2007-r2"), "communicator-2007-r2"),
            (back, "communicator-2007-r2"),
        ] {
            let clients = |plan: &crate::plan::Plan| {
                let state = &plan.replay().states[1];
                state.user_groups.values().find_map(|group| group.clients.clone()).unwrap()
            };
            check_mended(&RULE, &plan, clients, vec![Client::from_key(client).unwrap()]);
        }
    }

    #[test]
    fn unknown_waits_and_two_clients_on_two_products_are_not_told_apart() {
        let missing = |text: &str| {
            let report = check_silent(&RULE, text);
            report.not_checked.iter().flat_map(|n| n.missing.clone()).collect::<Vec<_>>()
        };
        assert_eq!(missing(&one("lync-2010", "lync-2013").replace("clients=", "archived=")), ["clients"]);
        assert_eq!(missing(&one("lync-2010", "lync-2010").replace("clients=", "archived=")), [""; 0]);
        assert_eq!(missing(&one("lync-2010", "lync-2010").replace("version=lync-2010", "")), ["version"]);
        assert_eq!(missing(&one("lync-2010", "lync-2013").replace("users=10", "users=0")), [""; 0]);
        let both = MOVE
            .replace("# CLIENT-001 related new", "")
            .replace("clients=communicator-2007", "clients=communicator-2007,lync-2010")
            .replace("move all", "move 9");
        assert_eq!(missing(&both), ["clients"]);
        assert_eq!(missing(&one("lync-2010", "ocs-2007")), [""; 0]);
    }
}
