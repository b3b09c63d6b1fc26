import { expect, it } from 'vitest';
import { decisionsOf, keptOf } from './desk-form.ts';

it('a desk’s form says of each post what was decided, and what is no decision is the rule’s', () => {
	const form = new FormData();
	const fields = {
		...{ revision: '3', intro: 'Hello' },
		...{ 'decision.a': 'pin', 'place.a': '2', 'comment.a': 'Good.', 'reason.a': '' },
		...{ 'decision.b': 'burn', 'place.b': '' },
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	expect(decisionsOf(form)).toEqual([
		{ id: 'a', decision: 'pin', place: '2', comment: 'Good.', reason: '' },
		{ id: 'b', decision: 'auto', place: null, comment: '', reason: '' },
	]);
	expect(keptOf(form)).toEqual(fields);
});
