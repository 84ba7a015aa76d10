//! The figures that decide which hits a query finds and how far they can be trusted: limits, then ranking by
//! words, sureness by words, hand-over words, and meaning. README.md tells what the main ones are worth.

use std::ops::RangeInclusive;

/// The most hits of a query: more than a caller waits for.
pub(super) const MOST_HITS: usize = 100;

// How much of a text is read: more costs time and changes nothing.
pub(super) const MOST_QUERY_WORDS: usize = 40;
pub(super) const MOST_QUERY_CHARS: usize = 4_000;
pub(super) const MOST_PHRASING_TERMS: usize = 128;
/// Hand-over words are looked for in a whole pasted page.
pub(super) const MOST_HAND_OVER_WORDS: usize = 2_000;

// What an occurrence counts by its field: a question says what an entry is about, an answer only mentions.
pub(super) const IN_QUESTION: f32 = 6.0;
pub(super) const IN_ALSO_ASKED: f32 = 2.0;
pub(super) const IN_ANSWER: f32 = 1.0;
pub(super) const IN_TITLE: f32 = 0.3;
/// BM25's k1: the larger, the longer further occurrences of a word go on to raise the score.
pub(super) const SATURATION: f32 = 4.0;
/// BM25's b: how much a field longer than the mean takes from a word's weight.
pub(super) const LENGTH_MATTERS: f32 = 0.75;
/// The sum that a question reaches when it is asked as it is written: scores are shares of it.
pub(super) const FULL_SCORE: f32 = 4.0;
/// What a word without meaning of its own ("the") counts of one with meaning.
pub(super) const FUNCTION_WORD_WEIGHT: f32 = 0.5;

/// How many of the best entries are compared with the query as wholes, which reads their phrasings.
pub(super) const MOST_COMPARED: usize = 50;
/// What full likeness by letters, and by stems, adds to a score by words of 0..5.
pub(super) const LETTERS_WEIGHT: f32 = 0.4;
pub(super) const STEMS_WEIGHT: f32 = 0.2;

/// A number in more than one entry of so many is common in this FAQ: an entry without it can still answer.
pub(super) const COMMON_NUMBER_SHARE: usize = 4;

/// From how many letters on a word may have one typo, and two; and one that is compared with hand-over words.
pub(super) const TYPOS_FROM: [usize; 2] = [4, 6];
pub(super) const HAND_OVER_TYPOS_FROM: [usize; 2] = [5, 9];
/// The same for stems: "wantmy" has nearly that of "want to die" run together.
pub(super) const HAND_OVER_STEM_TYPOS_FROM: [usize; 2] = [7, 9];
/// Both where the everyday words of a language are not known, and any of them may be near a listed one:
/// "estaba" is not "estafa".
pub(super) const UNKNOWN_TYPOS_FROM: [usize; 2] = [7, 13];

/// The certainty of a reading with one typo, and with two; that of the word itself is 1.
pub(super) const TYPO_CERTAINTY: [f32; 2] = [0.85, 0.6];
/// The certainty of a completion: where the typed letters are no word of the FAQ, and where they are.
pub(super) const PREFIX_CERTAINTY: [f32; 2] = [0.5, 0.6];
/// The certainty of a synonym.
pub(super) const SYNONYM_CERTAINTY: f32 = 0.6;
/// So many entries with a synonym make a word as common as one entry with the word itself.
pub(super) const SYNONYM_ENTRIES: u32 = 8;
/// From so many letters on, an unfinished word that begins none of the FAQ's is completed to synonyms.
pub(super) const LEAST_SYNONYM_LETTERS: usize = 3;
/// The certainty of a compound that the FAQ writes as two words, or that only ends with the typed word.
pub(super) const COMPOUND_CERTAINTY: f32 = 0.9;
/// The certainty of an abbreviation.
pub(super) const ABBREVIATION_CERTAINTY: f32 = 0.5;
/// The least score per letter of an abbreviation, by `fuzzy_matcher`: most of its letters are neighbours.
pub(super) const LEAST_ABBREVIATION_SCORE: f32 = 13.0;
// The most readings of each kind for one word: further ones cost time and are guesses.
pub(super) const MOST_COMPLETIONS: usize = 48;
pub(super) const MOST_COMPOUNDS: usize = 48;
pub(super) const MOST_CORRECTIONS: usize = 5;
pub(super) const MOST_ABBREVIATED: usize = 3;
/// The most unknown words of a query that are corrected: a query with more is not about this FAQ.
pub(super) const MOST_MISSPELT: usize = 6;

