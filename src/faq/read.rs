//! Files and folders: what there is, whether it may be read, and its text. Nothing here blocks on what is not
//! a plain file, and nothing large is read before its size is known.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata},
    io::{self, Read as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::wording::{Finding, finding};

/// The largest file that is read, in bytes.
pub(super) const MAX_FILE: u64 = 16 << 20;
/// The most that all files together may hold, in bytes.
pub(super) const MAX_TOTAL: u64 = 64 << 20;

/// Why a file has no text.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Line and column from 1, as in a problem; 0 where it is the file itself.
    pub(super) place: (usize, usize),
    pub(super) finding: Finding,
}

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Self {
        let place = (0, 0);
        Self { place, finding }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::from(match error.kind() {
            io::ErrorKind::NotFound => finding!(0, "no-such-file"),
            io::ErrorKind::PermissionDenied => finding!(0, "no-permission"),
            io::ErrorKind::IsADirectory => finding!(0, "no-file"),
            _ if is_in_use(&error) => finding!(0, "in-use"),
            _ => finding!(0, "no-reading", error),
        })
    }
}

/// What one path given by the user stands for: files in order, each named as the user would, or a refusal.
/// A folder stands for its own `.yaml` and `.yml` files by name, without hidden ones and folders inside.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>, Refusal> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = listing(path)?;
    files.retain(|file| !file.is_dir());
    if files.iter().all(|file| is_conflict_copy(file)) {
        return Err(finding!(0, "empty-folder").into());
    }
    Ok(files)
}

/// Whether a program that copies files between computers made the file, because two people changed the same
/// one.
pub(super) fn is_conflict_copy(file: &Path) -> bool {
    const SIGNS: [&str; 4] = [
        ".sync-conflict-",
        "conflicted copy",
        "case conflict",
        "(conflict",
    ];
    let name = file.file_name().unwrap_or_default();
    let name = name.to_string_lossy().to_lowercase();
    SIGNS.iter().any(|sign| name.contains(sign))
}

/// The YAML files of a folder, and folders of such a name.
fn listing(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = items(folder)?;
    files.retain(|path| is_yaml(path));
    Ok(files)
}

/// What stands in a folder and is not hidden, by name.
fn items(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut items = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let name = path.file_name().unwrap_or_default();
        if !name.as_encoded_bytes().starts_with(b".") {
            items.push(path);
        }
    }
    items.sort_unstable();
    Ok(items)
}

/// The files of a folder that hold an FAQ under a name that is not read ("dental.yaml.txt"), but for backups
/// and documents with a sample in them.
pub(super) fn misnamed(folder: &Path) -> Vec<PathBuf> {
    let mut files = items(folder).unwrap_or_default();
    let backups = [".bak", ".old", ".orig", "~"];
    let is_backup = |name: &str| backups.iter().any(|end| name.ends_with(end));
    files.retain(|path| !is_yaml(path) && !is_backup(&path.to_string_lossy()));
    let begins = |head: &str, words| head.lines().any(|line| line.starts_with(words));
    let is_faq = |head: String| begins(&head, "entries:") && !begins(&head, "```");
    files.retain(|path| head(path).is_ok_and(is_faq));
    files
}

/// The beginning of a file, long enough for whatever is handed over above the entries.
fn head(path: &Path) -> Result<String, Refusal> {
    check(&fs::metadata(path)?)?;
    let mut head = Vec::new();
    system::open(path)?.take(1 << 16).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Whether the name of a file is one of an FAQ's.
pub(crate) fn is_yaml(path: &Path) -> bool {
    let is_ending = |e: &OsStr| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml");
    path.extension().is_some_and(is_ending)
}

/// The text of the file at `path`: UTF-8, or UTF-16 that says so, line ends made `\n`. At most `room` bytes
/// are left for it.
pub(super) fn text(path: &Path, room: u64) -> Result<String, Refusal> {
    decode(bytes(path, room)?).map(with_line_feeds)
}

/// What the file at `path` holds; at most `room` bytes are left for it.
pub(super) fn bytes(path: &Path, room: u64) -> Result<Vec<u8>, Refusal> {
    // A pipe would wait for its other end: it is not even opened.
    check(&fs::metadata(path)?)?;
    let file = system::open(path)?;
    let metadata = file.metadata()?;
    check(&metadata)?;
    if metadata.len() > room {
        let most = MAX_TOTAL >> 20;
        return Err(finding!(0, "all-too-large", most).into());
    }
    let most = MAX_FILE.min(room);
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(too_large(bytes.len() as u64).into());
    }
    Ok(bytes)
}

/// `text` with line ends made `\n`.
pub(crate) fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// `text` in the form of the file that holds `bytes`: UTF-16 or UTF-8, with its mark of byte order.
pub(super) fn encode(text: &str, bytes: &[u8]) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| {
        let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        marked.flat_map(bytes).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::to_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::to_be_bytes),
        [0xef, 0xbb, 0xbf, ..] => ["\u{feff}", text].concat().into_bytes(),
        _ => text.as_bytes().to_owned(),
    }
}

fn check(metadata: &Metadata) -> Result<(), Finding> {
    match metadata.len() {
        _ if !metadata.is_file() => Err(finding!(0, "no-file")),
        len if len > MAX_FILE => Err(too_large(len)),
        _ => Ok(()),
    }
}

fn too_large(len: u64) -> Finding {
    let (megabytes, most) = (len >> 20, MAX_FILE >> 20);
    finding!(0, "too-large", megabytes, most)
}

