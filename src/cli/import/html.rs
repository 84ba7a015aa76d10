//! HTML, as web pages and answers in them have it, to Markdown. Tags that say nothing about the text are left out,
//! their words stay.

/// Whether the words between the tags are Markdown already, or plain text that must not be taken for it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Words {
    #[default]
    Plain,
    Markdown,
}

/// Whether `text` has a tag that this module knows.
pub(super) fn has_tags(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "a",
        "ul",
        "ol",
        "li",
        "div",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "del",
        "s",
        "u",
        "font",
        "sup",
        "sub",
        "table",
        "details",
    ];
    Tokens(text).any(|token| matches!(token, Token::Tag { name, .. } if KNOWN.contains(&&*name)))
}

/// The bodies of the page's scripts that hold JSON-LD.
pub(super) fn json_ld(page: &str) -> Vec<String> {
    let scripts = Tokens(page).filter_map(|token| match token {
        Token::Script { attributes, body } if attributes.contains("ld+json") => {
            let body = body
                .trim()
                .trim_start_matches("<!--")
                .trim_end_matches("-->");
            Some(body.replace("//<![CDATA[", "").replace("//]]>", ""))
        }
        _ => None,
    });
    scripts.collect()
}

/// The title that the page has in its head.
pub(super) fn title(page: &str) -> Option<String> {
    let start = page.find("<title>")? + "<title>".len();
    let end = start + page[start..].find("</title>")?;
    let title = entities(&page[start..end]);
    Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

enum Token<'a> {
    Text(&'a str),
    Tag {
        name: String,
        attributes: &'a str,
        opens: bool,
    },
    Script {
        attributes: &'a str,
        body: &'a str,
    },
    Comment,
}

struct Tokens<'a>(&'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let text = self.0;
        if text.is_empty() {
            return None;
        }
        let Some(rest) = text.strip_prefix('<') else {
            let end = text.find('<').unwrap_or(text.len());
            self.0 = &text[end..];
            return Some(Token::Text(&text[..end]));
        };
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").map_or(comment.len(), |n| n + 3);
            self.0 = &comment[end..];
            return Some(Token::Comment);
        }
        let body = rest.trim_start_matches(['/', '!', '?']);
        let end = body
            .starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| tag_end(rest));
        let Some(end) = end.flatten() else {
            // A sign that begins no tag.
            let end = rest.find('<').unwrap_or(rest.len());
            self.0 = &rest[end..];
            return Some(Token::Text(&text[..=end]));
        };
        self.0 = &rest[end + 1..];
        let inside = body
            .get(..end - (rest.len() - body.len()))
            .unwrap_or_default();
        let name_end = inside
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(name_end);
        let name = name.to_ascii_lowercase();
        let opens = !rest.starts_with('/');
        if opens && matches!(&*name, "script" | "style" | "svg" | "noscript" | "template") {
            let close = format!("</{name}");
            let lower = self.0.to_ascii_lowercase();
            let end = lower.find(&close).unwrap_or(self.0.len());
            let body = &self.0[..end];
            self.0 = &self.0[end..];
            self.0 = self.0.find('>').map_or("", |n| &self.0[n + 1..]);
            return Some(Token::Script { attributes, body });
        }
        Some(Token::Tag {
            name,
            attributes,
            opens,
        })
    }
}

/// Where the `>` stands that ends the tag; quotes may hold others.
fn tag_end(rest: &str) -> Option<usize> {
    let rest = rest.split("\n\n").next().unwrap_or_default();
    let mut quote = None;
    let end = rest.char_indices().find_map(|(at, c)| {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            // No tag goes over an empty line, nor holds another.
            ('<', None) => return Some(usize::MAX),
            ('>', None) => return Some(at),
            _ => {}
        }
        None
    });
    end.filter(|end| *end != usize::MAX)
}

/// The value of an attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    Some(entities(value))
}

/// `html` as Markdown.
pub(super) fn markdown(html: &str, words: Words) -> String {
    let mut page = Page {
        words,
        ..Page::default()
    };
    for token in Tokens(html) {
        match token {
            Token::Text(text) => page.text(text),
            Token::Tag {
                name,
                attributes,
                opens,
            } => page.tag(&name, attributes, opens),
            Token::Script { .. } | Token::Comment => {}
        }
    }
    resolved(&page.out)
}

