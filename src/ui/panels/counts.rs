//! Counts of findings by shape and number, as the timeline, the status bar and rows show them.

use crate::diagram::Glyph;
use crate::rules::{Level, Report};
use crate::text::Lang;
use crate::ui::action::said;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Rect, Ui, pos2, vec2};

/// How many findings stand somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
    pub accepted: usize,
}

impl Counts {
    pub fn at(report: &Report, stage: usize) -> Self {
        let mut counts = Self::default();
        for finding in report.at(stage) {
            match (finding.counts(), finding.level) {
                (false, _) => counts.accepted += 1,
                (true, Level::Error) => counts.errors += 1,
                (true, Level::Warning) => counts.warnings += 1,
                (true, Level::Advice) => counts.advice += 1,
            }
        }
        counts
    }

    /// The shapes with their numbers, worst first, without those at zero.
    pub fn marks(&self) -> Vec<(Glyph, usize)> {
        let all = [
            (Glyph::Finding(Level::Error), self.errors),
            (Glyph::Finding(Level::Warning), self.warnings),
            (Glyph::Finding(Level::Advice), self.advice),
            (Glyph::Accepted, self.accepted),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// The same for a screen reader.
    pub fn said(&self, lang: Lang) -> String {
        let parts = [
            (self.errors, crate::message!("ui-panels-count-errors", count = self.errors)),
            (self.warnings, crate::message!("ui-panels-count-warnings", count = self.warnings)),
            (self.advice, crate::message!("ui-panels-count-advice", count = self.advice)),
            (self.accepted, crate::message!("ui-panels-count-accepted", count = self.accepted)),
        ];
        let words: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, message)| said(lang, &message)).collect();
        if words.is_empty() { said(lang, &crate::message!("ui-panels-no-findings")) } else { lang.list(&words) }
    }
}

/// Paints shapes with numbers from the left; the place after the last.
pub fn paint(ui: &Ui, rect: Rect, marks: &[(Glyph, usize)], lang: Lang) -> f32 {
    let colors = Colors::of(ui);
    let mut x = rect.left();
    for (glyph, count) in marks {
        let square = Rect::from_center_size(pos2(x + 7.0, rect.center().y), vec2(14.0, 14.0));
        widgets::paint_mark(ui, square, *glyph);
        let text = lang.number(*count as u64);
        let color = widgets::mark_color(&colors, *glyph);
        let width = widgets::text_width(ui, &text, style::small());
        let at = Rect::from_min_max(
            pos2(x + 18.0, rect.top()),
            pos2((x + 18.0 + width + 1.0).min(rect.right()), rect.bottom()),
        );
        widgets::paint_text(ui, at, &text, style::small(), color);
        x += 18.0 + width + 10.0;
    }
    x
}
