//! Vectors kept between runs in the user's cache folder. In: a text; out: its vector, which is only computed
//! if it is new. It only saves time: what is missing, damaged or of another encoder is embedded again, and
//! what cannot be written is not kept.
//!
//! The file is a sequence of records of [`RECORD`] bytes, a text's key and its vector, and the checksum of
//! them all. It is replaced as a whole, so that programs that share it see either the old or the new one.

use std::{
    collections::HashMap,
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process,
};

use super::{DIM, Encoder, Vector};

const RECORD: usize = size_of::<u64>() + DIM;
const CHECKSUM: usize = size_of::<u32>();

/// The most vectors that are kept: 20 MB. Those that were asked for come first.
const MOST: usize = 50_000;

/// The file is written after so many new vectors, as the program may end before all are computed.
const STRIDE: usize = 1_000;

/// Vectors by the keys of their texts.
#[derive(Debug)]
pub struct Cache {
    file: Option<PathBuf>,
    /// Those of the file that were not asked for yet.
    kept: HashMap<u64, Vector>,
    asked: HashMap<u64, Vector>,
    /// How many are not in the file yet.
    new: usize,
}

impl Cache {
    /// What the file in the user's cache folder holds; nothing is kept if there is no such folder.
    pub fn of_user() -> Self {
        let folder = |name, below: &str| {
            let folder = PathBuf::from(env::var_os(name)?);
            folder.is_absolute().then(|| folder.join(below))
        };
        let folder = folder("XDG_CACHE_HOME", "")
            .or_else(|| folder("LOCALAPPDATA", ""))
            .or_else(|| folder("HOME", ".cache"));
        Self::at(folder.map(|folder| folder.join("frontdesk").join("vectors")))
    }

    /// What this file holds; nothing is kept without one.
    pub fn at(file: Option<PathBuf>) -> Self {
        let bytes = file.as_deref().and_then(read).unwrap_or_default();
        let (records, checksum) = bytes.split_at(bytes.len().saturating_sub(CHECKSUM));
        let is_whole = checksum == crc32fast::hash(records).to_le_bytes();
        let records = records.chunks_exact(RECORD).filter(|_| is_whole);
        let kept = records.filter_map(|record| {
            let (key, vector) = record.split_first_chunk()?;
            Some((u64::from_le_bytes(*key), Vector::from_bytes(vector)?))
        });
        Self {
            kept: kept.collect(),
            asked: HashMap::new(),
            new: 0,
            file,
        }
    }

    /// The vector of `text`. One that was not kept costs some milliseconds; `goes_on` is asked before, and
    /// the result is `None` if it says no.
    pub fn vector(
        &mut self,
        encoder: &Encoder<'_>,
        text: &str,
        goes_on: impl FnOnce() -> bool,
    ) -> Option<Vector> {
        let key = key(encoder, text);
        if let Some(vector) = self.asked.get(&key) {
            return Some(vector.clone());
        }
        let vector = match self.kept.remove(&key) {
            Some(vector) => vector,
            None if goes_on() => {
                self.new += 1;
                encoder.embed(text)
            }
            None => return None,
        };
        self.asked.insert(key, vector.clone());
        if self.new == STRIDE {
            self.keep();
        }
        Some(vector)
    }

    /// Writes the file, if anything is new.
    pub fn keep(&mut self) {
        let Some(file) = self.file.as_deref().filter(|_| self.new > 0) else {
            return;
        };
        let mut bytes = Vec::new();
        for (key, vector) in self.asked.iter().chain(&self.kept).take(MOST) {
            bytes.extend(key.to_le_bytes());
            bytes.extend(vector.to_bytes());
        }
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        // A failure only costs time: the texts are embedded again in the next run.
        let _ = replace(file, &bytes);
        self.new = 0;
    }
}

/// What `file` holds, unless it is none of ours: a pipe would never end, and more would fill the memory.
fn read(file: &Path) -> Option<Vec<u8>> {
    let metadata = fs::metadata(file).ok()?;
    let is_ours = metadata.is_file() && metadata.len() <= (MOST * RECORD + CHECKSUM) as u64;
    is_ours.then(|| fs::read(file).ok()).flatten()
}

fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension(format!("{}.tmp", process::id()));
    fs::write(&new, bytes)
        .and_then(|()| fs::rename(&new, file))
        .inspect_err(|_| {
            let _ = fs::remove_file(&new);
        })
}

/// Identifies a text and its encoder. Another compiler may hash differently: then all is embedded again.
fn key(encoder: &Encoder<'_>, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (encoder.id(), text).hash(&mut hasher);
    hasher.finish()
}
