//! Tables: CSV with commas, semicolons or bars, and TSV, as groups of the first row's names. The only owner
//! of `csv`.

use csv::ReaderBuilder;

use super::{
    draft::Draft,
    names,
    shapes::{self, Keys},
    value::ForeignValue,
};

/// The rows above the one that names the columns: a title, who wrote it.
const MOST_ABOVE: usize = 10;

/// What the two columns that count are called from here on.
const TAKEN: [&str; 2] = ["question", "answer"];

type Cells = Vec<String>;

/// What the table holds; a sentence where its columns cannot be told.
pub(super) fn read(text: &str, keys: Keys<'_>) -> Result<Draft, String> {
    // Excel may say in the first line what parts the cells.
    let told = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'));
    let text = told.map_or(text, |(_, rest)| rest);
    let mut rows = rows(text, delimiter(text))?;
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let (head, q, a) = columns(&rows, keys)?;
    let above: Vec<Cells> = rows.drain(..head.map_or(0, |n| n + 1)).collect();
    let names = head.and_then(|n| above.get(n)).cloned().unwrap_or_default();
    let name = |n: usize| match n {
        _ if n == q => TAKEN[0].to_owned(),
        _ if n == a => TAKEN[1].to_owned(),
        // No other column may be taken for one of the two.
        _ => names
            .get(n)
            .filter(|name| !name.is_empty() && !TAKEN.contains(&&*name.to_lowercase()))
            .cloned()
            .unwrap_or_else(|| format!("column {}", n + 1)),
    };
    let is_group = |name: &String| names::kind(name) == Some(names::NameKind::Group);
    let groups = names.iter().position(is_group);
    let mut group = String::new();
    // A first row that names nothing known may be an entry: it is kept.
    let is_head = keys.question.is_some() || names::roles(&names).is_some();
    let above = above
        .iter()
        .take(above.len() - usize::from(is_head && head.is_some()));
    let mut sections = vec![(String::new(), above.map(|row| words(row)).collect())];
    let titles = titles(&rows, q, a);
    for (mut row, is_title) in rows.into_iter().zip(titles) {
        if is_title {
            sections.push((row.swap_remove(q), Vec::new()));
            continue;
        }
        // A group may be named once, beside its first row.
        if let Some(cell) = groups.and_then(|n| row.get_mut(n)) {
            if cell.is_empty() {
                cell.clone_from(&group);
            }
            group.clone_from(cell);
        }
        let cells = row.iter().enumerate();
        let pairs = cells.map(|(n, cell)| (name(n), ForeignValue::Text(cell.clone())));
        let value = if is_filled(&row, q) {
            ForeignValue::Map(pairs.collect())
        } else {
            words(&row)
        };
        if let Some((_, items)) = sections.last_mut() {
            items.push(value);
        }
    }
    let keys = Keys {
        question: Some(TAKEN[0]),
        answer: Some(TAKEN[1]),
        ..keys
    };
    let sections = sections.into_iter().flat_map(|(title, items)| {
        if title.is_empty() {
            return items;
        }
        let title = ("title".to_owned(), ForeignValue::Text(title));
        let items = ("items".to_owned(), ForeignValue::List(items));
        vec![ForeignValue::Map(vec![title, items])]
    });
    Ok(shapes::read(sections.collect(), keys))
}

/// The row that names the columns, if there is one, and which column asks and which answers.
fn columns(rows: &[Cells], keys: Keys<'_>) -> Result<(Option<usize>, usize, usize), String> {
    let first = rows.first().ok_or("the table is empty")?;
    let column = |name: &str| {
        column(first, name).ok_or_else(|| {
            format!(
                "the table has no column “{name}”; it has: {}",
                first.join(", ")
            )
        })
    };
    let question = keys.question.map(column).transpose()?;
    let answer = keys.answer.map(column).transpose()?;
    let by_head = rows
        .iter()
        .take(MOST_ABOVE)
        .position(|row| names::roles(row).is_some());
    let head = match (question, answer) {
        (Some(question), Some(_)) => (!asks(first, question)).then_some(0),
        (Some(question), None) if by_head.is_none() => (!asks(first, question)).then_some(0),
        _ if by_head.is_some() => by_head,
        // Without names, the first column asks and the second answers.
        _ if rows.iter().filter(|row| asks(row, 0)).count() * 2 >= rows.len()
            && first.len() > 1 =>
        {
            (!asks(first, 0)).then_some(0)
        }
        _ => {
            return Err(format!(
                "no column is named as a question's and an answer's are; the first row has: {}; name them with --question and --answer",
                first.join(", ")
            ));
        }
    };
    let by_names = head.and_then(|n| names::roles(&rows[n]));
    let (q, a) = by_names.unwrap_or((0, 1));
    Ok((head, question.unwrap_or(q), answer.unwrap_or(a)))
}

