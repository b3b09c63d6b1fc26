import { error, redirect, type Handle, type RequestEvent } from '@sveltejs/kit';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure } from '#lib/domain/failure.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { failures, handleError } from '#lib/server/auth/hooks/failures.ts';
import { look } from '#lib/server/auth/hooks/look.ts';
import { request } from '#lib/server/auth/hooks/request.ts';
import { securityHeaders } from '#lib/server/auth/hooks/security-headers.ts';
import { session } from '#lib/server/auth/hooks/session.ts';
import { setUpFirst } from '#lib/server/auth/hooks/set-up.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { connect } from '#lib/server/db/client.ts';
import { publish, retireRuntime } from '#lib/server/runtime-holder.ts';
import type { Runtime } from '#lib/server/runtime.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

beforeAll(async () => {
	database = await createTestDatabase();
	const requestCtx: Runtime['requestCtx'] = (actor, now) => ({ ...database.ctx(actor, now), log });
	await publish(async () => ({ requestCtx, close: async () => undefined }) as unknown as Runtime);
});
afterAll(async () => {
	await retireRuntime();
	await database.close();
});

type Given = { path?: string; method?: string; cookie?: string; origin?: string; route?: string };

function anEvent({ path = '/', method = 'GET', cookie = '', origin, route = path }: Given = {}) {
	const url = new URL(path, origin ?? 'http://localhost:3000');
	const set: Record<string, unknown> = {};
	const values = new Map(cookie.split('; ').map((pair) => pair.split('=') as [string, string]));
	const event = {
		url,
		request: new Request(url, { method, headers: { cookie, 'x-forwarded-for': '203.0.113.9' } }),
		cookies: {
			get: (name: string) => values.get(name),
			set: (name: string, value: string, attributes: object) =>
				(set[name] = { value, ...attributes }),
		},
		route: { id: route },
		locals: { ctx: database.ctx({ kind: 'visitor' }), actor: { kind: 'visitor' }, sessionId: null },
		getClientAddress: () => '203.0.113.9',
	} as unknown as RequestEvent;
	return { event, set };
}

const ok = () => new Response('fine');
const through = (
	handle: Handle,
	event: RequestEvent,
	resolve: Parameters<Handle>[0]['resolve'] = ok,
) => Promise.resolve(handle({ event, resolve }));

test('the line in the log has route, status and the number of the answer, and no address', async () => {
	lines.length = 0;
	const { event } = anEvent({ path: '/tv/q4?key=secret', route: '/(tv)/tv/[contest]' });
	const response = await through(request, event);
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatchObject({
		requestId: response.headers.get('x-request-id'),
		method: 'GET',
		route: '/(tv)/tv/[contest]',
		status: 200,
	});
	expect(JSON.stringify(lines)).not.toMatch(/203\.0\.113\.9|secret|q4/);
	expect(event.locals).toMatchObject({ actor: { kind: 'visitor' }, sessionId: null });
});

test('a session makes the request a person’s, and is renewed by the answer when half of it is over', async () => {
	const person = await aPerson(database);
	const { name, value } = await startSession(database.connections.db, person.id, { secure: false });
	const cookie = `${name}=${value}`;
	const { event, set } = anEvent({ cookie });
	await through(session, event);
	expect(event.locals.actor).toEqual(asActor(person));
	expect(event.locals.ctx.actor).toEqual(asActor(person));
	expect(event.locals.sessionId).toMatch(/^[0-9a-f]{64}$/);
	expect(set).toEqual({});

	await database.connections.sql`update sessions set expires_at = now() + interval '10 days'`;
	const later = anEvent({ cookie });
	await through(session, later.event);
	expect(later.set[name]).toMatchObject({ value, httpOnly: true, path: '/', maxAge: 30 * 86_400 });
});

test('the API takes no cookie', async () => {
	const person = await aPerson(database);
	const { name, value } = await startSession(database.connections.db, person.id, { secure: false });
	const { event } = anEvent({ path: '/api/v1/people', cookie: `${name}=${value}` });
	await through(session, event);
	expect(event.locals.actor).toEqual({ kind: 'visitor' });
});

test('until there is an admin every page leads to /setup, and the API and displays answer for themselves', async () => {
	const fresh = await createTestDatabase();
	const visit = async (path: string, method = 'GET') => {
		const { event } = anEvent({ path, method });
		event.locals.ctx = fresh.ctx({ kind: 'visitor' });
		return through(securityHeaders, event, () => through(setUpFirst, event));
	};
	for (const path of ['/', '/sign-in', '/contests/q4']) {
		const answer = await visit(path);
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/setup']);
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	}
	await expect(visit('/sign-in', 'POST')).rejects.toMatchObject({ location: '/setup' });
	expect((await visit('/setup')).status).toBe(200);
	expect((await visit('/api/v1/people')).status).toBe(200);
	expect((await visit('/tv/q4')).status).toBe(200);
	await aProgram(fresh, { demo: true });
	expect((await visit('/')).status).toBe(200);
	await fresh.close();
});

test('security headers stand on every answer, HSTS on https only', async () => {
	const plain = await through(securityHeaders, anEvent().event);
	expect(Object.fromEntries(plain.headers)).toMatchObject({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'strict-origin-when-cross-origin',
		'cross-origin-opener-policy': 'same-origin',
	});
	expect(plain.headers.has('strict-transport-security')).toBe(false);
	const secure = await through(
		securityHeaders,
		anEvent({ origin: 'https://laurel.example.com' }).event,
	);
	expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
});

