//! What the receptionist sees: keys in, screens out, with their styles.

mod desk;
mod picture;
mod properties;

use std::time::Duration;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use desk::{Desk, clinic, faq, settings};
use frontdesk::{
    app::{Effect, Message, Mode, Scene, Subject},
    faq::Source,
    theme::{Charset, Choice, Theme},
};
use jiff::civil::date;
use ratatui::style::Color;

/// Every state at every size, as a person would see it, colours and cursor included.
#[test]
fn the_screens() {
    let states = [
        ("home", ""),
        ("searching", "remvoed layer"),
        ("quote", "blood in videos<tab>"),
        ("no-match", "parking"),
        ("hand-over", "i am pregnant"),
        ("full-page", "damage<enter>"),
        ("help", "<f1>"),
    ];
    for (columns, rows) in [(80, 24), (120, 40), (40, 15)] {
        for (name, keys) in states {
            let mut desk = Desk::new(columns, rows);
            desk.keys(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), desk.styled());
        }
    }
}

#[test]
fn the_answer_is_on_screen_before_the_sentence_is_finished() {
    for size in [(80, 24), (120, 40), (40, 15)] {
        let mut desk = Desk::new(size.0, size.1);
        desk.keys("will it be painf");
        assert_eq!(
            desk.subject_id().as_deref(),
            Some("does-microneedling-hurt"),
            "{size:?}"
        );
        assert!(desk.text().contains("anesthetic"), "{}", desk.text());
    }
}

#[test]
fn letters_type_and_arrows_choose_whatever_is_open() {
    let mut desk = Desk::new(80, 24);
    desk.keys("?/jq1 k").keys("<f1>x");
    assert_eq!(desk.model.input().text(), "?/jq1 kx");
    assert_eq!(desk.model.open(), Scene::Desk);
    desk.keys("<f2><enter><down><down>");
    assert_eq!(desk.model.open(), Scene::Page);
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-damage-the-skin")
    );
    desk.keys("hurt");
    assert_eq!(desk.model.open(), Scene::Desk);
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-hurt")
    );
}

#[test]
fn esc_goes_back_one_step_at_a_time_and_never_quits() {
    let mut desk = Desk::new(80, 24);
    desk.keys("hurt<enter><f1>");
    assert_eq!(desk.model.open(), Scene::Help);
    desk.keys("<esc>");
    assert_eq!(
        (desk.model.open(), desk.model.input().text()),
        (Scene::Page, "hurt")
    );
    desk.keys("<esc>");
    assert_eq!(
        (desk.model.open(), desk.model.input().text()),
        (Scene::Desk, "hurt")
    );
    desk.keys("<esc>");
    assert_eq!(desk.model.input().text(), "");
    desk.keys("<esc><esc><esc>");
    assert_eq!(desk.effects, []);
}

#[test]
fn the_cursor_stands_where_a_screen_reader_should_read() {
    let mut desk = Desk::new(80, 24);
    assert_eq!(desk.buffer().1, Some((9, 1)));
    desk.keys("skin");
    assert_eq!(desk.buffer().1, Some((13, 1)));
    desk.keys("<left><left>");
    assert_eq!(desk.buffer().1, Some((11, 1)));
    desk.keys("<f2><down><down>");
    assert_eq!(desk.buffer().1, Some((0, 5)), "at the chosen question");
    desk.keys("<enter>");
    assert_eq!(desk.buffer().1, Some((0, 3)), "at the page's text");
}

#[test]
fn home_and_end_choose_until_there_is_text_to_move_in() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<end>");
    assert_eq!(desk.model.selected(), 7);
    desk.keys("<home>");
    assert_eq!(desk.model.selected(), 0);
    desk.keys("kin<home>s");
    assert_eq!(desk.model.input().text(), "skin");
    desk.keys("<end>s");
    assert_eq!(desk.model.input().text(), "skins");
}

#[test]
fn the_search_text_is_edited_as_everywhere() {
    for (keys, text) in [
        ("will it hurt<c-w>", "will it "),
        ("will it  <c-w>", "will "),
        ("will it<c-u>", ""),
        ("will it<left><left><c-u>", "it"),
        ("pain<c-h><bs>", "pa"),
        ("pain<c-a><del>", "ain"),
        ("pain<c-a><c-e>s", "pains"),
        ("e\u{301}<bs>", ""),
        ("👩\u{200d}⚕\u{fe0f}x<left><bs>", "x"),
    ] {
        assert_eq!(
            Desk::new(80, 24).keys(keys).model.input().text(),
            text,
            "{keys}"
        );
    }
}

