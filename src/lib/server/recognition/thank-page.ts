import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { masked, SURFACES, type Shown } from '#lib/domain/people/appearance.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { REASON_DAYS } from '#lib/domain/recognition/limits.ts';
import { reasonsFor, type Reason } from '#lib/domain/recognition/reasons.ts';
import type { ThanksPerson } from '#lib/domain/recognition/view.ts';
import { readGiving } from '../badges/give.ts';
import { guarded, type Ctx } from '../context.ts';
import { maskedPeople, peopleByKeys } from '../people/shown.ts';
import { broughtBy } from '../posts/brought-by.ts';
import { activeWeeks } from './active-weeks.ts';
import { thanksLeft } from './give.ts';

/** Whom one is about to thank, and what for. `hidden`: only in private. `reasons` are of the last four weeks. */
export type ThankPage = {
	to: ThanksPerson;
	shown: Shown;
	oneself: boolean;
	reasons: Reason[];
	left: number;
	limit: number;
	/** What the giver may give along with it; `left` of this month, null is as many as they like. None for who is not named. */
	giving: { badges: { key: string; name: string }[]; left: number | null };
};

const NOTHING: ThankPage['giving'] = { badges: [], left: 0 };

async function givingOf(ctx: Ctx): Promise<ThankPage['giving']> {
	if (!may(ctx.actor, 'badges.give')) return NOTHING;
	const { badges, left } = await readGiving({ ctx, input: {} });
	return left === 0 ? NOTHING : { badges: badges.map(({ key, name }) => ({ key, name })), left };
}

/**
 * What the page shows on which somebody is thanked, named as the surface does on which they were seen. Of whoever is not
 * shown by name there is no reason: it would say what they shared. Throws Failure `not_found`.
 */
export const readThankPage = guarded(
	'readThankPage',
	'thanks.give.own',
	z.strictObject({
		to: z.string().min(1).max(200),
		surface: z.enum(SURFACES).catch('directory'),
	}),
	async (ctx, { to: key, surface }): Promise<ThankPage> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		const found = (await peopleByKeys(ctx.db, surface, [key])).get(key);
		const [row] = (await ctx.db.execute(sql`
			select external_id as "externalId", name, avatar_seed as "avatarSeed" from people
			where id = ${found?.personId ?? null}::uuid and active`)) as unknown as ThanksPerson[];
		if (!found || !row) throw new Failure('not_found', 'There is no such person.');
		const { personId, shown } = found;
		const [mask] = await maskedPeople(ctx.db, [surface], [personId]);
		const from = new Date(ctx.now.getTime() - REASON_DAYS * 86_400_000);
		// A reason names stories: whoever is masked somewhere would be found by what they shared.
		const named = (await maskedPeople(ctx.db, SURFACES, [personId])).length === 0;
		const posts = named ? ((await broughtBy(ctx, [personId], from)).get(personId) ?? []) : [];
		const weeks = named ? ((await activeWeeks(ctx, [personId])).get(personId) ?? 0) : 0;
		const { limit, given } = await thanksLeft(ctx, actor.id);
		return {
			to: masked(row, mask?.careful),
			shown,
			oneself: personId === actor.id,
			reasons: reasonsFor(posts, weeks),
			...{ limit, left: Math.max(0, limit - given) },
			giving: named ? await givingOf(ctx) : NOTHING,
		};
	},
);
