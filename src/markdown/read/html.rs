//! HTML in an answer: the usual tags are read as what they mean, all others are dropped.

use std::{borrow::Cow, mem};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::{Builder, Kind, Open, PICTURE, is_inline};
use crate::text::Role;

/// Tags that are dropped without a gap: they only paint the words.
const PAINT: &str = " span u font small big sub sup mark code kbd tt ins abbr center label wbr ";

/// How many open tags are looked at for the one that a closing tag ends.
const DEEPEST: usize = 64;

/// What is never shown, from its first letters behind `<` to its last.
const HIDDEN: [(&str, &str); 4] = [("!--", "-->"), ("!", ">"), ("?php", "?>"), ("?", ">")];

/// A tag, without its brackets.
pub(crate) struct HtmlTag<'a> {
    /// In lower case.
    pub(crate) name: String,
    /// With a `/` before it where it ends an element.
    inside: &'a str,
    /// What stands in a script or a style, up to its end.
    pub(crate) program: &'a str,
}

/// A part of HTML.
pub(crate) enum HtmlPart<'a> {
    /// As they stand in the source, between tags.
    Words(&'a str),
    /// Anything in angle brackets that is shown or means something.
    Tag(HtmlTag<'a>),
}

impl HtmlTag<'_> {
    /// Whether it begins something whose meaning gets lost.
    pub(in crate::markdown) fn is_dropped(&self) -> bool {
        let is_read = meaning(self).is_some() || ["br", "img", "hr"].contains(&&*self.name);
        self.opens() && !is_read
    }

    /// Whether it begins a script or a style, whose inside nobody is to read.
    pub(in crate::markdown) fn begins_program(&self) -> bool {
        self.opens() && ["script", "style"].contains(&&*self.name)
    }

    /// Whether it begins an element.
    pub(crate) fn opens(&self) -> bool {
        !self.inside.starts_with('/')
    }

    /// The value of the first attribute of this name.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '=');
        let (_, mut rest) = self.inside.split_once(char::is_whitespace)?;
        while !rest.is_empty() {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let (name, behind) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
            rest = behind.trim_start();
            let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
                continue;
            };
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = &value[1..];
                    inside.split_once(quote).unwrap_or((inside, ""))
                }
                _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = behind;
        }
        None
    }
}

pub(crate) fn html_tags(html: &str) -> impl Iterator<Item = HtmlTag<'_>> {
    html_parts(html).filter_map(|part| match part {
        HtmlPart::Tag(tag) => Some(tag),
        HtmlPart::Words(_) => None,
    })
}

/// `html` in tags and the words between them, without comments, declarations and the insides of scripts and
/// styles.
pub(crate) fn html_parts(html: &str) -> impl Iterator<Item = HtmlPart<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let Some(body) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                let (words, after) = rest.split_at(end);
                rest = after;
                return (!words.is_empty()).then_some(HtmlPart::Words(words));
            };
            let hidden = HIDDEN.iter().find(|(start, _)| body.starts_with(start));
            if let Some((_, end)) = hidden {
                rest = body.split_once(end).map_or("", |(_, after)| after);
            } else if let Some(end) = tag_end(body) {
                rest = &body[end..];
                let inside = &body[..end - 1];
                let name = inside.trim_start_matches('/');
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
                let name = name.unwrap_or_default().to_ascii_lowercase();
                let mut tag = HtmlTag {
                    name,
                    inside,
                    program: "",
                };
                if tag.begins_program() {
                    let end = program_end(rest, &tag.name);
                    (tag.program, rest) = rest.split_at(end);
                }
                return Some(HtmlPart::Tag(tag));
            } else {
                // No tag: a sign.
                let end = body.find('<').map_or(rest.len(), |at| at + 1);
                let (words, after) = rest.split_at(end);
                rest = after;
                return Some(HtmlPart::Words(words));
            }
        }
    })
}

