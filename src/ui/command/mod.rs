//! Every command of the window, once: its words and its icon here, its place in the menus, its shortcuts and when it
//! is there in the files beside.

mod available;
#[cfg(test)]
mod keyboards;
mod menus;
mod shortcuts;

pub use available::Situation;
pub use menus::{MENUS, Menu};
pub use shortcuts::{Heard, command_of, modifier_names};

use crate::canvas::{Axis, Edge, SheetCommand, Tool};
use crate::model::LinkKind;
use crate::text::{Lang, Message};
use crate::ui::planner::Below;
use lucide_icons::Icon;

/// What a menu, a button, a shortcut or the find field can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UiCommand {
    NewPlan,
    Open,
    OpenExample(Example),
    AddTopology,
    /// How far a deployment is in the plan.
    CompareTopology,
    Save,
    SaveAs,
    Export,
    /// What is selected, or the sheet, for a mail.
    CopyPicture,
    /// Shows the plan to an audience, from the shown stage on.
    Present,
    PresentFromStart,
    ClosePlan,
    Quit,
    Undo,
    Redo,
    Find,
    /// The palette of all commands.
    Commands,
    /// The facts of what is selected.
    ShowFacts,
    /// The worst finding about what is selected.
    ShowFindings,
    Retire,
    FixAll,
    /// The facts that rules wait for.
    MissingFacts,
    ImportFacts,
    ExportFacts,
    ToggleObjects,
    ToggleInspector,
    ToggleProblems,
    /// A view below the sheet.
    Show(Below),
    /// The places of objects that other phases have.
    ToggleGhosts,
    /// What is drawn, counted; its rows are switches.
    ToggleLegend,
    /// Leaves out what is selected.
    Hide,
    ShowAll,
    OnlyErrors,
    /// What is left out is drawn faintly.
    FadeLeftOut,
    /// A kind of link is drawn as lines, or as chips.
    Line(LinkKind),
    ContextMenu,
    NextProblem,
    NextArea,
    PreviousArea,
    /// What the hand can do on the sheet.
    Sheet(SheetCommand),
    ThemeOfSystem,
    ThemeLight,
    ThemeDark,
    TextLarger,
    TextSmaller,
    TextUsual,
    /// Nothing glides or fades.
    KeepStill,
    ThemeContrast,
    ThemeContrastLight,
    ThemeContrastDark,
    Language(Lang),
    /// A form, and the phases that come of it.
    ProposeMigration,
    AddPhase,
    PreviousPhase,
    NextPhase,
    /// The phases one after the other, by themselves.
    Play,
    RenamePhase,
    MovePhaseEarlier,
    MovePhaseLater,
    MergePhase,
    DeletePhase,
    /// The topology after going back from the shown phase.
    RollBack,
    AddActivity,
    Rules,
    Shortcuts,
    About,
}

/// A plan that comes with the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Example {
    Contoso,
    Fabrikam,
    Tailspin,
}

impl Example {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contoso => "contoso",
            Self::Fabrikam => "fabrikam",
            Self::Tailspin => "tailspin",
        }
    }
}

