//! What the receptionist sees: keys in, screens out.

mod contrast;
mod desk;
mod events;
mod meaning;
mod picture;
mod places;
mod properties;
mod typing;

use std::time::Duration;

use clap::ValueEnum as _;
use desk::{Desk, clinic, faq, matab, practice, praxis, settings};
use frontdesk::{
    app::{Message, StaffNotes},
    faq::Source,
    labels::Labels,
    theme::{Charset, Depth, Ornaments, Theme, ThemeName},
};
use ratatui::style::{Color, Modifier};

/// What the desk can look like, and the keys that lead there.
const STATES: [(&str, &str); 9] = [
    ("home", ""),
    ("searching", "painful"),
    ("not-sure", "does aspirin hurt"),
    ("no-answer", "parking"),
    ("hand-over", "i am pregnant"),
    ("urgent", "i can't breathe since the peel"),
    ("full-page", "painful<enter>"),
    ("shown", "does aspirin hurt<enter>"),
    ("help", "<f1>"),
];

fn saving(source: &Source, columns: u16, rows: u16) -> Desk {
    let mut settings = settings(columns, rows);
    settings.unanswered = Some("unanswered.jsonl".into());
    Desk::with(source, settings)
}

/// Every state at every size, as a person would see it.
#[test]
fn the_screens() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 15)] {
        let mut desk = saving(&practice(), columns, rows);
        for (name, keys) in STATES {
            desk.keys("<f2>").keys(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), desk.picture());
        }
    }
}

#[test]
fn the_screens_in_other_languages() {
    for (code, source, states) in [
        (
            "de",
            praxis(),
            ["", "schmerzhaft", "tut aspirin weh", "ich bin schwanger"],
        ),
        ("fa", matab(), ["", "درد دارد", "آسپرین درد", "باردار هستم"]),
    ] {
        let mut desk = saving(&source, 80, 24);
        let names = ["home", "searching", "not-sure", "hand-over"];
        for (name, keys) in names.iter().zip(states) {
            desk.keys("<f2>").keys(keys);
            insta::assert_snapshot!(format!("{code}-{name}"), desk.picture());
        }
    }
}

#[test]
fn the_clinics_own_answers_are_on_screen_with_their_quotes() {
    let source = clinic().load("2026-11-22".parse().expect("a day"), &mut |_| {});
    let faq = source.expect("no mistakes").faq;
    let mut desk = Desk::new(80, 24);
    for entry in faq.entries() {
        let quote = entry.answer.lines().rfind(|line| line.starts_with('>'));
        let last = quote.and_then(|line| line.split_whitespace().last());
        desk.keys("<f2>").keys(&entry.question.replace('<', ""));
        assert_eq!(desk.about(), entry.id);
        if let Some(last) = last {
            desk.says(&format!("{last}”"));
        }
    }
}

#[test]
fn the_cursor_stands_where_a_screen_reader_should_read() {
    for (keys, cursor) in [
        ("", (4, 1)),
        ("skin", (8, 1)),
        ("skin<left><left>", (6, 1)),
        ("<down><down>", (4, 5)),        // At the chosen question.
        ("<down><down><enter>", (4, 3)), // At the page's title.
        ("<f1>", (4, 3)),                // At the help's.
    ] {
        let mut desk = Desk::new(80, 24);
        assert_eq!(desk.keys(keys).buffer().1, Some(cursor), "{keys}");
    }
    let mut desk = Desk::with(&practice(), settings(80, 24));
    assert_eq!(desk.keys("does aspirin hurt").buffer().1, Some((21, 1)));
    let shown = desk.keys("<enter>").buffer().1;
    assert_eq!(shown, Some((4, 6)), "at the title of what is shown now");
}

