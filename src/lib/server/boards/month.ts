import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import type { MonthRow } from '#lib/domain/displays/content.ts';
import { guarded, type Ctx } from '../context.ts';
import { shownOn } from '../people/shown.ts';
import { MadeOnce } from '../made-once.ts';
import { CLICK_NOT_VOIDED, instantOf } from './audience-facts.ts';
import { notHidden } from './hidden-spans.ts';
import { PERSON_COLUMNS, PERSON_JOINS, type PersonDetails } from './standing-rows.ts';

const TOP = 5;
/** Every display asks for it twice a minute, and a month's clicks take a while to count. */
const KEPT_MS = 60_000;
const counted = new MadeOnce<MonthRow[]>(KEPT_MS);

async function count(ctx: Ctx, from: Date, to: Date): Promise<MonthRow[]> {
	const rows = (await ctx.db.execute(sql`
		with brought as (
			select f.person_id, count(*)::int as clicks from clicks f
			where f.at >= ${instantOf(from)} and f.at < ${instantOf(to)} and f.verdict = 'valid'
				and ${CLICK_NOT_VOIDED} and ${await notHidden(ctx)}
			group by 1 order by 2 desc, 1 limit ${TOP}
		)
		select ${PERSON_COLUMNS}, b.clicks from brought b join people p on p.id = b.person_id ${PERSON_JOINS}
		order by b.clicks desc, b.person_id`)) as unknown as (PersonDetails & { clicks: number })[];
	return rows.map(({ externalId, name, team, office, avatarSeed, clicks }) => ({
		rank: 1 + rows.filter((other) => other.clicks > clicks).length,
		person: { externalId, name, team, office, avatarSeed },
		clicks,
	}));
}

/**
 * The five whose links brought most valid clicks in this or the last calendar month (YYYY-MM) of an IANA zone, whether
 * a contest ran or not. What a contest hides is left out. Equal clicks share a place. At most a minute old.
 */
export const readMonth = guarded(
	'readMonth',
	'board.read',
	z.strictObject({ month: z.enum(['this', 'last']), zone: z.string().min(1).max(100) }),
	async (ctx, { month, zone }): Promise<{ month: string; rows: MonthRow[] }> => {
		const first = (day: string) => `${day.slice(0, 8)}01`;
		const current = first(dayOf(ctx.now, zone));
		const begin = month === 'this' ? current : first(addDays(current, -1));
		const end = first(addDays(begin, 31));
		const rows = await counted.get(ctx, `${begin} ${zone}`, () =>
			count(ctx, dayBounds(begin, zone)[0], dayBounds(end, zone)[0]),
		);
		return { month: begin.slice(0, 7), rows: await shownOn(ctx, ['displays'], rows) };
	},
);
