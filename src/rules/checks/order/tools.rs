//! ORDER-007, ORDER-008: what users are moved with.

use crate::rules::packs::{Pack, UserMoves};
use crate::rules::prelude::*;
use crate::rules::steps::{change_tool, step_of, user_moves};

pub static OLD_TOOLS: Rule = Rule::new("ORDER-007", "users-moved-with-older-tools", "0.1.0", Check::Phase(old_tools))
    .in_course()
    .mended(FixOffer::Always, newer);

pub static CMDLET: Rule = Rule::new("ORDER-008", "users-moved-with-the-wrong-cmdlet", "0.1.0", Check::Phase(cmdlet))
    .in_course()
    .mended(FixOffer::Always, right);

/// A move of users between an older product and the target.
struct Move<'c, 'a> {
    step: &'a Step,
    state: &'c Topology,
    from: &'a PoolId,
    to: &'a PoolId,
    /// The older of the two.
    version: Version,
    back: bool,
}

/// The first such move of each step: a gesture moves the groups of one pool.
fn moves<'c, 'a>(cx: &'c PhaseContext<'a>, pack: &Pack, out: &mut Findings) -> Vec<Move<'c, 'a>> {
    if !cx.phase.steps.iter().any(|step| user_moves(step).next().is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (step, state) in cx.steps() {
        let pool = |id: &PoolId| state.pools.get(id).map(|pool| (pack.age(pool), pool.version));
        for (from, to) in user_moves(step) {
            let (Some((old, source)), Some((new, target))) = (pool(from), pool(to)) else { continue };
            let (version, back) = match (old, new) {
                (Age::Older, Age::Own) => (source, false),
                (Age::Own, Age::Older) => (target, true),
                (Age::Unknown, Age::Own) => {
                    out.not_checked(from, &["version"]);
                    continue;
                }
                _ => continue,
            };
            if let Some(version) = version {
                found.push(Move { step, state, from, to, version, back });
                break;
            }
        }
    }
    found
}

fn old_tools(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for Move { step, state, from, to, back, .. } in moves(cx, pack, out) {
        if back {
            continue;
        }
        let Some(tool) = step.tool() else {
            out.not_checked(step.id(), &["tool"]);
            continue;
        };
        if tool == StepTool::DirectoryUsers || tool.product().is_some_and(|product| product < pack.product) {
            let said = message!(
                "rules-order-007",
                from = state.label(&from.into()),
                pool = state.label(&to.into()),
                tool = Message::word(StepTool::PREFIX, tool.key())
            );
            out.report(step.id(), said).related([to]);
        }
    }
}

fn newer(cx: &FixContext<'_>) -> Vec<Fix> {
    let pack = crate::rules::packs::pack(cx.plan.target_at(cx.finding.stages.0));
    change_tool(cx, pack.and_then(|pack| StepTool::of(pack.product)))
}

fn cmdlet(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    for Move { step, state, from, to, version, back } in moves(cx, pack, out) {
        let Some(ways) = pack.user_moves.iter().find(|ways| ways.source == version) else { continue };
        let right = if back { &ways.back } else { &ways.to };
        let (Some(first), Some(tool)) = (right.first(), step.tool()) else {
            if !right.is_empty() {
                out.not_checked(step.id(), &["tool"]);
            }
            continue;
        };
        // Other tools are another rule's, or are documented for every source.
        if right.contains(&tool) || !moves_users(pack, tool) {
            continue;
        }
        let word = |tool: StepTool| Message::word(StepTool::PREFIX, tool.key());
        let (from_name, to_name) = (state.label(&from.into()), state.label(&to.into()));
        let disputed = !back && ways.disputed.contains(&tool);
        let said = if disputed {
            message!(
                "rules-order-008-disputed",
                from = from_name,
                pool = to_name,
                tool = word(tool),
                right = word(*first)
            )
        } else {
            message!("rules-order-008", from = from_name, pool = to_name, tool = word(tool), right = word(*first))
        };
        let finding = out.report(step.id(), said).related([from, to]);
        if disputed {
            finding.at_most(Level::Warning);
        }
    }
}

fn moves_users(pack: &Pack, tool: StepTool) -> bool {
    let all = |ways: &UserMoves| [&ways.to, &ways.disputed, &ways.back].into_iter().any(|tools| tools.contains(&tool));
    pack.user_moves.iter().any(all)
}

fn right(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let (Some(step), Some(pack)) = (step_of(cx), crate::rules::packs::pack(cx.plan.target_at(stage))) else {
        return Vec::new();
    };
    let states = || cx.replay.states.iter().skip(stage.saturating_sub(1)).take(2);
    let pool = |id: &PoolId| states().find_map(|state| state.pools.get(id));
    let tool = user_moves(step).find_map(|(from, to)| {
        let (from, to) = (pool(from)?, pool(to)?);
        let back = pack.age(from) == Age::Own;
        let version = if back { to.version } else { from.version };
        let ways = pack.user_moves.iter().find(|ways| Some(ways.source) == version)?;
        if back { ways.back.first() } else { ways.to.first() }.copied()
    });
    change_tool(cx, tool)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_said, check_silent, check_twins, check_words, levels};

    fn plan(source: &str, way: &str, tool: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard version={source} users=10
              pool new front-end standard version=lync-2013 users=10
            phase Move
              move 5 users {way} {tool}
            "
        )
    }

    fn with(tool: StepTool) -> impl Fn(&crate::rules::sketch::Sketch) -> PlanEdit {
        move |sketch| PlanEdit::EditStep(sketch.plan.phases[0].steps[0].with_tool(Some(tool)))
    }

    #[test]
    fn twins() {
        for (source, tool) in [
            ("lync-2010", "directory-users"),
            ("lync-2010", "lync-2010-tools"),
            ("ocs-2007-r2", "ocs-2007-r2-tools"),
            ("ocs-2007-r2", "directory-users"),
        ] {
            let text = plan(source, "old -> new", &format!("tool={tool} # ORDER-007 related new"));
            check_twins(&OLD_TOOLS, &text, with(StepTool::Lync2013Tools));
            check_twins(&OLD_TOOLS, &text, with(StepTool::MoveCsUser));
        }
        for (source, way, wrong, right) in [
            ("ocs-2007-r2", "old -> new", "move-cs-user", StepTool::MoveCsLegacyUser),
            ("ocs-2007-r2", "new -> old", "move-cs-legacy-user", StepTool::MoveCsUser),
            ("lync-2010", "old -> new", "move-cs-legacy-user", StepTool::MoveCsUser),
        ] {
            check_twins(&CMDLET, &plan(source, way, &format!("tool={wrong} # ORDER-008")), with(right));
            check_silent(&CMDLET, &plan(source, way, "tool=lync-2013-tools"));
        }
    }

    #[test]
    fn where_the_sources_do_not_agree_it_is_a_warning() {
        for (source, tool, level) in [
            ("lync-2010", "tool=move-cs-legacy-user", Level::Warning),
            ("ocs-2007-r2", "tool=move-cs-user", Level::Error),
        ] {
            check_said(&CMDLET, &plan(source, "old -> new", tool), levels, vec![level]);
        }
    }

    #[test]
    fn what_is_not_said_is_not_checked() {
        let missing = |rule: &'static Rule, source: &str, way: &str| {
            let items = check_silent(rule, &plan(source, way, "")).not_checked;
            items.iter().flat_map(|item| item.missing.clone()).collect::<Vec<_>>()
        };
        for rule in [&OLD_TOOLS, &CMDLET] {
            assert_eq!(missing(rule, "lync-2010", "old -> new"), ["tool"]);
            assert_eq!(missing(rule, "lync-2013", "old -> new"), [""; 0]);
            assert_eq!(missing(rule, "lync-2010", "new -> old"), [""; 0]);
        }
        assert_eq!(missing(&CMDLET, "ocs-2007-r2", "new -> old"), ["tool"]);
        let unknown = plan("lync-2010", "old -> new", "tool=move-cs-user").replace("version=lync-2010", "");
        assert_eq!(check_silent(&CMDLET, &unknown).not_checked[0].missing, ["version"]);
        check_silent(&CMDLET, &plan("lync-2010", "new -> old", "tool=move-cs-legacy-user"));
        check_silent(&CMDLET, &plan("lync-2010", "old -> new", "tool=move-cs-rgs-configuration"));
    }

    #[test]
    fn every_tool_in_both_directions() {
        for (source, way, wrong) in [
            ("lync-2010", "old -> new", ["move-cs-legacy-user"].as_slice()),
            ("lync-2010", "new -> old", &[]),
            ("ocs-2007-r2", "old -> new", &["move-cs-user"]),
            ("ocs-2007-r2", "new -> old", &["move-cs-legacy-user"]),
        ] {
            check_words(&CMDLET, StepTool::KEYS, wrong, |tool| plan(source, way, &format!("tool={tool}")));
        }
    }
}
