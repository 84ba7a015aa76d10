//! What keys and the mouse do to the search, the list and the answer.

use crossterm::event::{Event, MouseEventKind};
use frontdesk::app::{Message, Subject};

use crate::desk::{CLICK, Desk, faq, lasers, settings};

#[test]
fn the_answer_is_on_screen_before_the_sentence_is_finished() {
    for size in [(80, 24), (120, 40), (40, 15)] {
        let mut desk = Desk::new(size.0, size.1);
        desk.keys("will it be painf");
        assert_eq!(desk.about(), "does-microneedling-hurt", "{size:?}");
        desk.says("anesthetic");
    }
}

#[test]
fn letters_type_arrows_choose_and_esc_goes_back_whatever_is_open() {
    for (keys, state) in [
        ("?/jq1 k<f1>x", "List «?/jq1 kx» 0"),
        ("<enter><down><down>", "Page «» 2"),
        ("<enter><down><down>hurt", "List «hurt» 0"),
        ("hurt<enter><f1>", "Help «hurt» 0"),
        ("hurt<enter><f1><esc>", "Page «hurt» 0"),
        ("hurt<enter><f1><esc><esc>", "List «hurt» 0"),
        ("hurt<enter><f1><esc><esc><esc><esc><esc>", "List «» 0"),
        // Moving in the search text keeps the page open.
        ("hurt<enter><left><end><home>", "Page «hurt» 0"),
        ("hurt<enter><left><end><home>x", "List «xhurt» -"),
        // Home and End choose until there is text to move in.
        ("<end>", "List «» 7"),
        ("<end><home>", "List «» 0"),
        ("urt<home>h<end>s", "List «hurts» 0"),
    ] {
        let mut desk = Desk::new(80, 24);
        let model = &desk.keys(keys).model;
        let open = model
            .call
            .help
            .map_or(format!("{:?}", model.call.open), |_| "Help".to_owned());
        let text = model.call.input.text();
        let selected = model.selected().map_or("-".to_owned(), |n| n.to_string());
        assert_eq!(format!("{open} «{text}» {selected}"), state, "{keys}");
        assert_eq!(desk.effects, [], "{keys}");
    }
}

#[test]
fn a_key_that_a_terminal_takes_for_itself_has_another_that_does_the_same() {
    for (state, keys) in [
        ("<down><down>", "<up> <c-p>"),
        ("", "<down> <c-n>"),
        ("skin", "<end> <c-e>"),
        ("skin", "<bs> <c-h>"),
        ("damage the skin", "<tab> <f3>"),
        ("", "<f1> <c-g>"),
        ("skin", "<f2> <c-o>"),
        ("", "<f5> <c-r>"),
        ("skin", "<f8> <c-s>"),
        ("<f1>", "<down> <c-n>"),
        ("<f1><down><down>", "<up> <c-p>"),
    ] {
        let done = keys.split(' ').map(|key| {
            let mut desk = Desk::saving();
            let before = desk.keys(state).buffer();
            let after = desk.keys(key).keys("s").buffer();
            assert_ne!(after, before, "{key} after {state:?}");
            (after, desk.effects)
        });
        let done: Vec<_> = done.collect();
        assert_eq!(done[0], done[1], "{keys} after {state:?}");
    }
}

#[test]
fn the_search_text_is_edited_as_everywhere() {
    for (keys, text) in [
        ("will it hurt<c-w>", "will it "),
        ("will it  <c-w>", "will "),
        ("will it<c-u>", ""),
        ("will it<left><left><c-u>", "it"),
        ("pain<c-h><bs>", "pa"),
        ("pain<home><del>", "ain"),
        ("pain<home><end>s", "pains"),
        ("pain<c-a>h", "h"),
        ("pain<c-a><bs>", ""),
        ("pain<c-a><end>s", "pains"),
        ("pain<c-a><left>s", "spain"),
        ("e\u{301}<bs>", ""),
        ("👩\u{200d}⚕\u{fe0f}x<left><bs>", "x"),
    ] {
        let mut desk = Desk::new(80, 24);
        assert_eq!(desk.keys(keys).typed(), text, "{keys}");
    }
}

