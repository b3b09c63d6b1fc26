import { and, count, eq } from 'drizzle-orm';
import { judgeInstant } from '#lib/domain/events/event.ts';
import { Failure } from '#lib/domain/failure.ts';
import { MAX_OPEN, reportSchema } from '#lib/domain/readings/report.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { inFinalContest } from '../contests/final-boxes.ts';
import { readingReports, readingScreenshots } from '../db/schema/reports.ts';
import { linksBySlug } from '../links/queries.ts';
import { encodePicture } from '../pictures/encode.ts';

const refuse = (path: string, reason: string, message: string) =>
	new Failure('invalid', message, { reason, errors: [{ path, message: reason }] });

/** The reporter's own link. Somebody else's looks like none. */
async function ownLink(ctx: Ctx, slug: string) {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	const link = (await linksBySlug(ctx, [slug])).get(slug);
	if (!link || link.personId !== ctx.actor.id)
		throw refuse('link', 'link', 'This is no link of yours.');
	return link;
}

/**
 * Says what an own post has brought on its network, with a screenshot for an owner to compare. Nothing counts before
 * that. The screenshot is re-encoded. Throws Failure `invalid` (link, totals, at, contest_final, picture_…),
 * `too_large`, `conflict` (waiting: one of the link waits already) and `too_many`.
 */
export const reportReadings = guarded(
	'reportReadings',
	'reports.write.own',
	reportSchema,
	async (ctx, { link: slug, at, screenshot, ...totals }): Promise<{ id: string }> => {
		const { id: linkId, personId } = await ownLink(ctx, slug);
		const wrong = judgeInstant(at, ctx.now);
		if (wrong) throw refuse('at', wrong, 'This time cannot be right.');
		const { type, bytes, width, height } = await encodePicture(screenshot);
		return withTransaction(ctx, async (tx) => {
			if ((await inFinalContest(tx, [{ personId, at }]))({ personId, at }))
				throw refuse('at', 'contest_final', 'The contest of that time is final.');
			const [open] = await tx.db
				.select({ n: count() })
				.from(readingReports)
				.where(and(eq(readingReports.personId, personId), eq(readingReports.state, 'open')));
			if (open!.n >= MAX_OPEN)
				throw new Failure('too_many', 'So many reports wait for a decision already.');
			const [row] = await tx.db
				.insert(readingReports)
				.values({ personId, linkId, at, ...totals, createdAt: tx.now })
				.onConflictDoNothing()
				.returning({ id: readingReports.id });
			if (!row)
				throw new Failure('conflict', 'A report of this link waits for a decision.', {
					reason: 'waiting',
				});
			await tx.db
				.insert(readingScreenshots)
				.values({ reportId: row.id, type, bytes, width, height });
			return row;
		});
	},
);
