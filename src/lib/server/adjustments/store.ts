import { sql } from 'drizzle-orm';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { adjustments } from '../db/schema/facts.ts';
import { notify } from '../notices/notify.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import type { OpenContest } from './open-contest.ts';

/**
 * Writes an adjustment with its mark, its audit entry (with the person's points before and after, as the board has them)
 * and the person's notice, in the caller's transaction. Null when its external id, or its lift, is there already. For
 * verbs that have authorised and hold the contest.
 */
export async function storeAdjustment(
	tx: Ctx,
	contest: OpenContest,
	made: {
		personId: string;
		points: number;
		reason: string;
		at: Date;
		createdBy: string | null;
		externalId?: string | undefined;
		/** The adjustment that this one takes back. */
		lifts?: string;
		/** The owner who approved it, where it needed one. */
		approvedBy?: string | null;
		/** Whether the person gets a notice of it. */
		tell?: boolean;
	},
): Promise<string | null> {
	const { personId, points, reason, at, createdBy, externalId, lifts, approvedBy } = made;
	const [row] = await tx.db
		.insert(adjustments)
		.values({ externalId, contestId: contest.id, personId, at, points, reason, lifts, createdBy })
		.onConflictDoNothing()
		.returning({ id: adjustments.id });
	if (!row) return null;
	const [standing] = (await tx.db.execute(sql`
		select p.external_id, coalesce(s.points, 0) as points
		from people p left join standings s on s.person_id = p.id and s.contest_id = ${contest.id}::uuid
		where p.id = ${personId}::uuid
	`)) as unknown as { external_id: string; points: number }[];
	const before = Number(standing?.points ?? 0);
	await appendAudit(tx, {
		action: lifts ? 'adjustment.lift' : 'adjustment.create',
		target: `adjustment:${row.id}`,
		details: {
			contest: contest.slug,
			person: standing?.external_id,
			...{ points, reason },
			...(lifts ? { lifts } : {}),
			...(approvedBy === undefined ? {} : { askedBy: createdBy, approvedBy }),
			before: { points: before },
			after: { points: before + points },
		},
	});
	await leaveMarksIn(tx.db, [{ personId, metric: 'adjustment', at }]);
	if (made.tell !== false && points !== 0)
		await notify(tx, {
			...{ people: [personId], kind: 'adjustment_made', key: `adjustment:${row.id}` },
			params: { contest: { slug: contest.slug, name: contest.name }, points, reason },
		});
	return row.id;
}
