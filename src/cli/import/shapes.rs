//! JSON and YAML of any shape that holds questions and answers: lists or groups of them, by name, in sections, and
//! schema.org's `FAQPage`.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    draft::{Draft, Item, Piece},
    html::{self, Words},
    names::{self, Meaning},
    table::settle,
};

/// Anything that JSON or YAML can hold, in its order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    fn get(&self, key: &str) -> Option<&Self> {
        self.pairs()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The words of a text, of a list of texts, or of a group that holds one under a name for text.
    fn words(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
            Self::List(items) => {
                let parts: Option<Vec<String>> = items.iter().map(Self::words).collect();
                let all = parts?
                    .iter()
                    .map(|part| answer_text(part))
                    .collect::<Vec<_>>()
                    .join("\n\n");
                Some(all).filter(|all| !all.is_empty())
            }
            // What asks, or has a heading, is an entry of its own.
            Self::Map(pairs)
                if self.get("@type").is_none() && pairs.iter().any(|(name, _)| heads(name)) =>
            {
                None
            }
            Self::Map(pairs) => {
                let text = |(name, _): &&(String, Self)| {
                    matches!(names::meaning(name), Some(Meaning::Text | Meaning::Answer))
                        || name == "children"
                };
                pairs.iter().find(text).and_then(|(_, value)| value.words())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_unit<E: Error>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }
            fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Value::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
                let mut map = Vec::new();
                while let Some((key, value)) = pairs.next_entry::<Value, Value>()? {
                    let key = match key {
                        Value::Text(text) => text,
                        other => other.words().unwrap_or_default(),
                    };
                    map.push((key, value));
                }
                Ok(Value::Map(map))
            }
            /// Tags say nothing here; what they stand before counts.
            fn visit_enum<A: serde::de::EnumAccess<'de>>(
                self,
                tagged: A,
            ) -> Result<Value, A::Error> {
                let (_, value) = tagged.variant::<String>()?;
                serde::de::VariantAccess::newtype_variant(value)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// An answer as another file has it, in Markdown: HTML is turned into it.
pub(super) fn answer_text(text: &str) -> String {
    if html::has_tags(text) {
        return html::markdown(text, Words::Plain);
    }
    if text.contains('&') {
        html::entities(text)
    } else {
        text.to_owned()
    }
}

/// Names of keys that the user gave for those of the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys<'a> {
    pub(super) question: Option<&'a str>,
    pub(super) answer: Option<&'a str>,
}

/// What the values hold.
pub(super) fn read(values: &[Value], keys: Keys<'_>) -> Draft {
    let mut finder = Finder {
        draft: Draft::default(),
        keys,
    };
    if let [value @ Value::Map(_)] = values {
        finder.header(value);
    }
    for value in values {
        finder.any(value, "");
    }
    finder.draft
}

struct Finder<'a> {
    draft: Draft,
    keys: Keys<'a>,
}

