import { sql } from 'drizzle-orm';
import { authorise, type Ctx } from '../context.ts';
import { listText } from '../db/lists.ts';
import { newFactId } from '../fact-id.ts';
import type { OutsideReading } from './record.ts';

/**
 * Readings of an import wait here, judged, until all of them are known: they come in a small transaction each, which hinders nobody, and
 * go into the table of facts in one that only copies. Each belongs to a run, an id that the import gives itself.
 */
export type StagedReading = Omit<OutsideReading, 'importId' | 'personId' | 'postId'>;

/** A list of any texts as one parameter. */
const texts = (values: readonly string[]) =>
	`{${values.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Puts the readings of a batch aside, outside any transaction. Needs events.write. */
export async function stageReadings(
	outside: Ctx,
	{ run, part }: { run: string; part: number },
	readings: readonly StagedReading[],
): Promise<void> {
	authorise(outside.actor, 'events.write');
	const now = Date.now();
	await outside.db.execute(sql`
		insert into staged_readings (run, part, id, external_id, link_id, at, metric, total)
		select ${run}::uuid, ${part}::int, r.* from unnest(
			${listText(readings.map(() => newFactId(now)))}::uuid[],
			${texts(readings.map(({ externalId }) => externalId))}::text[],
			${listText(readings.map(({ linkId }) => linkId))}::uuid[],
			${listText(readings.map(({ at }) => at.toISOString()))}::timestamptz[],
			${listText(readings.map(({ metric }) => metric))}::text[],
			${listText(readings.map(({ total }) => total))}::int[]
		) r`);
}

/** How many readings a run has put aside, the same id once. */
export async function countStaged(ctx: Ctx, run: string): Promise<number> {
	const [row] = await ctx.db.execute<{ n: number }>(
		sql`select count(distinct external_id)::int as n from staged_readings where run = ${run}::uuid`,
	);
	return row!.n;
}

/** Whether any reading is put aside, whosever. */
export async function anyStaged(ctx: Ctx): Promise<boolean> {
	const [row] = await ctx.db.execute<{ any: boolean }>(
		sql`select exists (select from staged_readings) as any`,
	);
	return row!.any;
}

/**
 * Brings in a run's readings of the parts from `from` up to `to`, in the caller's transaction; gives how many were new: an id that came
 * meanwhile, or stands twice in the file, is there already (the unique id decides; `since` is a fact's id of when the
 * first was judged, for what came as another kind of fact). Leaves no marks. Needs events.write.
 */
export async function recordStaged(
	tx: Ctx,
	importId: string,
	{ run, from, to, since }: { run: string; from: number; to: number; since: string },
): Promise<number> {
	authorise(tx.actor, 'events.write');
	const stored = await tx.db.execute(sql`
		insert into readings (id, external_id, link_id, person_id, post_id, at, metric, total, import_id)
		select s.id, s.external_id, s.link_id, l.person_id, l.post_id, s.at, s.metric, s.total, ${importId}::uuid
		from staged_readings s join links l on l.id = s.link_id
		where s.run = ${run}::uuid and s.part >= ${from}::int and s.part < ${to}::int
			and not exists (select from clicks f where f.external_id = s.external_id and f.id >= ${since}::uuid)
			and not exists (select from conversions f where f.external_id = s.external_id and f.id >= ${since}::uuid)
		order by s.external_id collate "C"
		on conflict (external_id) do nothing`);
	return stored.count;
}

/** Empties what is put aside, at once and whosever it is. */
export async function forgetStaged(ctx: Ctx): Promise<void> {
	await ctx.db.execute(sql`select laurel_forget_staged()`);
}
