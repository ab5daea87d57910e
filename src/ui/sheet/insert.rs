//! A field upon the sheet: type what to add, and Enter adds it where the pointer is, or where the selection is.

use super::palette::{Row, rows};
use super::{Palette, Sheet, SheetContext, SheetEvent, glyph_at};
use crate::canvas::*;
use crate::diagram::Token;
use crate::model::Version;
use crate::text::folded;
use crate::ui::action::wrapping;
use egui::{Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, vec2};

const WIDTH: f32 = 280.0;
const ROW: f32 = 28.0;
/// The most that is listed.
const MOST: usize = 9;

/// What is typed.
#[derive(Default)]
pub struct Insert {
    text: String,
    at: usize,
    /// Where the pointer was, and what is chosen goes.
    place: Option<ScreenPoint>,
    /// Where it stands: it stays there when the list becomes shorter.
    corner: Option<egui::Pos2>,
    shown: bool,
}

/// The rows that bear a text: those of which a word begins with it first. Where no site stands, sites go before the rest.
fn found(text: &str, version: Version, has_site: bool, lang: crate::text::Lang) -> Vec<Row> {
    let find = folded(text.trim());
    let rank = |row: &Row| {
        let name = folded(&row.name);
        let begins = name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&find));
        match name.find(&find) {
            Some(0) => Some(0),
            Some(_) if begins => Some(1),
            Some(_) => Some(2),
            None => None,
        }
    };
    let mut all: Vec<(i32, Row)> = rows(version, lang).into_iter().filter_map(|row| Some((rank(&row)?, row))).collect();
    let waits = |row: &Row| has_site || !matches!(row.payload, Payload::Site(_));
    all.sort_by_key(|(rank, row)| (*rank, waits(row)));
    all.into_iter().map(|(_, row)| row).take(MOST).collect()
}

impl Sheet {
    /// The version that new pools get; without one, the plan's target.
    pub fn set_version_of_new(&mut self, version: Option<Version>) {
        self.version_of_new = version;
    }

    pub(super) fn insert_ui(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        cx: &SheetContext<'_>,
        size: ViewSize,
        pointer: Option<ScreenPoint>,
        out: &mut Vec<SheetEvent>,
    ) {
        let Some(mut insert) = self.insert.take() else { return };
        let first = !std::mem::replace(&mut insert.shown, true);
        if first {
            insert.place = pointer;
        }
        let target = cx.plan.target_at(cx.stage);
        let version = self.version_of_new.or_else(|| Version::from_key(target.as_str())).unwrap_or(Version::Lync2013);
        let has_site = cx.replay.states.get(cx.stage).is_none_or(|state| !state.sites.is_empty());
        let rows = found(&insert.text, version, has_site, cx.lang);
        insert.at = insert.at.min(rows.len().saturating_sub(1));
        let steps = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        match steps {
            (true, _) => insert.at = (insert.at + 1).min(rows.len().saturating_sub(1)),
            (_, true) => insert.at = insert.at.saturating_sub(1),
            _ => {}
        }
        let middle = ScreenPoint::new((size.width - WIDTH) / 2.0, size.height / 3.0);
        let at = insert.place.unwrap_or(middle);
        let palette = Palette::new(cx.theme);
        let (mut chosen, mut keeps) = (None, true);
        let area = egui::Area::new(ui.scope_id().with("insert")).order(egui::Order::Foreground);
        let corner = insert.corner.unwrap_or(view.min + vec2(at.x, at.y));
        let area = area.fixed_pos(corner).constrain_to(view).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 2.0;
                let hint = wrapping(&cx.lang.say(&crate::message!("canvas-insert-hint")));
                let field = egui::TextEdit::singleline(&mut insert.text).hint_text(&*hint).desired_width(f32::INFINITY);
                let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
                response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
                if first {
                    // From the next frame on: the key that opened it is no text.
                    response.request_focus();
                }
                if response.changed() {
                    // The key that opened it may write late; nothing is called so.
                    insert.text = insert.text.trim_start_matches('/').to_owned();
                    insert.at = 0;
                }
                if rows.is_empty() {
                    let none = wrapping(&cx.lang.say(&crate::message!("canvas-insert-nothing")));
                    ui.label(egui::RichText::new(none).color(palette.color(Token::Muted)));
                }
                for (number, row) in rows.iter().enumerate() {
                    if row_ui(ui, row, number == insert.at, &palette) {
                        chosen = Some(row.payload);
                    }
                }
                let (enter, escape) = ui.input(|i| (i.key_pressed(Key::Enter), i.key_pressed(Key::Escape)));
                if response.lost_focus() && enter {
                    chosen = rows.get(insert.at).map(|row| row.payload);
                }
                // A press on a row takes the focus first; the click follows.
                let pressed = ui.rect_contains_pointer(ui.min_rect());
                keeps = !escape && !enter && (first || !response.lost_focus() || pressed);
            });
        });
        // In the first frame its size is not known.
        if !first && insert.corner.is_none() {
            insert.corner = Some(area.response.rect.min);
        }
        if let Some(payload) = chosen {
            let event = match insert.place {
                // What belongs inside another object goes into the selected one unless the pointer says which.
                Some(at) if !payload.needs_host() => Event::Dropped { payload, at },
                _ => Event::Put(payload),
            };
            self.tell_editor(&event, cx, size, view, out);
        }
        if keeps && chosen.is_none() {
            self.insert = Some(insert);
        } else {
            self.give_back_focus(ui);
        }
    }
}

fn row_ui(ui: &mut Ui, row: &Row, selected: bool, palette: &Palette) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &row.name));
    if selected || response.hovered() {
        let visuals = if selected { ui.visuals().selection.bg_fill } else { ui.visuals().widgets.hovered.weak_bg_fill };
        ui.painter().rect_filled(rect, 4.0, visuals);
    }
    let icon = Rect::from_center_size(rect.left_center() + vec2(16.0, 0.0), vec2(18.0, 18.0));
    glyph_at(ui, palette, row.glyph, row.token, icon);
    let font = egui::TextStyle::Button.resolve(ui.style());
    let at = rect.left_center() + vec2(34.0, 0.0);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, &row.name, font, palette.color(Token::Text));
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PoolKind;
    use crate::text::Lang;

    #[test]
    fn a_few_letters_find_it_in_both_languages() {
        let first = |text: &str, lang| found(text, Version::Lync2013, true, lang).first().map(|row| row.payload);
        let pool = |kind| Some(Payload::Pool { kind, version: Some(Version::Lync2013) });
        assert_eq!(first("fr", Lang::EN), pool(PoolKind::FrontEnd));
        assert_eq!(first("EDGE", Lang::EN), pool(PoolKind::Edge));
        assert_eq!(first("edge", Lang::FR), pool(PoolKind::Edge));
        assert_eq!(first("média", Lang::FR), pool(PoolKind::Mediation));
        assert_eq!(first("sql", Lang::EN), Some(Payload::SqlServer));
        assert_eq!(first("zzz", Lang::EN), None);
        let all = found("", Version::Lync2013, true, Lang::EN);
        assert_eq!(all.len(), MOST, "nothing typed lists the first");
        assert!(!matches!(all[0].payload, Payload::Site(_)));
        let bare = found("", Version::Lync2013, false, Lang::EN);
        assert!(matches!(bare[0].payload, Payload::Site(_)), "a plan begins with a site");
    }
}
