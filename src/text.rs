//! Text on its way to a terminal: made harmless, measured in cells, wrapped, and labelled with what it
//! means (a [`Role`]), never with how it is painted. The only owner of `unicode-width` and
//! `unicode-segmentation`.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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

/// `text` without what a terminal would obey or a reader could not see: escape sequences (as a whole, with their
/// parameters and strings), control characters, bidirectional formatting, zero-width and other invisible characters.
/// Line breaks of every kind become `\n`, a tab four spaces. Joiners and variation selectors stay where a script or an
/// emoji needs them; a base keeps at most eight combining marks, an emoji eight joiners. Borrows when there is
/// nothing to change; one pass; cleaning twice changes nothing more.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    Cleaner::new(text, Breaks::Kept).run()
}

/// [`clean`], with each line break and tab turned into one space: for anything that must stay on one row.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    Cleaner::new(text, Breaks::Spaces).run()
}

/// What cleaning does with line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Kept,
    Spaces,
}

/// What becomes of a character, or of several.
enum Fate {
    Kept,
    Dropped,
    Replaced(&'static str),
}

/// The most combining marks on one base, and joiners in one emoji: more than any language writes.
const MARKS: usize = 8;

/// The flags of England, Scotland and Wales: the only sequences of tag characters in use. Any other could smuggle
/// text past the reader.
const TAGGED_FLAGS: [&str; 3] = [
    "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// One pass over a text that copies it only from the first change on.
struct Cleaner<'a> {
    text: &'a str,
    breaks: Breaks,
    /// What was kept and replaced before `pending`.
    out: String,
    /// Where the text begins that is kept but not yet copied.
    pending: usize,
    /// The last character kept.
    last: char,
    /// The last character kept that is neither mark, selector nor joiner.
    base: char,
    /// Combining marks since `base`.
    marks: usize,
    /// Joiners that tie `base` to what stands before it.
    joined: usize,
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str, breaks: Breaks) -> Self {
        Self {
            text,
            breaks,
            out: String::new(),
            pending: 0,
            last: '\n',
            base: '\n',
            marks: 0,
            joined: 0,
        }
    }

