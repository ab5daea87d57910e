//! When a command can be used, and the reason when it cannot.

use super::UiCommand;
use crate::text::Message;
use crate::ui::document::Document;
use crate::ui::sheet_view::SheetView;
use crate::ui::text_size;

/// What the availability of commands depends on.
pub struct Situation<'a> {
    pub document: Option<&'a Document>,
    /// A job that writes the plan is under way.
    pub saving: bool,
    /// An export is under way.
    pub exporting: bool,
    /// The sheet, while it is shown.
    pub sheet: Option<&'a SheetView>,
    pub text_percent: u16,
}

impl UiCommand {
    /// `Err` with the reason when the command cannot be used now.
    pub fn available(self, situation: &Situation<'_>) -> Result<(), Message> {
        let need_plan = || crate::message!("ui-shell-needs-a-plan");
        let need_phase = || crate::message!("ui-shell-needs-a-phase");
        let document = situation.document;
        match self {
            Self::NewPlan
            | Self::Open
            | Self::OpenExample(_)
            | Self::Quit
            | Self::ThemeOfSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::TextUsual
            | Self::KeepStill
            | Self::Commands
            | Self::ThemeContrast
            | Self::ThemeContrastLight
            | Self::ThemeContrastDark
            | Self::Language(_)
            | Self::ProposeMigration
            | Self::Rules
            | Self::Shortcuts
            | Self::About => return Ok(()),
            Self::TextLarger | Self::TextSmaller => {
                let next = text_size::next(situation.text_percent, self == Self::TextLarger);
                return next.map(drop).ok_or_else(|| crate::message!("ui-commands-text-at-end"));
            }
            _ => {}
        }
        let document = document.ok_or_else(need_plan)?;
        let (shown, phases) = (document.shown(), document.plan().phases.len());
        let must = |good: bool, why: fn() -> Message| if good { Ok(()) } else { Err(why()) };
        match self {
            Self::Save | Self::SaveAs => must(!situation.saving, || crate::message!("ui-shell-is-saving")),
            Self::Export => must(!situation.exporting, || crate::message!("ui-export-is-running")),
            Self::Undo => {
                must(document.history().undo_label().is_some(), || crate::message!("ui-shell-nothing-to-undo"))
            }
            Self::Redo => {
                must(document.history().redo_label().is_some(), || crate::message!("ui-shell-nothing-to-redo"))
            }
            Self::Retire => {
                let any = document.view.selection.iter().any(|subject| document.state().element(subject).is_some());
                must(any, || crate::message!("ui-shell-nothing-selected"))
            }
            Self::ShowFacts => must(document.selected().is_some(), || crate::message!("ui-shell-nothing-selected")),
            Self::ShowFindings => {
                let lead = document.selected().ok_or_else(|| crate::message!("ui-shell-nothing-selected"))?;
                let any = !document.findings_about(lead).is_empty();
                any.then_some(())
                    .ok_or_else(|| crate::message!("ui-commands-no-findings-of", name = document.plan().label(lead)))
            }
            Self::Hide | Self::ShowAll | Self::ToggleLegend | Self::OnlyErrors | Self::FadeLeftOut => {
                let sheet = situation.sheet.ok_or_else(|| crate::message!("ui-shell-no-sheet"))?;
                match self {
                    Self::Hide => must(!sheet.to_hide(&document.view.selection).is_empty(), || {
                        crate::message!("ui-shell-nothing-selected")
                    }),
                    Self::ShowAll => must(!sheet.shows_everything(), || crate::message!("ui-shell-all-is-shown")),
                    _ => Ok(()),
                }
            }
            Self::NextProblem | Self::FixAll => {
                must(!document.report().findings.is_empty(), || crate::message!("ui-shell-no-findings"))
            }
            Self::Sheet(command) => match situation.sheet {
                Some(sheet) => sheet.available(document, command),
                None => Err(crate::message!("ui-shell-no-sheet")),
            },
            Self::PreviousPhase => must(shown > 0, || crate::message!("ui-shell-is-today")),
            Self::Play => must(phases > 0, || crate::message!("ui-schedule-no-phases")),
            Self::NextPhase => must(shown < phases, || crate::message!("ui-shell-is-last-phase")),
            Self::AddActivity | Self::RenamePhase | Self::MergePhase | Self::DeletePhase | Self::RollBack => {
                if shown > 0 { Ok(()) } else { Err(need_phase()) }
            }
            Self::MovePhaseEarlier => must(shown > 1, || crate::message!("ui-shell-is-first-phase")),
            Self::MovePhaseLater => must(shown > 0 && shown < phases, || crate::message!("ui-shell-is-last-phase")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn without_a_plan_the_reason_is_said_in_every_language() {
        let nothing = Situation { document: None, saving: false, exporting: false, sheet: None, text_percent: 100 };
        let why = UiCommand::Save.available(&nothing).expect_err("nothing to save");
        for lang in Lang::all() {
            assert!(lang.has(&why.id));
            for command in UiCommand::all() {
                assert!(lang.has(&command.text().id), "{command:?} in {}", lang.tag());
            }
        }
        assert!(UiCommand::Open.available(&nothing).is_ok());
    }
}
