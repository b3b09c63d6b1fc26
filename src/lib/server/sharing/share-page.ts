import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { localOf } from '#lib/domain/contest/local-time.ts';
import { NETWORK_KEYS } from '#lib/domain/networks/networks.ts';
import { bestHour, nextAtHour } from '#lib/domain/sharing/best-hour.ts';
import type { SharePage } from '#lib/domain/sharing/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { linkAddress } from '../origin.ts';
import { storyForSharing } from '../posts/for-sharing.ts';
import { companyHours, ownHabits, zoneOf } from './hours.ts';
import { readSharingPolicy } from './policy.ts';
import { waitingReminders } from './reminders.ts';
import { readMastodonServer } from './server-of.ts';
import { sharerOf } from './sharer.ts';
import { colleaguesSketches } from './sketches.ts';

/** So many networks are picked to begin with: the most that a minute is enough for. */
const PICKED = 2;

/** The networks that a person shared on last, newest first. */
async function lastNetworks(ctx: Ctx, personId: string): Promise<string[]> {
	const rows = await ctx.db.execute<{ network: string }>(sql`
		select network from links where person_id = ${personId}::uuid group by 1 order by max(shared_at) desc limit 20`);
	return rows.map(({ network }) => network);
}

async function ownDrafts(ctx: Ctx, personId: string, postId: string) {
	return ctx.db.execute<{ network: string; text: string }>(sql`
		select network, text from share_drafts
		where person_id = ${personId}::uuid and post_id = ${postId}::uuid order by network`);
}

/**
 * What the page of sharing a story shows to the signed-in person: texts, own drafts, the networks picked (the last two, or
 * the first two that are offered), the policy, and when it is best to share. Throws Failure `not_found`.
 */
export const readSharePage = guarded(
	'readSharePage',
	'sharing.own',
	z.strictObject({ post: z.string().max(100) }),
	async (ctx, { post }): Promise<SharePage> => {
		const personId = sharerOf(ctx);
		const story = await storyForSharing({ ctx, input: { id: post } });
		const zone = await zoneOf(ctx, personId);
		const [policy, last, drafts, colleagues, server, habits, company, reminders] =
			await Promise.all([
				readSharingPolicy({ ctx, input: {} }),
				lastNetworks(ctx, personId),
				ownDrafts(ctx, personId, post),
				colleaguesSketches(ctx, { postId: post, personId }),
				readMastodonServer(ctx, personId),
				ownHabits(ctx, personId, zone),
				companyHours(ctx, zone),
				waitingReminders(ctx, personId, post),
			]);
		const networks = NETWORK_KEYS.filter((key) => !policy.hidden.includes(key));
		const offered = (key: string) => networks.some((one) => one === key);
		const wished = [...drafts.map(({ network }) => network), ...last, ...networks].filter(offered);
		const best = bestHour(habits.hours, company);
		return {
			story,
			networks,
			picked: [...new Set(wished)].slice(0, PICKED),
			drafts: [...drafts],
			colleagues,
			policy: {
				disclosure: policy.disclosure,
				disclosures: policy.disclosures,
				forbidden: policy.forbidden,
			},
			mastodonServer: server,
			sampleLink: linkAddress('x'.repeat(8)),
			best,
			remindAt: localOf(nextAtHour(ctx.now, best.hour, zone), zone).slice(0, 16),
			timeZone: zone,
			reminders,
		};
	},
);
