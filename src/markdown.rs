//! Answers: Markdown read into a document of clean text with roles, and wrapped into rows for a width. The
//! only owner of `pulldown_cmark`; knows nothing of terminals.
//!
//! ```text
//! We use it                                words of a paragraph
//!
//! • before and                             an item: its bullet, then rows that hang
//!   after
//!
//! ┃ Dr. Leila Fard                         a quote: the speaker, then the words,
//! ┃ “Many of my clients are afraid of      a bar on every row
//! ┃  microneedling …”
//! ```
//!
//! A [`Document`] is a flat list of blocks. What surrounds a block (bars, bullets) is its margin; at most eight
//! of the innermost are kept, so that no nesting costs more than its own length or pushes the words off the screen.

use std::{borrow::Cow, mem, ops::Range};

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use crate::text::{Accents, Line, Role, Span, Styled, clean, clean_line, width};

/// An answer, parsed once.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Document {
    text: String,
    /// Sorted, disjoint ranges of `text`.
    accents: Vec<(Range<usize>, Accents)>,
    blocks: Vec<Block>,
    margins: Vec<Vec<Edge>>,
    /// For each ordered list, the digits of its highest number.
    digits: Vec<usize>,
}

/// Words that stand by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    kind: Kind,
    /// The part of [`Document::text`] that it shows.
    text: Range<usize>,
    role: Role,
    /// Its number in `margins`.
    margin: usize,
    before: Gap,
    /// Whether a quotation mark is added at the beginning.
    opens: bool,
    /// Whether one is added at the end.
    closes: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    Rule,
    Table(Table),
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Table {
    columns: Vec<Side>,
    /// The cells' parts of the text, the header first.
    rows: Vec<Vec<Range<usize>>>,
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Middle,
    Right,
}

/// What stands between a block and the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    BlankRow,
}

/// One thing that stands to the left of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// The bar of a quote; quotes are numbered.
    Bar(usize),
    /// The bullet or number of an item, on the first row of it. Items are numbered from 1.
    Item { item: usize, marker: Marker },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Bullet,
    Number { number: u64, list: usize },
}

/// The most edges of a margin; of more, the innermost are kept.
const EDGES: usize = 8;

/// Quotes and lists nested deeper than this add nothing but their words.
const DEEPEST: usize = 100;

/// The longest answer that is read as Markdown, in bytes: the parser may need fifty times as much memory. A longer one
/// is shown as it stands.
const LONGEST: usize = 1 << 20;

/// The cells that a margin leaves to the words, if the width has them.
const ROOM: usize = 10;

/// The fewest cells of a table's column; if they are not to be had, cells become lines.
const COLUMN: usize = 8;

/// The cells of a rule across a page that is wider.
const LONGEST_RULE: usize = 80;

/// The longest text, in bytes, that is looked through for markup before it is parsed.
const SHORT: usize = 256;

/// Without these there is no markup but that of lines and blocks.
const MARKUP: &[u8; 12] = b"\\`*_~<>[]&#|";

const BAR: &str = "┃ ";
const BULLET: &str = "• ";
const COLUMN_RULE: &str = " │ ";

/// What the words of an answer are, wherever lines and blocks end: the text of its [`Document`], or `source` itself if it
/// is short and nothing in it can be markup. (Most of a short text's time the parser needs to begin at all.)
#[must_use]
pub fn text(source: &str) -> Cow<'_, str> {
    // A line that begins with a digit may be an item, perhaps of an item, and its number is not among the words.
    let lead = |c: char| c.is_whitespace() || matches!(c, '-' | '+');
    let numbered = |line: &str| {
        let words = line.trim_start_matches(lead);
        words.starts_with(|c: char| c.is_ascii_digit())
    };
    let markup = |b| MARKUP.contains(&b);
    if source.len() > SHORT || source.bytes().any(markup) || source.lines().any(numbered) {
        Cow::Owned(Document::parse(source, "").text)
    } else {
        Cow::Borrowed(source)
    }
}

impl Document {
    /// Reads `source`. `speaker` is who speaks in a block quote that names nobody itself. Costs one pass, however
    /// deep the nesting. Over a mebibyte, an answer is shown as it stands.
    #[must_use]
    pub fn parse(source: &str, speaker: &str) -> Self {
        let mut builder = Builder::new(source, speaker);
        if source.len() > LONGEST {
            builder.begin_words(Role::Answer, Open::Lines);
            builder.words(source);
            builder.finish();
            return builder.document;
        }
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            builder.event(event, range.start);
        }
        builder.finish();
        builder.document
    }

    /// The words as read aloud, one line a block, clean: what search indexes and what the ranges of
    /// [`Document::wrap`] refer to. A quote's speaker follows the words, as a line of its own; bullets, bars and
    /// added quotation marks are not in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows at `width` cells (at least 1), with `marks` (byte ranges of [`Document::text`], sorted, on character
    /// boundaries) carrying [`crate::text::Accents::HIT`]. Costs one pass over the text: wrap once a width and keep
    /// the rows.
    #[must_use]
    pub fn wrap(&self, width: usize, marks: &[Range<usize>]) -> Vec<Line> {
        let mut page = Page {
            document: self,
            styled: Styled {
                text: &self.text,
                accents: &self.accents,
                marks,
            },
            width: width.max(1),
            last_item: 0,
            rows: Vec::new(),
        };
        let mut gap = Gap::None;
        let mut above: &[Edge] = &[];
        for block in &self.blocks {
            if block.before == Gap::BlankRow {
                gap = Gap::BlankRow;
            }
            // The line of a speaker whom nobody named.
            if block.role == Role::Speaker && block.text.is_empty() {
                continue;
            }
            if gap == Gap::BlankRow && !page.rows.is_empty() {
                page.blank_row(block, above);
            }
            page.block(block);
            gap = Gap::None;
            above = &self.margins[block.margin];
        }
        page.rows
    }
}

