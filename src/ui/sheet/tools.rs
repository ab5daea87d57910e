//! The top left corner: the tools of the hand.

use super::{Palette, Sheet, SheetContext};
use crate::canvas::{Event, SheetCommand, Tool, ViewSize};
use crate::diagram::Token;
use crate::ui::command::UiCommand;
use crate::ui::style;
use egui::{Button, Rect, RichText, Role, Ui, WidgetInfo, pos2, vec2};

const GAP: f32 = 10.0;
const SIDE: f32 = 28.0;
const TOOLS: [Tool; 3] = [Tool::Select, Tool::Connect, Tool::Pan];

impl Sheet {
    pub(super) fn tools_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        palette: &Palette,
    ) {
        let bar = Rect::from_min_size(view.min + vec2(GAP, GAP), vec2(TOOLS.len() as f32 * SIDE, SIDE));
        // In a narrow view the drawing needs the room; keys and menus have the tools too.
        if view.width() < 3.0 * bar.width() || view.height() < 6.0 * SIDE {
            return;
        }
        self.covered.push(bar.expand(2.0));
        ui.painter().rect_filled(bar.expand(2.0), 6.0, palette.color(Token::Panel));
        let taken = self.tool();
        let mut wanted = None;
        for (tool, x) in TOOLS.into_iter().zip([0.0, SIDE, 2.0 * SIDE]) {
            let command = UiCommand::Sheet(SheetCommand::Take(tool));
            let name = cx.lang.say(&command.text());
            let glyph = command.icon().map_or_else(String::new, |icon| icon.unicode().to_string());
            let on = tool == taken;
            let color = palette.color(if on { Token::Accent } else { Token::Muted });
            let glyph = RichText::new(glyph).font(style::icon_font(16.0)).color(color);
            let place = Rect::from_min_size(pos2(bar.min.x + x, bar.min.y), vec2(SIDE, SIDE));
            let button = Button::new(glyph).selected(on).frame_when_inactive(on).wrap_mode(egui::TextWrapMode::Extend);
            let response = ui.place(place.shrink(1.0), button);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &name));
            let keys = command.all_keys(ui.ctx(), cx.lang).join(" · ");
            let tip = if keys.is_empty() { name } else { format!("{name} ({keys})") };
            if response.on_hover_text(tip).clicked() {
                wanted = Some(tool);
            }
        }
        if let Some(tool) = wanted {
            let (editor, canvas) = self.parts(cx, size);
            editor.handle(&Event::Do(SheetCommand::Take(tool)), &canvas);
            ui.ctx().request_repaint();
        }
    }
}
