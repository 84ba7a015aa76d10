//! HTML, as web pages and answers in them have it, to Markdown: each element is written where it ends. Tags
//! that say nothing about the text are left out, their words stay.

use std::mem;

use super::names::{self, Keys, NameKind};
use crate::markdown::{DASHES, HtmlPart, HtmlTag, decoded, html_parts};

/// The line before what an element of the page holds, and the one behind it, in private letters that no page
/// has: `<div><h3>Q</h3><p>A</p></div>More` becomes begin, heading, `A`, end, `More`. Words behind an element
/// that holds a question with its answer are no part of that answer.
pub(super) const BEGIN: &str = "\u{e007}";
pub(super) const END: &str = "\u{e008}";

/// Elements that are left out with all that is in them, if they have an end.
const LEFT_OUT: &str = "nav title footer select iframe svg noscript template";
/// Elements that what is to be used has, and not what is to be read.
const CONTROLS: &str = "nav select textarea";
/// Elements that hold nothing and mean nothing.
const EMPTY: &str = "input meta link wbr col base area script style";
/// Elements that begin and end a paragraph.
const BLOCKS: &str = "html body head p div section article details dd dt dl summary button main header footer aside figure figcaption address fieldset legend center form label h1 h2 h3 h4 h5 h6 ul ol li blockquote pre nav table thead tbody tfoot tr td th caption";
/// Elements whose words are a heading.
const HEADINGS: &str = "h1 h2 h3 h4 h5 h6 dt summary";
/// Elements that the next paragraph ends: many pages leave their ends out.
const PAINT: &str = "p b strong i em u span font small del s strike sub sup";
/// Elements that end where the next one of them begins, and what they stand in.
const SIBLINGS: [(&str, &str); 4] = [
    ("li", "ul ol"),
    ("td th", "tr table"),
    ("tr", "table"),
    ("dt dd", "dl"),
];
/// In elements as deep as this, each one ends where the next begins.
const DEEPEST: usize = 64;

const RULE: &str = "---";

