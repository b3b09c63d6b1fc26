import { describe, expect, it } from 'vitest';
import type { DraftView } from './draft.ts';
import { blankForm, type ContestForm } from './form.ts';
import { readSent } from './form-received.ts';

const base: ContestForm = { ...blankForm('UTC'), name: 'Cup' };
const stored = (form: Partial<ContestForm>, revision: number) =>
	({ form: { ...base, ...form }, revision }) as DraftView;
const sent = (fields: Record<string, string>, from: ContestForm | string = base) => {
	const data = new FormData();
	const { name, timeZone, startsAt, endsAt } = base;
	const all = { step: 'time', revision: '1', name, timeZone, startsAt, endsAt, ...fields };
	for (const [key, value] of Object.entries(all)) data.append(key, value);
	data.append('base', typeof from === 'string' ? from : JSON.stringify(from));
	return data;
};

describe('a step that is sent', () => {
	it('is saved as it is where nobody saved meanwhile', () => {
		const { form, conflicts, taken } = readSent(stored({}, 1), sent({ name: 'Spring' }), null);
		expect([form.name, conflicts, taken]).toEqual(['Spring', [], []]);
	});

	it('takes over what somebody else changed alone, and says so', () => {
		const draft = stored({ startsAt: '2026-10-01T09:00' }, 2);
		const { form, conflicts, taken } = readSent(draft, sent({ name: 'Spring' }), null);
		expect(form).toMatchObject({ name: 'Spring', startsAt: '2026-10-01T09:00' });
		expect([conflicts, taken]).toEqual([[], ['startsAt']]);
	});

	it('asks about what both changed, until it is decided', () => {
		const draft = stored({ name: 'April' }, 2);
		const asked = [{ path: 'name', mine: 'Spring', theirs: 'April' }];
		expect(readSent(draft, sent({ name: 'Spring' }), null).conflicts).toEqual(asked);
		const again = { name: 'Spring', revision: '2', conflict: 'name' };
		expect(readSent(draft, sent(again, draft.form), null).conflicts).toEqual(asked);
		const theirs = sent({ ...again, 'choice:name': 'theirs' }, draft.form);
		expect(readSent(draft, theirs, null)).toMatchObject({ conflicts: [], form: { name: 'April' } });
		const mine = sent({ ...again, 'choice:name': 'mine' }, draft.form);
		expect(readSent(draft, mine, null)).toMatchObject({ conflicts: [], form: { name: 'Spring' } });
	});

	it('asks about every difference where what it began with cannot be read', () => {
		for (const from of ['{', '{"name":1}']) {
			const { conflicts } = readSent(stored({ name: 'April' }, 2), sent({}, from), null);
			expect(conflicts.map(({ path }) => path)).toEqual(['name']);
		}
	});

	it('takes a field from the contest that it changes', () => {
		const contest = { ...base, name: 'As published' };
		const body = sent({ step: 'summary', then: 'theirs:name' });
		expect(readSent(stored({ name: 'Mine' }, 1), body, contest).form.name).toBe('As published');
	});
});
