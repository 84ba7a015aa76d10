//! What is wrong with a piece of a file that could not be read as it should be, and where. Slow and thorough: the
//! piece is read into a tree of whatever it holds, the tree is compared with what should stand there, and for each
//! mistake the piece is read once more up to the node in question, whose place `serde_yaml` tells only when a
//! reading fails there.

use std::{borrow::Cow, cell::Cell, collections::HashMap, fmt};

use jiff::civil::Date;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{
    MAX_PROBLEMS, Severity,
    parse::{self, Unfit},
    raw, syntax,
};
use crate::text;

/// A mistake in a piece of text.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    /// Its place, in bytes from the beginning of the text.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) advice: Option<String>,
}

impl Finding {
    pub(super) fn error(
        at: usize,
        message: impl Into<String>,
        advice: impl Into<Option<String>>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            at,
            message: message.into(),
            advice: advice.into(),
        }
    }
}

/// What a piece should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A whole file.
    File,
    /// A file without its entries.
    Header,
    /// A list of entries.
    Entries,
}

/// How many bytes may be read again to find the places of one piece's mistakes.
const MAX_REREAD: usize = 8 << 20;

/// What to do where not every mistake is told.
pub(super) const MEND: &str = "mend those above and check again";

/// Every mistake of `piece`, in order, and whether the piece could be read at all; none where nothing was found.
pub(super) fn findings(text: &str, piece: Piece, today: Date) -> Result<Vec<Finding>, Finding> {
    let tree = match read(text) {
        Ok(tree) => tree,
        Err(Stop::Unfit(Unfit::Long)) => return Err(long(text, piece)),
        Err(Stop::Unfit(Unfit::Deep(at))) => return Err(deep(at)),
        Err(Stop::Bomb) => return Err(bomb(first_mark(text))),
        Err(Stop::Yaml(error)) => return Err(syntax::explain(text, &error)),
    };
    let mut check = Check {
        today,
        mistakes: Vec::new(),
    };
    match piece {
        Piece::File => check.file(&tree),
        Piece::Header => check.keys(&tree, FILE, "a file"),
        Piece::Entries => check.entries(&tree),
    }
    check.mistakes.sort_by_key(|m| m.node);
    let most = (MAX_REREAD / text.len().max(1)).clamp(1, MAX_PROBLEMS + 1);
    let left = check.mistakes.len().saturating_sub(most);
    let placed = check.mistakes.into_iter().take(most).map(|m| m.place(text));
    let mut findings: Vec<_> = placed.collect();
    if let Some(last) = findings.last().filter(|_| left > 0) {
        let more = Finding::error(
            last.at,
            format!("{left} more mistakes follow below"),
            MEND.to_owned(),
        );
        findings.push(more);
    }
    Ok(findings)
}

/// Where a field of an entry stands in a text that can be read: in entry `index` of a list of entries, or of a
/// whole file.
pub(super) fn field(text: &str, index: usize, key: &str, item: Option<usize>) -> Option<usize> {
    let tree = read(text).ok()?;
    let list = match &tree.kind {
        Kind::Map(_) => tree.get("entries")?,
        _ => &tree,
    };
    let Kind::List(entries) = &list.kind else {
        return None;
    };
    let field = entries.get(index)?.get(key)?;
    let node = match (&field.kind, item) {
        (Kind::List(items), Some(item)) => items.get(item)?,
        _ => field,
    };
    Some(locate(text, node.number))
}