fn is_one_of(name: &str, names: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Whether `text` has a tag that an answer may have.
pub(super) fn has_tags(text: &str) -> bool {
    let known = [BLOCKS, PAINT, "a br"].join(" ");
    let is_known = |name: &str| is_one_of(name, &known);
    html_parts(text).any(|part| matches!(part, HtmlPart::Tag(tag) if is_known(&tag.name)))
}

/// `html` as Markdown.
pub(super) fn markdown(html: &str) -> String {
    words_alone(PageWriter::write(html).0).join("\n\n")
}

/// A web page as Markdown, with borders around what its elements hold, and how many of its parts are left
/// out.
pub(super) fn page(html: &str) -> (String, usize) {
    let (blocks, left_out) = PageWriter::write(html);
    (blocks.join("\n\n"), left_out)
}

/// An element that is open, and what it holds so far.
#[derive(Default)]
struct OpenElement {
    name: String,
    /// Whether it begins and ends a paragraph.
    is_block: bool,
    /// Whether its class calls it a question.
    is_label: bool,
    /// Whether it holds a menu or a field to fill in.
    has_controls: bool,
    /// What emphasises its words.
    mark: &'static str,
    /// Where it leads.
    to: Option<String>,
    /// The number of a list's first item.
    first: Option<usize>,
    /// The cells of a table.
    rows: Vec<Vec<String>>,
    /// Paragraphs and the like, without the empty lines between them.
    blocks: Vec<String>,
    /// The words of the paragraph that is being read.
    words: String,
}

impl OpenElement {
    /// Ends a paragraph.
    fn finish(&mut self) {
        let run = mem::take(&mut self.words);
        self.blocks.extend(paragraph(&run));
    }

    /// Adds words, with a space where Markdown could not read the mark before them without.
    fn push(&mut self, words: &str) {
        let bare = self.words.trim_end_matches(['*', '~']);
        let is_marked = bare.len() < self.words.len() && !bare.ends_with(char::is_alphanumeric);
        if is_marked && words.starts_with(char::is_alphanumeric) {
            self.words.push(' ');
        }
        self.words += words;
    }

    /// Adds words that are emphasised; white space goes outside.
    fn push_marked(&mut self, words: &str, mark: &str) {
        let bare = words.trim();
        if mark.is_empty() || bare.is_empty() {
            return self.push(words);
        }
        let (before, after) = words.split_at(words.len() - words.trim_start().len());
        self.words += before;
        let letters = bare.trim_start_matches(['*', '~']);
        if self.words.ends_with(mark) && (mark != "*" || !self.words.ends_with("**")) {
            self.words.truncate(self.words.len() - mark.len());
        } else {
            if self.words.ends_with(char::is_alphanumeric)
                && !letters.starts_with(char::is_alphanumeric)
            {
                self.words.push(' ');
            }
            self.words += mark;
        }
        // What is bold may be a question, on one line.
        let line = match mark {
            "**" => one_line(bare),
            _ => bare.to_owned(),
        };
        self.words.extend([&line, mark, &after[bare.len()..]]);
    }
}

struct PageWriter {
    /// The outermost first; that one is the page.
    open: Vec<OpenElement>,
    /// How many elements with words were left out: menus, footers, forms.
    left_out: usize,
}

impl PageWriter {
    /// Paragraphs and the like, without the empty lines between them, and how many elements are left out.
    fn write(html: &str) -> (Vec<String>, usize) {
        let mut writer = Self {
            open: vec![OpenElement::default()],
            left_out: 0,
        };
        html_parts(html).for_each(|part| writer.part(&part));
        writer.close(1);
        let mut page = writer.open.remove(0);
        page.finish();
        (page.blocks, writer.left_out)
    }

    fn part(&mut self, part: &HtmlPart<'_>) {
        match part {
            HtmlPart::Words(words) => {
                let lines = if self.stands_in("pre") { "\n" } else { " " };
                let words = escaped(&decoded(words)).replace('\n', lines);
                self.innermost().push(&words);
            }
            HtmlPart::Tag(tag) => match tag.name.as_str() {
                "br" => self.innermost().words.push('\n'),
                "hr" => {
                    self.end_paragraphs();
                    self.innermost().blocks.push(RULE.to_owned());
                }
                "input" if tag.attribute("type") != Some("hidden") => {
                    self.innermost().has_controls = true;
                }
                "img" if !self.stands_in(HEADINGS) => self.innermost().push(&picture(tag)),
                name if name == "img" || is_one_of(name, EMPTY) => {}
                _ if tag.opens() => self.begin(tag),
                name => self.end(name),
            },
        }
    }

    fn innermost(&mut self) -> &mut OpenElement {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn stands_in(&self, names: &str) -> bool {
        self.open.iter().any(|open| is_one_of(&open.name, names))
    }

    fn begin(&mut self, tag: &HtmlTag<'_>) {
        let name = tag.name.as_str();
        let is_label = is_label(tag);
        let is_cite = name == "cite" && self.stands_in("blockquote");
        let is_block = is_one_of(name, BLOCKS) || is_label || is_cite;
        if is_block {
            self.end_paragraphs();
        }
        for (siblings, within) in SIBLINGS {
            if is_one_of(name, siblings)
                && let Some(at) = self.nearest(siblings, within)
            {
                self.close(at);
            }
        }
        self.close(self.open.len().min(DEEPEST));
        if name == "tr"
            && let Some(table) = self.table()
        {
            table.rows.push(Vec::new());
        }
        let is_in_heading = self.stands_in(HEADINGS);
        let is_marked = |mark: &&str| self.open.iter().any(|open| open.mark == *mark);
        let mark = mark(name).filter(|mark| !is_in_heading && !is_marked(mark));
        let start = || tag.attribute("start")?.parse::<u16>().ok();
        self.open.push(OpenElement {
            name: name.to_owned(),
            is_block,
            is_label,
            has_controls: is_one_of(name, CONTROLS),
            mark: mark.unwrap_or_default(),
            to: destination(tag).filter(|_| !is_in_heading),
            first: (name == "ol").then(|| start().map_or(1, usize::from)),
            ..OpenElement::default()
        });
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.nearest(name, "") else {
            return;
        };
        self.close(at + 1);
        if self.is_left_out(name) {
            self.leave_out();
        }
        self.close(at);
    }

    /// Whether the innermost element, which has this name and ends, is no part of what the page tells.
    fn is_left_out(&self, name: &str) -> bool {
        let element = &self.open[self.open.len() - 1];
        let has_title = element.blocks.iter().any(|block| is_title(block));
        // A search or a newsletter has one heading, or asks once.
        let asks = |block: &&String| has_heading(block) && !is_title(block) || names::asks(block);
        let is_to_use = element.has_controls && element.blocks.iter().filter(asks).count() < 2;
        match name {
            // A quote has its speaker in its footer.
            "footer" => !self.stands_in("blockquote"),
            "header" => is_to_use,
            // Some programs put a form around the whole page.
            "form" => is_to_use && !has_title,
            name => is_one_of(name, LEFT_OUT),
        }
    }

    /// Takes away what the innermost element holds, but for the title of the page in its header.
    fn leave_out(&mut self) {
        let element = self.innermost();
        element.finish();
        let blocks = mem::take(&mut element.blocks);
        let is_kept = |block: &String| element.name == "header" && is_title(block);
        let (titles, others): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_kept);
        element.blocks = titles;
        let has_words = |block: &String| block.contains(char::is_alphanumeric);
        // The title in the head is read elsewhere.
        if element.name != "title" && others.iter().any(has_words) {
            self.left_out += 1;
        }
    }

    /// The innermost open element of these names, but for those outside one of the names `within`.
    fn nearest(&self, names: &str, within: &str) -> Option<usize> {
        let mut open = self.open.iter().map(|open| &open.name);
        let at = open.rposition(|name| is_one_of(name, names) || is_one_of(name, within))?;
        is_one_of(&self.open[at].name, names).then_some(at)
    }

    fn table(&mut self) -> Option<&mut OpenElement> {
        self.open.iter_mut().rev().find(|open| open.name == "table")
    }

    /// Ends the paragraphs that are being read.
    fn end_paragraphs(&mut self) {
        while is_one_of(&self.innermost().name, PAINT) {
            self.close(self.open.len() - 1);
        }
        self.open.iter_mut().for_each(OpenElement::finish);
    }

    /// Closes elements until `left` are open.
    fn close(&mut self, left: usize) {
        while self.open.len() > left.max(1)
            && let Some(element) = self.open.pop()
        {
            self.innermost().has_controls |= element.has_controls;
            if element.is_block || !element.blocks.is_empty() {
                let blocks = self.blocks(element);
                let outer = self.innermost();
                outer.finish();
                outer.blocks.extend(blocks);
                continue;
            }
            let outer = self.innermost();
            match element.to {
                Some(to) if !element.words.trim().is_empty() => {
                    outer.push(&format!("[{}]({to})", element.words));
                }
                _ => outer.push_marked(&element.words, element.mark),
            }
            if is_one_of(&element.name, BLOCKS) {
                outer.words.push(' ');
            }
        }
    }

    /// What a whole element has become.
    fn blocks(&mut self, mut element: OpenElement) -> Vec<String> {
        // What has paragraphs is no label.
        let is_label = element.is_label && element.blocks.is_empty();
        element.finish();
        let (name, blocks) = (element.name.as_str(), element.blocks);
        if (is_one_of(name, HEADINGS) || is_label) && !blocks.is_empty() {
            let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
            // A summary may hold a heading.
            let blocks = words_alone(blocks).into_iter();
            let words = blocks.map(|block| block.trim_start_matches('#').to_owned());
            let words = one_line(&words.collect::<Vec<_>>().join(" "));
            return vec![format!("{} {words}", "#".repeat(level.unwrap_or(5)))];
        }
        let is_layout = blocks.iter().any(|block| has_heading(block));
        if is_one_of(name, "td th")
            && let Some(table) = self.table()
        {
            let cell = words_alone(blocks).join("\n\n");
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.rows.push(vec![cell]),
            }
            return Vec::new();
        }
        match name {
            "footer" | "cite" if self.stands_in("blockquote") => {
                let name = blocks.join(" ");
                let name = name.trim_start_matches(DASHES).trim_start();
                vec![format!("— {name}")]
            }
            "blockquote" if !blocks.is_empty() => {
                vec![prefixed(&words_alone(blocks).join("\n\n"), "> ", "> ")]
            }
            "li" if !is_layout => item(blocks).into_iter().collect(),
            // A list of what has headings only lays a page out.
            "ul" | "ol" if !is_layout && !blocks.is_empty() => {
                bordered(vec![list(element.first, &words_alone(blocks))])
            }
            "table" => [blocks, table(&element.rows)].concat(),
            _ => bordered(blocks),
        }
    }
}