/// Of each row whether it is a title: among rows that ask, one that says nothing else above one that answers.
fn titles(rows: &[Cells], q: usize, a: usize) -> Vec<bool> {
    let most_ask = rows.iter().filter(|row| asks(row, q)).count() * 2 > rows.len();
    let is_title = |n: usize| {
        let filled = (0..rows[n].len()).filter(|cell| is_filled(&rows[n], *cell));
        let is_answered = rows.get(n + 1).is_some_and(|row| is_filled(row, a));
        filled.eq([q]) && !asks(&rows[n], q) && is_answered
    };
    (0..rows.len()).map(|n| most_ask && is_title(n)).collect()
}

fn is_filled(row: &Cells, n: usize) -> bool {
    row.get(n).is_some_and(|cell| !cell.is_empty())
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
    let rows: Result<Vec<_>, _> = reader.records().collect();
    let rows = rows.map_err(|why| format!("the table cannot be read: {why}"))?;
    // Some programs write line ends so, and double quotation marks outside quotes too.
    let cell = |cell: &str| cell.trim().replace("\\n", "\n").replace("\"\"", "\"");
    Ok(rows
        .iter()
        .map(|row| row.iter().map(cell).collect())
        .collect())
}

/// What a row says that is no entry.
fn words(row: &[String]) -> ForeignValue {
    let cells: Vec<&str> = row
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    ForeignValue::Text(cells.join("\n"))
}

/// The sign that parts the cells: the one that most rows have, and have as often.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(50).collect::<Vec<_>>().join("\n");
    let count = |sign: &u8| {
        let rows = rows(&head, *sign).unwrap_or_default();
        let first = rows.first().map_or(0, Vec::len);
        let same = rows.iter().filter(|row| row.len() == first).count();
        if first > 1 {
            same * 100 / rows.len() + first
        } else {
            0
        }
    };
    b"|\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

/// The column of this name, or of this number from 1.
fn column(head: &Cells, name: &str) -> Option<usize> {
    let plain = |name: &str| name.trim().to_lowercase();
    let named = head.iter().position(|cell| plain(cell) == plain(name));
    named.or_else(|| {
        name.parse()
            .ok()
            .and_then(|n: usize| n.checked_sub(1))
            .filter(|n| *n < head.len())
    })
}

/// The questions of a table of a page, as headings and what stands below them: its first row names them, or
/// every other row asks.
pub(super) fn questions(rows: &[Cells]) -> Option<Vec<String>> {
    let line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let heading = |cell: &String| format!("##### {}", line(cell));
    let names: Cells = rows.first()?.iter().map(line).collect();
    if let Some((q, a)) = names::roles(&names) {
        let blocks = rows[1..].iter().flat_map(|row| {
            let cells = row.iter().zip(&names).enumerate();
            let others = cells.filter(|(n, _)| ![q, a].contains(n));
            let others = others.map(|(_, (cell, name))| format!("<!-- {name}: {cell} -->"));
            let answer = row.get(a).cloned();
            row.get(q)
                .map(heading)
                .into_iter()
                .chain(answer)
                .chain(others)
        });
        return Some(blocks.collect());
    }
    let asks = |row: &&Cells| row.iter().any(|cell| names::asks(cell));
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
    (asking > 1 && asking * 2 >= filled.count()).then(|| cells.map(block).collect())
}
