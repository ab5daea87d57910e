//! Users that move in parts: how many a share of them is, and waves over phases that follow each other.

use super::super::{Plan, PlanEdit};
use crate::edit::{Amount, Command};
use crate::model::*;

/// How many of a group's users on a pool move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    All,
    /// Of those that are there when they move.
    Percent(u64),
    Number(u64),
}

impl Share {
    /// As what a move takes of so many users. `None` when it is nobody, more than there are, or a part of a number that
    /// is not known. A part of somebody is at least one.
    pub fn of(self, here: Option<u64>) -> Option<Amount> {
        match (self, here) {
            (_, Some(0)) | (Self::Percent(0) | Self::Number(0), _) => None,
            (Self::All | Self::Percent(100), _) => Some(Amount::All),
            (Self::Percent(101..), _) | (Self::Percent(_), None) => None,
            (Self::Percent(percent), Some(here)) => Some(Amount::Number(part(here, percent).max(1))),
            (Self::Number(number), Some(here)) if number > here => None,
            (Self::Number(number), _) => Some(Amount::Number(number)),
        }
    }
}

/// So many hundredths, to the nearest whole user.
fn part(users: u64, percent: u64) -> u64 {
    let part = (u128::from(users) * u128::from(percent) + 50) / 100;
    u64::try_from(part).unwrap_or(u64::MAX)
}

/// Users of a group that move in one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wave {
    pub stage: usize,
    pub amount: Amount,
    /// How many that is.
    pub users: u64,
}

/// Why a group cannot move in such waves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWaves {
    /// Nobody recorded how many users there are, at this stage.
    Unknown(usize),
    /// No shares, a share of nothing, or more than everybody in all.
    Shares,
    /// There are only so many phases from the first wave on.
    Phases(usize),
    /// The pool that they move to does not stand at this stage.
    NoPool(usize),
    /// At this stage other steps have moved users that the wave counts on.
    TooFew(usize),
}

/// Waves of these shares of a group, in percent of its users on `from` at the end of the stage `first`, one in each phase
/// from there on. When the shares are everybody, the last wave takes whoever is left. `states` are those of the plan.
pub fn waves(
    states: &[Topology],
    group: &UserGroupId,
    (from, to): (&PoolId, &PoolId),
    first: usize,
    percents: &[u64],
) -> Result<Vec<Wave>, NoWaves> {
    let all: u128 = percents.iter().map(|percent| u128::from(*percent)).sum();
    if first == 0 || percents.is_empty() || percents.contains(&0) || all > 100 {
        return Err(NoWaves::Shares);
    }
    let there = states.len().saturating_sub(first);
    if percents.len() > there {
        return Err(NoWaves::Phases(there));
    }
    let at = |stage: usize| -> Result<u64, NoWaves> {
        let group = states[stage].user_groups.get(group).ok_or(NoWaves::TooFew(stage))?;
        group.homes.get(from).copied().unwrap_or(Some(0)).ok_or(NoWaves::Unknown(stage))
    };
    let users = at(first)?;
    let (mut sum, mut taken, mut waves) = (0, 0, Vec::new());
    for (stage, percent) in (first..).zip(percents) {
        sum += percent;
        let until = part(users, sum);
        let wave = until.saturating_sub(taken);
        if !states[stage].pools.contains_key(to) {
            return Err(NoWaves::NoPool(stage));
        }
        if wave == 0 || at(stage)?.saturating_sub(taken) < wave {
            return Err(NoWaves::TooFew(stage));
        }
        let amount = if sum == 100 { Amount::All } else { Amount::Number(wave) };
        waves.push(Wave { stage, amount, users: wave });
        taken = until;
    }
    Ok(waves)
}

