//! A file as a tree of whatever its YAML holds, each node with its place, from the events of a second parser:
//! it tells mistakes and where things stand. What a FAQ says comes from `serde_yaml` alone.

use std::{collections::HashMap, iter, ops::Range};

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle};
use serde::{Deserialize as _, de::IgnoredAny};

use super::{Severity, limits, wording::finding};

/// A mistake in a file's text.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    /// Its place, in bytes from the beginning of the text.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) advice: String,
}

/// Anything that YAML can hold.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where it stands, in bytes.
    pub(super) at: usize,
    /// Where its text ends; for a list or map where its bracket does, or the last thing in it.
    pub(super) end: usize,
    pub(super) kind: Yaml,
}

#[derive(Clone, Debug)]
pub(super) enum Yaml {
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// An empty file.
const NOTHING: Node = Node {
    at: 0,
    end: 0,
    kind: Yaml::Null,
};

impl Node {
    fn new(place: Range<usize>, kind: Yaml) -> Self {
        Self {
            at: place.start,
            end: place.end,
            kind,
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let mut pairs = self.pairs().iter();
        pairs
            .find(|(name, _)| name.text() == Some(key))
            .map(|(_, value)| value)
    }

    /// The items of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Yaml::List(items) => items,
            _ => &[],
        }
    }

    /// The pairs of a group of keys; none where it is none.
    pub(super) fn pairs(&self) -> &[(Self, Self)] {
        match &self.kind {
            Yaml::Map(pairs) => pairs,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Yaml::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, for a message.
    pub(super) fn name(&self) -> &'static str {
        match self.kind {
            Yaml::Null => "nothing",
            Yaml::Text(_) => "text",
            Yaml::List(_) => "a list",
            Yaml::Map(_) => "a group of keys",
        }
    }

    /// The pieces of the file that were read as text, in order.
    pub(super) fn texts(&self, pieces: &mut Vec<Range<usize>>) {
        match &self.kind {
            Yaml::Null | Yaml::Text(_) => pieces.push(self.at..self.end),
            Yaml::List(items) => items.iter().for_each(|item| item.texts(pieces)),
            Yaml::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                key.texts(pieces);
                value.texts(pieces);
            }),
        }
    }

    /// How much of the budget it takes.
    fn cost(&self) -> usize {
        1 + match &self.kind {
            Yaml::Null => 0,
            Yaml::Text(text) => text.len(),
            Yaml::List(items) => items.iter().map(Self::cost).sum(),
            Yaml::Map(pairs) => pairs.iter().map(|(k, v)| k.cost() + v.cost()).sum(),
        }
    }

    /// What an alias stands for is where the alias is.
    fn moved(mut self, place: &Range<usize>) -> Self {
        (self.at, self.end) = (place.start, place.end);
        match &mut self.kind {
            Yaml::Null | Yaml::Text(_) => {}
            Yaml::List(items) => {
                *items = items.drain(..).map(|item| item.moved(place)).collect();
            }
            Yaml::Map(pairs) => {
                let moved = |(key, value): (Self, Self)| (key.moved(place), value.moved(place));
                *pairs = pairs.drain(..).map(moved).collect();
            }
        }
        self
    }
}

/// Why there is no tree.
#[derive(Debug)]
pub(super) enum Stop {
    /// Aliases make too much of it.
    Bomb,
    /// It is no YAML: where a parser gave up, and what it said.
    Yaml(usize, String),
}

/// Reads any one document that the limits allow.
pub(super) fn read(text: &str) -> Result<Node, Stop> {
    let tree = tree(text);
    if matches!(tree, Err(Stop::Bomb)) {
        return tree;
    }
    // Where the two parsers differ, the one that reads the FAQ is right.
    if let Err(error) = IgnoredAny::deserialize(serde_yaml::Deserializer::from_str(text)) {
        let at = error.location().map_or(text.len(), |place| place.index());
        return Err(Stop::Yaml(at.min(text.len()), error.to_string()));
    }
    tree
}

/// What the events of `text` say, whether the other parser reads it or not.
pub(super) fn tree(text: &str) -> Result<Node, Stop> {
    let mut options = Options::default();
    options.bom_inside_document_as_content = true;
    let mut budget = limits::budget(text);
    let mut anchored = HashMap::new();
    // Lists and maps that are open: anchor, place, and what is in them, of a map keys and values in turn.
    let mut open: Vec<(usize, Range<usize>, Vec<Node>)> = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0);
            let deep = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
            let words = if deep { "recursion limit" } else { "" };
            Stop::Yaml(at.min(text.len()), words.to_owned())
        })?;
        let place = place(text, span.byte_range().unwrap_or_default());
        let (anchor, node) = match event {
            Event::Scalar(words, style, anchor, _) => {
                let null = ["", "~", "null", "Null", "NULL"].contains(&&*words);
                let kind = if null && style == ScalarStyle::Plain {
                    Yaml::Null
                } else {
                    Yaml::Text(words.into_owned())
                };
                (anchor, Node::new(place, kind))
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                open.push((anchor, place, Vec::new()));
                continue;
            }
            end @ (Event::SequenceEnd | Event::MappingEnd) => {
                let (anchor, mut place, nodes) = open.pop().unwrap_or_default();
                let bracket = span.byte_range().filter(|end| {
                    text.get(end.start..)
                        .is_some_and(|rest| rest.starts_with([']', '}']))
                });
                let last = nodes.last().map_or(place.end, |last| last.end);
                place.end = bracket.map_or(last, |bracket| bracket.end);
                let kind = if matches!(end, Event::SequenceEnd) {
                    Yaml::List(nodes)
                } else {
                    let mut nodes = nodes.into_iter();
                    Yaml::Map(iter::from_fn(|| nodes.next().zip(nodes.next())).collect())
                };
                (anchor, Node::new(place, kind))
            }
            Event::Alias(anchor) => {
                let node = anchored.get(&anchor).map_or(&NOTHING, |node| node);
                budget = budget.checked_sub(node.cost()).ok_or(Stop::Bomb)?;
                (0, node.clone().moved(&place))
            }
            _ => continue,
        };
        if anchor > 0 {
            budget = budget.checked_sub(node.cost()).ok_or(Stop::Bomb)?;
            anchored.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some((_, _, nodes)) => nodes.push(node),
            None => return Ok(node),
        }
    }
    Ok(NOTHING)
}

/// Why the parsers must not see `text`, if so.
pub(super) fn refusal(text: &str) -> Option<Finding> {
    limits::refusal(text).or_else(|| is_bomb(text).then(|| bomb(text)))
}

/// Whether aliases make much more of `text` than stands there.
fn is_bomb(text: &str) -> bool {
    let follows = |sign: &str| {
        text.match_indices(sign).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].chars().next();
            before.is_none_or(|c| c.is_whitespace() || "[{,:-?".contains(c))
                && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        })
    };
    follows("*") && follows("&") && matches!(tree(text), Err(Stop::Bomb))
}

/// That aliases are too many.
pub(super) fn bomb(text: &str) -> Finding {
    finding!(text.len() - text.trim_start().len(), "aliases")
}

/// Where a node stands whose event spans `place`.
fn place(text: &str, place: Range<usize>) -> Range<usize> {
    let rest = text.get(place.start..).unwrap_or_default();
    match rest.strip_prefix(':') {
        // What is empty stands where it could be written: behind the colon and the spaces.
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\n']) => {
            let at = text.len() - rest.trim_start_matches(' ').len();
            at..at
        }
        _ if rest.is_empty() => 0..0,
        _ => place,
    }
}
