//! The look of the window: fonts, and egui styles made from the theme's tokens.
//!
//! No literal colour stands here: everything is a token of `diagram::Theme` or a mix of two of them.

use crate::diagram::{Color, Theme, Token};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, vec2};
use std::sync::{Arc, OnceLock};

/// Spacing in steps of 4.
pub const GAP: f32 = 8.0;
/// The height of a button, a field and a row.
pub const ROW: f32 = 28.0;
/// The corner of a button, a field or a card.
pub const RADIUS: u8 = 6;
/// The corner of a chip or a row.
pub const SMALL_RADIUS: u8 = 4;

/// The colours of one theme, ready for egui.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colors {
    pub sheet: Color32,
    pub panel: Color32,
    pub card: Color32,
    pub line: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub error: Color32,
    pub warning: Color32,
    pub advice: Color32,
    pub unknown: Color32,
    pub good: Color32,
    /// A line between two grounds.
    pub hair: Color32,
    /// The border of a field: a graphic that must be seen (3:1 on its ground).
    pub border: Color32,
    pub hover: Color32,
    pub pressed: Color32,
    /// The ground of what is selected.
    pub selected: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
}

/// Which of the shipped themes the window wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub dark: bool,
    /// High contrast: stronger tokens, and borders where others have grounds.
    pub contrast: bool,
}

/// The border of what stands over the window; it is thicker in high contrast, which tells the two styles apart.
const BORDER: f32 = 1.0;
const HIGH_BORDER: f32 = 2.0;

impl Look {
    pub const LIGHT: Self = Self { dark: false, contrast: false };

    pub const ALL: [Self; 4] = [
        Self::LIGHT,
        Self { dark: true, contrast: false },
        Self { dark: false, contrast: true },
        Self { dark: true, contrast: true },
    ];

    /// The look that a `Ui` is drawn in.
    pub fn of(visuals: &egui::Visuals) -> Self {
        Self { dark: visuals.dark_mode, contrast: visuals.window_stroke.width > BORDER }
    }

    fn number(self) -> usize {
        usize::from(self.dark) + 2 * usize::from(self.contrast)
    }
}

impl Colors {
    fn new(theme: &Theme, look: Look) -> Self {
        let color = |token| egui_color(theme.color(token));
        let (panel, text, accent) = (color(Token::Panel), color(Token::Text), color(Token::Accent));
        Self {
            sheet: color(Token::Sheet),
            panel,
            card: color(Token::Card),
            line: color(Token::Line),
            text,
            muted: color(Token::Muted),
            accent,
            error: color(Token::Error),
            warning: color(Token::Warning),
            advice: color(Token::Advice),
            unknown: color(Token::Unknown),
            good: color(Token::Good),
            hair: if look.contrast { color(Token::Line) } else { mix(panel, text, 0.13) },
            border: color(Token::Line),
            // On white, a ground that is any darker takes the contrast from the text on it.
            hover: mix(panel, text, if look.dark { 0.06 } else { 0.05 }),
            pressed: mix(panel, text, if look.dark { 0.11 } else { 0.08 }),
            selected: mix(panel, accent, if look.dark { 0.15 } else { 0.11 }),
            on_accent: if look.dark { color(Token::Sheet) } else { panel },
        }
    }

    /// The colours of the theme that a `Ui` is drawn in.
    pub fn of(ui: &egui::Ui) -> Self {
        Self::in_look(Look::of(ui.visuals()))
    }

    pub fn in_look(look: Look) -> Self {
        static ALL: OnceLock<[Colors; 4]> = OnceLock::new();
        ALL.get_or_init(|| Look::ALL.map(|look| Self::new(theme(look), look)))[look.number()]
    }
}

/// The shipped theme for the screen.
pub fn theme(look: Look) -> &'static Theme {
    static ALL: OnceLock<[Theme; 4]> = OnceLock::new();
    let all = || [Theme::light(), Theme::dark(), Theme::contrast_light(), Theme::contrast_dark()];
    &ALL.get_or_init(all)[look.number()]
}

pub fn egui_color(color: Color) -> Color32 {
    Color32::from_rgb(color.red, color.green, color.blue)
}

fn mix(ground: Color32, ink: Color32, share: f32) -> Color32 {
    let one = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(one(ground.r(), ink.r()), one(ground.g(), ink.g()), one(ground.b(), ink.b()))
}

/// 12, for what stands beside.
pub fn small() -> FontId {
    FontId::new(12.0, FontFamily::Proportional)
}

/// 13, for names in rows and for headings of forms.
pub fn strong() -> FontId {
    FontId::new(13.0, FontFamily::Name("InterSemiBold".into()))
}

/// 15, object names and section heads.
pub fn heading() -> FontId {
    FontId::new(15.0, FontFamily::Name("InterSemiBold".into()))
}

/// 20, titles.
pub fn title() -> FontId {
    FontId::new(20.0, FontFamily::Name("InterSemiBold".into()))
}

/// A lucide icon, 16 unless told.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("Lucide".into()))
}

