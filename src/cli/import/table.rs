//! Tables: CSV with commas, semicolons or bars, and TSV, as groups of the first row's names. The only owner
//! of `csv`.

use std::mem;

use csv::ReaderBuilder;
use serde_json::Value;

use super::{
    draft::Draft,
    names::{self, Keys, NameKind},
    shapes::Finder,
};

/// The rows above the one that names the columns: a title, who wrote it.
const MOST_ABOVE: usize = 10;

type Cells = Vec<String>;

/// Whether a text without a table's ending is one: each row has tabs, and the first names the columns.
pub(super) fn has_tabs(text: &str, keys: &Keys) -> bool {
    rows(text, b'\t').is_ok_and(|rows| {
        let names = rows.first().and_then(|row| names::roles(row, keys));
        names.is_some() && rows.iter().all(|row| row.len() > 1)
    })
}

/// What the table holds; a sentence where its columns cannot be told.
pub(super) fn read(text: &str, keys: &Keys) -> Result<Draft, String> {
    // Excel may say in the first line what parts the cells.
    let told = || text.strip_prefix("sep=")?.split_once('\n');
    let text = told().map_or(text, |(_, rest)| rest);
    let mut above = rows(text, delimiter(text))?;
    above.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let (head, q, a) = columns(&above, keys).ok_or_else(|| {
        let first = above.first().map(|row| row.join(", ")).unwrap_or_default();
        format!("no column is named as a question's and an answer's are; the first row has: {first}; name them with --question and --answer")
    })?;
    let rows = above.split_off(head.map_or(0, |n| n + 1));
    let names = above.last().cloned().unwrap_or_default();
    // A first row that names nothing known may be an entry: it is kept.
    above.pop_if(|names| names::roles(names, keys).is_some());
    let mut draft = Draft::default();
    draft.keep(above.iter().map(words));
    let mut finder = Finder { draft, keys };
    let name = |n: usize| match names.get(n) {
        Some(name) if !name.is_empty() && !names[..n].contains(name) => name.clone(),
        _ => format!("column {}", n + 1),
    };
    let is_group = |name: &String| names::kind(name) == Some(NameKind::Group);
    let groups = names.iter().position(is_group);
    let mut group = String::new();
    for mut row in rows {
        if row.get(q).is_some_and(|cell| !cell.is_empty()) {
            // A group may be named once, beside its first row.
            let own = groups.and_then(|n| row.get_mut(n)).map(mem::take);
            group = own.filter(|own| !own.is_empty()).unwrap_or(group);
            let cells = row.into_iter().enumerate();
            let cells: Value = cells.map(|(n, cell)| (name(n), cell)).collect();
            finder.entry(&cells, &group, Some((&name(q), &name(a))));
        } else {
            finder.draft.keep([words(&row)]);
        }
    }
    Ok(finder.draft)
}

/// The row that names the columns, if there is one, and which column asks and which answers.
fn columns(rows: &[Cells], keys: &Keys) -> Option<(Option<usize>, usize, usize)> {
    let heads = rows.iter().take(MOST_ABOVE).enumerate();
    let mut heads = heads.filter_map(|(n, row)| Some((n, names::roles(row, keys)?)));
    if let Some((head, (q, a))) = heads.next() {
        return Some((Some(head), q, a));
    }
    // Without names, the first column asks and the second answers.
    let first = rows.first().filter(|first| first.len() > 1)?;
    let asking = rows.iter().filter(|row| asks(row, 0)).count();
    let is_list = asking * 2 >= rows.len();
    is_list.then(|| ((!asks(first, 0)).then_some(0), 0, 1))
}

fn asks(row: &Cells, n: usize) -> bool {
    row.get(n).is_some_and(|cell| names::asks(cell))
}

fn rows(text: &str, delimiter: u8) -> Result<Vec<Cells>, String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    // Some programs write line ends so, and double quotation marks outside quotes too.
    let cell = |cell: &str| cell.trim().replace("\\n", "\n").replace("\"\"", "\"");
    let rows = reader
        .records()
        .map(|row| Ok(row?.iter().map(cell).collect()));
    let rows: Result<_, csv::Error> = rows.collect();
    rows.map_err(|why| format!("the table cannot be read: {why}"))
}

/// What a row says that is no entry.
fn words(row: &Cells) -> String {
    let cells = row.iter().filter(|cell| !cell.is_empty()).cloned();
    cells.collect::<Vec<_>>().join("\n")
}

/// The sign that parts the cells: the one that most rows have, and have as often.
fn delimiter(text: &str) -> u8 {
    let head: String = text.split_inclusive('\n').take(50).collect();
    let count = |sign: &u8| {
        let rows = rows(&head, *sign).unwrap_or_default();
        let first = rows.first().map_or(0, Vec::len);
        let same = rows.iter().filter(|row| row.len() == first && first > 1);
        same.count() * 100 / rows.len().max(1) + first
    };
    b"|\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}
