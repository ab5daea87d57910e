//! Every command of the window, once: its words, its place in the menu, its shortcut, when it is there.

use super::document::Document;
use crate::model::LinkKind;
use crate::text::{Lang, Message};
use egui::{Key, KeyboardShortcut, Modifiers};
use lucide_icons::Icon;

/// What a menu, a button, a shortcut or the find field can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UiCommand {
    NewPlan,
    Open,
    OpenExample(Example),
    AddTopology,
    Save,
    SaveAs,
    ExportSvg,
    ClosePlan,
    Quit,
    Undo,
    Redo,
    Find,
    Retire,
    FixAll,
    /// The facts that rules wait for.
    MissingFacts,
    ImportFacts,
    ExportFacts,
    ToggleObjects,
    ToggleInspector,
    ToggleProblems,
    /// The places of objects that other phases have.
    ToggleGhosts,
    /// A kind of link is drawn as lines, or as chips.
    Line(LinkKind),
    ContextMenu,
    NextProblem,
    Fit,
    ZoomIn,
    ZoomOut,
    ThemeOfSystem,
    ThemeLight,
    ThemeDark,
    Language(Lang),
    AddPhase,
    PreviousPhase,
    NextPhase,
    RenamePhase,
    MovePhaseEarlier,
    MovePhaseLater,
    MergePhase,
    DeletePhase,
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

/// The menus of the menu bar; a gap is a line.
pub const MENUS: [(Menu, &[Option<UiCommand>]); 5] = {
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
                Some(ImportFacts),
                None,
                Some(Save),
                Some(SaveAs),
                Some(ExportSvg),
                Some(ExportFacts),
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
                Some(Retire),
                Some(ContextMenu),
                Some(FixAll),
                Some(MissingFacts),
                None,
                Some(Find),
            ],
        ),
        (
            Menu::View,
            &[
                Some(Fit),
                Some(ZoomIn),
                Some(ZoomOut),
                None,
                Some(ToggleObjects),
                Some(ToggleInspector),
                Some(ToggleProblems),
                Some(NextProblem),
                None,
                Some(ToggleGhosts),
                None,
                Some(ThemeOfSystem),
                Some(ThemeLight),
                Some(ThemeDark),
                None,
                Some(Language(Lang::EN)),
                Some(Language(Lang::FR)),
            ],
        ),
        (
            Menu::Phase,
            &[
                Some(AddPhase),
                Some(AddActivity),
                None,
                Some(PreviousPhase),
                Some(NextPhase),
                None,
                Some(RenamePhase),
                Some(MovePhaseEarlier),
                Some(MovePhaseLater),
                Some(MergePhase),
                Some(DeletePhase),
            ],
        ),
        (Menu::Help, &[Some(Rules), Some(Shortcuts), Some(About)]),
    ]
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    View,
    Phase,
    Help,
}

impl Menu {
    pub fn text(self) -> Message {
        match self {
            Self::File => crate::message!("ui-shell-menu-file"),
            Self::Edit => crate::message!("ui-shell-menu-edit"),
            Self::View => crate::message!("ui-shell-menu-view"),
            Self::Phase => crate::message!("ui-shell-menu-phase"),
            Self::Help => crate::message!("ui-shell-menu-help"),
        }
    }
}

/// What the availability of commands depends on.
pub struct Situation<'a> {
    pub document: Option<&'a Document>,
    /// A job that writes the plan is under way.
    pub saving: bool,
}

impl UiCommand {
    /// Every command, in the order of the menus; the kinds of link, which have a menu of their own, last.
    pub fn all() -> impl Iterator<Item = Self> {
        let lines = LinkKind::ALL.iter().map(|kind| Self::Line(*kind));
        MENUS.iter().flat_map(|(_, commands)| commands.iter().copied().flatten()).chain(lines)
    }

