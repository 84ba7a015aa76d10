//! HTML, as web pages and answers in them have it, to Markdown: a tree of elements, written from the inside
//! out. Tags that say nothing about the text are left out, their words stay.

use std::slice;

use pulldown_cmark::{Event, Parser, Tag};

use super::{
    borders::{self, Part, is_border},
    grid,
    names::{self, NameKind},
};
use crate::markdown::{HtmlPart, HtmlTag, decoded, html_parts};

/// Tags that mean something to an answer.
const KNOWN: &str = " p br b strong i em a ul ol li div span h1 h2 h3 h4 h5 h6 blockquote del s u font sup sub table details ";
/// Elements that are left out with all that is in them, if they have an end.
const LEFT_OUT: &str = " nav title footer select iframe svg noscript template ";
/// Elements that hold nothing.
const EMPTY: &str = " br img hr input meta link wbr col base area ";
/// Elements that begin and end a paragraph.
const BLOCKS: &str = " html body head p div section article details dd dt dl summary button main header footer aside figure figcaption address fieldset legend center form label h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr nav table thead tbody tfoot tr td th caption ";
/// Elements that the next paragraph ends: many pages leave their ends out.
const PAINT: &str = " p b strong i em u span font small del s strike sub sup ";
/// Elements that end where the next one of them begins, and what they stand in.
const SIBLINGS: [(&str, &str); 4] = [
    (" li ", " ul ol "),
    (" td th ", " tr table "),
    (" tr ", " table "),
    (" dt dd ", " dl "),
];
/// Elements of a table.
const TABLE: &str = " table thead tbody tfoot tr td th ";
/// Elements whose `title` is only a hint.
const HINTED: &str = " a abbr area button iframe img input label link option span svg ";
/// In elements as deep as this, each one ends where the next begins.
const DEEPEST: usize = 64;

const RULE: &str = "---";

/// What stands before the name of who is quoted, until it joins the words above it.
const SPEAKER: char = '\u{e006}';

fn is_one_of(name: &str, names: &str) -> bool {
    names.contains(&format!(" {name} "))
}

/// Whether `text` has a tag that an answer may have.
pub(super) fn has_tags(text: &str) -> bool {
    html_parts(text).any(|part| matches!(part, HtmlPart::Tag(tag) if is_one_of(&tag.name, KNOWN)))
}

/// The bodies of the page's scripts that hold JSON-LD, without the remarks around them.
pub(super) fn json_ld(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|script| {
        let (attributes, rest) = script.split_once('>')?;
        let body = rest.split("</script").next()?;
        let (start, end) = (body.find(['{', '['])?, body.rfind(['}', ']'])?);
        let is_json = attributes.contains("ld+json");
        is_json.then(|| body.get(start..=end)).flatten()
    })
}

/// The title that the page has in its head.
pub(super) fn title(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(one_line(&decoded(title))).filter(|title| !title.is_empty())
}

/// `html` as Markdown.
pub(super) fn markdown(html: &str) -> String {
    let mut blocks = blocks(html);
    blocks.retain(|block| !is_border(block) && block != RULE);
    blocks.join("\n\n")
}

/// A web page as Markdown, with borders around what holds questions with their answers.
pub(super) fn page(html: &str) -> String {
    blocks(html).join("\n\n")
}

fn blocks(html: &str) -> Vec<String> {
    let mut tree = HtmlTree::default();
    html_parts(html).for_each(|part| tree.add(part));
    let writer = PageWriter {
        words: MarkedWords::Plain,
        place: Place::Page,
    };
    writer.blocks(&tree.finish())
}

