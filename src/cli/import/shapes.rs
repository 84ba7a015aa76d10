//! JSON and YAML of any shape that holds questions and answers: lists or groups of them, by name, in
//! sections, and schema.org's `FAQPage`.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    draft::{Draft, Item, Piece},
    html,
    names::{self, NameKind},
};
use crate::{labels::Labels, markdown};

/// Names that say only that questions follow, and no group.
const WRAPPERS: &str = " entries items data list faqs mainEntity @graph sections docs hasPart results pages children attributes node nodes edges fields properties objects records intents articles ";
/// Names of the file's title.
const TITLES: [&str; 4] = ["title", "name", "headline", "titel"];
/// Names of the file's language.
const LANGUAGES: [&str; 4] = ["language", "lang", "inLanguage", "locale"];
/// Names of who is quoted.
const SPEAKERS: [&str; 5] = ["author", "speaker", "cite", "by", "attribution"];

/// What stands beside a part of a line.
const STYLES: [&str; 4] = ["marks", "_type", "type", "_key"];

/// Anything that JSON or YAML can hold, in its order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ForeignValue {
    Null,
    Text(String),
    List(Vec<ForeignValue>),
    Map(Vec<(String, ForeignValue)>),
}

impl ForeignValue {
    fn get(&self, key: &str) -> Option<&Self> {
        let mut pairs = self.pairs().iter();
        pairs.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text below the first of these names that has one.
    fn line(&self, names: &[&str]) -> Option<String> {
        let mut values = names.iter().filter_map(|name| self.get(name));
        values.find_map(|value| match value {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// The one line that a group says beside its lists: their title, whatever it is called.
    fn only_line(&self) -> Option<&str> {
        let mut texts = self.pairs().iter().filter_map(|(_, value)| match value {
            Self::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let text = texts.next().filter(|text| !text.trim().contains('\n'))?;
        (texts.next().is_none() && self.has_list_of_entries()).then_some(text)
    }

    fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The words of a text, of a list of texts, or of a group that holds one under a name for text, in
    /// Markdown. None where there are none, or an entry of its own.
    fn words(&self) -> Option<String> {
        let words = match self {
            Self::Null => return None,
            Self::Text(text) => answer_text(text),
            Self::List(items) => {
                let parts: Option<Vec<String>> = items.iter().map(Self::words).collect();
                parts?.join("\n\n")
            }
            // What asks, or has a heading, is an entry of its own.
            Self::Map(pairs)
                if self.get("@type").is_none() && pairs.iter().any(|(name, _)| heads(name)) =>
            {
                return None;
            }
            Self::Map(_) => {
                let (name, value) = self.said()?;
                let words = match name.as_str() {
                    // The parts of one line, each with its style.
                    "children" => value.items().iter().map(Self::outline).collect(),
                    _ => value.words()?,
                };
                let speaker = SPEAKERS.iter().find_map(|name| self.get(name)?.words());
                speaker.map_or(words.clone(), |speaker| {
                    format!("> {}\n> — {speaker}", words.replace('\n', "\n> "))
                })
            }
        };
        Some(words).filter(|words| !words.trim().is_empty())
    }

    /// The pair of a group that holds its words.
    fn said(&self) -> Option<&(String, Self)> {
        let kind =
            |name: &str| matches!(names::kind(name), Some(NameKind::Text | NameKind::Answer));
        let mut pairs = self.pairs().iter();
        pairs.find(|(name, _)| kind(name) || name == "children")
    }

    /// What stands beside the words of a group, or of those in a list, and is no part of them.
    fn unsaid(&self) -> Vec<String> {
        let said = self.said().map(|(name, _)| name);
        let is_known = |name: &String| {
            let name = name.as_str();
            name.starts_with('@') || STYLES.contains(&name) || SPEAKERS.contains(&name)
        };
        let pairs = self.pairs().iter().filter(|_| said.is_some());
        let others = pairs.filter(|(name, _)| Some(name) != said && !is_known(name));
        let others = others.map(|(name, value)| format!("{name}: {}", value.outline()));
        others
            .chain(self.items().iter().flat_map(Self::unsaid))
            .collect()
    }

    /// What a value holds, for an answer or a comment, whatever it is.
    fn outline(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(items) => items
                .iter()
                .map(Self::outline)
                .collect::<Vec<_>>()
                .join(", "),
            Self::Map(pairs) => {
                let mut styles = pairs.iter().filter(|(key, _)| key != "text");
                match self.get("text") {
                    Some(Self::Text(text))
                        if styles.all(|(key, _)| STYLES.contains(&key.as_str())) =>
                    {
                        let strong = self
                            .get("marks")
                            .is_some_and(|marks| marks.outline().contains("strong"));
                        let mark = if strong && text.trim() == text {
                            "**"
                        } else {
                            ""
                        };
                        format!("{mark}{text}{mark}")
                    }
                    _ => {
                        let parts = pairs
                            .iter()
                            .map(|(key, value)| format!("{key}: {}", value.outline()));
                        parts.collect::<Vec<_>>().join(", ")
                    }
                }
            }
        }
    }

    /// As an answer: the parts of a list as its paragraphs, a list in it as bullets.
    fn answer(&self) -> String {
        let part = |item: &Self| match item {
            Self::Map(pairs) if item.words().is_none() => {
                let lists = pairs.iter().flat_map(|(_, value)| value.items());
                let bullets: Vec<String> =
                    lists.map(|item| format!("- {}", item.outline())).collect();
                if bullets.is_empty() {
                    item.outline()
                } else {
                    bullets.join("\n")
                }
            }
            Self::List(items) if item.words().is_some() => {
                let bullets = items.iter().map(|item| format!("- {}", item.outline()));
                bullets.collect::<Vec<_>>().join("\n")
            }
            _ => item.words().unwrap_or_else(|| item.outline()),
        };
        match self {
            Self::List(items) => items.iter().map(part).collect::<Vec<_>>().join("\n\n"),
            _ => part(self),
        }
    }

    /// Whether a list of entries stands in it: what is beside it speaks of all of them.
    fn has_list_of_entries(&self) -> bool {
        let is_entry = |item: &Self| {
            let keys: Vec<&str> = item.pairs().iter().map(|(key, _)| key.as_str()).collect();
            names::roles(&keys).is_some_and(|(question, _)| {
                let (name, value) = &item.pairs()[question];
                names::kind(name) == Some(NameKind::Question)
                    || value.words().is_some_and(|words| names::asks(&words))
            })
        };
        self.items().iter().any(is_entry)
            || self
                .pairs()
                .iter()
                .any(|(_, value)| value.has_list_of_entries())
    }

    /// A group of languages is the words in one of them, and what the others say.
    fn in_language(self, wanted: Option<&str>) -> Self {
        match self {
            Self::List(items) => {
                let items = items.into_iter();
                Self::List(items.map(|item| item.in_language(wanted)).collect())
            }
            Self::Map(pairs) => {
                let mut out = Vec::new();
                for (key, value) in pairs {
                    match value {
                        Self::Map(mut said) if is_in_languages(&said) => {
                            let is_wanted = |(code, _): &_| Some(String::as_str(code)) == wanted;
                            let (_, words) =
                                said.remove(said.iter().position(is_wanted).unwrap_or(0));
                            let others = said.into_iter();
                            out.extend(
                                others.map(|(code, text)| (format!("{key} ({code})"), text)),
                            );
                            out.push((key, words));
                        }
                        value => out.push((key, value.in_language(wanted))),
                    }
                }
                Self::Map(out)
            }
            other => other,
        }
    }

    /// Whether it is a group with an answer and no question.
    fn only_answers(&self) -> bool {
        let has = |wanted| {
            self.pairs()
                .iter()
                .any(|(key, _)| names::kind(key) == Some(wanted))
        };
        has(NameKind::Answer) && !has(NameKind::Question)
    }

    /// Each text of a list, or those that one text holds.
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => text
                .split(['\n', ';', '|'])
                .map(|text| text.trim().to_owned())
                .collect(),
            _ => self.items().iter().filter_map(Self::words).collect(),
        }
    }
}

/// Every scalar is text.
macro_rules! scalars {
    ($($visit:ident: $kind:ty),*) => {$(
        fn $visit<E: Error>(self, scalar: $kind) -> Result<ForeignValue, E> {
            Ok(ForeignValue::Text(scalar.to_string()))
        }
    )*};
}

impl<'de> Deserialize<'de> for ForeignValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = ForeignValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);
            fn visit_unit<E: Error>(self) -> Result<ForeignValue, E> {
                Ok(ForeignValue::Null)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ForeignValue, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(ForeignValue::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<ForeignValue, A::Error> {
                let mut map = Vec::new();
                while let Some((key, value)) = pairs.next_entry::<ForeignValue, ForeignValue>()? {
                    map.push((key.outline(), value));
                }
                Ok(ForeignValue::Map(map))
            }
            /// Tags say nothing here; what they stand before counts.
            fn visit_enum<A: serde::de::EnumAccess<'de>>(
                self,
                tagged: A,
            ) -> Result<ForeignValue, A::Error> {
                let (_, value) = tagged.variant::<String>()?;
                serde::de::VariantAccess::newtype_variant(value)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Whether the keys are the codes of languages, and their values what is said in each.
fn is_in_languages(pairs: &[(String, ForeignValue)]) -> bool {
    let is_code = |(key, value): &(String, ForeignValue)| {
        key.len() == 2 && matches!(value, ForeignValue::Text(_))
    };
    let is_known = |(key, _): &(String, ForeignValue)| Labels::CODES.contains(&key.as_str());
    pairs.len() > 1 && pairs.iter().all(is_code) && pairs.iter().any(is_known)
}

/// An answer as another file has it, in Markdown: HTML is turned into it.
fn answer_text(text: &str) -> String {
    if html::has_tags(text) {
        return html::markdown(text);
    }
    markdown::decoded(text).into_owned()
}

/// A question without tags and entities.
fn plain(text: &str) -> String {
    if html::has_tags(text) {
        return markdown::text(&html::markdown(text)).replace('\n', " ");
    }
    markdown::decoded(text).into_owned()
}

fn heads(name: &str) -> bool {
    matches!(
        names::kind(name),
        Some(NameKind::Question | NameKind::Title)
    )
}

/// Names of columns or keys that the user gave for those of the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys<'a> {
    pub(super) question: Option<&'a str>,
    pub(super) answer: Option<&'a str>,
    pub(super) language: Option<&'a str>,
}

/// What the values hold.
pub(super) fn read(values: Vec<ForeignValue>, keys: Keys<'_>) -> Draft {
    found(values, keys, names::asks)
}

/// What the head of a page holds, whose title is no question: the page answers it.
pub(super) fn head(values: Vec<ForeignValue>) -> Draft {
    found(values, Keys::default(), |_| false)
}

/// `may_ask` says of a file's title whether it is the question of its one entry.
fn found(values: Vec<ForeignValue>, keys: Keys<'_>, may_ask: fn(&str) -> bool) -> Draft {
    let values = values.into_iter();
    let values: Vec<_> = values
        .map(|value| value.in_language(keys.language))
        .collect();
    let mut finder = Finder {
        draft: Draft::default(),
        keys,
    };
    match &values[..] {
        [whole @ ForeignValue::Map(pairs)] => {
            // A title and a description speak of the whole file, unless the title asks.
            let is_entry = finder.roles(whole).is_some_and(|(question, _)| {
                let (name, value) = &pairs[question];
                let is_title = names::kind(name) == Some(NameKind::Title);
                !is_title || value.words().is_some_and(|words| may_ask(&words))
            });
            finder.header(whole);
            if is_entry {
                finder.any(whole, "");
            } else {
                finder.draft.title = whole.line(&TITLES).unwrap_or_default();
                finder.section(pairs, "");
            }
        }
        values => values.iter().for_each(|value| finder.any(value, "")),
    }
    finder.draft
}

struct Finder<'a> {
    draft: Draft,
    keys: Keys<'a>,
}

impl Finder<'_> {
    /// What the file says about all of its entries.
    fn header(&mut self, top: &ForeignValue) {
        self.draft.doctor = top.line(&["doctor"]).unwrap_or_default();
        self.draft.source = top.line(&["source", "url"]).unwrap_or_default();
        let code = top.line(&LANGUAGES).unwrap_or_default();
        let code: String = code.chars().take(2).collect();
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.draft.language = code.to_lowercase();
        }
    }

