//! What is known of a language: its stems and the words that carry no meaning of their own. The only owner
//! of `frostem`.

use std::borrow::Cow;

use frostem::Stemmer;

use super::words;

/// The language of a topic.
#[derive(Clone)]
pub(super) struct Language {
    code: String,
    stemmer: Option<Stemmer>,
    function_words: &'static str,
    everyday_words: &'static str,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}

impl Language {
    /// The language with this two-letter code (`en`, also `en-GB`); any other has words, but no stems.
    pub(super) fn of(code: &str) -> Self {
        let code = code.trim().to_ascii_lowercase();
        let code = code.split(['-', '_']).next().unwrap_or_default().to_owned();
        let code = if code.is_empty() {
            "en".to_owned()
        } else {
            code
        };
        let function_words = FUNCTION_WORDS
            .iter()
            .find(|(c, _)| *c == code)
            .map_or("", |(_, words)| words);
        Self {
            stemmer: Some(code.as_str())
                .filter(|c| c.len() == 2)
                .and_then(|c| Stemmer::try_from_name(c).ok()),
            function_words,
            everyday_words: if code == "en" { EVERYDAY_ENGLISH } else { "" },
            code,
        }
    }

    /// Its two-letter code.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The stem of `word`, given as written and folded. Stems are folded themselves, so that accents count while
    /// stemming (most stemmers want them) and not afterwards.
    pub(super) fn stem<'a>(&self, written: &str, folded: &'a str) -> Cow<'a, str> {
        let Some(stemmer) = self.stemmer else {
            return Cow::Borrowed(folded);
        };
        if written.is_ascii() {
            return stemmer.stem(folded);
        }
        let mut lower = String::with_capacity(written.len());
        for c in written.chars() {
            match c {
                'I' if self.code == "tr" => lower.push('ı'),
                'İ' => lower.push('i'),
                '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}' | '-' => {}
                c => lower.extend(c.to_lowercase()),
            }
        }
        let stem = stemmer.stem(&lower);
        let mut out = String::with_capacity(stem.len());
        stem.chars().for_each(|c| words::fold(c, &mut out));
        if out.is_empty() || out.len() > words::LONGEST {
            Cow::Borrowed(folded)
        } else {
            Cow::Owned(out)
        }
    }

    /// Whether `folded` says nothing by itself, as "the" does.
    pub(super) fn is_function_word(&self, folded: &str) -> bool {
        self.function_words.split(' ').any(|w| w == folded)
    }

    /// Whether `folded` is so common a word of the language that it is hardly a misspelling of another.
    pub(super) fn is_everyday(&self, folded: &str) -> bool {
        self.everyday_words
            .split_ascii_whitespace()
            .any(|w| w == folded)
    }
}

/// Folded words without meaning of their own, by language; question words are among them.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "a about after again all also am an and any are arent as at be because been before being both but by can cant could couldnt \
did didnt do does doesnt doing dont done during each else ever every for from get gets getting go going got had hadnt has hasnt have havent having he hello \
her here hers hi him his how i id if ill im in into is isnt it its itself ive just know let lets like many may maybe me mean might more most much must my myself \
need no not now of off ok okay on one or other our out over own please really same say see she should shouldnt so some \
something such take tell than thank thanks that thats the their them then there theres these they theyre thing things think this those to too try \
under until up us use used very want was wasnt way we well were what whats when where wheres whether which while who whom whose why will with \
without wont would wouldnt yes yet you youre your yours yourself",
    ),
    (
        "de",
        "aber als am an auch auf aus bei bin bis da dann das dass dem den der des die dies diese dieser doch du durch ein eine einem einen \
einer eines er es etwas fur habe haben hat ich ihr im in ist ja kann kein keine konnen man mehr mein meine mich mir mit muss nach nicht noch nur ob \
oder sehr sich sie sind so soll und uns vom von vor wann warum was weil wenn wer werden wie wieder wird wo zu zum zur uber",
    ),
    (
        "fr",
        "a ai au aussi aux avec avez bien ca ce ces cest cet cette comment dans de des donc du elle en est et etre eu fait faire faut il ils \
je jai la le les leur lors ma mais me meme mes mon ne nous on ont ou par pas peut peux plus pour pourquoi quand que quel quelle quest qui sa sans se ses si \
son sont suis sur ta te tes tu un une vos votre vous y",
    ),
    (
        "es",
        "a al como con cual cuando cuanto de del desde donde el ella en entre era es esta estan estar este esto fue ha hace hacer hasta hay la \
las le les lo los mas me mi mis muy no nos o para pero por porque puede puedo que quien se sea ser si sin sobre son su sus te tengo tiene tu un una uno y ya yo",
    ),
    (
        "it",
        "a ai al alla anche che chi ci come con cosa cui da dal dalla dei del della delle di dopo dove e ed era fa fare gli ha hanno ho i il in \
io la le lei lo loro ma mi mia mio nel nella no noi non o per perche piu posso puo quale quando quanto questo questa se sei si sono su sua suo tra tu un una uno vi",
    ),
    (
        "pt",
        "a ao aos as com como da das de do dos e ela ele em entre era essa esse esta este eu foi ha isso ja mais mas me meu minha muito na nao \
nas no nos o onde os ou para pela pelo pode por porque posso qual quando quanto que quem se sem ser seu sua sao so tem ter um uma voce",
    ),
    (
        "nl",
        "aan al als bij dan dat de deze die dit door een en er geen had heb hebben heeft het hij hoe hoeveel ik in is ja je kan kunnen maar me \
meer met mij mijn moet na naar niet nog of om ook op over te tot u uit uw van voor waar waarom wanneer was wat we wel welke wie worden wordt ze zich zijn zo",
    ),
    (
        "sv",
        "alla att av blir da de den det dig din du efter eller en ett for fran ha han har hon hur i inte ja jag kan man med men mig min mycket \
nar nej och om pa sa sig sin ska som till ut vad var varfor vi vilken att ar over",
    ),
    (
        "da",
        "af alle at blive de den der det dig din du efter eller en er et for fra ha han har hun hvad hvor hvordan hvornar i ikke ja jeg kan man \
med meget men mig min nej nar og om op pa sig skal som til ud var vi vil",
    ),
    (
        "tr",
        "acaba ama bana ben bir biz bu cok da daha de degil diye en gibi hangi icin ile kac kadar ki kim mi mu nasil ne neden nedir nerede o \
olan olur onu sen siz su ve veya ya zaman",
    ),
    (
        "ru",
        "а без бы был в вам вас вы где да для до его ее если есть еще же за и из или как какие какои когда кто ли мне можно мои мы на надо не нет но \
ну о об он она они от по почему при с сколько со так там то у уже что чтобы это я",
    ),
    (
        "ar",
        "ا ان او اذا الی اي ای الذی التی انا انت بعد بین عن علی فی قد کل کم کیف لا لماذا لم لن ما ماذا متی مع من هذا هذه هل هو هی و این یا",
    ),
    (
        "fa",
        "ان از اگر است ای ایا این با باید بر برای به تا چرا چطور چقدر چگونه چند چه چیست در را شد شما شود کجا که کنم کند کنید کی ما من می نمی \
نیست ها های هست هم و یا یک",
    ),
];

const EVERYDAY_ENGLISH: &str = "";
