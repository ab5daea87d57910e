//! What is wrong with an object, told beside its card.

use super::verdict::level_token;
use super::{Palette, Sheet, SheetContext};
use crate::diagram::{SheetPoint, Token};
use crate::ui::action::wrapping;
use egui::epaint::{Stroke, StrokeKind};
use egui::{FontId, Rect, Ui, Vec2, pos2, vec2};

impl Sheet {
    /// The first sentence of what is wrong with the selected object, under its card.
    pub(super) fn finding_ui(&self, ui: &Ui, view: Rect, cx: &SheetContext<'_>, palette: &Palette) {
        if self.editor.is_busy() || self.renaming.is_some() {
            return;
        }
        let Some(subject) = self.editor.hovered().or(self.editor.selection.lead()) else { return };
        let named = |finding: &&crate::rules::Finding| {
            finding.counts() && (finding.subject == *subject || finding.related.contains(subject))
        };
        let worst = cx.report.at(cx.stage).filter(named).max_by_key(|finding| finding.level);
        let (Some(finding), Some(rect)) = (worst, self.index.rect(cx.scene, subject)) else { return };
        let on_screen = |p: SheetPoint| {
            let p = self.editor.camera.screen_from_sheet(p);
            view.min + vec2(p.x, p.y)
        };
        let card = Rect::from_min_max(on_screen(rect.min), on_screen(rect.max));
        if !card.intersects(view) {
            return;
        }
        let color = palette.color(level_token(finding.level));
        let text = wrapping(&format!("{}  {}", finding.code, cx.lang.say(&finding.message)));
        let width = (rect.width() * self.editor.camera.zoom()).clamp(260.0, 420.0);
        let painter = ui.painter_at(view);
        let galley = painter.layout(text, FontId::proportional(12.0), palette.color(Token::Text), width - 16.0);
        // What the pointer is over has its tip below it.
        let above = self.editor.hovered() == Some(subject);
        let area = told_beside(card, galley.size() + vec2(16.0, 10.0), view, above);
        painter.rect(area, 4.0, palette.color(Token::Panel), Stroke::new(1.0, color), StrokeKind::Middle);
        painter.rect_filled(Rect::from_min_size(area.min, vec2(3.0, area.height())), 0.0, color);
        painter.galley(area.min + vec2(9.0, 5.0), galley, color);
    }
}

/// Where something is told about a card: under it or above it, on the other side where the view ends; whole in view if
/// that can be.
fn told_beside(card: Rect, size: Vec2, view: Rect, prefers_above: bool) -> Rect {
    const OFF: f32 = 6.0;
    // Marks stand out at the top.
    const MARKS: f32 = 16.0;
    let (under, above) = (card.bottom() + OFF, card.top() - MARKS - OFF - size.y);
    let (has_under, has_above) = (under + size.y <= view.bottom(), above >= view.top());
    let goes_above = has_above && (prefers_above || !has_under);
    let y = if goes_above { above } else { under.min(view.bottom() - size.y - OFF) };
    let x = card.left().min(view.right() - size.x - OFF).max(view.left() + OFF);
    Rect::from_min_size(pos2(x, y.max(view.top() + OFF)), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_about_a_card_is_whole_in_view() {
        let view = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        let size = vec2(300.0, 60.0);
        let card = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(200.0, 80.0));
        let under = told_beside(card(200.0, 100.0), size, view, false);
        assert_eq!(under.min, pos2(200.0, 186.0));
        let above = told_beside(card(200.0, 560.0), size, view, false);
        assert_eq!(above.max.y, 538.0, "the view ends below the card");
        let hovered = told_beside(card(200.0, 300.0), size, view, true);
        assert!(hovered.max.y < 300.0, "its tip is below");
        for (x, y) in [(850.0, 300.0), (-60.0, 300.0), (200.0, -20.0), (860.0, 640.0)] {
            assert!(view.contains_rect(told_beside(card(x, y), size, view, false)), "{x}, {y}");
        }
        let large = Rect::from_min_max(pos2(0.0, 0.0), pos2(2_000.0, 2_000.0));
        assert!(view.contains_rect(told_beside(large, size, view, false)), "a card larger than the view");
    }
}