    fn keep(&mut self, group: &str, text: String) {
        self.draft.group(group).items.push(Item::Kept(text));
    }

    fn pair(&mut self, group: &str, question: &str, answer: &ForeignValue) {
        let piece = Piece {
            question: plain(question),
            answer: answer.answer(),
            ..Piece::default()
        };
        self.draft.add(group, piece);
    }

    fn any(&mut self, value: &ForeignValue, group: &str) {
        match value {
            ForeignValue::Null => {}
            ForeignValue::Text(text) => self.keep(group, text.clone()),
            ForeignValue::List(items) => self.list(items, group),
            ForeignValue::Map(pairs) => {
                if !by_number(pairs).0.is_empty() || !self.entry(value, group, self.roles(value)) {
                    let title = value.only_line();
                    self.section(pairs, title.unwrap_or(group));
                    if let Some(title) = title {
                        self.keep_unused(title);
                    }
                }
            }
        }
    }

    fn list(&mut self, items: &[ForeignValue], group: &str) {
        if is_in_turn(items) {
            for pair in items.chunks(2) {
                self.pair(group, &pair[0].outline(), &pair[1]);
            }
            return;
        }
        let unknown = unknown_pair(items);
        for item in items {
            match item.items() {
                // A pair in a list: the question, then its answer.
                [ForeignValue::Text(question), answer] if answer.words().is_some() => {
                    self.pair(group, question, answer);
                }
                _ => {
                    let place =
                        |name: &String| item.pairs().iter().position(|(key, _)| key == name);
                    let roles = unknown.as_ref().filter(|_| self.roles(item).is_none());
                    let roles =
                        roles.and_then(|(question, answer)| place(question).zip(place(answer)));
                    if roles.is_none() || !self.entry(item, group, roles) {
                        self.any(item, group);
                    }
                }
            }
        }
    }

