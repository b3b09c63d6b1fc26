import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listBoard } from '#lib/server/posts/board.ts';
import { storyForSharing } from '#lib/server/posts/for-sharing.ts';
import { saveStory } from '#lib/server/posts/save.ts';
import { acceptProposal, declineProposal } from '#lib/server/proposals/decide.ts';
import { propose } from '#lib/server/proposals/propose.ts';
import { listProposals } from '#lib/server/proposals/queries.ts';
import { sweepProposals } from '#lib/server/proposals/sweep.ts';
import { voteForProposal } from '#lib/server/proposals/vote.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aPost, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
let owner: APerson;
let ada: APerson;
let bo: APerson;
beforeAll(async () => {
	database = await createTestDatabase({ max: 10 });
	owner = await aPerson(database, { role: 'owner', name: 'Olga' });
	ada = await aPerson(database, { name: 'Ada' });
	bo = await aPerson(database, { name: 'Bo' });
});
afterAll(() => database.close());

const as = (person: APerson) => database.ctx(asActor(person));
const why = 'Many ask about it.';
let count = 0;
const address = () => `https://www.example.com/found/${++count}`;
const suggest = (person: APerson, over: { url?: string; text?: string; title?: string } = {}) =>
	propose({
		ctx: as(person),
		input: { title: 'Found', url: address(), text: '', why, ...over },
	});
const open = async (person: APerson, id: string) =>
	(await listProposals({ ctx: as(person), input: {} })).find((one) => one.id === id);
const notices = (person: APerson) =>
	database.connections.sql<{ outcome: string; note: string }[]>`
		select params->>'outcome' as outcome, params->>'note' as note from notices
		where person_id = ${person.id} and kind = 'proposal_decided' order by id`;
const fresh = () => aPerson(database);

describe('a suggestion', () => {
	test('is voted for by colleagues, once each, and not by its own proposer', async () => {
		const { id } = await suggest(ada);
		const vote = (person: APerson, yes = true) =>
			voteForProposal({ ctx: as(person), input: { id, vote: yes } });
		await Promise.all([vote(bo), vote(bo), vote(owner)]);
		expect(await open(bo, id)).toMatchObject({ votes: 2, voted: true, own: false });
		expect(await open(ada, id)).toMatchObject({ votes: 2, voted: false, own: true });
		await vote(owner, false);
		await vote(owner, false);
		expect((await open(bo, id))?.votes).toBe(1);
		await expect(vote(ada)).rejects.toMatchObject({ code: 'not_allowed', reason: 'own' });
		const [row] = await database.connections.sql`select count(*)::int as n from marks`;
		expect(row).toEqual({ n: 0 });
	});

	test('that stands on the board already is pointed out, however its address is spelled', async () => {
		await aPost(database, { title: 'Our plant', url: 'https://www.example.com/plant' });
		await expect(
			suggest(ada, { url: 'http://example.com/plant/?utm_source=x#top' }),
		).rejects.toMatchObject({ code: 'conflict', reason: 'is_story', message: 'Our plant' });
	});

	test('of two who suggest the same address at once one does, the other is told', async () => {
		const url = address();
		const both = await Promise.allSettled([
			suggest(ada, { url }),
			suggest(bo, { url: `${url}/?fbclid=1` }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { code: 'conflict', reason: 'proposed' },
		});
	});

	test('comes at most five times in seven days, also from many forms at once', async () => {
		const eager = await fresh();
		const many = await Promise.allSettled(Array.from({ length: 8 }, () => suggest(eager)));
		expect(many.filter(({ status }) => status === 'fulfilled').length).toBe(5);
		expect(many.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { code: 'too_many' },
		});
		await database.connections.sql`
			update proposals set created_at = created_at - interval '7 days' where person_id = ${eager.id}`;
		await suggest(eager);
	});

	test('without an address is one all the same, and two texts are two suggestions', async () => {
		const writer = await fresh();
		const made = [
			await suggest(writer, { url: '', text: 'What our apprentices built.' }),
			await suggest(writer, { url: '', text: 'What our apprentices built.' }),
		];
		expect(new Set(made.map(({ id }) => id)).size).toBe(2);
	});
});

