//! Draws the model: pure, and the same for a screen and a test. The model has chosen and wrapped what shows; here
//! it gets its place and its paint.

use ratatui::{
    Frame,
    buffer::{Buffer, CellWidth},
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    app::{Attention, Model, Scene, count},
    faq::Faq,
    layout::{Layout, MARGIN, SMALLEST, TWO_PANES},
    text::{self, Accents, Line, Role, Span},
    theme::Theme,
};

/// Columns between two things in a row; one less where there are few.
const GAP: usize = 3;
/// Cells of the progress bar.
const PROGRESS: usize = 10;

/// Draws `model` on the whole frame. The hardware cursor is set where a screen reader should read: in the search
/// box while typing, at the chosen question after an arrow key, at the text on a full page.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut brush = Brush {
        buffer: frame.buffer_mut(),
        theme,
    };
    brush.buffer.set_style(area, theme.base());
    let cursor = if let Some(layout) = model.layout() {
        header(model, layout, &mut brush);
        let search = search(model, layout, &mut brush);
        notice(model, layout, &mut brush);
        let list = list(model, layout, &mut brush);
        answer(model, layout, &mut brush);
        bottom(model, layout, &mut brush);
        footer(model, layout, &mut brush);
        Some(match (model.open(), model.attention()) {
            (Scene::Desk, Attention::List) => list.unwrap_or(search),
            (Scene::Desk, Attention::Search) => search,
            (Scene::Page | Scene::Help, _) => layout.answer.as_position(),
        })
    } else {
        let (width, height) = SMALLEST;
        let words = format!("Too small: {width}x{height} is needed");
        brush.words(area, &words, Role::Warning);
        None
    };
    brush.fit_charset(area);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// A buffer to paint on.
struct Brush<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl Brush<'_> {
    /// Paints `text` from the left edge of `row`; returns the columns used.
    fn words(&mut self, row: Rect, text: &str, role: Role) -> u16 {
        self.text(row, text, self.theme.style(role, Accents::NONE))
    }

    fn span(&mut self, row: Rect, span: &Span) -> u16 {
        self.text(row, &span.text, self.theme.style(span.role, span.accents))
    }

    fn text(&mut self, row: Rect, text: &str, style: Style) -> u16 {
        if row.is_empty() {
            return 0;
        }
        let (end, _) = self
            .buffer
            .set_stringn(row.x, row.y, text, usize::from(row.width), style);
        end - row.x
    }

    /// Paints a labelled row; what is wider than `row` is cut.
    fn line(&mut self, row: Rect, line: &Line) {
        let mut row = row;
        for span in &line.spans {
            row = inset(row, self.span(row, span));
        }
    }

    /// A horizontal rule.
    fn rule(&mut self, row: Rect) {
        self.words(row, &"─".repeat(usize::from(row.width)), Role::Rule);
    }

    /// A scroll bar in the last column of `area`, if not all of `all` shows.
    fn scroll_bar(&mut self, area: Rect, from: usize, shown: usize, all: usize) {
        if shown >= all || area.is_empty() {
            return;
        }
        let rows = usize::from(area.height);
        let thumb = (rows * shown).div_ceil(all).clamp(1, rows);
        let most = all - shown;
        let start = ((rows - thumb) * from.min(most) + most / 2) / most;
        for number in 0..rows {
            let is_thumb = (start..start + thumb).contains(&number);
            let symbol = if is_thumb { "█" } else { "░" };
            self.words(right(row(area, number), 1), symbol, Role::Rule);
        }
    }

    /// Last, replaces what the terminal cannot show, and clears what wide characters cover: ratatui tells a
    /// backend of no changes there, not even when they come to light.
    fn fit_charset(&mut self, area: Rect) {
        for position in area.positions() {
            let cell = &mut self.buffer[position];
            let symbol = self.theme.symbol(cell.symbol());
            if symbol.len() > 1 && symbol.is_ascii() {
                let symbol = symbol.into_owned();
                self.spell_out(position, area.right(), &symbol);
                continue;
            }
            if symbol != cell.symbol() {
                let symbol = symbol.into_owned();
                cell.set_symbol(&symbol);
            }
            if !cell.symbol().is_ascii() {
                for column in 1..cell.cell_width() {
                    let covered = Position::new(position.x + column, position.y);
                    if let Some(cell) = self.buffer.cell_mut(covered) {
                        cell.reset();
                    }
                }
            }
        }
    }

    /// Writes `spelt` in place of one character: what follows moves right as far as the next two blanks. Without that
    /// room, a letter stays its first letter, and a sign becomes a question mark.
    fn spell_out(&mut self, at: Position, right: u16, spelt: &str) {
        let more = spelt.len() as u16 - 1;
        let is_blank = |x: u16| x < right && self.buffer[(x, at.y)].symbol() == " ";
        let room = (at.x + 1..right).find(|x| (*x..=x + more).all(is_blank));
        let Some(end) = room else {
            let is_letter = self.buffer[at].symbol().chars().all(char::is_alphabetic);
            let first = if is_letter { &spelt[..1] } else { "?" };
            self.buffer[at].set_symbol(first);
            return;
        };
        for x in (at.x..end).rev() {
            self.buffer[(x + more, at.y)] = self.buffer[(x, at.y)].clone();
        }
        let style = self.buffer[at].style();
        self.buffer.set_string(at.x, at.y, spelt, style);
    }
}

