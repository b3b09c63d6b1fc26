import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { showcaseReaders } from '../db/schema/showcase.ts';
import { mailer } from '../mails/mailer.ts';
import { publicOrigin } from '../origin.ts';
import { newKey, showcaseReader } from './reader.ts';

/** How the showcase comes to the person who asks. `mails`: the portal has a mail server. */
export type Subscription = { letter: boolean; feed: string | null; mails: boolean };

/** How the showcase comes to the person who asks. */
export const readSubscription = guarded(
	'readSubscription',
	'showcase.own',
	z.strictObject({}),
	async (ctx): Promise<Subscription> => {
		const [row] = await ctx.db
			.select()
			.from(showcaseReaders)
			.where(eq(showcaseReaders.personId, showcaseReader(ctx)));
		return {
			letter: row?.letter ?? false,
			feed: row?.feedKey ? `${publicOrigin()}/showcase/feed/${row.feedKey}.xml` : null,
			mails: mailer() !== null,
		};
	},
);

async function set(ctx: Ctx, values: { letter: boolean } | { feedKey: string | null }) {
	const personId = showcaseReader(ctx);
	await ctx.db
		.insert(showcaseReaders)
		.values({ personId, letterKey: newKey(), ...values })
		.onConflictDoUpdate({ target: showcaseReaders.personId, set: values });
}

/** Has the monthly letter sent to the person who asks, or no more: not those either that wait to go. */
export const subscribeToLetter = guarded(
	'subscribeToLetter',
	'showcase.own',
	z.strictObject({ letter: z.boolean() }),
	(ctx, { letter }): Promise<void> => set(ctx, { letter }),
);

/** Makes a new address for one's own feed (`on`), or none; the one before shows nothing from now on. */
export const makeFeed = guarded(
	'makeFeed',
	'showcase.own',
	z.strictObject({ on: z.boolean() }),
	(ctx, { on }): Promise<void> => set(ctx, { feedKey: on ? newKey() : null }),
);

/** Ends the letters of whoever a letter with this key went to: an unknown key ends nothing, and says nothing else. */
export const endLetters = guarded(
	'endLetters',
	'showcase.open',
	z.strictObject({ key: z.string().min(1).max(100) }),
	(ctx, { key }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			await tx.db.execute(
				sql`update showcase_readers set letter = false where letter_key = ${key}`,
			);
		}),
);
