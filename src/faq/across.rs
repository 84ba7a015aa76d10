//! What shows only once all files are read: ids and ways of asking that stand twice, reviews that are overdue,
//! quotes of nobody.

use std::{
    borrow::Cow,
    cmp::Reverse,
    hash::{DefaultHasher, Hasher},
    ops::Range,
    panic::resume_unwind,
    thread,
};

use jiff::civil::Date;

use super::{
    Entry, Faq, MAX_PROBLEMS, Severity,
    diagnose::{Field, Finding, Findings, clip},
    load::File,
    slug, slug_into,
};

/// Below this many entries one thread looks at all.
const WORTH_A_THREAD: usize = 500;

/// What is wrong with a file, in the light of all.
enum Suspect {
    Overdue(Date),
    Id([Words; 2]),
    AlsoAsked([Words; 2]),
    Quote(usize),
    /// Words that were read as a remark or a name, at their place.
    Swallowed(usize, usize),
}

/// An entry's id or question (0), or one of its ways of asking (from 1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    entry: u32,
    item: u32,
    /// Where they begin in the entry's text: the ways of asking may be very many.
    at: u32,
}

impl Words {
    /// The question of `entry`, then its ways of asking.
    fn all(entry: Entry<'_>) -> impl Iterator<Item = (&str, Self)> {
        let asked = std::iter::once(entry.question()).chain(entry.also_asked());
        (0..).zip(asked).map(move |(item, text)| {
            let at = text.as_ptr().addr() - entry.text.as_ptr().addr();
            let words = Self {
                entry: entry.number as u32,
                item,
                at: at as u32,
            };
            (text, words)
        })
    }

    fn entry(self, faq: &Faq) -> Entry<'_> {
        faq.entry(self.entry as usize)
    }

    fn text(self, faq: &Faq) -> &str {
        let text = &self.entry(faq).text[self.at as usize..];
        let end = text.find(|c: char| c.is_ascii_control());
        &text[..end.unwrap_or(text.len())]
    }
}

/// The findings of each file, in order.
pub(super) fn findings(faq: &Faq, files: &[File], today: Date) -> Vec<Findings> {
    let mut suspects: Vec<Vec<Suspect>> = files.iter().map(|_| Vec::new()).collect();
    for (file, topic) in faq.topics.iter().enumerate() {
        if let Some(due) = topic.review_due.filter(|due| *due < today) {
            suspects[file].push(Suspect::Overdue(due));
        }
    }
    let repeated = repeated(faq);
    let swallowed = || {
        let files = files.iter().zip(&faq.topics);
        let swallowed = files.map(|(file, topic)| file.swallowed(faq, topic));
        swallowed.collect::<Vec<_>>()
    };
    let quotes = || {
        let quoting = |e: &Entry<'_>| e.topic().doctor.is_empty() && quotes_nobody(e.answer());
        let quotes = faq.entries().filter(quoting).map(|e| e.number);
        quotes.collect::<Vec<_>>()
    };
    let (quotes, swallowed) = both(faq, quotes, swallowed);
    let mut add = |entry: usize, suspect| suspects[faq.entry(entry).topic_number()].push(suspect);
    for suspect in repeated {
        add(suspect.entry() as usize, suspect);
    }
    for entry in quotes {
        add(entry, Suspect::Quote(entry));
    }
    for (suspects, swallowed) in suspects.iter_mut().zip(swallowed) {
        let swallowed = swallowed.into_iter();
        suspects.extend(swallowed.map(|(entry, at)| Suspect::Swallowed(entry, at)));
    }
    let findings = |(file, mut suspects): (&File, Vec<Suspect>)| {
        let more = suspects.len().saturating_sub(MAX_PROBLEMS);
        // A mistake must not hide behind many warnings.
        suspects.sort_by_key(|suspect| (Reverse(suspect.severity()), suspect.place()));
        suspects.truncate(MAX_PROBLEMS);
        let told = suspects.into_iter().map(|s| s.finding(faq, files, file));
        Findings {
            told: told.collect(),
            more,
            unread: 0,
        }
    };
    files.iter().zip(suspects).map(findings).collect()
}

