import type { LessonText } from '../../lesson.ts';

export const it: LessonText = {
	title: 'Quello che resta in casa',
	summary: 'Che cosa è riservato, come capirlo e che cosa fare quando è sfuggito.',
	body: `## Basta una domanda

**L’azienda stessa l’ha già detto in pubblico?** Allora puoi condividerlo. Se no, chiedi prima di pubblicare.

## Che cosa non esce mai

- **Cifre** non pubblicate: vendite, previsioni, risultati prima della data.
- **Piani**: prodotti, sedi, accordi e assunzioni non annunciati.
- **Clienti e partner**: nomi, problemi e numeri, se non hanno acconsentito.
- **Colleghi**: foto, malattie, stipendi o dimissioni. Chiedi prima a loro.
- **Quello che è appeso al muro**: una foto dell’ufficio mostra anche lavagne e schermi.

## Quando è successo

Avvisa **subito** chi gestisce il programma. Non cancellare in silenzio: qualcuno potrebbe averlo già, e chi lo dice non ha colpa.`,
	figures: null,
	templates: [
		{
			name: 'Quando qualcuno chiede',
			text: 'Di questo non posso parlare. Quello che è pubblico si trova qui: [indirizzo].',
		},
		{
			name: 'Chiedere prima a un cliente',
			text: 'Vorremmo raccontare la nostra collaborazione. Ecco il testo: [testo]. Per voi va bene?',
		},
	],
	questions: [
		{
			ask: 'Il mese prossimo apre una nuova sede. Nessuno l’ha annunciata. Puoi scriverne?',
			choices: [
				{
					text: 'Sì, è una bella notizia',
					why: 'Anche le belle notizie spettano a chi le annuncia.',
				},
				{ text: 'Non prima dell’annuncio', why: 'Giusto. Dopo, volentieri.' },
				{ text: 'Sì, senza l’indirizzo', why: 'È il piano stesso a essere riservato.' },
			],
			right: 1,
		},
		{
			ask: 'Vuoi pubblicare una foto della tua scrivania. Che cosa guardi prima?',
			choices: [
				{
					text: 'Che cosa c’è su schermi e lavagne',
					why: 'Giusto. Nomi e cifre sullo sfondo li può leggere chiunque.',
				},
				{ text: 'Se la luce è buona', why: 'Anche. Ma prima quello che si legge sullo sfondo.' },
			],
			right: 0,
		},
		{
			ask: 'Hai pubblicato una cifra che non era pubblica. E adesso?',
			choices: [
				{
					text: 'La cancello e non dico niente',
					why: 'Qualcuno potrebbe averla copiata. Così nessuno può aiutare.',
				},
				{ text: 'Aspetto per vedere se qualcuno se ne accorge', why: 'Ogni ora peggiora le cose.' },
				{
					text: 'Avviso subito chi gestisce il programma',
					why: 'Giusto. Insieme si rimedia in fretta.',
				},
			],
			right: 2,
		},
	],
};
