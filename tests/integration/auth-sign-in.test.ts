import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as argon2 from '@node-rs/argon2';
import { hash, verify } from '@node-rs/argon2';
import { Failure } from '#lib/domain/failure.ts';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { readDevices } from '#lib/server/auth/devices.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { hashSessionId, readSession } from '#lib/server/auth/sessions.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { FREE_FAILURES, sweepThrottles } from '#lib/server/auth/throttle.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor } from '#tests/support/people.ts';

// Files of a worker share their modules: those that hash are loaded anew here, and anew after it.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());
// The real hash, counted.
vi.mock('@node-rs/argon2', async (original) => {
	const real = await original<typeof argon2>();
	return { ...real, verify: vi.fn(real.verify) };
});

const PASSWORD = 'green paper boats at noon';
const visitor = { kind: 'visitor' } as const;
const start = new Date('2026-11-23T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
let database: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	passwordHash = await hashPassword(PASSWORD);
});
afterAll(() => database.close());
beforeEach(() => database.connections.sql`delete from sign_in_throttles`);

async function member(over: Parameters<typeof aPerson>[1] = {}, stored = passwordHash) {
	const person = await aPerson(database, over);
	await database.connections.sql`
		insert into credentials (person_id, password_hash) values (${person.id}, ${stored})`;
	return person;
}

type Try = { email: string; password?: string; devices?: string[]; at?: Date };
const attempt = ({ email, password = PASSWORD, devices = [], at = start }: Try) =>
	signIn({
		ctx: database.ctx(visitor, at),
		input: { email, password, devices, secure: false },
	});
const refused = async (given: Try): Promise<Failure> => {
	const thrown: unknown = await attempt(given).then(
		() => new Error('was let in'),
		(error: unknown) => error,
	);
	if (!(thrown instanceof Failure)) throw thrown;
	return thrown;
};
const fail = async (email: string, times: number, devices: string[] = [], at = start) => {
	for (let n = 0; n < times; n++) await refused({ email, password: 'wrong guess', devices, at });
};
/** What the browser carries after these cookies. */
const devicesOf = (cookies: { name: string; value: string }[]) =>
	readDevices(
		{ get: (name) => cookies.find((cookie) => cookie.name === name)?.value },
		{ secure: false },
	);

test('the right password starts a session, in whatever case the e-mail was typed', async () => {
	const person = await member({ email: 'ana.ruiz@example.com' });
	const cookies = await attempt({ email: ' Ana.Ruiz@Example.com ' });
	const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const session = await readSession(database.connections.db, header, { secure: false });
	expect(session?.actor.id).toBe(person.id);
});

test('known, unknown, passwordless and inactive are one answer', async () => {
	const known = await member();
	const inactive = await member({ active: false });
	const passwordless = await aPerson(database);
	const answers = [
		await refused({ email: known.email, password: 'wrong guess' }),
		await refused({ email: inactive.email }),
		await refused({ email: passwordless.email }),
		await refused({ email: 'nobody@example.com' }),
		await refused({ email: "o'b\u0000ad" }).catch((error: Error) => error),
	];
	const [first] = answers;
	expect(first).toMatchObject({ code: 'not_signed_in', reason: 'wrong_credentials' });
	for (const answer of answers.slice(1, 4)) expect(answer).toEqual(first);
	expect(answers[4]).toMatchObject({ code: 'invalid' });
});

test('an unknown address costs the same one hash as a known one', async () => {
	const known = await member();
	for (const email of [known.email, 'nobody@example.com']) {
		vi.mocked(verify).mockClear();
		await refused({ email, password: 'wrong guess' });
		expect(vi.mocked(verify)).toHaveBeenCalledTimes(1);
		// The same parameters make the same work.
		expect(vi.mocked(verify).mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	}
});

test('the fifth wrong password makes wait 1 s, then 2, 4, 8, and 15 minutes at most', async () => {
	const { email } = await member();
	await fail(email, FREE_FAILURES);
	expect(await refused({ email })).toMatchObject({ code: 'too_many', retryAfterSeconds: 1 });
	let at = 1;
	for (const wait of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
		await fail(email, 1, [], after(at));
		expect(await refused({ email, at: after(at) })).toMatchObject({
			code: 'too_many',
			reason: 'throttled',
			retryAfterSeconds: wait,
		});
		at += wait;
	}
	expect(await attempt({ email, at: after(at) })).toHaveLength(2);
});

test('a try while it is shut does not keep it shut longer', async () => {
	const { email } = await member();
	await fail(email, FREE_FAILURES);
	for (let n = 0; n < 20; n++) await refused({ email, password: 'wrong guess', at: after(0.5) });
	expect(await attempt({ email, at: after(1) })).toHaveLength(2);
});

test('unknown addresses are slowed down alike, and no address stands in the table', async () => {
	await fail('nobody@example.com', FREE_FAILURES);
	expect(await refused({ email: 'nobody@example.com' })).toMatchObject({ code: 'too_many' });
	const rows = await database.connections.sql`select * from sign_in_throttles`;
	expect(JSON.stringify(rows)).not.toContain('nobody');
});

test('fifty guesses at once are five', async () => {
	const { email } = await member();
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => refused({ email, password: 'wrong guess' })),
	);
	const judged = answers.filter((answer) => answer.reason === 'wrong_credentials');
	expect(judged).toHaveLength(FREE_FAILURES);
	expect(answers.filter((answer) => answer.code === 'too_many')).toHaveLength(50 - FREE_FAILURES);
});

