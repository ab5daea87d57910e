//! Plan files on disk: opened within limits, saved whole or not at all, a change behind our back noticed.
//!
//! Backups, recovery and settings lie in the user's data folder, never beside the plan.

pub use super::recovery::{Instance, Recovery, recoveries, write_emergency};
pub use super::settings::{ExportChoices, Recent, Settings, ThemeChoice, WindowPlace};

use super::FormatError;
use crate::plan::Plan;
use crate::text::{Arg, Message};
use atomic_write_file::AtomicWriteFile;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The largest plan file that is read. A plan of 2,000 pools in eight phases has a tenth of it.
pub const MAX_PLAN_BYTES: u64 = 64 << 20;

/// Where the program keeps what is the user's but no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    pub data: PathBuf,
}

impl Folders {
    /// `COEXIST_DATA_DIR`, or the user's data folder as the system has it. `None` where there is no home.
    pub fn of_user() -> Option<Self> {
        if let Some(data) = std::env::var_os("COEXIST_DATA_DIR").filter(|data| !data.is_empty()) {
            return Some(Self { data: data.into() });
        }
        let dirs = directories::ProjectDirs::from("", "", "Coexist")?;
        Some(Self { data: dirs.data_local_dir().to_owned() })
    }

    /// The last good version of a plan before it was saved over, if one was kept.
    pub fn backup_of(&self, plan: &Path) -> Option<PathBuf> {
        Some(self.backup_path(plan)).filter(|path| path.is_file())
    }

    /// One backup per plan; the number tells apart plans of the same name in different folders.
    fn backup_path(&self, plan: &Path) -> PathBuf {
        let whole = plan.canonicalize().or_else(|_| std::path::absolute(plan)).unwrap_or_else(|_| plan.to_owned());
        let number = hash_of(whole.to_string_lossy().as_bytes());
        let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
        self.data.join("backups").join(format!("{stem}-{number:016x}.coexist"))
    }
}

/// A plan and what its file was like.
#[derive(Debug)]
pub struct Opened {
    pub plan: Plan,
    pub stamp: Stamp,
}

/// What a file was like when it was read or written: its content, and a time that saves reading it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    hash: u64,
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(bytes: &[u8], path: &Path) -> Self {
        let modified = fs::metadata(path).and_then(|meta| meta.modified()).ok();
        Self { hash: hash_of(bytes), length: bytes.len() as u64, modified }
    }

    fn is_of(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.hash == hash_of(bytes)
    }
}

fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Why a file cannot be opened or saved.
#[derive(Debug)]
pub enum StoreError {
    Read(PathBuf, io::Error),
    Write(PathBuf, io::Error),
    TooBig(PathBuf),
    Format(PathBuf, FormatError),
    /// Somebody else wrote the file since it was opened or saved here.
    ChangedOnDisk(PathBuf),
}

impl StoreError {
    /// What happened and why, with the path on a line of its own.
    pub fn message(&self) -> Message {
        match self {
            Self::Read(path, why) => cannot_read(path, io_reason(why)),
            Self::Write(path, why) => {
                crate::message!("format-cannot-save", reason = write_reason(why), path = shown(path))
            }
            Self::TooBig(path) => {
                cannot_read(path, crate::message!("format-too-big", megabytes = MAX_PLAN_BYTES >> 20).into())
            }
            Self::Format(path, why) => cannot_read(path, why.message().into()),
            Self::ChangedOnDisk(path) => crate::message!("format-changed-on-disk", path = shown(path)),
        }
    }
}

