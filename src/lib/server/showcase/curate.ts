import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import { SHOWCASE_SIZE } from '#lib/domain/showcase/size.ts';
import { isStorable } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { showcaseEntries } from '../db/schema/showcase.ts';
import { ringShowcase } from './bell.ts';
import { changedEdition, lockedEdition, rearrange } from './edition.ts';

/** As long as the pages, the poster and the letter have room for. */
export const INTRO_MAX = 600;
export const COMMENT_MAX = 280;
export const REASON_MAX = 200;

const words = (max: number) =>
	z.string().refine(isStorable, 'not well-formed text').trim().max(max).default('');

const decisionSchema = z.strictObject({
	id: z.uuid(),
	decision: z.enum(['auto', 'pin', 'out']),
	/** Where it is pinned. */
	place: z.coerce.number().int().min(1).max(SHOWCASE_SIZE).nullable().default(null),
	comment: words(COMMENT_MAX),
	reason: words(REASON_MAX),
});
type Decision = z.output<typeof decisionSchema>;

/** Writes what was decided of one post. Throws Failure `not_found` for one of another month. */
async function decide(tx: Ctx, month: string, entry: Decision): Promise<void> {
	const { id, decision, comment, reason, place } = entry;
	const changed = await tx.db
		.update(showcaseEntries)
		.set({
			...{ decision, comment },
			pinnedAt: decision === 'pin' ? place : null,
			reason: decision === 'out' ? reason : '',
		})
		.where(and(eq(showcaseEntries.id, id), eq(showcaseEntries.month, month)))
		.returning({ id: showcaseEntries.id });
	if (changed.length === 0) throw new Failure('not_found', 'There is no such post.');
}

/** What is said of a month now, and of each of its posts, by entry; the month is locked. */
async function said(tx: Ctx, month: string) {
	const { intro } = await lockedEdition(tx, month);
	const rows = await tx.db.execute<{ id: string }>(sql`
		select e.id, po.title, e.decision, e.pinned_at as place, e.comment, e.reason
		from showcase_entries e join posts po on po.id = e.post_id where e.month = ${month}`);
	return { intro, posts: new Map(rows.map(({ id, ...entry }) => [id, entry])) };
}

/** Writes down what was changed since `before`; nothing where nothing was. */
async function writeDown(tx: Ctx, month: string, before: Awaited<ReturnType<typeof said>>) {
	const { intro, posts } = await said(tx, month);
	const changed = [...posts].flatMap(([id, now]) =>
		JSON.stringify(now) === JSON.stringify(before.posts.get(id)) ? [] : [now],
	);
	const details = {
		...(intro === before.intro ? {} : { intro }),
		...(changed.length === 0 ? {} : { posts: changed }),
	};
	if (Object.keys(details).length === 0) return;
	await appendAudit(tx, { action: 'showcase.curated', target: `showcase:${month}`, details });
}

/**
 * Saves what a curator decided: what they say to the month, and of each post that is named whether it is pinned (and where), left out
 * (and why) or left to the rule, and what is said of it. Of a published month it shows at once. Throws Failure `not_found`,
 * `invalid` (a post is left out without a reason) and `conflict` (reason `changed`).
 */
export const curateShowcase = guarded(
	'curateShowcase',
	'showcase.curate',
	z.strictObject({
		month: monthSchema,
		revision: z.coerce.number().int(),
		intro: words(INTRO_MAX),
		entries: z.array(decisionSchema).max(200),
	}),
	(ctx, { month, revision, intro, entries }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const unsaid = entries.filter(({ decision, reason }) => decision === 'out' && reason === '');
			if (unsaid.length > 0)
				throw new Failure('invalid', 'Say why a post is left out.', {
					reason: 'no_reason',
					errors: unsaid.map(({ id }) => ({ path: `reason.${id}`, message: 'must not be empty' })),
				});
			const before = await said(tx, month);
			const edition = await changedEdition(tx, month, revision, { intro });
			for (const entry of entries) await decide(tx, month, entry);
			await rearrange(tx, edition);
			await writeDown(tx, month, before);
			if (edition.publishedAt) await ringShowcase(tx);
		}),
);
