//! From a source to a FAQ: each file in order, and what is wrong with it at its line.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    EMBEDDED, Entry, Faq, Fingerprint, Problem, Severity, across,
    file::File,
    foreign,
    read::{self, Refusal},
    wording::finding,
};
use crate::text;

/// The most entries of all files together.
const MAX_ENTRIES: usize = 20_000;

/// A FAQ, with what should be looked at.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The FAQ.
    pub faq: Faq,
    /// By [`Source::load`] the warnings; by [`Source::load_good`] the mistakes of what is left out.
    pub problems: Vec<Problem>,
}

/// Where the FAQ comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The FAQ built into the program.
    Embedded,
    /// Files, and folders of files ending in `.yaml` or `.yml` (not hidden ones, nor those in folders
    /// inside), in the order given, a folder's by name.
    Paths(Vec<PathBuf>),
    /// A file's text, with the name that problems call it by.
    Text {
        /// As a file's name.
        name: String,
        /// What the file holds.
        text: String,
    },
}

impl Source {
    /// Reads everything; `progress` is told, now and then, the share done, 0..1. Warnings come with the FAQ,
    /// any error instead of it. `today` decides what is overdue.
    ///
    /// # Errors
    /// Every problem of every file, warnings among them, in the order of files and lines; of each file the
    /// first [`super::MAX_PROBLEMS`], and one more that counts the rest.
    pub fn load(&self, today: Date, progress: &mut dyn FnMut(f32)) -> Result<Loaded, Vec<Problem>> {
        let loaded = Loaded::read(self, today, progress);
        if loaded.problems.iter().any(is_error) {
            return Err(loaded.problems);
        }
        Ok(loaded)
    }

    /// Reads what is good: a file with any mistake is as it was in `last`, or left out. The mistakes come
    /// with the FAQ, warnings do not.
    ///
    /// # Errors
    /// Nothing is good; the mistakes.
    pub fn load_good(
        &self,
        today: Date,
        last: Option<&Faq>,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Loaded, Vec<Problem>> {
        let mut loaded = Loaded::read(self, today, progress);
        loaded.problems.retain(is_error);
        if !loaded.problems.is_empty() {
            loaded.faq = loaded.good(last);
        }
        if loaded.faq.is_empty() {
            return Err(loaded.problems);
        }
        Ok(loaded)
    }

    /// Looks at the files' metadata; cheap enough for once a second, also on a network share.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Paths(paths) => Fingerprint::of(paths),
            Self::Embedded | Self::Text { .. } => Fingerprint::default(),
        }
    }
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

impl Loaded {
    /// All files together, also what is good in the bad ones, with every problem.
    fn read(source: &Source, today: Date, progress: &mut dyn FnMut(f32)) -> Self {
        let mut problems = Vec::new();
        let texts = texts(source, &mut problems);
        let total: usize = texts.iter().map(|(_, text)| text.len()).sum();
        let mut done = 0;
        let mut faq = Faq::default();
        let mut files = Vec::new();
        let mut shown = 0;
        for (name, text) in texts {
            done += text.len();
            let mut file = File::read(name, text, &mut faq, today);
            let together = shown + file.entries.len();
            if together > MAX_ENTRIES {
                let most = MAX_ENTRIES;
                file.findings.push(finding!(0, "too-many-entries", most));
            } else if file.is_good {
                shown = together;
            }
            files.push(file);
            progress(done as f32 / total.max(1) as f32);
        }
        across::look(&mut faq, &mut files, today);
        problems.extend(files.iter().flat_map(File::problems));
        Self { faq, problems }
    }