    /// The words in menus; `…` where a question follows.
    pub fn text(self) -> Message {
        match self {
            Self::NewPlan => crate::message!("ui-shell-new-plan"),
            Self::Open => crate::message!("ui-shell-open"),
            Self::OpenExample(Example::Contoso) => crate::message!("ui-shell-example-contoso"),
            Self::OpenExample(Example::Fabrikam) => crate::message!("ui-shell-example-fabrikam"),
            Self::OpenExample(Example::Tailspin) => crate::message!("ui-shell-example-tailspin"),
            Self::AddTopology => crate::message!("ui-shell-add-topology"),
            Self::Save => crate::message!("ui-shell-save"),
            Self::SaveAs => crate::message!("ui-shell-save-as"),
            Self::ExportSvg => crate::message!("ui-shell-export-svg"),
            Self::ClosePlan => crate::message!("ui-shell-close-plan"),
            Self::Quit => crate::message!("ui-shell-quit"),
            Self::Undo => crate::message!("ui-shell-undo"),
            Self::Redo => crate::message!("ui-shell-redo"),
            Self::Find => crate::message!("ui-shell-find"),
            Self::Retire => crate::message!("ui-shell-retire"),
            Self::FixAll => crate::message!("ui-shell-fix-all"),
            Self::MissingFacts => crate::message!("ui-shell-missing-facts"),
            Self::ImportFacts => crate::message!("ui-shell-import-facts"),
            Self::ExportFacts => crate::message!("ui-shell-export-facts"),
            Self::ToggleObjects => crate::message!("ui-shell-toggle-objects"),
            Self::ToggleInspector => crate::message!("ui-shell-toggle-inspector"),
            Self::ToggleProblems => crate::message!("ui-shell-toggle-problems"),
            Self::ToggleGhosts => crate::message!("ui-shell-toggle-ghosts"),
            Self::Line(kind) => {
                crate::message!("ui-shell-line", kind = Message::word(LinkKind::PREFIX, kind.key()))
            }
            Self::ContextMenu => crate::message!("ui-shell-context-menu"),
            Self::NextProblem => crate::message!("ui-shell-next-problem"),
            Self::Fit => crate::message!("ui-shell-fit"),
            Self::ZoomIn => crate::message!("ui-shell-zoom-in"),
            Self::ZoomOut => crate::message!("ui-shell-zoom-out"),
            Self::ThemeOfSystem => crate::message!("ui-shell-theme-of-system"),
            Self::ThemeLight => crate::message!("ui-shell-theme-light"),
            Self::ThemeDark => crate::message!("ui-shell-theme-dark"),
            Self::Language(lang) => crate::message!("ui-shell-language", name = lang.own_name()),
            Self::AddPhase => crate::message!("ui-shell-add-phase"),
            Self::PreviousPhase => crate::message!("ui-shell-previous-phase"),
            Self::NextPhase => crate::message!("ui-shell-next-phase"),
            Self::RenamePhase => crate::message!("ui-shell-rename-phase"),
            Self::MovePhaseEarlier => crate::message!("ui-shell-move-phase-earlier"),
            Self::MovePhaseLater => crate::message!("ui-shell-move-phase-later"),
            Self::MergePhase => crate::message!("ui-shell-merge-phase"),
            Self::DeletePhase => crate::message!("ui-shell-delete-phase"),
            Self::AddActivity => crate::message!("ui-shell-add-activity"),
            Self::Rules => crate::message!("ui-shell-rules"),
            Self::Shortcuts => crate::message!("ui-shell-shortcuts"),
            Self::About => crate::message!("ui-shell-about"),
        }
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
            Self::ToggleGhosts => Some(crate::message!("ui-shell-toggle-ghosts-tip")),
            Self::Retire => Some(crate::message!("ui-shell-retire-tip")),
            Self::FixAll => Some(crate::message!("ui-shell-fix-all-tip")),
            Self::MissingFacts => Some(crate::message!("ui-shell-missing-facts-tip")),
            Self::ImportFacts => Some(crate::message!("ui-shell-import-facts-tip")),
            Self::MergePhase => Some(crate::message!("ui-shell-merge-phase-tip")),
            Self::DeletePhase => Some(crate::message!("ui-shell-delete-phase-tip")),
            Self::AddActivity => Some(crate::message!("ui-shell-add-activity-tip")),
            _ => None,
        }
    }

    /// The keys of its shortcut, as they are called on this system and in this language.
    pub fn keys(self, ctx: &egui::Context, lang: Lang) -> Option<String> {
        let named = ctx.format_shortcut(&self.shortcut()?);
        let named = named.split('+').map(|key| {
            let id = format!("ui-key-{}", key.to_lowercase());
            if lang.has(&id) {
                lang.say(&crate::text::Message { id: id.into(), args: Vec::new() })
            } else {
                key.to_owned()
            }
        });
        Some(named.collect::<Vec<_>>().join("+"))
    }

    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        const SHIFTED: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::NewPlan => (Modifiers::COMMAND, Key::N),
            Self::Open => (Modifiers::COMMAND, Key::O),
            Self::Save => (Modifiers::COMMAND, Key::S),
            Self::SaveAs => (SHIFTED, Key::S),
            Self::ExportSvg => (Modifiers::COMMAND, Key::E),
            Self::ClosePlan => (Modifiers::COMMAND, Key::W),
            // egui's own shortcut closes the window; `App` then asks about unsaved changes.
            Self::Quit => (Modifiers::COMMAND, Key::Q),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Redo => (SHIFTED, Key::Z),
            Self::Find => (Modifiers::COMMAND, Key::F),
            Self::ToggleObjects => (Modifiers::NONE, Key::F6),
            Self::ToggleInspector => (Modifiers::NONE, Key::F7),
            Self::ToggleProblems => (Modifiers::NONE, Key::F8),
            Self::ToggleGhosts => (Modifiers::NONE, Key::F9),
            Self::ContextMenu => (Modifiers::SHIFT, Key::F10),
            Self::NextProblem => (Modifiers::NONE, Key::F4),
            Self::Fit => (Modifiers::COMMAND, Key::Num0),
            Self::ZoomIn => (Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => (Modifiers::COMMAND, Key::Minus),
            Self::AddPhase => (SHIFTED, Key::N),
            Self::PreviousPhase => (Modifiers::COMMAND, Key::PageUp),
            Self::NextPhase => (Modifiers::COMMAND, Key::PageDown),
            Self::RenamePhase => (Modifiers::NONE, Key::F3),
            Self::MissingFacts => (Modifiers::COMMAND, Key::M),
            Self::Rules => (Modifiers::NONE, Key::F1),
            Self::Shortcuts => (Modifiers::SHIFT, Key::F1),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    pub fn icon(self) -> Option<Icon> {
        Some(match self {
            Self::NewPlan => Icon::FilePlus,
            Self::Open => Icon::FolderOpen,
            Self::OpenExample(_) => Icon::BookOpen,
            Self::AddTopology => Icon::Network,
            Self::Save => Icon::Save,
            Self::ExportSvg => Icon::Share,
            Self::Undo => Icon::Undo2,
            Self::Redo => Icon::Redo2,
            Self::Find => Icon::Search,
            Self::Retire => Icon::Trash2,
            Self::MissingFacts => Icon::ListChecks,
            Self::ImportFacts => Icon::FileUp,
            Self::ExportFacts => Icon::FileDown,
            Self::Rules => Icon::BookOpenText,
            Self::Fit => Icon::Maximize,
            Self::ZoomIn => Icon::ZoomIn,
            Self::ZoomOut => Icon::ZoomOut,
            Self::ToggleObjects => Icon::PanelLeft,
            Self::ToggleInspector => Icon::PanelRight,
            Self::ToggleProblems => Icon::PanelBottom,
            Self::ToggleGhosts => Icon::Ghost,
            Self::Line(_) => Icon::Spline,
            Self::ThemeOfSystem => Icon::Monitor,
            Self::ThemeLight => Icon::Sun,
            Self::ThemeDark => Icon::Moon,
            Self::Language(_) => Icon::Languages,
            Self::AddPhase => Icon::Plus,
            Self::RenamePhase => Icon::Pencil,
            Self::MovePhaseEarlier => Icon::ArrowLeft,
            Self::MovePhaseLater => Icon::ArrowRight,
            Self::MergePhase => Icon::Merge,
            Self::DeletePhase => Icon::Trash2,
            _ => return None,
        })
    }

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
            | Self::Language(_)
            | Self::Rules
            | Self::Shortcuts
            | Self::About => return Ok(()),
            _ => {}
        }
        let document = document.ok_or_else(need_plan)?;
        let (shown, phases) = (document.shown(), document.plan().phases.len());
        let must = |good: bool, why: fn() -> Message| if good { Ok(()) } else { Err(why()) };
        match self {
            Self::Save | Self::SaveAs => must(!situation.saving, || crate::message!("ui-shell-is-saving")),
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
            Self::NextProblem | Self::FixAll => {
                must(!document.report().findings.is_empty(), || crate::message!("ui-shell-no-findings"))
            }
            Self::PreviousPhase => must(shown > 0, || crate::message!("ui-shell-is-today")),
            Self::NextPhase => must(shown < phases, || crate::message!("ui-shell-is-last-phase")),
            Self::AddActivity | Self::RenamePhase | Self::MergePhase | Self::DeletePhase => {
                if shown > 0 {
                    Ok(())
                } else {
                    Err(need_phase())
                }
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
    use std::collections::BTreeMap;

    #[test]
    fn a_shortcut_belongs_to_one_command() {
        let mut seen = BTreeMap::new();
        for command in UiCommand::all() {
            if let Some(shortcut) = command.shortcut() {
                let before = seen.insert(format!("{shortcut:?}"), command);
                assert_eq!(before, None, "{shortcut:?} is given twice, also to {command:?}");
            }
        }
    }

    #[test]
    fn without_a_plan_the_reason_is_said_in_every_language() {
        let nothing = Situation { document: None, saving: false };
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
