//! Texts as they are compared when somebody searches: without case, without accents, one kind of space.

/// The text in lower case, without the accents of Latin letters, with plain apostrophes, hyphens and single
/// spaces, and without spaces at its ends. For comparing only.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_whitespace() || c == '\u{202f}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            // Soft hyphen, zero-width characters, combining accents.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{300}'..='\u{36f}' => {}
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‐' | '‑' | '–' | '—' => out.push('-'),
            _ => c.to_lowercase().for_each(|c| push_plain(&mut out, c)),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// A lower-case letter without its accent.
fn push_plain(out: &mut String, c: char) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // What lower case of “İ” leaves behind.
        '\u{307}' => "",
        other => return out.push(other),
    };
    out.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_is_compared_has_neither_case_nor_accents() {
        assert_eq!(folded("  Système\u{a0}d’exploitation\n"), "systeme d'exploitation");
        assert_eq!(folded("ŒUVRE Straße e\u{301}tage"), "oeuvre strasse etage");
        assert_eq!(folded("FE‑01.Contoso.COM"), "fe-01.contoso.com");
        assert_eq!(folded("東京"), "東京");
        assert_eq!(folded(" \u{feff} "), "");
    }
}
