//! `frontdesk unanswered`: what callers asked in vain, for the doctor who writes the next entries.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::ExitCode,
};

use super::{
    FaqOption, Searcher,
    import::draft::{Draft, Item, Piece},
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
/// those that an entry surely answers by now are left out, unless it was shown when they were saved. Exits
/// with 1 when nothing was asked yet, with 2 when there is no such file.
#[derive(Debug, clap::Args)]
pub(super) struct UnansweredArgs {
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
    if !args.file.try_exists().unwrap_or(true) {
        let hint = "there is no such file; the first question that is saved makes it";
        return Err(super::failure(format_args!("{file}: {hint}")));
    }
    let refused = |why| super::failure(format_args!("{file}: {why}"));
    let contents = unanswered::read(&args.file).map_err(refused)?;
    if contents.questions.is_empty() {
        unanswered::check(&args.file).map_err(refused)?;
    }
    tell_unreadable(&file, &contents.unreadable);
    if contents.questions.is_empty() {
        super::tell(format_args!("{file}: no questions in it"));
        let code = if contents.unreadable.is_empty() { 1 } else { 2 };
        return Err(ExitCode::from(code));
    }
    let searcher = Searcher::open(&args.faq, args.no_meaning)?;
    let (flags, questions): (Vec<_>, Vec<_>) =
        (contents.questions.iter()).partition(|question| question.entry.is_some());
    let faq = searcher.index.faq();
    let mut asked = asked(&questions, &searcher);
    let count = asked.len();
    asked.retain(|asked| args.all || !asked.is_answered);
    let text = if args.as_entries {
        as_entries(&asked, &file, faq)
    } else {
        flags_in_words(&flags, faq) + &in_words(&asked, count - asked.len())
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

/// How often something was asked, and when.
fn occasions(questions: &[&Question]) -> String {
    let days = questions.iter().map(|question| question.day);
    let first = days.clone().min().unwrap_or_default();
    match (times(questions.len()), days.max().unwrap_or_default()) {
        (times, last) if first == last => format!("{times}, {first}"),
        (times, last) => format!("{times}, {first} to {last}"),
    }
}

/// Orders what was asked most often first, then what was asked last.
fn by_frequency(questions: &[&Question]) -> impl Ord + use<> {
    let last = questions.iter().map(|question| question.day).max();
    Reverse((questions.len(), last))
}

fn times(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

/// The entries that staff flagged as wrong, out of date or hard to read out, most often first, with what was
/// typed before they were chosen.
fn flags_in_words(flags: &[&Question], faq: &Faq) -> String {
    if flags.is_empty() {
        return String::new();
    }
    let mut entries: BTreeMap<_, Vec<&Question>> = BTreeMap::new();
    for flag in flags {
        let entry = entry_of(faq, flag).unwrap_or_default();
        entries.entry(entry).or_default().push(flag);
    }
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_by_key(|(_, flags)| by_frequency(flags));
    let mut lines = vec!["Flagged: wrong, out of date, or not to be read out\n".to_owned()];
    for ((id, question), flags) in entries {
        lines.push(format!("  {question}  [{}]", clean_line(id)));
        lines.push(format!("     flagged {}", occasions(&flags)));
        let typed: BTreeSet<_> = flags.iter().map(|flag| flag.words.as_str()).collect();
        let typed = typed.into_iter().filter(|words| !words.is_empty());
        let typed = typed.take(OTHERS);
        lines.extend(typed.map(|words| format!("     typed: {words}")));
        lines.push(String::new());
    }
    lines.push("Asked in vain\n\n".to_owned());
    lines.join("\n")
}

/// The id and question of the entry that was flagged, or shown as a sure answer. Its id may have got its
/// topic's title since, because another topic has the question too.
fn entry_of<'a>(faq: &'a Faq, told: &'a Question) -> Option<(&'a str, &'a str)> {
    let id = told.entry.as_ref().or(told.shown.as_ref())?;
    let topic = faq::slug(told.topic.as_deref().unwrap_or_default());
    let number = faq.find(id).or_else(|| faq.find(&format!("{topic}-{id}")));
    let gone = (id.as_str(), "no entry has this id any more");
    let named = |n| (faq.entry(n).id.as_str(), faq.entry(n).question.as_str());
    Some(number.map_or(gone, named))
}

/// A question, however it was put.
struct Tally<'a> {
    /// Each wording with those that have it, the most frequent first; letters' case and punctuation make no
    /// difference.
    wordings: Vec<Vec<&'a Question>>,
    /// What the FAQ has to say about it already.
    known: String,
    /// Whether the entry nearest to it surely answers it, and nothing hands it over; and it was not saved
    /// because such an answer was wrong.
    is_answered: bool,
}

/// Counts `questions`: by their wording, by the words that mean something, then by what they mean, each group
/// with its most frequent wording. Costs some milliseconds for each that has words of its own.
fn asked<'a>(questions: &[&'a Question], searcher: &Searcher) -> Vec<Tally<'a>> {
    let mut wordings: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        let mut bare = faq::slug(&question.words);
        if bare.is_empty() {
            bare.clone_from(&question.words);
        }
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
    groups.sort_by_key(|wordings| by_frequency(&wordings.concat()));
    let tally = |wordings| Tally::new(wordings, searcher);
    groups.into_iter().map(tally).collect()
}

