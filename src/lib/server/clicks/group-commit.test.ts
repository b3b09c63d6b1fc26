import { describe, expect, it } from 'vitest';
import type { DoorClick } from './click.ts';
import { createGroupCommit, type Waiting } from './group-commit.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function harness(options: { maxBatch?: number; maxQueue?: number } = {}) {
	const batches: { ids: string[]; finish: () => void; fail: (error: Error) => void }[] = [];
	const done: string[] = [];
	const failed: string[][] = [];
	const commits = createGroupCommit({
		...options,
		write: (clicks) =>
			new Promise((finish, fail) => {
				batches.push({ ids: clicks.map(({ id }) => id), finish, fail });
			}),
		failed: (batch) => failed.push(batch.map(({ click }) => click.id)),
	});
	const push = (id: string, since = 0): boolean =>
		commits.push({
			click: { id } as DoorClick,
			since,
			done: () => done.push(id),
		} satisfies Waiting);
	return { commits, batches, done, failed, push };
}

describe('group commit', () => {
	it('sends what came in one turn together, two batches at most, and the next when a lane is free', async () => {
		const { batches, done, push } = harness();
		for (const id of ['a', 'b']) push(id);
		await nextTurn();
		push('c');
		await nextTurn();
		for (const id of ['d', 'e', 'f']) push(id);
		await nextTurn();
		expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
		expect(done).toEqual([]);
		batches[1]?.finish();
		await nextTurn();
		expect(done).toEqual(['c']);
		expect(batches.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c'], ['d', 'e', 'f']]);
	});

	it('lets a few wait beside a large batch, until there are half as many or it is back', async () => {
		const { batches, push } = harness();
		for (const id of ['a', 'b', 'c', 'd']) push(id);
		await nextTurn();
		push('e');
		await nextTurn();
		expect(batches).toHaveLength(1);
		push('f');
		await nextTurn();
		expect(batches[1]?.ids).toEqual(['e', 'f']);
		push('g');
		batches[0]?.finish();
		await nextTurn();
		expect(batches[2]?.ids).toEqual(['g']);
	});

	it('never makes a batch longer than allowed, and refuses what the queue cannot hold', async () => {
		const { batches, push } = harness({ maxBatch: 2, maxQueue: 5 });
		expect(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => push(id))).toEqual([
			...[true, true, true, true, true],
			false,
		]);
		await nextTurn();
		expect(batches.map(({ ids }) => ids)).toEqual([
			['a', 'b'],
			['c', 'd'],
		]);
	});

	it('hands a failed batch over, and goes on', async () => {
		const { batches, done, failed, push } = harness();
		push('a');
		await nextTurn();
		batches[0]?.fail(new Error('away'));
		await nextTurn();
		expect(failed).toEqual([['a']]);
		push('b');
		await nextTurn();
		batches[1]?.finish();
		await nextTurn();
		expect(done).toEqual(['b']);
	});

	it('gives up everything at once, and does not answer for it when the batch comes back after all', async () => {
		const { commits, batches, done, failed, push } = harness();
		push('a', 5);
		await nextTurn();
		push('b', 7);
		push('c', 8);
		expect(commits.oldest()).toBe(5);
		expect(commits.takeAll().map(({ click }) => click.id)).toEqual(['a', 'b', 'c']);
		expect(commits.oldest()).toBe(Infinity);
		batches[0]?.finish();
		await nextTurn();
		expect([done, failed]).toEqual([[], []]);
		push('d');
		await nextTurn();
		expect(commits.takeAll()).toHaveLength(1);
		batches.at(-1)?.fail(new Error('away'));
		await nextTurn();
		expect([done, failed]).toEqual([[], []]);
	});

	it('is idle when nothing is queued or under way', async () => {
		const { commits, batches, push } = harness();
		await commits.idle();
		push('a');
		let idle = false;
		const waiting = commits.idle().then(() => (idle = true));
		await nextTurn();
		expect(idle).toBe(false);
		batches[0]?.finish();
		await waiting;
		expect(idle).toBe(true);
	});
});
