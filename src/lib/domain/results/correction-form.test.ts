import { describe, expect, it } from 'vitest';
import { correctionOf } from './correction-form.ts';

function sent(fields: Record<string, string>) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return correctionOf(form, 'cup');
}

describe('the form of a correction', () => {
	it('holds an adjustment and a void, without the space around what was typed', () => {
		const { kept, input } = sent({
			...{ revision: '2', person: ' ada ', points: ' -5 ', event: ' e1 ' },
			...{ reason: ' Counted twice ', password: ' secret ' },
		});
		expect(input).toEqual({
			...{ contest: 'cup', revision: 2, reason: 'Counted twice', password: ' secret ' },
			changes: { adjustments: [{ person: 'ada', points: -5 }], voids: [{ event: 'e1' }] },
		});
		expect(kept).toEqual({ person: 'ada', points: '-5', event: 'e1', reason: 'Counted twice' });
	});

	it.each<Record<string, string>>([
		{ person: 'ada' },
		{ points: '5' },
		{ person: 'ada', points: ' ' },
	])('adjusts nothing where only %o is said', (fields) => {
		expect(sent(fields).input.changes).toEqual({ adjustments: [], voids: [] });
	});

	it('is empty where nothing was sent', () => {
		const { kept, input } = sent({});
		expect(kept).toEqual({ person: '', points: '', event: '', reason: '' });
		expect(input).toEqual({
			...{ contest: 'cup', revision: 0, reason: '', password: '' },
			changes: { adjustments: [], voids: [] },
		});
	});
});
