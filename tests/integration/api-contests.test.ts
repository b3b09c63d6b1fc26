import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { currentContest, listContests, readContest } from '#lib/server/contests/queries.ts';
import { requestRescore } from '#lib/server/contests/rescore.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aGroup, aPerson, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

const DAY = 86_400_000;
const NOW = new Date('2026-06-15T12:00:00Z');
const at = (days: number) => new Date(NOW.getTime() + days * DAY).toISOString();
const rules = (more: Partial<RulesInput> = {}): RulesInput => ({
	startsAt: at(-1),
	endsAt: at(1),
	timeZone: 'Europe/Stockholm',
	metrics: { click: { points: 1, dailyCap: 5 } },
	...more,
});
const ctx = () => database.ctx(undefined, NOW);
type Input = Parameters<typeof createContest>[0]['input'];
const create = (input: Partial<Input> & { name: string }) =>
	createContest({ ctx: ctx(), input: { ...rules(), ...input } as Input });

describe('creating a contest', () => {
	it('publishes it at once: running inside its time box, scheduled before it', async () => {
		const { slug } = await create({ name: 'Autumn Cup 2026' });
		expect(slug).toBe('autumn-cup-2026');
		const running = await readContest({ ctx: ctx(), input: { slug } });
		expect(running).toMatchObject({ phase: 'running', rulesVersion: 1, frozen: false });
		expect(running.rules).toMatchObject({ metrics: { click: { points: 1, dailyCap: 5 } } });
		const next = await create({ name: 'Next', ...rules({ startsAt: at(2), endsAt: at(4) }) });
		const scheduled = await readContest({ ctx: ctx(), input: { slug: next.slug } });
		expect(scheduled).toMatchObject({ phase: 'scheduled', drawSeedHash: null });
	});

	it('asks for a whole scoring and writes the audit', async () => {
		const { id } = await create({ name: 'Scored' });
		const [row] = await database.connections.sql`
			select rescore_needed, (select action from audit_entries where target = ${'contest:' + id}) as action
			from contests where id = ${id}`;
		expect(row).toMatchObject({ rescore_needed: true, action: 'contest.create' });
	});

	it('keeps prizes in their order, a single place standing for from and to', async () => {
		const { slug } = await create({
			name: 'Prizes',
			prizes: [
				{ kind: 'place', name: 'First', fromPlace: 1, value: '100', currency: 'EUR' },
				{ kind: 'threshold', name: 'Mug', minPoints: 50 },
				{ kind: 'draw', name: 'Trip', winners: 2, excludePlaceWinners: true },
			],
		});
		const { prizes } = await readContest({ ctx: ctx(), input: { slug } });
		expect(prizes).toMatchObject([
			{ kind: 'place', fromPlace: 1, toPlace: 1, value: '100.00', currency: 'EUR' },
			{ kind: 'threshold', minPoints: 50, value: null },
			{ kind: 'draw', winners: 2, minPoints: 0, excludePlaceWinners: true },
		]);
	});

	it("publishes the hash of the draw's seed only from the start", async () => {
		const { id, slug } = await create({ name: 'Draw' });
		const [row] = await database.connections.sql`select draw_seed from contests where id = ${id}`;
		const { drawSeedHash } = await readContest({ ctx: ctx(), input: { slug } });
		expect(drawSeedHash).toBe(createHash('sha256').update(row!.draw_seed).digest('hex'));
	});

	it('numbers slugs made from one name, also when fifteen are made at once', async () => {
		const made = await Promise.all(Array.from({ length: 15 }, () => create({ name: 'Same' })));
		expect(new Set(made.map((contest) => contest.slug)).size).toBe(15);
		expect(made.map((contest) => contest.slug)).toContain('same-15');
	});

	it('refuses a given slug that is taken, with its path', async () => {
		await create({ name: 'One', slug: 'taken' });
		await expect(create({ name: 'Two', slug: 'taken' })).rejects.toMatchObject({
			code: 'conflict',
			errors: [{ path: 'slug' }],
		});
	});

	it('names a contest whose name holds no Latin letter', async () => {
		expect((await create({ name: '秋' })).slug).toBe('contest');
	});

	it('allows exclusions that nobody bears yet, and warns of them', async () => {
		await aGroup(database, 'leadership');
		const { warnings } = await create({
			name: 'Warned',
			exclude: { people: ['later'], teams: [], groups: ['leadership', 'ledership'] },
		});
		expect(warnings).toEqual([
			'exclude.people: nobody is known as “later” yet',
			'exclude.groups: nobody is known as “ledership” yet',
		]);
	});

	it.each([
		['endsAt', { endsAt: at(-2) }],
		['timeZone', { timeZone: 'Mars/Olympus' }],
		['metrics.share', { metrics: { share: { points: 1 } } }],
		['metrics.click.points', { metrics: { click: { points: 1.5 } } }],
		['freezeAt', { freezeAt: at(3) }],
		['slug', { slug: 'Not A Slug' }],
		['surprise', { surprise: 1 }],
		['', { exclude: { people: ['a\0'], teams: [], groups: [] } }],
		['prizes.0.currency', { prizes: [{ kind: 'place', name: 'x', fromPlace: 1, value: '5' }] }],
		['prizes.0.toPlace', { prizes: [{ kind: 'place', name: 'x', fromPlace: 3, toPlace: 1 }] }],
		['prizes.0.value', { prizes: [{ kind: 'threshold', name: 'x', minPoints: 1, value: 5 }] }],
	])('refuses a wrong %s with its path', async (path, wrong) => {
		const error = await create({ name: 'Wrong', ...(wrong as Partial<Input>) }).catch((e) => e);
		expect(error).toMatchObject({ code: 'invalid' });
		expect(error.errors.map((e: { path: string }) => e.path)).toContain(path);
	});

	it('is closed to employees and to tokens that only read', async () => {
		const input = { ...rules(), name: 'No' };
		const employee = asActor(await aPerson(database));
		for (const actor of [
			employee,
			{ kind: 'token', id: 't', name: 't', scopes: ['read', 'events'] } as const,
		])
			await expect(createContest({ ctx: database.ctx(actor, NOW), input })).rejects.toMatchObject({
				code: 'not_allowed',
			});
	});
});

