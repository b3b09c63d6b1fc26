import type { LessonText } from '../../lesson.ts';

export const sv: LessonText = {
	title: 'Vad som fungerar var',
	summary:
		'Varje nätverk har sina seder. Vad du skriver på LinkedIn, X, Bluesky, Facebook och i ett meddelande.',
	body: `## På alla nätverk

**Egna ord vinner.** Ett inlägg som låter som tio andra hoppas över. Ändra förslaget tills en vän skulle känna igen dig.

## LinkedIn

Skriv som till en kollega på ett annat företag: vad som hände, vad du lärde dig, en fråga på slutet. De två första raderna avgör om någon öppnar resten.

## X och Bluesky

En tanke. Den som vill ha mer har din länk. Bluesky tar 300 tecken, X 280.

## Facebook

Här läser vänner och familj. Säg varför det betyder något för **dig**, inte för branschen.

## WhatsApp och e-post

Till en person eller några få, med ett skäl till att det är just för dem. Aldrig till alla.`,
	figures: {
		title: 'Vad det gav hos oss',
		enough:
			'{network}: {clicks} klick från {links} länkar de senaste {days} dagarna, {each} per länk.',
		few: 'De senaste {days} dagarna delades {links} länkar här. Det är för lite för att jämföra nätverk; titta igen om ett tag.',
	},
	templates: [
		{
			name: 'LinkedIn',
			text: 'Förra veckan [vad som hände]. Jag hade väntat mig [vad]. I stället: [vad du såg]. Hur är det hos er?',
		},
		{
			name: 'X eller Bluesky',
			text: '[En överraskande sak], från dem jag jobbar med på [företaget]:',
		},
		{
			name: 'Ett meddelande',
			text: 'Hej [namn], du frågade om [ämne] häromdagen. Vi på [företaget] har just skrivit om det:',
		},
	],
	questions: [
		{
			ask: 'Vad gör du med den föreslagna texten?',
			choices: [
				{
					text: 'Lägger ut den som den är, den är godkänd',
					why: 'Det får du, men tio likadana inlägg hoppas över av alla.',
				},
				{ text: 'Säger det med egna ord', why: 'Rätt. Dina läsare följer dig, inte ett förslag.' },
				{ text: 'Lägger till fem hashtaggar', why: 'Hashtaggar gör den inte till din.' },
			],
			right: 1,
		},
		{
			ask: 'Vilket inlägg passar bäst på X eller Bluesky?',
			choices: [
				{ text: 'En tanke och länken', why: 'Rätt. Den som vill ha mer följer länken.' },
				{ text: 'Hela historien, över tolv inlägg', why: 'Knappt någon läser till slutet.' },
			],
			right: 0,
		},
		{
			ask: 'Vem skickar du nyheten till på WhatsApp?',
			choices: [
				{ text: 'Alla dina kontakter', why: 'Det är därför folk stänger av aviseringar.' },
				{ text: 'Familjegruppen, varje gång', why: 'En gång kanske. Varje gång är för ofta.' },
				{ text: 'De få som det angår', why: 'Rätt. Och säg varför du tänkte på dem.' },
			],
			right: 2,
		},
	],
};
