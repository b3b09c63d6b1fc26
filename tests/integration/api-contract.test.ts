import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { listTokens } from '#lib/server/api/queries.ts';
import { revokeToken } from '#lib/server/api/revoke-token.ts';
import { tokenHash } from '#lib/server/api/token-text.ts';
import type { Scope } from '#lib/domain/people/permissions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { callerOf } from './api-call.ts';
import { aContest, aPerson, aPost, aProgram, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
let admin: string;
let call: ReturnType<typeof callerOf>;
let eventsOnly: string;
let readOnly: string;
const NOW = new Date('2026-06-15T12:00:00Z');

const newToken = async (scopes: Scope[], more: object = {}) =>
	createToken({ ctx: database.ctx(undefined, NOW), input: { name: 'A test', scopes, ...more } });

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	admin = (await newToken(['admin'])).token;
	call = callerOf(database, { token: admin, now: NOW });
	eventsOnly = (await newToken(['events'])).token;
	readOnly = (await newToken(['read'])).token;
});
afterAll(() => database.close());

const person = (id: string) => ({
	externalId: id,
	name: `Name ${id}`,
	email: `${id}@example.com`,
	team: 'Blue',
});

describe('who may call', () => {
	it('answers 401 with a challenge to nobody and to tokens that are wrong, over or revoked', async () => {
		const nobody = await call('PUT', '/api/v1/people', { token: null, json: { people: [] } });
		expect(nobody.status).toBe(401);
		expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="Laurel"');
		expect(nobody.headers.get('content-type')).toBe('application/problem+json');
		expect(nobody.body).toMatchObject({ status: 401, type: 'urn:laurel:problem:not_signed_in' });

		const revoked = await newToken(['admin']);
		await revokeToken({ ctx: database.ctx(), input: { id: revoked.id } });
		const over = await newToken(['admin'], { expiresAt: '2026-06-15T13:00:00Z' });
		const later = new Date('2026-06-15T13:00:00Z');
		expect(
			(await call('PUT', '/api/v1/people', { token: over.token, json: { people: [] } })).status,
		).toBe(200);
		for (const [token, now] of [
			['nonsense', NOW],
			['laurel_…', NOW],
			[`${admin}x`, NOW],
			[revoked.token, NOW],
			[over.token, later],
			['x'.repeat(10_000), NOW],
		] as const) {
			const answer = await call('PUT', '/api/v1/people', {
				token: null,
				headers: { authorization: `Bearer ${encodeURIComponent(token)}` },
				json: { people: [] },
				now,
			});
			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
		}
	});

	it('answers 403 to a token with too narrow a scope', async () => {
		for (const [method, path, token] of [
			['PUT', '/api/v1/people', eventsOnly],
			['POST', '/api/v1/posts', readOnly],
			['POST', '/api/v1/links', eventsOnly],
			['POST', '/api/v1/events', readOnly],
			['POST', '/api/v1/contests', readOnly],
			['POST', '/api/v1/contests/x/adjustments', eventsOnly],
			['POST', '/api/v1/voids', readOnly],
			['DELETE', '/api/v1/voids/01900000-0000-7000-8000-000000000000', readOnly],
		] as const) {
			const json = method === 'DELETE' ? undefined : {};
			const answer = await call(method, path, { token, json });
			expect([path, answer.status]).toEqual([path, 403]);
		}
	});

	it("shows the owner's figures to admins only, and the public ones to whoever reads", async () => {
		const { slug } = await aContest(database, { startsAt: new Date('2026-06-01T00:00:00Z') });
		const read = async (token: string, audience: string) =>
			(await call('GET', `/api/v1/contests/${slug}/standings${audience}`, { token })).status;
		expect(await read(readOnly, '')).toBe(200);
		expect(await read(readOnly, '?audience=public')).toBe(200);
		expect(await read(readOnly, '?audience=owner')).toBe(403);
		expect(await read(eventsOnly, '')).toBe(403);
		expect(await read(admin, '?audience=owner')).toBe(200);
	});

	it('stores only the hash of a token and notes its last use', async () => {
		const made = await newToken(['read']);
		await call('GET', '/api/v1/contests/nowhere/standings', { token: made.token });
		const [row] = await database.connections.sql`select * from api_tokens where id = ${made.id}`;
		expect(row!.token_hash).toBe(tokenHash(made.token));
		expect(JSON.stringify(row)).not.toContain(made.token);
		const list = await listTokens({ ctx: database.ctx(undefined, NOW), input: {} });
		expect(list.find((token) => token.id === made.id)).toMatchObject({
			state: 'active',
			lastUsedAt: NOW.toISOString(),
		});
		expect(JSON.stringify(list)).not.toContain(tokenHash(made.token));
	});

	it('makes tokens for admins only, and audits them without the token', async () => {
		const owner = database.ctx(asActor(await aPerson(database, { role: 'owner' })));
		const input = { name: 'x', scopes: ['read' as const] };
		await expect(createToken({ ctx: owner, input })).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(
			createToken({ ctx: database.ctx(), input: { ...input, scopes: [] } }),
		).rejects.toMatchObject({ errors: [{ path: 'scopes' }] });
		const { id, token } = await newToken(['read']);
		const [entry] = await database.connections
			.sql`select * from audit_entries where target = ${'token:' + id}`;
		expect(entry!.action).toBe('token.create');
		expect(JSON.stringify(entry)).not.toContain(token);
	});
});

