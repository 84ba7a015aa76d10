//! Text on its way to the terminal: what is harmless, how wide it is, where its rows end.

use std::{borrow::Cow, ops::Range};

use frontdesk::text::{
    Accents, Line, Role, ascii, clean, clean_line, graphemes, meaningful_words, truncate, width,
    wrap,
};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::wild;

#[test]
fn nothing_to_clean_is_borrowed() {
    for text in [
        "",
        "plain\ntext, as it should be",
        "“Naïve” – déjà vu… ½ €",
        "می\u{200c}خواهم پوست\u{200c}ها",
        "क्\u{200d}ष র\u{200d}্যাব അവന്\u{200d}",
        "👩\u{200d}👩\u{200d}👧 👍🏽 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3} 🇮🇷",
        "皮膚 각 ﾊﾞ 👩🏽\u{200d}⚕\u{fe0f}",
        "e\u{301}\u{323}",
    ] {
        assert!(matches!(clean(text), Cow::Borrowed(_)), "{text:?}");
    }
}

#[test]
fn what_terminals_obey_or_no_reader_sees_goes() {
    for case in [
        "a\u{1b}[31mb\u{1b}[0mc → abc",
        "a\u{1b}[?1049hb\u{1b}[2 qc\u{1b}[1;2;3Hd → abcd",
        "a\u{1b}]0;title\u{7}b\u{1b}]8;;http://x\u{1b}\\c → abc",
        "a\u{1b}]52;c;cm0gLXJm\u{9c}b → ab",
        "a\u{1b}P+q544e\u{1b}\\b\u{1b}_x\u{1b}\\c\u{1b}^y\u{1b}\\d\u{1b}Xz\u{1b}\\e → abcde",
        "a\u{9b}31mb\u{9d}0;t\u{7}c\u{90}q\u{9c}d\u{9f}x\u{9c}e → abcde",
        "a\u{1b}cb\u{1b}(0c\u{1b}#8d\u{1b}Me → abcde",
        "a\u{1b} → a",
        "a\u{1b}\u{7}b\u{1b} é → ab é",
        "a\u{1b}[31 → a",
        "a\u{1b}[31\nb → a\nb",
        // A string that never ends must not take the text with it.
        "a\u{1b}]0;title and text\nb → a0;title and text\nb",
        "a\u{9d}text → atext",
        "a\u{1b}\u{1b}[\u{1b}[31mb → ab",
        "a\u{0}\u{7}\u{8}\u{7f}\u{80}b → ab",
        "a\u{202e}b\u{2066}c\u{2069}d\u{200e}\u{200f}\u{61c}e → abcde",
        "a\u{200b}b\u{feff}c\u{ad}d\u{2060}e\u{2063}f\u{206f}g → abcdefg",
        "pa\u{200d}in\u{200c} 1\u{200d}2 → pain 12",
        "a\u{fe0f}b\u{fe00}c\u{e0100}d 1\u{fe0f}2 葛\u{e0100} → abcd 12 葛",
        "a\u{e0001}\u{e0068}\u{e0069}b🏴\u{e0068}\u{e0069}\u{e007f} → ab🏴",
        "a\u{fff9}b\u{fffa}c\u{fffb}\u{fffe}\u{fdd0}\u{115f}\u{3164} → abc",
        "a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{b}g → a\nb\nc\nd\ne\nf\ng",
        "a\tb → a    b",
    ] {
        let (hostile, left) = case.split_once(" → ").expect("two sides");
        assert_eq!(clean(hostile), left, "{hostile:?}");
    }
    assert_eq!(clean_line("a\r\nb\tc\n"), "a b c ");
    let zalgo = format!("a{}b", "\u{301}".repeat(500));
    assert_eq!(clean(&zalgo).chars().filter(|c| *c == '\u{301}').count(), 8);
    let crowd = "👩\u{200d}".repeat(500);
    assert!(graphemes(&clean(&crowd)).all(|(_, g)| g.chars().count() <= 17));
}

fn rows(text: &str, width: usize) -> Vec<String> {
    let rows = wrap(text, width, Role::Answer, &[]);
    rows.iter().map(Line::text).collect()
}

