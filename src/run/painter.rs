//! Changed cells → the fewest bytes that paint them.
//!
//! Crossterm's backend moves for every gap, names 16 colours by 256-colour sequences that old terminals do not know, erases
//! bold and reverse under `NO_COLOR`, and asks the terminal (or `tput`) for its size. This one knows what is on the
//! screen, and for each frame looks for the cheapest way to the next, in bytes:
//!
//! | idea | a key that changes a list of 36 rows, mean of 144 at 120x40, 10,000 entries |
//! | --- | --- |
//! | moving over gaps of five cells and more, erasing the ends of rows | 1,330 |
//! | rows are moved to where they belong (`moves`); a cheapest way is looked for along each row, of printing through, moving, erasing; blanks take any pen that does not show on them | 980 |
//!
//! What is left is text: a list of which nothing was shown before costs what its letters do, so it is kept short while
//! somebody types, which halves it again. Understood by terminals alike, and used: cursor movement, CR LF, EL, ECH, IL
//! and DL at the first column and on the default background, SGR. Not used: REP, tabs, margins, SU and SD, saving the
//! cursor, since terminals lack them or differ.

mod looks;
mod moves;
mod pen;

use std::{
    convert::Infallible,
    fmt::{self, Display},
    io::Write,
    mem,
};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Rect, Size},
};

use looks::{BLANK, Looks};
use moves::{Move, moves};
use pen::{Pen, digits};

/// From so many looks on, those that show no longer are forgotten.
const LOOKS: usize = 1 << 14;

/// What a terminal understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// What a VT100 does: moving, erasing the end of a row, taking all colours and weights off at once.
    Old,
    /// Also deleting and inserting rows, erasing within a row, taking one weight off: all since the VT220.
    Usual,
}

/// A backend that gathers a frame's bytes. Nothing can fail, and the terminal is never asked for anything.
pub(super) struct Painter {
    dialect: Dialect,
    size: Size,
    bytes: Vec<u8>,
    looks: Looks,
    /// What is on the screen and what is to be: the looks of all cells, row by row.
    screen: Vec<u32>,
    wanted: Vec<u32>,
    pen: Pen,
    /// Where the next character goes, when that is known.
    at: Option<Position>,
    /// Where the cursor is to be seen, if anywhere.
    cursor: Option<Position>,
    /// Whether it is seen, when that is known.
    shown: Option<bool>,
    /// The ways along a row, by the columns that they have come to; kept for its memory.
    ways: Vec<Vec<Way>>,
}

/// A step along a row.
#[derive(Clone, Copy)]
enum Step {
    /// Moves on.
    Skip,
    /// Prints a cell.
    Print,
    /// Erases so many cells.
    Erase(usize),
    /// Erases all cells to the end of the row.
    EraseEnd,
}

/// The cheapest way along a row to a column, coming there with a pen.
#[derive(Clone, Copy)]
struct Way {
    cost: usize,
    pen: Pen,
    /// The last step, and the column and number of the way that it was taken from; none at the beginning.
    last: Option<(Step, usize, usize)>,
}

impl Painter {
    /// For an erased screen of this size, whose cursor may be anywhere.
    pub(super) fn new(area: Rect, dialect: Dialect) -> Self {
        let cells = vec![BLANK; area.area() as usize];
        Self {
            dialect,
            size: area.as_size(),
            bytes: Vec::new(),
            looks: Looks::new(),
            screen: cells.clone(),
            wanted: cells,
            pen: Pen::PLAIN,
            at: None,
            cursor: None,
            shown: None,
            ways: vec![Vec::new(); usize::from(area.width) + 1],
        }
    }

    /// The bytes since the last time; empty when nothing has changed.
    pub(super) fn take(&mut self) -> Vec<u8> {
        mem::take(&mut self.bytes)
    }

    fn put(&mut self, what: impl Display) {
        // Writing to memory does not fail.
        let _ = write!(self.bytes, "{what}");
    }

