import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { SESSION_COOKIE, startSession } from '#lib/server/auth/sessions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { scored } from '#tests/support/scored.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import {
	openContest,
	readTable,
	SCENARIOS,
	scramble,
	sendFacts,
	setStage,
	type Portal,
} from './scenario-play.ts';

let database: TestDatabase;
let server: TestServer;
let token: string;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	server = await startServer({ databaseUrl: database.url });
	const input = { name: 'HTTP', scopes: ['admin' as const] };
	({ token } = await createToken({ ctx: database.ctx(), input }));
});
afterAll(async () => {
	await server?.stop();
	await database?.close();
});

async function call(method: string, path: string, json?: unknown, headers: object = {}) {
	const response = await fetch(`${server.url}/api/v1${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text };
}

async function ok(method: string, path: string, json?: unknown) {
	const { status, text } = await call(method, path, json);
	if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
	return JSON.parse(text);
}

const portal: Portal = {
	people: (people) => ok('PUT', '/people', { people }),
	post: (post) => ok('POST', '/posts', post),
	link: (link) => ok('POST', '/links', link),
	contest: (contest) => ok('POST', '/contests', contest),
	events: (events) => ok('POST', '/events', { events }),
	adjust: (contest, adjustment) => ok('POST', `/contests/${contest}/adjustments`, adjustment),
	void: (input) => ok('POST', '/voids', input),
	settle: () => scored(database.connections.sql),
	standings: (contest, cursor) => {
		const query = new URLSearchParams({ limit: '4', audience: 'owner', ...(cursor && { cursor }) });
		return ok('GET', `/contests/${contest}/standings?${query}`);
	},
};

describe('the public API over HTTP', () => {
	it.each(SCENARIOS.slice(0, 1))('scores $name as expected, in any order', async ({ scenario }) => {
		const slugs = await setStage(portal, scenario);
		const contest = await openContest(portal, scenario);
		for (const batch of scramble(scenario.facts, 3, 7))
			await sendFacts(portal, slugs, contest, batch);
		await portal.settle(contest);
		expect(await readTable(portal, contest)).toEqual(scenario.expected);
	});

	it('takes 5,000 events in one call', async () => {
		const { slug } = await aLink(database);
		const at = new Date(Date.now() - 60_000).toISOString();
		const events = Array.from({ length: 5000 }, (_, n) => ({
			...{ type: 'click', id: `bulk-${n}-${'x'.repeat(150)}`, slug, at },
			visitor: `visitor-${n}-${'y'.repeat(150)}`,
		}));
		const answer = await ok('POST', '/events', { events });
		expect(answer).toEqual({ accepted: 5000, duplicates: 0, rejected: [] });
		expect(await ok('POST', '/events', { events })).toMatchObject({ duplicates: 5000 });
	});

	it('refuses a session’s cookie alone: another site’s page could send it', async () => {
		const admin = await aPerson(database, { role: 'admin' });
		const cookie = await startSession(database.connections.db, admin.id, { secure: false });
		expect(cookie.name).toBe(SESSION_COOKIE);
		const headers = { authorization: '', cookie: `${cookie.name}=${cookie.value}` };
		for (const [method, path, json] of [
			['PUT', '/people', { people: [] }],
			['POST', '/events', { events: [] }],
			['GET', '/contests/c101/standings', undefined],
		] as const) {
			const answer = await call(method, path, json, headers);
			expect([path, answer.status]).toEqual([path, 401]);
			expect(answer.headers.get('www-authenticate')).toContain('Bearer');
		}
	});

	it('answers problem details to every kind of wrong request, and stays up', async () => {
		const big = JSON.stringify({ events: ['x'.repeat(9_000_000)] });
		for (const [status, method, path, json, headers] of [
			[404, 'GET', '/nowhere', undefined, {}],
			[404, 'POST', '/contests/nowhere/finalize', {}, {}],
			[404, 'GET', '/contests/nowhere/standings', undefined, {}],
			[405, 'PATCH', '/people', {}, {}],
			[413, 'POST', '/events', big, {}],
			[415, 'POST', '/events', 'a,b', { 'content-type': 'text/csv' }],
			[415, 'POST', '/events', '{}', { 'content-encoding': 'gzip' }],
			[422, 'POST', '/events', '{"events":', {}],
			[422, 'POST', '/events', '['.repeat(50_000), {}],
			[422, 'PUT', '/people', { people: [{ externalId: '\0' }] }, {}],
			[422, 'GET', '/contests/c101/standings?limit=201', undefined, {}],
			[422, 'GET', '/contests/c101/standings?limit=many', undefined, {}],
			[422, 'GET', '/contests/c101/standings?cursor=odd', undefined, {}],
			[422, 'GET', '/contests/c101/standings?audience=everyone', undefined, {}],
		] as const) {
			const answer = await call(method, path, json, headers);
			expect([path, answer.status, answer.text]).toEqual([path, status, expect.any(String)]);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(JSON.parse(answer.text).status).toBe(status);
		}
		expect((await fetch(`${server.url}/livez`)).status).toBe(200);
	});
});
