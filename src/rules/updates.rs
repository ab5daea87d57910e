//! Update levels as people write them: months, names of cumulative updates, builds.

use super::packs::{Month, Pack};
use crate::model::*;

/// The month of an update level such as “October 2013”, “2013-10”, “RTM” or a build number; `None` when the text
/// does not say, or the build is none that the pack dates.
pub fn month_of(pack: &Pack, text: &str) -> Option<Month> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "janv"],
        ["feb", "févr"],
        ["mar", "mars"],
        ["apr", "avr"],
        ["may", "mai"],
        ["jun", "juin"],
        ["jul", "juil"],
        ["aug", "août"],
        ["sep", "sept"],
        ["oct", "octo"],
        ["nov", "nove"],
        ["dec", "déc"],
    ];
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| !w.is_empty()).collect();
    if words.contains(&"rtm") {
        return Some((0, 0));
    }
    if let Some(build) = build_of(&text) {
        let dated = pack.update_builds.iter().filter(|(known, _)| *known <= build).map(|(_, month)| *month).max();
        // The release itself is the build that ends in 0.
        return dated.or((build[3] == 0).then_some((0, 0)));
    }
    let number = |word: &&str, range: std::ops::RangeInclusive<u16>| word.parse().ok().filter(|n| range.contains(n));
    let at = words.iter().position(|word| number(word, 2010..=2099).is_some())?;
    let year = number(&words[at], 2010..=2099)?;
    let named = words.iter().find_map(|word| {
        MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name))).map(|at| at as u16 + 1)
    });
    let month = named.or_else(|| words.get(at + 1).and_then(|word| number(word, 1..=12)))?;
    Some((year, month))
}

/// The build in an update level: `5.0.8308.857`.
pub fn build_of(text: &str) -> Option<[u32; 4]> {
    let build = |word: &str| -> Option<[u32; 4]> {
        let numbers: Vec<u32> = word.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        numbers.try_into().ok()
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '.').find_map(build)
}

/// What a server is at: its own level, or that of its pool.
pub fn level_of<'a>(pool: &'a Pool, server: &'a Server) -> Option<&'a str> {
    server.update_level.as_deref().or(pool.update_level.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_are_found_in_words() {
        assert_eq!(build_of("CU7 (4.0.7577.203), October 2012"), Some([4, 0, 7577, 203]));
        assert_eq!(build_of("October 2012"), None);
        assert_eq!(build_of("4.0.7577"), None);
    }
}
