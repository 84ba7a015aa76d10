interface Faq {}
const faq: Faq[] = [
  { question: `Do I need a letter?`, answer: "No, just call." },
  { question: 'May I park?', answer: `Yes, behind the house.` },
];
const first = faq[0];
