//! `frontdesk search`: the screen's ranking for scripts, and for trying out how a question would be found.

use std::{
    io::{self, BufRead, BufWriter, IsTerminal, Write},
    num::NonZeroUsize,
    process::ExitCode,
    sync::Arc,
};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    FaqOption, Searcher,
    print::{aloud, drawn},
};
use crate::{
    faq::{Standing, Urgency},
    search::{Alert, Ending, Hit, Index, Query, SearchResult},
    text::clean_line,
};

/// Print the entries that answer a question, best first
///
/// As on screen: the last word may be unfinished, unless a space or a full stop follows it, and of a call
/// that is handed over no entry is sure. Below “no answer” stands what is nearest all the same. Exits with 0
/// when something was found or must be handed over, with 1 when nothing was.
#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// One JSON object a query, on a line
    #[arg(long)]
    json: bool,
    /// The most entries to print for a query
    #[arg(long, value_name = "N", default_value = "10")]
    limit: NonZeroUsize,
    /// Search by words alone
    #[arg(long, env = "FRONTDESK_NO_MEANING")]
    no_meaning: bool,
    #[command(flatten)]
    faq: FaqOption,
    /// The caller's words; without any, one query a line is read from standard input
    query: Vec<String>,
}

/// The most cells in a row of an answer.
const WIDTH: usize = 70;

pub(super) fn main(args: &SearchArgs) -> Result<ExitCode, ExitCode> {
    let searcher = Searcher::open(&args.faq, args.no_meaning)?;
    let today = jiff::Zoned::now().date();
    let is_read = args.query.is_empty();
    if is_read && io::stdin().is_terminal() {
        super::tell(
            "Type a caller's words and press Enter; Ctrl+D ends (on Windows Ctrl+Z and Enter).",
        );
    }
    let given = (!is_read).then(|| Ok(args.query.join(" ").into_bytes()));
    let most = super::either(is_read, usize::MAX, 0);
    let lines = io::stdin().lock().split(b'\n').take(most);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::FAILURE;
    let written = given.into_iter().chain(lines).try_for_each(|query| {
        let query = query?;
        let query = String::from_utf8_lossy(&query);
        let query = query.trim_end_matches('\r');
        let text = clean_line(query);
        let mut found = searcher.ask(Query {
            text: &text,
            ending: Ending::Open,
        });
        found.hits.truncate(args.limit.get());
        // The reader may have seen enough before the end.
        if !found.hits.is_empty() || !found.hand_over.is_empty() {
            code = ExitCode::SUCCESS;
        }
        let answer = if args.json {
            super::json(&as_json(&searcher.index, query, &found, today))
        } else {
            in_words(&searcher.index, query, &found, today)
        };
        out.write_all(answer.as_bytes())?;
        out.flush()
    });
    Ok(super::finish(code, written))
}

/// A query's answer as JSON, with the first group that it is handed over to.
fn as_json(index: &Index, query: &str, found: &SearchResult, today: Date) -> Value {
    let hits = found.hits.iter().enumerate().map(|(n, hit)| {
        let entry = index.faq().entry(hit.entry);
        json!({
            "id": entry.id,
            "question": entry.question,
            // Of a number of 64 bits all digits would be written.
            "score": (f64::from(hit.score) * 10_000.0).round() / 10_000.0,
            "confidence": super::either(found.is_sure && n == 0, "strong", "weak"),
            "approval": approval(index, hit, today),
            "matched": words(&hit.matched),
            "missed": words(&hit.missed),
        })
    });
    let corrections = found.corrections.iter().map(|c| [&c.typed, &c.read_as]);
    let group = |alert: &Alert| {
        json!({
            "group": alert.group.name,
            "urgent": alert.group.urgency == Urgency::Urgent,
            "word": alert.word,
            "say": alert.group.say,
        })
    };
    json!({
        "query": query,
        "hand_over": found.hand_over.first().map(group),
        "perhaps": perhaps(found).map(group),
        "no_answer": is_no_answer(found),
        "corrections": corrections.collect::<Vec<_>>(),
        "unknown": words(&found.unknown),
        "hits": hits.collect::<Vec<_>>(),
    })
}

