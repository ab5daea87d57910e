//! How many users move where: the small form that a drag, or *Move users…*, ends in, and *Split into waves…*.

use super::table::{load_said, users_said};
use crate::edit::{Amount, Command};
use crate::message;
use crate::model::*;
use crate::plan::intents::{NoWaves, Wave, waves, waves_edits};
use crate::plan::{Plan, PlanEdit, Replay};
use crate::rules;
use crate::rules::load::Loads;
use crate::text::{Lang, Message, folded};
use crate::ui::action::{Action, Cx, said, say};
use crate::ui::dialogs::{buttons, head};
use crate::ui::planner::later::{Known, Later};
use crate::ui::share::ShareField;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Context, Key, Modifiers, RichText, Role, Ui, vec2};
use std::sync::Arc;

const WIDTH: f32 = 480.0;
/// From so many pools on they are looked for by name.
const MANY: usize = 8;

/// What is asked: one move, or waves in the phases from the shown one on.
#[derive(Clone, PartialEq)]
enum Ask {
    Share(ShareField),
    /// Percentages, as they are typed.
    Waves(String),
}

pub struct Form {
    stage: usize,
    from: PoolId,
    to: Option<PoolId>,
    group: UserGroupId,
    ask: Ask,
    /// What the pool is looked for by.
    find: String,
    focus: bool,
    made: Later<Given, Made>,
    /// Enter was pressed on this, before its result was there.
    entered: Option<Given>,
}

/// What the result depends on.
#[derive(Clone, PartialEq)]
struct Given {
    content: u64,
    shown: usize,
    lang: Lang,
    stage: usize,
    from: PoolId,
    to: Option<PoolId>,
    group: UserGroupId,
    ask: Ask,
}

/// The plan that it is worked out from, beside the window when that takes long.
struct Of {
    plan: Arc<Plan>,
    replay: Arc<Replay>,
    shown: usize,
    lang: Lang,
}

/// What would be recorded, and what would be then; or why not.
struct Made {
    edits: Result<Vec<PlanEdit>, Message>,
    lines: Vec<String>,
}

/// Users of a group on a pool at a stage: `None` when nobody is, else the number when it is known.
fn here(replay: &Replay, stage: usize, group: &UserGroupId, pool: &PoolId) -> Option<Option<u64>> {
    let state = replay.states.get(stage)?;
    state.user_groups.get(group)?.homes.get(pool).copied().filter(|count| *count != Some(0))
}

/// The groups that have users on a pool at a stage.
fn groups_on(cx: &Cx<'_>, stage: usize, pool: &PoolId) -> Vec<UserGroupId> {
    let state = cx.doc.replay().states.get(stage);
    let groups = state.into_iter().flat_map(|state| state.user_groups.values());
    let there = groups.filter(|group| group.homes.get(pool).is_some_and(|count| *count != Some(0)));
    there.map(|group| group.id.clone()).collect()
}

/// Whether users can leave a pool at a stage, or why not.
pub fn can_move(cx: &Cx<'_>, stage: usize, pool: &PoolId) -> Result<(), Message> {
    if stage == 0 {
        return Err(message!("ui-load-choose-a-phase"));
    }
    if groups_on(cx, stage, pool).is_empty() {
        return Err(message!("ui-load-nobody-there"));
    }
    Ok(())
}

impl Form {
    /// One move. Of a group that has moved from the pool before, the rest; else a tenth as a pilot.
    pub fn of_move(
        cx: &Cx<'_>,
        stage: usize,
        (from, to): (PoolId, Option<PoolId>),
        group: Option<UserGroupId>,
    ) -> Option<Self> {
        let group = group.or_else(|| groups_on(cx, stage, &from).into_iter().next())?;
        let has_left = cx.doc.plan().phases.iter().take(stage).flat_map(|phase| &phase.steps).any(|step| {
            let left = |command: &Command| matches!(command, Command::MoveUsers { group: of, from: left, .. } if *of == group && *left == from);
            step.commands().iter().any(left)
        });
        let known = here(cx.doc.replay(), stage, &group, &from).flatten().is_some();
        let share = if known && !has_left { ShareField::percent(10) } else { ShareField::default() };
        Some(Self::new(stage, from, to, group, Ask::Share(share)))
    }

    pub fn of_waves(cx: &Cx<'_>, stage: usize, from: PoolId, group: Option<UserGroupId>) -> Option<Self> {
        let group = group.or_else(|| groups_on(cx, stage, &from).into_iter().next())?;
        let phases = cx.doc.plan().stages().saturating_sub(stage);
        let text = ["100", "10, 90", "5, 20, 75"].get(phases.saturating_sub(1)).copied().unwrap_or("5, 20, 75");
        Some(Self::new(stage, from, None, group, Ask::Waves(text.to_owned())))
    }