/// The numbers in `bytes` that say that they are UTF-16.
pub(crate) fn utf16(bytes: &[u8]) -> Option<Vec<u16>> {
    let wide: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes[2..].chunks(2);
    let units = pairs.map(|pair| wide([pair[0], *pair.get(1).unwrap_or(&0)]));
    Some(units.collect())
}

/// Whether `bytes` are a document of an office program, old or new, a PDF document or a picture.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 6] = [
        b"\xd0\xcf\x11\xe0",
        b"PK\x03\x04",
        b"{\\rtf",
        b"%PDF-",
        b"\x89PNG",
        b"\xff\xd8\xff",
    ];
    SIGNS.iter().any(|sign| bytes.starts_with(sign))
}

/// The text that `bytes` stand for, with the line ends that it has.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, Refusal> {
    if is_document(&bytes) {
        return Err(finding!(0, "document").into());
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let text = match utf16(&bytes) {
        Some(units) => Ok(String::from_utf16(&units).map_err(|_| finding!(0, "no-text-file"))?),
        None => String::from_utf8(bytes),
    };
    match text {
        Ok(text) if !text.contains('\0') => Ok(text),
        Err(error) if !error.as_bytes().contains(&0) => {
            let at = error.utf8_error().valid_up_to();
            let byte = format!("{:02x}", error.as_bytes()[at]);
            let good = String::from_utf8_lossy(&error.as_bytes()[..at]);
            let column = good.chars().rev().take_while(|c| *c != '\n').count() + 1;
            Err(Refusal {
                place: (good.matches('\n').count() + 1, column),
                finding: finding!(0, "no-utf8", byte),
            })
        }
        _ => Err(finding!(0, "no-text-file").into()),
    }
}

/// What a look at the files showed, without reading them: equal as long as nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Fingerprint(Vec<(PathBuf, Option<system::Look>)>);

impl Fingerprint {
    /// One `stat` a path, and one a file of a folder. What is missing is part of it.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let look = |path: PathBuf| {
            let look = fs::metadata(&path).ok().map(|m| system::look(&m));
            (path, look)
        };
        let mut looks = Vec::new();
        for path in paths {
            match listing(path) {
                Ok(files) => looks.extend(files.into_iter().map(look)),
                Err(_) => looks.push(look(path.clone())),
            }
        }
        Self(looks)
    }
}

/// How often a file that others read is renamed over, a tenth of a second apart.
const ATTEMPTS: usize = 20;

/// Gives the file `new` the name of `path`, whose locked file is `old`. Shares of Windows replace no file
/// that is open, be it by this program or by a desk that reads it just then: the one lets go of it, the other
/// is waited for.
pub(super) fn rename_over(new: &Path, path: &Path, old: File) -> io::Result<()> {
    let mut renamed = fs::rename(new, path);
    drop(old);
    let is_open = |why: &io::Error| why.kind() == io::ErrorKind::PermissionDenied || is_in_use(why);
    for _ in 0..ATTEMPTS {
        if !cfg!(windows) || !renamed.as_ref().is_err_and(is_open) {
            break;
        }
        thread::sleep(Duration::from_millis(100));
        renamed = fs::rename(new, path);
    }
    renamed
}

/// Whether another program shares it with nobody, or has locked it, as Windows allows.
fn is_in_use(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let code = error.raw_os_error();
    cfg!(windows) && matches!(code, Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// What Unix tells of a file.
#[cfg(unix)]
pub(super) mod system {
    use std::{
        fs::{File, Metadata},
        io,
        os::unix::fs::{self, MetadataExt as _, OpenOptionsExt as _},
        path::Path,
    };

    use rustix::fs::OFlags;

    /// A file's identity, length, and times in seconds and nanoseconds. The time of its last change tells of
    /// edits that put the other time back, and of permissions given.
    pub(in crate::faq) type Look = ([u64; 3], [i64; 4]);

    pub(in crate::faq) fn look(metadata: &Metadata) -> Look {
        let m = metadata;
        let times = [m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec()];
        ([m.dev(), m.ino(), m.len()], times)
    }

    /// What stood there a moment ago may be a pipe by now: its other end is never waited for.
    pub(super) fn open(path: &Path) -> io::Result<File> {
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        File::options().read(true).custom_flags(flags).open(path)
    }

    /// Gives `file` to the owner and the group that `like` has: at least to the group, so that desks may go
    /// on reading.
    pub(in crate::faq) fn give(file: &File, like: &Metadata) -> io::Result<()> {
        let own = file.metadata()?;
        if (own.uid(), own.gid()) == (like.uid(), like.gid()) {
            return Ok(());
        }
        fs::fchown(file, Some(like.uid()), Some(like.gid()))
            .or_else(|_| fs::fchown(file, None, Some(like.gid())))
    }
}

/// What Windows tells of a file.
#[cfg(windows)]
pub(super) mod system {
    use std::{
        fs::{File, Metadata},
        io,
        os::windows::fs::MetadataExt as _,
        path::Path,
    };

    /// A file's length, attributes, and times of its making and last writing.
    pub(in crate::faq) type Look = (u64, u32, [u64; 2]);

    pub(in crate::faq) fn look(metadata: &Metadata) -> Look {
        let m = metadata;
        let times = [m.creation_time(), m.last_write_time()];
        (m.file_size(), m.file_attributes(), times)
    }

    pub(super) fn open(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    /// A new file has the rights of its folder.
    pub(in crate::faq) fn give(_: &File, _: &Metadata) -> io::Result<()> {
        Ok(())
    }
}
