//! `frontdesk print`: entries for paper and screen readers, for other documents and for the clinic's web
//! site. What a colour says on the screen is said here in words; what is for staff only never leaves
//! unmarked.

use std::{env, mem, process::ExitCode};

use jiff::civil::Date;
use serde_json::json;

use super::{
    FaqOption,
    import::own::{QUESTION, SPEAKER, TOPIC},
};
use crate::{
    faq::{Entry, Faq, SignOff, Topic, Urgency},
    markdown::Document,
    text::{self, Line, Role, Surface, clean_line},
    theme,
};

/// Print entries for paper and screen readers, or for the web
///
/// All entries, or those with the given ids in the order given. Exits with 2 when there is no such entry, and
/// when the FAQ has mistakes.
#[derive(Debug, clap::Args)]
pub(super) struct PrintArgs {
    /// The form
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The most cells in a row of text
    #[arg(long, value_name = "N", default_value_t = 72, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
    /// Without what is for staff only, for paper that callers may see; only text has it
    #[arg(long, env = "FRONTDESK_NO_STAFF")]
    no_staff: bool,
    /// Only entries that the doctor approved as they stand; says how many are left out
    #[arg(long, env = "FRONTDESK_APPROVED_ONLY")]
    approved_only: bool,
    #[command(flatten)]
    faq: FaqOption,
    /// Which entries; `frontdesk search` shows the ids
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Plain rows: quotes and what is for staff marked by words and bars
    #[default]
    Text,
    /// The answers as their author wrote them, under headings
    Markdown,
    /// A schema.org `FAQPage`, for a web page's `<script type="application/ld+json">`
    JsonLd,
}

pub(super) fn main(args: &PrintArgs) -> Result<ExitCode, ExitCode> {
    let today = jiff::Zoned::now().date();
    let faq = super::load(&args.faq)?;
    let mut numbers: Vec<usize> = Vec::new();
    for id in &args.ids {
        match faq.find(id) {
            Some(number) => numbers.push(number),
            None => super::tell(format_args!(
                "frontdesk: no entry has the id “{}”; frontdesk search WORDS shows the ids, and a file or folder is named with --faq",
                clean_line(id)
            )),
        }
    }
    if numbers.len() < args.ids.len() {
        return Err(ExitCode::from(2));
    }
    if args.ids.is_empty() {
        numbers.extend(0..faq.len());
    }
    let is_printed = |n: &usize| !args.approved_only || !faq.standing(*n, today).is_pending();
    let (numbers, left_out): (Vec<_>, Vec<_>) = numbers.into_iter().partition(is_printed);
    if !left_out.is_empty() {
        let left_out = super::plural(left_out.len(), "entry");
        super::tell(format_args!(
            "frontdesk: {left_out} left out that the doctor has not approved"
        ));
    }
    let entries: Vec<&Entry> = numbers.iter().map(|n| faq.entry(*n)).collect();
    let page = match args.format {
        Format::Text => text(&faq, &entries, args, today),
        Format::Markdown => markdown(&faq, &entries),
        Format::JsonLd => json_ld(&faq, &entries),
    };
    Ok(super::show(ExitCode::SUCCESS, page))
}

