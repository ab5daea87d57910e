//! The keys of every command, once. A command may have several; the first, which is heard everywhere, is shown.
//!
//! A shortcut of a single character has a twin with Ctrl or an F-key: it would else be out of reach while a text is
//! written, or for who speaks to the machine.

use super::UiCommand;
use crate::canvas::{SheetCommand, Tool};
use crate::text::{Lang, Message};
use egui::{Key, Modifiers};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub modifiers: Modifiers,
    pub key: Key,
    pub by: By,
    pub heard: Heard,
}

/// How its key is found on a keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By what it writes.
    Logical,
    /// By where it is: on a French keyboard digits need Shift, and `Shift+1` must work there too.
    Physical,
}

/// When it is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Always,
    /// Not while a text is written.
    NotTyping,
    /// While the keyboard is on the sheet.
    OnSheet,
    /// Not by the window's own list: somebody else listens.
    Elsewhere,
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Shortcut {
    const fn new(modifiers: Modifiers, key: Key) -> Self {
        Self { modifiers, key, by: By::Logical, heard: Heard::Always }
    }

    const fn by_place(self) -> Self {
        Self { by: By::Physical, ..self }
    }

    const fn heard(self, heard: Heard) -> Self {
        Self { heard, ..self }
    }

    fn fits(&self, key: Key, physical: Option<Key>, with: Modifiers) -> bool {
        let same = match self.by {
            By::Logical => key == self.key,
            By::Physical => physical.unwrap_or(key) == self.key,
        };
        // Which signs need Shift is the keyboard's affair.
        let shift = with.shift == self.modifiers.shift || (self.is_sign() && !self.modifiers.shift);
        // On a Mac, Ctrl is another key than Command.
        let control = with.command || !with.ctrl;
        same && shift && control && with.command == self.modifiers.command && with.alt == self.modifiers.alt
    }

    fn is_sign(&self) -> bool {
        self.by == By::Logical
            && matches!(self.key, Key::Plus | Key::Equals | Key::Minus | Key::Questionmark | Key::Slash)
    }

    /// As it is called on this system and in this language.
    pub fn name(&self, ctx: &egui::Context, lang: Lang) -> String {
        let key = match self.key {
            Key::Questionmark | Key::Equals | Key::Slash => self.key.symbol_or_name().to_owned(),
            key => key_name(key.name(), lang),
        };
        match modifier_names(ctx, self.modifiers, lang) {
            held if held.is_empty() => key,
            // ⌘S: signs need nothing between them.
            held if !held.is_ascii() && ctx.os().is_mac() => held + &key,
            held => format!("{held}+{key}"),
        }
    }
}

/// What is held, as it is called on this system and in this language: `Ctrl+Shift`.
pub fn modifier_names(ctx: &egui::Context, held: Modifiers, lang: Lang) -> String {
    let names = ctx.format_modifiers(held);
    names.split('+').map(|name| key_name(name, lang)).collect::<Vec<_>>().join("+")
}

fn key_name(name: &str, lang: Lang) -> String {
    let id = format!("ui-key-{}", name.to_lowercase());
    if lang.has(&id) { lang.say(&Message { id: id.into(), args: Vec::new() }) } else { name.to_owned() }
}

/// The command of a key that was pressed, for who hears some of the shortcuts.
pub fn command_of(
    key: Key,
    physical: Option<Key>,
    with: Modifiers,
    hears: impl Fn(Heard) -> bool,
) -> Option<UiCommand> {
    let find = |by: By| {
        let fits =
            |shortcut: &Shortcut| shortcut.by == by && hears(shortcut.heard) && shortcut.fits(key, physical, with);
        UiCommand::all().find(|command| command.shortcuts().iter().any(fits))
    };
    // Where `+` is on the key of a digit, the digit counts.
    find(By::Physical).or_else(|| find(By::Logical))
}

impl UiCommand {
    /// The keys of its first shortcut.
    pub fn keys(self, ctx: &egui::Context, lang: Lang) -> Option<String> {
        self.shortcuts().first().map(|shortcut| shortcut.name(ctx, lang))
    }

    /// The keys of all its shortcuts.
    pub fn all_keys(self, ctx: &egui::Context, lang: Lang) -> Vec<String> {
        self.shortcuts().iter().map(|shortcut| shortcut.name(ctx, lang)).collect()
    }