    fn new(stage: usize, from: PoolId, to: Option<PoolId>, group: UserGroupId, ask: Ask) -> Self {
        Self { stage, from, to, group, ask, find: String::new(), focus: true, made: Later::default(), entered: None }
    }

    pub fn from(&self) -> &PoolId {
        &self.from
    }

    /// Draws it; false when it is done with.
    pub fn ui(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> bool {
        let states = &cx.doc.replay().states;
        let is_there = states
            .get(self.stage)
            .is_some_and(|state| state.pools.contains_key(&self.from) && state.user_groups.contains_key(&self.group));
        // Undo may have taken away what it was about.
        if !is_there {
            return false;
        }
        // The keyboard of a list in it goes first.
        let popup = egui::Popup::is_any_open(ctx);
        if !popup && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            return false;
        }
        let mut open = true;
        let frame = egui::Frame::window(&ctx.global_style());
        let modal = egui::Modal::new(egui::Id::unique("load-form")).frame(frame);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(WIDTH.min(ctx.content_rect().width() - 64.0));
            open = self.body_ui(ui, cx);
        });
        open && (popup || !shown.should_close())
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let stage = cx.doc.plan().stage_name(self.stage, cx.lang);
        let from = cx.doc.label(&(&self.from).into());
        head(
            ui,
            &match self.ask {
                Ask::Share(_) => say!(cx, "ui-load-move-head", pool = from, stage = stage),
                Ask::Waves(_) => say!(cx, "ui-load-waves-head", pool = from, stage = stage),
            },
        );
        self.group_ui(ui, cx);
        ui.horizontal(|ui| {
            widgets::label_column(ui, |ui| drop(ui.label(say!(cx, "ui-load-to"))));
            self.pool_ui(ui, cx);
        });
        let mut entered = false;
        let mut field_id = None;
        ui.horizontal(|ui| {
            let label = match self.ask {
                Ask::Share(_) => say!(cx, "ui-load-how-many"),
                Ask::Waves(_) => say!(cx, "ui-load-percents"),
            };
            widgets::label_column(ui, |ui| drop(ui.label(&label)));
            let field = match &mut self.ask {
                Ask::Share(share) => share.ui(ui, cx.lang),
                Ask::Waves(text) => {
                    let edit = egui::TextEdit::singleline(text).desired_width(200.0);
                    ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(label)
                }
            };
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            field_id = Some(field.id);
        });
        let given = self.given(cx);
        let known = self.made(ui.ctx(), cx, &given);
        ui.add_space(8.0);
        widgets::rule(ui);
        ui.add_space(4.0);
        let fresh = match &known {
            Known::Fresh(made) => Some(made),
            _ => None,
        };
        match &known {
            Known::Fresh(made) => made_ui(ui, cx.lang, made),
            // What was so a moment ago keeps its place until the new is there.
            Known::Before(made) => drop(ui.add_enabled_ui(false, |ui| made_ui(ui, cx.lang, made))),
            Known::Working => drop(widgets::muted(ui, say!(cx, "ui-planner-working"))),
            Known::Failed => drop(ui.add(egui::Label::new(say!(cx, "ui-planner-failed")).wrap())),
        }
        // What cannot be is typed anew.
        if let Some(field) = field_id.filter(|_| entered && fresh.is_none_or(|made| made.edits.is_err())) {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        if entered {
            self.entered = Some(given.clone());
        }
        // Enter in the field answers, as in every form; before there is a result it is kept in mind.
        let entered = self.entered.take_if(|of| *of != given || fresh.is_some()).is_some_and(|of| of == given);
        let mut open = true;
        buttons(ui, |ui| {
            let text = match self.ask {
                Ask::Share(_) => say!(cx, "ui-load-move-it"),
                Ask::Waves(_) => say!(cx, "ui-load-split-it"),
            };
            let edits = fresh.and_then(|made| made.edits.as_ref().ok());
            let press = ui.add_enabled_ui(edits.is_some(), |ui| widgets::primary(ui, &text)).inner;
            if let Some(edits) = edits.filter(|_| press.clicked() || entered) {
                self.record(cx, edits.clone());
                open = false;
            }
            if widgets::secondary(ui, &say!(cx, "ui-shell-cancel")).clicked() {
                open = false;
            }
        });
        open
    }

    fn record(&self, cx: &mut Cx<'_>, edits: Vec<PlanEdit>) {
        if cx.doc.shown() != self.stage {
            cx.out.push(Action::Show(self.stage));
        }
        match self.ask {
            Ask::Share(_) => cx.out.push(Action::Edit(edits)),
            Ask::Waves(_) => {
                let group = cx.doc.label(&(&self.group).into());
                let label = message!("ui-load-waves-label", group = group, count = edits.len());
                cx.out.push(Action::EditAs(label, edits));
            }
        }
    }

    /// Whose users they are, and how many are there.
    fn group_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let said_of = |cx: &Cx<'_>, group: &UserGroupId, stage: usize, from: &PoolId| {
            let count = match here(cx.doc.replay(), stage, group, from) {
                Some(Some(count)) => cx.lang.number(count),
                _ => say!(cx, "ui-load-unknown"),
            };
            format!("{} · {count}", cx.doc.label(&group.into()))
        };
        let groups = groups_on(cx, self.stage, &self.from);
        let name = say!(cx, "ui-load-group");
        ui.horizontal(|ui| {
            widgets::label_column(ui, |ui| drop(ui.label(&name)));
            let chosen = said_of(cx, &self.group, self.stage, &self.from);
            if groups.len() < 2 {
                ui.add(egui::Label::new(chosen).truncate());
                return;
            }
            let combo = egui::ComboBox::from_id_salt("group").selected_text(chosen).width(240.0).truncate();
            let combo = combo.show_ui(ui, |ui| {
                for group in &groups {
                    let text = said_of(cx, group, self.stage, &self.from);
                    ui.selectable_value(&mut self.group, group.clone(), text);
                }
            });
            combo.response.accessible_name(name);
        });
    }

    /// Where they go. Many pools are looked for by name, and only rows in view are made.
    fn pool_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let chosen = match &self.to {
            Some(to) => cx.doc.label(&to.into()),
            None => say!(cx, "ui-load-choose-pool"),
        };
        let name = say!(cx, "ui-load-named", name = say!(cx, "ui-load-to"), value = chosen.as_str());
        let response = ui.add(egui::Button::new(&chosen).truncate().min_size(vec2(240.0, style::ROW)));
        response.widget_info(|| egui::WidgetInfo::labeled(Role::ComboBox, true, &name));
        let popup = egui::Popup::menu(&response).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            let Some(state) = cx.doc.replay().states.get(self.stage) else { return };
            let others = state.pools.values().filter(|pool| pool.kind.homes_users() && pool.id != self.from);
            let mut pools: Vec<(String, PoolId)> =
                others.map(|pool| (state.label(&(&pool.id).into()), pool.id.clone())).collect();
            ui.set_min_width(280.0);
            if pools.is_empty() {
                widgets::muted(ui, say!(cx, "ui-panels-no-other-home"));
                return;
            }
            if pools.len() > MANY {
                let hint = say!(cx, "ui-load-find-pool");
                let edit = egui::TextEdit::singleline(&mut self.find).hint_text(&*hint).desired_width(f32::INFINITY);
                ui.add(edit).accessible_name(hint);
                let wanted = folded(&self.find);
                pools.retain(|(name, _)| folded(name).contains(&wanted));
            }
            pools.sort();
            let area = egui::ScrollArea::vertical().max_height(8.0 * style::ROW).auto_shrink([false, true]);
            area.show_rows(ui, style::ROW, pools.len(), |ui, range| {
                for (name, id) in &pools[range] {
                    let on = self.to.as_ref() == Some(id);
                    if ui
                        .add_sized(vec2(ui.available_width(), style::ROW), egui::Button::selectable(on, name))
                        .clicked()
                    {
                        self.to = Some(id.clone());
                        ui.close();
                    }
                }
            });
        });
    }

    fn given(&self, cx: &Cx<'_>) -> Given {
        Given {
            content: cx.doc.content(),
            shown: cx.doc.shown(),
            lang: cx.lang,
            stage: self.stage,
            from: self.from.clone(),
            to: self.to.clone(),
            group: self.group.clone(),
            ask: self.ask.clone(),
        }
    }

    fn made(&mut self, ctx: &Context, cx: &Cx<'_>, given: &Given) -> Known<Made> {
        let (plan, replay) = (cx.doc.plan().clone(), cx.doc.replay().clone());
        let (of, asked) = (Of { plan, replay, shown: given.shown, lang: given.lang }, given.clone());
        self.made.of_plan(ctx, cx.doc.plan(), given, move || of.made(&asked))
    }
}

