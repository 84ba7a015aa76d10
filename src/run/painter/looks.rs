//! A number for each look that a cell has had, so that cells can be compared and moved as numbers.

use hashbrown::HashMap;
use ratatui::buffer::{Cell, CellWidth};

use super::pen::{Pen, is_blank};

/// The look of a cell with nothing in it.
pub(super) const BLANK: u32 = 0;
/// What stands in the second column of a wide character.
const COVERED: &str = "";

/// How a cell looks.
#[derive(Clone, Debug)]
pub(super) struct Look {
    cell: Cell,
    /// The columns that it takes.
    pub(super) width: usize,
}

impl Look {
    fn new(cell: Cell) -> Self {
        let width = usize::from(cell.cell_width()).max(1);
        Self { cell, width }
    }

    pub(super) fn symbol(&self) -> &str {
        self.cell.symbol()
    }

    /// The pen that it asks for.
    pub(super) fn pen(&self) -> Pen {
        Pen::of(&self.cell)
    }

    /// Whether it comes out as it should with `pen`.
    pub(super) fn comes_out_with(&self, pen: Pen) -> bool {
        pen.suits(&self.cell)
    }

    pub(super) fn is_covered(&self) -> bool {
        self.symbol() == COVERED
    }
}

/// Looks by number.
pub(super) struct Looks {
    looks: Vec<Look>,
    numbers: HashMap<Cell, u32>,
}

impl Looks {
    /// The blank alone.
    pub(super) fn new() -> Self {
        Self {
            looks: vec![Look::new(Cell::EMPTY)],
            numbers: HashMap::from([(Cell::EMPTY, BLANK)]),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.looks.len()
    }

    pub(super) fn look(&self, number: u32) -> &Look {
        &self.looks[number as usize]
    }

    /// The number of a cell's look. Blanks that cannot be told from each other have one.
    pub(super) fn number(&mut self, cell: &Cell) -> u32 {
        let mut cell = cell.clone();
        if is_blank(&cell) {
            let bg = cell.bg;
            cell.reset();
            cell.set_bg(bg);
        }
        if let Some(number) = self.numbers.get(&cell) {
            return *number;
        }
        let number = self.looks.len() as u32;
        self.looks.push(Look::new(cell.clone()));
        self.numbers.insert(cell, number);
        number
    }

    /// The number of what stands beside a wide character's own column.
    pub(super) fn covered(&mut self, cell: &Cell) -> u32 {
        let mut cell = cell.clone();
        cell.set_symbol(COVERED);
        self.number(&cell)
    }

    /// The number here of a look of `others`.
    pub(super) fn adopt(&mut self, others: &Self, number: u32) -> u32 {
        self.number(&others.look(number).cell)
    }
}
