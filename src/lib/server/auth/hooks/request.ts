import { randomBytes } from 'node:crypto';
import type { Handle } from '@sveltejs/kit';
import { runtime } from '#lib/server/runtime-holder.ts';

/**
 * Gives every request an id, its instant and a context, and writes one line when it is answered. The line has the
 * route and not the address that was asked for, which may carry names and tokens; never the visitor's own address.
 */
export const request: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const requestId = randomBytes(6).toString('hex');
	const { requestCtx } = await runtime();
	const ctx = requestCtx({ kind: 'visitor' });
	const log = ctx.log.child({ requestId });
	event.locals.requestId = requestId;
	event.locals.actor = ctx.actor;
	event.locals.sessionId = null;
	event.locals.ctx = { ...ctx, log };
	const response = await resolve(event);
	response.headers.set('x-request-id', requestId);
	log.info(
		{
			method: event.request.method,
			route: event.route.id ?? 'none',
			status: response.status,
			ms: Math.round((performance.now() - started) * 10) / 10,
		},
		'answered',
	);
	return response;
};
