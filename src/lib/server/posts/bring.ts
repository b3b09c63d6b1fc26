import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { isAllowed } from '#lib/domain/sharing/policy.ts';
import { shownTextSchema } from '#lib/domain/posts/story.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { readSharingPolicy } from '../sharing/policy.ts';

/** What the page is called where nobody gave it a name: host and path, without what is only for machines. */
function nameOf(address: string): string {
	const { host, pathname } = new URL(address);
	return `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`.slice(0, 300);
}

/**
 * Makes an address that a person brought a story of their own, on nobody's board, so that it can have tracked links. The
 * same address again gives the same story. Throws Failure `invalid` (`url`) for what is no plain http(s) address, and `not_allowed`
 * (`domain`) where the program does not allow its domain.
 */
export const bringLink = guarded(
	'bringLink',
	'sharing.own',
	z.strictObject({
		url: z.string().trim().pipe(webAddressSchema),
		title: z.union([z.literal(''), shownTextSchema(300)]).default(''),
	}),
	(ctx, { url, title }): Promise<{ id: string }> =>
		withTransaction(ctx, async (tx) => {
			if (tx.actor.kind !== 'person')
				throw new Failure('not_allowed', 'Only a person brings links of their own.');
			const { domains } = await readSharingPolicy({ ctx: tx, input: {} });
			if (!isAllowed(url, domains))
				throw new Failure('not_allowed', 'The program does not allow this domain.', {
					reason: 'domain',
				});
			// The index on (brought_by, md5(url)) decides: two presses at once make one story.
			const [row] = await tx.db.execute<{ id: string; created: boolean }>(sql`
				insert into posts (id, title, url, brought_by, created_by, published_at, created_at)
				values (${v7()}, ${title || nameOf(url)}, ${url}, ${tx.actor.id}, ${tx.actor.id},
					${tx.now.toISOString()}::timestamptz, ${tx.now.toISOString()}::timestamptz)
				on conflict (brought_by, md5(url)) where brought_by is not null do update set url = excluded.url
				returning id, xmax = 0 as created`);
			if (row!.created)
				await appendAudit(tx, {
					action: 'post.bring',
					target: `post:${row!.id}`,
					details: { url },
				});
			return { id: row!.id };
		}),
);
