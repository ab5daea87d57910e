//! What can be typed: the commands with their options and help, and what is wrong with what was typed.

use super::args::{Example, Format};
use super::export::Phases;
use crate::export::forms::{PaperName, ThemeName};
use crate::message;
use crate::model::{SqlEdition, SqlVersion, WindowsVersion};
use crate::propose::Strategy;
use crate::rules::Level;
use crate::text::{self, Lang, Message};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// A value of an option, by the key that people type.
pub type Keys<T> = &'static [(&'static str, T)];
pub const TEXT_OR_JSON: Keys<Format> = &[("text", Format::Text), ("json", Format::Json)];
pub const FORMATS_OF_CHECK: Keys<Format> = &[("text", Format::Text), ("json", Format::Json), ("sarif", Format::Sarif)];
pub const FORMATS: Keys<Format> = &[("text", Format::Text), ("json", Format::Json), ("csv", Format::Csv)];
pub const STRATEGIES: Keys<Strategy> =
    &[("pool-per-pool", Strategy::PoolPerPool), ("consolidate", Strategy::Consolidate)];
/// How `--names` of `propose` is written in its help.
const PATTERN: &str = "PATTERN";
/// How `--pilot-percent` of `propose` is written; a complaint knows it by that.
const PERCENT: &str = "0-100";
/// How `--phase` and `--scale` of `export` are written in its help; a complaint knows them by it.
const PHASE_OR_ALL: &str = "N|all";
const SCALE: &str = "X";
/// The most pixels to the page unit.
const MOST_SCALE: f32 = 40.0;
pub const EXAMPLES: Keys<Example> =
    &[("contoso", Example::Contoso), ("fabrikam", Example::Fabrikam), ("tailspin", Example::Tailspin)];
/// From which level on `check` does not succeed; `None`: never.
pub const FAIL_ON: Keys<Option<Level>> = &[
    ("error", Some(Level::Error)),
    ("warning", Some(Level::Warning)),
    ("advice", Some(Level::Advice)),
    ("never", None),
];