/// What the parser's events add up to, so far.
struct Builder<'a> {
    document: Document,
    source: &'a str,
    speaker: Cow<'a, str>,
    /// The quotes, lists and items around the current place.
    containers: Vec<Container>,
    /// The quotes among them.
    quotes: Vec<Quote>,
    /// How many lists are among them.
    lists_open: usize,
    /// How many quotes, items and outermost lists there were so far.
    quotes_seen: usize,
    items_seen: usize,
    roots_seen: usize,
    inline: Inline,
    /// What is being read into the last block.
    open: Option<Open>,
    /// Where the text begins that is not clean yet; all of it has the same accents.
    raw: usize,
    /// Where the last line of the last block's source begins.
    last_line: usize,
    /// The outermost list and the quote of the last block, if that was an item of a list without blank lines.
    tight: Option<(usize, usize)>,
}

struct Container {
    /// Of the blocks in it.
    margin: usize,
    kind: ContainerKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ContainerKind {
    Quote,
    List {
        /// The next item's number and the list's number in `digits`, if it is ordered.
        numbers: Option<(u64, usize)>,
        items: usize,
        /// Where it begins in the source.
        start: usize,
        /// How many blocks stand before it.
        blocks: usize,
    },
    Item {
        /// How many blocks stand before it.
        blocks: usize,
    },
    /// One nested too deep.
    Deep,
}

/// A block quote that is being read.
struct Quote {
    number: usize,
    /// The block that will name the speaker.
    speaker: usize,
    /// The blocks of words since the quote began, or since the last table, code or inner quote in it: what one pair of
    /// quotation marks will enclose.
    words: Vec<(usize, Standing)>,
}

/// How a block of words stands in its quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// By itself: a paragraph of the speech.
    Paragraph,
    /// In a list.
    Item,
    /// As the only item of a list that is marked by a dash, as an attribution may be.
    DashItem,
}

/// What is being read into a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// The words of a paragraph, a heading or an item.
    Words,
    /// Code or HTML, line by line.
    Lines,
    /// A table's cell, which begins at this place of the text.
    Cell(usize),
}

/// What is open around the current words.
#[derive(Default)]
struct Inline {
    strong: usize,
    emphasis: usize,
    strike: usize,
    code: usize,
    /// Where each link's words begin, and where it leads.
    links: Vec<(usize, String)>,
}

