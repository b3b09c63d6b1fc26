import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { badgePolicy, badgeSettings } from '../db/schema/badges.ts';
import { knownBadges } from './known.ts';
import { requestPass } from './pass.ts';
import { viewOf } from './views.ts';

/**
 * Switches a badge on or off, and says whether managers may give it. Off, it is awarded to nobody and shown to nobody; who had it
 * has it again when it comes back, and what was earned meanwhile is found by a look at everybody. Throws Failure `not_found`.
 */
export const switchBadge = guarded(
	'switchBadge',
	'badges.write',
	z.strictObject({
		badge: z.string().min(1).max(100),
		active: z.boolean().optional(),
		managersMay: z.boolean().optional(),
	}),
	(ctx, { badge, ...change }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const known = await knownBadges(tx);
			if (!viewOf(badge, known)) throw new Failure('not_found', 'There is no such badge.');
			const before = { active: !known.off.has(badge), managersMay: known.managersMay.has(badge) };
			const after = { ...before, ...change };
			await tx.db
				.insert(badgeSettings)
				.values({ badge, ...after, updatedAt: tx.now })
				.onConflictDoUpdate({ target: badgeSettings.badge, set: { ...after, updatedAt: tx.now } });
			await appendAudit(tx, {
				action: 'badge.switch',
				target: `badge:${badge}`,
				details: { before, after },
			});
			if (after.active && !before.active) await requestPass({ ctx: tx, input: {} });
		}),
);

/** Sets how many badges a manager may give in a month. */
export const limitGiving = guarded(
	'limitGiving',
	'badges.write',
	z.strictObject({ managerMonthly: z.int().min(0).max(100) }),
	(ctx, { managerMonthly }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			await tx.db
				.insert(badgePolicy)
				.values({ id: 1, managerMonthly })
				.onConflictDoUpdate({ target: badgePolicy.id, set: { managerMonthly } });
			await appendAudit(tx, {
				action: 'badge.limit',
				target: 'badges',
				details: { after: { managerMonthly } },
			});
		}),
);
