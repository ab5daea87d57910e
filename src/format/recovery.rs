//! What survives a crash: a copy of the open plan per running program, offered when that program is gone.

use super::store::{Folders, StoreError, plan_of, read_bytes, write_data};
use crate::plan::Plan;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long a lock without recovery is left alone after its program is gone.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// This run of the program, as long as it lives: others see its lock and leave its recovery alone.
#[derive(Debug)]
pub struct Instance {
    file: PathBuf,
    lock_path: PathBuf,
    /// Locked until the process ends, however it ends.
    lock: File,
}

/// The plan that a panic would lose.
static LATEST: Mutex<Option<Latest>> = Mutex::new(None);

struct Latest {
    file: PathBuf,
    plan: Arc<Plan>,
    path: Option<PathBuf>,
}

/// The first line of a recovery file, as a comment: the rest is a plan file.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Empty for a plan that was never saved.
    path: String,
    /// Seconds since 1970.
    saved_at: u64,
}

impl Instance {
    /// Begins a run.
    pub fn start(folders: &Folders) -> io::Result<Self> {
        let folder = folders.data.join("recovery");
        fs::create_dir_all(&folder)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        for n in 0..1000 {
            let name = format!("{:x}-{:x}-{n}", now.as_nanos(), std::process::id());
            let lock_path = folder.join(format!("{name}.lock"));
            let lock = match File::options().write(true).create_new(true).open(&lock_path) {
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            lock.try_lock().map_err(io::Error::from)?;
            return Ok(Self { file: folder.join(format!("{name}.coexist")), lock_path, lock });
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Writes the recovery of the open plan; `path` is the file it was opened from.
    pub fn write(&self, plan: &Plan, path: Option<&Path>) -> io::Result<()> {
        write_recovery(&self.file, plan, path)
    }

    /// Notes the open plan for [`write_emergency`]. Cheap: call it after every edit.
    pub fn keep(&self, plan: Arc<Plan>, path: Option<&Path>) {
        let latest = Latest { file: self.file.clone(), plan, path: path.map(Path::to_owned) };
        *LATEST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(latest);
    }

    /// Nothing is unsaved any more: the recovery goes.
    pub fn clear(&self) -> io::Result<()> {
        *LATEST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = None;
        match fs::remove_file(&self.file) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
            _ => Ok(()),
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // A run that ends in order and leaves no recovery leaves nothing at all.
        let _ = self.lock.unlock();
        if !self.file.exists() {
            let _ = fs::remove_file(&self.lock_path);
        }
    }
}

/// Writes the recovery of the plan that [`Instance::keep`] noted last. For a panic hook: waits for nothing,
/// and says whether it wrote.
pub fn write_emergency() -> bool {
    let latest = match LATEST.try_lock() {
        Ok(latest) => latest,
        Err(std::sync::TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(std::sync::TryLockError::WouldBlock) => return false,
    };
    latest.as_ref().is_some_and(|latest| write_recovery(&latest.file, &latest.plan, latest.path.as_deref()).is_ok())
}

fn write_recovery(file: &Path, plan: &Plan, path: Option<&Path>) -> io::Result<()> {
    let whole = path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    let head = Head {
        path: whole.unwrap_or_default().to_string_lossy().into_owned(),
        saved_at: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
    };
    let head = ron::to_string(&head).map_err(io::Error::other)?;
    write_data(file, format!("// {head}\n{}", super::write(plan)).as_bytes())
}

/// The recovery of a run that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The file that the plan was opened from; none for a plan that was never saved.
    pub plan_path: Option<PathBuf>,
    pub saved_at: SystemTime,
    /// In bytes.
    pub size: u64,
    file: PathBuf,
}

/// What there is to recover, the latest first. Runs that still live keep theirs to themselves.
pub fn recoveries(folders: &Folders) -> Vec<Recovery> {
    let Ok(entries) = fs::read_dir(folders.data.join("recovery")) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("coexist") if !lives(&path) => found.extend(look_at(&path)),
            Some("lock") => forget_stale(&path),
            _ => {}
        }
    }
    found.sort_by(|a, b| b.saved_at.cmp(&a.saved_at).then_with(|| a.file.cmp(&b.file)));
    found
}

impl Recovery {
    pub fn load(&self) -> Result<Plan, StoreError> {
        plan_of(&self.file, &read_bytes(&self.file)?)
    }

    /// Throws the recovery away.
    pub fn discard(self) -> io::Result<()> {
        fs::remove_file(&self.file)?;
        match fs::remove_file(self.file.with_extension("lock")) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
            _ => Ok(()),
        }
    }
}

/// Whether the run that wrote this recovery still holds its lock.
fn lives(recovery: &Path) -> bool {
    let Ok(lock) = File::options().write(true).open(recovery.with_extension("lock")) else { return false };
    matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
}

fn look_at(file: &Path) -> Option<Recovery> {
    let opened = File::open(file).ok()?;
    let meta = opened.metadata().ok()?;
    let mut first = String::new();
    // A path is never that long; a file that is not ours may have no line at all.
    BufReader::new(opened.take(1 << 16)).read_line(&mut first).ok()?;
    let head: Option<Head> = first.strip_prefix("// ").and_then(|head| ron::from_str(head.trim_end()).ok());
    let (path, saved_at) = match head {
        Some(head) => (head.path, UNIX_EPOCH.checked_add(Duration::from_secs(head.saved_at))?),
        None => (String::new(), meta.modified().ok()?),
    };
    let plan_path = if path.is_empty() { None } else { Some(path.into()) };
    Some(Recovery { plan_path, saved_at, size: meta.len(), file: file.to_owned() })
}

/// Takes away the lock of a run that was killed before it had anything to recover.
fn forget_stale(lock_path: &Path) {
    let old = fs::metadata(lock_path).and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
    if old.is_some_and(|age| age > STALE)
        && !lock_path.with_extension("coexist").exists()
        && !lives(&lock_path.with_extension("coexist"))
    {
        let _ = fs::remove_file(lock_path);
    }
}