impl Inline {
    fn accents(&self) -> Accents {
        [
            (self.strong, Accents::STRONG),
            (self.emphasis, Accents::EMPHASIS),
            (self.strike, Accents::STRIKE),
            (self.code, Accents::CODE),
            (self.links.len(), Accents::LINK),
        ]
        .into_iter()
        .filter(|(depth, _)| *depth > 0)
        .fold(Accents::NONE, |all, (_, one)| all.with(one))
    }
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, speaker: &'a str) -> Self {
        Self {
            document: Document {
                margins: vec![vec![]],
                ..Document::default()
            },
            source,
            speaker: clean_line(speaker),
            containers: vec![],
            quotes: vec![],
            lists_open: 0,
            quotes_seen: 0,
            items_seen: 0,
            roots_seen: 0,
            inline: Inline::default(),
            open: None,
            raw: 0,
            last_line: 0,
            tight: None,
        }
    }

    /// Takes in what the parser found at byte `at` of the source.
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineHtml(words) | Event::Html(words) => {
                self.words(&words);
            }
            Event::Code(words) => {
                self.accent(|inline| inline.code += 1);
                self.words(&words);
                self.accent(|inline| inline.code -= 1);
            }
            Event::SoftBreak => self.line_break(' '),
            Event::HardBreak => self.line_break('\n'),
            Event::Rule => self.begin(Kind::Rule, Role::Rule),
            // Extensions that are not asked for.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.begin_words(Role::Answer, Open::Words),
            Tag::Heading { .. } => self.begin_words(Role::Heading, Open::Words),
            Tag::HtmlBlock => self.begin_words(Role::Answer, Open::Lines),
            Tag::CodeBlock(_) => {
                self.begin_words(Role::Answer, Open::Lines);
                self.inline.code += 1;
            }
            Tag::BlockQuote(_) => self.begin_quote(),
            Tag::List(first) => self.begin_list(first, at),
            Tag::Item => self.begin_item(),
            Tag::Table(alignments) => {
                let columns = alignments
                    .iter()
                    .map(|a| match a {
                        Alignment::Right => Side::Right,
                        Alignment::Center => Side::Middle,
                        Alignment::None | Alignment::Left => Side::Left,
                    })
                    .collect();
                let rows = vec![];
                self.begin(Kind::Table(Table { columns, rows }), Role::Answer);
            }
            Tag::TableHead | Tag::TableRow => {
                self.new_line();
                if let Some(table) = self.table() {
                    table.rows.push(vec![]);
                }
            }
            Tag::TableCell => {
                if self
                    .table()
                    .is_some_and(|t| t.rows.last().is_some_and(|r| !r.is_empty()))
                {
                    self.document.text.push_str(", ");
                }
                self.raw = self.document.text.len();
                self.open = Some(Open::Cell(self.raw));
            }
            Tag::Emphasis => self.accent(|inline| inline.emphasis += 1),
            Tag::Strong => self.accent(|inline| inline.strong += 1),
            Tag::Strikethrough => self.accent(|inline| inline.strike += 1),
            Tag::Link { dest_url, .. } => {
                self.words("");
                self.clean_up();
                let start = self.document.text.len();
                self.inline.links.push((start, dest_url.into_string()));
            }
            Tag::Image { .. } => self.words(PICTURE),
            // Extensions that are not asked for.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::Table => {
                self.finish();
            }
            TagEnd::CodeBlock => {
                self.finish();
                self.inline.code -= 1;
            }
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item => self.end_item(),
            TagEnd::TableCell => {
                self.clean_up();
                if let Some(Open::Cell(start)) = self.open.take() {
                    let end = start + self.document.text[start..].trim_end().len();
                    if let Some(row) = self.table().and_then(|t| t.rows.last_mut()) {
                        row.push(start..end);
                    }
                }
            }
            TagEnd::Emphasis => self.accent(|inline| inline.emphasis -= 1),
            TagEnd::Strong => self.accent(|inline| inline.strong -= 1),
            TagEnd::Strikethrough => self.accent(|inline| inline.strike -= 1),
            TagEnd::Link => {
                self.clean_up();
                if let Some((start, destination)) = self.inline.links.pop()
                    && let Some(shown) =
                        shown_destination(&destination, &self.document.text[start..])
                {
                    self.words(&format!(" ({shown})"));
                    self.clean_up();
                }
            }
            TagEnd::Image => {
                if self.document.text.ends_with(PICTURE) {
                    self.truncate(self.document.text.len() - ": ".len());
                }
                self.words("]");
            }
            _ => {}
        }
    }

    /// Takes in words as the parser gives them, which may hold anything.
    fn words(&mut self, words: &str) {
        if self.open.is_none() {
            // An item of a list without blank lines has no paragraph.
            let place = (self.roots_seen, self.quotes.last().map_or(0, |q| q.number));
            let continues = self.tight == Some(place);
            self.begin_words(Role::Answer, Open::Words);
            self.tight = Some(place);
            if let Some(block) = self.document.blocks.last_mut()
                && continues
            {
                block.before = Gap::None;
            }
        }
        self.document.text.push_str(words);
    }

    /// Opens or closes emphasis around what follows.
    fn accent(&mut self, change: impl FnOnce(&mut Inline)) {
        self.words("");
        self.clean_up();
        change(&mut self.inline);
    }

    fn line_break(&mut self, by: char) {
        self.clean_up();
        if by == '\n' && self.open == Some(Open::Words) {
            self.document.text.push('\n');
            self.raw = self.document.text.len();
        } else if !after_space(&self.document.text) {
            // Not clean yet: it belongs to the emphasis that goes on behind it.
            self.document.text.push(' ');
        }
        self.last_line = self.document.text.len();
    }

    /// Cleans what was read since the last time (references such as `&#27;` may stand for anything) and notes its
    /// accents.
    fn clean_up(&mut self) {
        let text = &mut self.document.text;
        let (done, raw) = text.split_at(self.raw);
        let clean = if self.open == Some(Open::Lines) {
            clean(raw)
        } else {
            single_spaced(clean_line(raw), done)
        };
        if let Cow::Owned(clean) = clean {
            text.truncate(self.raw);
            text.push_str(&clean);
        }
        let new = self.raw..text.len();
        self.raw = new.end;
        let accents = self.inline.accents();
        if accents == Accents::NONE || new.is_empty() {
            return;
        }
        match self.document.accents.last_mut() {
            Some((last, same)) if *same == accents && last.end == new.start => last.end = new.end,
            _ => self.document.accents.push((new, accents)),
        }
    }

    /// Takes back the text from `len` on.
    fn truncate(&mut self, len: usize) {
        self.document.text.truncate(len);
        self.raw = self.raw.min(len);
        self.document.accents.truncate(
            self.document
                .accents
                .partition_point(|(range, _)| range.start < len),
        );
        if let Some((last, _)) = self.document.accents.last_mut() {
            last.end = last.end.min(len);
        }
    }

    fn new_line(&mut self) {
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        self.raw = self.document.text.len();
    }

    /// The table that is being read.
    fn table(&mut self) -> Option<&mut Table> {
        match self.document.blocks.last_mut() {
            Some(Block {
                kind: Kind::Table(table),
                ..
            }) => Some(table),
            _ => None,
        }
    }

    /// Adds an empty block.
    fn begin(&mut self, kind: Kind, role: Role) {
        self.finish();
        self.tight = None;
        if kind != Kind::Words || role == Role::Speaker {
            self.quote_words();
        }
        let below_speaker = self
            .document
            .blocks
            .last()
            .is_some_and(|b| b.role == Role::Speaker);
        self.document.blocks.push(Block {
            kind,
            text: self.document.text.len()..self.document.text.len(),
            role: match role {
                Role::Answer if !self.quotes.is_empty() => Role::Quote,
                role => role,
            },
            margin: self.margin(),
            before: if below_speaker {
                Gap::None
            } else {
                Gap::BlankRow
            },
            opens: false,
            closes: false,
        });
    }

    fn begin_words(&mut self, role: Role, open: Open) {
        self.begin(Kind::Words, role);
        self.new_line();
        if let Some(block) = self.document.blocks.last_mut() {
            block.text = self.raw..self.raw;
        }
        self.last_line = self.raw;
        self.open = Some(open);
    }

    /// Ends the block that is being read.
    fn finish(&mut self) {
        let Some(open) = self.open else { return };
        self.clean_up();
        self.open = None;
        let Some(start) = self.document.blocks.last().map(|b| b.text.start) else {
            return;
        };
        self.truncate(start + self.document.text[start..].trim_end().len());
        let end = self.document.text.len();
        if end == start {
            self.document.blocks.pop();
            self.truncate(start.saturating_sub(1));
            return;
        }
        let index = self.document.blocks.len() - 1;
        self.document.blocks[index].text.end = end;
        let by_itself = matches!(
            self.containers.last(),
            Some(Container {
                kind: ContainerKind::Quote,
                ..
            })
        );
        if let Some(quote) = self.quotes.last_mut() {
            if open == Open::Lines {
                self.quote_words();
            } else {
                let standing = if by_itself {
                    Standing::Paragraph
                } else {
                    Standing::Item
                };
                quote.words.push((index, standing));
            }
        }
    }

    /// The margin of the blocks that would follow here.
    fn margin(&self) -> usize {
        self.containers.last().map_or(0, |c| c.margin)
    }

    /// Enters a container whose blocks have `edge`, if any, in their margin.
    fn enter(&mut self, kind: ContainerKind, edge: Option<Edge>) {
        let mut margin = self.margin();
        if let Some(edge) = edge {
            let mut edges = self.document.margins[margin].clone();
            if edges.len() == EDGES {
                drop_outermost(&mut edges);
            }
            edges.push(edge);
            self.document.margins.push(edges);
            margin = self.document.margins.len() - 1;
        }
        self.containers.push(Container { margin, kind });
    }

    /// Whether a container is nested too deep to be one; then it is entered as such.
    fn enters_too_deep(&mut self) -> bool {
        self.finish();
        let deep = self.containers.len() >= DEEPEST;
        if deep {
            self.enter(ContainerKind::Deep, None);
        }
        deep
    }

    /// Whether a container was nested too deep to be one; then it is left.
    fn leaves_too_deep(&mut self) -> bool {
        self.finish();
        self.containers
            .pop_if(|c| c.kind == ContainerKind::Deep)
            .is_some()
    }

    fn begin_quote(&mut self) {
        if self.enters_too_deep() {
            return;
        }
        self.quote_words();
        self.quotes_seen += 1;
        let number = self.quotes_seen;
        self.enter(ContainerKind::Quote, Some(Edge::Bar(number)));
        self.begin(Kind::Words, Role::Speaker);
        let speaker = self.document.blocks.len() - 1;
        let words = vec![];
        self.quotes.push(Quote {
            number,
            speaker,
            words,
        });
    }

    fn end_quote(&mut self) {
        if self.leaves_too_deep() {
            return;
        }
        let mut name = self.attribution();
        self.quote_words();
        self.containers.pop();
        let Some(quote) = self.quotes.pop() else {
            return;
        };
        let has_words = self.document.blocks.len() > quote.speaker + 1;
        // A quote inside the doctor's words is somebody else's, and only its author knows whose.
        if name.is_none() && self.quotes.is_empty() && has_words && !self.speaker.is_empty() {
            self.new_line();
            self.document.text.push_str(&self.speaker);
            let end = self.document.text.len();
            name = Some(self.raw..end);
            self.raw = end;
        }
        if let Some(name) = name {
            self.document.blocks[quote.speaker].text = name;
        }
        self.tight = None;
    }

    /// If the innermost quote's last line begins with a dash: the name that it gives, taken out of the words.
    fn attribution(&mut self) -> Option<Range<usize>> {
        let quote = self.quotes.last_mut()?;
        let (index, standing) = *quote.words.last()?;
        if index + 1 != self.document.blocks.len() {
            return None;
        }
        let words = self.document.blocks[index].text.clone();
        let from = self.last_line.clamp(words.start, words.end);
        let line = self.document.text.get(from..words.end)?;
        let name = match standing {
            Standing::Paragraph => {
                let name = line.trim_start().trim_start_matches(DASHES);
                let dashes = &line[..line.len() - name.len()];
                let is_dash = !dashes.is_empty() && (dashes != "-" || name.starts_with(' '));
                is_dash.then(|| name.trim_start())?
            }
            Standing::DashItem if from == words.start && looks_like_name(line) => line,
            _ => return None,
        };
        let alone = from == words.start;
        if name.is_empty() || name.len() > LONGEST_NAME || (alone && index == quote.speaker + 1) {
            return None;
        }
        let name = words.end - name.len()..words.end;
        if alone {
            quote.words.pop();
            self.document.blocks.pop();
        } else {
            let end = words.start + self.document.text[words.start..from].trim_end().len();
            self.document.blocks[index].text.end = end;
        }
        Some(name)
    }

    /// Puts one pair of quotation marks around the innermost quote's words since the last pair, in place of the
    /// author's own if those enclose them. As in print, each paragraph opens with a mark and the last one closes.
    fn quote_words(&mut self) {
        let Some(quote) = self.quotes.last_mut() else {
            return;
        };
        let words = mem::take(&mut quote.words);
        let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) else {
            return;
        };
        let blocks = &mut self.document.blocks;
        let typed = typed_marks(
            &self.document.text[blocks[*first].text.clone()],
            &self.document.text[blocks[*last].text.clone()],
            words.len(),
        );
        for (index, standing) in &words {
            let block = &mut blocks[*index];
            block.opens = index == first || *standing == Standing::Paragraph;
            block.closes = index == last;
            let Some((open, close)) = typed else { continue };
            if block.opens && self.document.text[block.text.clone()].starts_with(open) {
                block.text.start += open.len_utf8();
            }
            if block.closes {
                block.text.end -= close.len_utf8();
            }
        }
    }

    fn begin_list(&mut self, first: Option<u64>, at: usize) {
        if self.enters_too_deep() {
            return;
        }
        if self.lists_open == 0 {
            self.roots_seen += 1;
        }
        self.lists_open += 1;
        let numbers = first.map(|first| {
            self.document.digits.push(1);
            (first, self.document.digits.len() - 1)
        });
        let list = ContainerKind::List {
            numbers,
            items: 0,
            start: at,
            blocks: self.document.blocks.len(),
        };
        self.enter(list, None);
    }

    fn end_list(&mut self) {
        if self.leaves_too_deep() {
            return;
        }
        self.lists_open -= 1;
        let list = self.containers.pop();
        let Some(Container {
            kind:
                ContainerKind::List {
                    numbers: None,
                    items: 1,
                    start,
                    blocks,
                },
            ..
        }) = list
        else {
            return;
        };
        let in_quote = matches!(
            self.containers.last(),
            Some(Container {
                kind: ContainerKind::Quote,
                ..
            })
        );
        if in_quote
            && self.source[start..].starts_with('-')
            && self.document.blocks.len() == blocks + 1
            && let Some(quote) = self.quotes.last_mut()
            && let [.., (_, Standing::Paragraph), (index, standing)] = &mut quote.words[..]
            && *index == blocks
        {
            *standing = Standing::DashItem;
        }
    }

    fn begin_item(&mut self) {
        if self.enters_too_deep() {
            return;
        }
        self.items_seen += 1;
        let item = self.items_seen;
        let blocks = self.document.blocks.len();
        let mut marker = Marker::Bullet;
        if let Some(Container {
            kind: ContainerKind::List { numbers, items, .. },
            ..
        }) = self.containers.last_mut()
        {
            *items += 1;
            if let Some((number, list)) = numbers {
                marker = Marker::Number {
                    number: *number,
                    list: *list,
                };
                let digits = &mut self.document.digits[*list];
                *digits = number.to_string().len().max(*digits);
                *number += 1;
            }
        }
        self.enter(
            ContainerKind::Item { blocks },
            Some(Edge::Item { item, marker }),
        );
    }

    fn end_item(&mut self) {
        if self.leaves_too_deep() {
            return;
        }
        if let Some(Container {
            kind: ContainerKind::Item { blocks },
            ..
        }) = self.containers.last()
            && *blocks == self.document.blocks.len()
        {
            // An item without words still shows its bullet.
            self.words("");
            self.open = None;
            self.truncate(self.document.text.len().saturating_sub(1));
            if let Some(block) = self.document.blocks.last_mut() {
                block.text = 0..0;
            }
        }
        self.containers.pop();
    }
}