/// Fonts and both styles; call it once for each `Context`.
pub fn install(ctx: &egui::Context) {
    ctx.options_mut(|options| {
        // Where the system does not say, paper is white.
        options.fallback_theme = egui::Theme::Light;
        // Ctrl+= zooms the sheet, not the whole window.
        options.zoom_with_keyboard = false;
    });
    ctx.set_fonts(fonts());
    super::stamps::install(ctx);
    wear(ctx, false);
}

/// Both styles, light and dark, in high contrast or not.
pub fn wear(ctx: &egui::Context, contrast: bool) {
    for dark in [false, true] {
        ctx.set_style_of(egui::Theme::from_dark_mode(dark), style(Look { dark, contrast }));
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 4] = [
        ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        ("InterMedium", include_bytes!("../../assets/fonts/Inter-Medium.otf")),
        ("InterSemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
        ("Lucide", include_bytes!("../../assets/fonts/lucide.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let chain = |first: &str| {
        let own = [first.to_owned(), "Inter".to_owned(), "Lucide".to_owned()];
        let mut all: Vec<String> = own.into_iter().chain(rest.clone()).collect();
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|name| seen.insert(name.clone()));
        all
    };
    fonts.families.insert(FontFamily::Proportional, chain("Inter"));
    for name in ["InterMedium", "InterSemiBold", "Lucide"] {
        fonts.families.insert(FontFamily::Name(name.into()), chain(name));
    }
    fonts.families.entry(FontFamily::Monospace).or_default().push("Lucide".to_owned());
    fonts
}

fn style(look: Look) -> egui::Style {
    let mut style = egui::Style {
        visuals: visuals(look),
        // A frame that only moves something is a frame that a machine without a GPU pays for.
        animation_time: 0.0,
        scroll_animation: egui::style::ScrollAnimation::none(),
        ..egui::Style::default()
    };
    style.text_styles = [
        (TextStyle::Small, small()),
        (TextStyle::Body, FontId::new(13.0, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(13.0, FontFamily::Proportional)),
        (TextStyle::Heading, heading()),
        (TextStyle::Monospace, FontId::new(12.0, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(GAP, 4.0);
    spacing.button_padding = vec2(8.0, 4.0);
    spacing.interact_size = vec2(28.0, ROW);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(4);
    spacing.menu_width = 260.0;
    spacing.combo_width = 60.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll.bar_width = 8.0;
    spacing.scroll.floating_width = 4.0;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(look: Look) -> egui::Visuals {
    let colors = Colors::in_look(look);
    let mut visuals = if look.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(colors.muted);
    visuals.hyperlink_color = colors.accent;
    visuals.faint_bg_color = colors.hover;
    visuals.extreme_bg_color = colors.card;
    visuals.text_edit_bg_color = Some(colors.card);
    visuals.code_bg_color = colors.hover;
    visuals.warn_fg_color = colors.warning;
    visuals.error_fg_color = colors.error;
    visuals.window_fill = colors.card;
    visuals.panel_fill = colors.panel;
    visuals.window_stroke = Stroke::new(if look.contrast { HIGH_BORDER } else { BORDER }, colors.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS);
    visuals.window_shadow = egui::Shadow::NONE;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.selection.bg_fill = colors.selected;
    visuals.selection.stroke = Stroke::new(2.0, colors.accent);
    visuals.text_cursor.stroke = Stroke::new(1.5, colors.accent);
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.disabled_alpha = 0.5;
    let corner_radius = CornerRadius::same(RADIUS);
    let widget = |ground: Color32, border: Color32, ink: Color32| egui::style::WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, border),
        fg_stroke: Stroke::new(1.0, ink),
        corner_radius,
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(colors.panel, colors.hair, colors.text);
    widgets.inactive = widget(colors.card, colors.hair, colors.text);
    widgets.hovered = widget(colors.hover, colors.border, colors.text);
    widgets.active = widget(colors.pressed, colors.accent, colors.text);
    widgets.open = widget(colors.pressed, colors.border, colors.text);
    visuals
}

/// A frame for a side panel.
pub fn panel_frame(ui: &egui::Ui) -> egui::Frame {
    egui::Frame::new().fill(Colors::of(ui).panel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_read_on_every_ground() {
        for look in Look::ALL {
            let c = Colors::in_look(look);
            let (text, graphic) = if look.contrast { (7.0, 4.5) } else { (4.5, 3.0) };
            for ground in [c.panel, c.card, c.sheet, c.hover, c.pressed, c.selected] {
                for ink in [c.text, c.muted, c.accent, c.error, c.warning, c.advice, c.unknown, c.good] {
                    let has = contrast(ink, ground);
                    assert!(has >= text, "{ink:?} on {ground:?}, {look:?}: {has:.2}");
                }
            }
            for ground in [c.panel, c.card, c.sheet, c.hover] {
                assert!(contrast(c.border, ground) >= graphic, "borders on {ground:?}, {look:?}");
            }
            assert!(contrast(c.on_accent, c.accent) >= text, "on the accent, {look:?}");
            assert_eq!(Look::of(&visuals(look)), look);
        }
    }

    #[test]
    fn every_character_of_the_interface_has_a_glyph() {
        let ctx = egui::Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
        for c in "→←↔✓•…“”«»’éèêàçùœŒÉÀ€×–—·−\u{a0}".chars() {
            let has = ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::default(), c));
            assert!(has, "no glyph for {c:?}");
        }
    }
}
