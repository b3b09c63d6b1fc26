export const CATEGORIES = ['Company', 'Industry', 'Personal interest'] as const;

export type DemoStory = {
	externalId: string;
	title: string;
	summary: string;
	url: string;
	category: (typeof CATEGORIES)[number];
	teams: string[];
	copy: { network: string; text: string }[];
	/** Stories of this kind bring applications and hires rather than leads and sales. */
	hiring: boolean;
};

type Line = [title: string, summary: string, voice: string, teams?: string[]];

/** Title, what it is about, and how a person might say it. In the order in which they came out. */
const LINES: Record<DemoStory['category'], Line[]> = {
	Company: [
		[
			'Inside the week our Pune team rebuilt search',
			'Five engineers, one index, and the Friday demo that went wrong before it went right.',
			'My favourite part: the demo that failed, and why we kept it in the story.',
		],
		[
			'Our pay bands are public now',
			'Every role, every level, every office. What changed in the first hundred days.',
			'We published every pay band. The first question I got was not the one I expected.',
		],
		[
			'Norrvik opens its Milano studio',
			'A former print shop in Isola is now home to forty of us. Come and see it on a Thursday.',
			'The old printing presses are still in the lobby. The coffee is better, though.',
		],
		[
			'How we answer support in under nine minutes',
			'No bot in front, no tiers. The rota, the tooling and the one rule that made it possible.',
			'One rule did more for our support than any tool we bought.',
			['Customer Success'],
		],
		[
			'Parental leave at Norrvik: what we learned from 60 returns',
			'The ramp-up weeks matter more than the length of the leave. Our numbers and our mistakes.',
			'I came back last spring. This is the part of the plan that helped.',
			['People'],
		],
		[
			'We are hiring three platform engineers in Malmö',
			'Know someone? Referred applicants are far more likely to apply, and to stay.',
			'I would like to have two of these three sit next to me. Ask me anything.',
		],
		[
			'Customer story: how a Nordic grocer halved its returns',
			'Twelve weeks from the first workshop to the last store. Told by the people who did it.',
			'The store managers found the answer. We only listened, twice a week.',
			['Sales', 'Customer Success'],
		],
		[
			'Our 2.8 release in four minutes',
			'Live boards, quieter notifications and a much faster first page.',
			'The notification change is the one that I asked for a year ago. It is here.',
		],
		[
			'Why we stopped counting shares',
			'We count what a post brings and not how often we post. Here is what changed.',
			'We stopped counting shares and started counting conversations.',
		],
		[
			'Summer interns, winter colleagues',
			'Eight of eleven interns came back. What they told us in their exit notes.',
			'Read the note from week two. It changed how we run onboarding.',
		],
		[
			'A day with the on-call engineer',
			'Three alerts, one real. A photo essay from Stockholm to Pune and back.',
			'Nothing glamorous, and that is the point.',
			['Engineering'],
		],
		[
			'We are looking for a customer success manager in Pune',
			'You like hard questions on Monday mornings and the people who ask them.',
			'My team, my favourite colleagues. Come and join us.',
		],
		[
			'Carbon report, third year: where we missed',
			'Travel went up and we say so. The full table, and what we change in spring.',
			'We missed one of our goals and wrote it on the first page.',
		],
		[
			'Meet us at the Öresund Tech Days',
			'Four talks, one stand, and a workshop with twenty seats.',
			'I speak on Thursday at ten. Come and disagree with me.',
		],
	],
	Industry: [
		[
			'Why buyers trust engineers more than ads',
			'A new survey in ninety seconds. Add the one number that surprised you.',
			'The number on page six surprised me more than the headline.',
		],
		[
			'The quiet end of the third-party cookie',
			'What still works, what never did, and what to ask your vendor this week.',
			'Half of the panic is over a thing that never worked.',
			['Marketing'],
		],
		[
			'Five charts on the European software market',
			'Growth is back in three of five segments. The fourth one is the story.',
			'Look at chart four, then look again.',
		],
		[
			'Postgres is enough: a field report',
			'Queues, search and realtime on one database, measured over a year.',
			'We deleted two systems and nobody noticed. This is what we kept.',
			['Engineering', 'Product'],
		],
		[
			'What the new EU accessibility act asks of you',
			'A checklist for product teams, with the exemptions that are not ones.',
			'Print the checklist. Half of it is an afternoon of work.',
			['Product', 'Engineering'],
		],
		[
			'Procurement has changed: seven questions buyers ask now',
			'Security comes before price in six of ten deals that we looked at.',
			'Question three decides more deals than the price does.',
			['Sales'],
		],
		[
			'Hybrid work, year five: what the data says',
			'Two anchor days beat three, and beat none. Commuting time explains most of it.',
			'Two days, not three. Here is why I think they are right.',
			['People'],
		],
		[
			'The state of customer onboarding',
			'Time to first value went down by a third. The best ones do less, earlier.',
			'The best onboarding teams do less. I keep coming back to this one.',
			['Customer Success'],
		],
		[
			'Supply chains after the drought year',
			'Three logistics leads on what they would keep, and what they would never do again.',
			'The middle interview is worth the whole piece.',
		],
		[
			'A calm guide to AI procurement rules',
			'Who must document what, by when, and which template to start from.',
			'Calm and short: this is the guide that I send to customers.',
		],
		[
			'Realtime without the drama',
			'Why most dashboards can be a second late, and which ones cannot.',
			'Know which of your numbers may be a second late. Most of them may.',
			['Engineering'],
		],
		[
			'How Nordic companies hire in India, and keep people',
			'Career ladders beat salaries after the second year, says a study of 140 teams.',
			'The second year is when it is decided. I have seen it from both sides.',
			['People'],
		],
		[
			'Brand search is the new word of mouth',
			'When people talk, they search. How to see it, and how not to fool yourself.',
			'When people talk about you, they search for you the day after.',
			['Marketing', 'Sales'],
		],
	],
	'Personal interest': [
		[
			'The discovery call checklist we wish we had in 2020',
			'Twelve questions, and the three to drop when time is short.',
			'I keep this one printed beside my screen.',
			['Sales'],
		],
		[
			'How to write a post that people answer',
			'Open with what you saw, not with what you sell. Six before-and-after examples.',
			'The fourth example is mine, the before and the after.',
		],
		[
			'Speaking at your first meetup',
			'A colleague’s notes: the abstract, the nerves and the slide to delete.',
			'Delete the slide about yourself. It gets easier after that.',
		],
		[
			'Cycling to work through a Nordic winter',
			'Studded tyres, wool, and why the second week is the hardest.',
			'Day nine in the dark. Still better than the bus.',
		],
		[
			'Ten books our product team gave each other',
			'Only three are about product. One is a cookbook.',
			'The cookbook taught me more about scope than the other nine.',
			['Product'],
		],
		[
			'Learning Swedish at 35, from Pune',
			'Podcasts, a patient team and the word that has no translation.',
			'My colleagues waited while I looked for words. That is how one learns.',
		],
		[
			'The one-page plan for a calmer week',
			'Three blocks, two boundaries, one walk. With a template to print.',
			'I did this for six weeks. The walk is not optional.',
		],
		[
			'What mentoring taught me about code review',
			'Ask before you tell. Then ask once more.',
			'I review differently since I mentor. Slower, and better.',
			['Engineering'],
		],
		[
			'Notes from a first marathon',
			'Milano, 42 kilometres, one bad idea at kilometre 30.',
			'Do not change your shoes the week before. Trust me.',
		],
		[
			'Why I answer comments for twenty minutes a day',
			'A small habit that brought more conversations than any campaign.',
			'Twenty minutes, every morning, with coffee. It adds up.',
		],
		[
			'A beginner’s guide to reading privacy notices',
			'What to look for, in plain words, with three real clauses taken apart.',
			'Clause two is in half of the apps on your phone.',
		],
		[
			'Baking bread with the Stockholm office',
			'A starter named Gunnar, four ovens and a Slack channel that got out of hand.',
			'Gunnar is two years old now and has his own calendar.',
		],
		[
			'How volunteering made me a better manager',
			'A year at a youth coding club, and what thirteen-year-olds say about feedback.',
			'Thirteen-year-olds give better feedback than most of us do.',
			['People'],
		],
	],
};

