//! What the screen says, in each language: a struct with one value a language, so that a missing label does not
//! compile, nor a template with too few places. A leaf. Messages of `check` and of the command line stay English.

mod danish;
mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod portuguese;
mod spanish;
mod swedish;

use std::ops::Range;

use jiff::civil::Date;

/// The languages and their codes. The first is for codes that are none of these.
const LANGUAGES: [(&str, &Labels); 9] = [
    ("en", &english::ENGLISH),
    ("de", &german::GERMAN),
    ("fr", &french::FRENCH),
    ("es", &spanish::SPANISH),
    ("it", &italian::ITALIAN),
    ("pt", &portuguese::PORTUGUESE),
    ("nl", &dutch::DUTCH),
    ("da", &danish::DANISH),
    ("sv", &swedish::SWEDISH),
];

/// Where a line of text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// At the left edge.
    LeftToRight,
    /// At the right edge.
    RightToLeft,
}

/// Words with `N` places `{}` for values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template<const N: usize>(&'static str);

impl<const N: usize> Template<N> {
    /// The words with `values` in their places.
    pub(crate) fn with(&self, values: [&str; N]) -> String {
        let mut parts = self.0.split("{}");
        let mut words = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            words.extend([value, part]);
        }
        words
    }
}

/// Checks, while compiling, that the text has as many places as its label wants.
const fn template<const N: usize>(text: &'static str) -> Template<N> {
    let (bytes, mut at, mut places) = (text.as_bytes(), 1, 0);
    while at < bytes.len() {
        places += (bytes[at - 1] == b'{' && bytes[at] == b'}') as usize;
        at += 1;
    }
    assert!(places == N, "a template has another number of places");
    Template(text)
}

/// A sentence in which the names of keys stand between backticks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence(&'static str);

