//! Text with a meaning: a [`Role`] and [`Accents`] a span, a [`Surface`] a row, never how it is painted.

/// What a piece of text is for. A theme paints roles; the model and the Markdown only name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The answer's own sentences, to be read aloud.
    #[default]
    Answer,
    /// The title of an answer, a heading inside it, and the topic's name above the search box.
    Heading,
    /// What stands right of a title: seconds, topic, which of how many; the way a caller put the question
    /// that is chosen.
    Meta,
    /// The bullet or number of a list item.
    Bullet,
    /// The doctor's words.
    Quote,
    /// The bar left of the doctor's words.
    QuoteBar,
    /// The quotation marks around them.
    QuoteMark,
    /// The name above them.
    Speaker,
    /// A sentence to say in place of an answer.
    Say,
    /// The bar left of it, and the quotation marks around it.
    SayMark,
    /// What it is, above it.
    SayLabel,
    /// What must never be read aloud.
    Staff,
    /// That it must not, above it.
    StaffLabel,
    /// A question in the list.
    Question,
    /// A question that is less likely meant, and the way a caller put one (an `also_asked`).
    Less,
    /// The question that is chosen.
    Chosen,
    /// The bar left of it.
    ChosenBar,
    /// Something to look at twice.
    Look,
    /// The same, and sooner.
    LookStrong,
    /// The bar left of a mistake.
    LookBar,
    /// That this call is not to be answered.
    Stop,
    /// The sides of an emergency, the ends of its banner.
    StopEnd,
    /// A fact to ask for.
    Fact,
    /// Its number, and the name of a step.
    Number,
    /// The prompt and the caller's words in the search box.
    Search,
    /// The caller's words while they are selected: the next letter replaces them.
    Selected,
    /// A frame, a rule or a table's border.
    Rule,
    /// The name of a key.
    Key,
    /// Anything secondary: counts, captions, what keys do.
    Hint,
}

/// What a whole row stands on: it decides the ground, the bar at its edge and where its text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Surface {
    /// The page itself.
    #[default]
    Page,
    /// The strip of a title.
    Heading,
    /// The chosen row of the list.
    Chosen,
    /// The doctor's words.
    Doctor,
    /// A sentence to say.
    Say,
    /// What is never read aloud.
    Staff,
    /// A mistake in the FAQ.
    Look,
    /// The banner of a call that is handed over.
    Stop,
    /// The last row of an emergency.
    Foot,
}

impl Surface {
    /// Whether it is a card, whose text's first cell is for a hanging quotation mark.
    pub fn is_card(self) -> bool {
        matches!(self, Self::Doctor | Self::Say)
    }
}

/// The edge that a row is set from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// As most scripts are written.
    #[default]
    Left,
    /// As Arabic and Persian are.
    Right,
}

impl Side {
    /// Where lines of a language are set from, by its two letters.
    pub fn of(language: &str) -> Self {
        match language {
            "ar" | "fa" | "he" | "ur" => Self::Right,
            _ => Self::Left,
        }
    }
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
    /// A link's text.
    pub const LINK: Self = Self(8);
    /// A word that the search matched.
    pub const MARK: Self = Self(16);

    /// Whether every accent of `other` is set.
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
    /// At the other edge, if anything.
    pub right: Vec<Span>,
    /// What it stands on.
    pub surface: Surface,
    /// The edge that it is set from.
    pub side: Side,
}

impl Span {
    /// Text with a role and nothing special about it.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            accents: Accents::NONE,
        }
    }

    /// As much of it as fits into so many cells.
    #[must_use]
    pub fn cut(self, width: usize) -> Self {
        Self {
            text: super::truncate(&self.text, width).into_owned(),
            ..self
        }
    }
}

/// How many cells spans fill.
pub fn spans_width(spans: &[Span]) -> usize {
    spans.iter().map(|span| super::width(&span.text)).sum()
}

/// Spans with another `between` each two.
pub fn joined(spans: &[Span], between: Span) -> Vec<Span> {
    let spans: Vec<&[Span]> = spans.chunks(1).collect();
    spans.join(&[between][..])
}

impl Line {
    /// A row of these spans on the page.
    pub fn new(spans: Vec<Span>) -> Self {
        Self {
            spans,
            ..Self::default()
        }
    }

    /// A row of one span.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self::new(vec![Span::new(text, role)])
    }

    /// The row on another surface.
    #[must_use]
    pub fn on(self, surface: Surface) -> Self {
        Self { surface, ..self }
    }

    /// How many cells it fills.
    pub fn width(&self) -> usize {
        spans_width(&self.spans)
    }

    /// The row's text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }
}
