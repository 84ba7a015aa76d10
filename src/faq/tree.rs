//! A file as a tree of whatever its YAML holds. Its form and places come from the events of a second parser,
//! its words from `serde_yaml` alone, which must not see a text that this parser refuses: its time and memory
//! are not bounded.

use std::{
    collections::{BTreeMap, HashMap},
    fmt, iter,
    ops::Range,
    slice,
};

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span};
use serde::{
    Deserialize as _, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{
    read::MAX_FILE,
    wording::{Finding, finding},
};

/// How many keys, texts, lists and remarks a file may hold.
const MAX_NODES: usize = 1_000_000;
/// How many remarks the parser may keep until it knows what comes behind them.
const MAX_REMARKS: usize = 100_000;
/// How deep lists and maps may be nested: the time of `serde_yaml` grows with its square.
const MAX_DEPTH: usize = 64;

/// What a document holds.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) root: Node,
    /// Where remarks, tags and anchors that no alias names begin, in order: their words are no text.
    pub(super) unread: Vec<usize>,
}

/// Anything that YAML can hold; by itself nothing, as an empty file.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// Where it stands, in bytes.
    pub(super) at: usize,
    /// Where its text ends; for a list or map where its bracket does, or the last thing in it.
    pub(super) end: usize,
    pub(super) kind: Yaml,
}

