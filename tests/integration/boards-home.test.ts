import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import { readHome } from '#lib/server/boards/home.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aLink,
	anAdjustment,
	aPerson,
	aPost,
	aProgram,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

let database: TestDatabase;
let scorer: Scorer;

beforeAll(async () => {
	database = await createTestDatabase();
	scorer = createScorer({ connections: database.connections, log: silent });
	await aProgram(database, { dedupeHours: 12 });
});
afterAll(async () => {
	await scorer.close();
	await database.close();
});

const as = (person: APerson, now?: Date) => database.ctx(asActor(person), now);
const home = (person: APerson, category?: string) =>
	readHome({ ctx: as(person), input: { category } });

describe('an employee’s first page', () => {
	let mira: APerson;
	beforeEach(async () => {
		await database.empty('contests', 'posts');
		mira = await aPerson(database, { team: 'Design', groups: ['board'] });
	});

	it('shows the stories before there is any contest', async () => {
		const post = await aPost(database);
		const page = await home(mira);
		expect(page).toMatchObject({ contest: null, board: null, me: null, usualClicks: 0 });
		expect(page.posts.map(({ id }) => id)).toEqual([post.id]);
		expect(page.category).toBeNull();
	});

	it('shows the contest that is on, its board and one’s own row', async () => {
		const contest = await aContest(database);
		await anAdjustment(database, contest.id, mira.id, { points: 7 });
		await scorer.drain();
		const page = await home(mira);
		expect(page.contest?.slug).toBe(contest.slug);
		expect(page.board?.rows.map((row) => row.person.externalId)).toEqual([mira.externalId]);
		expect(page.me?.row).toMatchObject({ rank: 1, points: 7 });
		expect(page.competes).toBe(true);
	});

	it.each([
		['by name', (who: APerson) => ({ people: [who.externalId], teams: [], groups: [] })],
		['by team', () => ({ people: [], teams: ['Design'], groups: [] })],
		['by group', () => ({ people: [], teams: [], groups: ['board'] })],
	])('says so to whoever is excluded %s, and to nobody else', async (_, exclude) => {
		await aContest(database, { rules: { exclude: exclude(mira) } });
		const other = await aPerson(database, { team: 'Sales', groups: ['guild'] });
		expect((await home(mira)).competes).toBe(false);
		expect((await home(other)).competes).toBe(true);
	});

	it('takes as usual what one’s links that brought anything brought on average, rounded', async () => {
		for (const clicks of [0, 2, 5]) {
			const post = await aPost(database);
			const link = await aLink(database, { personId: mira.id, postId: post.id });
			for (let n = 0; n < clicks; n++) await aClick(database, link);
		}
		const colleagues = await aLink(database);
		await aClick(database, colleagues);
		expect((await home(mira)).usualClicks).toBe(4);
	});

	it('narrows the stories to a category, or to those for one’s own team', async () => {
		const industry = await aPost(database, { category: 'Industry' });
		const company = await aPost(database, { category: 'Company' });
		const forDesign = await aPost(database, { category: 'Company' });
		await database.connections
			.sql`insert into post_teams (post_id, team_id) values (${forDesign.id}, ${mira.teamId})`;
		const ids = async (category?: string) => {
			const { posts } = await home(mira, category);
			return posts.map(({ id }) => id).sort();
		};
		expect(await ids('Industry')).toEqual([industry.id]);
		expect(await ids('Company')).toEqual([company.id, forDesign.id].sort());
		expect(await ids('team')).toEqual([forDesign.id]);
		expect(await ids()).toEqual([industry.id, company.id, forDesign.id].sort());
		expect(await ids('Nothing of this name')).toEqual([]);
	});

	it('is nobody’s who is no person', async () => {
		await expect(readHome({ ctx: database.ctx(), input: {} })).rejects.toMatchObject({
			code: 'not_signed_in',
		});
		const ctx = database.ctx({ kind: 'visitor' });
		await expect(readHome({ ctx, input: {} })).rejects.toMatchObject({ code: 'not_signed_in' });
	});
});

