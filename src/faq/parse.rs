//! From a file's text to a topic and its entries, as fast and in as little memory as `serde_yaml` allows.
//!
//! `serde_yaml` holds every event of a document in memory before it hands out the first, a hundred bytes for each
//! few bytes of text. So a file is cut, where its lines allow it, into its header and the items of `entries`, and
//! these are read in batches, on all cores. A cut inside a quoted text or brackets leaves both halves broken, so it
//! cannot go unnoticed; what fails that way is read again as one document, where the file is small enough.

use std::{
    borrow::Cow,
    cmp::Ordering,
    mem,
    ops::Range,
    panic::resume_unwind,
    sync::atomic::{self, AtomicUsize},
    thread,
};

use jiff::civil::Date;
use serde::{Deserialize, de::IgnoredAny};

use super::{
    Faq, Topic, diagnose, plain,
    raw::{RawEntry, RawFile},
};

/// The longest text that is read as one YAML document: an entry, a header, or a file that cannot be cut.
pub(super) const MAX_PIECE: usize = 4 << 20;
/// How many marks that may begin or end something (`,` `:` `-` brackets, line ends) such a text may hold.
pub(super) const MAX_MARKS: usize = 400_000;
/// How deep brackets may be nested in such a text: the parser's time grows with it. An FAQ needs three, and an answer
/// may have some that never close.
pub(super) const MAX_DEPTH: usize = 64;
/// The most text that a FAQ may hold once every alias is written out.
pub(super) const MAX_TEXT: usize = 1 << 30;
/// Entries are read in batches of at least so many bytes: enough to make a parser worth its setting up.
const BATCH: usize = 64 << 10;
/// What is put behind the first entries comes in pieces of about so many bytes of text, and takes little more memory than
/// all together.
const PIECE: usize = 512 << 10;
/// After so many bad entries, or so many bytes of them, a thread reads no further: what is wrong with a file costs more
/// time than what is right.
const MAX_BAD: usize = 1000;
const MAX_BAD_BYTES: usize = 256 << 10;
/// Files shorter than this are not worth a thread.
const WORTH_THREADS: usize = 1 << 20;

/// Where a file's entries stand.
#[derive(Debug)]
pub(super) enum Layout {
    /// All in one document.
    Whole,
    /// Each by itself.
    Items(Items),
}

/// A file cut into its header and its entries.
#[derive(Debug)]
pub(super) struct Items {
    /// What stands before `entries:` and what stands after the entries.
    pub(super) header: [Range<usize>; 2],
    /// Where each entry begins, in bytes; files are shorter than 4 GiB.
    starts: Vec<u32>,
    end: usize,
    /// Lines among the entries that are further left than they may be: the file is no YAML, or the cut is wrong.
    pub(super) strays: Vec<Stray>,
}

/// A line further left than what it should belong to.
#[derive(Debug)]
pub(super) struct Stray {
    /// Where its first letter stands.
    pub(super) at: usize,
    /// The column, from 0, where it should at least stand; a dash, exactly.
    pub(super) place: usize,
    /// Whether it begins an entry.
    pub(super) dash: bool,
}

impl Items {
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Where entry `number` stands.
    pub(super) fn range(&self, number: usize) -> Range<usize> {
        let end = self
            .starts
            .get(number + 1)
            .map_or(self.end, |s| *s as usize);
        self.starts[number] as usize..end
    }

    /// The entry in which byte `at` stands.
    pub(super) fn holding(&self, at: usize) -> Option<usize> {
        let number = self
            .starts
            .partition_point(|start| *start as usize <= at)
            .checked_sub(1)?;
        self.range(number).contains(&at).then_some(number)
    }

    fn span(&self, numbers: &Range<usize>) -> Range<usize> {
        self.range(numbers.start).start..self.range(numbers.end - 1).end
    }

    /// The header's text; where it stands on both sides of the entries, with what is between left out.
    pub(super) fn header_text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let [before, after] = &self.header;
        if after.is_empty() {
            Cow::Borrowed(&text[before.clone()])
        } else {
            Cow::Owned(format!("{}{}", &text[before.clone()], &text[after.clone()]))
        }
    }

    /// Where in the file a place of [`Items::header_text`] is.
    pub(super) fn header_offset(&self, offset: usize) -> usize {
        let [before, after] = &self.header;
        if offset < before.len() || after.is_empty() {
            before.start + offset
        } else {
            after.start + offset - before.len()
        }
    }
}

