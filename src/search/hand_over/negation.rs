//! Small words that decide what a phrase says: "no fever" is no fever. Of all languages at once.

use crate::search::language::Language;

/// Whether a folded word is a negation, or hardly none; in French "plus" is one.
pub(super) fn is_negation(language: &Language, folded: &str) -> bool {
    NEGATIONS.contains(&folded) || folded == "plus" && language.code() == "fr"
}

/// Whether a folded word denies the noun after it.
pub(super) fn denies_next_noun(folded: &str) -> bool {
    ABSENCES.contains(&folded)
}

/// Whether a folded function word says when, how much or whither, so that the one word beside it does not say
/// the same alone: "brennt seit" is more than "brennt". English lists few of its own as function words.
pub(super) fn is_circumstance(folded: &str) -> bool {
    CIRCUMSTANCES.contains(&folded)
}

const ABSENCES: &[&str] = &[
    "no", "without", "zero", // English
    "kein", "keine", "keinen", "ohne", "sans", "aucun", "aucune", "sin", "ningun", "ninguna",
    "senza", "nessun", "nessuna", "sem", "nenhum", "nenhuma", "geen", "zonder", "uden", "ingen",
    "inget", "utan", "без", "нет", "بدون", "بلا",
];
const NEGATIONS: &[&str] = &[
    "arent",
    "cannot",
    "cant",
    "couldnt",
    "didnt",
    "doesnt",
    "dont",
    "hadnt",
    "hardly",
    "hasnt",
    "havent",
    "isnt",
    "never",
    "no",
    "not",
    "shouldnt",
    "wasnt",
    "wont",
    "wouldnt", // English
    "kaum",
    "kein",
    "keine",
    "keinen",
    "nicht",
    "nie",
    "guere",
    "jamais",
    "ne",
    "pas",
    "peine",
    "apenas",
    "nada",
    "nunca",
    "mai",
    "malapena",
    "non",
    "nao",
    "amper",
    "geen",
    "nauwelijks",
    "niet",
    "nooit",
    "knappt",
    "naeppe",
    "aldrig",
    "ikke",
    "inte",
    "degil",
    "zar",
    "едва",
    "еле",
    "не",
    "нет",
    "بالکاد",
    "سختی",
    "لا",
    "لم",
    "نیست",
];
const CIRCUMSTANCES: &[&str] = &[
    "seit", "wahrend", "nach", "noch", "wieder", "mehr", "sehr", "viel", "viele", "ab", "an",
    "aus", "um", "depuis", "apres", "sans", "desde", "hasta", "sin", "mas", "muy", "ya", "da",
    "dopo", "piu", "sem", "mais", "muito", "na", "nog", "meer", "weer", "op", "efter", "mycket",
    "meget", "cok", "daha", "без", "еще", "уже", "بعد", "از",
];
