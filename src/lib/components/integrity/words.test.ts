import { describe, expect, it } from 'vitest';
import type { CorrectionView } from '#lib/domain/integrity/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { correctionText, problemText, rangeText } from './words.ts';

const common = {
	...{ id: '1', at: '2026-11-01T10:00:00.000Z', by: 'Bo', approvedBy: null, reason: 'Twice' },
	person: { externalId: 'ada', name: 'Ada', team: 'Sales', avatarSeed: 'ada' },
	...{ lifted: null, dispute: null },
};
const adjustment = (points: number): CorrectionView => ({
	...common,
	target: 'adjustment',
	points,
});
type Void = Extract<CorrectionView, { target: 'void' }>;
const taken = (over: Partial<Void>): Void => ({
	...common,
	...{ target: 'void', what: 'person', link: null, from: null, to: null, facts: 4 },
	...over,
});
const from = '2026-11-01T23:30:00.000Z';
const to = '2026-11-02T01:30:00.000Z';
const TOKYO = 'Asia/Tokyo';

describe('the words of a correction', () => {
	it('say points taken and given as a count', () => {
		expect(correctionText(adjustment(-3), TOKYO)).toBe(m.integrity_what_taken({ count: 3 }));
		expect(correctionText(adjustment(3), TOKYO)).toBe(m.integrity_what_given({ count: 3 }));
	});

	it('say what is out: one event by its time in the contest’s zone, or how many of what', () => {
		expect(correctionText(taken({ what: 'click', from }), TOKYO)).toContain('08:30');
		const conversion = correctionText(taken({ what: 'conversion', from }), TOKYO);
		expect(conversion).toContain('08:30');
		expect(conversion).not.toBe(correctionText(taken({ what: 'click', from }), TOKYO));
		const link = { slug: 'x', network: 'linkedin', post: 'Our day' };
		expect(correctionText(taken({ what: 'link', link }), TOKYO)).toContain('Our day');
		expect(correctionText(taken({}), TOKYO)).toBe(m.integrity_what_person({ count: 4 }));
	});

	it('say the stretch of a void by the ends that it has, and none of one event', () => {
		const both = rangeText(taken({ from, to }), TOKYO);
		expect(both).toContain('08:30');
		expect(both).toContain('10:30');
		expect(rangeText(taken({ from }), TOKYO)).not.toContain('10:30');
		expect(rangeText(taken({ to }), TOKYO)).toContain('10:30');
		for (const none of [taken({}), taken({ what: 'click', from, to }), adjustment(1)])
			expect(rangeText(none, TOKYO)).toBe('');
	});

	it('say why something was refused, also for a reason that is not known', () => {
		expect(problemText('own_case')).toBe(m.integrity_problem_own_case());
		expect(problemText('never heard of')).toBe(m.integrity_problem_invalid());
	});
});
