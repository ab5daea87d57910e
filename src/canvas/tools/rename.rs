//! Names written on the sheet itself.

use super::super::editor::{Context, Preview};
use crate::edit::Command;
use crate::model::{Subject, Text, Value};
use crate::plan::PlanEdit;

/// The fact that holds an object's name.
fn name_fact(subject: &Subject) -> Option<&'static str> {
    match subject {
        Subject::Site(_) | Subject::SqlInstance(_) | Subject::UserGroup(_) | Subject::Link(_) => Some("name"),
        Subject::Pool(_) | Subject::Server(_) | Subject::SqlServer(_) | Subject::Gateway(_) => Some("fqdn"),
        Subject::FileStore(_) | Subject::Deployment | Subject::Phase(_) | Subject::Step(_) => None,
    }
}

/// Whether an object's name can be written on the sheet.
pub fn is_renamable(subject: &Subject) -> bool {
    name_fact(subject).is_some() || matches!(subject, Subject::FileStore(_))
}

/// The name as it is edited: its own part, not its host's. `None` for what has no name to edit.
pub fn name_of(cx: &Context<'_>, subject: &Subject) -> Option<String> {
    let state = cx.state();
    if matches!(subject, Subject::FileStore(_)) {
        return Some(state.name(subject).unwrap_or_default());
    }
    match state.fact(subject, name_fact(subject)?) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => Some(String::new()),
    }
}

/// What giving this name would do; `None` when it is the name already. An empty name is *not known*, but for
/// an instance, where it is the default instance.
pub fn renamed(cx: &Context<'_>, subject: &Subject, name: &str) -> Option<Preview> {
    let name = name.trim();
    if !cx.state().has(subject) || name_of(cx, subject).is_none_or(|old| old == name) {
        return None;
    }
    let set = |fact, to: Option<Value>| Command::Set { of: subject.clone(), fact, to };
    let known = |text: &str| (!text.is_empty()).then(|| Value::Text(Text::from(text)));
    let commands = match (subject, name_fact(subject)) {
        (Subject::FileStore(_), _) => {
            let path = name.trim_start_matches('\\');
            let (host, share) = path.split_once('\\').unwrap_or((path, ""));
            vec![set("host", known(host)), set("share", known(share))]
        }
        (Subject::SqlInstance(_), Some(fact)) => vec![set(fact, Some(Value::Text(Text::from(name))))],
        (_, Some(fact)) => vec![set(fact, known(name))],
        (_, None) => return None,
    };
    let label = crate::message!("canvas-rename", name = cx.plan.label(subject), to = name);
    let edits = vec![PlanEdit::Record { at: cx.plan.stage_at(cx.stage), commands }];
    Some(Preview { edits, about: vec![subject.clone()], target: None, label })
}
