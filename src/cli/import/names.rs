//! What other files call a question, an answer and the like.

pub(super) use crate::faq::asks;

/// What a column or a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    Question,
    Answer,
    Also,
    Note,
    Group,
    Id,
    /// Perhaps a question: a title does for one where nothing else is.
    Title,
    /// Perhaps an answer.
    Text,
}

const NAMES: &[(NameKind, &str)] = &[
    (
        NameKind::Question,
        "question questions q sp faq ask asked query prompt utterance patterns frage fragen question_text pregunta preguntas domanda domande pergunta perguntas vraag vragen spørgsmål spoergsmaal sporgsmal fråga fraga soru вопрос سوال پرسش سؤال السؤال",
    ),
    (
        NameKind::Answer,
        "answer answers a sv reply response responses acceptedanswer suggestedanswer antwort antworten réponse reponse respuesta respuestas risposta risposte resposta respostas antwoord antwoorden svar cevap yanıt yanit ответ پاسخ جواب إجابة اجابة الإجابة answer_text",
    ),
    (
        NameKind::Also,
        "also_asked alternatives alternative variants variations synonyms aliases phrasings utterances auch_gefragt examples",
    ),
    (
        NameKind::Note,
        "staff_note note notes internal internal_note comment comments remark remarks notiz hinweis nota opmerking bemærkning примечание",
    ),
    (
        NameKind::Group,
        "category categories section topic group theme subject kategorie rubrik thema catégorie categorie rubrique categoría categoria sezione sección categoria_ kategori avdelning категория раздел دسته موضوع فئة",
    ),
    (NameKind::Id, "id slug key"),
    (
        NameKind::Title,
        "title name heading headline header label term summary titel titre título titulo titolo rubrik_ naam başlık заголовок عنوان",
    ),
    (
        NameKind::Text,
        "text content body description definition details detail value html markdown copy message rendered inhalt texte contenu texto contenido testo contenuto conteúdo conteudo inhoud tekst indhold innehåll içerik текст متن محتوا نص",
    ),
];

/// What a name stands for, whatever its case and punctuation.
pub(super) fn kind(name: &str) -> Option<NameKind> {
    known(&plain(name))
}

/// What one word of a longer name stands for, the last first: `Post Title`, `faq_1_answer`, `Answer (EN)`.
pub(super) fn loose_kind(name: &str) -> Option<NameKind> {
    let plain = plain(name);
    let is_short = plain.split('_').count() <= 4 && !asks(name);
    plain.rsplit('_').filter(|_| is_short).find_map(known)
}

fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('@').to_lowercase();
    let sign = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name: String = name.chars().map(sign).collect();
    let name = name
        .trim_matches('_')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    name.trim_end_matches('_').to_owned()
}

fn known(name: &str) -> Option<NameKind> {
    let has = |(_, names): &&(_, &str)| names.split(' ').any(|known| known == name);
    NAMES.iter().find(has).map(|(kind, _)| *kind)
}

/// Which of these names are the question's and the answer's. A title asks where nothing else does, and a text
/// answers.
pub(super) fn roles<N: AsRef<str>>(names: &[N]) -> Option<(usize, usize)> {
    use NameKind::{Answer, Question, Text, Title};
    let place = |sure, perhaps, other: Option<usize>| {
        let ways: [fn(&str) -> Option<NameKind>; 2] = [kind, loose_kind];
        let mut ways = ways.iter().flat_map(|by| [(by, sure), (by, perhaps)]);
        ways.find_map(|(by, wanted)| {
            let mut places = 0..names.len();
            places.find(|n| by(names[*n].as_ref()) == Some(wanted) && Some(*n) != other)
        })
    };
    let question = place(Question, Title, None)?;
    Some((question, place(Answer, Text, Some(question))?))
}
