//! `frontdesk search`: the screen's ranking for scripts, and for trying out how a question would be found.

use std::{
    io::{self, BufRead, Write},
    num::NonZeroUsize,
    process::ExitCode,
    sync::Arc,
};

use serde::Serialize;

use super::FaqOption;
use crate::{
    search::{Asked, Confidence, Ending, Index, Query},
    text,
};

/// Print the entries that answer a question, best first
///
/// The last word may be unfinished, unless a space or a full stop follows it. Exits with 0 when something was
/// found or must be handed over, with 1 when nothing was.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON object a query, on a line
    #[arg(long)]
    json: bool,
    /// The most entries to print for a query
    #[arg(long, value_name = "N", default_value = "10")]
    limit: NonZeroUsize,
    #[command(flatten)]
    faq: FaqOption,
    /// The caller's words; without any, one query a line is read from standard input
    query: Vec<String>,
}

pub(super) fn main(args: &Args) -> ExitCode {
    match super::index(&args.faq) {
        Ok(index) => {
            let mut outcome = Outcome::Nothing;
            let written = answer(args, &index, &mut outcome);
            let code = match outcome {
                Outcome::Found => ExitCode::SUCCESS,
                Outcome::Nothing => ExitCode::FAILURE,
            };
            super::finish(code, written)
        }
        Err(code) => code,
    }
}

/// Whether any query found anything.
#[derive(Clone, Copy)]
enum Outcome {
    Found,
    Nothing,
}

/// Answers the query of the arguments, or those of standard input as they come. `outcome` is told before anything is
/// written about it.
fn answer(args: &Args, index: &Index, outcome: &mut Outcome) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if !args.query.is_empty() {
        one(args, index, &args.query.join(" "), outcome, &mut out)?;
        return out.flush();
    }
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let query = String::from_utf8_lossy(&line);
        let query = query.trim_end_matches(['\n', '\r']);
        one(args, index, query, outcome, &mut out)?;
        out.flush()?;
        line.clear();
    }
    Ok(())
}

fn one(
    args: &Args,
    index: &Index,
    query: &str,
    outcome: &mut Outcome,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut found = index.ask(Query {
        text: &text::clean_line(query),
        ending: Ending::Open,
    });
    if !found.hits.is_empty() || found.hand_over.is_some() {
        *outcome = Outcome::Found;
    }
    found.hits.truncate(args.limit.get());
    if args.json {
        super::json(&Answer::new(index, query, &found), out)?;
        writeln!(out)
    } else {
        print(index, query, &found, out)
    }
}

/// A query's answer as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    hand_over: Option<&'a str>,
    corrections: Vec<[&'a str; 2]>,
    unknown: Vec<&'a str>,
    hits: Vec<Hit<'a>>,
}

#[derive(Serialize)]
struct Hit<'a> {
    id: String,
    question: &'a str,
    score: f32,
    confidence: &'static str,
    matched: Vec<&'a str>,
    missed: Vec<&'a str>,
}

impl<'a> Answer<'a> {
    fn new(index: &'a Index, query: &'a str, found: &'a Asked) -> Self {
        let hits = found.hits.iter().map(|hit| {
            let entry = index.faq().entry(hit.entry);
            Hit {
                id: entry.id.clone(),
                question: entry.question.as_str(),
                score: hit.score,
                confidence: match hit.confidence {
                    Confidence::Weak => "weak",
                    Confidence::Strong => "strong",
                },
                matched: hit.matched.iter().map(|m| &*m.word).collect(),
                missed: words(&hit.missed),
            }
        });
        Self {
            query,
            hand_over: found.hand_over.as_ref().map(|h| h.say.as_str()),
            corrections: found
                .corrections
                .iter()
                .map(|c| [c.typed.as_str(), c.read_as.as_str()])
                .collect(),
            unknown: words(&found.unknown),
            hits: hits.collect(),
        }
    }
}

fn words(words: &[Arc<str>]) -> Vec<&str> {
    words.iter().map(|word| &**word).collect()
}

/// A query's answer for people: what to say first, then what was found, then what was not.
fn print(index: &Index, query: &str, found: &Asked, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", text::clean_line(query))?;
    if let Some(hand_over) = &found.hand_over {
        writeln!(
            out,
            "  hand over ({}): {}",
            text::clean_line(&hand_over.word),
            text::clean_line(&hand_over.say)
        )?;
    }
    for correction in &found.corrections {
        writeln!(
            out,
            "  {} → {}",
            text::clean_line(&correction.typed),
            text::clean_line(&correction.read_as)
        )?;
    }
    for hit in &found.hits {
        let entry = index.faq().entry(hit.entry);
        let weak = match hit.confidence {
            Confidence::Weak => "weak ",
            Confidence::Strong => "     ",
        };
        writeln!(
            out,
            "  {:.2} {weak}{}  [{}]",
            hit.score,
            text::clean_line(entry.question.as_str()),
            text::clean_line(&entry.id)
        )?;
        if let Some(also) = hit
            .alternative
            .and_then(|n| entry.also_asked.get(n).map(String::as_str))
        {
            writeln!(out, "             also asked: {}", text::clean_line(also))?;
        }
    }
    if found.hits.is_empty() {
        writeln!(out, "  nothing found")?;
    }
    if !found.unknown.is_empty() {
        writeln!(
            out,
            "  not in the FAQ: {}",
            text::clean_line(&found.unknown.join(", "))
        )?;
    }
    Ok(())
}
