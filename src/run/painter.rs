//! Changed cells → the fewest bytes that paint them.
//!
//! Crossterm's backend moves for every gap, names 16 colours by 256-colour sequences that old terminals do not know, erases
//! bold and reverse under `NO_COLOR`, and asks the terminal (or `tput`) for its size. This one knows what is on the
//! screen: it prints over small gaps, erases the ends of rows, and changes only what differs of colours and weight.

use std::{convert::Infallible, io::Write, iter, mem};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect, Size},
    style::{Color, Modifier},
};

/// What moving over a gap costs at least: gaps of so many cells are printed again instead.
const GAP: u16 = 4;
/// From so many blanks at the end of a row, erasing them is shorter.
const ERASE: usize = 4;
/// Modifiers and their codes; the theme uses no others.
const MODIFIERS: [(Modifier, u8); 7] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// Colours and weight.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

/// A backend that gathers a frame's bytes. Nothing can fail, and the terminal is never asked for anything.
pub(super) struct Painter {
    bytes: Vec<u8>,
    /// What is on the screen.
    screen: Buffer,
    pen: Pen,
    /// Where the next character goes, when that is known.
    at: Option<Position>,
    /// Where the cursor is to be seen, if anywhere.
    cursor: Option<Position>,
    /// Whether it is seen, when that is known.
    shown: Option<bool>,
}

impl Painter {
    /// For an erased screen of this size, whose cursor may be anywhere.
    pub(super) fn new(area: Rect) -> Self {
        Self {
            bytes: Vec::new(),
            screen: Buffer::empty(area),
            pen: PLAIN,
            at: None,
            cursor: None,
            shown: None,
        }
    }

    /// The bytes since the last time; empty when nothing has changed.
    pub(super) fn take(&mut self) -> Vec<u8> {
        mem::take(&mut self.bytes)
    }

    fn put(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn put_fmt(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(text);
    }

    /// Paints the columns that have changed in one row.
    fn row(&mut self, row: u16, changed: &[u16]) {
        let end = self.end(row);
        let (text, blanks) = changed.split_at(changed.partition_point(|&column| column < end));
        let (erased, printed) = if blanks.len() >= ERASE {
            (blanks, text)
        } else {
            (&[][..], changed)
        };
        for &column in printed {
            self.cell(Position::new(column, row));
        }
        if let Some(&column) = erased.first() {
            self.go(Position::new(column, row));
            self.dip(PLAIN);
            self.put("\x1b[K");
        }
    }

    /// Where the blanks begin that end a row.
    fn end(&self, row: u16) -> u16 {
        let (mut end, mut column) = (0, 0);
        while column < self.screen.area.width {
            let cell = &self.screen[(column, row)];
            let next = column + cell.cell_width().max(1);
            if cell.symbol() != " " || pen(cell) != PLAIN {
                end = next;
            }
            column = next;
        }
        end
    }

    fn cell(&mut self, position: Position) {
        let cell = self.screen[position].clone();
        self.go(position);
        self.dip(pen(&cell));
        self.put(cell.symbol());
        // Where the cursor is after other characters, terminals do not agree.
        self.at = (cell.cell_width() == 1).then(|| Position::new(position.x + 1, position.y));
    }

    fn go(&mut self, to: Position) {
        let ahead = self
            .at
            .filter(|at| at.y == to.y)
            .and_then(|at| to.x.checked_sub(at.x).map(|gap| (at, gap)));
        match ahead {
            Some((_, 0)) => {}
            Some((at, gap)) if gap <= GAP && self.is_plain_text(at, gap) => {
                for column in at.x..to.x {
                    let symbol = self.screen[(column, to.y)].symbol().to_owned();
                    self.put(&symbol);
                }
            }
            Some((_, 1)) => self.put("\x1b[C"),
            Some((_, gap)) => self.put_fmt(format_args!("\x1b[{gap}C")),
            None => self.put_fmt(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
    }

    /// Whether the cells of a gap can be printed as they are, with the pen as it is.
    fn is_plain_text(&self, from: Position, gap: u16) -> bool {
        (from.x..from.x + gap).all(|column| {
            let cell = &self.screen[(column, from.y)];
            cell.symbol().len() == 1 && pen(cell) == self.pen
        })
    }

    /// Changes the pen.
    fn dip(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let mut codes = Vec::new();
        let mut from = self.pen;
        // Some codes take two modifiers off at once: when any goes, begin with none.
        if pen == PLAIN || !pen.modifier.contains(from.modifier) {
            codes.push("0".to_owned());
            from = PLAIN;
        }
        let added = pen.modifier.difference(from.modifier);
        codes.extend(
            MODIFIERS
                .iter()
                .filter(|(modifier, _)| added.contains(*modifier))
                .map(|(_, code)| code.to_string()),
        );
        codes.extend((pen.fg != from.fg).then(|| color(pen.fg, 30)));
        codes.extend((pen.bg != from.bg).then(|| color(pen.bg, 40)));
        self.put_fmt(format_args!("\x1b[{}m", codes.join(";")));
        self.pen = pen;
    }
}

impl Backend for Painter {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut changed: Vec<Position> = Vec::new();
        for (column, row, cell) in content {
            let own = column..column + cell.cell_width().max(1);
            let mut new = cell.clone();
            // Up to where characters stood that this one covers: what is left of a wide one, terminals clear in their own ways.
            let mut end = own.end;
            for covered in own.start..own.end.min(self.screen.area.width) {
                let before = mem::replace(&mut self.screen[(covered, row)], mem::take(&mut new));
                end = end.max(covered + before.cell_width());
            }
            let left = own.end..end.min(self.screen.area.width);
            changed.extend(
                iter::once(column)
                    .chain(left)
                    .map(|column| Position::new(column, row)),
            );
        }
        changed.sort_unstable_by_key(|position| (position.y, position.x));
        changed.dedup();
        for row in changed.chunk_by(|one, next| one.y == next.y) {
            let columns: Vec<u16> = row.iter().map(|position| position.x).collect();
            self.row(row[0].y, &columns);
        }
        self.dip(PLAIN);
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
        self.screen.reset();
        self.put("\x1b[2J");
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        // Asked for by kinds of viewports that are not used; erasing more is right, if not cheap.
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.screen.area.as_size())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.screen.area.as_size(),
            pixels: Size::ZERO,
        })
    }

    /// Ends a frame: the cursor comes to where it is to be seen.
    fn flush(&mut self) -> Result<(), Infallible> {
        if let Some(position) = self.cursor
            && self.at != Some(position)
        {
            self.put_fmt(format_args!("\x1b[{};{}H", position.y + 1, position.x + 1));
            self.at = Some(position);
        }
        let show = self.cursor.is_some();
        if self.shown.replace(show) != Some(show) {
            self.put(if show { "\x1b[?25h" } else { "\x1b[?25l" });
        }
        Ok(())
    }
}