#[derive(Clone, Debug, Default)]
pub(super) enum Yaml {
    #[default]
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    fn new(place: Range<usize>, kind: Yaml) -> Self {
        Self {
            at: place.start,
            end: place.end,
            kind,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let mut pairs = self.pairs().iter();
        let (_, value) = pairs.find(|(name, _)| name.text() == Some(key))?;
        Some(value)
    }

    /// Where the value of a key stands; where there is none, where the node itself does.
    pub(super) fn place(&self, key: &str) -> usize {
        self.get(key).unwrap_or(self).at
    }

    /// The items of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Yaml::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a list; anything else by itself.
    pub(super) fn each(&self) -> &[Self] {
        match &self.kind {
            Yaml::List(items) => items,
            _ => slice::from_ref(self),
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

    pub(super) fn is_null(&self) -> bool {
        matches!(self.kind, Yaml::Null)
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

    /// How much of the budget it takes.
    fn cost(&self) -> usize {
        1 + match &self.kind {
            Yaml::Null => 0,
            Yaml::Text(text) => text.len(),
            Yaml::List(items) => items.iter().map(Self::cost).sum(),
            Yaml::Map(pairs) => pairs.iter().map(|(k, v)| k.cost() + v.cost()).sum(),
        }
    }
}

/// Why there is no tree.
#[derive(Debug)]
pub(super) enum Stop {
    /// It would take too much time or memory.
    Refused(Finding),
    /// It is no YAML: where a parser gave up, and what it said.
    Yaml(usize, String),
}

/// Reads a text that both parsers must be able to read.
pub(super) fn read(text: &str) -> Result<Tree, Stop> {
    let mut tree = parse(text);
    let yaml = serde_yaml::Deserializer::from_str(text);
    let said = match &mut tree {
        Ok(tree) => Words(&mut tree.root).deserialize(yaml),
        Err(Stop::Yaml(..)) => IgnoredAny::deserialize(yaml).map(|_| ()),
        Err(Stop::Refused(_)) => return tree,
    };
    // Where the two differ, the one that reads the FAQ is right.
    if let Err(error) = said {
        let at = error.location().map_or(text.len(), |place| place.index());
        return Err(Stop::Yaml(at.min(text.len()), error.to_string()));
    }
    tree
}

/// A node whose words are put in: any scalar is text, by its own letters, as `No`, `2024` and `1.50` are that
/// to whoever writes an FAQ.
struct Words<'n>(&'n mut Node);

impl<'de> DeserializeSeed<'de> for Words<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, yaml: D) -> Result<(), D::Error> {
        match &mut self.0.kind {
            Yaml::Null => _ = IgnoredAny::deserialize(yaml)?,
            Yaml::Text(text) => *text = String::deserialize(yaml)?,
            Yaml::List(_) => yaml.deserialize_seq(self)?,
            Yaml::Map(_) => yaml.deserialize_map(self)?,
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Words<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Yaml::List(items) = &mut self.0.kind {
            for item in items {
                list.next_element_seed(Words(item))?;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if let Yaml::Map(pairs) = &mut self.0.kind {
            for (key, value) in pairs {
                if map.next_key_seed(Words(key))?.is_some() {
                    map.next_value_seed(Words(value))?;
                }
            }
        }
        Ok(())
    }
}

/// What the events of `text` say, whether the other parser reads it or not.
pub(super) fn parse(text: &str) -> Result<Tree, Stop> {
    if text.len() as u64 > MAX_FILE {
        return Err(too_long());
    }
    let mut options = Options::default();
    options.bom_inside_document_as_content = true;
    options.emit_anchor_events = true;
    options.max_buffered_comment_events = MAX_REMARKS;
    (options.flow_nesting_limit, options.block_nesting_limit) = (MAX_DEPTH, MAX_DEPTH);
    let mut builder = TreeBuilder {
        text,
        // Without aliases no node and no letter needs more than two bytes of the text for one.
        budget: 4 * text.len() + 1024,
        ..TreeBuilder::default()
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
            match error.kind() {
                ErrorKind::RecursionLimitExceeded => Stop::Refused(finding!(at, "too-deep")),
                ErrorKind::TooManyComments => too_long(),
                _ => Stop::Yaml(at, String::new()),
            }
        })?;
        builder.take(event, span)?;
    }
    builder.finish()
}

#[derive(Default)]
struct TreeBuilder<'a> {
    text: &'a str,
    /// How many more nodes, and bytes of their letters, aliases may repeat.
    budget: usize,
    nodes: usize,
    anchored: HashMap<usize, Node>,
    /// Where the anchors stand that no alias has named yet.
    unnamed: BTreeMap<usize, usize>,
    unread: Vec<usize>,
    /// Lists and maps that are open: anchor, place, and what is in them, of a map keys and values in turn.
    open: Vec<(usize, Range<usize>, Vec<Node>)>,
    /// One for each document.
    roots: Vec<Node>,
}

impl TreeBuilder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let bytes = span.byte_range().unwrap_or_default();
        let tag = span.tag_span().and_then(|tag| tag.byte_range());
        self.unread.extend(tag.map(|tag| tag.start));
        let place = place(self.text, bytes.clone());
        match event {
            Event::Comment(..) => {
                self.unread.push(bytes.start);
                return self.count();
            }
            Event::Anchor(anchor, _) => _ = self.unnamed.insert(anchor, bytes.start),
            Event::Scalar(words, style, anchor, _) => {
                let null = ["", "~", "null", "Null", "NULL"].contains(&&*words);
                let kind = if null && style == ScalarStyle::Plain {
                    Yaml::Null
                } else {
                    Yaml::Text(words.into_owned())
                };
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let place = match &kind {
                    // The parser says that an empty block stands at the next key; its sign is the place.
                    Yaml::Text(text) if is_block && text.trim().is_empty() => {
                        let sign = self.text[..bytes.end].rfind(['|', '>']);
                        sign.map_or(place, |at| at..at + 1)
                    }
                    _ => place,
                };
                return self.add(anchor, Node::new(place, kind));
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                self.open.push((anchor, place, Vec::new()));
            }
            end @ (Event::SequenceEnd | Event::MappingEnd) => {
                let (anchor, mut place, nodes) = self.open.pop().unwrap_or_default();
                let is_bracket = self.text[bytes.start..].starts_with([']', '}']);
                let last = nodes.last().map_or(place.end, |last| last.end);
                place.end = if is_bracket { bytes.end } else { last };
                let kind = if matches!(end, Event::SequenceEnd) {
                    Yaml::List(nodes)
                } else {
                    let mut nodes = nodes.into_iter();
                    Yaml::Map(iter::from_fn(|| nodes.next().zip(nodes.next())).collect())
                };
                return self.add(anchor, Node::new(place, kind));
            }
            Event::Alias(anchor) => {
                self.unnamed.remove(&anchor);
                let node = self.anchored.get(&anchor).cloned().unwrap_or_default();
                self.spend(&node, place.start)?;
                return self.add(0, node);
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds a node to the list or map that is open.
    fn add(&mut self, anchor: usize, node: Node) -> Result<(), Stop> {
        self.count()?;
        if anchor > 0 {
            self.spend(&node, node.at)?;
            self.anchored.insert(anchor, node.clone());
        }
        let siblings = self.open.last_mut().map(|(.., nodes)| nodes);
        siblings.unwrap_or(&mut self.roots).push(node);
        Ok(())
    }

    fn count(&mut self) -> Result<(), Stop> {
        self.nodes += 1;
        (self.nodes <= MAX_NODES).then_some(()).ok_or_else(too_long)
    }

    fn spend(&mut self, node: &Node, at: usize) -> Result<(), Stop> {
        let left = self.budget.checked_sub(node.cost());
        self.budget = left.ok_or_else(|| Stop::Refused(finding!(at, "aliases")))?;
        Ok(())
    }

    fn finish(mut self) -> Result<Tree, Stop> {
        if let Some(second) = self.roots.get(1) {
            return Err(Stop::Yaml(second.at, String::new()));
        }
        self.unread.extend(self.unnamed.into_values());
        self.unread.sort_unstable();
        let root = self.roots.pop().unwrap_or_default();
        let unread = self.unread;
        Ok(Tree { root, unread })
    }
}

fn too_long() -> Stop {
    let (megabytes, most) = (MAX_FILE >> 20, MAX_NODES);
    Stop::Refused(finding!(0, "too-long", megabytes, most))
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