/// Where the value of a key of the header, or of a whole file, stands.
pub(super) fn header_field(text: &str, key: &str) -> Option<usize> {
    Some(locate(text, read(text).ok()?.get(key)?.number))
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

/// The problem that [`is_bomb`] stands for.
pub(super) fn bomb(at: usize) -> Finding {
    Finding::error(
        at,
        "aliases (`*name`) repeat so much text here that it could fill the memory",
        Some("write the text out where it belongs".to_owned()),
    )
}

fn long(text: &str, piece: Piece) -> Finding {
    let what = match piece {
        Piece::File => "the file cannot be read entry by entry, and as a whole it",
        Piece::Header => "what stands outside of the entries",
        Piece::Entries => "this entry",
    };
    Finding::error(
        first_mark(text),
        format!(
            "{what} is too long: at most {} MB and {} commas, colons, dashes, brackets and lines are read at once",
            parse::MAX_PIECE >> 20,
            parse::MAX_MARKS
        ),
        Some(match piece {
            Piece::File => {
                "let each entry begin on its own line with `- question:`, all in the same column"
                    .to_owned()
            }
            Piece::Header | Piece::Entries => {
                "shorten it; perhaps a quote or a bracket is not closed".to_owned()
            }
        }),
    )
}

fn deep(at: usize) -> Finding {
    Finding::error(
        at,
        format!(
            "from here on more than {} brackets are open at once",
            parse::MAX_DEPTH
        ),
        Some("close them; or put the text into quotes, or below `|`, if it is one".to_owned()),
    )
}

/// Where the first thing stands that is neither blank nor a remark.
pub(super) fn first_mark(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        if !body.is_empty() && !body.starts_with('#') {
            return at + line.len() - body.len();
        }
        at += line.len();
    }
    0
}

/// Anything that YAML can hold, with its number in the order of reading.
#[derive(Debug)]
struct Node<'a> {
    number: usize,
    kind: Kind<'a>,
}

#[derive(Debug)]
enum Kind<'a> {
    Null,
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(Node<'a>, Node<'a>)>),
}

impl Node<'_> {
    fn get(&self, key: &str) -> Option<&Self> {
        let Kind::Map(pairs) = &self.kind else {
            return None;
        };
        pairs
            .iter()
            .find(|(k, _)| k.text() == Some(key))
            .map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    fn name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Text(_) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of keys",
        }
    }
}

#[derive(Debug)]
enum Stop {
    /// Not to be read at once.
    Unfit(Unfit),
    /// Aliases make too much of it.
    Bomb,
    Yaml(serde_yaml::Error),
}

/// Reads any one document.
fn read(text: &str) -> Result<Node<'_>, Stop> {
    parse::fit(text).map_err(Stop::Unfit)?;
    let walk = Walk {
        next: &Cell::new(0),
        spent: &Cell::new(0),
        budget: budget(text),
        stop: None,
    };
    walk.deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| {
            if walk.spent.get() > walk.budget {
                Stop::Bomb
            } else {
                Stop::Yaml(error)
            }
        })
}

/// How much a text may hold, in nodes and bytes of their letters. Without aliases no node and no letter needs more
/// than two bytes for one; the rest is for aliases used in reason.
fn budget(text: &str) -> usize {
    4 * text.len() + 1024
}

/// Where node `number` stands, in bytes.
fn locate(text: &str, number: usize) -> usize {
    let walk = Walk {
        next: &Cell::new(0),
        spent: &Cell::new(0),
        budget: budget(text),
        stop: Some(number),
    };
    let error = walk
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .err();
    // Nothing at all stands behind the last line; it is shown at the first.
    let at = error.and_then(|e| e.location()).map_or(0, |l| l.index());
    boundary(text, if at < text.len() { at } else { 0 })
}

/// The beginning of the character that byte `at` belongs to.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Reads a node and all below it; fails at node `stop`, and where more than `budget` is spent.
#[derive(Clone, Copy)]
struct Walk<'w> {
    next: &'w Cell<usize>,
    spent: &'w Cell<usize>,
    budget: usize,
    stop: Option<usize>,
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
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        /// Refuses everything, so that the reading fails here.
        struct Halt;
        impl<'de> Visitor<'de> for Halt {
            type Value = Kind<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("nothing")
            }
        }
        let number = self.next.replace(self.next.get() + 1);
        self.spend(1)?;
        let kind = if self.stop == Some(number) {
            deserializer.deserialize_any(Halt)?
        } else {
            deserializer.deserialize_any(self)?
        };
        Ok(Node { number, kind })
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Kind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_none<E: Error>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(value.to_string().into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind<'de>, E> {
        self.spend(text.len())?;
        Ok(Kind::Text(text.to_owned().into()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Kind<'de>, E> {
        self.spend(text.len())?;
        Ok(Kind::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kind<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            list.push(node);
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Kind<'de>, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = pairs.next_key_seed(self)? {
            map.push((key, pairs.next_value_seed(self)?));
        }
        Ok(Kind::Map(map))
    }

    /// Tags say nothing here; what they stand before counts.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Kind<'de>, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        Ok(value.newtype_variant_seed(self)?.kind)
    }
}

