import type { Handle } from '@sveltejs/kit';
import { isHttps } from '../secure.ts';
import { readSession } from '../sessions.ts';

/**
 * The API has tokens and no cookies: a cookie there would open it to other sites' pages. Faces and prizes' pictures are for
 * everybody and kept by every cache on the way: a renewed cookie on one would be handed to others with it.
 */
const NOBODY_IS_ASKED = /^\/(api|avatars|pictures)\//;

/** Finds out who asks. */
export const session: Handle = async ({ event, resolve }) => {
	if (NOBODY_IS_ASKED.test(event.url.pathname)) return resolve(event);
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
