//! What can be done with what is selected, with a line, or about the findings of an object: the same menus on the
//! sheet and in the tree.

use super::action::{Action, Cx, said, say};
use super::command::{Situation, UiCommand};
use super::document::Document;
use super::menu_item::{self, MenuItem};
use super::sheet_view::SheetView;
use super::text_size;
use crate::canvas::SheetCommand;
use crate::model::{LinkId, LinkKind, Subject};
use crate::plan::{PlanEdit, intents};
use crate::rules::Finding;
use crate::text::Message;
use egui::Ui;

/// What a menu is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Sheet,
    /// An object, a line, or all that is selected when it is one of it.
    Object(Subject),
    /// The findings of an object, asked for on their mark.
    Findings(Subject),
}

/// Commands about one object alone.
const ONE: [UiCommand; 5] = [
    UiCommand::ShowFacts,
    UiCommand::Sheet(SheetCommand::Rename),
    UiCommand::Sheet(SheetCommand::Duplicate),
    UiCommand::Sheet(SheetCommand::Connect),
    UiCommand::ShowFindings,
];
/// Commands about all that is selected.
const ALL: [UiCommand; 7] = [
    UiCommand::Sheet(SheetCommand::FitSelection),
    UiCommand::Sheet(SheetCommand::Cut),
    UiCommand::Sheet(SheetCommand::Copy),
    UiCommand::CopyPicture,
    UiCommand::Sheet(SheetCommand::Collapse),
    UiCommand::Sheet(SheetCommand::Lock),
    UiCommand::Hide,
];
/// Commands of the sheet itself.
const SHEET: [UiCommand; 9] = [
    UiCommand::Sheet(SheetCommand::SelectAll),
    UiCommand::Sheet(SheetCommand::Paste),
    UiCommand::CopyPicture,
    UiCommand::Sheet(SheetCommand::FitAll),
    UiCommand::Sheet(SheetCommand::ActualSize),
    UiCommand::ShowAll,
    UiCommand::ToggleLegend,
    UiCommand::Find,
    UiCommand::Commands,
];
/// The most findings that a menu lists.
const MOST: usize = 8;

/// One line of a menu.
#[derive(Debug)]
pub enum Entry {
    /// From the table: its words, its keys, whether it is on, why it cannot be done.
    Command(UiCommand),
    /// A command in words that say more here.
    Named(UiCommand, Message),
    /// What no command does.
    Act(String, Vec<Act>),
    Menu(String, Vec<Entry>),
    Line,
}

/// What an entry asks for.
#[derive(Clone, Debug)]
pub enum Act {
    Reveal(Subject),
    Edit(Message, Vec<PlanEdit>),
    OpenFinding(usize),
    AcceptFinding(usize),
    Explain(usize),
    ListProblems(usize),
}

/// The entries. An index of a finding is that of the report.
pub fn entries(cx: &Cx<'_>, sheet: &SheetView, about: &About) -> Vec<Entry> {
    match about {
        About::Sheet => sheet_entries(cx),
        About::Findings(subject) => {
            let found = cx.doc.findings_about(subject);
            if found.is_empty() { object_entries(cx, sheet, subject) } else { finding_entries(cx, subject, found) }
        }
        About::Object(subject) => object_entries(cx, sheet, subject),
    }
}

fn sheet_entries(cx: &Cx<'_>) -> Vec<Entry> {
    let mut drawn: Vec<LinkKind> = cx.doc.state().links.values().map(|link| link.kind).collect();
    drawn.sort();
    drawn.dedup();
    let mut out: Vec<Entry> = SHEET.into_iter().map(Entry::Command).collect();
    out.push(Entry::Line);
    let named = |kind: LinkKind| Entry::Named(UiCommand::Line(kind), Message::word(LinkKind::PREFIX, kind.key()));
    if !drawn.is_empty() {
        out.push(Entry::Menu(say!(cx, "ui-panels-lines-shown"), drawn.into_iter().map(named).collect()));
    }
    out.push(Entry::Command(UiCommand::ToggleGhosts));
    out
}

