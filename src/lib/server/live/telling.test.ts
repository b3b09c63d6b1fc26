import { describe, expect, it } from 'vitest';
import { gatherAfter, Telling } from './telling.ts';

/** Turns of the loop, or rests, that the test ends by hand; `asked` are the rests' lengths. */
function byHand() {
	const waiting: (() => void)[] = [];
	const asked: number[] = [];
	return {
		asked,
		take: (ms = 0) => (asked.push(ms), new Promise<void>((resolve) => waiting.push(resolve))),
		async next() {
			waiting.shift()?.();
			for (let i = 0; i < 5; i++) await Promise.resolve();
		},
	};
}

const shards = (count: number, told: number[]) =>
	Array.from({ length: count }, (_, i) => () => void told.push(i));

async function settled(promise: Promise<unknown> | null): Promise<boolean> {
	if (!promise) return true;
	let done = false;
	void promise.then(() => (done = true));
	for (let i = 0; i < 5; i++) await Promise.resolve();
	return done;
}

/** A flush that ends when the test says how long it took. */
function flush() {
	let end!: (took: number | null) => void;
	const took = new Promise<number | null>((resolve) => (end = resolve));
	return { run: () => took, end };
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

describe('telling the shards of a board', () => {
	it('hands over every shard once, in order, with three turns of the loop between two', async () => {
		const { take, next } = byHand();
		const telling = new Telling({ turn: take });
		const told: number[] = [];
		const all = telling.each(shards(3, told));
		expect(told).toEqual([0]);
		await next();
		await next();
		expect(told).toEqual([0]);
		await next();
		expect(told).toEqual([0, 1]);
		for (let i = 0; i < 6; i++) await next();
		await all;
		expect(told).toEqual([0, 1, 2]);
	});

	it('lets the processor go after every second shard while clicks wait for their commit, and only then', async () => {
		let waiting = true;
		let paused: number[] = [];
		const told: number[] = [];
		const telling = new Telling({
			clicksWait: () => waiting,
			turn: () => Promise.resolve(),
			pause: () => paused.push(told.length),
		});
		await telling.each(shards(5, told));
		expect(paused).toEqual([2, 4]);
		waiting = false;
		paused = [];
		await telling.each(shards(5, told));
		expect(paused).toEqual([]);
	});

	it('returns from its own pause although nobody wakes it', async () => {
		const told: number[] = [];
		await new Telling({ clicksWait: () => true }).each(shards(2, told));
		expect(told).toEqual([0, 1]);
	});
});

describe('the time for a new board', () => {
	it('is now when nothing is told, and so it is after a look that found nothing new', async () => {
		const telling = new Telling();
		expect(telling.ready()).toBeNull();
		const { run, end } = flush();
		const cycle = telling.cycle(run);
		const ready = telling.ready();
		expect(await settled(ready)).toBe(false);
		end(null);
		await cycle;
		expect(await settled(ready)).toBe(true);
		expect(telling.ready()).toBeNull();
	});

	it('comes a pass before the end of the rest after an emit; the rest goes on', async () => {
		const { asked, take, next } = byHand();
		const telling = new Telling({ rest: take });
		const { run, end } = flush();
		const cycle = telling.cycle(run);
		end(100);
		const ready = telling.ready();
		expect(await settled(ready)).toBe(false);
		expect(asked).toEqual([25 - 12]);
		await next();
		expect(await settled(ready)).toBe(true);
		expect(telling.ready()).toBeNull();
		expect(await settled(cycle)).toBe(false);
		expect(asked).toEqual([13, 12]);
		await next();
		expect(await settled(cycle)).toBe(true);
	});

	it('waits for an emit of another contest, but not for the rest after one when a contest is done with its own', async () => {
		const rests = byHand();
		const telling = new Telling({ rest: rests.take });
		const [one, other] = [flush(), flush()];
		void telling.cycle(one.run);
		void telling.cycle(other.run);
		const ready = telling.ready();
		one.end(100);
		await settled(null);
		await rests.next();
		expect(await settled(ready)).toBe(false);
		other.end(100);
		expect(await settled(ready)).toBe(false);
		// The first one's last part, then the second one's first.
		await rests.next();
		await rests.next();
		expect(await settled(ready)).toBe(true);

		const [third, fourth] = [flush(), flush()];
		void telling.cycle(third.run);
		third.end(100);
		void telling.cycle(fourth.run);
		fourth.end(100);
		await settled(Promise.resolve());
		const again = telling.ready();
		for (let i = 0; i < 2; i++) await rests.next();
		expect(await settled(again)).toBe(true);
	});

	it('keeps whoever waits until the rest of another contest when a look finds nothing new meanwhile', async () => {
		const rests = byHand();
		const telling = new Telling({ rest: rests.take });
		const [resting, looking] = [flush(), flush()];
		void telling.cycle(resting.run);
		resting.end(100);
		await settled(Promise.resolve());
		void telling.cycle(looking.run);
		const ready = telling.ready();
		looking.end(null);
		expect(await settled(ready)).toBe(false);
		await rests.next();
		expect(await settled(ready)).toBe(true);
	});

	it('comes at once when a board could not be told', async () => {
		const telling = new Telling();
		const broken = () => Promise.reject(new Error('no such room'));
		const cycle = telling.cycle(broken);
		const ready = telling.ready();
		await expect(cycle).rejects.toThrow('room');
		expect(await settled(ready)).toBe(true);
		expect(telling.ready()).toBeNull();
	});
});

describe('a board that is being made', () => {
	it('is waited for before boards are read, so that it is the one that is told', async () => {
		const telling = new Telling();
		let made!: () => void;
		telling.making(new Promise<void>((resolve) => (made = resolve)));
		let read = false;
		const cycle = telling.cycle(() => ((read = true), Promise.resolve(null)));
		expect(await settled(cycle)).toBe(false);
		expect(read).toBe(false);
		made();
		await cycle;
		expect(read).toBe(true);
	});

	it('is not waited for any longer than 50 ms, as under a flood', async () => {
		const { asked, take, next } = byHand();
		const telling = new Telling({ rest: take });
		telling.making(new Promise<void>(() => undefined));
		let read = false;
		const cycle = telling.cycle(() => ((read = true), Promise.resolve(null)));
		expect(await settled(cycle)).toBe(false);
		expect([asked, read]).toEqual([[50], false]);
		await next();
		expect(await settled(cycle)).toBe(true);
		expect(read).toBe(true);
	});

	it('is waited for also when it fails, and forgotten then', async () => {
		const { asked, take } = byHand();
		const telling = new Telling({ rest: take });
		const { promise, reject } = Promise.withResolvers<void>();
		telling.making(promise);
		reject(new Error('the database is away'));
		await telling.cycle(() => Promise.resolve(null));
		asked.length = 0;
		await telling.cycle(() => Promise.resolve(null));
		expect(asked).toEqual([]);
	});

	it('is the last one that began, when the one before it ends later', async () => {
		const telling = new Telling();
		const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		telling.making(first.promise);
		telling.making(second.promise);
		first.resolve();
		await settled(first.promise);
		const cycle = telling.cycle(() => Promise.resolve(null));
		expect(await settled(cycle)).toBe(false);
		second.resolve();
		await cycle;
	});
});
