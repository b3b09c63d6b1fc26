import { may } from '#lib/domain/people/permissions.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import {
	PAGES_MOST,
	PEOPLE_PER_PAGE,
	readDirectoryFilters,
	searchDirectory,
} from '#lib/server/people/directory.ts';
import type { PageServerLoad } from './$types';

const FILTERS = ['team', 'office', 'language', 'topic', 'goodAt'] as const;

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const asked = (name: string) => (searchParams.get(name) ?? '').slice(0, 200);
	const text = asked('q');
	const chosen = Object.fromEntries(FILTERS.map((name) => [name, asked(name)])) as Record<
		(typeof FILTERS)[number],
		string
	>;
	const wanted = Math.trunc(Number(searchParams.get('page'))) || 1;
	const page = Math.min(Math.max(1, wanted), PAGES_MOST);
	const [found, filters] = await Promise.all([
		searchDirectory({ ctx, input: { text, ...chosen, page } }),
		readDirectoryFilters({ ctx, input: {} }),
	]);
	return {
		...found,
		pages: Math.ceil(found.total / PEOPLE_PER_PAGE),
		text,
		chosen,
		filters,
		manages: may(actor, 'team.read'),
	};
};