/// Markdown with the HTML in it as Markdown, and the comments that stood in it.
pub(super) fn in_markdown(text: &str) -> (String, Vec<String>) {
    let (mut tree, mut remarks, mut done) = (HtmlTree::default(), Vec::new(), 0);
    for (event, place) in Parser::new(text).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            continue;
        }
        tree.add(HtmlPart::Words(&text[done..place.start]));
        done = place.end;
        let html = &text[place];
        let comments = html.split("<!--").skip(1);
        let comments = comments.map(|rest| rest.split("-->").next().unwrap_or(rest).trim());
        let filled = comments.filter(|words| !words.is_empty());
        remarks.extend(filled.map(str::to_owned));
        html_parts(html).for_each(|part| tree.add(part));
    }
    tree.add(HtmlPart::Words(&text[done..]));
    let writer = PageWriter {
        words: MarkedWords::Markdown,
        place: Place::Page,
    };
    (writer.blocks(&tree.finish()).join("\n\n"), remarks)
}

enum HtmlNode<'a> {
    Words(&'a str),
    Element(HtmlElement<'a>),
}

struct HtmlElement<'a> {
    tag: HtmlTag<'a>,
    inner: Vec<HtmlNode<'a>>,
    /// Whether it, or anything in it, begins a paragraph.
    is_block: bool,
}

impl HtmlElement<'_> {
    /// Whether paragraphs stand in it, or a question in its tag and the answer below.
    fn holds_blocks(&self) -> bool {
        self.inner.iter().any(HtmlNode::is_block) || question(&self.tag).is_some()
    }
}

impl HtmlNode<'_> {
    fn is_block(&self) -> bool {
        matches!(self, Self::Element(element) if element.is_block)
    }
}

/// Elements as they open and close.
#[derive(Default)]
struct HtmlTree<'a> {
    /// Those that are open, the outermost first.
    open: Vec<HtmlElement<'a>>,
    whole: Vec<HtmlNode<'a>>,
}

impl<'a> HtmlTree<'a> {
    fn add(&mut self, part: HtmlPart<'a>) {
        match part {
            HtmlPart::Words(words) => self.push(HtmlNode::Words(words)),
            HtmlPart::Tag(tag) if tag.opens() || is_one_of(&tag.name, EMPTY) => self.open(tag),
            HtmlPart::Tag(tag) => {
                // What a cell holds does not end what is around its table.
                let is_part = is_one_of(&tag.name, TABLE);
                let within = if is_part { "" } else { " td th table " };
                let Some(at) = self.nearest(&format!(" {} ", tag.name), within) else {
                    return;
                };
                self.close(at + 1);
                // A quote has its speaker in its footer.
                if is_one_of(&tag.name, LEFT_OUT) && self.nearest(" blockquote ", "").is_none() {
                    self.open[at].inner.clear();
                }
                self.close(at);
            }
        }
    }

    fn open(&mut self, tag: HtmlTag<'a>) {
        let name = tag.name.as_str();
        let is_block = is_one_of(name, BLOCKS)
            || question(&tag).is_some()
            || is_label(&tag)
            || name == "cite" && self.nearest(" blockquote ", "").is_some();
        let is_paint = |open: &HtmlElement<'_>| is_one_of(&open.tag.name, PAINT);
        while is_block && self.open.last().is_some_and(is_paint) {
            self.close(self.open.len() - 1);
        }
        for (siblings, within) in SIBLINGS {
            if is_one_of(name, siblings)
                && let Some(at) = self.nearest(siblings, within)
            {
                self.close(at);
            }
        }
        let is_empty = is_one_of(name, EMPTY);
        let inner = Vec::new();
        let element = HtmlElement {
            tag,
            inner,
            is_block,
        };
        if is_empty {
            self.push(HtmlNode::Element(element));
        } else {
            self.close(self.open.len().min(DEEPEST));
            self.open.push(element);
        }
    }

    /// The innermost open element of these names, but for those outside one of the names `within`.
    fn nearest(&self, names: &str, within: &str) -> Option<usize> {
        let mut open = self.open.iter().map(|open| &open.tag.name);
        let at = open.rposition(|name| is_one_of(name, names) || is_one_of(name, within))?;
        is_one_of(&self.open[at].tag.name, names).then_some(at)
    }

    fn push(&mut self, node: HtmlNode<'a>) {
        match self.open.last_mut() {
            Some(parent) => {
                parent.is_block |= node.is_block();
                parent.inner.push(node);
            }
            None => self.whole.push(node),
        }
    }