/// The steps of these waves.
pub fn waves_edits(plan: &Plan, group: &UserGroupId, (from, to): (&PoolId, &PoolId), waves: &[Wave]) -> Vec<PlanEdit> {
    let one = |wave: &Wave| {
        let (group, from, to) = (group.clone(), from.clone(), to.clone());
        let command = Command::MoveUsers { group, from, to, amount: wave.amount };
        PlanEdit::Record { at: plan.stage_at(wave.stage), commands: vec![command] }
    };
    waves.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch::read;

    #[test]
    fn a_share_is_a_number_of_users_or_everybody() {
        assert_eq!(Share::Percent(10).of(Some(1_205)), Some(Amount::Number(121)));
        assert_eq!(Share::Percent(1).of(Some(3)), Some(Amount::Number(1)), "somebody moves");
        assert_eq!(Share::Percent(100).of(Some(7)), Some(Amount::All));
        assert_eq!(Share::Percent(10).of(None), None);
        assert_eq!(Share::Percent(101).of(Some(7)), None);
        assert_eq!(Share::Number(8).of(Some(7)), None);
        assert_eq!(Share::Number(8).of(None), Some(Amount::Number(8)));
        assert_eq!(Share::All.of(None), Some(Amount::All));
        assert_eq!(Share::All.of(Some(0)), None);
    }

    const PLAN: &str = "
        site Paris
          pool old front-end standard version=lync-2010 users=1001
        phase Test
          + pool new front-end standard version=lync-2013 in=Paris
        phase Pilot
        phase Rest
    ";

    fn given(text: &str) -> (Plan, UserGroupId, PoolId, PoolId) {
        let plan = read(text).unwrap_or_else(|error| panic!("{error}")).plan;
        let state = plan.replay().states.last().cloned().expect("a state");
        let group = state.user_groups.keys().next().cloned().expect("a group");
        let named = |name: &str| state.pools.keys().find(|id| id.as_str().contains(name)).cloned().expect("a pool");
        let (old, new) = (named("old"), named("new"));
        (plan, group, old, new)
    }

    #[test]
    fn waves_take_everybody_once() {
        let (plan, group, old, new) = given(PLAN);
        let states = plan.replay().states;
        let found = waves(&states, &group, (&old, &new), 1, &[10, 30, 60]).expect("waves");
        assert_eq!(found.iter().map(|wave| wave.users).collect::<Vec<_>>(), [100, 300, 601]);
        let edits = waves_edits(&plan, &group, (&old, &new), &found);
        let moved = PlanEdit::all_applied_to(&edits, &plan).expect("a plan").replay();
        assert_eq!(moved.skipped, []);
        let counts: Vec<_> = moved.states.iter().map(|state| state.users_on(&old)).collect();
        assert_eq!(counts, [Some(1_001), Some(901), Some(601), Some(0)]);
        assert_eq!(moved.states[3].users_on(&new), Some(1_001));
    }

    #[test]
    fn waves_that_cannot_be_are_told_why() {
        let (plan, group, old, new) = given(PLAN);
        let states = plan.replay().states;
        let of = |first, percents: &[u64]| waves(&states, &group, (&old, &new), first, percents);
        assert_eq!(of(1, &[50, 51]), Err(NoWaves::Shares));
        assert_eq!(of(1, &[]), Err(NoWaves::Shares));
        assert_eq!(of(0, &[50]), Err(NoWaves::Shares));
        assert_eq!(of(2, &[10, 20, 70]), Err(NoWaves::Phases(2)));
        assert_eq!(waves(&states, &group, (&old, &PoolId::new("pool-no")), 1, &[50]), Err(NoWaves::NoPool(1)));
        let moved = format!("{PLAN}    move 900 users old -> new\n");
        let (plan, group, old, new) = given(&moved);
        let states = plan.replay().states;
        assert_eq!(waves(&states, &group, (&old, &new), 2, &[10, 50]), Err(NoWaves::TooFew(3)));
        let (plan, group, old, new) = given(&PLAN.replace(" users=1001", ""));
        let states = plan.replay().states;
        assert_eq!(waves(&states, &group, (&old, &new), 1, &[50]), Err(NoWaves::Unknown(1)));
    }
}
