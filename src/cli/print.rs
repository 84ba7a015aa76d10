//! `frontdesk print`: entries for paper and screen readers, for other documents and for the clinic's web
//! site. What a colour says on the screen is said here in words; what is for staff only never leaves
//! unmarked.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use jiff::civil::Date;
use serde_json::json;

use super::{
    FaqOption,
    import::own::{MARK, SPEAKER, STAFF_ONLY},
};
use crate::{
    faq::{Entry, Faq, HandOver, SignOff, Topic, Urgency},
    markdown::{Document, closed, headings},
    search::{Ending, Index, Query},
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
    /// Also what is for staff only, in Markdown (text always has it, the web never)
    #[arg(long)]
    staff: bool,
    /// Without what is for staff only, for paper that callers may see
    #[arg(long, env = "FRONTDESK_NO_STAFF", conflicts_with = "staff")]
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
    if args.staff && args.format == Format::JsonLd {
        let why = "what is for staff only is never printed for the web; leave out --staff";
        return Err(super::failure(format_args!("frontdesk: {why}")));
    }
    let today = jiff::Zoned::now().date();
    let faq = super::load(&args.faq)?;
    let found: Vec<Option<usize>> = args.ids.iter().map(|id| faq.find(id)).collect();
    if found.contains(&None) {
        // The screen's own search knows best which entry was meant.
        let index = Index::new(faq, &mut |_| {});
        let unknown = args
            .ids
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none());
        unknown.for_each(|(id, _)| super::tell(advice(id, &index)));
        return Err(ExitCode::from(2));
    }
    let numbers: Vec<usize> = if args.ids.is_empty() {
        (0..faq.len()).collect()
    } else {
        found.into_iter().flatten().collect()
    };
    let (numbers, left_out): (Vec<usize>, Vec<usize>) = numbers
        .into_iter()
        .partition(|number| !args.approved_only || !faq.standing(*number, today).is_pending());
    if !left_out.is_empty() {
        let left_out = super::plural(left_out.len(), "entry");
        super::tell(format_args!(
            "frontdesk: {left_out} left out that the doctor has not approved"
        ));
    }
    let staff = super::either(args.no_staff, Staff::LeftOut, Staff::Printed);
    let entries = numbers.into_iter().map(|number| faq.entry(number));
    Ok(super::output(ExitCode::SUCCESS, |out| match args.format {
        Format::Text => print_text(&faq, entries, args.width.into(), (today, staff), out),
        Format::Markdown => print_markdown(&faq, entries, args.staff, today, out),
        Format::JsonLd => print_json_ld(&faq, entries, out),
    }))
}

/// Says that there is no such entry, and which there are.
fn advice(id: &str, index: &Index) -> String {
    let words = id.replace(['-', '_'], " ");
    let search = |ending| {
        index.ask(Query {
            text: &words,
            ending,
        })
    };
    // What may still become a word is no typo until it is complete.
    let mut found = search(Ending::Open);
    if found.hits.is_empty() {
        found = search(Ending::Closed);
    }
    let nearest: Vec<String> = found
        .hits
        .iter()
        .take(3)
        .map(|hit| index.faq().entry(hit.entry).id.clone())
        .collect();
    let advice = match nearest.as_slice() {
        [] => "frontdesk search WORDS shows the ids".to_owned(),
        [one] => format!("did you mean {one}?"),
        several => format!("did you mean one of {}?", several.join(", ")),
    };
    format!(
        "frontdesk: no entry has the id “{}”; {advice}",
        clean_line(id)
    )
}

/// Whether plain text has what is for staff only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Staff {
    Printed,
    LeftOut,
}

fn print_text<'a>(
    faq: &'a Faq,
    entries: impl Iterator<Item = &'a Entry>,
    width: usize,
    (today, staff): (Date, Staff),
    out: &mut impl Write,
) -> io::Result<()> {
    let mut topic = None;
    for (n, entry) in entries.enumerate() {
        if n > 0 {
            writeln!(out, "\n{}\n", "─".repeat(width))?;
        }
        if topic.replace(entry.topic) != Some(entry.topic) {
            print_topic(faq.topic_of(entry), width, (today, staff), out)?;
        }
        aloud(entry, &faq.topic_of(entry).doctor, width, out)?;
        if staff == Staff::Printed {
            let topic = faq.topic_of(entry);
            let mut notes = staff_notes(faq, entry);
            if topic.sign_off == SignOff::EachEntry {
                notes.insert(0, entry.standing(topic, today).to_string());
            }
            print_staff_only(&notes, width, out)?;
        }
    }
    Ok(())
}

/// The question, and what is read aloud, in rows.
pub(super) fn aloud(
    entry: &Entry,
    doctor: &str,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    print_plain(&format!("Question: {}", entry.question), width, "", out)?;
    writeln!(out)?;
    let document = Document::aloud(&entry.answer, doctor);
    in_words(&document.wrap(width, &[]))
        .iter()
        .try_for_each(|row| writeln!(out, "{}", row.trim_end()))
}

/// Whose topic it is, and what staff must know before they answer anything of it.
fn print_topic(
    topic: &Topic,
    width: usize,
    (today, staff): (Date, Staff),
    out: &mut impl Write,
) -> io::Result<()> {
    let title = match topic.doctor.as_str() {
        "" => topic.title.clone(),
        doctor => format!("{} · {doctor}", topic.title),
    };
    print_plain(&title, width, "", out)?;
    if staff == Staff::Printed {
        // Where each entry has its own approval, that stands below it.
        if topic.sign_off == SignOff::WholeFile {
            print_staff_only(&[topic.review(today).to_string()], width, out)?;
        }
        print_hand_over(topic, width, out)?;
    }
    writeln!(out)
}

