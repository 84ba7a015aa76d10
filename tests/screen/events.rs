//! What happens around a call: loading, reloading, saving, idling, quitting.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use frontdesk::{
    app::{Effect, Message},
    faq::Source,
    unanswered::Question,
};
use jiff::civil::date;

use crate::desk::{Desk, clinic, faq, settings};

#[test]
fn a_new_call_clears_everything() {
    let mut desk = Desk::new(80, 24);
    let home = desk.buffer();
    desk.keys("damage<down><enter><pgdn><f1><f2>x<bs>");
    assert_eq!(desk.buffer(), home);
}

#[test]
fn a_new_call_by_a_slip_is_taken_back_within_ten_seconds() {
    let mut desk = Desk::new(80, 24);
    let before = desk.keys("damage<down><enter><pgdn>").buffer();
    desk.keys("<f2>")
        .says("New call. Esc takes it back")
        .says("Esc undo");
    assert_eq!(desk.keys("<esc>").buffer(), before);
    for keys in
        "<f1><esc> <f1><pgdn><f2> <c-l> <f5> <pgdn><pgup> <f8> <c-c><esc> <left><bs>".split(' ')
    {
        desk.keys("<f2>damage<f2>").keys(keys);
        assert_eq!(desk.keys("<esc>").typed(), "damage", "{keys}");
    }
    // Not once the next call has begun, and not for longer.
    for keys in ["hurt<esc>", "x<bs>", "<down>", "<enter>"] {
        desk.keys("<f2>damage<f2>").keys(keys);
        assert_eq!(desk.keys("<esc>").typed(), "", "{keys}");
    }
    desk.keys("damage<f2>");
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(10)));
    desk.send(Message::Idle(Duration::from_secs(10)));
    assert_eq!(desk.model.wake_after(), None);
    desk.hides("takes it back");
    assert_eq!(desk.keys("<esc>").typed(), "");
    let mut kiosk = Desk::kiosk();
    assert_eq!(kiosk.keys("secret<f2><esc>").typed(), "");
}

#[test]
fn enter_and_arrows_do_nothing_where_there_is_nothing_to_open() {
    for query in ["pregnant", "where can I park"] {
        for key in ["<enter>", "<down>", "<up>", "<pgdn>"] {
            let mut desk = Desk::new(80, 24);
            let before = desk.keys(query).buffer();
            assert_eq!(desk.keys(key).buffer(), before, "{query:?} {key}");
            assert_eq!(desk.keys("<esc>").typed(), "");
        }
    }
}

#[test]
fn a_new_call_that_is_taken_back_stands_as_it_stood() {
    for keys in "<down> <down><enter><pgdn> <f8> <f1><pgdn> <pgdn><left>".split(' ') {
        let mut desk = Desk::saving();
        desk.keys("hurt").keys(keys);
        if keys == "<f8>" {
            saved(&mut desk, Ok(()));
            desk.keys("<c-l>");
        }
        let before = desk.buffer();
        assert_eq!(desk.keys("<f2><f2><esc>").buffer(), before, "{keys}");
    }
}

#[test]
fn ctrl_c_asks_once() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<c-c>").says("Press Ctrl+C again to quit");
    desk.keys("h<c-c>");
    assert_eq!(desk.effects, [], "another key between");
    desk.send(Message::Copied(Ok(())));
    desk.keys("<c-c>").says("Press Ctrl+C again to quit");
    assert_eq!(desk.effects, [], "another sentence between");
    desk.keys("hurt<c-c><esc>").says("hurt").keys("<c-c><c-c>");
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn no_key_gets_out_of_a_kiosk() {
    use KeyCode::{Enter, Esc, Insert, Menu, Null, Pause};
    let mut desk = Desk::kiosk();
    let letters = ('\0'..='\u{17f}').map(KeyCode::Char);
    let others = [Esc, Enter, Insert, Null, Menu, Pause];
    for code in letters.chain((0..=24).map(KeyCode::F)).chain(others) {
        for bits in 0..=KeyModifiers::all().bits() {
            let key = KeyEvent::new(code, KeyModifiers::from_bits_truncate(bits));
            desk.event(&Event::Key(key));
        }
    }
    desk.effects
        .retain(|effect| !matches!(effect, Effect::Redraw | Effect::Reload));
    assert_eq!(desk.effects, []);
    desk.keys("<f1>").hides("Ctrl+Q");
}

#[test]
fn an_idle_kiosk_counts_down_and_forgets_the_caller() {
    let mut desk = Desk::kiosk();
    let home = desk.buffer();
    assert_eq!(desk.model.wake_after(), None, "at home nothing wakes");
    desk.keys("pregnant with twins");
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(50)));
    desk.send(Message::Idle(Duration::from_secs(50)));
    desk.says("cleared in 10 s");
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(51)));
    desk.send(Message::Idle(Duration::from_secs(51)));
    desk.says("! Still there? Any key. Else this is cleared in 9 s");
    desk.keys("<f12>").hides("cleared in");
    desk.send(Message::Idle(Duration::from_secs(60)));
    assert_eq!(desk.buffer(), home);
    assert_eq!(desk.model.wake_after(), None);
    // A place that is the only one at another size.
    desk.keys("<pgdn>");
    desk.send(Message::Idle(Duration::from_secs(53)));
    desk.send(Message::Resized(80, 60));
    desk.hides("cleared in");
}

