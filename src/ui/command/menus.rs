//! The menus of the menu bar.

use super::{Example, UiCommand};
use crate::canvas::{Axis, Edge, Same, SheetCommand, Tool};
use crate::model::LinkKind;
use crate::text::{Lang, Message};
use crate::ui::planner::Below;

/// Each menu with its commands; a gap is a line.
pub const MENUS: [(Menu, &[Option<UiCommand>]); 8] = {
    use UiCommand::*;
    [
        (
            Menu::File,
            &[
                Some(NewPlan),
                Some(Open),
                Some(OpenExample(Example::Contoso)),
                Some(OpenExample(Example::Fabrikam)),
                Some(OpenExample(Example::Tailspin)),
                None,
                Some(AddTopology),
                Some(CompareTopology),
                Some(ImportFacts),
                None,
                Some(Save),
                Some(SaveAs),
                Some(Export),
                Some(ExportFacts),
                None,
                Some(Present),
                Some(PresentFromStart),
                None,
                Some(ClosePlan),
                Some(Quit),
            ],
        ),
        (
            Menu::Edit,
            &[
                Some(Undo),
                Some(Redo),
                None,
                Some(Sheet(SheetCommand::Cut)),
                Some(Sheet(SheetCommand::Copy)),
                Some(CopyPicture),
                Some(Sheet(SheetCommand::Paste)),
                Some(Sheet(SheetCommand::Duplicate)),
                Some(Sheet(SheetCommand::Rename)),
                None,
                Some(Sheet(SheetCommand::Insert)),
                Some(Sheet(SheetCommand::AddBeside)),
                Some(Sheet(SheetCommand::Connect)),
                Some(Sheet(SheetCommand::Lock)),
                Some(Retire),
                None,
                Some(FixAll),
                Some(MissingFacts),
                None,
                Some(Find),
                Some(Commands),
            ],
        ),
        (
            Menu::Select,
            &[
                Some(Sheet(SheetCommand::SelectAll)),
                Some(Sheet(SheetCommand::SelectSame(Same::Kind))),
                Some(Sheet(SheetCommand::SelectSame(Same::Version))),
                Some(Sheet(SheetCommand::SelectSame(Same::Phase))),
                None,
                Some(Sheet(SheetCommand::SelectBeneath)),
                Some(Sheet(SheetCommand::Into)),
                Some(Sheet(SheetCommand::OutOf)),
                None,
                Some(Sheet(SheetCommand::Take(Tool::Select))),
                Some(Sheet(SheetCommand::Take(Tool::Connect))),
                Some(Sheet(SheetCommand::Take(Tool::Pan))),
                None,
                Some(ShowFacts),
                Some(ShowFindings),
                Some(ContextMenu),
            ],
        ),
        (
            Menu::View,
            &[
                Some(Sheet(SheetCommand::FitAll)),
                Some(Sheet(SheetCommand::FitSelection)),
                Some(Sheet(SheetCommand::ActualSize)),
                Some(Sheet(SheetCommand::ZoomIn)),
                Some(Sheet(SheetCommand::ZoomOut)),
                Some(Sheet(SheetCommand::PreviousView)),
                Some(Sheet(SheetCommand::NextView)),
                None,
                Some(ToggleObjects),
                Some(ToggleInspector),
                Some(ToggleProblems),
                Some(NextProblem),
                Some(NextArea),
                Some(PreviousArea),
                None,
                Some(ToggleGhosts),
                Some(Sheet(SheetCommand::ToggleGrid)),
                Some(ToggleLegend),
                None,
                Some(Hide),
                Some(ShowAll),
                Some(OnlyErrors),
                Some(FadeLeftOut),
            ],
        ),
        (
            Menu::Look,
            &[
                Some(ThemeOfSystem),
                Some(ThemeLight),
                Some(ThemeDark),
                Some(ThemeContrast),
                Some(ThemeContrastLight),
                Some(ThemeContrastDark),
                None,
                Some(TextLarger),
                Some(TextSmaller),
                Some(TextUsual),
                None,
                Some(KeepStill),
                None,
                Some(Language(Lang::EN)),
                Some(Language(Lang::FR)),
            ],
        ),
        (
            Menu::Arrange,
            &[
                Some(Sheet(SheetCommand::Align(Edge::Left))),
                Some(Sheet(SheetCommand::Align(Edge::Centre))),
                Some(Sheet(SheetCommand::Align(Edge::Right))),
                None,
                Some(Sheet(SheetCommand::Align(Edge::Top))),
                Some(Sheet(SheetCommand::Align(Edge::Middle))),
                Some(Sheet(SheetCommand::Align(Edge::Bottom))),
                None,
                Some(Sheet(SheetCommand::Distribute(Axis::Across))),
                Some(Sheet(SheetCommand::Distribute(Axis::Down))),
                None,
                Some(Sheet(SheetCommand::Collapse)),
                Some(Sheet(SheetCommand::CollapseAll)),
                Some(Sheet(SheetCommand::ExpandAll)),
            ],
        ),
        (
            Menu::Phase,
            &[
                Some(ProposeMigration),
                Some(AddPhase),
                Some(AddActivity),
                None,
                Some(PreviousPhase),
                Some(NextPhase),
                Some(Play),
                None,
                Some(RenamePhase),
                Some(MovePhaseEarlier),
                Some(MovePhaseLater),
                Some(MergePhase),
                Some(DeletePhase),
                None,
                Some(Show(Below::Schedule)),
                Some(Show(Below::Load)),
                Some(Show(Below::Resources)),
                Some(Show(Below::Compare)),
                Some(Show(Below::Status)),
                Some(Show(Below::WayBack)),
                Some(RollBack),
            ],
        ),
        (Menu::Help, &[Some(Rules), Some(Shortcuts), Some(About)]),
    ]
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Select,
    View,
    Look,
    Arrange,
    Phase,
    Help,
}

impl Menu {
    pub fn text(self) -> Message {
        match self {
            Self::File => crate::message!("ui-shell-menu-file"),
            Self::Edit => crate::message!("ui-shell-menu-edit"),
            Self::Select => crate::message!("ui-shell-menu-select"),
            Self::View => crate::message!("ui-shell-menu-view"),
            Self::Look => crate::message!("ui-shell-menu-look"),
            Self::Arrange => crate::message!("ui-shell-menu-arrange"),
            Self::Phase => crate::message!("ui-shell-menu-phase"),
            Self::Help => crate::message!("ui-shell-menu-help"),
        }
    }
}

impl UiCommand {
    /// Every command, in the order of the menus; the kinds of link, which have a menu of their own, last.
    pub fn all() -> impl Iterator<Item = Self> {
        let lines = LinkKind::ALL.iter().map(|kind| Self::Line(*kind));
        MENUS.iter().flat_map(|(_, commands)| commands.iter().copied().flatten()).chain(lines)
    }

    /// The menu that it stands in.
    pub fn menu(self) -> Menu {
        let of = |(_, commands): &&(Menu, &[Option<Self>])| commands.contains(&Some(self));
        // The kinds of link have a menu within that of the view.
        MENUS.iter().find(of).map_or(Menu::View, |(menu, _)| *menu)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_sheet_is_in_a_menu_once() {
        for command in SheetCommand::ALL {
            assert_eq!(UiCommand::all().filter(|other| *other == UiCommand::Sheet(command)).count(), 1, "{command:?}");
        }
    }
}
