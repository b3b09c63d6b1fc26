import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { mastodonServer } from '#lib/domain/networks/mastodon.ts';
import { guarded, type Ctx } from '../context.ts';
import { shareSettings } from '../db/schema/sharing.ts';
import { sharerOf } from './sharer.ts';

/** The host of a person's Mastodon server, or null until they said it. */
export async function readMastodonServer(ctx: Ctx, personId: string): Promise<string | null> {
	const [row] = await ctx.db
		.select({ server: shareSettings.mastodonServer })
		.from(shareSettings)
		.where(eq(shareSettings.personId, personId));
	return row?.server ?? null;
}

/** Remembers one's own Mastodon server, as people write it; empty forgets it. Throws Failure `invalid` (`server`). */
export const setMastodonServer = guarded(
	'setMastodonServer',
	'sharing.own',
	z.strictObject({ server: z.string().max(300) }),
	async (ctx, input): Promise<{ server: string | null }> => {
		const written = input.server.trim();
		const server = written === '' ? null : mastodonServer(written);
		if (written !== '' && server === null)
			throw new Failure('invalid', 'That is no server.', {
				errors: [{ path: 'server', message: 'no server such as mastodon.social' }],
			});
		await ctx.db
			.insert(shareSettings)
			.values({ personId: sharerOf(ctx), mastodonServer: server })
			.onConflictDoUpdate({ target: shareSettings.personId, set: { mastodonServer: server } });
		return { server };
	},
);
