import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readDesk } from '#lib/server/showcase/desk.ts';
import { sendLetters } from '#lib/server/showcase/letters.ts';
import { createOneClick } from '#lib/server/showcase/one-click.ts';
import { answerShowcase, setShowcasePermission } from '#lib/server/showcase/permit.ts';
import { prepareShowcases } from '#lib/server/showcase/prepare.ts';
import { LETTER_PAUSE_MS, publishShowcase } from '#lib/server/showcase/publish.ts';
import { readPosterFile } from '#lib/server/showcase/read-poster.ts';
import { readSubscription, subscribeToLetter } from '#lib/server/showcase/subscribe.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aMailServer, aMonth, NOVEMBER } from './showcase-world.ts';

const MONTH = '2026-10';
const GONE = 'gone@example.com';
const minutes = (count: number) => new Date(NOVEMBER.getTime() + count * 60_000);
let db: TestDatabase;
let mail: Awaited<ReturnType<typeof aMailServer>>;
let authors: Awaited<ReturnType<typeof aMonth>>;
let owner: make.APerson;
const readers: make.APerson[] = [];
let away = false;

const as = (person: make.APerson) => db.ctx(make.asActor(person), NOVEMBER);
const send = (at: number) => sendLetters({ ctx: db.ctx(undefined, minutes(at)), input: {} });
const recipients = () => mail.received.map(({ to }) => to.join());

beforeAll(async () => {
	db = await createTestDatabase();
	mail = await aMailServer((to) => to === GONE && away);
	process.env.LAUREL_SMTP_URL = mail.url;
	process.env.LAUREL_MAIL_FROM = 'Laurel <laurel@example.com>';
	await make.aProgram(db);
	authors = await aMonth(db, [5, 4, 3]);
	owner = await make.aPerson(db, { role: 'owner' });
	for (const email of ['ana@example.com', 'bo@example.com', GONE]) {
		const reader = await make.aPerson(db, { email });
		await subscribeToLetter({ ctx: as(reader), input: { letter: true } });
		readers.push(reader);
	}
	// Who has left, and who wants none.
	const left = await make.aPerson(db, { active: false });
	await subscribeToLetter({ ctx: as(left), input: { letter: true } });
	await subscribeToLetter({ ctx: as(owner), input: { letter: false } });
	await prepareShowcases({ ctx: db.ctx(undefined, NOVEMBER), input: {} });
	for (const { person } of authors)
		await setShowcasePermission({ ctx: as(person), input: { permission: 'always' } });
});
afterEach(() => void (away = false));
afterAll(async () => {
	delete process.env.LAUREL_SMTP_URL;
	delete process.env.LAUREL_MAIL_FROM;
	await mail.close();
	await db.close();
});

it('a letter goes ten minutes after publication, to those who want it, with what is shown then', async () => {
	expect(await send(60)).toEqual({ letters: 0, failed: 0 });
	const { revision, entries, letters } = await readDesk({
		...{ ctx: as(owner), input: { month: MONTH } },
	});
	expect(letters).toMatchObject({ wanted: 3, possible: true });
	await publishShowcase({ ctx: as(owner), input: { month: MONTH, revision, letter: true } });
	expect(await send(LETTER_PAUSE_MS / 60_000 - 1)).toEqual({ letters: 0, failed: 0 });
	// Withdrawn between publication and the letter: it is not in it.
	const second = entries.find(({ title }) => title === 'Story 2')!;
	await answerShowcase({
		ctx: as(authors[1]!.person),
		input: { entry: second.id, answer: 'no' },
	});
	away = true;
	expect(await send(11)).toEqual({ letters: 2, failed: 1 });
	expect(recipients().toSorted()).toEqual(['ana@example.com', 'bo@example.com']);
	for (const { raw } of mail.received) {
		expect(raw).toContain('Story 1');
		expect(raw).not.toContain('Story 2');
	}
});

it('is sent once to each, and again only to whom the server refused it', async () => {
	const all = await Promise.all([send(12), send(12), send(13)]);
	expect(all.map(({ letters }) => letters)).toEqual([0, 0, 0]);
	expect(await send(30)).toEqual({ letters: 1, failed: 0 });
	expect(await send(31)).toEqual({ letters: 0, failed: 0 });
	expect(recipients().filter((to) => to === GONE)).toHaveLength(1);
});

