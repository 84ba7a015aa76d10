//! How much a FAQ may hold. Checked before the YAML parsers see a file: their memory and time are not
//! bounded.

use super::{tree::Finding, wording::finding};

/// The largest file that is read, in bytes.
pub(super) const MAX_FILE: usize = 16 << 20;
/// The most that all files together may hold, in bytes.
pub(super) const MAX_TOTAL: usize = 64 << 20;
/// The most entries of all files together.
pub(super) const MAX_ENTRIES: usize = 20_000;
/// How many marks (`,` `:` `-` `?`, brackets, line ends) a file may hold: each may cost the parser an event.
const MAX_MARKS: usize = 2_000_000;
/// How deep brackets may be nested: the parser's time grows with its square.
const MAX_DEPTH: usize = 64;

/// How much a text may hold, in nodes and bytes of their letters. Without aliases no node and no letter needs
/// more than two bytes for one; the rest is for aliases used in reason.
pub(super) fn budget(text: &str) -> usize {
    4 * text.len() + 1024
}

/// Why `text` must not be parsed, if so.
pub(super) fn refusal(text: &str) -> Option<Finding> {
    let mark = |b: &&u8| b",:-?[]{}\n".contains(b);
    if text.len() > MAX_FILE || text.as_bytes().iter().filter(mark).count() > MAX_MARKS {
        let (megabytes, marks) = (MAX_FILE >> 20, MAX_MARKS);
        return Some(finding!(0, "too-long", megabytes, marks));
    }
    let at = depth(text, true).or_else(|| depth(text, false))?;
    let most = MAX_DEPTH;
    Some(finding!(at, "too-deep", most))
}

/// Where the brackets open that nest too deep. Brackets in quotes count or not, as asked: only YAML itself
/// can tell what is a quote, so it is asked both ways.
fn depth(text: &str, skip_quotes: bool) -> Option<usize> {
    let (mut open, mut first, mut quote, mut before) = (0_usize, 0, None, b' ');
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(begun)) if byte == begun && before != b'\\' => quote = None,
            (b'"' | b'\'', None) if skip_quotes && b" \n,:[{".contains(&before) => {
                quote = Some(byte);
            }
            (b'[' | b'{', None) => {
                if open == 0 {
                    first = at;
                }
                open += 1;
                if open > MAX_DEPTH {
                    return Some(first);
                }
            }
            (b']' | b'}', None) => open = open.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
    None
}
