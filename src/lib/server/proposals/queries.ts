import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ProposalView } from '#lib/domain/proposals/proposal.ts';
import { addressKey } from '#lib/domain/proposals/same-address.ts';
import { guarded } from '../context.ts';
import { posts } from '../db/schema/posts.ts';
import { shownOn } from '../people/shown.ts';

type Row = Omit<ProposalView, 'by' | 'story' | 'createdAt'> & {
	createdAt: string;
	externalId: string;
	name: string;
	avatarSeed: string;
	urlKey: string | null;
};

/** A page never shows more; five a week each makes this a lot. */
const MOST_SHOWN = 200;

/**
 * Suggestions: the open ones of everybody by votes, the older first among equals; of the decided ones the reader's own,
 * the newest first.
 */
export const listProposals = guarded(
	'listProposals',
	'proposals.read',
	z.strictObject({ state: z.enum(['open', 'decided']).default('open') }),
	async (ctx, { state }): Promise<ProposalView[]> => {
		const reader = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		const open = state === 'open';

		const rows = (await ctx.db.execute(sql`
			select p.id, p.title, p.url, p.url_key as "urlKey", p.text, p.why, p.state, p.note,
				p.created_at as "createdAt", b.external_id as "externalId", b.name, b.avatar_seed as "avatarSeed",
				(select count(*)::int from proposal_votes v where v.proposal_id = p.id) as votes,
				exists (select from proposal_votes v where v.proposal_id = p.id and v.person_id = ${reader}::uuid) as voted,
				coalesce(p.person_id = ${reader}::uuid, false) as own
			from proposals p join people b on b.id = p.person_id
			where ${open ? sql`p.state = 'open'` : sql`p.state <> 'open' and p.person_id = ${reader}::uuid`}
			order by ${open ? sql`votes desc, p.created_at, p.id` : sql`p.decided_at desc, p.id desc`}
			limit ${MOST_SHOWN}`)) as unknown as Row[];
		const stories = rows.some(({ urlKey }) => open && urlKey !== null)
			? await ctx.db
					.select({ title: posts.title, url: posts.url })
					.from(posts)
					.where(sql`${posts.state} <> 'withdrawn' and ${posts.url} <> ''`)
			: [];
		const byKey = new Map(stories.map(({ title, url }) => [addressKey(url), { title }]));
		const views = rows.map(({ externalId, name, avatarSeed, urlKey, createdAt, ...row }) => ({
			...row,
			createdAt: new Date(createdAt).toISOString(),
			by: { externalId, name, avatarSeed },
			story: (urlKey !== null && byKey.get(urlKey)) || null,
		}));
		return shownOn(ctx, ['directory'], views);
	},
);
