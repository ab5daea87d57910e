//! `coexist import` and `coexist export`: a plan out of a topology, a drawing out of a plan.

use super::args::ThemeName;
use super::files::{self, Opened};
use super::said::print;
use super::{Done, check};
use crate::format::store::{self, StoreError};
use crate::text::{Lang, Message};
use crate::{diagram, export, message};
use std::path::Path;

/// Writes the plan of a topology, with everything laid out.
pub fn import(source: &Path, out: &Path, lang: Lang) -> Result<Done, Message> {
    let Opened { mut plan, notes, imported } = files::open(source)?;
    if !imported {
        return Err(message!("cli-already-a-plan", path = source.display().to_string()));
    }
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    store::save(out, &plan, None).map_err(|error| error.message())?;
    let mut lines = vec![lang.say(&message!(
        "cli-imported",
        plan = out.display().to_string(),
        sites = plan.today.sites.len(),
        pools = plan.today.pools.len()
    ))];
    lines.extend(check::notes(&notes, lang));
    print(&(lines.join("\n") + "\n")).map_err(super::cannot_write)?;
    Ok(Done::Well)
}

/// Draws one stage of a plan as SVG.
pub fn export(file: &Path, out: &Path, phase: Option<usize>, theme: ThemeName, lang: Lang) -> Result<Done, Message> {
    let mut plan = files::open(file)?.plan;
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
    store::write_file(out, svg.as_bytes()).map_err(|error| StoreError::Write(out.to_owned(), error).message())?;
    print(&(lang.say(&message!("cli-exported", file = out.display().to_string())) + "\n"))
        .map_err(super::cannot_write)?;
    Ok(Done::Well)
}
