import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { hiddenSpans } from '../boards/hidden-spans.ts';
import { guarded, type Ctx } from '../context.ts';
import { notUndone } from '../imports/undone.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from './keyset.ts';
import { externalIdFor } from '../people/shown.ts';

type Common = {
	id: string;
	externalId: string | null;
	at: string;
	recordedAt: string;
	slug: string;
	person: string;
	post: string;
};

/** A fact as the API answers it: `id` is the portal's own, `externalId` the sender's; `slug` is the link's. */
export type EventRecord = Common &
	(
		| { type: 'click'; verdict: string; voided: boolean }
		| { type: 'reading'; metric: string; total: number }
		| {
				type: 'conversion';
				click: string | null;
				kind: string;
				value: string | null;
				currency: string | null;
				voided: boolean;
		  }
	);

type Kind = EventRecord['type'];

/** Each kind's own columns, in one order and of one type for all, so that the three can stand in one list. */
const KINDS: Record<Kind, { table: SQL; columns: SQL }> = {
	click: {
		table: sql`clicks`,
		columns: sql`f.verdict, null::text as metric, null::int as total, null::uuid as click, null::text as kind,
			null::text as value, null::text as currency, not (${CLICK_NOT_VOIDED}) as voided`,
	},
	reading: {
		table: sql`readings`,
		columns: sql`null::text, f.metric, f.total, null::uuid, null::text, null::text, null::text, false`,
	},
	conversion: {
		table: sql`conversions`,
		columns: sql`null::text, null::text, null::int, f.click_id, f.kind, f.value::text, f.currency::text,
			not (${CONVERSION_NOT_VOIDED})`,
	},
};

type Filters = {
	person?: string | undefined;
	slug?: string | undefined;
	from?: Date | undefined;
	to?: Date | undefined;
};

/** What a contest hides from the public is hidden from all but those who may read the owner's figures. */
async function conditionOf(ctx: Ctx, { person, slug, from, to }: Filters): Promise<SQL> {
	const spans = may(ctx.actor, 'board.read.owner') ? [] : await hiddenSpans(ctx.db, ctx.now);
	return sql.join(
		[
			notUndone('f'),
			...(person === undefined
				? []
				: [
						sql`f.person_id = (select id from people p
						where external_id = ${person} and ${externalIdFor(ctx.actor)} = ${person})`,
					]),
			...(slug === undefined ? [] : [sql`f.link_id = (select id from links where slug = ${slug})`]),
			...(from ? [sql`f.at >= ${instantOf(from)}`] : []),
			...(to ? [sql`f.at < ${instantOf(to)}`] : []),
			...spans.map((hidden) => {
				const [since, until] = [instantOf(hidden.from), instantOf(hidden.to)];
				return sql`not (f.at >= ${since} and f.at < ${until})`;
			}),
		],
		sql` and `,
	);
}

type Row = Common & {
	type: Kind;
	verdict: string;
	metric: string;
	total: number;
	click: string | null;
	kind: string;
	value: string | null;
	currency: string | null;
	voided: boolean;
};

function eventOf(row: Row): EventRecord {
	const { id, externalId, slug, person, post, voided } = row;
	const fact = {
		...{ id, externalId, slug, person, post },
		at: new Date(row.at).toISOString(),
		recordedAt: new Date(row.recordedAt).toISOString(),
	};
	switch (row.type) {
		case 'click':
			return { type: 'click', ...fact, verdict: row.verdict, voided };
		case 'reading':
			return { type: 'reading', ...fact, metric: row.metric, total: row.total };
		case 'conversion': {
			const { click, kind, value, currency } = row;
			return { type: 'conversion', ...fact, click, kind, value, currency, voided };
		}
	}
}

/**
 * A page of the facts that came in, in the order of the portal's own ids, which is that of their coming; `from` and `to`
 * are of when they happened, half open. Never who clicked: not even its hash. What came with an import that is undone is left out, and what a frozen contest hides,
 * unless the actor may read the owner's figures. Throws Failure `invalid` on a foreign cursor.
 */
export const listEventRecords = guarded(
	'listEventRecords',
	'facts.read',
	z.strictObject({
		type: z.enum(['click', 'reading', 'conversion']).optional(),
		person: externalIdSchema.optional().describe('externalId'),
		slug: z.string().min(1).max(100).optional().describe('The link’s.'),
		from: instantSchema.optional(),
		to: instantSchema.optional(),
		...PAGE_FIELDS,
	}),
	async (
		ctx,
		{ type, limit, cursor, ...filters },
	): Promise<{ events: EventRecord[]; nextCursor: string | null }> => {
		const after = afterOf(cursor);
		const condition = await conditionOf(ctx, filters);
		const kinds = type === undefined ? (Object.keys(KINDS) as Kind[]) : [type];
		const found = (await ctx.db.execute(sql`
			select * from (${sql.join(
				kinds.map((kind) => {
					const { table, columns } = KINDS[kind];
					return sql`(select ${kind}::text as type, f.id, f.external_id as "externalId", f.at,
						f.recorded_at as "recordedAt", l.slug, ${externalIdFor(ctx.actor)} as person, f.post_id as post, ${columns}
						from ${table} f join links l on l.id = f.link_id join people p on p.id = f.person_id
						where ${after ? sql`f.id > ${after}::uuid` : sql`true`} and ${condition}
						order by f.id limit ${limit + 1})`;
				}),
				sql` union all `,
			)}) facts(type, id, "externalId", at, "recordedAt", slug, person, post, verdict, metric, total, click,
				kind, value, currency, voided)
			order by id limit ${limit + 1}
		`)) as unknown as Row[];
		const { rows, nextCursor } = pageFrom(found, limit);
		return { events: rows.map(eventOf), nextCursor };
	},
);
