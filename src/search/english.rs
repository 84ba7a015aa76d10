//! The lists of English words. The long ones are files beside this one; `thesaurus.txt` and `routine.txt`
//! stand where they are read.

use super::words::ShortList;

/// 6,000 everyday words, in any order, without the names of illnesses, drugs and treatments but the best
/// known.
pub(super) const EVERYDAY: &str = include_str!("everyday.txt");

/// A word or digits on each line, then its irregular forms, without forms that are common words of another
/// meaning ("left", "wound", "shot").
pub(super) const IRREGULAR: &str = include_str!("irregular.txt");

/// The stems of words that name no subject.
pub(super) const GENERIC: ShortList = ShortList(
    "bit call case day give help idea kind matter part place point problem put question reason size \
     sort time way work",
);
/// The stems of everyday words for treatments, what is taken, and parts of the body.
pub(super) const THINGS: ShortList = ShortList(
    "ankl beard belli brace breast dentist ear elbow finger hair headach inject knee laser lip \
     massag mole nail neck pill shave shoulder stomach surgeri tablet teeth thread toe tooth \
     vitamin wax wrist",
);

/// The words before one of the next list: "my session", "each session".
pub(super) const DETERMINERS: ShortList = ShortList("a an the this that my your each every");
/// The words that then stand for the FAQ's subject.
pub(super) const TREATMENT_WORDS: ShortList =
    ShortList("procedure procedures process session sessions therapy thing treatment treatments");

pub(super) const QUESTION_WORDS: ShortList = ShortList("how what when where which who why");
/// What may come before a question: "hello, so is botox safe".
pub(super) const BEFORE_A_QUESTION: ShortList =
    ShortList("and but hello hi just me no now ok okay please so tell thanks then well yes");
/// The words that begin a question without a question word.
pub(super) const AUXILIARIES: ShortList = ShortList(
    "are arent can cant could did didnt do does doesnt dont has is isnt may might must should \
     shouldnt was wasnt were will wont would wouldnt",
);
/// The last words of complete questions.
pub(super) const LAST_OF_A_QUESTION: ShortList = ShortList("it that there they this you");
/// Keywords ("treatment for men") have neither these nor auxiliaries, and are no statement.
pub(super) const PRONOUNS: ShortList = ShortList(
    "he her hes his i im it its ive my our she shes their there theres they theyve we weve \
     you your youve",
);
pub(super) const PRICE_WORDS: ShortList =
    ShortList("charge charged charges cost costs fee fees pay price prices");
/// "How much is the peel" asks for a price, "how much does it peel" does not.
pub(super) const BEFORE_A_PRICE: ShortList = ShortList("are for is was will would");

/// Particles, and two other words: to want to die is not to die, and your fault is not mine.
pub(super) const PARTICLES: ShortList = ShortList("again off on out over up want your");
pub(super) const REFLEXIVES: ShortList =
    ShortList("herself himself myself ourselves themselves yourself yourselves");
