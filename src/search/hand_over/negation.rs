//! Words that deny: "no fever" is no fever. Of all languages at once.

/// Whether a folded word is a negation, or hardly none.
pub(super) fn is_negation(folded: &str) -> bool {
    NEGATIONS.contains(&folded)
}

/// Whether a folded word denies the noun after it.
pub(super) fn denies_next_noun(folded: &str) -> bool {
    ABSENCES.contains(&folded)
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
