import type { LessonText } from '../../lesson.ts';

export const sv: LessonText = {
	title: 'När du ska publicera',
	summary: 'Vad företagets egna klick säger om veckodagar och timmar, och vad de inte kan säga.',
	body: `## Dina läsare bestämmer

Det finns ingen bästa timme för alla. Det finns en för **dina läsare**: när de väntar på tåget, på lunchen, på kaffemaskinen.

## Det som hjälper

- Publicera när du har **en minut att svara**. De första kommentarerna kommer inom en timme, och ett svar ger fler.
- **Ett inlägg om dagen** räcker gott. Fem i rad skymmer varandra.
- En nyhet är färsk **i några dagar**. Du behöver inte vara först.
- Din egen timme står under ”My results” när du har fått tillräckligt många klick.`,
	figures: {
		title: 'Vad våra egna klick säger',
		enough:
			'Av {clicks} klick de senaste {days} dagarna kom flest på {weekday} ({weekdayClicks}) och mellan {from} och {to} ({hourClicks}). Då klickade folk; det bevisar inte att det var timmen som gjorde det.',
		few: 'Det kom {clicks} klick de senaste {days} dagarna. Det är för få för att nämna en timme: slumpen skulle avgöra. Publicera när du har en minut att svara.',
	},
	templates: [
		{
			name: 'Be om svar',
			text: 'Jag är nyfiken: [din fråga]? Jag är här den närmaste halvtimmen och svarar alla.',
		},
	],
	questions: [
		{
			ask: 'Vilken är den bästa timmen att publicera?',
			choices: [
				{
					text: 'Tisdag klockan 9, det vet man',
					why: 'Vet om vem? Läsare skiljer sig från företag till företag.',
				},
				{
					text: 'När dina egna läsare klickar',
					why: 'Rätt. Deras klick visar det, när de är tillräckligt många.',
				},
			],
			right: 1,
		},
		{
			ask: 'Du har fem nyheter att dela. Vad gör du?',
			choices: [
				{
					text: 'Alla fem nu, så är det gjort',
					why: 'De skymmer varandra, och bara en blir läst.',
				},
				{ text: 'En om dagen under veckan', why: 'Rätt. Var och en får sina egna läsare.' },
				{ text: 'Alla fem i ett inlägg', why: 'Ingen följer fem länkar.' },
			],
			right: 1,
		},
		{
			ask: 'Hittills har det kommit 30 klick, 12 av dem på en måndag. Vad säger det?',
			choices: [
				{ text: 'Knappt något än', why: 'Rätt. Med så få avgör slumpen.' },
				{
					text: 'Måndag är vår dag',
					why: 'För det räcker ett enda lyckat inlägg. Vänta på fler klick.',
				},
			],
			right: 0,
		},
	],
};
