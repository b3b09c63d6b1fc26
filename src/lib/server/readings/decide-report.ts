import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { readingsOf } from '#lib/domain/readings/report.ts';
import { textSchema } from '#lib/domain/text.ts';
import { recordEvents } from '../api/record-events.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { readingReports } from '../db/schema/reports.ts';
import { notify } from '../notices/notify.ts';

type Report = typeof readingReports.$inferSelect;

/** Takes the report: of two who decide at once one has it, and the other is told. */
async function takeReport(tx: Ctx, id: string, after: { state: string; reason: string | null }) {
	const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
	const [report] = await tx.db
		.update(readingReports)
		.set({ ...after, decidedBy, decidedAt: tx.now })
		.where(and(eq(readingReports.id, id), eq(readingReports.state, 'open')))
		.returning();
	if (!report)
		throw new Failure('conflict', 'Somebody has decided this already.', { reason: 'decided' });
	if (report.personId === decidedBy)
		throw new Failure('not_allowed', 'One does not decide on one’s own report.', {
			reason: 'own_report',
		});
	return report;
}

async function linkOf(tx: Ctx, { linkId }: Report): Promise<{ slug: string; post: string }> {
	const rows = (await tx.db.execute(sql`
		select l.slug, p.title as post from links l join posts p on p.id = l.post_id
		where l.id = ${linkId}::uuid`)) as unknown as { slug: string; post: string }[];
	return rows[0]!;
}

/** Makes readings of it, through the door that all facts from outside take. */
async function recordReport(tx: Ctx, { at, ...report }: Report, slug: string): Promise<void> {
	const events = readingsOf({ ...report, slug, at: at.toISOString() });
	const sender: Ctx = { ...tx, actor: { kind: 'system', name: 'report' } };
	const [refused] = (await recordEvents({ ctx: sender, input: { events } })).rejected;
	if (refused)
		throw new Failure('conflict', `The readings cannot be taken: ${refused.reason}.`, {
			reason: refused.reason === 'contest_final' ? 'contest_final' : 'not_taken',
		});
}

/**
 * Decides on what a person reported: approved it becomes readings, declined it needs a reason, and either way the person
 * is told. Throws Failure `conflict` (decided; contest_final: it can only be declined), `not_allowed` (own_report) and `invalid`.
 */
export const decideReport = guarded(
	'decideReport',
	'reports.decide',
	z.discriminatedUnion('decision', [
		z.strictObject({ id: z.uuid(), decision: z.literal('approve') }),
		z.strictObject({ id: z.uuid(), decision: z.literal('decline'), reason: textSchema(500) }),
	]),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const isApproved = input.decision === 'approve';
			const reason = isApproved ? null : input.reason;
			const state = isApproved ? 'approved' : 'declined';
			const report = await takeReport(tx, input.id, { state, reason });
			const { slug, post } = await linkOf(tx, report);
			if (isApproved) await recordReport(tx, report, slug);
			const { likes, comments, reshares, impressions, reach } = report;
			const said = { likes, comments, reshares, impressions, reach };
			await appendAudit(tx, {
				action: `report.${input.decision}`,
				target: `report:${report.id}`,
				details: { link: slug, ...said, reason },
			});
			await notify(tx, {
				people: [report.personId],
				kind: 'report_decided',
				params: isApproved
					? { post, outcome: 'approved' }
					: { post, outcome: 'declined', reason: input.reason },
			});
			return { state };
		}),
);
