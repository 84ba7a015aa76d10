//! Every mistake of a file. Where it is no YAML, the entry at fault is blanked out and the rest is read again.

use jiff::civil::Date;

use super::{
    check, hints,
    keys::is_file_key,
    limits,
    line::Line,
    tree::{self, Finding, Kind, Node, Stop},
};

/// How many bytes are read again, in all, after a first mistake.
const READ_AGAIN: usize = 16 << 20;

/// What is wrong with a file.
#[derive(Default)]
pub(super) struct Mistakes {
    /// In order.
    pub(super) findings: Vec<Finding>,
    /// How many more there are.
    pub(super) more: usize,
    /// What can be read in spite of them.
    pub(super) rest: Option<Node>,
}

/// The mistakes of a `text` that could not be read as a FAQ.
pub(super) fn find(text: &str, today: Date) -> Mistakes {
    if let Some(refusal) = limits::refusal(text) {
        return alone(refusal);
    }
    let mut rest = text.to_owned();
    let mut found: Vec<Finding> = Vec::new();
    let rounds = (READ_AGAIN / text.len().max(1)).clamp(1, super::MAX_PROBLEMS);
    loop {
        let finding = match tree::read(&rest) {
            Err(Stop::Bomb) => return alone(tree::bomb(text)),
            Err(Stop::Yaml(error)) => hints::explain(&rest, &error),
            Ok(tree) => {
                let (mut checked, more) = check::findings(&rest, &tree, today);
                let doubt = hints::doubt(&rest, &checked).filter(|_| found.len() < rounds);
                let Some(finding) = doubt else {
                    if !found.is_empty() {
                        let entries = tree.get("entries");
                        let hollow = entries.filter(|node| matches!(node.kind, Kind::Null));
                        checked.retain(|finding| hollow.is_none_or(|node| finding.at < node.at));
                        // A blanked group, too, may have been the only one.
                        let groups = tree
                            .get("hand_over")
                            .filter(|node| matches!(node.kind, Kind::Null));
                        checked.retain(|finding| groups.is_none_or(|node| finding.at != node.at));
                    }
                    found.append(&mut checked);
                    if found.is_empty() {
                        found.push(unreadable());
                    }
                    return sorted(found, more, Some(tree));
                };
                finding
            }
        };
        // What is not closed is told again wherever the file ends.
        let is_told = found.iter().any(|known| known.at == finding.at);
        let is_blanked = blank_entry(&mut rest, finding.at);
        if !is_told {
            found.push(finding);
        }
        if is_told || !is_blanked || found.len() >= rounds {
            return sorted(found, 0, None);
        }
    }
}

fn alone(finding: Finding) -> Mistakes {
    sorted(vec![finding], 0, None)
}

fn sorted(mut findings: Vec<Finding>, more: usize, rest: Option<Node>) -> Mistakes {
    findings.sort_by_key(|finding| finding.at);
    Mistakes {
        findings,
        more,
        rest,
    }
}

/// Makes spaces of the entry that byte `at` belongs to; false where it belongs to none.
fn blank_entry(text: &mut String, at: usize) -> bool {
    let lines: Vec<Line<'_>> = Line::all(text).collect();
    let here = lines.partition_point(|line| line.start <= at).max(1) - 1;
    let dash = |line: &Line<'_>| line.dash || line.body == "-";
    let mut below = lines
        .iter()
        .skip_while(|line| !line.body.starts_with("entries:"));
    let Some(indent) = below.find(|line| dash(line)).map(|line| line.indent) else {
        return false;
    };
    let begins = |line: &Line<'_>| dash(line) && line.indent == indent;
    let ends = |line: &Line<'_>| {
        begins(line) || line.indent == 0 && !line.dash && line.key.is_some_and(is_file_key)
    };
    let Some(from) = (0..=here).rev().find(|n| ends(&lines[*n])) else {
        return false;
    };
    if !begins(&lines[from]) {
        return false;
    }
    let to = (here + 1..lines.len()).find(|n| ends(&lines[*n]));
    let end = to.map_or(text.len(), |to| lines[to].start);
    let piece = lines[from].start..end;
    let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
    let spaces: String = text[piece.clone()].bytes().map(blank).collect();
    text.replace_range(piece, &spaces);
    true
}

/// For what is wrong in a way that has no words of its own.
fn unreadable() -> Finding {
    Finding::error(
        0,
        "this cannot be read",
        "write it like the entries that can be, without anchors and aliases (`&name`, `*name`)",
    )
}
