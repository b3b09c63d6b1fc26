import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Condition } from '#lib/domain/badges/condition.ts';
import { guarded } from '../context.ts';
import { awardViews, type AwardView } from './awards.ts';
import { monthlyLimit } from './give.ts';
import { knownBadges } from './known.ts';
import { readPass, type PassView } from './pass.ts';
import { allViews, type BadgeView } from './views.ts';

export type DeskBadge = BadgeView & {
	active: boolean;
	managersMay: boolean;
	condition: Condition | null;
};

/** Everything owners decide about badges: each with its switches, the monthly limit, the last given by hand, and the last look at everybody. */
export const readBadgeDesk = guarded(
	'readBadgeDesk',
	'badges.write',
	z.strictObject({}),
	async (
		ctx,
	): Promise<{
		badges: DeskBadge[];
		managerMonthly: number;
		given: AwardView[];
		pass: PassView | null;
	}> => {
		const known = await knownBadges(ctx);
		const given = sql`a.reason like 'hand:%' and a.taken_back_at is null`;
		return {
			badges: allViews(known, true).map((view) => ({
				...view,
				active: !known.off.has(view.key),
				managersMay: known.managersMay.has(view.key),
				condition: known.own.get(view.key)?.condition ?? null,
			})),
			managerMonthly: await monthlyLimit(ctx),
			given: await awardViews(ctx, known, given, 20),
			pass: await readPass({ ctx, input: {} }),
		};
	},
);

/** What the person who asks has given by hand and may take back, the last ones first. */
export const readGiven = guarded(
	'readGiven',
	'badges.give',
	z.strictObject({}),
	async (ctx): Promise<AwardView[]> => {
		if (ctx.actor.kind !== 'person') return [];
		const mine = sql`a.given_by = ${ctx.actor.id}::uuid and a.taken_back_at is null`;
		return awardViews(ctx, await knownBadges(ctx), mine, 20);
	},
);