fn pen(cell: &Cell) -> Pen {
    Pen {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    }
}

/// The code of a colour, 30 being the first of the foreground and 40 of the background.
fn color(color: Color, first: u8) -> String {
    let dark = |n: u8| (first + n).to_string();
    let bright = |n: u8| (first + 60 + n).to_string();
    match color {
        Color::Reset => dark(9),
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", first + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", first + 8),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::{collection::vec, prelude::*};
    use ratatui::{Terminal, TerminalOptions, Viewport, style::Style};

    use super::*;

    const SIZE: (u16, u16) = (12, 4);

    /// Texts with their places and styles: a frame.
    type Texts = Vec<(u16, u16, String, Style)>;

    fn frame() -> impl Strategy<Value = Texts> {
        let text = vec(
            prop::sample::select(vec![
                "a", "b", " ", "  ", "     ", "─", "漢", "é", "e\u{301}",
            ]),
            0..8,
        );
        let color =
            || prop::sample::select(vec![Color::Reset, Color::Red, Color::White, Color::Yellow]);
        // Bold and dim at once, vt100 does not know.
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM | Modifier::UNDERLINED,
            Modifier::REVERSED,
        ]);
        let style = (color(), color(), modifier).prop_map(|(fg, bg, modifier)| {
            Style::new()
                .fg(fg)
                .bg(bg)
                .add_modifier(modifier)
                .remove_modifier(!modifier)
        });
        vec(
            (
                0..SIZE.0,
                0..SIZE.1,
                text.prop_map(|parts| parts.concat()),
                style,
            ),
            0..8,
        )
    }

    fn paint(terminal: &mut Terminal<Painter>, texts: &Texts) -> Vec<u8> {
        let Ok(_) = terminal.draw(|frame| {
            for (x, y, text, style) in texts {
                frame.buffer_mut().set_string(*x, *y, text, *style);
            }
            frame.set_cursor_position((3, 1));
        });
        terminal.backend_mut().take()
    }

    fn fresh() -> Terminal<Painter> {
        let area = Rect::new(0, 0, SIZE.0, SIZE.1);
        let viewport = Viewport::Fixed(area);
        let Ok(terminal) = Terminal::with_options(Painter::new(area), TerminalOptions { viewport });
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
                let text = if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                };
                let weight = [cell.bold(), cell.dim(), cell.underline(), cell.inverse()];
                format!(
                    "{text:?} {:?} {:?} {weight:?}",
                    cell.fgcolor(),
                    cell.bgcolor()
                )
            })
            .collect()
    }

    proptest! {
        #[test]
        fn changes_lead_to_what_painting_all_leads_to(frames in vec(frame(), 1..6)) {
            let (mut terminal, mut seen) = (fresh(), screen());
            for texts in &frames {
                seen.process(&paint(&mut terminal, texts));
                let mut whole = screen();
                whole.process(&paint(&mut fresh(), texts));
                prop_assert_eq!(cells(&seen), cells(&whole));
                prop_assert_eq!(seen.screen().cursor_position(), (1, 3));
            }
        }
    }

    #[test]
    fn what_has_not_changed_costs_nothing() {
        let texts = vec![(0, 0, "hurt".to_owned(), Style::new().bold())];
        let mut terminal = fresh();
        assert!(!paint(&mut terminal, &texts).is_empty());
        assert_eq!(paint(&mut terminal, &texts), b"");
        // One letter, and the cursor back.
        let texts = vec![(0, 0, "hurl".to_owned(), Style::new().bold())];
        assert_eq!(
            paint(&mut terminal, &texts),
            b"\x1b[1;4H\x1b[1ml\x1b[0m\x1b[2;4H"
        );
    }
}
