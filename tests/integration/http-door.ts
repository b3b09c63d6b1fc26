import { createToken } from '#lib/server/api/create-token.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { scored } from '#tests/support/scored.ts';
import { startServer } from '#tests/support/server.ts';
import type { Portal } from './scenario-play.ts';

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** The built portal as a process of its own, asked over HTTP with an admin's token as an integrator asks it. */
export async function openDoor(database: TestDatabase) {
	const input = { name: 'HTTP', scopes: ['admin' as const] };
	const { token } = await createToken({ ctx: database.ctx(), input });
	const server = await startServer({ databaseUrl: database.url });

	async function call(method: string, path: string, json?: unknown, headers: object = {}) {
		const body = typeof json === 'string' ? json : JSON.stringify(json);
		const response = await fetch(`${server.url}/api/v1${path}`, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body }),
		});
		return { status: response.status, headers: response.headers, text: await response.text() };
	}

	/** The answer's body; throws with all of it when it is a refusal. */
	async function ok(method: string, path: string, json?: unknown, headers: object = {}) {
		const { status, text } = await call(method, path, json, headers);
		if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
		return text === '' ? null : JSON.parse(text);
	}

	const portal: Portal = {
		people: (people) => ok('PUT', '/people', { people }),
		post: (post) => ok('POST', '/posts', post),
		link: (link) => ok('POST', '/links', link),
		contest: (contest) => ok('POST', '/contests', contest),
		events: (events) => ok('POST', '/events', { events }),
		adjust: (contest, adjustment) => ok('POST', `/contests/${contest}/adjustments`, adjustment),
		void: (what) => ok('POST', '/voids', what),
		settle: () => scored(database.connections.sql),
		standings: (contest, cursor) => {
			const query = new URLSearchParams({
				...{ limit: '4', audience: 'owner' },
				...(cursor && { cursor }),
			});
			return ok('GET', `/contests/${contest}/standings?${query}`);
		},
	};
	return { url: server.url, call, ok, portal, stop: () => server.stop() };
}