impl<'a> Tally<'a> {
    fn new(wordings: Vec<Vec<&'a Question>>, searcher: &Searcher) -> Self {
        let found = searcher.ask(Query {
            text: &wordings[0][0].words,
            ending: Ending::Closed,
        });
        let faq = searcher.index.faq();
        let shown = (wordings.iter().flatten()).find_map(|question| entry_of(faq, question));
        let (alert, hit) = (found.hand_over.first(), found.hits.first());
        let hit = hit.filter(|_| alert.is_none());
        // A word that the entry lacks may be what was asked: "is it safe for children".
        let is_answered =
            shown.is_none() && found.is_sure && hit.is_some_and(|hit| hit.missed.is_empty());
        let nearest = hit.map(|hit| &faq.entry(hit.entry).question);
        let known = match (shown, alert, nearest) {
            (Some((_, question)), ..) => format!("saved although this was shown: {question}"),
            (_, Some(alert), _) => match &alert.word {
                Some(word) => format!("handed over because of “{word}”"),
                None => format!("handed over: {}", alert.group.name),
            },
            (_, _, None) => "nothing near it in the FAQ".to_owned(),
            (_, _, Some(entry)) if is_answered => format!("perhaps answered by: {entry}"),
            (_, _, Some(entry)) => format!("nearest in the FAQ: {entry}"),
        };
        Self {
            wordings,
            known: clean_line(&known).into_owned(),
            is_answered,
        }
    }

    /// How it was put most often.
    fn question(&self) -> &str {
        &self.wordings[0][0].words
    }

    fn occasions(&self) -> String {
        occasions(&self.wordings.concat())
    }
}

fn in_words(asked: &[Tally<'_>], left_out: usize) -> String {
    let mut lines = Vec::new();
    for (number, tally) in (1..).zip(asked) {
        lines.push(format!("{number:>3}. {}", tally.question()));
        lines.push(format!("     asked {}", tally.occasions()));
        for other in tally.wordings.iter().skip(1).take(OTHERS) {
            let (words, times) = (&other[0].words, times(other.len()));
            lines.push(format!("     also: {words} ({times})"));
        }
        if let Some(more @ 1..) = tally.wordings.len().checked_sub(1 + OTHERS) {
            lines.push(format!("     and in {more} other ways"));
        }
        lines.push(format!("     {}\n", tally.known));
    }
    let questions = match asked.len() {
        1 => "1 question".to_owned(),
        n => format!("{n} different questions"),
    };
    let all = asked.iter().flat_map(|tally| &tally.wordings).map(Vec::len);
    lines.push(format!("{questions}, asked {}", times(all.sum())));
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
        let others = asked.wordings.iter().skip(1).take(OTHERS);
        Item::Entry(Piece {
            remark: format!("asked {}; {}", asked.occasions(), asked.known),
            question: asked.question().to_owned(),
            also_asked: others.map(|other| other[0].words.clone()).collect(),
            ..Piece::default()
        })
    };
    let items = asked.iter().map(entry).collect();
    // The first file of a folder gives the screen its language.
    let language = faq.topics().first().map(|topic| topic.language.clone());
    let draft = Draft {
        title: "Questions from callers".to_owned(),
        language: language.unwrap_or_default(),
        items,
        ..Draft::default()
    };
    draft.yaml(&format!(
        "From {file}. Write each answer below its \"answer: |\", indented by six spaces;\n\
         delete what needs no entry; then see what is missing: frontdesk check THIS-FILE"
    ))
}
