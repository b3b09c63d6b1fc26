import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avatar } from './avatar.ts';

describe('a drawn avatar', () => {
	it('is the same for the same seed', () => {
		expect(avatar('mira-okafor')).toBe(avatar('mira-okafor'));
	});

	it('differs between most of eighty people', () => {
		const faces = new Set(Array.from({ length: 80 }, (_, i) => avatar(`person-${i}`)));
		expect(faces.size).toBeGreaterThan(75);
	});

	it('is drawn of more than the first of everything for a seed whose hash is 0', () => {
		// The four characters that FNV-1a (32 bit) turns into 0, where xorshift would never leave it.
		const drawn = avatar('\u00cc$1\u00c4');
		expect(drawn).toContain('<rect width="64" height="64" fill="#d6e7f7"/>');
		expect(drawn).not.toContain('fill="#147a4b"');
	});

	it('never carries anything of the seed into the drawing', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (text) => {
				const drawn = avatar(`${text}<script>alert(1)</script>"`);
				expect(drawn).not.toContain('script');
				expect(drawn).toMatch(/^<svg [^]*<\/svg>$/);
				expect(drawn).not.toContain('undefined');
			}),
		);
	});
});
