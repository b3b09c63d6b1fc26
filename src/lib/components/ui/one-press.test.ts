import type { SubmitFunction } from '@sveltejs/kit';
import { expect, test, vi } from 'vitest';
import { onePress } from './one-press.ts';

type Sent = Parameters<SubmitFunction>[0];
type Answer = Parameters<Exclude<Awaited<ReturnType<SubmitFunction>>, void>>[0];

const press = async (submit: SubmitFunction) => {
	const cancel = vi.fn();
	const answered = await submit({ cancel } as unknown as Sent);
	return { cancel, answered };
};
const answer = (update = vi.fn(() => Promise.resolve())) => ({ update }) as unknown as Answer;

test('a second press before the answer is none, and one after it is sent', async () => {
	const submit = onePress();
	const [first, second] = await Promise.all([press(submit), press(submit)]);
	expect([first.cancel.mock.calls.length, second.cancel.mock.calls.length]).toEqual([0, 1]);
	expect(second.answered).toBeUndefined();
	const came = answer();
	await first.answered!(came);
	expect(came.update).toHaveBeenCalledOnce();
	expect((await press(submit)).cancel).not.toHaveBeenCalled();
});

test('what the form does besides is done, and a fault of it leaves no form shut', async () => {
	const own = vi.fn(() => Promise.reject(new Error('gone')));
	const submit = onePress(() => own);
	const came = answer();
	await expect((await press(submit)).answered!(came)).rejects.toThrow('gone');
	expect(own).toHaveBeenCalledWith(came);
	expect((await press(submit)).cancel).not.toHaveBeenCalled();
});
