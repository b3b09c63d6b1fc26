import { expect, it } from 'vitest';
import type { Phase } from '#lib/domain/contest/phase.ts';
import { phaseName } from './phase-name.ts';

it('gives every phase a name of its own in words', () => {
	const phases: Phase[] = [
		'draft',
		'scheduled',
		'running',
		'frozen',
		'settling',
		'final',
		'cancelled',
	];
	expect(phases.map(phaseName)).toEqual([
		'Draft',
		'Starts soon',
		'Running',
		'Frozen',
		'Settling',
		'Final',
		'Cancelled',
	]);
});
