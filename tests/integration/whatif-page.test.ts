import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { readDraft } from '#lib/server/contests/drafts.ts';
import { saveDraft } from '#lib/server/contests/draft-save.ts';
import { readWhatIfPage } from '#lib/server/previews/page.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

let db: TestDatabase;
let slug: string;
let owner: make.APerson;
const DAY = 86_400_000;
const NOW = new Date('2026-10-15T12:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);

beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
	owner = await make.aPerson(db, { role: 'owner' });
	const contest = await make.aContest(db, {
		rules: {
			startsAt: ago(10).toISOString(),
			endsAt: ago(-10).toISOString(),
			metrics: { click: { points: 1 } },
		},
	});
	slug = contest.slug;
	const person = await make.aPerson(db, { team: 'Sales' });
	const link = await make.aLink(db, { personId: person.id, sharedAt: ago(20) });
	for (const days of [1, 3, 3, 12]) await make.aClick(db, link, { at: ago(days) });
});
afterAll(() => db.close());

type Input = Partial<Parameters<typeof readWhatIfPage>[0]['input']>;
const look = (input: Input = {}, contest = slug) =>
	readWhatIfPage({
		ctx: db.ctx(make.asActor(owner), NOW),
		input: { contest, draft: null, typed: null, from: '', to: '', ...input },
	});

describe('the page of what-ifs', () => {
	it('shows the rules in force, and counts nothing before it is asked to', async () => {
		const page = await look();
		expect(page).toMatchObject({ preview: null, problems: [], period: 'own', draft: null });
		expect(page.hand).toMatchObject({ 'click.points': '1', 'like.points': '' });
		expect(page.periods.map((one) => one.slug)).toEqual([slug]);
	});

	it('counts what was typed over the rules in force', async () => {
		const page = await look({ typed: { 'click.points': '5', 'click.dailyCap': '1' } });
		expect(page.problems).toEqual([]);
		expect(page.preview!.rows).toMatchObject([
			{ points: 10, before: { rank: 1, points: 3 }, why: [{ points: 8 }, { points: -1 }] },
		]);
		expect(page.hand['click.points']).toBe('5');
	});

	it('counts over whole days of the contest’s zone, or a contest’s time', async () => {
		const typed = { 'click.points': '1' };
		const days = await look({ typed, period: 'days', from: '2026-10-12', to: '2026-10-12' });
		expect(days.preview).toMatchObject({
			after: { startsAt: '2026-10-11T22:00:00.000Z', endsAt: '2026-10-12T22:00:00.000Z' },
			rows: [{ points: 2 }],
		});
		const whole = await look({ typed, period: slug });
		expect(whole.preview!.rows).toMatchObject([{ points: 3 }]);
		for (const [from, to] of [
			['', ''],
			['2026-10-12', ''],
			['2026-10-12', '2026-10-11'],
			['2026-10-12', 'soon'],
		] as const) {
			const half = await look({ typed, period: 'days', from, to });
			expect(half).toMatchObject({ preview: null, problems: [{ path: 'to' }] });
		}
		expect((await look({ typed, period: 'nowhere' })).period).toBe('own');
	});

	it('says which field is wrong, and keeps what was typed', async () => {
		const page = await look({ typed: { 'click.points': 'many', minClicks: '-1' } });
		expect(page.preview).toBeNull();
		expect(page.problems.map(({ path }) => path)).toEqual([
			'rules.metrics.click.points',
			'rules.minClicks',
		]);
		expect(page.hand).toMatchObject({ 'click.points': 'many', minClicks: '-1' });
	});

	it('takes the rules of a draft once its form is whole, and says so while it is not', async () => {
		const ctx = db.ctx(make.asActor(owner), NOW);
		const { id } = await startDraft({ ctx, input: { from: { edit: slug } } });
		const { form, revision } = await readDraft({ ctx, input: { id } });
		const metrics = { ...form.metrics, click: { ...form.metrics.click, points: '7' } };
		await saveDraft({ ctx, input: { id, revision, form: { ...form, metrics } } });
		const page = await look({ draft: id });
		expect(page).toMatchObject({ draft: id, unfinished: false, problems: [] });
		expect(page.hand['click.points']).toBe('7');
		expect(page.preview!.rows).toMatchObject([{ points: 21 }]);
		const byHand = await look({ draft: id, typed: { 'click.points': '9' } });
		expect(byHand.preview!.rows).toMatchObject([{ points: 27 }]);

		const empty = await startDraft({ ctx, input: { from: 'blank' } });
		const open = await look({ draft: empty.id });
		expect(open).toMatchObject({ draft: empty.id, unfinished: true, preview: null });
		expect(open.hand['click.points']).toBe('1');
		expect(open.drafts.map(({ of }) => of).sort()).toEqual([slug, null].sort());
	});

	it('of rules whose time has not begun counts over the contest that began last', async () => {
		const later = await make.aContest(db, { startsAt: ago(-30), endsAt: ago(-60) });
		const page = await look({ typed: { 'click.points': '2' } }, later.slug);
		expect(page.period).toBe(slug);
		expect(page.preview!.rows).toMatchObject([{ points: 6 }]);
	});

	it('is for owners, and for contests that there are', async () => {
		await expect(look({}, 'none')).rejects.toMatchObject({ code: 'not_found' });
		const person = await make.aPerson(db);
		const ctx = db.ctx(make.asActor(person), NOW);
		const input = { contest: slug, draft: null, typed: null, from: '', to: '' };
		await expect(readWhatIfPage({ ctx, input })).rejects.toMatchObject({ code: 'not_allowed' });
	});
});