test('a right password forgets the wrong ones before it', async () => {
	const { email } = await member();
	await fail(email, FREE_FAILURES - 1);
	await attempt({ email });
	await fail(email, FREE_FAILURES - 1);
	expect(await attempt({ email })).toHaveLength(2);
});

test('others guessing do not lock out the browser that signed in before', async () => {
	const owner = await member();
	const devices = devicesOf(await attempt({ email: owner.email }));
	expect(devices).toHaveLength(1);
	await fail(owner.email, FREE_FAILURES);
	expect(await refused({ email: owner.email })).toMatchObject({ code: 'too_many' });
	expect(await attempt({ email: owner.email, devices })).toHaveLength(2);
	// The owner's coming home does not give the guesser new tries.
	expect(await refused({ email: owner.email })).toMatchObject({ code: 'too_many' });
});

test('a known browser has a counter of its own, for its own account only', async () => {
	const owner = await member();
	const other = await member();
	const devices = devicesOf(await attempt({ email: owner.email }));
	await fail(owner.email, FREE_FAILURES, devices);
	expect(await refused({ email: owner.email, devices })).toMatchObject({ code: 'too_many' });
	expect(await attempt({ email: owner.email })).toHaveLength(2);

	await fail(other.email, FREE_FAILURES);
	expect(await refused({ email: other.email, devices })).toMatchObject({ code: 'too_many' });
	const forged = devices.map((proof) =>
		proof.replace(/\.(.)/, (_, c) => (c === 'A' ? '.B' : '.A')),
	);
	await fail(owner.email, FREE_FAILURES);
	expect(await refused({ email: owner.email, devices: forged })).toMatchObject({
		code: 'too_many',
	});
});

test('a day after the last failure all is forgotten, and the sweep deletes it', async () => {
	const { email } = await member();
	await fail(email, FREE_FAILURES + 1, []);
	const later = after(86_401);
	await fail(email, FREE_FAILURES - 1, [], later);
	expect(await attempt({ email, at: later })).toHaveLength(2);
	await fail(email, 1, [], start);
	await fail('nobody@example.com', 1, [], later);
	const ctx = database.ctx(undefined, later);
	expect(await sweepThrottles({ ctx, input: {} })).toEqual({ swept: 1 });
});

test('a hash of older parameters is made anew at the next sign-in', async () => {
	const person = await member({}, await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 }));
	await attempt({ email: person.email });
	const stored = async () =>
		(
			await database.connections.sql<{ password_hash: string }[]>`
				select password_hash from credentials where person_id = ${person.id}`
		)[0]?.password_hash;
	const renewed = await stored();
	expect(renewed).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
	await attempt({ email: person.email });
	expect(await stored()).toBe(renewed);
});

test('signing in ends the session that this browser had', async () => {
	const person = await member();
	const [first] = await attempt({ email: person.email });
	const replaces = hashSessionId(first?.value ?? '');
	await signIn({
		ctx: database.ctx(visitor, start),
		input: { email: person.email, password: PASSWORD, replaces, secure: false },
	});
	const header = `${first?.name}=${first?.value}`;
	expect(await readSession(database.connections.db, header, { secure: false })).toBeNull();
});

test('changing the password needs the present one, follows the policy and ends the other sessions', async () => {
	const person = await member({ name: 'Giulia Conti' });
	const [here] = await attempt({ email: person.email });
	await attempt({ email: person.email });
	const sessionId = hashSessionId(here?.value ?? '');
	const change = (current: string, password: string) =>
		changePassword({
			ctx: database.ctx(asActor(person), start),
			input: { current, password, sessionId },
		});
	const better = 'nine lanterns, one ferry';
	await expect(change('wrong guess', better)).rejects.toMatchObject({
		errors: [{ path: 'current', message: 'wrong_password' }],
	});
	await expect(change(PASSWORD, 'giulia says hello')).rejects.toMatchObject({
		errors: [{ path: 'password', message: 'password_has_name' }],
	});
	expect(await change(PASSWORD, better)).toEqual({ ended: 1 });
	expect(await refused({ email: person.email })).toMatchObject({ reason: 'wrong_credentials' });
	expect(await attempt({ email: person.email, password: better })).toHaveLength(2);
});
