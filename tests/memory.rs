//! A thousand edits of a large plan stay in memory together: states share what they do not change.
#![cfg(target_os = "linux")]

use coexist::edit::{Amount, Command};
use coexist::model::*;
use coexist::plan::testing::large_plan;
use coexist::plan::*;

/// What this process keeps in memory, in bytes.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[test]
fn a_thousand_edits_of_two_thousand_pools_add_less_than_200_mb() {
    let plan = large_plan(2_000, 0);
    let (id, name) = (PhaseId::new("phase-pilot"), "Pilot");
    let phase = Phase::new(id, name);
    let plan = PlanEdit::AddPhase { index: 0, phase }.applied_to(&plan).unwrap();
    let mut history = History::new(plan.into());
    let mut replay = history.present().replay();
    let before = resident();
    let start = std::time::Instant::now();
    let first = history.present().stage_at(1);
    for n in 0..1_000_usize {
        let pool = PoolId::new(&format!("pool-old-{:04}", n * 7 % 2_000));
        let of = Subject::from(&pool);
        let record = |at: &Stage, command| PlanEdit::Record { at: at.clone(), commands: vec![command] };
        let edit = match n % 20 {
            // A selection of 200 objects is dragged.
            0 => PlanEdit::Place(
                (0..200)
                    .map(|m| {
                        let moved = PoolId::new(&format!("pool-old-{:04}", (n + m * 3) % 2_000));
                        (moved.into(), Some(SheetPos { x: n as i32, y: m as i32 }))
                    })
                    .collect(),
            ),
            1 => record(&first, Command::Set { of, fact: "edition", to: Some(Value::text("standard")) }),
            2 => {
                let group = UserGroupId::new(&format!("user-group-old-{:04}", n * 7 % 2_000));
                let to = PoolId::new("pool-old-1999");
                record(&first, Command::MoveUsers { group, from: pool, to, amount: Amount::Number(n as u64) })
            }
            3 => record(&Stage::Today, Command::Remove(of)),
            4..=11 => {
                let count = Value::Count(n as u64);
                record(&Stage::Today, Command::Set { of, fact: "access-numbers", to: Some(count) })
            }
            _ => PlanEdit::Place(vec![(of, Some(SheetPos { x: n as i32, y: 7 }))]),
        };
        // Some name a pool that an earlier edit removed.
        let present = history.present().clone();
        let _ = history.commit(coexist::message!("plan-nothing"), &[edit], &replay, ());
        replay = history.present().replay_after(&present, &replay);
    }
    let added = resident().saturating_sub(before);
    println!("{} edits add {} MB in {:?}", history.len(), added >> 20, start.elapsed());
    assert!(history.len() > 900, "{} edits were made", history.len());
    assert!(added < 200 << 20, "{added} bytes");
}