#[test]
fn a_paste_is_one_clean_line_of_a_bounded_length() {
    let mut desk = Desk::new(80, 24);
    desk.event(&Event::Paste("will it\r\nhurt\x1b[31m?\u{202e}".into()));
    let text = desk.model.input().text().to_owned();
    assert!(
        text.starts_with("will it") && text.contains("hurt") && text.ends_with('?'),
        "{text:?}"
    );
    assert!(
        !text.chars().any(|c| c.is_control() || c == '\u{202e}'),
        "{text:?}"
    );
    desk.event(&Event::Paste("x".repeat(1_000_000)));
    assert!(desk.model.input().text().chars().count() <= 250);
}

#[test]
fn tab_goes_from_match_to_match_and_round_again() {
    let mut desk = Desk::new(80, 24);
    desk.keys("damage the skin");
    let rows: Vec<usize> = desk.model.answer().0.hits().collect();
    assert!(rows.len() > 2, "{rows:?}");
    for row in rows.iter().chain(&rows[..1]) {
        desk.keys("<tab>");
        assert_eq!(desk.model.current_match(), Some(*row));
        let (_, scroll) = desk.model.answer();
        assert!(
            (scroll..scroll + desk.model.answer_height()).contains(row),
            "it is on screen"
        );
    }
    assert!(
        desk.text()
            .contains(&format!("line 1 of {} with a match", rows.len()))
    );
    assert!(
        desk.text()
            .lines()
            .any(|line| line.starts_with("› ") && !line.contains('?'))
    );
}

#[test]
fn a_click_chooses_and_the_wheel_moves_what_it_is_over() {
    let mut desk = Desk::new(80, 24);
    let mouse = |kind, row| {
        Event::Mouse(MouseEvent {
            kind,
            column: 5,
            row,
            modifiers: KeyModifiers::NONE,
        })
    };
    desk.event(&mouse(MouseEventKind::Down(MouseButton::Left), 5));
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-damage-the-skin")
    );
    desk.event(&mouse(MouseEventKind::ScrollDown, 5));
    assert_eq!(desk.model.selected(), 3);
    desk.event(&mouse(MouseEventKind::ScrollUp, 5));
    assert_eq!(desk.model.selected(), 2);
    desk.event(&mouse(MouseEventKind::ScrollDown, 15));
    assert_eq!((desk.model.selected(), desk.model.answer().1), (2, 3));
}

#[test]
fn a_new_call_clears_everything() {
    let mut desk = Desk::new(80, 24);
    let home = desk.styled();
    desk.keys("damage<down><enter><pgdn><f1><f2>");
    assert_eq!(desk.styled(), home);
}

#[test]
fn q_alone_says_how_to_quit_but_not_in_a_kiosk() {
    let mut desk = Desk::new(80, 24);
    assert!(desk.keys("q").text().contains("Ctrl+Q quits"));
    assert!(!desk.keys("u").text().contains("Ctrl+Q"));
    desk.keys("<c-q>");
    assert_eq!(desk.effects, [Effect::Quit]);
    let mut kiosk = kiosk();
    assert!(!kiosk.keys("q").text().contains("Ctrl+Q"));
}

fn kiosk() -> Desk {
    let idle = Some(Duration::from_secs(60));
    Desk::with(
        clinic(),
        frontdesk::app::Settings {
            mode: Mode::Kiosk,
            idle,
            ..settings(80, 24)
        },
    )
}

#[test]
fn no_key_gets_out_of_a_kiosk() {
    let mut desk = kiosk();
    let codes = ('\0'..='\u{17f}')
        .map(KeyCode::Char)
        .chain((0..=24).map(KeyCode::F))
        .chain([
            KeyCode::Esc,
            KeyCode::Enter,
            KeyCode::Insert,
            KeyCode::Null,
            KeyCode::Menu,
            KeyCode::Pause,
        ]);
    for code in codes {
        for bits in 0..=KeyModifiers::all().bits() {
            let key = KeyEvent::new(code, KeyModifiers::from_bits_truncate(bits));
            desk.event(&Event::Key(key));
        }
    }
    desk.effects
        .retain(|effect| !matches!(effect, Effect::Redraw | Effect::Reload));
    assert_eq!(desk.effects, []);
    assert!(
        !desk.keys("<f1>").text().contains("quit"),
        "the help tells of no way out"
    );
}

