import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { editedItems } from '#lib/domain/displays/edit-items.ts';
import { itemSchema, itemsSchema } from '#lib/domain/displays/item.ts';
import type { PlaylistItem } from '#lib/domain/displays/playlist.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, parse, withTransaction } from '../context.ts';
import { playlists } from '../db/schema/displays.ts';
import { requireRevision } from '../revision.ts';
import { ring } from './bell.ts';
import { ownPlaylist, touched } from './playlists.ts';

const itemId = z.string().min(1).max(40);

/**
 * Changes one item of a playlist: adds, edits, moves by one or removes it; its screens follow at once. An edited one names the
 * revision that was edited. Stored items that no longer parse are refused, not skipped. Throws Failure `not_found` (also for an
 * item to edit that somebody removed meanwhile), `conflict` (reason `stale`: somebody else edited it) and `invalid` (what the scene
 * does not know, too many).
 */
export const changeItems = guarded(
	'changeItems',
	'displays.host',
	z.strictObject({
		id: z.uuid(),
		change: z.discriminatedUnion('kind', [
			z.strictObject({ kind: z.literal('add'), item: itemSchema }),
			z.strictObject({ kind: z.literal('edit'), item: itemSchema }),
			z.strictObject({ kind: z.literal('move'), id: itemId, by: z.literal([-1, 1]) }),
			z.strictObject({ kind: z.literal('remove'), id: itemId }),
		]),
	}),
	(ctx, { id, change }) =>
		withTransaction(ctx, async (tx) => {
			const playlist = await ownPlaylist(tx, id);
			const before = parse(itemsSchema, playlist.items);
			if (change.kind === 'edit') {
				const edited = before.find(({ id }) => id === change.item.id);
				if (!edited) throw new Failure('not_found', 'There is no such scene any more.');
				requireRevision(edited.revision, change.item.revision);
			}
			const items = parse(itemsSchema, editedItems<PlaylistItem>(before, change));
			await tx.db
				.update(playlists)
				.set({ items, ...touched(tx) })
				.where(eq(playlists.id, id));
			await appendAudit(tx, {
				action: 'playlist.items',
				target: `playlist:${id}`,
				details: { change: change.kind, scenes: items.map(({ scene }) => scene) },
			});
			await ring(tx, 'programme', 'all');
		}),
);

/** A playlist that the actor may change, with its items. Throws Failure `not_found`, `invalid` for items that no longer parse. */
export const readPlaylist = guarded(
	'readPlaylist',
	'displays.host',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const { name, isDefault, officeId, items } = await ownPlaylist(tx, id);
			return { id, name, isDefault, forAll: officeId === null, items: parse(itemsSchema, items) };
		}),
);
