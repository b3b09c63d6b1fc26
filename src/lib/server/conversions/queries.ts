import { asc, desc, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Outcome } from '#lib/domain/conversions/beacon.ts';
import type { ClickChoice, ConversionSettings } from '#lib/domain/conversions/settings.ts';
import type { ConversionView, KindView, SightingView } from '#lib/domain/conversions/view.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { beaconSightings, conversionKinds } from '../db/schema/conversions.ts';
import { program } from '../db/schema/program.ts';
import { SCRIPT_PREFIX } from './beacon.ts';

const DAY_MS = 86_400_000;
const MAX_KINDS = 200;
const RECENT = 20;

/** Which click of a visit the site's script keeps: it stands in the script, so everybody may know. */
export const readClickChoice = guarded(
	'readClickChoice',
	'conversions.send',
	z.strictObject({}),
	async (ctx): Promise<ClickChoice> => {
		const [row] = await ctx.db.select({ click: program.conversionClick }).from(program).limit(1);
		return row?.click === 'first' ? 'first' : 'last';
	},
);

/** The program's window, choice of click and allowed origins. */
export const readConversionSettings = guarded(
	'readConversionSettings',
	'conversions.read',
	z.strictObject({}),
	async (ctx): Promise<ConversionSettings> => {
		const [row] = await ctx.db.select().from(program).limit(1);
		if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
		const click = row.conversionClick === 'first' ? 'first' : 'last';
		return { days: row.conversionDays, click, origins: row.conversionOrigins };
	},
);

/** The kinds of conversions, those that nobody has named yet first, each with how many came in the last 30 days. */
export const listConversionKinds = guarded(
	'listConversionKinds',
	'conversions.read',
	z.strictObject({}),
	async (ctx): Promise<KindView[]> => {
		const counts = await countsSince(ctx, new Date(ctx.now.getTime() - 30 * DAY_MS));
		const rows = await ctx.db
			.select()
			.from(conversionKinds)
			.orderBy(
				desc(sql`${conversionKinds.name} is null`),
				asc(conversionKinds.createdAt),
				asc(conversionKinds.kind),
			)
			.limit(MAX_KINDS);
		return rows.map(({ createdAt: _, value, ...row }) => ({
			...row,
			value: value === null ? null : plain(value),
			...(counts.get(row.kind) ?? { count: 0, withoutValue: 0 }),
		}));
	},
);

/** By the primary key, a UUIDv7 of when it was recorded: no index more on a table that takes a million rows. */
async function countsSince(ctx: Ctx, since: Date) {
	const hex = since.getTime().toString(16).padStart(12, '0');
	const from = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
	const rows = (await ctx.db.execute(sql`
		select kind, count(*)::int as count, (count(*) filter (where value is null))::int as "withoutValue"
		from conversions where id >= ${from}::uuid group by kind
	`)) as unknown as { kind: string; count: number; withoutValue: number }[];
	return new Map(rows.map(({ kind, ...counted }) => [kind, counted]));
}

/** Stored with four decimals: written with those that it needs, and two where it has any. */
const plain = (value: string): string =>
	value.replace(/\.0+$/, '').replace(/(\.\d\d)(\d*?)0+$/, '$1$2');

/** What sites have sent within the last day, refusals too, newest first; and the last that was right, however old. */
export const listSightings = guarded(
	'listSightings',
	'conversions.read',
	z.strictObject({}),
	async (ctx): Promise<SightingView[]> => {
		const rows = await ctx.db
			.select()
			.from(beaconSightings)
			.orderBy(desc(beaconSightings.lastAt))
			.limit(50);
		const since = ctx.now.getTime() - DAY_MS;
		return rows
			.filter(({ outcome, lastAt }) => outcome === 'taken' || lastAt.getTime() >= since)
			.map(({ outcome, lastAt, ...row }) => ({
				...row,
				outcome: outcome as Outcome,
				lastAt: lastAt.toISOString(),
			}));
	},
);

/** The conversions that were recorded last, newest first. */
export const listConversions = guarded(
	'listConversions',
	'conversions.read',
	z.strictObject({}),
	async (ctx): Promise<ConversionView[]> => {
		const rows = (await ctx.db.execute(sql`
			select c.id, (extract(epoch from c.at) * 1000)::float8 as at, coalesce(k.name, c.kind) as kind,
				c.value::text as value, c.currency, p.name as person, po.title as post, l.network,
				coalesce(starts_with(c.external_id, ${SCRIPT_PREFIX}), false) as "fromSite",
				exists (select from voids v where v.conversion_id = c.id and v.lifted_at is null) as voided
			from (select * from conversions order by id desc limit ${RECENT}) c
			join people p on p.id = c.person_id join posts po on po.id = c.post_id join links l on l.id = c.link_id
			left join conversion_kinds k on k.kind = c.kind
			order by c.id desc
		`)) as unknown as (Omit<ConversionView, 'at'> & { at: number })[];
		return rows.map((row) => ({ ...row, at: new Date(Math.round(row.at)).toISOString() }));
	},
);
