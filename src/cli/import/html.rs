//! HTML, as web pages and answers in them have it, to Markdown. Tags that say nothing about the text are left
//! out, their words stay.

use pulldown_cmark::{Event, Parser, Tag};

use super::names::{self, NameKind};
use crate::markdown::{HtmlPart, HtmlTag, decoded, html_parts};

/// Tags that mean something to an answer.
const KNOWN: &str = " p br b strong i em a ul ol li div span h1 h2 h3 h4 h5 h6 blockquote del s u font sup sub table details ";
/// Elements that are left out with all that is in them.
const LEFT_OUT: &str = " nav head footer select iframe svg noscript template ";
/// Elements that begin and end a paragraph.
const BLOCKS: &str = " p div section article details dd dl button main header aside figure tbody thead body html label ";

/// Whether `text` has a tag that an answer may have.
pub(super) fn has_tags(text: &str) -> bool {
    html_parts(text).any(|part| matches!(part, HtmlPart::Tag(tag) if is_one_of(&tag.name, KNOWN)))
}

fn is_one_of(name: &str, names: &str) -> bool {
    names.contains(&format!(" {name} "))
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
    let words: Vec<&str> = title.split_whitespace().collect();
    Some(decoded(&words.join(" ")).into_owned()).filter(|title| !title.is_empty())
}

/// `html` as Markdown.
pub(super) fn markdown(html: &str) -> String {
    page(html).replace(END, "")
}

/// A web page as Markdown, with [`END`] behind each element that parts a page.
pub(super) fn page(html: &str) -> String {
    let mut page = PageWriter::default();
    page.html(html);
    resolved(&page.out)
}

/// Markdown with the HTML in it as Markdown, and the comments that stood in it.
pub(super) fn in_markdown(text: &str) -> (String, Vec<String>) {
    let mut page = PageWriter {
        words: MarkedWords::Markdown,
        ..PageWriter::default()
    };
    let (mut remarks, mut done) = (Vec::new(), 0);
    for (event, place) in Parser::new(text).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            continue;
        }
        page.out.push_str(&text[done..place.start]);
        done = place.end;
        let html = &text[place];
        let comments = html.split("<!--").skip(1);
        let comments = comments.map(|rest| rest.split("-->").next().unwrap_or(rest).trim());
        remarks.extend(
            comments
                .filter(|words| !words.is_empty())
                .map(str::to_owned),
        );
        page.html(html);
    }
    if done == 0 {
        return (text.to_owned(), remarks);
    }
    page.out.push_str(&text[done..]);
    (resolved(&page.out), remarks)
}

/// What stands for the marks of emphasis until their neighbours are known: for each the opening and the
/// closing one.
const MARKS: [(char, char, &str); 3] = [
    ('\u{e000}', '\u{e001}', "**"),
    ('\u{e002}', '\u{e003}', "*"),
    ('\u{e004}', '\u{e005}', "~~"),
];

/// What stands for the sign that a line ends where it does, until it is known what follows.
const BREAK: char = '\u{e008}';

/// What stands for the dash before a speaker's name, who may have one already.
const SPEAKER: &str = "\u{e006}";

/// The line behind an element that holds a question and its answer: what follows is no part of them.
pub(super) const END: &str = "\u{e007}";
/// Elements that part a page.
const PARTS: &str = " details section article main dl form ";
/// Elements whose `title` is only a hint.
const HINTED: &str = " a abbr area button iframe img input label link option span svg ";

/// What the words between the tags are.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum MarkedWords {
    #[default]
    Plain,
    Markdown,
}

#[derive(Default)]
struct PageWriter {
    out: String,
    words: MarkedWords,
    /// Of each open list, the number of its next item where it counts.
    lists: Vec<Option<usize>>,
    quotes: usize,
    /// Of the quotes around the last words, how many are still the same ones.
    lasting: usize,
    /// How many elements that are left out are open.
    hidden: usize,
    /// Where each open link leads.
    links: Vec<Option<String>>,
    /// The mark of each open element that only paints its words.
    spans: Vec<Option<usize>>,
    /// The names of open elements that ask in an attribute, and of those that hold a question alone.
    askers: Vec<String>,
    asked: Option<String>,
    /// How many bold elements and headings are open: their words stay on one line.
    bold: usize,
    headings: usize,
    /// Within `pre`.
    verbatim: bool,
    /// The tables that are open.
    tables: Vec<OpenTable>,
}

