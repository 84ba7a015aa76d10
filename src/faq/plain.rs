//! Entries in the plainest YAML, read without a YAML parser, which takes ten times as long and a hundred bytes of
//! memory for each few bytes of text: keys below each other, values on one line or in a `|` block, `also_asked` as a
//! list below its key. That is how nearly every entry of a large FAQ is written. Whatever else stands in an entry (a
//! comment, a folded text, an escape, an anchor, an unknown key) leaves it to `serde_yaml`, as do all mistakes; the
//! property test below holds the two to the same reading.

use std::borrow::Cow;

use super::raw::{RawEntry, Text};

/// The longest entry that is read here; longer ones pass the checks of `parse`.
const LONGEST: usize = 64 << 10;

/// The entry that `item`, an item of `entries` from its dash to the next, plainly is.
pub(super) fn entry(item: &str) -> Option<RawEntry<'_>> {
    if item.len() > LONGEST || !is_printable(item) {
        return None;
    }
    let mut lines = Lines { left: item };
    let first = lines.next()?;
    let dash = indent(first);
    let rest = first[dash..].strip_prefix("- ")?;
    // The keys stand below the first of them.
    let column = dash + 2 + indent(rest);
    let mut key_line = rest.trim_start_matches(' ');
    let mut found = Found::default();
    loop {
        let (key, value) = key_line.split_once(':')?;
        if key == "also_asked" {
            let twice = found
                .also_asked
                .replace(list(&mut lines, column)?)
                .is_some();
            if twice || !value.is_empty() {
                return None;
            }
        } else {
            let slot = found.slot(key).filter(|slot| slot.is_none())?;
            *slot = Some(match value.strip_prefix(' ')? {
                "|" | "|-" => block(&mut lines, column)?,
                value => Cow::Borrowed(one_line(value)?),
            });
        }
        let Some(next) = lines.find(|line| !line.is_empty()) else {
            break;
        };
        if indent(next) != column {
            return None;
        }
        key_line = &next[column..];
    }
    Some(RawEntry {
        question: Text(found.question?),
        id: found.id.map(Text),
        also_asked: found.also_asked,
        answer: Text(found.answer?),
        staff_note: found.staff_note.map(Text),
    })
}

/// What an entry was found to hold so far.
#[derive(Default)]
struct Found<'a> {
    question: Option<Cow<'a, str>>,
    id: Option<Cow<'a, str>>,
    also_asked: Option<Vec<Text<'a>>>,
    answer: Option<Cow<'a, str>>,
    staff_note: Option<Cow<'a, str>>,
}

impl<'a> Found<'a> {
    /// Where the text of `key` belongs.
    fn slot(&mut self, key: &str) -> Option<&mut Option<Cow<'a, str>>> {
        Some(match key {
            "question" => &mut self.question,
            "id" => &mut self.id,
            "answer" => &mut self.answer,
            "staff_note" => &mut self.staff_note,
            _ => return None,
        })
    }
}

/// The lines of a text, without their ends.
#[derive(Clone)]
struct Lines<'a> {
    left: &'a str,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.left.is_empty() {
            return None;
        }
        let (line, left) = self.left.split_once('\n').unwrap_or((self.left, ""));
        self.left = left;
        Some(line)
    }
}

/// The items of a list that stands at `column` or further right, each on one line.
fn list<'a>(lines: &mut Lines<'a>, column: usize) -> Option<Vec<Text<'a>>> {
    let mut items = Vec::new();
    let mut dashes = None;
    loop {
        let mut ahead = lines.clone();
        let Some(line) = ahead.find(|line| !line.is_empty()) else {
            break;
        };
        let Some(item) = line[indent(line)..].strip_prefix("- ") else {
            break;
        };
        if indent(line) < column || *dashes.get_or_insert(indent(line)) != indent(line) {
            return None;
        }
        items.push(Text(Cow::Borrowed(one_line(item)?)));
        *lines = ahead;
    }
    (!items.is_empty()).then_some(items)
}

/// The text of a block below a key at `column`: the lines that stand further right than that, without what the first
/// of them is indented by.
fn block<'a>(lines: &mut Lines<'a>, column: usize) -> Option<Cow<'a, str>> {
    let mut ahead = lines.clone();
    let first = ahead.find(|line| !line.is_empty())?;
    let margin = indent(first);
    // A line of spaces only has its own ways.
    if margin <= column || margin == first.len() {
        return None;
    }
    let mut text = String::new();
    let mut breaks = 0;
    loop {
        let mut ahead = lines.clone();
        let Some(line) = ahead.next() else { break };
        let own = indent(line);
        if own < margin && own < line.len() {
            break;
        }
        *lines = ahead;
        if let Some(line) = line.get(margin..).filter(|line| !line.is_empty()) {
            if !text.is_empty() {
                text.extend(std::iter::repeat_n('\n', breaks));
            }
            text.push_str(line);
            breaks = 0;
        }
        breaks += 1;
    }
    Some(Cow::Owned(text))
}

/// A value or item that ends with its line: in quotes without an escape, or plainly text.
fn one_line(value: &str) -> Option<&str> {
    let value = value.trim_matches(' ');
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let inner = inner.strip_suffix(quote)?;
            return (!inner.contains([quote, '\\'])).then_some(inner);
        }
    }
    let text = value.starts_with(|c: char| c.is_alphanumeric() || c == '(')
        && !value.ends_with(':')
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.eq_ignore_ascii_case("null");
    text.then_some(value)
}