#[test]
fn keys_typed_while_the_faq_is_read_are_not_lost() {
    let mut desk = Desk::loading(settings(80, 24));
    desk.send(Message::Loading(0.4));
    desk.says("Reading the FAQ");
    desk.keys("will it hurt");
    desk.says("will it hurt");
    desk.load(clinic());
    assert_eq!(desk.about(), "does-microneedling-hurt");
    desk.hides("Reading the FAQ");
}

const SHORT: &str =
    "title: A\nentries:\n- question: One?\n  answer: 1\n- question: Two?\n  answer: 2\n";

#[test]
fn a_reload_keeps_the_question_on_screen_and_says_so() {
    let mut desk = Desk::with(&faq(SHORT), settings(80, 24));
    desk.keys("<down>");
    desk.load(&faq("title: A\nentries:\n- question: Zero?\n  answer: 0\n- question: One?\n  answer: 1\n- question: Two?\n  answer: zwei\n"));
    assert_eq!(desk.about(), "two");
    assert_eq!(desk.model.selected(), Some(2));
    desk.says("zwei").says("read again");
    // Its id may have changed with a title.
    desk.load(&faq(&SHORT.replace("answer: 2", "id: second\n  answer: 2")));
    assert_eq!(desk.about(), "second");
    desk.keys("<up>").hides("read again");
    // What stands there in place of a question that is gone was chosen by nobody.
    let mut desk = Desk::saving();
    for keys in ["<down>", "two<down>"] {
        desk.load(&faq(SHORT));
        desk.keys("<f2>").keys(keys).says("F8 flag");
        desk.load(&faq(&SHORT.replace("Two", "Not two, to")));
        desk.hides("F8 flag");
    }
}

#[test]
fn a_bad_version_keeps_the_last_good_one_and_says_where_the_mistake_is() {
    let mut desk = Desk::with(&faq(SHORT), settings(80, 24));
    let problems = faq("title: A\nentries:\n- question: One?\n  anwser: 1\n")
        .load_good(date(2026, 11, 22), None, &mut |_| {})
        .expect_err("a mistake");
    desk.send(Message::Loaded(None, problems));
    desk.says("! Mistake in faq.yaml, line 4. You see the version from before it.");
    desk.says("Cure: ").says("One?");
    // It stays until it is mended.
    desk.keys("two").says("Mistake in");
    desk.keys("<f1>").says("faq.yaml:4:3: ");
    desk.load(&faq(SHORT));
    desk.hides("Mistake in");
}

#[test]
fn what_is_wrong_with_a_folder_is_said_with_its_cure() {
    let empty = tempfile::tempdir().expect("a folder");
    for (folder, mistake, cure) in [
        ("", "this folder holds no FAQ", "Cure: put a file"),
        ("gone/", "gone: there is no such file", "Cure: check"),
    ] {
        let problems = Source::Paths(vec![empty.path().join(folder)])
            .load_good(date(2026, 11, 22), None, &mut |_| {})
            .expect_err("a mistake");
        let mut desk = Desk::kiosk();
        desk.send(Message::Loaded(None, problems));
        desk.says(mistake).says(cure).hides("left out");
        desk.says("You see the version");
    }
}

#[test]
fn saving_a_question_says_what_became_of_it_and_keeps_the_words() {
    let mut desk = Desk::saving();
    desk.keys("<f8>");
    assert_eq!(desk.effects, [], "nothing typed, nothing saved");
    desk.keys("where can I park").says("F8");
    desk.keys("<f8><f8>");
    assert_eq!(desk.effects.len(), 1, "once, however often it is pressed");
    assert_eq!(told(&desk), ("where can I park", None));
    saved(&mut desk, Err("the disk is full".into()));
    desk.says("Not saved: the disk is full");
    assert_eq!(desk.typed(), "where can I park");
    desk.keys("<f8>");
    saved(&mut desk, Ok(()));
    desk.says("Saved for the doctor");
    desk.says("Done  The question is saved for the doctor.");
    desk.hides("F8").keys("<f8>");
    assert_eq!(desk.effects.len(), 2, "what was saved is not saved again");
    // The next words are others.
    desk.keys("<c-u>parking")
        .says("Then  F8 saves the question for the doctor.");
}

/// What the doctor is told last.
fn question(desk: &Desk) -> &Question {
    match desk.effects.last() {
        Some(Effect::Save(_, question)) => question,
        other => panic!("{other:?}"),
    }
}

/// What became of that.
fn saved(desk: &mut Desk, outcome: Result<(), String>) {
    let question = question(desk).clone();
    desk.send(Message::Saved(question, outcome));
}

/// Its words and entry.
fn told(desk: &Desk) -> (&str, Option<&str>) {
    let question = question(desk);
    (&question.words, question.entry.as_deref())
}

