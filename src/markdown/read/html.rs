//! HTML in an answer: the usual tags are read as what they mean, all others are dropped.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use super::{Builder, ContainerKind, Open, PICTURE};
use crate::text::{Accents, Role};

/// The tags that are read.
const READ: &str = " p br b strong i em a ul ol li h1 h2 h3 h4 h5 h6 del s blockquote img hr ";
/// Tags that are dropped without a gap: they only paint the words.
const PAINT: &str = " span u font small big sub sup mark code kbd tt ins abbr center label wbr ";

/// How many open tags are looked at for the one that a closing tag ends.
const DEEPEST: usize = 64;

/// What is never shown, from its first letters behind `<` to its last.
const HIDDEN: [(&str, &str); 6] = [
    ("!--", "-->"),
    ("script", "</script>"),
    ("style", "</style>"),
    ("!", ">"),
    ("?php", "?>"),
    ("?", ">"),
];

/// A tag, without its brackets.
pub(crate) struct HtmlTag<'a> {
    /// In lower case.
    pub(crate) name: String,
    side: TagSide,
    attributes: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagSide {
    Opening,
    Closing,
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
        self.opens() && !READ.contains(&format!(" {} ", self.name))
    }

    /// Whether it begins an element.
    pub(crate) fn opens(&self) -> bool {
        self.side == TagSide::Opening
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!("{name}="))? + name.len() + 1;
        let value = &self.attributes[start..];
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '\n', '/']).next(),
        }
    }
}

/// The tags in `html`.
pub(in crate::markdown) fn tags(html: &str) -> impl Iterator<Item = HtmlTag<'_>> {
    html_parts(html).filter_map(|part| match part {
        HtmlPart::Tag(tag) => Some(tag),
        HtmlPart::Words(_) => None,
    })
}

/// `html` in tags and the words between them, without comments, declarations, scripts and styles.
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
                let tag = &body[..end - 1];
                let side = if tag.starts_with('/') {
                    TagSide::Closing
                } else {
                    TagSide::Opening
                };
                let tag = tag.trim_matches('/');
                let name = tag.find(|c: char| !c.is_ascii_alphanumeric());
                let (name, attributes) = tag.split_at(name.unwrap_or(tag.len()));
                return Some(HtmlPart::Tag(HtmlTag {
                    name: name.to_ascii_lowercase(),
                    side,
                    attributes,
                }));
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

/// Where the tag ends whose inside `body` begins with, its `>` included.
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
        c == '>'
    });
    end.map(|at| at + 1)
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
        let opens = tag.opens();
        let accent = match tag.name.as_str() {
            "b" | "strong" => Some(Accents::STRONG),
            "i" | "em" => Some(Accents::EMPHASIS),
            "del" | "s" => Some(Accents::STRIKE),
            _ => None,
        };
        match (tag.name.as_str(), accent) {
            (_, Some(_)) | ("a", _) if opens && self.tags.len() == DEEPEST => {}
            (name, Some(accent)) if opens => {
                self.open_accent(accent);
                self.tags.push(name.to_owned());
            }
            ("a", _) if opens => {
                let to = decoded(tag.attribute("href").unwrap_or_default()).into_owned();
                self.begin_link(to);
                self.tags.push("a".to_owned());
            }
            (name @ "a", _) | (name, Some(_)) => {
                if let Some(at) = self.tags.iter().rposition(|open| open == name) {
                    self.close_tags(at);
                }
            }
            ("br", _) if self.open.is_some() => self.line_break('\n'),
            ("img", _) => {
                let picture = decoded(tag.attribute("alt").unwrap_or_default());
                let colon = if picture.is_empty() { "" } else { ": " };
                self.words(&format!("{PICTURE}{colon}{picture}]"));
            }
            (name, _) if PAINT.contains(&format!(" {name} ")) => {}
            // A cell keeps to its row.
            _ if matches!(self.open, Some(Open::Cell(_))) => self.gap(),
            ("p", _) if opens => self.begin_words(Role::Answer, Open::Words),
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) if !opens => self.finish(),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                self.begin_words(Role::Heading, Open::Words);
            }
            ("hr", _) => self.begin_rule(),
            ("ul", _) if opens => self.begin_list(None),
            ("ol", _) if opens => self.begin_list(Some(1)),
            ("blockquote", _) if opens => self.begin_quote(),
            ("li", _) if opens => {
                self.finish();
                if matches!(self.html_container(), Some(ContainerKind::Item(_))) {
                    self.end_container();
                }
                if !matches!(self.html_container(), Some(ContainerKind::List(_))) {
                    self.begin_list(None);
                }
                self.begin_item();
            }
            ("li" | "ul" | "ol" | "blockquote", _) => {
                let is_closed = |kind: ContainerKind| match kind {
                    ContainerKind::Quote => tag.name == "blockquote",
                    ContainerKind::List(_) => matches!(tag.name.as_str(), "ul" | "ol"),
                    ContainerKind::Item(_) => tag.name == "li",
                };
                let inner = self.containers[self.floor..].iter().rev().take(DEEPEST);
                if let Some(outside) = inner.map(|c| c.kind).position(is_closed) {
                    self.close_containers(self.containers.len() - outside - 1);
                }
            }
            _ => unknown(self),
        }
    }

    /// The innermost container, if HTML opened it.
    fn html_container(&self) -> Option<ContainerKind> {
        let is_html = self.containers.len() > self.floor;
        self.innermost().filter(|_| is_html)
    }

    /// Ends containers until `left` are left.
    pub(super) fn close_containers(&mut self, left: usize) {
        while self.containers.len() > left {
            self.end_container();
        }
    }

    fn end_container(&mut self) {
        match self.innermost() {
            Some(ContainerKind::Quote) => self.end_quote(0..0),
            Some(ContainerKind::Item(_)) => self.end_item(),
            Some(ContainerKind::List(_)) => self.end_list(),
            None => {}
        }
    }

    /// Ends emphasis and links until `left` tags are left.
    pub(super) fn close_tags(&mut self, left: usize) {
        while self.tags.len() > left {
            match self.tags.pop().as_deref() {
                Some("a") => self.end_link(),
                _ => self.close_accent(),
            }
        }
    }
}
