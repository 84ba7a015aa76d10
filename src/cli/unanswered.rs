//! `frontdesk unanswered`: what callers asked in vain, for the doctor who writes the next entries.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use jiff::civil::Date;
use serde::Serialize;

use super::{FaqOption, Nearest};
use crate::{
    faq,
    search::{Ending, Index, Query},
    text::clean_line,
    unanswered::{self, Question},
};

/// List what callers asked and nobody could answer, most often asked first
///
/// Entries that staff flagged come first, with what was typed. Questions that differ in small words, endings
/// or order count as one; those that an entry surely answers by now are left out. Exits with 1 when nothing
/// was asked yet.
#[derive(Debug, clap::Args)]
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
    #[command(flatten)]
    faq: FaqOption,
    /// The file that was given to --unanswered at the desks
    file: PathBuf,
}

/// The lines of a broken file that are told one by one.
const TOLD: usize = 10;
/// The other wordings of a question that are printed.
const OTHERS: usize = 5;

pub(super) fn main(args: &UnansweredArgs) -> Result<ExitCode, ExitCode> {
    let file = args.file.display().to_string();
    let file = clean_line(&file);
    let contents = unanswered::read(&args.file)
        .map_err(|error| super::failure(format_args!("{file}: {error}")))?;
    tell_unreadable(&file, &contents.unreadable);
    if contents.questions.is_empty() {
        super::tell(format_args!("{file}: no questions in it"));
        let code = if contents.unreadable.is_empty() { 1 } else { 2 };
        return Err(ExitCode::from(code));
    }
    let index = super::index(&args.faq)?;
    let (flags, questions): (Vec<_>, Vec<_>) =
        contents.questions.iter().partition(|q| q.entry.is_some());
    let flags = flagged(&flags, &index);
    let today = jiff::Zoned::now().date();
    let mut asked = asked(&questions, &index, today);
    let count = asked.len();
    asked.retain(|asked| args.all || !asked.is_answered());
    let left_out = count - asked.len();
    Ok(super::output(ExitCode::SUCCESS, |out| {
        if args.json {
            flags.iter().try_for_each(|flag| super::json(flag, out))?;
            asked.iter().try_for_each(|asked| super::json(asked, out))
        } else if args.as_entries {
            print_entries(&asked, &file, out)
        } else {
            print_flags(&flags, out)?;
            print(&asked, left_out, out)
        }
    }))
}

/// An entry that staff flagged as wrong, out of date or hard to read out.
#[derive(Serialize)]
struct Flag<'a> {
    /// Its id.
    flagged: &'a str,
    /// None where the FAQ has no such entry any more.
    question: Option<&'a str>,
    times: usize,
    first: Date,
    last: Date,
    /// What was typed before it was chosen.
    typed: BTreeSet<&'a str>,
}

/// The flags by their entries, most often first.
fn flagged<'a>(flags: &[&'a Question], index: &'a Index) -> Vec<Flag<'a>> {
    let mut entries: Vec<Flag<'a>> = Vec::new();
    for question in flags {
        let id = question.entry.as_deref().unwrap_or_default();
        let at = entries.iter().position(|flag| flag.flagged == id);
        let at = at.unwrap_or_else(|| {
            let entry = index.faq().find(id).map(|n| index.faq().entry(n));
            entries.push(Flag {
                flagged: id,
                question: entry.map(|entry| entry.question.as_str()),
                times: 0,
                first: question.day,
                last: question.day,
                typed: BTreeSet::new(),
            });
            entries.len() - 1
        });
        let flag = &mut entries[at];
        flag.times += 1;
        flag.first = flag.first.min(question.day);
        flag.last = flag.last.max(question.day);
        flag.typed
            .extend(Some(question.words.as_str()).filter(|words| !words.is_empty()));
    }
    entries.sort_by_key(|flag| Reverse((flag.times, flag.last)));
    entries
}

fn print_flags(flags: &[Flag<'_>], out: &mut impl Write) -> io::Result<()> {
    if flags.is_empty() {
        return Ok(());
    }
    writeln!(out, "Flagged: wrong, out of date, or not to be read out\n")?;
    for flag in flags {
        let question = flag.question.unwrap_or("no entry has this id any more");
        writeln!(out, "  {question}  [{}]", clean_line(flag.flagged))?;
        writeln!(
            out,
            "     flagged {}",
            when(flag.times, flag.first, flag.last)
        )?;
        for words in flag.typed.iter().take(OTHERS) {
            writeln!(out, "     typed: {words}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "Asked in vain\n")
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
    times: usize,
    first: Date,
    last: Date,
    /// How else it was put, the most frequent first.
    others: Vec<Wording<'a>>,
    /// What was on screen then.
    topics: BTreeSet<&'a str>,
    /// The word for which it is handed over, if it is.
    hand_over_word: Option<String>,
    nearest: Option<Nearest<'a>>,
}

/// One way to put a question; letters' case and punctuation make no difference.
#[derive(Serialize)]
struct Wording<'a> {
    question: &'a str,
    times: usize,
    #[serde(skip)]
    first: Date,
    #[serde(skip)]
    last: Date,
    #[serde(skip)]
    topics: BTreeSet<&'a str>,
}

/// Counts `questions`: by their wording, then by what they mean. Most often first; of those asked equally
/// often the one asked last.
fn asked<'a>(questions: &[&'a Question], index: &'a Index, today: Date) -> Vec<Tally<'a>> {
    let mut meanings: HashMap<Vec<String>, usize> = HashMap::new();
    let mut groups: Vec<Vec<Wording<'a>>> = Vec::new();
    for wording in wordings(questions) {
        let mut meaning = index.meaning(wording.question);
        meaning.sort_unstable();
        if meaning.is_empty() {
            meaning.push(bare(wording.question));
        }
        let group = *meanings.entry(meaning).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(wording);
    }
    let mut asked: Vec<_> = groups
        .into_iter()
        .filter_map(|wordings| Tally::new(wordings, index, today))
        .collect();
    asked.sort_by_key(|asked| Reverse((asked.times, asked.last)));
    asked
}

/// The different wordings, in the order in which they were first used.
fn wordings<'a>(questions: &[&'a Question]) -> Vec<Wording<'a>> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut wordings: Vec<Wording<'a>> = Vec::new();
    for question in questions {
        let number = *known.entry(bare(&question.words)).or_insert(wordings.len());
        if number == wordings.len() {
            wordings.push(Wording {
                question: &question.words,
                times: 0,
                first: question.day,
                last: question.day,
                topics: BTreeSet::new(),
            });
        }
        let wording = &mut wordings[number];
        wording.times += 1;
        wording.first = wording.first.min(question.day);
        wording.last = wording.last.max(question.day);
        wording.topics.extend(question.topic.as_deref());
    }
    wordings
}

