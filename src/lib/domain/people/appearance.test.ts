import { describe, expect, it } from 'vitest';
import { HIDDEN_NAME, masked, maskOf, strictest } from './appearance.ts';

const pseudonym = { name: 'Quiet Fern', key: 'alias-1', hiddenKey: 'hidden-1', avatarSeed: 'x' };
const person = {
	...{ externalId: 'E1', name: 'Zoë', team: 'Green', office: 'Lund', avatarSeed: 'E1' },
	points: 3,
};

describe('how somebody appears', () => {
	it('is by name unless they chose otherwise', () => {
		expect(maskOf('name', pseudonym)).toBeNull();
		expect(masked(person, null)).toBe(person);
		expect(strictest([])).toBe('name');
	});

	it('leaves a pseudonym nothing of them, neither team nor office nor face', () => {
		expect(masked(person, maskOf('pseudonym', pseudonym))).toEqual({
			...{ externalId: 'alias-1', name: 'Quiet Fern', team: '', office: null, avatarSeed: 'x' },
			points: 3,
		});
	});

	it('gives all who are not named one name and one face, and another key than the pseudonym’s', () => {
		const other = maskOf('hidden', { ...pseudonym, hiddenKey: 'hidden-2' })!;
		const hidden = maskOf('hidden', pseudonym)!;
		expect(hidden.name).toBe(HIDDEN_NAME);
		expect(other).toEqual({ ...hidden, key: 'hidden-2' });
	});

	it('adds nothing that was not shown before', () => {
		const short = { externalId: 'E1', name: 'Zoë' };
		expect(masked(short, maskOf('hidden', pseudonym))).toEqual({
			externalId: 'hidden-1',
			name: HIDDEN_NAME,
		});
	});

	it('is the most careful choice where surfaces show the same thing', () => {
		expect(strictest(['name', 'pseudonym'])).toBe('pseudonym');
		expect(strictest(['hidden', 'pseudonym', 'name'])).toBe('hidden');
	});
});
