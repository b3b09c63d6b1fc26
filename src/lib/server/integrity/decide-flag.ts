import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { SignalKey } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import { textSchema } from '#lib/domain/text.ts';
import { createAdjustment } from '../adjustments/create.ts';
import { openContest, type OpenContest } from '../adjustments/open-contest.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { integrityFlags } from '../db/schema/integrity.ts';
import { createVoid } from '../voids/create.ts';
import { refuseOwnCase } from './own-case.ts';
import { settleCovered } from './settle-covered.ts';

/** `void` and `adjust` need a reason, which the person concerned reads; `points` is for adjust alone. */
export const decideFlagSchema = z
	.strictObject({
		id: z.uuid(),
		decision: z.enum(['dismiss', 'void', 'adjust']),
		reason: textSchema(1000).optional(),
		points: z.int().min(-1_000_000).max(1_000_000).optional(),
	})
	.refine(({ decision, reason }) => decision === 'dismiss' || reason !== undefined, {
		path: ['reason'],
		message: 'what changes a result needs a reason',
	})
	.refine(({ decision, points }) => (decision === 'adjust') === (points !== undefined), {
		path: ['points'],
		message: 'belongs to adjust, and adjust needs it',
	});

type Decided = {
	state: 'dismissed' | 'acted';
	/** Counted clicks that are out. */
	voided: number;
	/** Whether an adjustment waits for a second owner. */
	waiting: boolean;
	/** Other open flags that the same void settled. */
	settled: number;
};

type Flag = typeof integrityFlags.$inferSelect;

/** Takes the flag: of two who decide at once one has it, and the other is told. */
async function takeFlag(tx: Ctx, id: string, state: 'dismissed' | 'acted', reason?: string) {
	const [known] = await tx.db
		.select({ contestId: integrityFlags.contestId })
		.from(integrityFlags)
		.where(eq(integrityFlags.id, id));
	if (!known) throw new Failure('not_found', 'There is no such flag.');
	const contest = await openContest(tx, { id: known.contestId });
	const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
	const [flag] = await tx.db
		.update(integrityFlags)
		.set({ state, reason, decidedBy, decidedAt: tx.now })
		.where(and(eq(integrityFlags.id, id), eq(integrityFlags.state, 'open')))
		.returning();
	if (!flag)
		throw new Failure('conflict', 'Somebody has decided this already.', { reason: 'decided' });
	return { flag, contest };
}

const namesOf = async (tx: Ctx, { personId, linkId }: Flag) => {
	const [row] = (await tx.db.execute(sql`
		select (select external_id from people where id = ${personId}::uuid) as person,
			(select slug from links where id = ${linkId}::uuid) as link
	`)) as unknown as { person: string; link: string | null }[];
	return row!;
};

async function voidOf(
	tx: Ctx,
	flag: Flag,
	reason: string,
): Promise<{ id: string; voided: number }> {
	const { range, evidence } = signalOf(flag.signal as SignalKey);
	const taken = range(evidence.parse(flag.evidence));
	if (!taken)
		throw new Failure('invalid', 'Readings cannot be voided; take points off instead.', {
			errors: [{ path: 'decision', message: 'is not about clicks' }],
		});
	const { person, link } = await namesOf(tx, flag);
	const { from, to } = taken;
	const of = taken.of === 'link' && link ? { link } : { person };
	return createVoid({ ctx: tx, input: { ...of, from, to, reason } });
}

async function adjustmentOf(
	tx: Ctx,
	flag: Flag,
	contest: OpenContest,
	input: { points: number; reason: string },
): Promise<boolean> {
	const { person } = await namesOf(tx, flag);
	const made = await createAdjustment({
		ctx: tx,
		input: { ...input, contest: contest.slug, person },
	});
	return made.waiting;
}

/**
 * Decides a flag: nothing wrong with it; what it points at is voided; or points are taken off. Whoever it is about cannot
 * wave it away while there is another owner. Throws Failure `not_found`, `conflict` (decided, contest_final,
 * contest_cancelled), `not_allowed` (own_case) and `invalid`.
 */
export const decideFlag = guarded(
	'decideFlag',
	'integrity.decide',
	decideFlagSchema,
	(ctx, input) =>
		withTransaction(ctx, async (tx): Promise<Decided> => {
			const { id, decision, reason = '', points = 0 } = input;
			const state = decision === 'dismiss' ? 'dismissed' : 'acted';
			const { flag, contest } = await takeFlag(tx, id, state, input.reason);
			if (decision !== 'void') await refuseOwnCase(tx, flag.personId);
			const done: Decided = { state, voided: 0, waiting: false, settled: 0 };
			let voidId: string | null = null;
			if (decision === 'void') {
				const made = await voidOf(tx, flag, reason);
				voidId = made.id;
				done.voided = made.voided;
				await tx.db.update(integrityFlags).set({ voidId }).where(eq(integrityFlags.id, id));
				const { contestId, personId } = flag;
				done.settled = await settleCovered(tx, { contestId, personId, voidId, reason });
			}
			if (decision === 'adjust')
				done.waiting = await adjustmentOf(tx, flag, contest, { points, reason });
			await appendAudit(tx, {
				action: `flag.${decision}`,
				target: `flag:${id}`,
				details: {
					contest: contest.slug,
					...{ signal: flag.signal, evidence: flag.evidence },
					before: { state: 'open' },
					after: { ...done, voidId, reason: input.reason ?? null },
				},
			});
			return done;
		}),
);
