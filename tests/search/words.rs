//! Which words of a text are marked, and which of a query mean something.

use super::*;

#[test]
fn marks_show_the_words_as_they_matched() {
    let pair = entries(&[
        ("Is the Café open?", "Yes."),
        ("Is there a followup?", "Yes."),
        ("Is there a women's hour?", "Yes."),
    ]);
    for (index, query, text, marked) in [
        (
            clinic(),
            "layer remvoed",
            "a layer of skin is removed",
            "layer removed",
        ),
        (
            clinic(),
            "the pain ",
            "The slightest pain, not painful",
            "pain painful",
        ),
        (
            clinic(),
            "needl",
            "Micro-needling: the needles",
            "needling needles",
        ),
        (
            clinic(),
            "micro needling ",
            "Micro-needling, microneedling",
            "Micro-needling microneedling",
        ),
        (clinic(), "the of it ", "the skin of it", ""),
        (clinic(), "is the", "Is the skin thinner?", ""),
        (&pair, "caf", "Café au lait", "Café"),
        (&pair, "cafe", "Café au lait", "Café"),
        (&pair, "follow-up ", "A followup", "followup"),
        (&pair, "women", "the women's hour", "women's"),
    ] {
        let marks = index.marks(&search(index, query), text);
        let marks: Vec<&str> = marks.into_iter().map(|range| &text[range]).collect();
        assert_eq!(marks.join(" "), marked, "{query:?} in {text:?}");
    }
}

#[test]
fn meaning_leaves_out_what_says_nothing() {
    let index = clinic();
    let asked = index.content_stems("Does it hurt?");
    assert_eq!(asked, index.content_stems("will it be hurting"));
    assert!(index.content_stems("is it the").is_empty());
    let german = "title: D\nlanguage: de\nentries:\n  - question: Tut es weh?\n    answer: Nein.\n";
    let english = "title: E\nentries:\n  - question: Which skin was treated?\n    answer: None.\n";
    let both = topics(&[german, english]);
    assert_eq!(
        both.content_stems("treated skin"),
        both.content_stems("treat skin")
    );
}
