//! Where everything stands: one geometry, for drawing and for clicking. One column of at most [`WIDEST`], in
//! the middle; what is read begins in the same column on every row.
//!
//! How many rows the list has depends on the terminal's size and on what is open, never on what was found:
//! nothing moves while the user types.

use ratatui::layout::{Position, Rect};

/// No part is wider.
pub const WIDEST: u16 = 88;
/// Below this many columns or rows, list and answer do not share the screen.
pub const SMALL: (u16, u16) = (50, 16);
/// Below this many columns or rows, nothing sensible can be shown.
pub const SMALLEST: (u16, u16) = (16, 4);
/// Lines longer than this are tiring to read aloud.
pub const WIDEST_TEXT: u16 = 72;
/// From this many rows on, parts stand apart.
const AIRY: u16 = 30;
/// The most rows of the list: where searching has as many, nothing moves with the first key.
const MOST_LISTED: u16 = 8;
/// From this many rows on, cards are padded.
const PADDED: u16 = 36;

/// What the screen is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// All questions and an answer; where there is room for one, the questions.
    Home {
        /// How many there are.
        entries: usize,
    },
    /// Hits and an answer; where there is room for one, the answer.
    Searching,
    /// An answer, and the question after it.
    Page,
    /// A sentence to say, or the help.
    Alone,
}

/// The parts of the screen; a part that is not shown is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// The search box: three rows with its frame, or one without.
    pub search: Rect,
    /// A mistake in the FAQ.
    pub warning: Rect,
    /// The questions, one a row.
    pub list: Rect,
    /// The title of the answer.
    pub heading: Rect,
    /// The answer.
    pub body: Rect,
    /// The question after this one, where the list does not show it.
    pub next: Rect,
    /// The keys.
    pub keys: Rect,
    /// The column where all text begins, from the left edge of each part.
    pub indent: u16,
    /// Whether cards have a blank row above and below their words.
    pub is_padded: bool,
    /// Whether parts stand apart.
    pub is_airy: bool,
    /// Whether the terminal is too small for list and answer together: one of them has all of it.
    pub is_small: bool,
}

impl Layout {
    /// The geometry of a terminal of `width` by `height` cells, with so many rows of a mistake and no title;
    /// none when it is too small for any.
    pub fn new((width, height): (u16, u16), screen: Screen, warning: usize) -> Option<Self> {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let is_small = width < SMALL.0 || height < SMALL.1;
        let is_airy = height >= AIRY;
        let column = width.min(WIDEST);
        let mut rows = Rect::new((width - column) / 2, 0, column, height);
        let mut layout = Self {
            indent: if is_small { 2 } else { 4 },
            is_padded: height >= PADDED,
            is_airy,
            is_small,
            search: top(&mut rows, if is_small { 1 } else { 3 }),
            warning: top(&mut rows, warning as u16),
            ..Self::default()
        };
        let air = u16::from(is_airy);
        if !is_small || height >= 8 {
            layout.keys = bottom(&mut rows, 1);
            bottom(&mut rows, air);
        }
        top(&mut rows, air);
        let searching = (height.saturating_sub(16) / 3).clamp(3, MOST_LISTED);
        match screen {
            Screen::Home { .. } if is_small => {
                layout.list = rows;
                return Some(layout);
            }
            Screen::Searching if !is_small => layout.list = top(&mut rows, searching),
            Screen::Home { entries } => {
                let most = (searching + 2).min(MOST_LISTED);
                let entries = entries.clamp(1, usize::from(most));
                layout.list = top(&mut rows, entries as u16);
            }
            Screen::Searching | Screen::Page if height >= 10 => {
                layout.next = bottom(&mut rows, 1);
            }
            _ => {}
        }
        if !layout.list.is_empty() {
            top(&mut rows, air);
        }
        layout.body = rows;
        Some(layout)
    }

    /// The same with so many rows of the body for a title, but the last one.
    #[must_use]
    pub fn titled(mut self, rows: usize) -> Self {
        let most = self.body.height.saturating_sub(1);
        self.heading = top(&mut self.body, most.min(rows as u16));
        if rows > 0 {
            top(&mut self.body, u16::from(self.is_airy));
        }
        self
    }

    /// How wide text that is read may be.
    pub fn text_width(&self) -> usize {
        let room = self.search.width.saturating_sub(2 * self.indent);
        usize::from(room.clamp(1, WIDEST_TEXT))
    }

    /// How wide a question with its label may be.
    pub fn title_width(&self) -> usize {
        usize::from(self.search.width.saturating_sub(self.indent + 2).max(1))
    }

    /// The row of the list at a cell, from 0.
    pub fn list_row(&self, column: u16, row: u16) -> Option<usize> {
        let at = Position::new(column, row);
        self.list
            .contains(at)
            .then(|| usize::from(row - self.list.y))
    }
}

/// Takes so many of the uppermost rows.
fn top(rows: &mut Rect, count: u16) -> Rect {
    let taken = Rect {
        height: count.min(rows.height),
        ..*rows
    };
    rows.y += taken.height;
    rows.height -= taken.height;
    taken
}

/// Takes so many of the lowermost rows.
fn bottom(rows: &mut Rect, count: u16) -> Rect {
    let count = count.min(rows.height);
    rows.height -= count;
    Rect::new(rows.x, rows.bottom(), rows.width, count)
}