/// What stands for the marks of emphasis until their neighbours are known: for each the opening and the closing one.
const MARKS: [(char, char, &str); 3] = [
    ('\u{e000}', '\u{e001}', "**"),
    ('\u{e002}', '\u{e003}', "*"),
    ('\u{e004}', '\u{e005}', "~~"),
];

#[derive(Default)]
struct Page {
    out: String,
    words: Words,
    /// Of each open list, the number of its next item where it counts.
    lists: Vec<Option<usize>>,
    quotes: usize,
    /// Elements that are left out with all that is in them.
    hidden: usize,
    /// Where each open link leads.
    links: Vec<Option<String>>,
    /// Within `pre`.
    verbatim: bool,
    /// Cells so far of the table's row; the first row heads it.
    cells: usize,
    rows: usize,
}

impl Page {
    /// What each line begins with here.
    fn margin(&self) -> String {
        let indent = |list: &Option<usize>| if list.is_some() { "    " } else { "  " };
        let indent: String = self.lists.iter().map(indent).collect();
        format!("{}{indent}", "> ".repeat(self.quotes))
    }

    /// Ends the line; with `blank`, the paragraph.
    fn end_line(&mut self, blank: bool) {
        trim(&mut self.out);
        if self.out.is_empty() {
            return;
        }
        self.out.push('\n');
        if blank {
            self.out.push_str(self.margin().trim_end());
            self.out.push('\n');
        }
    }

    fn at_start(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        line.trim_start_matches(['>', ' ']).is_empty()
    }

    fn begin(&mut self) {
        if self.out.is_empty() || self.out.ends_with('\n') {
            self.out.push_str(&self.margin());
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.words == Words::Markdown {
            self.out.push_str(text);
            return;
        }
        let text = entities(text);
        if self.verbatim {
            self.out.push_str(&text);
            return;
        }
        let mut gap = text.starts_with(char::is_whitespace) && !text.starts_with('\u{a0}');
        for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}') {
            if word.is_empty() {
                gap = true;
                continue;
            }
            let start = self.at_start();
            if start {
                self.begin();
            } else if gap && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
            self.out.push_str(&escaped(word, start));
            gap = true;
        }
        if text.ends_with(char::is_whitespace) && !self.at_start() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table of tags")]
    fn tag(&mut self, name: &str, attributes: &str, opens: bool) {
        if matches!(
            name,
            "nav" | "head" | "footer" | "form" | "select" | "iframe"
        ) {
            self.hidden = if opens {
                self.hidden + 1
            } else {
                self.hidden.saturating_sub(1)
            };
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "b" | "strong" => self.mark(0, opens),
            "i" | "em" => self.mark(1, opens),
            "del" | "s" | "strike" => self.mark(2, opens),
            "br" => {
                if self.words == Words::Markdown {
                    self.out.push_str("  \n");
                } else if !self.at_start() {
                    self.out.push('\n');
                }
            }
            "a" if opens => {
                let to = attribute(attributes, "href").filter(|to| to.contains(':') && !to.starts_with("javascript"));
                if to.is_some() {
                    self.begin();
                    self.out.push('[');
                }
                self.links.push(to);
            }
            "a" => {
                if let Some(Some(to)) = self.links.pop() {
                    let to = to.replace([' ', '(', ')', '<', '>'], "");
                    self.out.extend(["](", &to, ")"]);
                }
            }
            "ul" | "ol" => {
                self.end_line(self.lists.is_empty());
                if opens {
                    self.lists.push((name == "ol").then_some(1));
                } else {
                    self.lists.pop();
                    self.end_line(self.lists.is_empty());
                }
            }
            "li" if opens => {
                self.end_line(false);
                let list = self.lists.pop().unwrap_or_default();
                let margin = self.margin();
                self.out.push_str(&margin);
                match list {
                    Some(number) => self.out.extend([&number.to_string(), ". "]),
                    None => self.out.push_str("- "),
                }
                self.lists.push(list.map(|number| number + 1));
            }
            "blockquote" => {
                self.end_line(true);
                self.quotes = if opens { self.quotes + 1 } else { self.quotes.saturating_sub(1) };
            }
            "pre" => {
                self.end_line(true);
                self.out.push_str("```\n");
                self.verbatim = opens;
            }
            "hr" => self.end_line(true),
            "table" => {
                self.end_line(true);
                self.rows = 0;
            }
            "tr" if opens => {
                self.end_line(false);
                self.cells = 0;
            }
            "tr" => {
                if self.rows == 0 && self.cells > 0 {
                    self.end_line(false);
                    self.out.push_str(&"|---".repeat(self.cells));
                    self.out.push('|');
                }
                self.rows += 1;
                self.end_line(false);
            }
            "td" | "th" if opens => {
                self.cells += 1;
                self.out.push_str(if self.cells == 1 { "| " } else { "" });
            }
            "td" | "th" => {
                while self.out.ends_with([' ', '\n']) {
                    self.out.pop();
                }
                self.out.push_str(" | ");
            }
            "li" | "option" => self.end_line(false),
            "dt" | "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line(true);
                if opens {
                    let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                    self.begin();
                    self.out.push_str(&"#".repeat(level.unwrap_or(5)));
                    self.out.push(' ');
                }
            }
            "p" | "div" | "section" | "article" | "details" | "dd" | "dl" | "button" | "main" | "header"
            | "aside" | "figure" | "tbody" | "thead" | "body" | "html" | "label"
                // Within a bullet or a cell the words stay beside its mark.
                if (self.cells == 0 || self.out.ends_with('\n'))
                    && (self.lists.is_empty() || !self.out.ends_with(['-', ' ', '.'])) =>
            {
                self.end_line(true);
            }
            _ => {}
        }
    }

    fn mark(&mut self, kind: usize, opens: bool) {
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
}

