import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listNotices } from '#lib/server/notices/queries.ts';
import { decideReport } from '#lib/server/readings/decide-report.ts';
import { listReports, myReports, readScreenshot } from '#lib/server/readings/queries.ts';
import { reportReadings } from '#lib/server/readings/report.ts';
import { sweepScreenshots } from '#lib/server/readings/sweep-screenshots.ts';
import { withdrawReport } from '#lib/server/readings/withdraw-report.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aContest,
	aLink,
	aPerson,
	aProgram,
	aReading,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const AT = '2026-06-14T18:30:00Z';
const MISSING = '00000000-0000-7000-8000-000000000000';

let database: TestDatabase;
let screenshot: Buffer;
let [reporter, colleague, owner, other]: APerson[] = [];
let link: Awaited<ReturnType<typeof aLink>>;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	const plain = { width: 390, height: 844, channels: 3 as const, background: '#ccc' };
	screenshot = await sharp({ create: plain }).png().toBuffer();
});
afterAll(() => database.close());
beforeEach(async () => {
	await database.empty('readings', 'reading_reports', 'marks');
	reporter = await aPerson(database);
	colleague = await aPerson(database);
	owner = await aPerson(database, { role: 'owner' });
	other = await aPerson(database, { role: 'owner' });
	link = await aLink(database, { personId: reporter.id });
});

const as = (person?: APerson) => database.ctx(asActor(person!), NOW);
const report = (more: object = {}, person = reporter) =>
	reportReadings({
		ctx: as(person),
		input: { link: link.slug, at: AT, likes: 12, reach: 900, screenshot, ...more } as never,
	});
const approve = (id: string, person = owner) =>
	decideReport({ ctx: as(person), input: { id, decision: 'approve' } });
const decline = (id: string, reason = 'The picture is of another post.', person = owner) =>
	decideReport({ ctx: as(person), input: { id, decision: 'decline', reason } });
const readings = () => database.connections.sql<{ metric: string; total: number; at: Date }[]>`
	select metric, total, at from readings order by metric`;
const told = async () =>
	(await listNotices({ ctx: as(reporter), input: {} })).notices.map(({ params }) => params);

describe('a report', () => {
	test('counts nothing until an owner approves it; then it is readings of its instant, with their marks', async () => {
		const { id } = await report();
		expect(await readings()).toEqual([]);
		await approve(id);
		expect(await readings()).toEqual([
			{ metric: 'like', total: 12, at: new Date(AT) },
			{ metric: 'reach', total: 900, at: new Date(AT) },
		]);
		expect(await database.connections.sql`select metric from marks`).toEqual([{ metric: 'like' }]);
		const { reports } = await myReports({ ctx: as(reporter), input: {} });
		expect(reports).toMatchObject([{ id, state: 'approved', decidedAt: NOW.toISOString() }]);
		expect(await told()).toMatchObject([{ outcome: 'approved' }]);
	});

	test('that is declined leaves nothing but the reason, which the person is told', async () => {
		const { id } = await report();
		await decline(id);
		expect(await readings()).toEqual([]);
		const reason = 'The picture is of another post.';
		expect(await told()).toMatchObject([{ outcome: 'declined', reason }]);
		await expect(approve(id)).rejects.toMatchObject({ code: 'conflict', reason: 'decided' });
		const [entry] = await database.connections.sql`
			select actor, details from audit_entries where action = 'report.decline' order by seq desc limit 1`;
		expect(entry).toMatchObject({
			actor: `person:${owner!.id}`,
			details: { link: link.slug, likes: 12, comments: null, reason },
		});
	});

	test('is decided by one of two owners at once, and by nobody twice', async () => {
		const { id } = await report();
		const both = await Promise.allSettled([approve(id), decline(id, 'No.', other)]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'conflict', reason: 'decided' },
		});
		expect(await told()).toHaveLength(1);
	});

	test('is never decided by the person whose it is', async () => {
		const own = await aLink(database, { personId: owner!.id });
		const { id } = await report({ link: own.slug }, owner);
		await expect(approve(id)).rejects.toMatchObject({ code: 'not_allowed', reason: 'own_report' });
		expect(await readings()).toEqual([]);
		await approve(id, other);
		expect(await readings()).toHaveLength(2);
	});

	test('is of an own link alone, of a time that can be, with at least one total and a picture', async () => {
		const foreign = { code: 'invalid', reason: 'link' };
		await expect(report({}, colleague)).rejects.toMatchObject(foreign);
		await expect(report({ link: 'nobodys' })).rejects.toMatchObject(foreign);
		await expect(report({ at: '2026-06-15T12:06:00Z' })).rejects.toMatchObject({
			reason: 'in_future',
		});
		await expect(report({ at: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
			reason: 'too_old',
		});
		const none = { likes: undefined, reach: undefined };
		await expect(report(none)).rejects.toMatchObject({ errors: [{ path: 'totals' }] });
		for (const picture of [Buffer.alloc(0), Buffer.from('<svg/>')])
			await expect(report({ screenshot: picture })).rejects.toMatchObject({
				reason: 'picture_type',
			});
		expect((await myReports({ ctx: as(reporter), input: {} })).reports).toEqual([]);
	});

	test('of a link waits alone, and twenty of a person at most', async () => {
		const two = await Promise.allSettled([report(), report({ likes: 13 })]);
		expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(report()).rejects.toMatchObject({ code: 'conflict', reason: 'waiting' });
		for (let i = 1; i < 20; i++)
			await report({ link: (await aLink(database, { personId: reporter!.id })).slug });
		const more = (await aLink(database, { personId: reporter!.id })).slug;
		await expect(report({ link: more })).rejects.toMatchObject({ code: 'too_many' });
	});

	test('into a final contest is refused at once, and one that became final meanwhile can only be declined', async () => {
		const [startsAt, endsAt] = [new Date('2026-06-01T00:00:00Z'), new Date('2026-06-15T00:00:00Z')];
		const { id } = await report();
		const contest = await aContest(database, { startsAt, endsAt, finalAt: NOW });
		const again = await aLink(database, { personId: reporter!.id });
		await expect(report({ link: again.slug })).rejects.toMatchObject({ reason: 'contest_final' });
		await expect(approve(id)).rejects.toMatchObject({ code: 'conflict', reason: 'contest_final' });
		expect((await listReports({ ctx: as(owner), input: {} })).open).toBe(1);
		await decline(id, 'Too late, the contest is final.');
		await database.connections
			.sql`update contests set cancelled_at = now() where id = ${contest.id}`;
	});

	test('is taken back by its person alone, and only before the decision', async () => {
		const { id } = await report();
		const gone = { code: 'conflict', reason: 'decided' };
		const withdraw = (person?: APerson) => withdrawReport({ ctx: as(person), input: { id } });
		await expect(withdraw(colleague)).rejects.toMatchObject(gone);
		await withdraw(reporter);
		await expect(withdraw(reporter)).rejects.toMatchObject(gone);
		await expect(approve(id)).rejects.toMatchObject(gone);
		await expect(readScreenshot({ ctx: as(reporter), input: { id } })).rejects.toMatchObject({
			code: 'not_found',
		});
		await report();
	});
});