    /// Notes a cell of the next frame.
    fn want(&mut self, column: u16, row: u16, cell: &Cell) {
        let columns = usize::from(self.size.width);
        let row = &mut self.wanted[usize::from(row) * columns..][..columns];
        let column = usize::from(column);
        row[column] = self.looks.number(cell);
        let end = (column + self.looks.look(row[column]).width).min(columns);
        if end > column + 1 {
            row[column + 1..end].fill(self.looks.covered(cell));
        }
        // What a wide character covered that is there no longer.
        for left in &mut row[end..] {
            if !self.looks.look(*left).is_covered() {
                break;
            }
            *left = BLANK;
        }
    }

    /// Forgets looks that show no longer, so that they cannot become ever more.
    fn forget_looks(&mut self) {
        let old = mem::replace(&mut self.looks, Looks::new());
        for number in self.screen.iter_mut().chain(&mut self.wanted) {
            *number = self.looks.adopt(&old, *number);
        }
    }

    /// Moves rows to where they belong, where that is cheaper than to paint them.
    fn move_rows(&mut self) {
        let columns = usize::from(self.size.width);
        for step in moves(&self.screen, &self.wanted, columns) {
            let (rows, letter) = match &step {
                Move::Delete(rows) => (rows, 'M'),
                Move::Insert(rows) => (rows, 'L'),
            };
            // In the first column, since some terminals go there and others stay.
            self.go(Position::new(0, rows.start as u16));
            self.put(Times(rows.len(), letter));
            let cells = &mut self.screen[rows.start * columns..];
            let moved = rows.len() * columns;
            match step {
                Move::Delete(_) => {
                    cells[..moved].fill(BLANK);
                    cells.rotate_left(moved);
                }
                Move::Insert(_) => {
                    cells.rotate_right(moved);
                    cells[..moved].fill(BLANK);
                }
            }
        }
    }

    /// Paints what has changed in one row.
    fn paint_row(&mut self, row: u16) {
        let columns = usize::from(self.size.width);
        let cells = usize::from(row) * columns..(usize::from(row) + 1) * columns;
        if self.screen[cells.clone()] == self.wanted[cells.clone()] {
            return;
        }
        for (column, step, pen) in self.cheapest_way(row) {
            if matches!(step, Step::Skip) {
                continue;
            }
            self.go(Position::new(column as u16, row));
            self.dip(pen);
            match step {
                Step::Skip => {}
                Step::Print => {
                    let look = self.looks.look(self.wanted[cells.start + column]);
                    self.bytes.extend_from_slice(look.symbol().as_bytes());
                    // Where the cursor is after the last column and after wide characters, terminals do not agree.
                    self.at = (look.width == 1 && column + 1 < columns)
                        .then(|| Position::new(column as u16 + 1, row));
                }
                Step::Erase(count) => self.put(Times(count, 'X')),
                Step::EraseEnd => self.put("\x1b[K"),
            }
        }
        self.screen[cells.clone()].copy_from_slice(&self.wanted[cells]);
    }

