//! Frames → the bytes that turn what is on the screen into them: one write a frame.
//!
//! Crossterm's own backend moves for every gap, names 16 colours by 256-colour sequences that old terminals
//! do not know, erases bold and reverse under `NO_COLOR`, and asks the terminal for its size. This one skips
//! cells that have not changed, prints over gaps that are shorter than a move, and erases the blank end of a
//! row. It uses cursor movement, EL and SGR, which every terminal has had since the VT100.

use std::{
    convert::Infallible,
    fmt::{Display, Write as _},
    io, mem,
};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::{Cell, CellWidth},
    layout::{Position, Rect, Size},
    style::{Color, Modifier},
    terminal::{Frame, Terminal, TerminalOptions, Viewport},
};

use super::terminal::Tty;

/// Begin and end of a frame that the terminal shows at once, where it can.
const SYNCHRONIZED: (&str, &str) = ("\x1b[?2026h", "\x1b[?2026l");
const ERASE: &str = "\x1b[0m\x1b[2J";
/// The longest gap that is printed again rather than moved over: a move costs three bytes and more.
const GAP: u16 = 3;

/// What is on the terminal's screen.
pub(super) struct Canvas {
    /// None before the first frame, and when what is on the screen cannot be relied on.
    terminal: Option<Terminal<Painter>>,
    size: (u16, u16),
    disturbed: u64,
}

impl Canvas {
    /// A screen of which nothing is known.
    pub(super) fn new() -> Self {
        Self {
            terminal: None,
            size: (0, 0),
            disturbed: 0,
        }
    }

    /// Whether something other than a frame has changed what the terminal shows: another size, or a stop.
    pub(super) fn is_stale(&self, tty: &Tty) -> bool {
        self.terminal.is_none() || self.size != tty.size() || self.disturbed != tty.disturbed()
    }

    /// Makes the next frame paint every cell.
    pub(super) fn forget(&mut self) {
        self.terminal = None;
    }

    /// Paints a frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn paint(
        &mut self,
        tty: &Tty,
        size: (u16, u16),
        draw: impl FnOnce(&mut Frame<'_>),
    ) -> io::Result<()> {
        if self.size != size || self.disturbed != tty.disturbed() {
            self.forget();
        }
        (self.size, self.disturbed) = (size, tty.disturbed());
        let mut bytes = String::new();
        let terminal = self.terminal.get_or_insert_with(|| {
            // A new one instead of `Terminal::resize` or `clear`, which ask the terminal for its size and
            // cursor.
            bytes.push_str(ERASE);
            Painter::terminal(Rect::new(0, 0, size.0, size.1))
        });
        let Ok(_) = terminal.draw(draw);
        bytes += &terminal.backend_mut().take();
        if bytes.is_empty() {
            return Ok(());
        }
        if tty.is_synchronized() {
            bytes = [SYNCHRONIZED.0, &bytes, SYNCHRONIZED.1].concat();
        }
        tty.write(bytes.as_bytes())
    }
}

/// A backend that gathers a frame's bytes. Nothing can fail, and the terminal is never asked for anything.
struct Painter {
    size: Size,
    bytes: String,
    /// What is on the screen once the bytes are written, row by row, and what of it they have still to paint.
    cells: Vec<Cell>,
    changed: Vec<bool>,
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
    fn terminal(area: Rect) -> Terminal<Self> {
        let cells = area.area() as usize;
        let painter = Self {
            size: area.as_size(),
            bytes: String::new(),
            cells: vec![Cell::EMPTY; cells],
            changed: vec![false; cells],
            pen: Pen::of(&Cell::EMPTY),
            at: None,
            cursor: None,
            shown: None,
        };
        let viewport = Viewport::Fixed(area);
        let Ok(terminal) = Terminal::with_options(painter, TerminalOptions { viewport });
        terminal
    }

    /// The bytes since the last time; empty when nothing has changed.
    fn take(&mut self) -> String {
        mem::take(&mut self.bytes)
    }

    fn put(&mut self, what: impl Display) {
        // Writing to memory does not fail.
        let _ = write!(self.bytes, "{what}");
    }

