//! Markdown read into a document.

pub(super) mod html;
mod quote;

use std::{borrow::Cow, mem, ops::Range};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{
    Block, Document, EDGES, Edge, Gap, Kind, Rows, drop_outermost,
    words::{after_space, shown_destination},
};
use crate::text::{Accents, Role, clean, clean_line};
use quote::Quote;

/// The longest answer that is read as Markdown, in bytes: the parser may need fifty times as much memory. A
/// longer one is shown as it stands.
pub(super) const LONGEST: usize = 1 << 20;

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// What becomes of words that are struck out.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Struck {
    #[default]
    Shown,
    LeftOut,
}

impl Document {
    /// Reads `source`. `speaker` speaks in each block quote that names no other. Costs one pass, however
    /// deep the nesting. Over a mebibyte, an answer is shown as it stands.
    pub fn parse(source: &str, speaker: &str) -> Self {
        Self::read(source, speaker, Struck::Shown)
    }

    /// [`Self::parse`] without what is struck out: what is read aloud, printed and copied.
    pub fn aloud(source: &str, speaker: &str) -> Self {
        Self::read(source, speaker, Struck::LeftOut)
    }

    fn read(source: &str, speaker: &str, struck: Struck) -> Self {
        let source = &*with_bullets(source);
        let mut builder = Builder {
            source,
            speaker: clean_line(speaker),
            struck,
            ..Builder::default()
        };
        if source.len() > LONGEST {
            builder.begin_words(Role::Answer, Open::Lines);
            builder.words(source);
        } else {
            for (event, part) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
                builder.event(event, part);
            }
        }
        builder.finish();
        builder.document
    }
}

/// What the parser's events add up to, so far.
#[derive(Default)]
struct Builder<'a> {
    document: Document,
    source: &'a str,
    speaker: Cow<'a, str>,
    /// The quotes, lists and items around the current place.
    containers: Vec<Container>,
    /// The quotes among them.
    quotes: Vec<Quote>,
    /// What emphasis is open around the current words: with each one, those around it.
    accents: Vec<Accents>,
    struck: Struck,
    /// What HTML has opened since the last block of Markdown began or ended.
    tags: Vec<TagEnd>,
    /// Where each open link's words begin, and where it leads.
    links: Vec<(usize, String)>,
    /// What is being read into the last block.
    open: Option<Open>,
    /// Where the text begins that is not clean yet; all of it has the same accents.
    raw: usize,
    /// Where the last line of the last block's source begins.
    last_line: usize,
    /// The lines of a block of HTML, as far as they were read.
    html: String,
    /// The script or style among words that has begun: its inside is not read.
    program: Option<String>,
    /// Whether the last block was an item of a list without blank lines that goes on.
    tight: bool,
}

struct Container {
    /// Of the blocks in it.
    margin: Vec<Edge>,
    /// The number of the next item, if it is a list with numbers.
    next: Option<u64>,
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

impl Builder<'_> {
    /// Takes in what the parser found in this part of the source.
    fn event(&mut self, event: Event<'_>, part: Range<usize>) {
        let ends_tags = match &event {
            Event::Start(tag) => !is_inline(tag.to_end()),
            Event::End(tag) => !is_inline(*tag) && *tag != TagEnd::HtmlBlock,
            event => *event == Event::Rule,
        };
        if ends_tags {
            self.close_tags(0);
            self.program = None;
        }
        match event {
            // One tilde means about, two strike out.
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                if !self.source[part.clone()].starts_with("~~") =>
            {
                self.words("~");
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag, part),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::InlineHtml(html) if self.program.is_some() => {
                let ends =
                    |name: &str| html::html_tags(&html).any(|t| !t.opens() && t.name == name);
                self.program.take_if(|name| ends(name));
            }
            Event::InlineHtml(html) => {
                self.html(&html, Self::gap);
                let program = html::html_tags(&html).find(html::HtmlTag::begins_program);
                self.program = program.map(|tag| tag.name);
            }
            Event::SoftBreak | Event::HardBreak if self.program.is_some() => {}
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak => self.line_break(' '),
            Event::HardBreak => self.line_break('\n'),
            Event::Rule => self.begin(Kind::Rule, Role::Rule),
            // Extensions that are not asked for.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin_words(Role::Answer, Open::Words),
            Tag::Heading { .. } => self.begin_words(Role::Heading, Open::Words),
            Tag::CodeBlock(_) => self.begin_words(Role::Answer, Open::Lines),
            Tag::BlockQuote(_) => self.begin_quote(),
            Tag::List(first) => {
                self.finish();
                self.tight &= self.is_in_item();
                self.enter(None, first);
            }
            Tag::Item => self.begin_item(),
            Tag::Table(sides) => self.begin(Kind::Table(sides, vec![]), Role::Answer),
            Tag::TableHead | Tag::TableRow => {
                self.new_line();
                if let Some(rows) = self.rows() {
                    rows.push(vec![]);
                }
            }
            Tag::TableCell => {
                let row = self.rows().and_then(|rows| rows.last());
                if row.is_some_and(|row| !row.is_empty()) {
                    self.document.text.push_str(", ");
                }
                self.raw = self.document.text.len();
                self.open = Some(Open::Cell(self.raw));
            }
            Tag::Emphasis => self.open_accent(Accents::EMPHASIS),
            Tag::Strong => self.open_accent(Accents::STRONG),
            Tag::Strikethrough => self.open_accent(Accents::STRIKE),
            Tag::Link { dest_url, .. } => {
                self.open_accent(Accents::LINK);
                let start = self.document.text.len();
                self.links.push((start, dest_url.into_string()));
            }
            Tag::Image { .. } => self.words(&format!("{PICTURE}: ")),
            // Extensions that are not asked for.
            _ => {}
        }
    }