describe('the queue', () => {
	test('shows owners what waits, beside what is known already; employees never see it', async () => {
		await aReading(database, link, { metric: 'like', total: 9 });
		const { id } = await report();
		const { reports, open } = await listReports({ ctx: as(owner), input: {} });
		expect(open).toBe(1);
		expect(reports).toMatchObject([
			{
				...{ id, own: false, person: { name: reporter!.name } },
				totals: [
					{ key: 'likes', total: 12 },
					{ key: 'reach', total: 900 },
				],
				known: [{ key: 'likes', total: 9 }],
				screenshot: { width: 390, height: 844 },
			},
		]);
		await expect(listReports({ ctx: as(reporter), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		await decline(id);
		const decided = await listReports({ ctx: as(owner), input: { decided: true } });
		expect(decided.reports).toMatchObject([{ id, state: 'declined', decidedBy: owner!.name }]);
	});

	test('asks for a reason', async () => {
		const { id } = await report();
		await expect(decline(id, '  ')).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
		await expect(decline(MISSING)).rejects.toMatchObject({ reason: 'decided' });
	});
});

describe('a screenshot', () => {
	test('is seen by its person and by owners, and looks like none to everybody else', async () => {
		const { id } = await report();
		const see = (person?: APerson, which = id) =>
			readScreenshot({ ctx: as(person), input: { id: which } });
		for (const person of [reporter, owner]) expect((await see(person)).type).toBe('image/webp');
		const none = { code: 'not_found' };
		await expect(see(colleague)).rejects.toMatchObject(none);
		await expect(see(owner, MISSING)).rejects.toMatchObject(none);
		await expect(see(owner, 'x')).rejects.toMatchObject(none);
	});

	test('is deleted 30 days after the decision, or undecided after 180; the numbers stay', async () => {
		const { sql } = database.connections;
		const made: string[] = [];
		for (let i = 0; i < 4; i++) {
			const { slug } = await aLink(database, { personId: reporter!.id });
			made.push((await report({ link: slug })).id);
		}
		const [old, young, forgotten, open] = made as [string, string, string, string];
		const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
		await sql`update reading_reports set state = 'declined', decided_at = ${ago(30.1)} where id = ${old}`;
		await sql`update reading_reports set state = 'declined', decided_at = ${ago(29.9)} where id = ${young}`;
		await sql`update reading_reports set created_at = ${ago(180.1)} where id = ${forgotten}`;
		await sql`update reading_reports set created_at = ${ago(179)} where id = ${open}`;
		expect(await sweepScreenshots({ ctx: database.ctx(), input: {} })).toEqual({ screenshots: 2 });
		const left = await sql`select report_id from reading_screenshots order by report_id`;
		expect(left.map(({ report_id: id }) => id as string)).toEqual([young, open].sort());
		expect((await myReports({ ctx: as(reporter), input: {} })).reports).toHaveLength(4);
	});
});
