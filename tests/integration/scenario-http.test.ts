import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE, startSession } from '#lib/server/auth/sessions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { openDoor, type Door } from './http-door.ts';
import {
	apart,
	openContest,
	readTable,
	SCENARIOS,
	scramble,
	sendFacts,
	setStage,
} from './scenario-play.ts';

let database: TestDatabase;
let door: Door;
beforeAll(async () => {
	database = await createTestDatabase();
	// The examples' own window, of every one of them: it is the program's, and they share one.
	await aProgram(database, { dedupeHours: 24 });
	door = await openDoor(database);
});
afterAll(async () => {
	await door?.stop();
	await database?.close();
});

describe('the examples of SCORING.md over HTTP, all in one program', () => {
	const examples = SCENARIOS.map(({ name, scenario }) => ({ name, scenario: apart(scenario) }));
	const tableOf = (id: string) => readTable(door.portal, id);

	it('ask for the same window', () => {
		expect(new Set(examples.map(({ scenario }) => scenario.contest.dedupeHours))).toEqual(
			new Set([24]),
		);
	});

	it.each(examples)(
		'$name gives exactly the expected table, in any order and with repeats',
		async ({ scenario }) => {
			const { portal } = door;
			const slugs = await setStage(portal, scenario);
			const contest = await openContest(portal, scenario);
			for (const batch of scramble(scenario.facts, 3, 7))
				await sendFacts(portal, slugs, contest, batch);
			await portal.settle(contest);
			expect(await tableOf(contest)).toEqual(scenario.expected);
		},
		90_000,
	);

	it('all still stand when the last one is in: no contest takes what is another’s', async () => {
		for (const { scenario } of examples)
			expect(await tableOf(scenario.contest.id)).toEqual(scenario.expected);
	});
});

describe('the public API over HTTP', () => {
	it('takes 5,000 events in one call', async () => {
		const { slug } = await aLink(database);
		const at = new Date(Date.now() - 60_000).toISOString();
		const events = Array.from({ length: 5000 }, (_, n) => ({
			...{ type: 'click', id: `bulk-${n}-${'x'.repeat(150)}`, slug, at },
			visitor: `visitor-${n}-${'y'.repeat(150)}`,
		}));
		const answer = await door.ok('POST', '/events', { events });
		expect(answer).toEqual({ accepted: 5000, duplicates: 0, rejected: [] });
		expect(await door.ok('POST', '/events', { events })).toMatchObject({ duplicates: 5000 });
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
			const answer = await door.call(method, path, json, headers);
			expect([path, answer.status]).toEqual([path, 401]);
			expect(answer.headers.get('www-authenticate')).toContain('Bearer');
		}
	});

	it('answers problem details to every kind of wrong request, and stays up', async () => {
		const big = JSON.stringify({ events: ['x'.repeat(9_000_000)] });
		for (const [status, method, path, json, headers] of [
			[404, 'GET', '/nowhere', undefined, {}],
			[404, 'GET', '/people/%ff', undefined, {}],
			[404, 'POST', '/contests/nowhere/finalize', {}, {}],
			[404, 'GET', '/contests/nowhere/standings', undefined, {}],
			[405, 'PATCH', '/people', {}, {}],
			[413, 'POST', '/events', big, {}],
			[413, 'POST', '/hooks/nobody', big, {}],
			[415, 'POST', '/events', 'a,b', { 'content-type': 'text/csv' }],
			[415, 'POST', '/events', '{}', { 'content-type': 'application/x-www-form-urlencoded' }],
			[415, 'POST', '/events', '{}', { 'content-encoding': 'zstd' }],
			[422, 'POST', '/events', '{}', { 'content-encoding': 'gzip' }],
			[422, 'POST', '/events', '{"events":', {}],
			[422, 'POST', '/events', '['.repeat(50_000), {}],
			[422, 'PUT', '/people', { people: [{ externalId: '\0' }] }, {}],
			[422, 'GET', '/contests/c101/standings?limit=201', undefined, {}],
			[422, 'GET', '/contests/c101/standings?limit=many', undefined, {}],
			[422, 'GET', '/contests/c101/standings?cursor=odd', undefined, {}],
			[422, 'GET', '/contests/c101/standings?audience=everyone', undefined, {}],
		] as const) {
			const answer = await door.call(method, path, json, headers);
			expect([path, answer.status, answer.text]).toEqual([path, status, expect.any(String)]);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(JSON.parse(answer.text).status).toBe(status);
		}
		expect((await fetch(`${door.url}/livez`)).status).toBe(200);
	});
});