/// What the value of a key should be.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Text,
    Question,
    Day,
    Reviewed,
    Language,
    Texts,
    HandOver,
    Entries,
}

/// A key, its value's shape, and whether it has to be there.
type Key = (&'static str, Shape, Need);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}
use Need::{Optional, Required};

const FILE: &[Key] = &[
    ("title", Shape::Text, Optional),
    ("doctor", Shape::Text, Optional),
    ("language", Shape::Language, Optional),
    ("source", Shape::Text, Optional),
    ("reviewed", Shape::Reviewed, Optional),
    ("review_due", Shape::Day, Optional),
    ("hand_over", Shape::HandOver, Optional),
    // A header stands without it, and a whole file is checked for it by itself.
    ("entries", Shape::Entries, Optional),
];
const ENTRY: &[Key] = &[
    ("question", Shape::Question, Required),
    ("id", Shape::Text, Optional),
    ("also_asked", Shape::Texts, Optional),
    ("answer", Shape::Text, Required),
    ("staff_note", Shape::Text, Optional),
];
const HAND_OVER: &[Key] = &[
    ("words", Shape::Texts, Required),
    ("say", Shape::Text, Required),
];

/// A mistake at a node whose place is not known yet.
struct Mistake {
    node: usize,
    message: String,
    advice: Advice,
}

enum Advice {
    Say(String),
    /// The node that has the same key already.
    First(usize),
    /// Put the line's text into quotes.
    Quote,
}

impl Mistake {
    fn place(self, text: &str) -> Finding {
        let at = locate(text, self.node);
        let advice = match self.advice {
            Advice::Say(words) => words,
            Advice::First(node) => {
                let first = locate(text, node);
                let lines = text[first.min(at)..at].matches('\n').count();
                match lines {
                    0 => "keep one of them; the other is on the same line".to_owned(),
                    1 => "keep one of them; the other is on the line above".to_owned(),
                    n => format!("keep one of them; the other is {n} lines above"),
                }
            }
            Advice::Quote => {
                let line = syntax::line_at(text, at).trim_start();
                let value = text[at..].lines().next().unwrap_or_default().trim_end();
                let before = &line[..line.trim_end().len().saturating_sub(value.len())];
                format!(
                    "put the text into quotes:  {before}{}",
                    syntax::quotes(value)
                )
            }
        };
        Finding::error(at, self.message, advice)
    }
}

struct Check {
    today: Date,
    mistakes: Vec<Mistake>,
}

impl Check {
    fn add(&mut self, node: &Node<'_>, message: impl Into<String>, advice: impl Into<String>) {
        self.mistakes.push(Mistake {
            node: node.number,
            message: message.into(),
            advice: Advice::Say(advice.into()),
        });
    }

    fn file(&mut self, tree: &Node<'_>) {
        const COPY: &str = "write `entries:`, and below it `  - question: …` and `    answer: …`";
        match &tree.kind {
            Kind::Null => self.add(tree, "the file holds no entries", COPY),
            Kind::Text(_) => self.add(
                tree,
                "the file should begin with keys such as `title:` and `entries:`, but this is text",
                COPY,
            ),
            Kind::List(_) => self.add(
                tree,
                "the file begins with a list",
                "write `entries:` on a line by itself above the first `-`",
            ),
            Kind::Map(_) => {
                self.keys(tree, FILE, "a file");
                let misspelt = self
                    .mistakes
                    .iter()
                    .any(|m| matches!(&m.advice, Advice::Say(a) if a.contains("`entries`")));
                if tree.get("entries").is_none() && !misspelt {
                    self.add(tree, "the file has no `entries`", COPY);
                }
            }
        }
    }

    fn entries(&mut self, list: &Node<'_>) {
        match &list.kind {
            Kind::List(items) if items.is_empty() => {
                self.add(
                    list,
                    "`entries` is an empty list",
                    "write at least one `- question:` with its `answer:`",
                );
            }
            Kind::List(items) => {
                for item in items {
                    self.entry(item);
                }
            }
            Kind::Null => self.add(
                list,
                "nothing stands below `entries`",
                "write at least one `- question:` with its `answer:` below it",
            ),
            Kind::Map(pairs) if pairs.iter().any(|(key, _)| is_glued_dash(key)) => self.add(
                list,
                "a space is missing after the dash",
                "begin each entry with a dash and a space: `- question: …`",
            ),
            Kind::Map(_) => self.add(
                list,
                "`entries` should be a list, but its first entry has no dash",
                "begin each entry with a dash and a space: `- question: …`",
            ),
            Kind::Text(_) => self.add(
                list,
                "`entries` should be a list of questions, but text stands here",
                "begin each entry on a line of its own with a dash and a space: `- question: …`",
            ),
        }
    }

    fn entry(&mut self, entry: &Node<'_>) {
        const SHAPE: &str =
            "an entry is `- question: …` with `answer: …` on a line below it, without a dash";
        match &entry.kind {
            Kind::Map(_) => self.keys(entry, ENTRY, "an entry"),
            Kind::Null => self.add(
                entry,
                "nothing stands after this dash",
                "remove the dash, or write `question: …` after it",
            ),
            Kind::Text(text) => {
                let glued = ENTRY.iter().find_map(|(key, ..)| {
                    let rest = text.strip_prefix(key)?.strip_prefix(':')?;
                    // The lines below are part of the same text, most likely for the same reason.
                    let rest = ENTRY
                        .iter()
                        .filter_map(|(next, ..)| rest.find(&format!(" {next}:")))
                        .min()
                        .map_or(rest, |end| &rest[..end]);
                    Some(format!(
                        "put a space after the colon of each key: `{key}: {}`",
                        clip(rest)
                    ))
                });
                self.add(
                    entry,
                    "an entry should stand here, but this is only text",
                    glued.unwrap_or_else(|| SHAPE.to_owned()),
                );
            }
            Kind::List(_) => self.add(
                entry,
                "an entry should stand here, but this is a list in a list",
                "remove one of the dashes",
            ),
        }
        // A second dash before `answer` makes two entries of one.
        if let Kind::Map(pairs) = &entry.kind
            && entry.get("question").is_none()
            && let Some((key, _)) = pairs.iter().find(|(key, _)| key.text() == Some("answer"))
            && let Some(mistake) = self
                .mistakes
                .iter_mut()
                .rfind(|m| m.message.contains("has no `question`"))
        {
            mistake.node = key.number;
            mistake.advice = Advice::Say(
                "if it belongs to the question above, remove the dash before `answer` (write a space in its place)".to_owned(),
            );
        }
    }

    /// Compares a group of keys with what it may hold. `owner` names it.
    fn keys(&mut self, node: &Node<'_>, keys: &[Key], owner: &str) {
        let Kind::Map(pairs) = &node.kind else {
            if !matches!(node.kind, Kind::Null) {
                self.add(
                    node,
                    format!("keys should stand here, but this is {}", node.name()),
                    "write `title: …` and the like, each on its own line",
                );
            }
            return;
        };
        let mut firsts = HashMap::new();
        for (key, value) in pairs {
            let Some(name) = key.text() else {
                let what = key.name();
                self.add(
                    key,
                    format!("a key should stand here, but this is {what}"),
                    may_have(owner, keys),
                );
                continue;
            };
            let first = *firsts.entry(name).or_insert(key.number);
            if first != key.number {
                self.mistakes.push(Mistake {
                    node: key.number,
                    message: format!("`{}` stands here a second time", clip(name)),
                    advice: Advice::First(first),
                });
            } else if let Some((_, shape, _)) = keys.iter().find(|(known, ..)| *known == name) {
                self.value(name, value, *shape);
            } else {
                self.unknown(key, name, keys, owner);
                let known = meant(name, keys).filter(|known| node.get(known).is_none());
                if let Some((_, shape, _)) = keys.iter().find(|(key, ..)| Some(*key) == known) {
                    self.value(name, value, *shape);
                }
            }
        }
        for (name, _, need) in keys {
            let misspelt = || {
                pairs.iter().any(|(k, _)| {
                    k.text()
                        .is_some_and(|k| node.get(name).is_none() && meant(k, keys) == Some(name))
                })
            };
            if *need == Required && node.get(name).is_none() && !misspelt() {
                let place = pairs.first().map_or(node, |(key, _)| key);
                self.add(
                    place,
                    format!("{owner} has no `{name}`").replacen("an entry", "this entry", 1),
                    format!("add a line `{name}: …` below this one, in the same column"),
                );
            }
        }
    }

    fn unknown(&mut self, key: &Node<'_>, name: &str, keys: &[Key], owner: &str) {
        let shown = clip(name);
        if name == "<<" {
            return self.add(
                key,
                "merging (`<<`) is not supported here",
                "write the keys out",
            );
        }
        let message = format!("`{shown}` is not a key that {owner} can have");
        if let Some(dashed) = name
            .strip_prefix('-')
            .filter(|rest| keys.iter().any(|(k, ..)| k == rest))
        {
            return self.add(
                key,
                message,
                format!("put a space after the dash: `- {dashed}:`"),
            );
        }
        if let Some(known) = meant(name, keys) {
            return self.add(key, message, format!("did you mean `{known}`?"));
        }
        if std::ptr::eq(keys, FILE) && ENTRY.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to an entry: write it further right, below its `- question:`",
            );
        }
        if std::ptr::eq(keys, ENTRY) && FILE.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to the file: write it at the beginning of a line, above `entries:`",
            );
        }
        self.add(key, message, may_have(owner, keys));
    }

    fn value(&mut self, name: &str, value: &Node<'_>, shape: Shape) {
        if matches!(value.kind, Kind::Null) && !matches!(shape, Shape::Entries) {
            let advice = match shape {
                Shape::Question => "write the question after it, on the same line",
                _ if name == "answer" => {
                    "write the answer after it; a longer one below `answer: |`, each line further right than `answer`"
                }
                _ => "write something after it, or remove the line",
            };
            return self.add(value, format!("`{name}` is empty"), advice);
        }
        match shape {
            Shape::Entries => self.entries(value),
            Shape::HandOver => match &value.kind {
                Kind::Map(_) => self.keys(value, HAND_OVER, "`hand_over`"),
                _ => self.add(
                    value,
                    format!("`hand_over` should have `words:` and `say:` below it, but this is {}", value.name()),
                    "write `words: [pregnant, …]` and `say: …` below it, each further right than `hand_over`",
                ),
            },
            Shape::Texts => self.texts(name, value),
            _ => self.text(name, value, shape),
        }
    }

    fn texts(&mut self, name: &str, value: &Node<'_>) {
        match &value.kind {
            Kind::List(items) => {
                if items.is_empty() && name == "words" {
                    self.add(
                        value,
                        "`words` is an empty list",
                        "write the words that a receptionist hands over, or remove `hand_over`",
                    );
                }
                for item in items {
                    match &item.kind {
                        Kind::Map(_) => self.mistakes.push(Mistake {
                            node: item.number,
                            message: format!("a line of `{name}` should be text, but the colon and space in it make a key of its beginning"),
                            advice: Advice::Quote,
                        }),
                        Kind::Null => self.add(item, "nothing stands after this dash", "write some text after it, or remove the dash"),
                        _ => self.text(name, item, Shape::Text),
                    }
                }
            }
            Kind::Text(text) => self.add(
                value,
                format!("`{name}` should be a list, but this is text"),
                format!(
                    "write it on the next line after a dash and a space: `- {}`",
                    clip(text)
                ),
            ),
            _ => self.add(
                value,
                format!("`{name}` should be a list, but this is {}", value.name()),
                "write each on its own line after a dash and a space",
            ),
        }
    }

    fn text(&mut self, name: &str, value: &Node<'_>, shape: Shape) {
        let Some(text) = value.text() else {
            let advice = match (&value.kind, name) {
                (Kind::List(_), "question") => {
                    "write one question here, and the other ways of asking it below `also_asked:`"
                }
                (Kind::List(_), "answer") => {
                    "put the text into quotes where it begins with [; \
                     put `|` after `answer:` where it is dashes, which become bullets"
                }
                (Kind::Map(_), "answer" | "staff_note") => {
                    "put `|` after the colon, and the text below it"
                }
                _ => "write the text after the colon; in quotes where it begins with [ or {",
            };
            return self.add(
                value,
                format!("`{name}` should be text, but this is {}", value.name()),
                advice,
            );
        };
        let line = text::clean_line(text);
        let line = line.trim();
        if line.is_empty() {
            return self.add(
                value,
                format!("`{name}` has nothing in it that can be seen"),
                format!(
                    "write it between the quotes, or below the `|` with each line further right than `{name}`"
                ),
            );
        }
        match shape {
            Shape::Question if !line.contains(char::is_alphanumeric) => self.add(
                value,
                "the question has no letter or digit in it",
                "write it in words",
            ),
            Shape::Language if raw::language(line).is_none() => self.add(
                value,
                format!("`{}` is not a language's two-letter code", clip(line)),
                "write en for English, de for German, fa for Persian; or remove the line",
            ),
            Shape::Day | Shape::Reviewed => match raw::date(line) {
                None => self.add(
                    value,
                    format!("`{}` is not a day of the calendar written as year-month-day", clip(line)),
                    format!("write it like `{name}: {}`", self.today),
                ),
                Some(day) if matches!(shape, Shape::Reviewed) && day > self.today => self.add(
                    value,
                    format!("`reviewed` is in the future: today is {}", self.today),
                    "write the day when the doctor approved the answers, or remove the line until then",
                ),
                Some(_) => {}
            },
            _ => {}
        }
    }
}