#[test]
fn a_paste_is_one_clean_line_of_a_bounded_length() {
    let mut desk = Desk::new(80, 24);
    desk.event(&Event::Paste("will it\r\nhurt\x1b[31m?\u{202e}".into()));
    assert_eq!(desk.typed(), "will it hurt?");
    desk.event(&Event::Paste("x".repeat(1_000_000)));
    assert!(desk.typed().chars().count() <= 4_000);
    let full = "The search box is full";
    desk.says(full).keys("<left>y").says(full);
    desk.keys("<bs>y<bs>").hides(full);
    let mut desk = Desk::new(80, 24);
    let mail = "Dear all, it was lovely to be with you. ".repeat(20);
    desk.event(&Event::Paste(mail + "By the way, I am pregnant now."));
    desk.says("HAND OVER").keys("<c-a>");
    // Nothing is left, and nothing of what it found.
    desk.event(&Event::Paste("\u{202e}".into()));
    desk.says("8 questions").hides("HAND OVER");
}

#[test]
fn the_answer_does_not_move_while_the_user_types() {
    let mut desk = Desk::new(80, 24);
    desk.keys("h");
    let place = desk.model.layout.expect("room enough").body;
    for letter in "ow long does it take to heal".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(desk.model.layout.expect("room enough").body, place);
    }
}

#[test]
fn while_the_user_types_only_the_best_hits_show() {
    let mut desk = Desk::with(&lasers(60), settings(120, 40));
    let all = desk.text();
    assert_eq!(desk.model.shown(), 0..8);
    for letter in "is laser safe".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(desk.model.shown(), 0..8, "{}", desk.text());
    }
    assert_eq!(desk.model.positions(), 60);
    let thumb = desk.text().matches('▐').count();
    assert_eq!(thumb, 1, "{}", desk.text());

    // The others come with the arrow keys and the mouse.
    assert_eq!(desk.keys(&"<down>".repeat(21)).model.shown(), 13..21);
    assert_eq!(desk.keys("<up>").model.shown(), 13..21);
    for (kind, row, selected) in [
        (CLICK, 4, 13),
        (CLICK, 35, 13), // Nothing stands there.
        (MouseEventKind::ScrollDown, 11, 14),
    ] {
        desk.mouse(kind, row);
        assert_eq!(desk.model.selected(), Some(selected), "{kind:?} at {row}");
    }
    assert_eq!(desk.keys(&"<down>".repeat(60)).model.shown(), 52..60);
    assert_eq!(desk.keys("<f2>x<bs>").text(), all);
}

#[test]
fn words_without_meaning_show_all_questions() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<down><down><down>what can I ");
    assert_eq!(desk.model.positions(), 8, "all questions");
    desk.keys("eat");
    assert_eq!(desk.model.positions(), 0, "nothing is known of eating");
    desk.keys("<bs><bs><bs>");
    assert_eq!(desk.model.positions(), 8, "all questions again");
    desk.keys("<f2>?");
    assert!(!desk.model.is_searching());
    // A pause makes a sentence of them, which has no answer.
    desk.keys("<f2>how are you").hides("No answer");
    desk.send(Message::Idle(desk.model.wake_after().expect("a pause")));
    desk.says("No answer in the FAQ").says("nothing found");
    desk.keys(" to").says("No answer in the FAQ");
    desk.keys("<bs><bs><bs> ").says("No answer in the FAQ");
    assert_eq!(desk.model.wake_after(), None);
    desk.keys("<bs><bs><bs><bs>").hides("No answer");
    desk.keys("<f2>   ");
    let state = (desk.model.positions(), desk.model.subject());
    assert_eq!(state, (8, Subject::Entry(0)), "all questions");
}

