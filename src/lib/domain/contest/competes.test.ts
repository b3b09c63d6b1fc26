import { expect, it } from 'vitest';
import { competes } from './competes.ts';

const anna = { id: 'anna', team: 'blue', groups: ['leadership', 'founders'] };
const none = { people: [], teams: [], groups: [] };

it('everyone competes whom the rules do not exclude', () => {
	expect(competes(none)(anna)).toBe(true);
	expect(competes({ people: ['bo'], teams: ['red'], groups: ['x'] })(anna)).toBe(true);
});

it('a person, a team and any group of a person can be excluded', () => {
	expect(competes({ ...none, people: ['bo', 'anna'] })(anna)).toBe(false);
	expect(competes({ ...none, teams: ['red', 'blue'] })(anna)).toBe(false);
	expect(competes({ ...none, groups: ['founders'] })(anna)).toBe(false);
});

it('a person is not excluded by the name of a team or group', () => {
	expect(competes({ people: ['blue'], teams: ['founders'], groups: ['anna'] })(anna)).toBe(true);
});