/// A word of plain text as Markdown that reads as this word. At the start of a line a bullet or a number may begin a
/// list: that is what it was meant for.
fn escaped(word: &str, start: bool) -> String {
    if start && word == "•" {
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

/// The marks of emphasis where Markdown can read them, and nothing where it cannot.
fn resolved(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close, mark) in MARKS {
        // White space within goes without.
        for _ in 0..4 {
            text = text
                .replace(&format!("{open} "), &format!(" {open}"))
                .replace(&format!(" {close}"), &format!("{close} "))
                .replace(&format!("{open}{close}"), "")
                .replace(&format!("\n{close}"), &format!("{close}\n"));
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(start) = rest.find([open, close]) {
            out.push_str(&rest[..start]);
            let inner = &rest[start + open.len_utf8()..];
            let end = inner
                .find([open, close])
                .filter(|end| rest[start..].starts_with(open) && inner[*end..].starts_with(close));
            let Some(end) = end else {
                rest = inner;
                continue;
            };
            let (words, after) = (&inner[..end], &inner[end + close.len_utf8()..]);
            let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let bare = |c: &char| !('\u{e000}'..='\u{e005}').contains(c);
            let fits = |near: Option<char>, far: Option<char>| {
                inside(near) || (near.is_some() && outside(far))
            };
            let flanked = fits(words.chars().find(bare), out.chars().rev().find(bare))
                && fits(words.chars().rev().find(bare), after.chars().find(bare));
            if flanked && !words.contains("\n\n") && !words.trim().is_empty() {
                out.extend([mark, words, mark]);
            } else {
                out.push_str(words);
            }
            rest = after;
        }
        out.push_str(rest);
        text = out;
    }
    let lines: Vec<&str> = text
        .lines()
        .map(|line| {
            if line.ends_with("  ") {
                line
            } else {
                line.trim_end()
            }
        })
        .collect();
    let mut text = lines.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    trim(&mut text);
    text.trim_matches('\n').to_owned()
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

/// `text` with its entities as letters.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..]
            .split_once(';')
            .map(|(name, _)| name)
            .filter(|name| name.len() < 10);
        if let Some((name, c)) = name.and_then(|name| Some((name, entity(name)?))) {
            out.push(c);
            rest = &rest[name.len() + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The letters from U+00A0 on by their names in HTML.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("euro", '€'),
    ("bull", '•'),
    ("trade", '™'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("rarr", '→'),
    ("larr", '←'),
    ("le", '≤'),
    ("ge", '≥'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
];

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    if let Some((_, c)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let at = LATIN.split(' ').position(|known| known == name)?;
    char::from_u32(0xa0 + at as u32)
}
