//! Answers as a reader sees them: Markdown in, rows out.

mod text;

use std::{borrow::Cow, ops::Range};

use frontdesk::{
    markdown::Document,
    text::{Accents, Line, Role, Surface, clean, width as cells},
};
use proptest::prelude::*;

fn parse(source: &str) -> Document {
    Document::parse(source, "Dr. Leila Fard")
}

/// What a reader sees at `width`, with a bar before the rows of an outermost quote.
fn page(source: &str, width: usize) -> String {
    let row = |row: Line| match row.surface {
        Surface::Doctor => format!("┃{}", row.text()),
        _ => row.text(),
    };
    let rows = cards(&parse(source), width, &[]).into_iter().map(row);
    rows.collect::<Vec<_>>().join("\n")
}

fn cards(document: &Document, width: usize, marks: &[Range<usize>]) -> Vec<Line> {
    document.cards(width, marks, ["“", "”"])
}

/// Of each case the width, the source with `⏎` for its line ends, and the rows.
const PAGES: &str = include_str!("pages.txt");

#[test]
fn pages_look_so() {
    let mut seen = vec![];
    for line in PAGES.lines() {
        let case = line.split_once(": ");
        let case = case.and_then(|(width, source)| Some((width.parse().ok()?, source)));
        if let Some((width, source)) = case {
            seen.push(line.to_owned());
            let page = page(&source.replace('⏎', "\n"), width);
            seen.extend(page.lines().map(|row| row.trim_end().to_owned()));
        }
    }
    let seen = seen.join("\n") + "\n";
    assert_eq!(seen, PAGES, "seen:\n{seen}");
}

#[test]
fn what_is_struck_out_is_not_read_aloud() {
    for case in [
        "Take ~~two~~ one. ~~No breakfast.~~ A light one. → Take one. A light one.",
        "Take it ~~twice~~, ~~not~~.\n\n~~Never.~~\n\nNow. → Take it , .\nNow.",
        "- ~~a~~\n- b\n\n> ~~c~~ d\n> ~~— Ana~~ → b\nd\nDr. Leila Fard",
        "<del>a</del> b ~c~ ~~**d** e~~ → b ~c~",
    ] {
        let (source, aloud) = case.split_once(" → ").expect("two sides");
        let document = Document::aloud(source, "Dr. Leila Fard");
        assert_eq!(document.text(), aloud, "{source}");
    }
}

#[test]
fn a_table_beyond_measure_is_shown_as_lines() {
    let table = |rows: usize| format!("| a | b |\n|--|--|\n{}", "| c | d |\n".repeat(rows));
    assert!(page(&table(200), 40).starts_with("a │ b\n──┼──\nc │ d\n"));
    assert!(page(&table(300), 40).starts_with("a, b\nc, d\nc, d\n"));
    let wide = table(99).replacen('a', &"a".repeat(2000), 1);
    assert!(page(&wide, 40).ends_with("\nc, d"));
}

#[test]
fn the_last_line_of_a_quote_names_another_speaker() {
    for source in [
        "> No.\n> — Nurse Ana",
        "> No.\n> – Nurse Ana",
        "> No.\n> - Nurse Ana",
        "> No.\n>\n> -- Nurse Ana",
        "> No.\\\n> — Nurse **Ana**",
        "> “No.”\n> — Nurse Ana",
        "> \"No.\"\n> — Nurse Ana",
    ] {
        assert_eq!(page(source, 40), "┃ Nurse Ana\n┃“No.”", "{source}");
    }
    let rows = cards(&Document::parse("> No.", ""), 40, &[]);
    assert_eq!(rows.iter().map(Line::text).collect::<Vec<_>>(), ["“No.”"]);
}

#[test]
fn what_a_terminal_would_obey_does_not_come_back_by_reference() {
    let text = parse("a&#27;[31mb&#x202e;c&#x9b;2Jd&#10;e")
        .text()
        .to_owned();
    assert_eq!(text, "abcd e");
    assert_eq!(parse("`a\u{1b}[31mb`").text(), "ab");
}

#[test]
fn links_and_pictures_say_what_they_are() {
    assert_eq!(
        parse("[our page](https://clinic.example/care/) <https://x.example> [a@b.c](mailto:a@b.c) ![a map](m.png) ![](m.png)").text(),
        "our page (clinic.example/care) https://x.example a@b.c [picture: a map] [picture]"
    );
}

#[test]
fn emphasis_and_hits_are_accents_of_exactly_their_words() {
    let document = parse("- a **bold word** here\n\n> and a quoted word");
    let words = document.text().match_indices("word");
    let words: Vec<_> = words.map(|(at, word)| at..at + word.len()).collect();
    let rows = cards(&document, 10, &words);
    let spans = rows.iter().flat_map(|row| &row.spans);
    let hits = spans.filter(|span| span.accents.contains(Accents::MARK));
    let hits = hits.map(|s| (s.text.as_str(), s.role, s.accents.contains(Accents::STRONG)));
    let expected = [("word", Role::Answer, true), ("word", Role::Quote, false)];
    assert_eq!(hits.collect::<Vec<_>>(), expected);
}