/// Cuts a file at `entries:` and at each line that begins an item below it. None where the lines do not show
/// plainly that there is such a list.
pub(super) fn cut(text: &str) -> Option<Items> {
    let mut offset = 0;
    let mut begun = false;
    let mut key: Option<Range<usize>> = None;
    let mut column = None;
    let mut trailer: Option<usize> = None;
    let mut starts = Vec::new();
    let mut strays = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let body = body.trim_end();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        if indent == 0
            && (body.starts_with("...")
                || body.starts_with('%')
                || body.starts_with("---") && begun)
        {
            return None;
        }
        begun = true;
        if indent == 0 && is_entries_key(body) {
            if key.is_some() {
                return None;
            }
            key = Some(start..offset);
        } else if key.is_some() && trailer.is_none() {
            let item = body == "-" || body.starts_with("- ");
            let first = *column.get_or_insert(indent);
            match (item, indent.cmp(&first)) {
                (true, Ordering::Less | Ordering::Equal) => {
                    if indent < first {
                        strays.push(Stray {
                            at: start + indent,
                            place: first,
                            dash: true,
                        });
                    }
                    starts.push(start as u32);
                }
                (false, _) if starts.is_empty() => return None,
                (false, Ordering::Less | Ordering::Equal)
                    if indent == 0 && diagnose::begins_file_key(body) =>
                {
                    trailer = Some(start);
                }
                (false, Ordering::Less | Ordering::Equal) => {
                    strays.push(Stray {
                        at: start + indent,
                        place: first + 2,
                        dash: false,
                    });
                }
                (_, Ordering::Greater) => {}
            }
        }
    }
    let end = trailer.unwrap_or(text.len());
    let header = [0..key?.start, end..text.len()];
    (!starts.is_empty()).then_some(Items {
        header,
        starts,
        end,
        strays,
    })
}

fn is_entries_key(body: &str) -> bool {
    body.strip_prefix("entries:").is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#')
    })
}

/// A piece of a file that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bad {
    Header,
    Entry(usize),
    /// Aliases make the text around this entry larger than the program lets them.
    Bomb(usize),
}

impl Bad {
    /// The number of the entry that it is.
    pub(super) fn entry(&self) -> Option<usize> {
        match self {
            Self::Header => None,
            Self::Entry(number) | Self::Bomb(number) => Some(*number),
        }
    }
}

/// What reading a file gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// None where the header is bad.
    pub(super) topic: Option<Topic>,
    /// The good entries, without a topic.
    pub(super) faq: Faq,
    /// The pieces that are not as they should be: the header first, the entries in order.
    pub(super) bad: Vec<Bad>,
    /// How many entries were not read because of all the bad ones.
    pub(super) unread: usize,
}

/// Reads a file that was cut. `progress` is told how many bytes are done.
pub(super) fn items(
    text: &str,
    items: &Items,
    today: Date,
    progress: &mut dyn FnMut(usize),
) -> Read {
    let [before, after] = &items.header;
    // Joined, two halves might close what each leaves open.
    let whole = after.is_empty() || document::<IgnoredAny>(&text[before.clone()]).is_some();
    let topic = document::<RawFile>(&items.header_text(text))
        .filter(|raw| whole && raw.entries.is_none())
        .and_then(|raw| raw.topic(today));
    let workers = if text.len() < WORTH_THREADS {
        1
    } else {
        thread::available_parallelism()
            .map_or(1, usize::from)
            .min(8)
    };
    let share = |n: usize| items.len() * n / workers..items.len() * (n + 1) / workers;
    let done = &AtomicUsize::new(0);
    thread::scope(|scope| {
        let others: Vec<_> = (1..workers)
            .map(|n| scope.spawn(move || part(text, items, share(n), PIECE, done, &mut |_| ())))
            .collect();
        let (mut pieces, mut entries, mut unread) =
            part(text, items, share(0), usize::MAX, done, progress);
        for other in others {
            // A panic of a thread is handed on: its share must not be taken for read.
            let (more, bad, left) = other.join().unwrap_or_else(|panic| resume_unwind(panic));
            pieces.extend(more);
            entries.extend(bad);
            unread += left;
        }
        let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
        let mut faq = Faq::default();
        if length > MAX_TEXT {
            entries.push(Bad::Bomb(items.len() - 1));
        } else {
            for piece in pieces {
                faq.append(piece);
            }
        }
        let mut bad: Vec<_> = topic.is_none().then_some(Bad::Header).into_iter().collect();
        bad.extend(entries);
        Read {
            topic,
            faq,
            bad,
            unread,
        }
    })
}

