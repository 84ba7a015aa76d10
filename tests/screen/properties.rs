//! What holds whatever is typed, read and resized.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use frontdesk::app::{self, Message};
use jiff::civil::date;
use proptest::prelude::*;

use crate::desk::{Desk, clinic, events, faq, lasers, settings};

/// Any key, any paste, any mouse event.
fn anything() -> impl Strategy<Value = Event> {
    let modifiers = any::<u8>().prop_map(KeyModifiers::from_bits_truncate);
    let codes = prop_oneof![
        8 => any::<char>().prop_map(KeyCode::Char),
        8 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        4 => prop::sample::select(vec![
            KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::PageUp, KeyCode::PageDown,
            KeyCode::Home, KeyCode::End, KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Backspace,
            KeyCode::Delete, KeyCode::F(1), KeyCode::F(2), KeyCode::F(3), KeyCode::F(5), KeyCode::F(8),
        ]),
    ];
    prop_oneof![
        12 => (codes, prop_oneof![3 => Just(KeyModifiers::NONE), 1 => modifiers])
            .prop_map(|(code, modifiers)| Event::Key(KeyEvent::new(code, modifiers))),
        1 => ".{0,40}".prop_map(Event::Paste),
        1 => (0..120_u16, 0..50_u16, 0..3_usize).prop_map(|(column, row, kind)| Event::Mouse(MouseEvent {
            kind: [MouseEventKind::Down(MouseButton::Left), MouseEventKind::ScrollUp, MouseEventKind::ScrollDown][kind],
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })),
    ]
}

/// What a hasty hand types: words that find something and words that find nothing, and the keys between.
fn haste() -> impl Strategy<Value = Vec<Event>> {
    let words = "hurt|what can I |laser 12 |scars|w|parking |i am pregnant|q".split('|');
    let keys = "<bs> <del> <left> <home> <end> <up> <down> <pgdn> <esc> <enter> <tab> <f1> <f2>"
        .split(' ');
    prop_oneof![
        2 => prop::sample::select(words.collect::<Vec<_>>()).prop_map(|words| events(words).collect()),
        4 => (prop::sample::select(keys.collect::<Vec<_>>()), 1..6_usize)
            .prop_map(|(key, times)| events(&key.repeat(times)).collect()),
        1 => anything().prop_map(|event| vec![event]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn events_that_come_at_once_show_what_they_show_one_by_one(
        bursts in prop::collection::vec(prop::collection::vec(haste(), 1..6), 1..12),
        (columns, rows) in prop::sample::select(vec![(80, 24), (120, 40), (40, 15), (50, 16)]),
        source in prop::sample::select(vec![clinic().clone(), lasers(60)]),
    ) {
        let mut slow = Desk::with(&source, settings(columns, rows));
        let mut fast = Desk::with(&source, settings(columns, rows));
        for burst in bursts {
            let burst = burst.concat();
            for event in &burst {
                slow.event(event);
            }
            fast.effects.extend(app::update_all(&mut fast.model, &burst));
            prop_assert_eq!(fast.buffer(), slow.buffer(), "after {:?}", burst);
            let state = |desk: &Desk| {
                let model = &desk.model;
                let (answer, scroll) = model.answer();
                (model.selected(), model.rows.clone(), model.call.input.clone(), answer.clone(), scroll)
            };
            prop_assert_eq!(state(&fast), state(&slow), "after {:?}", burst);
        }
        prop_assert_eq!(fast.effects, slow.effects);
    }

    #[test]
    fn no_keys_and_no_size_break_the_screen(
        events in prop::collection::vec(anything(), 0..160),
        sizes in prop::collection::vec((0..220_u16, 0..80_u16), 20),
    ) {
        let mut desk = Desk::new(80, 24);
        for (number, event) in events.iter().enumerate() {
            desk.event(event);
            if number % 8 == 0 {
                let (columns, rows) = sizes[number / 8];
                desk.send(Message::Resized(columns, rows));
                desk.buffer();
            }
        }
        desk.buffer();
    }

    #[test]
    fn no_faq_breaks_the_screen(
        question in "\\PC{1,60}",
        answer in prop_oneof!["\\PC{1,200}", "([>|*#-] ?\\PC{0,20}\n){1,12}", "(> ){1,30}\\PC{1,30}"],
        (columns, rows) in (0..140_u16, 0..50_u16),
    ) {
        let quote = |text: &str| serde_json::to_string(text).expect("a string");
        let text = format!("entries:\n- question: {}\n  answer: {}\n", quote(&question), quote(&answer));
        let Ok(loaded) = faq(&text).load(date(2026, 11, 22), &mut |_| {}) else { return Ok(()) };
        let mut desk = Desk::loading(settings(columns, rows));
        desk.ready(loaded);
        if desk.model.layout.is_some_and(|layout| !layout.heading.is_empty()) {
            prop_assert!(desk.model.answer_height() > 0, "the title leaves room for the answer");
        }
        desk.buffer();
        desk.keys(&question.replace('<', " ")).buffer();
        desk.keys("<enter><pgdn><tab>").buffer();
    }
}
