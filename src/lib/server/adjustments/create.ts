import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { judgeInstant } from '#lib/domain/events/event.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { adjustments } from '../db/schema/facts.ts';
import { personIdOf } from '../people/find.ts';
import { openContest } from './open-contest.ts';
import { isToWait, requestAdjustment } from './request.ts';
import { storeAdjustment } from './store.ts';

/** 0 is one too: SCORING.md lists whoever has an adjustment, whatever its points. */
const points = z.int().min(-1_000_000).max(1_000_000);

export const createAdjustmentSchema = z.strictObject({
	contest: z.string().min(1).max(100),
	person: externalIdSchema,
	points,
	reason: textSchema(1000),
	/** When it counts from: for imports by a program. A person's correction counts from now. */
	at: instantSchema.optional(),
	/** The sender's own id: the same id again is the same adjustment. */
	externalId: externalIdSchema.optional(),
});

/** `id` is the adjustment's or, while it waits for a second owner, the request's. */
export type Made = { id: string; created: boolean; waiting: boolean };

const isProgram = (actor: Actor) => actor.kind === 'system' || actor.kind === 'token';

function instantOf(tx: Ctx, at: Date | undefined): Date {
	if (!at) return tx.now;
	const wrong = judgeInstant(at, tx.now);
	const message = !isProgram(tx.actor) ? 'only a program may set it' : wrong;
	if (message)
		throw new Failure('invalid', 'The instant is not right.', {
			errors: [{ path: 'at', message }],
		});
	return at;
}

/**
 * Adds or takes points of a person in a contest, with a reason that everybody sees. More than the program's limit, or
 * one's own points, wait for a second owner: `waiting`, and `id` is the request's. The system's own count at once.
 * Throws Failure `not_found`, `conflict` (final or cancelled) and `invalid`. The same `externalId` again gives the first
 * one, `created: false`.
 */
export const createAdjustment = guarded(
	'createAdjustment',
	'adjustments.write',
	createAdjustmentSchema,
	(ctx, input) =>
		withTransaction(ctx, async (tx): Promise<Made> => {
			const contest = await openContest(tx, { slug: input.contest });
			const personId = await personIdOf(tx, input.person);
			const at = instantOf(tx, input.at);
			const { points, reason, externalId } = input;
			if (await isToWait(tx, contest.id, personId, points)) {
				if (externalId !== undefined && (await isKnown(tx, externalId)))
					return {
						...(await same(tx, externalId, contest.id, personId)),
						created: false,
						waiting: false,
					};
				return requestAdjustment(tx, contest, {
					personId,
					points,
					reason,
					externalId,
					at: input.at,
				});
			}
			const id = await storeAdjustment(tx, contest, {
				...{ personId, points, reason, at, externalId },
				createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
			});
			if (id) return { id, created: true, waiting: false };
			const known = await same(tx, externalId ?? '', contest.id, personId);
			return { ...known, created: false, waiting: false };
		}),
);

async function isKnown(tx: Ctx, externalId: string): Promise<boolean> {
	const rows = await tx.db
		.select({ id: adjustments.id })
		.from(adjustments)
		.where(eq(adjustments.externalId, externalId));
	return rows.length > 0;
}

/** The adjustment that has this id; throws Failure `conflict` when it belongs to another person or contest. */
async function same(tx: Ctx, externalId: string, contestId: string, personId: string) {
	const [row] = await tx.db
		.select({
			id: adjustments.id,
			contestId: adjustments.contestId,
			personId: adjustments.personId,
		})
		.from(adjustments)
		.where(eq(adjustments.externalId, externalId));
	if (row?.contestId === contestId && row.personId === personId) return { id: row.id };
	throw new Failure('conflict', 'This external id is another adjustment’s.', {
		errors: [{ path: 'externalId', message: 'is taken' }],
	});
}
