//! The lines of the notation.

/// One line: its words and its comment.
pub struct Line {
    pub number: usize,
    pub words: Vec<String>,
    pub comment: Option<String>,
}

impl Line {
    pub fn new(number: usize, text: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quoted = false;
        let mut comment = None;
        for (at, c) in text.char_indices() {
            match c {
                '"' => {
                    quoted = !quoted;
                    word.get_or_insert_default();
                }
                '#' if !quoted && word.is_none() => {
                    comment = Some(text[at + 1..].trim().to_owned());
                    break;
                }
                c if c.is_whitespace() && !quoted => words.extend(word.take()),
                c => word.get_or_insert_default().push(c),
            }
        }
        words.extend(word);
        (!words.is_empty() || comment.is_some()).then_some(Self { number, words, comment })
    }

    /// The words that are not `KEY=VALUE`, and those that are.
    pub fn parts(&self) -> (Vec<&str>, Vec<(&str, &str)>) {
        let (plain, pairs): (Vec<&str>, Vec<&str>) = self.words.iter().map(String::as_str).partition(|w| {
            // A reason in quotes may hold anything.
            !w.contains('=') || w.contains(' ')
        });
        (plain, pairs.into_iter().filter_map(|pair| pair.split_once('=')).collect())
    }
}
