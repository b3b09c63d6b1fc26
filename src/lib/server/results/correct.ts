import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { readDocument } from '#lib/domain/results/document.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { createAdjustment } from '../adjustments/create.ts';
import { appendAudit } from '../audit/append.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contests } from '../db/schema/contests.ts';
import { openCount } from '../integrity/open-count.ts';
import { offerPrizes } from '../prizes/offer.ts';
import { correctStandings } from '../scoring/correct-standings.ts';
import { createVoid } from '../voids/create.ts';
import { liftVoid } from '../voids/lift.ts';
import { announceResult } from './announce.ts';
import { everyoneThen } from './everyone.ts';
import { lockContest, type Locked } from './lock.ts';
import { storeResult } from './make.ts';
import { documentOf, headOf } from './stored.ts';

const bound = instantSchema.optional();

/** What is to change in the facts with the correction, and bears its reason. Voids that were made or lifted since count anyway. */
const changesSchema = z.strictObject({
	voids: z
		.array(
			z.strictObject({
				event: externalIdSchema.optional(),
				link: z.string().min(1).max(100).optional(),
				person: externalIdSchema.optional(),
				from: bound,
				to: bound,
			}),
		)
		.max(100)
		.default([]),
	/** Ids of voids that are to be lifted. */
	lifts: z.array(z.uuid()).max(100).default([]),
	adjustments: z
		.array(z.strictObject({ person: externalIdSchema, points: z.int() }))
		.max(100)
		.default([]),
});

type Changes = z.output<typeof changesSchema>;

/** The steps of a reveal are fixed when it begins: a correction in its midst would not be shown. Throws Failure `conflict`. */
async function assertNotRevealing(tx: Ctx, contestId: string): Promise<void> {
	const running = await tx.db.execute(sql`
		select 1 from contest_reveals where contest_id = ${contestId} and state = 'running'`);
	if (running.length > 0) {
		throw new Failure('conflict', 'The reveal is under way; correct the result after it.', {
			reason: 'revealing',
		});
	}
}

/**
 * Corrects the result of a final contest by a second one that is linked to it: makes the voids, lifts and adjustments that
 * it is for, computes the table anew for the people of then, with every void that is in force now, and stores all of it
 * in one transaction. Nothing of the earlier result changes. A person gives their password again. Throws Failure `not_found`, `conflict` (not final, stale, or an
 * adjustment that needs a second owner), `invalid`, `too_many`.
 */
export const correctResult = guarded(
	'correctResult',
	'contests.finalize',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** The contest's revision that was looked at; programs may leave it out. */
		revision: z.int().min(1).optional(),
		reason: textSchema(1000),
		password: z.string().max(1000).optional(),
		changes: changesSchema.prefault({}),
	}),
	async (ctx, input): Promise<{ number: number; sha256: string }> => {
		await confirmPassword(ctx, input.password);
		return withTransaction(ctx, async (tx) => {
			const locked = await lockContest(tx, input);
			const { contest, name } = locked;
			if (!contest.finalAt) {
				throw new Failure('conflict', 'The contest is not final yet.', { reason: 'not_final' });
			}
			await assertNotRevealing(tx, contest.id);
			await changeFacts(tx, locked, input.changes, input.reason);
			const { head: before } = await headOf(tx, contest.id, undefined);
			const number = before.number + 1;
			const { dedupeHours } = readDocument(await documentOf(tx, before.id));
			const result = await storeResult(tx, locked, {
				people: await everyoneThen(tx, contest.id),
				...{ dedupeHours, number, corrects: before, reason: input.reason },
			});
			const { rows } = result.computed;
			await correctStandings(
				tx,
				contest.id,
				rows.map(({ member, ...figures }) => ({ ...figures, personId: member.id })),
			);
			await offerPrizes(tx, { contestId: contest.id, resultId: result.id, won: result.won });
			if (!contest.heldForReveal) await announceResult(tx, contest.id);
			await appendAudit(tx, {
				action: 'contest.correct',
				target: `contest:${contest.id}`,
				details: {
					...{ contest: contest.slug, name, reason: input.reason, changes: input.changes },
					before: { number: before.number, sha256: before.sha256 },
					after: { number, sha256: result.sha256, result: result.id },
				},
			});
			return { number, sha256: result.sha256 };
		});
	},
);

/**
 * Makes the changes as the verbs make them for a contest that is not final: for these statements it is not, and since the
 * row is held and the transaction is one, nobody else ever sees it so.
 */
async function changeFacts(tx: Ctx, { contest }: Locked, changes: Changes, reason: string) {
	const setFinal = (finalAt: Date | null) =>
		tx.db
			.update(contests)
			.set({ finalAt, revision: sql`${contests.revision} + ${finalAt ? 1 : 0}` })
			.where(eq(contests.id, contest.id));
	await setFinal(null);
	for (const input of changes.voids) {
		const range = { from: input.from?.toISOString(), to: input.to?.toISOString() };
		await createVoid({ ctx: tx, input: { ...input, ...range, reason } });
	}
	for (const id of changes.lifts) await liftVoid({ ctx: tx, input: { id } });
	for (const adjustment of changes.adjustments) {
		await createAdjustment({ ctx: tx, input: { ...adjustment, contest: contest.slug, reason } });
	}
	const { requests } = await openCount(tx, contest.id);
	if (requests > 0) {
		throw new Failure('conflict', 'An adjustment of this size needs a second owner.', {
			reason: 'second_owner',
			errors: [{ path: 'changes.adjustments', message: 'more points than one owner may give' }],
		});
	}
	await setFinal(contest.finalAt);
}
