import { describe, expect, it } from 'vitest';
import { ownGreeting } from './own-greeting.ts';

const ORIGIN = 'https://laurel.example.com';

describe('the greeting of a portal of one’s own', () => {
	it('leads to the set-up page with its token while nobody can sign in', () => {
		const printed = [
			'{"level":30,"msg":"a job ran"}',
			`{"level":40,"setup":"${ORIGIN}/setup#token=HGzb5c8z","token":"HGzb5c8z","msg":"nobody can sign in yet"}`,
			`Laurel is listening on ${ORIGIN}`,
		].join('\n');
		const lines = ownGreeting(ORIGIN, printed).split('\n');
		expect(lines).toContain(`  Laurel is open:  ${ORIGIN}`);
		expect(lines).toContain(`      ${ORIGIN}/setup#token=HGzb5c8z`);
	});

	it('speaks of no set-up where somebody can sign in', () => {
		const text = ownGreeting(ORIGIN, `Laurel is listening on ${ORIGIN}\n`);
		expect(text).toContain(`Laurel is open:  ${ORIGIN}`);
		expect(text).not.toContain('setup');
	});
});
