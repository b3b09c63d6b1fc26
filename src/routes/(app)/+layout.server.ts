import { requirePerson } from '#lib/server/auth/guard.ts';
import { readShell } from '#lib/server/shell.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	requirePerson(event);
	// Reading the path makes the router load the frame anew with every page: the bell counts what came meanwhile.
	void event.url.pathname;
	return { shell: await readShell({ ctx: event.locals.ctx, input: {} }) };
};
