import type { Handle } from '@sveltejs/kit';
import { isHttps } from '../secure.ts';
import { readSession } from '../sessions.ts';

/** Finds out who asks. The API has tokens and no cookies: a cookie there would open it to other sites' pages. */
export const session: Handle = async ({ event, resolve }) => {
	if (event.url.pathname.startsWith('/api/')) return resolve(event);
	const { ctx } = event.locals;
	const found = await readSession(ctx.db, event.request.headers.get('cookie'), {
		secure: isHttps(event.url),
	});
	if (found) {
		event.locals.actor = found.actor;
		event.locals.sessionId = found.sessionId;
		event.locals.ctx = { ...ctx, actor: found.actor };
		if (found.renewed) {
			const { name, value, attributes } = found.renewed;
			event.cookies.set(name, value, attributes);
		}
	}
	return resolve(event);
};
