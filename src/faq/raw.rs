//! From a file's tree to what it says in a [`Faq`](super::Faq): its text is cleaned. Whether anything is
//! wrong with it says [`super::check`]; of a file with mistakes this is what can be read all the same.

use jiff::civil::Date;

use super::{
    Entry, HandOver, SignOff, Topic, Urgency,
    keys::{FILE, HAND_OVER},
    slug,
    tree::Node,
};
use crate::{markdown::without_comments, seal::Approval, text};

/// The most facts that a receptionist takes down for a group.
pub(super) const MOST_FACTS: usize = 3;

/// Clean, on one line.
fn line(text: &str) -> String {
    text::clean_line(text).trim().to_owned()
}

/// What the head of a file says, also under misspelt keys; the title is empty where it gives none.
pub(super) fn topic(root: &Node) -> Topic {
    let text = |key| Some(line(FILE.value(root, key)?.text()?));
    let day = |key| date(&text(key)?);
    let code = text("language").and_then(|code| language(&code));
    let code = code.unwrap_or_default();
    let groups = FILE.value(root, "hand_over").map_or(&[][..], Node::each);
    let groups = groups.iter().filter_map(|node| group(node, &code));
    Topic {
        title: text("title").unwrap_or_default(),
        doctor: text("doctor").unwrap_or_default(),
        source: text("source"),
        reviewed: day("reviewed"),
        review_due: day("review_due"),
        sign_off: SignOff::default(),
        no_answer: text("no_answer"),
        hand_over: groups.collect(),
        language: code,
    }
}

/// The group that `node` holds, also under misspelt keys; none where it hears nothing or has nothing to say.
/// Words that are said in most calls are left out.
fn group(node: &Node, language: &str) -> Option<HandOver> {
    let value = |key| HAND_OVER.value(node, key);
    let text = |key| value(key)?.text().map(line);
    let texts = |key| -> Vec<String> {
        let texts = value(key).map_or(&[][..], Node::each).iter();
        texts.filter_map(Node::text).map(line).collect()
    };
    let mut group = HandOver {
        name: text("name").unwrap_or_default(),
        urgency: text("urgent")
            .and_then(|text| urgency(&text))
            .unwrap_or_default(),
        words: texts("words"),
        except: texts("except"),
        asked: texts("asked"),
        say: text("say").filter(|say| !say.is_empty())?,
        ask: texts("ask"),
    };
    group.words.retain(|word| !takes_all(word, language));
    group.ask.truncate(MOST_FACTS);
    (!group.words.is_empty() || !group.asked.is_empty()).then_some(group)
}

/// The entry of topic `topic` that `node` holds, whatever else stands there; none where it lacks its words.
pub(super) fn entry(node: &Node, topic: usize) -> Option<Entry> {
    let text = |key| node.get(key)?.text();
    let question = line(text("question")?);
    let answer = text::clean(text("answer")?);
    let answer = without_comments(&answer);
    let also = node.get("also_asked").map_or(&[][..], Node::items).iter();
    let entry = Entry {
        also_asked: also.filter_map(Node::text).map(line).collect(),
        answer: answer.trim_start_matches('\n').trim_end().to_owned(),
        id: text("id").map_or_else(|| slug(&question), line),
        staff_note: text("staff_note").map(|note| text::clean(note).trim().to_owned()),
        approved: text("approved").and_then(|approval| Approval::read(&line(approval))),
        question,
        topic,
    };
    let is_blank = entry.question.is_empty() || entry.answer.is_empty() || entry.id.is_empty();
    (!is_blank).then_some(entry)
}

/// Whether the doctor cannot have reviewed on `day` yet: tomorrow may have begun in the clinic's time zone.
pub(super) fn is_early(day: Date, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| day > tomorrow)
}

/// An approval that the doctor can have given.
pub(super) fn approval(text: &str, today: Date) -> Option<Approval> {
    let approval = Approval::read(text)?;
    (!is_early(approval.day, today)).then_some(approval)
}

/// A day written as year-month-day.
pub(super) fn date(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// What `urgent` says; none where it is neither true nor false.
pub(super) fn urgency(text: &str) -> Option<Urgency> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(Urgency::Urgent),
        "false" => Some(Urgency::Usual),
        _ => None,
    }
}

/// Whether a hand-over word in the language with this code means nothing by itself: it stands in most calls.
pub(super) fn takes_all(word: &str, language: &str) -> bool {
    text::meaningful_words(word, language).next().is_none()
}

/// A two-letter code, in lower case.
pub(crate) fn language(code: &str) -> Option<String> {
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
        .then(|| code.to_ascii_lowercase())
}