/// The ids and ways of asking that stand twice.
fn repeated(faq: &Faq) -> Vec<Suspect> {
    let (first, second) = (0..faq.len() / 2, faq.len() / 2..faq.len());
    let ((ids, asked), (more_ids, more_asked)) =
        both(faq, || piles(faq, first), || piles(faq, second));
    let (ids, mut asked) = both(
        faq,
        || ids.and(more_ids).twins(|words| words.entry(faq).id()),
        || {
            asked
                .and(more_asked)
                .twins(|words| Cow::Owned(slug(words.text(faq))))
        },
    );
    asked.retain(|[a, b]| a.entry != b.entry && b.item != 0);
    let ids = ids.into_iter().map(Suspect::Id);
    ids.chain(asked.into_iter().map(Suspect::AlsoAsked))
        .collect()
}

/// The ids of `entries`, and their questions and ways of asking.
fn piles(faq: &Faq, entries: Range<usize>) -> (Piles, Piles) {
    let (mut ids, mut asked) = (Piles::default(), Piles::default());
    let mut slugged = String::new();
    for entry in entries {
        let entry = faq.entry(entry);
        for (text, words) in Words::all(entry) {
            slug_into(text, &mut slugged);
            let slugged = hash(&slugged);
            if words.item == 0 {
                ids.put(entry.given_id().map_or(slugged, hash), words);
            }
            asked.put(slugged, words);
        }
    }
    (ids, asked)
}

/// Does two things, at once where there are entries enough to be worth a thread. A panic of either is this thread's too.
fn both<A: Send, B>(
    faq: &Faq,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B,
) -> (A, B) {
    if faq.len() < WORTH_A_THREAD {
        return (first(), second());
    }
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        let first = first.join().unwrap_or_else(|panic| resume_unwind(panic));
        (first, second)
    })
}

impl Suspect {
    fn entry(&self) -> u32 {
        match self {
            Self::Overdue(_) => 0,
            Self::Id(twins) | Self::AlsoAsked(twins) => twins[1].entry,
            Self::Quote(entry) | Self::Swallowed(entry, _) => *entry as u32,
        }
    }

