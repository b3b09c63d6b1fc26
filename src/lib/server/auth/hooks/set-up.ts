import { redirect, type Handle } from '@sveltejs/kit';
import { isSetUp } from '../setup-token.ts';

/** Who is answered without a set-up: the API needs a token and says so itself, a display has nobody to fill a form in. */
const UNATTENDED = ['/api/', '/tv/'];

/** Until somebody can sign in as an admin there is one page for people: /setup. */
export const setUpFirst: Handle = async ({ event, resolve }) => {
	const { pathname } = event.url;
	if (event.route.id && !UNATTENDED.some((prefix) => pathname.startsWith(prefix))) {
		const ready = await isSetUp(event.locals.ctx.db);
		if (!ready && pathname !== '/setup') {
			// What is thrown goes past the hooks that put the headers on; a script's question is answered as kit answers one.
			if (event.isDataRequest || event.request.method !== 'GET') redirect(303, '/setup');
			return new Response(null, { status: 303, headers: { location: '/setup' } });
		}
	}
	return resolve(event);
};
