import { requirePerson } from '#lib/server/auth/guard.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { contests: await listContests({ ctx: event.locals.ctx, input: {} }) };
};