/// The forms of a count, between bars: as many as [`Labels::plural`] knows, or one for all.
#[derive(Clone, Copy, Debug)]
struct Forms(&'static str);

/// All that the browser's screen says in one language.
#[derive(Debug)]
#[expect(dead_code, reason = "a label that no state of the screen says yet")]
pub struct Labels {
    /// Where its lines begin.
    pub direction: Direction,
    /// Its quotation marks, with the blank that French has inside.
    pub(crate) quotes: [&'static str; 2],
    /// Ends a question, with the blank that French has before it.
    question_mark: &'static str,
    /// Between the words of a list.
    comma: &'static str,
    /// Its digit 0, and what stands between thousands.
    digits: (char, &'static str),
    /// Which form of a count a number takes.
    plural: fn(usize) -> usize,
    /// Day, month, year.
    date: Template<3>,
    /// The twelve, where a day stands before them.
    months: &'static str,
    /// Keys that are called something else on its keyboards.
    renamed_keys: &'static [(&'static str, &'static str)],

    // The search box.
    pub(crate) placeholder: &'static str,
    questions: Forms,
    topics: Forms,
    found: Forms,
    /// Where only the best hits are listed.
    pub(crate) best_found: Template<1>,
    pub(crate) nothing_found: &'static str,
    pub(crate) nothing_sure: &'static str,
    /// A position and how many there are.
    pub(crate) position: Template<2>,
    /// A word as typed, and as read.
    pub(crate) heard: Template<2>,
    pub(crate) meaning_loading: &'static str,
    pub(crate) meaning_missing: &'static str,
    pub(crate) too_small: Template<1>,

    // The list.
    pub(crate) asked_as: &'static str,
    pub(crate) same_meaning: &'static str,
    pub(crate) less_likely: &'static str,
    /// Marks of an entry that was approved within the last seven days.
    pub(crate) recently_added: &'static str,
    pub(crate) recently_changed: &'static str,

    // The heading and its labels.
    pub(crate) seconds_aloud: Template<1>,
    pub(crate) not_about: Template<1>,
    pub(crate) nothing_about: Template<1>,
    pub(crate) not_reviewed: &'static str,
    pub(crate) review_overdue: &'static str,
    pub(crate) not_approved: &'static str,
    pub(crate) changed_since_approved: &'static str,

    // Not sure.
    pub(crate) not_sure: &'static str,
    pub(crate) ask_the_caller: &'static str,
    to_make_sure: Template<1>,
    pub(crate) yes: &'static str,
    pub(crate) yes_step: Sentence,
    pub(crate) no: &'static str,
    pub(crate) no_step: Sentence,

    // Hand-over, urgent, no answer.
    pub(crate) say_to_the_caller: &'static str,
    pub(crate) say_now: &'static str,
    pub(crate) hand_over: &'static str,
    pub(crate) do_not_answer: &'static str,
    pub(crate) urgent: &'static str,
    pub(crate) act_now: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) ask_if_on_the_line: &'static str,
    pub(crate) why: &'static str,
    /// A listed word or phrase, in quotation marks.
    pub(crate) why_listed: Template<1>,
    pub(crate) why_emergency: Template<1>,
    /// A word as typed, and the listed one.
    pub(crate) why_counts_as: Template<2>,
    /// The listed phrase that means the same.
    pub(crate) why_meant: Template<1>,
    pub(crate) then: &'static str,
    pub(crate) save_step: Sentence,
    pub(crate) done: &'static str,
    pub(crate) done_step: Sentence,
    pub(crate) otherwise: &'static str,
    pub(crate) hand_over_else: &'static str,
    pub(crate) no_answer_else: &'static str,
    pub(crate) no_answer_heading: &'static str,
    /// The sentence to say where the FAQ has none.
    pub(crate) no_answer: &'static str,

    // The doctor's words, and what is for staff.
    /// Over a quote where the file names no speaker.
    pub(crate) doctor: &'static str,
    pub(crate) staff_only: &'static str,
    pub(crate) never_aloud: &'static str,
    pub(crate) source: Template<1>,
    pub(crate) reviewed_on: Template<1>,
    pub(crate) overdue_since: Template<1>,
    pub(crate) never_reviewed: &'static str,
    pub(crate) approved_on: Template<1>,
    pub(crate) changed_after: Template<1>,
    pub(crate) never_approved: &'static str,
    pub(crate) unapproved_left_out: Template<1>,

    // What just happened.
    pub(crate) saving: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) saved_already: &'static str,
    pub(crate) numbers_left_out: &'static str,
    pub(crate) flagged: &'static str,
    pub(crate) not_saved: Template<1>,
    pub(crate) nothing_to_save: &'static str,
    pub(crate) saving_is_off: &'static str,
    pub(crate) not_in_a_kiosk: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) not_copied: Template<1>,
    pub(crate) nothing_to_copy: &'static str,
    pub(crate) no_marks: &'static str,
    pub(crate) reading_again: &'static str,
    pub(crate) read_again: &'static str,
    /// The key that takes a new call back.
    pub(crate) can_be_undone: Template<1>,
    pub(crate) press_again_to_quit: Template<1>,
    pub(crate) how_to_quit: Template<1>,
    /// Seconds until the caller's words are cleared.
    pub(crate) still_there: Template<1>,

    // Loading and mistakes.
    pub(crate) reading: &'static str,
    pub(crate) reading_heading: &'static str,
    pub(crate) reading_note: &'static str,
    /// A file and a line; the version from before is shown.
    pub(crate) mistake: Template<2>,
    /// The same of a file that could not be read at all.
    pub(crate) mistake_in_file: Template<1>,
    /// A file and a line; no version of this file was ever good.
    pub(crate) mistake_left_out: Template<2>,
    pub(crate) cure: Template<1>,
    pub(crate) mistakes_heading: &'static str,
    pub(crate) no_good_file: &'static str,
    pub(crate) until_mended: &'static str,

    // The key line.
    pub(crate) key_new_call: &'static str,
    pub(crate) key_new: &'static str,
    pub(crate) key_start_again: &'static str,
    pub(crate) key_undo: &'static str,
    pub(crate) key_question: &'static str,
    pub(crate) key_next: &'static str,
    pub(crate) key_pick: &'static str,
    pub(crate) key_full_page: &'static str,
    pub(crate) key_page: &'static str,
    pub(crate) key_show_answer: &'static str,
    pub(crate) key_clear: &'static str,
    pub(crate) key_back: &'static str,
    pub(crate) key_back_to_list: &'static str,
    pub(crate) key_save: &'static str,
    pub(crate) key_save_question: &'static str,
    pub(crate) key_flag: &'static str,
    pub(crate) key_doctors_words: &'static str,
    pub(crate) key_more: &'static str,
    pub(crate) key_staff_note: &'static str,
    pub(crate) key_help: &'static str,
    pub(crate) key_all_mistakes: &'static str,
    pub(crate) key_quit: &'static str,

    // The help.
    pub(crate) help: &'static str,
    pub(crate) help_closes: Sentence,
    pub(crate) during_a_call: &'static str,
    pub(crate) what_you_see: &'static str,
    pub(crate) now_and_then: &'static str,
    /// The name of all keys that write a letter.
    pub(crate) any_letter: &'static str,
    pub(crate) help_any_letter: &'static str,
    pub(crate) help_new_call: &'static str,
    pub(crate) help_undo: &'static str,
    pub(crate) help_question: &'static str,
    pub(crate) help_full_page: &'static str,
    pub(crate) help_scroll: &'static str,
    pub(crate) help_back: &'static str,
    pub(crate) help_save: &'static str,
    pub(crate) help_help: &'static str,
    pub(crate) help_doctor: &'static str,
    /// Stands for all labels of a sentence to say.
    pub(crate) say: &'static str,
    pub(crate) help_say: &'static str,
    pub(crate) help_staff: &'static str,
    pub(crate) marked: &'static str,
    pub(crate) help_marked: &'static str,
    pub(crate) help_copy: &'static str,
    pub(crate) help_erase: &'static str,
    pub(crate) help_cursor: &'static str,
    pub(crate) help_ends: &'static str,
    pub(crate) help_next_mark: &'static str,
    pub(crate) help_reload: &'static str,
    pub(crate) help_redraw: &'static str,
    pub(crate) help_quit: &'static str,
}

