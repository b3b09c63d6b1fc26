import { createToken } from '#lib/server/api/create-token.ts';
import type { Scope } from '#lib/domain/people/permissions.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor } from '#tests/support/people.ts';

type Handler = (event: never) => Promise<Response> | Response;
type Route = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE' | 'fallback', Handler>>;

/** The routes' own handlers, as SvelteKit finds them by their folders: a name of its own before a parameter. */
const routes: [RegExp, Route][] = Object.entries(
	import.meta.glob<Route>('../../src/routes/api/v1/**/+server.ts', { eager: true }),
)
	.sort(([a], [b]) => Number(a.includes('[')) - Number(b.includes('[')))
	.map(([file, route]) => {
		const path = file.slice('../../src/routes'.length, -'/+server.ts'.length);
		return [new RegExp(`^${path.replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`), route];
	});

export type Sent = {
	token?: string | null;
	json?: unknown;
	raw?: BodyInit;
	headers?: object;
	now?: Date;
};

/** Calls routes of the API as they stand, with `token` unless told otherwise; gives the answer with its body parsed. */
export function callerOf(database: TestDatabase, own: { token: string; now: Date }) {
	return async (method: string, path: string, sent: Sent = {}) => {
		const { token = own.token, json, raw, headers, now = own.now } = sent;
		const url = new URL(path, 'http://localhost');
		const [pattern, route] = routes.find(([regexp]) => regexp.test(url.pathname))!;
		const handler = route[method as 'GET'] ?? route.fallback!;
		const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
		const request = new Request(url, {
			method,
			headers: {
				...(token === null ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body, duplex: 'half' }),
		});
		// A signed-in admin's session is there all the while: it must never help.
		const ctx = database.ctx(asActor(await aPerson(database, { role: 'admin' })), now);
		const given = Object.entries(pattern.exec(url.pathname)!.groups ?? {});
		const params = Object.fromEntries(given.map(([key, text]) => [key, decodeURIComponent(text)]));
		const event = { request, url, params, locals: { ctx, actor: ctx.actor } };
		const response = await handler(event as never);
		const text = await response.text();
		const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '');
		const { status, headers: answered } = response;
		return { status, headers: answered, text, body: isJson ? JSON.parse(text) : text };
	};
}

/** A new token with these scopes. */
export async function aToken(database: TestDatabase, now: Date, scopes: Scope[]): Promise<string> {
	const input = { name: 'A test', scopes };
	return (await createToken({ ctx: database.ctx(undefined, now), input })).token;
}
