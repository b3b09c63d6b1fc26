import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOf } from '#lib/domain/contest/local-time.ts';
import type { ContestForm } from '#lib/domain/contest/form.ts';
import { affectedBy } from '#lib/server/contests/affected.ts';
import { discardDraft } from '#lib/server/contests/draft-discard.ts';
import { saveDraft } from '#lib/server/contests/draft-save.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { listDrafts, readDraft } from '#lib/server/contests/drafts.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aGroup, aPerson, aProgram, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
let ida: ReturnType<typeof asActor>;
let olle: ReturnType<typeof asActor>;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	ida = asActor(await aPerson(database, { name: 'Ida', role: 'owner' }));
	olle = asActor(await aPerson(database, { name: 'Olle', role: 'owner' }));
});
afterAll(() => database.close());

const as = (actor = ida) => database.ctx(actor);
type From = Parameters<typeof startDraft>[0]['input']['from'];
const start = async (from: From = 'blank', actor = ida) =>
	(await startDraft({ ctx: as(actor), input: { from } })).id;
const read = (id: string) => readDraft({ ctx: as(), input: { id } });
const save = (id: string, revision: number, form: ContestForm, actor = ida) =>
	saveDraft({ ctx: as(actor), input: { id, revision, form } });

describe('a draft', () => {
	it('begins blank, in the program’s zone, and says what it lacks', async () => {
		const draft = await read(await start());
		expect(draft).toMatchObject({ contest: null, name: '', revision: 1, updatedBy: 'Ida' });
		expect(draft.form.timeZone).not.toBe('');
		expect(draft.problems.map(({ path }) => path)).toEqual(['name', 'startsAt', 'endsAt']);
	});

	it('keeps whatever was typed, valid or not, and counts its saves', async () => {
		const id = await start();
		const { form } = await read(id);
		const typed = { ...form, name: ' Cup ', startsAt: 'some day', minClicks: 'few' };
		expect(await save(id, 1, typed, olle)).toEqual({ revision: 2 });
		expect(await read(id)).toMatchObject({
			...{ form: typed, name: 'Cup', revision: 2, updatedBy: 'Olle' },
		});
		expect(await save(id, 2, typed)).toEqual({ revision: 2 });
	});

	it('is refused a field that the form does not have, by its path', async () => {
		const id = await start();
		const { form } = await read(id);
		const odd = { ...form, prizes: [{ luck: '7' }] } as unknown as ContestForm;
		await expect(save(id, 1, odd)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: expect.stringMatching(/^form\.prizes\.0/) as string }],
		});
	});

	it('is in the list, the last saved first, until it is thrown away', async () => {
		const [a, b] = [await start(), await start()];
		await save(a, 1, { ...(await read(a)).form, name: 'Saved last' });
		const list = await listDrafts({ ctx: as(), input: {} });
		expect(list.slice(0, 2)).toMatchObject([
			{ id: a, name: 'Saved last', problems: 2 },
			{ id: b, problems: 3 },
		]);
		expect(await discardDraft({ ctx: as(), input: { id: a } })).toEqual({ discarded: true });
		expect(await discardDraft({ ctx: as(), input: { id: a } })).toEqual({ discarded: false });
		await expect(read(a)).rejects.toMatchObject({ code: 'not_found' });
		await expect(save(a, 2, list as never)).rejects.toMatchObject({ code: 'invalid' });
	});

	it('is for owners alone', async () => {
		const employee = asActor(await aPerson(database));
		const ctx = as(employee);
		const denied = { code: 'not_allowed' };
		await expect(startDraft({ ctx, input: {} })).rejects.toMatchObject(denied);
		await expect(listDrafts({ ctx, input: {} })).rejects.toMatchObject(denied);
	});
});