/// All commands with their options and their help, in a language.
pub fn command(lang: Lang) -> Command {
    let say = |message: Message| lang.say(&message);
    let options = say(message!("cli-options"));
    let part = |name: &'static str, about: Message, usage: Message| {
        Command::new(name).about(say(about)).override_usage(say(usage))
    };
    let file = || positional("file", say(message!("cli-name-file")), say(message!("cli-help-file")), lang);
    let formats = |keys| choice("format", &names(keys), say(message!("cli-help-format")));
    let number = |name: &'static str, help: Message| {
        Arg::new(name).long(name).value_name("N").value_parser(value_parser!(usize)).help(say(help))
    };
    let phase = || number("phase", message!("cli-help-phase"));
    let output = |help: Message| {
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name(say(message!("cli-name-file")))
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(say(help))
    };
    let flag = |name: &'static str, help: Message| Arg::new(name).long(name).action(ArgAction::SetTrue).help(say(help));
    let text = |name: &'static str, value: &str, help: Message| {
        Arg::new(name).long(name).value_name(value.to_owned()).help(say(help))
    };
    let mut all = Command::new("coexist")
        .about(say(message!("cli-about")))
        .version(env!("CARGO_PKG_VERSION"))
        .override_usage(say(message!("cli-usage")))
        .subcommand_help_heading(say(message!("cli-commands")))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(file().required(false).help(say(message!("cli-help-window-file"))))
        .arg(choice("example", &names(EXAMPLES), say(message!("cli-help-example"))).conflicts_with("file"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name(tags().join("|"))
                .value_parser(clap::builder::PossibleValuesParser::new(tags()))
                .hide_possible_values(true)
                .help(say(message!("cli-help-lang"))),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say(message!("cli-help-version"))),
        )
        .subcommands([
            part("check", message!("cli-about-check"), message!("cli-usage-check"))
                .arg(file())
                .arg(text("target", &say(message!("cli-name-pack")), message!("cli-help-target")))
                .arg(formats(FORMATS_OF_CHECK))
                .arg(choice("fail-on", &names(FAIL_ON), say(message!("cli-help-fail-on")))),
            part("inventory", message!("cli-about-inventory"), message!("cli-usage-inventory"))
                .arg(file())
                .arg(phase())
                .arg(formats(FORMATS)),
            part("import", message!("cli-about-import"), message!("cli-usage-import"))
                .arg(positional("file", "SOURCE".to_owned(), say(message!("cli-help-source")), lang))
                .arg(output(message!("cli-help-plan")))
                .arg(flag("force", message!("cli-help-force"))),
            part("propose", message!("cli-about-propose"), message!("cli-usage-propose"))
                .arg(positional("file", "SOURCE".to_owned(), say(message!("cli-help-propose-source")), lang))
                .arg(output(message!("cli-help-plan")))
                .arg(choice("strategy", &names(STRATEGIES), say(message!("cli-help-strategy"))))
                .arg(text("names", PATTERN, message!("cli-help-names")))
                .arg(text("pilot", "POOL", message!("cli-help-pilot")))
                .arg(text("test-users", "N", message!("cli-help-test-users")).value_parser(clap::value_parser!(u64)))
                .arg(
                    text("pilot-percent", PERCENT, message!("cli-help-pilot-percent"))
                        .value_parser(clap::value_parser!(u64).range(..=100)),
                )
                .arg(flag("no-directors", message!("cli-help-no-directors")))
                .arg(flag("no-office-web-apps", message!("cli-help-no-office-web-apps")))
                .arg(flag("new-chat-clients", message!("cli-help-new-chat-clients")))
                .arg(choice("os", WindowsVersion::KEYS, say(message!("cli-help-os"))).value_name("OS"))
                .arg(choice("sql", SqlVersion::KEYS, say(message!("cli-help-sql"))).value_name("VERSION"))
                .arg(choice("sql-edition", SqlEdition::KEYS, say(message!("cli-help-sql-edition"))).requires("sql"))
                .arg(flag("force", message!("cli-help-force"))),
            part("diff", message!("cli-about-diff"), message!("cli-usage-diff"))
                .arg(positional("file", say(message!("cli-name-file")), say(message!("cli-help-diff-file")), lang))
                .arg(
                    positional("other", say(message!("cli-name-other")), say(message!("cli-help-diff-other")), lang)
                        .required(false),
                )
                .arg(number("from", message!("cli-help-from")).conflicts_with("other"))
                .arg(number("to", message!("cli-help-to")).conflicts_with("other"))
                .arg(number("stage-a", message!("cli-help-stage-a")).requires("other"))
                .arg(number("stage-b", message!("cli-help-stage-b")).requires("other"))
                .arg(formats(TEXT_OR_JSON)),
            part("status", message!("cli-about-status"), message!("cli-usage-status"))
                .arg(positional("file", "PLAN".to_owned(), say(message!("cli-help-status-plan")), lang))
                .arg(positional("topology", "TOPOLOGY".to_owned(), say(message!("cli-help-status-topology")), lang))
                .arg(number("phase", message!("cli-help-status-phase")))
                .arg(formats(TEXT_OR_JSON)),
            part("export", message!("cli-about-export"), message!("cli-usage-export"))
                .arg(file())
                .arg(output(message!("cli-help-drawing")).alias("out"))
                .arg(
                    Arg::new("phase")
                        .long("phase")
                        .value_name(PHASE_OR_ALL)
                        .value_parser(phases)
                        .help(say(message!("cli-help-phase-or-all"))),
                )
                .arg(choice("theme", ThemeName::KEYS, say(message!("cli-help-theme"))))
                .arg(choice("paper", PaperName::KEYS, say(message!("cli-help-paper"))))
                .arg(
                    Arg::new("scale")
                        .long("scale")
                        .value_name(SCALE)
                        .value_parser(scale)
                        .help(say(message!("cli-help-scale"))),
                )
                .arg(flag("transparent", message!("cli-help-transparent")))
                .arg(flag("findings", message!("cli-help-findings")))
                .arg(flag("report", message!("cli-help-report"))),
            part("runbook", message!("cli-about-runbook"), message!("cli-usage-runbook"))
                .arg(file())
                .arg(output(message!("cli-help-runbook")).alias("out")),
            part("rollback", message!("cli-about-rollback"), message!("cli-usage-rollback"))
                .arg(file())
                .arg(number("from", message!("cli-help-rollback-from")))
                .arg(number("to", message!("cli-help-rollback-to")))
                .arg(output(message!("cli-help-rollback")).alias("out").required(false)),
            part("explain", message!("cli-about-explain"), message!("cli-usage-explain"))
                .arg(Arg::new("code").value_name("CODE").required(true).help(say(message!("cli-help-code"))))
                .mut_arg("code", |arg| arg.help_heading(say(message!("cli-arguments")))),
            part("rules", message!("cli-about-rules"), message!("cli-usage-rules")).arg(formats(TEXT_OR_JSON)),
        ]);
    all = dressed(all, &options, lang);
    let parts = [
        "check",
        "inventory",
        "import",
        "propose",
        "diff",
        "status",
        "export",
        "runbook",
        "rollback",
        "explain",
        "rules",
    ];
    for part in parts {
        all = all.mut_subcommand(part, |command| dressed(command, &options, lang));
    }
    all
}

