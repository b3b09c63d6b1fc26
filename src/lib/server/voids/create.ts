import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { voids } from '../db/schema/facts.ts';
import { linksBySlug } from '../links/queries.ts';
import { personIdOf } from '../people/find.ts';
import { contestsOf, tellAboutVoid } from './concerned.ts';
import { markTouched, type VoidTarget } from './touched.ts';

const TARGETS = ['event', 'link', 'person'] as const;

/** One event by its external id (or the portal's own), or the clicks of a link or a person within [from, to). */
export const createVoidSchema = z
	.strictObject({
		event: externalIdSchema.optional(),
		link: z.string().min(1).max(100).optional(),
		person: externalIdSchema.optional(),
		from: instantSchema.optional(),
		to: instantSchema.optional(),
		reason: textSchema(1000),
	})
	.refine((input) => TARGETS.filter((key) => input[key] !== undefined).length === 1, {
		message: 'exactly one of event, link and person',
	})
	.refine(
		({ event, from, to }) => event === undefined || (from === undefined && to === undefined),
		{
			path: ['from'],
			message: 'an event is one instant: from and to are for a link or a person',
		},
	)
	.refine(({ from, to }) => !from || !to || from < to, {
		path: ['to'],
		message: 'must come after from',
	});

type Input = z.output<typeof createVoidSchema>;

const unknown = (path: string, what: string) =>
	new Failure('not_found', `There is no such ${what}.`, { errors: [{ path, message: 'unknown' }] });

/** Seed of the advisory lock of an event that is being voided: facts themselves may not be locked, since nobody may update them. */
const EVENT_LOCK = 7_126_005;

/** The click or conversion of that id; two voids of one event take turns. */
async function eventTarget(tx: Ctx, id: string): Promise<VoidTarget> {
	const lower = z.uuid().safeParse(id).success ? id.toLowerCase() : null;
	for (const [table, column] of [
		['clicks', 'clickId'],
		['conversions', 'conversionId'],
	] as const) {
		const [row] = (await tx.db.execute(sql`
			select id, person_id from ${sql.identifier(table)}
			where external_id = ${id} or id = ${lower}::uuid limit 1
		`)) as unknown as { id: string; person_id: string }[];
		if (!row) continue;
		await tx.db.execute(
			sql`select pg_advisory_xact_lock(hashtextextended(${row.id}, ${EVENT_LOCK}))`,
		);
		const none = { clickId: null, conversionId: null, linkId: null, from: null, to: null };
		return { ...none, personId: row.person_id, [column]: row.id };
	}
	throw unknown('event', 'click or conversion');
}

async function targetOf(tx: Ctx, input: Input): Promise<VoidTarget> {
	if (input.event !== undefined) return eventTarget(tx, input.event);
	const clicks = {
		clickId: null,
		conversionId: null,
		from: input.from ?? null,
		to: input.to ?? null,
	};
	if (input.person !== undefined)
		return { ...clicks, personId: await personIdOf(tx, input.person), linkId: null };
	const slug = input.link ?? '';
	const link = (await linksBySlug(tx, [slug])).get(slug);
	if (!link) throw unknown('link', 'link');
	return { ...clicks, personId: link.personId, linkId: link.id };
}

/** The active void of exactly this event, if there is one already. */
async function activeVoid(tx: Ctx, target: VoidTarget): Promise<string | null> {
	if (target.clickId === null && target.conversionId === null) return null;
	const [row] = (await tx.db.execute(sql`
		select id from voids where person_id = ${target.personId}::uuid and lifted_at is null
			and (click_id = ${target.clickId}::uuid or conversion_id = ${target.conversionId}::uuid)
		limit 1
	`)) as unknown as { id: string }[];
	return row?.id ?? null;
}

/**
 * Takes an event, or the clicks of a link or a person in a time range, out of every table that is not final, with a
 * reason that its owner reads. Clicks that arrive later for the range are out too. `voided` is how many facts that
 * counted are out by this void; an event that is out already keeps its void, with 0. Throws Failure `not_found`.
 */
export const createVoid = guarded('createVoid', 'voids.write', createVoidSchema, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		const target = await targetOf(tx, input);
		const known = await activeVoid(tx, target);
		if (known) return { id: known, voided: 0 };
		const { personId, clickId, conversionId, linkId } = target;
		const contests = await contestsOf(tx, target);
		const [made] = await tx.db
			.insert(voids)
			.values({
				personId,
				clickId,
				conversionId,
				linkId,
				fromAt: target.from,
				toAt: target.to,
				reason: input.reason,
				createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				createdAt: tx.now,
			})
			.returning({ id: voids.id });
		const { id } = made!;
		const voided = await markTouched(tx, target);
		await appendAudit(tx, {
			action: 'void.create',
			target: `void:${id}`,
			details: {
				contests: contests.filter(({ final }) => !final).map(({ slug }) => slug),
				before: { counted: voided },
				after: { ...input, voided },
			},
		});
		await tellAboutVoid(tx, target, contests, { voidId: id, reason: input.reason });
		return { id, voided };
	}),
);
