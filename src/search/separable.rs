//! Separable verbs, which German and Dutch have. In: a word or a text, and the language; out: the one word that
//! the forms of such a verb have in common ("ich sage ab", "abgesagt", "abzusagen"). [`Particles`] decide.

use std::ops::Range;

use super::words;

/// What a language parts from its verbs; each list is of folded words, with spaces between.
pub(super) struct Particles {
    /// The particles themselves; of two that begin alike, the longer comes first.
    all: &'static str,
    /// The word before an infinitive; within it in German ("abzusagen", "af te zeggen").
    infinitive: &'static str,
    /// What ends the clause before it: conjunctions, and words of courtesy.
    clause_words: &'static str,
}

/// A verb and its particle.
pub(super) struct SplitVerb {
    /// The particle and the verb run together, folded.
    pub(super) folded: String,
    /// Where the verb stands in the text.
    pub(super) verb: Range<usize>,
    pub(super) particle: Range<usize>,
}

/// The fewest letters of a verb, and of its root: "tue", "geh".
const LEAST_VERB: usize = 3;

impl Particles {
    /// Those of the language with this code, if it has any.
    pub(super) fn of(code: &str) -> Option<&'static Self> {
        match code {
            "de" => Some(&GERMAN),
            "nl" => Some(&DUTCH),
            _ => None,
        }
    }

    /// The stem of a folded word without what the forms of a separable verb have inside and at their end, if
    /// it begins as one. Stemmers know no particles: they leave "abgesagt" as it is.
    pub(super) fn stem(&self, folded: &str, stem: &str) -> Option<String> {
        let mut particles = self.all.split(' ');
        let (particle, rest) = particles.find_map(|p| Some((p, stem.strip_prefix(p)?)))?;
        let is_root = |root: &&str| root.len() >= LEAST_VERB;
        let root = Some(rest.trim_end_matches(['d', 'e', 't'])).filter(is_root)?;
        // The adjectives "angenehm" and "angehörig" are no participles, whatever their form.
        let is_adjective = ["nehmen", "igen"].iter().any(|end| folded.ends_with(end));
        let is_strong = folded
            .trim_end_matches(['e', 'm', 'r', 's'])
            .ends_with("en");
        let is_participle = root != rest || is_strong && !is_adjective;
        let participle = root.strip_prefix("ge").filter(|_| is_participle);
        let infinitive = root.strip_prefix(self.infinitive);
        let infinitive = infinitive.filter(|_| folded.ends_with('n'));
        let verb = participle.or(infinitive).filter(is_root);
        Some(format!("{particle}{}", verb.unwrap_or(root)))
    }

    /// What may be the verbs of `text` that are parted from their particles. No form tells a verb, so it may be
    /// any word with a meaning before a particle at the end of the clause; or the infinitive after one.
    pub(super) fn split_verbs(
        &self,
        text: &str,
        is_function_word: impl Fn(&str) -> bool,
    ) -> Vec<SplitVerb> {
        let words = words::plain(text);
        let (mut verbs, mut clause) = (Vec::new(), 0);
        for (at, (word, range)) in words.iter().enumerate() {
            let next = words.get(at + 1);
            let ends_clause = next.is_none_or(|(next, place)| {
                let between = &text[range.end..place.start];
                has(self.clause_words, next) || words::parts_clauses(between)
            });
            if has(self.all, word) {
                let infinitive = next.filter(|(next, _)| next == self.infinitive);
                let before = words[clause..at].iter().filter(|_| ends_clause);
                let may_be = before.chain(infinitive.and(words.get(at + 2)));
                let may_be = may_be.filter(|(verb, place)| {
                    let begins_clause = place.start == words[clause].1.start;
                    verb.chars().nth(LEAST_VERB - 1).is_some()
                        && !is_function_word(verb)
                        && (begins_clause || !is_noun(&text[place.clone()]))
                });
                verbs.extend(may_be.map(|(verb, place)| SplitVerb {
                    folded: format!("{word}{verb}"),
                    verb: place.clone(),
                    particle: range.clone(),
                }));
            }
            if ends_clause {
                clause = at + 1;
            }
        }
        verbs
    }
}

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether a word within a German clause is written as a noun.
fn is_noun(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

const GERMAN: Particles = Particles {
    all: "zusammen zuruck herunter hinunter runter heraus hinaus herein hinein vorbei durch nach fort \
          fest raus rein auf aus bei ein her hin los mit vor weg ab an um zu",
    infinitive: "zu",
    clause_words: "und oder aber denn wenn weil dass ob bitte danke",
};
const DUTCH: Particles = Particles {
    all: "samen terug langs door heen neer vast voor aan bij los mee toe uit weg af in na om op",
    infinitive: "te",
    clause_words: "en of maar want als omdat dat graag bedankt",
};
