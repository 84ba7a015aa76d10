//! JSON and YAML of any shape that holds questions and answers: lists or groups of them, by name, in
//! sections, and schema.org's `FAQPage`.

use serde_json::{Map, Value, json};

use super::{
    draft::{Draft, Piece},
    names::{self, Keys, NameKind},
    value::{
        answer, has, has_entries, items, outline, pairs, plain, texts, unknown_pair, unsaid,
        with_texts, words,
    },
};
use crate::faq;

/// Names of the file's title.
const TITLES: [&str; 4] = ["title", "name", "headline", "titel"];
/// Names of the file's language.
const LANGUAGES: [&str; 4] = ["language", "lang", "inLanguage", "locale"];

/// What the values hold.
pub(super) fn read(values: Vec<Value>, keys: &Keys) -> Draft {
    let values: Vec<_> = values.into_iter().map(with_texts).collect();
    let draft = Draft::default();
    let mut finder = Finder { draft, keys };
    if let [whole @ Value::Object(_)] = &values[..] {
        finder.header(whole);
    }
    for value in &values {
        finder.any(value, "");
    }
    finder.draft
}

pub(super) struct Finder<'a> {
    pub(super) draft: Draft,
    pub(super) keys: &'a Keys,
}

impl Finder<'_> {
    /// What the file says about all of its entries.
    fn header(&mut self, top: &Value) {
        let line = |names: &[&str]| {
            let line = names.iter().find_map(|name| top.get(name)?.as_str());
            line.unwrap_or_default().to_owned()
        };
        self.draft.doctor = line(&["doctor"]);
        self.draft.source = line(&["source", "url"]);
        let code: String = line(&LANGUAGES).chars().take(2).collect();
        self.draft.language = faq::language(&code).unwrap_or_default();
        if self.roles(top).is_none() {
            self.draft.title = line(&TITLES);
        }
    }

    fn pair(&mut self, group: &str, question: &str, said: &Value) {
        let pair = json!({"question": question, "answer": said});
        self.entry(&pair, group, Some(("question", "answer")));
    }

    fn any(&mut self, value: &Value, group: &str) {
        match value {
            Value::Array(items) => self.list(items, group),
            Value::Object(pairs) => {
                if !self.entry(value, group, self.roles(value)) {
                    self.section(pairs, group);
                }
            }
            text => self.draft.keep([outline(text)]),
        }
    }

    fn list(&mut self, list: &[Value], group: &str) {
        let unknown = unknown_pair(list);
        for item in list {
            match items(item) {
                // A pair in a list: the question, then its answer.
                [Value::String(question), answer] if words(answer).is_some() => {
                    self.pair(group, question, answer);
                }
                _ if self.roles(item).is_none() && self.entry(item, group, unknown) => {}
                _ => self.any(item, group),
            }
        }
    }

    /// Which keys of a group are an entry's question and answer.
    fn roles<'v>(&self, value: &'v Value) -> Option<(&'v str, &'v str)> {
        let kind = value.get("@type").and_then(words);
        if kind.is_some_and(|kind| kind != "Question") {
            return None;
        }
        // Entries below a name for text are a section, and one of their own has a list of questions.
        let may_be = |key: &str, value: &Value| {
            let is_answer = names::kind(key) == Some(NameKind::Answer);
            value.is_null() || words(value).is_some() || is_answer && !has_entries(value)
        };
        let keys = pairs(value).map(|(key, value)| if may_be(key, value) { key } else { "" });
        let keys: Vec<&str> = keys.collect();
        let (question, answer) = names::roles(&keys, self.keys)?;
        let is_given = self.keys.question.is_some();
        let is_sure = is_given || names::kind(keys[question]) == Some(NameKind::Question);
        (is_sure || !has_entries(value)).then_some((keys[question], keys[answer]))
    }

    /// Takes the group of keys as an entry; false where it has no question.
    pub(super) fn entry(
        &mut self,
        value: &Value,
        group: &str,
        roles: Option<(&str, &str)>,
    ) -> bool {
        let Some((question, said)) = roles else {
            return false;
        };
        let (mut piece, mut own) = (Piece::default(), group.to_owned());
        for (key, value) in pairs(value) {
            let words = words(value).unwrap_or_default();
            match names::kind(key) {
                _ if key == question => {
                    let ways = match value {
                        Value::Array(_) => texts(value),
                        _ => vec![value.as_str().map_or(words, str::to_owned)],
                    };
                    let mut ways = ways.into_iter();
                    piece.question = plain(&ways.next().unwrap_or_default());
                    piece.also_asked.extend(ways);
                }
                _ if key == said => {
                    piece.answer = answer(value);
                    piece.kept.extend(unsaid(value));
                }
                _ if key.starts_with('@') => {}
                Some(NameKind::Also) => piece.also_asked.extend(texts(value)),
                Some(NameKind::Note) if !words.is_empty() => piece.staff_note = words,
                Some(NameKind::Group) if group.is_empty() && !words.is_empty() => own = words,
                Some(NameKind::Id) if words.parse::<f64>().is_ok() || words.contains("://") => {}
                Some(NameKind::Id) if !words.is_empty() => piece.id = words,
                _ => {
                    let words = Some(words).filter(|words| !words.is_empty());
                    let kept = words.unwrap_or_else(|| outline(value));
                    if !kept.trim().is_empty() {
                        piece.kept.push(format!("{key}: {kept}"));
                    }
                }
            }
        }
        let is_one = !piece.question.trim().is_empty();
        if is_one {
            self.draft.group(&own);
            self.draft.add(piece);
        }
        is_one
    }

    /// A group of keys that is no entry: entries by name, sections, or a header.
    fn section(&mut self, pairs: &Map<String, Value>, group: &str) {
        let is_title =
            |key: &str| matches!(names::kind(key), Some(NameKind::Title | NameKind::Group));
        let mut titles = pairs.iter().filter(|(key, _)| is_title(key));
        let title = titles.find_map(|(_, value)| value.as_str());
        let group_title = title.filter(|title| *title != self.draft.title);
        let own = group_title.unwrap_or(group);
        if group_title.is_some() {
            self.draft.group(own);
        }
        for (key, value) in pairs {
            let is_name = names::asks(key) || key.trim().contains(' ');
            match value {
                Value::Object(inner) if names::asks(key) || is_name && is_answer(value) => {
                    self.any(&with("question", key, inner), own);
                }
                // The name of one entry is no group.
                Value::Object(inner) if !is_name && self.roles(value).is_some() => {
                    self.any(&with("id", key, inner), own);
                }
                Value::Object(_) | Value::Null => self.part(key, value, own),
                _ if is_name && words(value).is_some() => self.pair(own, key, value),
                _ if items(value).iter().all(Value::is_string) => {
                    let draft = &self.draft;
                    let said = [own, &draft.title, &draft.doctor, &draft.source];
                    let is_said = value.as_str().is_some_and(|text| said.contains(&text));
                    let is_told = is_said || LANGUAGES.contains(&&**key) || key.starts_with('@');
                    let words = outline(value);
                    if !is_told && !words.is_empty() {
                        self.draft.keep([format!("{key}: {words}")]);
                    }
                }
                _ => self.part(key, value, own),
            }
        }
    }

    /// What a key holds: it names a group, unless it is only a name for questions.
    fn part(&mut self, key: &str, value: &Value, group: &str) {
        if names::kind(key).is_some() || key.parse::<u32>().is_ok() {
            return self.any(value, group);
        }
        let name = key.replace('_', " ");
        self.draft.group(&name);
        self.any(value, &name);
    }
}

/// Whether it holds an answer whose question stands elsewhere.
fn is_answer(value: &Value) -> bool {
    has(value, NameKind::Answer) && !has(value, NameKind::Question)
}

/// A group of keys with the name that it has as one of them.
fn with(name: &str, key: &str, pairs: &Map<String, Value>) -> Value {
    let own = (name.to_owned(), key.into());
    [own].into_iter().chain(pairs.clone()).collect()
}
