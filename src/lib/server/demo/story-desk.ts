import { v7 } from 'uuid';
import { keysOf } from '#lib/domain/feeds/keys.ts';
import type { Ctx } from '../context.ts';
import { feedItems, feeds } from '../db/schema/feeds.ts';
import { categoryIdOf } from '../posts/parts.ts';
import { createPost } from '../posts/create.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours from now at which the stories of the coming days appear; null: a draft without a time. */
const COMING: [
	title: string,
	category: string,
	hours: number | null,
	state: 'draft' | 'published',
][] = [
	['Behind the counter: a day at our Pune help desk', 'Company', 22, 'published'],
	['Seven charts on remote onboarding', 'Industry', 47, 'published'],
	['What our apprentices would change first', 'Company', 70, 'draft'],
	['A reading list for a dark November', 'Personal interest', null, 'draft'],
];

/** What a trade paper's feed brought in the last days, newest first; example.org can belong to nobody (RFC 2606). */
const BROUGHT: [title: string, summary: string][] = [
	[
		'Buyers answer on Tuesdays, says a study of 9,000 calls',
		'Reply rates by weekday and hour, with a method that is worth a look of its own.',
	],
	[
		'The return of the customer visit',
		'Three sales leaders on why they travel again, and what a day on site is worth.',
	],
	[
		'Accessible by default: what changed in a year of the new act',
		'Auditors, product teams and two users on what became better and what only became longer.',
	],
	[
		'Small models, small bills: a field report',
		'What a mid-sized vendor moved off the large models, and what it left there.',
	],
];

/** The owners' desk as it would be at `now`: a feed whose items wait, and a week that is half planned. */
export async function seedStoryDesk(ctx: Ctx, now: Date): Promise<void> {
	for (const [title, category, hours, state] of COMING) {
		const at =
			hours === null ? null : new Date(Math.ceil((now.getTime() + hours * HOUR) / HOUR) * HOUR);
		const slug = title.toLowerCase().replace(/[^a-z]+/g, '-');
		await createPost({
			ctx: { ...ctx, now },
			input: {
				...{ title, category, state, url: `https://www.example.com/stories/${slug}` },
				...(at ? { publishedAt: at.toISOString() } : {}),
			},
		});
	}
	const url = 'https://www.example.org/briefing/feed.xml';
	const [feed] = await ctx.db
		.insert(feeds)
		.values({
			...{
				id: v7(),
				url,
				name: 'The B2B Briefing',
				categoryId: await categoryIdOf(ctx, 'Industry'),
			},
			// The demo asks nobody on the internet.
			...{ paused: true, everyMinutes: 60, nextReadAt: now, createdAt: now },
			...{ lastReadAt: now, lastSuccessAt: now },
		})
		.returning({ id: feeds.id });
	await ctx.db.insert(feedItems).values(
		BROUGHT.map(([title, summary], i) => {
			const address = `https://www.example.org/briefing/${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
			return {
				...{ feedId: feed!.id, title, summary, url: address },
				...keysOf({ guid: address, url: address, title, text: summary }),
				...{
					publishedAt: new Date(now.getTime() - (i + 0.4) * DAY),
					lastSeenAt: now,
					createdAt: now,
				},
			};
		}),
	);
}
