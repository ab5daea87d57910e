//! The forms that a plan is handed over in: which choices mean something for each, what each is when nobody chooses,
//! how it is made, and what its files are called.

use super::page::{Look, Page, Paper, pages};
use super::png::{NoPicture, Painter};
use super::progress::{Cancelled, Progress};
use super::runbook::{self, Runbook};
use super::svg::{self, Letters};
use super::{Handout, drawio, pdf, pptx, report, vsdx, xlsx};
use crate::diagram::{Fonts, Theme};
use crate::model::{Subject, words};
use crate::plan::Plan;
use crate::text::Message;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

words! {
    /// What a plan can be handed over as.
    Form as "export-form" {
        Svg = "svg",
        Png = "png",
        Pdf = "pdf",
        Drawio = "drawio",
        Pptx = "pptx",
        Vsdx = "vsdx",
        Xlsx = "xlsx",
        Html = "html",
        Markdown = "md",
        /// A PDF too, of words and tables with the drawings.
        Report = "report",
        /// What is done in each phase, as a page for a browser.
        RunbookHtml = "runbook-html",
        RunbookMarkdown = "runbook-md",
        /// The commands of each phase, a PowerShell script for each.
        Scripts = "runbook-ps1",
    }

    /// Which phases.
    Which as "export-which" {
        /// The one that is looked at.
        Shown = "shown",
        All = "all",
        Some = "some",
    }

    ThemeName as "export-theme" { Light = "light", Dark = "dark", Print = "print", }

    PaperName as "export-paper" {
        A4 = "a4",
        A3 = "a3",
        Letter = "letter",
        /// The natural size of the drawing.
        None = "none",
    }
}

/// What can be chosen of how a form looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Theme,
    Paper,
    Scale,
    Transparent,
    Findings,
    Only,
}

impl Form {
    /// What the name of its file ends in.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Report => Self::Pdf.key(),
            Self::RunbookHtml => Self::Html.key(),
            Self::RunbookMarkdown => Self::Markdown.key(),
            Self::Scripts => "ps1",
            form => form.key(),
        }
    }

    /// Whether it says what is done: of phases alone, since Today has nothing to do.
    pub fn is_runbook(self) -> bool {
        matches!(self, Self::RunbookHtml | Self::RunbookMarkdown | Self::Scripts)
    }

    /// Whether a choice means something for it.
    pub fn takes(self, choice: Choice) -> bool {
        match self {
            Self::Png => true,
            Self::Svg | Self::Pdf => choice != Choice::Scale,
            Self::Report => matches!(choice, Choice::Theme | Choice::Paper),
            // Who opens them lays them out.
            Self::Drawio | Self::Pptx | Self::Vsdx | Self::Xlsx | Self::Html | Self::Markdown => false,
            Self::RunbookHtml | Self::RunbookMarkdown | Self::Scripts => false,
        }
    }

    /// Whether each stage has files of its own.
    pub fn is_of_one_stage(self) -> bool {
        match self {
            Self::Svg | Self::Png | Self::Scripts => true,
            Self::Pdf | Self::Drawio | Self::Pptx | Self::Vsdx | Self::Xlsx => false,
            Self::Html | Self::Markdown | Self::Report | Self::RunbookHtml | Self::RunbookMarkdown => false,
        }
    }

    /// The colours when nobody names any.
    pub fn theme(self) -> ThemeName {
        if self == Self::Report { ThemeName::Print } else { ThemeName::Light }
    }

    /// The papers that it can be on.
    pub fn papers(self) -> &'static [PaperName] {
        match self {
            Self::Report => &[PaperName::A4, PaperName::A3, PaperName::Letter],
            _ => PaperName::ALL,
        }
    }

    /// The paper when nobody names one.
    pub fn paper(self) -> PaperName {
        match self {
            Self::Pdf | Self::Report => PaperName::A4,
            _ => PaperName::None,
        }
    }
}

/// What somebody chose; what is left open is as the form has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// [`Form::theme`] when left open.
    pub theme: Option<ThemeName>,
    /// [`Form::paper`] when left open.
    pub paper: Option<PaperName>,
    /// Pixels to the page unit, 1/96 inch.
    pub scale: Option<f32>,
    /// Without a ground.
    pub transparent: bool,
    /// With the marks of findings.
    pub findings: bool,
    /// These objects alone, with what stands in them and the links between them.
    pub only: Option<BTreeSet<Subject>>,
}

