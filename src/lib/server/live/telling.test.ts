import { describe, expect, it } from 'vitest';
import { gatherAfter, Telling } from './telling.ts';

/** Turns of the loop that the test takes by hand. */
function turns() {
	const waiting: (() => void)[] = [];
	return {
		take: () => new Promise<void>((resolve) => waiting.push(resolve)),
		async next() {
			waiting.shift()?.();
			await Promise.resolve();
			await Promise.resolve();
		},
	};
}

const shards = (count: number, told: number[], from = 0) =>
	Array.from({ length: count }, (_, i) => () => void told.push(from + i));

async function settled(promise: Promise<unknown> | null): Promise<boolean> {
	if (!promise) return true;
	let done = false;
	void promise.then(() => (done = true));
	for (let i = 0; i < 5; i++) await Promise.resolve();
	return done;
}

describe('gathering after an emit', () => {
	it('lets few sockets have a board every 50 ms, and never less than 15 ms between two', () => {
		expect(gatherAfter(0)).toBe(50);
		expect(gatherAfter(10)).toBe(40);
		expect(gatherAfter(50)).toBe(20);
		expect(gatherAfter(30)).toBe(20);
	});

	it('grows with what an emit costs, so that thousands of sockets leave the loop to others for a while', () => {
		expect(gatherAfter(100)).toBe(25);
		expect(gatherAfter(1_000)).toBe(115);
	});
});

describe('telling boards', () => {
	it('hands over every shard once, in order, with a turn of the loop between two', async () => {
		const telling = new Telling();
		const { take, next } = turns();
		const told: number[] = [];
		const all = telling.each(shards(3, told), take);
		expect(told).toEqual([0]);
		await next();
		expect(told).toEqual([0, 1]);
		await next();
		await next();
		await all;
		expect(told).toEqual([0, 1, 2]);
	});

	it('is waited for until a quarter of the shards is left, and not at all when nothing is told', async () => {
		const telling = new Telling();
		expect(telling.ended()).toBeNull();
		const { take, next } = turns();
		const told: number[] = [];
		void telling.each(shards(8, told), take);
		const ended = telling.ended();
		for (let i = 0; i < 5; i++) await next();
		expect(told).toHaveLength(6);
		expect(await settled(ended)).toBe(false);
		await next();
		expect(told).toHaveLength(7);
		expect(await settled(ended)).toBe(true);
		expect(telling.ended()).toBeNull();
	});

	it('holds nobody up for a single shard', async () => {
		const telling = new Telling();
		void telling.each(shards(1, []), turns().take);
		expect(telling.ended()).toBeNull();
	});

	it('waits for all contests that are being told at once', async () => {
		const telling = new Telling();
		const one = turns();
		const other = turns();
		void telling.each(shards(2, []), one.take);
		void telling.each(shards(2, []), other.take);
		const ended = telling.ended();
		await one.next();
		expect(await settled(ended)).toBe(false);
		await other.next();
		expect(await settled(ended)).toBe(true);
	});

	it('is over when a shard cannot be told', async () => {
		const telling = new Telling();
		const broken = () => {
			throw new Error('no such room');
		};
		await expect(telling.each([broken, broken], () => Promise.resolve())).rejects.toThrow('room');
		expect(telling.ended()).toBeNull();
	});
});
