//! Files and folders: what there is, whether it may be read, and its text. Nothing here blocks on what is not
//! a plain file, and nothing large is read before its size is known.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata, Permissions},
    io::{self, Read as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use super::wording::{Finding, finding};

/// The largest file that is read, in bytes.
pub(super) const MAX_FILE: u64 = 16 << 20;
/// The most that all files together may hold, in bytes.
pub(super) const MAX_TOTAL: u64 = 64 << 20;

impl From<io::Error> for Finding {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => finding!(0, "no-such-file"),
            io::ErrorKind::PermissionDenied => finding!(0, "no-permission"),
            io::ErrorKind::IsADirectory => finding!(0, "no-file"),
            _ => finding!(0, "no-reading", error),
        }
    }
}

/// What one path given by the user stands for: files in order, each named as the user would, or a refusal.
/// A folder stands for its own `.yaml` and `.yml` files by name, without hidden ones and folders inside.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>, Finding> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = listing(path)?;
    files.retain(|file| !file.is_dir());
    if files.iter().all(|file| is_conflict_copy(file)) {
        return Err(finding!(0, "empty-folder"));
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
    let mut files = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_yaml(&path) && !hidden {
            files.push(path);
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// Whether the name of a file is one of an FAQ's.
pub(crate) fn is_yaml(path: &Path) -> bool {
    let is_ending = |e: &OsStr| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml");
    path.extension().is_some_and(is_ending)
}

/// The text of the file at `path`: UTF-8, or UTF-16 that says so, line ends made `\n`. At most `room` bytes
/// are left for it.
pub(super) fn text(path: &Path, room: u64) -> Result<String, Finding> {
    decode(&bytes(path, room)?).map(with_line_feeds)
}

/// What the file at `path` holds; at most `room` bytes are left for it.
pub(super) fn bytes(path: &Path, room: u64) -> Result<Vec<u8>, Finding> {
    let metadata = fs::metadata(path)?;
    // A pipe would wait for its other end: it is not even opened.
    if !metadata.is_file() {
        return Err(finding!(0, "no-file"));
    }
    let mut bytes = Vec::new();
    let most = MAX_FILE.min(room);
    if metadata.len() <= most {
        // It may have grown meanwhile.
        File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    }
    let most = MAX_FILE >> 20;
    match metadata.len().max(bytes.len() as u64) {
        len if len > MAX_FILE => Err(finding!(0, "too-large", megabytes = len >> 20, most)),
        len if len > room => Err(finding!(0, "all-too-large", most = MAX_TOTAL >> 20)),
        _ => Ok(bytes),
    }
}

/// `text` with line ends made `\n`.
pub(crate) fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// The text of `bytes` that say that they are UTF-16; U+FFFD stands for what is not.
pub(crate) fn utf16(bytes: &[u8]) -> Option<String> {
    let wide: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes[2..].chunks(2);
    let units = pairs.map(|pair| wide([pair[0], *pair.get(1).unwrap_or(&0)]));
    Some(String::from_utf16_lossy(&units.collect::<Vec<_>>()))
}

/// The text that `bytes` stand for, with the line ends that it has; U+FFFD for what is damaged.
fn decode(bytes: &[u8]) -> Result<String, Finding> {
    // Word, old and new, and OpenDocument; pictures.
    const DOCUMENTS: [&[u8]; 6] = [
        b"\xd0\xcf\x11\xe0",
        b"PK\x03\x04",
        b"{\\rtf",
        b"%PDF-",
        b"\x89PNG",
        b"\xff\xd8\xff",
    ];
    if DOCUMENTS.iter().any(|sign| bytes.starts_with(sign)) {
        return Err(finding!(0, "document"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = utf16(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
    if text.contains('\0') {
        return Err(finding!(0, "no-text-file"));
    }
    Ok(text)
}

/// A file's length, when it was written and made, and who may read it: another file of the same name was made
/// at another time.
type Look = (u64, [Option<SystemTime>; 2], Permissions);

pub(super) fn look(metadata: &Metadata) -> Look {
    let times = [metadata.modified().ok(), metadata.created().ok()];
    (metadata.len(), times, metadata.permissions())
}

/// What a look at the files showed, without reading them: equal as long as nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Fingerprint(Vec<(PathBuf, Option<Look>)>);

impl Fingerprint {
    /// One `stat` a path, and one a file of a folder. What is missing is part of it.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let look = |path: PathBuf| {
            let look = fs::metadata(&path).ok().map(|m| look(&m));
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

/// Gives the file `new` the name of `path`, whose locked file is `old`. Shares of Windows replace no file that
/// is open, be it by this program or by a desk that reads it just then: the one lets go of it, the other is
/// waited for.
pub(super) fn rename_over(new: &Path, path: &Path, old: File) -> io::Result<()> {
    let mut renamed = fs::rename(new, path);
    drop(old);
    for _ in 0..ATTEMPTS {
        if !cfg!(windows) || renamed.is_ok() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
        renamed = fs::rename(new, path);
    }
    renamed
}

/// Gives `file` to the owner and the group that `like` has: at least to the group, so that desks may go on
/// reading.
#[cfg(unix)]
pub(super) fn give(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let (own, group) = (file.metadata()?, Some(like.gid()));
    if (own.uid(), own.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), group).or_else(|_| fchown(file, None, group))
}

/// A new file has the rights of its folder.
#[cfg(windows)]
pub(super) fn give(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