describe('an owner', () => {
	const accept = (id: string, over = {}) =>
		acceptProposal({
			ctx: as(owner),
			input: {
				id,
				note: 'Good find.',
				title: 'Better',
				category: 'Company',
				url: address(),
				...over,
			},
		});

	test('accepts with a note: a draft names its proposer, who is told', async () => {
		const proposer = await fresh();
		const { id } = await suggest(proposer, { text: 'All about it.' });
		const { postId } = await accept(id);
		const [post] = await database.connections.sql`
			select title, state, summary, proposed_by as by from posts where id = ${postId}`;
		expect(post).toEqual({
			...{ title: 'Better', state: 'draft', summary: 'All about it.', by: proposer.id },
		});
		expect(await open(bo, id)).toBeUndefined();
		expect(await listProposals({ ctx: as(proposer), input: { state: 'decided' } })).toMatchObject([
			{ state: 'accepted', note: 'Good find.' },
		]);
		expect(await listProposals({ ctx: as(bo), input: { state: 'decided' } })).toEqual([]);
		expect(await notices(proposer)).toEqual([{ outcome: 'accepted', note: 'Good find.' }]);
	});

	test('publishes it: the board and the story’s page credit the proposer, until that person has left', async () => {
		const proposer = await aPerson(database, { name: 'Ines Alm' });
		const { id } = await suggest(proposer);
		const { postId } = await accept(id, { title: 'Credited' });
		const story = { title: 'Credited', url: address(), category: 'Company' };
		await saveStory({
			ctx: as(owner),
			input: { id: postId, version: 1, deed: 'publish', story },
		});
		const credits = async () => {
			const ctx = as(bo);
			const input = { filter: {}, q: 'Credited', newSince: ctx.now };
			const { stories } = await listBoard({ ctx, input });
			const shared = await storyForSharing({ ctx, input: { id: postId } });
			return [stories.map(({ proposedBy }) => proposedBy), shared.proposedBy];
		};
		const by = { externalId: proposer.externalId, name: 'Ines Alm' };
		expect(await credits()).toEqual([['Ines Alm'], by]);
		await database.connections.sql`update people set active = false where id = ${proposer.id}`;
		expect(await credits()).toEqual([[null], null]);
	});

	test('declines with a reason, which the proposer reads', async () => {
		const proposer = await fresh();
		const { id } = await suggest(proposer);
		await declineProposal({ ctx: as(owner), input: { id, note: 'It is confidential.' } });
		expect(await notices(proposer)).toEqual([{ outcome: 'declined', note: 'It is confidential.' }]);
		await expect(voteForProposal({ ctx: as(bo), input: { id, vote: true } })).rejects.toMatchObject(
			{ reason: 'decided' },
		);
	});

	test('of two at once decides once, and one story is made at most', async () => {
		const proposer = await fresh();
		const { id } = await suggest(proposer);
		const both = await Promise.allSettled([
			accept(id, { title: 'Twice' }),
			declineProposal({ ctx: as(owner), input: { id, note: 'No.' } }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { code: 'conflict', reason: 'decided' },
		});
		expect((await notices(proposer)).length).toBe(1);
	});

	test('is needed for deciding, and a hostile address makes no story', async () => {
		const { id } = await suggest(await fresh());
		await expect(
			declineProposal({ ctx: as(bo), input: { id, note: 'No.' } }),
		).rejects.toMatchObject({ code: 'not_allowed' });
		for (const url of ['javascript:alert(1)', 'https://a:b@example.com/'])
			await expect(accept(id, { url })).rejects.toMatchObject({ code: 'invalid' });
		expect((await open(bo, id))?.state).toBe('open');
	});
});

test('what was decided half a year ago goes, with its votes; what is open stays', async () => {
	const { sql } = database.connections;
	const proposer = await fresh();
	const [old, waiting] = [await suggest(proposer), await suggest(proposer)];
	await voteForProposal({ ctx: as(bo), input: { id: old.id, vote: true } });
	await declineProposal({ ctx: as(owner), input: { id: old.id, note: 'No.' } });
	await sql`update proposals set decided_at = now() - interval '181 days' where id = ${old.id}`;
	await sql`update proposals set created_at = now() - interval '400 days' where id = ${waiting.id}`;
	expect(await sweepProposals({ ctx: database.ctx(), input: {} })).toEqual({ proposals: 1 });
	const left = await sql`select id from proposals where person_id = ${proposer.id}`;
	expect(left).toEqual([{ id: waiting.id }]);
});
