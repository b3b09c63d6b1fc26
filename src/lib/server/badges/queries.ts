import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { BADGES } from '#lib/domain/badges/registry.ts';
import { isBadgeKey } from '#lib/domain/badges/keys.ts';
import type { Badge, Progress } from '#lib/domain/badges/badge.ts';
import { Failure } from '#lib/domain/failure.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, type Ctx } from '../context.ts';
import { peopleByKeys } from '../people/shown.ts';
import { gatherFacts } from './gather.ts';
import { knownBadges } from './known.ts';
import { awardViews, type AwardView } from './awards.ts';
import { shownAwards } from './tell.ts';
import { allViews, viewOf, type BadgeView } from './views.ts';

/** More badges than anybody has. */
const MOST_OF_ONE = 500;

/** Everybody's awards of a badge, as far as everybody may see them. */
export type HeldBadge = BadgeView & { holders: number };

/** How many people hold each badge. */
async function holders(ctx: Ctx): Promise<Map<string, number>> {
	const rows = await ctx.db.execute<{ badge: string; n: number }>(sql`
		select a.badge, count(distinct a.person_id)::int as n
		from badge_awards a join people p on p.id = a.person_id and p.active
		where ${await shownAwards(ctx)} group by 1`);
	return new Map(rows.map(({ badge, n }) => [badge, n]));
}

/** Every badge that is on, with how many hold it. What a frozen contest hides is not counted. */
export const listBadges = guarded(
	'listBadges',
	'badges.read',
	z.strictObject({}),
	async (ctx): Promise<HeldBadge[]> => {
		const [known, counts] = await Promise.all([knownBadges(ctx), holders(ctx)]);
		return allViews(known).map((badge) => ({ ...badge, holders: counts.get(badge.key) ?? 0 }));
	},
);

/** One badge with the people who got it last. Throws Failure `not_found`, also for one that is switched off. */
export const readBadge = guarded(
	'readBadge',
	'badges.read',
	z.strictObject({ key: z.string().min(1).max(100), limit: z.int().min(1).max(100).default(20) }),
	async (ctx, { key, limit }): Promise<HeldBadge & { latest: AwardView[] }> => {
		const known = await knownBadges(ctx);
		const view = known.off.has(key) ? null : viewOf(key, known);
		if (!view) throw new Failure('not_found', 'There is no such badge.');
		const shown = await shownAwards(ctx);
		const where = sql`a.badge = ${key} and ${shown}`;
		return {
			...{ ...view, holders: (await holders(ctx)).get(key) ?? 0 },
			latest: await awardViews(ctx, known, where, limit, ['boards']),
		};
	},
);

/** The awards that came last and that everybody may see, newest first: for displays, and whoever shows what happens. */
export const latestAwards = guarded(
	'latestAwards',
	'badges.read',
	z.strictObject({ limit: z.int().min(1).max(100).default(10) }),
	async (ctx, { limit }): Promise<AwardView[]> => {
		const known = await knownBadges(ctx);
		return awardViews(ctx, known, await shownAwards(ctx), limit, ['displays', 'boards']);
	},
);

/**
 * A person's badges, newest first, by what the directory calls them: their external id, or the key of what stands for
 * them. What they see of their own is as of now, what others see of them leaves out what a frozen contest hides.
 * Somebody who is not to be found has none.
 */
export const awardsOf = guarded(
	'awardsOf',
	'badges.read',
	z.strictObject({ person: z.string().min(1).max(200) }),
	async (ctx, { person }): Promise<AwardView[]> => {
		const known = await knownBadges(ctx);
		const { actor } = ctx;
		if (actor.kind === 'person' && actor.externalId === person) {
			const on = sql`a.person_id = ${actor.id}::uuid and a.taken_back_at is null
				and not exists (select from badge_settings s where s.badge = a.badge and not s.active)`;
			return awardViews(ctx, known, on, MOST_OF_ONE);
		}
		const found = (await peopleByKeys(ctx.db, 'directory', [person])).get(person);
		if (!found) return [];
		const shown = sql`a.person_id = ${found.personId}::uuid and ${await shownAwards(ctx)}`;
		return awardViews(ctx, known, shown, MOST_OF_ONE);
	},
);

/** How a badge stands for the person who asks: the level they hold, since when, and what is missing to the next. */
export type OwnStanding = {
	level: number;
	at: string | null;
	times: number;
	progress: Progress | null;
};

/** How every badge stands for the signed-in person, by key, as of now. Throws Failure `not_allowed` for anybody else. */
export const ownStandings = guarded(
	'ownStandings',
	'badges.own',
	z.strictObject({}),
	async (ctx): Promise<Record<string, OwnStanding>> => {
		if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
		const { id } = ctx.actor;
		const [known, [gathered], held] = await Promise.all([
			knownBadges(ctx),
			gatherFacts(ctx, [id]),
			ctx.db.execute<{ badge: string; level: number; at: number; times: number }>(sql`
				select badge, max(level)::int as level, max(${ms(sql`at`)}) as at, count(*)::int as times
				from badge_awards where person_id = ${id}::uuid and taken_back_at is null group by 1`),
		]);
		const mine = new Map(held.map((row) => [row.badge, row]));
		return Object.fromEntries(
			allViews(known).map(({ key }) => {
				const row = mine.get(key);
				const progress =
					isBadgeKey(key) && gathered ? (BADGES[key] as Badge).progress(gathered.facts) : null;
				const at = row ? new Date(row.at).toISOString() : null;
				return [key, { level: row?.level ?? 0, at, times: row?.times ?? 0, progress }];
			}),
		);
	},
);