    fn run(mut self) -> Cow<'a, str> {
        let mut at = 0;
        while at < self.text.len() {
            let plain = plain_prefix(&self.text.as_bytes()[at..], self.breaks);
            if plain > 0 {
                at += plain;
                self.follow(char::from(self.text.as_bytes()[at - 1]));
                continue;
            }
            let rest = &self.text[at..];
            let Some(c) = rest.chars().next() else { break };
            let (fate, len) = self.judge(c, rest);
            match fate {
                Fate::Kept => {}
                Fate::Dropped => self.replace(at, len, ""),
                Fate::Replaced(by) => self.replace(at, len, by),
            }
            at += len;
        }
        if self.pending == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.pending..]);
        Cow::Owned(self.out)
    }

    /// Puts `by` in place of the `len` bytes at `at`.
    fn replace(&mut self, at: usize, len: usize, by: &str) {
        self.out.push_str(&self.text[self.pending..at]);
        self.out.push_str(by);
        self.pending = at + len;
        if let Some(c) = by.chars().next_back() {
            self.follow(c);
        }
    }

    /// Notes that the base character `c` is kept.
    fn follow(&mut self, c: char) {
        self.joined = if self.last == '\u{200d}' {
            self.joined + 1
        } else {
            0
        };
        self.last = c;
        self.base = c;
        self.marks = 0;
    }

    /// What becomes of `c`, at which `rest` begins, and of how many bytes.
    fn judge(&mut self, c: char, rest: &str) -> (Fate, usize) {
        let len = c.len_utf8();
        match c {
            '\t' => (Fate::Replaced(self.tab()), len),
            '\r' if rest[1..].starts_with('\n') => (Fate::Replaced(self.line_break()), 2),
            '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                (Fate::Replaced(self.line_break()), len)
            }
            '\u{1b}' | '\u{80}'..='\u{9f}' => (Fate::Dropped, escape_sequence(rest)),
            '\u{1f3f4}' => {
                self.follow(c);
                let flag = TAGGED_FLAGS.iter().find(|f| rest[len..].starts_with(**f));
                (Fate::Kept, len + flag.map_or(0, |f| f.len()))
            }
            '\u{200c}' | '\u{200d}' | '\u{180e}' => {
                (self.joiner(c, rest[len..].chars().next()), len)
            }
            '\u{fe00}'..='\u{fe0f}'
            | '\u{e0100}'..='\u{e01ef}'
            | '\u{180b}'..='\u{180d}'
            | '\u{180f}' => (self.selector(c, &rest[len..]), len),
            _ if is_invisible(c) => (Fate::Dropped, len),
            _ if c.width() == Some(0) => {
                if self.marks == MARKS {
                    return (Fate::Dropped, len);
                }
                self.marks += 1;
                self.last = c;
                (Fate::Kept, len)
            }
            _ => {
                self.follow(c);
                (Fate::Kept, len)
            }
        }
    }

    fn tab(&self) -> &'static str {
        match self.breaks {
            Breaks::Kept => "    ",
            Breaks::Spaces => " ",
        }
    }

    fn line_break(&self) -> &'static str {
        match self.breaks {
            Breaks::Kept => "\n",
            Breaks::Spaces => " ",
        }
    }

    /// A joiner stays between two letters of a script that shapes by it, after a virama (old Malayalam ends words so)
    /// and, if it is the joining one, between two pictographs.
    fn joiner(&mut self, c: char, next: Option<char>) -> Fate {
        let room = |c: char| self.marks < MARKS || c.width() != Some(0);
        let shaped = takes_joiners(self.last) && next.is_some_and(|c| takes_joiners(c) && room(c));
        let kept = match c {
            '\u{180e}' => is_mongolian(self.last) && next.is_some_and(is_mongolian),
            '\u{200d}' => {
                let pictographs = next.is_some_and(is_pictograph) && is_pictograph(self.base);
                // A cell must not swell without end.
                shaped || self.last == '\u{d4d}' || (pictographs && self.joined < MARKS)
            }
            _ => shaped,
        };
        if kept {
            self.last = c;
            Fate::Kept
        } else {
            Fate::Dropped
        }
    }

    /// A variation selector stays, one at a time, directly behind a base that has such variants.
    fn selector(&mut self, c: char, rest: &str) -> Fate {
        let takes = self.last == self.base
            && match c {
                '\u{fe0e}' | '\u{fe0f}' => match self.base {
                    '0'..='9' | '#' | '*' => rest.starts_with('\u{20e3}'),
                    base => is_pictograph(base),
                },
                '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => is_ideograph(self.base),
                '\u{180b}'..='\u{180f}' => is_mongolian(self.base),
                _ => false,
            };
        if takes {
            self.last = c;
            Fate::Kept
        } else {
            Fate::Dropped
        }
    }
}

/// How many bytes at the start are printable ASCII (or line breaks, where those are kept).
fn plain_prefix(bytes: &[u8], breaks: Breaks) -> usize {
    let newline = if breaks == Breaks::Kept { b'\n' } else { b' ' };
    let plain = |b: &u8| (b' '..=b'~').contains(b) || *b == newline;
    // Whole chunks first, without a branch for each byte, so that the compiler can use vector instructions.
    let chunks = bytes
        .chunks_exact(32)
        .take_while(|chunk| chunk.iter().fold(true, |all, b| all & plain(b)))
        .count()
        * 32;
    chunks + bytes[chunks..].iter().take_while(|b| plain(b)).count()
}