/// The questions of a table in a page, as headings and what stands below them: its first row names them, or
/// every other row asks. What else a row says stands behind it.
pub(super) fn questions(rows: &[Vec<String>]) -> Option<Vec<String>> {
    let names: Vec<String> = rows.first()?.iter().map(|name| one_line(name)).collect();
    let roles = names::roles(&names, &Keys::default());
    let asks = |row: &&Vec<String>| row.iter().any(|cell| names::asks(cell));
    let asking = rows.iter().filter(asks).count();
    if roles.is_none() && (asking < 2 || asking * 2 < rows.len()) {
        return None;
    }
    let rows = rows.iter().skip(usize::from(roles.is_some()));
    let blocks = rows.flat_map(|row| {
        let (mut entry, mut others) = (Vec::new(), Vec::new());
        for (n, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let heading = || format!("##### {}", one_line(cell));
            match roles {
                Some((q, _)) if n == q => entry.insert(0, heading()),
                Some((_, a)) if n != a => others.push(match names.get(n) {
                    Some(name) => format!("{name}: {cell}"),
                    None => cell.clone(),
                }),
                None if names::asks(cell) => entry.push(heading()),
                // The number of a question.
                None if cell.chars().all(char::is_numeric) => {}
                _ => entry.push(cell.clone()),
            }
        }
        // Without question and answer, what else the row says would be read aloud as an answer.
        if entry.len() < 2 {
            let comment = |other: &mut String| {
                *other = format!("<!-- {} -->", one_line(other).replace("--", "–"));
            };
            others.iter_mut().for_each(comment);
        }
        bordered(entry).into_iter().chain(others)
    });
    Some(blocks.collect())
}

