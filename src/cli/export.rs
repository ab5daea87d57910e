//! `coexist export`: a plan handed over as a file of another kind, which the ending of its name decides.

use super::files;
use super::over::{There, not_the_input, there, written};
use super::{Done, cannot_draw};
use crate::diagram::{Fonts, Theme};
use crate::export::page::{Look, Page, Paper, pages};
use crate::export::png::{NoPicture, Painter};
use crate::export::svg::{self, Letters};
use crate::export::{Handout, drawio, pdf, pptx, vsdx, xlsx};
use crate::format::store;
use crate::plan::Plan;
use crate::text::{Arg, Lang, Message};
use crate::{message, rules};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};

/// What was asked on the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub file: PathBuf,
    pub out: PathBuf,
    /// As [`Form`] has them when nothing was said.
    pub phases: Option<Phases>,
    /// Light when nothing was said.
    pub theme: Option<ThemeName>,
    /// As [`Form`] has it when nothing was said.
    pub paper: Option<PaperName>,
    /// Pixels to the page unit.
    pub scale: Option<f32>,
    pub transparent: bool,
    pub findings: bool,
}

impl Export {
    /// An option that was given and says how pages look.
    fn option_of_pages(&self) -> Option<&'static str> {
        let given = [
            (self.theme.is_some(), "--theme"),
            (self.paper.is_some(), "--paper"),
            (self.scale.is_some(), "--scale"),
            (self.transparent, "--transparent"),
            (self.findings, "--findings"),
        ];
        given.into_iter().find(|(is_given, _)| *is_given).map(|(_, option)| option)
    }
}

/// Which stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phases {
    /// The last one.
    Last,
    One(usize),
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    Light,
    Dark,
    Print,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperName {
    A4,
    A3,
    Letter,
    /// The natural size of the drawing.
    None,
}

/// What a plan can be handed over as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
    Pdf,
    Drawio,
    Pptx,
    Vsdx,
    Xlsx,
}

/// The forms by the endings of names.
const FORMS: &[(&str, Form)] = &[
    ("svg", Form::Svg),
    ("png", Form::Png),
    ("pdf", Form::Pdf),
    ("drawio", Form::Drawio),
    ("pptx", Form::Pptx),
    ("vsdx", Form::Vsdx),
    ("xlsx", Form::Xlsx),
];

impl Form {
    fn of(out: &Path) -> Result<Self, Message> {
        let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match FORMS.iter().find(|(known, _)| *known == ending) {
            Some((_, form)) => Ok(*form),
            // A device or a pipe has a name that says nothing.
            None if store::is_special(out) => Ok(Self::Svg),
            None => {
                let endings = FORMS.iter().map(|(ending, _)| format!(".{ending}")).collect();
                Err(message!("cli-unknown-ending", path = out.display().to_string(), endings = Arg::Either(endings)))
            }
        }
    }

    /// Whether it shows what is laid out on pages; the others are for their readers to lay out.
    fn is_of_pages(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Pdf)
    }

    /// Whether each stage has a file of its own.
    fn is_of_one_stage(self) -> bool {
        match self {
            Self::Svg | Self::Png => true,
            Self::Pdf | Self::Drawio | Self::Pptx | Self::Vsdx | Self::Xlsx => false,
        }
    }

    /// The stages of this form when nobody names one.
    fn phases(self) -> Phases {
        if self.is_of_one_stage() { Phases::Last } else { Phases::All }
    }

    /// The paper of this form when nobody names one.
    fn paper(self) -> PaperName {
        match self {
            Self::Pdf => PaperName::A4,
            _ => PaperName::None,
        }
    }
}

/// Writes what was asked, whole or not at all: everything is made before the first file is touched.
pub fn run(asked: &Export, lang: Lang) -> Result<Done, Message> {
    let mut plan = files::open(&asked.file)?.plan;
    over_a_plan(&asked.file, &asked.out)?;
    no_folder(&asked.out)?;
    let form = Form::of(&asked.out)?;
    if let Some(option) = asked.option_of_pages().filter(|_| !form.is_of_pages()) {
        let path = asked.out.display().to_string();
        return Err(message!("cli-option-of-pages", option = option, path = path));
    }
    if asked.scale.is_some() && form != Form::Png {
        return Err(message!("cli-scale-of-png", path = asked.out.display().to_string()));
    }
    let phases = asked.phases.unwrap_or(form.phases());
    let stages = match phases {
        Phases::Last => vec![files::stage(&plan, None)?],
        Phases::One(stage) => vec![files::stage(&plan, Some(stage))?],
        Phases::All => (0..=plan.phases.len()).collect(),
    };
    let replay = plan.replay();
    files::place(&mut plan, &replay);
    let report = rules::check(&plan, &replay, None);
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang, stages: &stages };
    let made = made(form, &handout, asked)?;
    let outs = outs(asked, (form, phases), &stages, made.len())?;
    for (out, bytes) in outs.iter().zip(&made) {
        store::write_file(out, bytes).map_err(|error| cannot_draw(&error, out))?;
    }
    let said = outs.iter().map(|out| lang.say(&message!("cli-exported", file = out.display().to_string())));
    written(&asked.out, &said.collect::<Vec<_>>().join("\n"))
}