#[test]
fn rows_end_where_a_reader_expects() {
    assert_eq!(rows("a layer of  skin", 7), ["a layer", "of", "skin"]);
    assert_eq!(rows("micro-needling", 8), ["micro-", "needling"]);
    assert_eq!(rows("call 555-1234", 10), ["call", "555-1234"]);
    assert_eq!(rows("an e-mail", 6), ["an", "e-mail"]);
    assert_eq!(rows("unbreakable", 5), ["unbre", "akabl", "e"]);
    assert_eq!(rows("皮膚の治療。", 10), ["皮膚の治", "療。"]);
    assert_eq!(rows("（皮膚）「治」", 6), ["（皮", "膚）「", "治」"]);
    assert_eq!(rows("5\u{a0}mg a", 4), ["5\u{a0}mg", "a"]);
    assert_eq!(rows("one\n\n  two", 20), ["one", "", "  two"]);
    assert_eq!(rows("皮a", 1), ["?", "a"]);
}

#[test]
fn truncation_says_so_and_fits() {
    assert_eq!(truncate("needling", 8), "needling");
    assert_eq!(truncate("needling", 5), "need…");
    assert_eq!(truncate("皮膚の", 4), "皮…");
    assert_eq!(truncate("e\u{301}e\u{301}", 1), "…");
    assert_eq!(truncate("a", 0), "");
}

#[test]
fn what_ascii_has_is_read_the_same() {
    let spelt = |text: &str| graphemes(text).map(|(_, g)| ascii(g)).collect::<String>();
    for case in [
        "Zürich, 5 µg, ≤ 38 °C, 20 €, façade → Zuerich, 5 ug, <= 38 degC, 20 EUR, facade",
        "Ärger über Größe, Ŀ İstanbul Łódź → Aerger ueber Groesse, L Istanbul Lodz",
        "naïve cafe\u{301} ½ × 3² ± 1 皮 → naive cafe 1/2 x 3^2 +/- 1 ?",
    ] {
        let (text, expected) = case.split_once(" → ").expect("two sides");
        assert_eq!(spelt(text), expected);
    }
}

#[test]
fn words_without_a_meaning_are_left_out() {
    let words = |text, code| meaningful_words(text, code).collect::<Vec<_>>().join(" ");
    let english = words("I can't have A baby, doctor's no", "");
    assert_eq!(english, "baby doctors");
    assert_eq!(words("Für die Müdigkeit", "de"), "mudigkeit");
    assert_eq!(words("où", "fr"), "");
    assert_eq!(words("痛", "ja"), "痛");
    assert_eq!(words("the", "xx"), "the");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_changes_nothing(text in wild()) {
        let once = clean(&text).into_owned();
        prop_assert_eq!(clean(&once), once.as_str());
        prop_assert!(matches!(clean(&once), Cow::Borrowed(_)));
        let line = clean_line(&text);
        prop_assert_eq!(clean_line(&line), line.as_ref());
        prop_assert!(!line.contains(char::is_control));
    }

    #[test]
    fn width_is_the_cells_that_are_drawn(text in wild()) {
        let text = clean_line(&text);
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 1000, 1));
        let (end, _) = buffer.set_stringn(0, 0, &text, 1000, ratatui::style::Style::new());
        prop_assert_eq!(usize::from(end), width(&text));
    }

    #[test]
    fn marks_land_on_exactly_their_bytes(text in "[a-z皮 -]{0,80}", cuts in prop::collection::btree_set(0usize..120, 0..8), width in 2usize..20) {
        let cuts: Vec<usize> = cuts.into_iter().filter(|c| text.is_char_boundary(*c)).collect();
        let marks: Vec<Range<usize>> = cuts.chunks_exact(2).map(|c| c[0]..c[1]).collect();
        let lines = wrap(&text, width, Role::Answer, &marks);
        let hits = lines.iter().flat_map(|l| &l.spans).filter(|s| s.accents.contains(Accents::MARK));
        let hits: String = hits.map(|s| s.text.replace(' ', "")).collect();
        let marked: String = marks.iter().map(|r| text[r.clone()].replace(' ', "")).collect();
        prop_assert_eq!(hits, marked);
    }

    #[test]
    fn a_truncated_text_fits(text in wild(), cells in 0usize..30) {
        let text = clean_line(&text);
        let short = truncate(&text, cells);
        prop_assert!(width(&short) <= cells);
        prop_assert!(cells == 0 || short == text || short.ends_with('…'));
    }
}
