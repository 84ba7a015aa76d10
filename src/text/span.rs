//! Text with a meaning: a [`Role`] and [`Accents`] a span, never how it is painted.

/// What a piece of text is for. A theme paints roles; the model and the Markdown only name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The answer's own sentences, to be read aloud.
    #[default]
    Answer,
    /// The title of an answer, and a heading inside it.
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

impl Span {
    /// Text with a role and nothing special about it.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            accents: Accents::NONE,
        }
    }
}

impl Line {
    /// A row of one span.
    #[must_use]
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self {
            spans: vec![Span::new(text, role)],
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
