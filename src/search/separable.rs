//! Separable verbs, which German and Dutch have. In: a word or a text, and the language's particles; out: the
//! one word that the forms of such a verb have in common ("ich sage ab", "abgesagt", "abzusagen").

use std::ops::Range;

use super::words::{self, ShortList};

/// A verb and its particle.
pub(super) struct SplitVerb {
    /// Both run together, folded.
    pub(super) folded: String,
    /// Where the verb stands in the text.
    pub(super) verb: Range<usize>,
    pub(super) particle: Range<usize>,
}

/// The fewest letters of a verb, and of its root: "tue", "geh".
const LEAST_VERB: usize = 3;

/// The stem of a folded word without what the forms of a separable verb have inside and at their end, if it
/// begins as one. Stemmers know no particles: they leave "abgesagt" as it is.
pub(super) fn stem(particles: &ShortList, folded: &str, stem: &str) -> Option<String> {
    let mut splits = particles
        .words()
        .filter_map(|p| Some((p, stem.strip_prefix(p)?)));
    let (particle, rest) = splits.next()?;
    let is_root = |root: &&str| root.len() >= LEAST_VERB;
    let root = Some(rest.trim_end_matches(['d', 'e', 't'])).filter(is_root)?;
    // The adjectives "angenehm" and "angehörig" are no participles, whatever their form.
    let is_adjective = ["nehmen", "igen"].iter().any(|end| folded.ends_with(end));
    let is_strong = folded
        .trim_end_matches(['e', 'm', 'r', 's'])
        .ends_with("en");
    let participle = root
        .strip_prefix("ge")
        .filter(|_| root != rest || is_strong && !is_adjective);
    let infinitive = root.strip_prefix("zu").filter(|_| folded.ends_with('n'));
    let verb = participle.or(infinitive).filter(is_root);
    Some(format!("{particle}{}", verb.unwrap_or(root)))
}

/// What may be the verbs of `text` that are parted from their particles. No form tells a verb, so it may be
/// any word with a meaning before a particle at the end of the clause; in Dutch also the infinitive after
/// one.
pub(super) fn split_verbs(
    particles: &ShortList,
    text: &str,
    is_function_word: impl Fn(&str) -> bool,
) -> Vec<SplitVerb> {
    let (mut verbs, mut clause) = (Vec::new(), 0);
    let has_any = particles.words().next().is_some();
    let words = if has_any {
        words::plain(text)
    } else {
        Vec::new()
    };
    for (at, (particle, range)) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let ends_clause = next.is_none_or(|(next, place)| {
            CLAUSE_WORDS.has(next) || words::are_clauses_apart(text, range, place)
        });
        if particles.has(particle) {
            let before = words[clause..at].iter().filter(|_| ends_clause);
            let infinitive = next.filter(|(next, _)| next == "te").and(words.get(at + 2));
            for (verb, place) in before.chain(infinitive) {
                // German nouns have capitals.
                let mut written = text[place.clone()].chars();
                let is_noun = place.start > words[clause].1.start
                    && written.next().is_some_and(char::is_uppercase)
                    && written.any(char::is_lowercase);
                if verb.len() >= LEAST_VERB && !is_noun && !is_function_word(verb) {
                    verbs.push(SplitVerb {
                        folded: format!("{particle}{verb}"),
                        verb: place.clone(),
                        particle: range.clone(),
                    });
                }
            }
        }
        if ends_clause {
            clause = at + 1;
        }
    }
    verbs
}

/// German and Dutch words that begin a clause, or come after one as a courtesy.
const CLAUSE_WORDS: ShortList = ShortList(
    "und oder aber denn wenn weil dass ob wann wo wie warum bitte danke en of maar want omdat \
     dat wanneer waar hoe waarom graag bedankt",
);
