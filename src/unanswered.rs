//! The questions that nobody could answer yet: an append-only file of one JSON line each, shared by many
//! desks. A leaf: knows nothing of the FAQ, the search or the screen.
//!
//! What [`append`] has confirmed is in the file, whole and once, and on the disk. What could break that:
//!
//! - Other desks. A lock on the whole file, which the system gives back however the desk ends. On an NFS
//!   share it holds between the share's clients: no desk should run on the server itself. A desk that never
//!   lets go costs a sentence, not a standstill.
//! - A killed desk, a power cut. Whatever they leave without a line's end stays as it is; the next desk
//!   ends that line before it writes its own, and [`read`] skips it and says which it was.
//! - A full disk. What did not fit is taken back, so that trying again leaves no traces.
//! - The file renamed or deleted meanwhile: looked at after locking and, on Unix, again after syncing.
//!   Windows refuses to.
//! - Something else than a file (a pipe, a device, a folder): refused before it can hang or swallow anything.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufRead, BufReader, ErrorKind as Kind, Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{clean_line, without_contacts};

/// A question as it was typed, and nothing about who asked or who typed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The day it was asked, on the desk's calendar. First in its line, which tells the file from others.
    pub day: Date,
    /// The caller's words.
    pub words: String,
    /// The title of the topic on screen, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The id of the entry that the user flagged as wrong, out of date or hard to read out; the words may be
    /// empty then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The id of the entry that stood on screen as a sure answer, and did not answer the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
}

/// All that a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Contents {
    /// In the file's order.
    pub questions: Vec<Question>,
    /// The numbers, from 1, of the lines that are not questions: cut off by a power failure, or edited by
    /// hand.
    pub unreadable: Vec<usize>,
}

/// How each line of the file begins.
const START: &[u8] = b"{\"day\":\"";
/// The longest text kept of one question or topic, in characters: as much as the search box takes.
const LONGEST_TEXT: usize = 4_000;
/// How long other desks may keep a writer waiting.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long they may keep a reader waiting, which can do without the lock.
const READING_PATIENCE: Duration = Duration::from_secs(1);
/// Between two attempts at the lock: short against a desk's turn at writing, which takes one sync.
const ATTEMPT: Duration = Duration::from_millis(5);
/// How often the file may be replaced under a writer's hands before it gives up.
const REPLACEMENTS: usize = 8;

/// Appends `question`, cleaned and shortened to 4,000 characters, as one line to the file at `path`, which is
/// made if need be (its folder is not). Blocks for a sync of the disk, at most ten seconds for other desks,
/// and for as long as a network share that has gone away makes its callers wait.
///
/// # Errors
/// Nothing was asked, or the line is not proven to be on the disk: a sentence with a next step. It is then
/// not in the file, unless the disk failed so badly that it cannot be taken back.
pub fn append(path: &Path, question: &Question) -> Result<(), String> {
    let question = question.cleaned();
    if !question.says() {
        return Err("there is no question to save; type the caller's words first".to_owned());
    }
    let line = serde_json::to_string(&question).map_err(|why| why.to_string())? + "\n";
    let deadline = Instant::now() + PATIENCE;
    let mut attempts = 1..REPLACEMENTS;
    loop {
        match append_now(deadline, path, &line) {
            // Put away between two steps, it looks as if its folder were missing.
            Err(why) if why.kind() == Kind::NotFound && attempts.next().is_some() => {}
            appended => return appended.map_err(|why| reason(&why)),
        }
    }
}

/// Appends `line`, or fails as if nothing were found if another file took the place of the one at `path`.
fn append_now(deadline: Instant, path: &Path, line: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    // What patients ask is not for everyone's eyes: for the owner and the group, as far as the umask lets it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o660);
    // Shared for reading and writing only, so that nothing renames or deletes the file while it is open. What
    // may only be appended to could not be cut back.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(options.append(false).write(true), 0b11);
    let file = open(&options, path)?;
    lock(deadline, || file.try_lock()).map_err(|why| {
        io::Error::other(match why {
            TryLockError::WouldBlock => {
                "another desk keeps the file locked; try again, or restart it"
            }
            TryLockError::Error(_) => "files cannot be locked there; choose another folder",
        })
    })?;
    #[cfg(unix)]
    check_place(&file, path)?;
    check_contents(&file)?;
    // Each time, not only after making the file: the desk that made it may have died before this.
    sync_folder(path)?;
    write(&file, line)?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&file.metadata()?) == 0 {
        check_place(&file, path)?;
    }
    Ok(())
}

/// Fails where there is a file that is none of questions: a slip would add to the FAQ itself. What cannot be
/// opened is made, or refused, with the first question.
///
/// # Errors
/// A sentence with a next step.
pub fn check(path: &Path) -> Result<(), String> {
    match open(File::options().read(true), path) {
        Err(why) if why.raw_os_error().is_some() => Ok(()),
        opened => opened
            .and_then(|file| check_contents(&file))
            .map_err(|why| reason(&why)),
    }
}

/// Fails unless a file begins as one of questions, of which a power cut may have left less.
fn check_contents(mut file: &File) -> io::Result<()> {
    let mut start = Vec::new();
    file.rewind()?;
    file.take(64).read_to_end(&mut start)?;
    let start = start.trim_ascii_start();
    if start.starts_with(START) || START.starts_with(start.trim_ascii_end()) {
        return Ok(());
    }
    Err(io::Error::other(
        "that file holds something else than callers' questions; name another",
    ))
}

