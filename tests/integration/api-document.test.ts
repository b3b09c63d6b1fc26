import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Scope } from '#lib/domain/people/permissions.ts';
import { openApiDocument, scopeOf } from '#lib/server/api/openapi/document.ts';
import type { Operation } from '#lib/server/api/openapi/operation.ts';
import { OPERATIONS } from '#lib/server/api/openapi/operations.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aConversion,
	aDisplay,
	aLink,
	aPerson,
	aPost,
	aProfile,
	aProgram,
	aReading,
	aShowcase,
	aTeam,
	anAward,
	thanksOf,
} from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';

type Described = {
	requestBody?: unknown;
	responses: Record<string, { content?: Record<string, { schema: never }> }>;
};
type Answer = Awaited<ReturnType<ReturnType<typeof callerOf>>>;

const document = openApiDocument() as unknown as {
	paths: Record<string, Record<string, Described>>;
	components: { schemas: { Problem: never } };
};
const NOW = new Date('2026-06-15T12:00:00Z');
/** For each scope a token that lacks it. */
const NARROW: Record<Scope, Scope> = { admin: 'read', events: 'read', read: 'events' };

let database: TestDatabase;
let call: ReturnType<typeof callerOf>;
const tokens = {} as Record<Scope, string>;
/** What stands in the braces of a path, where it names something that is there. */
const there: Record<string, string> = {};
/** Bodies' examples, with the ids that are there. */
const ids: Record<string, string> = {};

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	for (const scope of ['admin', 'events', 'read'] as const)
		tokens[scope] = await aToken(database, NOW, [scope]);
	call = callerOf(database, { token: tokens.admin, now: NOW });
	const person = await aPerson(database, { externalId: 'mira', office: 'Malmö', groups: ['g'] });
	const at = new Date('2026-06-14T12:00:00Z');
	const post = await aPost(database, { publishedAt: at });
	const link = await aLink(database, { personId: person.id, postId: post.id, network: 'x' });
	const contest = await aContest(database, { startsAt: new Date('2026-06-01T00:00:00Z') });
	const display = await aDisplay(database, contest.id);
	const team = await aTeam(database);
	const award = await anAward(database, { personId: person.id, at });
	const thanks = await thanksOf(database, { toPerson: person.id, badge: 'helping-hand' });
	await aProfile(database, { personId: person.id });
	await aShowcase(database, { month: '2026-05', link });
	await aClick(database, link, { at });
	await aReading(database, link, { at });
	await aConversion(database, link, { at, externalId: 'crm-1042', value: '5', currency: 'EUR' });
	Object.assign(there, {
		...{ '/people/{externalId}': 'mira', '/posts/{id}': post.id, '/links/{slug}': link.slug },
		...{ '/exports/{what}': 'clicks', '/displays/{id}': display.id, '/teams/{name}': team.name },
		...{ '/badges/{key}': 'clicks', '/awards/{id}': award.id },
		...{ '/recognitions/{id}': thanks.id, '/profiles/{externalId}': 'mira' },
		...{ '/contests/{slug}': contest.slug, '/showcases/{month}': '2026-05' },
	});
	for (const path of Object.keys(document.paths))
		if (path.startsWith('/contests/{slug}/')) there[path] = contest.slug;
	ids['01900000-0000-7000-8000-000000000000'] = post.id;
});
afterAll(() => database.close());

/** Holds an answer against what the document says of its status: the status is named, and the body is as described. */
function expectDescribed({ method, path }: Operation, { status, headers, body, text }: Answer) {
	const what = `${method} ${path} ${status}`;
	const answer = document.paths[path]![method]!.responses[status];
	expect(answer, `${what} is not described: ${text}`).toBeDefined();
	const type = headers.get('content-type')?.split(';')[0] ?? '';
	if (!answer!.content) return expect([what, text]).toEqual([what, '']);
	expect([what, Object.keys(answer!.content)]).toEqual([what, expect.arrayContaining([type])]);
	const isProblem = type === 'application/problem+json';
	const schema = isProblem ? document.components.schemas.Problem : answer!.content[type]!.schema;
	if (type.endsWith('json')) {
		const issues = z.fromJSONSchema(schema).safeParse(body).error?.issues;
		expect([what, issues, text]).toEqual([what, undefined, text]);
	}
	if (isProblem) expect(body.status).toBe(status);
}

const addressOf = (path: string, value = there[path] ?? 'nonsense') =>
	`/api/v1${path.replace(/\{\w+\}/, encodeURIComponent(value))}`;
const bodiless = ({ method, path }: Operation) =>
	document.paths[path]![method]!.requestBody === undefined;
const name = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;

describe.each(OPERATIONS.map((one) => ({ one, name: name(one) })))('$name', ({ one }) => {
	const method = one.method.toUpperCase();
	const scope = scopeOf(one) as Scope | null;

	it('answers as described without a token and to one that is too narrow', async () => {
		const sent = bodiless(one) ? {} : { json: one.example ?? {} };
		const nobody = await call(method, addressOf(one.path), { ...sent, token: null });
		expectDescribed(one, nobody);
		if (scope === null) return;
		expect(nobody.status).toBe(401);
		const token = tokens[NARROW[scope]];
		const narrow = await call(method, addressOf(one.path), { ...sent, token });
		expect(narrow.status).toBe(403);
		expect(narrow.headers.get('ratelimit')).toContain('r=');
		expectDescribed(one, narrow);
	});

	it('answers as described to nonsense', { timeout: 30_000 }, async () => {
		for (const value of ['nonsense', '\0', '🦄'.repeat(2500), "'; drop table people; --"]) {
			const sent = bodiless(one) ? {} : { json: { [value]: [value, { deep: [null] }] } };
			const odd = encodeURIComponent(value);
			for (const query of ['', `?${odd}=${odd}`, `?limit=${odd}`, `?cursor=${odd}`]) {
				const path = `${addressOf(one.path, value)}${query}`;
				const answer = await call(method, path, sent);
				if (query || !bodiless(one) || one.path.includes('{'))
					expect(answer.status).toBeGreaterThanOrEqual(400);
				expectDescribed(one, answer);
			}
			if (!bodiless(one)) {
				expectDescribed(one, await call(method, addressOf(one.path), { raw: '{"a":' }));
				expectDescribed(one, await call(method, addressOf(one.path), { json: value }));
				const headers = { 'content-type': 'text/csv' };
				const csv = await call(method, addressOf(one.path), { raw: 'a,b', headers });
				expect(csv.status).toBe(415);
				expectDescribed(one, csv);
			}
		}
	});

	it('answers as described to what it is for', async () => {
		let example = JSON.stringify(one.example ?? {});
		for (const [shown, real] of Object.entries(ids)) example = example.replaceAll(shown, real);
		const sent = bodiless(one) ? {} : { raw: example };
		const answer = await call(method, addressOf(one.path), sent);
		if (method === 'GET' && one.path in there && !one.path.endsWith('/results'))
			expect([one.path, answer.status]).toEqual([one.path, 200]);
		if (!one.path.includes('{')) expect([one.path, answer.status < 300]).toEqual([one.path, true]);
		expectDescribed(one, answer);
	});
});
