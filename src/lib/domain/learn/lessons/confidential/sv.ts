import type { LessonText } from '../../lesson.ts';

export const sv: LessonText = {
	title: 'Det som stannar i huset',
	summary: 'Vad som är konfidentiellt, hur du vet det, och vad du gör när något har slunkit ut.',
	body: `## En fråga räcker

**Har företaget självt sagt det offentligt?** Då får du dela det. Om inte: fråga innan du publicerar.

## Det som aldrig ska ut

- **Siffror** som inte är publicerade: försäljning, prognoser, resultat före sin dag.
- **Planer**: produkter, kontor, affärer och rekryteringar som inte har meddelats.
- **Kunder och partner**: deras namn, problem och siffror, om de inte har sagt ja.
- **Kollegor**: deras bilder, sjukdom, lön eller att de slutar. Fråga dem först.
- **Det som hänger på väggen**: ett foto från kontoret visar whiteboardar och skärmar också.

## När det har hänt

Berätta **genast** för den som driver programmet. Ta inte bort det i tysthet: någon kan redan ha det, och ingen som säger till får skulden.`,
	figures: null,
	templates: [
		{
			name: 'När någon frågar',
			text: 'Det kan jag inte prata om. Det som är offentligt finns här: [adress].',
		},
		{
			name: 'Fråga en kund först',
			text: 'Vi vill gärna berätta om vårt samarbete. Här är texten: [text]. Är det okej för er?',
		},
	],
	questions: [
		{
			ask: 'Ett nytt kontor öppnar nästa månad. Ingen har meddelat det. Får du skriva om det?',
			choices: [
				{
					text: 'Ja, det är goda nyheter',
					why: 'Även goda nyheter hör till den som meddelar dem.',
				},
				{ text: 'Inte förrän det har meddelats', why: 'Rätt. Därefter gärna.' },
				{ text: 'Ja, utan adressen', why: 'Det är själva planen som är konfidentiell.' },
			],
			right: 1,
		},
		{
			ask: 'Du vill lägga ut ett foto av ditt skrivbord. Vad tittar du på först?',
			choices: [
				{
					text: 'Vad som står på skärmar och whiteboardar',
					why: 'Rätt. Namn och siffror i bakgrunden kan vem som helst läsa.',
				},
				{
					text: 'Om ljuset är bra',
					why: 'Det också. Men först på det som går att läsa i bakgrunden.',
				},
			],
			right: 0,
		},
		{
			ask: 'Du har lagt ut en siffra som inte var offentlig. Vad gör du nu?',
			choices: [
				{
					text: 'Tar bort den och säger inget',
					why: 'Någon kan ha kopierat den. Då kan ingen hjälpa till.',
				},
				{ text: 'Väntar och ser om någon märker det', why: 'Varje timme gör det värre.' },
				{
					text: 'Berättar genast för den som driver programmet',
					why: 'Rätt. Tillsammans är det snart ordnat.',
				},
			],
			right: 2,
		},
	],
};
