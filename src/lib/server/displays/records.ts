import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { may } from '#lib/domain/people/permissions.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { guarded } from '../context.ts';
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
		const found = (await ctx.db.execute(sql`
			select d.id, d.name, c.slug as contest, o.name as office, d.created_at as "createdAt",
				d.revoked_at as "revokedAt"
			from displays d join contests c on c.id = d.contest_id left join offices o on o.id = d.office_id
			where ${may(ctx.actor, 'contests.write') ? sql`true` : sql`c.published_at is not null`}
				and ${after ? sql`d.id > ${after}::uuid` : sql`true`}
				${contest === undefined ? sql`` : sql`and c.slug = ${contest}`}
			order by d.id limit ${limit + 1}
		`)) as unknown as Row[];
		const { rows, nextCursor } = pageFrom(found, limit);
		const key = may(ctx.actor, 'displays.write') ? await signingKey(ctx.db) : null;
		const displays = rows.map((row): DisplayRecord => {
			const url =
				key === null || row.revokedAt !== null
					? null
					: `${publicOrigin()}${displayPath(row.contest, row.id, key)}`;
			return {
				...{ id: row.id, name: row.name, contest: row.contest, office: row.office, url },
				createdAt: new Date(row.createdAt).toISOString(),
				revokedAt: row.revokedAt === null ? null : new Date(row.revokedAt).toISOString(),
			};
		});
		return { displays, nextCursor };
	},
);
