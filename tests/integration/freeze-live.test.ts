import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BoardDelta, Me, TickerItem } from '#lib/domain/live/events.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aPortal, Screen, type Portal } from './live-portal.ts';

let db: TestDatabase;
let scorer: Scorer;
const portals: Portal[] = [];
const screens: Listener[] = [];
beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 12 });
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterEach(async () => {
	for (const screen of screens.splice(0)) screen.close();
	for (const portal of portals.splice(0)) await portal.close();
	await db.connections.sql`update contests set cancelled_at = now() where cancelled_at is null`;
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

const HOUR = 3_600_000;
/** Sockets live by the database's clock: the contest froze a day ago, and goes on or has just ended. */
const FROZEN_HOURS_AGO = 24;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

/** A screen that keeps every word it was told. */
class Listener extends Screen {
	readonly deltas: BoardDelta[] = [];
	readonly mes: Me[] = [];
	readonly news: TickerItem[] = [];

	constructor(...who: ConstructorParameters<typeof Screen>) {
		super(...who);
		this.socket.on('board', (delta) => this.deltas.push(delta));
		this.socket.on('me', (me) => this.mes.push(me));
		this.socket.on('ticker', (items) => this.news.push(...items));
	}
}

async function aCompany(endsAt: Date) {
	const earlier = await db.connections.sql<{ id: string }[]>`select external_id as id from people`;
	const people: make.APerson[] = [];
	for (const name of ['Ana', 'Bo', 'Cleo'])
		people.push(await make.aPerson(db, { name, team: name }));
	const links: Awaited<ReturnType<typeof make.aLink>>[] = [];
	for (const person of people) {
		links.push(await make.aLink(db, { personId: person.id, sharedAt: hoursAgo(200) }));
	}
	const contest = await make.aContest(db, {
		rules: {
			startsAt: hoursAgo(150).toISOString(),
			endsAt: endsAt.toISOString(),
			freezeAt: hoursAgo(FROZEN_HOURS_AGO).toISOString(),
			teams: 'sum',
			// Their facts would count here, too.
			exclude: { people: earlier.map(({ id }) => id) },
			settleHours: 100,
			metrics: { click: { points: 1 }, conversion: { points: 50 } },
		},
	});
	const click = async (who: number, at: Date) => {
		await make.aClick(db, links[who]!, { at });
		await leaveMarks(db.connections.sql, [{ personId: people[who]!.id, metric: 'click', at }]);
	};
	const convert = async (who: number, at: Date) => {
		await make.aConversion(db, links[who]!, { at });
		const mark = { personId: people[who]!.id, metric: 'conversion' as const, at };
		await leaveMarks(db.connections.sql, [mark]);
	};
	// Ana 3, Bo 2, Cleo 1, as everybody knows.
	for (const who of [0, 0, 0, 1, 1, 2]) await click(who, hoursAgo(100 + who));
	await scorer.drain();
	const portal = await aPortal(db, people);
	portals.push(portal);
	portal.displays.set('key', { id: contest.id, contestId: contest.id });
	const watch = (who: { person?: string; key?: string }): Listener => {
		const screen = new Listener(portal, contest.slug, who);
		screens.push(screen);
		return screen;
	};
	return { people, contest, click, convert, watch };
}

describe.each([
	['frozen', () => hoursAgo(-48), 'frozen'],
	['settling', () => hoursAgo(1), 'settling'],
] as const)('sockets of a %s board', (_, endsAt, phase) => {
	it('tell nobody but oneself of what happened since, not even that something did', async () => {
		const { people, contest, click, convert, watch } = await aCompany(endsAt());
		const [ana, bo, cleo] = people.map((person) => person.externalId);
		const own = watch({ person: cleo! });
		const others = [watch({ person: ana! }), watch({ person: bo! }), watch({ key: 'key' })];
		for (const screen of [own, ...others]) await screen.shows(() => screen.board !== null);
		expect(own.board).toMatchObject({ phase, frozen: true });
		for (const screen of [own, others[0]!, others[1]!]) {
			await screen.shows(() => screen.me !== null);
		}
		const before = others.map((screen) => structuredClone(screen.board));

		// Cleo overtakes everybody, and Ana too wins more.
		for (let i = 0; i < 5; i++) await click(2, hoursAgo(FROZEN_HOURS_AGO - 2 - i));
		await convert(2, hoursAgo(FROZEN_HOURS_AGO - 3));
		await scorer.drain();
		await own.shows(() => own.me?.row?.points === 56);
		await click(0, hoursAgo(FROZEN_HOURS_AGO - 1));
		await scorer.drain();
		await others[0]!.shows(() => others[0]!.me?.row?.points === 4);
		expect(own.me).toMatchObject({ row: { rank: 1, points: 56 }, gap: null });
		expect(own.me!.around.map(({ person, points }) => [person.externalId, points])).toEqual([
			[cleo, 56],
			[ana, 3],
			[bo, 2],
		]);
		// Ana’s own row grows, and shows Cleo with what everybody knows of her.
		expect(others[0]!.me!.around.map(({ person, points }) => [person.externalId, points])).toEqual([
			[ana, 4],
			[bo, 2],
			[cleo, 1],
		]);
		for (const screen of [own, ...others]) expect(screen.deltas).toEqual([]);

		// What is dated before the freeze comes late and is everybody’s: after it all earlier news have arrived.
		await click(1, hoursAgo(100));
		await scorer.drain();
		for (const screen of [own, ...others]) {
			await screen.shows(() =>
				screen.board!.rows.some((row) => row.points === 3 && row.person.externalId === bo),
			);
		}
		for (const [i, screen] of others.entries()) {
			expect(screen.deltas).toHaveLength(1);
			const [delta] = screen.deltas;
			expect(delta!.since).toBe(before[i]!.version);
			expect(delta!.version).toBeGreaterThan(delta!.since);
			expect(JSON.stringify([screen.deltas, screen.mes])).not.toMatch(/"points":(6|7|55|56)\b/);
			expect(JSON.stringify(screen.mes)).not.toContain('"points":56');
		}
		const freeze = hoursAgo(FROZEN_HOURS_AGO).toISOString();
		for (const screen of [own, ...others]) {
			await screen.shows(() => screen.news.length > 0);
			expect(screen.news.filter(({ at }) => at >= freeze)).toEqual([]);
			expect(screen.news.filter(({ kind }) => kind === 'conversion')).toEqual([]);
			const { rows, teams } = await readBoard({
				ctx: db.ctx(),
				input: { contest: contest.slug, top: 50 },
			});
			expect({ rows: screen.board!.rows, teams: screen.board!.teams }).toEqual({ rows, teams });
			expect(rows.map(({ points }) => points)).toEqual([3, 3, 1]);
		}
		// Bo, who won nothing since, was told of nobody’s hidden place either.
		const boSaw = others[1]!.mes.flatMap(({ around }) => around);
		expect(boSaw.filter(({ points }) => points > 3)).toEqual([]);
	});

	it('tell everything once the freeze is lifted, without a gap', async () => {
		const { people, contest, click, watch } = await aCompany(endsAt());
		const screen = watch({ person: people[0]!.externalId });
		await screen.shows(() => screen.board !== null);
		for (let i = 0; i < 5; i++) await click(2, hoursAgo(FROZEN_HOURS_AGO - 2 - i));
		await scorer.drain();
		expect(screen.board!.rows.map(({ points }) => points)).toEqual([3, 2, 1]);
		await db.connections.sql`update contests set unfrozen_at = now(), rescore_needed = true
			where id = ${contest.id}`;
		await scorer.drain();
		await screen.shows(() => screen.board!.rows[0]?.points === 6);
		expect(screen.board).toMatchObject({ frozen: false });
		expect(screen.board!.rows.map(({ points }) => points)).toEqual([6, 3, 2]);
		expect(screen.gaps).toBe(0);
		expect(screen.versions).toEqual(screen.versions.toSorted((a, b) => a - b));
	});
});
