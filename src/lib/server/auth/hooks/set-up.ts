import { redirect, type Handle } from '@sveltejs/kit';
import { isSetUp } from '../setup-token.ts';

/** Until somebody can sign in as an admin there is one page: /setup. The API needs a token and says so itself. */
export const setUpFirst: Handle = async ({ event, resolve }) => {
	const { pathname } = event.url;
	if (event.route.id && !pathname.startsWith('/api/')) {
		const ready = await isSetUp(event.locals.ctx.db);
		if (!ready && pathname !== '/setup') redirect(303, '/setup');
	}
	return resolve(event);
};
