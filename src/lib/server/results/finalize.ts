import { setTimeout as delay } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { FinalizationView } from '#lib/domain/results/view.ts';
import { appendAudit } from '../audit/append.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { requestRescore } from '../contests/rescore.ts';
import { contests } from '../db/schema/contests.ts';
import { offerPrizes } from '../prizes/offer.ts';
import { readProgram } from '../programs/queries.ts';
import { MARKS_CHANNEL } from '../scoring/marks.ts';
import { announceResult } from './announce.ts';
import { blockersOf, notReady } from './blockers.ts';
import { assertSameStandings } from './compare.ts';
import { everyoneNow } from './everyone.ts';
import { lockContest, lookAtContest } from './lock.ts';
import { makeResult, storeResult } from './make.ts';

const contest = z.string().min(1).max(100);
/** Rows of the table that the owner looks through before signing. */
const SHOWN_ROWS = 50;

/** What finalising would fix, computed from the raw facts, and what still keeps it from being done. Throws Failure `not_found`. */
export const readFinalization = guarded(
	'readFinalization',
	'contests.finalize',
	z.strictObject({ contest }),
	async (ctx, input): Promise<FinalizationView> => {
		const looked = await lookAtContest(ctx, input.contest);
		const { dedupeHours } = await readProgram(ctx);
		const blockers = await blockersOf(ctx, looked.contest);
		const people = await everyoneNow(ctx, looked.contest.rules.startsAt);
		const made = await makeResult(ctx, looked, { people, dedupeHours, write: () => undefined });
		const { computed, tables } = made;
		return {
			contest: looked.contest.slug,
			name: looked.name,
			revision: looked.revision,
			ready: blockers.length === 0,
			blockers,
			table: tables.table.slice(0, SHOWN_ROWS),
			people: tables.table.length,
			facts: computed.facts,
			factsDigest: computed.factsDigest,
			// Who could see the lots before signing could put it off, or give somebody a point, until they fall otherwise.
			prizes: tables.prizes.map((prize) =>
				prize.kind === 'draw' ? { ...prize, winners: [] } : prize,
			),
			draws: tables.draws.map(({ prize, name, entrants }) => ({ prize, name, entrants })),
			passwordNeeded: ctx.actor.kind === 'person',
		};
	},
);

/** The scorer takes marks within milliseconds, and a rescore of 100,000 facts takes some seconds. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 50;

/** Rings for the scorer and gives it time to take what waits: whoever finalises right after recording is not sent away. */
async function letScoringCatchUp(ctx: Ctx, slug: string, until: number): Promise<void> {
	for (;;) {
		const { contest: looked } = await lookAtContest(ctx, slug);
		const blockers = await blockersOf(ctx, looked);
		if (blockers.length === 0) return;
		const others = blockers.some(({ key }) => key !== 'rescoring');
		if (others || performance.now() > until) throw notReady(blockers);
		await ctx.db.execute(sql`select pg_notify(${MARKS_CHANNEL}, '')`);
		await delay(LOOK_MS);
	}
}

/** Whether only the scorer has to catch up: with facts of somebody who was still recording when the contest was taken. */
const isBehind = (error: unknown) =>
	error instanceof Failure &&
	error.reason === 'not_ready' &&
	error.errors.every(({ path }) => path === 'rescoring');

export const finalizeSchema = z.strictObject({
	contest,
	/** The contest's revision that was looked at; programs may leave it out. */
	revision: z.int().min(1).optional(),
	password: z.string().max(1000).optional(),
	hold: z.boolean().default(false),
});

/**
 * Makes a contest final: stores table, rules, prizes won and the facts' digest for ever, in one transaction. A person
 * gives their password again. `hold` keeps the public table frozen until the reveal. Throws Failure `conflict` with
 * `errors` naming every blocker (path = the blocker's key), on a stale revision, and where the standings differ from
 * the facts, which also has them scored anew; `invalid` (`password`), `too_many`.
 */
export const finalizeContest = guarded(
	'finalizeContest',
	'contests.finalize',
	finalizeSchema,
	async (ctx, input): Promise<{ sha256: string }> => {
		const until = performance.now() + PATIENCE_MS;
		await letScoringCatchUp(ctx, input.contest, until);
		await confirmPassword(ctx, input.password);
		for (;;) {
			try {
				return await withTransaction(ctx, (tx) => finalizeIn(tx, input));
			} catch (error) {
				if (error instanceof Failure && error.reason === 'standings_differ') {
					await requestRescore({ ctx, input: { contest: input.contest } });
				}
				if (!isBehind(error)) throw error;
				await letScoringCatchUp(ctx, input.contest, until);
			}
		}
	},
);

async function finalizeIn(
	tx: Ctx,
	input: z.output<typeof finalizeSchema>,
): Promise<{ sha256: string }> {
	const locked = await lockContest(tx, input);
	const { contest: found } = locked;
	const blockers = await blockersOf(tx, found);
	if (blockers.length > 0) throw notReady(blockers);
	const people = await everyoneNow(tx, found.rules.startsAt);
	const { dedupeHours } = await readProgram(tx);
	const first = { number: 1, corrects: null, reason: null };
	const result = await storeResult(tx, locked, { people, dedupeHours, ...first });
	await assertSameStandings(tx, found, result.computed);
	await tx.db
		.update(contests)
		.set({
			finalAt: found.now,
			heldForReveal: input.hold,
			revision: sql`${contests.revision} + 1`,
		})
		.where(eq(contests.id, found.id));
	await offerPrizes(tx, { contestId: found.id, resultId: result.id, won: result.won });
	if (!input.hold) await announceResult(tx, found.id);
	await appendAudit(tx, {
		action: 'contest.finalize',
		target: `contest:${found.id}`,
		details: {
			before: { phase: 'settling' },
			after: { phase: 'final', held: input.hold },
			...{ result: result.id, sha256: result.sha256, facts: result.computed.facts },
			...{ factsDigest: result.computed.factsDigest, people: result.computed.rows.length },
		},
	});
	await tx.db.execute(sql`select pg_notify(${MARKS_CHANNEL}, '')`);
	return { sha256: result.sha256 };
}
