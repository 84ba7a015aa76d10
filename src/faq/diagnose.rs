//! What is wrong with a piece of a file that could not be read as it should be, and where. Slow and thorough: the
//! piece is read into a tree of whatever it holds, and the tree is compared with what should stand there. Where a node
//! stands `serde_yaml` tells only when its reading fails; so the piece is read once more, with a failure at each text
//! in question, and the reading goes on behind it. A list or a group of keys cannot be left in its midst: each costs a
//! reading of its own, as long as there is [`Patience`].

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    fmt,
};

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

/// What to do where not every mistake is told.
pub(super) const MEND: &str = "mend those above and check again";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The first of them, about [`MAX_PROBLEMS`].
    pub(super) told: Vec<Finding>,
    /// How many more there are.
    pub(super) more: usize,
    /// How many entries were not looked at.
    pub(super) unread: usize,
}

impl Findings {
    pub(super) fn of(finding: Finding) -> Self {
        Self {
            told: vec![finding],
            ..Self::default()
        }
    }
}

/// How much is read again, in all files together, only to tell more of what is wrong.
#[derive(Debug)]
pub(super) struct Patience(usize);

impl Patience {
    /// In bytes. Many times what a person's mistakes need, and read in a fraction of a second whatever they hold.
    const ALL: usize = 1 << 20;

    pub(super) fn new() -> Self {
        Self(Self::ALL)
    }

    /// Whether `bytes` more may be read: as long as anything is left.
    fn allows(&mut self, bytes: usize) -> bool {
        let allowed = self.0 > 0;
        self.0 = self.0.saturating_sub(bytes);
        allowed
    }
}

/// Every mistake of `piece`, in order; none where nothing was found. An error where the piece could not be read at all. An entry that there is no patience for is only named.
pub(super) fn findings(
    text: &str,
    piece: Piece,
    today: Date,
    patience: &mut Patience,
) -> Result<Findings, Finding> {
    if piece == Piece::Entries && parse::fit(text).is_ok() && !patience.allows(text.len()) {
        return Ok(Findings::of(Finding::error(
            first_mark(text),
            "this entry is not right either",
            MEND.to_owned(),
        )));
    }
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
        more: 0,
    };
    match piece {
        Piece::File => check.file(&tree),
        Piece::Header => check.keys(&tree, FILE, "a file"),
        Piece::Entries => check.entries(&tree),
    }
    let mut mistakes = check.mistakes;
    mistakes.sort_by_key(|m| m.spot.number);
    let more = check.more + mistakes.len().saturating_sub(MAX_PROBLEMS);
    mistakes.truncate(MAX_PROBLEMS);
    let places = places(text, mistakes.iter().flat_map(Mistake::spots), patience);
    let told = mistakes.into_iter().map(|m| m.place(text, &places));
    Ok(Findings {
        told: told.collect(),
        more,
        ..Findings::default()
    })
}

/// A text of an entry, or one of the list that is the value of `also_asked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Question,
    Id,
    Answer,
    AlsoAsked(usize),
}

/// Where the fields of an entry stand, in bytes.
pub(super) type Fields = Vec<(Field, usize)>;

/// The fields of each entry of a list of entries, or of a whole file. None where the text cannot be read. Costs two
/// readings.
pub(super) fn fields(text: &str) -> Vec<Fields> {
    let Ok(tree) = read(text) else {
        return Vec::new();
    };
    let list = match &tree.kind {
        Kind::Map(_) => tree.get("entries"),
        _ => Some(&tree),
    };
    let entries = match list.map(|list| &list.kind) {
        Some(Kind::List(entries)) => entries.as_slice(),
        _ => &[],
    };
    let texts = |entry: &Node<'_>| {
        let single = [
            ("question", Field::Question),
            ("id", Field::Id),
            ("answer", Field::Answer),
        ];
        let single = single.map(|(key, field)| Some((field, entry.get(key)?.spot())));
        let mut spots: Vec<_> = single.into_iter().flatten().collect();
        if let Some(Kind::List(items)) = entry.get("also_asked").map(|node| &node.kind) {
            let items = items.iter().enumerate();
            spots.extend(items.map(|(n, item)| (Field::AlsoAsked(n), item.spot())));
        }
        spots.retain(|(_, spot)| spot.size == Size::Leaf);
        spots
    };
    let entries: Vec<_> = entries.iter().map(texts).collect();
    let spots = entries.iter().flatten().map(|(_, spot)| *spot);
    let places = places(text, spots, &mut Patience(0));
    let at = |(field, spot): (Field, Spot)| (field, places[&spot.number]);
    entries
        .into_iter()
        .map(|spots| spots.into_iter().map(at).collect())
        .collect()
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