    /// The steps that paint what has changed in a row in the fewest bytes, each with its column and pen.
    ///
    /// Each step leads some columns on, and only the cheapest way to each column with each pen is followed.
    fn cheapest_way(&mut self, row: u16) -> Vec<(usize, Step, Pen)> {
        let columns = usize::from(self.size.width);
        let start = usize::from(row) * columns;
        let wanted = &self.wanted[start..start + columns];
        let screen = &self.screen[start..start + columns];
        // By column: the next that has changed, and the end of what erasing from there changes.
        let (mut changed, mut erased) = (vec![columns; columns + 1], vec![columns; columns + 1]);
        for column in (0..columns).rev() {
            let (next, end) = (changed[column + 1], erased[column + 1]);
            let differs = wanted[column] != screen[column];
            changed[column] = if differs { column } else { next };
            erased[column] = match end {
                _ if wanted[column] != BLANK => column,
                end if end > column + 1 => end,
                _ => column + usize::from(differs),
            };
        }
        let text = wanted
            .iter()
            .rposition(|number| *number != BLANK)
            .map_or(0, |last| last + 1);

        let mut ways = mem::take(&mut self.ways);
        ways.iter_mut().for_each(Vec::clear);
        // What stands before the first changed cell may be shorter to print than to move over.
        let here = self
            .at
            .filter(|at| at.y == row)
            .map_or(0, |at| usize::from(at.x));
        for column in [0, here.min(changed[0]), changed[0]] {
            let cost = self.travel(Position::new(column as u16, row)).len();
            let (pen, last) = (self.pen, None);
            offer(&mut ways[column], Way { cost, pen, last });
        }
        for column in 0..columns {
            let (here, ahead) = ways.split_at_mut(column + 1);
            for (number, way) in here[column].iter().enumerate() {
                let mut step = |step, pen, to: usize, price: usize| {
                    let cost = way.cost + way.pen.change(pen, self.dialect).len() + price;
                    let last = Some((step, column, number));
                    offer(&mut ahead[to - column - 1], Way { cost, pen, last });
                };
                // Nothing needs to be moved to when nothing else has changed.
                let moving = |to: usize| match to {
                    to if to == columns => 0,
                    to => Times(to - column, 'C').len(),
                };

                if changed[column] > column {
                    step(
                        Step::Skip,
                        way.pen,
                        changed[column],
                        moving(changed[column]),
                    );
                }

                let look = self.looks.look(wanted[column]);
                if look.is_covered() {
                    // The cursor may stand within a wide character, from which it can only move on.
                    continue;
                }
                let after = (column + look.width).min(columns);
                let next = changed[after];
                let (to, price) = match look.width {
                    _ if next == columns => (columns, 0),
                    1 => (after, 0),
                    _ => (
                        next,
                        Travel::Absolute(Position::new(next as u16, row)).len(),
                    ),
                };
                let price = price + look.symbol().len();
                if look.comes_out_with(way.pen) {
                    step(Step::Print, way.pen, to, price);
                } else {
                    step(Step::Print, look.pen(), to, price);
                    // A blank need not change the pen twice.
                    let next = wanted.get(after).map(|next| self.looks.look(*next).pen());
                    if let Some(pen) = next.filter(|pen| look.comes_out_with(*pen)) {
                        step(Step::Print, pen, to, price);
                    }
                }

                let pen = if way.pen.erases() {
                    way.pen
                } else {
                    Pen::PLAIN
                };
                let count = erased[column] - column;
                if column >= text {
                    step(Step::EraseEnd, pen, columns, 3);
                } else if count > 0 && self.dialect == Dialect::Usual {
                    let next = changed[erased[column]];
                    let price = Times(count, 'X').len() + moving(next);
                    step(Step::Erase(count), pen, next, price);
                }
            }
        }

        let mut steps = Vec::new();
        let mut way = ways[columns].iter().min_by_key(|way| way.cost);
        while let Some((pen, (step, column, number))) =
            way.and_then(|way| Some((way.pen, way.last?)))
        {
            steps.push((column, step, pen));
            way = ways[column].get(number);
        }
        steps.reverse();
        self.ways = ways;
        steps
    }

    fn go(&mut self, to: Position) {
        self.put(self.travel(to));
        self.at = Some(to);
    }

    /// The shortest way to move the cursor.
    fn travel(&self, to: Position) -> Travel {
        let absolute = Travel::Absolute(to);
        let Some((at, down)) = self.at.and_then(|at| Some((at, to.y.checked_sub(at.y)?))) else {
            return absolute;
        };
        // A line feed alone may also return, where the terminal was told so.
        let relative = match to.x.checked_sub(at.x) {
            Some(ahead) if down == 0 => Travel::Ahead(ahead.into()),
            _ => Travel::Return(down.into(), to.x.into()),
        };
        if relative.len() < absolute.len() {
            relative
        } else {
            absolute
        }
    }

