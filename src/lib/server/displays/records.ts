import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { guarded, type Ctx } from '../context.ts';
import { publicOrigin } from '../origin.ts';
import { signingKey } from '../programs/keys.ts';
import { displayPath } from './create.ts';

/** A screen with its own link, as the API answers it. */
export type DisplayRecord = {
	id: string;
	name: string;
	/** Slug of the contest that it shows. */
	contest: string;
	office: string | null;
	/** The signed link: only for those who may make displays, because whoever has it sees the board; null once revoked. */
	url: string | null;
	createdAt: string;
	revokedAt: string | null;
};

type Row = Omit<DisplayRecord, 'url'>;

/** Displays that fit and may be seen, in the order in which they were made. */
async function select(ctx: Ctx, which: SQL, limit: number): Promise<Row[]> {
	return (await ctx.db.execute(sql`
		select d.id, d.name, c.slug as contest, o.name as office, d.created_at as "createdAt",
			d.revoked_at as "revokedAt"
		from displays d join contests c on c.id = d.contest_id left join offices o on o.id = d.office_id
		where ${may(ctx.actor, 'contests.write') ? sql`true` : sql`c.published_at is not null`} and ${which}
		order by d.id limit ${limit}
	`)) as unknown as Row[];
}

/** With their signed links, where the asker may have them. */
async function shown(ctx: Ctx, rows: readonly Row[]): Promise<DisplayRecord[]> {
	const key = may(ctx.actor, 'displays.write') ? await signingKey(ctx.db) : null;
	return rows.map(({ id, name, contest, office, createdAt, revokedAt }) => ({
		...{ id, name, contest, office },
		url:
			key === null || revokedAt !== null
				? null
				: `${publicOrigin()}${displayPath(contest, id, key)}`,
		createdAt: new Date(createdAt).toISOString(),
		revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
	}));
}

/**
 * A page of the displays in the order in which they were made, the revoked too; those of drafts only for those who may
 * write contests. Throws Failure `invalid` on a foreign cursor.
 */
export const listDisplayRecords = guarded(
	'listDisplayRecords',
	'displays.read',
	z.strictObject({ contest: z.string().max(100).optional(), ...PAGE_FIELDS }),
	async (
		ctx,
		{ contest, limit, cursor },
	): Promise<{ displays: DisplayRecord[]; nextCursor: string | null }> => {
		const after = afterOf(cursor);
		const which = sql`${after ? sql`d.id > ${after}::uuid` : sql`true`}
			${contest === undefined ? sql`` : sql`and c.slug = ${contest}`}`;
		const { rows, nextCursor } = pageFrom(await select(ctx, which, limit + 1), limit);
		return { displays: await shown(ctx, rows), nextCursor };
	},
);

/** One display; one of a draft only for those who may write contests. Throws Failure `not_found`. */
export const readDisplayRecord = guarded(
	'readDisplayRecord',
	'displays.read',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<DisplayRecord> => {
		const [display] = await shown(ctx, await select(ctx, sql`d.id = ${id}::uuid`, 1));
		if (display) return display;
		throw new Failure('not_found', 'There is no such display.');
	},
);