impl UiCommand {
    /// The words in menus; `…` where a question follows.
    pub fn text(self) -> Message {
        match self {
            Self::NewPlan => crate::message!("ui-shell-new-plan"),
            Self::Open => crate::message!("ui-shell-open"),
            Self::OpenExample(Example::Contoso) => crate::message!("ui-shell-example-contoso"),
            Self::OpenExample(Example::Fabrikam) => crate::message!("ui-shell-example-fabrikam"),
            Self::OpenExample(Example::Tailspin) => crate::message!("ui-shell-example-tailspin"),
            Self::AddTopology => crate::message!("ui-shell-add-topology"),
            Self::CompareTopology => crate::message!("ui-status-command"),
            Self::Save => crate::message!("ui-shell-save"),
            Self::SaveAs => crate::message!("ui-shell-save-as"),
            Self::Export => crate::message!("ui-export"),
            Self::CopyPicture => crate::message!("ui-export-copy"),
            Self::Present => crate::message!("ui-present"),
            Self::PresentFromStart => crate::message!("ui-present-from-start"),
            Self::ClosePlan => crate::message!("ui-shell-close-plan"),
            Self::Quit => crate::message!("ui-shell-quit"),
            Self::Undo => crate::message!("ui-shell-undo"),
            Self::Redo => crate::message!("ui-shell-redo"),
            Self::Find => crate::message!("ui-shell-find"),
            Self::Commands => crate::message!("ui-commands"),
            Self::ShowFacts => crate::message!("ui-panels-show-facts"),
            Self::ShowFindings => crate::message!("ui-panels-show-findings"),
            Self::Retire => crate::message!("ui-shell-retire"),
            Self::FixAll => crate::message!("ui-shell-fix-all"),
            Self::MissingFacts => crate::message!("ui-shell-missing-facts"),
            Self::ImportFacts => crate::message!("ui-shell-import-facts"),
            Self::ExportFacts => crate::message!("ui-shell-export-facts"),
            Self::ToggleObjects => crate::message!("ui-shell-toggle-objects"),
            Self::ToggleInspector => crate::message!("ui-shell-toggle-inspector"),
            Self::ToggleProblems => crate::message!("ui-shell-toggle-problems"),
            Self::Show(view) => view.text(),
            Self::ToggleGhosts => crate::message!("ui-shell-toggle-ghosts"),
            Self::ToggleLegend => crate::message!("ui-shell-toggle-legend"),
            Self::Hide => crate::message!("ui-shell-hide"),
            Self::ShowAll => crate::message!("ui-shell-show-all"),
            Self::OnlyErrors => crate::message!("ui-shell-only-errors"),
            Self::FadeLeftOut => crate::message!("ui-shell-fade-left-out"),
            Self::Line(kind) => {
                crate::message!("ui-shell-line", kind = Message::word(LinkKind::PREFIX, kind.key()))
            }
            Self::ContextMenu => crate::message!("ui-shell-context-menu"),
            Self::NextProblem => crate::message!("ui-shell-next-problem"),
            Self::NextArea => crate::message!("ui-shell-next-area"),
            Self::PreviousArea => crate::message!("ui-shell-previous-area"),
            Self::Sheet(command) => command.text(),
            Self::ThemeOfSystem => crate::message!("ui-shell-theme-of-system"),
            Self::ThemeLight => crate::message!("ui-shell-theme-light"),
            Self::ThemeDark => crate::message!("ui-shell-theme-dark"),
            Self::TextLarger => crate::message!("ui-commands-text-larger"),
            Self::TextSmaller => crate::message!("ui-commands-text-smaller"),
            Self::TextUsual => crate::message!("ui-commands-text-usual"),
            Self::KeepStill => crate::message!("ui-present-keep-still"),
            Self::ThemeContrast => crate::message!("ui-shell-theme-contrast"),
            Self::ThemeContrastLight => crate::message!("ui-shell-theme-contrast-light"),
            Self::ThemeContrastDark => crate::message!("ui-shell-theme-contrast-dark"),
            Self::Language(lang) => crate::message!("ui-shell-language", name = lang.own_name()),
            Self::ProposeMigration => crate::message!("ui-propose"),
            Self::AddPhase => crate::message!("ui-shell-add-phase"),
            Self::PreviousPhase => crate::message!("ui-shell-previous-phase"),
            Self::NextPhase => crate::message!("ui-shell-next-phase"),
            Self::Play => crate::message!("ui-schedule-play"),
            Self::RenamePhase => crate::message!("ui-shell-rename-phase"),
            Self::MovePhaseEarlier => crate::message!("ui-shell-move-phase-earlier"),
            Self::MovePhaseLater => crate::message!("ui-shell-move-phase-later"),
            Self::MergePhase => crate::message!("ui-shell-merge-phase"),
            Self::DeletePhase => crate::message!("ui-shell-delete-phase"),
            Self::RollBack => crate::message!("ui-way-back-roll-back"),
            Self::AddActivity => crate::message!("ui-shell-add-activity"),
            Self::Rules => crate::message!("ui-shell-rules"),
            Self::Shortcuts => crate::message!("ui-shell-shortcuts"),
            Self::About => crate::message!("ui-shell-about"),
        }
    }

