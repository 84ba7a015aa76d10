//! BERT's word-piece tokenizer, uncased. In: a text; out: the numbers of at most [`POSITIONS`] pieces. The
//! text is cleaned, without accents, in lower case; punctuation stands apart; each word is its longest
//! beginning in the vocabulary, then the longest continuation (`##…`), and so on.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::file::{LoadError, POSITIONS};

/// A longer word is one unknown piece.
const LONGEST_WORD: usize = 100;

/// The vocabulary: all pieces, sorted. A piece's number is its place.
pub(super) struct PieceList<'a> {
    pieces: Vec<&'a str>,
    begin: u16,
    end: u16,
    unknown: u16,
}

impl<'a> PieceList<'a> {
    /// From a text with one piece a line, sorted, and at most as many as a `u16` numbers.
    pub(super) fn new(lines: &'a str) -> Result<Self, LoadError> {
        let pieces: Vec<&str> = lines.lines().collect();
        let mark = |mark| find(&pieces, mark).ok_or(LoadError);
        Ok(Self {
            begin: mark("[CLS]")?,
            end: mark("[SEP]")?,
            unknown: mark("[UNK]")?,
            pieces,
        })
    }

    pub(super) fn name(&self, piece: u16) -> &'a str {
        self.pieces[usize::from(piece)]
    }

    /// The text's pieces between the marks for its ends, cut to [`POSITIONS`].
    pub(super) fn pieces(&self, text: &str) -> Vec<u16> {
        let mut pieces = vec![self.begin];
        let mut word = String::new();
        for c in letters(text) {
            let apart = is_punctuation(c) || is_ideograph(c);
            if apart || c == ' ' {
                self.split_word(&mut word, &mut pieces);
            }
            if c != ' ' {
                word.push(c);
            }
            if apart {
                self.split_word(&mut word, &mut pieces);
            }
            if pieces.len() >= POSITIONS {
                break;
            }
        }
        self.split_word(&mut word, &mut pieces);
        pieces.truncate(POSITIONS - 1);
        pieces.push(self.end);
        pieces
    }

    /// Appends the word's pieces and clears it. A word that cannot be split is the unknown piece.
    fn split_word(&self, word: &mut String, pieces: &mut Vec<u16>) {
        let before = pieces.len();
        let mut rest = word.as_str();
        let mut candidate = String::new();
        while !rest.is_empty() {
            candidate.clear();
            candidate.push_str(if rest.len() == word.len() { "" } else { "##" });
            let prefix = candidate.len();
            candidate.push_str(rest);
            let mut ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            let longest =
                ends.find_map(|end| Some((end, find(&self.pieces, &candidate[..prefix + end])?)));
            let Some((end, piece)) = longest.filter(|_| word.chars().count() <= LONGEST_WORD)
            else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                break;
            };
            pieces.push(piece);
            rest = &rest[end..];
        }
        word.clear();
    }
}

fn find(pieces: &[&str], piece: &str) -> Option<u16> {
    pieces.binary_search(&piece).ok().map(|at| at as u16)
}

/// The text's characters in lower case, without control and format characters and accents.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|c| if is_space(c) { ' ' } else { c })
        .filter(|&c| !(c.is_control() || is_format(c) || c == char::REPLACEMENT_CHARACTER))
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || c.is_whitespace() && !c.is_control()
}

/// Whether a character is invisible, or for private use.
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
    ) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}'..)
}

/// ASCII's punctuation and symbols, and Unicode's punctuation as far as the vocabulary's languages use it.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || "¡§«¶·»¿‚՚՛՜՝՞՟։֊־׀׃׆׳״،؍؛؞؟٪٫٬٭۔।॥॰๏๚๛⁽⁾₍₎⌈⌉⌊⌋〈〉".contains(c)
        || matches!(c, '‐'..='‧' | '‰'..='⁃' | '⁅'..='⁑' | '⁓'..='⁞' | '❨'..='❵' | '⟦'..='⟯')
        || matches!(c, '、'..='〃' | '〈'..='】' | '〔'..='〟' | '〰' | '・' | '︐'..='︙' | '︰'..='﹒')
        || matches!(c, '！'..='＃' | '％'..='＊' | '，'..='／' | '：' | '；' | '？' | '＠')
        || matches!(c, '［'..='］' | '＿' | '｛' | '｝' | '｟'..='･')
}

/// Whether a character is a Chinese one, which is a word of its own.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{20000}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str =
        "!\n##.\n##a\n##ab\n##b\n[\n[CLS]\n[SEP]\n[UNK]\n]\na\nab\naba\nsep\nä\n你\n";

    #[test]
    fn longest_piece_first() {
        let vocabulary = PieceList::new(LINES).expect("the vocabulary is sound");
        for (text, expected) in [
            ("", ""),
            ("abab", "aba ##b"),
            ("  ABÂ\ta\u{200b}b\n", "aba ab"),
            ("abc ab", "[UNK] ab"),
            ("ab!ab", "ab ! ab"),
            ("a‚a", "a [UNK] a"),
            ("a你ab", "a 你 ab"),
            ("[SEP]", "[ sep ]"),
            (&"a".repeat(101), "[UNK]"),
        ] {
            let pieces = vocabulary.pieces(text);
            let names: Vec<&str> = pieces.iter().map(|&piece| vocabulary.name(piece)).collect();
            assert_eq!(
                names.join(" "),
                format!("[CLS] {expected} [SEP]").replace("  ", " "),
                "{text}"
            );
        }
        assert_eq!(vocabulary.pieces(&"a ".repeat(1000)).len(), POSITIONS);
        assert_eq!(vocabulary.pieces(&"a".repeat(100).repeat(2)).len(), 3);
    }
}
