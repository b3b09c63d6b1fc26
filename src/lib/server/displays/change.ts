import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { zoneSchema } from '#lib/domain/displays/asking.ts';
import { displaySettingsSchema } from '#lib/domain/displays/settings.ts';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { displays } from '../db/schema/displays.ts';
import { requireRevision } from '../revision.ts';
import { ring } from './bell.ts';
import { hostedOffice } from './hosts.ts';
import { ownDisplay } from './own.ts';
import { usablePlaylist } from './playlists.ts';

/** A screen shows its name for so long when somebody looks for it. */
export const IDENTIFY_SECONDS = 30;

/** A paired display that isn't revoked, locked. Throws Failure `not_found`. */
async function pairedDisplay(ctx: Ctx, id: string) {
	const row = await ownDisplay(ctx, id);
	if (!row.pairedAt || row.revokedAt)
		throw new Failure('not_found', 'There is no such paired display.');
	return row;
}

/**
 * Names a paired display anew, moves it, gives it another zone (null: its office's), playlist (null: the default) or
 * settings; what is left out stays. It follows at once. Gives its next revision. Throws Failure `not_found` for a display,
 * office or playlist that the actor can't use, and `conflict` (reason `stale`) when somebody else saved since `revision`.
 */
export const changeDisplay = guarded(
	'changeDisplay',
	'displays.host',
	z.strictObject({
		id: z.uuid(),
		revision: z.int(),
		name: textSchema(100).optional(),
		office: textSchema(200).nullable().optional(),
		timeZone: zoneSchema.nullable().optional(),
		playlist: z.uuid().nullable().optional(),
		settings: displaySettingsSchema.optional(),
	}),
	(ctx, input): Promise<{ revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const before = await pairedDisplay(tx, input.id);
			requireRevision(before.revision, input.revision);
			const revision = before.revision + 1;
			const moved = input.office !== undefined;
			const officeId = moved ? await hostedOffice(tx, input.office ?? undefined) : before.officeId;
			// A playlist of the office that it leaves is not for where it goes.
			const asked = input.playlist === undefined ? before.playlistId : input.playlist;
			const playlistId = await usablePlaylist(tx, asked ?? undefined, officeId).catch((thrown) => {
				if (input.playlist === undefined) return null;
				throw thrown;
			});
			await tx.db
				.update(displays)
				.set({
					officeId,
					playlistId,
					name: input.name ?? before.name,
					timeZone: input.timeZone === undefined ? before.timeZone : input.timeZone,
					settings: input.settings ?? before.settings,
					revision,
				})
				.where(eq(displays.id, input.id));
			const { id, revision: _, ...details } = input;
			await appendAudit(tx, { action: 'display.change', target: `display:${id}`, details });
			await ring(tx, 'programme', { display: id });
			return { revision };
		}),
);

const one = z.strictObject({ id: z.uuid() });

/** The screen shows its name, large, for half a minute. Throws Failure `not_found`. */
export const identifyDisplay = guarded('identifyDisplay', 'displays.host', one, (ctx, { id }) =>
	withTransaction(ctx, async (tx) => {
		await pairedDisplay(tx, id);
		const identifyUntil = new Date(tx.now.getTime() + IDENTIFY_SECONDS * 1000);
		await tx.db.update(displays).set({ identifyUntil }).where(eq(displays.id, id));
		await ring(tx, 'identify', { display: id });
	}),
);

/** The screen loads itself anew. Throws Failure `not_found`. */
export const reloadDisplay = guarded('reloadDisplay', 'displays.host', one, (ctx, { id }) =>
	withTransaction(ctx, async (tx) => {
		await pairedDisplay(tx, id);
		const reloadSeq = sql`${displays.reloadSeq} + 1`;
		await tx.db.update(displays).set({ reloadSeq }).where(eq(displays.id, id));
		await ring(tx, 'reload', { display: id });
	}),
);