#[test]
fn a_doubtful_answer_is_folded_until_it_is_chosen() {
    let doubtful = "does aspirin hurt";
    let mut desk = saving(&practice(), 80, 24);
    desk.keys(doubtful).says("ASK THE CALLER");
    desk.says("Do you want to know: Does");
    assert!(!desk.text().contains("The cream numbs"), "{}", desk.text());
    desk.keys("<c-y>").says("nothing was copied");
    assert_eq!(desk.effects, []);
    for key in ["<enter>", "<down>", "<up>"] {
        desk.keys("<f2>").keys(doubtful).keys(key);
        desk.says("The cream numbs");
        desk.says("! not about “aspirin”");
        assert_eq!(desk.model.selected(), Some(0), "{key}");
        // Any edit folds it again.
        desk.keys(" ").says("ASK THE CALLER");
    }
    desk.keys("<enter><enter>").says("back to the list");
}

#[test]
fn an_emergency_comes_first_and_everything_is_said_once() {
    let mut desk = Desk::with(&practice(), settings(80, 24));
    desk.keys("i am pregnant and i can't breathe");
    let text = desk.text();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}:\n{text}"))
    };
    assert!(at("URGENT · Trouble breathing") < at("SAY NOW"));
    assert!(at("call 112") < at("Where are you right now?"));
    assert!(at("3  When was the treatment") < at("SAY TO THE CALLER · For the doctor"));
    assert_eq!(text.matches("call 112").count(), 1);
    desk.keys("<f2>is she nursign")
        .says("“nursign” counts as “nursing”");
}

#[test]
fn topics_stand_at_the_edge_and_reviews_in_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("written");
    write(
        "a.yaml",
        "title: Lasers\nreviewed: 2026-01-01\nreview_due: 2026-02-01\nentries:\n- question: Red?\n  answer: Yes it is.\n",
    );
    write(
        "b.yaml",
        "title: Peels\ndoctor: Dr. Who\nreviewed: 2026-01-01\nentries:\n- question: Sour?\n  answer: A little.\n",
    );
    let source = Source::Paths(vec![dir.path().to_owned()]);
    let mut desk = Desk::with(&source, settings(80, 24));
    desk.says("╭─ Lasers, Peels ──");
    desk.says("! review overdue · Lasers\n");
    let rows: Vec<String> = desk.text().lines().map(str::to_owned).collect();
    assert!(
        rows[3].ends_with("Lasers") && rows[4].ends_with("Peels"),
        "{rows:?}"
    );
    let text = desk.keys("<down>").text();
    assert!(!text.contains("overdue"), "{text}");
    desk.says("Reviewed by the doctor on 1 January 2026.");
    desk.keys("<f2>peels");
    assert_eq!(desk.about(), "perhaps sour");
}

#[test]
fn each_surface_has_its_own_paint() {
    let mut desk = Desk::with(&practice(), settings(80, 24));
    desk.keys("painful");
    let (answer, quote) = (desk.style_of("No. The cream"), desk.style_of("If anything"));
    assert_ne!(
        answer.bg, quote.bg,
        "the doctor's words have a ground of their own"
    );
    assert_ne!(desk.style_of("“If").fg, quote.fg);
    assert!(
        desk.style_of("painful?")
            .add_modifier
            .contains(Modifier::UNDERLINED)
    );
    desk.keys("<f2>i am pregnant");
    assert_eq!(
        desk.style_of("HAND OVER").bg,
        Some(Color::Rgb(0xcf, 0x2a, 0x30))
    );
    assert_ne!(desk.style_of("I can't answer").bg, quote.bg);
}

