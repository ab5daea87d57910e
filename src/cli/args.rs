//! The command line: what can be asked, and how it is understood.

use super::diff::Diff;
use super::export::{Export, Phases};
use super::grammar::{
    EXAMPLES, FAIL_ON, FORMATS, FORMATS_OF_CHECK, Keys, STRATEGIES, TEXT_OR_JSON, command, complaint,
};
use super::propose::Propose;
use super::rollback::Rollback;
use super::status;
use crate::export::forms::{Asked as Choices, PaperName, ThemeName};
use crate::message;
use crate::model::{PackId, SqlEdition, SqlVersion, WindowsVersion};
use crate::propose;
use crate::rules::Level;
use crate::text::{Lang, Message};
use clap::ArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::path::PathBuf;

/// Something asked on the command line, and the language to answer in.
#[derive(Debug, PartialEq)]
pub struct Asked {
    pub lang: Lang,
    /// Whether the language was named, rather than taken from the system.
    pub lang_named: bool,
    pub order: Order,
}

#[derive(Debug, PartialEq)]
pub enum Order {
    Window(Start),
    Check { file: PathBuf, target: Option<PackId>, format: Format, fail_on: Option<Level> },
    Inventory { file: PathBuf, phase: Option<usize>, format: Format },
    Import { source: PathBuf, plan: PathBuf, force: bool },
    Propose(Propose),
    Diff(Diff),
    Status(status::Asked),
    Export(Export),
    Runbook { file: PathBuf, out: PathBuf },
    Rollback(Rollback),
    Explain { code: String },
    Rules { format: Format },
}

/// What the window shows first.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// The start page.
    Page,
    File(PathBuf),
    Example(Example),
}

/// A plan of `assets/examples`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    Contoso,
    Fabrikam,
    Tailspin,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Csv,
    Sarif,
}

/// The value that was typed for an option; the first of its keys when it was not given.
fn chosen<T: Copy>(of: &ArgMatches, name: &str, keys: Keys<T>) -> T {
    let typed = of.get_one::<String>(name);
    typed.and_then(|typed| keys.iter().find(|(key, _)| key == typed)).unwrap_or(&keys[0]).1
}

/// Why there is nothing to do.
#[derive(Debug)]
pub enum Stop {
    /// Help or version was asked: this is the answer.
    Answered(String),
    Failed(Message),
}

/// The language that the arguments name, before anything else is understood: help and complaints are said in it.
fn named_lang(args: &[OsString]) -> Option<Lang> {
    let mut rest = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = rest.next() {
        if arg == "--lang" {
            return rest.next().and_then(Lang::from_tag);
        }
        if let Some(tag) = arg.strip_prefix("--lang=") {
            return Lang::from_tag(tag);
        }
    }
    None
}

/// Understands the arguments (the first is the program's own name). The language is that of the complaint, too.
pub fn parse(args: Vec<OsString>) -> (Lang, Result<Asked, Stop>) {
    let named = named_lang(&args);
    let lang = named.unwrap_or_else(Lang::of_system);
    let asked = match command(lang).try_get_matches_from(args) {
        Ok(matches) => match stray(&matches) {
            Some(argument) => Err(Stop::Failed(message!("cli-unknown-argument", argument = argument))),
            None => Ok(Asked { lang, lang_named: named.is_some(), order: order(&matches) }),
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Err(Stop::Answered(error.render().to_string())),
            _ => Err(Stop::Failed(complaint(&error))),
        },
    };
    (lang, asked)
}

/// What was chosen of a proposal, the pilot aside: what it is called is known when the file is read.
fn proposing(of: &ArgMatches) -> propose::Choices {
    let usual = propose::Choices::default();
    let number = |name| of.get_one::<u64>(name).copied();
    let word = |name| of.get_one::<String>(name).map(String::as_str);
    let edition = word("sql-edition").and_then(SqlEdition::from_key).unwrap_or(SqlEdition::Standard);
    propose::Choices {
        strategy: chosen(of, "strategy", STRATEGIES),
        names: of.get_one::<String>("names").cloned().unwrap_or(usual.names),
        test_users: number("test-users").unwrap_or(usual.test_users),
        pilot_percent: number("pilot-percent").unwrap_or(usual.pilot_percent),
        directors: !of.get_flag("no-directors"),
        office_web_apps: !of.get_flag("no-office-web-apps"),
        keep_chat_clients: !of.get_flag("new-chat-clients"),
        os: word("os").and_then(WindowsVersion::from_key),
        sql: word("sql").and_then(SqlVersion::from_key).map(|version| (version, edition)),
        ..usual
    }
}

