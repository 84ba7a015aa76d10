//! What the receptionist sees: keys in, screens out.

mod contrast;
mod desk;
mod events;
mod meaning;
mod picture;
mod places;
mod properties;
mod typing;

use clap::ValueEnum as _;
use desk::{Desk, TODAY, clinic, faq, matab, practice, praxis, settings};
use frontdesk::{
    app::Message,
    faq::Source,
    labels::Labels,
    theme::{Charset, Depth, Theme, ThemeName},
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
    Desk::set(source, |settings| {
        settings.size = (columns, rows);
        settings.unanswered = Some("unanswered.jsonl".into());
    })
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
    let german = ["", "schmerzhaft", "tut aspirin weh", "ich bin schwanger"];
    let persian = ["", "درد دارد", "آسپرین درد", "باردار هستم"];
    for (code, source, states) in [("de", praxis(), german), ("fa", matab(), persian)] {
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
    let source = clinic().load(TODAY, &mut |_| {});
    let faq = source.expect("no mistakes").faq;
    let mut desk = Desk::new(80, 24);
    for entry in faq.entries() {
        desk.keys("<f2>").keys(&entry.question);
        assert_eq!(desk.about(), entry.id);
        let quote = entry.answer.lines().rfind(|line| line.starts_with('>'));
        if let Some(last) = quote.and_then(|line| line.split_whitespace().last()) {
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
    desk.says("Do you want to know: Does")
        .hides("The cream numbs");
    desk.keys("<c-y>").says("nothing was copied");
    assert_eq!(desk.effects, []);
    for key in ["<enter>", "<down>", "<up>"] {
        desk.keys("<f2>").keys(doubtful).keys(key);
        desk.says("The cream numbs").says("! not about “aspirin”");
        assert_eq!(desk.model.selected(), Some(0), "{key}");
        // Above it is the question to the caller; any edit folds it again.
        desk.keys("<up>").says("ASK THE CALLER").keys(key);
        desk.keys(" ").says("ASK THE CALLER");
    }
    desk.keys("<enter><enter>").says("back to the list");
}

#[test]
fn an_emergency_comes_first_and_everything_is_said_once() {
    let mut desk = Desk::with(&practice(), settings(80, 24));
    desk.keys("i am pregnant and i can't breathe")
        .shows_in_order(
            "URGENT · Trouble breathing|SAY NOW|call 112|Where are you right now?|3  When was the \
         treatment|SAY TO THE CALLER · For the doctor",
        );
    assert_eq!(desk.text().matches("call 112").count(), 1);
    desk.keys("<f2>is she nursign")
        .says("“nursign” counts as “nursing”");
}

#[test]
fn topics_stand_at_the_edge_and_reviews_in_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let lasers =
        "title: Lasers\nreview_due: 2026-02-01\nentries: [{question: Red?, answer: Yes.}]\n";
    let peels = "title: Peels\nlanguage: de\nentries: [{question: Sour?, answer: A little.}, {question: Red?, answer: No., id: r}]\n";
    for (name, text) in [("a.yaml", lasers), ("b.yaml", peels)] {
        let text = format!("reviewed: 2026-01-01\n{text}");
        std::fs::write(dir.path().join(name), text).expect("room");
    }
    let source = Source::Paths(vec![dir.path().to_owned()]);
    let mut desk = Desk::with(&source, settings(80, 24));
    desk.says("╭─ Lasers, Peels ──")
        .says("! review overdue · Lasers · ~5 s aloud\n");
    desk.shows_in_order("▌   Red?|Lasers\n|Sour?|Peels\n");
    desk.keys("<down>").hides("overdue");
    desk.says("Reviewed by the doctor on 1 January 2026.")
        .keys("<f2>peels");
    assert_eq!(desk.about(), "perhaps sour");
    // Labels are in the language of the first, sentences in that of what was found.
    desk.shows_in_order("ASK THE CALLER|Geht es Ihnen um|SAY TO THE CALLER|Dazu liegt mir keine");
    desk.keys("<f2>red")
        .says("Do you want to know: Red? (Lasers)");
}

#[test]
fn each_surface_has_its_own_paint() {
    let mut desk = Desk::with(&practice(), settings(80, 24));
    desk.keys("painful");
    let (answer, quote) = (desk.style_of("No. The cream"), desk.style_of("If anything"));
    assert_ne!(
        answer.bg, quote.bg,
        "the doctor's words have their own ground"
    );
    assert_ne!(desk.style_of("“If").fg, quote.fg);
    let hit = desk.style_of("painful?").add_modifier;
    assert!(hit.contains(Modifier::UNDERLINED));
    desk.keys("<f2>i am pregnant");
    let stop = desk.style_of("HAND OVER").bg;
    assert_eq!(stop, Some(Color::Rgb(0xcf, 0x2a, 0x30)));
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
    desk.keys("<f2>painful").says("\n|   Dr. Leila Fard");
    desk.says("\n>   Does a peel hurt?");
    desk.keys("<f2>parking").says("\n=   SAY TO THE CALLER");
    desk.keys("<f2>does aspirin hurt")
        .says("Up/Down picks another question.");
    desk.keys("<f1>").says("\n    Up/Down     another question");
    desk.keys("<esc>");
    let problems = faq("entries:\n- question: One?\n  anwser: 1\n");
    let loaded = problems.load_good(TODAY, None, &mut |_| {});
    let problems = loaded.expect_err("a mistake");
    desk.send(Message::Loaded(None, problems));
    desk.says("\n!   ! Mistake in faq.yaml, line 3.");
}

#[test]
fn of_many_words_that_mean_nothing_here_as_many_are_named_as_there_is_room_for() {
    for (columns, last) in [(80, "umbrellas"), (120, "vouchers")] {
        let mut desk = saving(&practice(), columns, 24);
        desk.keys("parking umbrellas vouchers invoices")
            .says(&format!("“{last}” …"));
    }
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
    let tells = |desk: &Desk, words, by| {
        assert!(desk.style_of(words).add_modifier.contains(by), "{words}");
    };
    tells(&desk, "Does a peel hurt?", Modifier::REVERSED);
    tells(&desk, "If anything", Modifier::BOLD);
    desk.keys("<f2>i can't breathe");
    tells(&desk, "URGENT", Modifier::REVERSED);
    tells(&desk, "SAY NOW", Modifier::REVERSED);
}

#[test]
fn where_list_and_answer_do_not_fit_together_the_way_on_is_named() {
    let mut desk = Desk::new(40, 15);
    desk.says("Enter page").says("F2 new").keys("<pgdn>");
    assert!(desk.model.selected() > Some(2), "down the list by a screen");
    desk.keys("<enter>");
    assert_eq!(desk.model.answer().1, 0, "at the answer's beginning");
    desk.keys("<f2>layer remvoed")
        .says("1 of 5")
        .says("↓ What is micro needling?");
    // A key's name stays where what it does has no room.
    let one = faq("entries:\n- question: One?\n  answer: It is the first, and no other is.\n");
    let mut kiosk = Desk::set(&one, |settings| {
        (settings.kiosk, settings.size) = (true, (30, 10));
    });
    kiosk.keys("one").says("F2 start again  PgDn\n");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_goes_on() {
    let mut desk = Desk::new(10, 3);
    assert!(desk.text().starts_with("Too small"));
    desk.keys("hurt");
    desk.send(Message::Resized(80, 24));
    assert_eq!(desk.about(), "does-microneedling-hurt");
    desk.keys("<f2><f5>").send(Message::Resized(20, 5));
    desk.says("› Type w… Reading t…\n");
}

#[test]
fn a_quote_has_the_marks_of_its_language() {
    for (language, quote) in [
        ("", "“No.”"),
        ("language: de\n", "„No.“"),
        ("language: fr\n", "«No.\u{a0}»"),
        ("language: da\n", "»No.«"),
        ("language: sv\n", "”No.”"),
        ("language: fa\n", "No"),
    ] {
        let text = format!("{language}entries:\n- question: Is it?\n  answer: '> No.'\n");
        let mut desk = Desk::with(&faq(&text), settings(80, 24));
        desk.says(quote);
        desk.theme = Theme::new(ThemeName::Dark, Depth::Sixteen, Charset::Ascii);
        desk.says("\"No.");
    }
}

#[test]
fn what_is_struck_out_can_be_read_aloud_nowhere() {
    let source = "entries:\n- question: How many?\n  answer: Take ~~two pills~~ one.\n";
    let mut desk = Desk::with(&faq(source), settings(80, 24));
    let struck = desk.style_of("two pills");
    assert!(struck.add_modifier.contains(Modifier::CROSSED_OUT));
    assert!(struck.fg != desk.style_of("Take").fg, "grey is not read");
    let dark = |depth, charset| Theme::new(ThemeName::Dark, depth, charset);
    let mut plain = dark(Depth::True, Charset::Unicode);
    plain.is_plain = true;
    for theme in [
        dark(Depth::Sixteen, Charset::Unicode),
        dark(Depth::Console, Charset::Console),
        dark(Depth::Mono, Charset::Ascii),
        plain,
    ] {
        desk.theme = theme;
        desk.says("Take --- ----- one.");
    }
}

#[test]
fn staff_notes_can_be_left_out() {
    let mut desk = Desk::set(&practice(), |settings| settings.no_staff = true);
    for keys in ["sun afterwards", "<f1>"] {
        desk.keys(keys).hides("STAFF ONLY").hides("leaflet");
    }
}

#[test]
fn without_ornaments_words_alone_are_left() {
    let mut desk = Desk::set(&practice(), |settings| settings.plain = true);
    desk.theme.is_plain = true;
    for (_, keys) in STATES {
        let text = desk.keys("<f2>").keys(keys).text();
        let drawn = |c: char| matches!(c, '\u{2500}'..='\u{259f}');
        assert!(!text.contains(drawn), "{text}");
    }
    desk.keys("<f2>painful").says("THE DOCTOR: Dr. Leila Fard");
}

#[test]
fn no_label_breaks_the_screen_in_any_language() {
    let sizes = |code| [(code, (80, 24)), (code, (40, 15))];
    for (code, size) in Labels::codes().flat_map(sizes) {
        let mut desk = Desk::set(&practice(), |settings| {
            settings.size = size;
            settings.language = Some(Labels::of(code));
            settings.unanswered = Some("unanswered.jsonl".into());
        });
        for (name, keys) in STATES {
            let text = desk.keys("<f2>").keys(keys).text();
            let lines: Vec<&str> = text.lines().collect();
            let why = format!("{code} {name} {size:?}\n{text}");
            if size.0 == 80 {
                for (row, [start, end]) in [(0, ['╭', '╮']), (2, ['╰', '╯'])] {
                    let row = lines[row];
                    assert!(row.starts_with(start) && row.ends_with(end), "{why}");
                }
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
}
