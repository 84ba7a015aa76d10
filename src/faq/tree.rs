//! A file as a tree of whatever its YAML holds, each node with its place. `serde_yaml` alone says what a file holds;
//! the events of a second parser only say where that stands.

use std::{cell::Cell, fmt};

use granit_parser::{Event, Parser};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Severity, limits};

/// A mistake in a file's text.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    /// Its place, in bytes from the beginning of the text.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) advice: String,
}

impl Finding {
    pub(super) fn error(at: usize, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            at,
            message: message.into(),
            advice: advice.into(),
        }
    }

    pub(super) fn warning(
        at: usize,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(at, message, advice)
        }
    }
}

/// Anything that YAML can hold.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it stands, in bytes.
    pub(super) at: usize,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Kind::Map(pairs) = &self.kind else {
            return None;
        };
        let pair = pairs.iter().find(|(k, _)| k.text() == Some(key));
        pair.map(|(_, value)| value)
    }

    /// The items of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, for a message.
    pub(super) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Text(_) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of keys",
        }
    }

    /// Whether `words` stand anywhere in it.
    pub(super) fn holds(&self, words: &str) -> bool {
        match &self.kind {
            Kind::Null => false,
            Kind::Text(text) => text.contains(words),
            Kind::List(items) => items.iter().any(|item| item.holds(words)),
            Kind::Map(pairs) => pairs.iter().any(|(_, value)| value.holds(words)),
        }
    }

    /// Gives each node its place; what an alias stands for is where the alias is.
    fn settle(&mut self, place: &Place) {
        self.at = place.at;
        let mut places = place.below.iter();
        let mut settle = |node: &mut Self| match places.next() {
            Some(below) => node.settle(below),
            None => node.settle(&Place {
                at: place.at,
                ..Place::default()
            }),
        };
        match &mut self.kind {
            Kind::Null | Kind::Text(_) => {}
            Kind::List(items) => items.iter_mut().for_each(settle),
            Kind::Map(pairs) => {
                for (key, value) in pairs {
                    settle(key);
                    settle(value);
                }
            }
        }
    }
}

/// Why there is no tree.
#[derive(Debug)]
pub(super) enum Stop {
    /// Aliases make too much of it.
    Bomb,
    Yaml(serde_yaml::Error),
}

/// Reads any one document that the limits allow.
pub(super) fn read(text: &str) -> Result<Node, Stop> {
    let walk = Walk {
        spent: &Cell::new(0),
        budget: limits::budget(text),
    };
    let tree = walk.deserialize(serde_yaml::Deserializer::from_str(text));
    let mut tree = tree.map_err(|error| {
        if walk.spent.get() > walk.budget {
            Stop::Bomb
        } else {
            Stop::Yaml(error)
        }
    })?;
    tree.settle(&places(text));
    Ok(tree)
}

/// Whether aliases make much more of `text` than stands there.
pub(super) fn is_bomb(text: &str) -> bool {
    let follows = |sign: &str| {
        text.match_indices(sign).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].chars().next();
            before.is_none_or(|c| c.is_whitespace() || "[{,:-?".contains(c))
                && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        })
    };
    follows("*") && follows("&") && matches!(read(text), Err(Stop::Bomb))
}

/// That aliases are too many.
pub(super) fn bomb(text: &str) -> Finding {
    let at = text.len() - text.trim_start().len();
    Finding::error(
        at,
        "aliases (`*name`) repeat so much text here that it could fill the memory",
        "write the text out where it belongs",
    )
}

/// Where a node and those below it stand, in the order of reading.
#[derive(Default)]
pub(super) struct Place {
    pub(super) at: usize,
    /// Behind its last letter, its quote or its bracket.
    pub(super) end: usize,
    pub(super) below: Vec<Place>,
}

/// The places of all nodes, as far as they can be told.
pub(super) fn places(text: &str) -> Place {
    let mut open = vec![Place::default()];
    // The parser takes a mark of byte order for the beginning of another file, wherever it stands.
    let text = text.replace('\u{feff}', "\u{fffd}");
    for event in Parser::new_from_str(&text) {
        let Ok((event, span)) = event else { break };
        let mut at = span.start.byte_offset().unwrap_or(0);
        // What is empty stands where it could be written: behind the colon and the spaces.
        if matches!(&event, Event::Scalar(..))
            && let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix(':'))
            && (rest.is_empty() || rest.starts_with([' ', '\n']))
        {
            at = text.len() - rest.trim_start_matches(' ').len();
        }
        let end = span.end.byte_offset().unwrap_or(0).clamp(at, text.len());
        let place = Place {
            at: if at < text.len() { at } else { 0 },
            end: text
                .get(at..end)
                .map_or(at, |own| at + own.trim_end().len()),
            below: Vec::new(),
        };
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => open.push(place),
            Event::Scalar(..) | Event::Alias(_) => add(&mut open, place),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut whole) = open.pop() {
                    let bracket = text[place.at..].starts_with([']', '}']);
                    let last = whole.below.last().map_or(whole.end, |last| last.end);
                    whole.end = if bracket { place.end } else { last };
                    add(&mut open, whole);
                }
            }
            _ => {}
        }
    }
    while open.len() > 1 {
        if let Some(place) = open.pop() {
            add(&mut open, place);
        }
    }
    let mut root = open.swap_remove(0);
    if root.below.is_empty() {
        root
    } else {
        root.below.swap_remove(0)
    }
}

fn add(open: &mut [Place], place: Place) {
    if let Some(last) = open.last_mut() {
        last.below.push(place);
    }
}

/// Reads a node and all below it; fails where more than `budget` is spent.
#[derive(Clone, Copy)]
struct Walk<'w> {
    spent: &'w Cell<usize>,
    budget: usize,
}

impl Walk<'_> {
    fn spend<E: Error>(&self, cost: usize) -> Result<(), E> {
        self.spent.set(self.spent.get() + cost);
        if self.spent.get() > self.budget {
            Err(E::custom("too much"))
        } else {
            Ok(())
        }
    }

    fn leaf<E: Error>(self, text: String) -> Result<Kind, E> {
        self.spend(text.len())?;
        Ok(Kind::Text(text))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.spend(1)?;
        let kind = deserializer.deserialize_any(self)?;
        Ok(Node { at: 0, kind })
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_none<E: Error>(self) -> Result<Kind, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Kind, E> {
        self.leaf(value.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind, E> {
        self.leaf(text.to_owned())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kind, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            list.push(node);
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Kind, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = pairs.next_key_seed(self)? {
            map.push((key, pairs.next_value_seed(self)?));
        }
        Ok(Kind::Map(map))
    }

    /// Tags say nothing here; what they stand before counts.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Kind, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        Ok(value.newtype_variant_seed(self)?.kind)
    }
}
