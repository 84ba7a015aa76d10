//! Another text for a file: all of it or nothing, and only over the one that the caller has read.
//!
//! The new text is written beside the file and synced before it takes the file's name, so that a power cut or
//! a kill leaves the old or the new one. What a killed process leaves beside it is hidden and ends in
//! `.approving`, which no folder of FAQ files counts; the next writer puts its own in that place.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
    time::{Duration, Instant},
};

use super::read::{give, look, rename_over};
use crate::unanswered::{lock, reason, sync_folder};

/// How long another writer may take: it syncs two times.
const PATIENCE: Duration = Duration::from_secs(10);
const CHANGED: &str =
    "it changed meanwhile; nothing was written: approve it again as it stands now";

/// Writes `new` over the file at `path` that holds `old`, with the same mode and owner; where `path` is a
/// link, over the file it leads to. The reason where nothing was written.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), String> {
    replace_now(path, old, new).map_err(|why| match why.kind() {
        // It was there when it was read.
        io::ErrorKind::NotFound => CHANGED.to_owned(),
        _ => format!("{}: nothing was written: {}", path.display(), reason(&why)),
    })
}

fn replace_now(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let file = OpenOptions::new().read(true).write(true).open(&path)?;
    let locked = lock(Instant::now() + PATIENCE, || file.try_lock());
    // Where the file system knows no locks, only the comparison guards.
    if matches!(locked, Err(TryLockError::WouldBlock)) {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    // Another writer may have replaced it before it was locked.
    check_unchanged(&path, &file, old)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.approving"));
    if locked.is_ok() {
        let _ = fs::remove_file(&beside);
    }
    let placed = fill(&beside, new, &file)
        // An editor asks for no lock.
        .and_then(|()| check_unchanged(&path, &file, old))
        .and_then(|()| rename_over(&beside, &path, file));
    if placed.is_err() {
        let _ = fs::remove_file(&beside);
    }
    placed?;
    sync_folder(&path)
}

fn fill(path: &Path, bytes: &[u8], like: &File) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let like = like.metadata()?;
    give(&file, &like)?;
    file.set_permissions(like.permissions())?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Fails as if nothing were found unless `path` leads to `file`, and that still holds `old`. Windows locks
/// others' reading out: it is read as it was opened.
fn check_unchanged(path: &Path, mut file: &File, old: &[u8]) -> io::Result<()> {
    let mut now = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut now)?;
    if now == old && look(&fs::metadata(path)?) == look(&file.metadata()?) {
        return Ok(());
    }
    Err(io::ErrorKind::NotFound.into())
}