/// What stands before a command and belongs to the window: `a.coexist check b.coexist`. Clap could forbid it, but
/// with it `--lang fr check a.coexist`.
fn stray(matches: &ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let file = matches.get_one::<PathBuf>("file").map(|path| path.display().to_string());
    file.or_else(|| matches.get_one::<String>("example").cloned())
}

fn order(matches: &ArgMatches) -> Order {
    let path = |of: &ArgMatches, name| of.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let text = |of: &ArgMatches, name| of.get_one::<String>(name).cloned();
    let format = |of: &ArgMatches| chosen(of, "format", FORMATS);
    let phase = |of: &ArgMatches| of.get_one::<usize>("phase").copied();
    match matches.subcommand() {
        Some(("check", of)) => Order::Check {
            file: path(of, "file"),
            target: text(of, "target").map(|id| PackId::new(&id)),
            format: chosen(of, "format", FORMATS_OF_CHECK),
            fail_on: chosen(of, "fail-on", FAIL_ON),
        },
        Some(("inventory", of)) => Order::Inventory { file: path(of, "file"), phase: phase(of), format: format(of) },
        Some(("import", of)) => {
            Order::Import { source: path(of, "file"), plan: path(of, "output"), force: of.get_flag("force") }
        }
        Some(("propose", of)) => Order::Propose(Propose {
            source: path(of, "file"),
            plan: path(of, "output"),
            choices: proposing(of),
            pilot: text(of, "pilot"),
            force: of.get_flag("force"),
        }),
        Some(("diff", of)) => {
            let number = |name| of.get_one::<usize>(name).copied();
            Order::Diff(Diff {
                file: path(of, "file"),
                other: of.get_one::<PathBuf>("other").cloned(),
                from: number("from").or(number("stage-a")),
                to: number("to").or(number("stage-b")),
                format: chosen(of, "format", TEXT_OR_JSON),
            })
        }
        Some(("status", of)) => Order::Status(status::Asked {
            plan: path(of, "file"),
            topology: path(of, "topology"),
            phase: phase(of),
            format: chosen(of, "format", TEXT_OR_JSON),
        }),
        Some(("export", of)) => Order::Export(Export {
            file: path(of, "file"),
            out: path(of, "output"),
            phases: of.get_one::<Phases>("phase").copied(),
            look: Choices {
                theme: text(of, "theme").and_then(|key| ThemeName::from_key(&key)),
                paper: text(of, "paper").and_then(|key| PaperName::from_key(&key)),
                scale: of.get_one::<f32>("scale").copied(),
                transparent: of.get_flag("transparent"),
                findings: of.get_flag("findings"),
                only: None,
            },
            report: of.get_flag("report"),
        }),
        Some(("runbook", of)) => Order::Runbook { file: path(of, "file"), out: path(of, "output") },
        Some(("rollback", of)) => Order::Rollback(Rollback {
            file: path(of, "file"),
            from: of.get_one::<usize>("from").copied(),
            to: of.get_one::<usize>("to").copied(),
            out: of.get_one::<PathBuf>("output").cloned(),
        }),
        Some(("explain", of)) => Order::Explain { code: text(of, "code").unwrap_or_default() },
        Some(("rules", of)) => Order::Rules { format: format(of) },
        _ => Order::Window(match matches.get_one::<PathBuf>("file") {
            Some(path) => Start::File(path.clone()),
            None if matches.contains_id("example") => Start::Example(chosen(matches, "example", EXAMPLES)),
            None => Start::Page,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Order, String> {
        let args = std::iter::once("coexist").chain(line.split_whitespace()).map(OsString::from).collect();
        match parse(args) {
            (_, Ok(asked)) => Ok(asked.order),
            (_, Err(Stop::Answered(text))) => Err(text),
            (lang, Err(Stop::Failed(failure))) => Err(lang.say(&failure)),
        }
    }

    #[test]
    fn clap_finds_no_fault_with_any_language() {
        Lang::all().for_each(|lang| command(lang).debug_assert());
    }

    #[test]
    fn every_form_is_understood() {
        let file = || PathBuf::from("a.coexist");
        assert_eq!(asked("").unwrap(), Order::Window(Start::Page));
        assert_eq!(asked("a.coexist --lang fr").unwrap(), Order::Window(Start::File(file())));
        assert_eq!(asked("--example contoso").unwrap(), Order::Window(Start::Example(Example::Contoso)));
        assert_eq!(
            asked("check a.coexist --target lync-2013 --format json --fail-on never").unwrap(),
            Order::Check { file: file(), target: Some(PackId::new("lync-2013")), format: Format::Json, fail_on: None }
        );
        assert_eq!(
            asked("inventory --phase 0 a.coexist --format=csv").unwrap(),
            Order::Inventory { file: file(), phase: Some(0), format: Format::Csv }
        );
        let plain = Export {
            file: file(),
            out: "out.svg".into(),
            phases: None,
            look: Choices { theme: Some(ThemeName::Dark), ..Choices::default() },
            report: false,
        };
        assert_eq!(asked("export a.coexist -o out.svg --theme dark").unwrap(), Order::Export(plain.clone()));
        let rich = Export {
            out: "b.png".into(),
            phases: Some(Phases::All),
            look: Choices {
                theme: Some(ThemeName::Print),
                paper: Some(PaperName::None),
                scale: Some(1.5),
                transparent: true,
                findings: true,
                only: None,
            },
            report: true,
            ..plain.clone()
        };
        let line = "export a.coexist --out b.png --phase all --theme print --paper none --scale 1.5 --transparent \
                    --findings --report";
        assert_eq!(asked(line).unwrap(), Order::Export(rich));
        let Order::Export(one) = asked("export a.coexist --output a.pdf --phase 3 --paper a3").unwrap() else {
            panic!("it is an export");
        };
        assert_eq!((one.phases, one.look.paper), (Some(Phases::One(3)), Some(PaperName::A3)));
        let import = |force| Order::Import { source: "a.tbxml".into(), plan: file(), force };
        assert_eq!(asked("import a.tbxml -o a.coexist").unwrap(), import(false));
        assert_eq!(asked("import a.tbxml --force -o a.coexist").unwrap(), import(true));
        let rollback = Rollback { file: file(), from: Some(3), to: None, out: Some("b.md".into()) };
        assert_eq!(asked("rollback a.coexist --from 3 -o b.md").unwrap(), Order::Rollback(rollback));
        assert!(asked("rollback a.coexist --from x").is_err());
        let propose = |choices, pilot: Option<&str>| {
            let pilot = pilot.map(str::to_owned);
            Order::Propose(Propose { source: "a.xml".into(), plan: file(), choices, pilot, force: false })
        };
        let usual = propose::Choices::default();
        assert_eq!(asked("propose a.xml -o a.coexist").unwrap(), propose(usual.clone(), None));
        let all = propose::Choices {
            strategy: propose::Strategy::Consolidate,
            names: "{kind}{release}".to_owned(),
            test_users: 5,
            pilot_percent: 100,
            directors: false,
            office_web_apps: false,
            keep_chat_clients: false,
            os: Some(WindowsVersion::Server2008R2),
            sql: Some((SqlVersion::Sql2008R2, SqlEdition::Enterprise)),
            ..usual
        };
        let line = "propose a.xml -o a.coexist --strategy consolidate --names {kind}{release} --pilot fe1 --test-users 5 \
                    --pilot-percent 100 --no-directors --no-office-web-apps --new-chat-clients --os 2008-r2 \
                    --sql sql-2008-r2 --sql-edition enterprise";
        assert_eq!(asked(line).unwrap(), propose(all, Some("fe1")));
        let sql = |line: &str| match asked(&format!("propose a.xml -o a.coexist {line}")).unwrap() {
            Order::Propose(of) => of.choices.sql,
            other => panic!("{other:?}"),
        };
        assert_eq!(sql("--sql sql-2012"), Some((SqlVersion::Sql2012, SqlEdition::Standard)));
        assert!(asked("propose a.xml -o a.coexist --pilot-percent 101").unwrap_err().contains("101"));
        let diff = |other: Option<&str>, from, to, format| {
            Order::Diff(Diff { file: file(), other: other.map(PathBuf::from), from, to, format })
        };
        assert_eq!(asked("diff a.coexist").unwrap(), diff(None, None, None, Format::Text));
        assert_eq!(asked("diff a.coexist --from 1 --to 3").unwrap(), diff(None, Some(1), Some(3), Format::Text));
        let two = "diff a.coexist b.coexist --stage-a 0 --stage-b 2 --format json";
        assert_eq!(asked(two).unwrap(), diff(Some("b.coexist"), Some(0), Some(2), Format::Json));
        let status = status::Asked { plan: file(), topology: "b.xml".into(), phase: Some(2), format: Format::Text };
        assert_eq!(asked("status a.coexist b.xml --phase 2").unwrap(), Order::Status(status));
        assert_eq!(asked("--lang fr rules --format json").unwrap(), Order::Rules { format: Format::Json });
        let runbook = Order::Runbook { file: file(), out: "b.md".into() };
        assert_eq!(asked("runbook a.coexist -o b.md").unwrap(), runbook);
        assert_eq!(asked("rules").unwrap(), Order::Rules { format: Format::Text });
    }

    #[test]
    fn complaints_name_the_argument() {
        for (line, said) in [
            ("check --lang en", "FILE is missing"),
            ("import a --lang en", "-o (--output) is missing"),
            ("check a --format yaml --lang fr", "valeurs possibles\u{a0}: text, json ou sarif"),
            ("check a --format yaml --lang en", "“yaml” is no value of --format: use text, json or sarif"),
            ("check a --colour --lang en", "“--colour” is no argument here"),
            ("inventory a --phase two --lang en", "--phase needs a whole number, and “two” is none"),
            ("export a -o b.svg --phase two --lang en", "--phase needs the number of a phase or “all”, and “two”"),
            ("export a -o b.png --scale 0 --lang en", "--scale needs a number above 0 and up to 40, and “0”"),
            ("export a -o b.png --scale nan --lang en", "“nan” is none"),
            ("check a --lang fr --fail-on", "--fail-on attend une valeur"),
            ("a b --lang en", "“b” is no argument here"),
            ("diff a b --from 1 --lang en", "cannot stand together"),
            ("diff a --stage-a 1 --lang en", "OTHER is missing"),
            ("status a --lang en", "TOPOLOGY is missing"),
            ("check a --target x --target y --lang en", "--target stands more than once"),
            ("a.coexist check b.coexist --lang en", "“a.coexist” is no argument here"),
            ("--example litware --lang en", "“litware” is no value of --example: use contoso, fabrikam or tailspin"),
            ("--example contoso a --lang en", "cannot stand together with other arguments"),
        ] {
            let complaint = asked(line).unwrap_err();
            assert!(complaint.contains(said), "{line}: {complaint}");
        }
    }

    #[test]
    fn help_speaks_the_language() {
        let french = asked("check --help --lang fr").unwrap_err();
        assert!(french.contains("Utilisation") && french.contains("FICHIER"), "{french}");
        assert!(!french.contains("Usage") && !french.contains("possible") && !french.contains("default"), "{french}");
        let whole = asked("--help --lang fr").unwrap_err();
        for heading in ["Commandes\u{a0}:\n", "Arguments\u{a0}:\n", "Options\u{a0}:\n"] {
            assert!(whole.contains(heading), "{heading:?} in {whole}");
        }
        assert!(asked("--help --lang en").unwrap_err().contains("Options:\n"));
    }
}
