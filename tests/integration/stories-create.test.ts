import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPost } from '#lib/server/posts/create.ts';
import { storyForSharing } from '#lib/server/posts/for-sharing.ts';
import { listCategories, listPosts } from '#lib/server/posts/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

const NOW = new Date('2027-03-02T12:00:00Z');
let database: TestDatabase;
let sales: APerson;
let malmo: APerson;
let other: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	sales = await aPerson(database, { name: 'Mira', team: 'Sales', office: 'Pune' });
	malmo = await aPerson(database, { team: 'Product', office: 'Malmö' });
	other = await aPerson(database, { team: 'Product', office: 'Pune' });
});
afterAll(() => database.close());

const create = (more: Record<string, unknown> = {}) =>
	createPost({
		ctx: database.ctx(undefined, NOW),
		input: { title: 'A story', url: 'https://www.example.com/a', category: 'Company', ...more },
	});
const share = (id: string, person: APerson | null = other, now = NOW) =>
	storyForSharing({
		ctx: database.ctx(person ? asActor(person) : undefined, now),
		input: { id },
	});

describe('a story', () => {
	it('keeps all that helps to share it well', async () => {
		const { id } = await create({
			...{ say: 'The numbers', avoid: 'The customer’s name', language: 'en' },
			...{ hashtags: ['#One', 'Two'], topics: ['Hiring', 'Search'], proposedBy: sales.externalId },
			...{ expiresAt: '2027-04-01T00:00:00Z', imageUrl: 'https://elsewhere.example/p.png' },
			copy: [
				{ network: 'x', text: 'for all' },
				{ network: 'x', language: 'sv', text: 'på svenska' },
				{ network: 'linkedin', text: 'long' },
			],
		});
		expect(await share(id)).toEqual({
			...{ id, title: 'A story', url: 'https://www.example.com/a', summary: null },
			preview: { host: 'example.com', picture: null, alt: '' },
			...{ category: 'Company', language: 'en', hashtags: ['One', 'Two'] },
			...{ say: 'The numbers', avoid: 'The customer’s name' },
			texts: [
				{ network: 'linkedin', language: '', text: 'long' },
				{ network: 'x', language: '', text: 'for all' },
				{ network: 'x', language: 'sv', text: 'på svenska' },
			],
			publishedAt: NOW.toISOString(),
			expiresAt: '2027-04-01T00:00:00.000Z',
			proposedBy: { externalId: sales.externalId, name: 'Mira' },
			links: [],
		});
		const [card] = await listPosts({ ctx: database.ctx(asActor(other), NOW), input: {} });
		expect(card?.copy).toEqual([
			{ network: 'linkedin', text: 'long' },
			{ network: 'x', text: 'for all' },
		]);
	});

	it('is for everybody, or for all teams and offices that it names', async () => {
		const aimed = await create({ teams: ['Sales'], offices: ['Malmö'] });
		for (const who of [sales, malmo, null]) expect((await share(aimed.id, who)).id).toBe(aimed.id);
		await expect(share(aimed.id, other)).rejects.toMatchObject({ code: 'not_found' });
		const inMalmo = await create({ offices: ['Malmö'] });
		const seen = async (who: APerson) =>
			(await listPosts({ ctx: database.ctx(asActor(who), NOW), input: {} })).map(({ id }) => id);
		expect(await seen(malmo)).toEqual(expect.arrayContaining([aimed.id, inMalmo.id]));
		expect(await seen(sales)).not.toContain(inMalmo.id);
	});

	it('is shared neither as a draft, nor before its time, nor once it is over', async () => {
		const draft = await create({ state: 'draft' });
		const planned = await create({ publishedAt: '2027-03-03T12:00:00Z' });
		const over = await create({ expiresAt: NOW.toISOString() });
		for (const { id } of [draft, planned, over])
			await expect(share(id)).rejects.toMatchObject({ code: 'not_found' });
		expect((await share(planned.id, other, new Date('2027-03-03T12:00:00Z'))).id).toBe(planned.id);
		await expect(share('no id')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is refused with a path for a team, an office, a proposer or a picture that nobody knows', async () => {
		const wrong = { teams: ['Sales', 'Sails'], offices: ['Atlantis'] };
		await expect(create(wrong)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'teams.1' }, { path: 'offices.0' }],
		});
		await expect(create({ proposedBy: 'nobody' })).rejects.toMatchObject({
			code: 'not_found',
			errors: [{ path: 'proposedBy' }],
		});
		const picture = '01900000-0000-7000-8000-000000000000';
		await expect(create({ picture })).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'picture' }],
		});
	});

	it('makes topics as they are named, once, also when many name them at the same time', async () => {
		await Promise.all(
			Array.from({ length: 8 }, (_, n) =>
				create({ topics: n % 2 ? ['Gardens', 'Bread'] : ['Bread', 'Gardens'] }),
			),
		);
		const rows = await database.connections.sql`
			select name from topics where name in ('Gardens', 'Bread') order by name`;
		expect(rows.map(({ name }) => name)).toEqual(['Bread', 'Gardens']);
	});
});

it('the owners begin with three categories, and new ones come last', async () => {
	const fresh = await createTestDatabase();
	try {
		const categories = () => listCategories({ ctx: fresh.ctx(), input: {} });
		expect(await categories()).toEqual(['Company', 'Industry', 'Personal interest']);
		const input = { title: 'A', url: 'https://example.com', category: 'Culture' };
		await createPost({ ctx: fresh.ctx(), input });
		expect((await categories()).at(-1)).toBe('Culture');
	} finally {
		await fresh.close();
	}
});