#[test]
fn a_terminal_without_unicode_gets_ascii_alone_with_four_different_bars() {
    let mut desk = saving(&practice(), 80, 24);
    for (_, keys) in STATES {
        desk.keys("<f2>").keys(keys);
        for name in ThemeName::value_variants() {
            desk.theme = Theme::new(*name, Depth::Sixteen, Charset::Ascii);
            assert!(desk.text().is_ascii(), "{}", desk.text());
        }
    }
    desk.theme = Theme::new(ThemeName::Dark, Depth::Sixteen, Charset::Ascii);
    let begins = |desk: &Desk, sign: &str| desk.text().lines().any(|row| row.starts_with(sign));
    assert!(
        begins(desk.keys("<f2>painful"), "|   Dr. Leila Fard"),
        "{}",
        desk.text()
    );
    assert!(begins(&desk, ">   Does a peel hurt?"), "{}", desk.text());
    assert!(
        begins(desk.keys("<f2>parking"), "=   SAY TO THE CALLER"),
        "{}",
        desk.text()
    );
    let problems = faq("entries:\n- question: One?\n  anwser: 1\n");
    let problems = problems.load("2026-11-22".parse().expect("a day"), &mut |_| {});
    desk.send(Message::Loaded(None, problems.expect_err("a mistake")));
    assert!(
        begins(&desk, "!   ! Mistake in faq.yaml, line 3."),
        "{}",
        desk.text()
    );
}

#[test]
fn of_many_words_that_mean_nothing_here_as_many_are_named_as_there_is_room_for() {
    let mut desk = saving(&practice(), 80, 24);
    desk.keys("parking umbrellas vouchers invoices");
    desk.says("nothing here about “parking”, “umbrellas” …");
    let mut desk = saving(&practice(), 120, 40);
    desk.keys("parking umbrellas vouchers invoices");
    desk.says("nothing here about “parking”, “umbrellas”, “vouchers” …");
}

#[test]
fn the_monochrome_theme_tells_by_bold_reverse_and_underline() {
    let mut desk = saving(&practice(), 80, 24);
    desk.theme = Theme::new(ThemeName::Mono, Depth::True, Charset::Unicode);
    for (_, keys) in STATES {
        desk.keys("<f2>").keys(keys);
        let (buffer, _) = desk.buffer();
        let colours = buffer.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
        let mut colours = colours.filter(|colour| *colour != Color::Reset);
        assert_eq!(colours.next(), None, "{}", desk.text());
    }
    desk.keys("<f2>painful");
    let has = |words: &str, modifier| desk.style_of(words).add_modifier.contains(modifier);
    assert!(
        has("Does a peel hurt?", Modifier::REVERSED),
        "the chosen row"
    );
    assert!(has("If anything", Modifier::BOLD), "the doctor's words");
    desk.keys("<f2>i can't breathe");
    let has = |words: &str, modifier| desk.style_of(words).add_modifier.contains(modifier);
    assert!(has("URGENT", Modifier::REVERSED) && has("SAY NOW", Modifier::REVERSED));
}

