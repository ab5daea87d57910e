//! What the program remembers about its user. A file that cannot be read is as none: nothing here is work.

use super::store::{Folders, write_data};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// How many recent files are remembered.
const RECENT: usize = 12;
/// The largest file of settings that is read.
const MAX_BYTES: u64 = 1 << 20;

/// What a user prefers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The tag of a language; without it, the system's.
    pub language: Option<String>,
    pub theme: ThemeChoice,
    /// The size of each panel by its name, in points.
    pub panels: BTreeMap<String, f32>,
    /// Which panels are open, by their names; one that is not named is as usual.
    pub open: BTreeMap<String, bool>,
    /// What the left panel shows, when it is not the objects.
    pub tab: Option<String>,
    /// What is shown below the sheet, when it is not the problems.
    pub below: Option<String>,
    /// Kinds of link that are drawn besides the usual ones, or left out.
    pub lines: BTreeSet<String>,
    /// Whether the places of objects of other phases are drawn.
    pub ghosts: bool,
    /// Whether the legend is open.
    pub legend: bool,
    /// Whether the grid is switched off.
    pub no_grid: bool,
    /// The version of new pools; without it, the plan's target.
    pub palette_version: Option<String>,
    pub window: Option<WindowPlace>,
    /// How large everything is written; 0 is the usual size.
    pub text_percent: u16,
    /// Whether nothing glides or fades.
    pub still: bool,
    /// Commands that were chosen from the palette, the latest first.
    pub recent_commands: Vec<String>,
    /// Who accepted a finding last.
    pub signer: Option<String>,
    /// The form of the last export.
    pub export_form: Option<String>,
    /// How each form was exported last.
    pub exports: BTreeMap<String, ExportChoices>,
}

/// How a form was exported, by keys; what is not named is as usual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportChoices {
    pub phases: Option<String>,
    pub theme: Option<String>,
    pub paper: Option<String>,
    pub scale: Option<u8>,
    pub transparent: bool,
    pub findings: bool,
}

/// Where the window stood, in points of the usual text size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Its corner, where the system tells it and it is on the first screen.
    pub corner: Option<(f32, f32)>,
    pub size: (f32, f32),
    pub maximized: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
    /// High contrast, light or dark as the system.
    Contrast,
    ContrastLight,
    ContrastDark,
}

impl Settings {
    pub fn load(folders: &Folders) -> Self {
        load(&folders.data.join("settings.ron"))
    }

    pub fn save(&self, folders: &Folders) -> io::Result<()> {
        save(&folders.data.join("settings.ron"), self)
    }
}

/// Files opened or saved lately, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    files: Vec<PathBuf>,
    /// Where the last file dialog ended.
    pub last_folder: Option<PathBuf>,
}

impl Recent {
    pub fn load(folders: &Folders) -> Self {
        load(&folders.data.join("recent.ron"))
    }

    pub fn save(&self, folders: &Folders) -> io::Result<()> {
        save(&folders.data.join("recent.ron"), self)
    }

    /// Puts a file first, and its folder as the last one.
    pub fn add(&mut self, file: &Path) {
        let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.files.retain(|other| *other != whole);
        self.last_folder = whole.parent().map(Path::to_owned);
        self.files.insert(0, whole);
        self.files.truncate(RECENT);
    }

    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Forgets files that are not there any more.
    pub fn forget_missing(&mut self) {
        self.files.retain(|file| file.is_file());
    }

    pub fn forget(&mut self, file: &Path) {
        self.files.retain(|other| other != file);
    }
}

fn load<T: Default + DeserializeOwned>(path: &Path) -> T {
    let small = std::fs::metadata(path).is_ok_and(|meta| meta.len() <= MAX_BYTES);
    let text = if small { std::fs::read_to_string(path).ok() } else { None };
    text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
}

fn save<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(value, pretty).map_err(io::Error::other)?;
    write_data(path, text.as_bytes())
}
