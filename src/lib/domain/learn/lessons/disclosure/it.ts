import type { LessonText } from '../../lesson.ts';

export const it: LessonText = {
	title: 'Di’ che lavori qui',
	summary: 'Perché ogni tuo post dice chi sei, e come dirlo in quattro parole.',
	body: `## Perché è importante

Chi legge il tuo post decide quanto fidarsi. Chi scopre solo dopo che lavori per noi si sente ingannato, e nella maggior parte dei Paesi nasconderlo viola le **norme sulla pubblicità e sui consumatori**.

## Come dirlo

- Scrivilo **nel post stesso**. Il profilo non basta: quasi nessuno lo apre.
- Scrivilo **dove si vede**: nelle prime righe, prima di «altro».
- Usa **parole semplici**: «Lavoro in …» o «La mia azienda …». Un hashtag da solo, come #adv, dice un’altra cosa.
- Dillo **ogni volta**, anche quando commenti il post di qualcun altro su di noi.

## Quando serve

Ogni volta che scrivi di noi, dei nostri prodotti, dei nostri clienti o dei concorrenti. Non quando scrivi del tuo gatto.`,
	figures: null,
	templates: [
		{
			name: 'All’inizio',
			text: 'Lavoro in [azienda], ed ecco che cosa abbiamo fatto: [di che cosa si tratta].',
		},
		{
			name: 'Di passaggio',
			text: 'Il mio team in [azienda] ha appena [che cosa avete fatto]. Che cosa ho imparato: [una cosa].',
		},
		{
			name: 'In un commento',
			text: 'Lavoro in [azienda], quindi non sono neutrale. Quello che posso dire: [la tua risposta].',
		},
	],
	questions: [
		{
			ask: 'Nel tuo profilo c’è scritto dove lavori. Basta?',
			choices: [
				{
					text: 'Sì, chiunque può controllare',
					why: 'La maggior parte vede solo il post. Va detto lì.',
				},
				{ text: 'No, deve dirlo il post stesso', why: 'Giusto. È il post che la gente legge.' },
				{ text: 'Solo su LinkedIn', why: 'Anche su LinkedIn quasi nessuno apre il profilo.' },
			],
			right: 1,
		},
		{
			ask: 'Qualcuno chiede in rete quale prodotto comprare. Tu consigli il nostro. Che cosa aggiungi?',
			choices: [
				{
					text: 'Niente, è un’opinione sincera',
					why: 'Sarà sincera, ma chi legge deve sapere da dove viene.',
				},
				{
					text: 'L’hashtag #adv',
					why: 'Nessuno ti ha pagato per una pubblicità. Le parole semplici sono più chiare.',
				},
				{ text: '«Ci lavoro»', why: 'Giusto. Due parole, e tutti sanno come stanno le cose.' },
			],
			right: 2,
		},
		{
			ask: 'In un post lungo, dove va scritto?',
			choices: [
				{
					text: 'Nelle prime righe',
					why: 'Giusto. Quello che sta dietro «altro» non lo legge quasi nessuno.',
				},
				{ text: 'Proprio alla fine', why: 'Lì per la maggior parte è nascosto dietro «altro».' },
			],
			right: 0,
		},
	],
};
