import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { judge, type ClickRequest } from '#lib/domain/clicks/verdict.ts';
import { Failure } from '#lib/domain/failure.ts';
import { createRateLimit } from '../api/rate-limit.ts';
import { guarded } from '../context.ts';
import { showcaseScans } from '../db/schema/showcase.ts';
import { publishedShowcase } from './published.ts';

/** What of a request says whether somebody scanned a code: neither who nor from where. */
const requestSchema = z.strictObject({
	method: z.string(),
	userAgent: z.string().optional(),
	secPurpose: z.string().optional(),
	purpose: z.string().optional(),
});

/**
 * So many scans of one code are counted in a minute, by each process: above what a crowd around a poster does, below what fills the database
 * with writes. More of them are led on uncounted, so that nothing of who scans has to be remembered.
 */
const COUNTED_PER_MINUTE = 120;
const counted = createRateLimit(COUNTED_PER_MINUTE);

function counts(code: string, now: Date): boolean {
	try {
		counted.take(code, now);
		return true;
	} catch (error) {
		if (error instanceof Failure && error.code === 'too_many') return false;
		throw error;
	}
}

/** A poster's link says where its visitors come from, and keeps what the address says itself. */
function addressed(url: string): string {
	const address = new URL(url);
	const words = { utm_source: 'poster', utm_medium: 'advocacy', utm_campaign: 'showcase' };
	for (const [name, value] of Object.entries(words)) {
		if (!address.searchParams.has(name)) address.searchParams.append(name, value);
	}
	return address.href;
}

/**
 * Where the code of a post on a poster leads. A person's scan is counted for the showcase, by day, up to 120 a minute; it is no click of the author's
 * link and brings no points (docs/decisions/0022). Throws Failure `not_found` for an unknown code and for what is not shown any more.
 */
export const openScan = guarded(
	'openScan',
	'showcase.open',
	z.strictObject({ code: z.string().min(1).max(40), request: requestSchema }),
	async (ctx, { code, request }): Promise<string> => {
		const [entry] = await ctx.db.execute<{ id: string; month: string }>(
			sql`select id, month from showcase_entries where code = ${code}`,
		);
		const showcase = entry ? await publishedShowcase(ctx, ['showcase'], entry.month) : null;
		const post = showcase?.posts.find((one) => one.code === code);
		if (!entry || !post) throw new Failure('not_found', 'There is no such code.');
		const nobody = { isOwner: false, isColleague: false, isInternalAddress: false };
		const asked: ClickRequest = {
			...{ userAgent: undefined, secPurpose: undefined, purpose: undefined },
			...{ ...request, ...nobody },
		};
		if (judge(asked) === 'candidate' && counts(code, ctx.now)) {
			await ctx.db
				.insert(showcaseScans)
				.values({ entryId: entry.id, day: ctx.now.toISOString().slice(0, 10), scans: 1 })
				.onConflictDoUpdate({
					target: [showcaseScans.entryId, showcaseScans.day],
					set: { scans: sql`${showcaseScans.scans} + 1` },
				});
		}
		return addressed(post.url);
	},
);