/// The length of the escape sequence or control character that begins `text`. A sequence that is not finished, a
/// string that does not end on its line, and one that no terminal knows lose their introducer only: the text behind
/// it stays.
fn escape_sequence(text: &str) -> usize {
    let mut chars = text.chars();
    let (introducer, start) = match chars.next() {
        Some('\u{1b}') => match chars.next() {
            Some(c @ ('[' | 'P' | 'X' | ']' | '^' | '_')) => (c, 2),
            _ => return 1 + short_sequence(&text.as_bytes()[1..]),
        },
        // The eight-bit forms stand for ESC and a character 0x40 below.
        Some(c) => (char::from(c as u8 - 0x40), c.len_utf8()),
        None => return 0,
    };
    let body = &text[start..];
    start
        + match introducer {
            '[' => control_sequence(body.as_bytes()),
            'P' | 'X' | ']' | '^' | '_' => control_string(body),
            _ => 0,
        }
}

/// What follows ESC in the sequences without parameters: character sets, sizes and codings, and single commands.
fn short_sequence(bytes: &[u8]) -> usize {
    match bytes {
        [
            b'(' | b')' | b'*' | b'+' | b'-'..=b'/',
            b'0'..=b'9' | b'<'..=b'>' | b'A'..=b'Z',
            ..,
        ]
        | [b'#', b'3'..=b'6' | b'8', ..]
        | [b'%', b'8' | b'@' | b'G', ..]
        | [b' ', b'F' | b'G' | b'L'..=b'N', ..] => 2,
        [
            b'6'..=b'9'
            | b'<'..=b'>'
            | b'D'
            | b'E'
            | b'H'
            | b'M'..=b'O'
            | b'V'
            | b'W'
            | b'Z'
            | b'\\'
            | b'c'
            | b'l'..=b'o'
            | b'|'..=b'~',
            ..,
        ] => 1,
        _ => 0,
    }
}

/// Parameters, intermediates and the final, as far as they are there.
fn control_sequence(bytes: &[u8]) -> usize {
    let parameters = bytes
        .iter()
        .take_while(|b| (0x30..=0x3f).contains(*b))
        .count();
    let intermediates = bytes[parameters..]
        .iter()
        .take_while(|b| (0x20..=0x2f).contains(*b))
        .count();
    match bytes.get(parameters + intermediates) {
        Some(0x40..=0x7e) => parameters + intermediates + 1,
        _ => parameters,
    }
}

/// The string of an operating-system command and its like, with its terminator; 0 when it has none on its line.
fn control_string(text: &str) -> usize {
    let stops = |c: char| c.is_control() && c != '\t';
    match text.find(stops).map(|at| (at, &text[at..])) {
        Some((at, rest)) if rest.starts_with('\u{7}') => at + 1,
        Some((at, rest)) if rest.starts_with("\u{1b}\\") || rest.starts_with('\u{9c}') => at + 2,
        _ => 0,
    }
}

/// Whether nobody can see `c`, or it is for no other use than to change how its neighbours are shown. (Joiners and
/// variation selectors are judged by their neighbours, before this.)
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'
        | '\u{ad}' // soft hyphen
        | '\u{34f}' // grapheme joiner
        | '\u{61c}' | '\u{200e}' | '\u{200f}' // direction marks
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}' // Khmer vowels without a sign
        | '\u{200b}' | '\u{feff}' // zero-width spaces
        | '\u{202a}'..='\u{202e}' // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated formats
        | '\u{fdd0}'..='\u{fdef}' // noncharacters
        | '\u{fff0}'..='\u{fffb}' // annotations
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // formats of notations
        | '\u{e0000}'..='\u{e0fff}' // tags
    ) || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether `c` is a letter or mark of a script in which joiners choose the letters' shapes.
fn takes_joiners(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{77f}' | '\u{7c0}'..='\u{109f}' // Arabic, Syriac, N'Ko; Devanagari to Myanmar
        | '\u{1780}'..='\u{180a}' | '\u{1810}'..='\u{18af}' | '\u{1900}'..='\u{1cff}' // Khmer, Mongolian; Balinese and others
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}'
    ) && (c.is_alphabetic() || c.width() == Some(0))
        && !is_invisible(c)
}

fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{1878}' | '\u{1880}'..='\u{18aa}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether `c` is a pictograph that emoji are made of: then, and only then, a joiner ties another one to it.
fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && graphemes(&String::from_iter([c, '\u{200d}', '\u{2764}'])).count() == 1
}

