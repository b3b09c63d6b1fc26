import { sql } from 'drizzle-orm';
import type { FinalPlace } from '#lib/domain/badges/facts.ts';
import { readDocument } from '#lib/domain/results/document.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';

type Place = Omit<FinalPlace, 'prizes'>;
type Head = { id: string; slug: string; at: number };

/** Results never change: what was read of one is kept, by its id. A contest of 10,000 people takes about 2 MB. */
const read = new Map<string, Map<string, Place>>();
const KEPT = 40;

async function placesOf(ctx: Ctx, { id, slug, at }: Head): Promise<Map<string, Place>> {
	const known = read.get(id);
	if (known) return known;
	const [row] = await ctx.db.execute<{ document: string }>(
		sql`select document from contest_results where id = ${id}::uuid`,
	);
	const { table, improved, teams } = readDocument(row!.document);
	const rises = new Map(improved.map(({ person, rank }) => [person.externalId, rank]));
	const byName = new Map(teams.map((team) => [team.team, team]));
	const sums = new Map<string, number>();
	for (const { person, points } of table)
		sums.set(person.team, (sums.get(person.team) ?? 0) + points);
	const places = new Map(
		table.map(({ person, rank, points }): [string, Place] => {
			const team = byName.get(person.team);
			return [
				person.externalId,
				{
					...{ contest: slug, at, place: rank, points },
					improved: rises.get(person.externalId) ?? null,
					team: team
						? { place: team.rank, members: team.members, points: sums.get(person.team) ?? 0 }
						: null,
				},
			];
		}),
	);
	if (read.size >= KEPT) read.delete(read.keys().next().value!);
	read.set(id, places);
	return places;
}

const HEADS = sql`
	select distinct on (c.final_at, c.id) r.id, c.slug, ${ms(sql`c.final_at`)} as at
	from contest_results r join contests c on c.id = r.contest_id
	where c.final_at is not null and c.cancelled_at is null and not c.held_for_reveal
	order by c.final_at, c.id, r.number desc`;

/** The newest results that everybody may see, by external id of the person; the oldest contest first. */
export async function finalPlaces(ctx: Ctx): Promise<Map<string, Place>[]> {
	const heads = await executePrepared<Head>(ctx.db, HEADS);
	const all: Map<string, Place>[] = [];
	for (const head of heads) all.push(await placesOf(ctx, head));
	return all;
}
