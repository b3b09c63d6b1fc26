import { requirePerson } from '#lib/server/auth/guard.ts';
import { readShowcase } from '#lib/server/showcase/published.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	event.depends('showcase:posts');
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const input = { month: event.params.month };
	const { showcase, months } = await readShowcase({ ctx: event.locals.ctx, input });
	return { showcase: showcase!, months };
};
