//! The search box: one line of text and a cursor that moves by what a person calls a character.

use std::mem;

use crate::text;

/// The most characters that the box takes: a caller's e-mail, as much as search reads, not a document.
const LONGEST: usize = 4_000;

/// A change to the text or the cursor.
#[derive(Debug)]
pub(super) enum Edit {
    /// More than one character when it was pasted.
    Insert(String),
    Left,
    Right,
    Home,
    End,
    Backspace,
    Delete,
    /// Erases the word before the cursor.
    DeleteWord,
    /// Erases everything before the cursor.
    DeleteToStart,
    /// With the cursor at the beginning.
    SelectAll,
}

/// The text typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchBox {
    text: String,
    cursor: usize,
    /// Whether all is selected, so that the next letter replaces it.
    is_selected: bool,
}

impl SearchBox {
    /// The text: one line, clean but for joiners that may be waiting for their second half.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything but spaces was typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether all of it is selected.
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Ends the selection: what is done next is about something else.
    pub(super) fn deselect(&mut self) {
        if mem::take(&mut self.is_selected) {
            self.cursor = self.text.len();
        }
    }

    /// Whether it takes no more.
    pub fn is_full(&self) -> bool {
        self.text.chars().count() >= LONGEST
    }

    /// The part that shows in `width` cells, the cursor's own cell among them, and the cursor's cell within
    /// it.
    pub fn window(&self, width: usize) -> (&str, usize) {
        let before = text::graphemes(&self.text[..self.cursor]).rev();
        let starts = before.map(|(at, _)| at);
        let fits = |start: &usize| text::width(&self.text[*start..self.cursor]) < width;
        let start = starts.take_while(fits).last().unwrap_or(self.cursor);
        let ends = text::graphemes(&self.text[start..]).map(|(at, g)| start + at + g.len());
        let fits = |end: &usize| text::width(&self.text[start..*end]) <= width;
        let end = ends.take_while(fits).last().unwrap_or(start);
        let cursor = text::width(&self.text[start..self.cursor]);
        (&self.text[start..end], cursor)
    }

    /// Applies `edit`: puts what it types in the place of a part of the text, a move nothing in the place of
    /// nothing. Whether the text is another now.
    pub(super) fn apply(&mut self, edit: &Edit) -> bool {
        let (cursor, end) = (self.cursor, self.text.len());
        let before = text::previous(&self.text, cursor);
        let after = text::next(&self.text, cursor);
        let part = match edit {
            Edit::Left => before..before,
            Edit::Right => after..after,
            Edit::Home | Edit::SelectAll => 0..0,
            Edit::End => end..end,
            _ if self.is_selected => 0..end,
            Edit::Insert(_) => cursor..cursor,
            Edit::Backspace => before..cursor,
            Edit::Delete => cursor..after,
            Edit::DeleteWord => {
                let kept = self.text[..cursor].trim_end();
                let space = kept.rfind(char::is_whitespace);
                space.map_or(0, |space| text::next(kept, space))..cursor
            }
            Edit::DeleteToStart => 0..cursor,
        };
        self.is_selected = matches!(edit, Edit::SelectAll) && end > 0;
        let is_erased = !part.is_empty();
        self.cursor = part.start;
        self.text.replace_range(part, "");
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let typed = match edit {
            Edit::Insert(typed) => typed.as_str(),
            _ => "",
        };
        let typed = match typed {
            // A joiner means nothing before the next letter: it is judged with its neighbours, when shown.
            "\u{200c}" | "\u{200d}" | "\u{fe0f}" => typed.into(),
            _ => text::clean_line(typed),
        };
        let typed: String = typed.chars().take(room).collect();
        if typed.is_empty() {
            return is_erased;
        }
        self.text.insert_str(self.cursor, &typed);
        self.cursor += typed.len();
        // What joins the character before it makes one with it, so the cursor may be inside a character now.
        let start = text::previous(&self.text, self.cursor);
        self.cursor = text::next(&self.text, start).max(self.cursor);
        true
    }
}
