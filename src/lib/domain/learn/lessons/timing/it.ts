import type { LessonText } from '../../lesson.ts';

export const it: LessonText = {
	title: 'Quando pubblicare',
	summary:
		'Che cosa dicono i clic della nostra azienda su giorni e ore, e che cosa non possono dire.',
	body: `## Decidono i tuoi lettori

Non c’è un’ora migliore per tutti. Ce n’è una per **i tuoi lettori**: quando aspettano il treno, il pranzo, la macchina del caffè.

## Che cosa aiuta

- Pubblica quando hai **un minuto per rispondere**. I primi commenti arrivano entro un’ora, e una risposta ne porta altri.
- **Un post al giorno** basta e avanza. Cinque di fila si nascondono a vicenda.
- Una notizia è fresca **per qualche giorno**. Non devi essere il primo.
- La tua ora sta sotto «My results» quando i tuoi clic sono abbastanza.`,
	figures: {
		title: 'Che cosa dicono i nostri clic',
		enough:
			'Di {clicks} clic negli ultimi {days} giorni la maggior parte è arrivata di {weekday} ({weekdayClicks}) e fra le {from} e le {to} ({hourClicks}). È quando la gente ha cliccato; non prova che sia stato merito dell’ora.',
		few: 'Negli ultimi {days} giorni ci sono stati {clicks} clic. Sono troppo pochi per indicare un’ora: deciderebbe il caso. Pubblica quando hai un minuto per rispondere.',
	},
	templates: [
		{
			name: 'Chiedere risposte',
			text: 'Sono curioso: [la tua domanda]? Sono qui per la prossima mezz’ora e rispondo a tutti.',
		},
	],
	questions: [
		{
			ask: 'Qual è l’ora migliore per pubblicare?',
			choices: [
				{
					text: 'Martedì alle 9, si sa',
					why: 'Si sa di chi? I lettori cambiano da azienda ad azienda.',
				},
				{
					text: 'Quando cliccano i tuoi lettori',
					why: 'Giusto. Lo dicono i loro clic, quando sono abbastanza.',
				},
			],
			right: 1,
		},
		{
			ask: 'Hai cinque notizie da condividere. Che cosa fai?',
			choices: [
				{
					text: 'Tutte e cinque subito, così è fatta',
					why: 'Si nascondono a vicenda, e se ne legge una sola.',
				},
				{ text: 'Una al giorno durante la settimana', why: 'Giusto. Ognuna trova i suoi lettori.' },
				{ text: 'Tutte e cinque in un post', why: 'Nessuno segue cinque link.' },
			],
			right: 1,
		},
		{
			ask: 'Finora sono arrivati solo 30 clic, 12 dei quali di lunedì. Che cosa significa?',
			choices: [
				{ text: 'Ancora quasi niente', why: 'Giusto. Con così pochi decide il caso.' },
				{
					text: 'Il lunedì è il nostro giorno',
					why: 'Per questo basta un post riuscito. Aspetta altri clic.',
				},
			],
			right: 0,
		},
	],
};