#[test]
fn an_idle_kiosk_counts_down_and_forgets_the_caller() {
    let mut desk = kiosk();
    let home = desk.styled();
    assert_eq!(desk.model.wake_after(), None, "at home nothing wakes");
    desk.keys("pregnant with twins");
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(50)));
    desk.send(Message::Idle(Duration::from_secs(50)));
    assert!(desk.text().contains("cleared in 10 s"), "{}", desk.text());
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(51)));
    desk.send(Message::Idle(Duration::from_secs(51)));
    assert!(desk.text().contains("cleared in 9 s"));
    desk.keys("x");
    assert!(!desk.text().contains("cleared in"), "a key keeps the words");
    desk.send(Message::Idle(Duration::from_secs(60)));
    assert_eq!(desk.styled(), home);
    assert_eq!(desk.model.wake_after(), None);
}

#[test]
fn keys_typed_while_the_faq_is_read_are_not_lost() {
    let mut desk = Desk::loading(settings(80, 24));
    desk.send(Message::Loading(0.4));
    assert!(desk.text().contains("Reading the FAQ"), "{}", desk.text());
    desk.keys("will it hurt");
    assert!(desk.text().contains("will it hurt"));
    desk.load(clinic());
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-hurt")
    );
    assert!(!desk.text().contains("Reading the FAQ"));
}

#[test]
fn a_faq_that_was_read_is_leafed_through_until_it_can_be_searched() {
    let mut desk = Desk::loading(settings(80, 24));
    desk.list(&faq(SHORT));
    assert!(desk.text().contains("One?") && desk.text().contains("Reading the FAQ"));
    desk.keys("<down>");
    assert_eq!(desk.subject_id().as_deref(), Some("two"));
    desk.load(&faq(SHORT));
    assert_eq!(desk.subject_id().as_deref(), Some("two"));
    assert!(!desk.text().contains("read again"), "{}", desk.text());

    let mut desk = Desk::loading(settings(80, 24));
    desk.list(&faq(SHORT));
    desk.keys("two");
    assert_eq!(desk.model.subject(), Subject::Loading);
    assert!(!desk.text().contains("One?"), "{}", desk.text());
    desk.load(&faq(SHORT));
    assert_eq!(desk.subject_id().as_deref(), Some("two"));
}

const SHORT: &str =
    "title: A\nentries:\n- question: One?\n  answer: 1\n- question: Two?\n  answer: 2\n";

#[test]
fn a_reload_keeps_the_question_on_screen_and_says_so() {
    let mut desk = Desk::with(&faq(SHORT), settings(80, 24));
    desk.keys("<down>");
    desk.send(Message::Changed);
    assert!(desk.text().contains("changed on disk"));
    desk.load(&faq("title: A\nentries:\n- question: Zero?\n  answer: 0\n- question: One?\n  answer: 1\n- question: Two?\n  answer: zwei\n"));
    assert_eq!(desk.subject_id().as_deref(), Some("two"));
    assert_eq!(desk.model.selected(), 2);
    assert!(
        desk.text().contains("zwei") && desk.text().contains("read again"),
        "{}",
        desk.text()
    );
    assert!(!desk.keys("<up>").text().contains("read again"));
}

#[test]
fn a_bad_version_keeps_the_last_good_one_and_says_where_the_mistake_is() {
    let mut desk = Desk::with(&faq(SHORT), settings(80, 24));
    let problems = faq("title: A\nentries:\n- question: One?\n  anwser: 1\n")
        .load(date(2026, 11, 22), &mut |_| {})
        .expect_err("a mistake");
    desk.send(Message::Loaded(Err(problems)));
    let text = desk.text();
    assert!(text.contains("Mistake in faq.yaml:4:3"), "{text}");
    assert!(text.contains("One?"), "{text}");
    desk.keys("two");
    assert!(
        desk.text().contains("Mistake in"),
        "it stays until it is mended"
    );
    desk.load(&faq(SHORT));
    assert!(!desk.text().contains("Mistake in"));
}