/// What a reader takes for characters, each with its place: letters with their marks, whole emoji. For clean text.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at;
        let grapheme = match rest.as_bytes() {
            [] => return None,
            // Between two ASCII characters there is always a boundary, and most text is ASCII.
            [a, b, ..] if a.is_ascii() && b.is_ascii() => &rest[..1],
            _ => rest.graphemes(true).next()?,
        };
        at += grapheme.len();
        Some((start, grapheme))
    })
}

/// The byte offset of the character (grapheme cluster) boundary after `at`, itself a boundary.
#[must_use]
pub fn next(text: &str, at: usize) -> usize {
    at + text[at..].graphemes(true).next().map_or(0, str::len)
}

/// The byte offset of the character (grapheme cluster) boundary before `at`, itself a boundary.
#[must_use]
pub fn previous(text: &str, at: usize) -> usize {
    at - text[..at].graphemes(true).next_back().map_or(0, str::len)
}

/// How many cells `text` fills, for clean text: each grapheme for itself, as it is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    graphemes(text).map(|(_, g)| cells(g)).sum()
}

/// How many cells one grapheme fills.
fn cells(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    // Halfwidth sound marks extend their grapheme but stand in a cell of their own.
    let sound_marks = ['\u{ff9e}', '\u{ff9f}'];
    grapheme.width() + grapheme.chars().filter(|c| sound_marks.contains(c)).count()
}

/// As much of `text` as fits into `width` cells, with `…` in the last one when something is missing.
#[must_use]
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if text.len() <= width || self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let end = graphemes(text)
        .find_map(|(at, g)| {
            used += cells(g);
            (used >= width).then_some(at)
        })
        .unwrap_or(text.len());
    Cow::Owned(format!("{}…", &text[..end]))
}

/// `text` in rows of at most `width` cells (at least 1), in one role, with `marks` (byte ranges, sorted) carrying
/// [`Accents::HIT`]. See [`Styled::wrap`].
#[must_use]
pub fn wrap(text: &str, width: usize, role: Role, marks: &[Range<usize>]) -> Vec<Line> {
    let styled = Styled {
        text,
        accents: &[],
        marks,
    };
    styled.wrap(0..text.len(), role, width, 0)
}

/// A clean text and what is special about its parts. Ranges are bytes of the text, sorted, and take effect on whole
/// graphemes.
#[derive(Clone, Copy, Debug)]
pub struct Styled<'a> {
    /// The text; a `\n` ends a row.
    pub text: &'a str,
    /// What its author emphasised.
    pub accents: &'a [(Range<usize>, Accents)],
    /// What the search matched.
    pub marks: &'a [Range<usize>],
}

impl Styled<'_> {
    /// The `part` of the text in rows of at most `width` cells (at least 1), the last of which leaves `tail` cells
    /// free (of at least three more). Breaks stand at spaces (which are left out there), behind hyphens inside
    /// words, between CJK characters (but closing punctuation never begins a row), and inside a word only when it
    /// is wider than a row. A character that is wider than a row shows as `?`. Costs one pass.
    #[must_use]
    pub fn wrap(self, part: Range<usize>, role: Role, width: usize, tail: usize) -> Vec<Line> {
        let width = width.max(1);
        let mut rows = Vec::new();
        let mut start = part.start;
        for line in self.text[part].split('\n') {
            break_line(line, start, width, &mut rows);
            start += line.len() + 1;
        }
        if let Some(last) = rows.pop_if(|last| self::width(&self.text[last.clone()]) + tail > width)
        {
            let narrower = width.saturating_sub(tail);
            break_line(&self.text[last.clone()], last.start, narrower, &mut rows);
        }
        rows.into_iter()
            .map(|row| Line {
                spans: self.spans(row, role, width),
            })
            .collect()
    }

    /// The spans of one row.
    fn spans(self, row: Range<usize>, role: Role, width: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut accents =
            &self.accents[self.accents.partition_point(|(r, _)| r.end <= row.start)..];
        let mut marks = &self.marks[self.marks.partition_point(|r| r.end <= row.start)..];
        let mut at = row.start;
        while at < row.end {
            while accents.first().is_some_and(|(r, _)| r.end <= at) {
                accents = &accents[1..];
            }
            while marks.first().is_some_and(|r| r.end <= at) {
                marks = &marks[1..];
            }
            let accent = accents.first().map(|(r, a)| (r, *a));
            let hit = marks.first().map(|r| (r, Accents::HIT));
            let mut here = Accents::NONE;
            let mut end = row.end;
            for (range, accent) in accent.into_iter().chain(hit) {
                if range.start <= at {
                    here = here.with(accent);
                    end = end.min(range.end);
                } else {
                    end = end.min(range.start);
                }
            }
            end = grapheme_end(&self.text[row.clone()], row.start, end);
            spans.push(Span {
                text: fitting(&self.text[at..end], width),
                role,
                accents: here,
            });
            at = end;
        }
        spans
    }
}