#[test]
fn a_letter_that_may_become_any_word_moves_nothing() {
    let mut desk = Desk::new(120, 40);
    let rows = |desk: &Desk| (desk.model.rows.clone(), desk.model.subject());
    desk.keys("d");
    let before = rows(&desk);
    for letter in "oes it h".chars() {
        desk.keys(&letter.to_string());
        assert_eq!(rows(&desk), before, "{}", desk.text());
    }
    desk.keys("u");
    assert_eq!(desk.about(), "perhaps does-microneedling-hurt");

    // A word, a letter that tells more of one, a digit, and a letter that is a word.
    let letters = "entries:\n- question: Is vitamin B good?\n  answer: Yes.\n- question: 痛みますか\n  answer: いいえ\n\
                   - question: Are 4 sessions enough?\n  answer: Yes.\n";
    for (keys, id) in [
        ("b ", "is-vitamin-b-good"),
        ("vitamin b", "is-vitamin-b-good"),
        ("4", "are-4-sessions-enough"),
        ("痛", "perhaps 痛みますか"),
    ] {
        let mut desk = Desk::with(&faq(letters), settings(80, 24));
        desk.keys(keys);
        assert!(desk.model.is_searching(), "{keys}: {}", desk.text());
        assert_eq!(desk.about(), id, "{}", desk.text());
    }
    let words = "hand_over:\n  words: [tb]\n  say: Ask the doctor.\nentries:\n- question: One?\n  answer: 1\n";
    let mut desk = Desk::with(&faq(words), settings(80, 24));
    desk.keys("tb");
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
    assert_eq!(desk.about(), "perhaps is-whitening-safe");
    // After a word that means something nothing is waited for, nor for a question that is asked as it is
    // written.
    let mut desk = Desk::new(80, 24);
    desk.keys("does it thin");
    assert!(desk.model.is_searching(), "{}", desk.text());
    // "Also" begins so, and what the FAQ speaks of is a word.
    let als = "entries:\n- question: What is a scan?\n  answer: A picture.\n- question: What is ALS?\n  answer: An illness.\n";
    let mut desk = Desk::with(&faq(als), settings(80, 24));
    desk.keys("what is als");
    assert_eq!(desk.about(), "what-is-als");
    let mut desk = Desk::with(&faq(whitening), settings(80, 24));
    for (keys, id) in [("safe wh", "perhaps is-whitening-safe"), ("why", "why")] {
        desk.keys("<f2>").keys(keys);
        assert_eq!(desk.about(), id, "{}", desk.text());
    }
}

#[test]
fn tab_goes_from_match_to_match_and_round_again() {
    let mut desk = Desk::new(80, 24);
    desk.keys("damage the skin");
    let rows: Vec<usize> = desk.model.answer().0.marked_rows().collect();
    assert!(rows.len() > 2, "{rows:?}");
    for row in rows.iter().chain(&rows[..1]) {
        desk.keys("<tab>");
        assert_eq!(desk.model.current_match(), Some(*row));
        let (_, scroll) = desk.model.answer();
        let shown = scroll..scroll + desk.model.answer_height();
        assert!(shown.contains(row), "it is on screen");
    }
    let is_marked = |line: &str| line.starts_with("  › ") || line.starts_with("▌ ›");
    assert!(desk.text().lines().any(is_marked), "{}", desk.text());
}

#[test]
fn a_click_chooses_and_the_wheel_moves_what_it_is_over() {
    let mut desk = Desk::new(80, 24);
    for (kind, row, selected, scroll) in [
        (CLICK, 5, 2, 0),
        (MouseEventKind::ScrollDown, 5, 3, 0),
        (MouseEventKind::ScrollUp, 5, 2, 0),
        (MouseEventKind::ScrollDown, 15, 2, 3),
        (MouseEventKind::ScrollUp, 15, 2, 0),
    ] {
        desk.mouse(kind, row);
        let place = (desk.model.selected(), desk.model.answer().1);
        assert_eq!(place, (Some(selected), scroll), "{kind:?} at {row}");
    }
}