impl Labels {
    /// The codes of all languages.
    pub const CODES: [&'static str; LANGUAGES.len()] = {
        let mut codes = [""; LANGUAGES.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = LANGUAGES[at].0;
            at += 1;
        }
        codes
    };

    /// The labels of a language by its code, which may name a country too (`de-AT`); English where there are none.
    #[must_use]
    pub fn of(code: &str) -> &'static Self {
        let code = code.split(['-', '_', '.']).next().unwrap_or_default();
        let known = LANGUAGES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(code));
        known.unwrap_or(&LANGUAGES[0]).1
    }

    /// A number as its readers write it: `12,345`.
    pub(crate) fn number(&self, number: usize) -> String {
        let (zero, separator) = self.digits;
        let digits = number.to_string();
        let mut words = String::new();
        for (at, digit) in digits.bytes().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                words.push_str(separator);
            }
            let digit = u32::from(digit - b'0');
            words.extend(char::from_u32(u32::from(zero) + digit));
        }
        words
    }

    fn count(&self, number: usize, forms: Forms) -> String {
        let form = forms.0.split('|').nth((self.plural)(number));
        let form = form.unwrap_or(forms.0);
        form.replace("{}", &self.number(number))
    }

    /// So many questions.
    pub(crate) fn questions(&self, number: usize) -> String {
        self.count(number, self.questions)
    }

    /// So many topics.
    pub(crate) fn topics(&self, number: usize) -> String {
        self.count(number, self.topics)
    }

    /// So many questions found.
    pub(crate) fn found(&self, number: usize) -> String {
        self.count(number, self.found)
    }

    /// A day in words.
    pub(crate) fn date(&self, date: Date) -> String {
        let plain = |number: i16| self.number(number.unsigned_abs().into()).replace(self.digits.1, "");
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let month = self.months.split(' ').nth(month).unwrap_or_default();
        let (day, year) = (plain(date.day().into()), plain(date.year()));
        self.date.with([&day, month, &year])
    }

    /// Words in quotation marks, as a list.
    pub(crate) fn quoted<S: AsRef<str>>(&self, words: &[S]) -> String {
        let [open, close] = self.quotes;
        let words = words.iter().map(|word| format!("{open}{}{close}", word.as_ref()));
        words.collect::<Vec<_>>().join(self.comma)
    }

    /// The sentence that asks whether this is the caller's question.
    pub(crate) fn to_make_sure(&self, question: &str) -> String {
        let question = question.trim_end();
        let end = if question.ends_with(['?', '!', '.', '؟', '。', '？']) {
            ""
        } else {
            self.question_mark
        };
        self.to_make_sure.with([&format!("{question}{end}")])
    }

    /// A key's name as its keyboards have it.
    pub(crate) fn key(&self, name: &str) -> String {
        let renamed = self.renamed_keys.iter();
        renamed.fold(name.to_owned(), |name, (from, to)| name.replace(from, to))
    }

    /// The words of a sentence, and where the names of keys stand in them.
    pub(crate) fn with_keys(&self, sentence: Sentence) -> (String, Vec<Range<usize>>) {
        let (mut words, mut keys) = (String::new(), Vec::new());
        for (number, part) in sentence.0.split('`').enumerate() {
            let start = words.len();
            if number % 2 == 1 {
                words.push_str(&self.key(part));
                keys.push(start..words.len());
            } else {
                words.push_str(part);
            }
        }
        (words, keys)
    }
}

/// One, and all others.
fn one_other(number: usize) -> usize {
    usize::from(number != 1)
}

/// No plural after a number.
fn same(_: usize) -> usize {
    0
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, Labels};
    use crate::text;

    fn each() -> impl Iterator<Item = (&'static str, &'static Labels)> {
        LANGUAGES.into_iter()
    }

    #[test]
    fn a_language_is_found_by_its_code() {
        assert_eq!(Labels::of("de").yes, "Ja");
        assert_eq!(Labels::of("de-AT").yes, "Ja");
        assert_eq!(Labels::of("PT_BR.UTF-8").yes, "Sim");
        for unknown in ["", "xx", "English", "d"] {
            assert_eq!(Labels::of(unknown).yes, "Yes", "{unknown}");
        }
        assert_eq!(Labels::CODES[..2], ["en", "de"]);
    }

    #[test]
    fn each_label_says_something() {
        for (code, labels) in each() {
            let all = format!("{labels:#?}");
            assert!(!all.contains("(\"\")") && !all.contains(": \"\""), "{code}: {all}");
            let blank = all.lines().find(|line| line.contains(": \" ") || line.contains(" \","));
            assert!(blank.is_none(), "{code}: {blank:?}");
        }
    }
}
