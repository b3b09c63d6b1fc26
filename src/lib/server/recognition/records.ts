import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, type Ctx } from '../context.ts';
import { NAMED_EVERYWHERE, NOT_TOLD, seesEverybody } from '../people/shown.ts';

/** Public thanks as the API answers them. */
export type RecognitionRecord = {
	id: string;
	/** externalId; `not-told` where somebody does not appear by name. */
	from: string;
	to: string;
	message: string;
	/** Key of the badge that goes with it. */
	badge: string | null;
	at: string;
};

type Filters = {
	id?: string;
	after?: string | null;
	to?: string | undefined;
	since?: Date | undefined;
};
type Row = Omit<RecognitionRecord, 'at'> & { at: number };

/** Thanks that everybody may read; those for who does not appear by name are for people alone: their words could say who it is. */
async function select(ctx: Ctx, where: Filters, limit: number): Promise<RecognitionRecord[]> {
	const everybody = seesEverybody(ctx.actor);
	const { id, after, to, since } = where;
	const given: SQL[] = [
		sql`r.public and r.withdrawn_at is null and r.kept_at is null and p.active`,
		...(everybody ? [] : [NAMED_EVERYWHERE]),
		...(id ? [sql`r.id = ${id}::uuid`] : []),
		...(after ? [sql`r.id > ${after}::uuid`] : []),
		...(to === undefined ? [] : [sql`p.external_id = ${to}`]),
		...(since ? [sql`r.created_at >= ${instantOf(since)}`] : []),
	];
	const named = everybody
		? sql`true`
		: sql`not exists (select from appearances x where x.person_id = f.id and x.shown <> 'name')`;
	const rows = await ctx.db.execute<Row>(sql`
		select r.id, case when ${named} then f.external_id else ${NOT_TOLD} end as "from", p.external_id as "to",
			r.message, r.badge, ${ms(sql`r.created_at`)} as at
		from recognitions r join people f on f.id = r.from_person join people p on p.id = r.to_person
		where ${sql.join(given, sql` and `)} order by r.id limit ${limit}`);
	return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at).toISOString() }));
}

/** A page of the public thanks in the order in which they were given. Throws Failure `invalid` on a foreign cursor. */
export const listRecognitionRecords = guarded(
	'listRecognitionRecords',
	'recognition.read',
	z.strictObject({
		...PAGE_FIELDS,
		to: externalIdSchema.optional(),
		since: instantSchema.optional(),
	}),
	async (ctx, { limit, cursor, ...where }) => {
		const found = await select(ctx, { ...where, after: afterOf(cursor) }, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { recognitions: rows, nextCursor };
	},
);

/** One of the public thanks. Throws Failure `not_found`, also for what is no longer public. */
export const readRecognitionRecord = guarded(
	'readRecognitionRecord',
	'recognition.read',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<RecognitionRecord> => {
		const [row] = await select(ctx, { id }, 1);
		if (!row) throw new Failure('not_found', 'There are no such thanks.');
		return row;
	},
);
