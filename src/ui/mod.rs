//! The window: shows views, collects commands and edits; holds no facts about the plan.
//!
//! Panels compute a plain view and draw it; what the user asks for goes into a list of actions, and `app`
//! alone answers them. Files, dialogs and long checks run on threads; their answers are taken between frames.

mod action;
mod acts;
mod announce;
mod app;
mod areas;
mod browser;
mod brush;
mod checker;
mod clipboard;
mod command;
mod command_palette;
mod compared;
mod dialogs;
mod document;
mod export;
mod files;
mod find;
mod frame_log;
mod fuzzy;
mod kept;
mod legend;
mod menu_bar;
mod menu_item;
mod missing;
mod object_menu;
mod opening;
mod page;
mod panels;
mod picker;
mod planner;
mod play;
mod present;
mod propose;
mod ready;
mod recovery;
mod remembered;
mod rest;
mod run;
mod share;
pub mod sheet;
mod sheet_menu;
mod sheet_view;
mod shell;
mod shortcut_sheet;
mod stamps;
mod start;
mod style;
mod table_preview;
mod text_size;
pub mod threads;
mod widgets;

pub use app::{App, Options};
pub use command::{Example, UiCommand};
pub use document::{Document, View};
pub use run::run;
pub use stamps::install as install_stamps;
pub use style::install;