/// Reads the file at `path`, waiting up to a second for a desk that is writing just then.
///
/// # Errors
/// There is no such file, or it cannot be read: a sentence with a next step.
pub fn read(path: &Path) -> Result<Contents, String> {
    let file = open(File::options().read(true), path).map_err(|why| reason(&why))?;
    // Without the lock, Unix reads all the same, at worst a line that is not whole yet; Windows refuses
    // below.
    let deadline = Instant::now() + READING_PATIENCE;
    let _ = lock(deadline, || file.try_lock_shared());
    let mut contents = Contents::default();
    for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
        let line = line.map_err(|why| reason(&why))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        // No beginning of a question's line is a whole JSON object: what was cut off is no question.
        match serde_json::from_slice::<Question>(&line).map(|question| question.cleaned()) {
            Ok(question) if question.says() => contents.questions.push(question),
            // A desk saved what had no letter: numbers that were left out.
            Ok(_) => {}
            Err(_) => contents.unreadable.push(number),
        }
    }
    Ok(contents)
}

impl Question {
    /// As it is kept: harmless for any terminal, on one line, not too long.
    fn cleaned(&self) -> Self {
        let cleaned = |text: &str| {
            let kept: String = text.chars().take(LONGEST_TEXT).collect();
            clean_line(&kept).trim().to_owned()
        };
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(cleaned);
            text.filter(|text| !text.is_empty())
        };
        Self {
            day: self.day,
            words: cleaned(&without_contacts(&self.words, |_| false)),
            topic: given(&self.topic),
            entry: given(&self.entry),
            shown: given(&self.shown),
        }
    }

    /// What to call it by: the caller's words or, where an entry was flagged without any, its id.
    pub fn name(&self) -> &str {
        match &self.entry {
            Some(id) if self.words.is_empty() => id,
            _ => &self.words,
        }
    }

    /// Whether there is anything in it: a caller's words, of letters, or an entry that was flagged.
    fn says(&self) -> bool {
        self.words.contains(char::is_alphabetic) || self.entry.is_some()
    }
}

/// Opens a file and nothing else: a pipe would wait for its other end.
fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    let no_file = || io::Error::from(Kind::IsADirectory);
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(no_file());
    }
    let file = options.open(path)?;
    // Of the devices of Windows it tells only once they are open.
    let opened = file.metadata().is_ok_and(|file| file.is_file());
    opened.then_some(file).ok_or_else(no_file)
}

/// Locks the whole file until it is closed, or until the process ends, however it ends.
pub(crate) fn lock(
    deadline: Instant,
    attempt: impl Fn() -> Result<(), TryLockError>,
) -> Result<(), TryLockError> {
    loop {
        match attempt() {
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(ATTEMPT),
            Err(TryLockError::Error(why)) if why.kind() == Kind::Interrupted => {}
            locked => return locked,
        }
    }
}

/// Fails unless `path` still leads to `file`, which may have been renamed, replaced or deleted before it was
/// locked. While it is open, Windows lets no other file take its place.
#[cfg(unix)]
fn check_place(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let (here, there) = (file.metadata()?, fs::metadata(path)?);
    if (here.dev(), here.ino()) == (there.dev(), there.ino()) {
        return Ok(());
    }
    Err(io::Error::new(
        Kind::NotFound,
        "the file is being replaced again and again; try again later",
    ))
}

/// Makes sure that a power cut cannot take the file's name away.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(&path);
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    match synced.as_ref().map_err(io::Error::kind) {
        // Folders that may be entered but not listed; shares, and Windows, that know no syncing of folders.
        Err(Kind::PermissionDenied | Kind::InvalidInput | Kind::Unsupported) => Ok(()),
        _ => synced,
    }
}

/// Puts `line` at the end of the locked `file`, in one write as long as the disk takes it whole, and syncs
/// it.
fn write(mut file: &File, line: &str) -> io::Result<()> {
    let end = file.metadata()?.len();
    let mut last = *b"\n";
    if end > 0 {
        file.seek(SeekFrom::Start(end - 1))?;
        file.read_exact(&mut last)?;
    }
    let ending = if last == *b"\n" { "" } else { "\n" };
    let text = format!("{ending}{line}");
    let written = file.write_all(text.as_bytes());
    written.and_then(|()| file.sync_data()).inspect_err(|_| {
        // What cannot be taken back is skipped by readers or counted twice.
        let _ = take_back(file, end, &text);
    })
}

/// Cuts `file` back to its former `end`, unless anything but a beginning of `text` was added since: on some
/// shares a lock holds nobody back.
fn take_back(mut file: &File, end: u64, text: &str) -> io::Result<()> {
    let mut added = Vec::new();
    file.seek(SeekFrom::Start(end))?;
    file.take(text.len() as u64 + 1).read_to_end(&mut added)?;
    if text.as_bytes().starts_with(&added) {
        file.set_len(end)?;
    }
    Ok(())
}

/// What an error says to people, with a next step.
pub(crate) fn reason(why: &io::Error) -> String {
    match why.kind() {
        // Said by this file.
        _ if why.get_ref().is_some() => return why.to_string(),
        Kind::IsADirectory => "that is not a file but a folder, pipe or device; name a file",
        Kind::NotFound | Kind::NotADirectory => {
            "the folder is not there; is the shared drive connected?"
        }
        Kind::PermissionDenied => {
            "no permission to read and write the file; ask for it, or close programs that keep it open"
        }
        Kind::ResourceBusy => "another program keeps the file; close it there, then try again",
        Kind::ReadOnlyFilesystem => "the disk is read-only; choose another folder",
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full; make room, then try again",
        Kind::FileTooLarge => "the file may not grow further; rename it, then try again",
        _ => return format!("{why}; close programs that keep it open, then try again"),
    }
    .to_owned()
}
