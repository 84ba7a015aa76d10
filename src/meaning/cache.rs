//! Vectors kept between runs in the user's cache folder. In: texts; out: their vectors, of which only the new
//! ones are computed. It only saves time: what is missing, damaged or of another encoder is embedded again,
//! and what cannot be written is not kept.
//!
//! The file is a sequence of records of [`RECORD`] bytes: a text's key, its vector, the checksum of both. It
//! is replaced as a whole, so that programs that share it see either the old or the new one.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process,
};

use super::{DIM, Encoder, Vector};

const KEY: usize = 8;
const CHECKSUM: usize = 4;
const RECORD: usize = KEY + DIM + CHECKSUM;

/// The most vectors that are kept: 20 MB. Those of the latest texts come first.
const MOST: usize = 50_000;

/// The file is written after so many new vectors, as the program may end before all are computed.
const STRIDE: usize = 1_000;

/// Where vectors are kept.
#[derive(Clone, Debug)]
pub struct Cache {
    file: Option<PathBuf>,
}

impl Cache {
    /// The file in the user's cache folder; none if there is no such folder.
    pub fn file_of_user() -> Option<PathBuf> {
        let folder = |name, below: &str| {
            let folder = PathBuf::from(env::var_os(name)?);
            folder.is_absolute().then(|| folder.join(below))
        };
        let folder = folder("XDG_CACHE_HOME", "")
            .or_else(|| folder("LOCALAPPDATA", ""))
            .or_else(|| folder("HOME", ".cache"));
        folder.map(|folder| folder.join("frontdesk").join("vectors"))
    }

    /// In this file, or nowhere.
    pub fn at(file: Option<PathBuf>) -> Self {
        Self { file }
    }

    /// The vectors of `texts`, in order. Those that were not kept cost some milliseconds each; `goes_on` is
    /// called before each of them, and the result is `None` once it says no.
    pub fn vectors(
        &self,
        encoder: &Encoder<'_>,
        texts: &[String],
        mut goes_on: impl FnMut() -> bool,
    ) -> Option<Vec<Vector>> {
        let keys: Vec<u64> = texts.iter().map(|text| key(encoder, text)).collect();
        let kept = self.file.as_deref().and_then(read);
        let kept = kept.unwrap_or_default();
        let records: HashMap<u64, &[u8]> = records(&kept).collect();
        let known = |key| Vector::from_bytes(records.get(key)?);
        let mut vectors: Vec<Option<Vector>> = keys.iter().map(known).collect();
        let mut new = 0;
        for (at, text) in texts.iter().enumerate() {
            if vectors[at].is_none() {
                if !goes_on() {
                    return None;
                }
                vectors[at] = Some(encoder.embed(text));
                new += 1;
                if new % STRIDE == 0 {
                    self.keep(&keys, &vectors, &kept);
                }
            }
        }
        if new % STRIDE != 0 {
            self.keep(&keys, &vectors, &kept);
        }
        vectors.into_iter().collect()
    }

    /// Writes the known `vectors` of `keys`, then the other records of `kept`.
    fn keep(&self, keys: &[u64], vectors: &[Option<Vector>], kept: &[u8]) {
        let Some(file) = self.file.as_deref() else {
            return;
        };
        let mut bytes = Vec::new();
        let mut written = HashSet::new();
        let of_now = keys.iter().zip(vectors);
        let of_now = of_now.filter_map(|(key, vector)| Some((*key, vector.as_ref()?.to_bytes())));
        let of_before =
            records(kept).filter_map(|(key, vector)| Some((key, vector.try_into().ok()?)));
        for (key, vector) in of_now.chain(of_before) {
            if written.len() < MOST && written.insert(key) {
                let start = bytes.len();
                bytes.extend(key.to_le_bytes());
                bytes.extend(vector);
                bytes.extend(crc32fast::hash(&bytes[start..]).to_le_bytes());
            }
        }
        // A failure only costs time: the texts are embedded again in the next run.
        let _ = replace(file, &bytes);
    }
}

/// What `file` holds, unless it is none of ours: a pipe would never end, and more would fill the memory.
fn read(file: &Path) -> Option<Vec<u8>> {
    let metadata = fs::metadata(file).ok()?;
    let is_ours = metadata.is_file() && metadata.len() <= (MOST * RECORD) as u64;
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

/// The keys and vectors of the undamaged records.
fn records(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    bytes.chunks_exact(RECORD).filter_map(|record| {
        let (content, checksum) = record.split_at(KEY + DIM);
        let (key, vector) = content.split_at(KEY);
        let is_whole = checksum == crc32fast::hash(content).to_le_bytes();
        is_whole.then_some((u64::from_le_bytes(key.try_into().ok()?), vector))
    })
}

/// Identifies a text and its encoder. Another compiler may hash differently: then all is embedded again.
fn key(encoder: &Encoder<'_>, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (encoder.id(), text).hash(&mut hasher);
    hasher.finish()
}
