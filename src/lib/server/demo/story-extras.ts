import type { DemoStory } from './stories.ts';

type Guide = { say?: string; avoid?: string };

/** What a story is about, by a word of its title or summary. */
const TOPICS: [RegExp, string][] = [
	[/hiring|hire|interns|career|looking for/i, 'Hiring'],
	[/search|release|postgres|realtime|on-call|code review/i, 'Engineering'],
	[/customer|support|onboarding|discovery call|sales|buyers/i, 'Customers'],
	[/pay bands|leave|hybrid|mentoring|manager|week/i, 'Working life'],
	[/accessib|privacy|AI procurement|cookie/i, 'Rules and rights'],
	[/carbon|drought|cycling/i, 'Climate'],
	[/post that people|comments|speaking|shares|word of mouth/i, 'Own voice'],
];

const GUIDES: [RegExp, Guide][] = [
	[
		/hiring|looking for/i,
		{
			say: 'What the team works on, and what you like about working with them.',
			avoid: 'Salaries, and who else has applied.',
		},
	],
	[
		/customer story/i,
		{
			say: 'The numbers in the story are approved: twelve weeks, half of the returns.',
			avoid: 'The customer’s name. They are a “Nordic grocer” until May.',
		},
	],
	[
		/carbon/i,
		{
			say: 'That we missed a goal, and what changes in spring.',
			avoid: 'Words such as “climate neutral”: we are not.',
		},
	],
	[/release/i, { avoid: 'Dates of anything that is not out yet.' }],
];

/** The voice of some stories in the offices' other languages. */
const TRANSLATED: Record<string, { sv: string; it: string }> = {
	'story-norrvik-opens-its-milano-studio': {
		sv: 'De gamla tryckpressarna står kvar i lobbyn. Kaffet är dock bättre.',
		it: 'Le vecchie macchine da stampa sono ancora nell’atrio. Il caffè però è migliorato.',
	},
	'story-why-we-stopped-counting-shares': {
		sv: 'Vi slutade räkna delningar och började räkna samtal.',
		it: 'Abbiamo smesso di contare le condivisioni e iniziato a contare le conversazioni.',
	},
	'story-our-2-8-release-in-four-minutes': {
		sv: 'Ändringen av aviseringarna är den jag bad om för ett år sedan. Nu är den här.',
		it: 'La modifica alle notifiche è quella che chiedevo da un anno. Eccola.',
	},
	'story-baking-bread-with-the-stockholm-office': {
		sv: 'Gunnar är två år nu och har en egen kalender.',
		it: 'Gunnar ha ormai due anni e un calendario tutto suo.',
	},
	'story-why-i-answer-comments-for-twenty-minutes-a-day': {
		sv: 'Tjugo minuter, varje morgon, med kaffe. Det blir något av det.',
		it: 'Venti minuti, ogni mattina, con il caffè. Alla lunga contano.',
	},
};

const first = <T>(list: [RegExp, T][], text: string) =>
	list.find(([pattern]) => pattern.test(text))?.[1];

/** What helps to share a demo story well: topics, hashtags, what to say and what not, texts in Swedish and Italian for some. */
export function extrasOf(story: DemoStory) {
	const text = `${story.title} ${story.summary}`;
	const topics = TOPICS.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);
	const voices = TRANSLATED[story.externalId];
	const translated = (['sv', 'it'] as const).flatMap((language) =>
		voices
			? ['linkedin', 'x'].map((network) => ({ network, language, text: voices[language] }))
			: [],
	);
	const own = { Company: 'LifeAtNorrvik', Industry: 'B2B', 'Personal interest': 'OwnVoice' };
	return {
		language: 'en',
		topics: topics.slice(0, 2),
		hashtags: [own[story.category], ...(topics.includes('Hiring') ? ['Hiring'] : [])],
		copy: [...story.copy, ...translated],
		...(first(GUIDES, text) ?? {}),
	};
}
