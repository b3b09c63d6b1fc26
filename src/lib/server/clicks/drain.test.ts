import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DoorClick, SpooledClick } from './click.ts';
import { drain, restAfter } from './drain.ts';
import { Spool } from './spool.ts';

const click = (n: number): SpooledClick => ({
	...{ id: `id-${n}`, l: 'link', p: 'person', o: 'post', at: n, f: 'candidate' },
	v: `visitor-${n}`,
});

describe('the drain of the spool', () => {
	let folder: string;
	let spool: Spool;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'laurel-drain-'));
		spool = new Spool(folder);
	});
	afterEach(async () => {
		await spool.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const append = (from: number, to: number) =>
		Promise.all(
			Array.from(
				{ length: to - from },
				(_, i) => new Promise<void>((kept) => spool.append(click(from + i), () => kept())),
			),
		);
	/** What a drain wrote, batch by batch; `during` happens while one is written. */
	const run = async (during: (clicks: DoorClick[], batch: number) => void | Promise<void>) => {
		const batches: number[] = [];
		const calm: boolean[] = [];
		const ids: string[] = [];
		const recorded = await drain({
			spool,
			write: async (clicks) => {
				batches.push(clicks.length);
				ids.push(...clicks.map(({ id }) => id));
				await during(clicks, batches.length);
			},
			mayGoOn: () => true,
			taken: () => 0,
			keepsUp: (seen) => void calm.push(seen),
		});
		return { recorded, batches, calm, ids };
	};

	it('writes everything once and in order, at most five hundred at a time, what comes meanwhile too', async () => {
		await append(0, 1_200);
		const seen = await run(async (_, batch) => {
			if (batch === 1) await append(1_200, 1_300);
		});
		expect(seen.recorded).toBe(1_300);
		expect(Math.max(...seen.batches)).toBe(500);
		expect(seen.ids).toEqual(Array.from({ length: 1_300 }, (_, n) => `id-${n}`));
		expect(seen.calm.at(-1)).toBe(true);
		expect([spool.isEmpty, spool.size, readdirSync(folder)]).toEqual([true, 0, []]);
	});

	it('keeps what it could not write, and says why', async () => {
		await append(0, 700);
		await expect(
			run((_, batch) => (batch === 2 ? Promise.reject(new Error('away')) : undefined)),
		).rejects.toThrow('away');
		expect(spool.size).toBe(700);
		expect((await run(() => undefined)).recorded).toBe(700);
	});

	it('stops between two batches when it may not go on', async () => {
		await append(0, 700);
		let goesOn = true;
		const recorded = await drain({
			...{ spool, mayGoOn: () => goesOn, taken: () => 0, keepsUp: () => undefined },
			write: () => Promise.resolve(void (goesOn = false)),
		});
		expect([recorded, spool.size]).toEqual([500, 700]);
	});

	it('does not keep up while more than a quarter as many come as it records', async () => {
		await append(0, 100);
		const calm: boolean[] = [];
		let taken = 0;
		await drain({
			...{
				spool,
				mayGoOn: () => true,
				taken: () => taken,
				keepsUp: (seen) => void calm.push(seen),
			},
			write: async (clicks) => {
				if (taken > 0) return;
				taken += clicks.length / 4 + 1;
				await append(100, 126);
			},
		});
		expect(calm).toEqual([false, true]);
	});
});

describe('the drain’s rest', () => {
	it('is long while a burst is on disk, and as long as the work when it is more than one', () => {
		expect([restAfter(8, 0), restAfter(8, 249_999), restAfter(8, 250_000)]).toEqual([192, 192, 8]);
	});
});
