import { expect, it } from 'vitest';
import { progressOn } from './progress.ts';

const terminal = (isTTY: boolean) => {
	const written: string[] = [];
	return { isTTY, write: (text: string) => void written.push(text), written };
};

it('shows each line in the place of the one before, and ends the last', () => {
	const screen = terminal(true);
	const progress = progressOn(screen);
	progress.end();
	progress.show('1 of 2');
	progress.show('2 of 2');
	progress.end();
	progress.end();
	expect(screen.written.join('')).toBe('\r\x1b[K1 of 2\r\x1b[K2 of 2\n');
});

it('shows nothing where nobody looks', () => {
	const pipe = terminal(false);
	const progress = progressOn(pipe);
	progress.show('1 of 2');
	progress.end();
	expect(pipe.written).toEqual([]);
});
