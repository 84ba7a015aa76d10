//! Every figure that decides which hits a query finds and how far they can be trusted. README.md tells what
//! the main ones are worth.

/// The most hits of a query: more than a caller waits for.
pub(super) const MOST_HITS: usize = 100;

// What counts of a text: more costs time and changes nothing.
pub(super) const MOST_QUERY_WORDS: usize = 40;
pub(super) const MOST_QUERY_CHARS: usize = 4_000;
pub(super) const MOST_TITLE_WORDS: usize = 16;
pub(super) const MOST_PHRASING_TERMS: usize = 128;
/// Hand-over words are looked for in a whole pasted page.
pub(super) const MOST_ALARM_WORDS: usize = 2_000;

// Where a word stands: the question is what is asked, the answer only mentions.
pub(super) const IN_QUESTION: f32 = 6.0;
pub(super) const IN_ALSO_ASKED: f32 = 2.0;
pub(super) const IN_ANSWER: f32 = 1.0;
pub(super) const IN_TITLE: f32 = 0.3;
/// How slowly more occurrences stop to matter.
pub(super) const SATURATION: f32 = 4.0;
/// How much of a word's weight its field's length decides.
pub(super) const LENGTH_MATTERS: f32 = 0.75;
/// What the sum of all reaches when the question is asked as it is written: scores are shares of it.
pub(super) const FULL_SCORE: f32 = 4.0;
/// How much less a word without meaning of its own counts.
pub(super) const FUNCTION_WORD: f32 = 0.5;

/// So many of the best are compared with the query as wholes, which costs a look at their texts.
pub(super) const MOST_COMPARED: usize = 50;
/// Likeness letter by letter, and stem by stem, beside what the words are worth (0..5).
pub(super) const LETTERS_ALIKE: f32 = 0.4;
pub(super) const STEMS_ALIKE: f32 = 0.2;
/// Added when the very words are written with the same signs too ("McCune-Albright"): more than all else.
pub(super) const AS_WRITTEN: f32 = 10.0;

/// A word that more than one entry in so many has is what the FAQ is about, rather than a name.
pub(super) const ABOUT_SHARE: usize = 4;

/// How sure a typo of one letter is, or of two.
pub(super) const TYPO: [f32; 2] = [0.85, 0.6];
/// A beginning: for a word that is not in the FAQ itself, and for one that is.
pub(super) const PREFIX: [f32; 2] = [0.5, 0.6];
/// A word of the same meaning.
pub(super) const SYNONYM: f32 = 0.6;
/// So many entries with a word of the same meaning make a word as common as one that has the word itself.
pub(super) const SYNONYM_ENTRIES: u32 = 8;
/// As many letters of a word that the FAQ does not have must be typed before what it means counts.
pub(super) const LEAST_SYNONYM_LETTERS: usize = 3;
/// A compound that the entry writes as two words, or that another word ends.
pub(super) const HALVES: f32 = 0.9;
/// An abbreviation.
pub(super) const ABBREVIATION: f32 = 0.5;
/// What a letter of one must score on average, by the matcher's measure: most letters are near each other.
pub(super) const ABBREVIATION_SCORE: f32 = 13.0;
// How many words one is taken for: more cost time and are guesses.
pub(super) const MOST_COMPLETIONS: usize = 48;
pub(super) const MOST_COMPOUNDS: usize = 48;
pub(super) const MOST_CORRECTIONS: usize = 5;
pub(super) const MOST_ABBREVIATED: usize = 3;
/// The most unknown words of a query that are looked for among the FAQ's: more are no typos.
pub(super) const MOST_MISSPELT: usize = 6;

/// From this geometric mean of score, likeness and share of the meaning on a hit is strong.
pub(super) const STRONG_BY_WORDS: f32 = 0.38;
/// As alike as this counts at least what has all of the query's meaning: it may have it in its answer.
pub(super) const MEANING_ALIKE: f32 = 0.3;
/// So few words that mean something, or so few and no others, are keywords: each that the FAQ does not have
/// matters.
pub(super) const KEYWORDS: usize = 2;
pub(super) const KEYWORDS_ALONE: usize = 4;
/// What sureness is left to a hit that the next one equals, and by what share of its score it must lead to
/// keep all.
pub(super) const EQUALLED: f32 = 0.5;
pub(super) const AHEAD: f32 = 0.15;

