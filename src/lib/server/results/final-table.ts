import { sql } from 'drizzle-orm';
import { readDocument } from '#lib/domain/results/document.ts';
import type { Ctx } from '../context.ts';
import { documentOf, headsOf } from './stored.ts';

/** A row of the newest result, with the portal's own id of the person. */
export type FinalRow = {
	personId: string;
	externalId: string;
	name: string;
	team: string;
	rank: number | null;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
};

/**
 * The final table of a contest (own id) by its newest result, in order; empty when there is none. For verbs and
 * queries that have authorised already: it also answers while the contest is held for its reveal.
 */
export async function finalTable(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<FinalRow[]> {
	const newest = (await headsOf(ctx, contestId)).at(-1);
	if (!newest) return [];
	const { table } = readDocument(await documentOf(ctx, newest.id));
	const names = JSON.stringify(table.map(({ person }) => person.externalId));
	const people = (await ctx.db.execute(sql`
		select id, external_id from people
		where external_id in (select jsonb_array_elements_text(${names}::text::jsonb))
	`)) as unknown as { id: string; external_id: string }[];
	const ids = new Map(people.map(({ id, external_id }) => [external_id, id]));
	return table.flatMap(({ person, ...row }) => {
		const personId = ids.get(person.externalId);
		return personId ? [{ personId, ...person, ...row }] : [];
	});
}