test('what shows a person is kept by no cache of others, and a route may say otherwise', async () => {
	const { event } = anEvent();
	event.locals.actor = asActor(await aPerson(database));
	const page = await through(securityHeaders, event);
	expect(page.headers.get('cache-control')).toBe('private, no-store');
	const own = await through(
		securityHeaders,
		event,
		() => new Response('', { headers: { 'cache-control': 'no-store' } }),
	);
	expect(own.headers.get('cache-control')).toBe('no-store');
});

test.each([
	['', 'system'],
	['laurel_theme=dark', 'dark'],
	['laurel_theme=light', 'light'],
	['laurel_theme="><script>', 'system'],
])('the cookie %j gives the page the theme %s, in its first byte', async (cookie, theme) => {
	const { event } = anEvent({ cookie });
	let html = '';
	await through(look, event, async (_event, options) => {
		const page = '<html lang="%lang%" data-theme="%theme%">';
		html = (await options?.transformPageChunk?.({ html: page, done: true })) ?? '';
		return ok();
	});
	expect(html).toBe(`<html lang="en" data-theme="${theme}">`);
});

test('a refusal in a load function keeps its status and headers, and the page gets a sentence', async () => {
	const { event } = anEvent();
	event.locals.requestId = 'abc';
	const response = await through(failures, event, async () => {
		const error = new Failure('not_found', 'no row in contests');
		const shown = await handleError({ error, event, status: 500, message: 'Internal Error' });
		expect(shown).toMatchObject({ code: 'not_found', status: 404, requestId: 'abc' });
		expect(JSON.stringify(shown)).not.toContain('contests');
		return new Response('page', { status: 500, headers: { 'x-kept': '1' } });
	});
	expect(response.status).toBe(404);
	expect(response.headers.get('x-kept')).toBe('1');
	expect(await response.text()).toBe('page');
});

test('a database that is away is 503 in the hooks too, and is not shown', async () => {
	const away = connect('postgres://nobody@127.0.0.1:1/none', { max: 1, hotMax: 1 });
	const { event } = anEvent({ cookie: 'laurel_session=anything' });
	event.locals.ctx = { ...event.locals.ctx, db: away.db };
	const thrown: unknown = await through(failures, event, () => through(session, event)).catch(
		(error: unknown) => error,
	);
	expect(thrown).toMatchObject({ status: 503, body: { code: 'unavailable' } });
	expect(JSON.stringify(thrown)).not.toContain('127.0.0.1');
	await away.close();
});

test('a visitor is sent to sign in and comes back; whose role does not do gets 403', async () => {
	const { event } = anEvent({ path: '/contests/q4?top=5' });
	expect(() => requirePerson(event)).toThrow(
		expect.objectContaining({ status: 303, location: '/sign-in?next=%2Fcontests%2Fq4%3Ftop%3D5' }),
	);
	const posted = anEvent({ path: '/displays?/revoke', method: 'POST' });
	expect(() => requirePerson(posted.event)).toThrow(
		expect.objectContaining({ location: '/sign-in?next=%2Fdisplays' }),
	);
	event.locals.actor = asActor(await aPerson(database), 'manager');
	expect(requirePerson(event)).toEqual(event.locals.actor);
	expect(() => requirePerson(event, 'displays.write')).toThrow(
		expect.objectContaining({ status: 403 }),
	);
	event.locals.actor = asActor(await aPerson(database), 'owner');
	expect(requirePerson(event, 'displays.write')).toEqual(event.locals.actor);
});

test('what kit itself means, an error or a redirect, passes as it is', async () => {
	for (const meant of [{ status: 404 }, { status: 303, location: '/sign-in' }]) {
		const throwing = () =>
			'location' in meant
				? redirect(303, '/sign-in')
				: error(404, { message: '', code: 'not_found' });
		await expect(through(failures, anEvent().event, throwing)).rejects.toMatchObject(meant);
	}
});

test('a mistake of ours goes on to kit, and a page that was answered well stays as it is', async () => {
	const mistake = new TypeError('x is not a function');
	const thrown = through(failures, anEvent().event, () => Promise.reject(mistake));
	await expect(thrown).rejects.toBe(mistake);
	const { event } = anEvent();
	event.locals.failureStatus = 404;
	const fine = new Response('fine', { status: 200 });
	expect(await through(failures, event, () => fine)).toBe(fine);
});

test.each([
	['/contests/[slug]', '/contests/[slug]'],
	[null, 'none'],
])(
	'what was not foreseen on the route %s is in the log, and not on the page',
	async (id, route) => {
		lines.length = 0;
		const { event } = anEvent();
		event.locals.ctx = { ...event.locals.ctx, log };
		(event.route as { id: string | null }).id = id;
		const thrown = new TypeError('column "salary" does not exist');
		const shown = await handleError({ error: thrown, event, status: 500, message: '' });
		expect(JSON.stringify(shown)).not.toContain('salary');
		expect(lines).toMatchObject([{ route, msg: 'a request failed' }]);
		lines.length = 0;
		await handleError({ error: new Failure('not_found', 'No.'), event, status: 500, message: '' });
		expect(lines).toEqual([]);
	},
);

test('an address without a route is “none” in the log, and a session that is over is a visitor’s', async () => {
	lines.length = 0;
	const { event, set } = anEvent({ cookie: `laurel_session=${'a'.repeat(40)}` });
	(event.route as { id: string | null }).id = null;
	await through(request, event);
	expect(lines).toMatchObject([{ route: 'none' }]);
	await through(session, event);
	expect(event.locals).toMatchObject({ actor: { kind: 'visitor' }, sessionId: null });
	expect(set).toEqual({});
});

test('a route may set a stricter header of its own', async () => {
	const own = { headers: { 'referrer-policy': 'no-referrer' } };
	const answer = await through(securityHeaders, anEvent().event, () => new Response('', own));
	expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
	expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