/// Row `number` of `area`.
fn row(area: Rect, number: usize) -> Rect {
    Rect::new(area.x, area.y + number as u16, area.width, 1)
}

/// `row` without so many columns on the left.
fn inset(row: Rect, columns: u16) -> Rect {
    let columns = columns.min(row.width);
    Rect::new(row.x + columns, row.y, row.width - columns, row.height)
}

/// The last `width` columns of `row`.
fn right(row: Rect, width: usize) -> Rect {
    let width = (width as u16).min(row.width);
    Rect::new(row.right() - width, row.y, width, row.height)
}

/// Topic and doctor; how many questions, or how many have been read so far.
fn header(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let at = layout.header;
    let (status, spare) = if let Some(share) = model.loading() {
        let done = ((share.clamp(0.0, 1.0) * PROGRESS as f32) as usize).min(PROGRESS);
        let bar = format!("{}{}", "█".repeat(done), "░".repeat(PROGRESS - done));
        (format!("Reading the FAQ {bar} {:3.0} %", share * 100.0), "")
    } else {
        let questions = match model.faq().map_or(0, Faq::len) {
            1 => "1 question".to_owned(),
            all => format!("{} questions", count(all)),
        };
        (questions, "   F1 Help")
    };
    let status = match usize::from(at.width) {
        width if width > text::width(&status) + spare.len() + 20 => format!("{status}{spare}"),
        width if width > text::width(&status) + 12 => status,
        _ => String::new(),
    };
    let used = text::width(&status);
    brush.words(right(at, used), &status, Role::Hint);
    let left = usize::from(at.width).saturating_sub(used + 1);
    brush.words(at, &text::truncate(&model.heading(), left), Role::Topic);
}

/// The search box; returns where its cursor stands.
fn search(model: &Model, layout: &Layout, brush: &mut Brush<'_>) -> Position {
    let at = layout.search;
    let prompt = if at.width < 50 { "› " } else { "Search › " };
    let used = brush.words(at, prompt, Role::Topic);
    let mut field = inset(at, used);

    let room = usize::from(field.width) / 2;
    let mut status = model.search_status();
    let width =
        |status: &[Span]| -> usize { status.iter().map(|s| text::width(&s.text) + GAP).sum() };
    while width(&status) > room && !status.is_empty() {
        status.remove(0);
    }
    let taken = width(&status);
    let mut place = right(field, taken);
    for span in &status {
        place = inset(place, GAP as u16);
        place = inset(place, brush.span(place, span));
    }
    field.width -= (taken as u16).min(field.width);

    let (shown, cursor) = model.input().window(usize::from(field.width));
    if model.input().text().is_empty() {
        let hint =
            text::truncate(" type what the caller says", usize::from(field.width)).into_owned();
        brush.words(field, &hint, Role::Hint);
    } else {
        brush.words(field, &text::clean_line(shown), Role::Search);
        if !model.input().text().starts_with(shown) {
            brush.words(field, "…", Role::Hint);
        }
    }
    Position::new(
        field.x + (cursor as u16).min(field.width.saturating_sub(1)),
        field.y,
    )
}

/// The rule below the search box, with what needs attention in it.
fn notice(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let at = layout.notice;
    brush.rule(at);
    joint(layout, at, "┬", brush);
    if let Some(notice) = model.notice() {
        let words =
            text::truncate(&notice.words, usize::from(at.width).saturating_sub(4)).into_owned();
        brush.words(inset(at, 2), &format!(" {words} "), notice.role);
    }
}

