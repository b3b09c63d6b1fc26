import { asc, eq, gt, and } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { OWN_MARKS } from '#lib/domain/badges/art.ts';
import { conditionSchema, earnedBy, isFor, type Condition } from '#lib/domain/badges/condition.ts';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { ownBadges } from '../db/schema/badges.ts';
import { people } from '../db/schema/people.ts';
import { gatherFacts } from './gather.ts';
import { requestPass } from './pass.ts';

/** People whose facts are in memory at a time. */
const CHUNK = 500;
const SAMPLE = 12;

/** Who would get a badge by a condition: how many of how many, and the first of them by name. */
export type OwnPreview = { count: number; of: number; people: string[] };

/** Looks at everybody's facts; about 3 s for 10,000 people with a year of them. */
async function preview(ctx: Ctx, condition: Condition): Promise<OwnPreview> {
	const names: string[] = [];
	let of = 0;
	for (let after: string | undefined; ;) {
		const rows = await ctx.db
			.select({ id: people.id })
			.from(people)
			.where(and(eq(people.active, true), after ? gt(people.id, after) : undefined))
			.orderBy(asc(people.id))
			.limit(CHUNK);
		const last = rows.at(-1);
		if (!last) break;
		after = last.id;
		of += rows.length;
		const gathered = await gatherFacts(
			ctx,
			rows.map(({ id }) => id),
		);
		for (const { name, belongs, facts } of gathered)
			if (isFor(condition.audience, belongs) && earnedBy(condition, facts).length > 0)
				names.push(name);
	}
	names.sort((a, b) => a.localeCompare(b));
	return { count: names.length, of, people: names.slice(0, SAMPLE) };
}

/** Who would have earned a badge by this condition by now. Changes nothing. */
export const previewOwnBadge = guarded(
	'previewOwnBadge',
	'badges.write',
	z.strictObject({ condition: conditionSchema }),
	(ctx, { condition }) => preview(ctx, condition),
);

export const ownBadgeSchema = z.strictObject({
	name: textSchema(60),
	/** What it is for, for those who may earn it. */
	description: textSchema(200),
	mark: z.enum(OWN_MARKS),
	/** Null: given by hand. */
	condition: conditionSchema.nullable(),
	/** It may go to everybody, or to nobody yet. */
	sure: z.boolean().default(false),
});

/**
 * Makes an own badge; who has earned it by now gets it with the next look at everybody. What it takes never changes: switch it off and
 * make another. Throws Failure `conflict` (reason `name`; `everybody` or `nobody` unless `sure`) and `invalid`.
 */
export const createOwnBadge = guarded(
	'createOwnBadge',
	'badges.write',
	ownBadgeSchema,
	async (ctx, { sure, ...input }): Promise<{ id: string }> => {
		if (input.condition && !sure) {
			const { count, of } = await preview(ctx, input.condition);
			if (count === 0)
				throw new Failure('conflict', 'Nobody has earned it yet.', { reason: 'nobody' });
			if (count === of)
				throw new Failure('conflict', 'Everybody has earned it.', { reason: 'everybody' });
		}
		return withTransaction(ctx, async (tx) => {
			const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const [made] = await tx.db
				.insert(ownBadges)
				.values({ id: v7(), ...input, createdBy, createdAt: tx.now })
				.onConflictDoNothing({ target: ownBadges.name })
				.returning({ id: ownBadges.id });
			if (!made)
				throw new Failure('conflict', 'A badge is called that already.', { reason: 'name' });
			await appendAudit(tx, {
				action: 'badge.create',
				target: `badge:${made.id}`,
				details: { after: input },
			});
			if (input.condition) await requestPass({ ctx: tx, input: {} });
			return made;
		});
	},
);
