//! What a receptionist hands over, in each language of the screen: examples for a new file.

use crate::cli::import::scalar;

/// A group: its name, its words, a way to ask, what to say, and what to ask back.
struct Example(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// The groups of each language: an emergency, what is for the doctor, a complaint. The first is for other languages.
const EXAMPLES: [(&str, [Example; 3]); 13] = [
    (
        "en",
        [
            Example(
                "Emergency",
                "can't breathe, chest pain, unconscious, bleeding heavily",
                "My face is swelling up and I can't breathe",
                "Please hang up and call the emergency number now. Shall I stay on the line?",
                "Where are you?|Is anybody with you?",
            ),
            Example(
                "For the doctor",
                "pregnant, breastfeeding, blood thinner, medication, allergy, reaction",
                "Can I take my tablets before I come?",
                "I can't answer that one myself. May I take your name and number, so that the doctor can call you back?",
                "",
            ),
            Example(
                "Complaint",
                "complaint, money back, lawyer, unhappy with",
                "I want to complain about my treatment",
                "I am sorry to hear that. May I write down what happened, so that we can call you back today?",
                "",
            ),
        ],
    ),
    (
        "de",
        [
            Example(
                "Notfall",
                "keine Luft, Brustschmerzen, bewusstlos, blutet stark",
                "Mein Gesicht schwillt an und ich bekomme keine Luft",
                "Bitte legen Sie auf und rufen Sie jetzt den Notruf an. Soll ich am Telefon bleiben?",
                "Wo sind Sie?|Ist jemand bei Ihnen?",
            ),
            Example(
                "Für die Ärztin",
                "schwanger, stillen, Blutverdünner, Medikament, Allergie, Reaktion",
                "Darf ich vorher meine Tabletten nehmen?",
                "Das kann ich Ihnen nicht selbst beantworten. Darf ich Ihren Namen und Ihre Nummer aufschreiben, damit Sie zurückgerufen werden?",
                "",
            ),
            Example(
                "Beschwerde",
                "Beschwerde, Geld zurück, Anwalt, unzufrieden",
                "Ich möchte mich über meine Behandlung beschweren",
                "Das tut mir leid. Darf ich aufschreiben, was passiert ist, damit wir Sie heute zurückrufen?",
                "",
            ),
        ],
    ),
    (
        "fr",
        [
            Example(
                "Urgence",
                "respire plus, douleur à la poitrine, inconscient, saigne beaucoup",
                "Mon visage gonfle et je ne peux plus respirer",
                "Raccrochez et appelez tout de suite les urgences. Voulez-vous que je reste en ligne ?",
                "Où êtes-vous ?|Y a-t-il quelqu'un avec vous ?",
            ),
            Example(
                "Pour le médecin",
                "enceinte, allaite, anticoagulant, médicament, allergie, réaction",
                "Puis-je prendre mes comprimés avant de venir ?",
                "Je ne peux pas répondre moi-même à cette question. Puis-je noter votre nom et votre numéro pour que le médecin vous rappelle ?",
                "",
            ),
            Example(
                "Réclamation",
                "réclamation, rembourser, avocat, mécontent",
                "Je veux me plaindre de mon traitement",
                "J'en suis désolé. Puis-je noter ce qui s'est passé, pour que nous vous rappelions aujourd'hui ?",
                "",
            ),
        ],
    ),
    (
        "es",
        [
            Example(
                "Urgencia",
                "no puedo respirar, dolor en el pecho, inconsciente, sangra mucho",
                "Se me hincha la cara y no puedo respirar",
                "Cuelgue, por favor, y llame ahora mismo a emergencias. ¿Quiere que siga al teléfono?",
                "¿Dónde está?|¿Hay alguien con usted?",
            ),
            Example(
                "Para el médico",
                "embarazada, lactancia, anticoagulante, medicamento, alergia, reacción",
                "¿Puedo tomar mis pastillas antes de ir?",
                "Eso no puedo contestarlo yo. ¿Me da su nombre y su número para que el médico le llame?",
                "",
            ),
            Example(
                "Queja",
                "queja, devolución, abogado, descontento",
                "Quiero quejarme de mi tratamiento",
                "Lo siento mucho. ¿Puedo anotar lo que pasó para que le llamemos hoy?",
                "",
            ),
        ],
    ),
    (
        "it",
        [
            Example(
                "Emergenza",
                "non respiro, dolore al petto, svenuto, perde molto sangue",
                "Mi si gonfia il viso e non riesco a respirare",
                "Riagganci, per favore, e chiami subito il numero di emergenza. Vuole che resti in linea?",
                "Dove si trova?|C'è qualcuno con lei?",
            ),
            Example(
                "Per il medico",
                "incinta, allatto, anticoagulante, farmaco, allergia, reazione",
                "Posso prendere le mie pastiglie prima di venire?",
                "A questo non posso rispondere io. Posso avere il suo nome e numero, così il medico la richiama?",
                "",
            ),
            Example(
                "Reclamo",
                "reclamo, rimborso, avvocato, insoddisfatto",
                "Voglio lamentarmi del mio trattamento",
                "Mi dispiace. Posso annotare che cosa è successo, così la richiamiamo oggi?",
                "",
            ),
        ],
    ),
    (
        "pt",
        [
            Example(
                "Emergência",
                "não consigo respirar, dor no peito, inconsciente, sangra muito",
                "O meu rosto está a inchar e não consigo respirar",
                "Desligue, por favor, e ligue já para a emergência. Quer que eu fique em linha?",
                "Onde está?|Está alguém consigo?",
            ),
            Example(
                "Para o médico",
                "grávida, amamentar, anticoagulante, medicamento, alergia, reação",
                "Posso tomar os meus comprimidos antes de ir?",
                "A isso não posso responder eu. Posso anotar o seu nome e número, para o médico lhe ligar?",
                "",
            ),
            Example(
                "Reclamação",
                "reclamação, reembolso, advogado, insatisfeito",
                "Quero reclamar do meu tratamento",
                "Lamento muito. Posso anotar o que aconteceu, para lhe ligarmos hoje?",
                "",
            ),
        ],
    ),
    (
        "nl",
        [
            Example(
                "Noodgeval",
                "geen lucht, pijn op de borst, bewusteloos, bloedt hevig",
                "Mijn gezicht zwelt op en ik krijg geen lucht",
                "Hang alstublieft op en bel nu het alarmnummer. Zal ik aan de lijn blijven?",
                "Waar bent u?|Is er iemand bij u?",
            ),
            Example(
                "Voor de arts",
                "zwanger, borstvoeding, bloedverdunner, medicijn, allergie, reactie",
                "Mag ik mijn tabletten innemen voordat ik kom?",
                "Dat kan ik zelf niet beantwoorden. Mag ik uw naam en nummer noteren, zodat de arts u terugbelt?",
                "",
            ),
            Example(
                "Klacht",
                "klacht, geld terug, advocaat, ontevreden",
                "Ik wil een klacht indienen over mijn behandeling",
                "Dat spijt me. Mag ik opschrijven wat er is gebeurd, zodat we u vandaag terugbellen?",
                "",
            ),
        ],
    ),
    (
        "da",
        [
            Example(
                "Nødsituation",
                "kan ikke få luft, brystsmerter, bevidstløs, bløder kraftigt",
                "Mit ansigt hæver, og jeg kan ikke få luft",
                "Læg på, og ring til alarmcentralen nu. Skal jeg blive i røret?",
                "Hvor er du?|Er der nogen hos dig?",
            ),
            Example(
                "Til lægen",
                "gravid, ammer, blodfortyndende, medicin, allergi, reaktion",
                "Må jeg tage mine tabletter, før jeg kommer?",
                "Det kan jeg ikke selv svare på. Må jeg skrive dit navn og nummer ned, så lægen kan ringe tilbage?",
                "",
            ),
            Example(
                "Klage",
                "klage, pengene tilbage, advokat, utilfreds",
                "Jeg vil klage over min behandling",
                "Det er jeg ked af at høre. Må jeg skrive ned, hvad der skete, så vi kan ringe til dig i dag?",
                "",
            ),
        ],
    ),
    (
        "sv",
        [
            Example(
                "Nödläge",
                "får ingen luft, bröstsmärta, medvetslös, blöder kraftigt",
                "Mitt ansikte svullnar och jag får ingen luft",
                "Lägg på och ring nödnumret nu. Ska jag stanna kvar i telefonen?",
                "Var är du?|Är någon hos dig?",
            ),
            Example(
                "För läkaren",
                "gravid, ammar, blodförtunnande, medicin, allergi, reaktion",
                "Får jag ta mina tabletter innan jag kommer?",
                "Det kan jag inte svara på själv. Får jag anteckna ditt namn och nummer, så att läkaren ringer upp?",
                "",
            ),
            Example(
                "Klagomål",
                "klagomål, pengarna tillbaka, advokat, missnöjd",
                "Jag vill klaga på min behandling",
                "Det var tråkigt att höra. Får jag skriva ner vad som hände, så att vi ringer dig i dag?",
                "",
            ),
        ],
    ),
    (
        "tr",
        [
            Example(
                "Acil durum",
                "nefes alamıyorum, göğüs ağrısı, bilinci kapalı, çok kanıyor",
                "Yüzüm şişiyor ve nefes alamıyorum",
                "Lütfen telefonu kapatın ve hemen acil numarayı arayın. Hatta kalayım mı?",
                "Neredesiniz?|Yanınızda biri var mı?",
            ),
            Example(
                "Doktora",
                "hamile, emziriyorum, kan sulandırıcı, ilaç, alerji, reaksiyon",
                "Gelmeden önce haplarımı alabilir miyim?",
                "Buna ben cevap veremem. Adınızı ve numaranızı alabilir miyim, doktor sizi geri arasın?",
                "",
            ),
            Example(
                "Şikâyet",
                "şikayet, paramı geri, avukat, memnun değilim",
                "Tedavimden şikayetçiyim",
                "Bunu duyduğuma üzüldüm. Bugün sizi aramamız için ne olduğunu not edebilir miyim?",
                "",
            ),
        ],
    ),
    (
        "ru",
        [
            Example(
                "Экстренный случай",
                "не могу дышать, боль в груди, без сознания, сильное кровотечение",
                "У меня опухает лицо, и я не могу дышать",
                "Пожалуйста, положите трубку и сейчас же позвоните в скорую помощь. Мне остаться на линии?",
                "Где вы находитесь?|С вами кто-нибудь есть?",
            ),
            Example(
                "Для врача",
                "беременна, кормлю грудью, разжижающее кровь, лекарство, аллергия, реакция",
                "Можно мне принять свои таблетки перед приёмом?",
                "На это я сама ответить не могу. Можно записать ваше имя и номер, чтобы врач вам перезвонил?",
                "",
            ),
            Example(
                "Жалоба",
                "жалоба, вернуть деньги, адвокат, недовольна",
                "Я хочу пожаловаться на лечение",
                "Мне очень жаль. Можно я запишу, что случилось, чтобы мы перезвонили вам сегодня?",
                "",
            ),
        ],
    ),
    (
        "fa",
        [
            Example(
                "اورژانس",
                "نمی‌توانم نفس بکشم, درد قفسه سینه, بیهوش, خونریزی شدید",
                "صورتم ورم کرده و نمی‌توانم نفس بکشم",
                "لطفاً قطع کنید و همین حالا با اورژانس تماس بگیرید. می‌خواهید پشت خط بمانم؟",
                "کجا هستید؟|کسی پیش شما هست؟",
            ),
            Example(
                "برای پزشک",
                "باردار, شیردهی, رقیق‌کننده خون, دارو, حساسیت, واکنش",
                "می‌توانم قبل از آمدن قرص‌هایم را بخورم؟",
                "به این سؤال من نمی‌توانم جواب بدهم. اجازه می‌دهید نام و شماره‌تان را بنویسم تا پزشک با شما تماس بگیرد؟",
                "",
            ),
            Example(
                "شکایت",
                "شکایت, پس گرفتن پول, وکیل, ناراضی",
                "می‌خواهم از درمانم شکایت کنم",
                "متأسفم. اجازه می‌دهید بنویسم چه شده تا امروز با شما تماس بگیریم؟",
                "",
            ),
        ],
    ),
    (
        "ar",
        [
            Example(
                "طوارئ",
                "لا أستطيع التنفس, ألم في الصدر, فاقد الوعي, نزيف شديد",
                "وجهي يتورم ولا أستطيع التنفس",
                "من فضلك أغلق الخط واتصل برقم الطوارئ الآن. هل أبقى معك على الخط؟",
                "أين أنت؟|هل معك أحد؟",
            ),
            Example(
                "للطبيب",
                "حامل, مرضعة, مميع الدم, دواء, حساسية, رد فعل",
                "هل يمكنني تناول أقراصي قبل الحضور؟",
                "لا أستطيع الإجابة عن هذا بنفسي. هل آخذ اسمك ورقمك ليتصل بك الطبيب؟",
                "",
            ),
            Example(
                "شكوى",
                "شكوى, استرداد المال, محام, غير راض",
                "أريد أن أشتكي من علاجي",
                "يؤسفني ذلك. هل أكتب ما حدث لنتصل بك اليوم؟",
                "",
            ),
        ],
    ),
];

/// The groups of a language, below `hand_over:`.
pub(super) fn yaml(language: &str) -> String {
    let own = EXAMPLES.iter().find(|(code, _)| *code == language);
    let (_, examples) = own.unwrap_or(&EXAMPLES[0]);
    let mut out = String::new();
    for (n, Example(name, words, asked, say, ask)) in examples.iter().enumerate() {
        out.extend(["  - name: ", name, "\n"]);
        if n == 0 {
            out.push_str("    urgent: true\n");
        }
        out.extend(["    words: [", words, "]\n    asked:\n      - ", asked]);
        out.extend(["\n    say: ", &scalar(say), "\n"]);
        if !ask.is_empty() {
            out.push_str(
                "    ask:                                # what to take down, at most three\n",
            );
        }
        for fact in ask.split('|').filter(|fact| !fact.is_empty()) {
            out.extend(["      - ", fact, "\n"]);
        }
    }
    out
}