/// What an element holds with borders around it, if that is more than a line.
fn bordered(blocks: Vec<String>) -> Vec<String> {
    if blocks.len() < 2 && blocks.iter().all(|block| !block.contains('\n')) {
        return blocks;
    }
    let begin = [BEGIN.to_owned()].into_iter();
    begin.chain(blocks).chain([END.to_owned()]).collect()
}

/// Blocks without the borders and rules among them.
fn words_alone(mut blocks: Vec<String>) -> Vec<String> {
    blocks.retain(|block| ![BEGIN, END, RULE].contains(&&**block));
    blocks
}

/// Whether a block is a heading of the first level.
fn is_title(block: &str) -> bool {
    block.starts_with("# ")
}

fn has_heading(block: &str) -> bool {
    block.starts_with('#') || block.contains("\n#")
}

/// The questions of a table, where it is a list of them; its cells alone, where it only lays a page out; or
/// the table.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    let cells = rows.iter().flatten().filter(|cell| !cell.is_empty());
    if rows.iter().all(|row| row.len() < 2) || cells.clone().any(|cell| has_heading(cell)) {
        let cells = cells.map(|cell| bordered(vec![cell.clone()]));
        return cells.flatten().collect();
    }
    if let Some(questions) = questions(rows) {
        return questions;
    }
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1, "|---".repeat(rows[0].len()) + "|");
    vec![lines.join("\n")]
}

/// Words on lines, unless there are none.
fn paragraph(run: &str) -> Option<String> {
    let lines = run.split('\n').map(|line| at_start(&one_line(line)));
    let lines = lines.filter(|line| !line.is_empty());
    lines.reduce(|above, line| {
        // A list, and the name below a quote, begin a line anyway.
        let is_begun = line.starts_with(['-', '—', '–']);
        above + if is_begun { "\n" } else { "  \n" } + &line
    })
}

/// Whether the element is named as one that holds a question: `class="faq-question"`.
fn is_label(tag: &HtmlTag<'_>) -> bool {
    let classes = tag.attribute("class").unwrap_or_default();
    let classes = classes.split_whitespace();
    let mut last = classes.filter_map(|class| class.rsplit(['-', '_']).next());
    is_one_of(&tag.name, "p b strong span button label div")
        && last.any(|word| word.len() > 3 && names::kind(word) == Some(NameKind::Question))
}

/// The mark of emphasis that an element puts around its words.
fn mark(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("**"),
        "i" | "em" => Some("*"),
        "del" | "s" | "strike" => Some("~~"),
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

/// What stands behind a bullet or a number.
fn item(blocks: Vec<String>) -> Option<String> {
    let blocks = words_alone(blocks).into_iter();
    blocks.reduce(|above, block| {
        let is_list = block.starts_with("- ");
        above + if is_list { "\n" } else { "\n\n" } + &block
    })
}

fn list(first: Option<usize>, items: &[String]) -> String {
    let items = items.iter().enumerate().map(|(n, item)| match first {
        // A number may take four places.
        Some(first) => prefixed(item, &format!("{}. ", first + n), "    "),
        None => prefixed(item, "- ", "  "),
    });
    items.collect::<Vec<_>>().join("\n")
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

/// Words with one space between them. Those that do not break the line count only between letters.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    let words = words.map(|word| word.trim_matches('\u{a0}'));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Plain text as Markdown that reads as this text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<~|".contains(c) {
            out.push('\\');
        }
        let is_space = c.is_whitespace() && !['\u{a0}', '\n'].contains(&c);
        out.push(if is_space { ' ' } else { c });
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