    /// Closes elements until `left` are open.
    fn close(&mut self, left: usize) {
        while self.open.len() > left
            && let Some(element) = self.open.pop()
        {
            self.push(HtmlNode::Element(element));
        }
    }

    fn finish(mut self) -> Vec<HtmlNode<'a>> {
        self.close(0);
        self.whole
    }
}

/// The question that an element has in an attribute.
fn question<'a>(tag: &'a HtmlTag<'_>) -> Option<&'a str> {
    let mut titles = ["title", "header", "heading", "summary"].into_iter();
    tag.attribute("question").or_else(|| {
        let title = titles.find_map(|name| tag.attribute(name))?;
        (names::asks(title) && !is_one_of(&tag.name, HINTED)).then_some(title)
    })
}

/// Whether the element is named as one that holds a question: `class="faq-question"`.
fn is_label(tag: &HtmlTag<'_>) -> bool {
    let classes = tag.attribute("class").unwrap_or_default();
    let mut last = classes
        .split_whitespace()
        .filter_map(|class| class.rsplit(['-', '_']).next());
    is_one_of(&tag.name, " p b strong span button label div ")
        && last.any(|word| word.len() > 3 && names::kind(word) == Some(NameKind::Question))
}

/// What the words between the tags are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkedWords {
    Plain,
    Markdown,
}

/// Where an element stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    Cell,
    Quote,
    Heading,
}

#[derive(Clone, Copy)]
struct PageWriter {
    words: MarkedWords,
    place: Place,
}