    /// Which pairs of a group of keys are an entry's question and answer.
    fn roles(&self, value: &ForeignValue) -> Option<(usize, usize)> {
        let pairs = value.pairs();
        if value
            .get("@type")
            .and_then(ForeignValue::words)
            .is_some_and(|kind| kind != "Question")
        {
            return None;
        }
        let named =
            |name: Option<&str>| pairs.iter().position(|(key, _)| Some(key.as_str()) == name);
        // Entries below a name for text are a section, and one of their own has a list of questions.
        let keys = pairs.iter().map(|(key, value)| {
            let is_sure = matches!(names::kind(key), Some(NameKind::Answer));
            let is_bare =
                matches!(value, ForeignValue::Null) || is_sure && !value.has_list_of_entries();
            if is_bare || value.words().is_some() {
                key.as_str()
            } else {
                ""
            }
        });
        let by_name = names::roles(&keys.collect::<Vec<_>>());
        let by_name = by_name.filter(|(question, _)| {
            let (name, _) = &pairs[*question];
            names::kind(name) == Some(NameKind::Question) || !value.has_list_of_entries()
        });
        let question = named(self.keys.question).or(by_name.map(|(question, _)| question))?;
        let answer = named(self.keys.answer).or(by_name.map(|(_, answer)| answer))?;
        (question != answer).then_some((question, answer))
    }

