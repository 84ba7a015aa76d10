//! `frontdesk unanswered`: what callers asked in vain, for the doctor who writes the next entries.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    fmt,
    hash::Hash,
    path::PathBuf,
    process::ExitCode,
};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{
    FaqOption, Searcher,
    import::draft::{Draft, Group, Item, Piece},
    plural,
};
use crate::{
    faq::{self, Faq},
    meaning::{Encoder, Vector},
    search::{Ending, Query},
    text::clean_line,
    unanswered::{self, Question},
};

/// List what callers asked and nobody could answer, most often asked first
///
/// Entries that staff flagged come first, with what was typed. Questions that mean the same count as one;
/// those that an entry surely answers by now are left out. Exits with 1 when nothing was asked yet.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "a flag is there or not")]
pub(super) struct UnansweredArgs {
    /// One JSON object a question, on a line
    #[arg(long, conflicts_with = "as_entries")]
    json: bool,
    /// As the beginning of an FAQ file, with the answers left to write
    #[arg(long)]
    as_entries: bool,
    /// Also what an entry surely answers by now
    #[arg(long)]
    all: bool,
    /// Compare questions by their words alone
    #[arg(long, env = "FRONTDESK_NO_MEANING")]
    no_meaning: bool,
    #[command(flatten)]
    faq: FaqOption,
    /// The file that was given to --unanswered at the desks
    file: PathBuf,
}

/// The lines of a broken file that are told one by one.
const TOLD: usize = 10;
/// Questions whose vectors have this cosine at least are one question.
const SAME_MEANING: f32 = 0.75;
/// The other wordings of a question that are printed.
const OTHERS: usize = 5;

pub(super) fn main(args: &UnansweredArgs) -> Result<ExitCode, ExitCode> {
    let file = super::shown(&args.file);
    let contents = unanswered::read(&args.file)
        .map_err(|error| super::failure(format_args!("{file}: {error}")))?;
    tell_unreadable(&file, &contents.unreadable);
    if contents.questions.is_empty() {
        super::tell(format_args!("{file}: no questions in it"));
        let code = if contents.unreadable.is_empty() { 1 } else { 2 };
        return Err(ExitCode::from(code));
    }
    let searcher = Searcher::open(&args.faq, args.no_meaning)?;
    let faq = searcher.index.faq();
    let questions = contents.questions.iter();
    let (flags, questions): (Vec<_>, Vec<_>) = questions.partition(|q| q.entry.is_some());
    let flags = flagged(flags, faq);
    let mut asked = asked(questions, &searcher, jiff::Zoned::now().date());
    let count = asked.len();
    asked.retain(|asked| args.all || !asked.is_answered());
    let left_out = count - asked.len();
    let text = if args.json {
        let flags = flags.iter().map(super::json);
        flags.chain(asked.iter().map(super::json)).collect()
    } else if args.as_entries {
        as_entries(&asked, &file, faq)
    } else {
        flags_in_words(&flags) + &in_words(&asked, left_out)
    };
    Ok(super::show(ExitCode::SUCCESS, text))
}

/// How often something was asked, and when.
#[derive(Clone, Copy, Serialize)]
struct Occasions {
    times: usize,
    first: Date,
    last: Date,
}

impl Occasions {
    fn of<'a>(questions: impl Iterator<Item = &'a Question>) -> Option<Self> {
        let days: Vec<Date> = questions.map(|question| question.day).collect();
        Some(Self {
            times: days.len(),
            first: days.iter().copied().min()?,
            last: days.iter().copied().max()?,
        })
    }

    /// Most often first; of those asked equally often the one asked last.
    fn rank(&self) -> Reverse<(usize, Date)> {
        Reverse((self.times, self.last))
    }
}

impl fmt::Display for Occasions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", times(self.times), self.first)?;
        if self.first == self.last {
            return Ok(());
        }
        write!(f, " to {}", self.last)
    }
}