    /// Changes the pen.
    fn dip(&mut self, pen: Pen) {
        self.put(self.pen.change(pen, self.dialect));
        self.pen = pen;
    }
}

/// Keeps a way if it is the cheapest with its pen.
fn offer(ways: &mut Vec<Way>, way: Way) {
    match ways.iter_mut().find(|other| other.pen == way.pen) {
        Some(other) if other.cost <= way.cost => {}
        Some(other) => *other = way,
        None => ways.push(way),
    }
}

/// How the cursor moves.
#[derive(Clone, Copy)]
enum Travel {
    Absolute(Position),
    /// So many columns ahead.
    Ahead(usize),
    /// To the first column, so many rows down, so many columns ahead.
    Return(usize, usize),
}

impl Travel {
    /// How many bytes it writes.
    fn len(self) -> usize {
        match self {
            Self::Absolute(to) if to.x == 0 => 3 + digits(usize::from(to.y) + 1),
            Self::Absolute(to) => 4 + digits(usize::from(to.y) + 1) + digits(usize::from(to.x) + 1),
            Self::Ahead(columns) => Times(columns, 'C').len(),
            Self::Return(down, columns) => 1 + down + Times(columns, 'C').len(),
        }
    }
}

impl Display for Travel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Absolute(to) if to.x == 0 => write!(f, "\x1b[{}H", to.y + 1),
            Self::Absolute(to) => write!(f, "\x1b[{};{}H", to.y + 1, to.x + 1),
            Self::Ahead(columns) => Times(columns, 'C').fmt(f),
            Self::Return(down, columns) => {
                write!(f, "\r{}{}", "\n".repeat(down), Times(columns, 'C'))
            }
        }
    }
}

/// A sequence that does something so many times, also never.
struct Times(usize, char);

impl Times {
    /// How many bytes it writes.
    fn len(&self) -> usize {
        match self.0 {
            0 => 0,
            1 => 3,
            count => 3 + digits(count),
        }
    }
}

impl Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(0, _) => Ok(()),
            Self(1, letter) => write!(f, "\x1b[{letter}"),
            Self(count, letter) => write!(f, "\x1b[{count}{letter}"),
        }
    }
}