    /// Takes the group of keys as an entry; false where it has no question.
    fn entry(&mut self, value: &ForeignValue, group: &str, roles: Option<(usize, usize)>) -> bool {
        let mut piece = Piece::default();
        let mut own = group.to_owned();
        let Some((question, answer)) = roles else {
            return false;
        };
        for (n, (key, value)) in value.pairs().iter().enumerate() {
            let words = value.words().unwrap_or_default();
            match names::kind(key) {
                _ if n == question => {
                    let ways = match value {
                        ForeignValue::Text(text) => vec![text.clone()],
                        ForeignValue::List(_) => value.texts(),
                        _ => vec![words],
                    };
                    let mut ways = ways.into_iter();
                    piece.question = plain(&ways.next().unwrap_or_default());
                    piece.also_asked.extend(ways);
                }
                _ if n == answer => {
                    piece.answer = value.answer();
                    piece.kept.extend(value.unsaid());
                }
                Some(NameKind::Also) => piece.also_asked.extend(value.texts()),
                Some(NameKind::Note) if !words.is_empty() => piece.staff_note = words,
                Some(NameKind::Group)
                    if group.is_empty() && !words.is_empty() && !words.contains('\n') =>
                {
                    own = words;
                }
                Some(NameKind::Id)
                    if words.parse::<f64>().is_ok()
                        || words.contains("://")
                        || key.starts_with('@') => {}
                Some(NameKind::Id) if !words.is_empty() => piece.id = words,
                _ if key.starts_with('@') => {}
                _ => {
                    let kept = if words.is_empty() {
                        value.outline()
                    } else {
                        words
                    };
                    if !kept.trim().is_empty() {
                        piece.kept.push(format!("{key}: {kept}"));
                    }
                }
            }
        }
        let is_one = !piece.question.trim().is_empty();
        if is_one {
            self.draft.add(&own, piece);
        }
        is_one
    }