/// The key that `name` is a misspelling of.
fn meant(name: &str, keys: &[Key]) -> Option<&'static str> {
    let plain = |s: &str| {
        s.trim_start_matches(['-', ' '])
            .to_lowercase()
            .replace([' ', '-'], "_")
    };
    let name = plain(name);
    if name.len() > 40 {
        return None;
    }
    let distance = |key: &str| match (name.as_str(), key) {
        ("q" | "questions", "question")
        | ("a" | "answers", "answer")
        | ("note" | "notes", "staff_note") => 0,
        _ => strsim::osa_distance(&name, key),
    };
    let (key, ..) = keys.iter().min_by_key(|(key, ..)| distance(key))?;
    (distance(key) <= 1 + key.len() / 5).then_some(*key)
}

/// Whether a line begins with a key of a file, misspelt perhaps, and its colon.
pub(super) fn begins_file_key(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| meant(name.trim_end(), FILE).is_some())
}

/// Whether `name` is a key of a file, an entry or a hand-over.
pub(super) fn is_key(name: &str) -> bool {
    [FILE, ENTRY, HAND_OVER]
        .iter()
        .any(|keys| keys.iter().any(|(key, ..)| *key == name))
}

fn may_have(owner: &str, keys: &[Key]) -> String {
    let names: Vec<_> = keys.iter().map(|(key, ..)| *key).collect();
    format!("{owner} can have: {}", names.join(", "))
}

/// Whether a key is an entry's, with a dash before it and no space between.
fn is_glued_dash(key: &Node<'_>) -> bool {
    let name = key.text().and_then(|text| text.strip_prefix('-'));
    name.is_some_and(|name| ENTRY.iter().any(|(known, ..)| *known == name))
}

/// The beginning of what a file says, fit for a message.
pub(super) fn clip(text: &str) -> String {
    let line = text::clean_line(text);
    let line = line.trim();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
