import { z } from 'zod';
import { competes } from '#lib/domain/contest/competes.ts';
import { lacking } from '#lib/domain/contest/requirements.ts';
import type { Unmet } from '#lib/domain/contest/view.ts';
import { guarded } from '../context.ts';
import { heldOf } from '../learning/held.ts';
import { readPerson } from '../people/queries.ts';
import { visibleContest } from './contest.ts';

/**
 * What the person who asks lacks for being ranked; null where it is nothing, where they don't compete, and for whoever is no
 * person. After the end what was got too late is still missing. Throws Failure `not_found`.
 */
export const readUnmet = guarded(
	'readUnmet',
	'board.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, input): Promise<Unmet | null> => {
		const { actor } = ctx;
		const found = await visibleContest(ctx, input.contest);
		const { rules } = found;
		if (actor.kind !== 'person' || !rules.requires?.length || found.cancelledAt) return null;
		const held = await heldOf(ctx.db, rules, [actor.id]);
		const missing = lacking(rules, held.get(actor.id) ?? {});
		if (missing.length === 0) return null;
		const { team, groups } = await readPerson({ ctx, input: { externalId: actor.externalId } });
		if (!competes(rules.exclude)({ id: actor.externalId, team, groups })) return null;
		const { endsAt, timeZone } = rules;
		return { missing, until: endsAt.toISOString(), timeZone, over: ctx.now >= endsAt };
	},
);
