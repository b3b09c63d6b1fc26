import type { LessonText } from '../../lesson.ts';

export const it: LessonText = {
	title: 'Che cosa funziona e dove',
	summary:
		'Ogni rete ha i suoi modi. Che cosa scrivere su LinkedIn, X, Bluesky, Facebook e in un messaggio.',
	body: `## Su ogni rete

**Vincono le parole proprie.** Un post uguale ad altri dieci viene saltato. Cambia il testo suggerito finché un amico riconoscerebbe che è tuo.

## LinkedIn

Scrivi come a un collega di un’altra azienda: che cosa è successo, che cosa hai imparato, una domanda alla fine. Le prime due righe decidono se qualcuno apre il resto.

## X e Bluesky

Un pensiero solo. Chi vuole di più ha il tuo link. Bluesky accetta 300 caratteri, X 280.

## Facebook

Qui leggono amici e famiglia. Di’ perché conta per **te**, non per il settore.

## WhatsApp ed e-mail

A una persona o a poche, con il motivo per cui è per loro. Mai a tutti.`,
	figures: {
		title: 'Che cosa ha portato da noi',
		enough: '{network}: {clicks} clic da {links} link negli ultimi {days} giorni, {each} per link.',
		few: 'Negli ultimi {days} giorni sono stati condivisi {links} link. È troppo poco per confrontare le reti; torna fra un po’.',
	},
	templates: [
		{
			name: 'LinkedIn',
			text: 'La settimana scorsa [che cosa è successo]. Mi aspettavo [che cosa]. Invece: [che cosa hai visto]. Da voi com’è?',
		},
		{
			name: 'X o Bluesky',
			text: '[Una cosa sorprendente], dalle persone con cui lavoro in [azienda]:',
		},
		{
			name: 'Un messaggio',
			text: 'Ciao [nome], l’altro giorno chiedevi di [argomento]. Noi di [azienda] ne abbiamo appena scritto:',
		},
	],
	questions: [
		{
			ask: 'Che cosa fai con il testo suggerito?',
			choices: [
				{
					text: 'Lo pubblico così com’è, è approvato',
					why: 'Si può, ma dieci post uguali li saltano tutti.',
				},
				{
					text: 'Lo dico con parole mie',
					why: 'Giusto. I tuoi lettori seguono te, non un suggerimento.',
				},
				{ text: 'Aggiungo cinque hashtag', why: 'Gli hashtag non lo rendono tuo.' },
			],
			right: 1,
		},
		{
			ask: 'Quale post va meglio su X o Bluesky?',
			choices: [
				{ text: 'Un pensiero e il link', why: 'Giusto. Chi vuole di più segue il link.' },
				{ text: 'Tutta la storia, in dodici post', why: 'Quasi nessuno legge fino in fondo.' },
			],
			right: 0,
		},
		{
			ask: 'A chi mandi la notizia su WhatsApp?',
			choices: [
				{ text: 'A tutti i contatti', why: 'È così che la gente ti silenzia.' },
				{ text: 'Al gruppo di famiglia, ogni volta', why: 'Una volta forse. Ogni volta è troppo.' },
				{ text: 'Ai pochi a cui interessa', why: 'Giusto. E di’ perché hai pensato a loro.' },
			],
			right: 2,
		},
	],
};
