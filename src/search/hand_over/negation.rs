//! Words that deny: "no fever" is no fever. Of all languages at once.

use crate::search::{english::ShortList, language::Language};

/// Whether a folded word is a negation, or hardly none; in French "plus" is one.
pub(super) fn is_negation(language: &Language, folded: &str) -> bool {
    NEGATIONS.has(folded) || folded == "plus" && language.code() == "fr"
}

/// Whether a folded word denies the noun after it.
pub(super) fn denies_next_noun(folded: &str) -> bool {
    ABSENCES.has(folded)
}

const ABSENCES: ShortList = ShortList(
    "no without zero kein keine keinen ohne sans aucun aucune sin ningun ninguna senza nessun \
     nessuna sem nenhum nenhuma geen zonder uden ingen inget utan без нет بدون بلا",
);
const NEGATIONS: ShortList = ShortList(
    "arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt never no not \
     shouldnt wasnt wont wouldnt kaum kein keine keinen nicht nie guere jamais ne pas peine \
     apenas nada nunca mai malapena non nao amper geen nauwelijks niet nooit knappt naeppe \
     aldrig ikke inte degil zar едва еле не нет بالکاد سختی لا لم نیست",
);
