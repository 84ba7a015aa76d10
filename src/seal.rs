//! The doctor's seal: eight hex digits over a question and its answer, so that a later edit shows. A leaf:
//! knows nothing of files. It notices changes; it is no signature, and anybody who can write the file can
//! make one.
//!
//! The digits are the CRC-32 (IEEE) of this form, in UTF-8: the question, and each line of the answer after a
//! line feed, two where a paragraph begins. Runs of spaces are one space, a line begins with a `>` for each
//! quote that it stands in, and a line that begins with a word is joined to the one above it where Markdown
//! reads on. So wrapping the lines anew keeps the seal, and no change of a word, a paragraph, a bullet or a
//! quote does. The form must not change: every seal that was ever given would be broken by it.

use std::fmt;

use jiff::civil::Date;

/// Fits only the words that it was made over. Displays as eight hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal(u32);

impl Seal {
    /// The seal over a question and its answer, both as [`crate::faq`] hands them out.
    pub fn of(question: &str, answer: &str) -> Self {
        let mut form = joined(question);
        // Of the line before: how deep in quotes it stands; none where the next line cannot go on with it.
        let mut before = None;
        for line in answer.lines() {
            let words = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            let depth = line[..line.len() - words.len()].matches('>').count();
            let open = !words.is_empty() && !words.starts_with(['#', '|']);
            if before == Some(depth) && goes_on(words) {
                form += " ";
            } else if !words.is_empty() {
                form += if before.is_some() { "\n" } else { "\n\n" };
                form += &">".repeat(depth);
            }
            form += &joined(words);
            before = open.then_some(depth);
        }
        Self(crc32fast::hash(form.as_bytes()))
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line goes on with the paragraph above it: a bullet, a number, a heading, a speaker, a table or a
/// fence begins anew.
fn goes_on(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let number = first.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let begins = ["#", "|", "`", "~", "=", "<", "-", "—", "–", "―"];
    let anew = begins.iter().any(|sign| first.starts_with(sign)) || ["*", "+"].contains(&first);
    !first.is_empty() && !anew && !is_number
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// That the doctor approved an entry, as it stands in a file: `2026-11-29 7c1d90ab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The day, on the calendar of the computer where it was approved.
    pub day: Date,
    /// Over the words that were approved.
    pub seal: Seal,
}

impl fmt::Display for Approval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.seal)
    }
}

impl Approval {
    /// An approval as it stands in a file, if it is one.
    pub fn read(text: &str) -> Option<Self> {
        let (day, seal) = text.split_once(' ')?;
        let seal = seal.trim_start();
        let is_hex = seal.len() == 8 && seal.bytes().all(|b| b.is_ascii_hexdigit());
        let seal = u32::from_str_radix(seal, 16).ok().filter(|_| is_hex)?;
        let day = day.parse().ok().filter(|_| day.len() == 10)?;
        Some(Self {
            day,
            seal: Seal(seal),
        })
    }
}
