import { displays, playlists } from '#lib/server/db/schema/displays.ts';
import { readShow } from '#lib/server/displays/show.ts';
import { curateShowcase } from '#lib/server/showcase/curate.ts';
import { readDesk, type Desk } from '#lib/server/showcase/desk.ts';
import { showFeed } from '#lib/server/showcase/feed.ts';
import { answerShowcase } from '#lib/server/showcase/permit.ts';
import { prepareShowcases } from '#lib/server/showcase/prepare.ts';
import { publishShowcase } from '#lib/server/showcase/publish.ts';
import { readShowcase } from '#lib/server/showcase/published.ts';
import { makeFeed, readSubscription } from '#lib/server/showcase/subscribe.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aMonth, NOVEMBER } from './showcase-world.ts';

export const MONTH = '2026-10';
type Decided = {
	decision: 'auto' | 'pin' | 'out';
	place?: number;
	reason?: string;
	comment?: string;
};

/** October with seven authors, a manager who puts it together, and a reader, a screen and a feed that look at it. */
export function aStage() {
	const world = {} as {
		db: TestDatabase;
		authors: Awaited<ReturnType<typeof aMonth>>;
		owner: make.APerson;
		manager: make.APerson;
		reader: make.APerson;
		screen: string;
		feed: string;
	};
	async function open() {
		world.db = await createTestDatabase();
		await make.aProgram(world.db);
		world.authors = await aMonth(world.db, [9, 8, 7, 6, 5, 4, 3]);
		world.owner = await make.aPerson(world.db, { role: 'owner' });
		world.manager = await make.aPerson(world.db, { role: 'manager', name: 'Sara Holm' });
		world.reader = await make.aPerson(world.db);
		const conn = world.db.connections.db;
		const items = [{ id: 'best', scene: 'showcase' }];
		const [list] = await conn.insert(playlists).values({ name: 'L', items }).returning();
		const [row] = await conn
			.insert(displays)
			.values({ name: 'Kitchen', playlistId: list!.id, timeZone: 'Europe/Stockholm' })
			.returning();
		world.screen = row!.id;
		await makeFeed({ ctx: as(world.reader), input: { on: true } });
		const { feed: address } = await readSubscription({ ctx: as(world.reader), input: {} });
		world.feed = /([^/]+)\.xml$/.exec(address!)![1]!;
	}
	/** What displays share is kept for a second of their own clock: each look is at a later one. */
	let seconds = 0;
	const now = () => new Date(NOVEMBER.getTime() + ++seconds * 2_000);
	const as = (person: make.APerson) => world.db.ctx(make.asActor(person), now());
	const prepare = (at = now()) => prepareShowcases({ ctx: world.db.ctx(undefined, at), input: {} });
	const desk = (person = world.manager): Promise<Desk> =>
		readDesk({ ctx: as(person), input: { month: MONTH } });
	const placed = async () =>
		(await desk()).entries.filter(({ place }) => place !== null).map(({ title }) => title);
	async function curate(decided: Record<string, Decided>, revision?: number) {
		const before = await desk();
		const entries = before.entries
			.filter(({ title }) => decided[title])
			.map(({ id, title }) => ({ id, ...decided[title]! }));
		const input = {
			month: MONTH,
			revision: revision ?? before.revision,
			intro: 'Well done.',
			entries,
		};
		await curateShowcase({ ctx: as(world.manager), input });
	}
	const entryOf = async (index: number) =>
		(await desk()).entries.find(({ title }) => title === world.authors[index]!.post.title)!;
	const answer = async (index: number, said: 'yes' | 'no') =>
		answerShowcase({
			ctx: as(world.authors[index]!.person),
			input: { entry: (await entryOf(index)).id, answer: said },
		});
	const publish = async (letter = false) =>
		publishShowcase({
			ctx: as(world.manager),
			input: { month: MONTH, revision: (await desk()).revision, letter },
		});
	const page = async () => (await readShowcase({ ctx: as(world.reader), input: {} })).showcase;
	const titles = async () => (await page())?.posts.map(({ title }) => title) ?? [];

	const onScreen = async () => {
		const actor = { kind: 'display' as const, id: world.screen, contestId: null, contestIds: [] };
		const ctx = { db: world.db.connections.db, actor, now: now(), log: silent };
		return JSON.stringify((await readShow({ ctx, input: {} })).items);
	};
	const inFeed = () =>
		showFeed({ ctx: world.db.ctx({ kind: 'visitor' }, now()), input: { key: world.feed } });
	/** Everything that somebody could read of a month. */
	const everywhere = async () => ({
		page: JSON.stringify(await readShowcase({ ctx: as(world.reader), input: {} })),
		screen: await onScreen(),
		feed: await inFeed(),
	});

	return {
		...{ world, open, close: () => world.db.close() },
		...{ now, as, prepare, desk, placed, curate, entryOf, answer, publish },
		...{ page, titles, onScreen, inFeed, everywhere },
	};
}