fn object_entries(cx: &Cx<'_>, sheet: &SheetView, subject: &Subject) -> Vec<Entry> {
    let doc = cx.doc;
    let many = is_one_of_many(doc, subject);
    let mut out = Vec::new();
    if !many {
        out.extend(ONE.into_iter().filter(|command| concerns(*command, sheet, subject)).map(Entry::Command));
        if let Subject::Link(link) = subject {
            out.extend(line_entries(cx, sheet, link));
            return out;
        }
        out.push(Entry::Line);
    }
    out.extend(ALL.into_iter().filter(|command| concerns(*command, sheet, subject)).map(Entry::Command));
    out.extend(many.then_some(Entry::Command(UiCommand::Sheet(SheetCommand::Duplicate))));
    out.push(Entry::Line);
    let count = if many { doc.view.selection.len() } else { 1 };
    let text = match (doc.shown(), count) {
        (0, 1) => crate::message!("ui-panels-remove"),
        (_, 1) => crate::message!("ui-panels-retire"),
        (0, count) => crate::message!("ui-menu-remove-many", count = count),
        (_, count) => crate::message!("ui-menu-retire-many", count = count),
    };
    out.push(Entry::Named(UiCommand::Retire, text));
    out
}

/// Whether the menu is about all that is selected.
fn is_one_of_many(doc: &Document, subject: &Subject) -> bool {
    doc.view.selection.len() > 1 && doc.view.selection.contains(subject)
}

/// Whether a command can ever concern an object of this sort.
fn concerns(command: UiCommand, sheet: &SheetView, subject: &Subject) -> bool {
    match command {
        UiCommand::Sheet(SheetCommand::Rename) => crate::canvas::is_renamable(subject),
        UiCommand::Sheet(SheetCommand::Connect) => sheet.is_connectable(subject),
        UiCommand::Sheet(SheetCommand::Collapse) => matches!(subject, Subject::Site(_)),
        UiCommand::Sheet(SheetCommand::Duplicate) => !matches!(subject, Subject::Link(_)),
        _ => true,
    }
}

/// A line: its ends, what else could join them, how it is drawn, and each link that it stands for.
fn line_entries(cx: &Cx<'_>, sheet: &SheetView, link: &LinkId) -> Vec<Entry> {
    let (doc, state) = (cx.doc, cx.doc.state());
    let Some(found) = state.links.get(link) else { return Vec::new() };
    let bundle: Vec<&LinkId> =
        sheet.bundle_of(link).into_iter().filter_map(|id| Some(&state.links.get(&id)?.id)).collect();
    let kinds: Vec<LinkKind> = bundle.iter().map(|id| state.links[*id].kind).collect();
    let word = |kind: LinkKind| said(cx.lang, &Message::word(LinkKind::PREFIX, kind.key()));
    let mut out = vec![Entry::Line];
    for end in [&found.from, &found.to] {
        let text = say!(cx, "ui-menu-go-to", name = doc.label(end));
        out.push(Entry::Act(text, vec![Act::Reveal(end.clone())]));
    }
    let others = intents::link_kinds_between(state, &found.from, &found.to).into_iter();
    let others = others.filter(|kind| !kinds.contains(kind)).filter_map(|kind| {
        let intent = intents::connect(doc.plan(), state, kind, &found.from, &found.to)?;
        let edits = intent.edits(doc.plan(), doc.shown(), None);
        Some(Entry::Act(word(kind), vec![Act::Edit(intent.label, edits)]))
    });
    let others: Vec<Entry> = others.collect();
    if !others.is_empty() {
        out.push(Entry::Menu(say!(cx, "ui-menu-join-also"), others));
    }
    let mut drawn = kinds.clone();
    drawn.sort();
    drawn.dedup();
    out.extend(drawn.into_iter().map(|kind| Entry::Command(UiCommand::Line(kind))));
    out.push(Entry::Line);
    for (id, kind) in bundle.into_iter().zip(kinds) {
        let Some(intent) = intents::remove(doc.plan(), doc.shown(), &[id.into()]) else { continue };
        let edits = intent.edits(doc.plan(), doc.shown(), None);
        let kind = word(kind);
        let text = match doc.shown() {
            0 => say!(cx, "ui-menu-remove-link", kind = kind),
            _ => say!(cx, "ui-menu-retire-link", kind = kind),
        };
        out.push(Entry::Act(text, vec![Act::Edit(intent.label, edits)]));
    }
    out
}

