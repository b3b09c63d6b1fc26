import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { openDisplayKey, signDisplay } from './sign.ts';

const KEY = Buffer.alloc(32, 7).toString('base64url');
const OTHER = Buffer.alloc(32, 8).toString('base64url');

describe('a display key', () => {
	it('opens for the display that it was signed for', () => {
		const id = v7();
		expect(openDisplayKey(signDisplay(id, KEY), KEY)).toBe(id);
	});

	it('stays closed under another key, for another display, cut short or padded', () => {
		const id = v7();
		const key = signDisplay(id, KEY);
		expect(openDisplayKey(key, OTHER)).toBeNull();
		expect(openDisplayKey(`${v7()}${key.slice(36)}`, KEY)).toBeNull();
		expect(openDisplayKey(key.slice(0, -1), KEY)).toBeNull();
		expect(openDisplayKey(`${key}!`, KEY)).toBeNull();
		expect(openDisplayKey(`${key}=`, KEY)).toBeNull();
	});

	it('answers null to anything odd and never throws', () => {
		for (const odd of ['', '.', 'a.b', `${'x'.repeat(10_000)}.y`, '\0.\0', '…'.repeat(80)])
			expect(openDisplayKey(odd, KEY)).toBeNull();
	});
});