/// A node without what it holds.
#[derive(Clone, Copy, Debug)]
struct Spot {
    number: usize,
    size: Size,
}

/// Whether a node may hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Leaf,
    Group,
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

    fn spot(&self) -> Spot {
        let size = match self.kind {
            Kind::Null | Kind::Text(_) => Size::Leaf,
            Kind::List(_) | Kind::Map(_) => Size::Group,
        };
        Spot {
            number: self.number,
            size,
        }
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
        aim: Aim::Tree,
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
    let error = again(text, Aim::Stop(number)).err();
    // Nothing at all stands behind the last line; it is shown at the first.
    let at = error.and_then(|e| e.location()).map_or(0, |l| l.index());
    boundary(text, if at < text.len() { at } else { 0 })
}

/// Where the nodes `spots` stand, in bytes, by their numbers. One reading for all leaves, and one for each of the
/// others; what there is no patience for is said to stand where the text begins.
fn places(
    text: &str,
    spots: impl Iterator<Item = Spot>,
    patience: &mut Patience,
) -> HashMap<usize, usize> {
    let mut places = HashMap::new();
    let mut leaves = BTreeMap::new();
    for spot in spots {
        match spot.size {
            Size::Leaf => {
                leaves.insert(spot.number, None);
            }
            Size::Group => {
                places.entry(spot.number).or_insert_with(|| {
                    if patience.allows(text.len()) {
                        locate(text, spot.number)
                    } else {
                        first_mark(text)
                    }
                });
            }
        }
    }
    if leaves.is_empty() {
        return places;
    }
    let leaves = RefCell::new(leaves);
    // It was read before, to the end.
    let _ = again(text, Aim::Places(&leaves));
    let mut marks: Vec<_> = leaves
        .into_inner()
        .into_iter()
        .map(|(number, mark)| (mark.unwrap_or((1, 1)), number))
        .collect();
    marks.sort_unstable();
    let mut marks = marks.into_iter().peekable();
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices() {
        while let Some((_, number)) = marks.next_if(|(mark, _)| *mark <= (line, column)) {
            places.insert(number, at);
        }
        let ends_line = match c {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            '\r' => !text[at + 1..].starts_with('\n'),
            _ => false,
        };
        (line, column) = if ends_line {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    places.extend(marks.map(|(_, number)| (number, 0)));
    places
}

/// Reads a text that can be read once more.
fn again(text: &str, aim: Aim<'_>) -> Result<(), serde_yaml::Error> {
    let walk = Walk {
        next: &Cell::new(0),
        spent: &Cell::new(0),
        budget: budget(text),
        aim,
    };
    walk.deserialize(serde_yaml::Deserializer::from_str(text))?;
    Ok(())
}

/// The line and column, from 1, that an error's words end with; those of the very beginning are left out.
fn line_and_column(error: &str) -> Option<(usize, usize)> {
    let (rest, column) = error.rsplit_once(" column ")?;
    let (_, line) = rest.rsplit_once(" line ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The beginning of the character that byte `at` belongs to.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Reads a node and all below it; fails where more than `budget` is spent.
#[derive(Clone, Copy)]
struct Walk<'w> {
    next: &'w Cell<usize>,
    spent: &'w Cell<usize>,
    budget: usize,
    aim: Aim<'w>,
}

/// What a text is read for.
#[derive(Clone, Copy)]
enum Aim<'w> {
    /// What it holds.
    Tree,
    /// To fail at this node, so that the error tells its place.
    Stop(usize),
    /// The lines and columns of these leaves.
    Places(&'w RefCell<BTreeMap<usize, Option<(usize, usize)>>>),
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

    /// Fails where the node that was begun last is one whose place is asked for.
    fn halt<E: Error>(&self) -> Result<(), E> {
        let number = self.next.get() - 1;
        let here = match self.aim {
            Aim::Tree => false,
            Aim::Stop(stop) => stop == number,
            Aim::Places(leaves) => leaves.borrow().contains_key(&number),
        };
        if here { Err(E::custom("here")) } else { Ok(()) }
    }

    fn leaf<'a, E: Error>(self, text: impl Into<Cow<'a, str>>) -> Result<Kind<'a>, E> {
        let text = text.into();
        self.halt()?;
        self.spend(text.len())?;
        Ok(Kind::Text(text))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        let number = self.next.replace(self.next.get() + 1);
        self.spend(1)?;
        let kind = deserializer.deserialize_any(self).or_else(|error| {
            // A leaf that failed is behind us; the reading can go on.
            if let Aim::Places(leaves) = self.aim
                && let Some(mark) = leaves.borrow_mut().get_mut(&number)
            {
                *mark = line_and_column(&error.to_string());
                return Ok(Kind::Null);
            }
            Err(error)
        })?;
        Ok(Node { number, kind })
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Kind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_none<E: Error>(self) -> Result<Kind<'de>, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<Kind<'de>, E> {
        self.halt()?;
        Ok(Kind::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Kind<'de>, E> {
        self.leaf(value.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind<'de>, E> {
        self.leaf(text.to_owned())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Kind<'de>, E> {
        self.leaf(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kind<'de>, A::Error> {
        self.halt()?;
        let mut list = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            list.push(node);
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Kind<'de>, A::Error> {
        self.halt()?;
        let mut map = Vec::new();
        while let Some(key) = pairs.next_key_seed(self)? {
            map.push((key, pairs.next_value_seed(self)?));
        }
        Ok(Kind::Map(map))
    }

    /// Tags say nothing here; what they stand before counts.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Kind<'de>, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        // It is the same node.
        self.next.set(self.next.get() - 1);
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
    spot: Spot,
    message: String,
    advice: Advice,
}

enum Advice {
    Say(String),
    /// The node that has the same key already.
    First(Spot),
    /// Put the line's text into quotes.
    Quote,
    /// Write something, or put into quotes what stands there as a remark.
    Fill(&'static str),
    /// Put a dash before each line of a list.
    Dash,
}

impl Mistake {
    /// The nodes whose places it tells.
    fn spots(&self) -> impl Iterator<Item = Spot> + use<> {
        let first = match self.advice {
            Advice::First(spot) => Some(spot),
            Advice::Say(_) | Advice::Quote | Advice::Fill(_) | Advice::Dash => None,
        };
        [self.spot].into_iter().chain(first)
    }

    fn place(self, text: &str, places: &HashMap<usize, usize>) -> Finding {
        let at = places[&self.spot.number];
        let rest = text[at..].lines().next().unwrap_or_default().trim();
        let mut message = self.message;
        let advice = match self.advice {
            Advice::Say(words) => words,
            Advice::First(spot) => {
                let first = places[&spot.number];
                let lines = text[first.min(at)..at].matches('\n').count();
                match lines {
                    0 => "keep one of them; the other is on the same line".to_owned(),
                    1 => "keep one of them; the other is on the line above".to_owned(),
                    n => format!("keep one of them; the other is {n} lines above"),
                }
            }
            Advice::Quote => {
                let line = syntax::line_at(text, at).trim();
                let before = &line[..line.len().saturating_sub(rest.len())];
                let (before, text) = if before.contains('[') {
                    ("", rest.split([',', ']']).next().unwrap_or(rest))
                } else {
                    (before, rest)
                };
                format!(
                    "put the text into quotes:  {before}{}",
                    syntax::quotes(text)
                )
            }
            Advice::Fill(_) if rest.starts_with('#') => {
                message += ": what follows a `#` is a remark";
                format!(
                    "if it is text:  {}",
                    syntax::quoted(syntax::line_at(text, at))
                )
            }
            Advice::Fill(words) => words.to_owned(),
            Advice::Dash => {
                let line =
                    rest.trim_start_matches(|c: char| "-•·*–—".contains(c) || c.is_whitespace());
                let first = line.split(", ").next().unwrap_or_default();
                format!(
                    "write each on a line of its own, after a dash and a space: `- {}`",
                    clip(first)
                )
            }
        };
        Finding::error(at, message, advice)
    }
}

struct Check {
    today: Date,
    mistakes: Vec<Mistake>,
    /// Keys that nobody knows, beyond those that are told.
    more: usize,
}

impl Check {
    fn add(&mut self, node: &Node<'_>, message: impl Into<String>, advice: impl Into<String>) {
        self.mistakes.push(Mistake {
            spot: node.spot(),
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
            Kind::Map(pairs) => {
                let named = |known: &str| {
                    let mut names = pairs.iter().filter_map(|(key, _)| key.text());
                    names.any(|name| name == known || meant(name, FILE) == Some(known))
                };
                if named("entries") {
                    return self.keys(tree, FILE, "a file");
                }
                // What is no key of a file's is there for want of `entries`, most likely.
                let stray = pairs
                    .iter()
                    .map(|(key, _)| key)
                    .find(|key| key.text().is_none_or(|name| meant(name, FILE).is_none()));
                self.add(stray.unwrap_or(tree), "the file has no `entries`", COPY);
                let known = |(key, _): &&(Node<'_>, Node<'_>)| {
                    key.text().is_some_and(|name| meant(name, FILE).is_some())
                };
                let known: Vec<_> = pairs.iter().filter(known).collect();
                self.pairs(tree, &known, FILE, "a file");
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
        const SHAPE: &str = "an entry is `- question: …` with `answer: …` on a line below it, without a dash; if this belongs to the answer above, put it further right than `answer`";
        match &entry.kind {
            Kind::Map(_) => self.keys(entry, ENTRY, "an entry"),
            Kind::Null => self.add(
                entry,
                "nothing stands after this dash",
                "remove the dash, or write `question: …` after it",
            ),
            Kind::Text(text) => {
                let glued = ENTRY.iter().find_map(|(key, ..)| {
                    let rest = text.strip_prefix(key)?;
                    let sign = |c: char| ":：;=-–".contains(c) || c.is_whitespace();
                    let words = rest.trim_start_matches(sign);
                    // The lines below are part of the same text, most likely for the same reason.
                    let end = ENTRY
                        .iter()
                        .filter_map(|(next, ..)| {
                            let at = words.find(&format!(" {next}"))?;
                            words[at + 1 + next.len()..].starts_with(sign).then_some(at)
                        })
                        .min();
                    rest.starts_with(sign).then(|| {
                        format!(
                            "put a colon and a space after each key: `{key}: {}`",
                            clip(&words[..end.unwrap_or(words.len())])
                        )
                    })
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
            mistake.spot = key.spot();
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
                    "write `title: …` and the like, each on its own line, without a dash",
                );
            }
            return;
        };
        self.pairs(node, &pairs.iter().collect::<Vec<_>>(), keys, owner);
    }

    /// Compares those `pairs` of the group `node` with what it may hold.
    fn pairs(
        &mut self,
        node: &Node<'_>,
        pairs: &[&(Node<'_>, Node<'_>)],
        keys: &[Key],
        owner: &str,
    ) {
        let present: Vec<_> = keys
            .iter()
            .map(|(key, ..)| *key)
            .filter(|key| node.get(key).is_some())
            .collect();
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
            let first = *firsts.entry(name).or_insert(key.spot());
            if first.number != key.number {
                let again = format!("`{}` stands here a second time", clip(name));
                match name {
                    "question" if std::ptr::eq(keys, ENTRY) => {
                        self.add(
                            key,
                            again,
                            "if a new entry begins here, write `- question: …`, its dash below the other dashes; else keep one of the two",
                        );
                        // What follows belongs to that entry.
                        break;
                    }
                    "entries" => self.add(
                        key,
                        again,
                        "remove this line: all entries stand below the first `entries:`",
                    ),
                    _ => self.mistakes.push(Mistake {
                        spot: key.spot(),
                        message: again,
                        advice: Advice::First(first),
                    }),
                }
            } else if let Some((_, shape, _)) = keys.iter().find(|(known, ..)| *known == name) {
                self.value(name, value, *shape);
            } else if self.mistakes.len() > MAX_PROBLEMS {
                self.more += 1;
            } else {
                self.unknown(key, name, keys, owner);
                let known = meant(name, keys).filter(|known| !present.contains(known));
                if let Some((_, shape, _)) = keys.iter().find(|(key, ..)| Some(*key) == known) {
                    self.value(name, value, *shape);
                }
            }
        }
        let missing = |(name, _, need): &&Key| {
            let misspelt = || {
                let mut names = pairs.iter().filter_map(|(key, _)| key.text());
                names.any(|key| meant(key, keys) == Some(name))
            };
            *need == Required && !present.contains(name) && !misspelt()
        };
        let missing: Vec<_> = keys.iter().filter(missing).map(|(name, ..)| name).collect();
        let place = pairs.first().map_or(node, |(key, _)| key);
        let lacks =
            |what: String| format!("{owner} has {what}").replacen("an entry", "this entry", 1);
        match missing.as_slice() {
            [] => {}
            [one] => self.add(
                place,
                lacks(format!("no `{one}`")),
                format!(
                    "write `{one}: …` on a line below this one, in the same column, without a dash"
                ),
            ),
            [one, other, ..] => self.add(
                place,
                lacks(format!("neither `{one}` nor `{other}`")),
                format!(
                    "write `{one}: …`, and `{other}: …` on a line below it, in the same column"
                ),
            ),
        }
    }

    fn unknown(&mut self, key: &Node<'_>, name: &str, keys: &[Key], owner: &str) {
        let shown = clip(name);
        if shown != name && keys.iter().any(|(known, ..)| *known == shown) {
            return self.add(
                key,
                format!("a character that cannot be seen stands in `{shown}`"),
                "delete the word, and the spaces before it, and write them anew",
            );
        }
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
        if std::ptr::eq(keys, FILE) && HAND_OVER.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to `hand_over`: put two spaces before it",
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
                Shape::HandOver => {
                    "write `words: [pregnant, …]` and `say: …` below it, each with two spaces before it"
                }
                _ if name == "answer" => {
                    "write the answer after it; a longer one below `answer: |`, each line further right than `answer`"
                }
                _ => "write something after it, or remove the line",
            };
            return self.mistakes.push(Mistake {
                spot: value.spot(),
                message: format!("`{name}` is empty"),
                advice: Advice::Fill(advice),
            });
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
                            spot: item.spot(),
                            message: format!("a line of `{name}` should be text, but the colon and space in it make a key of its beginning"),
                            advice: Advice::Quote,
                        }),
                        Kind::Null => self.add(item, "nothing stands after this dash", "write some text after it, or remove the dash"),
                        _ => self.text(name, item, Shape::Text),
                    }
                }
            }
            Kind::Text(_) => self.mistakes.push(Mistake {
                spot: value.spot(),
                message: format!("`{name}` should be a list, but this is text"),
                advice: Advice::Dash,
            }),
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
                    match calendar(line) {
                        Some(day) => format!("write `{name}: {day}`"),
                        None => format!("write it like `{name}: {}`", self.today),
                    },
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

/// The day that is written another way, where there is no doubt about it: `31.12.2026`, `12/31/2026`, `2026-1-5`.
fn calendar(text: &str) -> Option<Date> {
    let numbers: Vec<i16> = text
        .split(['.', '/', '-'])
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, c] = numbers[..] else {
        return None;
    };
    let (year, month, day) = match (a, b) {
        (32.., _) => (a, b, c),
        _ if text.contains('.') || a > 12 || a == b => (c, b, a),
        (_, 13..) => (c, a, b),
        _ => return None,
    };
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year, small(month)?, small(day)?)
        .ok()
        .filter(|date| date.year() >= 1900)
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
    let length = name.chars().count();
    let limit = |key: &str| 1 + key.len() / 5;
    let distance = |key: &str| match (name.as_str(), key) {
        ("q" | "questions", "question")
        | ("a" | "answers", "answer")
        | ("note" | "notes", "staff_note")
        | ("entry" | "questions" | "faq" | "faqs", "entries") => 0,
        // It is no less than the difference of the lengths.
        _ if length.abs_diff(key.len()) > limit(key) => usize::MAX,
        _ => strsim::osa_distance(&name, key),
    };
    let (key, ..) = keys.iter().min_by_key(|(key, ..)| distance(key))?;
    (distance(key) <= limit(key)).then_some(*key)
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

/// Whether `name` is a key of a file.
pub(super) fn is_file_key(name: &str) -> bool {
    FILE.iter().any(|(key, ..)| *key == name)
}

/// Whether `name` is a key of an entry.
pub(super) fn is_entry_key(name: &str) -> bool {
    ENTRY.iter().any(|(key, ..)| *key == name)
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

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    /// Every node below `node`, and itself.
    fn all(node: &Node<'_>, spots: &mut Vec<Spot>) {
        spots.push(node.spot());
        match &node.kind {
            Kind::Null | Kind::Text(_) => {}
            Kind::List(items) => items.iter().for_each(|item| all(item, spots)),
            Kind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                all(key, spots);
                all(value, spots);
            }),
        }
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        select(vec![
            "- a\n",
            "- \n",
            "- !x b\n",
            "- &c d\n- *c\n",
            "- é: f\n  g: \"h\\\n    i\"\n",
            "- [j, {k: l}, [m], ~]\n",
            "- |\n  n\n\n  o\n",
            "- ? p\n  : q\n",
            "- !y {r: !z s}\n",
            "- &t [u]\n- *t\n",
            "# v\n",
            "- 👩‍⚕️: \"v\u{2028}  \u{85}  w\"\n",
            "- 'x''y': 1.5\n",
            "- - z\n  - true\n",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn one_reading_finds_the_places_that_a_reading_for_each_finds(pieces in vec(piece(), 1..12)) {
            let text = pieces.concat();
            let tree = read(&text).expect("good YAML");
            let mut spots = Vec::new();
            all(&tree, &mut spots);
            let found = places(&text, spots.iter().copied(), &mut Patience::new());
            for spot in spots {
                prop_assert_eq!(found[&spot.number], locate(&text, spot.number), "{:?} in {:?}", spot, text);
            }
        }
    }
}