describe('reading contests', () => {
	it('hides drafts from those who cannot write contests', async () => {
		const { slug } = await create({ name: 'Secret', draft: true });
		const employee = database.ctx(asActor(await aPerson(database)), NOW);
		await expect(readContest({ ctx: employee, input: { slug } })).rejects.toMatchObject({
			code: 'not_found',
		});
		expect((await readContest({ ctx: ctx(), input: { slug } })).phase).toBe('draft');
		const seen = await listContests({ ctx: employee, input: {} });
		expect(seen.map((contest) => contest.slug)).not.toContain(slug);
	});

	it('shows a display its own contest and no other', async () => {
		const [own, other] = [await create({ name: 'Own' }), await create({ name: 'Other' })];
		const display = database.ctx({ kind: 'display', id: 'd', contestId: own.id }, NOW);
		expect((await readContest({ ctx: display, input: { slug: own.slug } })).slug).toBe(own.slug);
		await expect(readContest({ ctx: display, input: { slug: other.slug } })).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	it('refuses stored rules that no longer parse instead of skipping them', async () => {
		const { id, slug } = await create({ name: 'Broken' });
		await database.connections
			.sql`update contest_rules set rules = rules || '{"teams": "weird"}' where contest_id = ${id}`;
		await expect(readContest({ ctx: ctx(), input: { slug } })).rejects.toMatchObject({
			code: 'unavailable',
		});
		await database.connections.sql`delete from contest_rules where contest_id = ${id}`;
	});

	it('asks for a rescore of one contest', async () => {
		const { id, slug } = await create({ name: 'Again' });
		await database.connections.sql`update contests set rescore_needed = false where id = ${id}`;
		await requestRescore({ ctx: ctx(), input: { contest: slug } });
		const [row] = await database.connections
			.sql`select rescore_needed from contests where id = ${id}`;
		expect(row!.rescore_needed).toBe(true);
		await expect(
			requestRescore({ ctx: ctx(), input: { contest: 'nowhere' } }),
		).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('the current contest', () => {
	it('is the one that runs, else settles, else comes next, else ended last', async () => {
		const own = await createTestDatabase();
		try {
			const current = async () =>
				(await currentContest({ ctx: own.ctx(undefined, NOW), input: {} }))?.slug ?? null;
			expect(await current()).toBeNull();
			const box = (slug: string, from: number, to: number, more = {}) =>
				aContest(own, { slug, startsAt: new Date(at(from)), endsAt: new Date(at(to)), ...more });
			await box('old', -90, -60, { finalAt: new Date(at(-50)) });
			await box('last', -50, -30, { finalAt: new Date(at(-20)) });
			await box('gone', -2, 2, { cancelledAt: NOW });
			expect(await current()).toBe('last');
			await box('later', 20, 30);
			await box('next', 10, 20);
			expect(await current()).toBe('next');
			await box('settling', -10, -1);
			expect(await current()).toBe('settling');
			await box('long', -10, 20);
			await box('short', -10, 5, { rules: { freezeAt: at(-1) } });
			expect(await current()).toBe('short');
		} finally {
			await own.close();
		}
	});
});
