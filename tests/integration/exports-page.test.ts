import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aLink, aPerson, aProgram, asActor } from '#tests/support/people.ts';
import { GET } from '../../src/routes/(manage)/exports/file/+server.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database, { timeZone: 'Europe/Stockholm' });
	const link = await aLink(database);
	for (const at of ['2026-06-01T21:59:59Z', '2026-06-01T22:00:00Z', '2026-06-02T21:59:59Z'])
		await aClick(database, link, { at: new Date(at) });
});
afterAll(() => database.close());

/** What the form's address answers to an owner: the file's text, or where it leads back to. */
async function asked(query: string, role: 'owner' | 'manager' = 'owner') {
	const ctx = database.ctx(asActor(await aPerson(database, { role })));
	const url = new URL(`http://localhost/exports/file?${query}`);
	const event = { url, request: new Request(url), locals: { ctx, actor: ctx.actor } };
	try {
		const response = await GET(event as never);
		return { text: await response.text(), type: response.headers.get('content-type') };
	} catch (thrown) {
		return thrown as { status: number; location?: string };
	}
}

test('days are whole ones of the program’s zone, the last included', async () => {
	const empty = 'contest=&format=csv';
	const all = await asked(`what=clicks&from=&to=&${empty}`);
	expect(all).toMatchObject({ type: 'text/csv; charset=utf-8' });
	const { text } = (await asked(`what=clicks&from=2026-06-02&to=2026-06-02&${empty}`)) as {
		text: string;
	};
	expect(text.match(/2026-06-0\dT[\d:.]+Z,/g)?.slice(0, 1)).toEqual(['2026-06-01T22:00:00.000Z,']);
	expect(text.split('\r\n')).toHaveLength(4);
});

test.each([
	['what=clicks&from=2026-02-30', 'period'],
	['what=clicks&from=2026-06-03&to=2026-06-02', 'period'],
	['what=people&from=2026-06-02', 'period'],
	['what=standings', 'contest'],
	['what=voids&contest=cup', 'contest'],
	['what=clicks&contest=nowhere', 'contest'],
	['what=nonsense', 'other'],
])(
	'what cannot be taken out (%s) leads back to the page, which says why: %s',
	async (query, problem) => {
		const location = `/exports?${new URLSearchParams([...new URLSearchParams(query), ['problem', problem]])}`;
		expect(await asked(query)).toMatchObject({ status: 303, location });
	},
);

test('it is for owners', async () => {
	expect(await asked('what=people', 'manager')).toMatchObject({ status: 403 });
});