fn approval(index: &Index, hit: &Hit, today: Date) -> &'static str {
    match index.faq().standing(hit.entry, today) {
        Standing::Approved(_) => "approved",
        Standing::ChangedSince(_) => "changed since approved",
        Standing::NotYet => "not yet approved",
        Standing::Overdue(_) => "review overdue",
        Standing::Reviewed(_) => "reviewed",
        Standing::NeverReviewed => "not yet reviewed",
    }
}

/// The group whose sentence is said to whoever does not mean the first hit.
fn perhaps(found: &SearchResult) -> Option<&Alert> {
    found.perhaps.as_ref().filter(|_| !found.hits.is_empty())
}

/// Whether the screen says that there is no answer: none of the hits is likely to be one.
fn is_no_answer(found: &SearchResult) -> bool {
    found.hand_over.is_empty() && (found.hits.is_empty() || found.is_routine_call)
}

fn words(words: &[Arc<str>]) -> Vec<&str> {
    words.iter().map(|word| &**word).collect()
}

/// A query's answer for people: what to say or read out first, then what was found, then what was not.
fn in_words(index: &Index, query: &str, found: &SearchResult, today: Date) -> String {
    let mut lines = Vec::new();
    let alerts = found.hand_over.iter().map(|alert| ("", alert));
    for (perhaps, alert) in alerts.chain(perhaps(found).map(|alert| ("perhaps ", alert))) {
        let word = alert.word.as_ref().map(|word| format!(", “{word}”"));
        let word = word.unwrap_or_default();
        let group = &alert.group;
        let urgent = super::either(group.urgency == Urgency::Urgent, "URGENT ", "");
        let name = super::either(group.name.is_empty(), "listed", &group.name);
        lines.push(format!(
            "{perhaps}{urgent}hand over ({name}{word}): {}",
            group.say
        ));
    }
    if is_no_answer(found) {
        lines.push(super::either(found.hits.is_empty(), "nothing found", "no answer").to_owned());
    }
    if let Some(hit) = found.hits.first().filter(|_| found.is_sure) {
        let entry = index.faq().entry(hit.entry);
        let topic = index.faq().topic_of(entry);
        if index.faq().topics().len() > 1 {
            lines.push(topic.title.clone());
        }
        let answer = aloud(entry, &topic.doctor, WIDTH);
        lines.extend(answer.lines().map(str::to_owned));
        lines.push(format!("approval: {}", approval(index, hit, today)));
        if !hit.missed.is_empty() {
            lines.push(format!("nothing in it about: {}", hit.missed.join(", ")));
        }
        lines.push(String::new());
    }
    let corrections = found.corrections.iter();
    lines.extend(corrections.map(|c| format!("{} → {}", c.typed, c.read_as)));
    let hits = found.hits.iter().filter(|_| found.hand_over.is_empty());
    for (n, hit) in hits.enumerate() {
        let entry = index.faq().entry(hit.entry);
        let weak = super::either(found.is_sure && n == 0, "    ", "weak");
        let (score, question, id) = (hit.score, &entry.question, &entry.id);
        lines.push(format!("{score:.2} {weak} {question}  [{id}]"));
        let alternative = hit.alternative.and_then(|n| entry.also_asked.get(n));
        lines.extend(alternative.map(|also| format!("           asked as: {also}")));
    }
    if !found.unknown.is_empty() {
        lines.push(format!("not in the FAQ: {}", found.unknown.join(", ")));
    }
    let row = |line: &String| format!("  {}", clean_line(line)).trim_end().to_owned() + "\n";
    let rows: String = lines.iter().map(row).collect();
    drawn(format!("{}\n{rows}", clean_line(query)))
}