    /// The words in menus, and what undo would take back.
    pub fn named(self, situation: &Situation<'_>) -> Message {
        match (self, self.tooltip(situation)) {
            (Self::Undo | Self::Redo, Some(what)) => what,
            _ => self.text(),
        }
    }

    /// By what a choice of commands is remembered on disk.
    pub fn key(self) -> String {
        format!("{self:?}")
    }

    /// What it does, for a tooltip, where the words in the menu do not say all.
    pub fn tooltip(self, situation: &Situation<'_>) -> Option<Message> {
        match self {
            Self::Undo => {
                let label = situation.document?.history().undo_label()?.clone();
                Some(crate::message!("ui-shell-undo-what", what = label))
            }
            Self::Redo => {
                let label = situation.document?.history().redo_label()?.clone();
                Some(crate::message!("ui-shell-redo-what", what = label))
            }
            Self::AddTopology => Some(crate::message!("ui-shell-add-topology-tip")),
            Self::CompareTopology => Some(crate::message!("ui-status-command-tip")),
            Self::CopyPicture => Some(crate::message!("ui-export-copy-tip")),
            Self::ToggleGhosts => Some(crate::message!("ui-shell-toggle-ghosts-tip")),
            Self::Hide => Some(crate::message!("ui-shell-hide-tip")),
            Self::Retire => Some(crate::message!("ui-shell-retire-tip")),
            Self::FixAll => Some(crate::message!("ui-shell-fix-all-tip")),
            Self::MissingFacts => Some(crate::message!("ui-shell-missing-facts-tip")),
            Self::ImportFacts => Some(crate::message!("ui-shell-import-facts-tip")),
            Self::Present => Some(crate::message!("ui-present-tip")),
            Self::KeepStill => Some(crate::message!("ui-present-keep-still-tip")),
            Self::Play => Some(crate::message!("ui-schedule-play-tip")),
            Self::ProposeMigration => Some(crate::message!("ui-propose-tip")),
            Self::MergePhase => Some(crate::message!("ui-shell-merge-phase-tip")),
            Self::DeletePhase => Some(crate::message!("ui-shell-delete-phase-tip")),
            Self::RollBack => Some(crate::message!("ui-way-back-roll-back-tip")),
            Self::AddActivity => Some(crate::message!("ui-shell-add-activity-tip")),
            _ => None,
        }
    }

