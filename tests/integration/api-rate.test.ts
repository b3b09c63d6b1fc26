import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { GET } from '../../src/routes/api/v1/contests/[slug]/standings/+server.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

test('answers to a token say how many requests are left, refusals too; others say nothing', async () => {
	const now = new Date('2026-06-15T12:00:00Z');
	const ctx = database.ctx(undefined, now);
	const { token } = await createToken({ ctx, input: { name: 'rate', scopes: ['read'] } });
	const fields = async (authorization: string | null) => {
		const url = new URL('http://localhost/api/v1/contests/nowhere/standings');
		const request = new Request(url, { headers: authorization ? { authorization } : {} });
		const locals = { ctx: { ...ctx, actor: { kind: 'visitor' } } };
		const answer = await GET({ request, url, params: { slug: 'nowhere' }, locals } as never);
		const { status, headers } = answer;
		return [status, headers.get('ratelimit-policy'), headers.get('ratelimit')];
	};
	const policy = '"token";q=6000;w=60';
	expect(await fields(`Bearer ${token}`)).toEqual([404, policy, '"token";r=5999;t=1']);
	expect(await fields(`Bearer ${token}`)).toEqual([404, policy, '"token";r=5998;t=1']);
	expect(await fields(null)).toEqual([401, null, null]);
	expect(await fields('Bearer nonsense')).toEqual([401, null, null]);
});
