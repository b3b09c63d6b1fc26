import { requirePerson } from '#lib/server/auth/guard.ts';
import { readReceipts } from '#lib/server/boards/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

const FILTERS = ['counted', 'not-counted'] as const;

export const load: PageServerLoad = async (event) => {
	const own = requirePerson(event);
	const { ctx } = event.locals;
	const { slug, person } = event.params;
	const { searchParams } = event.url;
	const filter = FILTERS.find((known) => known === searchParams.get('show')) ?? 'all';
	const cursor = searchParams.get('after') ?? undefined;
	const [contest, page] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readReceipts({ ctx, input: { contest: slug, person, filter, cursor } }),
	]);
	return { contest, page, filter, cursor: cursor ?? null, mine: own.externalId === person };
};