/// Headings and the help option in the reader's language: clap itself speaks English only.
fn dressed(command: Command, options: &str, lang: Lang) -> Command {
    let usage = lang.say(&message!("cli-usage-heading"));
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(lang.say(&message!("cli-help-help")));
    let options = options.to_owned();
    command
        .disable_help_flag(true)
        .arg(help)
        .help_template(format!("{{about-with-newline}}\n{usage}\n  {{usage}}\n\n{{all-args}}\n"))
        .mut_args(move |arg| match arg.get_help_heading() {
            None => arg.help_heading(options.clone()),
            Some(_) => arg,
        })
}

/// The number of a stage, or all of them.
fn phases(typed: &str) -> Result<Phases, String> {
    match typed {
        "all" => Ok(Phases::All),
        number => number.parse().map(Phases::One).map_err(|_| typed.to_owned()),
    }
}

fn scale(typed: &str) -> Result<f32, String> {
    let scale = typed.parse::<f32>().ok().filter(|scale| *scale > 0.0 && *scale <= MOST_SCALE);
    scale.ok_or_else(|| typed.to_owned())
}

fn tags() -> Vec<&'static str> {
    Lang::all().map(Lang::tag).collect()
}

fn positional(name: &'static str, value: String, help: String, lang: Lang) -> Arg {
    Arg::new(name)
        .value_name(value)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(help)
        .help_heading(lang.say(&message!("cli-arguments")))
}

fn names<T>(keys: Keys<T>) -> Vec<&'static str> {
    keys.iter().map(|(key, _)| *key).collect()
}

fn choice(name: &'static str, keys: &[&'static str], help: String) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(keys.join("|"))
        .value_parser(clap::builder::PossibleValuesParser::new(keys.to_vec()))
        .hide_possible_values(true)
        .help(help)
}

/// What is wrong with the arguments, from clap's own findings.
pub fn complaint(error: &clap::Error) -> Message {
    let all = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![bare(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| bare(text)).collect(),
        _ => Vec::new(),
    };
    let one = |kind| all(kind).into_iter().next().unwrap_or_default();
    let argument = one(ContextKind::InvalidArg);
    let is_of = |name: &str| matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::String(whole)) if whole.contains(name));
    match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {
            message!("cli-unknown-argument", argument = argument)
        }
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            message!("cli-value-missing", argument = argument)
        }
        ErrorKind::InvalidValue => message!(
            "cli-value-not-of",
            argument = argument,
            value = one(ContextKind::InvalidValue),
            values = text::Arg::Either(all(ContextKind::ValidValue))
        ),
        ErrorKind::ValueValidation if is_of(&format!("<{PHASE_OR_ALL}>")) => {
            message!("cli-value-no-phase", argument = argument, value = one(ContextKind::InvalidValue))
        }
        ErrorKind::ValueValidation if is_of(&format!("<{PERCENT}>")) => {
            message!("cli-value-no-percent", argument = argument, value = one(ContextKind::InvalidValue))
        }
        ErrorKind::ValueValidation if is_of(&format!("<{SCALE}>")) => {
            let most = MOST_SCALE as u64;
            message!("cli-value-no-scale", argument = argument, value = one(ContextKind::InvalidValue), most = most)
        }
        ErrorKind::ValueValidation => {
            message!("cli-value-no-number", argument = argument, value = one(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => {
            message!("cli-arguments-missing", arguments = all(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict if argument == one(ContextKind::PriorArg) => {
            message!("cli-argument-twice", argument = argument)
        }
        ErrorKind::ArgumentConflict => message!("cli-arguments-conflict", argument = argument),
        _ => message!("cli-arguments-not-understood"),
    }
}

/// `--format <text|json>` without what follows the name; the output also by the name that people type.
fn bare(argument: &str) -> String {
    match argument.split_once(' ') {
        Some(("--output", _)) => "-o (--output)".to_owned(),
        Some((name, _)) if name.starts_with('-') => name.to_owned(),
        _ => argument.trim_matches(['<', '>']).to_owned(),
    }
}