#[test]
fn saving_a_question_says_what_became_of_it_and_keeps_the_words() {
    let mut desk = Desk::with(
        clinic(),
        frontdesk::app::Settings {
            unanswered: true,
            ..settings(80, 24)
        },
    );
    desk.keys("<f8>");
    assert_eq!(desk.effects, [], "nothing typed, nothing saved");
    desk.keys("where can I park");
    assert!(desk.text().contains("F8"), "{}", desk.text());
    desk.keys("<f8>").keys("<f8>");
    assert_eq!(desk.effects.len(), 1, "once, however often it is pressed");
    let Effect::Save { words, .. } = &desk.effects[0] else {
        panic!("{:?}", desk.effects)
    };
    assert_eq!(words, "where can I park");
    assert!(desk.text().contains("Saving …"), "{}", desk.text());
    desk.send(Message::Saved(Err("the disk is full".into())));
    assert!(desk.text().contains("Not saved: the disk is full"));
    assert_eq!(desk.model.input().text(), "where can I park");
    desk.keys("<f8>");
    desk.send(Message::Saved(Ok(())));
    assert!(desk.text().contains("Saved"), "{}", desk.text());
    desk.keys("<f8>");
    assert_eq!(desk.effects.len(), 2, "what was saved is not saved again");
}

#[test]
fn copying_gives_the_answer_without_what_is_for_staff() {
    let mut desk = Desk::new(80, 24);
    desk.keys("hurt<c-y>");
    let [Effect::Copy(copied)] = desk.effects.as_slice() else {
        panic!("{:?}", desk.effects)
    };
    assert!(copied.contains("Does microneedling hurt?") && copied.contains("anesthetic cream"));
    assert!(!copied.contains("Source"), "{copied}");
}

#[test]
fn topics_are_headings_and_reviews_are_badges() {
    let dir = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("written");
    write(
        "a.yaml",
        "title: Lasers\nreviewed: 2026-01-01\nreview_due: 2026-02-01\nentries:\n- question: Red?\n  answer: Yes it is.\n",
    );
    write(
        "b.yaml",
        "title: Peels\nreviewed: 2026-01-01\nentries:\n- question: Sour?\n  answer: A little.\n",
    );
    let source = frontdesk::faq::Source::Paths(vec![dir.path().to_owned()]);
    let mut desk = Desk::with(&source, settings(80, 24));
    let text = desk.text();
    assert!(
        text.contains("\nLasers\n› Red?\nPeels\n  Sour?\n"),
        "{text}"
    );
    assert!(text.contains("REVIEW OVERDUE"), "{text}");
    let text = desk.keys("<down>").text();
    assert!(
        text.starts_with("Peels") && !text.contains("OVERDUE"),
        "{text}"
    );
    assert!(text.contains("Reviewed on 2026-01-01"), "{text}");
    assert_eq!(
        Desk::with(&source, settings(80, 24))
            .keys("peels")
            .subject_id()
            .as_deref(),
        Some("sour")
    );
}

#[test]
fn a_terminal_without_unicode_gets_ascii_alone() {
    for choice in [
        Choice::Auto,
        Choice::Dark,
        Choice::Light,
        Choice::Contrast,
        Choice::Mono,
    ] {
        for keys in [
            "",
            "remvoed layer",
            "parking",
            "i am pregnant",
            "damage<enter>",
            "<f1>",
        ] {
            let mut desk = Desk::new(80, 24);
            desk.theme = Theme::new(choice, Charset::Ascii);
            desk.keys(keys);
            assert!(desk.text().is_ascii(), "{}", desk.text());
        }
    }
}

#[test]
fn the_monochrome_theme_tells_by_bold_reverse_and_underline() {
    for keys in [
        "blood in videos",
        "parking",
        "i am pregnant",
        "<f1>",
        "remvoed layer",
    ] {
        let mut desk = Desk::new(80, 24);
        desk.theme = Theme::new(Choice::Mono, Charset::Unicode);
        desk.keys(keys);
        let (buffer, _) = desk.buffer();
        let colours = buffer.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
        assert!(
            colours.into_iter().all(|colour| colour == Color::Reset),
            "{}",
            desk.styled()
        );
    }
    let mut desk = Desk::new(80, 24);
    desk.theme = Theme::new(Choice::Mono, Charset::Unicode);
    let styled = desk.keys("blood in videos").styled();
    assert!(
        styled.contains("reverse") && styled.contains("bold underline"),
        "{styled}"
    );
}

