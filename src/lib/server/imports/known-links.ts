import type { Ctx } from '../context.ts';
import { linksBySlug, type LinkBySlug } from '../links/queries.ts';

/** So many links are remembered, some 20 MB; then it is begun anew. */
const MOST_KEPT = 50_000;

/**
 * Reads links by slug as `linksBySlug` does, over the batches of one import: whose a link is and of what never changes, and
 * a file names the same ones again and again. What is unknown is asked for anew.
 */
export function knownLinks(): (
	ctx: Ctx,
	slugs: readonly string[],
) => Promise<ReadonlyMap<string, LinkBySlug>> {
	let known = new Map<string, LinkBySlug>();
	return async (ctx, slugs) => {
		if (known.size > MOST_KEPT) known = new Map();
		const fresh = slugs.filter((slug) => !known.has(slug));
		for (const [slug, link] of await linksBySlug(ctx, fresh)) known.set(slug, link);
		return known;
	};
}
