//! Coexist: design the side-by-side migration of a Lync or Skype for Business Server deployment, and see
//! every violation in every phase.
//!
//! Modules in the order of their dependencies; see `ARCHITECTURE.md` beside this file.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod text;

pub mod model;

pub mod edit;

pub mod plan;

pub mod rules;

pub mod propose;

pub mod diagram;

pub mod canvas;

pub mod format;

pub mod import;

pub mod export;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;

/// The whole program: runs the command that the arguments name, or opens the window.
pub fn run() -> std::process::ExitCode {
    match cli::run(std::env::args_os()) {
        cli::Next::Exit(code) => code,
        cli::Next::Window(window) => open(window),
    }
}

#[cfg(not(feature = "gui"))]
fn open(window: cli::Window) -> std::process::ExitCode {
    cli::no_window(&message!("cli-no-window"), window.lang)
}

#[cfg(feature = "gui")]
fn open(window: cli::Window) -> std::process::ExitCode {
    let (file, example) = match window.start {
        cli::Start::Page => (None, None),
        cli::Start::File(path) => (Some(path), None),
        cli::Start::Example(cli::Example::Contoso) => (None, Some(ui::Example::Contoso)),
        cli::Start::Example(cli::Example::Fabrikam) => (None, Some(ui::Example::Fabrikam)),
        cli::Start::Example(cli::Example::Tailspin) => (None, Some(ui::Example::Tailspin)),
    };
    let lang = window.lang_named.then_some(window.lang);
    let folders = format::store::Folders::of_user();
    match ui::run(ui::Options { file, example, lang, folders, pictures: None }) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => cli::no_window(&why, window.lang),
    }
}
