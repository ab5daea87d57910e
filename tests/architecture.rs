//! The house rules that the compiler does not know: see `src/ARCHITECTURE.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use, itself aside. An arrow points at what may be used; nothing points back up.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &[]),
    ("edit", &["model", "text"]),
    ("plan", &["edit", "model", "text"]),
    ("rules", &["plan", "edit", "model", "text"]),
    ("propose", &["rules", "plan", "edit", "model", "text"]),
    ("diagram", &["rules", "plan", "edit", "model", "text"]),
    ("canvas", &["diagram", "rules", "plan", "edit", "model", "text"]),
    ("format", &["plan", "edit", "model", "text"]),
    ("import", &["plan", "edit", "model", "text"]),
    ("export", &["diagram", "propose", "rules", "plan", "edit", "model", "text"]),
    ("cli", &["export", "import", "format", "propose", "diagram", "rules", "plan", "edit", "model", "text"]),
    ("ui", &["canvas", "export", "import", "format", "propose", "diagram", "rules", "plan", "edit", "model", "text"]),
];

/// The modules that cannot fail for outside reasons.
const PURE: &[&str] = &["model", "edit", "plan", "rules", "propose", "diagram", "canvas"];

const LONGEST_FILE: usize = 900;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One source file.
struct Source {
    path: PathBuf,
    /// `rules` and `checks` and `sql_001` for `src/rules/checks/sql_001.rs`; empty for the roots of crates.
    module: Vec<String>,
    whole: String,
    /// Without comments and without the tests at its end, which may look anywhere.
    code: String,
}

impl Source {
    fn read(path: &Path) -> Self {
        let whole = fs::read_to_string(path).unwrap();
        let inside = path.strip_prefix(root().join("src")).unwrap_or(Path::new(""));
        let mut module: Vec<String> =
            inside.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        if ["main", "lib", "bin"].contains(&module.first().map_or("", String::as_str)) {
            module.clear();
        }
        let code = if serves_tests(&module) { String::new() } else { bare(before_tests(&whole)) };
        Self { path: path.strip_prefix(root()).unwrap().to_owned(), module, whole, code }
    }

    fn top(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    fn here(&self) -> std::path::Display<'_> {
        self.path.display()
    }
}

/// Whether this module or one around it is declared for tests alone: `#[cfg(test)]`, or hidden from the documentation.
fn serves_tests(module: &[String]) -> bool {
    (1..module.len()).any(|depth| {
        let around = module[..depth].join("/");
        let beside = [format!("src/{around}/mod.rs"), format!("src/{around}.rs")];
        let declared = beside.iter().find_map(|path| fs::read_to_string(root().join(path)).ok()).unwrap_or_default();
        let name = &module[depth];
        ["#[cfg(test)]\nmod", "#[cfg(test)]\npub mod", "#[cfg(test)]\npub(crate) mod", "#[doc(hidden)]\npub mod"]
            .iter()
            .any(|mark| declared.contains(&format!("{mark} {name};")))
    })
}

fn before_tests(source: &str) -> &str {
    let at = source.find("\n#[cfg(test)]\nmod ").or_else(|| source.find("\n#[cfg(test)]\npub mod "));
    let inline = |at: &usize| source[*at..].lines().nth(2).is_some_and(|line| line.trim_end().ends_with('{'));
    at.filter(inline).map_or(source, |at| &source[..at])
}

/// Without comments; the line breaks stay. A `//` inside a string is part of a URL and ends it: no harm here.
fn bare(source: &str) -> String {
    source.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, out: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, extension, out);
            } else if path.extension().is_some_and(|ext| ext == extension) {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join(folder), extension, &mut out);
    out.sort();
    out
}

fn sources() -> Vec<Source> {
    let all: Vec<_> = files("src", "rs").iter().map(|path| Source::read(path)).collect();
    assert!(all.len() > 30, "the sources were not found");
    all
}

/// The names of top modules that the code's `crate::` and `super::` paths lead to, with their lines.
fn uses(source: &Source) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let code = &source.code;
    let line_of = |at: usize| code[..at].matches('\n').count() + 1;
    for (at, _) in code.match_indices("crate::") {
        for name in heads(&code[at + "crate::".len()..]) {
            // The macro `message!` is exported at the root and belongs to `text`.
            let name = if name == "message" { "text".to_owned() } else { name };
            found.entry(name).or_insert_with(|| line_of(at));
        }
    }
    let mut rest = 0;
    while let Some(found_at) = code[rest..].find("super::") {
        let at = rest + found_at;
        let chain = code[at..].split("super::").take_while(|between| between.is_empty()).count();
        let chain = chain.max(1);
        rest = at + chain * "super::".len();
        if chain >= source.module.len() {
            for name in heads(&code[rest..]) {
                found.entry(name).or_insert_with(|| line_of(at));
            }
        }
    }
    found
}

/// The first names of a path or of each path of a group: `a` of `a::b`, `a` and `c` of `{a, c::{d, e}}`.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn arrows_point_down() {
    let known = |name: &str| ARROWS.iter().find(|(module, _)| *module == name);
    for source in sources().iter().filter(|source| !source.top().is_empty()) {
        let (_, allowed) =
            known(source.top()).unwrap_or_else(|| panic!("{} is of a module without arrows", source.here()));
        for (name, line) in uses(source) {
            let fine = name == source.top() || allowed.contains(&name.as_str()) || known(&name).is_none();
            assert!(fine, "{}:{line} uses `{name}`, and `{}` may not", source.here(), source.top());
        }
    }
}

