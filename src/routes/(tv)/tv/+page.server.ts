import { redirect } from '@sveltejs/kit';
import { displayProgramme } from '#lib/server/displays/programme.ts';
import { displayCtx } from '#lib/server/displays/session.ts';
import type { PageServerLoad } from './$types';

/** The address that every screen is given: what it shows once it is paired, else the code to pair it by. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const ctx = await displayCtx(event);
	if (!ctx) redirect(303, '/tv/pair');
	return { programme: await displayProgramme({ ctx, input: {} }) };
};