/// What staff says instead of an answer.
fn print_hand_over(topic: &Topic, width: usize, out: &mut impl Write) -> io::Result<()> {
    for group in groups(topic) {
        writeln!(out)?;
        print_plain(&format!("{}:", what_to_do(group)), width, "", out)?;
        for note in about(group) {
            print_plain(&note, width, "║ ", out)?;
        }
        writeln!(out, "\nSay to the caller:")?;
        print_plain(&format!("“{}”", group.say), width, "┃ ", out)?;
        if !group.ask.is_empty() {
            writeln!(out, "\nThen ask:")?;
        }
        for (n, fact) in (1..).zip(&group.ask) {
            print_plain(&format!("{n}. {fact}"), width, "", out)?;
        }
    }
    if let Some(say) = &topic.no_answer {
        writeln!(out, "\nWhere there is no answer, say:")?;
        print_plain(&format!("“{say}”"), width, "┃ ", out)?;
    }
    Ok(())
}

/// The hand-over groups of a topic, urgent ones first.
fn groups(topic: &Topic) -> Vec<&HandOver> {
    let mut groups: Vec<_> = topic.hand_over.iter().collect();
    groups.sort_by_key(|group| group.urgency);
    groups
}

/// A group's name, and what staff does with its callers.
fn what_to_do(group: &HandOver) -> String {
    let (sign, what) = match group.urgency {
        Urgency::Urgent => ("URGENT", "act now"),
        Urgency::Usual => ("HAND OVER", "do not answer this yourself"),
    };
    match group.name.as_str() {
        "" => format!("{sign} - {what}"),
        name => format!("{sign} - {name} - {what}"),
    }
}

/// Which callers belong to a group.
fn about(group: &HandOver) -> Vec<String> {
    let quoted = |texts: &[String]| {
        texts
            .iter()
            .map(|text| format!("“{text}”"))
            .collect::<Vec<_>>()
            .join(" ")
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

fn print_staff_only(notes: &[String], width: usize, out: &mut impl Write) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STAFF_ONLY}:")?;
    notes
        .iter()
        .try_for_each(|note| print_plain(note, width, "║ ", out))
}

/// What callers must not hear.
fn staff_notes(faq: &Faq, entry: &Entry) -> Vec<String> {
    let note = entry
        .staff_note
        .as_deref()
        .map(|note| note.trim().to_owned());
    let source = faq.topic_of(entry).source.as_ref();
    note.into_iter()
        .chain(source.map(|source| format!("Source: {source}")))
        .collect()
}

/// Prints plain text in rows that begin with `bar`.
fn print_plain(text: &str, width: usize, bar: &str, out: &mut impl Write) -> io::Result<()> {
    for row in text::wrap(text, width - text::width(bar), Role::Answer, &[]) {
        writeln!(out, "{}", format!("{bar}{}", row.text()).trim_end())?;
    }
    Ok(())
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

fn print_markdown<'a>(
    faq: &'a Faq,
    entries: impl Iterator<Item = &'a Entry>,
    staff: bool,
    today: Date,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut topic = None;
    for entry in entries {
        let before = topic.replace(entry.topic);
        if before != Some(entry.topic) {
            let topic = faq.topic_of(entry);
            let gap = before.map_or("", |_| "\n");
            writeln!(out, "{gap}# {}", as_markdown(&topic.title))?;
            if before.is_none() {
                writeln!(out, "\n{MARK}")?;
            }
            if staff {
                let review = as_markdown(&topic.review(today).to_string());
                writeln!(out, "\n**{STAFF_ONLY}:** {review}")?;
                for group in groups(topic) {
                    writeln!(out, "\n**{}**\n", as_markdown(&what_to_do(group)))?;
                    for note in about(group) {
                        writeln!(out, "- {}", as_markdown(&note))?;
                    }
                    writeln!(out, "- Say: “{}”", as_markdown(&group.say))?;
                    for fact in &group.ask {
                        writeln!(out, "- Ask: {}", as_markdown(fact))?;
                    }
                }
                if let Some(say) = &topic.no_answer {
                    let say = as_markdown(say);
                    writeln!(out, "\n**Where there is no answer, say:** “{say}”")?;
                }
            }
            if !topic.doctor.is_empty() {
                let doctor = as_markdown(&topic.doctor);
                writeln!(out, "\n{SPEAKER}{doctor}.*")?;
            }
        }
        writeln!(out, "\n## {}\n", as_markdown(&entry.question))?;
        writeln!(out, "{}", below_question(&closed(entry.answer.trim_end())))?;
        let notes = staff_notes(faq, entry);
        if staff && !notes.is_empty() {
            writeln!(out, "\n**{STAFF_ONLY}**")?;
            for line in notes.iter().flat_map(|note| note.lines()) {
                writeln!(out, "\n{}", as_markdown(line))?;
            }
        }
    }
    Ok(())
}

/// An answer whose own headings stand below its question's.
fn below_question(answer: &str) -> String {
    let mut out = answer.to_owned();
    for start in headings(answer).into_iter().rev() {
        let level = answer[start..].bytes().take_while(|b| *b == b'#').count();
        out.insert_str(start, &"##"[level.min(3) - 1..]);
    }
    out
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
fn print_json_ld<'a>(
    faq: &'a Faq,
    entries: impl Iterator<Item = &'a Entry>,
    out: &mut impl Write,
) -> io::Result<()> {
    let questions = entries.map(|entry| {
        let answer = Document::parse(&entry.answer, &faq.topic_of(entry).doctor).html();
        json!({
            "@type": "Question",
            "name": entry.question,
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        })
    });
    let page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": questions.collect::<Vec<_>>(),
    });
    super::json(&page, out)
}
