import { sql } from 'drizzle-orm';
import { authorise, GUARD, withTransaction, type Ctx } from '../context.ts';
import { newFactId } from '../fact-id.ts';
import { conversionKinds } from '../db/schema/conversions.ts';
import { leaveMarksIn } from '../scoring/marks.ts';

/** What somebody did after a click: a lead, a signup, a sale, … */
export type OutsideConversion = {
	/** The sender's own id: the same id again is the same conversion. */
	externalId: string;
	linkId: string;
	personId: string;
	postId: string;
	/** The portal's own id of the click, where it is known. */
	clickId: string | null;
	at: Date;
	kind: string;
	/** A decimal string with an ISO 4217 currency; both or neither. */
	value: string | null;
	currency: string | null;
	/** The import that brings it; marks are then its own affair (scoring/marks.ts). */
	importId?: string | null;
};

/**
 * Stores conversions in one transaction, or in the caller's, with the marks for scoring. Gives the sender's ids that
 * are new; the others were stored before (the unique id decides). A kind that comes for the first time is noted, for an
 * owner to name. Needs events.write.
 */
export const recordConversions = Object.assign(
	(ctx: Ctx, conversions: readonly OutsideConversion[]): Promise<Set<string>> => {
		authorise(ctx.actor, 'events.write');
		return withTransaction(ctx, async (tx) => {
			if (conversions.length === 0) return new Set<string>();
			const rows = conversions.map((conversion) => ({ id: newFactId(Date.now()), ...conversion }));
			const inserted = (await tx.db.execute(sql`
				insert into conversions (id, external_id, link_id, person_id, post_id, click_id, at, kind, value, currency,
					import_id)
				select r."id", r."externalId", r."linkId", r."personId", r."postId", r."clickId", r."at", r."kind",
					r."value", r."currency", r."importId"
				from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r("id" uuid, "externalId" text,
					"linkId" uuid, "personId" uuid, "postId" uuid, "clickId" uuid, "at" timestamptz, "kind" text,
					"value" numeric, "currency" text, "importId" uuid)
				order by r."externalId" collate "C"
				on conflict (external_id) do nothing
				returning external_id
			`)) as unknown as { external_id: string }[];
			const fresh = new Set(inserted.map((row) => row.external_id));
			const stored = conversions.filter(({ externalId }) => fresh.has(externalId));
			await noteKinds(
				tx,
				stored.map(({ kind }) => kind),
			);
			await leaveMarksIn(
				tx.db,
				stored
					.filter(({ importId }) => !importId)
					.map(({ personId, at }) => ({ personId, metric: 'conversion', at })),
			);
			return fresh;
		});
	},
	{ [GUARD]: { name: 'recordConversions', permission: 'events.write' } as const },
);

/** In one order, so that two calls that bring the same new kinds don't wait for each other. */
async function noteKinds(tx: Ctx, kinds: readonly string[]): Promise<void> {
	const rows = [...new Set(kinds)].sort().map((kind) => ({ kind }));
	if (rows.length > 0) await tx.db.insert(conversionKinds).values(rows).onConflictDoNothing();
}
