//! A file as `serde_yaml` hands it out, and what becomes of it in a [`Faq`](super::Faq): its text is cleaned.
//! Whether anything is wrong with it says [`super::check`], before.

use std::fmt;

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{
        MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use super::{
    Entry, HandOver, SignOff, Topic, Urgency,
    keys::{FILE, HAND_OVER},
    slug,
    tree::Node,
};
use crate::{markdown::without_comments, seal::Approval, text};

/// The most facts that a receptionist takes down for a group.
pub(super) const MOST_FACTS: usize = 3;

/// Any scalar is text, by its own letters: `No`, `2024` and `1.50` are that to whoever writes an FAQ.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    title: Option<String>,
    doctor: Option<String>,
    language: Option<String>,
    source: Option<String>,
    reviewed: Option<String>,
    review_due: Option<String>,
    no_answer: Option<String>,
    #[serde(default, deserialize_with = "groups")]
    hand_over: Vec<RawGroup>,
    /// None where an item is no entry; a file with such is not read so.
    entries: Vec<Option<RawEntry>>,
}

/// A list of groups, or a single one without its dash.
fn groups<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<RawGroup>, D::Error> {
    struct OneOrMore;
    impl<'de> Visitor<'de> for OneOrMore {
        type Value = Vec<RawGroup>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a group or a list of groups")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            RawGroup::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    deserializer.deserialize_any(OneOrMore)
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawGroup {
    name: String,
    urgent: String,
    words: Vec<String>,
    except: Vec<String>,
    asked: Vec<String>,
    say: String,
    ask: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    question: String,
    id: Option<String>,
    #[serde(default)]
    also_asked: Vec<String>,
    answer: String,
    staff_note: Option<String>,
    approved: Option<String>,
}

/// Clean, on one line.
fn line(text: &str) -> String {
    text::clean_line(text).trim().to_owned()
}

fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| line(text)).collect()
}

impl RawFile {
    /// What can be read of a file with mistakes: its head, with the groups that hand calls over all the same,
    /// and the good entries, which are compared with those of other files.
    pub(super) fn of(root: &Node) -> Self {
        let text = |key| Some(FILE.value(root, key)?.text()?.to_owned());
        let language = text("language").and_then(|code| language(&code));
        let groups = FILE.value(root, "hand_over").map_or(&[][..], Node::each);
        let code = language.as_deref().unwrap_or_default();
        let groups = groups.iter().filter_map(|group| RawGroup::of(group, code));
        let items = root.get("entries").map_or(&[][..], Node::items);
        Self {
            title: text("title"),
            review_due: text("review_due"),
            no_answer: text("no_answer"),
            hand_over: groups.collect(),
            entries: items.iter().map(RawEntry::of).collect(),
            language,
            ..Self::default()
        }
    }

    /// Its entries, of topic `topic`, with their numbers in the list.
    pub(super) fn entries(&self, topic: usize) -> impl Iterator<Item = (usize, Entry)> {
        let items = self.entries.iter().enumerate();
        items.filter_map(move |(n, item)| Some((n, item.as_ref()?.entry(topic)?)))
    }

    /// What the header says; the title is empty where it gives none.
    pub(super) fn topic(&self) -> Topic {
        let line = |text: &Option<String>| text.as_deref().map(line);
        let code = line(&self.language).and_then(|code| language(&code));
        let day = |text: &Option<String>| text.as_deref().and_then(date);
        let groups = self.hand_over.iter().map(|group| HandOver {
            name: self::line(&group.name),
            urgency: urgency(&self::line(&group.urgent)).unwrap_or_default(),
            words: lines(&group.words),
            except: lines(&group.except),
            asked: lines(&group.asked),
            say: self::line(&group.say),
            ask: lines(&group.ask),
        });
        Topic {
            title: line(&self.title).unwrap_or_default(),
            doctor: line(&self.doctor).unwrap_or_default(),
            language: code.unwrap_or_default(),
            source: line(&self.source),
            reviewed: day(&self.reviewed),
            review_due: day(&self.review_due),
            sign_off: SignOff::default(),
            no_answer: line(&self.no_answer),
            hand_over: groups.collect(),
        }
    }
}

impl RawGroup {
    /// The group that `node` holds, also under misspelt keys; none where it hears nothing or has nothing to
    /// say. Words that are said in most calls are left out.
    fn of(node: &Node, language: &str) -> Option<Self> {
        let value = |key| HAND_OVER.value(node, key);
        let text = |key| value(key).and_then(Node::text).map(str::to_owned);
        let texts = |key| -> Vec<String> {
            let texts = value(key).map_or(&[][..], Node::each).iter();
            texts.filter_map(Node::text).map(str::to_owned).collect()
        };
        let mut group = Self {
            name: text("name").unwrap_or_default(),
            urgent: text("urgent").unwrap_or_default(),
            words: texts("words"),
            except: texts("except"),
            asked: texts("asked"),
            say: text("say").filter(|say| !line(say).is_empty())?,
            ask: texts("ask"),
        };
        group.words.retain(|word| !takes_all(word, language));
        group.ask.truncate(MOST_FACTS);
        (!group.words.is_empty() || !group.asked.is_empty()).then_some(group)
    }
}

impl RawEntry {
    /// The entry that `node` holds, whatever else stands there; none where it has no question or answer.
    fn of(node: &Node) -> Option<Self> {
        let text = |key| node.get(key)?.text().map(str::to_owned);
        let also = node.get("also_asked").map_or(&[][..], Node::items).iter();
        Some(Self {
            question: text("question")?,
            id: text("id"),
            also_asked: also.filter_map(Node::text).map(str::to_owned).collect(),
            answer: text("answer")?,
            staff_note: text("staff_note"),
            approved: text("approved"),
        })
    }

    /// The entry of topic `topic`; none where it lacks its words.
    fn entry(&self, topic: usize) -> Option<Entry> {
        let question = line(&self.question);
        let answer = text::clean(&self.answer);
        let answer = without_comments(&answer);
        let (note, approved) = (self.staff_note.as_deref(), self.approved.as_deref());
        let entry = Entry {
            also_asked: lines(&self.also_asked),
            answer: answer.trim_start_matches('\n').trim_end().to_owned(),
            id: self.id.as_deref().map_or_else(|| slug(&question), line),
            staff_note: note.map(|note| text::clean(note).trim().to_owned()),
            approved: approved.and_then(|text| Approval::read(&line(text))),
            question,
            topic,
        };
        let is_blank = entry.question.is_empty() || entry.answer.is_empty() || entry.id.is_empty();
        (!is_blank).then_some(entry)
    }
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
