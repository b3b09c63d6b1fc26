import { asc, eq } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { contests } from '../db/schema/contests.ts';
import { notices } from '../db/schema/notices.ts';
import { people } from '../db/schema/people.ts';
import { finalizeContest } from '../results/finalize.ts';
import { createScorer } from '../scoring/scorer.ts';
import { DAY } from './pace.ts';
import { DEMO_PASSWORD } from './personas.ts';

/**
 * Makes the demo's earlier contest final as an owner would, and dates it to two days after its end: its result is stored and
 * can be checked, its prizes are offered. Its news has been read since.
 */
export async function finalizeEarlier(
	ctx: Ctx,
	connections: Connections,
	contest: { id: string; slug: string; endsAt: Date },
): Promise<void> {
	// No server runs yet that would take the marks that making the company has left.
	await createScorer({ connections, log: ctx.log }).drain();
	const [owner] = await ctx.db
		.select()
		.from(people)
		.where(eq(people.role, 'owner'))
		.orderBy(asc(people.externalId))
		.limit(1);
	if (!owner) throw new Error('The demo company has no owner.');
	const { id, externalId, name, teamId } = owner;
	const actor = { kind: 'person', id, externalId, name, teamId, role: 'owner' } as const;
	const finalAt = new Date(contest.endsAt.getTime() + 2 * DAY);
	await finalizeContest({
		ctx: { ...ctx, actor, now: finalAt },
		input: { contest: contest.slug, password: DEMO_PASSWORD },
	});
	await ctx.db.update(contests).set({ finalAt }).where(eq(contests.id, contest.id));
	await ctx.db
		.update(notices)
		.set({ createdAt: finalAt, readAt: new Date(finalAt.getTime() + DAY) });
}