fn times(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

/// `items` in groups of one key each, in the order in which the keys come up.
fn grouped<T, K: Eq + Hash>(
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<Vec<T>> {
    let mut known: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for item in items {
        let group = *known.entry(key(&item)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(item);
    }
    groups
}

/// An entry that staff flagged as wrong, out of date or hard to read out.
#[derive(Serialize)]
struct Flag<'a> {
    /// Its id.
    flagged: &'a str,
    /// None where the FAQ has no such entry any more.
    question: Option<&'a str>,
    #[serde(flatten)]
    asked: Occasions,
    /// What was typed before it was chosen.
    typed: BTreeSet<&'a str>,
}

/// The flags by their entries, most often first.
fn flagged<'a>(flags: Vec<&'a Question>, faq: &'a Faq) -> Vec<Flag<'a>> {
    let groups = grouped(flags, |question| question.entry.as_deref());
    let groups = groups.into_iter().filter_map(|group| {
        let flagged = group.first()?.entry.as_deref()?;
        let entry = faq.find(flagged).map(|n| faq.entry(n));
        let typed = group.iter().map(|question| question.words.as_str());
        Some(Flag {
            flagged,
            question: entry.map(|entry| entry.question.as_str()),
            asked: Occasions::of(group.iter().copied())?,
            typed: typed.filter(|words| !words.is_empty()).collect(),
        })
    });
    let mut flags: Vec<_> = groups.collect();
    flags.sort_by_key(|flag| flag.asked.rank());
    flags
}

fn flags_in_words(flags: &[Flag<'_>]) -> String {
    if flags.is_empty() {
        return String::new();
    }
    let mut lines = vec!["Flagged: wrong, out of date, or not to be read out\n".to_owned()];
    for flag in flags {
        let question = flag.question.unwrap_or("no entry has this id any more");
        lines.push(format!("  {question}  [{}]", clean_line(flag.flagged)));
        lines.push(format!("     flagged {}", flag.asked));
        let typed = flag.typed.iter().take(OTHERS);
        lines.extend(typed.map(|words| format!("     typed: {words}")));
        lines.push(String::new());
    }
    lines.push("Asked in vain\n\n".to_owned());
    lines.join("\n")
}

fn tell_unreadable(file: &str, lines: &[usize]) {
    for line in lines.iter().take(TOLD) {
        super::tell(format_args!(
            "{file}:{line}: skipped: cut off by a power failure, or no question"
        ));
    }
    if let Some(more @ 1..) = lines.len().checked_sub(TOLD) {
        super::tell(format_args!("{file}: {more} more lines skipped"));
    }
}

/// A question, however it was put.
#[derive(Serialize)]
struct Tally<'a> {
    /// How it was put most often.
    question: &'a str,
    #[serde(flatten)]
    asked: Occasions,
    /// How else it was put, the most frequent first.
    others: Vec<Wording<'a>>,
    /// What was on screen then.
    topics: BTreeSet<&'a str>,
    /// The group to which it is handed over, if it is, and the word for which.
    hand_over: Option<String>,
    hand_over_word: Option<String>,
    /// As [`super::nearest`] tells it.
    nearest: Option<Value>,
}

/// One way to put a question; letters' case and punctuation make no difference.
#[derive(Serialize)]
struct Wording<'a> {
    question: &'a str,
    times: usize,
}

/// The ways in which one question was put, each with those who put it so.
type Wordings<'a> = Vec<Vec<&'a Question>>;

/// Counts `questions`: by their wording, by the words that mean something, then by what they mean.
fn asked<'a>(questions: Vec<&'a Question>, searcher: &'a Searcher, today: Date) -> Vec<Tally<'a>> {
    let wordings = grouped(questions, |question| bare(&question.words));
    let mut meanings: Vec<Wordings<'_>> = grouped(wordings, |wording| {
        let words = wording.first().map_or("", |question| &question.words);
        let mut meaning = searcher.index.content_stems(words);
        meaning.sort_unstable();
        if meaning.is_empty() {
            meaning.push(bare(words));
        }
        meaning
    });
    for wordings in &mut meanings {
        wordings.sort_by_key(|wording| Reverse(wording.len()));
    }
    if let Some((encoder, _)) = &searcher.meaning {
        meanings = joined(meanings, encoder);
    }
    let tallies = meanings.into_iter();
    let mut asked: Vec<_> = tallies
        .filter_map(|wordings| Tally::new(wordings, searcher, today))
        .collect();
    asked.sort_by_key(|tally| tally.asked.rank());
    asked
}

