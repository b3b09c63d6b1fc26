import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, dayOf } from '#lib/domain/contest/days.ts';
import { COPIED } from '#lib/domain/networks/names.ts';
import { isNetworkKey } from '#lib/domain/networks/networks.ts';
import { bestHour } from '#lib/domain/sharing/best-hour.ts';
import { findings, type NetworkSum } from '#lib/domain/sharing/findings.ts';
import type { MyResults, OwnPost } from '#lib/domain/sharing/view.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { companyHours, HABIT_DAYS, ownHabits, zoneOf } from './hours.ts';
import { waitingReminders } from './reminders.ts';
import { sharerOf } from './sharer.ts';

/** Four weeks: as many days as a phone can show bars of. */
const SHOWN_DAYS = 28;
/** The page lists those that brought most; a year's work of a busy person. */
const MOST_POSTS = 100;
/** Messages are nobody else's to see: they have no address. */
const PRIVATE = ['whatsapp', 'email'];

type Row = Omit<OwnPost, 'post' | 'sharedAt' | 'mayHaveAddress'> & {
	postId: string;
	title: string;
	sharedAt: string;
};

/**
 * Own links with what each brought in the last 90 days, most clicks first; readings by their highest totals. A link to copy is made with
 * every prepared post: it is named once it brought something.
 */
async function ownPosts(ctx: Ctx, personId: string): Promise<OwnPost[]> {
	const from = instantOf(new Date(ctx.now.getTime() - HABIT_DAYS * 86_400_000));
	const mine = sql`f.person_id = ${personId}::uuid and f.at >= ${from}`;
	const total = (metric: string) =>
		sql`coalesce((select max(total) from readings f where f.link_id = l.id and f.metric = ${metric}), 0)::int`;
	const rows = await ctx.db.execute<Row>(sql`
		with clicked as (
			select link_id, count(*)::int as n from clicks f
			where ${mine} and verdict = 'valid' and ${CLICK_NOT_VOIDED} group by 1
		), converted as (
			select link_id, count(*)::int as n from conversions f where ${mine} and ${CONVERSION_NOT_VOIDED} group by 1
		)
		select l.slug, p.id as "postId", p.title, l.network, l.shared_at as "sharedAt",
			coalesce(c.n, 0) as clicks, coalesce(v.n, 0) as conversions,
			${total('like')} as likes, ${total('comment')} as comments, ${total('reshare')} as reshares,
			s.originality, s.address
		from links l join posts p on p.id = l.post_id
			left join clicked c on c.link_id = l.id left join converted v on v.link_id = l.id
			left join shares s on s.link_id = l.id
		where l.person_id = ${personId}::uuid and (c.n > 0 or v.n > 0 or (l.shared_at >= ${from} and l.network <> ${COPIED}))
		order by clicks desc, l.shared_at desc, l.id limit ${MOST_POSTS}`);
	return rows.map(({ postId, title, sharedAt, ...row }) => ({
		...row,
		post: { id: postId, title },
		sharedAt: new Date(sharedAt).toISOString(),
		mayHaveAddress: isNetworkKey(row.network) && !PRIVATE.includes(row.network),
	}));
}

/** Sums by network, most clicks first. How many posts there were is not told: it is nothing to be proud of. */
function byNetwork(posts: readonly OwnPost[]): NetworkSum[] {
	const groups = Map.groupBy(posts, ({ network }) => network);
	return [...groups]
		.map(([network, list]) => {
			const sum = (of: (post: OwnPost) => number) =>
				list.reduce((total, post) => total + of(post), 0);
			const clicks = sum((post) => post.clicks);
			return {
				...{ network, clicks, conversions: sum((post) => post.conversions) },
				reactions: sum((post) => post.likes + post.comments + post.reshares),
				average: Math.round((10 * clicks) / list.length) / 10,
			};
		})
		.filter(({ clicks, conversions, reactions }) => clicks + conversions + reactions > 0)
		.sort((a, b) => b.clicks - a.clicks || (a.network < b.network ? -1 : 1));
}

async function draftsOf(ctx: Ctx, personId: string): Promise<MyResults['drafts']> {
	const rows = await ctx.db.execute<{
		id: string;
		title: string;
		networks: string[];
		updatedAt: string;
	}>(sql`
		select p.id, p.title, jsonb_agg(d.network order by d.network) as networks, max(d.updated_at) as "updatedAt"
		from share_drafts d join posts p on p.id = d.post_id
		where d.person_id = ${personId}::uuid and (p.expires_at is null or p.expires_at > ${instantOf(ctx.now)})
		group by 1, 2 order by 4 desc limit 20`);
	return rows.map(({ id, title, networks, updatedAt }) => ({
		...{ post: { id, title }, networks },
		updatedAt: new Date(updatedAt).toISOString(),
	}));
}

/** What the signed-in person's own posts brought in the last 90 days, live also while a board is frozen. */
export const readMyResults = guarded(
	'readMyResults',
	'sharing.own',
	z.strictObject({}),
	async (ctx): Promise<MyResults> => {
		const personId = sharerOf(ctx);
		const timeZone = await zoneOf(ctx, personId);
		const [posts, habits, company, drafts, reminders] = await Promise.all([
			ownPosts(ctx, personId),
			ownHabits(ctx, personId, timeZone),
			companyHours(ctx, timeZone),
			draftsOf(ctx, personId),
			waitingReminders(ctx, personId),
		]);
		const today = dayOf(ctx.now, timeZone);
		const networks = byNetwork(posts);
		const { weekdays, hours } = habits;
		return {
			timeZone,
			days: Array.from({ length: SHOWN_DAYS }, (_, i) => {
				const day = addDays(today, i + 1 - SHOWN_DAYS);
				return { day, clicks: habits.days.get(day) ?? 0 };
			}),
			...{ networks, weekdays, hours, posts, drafts, reminders },
			total: hours.reduce((sum, clicks) => sum + clicks, 0),
			best: bestHour(hours, company),
			findings: findings({
				networks,
				weekdays,
				posts: posts.map(({ post, clicks, originality }) => ({
					...{ title: post.title, clicks, originality },
				})),
			}),
		};
	},
);
