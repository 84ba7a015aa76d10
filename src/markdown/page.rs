//! A document laid out in rows of a width.

use std::{iter, mem, ops::Range};

use pulldown_cmark::Alignment;

use super::{Block, Document, Edge, Gap, Kind, MOST_CELLS, Rows, drop_outermost};
use crate::text::{Accents, Line, Role, Span, Styled, Surface, width as width_of};

/// The most bytes that the headings of a table may take when they are repeated for each row.
const MOST_REPEATED: usize = 1 << 16;

/// The cells that a margin leaves to the words, if the width has them.
const ROOM: usize = 10;

/// The cells of a rule across a page that is wider.
const LONGEST_RULE: usize = 80;

const BAR: &str = "┃ ";
const BULLET: &str = "• ";
const COLUMN_RULE: &str = " │ ";

impl Document {
    /// The rows at `width` cells (at least 1), with `marks` (byte ranges of [`Document::text`], sorted, on
    /// character boundaries) carrying [`Accents::MARK`]. An outermost quote stands on [`Surface::Doctor`]:
    /// its rows have one cell more, the first, in which the opening one of the quotation marks hangs. Costs
    /// one pass over the text: lay out once a width and keep the rows.
    pub fn cards(
        &self,
        width: usize,
        marks: &[Range<usize>],
        quotation_marks: [&str; 2],
    ) -> Vec<Line> {
        let mut page = Page {
            document: self,
            quotation_marks,
            styled: Styled {
                text: &self.text,
                accents: &self.accents,
                marks,
            },
            width: width.max(1),
            shown: 0,
            rows: Vec::new(),
        };
        let mut gap = Gap::None;
        let mut above: &[Edge] = &[];
        let mut speaker = None;
        for (number, block) in self.blocks.iter().enumerate() {
            if block.before == Gap::BlankRow {
                gap = Gap::BlankRow;
            }
            // The line of a speaker who was not named, or who goes on speaking on the same card.
            let is_outermost = block.margin.iter().filter(|e| is_bar(e)).count() == 1;
            if block.role == Role::Speaker && is_outermost {
                let name = &self.text[block.text.clone()];
                let goes_on = above.iter().any(is_bar) && speaker == Some(name);
                speaker = Some(name);
                if goes_on {
                    page.rows.push(Line::default().on(Surface::Doctor));
                    gap = Gap::None;
                    above = &block.margin;
                    continue;
                }
            }
            if block.role == Role::Speaker && block.text.is_empty() {
                continue;
            }
            if gap == Gap::BlankRow && !page.rows.is_empty() {
                page.blank_row(block, above);
            }
            page.block(number, block);
            gap = Gap::None;
            above = &block.margin;
        }
        page.rows
    }
}

fn is_bar(edge: &Edge) -> bool {
    matches!(edge, Edge::Bar { .. })
}

/// A document being laid out.
struct Page<'a> {
    document: &'a Document,
    quotation_marks: [&'a str; 2],
    styled: Styled<'a>,
    width: usize,
    /// Items that begin before this block have their bullet already.
    shown: usize,
    rows: Vec<Line>,
}

