import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HIDDEN_NAME, HIDDEN_TEAM, SURFACES, type Shown } from '#lib/domain/people/appearance.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import { readHome } from '#lib/server/boards/home.ts';
import * as boards from '#lib/server/boards/queries.ts';
import { readBrackets, readImproved } from '#lib/server/brackets/queries.ts';
import { readAppearance, setAppearance } from '#lib/server/people/appearance.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { asActor, aProgram, type APerson } from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';
import { aFrozenWorld, shownFacts } from './freeze-support.ts';
import { aPortal, Screen, type Portal } from './live-portal.ts';
import type { World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
let world: World;
const portals: Portal[] = [];
const screens: Screen[] = [];

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 8 });
	await aProgram(db);
});
afterAll(() => db.close());
beforeEach(async () => {
	world = await aFrozenWorld(db);
	scorer = createScorer({ connections: db.connections, log: silent });
	for (const happening of shownFacts()) await world.happen(happening);
	await scorer.drain();
});
afterEach(async () => {
	for (const screen of screens.splice(0)) screen.close();
	for (const portal of portals.splice(0)) await portal.close();
	await scorer.close();
	await world.end();
});

const choose = async (person: APerson, shown: Shown, surfaces = SURFACES as readonly string[]) => {
	const input = Object.fromEntries(surfaces.map((surface) => [surface, shown]));
	await setAppearance({ ctx: db.ctx(asActor(person)), input });
	await scorer.drain();
};

/** Everything of the contest that an actor who is no owner reads, as one text. */
async function seenBy(actor: Actor): Promise<string> {
	const ctx = db.ctx(actor, new Date('2026-10-24T10:00:00Z'));
	const input = { contest: world.contest.slug };
	const board = await boards.readBoard({ ctx, input: { ...input, top: 100 } });
	const people = board.rows.map(({ person }) => person.externalId);
	return JSON.stringify([
		board,
		await boards.readStandingsPage({ ctx, input: { ...input, limit: 200 } }),
		await boards.readTicker({ ctx, input }),
		await boards.readPostOfTheWeek({ ctx, input }),
		await boards.readSparklines({ ctx, input: { ...input, people } }),
		await readBrackets({ ctx, input }),
		await readImproved({ ctx, input }),
		actor.kind === 'display'
			? null
			: await Promise.all(
					people.map((person) => boards.readReceipts({ ctx, input: { ...input, person } })),
				),
		...(actor.kind === 'person'
			? [
					await boards.readMe({ ctx, input }),
					await readContestPage({ ctx, input: { slug: world.contest.slug, page: 1 } }),
					await readHome({ ctx, input: {} }),
				]
			: []),
	]);
}

/** What would say who somebody is: name, ids, face. */
const telling = ({ id, name, externalId, avatarSeed }: APerson) => [
	...[id, name, externalId, avatarSeed],
];

const zoe = () => world.people[4]!;
const ana = () => world.people[0]!;
const display = (): Actor => ({ kind: 'display', id: zoe().id, contestId: world.contest.id });
const token: Actor = { kind: 'token', id: 'x', name: 'a reader', scopes: ['read'] };

