//! Approvals, written into a file that a person wrote: nothing else in it changes.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{
    Faq, Problem, Source, load, read,
    tree::{self, Node, Yaml},
    write,
};
use crate::seal::Approval;

const UNFIT: &str = "the file is laid out in a way that an approval does not fit into; nothing was written: write each entry's keys on lines of their own, without anchors and aliases (`&name`, `*name`)";

/// A file of an FAQ as it was read, for the doctor to sign.
pub struct Paper {
    path: PathBuf,
    bytes: Vec<u8>,
    /// With the line ends that it has.
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
        files.map(|file| Self::open(file, today)).collect()
    }

    fn open(path: PathBuf, today: Date) -> Result<Self, Vec<Problem>> {
        let bytes = read::bytes(&path, read::MAX_FILE);
        let read = bytes.and_then(|bytes| Ok((read::decode(bytes.clone())?, bytes)));
        let (text, bytes) = read.map_err(|why| vec![load::refused(&path, why)])?;
        let faq = parse(&load::shown(&path), &text, today)?;
        Ok(Self {
            path,
            bytes,
            text,
            faq,
        })
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
        let signed = signed(&self.text, approvals).ok_or(UNFIT)?;
        // Whatever the layout was: all must be read as before, and the approvals with it.
        let mut expected = self.faq.entries.clone();
        for (number, approval) in approvals {
            expected[*number].approved = Some(*approval);
        }
        let faq = parse(&self.name(), &signed, today).map_err(|_| UNFIT.to_owned())?;
        let bytes = read::encode(&signed, &self.bytes);
        let faithful = read::encode(&self.text, &self.bytes) == self.bytes;
        if faq.entries != expected || !faithful {
            return Err(UNFIT.to_owned());
        }
        write::replace(&self.path, &self.bytes, &bytes)?;
        (self.bytes, self.text, self.faq) = (bytes, signed, faq);
        Ok(())
    }
}

fn parse(name: &str, text: &str, today: Date) -> Result<Faq, Vec<Problem>> {
    let source = Source::Text {
        name: name.to_owned(),
        text: read::with_line_feeds(text.to_owned()),
    };
    source.load(today, &mut |_| ()).map(|loaded| loaded.faq)
}

/// `text` with the approvals; none where an entry is no group of keys, or two are the same.
fn signed(text: &str, approvals: &[(usize, Approval)]) -> Option<String> {
    // The same length with line ends that the parser knows: places hold in both.
    let plain = text.replace("\r\n", " \n").replace('\r', "\n");
    let root = tree::read(&plain).ok()?.root;
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
        let is_quoted = plain[first.at..].starts_with('"');
        let quote = if is_quoted { "\"" } else { "" };
        let words = format!(", {quote}approved{quote}: {quote}{approval}{quote}");
        return Some((last..last, words));
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
    let words = format!("{ending}{}approved: {approval}", " ".repeat(column));
    Some((end..end, words))
}
