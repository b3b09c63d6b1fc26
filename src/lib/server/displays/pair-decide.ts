import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { zoneSchema } from '#lib/domain/displays/asking.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { displayPairings, displays } from '../db/schema/displays.ts';
import { hostedOffice, hostedOffices } from './hosts.ts';
import { countWrongCode, isWrongCode, openPairing } from './pair-find.ts';
import { ensureDefaultPlaylist, usablePlaylist } from './playlists.ts';

/** Runs in a transaction; a code that opened nothing is counted once that is rolled back. */
async function counted<T>(ctx: Ctx, code: string, run: (tx: Ctx) => Promise<T>): Promise<T> {
	try {
		return await withTransaction(ctx, run);
	} catch (thrown) {
		if (isWrongCode(thrown)) await countWrongCode(ctx, code);
		throw thrown;
	}
}

/**
 * Lets the screen with this code in, under a name: it starts by itself within two seconds. A host names one of their
 * offices; without a zone it has the office's, without a playlist the default one. Throws Failure `not_found` for a code,
 * office or playlist that isn't there, `too_many` after wrong codes, `not_allowed`.
 */
export const approvePairing = guarded(
	'approvePairing',
	'displays.host',
	z.strictObject({
		code: z.string().max(100),
		name: textSchema(100),
		office: textSchema(200).optional(),
		timeZone: zoneSchema.optional(),
		playlist: z.uuid().optional(),
	}),
	(ctx, input) =>
		counted(ctx, input.code, async (tx) => {
			const officeId = await hostedOffice(tx, input.office);
			const playlistId = await usablePlaylist(tx, input.playlist, officeId);
			const pairing = await openPairing(tx, input.code, { lock: true });
			await ensureDefaultPlaylist(tx);
			const approvedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const [row] = await tx.db
				.insert(displays)
				.values({
					name: input.name,
					officeId,
					timeZone: input.timeZone ?? null,
					playlistId,
					createdBy: approvedBy,
					createdAt: tx.now,
					pairedAt: tx.now,
				})
				.returning({ id: displays.id });
			const { id } = row!;
			await tx.db
				.update(displayPairings)
				.set({ approvedAt: tx.now, approvedBy, displayId: id })
				.where(eq(displayPairings.id, pairing.id));
			await appendAudit(tx, {
				action: 'display.pair',
				target: `display:${id}`,
				details: { name: input.name, office: input.office ?? null, browser: pairing.browser },
			});
			return { id };
		}),
);

/** Turns the screen with this code away: it shows a new code. Throws Failure as `approvePairing` does. */
export const refusePairing = guarded(
	'refusePairing',
	'displays.host',
	z.strictObject({ code: z.string().max(100) }),
	(ctx, { code }) =>
		counted(ctx, code, async (tx) => {
			await hostedOffices(tx);
			const pairing = await openPairing(tx, code, { lock: true });
			await tx.db
				.update(displayPairings)
				.set({ refusedAt: tx.now })
				.where(eq(displayPairings.id, pairing.id));
			await appendAudit(tx, {
				action: 'display.refuse',
				target: `pairing:${pairing.id}`,
				details: { browser: pairing.browser },
			});
		}),
);