describe('two owners at one draft', () => {
	it('cannot overwrite one another: the later learns which fields the other changed, and what is there', async () => {
		const id = await start();
		const { form } = await read(id);
		await save(id, 1, {
			...form,
			name: 'Ida’s',
			metrics: { ...form.metrics, like: { ...form.metrics.like, counts: true } },
		});
		const late = save(id, 1, { ...form, name: 'Olle’s', minClicks: '3' }, olle);
		await expect(late).rejects.toMatchObject({
			code: 'conflict',
			reason: 'draft_changed',
			message: 'Ida changed this draft meanwhile.',
			errors: [
				{ path: 'name', message: 'Ida’s' },
				{ path: 'metrics.like.counts', message: 'yes' },
			],
		});
		expect((await read(id)).form).toMatchObject({ name: 'Ida’s', minClicks: '' });
	});

	it('may save once the difference is settled, or when both typed the same', async () => {
		const id = await start();
		const { form } = await read(id);
		await save(id, 1, { ...form, name: 'Cup' });
		expect(await save(id, 1, { ...form, name: 'Cup', minClicks: '3' }, olle)).toEqual({
			revision: 3,
		});
		const { form: now, revision } = await read(id);
		expect(await save(id, revision, { ...now, name: 'Olle’s' }, olle)).toEqual({ revision: 4 });
	});

	it('who save at once are one save and one conflict, whoever comes first', async () => {
		for (let round = 0; round < 5; round++) {
			const id = await start();
			const { form } = await read(id);
			const results = await Promise.allSettled([
				save(id, 1, { ...form, name: 'Ida’s' }),
				save(id, 1, { ...form, name: 'Olle’s' }, olle),
			]);
			expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			const { name, revision } = await read(id);
			expect(revision).toBe(2);
			const [first] = results;
			expect(name).toBe(first.status === 'fulfilled' ? 'Ida’s' : 'Olle’s');
		}
	});

	it('are told of rows of prizes that the other added or took away', async () => {
		const id = await start();
		const { form } = await read(id);
		const prize = { ...form, prizes: [{ kind: 'threshold', name: 'Mug', minPoints: '5' }] };
		await save(id, 1, prize as unknown as ContestForm);
		await expect(save(id, 1, { ...form, name: 'x' }, olle)).rejects.toMatchObject({
			errors: expect.arrayContaining([{ path: 'prizes.0.name', message: 'Mug' }]) as unknown,
		});
		const { form: now } = await read(id);
		await save(id, 2, { ...now, prizes: [] });
		await expect(save(id, 2, now, olle)).rejects.toMatchObject({
			errors: expect.arrayContaining([
				{ path: 'prizes.0.name', message: 'not there any more' },
			]) as unknown,
		});
	});
});