/// The longest ending of two words that are a hand-over word together.
pub(super) const LONGEST_ENDING: usize = 2;
/// The fewest letters of the second of two words that may be one hand-over word.
pub(super) const LEAST_HALF: usize = 4;
/// The fewest letters of a hand-over word that is heard however it is spelt, if it sounds so, and the most
/// that may be written otherwise then.
pub(super) const LEAST_SOUND: usize = 6;
pub(super) const MOST_BY_EAR: usize = 3;

/// The fewest words of a sentence to be handed over, if it has more, that are as good as all of it; and of a
/// beginning that is handed over by its meaning.
pub(super) const LEAST_SAID: usize = 2;
/// The most words that may stand between those of a phrase that is to be handed over.
pub(super) const MOST_BETWEEN: usize = 4;

/// The fewest digits of a number that is taken for a telephone's: no question has it.
pub(super) const LEAST_TELEPHONE: usize = 5;

// Meaning, of cosines between -1 and 1.
/// How far the largest cosine outweighs the others of an entry.
pub(super) const SHARPNESS: f32 = 20.0;
/// What meaning counts beside a score by words of at most 1.
pub(super) const MEANING_WEIGHT: f32 = 1.25;
/// What an entry without `also_asked` is given, and from how many of them on it is given nothing: else the
/// long lists of its neighbours crowd it out.
pub(super) const UNLISTED: f32 = 0.1;
pub(super) const WELL_LISTED: f32 = 4.0;
/// The largest score of words and meaning.
pub(super) const FULL_WITH_MEANING: f32 = 1.0 + MEANING_WEIGHT + UNLISTED;
/// Where an entry has no `also_asked`, so often more does its answer count.
pub(super) const ANSWER_AGAIN: f32 = 1.0;
/// What no word finds is found from this cosine on, and from this one where no word of the query is
/// one.
pub(super) const MEANT_ALONE: f32 = 0.3;
pub(super) const MEANT_WITHOUT_WORDS: f32 = 0.5;
/// So much earlier does an entry without `also_asked`, which has fewer texts to be near to.
pub(super) const UNLISTED_EARLIER: f32 = 0.25;
/// While the query is being typed, the first hit stays unless another has so much more.
pub(super) const FIRST_STAYS: f32 = 0.05;
/// How sharply the next hits make the first one doubtful, and how many of them do.
pub(super) const RIVALRY: f32 = 8.0;
pub(super) const RIVALS: usize = 10;
/// What adds to the nearness of a strong hit: all of the query's words in it; a FAQ entry without lists,
/// which has fewer texts to be near to; that it is sure by its words alone.
pub(super) const WORDS_HAD: f32 = 0.15;
pub(super) const NO_LIST: f32 = 0.15;
pub(super) const SURE_BY_WORDS: f32 = 0.05;
/// What takes from it: all of the query's words name things that the FAQ has no word for, or tell of what a
/// hit lacks, where a report may be one to hand over.
pub(super) const ANOTHER_NAMED: f32 = 0.4;
/// From this cosine on a query that says little says as much as the phrasing that it is near to.
pub(super) const SAID_SO: f32 = 0.75;
/// From this on a hit is strong.
pub(super) const STRONG_BY_MEANING: f32 = 0.52;
/// In FAQs up to this size answers are embedded, and entries found by meaning alone; in larger ones so many
/// of the best by words are ranked again.
pub(super) const MOST_EMBEDDED_WHOLE: usize = 2_000;

/// What speaks against handing a query over: that share of the nearness to entries or exceptions, and to
/// ordinary calls; and that it asks.
pub(super) const AGAINST: f32 = 0.5;
pub(super) const QUESTION_AGAINST: f32 = 0.2;
/// It is handed over if so much of the nearness to a group is left.
pub(super) const HANDED_OVER: f32 = 0.06;
/// Where so much is lacking to that the receptionist is asked to make sure.
pub(super) const NEARLY_HANDED_OVER: f32 = 0.05;
/// From this cosine with one of its texts on an entry answers an ordinary call.
pub(super) const ANSWERED: f32 = 0.6;
/// What an urgent group is given, before other groups too: one that is missed is worse than an ordinary call
/// that is handed over.
pub(super) const URGENT_LEAD: f32 = 0.06;
