//! The seal that an approval is: it fits the words that the doctor read, however they are laid out, and no
//! others.

use frontdesk::seal::{Approval, Seal};
use proptest::{collection::vec, prelude::*};

const SEALED: &str =
    "No. It does *not* hurt.\n\n- cream\n- rest\n\n> Many are afraid.\n> — Nurse Ana";

#[test]
fn the_form_stays_what_it_is() {
    // A seal in a clinic's file must fit for as long as the file is used.
    assert_eq!(Seal::of("Does it hurt?", "No.").to_string(), "c872469d");
    assert_eq!(Seal::of("Does it hurt?", SEALED).to_string(), "dd8d5316");
}

#[test]
fn every_change_of_words_or_of_who_says_them_breaks_it() {
    let seal = Seal::of("Does it hurt?", SEALED);
    for (from, to) in [
        ("not", "surely not"),
        ("No. It", "No it"),
        ("\n\n- cream", " - cream"),
        ("- rest", "rest"),
        ("\n\n>", "\n\n"),
        ("\n> —", " —"),
        ("afraid.\n>", "afraid.\n\n>"),
        ("Ana", "Eva"),
        ("*not*", "not"),
    ] {
        let edited = SEALED.replacen(from, to, 1);
        assert_ne!(edited, SEALED);
        assert_ne!(Seal::of("Does it hurt?", &edited), seal, "{edited}");
    }
    assert_ne!(Seal::of("Does it hurt", SEALED), seal);
    assert_ne!(
        Seal::of("Does it hurt? No.", ""),
        Seal::of("Does it hurt?", "No.")
    );
}

#[test]
fn an_approval_reads_back_and_nothing_else_is_one() {
    let text = "2026-11-29 7c1d90ab";
    let approval = Approval::read(text).expect("it is one");
    assert_eq!(approval.to_string(), text);
    let others = "|2026-11-29|7c1d90ab|2026-02-30 7c1d90ab|29.11.2026 7c1d90ab|2026-11-29 7c1d90a|\
        2026-11-29 7c1d90abc|2026-11-29 +c1d90ab|2026-11-29 7c1d90ab yes";
    for text in others.split('|') {
        assert_eq!(Approval::read(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn wrapping_the_lines_anew_keeps_it(
        paragraphs in vec((0..3_usize, vec("[a-zé][a-z,.]{0,7}", 1..12)), 1..5),
        breaks in vec((any::<bool>(), any::<bool>()), 48),
    ) {
        let mut breaks = breaks.into_iter();
        let (mut one, mut other) = (String::new(), String::new());
        for (depth, words) in paragraphs {
            let quote = "> ".repeat(depth);
            one.extend([&*quote, &*words.join(" "), "\n\n"]);
            other += &quote;
            for (n, word) in words.iter().enumerate() {
                let (wrap, wide) = breaks.next().unwrap_or_default();
                match (n, wrap, wide) {
                    (0, ..) => {}
                    (_, true, _) => other.extend(["  \n  ", &*quote]),
                    (_, _, true) => other += "  ",
                    _ => other += " ",
                }
                other += word;
            }
            other += "\n\n\n";
        }
        prop_assert_eq!(Seal::of("a  b", &one), Seal::of("a b", other.trim_end()));
    }
}
