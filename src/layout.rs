//! Where everything stands: one geometry, for drawing and for clicking.
//!
//! Three shapes by size: the list above the answer, from [`SIDE_BY_SIDE`] columns the list left of it, and one
//! pane at a time where there is room for one only.

use ratatui::layout::{Position, Rect};

/// From this many columns, list and answer stand side by side.
pub const SIDE_BY_SIDE: u16 = 100;
/// Below this many columns or rows, one pane is shown at a time.
pub const TWO_PANES: (u16, u16) = (50, 16);
/// Below this many columns or rows, nothing sensible can be shown.
pub const SMALLEST: (u16, u16) = (16, 4);
/// So many hits show at a time: more cannot be taken in during a call, and few change calmly at every key.
pub const HITS: u16 = 8;
/// Lines longer than this are tiring to read aloud.
pub const WIDEST_TEXT: u16 = 72;
/// An answer's pane is no wider, so that its title and scroll bar stay near the text.
const WIDEST_PANE: u16 = WIDEST_TEXT + 2 * MARGIN;
/// Columns left of the text in the list and the answer, where the markers and bars stand.
pub const MARGIN: u16 = 2;

/// What the whole screen is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// All questions and an answer; where there is room for one, the questions.
    Home,
    /// Hits and an answer; where there is room for one, the answer. Typing moves neither.
    Searching,
    /// The answer alone.
    Page,
}

/// The parts of the screen; a part that is not shown is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// Topic, doctor, number of questions.
    pub header: Rect,
    /// The search box.
    pub search: Rect,
    /// The rule below it, which carries what needs attention.
    pub notice: Rect,
    /// The questions; the last column is the scroll bar's.
    pub list: Rect,
    /// The rule between list and answer, where they stand side by side.
    pub divider: Rect,
    /// The answer with its title; the last column is the scroll bar's.
    pub answer: Rect,
    /// The rule below, which says whether there is more.
    pub bottom: Rect,
    /// The keys.
    pub footer: Rect,
}

impl Layout {
    /// The geometry of a terminal of `width` by `height` cells; none when it is too small for any.
    #[must_use]
    pub fn new(width: u16, height: u16, screen: Screen) -> Option<Self> {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let mut rows = Rect::new(0, 0, width, height);
        let mut layout = Self::default();
        if height >= 6 {
            layout.header = top(&mut rows);
        }
        layout.search = top(&mut rows);
        if height >= 8 {
            layout.footer = bottom(&mut rows);
        }
        layout.notice = top(&mut rows);
        if height >= 10 {
            layout.bottom = bottom(&mut rows);
        }
        let two = width >= TWO_PANES.0 && height >= TWO_PANES.1;
        match screen {
            Screen::Page => {
                layout.answer = rows;
                layout.answer.width = width.min(WIDEST_PANE);
            }
            Screen::Home if !two => layout.list = rows,
            Screen::Searching if !two => layout.answer = rows,
            _ if width >= SIDE_BY_SIDE => {
                let list = (width - WIDEST_PANE).clamp(38, 80);
                layout.list = Rect::new(0, rows.y, list, rows.height);
                layout.divider = Rect::new(list, rows.y, 1, rows.height);
                let answer = (width - list - 1).min(WIDEST_PANE);
                layout.answer = Rect::new(list + 1, rows.y, answer, rows.height);
            }
            _ => {
                layout.list = rows;
                layout.list.height = if screen == Screen::Searching {
                    // With a heading, and a second row for some.
                    (rows.height / 4 + 1).min(HITS + HITS / 2)
                } else {
                    rows.height * 4 / 9
                };
                let list = layout.list.height;
                layout.answer = Rect::new(0, rows.y + list, width, rows.height - list);
            }
        }
        Some(layout)
    }

    /// Leaves the room below a list of so many rows to an answer that stands there.
    pub fn shorten_list(&mut self, rows: usize) {
        let is_above = self.divider.is_empty() && !self.answer.is_empty();
        let spare = self.list.height.saturating_sub(rows.max(1) as u16);
        if is_above {
            self.list.height -= spare;
            self.answer.y -= spare;
            self.answer.height += spare;
        }
    }

    /// How wide the answer's text may be.
    #[must_use]
    pub fn text_width(&self) -> usize {
        let room = self.answer.width.saturating_sub(2 * MARGIN);
        usize::from(room.clamp(1, WIDEST_TEXT))
    }

    /// How wide a question in the list may be.
    #[must_use]
    pub fn question_width(&self) -> usize {
        usize::from(self.list.width.saturating_sub(MARGIN + 2).max(1))
    }

    /// The part at a cell.
    #[must_use]
    pub fn part(&self, column: u16, row: u16) -> Part {
        let at = Position::new(column, row);
        if self.list.contains(at) {
            Part::List(row - self.list.y)
        } else if self.answer.contains(at) {
            Part::Answer
        } else {
            Part::Other
        }
    }
}

/// What stands at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// This row of the list, from 0.
    List(u16),
    /// The answer.
    Answer,
    /// Anything else.
    Other,
}

/// Takes the uppermost row.
fn top(rows: &mut Rect) -> Rect {
    let row = Rect { height: 1, ..*rows };
    rows.y += 1;
    rows.height -= 1;
    row
}

/// Takes the lowermost row.
fn bottom(rows: &mut Rect) -> Rect {
    rows.height -= 1;
    Rect::new(rows.x, rows.bottom(), rows.width, 1)
}
