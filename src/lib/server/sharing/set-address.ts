import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { BY_KEY, isNetworkKey } from '#lib/domain/networks/networks.ts';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { guarded, withTransaction } from '../context.ts';
import { readMastodonServer } from './server-of.ts';
import { sharerOf } from './sharer.ts';

const refuse = (message: string) =>
	new Failure('invalid', 'That is no address of a post.', {
		errors: [{ path: 'address', message }],
	});

/**
 * Says where one's own post stands in public, so that readings can be found; empty takes it back. Throws Failure
 * `not_found` for anybody else's link, `invalid` (`address`: no address, or not of a post on that network) and
 * `conflict` (`address_taken`) when it belongs to another link.
 */
export const setShareAddress = guarded(
	'setShareAddress',
	'sharing.own',
	z.strictObject({ slug: z.string().min(1).max(100), address: z.string().max(4000) }),
	async (ctx, { slug, address }): Promise<{ address: string | null }> => {
		const personId = sharerOf(ctx);
		const [link] = await ctx.db.execute<{ id: string; network: string }>(sql`
			select id, network from links where slug = ${slug} and person_id = ${personId}::uuid`);
		if (!link) throw new Failure('not_found', 'There is no such link of yours.');
		let plain: string | null = null;
		if (address.trim() !== '') {
			const read = webAddressSchema.safeParse(address.trim());
			if (!read.success) throw refuse('not an address');
			const server = (await readMastodonServer(ctx, personId)) ?? undefined;
			const network = isNetworkKey(link.network) ? BY_KEY[link.network] : null;
			plain = network?.postAddress(new URL(read.data), server) ?? null;
			if (plain === null) throw refuse('no post on this network');
		}
		try {
			await withTransaction(ctx, (tx) =>
				tx.db.execute(sql`
					insert into shares (link_id, post_id, address, address_at)
					select id, post_id, ${plain}, ${ctx.now.toISOString()}::timestamptz from links where id = ${link.id}
					on conflict (link_id) do update set address = excluded.address, address_at = excluded.address_at`),
			);
		} catch (error) {
			const { cause } = error as { cause?: { constraint_name?: string } };
			if (cause?.constraint_name !== 'shares_address') throw error;
			throw new Failure('conflict', 'Another link has this post.', { reason: 'address_taken' });
		}
		return { address: plain };
	},
);
