//! Whether one word of a query stands for one hand-over word. A query word that is no word of the language
//! is heard loosely (typos, sound); a real one only in its own forms: "nurse" is not "nursing".
//! [`LEAST_SOUND`], [`MOST_BY_EAR`] and the typos of `constants` decide.

use super::{groups::ListedWord, negation::is_negation, spelling::sound, spoken::SpokenWord};
use crate::search::{
    constants::{
        HAND_OVER_STEM_TYPOS_FROM, HAND_OVER_TYPOS_FROM, LEAST_BEGUN, LEAST_COMMON, LEAST_HEAD,
        LEAST_ROOT, LEAST_SOUND, LONGEST_ENDING, LONGEST_OTHER_ENDING, LONGEST_UNKNOWN_ENDING,
        MOST_BY_EAR, UNKNOWN_TYPOS_FROM,
    },
    english::REFLEXIVES,
    language::Language,
    lexicon::{most_typos, within},
};

/// Hears hand-over words in one language.
pub(super) struct Listener<'a> {
    pub(super) language: &'a Language,
    /// The language's place among the FAQ's.
    pub(super) number: usize,
}

impl Listener<'_> {
    /// Whether a word stands for `listed`: as one of its forms, as its beginning while typed, or, if it is no
    /// word of the language, misspelt or written by ear.
    pub(super) fn hears(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        if self.has_form(listed, spoken) {
            return true;
        }
        let is_of_pair =
            |first| spoken.is_single() && spoken.folded.len() <= first + LONGEST_ENDING;
        if listed.first_of_pair.is_some_and(is_of_pair) {
            return false;
        }
        if spoken.is_unfinished && listed.folded.starts_with(&spoken.folded) {
            return self.is_begun(listed, spoken);
        }
        // Where everyday words are not listed, any two may be a pair of them ("keine Lust" is not "keine
        // Luft").
        let may_be_two = || !spoken.is_single() && !self.language.is_english();
        spoken.typos > 0
            && !may_be_two()
            && (self.is_misspelt(listed, spoken) || self.is_head(listed, spoken))
    }

    /// Whether a word is `listed`, a form of it, another negation or reflexive, or of the same root.
    pub(super) fn has_form(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        spoken.folded == listed.folded
            || listed.is_negation && is_negation(self.language, &spoken.folded)
            || listed.is_reflexive && REFLEXIVES.has(&spoken.folded)
            || self.has_stem(listed, spoken)
            || self.is_of_root(listed, &spoken.folded)
    }

    /// Whether a word has the stem of `listed` and is no other word with that stem.
    fn has_stem(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        // Stemming two words run together can cut off most of one: "live really" is not "liver".
        let is_one =
            || spoken.is_single() || spoken.folded.len() <= listed.folded.len() + LONGEST_ENDING;
        // Its ending may replace a last e or y.
        let beginning = listed.folded.trim_end_matches(['e', 'y']);
        spoken.stems[self.number] == listed.stem
            && is_one()
            && (spoken.folded.starts_with(beginning)
                || !self.is_another_word(&listed.folded, &spoken.folded))
    }

    /// Whether a word with the stem of `listed` is another word: a form of an everyday one ("managed" is not
    /// "manager"). "Nurse" and "nursed" are not "nursing", but "vomited" is "vomiting".
    fn is_another_word(&self, listed: &str, spoken: &str) -> bool {
        let lists_without = |ending: &str| {
            let word = spoken.strip_suffix(ending);
            word.is_some_and(|word| self.language.lists_form(word))
        };
        let is_past = || spoken.ends_with("ed") && !self.language.is_everyday(spoken);
        listed.ends_with("ing") && !is_past()
            || lists_without("")
            || !listed.ends_with("ed") && ["d", "ed", "ing"].into_iter().any(lists_without)
    }

    /// Whether `listed` and another word are a thing and its quality ("pregnancy", "pregnant"; "diabetes",
    /// "diabetic"), which have different stems.
    fn is_of_root(&self, listed: &ListedWord, word: &str) -> bool {
        let root = |word| {
            let mut endings = QUALITY_ENDINGS.iter();
            let root = endings.find_map(|ending| str::strip_suffix(word, ending));
            root.filter(|root| root.len() >= LEAST_ROOT)
        };
        let begin_alike = || listed.folded.as_bytes().first() == word.as_bytes().first();
        self.language.is_english()
            && begin_alike()
            && root(&listed.folded).is_some_and(|listed| root(word) == Some(listed))
    }

    /// Whether an unfinished word that begins `listed` is long enough, and will hardly become another.
    fn is_begun(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        let (begun, all) = (spoken.folded.chars().count(), listed.folded.chars().count());
        // "cance" is not "cancer" yet: it may become "cancel".
        let may_become = self.language.everyday_with_prefix(&spoken.folded);
        let is_another = |word: &&str| {
            self.language.stem(word, word) != listed.stem && !self.is_of_root(listed, word)
        };
        begun >= LEAST_BEGUN
            && 3 * begun >= 2 * all
            && !self.language.lists_form(&spoken.folded)
            && !may_become.iter().any(is_another)
    }

    /// Whether an unknown word is a compound of which `listed` is the last part: "Rechtsanwalt" is an
    /// "Anwalt".
    fn is_head(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        let letters = |word: &str| word.chars().count();
        let lengths = self.language.compound_prefix_lengths(letters(&listed.stem));
        let parts = lengths.zip(spoken.folded.rsplit_once(&*listed.stem));
        letters(&listed.folded) >= LEAST_HEAD
            && parts.is_some_and(|(lengths, (before, ending))| {
                lengths.contains(&letters(before)) && letters(ending) <= LONGEST_ENDING
            })
    }

    /// Whether a word is `listed` with a few typos, with another ending, or as it sounds.
    fn is_misspelt(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        let is_english = self.language.is_english();
        let has_typos = |listed: &str, typed: &str, from: [usize; 2]| {
            let from = if is_english { from } else { UNKNOWN_TYPOS_FROM };
            let typos = most_typos(listed, from).min(spoken.typos);
            within(listed, typed, typos) && begin_alike(listed, typed)
        };
        has_typos(&listed.folded, &spoken.folded, HAND_OVER_TYPOS_FROM)
            || has_typos(&listed.stem, &spoken.stems[self.number], HAND_OVER_STEM_TYPOS_FROM)
            // Two words run together are too long for the rest.
            || spoken.is_single()
                && (self.has_other_ending(&listed.folded, &spoken.folded)
                    || is_english && sounds_alike(listed, &spoken.folded))
    }

    /// Whether a word is `listed` but for its ending.
    fn has_other_ending(&self, listed: &str, word: &str) -> bool {
        let pairs = listed.chars().zip(word.chars());
        let common = pairs.take_while(|(a, b)| a == b).count();
        let letters = listed.chars().count();
        let longer = letters.max(word.chars().count());
        if self.language.is_english() {
            common >= LEAST_COMMON && longer - common <= LONGEST_OTHER_ENDING
        } else {
            common >= LEAST_COMMON.min(letters.max(LEAST_HEAD))
                && longer - common <= LONGEST_UNKNOWN_ENDING
        }
    }
}

/// Whether a word is written by ear for `listed`.
fn sounds_alike(listed: &ListedWord, word: &str) -> bool {
    listed.folded.chars().count() >= LEAST_SOUND
        && within(&listed.folded, word, MOST_BY_EAR)
        && listed.sound == sound(word)
}

/// Whether two words have the same first letter, or the first two swapped.
fn begin_alike(a: &str, b: &str) -> bool {
    let first_two = |word: &str| {
        let mut letters = word.chars();
        (letters.next(), letters.next())
    };
    let ((a, second), (b, other)) = (first_two(a), first_two(b));
    a == b || (a, second) == (other, b)
}

/// The endings of things and their qualities; the longer of two comes first.
const QUALITY_ENDINGS: &[&str] = &[
    "ancies", "encies", "ancy", "ants", "ant", "ency", "ents", "ent", "ptic", "psy", "ics", "ic",
    "ies", "es", "y",
];