impl PageWriter {
    fn html(&mut self, html: &str) {
        for part in html_parts(html) {
            match part {
                // Its head need not be closed.
                HtmlPart::Tag(tag) if tag.name == "body" => self.hidden = 0,
                HtmlPart::Tag(tag) if is_one_of(&tag.name, LEFT_OUT) && self.quotes == 0 => {
                    self.hidden = if tag.opens() {
                        self.hidden + 1
                    } else {
                        self.hidden.saturating_sub(1)
                    };
                }
                _ if self.hidden > 0 => {}
                HtmlPart::Words(words) => self.text(words),
                HtmlPart::Tag(tag) => self.tag(&tag),
            }
        }
    }

    /// What each line begins with here.
    fn margin(&self, quotes: usize) -> String {
        let indent = |list: &Option<usize>| if list.is_some() { "    " } else { "  " };
        let indent: String = self.lists.iter().map(indent).collect();
        format!("{}{indent}", "> ".repeat(quotes))
    }

    /// Ends the line; with `blank`, the paragraph.
    fn end_line(&mut self, blank: bool) {
        trim(&mut self.out);
        if self.out.is_empty() {
            return;
        }
        self.out.push('\n');
        if blank {
            // Many pages leave the ends of bold words out.
            self.bold = 0;
            let margin = self.margin(self.lasting);
            self.out.push_str(margin.trim_end());
            self.out.push('\n');
        }
    }

    fn line(&self) -> &str {
        self.out.rsplit('\n').next().unwrap_or_default()
    }

    fn at_start(&self) -> bool {
        self.line().trim_start_matches(['>', ' ']).is_empty()
    }

    fn begin(&mut self) {
        if self.out.is_empty() || self.out.ends_with('\n') {
            self.out.push_str(&self.margin(self.quotes));
        }
        self.lasting = self.quotes;
    }

    fn text(&mut self, text: &str) {
        match self.words {
            MarkedWords::Markdown if self.headings > 0 => {
                self.out.push_str(&text.replace('\n', " "));
            }
            MarkedWords::Markdown => self.out.push_str(text),
            MarkedWords::Plain if self.verbatim => self.out.push_str(&decoded(text)),
            MarkedWords::Plain => self.plain(&decoded(text)),
        }
    }