/// A file for each page, in order, or one for all of them.
fn made(form: Form, handout: &Handout<'_>, asked: &Export) -> Result<Vec<Vec<u8>>, Message> {
    let look = look(form, asked);
    let pages = || pages(handout, &look, &Fonts::bundled());
    match form {
        Form::Svg => {
            Ok(pages().par_iter().map(|page| svg::page(page, &look.theme, Letters::Inside).into_bytes()).collect())
        }
        Form::Png => {
            let pages = pages();
            let painter = Painter::new(&pages, asked.scale);
            let picture = |page: &Page| painter.page(page, &look.theme).map_err(|why| no_picture(why, &asked.out));
            pages.par_iter().map(picture).collect()
        }
        Form::Pdf => {
            let pages = pages();
            let bytes = pdf::write(&pages, &look.theme, &about(handout.plan, &pages));
            bytes.map(|bytes| vec![bytes]).ok_or_else(|| broken(&asked.out))
        }
        Form::Drawio => drawio::write(handout).map(|bytes| vec![bytes]),
        Form::Pptx => pptx::write(handout).map(|bytes| vec![bytes]),
        Form::Vsdx => vsdx::write(handout).map(|bytes| vec![bytes]),
        Form::Xlsx => xlsx::write(handout).map(|bytes| vec![bytes]),
    }
}

fn about(plan: &Plan, pages: &[Page]) -> pdf::About {
    let named = plan.about.title.as_deref().map(str::to_owned);
    let title = named.or_else(|| pages.first().map(|page| page.title.clone())).unwrap_or_default();
    pdf::About { title, author: plan.about.author.as_deref().map(str::to_owned) }
}

fn look(form: Form, asked: &Export) -> Look {
    let theme = match asked.theme.unwrap_or(ThemeName::Light) {
        ThemeName::Light => Theme::light(),
        ThemeName::Dark => Theme::dark(),
        ThemeName::Print => Theme::print(),
    };
    let paper = match asked.paper.unwrap_or(form.paper()) {
        PaperName::A4 => Some(Paper::A4),
        PaperName::A3 => Some(Paper::A3),
        PaperName::Letter => Some(Paper::Letter),
        PaperName::None => None,
    };
    Look { theme, paper, findings: asked.findings, transparent: asked.transparent, only: None }
}

/// Where each file goes: with several stages the stage is in its name, and with several pages of each the page too, with
/// as many digits as the last one has.
fn outs(
    asked: &Export,
    (form, phases): (Form, Phases),
    stages: &[usize],
    files: usize,
) -> Result<Vec<PathBuf>, Message> {
    let out = &asked.out;
    if !form.is_of_one_stage() || (files == 1 && phases != Phases::All) {
        return Ok(vec![out.clone()]);
    }
    if store::is_special(out) {
        return Err(message!("cli-one-file", path = out.display().to_string()));
    }
    let pages = files / stages.len().max(1);
    let digits = |number: usize| number.to_string().len();
    let (of_stages, of_pages) = (digits(stages.last().copied().unwrap_or_default()), digits(pages));
    let (stem, ending) = (out.file_stem().unwrap_or_default(), out.extension().unwrap_or_default());
    let mut all = Vec::new();
    for (stage, page) in stages.iter().flat_map(|stage| (1..=pages).map(move |page| (stage, page))) {
        let mut name = stem.to_owned();
        name.push(format!("-{stage:0of_stages$}"));
        if pages > 1 {
            name.push(format!("-{page:0of_pages$}"));
        }
        name.push(".");
        name.push(ending);
        let path = out.with_file_name(name);
        over_a_plan(&asked.file, &path)?;
        no_folder(&path)?;
        all.push(path);
    }
    Ok(all)
}

/// A drawing never takes the place of a plan, nor of what is read.
fn over_a_plan(file: &Path, out: &Path) -> Result<(), Message> {
    not_the_input(file, out)?;
    let other = there(out);
    let by_name = other == There::Other && out.extension().is_some_and(|end| end.eq_ignore_ascii_case("coexist"));
    match other == There::Plan || by_name {
        true => Err(message!("cli-draw-over-plan", path = out.display().to_string())),
        false => Ok(()),
    }
}

fn no_folder(out: &Path) -> Result<(), Message> {
    if out.is_dir() { Err(cannot_draw(&io::ErrorKind::IsADirectory.into(), out)) } else { Ok(()) }
}

fn no_picture(why: NoPicture, out: &Path) -> Message {
    match why {
        NoPicture::TooLarge { width, height, fits } => {
            message!("cli-picture-too-large", width = width, height = height, scale = format!("{fits}"))
        }
        NoPicture::Broken => broken(out),
    }
}

fn broken(out: &Path) -> Message {
    message!("cli-drawing-broken", path = out.display().to_string())
}