impl Page<'_> {
    /// As much of a margin as leaves room for words, and what it stands on.
    fn fitting(&self, margin: &[Edge]) -> (Vec<Edge>, Surface) {
        let mut edges = margin.to_vec();
        let mut surface = Surface::Page;
        if let Some(outermost) = edges.iter().position(is_bar) {
            edges.remove(outermost);
            surface = Surface::Doctor;
        }
        let room = ROOM.min(self.width - self.width / 3);
        while self.width_of(&edges) + room > self.width {
            let last_bar = matches!(edges[..], [Edge::Bar { .. }]);
            if edges.is_empty() || (last_bar && self.width > 3) {
                break;
            }
            drop_outermost(&mut edges);
        }
        (edges, surface)
    }

    fn width_of(&self, edges: &[Edge]) -> usize {
        edges.iter().map(|e| width_of(&self.span(*e).text)).sum()
    }

    /// What stands at an edge on a row of words.
    fn span(&self, edge: Edge) -> Span {
        let Edge::Item { first, number } = edge else {
            return Span::new(BAR, Role::QuoteBar);
        };
        let marker = number.map_or(BULLET.to_owned(), |number| format!("{number}. "));
        if first < self.shown {
            return Span::new(" ".repeat(width_of(&marker)), Role::Bullet);
        }
        Span::new(marker, Role::Bullet)
    }

    /// A blank row before `block`; the bars of the quotes that reach over it go on.
    fn blank_row(&mut self, block: &Block, above: &[Edge]) {
        let (mut edges, mut surface) = self.fitting(&block.margin);
        let goes_on = |edge: &Edge| is_bar(edge) && above.contains(edge);
        let common = edges.iter().rposition(goes_on);
        edges.truncate(common.map_or(0, |last| last + 1));
        if !block.margin.iter().find(|e| is_bar(e)).is_some_and(goes_on) {
            surface = Surface::Page;
        }
        let mut spans: Vec<Span> = edges.iter().map(|edge| self.span(*edge)).collect();
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if surface == Surface::Doctor && !spans.is_empty() {
            spans.insert(0, Span::new(" ", Role::QuoteMark));
        }
        self.rows.push(Line::new(spans).on(surface));
    }

    fn block(&mut self, number: usize, block: &Block) {
        let (edges, surface) = self.fitting(&block.margin);
        let width = self.width - self.width_of(&edges);
        // A bullet on the same row stands where the mark would hang.
        let is_new = |edge: &Edge| match edge {
            Edge::Bar { .. } => true,
            Edge::Item { first, .. } => *first >= self.shown,
        };
        let hangs = surface == Surface::Doctor && !edges.iter().any(is_new);
        let lines = match &block.kind {
            Kind::Words => self.words(block, width, hangs),
            Kind::Rule => vec![Line::of("─".repeat(width.min(LONGEST_RULE)), Role::Rule)],
            Kind::Table(sides, rows) => self.table(sides, rows, block, width),
        };
        let opens = hangs && block.opens;
        for (row, line) in lines.into_iter().enumerate() {
            let mut spans: Vec<Span> = edges.iter().map(|edge| self.span(*edge)).collect();
            if surface == Surface::Doctor {
                let bullets = spans.iter_mut().filter(|span| span.role == Role::Bullet);
                bullets.for_each(|span| span.role = Role::QuoteMark);
                let (at, mark) = match row {
                    0 if opens => (spans.len(), self.quotation_marks[0].trim_end()),
                    _ => (0, " "),
                };
                spans.insert(at, Span::new(mark, Role::QuoteMark));
            }
            spans.extend(line.spans);
            self.rows.push(Line::new(spans).on(surface));
            self.shown = number + 1;
        }
    }

    /// Words with their quotation marks, but for an opening one that `hangs` before them.
    fn words(&self, block: &Block, width: usize, hangs: bool) -> Vec<Line> {
        let mark = |text: &str| Span::new(text, Role::QuoteMark);
        // Below six cells the words need all of them.
        let is_roomy = width > 5;
        let [open, close] = self.quotation_marks;
        let open = Some(open).filter(|_| block.opens && is_roomy && !hangs);
        let close = Some(close).filter(|_| block.closes && is_roomy);
        let hanging = open.map_or(0, width_of);
        let (text, tail) = (block.text.clone(), close.map_or(0, width_of));
        let mut lines = self.styled.wrap(text, block.role, width - hanging, tail);
        if let Some(open) = open {
            let blank = " ".repeat(hanging);
            let marks = [open].into_iter().chain(iter::repeat(&*blank));
            for (line, text) in lines.iter_mut().zip(marks) {
                line.spans.insert(0, mark(text));
            }
        }
        if let (Some(line), Some(close)) = (lines.last_mut(), close) {
            line.spans.push(mark(close));
        }
        lines
    }

    /// A table whose cells fit beside each other, or its cells as lines; of a very large one the rows, with a
    /// comma between the cells.
    fn table(&self, sides: &[Alignment], rows: &Rows, block: &Block, width: usize) -> Vec<Line> {
        let width_of_cell = |cell: &Range<usize>| width_of(&self.document.text[cell.clone()]);
        let widest = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(width_of_cell).max().unwrap_or(0)
        };
        let columns: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(widest).collect();
        let rules = width_of(COLUMN_RULE) * columns.len().saturating_sub(1);
        let headings: usize = rows.iter().take(1).flatten().map(Range::len).sum();
        if columns.len() * rows.len() > MOST_CELLS || headings * rows.len() > MOST_REPEATED {
            return self.styled.wrap(block.text.clone(), block.role, width, 0);
        }
        if columns.iter().sum::<usize>() + rules > width {
            return self.cells_as_lines(rows, block.role, width);
        }
        let mut lines = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            let mut spans = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                let free = columns[column] - width_of_cell(cell);
                let left = match sides[column] {
                    Alignment::Right => free,
                    Alignment::Center => free / 2,
                    _ => 0,
                };
                spans.push(Span::new(" ".repeat(left), block.role));
                let mut cells = self.styled.wrap(cell.clone(), block.role, width, 0);
                spans.append(&mut cells[0].spans);
                if column + 1 < row.len() {
                    spans.push(Span::new(" ".repeat(free - left), block.role));
                    spans.push(Span::new(COLUMN_RULE, Role::Rule));
                }
            }
            spans.retain(|span| !span.text.is_empty());
            lines.push(Line::new(spans));
            if n == 0 {
                strengthen(&mut lines);
                let rules: Vec<String> = columns.iter().map(|w| "─".repeat(*w)).collect();
                lines.push(Line::of(rules.join("─┼─"), Role::Rule));
            }
        }
        lines
    }

    /// The cells of a table below each other, each with its column's heading.
    fn cells_as_lines(&self, rows: &Rows, role: Role, width: usize) -> Vec<Line> {
        let cell = |cell: &Range<usize>, width| self.styled.wrap(cell.clone(), role, width, 0);
        let heading = |text| {
            let mut lines = cell(text, width);
            strengthen(&mut lines);
            lines
        };
        let (headings, body) = match rows.split_first() {
            Some((headings, body)) if !body.is_empty() => (headings, body),
            _ => return rows.iter().flatten().flat_map(heading).collect(),
        };
        let mut lines = Vec::new();
        for (n, row) in body.iter().enumerate() {
            if n > 0 {
                lines.push(Line::default());
            }
            let cells = headings.iter().zip(row);
            for (above, below) in cells.filter(|(_, cell)| !cell.is_empty()) {
                let (above, below) = (heading(above), |width| cell(below, width));
                lines.extend(headed(above, below, role, width));
            }
        }
        lines
    }
}

/// The lines of a cell behind its heading; below it, where there is too little room for that.
fn headed(
    mut heading: Vec<Line>,
    cell: impl Fn(usize) -> Vec<Line>,
    role: Role,
    width: usize,
) -> Vec<Line> {
    let widest = heading.iter().map(Line::width).max().unwrap_or(0);
    if widest == 0 {
        return cell(width);
    }
    let indent = widest + ": ".len();
    let mut lines = cell(width.saturating_sub(indent).max(1));
    let has_room = indent < width && (lines.len() == 1 || indent <= width / 2);
    if heading.len() > 1 || !has_room {
        heading.extend(cell(width));
        return heading;
    }
    let mut before = mem::take(&mut heading[0].spans);
    before.push(Span::new(": ", role));
    for line in &mut lines {
        line.spans.splice(0..0, mem::take(&mut before));
        before.push(Span::new(" ".repeat(indent), role));
    }
    lines
}

/// Makes a heading of lines.
fn strengthen(lines: &mut [Line]) {
    for span in lines.iter_mut().flat_map(|line| &mut line.spans) {
        if span.role != Role::Rule {
            span.accents = span.accents.with(Accents::STRONG);
        }
    }
}
