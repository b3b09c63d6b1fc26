import { describe, expect, it } from 'vitest';
import {
	afterStep,
	AWARD_STATES,
	AWARD_STEPS,
	isInForce,
	KEPT_DAYS,
	needsDelivery,
	stepsFrom,
	type AwardState,
	type AwardStep,
} from './state.ts';

/** Every step that may be taken, written out: what is not here may not. */
const ALLOWED: Record<AwardState, Partial<Record<AwardStep, AwardState>>> = {
	offered: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
	accepted: {
		accept: 'accepted',
		decline: 'declined',
		approve: 'approved',
		withdraw: 'withdrawn',
	},
	approved: { hand_over: 'handed_over', withdraw: 'withdrawn' },
	handed_over: {},
	declined: { pass_on: 'declined' },
	withdrawn: { pass_on: 'withdrawn' },
};

describe('a prize on its way', () => {
	for (const state of AWARD_STATES) {
		it(`goes on from ${state} only as its states allow`, () => {
			const seen = Object.fromEntries(
				AWARD_STEPS.flatMap((step) => {
					const to = afterStep({ state, closed: false }, step);
					return to ? [[step, to]] : [];
				}),
			);
			expect(seen).toEqual(ALLOWED[state]);
		});

		it(`goes nowhere from ${state} once it is closed`, () => {
			for (const step of AWARD_STEPS) expect(afterStep({ state, closed: true }, step)).toBe(null);
		});
	}

	it('lets the winner answer, and an owner do the rest', () => {
		const at = (state: AwardState, by: 'winner' | 'owner') =>
			stepsFrom({ state, closed: false }, by);
		expect(at('offered', 'winner')).toEqual(['accept', 'decline']);
		expect(at('offered', 'owner')).toEqual(['withdraw']);
		expect(at('accepted', 'winner')).toEqual(['accept', 'decline']);
		expect(at('accepted', 'owner')).toEqual(['approve', 'withdraw']);
		expect(at('approved', 'winner')).toEqual([]);
		expect(at('approved', 'owner')).toEqual(['hand_over', 'withdraw']);
		expect(at('handed_over', 'owner')).toEqual([]);
		expect(at('declined', 'owner')).toEqual(['pass_on']);
		expect(stepsFrom({ state: 'declined', closed: true }, 'owner')).toEqual([]);
	});

	it('is in force until it is declined or withdrawn', () => {
		expect(AWARD_STATES.filter(isInForce)).toEqual([
			'offered',
			'accepted',
			'approved',
			'handed_over',
		]);
	});

	it('needs an address from its acceptance to 30 days after the hand-over', () => {
		expect(AWARD_STATES.filter(needsDelivery)).toEqual(['accepted', 'approved', 'handed_over']);
		expect(KEPT_DAYS).toBe(30);
	});
});