/// Reads the entries numbered `numbers` into FAQs of about so many bytes of text at most, and tells which are bad, and
/// how many were not read.
fn part(
    text: &str,
    items: &Items,
    numbers: Range<usize>,
    piece: usize,
    done: &AtomicUsize,
    progress: &mut dyn FnMut(usize),
) -> (Vec<Faq>, Vec<Bad>, usize) {
    let (mut pieces, mut length) = (Vec::new(), 0);
    let mut faq = Faq::default();
    let mut bad = Vec::new();
    let mut bad_bytes = 0;
    let mut next = numbers.start;
    while next < numbers.end && bad.len() < MAX_BAD && bad_bytes < MAX_BAD_BYTES {
        let first = next;
        let from = items.range(first).start;
        while next < numbers.end && (next == first || items.range(next).end - from <= BATCH) {
            next += 1;
        }
        let known_bad = bad.len();
        let mut left = first;
        for number in first..next {
            let Some(plain) = plain::entry(&text[items.range(number)]) else {
                continue;
            };
            batch(text, items, left..number, &mut faq, &mut bad);
            left = number + 1;
            if !add(&[plain], &mut faq) {
                bad.push(Bad::Entry(number));
            }
        }
        batch(text, items, left..next, &mut faq, &mut bad);
        let new = bad[known_bad..].iter().filter_map(Bad::entry);
        bad_bytes += new.map(|number| items.range(number).len()).sum::<usize>();
        if length + faq.text.len() > MAX_TEXT {
            bad.push(Bad::Bomb(first));
            break;
        }
        if faq.text.len() > piece {
            length += faq.text.len();
            pieces.push(mem::take(&mut faq));
        }
        let read = items.range(next - 1).end - from;
        let done = done.fetch_add(read, atomic::Ordering::Relaxed) + read;
        progress(done);
    }
    pieces.push(faq);
    (pieces, bad, numbers.end - next)
}

/// Reads entries that are not plain, all at once if they are good, else one by one.
fn batch(text: &str, items: &Items, numbers: Range<usize>, faq: &mut Faq, bad: &mut Vec<Bad>) {
    if numbers.is_empty() || add_list(&text[items.span(&numbers)], numbers.len(), faq) {
        return;
    }
    let alone = numbers.len() == 1;
    for number in numbers {
        let item = &text[items.range(number)];
        if alone || !add_list(item, 1, faq) {
            bad.push(if diagnose::is_bomb(item) {
                Bad::Bomb(number)
            } else {
                Bad::Entry(number)
            });
        }
    }
}

/// Adds the `count` entries of a list to `faq`; false, with `faq` as it was, where they are not that many good ones.
fn add_list(list: &str, count: usize, faq: &mut Faq) -> bool {
    document::<Vec<RawEntry>>(list).is_some_and(|raw| raw.len() == count && add(&raw, faq))
}

/// Adds entries to `faq`; false, with `faq` as it was, where they are not all good.
fn add(entries: &[RawEntry<'_>], faq: &mut Faq) -> bool {
    let before = faq.len();
    let added = entries.iter().all(|raw| raw.add(faq));
    if !added {
        faq.truncate(before);
    }
    added
}

/// Reads a file, not too large, as one document. None where anything is wrong.
pub(super) fn whole(text: &str, today: Date) -> Option<Read> {
    let raw = document::<RawFile>(text)?;
    let entries = raw.entries.as_ref().filter(|entries| !entries.is_empty())?;
    let mut faq = Faq::default();
    if !add(entries, &mut faq) {
        return None;
    }
    Some(Read {
        topic: Some(raw.topic(today)?),
        faq,
        bad: Vec::new(),
        unread: 0,
    })
}

/// Reads one document, unless it is larger than is good for the memory, or would become so.
fn document<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    fit(text).ok()?;
    if diagnose::is_bomb(text) {
        return None;
    }
    serde_yaml::from_str(text).ok()
}

