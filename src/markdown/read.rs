//! Markdown read into a document.

use std::{borrow::Cow, mem, ops::Range};

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::{
    Block, Document, EDGES, Edge, Gap, Kind, Marker, Side, Table, drop_outermost,
    words::{after_space, looks_like_name, shown_destination, single_spaced, typed_marks},
};
use crate::text::{Accents, Role, clean, clean_line};

/// The longest answer that is read as Markdown, in bytes: the parser may need fifty times as much memory. A longer one
/// is shown as it stands.
const LONGEST: usize = 1 << 20;

/// See [`Document::parse`].
pub(super) fn read(source: &str, speaker: &str) -> Document {
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
    margin: Vec<Edge>,
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
            document: Document::default(),
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
        let by_itself = self.is_in_quote();
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
    fn margin(&self) -> Vec<Edge> {
        self.containers
            .last()
            .map_or_else(Vec::new, |c| c.margin.clone())
    }

    /// Enters a container whose blocks have `edge`, if any, in their margin.
    fn enter(&mut self, kind: ContainerKind, edge: Option<Edge>) {
        let mut margin = self.margin();
        if edge.is_some() && margin.len() == EDGES {
            drop_outermost(&mut margin);
        }
        margin.extend(edge);
        self.containers.push(Container { margin, kind });
    }

    /// Whether the next block stands in a quote by itself.
    fn is_in_quote(&self) -> bool {
        let innermost = self.containers.last();
        innermost.is_some_and(|c| c.kind == ContainerKind::Quote)
    }

    fn begin_quote(&mut self) {
        self.finish();
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
        self.finish();
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
        self.finish();
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
        self.finish();
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
        let in_quote = self.is_in_quote();
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
        self.finish();
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
        self.finish();
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