    /// Its entry and what of that.
    fn place(&self) -> (u32, u32) {
        let item = match self {
            Self::Id(twins) | Self::AlsoAsked(twins) => twins[1].item,
            Self::Overdue(_) | Self::Quote(_) | Self::Swallowed(..) => 0,
        };
        (self.entry(), item)
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Id(_) => Severity::Error,
            Self::Overdue(_) | Self::AlsoAsked(_) | Self::Quote(_) | Self::Swallowed(..) => {
                Severity::Warning
            }
        }
    }

    fn finding(self, faq: &Faq, files: &[File], file: &File) -> Finding {
        let place_of = |words: Words, field: Field| {
            let owner = words.entry(faq).topic_number();
            let asked = (words.item as usize).checked_sub(1).map(Field::AlsoAsked);
            files[owner].place(words.entry as usize, asked.unwrap_or(field))
        };
        let line_of = |words: Words, field: Field| {
            let owner = &files[words.entry(faq).topic_number()];
            let line = owner.line(place_of(words, field));
            if files.len() == 1 {
                format!("line {line}")
            } else {
                format!("{}:{line}", owner.name)
            }
        };
        let key_of = |words: Words| {
            if words.entry(faq).given_id().is_none() {
                Field::Question
            } else {
                Field::Id
            }
        };
        let severity = self.severity();
        match self {
            Self::Overdue(due) => Finding {
                severity,
                at: file.header_place("review_due"),
                message: format!("the review is overdue since {due}"),
                advice: Some(
                    "let the doctor approve the answers again, and write the new days".to_owned(),
                ),
            },
            Self::Id([first, second]) => {
                let other = line_of(first, key_of(first));
                let entry = second.entry(faq);
                let id = clip(&entry.id());
                let at = place_of(second, key_of(second));
                if entry.given_id().is_none() {
                    Finding::error(
                        at,
                        format!(
                            "this question makes the id `{id}`, which the entry at {other} has already"
                        ),
                        Some(format!(
                            "make one entry of the two, or give this one an id of its own: `id: {}-2`",
                            id.trim_end_matches('…')
                        )),
                    )
                } else {
                    Finding::error(
                        at,
                        format!("the id `{id}` is taken already by the entry at {other}"),
                        Some("give one of them another id".to_owned()),
                    )
                }
            }
            Self::AlsoAsked([first, second]) => Finding {
                severity,
                at: place_of(second, Field::Question),
                message: format!(
                    "“{}” stands also under “{}” ({})",
                    clip(second.text(faq)),
                    clip(first.entry(faq).question()),
                    line_of(first, Field::Question)
                ),
                advice: Some("keep it under the one whose answer a caller should hear".to_owned()),
            },
            Self::Quote(entry) => Finding {
                severity,
                at: file.place(entry, Field::Answer),
                message:
                    "the answer quotes somebody (a line that begins with `>`), but nobody is named"
                        .to_owned(),
                advice: Some(
                    "write `doctor: …` above `entries:`, or end the quote with a line `> — Name`"
                        .to_owned(),
                ),
            },
            Self::Swallowed(_, at) => file.swallowing(at),
        }
    }
}

/// Enough to find what may be the same; words of one hash are compared.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Words with the first half of their hashes. In many piles by the first bits of those, so that millions neither need one
/// great piece of memory nor are sorted all at once.
struct Piles(Vec<Vec<(u32, Words)>>);

/// How many bits tell a pile.
const PILES: u32 = 6;

impl Default for Piles {
    fn default() -> Self {
        Self(vec![Vec::new(); 1 << PILES])
    }
}

impl Piles {
    /// With those of later entries.
    fn and(mut self, later: Self) -> Self {
        for (pile, mut more) in self.0.iter_mut().zip(later.0) {
            pile.append(&mut more);
        }
        self
    }

    fn put(&mut self, hash: u64, words: Words) {
        let pile = &mut self.0[(hash >> (u64::BITS - PILES)) as usize];
        pile.push(((hash >> 32) as u32, words));
    }

    /// Each of the words that have the `key` of earlier ones, with the earliest of those.
    fn twins<'a>(self, key: impl Fn(Words) -> Cow<'a, str>) -> Vec<[Words; 2]> {
        let mut twins = Vec::new();
        for mut pile in self.0 {
            pile.sort_unstable();
            let runs = pile.chunk_by(|a, b| a.0 == b.0);
            for run in runs.filter(|run| run.len() > 1) {
                // Different keys of one hash are few.
                let mut different: Vec<(Cow<str>, Words)> = Vec::new();
                for &(_, words) in run {
                    let own = key(words);
                    match different.iter().find(|(other, _)| *other == own) {
                        Some(&(_, earlier)) => twins.push([earlier, words]),
                        None => different.push((own, words)),
                    }
                }
            }
        }
        twins
    }
}

/// Whether a block quote in `answer` ends without a line that begins with a dash and names the speaker.
fn quotes_nobody(answer: &str) -> bool {
    let mut last: Option<&str> = None;
    for line in answer.lines().chain([""]) {
        let line = line.trim_start();
        match (line.strip_prefix('>'), last) {
            (Some(words), _) => {
                let words = words.trim();
                if !words.is_empty() || last.is_none() {
                    last = Some(words);
                }
            }
            (None, Some(words)) if !words.starts_with(['—', '–', '-', '―']) => return true,
            (None, _) => last = None,
        }
    }
    false
}
