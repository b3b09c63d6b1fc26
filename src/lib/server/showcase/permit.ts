import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { ANSWERS, PERMISSIONS_OF_AUTHORS } from '#lib/domain/showcase/permission.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { showcaseAuthors, showcaseEntries } from '../db/schema/showcase.ts';
import { takeBackNotice } from '../notices/take-back.ts';
import { ringShowcase } from './bell.ts';
import { lockedEdition, rearrange, type Edition } from './edition.ts';
import { showcaseReader } from './reader.ts';

/** A draft's next posts move up for one that is refused; what is published keeps its places. Every screen looks anew. */
async function follow(tx: Ctx, edition: Edition): Promise<void> {
	if (edition.publishedAt) await ringShowcase(tx);
	else await rearrange(tx, edition);
}

/**
 * What an author says to one of their own posts, at any time: "no" takes it from page, screens, feeds and letters to come at once, "yes"
 * brings it there. Throws Failure `not_found`, also for somebody else's.
 */
export const answerShowcase = guarded(
	'answerShowcase',
	'showcase.own',
	z.strictObject({ entry: z.uuid(), answer: z.enum(ANSWERS) }),
	(ctx, { entry, answer }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const person = showcaseReader(tx);
			const own = and(eq(showcaseEntries.id, entry), eq(showcaseEntries.personId, person));
			const [row] = await tx.db.select().from(showcaseEntries).where(own);
			if (!row) throw new Failure('not_found', 'There is no such post of yours.');
			// The edition first, as whoever curates it does.
			const edition = await lockedEdition(tx, row.month);
			await tx.db.update(showcaseEntries).set({ answer, answeredAt: tx.now }).where(own);
			await takeBackNotice(tx, { person, key: `showcase:${entry}` });
			await follow(tx, edition);
		}),
);

/**
 * What an author says for all their posts: always (save those they said no to), never (those shown now go, too), or to be asked each time.
 */
export const setShowcasePermission = guarded(
	'setShowcasePermission',
	'showcase.own',
	z.strictObject({ permission: z.enum(PERMISSIONS_OF_AUTHORS) }),
	(ctx, { permission }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const personId = showcaseReader(tx);
			const months = await tx.db.execute<{ month: string }>(sql`
				select distinct e.month from showcase_entries e where e.person_id = ${personId} order by 1`);
			const editions: Edition[] = [];
			for (const { month } of months) editions.push(await lockedEdition(tx, month));
			const set = { permission, changedAt: tx.now };
			await tx.db
				.insert(showcaseAuthors)
				.values({ personId, ...set })
				.onConflictDoUpdate({ target: showcaseAuthors.personId, set });
			for (const edition of editions) await follow(tx, edition);
		}),
);
