//! How well a name answers to what somebody types. Both texts are folded: see [`crate::text::folded`].

use std::collections::BTreeSet;

/// Every word that is typed is found in the name; the higher, the better. `None` when one is not.
pub fn by_words(name: &str, typed: &str) -> Option<u32> {
    ranked(name, typed, word_in)
}

/// The same, or by the first letters of its words: `ftw` for *Fit to window*.
pub fn by_letters(name: &str, typed: &str) -> Option<u32> {
    ranked(name, typed, |name, word| word_in(name, word).or_else(|| letters_in(name, word)))
}

fn ranked(name: &str, typed: &str, found: impl Fn(&str, &str) -> Option<u32>) -> Option<u32> {
    let mut worst = 100;
    for word in typed.split(' ').filter(|word| !word.is_empty()) {
        worst = worst.min(found(name, word)?);
    }
    let whole = u32::from(name == typed) * 40 + u32::from(name.contains(typed)) * 10;
    Some(worst + whole)
}

fn word_in(name: &str, word: &str) -> Option<u32> {
    if name.starts_with(word) {
        return Some(100);
    }
    let at_a_start = name.match_indices(word).any(|(at, _)| is_start(name, at));
    match (at_a_start, name.contains(word)) {
        (true, _) => Some(80),
        (false, true) => Some(60),
        (false, false) => None,
    }
}

/// The letters of a word in their order, each at the start of a word of the name or next to the one before.
fn letters_in(name: &str, word: &str) -> Option<u32> {
    word.chars().nth(1)?;
    // Where the letters so far may end.
    let mut ends: BTreeSet<usize> = BTreeSet::from([0]);
    for letter in word.chars() {
        let first = *ends.first()?;
        let same = name[first..].match_indices(letter).map(|(at, _)| first + at);
        ends = same.filter(|at| ends.contains(at) || is_start(name, *at)).map(|at| at + letter.len_utf8()).collect();
    }
    (!ends.is_empty()).then_some(30)
}

/// A word begins here.
fn is_start(name: &str, at: usize) -> bool {
    name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_comes_before_what_holds_it() {
        let ranks = ["zoom in", "the zoom", "rezoom"].map(|name| by_words(name, "zoom"));
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[2] && ranks[2].is_some());
        assert_eq!(by_words("zoom in", "zoom out"), None);
        assert!(by_words("fe-new.contoso.com", "contoso fe").is_some(), "in any order");
        assert!(by_words("fit", "fit") > by_words("fit to window", "fit"));
    }

    #[test]
    fn first_letters_find_a_command_and_no_noise() {
        assert!(by_letters("fit to window", "ftw").is_some());
        assert!(by_letters("fit to window", "fiwi").is_some());
        assert_eq!(by_letters("fit to window", "ndw"), None);
        assert_eq!(by_letters("fit to window", "fow"), None, "scattered letters");
        assert_eq!(by_words("fit to window", "ftw"), None);
        assert!(by_letters("etape suivante", "es").is_some());
        assert_eq!(by_letters(&"a ".repeat(4000), &format!("{}b", "a".repeat(400))), None, "at once");
    }
}
