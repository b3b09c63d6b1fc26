import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { judgeInstant } from '#lib/domain/events/event.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { adjustments } from '../db/schema/facts.ts';
import { personIdOf } from '../people/find.ts';
import { leaveMarksIn } from '../scoring/marks.ts';

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

const isProgram = (actor: Actor) => actor.kind === 'system' || actor.kind === 'token';

/** Keeps the contest from being made final meanwhile (that takes FOR UPDATE); scoring goes on beside this. Throws Failure `not_found`, or `conflict`. */
async function openContest(tx: Ctx, slug: string): Promise<string> {
	const rows = (await tx.db.execute(sql`
		select id, final_at is not null as final, cancelled_at is not null as cancelled
		from contests where slug = ${slug} for key share
	`)) as unknown as { id: string; final: boolean; cancelled: boolean }[];
	const [contest] = rows;
	if (!contest) throw new Failure('not_found', 'There is no such contest.');
	if (contest.final)
		throw new Failure('conflict', 'The contest is final.', { reason: 'contest_final' });
	if (contest.cancelled)
		throw new Failure('conflict', 'The contest was cancelled.', { reason: 'contest_cancelled' });
	return contest.id;
}

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
 * Adds or takes points of a person in a contest, with a reason that everybody sees. Throws Failure `not_found`,
 * `conflict` (final or cancelled) and `invalid`. The same `externalId` again gives the first one, `created: false`.
 */
export const createAdjustment = guarded(
	'createAdjustment',
	'adjustments.write',
	createAdjustmentSchema,
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const contestId = await openContest(tx, input.contest);
			const personId = await personIdOf(tx, input.person);
			const at = instantOf(tx, input.at);
			const [made] = await tx.db
				.insert(adjustments)
				.values({
					externalId: input.externalId,
					contestId,
					personId,
					at,
					points: input.points,
					reason: input.reason,
					createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				})
				.onConflictDoNothing({ target: adjustments.externalId })
				.returning({ id: adjustments.id });
			if (!made)
				return { ...(await same(tx, input.externalId ?? '', contestId, personId)), created: false };
			await appendAudit(tx, {
				action: 'adjustment.create',
				target: `adjustment:${made.id}`,
				details: {
					contest: input.contest,
					person: input.person,
					points: input.points,
					reason: input.reason,
				},
			});
			await leaveMarksIn(tx.db, [{ personId, metric: 'adjustment', at }]);
			return { id: made.id, created: true };
		}),
);

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
