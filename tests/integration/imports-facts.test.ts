import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { judgeFirstLines, readImport } from '#lib/server/imports/queries.ts';
import { beginImport } from '#lib/server/imports/receive.ts';
import { firstRefusals } from '#lib/server/imports/refusals.ts';
import { runImport } from '#lib/server/imports/run.ts';
import { cancelImport, saveMapping, startImport } from '#lib/server/imports/start.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aPost, aProgram, asActor } from '#tests/support/people.ts';
import { bringIn, upload } from './imports-world.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
let database: TestDatabase;
let person: Awaited<ReturnType<typeof aPerson>>;
let link: Awaited<ReturnType<typeof aLink>>;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	person = await aPerson(database);
	link = await aLink(database, { personId: person.id });
});
const ctx = () => database.ctx(undefined, NOW);
const readingsOf = (personId: string) =>
	database.connections.sql<{ metric: string; total: number; at: Date; import_id: string }[]>`
		select metric, total, at, import_id from readings where person_id = ${personId} order by at, metric`;

describe('a file of facts', () => {
	it('is taken line by line, marked as imported, and changes nothing the second time', async () => {
		const file = `slug;Date;Likes;Comments\n${link.slug};2026-06-01 10:00;12;3\n${link.slug};2026-06-02 10:00;15;\n`;
		const first = await bringIn(ctx(), file);
		expect(first.counts).toEqual({ rows: 2, accepted: 3, duplicates: 0, wrong: 0 });
		const stored = await readingsOf(person.id);
		expect(stored.map(({ metric, total }) => [metric, total])).toEqual([
			['comment', 3],
			['like', 12],
			['like', 15],
		]);
		expect(stored.every((row) => row.import_id === first.id)).toBe(true);
		const again = await upload(ctx(), file);
		expect(again.earlier).toBe(first.id);
		const second = await bringIn(ctx(), file);
		expect(second.counts).toEqual({ rows: 2, accepted: 0, duplicates: 3, wrong: 0 });
		expect(await readingsOf(person.id)).toHaveLength(3);
	});

	it('of today is taken before noon too, once, and tomorrow’s is not', async () => {
		const file = `slug,at,likes\n${link.slug},2026-06-15,12\n${link.slug},2026-06-16,13\n`;
		const bring = async (clock: string) => {
			const now = new Date(`2026-06-15T${clock}:00Z`);
			return (await bringIn(database.ctx(undefined, now), file)).counts;
		};
		const once = { rows: 2, accepted: 1, duplicates: 0, wrong: 1 };
		expect(await bring('09:30')).toEqual(once);
		expect(await bring('10:15')).toEqual({ ...once, accepted: 0, duplicates: 1 });
		expect(await bring('19:00')).toEqual({ ...once, accepted: 0, duplicates: 1 });
		expect((await readingsOf(person.id)).map(({ total, at }) => [total, at.toISOString()])).toEqual(
			[[12, '2026-06-15T09:30:00.000Z']],
		);
	});

	it('keeps wrong lines with the place and the reason, and takes the others', async () => {
		const file = [
			'slug,at,metric,total',
			`${link.slug},2026-06-01,like,5`,
			`${link.slug},2026-06-01,like,-5`,
			`${link.slug},2026-06-01,like,5.5`,
			`${link.slug},yesterday,like,5`,
			`${link.slug},2026-06-01,stars,5`,
			`nowhere,2026-06-01,like,5`,
			`${link.slug},2031-06-01,like,5`,
			`${link.slug},1999-06-01,like,5`,
			`${link.slug},2026-06-01,like`,
			`${link.slug},2026-06-01,like,99999999999`,
		].join('\r\n');
		const { id, counts } = await bringIn(ctx(), file);
		expect(counts).toEqual({ rows: 10, accepted: 1, duplicates: 0, wrong: 9 });
		const { lines, headers } = await firstRefusals({ ctx: ctx(), input: { id } });
		expect(headers).toEqual(['slug', 'at', 'metric', 'total']);
		expect(
			lines.map(({ line, problems }) => [line, problems[0]!.column, problems[0]!.reason]),
		).toEqual([
			[3, 'total', 'negative'],
			[4, 'total', 'not_whole'],
			[5, 'at', 'not_a_date'],
			[6, 'metric', 'unknown_metric'],
			[7, 'slug', 'unknown_link'],
			[8, 'at', 'in_future'],
			[9, 'at', 'too_old'],
			[10, null, 'cells_differ'],
			[11, 'total', 'too_large'],
		]);
		expect(lines[0]!.cells).toEqual([link.slug, '2026-06-01', 'like', '-5']);
	});

	it('refuses what falls into a final contest for which the person competes', async () => {
		await aContest(database, {
			finalAt: NOW,
			rules: { startsAt: '2026-05-01T00:00:00Z', endsAt: '2026-05-08T00:00:00Z' },
		});
		const file = `slug,at,metric,total\n${link.slug},2026-05-02,like,5\n${link.slug},2026-05-09,like,5\n`;
		const { id, counts } = await bringIn(ctx(), file);
		expect(counts).toMatchObject({ accepted: 1, wrong: 1 });
		const { lines } = await firstRefusals({ ctx: ctx(), input: { id } });
		expect(lines).toMatchObject([
			{ line: 2, problems: [{ column: 'at', reason: 'contest_final' }] },
		]);
	});

	it('finds or makes the link of person, post and network, by id, e-mail and address', async () => {
		const post = await aPost(database);
		const [{ email }] = (await database.connections
			.sql`select email from people where id = ${person.id}`) as unknown as [{ email: string }];
		const file = `email,post,channel,date,clicks\n${email.toUpperCase()},${post.id},LinkedIn,2026-06-03,3\nnobody,${post.id},x,2026-06-03,3\n${person.externalId},nothing,x,2026-06-03,3\n`;
		const { id, counts } = await bringIn(ctx(), file, { kind: 'clicks' });
		expect(counts).toEqual({ rows: 3, accepted: 3, duplicates: 0, wrong: 2 });
		const clicks = await database.connections.sql`
			select c.verdict, c.at, l.network from clicks c join links l on l.id = c.link_id
			where c.person_id = ${person.id}`;
		expect(clicks).toHaveLength(3);
		expect(clicks[0]).toMatchObject({ verdict: 'valid', network: 'linkedin' });
		const { lines } = await firstRefusals({ ctx: ctx(), input: { id } });
		expect(lines.map(({ problems }) => problems)).toEqual([
			[{ column: 'person', reason: 'unknown_person' }],
			[{ column: 'post', reason: 'unknown_post' }],
		]);
		const more = await bringIn(ctx(), file.replace('03,3\nnobody', '03,5\nnobody'), {
			kind: 'clicks',
		});
		expect(more.counts).toMatchObject({ accepted: 2, duplicates: 3 });
	});

	it('tells equal conversions apart by their occurrence, takes money with decimal commas and finds a click', async () => {
		await recordEvents({
			ctx: ctx(),
			input: {
				events: [
					{
						type: 'click',
						id: `click-${link.slug}`,
						slug: link.slug,
						at: '2026-06-01T10:00:00Z',
						visitor: 'v',
					},
				],
			},
		});
		const row = `${link.slug};;01.06.2026 12:00;Sale;1.249,90;EUR`;
		const file = `slug;click;date;kind;amount;currency\n${row}\n${row}\n;click-${link.slug};2026-06-02;lead;;\n`;
		const mapping = { dates: 'day-first' as const, decimals: 'comma' as const };
		const given = { kind: 'conversions' as const, mapping };
		expect((await bringIn(ctx(), file, given)).counts).toMatchObject({ accepted: 3, wrong: 0 });
		expect((await bringIn(ctx(), file, given)).counts).toMatchObject({
			accepted: 0,
			duplicates: 3,
		});
		const stored = await database.connections.sql`
			select kind, value, currency, click_id is not null as clicked from conversions
			where person_id = ${person.id} order by kind, id`;
		expect(stored).toEqual([
			{ kind: 'lead', value: null, currency: null, clicked: true },
			{ kind: 'sale', value: '1249.9000', currency: 'EUR', clicked: false },
			{ kind: 'sale', value: '1249.9000', currency: 'EUR', clicked: false },
		]);
	});

	it('is read in any encoding, from pieces of any size', async () => {
		const text = `slug;note;at;metric;total\n${link.slug};"Åsa\nÖl 👍";2026-06-04;like;1\n`;
		const encoded: [string, Uint8Array][] = [
			['utf16', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
			['bom', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf8'))],
			['latin1', new Uint8Array(Buffer.from(text.replace(' 👍', ''), 'latin1'))],
		];
		for (const [source, bytes] of encoded) {
			const { counts } = await bringIn(ctx(), bytes, { source, pieceBytes: 7 });
			expect([source, counts]).toEqual([source, { rows: 1, accepted: 1, duplicates: 0, wrong: 0 }]);
		}
	});

	it('is refused whole when it is no table', async () => {
		const wrong: [string | Uint8Array, string][] = [
			['', 'import_empty'],
			[new Uint8Array(Buffer.from('PK\x03\x04\0\0\0\0 zip, \0 no text')), 'import_not_text'],
			[Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(','), 'import_too_many_columns'],
		];
		for (const [file, reason] of wrong)
			await expect(upload(ctx(), file)).rejects.toMatchObject({ code: 'invalid', reason });
		const [left] = await database.connections.sql`
			select count(*)::int as n from imports where state = 'uploading'`;
		expect(left).toEqual({ n: 0 });
	});

	it('remembers the mapping of a source, and shows the first lines judged', async () => {
		const file = `short,when exactly,metric,total\n${link.slug},3/6/2026,like,x\n`;
		const { id } = await upload(ctx(), file, { source: 'odd tool' });
		const guess = await judgeFirstLines({ ctx: ctx(), input: { id } });
		expect(guess.lacking).toEqual(['at', 'slug | person + post + network']);
		const columns = { ...guess.mapping.columns, slug: 'short', at: 'when exactly' };
		const mapping = { ...guess.mapping, columns, dates: 'day-first' as const };
		expect(await saveMapping({ ctx: ctx(), input: { id, mapping } })).toEqual({ lacking: [] });
		const next = await upload(ctx(), file, { source: 'odd tool' });
		const judged = await judgeFirstLines({ ctx: ctx(), input: { id: next.id } });
		expect(judged.mapping).toEqual(mapping);
		expect(judged.lines).toMatchObject([
			{ line: 2, problems: [{ column: 'total', reason: 'not_whole' }] },
		]);
	});

	it('leaves nothing when it is stopped or fails, and can be begun again', async () => {
		const lines = Array.from({ length: 2500 }, (_, i) => `${link.slug},2026-06-01,like,${i}`);
		const { id } = await upload(ctx(), `slug,at,metric,total\n${lines.join('\n')}\n`);
		await startImport({ ctx: ctx(), input: { id } });
		await cancelImport({ ctx: ctx(), input: { id } });
		expect(await readImport({ ctx: ctx(), input: { id } })).toMatchObject({ state: 'cancelled' });
		expect(await runImport(ctx(), id)).toBeNull();
		await startImport({ ctx: ctx(), input: { id } });
		await runImport(ctx(), id, {
			onProgress: () => {
				throw new Error('struck by lightning');
			},
		}).catch(() => null);
		expect(await readImport({ ctx: ctx(), input: { id } })).toMatchObject({ state: 'failed' });
		expect(await readingsOf(person.id)).toHaveLength(0);
		expect(await database.connections.sql`select from staged_readings`).toHaveLength(0);
		await startImport({ ctx: ctx(), input: { id } });
		expect(await runImport(ctx(), id)).toMatchObject({ accepted: 2500 });
	});

	it('is an owner’s to bring; people are an admin’s', async () => {
		const begin = (role: 'manager' | 'owner' | 'admin', kind: 'readings' | 'people') =>
			beginImport({
				ctx: database.ctx(asActor(person, role), NOW),
				input: { kind, source: 's', fileName: 'f' },
			});
		await expect(begin('manager', 'readings')).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(begin('owner', 'people')).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await begin('owner', 'readings')).toHaveProperty('id');
		expect(await begin('admin', 'people')).toHaveProperty('id');
	});
});