    /// The topics without a mistake, and for the others those of `last`, in the order of their files; then
    /// what the files that are left out hand over, which holds for calls about every topic. The problems are
    /// mistakes alone.
    fn good(&self, last: Option<&Faq>) -> Faq {
        let (nothing, mut good) = (Faq::default(), Faq::default());
        let last = last.unwrap_or(&nothing);
        let is_bad = |name: &str| self.problems.iter().any(|p| p.file == name);
        // An entry that a good file has by now may have stood in the last version of a bad one.
        let moved = self.faq.entries.iter();
        let moved = moved.filter(|entry| !is_bad(&self.faq.files[entry.topic]));
        let mut ids: HashSet<String> = moved.map(|entry| entry.id.clone()).collect();
        // What could not be read at all, a folder perhaps.
        let is_refused = |name: &&String| {
            let mut mistakes = self.problems.iter();
            !self.faq.files.contains(name) && mistakes.any(|p| Path::new(name).starts_with(&p.file))
        };
        let read = self.faq.files.iter().map(|name| (name, is_bad(name)));
        let refused = last.files.iter().filter(is_refused);
        let mut left_out = Vec::new();
        for (name, is_bad) in read.chain(refused.map(|name| (name, true))) {
            let from = if is_bad { last } else { &self.faq };
            let Some(number) = from.files.iter().position(|file| file == name) else {
                left_out.push(name);
                continue;
            };
            let topic = good.topics.len();
            good.topics.push(from.topics[number].clone());
            good.files.push(name.clone());
            let entries = from.entries.iter().filter(|entry| entry.topic == number);
            let entries = entries.filter(|entry| !is_bad || ids.insert(entry.id.clone()));
            let entries = entries.cloned().map(|entry| Entry { topic, ..entry });
            good.entries.extend(entries);
        }
        for (topic, name) in self.faq.topics.iter().zip(&self.faq.files) {
            if left_out.contains(&name) && !topic.hand_over.is_empty() {
                good.topics.push(topic.clone());
                good.files.push(name.clone());
            }
        }
        good
    }
}

/// The name and text of every file.
fn texts(source: &Source, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let paths = match source {
        Source::Embedded => return vec![("microneedling.yaml".to_owned(), EMBEDDED.to_owned())],
        Source::Text { name, text } => {
            return vec![(text::clean_line(name).into_owned(), text.clone())];
        }
        Source::Paths(paths) => paths,
    };
    let mut texts = Vec::new();
    let mut room = read::MAX_TOTAL;
    for file in files(paths, problems) {
        match read::text(&file, room) {
            Ok(text) => {
                // UTF-16 grows in UTF-8.
                room = room.saturating_sub(text.len() as u64);
                texts.push((shown(&file), text));
            }
            Err(why) => problems.push(refused(&file, why)),
        }
    }
    texts
}

/// The files at `paths`, each once, though it is named twice, or by itself and by its folder.
pub(super) fn files(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let found = read::files(path).unwrap_or_else(|why| {
            let problem = refused(path, why);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
            Vec::new()
        });
        let over = read::misnamed(path).into_iter();
        let warning = || finding!(0, "other-ending").warning();
        problems.extend(over.map(|file| refused(&file, warning().into())));
        for file in found {
            if file != *path && read::is_conflict_copy(&file) {
                let finding = finding!(0, "conflict-copy").warning();
                problems.push(refused(&file, finding.into()));
            } else if seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                files.push(file);
            }
        }
    }
    files
}

/// A path, harmless for the terminal.
pub(crate) fn shown(path: &Path) -> String {
    text::clean_line(&path.to_string_lossy()).into_owned()
}

pub(super) fn refused(path: &Path, refusal: Refusal) -> Problem {
    let file = shown(path);
    let Refusal { place, finding } = match foreign::by_name(&file) {
        // Letters of an old program are none of `import`'s worries.
        Some(what) if refusal.place.0 > 0 => Refusal {
            place: (1, 1),
            finding: foreign::of(what, &file),
        },
        _ => refusal,
    };
    Problem {
        severity: finding.severity,
        file,
        line: place.0,
        column: place.1,
        message: finding.message,
        advice: Some(finding.advice),
        snippet: None,
        caret: 0,
    }
}