/// `words` without case and punctuation, unless they are nothing else.
fn bare(words: &str) -> String {
    let bare: Vec<_> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    match bare.as_slice() {
        [] => words.to_owned(),
        bare => bare.join(" "),
    }
}

impl<'a> Tally<'a> {
    /// The question behind `wordings`; none when there are none.
    fn new(mut wordings: Vec<Wording<'a>>, index: &'a Index, today: Date) -> Option<Self> {
        wordings.sort_by_key(|wording| Reverse(wording.times));
        let question = wordings.first()?.question;
        let found = index.ask(Query {
            text: question,
            ending: Ending::Closed,
        });
        Some(Self {
            question,
            times: wordings.iter().map(|w| w.times).sum(),
            first: wordings.iter().map(|w| w.first).min()?,
            last: wordings.iter().map(|w| w.last).max()?,
            topics: wordings.iter().flat_map(|w| &w.topics).copied().collect(),
            others: wordings.split_off(1),
            hand_over_word: found.hand_over.into_iter().find_map(|alert| alert.word),
            nearest: found
                .hits
                .first()
                .map(|hit| Nearest::new(hit, index, today)),
        })
    }

    /// How often and when.
    fn when(&self) -> String {
        format!("asked {}", when(self.times, self.first, self.last))
    }

    /// Whether an entry surely answers it by now.
    fn is_answered(&self) -> bool {
        let nearest = self.nearest.as_ref();
        self.hand_over_word.is_none() && nearest.is_some_and(|hit| hit.confidence == "strong")
    }

    /// What the FAQ has to say about it already.
    fn known(&self) -> String {
        if let Some(word) = &self.hand_over_word {
            return format!("handed over because of “{}”", clean_line(word));
        }
        match &self.nearest {
            None => "nothing near it in the FAQ".to_owned(),
            Some(nearest) => {
                let strong = nearest.confidence == "strong";
                let how = if strong {
                    "perhaps answered by"
                } else {
                    "nearest in the FAQ"
                };
                format!("{how}: {}", clean_line(nearest.question))
            }
        }
    }
}

fn when(count: usize, first: Date, last: Date) -> String {
    let times = times(count);
    if first == last {
        format!("{times}, {first}")
    } else {
        format!("{times}, {first} to {last}")
    }
}

fn times(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

fn print(asked: &[Tally<'_>], left_out: usize, out: &mut impl Write) -> io::Result<()> {
    for (number, asked) in (1..).zip(asked) {
        writeln!(out, "{number:>3}. {}", asked.question)?;
        writeln!(out, "     {}", asked.when())?;
        for other in asked.others.iter().take(OTHERS) {
            let times = times(other.times);
            writeln!(out, "     also: {} ({times})", other.question)?;
        }
        if let Some(more @ 1..) = asked.others.len().checked_sub(OTHERS) {
            writeln!(out, "     and in {more} other ways")?;
        }
        writeln!(out, "     {}\n", asked.known())?;
    }
    let questions = match asked.len() {
        1 => "1 question".to_owned(),
        n => format!("{n} different questions"),
    };
    let all = asked.iter().map(|asked| asked.times).sum();
    writeln!(out, "{questions}, asked {}", times(all))?;
    match left_out {
        0 => Ok(()),
        n => writeln!(
            out,
            "{} left out that the FAQ surely answers by now (--all keeps them)",
            super::plural(n, "question")
        ),
    }
}

/// An FAQ file that lacks nothing but the answers, with what the doctor needs to know as comments.
fn print_entries(asked: &[Tally<'_>], file: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# From {file}. Write each answer below its \"answer: |\", indented by four spaces;\n\
         # delete what needs no entry; then see what is missing: frontdesk check THIS-FILE"
    )?;
    writeln!(out, "title: Questions from callers\nentries:")?;
    for asked in asked {
        let others = asked.others.iter().take(OTHERS);
        let others: Vec<_> = others.map(|other| other.question).collect();
        writeln!(out, "\n# {}; {}", asked.when(), asked.known())?;
        out.write_all(faq::stub(asked.question, &others)?.as_bytes())?;
    }
    Ok(())
}