describe.each(['pseudonym', 'hidden'] as const)('who appears as %s everywhere', (shown) => {
	it('is named to no colleague, display or token of reading, and keeps the place', async () => {
		const owner = {
			ctx: db.ctx(),
			input: { contest: world.contest.slug, top: 100, audience: 'owner' as const },
		};
		const before = await boards.readBoard(owner);
		expect(await seenBy(asActor(ana()))).toContain(zoe().externalId);
		await choose(zoe(), shown);
		for (const actor of [asActor(ana()), display(), token]) {
			const seen = await seenBy(actor);
			for (const text of telling(zoe())) expect(seen).not.toContain(text);
			// Green is Zoë alone: its points would say whose they are.
			expect(seen).not.toContain('"Green"');
			expect(seen).toContain(HIDDEN_TEAM);
		}
		const after = await boards.readBoard(owner);
		expect(after.rows).toEqual(before.rows);
		const asPublic = { ...owner, input: { contest: world.contest.slug, top: 100 } };
		const { rows } = await boards.readBoard(asPublic);
		expect(rows.map(({ rank, points }) => [rank, points])).toEqual(
			before.rows.map(({ rank, points }) => [rank, points]),
		);
		const place = before.rows.findIndex(({ person }) => person.externalId === zoe().externalId);
		const { pseudonym } = await readAppearance({ ctx: db.ctx(asActor(zoe())), input: {} });
		const row = rows[place]!.person;
		expect(row).toMatchObject({ team: '', office: null });
		expect(row.name).toBe(shown === 'hidden' ? HIDDEN_NAME : pseudonym);
		const me = await boards.readMe({
			ctx: db.ctx(asActor(zoe())),
			input: { contest: world.contest.slug },
		});
		expect(me.row?.person).toEqual(row);
	});

	it('is not found by their external id, and their receipts are sums alone', async () => {
		await choose(zoe(), shown);
		const ctx = db.ctx(asActor(ana()));
		const receipts = (person: string, of = ctx) =>
			boards.readReceipts({ ctx: of, input: { contest: world.contest.slug, person } });
		await expect(receipts(zoe().externalId)).rejects.toMatchObject({ code: 'not_found' });
		const board = await boards.readBoard({ ctx, input: { contest: world.contest.slug, top: 100 } });
		const key = board.rows.find(({ person }) => person.team === '')!.person.externalId;
		expect(await receipts(key)).toMatchObject({ own: false, withheld: true, receipts: [] });
		const own = await receipts(zoe().externalId, db.ctx(asActor(zoe())));
		expect(own).toMatchObject({ own: true, withheld: false, person: { name: 'Zoë' } });
		expect(own.receipts.length).toBeGreaterThan(0);
		const [line] = Object.values(
			await boards.readSparklines({
				ctx,
				input: { contest: world.contest.slug, people: [zoe().externalId] },
			}),
		);
		expect(line!.every((points) => points === 0)).toBe(true);
	});

	it('is in no list of the API that a token of reading gets', async () => {
		await choose(zoe(), shown);
		await db.connections.sql`
			insert into shares (link_id, post_id, address, address_at)
			select id, post_id, 'https://x.com/zoe/status/' || id, now() from links where person_id = ${zoe().id}
			on conflict do nothing`;
		const now = new Date();
		const call = callerOf(db, { now, token: await aToken(db, now, ['read']) });
		const all = await Promise.all(
			[
				'/api/v1/people?limit=200',
				'/api/v1/links?limit=200',
				'/api/v1/events?limit=200',
				`/api/v1/links?person=${zoe().externalId}`,
				`/api/v1/people/${zoe().externalId}`,
				`/api/v1/contests/${world.contest.slug}/standings?limit=200`,
			].map((path) => call('GET', path)),
		);
		for (const { text } of all) {
			for (const told of telling(zoe())) expect(text).not.toContain(told);
		}
		expect(all[0]!.text).toContain(ana().externalId);
		expect(all[1]!.text).not.toContain('x.com/zoe');
		expect(all[3]!.body).toMatchObject({ links: [] });
		expect(all[4]!.status).toBe(404);
		const admin = callerOf(db, { now, token: await aToken(db, now, ['admin']) });
		expect((await admin('GET', '/api/v1/people?limit=200')).text).toContain('Zoë');
	});
});

describe('a choice', () => {
	it('reaches open boards and displays at once, each by its own surface, also while frozen and after the end', async () => {
		const portal = await aPortal(db, world.people);
		portals.push(portal);
		portal.displays.set('screen', { id: zoe().id, contestId: world.contest.id });
		const watch = (who: { person?: string; key?: string }) => {
			const screen = new Screen(portal, world.contest.slug, who);
			screens.push(screen);
			return screen;
		};
		const [colleague, tv] = [watch({ person: ana().externalId }), watch({ key: 'screen' })];
		const names = (screen: Screen) => screen.board?.rows.map(({ person }) => person.name) ?? [];
		for (const screen of [colleague, tv]) await screen.shows(() => names(screen).includes('Zoë'));
		await choose(zoe(), 'hidden', ['displays']);
		await tv.shows(() => names(tv).includes(HIDDEN_NAME) && !names(tv).includes('Zoë'));
		expect(names(colleague)).toContain('Zoë');
		await choose(zoe(), 'pseudonym', ['boards']);
		await colleague.shows(() => !names(colleague).includes('Zoë'));
		const { pseudonym } = await readAppearance({ ctx: db.ctx(asActor(zoe())), input: {} });
		expect(names(colleague)).toContain(pseudonym);
		await db.connections.sql`update contests set final_at = now() where id = ${world.contest.id}`;
		await scorer.drain();
		await choose(zoe(), 'name', ['boards', 'displays']);
		for (const screen of [colleague, tv]) await screen.shows(() => names(screen).includes('Zoë'));
		expect(colleague.gaps).toBe(0);
	});

	it('gives everybody another pseudonym, and the same one for good, two at once too', async () => {
		const ctx = db.ctx(asActor(zoe()));
		const looks = await Promise.all([0, 1, 2].map(() => readAppearance({ ctx, input: {} })));
		expect(new Set(looks.map(({ pseudonym }) => pseudonym)).size).toBe(1);
		const all = await Promise.all(
			world.people.map((person) => readAppearance({ ctx: db.ctx(asActor(person)), input: {} })),
		);
		expect(new Set(all.map(({ pseudonym }) => pseudonym)).size).toBe(world.people.length);
	});

	it('is one’s own: nobody but a person has one', async () => {
		for (const actor of [token, display(), { kind: 'visitor' } as const]) {
			await expect(
				setAppearance({ ctx: db.ctx(actor), input: { boards: 'hidden' } }),
			).rejects.toMatchObject({ code: actor.kind === 'visitor' ? 'not_signed_in' : 'not_allowed' });
		}
		await expect(
			setAppearance({ ctx: db.ctx(asActor(zoe())), input: { everywhere: 'name' } as never }),
		).rejects.toMatchObject({ code: 'invalid' });
	});
});
