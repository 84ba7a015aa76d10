//! Anything that JSON or YAML can hold, and what it says to a person.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor},
};

use super::{
    html,
    names::{self, NameKind},
};
use crate::{labels::Labels, markdown};

/// Names of who is quoted.
const SPEAKERS: [&str; 5] = ["author", "speaker", "cite", "by", "attribution"];

/// A key and what stands below it.
pub(super) type Pair = (String, ForeignValue);

/// Anything that JSON or YAML can hold, in its order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ForeignValue {
    Null,
    Text(String),
    List(Vec<ForeignValue>),
    Map(Vec<Pair>),
}

impl ForeignValue {
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let mut pairs = self.pairs().iter();
        pairs.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text below the first of these names that has one.
    pub(super) fn line(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name)?.text())
    }

    pub(super) fn pairs(&self) -> &[Pair] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Whether it has a key of this kind.
    pub(super) fn has(&self, kind: NameKind) -> bool {
        let mut pairs = self.pairs().iter();
        pairs.any(|(key, _)| names::kind(key) == Some(kind))
    }

    /// The words of a text, of a list of texts, or of a group that holds one under a name for text, in
    /// Markdown. None where there are none, or an entry of its own.
    pub(super) fn words(&self) -> Option<String> {
        let words = match self {
            Self::Null => return None,
            Self::Text(text) => in_markdown(text),
            Self::List(items) => {
                let parts: Option<Vec<String>> = items.iter().map(Self::words).collect();
                parts?.join("\n\n")
            }
            // What asks, or has a heading, is an entry of its own.
            Self::Map(_) if self.get("@type").is_none() && self.has_heading() => return None,
            Self::Map(_) => {
                let words = self.said()?.1.words()?;
                match SPEAKERS.iter().find_map(|name| self.get(name)?.words()) {
                    Some(name) => format!("> {}\n> — {name}", words.replace('\n', "\n> ")),
                    None => words,
                }
            }
        };
        Some(words).filter(|words| !words.trim().is_empty())
    }

    fn has_heading(&self) -> bool {
        self.has(NameKind::Question) || self.has(NameKind::Title)
    }

    /// The pair of a group that holds its words.
    fn said(&self) -> Option<&Pair> {
        let holds_words =
            |name| matches!(names::kind(name), Some(NameKind::Text | NameKind::Answer));
        self.pairs().iter().find(|(name, _)| holds_words(name))
    }

    /// What stands beside the words of a group, or of those in a list, and is no part of them.
    pub(super) fn unsaid(&self) -> Vec<String> {
        let said = self.said().map(|(name, _)| name.as_str());
        let is_other = |name: &str| {
            said.is_some_and(|said| said != name)
                && !name.starts_with('@')
                && !SPEAKERS.contains(&name)
        };
        let others = self.pairs().iter().filter(|(name, _)| is_other(name));
        let others = others.map(|(name, value)| format!("{name}: {}", value.outline()));
        let inner = self.items().iter().flat_map(Self::unsaid);
        others.chain(inner).collect()
    }

    /// What a value holds, for an answer or a comment, whatever it is.
    pub(super) fn outline(&self) -> String {
        let parts: Vec<String> = match self {
            Self::Null => Vec::new(),
            Self::Text(text) => vec![text.clone()],
            Self::List(items) => items.iter().map(Self::outline).collect(),
            Self::Map(pairs) => {
                let pair = |(key, value): &Pair| format!("{key}: {}", value.outline());
                pairs.iter().map(pair).collect()
            }
        };
        parts.join(", ")
    }

    /// As an answer: the parts of a list as its paragraphs, a list in it as bullets.
    pub(super) fn answer(&self) -> String {
        let part = |item: &Self| {
            let words = item.words();
            let bullets: Vec<&Self> = match item {
                Self::List(items) if words.is_some() => items.iter().collect(),
                Self::Map(pairs) if words.is_none() => {
                    pairs.iter().flat_map(|(_, value)| value.items()).collect()
                }
                _ => Vec::new(),
            };
            if bullets.is_empty() {
                return words.unwrap_or_else(|| item.outline());
            }
            let bullets = bullets.iter().map(|item| format!("- {}", item.outline()));
            bullets.collect::<Vec<_>>().join("\n")
        };
        match self {
            Self::List(items) => items.iter().map(part).collect::<Vec<_>>().join("\n\n"),
            _ => part(self),
        }
    }

    /// Whether a list of entries stands in it: what is beside it speaks of all of them.
    pub(super) fn has_list_of_entries(&self) -> bool {
        let is_entry = |item: &Self| {
            roles(item.pairs()).is_some_and(|(question, _)| {
                let (name, value) = &item.pairs()[question];
                names::kind(name) == Some(NameKind::Question)
                    || value.words().is_some_and(|words| names::asks(&words))
            })
        };
        let mut inner = self.pairs().iter().map(|(_, value)| value);
        self.items().iter().any(is_entry) || inner.any(Self::has_list_of_entries)
    }

    /// A group of languages is the words in one of them, and what the others say.
    pub(super) fn in_language(self, wanted: Option<&str>) -> Self {
        let pairs = match self {
            Self::Map(pairs) => pairs,
            Self::List(items) => {
                let items = items.into_iter().map(|item| item.in_language(wanted));
                return Self::List(items.collect());
            }
            scalar => return scalar,
        };
        let mut out = Vec::new();
        for (key, value) in pairs {
            match value {
                Self::Map(mut said) if is_in_languages(&said) => {
                    let place = said
                        .iter()
                        .position(|(code, _)| Some(code.as_str()) == wanted);
                    let (_, words) = said.remove(place.unwrap_or(0));
                    let others = said.into_iter();
                    out.extend(others.map(|(code, text)| (format!("{key} ({code})"), text)));
                    out.push((key, words));
                }
                value => out.push((key, value.in_language(wanted))),
            }
        }
        Self::Map(out)
    }

    /// Each text of a list, or those that one text holds.
    pub(super) fn texts(&self) -> Vec<String> {
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
            fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<ForeignValue, A::Error> {
                tagged.variant::<String>()?.1.newtype_variant()
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Which of the pairs are a question and its answer by their names.
pub(super) fn roles(pairs: &[Pair]) -> Option<(usize, usize)> {
    let keys: Vec<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
    names::roles(&keys)
}

/// Whether the keys are the codes of languages, and their values what is said in each.
fn is_in_languages(pairs: &[Pair]) -> bool {
    let is_known = |(key, _): &Pair| Labels::codes().any(|code| code == key);
    pairs.len() > 1
        && pairs
            .iter()
            .all(|(key, value)| key.len() == 2 && value.text().is_some())
        && pairs.iter().any(is_known)
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
    if html::has_tags(text) {
        return markdown::spoken_words(&html::markdown(text)).replace('\n', " ");
    }
    markdown::decoded(text).into_owned()
}