/// Where the script or style of this name ends that goes on with `rest`.
fn program_end(rest: &str, name: &str) -> usize {
    let mut ends = rest.match_indices("</").map(|(at, _)| at);
    let is_its = |at: &usize| {
        let found = rest.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    ends.find(is_its).unwrap_or(rest.len())
}

/// Where the tag ends whose inside `body` begins with, its `>` included. Another tag that begins outside of
/// its quotation marks ends the search, so that all searches together cost the length of the text.
fn tag_end(body: &str) -> Option<usize> {
    let name = body.strip_prefix('/').unwrap_or(body);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let end = body.find(|c| {
        if let Some(open) = quote {
            quote = quote.filter(|_| c != open);
            return false;
        }
        quote = Some(c).filter(|c| matches!(c, '"' | '\''));
        matches!(c, '>' | '<')
    });
    end.filter(|at| body[*at..].starts_with('>'))
        .map(|at| at + 1)
}

/// `words` with the characters that references such as `&nbsp;` stand for.
pub(crate) fn decoded(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for part in words.split_inclusive(';') {
        let (before, reference) = part.split_at(part.rfind('&').unwrap_or(part.len()));
        out.push_str(before);
        match Parser::new(reference).nth(1) {
            Some(Event::Text(text)) if reference.len() < 40 => out.push_str(&text),
            _ => out.push_str(reference),
        }
    }
    Cow::Owned(out)
}

impl Builder<'_> {
    /// Reads a tag between words, or a block of HTML, with what becomes of a tag that means nothing here.
    pub(super) fn html(&mut self, html: &str, unknown: fn(&mut Self)) {
        for part in html_parts(html) {
            match part {
                HtmlPart::Words(words) if self.open.is_none() && words.trim().is_empty() => {}
                HtmlPart::Words(words) => self.words(&decoded(words).replace('\n', " ")),
                HtmlPart::Tag(tag) => self.tag(&tag, unknown),
            }
        }
    }

    fn tag(&mut self, tag: &HtmlTag<'_>, unknown: fn(&mut Self)) {
        let meaning = meaning(tag);
        match (tag.name.as_str(), meaning) {
            ("br", _) if self.open.is_some() => self.line_break('\n'),
            ("img", _) => {
                let picture = decoded(tag.attribute("alt").unwrap_or_default());
                let colon = if picture.is_empty() { "" } else { ": " };
                self.words(&format!("{PICTURE}{colon}{picture}]"));
            }
            (name, _) if PAINT.contains(&format!(" {name} ")) => {}
            // A cell keeps to its row.
            (_, meaning)
                if matches!(self.open, Some(Open::Cell(_)))
                    && !meaning.as_ref().is_some_and(|tag| is_inline(tag.to_end())) =>
            {
                self.gap();
            }
            ("hr", _) => self.begin(Kind::Rule, Role::Rule),
            (_, Some(meaning)) if tag.opens() => self.open_tag(meaning),
            (_, Some(meaning)) => self.close_tag(meaning.to_end()),
            _ => unknown(self),
        }
    }

    fn open_tag(&mut self, tag: Tag<'static>) {
        let end = tag.to_end();
        match end {
            _ if is_inline(end) && self.tags.len() >= DEEPEST => return,
            // Their ends are often left out.
            TagEnd::Paragraph | TagEnd::Heading(_) => return self.start(tag),
            TagEnd::Item => {
                self.finish();
                if self.tags.last() == Some(&TagEnd::Item) {
                    self.close_tags(self.tags.len() - 1);
                }
                if !matches!(self.tags.last(), Some(TagEnd::List(_))) {
                    self.open_tag(Tag::List(None));
                }
            }
            _ => {}
        }
        self.start(tag);
        self.tags.push(end);
    }

    fn close_tag(&mut self, meaning: TagEnd) {
        let is_meant = |open: &TagEnd| mem::discriminant(open) == mem::discriminant(&meaning);
        let mut inner = self.tags.iter().rev().take(DEEPEST);
        match (meaning, inner.position(is_meant)) {
            (TagEnd::Paragraph | TagEnd::Heading(_), _) => self.finish(),
            (_, Some(within)) => self.close_tags(self.tags.len() - within - 1),
            _ => {}
        }
    }

    /// Ends what HTML has opened until `left` of it are left.
    pub(super) fn close_tags(&mut self, left: usize) {
        while self.tags.len() > left
            && let Some(tag) = self.tags.pop()
        {
            self.end(tag, 0..0);
        }
    }

    /// Ends what HTML has opened among words, which goes on for no longer than a block.
    pub(super) fn close_inline_tags(&mut self) {
        while let Some(tag) = self.tags.pop_if(|tag| is_inline(*tag)) {
            self.end(tag, 0..0);
        }
    }
}

/// What a tag, or the one that it ends, begins in Markdown.
fn meaning(tag: &HtmlTag<'_>) -> Option<Tag<'static>> {
    Some(match tag.name.as_str() {
        "b" | "strong" => Tag::Strong,
        "i" | "em" => Tag::Emphasis,
        "del" | "s" => Tag::Strikethrough,
        "a" => Tag::Link {
            link_type: LinkType::Inline,
            dest_url: decoded(tag.attribute("href").unwrap_or_default())
                .into_owned()
                .into(),
            title: "".into(),
            id: "".into(),
        },
        "p" => Tag::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading {
            level: HeadingLevel::H1,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        },
        "ul" => Tag::List(None),
        "ol" => {
            let start = || tag.attribute("start")?.parse::<u32>().ok();
            Tag::List(Some(start().map_or(1, u64::from)))
        }
        "li" => Tag::Item,
        "blockquote" => Tag::BlockQuote(None),
        _ => return None,
    })
}