fn finding_entries(cx: &Cx<'_>, subject: &Subject, found: Vec<(usize, &Finding)>) -> Vec<Entry> {
    let about = |(at, finding): (usize, &Finding)| {
        let code = finding.code.as_str();
        let mut out = vec![Entry::Act(say!(cx, "ui-menu-show-finding", code = code), vec![Act::OpenFinding(at)])];
        if finding.counts() {
            out.push(Entry::Act(say!(cx, "ui-panels-accept"), vec![Act::AcceptFinding(at)]));
        }
        out.push(Entry::Act(say!(cx, "ui-rules-explain", code = code), vec![Act::Explain(at)]));
        out.push(Entry::Act(say!(cx, "ui-panels-only-rule", code = code), vec![Act::ListProblems(at)]));
        out
    };
    let mut out: Vec<Entry> = match found.as_slice() {
        [one] => about(*one),
        many => {
            let text = |finding: &Finding| format!("{} · {}", finding.code, short(&said(cx.lang, &finding.message)));
            many.iter().take(MOST).map(|(at, finding)| Entry::Menu(text(finding), about((*at, finding)))).collect()
        }
    };
    out.extend([
        Entry::Line,
        Entry::Act(say!(cx, "ui-menu-go-to", name = cx.doc.label(subject)), vec![Act::Reveal(subject.clone())]),
    ]);
    out
}

