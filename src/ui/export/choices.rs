//! What somebody chose for an export. Each form keeps how it was made last.

use crate::export::forms::{Asked, Choice, Form, PaperName, ThemeName, Which};
use crate::export::png;
use crate::format::store::{ExportChoices, Settings};
use crate::model::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// Pixels to the page unit, as a picture is made.
pub const SCALES: [u8; 4] = [1, png::SCALE as u8, 3, 4];

/// How one form is made.
#[derive(Clone, Debug, PartialEq)]
pub struct OfForm {
    pub which: Which,
    pub theme: ThemeName,
    pub paper: PaperName,
    pub scale: u8,
    pub transparent: bool,
    pub findings: bool,
}

impl OfForm {
    /// As it is made when nobody chose.
    fn usual(form: Form) -> Self {
        Self {
            which: if form.is_of_one_stage() && !form.is_runbook() { Which::Shown } else { Which::All },
            theme: form.theme(),
            paper: form.paper(),
            scale: png::SCALE as u8,
            transparent: false,
            findings: false,
        }
    }

    fn read(form: Form, kept: &ExportChoices) -> Self {
        let usual = Self::usual(form);
        let key = |key: &Option<String>| key.clone().unwrap_or_default();
        Self {
            // Numbers of phases mean nothing in another plan.
            which: Which::from_key(&key(&kept.phases)).filter(|which| *which != Which::Some).unwrap_or(usual.which),
            theme: ThemeName::from_key(&key(&kept.theme)).unwrap_or(usual.theme),
            paper: PaperName::from_key(&key(&kept.paper))
                .filter(|paper| form.papers().contains(paper))
                .unwrap_or(usual.paper),
            scale: kept.scale.filter(|scale| SCALES.contains(scale)).unwrap_or(usual.scale),
            transparent: kept.transparent,
            findings: kept.findings,
        }
    }

    fn kept(&self) -> ExportChoices {
        let key = |key: &str| Some(key.to_owned());
        ExportChoices {
            phases: key(self.which.key()),
            theme: key(self.theme.key()),
            paper: key(self.paper.key()),
            scale: Some(self.scale),
            transparent: self.transparent,
            findings: self.findings,
        }
    }
}

/// Every choice of the dialog.
pub struct Choices {
    pub form: Form,
    of_forms: BTreeMap<Form, OfForm>,
    /// The stages that are ticked, 0 for Today.
    pub stages: BTreeSet<usize>,
    /// Only what is selected.
    pub selection: bool,
}

impl Choices {
    pub fn new(settings: &Settings) -> Self {
        let of = |form: &Form| {
            let kept = settings.exports.get(form.key());
            (*form, kept.map_or_else(|| OfForm::usual(*form), |kept| OfForm::read(*form, kept)))
        };
        Self {
            form: settings.export_form.as_deref().and_then(Form::from_key).unwrap_or(Form::Pdf),
            of_forms: Form::ALL.iter().map(of).collect(),
            stages: BTreeSet::new(),
            selection: false,
        }
    }

    pub fn remember(&self, settings: &mut Settings) {
        settings.export_form = Some(self.form.key().to_owned());
        let kept = self.of_forms.iter().map(|(form, of)| (form.key().to_owned(), of.kept()));
        settings.exports.extend(kept);
    }

    /// How the chosen form is made.
    pub fn of(&mut self) -> &mut OfForm {
        self.of_forms.entry(self.form).or_insert_with(|| OfForm::usual(self.form))
    }

    /// The stages of a plan with so many phases, and whether files of stages have their numbers.
    pub fn asked_stages(&mut self, shown: usize, phases: usize) -> (Vec<usize>, bool) {
        match self.of().which {
            Which::Shown => (vec![shown], false),
            Which::All => ((0..=phases).collect(), true),
            Which::Some => (self.stages.iter().copied().filter(|stage| *stage <= phases).collect(), true),
        }
    }

    /// What means something for the chosen form.
    pub fn asked(&mut self, selected: &[Subject]) -> Asked {
        let form = self.form;
        let only = self.selection && form.takes(Choice::Only) && !selected.is_empty();
        let of = self.of();
        Asked {
            theme: form.takes(Choice::Theme).then_some(of.theme),
            paper: form.takes(Choice::Paper).then_some(of.paper),
            scale: form.takes(Choice::Scale).then(|| f32::from(of.scale)),
            transparent: of.transparent && form.takes(Choice::Transparent),
            findings: of.findings && form.takes(Choice::Findings),
            only: only.then(|| selected.iter().cloned().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SiteId;

    #[test]
    fn what_was_chosen_is_kept_for_each_form() {
        let mut settings = Settings::default();
        let mut choices = Choices::new(&settings);
        assert_eq!((choices.form, choices.of().which, choices.of().paper), (Form::Pdf, Which::All, PaperName::A4));
        choices.of().paper = PaperName::A3;
        choices.of().which = Which::Some;
        choices.form = Form::Png;
        assert_eq!((choices.of().which, choices.of().paper), (Which::Shown, PaperName::None));
        *choices.of() = OfForm {
            which: Which::All,
            theme: ThemeName::Dark,
            paper: PaperName::Letter,
            scale: 4,
            transparent: true,
            findings: true,
        };
        let png = choices.of().clone();
        choices.remember(&mut settings);
        let mut again = Choices::new(&settings);
        assert_eq!((again.form, again.of().clone()), (Form::Png, png));
        again.form = Form::Pdf;
        assert_eq!((again.of().paper, again.of().which), (PaperName::A3, Which::All), "ticked phases are of one plan");
    }

    #[test]
    fn settings_that_mean_nothing_are_as_none() {
        let odd = ExportChoices { paper: Some("a0".to_owned()), scale: Some(99), ..ExportChoices::default() };
        let exports = [("png".to_owned(), odd), ("gif".to_owned(), ExportChoices::default())];
        let form = Some("gif".to_owned());
        let mut choices = Choices::new(&Settings { export_form: form, exports: exports.into(), ..Settings::default() });
        assert_eq!(choices.form, Form::Pdf);
        choices.form = Form::Png;
        assert_eq!(*choices.of(), OfForm::usual(Form::Png));
    }

    #[test]
    fn nothing_is_asked_that_the_form_does_not_take() {
        let mut choices = Choices::new(&Settings::default());
        let site = [Subject::Site(SiteId::new("site-a"))];
        for form in Form::ALL {
            choices.form = *form;
            choices.selection = true;
            let of = choices.of();
            (of.transparent, of.findings) = (true, true);
            let asked = choices.asked(&site);
            assert_eq!(asked.idle(*form), None, "{form:?}");
            assert_eq!(asked.only.is_some(), form.takes(Choice::Only), "{form:?}");
            assert_eq!(choices.asked(&[]).only, None, "nothing is selected");
        }
    }

    #[test]
    fn stages_are_the_shown_one_all_or_those_that_are_ticked() {
        let mut choices = Choices::new(&Settings::default());
        choices.stages = [0, 2, 9].into();
        for (which, asked) in
            [(Which::Shown, (vec![1], false)), (Which::All, (vec![0, 1, 2], true)), (Which::Some, (vec![0, 2], true))]
        {
            choices.of().which = which;
            assert_eq!(choices.asked_stages(1, 2), asked);
        }
    }
}
