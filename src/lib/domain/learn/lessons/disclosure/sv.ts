import type { LessonText } from '../../lesson.ts';

export const sv: LessonText = {
	title: 'Säg att du jobbar här',
	summary: 'Varför varje inlägg berättar vem du är, och hur du säger det med fyra ord.',
	body: `## Varför det är viktigt

Den som läser ditt inlägg avgör hur mycket det är att lita på. En läsare som först senare får veta att du jobbar hos oss känner sig lurad, och i de flesta länder bryter den som döljer det mot **marknadsföringslagen**.

## Så säger du det

- Skriv det **i själva inlägget**. Din profil räcker inte: de flesta läsare öppnar den aldrig.
- Skriv det **där det syns**: på de första raderna, före ”visa mer”.
- Använd **vanliga ord**: ”Jag jobbar på …” eller ”Mitt företag …”. Bara en hashtagg, till exempel #reklam, säger något annat.
- Säg det **varje gång**, även när du bara kommenterar någon annans inlägg om oss.

## När det behövs

När du skriver om oss, våra produkter, våra kunder eller våra konkurrenter. Inte när du skriver om din katt.`,
	figures: null,
	templates: [
		{
			name: 'I början',
			text: 'Jag jobbar på [företaget], och det här har vi hållit på med: [vad det handlar om].',
		},
		{
			name: 'I förbigående',
			text: 'Mitt team på [företaget] har just [vad ni gjort]. Det här lärde jag mig: [en sak].',
		},
		{
			name: 'I en kommentar',
			text: 'Jag jobbar på [företaget] och är alltså inte neutral. Det jag kan säga: [ditt svar].',
		},
	],
	questions: [
		{
			ask: 'Det står i din profil var du jobbar. Räcker det?',
			choices: [
				{
					text: 'Ja, alla kan slå upp det',
					why: 'De flesta läsare ser bara inlägget. Det måste stå där.',
				},
				{ text: 'Nej, det måste stå i själva inlägget', why: 'Rätt. Det är inlägget som läses.' },
				{ text: 'Bara på LinkedIn', why: 'Även på LinkedIn öppnar de flesta aldrig profilen.' },
			],
			right: 1,
		},
		{
			ask: 'Någon frågar på nätet vilken produkt man ska köpa. Du rekommenderar vår. Vad lägger du till?',
			choices: [
				{
					text: 'Ingenting, det är min ärliga åsikt',
					why: 'Den må vara ärlig, men läsaren måste veta varifrån den kommer.',
				},
				{
					text: 'Hashtaggen #reklam',
					why: 'Ingen har betalat dig för en annons. Vanliga ord är tydligare.',
				},
				{ text: '”Jag jobbar där”', why: 'Rätt. Tre ord, och alla vet var de står.' },
			],
			right: 2,
		},
		{
			ask: 'Var i ett långt inlägg hör det hemma?',
			choices: [
				{ text: 'På de första raderna', why: 'Rätt. Det som står bakom ”visa mer” läses knappt.' },
				{ text: 'Allra sist', why: 'Där är det för de flesta gömt bakom ”visa mer”.' },
			],
			right: 0,
		},
	],
};
