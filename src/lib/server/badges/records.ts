import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Family } from '#lib/domain/badges/badge.ts';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded } from '../context.ts';
import { externalIdFor } from '../people/shown.ts';
import { listBadges, readBadge, type HeldBadge } from './queries.ts';
import { shownAwards } from './tell.ts';

/** A badge as the API answers it. */
export type BadgeRecord = {
	key: string;
	name: string;
	family: Family;
	levels: { level: number; takes: string }[];
	byHand: boolean;
	/** How many people hold it, as everybody may know. */
	holders: number;
};

const recordOf = ({ key, name, family, takes, byHand, holders }: HeldBadge): BadgeRecord => ({
	...{ key, name, family, byHand, holders },
	levels: takes.map((text, index) => ({ level: index + 1, takes: text })),
});

const lastSeen = z.strictObject({ key: z.string() });

/** A page of the badges that are on, the shipped ones first. Throws Failure `invalid` on a foreign cursor. */
export const listBadgeRecords = guarded(
	'listBadgeRecords',
	'badges.read',
	z.strictObject(PAGE_FIELDS),
	async (ctx, { limit, cursor }): Promise<{ badges: BadgeRecord[]; nextCursor: string | null }> => {
		const after = decodeCursor(lastSeen, cursor)?.key;
		const all = await listBadges({ ctx, input: {} });
		const from = after === undefined ? 0 : all.findIndex(({ key }) => key === after) + 1;
		const page = all.slice(from, from + limit);
		const last = from + limit < all.length ? page.at(-1) : undefined;
		return {
			badges: page.map(recordOf),
			nextCursor: last ? encodeCursor({ key: last.key }) : null,
		};
	},
);

/** One badge by its key. Throws Failure `not_found`. */
export const readBadgeRecord = guarded(
	'readBadgeRecord',
	'badges.read',
	z.strictObject({ key: z.string().min(1).max(100) }),
	async (ctx, { key }): Promise<BadgeRecord> =>
		recordOf(await readBadge({ ctx, input: { key, limit: 1 } })),
);

/** An award as the API answers it. */
export type AwardRecord = {
	id: string;
	badge: string;
	level: number;
	/** `once`, `hand`, or what it was given for. */
	reason: string;
	/** externalId; `not-told` where somebody does not appear by name. */
	person: string;
	at: string;
};

type Row = Omit<AwardRecord, 'at'> & { at: number };

/**
 * A page of the awards that everybody may see, in the order in which they were given. What a frozen contest hides comes
 * later, at its place. Throws Failure `invalid` on a foreign cursor.
 */
export const listAwardRecords = guarded(
	'listAwardRecords',
	'badges.read',
	z.strictObject({
		...PAGE_FIELDS,
		badge: z.string().max(100).optional(),
		person: externalIdSchema.optional(),
	}),
	async (ctx, { limit, cursor, badge, person }) => {
		const after = afterOf(cursor);
		const whose = externalIdFor(ctx.actor);
		const found = await ctx.db.execute<Row>(sql`
			select a.id, a.badge, a.level, ${whose} as person, ${ms(sql`a.at`)} as at,
				case when a.reason like 'hand:%' then 'hand' else a.reason end as reason
			from badge_awards a join people p on p.id = a.person_id and p.active
			where ${await shownAwards(ctx)} ${after ? sql`and a.id > ${after}::uuid` : sql``}
				${badge === undefined ? sql`` : sql`and a.badge = ${badge}`}
				${person === undefined ? sql`` : sql`and ${whose} = ${person}`}
			order by a.id limit ${limit + 1}`);
		const { rows, nextCursor } = pageFrom([...found], limit);
		const awards = rows.map((row): AwardRecord => ({
			...row,
			at: new Date(row.at).toISOString(),
		}));
		return { awards, nextCursor };
	},
);

/** One award by its id. Throws Failure `not_found`, also while everybody may not see it. */
export const readAwardRecord = guarded(
	'readAwardRecord',
	'badges.read',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<AwardRecord> => {
		const [row] = await ctx.db.execute<Row>(sql`
			select a.id, a.badge, a.level, ${externalIdFor(ctx.actor)} as person, ${ms(sql`a.at`)} as at,
				case when a.reason like 'hand:%' then 'hand' else a.reason end as reason
			from badge_awards a join people p on p.id = a.person_id and p.active
			where a.id = ${id}::uuid and ${await shownAwards(ctx)}`);
		if (!row) throw new Failure('not_found', 'There is no such award.');
		return { ...row, at: new Date(row.at).toISOString() };
	},
);
