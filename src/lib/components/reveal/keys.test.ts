import { describe, expect, it } from 'vitest';
import { directionOf } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof directionOf>[0]> = {}, busy = false) =>
	directionOf(
		{ key, repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more },
		busy,
	);

describe('the keys of a reveal', () => {
	it.each([' ', 'ArrowRight', 'ArrowDown', 'PageDown'])('%j is the next step', (key) => {
		expect(press(key)).toBe(1);
	});

	it.each(['ArrowLeft', 'ArrowUp', 'PageUp'])('%j is one step back', (key) => {
		expect(press(key)).toBe(-1);
	});

	it.each(['Enter', 'a', 'Tab', 'Escape', 'F5', 'toString'])('%j is left alone', (key) => {
		expect(press(key)).toBe(0);
	});

	it('count once while they are held down, and not with a modifier', () => {
		expect(press(' ', { repeat: true })).toBe(0);
		for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
			expect(press('ArrowRight', { [modifier]: true })).toBe(0);
		}
		expect(press('ArrowRight', { shiftKey: true })).toBe(0);
	});

	it('go back with Shift and Space, as in reading', () => {
		expect(press(' ', { shiftKey: true })).toBe(-1);
	});

	it('leave Space to a link or a button that has the focus, but not the arrows', () => {
		expect(press(' ', {}, true)).toBe(0);
		expect(press('PageDown', {}, true)).toBe(1);
	});
});
