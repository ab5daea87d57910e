//! Named colours. Values live in `assets/themes`; no literal colour stands anywhere else.

use crate::model::Version;
use std::collections::BTreeMap;

/// An opaque colour, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Color {
    /// A colour written `#RRGGBB`.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// `#rrggbb`, as SVG writes it.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// `RRGGBB`, as Office writes it.
    pub fn bare_hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }

    /// How much two colours differ in brightness, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let c = f64::from(part) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// What a colour is for. A theme gives each of them a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    Sheet,
    Panel,
    Card,
    Line,
    Text,
    Muted,
    Accent,
    Error,
    Warning,
    Advice,
    Unknown,
    Good,
    /// The dots of the grid.
    Grid,
    /// A site's ground.
    Site,
    /// A chip's ground inside a card.
    Chip,
    /// The family colour of a product generation.
    Version(Version),
}

impl Token {
    const PLAIN: &'static [(&'static str, Self)] = &[
        ("sheet", Self::Sheet),
        ("panel", Self::Panel),
        ("card", Self::Card),
        ("line", Self::Line),
        ("text", Self::Text),
        ("muted", Self::Muted),
        ("accent", Self::Accent),
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("advice", Self::Advice),
        ("unknown", Self::Unknown),
        ("good", Self::Good),
        ("grid", Self::Grid),
        ("site", Self::Site),
        ("chip", Self::Chip),
    ];

    /// Every token.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = Self::PLAIN.iter().map(|(_, token)| *token);
        plain.chain(Version::ALL.iter().map(|version| Self::Version(*version)))
    }

    /// Its name in a theme file.
    pub fn key(self) -> String {
        let plain = Self::PLAIN.iter().find(|(_, token)| *token == self).map(|(name, _)| (*name).to_owned());
        match (self, plain) {
            (Self::Version(version), _) => format!("version-{}", version.key()),
            (_, name) => name.unwrap_or_default(),
        }
    }

    /// The token with this name in a theme file.
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("version-") {
            Some(version) => Version::from_key(version).map(Self::Version),
            None => Self::PLAIN.iter().find(|(name, _)| *name == key).map(|(_, token)| *token),
        }
    }
}

/// A set of values for all tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub name: String,
    pub dark: bool,
    pub(super) colors: BTreeMap<Token, Color>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    name: String,
    dark: bool,
    colors: BTreeMap<String, String>,
}

impl Theme {
    pub fn light() -> Self {
        Self::shipped(include_str!("../../assets/themes/light.ron"), false)
    }

    pub fn dark() -> Self {
        Self::shipped(include_str!("../../assets/themes/dark.ron"), true)
    }

    /// High contrast on white.
    pub fn contrast_light() -> Self {
        Self::shipped(include_str!("../../assets/themes/contrast-light.ron"), false)
    }

    /// High contrast on black.
    pub fn contrast_dark() -> Self {
        Self::shipped(include_str!("../../assets/themes/contrast-dark.ron"), true)
    }

    /// White ground, darker lines: for paper.
    pub fn print() -> Self {
        Self::shipped(include_str!("../../assets/themes/print.ron"), false)
    }

    /// Reads a theme file; the reason, with its place, when it cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: ThemeFile = ron::from_str(text).map_err(|error| error.to_string())?;
        let mut colors = BTreeMap::new();
        for (key, value) in &file.colors {
            let token = Token::from_key(key).ok_or_else(|| format!("“{key}” is no token"))?;
            let color = Color::from_hex(value).ok_or_else(|| format!("“{value}” is no colour, in “{key}”"))?;
            colors.insert(token, color);
        }
        Ok(Self { name: file.name, dark: file.dark, colors })
    }

    /// A theme from `assets`: a test reads each of them, so that the plain grey below never shows.
    fn shipped(text: &str, dark: bool) -> Self {
        Self::read(text).unwrap_or_else(|_| Self { name: String::new(), dark, colors: BTreeMap::new() })
    }

    /// The value of a token. Every shipped theme has all of them (a test says so).
    pub fn color(&self, token: Token) -> Color {
        self.colors.get(&token).copied().unwrap_or(Color { red: 128, green: 128, blue: 128 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> [Theme; 5] {
        [
            include_str!("../../assets/themes/light.ron"),
            include_str!("../../assets/themes/dark.ron"),
            include_str!("../../assets/themes/print.ron"),
            include_str!("../../assets/themes/contrast-light.ron"),
            include_str!("../../assets/themes/contrast-dark.ron"),
        ]
        .map(|text| Theme::read(text).unwrap())
    }

    #[test]
    fn every_theme_has_every_token() {
        for theme in shipped() {
            let missing: Vec<_> = Token::all().filter(|token| !theme.colors.contains_key(token)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", theme.name);
        }
        assert!(Theme::dark().dark && !Theme::light().dark);
        assert!(Theme::contrast_dark().dark && !Theme::contrast_light().dark);
    }

    /// WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for graphics (1.4.11); in high contrast 7:1 (1.4.6) and 4.5:1.
    #[test]
    fn everything_can_be_told_from_its_ground() {
        let grounds = [Token::Sheet, Token::Panel, Token::Card, Token::Site, Token::Chip];
        let texts = [
            Token::Text,
            Token::Muted,
            Token::Accent,
            Token::Error,
            Token::Warning,
            Token::Advice,
            Token::Unknown,
            Token::Good,
        ];
        let mut poor = Vec::new();
        for theme in shipped() {
            let high = theme.name.starts_with("contrast");
            let (text, graphic) = if high { (7.0, 4.5) } else { (4.5, 3.0) };
            let mut need = |on: Token, what: Token, least: f64| {
                let ratio = theme.color(on).contrast(theme.color(what));
                if ratio < least {
                    poor.push(format!("{}: {what:?} on {on:?} has {ratio:.2}, needs {least}", theme.name));
                }
            };
            for on in grounds {
                for what in texts {
                    need(on, what, text);
                }
                // A chip has no outline of its own, so nothing is drawn on it in `line`.
                if on != Token::Chip {
                    need(on, Token::Line, graphic);
                }
                for version in Version::ALL {
                    need(on, Token::Version(*version), graphic);
                }
            }
        }
        assert!(poor.is_empty(), "{}", poor.join("\n"));
    }

    #[test]
    fn a_wrong_theme_is_refused_in_words() {
        assert!(
            Theme::read("(name: \"x\", dark: false, colors: {\"shet\": \"#000000\"})").unwrap_err().contains("shet")
        );
        assert!(Theme::read("(name: \"x\", dark: false, colors: {\"sheet\": \"#00é00\"})").is_err());
        assert_eq!(Color::from_hex("#0B62C4").map(Color::hex).as_deref(), Some("#0b62c4"));
    }
}
