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
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufRead, BufReader, ErrorKind as Kind, Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::clean_line;

/// A question as it was typed, and nothing about who asked or who typed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The day it was asked, on the desk's calendar.
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

/// Why a question was not saved or the file not read. Displays as a short sentence with a next step, without
/// the file's name.
#[derive(Debug)]
pub enum Error {
    /// The words were empty.
    Nothing,
    /// There is no file to read.
    Missing,
    /// The path leads to a folder, a pipe or a device.
    NoFile,
    /// The file holds something else than questions.
    Foreign,
    /// The file system knows no locks.
    Unlockable,
    /// Another desk did not give the lock up in time.
    Locked,
    /// Each time the file was locked, another one had taken its place.
    Moving,
    /// Anything else that the system says.
    Io(io::Error),
}

/// The longest text kept of one question or topic, in characters.
const LONGEST_TEXT: usize = 1000;
/// The longest line worth reading, in bytes: more than [`LONGEST_TEXT`] can come to, twice.
const LONGEST_LINE: u64 = 64 * 1024;
/// How long other desks may keep a writer waiting.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long they may keep a reader waiting, which can do without the lock.
const READING_PATIENCE: Duration = Duration::from_secs(1);
/// Between two attempts at the lock: short against a desk's turn at writing, which takes one sync.
const ATTEMPT: Duration = Duration::from_millis(5);
/// How often the file may be replaced under a writer's hands before it gives up.
const REPLACEMENTS: usize = 8;

/// Appends `question`, cleaned and shortened to 1000 characters, as one line to the file at `path`, which is
/// made if need be (its folder is not). Blocks for a sync of the disk, at most ten seconds for other desks,
/// and for as long as a network share that has gone away makes its callers wait.
///
/// # Errors
/// Nothing was asked, or the line is not proven to be on the disk. It is then not in the file, unless the
/// disk failed so badly that it cannot be taken back.
pub fn append(path: &Path, question: &Question) -> Result<(), Error> {
    let line = question.line()?;
    let deadline = Instant::now() + PATIENCE;
    let mut outcome = Err(Error::Moving);
    for _ in 0..REPLACEMENTS {
        outcome = append_now(deadline, path, &line);
        match &outcome {
            Err(Error::Moving) => {}
            // Put away between two steps, it looks as if its folder were missing.
            Err(Error::Io(error)) if error.kind() == Kind::NotFound => {}
            _ => break,
        }
    }
    outcome
}

/// Appends `line`, or fails with [`Error::Moving`] if another file took the place of the one at `path`.
fn append_now(deadline: Instant, path: &Path, line: &str) -> Result<(), Error> {
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
    lock(deadline, || file.try_lock())?;
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

/// Fails where there is a file that is none of questions: a slip would add to the FAQ itself.
///
/// # Errors
/// [`Error::Foreign`], [`Error::NoFile`].
pub fn check(path: &Path) -> Result<(), Error> {
    match open(File::options().read(true), path) {
        Ok(file) => check_contents(&file),
        // It is made, or refused, with the first question.
        Err(Error::Io(_)) => Ok(()),
        Err(why) => Err(why),
    }
}

/// Fails unless a file's first line is a question's, or the beginning of one.
fn check_contents(mut file: &File) -> Result<(), Error> {
    file.rewind()?;
    let mut first = Vec::new();
    let mut lines = BufReader::new(file.take(LONGEST_LINE));
    while first.trim_ascii().is_empty() && lines.read_until(b'\n', &mut first)? > 0 {}
    let is_whole = serde_json::from_slice::<serde_json::Value>(&first).is_ok();
    let is_ours = if is_whole {
        serde_json::from_slice::<Question>(&first).is_ok()
    } else {
        let first = first.trim_ascii_start();
        first.is_empty() || first == b"{" || first.starts_with(b"{\"")
    };
    is_ours.then_some(()).ok_or(Error::Foreign)
}

/// Reads the file at `path`, waiting up to a second for a desk that is writing just then. Costs one pass, and
/// memory for the questions alone.
///
/// # Errors
/// There is no such file, or it cannot be read.
pub fn read(path: &Path) -> Result<Contents, Error> {
    let file = open(File::options().read(true), path).map_err(|error| match error {
        Error::Io(error) if error.kind() == Kind::NotFound => Error::Missing,
        error => error,
    })?;
    // Without the lock, Unix reads all the same, at worst a line that is not whole yet; Windows refuses
    // below.
    let deadline = Instant::now() + READING_PATIENCE;
    let _ = lock(deadline, || file.try_lock_shared());
    Ok(parse(BufReader::new(file))?)
}

/// Reads lines of any bytes. No beginning of a question's line is a whole JSON object, so what was cut off
/// cannot be taken for a question.
fn parse(mut reader: impl BufRead) -> io::Result<Contents> {
    let mut contents = Contents::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut start = (&mut reader).take(LONGEST_LINE);
        match start.read_until(b'\n', &mut line)? as u64 {
            0 => break,
            LONGEST_LINE if !line.ends_with(b"\n") => _ = reader.skip_until(b'\n')?,
            _ if line.trim_ascii().is_empty() => continue,
            _ => {}
        }
        match serde_json::from_slice::<Question>(&line).map(|question| question.cleaned()) {
            Ok(question) if question.says() => contents.questions.push(question),
            _ => contents.unreadable.push(number),
        }
    }
    Ok(contents)
}

