import { requirePerson } from '#lib/server/auth/guard.ts';
import { readShell } from '#lib/server/shell.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	requirePerson(event);
	return { shell: await readShell({ ctx: event.locals.ctx, input: {} }) };
};
