//! How long something takes, as people write and read it.

use crate::message;
use crate::text::Message;

/// The longest that is understood: a hundred days. More is a slip of the hand.
const MOST_MINUTES: u32 = 100 * 24 * 60;
const MOST_DAYS: u32 = 10_000;

/// A duration as it is read: minutes, hours, or both.
pub fn said_minutes(minutes: u32) -> Message {
    let minutes = u64::from(minutes);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => message!("plan-minutes", minutes = minutes),
        (hours, 0) => message!("plan-hours", hours = hours),
        (hours, minutes) => message!("plan-hours-minutes", hours = hours, minutes = minutes),
    }
}

/// A number of days as it is read.
pub fn said_days(days: u32) -> Message {
    message!("plan-days", days = u64::from(days))
}

/// The minutes that a text means: `90`, `90 min`, `2 h`, `1.5 h`, `1 h 30`, `1h30`, `1:30`. In every language alike.
pub fn read_minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase().replace(',', ".");
    let (hours, minutes) = match text.split_once(['h', ':']) {
        Some((hours, rest)) => (hours.trim(), rest.trim_start_matches(|c: char| c.is_alphabetic() || c == '.').trim()),
        None => ("", text.as_str()),
    };
    let minutes = minutes.trim_end_matches(|c: char| c.is_alphabetic() || c == '.').trim();
    let of_hours = match hours {
        "" => 0.0,
        hours => hours.parse::<f64>().ok().filter(|hours| hours.is_finite() && *hours >= 0.0)? * 60.0,
    };
    let rest = if minutes.is_empty() && !hours.is_empty() { 0 } else { minutes.parse::<u32>().ok()? };
    let all = of_hours.round() + f64::from(rest);
    (all >= 1.0 && all <= f64::from(MOST_MINUTES)).then_some(all as u32)
}

/// The days that a text means: `5`, `5 d`, `5 days`, `2 w`, `2 weeks`; in every language alike.
pub fn read_days(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.parse::<u32>().ok()?;
    let days = match unit.trim() {
        "" | "d" | "day" | "days" | "j" | "jour" | "jours" => number,
        "w" | "week" | "weeks" | "s" | "sem" | "sem." | "semaine" | "semaines" => number.checked_mul(7)?,
        _ => return None,
    };
    (1..=MOST_DAYS).contains(&days).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_people_write_is_understood() {
        let read = |all: &[&str]| all.iter().map(|text| read_minutes(text)).collect::<Vec<_>>();
        assert_eq!(
            read(&["90", " 90 min", "90 minutes", "1h30", "1 h 30 min", "1:30", "1,5 h", "1.5 hours"]),
            [Some(90); 8]
        );
        assert_eq!(read(&["2h", "2 h", "2 heures", "2 hours"]), [Some(120); 4]);
        assert_eq!(read(&["", "0", "h", "soon", "-5", "1h-5", "1e400 h", "99999999", "nan h"]), [None; 9]);
        let days = |all: &[&str]| all.iter().map(|text| read_days(text)).collect::<Vec<_>>();
        assert_eq!(days(&["14", "14 d", "14 jours", "2 weeks", "2 sem.", "2w"]), [Some(14); 6]);
        assert_eq!(days(&["", "0", "soon", "-3", "4294967295 w", "3 months", "10001"]), [None; 7]);
    }

    #[test]
    fn what_is_said_is_understood_again() {
        for lang in Lang::all() {
            for minutes in [1, 59, 60, 61, 90, 600] {
                assert_eq!(read_minutes(&lang.say(&said_minutes(minutes))), Some(minutes), "{}", lang.tag());
            }
            for days in [1, 2, 30] {
                assert_eq!(read_days(&lang.say(&said_days(days))), Some(days), "{}", lang.tag());
            }
        }
    }
}
