import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { asActor } from '#tests/support/people.ts';
import { aPortal, Screen, type Portal } from './live-portal.ts';
import { aHeldContest, type HeldContest } from './reveal-world.ts';

let db: TestDatabase;
const portals: Portal[] = [];
const screens: Watcher[] = [];

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 12 });
});
afterAll(async () => {
	await db.close();
});
afterEach(async () => {
	for (const screen of screens.splice(0)) screen.close();
	for (const portal of portals.splice(0)) await portal.close();
});

/** A screen that shows the newest it has heard of a reveal. */
class Watcher {
	now: RevealNow | null = null;
	heard: RevealNow[] = [];
	readonly screen: Screen;
	#waiting: { until: () => boolean; resolve: () => void }[] = [];

	constructor(portal: Portal, contest: string, who: { person?: string; key?: string }) {
		this.screen = new Screen(portal, contest, who);
		this.screen.socket.on('reveal', (now) => {
			this.heard.push(now);
			if (now.revision > (this.now?.revision ?? 0)) this.now = now;
			for (const { until, resolve } of this.#waiting) if (until()) resolve();
		});
	}

	shows(until: (now: RevealNow) => boolean): Promise<void> {
		const done = () => this.now !== null && until(this.now);
		if (done()) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.push({ until: done, resolve }));
	}

	close(): void {
		this.screen.close();
	}
}

async function open(world: HeldContest, port?: number): Promise<Portal> {
	const portal = await aPortal(db, [world.owner, world.employee], port);
	portals.push(portal);
	return portal;
}

async function watch(portal: Portal, world: HeldContest, who: { person?: string; key?: string }) {
	const watcher = new Watcher(portal, world.contest.slug, who);
	screens.push(watcher);
	await watcher.screen.shows(({ board }) => board !== null);
	return watcher;
}

const driver = ({ contest: { slug: contest }, owner }: HeldContest) => {
	const ctx = () => db.ctx(asActor(owner));
	return {
		start: () => startReveal({ ctx: ctx(), input: { contest } }),
		step: (to: number, revision: number) =>
			stepReveal({ ctx: ctx(), input: { contest, to, revision } }),
		end: () => endReveal({ ctx: ctx(), input: { contest, early: true } }),
	};
};

describe('every screen that watches a contest', () => {
	it('shows the same step at once, on two servers, people and displays alike', async () => {
		const world = await aHeldContest(db);
		const [one, two] = [await open(world), await open(world)];
		two.displays.set('a-key', { id: world.contest.id, contestId: world.contest.id });
		const all = [
			await watch(one, world, { person: world.employee.externalId }),
			await watch(two, world, { person: world.owner.externalId }),
			await watch(two, world, { key: 'a-key' }),
		];
		const owner = driver(world);
		await owner.start();
		for (const screen of all) await screen.shows(({ step }) => step === 0);
		for (const [i, to] of [1, 2, 3, 2, 3, 9].entries()) {
			await owner.step(to, i + 1);
			for (const screen of all) await screen.shows(({ revision }) => revision === i + 2);
			const scenes = all.map(({ now }) => JSON.stringify(now));
			expect(new Set(scenes).size).toBe(1);
			expect(all[0]!.now).toMatchObject({ state: 'running', step: to });
		}
		// Each step once, each message whole.
		for (const { heard } of all) {
			expect(heard.map(({ step }) => step)).toEqual([0, 1, 2, 3, 2, 3, 9]);
		}
	});

	it('is handed back to the board, which is the final one then', async () => {
		const world = await aHeldContest(db);
		const screen = await watch(await open(world), world, { person: world.employee.externalId });
		const owner = driver(world);
		await owner.start();
		await screen.shows(({ state }) => state === 'running');
		const version = screen.screen.board!.version;
		expect(screen.screen.board).toMatchObject({ frozen: true });
		await owner.end();
		await screen.shows(({ state, scene }) => state === 'done' && scene === null);
		await screen.screen.shows(({ board }) => board!.version > version);
		expect(screen.screen.board).toMatchObject({ frozen: false });
		expect(screen.screen.board!.rows.map(({ points }) => points)).toEqual([
			661, 523, 419, 337, 208,
		]);
	});

	it('that comes later, or back after its server was away, is at the same step', async () => {
		const world = await aHeldContest(db);
		const owner = driver(world);
		await owner.start();
		await owner.step(4, 1);
		const portal = await open(world);
		const first = await watch(portal, world, { person: world.employee.externalId });
		await first.shows(({ step }) => step === 4);
		const second = await watch(portal, world, { person: world.owner.externalId });
		await second.shows(({ step }) => step === 4);
		portals.splice(0);
		await portal.close();
		await owner.step(5, 2);
		await open(world, portal.port);
		await first.shows(({ step }) => step === 5);
		await second.shows(({ step }) => step === 5);
		expect(first.now).toEqual(second.now);
	});

	it('hears nothing of a reveal that has not begun, nor of another contest’s', async () => {
		const [world, other] = [await aHeldContest(db), await aHeldContest(db)];
		const portal = await open(world);
		const here = await watch(portal, world, { person: world.employee.externalId });
		const there = await watch(portal, other, { person: world.owner.externalId });
		await driver(world).start();
		await here.shows(({ state }) => state === 'running');
		expect(there.heard).toEqual([]);
	});

	it('asks again and hears again where the reveal stands', async () => {
		const world = await aHeldContest(db);
		await driver(world).start();
		const screen = await watch(await open(world), world, { person: world.employee.externalId });
		await screen.shows(({ step }) => step === 0);
		screen.now = null;
		await screen.screen.ask();
		await screen.shows(({ step }) => step === 0);
	});
});
