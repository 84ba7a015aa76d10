//! Text made harmless for a terminal.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::graphemes;

/// `text` without what a terminal would obey or a reader could not see: escape sequences (as a whole, with
/// their parameters and strings), control characters, bidirectional formatting, zero-width and other
/// invisible characters. Line breaks of every kind become `\n`, a tab four spaces. A joiner stays where it
/// joins letters or emoji. Borrows when there is nothing to change; cleaning twice changes nothing more.
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, "\n", "    ")
}

/// [`clean`], with each line break and tab turned into one space: for anything that must stay on one row.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    cleaned(text, " ", " ")
}

/// The most marks, joiners and selectors on one base: more than any language writes.
const ATTACHED: usize = 8;

const JOINER: char = '\u{200d}';

fn cleaned<'a>(text: &'a str, newline: &str, tab: &str) -> Cow<'a, str> {
    let plain = |b: u8| matches!(b, b' '..=b'~') || (b == b'\n' && newline == "\n");
    let Some(start) = text.bytes().position(|b| !plain(b)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    // The last character kept, the last one kept that stands by itself, and how many are attached to that.
    let mut last = text[..start].chars().next_back().unwrap_or('\n');
    let (mut base, mut attached) = (last, 0);
    out.push_str(&text[..start]);
    let mut rest = &text[start..];
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let next = after.chars().next().unwrap_or('\n');
        rest = after;
        match c {
            '\r' if next == '\n' => continue,
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push_str(if c == '\t' { tab } else { newline });
                (last, base, attached) = (' ', ' ', 0);
                continue;
            }
            '\u{1b}' | '\u{80}'..='\u{9f}' => {
                rest = &after[sequence(c, after)..];
                continue;
            }
            '\u{200c}' | JOINER => {
                let letters = is_shaped(last) && is_shaped(next);
                // Old Malayalam ends words with a joiner behind a virama.
                let joins = letters
                    || (c == JOINER && (last == '\u{d4d}' || (is_emoji(base) && is_emoji(next))));
                // With room for a mark that may be `next`.
                if !joins || attached + 2 > ATTACHED {
                    continue;
                }
                attached += 1;
            }
            '\u{fe0e}' | '\u{fe0f}' => {
                let keycap = matches!(last, '0'..='9' | '#' | '*') && next == '\u{20e3}';
                if !(keycap || (last == base && is_emoji(base))) || attached == ATTACHED {
                    continue;
                }
                attached += 1;
            }
            _ if is_invisible(c) => continue,
            _ if c.width() == Some(0) => {
                if attached == ATTACHED {
                    continue;
                }
                attached += 1;
            }
            _ => {
                if last != JOINER || !is_emoji(c) {
                    attached = 0;
                }
                base = c;
            }
        }
        out.push(c);
        last = c;
    }
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

/// How many bytes of `rest` belong to the control character `c` before it. A sequence that is not finished
/// and a string that does not end on its line lose nothing: the text stays.
fn sequence(c: char, rest: &str) -> usize {
    let bytes = rest.as_bytes();
    // The eight-bit forms stand for ESC and a character 0x40 below.
    let (introducer, start) = match (c, bytes.first()) {
        ('\u{1b}', Some(b @ (b'[' | b'P' | b'X' | b']' | b'^' | b'_'))) => (*b, 1),
        ('\u{1b}', _) => (0, 0),
        _ => (c as u8 - 0x40, 0),
    };
    let run = |from: usize, kind: fn(&u8) -> bool| {
        from + bytes[from..].iter().take_while(|b| kind(b)).count()
    };
    match introducer {
        b'P' | b'X' | b']' | b'^' | b'_' => {
            let end = rest.find(|c: char| c.is_control() && c != '\t');
            end.map_or(0, |end| match &rest[end..] {
                tail if tail.starts_with('\u{7}') => end + 1,
                tail if tail.starts_with("\u{1b}\\") || tail.starts_with('\u{9c}') => end + 2,
                _ => start,
            })
        }
        b'[' => {
            let parameters = run(start, |b| matches!(b, 0x30..=0x3f));
            let end = run(parameters, |b| matches!(b, 0x20..=0x2f));
            match bytes.get(end) {
                Some(0x40..=0x7e) => end + 1,
                _ => parameters,
            }
        }
        0 => {
            let end = run(0, |b| matches!(b, 0x20..=0x2f));
            usize::from(matches!(bytes.get(end), Some(0x30..=0x7e))) * (end + 1)
        }
        _ => 0,
    }
}

/// Whether readers cannot see `c`, or it only changes how its neighbours are shown.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'
        | '\u{ad}' // soft hyphen
        | '\u{34f}' // grapheme joiner
        | '\u{61c}' | '\u{200e}' | '\u{200f}' // direction marks
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}' // Khmer vowels without a sign
        | '\u{180b}'..='\u{180f}' // Mongolian selectors
        | '\u{200b}' | '\u{feff}' // zero-width spaces
        | '\u{202a}'..='\u{202e}' // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated formats
        | '\u{fdd0}'..='\u{fdef}' // noncharacters
        | '\u{fe00}'..='\u{fe0d}' // selectors of variants
        | '\u{fff0}'..='\u{fffb}' // annotations
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // formats of notations
        | '\u{e0000}'..='\u{e0fff}' // tags, and more selectors
    ) || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether `c` is a letter or mark of a script in which joiners choose the letters' shapes: from Arabic to
/// Myanmar, Khmer, Mongolian, Balinese and their neighbours.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}')
        && (c.is_alphabetic() || c.width() == Some(0))
        && !is_invisible(c)
}

/// Whether a joiner ties `c` to another emoji.
fn is_emoji(c: char) -> bool {
    let skin = matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    skin || (!c.is_ascii() && graphemes(&String::from_iter([c, JOINER, '\u{2764}'])).count() == 1)
}
