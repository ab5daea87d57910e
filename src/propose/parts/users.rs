//! Users on the move: a few to test, some to pilot, then everybody; branch users with their appliances.

use super::{Writer, subjects};
use crate::edit::{Amount, Command};
use crate::message;
use crate::model::*;

impl Writer<'_, '_> {
    /// The cmdlet that moves users from the source.
    fn move_tool(&self) -> Option<StepTool> {
        let moves = self.survey.pack.user_moves.iter().find(|moves| moves.source == self.survey.source);
        moves.and_then(|moves| moves.to.first().copied())
    }

    /// Groups with users on legacy pools.
    pub(super) fn legacy_groups(&self) -> Vec<Subject> {
        let groups = self.survey.today.user_groups.values();
        let on_legacy = |group: &&std::sync::Arc<UserGroup>| group.homes.keys().any(|pool| self.survey.is_legacy(pool));
        groups.filter(on_legacy).map(|group| Subject::from(&group.id)).collect()
    }

    /// The legacy pools that the pilot takes over from, and the pilot.
    fn pilot_pools(&self) -> Option<(Vec<PoolId>, PoolId)> {
        let pilot = self.design.front_ends.first()?;
        Some((pilot.replaces.clone(), pilot.id.clone()?)).filter(|(olds, _)| !olds.is_empty())
    }

    pub(super) fn move_test_users(&mut self) {
        let Some((olds, to)) = self.pilot_pools() else { return };
        // Where users are on the pilot already, it is tested.
        if self.pilot_stands() && self.survey.homes(&to).iter().any(|(_, users)| *users != Some(0)) {
            return;
        }
        let (tool, wanted) = (self.move_tool(), self.choices.test_users);
        let mut moved = Vec::new();
        for old in olds {
            for (group, count) in self.survey.homes(&old) {
                let already: u64 = moved.iter().map(|(_, _, number)| *number).sum();
                // The group goes on in later waves, so some of it stay.
                let most = count.map_or(wanted, |count| count / 2);
                let number = most.min(wanted.saturating_sub(already));
                if number > 0 {
                    moved.push((group.id.clone(), old.clone(), number));
                }
            }
        }
        for (group, from, number) in &moved {
            let amount = Amount::Number(*number);
            let (group, from, to) = (group.clone(), from.clone(), to.clone());
            self.draft.change_with(tool, vec![Command::MoveUsers { group, from, to, amount }]);
        }
        if !moved.is_empty() {
            self.draft.work(ActivityKind::Verify, vec![(&to).into()]);
        }
    }

    /// Pilot users, where it is known how many there are; then everybody, pool by pool.
    pub(super) fn move_remaining_users(&mut self) {
        let tool = self.move_tool();
        if let Some((olds, to)) = self.pilot_pools() {
            for old in &olds {
                for (group, count) in self.survey.homes(old) {
                    let number = count.unwrap_or(0).saturating_mul(self.choices.pilot_percent.min(100)) / 100;
                    if number > 0 {
                        let (group, from, to) = (group.id.clone(), old.clone(), to.clone());
                        let amount = Amount::Number(number);
                        self.draft.change_with(tool, vec![Command::MoveUsers { group, from, to, amount }]);
                    }
                }
            }
            self.draft.work(ActivityKind::Verify, vec![(&to).into()]);
        }
        let design = self.design;
        for new in &design.front_ends {
            for old in &new.replaces {
                self.move_all(old, new.id.as_ref(), tool);
            }
        }
    }

    fn move_all(&mut self, old: &PoolId, to: Option<&PoolId>, tool: Option<StepTool>) {
        let Some(to) = to else { return };
        for (group, count) in self.survey.homes(old) {
            if count.is_none() {
                let (group, pool) = (self.label(&group.id), self.label(old));
                self.draft.assume(message!("propose-unknown-users", group = group, pool = pool));
            }
            if *count != Some(0) {
                let (group, from, to) = (group.id.clone(), old.clone(), to.clone());
                self.draft.change_with(tool, vec![Command::MoveUsers { group, from, to, amount: Amount::All }]);
            }
        }
    }

    pub(super) fn label(&self, subject: impl Into<Subject>) -> String {
        self.survey.today.label(&subject.into())
    }

    /// Branch appliances of the target, with the users and gateways of the legacy ones.
    pub(super) fn replace_appliances(&mut self) {
        let design = self.design;
        if design.appliances.is_empty() {
            return;
        }
        for new in &design.appliances {
            self.draft.add(new.pool.clone());
        }
        self.publish(subjects(&design.appliances));
        self.draft.work(ActivityKind::InstallServers, subjects(&design.appliances));
        let tool = self.move_tool();
        for new in &design.appliances {
            for old in &new.replaces {
                self.move_all(old, new.id.as_ref(), tool);
                self.turn_trunks(old, new.id.as_ref());
            }
        }
        // Gone from the legacy topology as the guide has it; associations with a legacy server first.
        let olds: Vec<PoolId> = design.appliances.iter().flat_map(|new| new.replaces.clone()).collect();
        self.draft.work(ActivityKind::StopServices, olds.iter().map(Subject::from).collect());
        for old in olds {
            self.draft.remove([Subject::from(&old)]);
        }
        self.publish(Vec::new());
    }
}