#[test]
fn the_key_map() {
    for (state, key, message) in [
        ("", "x", r#"Edit(Insert("x"))"#),
        ("", "<up>", "Choose(Previous)"),
        ("", "<c-p>", "Choose(Previous)"),
        ("", "<c-k>", "Choose(Previous)"),
        ("", "<down>", "Choose(Next)"),
        ("", "<c-n>", "Choose(Next)"),
        ("", "<c-j>", "Choose(Next)"),
        ("", "<home>", "Choose(First)"),
        ("", "<end>", "Choose(Last)"),
        ("skin", "<home>", "Edit(Home)"),
        ("skin", "<end>", "Edit(End)"),
        ("skin", "<left>", "Edit(Left)"),
        ("skin", "<right>", "Edit(Right)"),
        ("skin", "<bs>", "Edit(Backspace)"),
        ("skin", "<c-h>", "Edit(Backspace)"),
        ("skin", "<del>", "Edit(Delete)"),
        ("skin", "<c-w>", "Edit(DeleteWord)"),
        ("skin", "<c-u>", "Edit(DeleteToStart)"),
        ("skin", "<c-a>", "Edit(Home)"),
        ("skin", "<c-e>", "Edit(End)"),
        ("", "<pgup>", "Scroll(PageUp)"),
        ("", "<pgdn>", "Scroll(PageDown)"),
        ("", "<enter>", "OpenPage"),
        ("", "<esc>", "Back"),
        ("", "<tab>", "NextMatch"),
        ("", "<f3>", "NextMatch"),
        ("", "<f1>", "Help"),
        ("", "<f2>", "NewCall"),
        ("", "<f5>", "Reload"),
        ("", "<f8>", "Save"),
        ("", "<c-y>", "Copy"),
        ("", "<c-l>", "Redraw"),
        ("", "<c-z>", "Suspend"),
        ("", "<c-q>", "Quit"),
        ("", "<c-c>", "Quit"),
        ("<f1>", "<down>", "Scroll(Down(1))"),
        ("<f1>", "<c-p>", "Scroll(Up(1))"),
        ("<f1>", "<enter>", "Back"),
    ] {
        let mut desk = Desk::new(80, 24);
        desk.keys(state);
        let meant = desk.meant(key).map(|message| format!("{message:?}"));
        assert_eq!(meant.as_deref(), Some(message), "{key} after {state:?}");
    }
}

#[test]
fn the_shape_follows_the_size() {
    for ((columns, rows), side_by_side, two_panes) in [
        ((100, 16), true, true),
        ((99, 16), false, true),
        ((50, 16), false, true),
        ((49, 16), false, false),
        ((50, 15), false, false),
        ((100, 15), false, false),
    ] {
        let desk = Desk::new(columns, rows);
        let layout = desk.model.layout().expect("room enough");
        assert_eq!(!layout.divider.is_empty(), side_by_side, "{columns}x{rows}");
        assert_eq!(!layout.answer.is_empty(), two_panes, "{columns}x{rows}");
    }
}

#[test]
fn the_answer_does_not_move_while_somebody_types() {
    let mut desk = Desk::new(80, 24);
    desk.keys("h");
    let place = desk.model.layout().expect("room enough").answer;
    for letter in "ow long does it take to heal".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(desk.model.layout().expect("room enough").answer, place);
    }
}

/// As many questions as are asked for, of one and of two rows beside an answer.
fn lasers(count: usize) -> Source {
    let entry = |n: usize| match n % 2 {
        0 => format!("- question: Is laser {n} safe?\n  answer: It is.\n"),
        _ => format!(
            "- question: Does laser {n} help with scars that are older?\n  answer: It does.\n"
        ),
    };
    let entries: String = (1..=count).map(entry).collect();
    faq(&format!("title: A\nentries:\n{entries}"))
}