    fn plain(&mut self, text: &str) {
        let mut gap = false;
        // Spaces that do not break the line count only between letters.
        for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}') {
            let words = word.trim_matches('\u{a0}');
            if words.is_empty() {
                gap = true;
                continue;
            }
            let start = self.at_start();
            if start {
                self.begin();
            } else if gap && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
            self.out.push_str(&escaped(words, start));
            gap = true;
        }
        let ends_so = text.ends_with(char::is_whitespace);
        if ends_so && !self.at_start() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn tag(&mut self, tag: &HtmlTag<'_>) {
        let opens = tag.opens();
        let asks = question(tag).filter(|_| opens && self.tables.is_empty());
        if let Some(question) = asks {
            self.heading("h5", true);
            self.plain(&decoded(question));
            self.heading("h5", false);
            self.askers.push(tag.name.clone());
            return;
        }
        let ends = !opens && self.askers.pop_if(|name| *name == tag.name).is_some();
        if ends || !opens && self.tables.is_empty() && is_one_of(&tag.name, PARTS) {
            self.end_line(true);
            self.out.extend([END, "\n\n"]);
            return;
        }
        // What begins with another part is no label.
        let is_part = is_one_of(&tag.name, BLOCKS) || tag.name.starts_with('h');
        if opens && is_part && self.asked.is_some() && self.line().ends_with("# ") {
            let start = self.out.len() - self.line().len();
            self.out.truncate(start);
            (self.asked, self.headings) = (None, 0);
        }
        if self.headings == 0 && is_label(tag) {
            self.asked = Some(tag.name.clone());
            return self.heading("h5", true);
        }
        if !opens && self.asked.take_if(|name| *name == tag.name).is_some() {
            return self.heading("h5", false);
        }
        match tag.name.as_str() {
            "b" | "strong" => self.mark(0, opens),
            "i" | "em" => self.mark(1, opens),
            "del" | "s" | "strike" => self.mark(2, opens),
            "span" | "font" if opens => {
                let style = tag.attribute("style").unwrap_or_default().replace(' ', "");
                let weights = ["bold", "600", "700"].map(|weight| format!("font-weight:{weight}"));
                let mark = weights.iter().any(|bold| style.contains(bold)).then_some(0);
                mark.inspect(|kind| self.mark(*kind, true));
                self.spans.push(mark);
            }
            "span" | "font" => {
                if let Some(Some(kind)) = self.spans.pop() {
                    self.mark(kind, false);
                }
            }
            "br" if self.bold + self.headings > 0 || self.line().starts_with('|') => {
                self.out.push(' ');
            }
            "br" if self.words == MarkedWords::Markdown => self.out.push_str("  \n"),
            "br" if !self.at_start() => self.out.extend([BREAK, '\n']),
            // Beside the words of a heading it is an ornament.
            "img" if self.headings == 0 || self.line().ends_with("# ") => self.picture(tag),
            "a" if opens => self.begin_link(tag),
            "a" => {
                if let Some(Some(to)) = self.links.pop() {
                    self.out
                        .extend(["](", &to.replace([' ', '(', ')', '<', '>'], ""), ")"]);
                }
            }
            "ul" | "ol" => {
                self.end_line(self.lists.is_empty());
                if opens {
                    self.lists.push((tag.name == "ol").then_some(1));
                } else {
                    self.lists.pop();
                    self.end_line(self.lists.is_empty());
                }
            }
            "li" => self.item(opens),
            "option" => self.end_line(false),
            "blockquote" => {
                self.end_line(true);
                self.quotes = if opens {
                    self.quotes + 1
                } else {
                    self.quotes.saturating_sub(1)
                };
                self.lasting = self.lasting.min(self.quotes);
            }
            // Who is quoted.
            "footer" | "cite" if self.quotes > 0 => {
                self.end_line(false);
                self.begin();
                self.out.push_str(if opens { SPEAKER } else { "" });
            }
            "pre" => {
                self.end_line(true);
                self.out.push_str("```\n");
                self.verbatim = opens;
            }
            "hr" => self.end_line(true),
            "table" | "tr" | "td" | "th" => self.table(&tag.name, opens),
            "dt" | "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading(&tag.name, opens);
            }
            // Within a bullet the words stay beside its mark.
            name if is_one_of(name, BLOCKS)
                && (self.lists.is_empty() || !self.out.ends_with(['-', ' ', '.'])) =>
            {
                self.end_line(true);
            }
            _ => {}
        }
    }

    fn mark(&mut self, kind: usize, opens: bool) {
        if self.headings > 0 {
            return;
        }
        if kind == 0 {
            self.bold = if opens {
                self.bold + 1
            } else {
                self.bold.saturating_sub(1)
            };
        }
        let (open, close, _) = MARKS[kind];
        if self.at_start() {
            self.begin();
        }
        if opens && self.out.ends_with(close) {
            self.out.pop();
        } else {
            self.out.push(if opens { open } else { close });
        }
    }

    fn heading(&mut self, name: &str, opens: bool) {
        self.end_line(true);
        self.headings = usize::from(opens);
        if opens {
            let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
            self.begin();
            self.out
                .extend(["#".repeat(level.unwrap_or(5)).as_str(), " "]);
        }
    }

    fn begin_link(&mut self, tag: &HtmlTag<'_>) {
        let to = decoded(tag.attribute("href").unwrap_or_default()).into_owned();
        let leads = to.contains(':') && !to.starts_with("javascript");
        if leads {
            self.begin();
            self.out.push('[');
        }
        self.links.push(leads.then_some(to));
    }

    fn picture(&mut self, tag: &HtmlTag<'_>) {
        let words =
            decoded(tag.attribute("alt").unwrap_or_default()).replace(['[', ']', '\n'], " ");
        if !words.trim().is_empty() {
            self.begin();
            let from = tag
                .attribute("src")
                .unwrap_or_default()
                .replace([' ', '(', ')'], "");
            self.out.extend(["![", words.trim(), "](", &from, ")"]);
        }
    }

    fn item(&mut self, opens: bool) {
        self.end_line(false);
        if opens {
            let list = self.lists.pop().unwrap_or_default();
            self.out.push_str(&self.margin(self.quotes));
            match list {
                Some(number) => self.out.extend([&number.to_string(), ". "]),
                None => self.out.push_str("- "),
            }
            self.lists.push(list.map(|number| number + 1));
        }
    }

    fn table(&mut self, name: &str, opens: bool) {
        if name == "table" && opens {
            let before = std::mem::take(&mut self.out);
            self.tables.push(OpenTable {
                before,
                rows: Vec::new(),
                in_cell: false,
            });
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        // Many pages leave the ends of cells out.
        if table.in_cell {
            let row = table.rows.last_mut();
            if let Some(row) = row {
                row.push(std::mem::take(&mut self.out).trim().to_owned());
            }
        }
        table.in_cell = opens && matches!(name, "td" | "th");
        if name == "tr" && opens || table.in_cell && table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        if table.in_cell {
            self.out.clear();
        } else if let Some(table) = self.tables.pop_if(|_| name == "table") {
            self.out = table.before;
            self.end_line(true);
            self.out.push_str(&laid_out(&table.rows));
            self.end_line(true);
        }
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
    let classes = tag
        .attribute("class")
        .unwrap_or_default()
        .split_whitespace();
    let mut last = classes.filter_map(|class| class.rsplit(['-', '_']).next());
    tag.opens()
        && is_one_of(&tag.name, " p b strong span button label div ")
        && last.any(|word| word.len() > 3 && names::kind(word) == Some(NameKind::Question))
}

/// A table that is open, and what stood before it.
struct OpenTable {
    before: String,
    rows: Vec<Vec<String>>,
    in_cell: bool,
}

/// Whether a table is a list of questions: its first row names them, or every other row asks.
pub(super) fn is_list(rows: &[Vec<String>]) -> bool {
    let asking = rows
        .iter()
        .filter(|row| row.iter().any(|cell| names::asks(cell)));
    let filled = rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()));
    rows.first()
        .is_some_and(|head| names::roles(head).is_some())
        || asking.clone().count() > 1 && asking.count() * 2 >= filled.count()
}

