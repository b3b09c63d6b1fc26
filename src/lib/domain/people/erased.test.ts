import { describe, expect, it } from 'vitest';
import { ERASED_NAME, ERASED_SEED, tellsWho, textWithout, valueWithout } from './erased.ts';

const who = {
	...{ externalId: 'e-17', key: 'e-17', name: 'Åsa Berg', email: 'asa@example.com' },
	namesake: false,
};

describe('an external id', () => {
	it.each([
		['asa@example.com', true],
		['asa.berg', true],
		['BERG-17', true],
		['e-17', false],
		['0192-asx', false],
	])('%s tells who somebody is: %s', (externalId, tells) => {
		expect(tellsWho({ ...who, externalId })).toBe(tells);
	});
});

describe('a written text', () => {
	it('loses the whole name and the address, whatever the case, and nothing that only looks like them', () => {
		const text = 'Thanks åsa BERG (Asa@example.com)! Åsa Bergman and asa@example.company stay.';
		expect(textWithout(text, who)).toBe(
			`Thanks ${ERASED_NAME} (${ERASED_NAME})! Åsa Bergman and asa@example.company stay.`,
		);
	});

	it('keeps a name of one word, which is a word as well, and one that somebody else bears', () => {
		expect(textWithout('In May we met.', { ...who, name: 'May' })).toBe('In May we met.');
		expect(textWithout('Åsa Berg', { ...who, namesake: true })).toBe('Åsa Berg');
	});
});

describe('a stored value', () => {
	const value = {
		rows: [
			{ rank: 1, person: { externalId: 'e-17', name: 'Åsa Berg', avatarSeed: 'x', team: 'Pune' } },
			{ rank: 1, person: { externalId: 'e-18', name: 'Åsa Berg', avatarSeed: 'y', team: 'Pune' } },
		],
		exclude: ['e-17', 'e-170'],
		reason: 'Åsa Berg asked.',
		points: 3,
		none: null,
	};

	it('loses name and face where the external id stands, and nothing of a namesake', () => {
		const left = valueWithout(value, { ...who, key: 'k', namesake: true }, { words: true });
		expect(left).toEqual({
			...value,
			rows: [
				{
					rank: 1,
					person: { externalId: 'k', name: ERASED_NAME, avatarSeed: ERASED_SEED, team: 'Pune' },
				},
				value.rows[1],
			],
			exclude: ['k', 'e-170'],
		});
	});

	it('keeps what was written unless its words are asked for', () => {
		const written = { reason: value.reason, by: 'Åsa Berg' };
		expect(valueWithout(written, who, { words: false })).toEqual({
			reason: value.reason,
			by: ERASED_NAME,
		});
		expect(valueWithout(written, who, { words: true })).toEqual({
			reason: `${ERASED_NAME} asked.`,
			by: ERASED_NAME,
		});
	});
});