    /// A group of keys that is no entry: entries by name or by number, sections, or a header.
    fn section(&mut self, pairs: &[(String, ForeignValue)], group: &str) {
        let (numbered, pairs) = by_number(pairs);
        let title = pairs
            .iter()
            .find_map(|(key, value)| match (names::kind(key), value) {
                (Some(NameKind::Title | NameKind::Group), ForeignValue::Text(text)) => {
                    Some(text.as_str())
                }
                _ => None,
            });
        let is_top = title.is_some_and(|title| title == self.draft.title);
        let own = title.filter(|_| !is_top).unwrap_or(group);
        for value in numbered {
            self.any(&value, own);
        }
        for (key, value) in &pairs {
            let is_name = names::asks(key) || key.trim().contains(' ');
            match value {
                ForeignValue::Text(_) | ForeignValue::List(_)
                    if is_name && value.words().is_some() =>
                {
                    self.pair(own, key, value);
                }
                ForeignValue::Text(text) => {
                    let draft = &self.draft;
                    let is_said = Some(text.as_str()) == title
                        || text == own
                        || [&draft.title, &draft.doctor, &draft.source].contains(&text);
                    if !is_said && !LANGUAGES.contains(&key.as_str()) && !key.starts_with('@') {
                        self.keep(own, format!("{key}: {text}"));
                    }
                }
                ForeignValue::Map(inner) if names::asks(key) || is_name && value.only_answers() => {
                    self.any(&with("question", key, inner), own);
                }
                // The name of one entry is no group.
                ForeignValue::Map(inner) if !is_name && self.roles(value).is_some() => {
                    self.any(&with("id", key, inner), own);
                }
                ForeignValue::List(items)
                    if items
                        .iter()
                        .all(|item| matches!(item, ForeignValue::Text(_)))
                        && !is_in_turn(items) =>
                {
                    if !items.is_empty() {
                        self.keep(own, format!("{key}: {}", value.outline()));
                    }
                }
                // The key names a section, unless it is only a name for questions.
                _ if names::kind(key).is_some()
                    || WRAPPERS.contains(&format!(" {key} "))
                    || key.parse::<u32>().is_ok() =>
                {
                    self.any(value, own);
                }
                _ => self.any(value, &key.replace('_', " ")),
            }
        }
        if let Some(title) = title.filter(|_| !is_top) {
            self.keep_unused(title);
        }
    }

