import { and, count, eq, gt, sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { PER_WEEK, proposalSchema } from '#lib/domain/proposals/proposal.ts';
import { addressKey } from '#lib/domain/proposals/same-address.ts';
import { touchBadges } from '../badges/touch.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { posts } from '../db/schema/posts.ts';
import { proposals } from '../db/schema/proposals.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** Refuses more than five in seven days; two forms at once take turns. */
async function assertFewEnough(tx: Ctx, personId: string): Promise<void> {
	await tx.db.execute(sql`select from people where id = ${personId}::uuid for update`);
	const since = new Date(tx.now.getTime() - WEEK_MS);
	const [row] = await tx.db
		.select({ n: count(), first: sql<string>`min(created_at)` })
		.from(proposals)
		.where(and(eq(proposals.personId, personId), gt(proposals.createdAt, since)));
	if (!row || row.n < PER_WEEK) return;
	const retryAfterSeconds = Math.ceil((Date.parse(row.first) - since.getTime()) / 1000);
	throw new Failure('too_many', `At most ${PER_WEEK} suggestions a week.`, { retryAfterSeconds });
}

/** The story at this address, however it is spelled; a story that was withdrawn is none. */
export async function storyAt(
	ctx: Pick<Ctx, 'db'>,
	key: string,
): Promise<{ id: string; title: string } | undefined> {
	const rows = await ctx.db
		.select({ id: posts.id, title: posts.title, url: posts.url })
		.from(posts)
		.where(sql`${posts.state} <> 'withdrawn' and ${posts.url} <> ''`);
	return rows.find(({ url }) => addressKey(url) === key);
}

/**
 * Suggests a story: an address or a text, with why. Throws Failure `conflict` (reason is_story or proposed, the message
 * naming the other one) for an address that is there already, `too_many` after five in seven days, `invalid` with paths.
 */
export const propose = guarded('propose', 'proposals.create.own', proposalSchema, (ctx, input) =>
	withTransaction(ctx, async (tx): Promise<{ id: string }> => {
		if (tx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
		const personId = tx.actor.id;
		await assertFewEnough(tx, personId);
		const urlKey = input.url === null ? null : addressKey(input.url);
		const story = urlKey === null ? undefined : await storyAt(tx, urlKey);
		if (story) throw new Failure('conflict', story.title, { reason: 'is_story' });
		// Of two who suggest the same at once the index on open ones lets one in.
		const [made] = await tx.db
			.insert(proposals)
			.values({ ...input, urlKey, personId, createdAt: tx.now })
			.onConflictDoNothing({ target: proposals.urlKey, where: sql`state = 'open'` })
			.returning({ id: proposals.id });
		if (!made) throw new Failure('conflict', 'It is suggested already.', { reason: 'proposed' });
		await touchBadges(tx, [personId]);
		return made;
	}),
);
