//! `frontdesk unanswered`: what callers asked in vain, for the doctor who writes the next entries.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt,
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
    meaning::Vector,
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
    let (flags, questions): (Vec<_>, Vec<_>) =
        (contents.questions.iter()).partition(|question| question.entry.is_some());
    let flags = flagged(&flags, searcher.index.faq());
    let mut asked = asked(&questions, &searcher);
    let count = asked.len();
    asked.retain(|asked| args.all || asked.hand_over.is_some() || !asked.is_sure());
    let left_out = count - asked.len();
    let text = if args.json {
        let flags = flags.iter().map(super::json);
        flags.chain(asked.iter().map(super::json)).collect()
    } else if args.as_entries {
        as_entries(&asked, &file, searcher.index.faq())
    } else {
        flags_in_words(&flags) + &in_words(&asked, left_out)
    };
    Ok(super::show(ExitCode::SUCCESS, text))
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

/// How often something was asked, and when. Orders by the number, then by the last day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Occasions {
    times: usize,
    last: Date,
    first: Date,
}

impl Occasions {
    fn of(questions: &[&Question]) -> Self {
        let days = || questions.iter().map(|question| question.day);
        Self {
            times: questions.len(),
            last: days().max().unwrap_or_default(),
            first: days().min().unwrap_or_default(),
        }
    }
}

impl fmt::Display for Occasions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { last, first, .. } = self;
        match times(self.times) {
            times if first == last => write!(f, "{times}, {first}"),
            times => write!(f, "{times}, {first} to {last}"),
        }
    }
}

fn times(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
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
fn flagged<'a>(flags: &[&'a Question], faq: &'a Faq) -> Vec<Flag<'a>> {
    let mut entries: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
    for flag in flags {
        let id = flag.entry.as_deref().unwrap_or_default();
        entries.entry(id).or_default().push(flag);
    }
    let flags = entries.into_iter().map(|(flagged, flags)| {
        let typed = flags.iter().map(|flag| flag.words.as_str());
        Flag {
            flagged,
            question: faq.find(flagged).map(|n| faq.entry(n).question.as_str()),
            asked: Occasions::of(&flags),
            typed: typed.filter(|words| !words.is_empty()).collect(),
        }
    });
    let mut flags: Vec<_> = flags.collect();
    flags.sort_by_key(|flag| Reverse(flag.asked));
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

/// Counts `questions`: by their wording, by the words that mean something, then by what they mean, each group
/// with its most frequent wording. Costs some milliseconds for each that has words of its own.
fn asked<'a>(questions: &[&'a Question], searcher: &Searcher) -> Vec<Tally<'a>> {
    let mut wordings: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        let bare = bare(&question.words);
        wordings.entry(bare).or_default().push(question);
    }
    let mut wordings: Vec<_> = wordings.into_iter().collect();
    wordings.sort_by_key(|(_, asked)| Reverse(asked.len()));
    let mut groups: Vec<Vec<Vec<&Question>>> = Vec::new();
    let mut vectors: Vec<Vector> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (bare, asked) in wordings {
        let mut stems = searcher.index.content_stems(&asked[0].words);
        stems.sort_unstable();
        if stems.is_empty() {
            stems.push(bare);
        }
        let group = *known.entry(stems).or_insert_with(|| {
            let mut same = None;
            if let Some((encoder, _)) = &searcher.meaning {
                let vector = encoder.embed(&asked[0].words);
                same = vectors.iter().position(|v| v.dot(&vector) >= SAME_MEANING);
                vectors.extend(same.is_none().then_some(vector));
            }
            same.unwrap_or_else(|| {
                groups.push(Vec::new());
                groups.len() - 1
            })
        });
        groups[group].push(asked);
    }
    let tallies = groups.iter().map(|group| Tally::new(group, searcher));
    let mut asked: Vec<_> = tallies.collect();
    asked.sort_by_key(|tally| Reverse(tally.asked));
    asked
}

/// `words` without case and punctuation, unless they are nothing else.
fn bare(words: &str) -> String {
    match faq::slug(words) {
        slug if slug.is_empty() => words.to_owned(),
        slug => slug,
    }
}

impl<'a> Tally<'a> {
    /// The question behind `wordings`, the most frequent first.
    fn new(wordings: &[Vec<&'a Question>], searcher: &Searcher) -> Self {
        let all = wordings.concat();
        let question = all[0].words.as_str();
        let found = searcher.ask(Query {
            text: question,
            ending: Ending::Closed,
        });
        let today = jiff::Zoned::now().date();
        let nearest = found.hits.first();
        let alert = found.hand_over.first();
        let other = |asked: &Vec<&'a Question>| Wording {
            question: &asked[0].words,
            times: asked.len(),
        };
        Self {
            question,
            asked: Occasions::of(&all),
            others: wordings[1..].iter().map(other).collect(),
            topics: all.iter().filter_map(|q| q.topic.as_deref()).collect(),
            nearest: nearest.map(|hit| super::nearest(hit, &searcher.index, today)),
            hand_over: alert.map(|alert| alert.group.name.clone()),
            hand_over_word: alert.and_then(|alert| alert.word.clone()),
        }
    }

    /// Whether the entry nearest to it surely answers it.
    fn is_sure(&self) -> bool {
        let nearest = self.nearest.as_ref();
        nearest.is_some_and(|hit| hit["confidence"] == "strong")
    }

    /// What the FAQ has to say about it already.
    fn known(&self) -> String {
        let nearest = self.nearest.as_ref().map(|hit| &hit["question"]);
        let nearest = nearest.and_then(Value::as_str);
        let known = match (&self.hand_over_word, &self.hand_over, nearest) {
            (Some(word), ..) => format!("handed over because of “{word}”"),
            (_, Some(group), _) => format!("handed over: {group}"),
            (.., None) => "nothing near it in the FAQ".to_owned(),
            (.., Some(question)) if self.is_sure() => format!("perhaps answered by: {question}"),
            (.., Some(question)) => format!("nearest in the FAQ: {question}"),
        };
        clean_line(&known).into_owned()
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