/// The beginning of a sentence, for an entry that opens another menu.
fn short(sentence: &str) -> String {
    const MOST: usize = 64;
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(MOST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// Draws a menu.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, sheet: &SheetView, about: &About) {
    let entries = entries(cx, sheet, about);
    for entry in &entries {
        entry_ui(ui, cx, sheet, about, entry);
    }
}

fn entry_ui(ui: &mut Ui, cx: &mut Cx<'_>, sheet: &SheetView, about: &About, entry: &Entry) {
    match entry {
        Entry::Line => drop(ui.separator()),
        Entry::Menu(text, entries) => menu_item::submenu(ui, text, |ui| {
            for entry in entries {
                entry_ui(ui, cx, sheet, about, entry);
            }
        }),
        Entry::Act(text, acts) => {
            if (MenuItem { text, ..MenuItem::default() }).ui(ui).clicked() {
                cx.out.extend(acts.iter().filter_map(|act| action(cx.doc, act)));
                ui.close();
            }
        }
        Entry::Command(command) => command_ui(ui, cx, sheet, about, *command, &command.text()),
        Entry::Named(command, text) => command_ui(ui, cx, sheet, about, *command, text),
    }
}

fn command_ui(ui: &mut Ui, cx: &mut Cx<'_>, sheet: &SheetView, about: &About, command: UiCommand, text: &Message) {
    let situation = Situation {
        document: Some(cx.doc),
        saving: false,
        exporting: false,
        sheet: Some(sheet),
        text_percent: text_size::USUAL,
    };
    let on = match command {
        UiCommand::Line(kind) => Some(sheet.is_line(kind)),
        UiCommand::ToggleGhosts => Some(sheet.shows_ghosts()),
        _ => None,
    };
    let item = MenuItem {
        text: &said(cx.lang, text),
        icon: command.icon(),
        on,
        keys: command.keys(ui.ctx(), cx.lang),
        why: command.available(&situation).err().map(|why| said(cx.lang, &why)),
        tip: None,
    };
    if item.ui(ui).clicked() {
        // What is done on the sheet to one object is done in view.
        if let (About::Object(subject), UiCommand::Sheet(_), true) = (about, command, ONE.contains(&command))
            && !is_one_of_many(cx.doc, subject)
        {
            cx.out.push(Action::Reveal(subject.clone()));
        }
        cx.out.push(Action::Do(command));
        ui.close();
    }
}

fn action(doc: &Document, act: &Act) -> Option<Action> {
    let finding = |at: usize| doc.report().findings.get(at);
    Some(match act {
        Act::Reveal(subject) => Action::Reveal(subject.clone()),
        Act::Edit(label, edits) => Action::EditAs(label.clone(), edits.clone()),
        Act::OpenFinding(at) => Action::OpenFinding(finding(*at)?.identity()),
        Act::AcceptFinding(at) => Action::AcceptFinding(finding(*at)?.identity()),
        Act::Explain(at) => Action::Explain(finding(*at)?.code.clone()),
        Act::ListProblems(at) => Action::ListProblems(finding(*at)?.code.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch;
    use crate::text::Lang;
    use std::sync::Arc;

    const SHARED: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC in=Paris
";

    /// The words of a menu; a line is `-`, a command's words are those of the table.
    fn said_by(doc: &Document, about: &About) -> Vec<String> {
        let mut out = Vec::new();
        let cx = Cx { doc, lang: Lang::EN, signer: None, out: &mut out };
        let words = |entry: &Entry| match entry {
            Entry::Command(command) => Lang::EN.say(&command.text()),
            Entry::Named(_, text) => Lang::EN.say(text),
            Entry::Act(text, _) => text.clone(),
            Entry::Menu(text, inside) => format!("{text} ({})", inside.len()),
            Entry::Line => "-".to_owned(),
        };
        entries(&cx, &SheetView::default(), about).iter().map(words).collect()
    }

    fn document() -> Document {
        let plan = sketch::read(SHARED).unwrap().plan;
        let mut doc = Document::new(Arc::new(plan), || {});
        doc.show(1);
        while !doc.is_checked() {
            doc.poll();
            std::thread::yield_now();
        }
        doc
    }

    #[test]
    fn a_mark_has_a_menu_of_its_findings() {
        let doc = document();
        let finding = doc.report().findings.iter().find(|finding| finding.code.as_str() == "SQL-001").unwrap();
        let about = About::Findings(finding.subject.clone());
        let said = said_by(&doc, &about);
        let shown = ["Show SQL-001", "Accept with a reason…"];
        assert!(said.starts_with(&shown.map(str::to_owned)) || said[0].starts_with("SQL-001 · "), "{said:?}");
        assert!(said.last().is_some_and(|text| text.starts_with("Go to ")));
        // A mark of what is not known has no finding: the menu is the object's.
        let clean = doc.state().subjects().find(|subject| doc.findings_about(subject).is_empty()).unwrap();
        assert_eq!(said_by(&doc, &About::Findings(clean.clone())), said_by(&doc, &About::Object(clean)));
    }

    #[test]
    fn the_marks_of_a_line_and_of_a_site_stand_for_findings_of_others() {
        let doc = document();
        let codes = |subject: &Subject| -> Vec<String> {
            doc.findings_about(subject).iter().map(|(_, finding)| finding.code.to_string()).collect()
        };
        let store = doc.state().links.values().find(|link| link.kind == LinkKind::UserStore).unwrap();
        let site = doc.state().sites.keys().next().unwrap();
        assert!(codes(&(&store.id).into()).contains(&"SQL-001".to_owned()));
        assert!(codes(&site.into()).contains(&"SQL-001".to_owned()));
    }

    #[test]
    fn a_line_names_its_ends_and_every_link() {
        let doc = document();
        let link = doc.state().links.keys().next().unwrap();
        let said = said_by(&doc, &About::Object(link.into()));
        assert_eq!(said.iter().filter(|text| text.starts_with("Go to ")).count(), 2, "{said:?}");
        assert!(said.last().is_some_and(|text| text.starts_with("Retire “")), "{said:?}");
        assert!(said.iter().any(|text| text.starts_with("Draw as lines: ")));
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        assert_eq!(short("A short one"), "A short one");
        let cut = short(&"word ".repeat(40));
        assert!(cut.ends_with("word…") && cut.chars().count() <= 66);
    }
}
