import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { doneText, problemText, wonBy } from './words.ts';

describe('the words of prizes', () => {
	it('say by what somebody won, and in which table unless it is everybody’s', () => {
		const prize = { kind: 'place', ranking: 'main', bracket: null } as const;
		expect(wonBy(prize, 2)).toBe(m.prizes_place({ place: '2nd' }));
		expect(wonBy({ ...prize, kind: 'draw' }, 1)).toBe(m.prizes_drawn({ place: '1st' }));
		expect(wonBy({ ...prize, kind: 'threshold' }, 3)).toBe(m.prizes_reached());
		expect(wonBy(prize, null)).toBe(m.prizes_reached());
		expect(wonBy({ ...prize, ranking: 'improved' }, 2)).toContain(m.prizes_of_improved());
		const inPune = wonBy({ ...prize, ranking: 'bracket', bracket: 'Pune' }, 2);
		expect(inPune).toBe(
			`${m.prizes_place({ place: '2nd' })} ${m.prizes_of_bracket({ bracket: 'Pune' })}`,
		);
	});

	it('say what was done for a step alone, not for any word in the address', () => {
		expect(doneText('hand_over')).toBe(m.prizes_done_hand_over());
		for (const word of [null, '', 'toString', 'elsewhere']) expect(doneText(word)).toBeNull();
	});

	it('say first which field is wrong, then the problem', () => {
		const at = (...paths: string[]) =>
			problemText({ problem: 'stale', errors: paths.map((path) => ({ path })) });
		expect(at('delivery', 'reason')).toBe(m.prizes_problem_reason());
		expect(at('delivery')).toBe(m.prizes_problem_delivery());
		expect(at()).toBe(m.prizes_problem_stale());
		expect(problemText({ problem: 'new', errors: [] })).toBe(m.prizes_problem_other());
	});
});
