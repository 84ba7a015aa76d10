//! The doctor's seal: eight hex digits over a question and its answer, so that a later edit shows. A leaf:
//! knows nothing of files. It notices changes; it is no signature, and anybody who can write the file can
//! make one.
//!
//! The digits are the CRC-32 (IEEE) of this form, in UTF-8: the question, and each line of the answer after a
//! line feed, two where a paragraph begins. Runs of spaces are one space, a line begins with a `>` for each
//! quote that it stands in, and a line that begins with a word is joined to the one above it where Markdown
//! reads on. So wrapping the lines anew keeps the seal, and no change of a word, a paragraph, a bullet or a
//! quote does. The form must not change: every seal that was ever given would be broken by it.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

/// Fits only the words that it was made over. Displays as eight hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal(u32);

impl Seal {
    /// The seal over a question and its answer, both as [`crate::faq`] hands them out.
    #[must_use]
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

/// What stands there is no approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnApproval;

impl FromStr for Approval {
    type Err = NotAnApproval;

    fn from_str(text: &str) -> Result<Self, NotAnApproval> {
        let (day, seal) = text.split_once(' ').ok_or(NotAnApproval)?;
        let seal = seal.trim_start();
        let is_hex = seal.len() == 8 && seal.bytes().all(|b| b.is_ascii_hexdigit());
        let seal = is_hex.then(|| u32::from_str_radix(seal, 16).ok()).flatten();
        let day = (day.len() == 10).then(|| day.parse().ok()).flatten();
        day.zip(seal)
            .map(|(day, seal)| Self {
                day,
                seal: Seal(seal),
            })
            .ok_or(NotAnApproval)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const ANSWER: &str =
        "No. It does *not* hurt.\n\n- cream\n- rest\n\n> Many are afraid.\n> — Nurse Ana";

    #[test]
    fn the_form_stays_what_it_is() {
        // A seal in a clinic's file must fit for as long as the file is used.
        assert_eq!(Seal::of("Does it hurt?", "No.").to_string(), "c872469d");
        assert_eq!(Seal::of("Does it hurt?", ANSWER).to_string(), "dd8d5316");
    }

    #[test]
    fn every_change_of_words_or_of_who_says_them_breaks_it() {
        let seal = Seal::of("Does it hurt?", ANSWER);
        for (from, to) in [
            ("not", "surely not"),
            ("No. It", "No it"),
            ("\n\n- cream", " - cream"),
            ("- rest", "rest"),
            ("\n\n>", "\n\n"),
            ("\n> —", " —"),
            ("afraid.\n>", "afraid.\n\n>"),
            ("Ana", "Eva"),
            ("*not*", "not"),
        ] {
            let edited = ANSWER.replacen(from, to, 1);
            assert_ne!(edited, ANSWER);
            assert_ne!(Seal::of("Does it hurt?", &edited), seal, "{edited}");
        }
        assert_ne!(Seal::of("Does it hurt", ANSWER), seal);
        assert_ne!(
            Seal::of("Does it hurt? No.", ""),
            Seal::of("Does it hurt?", "No.")
        );
    }

    #[test]
    fn an_approval_reads_back_and_nothing_else_is_one() {
        let approval = "2026-11-29 7c1d90ab"
            .parse::<Approval>()
            .expect("it is one");
        assert_eq!(approval.to_string(), "2026-11-29 7c1d90ab");
        for text in [
            "",
            "2026-11-29",
            "7c1d90ab",
            "2026-02-30 7c1d90ab",
            "29.11.2026 7c1d90ab",
            "2026-11-29 7c1d90a",
            "2026-11-29 7c1d90abc",
            "2026-11-29 +c1d90ab",
            "2026-11-29 7c1d90ab yes",
        ] {
            assert_eq!(text.parse::<Approval>(), Err(NotAnApproval), "{text}");
        }
    }

    proptest! {
        #[test]
        fn wrapping_the_lines_anew_keeps_it(
            paragraphs in vec((0..3_usize, vec("[a-zé][a-z,.]{0,7}", 1..12)), 1..5),
            breaks in vec((any::<bool>(), any::<bool>()), 48),
        ) {
            let mut breaks = breaks.into_iter();
            let (mut one, mut other) = (String::new(), String::new());
            for (depth, words) in paragraphs {
                let quote = "> ".repeat(depth);
                one.extend([&*quote, &*words.join(" "), "\n\n"]);
                other += &quote;
                for (n, word) in words.iter().enumerate() {
                    let (wrap, wide) = breaks.next().unwrap_or_default();
                    match (n, wrap, wide) {
                        (0, ..) => {}
                        (_, true, _) => other.extend(["  \n  ", &*quote]),
                        (_, _, true) => other += "  ",
                        _ => other += " ",
                    }
                    other += word;
                }
                other += "\n\n\n";
            }
            prop_assert_eq!(Seal::of("a  b", &one), Seal::of("a b", other.trim_end()));
        }
    }
}
