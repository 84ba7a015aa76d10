//! Every mistake of a file. Where it is no YAML, the entry or key at fault is blanked out and the rest is
//! read again.

use std::{borrow::Cow, ops::Range};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS, check, foreign, hints,
    keys::begins_file_key,
    line::SourceLine,
    tree::{self, Stop, Tree},
    wording::Finding,
};

/// How many bytes are read again, in all, after a first mistake.
const READ_AGAIN: usize = 16 << 20;

/// What is wrong with a file.
#[derive(Default)]
pub(super) struct Mistakes {
    pub(super) findings: Vec<Finding>,
    /// How many more there are.
    pub(super) more: usize,
    /// What can be read in spite of them.
    pub(super) rest: Tree,
}

impl Mistakes {
    /// Of a file of which nothing else is told or read.
    pub(super) fn alone(findings: Vec<Finding>) -> Self {
        Self {
            findings,
            ..Self::default()
        }
    }
}

/// The mistakes of the file called `name` with this `text`, which was `read` so; of another program's file,
/// that it is one.
pub(super) fn find(name: &str, text: &str, read: Result<Tree, Stop>, today: Date) -> Mistakes {
    let mistakes = all(text, read, today);
    let foreign = || foreign::finding(name, text);
    match mistakes.findings[..] {
        [] => mistakes,
        _ => foreign().map_or(mistakes, |finding| Mistakes::alone(vec![finding])),
    }
}

fn all(text: &str, mut read: Result<Tree, Stop>, today: Date) -> Mistakes {
    let mut rest = Cow::Borrowed(text);
    let mut found: Vec<Finding> = Vec::new();
    let rounds = (READ_AGAIN / text.len().max(1)).clamp(1, MAX_PROBLEMS);
    let mut below = SourceLine::all(text).skip_while(|line| !line.body.starts_with("entries:"));
    let column = below.find(|line| line.dash).map(|line| line.indent);
    loop {
        let finding = match read {
            Err(Stop::Refused(finding)) => return Mistakes::alone(vec![finding]),
            Err(Stop::Yaml(at, words)) => hints::explain(&rest, column, at, &words),
            Ok(tree) => {
                let (mut checked, more) = check::findings(&rest, &tree.root, today);
                let doubt = hints::doubt(&rest, &checked).filter(|_| found.len() < rounds);
                let Some(finding) = doubt else {
                    if !found.is_empty() {
                        // What was blanked may have been all that stood there.
                        let is_null = |key| tree.root.get(key).filter(|node| node.is_null());
                        let (entries, groups) = (is_null("entries"), is_null("hand_over"));
                        checked.retain(|f| entries.is_none_or(|node| f.at < node.at));
                        checked.retain(|f| groups.is_none_or(|node| f.at != node.at));
                    }
                    found.append(&mut checked);
                    return Mistakes {
                        findings: found,
                        more,
                        rest: tree,
                    };
                };
                finding
            }
        };
        // What is not closed is told again wherever the file ends.
        let is_told = found.iter().any(|known| known.at == finding.at);
        let is_blanked = blank(&mut rest, column, finding.at);
        if !is_told {
            found.push(finding);
        }
        if is_told || !is_blanked || found.len() >= rounds {
            return Mistakes::alone(found);
        }
        read = tree::read(&rest);
    }
}

/// Makes spaces of the entry, or of the key of the head, that byte `at` belongs to; false where it belongs to
/// none.
fn blank(text: &mut Cow<'_, str>, column: Option<usize>, at: usize) -> bool {
    let Some(piece) = piece(text, column, at) else {
        return false;
    };
    let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
    let spaces: String = text[piece.clone()].bytes().map(blank).collect();
    text.to_mut().replace_range(piece, &spaces);
    true
}

fn piece(text: &str, column: Option<usize>, at: usize) -> Option<Range<usize>> {
    let lines: Vec<SourceLine<'_>> = SourceLine::all(text).collect();
    let here = lines.partition_point(|line| line.start <= at).max(1) - 1;
    let end = |line: Option<usize>| line.map_or(text.len(), |line| lines[line].start);
    let begins_list = |line: &SourceLine<'_>| line.body.starts_with("entries:");
    let entries = lines.iter().position(begins_list)?;
    if lines[here].is_rule() {
        // What it only divides is read on; another topic is left for a file of its own.
        let is_topic = entries < here && lines[here..].iter().any(begins_list);
        let next = (here + 1 < lines.len() && !is_topic).then_some(here + 1);
        return Some(lines[here].start..end(next));
    }
    let in_head = here < entries;
    let of_file = |n: &usize| lines[*n].indent == 0 && begins_file_key(lines[*n].body);
    // A sign in the place of the dash begins an entry too, and a dash in another column.
    let begins = |n: &usize| {
        let line = lines[*n];
        let text = line.body.is_empty() || line.body.starts_with(char::is_alphabetic);
        !text && Some(line.indent) == column || line.dash && line.key == Some("question")
    };
    // In the head a hand-over group, most likely.
    let in_list = |n: &usize| lines[*n].dash && Some(lines[*n].indent) == column;
    let ends = |n: &usize| of_file(n) || if in_head { in_list(n) } else { begins(n) };
    let from = match (0..=here).rev().find(ends) {
        Some(from) if in_head || begins(&from) => from,
        None if in_head => here,
        _ => return None,
    };
    Some(lines[from].start..end((here + 1..lines.len()).find(ends)))
}