it('carries both forms, a way to end it at once, and a name of its own, and nothing that follows anybody', () => {
	const [{ raw } = { raw: '' }] = mail.received;
	expect(raw).toMatch(/^From: Laurel <laurel@example\.com>/m);
	expect(raw).toMatch(/^Subject: Northwind: the best posts of October 2026/m);
	expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
	expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
	expect(raw).toMatch(/^Content-Type: text\/html; charset=utf-8/m);
	expect(raw).toMatch(/^List-Unsubscribe: <http[^>]+\/showcase\/letter\/[\w-]+\/now>/m);
	expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
	expect(raw).toMatch(/^Message-ID: <showcase-2026-10-[0-9a-f-]+@/m);
	expect(raw).not.toContain('<img');
	expect(new Set(mail.received.map((one) => /^Message-ID: (.*)/m.exec(one.raw)![1])).size).toBe(3);
});

it('is ended by a mail program’s own press, as RFC 8058 has it, for the one whose letter it was', async () => {
	const oneClick = createOneClick({
		requestCtx: (actor) => db.ctx(actor, NOVEMBER),
		log: silent,
	});
	const server: Server = createServer((req, res) => {
		if (!oneClick.handle(req, res)) res.writeHead(404).end();
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	try {
		const { port } = server.address() as { port: number };
		const at = (path: string, init?: RequestInit) =>
			fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
		const letter = mail.received.find(({ to }) => to[0] === 'bo@example.com')!;
		const path = /letter\/[\w-]+\/now/.exec(letter.raw)![0];
		// Opening it ends nothing: scanners open every link.
		const opened = await at(`/showcase/${path}`);
		expect([opened.status, opened.headers.get('location')]).toEqual([
			...[303, `/showcase/${path.replace('/now', '')}`],
		]);
		const wants = async (index: number) =>
			(await readSubscription({ ctx: as(readers[index]!), input: {} })).letter;
		expect(await wants(1)).toBe(true);
		const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
		const ended = await at(`/showcase/${path}`, { method: 'POST', body });
		expect([ended.status, await ended.text()]).toEqual([200, 'Done.\n']);
		const unknown = await at('/showcase/letter/nobodys/now', { method: 'POST', body });
		expect([unknown.status, await unknown.text()]).toEqual([200, 'Done.\n']);
		expect([await wants(0), await wants(1)]).toEqual([true, false]);
		expect((await at('/showcase/letter/x/y')).status).toBe(404);
	} finally {
		await new Promise((closed) => server.close(closed));
	}
});

it('waits while the mail server is away, and without one', async () => {
	await db.connections.sql`update showcase_letters set sent_at = null, tries = 0, next_at = null`;
	process.env.LAUREL_SMTP_URL = 'smtp://127.0.0.1:1';
	expect(await send(40)).toEqual({ letters: 0, failed: 1 });
	delete process.env.LAUREL_SMTP_URL;
	expect(await send(90)).toEqual({ letters: 0, failed: 0 });
	process.env.LAUREL_SMTP_URL = mail.url;
	// Who has ended the letters meanwhile gets none.
	expect(await send(90)).toEqual({ letters: 2, failed: 0 });
});

it('the poster of a published month is a file, of a draft there is none', async () => {
	const file = (month: string) =>
		readPosterFile({ ctx: as(readers[0]!), input: { month, paper: 'a3' } });
	const { name, bytes } = await file(MONTH);
	expect(name).toBe('showcase-2026-10-a3.pdf');
	expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
	for (const month of ['2026-09', 'x']) {
		await expect(file(month)).rejects.toMatchObject({ code: 'not_found' });
	}
});

it('months that were missed are made up for when the server was away', async () => {
	const other = await createTestDatabase();
	try {
		await make.aProgram(other);
		const at = (now: string) =>
			prepareShowcases({ ctx: other.ctx(undefined, new Date(now)), input: {} });
		expect(await at('2026-08-01T12:00:00Z')).toEqual({ prepared: ['2026-07'] });
		expect(await at('2026-11-20T12:00:00Z')).toEqual({
			prepared: ['2026-08', '2026-09', '2026-10'],
		});
	} finally {
		await other.close();
	}
});
