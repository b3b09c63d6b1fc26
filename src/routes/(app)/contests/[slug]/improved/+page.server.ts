import { LEAST_BEFORE } from '#lib/domain/brackets/improved.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readOwnKey } from '#lib/server/people/appearance.ts';
import { readImproved } from '#lib/server/brackets/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [externalId, contest, improved] = await Promise.all([
		readOwnKey({ ctx, input: { surface: 'boards' } }),
		readContest({ ctx, input: { slug } }),
		readImproved({ ctx, input: { contest: slug } }),
	]);
	return { contest, improved, least: LEAST_BEFORE, externalId };
};
