//! Anything that JSON or YAML can hold, and what it says to a person.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    html,
    names::{self, NameKind},
};
use crate::{labels::Labels, markdown};

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
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let mut pairs = self.pairs().iter();
        pairs.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text below the first of these names that has one.
    pub(super) fn line(&self, names: &[&str]) -> Option<String> {
        let mut values = names.iter().filter_map(|name| self.get(name));
        values.find_map(|value| match value {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// The one line that a group says beside its lists: their title, whatever it is called.
    pub(super) fn only_line(&self) -> Option<&str> {
        let mut texts = self.pairs().iter().filter_map(|(_, value)| match value {
            Self::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let text = texts.next().filter(|text| !text.trim().contains('\n'))?;
        (texts.next().is_none() && self.has_list_of_entries()).then_some(text)
    }

    pub(super) fn pairs(&self) -> &[(String, Self)] {
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

    /// The words of a text, of a list of texts, or of a group that holds one under a name for text, in
    /// Markdown. None where there are none, or an entry of its own.
    pub(super) fn words(&self) -> Option<String> {
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
    pub(super) fn unsaid(&self) -> Vec<String> {
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
    pub(super) fn outline(&self) -> String {
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
    pub(super) fn answer(&self) -> String {
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
    pub(super) fn has_list_of_entries(&self) -> bool {
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
    pub(super) fn in_language(self, wanted: Option<&str>) -> Self {
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
    pub(super) fn only_answers(&self) -> bool {
        let has = |wanted| {
            self.pairs()
                .iter()
                .any(|(key, _)| names::kind(key) == Some(wanted))
        };
        has(NameKind::Answer) && !has(NameKind::Question)
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
pub(super) fn plain(text: &str) -> String {
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
