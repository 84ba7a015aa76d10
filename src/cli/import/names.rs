//! What other files call a question, an answer and the like.

/// What a column or a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
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

const NAMES: &[(Meaning, &str)] = &[
    (
        Meaning::Question,
        "question questions q faq ask asked query prompt utterance frage fragen question_text pregunta preguntas domanda domande pergunta perguntas vraag vragen spørgsmål spoergsmaal sporgsmal fråga fraga soru вопрос سوال پرسش سؤال السؤال",
    ),
    (
        Meaning::Answer,
        "answer answers a reply response acceptedanswer suggestedanswer antwort antworten réponse reponse respuesta respuestas risposta risposte resposta respostas antwoord antwoorden svar cevap yanıt yanit ответ پاسخ جواب إجابة اجابة الإجابة answer_text",
    ),
    (
        Meaning::Also,
        "also_asked alternatives alternative variants variations synonyms aliases phrasings utterances auch_gefragt",
    ),
    (
        Meaning::Note,
        "staff_note note notes internal internal_note comment comments remark remarks notiz hinweis nota opmerking bemærkning примечание",
    ),
    (
        Meaning::Group,
        "category categories section topic group theme subject kategorie rubrik thema catégorie categorie rubrique categoría categoria sezione sección categoria_ kategori avdelning категория раздел دسته موضوع فئة",
    ),
    (Meaning::Id, "id slug key"),
    (
        Meaning::Title,
        "title name heading headline header label term summary titel titre título titulo titolo rubrik_ naam başlık заголовок عنوان",
    ),
    (
        Meaning::Text,
        "text content body description definition details detail value html markdown copy message inhalt texte contenu texto contenido testo contenuto conteúdo conteudo inhoud tekst indhold innehåll içerik текст متن محتوا نص",
    ),
];

/// What a name stands for, whatever its case and punctuation.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let name = name.trim().trim_start_matches('@').to_lowercase();
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let plain = plain
        .trim_matches('_')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let known = |name: &str| {
        let found = NAMES
            .iter()
            .find(|(_, names)| names.split(' ').any(|known| known == name));
        found.map(|(meaning, _)| *meaning)
    };
    known(plain).or_else(|| known(&plain.replace('_', "")))
}

/// Whether a text asks something.
pub(super) fn asks(text: &str) -> bool {
    let text = text
        .trim()
        .trim_end_matches(['*', '_', '"', '”', ')', ' ', ':']);
    text.ends_with(['?', '？', '؟', '\u{37e}'])
}
