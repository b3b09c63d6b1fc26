import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SURFACES, type Shown } from '#lib/domain/people/appearance.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { lotOf } from '#lib/domain/prizes/draw.ts';
import { redoDraw } from '#lib/domain/prizes/redo.ts';
import { pseudonymsOf } from '#lib/domain/results/pseudonyms.ts';
import { createAwarder } from '#lib/server/badges/awarder.ts';
import { issueCredential } from '#lib/server/badges/credentials.ts';
import { requestPass } from '#lib/server/badges/pass.ts';
import { latestAwards, listBadges, readBadge } from '#lib/server/badges/queries.ts';
import { checkCredential, readCredential } from '#lib/server/badges/verify.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import { readHome } from '#lib/server/boards/home.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { readVersions } from '#lib/server/contests/versions.ts';
import { readBrackets } from '#lib/server/brackets/queries.ts';
import { readContestScreen } from '#lib/server/displays/screen.ts';
import { readAppearance, setAppearance } from '#lib/server/people/appearance.ts';
import { readDirectoryFilters, searchDirectory } from '#lib/server/people/directory.ts';
import { readProfile } from '#lib/server/people/read-profile.ts';
import { listBoard } from '#lib/server/posts/board.ts';
import { readDrawList, readDraws } from '#lib/server/prizes/draws.ts';
import { myPrizes } from '#lib/server/prizes/queries.ts';
import { giveThanks } from '#lib/server/recognition/give.ts';
import { nominate } from '#lib/server/recognition/nominate.ts';
import { readAmbassadors } from '#lib/server/recognition/nominations.ts';
import { latestRecognitions, recognitionsOf } from '#lib/server/recognition/queries.ts';
import { tellThanks } from '#lib/server/recognition/tell.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { readResultPage } from '#lib/server/results/page.ts';
import { readResultDocument, readResults } from '#lib/server/results/queries.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { readReveal } from '#lib/server/reveals/queries.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import type { Ctx } from '#lib/server/context.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';
import { aPortal, Screen } from './live-portal.ts';
import { aMaskedWorld, closeTable, SEED } from './masked-world.ts';
import { anOwner, drain, PASSWORD } from './results-world.ts';
import { aWebhook } from './webhooks-world.ts';

const ALL = (shown: Shown) => Object.fromEntries(SURFACES.map((surface) => [surface, shown]));
const token: Actor = { kind: 'token', id: 'x', name: 'a reader', scopes: ['read'] };

let db: TestDatabase;
let owner: Ctx;
let zoe: make.APerson;
let hugo: make.APerson;
let ana: make.APerson;
let contest: Awaited<ReturnType<typeof make.aContest>>;
let display: Actor;
let credential: string;
/** What was seen while it was revealed, by colleague, screen and token, and on sockets. */
const revealed: string[] = [];

const as = (person: make.APerson) => db.ctx(make.asActor(person));
/** What would say who somebody is: name, ids, face, and where they alone are. */
const telling = ({ id, name, externalId, avatarSeed }: make.APerson) => [
	...[id, name, externalId, avatarSeed],
];

