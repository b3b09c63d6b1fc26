import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { firstItems } from '#lib/domain/displays/item.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { idsOf } from '../db/lists.ts';
import { playlists } from '../db/schema/displays.ts';
import { ring } from './bell.ts';
import { FOLLOWED } from './programme.ts';
import { hostedOffice, hostedOffices } from './hosts.ts';

const unknownPlaylist = () =>
	new Failure('not_found', 'There is no such playlist.', {
		errors: [{ path: 'playlist', message: 'unknown' }],
	});

/**
 * The id of a playlist that a screen of this office (own id, null: of none) may follow: everybody's or its office's. Null
 * for none. Throws Failure `not_found`.
 */
export async function usablePlaylist(
	ctx: Ctx,
	id: string | undefined,
	officeId: string | null,
): Promise<string | null> {
	if (id === undefined) return null;
	const [row] = await ctx.db
		.select({ id: playlists.id, officeId: playlists.officeId })
		.from(playlists)
		.where(eq(playlists.id, id));
	if (!row || (row.officeId !== null && row.officeId !== officeId)) throw unknownPlaylist();
	return row.id;
}

/**
 * A playlist that the actor may change, locked: owners any, hosts those of their offices. Throws Failure `not_found` for
 * all others.
 */
export async function ownPlaylist(ctx: Ctx, id: string) {
	const hosted = await hostedOffices(ctx);
	const [row] = await ctx.db.select().from(playlists).where(eq(playlists.id, id)).for('update');
	if (!row || (hosted !== null && (!row.officeId || !hosted.includes(row.officeId))))
		throw unknownPlaylist();
	return row;
}

/** Who changed it and when, for whatever else is set. */
export const touched = (ctx: Ctx) => ({
	updatedAt: ctx.now,
	updatedBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
});

/**
 * Makes a playlist with the scenes that everybody begins with: for one office, or for all (owners only). The first one for
 * all is the default. Throws Failure `not_found` for an office that the actor does not look after.
 */
export const createPlaylist = guarded(
	'createPlaylist',
	'displays.host',
	z.strictObject({ name: textSchema(100), office: textSchema(200).optional() }),
	(ctx, { name, office }) =>
		withTransaction(ctx, async (tx) => {
			const officeId = await hostedOffice(tx, office);
			const [some] = await tx.db
				.select({ id: playlists.id })
				.from(playlists)
				.where(and(eq(playlists.isDefault, true), isNull(playlists.officeId)));
			const isDefault = officeId === null && some === undefined;
			const [row] = await tx.db
				.insert(playlists)
				.values({ name, officeId, items: firstItems(), isDefault, ...touched(tx) })
				.onConflictDoNothing()
				.returning({ id: playlists.id });
			if (!row) throw new Failure('conflict', 'Somebody made the first playlist just now.');
			await appendAudit(tx, {
				action: 'playlist.create',
				target: `playlist:${row.id}`,
				details: { name, office: office ?? null },
			});
			if (isDefault) await ring(tx, 'programme', 'all');
			return { id: row.id };
		}),
);

/**
 * Sees to it that there is a default playlist, for a verb that has authorised already: a screen that is let in follows
 * one that its owners can change.
 */
export async function ensureDefaultPlaylist(ctx: Ctx): Promise<void> {
	const [row] = await ctx.db
		.insert(playlists)
		.values({ name: 'All screens', items: firstItems(), isDefault: true, ...touched(ctx) })
		.onConflictDoNothing()
		.returning({ id: playlists.id });
	if (!row) return;
	await appendAudit(ctx, {
		action: 'playlist.create',
		target: `playlist:${row.id}`,
		details: { name: 'All screens', office: null },
	});
}

/**
 * Names it anew, or makes it the default one: of its office, or of all others. What is left out stays. Throws Failure
 * `not_found`.
 */
export const changePlaylist = guarded(
	'changePlaylist',
	'displays.host',
	z.strictObject({
		id: z.uuid(),
		name: textSchema(100).optional(),
		isDefault: z.literal(true).optional(),
	}),
	(ctx, { id, name, isDefault }) =>
		withTransaction(ctx, async (tx) => {
			const before = await ownPlaylist(tx, id);
			if (isDefault) {
				const { officeId } = before;
				const alike = officeId ? eq(playlists.officeId, officeId) : isNull(playlists.officeId);
				await tx.db
					.update(playlists)
					.set({ isDefault: false })
					.where(and(eq(playlists.isDefault, true), alike, ne(playlists.id, id)));
			}
			const change = { name: name ?? before.name, isDefault: isDefault ?? before.isDefault };
			await tx.db
				.update(playlists)
				.set({ ...change, ...touched(tx) })
				.where(eq(playlists.id, id));
			await appendAudit(tx, {
				action: 'playlist.change',
				target: `playlist:${id}`,
				details: change,
			});
			await ring(tx, 'programme', 'all');
		}),
);

/** Deletes it; its screens follow the default one, of which everybody's stays. Throws Failure `not_found`, `conflict`. */
export const deletePlaylist = guarded(
	'deletePlaylist',
	'displays.host',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const { name, isDefault, officeId } = await ownPlaylist(tx, id);
			if (isDefault && officeId === null)
				throw new Failure('conflict', 'Make another playlist the default first.');
			await tx.db.delete(playlists).where(eq(playlists.id, id));
			await appendAudit(tx, {
				action: 'playlist.delete',
				target: `playlist:${id}`,
				details: { name },
			});
			await ring(tx, 'programme', 'all');
		}),
);

export type PlaylistCard = {
	id: string;
	name: string;
	office: string | null;
	isDefault: boolean;
	scenes: number;
	/** Screens that follow it, the default's too. */
	displays: number;
	/** Whether the asking person may change it. */
	mayChange: boolean;
};

/** The playlists that the actor may use: everybody's, and those of the offices that they look after. */
export const listPlaylists = guarded(
	'listPlaylists',
	'displays.host',
	z.strictObject({}),
	async (ctx): Promise<PlaylistCard[]> => {
		const hosted = await hostedOffices(ctx);
		const offices = idsOf(hosted ?? []);
		const own = hosted === null ? sql`true` : sql`l.office_id = any(${offices})`;
		return (await ctx.db.execute(sql`
			select l.id, l.name, o.name as office, l.is_default as "isDefault",
				jsonb_array_length(l.items) as scenes, coalesce(${own}, false) as "mayChange",
				(select count(*)::int from displays d where d.paired_at is not null and d.revoked_at is null
					and ${FOLLOWED} = l.id) as displays
			from playlists l left join offices o on o.id = l.office_id
			where l.office_id is null or ${own}
			order by (l.is_default and l.office_id is null) desc, l.name, l.id
		`)) as unknown as PlaylistCard[];
	},
);