/// Why a text is not read as one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It has more bytes or marks than [`MAX_PIECE`] and [`MAX_MARKS`], which bound the parser's memory.
    Long,
    /// From this byte on brackets are nested deeper than [`MAX_DEPTH`]: the parser's time grows with the square.
    Deep(usize),
}

/// Whether `text` may be read as one document.
pub(super) fn fit(text: &str) -> Result<(), Unfit> {
    let mark = |b: &&u8| {
        matches!(
            b,
            b',' | b':' | b'-' | b'?' | b'[' | b']' | b'{' | b'}' | b'\n'
        )
    };
    let marks = || text.as_bytes().iter().filter(mark).count();
    if text.len() > MAX_PIECE || text.len() > MAX_MARKS && marks() > MAX_MARKS {
        return Err(Unfit::Long);
    }
    if text
        .as_bytes()
        .iter()
        .filter(|b| matches!(b, b'[' | b'{'))
        .count()
        <= MAX_DEPTH
    {
        return Ok(());
    }
    let deep = depth(text, true).or_else(|| depth(text, false));
    deep.map_or(Ok(()), |at| Err(Unfit::Deep(at)))
}

/// Where the brackets open that nest deeper than [`MAX_DEPTH`]. Brackets in quotes count or not, as asked: only YAML
/// itself can tell what is a quote, so it is asked both ways.
fn depth(text: &str, skip_quotes: bool) -> Option<usize> {
    let mut open: usize = 0;
    let mut first = 0;
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(begun)) if byte == begun && before != b'\\' => quote = None,
            (b'"' | b'\'', None)
                if skip_quotes && matches!(before, b' ' | b'\n' | b',' | b':' | b'[' | b'{') =>
            {
                quote = Some(byte);
            }
            (b'[' | b'{', None) => {
                if open == 0 {
                    first = at;
                }
                open += 1;
                if open > MAX_DEPTH {
                    return Some(first);
                }
            }
            (b']' | b'}', None) => open = open.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    /// Lines that fit together more often than not, and some that open what a later one closes.
    fn line() -> impl Strategy<Value = &'static str> {
        select(vec![
            "  - question: a",
            "  - question: b",
            "    answer: c",
            "    answer: |",
            "    answer: \"d",
            "    answer: 'e",
            "    also_asked: [f,",
            "    also_asked:",
            "      - g",
            "  - h",
            "  - {question: i, answer: j}",
            "      k",
            "    staff_note: l",
            "  m\"",
            "  n'",
            "  o]",
            "\"",
            "'",
            "",
            "# p",
            "    # q",
            "  - &r",
            "  - *r",
            "    answer: *s",
            "    answer: &s t",
            "title: u",
            "title: \"v",
            "doctor: [w",
            "x]",
            "entries:",
            "---",
            "...",
            "  -",
            "- question: y",
            "  answer: z",
            "\tanswer: tab",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_cut_never_changes_what_a_file_means(
            head in vec(line(), 0..2),
            lines in vec(prop_oneof![3 => Just("  - question: a\n    answer: b"), 2 => line()], 1..8),
        ) {
            let text = [head.join("\n"), "entries:".to_owned(), lines.join("\n"), String::new()].join("\n");
            let today = date(2026, 1, 1);
            if let Some(cut) = cut(&text).filter(|cut| cut.strays.is_empty()) {
                let pieces = items(&text, &cut, today, &mut |_| ());
                if pieces.bad.is_empty() {
                    let whole = whole(&text, today);
                    prop_assert!(whole.is_some(), "only the cut file can be read:\n{}", text);
                    let whole = whole.unwrap_or_default();
                    prop_assert_eq!(pieces.topic, whole.topic);
                    prop_assert_eq!(&pieces.faq.text, &whole.faq.text, "\n{}", text);
                    prop_assert_eq!(pieces.faq.len(), whole.faq.len());
                }
            }
        }
    }
}
