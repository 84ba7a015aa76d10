//! Text broken into rows of a width, with what is emphasised and what the search matched.

use std::ops::Range;

use super::{Accents, Line, Role, Span, cells, graphemes, width as width_of};

/// `text` in rows of at most `width` cells (at least 1), in one role, with `marks` (byte ranges, sorted)
/// carrying [`Accents::MARK`]. See [`Styled::wrap`].
pub fn wrap(text: &str, width: usize, role: Role, marks: &[Range<usize>]) -> Vec<Line> {
    let styled = Styled {
        text,
        accents: &[],
        marks,
    };
    styled.wrap(0..text.len(), role, width, 0)
}

/// A clean text and what is special about its parts. Ranges are bytes of the text, sorted, and take effect on
/// whole graphemes.
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
    /// The `part` of the text in rows of at most `width` cells (at least 1), the last of which leaves `tail`
    /// cells free (of at least three more). Breaks stand at spaces (which are left out there), behind hyphens
    /// inside words, before CJK characters, and letters behind them, and inside a word
    /// only when it is wider than a row. A character that is wider than a row shows as `?`. Costs one pass.
    pub fn wrap(self, part: Range<usize>, role: Role, width: usize, tail: usize) -> Vec<Line> {
        let width = width.max(1);
        let mut rows = Vec::new();
        let mut start = part.start;
        for line in self.text[part].split('\n') {
            break_line(line, start, width, &mut rows);
            start += line.len() + 1;
        }
        if let Some(last) = rows.pop_if(|last| width_of(&self.text[last.clone()]) + tail > width) {
            let narrower = width.saturating_sub(tail);
            break_line(&self.text[last.clone()], last.start, narrower, &mut rows);
        }
        rows.into_iter()
            .map(|row| Line::new(self.spans(row, role, width)))
            .collect()
    }

    /// The parts of a `row` of this width, each with what is special about it.
    pub(crate) fn spans(self, row: Range<usize>, role: Role, width: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut at = row.start;
        while at < row.end {
            let accent = self.accents.partition_point(|(r, _)| r.end <= at);
            let accent = self.accents.get(accent).map(|(r, a)| (r, *a));
            let hit = self.marks.partition_point(|r| r.end <= at);
            let hit = self.marks.get(hit).map(|r| (r, Accents::MARK));
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
            end = at + grapheme_end(&self.text[at..row.end], end - at);
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

/// `at`, a place in `row`, or the end of the grapheme that it would cut in two: drawn apart, its halves would
/// fill other cells than were counted. Costs no more than the way to it.
fn grapheme_end(row: &str, at: usize) -> usize {
    if row.get(..=at).is_some_and(str::is_ascii) {
        return at;
    }
    let mut ends = graphemes(row).map(|(start, g)| start + g.len());
    ends.find(|end| *end >= at).unwrap_or(row.len())
}

/// `text` with a `?` for each grapheme that no row of this width can hold.
fn fitting(text: &str, width: usize) -> String {
    // No character fills more cells than bytes.
    if text.len() <= width || text.is_ascii() {
        return text.to_owned();
    }
    graphemes(text)
        .map(|(_, g)| if cells(g) > width { "?" } else { g })
        .collect()
}

/// Adds to `rows` the parts of `line` (which begins at `start` of its text) that make rows of `width` cells.
fn break_line(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let mut push = |from: usize, to: usize| rows.push(start + from..start + to);
    // Where the row begins, how many cells it has since then, and where the last of them that is no space
    // ends.
    let (mut row, mut used, mut end) = (0, 0, 0);
    // Where the row may end, where the next then begins, and how many cells stand before that.
    let mut last_break = None;
    let mut before = Before::default();
    for (at, grapheme) in graphemes(line) {
        let wide = cells(grapheme);
        if is_space(grapheme) {
            used += wide;
        } else {
            if before.allows_break(grapheme, wide) {
                last_break = Some((end, at, used));
            }
            let fills = wide.min(width);
            if used + fills > width
                && let Some((last, next, cells)) = last_break.take()
            {
                // Nothing but spaces before the break: an indentation that there is no room for.
                if last > row {
                    push(row, last);
                }
                row = next;
                used -= cells;
            }
            if used + fills > width && end > row {
                push(row, end);
                (row, used) = (at, 0);
            }
            used += fills;
            end = at + grapheme.len();
        }
        before.follow(grapheme, wide);
    }
    push(row, end);
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
            // Next to CJK no punctuation begins a row.
            _ => (self.wide || cells > 1) && next.is_alphanumeric(),
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
