import { sql, type SQL } from 'drizzle-orm';
import { ENGAGEMENT, type Metric } from '#lib/domain/contest/rules.ts';
import type { ReplayLink, StoredFact } from '#lib/domain/results/replay-file.ts';
import {
	CLICK_NOT_VOIDED,
	CONVERSION_NOT_VOIDED,
	instantOf,
	texts,
} from '../boards/audience-facts.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { notUndone } from '../imports/undone.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/** The raw facts of some people, by the portal's own ids. */
export type FactsOfPeople = {
	facts: Map<string, StoredFact[]>;
	links: Map<string, ReplayLink>;
};

type Row = {
	person: string;
	type: StoredFact['type'];
	id: string;
	at: number;
	link: string;
	visitor: string | null;
	voided: boolean;
	metric: string;
	total: number;
	points: number;
};

const HOUR_MS = 3_600_000;

/** The queries for the facts that the rules can count; a metric that they do not name has none. */
function queriesOf(contest: LoadedContest, dedupeHours: number, people: SQL): SQL[] {
	const { startsAt, endsAt, metrics, posts } = contest.rules;
	const [start, end] = [instantOf(startsAt), instantOf(endsAt)];
	const factId = sql`coalesce(f.external_id, f.id::text) as id`;
	const engagement = ENGAGEMENT.filter((metric) => metrics[metric as Metric]);
	const reading = sql`f.person_id as person, 'reading' as type, ${factId}, ${ms(sql`f.at`)} as at, f.link_id as link,
		f.metric, f.total, false as voided`;
	const named = sql`f.person_id in ${people} and ${notUndone('f')} and f.metric = any(${texts(engagement)})`;
	const queries = [
		sql`select f.person_id as person, 'adjustment' as type, ${factId}, ${ms(sql`f.at`)} as at, f.points,
				false as voided
			from adjustments f where f.contest_id = ${contest.id} and f.person_id in ${people}`,
	];
	if (metrics.click) {
		// Of those before the start only the valid ones that still may make one inside a duplicate.
		const since = instantOf(new Date(startsAt.getTime() - dedupeHours * HOUR_MS));
		queries.push(sql`
			select f.person_id as person, 'click' as type, ${factId}, ${ms(sql`f.at`)} as at, f.link_id as link,
				f.visitor, not (${CLICK_NOT_VOIDED}) as voided
			from clicks f where f.person_id in ${people} and f.verdict in ('valid', 'duplicate')
				and ${notUndone('f')} and f.at >= ${since} and f.at < ${end} and (f.at >= ${start} or f.verdict = 'valid')`);
	}
	if (metrics.conversion) {
		queries.push(sql`
			select f.person_id as person, 'conversion' as type, ${factId}, ${ms(sql`f.at`)} as at, f.link_id as link,
				not (${CONVERSION_NOT_VOIDED}) as voided
			from conversions f where f.person_id in ${people} and f.at >= ${start} and f.at < ${end}
				and ${notUndone('f')}`);
	}
	if (engagement.length > 0) {
		queries.push(sql`
			select ${reading} from readings f where ${named} and f.at >= ${start} and f.at < ${end}`);
		// Of an older link's readings before the start only the highest matters: the maximum starts from it.
		if (posts === 'any') {
			queries.push(sql`
				select distinct on (f.link_id, f.metric) ${reading} from readings f join links l on l.id = f.link_id
				where ${named} and f.at < ${start} and l.shared_at < ${start}
				order by f.link_id, f.metric, f.total desc, f.at, coalesce(f.external_id, f.id::text) collate "C"`);
		}
	}
	return queries;
}

function factOf(row: Row): StoredFact {
	const { id, voided, link } = row;
	const common = { id, voided, at: new Date(Math.round(row.at)) };
	switch (row.type) {
		case 'click':
			return { type: 'click', ...common, link, visitor: row.visitor };
		case 'reading':
			return { type: 'reading', ...common, link, metric: row.metric, total: row.total };
		case 'conversion':
			return { type: 'conversion', ...common, link };
		case 'adjustment':
			return { type: 'adjustment', ...common, points: row.points };
	}
}

/**
 * Every fact of these people (own ids) that the contest's rules can count, voided ones too, straight from the facts'
 * tables: nothing of day scores or standings is read. Which of the clicks are duplicates is left to the domain.
 */
export async function storedFacts(
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
	dedupeHours: number,
	people: readonly string[],
): Promise<FactsOfPeople> {
	const ids = sql`(select x::uuid from jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb) x)`;
	const facts = new Map<string, StoredFact[]>();
	const named = new Set<string>();
	for (const query of queriesOf(contest, dedupeHours, ids)) {
		const rows = (await ctx.db.execute(query)) as unknown as Row[];
		for (const row of rows) {
			const list = facts.get(row.person);
			if (list) list.push(factOf(row));
			else facts.set(row.person, [factOf(row)]);
			if (row.link) named.add(row.link);
		}
	}
	return { facts, links: await linksOf(ctx, [...named]) };
}

async function linksOf(ctx: Pick<Ctx, 'db'>, ids: string[]): Promise<Map<string, ReplayLink>> {
	if (ids.length === 0) return new Map();
	const rows = (await ctx.db.execute(sql`
		select l.id, l.person_id as person, l.post_id as post, l.network, ${ms(sql`l.shared_at`)} as "sharedAt"
		from links l where l.id in (
			select x::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) x)
	`)) as unknown as (Omit<ReplayLink, 'sharedAt'> & { sharedAt: number })[];
	return new Map(
		rows.map((row) => [row.id, { ...row, sharedAt: new Date(Math.round(row.sharedAt)) }]),
	);
}