    pub fn icon(self) -> Option<Icon> {
        Some(match self {
            Self::NewPlan => Icon::FilePlus,
            Self::Open => Icon::FolderOpen,
            Self::OpenExample(_) => Icon::BookOpen,
            Self::AddTopology => Icon::Network,
            Self::CompareTopology => Icon::FileSearch,
            Self::Save => Icon::Save,
            Self::Export => Icon::Share,
            Self::CopyPicture => Icon::Image,
            Self::Present => Icon::Presentation,
            Self::Undo => Icon::Undo2,
            Self::Redo => Icon::Redo2,
            Self::Find => Icon::Search,
            Self::Commands => Icon::Command,
            Self::ShowFacts => Icon::Info,
            Self::ShowFindings => Icon::OctagonAlert,
            Self::Retire => Icon::Trash2,
            Self::MissingFacts => Icon::ListChecks,
            Self::ImportFacts => Icon::FileUp,
            Self::ExportFacts => Icon::FileDown,
            Self::Rules => Icon::BookOpenText,
            Self::Sheet(command) => return sheet_icon(command),
            Self::ToggleObjects => Icon::PanelLeft,
            Self::ToggleInspector => Icon::PanelRight,
            Self::ToggleProblems => Icon::PanelBottom,
            Self::Show(Below::Schedule) => Icon::ChartGantt,
            Self::Show(Below::Load) => Icon::Users,
            Self::Show(Below::Resources) => Icon::Server,
            Self::Show(Below::Compare) => Icon::GitCompare,
            Self::Show(Below::Status) => Icon::ClipboardCheck,
            Self::Show(Below::WayBack) => Icon::History,
            Self::ToggleGhosts => Icon::Ghost,
            Self::Hide => Icon::EyeOff,
            Self::ShowAll => Icon::Eye,
            Self::Line(_) => Icon::Spline,
            Self::ThemeOfSystem => Icon::Monitor,
            Self::ThemeLight => Icon::Sun,
            Self::ThemeDark => Icon::Moon,
            Self::TextLarger => Icon::AArrowUp,
            Self::TextSmaller => Icon::AArrowDown,
            Self::ThemeContrast | Self::ThemeContrastLight | Self::ThemeContrastDark => Icon::Contrast,
            Self::Language(_) => Icon::Languages,
            Self::ProposeMigration => Icon::Route,
            Self::AddPhase => Icon::Plus,
            Self::Play => Icon::Play,
            Self::RenamePhase => Icon::Pencil,
            Self::MovePhaseEarlier => Icon::ArrowLeft,
            Self::MovePhaseLater => Icon::ArrowRight,
            Self::MergePhase => Icon::Merge,
            Self::DeletePhase => Icon::Trash2,
            Self::RollBack => Icon::Undo2,
            _ => return None,
        })
    }
}

fn sheet_icon(command: SheetCommand) -> Option<Icon> {
    Some(match command {
        SheetCommand::FitAll => Icon::Maximize,
        SheetCommand::FitSelection => Icon::Scan,
        SheetCommand::ZoomIn => Icon::ZoomIn,
        SheetCommand::ZoomOut => Icon::ZoomOut,
        SheetCommand::Cut => Icon::Scissors,
        SheetCommand::Copy => Icon::Copy,
        SheetCommand::Paste => Icon::ClipboardPaste,
        SheetCommand::Duplicate => Icon::CopyPlus,
        SheetCommand::Rename => Icon::Pencil,
        SheetCommand::Insert => Icon::Plus,
        SheetCommand::AddBeside => Icon::GitBranchPlus,
        SheetCommand::Connect | SheetCommand::Take(Tool::Connect) => Icon::Spline,
        SheetCommand::Lock => Icon::Lock,
        SheetCommand::Collapse => Icon::FoldVertical,
        SheetCommand::CollapseAll => Icon::ListCollapse,
        SheetCommand::ExpandAll => Icon::UnfoldVertical,
        SheetCommand::Take(Tool::Select) => Icon::MousePointer2,
        SheetCommand::Take(Tool::Pan) => Icon::Hand,
        SheetCommand::PreviousView => Icon::Undo,
        SheetCommand::NextView => Icon::Redo,
        SheetCommand::SelectBeneath => Icon::Layers,
        SheetCommand::Align(Edge::Left) => Icon::AlignStartVertical,
        SheetCommand::Align(Edge::Centre) => Icon::AlignCenterVertical,
        SheetCommand::Align(Edge::Right) => Icon::AlignEndVertical,
        SheetCommand::Align(Edge::Top) => Icon::AlignStartHorizontal,
        SheetCommand::Align(Edge::Middle) => Icon::AlignCenterHorizontal,
        SheetCommand::Align(Edge::Bottom) => Icon::AlignEndHorizontal,
        SheetCommand::Distribute(Axis::Across) => Icon::AlignHorizontalSpaceBetween,
        SheetCommand::Distribute(Axis::Down) => Icon::AlignVerticalSpaceBetween,
        SheetCommand::ActualSize
        | SheetCommand::ToggleGrid
        | SheetCommand::SelectAll
        | SheetCommand::SelectSame(_)
        | SheetCommand::Into
        | SheetCommand::OutOf => return None,
    })
}
