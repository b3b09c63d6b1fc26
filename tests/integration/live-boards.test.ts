import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBoard, readMe } from '#lib/server/boards/queries.ts';
import { BoardTables } from '#lib/server/boards/tables.ts';
import { BoardFeed } from '#lib/server/live/board-feed.ts';
import { Telling } from '#lib/server/live/telling.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { asActor } from '#tests/support/people.ts';
import { aPortal, Screen, type Portal } from './live-portal.ts';
import { aWorld, happenings, type World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
const portals: Portal[] = [];
const screens: Screen[] = [];

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 12 });
});
afterAll(async () => {
	await db.close();
});
beforeEach(() => {
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterEach(async () => {
	for (const screen of screens.splice(0)) screen.close();
	for (const portal of portals.splice(0)) await portal.close();
	await scorer.close();
});

async function open(world: World, port?: number): Promise<Portal> {
	const portal = await aPortal(db, world.people, port);
	portals.push(portal);
	return portal;
}

function watch(
	portal: Portal,
	world: World,
	who: { person?: string; key?: string; top?: number },
): Screen {
	const screen = new Screen(portal, world.contest.slug, who);
	screens.push(screen);
	return screen;
}

const versionNow = async (world: World): Promise<number> => {
	const [row] = await db.connections.sql<{ version: number }[]>`
		select public_version::int as version from contests where id = ${world.contest.id}`;
	return row!.version;
};

const fresh = (world: World, top: number) =>
	readBoard({ ctx: db.ctx(), input: { contest: world.contest.slug, top } });

describe('a screen', () => {
	it('holds, after any events, what a fresh look gives: state plus events equals fresh state', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(happenings, { minLength: 1, maxLength: 12 }), {
					minLength: 1,
					maxLength: 6,
				}),
				fc.constantFrom(null, 60),
				fc.subarray(['disclosure' as const]),
				async (batches, freezeHour, requires) => {
					const rules = { teams: 'average' as const, requires };
					const world = await aWorld(db, { freezeHour, alone: true, rules });
					await scorer.drain();
					const [one, two] = [await open(world), await open(world)];
					const all = [
						watch(one, world, { person: world.people[0]!.externalId, top: 50 }),
						watch(one, world, { person: world.people[1]!.externalId, top: 2 }),
						watch(two, world, { person: world.people[2]!.externalId, top: 50 }),
					];
					await Promise.all(all.map((screen) => screen.shows(() => screen.board !== null)));
					for (const batch of batches) {
						for (const happening of batch) await world.happen(happening);
						await scorer.drain();
					}
					const version = await versionNow(world);
					for (const [i, screen] of all.entries()) {
						await screen.shows(() => screen.board!.version >= version);
						expect(screen.board).toEqual(await fresh(world, i === 1 ? 2 : 50));
						expect(screen.versions).toEqual([...screen.versions].sort((a, b) => a - b));
						expect(screen.gaps).toBe(0);
					}
					for (const screen of screens.splice(0)) screen.close();
					for (const portal of portals.splice(0)) await portal.close();
					await world.end();
				},
			),
			{ numRuns: 5 },
		);
	});

	it('hears a click by itself when the scorer listens, and its own row, and the news', async () => {
		const world = await aWorld(db);
		scorer.start();
		const portal = await open(world);
		const person = world.people[0]!;
		const screen = watch(portal, world, { person: person.externalId });
		await screen.shows(() => screen.board !== null);
		await world.happen({ type: 'click', link: 0, hour: 60 });
		const own = () => screen.board?.rows.find((row) => row.person.externalId === person.externalId);
		await screen.shows(() => own()?.points === 1);
		await screen.shows(() => screen.me?.row?.points === 1);
		await screen.shows(() => screen.ticker.some((item) => item.kind === 'clicks'));
		const { version: _, ...me } = await readMe({
			ctx: db.ctx(asActor(person)),
			input: { contest: world.contest.slug },
		});
		expect(screen.me).toMatchObject(me);
		await world.end();
	});

	it('is current again after its gateway went away and came back', async () => {
		const world = await aWorld(db);
		await scorer.drain();
		const first = await open(world);
		const screen = watch(first, world, { person: world.people[0]!.externalId });
		await screen.shows(() => screen.board !== null);
		portals.splice(portals.indexOf(first), 1);
		await first.close();
		await world.happen({ type: 'click', link: 0, hour: 60 });
		await world.happen({ type: 'click', link: 3, hour: 70 });
		await scorer.drain();
		const version = await versionNow(world);
		await open(world, first.port);
		await screen.shows(() => screen.board!.version >= version);
		expect(screen.board).toEqual(await fresh(world, 50));
		await world.end();
	});

	it('sees the phase change by the clock alone, and other rules at once', async () => {
		const soon = new Date(Date.now() + 1_500).toISOString();
		const world = await aWorld(db, {
			rules: { startsAt: '2026-01-01T00:00:00.000Z', endsAt: soon },
		});
		scorer.start();
		const portal = await open(world);
		const screen = watch(portal, world, { person: world.people[0]!.externalId });
		await screen.shows(() => screen.board?.phase === 'running');
		await screen.shows(() => screen.board?.phase === 'settling');
		const { sql } = db.connections;
		await sql`insert into contest_rules (contest_id, version, rules, reason)
			select contest_id, 2, rules || '{"minClicks": 3}', 'A test.' from contest_rules
			where contest_id = ${world.contest.id}`;
		await sql`update contests set rules_version = 2, rescore_needed = true where id = ${world.contest.id}`;
		await sql`select pg_notify('marks', '')`;
		await screen.shows(() => screen.board?.rulesVersion === 2);
		expect(screen.gaps).toBeGreaterThan(0);
		await world.end();
	});
});

describe('what all watchers are told beside the board', () => {
	it('goes along with the board that is due, and alone when there is none', async () => {
		const world = await aWorld(db, {});
		await scorer.drain();
		const told: unknown[] = [];
		let flushed = () => undefined as void;
		const feed = new BoardFeed({
			...{ connections: db.connections, log: silent, tables: new BoardTables() },
			...{ telling: new Telling(), onFlush: () => undefined },
			teller: (events) => () => {
				told.push(events.map(([event]) => event));
				flushed();
			},
		});
		const next = () => new Promise<void>((resolve) => (flushed = resolve));
		const viewer = asActor(world.people[0]!);
		const room = await feed.room(world.contest.slug, 'public', 50, viewer);
		room.enter();

		const alone = next();
		feed.tell(world.contest.id, ['ticker', []]);
		await alone;

		// Nobody rings for this board: it is there when the news make the feed look.
		await world.happen({ type: 'click', link: 0, hour: 60 });
		await scorer.drain();
		const together = next();
		feed.tell(world.contest.id, ['ticker', []]);
		feed.tell(world.contest.id, ['ticker', []]);
		await together;
		expect(told).toEqual([['ticker'], ['board', 'ticker', 'ticker']]);

		feed.tell('a contest that nobody watches', ['ticker', []]);
		await feed.close();
		expect(told).toHaveLength(2);
	});
});
