import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureSetupToken, hashSetupToken, isSetUp } from '#lib/server/auth/setup-token.ts';
import { setUp } from '#lib/server/auth/setup.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram } from '#tests/support/people.ts';

const visitor = { kind: 'visitor' } as const;
let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
});
afterEach(() => database.close());

/** Starts as the server does and reads what it printed. */
async function start(): Promise<{ token: string; setup: string } | null> {
	const lines: string[] = [];
	const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
	await ensureSetupToken(database.connections.db, log, 'https://laurel.example.com');
	return lines[0] ? JSON.parse(lines[0]) : null;
}

const answers = (token: string, over: Partial<Parameters<typeof setUp>[0]['input']> = {}) => ({
	token,
	programName: 'Norrsken Voices',
	timeZone: 'Europe/Stockholm',
	name: 'Tova Lind',
	team: 'Communications',
	email: 'tova@example.com',
	password: 'green paper boats at noon',
	secure: true,
	...over,
});
const fill = (input: ReturnType<typeof answers>) => setUp({ ctx: database.ctx(visitor), input });
const people = () =>
	database.connections.sql<{ email: string; role: string; external_id: string }[]>`
		select email, role, external_id from people order by email`;

test('the first run makes the program and one admin who is signed in and can sign in', async () => {
	const printed = await start();
	const cookies = await fill(answers(printed?.token ?? ''));
	expect(cookies[0]?.name).toBe('__Host-laurel_session');
	expect(await people()).toMatchObject([{ email: 'tova@example.com', role: 'admin' }]);
	expect(await database.connections.sql`select name, slug, time_zone, demo from program`).toEqual([
		{
			name: 'Norrsken Voices',
			slug: 'norrsken-voices',
			time_zone: 'Europe/Stockholm',
			demo: false,
		},
	]);
	const { email, password } = answers('');
	const input = { email, password, secure: false };
	expect(await signIn({ ctx: database.ctx(visitor), input })).toHaveLength(2);
	expect(await isSetUp(database.connections.db)).toBe(true);
	expect(await start()).toBeNull();
});

test('the token stands behind a # in the log and only its SHA-256 in the database', async () => {
	const printed = await start();
	expect(printed?.setup).toBe(`https://laurel.example.com/setup#token=${printed?.token}`);
	const [row] = await database.connections.sql`select * from program`;
	expect(row?.setup_token_hash).toMatch(/^[0-9a-f]{64}$/);
	expect(JSON.stringify(row)).not.toContain(printed?.token);
});

test('the token is said also where nothing is logged', async () => {
	const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	try {
		const log = pino({ level: 'silent' });
		await ensureSetupToken(database.connections.db, log, 'https://laurel.example.com');
		const [line] = said.mock.calls.map(([text]) => String(text));
		const token = /https:\/\/laurel\.example\.com\/setup#token=([\w-]+) /.exec(line ?? '')?.[1];
		const [row] = await database.connections.sql`select setup_token_hash as hash from program`;
		expect(hashSetupToken(token ?? '')).toBe(row?.hash);
	} finally {
		said.mockRestore();
	}
});

test('a wrong token, and the token of the start before, make nobody', async () => {
	const first = await start();
	const second = await start();
	expect(second?.token).not.toBe(first?.token);
	for (const token of [first?.token ?? '', 'made-up']) {
		await expect(fill(answers(token))).rejects.toMatchObject({
			code: 'not_allowed',
			reason: 'setup_token',
		});
	}
	expect(await people()).toEqual([]);
});

test('of twenty at once with the same token one becomes the admin', async () => {
	const printed = await start();
	const outcomes = await Promise.allSettled(
		Array.from({ length: 20 }, (_, n) =>
			fill(answers(printed?.token ?? '', { email: `person${n}@example.com` })),
		),
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const outcome of outcomes) {
		if (outcome.status === 'rejected') {
			expect(['conflict', 'not_allowed']).toContain(outcome.reason.code);
		}
	}
	expect(await people()).toHaveLength(1);
});

test('what is wrong is said at the field, and the token is not used up by it', async () => {
	const token = (await start())?.token ?? '';
	const wrong = answers(token, {
		email: 'not an address',
		timeZone: 'Mars/Olympus',
		password: 'tova tova tova',
	});
	await expect(fill(wrong)).rejects.toMatchObject({
		code: 'invalid',
		errors: expect.arrayContaining([
			{ path: 'email', message: 'email' },
			{ path: 'timeZone', message: 'time_zone' },
		]),
	});
	await expect(fill(answers(token, { password: 'tova tova tova' }))).rejects.toMatchObject({
		errors: [{ path: 'password', message: 'password_has_name' }],
	});
	await fill(answers(token));
	expect(await people()).toHaveLength(1);
});

test('people who were imported before do not close the door, and one of them may become the admin', async () => {
	const person = await aPerson(database, { email: 'tova@example.com', team: 'Sales' });
	expect(await isSetUp(database.connections.db)).toBe(false);
	await fill(answers((await start())?.token ?? ''));
	expect(await people()).toEqual([
		{ email: 'tova@example.com', role: 'admin', external_id: person.externalId },
	]);
});

test('a demo needs no first admin and makes none', async () => {
	await aProgram(database, { demo: true });
	expect(await start()).toBeNull();
	await expect(fill(answers('anything'))).rejects.toMatchObject({
		code: 'conflict',
		reason: 'already_set_up',
	});
});

test('the token is in the log even where that keeps only what is fatal', async () => {
	const lines: string[] = [];
	const log = pino({ level: 'fatal' }, { write: (line: string) => void lines.push(line) });
	await ensureSetupToken(database.connections.db, log, 'https://laurel.example.com');
	expect(lines).toHaveLength(1);
	const { token } = JSON.parse(lines[0]!) as { token: string };
	await expect(fill(answers(token))).resolves.toHaveLength(2);
});

test('a program whose name holds no Latin letter has an address all the same', async () => {
	const printed = await start();
	await fill(answers(printed?.token ?? '', { programName: '北風' }));
	expect(await database.connections.sql`select name, slug from program`).toEqual([
		{ name: '北風', slug: 'program' },
	]);
});
