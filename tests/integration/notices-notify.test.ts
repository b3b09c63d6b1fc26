import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { Failure } from '#lib/domain/failure.ts';
import { withTransaction } from '#lib/server/context.ts';
import { notices } from '#lib/server/db/schema/notices.ts';
import { markNoticesRead, openNotice } from '#lib/server/notices/mark-read.ts';
import { notify } from '#lib/server/notices/notify.ts';
import { countUnread, listNotices } from '#lib/server/notices/queries.ts';
import { NOTICE_DAYS, sweepNotices } from '#lib/server/notices/sweep.ts';
import { readShell } from '#lib/server/shell.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

const contest = { slug: 'autumn', name: 'Autumn' };
const DAY_MS = 86_400_000;

describe('notices', () => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database);
	});
	afterAll(() => database.close());

	const of = (person: APerson) => database.ctx(asActor(person));
	const list = (person: APerson, input = {}) => listNotices({ ctx: of(person), input });
	const unread = (person: APerson) => countUnread({ ctx: of(person), input: {} });
	const final = (people: string[], more: { key?: string; href?: string } = {}) =>
		notify(database.ctx(), { people, kind: 'result_final', params: { contest }, ...more });

	it('reach each of the people once, and nobody else', async () => {
		const [ada, bo, cy] = [
			await aPerson(database),
			await aPerson(database),
			await aPerson(database),
		];
		expect(await final([ada.id, bo.id, ada.id])).toBe(2);
		for (const person of [ada, bo]) {
			const page = await list(person);
			expect(page.notices).toMatchObject([
				{
					kind: 'result_final',
					params: { contest },
					href: '/contests/autumn/result',
					readAt: null,
				},
			]);
			expect(page.nextCursor).toBeNull();
			expect(await unread(person)).toBe(1);
		}
		expect((await list(cy)).notices).toEqual([]);
		expect(
			await notify(database.ctx(), {
				people: [],
				kind: 'result_final',
				params: { contest },
			}),
		).toBe(0);
	});

	it('are told to nobody when the deed is rolled back', async () => {
		const person = await aPerson(database);
		await expect(
			withTransaction(database.ctx(), async (ctx) => {
				await notify(ctx, { people: [person.id], kind: 'result_final', params: { contest } });
				throw new Error('no');
			}),
		).rejects.toThrow('no');
		expect(await unread(person)).toBe(0);
	});

	it('with a key are told once to each, though twenty say it at the same time', async () => {
		const people = [await aPerson(database), await aPerson(database)];
		const ids = people.map(({ id }) => id);
		const told = await Promise.all(
			Array.from({ length: 20 }, () => final(ids, { key: 'autumn final' })),
		);
		expect(told.reduce((sum, n) => sum + n, 0)).toBe(2);
		for (const person of people) expect(await unread(person)).toBe(1);
		expect(await final(ids)).toBe(2);
	});

	it('carry what their kind says, and lead into the portal only', async () => {
		const { id } = await aPerson(database);
		const wrong = { contest, points: 1.5, reason: '' };
		await expect(
			notify(database.ctx(), { people: [id], kind: 'adjustment_made', params: wrong }),
		).rejects.toThrow();
		await expect(final([id], { href: '//evil.example' })).rejects.toThrow(RangeError);
	});

	it('come newest first, a page at a time, each once', async () => {
		const person = await aPerson(database);
		const at = new Date(Date.now() - DAY_MS);
		// Several in the same millisecond, as one transaction makes them.
		await database.connections.db.insert(notices).values(
			Array.from({ length: 7 }, (_, i) => ({
				...{ personId: person.id, kind: 'rules_changed', href: '/contests/autumn' },
				params: { contest, version: i + 1, reason: 'r' },
				createdAt: new Date(at.getTime() + Math.floor(i / 4)),
			})),
		);
		const seen: string[] = [];
		const times: string[] = [];
		let cursor: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof list>> = await list(person, {
				limit: 3,
				...(cursor ? { cursor } : {}),
			});
			seen.push(...page.notices.map((notice) => notice.id));
			times.push(...page.notices.map((notice) => notice.createdAt));
			cursor = page.nextCursor;
		} while (cursor);
		expect(new Set(seen).size).toBe(7);
		expect(seen).toHaveLength(7);
		expect(times).toEqual([...times].sort().reverse());
		await expect(list(person, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' });
	});

	it('of a kind that is gone are left out, not shown as something else', async () => {
		const person = await aPerson(database);
		const old = { personId: person.id, params: {} };
		await database.connections.db.insert(notices).values([
			{ ...old, kind: 'carrier_pigeon' },
			{ ...old, kind: 'prize_won' },
		]);
		await final([person.id]);
		expect((await list(person)).notices.map(({ kind }) => kind)).toEqual(['result_final']);
	});

	it('are read when they are opened, by their own reader only', async () => {
		const [ada, bo] = [await aPerson(database), await aPerson(database)];
		await final([ada.id]);
		const [notice] = (await list(ada)).notices;
		const input = { id: notice!.id };
		for (const stranger of [of(bo), database.ctx()]) {
			const refused = await openNotice({ ctx: stranger, input }).catch((error: unknown) => error);
			expect(refused).toBeInstanceOf(Failure);
		}
		expect(await unread(ada)).toBe(1);
		expect(await openNotice({ ctx: of(ada), input })).toEqual({ href: '/contests/autumn/result' });
		const first = (await list(ada)).notices[0]?.readAt;
		expect(first).not.toBeNull();
		await openNotice({ ctx: database.ctx(asActor(ada), new Date(Date.now() + DAY_MS)), input });
		expect((await list(ada)).notices[0]?.readAt).toBe(first);
		expect(await unread(ada)).toBe(0);
		await expect(openNotice({ ctx: of(ada), input: { id: v7() } })).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	it('are marked as read up to what the page showed, and the bell counts the rest', async () => {
		const [ada, bo] = [await aPerson(database), await aPerson(database)];
		await final([ada.id, bo.id]);
		const until = (await list(ada)).notices[0]!.createdAt;
		const later = new Date(Date.parse(until) + 1);
		await database.connections.db.insert(notices).values({
			...{ personId: ada.id, kind: 'result_final', params: { contest }, createdAt: later },
		});
		expect(await markNoticesRead({ ctx: of(ada), input: { until } })).toEqual({ read: 1 });
		expect(await markNoticesRead({ ctx: of(ada), input: { until } })).toEqual({ read: 0 });
		expect((await readShell({ ctx: of(ada), input: {} })).unread).toBe(1);
		expect(await unread(bo)).toBe(1);
	});

	it('go after 180 days, not a day earlier', async () => {
		const person = await aPerson(database);
		const aged = (days: number) => ({
			...{ personId: person.id, kind: 'result_final', params: { contest } },
			createdAt: new Date(Date.now() - days * DAY_MS),
		});
		await database.connections.db
			.insert(notices)
			.values([aged(NOTICE_DAYS - 1), aged(NOTICE_DAYS + 1), aged(NOTICE_DAYS + 400)]);
		expect(await sweepNotices({ ctx: database.ctx(), input: {} })).toEqual({ notices: 2 });
		expect((await list(person)).notices).toHaveLength(1);
		await expect(sweepNotices({ ctx: of(person), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});
