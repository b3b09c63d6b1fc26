import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { BY_NAME, HIDDEN_NAME } from '#lib/domain/people/appearance.ts';
import type { Ctx } from '#lib/server/context.ts';
import { displays, playlists } from '#lib/server/db/schema/displays.ts';
import { readShow, type ReadShow } from '#lib/server/displays/show.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { anOffice, aProgram, asActor } from '#tests/support/people.ts';
import { aFrozenWorld, hiddenFacts, shownFacts } from './freeze-support.ts';
import type { World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
let world: World;
beforeAll(async () => {
	db = await createTestDatabase();
	await aProgram(db);
	scorer = createScorer({ connections: db.connections, log: silent });
	world = await aFrozenWorld(db);
	await anOffice(db, 'Harbour');
	await db.connections.sql`
		update people set office_id = (select id from offices where name = 'Harbour')
		where id = ${world.people[0]!.id}`;
	await play(shownFacts());
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

/** The box is 22 to 28 October, and frozen from the 24th. */
const FROZEN = new Date('2026-10-27T18:00:00.000Z');
/** What displays share is kept for a second of their own clock: each look is at a later one. */
let looks = 0;
const laterThan = (now: Date) => new Date(now.getTime() + ++looks * 2_000);

const play = async (list: ReturnType<typeof shownFacts>) => {
	for (const one of list) await world.happen(one);
	await scorer.drain();
};

/** A paired screen of an office that plays these stored items, as its own requests see the portal. */
async function aScreen(items: readonly unknown[], office?: string): Promise<(at?: Date) => Ctx> {
	const conn = db.connections.db;
	const [list] = await conn
		.insert(playlists)
		.values({ name: 'List', items })
		.returning({ id: playlists.id });
	const officeId = office === undefined ? null : (await anOffice(db, office)).id;
	const [row] = await conn
		.insert(displays)
		.values({ name: 'Kitchen', playlistId: list!.id, officeId, timeZone: 'Europe/Stockholm' })
		.returning({ id: displays.id });
	const actor = {
		...{ kind: 'display' as const, id: row!.id, contestId: null },
		contestIds: [world.contest.id],
	};
	return (at = FROZEN) => ({ db: conn, actor, now: laterThan(at), log: silent });
}

const EVERYTHING = SCENE_KEYS.map((scene) => ({ id: scene, scene }));
const look = async (ctx: Ctx) => readShow({ ctx, input: {} });
const scenes = ({ items }: ReadShow) => items.map(({ id }) => id);

describe('what a paired screen shows', () => {
	it('is every scene that has something to show, in the playlist’s order', async () => {
		const screen = await aScreen([
			...EVERYTHING.map((item) =>
				item.scene === 'words' ? { ...item, settings: { title: 'Welcome' } } : item,
			),
			{ id: 'office', scene: 'board', settings: { of: 'office', name: 'Nowhere' } },
			{ id: 'cool', scene: 'board', settings: { of: 'bracket', name: 'Blue and Green' } },
			{ id: 'blue', scene: 'board', settings: { of: 'team', name: 'Blue', top: 3 } },
		]);
		const show = await look(screen());
		// No prizes, no picture, nobody in that office, and in another month nothing was brought.
		expect(scenes(show)).toEqual([
			...['board', 'teams', 'podium', 'post', 'month', 'countdown', 'join', 'goal', 'words'],
			...['clock', 'cool', 'blue'],
		]);
		const [cool, blue] = show.items.slice(-2).map(({ content }) => content.shown);
		expect(cool).toMatchObject({ of: 'Blue and Green' });
		expect(blue).toMatchObject({ of: 'Blue', top: 3 });
		for (const shown of [cool, blue]) {
			const { rows } = shown as { rows: { points: number }[] };
			expect(rows.length).toBeGreaterThan(0);
			expect(rows.map(({ points }) => points)).toEqual(
				rows.map(({ points }) => points).sort((a, b) => b - a),
			);
		}
	});

	it('leads to the page on which the first is thanked, where they appear by name', async () => {
		const screen = await aScreen([
			{ id: 'podium', scene: 'podium' },
			{ id: 'post', scene: 'post' },
		]);
		const codes = async () =>
			(await look(screen())).items.map(
				({ content }) => (content.shown as { thank: unknown }).thank,
			);
		expect(await codes()).toEqual([
			{ size: expect.any(Number) as number, d: expect.stringMatching(/^M/) as string },
			{ size: expect.any(Number) as number, d: expect.stringMatching(/^M/) as string },
		]);
		const appear = async (input: { displays: 'pseudonym' | 'name' }) => {
			for (const person of world.people)
				await setAppearance({ ctx: db.ctx(asActor(person)), input });
			await scorer.drain();
		};
		await appear({ displays: 'pseudonym' });
		expect(await codes()).toEqual([null, null]);
		await appear({ displays: 'name' });
	});

	it('tells nothing of what happened since the freeze', async () => {
		const screen = await aScreen(EVERYTHING);
		const before = await look(screen());
		await play(hiddenFacts());
		const after = await look(screen());
		expect(after.items).toEqual(before.items);
		expect(after.screen!.board).toEqual(before.screen!.board);
		expect(after.screen!.board.frozen).toBe(true);
	});

	it('leaves out a stored scene that can not be read, and shows the others', async () => {
		const screen = await aScreen([
			{ id: 'a', scene: 'dance' },
			{ id: 'b', scene: 'goal', settings: { target: -1 } },
			null,
			{ id: 'c', scene: 'clock' },
		]);
		expect(scenes(await look(screen()))).toEqual(['c']);
	});

	it('is nothing from an empty playlist: then the screen shows its clock', async () => {
		const empty = await aScreen([]);
		expect(scenes(await look(empty()))).toEqual([]);
	});

	it('is an office’s own board by the display’s office, unless another is named', async () => {
		const board = { id: 'a', scene: 'board', settings: { of: 'office' } };
		const shown = async (office?: string) =>
			(await look((await aScreen([board], office))())).items.map(({ content }) => content.shown);
		expect(await shown('Harbour')).toMatchObject([
			{ of: 'Harbour', total: 1, rows: [{ person: { office: 'Harbour' } }] },
		]);
		expect(await shown('Elsewhere')).toEqual([]);
		expect(await shown()).toEqual([]);
	});

	it('names nobody who chose otherwise for screens, and puts them into no small table', async () => {
		const { id, externalId, name } = world.people[1]!;
		const actor = asActor(world.people[1]!);
		const screen = await aScreen(EVERYTHING);
		expect(JSON.stringify(await look(screen()))).toContain(name);
		const ctx = { ...screen(), actor };
		await setAppearance({ ctx, input: { ...BY_NAME, displays: 'hidden' } });
		await scorer.drain();
		const seen = JSON.stringify(await look(screen()));
		for (const secret of [id, externalId, name]) expect(seen).not.toContain(secret);
		expect(seen).toContain(HIDDEN_NAME);
	});

	it('is nobody’s any more once the screen is revoked', async () => {
		const screen = await aScreen(EVERYTHING);
		const ctx = screen();
		await db.connections.sql`
			update displays set revoked_at = now() where id = ${(ctx.actor as { id: string }).id}`;
		await expect(look(ctx)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is for displays only', async () => {
		const screen = await aScreen([]);
		const actor = { kind: 'visitor' } as const;
		await expect(look({ ...screen(), actor })).rejects.toMatchObject({ code: 'not_signed_in' });
	});
});