#[test]
fn paths_are_understood() {
    assert_eq!(heads("{a, b::{c, d}, self}, x"), ["a", "b", "self"]);
    assert_eq!(heads("model::Pool;"), ["model"]);
    let source = |module: &[&str], code: &str| Source {
        path: PathBuf::new(),
        module: module.iter().map(|part| (*part).to_owned()).collect(),
        whole: String::new(),
        code: code.to_owned(),
    };
    let names = |source: &Source| uses(source).into_keys().collect::<Vec<_>>();
    assert_eq!(names(&source(&["model"], "use super::text::Lang;\nuse super::plan;")), ["plan", "text"]);
    assert_eq!(names(&source(&["model", "ids"], "use super::words::*;\nuse super::super::text::X;")), ["text"]);
    assert_eq!(
        names(&source(&["edit"], "crate::message!(\"x\"); use crate::{model::*, plan};")),
        ["model", "plan", "text"]
    );
    assert_eq!(before_tests("a\n#[cfg(test)]\nmod tests {\n}"), "a");
    assert_eq!(before_tests("a\n#[cfg(test)]\nmod tests;\nb"), "a\n#[cfg(test)]\nmod tests;\nb");
}

#[test]
fn the_window_stays_in_ui() {
    for source in sources().iter().filter(|source| source.top() != "ui") {
        for library in ["egui", "eframe", "rfd::", "accesskit", "winit"] {
            let line = source.code.lines().position(|line| line.contains(library)).map(|at| at + 1);
            assert!(line.is_none(), "{}:{} uses `{library}` outside `ui`", source.here(), line.unwrap_or_default());
        }
    }
}

#[test]
fn what_thinks_touches_nothing_outside() {
    for source in sources().iter().filter(|source| PURE.contains(&source.top())) {
        for outside in [
            "std::fs",
            "fs::",
            "std::io",
            "std::env",
            "std::net",
            "std::process",
            "std::thread",
            "std::time",
            "jiff::Zoned",
        ] {
            let word =
                |line: &str| line.match_indices(outside).any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric));
            let line = source.code.lines().position(word).map(|at| at + 1);
            assert!(line.is_none(), "{}:{} uses `{outside}`", source.here(), line.unwrap_or_default());
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")) {
        let source = Source::read(&path);
        assert!(source.whole.starts_with("//!"), "{} does not start with //!", source.here());
        let lines = source.whole.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines: find the seam", source.here());
    }
}

#[test]
fn nothing_is_left_to_be_done() {
    for source in sources() {
        for unfinished in ["todo!", "unimplemented!", "dbg!", "allow(dead_code)"] {
            assert!(!source.code.contains(unfinished), "{} has `{unfinished}`", source.here());
        }
    }
}

#[test]
fn nothing_panics_on_purpose() {
    for source in sources() {
        for (at, line) in source.code.lines().enumerate() {
            for panic in [".unwrap()", ".expect(\"", "panic!("] {
                assert!(!line.contains(panic), "{}:{} has `{panic}` outside tests", source.here(), at + 1);
            }
        }
    }
}

/// A text between quotes that reads like a sentence: words for people belong in `assets/i18n`.
fn sentences(line: &str) -> Option<&str> {
    line.split('"').skip(1).step_by(2).find(|text| {
        let words: Vec<&str> = text.split(' ').collect();
        let plain = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ",’.:".contains(c));
        words.len() >= 3 && words.iter().filter(|word| plain(word)).count() >= 3
    })
}

#[test]
fn words_for_people_are_in_the_language_files() {
    assert!(sentences("say(\"The plan was saved\")").is_some() && sentences("message!(\"ui-plan-saved\")").is_none());
    // These speak to developers, never to users.
    const DEVELOPERS: &[&str] = &["src/diagram/theme.rs"];
    let technical = ["unreachable!", "assert!", "#[", ":?}", "fn expecting"];
    let speaks_to_users =
        |source: &&Source| source.top() != "text" && !DEVELOPERS.iter().any(|path| source.path.starts_with(path));
    for source in sources().iter().filter(speaks_to_users) {
        let mut before = "";
        for (at, line) in source.code.lines().enumerate() {
            let exempt = |line: &str| technical.iter().any(|word| line.contains(word));
            if let Some(text) = sentences(line).filter(|_| !exempt(line) && !exempt(before)) {
                panic!("{}:{} speaks by itself: “{text}”", source.here(), at + 1);
            }
            before = line;
        }
    }
}

#[test]
fn nothing_names_the_machine_it_was_made_on() {
    // Put together here so that this file does not name them either.
    let places = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["C:\\Us", "ers"]].map(|halves| halves.concat());
    let kinds = ["rs", "ftl", "md", "ron", "toml", "coexist", "xml", "tbxml", "svg"];
    let folders = ["src", "tests", "benches", "assets", ".ci"];
    let mut all: Vec<PathBuf> =
        folders.iter().flat_map(|folder| kinds.iter().flat_map(|kind| files(folder, kind))).collect();
    all.extend(["README.md", "Cargo.toml", ".ci/run", "tests/desktop/run"].map(|name| root().join(name)));
    for path in all.iter().filter(|path| path.is_file()) {
        let text = fs::read_to_string(path).unwrap_or_default();
        for place in &places {
            assert!(!text.contains(place), "{} names {place}", path.display());
        }
    }
}