describe('a contest’s page', () => {
	const PEOPLE = 205;
	let slug: string;
	let last: APerson;
	let outsider: APerson;

	beforeAll(async () => {
		const contest = await aContest(database, { rules: { minClicks: 3 } });
		slug = contest.slug;
		for (let n = 1; n <= PEOPLE; n++) {
			const team = n % 100 === 0 ? 'Hundreds' : 'Everybody';
			last = await aPerson(database, { name: `Person ${String(n).padStart(3, '0')}`, team });
			await anAdjustment(database, contest.id, last.id, { points: 1000 - n });
		}
		outsider = await aPerson(database);
		await scorer.drain();
	});

	type Asked = { search?: string; team?: string; page?: unknown };
	const read = (more: Asked = {}, actor: APerson = last) =>
		readContestPage({ ctx: as(actor), input: { slug, ...more } as never });
	const names = (rows: { person: { name: string } }[] = []) => rows.map((row) => row.person.name);

	it('gives the first 200 rows live, and looks for nobody unless asked', async () => {
		const page = await read();
		expect(page.board.rows).toHaveLength(200);
		expect(page.board.total).toBe(PEOPLE);
		expect(page.pages).toBe(2);
		expect(page.found).toBeNull();
	});

	it('gives a sparkline for every row that is drawn, one’s own beyond them too', async () => {
		const page = await read();
		expect(page.me?.row?.person.externalId).toBe(last.externalId);
		expect(names(page.board.rows)).not.toContain(last.name);
		expect(Object.keys(page.trends)).toContain(last.externalId);
		expect((await read({}, outsider)).me?.row ?? null).toBeNull();
	});

	it('gives the rows after the first 200 by page, and the last page for any later one', async () => {
		const expected = ['Person 201', 'Person 202', 'Person 203', 'Person 204', 'Person 205'];
		const second = await read({ page: '2' });
		expect(names(second.found?.rows)).toEqual(expected);
		expect(second.found).toMatchObject({ page: 2, pages: 2, total: PEOPLE });
		expect((await read({ page: '99' })).found?.page).toBe(2);
	});

	it('takes a page that is no page for the first', async () => {
		for (const page of ['0', '-1', 'two', '1.5']) expect((await read({ page })).found).toBeNull();
	});

	it('finds people and teams beyond what is live', async () => {
		expect(names((await read({ search: 'person 204' })).found?.rows)).toEqual(['Person 204']);
		const team = await read({ team: 'Hundreds' });
		expect(names(team.found?.rows)).toEqual(['Person 100', 'Person 200']);
		expect((await read({ search: 'nobody' })).found).toEqual({
			rows: [],
			total: 0,
			page: 1,
			pages: 1,
		});
	});

	it('leaves the finding to the browser where all rows are live', async () => {
		const small = await aContest(database);
		await anAdjustment(database, small.id, last.id);
		await scorer.drain();
		const input = { slug: small.slug, search: 'Person', page: 1 };
		const page = await readContestPage({ ctx: as(last), input });
		expect(page.found).toBeNull();
		expect(names(page.board.rows)).toEqual([last.name]);
	});

	it('says the rules with the program’s own window', async () => {
		const { sentences } = await read();
		expect(sentences).toContainEqual({ key: 'one_per_visitor', params: { hours: 12 } });
		expect(sentences).toContainEqual({ key: 'min_clicks', params: { clicks: 3 } });
	});

	it('has no row of one’s own for who is no person, and is not found under another name', async () => {
		const page = await readContestPage({ ctx: database.ctx(), input: { slug, page: 1 } });
		expect(page.me).toBeNull();
		const input = { slug: 'nowhere', page: 1 };
		await expect(readContestPage({ ctx: as(last), input })).rejects.toMatchObject({
			code: 'not_found',
		});
	});
});
