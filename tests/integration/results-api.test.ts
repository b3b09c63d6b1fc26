import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { anEndedContest } from './results-world.ts';

let database: TestDatabase;
let server: TestServer;
const tokens = new Map<string, string>();
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	server = await startServer({ databaseUrl: database.url });
	for (const scope of ['admin', 'read'] as const) {
		const input = { name: scope, scopes: [scope] };
		tokens.set(scope, (await createToken({ ctx: database.ctx(), input })).token);
	}
});
afterAll(async () => {
	await server?.stop();
	await database?.close();
});

async function call(method: string, path: string, scope = 'admin', json?: unknown) {
	const response = await fetch(`${server.url}/api/v1/contests/${path}`, {
		method,
		headers: {
			authorization: `Bearer ${tokens.get(scope)}`,
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(json === undefined ? {} : { body: JSON.stringify(json) }),
	});
	return { status: response.status, body: await response.json() };
}

describe('finalising through the API', () => {
	it('answers the result’s SHA-256, also to a call without a body, and 409 with the reasons before', async () => {
		const contest = await anEndedContest(database, { rules: { settleHours: 24 * 30 } });
		const early = await call('POST', `${contest.slug}/finalize`);
		expect(early).toMatchObject({ status: 409, body: { errors: [{ path: 'settling' }] } });
		expect((await call('GET', `${contest.slug}/results`)).status).toBe(409);

		const { slug } = await anEndedContest(database);
		expect((await call('POST', `${slug}/finalize`, 'read')).status).toBe(403);
		const odd = await call('POST', `${slug}/finalize`, 'admin', { hurry: true });
		expect(odd.status).toBe(422);
		const tries = await Promise.all([
			call('POST', `${slug}/finalize`),
			call('POST', `${slug}/finalize`, 'admin', {}),
		]);
		expect(tries.map(({ status }) => status).sort()).toEqual([200, 409]);
		const { body } = tries.find(({ status }) => status === 200)!;
		expect(Object.keys(body)).toEqual(['sha256']);
		const results = await call('GET', `${slug}/results`, 'read');
		expect(results).toMatchObject({ status: 200, body: { contest: slug, sha256: body.sha256 } });
		expect(results.body.table[0]).toMatchObject({ rank: 1, points: 8, clicks: 4 });
		expect(results.body.prizes[0]).toMatchObject({ name: 'Cup', winners: [{ rank: 1 }] });
		expect(results.body.draws[0]).toMatchObject({
			name: 'Trip',
			seed: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	it('knows no contest of another name, and no other method', async () => {
		expect((await call('POST', 'nowhere/finalize')).status).toBe(404);
		expect((await call('GET', 'nowhere/results')).status).toBe(404);
		expect((await call('GET', 'nowhere/finalize')).status).toBe(405);
	});
});