impl Finder<'_> {
    /// What the file says about all of its entries.
    fn header(&mut self, top: &Value) {
        let line = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| top.get(name));
            found.find_map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        };
        if self.piece(top, "").is_none() {
            self.draft.title = line(&["title", "name", "headline", "titel"]).unwrap_or_default();
        }
        self.draft.doctor = line(&["doctor"]).unwrap_or_default();
        self.draft.source = line(&["source", "url"]).unwrap_or_default();
        let code = line(&["language", "lang", "inLanguage", "locale"]).unwrap_or_default();
        let code: String = code.chars().take(2).collect();
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.draft.language = code.to_lowercase();
        }
    }

    fn keep(&mut self, group: &str, text: String) {
        self.draft.group(group).items.push(Item::Kept(text));
    }

    fn any(&mut self, value: &Value, group: &str) {
        match value {
            Value::Null => {}
            Value::Text(text) => self.keep(group, text.clone()),
            Value::List(items) => self.list(items, group),
            Value::Map(pairs) => {
                if let Some((piece, own)) = self.piece(value, group) {
                    self.draft.group(&own).items.push(Item::Entry(piece));
                } else {
                    self.section(pairs, group);
                }
            }
        }
    }

    fn list(&mut self, items: &[Value], group: &str) {
        let unknown = Self::unknown_pair(items);
        for item in items {
            if let Some((question, answer)) = &unknown
                && self.piece(item, group).is_none()
                && let Some((piece, own)) = Self::entry(item, group, question, answer)
            {
                self.draft.group(&own).items.push(Item::Entry(piece));
                continue;
            }
            // A pair in a list: the question, then its answer.
            if let Value::List(pair) = item
                && let [Value::Text(question), answer] = pair.as_slice()
                && let Some(answer) = answer.words()
            {
                let piece = Piece {
                    question: plain(question),
                    answer: answer_text(&answer),
                    ..Piece::default()
                };
                self.draft.group(group).items.push(Item::Entry(piece));
                continue;
            }
            self.any(item, group);
        }
    }

    /// The keys of question and answer in a list of groups whose names say nothing: the one asks, the other is longest.
    fn unknown_pair(items: &[Value]) -> Option<(String, String)> {
        let first = items.first()?.pairs();
        let asking = |key: &str| {
            let asks = |item: &&Value| matches!(item.get(key), Some(Value::Text(text)) if names::asks(text));
            items.iter().filter(asks).count() * 2 > items.len()
        };
        let (question, _) = first.iter().find(|(key, _)| asking(key))?;
        let length = |key: &str| -> usize {
            items
                .iter()
                .filter_map(|item| item.get(key)?.words())
                .map(|text| text.len())
                .sum()
        };
        let others = first.iter().filter(|(key, _)| key != question);
        let (answer, _) = others
            .max_by_key(|(key, _)| length(key))
            .filter(|(key, _)| length(key) > 0)?;
        Some((question.clone(), answer.clone()))
    }

    /// The entry that a group of keys is by their names, and the group that it says it belongs to.
    fn piece(&self, value: &Value, group: &str) -> Option<(Piece, String)> {
        let pairs = value.pairs();
        let kind = value.get("@type").and_then(Value::words);
        if kind.is_some_and(|kind| kind != "Question") {
            return None;
        }
        let mut meanings: Vec<_> = pairs.iter().map(|(key, _)| names::meaning(key)).collect();
        // A list of ways to ask is no section where an answer stands beside it.
        let textual = |meaning: Meaning| {
            pairs
                .iter()
                .zip(&meanings)
                .any(|((_, value), is)| *is == Some(meaning) && value.words().is_some())
        };
        if !textual(Meaning::Question) {
            meanings
                .iter_mut()
                .filter(|is| **is == Some(Meaning::Question))
                .for_each(|is| *is = None);
        }
        settle(&mut meanings);
        let key = |meaning| {
            let at = meanings.iter().position(|is| *is == Some(meaning))?;
            Some(pairs[at].0.as_str())
        };
        let question = self
            .keys
            .question
            .filter(|name| value.get(name).is_some())
            .or_else(|| key(Meaning::Question))?;
        let answer = self
            .keys
            .answer
            .filter(|name| value.get(name).is_some())
            .or_else(|| key(Meaning::Answer))?;
        Self::entry(value, group, question, answer)
    }

    /// The entry with these keys.
    fn entry(value: &Value, group: &str, question: &str, answer: &str) -> Option<(Piece, String)> {
        let mut piece = Piece::default();
        let mut own = group.to_owned();
        for (key, value) in value.pairs() {
            let words = value.words();
            if key == question {
                let mut texts = match value {
                    Value::List(items) => items.iter().filter_map(Value::words).collect(),
                    _ => vec![words?],
                };
                if texts.is_empty() {
                    return None;
                }
                piece.question = plain(&texts.remove(0));
                piece.also_asked.extend(texts);
                continue;
            }
            if key == answer {
                piece.answer = match value {
                    Value::Null => String::new(),
                    _ => answer_text(&words?),
                };
                continue;
            }
            match (names::meaning(key), words) {
                (_, None) => {
                    if !matches!(value, Value::Null | Value::List(_)) && !key.starts_with('@') {
                        piece.kept.push(format!("{key}: {}", outline(value)));
                    }
                }
                (Some(Meaning::Also), Some(_)) => match value {
                    Value::List(items) => piece
                        .also_asked
                        .extend(items.iter().filter_map(Value::words)),
                    _ => piece.also_asked.extend(value.words()),
                },
                (Some(Meaning::Note), Some(words)) => piece.staff_note = words,
                (Some(Meaning::Group), Some(words))
                    if group.is_empty() && !words.contains('\n') =>
                {
                    own = words;
                }
                (Some(Meaning::Id), Some(words)) => {
                    if words.parse::<f64>().is_err()
                        && !words.contains("://")
                        && !key.starts_with('@')
                    {
                        piece.id = words;
                    }
                }
                _ if key.starts_with('@') => {}
                (_, Some(words)) => piece.kept.push(format!("{key}: {words}")),
            }
        }
        (!piece.question.trim().is_empty()).then_some((piece, own))
    }

    /// A group of keys that is no entry: entries by name, sections, or a header.
    fn section(&mut self, pairs: &[(String, Value)], group: &str) {
        let title = pairs
            .iter()
            .find_map(|(key, value)| match (names::meaning(key), value) {
                (Some(Meaning::Title | Meaning::Group), Value::Text(text)) => Some(text.as_str()),
                _ => None,
            });
        let is_top = title.is_some_and(|title| title == self.draft.title);
        let own = title.filter(|_| !is_top).unwrap_or(group);
        let by_name = |key: &str, value: &Value| {
            (names::asks(key) || key.trim().contains(' '))
                && matches!(value, Value::Text(_) | Value::List(_))
                && value.words().is_some()
        };
        for (key, value) in pairs {
            if by_name(key, value) {
                let piece = Piece {
                    question: plain(key),
                    answer: answer_text(&value.words().unwrap_or_default()),
                    ..Piece::default()
                };
                self.draft.group(own).items.push(Item::Entry(piece));
                continue;
            }
            match value {
                Value::Text(text) => {
                    let said = Some(text.as_str()) == title
                        || [&self.draft.title, &self.draft.doctor, &self.draft.source]
                            .contains(&text);
                    let header =
                        ["language", "lang", "inLanguage", "locale"].contains(&key.as_str());
                    if !said && !header && !key.starts_with('@') {
                        self.keep(own, format!("{key}: {text}"));
                    }
                }
                Value::Map(inner) if names::asks(key) => {
                    let mut inner = inner.clone();
                    inner.insert(0, ("question".to_owned(), Value::Text(key.clone())));
                    self.any(&Value::Map(inner), own);
                }
                _ => {
                    // The key names a section, unless it is only a name for questions.
                    let plain_name = names::meaning(key).is_some()
                        || [
                            "entries",
                            "items",
                            "data",
                            "list",
                            "faqs",
                            "mainEntity",
                            "@graph",
                            "sections",
                            "docs",
                            "hasPart",
                            "results",
                            "pages",
                            "children",
                        ]
                        .contains(&key.as_str());
                    let texts_only = matches!(value, Value::List(items) if items.iter().all(|item| matches!(item, Value::Text(_))));
                    if texts_only {
                        self.keep(own, format!("{key}: {}", outline(value)));
                    } else if plain_name {
                        self.any(value, own);
                    } else {
                        self.any(value, &key.replace('_', " "));
                    }
                }
            }
        }
    }
}

fn heads(name: &str) -> bool {
    matches!(
        names::meaning(name),
        Some(Meaning::Question | Meaning::Title)
    )
}

/// A question without tags and entities.
fn plain(text: &str) -> String {
    if html::has_tags(text) {
        return crate::markdown::text(&html::markdown(text, Words::Plain)).replace('\n', " ");
    }
    html::entities(text)
}

/// What a value holds, for a comment.
fn outline(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(outline).collect::<Vec<_>>().join(", "),
        Value::Map(pairs) => {
            let parts = pairs
                .iter()
                .map(|(key, value)| format!("{key}: {}", outline(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}
