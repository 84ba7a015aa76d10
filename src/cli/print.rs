//! `frontdesk print`: entries for paper and screen readers, for other documents and for the clinic's web
//! site. What a colour says on the screen is said here in words; what is for staff only never leaves
//! unmarked.

use std::process::ExitCode;

use jiff::civil::Date;
use serde_json::json;

use super::{
    FaqOption,
    import::own::{QUESTION, SPEAKER, TOPIC},
};
use crate::{
    app::StaffNotes,
    faq::{Entry, Faq, HandOver, SignOff, Topic, Urgency},
    markdown::Document,
    text::{self, Line, Role, clean_line},
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
    #[arg(long, env = super::APPROVED_VARIABLE)]
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
    let unknown: Vec<&String> = args
        .ids
        .iter()
        .filter(|id| faq.find(id).is_none())
        .collect();
    for id in &unknown {
        super::tell(format_args!(
            "frontdesk: no entry has the id “{}”; frontdesk search WORDS shows the ids, and a file or folder is named with --faq",
            clean_line(id)
        ));
    }
    if !unknown.is_empty() {
        return Err(ExitCode::from(2));
    }
    let found = args.ids.iter().filter_map(|id| faq.find(id));
    let all = (0..faq.len()).filter(|_| args.ids.is_empty());
    let numbers = found.chain(all);
    let (numbers, left_out): (Vec<usize>, Vec<usize>) =
        numbers.partition(|n| !args.approved_only || !faq.standing(*n, today).is_pending());
    if !left_out.is_empty() {
        let left_out = super::plural(left_out.len(), "entry");
        super::tell(format_args!(
            "frontdesk: {left_out} left out that the doctor has not approved"
        ));
    }
    let staff = super::either(args.no_staff, StaffNotes::LeftOut, StaffNotes::Shown);
    let entries: Vec<&Entry> = numbers.iter().map(|n| faq.entry(*n)).collect();
    let page = match args.format {
        Format::Text => text(&faq, &entries, args.width.into(), staff, today),
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

fn text(faq: &Faq, entries: &[&Entry], width: usize, staff: StaffNotes, today: Date) -> String {
    let text = String::new();
    let mut page = TextPage { width, text };
    for (topic, entries) in topics(faq, entries) {
        let is_by_entry = topic.sign_off == SignOff::EachEntry;
        for (n, entry) in entries.iter().enumerate() {
            if !page.text.is_empty() {
                page.line(&format!("\n{}\n", "─".repeat(width)));
            }
            if n == 0 {
                let title = match topic.doctor.as_str() {
                    "" => topic.title.clone(),
                    doctor => format!("{} · {doctor}", topic.title),
                };
                page.words(&title, "");
                if staff == StaffNotes::Shown {
                    // Where each entry has its own approval, that stands below it.
                    let review = (!is_by_entry).then(|| topic.review(today).to_string());
                    page.staff_only(review.as_slice());
                    page.hand_over(topic);
                }
                page.line("");
            }
            page.text += &aloud(entry, &topic.doctor, width);
            if staff == StaffNotes::Shown {
                let standing = is_by_entry.then(|| entry.standing(topic, today).to_string());
                let notes = standing.into_iter().chain(staff_notes(topic, entry));
                page.staff_only(&notes.collect::<Vec<_>>());
            }
        }
    }
    page.text
}

/// The question, and what is read aloud, in rows.
pub(super) fn aloud(entry: &Entry, doctor: &str, width: usize) -> String {
    let text = String::new();
    let mut page = TextPage { width, text };
    page.words(&format!("Question: {}", entry.question), "");
    page.line("");
    let document = Document::aloud(&entry.answer, doctor);
    for row in in_words(&document.wrap(width, &[])) {
        page.line(row.trim_end());
    }
    page.text
}

/// Plain text in rows of a width.
struct TextPage {
    width: usize,
    text: String,
}

impl TextPage {
    fn line(&mut self, line: &str) {
        self.text.extend([line, "\n"]);
    }

    /// Words in rows that begin with `bar`.
    fn words(&mut self, words: &str, bar: &str) {
        for row in text::wrap(words, self.width - text::width(bar), Role::Answer, &[]) {
            self.line(format!("{bar}{}", row.text()).trim_end());
        }
    }

    fn staff_only(&mut self, notes: &[String]) {
        if !notes.is_empty() {
            self.line(&format!("\n{STAFF_ONLY}:"));
        }
        for note in notes {
            self.words(note, "║ ");
        }
    }

    /// What staff says instead of an answer, urgent groups first.
    fn hand_over(&mut self, topic: &Topic) {
        let mut groups: Vec<_> = topic.hand_over.iter().collect();
        groups.sort_by_key(|group| group.urgency);
        for group in groups {
            let (sign, what) = match group.urgency {
                Urgency::Urgent => ("URGENT", "act now"),
                Urgency::Usual => ("HAND OVER", "do not answer this yourself"),
            };
            let parts = [sign, &group.name, what]
                .into_iter()
                .filter(|part| !part.is_empty());
            self.line("");
            self.words(&format!("{}:", parts.collect::<Vec<_>>().join(" - ")), "");
            for note in about(group) {
                self.words(&note, "║ ");
            }
            self.say("Say to the caller", &group.say);
            if !group.ask.is_empty() {
                self.line("\nThen ask:");
            }
            for (n, fact) in (1..).zip(&group.ask) {
                self.words(&format!("{n}. {fact}"), "");
            }
        }
        if let Some(say) = &topic.no_answer {
            self.say("Where there is no answer, say", say);
        }
    }

    fn say(&mut self, when: &str, words: &str) {
        self.line(&format!("\n{when}:"));
        self.words(&format!("“{words}”"), "┃ ");
    }
}

const STAFF_ONLY: &str = "STAFF ONLY - never read aloud";

/// Which callers belong to a group.
fn about(group: &HandOver) -> Vec<String> {
    let quoted = |texts: &[String]| {
        let texts = texts.iter().map(|text| format!("“{text}”"));
        texts.collect::<Vec<_>>().join(" ")
    };
    let notes = [
        ("About", group.words.join(", ")),
        ("Said like", quoted(&group.asked)),
        ("But not", quoted(&group.except)),
    ];
    let notes = notes.into_iter().filter(|(_, text)| !text.is_empty());
    notes
        .map(|(name, text)| format!("{name}: {text}"))
        .collect()
}

/// What callers must not hear.
fn staff_notes(topic: &Topic, entry: &Entry) -> impl Iterator<Item = String> {
    let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
    note.chain(topic.source.iter().map(|from| format!("Source: {from}")))
}

/// The rows of an answer, with words where the screen has a style: a speaker says, and a quote without one is
/// a quote.
fn in_words(rows: &[Line]) -> Vec<String> {
    let has = |row: &Line, role| row.spans.iter().any(|s| s.role == role);
    let mut words = Vec::with_capacity(rows.len());
    let mut in_quote = false;
    for (n, row) in rows.iter().enumerate() {
        let text = row.text();
        let quoted = has(row, Role::QuoteBar);
        if has(row, Role::Speaker) {
            let more = rows.get(n + 1).is_some_and(|next| has(next, Role::Speaker));
            words.push(if more { text } else { text + " says:" });
        } else {
            if quoted && !in_quote {
                let bar = row.spans.iter().take_while(|s| s.role != Role::Quote);
                words.push(bar.map(|s| s.text.as_str()).collect::<String>() + "Quote:");
            }
            words.push(text);
        }
        in_quote = quoted;
    }
    words
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