#[test]
fn while_somebody_types_only_the_best_hits_show() {
    let mut desk = Desk::with(&lasers(60), settings(120, 40));
    let all = desk.text();
    let shown = |desk: &Desk| {
        let rows = desk.model.rows().iter().filter_map(|row| row.position);
        rows.collect::<std::collections::BTreeSet<_>>()
    };
    assert!(
        shown(&desk).len() > 20,
        "without a query, all there is room for"
    );
    for letter in "is laser safe".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(shown(&desk).len(), 8, "{}", desk.text());
    }
    assert_eq!((desk.model.shown(), desk.model.positions()), (0..8, 60));
    let bar = desk.text().matches(['█', '░']).count();
    assert_eq!(bar, desk.model.rows().len(), "{}", desk.text());

    // The others come with the arrow keys and the mouse.
    desk.keys(&"<down>".repeat(20));
    assert!(shown(&desk).into_iter().eq(13..=20), "{}", desk.text());
    desk.keys("<up>");
    assert!(shown(&desk).into_iter().eq(13..=20), "{}", desk.text());
    let mut mouse = |kind, row| {
        desk.event(&Event::Mouse(MouseEvent {
            kind,
            column: 5,
            row,
            modifiers: KeyModifiers::NONE,
        }));
        desk.model.selected()
    };
    let click = MouseEventKind::Down(MouseButton::Left);
    assert_eq!(mouse(click, 3), 13);
    assert_eq!(mouse(click, 35), 13, "nothing stands there");
    assert_eq!(mouse(MouseEventKind::ScrollDown, 35), 14);
    desk.keys(&"<down>".repeat(60));
    assert!(shown(&desk).into_iter().eq(52..=59), "{}", desk.text());
    assert_eq!(desk.keys("<f2>").text(), all);
}

#[test]
fn words_without_meaning_leave_the_list_as_it_is() {
    let mut desk = Desk::new(80, 24);
    let chosen = desk.keys("<down><down><down>").subject_id();
    assert!(chosen.is_some());
    desk.keys("what can I ");
    assert!(desk.text().contains("no word to search for yet"));
    assert_eq!(desk.subject_id(), chosen, "what was chosen stays chosen");
    assert_eq!(desk.model.positions(), 8);
    desk.keys("eat");
    assert_eq!(desk.model.positions(), 0, "nothing is known of eating");
}

#[test]
fn a_letter_that_may_become_any_word_moves_nothing() {
    let mut desk = Desk::new(120, 40);
    let rows = |desk: &Desk| (desk.model.rows().to_vec(), desk.model.subject());
    desk.keys("d");
    let before = rows(&desk);
    for letter in "oes it h".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(rows(&desk), before, "{}", desk.text());
    }
    assert!(desk.text().contains("no word to search for yet"));
    desk.keys("u");
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-hurt")
    );

    // A word, a letter that tells more of one, a digit, and a letter that is a word.
    let letters = "entries:\n- question: Is vitamin B good?\n  answer: Yes.\n- question: 痛みますか\n  answer: いいえ\n\
                   - question: Are 4 sessions enough?\n  answer: Yes.\n";
    for (keys, id) in [
        ("b ", "is-vitamin-b-good"),
        ("vitamin b", "is-vitamin-b-good"),
        ("4", "are-4-sessions-enough"),
        ("痛", "痛みますか"),
    ] {
        let mut desk = Desk::with(&faq(letters), settings(80, 24));
        desk.keys(keys);
        assert!(desk.model.is_searching(), "{keys}: {}", desk.text());
        assert_eq!(desk.subject_id().as_deref(), Some(id), "{}", desk.text());
    }
    let words = "hand_over:\n  words: [x]\n  say: Ask the doctor.\nentries:\n- question: One?\n  answer: 1\n";
    let mut desk = Desk::with(&faq(words), settings(80, 24));
    desk.keys("x");
    assert_eq!(desk.model.subject(), Subject::HandOver);
}

