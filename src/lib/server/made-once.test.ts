import { expect, test, vi } from 'vitest';
import type { Db } from './db/client.ts';
import { MadeOnce } from './made-once.ts';

const db = {} as Db;
const at = (ms: number) => new Date(1_000_000 + ms);

test('what is asked for at once is made once, and anew when its time is over', async () => {
	const once = new MadeOnce<number>(1000);
	let made = 0;
	const make = vi.fn(() => Promise.resolve(++made));
	const all = [once.get({ db, now: at(0) }, 'a', make), once.get({ db, now: at(999) }, 'a', make)];
	expect(await Promise.all(all)).toEqual([1, 1]);
	expect(await once.get({ db, now: at(999) }, 'b', make)).toBe(2);
	expect(await once.get({ db, now: at(1000) }, 'a', make)).toBe(3);
	expect(make).toHaveBeenCalledTimes(3);
});

test('a clock that was set back does not keep anything for ever', async () => {
	const once = new MadeOnce<string>(1000);
	await once.get({ db, now: at(0) }, 'a', () => Promise.resolve('old'));
	expect(await once.get({ db, now: at(-5000) }, 'a', () => Promise.resolve('new'))).toBe('new');
});

test('a failure is told to those who waited, and the next one tries again', async () => {
	const once = new MadeOnce<string>(1000);
	const fail = () => Promise.reject(new Error('away'));
	const both = [once.get({ db, now: at(0) }, 'a', fail), once.get({ db, now: at(1) }, 'a', fail)];
	for (const one of both) await expect(one).rejects.toThrow('away');
	expect(await once.get({ db, now: at(2) }, 'a', () => Promise.resolve('back'))).toBe('back');
});

test('two databases share nothing', async () => {
	const once = new MadeOnce<string>(1000);
	const other = {} as Db;
	await once.get({ db, now: at(0) }, 'a', () => Promise.resolve('here'));
	expect(await once.get({ db: other, now: at(0) }, 'a', () => Promise.resolve('there'))).toBe(
		'there',
	);
});