/// How many spaces a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether YAML takes each character for itself, wherever it stands: neither controls nor tabs, and nothing that ends a
/// line but `\n` ([`super::read`] made all line ends that).
fn is_printable(text: &str) -> bool {
    let ordinary = |b: u8| matches!(b, b'\n' | b' '..=b'~');
    text.bytes().all(ordinary)
        || text.chars().all(|c| {
            matches!(
                c,
                '\n' | ' '..='~'
                    | '\u{a0}'..='\u{2027}'
                    | '\u{202a}'..='\u{fefe}'
                    | '\u{ff00}'..='\u{fffd}'
                    | '\u{10000}'..
            )
        })
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::faq::{Faq, Topic};

    /// What stands in the FAQ after reading.
    fn read(entries: &[RawEntry<'_>]) -> Option<(String, Vec<String>)> {
        let mut faq = Faq::default();
        faq.begin(Topic::default());
        if !entries.iter().all(|entry| entry.add(&mut faq)) {
            return None;
        }
        let said = faq.entries().map(|e| {
            format!(
                "{:?}",
                (
                    e.given_id(),
                    e.question(),
                    e.also_asked().collect::<Vec<_>>(),
                    e.answer(),
                    e.staff_note()
                )
            )
        });
        let said = said.collect();
        Some((faq.text, said))
    }

    fn same_as_yaml(item: &str) -> Result<(), TestCaseError> {
        if let Some(plain) = entry(item) {
            let yaml = serde_yaml::from_str::<Vec<RawEntry<'_>>>(item);
            prop_assert!(yaml.is_ok(), "YAML refuses {item:?}: {:?}", yaml.err());
            let yaml = yaml.unwrap_or_default();
            prop_assert_eq!(yaml.len(), 1, "{:?}", item);
            prop_assert_eq!(read(&[plain]), read(&yaml), "{:?}", item);
        }
        Ok(())
    }

    /// A line of an entry, some of which belong together, at any indentation.
    fn line() -> impl Strategy<Value = String> {
        let indent = select(vec![
            "", "  ", "  ", "  ", "    ", "    ", "   ", "      ", " ",
        ]);
        let words = select(vec![
            "question: a b",
            "question: \"c: # d\"",
            "answer: |",
            "answer: |-",
            "answer: e's (f) [g], {h} & i",
            "answer: 'j'",
            "answer: >",
            "answer:",
            "id: 2024",
            "id: null",
            "id: 0x1F",
            "staff_note: |",
            "staff_note: yes",
            "staff_note: k: l",
            "staff_note: m #n",
            "also_asked:",
            "also_asked: []",
            "- o p",
            "- \"q\"",
            "- 'r''s'",
            "- t:",
            "- u:v",
            "-",
            "w x",
            "# y",
            "z: 1",
            "\u{e9} \u{2014} \u{1f600}",
            "...",
            "---",
            "",
            " ",
            "a  ",
        ]);
        (indent, words).prop_map(|(indent, words)| format!("{indent}{words}"))
    }

    /// Any letters that mean something in YAML.
    fn value() -> impl Strategy<Value = String> {
        let letters = ": #-?,[]{}&*!|>'\"%@`~=<.0aNnul\\/()$_+e\u{e9}\u{a0}\u{85}\u{2028}\u{feff}\u{200b}\t\r\u{7f}";
        vec(select(letters.chars().collect::<Vec<_>>()), 0..8)
            .prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lines_mean_what_yaml_says(lines in vec(line(), 0..9)) {
            same_as_yaml(&format!("- question: q\n  answer: a\n  {}\n", lines.join("\n")))?;
            same_as_yaml(&format!("- question: q\n  answer: a\n  also_asked:\n{}\n", lines.join("\n")))?;
            same_as_yaml(&format!("- {}\n", lines.join("\n")))?;
        }

        #[test]
        fn values_mean_what_yaml_says(values in vec(value(), 6..7), first in select(vec!["a", "", "x ", "\"", "1"])) {
            let [a, b, c, d, e, f] = values.as_slice() else { return Ok(()) };
            same_as_yaml(&format!(" - question: {first}{a}\n   answer: b\n"))?;
            same_as_yaml(&format!("- id: i\n  also_asked:\n  - {first}{b}\n  - {c}\n  question: q\n  answer: '{d}'\n"))?;
            same_as_yaml(&format!("-  answer: |\n    {first}{c}\n     {d}\n\n    {e}\n   {f}\n   question: q\n\n"))?;
            same_as_yaml(&format!("- question: \"{a}\"\n  staff_note: |-\n\n    {b}\n   \n    {first}\n  answer: x{e}"))?;
        }
    }

    #[test]
    fn the_usual_ways_to_write_an_entry_are_plain() {
        for item in [
            "- question: Does it hurt?\n  answer: No.\n",
            "  - id: a\n    question: \"Pain: how much?\"\n    also_asked:\n      - Does it sting\n      - 'Is it sore'\n    answer: |\n      Little.\n\n      > Nearly none.\n    staff_note: Ask first.\n\n",
            "- question: a\n  also_asked:\n  - b\n  answer: |-\n    c\n\n    - d\n",
        ] {
            assert!(entry(item).is_some(), "{item}");
        }
    }
}
