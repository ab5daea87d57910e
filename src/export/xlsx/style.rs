//! How cells look: the product's light theme, one font, hair lines; colour only beside words.

use super::cell;
use crate::diagram::{Theme, Token};
use crate::model::Level;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub struct Style {
    pub theme: Theme,
    pub title: Format,
    pub section: Format,
    pub note: Format,
    pub heading: Format,
    /// Over numbers.
    pub heading_right: Format,
    pub label: Format,
    pub text: Format,
    /// A text that begins like a formula, and stays a text when somebody edits it.
    quoted: Format,
    pub strong: Format,
    pub muted: Format,
    pub number: Format,
    pub ordinal: Format,
    pub port: Format,
    pub date: Format,
    pub link: Format,
    levels: [(Level, Format); 3],
}

impl Style {
    pub fn new() -> Self {
        let theme = Theme::light();
        let color = |token| color_of(&theme, token);
        let plain = Format::new().set_font_size(10).set_font_color(color(Token::Text));
        let cell = plain
            .clone()
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(color(Token::Grid));
        let level = |token| cell.clone().set_bold().set_font_color(color(token));
        let left = cell.clone().set_align(FormatAlign::Left);
        let heading = plain
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(color(Token::Chip))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(color(Token::Line));
        // What does not wrap is indented alike by every program.
        let number = cell.clone().unset_text_wrap().set_align(FormatAlign::Right).set_indent(2);
        Self {
            title: plain.clone().set_font_size(16).set_bold().set_align(FormatAlign::VerticalCenter),
            section: plain.clone().set_font_size(12).set_bold().set_align(FormatAlign::VerticalCenter),
            note: plain
                .clone()
                .set_font_color(color(Token::Muted))
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Left),
            heading: heading.clone().set_align(FormatAlign::Left),
            heading_right: heading.set_align(FormatAlign::Right).set_indent(2),
            label: cell.clone().set_font_color(color(Token::Muted)),
            quoted: left.clone().set_quote_prefix(),
            strong: cell.clone().set_bold(),
            muted: cell.clone().set_italic().set_font_color(color(Token::Unknown)),
            number: number.clone().set_num_format("#,##0"),
            port: number.set_num_format("0"),
            ordinal: left.clone().set_num_format("0"),
            date: left.clone().set_num_format("yyyy-mm-dd"),
            link: cell.clone().set_font_color(color(Token::Accent)),
            levels: [
                (Level::Error, level(Token::Error)),
                (Level::Warning, level(Token::Warning)),
                (Level::Advice, level(Token::Advice)),
            ],
            text: left,
            theme,
        }
    }

    /// For a text of somebody else's, whatever it begins with.
    pub fn of_text(&self, text: &str) -> &Format {
        if cell::looks_like_formula(text) { &self.quoted } else { &self.text }
    }

    pub fn level(&self, level: Level) -> &Format {
        self.levels.iter().find(|(of, _)| *of == level).map_or(&self.strong, |(_, format)| format)
    }

    pub fn color(&self, token: Token) -> Color {
        color_of(&self.theme, token)
    }
}

fn color_of(theme: &Theme, token: Token) -> Color {
    let color = theme.color(token);
    Color::RGB(u32::from_be_bytes([0, color.red, color.green, color.blue]))
}
