import { createHash, randomInt } from 'node:crypto';
import { and, gt, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { browserName } from '#lib/domain/displays/browser.ts';
import {
	CODE_LENGTH,
	CODE_LETTERS,
	CODE_MINUTES,
	codeOf,
} from '#lib/domain/displays/pairing-code.ts';
import { screenSchema } from '#lib/domain/displays/asking.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { displayPairings } from '../db/schema/displays.ts';
import { hashOf, newSecret } from './tokens.ts';

/** Between two questions of a screen, in seconds, until somebody looks at its code: then POLL_SEEN_SECONDS. */
export const POLL_SECONDS = 5;
/** Whoever looks at a code is about to approve it: the screen starts within two seconds of that. */
export const POLL_SEEN_SECONDS = 1;
/**
 * More screens than this don't wait at once. It bounds what anybody can fill by asking, and the guessing: of 20⁸ codes a
 * guess hits one of 2,000 that are open with 8 in 10⁸. Guessing takes somebody who is signed in and may pair, who has five
 * free wrong codes and then at most 96 a day (auth/throttle.ts): 7.5 in a million per day. Who has read the first half of a
 * code has five tries at the other, before that pairing ends: 5 / 20⁴ = 3 in 100,000.
 */
const MOST_OPEN = 2_000;

/** What is stored of a code’s first half: SHA-256, hex. */
export const codeHash = (code: string) =>
	createHash('sha256')
		.update(`half:${code.slice(0, CODE_LENGTH / 2)}`)
		.digest('hex');
/** What is stored of a whole code: SHA-256, hex. */
export const proofHash = (code: string) =>
	createHash('sha256').update(`code:${code}`).digest('hex');

/**
 * Begins a pairing (RFC 8628, 3.1 and 3.2): a secret for the screen and a code for people, good for ten minutes. Only
 * hashes are kept. Throws Failure `too_many` while 2,000 screens wait.
 */
export const startPairing = guarded(
	'startPairing',
	'displays.pair',
	z.strictObject({ userAgent: z.string().max(2000), ...screenSchema.shape }),
	async (ctx, { userAgent, width, height, timeZone }) => {
		const [open] = await ctx.db
			.select({ count: sql<number>`count(*)::int` })
			.from(displayPairings)
			.where(and(gt(displayPairings.expiresAt, ctx.now), isNull(displayPairings.consumedAt)));
		if ((open?.count ?? 0) >= MOST_OPEN)
			throw new Failure('too_many', 'Too many screens are waiting to be paired.', {
				retryAfterSeconds: 60,
			});
		const deviceCode = newSecret();
		const userCode = codeOf(
			Array.from({ length: CODE_LENGTH }, () => randomInt(CODE_LETTERS.length)),
		);
		const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
		await ctx.db.insert(displayPairings).values({
			codeHash: codeHash(userCode),
			proofHash: proofHash(userCode),
			deviceHash: hashOf(deviceCode),
			browser: browserName(userAgent),
			width: width ?? null,
			height: height ?? null,
			timeZone: timeZone ?? null,
			createdAt: ctx.now,
			expiresAt,
			intervalSeconds: POLL_SECONDS,
		});
		return { deviceCode, userCode, expiresIn: CODE_MINUTES * 60, interval: POLL_SECONDS };
	},
);
