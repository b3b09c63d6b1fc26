import { requirePerson } from '#lib/server/auth/guard.ts';
import { readTeamPage } from '#lib/server/recognition/team.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'team.read');
	const team = (event.url.searchParams.get('team') ?? '').slice(0, 200);
	return readTeamPage({ ctx: event.locals.ctx, input: { team } });
};
