import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDisplay } from '#lib/server/displays/create.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { demoState, seedCompany } from '#lib/server/demo/company.ts';
import { loadScene } from '#lib/server/demo/scene.ts';
import { demoSights } from '#lib/server/demo/sights.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aProgram } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database, { demo: true });
});
afterAll(() => database.close());

test('a newcomer is shown the display of the running contest, and told when it is over', async () => {
	const { connections } = database;
	const now = new Date();
	expect(await demoSights(connections, now)).toEqual({ display: null, over: true });
	expect(await loadScene(connections)).toMatchObject({ endsAt: null, links: [], chasers: [] });
	const [contest, other] = [await aContest(database), await aContest(database)];
	expect((await demoSights(connections, now)).display).toBeNull();
	const current = (await loadScene(connections)).endsAt;
	expect(current).not.toBeNull();
	const made = [];
	for (const { slug } of [contest, other]) {
		const input = { name: `TV ${slug}`, contest: slug };
		made.push(await createDisplay({ ctx: database.ctx(), input }));
	}
	const sights = await demoSights(connections, now);
	expect(sights.over).toBe(false);
	expect(made.map(({ path }) => path)).toContain(sights.display);
	const shown = made.find(({ path }) => path === sights.display)!;
	const later = new Date(Date.now() + 10 * 365 * 86_400_000);
	expect((await demoSights(connections, later)).over).toBe(true);
	await revokeDisplay({ ctx: database.ctx(), input: { id: shown.id } });
	expect((await demoSights(connections, now)).display).toBeNull();
});

test('a program of somebody’s own is told from a demo, and never filled with one', async () => {
	const { connections } = database;
	expect(await demoState(connections)).toBe('none');
	await aProgram(database, { demo: false });
	expect(await demoState(connections)).toBe('own');
	await expect(seedCompany(connections, new Date())).rejects.toThrow('holds a program (own)');
	await connections.sql`delete from program`;
	expect(await demoState(connections)).toBe('none');
});
