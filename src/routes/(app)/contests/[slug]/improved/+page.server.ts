import { LEAST_BEFORE } from '#lib/domain/brackets/improved.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readImproved } from '#lib/server/brackets/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { externalId } = requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [contest, improved] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readImproved({ ctx, input: { contest: slug } }),
	]);
	return { contest, improved, least: LEAST_BEFORE, externalId };
};