/// What is shown where a picture would be, followed by its description.
const PICTURE: &str = "[picture: ";

/// What a line that names a speaker begins with.
const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// In bytes.
const LONGEST_NAME: usize = 120;

/// Whether an item of a list that was meant as "- Nurse Ana" is that, and not one of the doctor's points.
fn looks_like_name(line: &str) -> bool {
    line.split_whitespace().count() <= 6
        && !line.starts_with(char::is_lowercase)
        && !line.ends_with(['.', '!', '?', ':', ';', ','])
}

/// The quotation marks that enclose a speech already, as its author typed them; `first` and `last` are the first and
/// last of its `blocks`.
fn typed_marks(first: &str, last: &str, blocks: usize) -> Option<(char, char)> {
    [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')]
        .into_iter()
        .find(|(open, close)| {
            let Some(inner) = first.strip_prefix(*open) else {
                return false;
            };
            if blocks > 1 {
                return last.len() > close.len_utf8() && last.ends_with(*close);
            }
            // “Yes” and “no” begins and ends so too.
            inner
                .strip_suffix(*close)
                .is_some_and(|inner| !inner.is_empty() && !inner.contains([*open, *close]))
        })
}

/// Whether a space behind `text` would be one too many.
fn after_space(text: &str) -> bool {
    text.is_empty() || text.ends_with([' ', '\n'])
}

/// `words`, which follow `done`, with single spaces.
fn single_spaced<'a>(words: Cow<'a, str>, done: &str) -> Cow<'a, str> {
    let spaced = after_space(done);
    let untidy = words.contains("  ") || (spaced && words.starts_with(' '));
    if !untidy {
        return words;
    }
    let mut after_space = spaced;
    let single = words.chars().filter(|c| {
        let kept = *c != ' ' || !after_space;
        after_space = *c == ' ';
        kept
    });
    Cow::Owned(single.collect())
}

