import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = requirePerson(event);
	const { searchParams } = event.url;
	return {
		...(await readContestPage({ ctx: event.locals.ctx, input: { slug: event.params.slug } })),
		own: person.externalId,
		search: searchParams.get('q') ?? '',
		team: searchParams.get('team') ?? '',
	};
};