/** Everything that colleagues, screens and a token may read of the reveal at this step. */
async function look(): Promise<void> {
	const input = { contest: contest.slug };
	for (const actor of [make.asActor(ana), display, token])
		revealed.push(JSON.stringify(await readReveal({ ctx: db.ctx(actor), input })));
}

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 8 });
	await make.aProgram(db);
	({ contest, zoe, hugo, ana } = await aMaskedWorld(db));
	owner = await anOwner(db);
	await drain(db);
	await aWebhook(db, 'http://127.0.0.1:9/nobody');
	const award = await make.anAward(db, {
		personId: zoe.id,
		badge: 'helping-hand',
		reason: 'hand:somebody:2026-11',
	});
	({ id: credential } = await issueCredential({ ctx: as(zoe), input: { award: award.id } }));
	const check = { ctx: db.ctx({ kind: 'visitor' }), input: { id: credential } };
	expect(await checkCredential(check)).toMatchObject({ shown: { name: 'Zoë Ångström' } });
	await setAppearance({ ctx: as(zoe), input: ALL('pseudonym') });
	await setAppearance({ ctx: as(hugo), input: ALL('hidden') });
	await drain(db);
	const screen = await make.aDisplay(db, contest.id);
	display = { kind: 'display', id: screen.id, contestId: contest.id };

	const portal = await aPortal(db, [ana]);
	portal.displays.set('a-screen', { id: screen.id, contestId: contest.id });
	const screens = [{ person: ana.externalId }, { key: 'a-screen' }].map((who) => {
		const one = new Screen(portal, contest.slug, who);
		one.socket.onAny((...heard: unknown[]) => revealed.push(JSON.stringify(heard)));
		return one;
	});
	for (const one of screens) await one.shows(({ board }) => board !== null);
	const input = { contest: contest.slug };
	await finalizeContest({ ctx: owner, input: { ...input, hold: true, password: PASSWORD } });
	const { total } = await startReveal({ ctx: owner, input });
	await look();
	for (let to = 1; to <= total; to++) {
		await stepReveal({ ctx: owner, input: { ...input, to, revision: to } });
		await look();
	}
	await endReveal({ ctx: owner, input });
	await look();
	for (const one of screens) {
		await one.shows(({ board }) => board?.frozen === false);
		revealed.push(JSON.stringify([one.board, one.me, one.ticker]));
		one.close();
	}
	await portal.close();
	await closeTable(db, contest.id, [zoe, ana, hugo]);
	const { key: zoesKey } = await key();
	for (const from of [zoe, hugo])
		await giveThanks({
			ctx: as(from),
			input: { to: ana.externalId, message: 'Thank you.' },
		});
	await nominate({ ctx: as(ana), input: { to: zoesKey, reason: 'For good work.' } });
	await requestPass({ ctx: owner, input: {} });
	await createAwarder({ connections: db.connections, ctx: () => db.ctx(), log: owner.log }).drain();
});
afterAll(() => db.close());

const key = async () => {
	const { people } = await searchDirectory({ ctx: as(ana), input: {} });
	return people.find((one) => one.key.startsWith('alias-'))!;
};

/** Everything that a colleague reads, page by page. */
async function pages(): Promise<Record<string, unknown>> {
	const ctx = as(ana);
	const input = { contest: contest.slug };
	const { key: zoesKey } = await key();
	const badges = await listBadges({ ctx, input: {} });
	return {
		result: await readResultPage({ ctx, input: { ...input, all: true } }),
		draws: await readDraws({ ctx, input }),
		bag: await readDrawList({ ctx, input: { ...input, prize: 3 } }),
		trip: await readDrawList({ ctx, input: { ...input, prize: 4 } }),
		versions: await readVersions({ ctx, input }),
		brackets: await readBrackets({ ctx, input }),
		board: await readBoard({ ctx, input: { ...input, top: 100 } }),
		contest: await readContestPage({ ctx, input: { slug: contest.slug, page: 1 } }),
		home: await readHome({ ctx, input: {} }),
		stories: await listBoard({ ctx, input: { filter: {}, newSince: new Date() } as never }),
		badges: await Promise.all(
			badges.map(({ key: one }) => readBadge({ ctx, input: { key: one } })),
		),
		latest: await latestAwards({ ctx, input: {} }),
		people: await searchDirectory({ ctx, input: {} }),
		filters: await readDirectoryFilters({ ctx, input: {} }),
		profile: await readProfile({ ctx, input: { key: zoesKey } }),
		thanks: await latestRecognitions({ ctx, input: {} }),
		own: await recognitionsOf({ ctx, input: { key: ana.externalId } }),
		ambassadors: await readAmbassadors({ ctx, input: {} }),
	};
}

const expectNobody = (text: string, where: string) => {
	for (const told of [...telling(zoe), ...telling(hugo), '"Green"', '"Blue"', '"Visby"'])
		expect(text.includes(told), `${told} in ${where}`).toBe(false);
};

