import type { Held } from '#lib/domain/contest/requirements.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { emptyStanding, standingOf, type Standing } from '#lib/domain/scoring/standing.ts';
import { heldByPerson, selectHeld, type HeldRow } from '../learning/held.ts';
import type { LoadedContest } from './contest.ts';
import type { Client } from './counting-facts.ts';
import type { Sent } from './day-scores.ts';

type Both = { owner: Standing; public: Standing };
type StoredRow = Standing & {
	personId: string;
	publicListed: boolean;
	publicPoints: number;
	publicClicks: number;
	publicEngagement: number;
	publicConversions: number;
	publicReachedAt: Date | null;
	publicQualified: boolean;
};

const same = (a: Standing, b: Standing) =>
	a.listed === b.listed &&
	a.points === b.points &&
	a.clicks === b.clicks &&
	a.engagement === b.engagement &&
	a.conversions === b.conversions &&
	a.reachedAt?.getTime() === b.reachedAt?.getTime() &&
	a.qualified === b.qualified;

const publicOf = (row: StoredRow): Standing => ({
	listed: row.publicListed,
	points: row.publicPoints,
	clicks: row.publicClicks,
	engagement: row.publicEngagement,
	conversions: row.publicConversions,
	reachedAt: row.publicReachedAt,
	qualified: row.publicQualified,
});

/** These people's standings as their day scores and adjustments make them; empty for who does not compete. */
async function compute(
	client: Client,
	contest: LoadedContest,
	people: readonly string[],
	competitors: ReadonlySet<string>,
): Promise<Map<string, Both>> {
	// A sum of days scores like the days: points are linear in units, and the last instant is the latest.
	type Sum = {
		personId: string;
		metric: Metric;
		units: number;
		lastAt: Date | null;
		publicUnits: number;
		publicLastAt: Date | null;
	};
	const summed = client<Sum[]>`
		select person_id as "personId", metric, sum(units)::int as units, max(last_at) as "lastAt",
			sum(public_units)::int as "publicUnits", max(public_last_at) as "publicLastAt"
		from day_scores where contest_id = ${contest.id} and person_id = any(${[...people]}::uuid[])
		group by person_id, metric`;
	const added = client<{ personId: string; at: Date; points: number }[]>`
		select person_id as "personId", at, points from adjustments
		where contest_id = ${contest.id} and person_id = any(${[...people]}::uuid[])`;
	const [sums, adjustments, held] = await Promise.all([
		summed,
		added,
		heldNow(client, contest, people),
	]);
	const days = Map.groupBy(sums, (row) => row.personId);
	const adjusted = Map.groupBy(adjustments, (row) => row.personId);
	return new Map(
		people.map((personId) => [
			personId,
			competitors.has(personId)
				? standingOf(
						days.get(personId) ?? [],
						adjusted.get(personId) ?? [],
						contest.rules,
						contest.freezeAt,
						held.get(personId),
					)
				: { owner: emptyStanding(), public: emptyStanding() },
		]),
	);
}

/** Since when they hold what the rules ask for; no query where they ask for nothing. */
async function heldNow(client: Client, contest: LoadedContest, people: readonly string[]) {
	const select = selectHeld(contest.rules);
	if (select === null) return new Map<string, Held>();
	const rows = await client<HeldRow[]>`
		${client.unsafe(select)} where h.person_id = any(${[...people]}::uuid[])`;
	return heldByPerson(rows);
}

async function stored(client: Client, contestId: string, people: readonly string[]) {
	const rows = await client<StoredRow[]>`
		select person_id as "personId", listed, points, clicks, engagement, conversions, reached_at as "reachedAt", qualified,
			public_listed as "publicListed", public_points as "publicPoints", public_clicks as "publicClicks",
			public_engagement as "publicEngagement", public_conversions as "publicConversions",
			public_reached_at as "publicReachedAt", public_qualified as "publicQualified"
		from standings where contest_id = ${contestId} and person_id = any(${[...people]}::uuid[])`;
	return new Map(rows.map((row) => [row.personId, row]));
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function write(
	client: Client,
	contestId: string,
	version: number,
	rows: readonly (Both & { personId: string })[],
): Promise<unknown> {
	const owner = rows.map((row) => row.owner);
	const shown = rows.map((row) => row.public);
	const written = client`
		insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions, reached_at,
			qualified, public_listed, public_points, public_clicks, public_engagement, public_conversions, public_reached_at,
			public_qualified, version)
		select ${contestId}, f.*, ${version}::bigint from unnest(
			${rows.map((row) => row.personId)}::uuid[],
			${owner.map((s) => (s.listed ? 't' : 'f'))}::text[]::boolean[], ${owner.map((s) => s.points)}::int[],
			${owner.map((s) => s.clicks)}::int[], ${owner.map((s) => s.engagement)}::int[],
			${owner.map((s) => s.conversions)}::int[], ${owner.map((s) => iso(s.reachedAt))}::text[]::timestamptz[],
			${owner.map((s) => (s.qualified ? 't' : 'f'))}::text[]::boolean[],
			${shown.map((s) => (s.listed ? 't' : 'f'))}::text[]::boolean[], ${shown.map((s) => s.points)}::int[],
			${shown.map((s) => s.clicks)}::int[], ${shown.map((s) => s.engagement)}::int[],
			${shown.map((s) => s.conversions)}::int[], ${shown.map((s) => iso(s.reachedAt))}::text[]::timestamptz[],
			${shown.map((s) => (s.qualified ? 't' : 'f'))}::text[]::boolean[]
		) f
		on conflict (contest_id, person_id) do update set listed = excluded.listed, points = excluded.points,
			clicks = excluded.clicks, engagement = excluded.engagement, conversions = excluded.conversions,
			reached_at = excluded.reached_at, qualified = excluded.qualified, public_listed = excluded.public_listed,
			public_points = excluded.public_points, public_clicks = excluded.public_clicks,
			public_engagement = excluded.public_engagement, public_conversions = excluded.public_conversions,
			public_reached_at = excluded.public_reached_at, public_qualified = excluded.public_qualified,
			version = excluded.version`;
	return written.execute();
}

/**
 * Recomputes these people's standings and writes those that changed under `version`; those of `always` are written
 * in any case, so that listeners read them again. Gives how many were written, and whether any public figure of theirs
 * is another one, as soon as the statement that writes them is sent. Set-based: four statements.
 */
export async function rescoreStandings(
	client: Client,
	contest: LoadedContest,
	people: readonly string[],
	options: {
		version: number;
		competitors: ReadonlySet<string>;
		always: ReadonlySet<string>;
		sent: Sent;
	},
): Promise<{ written: number; publicly: boolean }> {
	if (people.length === 0) return { written: 0, publicly: false };
	const [computed, before] = await Promise.all([
		compute(client, contest, people, options.competitors),
		stored(client, contest.id, people),
	]);
	const rows: (Both & { personId: string })[] = [];
	let publicly = false;
	for (const [personId, fresh] of computed) {
		const old = before.get(personId);
		const shownAsBefore = old ? same(publicOf(old), fresh.public) : !fresh.public.listed;
		publicly ||= !shownAsBefore;
		const unchanged = shownAsBefore && (old ? same(old, fresh.owner) : !fresh.owner.listed);
		if (!unchanged || options.always.has(personId)) rows.push({ personId, ...fresh });
	}
	if (rows.length > 0) options.sent.push(write(client, contest.id, options.version, rows));
	return { written: rows.length, publicly };
}
