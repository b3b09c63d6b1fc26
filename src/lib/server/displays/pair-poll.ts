import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { MOST_WRONG_TRIES } from '#lib/domain/displays/pairing-code.ts';
import { screenSchema } from '#lib/domain/displays/asking.ts';
import { guarded, withTransaction } from '../context.ts';
import { displayPairings } from '../db/schema/displays.ts';
import { hashOf, issueToken } from './tokens.ts';

/** RFC 8628, 3.5: who asks too fast is told to wait so much longer from then on. */
const SLOWER_BY_SECONDS = 5;
/** Clocks of two instances and rounding. */
const EARLY_MS = 100;

export type Polled =
	| { state: 'waiting' | 'slow_down'; interval: number; expiresIn: number }
	/** Ended: expired, used, guessed at too often, or never begun. */
	| { state: 'refused' | 'ended' }
	| { state: 'approved'; token: string };

/**
 * What a screen asks while it waits. The first question after the approval brings its token, once: the pairing is over
 * then. `page` is a page that draws itself anew, which may come early (somebody reloads it) without being told to slow
 * down, and learns nothing then.
 */
export const pollPairing = guarded(
	'pollPairing',
	'displays.pair',
	z.strictObject({
		deviceCode: z.string().max(100),
		page: z.boolean().default(false),
		...screenSchema.shape,
	}),
	(ctx, { deviceCode, page, width, height, timeZone }): Promise<Polled> =>
		withTransaction(ctx, async (tx) => {
			const t = displayPairings;
			const [row] = await tx.db
				.select()
				.from(t)
				.where(eq(t.deviceHash, hashOf(deviceCode)))
				.for('update');
			const over =
				!row || row.consumedAt || row.expiresAt <= tx.now || row.wrongTries >= MOST_WRONG_TRIES;
			if (over) return { state: 'ended' };
			if (row.refusedAt) return { state: 'refused' };
			const since = tx.now.getTime() - (row.lastPolledAt?.getTime() ?? 0);
			const early = since < row.intervalSeconds * 1000 - EARLY_MS;
			const expiresIn = Math.ceil((row.expiresAt.getTime() - tx.now.getTime()) / 1000);
			const interval = row.intervalSeconds + (early && !page ? SLOWER_BY_SECONDS : 0);
			const approved = !early && row.approvedAt !== null && row.displayId !== null;
			await tx.db
				.update(t)
				.set({
					lastPolledAt: early && page ? row.lastPolledAt : tx.now,
					intervalSeconds: interval,
					width: width ?? row.width,
					height: height ?? row.height,
					timeZone: timeZone ?? row.timeZone,
					...(approved ? { consumedAt: tx.now } : {}),
				})
				.where(eq(t.id, row.id));
			if (approved) return { state: 'approved', token: await issueToken(tx, row.displayId!) };
			return { state: early && !page ? 'slow_down' : 'waiting', interval, expiresIn };
		}),
);
