//! Tables: CSV with commas, semicolons or bars, and TSV. The only owner of `csv`.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{
    draft::{Draft, Item, Piece},
    names::{self, Meaning},
    shapes::answer_text,
};

/// Columns that the user named, by their heading or their number from 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns<'a> {
    pub(super) question: Option<&'a str>,
    pub(super) answer: Option<&'a str>,
}

/// What the table holds; a sentence where its columns cannot be told.
pub(super) fn read(text: &str, columns: Columns<'_>) -> Result<Draft, String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::Fields)
        .from_reader(text.as_bytes());
    let rows: Result<Vec<StringRecord>, _> = reader.records().collect();
    let rows = rows.map_err(|why| format!("the table cannot be read: {why}"))?;
    let mut rows = rows
        .into_iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()));
    let first = rows.next().ok_or("the table is empty")?;
    let mut meanings: Vec<Option<Meaning>> = first.iter().map(names::meaning).collect();
    for (given, meaning) in [
        (columns.question, Meaning::Question),
        (columns.answer, Meaning::Answer),
    ] {
        if let Some(name) = given {
            let at = place(&first, name).ok_or_else(|| {
                format!(
                    "the table has no column “{name}”; it has: {}",
                    first.iter().collect::<Vec<_>>().join(", ")
                )
            })?;
            meanings
                .iter_mut()
                .filter(|other| **other == Some(meaning))
                .for_each(|other| *other = None);
            meanings[at] = Some(meaning);
        }
    }
    settle(&mut meanings);
    let has = |meaning| meanings.contains(&Some(meaning));
    if !has(Meaning::Question) || !has(Meaning::Answer) {
        // Without names, the first column asks and the second answers.
        let rows: Vec<StringRecord> = rows.collect();
        let asks = |row: &StringRecord| row.get(0).is_some_and(names::asks);
        let most = rows.iter().filter(|row| asks(row)).count() * 2 > rows.len() || asks(&first);
        if !most || first.len() < 2 {
            return Err(format!(
                "no column is named as a question's and an answer's are; the first row has: {}; name them with --question and --answer",
                first.iter().collect::<Vec<_>>().join(", ")
            ));
        }
        meanings = vec![None; first.len()];
        (meanings[0], meanings[1]) = (Some(Meaning::Question), Some(Meaning::Answer));
        let headed = !asks(&first);
        let head = (!headed).then(|| first.clone()).into_iter();
        return Ok(draft(head.chain(rows), &meanings, headed.then_some(&first)));
    }
    // Columns that were given by their numbers need no heading.
    let named = first.iter().any(|cell| names::meaning(cell).is_some());
    let column = meanings
        .iter()
        .position(|is| *is == Some(Meaning::Question));
    let asks = column.and_then(|n| first.get(n)).is_some_and(names::asks);
    let head = (!named && asks).then(|| first.clone()).into_iter();
    Ok(draft(head.chain(rows), &meanings, Some(&first)))
}

/// The sign that parts the cells: the one that most rows have, and have as often.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(50).collect::<Vec<_>>().join("\n");
    let count = |sign: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(sign)
            .has_headers(false)
            .flexible(true)
            .from_reader(head.as_bytes());
        let widths: Vec<usize> = reader.records().flatten().map(|row| row.len()).collect();
        let first = widths.first().copied().unwrap_or(0);
        let same = widths.iter().filter(|width| **width == first).count();
        if first > 1 {
            same * 100 / widths.len() + first
        } else {
            0
        }
    };
    let signs = [b',', b';', b'\t', b'|'];
    signs
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}

fn place(header: &StringRecord, name: &str) -> Option<usize> {
    let number = name
        .parse::<usize>()
        .ok()
        .and_then(|n| n.checked_sub(1))
        .filter(|n| *n < header.len());
    let named = header
        .iter()
        .position(|cell| cell.trim().to_lowercase() == name.trim().to_lowercase());
    named.or(number)
}

/// A title asks where nothing else does, and a text answers.
pub(super) fn settle(meanings: &mut [Option<Meaning>]) {
    for (sure, perhaps) in [
        (Meaning::Question, Meaning::Title),
        (Meaning::Answer, Meaning::Text),
    ] {
        if !meanings.contains(&Some(sure))
            && let Some(one) = meanings
                .iter_mut()
                .find(|meaning| **meaning == Some(perhaps))
        {
            *one = Some(sure);
        }
    }
    // One of each: what comes again is no question any more.
    for meaning in [Meaning::Question, Meaning::Answer, Meaning::Id] {
        let again = meanings
            .iter_mut()
            .filter(|other| **other == Some(meaning))
            .skip(1);
        again.for_each(|other| *other = None);
    }
}

fn draft(
    rows: impl Iterator<Item = StringRecord>,
    meanings: &[Option<Meaning>],
    header: Option<&StringRecord>,
) -> Draft {
    let mut draft = Draft::default();
    for row in rows {
        let mut piece = Piece::default();
        let mut group = String::new();
        for (n, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match meanings.get(n).copied().flatten() {
                Some(Meaning::Question) => cell.clone_into(&mut piece.question),
                Some(Meaning::Answer) => piece.answer = answer_text(cell),
                Some(Meaning::Also) => {
                    let texts = cell
                        .split(['\n', ';', '|'])
                        .map(|text| text.trim().to_owned());
                    piece
                        .also_asked
                        .extend(texts.filter(|text| !text.is_empty()));
                }
                Some(Meaning::Note) => cell.clone_into(&mut piece.staff_note),
                Some(Meaning::Group) => cell.clone_into(&mut group),
                Some(Meaning::Id) if cell.parse::<f64>().is_err() => cell.clone_into(&mut piece.id),
                Some(Meaning::Id) => {}
                _ => {
                    let name = header.and_then(|header| header.get(n)).unwrap_or_default();
                    piece.kept.push(format!("{name}: {cell}"));
                }
            }
        }
        let item = if piece.question.is_empty() {
            Item::Kept(
                row.iter()
                    .filter(|cell| !cell.is_empty())
                    .collect::<Vec<_>>()
                    .join("\n"),
            )
        } else {
            Item::Entry(piece)
        };
        draft.group(&group).items.push(item);
    }
    draft
}
