import { requirePerson } from '#lib/server/auth/guard.ts';
import { readOwnKey } from '#lib/server/people/appearance.ts';
import { readBrackets } from '#lib/server/brackets/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

/** Of each bracket so many rows; the whole of one that is asked for by name. */
const ROWS = 10;
const ALL = 1000;

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const wanted = event.url.searchParams.get('bracket');
	const [externalId, contest, brackets] = await Promise.all([
		readOwnKey({ ctx, input: { surface: 'boards' } }),
		readContest({ ctx, input: { slug } }),
		readBrackets({ ctx, input: { contest: slug, top: wanted === null ? ROWS : ALL } }),
	]);
	const chosen = brackets.filter(({ name }) => name === wanted);
	return { contest, brackets: chosen.length > 0 ? chosen : brackets, chosen: wanted, externalId };
};
