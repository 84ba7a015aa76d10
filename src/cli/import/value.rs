//! What anything that JSON or YAML can hold says to a person.

use serde_json::Value;

use super::{
    html,
    names::{self, NameKind},
};
use crate::markdown;

/// The value with numbers and the like as text.
pub(super) fn with_texts(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(with_texts).collect(),
        Value::Object(pairs) => {
            let pairs = pairs.into_iter();
            pairs.map(|(key, value)| (key, with_texts(value))).collect()
        }
        Value::Null | Value::String(_) => value,
        scalar => Value::String(scalar.to_string()),
    }
}

pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(super) fn pairs(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let pairs = value.as_object().into_iter().flatten();
    pairs.map(|(key, value)| (key.as_str(), value))
}

pub(super) fn has(value: &Value, kind: NameKind) -> bool {
    pairs(value).any(|(key, _)| names::kind(key) == Some(kind))
}

/// The words of a text, of a list of texts, or of a group that holds one under a name for text, in Markdown.
/// None where there are none, or an entry of its own.
pub(super) fn words(value: &Value) -> Option<String> {
    let has_heading = || has(value, NameKind::Question) || has(value, NameKind::Title);
    let words = match value {
        Value::String(text) => in_markdown(text),
        Value::Array(items) => {
            let parts: Option<Vec<String>> = items.iter().map(words).collect();
            parts?.join("\n\n")
        }
        // What asks, or has a heading, is an entry of its own.
        Value::Object(_) if value.get("@type").is_some() || !has_heading() => {
            words(said(value)?.1)?
        }
        _ => return None,
    };
    Some(words).filter(|words| !words.trim().is_empty())
}

/// The pair of a group that holds its words.
fn said(value: &Value) -> Option<(&str, &Value)> {
    let holds_words = |name| matches!(names::kind(name), Some(NameKind::Text | NameKind::Answer));
    pairs(value).find(|(name, _)| holds_words(name))
}

/// What stands beside the words of a group, or of those in a list, and is no part of them.
pub(super) fn unsaid(value: &Value) -> Vec<String> {
    let said = said(value).map(|(name, _)| name);
    let is_other = |name: &str| said.is_some_and(|said| said != name) && !name.starts_with('@');
    let others = pairs(value).filter(|(name, _)| is_other(name));
    let others = others.map(|(name, value)| format!("{name}: {}", outline(value)));
    others.chain(items(value).iter().flat_map(unsaid)).collect()
}

/// What a value holds, for an answer or a comment, whatever it is.
pub(super) fn outline(value: &Value) -> String {
    let parts: Vec<String> = match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().map(outline).collect(),
        _ => pairs(value)
            .map(|(key, value)| format!("{key}: {}", outline(value)))
            .collect(),
    };
    parts.join(", ")
}

/// As an answer: the parts of a list as its paragraphs.
pub(super) fn answer(value: &Value) -> String {
    let part = |item: &Value| words(item).unwrap_or_else(|| outline(item));
    match value {
        Value::Array(items) => items.iter().map(part).collect::<Vec<_>>().join("\n\n"),
        _ => part(value),
    }
}

/// Each text of a list, or those that one text holds.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            let texts = text.split(['\n', ';', '|']);
            texts.map(|text| text.trim().to_owned()).collect()
        }
        _ => items(value).iter().filter_map(words).collect(),
    }
}

/// Whether an entry stands in it: what is beside it speaks of all of them.
pub(super) fn has_entries(value: &Value) -> bool {
    let is_entry = |item: &Value| has(item, NameKind::Question) && has(item, NameKind::Answer);
    let values = pairs(value).map(|(_, value)| value);
    let mut parts = items(value).iter().chain(values);
    parts.any(|part| is_entry(part) || has_entries(part)) || unknown_pair(items(value)).is_some()
}

/// The keys of question and answer in a list of groups whose names say nothing: in the first group where one
/// asks, the other is longest.
pub(super) fn unknown_pair(list: &[Value]) -> Option<(&str, &str)> {
    list.iter().find_map(|item| {
        let texts = pairs(item).filter_map(|(key, value)| Some((key, words(value)?)));
        let texts: Vec<_> = texts.collect();
        let (question, _) = texts.iter().find(|(_, text)| names::asks(text))?;
        let others = texts.iter().filter(|(key, _)| key != question);
        let (answer, _) = others.max_by_key(|(_, text)| text.len())?;
        Some((*question, *answer))
    })
}

/// A text as another file has it, in Markdown: HTML is turned into it.
fn in_markdown(text: &str) -> String {
    if html::has_tags(text) {
        return html::markdown(text);
    }
    markdown::decoded(text).into_owned()
}

/// A question without tags and entities.
pub(super) fn plain(text: &str) -> String {
    match in_markdown(text) {
        words if html::has_tags(text) => markdown::spoken_words(&words).replace('\n', " "),
        words => words,
    }
}