/// `at`, a place in `row` (which begins at `start`), or the end of the grapheme that it would cut in two: drawn
/// apart, its halves would fill other cells than were counted.
fn grapheme_end(row: &str, start: usize, at: usize) -> usize {
    let end = start + row.len();
    if at >= end || row.is_ascii() {
        return at.min(end);
    }
    graphemes(row)
        .map(|(i, g)| start + i + g.len())
        .find(|e| *e >= at)
        .unwrap_or(end)
}

/// `text` with a `?` for each grapheme that no row of this width can hold.
fn fitting(text: &str, width: usize) -> String {
    // No grapheme that is left whole on a row of three cells is wider than the row.
    if width > 2 || text.is_ascii() {
        return text.to_owned();
    }
    graphemes(text)
        .map(|(_, g)| if cells(g) > width { "?" } else { g })
        .collect()
}

/// Adds to `rows` the parts of `line` (which begins at `start` of its text) that make rows of `width` cells.
fn break_line(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = Row {
        start: 0,
        used: 0,
        end: 0,
        last_break: None,
    };
    let mut before = Before::default();
    let mut push = |r: Range<usize>| rows.push(start + r.start..start + r.end);
    for (at, grapheme) in graphemes(line) {
        let wide = cells(grapheme);
        if is_space(grapheme) {
            row.used += wide;
        } else {
            if before.allows_break(grapheme, wide) {
                row.last_break = Some((row.end, at, row.used));
            }
            for (at, piece) in pieces(grapheme, at, wide, width) {
                let cells = cells(piece).min(width);
                row.make_room(at, cells, width, &mut push);
                row.used += cells;
                row.end = at + piece.len();
            }
        }
        before.follow(grapheme, wide);
    }
    push(row.start..row.end);
}

/// The row that is being filled.
struct Row {
    start: usize,
    /// Cells from `start` on, spaces at the end included.
    used: usize,
    /// Behind the last grapheme that is no space.
    end: usize,
    /// Where the row may end, where the next then begins, and how many cells stand before that.
    last_break: Option<(usize, usize, usize)>,
}

impl Row {
    /// Ends rows until `cells` more, at `at`, fit.
    fn make_room(
        &mut self,
        at: usize,
        cells: usize,
        width: usize,
        push: &mut impl FnMut(Range<usize>),
    ) {
        if self.used + cells <= width {
            return;
        }
        if let Some((end, next, used)) = self.last_break.take() {
            // Nothing but spaces before the break: an indentation that there is no room for.
            if end > self.start {
                push(self.start..end);
            }
            self.start = next;
            self.used -= used;
        }
        if self.used + cells > width && self.end > self.start {
            push(self.start..self.end);
            self.start = at;
            self.used = 0;
        }
    }
}

/// A grapheme, or, when it is wider than a row, its characters in groups that are not.
fn pieces(
    grapheme: &str,
    at: usize,
    cells_of_it: usize,
    width: usize,
) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = grapheme;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if cells_of_it <= width {
            rest.len()
        } else {
            rest.char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .take_while(|end| cells(&rest[..*end]) <= width)
                .last()
                .or_else(|| rest.chars().next().map(char::len_utf8))?
        };
        let place = at + grapheme.len() - rest.len();
        let (piece, others) = rest.split_at(end);
        rest = others;
        Some((place, piece))
    })
}

