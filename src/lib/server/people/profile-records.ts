import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, type Ctx } from '../context.ts';
import { NAMED_EVERYWHERE, seesEverybody } from './shown.ts';

/** What somebody tells of themselves, as the API answers it. */
export type ProfileRecord = {
	/** externalId */
	person: string;
	about: string;
	topics: string[];
	goodAt: string[];
	languages: string[];
	networks: string[];
	updatedAt: string;
};

const label = z.string().max(200).optional();
const filters = { topic: label, goodAt: label, language: label };
type Filters = { [Field in keyof typeof filters]?: string | undefined };
type Row = Omit<ProfileRecord, 'updatedAt'> & { id: string; at: number };

/** Profiles of active people, in the order in which these came; who does not appear by name has none here. */
async function select(
	ctx: Ctx,
	{ person, after, topic, goodAt, language }: Filters & { person?: string; after?: string | null },
	limit: number,
): Promise<Row[]> {
	const tagged = (column: string, value: string | undefined) =>
		value === undefined ? sql`` : sql`and ${sql.raw(column)} @> array[${value}::text]`;
	return ctx.db.execute<Row>(sql`
		select p.id, p.external_id as person, f.about, to_jsonb(f.topics) as topics, to_jsonb(f.good_at) as "goodAt",
			to_jsonb(f.languages) as languages, to_jsonb(f.networks) as networks, ${ms(sql`f.updated_at`)} as at
		from profiles f join people p on p.id = f.person_id and p.active
		where ${seesEverybody(ctx.actor) ? sql`true` : NAMED_EVERYWHERE}
			${after ? sql`and p.id > ${after}::uuid` : sql``}
			${person === undefined ? sql`` : sql`and p.external_id = ${person}`}
			${tagged('f.topics', topic)} ${tagged('f.good_at', goodAt)} ${tagged('f.languages', language)}
		order by p.id limit ${limit}`);
}

const shown = ({ id: _, at, ...row }: Row): ProfileRecord => ({
	...row,
	updatedAt: new Date(at).toISOString(),
});

/** A page of the profiles in the order in which their people came. Throws Failure `invalid` on a foreign cursor. */
export const listProfileRecords = guarded(
	'listProfileRecords',
	'people.read',
	z.strictObject({ ...filters, ...PAGE_FIELDS }),
	async (ctx, { limit, cursor, ...where }) => {
		const found = await select(ctx, { ...where, after: afterOf(cursor) }, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { profiles: rows.map(shown), nextCursor };
	},
);

/** One person's profile by external id. Throws Failure `not_found`, also for who has told nothing. */
export const readProfileRecord = guarded(
	'readProfileRecord',
	'people.read',
	z.strictObject({ externalId: externalIdSchema }),
	async (ctx, { externalId }): Promise<ProfileRecord> => {
		const [row] = await select(ctx, { person: externalId }, 1);
		if (row) return shown(row);
		throw new Failure('not_found', 'There is no such profile.');
	},
);