impl PageWriter {
    fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Paragraphs and the like, without the empty lines between them.
    fn blocks(self, nodes: &[HtmlNode<'_>]) -> Vec<String> {
        let parts = nodes.chunk_by(|a, b| !a.is_block() && !b.is_block());
        let parts = parts.map(|part| match part {
            [HtmlNode::Element(element)] if element.is_block => Part {
                holds_blocks: element.holds_blocks(),
                blocks: self.block(element),
            },
            run => Part {
                holds_blocks: false,
                blocks: self.paragraph(&self.inline(run)).into_iter().collect(),
            },
        });
        self.with_borders(parts.collect())
    }

    fn with_borders(self, parts: Vec<Part>) -> Vec<String> {
        match self.place {
            Place::Page => borders::around(parts),
            _ => parts.into_iter().flat_map(|part| part.blocks).collect(),
        }
    }

    fn block(self, element: &HtmlElement<'_>) -> Vec<String> {
        let HtmlElement { tag, inner, .. } = element;
        let name = tag.name.as_str();
        match name {
            "footer" | "cite" if self.place == Place::Quote => {
                let name = one_line(&self.inline(inner));
                let name = name.trim_start_matches(['—', '–', '-', ' ']);
                vec![format!("{SPEAKER}{name}")]
            }
            "h1" | "h2" | "h3" | "h4" | "h6" => self.heading(name[1..].parse().unwrap_or(5), inner),
            "h5" | "dt" | "summary" => self.heading(5, inner),
            // What has paragraphs is no label.
            _ if is_label(tag) && !inner.iter().any(HtmlNode::is_block) => self.heading(5, inner),
            "li" => vec![item("- ", self.blocks(inner))],
            "ul" => self.list(None, inner),
            "ol" => {
                let start = tag.attribute("start").and_then(|start| start.parse().ok());
                self.list(Some(start.unwrap_or(1)), inner)
            }
            "blockquote" => self.quote(inner),
            "pre" => vec![format!("```\n{}\n```", verbatim(inner).trim_matches('\n'))],
            "table" => self.table(inner),
            "hr" if self.place == Place::Page => vec![RULE.to_owned()],
            _ => {
                let question = question(tag).filter(|_| self.place == Place::Page);
                let asked = question.map(|words| format!("##### {}", escaped(&decoded(words))));
                asked.into_iter().chain(self.blocks(inner)).collect()
            }
        }
    }

    fn heading(self, level: usize, inner: &[HtmlNode<'_>]) -> Vec<String> {
        let mut words = one_line(&self.at(Place::Heading).inline(inner));
        if words.is_empty() {
            // A picture alone.
            words = one_line(&self.inline(inner));
        }
        let words = Some(words).filter(|words| !words.is_empty()).into_iter();
        words
            .map(|words| "#".repeat(level) + " " + &words)
            .collect()
    }

    /// The items of a list; what they hold, where that has headings: the list only lays a page out.
    fn list(self, start: Option<u64>, inner: &[HtmlNode<'_>]) -> Vec<String> {
        let mut numbers = start.map(|start| start..);
        let (mut out, mut is_layout) = (Vec::new(), false);
        for node in inner {
            let (marker, blocks) = match node {
                HtmlNode::Element(li) if li.tag.name == "li" => {
                    let number = numbers.as_mut().and_then(Iterator::next);
                    let number = number.map(|number| format!("{number}. "));
                    (number.unwrap_or("- ".to_owned()), self.blocks(&li.inner))
                }
                other => ("  ".to_owned(), self.blocks(slice::from_ref(other))),
            };
            is_layout |= blocks.iter().any(|block| block.starts_with('#'));
            out.push((marker, blocks));
        }
        if is_layout {
            let items = out.into_iter().map(|(_, blocks)| Part {
                holds_blocks: true,
                blocks,
            });
            return self.with_borders(items.collect());
        }
        let items = out.into_iter().filter(|(_, blocks)| !blocks.is_empty());
        let items: Vec<String> = items
            .map(|(marker, blocks)| item(&marker, blocks))
            .collect();
        vec![items.join("\n")]
    }

    fn quote(self, inner: &[HtmlNode<'_>]) -> Vec<String> {
        let blocks = self.at(Place::Quote).blocks(inner).into_iter();
        let words = blocks.reduce(|above, block| {
            let gap = if block.starts_with(SPEAKER) {
                "\n"
            } else {
                "\n\n"
            };
            above + gap + &block
        });
        let words = words.map(|words| prefixed(&words.replace(SPEAKER, "— "), "> ", "> "));
        words.into_iter().collect()
    }

    /// The questions of a table, where it is a list of them; the cells alone, where it only lays a page out;
    /// or the table.
    fn table(self, inner: &[HtmlNode<'_>]) -> Vec<String> {
        let (mut above, mut rows) = (Vec::new(), Vec::new());
        self.rows(inner, &mut above, &mut rows);
        let has_heading = |cell: &String| cell.starts_with('#') || cell.contains("\n#");
        if rows.iter().all(|row| row.len() < 2) || rows.iter().flatten().any(has_heading) {
            let cells = rows.into_iter().flatten().filter(|cell| !cell.is_empty());
            let cells = cells.map(|cell| Part {
                holds_blocks: true,
                blocks: vec![cell],
            });
            above.extend(self.with_borders(cells.collect()));
        } else if let Some(questions) = grid::questions(&rows) {
            above.extend(questions);
        } else {
            let line = |row: &Vec<String>| {
                let cells: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
                format!("| {} |", cells.join(" | "))
            };
            let mut lines: Vec<String> = rows.iter().map(line).collect();
            lines.insert(1, "|---".repeat(rows[0].len()) + "|");
            above.push(lines.join("\n"));
        }
        above
    }

    /// The cells of a table row by row, and what stands between them.
    fn rows(self, nodes: &[HtmlNode<'_>], other: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
        for node in nodes {
            match node {
                HtmlNode::Element(part) if part.tag.name == "tr" => {
                    rows.push(Vec::new());
                    self.rows(&part.inner, other, rows);
                }
                HtmlNode::Element(part) if is_one_of(&part.tag.name, " td th ") => {
                    let cell = self.at(Place::Cell).blocks(&part.inner).join("\n\n");
                    match rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => rows.push(vec![cell]),
                    }
                }
                HtmlNode::Element(part) if is_one_of(&part.tag.name, " thead tbody tfoot ") => {
                    self.rows(&part.inner, other, rows);
                }
                _ => other.extend(self.blocks(slice::from_ref(node))),
            }
        }
    }

    /// Words on lines, unless there are none.
    fn paragraph(self, run: &str) -> Option<String> {
        if self.words == MarkedWords::Markdown {
            let words = run.trim_matches('\n').trim_end();
            return (!words.is_empty()).then(|| words.to_owned());
        }
        let lines = run.split('\n').map(|line| at_start(&one_line(line)));
        let lines = lines.filter(|line| !line.is_empty());
        lines.reduce(|above, line| {
            // A list, and the name below a quote, begin a line anyway.
            let is_begun = line.starts_with(['-', '—', '–']);
            above + if is_begun { "\n" } else { "  \n" } + &line
        })
    }

    fn inline(self, nodes: &[HtmlNode<'_>]) -> String {
        let mut pieces = Vec::new();
        self.pieces(nodes, &[], &mut pieces);
        joined(&pieces)
    }

    /// Words, each with the mark of emphasis that is to stand around them; `open` are those around all.
    fn pieces(self, nodes: &[HtmlNode<'_>], open: &[&str], out: &mut Vec<(&'static str, String)>) {
        let is_heading = self.place == Place::Heading;
        for node in nodes {
            let HtmlElement { tag, inner, .. } = match node {
                HtmlNode::Element(element) => element,
                HtmlNode::Words(words) => {
                    match self.words {
                        MarkedWords::Markdown => add(out, "", words),
                        MarkedWords::Plain => add(out, "", &escaped(&decoded(words))),
                    }
                    continue;
                }
            };
            let to = destination(tag).filter(|_| !is_heading);
            let mark = mark(tag).filter(|mark| !is_heading && !open.contains(mark));
            match (tag.name.as_str(), to, mark) {
                ("br", ..) if self.words == MarkedWords::Markdown => {
                    // A heading and a row of a table are one line.
                    let line = out.last().and_then(|(_, words)| words.rsplit('\n').next());
                    let is_one = line.is_some_and(|line| line.trim_start().starts_with(['|', '#']));
                    add(out, "", if is_one { " " } else { "  \n" });
                }
                ("br", ..) => add(out, "", "\n"),
                ("img", ..) if !is_heading => add(out, "", &picture(tag)),
                _ if node.is_block() => {
                    add(out, "", " ");
                    self.pieces(inner, open, out);
                    add(out, "", " ");
                }
                (_, Some(to), _) => match self.inline(inner).as_str() {
                    words if words.trim().is_empty() => {}
                    words => add(out, "", &format!("[{words}]({to})")),
                },
                (_, _, Some(mark)) => {
                    let mut pieces = Vec::new();
                    self.pieces(inner, &[open, &[mark]].concat(), &mut pieces);
                    add(out, mark, &joined(&pieces));
                }
                _ => self.pieces(inner, open, out),
            }
        }
    }
}

/// The mark of emphasis that an element puts around its words.
fn mark(tag: &HtmlTag<'_>) -> Option<&'static str> {
    match tag.name.as_str() {
        "b" | "strong" => Some("**"),
        "i" | "em" => Some("*"),
        "del" | "s" | "strike" => Some("~~"),
        "span" | "font" => {
            let style = tag.attribute("style")?.replace(' ', "");
            let mut weights = ["bold", "600", "700"].into_iter();
            let is_bold = |weight| style.contains(&format!("font-weight:{weight}"));
            weights.any(is_bold).then_some("**")
        }
        _ => None,
    }
}

/// Where a link leads, unless it stays on the page.
fn destination(tag: &HtmlTag<'_>) -> Option<String> {
    let to = decoded(tag.attribute("href").filter(|_| tag.name == "a")?);
    let leads = to.contains(':') && !to.starts_with("javascript");
    leads.then(|| to.replace([' ', '(', ')', '<', '>'], ""))
}

fn picture(tag: &HtmlTag<'_>) -> String {
    let words = decoded(tag.attribute("alt").unwrap_or_default()).replace(['[', ']', '\n'], " ");
    let from = tag.attribute("src").unwrap_or_default();
    match words.trim() {
        "" => String::new(),
        words => format!("![{words}]({})", from.replace([' ', '(', ')'], "")),
    }
}

fn item(marker: &str, blocks: Vec<String>) -> String {
    let words = blocks.into_iter().filter(|block| !is_border(block));
    let words = words.reduce(|above, block| {
        let number = block.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_list = block.starts_with("- ") || number.starts_with(". ");
        above + if is_list { "\n" } else { "\n\n" } + &block
    });
    // A number may take four places.
    let is_number = marker.ends_with(". ");
    prefixed(
        &words.unwrap_or_default(),
        marker,
        if is_number { "    " } else { "  " },
    )
}

/// Lines behind what the `first` one and the others begin with.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate().map(|(n, line)| {
        let before = if n == 0 { first } else { others };
        if line.is_empty() {
            return before.trim_end().to_owned();
        }
        [before, line].concat()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What `pre` holds, line by line.
fn verbatim(nodes: &[HtmlNode<'_>]) -> String {
    let words = |node: &HtmlNode<'_>| match node {
        HtmlNode::Words(words) => decoded(words).into_owned(),
        HtmlNode::Element(element) if element.tag.name == "br" => "\n".to_owned(),
        HtmlNode::Element(element) => verbatim(&element.inner),
    };
    nodes.iter().map(words).collect()
}

/// Adds a piece to those with the same mark.
fn add(pieces: &mut Vec<(&'static str, String)>, mark: &'static str, words: &str) {
    match pieces.last_mut() {
        Some((last, before)) if *last == mark => *before += words,
        _ if words.is_empty() => {}
        _ => pieces.push((mark, words.to_owned())),
    }
}

/// The pieces with their marks, where Markdown can read them; white space goes outside.
fn joined(pieces: &[(&str, String)]) -> String {
    let mut out = String::new();
    let is_bare = |c: &char| !"*~".contains(*c);
    for (n, (mark, piece)) in pieces.iter().enumerate() {
        let words = piece.trim();
        let (before, after) = piece.split_at(piece.len() - piece.trim_start().len());
        let after = &after[words.len()..];
        out += before;
        let above = out.chars().rev().find(is_bare);
        let rest = pieces[n + 1..].iter().map(|(_, words)| words.as_str());
        let below = [after]
            .into_iter()
            .chain(rest)
            .find_map(|words| words.chars().find(is_bare));
        let fits = |near: Option<char>, far: Option<char>| {
            let is_outer = far.is_none_or(|c| !c.is_alphanumeric());
            near.is_some_and(|near| near.is_alphanumeric() || is_outer)
        };
        let is_read = fits(words.chars().find(is_bare), above)
            && fits(words.chars().rev().find(is_bare), below)
            && !words.contains("\n\n");
        let mark = if is_read { mark } else { "" };
        // What is bold may be a question, on one line.
        let lines = if mark == "**" {
            words.replace("  \n", " ").replace('\n', " ")
        } else {
            words.to_owned()
        };
        out.extend([mark, &lines, mark, after]);
    }
    out
}

/// Words with one space between them. Those that do not break the line count only between letters.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    let words = words.map(|word| word.trim_matches('\u{a0}'));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Plain text as Markdown that reads as this text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_reference = c == '&' && text.bytes().skip(at).take(40).any(|b| b == b';');
        if "\\`*_[]<~|".contains(c) || is_reference {
            out.push('\\');
        }
        let is_break = c.is_whitespace() && c != '\u{a0}';
        out.push(if is_break { ' ' } else { c });
    }
    out
}

/// A line that begins no heading, quote or rule; a bullet or a number may begin a list: that is what it was
/// meant for.
fn at_start(line: &str) -> String {
    if let Some(item) = line.strip_prefix(['•', '·', '▪', '●', '◦']) {
        return format!("- {}", item.trim_start());
    }
    let first = line.split(' ').next().unwrap_or_default();
    let is_rule = first.len() > 1 && first.chars().all(|c| "-=".contains(c));
    let is_mark = is_rule || line.starts_with(['#', '>']);
    [if is_mark { "\\" } else { "" }, line].concat()
}