describe('a draft of a contest', () => {
	it('that is cloned has its rules and prizes, the dates moved to the next box that lies ahead', async () => {
		const { slug } = await aContest(database, {
			rules: {
				startsAt: '2025-06-30T22:00:00Z',
				endsAt: '2025-09-30T22:00:00Z',
				freezeAt: '2025-09-28T22:00:00Z',
				minClicks: 4,
			},
		});
		const ctx = database.ctx(ida, new Date('2026-11-23T12:00:00Z'));
		const { id } = await startDraft({ ctx, input: { from: { clone: slug } } });
		expect(await read(id)).toMatchObject({
			contest: null,
			contestRevision: null,
			form: {
				name: slug,
				minClicks: '4',
				startsAt: '2027-01-01T00:00',
				endsAt: '2027-04-01T00:00',
				freezeAt: '2027-03-30T00:00',
				timeZone: 'Europe/Stockholm',
			},
			problems: [],
		});
		const chosen = { clone: slug, startsAt: '2027-02-01T00:00' };
		const other = await read((await startDraft({ ctx, input: { from: chosen } })).id);
		expect(other.form).toMatchObject({ startsAt: '2027-02-01T00:00', endsAt: '2027-05-01T00:00' });
	});

	it('that is to change exists once, also when two owners open it at once', async () => {
		const { slug } = await aContest(database);
		const edit = () => startDraft({ ctx: as(), input: { from: { edit: slug } } });
		const both = await Promise.all([edit(), edit(), edit()]);
		expect(new Set(both.map(({ id }) => id)).size).toBe(1);
		expect(both.filter(({ created }) => created)).toHaveLength(1);
		expect(await read(both[0].id)).toMatchObject({
			...{ contest: slug, contestRevision: 1, problems: [], stale: [] },
		});
	});

	it('is none of a contest that is over, or that is not', async () => {
		const final = await aContest(database, { finalAt: new Date() });
		const gone = await aContest(database, { cancelledAt: new Date() });
		const edit = (slug: string) => start({ edit: slug });
		await expect(edit(final.slug)).rejects.toMatchObject({ code: 'conflict', reason: 'final' });
		await expect(edit(gone.slug)).rejects.toMatchObject({ code: 'conflict', reason: 'cancelled' });
		await expect(edit('nowhere')).rejects.toMatchObject({ code: 'not_found' });
		await expect(start({ clone: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
	});

	it('names what the running contest’s life does not allow, before anybody publishes', async () => {
		const { slug } = await aContest(database);
		const id = await start({ edit: slug });
		const { form } = await read(id);
		const ahead = localOf(new Date(Date.now() + 86_400_000), form.timeZone);
		await save(id, 1, { ...form, startsAt: ahead });
		expect((await read(id)).problems).toMatchObject([{ path: 'startsAt', key: 'start_passed' }]);
	});

	it('shows a prize’s picture that is not there as a problem of its field', async () => {
		const id = await start();
		const { form } = await read(id);
		const prize = {
			...{ kind: 'place', name: 'Cup', fromPlace: '1' },
			picture: '0198f000-0000-7000-8000-000000000000',
		};
		const filled = { ...form, name: 'P', startsAt: '2027-01-01T00:00', endsAt: '2027-02-01T00:00' };
		await save(id, 1, { ...filled, prizes: [prize] } as unknown as ContestForm);
		expect((await read(id)).problems).toMatchObject([
			{ path: 'prizes.0.picture', key: 'picture_unknown' },
		]);
	});
});

describe('who is affected by exclusions', () => {
	it('is listed by name: who begins to compete and who ceases to', async () => {
		const own = await createTestDatabase();
		try {
			await aGroup(own, 'Leadership');
			const owner = asActor(await aPerson(own, { name: 'Zoe', team: 'Office', role: 'owner' }));
			const bo = await aPerson(own, { name: 'Bo', team: 'Red', groups: ['Leadership'] });
			await aPerson(own, { name: 'Ana', team: 'Blue', groups: ['Leadership'] });
			await aPerson(own, { name: 'Cy', team: 'Blue' });
			await aPerson(own, { name: 'Left', team: 'Blue', active: false });
			const exclude = { people: [], teams: ['Red'], groups: [] };
			const { slug } = await aContest(own, { rules: { exclude } });
			const affected = (contest?: string) =>
				affectedBy({
					ctx: own.ctx(owner),
					input: {
						...(contest ? { contest } : {}),
						exclude: { people: ['nobody'], teams: [], groups: ['Leadership', 'Ledership'] },
					},
				});
			const names = (people: { name: string }[]) => people.map(({ name }) => name);
			const now = await affected();
			expect(names(now.leaving)).toEqual(['Ana', 'Bo']);
			expect(now).toMatchObject({
				joining: [],
				competing: 2,
				unknown: [
					{ kind: 'people', name: 'nobody' },
					{ kind: 'groups', name: 'Ledership' },
				],
			});
			const changed = await affected(slug);
			expect([names(changed.leaving), names(changed.joining)]).toEqual([['Ana'], []]);
			const opened = await affectedBy({
				ctx: own.ctx(owner),
				input: { contest: slug, exclude: { people: [], teams: [], groups: [] } },
			});
			expect(opened.joining).toEqual([{ externalId: bo.externalId, name: 'Bo', team: 'Red' }]);
			await expect(affected('nowhere')).rejects.toMatchObject({ code: 'not_found' });
		} finally {
			await own.close();
		}
	});
});
