import { sql } from 'drizzle-orm';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { authorise, GUARD, withTransaction, type Ctx } from '../context.ts';
import { newFactId } from '../fact-id.ts';
import { leaveMarksIn, type Mark } from '../scoring/marks.ts';

/** A running total that a network reported for a link. */
export type OutsideReading = {
	/** The sender's own id: the same id again is the same reading. */
	externalId: string;
	linkId: string;
	personId: string;
	postId: string;
	at: Date;
	metric: 'like' | 'comment' | 'reshare' | 'impression' | 'reach';
	total: number;
	/** The import that brings it; marks are then its own affair (scoring/marks.ts). */
	importId?: string | null;
};

const SCORED: ReadonlySet<string> = new Set<Metric>(['like', 'comment', 'reshare']);

/**
 * Stores readings in one transaction, or in the caller's, with the marks for scoring. Gives the sender's ids that are
 * new; the others were stored before (the unique id decides, so that two senders at once store one). Needs events.write.
 */
export const recordReadings = Object.assign(
	(ctx: Ctx, readings: readonly OutsideReading[]): Promise<Set<string>> => {
		authorise(ctx.actor, 'events.write');
		return withTransaction(ctx, async (tx) => {
			if (readings.length === 0) return new Set<string>();
			const rows = readings.map((reading) => ({ id: newFactId(Date.now()), ...reading }));
			const stored = (await tx.db.execute(sql`
				insert into readings (id, external_id, link_id, person_id, post_id, at, metric, total, import_id)
				select r."id", r."externalId", r."linkId", r."personId", r."postId", r."at", r."metric", r."total",
					r."importId"
				from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r("id" uuid, "externalId" text,
					"linkId" uuid, "personId" uuid, "postId" uuid, "at" timestamptz, "metric" text, "total" int, "importId" uuid)
				order by r."externalId" collate "C"
				on conflict (external_id) do nothing
				returning external_id
			`)) as unknown as { external_id: string }[];
			const fresh = new Set(stored.map((row) => row.external_id));
			const marks = readings.flatMap((reading): Mark[] =>
				fresh.has(reading.externalId) && SCORED.has(reading.metric) && !reading.importId
					? [{ personId: reading.personId, metric: reading.metric as Metric, at: reading.at }]
					: [],
			);
			await leaveMarksIn(tx.db, marks);
			return fresh;
		});
	},
	{ [GUARD]: { name: 'recordReadings', permission: 'events.write' } as const },
);
