import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Failure } from '#lib/domain/failure.ts';
import {
	afterStep,
	needsDelivery,
	type AwardPosition,
	type AwardState,
	type AwardStep,
} from '#lib/domain/prizes/state.ts';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { people } from '../db/schema/people.ts';
import { prizeAwards } from '../db/schema/results.ts';

/** A row of prize_awards with the names that notices and the audit bear. */
export type AwardRow = {
	id: string;
	contestId: string;
	prizeId: string;
	personId: string;
	externalId: string;
	slot: number;
	state: AwardState;
	note: string | null;
	passedTo: string | null;
	revision: number;
	/** Who took the last step; null: a program, or nobody since it was offered. */
	changedBy: string | null;
	prize: string;
	contest: { slug: string; name: string };
	held: boolean;
};

/** The number of a refused piece that a correction gives to nobody: there is nothing to pass on. */
export const NO_PIECE = 0;

/** Where a row stands. One that was withdrawn without a word was taken back by a correction: its piece is gone. */
export function positionOf(
	row: Pick<AwardRow, 'state' | 'note' | 'passedTo' | 'slot'>,
): AwardPosition {
	const takenBack = row.state === 'withdrawn' && row.note === null;
	const closed = row.passedTo !== null || takenBack || row.slot === NO_PIECE;
	return { state: row.state, closed };
}

/**
 * Locks an award and then gives it as it is: of several who press at once each sees what the one before did. The contest's row
 * comes first, in the order of finalising and correcting, which hold it while they offer and withdraw; `whole` keeps
 * the contest's other awards from being passed on meanwhile. Throws Failure `not_found`.
 */
export async function lockAward(
	tx: Ctx,
	id: string,
	{ whole = false }: { whole?: boolean } = {},
): Promise<AwardRow> {
	const lock = whole ? sql`for no key update` : sql`for key share`;
	await tx.db.execute(sql`
		select 1 from contests where id = (select contest_id from prize_awards where id = ${id}) ${lock}`);
	await tx.db.execute(sql`select 1 from prize_awards where id = ${id} for update`);
	const winner = alias(people, 'winner');
	const [row] = await tx.db
		.select({
			id: prizeAwards.id,
			contestId: prizeAwards.contestId,
			prizeId: prizeAwards.prizeId,
			personId: prizeAwards.personId,
			externalId: winner.externalId,
			slot: prizeAwards.slot,
			state: prizeAwards.state,
			note: prizeAwards.note,
			passedTo: prizeAwards.passedTo,
			revision: prizeAwards.revision,
			changedBy: prizeAwards.changedBy,
			prize: prizes.name,
			contest: { slug: contests.slug, name: contests.name },
			held: contests.heldForReveal,
		})
		.from(prizeAwards)
		.innerJoin(prizes, eq(prizes.id, prizeAwards.prizeId))
		.innerJoin(contests, eq(contests.id, prizeAwards.contestId))
		.innerJoin(winner, eq(winner.id, prizeAwards.personId))
		.where(eq(prizeAwards.id, id));
	if (!row) throw new Failure('not_found', 'There is no such prize.');
	return { ...row, state: row.state as AwardState };
}

/**
 * Takes one step with a locked award and writes it down; what was told for the delivery goes as soon as nobody needs it,
 * and never into the audit. Throws Failure `conflict`: reason `held` before the reveal, `stale` when somebody was
 * faster, `step` when the step cannot be taken from here. Gives the award as it is then.
 */
export async function takeStep(
	tx: Ctx,
	award: AwardRow,
	step: AwardStep,
	revision: number,
	changes: { delivery?: string; note?: string; passedTo?: string } = {},
): Promise<AwardRow> {
	if (award.held) throw refused('held', 'The result is not shown yet.');
	if (award.revision !== revision)
		throw refused('stale', `Somebody was faster: this prize is ${award.state} now.`);
	const state = afterStep(positionOf(award), step);
	if (state === null) throw refused('step', `A prize that is ${award.state} cannot go this way.`);
	const after = { ...award, ...changes, state, revision: revision + 1 };
	await tx.db
		.update(prizeAwards)
		.set({
			...changes,
			...(needsDelivery(state) ? {} : { delivery: null }),
			state,
			revision: after.revision,
			changedBy: tx.actor.kind === 'person' ? tx.actor.id : null,
			updatedAt: sql`now()`,
		})
		.where(eq(prizeAwards.id, award.id));
	await appendAudit(tx, {
		action: `prize.${step}`,
		target: `award:${award.id}`,
		details: {
			contest: award.contest.slug,
			prize: award.prize,
			person: award.externalId,
			before: { state: award.state },
			after: { state, note: changes.note, passedTo: changes.passedTo },
		},
	});
	return after;
}

function refused(reason: string, message: string): Failure {
	return new Failure('conflict', message, { reason });
}
