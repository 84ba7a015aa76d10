//! Words that deny: "no fever" is no fever. Of all languages at once.

use crate::search::{english::ShortList, language::Language};

/// Whether a folded word is a negation, or hardly none; in French "plus" is one.
pub(super) fn is_negation(language: &Language, folded: &str) -> bool {
    NEGATIONS.has(folded) || folded == "plus" && language.code() == "fr"
}

/// Whether a folded word denies what follows it.
pub(super) fn denies_next(folded: &str) -> bool {
    ABSENCES.has(folded) || DENIALS.has(folded)
}

/// Whether a folded word may stand between these and what they deny: "don't have a fever". Not what a question
/// has there ("isn't it infected").
pub(super) fn is_passed_over(folded: &str) -> bool {
    PASSED_OVER.has(folded)
}

const ABSENCES: ShortList = ShortList(
    "no without zero kein keine keinem keinen keiner keinerlei ohne weder sans aucun aucune ni sin \
     ningun ninguna senza nessun nessuna sem nenhum nenhuma geen zonder uden ingen inget utan без \
     нет بدون بلا",
);
/// Not those that ask ("isn't"), say that something cannot be, or that it hardly is.
const DENIALS: ShortList = ShortList(
    "didnt doesnt dont hadnt hasnt havent never not nicht nie jamais pas nunca mai non nao niet \
     nooit aldrig ikke inte не لا لم",
);
const PASSED_OVER: ShortList = ShortList(
    "a an any be been being got had has have on mehr ai d de eu esta estoy soy tenemos tengo \
     tiene ha ho sono estou sou tem tenho meer",
);
const NEGATIONS: ShortList = ShortList(
    "arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt never no not \
     shouldnt wasnt wont wouldnt kaum kein keine keinen nicht nie guere jamais ne pas peine \
     apenas nada nunca mai malapena non nao amper geen nauwelijks niet nooit knappt naeppe \
     aldrig ikke inte degil zar едва еле не нет بالکاد سختی لا لم نیست",
);
