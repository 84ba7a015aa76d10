//! A file as `serde_yaml` hands it out, and what becomes of it in a [`Faq`]: text is cleaned, and whatever
//! lacks its words is refused.

use std::{borrow::Cow, collections::HashSet, fmt, marker::PhantomData};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{
        MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use super::{Entry, HandOver, Topic, Urgency, slug, tree::Node};
use crate::{markdown::without_comments, text};

/// The most facts that a receptionist takes down for a group.
pub(super) const MOST_FACTS: usize = 3;

/// Any scalar, by its own letters: `No`, `2024` and `1.50` are text to whoever writes an FAQ. Never null.
#[derive(Debug)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

fn letters(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

impl Text<'_> {
    /// Clean, on one line.
    fn line(&self) -> String {
        text::clean_line(&self.0).trim().to_owned()
    }

    /// Clean, with its lines.
    fn lines(&self) -> Cow<'_, str> {
        text::clean(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl<'de> Visitor<'de> for Letters {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_some<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Text<'de>, D::Error> {
                deserializer.deserialize_str(self)
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_option(Letters)
    }
}

/// What must not be null if it is given at all; an absent key is left to `#[serde(default)]`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    struct Given<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Given<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("something")
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
            T::deserialize(deserializer).map(Some)
        }

        fn visit_none<E: serde::de::Error>(self) -> Result<Option<T>, E> {
            Err(E::custom("nothing"))
        }
    }
    deserializer.deserialize_option(Given(PhantomData))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile<'a> {
    #[serde(borrow, default, deserialize_with = "given")]
    title: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    doctor: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    language: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    source: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    reviewed: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    review_due: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    no_answer: Option<Text<'a>>,
    #[serde(borrow, default)]
    hand_over: Groups<'a>,
    #[serde(borrow, default, deserialize_with = "given")]
    pub(super) entries: Option<Vec<RawEntry<'a>>>,
}

/// A list of groups, or a single one without its dash.
#[derive(Default)]
struct Groups<'a>(Vec<RawGroup<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Groups<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Groups<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a group or a list of groups")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Groups<'de>, A::Error> {
                RawGroup::deserialize(MapAccessDeserializer::new(map)).map(|one| Groups(vec![one]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Groups<'de>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Groups)
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup<'a> {
    #[serde(borrow, default, deserialize_with = "given")]
    name: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    urgent: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    words: Option<Vec<Text<'a>>>,
    #[serde(borrow, default, deserialize_with = "given")]
    except: Option<Vec<Text<'a>>>,
    #[serde(borrow, default, deserialize_with = "given")]
    asked: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    say: Text<'a>,
    #[serde(borrow, default, deserialize_with = "given")]
    ask: Option<Vec<Text<'a>>>,
}

impl RawGroup<'_> {
    /// The group; none where something is blank, nothing calls it up, or a word of it calls it up always.
    fn group(&self, language: &str) -> Option<HandOver> {
        let lines = |texts: &Option<Vec<Text<'_>>>| -> Option<Vec<String>> {
            let lines = texts.iter().flatten().map(Text::line);
            lines
                .map(|line| Some(line).filter(|l| !l.is_empty()))
                .collect()
        };
        let group = HandOver {
            name: match &self.name {
                Some(name) => Some(name.line()).filter(|name| !name.is_empty())?,
                None => String::new(),
            },
            urgency: match &self.urgent {
                Some(text) => urgency(&text.line())?,
                None => Urgency::Usual,
            },
            words: lines(&self.words)?,
            except: lines(&self.except)?,
            asked: lines(&self.asked)?,
            say: self.say.line(),
            ask: lines(&self.ask)?,
        };
        let is_called = !group.words.is_empty() || !group.asked.is_empty();
        let is_called_always = group.words.iter().any(|word| takes_all(word, language));
        let is_fine = is_called && !is_called_always && !group.say.is_empty();
        (is_fine && group.ask.len() <= MOST_FACTS).then_some(group)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry<'a> {
    #[serde(borrow)]
    pub(super) question: Text<'a>,
    #[serde(borrow, default, deserialize_with = "given")]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "given")]
    pub(super) also_asked: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(super) answer: Text<'a>,
    #[serde(borrow, default, deserialize_with = "given")]
    pub(super) staff_note: Option<Text<'a>>,
}

impl RawFile<'_> {
    /// What the header says; the title is empty where it gives none. None where something is wrong.
    pub(super) fn topic(&self, today: Date) -> Option<Topic> {
        let line = |text: &Option<Text<'_>>| {
            let line = text.as_ref().map(Text::line);
            if line.as_deref() == Some("") {
                None
            } else {
                Some(line)
            }
        };
        let date = |text: &Option<Text<'_>>| {
            let Some(text) = text else { return Some(None) };
            date(&text.0).map(Some)
        };
        let language = match line(&self.language)? {
            None => String::new(),
            Some(code) => language(&code)?,
        };
        let groups = self.hand_over.0.iter();
        let hand_over: Vec<HandOver> = groups
            .map(|group| group.group(&language))
            .collect::<Option<_>>()?;
        let mut taken = HashSet::new();
        let mut named = hand_over.iter().filter(|group| !group.name.is_empty());
        if !named.all(|group| taken.insert(slug(&group.name))) {
            return None;
        }
        let topic = Topic {
            title: line(&self.title)?.unwrap_or_default(),
            doctor: line(&self.doctor)?.unwrap_or_default(),
            language,
            source: line(&self.source)?,
            reviewed: date(&self.reviewed)?,
            review_due: date(&self.review_due)?,
            no_answer: line(&self.no_answer)?,
            hand_over,
        };
        let early = topic.reviewed.is_some_and(|day| is_early(day, today));
        (!early).then_some(topic)
    }
}

impl<'a> RawEntry<'a> {
    /// The entry that `node` holds, whatever else stands there; none where it has no question or answer.
    pub(super) fn of(node: &'a Node) -> Option<Self> {
        let text = |key| node.get(key).and_then(Node::text).map(letters);
        Some(Self {
            question: text("question")?,
            id: text("id"),
            also_asked: node.get("also_asked").map(|list| {
                list.items()
                    .iter()
                    .filter_map(Node::text)
                    .map(letters)
                    .collect()
            }),
            answer: text("answer")?,
            staff_note: text("staff_note"),
        })
    }

    /// The entry of topic `topic`; none where something is blank.
    pub(super) fn entry(&self, topic: usize) -> Option<Entry> {
        let given = self.id.as_ref().map(Text::line);
        let question = self.question.line();
        let answer = self.answer.lines();
        let answer = without_comments(&answer);
        let entry = Entry {
            also_asked: self.also_asked.iter().flatten().map(Text::line).collect(),
            answer: answer.trim_start_matches('\n').trim_end().to_owned(),
            id: given.unwrap_or_else(|| slug(&question)),
            staff_note: self
                .staff_note
                .as_ref()
                .map(|note| note.lines().trim().to_owned()),
            question,
            topic,
        };
        let blank = entry.question.is_empty()
            || entry.answer.is_empty()
            || entry.id.is_empty()
            || entry.staff_note.as_deref() == Some("")
            || entry.also_asked.iter().any(String::is_empty);
        (!blank).then_some(entry)
    }
}

/// Whether the doctor cannot have reviewed on `day` yet: tomorrow may have begun in the clinic's time zone.
pub(super) fn is_early(day: Date, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| day > tomorrow)
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
pub(super) fn language(code: &str) -> Option<String> {
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
        .then(|| code.to_ascii_lowercase())
}
