//! Words that deny: "no fever" is no fever. Of all languages at once.

use crate::search::{language::Language, words::ShortList};

/// Whether a folded word is a negation, or hardly none; in French "plus" is one.
pub(super) fn is_negation(language: &Language, folded: &str) -> bool {
    NEGATIONS.has(folded) || folded == "plus" && language.code() == "fr"
}

/// Whether the last of these folded words of a clause denies what follows them. "Not" only does where
/// somebody says what he is or has not: "I can't take", "isn't it" and "pourquoi pas" deny nothing.
pub(super) fn deny_next(before: &[&str]) -> bool {
    let is_passed_over = |word: &str| PASSED_OVER.has(word);
    let said = before.iter().rposition(|word| !is_passed_over(word));
    let Some((last, earlier)) = said.and_then(|at| before[..=at].split_last()) else {
        return false;
    };
    let says_so = match earlier {
        [] => true,
        [who, verbs @ ..] => PRONOUNS.has(who) && verbs.iter().all(|verb| VERBS.has(verb)),
    };
    ABSENCES.has(last) || DENIALS.has(last) && says_so
}

/// Deny what follows them, whoever says it.
const ABSENCES: ShortList = ShortList(
    "no without zero kein keine keinem keinen keiner keinerlei ohne weder sans aucun aucune ni sin \
     ningun ninguna senza nessun nessuna sem nenhum nenhuma geen zonder uden ingen inget utan без \
     нет بدون بلا",
);
/// Deny what follows them in a plain statement.
const DENIALS: ShortList = ShortList(
    "didnt doesnt dont hadnt hasnt havent never not nicht nie jamais pas nunca mai non nao niet \
     nooit aldrig ikke inte не لا لم",
);
/// Who may say so, and the forms of "be" and "have" before "not".
const PRONOUNS: ShortList = ShortList(
    "i im ive he hes she shes we weve they it its ich er sie wir es je j il elle nous on ik hij zij \
     ze wij yo el ella eu io lui lei jag jeg han hon hun я",
);
const VERBS: ShortList = ShortList(
    "am is are was do does did have has had bin ist sind war habe hab haben hat hatte n ne suis est \
     ai a avons ben heb heeft hebben ar har er",
);
/// What may stand between "not" and what it denies: "don't have a fever".
const PASSED_OVER: ShortList = ShortList(
    "a an any be been being got had has have on mehr ai d de eu esta estoy soy tenemos tengo \
     tiene ha ho sono estou sou tem tenho meer",
);
/// Stand for each other in a listed phrase.
const NEGATIONS: ShortList = ShortList(
    "arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt never no not \
     shouldnt wasnt wont wouldnt kaum kein keine keinen nicht nie guere jamais ne pas peine \
     apenas nada nunca mai malapena non nao amper geen nauwelijks niet nooit knappt naeppe \
     aldrig ikke inte degil zar едва еле не нет بالکاد سختی لا لم نیست",
);
