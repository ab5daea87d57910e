//! `coexist import` and `coexist export`: a plan out of a topology, a drawing out of a plan.

use super::args::ThemeName;
use super::files::{self, Opened};
use super::said;
use super::{Done, check};
use crate::format::{self, store};
use crate::text::{Lang, Message};
use crate::{diagram, export, message};
use std::path::Path;

/// Writes the plan of a topology, with everything laid out. Only with `force` it takes the place of another plan.
pub fn import(source: &Path, out: &Path, force: bool, lang: Lang) -> Result<Done, Message> {
    let Opened { mut plan, notes, imported } = files::open(source)?;
    if !imported {
        return Err(message!("cli-already-a-plan", path = source.display().to_string()));
    }
    not_the_input(source, out)?;
    match there(out) {
        There::Nothing => {}
        There::Plan if force => {}
        There::Plan => return Err(message!("cli-over-plan", path = out.display().to_string())),
        There::Other => return Err(message!("cli-over-other", path = out.display().to_string())),
    }
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    store::save(out, &plan, None).map_err(|error| error.message())?;
    let mut lines = vec![lang.say(&message!(
        "cli-imported",
        plan = out.display().to_string(),
        sites = plan.today.sites.len(),
        pools = plan.today.pools.values().filter(|pool| pool.is_counted()).count()
    ))];
    lines.extend(check::notes(&notes, lang));
    written(out, &lines.join("\n"))
}

/// Draws one stage of a plan as SVG.
pub fn export(file: &Path, out: &Path, phase: Option<usize>, theme: ThemeName, lang: Lang) -> Result<Done, Message> {
    let mut plan = files::open(file)?.plan;
    not_the_input(file, out)?;
    let other = there(out);
    let by_name = other == There::Other && out.extension().is_some_and(|end| end.eq_ignore_ascii_case("coexist"));
    if other == There::Plan || by_name {
        return Err(message!("cli-draw-over-plan", path = out.display().to_string()));
    }
    let stage = files::stage(&plan, phase)?;
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    let theme = match theme {
        ThemeName::Light => diagram::Theme::light(),
        ThemeName::Dark => diagram::Theme::dark(),
    };
    let stage_name = files::stage_name(&plan, stage, lang);
    let title = match &plan.about.title {
        Some(title) => format!("{title} · {stage_name}"),
        None => stage_name,
    };
    let options = diagram::SceneOptions { findings: false, ..diagram::SceneOptions::new(lang) };
    let scene = diagram::build(&plan, &replay, None, stage, &options, &diagram::Fonts::bundled());
    let svg = export::svg::write(&scene, &theme, &title);
    store::write_file(out, svg.as_bytes()).map_err(|error| {
        message!("cli-cannot-draw", reason = store::write_reason(&error), path = out.display().to_string())
    })?;
    written(out, &lang.say(&message!("cli-exported", file = out.display().to_string())))
}

/// What would be lost by writing to a path.
#[derive(PartialEq)]
enum There {
    /// Nothing is there, or an empty file, or something that is no file: a device takes what comes.
    Nothing,
    Plan,
    Other,
}

fn there(out: &Path) -> There {
    match std::fs::metadata(out) {
        Ok(meta) if meta.is_file() && meta.len() > 0 => match store::read_bytes(out) {
            Ok(bytes) if format::is_plan(&bytes) => There::Plan,
            _ => There::Other,
        },
        _ => There::Nothing,
    }
}

/// Writing over what was just read would destroy it.
fn not_the_input(input: &Path, out: &Path) -> Result<(), Message> {
    let same = input.canonicalize().is_ok_and(|input| out.canonicalize().is_ok_and(|out| out == input));
    match same && !store::is_special(out) {
        true => Err(message!("cli-over-input", path = out.display().to_string())),
        false => Ok(()),
    }
}

/// Says what was written. What went to a device or a pipe may have gone to standard output, and is not mixed with words.
fn written(out: &Path, said: &str) -> Result<Done, Message> {
    if store::is_special(out) {
        said::tell(said);
    } else {
        said::print(&format!("{said}\n")).map_err(super::cannot_write)?;
    }
    Ok(Done::Well)
}