impl Question {
    /// As it is kept: harmless for any terminal, on one line, not too long.
    fn cleaned(&self) -> Self {
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(cleaned);
            text.filter(|text| !text.is_empty())
        };
        Self {
            day: self.day,
            words: cleaned(&left_out(&self.words)),
            topic: given(&self.topic),
            entry: given(&self.entry),
        }
    }

    /// Whether there is anything in it: a caller's words, or an entry that was flagged.
    fn says(&self) -> bool {
        !self.words.is_empty() || self.entry.is_some()
    }

    /// As it stands in the file, its end included.
    fn line(&self) -> Result<String, Error> {
        let question = self.cleaned();
        if !question.says() {
            return Err(Error::Nothing);
        }
        let line = serde_json::to_string(&question).map_err(io::Error::from)?;
        Ok(line + "\n")
    }
}

/// `words` without what could tell who called: an e-mail address, and five or more digits in a row, however a
/// telephone number or a day of birth parts them, is a `…`.
pub fn left_out(words: &str) -> String {
    let is_address = |word: &str| {
        let sides = word.split_once('@');
        sides.is_some_and(|(name, place)| !name.is_empty() && !place.is_empty())
    };
    let parts = words.split_inclusive(char::is_whitespace).map(|part| {
        let word = part.trim_end();
        let gap = &part[word.len()..];
        if is_address(word) {
            format!("…{gap}")
        } else {
            part.to_owned()
        }
    });
    let words: String = parts.collect();
    let mut out = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(start) = rest.find(char::is_numeric) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let parted = |c: char| c.is_numeric() || c.is_whitespace() || "-./()+".contains(c);
        let run = &rest[..rest.find(|c| !parted(c)).unwrap_or(rest.len())];
        let end = run.rfind(char::is_numeric).unwrap_or(0);
        let last = run[end..].chars().next().map_or(0, char::len_utf8);
        let run = &run[..end + last];
        let digits = run.chars().filter(|c| c.is_numeric()).count();
        out.push_str(if digits < 5 { run } else { "…" });
        rest = &rest[run.len()..];
    }
    out + rest
}

fn cleaned(text: &str) -> String {
    let kept: String = text.chars().take(LONGEST_TEXT).collect();
    clean_line(&kept).trim().to_owned()
}

/// Opens a file and nothing else: a pipe would wait for its other end.
fn open(options: &OpenOptions, path: &Path) -> Result<File, Error> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(Error::NoFile);
    }
    let file = options.open(path)?;
    // Of the devices of Windows it tells only once they are open.
    let opened = file.metadata().is_ok_and(|file| file.is_file());
    opened.then_some(file).ok_or(Error::NoFile)
}

/// Locks the whole file until it is closed, or until the process ends, however it ends.
pub(crate) fn lock(
    deadline: Instant,
    attempt: impl Fn() -> Result<(), TryLockError>,
) -> Result<(), Error> {
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(ATTEMPT),
            Err(TryLockError::WouldBlock) => return Err(Error::Locked),
            Err(TryLockError::Error(error)) => match error.kind() {
                Kind::Interrupted => {}
                Kind::Unsupported | Kind::InvalidInput => return Err(Error::Unlockable),
                _ => return Err(Error::Io(error)),
            },
        }
    }
}

/// Fails unless `path` still leads to `file`, which may have been renamed, replaced or deleted before it was
/// locked.
fn check_place(file: &File, path: &Path) -> Result<(), Error> {
    let there = match fs::metadata(path) {
        Err(error) if error.kind() == Kind::NotFound => return Err(Error::Moving),
        there => there?,
    };
    let here = file.metadata()?;
    #[cfg(unix)]
    let is_same = {
        use std::os::unix::fs::MetadataExt;
        (here.dev(), here.ino()) == (there.dev(), there.ino())
    };
    // While it is open, Windows lets no other file take its place.
    #[cfg(windows)]
    let is_same = here.is_file() && there.is_file();
    is_same.then_some(()).ok_or(Error::Moving)
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

/// Cuts `file` back to its former `end`, provided that nothing but a beginning of `text` was added since.
fn take_back(mut file: &File, end: u64, text: &str) -> io::Result<()> {
    let mut added = Vec::new();
    file.seek(SeekFrom::Start(end))?;
    file.take(text.len() as u64 + 1).read_to_end(&mut added)?;
    if text.as_bytes().starts_with(&added) {
        file.set_len(end)?;
    }
    Ok(())
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "there is no question to save; type the caller's words first",
            Self::Missing => "there is no such file; the first question that is saved makes it",
            Self::NoFile => "that is not a file but a folder, pipe or device; name a file",
            Self::Foreign => "that file holds something else than callers' questions; name another",
            Self::Unlockable => "files cannot be locked there; choose another folder",
            Self::Locked => "another desk keeps the file locked; try again, or restart it",
            Self::Moving => "the file is being replaced again and again; try again later",
            Self::Io(error) => match error.kind() {
                Kind::IsADirectory => return Self::NoFile.fmt(f),
                Kind::NotFound | Kind::NotADirectory => {
                    "the folder is not there; is the shared drive connected?"
                }
                Kind::PermissionDenied => "no permission to read and write the file; ask for it",
                Kind::ReadOnlyFilesystem => "the disk is read-only; choose another folder",
                Kind::StorageFull | Kind::QuotaExceeded => {
                    "the disk is full; make room, then try again"
                }
                Kind::FileTooLarge => "the file may not grow further; rename it, then try again",
                _ => return write!(f, "{error}; try again, or ask for help"),
            },
        })
    }
}

impl std::error::Error for Error {}