/// Where a link leads, in the form that can be read out, unless its `words` say so already.
fn shown_destination<'a>(destination: &'a str, words: &str) -> Option<&'a str> {
    let bare = |s: &'a str| {
        ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|scheme| s.strip_prefix(scheme))
            .unwrap_or(s)
            .trim_end_matches('/')
    };
    let shown = bare(destination);
    let said = words == destination || words.trim_end_matches('/').ends_with(shown);
    (!shown.is_empty() && !shown.starts_with('#') && !said).then_some(shown)
}

/// Makes room in a margin: lists give way before quotes, the outer before the inner.
fn drop_outermost(edges: &mut Vec<Edge>) {
    let item = edges.iter().position(|e| matches!(e, Edge::Item { .. }));
    edges.remove(item.unwrap_or(0));
}

/// A document being laid out.
struct Page<'a> {
    document: &'a Document,
    styled: Styled<'a>,
    width: usize,
    /// The last item whose bullet stands already.
    last_item: usize,
    rows: Vec<Line>,
}

impl Page<'_> {
    /// As much of a margin as leaves room for words.
    fn fitting(&self, margin: usize) -> Vec<Edge> {
        let mut edges = self.document.margins[margin].clone();
        let room = ROOM.min(self.width - self.width / 3);
        while self.width_of(&edges) + room > self.width {
            let last_bar = matches!(edges[..], [Edge::Bar(_)]);
            if edges.is_empty() || (last_bar && self.width > 3) {
                break;
            }
            drop_outermost(&mut edges);
        }
        edges
    }

    fn width_of(&self, edges: &[Edge]) -> usize {
        edges.iter().map(|e| self.width_of_one(*e)).sum()
    }

    fn width_of_one(&self, edge: Edge) -> usize {
        match edge {
            Edge::Bar(_) => width(BAR),
            Edge::Item {
                marker: Marker::Bullet,
                ..
            } => width(BULLET),
            Edge::Item {
                marker: Marker::Number { list, .. },
                ..
            } => self.document.digits[list] + ". ".len(),
        }
    }

    /// The beginning of a row of words.
    fn margin(&self, edges: &[Edge]) -> Vec<Span> {
        let span = |text: String, role| Span {
            text,
            role,
            accents: Accents::NONE,
        };
        edges
            .iter()
            .map(|edge| match *edge {
                Edge::Bar(_) => span(BAR.to_owned(), Role::QuoteBar),
                Edge::Item { item, marker } => {
                    let marker = match marker {
                        _ if item <= self.last_item => String::new(),
                        Marker::Bullet => BULLET.to_owned(),
                        Marker::Number { number, list } => {
                            format!("{number:>0$}. ", self.document.digits[list])
                        }
                    };
                    span(
                        format!("{marker:0$}", self.width_of_one(*edge)),
                        Role::Bullet,
                    )
                }
            })
            .collect()
    }

    /// A blank row before `block`; the bars of the quotes that reach over it go on.
    fn blank_row(&mut self, block: &Block, above: &[Edge]) {
        let mut edges = self.fitting(block.margin);
        let common = edges
            .iter()
            .rposition(|e| matches!(e, Edge::Bar(_)) && above.contains(e));
        edges.truncate(common.map_or(0, |last| last + 1));
        let mut spans: Vec<Span> = edges
            .iter()
            .map(|edge| match edge {
                Edge::Bar(_) => Span {
                    text: BAR.to_owned(),
                    role: Role::QuoteBar,
                    accents: Accents::NONE,
                },
                Edge::Item { .. } => Span {
                    text: " ".repeat(self.width_of_one(*edge)),
                    role: Role::Bullet,
                    accents: Accents::NONE,
                },
            })
            .collect();
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.rows.push(Line { spans });
    }

    fn block(&mut self, block: &Block) {
        let edges = self.fitting(block.margin);
        let width = self.width - self.width_of(&edges);
        let lines = match &block.kind {
            Kind::Words => self.words(block, width),
            Kind::Rule => vec![Line::of("─".repeat(width.min(LONGEST_RULE)), Role::Rule)],
            Kind::Table(table) => self.table(table, block.role, width),
        };
        for line in lines {
            let mut spans = self.margin(&edges);
            spans.extend(line.spans);
            self.rows.push(Line { spans });
            let items = edges.iter().filter_map(|e| match e {
                Edge::Item { item, .. } => Some(*item),
                Edge::Bar(_) => None,
            });
            self.last_item = items.fold(self.last_item, usize::max);
        }
    }

    fn words(&self, block: &Block, width: usize) -> Vec<Line> {
        let mark = |text: &str| Span {
            text: text.to_owned(),
            role: block.role,
            accents: Accents::NONE,
        };
        // Below five cells the words need all of them.
        let opens = block.opens && width > 4;
        let closes = block.closes && width > 4;
        let mut lines = self.styled.wrap(
            block.text.clone(),
            block.role,
            width - usize::from(opens),
            usize::from(closes),
        );
        if opens {
            for (n, line) in lines.iter_mut().enumerate() {
                line.spans.insert(0, mark(if n == 0 { "“" } else { " " }));
            }
        }
        if closes && let Some(line) = lines.last_mut() {
            line.spans.push(mark("”"));
        }
        lines
    }

    fn table(&self, table: &Table, role: Role, width: usize) -> Vec<Line> {
        let Some(columns) = self.columns(table, width) else {
            return self.cells_as_lines(table, role, width);
        };
        let mut lines = Vec::new();
        for (n, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<_> = row
                .iter()
                .zip(&columns)
                .map(|(cell, width)| self.cell(cell, role, *width, n == 0).into_iter())
                .collect();
            let height = cells.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
            for _ in 0..height {
                lines.push(table_row(&mut cells, &columns, &table.columns));
            }
            if n == 0 {
                let rules: Vec<String> = columns.iter().map(|w| "─".repeat(*w)).collect();
                lines.push(Line::of(rules.join("─┼─"), Role::Rule));
            }
        }
        lines
    }

    /// The rows of one cell.
    fn cell(&self, cell: &Range<usize>, role: Role, width: usize, header: bool) -> Vec<Line> {
        let mut lines = self.styled.wrap(cell.clone(), role, width, 0);
        if header {
            for span in lines.iter_mut().flat_map(|l| &mut l.spans) {
                span.accents = span.accents.with(Accents::STRONG);
            }
        }
        lines
    }

    /// How wide each column is: as wide as its widest cell, or, when that is too much, narrow columns so and the
    /// wide ones equally. None when they would become too narrow to read.
    fn columns(&self, table: &Table, width: usize) -> Option<Vec<usize>> {
        let mut columns = vec![1; table.columns.len()];
        for row in &table.rows {
            for (column, cell) in columns.iter_mut().zip(row) {
                *column = self::width(&self.document.text[cell.clone()]).max(*column);
            }
        }
        let rules = self::width(COLUMN_RULE) * columns.len().saturating_sub(1);
        let mut room = width.checked_sub(rules)?;
        if columns.iter().sum::<usize>() <= room {
            return Some(columns);
        }
        let mut by_width: Vec<usize> = (0..columns.len()).collect();
        by_width.sort_by_key(|c| columns[*c]);
        for (n, column) in by_width.iter().enumerate() {
            let share = room / (columns.len() - n);
            if columns[*column] > share {
                if share < COLUMN {
                    return None;
                }
                columns[*column] = share;
            }
            room -= columns[*column];
        }
        Some(columns)
    }

    /// A table too wide for its width: each cell on a line of its own behind its column's header.
    fn cells_as_lines(&self, table: &Table, role: Role, width: usize) -> Vec<Line> {
        let Some((header, body)) = table.rows.split_first() else {
            return vec![];
        };
        if body.is_empty() {
            return header
                .iter()
                .flat_map(|cell| self.cell(cell, role, width, true))
                .collect();
        }
        let mut lines = Vec::new();
        for (n, row) in body.iter().enumerate() {
            if n > 0 {
                lines.push(Line::default());
            }
            for (header, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                lines.extend(self.labelled(header, cell, role, width));
            }
        }
        lines
    }

    /// `header: cell`, hanging; a long header gets rows of its own.
    fn labelled(
        &self,
        header: &Range<usize>,
        cell: &Range<usize>,
        role: Role,
        width: usize,
    ) -> Vec<Line> {
        let plain = |text: String| Span {
            text,
            role,
            accents: Accents::NONE,
        };
        let label = self::width(&self.document.text[header.clone()]) + ": ".len();
        if header.is_empty() {
            return self.cell(cell, role, width, false);
        }
        let inner = self::width(&self.document.text[cell.clone()]);
        if label <= width / 2 || label + inner <= width {
            let mut lines = self.cell(cell, role, width - label, false);
            for (n, line) in lines.iter_mut().enumerate() {
                let mut spans = match n {
                    0 => self.cell(header, role, label, true).remove(0).spans,
                    _ => vec![plain(" ".repeat(label))],
                };
                if n == 0 {
                    spans.push(plain(": ".to_owned()));
                }
                spans.append(&mut line.spans);
                line.spans = spans;
            }
            return lines;
        }
        let mut lines = self
            .styled
            .wrap(header.clone(), role, width, usize::from(width > 4));
        for span in lines.iter_mut().flat_map(|l| &mut l.spans) {
            span.accents = span.accents.with(Accents::STRONG);
        }
        if width > 4
            && let Some(line) = lines.last_mut()
        {
            line.spans.push(plain(":".to_owned()));
        }
        lines.extend(self.cell(cell, role, width, false));
        lines
    }
}