describe('with somebody under a pseudonym and somebody who is not shown at all', () => {
	it('no step of a reveal names them, on pages, screens and sockets', async () => {
		const { name } = await key();
		expect(revealed.some((text) => text.includes(name))).toBe(true);
		for (const text of revealed) expectNobody(text, 'the reveal');
	});

	it('no page of a colleague names them', async () => {
		for (const [page, seen] of Object.entries(await pages()))
			expectNobody(JSON.stringify(seen), page);
	});

	it('no answer to a program with a token of reading, no webhook and no screen names them', async () => {
		const now = new Date();
		const call = callerOf(db, { now, token: await aToken(db, now, ['read']) });
		const links = await db.connections.sql<{ id: string; personId: string; postId: string }[]>`
			select id, person_id as "personId", post_id as "postId" from links`;
		for (const link of links) await make.aShowcase(db, { month: '2026-09', link });
		for (const path of [
			...['results', 'standings'].map((what) => `/api/v1/contests/${contest.slug}/${what}`),
			...'people links events awards badges posts recognitions profiles showcases showcases/2026-09'
				.split(' ')
				.map((what) => `/api/v1/${what}`),
		]) {
			const { status, text } = await call('GET', path);
			expect([path, status]).toEqual([path, 200]);
			expectNobody(text, path);
		}
		const later = db.ctx(undefined, new Date(Date.now() + 2 * 3_600_000));
		expect(await tellThanks({ ctx: later, input: {} })).toEqual({ told: 2 });
		expect(await tellThanks({ ctx: later, input: {} })).toEqual({ told: 0 });
		const messages = await db.connections.sql<{ type: string; body: string }[]>`
			select type, body from webhook_messages`;
		const types = new Set(messages.map(({ type }) => type));
		for (const type of ['prize.won', 'badge.awarded', 'contest.final', 'recognition.given'])
			expect(types).toContain(type);
		for (const { type, body } of messages) expectNobody(body, type);
		const onScreen = { ctx: db.ctx(display), input: { contest: contest.slug } };
		for (const seen of [
			await readContestScreen(onScreen),
			await readResults(onScreen),
			await latestAwards({ ctx: db.ctx(display), input: {} }),
			await latestRecognitions({ ctx: db.ctx(display), input: {} }),
		])
			expectNobody(JSON.stringify(seen), 'a screen');
	});

	it('the pseudonym is one everywhere, and what is drawn by a public seed stands apart from it', async () => {
		const seen = await pages();
		const { key: zoesKey, name } = await key();
		const { pseudonym } = await readAppearance({ ctx: as(zoe), input: {} });
		expect(name).toBe(pseudonym);
		const input = { contest: contest.slug };
		const result = await readResults({ ctx: as(ana), input });
		expect(result.table[0]).toMatchObject({
			rank: 1,
			person: { externalId: zoesKey, name, team: '' },
		});
		expect(result.teams.map(({ team }) => team)).toContain('A small team');
		expect(JSON.stringify(seen.board)).toContain(zoesKey);
		const { signing_key: secret } = (await db.connections.sql`select signing_key from program`)[0]!;
		const inReplay = pseudonymsOf(secret as string, contest.id).person(zoe.externalId);
		const visitor = db.ctx({ kind: 'visitor' });
		for (const prize of [3, 4]) {
			const lot = lotOf(SEED, prize, zoe.externalId);
			for (const ctx of [as(ana), visitor]) {
				const list = await readDrawList({ ctx, input: { ...input, prize } });
				expect(redoDraw(list)).toMatchObject({ seedFits: true, same: true });
				const who = list.entrants.find((one) => one.lot === lot)!;
				const told = JSON.stringify(list);
				for (const text of [who.id, told]) expect(text).not.toMatch(/alias-|hidden-/);
				expect(told).not.toContain(pseudonym);
				expect(told).not.toContain(inReplay);
			}
		}
		const drawn = JSON.stringify([
			result.draws,
			result.prizes.filter(({ kind }) => kind === 'draw'),
		]);
		expect(drawn).not.toMatch(/alias-|hidden-/);
		expect(drawn).not.toContain(pseudonym);
	});

	it('not appearing costs no place and no prize, and owners see who has won', async () => {
		for (const [person, won] of [
			[zoe, ['Cup', 'Mug', 'Bag']],
			[hugo, ['Cup', 'Mug', 'Bag']],
		] as const) {
			const names = (await myPrizes({ ctx: as(person), input: {} })).map(({ prize }) => prize.name);
			for (const name of won) expect(names).toContain(name);
		}
		const { table } = await readResults({ ctx: owner, input: { contest: contest.slug } });
		expect(table.map(({ person }) => person.name)).toEqual([
			...['Zoë Ångström', 'Hugo Quist', 'Ana', 'Bo', 'Cy'],
		]);
	});

	it('the signed document and an earlier credential keep the name to themselves', async () => {
		const input = { contest: contest.slug };
		await expect(readResultDocument({ ctx: as(ana), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const visitor = db.ctx({ kind: 'visitor' });
		const checked = await checkCredential({ ctx: visitor, input: { id: credential } });
		expect(checked).toMatchObject({ state: 'valid', shown: { name: null, readable: false } });
		await expect(readCredential({ ctx: visitor, input: { id: credential } })).rejects.toMatchObject(
			{ code: 'not_found' },
		);
		await setAppearance({ ctx: as(zoe), input: { outside: 'name' } });
		expect(await readCredential({ ctx: visitor, input: { id: credential } })).toContain('.');
	});
});
