//! Approvals, written into a file that a person wrote: nothing else in it changes.

use std::{fs, path::PathBuf};

use jiff::civil::Date;

use super::{
    Faq, Loaded, Problem, Source, load, read,
    tree::{self, Node, Yaml},
    write,
};
use crate::seal::Approval;

const UNFIT: &str = "the file is laid out in a way that an approval does not fit into; nothing was written: write each entry's keys on lines of their own";
const NO_UTF8: &str =
    "the file is saved as UTF-16; nothing was written: save it as UTF-8, then approve it";

/// A file of an FAQ as it was read, for the doctor to sign.
pub struct Paper {
    path: PathBuf,
    /// All that it holds, with its mark of byte order and its line ends; U+FFFD where that is not UTF-8.
    text: String,
    faq: Faq,
}

impl Paper {
    /// The files at `paths`, each once, in the order in which they are read.
    ///
    /// # Errors
    /// Every mistake of all of them: what has any is not to be signed.
    pub fn all(paths: &[PathBuf], today: Date) -> Result<Vec<Self>, Vec<Problem>> {
        Source::Paths(paths.to_vec()).load(today, &mut |_| ())?;
        let files = load::files(paths, &mut Vec::new()).into_iter();
        files.map(|path| Self::open(path, today)).collect()
    }

    fn open(path: PathBuf, today: Date) -> Result<Self, Vec<Problem>> {
        let Loaded { faq, .. } = Source::Paths(vec![path.clone()]).load(today, &mut |_| ())?;
        let bytes = fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self { path, text, faq })
    }

    /// The file's name, clean.
    pub fn name(&self) -> String {
        load::shown(&self.path)
    }

    /// The one topic that it holds, and its entries.
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// Writes each approval into the entry that has the number before it: the whole file is replaced at once.
    ///
    /// # Errors
    /// A sentence that says why nothing was written: the file is not the one that was read any more, it
    /// cannot be written, or it is laid out in a way that an approval does not fit into.
    pub fn sign(&mut self, approvals: &[(usize, Approval)], today: Date) -> Result<(), String> {
        if self.text.contains(char::REPLACEMENT_CHARACTER) {
            return Err(NO_UTF8.to_owned());
        }
        let signed = signed(&self.text, approvals).ok_or(UNFIT)?;
        // Whatever the layout was: all must be read as before, and the approvals with it.
        let mut expected = self.faq.entries.clone();
        for (number, approval) in approvals {
            expected[*number].approved = Some(*approval);
        }
        let plain = signed.trim_start_matches('\u{feff}').to_owned();
        let source = Source::Text {
            name: self.name(),
            text: read::with_line_feeds(plain),
        };
        let loaded = source.load(today, &mut |_| ());
        let Loaded { faq, .. } = loaded.map_err(|_| UNFIT.to_owned())?;
        if faq.entries != expected {
            return Err(UNFIT.to_owned());
        }
        write::replace(&self.path, self.text.as_bytes(), signed.as_bytes())?;
        (self.text, self.faq) = (signed, faq);
        Ok(())
    }
}

/// `text` with the approvals; none where an entry is no group of keys, or two are the same.
fn signed(text: &str, approvals: &[(usize, Approval)]) -> Option<String> {
    // The same length with line ends that the parser knows: places hold in both.
    let plain = text.replace("\r\n", " \n").replace('\r', "\n");
    let root = tree::parse(&plain).ok()?.root;
    let entries = root.get("entries")?.items();
    let mut edits = Vec::new();
    for (number, approval) in approvals {
        edits.push(edit(text, &plain, entries.get(*number)?, *approval)?);
    }
    edits.sort_unstable_by_key(|(range, _)| range.start);
    let mut signed = String::with_capacity(text.len() + 64 * edits.len());
    let mut done = 0;
    for (range, words) in edits {
        signed += text.get(done..range.start)?;
        signed += &words;
        done = range.end;
    }
    signed += &text[done..];
    Some(signed)
}

type Insertion = (std::ops::Range<usize>, String);

/// What to write where, so that the entry at `entry` is approved.
fn edit(text: &str, plain: &str, entry: &Node, approval: Approval) -> Option<Insertion> {
    // A text below `|` has its line ends with it.
    let end = |node: &Node| Some(node.at + plain.get(node.at..node.end)?.trim_end().len());
    if let Some(old) = entry.get("approved") {
        return Some((old.at..end(old)?, approval.to_string()));
    }
    let Yaml::Map(pairs) = &entry.kind else {
        return None;
    };
    let ((first, _), (_, last)) = (pairs.first()?, pairs.last()?);
    let last = end(last)?;
    if plain[entry.at..].starts_with('{') {
        return None;
    }
    let line = plain[..first.at].rfind('\n').map_or(0, |n| n + 1);
    let column = plain[line..first.at].chars().count();
    let end = last + text[last..].find(['\r', '\n']).unwrap_or(text.len() - last);
    // As its line ends; where that is the last and does not, as the first does.
    let here = (end < text.len()).then_some(end);
    let ending = match here.or_else(|| text.find(['\r', '\n'])) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    };
    Some((
        end..end,
        format!("{ending}{}approved: {approval}", " ".repeat(column)),
    ))
}