/// How many letters words between which blanks are missing have together.
pub(super) const RUN_TOGETHER: RangeInclusive<usize> = 5..=40;

/// The least likeness of a hit that covers the whole query: its words may stand in the answer, and no
/// phrasing is like an answer.
pub(super) const LEAST_LIKENESS: f32 = 0.3;
/// A query of so few content words, or of no others, is keywords: a foreign one makes every hit unsure.
pub(super) const MOST_KEYWORDS: usize = 2;
/// By words the first hit is strong from this value on, and what [`RIVALRY`] is where meaning is not known:
/// scores are smaller.
pub(super) const STRONG_BY_WORDS: f32 = 0.35;
pub(super) const RIVALRY_BY_WORDS: f32 = RIVALRY * FULL_WITH_MEANING;

/// Two query words run together may be longer than the hand-over word by so many bytes: an ending.
pub(super) const LONGEST_ENDING: usize = 2;
/// An unfinished word is heard as a hand-over word from so many letters on.
pub(super) const LEAST_BEGUN: usize = 5;
/// Two words differ only in their endings if they begin with so many letters alike, and at most so many
/// follow.
pub(super) const LEAST_COMMON: usize = 6;
pub(super) const LONGEST_OTHER_ENDING: usize = 5;
/// The same where everyday words are not known: "verschieben" is not "verschluckt".
pub(super) const LONGEST_UNKNOWN_ENDING: usize = 3;
/// The fewest bytes of the root of a thing and its quality ("pregnan-cy", "pregnan-t").
pub(super) const LEAST_ROOT: usize = 5;
/// The fewest letters of a hand-over word that is heard as the last part of a compound: no "Ei" in "Brei".
pub(super) const LEAST_HEAD: usize = 5;
/// The fewest letters of the second of two query words that are read as one.
pub(super) const LEAST_HALF: usize = 4;
/// A hand-over word of so many letters is also matched by its sound, with at most so many wrong letters.
pub(super) const LEAST_SOUND: usize = 6;
pub(super) const MOST_BY_EAR: usize = 3;

/// How many content words make a part of a hand-over sentence, and how many a query needs to be handed over
/// by meaning.
pub(super) const LEAST_SAID: usize = 2;
/// A sentence is partly said if one in so many content words of it, and of the query, are those of both.
pub(super) const SAID_SHARE: usize = 3;
/// The most other words between the first and the last word of a hand-over phrase.
pub(super) const MOST_BETWEEN: usize = 4;

/// The fewest words of each of several questions in one, and of a part that is named as unknown.
pub(super) const LEAST_WORDS: usize = 2;
pub(super) const LEAST_NAMED: usize = 3;

/// The most words of a greeting ("how are you"): a longer question without content words asks something.
pub(super) const LONGEST_GREETING: usize = 3;

/// "This is" introduces the caller only after at most so many words: "good morning, this is ..".
pub(super) const MOST_BEFORE_THIS_IS: usize = 2;

