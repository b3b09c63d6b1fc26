import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MOST_WRONG_TRIES, readCode } from '#lib/domain/displays/pairing-code.ts';
import { Failure } from '#lib/domain/failure.ts';
import { keyed } from '../auth/devices.ts';
import { assertNotBlocked, countTry, type Throttled } from '../auth/throttle.ts';
import { guarded, type Ctx } from '../context.ts';
import { displayPairings } from '../db/schema/displays.ts';
import { signingKey } from '../programs/keys.ts';
import { hostedOffices } from './hosts.ts';
import { codeHash, POLL_SEEN_SECONDS, proofHash } from './pair-start.ts';

type Pairing = typeof displayPairings.$inferSelect;

/** Wrong codes are counted by who types them. */
async function triesOf(ctx: Ctx): Promise<Throttled | null> {
	if (ctx.actor.kind !== 'person') return null;
	const keyHash = keyed(await signingKey(ctx.db), 'pairing', ctx.actor.id);
	return { scope: 'pairing', keyHash };
}

/**
 * The pairing of a code that is still open, locked where `lock` is set, for a verb that has authorised already. What is
 * unknown, expired, used, refused and guessed at too often look the same: Failure `not_found`. A wrong code counts
 * against who typed it (Failure `too_many` with the seconds to wait), and against the pairing whose first half it has.
 */
export async function openPairing(
	ctx: Ctx,
	typed: string,
	{ lock = false } = {},
): Promise<Pairing> {
	const tries = await triesOf(ctx);
	if (tries) await assertNotBlocked(ctx, tries);
	const code = readCode(typed);
	const t = displayPairings;
	if (code) {
		const open = and(
			eq(t.codeHash, codeHash(code)),
			sql`${t.expiresAt} > ${ctx.now.toISOString()}`,
			sql`${t.consumedAt} is null and ${t.refusedAt} is null and ${t.approvedAt} is null`,
			sql`${t.wrongTries} < ${MOST_WRONG_TRIES}`,
		);
		const query = ctx.db.select().from(t).where(open);
		const rows = await (lock ? query.for('update') : query);
		const proof = proofHash(code);
		const found = rows.find((row) => row.proofHash === proof);
		if (found) return found;
	}
	throw new Failure('not_found', 'This code opens nothing (any more).', { reason: 'code' });
}

/** Counts a code that opened nothing. Outside of the transaction that it failed in, which is rolled back. */
export async function countWrongCode(ctx: Ctx, typed: string): Promise<void> {
	const code = readCode(typed);
	if (code) {
		await ctx.db
			.update(displayPairings)
			.set({ wrongTries: sql`${displayPairings.wrongTries} + 1` })
			.where(
				and(
					eq(displayPairings.codeHash, codeHash(code)),
					sql`${displayPairings.proofHash} <> ${proofHash(code)}`,
				),
			);
	}
	const tries = await triesOf(ctx);
	if (tries) await countTry(ctx, tries);
	// Never the code: it may be right but for one letter.
	const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
	ctx.log.warn({ person }, 'a code that lets no screen in was typed');
}

/** Whether a failure says that a code opened nothing. */
export const isWrongCode = (thrown: unknown): boolean =>
	thrown instanceof Failure && thrown.reason === 'code';

/** What is asking, as whoever approves it sees it. */
export type PairingView = {
	browser: string;
	/** Pixels; null: it did not say. */
	width: number | null;
	height: number | null;
	timeZone: string | null;
	/** RFC 3339, UTC. */
	askedAt: string;
	expiresAt: string;
};

/**
 * What is asking with this code, for owners and hosts. From now on the screen asks every second. Throws Failure
 * `not_found` for a code that opens nothing, `too_many` after wrong ones, `not_allowed`.
 */
export const readPairing = guarded(
	'readPairing',
	'displays.host',
	z.strictObject({ code: z.string().max(100) }),
	async (ctx, { code }): Promise<PairingView> => {
		await hostedOffices(ctx);
		try {
			const found = await openPairing(ctx, code);
			if (!found.seenAt) {
				const intervalSeconds = sql`greatest(${displayPairings.intervalSeconds} - 4, ${POLL_SEEN_SECONDS})`;
				await ctx.db
					.update(displayPairings)
					.set({ seenAt: ctx.now, intervalSeconds })
					.where(and(eq(displayPairings.id, found.id), sql`seen_at is null`));
			}
			const { browser, width, height, timeZone, createdAt, expiresAt } = found;
			const [askedAt, until] = [createdAt.toISOString(), expiresAt.toISOString()];
			return { browser, width, height, timeZone, askedAt, expiresAt: until };
		} catch (thrown) {
			if (isWrongCode(thrown)) await countWrongCode(ctx, code);
			throw thrown;
		}
	},
);