    /// Paints what has changed in one row.
    fn paint_row(&mut self, row: u16) {
        let columns = self.size.width;
        let start = usize::from(row) * usize::from(columns);
        let cells = &self.cells[start..start + usize::from(columns)];
        let text = cells.iter().rposition(|cell| !is_erased(cell));
        let text = text.map_or(0, |last| last as u16 + cells[last].cell_width().max(1));
        let mut column = 0;
        while column < columns {
            let place = start + usize::from(column);
            if !mem::take(&mut self.changed[place]) {
                column += 1;
                continue;
            }
            self.go(Position::new(column, row));
            if column >= text {
                if !self.pen.erases() {
                    self.dip(Pen::of(&Cell::EMPTY));
                }
                self.put("\x1b[K");
                self.changed[place..start + usize::from(columns)].fill(false);
                return;
            }
            column += self.print(Position::new(column, row));
        }
    }

    /// Prints the cell at `place`, where the cursor is; says how many columns it takes.
    fn print(&mut self, place: Position) -> u16 {
        let cell = self.cell(place);
        let pen = Pen::of(cell);
        let is_plain = self.pen == pen || is_blank(cell) && self.pen.suits_blank(pen);
        let (symbol, width) = (cell.symbol().to_owned(), cell.cell_width().max(1));
        if !is_plain {
            self.dip(pen);
        }
        self.put(symbol);
        // Where the cursor is after the last column and after wide characters, terminals do not agree.
        let next = Position::new(place.x + width, place.y);
        self.at = Some(next).filter(|next| width == 1 && next.x < self.size.width);
        width
    }

    fn cell(&self, place: Position) -> &Cell {
        &self.cells[usize::from(place.y) * usize::from(self.size.width) + usize::from(place.x)]
    }

    /// Moves the cursor, or prints the few cells before the place again where that is shorter.
    fn go(&mut self, to: Position) {
        let ahead = match self.at {
            Some(at) if at == to => return,
            Some(at) if at.y == to.y && at.x < to.x => Some((at, to.x - at.x)),
            _ => None,
        };
        if let Some((at, ahead)) = ahead {
            let gap = (at.x..to.x).map(|x| Position::new(x, to.y));
            let is_plain = |place| {
                let cell = self.cell(place);
                cell.symbol().len() == 1 && Pen::of(cell) == self.pen
            };
            if ahead <= GAP && gap.clone().all(is_plain) {
                for place in gap {
                    self.print(place);
                }
                return;
            }
        }
        match (ahead, to) {
            (Some((_, 1)), _) => self.put("\x1b[C"),
            (Some((_, ahead)), _) => self.put(format_args!("\x1b[{ahead}C")),
            (None, Position { x: 0, y }) => self.put(format_args!("\x1b[{}H", y + 1)),
            (None, Position { x, y }) => self.put(format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some(to);
    }

    /// Changes the pen. What is taken off takes all off, which terminals of every age understand.
    fn dip(&mut self, pen: Pen) {
        let mut from = self.pen;
        let mut codes = Vec::new();
        if !pen.modifier.contains(from.modifier) {
            codes.push("0".to_owned());
            from = Pen::of(&Cell::EMPTY);
        }
        for (modifier, code) in MODIFIERS {
            if pen.modifier.difference(from.modifier).contains(modifier) {
                codes.push(code.to_string());
            }
        }
        if pen.fg != from.fg {
            codes.push(color(pen.fg, 30));
        }
        if pen.bg != from.bg {
            codes.push(color(pen.bg, 40));
        }
        match codes.as_slice() {
            [] => {}
            [off] if off == "0" => self.put("\x1b[m"),
            codes => self.put(format_args!("\x1b[{}m", codes.join(";"))),
        }
        self.pen = pen;
    }
}

/// Modifiers and the codes that put them on.
const MODIFIERS: [(Modifier, u8); 7] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];
/// Those that do not show where there is no character. (GNU screen shows italics reversed.)
const UNSEEN_ON_BLANKS: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// Colours and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The one that a cell asks for.
    fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank that asks for `other` looks the same in this one.
    fn suits_blank(self, other: Self) -> bool {
        self.is_unseen() && other.is_unseen() && self.bg == other.bg
    }

