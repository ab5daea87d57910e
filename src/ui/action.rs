//! What panels ask for. They hold no facts and change nothing: one place, `App`, handles these.

use super::command::UiCommand;
use super::document::{Document, FindingId};
use crate::model::{Code, FactName, Subject};
use crate::plan::{Logo, PlanEdit, Stage};
use crate::text::{Lang, Message};
use std::path::PathBuf;

pub enum Action {
    Do(UiCommand),
    /// One undo step, named after its first edit.
    Edit(Vec<PlanEdit>),
    /// One undo step with a name of its own.
    EditAs(Message, Vec<PlanEdit>),
    /// The same, of a fix: what it brings is selected and in view afterwards.
    Mend(Message, Vec<PlanEdit>),
    Select(Option<Subject>),
    /// Everything that is selected, the last one leading.
    SelectAll(Vec<Subject>),
    /// Selects and shows the facts of.
    Open(Subject),
    /// Opens the worst finding about an object in the shown stage.
    OpenFindingOf(Subject),
    /// Selects and brings it into view.
    Reveal(Subject),
    /// Shows a stage, 0 for Today.
    Show(usize),
    /// Goes to the finding's first stage and object, and opens it in the inspector.
    OpenFinding(FindingId),
    CloseFinding,
    /// Shows a rule in the inspector, as an entry of the checklist when there is an object.
    OpenRule(Code, Option<Subject>),
    /// Shows the checklist of the shown phase in the list of problems.
    ShowChecklist,
    /// Leads to the place where a missing fact is given.
    Fill(Subject, FactName),
    /// Shows a rule in the rule browser.
    Explain(Code),
    /// Shows the missing facts: all of them, or those that one rule waits for.
    ListMissing(Option<Code>),
    /// Shows the findings of one rule in the list of problems.
    ListProblems(Code),
    /// Back to the sheet.
    ClosePage,
    /// Marks on the sheet what differs from this stage; `None`: what the shown phase does.
    CompareWith(Option<Stage>),
    /// Compares the plan with a topology in a file.
    ReadReality(PathBuf),
    /// Reads a table of facts from a file.
    ReadFacts(PathBuf),
    /// Opens a finding and the form that accepts it.
    AcceptFinding(FindingId),
    /// Asks for the picture that is the plan's logo.
    PickLogo,
    /// Draws it for the inspector.
    DrawLogo(Logo),
    OpenPath(PathBuf),
    /// Opens the recovery at this place of the list.
    Recover(usize),
    /// Throws it away.
    Discard(usize),
    /// A sentence for the status bar.
    Say(Message),
    /// Lights objects up on the sheet, for as long as it is asked for in every frame.
    Light(Vec<Subject>),
}

/// What a panel needs to be drawn.
pub struct Cx<'a> {
    pub doc: &'a Document,
    pub lang: Lang,
    /// Who accepted a finding last, on this machine.
    pub signer: Option<&'a str>,
    pub out: &'a mut Vec<Action>,
}

/// The words of a message for a place where text wraps. egui breaks lines at narrow no-break spaces, which
/// French has inside « » and before ; ? !, but not at the wide ones.
pub fn wrapping(text: &str) -> String {
    text.replace('\u{202f}', "\u{a0}")
}

/// The words of a message, for a place where text wraps.
pub fn said(lang: Lang, message: &Message) -> String {
    wrapping(&lang.say(message))
}

/// The words for an id, in the language of a context.
macro_rules! say {
    ($cx:expr, $($message:tt)*) => {
        $crate::ui::action::wrapping(&$cx.lang.say(&$crate::message!($($message)*)))
    };
}
pub(crate) use say;