impl Backend for Painter {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut any = false;
        for (column, row, cell) in content {
            self.want(column, row, cell);
            any = true;
        }
        if any {
            if self.looks.len() > LOOKS {
                self.forget_looks();
            }
            if self.dialect == Dialect::Usual {
                self.move_rows();
            }
            for row in 0..self.size.height {
                self.paint_row(row);
            }
            self.dip(Pen::PLAIN);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        // Always followed by where.
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.screen.fill(BLANK);
        self.wanted.fill(BLANK);
        self.put("\x1b[2J");
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        // Asked for by kinds of viewports that are not used; erasing more is right, if not cheap.
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// Ends a frame: the cursor comes to where it is to be seen.
    fn flush(&mut self) -> Result<(), Infallible> {
        if let Some(position) = self.cursor
            && self.at != Some(position)
        {
            self.go(position);
        }
        let show = self.cursor.is_some();
        if self.shown.replace(show) != Some(show) {
            self.put(if show { "\x1b[?25h" } else { "\x1b[?25l" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::{collection::vec, prelude::*};
    use ratatui::{
        Terminal, TerminalOptions, Viewport,
        buffer::CellWidth,
        style::{Color, Modifier, Style},
    };

    use super::*;

    const SIZE: (u16, u16) = (30, 7);

    /// A text with its place and style, and in how many columns the style shows.
    type Text = (u16, u16, String, Style, u16);

    /// A frame.
    type Texts = Vec<Text>;

    fn style() -> impl Strategy<Value = Style> {
        let color = || {
            prop::sample::select(vec![
                Color::Reset,
                Color::Red,
                Color::White,
                Color::Indexed(7),
                Color::Rgb(1, 2, 30),
            ])
        };
        // Bold and dim at once, vt100 does not know.
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::ITALIC,
            Modifier::DIM | Modifier::UNDERLINED,
            Modifier::BOLD | Modifier::UNDERLINED,
            Modifier::REVERSED,
            Modifier::REVERSED | Modifier::BOLD,
        ]);
        let plain = Just((Color::Reset, Color::Reset));
        let colors = prop_oneof![2 => plain, 1 => (color(), color())];
        (colors, modifier).prop_map(|((fg, bg), modifier)| {
            Style::new()
                .fg(fg)
                .bg(bg)
                .add_modifier(modifier)
                .remove_modifier(!modifier)
        })
    }

    fn text() -> impl Strategy<Value = Text> {
        let parts = vec![
            "a",
            "b",
            "list",
            " ",
            "  ",
            "          ",
            "─",
            "漢",
            "漢字",
            "é",
            "e\u{301}",
        ];
        let text = vec(prop::sample::select(parts), 0..9).prop_map(|parts| parts.concat());
        // To the last column and beyond.
        let column = prop_oneof![1 => Just(0), 2 => 0..SIZE.0];
        (column, 0..SIZE.1, text, style(), 0..SIZE.0)
    }

    /// Each made from the one before, as the screens of a program are: some rows moved, some texts new.
    fn frames() -> impl Strategy<Value = Vec<Texts>> {
        let shift = (0..SIZE.1, prop::sample::select(vec![0, 0, -2, -1, 1, 3]));
        let change = (shift, any::<bool>(), vec(text(), 0..6));
        (vec(text(), 0..20), vec(change, 1..6)).prop_map(|(first, changes)| {
            let mut frames = vec![first];
            for ((from, by), keep, new) in changes {
                let mut texts = frames[frames.len() - 1].clone();
                for (_, row, ..) in texts.iter_mut().filter(|text| text.1 >= from) {
                    *row = row.saturating_add_signed(by);
                }
                texts.retain(|text| text.1 < SIZE.1 && (keep || text.1 % 3 > 0));
                texts.extend(new);
                frames.push(texts);
            }
            frames
        })
    }

    fn paint(terminal: &mut Terminal<Painter>, texts: &[Text]) -> Vec<u8> {
        let Ok(_) = terminal.draw(|frame| {
            let buffer = frame.buffer_mut();
            for (x, y, _, style, columns) in texts {
                buffer.set_style(Rect::new(*x, *y, (*columns).min(SIZE.0 - x), 1), *style);
            }
            for (x, y, text, style, _) in texts {
                buffer.set_string(*x, *y, text, *style);
            }
            if let Some((_, y, _, _, 1..10)) = texts.first() {
                // As a chosen row is painted over.
                buffer.set_style(Rect::new(0, *y, SIZE.0, 1), Style::new().reversed());
            }
            for position in buffer.area.positions() {
                // Of what a wide character covers, ratatui tells nothing.
                for column in 1..buffer[position].cell_width() {
                    let covered = Position::new(position.x + column, position.y);
                    if let Some(cell) = buffer.cell_mut(covered) {
                        cell.reset();
                    }
                }
            }
            frame.set_cursor_position((3, 1));
        });
        terminal.backend_mut().take()
    }

    fn fresh(dialect: Dialect) -> Terminal<Painter> {
        let area = Rect::new(0, 0, SIZE.0, SIZE.1);
        let viewport = Viewport::Fixed(area);
        let painter = Painter::new(area, dialect);
        let Ok(terminal) = Terminal::with_options(painter, TerminalOptions { viewport });
        terminal
    }

    fn screen() -> vt100::Parser {
        let [columns, rows] = [SIZE.0, SIZE.1].map(|n| NonZeroU16::new(n).unwrap());
        vt100::Parser::new(rows, columns, 0)
    }

    /// What is to be seen in each cell.
    fn cells(parser: &vt100::Parser) -> Vec<String> {
        let places = (0..SIZE.1).flat_map(|row| (0..SIZE.0).map(move |column| (row, column)));
        places
            .map(|(row, column)| {
                let cell = parser.screen().cell(row, column).unwrap();
                let ground = cell.bgcolor();
                let shows = cell.italic() || cell.underline() || cell.inverse();
                if matches!(cell.contents(), "" | " ") && !shows {
                    return format!("blank {ground:?} {}", cell.is_wide_continuation());
                }
                let weight = [
                    cell.bold(),
                    cell.dim(),
                    cell.italic(),
                    cell.underline(),
                    cell.inverse(),
                ];
                let text = cell.contents();
                format!("{text:?} {:?} {ground:?} {weight:?}", cell.fgcolor())
            })
            .collect()
    }

    proptest! {
        #[test]
        fn changes_lead_to_what_painting_all_leads_to(
            frames in frames(),
            dialect in prop::sample::select(vec![Dialect::Old, Dialect::Usual]),
        ) {
            let (mut terminal, mut seen) = (fresh(dialect), screen());
            for texts in &frames {
                seen.process(&paint(&mut terminal, texts));
                let mut whole = screen();
                whole.process(&paint(&mut fresh(Dialect::Old), texts));
                let pairs = cells(&seen).into_iter().zip(cells(&whole)).enumerate();
                let wrong: Vec<_> = pairs.filter(|(_, (seen, whole))| seen != whole).collect();
                prop_assert_eq!(wrong, []);
                prop_assert_eq!(seen.screen().cursor_position(), (1, 3));
            }
        }
    }

    /// The bytes of the second frame; none of it is bold.
    fn then(first: &[(u16, u16, &str)], second: &[(u16, u16, &str)]) -> String {
        let texts = |texts: &[(u16, u16, &str)]| -> Texts {
            let text =
                |(x, y, text): &(u16, u16, &str)| (*x, *y, (*text).to_owned(), Style::new(), 0);
            texts.iter().map(text).collect()
        };
        let mut terminal = fresh(Dialect::Usual);
        paint(&mut terminal, &texts(first));
        String::from_utf8(paint(&mut terminal, &texts(second))).unwrap()
    }

    #[test]
    fn what_has_not_changed_costs_nothing() {
        let hurt = [(0, 0, "hurt")];
        assert_eq!(then(&hurt, &hurt), "");
        // One letter, and the cursor back.
        assert_eq!(then(&hurt, &[(0, 0, "hurl")]), "\x1b[1;4Hl\x1b[2;4H");
    }

    #[test]
    fn nothing_is_printed_into_a_wide_character() {
        // The cursor stands in the second column of the second one.
        let row = |text| [(0, 1, "ab"), (2, 1, "漢"), (4, 1, text)];
        assert_eq!(then(&row("aa"), &row("is")), "\x1b[Cis\r\x1b[3C");
    }

    #[test]
    fn blanks_are_erased_where_that_is_shorter() {
        let row = |text| [(0, 0, "Search"), (4, 1, text), (20, 1, "|")];
        assert_eq!(then(&row("hurts"), &row("it")), " it   \r\x1b[3C");
        assert_eq!(then(&row("hurting"), &row("it")), " it\x1b[5X\r\x1b[3C");
        let (long, short) = ([(4, 1, "hurting")], [(4, 1, "it")]);
        assert_eq!(then(&long, &short), " it\x1b[K\r\x1b[3C");
    }

    #[test]
    fn a_scrolled_list_is_moved() {
        let rows = [
            "Does it hurt at all?",
            "Is it painful for long?",
            "Do you numb the skin?",
            "Will there be a scar?",
        ];
        let list = |rows: &[&'static str]| -> Vec<(u16, u16, &'static str)> {
            let rows = rows.iter().zip(2..).map(|(text, row)| (0, row, *text));
            rows.chain([(0, 6, "footer")]).collect()
        };
        assert_eq!(
            then(&list(&rows[..3]), &list(&rows[1..])),
            "\r\n\x1b[M\r\n\n\x1b[LWill there be a scar?\x1b[2;4H"
        );
    }
}