fn made_ui(ui: &mut Ui, lang: Lang, made: &Made) {
    for line in &made.lines {
        ui.add(egui::Label::new(line).wrap());
    }
    if let Err(why) = &made.edits {
        let text = RichText::new(said(lang, why)).color(Colors::of(ui).warning);
        ui.add(egui::Label::new(text).wrap());
    }
}

impl Of {
    /// As the window calls it: by the shown state, or else as anywhere in the plan.
    fn label(&self, pool: &PoolId) -> String {
        let pool = Subject::from(pool);
        let state = self.replay.states.get(self.shown).filter(|state| state.has(&pool));
        state.map_or_else(|| self.plan.label(&pool), |state| state.label(&pool))
    }

    fn made(&self, given: &Given) -> Made {
        match (&given.to, &given.ask) {
            (None, _) => Made { edits: Err(message!("ui-load-choose-pool")), lines: Vec::new() },
            (Some(to), Ask::Share(share)) => self.made_move(given.stage, &given.group, (&given.from, to), share),
            (Some(to), Ask::Waves(text)) => self.made_waves(given.stage, &given.group, (&given.from, to), text),
        }
    }

    fn made_move(&self, stage: usize, group: &UserGroupId, (from, to): (&PoolId, &PoolId), share: &ShareField) -> Made {
        let here = here(&self.replay, stage, group, from);
        let amount = match here {
            Some(count) => share.amount(count, self.lang),
            None => Err(message!("ui-load-nobody-there")),
        };
        let amount = match amount {
            Ok(amount) => amount,
            Err(why) => return Made { edits: Err(why), lines: Vec::new() },
        };
        let move_of = |amount| Command::MoveUsers { group: group.clone(), from: from.clone(), to: to.clone(), amount };
        let edit = PlanEdit::Record { at: self.plan.stage_at(stage), commands: vec![move_of(amount)] };
        let number = match amount {
            Amount::Number(number) => Some(number),
            Amount::All => here.flatten(),
        };
        let mut lines = vec![match number {
            Some(number) => say!(self, "ui-load-moves", number = number),
            None => say!(self, "ui-load-moves-all"),
        }];
        lines.extend(self.after(stage, &move_of(amount), [from, to]));
        Made { edits: Ok(vec![edit]), lines }
    }

