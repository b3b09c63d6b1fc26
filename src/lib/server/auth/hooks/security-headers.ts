import type { Handle } from '@sveltejs/kit';
import { isHttps } from '../secure.ts';

const HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
};

/** Two years, the least that browsers' preload lists take; a sister domain may still be on http. */
const HSTS = 'max-age=63072000';

/** What one of our own pages shows in a frame: nobody else may. */
const FRAMED = new Set(['/(tv)/displays/[id]/picture']);
const POLICY = 'content-security-policy';

/** Headers of every answer; the content security policy is SvelteKit's (svelte.config.js). */
export const securityHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(HEADERS)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	const policy = response.headers.get(POLICY);
	if (policy && FRAMED.has(event.route.id ?? ''))
		response.headers.set(
			POLICY,
			policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
		);
	if (isHttps(event.url)) response.headers.set('strict-transport-security', HSTS);
	// A page shows who is signed in: no cache may keep it for somebody else, nor may going back show it after signing out.
	if (event.locals.actor.kind === 'person' && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-store');
	}
	return response;
};
