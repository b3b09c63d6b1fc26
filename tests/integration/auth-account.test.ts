import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { createIdentify } from '#lib/server/auth/identify.ts';
import { readAccount } from '#lib/server/auth/queries.ts';
import { readSession, startSession } from '#lib/server/auth/sessions.ts';
import { setPassword } from '#lib/server/auth/set-password.ts';
import { signOut, signOutEverywhere } from '#lib/server/auth/sign-out.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

const GOOD = 'a heron on the frozen lake';
const BETTER = 'two herons and a wet meadow';
const db = () => database.connections.db;
const as = (person: APerson) => database.ctx(asActor(person));

async function opened(person: APerson) {
	const { name, value } = await startSession(db(), person.id, { secure: false });
	const cookie = `${name}=${value}`;
	const read = () => readSession(db(), cookie, { secure: false });
	return { cookie, read, sessionId: (await read())!.sessionId };
}
const give = (email: string, password: string) =>
	setPassword({ ctx: database.ctx(), input: { email, password } });
const audited = async (action: string, person: APerson) => {
	const rows = await database.connections.sql`select details from audit_entries
		where action = ${action} and target = ${`person:${person.id}`}`;
	return rows.map((row) => row.details as unknown);
};

describe('a password that an admin gives', () => {
	it('replaces the one before and ends all of the person’s sessions, nobody else’s', async () => {
		const [mira, noor] = [await aPerson(database), await aPerson(database)];
		await give(mira.email, GOOD);
		const [one, two, other] = [await opened(mira), await opened(mira), await opened(noor)];
		expect(await give(` ${mira.email.toUpperCase()} `, BETTER)).toEqual({
			externalId: mira.externalId,
			ended: 2,
		});
		expect([await one.read(), await two.read()]).toEqual([null, null]);
		expect((await other.read())?.actor.id).toBe(noor.id);
		expect(await audited('password.set', mira)).toHaveLength(2);
		const change = (current: string) =>
			changePassword({ ctx: as(mira), input: { current, password: GOOD, sessionId: null } });
		await expect(change(GOOD)).rejects.toMatchObject({ errors: [{ path: 'current' }] });
		await expect(change(BETTER)).resolves.toEqual({ ended: 0 });
	});

	it('is refused for an address that nobody has and by the policy, and then changes nothing', async () => {
		const mira = await aPerson(database);
		const session = await opened(mira);
		await expect(give('nobody@example.com', GOOD)).rejects.toMatchObject({
			code: 'not_found',
			errors: [{ path: 'email', message: 'unknown' }],
		});
		await expect(give(mira.email, 'short')).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'password', message: 'password_too_short' }],
		});
		expect(await session.read()).not.toBeNull();
		expect((await readAccount({ ctx: as(mira), input: {} })).passwordSince).toBeNull();
	});

	it('is given by admins only', async () => {
		const owner = await aPerson(database, { role: 'owner' });
		const input = { email: owner.email, password: GOOD };
		await expect(setPassword({ ctx: as(owner), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('signing out', () => {
	it('ends this browser’s session and no other, and does no harm twice', async () => {
		const mira = await aPerson(database);
		const [here, there] = [await opened(mira), await opened(mira)];
		const input = { sessionId: here.sessionId };
		await signOut({ ctx: as(mira), input });
		await signOut({ ctx: as(mira), input });
		expect(await here.read()).toBeNull();
		expect(await there.read()).not.toBeNull();
	});

	it('ends every session of the person when asked for everywhere, and says how many', async () => {
		const [mira, noor] = [await aPerson(database), await aPerson(database)];
		const [here, there, other] = [await opened(mira), await opened(mira), await opened(noor)];
		expect(await signOutEverywhere({ ctx: as(mira), input: {} })).toBe(2);
		expect([await here.read(), await there.read()]).toEqual([null, null]);
		expect(await other.read()).not.toBeNull();
		expect(await audited('session.end.all', mira)).toEqual([{ ended: 2 }]);
	});

	it('everywhere means nothing to who is no person', async () => {
		const before = await database.connections.sql`select count(*)::int as n from sessions`;
		expect(await signOutEverywhere({ ctx: database.ctx(), input: {} })).toBe(0);
		expect(await database.connections.sql`select count(*)::int as n from sessions`).toEqual(before);
	});
});

describe('one’s own account', () => {
	it('shows who one is, since when there is a password, and how many sessions are open', async () => {
		const mira = await aPerson(database, { team: 'Design', title: 'Designer', role: 'manager' });
		await give(mira.email, GOOD);
		await opened(mira);
		await opened(mira);
		await database.connections.sql`update sessions set expires_at = now() - interval '1 minute'
			where id = (select id from sessions where person_id = ${mira.id} order by id limit 1)`;
		const account = await readAccount({ ctx: as(mira), input: {} });
		expect(account).toMatchObject({
			name: mira.name,
			email: mira.email,
			team: 'Design',
			title: 'Designer',
			role: 'manager',
			sessions: 1,
		});
		expect(account.passwordSince).toBeInstanceOf(Date);
	});

	it('is only people’s, and only of those whom there is', async () => {
		await expect(readAccount({ ctx: database.ctx(), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const gone = await aPerson(database);
		await database.connections.sql`delete from people where id = ${gone.id}`;
		await expect(readAccount({ ctx: as(gone), input: {} })).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	it('has a password to change only when it is a person’s', async () => {
		const input = { current: GOOD, password: BETTER, sessionId: null };
		await expect(changePassword({ ctx: database.ctx(), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('a session’s cookie', () => {
	it('is nobody’s when it is empty, or another cookie’s name only begins like it', async () => {
		const { cookie } = await opened(await aPerson(database));
		const name = cookie.split('=')[0]!;
		for (const header of [`${name}=`, `x=${name}`, `${name}_2=abc`]) {
			expect(await readSession(db(), header, { secure: false })).toBeNull();
		}
	});
});

describe('who a Cookie header belongs to', () => {
	it('is the person until the very moment in which every session is ended', async () => {
		const identify = createIdentify(database.connections);
		try {
			const mira = await aPerson(database);
			const { cookie } = await opened(mira);
			expect((await identify(cookie))?.personId).toBe(mira.id);
			await signOutEverywhere({ ctx: as(mira), input: {} });
			await expect.poll(() => identify(cookie), { interval: 20, timeout: 3000 }).toBeNull();
		} finally {
			await identify.close();
		}
	});

	it('is nobody without a session’s id in it', async () => {
		const identify = createIdentify(database.connections);
		try {
			const { cookie } = await opened(await aPerson(database));
			const name = cookie.split('=')[0]!;
			for (const header of [undefined, '', 'theme=dark', `${name}=`, `x=${name}`]) {
				expect(await identify(header)).toBeNull();
			}
		} finally {
			await identify.close();
		}
	});

	it('is asked of Postgres without a listener once it was closed', async () => {
		const identify = createIdentify(database.connections);
		const mira = await aPerson(database);
		const { cookie } = await opened(mira);
		await identify.close();
		expect((await identify(cookie))?.personId).toBe(mira.id);
	});

	it('is read by the secure cookie alone where the portal is on https', async () => {
		const identify = createIdentify(database.connections, { origin: 'https://laurel.example' });
		try {
			const mira = await aPerson(database);
			const plain = await opened(mira);
			const { name, value } = await startSession(db(), mira.id, { secure: true });
			expect(await identify(plain.cookie)).toBeNull();
			expect((await identify(`${name}=${value}`))?.personId).toBe(mira.id);
		} finally {
			await identify.close();
		}
	});
});