/// A table in Markdown: its questions as headings, where it is a list of them; the cells alone, where it only
/// lays a page out; or the table.
pub(super) fn laid_out(rows: &[Vec<String>]) -> String {
    let cells = || rows.iter().flatten();
    if rows.iter().all(|row| row.len() < 2)
        || cells().any(|cell| cell.starts_with('#') || cell.contains("\n#"))
    {
        return cells().flat_map(|cell| [cell.as_str(), "\n\n"]).collect();
    }
    let line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let (head, rest) = rows.split_at(1);
    let names: Vec<String> = head.iter().flatten().map(line).collect();
    if let Some((question, answer)) = names::roles(&names) {
        return rest.iter().fold(String::new(), |mut out, row| {
            let cell = |n: usize| row.get(n).map_or("", String::as_str);
            let question_line = line(&cell(question).to_owned());
            out.extend([
                "##### ",
                &question_line,
                "

",
                cell(answer),
                "

",
            ]);
            let others = names
                .iter()
                .zip(row)
                .enumerate()
                .filter(|(n, _)| ![question, answer].contains(n));
            out.extend(others.map(|(_, (name, cell))| format!("<!-- {name}: {cell} -->\n\n")));
            out
        });
    }
    if is_list(rows) {
        let cell = |cell: &String| match cell.as_str() {
            words if names::asks(words) => format!("##### {}\n\n", line(cell)),
            words if words.chars().all(char::is_numeric) => String::new(),
            words => format!("{words}\n\n"),
        };
        return cells().map(cell).collect();
    }
    let row = |row: &Vec<String>| {
        format!(
            "| {} |\n",
            row.iter().map(line).collect::<Vec<_>>().join(" | ")
        )
    };
    let rule = format!("{}|\n", "|---".repeat(names.len()));
    head.iter()
        .map(row)
        .chain([rule])
        .chain(rest.iter().map(row))
        .collect()
}

