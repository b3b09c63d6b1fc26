import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import type { MonthRow } from '#lib/domain/displays/content.ts';
import { guarded, type Ctx } from '../context.ts';
import { idsOf } from '../db/lists.ts';
import { shownOn } from '../people/shown.ts';
import { MadeOnce } from '../made-once.ts';
import { CLICK_NOT_VOIDED, instantOf } from './audience-facts.ts';
import { notHidden } from './hidden-spans.ts';
import { PERSON_COLUMNS, PERSON_JOINS, type PersonDetails } from './standing-rows.ts';

const TOP = 5;
/** Every display asks for it twice a minute, and a month's clicks take a while to count. */
const KEPT_MS = 60_000;
type Brought = { personId: string; clicks: number };
const counted = new MadeOnce<Brought[]>(KEPT_MS);

const count = async (ctx: Ctx, from: Date, to: Date): Promise<Brought[]> =>
	ctx.db.execute<Brought>(sql`
		select f.person_id as "personId", count(*)::int as clicks from clicks f
		where f.at >= ${instantOf(from)} and f.at < ${instantOf(to)} and f.verdict = 'valid'
			and ${CLICK_NOT_VOIDED} and ${await notHidden(ctx)}
		group by 1 order by 2 desc, 1 limit ${TOP}`);

/** With what people are called now: whoever is erased is not named for another minute. */
async function rowsOf(ctx: Ctx, brought: readonly Brought[]): Promise<MonthRow[]> {
	const people = await ctx.db.execute<PersonDetails>(sql`
		select ${PERSON_COLUMNS} from people p ${PERSON_JOINS}
		where p.id = any(${idsOf(brought.map(({ personId }) => personId))})`);
	return brought.flatMap(({ personId, clicks }) => {
		const who = people.find((one) => one.personId === personId);
		if (!who) return [];
		const { externalId, name, team, office, avatarSeed } = who;
		const rank = 1 + brought.filter((other) => other.clicks > clicks).length;
		return [{ rank, person: { externalId, name, team, office, avatarSeed }, clicks }];
	});
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
		const brought = await counted.get(ctx, `${begin} ${zone}`, () =>
			count(ctx, dayBounds(begin, zone)[0], dayBounds(end, zone)[0]),
		);
		const rows = await rowsOf(ctx, brought);
		return { month: begin.slice(0, 7), rows: await shownOn(ctx, ['displays'], rows) };
	},
);
