import { describe, expect, it } from 'vitest';
import { freezeInstant, isFrozen, phaseOf, settledAt, type ContestState } from './phase.ts';

const at = (day: number, ms = 0) => new Date(Date.UTC(2026, 9, day) + ms);
const rules: { startsAt: Date; endsAt: Date; freezeAt?: Date } = {
	startsAt: at(1),
	endsAt: at(20),
};
const frozenRules = { ...rules, freezeAt: at(15) };
const published: ContestState = {
	publishedAt: at(-5),
	frozenAt: null,
	unfrozenAt: null,
	finalAt: null,
	cancelledAt: null,
};

describe('the phase of a contest', () => {
	it('is draft until it is published, whatever the clock says', () => {
		const draft = { ...published, publishedAt: null };
		expect(phaseOf(draft, rules, at(-9))).toBe('draft');
		expect(phaseOf(draft, rules, at(10))).toBe('draft');
		expect(phaseOf(draft, rules, at(30))).toBe('draft');
	});

	it('follows the clock through a half-open time box', () => {
		expect(phaseOf(published, rules, at(1, -1))).toBe('scheduled');
		expect(phaseOf(published, rules, at(1))).toBe('running');
		expect(phaseOf(published, rules, at(20, -1))).toBe('running');
		expect(phaseOf(published, rules, at(20))).toBe('settling');
		expect(phaseOf(published, rules, at(99))).toBe('settling');
	});

	it('is frozen from the freeze to the end, and settling after it', () => {
		expect(phaseOf(published, frozenRules, at(15, -1))).toBe('running');
		expect(phaseOf(published, frozenRules, at(15))).toBe('frozen');
		expect(phaseOf(published, frozenRules, at(20))).toBe('settling');
	});

	it('is running again when the freeze is lifted', () => {
		const lifted = { ...published, unfrozenAt: at(16) };
		expect(phaseOf(lifted, frozenRules, at(17))).toBe('running');
	});

	it('is final once made final, and cancelled once cancelled', () => {
		expect(phaseOf({ ...published, finalAt: at(22) }, frozenRules, at(23))).toBe('final');
		expect(phaseOf({ ...published, cancelledAt: at(3) }, rules, at(4))).toBe('cancelled');
		expect(phaseOf({ ...published, publishedAt: null, cancelledAt: at(3) }, rules, at(4))).toBe(
			'cancelled',
		);
		expect(phaseOf({ ...published, finalAt: at(22), cancelledAt: at(23) }, rules, at(24))).toBe(
			'cancelled',
		);
	});
});

describe('the freeze', () => {
	it('is none without a rule and without a hand', () => {
		expect(freezeInstant(published, rules)).toBeNull();
		expect(isFrozen(published, rules, at(19))).toBe(false);
	});

	it('is at the earlier of the rule and the hand', () => {
		expect(freezeInstant(published, frozenRules)).toEqual(at(15));
		expect(freezeInstant({ ...published, frozenAt: at(12) }, rules)).toEqual(at(12));
		expect(freezeInstant({ ...published, frozenAt: at(12) }, frozenRules)).toEqual(at(12));
		expect(freezeInstant({ ...published, frozenAt: at(16) }, frozenRules)).toEqual(at(15));
	});

	it('is lifted by hand, but a later one holds', () => {
		const lifted = { ...published, frozenAt: at(5), unfrozenAt: at(7) };
		expect(freezeInstant(lifted, rules)).toBeNull();
		expect(freezeInstant(lifted, frozenRules)).toEqual(at(15));
		expect(freezeInstant({ ...lifted, unfrozenAt: at(16) }, frozenRules)).toBeNull();
		expect(freezeInstant({ ...lifted, frozenAt: at(9) }, rules)).toEqual(at(9));
		expect(freezeInstant({ ...lifted, frozenAt: at(7) }, rules)).toBeNull();
	});

	it('hides from its instant on until the contest is final, over the end too', () => {
		expect(isFrozen(published, frozenRules, at(15, -1))).toBe(false);
		expect(isFrozen(published, frozenRules, at(15))).toBe(true);
		expect(isFrozen(published, frozenRules, at(21))).toBe(true);
		expect(isFrozen({ ...published, finalAt: at(22) }, frozenRules, at(23))).toBe(false);
		expect(freezeInstant({ ...published, finalAt: at(22) }, frozenRules)).toBeNull();
	});

	it('hides from a final contest too while it is held for the reveal', () => {
		const held = { ...published, finalAt: at(22), heldForReveal: true };
		expect(isFrozen(held, frozenRules, at(23))).toBe(true);
		expect(phaseOf(held, frozenRules, at(23))).toBe('final');
		expect(freezeInstant({ ...held, heldForReveal: false }, frozenRules)).toBeNull();
		expect(freezeInstant(held, rules)).toBeNull();
	});
});

describe('settling', () => {
	it('takes late facts for the hours that the rules give', () => {
		expect(settledAt({ endsAt: at(20), settleHours: 48 })).toEqual(at(22));
		expect(settledAt({ endsAt: at(20), settleHours: 0 })).toEqual(at(20));
	});
});
