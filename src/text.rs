//! Text on its way to a terminal: made harmless, measured in cells, wrapped, and labelled with what it
//! means (a [`Role`]), never with how it is painted. The only owner of `unicode-width` and
//! `unicode-segmentation`.

use std::borrow::Cow;

/// What a piece of text is for. A theme paints roles; the model and the Markdown only name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The answer's own sentences, to be read aloud.
    #[default]
    Answer,
    /// A heading inside an answer.
    Heading,
    /// The bullet or number of a list item.
    Bullet,
    /// The doctor's words.
    Quote,
    /// The bar left of the doctor's words.
    QuoteBar,
    /// The name above the doctor's words.
    Speaker,
    /// A rule or a table's border.
    Rule,
    /// A question in the list.
    Question,
    /// The way a caller put it (an `also_asked`).
    Alternative,
    /// A topic's name.
    Topic,
    /// What must never be read aloud.
    Staff,
    /// Something that needs attention, in words.
    Warning,
    /// The sentence to say in place of an answer.
    HandOver,
    /// The prompt and the caller's words in the search box.
    Search,
    /// The name of a key in the footer or the help.
    Key,
    /// Anything secondary: counts, captions, hints.
    Hint,
}

/// What is special about a span within its role; a small set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Accents(u8);

impl Accents {
    /// Nothing special.
    pub const NONE: Self = Self(0);
    /// Strong emphasis, `**so**`.
    pub const STRONG: Self = Self(1);
    /// Emphasis, `*so*`.
    pub const EMPHASIS: Self = Self(2);
    /// Struck out, `~~so~~`.
    pub const STRIKE: Self = Self(4);
    /// Code, `` `so` ``.
    pub const CODE: Self = Self(8);
    /// A link's text.
    pub const LINK: Self = Self(16);
    /// A word that the search matched.
    pub const HIT: Self = Self(32);

    /// Whether every accent of `other` is set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set less `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A run of text with one meaning.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// Clean text without line breaks.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// What is special about it.
    pub accents: Accents,
}

/// One row of a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// From left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// A row of one span.
    #[must_use]
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self {
            spans: vec![Span {
                text: text.into(),
                role,
                accents: Accents::NONE,
            }],
        }
    }

    /// The row's text.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    /// Whether a word in it was matched by the search.
    #[must_use]
    pub fn has_hit(&self) -> bool {
        self.spans.iter().any(|s| s.accents.contains(Accents::HIT))
    }
}

/// `text` without what a terminal would obey or a reader could not see: control characters (line breaks
/// stay, tabs become spaces), bidirectional overrides and isolates, zero-width and other invisible formatting. Joiners
/// stay where a script or an emoji needs them. Borrows when there is nothing to remove.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// [`clean`], with line breaks turned into spaces too: for anything that must stay on one row.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    Cow::Owned(clean(text).replace(['\n', '\r'], " "))
}

/// How many cells `text` fills.
#[must_use]
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The byte offset of the character (grapheme cluster) boundary after `at`, itself a boundary.
#[must_use]
pub fn next(text: &str, at: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    at + text[at..].graphemes(true).next().map_or(0, str::len)
}

/// The byte offset of the character (grapheme cluster) boundary before `at`, itself a boundary.
#[must_use]
pub fn previous(text: &str, at: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    at - text[..at].graphemes(true).next_back().map_or(0, str::len)
}

/// As much of `text` as fits into `width` cells, ending in `…` when something was cut.
#[must_use]
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut end = 0;
    while end < text.len() && self::width(&text[..next(text, end)]) < width {
        end = next(text, end);
    }
    Cow::Owned(format!("{}…", &text[..end]))
}

/// Wraps plain text.
#[must_use]
pub fn wrap(text: &str, width: usize, role: Role, _marks: &[std::ops::Range<usize>]) -> Vec<Line> {
    let mut out = vec![String::new()];
    for w in text.split_whitespace() {
        let l = out.last_mut().unwrap();
        if !l.is_empty() && self::width(l) + 1 + self::width(w) > width {
            out.push(w.into());
        } else {
            if !l.is_empty() {
                l.push(' ');
            }
            l.push_str(w);
        }
    }
    out.into_iter().map(|t| Line::of(t, role)).collect()
}
