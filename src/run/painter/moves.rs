//! Which rows need not be painted, because the terminal can move them to where they belong.
//!
//! A list that is scrolled, or whose hits are fewer after another letter, shows much of what it showed in other rows.
//! The rows of two frames are aligned as `diff` aligns lines, but by what the bytes cost, not by equality: a question
//! that has moved and has one more letter marked is cheaper to move and mend than to paint.

use std::ops::Range;

use super::looks::BLANK;

/// What it costs to begin with a stretch of cells: getting there and changing the pen.
const STRETCH: u32 = 5;
/// What it costs to go to a row and to delete or insert some there.
const MOVE: u32 = 14;

/// Something that a terminal does to whole rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Deletes rows; those below come up, and blank ones come in at the bottom.
    Delete(Range<usize>),
    /// Inserts blank rows; those below go down, and the last ones are lost.
    Insert(Range<usize>),
}

/// How a row of the new frame comes about, or how one of the old frame ends.
#[derive(Clone, Copy)]
enum Fate {
    Kept,
    Deleted,
    Inserted,
}

const FATES: [Fate; 3] = [Fate::Kept, Fate::Deleted, Fate::Inserted];

/// The moves, in order, that make the `new` frame cheapest to paint over the `old` one; none where that is not to be
/// had by moving. Frames of one size are given by the numbers of their cells' looks, in rows of so many columns.
///
/// It takes time as rows × rows × columns, but only for the rows from the first to the last that differ.
pub(super) fn moves(old: &[u32], new: &[u32], columns: usize) -> Vec<Move> {
    let (old, new): (Vec<&[u32]>, Vec<&[u32]>) =
        (old.chunks(columns).collect(), new.chunks(columns).collect());
    let differ = |row: &usize| old[*row] != new[*row];
    let Some(first) = (0..old.len()).find(differ) else {
        return Vec::new();
    };
    let end = (first..old.len())
        .rfind(differ)
        .map_or(first, |last| last + 1);
    let fates = align(&old[first..end], &new[first..end], &vec![BLANK; columns]);

    // All that goes goes first, from the bottom up so that the numbers of rows hold; so only blank rows are ever lost.
    let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
    let (mut from, mut to) = (first, first);
    for fate in fates {
        match fate {
            Fate::Kept => (from, to) = (from + 1, to + 1),
            Fate::Deleted => {
                extend(&mut deleted, from);
                from += 1;
            }
            Fate::Inserted => {
                extend(&mut inserted, to);
                to += 1;
            }
        }
    }
    deleted
        .into_iter()
        .rev()
        .map(Move::Delete)
        .chain(inserted.into_iter().map(Move::Insert))
        .collect()
}

/// Adds a row to the last range, if it follows it.
fn extend(ranges: &mut Vec<Range<usize>>, row: usize) {
    match ranges.last_mut() {
        Some(range) if range.end == row => range.end += 1,
        _ => ranges.push(row..row + 1),
    }
}

/// The cheapest fates, from the top, of `old` and `new` rows. There are as many of both.
fn align(old: &[&[u32]], new: &[&[u32]], blank: &[u32]) -> Vec<Fate> {
    let size = new.len();
    let inserting: Vec<u32> = new.iter().map(|row| painting(blank, row)).collect();
    // By rows of the old and the new frame dealt with, and the fate of the last: the cost, and the fate before.
    let mut best = vec![[(u32::MAX, Fate::Kept); 3]; (size + 1) * (size + 1)];
    best[0] = [
        (0, Fate::Kept),
        (u32::MAX, Fate::Kept),
        (u32::MAX, Fate::Kept),
    ];
    for from in 0..=size {
        for to in 0..=size {
            for fate in FATES {
                let (before, price) = match fate {
                    Fate::Kept if from > 0 && to > 0 => {
                        ((from - 1, to - 1), painting(old[from - 1], new[to - 1]))
                    }
                    Fate::Deleted if from > 0 => ((from - 1, to), 0),
                    Fate::Inserted if to > 0 => ((from, to - 1), inserting[to - 1]),
                    _ => continue,
                };
                let ways = best[before.0 * (size + 1) + before.1];
                let way = FATES.map(|last| {
                    let begins = !matches!(
                        (last, fate),
                        (_, Fate::Kept)
                            | (Fate::Deleted, Fate::Deleted)
                            | (Fate::Inserted, Fate::Inserted)
                    );
                    let price = price + if begins { MOVE } else { 0 };
                    (ways[last as usize].0.saturating_add(price), last)
                });
                let cheapest = way.into_iter().min_by_key(|(cost, _)| *cost);
                best[from * (size + 1) + to][fate as usize] = cheapest.unwrap_or(way[0]);
            }
        }
    }

    let mut at = (size, size);
    let last = |at: (usize, usize)| best[at.0 * (size + 1) + at.1];
    let mut fate = FATES
        .into_iter()
        .min_by_key(|fate| last(at)[*fate as usize].0)
        .unwrap_or(Fate::Kept);
    let mut fates = Vec::new();
    while at != (0, 0) {
        fates.push(fate);
        let before = last(at)[fate as usize].1;
        at = match fate {
            Fate::Kept => (at.0 - 1, at.1 - 1),
            Fate::Deleted => (at.0 - 1, at.1),
            Fate::Inserted => (at.0, at.1 - 1),
        };
        fate = before;
    }
    fates.reverse();
    fates
}

/// About what it costs to paint one row over another: the cells that differ, and the stretches that they make.
fn painting(old: &[u32], new: &[u32]) -> u32 {
    let ([old_first, old_others @ ..], [new_first, new_others @ ..]) = (old, new) else {
        return 0;
    };
    // Each pair of cells beside the one before it, which lets many be compared at a time.
    let before = old.iter().zip(new);
    let pairs = old_others.iter().zip(new_others).zip(before);
    let others: u32 = pairs
        .map(|((old, new), (old_before, new_before))| {
            let differs = u32::from(old != new);
            differs + STRETCH * (differs & u32::from(old_before == new_before))
        })
        .sum();
    others + (1 + STRETCH) * u32::from(old_first != new_first)
}
