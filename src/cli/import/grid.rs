//! The tables of a page, as questions.

use super::{
    borders::{BEGIN, END},
    names,
};

/// The questions of a table of a page, as headings and what stands below them: its first row names them, or
/// every other row asks.
pub(super) fn questions(rows: &[Vec<String>]) -> Option<Vec<String>> {
    let line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let heading = |cell: &String| format!("##### {}", line(cell));
    let names: Vec<String> = rows.first()?.iter().map(line).collect();
    if let Some((q, a)) = names::roles(&names) {
        let blocks = rows[1..].iter().flat_map(|row| {
            let cells = row.iter().zip(&names).enumerate();
            let others = cells.filter(|(n, (cell, _))| ![q, a].contains(n) && !cell.is_empty());
            let others = others.map(|(_, (cell, name))| format!("{name}: {cell}"));
            let entry = [
                Some(BEGIN.to_owned()),
                row.get(q).map(heading),
                row.get(a).cloned(),
                Some(END.to_owned()),
            ];
            entry.into_iter().flatten().chain(others)
        });
        return Some(blocks.collect());
    }
    let asks = |row: &&Vec<String>| row.iter().any(|cell| names::asks(cell));
    let asking = rows.iter().filter(asks).count();
    let filled = rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()));
    let cells = rows
        .iter()
        .flatten()
        .filter(|cell| !cell.chars().all(char::is_numeric));
    let block = |cell: &String| {
        if names::asks(cell) {
            heading(cell)
        } else {
            cell.clone()
        }
    };
    let is_list = asking > 1 && asking * 2 >= filled.count();
    let blocks = [BEGIN.to_owned()].into_iter().chain(cells.map(block));
    is_list.then(|| blocks.chain([END.to_owned()]).collect())
}