/// What stands before a place where a row might end.
#[derive(Default)]
struct Before {
    /// The base of the last grapheme.
    last: char,
    wide: bool,
    /// Letters and digits in a row before the last grapheme.
    word: usize,
}

impl Before {
    fn follow(&mut self, grapheme: &str, cells: usize) {
        self.word = if self.last.is_alphanumeric() {
            self.word + 1
        } else {
            0
        };
        self.last = grapheme.chars().next().unwrap_or_default();
        self.wide = cells > 1;
    }

    /// Whether a row may end before `next`, which is no space.
    fn allows_break(&self, next: &str, cells: usize) -> bool {
        let next = next.chars().next().unwrap_or_default();
        if is_breaking_space(self.last) {
            return true;
        }
        match self.last {
            // Inside "micro-needling", "and/or"; not in "e-mail", "--loud", "-5", "10-20".
            '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/'
                if self.word > 1 && next.is_alphabetic() =>
            {
                true
            }
            _ if !self.wide && cells < 2 => false,
            last => !sticks_to_previous(next) && !sticks_to_next(last),
        }
    }
}

fn is_space(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    // A space with a mark on it is something to read.
    chars.next().is_some_and(is_breaking_space) && chars.next().is_none()
}

fn is_breaking_space(c: char) -> bool {
    matches!(c, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// Closing and trailing punctuation, small kana and what glues: never first on a row next to CJK.
fn sticks_to_previous(c: char) -> bool {
    const CLOSING: &str = "!),.:;?]}%'\"°’”»›…‥‰′″、。，．：；！？）］｝」』】〕〉》〙〗〟％ー々〻ゝゞヽヾ・〜～\
        ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u{a0}\u{2007}\u{2011}\u{202f}";
    CLOSING.contains(c)
}

/// Opening punctuation and what glues: never last on a row next to CJK.
fn sticks_to_next(c: char) -> bool {
    const OPENING: &str = "([{'\"‘“«‹¿¡（［｛「『【〔〈《〘〖〝\u{a0}\u{2007}\u{2011}\u{202f}";
    OPENING.contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;

    use super::*;

    #[test]
    fn nothing_to_clean_is_borrowed() {
        for text in [
            "",
            "plain\ntext, as it should be",
            "“Naïve” – déjà vu… ½ €",
            "می\u{200c}خواهم پوست\u{200c}ها",
            "क्\u{200d}ष র\u{200d}্যাব അവന്\u{200d}",
            "👩\u{200d}👩\u{200d}👧 👍🏽 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3} 🇮🇷 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "皮膚 葛\u{e0100}城 각 ﾊﾞ",
            "e\u{301}\u{323}",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn escape_sequences_go_as_a_whole() {
        for (hostile, left) in [
            ("a\u{1b}[31mb\u{1b}[0mc", "abc"),
            ("a\u{1b}[?1049hb\u{1b}[2 qc\u{1b}[1;2;3Hd", "abcd"),
            ("a\u{1b}]0;title\u{7}b\u{1b}]8;;http://x\u{1b}\\c", "abc"),
            ("a\u{1b}]52;c;cm0gLXJm\u{9c}b", "ab"),
            (
                "a\u{1b}P+q544e\u{1b}\\b\u{1b}_x\u{1b}\\c\u{1b}^y\u{1b}\\d\u{1b}Xz\u{1b}\\e",
                "abcde",
            ),
            (
                "a\u{9b}31mb\u{9d}0;t\u{7}c\u{90}q\u{9c}d\u{9f}x\u{9c}e",
                "abcde",
            ),
            ("a\u{1b}cb\u{1b}(0c\u{1b}#8d\u{1b}Me", "abcde"),
            ("a\u{1b}", "a"),
            ("a\u{1b}question (b\u{1b} c", "aquestion (b c"),
            ("a\u{1b}[31", "a"),
            ("a\u{1b}[31\nb", "a\nb"),
            // A string that never ends must not take the text with it.
            ("a\u{1b}]0;title and text\nb", "a0;title and text\nb"),
            ("a\u{9d}text", "atext"),
            ("a\u{1b}\u{1b}[\u{1b}[31mb", "ab"),
        ] {
            assert_eq!(clean(hostile), left, "{hostile:?}");
        }
    }

    #[test]
    fn what_nobody_sees_goes() {
        for (hostile, left) in [
            ("a\u{0}\u{7}\u{8}\u{7f}\u{80}b", "ab"),
            (
                "a\u{202e}b\u{2066}c\u{2069}d\u{200e}\u{200f}\u{61c}e",
                "abcde",
            ),
            (
                "a\u{200b}b\u{feff}c\u{ad}d\u{2060}e\u{2063}f\u{206f}g",
                "abcdefg",
            ),
            ("pa\u{200d}in\u{200c} 1\u{200d}2", "pain 12"),
            ("a\u{fe0f}b\u{fe00}c\u{e0100}d 1\u{fe0f}2", "abcd 12"),
            (
                "a\u{e0001}\u{e0068}\u{e0069}b🏴\u{e0068}\u{e0069}\u{e007f}",
                "ab🏴",
            ),
            (
                "a\u{fff9}b\u{fffa}c\u{fffb}\u{fffe}\u{fdd0}\u{115f}\u{3164}",
                "abc",
            ),
            (
                "a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{b}g",
                "a\nb\nc\nd\ne\nf\ng",
            ),
            ("a\tb", "a    b"),
        ] {
            assert_eq!(clean(hostile), left, "{hostile:?}");
        }
        assert_eq!(clean_line("a\r\nb\tc\n"), "a b c ");
        let zalgo = format!("a{}b", "\u{301}".repeat(500));
        assert_eq!(
            clean(&zalgo).chars().filter(|c| *c == '\u{301}').count(),
            MARKS
        );
        let crowd = "👩\u{200d}".repeat(500);
        assert!(graphemes(&clean(&crowd)).all(|(_, g)| g.chars().count() <= 2 * MARKS + 1));
    }

    fn rows(text: &str, width: usize) -> Vec<String> {
        wrap(text, width, Role::Answer, &[])
            .iter()
            .map(Line::text)
            .collect()
    }

    #[test]
    fn rows_end_where_a_reader_expects() {
        assert_eq!(
            rows("a layer of  skin", 7),
            ["a layer", "of ", "skin"].map(str::trim_end)
        );
        assert_eq!(rows("micro-needling", 8), ["micro-", "needling"]);
        assert_eq!(rows("call 555-1234", 10), ["call", "555-1234"]);
        assert_eq!(rows("an e-mail", 6), ["an", "e-mail"]);
        assert_eq!(rows("unbreakable", 5), ["unbre", "akabl", "e"]);
        assert_eq!(rows("皮膚の治療。", 10), ["皮膚の治", "療。"]);
        assert_eq!(rows("（皮膚）「治」", 6), ["（皮", "膚）", "「治」"]);
        assert_eq!(rows("5\u{a0}mg a", 4), ["5\u{a0}mg", "a"]);
        assert_eq!(rows("one\n\n  two", 20), ["one", "", "  two"]);
        assert_eq!(rows("皮a", 1), ["?", "a"]);
    }

    #[test]
    fn truncation_says_so_and_fits() {
        assert_eq!(truncate("needling", 8), "needling");
        assert_eq!(truncate("needling", 5), "need…");
        assert_eq!(truncate("皮膚の", 4), "皮…");
        assert_eq!(truncate("e\u{301}e\u{301}", 1), "…");
        assert_eq!(truncate("a", 0), "");
    }

    #[test]
    fn a_mark_covers_exactly_its_bytes_across_rows() {
        let text = "does it hurt-free work";
        let lines = wrap(text, 9, Role::Question, &[5..7, 8..17]);
        let hits: Vec<_> = lines
            .iter()
            .flat_map(|l| &l.spans)
            .filter(|s| s.accents.contains(Accents::HIT))
            .map(|s| s.text.as_str())
            .collect();
        assert_eq!(hits, ["it", "hurt-free"]);
    }

    fn wild() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "b c",
            " ",
            "  ",
            "-",
            "/",
            "\n",
            "\r",
            "\t",
            "皮",
            "。",
            "（",
            "\u{1b}",
            "[",
            "]",
            "31m",
            "\u{7}",
            "\\",
            "\u{9b}",
            "\u{9d}",
            "\u{9c}",
            "\u{200c}",
            "\u{200d}",
            "\u{fe0f}",
            "\u{fe0e}",
            "\u{301}",
            "\u{20e3}",
            "1",
            "👩",
            "🏽",
            "🏴",
            "\u{e0067}",
            "\u{e007f}",
            "🇮",
            "ل",
            "ا",
            "ك",
            "क",
            "\u{94d}",
            "ി",
            "\u{d4d}",
            "ﾊ",
            "ﾞ",
            "\u{1160}",
            "가",
            "ᄀ",
            "ᅡ",
            "ᆨ",
            "\u{600}",
            "\u{17d8}",
            "\u{e0100}",
            "\u{180b}",
            "\u{1820}",
            "\u{202e}",
            "\u{a0}",
            "\u{3000}",
        ]);
        prop_oneof![
            4 => prop::collection::vec(pieces, 0..40).prop_map(|v| v.concat()),
            1 => any::<String>(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn cleaning_twice_changes_nothing(text in wild()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(matches!(clean(&once), Cow::Borrowed(_)));
            let line = clean_line(&text);
            prop_assert_eq!(clean_line(&line), line.as_ref());
            let kept = |c| matches!(c, '\u{e0100}' | '\u{e0067}' | '\u{e007f}');
            prop_assert!(!line.chars().any(|c| c.is_control() || (is_invisible(c) && !kept(c))));
        }

        #[test]
        fn width_is_the_cells_that_are_drawn(text in wild()) {
            let text = clean_line(&text);
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 1000, 1));
            let (end, _) = buffer.set_stringn(0, 0, &text, 1000, ratatui::style::Style::new());
            prop_assert_eq!(usize::from(end), width(&text));
        }

        #[test]
        fn rows_fit_and_keep_all_but_spaces(text in wild(), width in 1usize..30) {
            let text = clean(&text);
            let lines = wrap(&text, width, Role::Answer, &[]);
            let mut rows = String::new();
            for line in lines {
                let cells: usize = line.spans.iter().map(|s| self::width(&s.text)).sum();
                prop_assert!(cells <= width, "{line:?}");
                rows += &line.text();
            }
            if width > 2 {
                let dense = |s: &str| s.replace(|c| c == '\n' || is_breaking_space(c), "");
                prop_assert_eq!(dense(&rows), dense(&text));
            }
        }

        #[test]
        fn marks_land_on_exactly_their_bytes(text in "[a-z皮 -]{0,80}", cuts in prop::collection::btree_set(0usize..120, 0..8), width in 2usize..20) {
            let cuts: Vec<usize> = cuts.into_iter().filter(|c| text.is_char_boundary(*c)).collect();
            let marks: Vec<Range<usize>> = cuts.chunks_exact(2).map(|c| c[0]..c[1]).collect();
            let lines = wrap(&text, width, Role::Answer, &marks);
            let hits = lines.iter().flat_map(|l| &l.spans).filter(|s| s.accents.contains(Accents::HIT));
            let hits: String = hits.map(|s| s.text.replace(' ', "")).collect();
            let marked: String = marks.iter().map(|r| text[r.clone()].replace(' ', "")).collect();
            prop_assert_eq!(hits, marked);
        }

        #[test]
        fn a_truncated_text_fits(text in wild(), width in 0usize..30) {
            let text = clean_line(&text);
            let short = truncate(&text, width);
            prop_assert!(self::width(&short) <= width);
            prop_assert!(width == 0 || short == text || short.ends_with('…'));
        }
    }
}
