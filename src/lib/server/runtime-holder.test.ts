import { afterEach, describe, expect, it } from 'vitest';
import type { Runtime } from './runtime.ts';
import { publish, retireRuntime, runtime } from './runtime-holder.ts';

afterEach(() => retireRuntime());
const aRuntime = (close = () => Promise.resolve()) => ({ close }) as unknown as Runtime;

describe('the process’s runtime', () => {
	it('is asked for before it was made only by mistake', async () => {
		await expect(runtime()).rejects.toThrow('before init made it');
	});

	it('is made once, whoever publishes again', async () => {
		const first = aRuntime();
		await publish(() => Promise.resolve(first));
		await publish(() => Promise.reject(new Error('A second one was made.')));
		expect(await runtime()).toBe(first);
	});

	it('is closed when it is retired, and another may follow', async () => {
		let closed = 0;
		await publish(() => Promise.resolve(aRuntime(async () => void closed++)));
		await retireRuntime();
		await retireRuntime();
		expect(closed).toBe(1);
		const second = aRuntime();
		expect(await publish(() => Promise.resolve(second))).toBe(second);
	});
});
