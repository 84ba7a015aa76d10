//! The search box: one line of text and a cursor that moves by what a person calls a character.

use std::mem;

use crate::text;

/// The most characters that the box takes: a caller's e-mail, as much as search reads, not a document.
const LONGEST: usize = 4_000;

/// A change to the text or the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Types text at the cursor; more than one character when it was pasted.
    Insert(String),
    /// One character to the left.
    Left,
    /// One character to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// Erases the character before the cursor.
    Backspace,
    /// Erases the character at the cursor.
    Delete,
    /// Erases the word before the cursor.
    DeleteWord,
    /// Erases everything before the cursor.
    DeleteToStart,
    /// All is selected, with the cursor at the beginning.
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

    /// Applies `edit`; whether the text is another now.
    pub fn apply(&mut self, edit: &Edit) -> bool {
        let before = text::previous(&self.text, self.cursor);
        let after = text::next(&self.text, self.cursor);
        let was_selected = mem::take(&mut self.is_selected);
        match edit {
            Edit::SelectAll => {
                (self.cursor, self.is_selected) = (0, !self.text.is_empty());
            }
            Edit::Insert(typed) if was_selected => {
                self.erase(0, self.text.len());
                return self.insert(typed);
            }
            Edit::Insert(typed) => return self.insert(typed),
            Edit::Left => self.cursor = before,
            Edit::Right => self.cursor = after,
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Backspace | Edit::Delete | Edit::DeleteWord | Edit::DeleteToStart
                if was_selected =>
            {
                return self.erase(0, self.text.len());
            }
            Edit::Backspace => return self.erase(before, self.cursor),
            Edit::Delete => return self.erase(self.cursor, after),
            Edit::DeleteWord => {
                let kept = self.text[..self.cursor].trim_end();
                let space = kept.rfind(char::is_whitespace);
                let start = space.map_or(0, |space| text::next(kept, space));
                return self.erase(start, self.cursor);
            }
            Edit::DeleteToStart => return self.erase(0, self.cursor),
        }
        false
    }

    fn insert(&mut self, typed: &str) -> bool {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        if room == 0 {
            return false;
        }
        // A joiner means nothing until the next letter is typed, so it is judged with its neighbours, when
        // shown.
        let typed: String = match typed {
            "\u{200c}" | "\u{200d}" | "\u{fe0f}" => typed.to_owned(),
            _ => text::clean_line(typed).chars().take(room).collect(),
        };
        self.text.insert_str(self.cursor, &typed);
        self.cursor += typed.len();
        // What joins the character before it makes one with it, so the cursor may be inside a character now.
        let start = text::previous(&self.text, self.cursor);
        self.cursor = text::next(&self.text, start).max(self.cursor);
        !typed.is_empty()
    }

    fn erase(&mut self, start: usize, end: usize) -> bool {
        self.text.replace_range(start..end, "");
        self.cursor = start;
        start < end
    }
}
