import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { readStandingsPage } from '#lib/server/boards/queries.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import type { Scope } from '#lib/domain/people/permissions.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import * as route from '../../src/routes/api/v1/contests/[slug]/preview/+server.ts';
import { aWorld, type World } from './scoring-world.ts';

let db: TestDatabase;
let world: World;
let admin: string;
let readOnly: string;
const NOW = new Date('2026-10-26T18:00:00.000Z');

beforeAll(async () => {
	db = await createTestDatabase();
	await aProgram(db);
	const token = async (scopes: Scope[]) =>
		(await createToken({ ctx: db.ctx(undefined, NOW), input: { name: 'A test', scopes } })).token;
	admin = await token(['admin']);
	readOnly = await token(['read', 'events']);
	world = await aWorld(db, { freezeHour: 60 });
	for (let i = 0; i < 40; i++) await world.happen({ type: 'click', link: i, hour: 40 + i });
	const scorer = createScorer({ connections: db.connections, log: silent });
	await scorer.drain();
	await scorer.close();
});
afterAll(() => db.close());

async function preview(
	body: unknown,
	{ token = admin, slug = world.contest.slug, query = '' } = {},
) {
	const url = new URL(`http://localhost/api/v1/contests/${slug}/preview${query}`);
	const request = new Request(url, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const ctx = db.ctx({ kind: 'visitor' }, NOW);
	const event = { request, url, params: { slug }, locals: { ctx, actor: ctx.actor } };
	const response = await route.POST(event as never);
	return { status: response.status, body: await response.json() };
}

/** The world's own rules, as they would be sent. */
const own = () => JSON.parse(JSON.stringify(world.rules)) as Record<string, unknown>;

describe('the preview route', () => {
	it('answers what the standings of the owner are, under the contest’s own rules', async () => {
		const input = { contest: world.contest.slug, audience: 'owner' as const, limit: 200 };
		const standings = await readStandingsPage({ ctx: db.ctx(undefined, NOW), input });
		expect(standings.rows.length).toBeGreaterThan(3);
		expect(await preview({ rules: own() })).toEqual({ status: 200, body: standings });
	});

	it('answers the standings under other rules', async () => {
		const rules = { ...own(), metrics: { click: { points: 7, dailyCap: 1 } } };
		const { status, body } = await preview({ rules });
		expect(status).toBe(200);
		expect(Object.keys(body.rows[0])).toEqual([
			...['rank', 'person', 'points', 'clicks', 'engagement', 'conversions', 'reachedAt'],
		]);
		expect(body.rows.every((row: { points: number }) => row.points % 7 === 0)).toBe(true);
	});

	it('is paged like every list', async () => {
		const whole = (await preview({ rules: own() })).body.rows;
		const first = (await preview({ rules: own() }, { query: '?limit=2' })).body;
		const cursor = encodeURIComponent(first.nextCursor);
		const second = (await preview({ rules: own() }, { query: `?limit=200&cursor=${cursor}` })).body;
		expect([...first.rows, ...second.rows]).toEqual(whole);
		expect(second.nextCursor).toBeNull();
		for (const query of ['?limit=201', '?limit=x', '?cursor=odd', '?cursor=LTE']) {
			expect((await preview({ rules: own() }, { query })).status).toBe(422);
		}
	});

	it('refuses what it does not know, with the path', async () => {
		const paths = async (body: unknown) => {
			const answer = await preview(body);
			expect(answer.status).toBe(422);
			return answer.body.errors.map(({ path }: { path: string }) => path);
		};
		const { endsAt: _, ...open } = own();
		expect(await paths({ rules: open })).toEqual(['rules.endsAt']);
		expect(await paths({ rules: { ...own(), pointsPerShare: 5 } })).toEqual([
			'rules.pointsPerShare',
		]);
		const share = { ...own(), metrics: { share: { points: 1 } } };
		expect(await paths({ rules: share })).toEqual(['rules.metrics.share']);
		const cap = { ...own(), metrics: { click: { points: 1, dailyCap: 0 } } };
		expect(await paths({ rules: cap })).toEqual(['rules.metrics.click.dailyCap']);
		expect(await paths({ rules: { ...own(), timeZone: 'Mars/Olympus' } })).toEqual([
			'rules.timeZone',
		]);
		expect(await paths({ rules: own(), limit: 5 })).toEqual(['limit']);
		expect(await paths({ rules: own(), store: true })).toEqual(['store']);
		expect(await paths({})).toEqual(['rules']);
	});

	it('is for admins’ tokens, for contests that there are, and for POST', async () => {
		expect((await preview({ rules: own() }, { token: readOnly })).status).toBe(403);
		expect((await preview({ rules: own() }, { token: 'none' })).status).toBe(401);
		expect((await preview({ rules: own() }, { slug: 'none' })).status).toBe(404);
		const refused = await route.fallback({} as never);
		expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
	});
});