describe('the routes', () => {
	it('take people, a post, a link and events, and answer as the contract has it', async () => {
		const people = await call('PUT', '/api/v1/people', {
			json: { people: [person('a'), person('b')] },
		});
		expect([people.status, people.body]).toEqual([200, { created: 2, updated: 0, unchanged: 0 }]);

		const post = await call('POST', '/api/v1/posts', {
			json: { title: 'Story', url: 'https://example.com/s', category: 'News' },
		});
		expect([post.status, Object.keys(post.body)]).toEqual([201, ['id']]);

		const wanted = {
			person: 'a',
			post: post.body.id,
			network: 'linkedin',
			sharedAt: '2026-06-01T00:00:00Z',
		};
		const link = await call('POST', '/api/v1/links', { json: wanted });
		expect(link.status).toBe(201);
		expect(link.body).toEqual({
			slug: expect.stringMatching(/^\w+$/),
			url: expect.stringMatching(new RegExp(`^http.*/r/${link.body.slug}$`)),
		});
		const again = await call('POST', '/api/v1/links', { json: { ...wanted, sharedAt: undefined } });
		expect([again.status, again.body]).toEqual([200, link.body]);

		const at = '2026-06-15T11:00:00.000Z';
		const events = [
			{ type: 'click', id: 'c1', slug: link.body.slug, at, visitor: 'v' },
			{ type: 'click', id: 'c1', slug: link.body.slug, at, visitor: 'v' },
			{ type: 'click', id: 'c\0', slug: link.body.slug, at, visitor: 'v' },
			{ type: 'click', id: 'c2', slug: 'nowhere', at, visitor: 'v' },
		];
		const answer = await call('POST', '/api/v1/events', { token: eventsOnly, json: { events } });
		expect([answer.status, answer.body]).toEqual([
			200,
			{
				accepted: 1,
				duplicates: 1,
				rejected: [
					// Shown as it can be kept; the index is what tells it apart.
					{ index: 2, id: 'c\uFFFD', reason: 'invalid' },
					{ index: 3, id: 'c2', reason: 'unknown_link' },
				],
			},
		]);

		const contest = await call('POST', '/api/v1/contests', {
			json: {
				name: 'Contract Cup',
				startsAt: '2026-06-01T00:00:00Z',
				endsAt: '2026-07-01T00:00:00+02:00',
				timeZone: 'Europe/Stockholm',
				metrics: { click: { points: 1 } },
			},
		});
		expect([contest.status, contest.body]).toEqual([201, { slug: 'contract-cup' }]);

		const adjusted = await call('POST', '/api/v1/contests/contract-cup/adjustments', {
			json: { person: 'a', points: 5, reason: 'Speech.' },
		});
		expect([adjusted.status, Object.keys(adjusted.body)]).toEqual([201, ['id']]);

		const voided = await call('POST', '/api/v1/voids', { json: { event: 'c1', reason: 'Test.' } });
		expect([voided.status, voided.body]).toEqual([201, { id: expect.any(String), voided: 1 }]);
		const lifted = await call('DELETE', `/api/v1/voids/${voided.body.id}`);
		expect([lifted.status, lifted.body]).toEqual([204, '']);
	});

	it('make one link when a hundred ask for it at once', async () => {
		await call('PUT', '/api/v1/people', { json: { people: [person('racer')] } });
		const { id } = await aPost(database);
		const json = { person: 'racer', post: id, network: 'x' };
		const answers = await Promise.all(
			Array.from({ length: 100 }, () => call('POST', '/api/v1/links', { json })),
		);
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(99);
		expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(1);
	});

	it('answer 422 with the path of what is wrong', async () => {
		const { slug } = await aContest(database);
		for (const [method, path, json, wrong] of [
			['PUT', '/api/v1/people', { people: [{ ...person('p'), email: 'no' }] }, 'people.0.email'],
			['PUT', '/api/v1/people', {}, 'people'],
			['PUT', '/api/v1/people', [], ''],
			['POST', '/api/v1/posts', { title: 't', url: 'ftp://x', category: 'c' }, 'url'],
			['POST', '/api/v1/links', { person: 'a', post: 'not-an-id', network: 'x' }, 'post'],
			['POST', '/api/v1/events', { events: Array(5001).fill(0) }, 'events'],
			['POST', '/api/v1/contests', { name: 'x' }, 'startsAt'],
			[
				'POST',
				`/api/v1/contests/${slug}/adjustments`,
				{ person: 'a', points: 1.5, reason: 'r' },
				'points',
			],
			['POST', '/api/v1/voids', { event: 'c1' }, 'reason'],
		] as const) {
			const answer = await call(method, path, { json });
			expect([path, answer.status]).toEqual([path, 422]);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			const paths = answer.body.errors.map((error: { path: string }) => error.path);
			expect(paths).toContain(wrong);
		}
	});

	it('answer 422 to what is no JSON, 415 to another type, 413 to too much', async () => {
		expect((await call('PUT', '/api/v1/people', { raw: '{' })).status).toBe(422);
		const csv = { 'content-type': 'text/csv' };
		expect((await call('PUT', '/api/v1/people', { raw: 'a,b', headers: csv })).status).toBe(415);
		const big = JSON.stringify({ events: ['x'.repeat(9_000_000)] });
		expect((await call('POST', '/api/v1/events', { raw: big })).status).toBe(413);
	});

	it('answer 404 for what is not there, 409 for what is taken, 405 with the methods there are', async () => {
		const link = { person: 'nobody', post: '01900000-0000-7000-8000-000000000000', network: 'x' };
		expect((await call('POST', '/api/v1/links', { json: link })).status).toBe(404);
		const adjustment = { person: 'a', points: 1, reason: 'r' };
		expect(
			(await call('POST', '/api/v1/contests/nowhere/adjustments', { json: adjustment })).status,
		).toBe(404);
		expect(
			(await call('DELETE', '/api/v1/voids/01900000-0000-7000-8000-000000000000')).status,
		).toBe(404);
		const thief = { ...person('thief'), email: 'a@example.com' };
		await call('PUT', '/api/v1/people', { json: { people: [person('a')] } });
		const conflict = await call('PUT', '/api/v1/people', { json: { people: [thief] } });
		expect([conflict.status, conflict.body.errors[0].path]).toEqual([409, 'people.0.email']);
		const wrong = await call('PATCH', '/api/v1/people', { json: {} });
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, PUT']);
	});
});
