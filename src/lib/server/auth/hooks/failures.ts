import { error, isHttpError, isRedirect, type Handle, type HandleServerError } from '@sveltejs/kit';
import { explain } from '../explain.ts';

/**
 * Kit answers whatever a load or an action throws with 500. Our refusals have statuses of their own: handleError
 * notes the status and this hook puts it on the answer.
 */
export const failures: Handle = async ({ event, resolve }) => {
	let response: Response;
	try {
		response = await resolve(event);
	} catch (thrown) {
		// What a later hook throws never reaches a page; kit answers it with src/error.html.
		if (isHttpError(thrown) || isRedirect(thrown)) throw thrown;
		const { status, body } = explain(thrown, 500);
		if (status === 500) throw thrown;
		error(status, { ...body, requestId: event.locals.requestId });
	}
	const { failureStatus } = event.locals;
	if (response.status !== 500 || !failureStatus || failureStatus === 500) return response;
	return new Response(response.body, { status: failureStatus, headers: response.headers });
};

/** Turns whatever was thrown into a sentence for a page, logs what was not foreseen, and never leaks its message. */
export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	const explained = explain(thrown, status);
	event.locals.failureStatus = explained.status;
	if (explained.status >= 500) {
		event.locals.ctx?.log.error(
			{ err: thrown, route: event.route.id ?? 'none' },
			'a request failed',
		);
	}
	return { ...explained.body, requestId: event.locals.requestId };
};