/// The next row of cells side by side, each as wide as its column.
fn table_row(cells: &mut [std::vec::IntoIter<Line>], columns: &[usize], sides: &[Side]) -> Line {
    let space = |n: usize| Span {
        text: " ".repeat(n),
        ..Span::default()
    };
    let mut spans = Vec::new();
    for (n, (cell, column)) in cells.iter_mut().zip(columns).enumerate() {
        let line = cell.next().unwrap_or_default();
        let used: usize = line.spans.iter().map(|s| width(&s.text)).sum();
        let free = column.saturating_sub(used);
        let left = match sides.get(n) {
            Some(Side::Right) => free,
            Some(Side::Middle) => free / 2,
            _ => 0,
        };
        if n > 0 {
            spans.extend(Line::of(COLUMN_RULE, Role::Rule).spans);
        }
        if used > 0 {
            spans.push(space(left));
        }
        spans.extend(line.spans);
        if n + 1 < columns.len() {
            spans.push(space(if used > 0 { free - left } else { *column }));
        }
    }
    spans.retain(|span| !span.text.is_empty());
    Line { spans }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(source: &str) -> Document {
        Document::parse(source, "Dr. Leila Fard")
    }

    /// What a reader sees at `width`.
    fn page(source: &str, width: usize) -> String {
        let rows = parse(source).wrap(width, &[]);
        rows.iter().map(Line::text).collect::<Vec<_>>().join("\n")
    }

    fn assert_page(source: &str, width: usize, expected: &[&str]) {
        assert_eq!(
            page(source, width).lines().collect::<Vec<_>>(),
            expected,
            "{source}"
        );
    }

    #[test]
    fn a_quote_has_a_bar_on_every_row_a_speaker_and_quotation_marks() {
        assert_page(
            "No. It does *not*.\n\n> Many of my clients are\n> afraid of it.\n>\n> Do not worry.",
            24,
            &[
                "No. It does not.",
                "",
                "┃ Dr. Leila Fard",
                "┃ “Many of my clients",
                "┃  are afraid of it.",
                "┃",
                "┃ “Do not worry.”",
            ],
        );
    }

    #[test]
    fn the_last_line_of_a_quote_names_another_speaker() {
        for source in [
            "> No.\n> — Nurse Ana",
            "> No.\n> – Nurse Ana",
            "> No.\n> - Nurse Ana",
            "> No.\n>\n> -- Nurse Ana",
            "> No.\\\n> — Nurse **Ana**",
            "> “No.”\n> — Nurse Ana",
            "> \"No.\"\n> — Nurse Ana",
        ] {
            assert_page(source, 40, &["┃ Nurse Ana", "┃ “No.”"]);
        }
    }

    #[test]
    fn a_dash_that_names_nobody_stays_in_the_words() {
        assert_page(
            "> — only this",
            40,
            &["┃ Dr. Leila Fard", "┃ “— only this”"],
        );
        assert_page(
            "> We use:\n> - creams that calm.",
            40,
            &[
                "┃ Dr. Leila Fard",
                "┃ “We use:",
                "┃",
                "┃ • creams that calm.”",
            ],
        );
        assert_page(
            "> Down to\n> -5 degrees",
            40,
            &["┃ Dr. Leila Fard", "┃ “Down to -5 degrees”"],
        );
    }

    #[test]
    fn without_any_name_a_quote_has_no_speaker_line() {
        let rows = Document::parse("> No.", "").wrap(40, &[]);
        assert_eq!(rows.iter().map(Line::text).collect::<Vec<_>>(), ["┃ “No.”"]);
    }

    #[test]
    fn quotes_stand_in_lists_and_in_quotes() {
        assert_page(
            "- one\n- two\n  > in a list\n- three\n\n> outer\n> > inner\n> > — Nurse Ana\n>\n> after",
            24,
            &[
                "• one",
                "• two",
                "",
                "  ┃ Dr. Leila Fard",
                "  ┃ “in a list”",
                "",
                "• three",
                "",
                "┃ Dr. Leila Fard",
                "┃ “outer”",
                "┃",
                "┃ ┃ Nurse Ana",
                "┃ ┃ “inner”",
                "┃",
                "┃ “after”",
            ],
        );
    }

    #[test]
    fn lists_hang() {
        assert_page(
            "9. nine is long enough\n10. ten\n    - a\n    - b\n\n\nend",
            16,
            &[
                " 9. nine is long",
                "    enough",
                "10. ten",
                "    • a",
                "    • b",
                "",
                "end",
            ],
        );
    }

    #[test]
    fn a_table_shrinks_and_then_becomes_lines() {
        let table = "| Aim | Sessions |\n|---|--:|\n| Scars and acne | 4 |";
        assert_page(
            table,
            40,
            &[
                "Aim            │ Sessions",
                "───────────────┼─────────",
                "Scars and acne │        4",
            ],
        );
        assert_page(
            table,
            20,
            &[
                "Aim       │ Sessions",
                "──────────┼─────────",
                "Scars and │        4",
                "acne      │ ",
            ],
        );
        assert_page(table, 16, &["Aim: Scars and", "     acne", "Sessions: 4"]);
    }

    #[test]
    fn what_a_terminal_would_obey_does_not_come_back_by_reference() {
        assert_eq!(
            parse("a&#27;[31mb&#x202e;c&#x9b;2Jd&#10;e").text(),
            "abcd e"
        );
        assert_eq!(parse("`a\u{1b}[31mb`").text(), "ab");
    }

    #[test]
    fn links_and_pictures_say_what_they_are() {
        assert_eq!(
            parse("[our page](https://clinic.example/care/) <https://x.example> [a@b.c](mailto:a@b.c) ![a map](m.png) ![](m.png)").text(),
            "our page (clinic.example/care) https://x.example a@b.c [picture: a map] [picture]"
        );
    }

    #[test]
    fn html_is_shown_and_breaks_are_kept() {
        assert_page(
            "a <b>c</b>\\\nd\n\n<div>\ne\n</div>",
            40,
            &["a <b>c</b>", "d", "", "<div>", "e", "</div>"],
        );
    }

    #[test]
    fn emphasis_and_hits_are_accents_of_exactly_their_words() {
        let document = parse("- a **bold word** here\n\n> and a quoted word");
        let word = |nth: usize| {
            let (at, found) = document
                .text()
                .match_indices("word")
                .nth(nth)
                .expect("a word");
            at..at + found.len()
        };
        let rows = document.wrap(10, &[word(0), word(1)]);
        let hits: Vec<_> = rows
            .iter()
            .flat_map(|l| &l.spans)
            .filter(|s| s.accents.contains(Accents::HIT))
            .map(|s| (s.text.as_str(), s.role, s.accents.contains(Accents::STRONG)))
            .collect();
        assert_eq!(
            hits,
            [("word", Role::Answer, true), ("word", Role::Quote, false)]
        );
    }

    /// Answers as wild as they come, rich in what Markdown and terminals give a meaning to.
    fn wild() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "> ",
            ">",
            "- ",
            "* ",
            "1. ",
            "10) ",
            "\n",
            "\n\n",
            "    ",
            "| a | b |\n|--|:-:|\n| c | d |\n",
            "|",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "~~",
            "[x](https://a.b/c)",
            "![",
            "](",
            "<b>",
            "<!--",
            "# ",
            "---\n",
            "— ",
            "“",
            "”",
            "\"",
            "\\",
            "&#27;",
            "&#x202e;",
            "&nbsp;",
            "word",
            "micro-needling",
            "a",
            " ",
            "  \n",
            "皮膚の治療。",
            "پوست\u{200c}ها",
            "e\u{301}",
            "👩\u{200d}👩\u{200d}👧",
            "🇮🇷",
            "ﾊﾞ",
            "स्त्री",
            "\u{1b}[31m",
            "\u{9b}2J",
            "\u{202e}",
            "\t",
            "\r\n",
            "supercalifragilisticexpialidocious",
        ]);
        prop_oneof![
            8 => prop::collection::vec(pieces, 0..40).prop_map(|v| v.concat()),
            1 => any::<String>(),
        ]
    }

    fn without_spaces(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// Text that has hardly any markup, and what looks like some.
    fn almost_plain() -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "word",
            "non-invasive",
            "it's",
            "4 times",
            "1. one",
            "2) two",
            "- item",
            "- ",
            "+ ",
            "+ more",
            "---",
            "===",
            ":",
            " ",
            "  ",
            "    ",
            "\n",
            "\n",
            "\n\n",
            "“so”",
            "(in)",
            "https://a.org",
            "é\u{a0}",
            "!",
            "$x$",
            "^2",
            "*b*",
            "&amp;",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12)
            .prop_map(|all| all.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn rows_never_exceed_the_width(source in wild(), width in 1usize..50) {
            for row in parse(&source).wrap(width, &[]) {
                let cells: usize = row.spans.iter().map(|s| crate::text::width(&s.text)).sum();
                prop_assert!(cells <= width, "{cells} > {width}: {row:?}");
            }
        }

        #[test]
        fn the_words_are_the_same_with_and_without_parsing(source in almost_plain()) {
            let words = |text: &str| {
                let split = text.split(|c: char| c.is_whitespace());
                let words = split.filter(|word| word.contains(char::is_alphanumeric));
                words.map(str::to_owned).collect::<Vec<_>>()
            };
            prop_assert_eq!(words(&text(&source)), words(parse(&source).text()), "{:?}", source);
        }

        #[test]
        fn no_words_are_lost_whatever_is_marked(source in wild(), width in 3usize..50, marks in prop::collection::vec(0usize..300, 0..8)) {
            let document = parse(&source);
            let mut marks: Vec<usize> = marks.into_iter().filter(|m| document.text.is_char_boundary(*m)).collect();
            marks.sort_unstable();
            let marks: Vec<Range<usize>> = marks.chunks_exact(2).map(|m| m[0]..m[1]).collect();
            let page = Page {
                document: &document,
                styled: Styled { text: &document.text, accents: &document.accents, marks: &marks },
                width,
                last_item: 0,
                rows: vec![],
            };
            let mut shown = vec![];
            for block in &document.blocks {
                let ranges = match &block.kind {
                    Kind::Table(table) => table.rows.concat(),
                    _ => vec![block.text.clone()],
                };
                for range in ranges {
                    let rows = page.styled.wrap(range.clone(), block.role, width, 0);
                    let rows: String = rows.iter().map(Line::text).collect();
                    prop_assert_eq!(without_spaces(&rows), without_spaces(&document.text[range.clone()]));
                    shown.push(range);
                }
            }
            shown.sort_by_key(|r| r.start);
            let mut end = 0;
            for range in shown {
                prop_assert!(range.is_empty() || range.start >= end, "shown twice");
                let between = &document.text[end..range.start.max(end)];
                prop_assert!(between.chars().all(|c| c.is_whitespace() || ",“”\"—–―-".contains(c)), "not shown: {between:?}");
                end = end.max(range.end);
            }
            prop_assert!(document.text[end..].chars().all(|c| c.is_whitespace() || ",“”\"—–―-".contains(c)));
        }

        #[test]
        fn every_row_of_a_quote_has_its_bar(words in "[a-z ,]{1,200}[a-z]", width in 4usize..60) {
            for row in Document::parse(&format!("- > x{words}"), "").wrap(width, &[]) {
                let bar = row.spans.iter().position(|s| s.role == Role::QuoteBar);
                let quote = row.spans.iter().position(|s| s.role == Role::Quote);
                prop_assert!(bar.is_some() && bar < quote, "{row:?}");
            }
        }

        #[test]
        fn text_and_rows_are_clean(source in wild(), width in 1usize..50) {
            let document = parse(&source);
            prop_assert!(matches!(clean(document.text()), Cow::Borrowed(_)), "{:?}", document.text());
            for row in document.wrap(width, &[]) {
                prop_assert!(!row.text().chars().any(char::is_control));
            }
        }
    }

    #[test]
    fn absurd_nesting_costs_no_more_than_its_length() {
        for opener in [
            ">", "> ", "- ", "1. ", "> - ", "- > ", "*a ", "[", "![", "**a*b", "`", "<", "|",
        ] {
            let source = opener.repeat(20_000) + "words\n\nend";
            assert!(page(&source, 40).contains("end"), "{opener}");
        }
        let deep = page(&("> ".repeat(10_000) + "words"), 40);
        assert!(deep.ends_with("“words”"), "{deep}");
    }
}
