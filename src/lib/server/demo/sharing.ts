import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { DEFAULT_POLICY } from '#lib/domain/sharing/policy.ts';
import { nextAtHour } from '#lib/domain/sharing/best-hour.ts';
import { seedOf, shingles } from '#lib/domain/voice/shingles.ts';
import { sketchOf } from '#lib/domain/voice/sketch.ts';
import type { Ctx } from '../context.ts';
import { saveSharingPolicy } from '../sharing/policy.ts';
import { DEMO_DOMAIN, PERSONAS } from './personas.ts';

/** How the company shares: disclosed, without big words, links of one's own to the company's pages. */
const POLICY = {
	...DEFAULT_POLICY,
	forbidden: ['guaranteed', 'world-class', 'best in class', 'confidential'],
	domains: [DEMO_DOMAIN],
};

/** What a colleague wrote about every recent story, in words of their own. */
const COLLEAGUE = 'I work two desks away from the people in this story, and they have earned it.';
const DRAFT = 'I was in the room when this began, and I still';

/**
 * What the employee of the one-click sign-ins has lying about: a draft with a reminder for the next morning of work, and how much of
 * their posts was in their own words (those that brought more, more); and a policy that an owner has saved.
 */
export async function seedSharing(
	ctx: Ctx,
	input: { recent: readonly string[]; draft: string; timeZone: string },
): Promise<void> {
	await saveSharingPolicy({ ctx, input: { revision: 0, policy: POLICY } });
	const { externalId } = PERSONAS[0]!;
	const now = sql`${ctx.now.toISOString()}::timestamptz`;
	const me = sql`(select id from people where external_id = ${externalId})`;
	await ctx.db.execute(sql`
		insert into shares (link_id, post_id, sketch, originality, prepared_at)
		select l.id, l.post_id, '', round(15 + 75 * percent_rank() over (order by count(c.id))), l.shared_at
		from links l left join clicks c on c.link_id = l.id and c.verdict = 'valid'
		where l.person_id = ${me} group by l.id`);
	for (const post of input.recent) {
		const sketch = sketchOf(shingles(COLLEAGUE, seedOf(post)));
		await ctx.db.execute(sql`
			insert into shares (link_id, post_id, sketch, originality, prepared_at)
			select id, post_id, ${sketch}, 100, shared_at from links
			where post_id = ${post}::uuid and person_id <> ${me} order by shared_at, id limit 1
			on conflict do nothing`);
	}
	await ctx.db.execute(sql`
		insert into share_drafts (id, person_id, post_id, network, text, updated_at)
		values (${v7()}, ${me}, ${input.draft}::uuid, 'linkedin', ${DRAFT}, ${now})`);
	const dueAt = nextAtHour(ctx.now, 9, input.timeZone).toISOString();
	await ctx.db.execute(sql`
		insert into share_reminders (id, person_id, post_id, networks, due_at, created_at)
		values (${v7()}, ${me}, ${input.draft}::uuid, '["linkedin"]', ${dueAt}::timestamptz, ${now})`);
}
