//! The doctor's words, and whose they are.

use std::{mem, ops::Range};

use super::Builder;
use crate::{
    markdown::{
        Edge, Kind,
        words::{DASHES, looks_like_name, single_marks, typed_marks},
    },
    text::Role,
};

/// A block quote that is being read.
pub(super) struct Quote {
    /// The block that will name the speaker.
    pub(super) speaker: usize,
    /// The blocks of words since the quote began, or since the last table, code or inner quote in it: what
    /// one pair of quotation marks will enclose.
    pub(super) words: Vec<usize>,
}

/// In bytes.
const LONGEST_NAME: usize = 120;

impl Builder<'_> {
    pub(super) fn begin_quote(&mut self) {
        self.finish();
        self.quote_words();
        let speaker = self.document.blocks.len();
        self.enter(Some(Edge::Bar { speaker }), None);
        self.begin(Kind::Words, Role::Speaker);
        let words = vec![];
        self.quotes.push(Quote { speaker, words });
    }

    /// Ends the quote that stands in this `part` of the source.
    pub(super) fn end_quote(&mut self, part: Range<usize>) {
        self.finish();
        let source = &self.source[part];
        let mut name = self.attribution(source);
        name = name.or_else(|| self.attribution_below_table(source));
        self.quote_words();
        self.containers.pop();
        let Some(quote) = self.quotes.pop() else {
            return;
        };
        let has_words = self.document.blocks.len() > quote.speaker + 1;
        // A quote inside the doctor's words is not the doctor's; only its author can name the speaker.
        if name.is_none() && self.quotes.is_empty() && has_words && !self.speaker.is_empty() {
            self.new_line();
            self.document.text.push_str(&self.speaker);
            let end = self.document.text.len();
            name = Some(self.raw..end);
            self.raw = end;
        }
        if let Some(name) = name {
            self.document.blocks[quote.speaker].text = name;
        }
        self.tight = false;
    }

    /// If the last line of the innermost quote (whose source this is) begins with a dash: the name that it
    /// gives, taken out of the words.
    fn attribution(&mut self, source: &str) -> Option<Range<usize>> {
        let quote = self.quotes.last_mut()?;
        let index = *quote.words.last()?;
        let is_paragraph = |index: &usize| self.document.blocks[*index].is_paragraph();
        if index + 1 != self.document.blocks.len() {
            return None;
        }
        let words = self.document.blocks[index].text.clone();
        let from = self.last_line.clamp(words.start, words.end);
        let line = self.document.text.get(from..words.end)?;
        // A line right below the last item belongs to it for the parser.
        let name = if is_paragraph(&index) || from > words.start {
            let name = line.trim_start().trim_start_matches(DASHES);
            let dashes = &line[..line.len() - name.len()];
            let is_dash = !dashes.is_empty() && (dashes != "-" || name.starts_with(' '));
            let name = is_dash.then(|| name.trim_start())?;
            (is_paragraph(&index) || looks_like_name(name)).then_some(name)?
        } else {
            // "- Nurse Ana" below a paragraph is a list to the parser.
            let below_paragraph = quote.words.iter().rev().nth(1).is_some_and(is_paragraph);
            let typed = source.trim_end().rsplit('\n').next()?;
            let is_dash = typed.trim_start_matches(['>', ' ', '\t']).starts_with('-');
            let is_name = from == words.start && below_paragraph && is_dash;
            (is_name && looks_like_name(line)).then_some(line)?
        };
        let alone = from == words.start;
        if name.is_empty() || name.len() > LONGEST_NAME || (alone && index == quote.speaker + 1) {
            return None;
        }
        let name = words.end - name.len()..words.end;
        if alone {
            quote.words.pop();
            self.document.blocks.pop();
        } else {
            let end = words.start + self.document.text[words.start..from].trim_end().len();
            self.document.blocks[index].text.end = end;
        }
        Some(name)
    }

    /// The same where the line stands right below a table: to the parser it is a row.
    fn attribution_below_table(&mut self, source: &str) -> Option<Range<usize>> {
        let quote = self.quotes.last()?;
        let block = self.document.blocks.last_mut()?;
        let typed = source.trim_end().rsplit('\n').next()?;
        let Kind::Table(_, rows) = &mut block.kind else {
            return None;
        };
        let bar = Edge::Bar {
            speaker: quote.speaker,
        };
        if block.margin.last() != Some(&bar) || typed.contains('|') || rows.len() < 2 {
            return None;
        }
        let cell = rows.last()?.first()?.clone();
        let text = &self.document.text[cell.clone()];
        let name = text.trim_start_matches(DASHES);
        if name.len() == text.len() || !looks_like_name(name.trim()) {
            return None;
        }
        let name = cell.end - name.trim_start().len()..cell.end;
        rows.pop();
        block.text.end = rows.last()?.last()?.end;
        // The commas of the row's empty cells.
        self.truncate(name.end);
        Some(name)
    }

    /// Puts one pair of quotation marks around the innermost quote's words since the last pair, in place of
    /// the author's own if those enclose them. As in print, each paragraph opens with a mark and the last one
    /// closes.
    pub(super) fn quote_words(&mut self) {
        let Some(quote) = self.quotes.last_mut() else {
            return;
        };
        let words = mem::take(&mut quote.words);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let blocks = &mut self.document.blocks;
        let text = |index: &usize| &self.document.text[blocks[*index].text.clone()];
        let typed = typed_marks(text(first), text(last), words.len());
        for index in &words {
            let block = &mut blocks[*index];
            block.opens = index == first || block.is_paragraph();
            block.closes = index == last;
            if let Some((open, close)) = typed {
                if block.opens && self.document.text[block.text.clone()].starts_with(open) {
                    block.text.start += open.len_utf8();
                }
                if block.closes {
                    block.text.end -= close.len_utf8();
                }
                // French has blanks inside its marks.
                let words = &self.document.text[block.text.clone()];
                let blanks = words.len() - words.trim_start().len();
                let end = block.text.start + words.trim_end().len();
                block.text = (block.text.start + blanks).min(end)..end;
            }
            let inner = single_marks(&self.document.text[block.text.clone()]);
            self.document.text.replace_range(block.text.clone(), &inner);
        }
    }
}