    /// Whether nothing of it but its ground shows on a blank.
    fn is_unseen(self) -> bool {
        UNSEEN_ON_BLANKS.contains(self.modifier)
    }

    /// Whether terminals agree on what erasing with it leaves: their own ground, and nothing else.
    fn erases(self) -> bool {
        self.is_unseen() && self.bg == Color::Reset
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// Whether a cell looks as erasing leaves it.
fn is_erased(cell: &Cell) -> bool {
    is_blank(cell) && Pen::of(cell).erases()
}

/// The code of a colour, 30 being the first of the foreground's and 40 of the background's.
fn color(color: Color, first: u8) -> String {
    let code = match color {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return format!("{};5;{n}", first + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", first + 8),
    };
    (first + code).to_string()
}

impl Backend for Painter {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (column, row, cell) in content {
            let start = usize::from(row) * usize::from(self.size.width);
            let (first, end) = (usize::from(column), usize::from(self.size.width));
            let width = |cell: &Cell| usize::from(cell.cell_width().max(1));
            let covered = first..(first + width(cell)).min(end);
            // Of what a wide character covered, ratatui tells nothing; terminals differ in what they leave
            // there.
            for old in covered.clone() {
                let bared = old..(old + width(&self.cells[start + old])).min(end);
                self.cells[start..][bared.clone()].fill(Cell::EMPTY);
                self.changed[start..][bared].fill(true);
            }
            // Nothing stands there that could be printed again.
            self.cells[start..][covered.clone()].fill(Cell::new(""));
            self.changed[start..][covered].fill(false);
            self.cells[start + first] = cell.clone();
            self.changed[start + first] = true;
        }
        for row in 0..self.size.height {
            self.paint_row(row);
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
        self.cells.fill(Cell::EMPTY);
        self.put(ERASE);
        self.pen = Pen::of(&Cell::EMPTY);
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
    use ratatui::style::Style;

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

    fn paint(terminal: &mut Terminal<Painter>, texts: &[Text]) -> String {
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

    fn fresh() -> Terminal<Painter> {
        Painter::terminal(Rect::new(0, 0, SIZE.0, SIZE.1))
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
        fn changes_lead_to_what_painting_all_leads_to(frames in frames()) {
            let (mut terminal, mut seen) = (fresh(), screen());
            for texts in &frames {
                seen.process(paint(&mut terminal, texts).as_bytes());
                let mut whole = screen();
                whole.process(paint(&mut fresh(), texts).as_bytes());
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
        let mut terminal = fresh();
        paint(&mut terminal, &texts(first));
        paint(&mut terminal, &texts(second))
    }

    #[test]
    fn what_has_not_changed_costs_nothing() {
        let hurt = [(0, 0, "hurt")];
        assert_eq!(then(&hurt, &hurt), "");
        // One letter, and the cursor back.
        assert_eq!(then(&hurt, &[(0, 0, "hurl")]), "\x1b[1;4Hl\x1b[2;4H");
    }

    #[test]
    fn short_gaps_are_printed_and_long_ones_moved_over() {
        let row = |a, b| [(0, 0, a), (2, 0, "me"), (5, 0, b), (12, 0, "!")];
        assert_eq!(
            then(&row("a", "b"), &row("x", "y")),
            "\x1b[1Hx\x1b[4Cy\x1b[2;4H"
        );
        let row = |a, b| [(0, 0, a), (1, 0, "m"), (3, 0, b), (12, 0, "!")];
        assert_eq!(then(&row("a", "b"), &row("x", "y")), "\x1b[1Hxm y\x1b[2;4H");
    }

    #[test]
    fn nothing_is_printed_into_a_wide_character() {
        // The cursor stands in the second column of the second one.
        let row = |text| [(0, 1, "ab"), (2, 1, "漢"), (4, 1, text)];
        assert_eq!(then(&row("aa"), &row("is")), "\x1b[Cis\x1b[2;4H");
    }

    #[test]
    fn the_end_of_a_row_is_erased() {
        let (long, short) = ([(4, 1, "hurting")], [(4, 1, "it")]);
        assert_eq!(then(&long, &short), " it\x1b[K\x1b[2;4H");
    }
}
