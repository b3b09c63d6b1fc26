import { like, sql } from 'drizzle-orm';
import { EMPTY_PROFILE, type Profile } from '#lib/domain/people/profile.ts';
import type { Ctx } from '../context.ts';
import { notices } from '../db/schema/notices.ts';
import { setAppearance } from '../people/appearance.ts';
import { saveProfile } from '../people/save-profile.ts';
import { giveThanks } from '../recognition/give.ts';
import { nominate, voteForAmbassador } from '../recognition/nominate.ts';
import { asPerson } from './as-person.ts';

const HOUR = 3_600_000;

const PROFILES: Record<string, Partial<Profile>> = {
	'tom.lindqvist': {
		about:
			'I sell to municipalities and write about what they ask. Ask me how to turn a customer question into a post.',
		topics: ['Public sector', 'Customer stories'],
		goodAt: ['Short posts', 'Interviews'],
		languages: ['English', 'Svenska'],
		showResults: true,
	},
	'mira.okafor': {
		about:
			'Enterprise deals, teardowns of our own product, and the odd photo from a customer’s plant.',
		topics: ['Product', 'Manufacturing'],
		goodAt: ['Teardowns', 'Answering comments'],
		languages: ['English', 'Svenska'],
		showResults: true,
	},
	'jonas.berg': {
		about: 'Reliability, incidents, and what we learned from them.',
		topics: ['Engineering', 'Incidents'],
		goodAt: ['Plain language'],
		languages: ['English', 'Svenska'],
	},
	'elif.kaya': {
		topics: ['Writing', 'Hiring'],
		goodAt: ['Editing', 'Headlines', 'Short videos'],
		languages: ['English', 'Türkçe', 'Svenska'],
	},
	'sara.holm': { topics: ['Sales'], goodAt: ['First posts'], languages: ['Svenska', 'English'] },
	'yusuf.demir': {
		topics: ['Engineering'],
		goodAt: ['Live talks'],
		languages: ['Türkçe', 'English'],
	},
	'oskar.westin': { topics: ['On call'], languages: ['Svenska', 'English'] },
};

/** Two who share, but not under their names. */
const MASKED = {
	'oskar.westin': { directory: 'pseudonym', boards: 'pseudonym', displays: 'pseudonym' },
	'emil.nordahl': { directory: 'hidden', boards: 'hidden', displays: 'hidden' },
} as const;

const THANKS: { by: string; to: string; hours: number; message: string; public?: false }[] = [
	{
		...{ by: 'sara.holm', to: 'mira.okafor', hours: 30 },
		message:
			'Thank you, Mira! Three demo requests came from your teardown, and the comments below it are a sales course.',
	},
	{
		...{ by: 'elena.ferraro', to: 'jonas.berg', hours: 54 },
		message:
			'Jonas, the post about the outage did more for our reputation than any campaign of mine.',
	},
	{
		...{ by: 'jonas.berg', to: 'elif.kaya', hours: 77 },
		message: 'You cut my text to a third, and it said twice as much. Thank you!',
	},
	{
		...{ by: 'elif.kaya', to: 'tom.lindqvist', hours: 101 },
		message:
			'A first post in your own words, and then you answered every comment. That is how it is done.',
	},
	{
		...{ by: 'mira.okafor', to: 'tom.lindqvist', hours: 8, public: false },
		message: 'Thanks for the introduction in Uppsala, I owe you a coffee.',
	},
];

/** Profiles, thanks, two who don't appear by name, and who is nominated this month; by the verbs, before anything is scored. */
export async function seedRecognition(ctx: Ctx): Promise<void> {
	const as = (externalId: string, hours = 200) =>
		asPerson(ctx, externalId, new Date(ctx.now.getTime() - hours * HOUR));
	for (const [externalId, profile] of Object.entries(PROFILES)) {
		await saveProfile({ ctx: await as(externalId), input: { ...EMPTY_PROFILE, ...profile } });
	}
	for (const [externalId, input] of Object.entries(MASKED)) {
		await setAppearance({ ctx: await as(externalId), input });
	}
	for (const { by, to, hours, message, public: open = true } of THANKS) {
		const input = { to, message, public: open };
		await giveThanks({ ctx: await as(by, hours), input });
	}
	const now = (externalId: string) => as(externalId, 0);
	const { id } = await nominate({
		ctx: await now('sara.holm'),
		input: { to: 'mira.okafor', reason: 'Teardowns that customers send to one another.' },
	});
	await nominate({
		ctx: await now('elif.kaya'),
		input: { to: 'jonas.berg', reason: 'Writes about mistakes so that others needn’t make them.' },
	});
	for (const voter of ['elif.kaya', 'jonas.berg', 'yusuf.demir']) {
		await voteForAmbassador({ ctx: await now(voter), input: { id } });
	}
	// Read since: the notices' own clock is the database's.
	await ctx.db
		.update(notices)
		.set({ readAt: sql`created_at` })
		.where(like(notices.key, 'thanks:%'));
}
