import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { may, type Actor, type Permission } from '#lib/domain/people/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { signInPath } from './safe-next.ts';

/**
 * The person who is signed in, for the layouts of (app) and (manage) and for form actions. Redirects visitors to the
 * sign-in page, which comes back here; answers 403 when the person does not hold `permission`. The verbs check again.
 */
export function requirePerson(
	event: Pick<RequestEvent, 'locals' | 'url' | 'request'>,
	permission?: Permission,
): Extract<Actor, { kind: 'person' }> {
	const { actor } = event.locals;
	if (actor.kind !== 'person') {
		// What was posted cannot be posted again after signing in, so go to the page itself.
		const back =
			event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname;
		redirect(303, signInPath(back));
	}
	if (permission && !may(actor, permission)) {
		error(403, { message: m.errors_not_allowed(), code: 'not_allowed' });
	}
	return actor;
}
