import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Me } from '#lib/domain/live/events.ts';
import type { ContestTable } from '../boards/table.ts';
import type { Db } from '../db/client.ts';
import { MeFeed } from './me-feed.ts';

const log = pino({ level: 'silent' });
const PEOPLE = 60;
const ids = Array.from({ length: PEOPLE }, (_, i) => `p${i}`);

/** A table of people with points of their own; another entry is another object, as in the real one. */
function aTable() {
	const entries = new Map(ids.map((id) => [id, { points: 1 }]));
	const rankOf = (id: string) =>
		1 + [...entries.values()].filter(({ points }) => points > entries.get(id)!.points).length;
	const table = {
		contest: {
			...{ id: 'c', slug: 'spring', now: new Date('2026-03-04T12:00:00Z') },
			rules: { timeZone: 'UTC' },
		},
		entryOf: (_: string, id: string) => entries.get(id),
		me: (id: string) => ({ row: { rank: rankOf(id), ...entries.get(id) }, around: [], gap: null }),
		versionFor: () => 1,
	} as unknown as ContestTable;
	const score = (id: string) => void entries.set(id, { points: entries.get(id)!.points + 1 });
	return { table, score };
}

let feed: MeFeed | undefined;
afterEach(() => feed?.close());

/** Everybody seated; `told` has who was told, in order, and `until` resolves once so many were. */
async function everybodySeated() {
	const { table, score } = aTable();
	const told: { id: string; me: Me }[] = [];
	let wake = () => undefined as void;
	const until = async (count: number) => {
		while (told.length < count) await new Promise<void>((resolve) => (wake = resolve));
	};
	const db = { execute: () => Promise.resolve([]) } as unknown as Db;
	const feeding = (feed = new MeFeed({ db, log, everyMs: 50 }));
	for (const id of ids) {
		const send = (me: Me) => {
			told.push({ id, me });
			wake();
		};
		feeding.join(table, `socket ${id}`, { personId: id, externalId: id, send });
	}
	return { feed: feeding, table, score, told, until };
}

describe('telling people of their own rows', () => {
	it('tells everybody who has come, and then only whose row is another one', async () => {
		const { feed, table, score, told, until } = await everybodySeated();
		await until(PEOPLE);
		expect(told.map(({ id }) => id)).toEqual(ids);
		// The last one takes the first place: all others lose theirs.
		score('p59');
		feed.changed(table);
		await until(2 * PEOPLE);
		// From here on their points are the only figures that move.
		for (const points of [3, 4]) {
			score('p59');
			feed.changed(table);
			await until(told.length + 1);
			expect(told.at(-1)).toMatchObject({ id: 'p59', me: { row: { rank: 1, points } } });
		}
		expect(told).toHaveLength(2 * PEOPLE + 2);
	});

	it('tells whose own figures moved before whoever only changed places', async () => {
		const { feed, table, score, told, until } = await everybodySeated();
		await until(PEOPLE);
		told.length = 0;
		score('p59');
		score('p41');
		feed.changed(table);
		await until(PEOPLE);
		expect(told.map(({ id }) => id).slice(0, 4)).toEqual(['p41', 'p59', 'p0', 'p1']);
	});

	it('tells nobody who has left meanwhile', async () => {
		const { feed, table, score, told, until } = await everybodySeated();
		await until(PEOPLE);
		told.length = 0;
		score('p59');
		feed.changed(table);
		await until(1);
		// In the portions that are still to come.
		for (const id of ids.slice(20, 59)) feed.leave('c', `socket ${id}`);
		await until(21);
		expect(told.map(({ id }) => id)).toEqual(['p59', ...ids.slice(0, 20)]);
	});
});