const slug = (title: string) =>
	title
		.normalize('NFKD')
		.replace(/[\u0300-\u036f’]/g, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** Whose site a story is on; example.com, .org and .net can belong to nobody (RFC 2606). */
const SITES = {
	Company: 'https://www.example.com/stories/',
	Industry: 'https://www.example.org/briefing/',
	'Personal interest': 'https://blog.example.net/',
} satisfies Record<DemoStory['category'], string>;

function story(
	category: DemoStory['category'],
	[title, summary, voice, teams = []]: Line,
): DemoStory {
	const tag = { Company: 'LifeAtNorrvik', Industry: 'B2B', 'Personal interest': 'OwnVoice' }[
		category
	];
	return {
		externalId: `story-${slug(title)}`,
		title,
		summary,
		url: `${SITES[category]}${slug(title)}`,
		category,
		teams,
		hiring: /hiring|looking for/.test(title),
		copy: [
			{ network: 'linkedin', text: `${voice}\n\n${summary}\n\n#${tag}` },
			{ network: 'x', text: `${voice} #${tag}` },
			{ network: 'facebook', text: `${voice}\n\n${title}: ${summary}` },
			{ network: 'bluesky', text: voice },
		],
	};
}

/** All 40 stories, the categories taking turns, oldest first. */
export const DEMO_STORIES: readonly DemoStory[] = Array.from({ length: 14 }, (_, turn) =>
	CATEGORIES.flatMap((category) => {
		const line = LINES[category][turn];
		return line ? [story(category, line)] : [];
	}),
).flat();
