import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { appendAudit } from '../audit/append.ts';
import { authorise, GUARD, withTransaction, type Ctx } from '../context.ts';
import { newSlug } from './slug.ts';

/** Whose link, to what, where. `sharedAt` is for one that is made. */
export type WantedLink = { personId: string; postId: string; network: string; sharedAt: Date };

/**
 * The slugs of links by person, post and network, in the order asked; those that are missing are made, in the caller's
 * transaction. Needs links.create.
 */
export const ensureLinks = Object.assign(
	(ctx: Ctx, wanted: readonly WantedLink[]): Promise<string[]> => {
		authorise(ctx.actor, 'links.create');
		return withTransaction(ctx, async (tx) => {
			if (wanted.length === 0) return [];
			const rows = JSON.stringify(
				wanted.map((link, n) => ({ n, id: v7(), slug: newSlug(), ...link })),
			);
			const made = await tx.db.execute(sql`
				insert into links (id, slug, person_id, post_id, network, shared_at)
				select r.id, r.slug, r."personId", r."postId", r.network, r."sharedAt"
				from jsonb_to_recordset(${rows}::text::jsonb) as r(id uuid, slug text, "personId" uuid,
					"postId" uuid, network text, "sharedAt" timestamptz)
				order by r."personId", r."postId", r.network
				on conflict (person_id, post_id, network) do nothing returning 1`);
			if (made.length > 0)
				await appendAudit(tx, { action: 'links.create_many', details: { created: made.length } });
			const found = (await tx.db.execute(sql`
				select l.slug from jsonb_to_recordset(${rows}::text::jsonb)
					as r(n int, "personId" uuid, "postId" uuid, network text)
				join links l on l.person_id = r."personId" and l.post_id = r."postId" and l.network = r.network
				order by r.n`)) as unknown as { slug: string }[];
			return found.map(({ slug }) => slug);
		});
	},
	{ [GUARD]: { name: 'ensureLinks', permission: 'links.create' } as const },
);