/// Each topic with those of its entries that are printed one after the other.
fn topics<'a>(
    faq: &'a Faq,
    entries: &'a [&'a Entry],
) -> impl Iterator<Item = (&'a Topic, &'a [&'a Entry])> {
    let parts = entries.chunk_by(|one, next| one.topic == next.topic);
    parts.map(|part| (faq.topic_of(part[0]), part))
}

/// All entries, or those that `args` names: above these stands no hand-over, so that the answer comes first.
fn text(faq: &Faq, entries: &[&Entry], args: &PrintArgs, today: Date) -> String {
    let width = usize::from(args.width);
    let for_staff = |text: String| super::either(args.no_staff, String::new(), text);
    let mut parts = Vec::new();
    for (topic, entries) in topics(faq, entries) {
        // Where each entry has its own approval, that stands below it.
        let is_by_entry = topic.sign_off == SignOff::EachEntry;
        let title = match topic.doctor.as_str() {
            "" => topic.title.clone(),
            doctor => format!("{} · {doctor}", topic.title),
        };
        let review = (!is_by_entry).then(|| topic.review(today).to_string());
        let mut head = staff_only(review, width);
        if args.ids.is_empty() {
            head += &hand_over(topic, width);
        }
        let mut head = rows(&title, width, "") + &for_staff(head) + "\n";
        for entry in entries {
            let standing = is_by_entry.then(|| entry.standing(topic, today).to_string());
            let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
            let source = topic.source.iter().map(|from| format!("Source: {from}"));
            let notes = staff_only(standing.into_iter().chain(note).chain(source), width);
            let part = aloud(entry, &topic.doctor, width) + &for_staff(notes);
            parts.push(mem::take(&mut head) + &part);
        }
    }
    drawn(parts.join(&format!("\n{}\n\n", "─".repeat(width))))
}

/// The question, and what is read aloud, in rows.
pub(super) fn aloud(entry: &Entry, doctor: &str, width: usize) -> String {
    // A quote that nobody says is told as one.
    let speaker = if doctor.is_empty() { QUOTE } else { doctor };
    let document = Document::aloud(&entry.answer, speaker).cards(width - 2, &[], ["“", "”"]);
    let names = |row: &Line| row.spans.iter().any(|span| span.role == Role::Speaker);
    let mut page = rows(&format!("Question: {}", entry.question), width, "") + "\n";
    for (n, row) in document.iter().enumerate() {
        let bar = super::either(row.surface == Surface::Doctor, "┃", "");
        let text = bar.to_owned() + &row.text();
        let ends_name = names(row) && !document.get(n + 1).is_some_and(names);
        let says = match text.ends_with(QUOTE) {
            _ if !ends_name => "",
            true => ":",
            false => " says:",
        };
        page.extend([text.trim_end(), says, "\n"]);
    }
    page
}

/// `page` as the locale can show it: without UTF-8 (`LANG=C`) in ASCII, and without bars.
pub(super) fn drawn(page: String) -> String {
    if theme::is_unicode(|name| env::var(name).ok()) != Some(false) {
        return page;
    }
    let page = page.replace("┃ ", "").replace("║ ", "").replace('┃', "");
    // What has no letters there stays as it is: question marks would be approved, or kept in a file.
    let ascii = |(_, grapheme): (_, &str)| match text::ascii(grapheme) {
        unknown if unknown == "?" && grapheme.chars().any(char::is_alphabetic) => {
            grapheme.to_owned()
        }
        known => known,
    };
    text::graphemes(&page).map(ascii).collect()
}

/// Stands where a speaker would.
const QUOTE: &str = "Quote";

/// Words in rows that begin with `bar`.
fn rows(words: &str, width: usize, bar: &str) -> String {
    let rows = text::wrap(words, width - text::width(bar), Role::Answer, &[]);
    let rows = rows.iter().map(|row| format!("{bar}{}", row.text()));
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

fn staff_only(notes: impl IntoIterator<Item = String>, width: usize) -> String {
    let notes = notes.into_iter().map(|note| rows(&note, width, "║ "));
    match notes.collect::<String>() {
        notes if notes.is_empty() => notes,
        notes => format!("\nSTAFF ONLY - never read aloud:\n{notes}"),
    }
}

/// What staff says instead of an answer, urgent groups first.
fn hand_over(topic: &Topic, width: usize) -> String {
    let say = |when: &str, words: &str| {
        let words = rows(&format!("“{words}”"), width, "┃ ");
        format!("\n{when}:\n{words}")
    };
    let mut groups: Vec<_> = topic.hand_over.iter().collect();
    groups.sort_by_key(|group| group.urgency);
    let mut text = String::new();
    for group in groups {
        let mut heading = match group.urgency {
            Urgency::Urgent => vec!["URGENT", &group.name, "act now"],
            Urgency::Usual => vec!["HAND OVER", &group.name, "do not answer this yourself"],
        };
        heading.retain(|part| !part.is_empty());
        let quoted = |sentences: &[String]| {
            let quoted = sentences.iter().map(|sentence| format!("“{sentence}”"));
            quoted.collect::<Vec<_>>().join(" ")
        };
        let about = [
            ("About", group.words.join(", ")),
            ("Said like", quoted(&group.asked)),
            ("But not", quoted(&group.except)),
        ];
        text += "\n";
        text += &rows(&format!("{}:", heading.join(" - ")), width, "");
        for (what, words) in about.iter().filter(|(_, words)| !words.is_empty()) {
            text += &rows(&format!("{what}: {words}"), width, "║ ");
        }
        text += &say("Say to the caller", &group.say);
        if !group.ask.is_empty() {
            text += "\nThen ask:\n";
        }
        for (n, fact) in (1..).zip(&group.ask) {
            text += &rows(&format!("{n}. {fact}"), width, "");
        }
    }
    let no_answer = topic.no_answer.iter();
    text.extend(no_answer.map(|words| say("Where there is no answer, say", words)));
    text
}

fn markdown(faq: &Faq, entries: &[&Entry]) -> String {
    let mut lines = Vec::new();
    for (topic, entries) in topics(faq, entries) {
        lines.push(format!("# {}{TOPIC}\n", as_markdown(&topic.title)));
        if !topic.doctor.is_empty() {
            lines.push(format!("{SPEAKER}{}.*\n", as_markdown(&topic.doctor)));
        }
        for entry in entries {
            let question = as_markdown(&entry.question);
            lines.push(format!(
                "## {question}{QUESTION}\n\n{}\n",
                entry.answer.trim_end()
            ));
        }
    }
    lines.join("\n")
}

/// Plain text on one line, with a backslash before what Markdown would give a meaning to.
fn as_markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for c in clean_line(text.trim()).chars() {
        if "\\`*_[]<>&#|~".contains(c) {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// <https://schema.org/FAQPage>
fn json_ld(faq: &Faq, entries: &[&Entry]) -> String {
    let questions = entries.iter().map(|entry| {
        let answer = Document::parse(&entry.answer, &faq.topic_of(entry).doctor).html();
        json!({
            "@type": "Question",
            "name": entry.question,
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        })
    });
    super::json(&json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": questions.collect::<Vec<_>>(),
    }))
}