/// Groups whose most frequent wordings mean the same, in one; each joins the largest that fits. Costs some
/// milliseconds a group.
fn joined<'a>(mut groups: Vec<Wordings<'a>>, encoder: &Encoder<'_>) -> Vec<Wordings<'a>> {
    groups.sort_by_key(|wordings| Reverse(wordings.iter().map(Vec::len).sum::<usize>()));
    let mut joined: Vec<(Vector, Wordings<'a>)> = Vec::new();
    for wordings in groups {
        let vector = encoder.embed(&wordings[0][0].words);
        let like = |(other, _): &&mut (Vector, _)| vector.dot(other) >= SAME_MEANING;
        match joined.iter_mut().find(like) {
            Some((_, same)) => same.extend(wordings),
            None => joined.push((vector, wordings)),
        }
    }
    joined.into_iter().map(|(_, wordings)| wordings).collect()
}

/// `words` without case and punctuation, unless they are nothing else.
fn bare(words: &str) -> String {
    match faq::slug(words) {
        slug if slug.is_empty() => words.to_owned(),
        slug => slug,
    }
}

impl<'a> Tally<'a> {
    /// The question behind `wordings`; none when there are none.
    fn new(mut wordings: Wordings<'a>, searcher: &'a Searcher, today: Date) -> Option<Self> {
        wordings.sort_by_key(|wording| Reverse(wording.len()));
        let all = || wordings.iter().flatten().copied();
        let mut ways = wordings.iter().filter_map(|wording| {
            Some(Wording {
                question: &wording.first()?.words,
                times: wording.len(),
            })
        });
        let question = ways.next()?.question;
        let found = searcher.ask(Query {
            text: question,
            ending: Ending::Closed,
        });
        let nearest = found.hits.first();
        let alert = found.hand_over.first();
        Some(Self {
            question,
            asked: Occasions::of(all())?,
            topics: all()
                .filter_map(|question| question.topic.as_deref())
                .collect(),
            others: ways.collect(),
            nearest: nearest.map(|hit| super::nearest(hit, &searcher.index, today)),
            hand_over: alert.map(|alert| alert.group.name.clone()),
            hand_over_word: alert.and_then(|alert| alert.word.clone()),
        })
    }

    /// Whether an entry surely answers it by now.
    fn is_answered(&self) -> bool {
        let nearest = self.nearest.as_ref();
        self.hand_over.is_none() && nearest.is_some_and(|hit| hit["confidence"] == "strong")
    }

    /// What the FAQ has to say about it already.
    fn known(&self) -> String {
        if let Some(word) = &self.hand_over_word {
            return format!("handed over because of “{}”", clean_line(word));
        }
        if let Some(group) = &self.hand_over {
            return format!("handed over: {}", clean_line(group));
        }
        match &self.nearest {
            None => "nothing near it in the FAQ".to_owned(),
            Some(nearest) => {
                let strong = nearest["confidence"] == "strong";
                let how = if strong {
                    "perhaps answered by"
                } else {
                    "nearest in the FAQ"
                };
                let question = nearest["question"].as_str().unwrap_or_default();
                format!("{how}: {}", clean_line(question))
            }
        }
    }
}

fn in_words(asked: &[Tally<'_>], left_out: usize) -> String {
    let mut lines = Vec::new();
    for (number, tally) in (1..).zip(asked) {
        lines.push(format!("{number:>3}. {}", tally.question));
        lines.push(format!("     asked {}", tally.asked));
        for other in tally.others.iter().take(OTHERS) {
            let times = times(other.times);
            lines.push(format!("     also: {} ({times})", other.question));
        }
        if let Some(more @ 1..) = tally.others.len().checked_sub(OTHERS) {
            lines.push(format!("     and in {more} other ways"));
        }
        lines.push(format!("     {}\n", tally.known()));
    }
    let questions = match asked.len() {
        1 => "1 question".to_owned(),
        n => format!("{n} different questions"),
    };
    let all = asked.iter().map(|tally| tally.asked.times).sum();
    lines.push(format!("{questions}, asked {}", times(all)));
    if left_out > 0 {
        let left_out = plural(left_out, "question");
        lines.push(format!(
            "{left_out} left out that the FAQ surely answers by now (--all keeps them)"
        ));
    }
    lines.join("\n") + "\n"
}

/// An FAQ file that lacks nothing but the answers, with what the doctor needs to know as comments.
fn as_entries(asked: &[Tally<'_>], file: &str, faq: &Faq) -> String {
    let entry = |asked: &Tally<'_>| {
        let others = asked.others.iter().take(OTHERS);
        Item::Entry(Piece {
            remark: format!("asked {}; {}", asked.asked, asked.known()),
            question: asked.question.to_owned(),
            also_asked: others.map(|other| other.question.to_owned()).collect(),
            ..Piece::default()
        })
    };
    let items = asked.iter().map(entry).collect();
    // The first file of a folder gives the screen its language.
    let language = faq.topics().first().map(|topic| topic.language.clone());
    let draft = Draft {
        title: "Questions from callers".to_owned(),
        language: language.unwrap_or_default(),
        groups: vec![Group {
            items,
            ..Group::default()
        }],
        ..Draft::default()
    };
    draft.yaml(&format!(
        "From {file}. Write each answer below its \"answer: |\", indented by six spaces;\n\
         delete what needs no entry; then see what is missing: frontdesk check THIS-FILE"
    ))
}
