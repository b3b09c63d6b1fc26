import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { SCENES } from '#lib/domain/displays/scenes/registry.ts';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, parse, withTransaction } from '../context.ts';
import { displayTakeovers } from '../db/schema/displays.ts';
import { ring, type BellTarget } from './bell.ts';
import { hostedOffice, hostedOffices } from './hosts.ts';
import { ownDisplay } from './own.ts';

/** Longer than a working day is a playlist's work. */
export const LONGEST_MINUTES = 12 * 60;

/**
 * Shows a scene now, for some minutes, on one display, an office's, or all of them (owners only); then they hand back to
 * their playlists. The newest is shown where two meet. Throws Failure `invalid` for settings that the scene does not know,
 * `not_found` for a display or office that the actor does not look after.
 */
export const showNow = guarded(
	'showNow',
	'displays.host',
	z.strictObject({
		on: z.discriminatedUnion('kind', [
			z.strictObject({ kind: z.literal('display'), id: z.uuid() }),
			z.strictObject({ kind: z.literal('office'), office: textSchema(200) }),
			z.strictObject({ kind: z.literal('all') }),
		]),
		scene: z.enum(SCENE_KEYS),
		settings: z.record(z.string(), z.unknown()).default({}),
		minutes: z.int().min(1).max(LONGEST_MINUTES),
	}),
	(ctx, { on, scene, settings, minutes }) =>
		withTransaction(ctx, async (tx) => {
			const read = parse(SCENES[scene].settings, settings);
			const displayId = on.kind === 'display' ? (await ownDisplay(tx, on.id)).id : null;
			const office = on.kind === 'office' ? on.office : undefined;
			// Without an office it is for owners: hosts have none to leave out.
			const officeId = displayId ? null : await hostedOffice(tx, office);
			const [row] = await tx.db
				.insert(displayTakeovers)
				.values({
					displayId,
					officeId,
					scene,
					settings: read,
					from: tx.now,
					until: new Date(tx.now.getTime() + minutes * 60_000),
					createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
					createdAt: tx.now,
				})
				.returning({ id: displayTakeovers.id });
			await appendAudit(tx, {
				action: 'display.show',
				target: displayId ? `display:${displayId}` : undefined,
				details: { on, scene, minutes },
			});
			await ring(tx, 'takeover', targetOf(displayId, officeId));
			return { id: row!.id };
		}),
);

function targetOf(displayId: string | null, officeId: string | null): BellTarget {
	if (displayId) return { display: displayId };
	return officeId ? { office: officeId } : 'all';
}

/** Ends an interruption before its time. Ending it twice changes nothing. Throws Failure `not_found`. */
export const endShow = guarded(
	'endShow',
	'displays.host',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const hosted = await hostedOffices(tx);
			const [row] = await tx.db
				.select()
				.from(displayTakeovers)
				.where(and(eq(displayTakeovers.id, id), isNull(displayTakeovers.endedAt)))
				.for('update');
			if (!row) return;
			if (row.displayId) await ownDisplay(tx, row.displayId);
			else if (hosted !== null && (!row.officeId || !hosted.includes(row.officeId)))
				throw new Failure('not_found', 'There is no such interruption.');
			await tx.db
				.update(displayTakeovers)
				.set({ endedAt: tx.now })
				.where(eq(displayTakeovers.id, id));
			await appendAudit(tx, { action: 'display.show.end', details: { scene: row.scene } });
			await ring(tx, 'takeover', targetOf(row.displayId, row.officeId));
		}),
);
