import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { displayState, type DisplayState } from '#lib/domain/displays/state.ts';
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
	/** Slug of the contest that its link shows; null: it is paired and follows its playlist. */
	contest: string | null;
	office: string | null;
	/** The signed link: only for those who may make displays, because whoever has it sees the board; null once revoked, and where it is
	 * paired. */
	url: string | null;
	/** Of a paired screen; null for one that is opened by its link. */
	state: DisplayState | null;
	lastSeenAt: string | null;
	createdAt: string;
	revokedAt: string | null;
};

type Row = Omit<DisplayRecord, 'url' | 'state'> & {
	pairedAt: string | null;
	/** What it last said: of a screen that is stale. */
	stale: boolean;
};

const instantOrNull = (at: string | null) => (at === null ? null : new Date(at).toISOString());

const seen = ({ revokedAt, lastSeenAt, stale }: Row) => ({
	revoked: revokedAt !== null,
	lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
	stale,
});

/** Displays that fit and may be seen, in the order in which they were made. */
async function select(ctx: Ctx, which: SQL, limit: number): Promise<Row[]> {
	return (await ctx.db.execute(sql`
		select d.id, d.name, c.slug as contest, o.name as office, d.created_at as "createdAt",
			d.paired_at as "pairedAt", d.last_seen_at as "lastSeenAt",
			coalesce((d.report->>'stale')::boolean, false) as stale, d.revoked_at as "revokedAt"
		from displays d left join contests c on c.id = d.contest_id left join offices o on o.id = d.office_id
		where ${may(ctx.actor, 'contests.write') ? sql`true` : sql`(d.contest_id is null or c.published_at is not null)`} and ${which}
		order by d.id limit ${limit}
	`)) as unknown as Row[];
}

/** With their signed links, where the asker may have them. */
async function shown(ctx: Ctx, rows: readonly Row[]): Promise<DisplayRecord[]> {
	const key = may(ctx.actor, 'displays.write') ? await signingKey(ctx.db) : null;
	return rows.map((row) => ({
		...{ id: row.id, name: row.name, contest: row.contest, office: row.office },
		url:
			key === null || row.revokedAt !== null || row.contest === null
				? null
				: `${publicOrigin()}${displayPath(row.contest, row.id, key)}`,
		state: row.pairedAt === null ? null : displayState(seen(row), ctx.now),
		lastSeenAt: instantOrNull(row.lastSeenAt),
		createdAt: new Date(row.createdAt).toISOString(),
		revokedAt: instantOrNull(row.revokedAt),
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