#[test]
fn an_entry_that_was_chosen_is_flagged_and_one_that_was_only_found_is_not() {
    let id = "does-microneedling-hurt";
    for (keys, words, entry, hint) in [
        ("hurt", "hurt", None, "F8 save"),
        ("hurt<up>", "hurt", Some(id), "F8 flag"),
        ("hurt<enter>", "hurt", Some(id), "F8 flag"),
        ("hurt<up><enter><esc>", "hurt", Some(id), "F8 flag"),
        ("hurt<up><f1><esc>", "hurt", Some(id), "F8 flag"),
        ("hurt<up><bs>", "hur", None, "F8 save"),
        ("botox hurt<enter>", "botox hurt", None, "F8 save"),
        (
            "botox hurt<enter><enter>",
            "botox hurt",
            Some(id),
            "F8 flag",
        ),
        ("<end><home>", "", Some("what-is-micro-needling"), "F8 flag"),
    ] {
        let mut desk = Desk::saving();
        desk.keys(keys).says(hint);
        assert_eq!(told(desk.keys("<f8>")), (words, entry), "{keys}");
        let is_shown = question(&desk).shown.is_some();
        assert_eq!(is_shown, keys == "hurt", "a sure answer that nobody chose");
        desk.says(&format!("{} …", &hint[3..]));
        saved(&mut desk, Ok(()));
        let done = entry.map_or("Saved for the doctor", |_| "Flagged for the doctor");
        desk.says(done).hides("F8");
    }
}

#[test]
fn what_is_left_out_of_what_is_saved_is_said() {
    for keys in ["call me on 0171 234567", "mail a@b.example about it<down>"] {
        let mut desk = Desk::saving();
        desk.keys(keys).keys("<f8>");
        saved(&mut desk, Ok(()));
        desk.says("Saved for the doctor, without numbers and e-mail addresses");
    }
}

#[test]
fn while_one_question_is_being_saved_the_next_callers_is_saved_too() {
    let mut desk = Desk::saving();
    desk.keys("parking<f8>").says("save …");
    let parking = question(&desk).clone();
    desk.keys("<f2>insurance");
    desk.send(Message::Saved(parking.clone(), Ok(())));
    desk.hides("Saved");
    desk.keys("<f8>").says("save …");
    desk.send(Message::Saved(parking, Err("the disk is full".into())));
    desk.says("Not saved: “parking”: the disk is full");
    desk.keys("<f8>");
    assert_eq!(desk.effects.len(), 2, "it is being saved");
    saved(&mut desk, Ok(()));
    desk.says("Saved for the doctor").keys("x<f8><f2>");
    saved(&mut desk, Ok(()));
    desk.keys("<esc>").hides("F8");
}

#[test]
fn what_was_not_saved_is_said_until_somebody_has_seen_it() {
    for key in ["<esc>", "<f2>", "<f8>"] {
        let mut desk = Desk::saving();
        desk.model.settings.idle = Some(Duration::from_secs(60));
        desk.keys("parking<f8><f2>");
        saved(&mut desk, Err("the disk is full".into()));
        desk.send(Message::Idle(Duration::from_secs(10)));
        desk.keys("hurt")
            .says("Not saved: “parking”: the disk is full");
        desk.keys("<c-u><f5>").says("Reading the FAQ");
        desk.keys("<left>").says("Not saved: “parking”");
        assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(50)));
        desk.keys(key).hides("Not saved");
        assert_eq!(desk.model.wake_after(), None);
    }
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
    desk.send(Message::Copied(Ok(())));
    desk.says("Copied, if this terminal allows it");
}

#[test]
fn the_day_goes_on_while_the_program_runs() {
    let due = "title: A\nreviewed: 2026-01-01\nreview_due: 2026-11-22\nentries:\n- question: One?\n  answer: 1\n";
    let mut desk = Desk::with(&faq(due), settings(80, 24));
    desk.hides("overdue");
    desk.send(Message::Today(date(2026, 11, 23)));
    desk.says("! review overdue");
    assert_eq!(desk.effects, []);
    // To leave out what is overdue.
    let mut desk = Desk::set(&faq(due), |settings| {
        settings.approved_only = true;
    });
    desk.send(Message::Today(date(2026, 11, 23)));
    assert_eq!(desk.effects, [Effect::Reload]);
}

#[test]
fn a_resize_keeps_the_countdown_the_message_and_the_place() {
    let mut desk = Desk::kiosk();
    desk.keys("pregnant");
    desk.send(Message::Idle(Duration::from_secs(53)));
    desk.send(Message::Resized(90, 24));
    assert_eq!(desk.model.wake_after(), Some(Duration::from_secs(54)));
    let mut desk = Desk::saving();
    desk.keys("parking<f8>");
    saved(&mut desk, Err("the disk is full".into()));
    desk.send(Message::Resized(70, 24));
    desk.says("the disk is full");
    let mut desk = Desk::new(80, 24);
    desk.keys("<down><down><pgdn>");
    let before = desk.model.answer().1;
    desk.send(Message::Resized(60, 24));
    desk.send(Message::Resized(80, 24));
    let after = desk.model.answer().1;
    assert!(after.abs_diff(before) <= 1, "nearly the same row is first");
}