// Meaning: cosines are -1..1.
/// The larger, the more the soft maximum of an entry's cosines is its largest one.
pub(super) const SHARPNESS: f32 = 20.0;
/// The weight of meaning beside a score by words of at most 1.
pub(super) const MEANING_WEIGHT: f32 = 1.25;
/// Added to an entry without `also_asked`, falling to 0 at so many of them: else the long lists of its
/// neighbours crowd it out.
pub(super) const UNLISTED_SCORE: f32 = 0.1;
pub(super) const WELL_LISTED: f32 = 4.0;
/// The largest score by words and meaning.
pub(super) const FULL_WITH_MEANING: f32 = 1.0 + MEANING_WEIGHT + UNLISTED_SCORE;
/// How many more times the answer counts where an entry has no `also_asked`.
pub(super) const ANSWER_AGAIN: f32 = 2.0;
/// The least cosine of a hit that no word finds, and of one for a query without any real word.
pub(super) const LEAST_COSINE: f32 = 0.3;
pub(super) const LEAST_COSINE_WITHOUT_WORDS: f32 = 0.5;
/// How much less is enough for an entry without `also_asked`, which has fewer texts to be near to.
pub(super) const UNLISTED_COSINE_BONUS: f32 = 0.25;
/// While the query is typed, the first hit stays unless another leads by so much.
pub(super) const OVERTAKING_LEAD: f32 = 0.05;
/// How sharply rivals with a similar score make the first hit doubtful, and how many of the best are rivals.
pub(super) const RIVALRY: f32 = 8.0;
pub(super) const RIVALS: usize = 10;
/// The share of the first hit's score from which on an entry of another topic is its rival.
pub(super) const RIVAL_SHARE: f32 = 0.7;
/// Added to the nearness of the first hit: for covering all words, for having no `also_asked` (it has fewer
/// texts to be near to), for being sure by words.
pub(super) const COVERAGE_SURENESS: f32 = 0.15;
pub(super) const UNLISTED_SURENESS: f32 = 0.15;
pub(super) const BY_WORDS_SURENESS: f32 = 0.05;
/// Taken from it if each word that it lacks names another thing, or belongs to a statement, which may be one
/// to hand over.
pub(super) const REQUIRED_WORD_PENALTY: f32 = 0.4;
/// From this cosine on even a vague query means what the phrasing says.
pub(super) const SAME_MEANING_COSINE: f32 = 0.75;
/// By meaning the first hit is strong from this value on.
pub(super) const STRONG_BY_MEANING: f32 = 0.51;
/// The largest FAQ whose answers are embedded: more would take minutes.
pub(super) const MOST_EMBEDDED_WHOLE: usize = 2_000;

/// What speaks against a hand-over: this share of the nearness to entries, exceptions and ordinary calls, and
/// so much more if the query asks, or is still typed.
pub(super) const OPPOSING_SHARE: f32 = 0.5;
pub(super) const QUESTION_PENALTY: f32 = 0.15;
pub(super) const TYPING_PENALTY: f32 = 0.1;
/// What a call's tone weighs: how far it leans toward trouble, for a group of such calls, and toward an
/// emergency, for an urgent group.
pub(super) const TONE_WEIGHT: f32 = 0.5;
/// The cosines with the directions of trouble and of emergencies that lie halfway, as they were learned.
pub(super) const HALFWAY_TROUBLE_COSINE: f32 = 0.068;
pub(super) const HALFWAY_EMERGENCY_COSINE: f32 = 0.139;
/// A call that leans less than this toward emergencies is none.
pub(super) const LEAST_EMERGENCY_TONE: f32 = -0.05;
/// The least cosine of a group that meaning alone finds.
pub(super) const LEAST_HAND_OVER_COSINE: f32 = 0.35;
/// The same for a statement without a word that has meaning of its own.
pub(super) const LEAST_COSINE_OF_SMALL_WORDS: f32 = 0.6;
/// A statement in one word that says the same as a sentence of a group ("it really hurts") is a report if it
/// is nearer by so much than entries and exceptions; others may be one if less than so much farther.
pub(super) const REPORT_MARGIN: f32 = 0.1;
/// A query is handed over if its nearness to a group exceeds that by so much.
pub(super) const HAND_OVER_LEAD: f32 = 0.06;
/// With up to so much less, the screen asks the receptionist to make sure.
pub(super) const DOUBTFUL_LEAD: f32 = 0.05;
/// From this cosine with one of its texts on an entry answers an ordinary call.
pub(super) const ANSWERS_ROUTINE_COSINE: f32 = 0.6;
/// A call that is nearer by so much to a routine call than to any entry has no answer: if in doubt, the
/// screen asks what is meant, with the nearest entries.
pub(super) const ROUTINE_LEAD: f32 = 0.05;
/// A call that is nearer by so much to a routine call than to a group's sentences belongs to no group.
pub(super) const ROUTINE_MARGIN: f32 = 0.2;
/// Given to an urgent group, also before other groups: to miss one is worse than to hand over an ordinary
/// call.
pub(super) const URGENT_BONUS: f32 = 0.03;
