import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { searchParams } = event.url;
	const search = (searchParams.get('q') ?? '').slice(0, 200);
	const team = (searchParams.get('team') ?? '').slice(0, 200);
	const page = searchParams.get('page') ?? 1;
	const input = { slug: event.params.slug, search, team, page };
	return {
		...(await readContestPage({ ctx: event.locals.ctx, input })),
		search,
		team,
	};
};