    pub fn shortcuts(self) -> &'static [Shortcut] {
        match self {
            Self::NewPlan => const { &[Shortcut::new(CTRL, Key::N)] },
            Self::Open => const { &[Shortcut::new(CTRL, Key::O)] },
            Self::Save => const { &[Shortcut::new(CTRL, Key::S)] },
            Self::SaveAs => const { &[Shortcut::new(CTRL_SHIFT, Key::S)] },
            Self::Export => const { &[Shortcut::new(CTRL, Key::E)] },
            Self::CopyPicture => const { &[Shortcut::new(CTRL_SHIFT, Key::C).heard(Heard::NotTyping)] },
            Self::Present => const { &[Shortcut::new(NONE, Key::F5)] },
            Self::PresentFromStart => const { &[Shortcut::new(SHIFT, Key::F5)] },
            Self::ClosePlan => const { &[Shortcut::new(CTRL, Key::W)] },
            // egui closes the window; `App` then asks about unsaved changes.
            Self::Quit => const { &[Shortcut::new(CTRL, Key::Q).heard(Heard::Elsewhere)] },
            Self::Undo => const { &[Shortcut::new(CTRL, Key::Z).heard(Heard::NotTyping)] },
            Self::Redo => {
                const {
                    &[
                        Shortcut::new(CTRL_SHIFT, Key::Z).heard(Heard::NotTyping),
                        Shortcut::new(CTRL, Key::Y).heard(Heard::NotTyping),
                    ]
                }
            }
            Self::Find => const { &[Shortcut::new(CTRL, Key::F)] },
            Self::Commands => const { &[Shortcut::new(CTRL_SHIFT, Key::P), Shortcut::new(CTRL, Key::K)] },
            // Keys of the sheet and of lists, each in its own way.
            Self::ShowFacts => const { &[Shortcut::new(NONE, Key::Enter).heard(Heard::Elsewhere)] },
            Self::Retire => const { &[Shortcut::new(NONE, Key::Delete).heard(Heard::Elsewhere)] },
            Self::ToggleObjects => const { &[Shortcut::new(NONE, Key::F6)] },
            Self::ToggleInspector => const { &[Shortcut::new(NONE, Key::F7)] },
            Self::ToggleProblems => const { &[Shortcut::new(NONE, Key::F8)] },
            Self::ToggleGhosts => const { &[Shortcut::new(NONE, Key::F9)] },
            Self::ToggleLegend => const { &[Shortcut::new(NONE, Key::F11)] },
            Self::Hide => const { &[Shortcut::new(CTRL, Key::H).heard(Heard::NotTyping)] },
            Self::ShowAll => const { &[Shortcut::new(CTRL_SHIFT, Key::H).heard(Heard::NotTyping)] },
            // A row that has the focus takes it first: see `App::menu_key`.
            Self::ContextMenu => const { &[Shortcut::new(SHIFT, Key::F10).heard(Heard::Elsewhere)] },
            Self::NextProblem => const { &[Shortcut::new(NONE, Key::F4)] },
            Self::NextArea => const { &[Shortcut::new(CTRL, Key::F6)] },
            Self::PreviousArea => const { &[Shortcut::new(CTRL_SHIFT, Key::F6)] },
            Self::AddPhase => const { &[Shortcut::new(CTRL_SHIFT, Key::N)] },
            Self::PreviousPhase => const { &[Shortcut::new(CTRL, Key::PageUp)] },
            Self::NextPhase => const { &[Shortcut::new(CTRL, Key::PageDown)] },
            Self::Play => const { &[Shortcut::new(CTRL_SHIFT, Key::PageDown)] },
            Self::RenamePhase => const { &[Shortcut::new(NONE, Key::F3)] },
            Self::MissingFacts => const { &[Shortcut::new(CTRL, Key::M)] },
            Self::Rules => const { &[Shortcut::new(NONE, Key::F1)] },
            Self::Shortcuts => {
                const { &[Shortcut::new(SHIFT, Key::F1), Shortcut::new(NONE, Key::Questionmark).heard(Heard::NotTyping)] }
            }
            Self::Sheet(command) => sheet_shortcuts(command),
            _ => &[],
        }
    }
}

