import { sql } from 'drizzle-orm';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import type { TickerItem } from '#lib/domain/live/events.ts';
import type { Db } from '../db/client.ts';
import { idsOf } from '../db/lists.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import {
	CLICK_NOT_VOIDED,
	CONVERSION_NOT_VOIDED,
	instantOf,
	named,
	ofTakenLinks,
	readingIncrements,
	shownUntil,
} from './audience-facts.ts';
import { maskedPeople } from '../people/shown.ts';
import { BOARD_SURFACES, ms } from './standing-rows.ts';
import type { ContestTable } from './table.ts';

/** Who moved last makes the news. */
const PEOPLE = 12;
/** Of each of them, what came this long before their last counted fact. */
const REACH_HOURS = 3;
const ITEMS = 20;

type News = {
	kind: 'clicks' | 'engagement' | 'conversion';
	personId: string;
	name: string;
	/** The metric of engagement, the kind of a conversion. */
	what: string;
	/** The quarter of an hour that it is gathered over, as its beginning; keeps the item's id while it grows. */
	bucket: number;
	at: number;
	count: number;
};

const BUCKET = sql`extract(epoch from date_bin('15 minutes', f.at, 'epoch'::timestamptz))::float8`;

/** News from the facts, gathered per person and quarter of an hour. */
async function factNews(db: Db, contest: LoadedContest, now: Date): Promise<News[]> {
	const until = shownUntil(contest, now);
	const hidden = isFrozen(contest, contest.rules, now);
	const reached = hidden ? sql`public_reached_at` : sql`reached_at`;
	const listed = hidden ? sql`public_listed` : sql`listed`;
	const last = (await db.execute(sql`
		select person_id as "personId", ${ms(reached)} as "reachedAt" from standings
		where contest_id = ${contest.id} and ${listed} and ${reached} is not null
		order by ${reached} desc limit ${PEOPLE}`)) as unknown as {
		personId: string;
		reachedAt: number;
	}[];
	if (last.length === 0) return [];
	const people = sql`f.person_id = any(${idsOf(last.map((row) => row.personId))})`;
	const oldest = Math.min(...last.map((row) => row.reachedAt)) - REACH_HOURS * 3_600_000;
	const from = new Date(Math.max(oldest, contest.rules.startsAt.getTime()));
	const within = sql`${people} and f.at >= ${instantOf(from)} and f.at < ${instantOf(until)}
		and ${ofTakenLinks(contest)}`;
	const parts = [];
	if (contest.rules.metrics.click) {
		parts.push(sql`
			select 'clicks' as kind, f.person_id, '' as what, ${BUCKET} as bucket, max(f.at) as at, count(*) as count
			from clicks f join links l on l.id = f.link_id
			where ${within} and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} group by 2, 4`);
	}
	if (contest.rules.metrics.conversion) {
		parts.push(sql`
			select 'conversion', f.person_id, f.kind, ${BUCKET}, max(f.at), count(*)
			from conversions f join links l on l.id = f.link_id
			where ${within} and ${CONVERSION_NOT_VOIDED} group by 2, 3, 4`);
	}
	if (named(contest, ['like', 'comment', 'reshare']).length > 0) {
		parts.push(sql`
			select 'engagement', f.person_id, f.metric, ${BUCKET}, max(f.at), sum(f.units)
			from (${readingIncrements(contest, people, until)}) f
			where f.at >= ${instantOf(from)} and f.units > 0 group by 2, 3, 4`);
	}
	if (parts.length === 0) return [];
	const news = (await db.execute(sql`
		select n.kind, n.person_id as "personId", p.name, n.what, n.bucket, ${ms(sql`n.at`)} as at,
			n.count::int as count
		from (${sql.join(parts, sql` union all `)}) n join people p on p.id = n.person_id
		order by n.at desc, n.person_id, n.kind, n.what limit ${ITEMS}`)) as unknown as News[];
	// One ticker runs on boards and on office screens, so that the more careful choice decides.
	const ids = [...new Set(news.map(({ personId }) => personId))];
	const masks = new Map(
		(await maskedPeople(db, BOARD_SURFACES, ids)).map((one) => [one.personId, one.careful]),
	);
	return news.map((item) => {
		const mask = masks.get(item.personId);
		return mask ? { ...item, personId: mask.key, name: mask.name } : item;
	});
}

/** Teams that stood behind a neighbour when today began and stand before it now. */
function overtakes(table: ContestTable, now: Date): TickerItem[] {
	const before = new Map(table.teamsBefore('public').map((row) => [row.team, row.rank]));
	const rows = table.teams('public');
	return rows.flatMap((row, i): TickerItem[] => {
		const behind = rows[i + 1];
		if (!behind || behind.rank === row.rank) return [];
		const was = before.get(row.team);
		const itWas = before.get(behind.team);
		if (was === undefined || itWas === undefined || was <= itWas) return [];
		const reached = table.lastReached('public', row.team);
		const { team } = row;
		const id = `overtake ${team} ${behind.team} ${reached?.toISOString().slice(0, 10) ?? ''}`;
		const at = (reached ?? now).toISOString();
		return [{ id, at, kind: 'overtake', team, overtaken: behind.team }];
	});
}

function itemOf(news: News): TickerItem {
	const base = {
		id: `${news.kind} ${news.personId} ${news.what} ${news.bucket}`,
		at: new Date(Math.round(news.at)).toISOString(),
		person: news.name,
		count: news.count,
	};
	if (news.kind === 'clicks') return { ...base, kind: 'clicks' };
	if (news.kind === 'conversion') return { ...base, kind: 'conversion', conversion: news.what };
	return { ...base, kind: 'engagement', metric: news.what as 'like' };
}

/**
 * The latest news of a contest at `now`, newest first: clicks, engagement and conversions gathered per person and
 * quarter of an hour, and teams that overtook another since today began. While frozen nothing dated after the freeze.
 */
export async function tickerOf(db: Db, table: ContestTable, now: Date): Promise<TickerItem[]> {
	const teams = overtakes(table, now);
	const news = await factNews(db, table.contest, now);
	return [...news.map(itemOf), ...teams]
		.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
		.slice(0, ITEMS);
}
