import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { BADGES } from '#lib/domain/badges/registry.ts';
import { isBadgeKey } from '#lib/domain/badges/keys.ts';
import type { Badge } from '#lib/domain/badges/badge.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';
import { idsOf, listText } from '../db/lists.ts';
import type { Known, Wanted } from './known.ts';

/** An award as evaluation looks at it. */
export type Held = {
	id: string;
	personId: string;
	badge: string;
	level: number;
	reason: string;
	at: number;
	takenBack: boolean;
};

export type Changed = { given: Held[]; returned: Held[]; lost: Held[] };

/** Days off are kept for so long: what rests on older ones is not looked at again. */
export const CALENDAR_MS = 2 * 365 * 86_400_000;

/** Other systems are told what is news: not what an import brought of last year. */
const NEWS_MS = 7 * 86_400_000;

const keyOf = ({ badge, level, reason }: { badge: string; level: number; reason: string }) =>
	`${badge} ${level} ${reason}`;

const HELD = sql`
	select id, person_id as "personId", badge, level, reason, ${ms(sql`at`)} as at,
		taken_back_at is not null as "takenBack"
	from badge_awards where person_id = any(${sql.placeholder('people')}::uuid[]) and reason not like 'hand:%'`;

/** The awards of these people that facts gave, taken back ones too. */
export async function heldBy(tx: Ctx, people: readonly string[]): Promise<Map<string, Held[]>> {
	const rows = await executePrepared<Held>(tx.db, HELD, { people: listText(people) });
	return Map.groupBy(rows, ({ personId }) => personId);
}

/** Whether an award may be lost by evaluation: of a badge that is on, and not resting on a calendar that is forgotten. */
function mayBeLost(known: Known, { badge, at }: Held, now: Date): boolean {
	if (known.off.has(badge)) return false;
	if (!isBadgeKey(badge)) return known.own.has(badge);
	const { calendar }: Badge = BADGES[badge];
	return !calendar || now.getTime() - at < CALENDAR_MS;
}

async function insertNew(tx: Ctx, rows: readonly Held[], quiet: boolean): Promise<Held[]> {
	if (rows.length === 0) return [];
	const json = JSON.stringify(
		rows.map((row) => ({
			...{ id: row.id, person: row.personId, badge: row.badge, level: row.level },
			...{ reason: row.reason, at: new Date(row.at).toISOString() },
		})),
	);
	const now = sql`${tx.now.toISOString()}::timestamptz`;
	const old = sql`r.at < ${new Date(tx.now.getTime() - NEWS_MS).toISOString()}::timestamptz`;
	const stored = await executePrepared<{ id: string }>(
		tx.db,
		sql`
		insert into badge_awards (id, person_id, badge, level, reason, at, awarded_at, told_at)
		select r.id, r.person, r.badge, r.level, r.reason, r.at, ${now}, case when ${quiet} or ${old} then ${now} end
		from jsonb_to_recordset(${json}::text::jsonb) as r
			(id uuid, person uuid, badge text, level smallint, reason text, at timestamptz)
		on conflict on constraint badge_awards_once do nothing returning id`,
	);
	const ids = new Set(stored.map(({ id }) => id));
	return rows.filter(({ id }) => ids.has(id));
}

/** Sets or lifts the mark "taken back" on awards that were as they are given here. */
async function takeBack(tx: Ctx, rows: readonly Held[], lost: boolean): Promise<void> {
	if (rows.length === 0) return;
	const at = lost ? sql`${tx.now.toISOString()}::timestamptz` : sql`null`;
	await tx.db.execute(sql`
		update badge_awards set taken_back_at = ${at}, taken_back_why = ${lost ? 'facts' : null}
		where id = any(${idsOf(rows.map(({ id }) => id))})`);
}

/**
 * Makes the awards of these people what their facts have earned: gives what is new, gives back what had been taken, takes
 * back what no fact supports any more. `held` is what they have (`heldBy`), read in the same transaction. A constraint decides what is new, so that it is given once. `quiet`: other
 * systems are not told of what is new.
 */
export async function storeAwards(
	tx: Ctx,
	known: Known,
	people: ReadonlyMap<string, readonly Wanted[]>,
	held: ReadonlyMap<string, readonly Held[]>,
	quiet: boolean,
): Promise<Changed> {
	const fresh: Held[] = [];
	const returned: Held[] = [];
	const lost: Held[] = [];
	for (const [personId, wanted] of people) {
		const before = new Map((held.get(personId) ?? []).map((one) => [keyOf(one), one]));
		const keys = new Set(wanted.map(keyOf));
		for (const one of wanted) {
			const there = before.get(keyOf(one));
			if (!there) fresh.push({ ...one, id: v7(), personId, takenBack: false });
			else if (there.takenBack) returned.push(there);
		}
		for (const [key, one] of before)
			if (!one.takenBack && !keys.has(key) && mayBeLost(known, one, tx.now)) lost.push(one);
	}
	const [given] = await Promise.all([
		insertNew(tx, fresh, quiet),
		takeBack(tx, returned, false),
		takeBack(tx, lost, true),
	]);
	return { given, returned, lost };
}