fn sheet_shortcuts(command: SheetCommand) -> &'static [Shortcut] {
    /// A digit by its place, with Ctrl.
    const fn ctrl(digit: Key) -> Shortcut {
        Shortcut::new(CTRL, digit).by_place()
    }
    const fn shift(digit: Key) -> Shortcut {
        Shortcut::new(SHIFT, digit).by_place().heard(Heard::NotTyping)
    }
    /// For a hand that rests on the sheet.
    const fn hand(key: Key) -> Shortcut {
        Shortcut::new(NONE, key).heard(Heard::OnSheet)
    }
    match command {
        SheetCommand::FitAll => const { &[ctrl(Key::Num0), shift(Key::Num1)] },
        SheetCommand::FitSelection => const { &[ctrl(Key::Num9), shift(Key::Num2)] },
        SheetCommand::ActualSize => const { &[ctrl(Key::Num8), shift(Key::Num0)] },
        SheetCommand::ZoomIn => {
            const { &[Shortcut::new(CTRL, Key::Plus), Shortcut::new(CTRL, Key::Equals), hand(Key::Plus), hand(Key::Equals)] }
        }
        SheetCommand::ZoomOut => const { &[Shortcut::new(CTRL, Key::Minus), hand(Key::Minus)] },
        SheetCommand::PreviousView => const { &[ctrl(Key::Num7)] },
        // Ctrl+6 is Ctrl+− on a French keyboard.
        SheetCommand::NextView => const { &[Shortcut::new(CTRL_SHIFT, Key::Num7).by_place()] },
        SheetCommand::ToggleGrid => const { &[Shortcut::new(CTRL, Key::G)] },
        SheetCommand::SelectBeneath => const { &[Shortcut::new(CTRL, Key::B).heard(Heard::OnSheet)] },
        SheetCommand::Into => const { &[Shortcut::new(CTRL, Key::Enter).heard(Heard::OnSheet)] },
        SheetCommand::OutOf => const { &[Shortcut::new(CTRL, Key::Backspace).heard(Heard::OnSheet)] },
        SheetCommand::SelectAll => const { &[Shortcut::new(CTRL, Key::A).heard(Heard::OnSheet)] },
        // The window system makes events of these: `ui/clipboard.rs` hears them.
        SheetCommand::Cut => const { &[Shortcut::new(CTRL, Key::X).heard(Heard::Elsewhere)] },
        SheetCommand::Copy => const { &[Shortcut::new(CTRL, Key::C).heard(Heard::Elsewhere)] },
        SheetCommand::Paste => const { &[Shortcut::new(CTRL, Key::V).heard(Heard::Elsewhere)] },
        SheetCommand::Duplicate => const { &[Shortcut::new(CTRL, Key::D).heard(Heard::OnSheet)] },
        SheetCommand::Rename => const { &[hand(Key::F2)] },
        SheetCommand::Connect => const { &[Shortcut::new(CTRL, Key::L), hand(Key::C)] },
        SheetCommand::Insert => const { &[Shortcut::new(CTRL, Key::I), hand(Key::Slash)] },
        SheetCommand::AddBeside => const { &[Shortcut::new(CTRL_SHIFT, Key::I)] },
        SheetCommand::Lock => const { &[Shortcut::new(CTRL_SHIFT, Key::L)] },
        SheetCommand::Collapse => const { &[Shortcut::new(NONE, Key::F12)] },
        SheetCommand::Take(Tool::Select) => const { &[ctrl(Key::Num1), hand(Key::V)] },
        SheetCommand::Take(Tool::Pan) => const { &[ctrl(Key::Num2), hand(Key::H)] },
        SheetCommand::Take(Tool::Connect) => const { &[ctrl(Key::Num3)] },
        SheetCommand::SelectSame(_)
        | SheetCommand::Align(_)
        | SheetCommand::Distribute(_)
        | SheetCommand::CollapseAll
        | SheetCommand::ExpandAll => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn on_sheet(key: Key, physical: Option<Key>, with: Modifiers) -> Option<SheetCommand> {
        match command_of(key, physical, with, |heard| heard == Heard::OnSheet) {
            Some(UiCommand::Sheet(command)) => Some(command),
            _ => None,
        }
    }

    fn in_window(key: Key, physical: Option<Key>, with: Modifiers) -> Option<UiCommand> {
        command_of(key, physical, with, |heard| matches!(heard, Heard::Always | Heard::NotTyping))
    }

    /// It writes something: Shift alone does not change that.
    fn is_single_character(shortcut: &Shortcut) -> bool {
        !shortcut.modifiers.command && !shortcut.modifiers.alt && shortcut.key.symbol_or_name().chars().count() == 1
    }

    #[test]
    fn a_shortcut_belongs_to_one_command() {
        let mut seen = BTreeMap::new();
        for command in UiCommand::all() {
            for shortcut in command.shortcuts() {
                let before = seen.insert(format!("{:?} {:?}", shortcut.modifiers, shortcut.key), command);
                assert_eq!(before, None, "{shortcut:?} is given twice, also to {command:?}");
            }
        }
    }

    #[test]
    fn a_shortcut_of_a_single_character_has_a_twin() {
        let mut singles = 0;
        for command in UiCommand::all() {
            let (single, twins): (Vec<&Shortcut>, Vec<&Shortcut>) =
                command.shortcuts().iter().partition(|s| is_single_character(s));
            singles += single.len();
            assert!(single.is_empty() || !twins.is_empty(), "{command:?} is out of reach while a text is written");
            assert!(single.iter().all(|s| s.heard != Heard::Always), "{command:?} would swallow what is written");
            let first = command.shortcuts().first();
            assert!(first.is_none_or(|s| !is_single_character(s)), "{command:?}: what is shown is heard everywhere");
        }
        assert_eq!(singles, 11, "C, V, H, /, Shift+0, 1 and 2, +, =, − and ?");
    }

    #[test]
    fn what_is_heard_on_the_sheet_is_a_command_of_the_sheet() {
        let on_sheet = |command: &UiCommand| command.shortcuts().iter().any(|s| s.heard == Heard::OnSheet);
        assert!(UiCommand::all().filter(on_sheet).all(|command| matches!(command, UiCommand::Sheet(_))));
    }

    #[test]
    fn digits_are_physical_keys() {
        let all = Some(UiCommand::Sheet(SheetCommand::FitAll));
        assert_eq!(in_window(Key::Num1, Some(Key::Num1), SHIFT), all);
        assert_eq!(in_window(Key::Exclamationmark, Some(Key::Num1), SHIFT), all);
        assert_eq!(in_window(Key::Plus, Some(Key::Num1), SHIFT), all, "though this keyboard has + there");
        assert_eq!(in_window(Key::Num1, Some(Key::Num1), NONE), None);
        let select = Some(UiCommand::Sheet(SheetCommand::Take(Tool::Select)));
        assert_eq!(in_window(Key::Num1, Some(Key::Num1), CTRL), select);
    }

    #[test]
    fn signs_are_found_with_and_without_shift() {
        let zoom = UiCommand::Sheet(SheetCommand::ZoomIn);
        for (key, with) in [(Key::Plus, CTRL), (Key::Plus, CTRL_SHIFT), (Key::Equals, CTRL)] {
            assert_eq!(in_window(key, None, with), Some(zoom), "{key:?}");
        }
        assert_eq!(in_window(Key::Questionmark, Some(Key::Slash), SHIFT), Some(UiCommand::Shortcuts));
        assert_eq!(in_window(Key::Questionmark, Some(Key::Comma), SHIFT), Some(UiCommand::Shortcuts));
        assert_eq!(on_sheet(Key::Slash, Some(Key::Period), SHIFT), Some(SheetCommand::Insert), "a French /");
        assert_eq!(on_sheet(Key::Minus, Some(Key::Num6), NONE), Some(SheetCommand::ZoomOut));
    }

    #[test]
    fn letters_are_heard_on_the_sheet_alone() {
        assert_eq!(on_sheet(Key::C, None, NONE), Some(SheetCommand::Connect));
        assert_eq!(on_sheet(Key::C, None, CTRL), None, "the window's own shortcuts stay with it");
        assert_eq!(on_sheet(Key::Z, None, CTRL), None);
        assert_eq!(in_window(Key::C, None, NONE), None);
        assert_eq!(in_window(Key::Z, None, CTRL_SHIFT), Some(UiCommand::Redo));
        assert_eq!(in_window(Key::N, None, CTRL.plus(Modifiers::ALT)), None, "AltGr writes");
    }
}