/// Answers as wild as they come, rich in what Markdown and terminals give a meaning to.
fn wild() -> impl Strategy<Value = String> {
    let pieces = "> ¦>¦- ¦* ¦1. ¦10) ¦\n¦\n\n¦    ¦| a | b |\n|--|:-:|\n| c | d |\n¦|¦**¦*¦_¦`¦```\n¦~~¦\
        [x](https://a.b/c)¦![¦](¦<b>¦<!--¦# ¦---\n¦— ¦“¦”¦\"¦\\¦&#27;¦&#x202e;¦&nbsp;¦word¦\
        micro-needling¦a¦ ¦  \n¦皮膚の治療。¦پوست\u{200c}ها¦e\u{301}¦👩\u{200d}👩\u{200d}👧¦🇮🇷¦ﾊﾞ¦स्त्री¦\
        \u{1b}[31m¦\u{9b}2J¦\u{202e}¦\t¦\r\n¦supercalifragilisticexpialidocious¦\
        \u{200d}¦\u{fe0f}¦\u{20e3}¦🏽¦🏴¦\u{e0067}¦\u{e007f}¦ا¦ك¦क¦\u{94d}¦\u{d4d}¦ﾞ¦가¦ᄀ¦ᅡ¦ᆨ¦\u{600}¦\u{17d8}¦\u{180b}¦\u{1820}¦\u{a0}¦\u{3000}¦\u{9d}¦\u{9c}¦\u{7}";
    let pieces = prop::sample::select(pieces.split('¦').collect::<Vec<_>>());
    prop_oneof![
        8 => prop::collection::vec(pieces, 0..40).prop_map(|v| v.concat()),
        1 => any::<String>(),
    ]
}

/// The letters and digits of a page but for its bullets and numbers, sorted.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let letters = texts.flat_map(str::chars);
    let mut letters: Vec<char> = letters.filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_words_are_lost_whatever_is_marked(source in wild(), width in 12usize..50, marks in prop::collection::vec(0usize..300, 0..8)) {
        // A speaker who goes on speaking is named once: here nobody is named.
        let document = Document::parse(&source.replace('—', "*"), "");
        let text = document.text();
        let mut marks: Vec<usize> = marks.into_iter().filter(|m| *m <= text.len() && text.is_char_boundary(*m)).collect();
        marks.sort_unstable();
        let marks: Vec<_> = marks.chunks_exact(2).map(|m| m[0]..m[1]).collect();
        let shown = |width| {
            let rows = cards(&document, width, &marks);
            let spans = rows.iter().flat_map(|row| &row.spans).filter(|span| ![Role::Bullet, Role::QuoteMark].contains(&span.role));
            letters(spans.map(|span| span.text.as_str()))
        };
        let all = letters([text].into_iter());
        prop_assert_eq!(&shown(1 << 20), &all);
        // The headings of a narrow table are repeated.
        let mut narrow = shown(width).into_iter();
        prop_assert!(all.iter().all(|letter| narrow.any(|shown| shown == *letter)), "{text:?}");
    }

    #[test]
    fn every_row_of_a_quote_has_its_bar(words in "[a-z ,]{1,200}[a-z]", width in 4usize..60) {
        for row in cards(&Document::parse(&format!("- > x{words}"), ""), width, &[]) {
            prop_assert!(row.surface == Surface::Doctor, "{row:?}");
        }
    }

    #[test]
    fn text_and_rows_are_clean_and_fit(source in wild(), width in 1usize..50) {
        let document = parse(&source);
        prop_assert!(matches!(clean(document.text()), Cow::Borrowed(_)), "{:?}", document.text());
        for row in cards(&document, width, &[]) {
            prop_assert!(!row.text().chars().any(char::is_control));
            let cells: usize = row.spans.iter().map(|s| cells(&s.text)).sum();
            let hanging = usize::from(row.surface == Surface::Doctor);
            prop_assert!(cells <= width + hanging, "{cells} > {width}: {row:?}");
        }
    }
}

#[test]
fn absurd_nesting_costs_no_more_than_its_length() {
    for opener in [
        ">", "> ", "- ", "1. ", "> - ", "- > ", "*a ", "[", "![", "**a*b", "`", "<", "|", "<p><a",
    ] {
        let source = opener.repeat(20_000) + "words\n\nend";
        assert!(page(&source, 40).contains("end"), "{opener}");
    }
    let deep = page(&("> ".repeat(10_000) + "words"), 40);
    assert!(deep.ends_with("“words”"), "{deep}");
}