    /// Ends what stands in this `part` of the source.
    fn end(&mut self, tag: TagEnd, part: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.finish(),
            TagEnd::HtmlBlock => {
                let html = mem::take(&mut self.html);
                self.html(&html, Self::finish);
                self.finish();
                self.close_tags(0);
            }
            TagEnd::BlockQuote(_) => self.end_quote(part),
            TagEnd::Table => {
                self.open = None;
                let end = self.document.text.len();
                if let Some(block) = self.document.blocks.last_mut()
                    && let Kind::Table(_, rows) = &block.kind
                {
                    let first = rows.iter().flatten().next();
                    block.text = first.map_or(end, |cell| cell.start)..end;
                }
            }
            TagEnd::List(_) => {
                self.leave();
                self.tight &= self.is_in_item();
            }
            TagEnd::Item => self.leave(),
            TagEnd::TableCell => {
                self.close_inline_tags();
                self.clean_up();
                if let Some(Open::Cell(start)) = self.open.take() {
                    let end = start + self.document.text[start..].trim_end().len();
                    if let Some(row) = self.rows().and_then(|rows| rows.last_mut()) {
                        row.push(start..end);
                    }
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.close_accent(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                if self.document.text.ends_with(&format!("{PICTURE}: ")) {
                    self.truncate(self.document.text.len() - ": ".len());
                }
                self.words("]");
            }
            _ => {}
        }
    }

    /// Takes in words as the parser gives them, which may hold anything.
    fn words(&mut self, words: &str) {
        if self.program.is_some() {
            return;
        }
        if self.open.is_none() {
            // An item of a list without blank lines has no paragraph.
            let continues = self.tight;
            self.begin_words(Role::Answer, Open::Words);
            self.tight = true;
            if continues && let Some(block) = self.document.blocks.last_mut() {
                block.before = Gap::None;
            }
        }
        self.document.text.push_str(words);
    }

    fn open_accent(&mut self, accent: Accents) {
        self.words("");
        self.clean_up();
        let outer = self.accents.last().copied().unwrap_or_default();
        self.accents.push(outer.with(accent));
    }

    fn close_accent(&mut self) {
        self.clean_up();
        self.accents.pop();
    }

    /// A space between words, if there are any.
    fn gap(&mut self) {
        if self.open.is_some() {
            self.line_break(' ');
        }
    }

    fn end_link(&mut self) {
        self.close_accent();
        let (start, to) = self.links.pop().unwrap_or_default();
        let words = self.document.text.get(start..).unwrap_or_default();
        if let Some(shown) = shown_destination(&to, words) {
            self.words(&format!(" ({shown})"));
            self.clean_up();
        }
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

    /// Cleans what was read since the last time (references such as `&#27;` may stand for anything) and notes
    /// its accents.
    fn clean_up(&mut self) {
        let text = &mut self.document.text;
        let raw = text.split_off(self.raw);
        let accents = self.accents.last().copied().unwrap_or_default();
        if self.struck == Struck::LeftOut && accents.contains(Accents::STRIKE) {
            return;
        }
        if self.open == Some(Open::Lines) {
            text.push_str(&clean(&raw));
        } else {
            for c in clean_line(&raw).chars() {
                if c != ' ' || !after_space(text) {
                    text.push(c);
                }
            }
        }
        let new = self.raw..text.len();
        self.raw = new.end;
        if accents == Accents::NONE || new.is_empty() {
            return;
        }
        match self.document.accents.last_mut() {
            Some((last, same)) if *same == accents && last.end == new.start => last.end = new.end,
            _ => self.document.accents.push((new, accents)),
        }
    }

    fn truncate(&mut self, len: usize) {
        self.document.text.truncate(len);
        self.raw = self.raw.min(len);
        let accents = &mut self.document.accents;
        accents.truncate(accents.partition_point(|(range, _)| range.start < len));
        if let Some((last, _)) = accents.last_mut() {
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
    fn rows(&mut self) -> Option<&mut Rows> {
        match &mut self.document.blocks.last_mut()?.kind {
            Kind::Table(_, rows) => Some(rows),
            _ => None,
        }
    }

    /// Adds an empty block.
    fn begin(&mut self, kind: Kind, role: Role) {
        self.finish();
        self.tight = false;
        if kind != Kind::Words || role == Role::Speaker {
            self.quote_words();
        }
        let above = self.document.blocks.last().map(|block| block.role);
        self.document.blocks.push(Block {
            kind,
            text: self.document.text.len()..self.document.text.len(),
            role: match role {
                Role::Answer if !self.quotes.is_empty() => Role::Quote,
                role => role,
            },
            margin: self.margin(),
            before: match above {
                Some(Role::Speaker) => Gap::None,
                _ => Gap::BlankRow,
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
        self.close_inline_tags();
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
        if open == Open::Lines {
            self.quote_words();
        } else if let Some(quote) = self.quotes.last_mut() {
            quote.words.push(index);
        }
    }

    /// The margin of the blocks that would follow here.
    fn margin(&self) -> Vec<Edge> {
        let innermost = self.containers.last();
        innermost.map_or_else(Vec::new, |c| c.margin.clone())
    }

    /// Enters a container whose blocks have `edge`, if any, in their margin.
    fn enter(&mut self, edge: Option<Edge>, next: Option<u64>) {
        let mut margin = self.margin();
        if edge.is_some() && margin.len() == EDGES {
            drop_outermost(&mut margin);
        }
        margin.extend(edge);
        self.containers.push(Container { margin, next });
    }

    fn leave(&mut self) {
        self.finish();
        self.containers.pop();
    }

    fn is_in_item(&self) -> bool {
        matches!(self.margin().last(), Some(Edge::Item { .. }))
    }

    fn begin_item(&mut self) {
        self.finish();
        let mut number = None;
        if let Some(list) = self.containers.last_mut() {
            number = list.next;
            list.next = number.map(|number| number + 1);
        }
        let first = self.document.blocks.len();
        self.enter(Some(Edge::Item { first, number }), None);
    }
}

/// Whether the tag stands between words.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::TableHead
            | TagEnd::TableRow
    )
}

/// The bullets of word processors, the last one in the private letters of their symbol font.
const BULLETS: [char; 9] = ['•', '‣', '◦', '▪', '●', '○', '■', '·', '\u{f0b7}'];

/// `source` with the dash of Markdown for the bullet that a line begins with.
fn with_bullets(source: &str) -> Cow<'_, str> {
    if !source.contains(BULLETS) {
        return Cow::Borrowed(source);
    }
    let lines = source.split_inclusive('\n').map(|line| {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let before = &line[..line.len() - words.len()];
        match words.strip_prefix(BULLETS) {
            Some(item) => {
                let item = item.trim_start_matches([' ', '\t', '\u{a0}']);
                format!("{before}- {item}")
            }
            None => line.to_owned(),
        }
    });
    Cow::Owned(lines.collect())
}

/// What is shown where a picture would be, followed by its description.
const PICTURE: &str = "[picture";