fn cannot_read(path: &Path, reason: Arg) -> Message {
    crate::message!("format-cannot-read", reason = reason, path = shown(path))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The reasons that people meet, in our words; others as the system says them.
fn io_reason(why: &io::Error) -> Arg {
    match why.kind() {
        io::ErrorKind::NotFound => crate::message!("format-io-not-found").into(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            crate::message!("format-io-denied").into()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => crate::message!("format-io-full").into(),
        io::ErrorKind::IsADirectory => crate::message!("format-io-folder").into(),
        _ => why.to_string().into(),
    }
}

/// As [`io_reason`], of a file that was to be written: only its folder can be missing.
pub(crate) fn write_reason(why: &io::Error) -> Arg {
    match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => crate::message!("format-io-no-folder").into(),
        _ => io_reason(why),
    }
}

/// Opens a plan file.
pub fn open(path: &Path) -> Result<Opened, StoreError> {
    let bytes = read_bytes(path)?;
    let stamp = Stamp::of(&bytes, path);
    let plan = plan_of(path, &bytes)?;
    Ok(Opened { plan, stamp })
}

/// Whether the file is not (or no longer) what it was: another content, or gone.
pub fn changed(path: &Path, stamp: &Stamp) -> bool {
    let Ok(meta) = fs::metadata(path) else { return true };
    if meta.len() == stamp.length && stamp.modified.is_some() && meta.modified().ok() == stamp.modified {
        return false;
    }
    read_bytes(path).map_or(true, |bytes| !stamp.is_of(&bytes))
}

/// Saves a plan; see [`save_in`]. Backups go to the user's own data folder.
pub fn save(path: &Path, plan: &Plan, expected: Option<&Stamp>) -> Result<Stamp, StoreError> {
    save_in(Folders::of_user().as_ref(), path, plan, expected)
}

/// Saves a plan: the file is the old one or the new one at every moment. With `expected`, a file that is
/// not that any more is left as it is. What is saved over is kept as a backup when it is a good plan.
pub fn save_in(
    folders: Option<&Folders>,
    path: &Path,
    plan: &Plan,
    expected: Option<&Stamp>,
) -> Result<Stamp, StoreError> {
    // A link is followed, not replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let text = super::write(plan);
    if is_special(path) {
        // Reading a pipe would wait for ever.
        write_file(path, text.as_bytes()).map_err(|why| StoreError::Write(path.to_owned(), why))?;
        return Ok(Stamp::of(text.as_bytes(), path));
    }
    match read_bytes(&target) {
        Ok(there) => {
            let ours = expected.is_some_and(|stamp| stamp.is_of(&there));
            if expected.is_some() && !ours {
                return Err(StoreError::ChangedOnDisk(path.to_owned()));
            }
            if let Some(folders) = folders
                && there != text.as_bytes()
                && (ours || plan_of(path, &there).is_ok())
            {
                // A plan that can be saved is saved, also where the backup cannot be.
                let _ = write_data(&folders.backup_path(path), &there);
            }
        }
        Err(StoreError::TooBig(_)) if expected.is_some() => return Err(StoreError::ChangedOnDisk(path.to_owned())),
        // Nothing there, or nothing of ours: there is nothing to keep.
        Err(_) => {}
    }
    write_file(&target, text.as_bytes()).map_err(|why| StoreError::Write(path.to_owned(), why))?;
    Ok(Stamp::of(text.as_bytes(), &target))
}

/// The plan in the bytes of a file; the path is for the words of the error.
pub fn plan_of(path: &Path, bytes: &[u8]) -> Result<Plan, StoreError> {
    let text = std::str::from_utf8(bytes).map_err(|why| FormatError::not_text(&bytes[..why.valid_up_to()]));
    text.and_then(super::read).map_err(|why| StoreError::Format(path.to_owned(), why))
}

/// Reads a file, a plan or not, within [`MAX_PLAN_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let failed = |why| StoreError::Read(path.to_owned(), why);
    let file = File::open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if meta.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let mut bytes = Vec::new();
    file.take(MAX_PLAN_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_PLAN_BYTES {
        return Err(StoreError::TooBig(path.to_owned()));
    }
    Ok(bytes)
}

/// Whether something stands there that is no regular file: a folder, a device, a pipe, or a link to one.
pub fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| !meta.is_file())
}

/// Writes a file of the data folder, with its folder.
pub(super) fn write_data(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        fs::create_dir_all(folder)?;
    }
    write_file(path, bytes)
}

/// Writes a file whole or not at all. A link is followed, not replaced, and a device or a pipe takes what is written
/// as it comes.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Ready::new(path, bytes)?.commit()
}

/// Why some of the files that belong together could not be written.
#[derive(Debug)]
pub struct NotWritten {
    pub path: PathBuf,
    pub why: io::Error,
    /// Those that took their places before.
    pub written: Vec<PathBuf>,
}

/// Writes files that belong together, each whole or not at all. Every one is on the disk before the first takes its
/// place, so that what fails for want of room or leave has touched none.
pub fn write_files(files: &[(PathBuf, Vec<u8>)]) -> Result<(), NotWritten> {
    let failed = |path: &Path, why, written| NotWritten { path: path.to_owned(), why, written };
    let mut ready = Vec::new();
    for (path, bytes) in files {
        ready.push((path, Ready::new(path, bytes).map_err(|why| failed(path, why, Vec::new()))?));
    }
    let mut written = Vec::new();
    for (path, file) in ready {
        if let Err(why) = file.commit() {
            return Err(failed(path, why, written));
        }
        written.push(path.clone());
    }
    Ok(())
}

/// A file that is on the disk and has not taken its place yet.
enum Ready<'a> {
    Beside(AtomicWriteFile),
    /// What is no regular file is written when its turn comes.
    Through(&'a Path, &'a [u8]),
}

impl<'a> Ready<'a> {
    fn new(path: &'a Path, bytes: &'a [u8]) -> io::Result<Self> {
        let real = path.canonicalize();
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if is_special(path) || (real.is_err() && path.is_symlink()) {
            return Ok(Self::Through(path, bytes));
        }
        let mut file = AtomicWriteFile::open(real.as_deref().unwrap_or(path))?;
        file.write_all(bytes)?;
        Ok(Self::Beside(file))
    }

    fn commit(self) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.commit(),
            Self::Through(path, bytes) => {
                let there = is_special(path);
                OpenOptions::new().write(true).create(!there).truncate(!there).open(path)?.write_all(bytes)
            }
        }
    }
}

/// What would be lost by writing to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// Nothing is there, or an empty file, or something that is no file: a device takes what comes.
    Nothing,
    Plan,
    Other,
}

pub fn there(path: &Path) -> There {
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() > 0 => match read_bytes(path) {
            Ok(bytes) if super::is_plan(&bytes) => There::Plan,
            _ => There::Other,
        },
        _ => There::Nothing,
    }
}

/// Whether a path is, or is called like, a plan, whose place nothing else may take.
pub fn is_of_a_plan(path: &Path) -> bool {
    let there = there(path);
    let by_name = there == There::Other && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("coexist"));
    there == There::Plan || by_name
}