    /// A section with nothing but others in it is no group.
    fn keep_unused(&mut self, title: &str) {
        if !self
            .draft
            .groups
            .iter()
            .any(|group| group.title == title.trim())
        {
            self.keep("", title.to_owned());
        }
    }
}

/// A group of keys with the name that it has as one of them.
fn with(name: &str, key: &str, pairs: &[(String, ForeignValue)]) -> ForeignValue {
    let own = (name.to_owned(), ForeignValue::Text(key.to_owned()));
    ForeignValue::Map([own].into_iter().chain(pairs.iter().cloned()).collect())
}

/// Whether a list has questions and answers in turn.
fn is_in_turn(items: &[ForeignValue]) -> bool {
    let is_text = |item: &ForeignValue| matches!(item, ForeignValue::Text(_));
    let asks = |item: &ForeignValue| matches!(item, ForeignValue::Text(text) if names::asks(text));
    let is_even = !items.is_empty() && items.len().is_multiple_of(2);
    is_even && items.iter().all(is_text) && items.iter().step_by(2).all(asks)
}

/// The keys of question and answer in a list of groups whose names say nothing: the one asks, the other is
/// longest.
fn unknown_pair(items: &[ForeignValue]) -> Option<(String, String)> {
    let first = items.first()?.pairs();
    let texts = |key: &str| -> Vec<String> {
        let values = items.iter().filter_map(|item| item.get(key));
        values.filter_map(ForeignValue::words).collect()
    };
    let asking =
        |key: &str| texts(key).iter().filter(|text| names::asks(text)).count() * 2 > items.len();
    let (question, _) = first.iter().find(|(key, _)| asking(key))?;
    let length = |key: &str| texts(key).iter().map(String::len).sum::<usize>();
    let others = first.iter().filter(|(key, _)| key != question);
    let (answer, _) = others
        .max_by_key(|(key, _)| length(key))
        .filter(|(key, _)| length(key) > 0)?;
    Some((question.clone(), answer.clone()))
}

/// The groups of keys that have the same number in their names (`q1` and `a1`), and the other keys.
fn by_number(pairs: &[(String, ForeignValue)]) -> (Vec<ForeignValue>, Vec<(String, ForeignValue)>) {
    let mut numbered: Vec<(&str, Vec<(String, ForeignValue)>)> = Vec::new();
    let mut others = Vec::new();
    for (key, value) in pairs {
        let is_digit = |c: char| c.is_ascii_digit();
        let start = key.find(is_digit).unwrap_or(key.len());
        let digits = &key[start..];
        let digits = &digits[..digits.find(|c| !is_digit(c)).unwrap_or(digits.len())];
        if digits.is_empty() || key.contains(' ') {
            others.push((key.clone(), value.clone()));
            continue;
        }
        let pair = (
            format!("{}_{}", &key[..start], &key[start + digits.len()..]),
            value.clone(),
        );
        match numbered.iter_mut().find(|(number, _)| *number == digits) {
            Some((_, group)) => group.push(pair),
            None => numbered.push((digits, vec![pair])),
        }
    }
    let has_roles = |(_, pairs): &(_, Vec<(String, ForeignValue)>)| {
        let keys: Vec<_> = pairs.iter().map(|(key, _)| key).collect();
        names::roles(&keys).is_some()
    };
    if numbered.len() < 2 || !numbered.iter().all(has_roles) {
        return (Vec::new(), pairs.to_vec());
    }
    (
        numbered
            .into_iter()
            .map(|(_, pairs)| ForeignValue::Map(pairs))
            .collect(),
        others,
    )
}