impl Asked {
    /// Something that was chosen and means nothing for this form.
    pub fn idle(&self, form: Form) -> Option<Choice> {
        let chosen = [
            (self.theme.is_some(), Choice::Theme),
            (self.paper.is_some(), Choice::Paper),
            (self.scale.is_some(), Choice::Scale),
            (self.transparent, Choice::Transparent),
            (self.findings, Choice::Findings),
            (self.only.is_some(), Choice::Only),
        ];
        chosen.into_iter().find(|(is_chosen, choice)| *is_chosen && !form.takes(*choice)).map(|(_, choice)| choice)
    }

    /// How the pages of a form look.
    fn look(&self, form: Form) -> Look {
        let theme = match self.theme.unwrap_or(form.theme()) {
            ThemeName::Light => Theme::light(),
            ThemeName::Dark => Theme::dark(),
            ThemeName::Print => Theme::print(),
        };
        let paper = match self.paper.unwrap_or(form.paper()) {
            PaperName::A4 => Some(Paper::A4),
            PaperName::A3 => Some(Paper::A3),
            PaperName::Letter => Some(Paper::Letter),
            PaperName::None => None,
        };
        Look { theme, paper, findings: self.findings, transparent: self.transparent, only: self.only.clone() }
    }
}

/// Why there is nothing to hand over.
#[derive(Clone, Debug, PartialEq)]
pub enum NotMade {
    Cancelled,
    /// A picture would have so many pixels across and down; with this scale it would do.
    TooLarge {
        width: u64,
        height: u64,
        fits: f32,
    },
    /// Our mistake.
    Broken,
    Failed(Message),
}

