import { expect, test, vi } from 'vitest';
import { Shared } from './shared.ts';

const at = (ms: number) => new Date(1_000_000 + ms);

test('what is asked for at once is made once, and anew when its time is over', async () => {
	const shared = new Shared<number>(1000);
	let made = 0;
	const make = vi.fn(() => Promise.resolve(++made));
	const all = [shared.get('a', at(0), make), shared.get('a', at(999), make)];
	expect(await Promise.all(all)).toEqual([1, 1]);
	expect(await shared.get('b', at(999), make)).toBe(2);
	expect(await shared.get('a', at(1000), make)).toBe(3);
	expect(make).toHaveBeenCalledTimes(3);
});

test('a clock that was set back does not keep anything for ever', async () => {
	const shared = new Shared<string>(1000);
	await shared.get('a', at(0), () => Promise.resolve('old'));
	expect(await shared.get('a', at(-5000), () => Promise.resolve('new'))).toBe('new');
});

test('a failure is told to those who waited, and the next one tries again', async () => {
	const shared = new Shared<string>(1000);
	const fail = () => Promise.reject(new Error('away'));
	const both = [shared.get('a', at(0), fail), shared.get('a', at(1), fail)];
	for (const one of both) await expect(one).rejects.toThrow('away');
	expect(await shared.get('a', at(2), () => Promise.resolve('back'))).toBe('back');
});
