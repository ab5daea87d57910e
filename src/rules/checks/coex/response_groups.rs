//! COEX-012: response groups moved with what is for another pair of versions.

use crate::rules::prelude::*;
use crate::rules::steps::{change_tool, step_of};

pub static RULE: Rule =
    Rule::new("COEX-012", "response-groups-moved-with-the-wrong-cmdlet", "0.1.0", Check::Phase(check))
        .mended(FixOffer::Sometimes, fixes);

fn moves(step: &Step) -> Option<&[Subject]> {
    match step {
        Step::Activity { kind: ActivityKind::MoveResponseGroups, about, .. } => Some(about),
        _ => None,
    }
}

fn check(cx: &PhaseContext<'_>, out: &mut Findings) {
    let Some(pack) = cx.pack else { return };
    if !cx.phase.steps.iter().any(|step| moves(step).is_some()) {
        return;
    }
    for (step, state) in cx.steps() {
        let Some(about) = moves(step) else { continue };
        let of_age = |age| state.pools.values().any(|pool| pool.kind == PoolKind::FrontEnd && pack.age(pool) == age);
        if !of_age(Age::Own) || !of_age(Age::Older) {
            continue;
        }
        let (mut older, mut own, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for subject in about {
            let Subject::Pool(id) = subject else { continue };
            let Some(pool) = state.pools.get(id) else { continue };
            match pack.age(pool) {
                Age::Older => older.push(id),
                Age::Own => own.push(id),
                Age::Unknown => unknown.push(id),
                _ => {}
            }
        }
        let names = |pools: &[&PoolId]| pools.iter().map(|pool| state.label(&(*pool).into())).collect::<Vec<_>>();
        let tools = pack.response_group_moves;
        let tool = |tool: StepTool| Message::word(StepTool::PREFIX, tool.key());
        let target = Message::word(Version::PREFIX, pack.product.key());
        match step.tool() {
            None => out.not_checked(step.id(), &["tool"]),
            Some(with) if with == tools.within && !older.is_empty() => {
                let said = message!("rules-coex-012-within", pools = names(&older), tool = tool(with), target = target);
                out.report(step.id(), said).related(older.into_iter().chain(own));
            }
            Some(with) if with == tools.across && older.is_empty() && unknown.is_empty() && own.len() > 1 => {
                let said = message!("rules-coex-012-across", pools = names(&own), tool = tool(with), target = target);
                out.report(step.id(), said).related(own);
            }
            Some(with) if with == tools.within || with == tools.across => {
                unknown.iter().for_each(|pool| out.not_checked(*pool, &["version"]));
                if older.len() + own.len() + unknown.len() < 2 {
                    out.not_checked(step.id(), &["source-and-target"]);
                }
            }
            Some(_) => {}
        }
    }
}

/// The other cmdlet, where it is clear that it fits the pools of the step.
fn fixes(cx: &FixContext<'_>) -> Vec<Fix> {
    let stage = cx.finding.stages.0;
    let Some(pack) = crate::rules::packs::pack(cx.plan.target_at(stage)) else { return Vec::new() };
    let Some(state) = stage.checked_sub(1).and_then(|before| cx.replay.states.get(before)) else { return Vec::new() };
    let age = |subject: &Subject| match subject {
        Subject::Pool(id) => state.pools.get(id).map(|pool| pack.age(pool)),
        _ => None,
    };
    let ages: Vec<_> = cx.finding.related.iter().map(age).collect();
    let tools = pack.response_group_moves;
    match (step_of(cx).and_then(|step| step.tool()), ages.as_slice()) {
        (Some(tool), [Some(Age::Older), Some(Age::Own)]) if tool == tools.within => change_tool(cx, Some(tools.across)),
        (Some(tool), [Some(Age::Own), Some(Age::Own)]) if tool == tools.across => change_tool(cx, Some(tools.within)),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{check_mended, check_silent, check_twins, check_unmended};

    fn plan(pools: &str, tool: &str) -> String {
        format!(
            "
            site Paris
              pool old front-end standard version=lync-2010
              pool new front-end standard version=lync-2013
              pool new2 front-end standard version=lync-2013
            phase Groups
              do move-response-groups {pools} {tool}
            "
        )
    }

    fn with(tool: StepTool) -> impl Fn(&crate::rules::sketch::Sketch) -> PlanEdit {
        move |sketch| {
            let step = sketch.plan.phases[0].steps[0].with_tool(Some(tool));
            PlanEdit::EditStep(step)
        }
    }

    #[test]
    fn twins() {
        check_twins(
            &RULE,
            &plan("old new", "tool=copy-rgs-configuration # COEX-012 related old new"),
            with(StepTool::MoveCsRgsConfiguration),
        );
        check_twins(
            &RULE,
            &plan("new new2", "tool=move-cs-rgs-configuration # COEX-012 related new new2"),
            with(StepTool::CopyRgsConfiguration),
        );
        check_twins(
            &RULE,
            &plan("old", "tool=copy-rgs-configuration # COEX-012 related old"),
            with(StepTool::MoveCsRgsConfiguration),
        );
    }

    #[test]
    fn what_is_not_said_is_not_checked() {
        let missing = |pools: &str, tool: &str| check_silent(&RULE, &plan(pools, tool)).not_checked;
        assert_eq!(missing("old new", "")[0].missing, ["tool"]);
        assert_eq!(missing("old", "tool=move-cs-rgs-configuration")[0].missing, ["source-and-target"]);
        assert_eq!(missing("new", "tool=move-cs-rgs-configuration")[0].missing, ["source-and-target"]);
        assert_eq!(missing("old new", "tool=move-cs-rgs-configuration"), []);
        assert_eq!(missing("new new2", "tool=copy-rgs-configuration"), []);
        assert_eq!(missing("old new", "tool=lync-2013-tools"), []);
        let unknown = plan("old new", "tool=move-cs-rgs-configuration").replace(
            "pool old front-end standard version=lync-2010",
            "pool old front-end\n pool o2 front-end version=lync-2010",
        );
        assert_eq!(check_silent(&RULE, &unknown).not_checked[0].missing, ["version"]);
        let alone = plan("new new2", "tool=move-cs-rgs-configuration").replace("lync-2010", "lync-2013");
        assert_eq!(check_silent(&RULE, &alone).not_checked, []);
    }

    #[test]
    fn each_cmdlet_gives_way_to_the_other() {
        let tool = |text: &str, wanted| {
            check_mended(&RULE, text, |plan| plan.phases[0].steps[0].tool(), Some(wanted));
        };
        tool(&plan("old new", "tool=copy-rgs-configuration"), StepTool::MoveCsRgsConfiguration);
        tool(&plan("new new2", "tool=move-cs-rgs-configuration"), StepTool::CopyRgsConfiguration);
    }

    #[test]
    fn a_pool_whose_version_changes_in_the_phase_is_left_to_its_planner() {
        for (pools, tool, change) in [
            ("new new2", "copy-rgs-configuration", "~ new version=lync-2010"),
            ("old new", "move-cs-rgs-configuration", "~ old version=lync-2013"),
        ] {
            let text = plan(pools, &format!("tool={tool}")).replace(
                "phase Groups",
                &format!("  pool older front-end version=lync-2010\n            phase Groups\n              {change}"),
            );
            check_unmended(&RULE, &text);
        }
    }
}