/// Where the divider meets a rule.
fn joint(layout: &Layout, rule: Rect, symbol: &str, brush: &mut Brush<'_>) {
    if !layout.divider.is_empty() && !rule.is_empty() {
        let at = Rect::new(layout.divider.x, rule.y, 1, rule.height);
        brush.words(at, symbol, Role::Rule);
    }
}

/// The questions; returns where the chosen one begins.
fn list(model: &Model, layout: &Layout, brush: &mut Brush<'_>) -> Option<Position> {
    let area = layout.list;
    for y in 0..layout.divider.height {
        brush.words(row(layout.divider, usize::from(y)), "│", Role::Rule);
    }
    let rows = model.rows();
    let starts = |number: usize| number == 0 || rows[number - 1].position != rows[number].position;
    let (shown, all) = (model.shown(), model.positions());
    let bar = u16::from(shown.len() < all);
    let mut cursor = None;
    for (number, listed) in rows.iter().enumerate().take(usize::from(area.height)) {
        let at = Rect {
            width: area.width.saturating_sub(bar),
            ..row(area, number)
        };
        let indent = if listed.position.is_some() { MARGIN } else { 0 };
        brush.line(inset(at, indent), &listed.line);
        if listed.position == Some(model.selected()) {
            if starts(number) {
                brush.words(at, "›", Role::Question);
                cursor = Some(at.as_position());
            }
            choose(at, listed.line.has_hit(), brush);
        }
    }
    let beside = Rect {
        height: area.height.min(rows.len() as u16),
        ..area
    };
    brush.scroll_bar(beside, shown.start, shown.len(), all);
    cursor
}

/// Paints the chosen row over: all of it but the words that were matched.
fn choose(at: Rect, has_hit: bool, brush: &mut Brush<'_>) {
    let chosen = brush.theme.chosen();
    let hit = brush.theme.style(Role::Question, Accents::HIT).bg;
    for position in at.positions() {
        let cell = &mut brush.buffer[position];
        let keeps_paint = has_hit && hit.is_some() && Some(cell.bg) == hit;
        if !keeps_paint {
            cell.set_style(chosen);
        }
    }
}

/// The answer with its title.
fn answer(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let area = layout.answer;
    if area.is_empty() {
        return;
    }
    let (answer, scroll) = model.answer();
    let height = usize::from(area.height);
    for (number, line) in answer.title.iter().enumerate().take(height) {
        brush.line(row(area, number), line);
    }
    let title = answer.title.len().min(height);
    let body = Rect {
        y: area.y + title as u16,
        height: (height - title) as u16,
        ..area
    };
    let rows = answer.rows.iter().skip(scroll).take(height - title);
    for (number, line) in rows.enumerate() {
        let at = row(body, number);
        if model.current_match() == Some(scroll + number) {
            brush.words(at, "›", Role::Topic);
        }
        brush.line(inset(at, MARGIN), line);
    }
    brush.scroll_bar(body, scroll, usize::from(body.height), answer.rows.len());
}

/// The rule at the bottom: whether the answer goes on, and which match is on screen.
fn bottom(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let at = layout.bottom;
    brush.rule(at);
    joint(layout, at, "┴", brush);
    if layout.answer.is_empty() {
        return;
    }
    let (answer, scroll) = model.answer();
    let below = answer
        .rows
        .len()
        .saturating_sub(scroll + model.answer_height());
    let mut labels = Vec::new();
    if let Some(row) = model.current_match() {
        let current = answer.hits().take_while(|hit| *hit <= row).count();
        labels.push(format!(
            "line {current} of {} with a match",
            answer.hits().count()
        ));
    }
    if below > 0 {
        labels.push("more ↓ PgDn".to_owned());
    } else if scroll > 0 {
        labels.push("end · PgUp ↑".to_owned());
    }
    if !labels.is_empty() {
        let label = format!(" {} ", labels.join(" ── "));
        let place = Rect::new(at.x, at.y, at.width.saturating_sub(2), at.height);
        brush.words(right(place, text::width(&label)), &label, Role::Hint);
    }
}

/// The keys, as many as fit.
fn footer(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let mut at = layout.footer;
    let gap = if at.width < TWO_PANES.0 { GAP - 1 } else { GAP };
    for (key, what) in model.footer() {
        let key = brush.theme.key(key);
        if text::width(key) + 1 + text::width(what) > usize::from(at.width) {
            break;
        }
        let used = brush.words(at, key, Role::Key);
        at = inset(at, used + 1);
        let used = brush.words(at, what, Role::Hint);
        at = inset(at, used + gap as u16);
    }
}