#[test]
fn what_may_still_become_a_word_without_meaning_moves_nothing() {
    let whitening = "entries:\n- question: Is it safe?\n  answer: Yes.\n\
                     - question: Is whitening safe?\n  answer: Yes.\n- question: Why?\n  answer: So.\n";
    let mut desk = Desk::with(&faq(whitening), settings(80, 24));
    for key in ["w", "h", "i"] {
        desk.keys(key);
        assert!(!desk.model.is_searching(), "{key}: {}", desk.text());
    }
    desk.keys("t");
    assert_eq!(desk.subject_id().as_deref(), Some("is-whitening-safe"));
    // After a word that means something nothing is waited for, nor for a question that is asked as it is written.
    let mut desk = Desk::new(80, 24);
    desk.keys("does it thin");
    assert!(desk.model.is_searching(), "{}", desk.text());
    // "Also" begins so, and what the FAQ speaks of is a word.
    let als = "entries:\n- question: What is a scan?\n  answer: A picture.\n- question: What is ALS?\n  answer: An illness.\n";
    let mut desk = Desk::with(&faq(als), settings(80, 24));
    desk.keys("what is als");
    assert_eq!(desk.subject_id().as_deref(), Some("what-is-als"));
    let mut desk = Desk::with(&faq(whitening), settings(80, 24));
    for (keys, id) in [("safe wh", "is-whitening-safe"), ("why", "why")] {
        desk.keys("<f2>").keys(keys);
        assert_eq!(desk.subject_id().as_deref(), Some(id), "{}", desk.text());
    }
}

#[test]
fn where_one_pane_has_room_the_keys_to_the_answer_are_named() {
    let mut desk = Desk::new(40, 15);
    assert!(
        desk.text().contains("Enter read") && desk.text().contains("F2 new"),
        "{}",
        desk.text()
    );
    desk.keys("<pgdn>");
    assert!(
        desk.model.selected() > 2,
        "PgDn goes down the list by a screen"
    );
    desk.keys("<enter>");
    assert_eq!(
        desk.model.answer().1,
        0,
        "the answer begins at its beginning"
    );
    assert!(desk.text().contains("Esc back"), "{}", desk.text());
}

#[test]
fn moving_in_the_search_text_keeps_the_page_open() {
    let mut desk = Desk::new(80, 24);
    desk.keys("skin<enter><left><end><c-a>");
    assert_eq!(desk.model.open(), Scene::Page);
    desk.keys("x");
    assert_eq!(desk.model.open(), Scene::Desk);
}

#[test]
fn a_resize_keeps_the_countdown_the_message_and_the_place() {
    let mut desk = kiosk();
    desk.keys("pregnant");
    desk.send(Message::Idle(Duration::from_secs(53)));
    desk.send(Message::Resized(90, 24));
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(54)));
    let mut desk = Desk::with(
        clinic(),
        frontdesk::app::Settings {
            unanswered: true,
            ..settings(80, 24)
        },
    );
    desk.keys("parking<f8>");
    desk.send(Message::Saved(Err("the disk is full".into())));
    desk.send(Message::Resized(70, 24));
    assert!(desk.text().contains("the disk is full"));
    let mut desk = Desk::new(80, 24);
    desk.keys("<down><down><pgdn>");
    let before = desk.model.answer().1;
    desk.send(Message::Resized(60, 24));
    desk.send(Message::Resized(80, 24));
    assert!(
        desk.model.answer().1.abs_diff(before) <= 1,
        "nearly the same row is the first"
    );
}

#[test]
fn a_text_without_a_word_says_so() {
    let mut desk = Desk::new(80, 24);
    assert!(desk.keys("?").text().contains("no word to search for yet"));
}

#[test]
fn the_day_goes_on_while_the_program_runs() {
    let due = "title: A\nreviewed: 2026-01-01\nreview_due: 2026-11-22\nentries:\n- question: One?\n  answer: 1\n";
    let mut desk = Desk::with(&faq(due), settings(80, 24));
    assert!(!desk.text().contains("OVERDUE"));
    desk.send(Message::Today(date(2026, 11, 23)));
    assert!(desk.text().contains("REVIEW OVERDUE"));
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_goes_on() {
    let mut desk = Desk::new(10, 3);
    assert!(desk.text().starts_with("Too small"));
    desk.keys("hurt");
    desk.send(Message::Resized(80, 24));
    assert_eq!(
        desk.subject_id().as_deref(),
        Some("does-microneedling-hurt")
    );
}

#[test]
fn an_empty_search_after_words_that_mean_nothing_shows_all_questions() {
    let mut desk = Desk::new(80, 24);
    desk.keys("   ");
    assert_eq!(desk.model.positions(), 8);
    assert!(matches!(desk.model.subject(), Subject::Entry(0)));
}
