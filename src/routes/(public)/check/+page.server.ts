import { publishedReplays } from '#lib/server/results/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	published: await publishedReplays({ ctx: locals.ctx, input: {} }),
});
