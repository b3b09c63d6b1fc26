import { requirePerson } from '#lib/server/auth/guard.ts';
import { readPoster } from '#lib/server/showcase/read-poster.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	event.depends('showcase:posts');
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return readPoster({ ctx: event.locals.ctx, input: { month: event.params.month } });
};