    fn made_waves(&self, first: usize, group: &UserGroupId, ends: (&PoolId, &PoolId), text: &str) -> Made {
        let not = |why| Made { edits: Err(why), lines: Vec::new() };
        let Some(percents) = percents(text) else { return not(message!("ui-load-waves-shares")) };
        let stage_name = |stage: usize| self.plan.stage_name(stage, self.lang);
        let found = match waves(&self.replay.states, group, ends, first, &percents) {
            Ok(found) => found,
            Err(NoWaves::Shares) => return not(message!("ui-load-waves-shares")),
            Err(NoWaves::Unknown(stage)) => return not(message!("ui-load-waves-unknown", stage = stage_name(stage))),
            Err(NoWaves::Phases(count)) => return not(message!("ui-load-waves-phases", count = count)),
            Err(NoWaves::NoPool(stage)) => return not(message!("ui-load-waves-no-pool", stage = stage_name(stage))),
            Err(NoWaves::TooFew(stage)) => return not(message!("ui-load-waves-too-few", stage = stage_name(stage))),
        };
        let mut lines = Vec::new();
        let mut moved = 0;
        for Wave { stage, amount, users } in &found {
            moved += users;
            lines.push(say!(self, "ui-load-wave", stage = stage_name(*stage), number = *users));
            let (from, to) = (ends.0.clone(), ends.1.clone());
            let amount = if *amount == Amount::All { Amount::All } else { Amount::Number(moved) };
            let so_far = Command::MoveUsers { group: group.clone(), from, to, amount };
            lines.extend(self.after(*stage, &so_far, [ends.1]));
        }
        Made { edits: Ok(waves_edits(&self.plan, group, ends, &found)), lines }
    }

    /// The loads of these pools, were this done at the end of a stage.
    fn after<'p>(&self, stage: usize, command: &Command, pools: impl IntoIterator<Item = &'p PoolId>) -> Vec<String> {
        let Some(Ok(state)) = self.replay.states.get(stage).map(|state| command.applied_to(state)) else {
            return Vec::new();
        };
        let loads = Loads::of(&state, rules::pack(self.plan.target_at(stage)));
        let line = |pool: &PoolId| {
            let load = loads.pools.get(pool)?;
            Some(say!(self, "ui-load-after", pool = self.label(pool), load = load_said(load, self.lang)))
        };
        let mut lines: Vec<String> = pools.into_iter().filter_map(line).collect();
        if lines.len() > 1 {
            lines.push(say!(self, "ui-load-after-sum", users = users_said(loads.total, self.lang)));
        }
        lines
    }
}

/// Whole numbers, separated by commas, semicolons or spaces, each with or without a percent sign.
fn percents(text: &str) -> Option<Vec<u64>> {
    let parts = text.split([',', ';', ' ', '\u{a0}', '\u{202f}', '%', '+', '/']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_typed_as_people_write_them() {
        assert_eq!(percents("5, 20,75"), Some(vec![5, 20, 75]));
        assert_eq!(percents("5 % ; 20\u{202f}% ; 75\u{a0}%"), Some(vec![5, 20, 75]));
        assert_eq!(percents("10+90"), Some(vec![10, 90]));
        assert_eq!(percents("some"), None);
        assert_eq!(percents(""), Some(vec![]));
    }
}