/// A word of plain text as Markdown that reads as this word. At the start of a line a bullet or a number may
/// begin a list: that is what it was meant for.
fn escaped(word: &str, start: bool) -> String {
    if start && ["•", "·", "▪", "●", "◦"].contains(&word) {
        return "-".to_owned();
    }
    let rule = word.len() > 1 && word.chars().all(|c| "-=".contains(c));
    let mut out = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        let line = start && at == 0 && ("#>".contains(c) || rule);
        let entity = c == '&' && word[at + 1..].contains(';');
        if "\\`*_[]<~|".contains(c) || line || entity {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The marks of emphasis where Markdown can read them, and nothing where it cannot; white space goes outside.
fn resolved(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close, mark) in MARKS {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(open) {
            out.push_str(before);
            let Some((inner, after)) = after.split_once(close) else {
                rest = after;
                continue;
            };
            let inner = inner.replace(open, "");
            let words = inner.trim();
            let start = inner.len() - inner.trim_start().len();
            out.push_str(&inner[..start]);
            let far = (
                out.chars().rev().find(|c| is_bare(*c)),
                inner[start + words.len()..]
                    .chars()
                    .chain(after.chars())
                    .find(|c| is_bare(*c)),
            );
            let fits = |near: Option<char>, far: Option<char>| {
                near.is_some_and(char::is_alphanumeric)
                    || near.is_some() && far.is_none_or(|c| !c.is_alphanumeric())
            };
            let flanked = fits(words.chars().find(|c| is_bare(*c)), far.0)
                && fits(words.chars().rev().find(|c| is_bare(*c)), far.1);
            let mark = if flanked && !words.contains("\n\n") {
                mark
            } else {
                ""
            };
            out.extend([mark, words, mark, &inner[start + words.len()..]]);
            rest = after;
        }
        out.push_str(rest);
        text = out.replace(close, "");
    }
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let words = line.trim_start_matches(['>', ' ']);
        if let Some(last) = lines.last_mut().filter(|last| last.ends_with(BREAK)) {
            last.pop();
            last.truncate(last.trim_end().len());
            // A list, and the name below a quote, begin a line anyway.
            last.push_str(if words.starts_with(char::is_alphanumeric) {
                "  "
            } else {
                ""
            });
        }
        let is_broken = line.ends_with("  ");
        lines.push(if is_broken { line } else { line.trim_end() }.to_owned());
    }
    let mut text = lines.join("\n");
    for dash in ["— ", "– ", "- ", ""] {
        text = text.replace(&format!("{SPEAKER}{dash}"), "— ");
    }
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    let mut text = text.replace(BREAK, "");
    trim(&mut text);
    text.trim_matches('\n').to_owned()
}

/// Whether it is no mark of emphasis.
fn is_bare(c: char) -> bool {
    !('\u{e000}'..='\u{e005}').contains(&c)
}

/// Takes empty lines off the end; one that has nothing but the margin of a quote is empty too.
fn trim(out: &mut String) {
    loop {
        out.truncate(out.trim_end().len());
        let line = out.rsplit('\n').next().unwrap_or_default();
        if line.is_empty() || !line.trim_start_matches(['>', ' ']).is_empty() {
            return;
        }
        out.truncate(out.len() - line.len());
    }
}