impl From<Cancelled> for NotMade {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<Message> for NotMade {
    fn from(why: Message) -> Self {
        Self::Failed(why)
    }
}

impl From<NoPicture> for NotMade {
    fn from(why: NoPicture) -> Self {
        match why {
            NoPicture::TooLarge { width, height, fits } => Self::TooLarge { width, height, fits },
            NoPicture::Broken => Self::Broken,
        }
    }
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The only stage that it shows, in a form with files for each.
    pub stage: Option<usize>,
    /// Which page of its stage, from 1, where there are several.
    pub page: Option<usize>,
    pub bytes: Vec<u8>,
}

/// Makes all files of a form, or none.
pub fn made(form: Form, handout: &Handout<'_>, asked: &Asked, progress: &Progress) -> Result<Vec<Made>, NotMade> {
    let whole = |bytes| Ok(vec![Made { stage: None, page: None, bytes }]);
    match form {
        Form::Svg => {
            let (look, pages) = laid_out(form, handout, asked, progress)?;
            let drawn = |page: &Page| svg::page(page, &look.theme, Letters::Inside).into_bytes();
            each(handout, &pages, progress, |page| Ok(drawn(page)))
        }
        Form::Png => {
            let (look, pages) = laid_out(form, handout, asked, progress)?;
            let painter = Painter::new(&pages, asked.scale);
            each(handout, &pages, progress, |page| Ok(painter.page(page, &look.theme)?))
        }
        Form::Pdf => {
            let (look, pages) = laid_out(form, handout, asked, progress)?;
            let write = || pdf::write(&pages, &look.theme, &about(handout.plan, &pages));
            whole(progress.step(write)?.ok_or(NotMade::Broken)?)
        }
        Form::Drawio => whole(drawio::write(handout, progress)?),
        Form::Pptx => whole(pptx::write(handout, progress)?),
        Form::Vsdx => whole(vsdx::write(handout, progress)?),
        Form::Xlsx => whole(xlsx::write(handout, progress)?),
        Form::Html => whole(report::html(handout, progress)?),
        Form::Markdown => whole(report::markdown(handout, progress)?),
        Form::Report => whole(report::pdf(handout, &asked.look(form), progress)?.ok_or(NotMade::Broken)?),
        Form::RunbookHtml => whole(runbook_of(handout, progress, runbook::html)?),
        Form::RunbookMarkdown => whole(runbook_of(handout, progress, runbook::markdown)?),
        Form::Scripts => scripts(handout, progress),
    }
}

/// A runbook in one file.
fn runbook_of(
    handout: &Handout<'_>,
    progress: &Progress,
    write: fn(&Runbook, &Handout<'_>) -> String,
) -> Result<Vec<u8>, Cancelled> {
    progress.expect(2);
    let book = progress.step(|| Runbook::new(handout))?;
    Ok(progress.step(|| write(&book, handout))?.into_bytes())
}

/// The commands of each phase.
fn scripts(handout: &Handout<'_>, progress: &Progress) -> Result<Vec<Made>, NotMade> {
    progress.expect(1 + handout.stages.iter().filter(|stage| **stage > 0).count());
    let book = progress.step(|| Runbook::new(handout))?;
    let file = |phase: &runbook::BookPhase| {
        let bytes = progress.step(|| runbook::script(phase, handout))?.into_bytes();
        Ok(Made { stage: Some(phase.number), page: None, bytes })
    };
    book.phases.iter().map(file).collect()
}

/// The pages, which are the first step; each of them is one more, or all of them together.
fn laid_out(
    form: Form,
    handout: &Handout<'_>,
    asked: &Asked,
    progress: &Progress,
) -> Result<(Look, Vec<Page>), Cancelled> {
    progress.expect(1 + if form.is_of_one_stage() { handout.stages.len() } else { 1 });
    let look = asked.look(form);
    let pages = progress.step(|| pages(handout, &look, &Fonts::bundled()))?;
    Ok((look, pages))
}

/// A file for each page, spread over the cores. Every stage has as many pages.
fn each(
    handout: &Handout<'_>,
    pages: &[Page],
    progress: &Progress,
    draw: impl Fn(&Page) -> Result<Vec<u8>, NotMade> + Sync,
) -> Result<Vec<Made>, NotMade> {
    let of_a_stage = (pages.len() / handout.stages.len().max(1)).max(1);
    progress.expect(1 + pages.len());
    let file = |(at, page): (usize, &Page)| {
        let bytes = progress.step(|| draw(page))??;
        let number = (of_a_stage > 1).then_some(at % of_a_stage + 1);
        Ok(Made { stage: handout.stages.get(at / of_a_stage).copied(), page: number, bytes })
    };
    pages.par_iter().enumerate().map(file).collect()
}

fn about(plan: &Plan, pages: &[Page]) -> pdf::About {
    let named = plan.about.title.as_deref().map(str::to_owned);
    let title = named.or_else(|| pages.first().map(|page| page.title.clone())).unwrap_or_default();
    pdf::About { title, author: plan.about.author.as_deref().map(str::to_owned) }
}

/// Where each file goes. With several of them, or `numbered`, the stage is in the name, and the page where a stage has
/// several; each with as many digits as the last one has.
pub fn named(out: &Path, made: Vec<Made>, numbered: bool) -> Vec<(PathBuf, Vec<u8>)> {
    let is_numbered = numbered || made.len() > 1;
    let digits = |of: fn(&Made) -> Option<usize>| made.iter().filter_map(of).max().unwrap_or(0).to_string().len();
    let (of_stages, of_pages) = (digits(|file| file.stage), digits(|file| file.page));
    let path = |file: &Made| match file.stage.filter(|_| is_numbered) {
        None => out.to_owned(),
        Some(stage) => {
            let mut name = out.file_stem().unwrap_or_default().to_owned();
            name.push(format!("-{stage:0of_stages$}"));
            if let Some(page) = file.page {
                name.push(format!("-{page:0of_pages$}"));
            }
            name.push(".");
            name.push(out.extension().unwrap_or_default());
            out.with_file_name(name)
        }
    };
    made.into_iter().map(|file| (path(&file), file.bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{self, sketch};
    use crate::text::Lang;

    const SMALL: &str = "
site Paris
  pool fe-old front-end standard version=lync-2010
phase Pilot
phase Test
";

    fn made_of(form: Form, asked: &Asked, progress: &Progress) -> Result<Vec<Made>, NotMade> {
        let plan = sketch::read(SMALL).expect("a sketch").plan;
        let replay = plan.replay();
        let report = rules::check(&plan, &replay, None);
        let handout = Handout { plan: &plan, replay: &replay, report: &report, lang: Lang::EN, stages: &[0, 2] };
        made(form, &handout, asked, progress)
    }

    #[test]
    fn every_form_is_made_in_the_steps_that_it_told() {
        for form in Form::ALL {
            let progress = Progress::default();
            let made = made_of(*form, &Asked::default(), &progress).expect("made");
            let (done, all) = progress.steps();
            assert!(done == all && all > 1, "{form:?}: {done} of {all}");
            let stages: Vec<Option<usize>> = made.iter().map(|file| file.stage).collect();
            let expected = match form.is_of_one_stage() {
                true if form.is_runbook() => vec![Some(2)],
                true => vec![Some(0), Some(2)],
                false => vec![None],
            };
            assert_eq!(stages, expected, "{form:?}");
            // There is nothing to do in these phases.
            let least = if form.is_runbook() { 50 } else { 500 };
            assert!(made.iter().all(|file| file.bytes.len() > least), "{form:?}");
        }
    }

    #[test]
    fn nothing_is_made_of_what_is_cancelled() {
        for form in Form::ALL {
            let progress = Progress::default();
            progress.cancel();
            assert_eq!(made_of(*form, &Asked::default(), &progress), Err(NotMade::Cancelled), "{form:?}");
        }
    }

    /// Cancelled after the first step, it ends before the last one.
    #[test]
    fn an_export_is_cancelled_on_its_way() {
        for form in Form::ALL {
            let progress = std::sync::Arc::new_cyclic(|this: &std::sync::Weak<Progress>| {
                let this = this.clone();
                Progress::new(move || this.upgrade().into_iter().for_each(|progress| progress.cancel()))
            });
            assert_eq!(made_of(*form, &Asked::default(), &progress), Err(NotMade::Cancelled), "{form:?}");
            let (done, all) = progress.steps();
            assert!(0 < done && done < all, "{form:?}: {done} of {all}");
        }
    }

    #[test]
    fn choices_mean_something_for_some_forms() {
        let theme = Asked { theme: Some(ThemeName::Dark), ..Asked::default() };
        let scale = Asked { scale: Some(2.0), ..Asked::default() };
        let only = Asked { only: Some(BTreeSet::new()), ..Asked::default() };
        for form in Form::ALL {
            assert_eq!(Asked::default().idle(*form), None);
            let is_of_pages = matches!(form, Form::Svg | Form::Png | Form::Pdf);
            let has_theme = is_of_pages || *form == Form::Report;
            assert_eq!(theme.idle(*form), (!has_theme).then_some(Choice::Theme), "{form:?}");
            assert_eq!(only.idle(*form), (!is_of_pages).then_some(Choice::Only), "{form:?}");
            assert_eq!(scale.idle(*form), (*form != Form::Png).then_some(Choice::Scale), "{form:?}");
        }
    }

    #[test]
    fn what_is_left_open_is_as_the_form_has_it() {
        let paper = |form: Form, asked: &Asked| asked.look(form).paper;
        assert_eq!(paper(Form::Pdf, &Asked::default()), Some(Paper::A4));
        assert_eq!(paper(Form::Png, &Asked::default()), None);
        let none = Asked { paper: Some(PaperName::None), ..Asked::default() };
        assert_eq!(paper(Form::Pdf, &none), None);
        assert_eq!(Asked::default().look(Form::Svg).theme, Theme::light());
    }

    #[test]
    fn files_of_stages_are_told_apart_by_their_numbers() {
        let file =
            |stage: usize| Made { stage: Some(stage), page: None, bytes: vec![u8::try_from(stage).unwrap_or(0)] };
        let names = |out: &str, stages: &[usize], numbered: bool| -> Vec<String> {
            let all = named(Path::new(out), stages.iter().copied().map(file).collect(), numbered);
            assert!(all.iter().zip(stages).all(|((_, bytes), stage)| usize::from(bytes[0]) == *stage));
            all.into_iter().map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect()
        };
        assert_eq!(
            names("out/plan v1.2.svg", &[0, 3, 12], true),
            ["out/plan v1.2-00.svg", "out/plan v1.2-03.svg", "out/plan v1.2-12.svg"]
        );
        assert_eq!(names("plan.png", &[0], true), ["plan-0.png"]);
        assert_eq!(names("plan.png", &[3], false), ["plan.png"]);
        let pages = (1..=10).map(|page| Made { page: Some(page), ..file(3) }).collect();
        let pages = named(Path::new("plan.svg"), pages, false);
        assert_eq!(pages.first().map(|(path, _)| path.clone()), Some("plan-3-01.svg".into()));
        assert_eq!(pages.last().map(|(path, _)| path.clone()), Some("plan-3-10.svg".into()));
        let whole = named(Path::new("plan.pdf"), vec![Made { stage: None, page: None, bytes: Vec::new() }], true);
        assert_eq!(whole, [(PathBuf::from("plan.pdf"), Vec::new())]);
    }
}