#[test]
fn where_list_and_answer_do_not_fit_together_the_way_on_is_named() {
    let mut desk = Desk::new(40, 15);
    desk.says("Enter page");
    desk.says("F2 new");
    desk.keys("<pgdn>");
    assert!(desk.model.selected() > Some(2), "down the list by a screen");
    desk.keys("<enter>");
    assert_eq!(desk.model.answer().1, 0, "at the answer's beginning");
    desk.keys("<f2>layer remvoed").says("1 of 5");
    desk.says("↓ What is micro needling?");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_goes_on() {
    let mut desk = Desk::new(10, 3);
    assert!(desk.text().starts_with("Too small"));
    desk.keys("hurt");
    desk.send(Message::Resized(80, 24));
    assert_eq!(desk.about(), "does-microneedling-hurt");
}

#[test]
fn a_quote_has_the_marks_of_its_language() {
    for (code, quote) in [
        ("", "“No.”"),
        ("de", "„No.“"),
        ("fr", "«No.\u{a0}»"),
        ("da", "»No.«"),
        ("sv", "”No.”"),
        ("fa", "«.No»"),
    ] {
        let language = match code {
            "" => String::new(),
            code => format!("language: {code}\n"),
        };
        let text = format!("{language}entries:\n- question: Is it?\n  answer: '> No.'\n");
        let mut desk = Desk::with(&faq(&text), settings(80, 24));
        if code != "fa" {
            desk.says(quote);
        }
        desk.theme = Theme::new(ThemeName::Dark, Depth::Sixteen, Charset::Ascii);
        desk.says("\"No.");
    }
}

#[test]
fn what_is_struck_out_can_be_read_aloud_nowhere() {
    let source = faq("entries:\n- question: How many?\n  answer: Take ~~two pills~~ one.\n");
    let mut desk = Desk::with(&source, settings(80, 24));
    let struck = desk.style_of("two pills");
    assert!(struck.add_modifier.contains(Modifier::CROSSED_OUT));
    assert_ne!(
        struck.fg,
        desk.style_of("Take").fg,
        "grey is not read aloud"
    );
    for (depth, charset, ornaments) in [
        (Depth::Sixteen, Charset::Unicode, Ornaments::Drawn),
        (Depth::Console, Charset::Console, Ornaments::Drawn),
        (Depth::Mono, Charset::Ascii, Ornaments::Drawn),
        (Depth::True, Charset::Unicode, Ornaments::LeftOut),
    ] {
        desk.theme = Theme::new(ThemeName::Dark, depth, charset).with(ornaments);
        desk.says("Take --- ----- one.");
    }
}

#[test]
fn staff_notes_can_be_left_out() {
    let mut settings = settings(80, 24);
    settings.staff = StaffNotes::LeftOut;
    let mut desk = Desk::with(&practice(), settings);
    for keys in ["sun afterwards", "<f1>"] {
        let text = desk.keys(keys).text();
        assert!(
            !text.contains("STAFF ONLY") && !text.contains("leaflet"),
            "{text}"
        );
    }
}

#[test]
fn without_ornaments_words_alone_are_left() {
    let mut settings = settings(80, 24);
    settings.ornaments = Ornaments::LeftOut;
    let mut desk = Desk::with(&practice(), settings);
    desk.theme = desk.theme.with(Ornaments::LeftOut);
    for (_, keys) in STATES {
        let text = desk.keys("<f2>").keys(keys).text();
        let drawn = |c: char| matches!(c, '\u{2500}'..='\u{259f}');
        assert!(!text.contains(drawn), "{text}");
    }
    desk.keys("<f2>painful").says("THE DOCTOR: Dr. Leila Fard");
}

#[test]
fn no_label_breaks_the_screen_in_any_language() {
    for (code, size) in Labels::CODES
        .iter()
        .flat_map(|code| [(code, (80, 24)), (code, (40, 15))])
    {
        let mut settings = settings(size.0, size.1);
        settings.labels = Some(Labels::of(code));
        settings.unanswered = Some("unanswered.jsonl".into());
        let mut desk = Desk::with(&practice(), settings);
        for (name, keys) in STATES {
            let text = desk.keys("<f2>").keys(keys).text();
            let lines: Vec<&str> = text.lines().collect();
            let why = format!("{code} {name} {size:?}\n{text}");
            let is_framed =
                |row: &str, ends: [char; 2]| row.starts_with(ends[0]) && row.ends_with(ends[1]);
            if size.0 == 80 {
                assert!(is_framed(lines[0], ['╭', '╮']), "{why}");
                assert!(is_framed(lines[2], ['╰', '╯']), "{why}");
                assert!(!lines[2..4].concat().contains('…'), "{why}");
            }
            let needed: &[&str] = match name {
                "help" => &[],
                "home" => &["F2"],
                _ => &["F2", "F8"],
            };
            let last = lines[lines.len() - 1];
            assert!(needed.iter().all(|key| last.contains(key)), "{why}");
            assert!(!last.contains('…'), "{why}");
        }
    }
    let mut desk = Desk::kiosk();
    desk.keys("hurt");
    desk.send(Message::Idle(Duration::from_secs(51)));
    desk.says("! Still there? Any key. Else this is cleared in 9 s");
}
