import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { createAwarder } from '#lib/server/badges/awarder.ts';
import { issueCredential } from '#lib/server/badges/credentials.ts';
import { distrustCredentialKey } from '#lib/server/badges/distrust.ts';
import { readCredentialKeys, rotateCredentialKey } from '#lib/server/badges/keys.ts';
import { giveBadge, readGiving, withdrawBadge } from '#lib/server/badges/give.ts';
import { createOwnBadge, previewOwnBadge } from '#lib/server/badges/own.ts';
import { awardsOf, latestAwards, listBadges, readBadge } from '#lib/server/badges/queries.ts';
import {
	makeSignature,
	readSignature,
	revokeSignature,
	showSignature,
} from '#lib/server/badges/signature.ts';
import { checkCredential, readCredential, readKeys } from '#lib/server/badges/verify.ts';
import { credentials } from '#lib/server/db/schema/auth.ts';
import { limitGiving, switchBadge } from '#lib/server/badges/switch.ts';
import { requestPass } from '#lib/server/badges/pass.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aLink,
	aPerson,
	aProgram,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

const PASSWORD = 'a long enough secret';

let database: TestDatabase;
let owner: APerson;
let manager: APerson;
let mira: APerson;
let noor: APerson;

beforeEach(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	owner = await aPerson(database, { externalId: 'olga', role: 'owner' });
	manager = await aPerson(database, { externalId: 'mats', role: 'manager' });
	mira = await aPerson(database, { externalId: 'mira', name: 'Mira', team: 'Sales' });
	noor = await aPerson(database, { externalId: 'noor', name: 'Noor', team: 'Support' });
});
afterEach(() => database.close());

const as = (person: APerson) => ({ ...database.ctx(), actor: asActor(person) });
const settle = async () => {
	const awarder = createAwarder({
		...{ connections: database.connections, ctx: () => database.ctx() },
		log: database.ctx().log,
	});
	await awarder.drain();
};
const look = async () => {
	await requestPass({ ctx: database.ctx(), input: {} });
	await settle();
};
async function readers(person: APerson, count: number, at = new Date()) {
	const link = await aLink(database, { personId: person.id });
	for (let n = 0; n < count; n++) await aClick(database, link, { at });
}
const give = (giver: APerson, badge: string, person: APerson) =>
	giveBadge({
		ctx: as(giver),
		input: { badge, person: person.externalId, reason: 'For <b>help</b>.' },
	});
const names = async (of: APerson, asker: APerson) =>
	(await awardsOf({ ctx: as(asker), input: { person: of.externalId } })).map(({ name }) => name);

describe('a badge given by hand', () => {
	test('comes from an owner with a reason that is text, once a month, never to oneself, and can be taken back', async () => {
		const { id } = await give(owner, 'helping-hand', mira);
		const [award] = await awardsOf({ ctx: as(noor), input: { person: 'mira' } });
		expect(award).toMatchObject({ id, given: { by: 'olga', reason: 'For <b>help</b>.' } });
		await expect(give(owner, 'helping-hand', mira)).rejects.toMatchObject({ reason: 'given' });
		await expect(give(owner, 'helping-hand', owner)).rejects.toMatchObject({ reason: 'self' });
		await expect(give(owner, 'clicks', mira)).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(withdrawBadge({ ctx: as(manager), input: { id } })).rejects.toMatchObject({
			code: 'not_found',
		});
		await withdrawBadge({ ctx: as(owner), input: { id } });
		await settle();
		expect(await names(mira, noor)).toEqual([]);
		await give(owner, 'helping-hand', mira);
		expect(await names(mira, noor)).toEqual(['Helping hand']);
	});

	test('comes from a manager only where owners let them, and so often a month, also when two forms are sent at once', async () => {
		await expect(give(manager, 'helping-hand', mira)).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const input = { badge: 'helping-hand', managersMay: true };
		await switchBadge({ ctx: as(owner), input });
		await limitGiving({ ctx: as(owner), input: { managerMonthly: 1 } });
		const sent = await Promise.allSettled([
			give(manager, 'helping-hand', mira),
			give(manager, 'helping-hand', noor),
		]);
		expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await readGiving({ ctx: as(manager), input: {} })).toMatchObject({ left: 0 });
		await expect(give(mira, 'helping-hand', noor)).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('an own badge', () => {
	const condition = (threshold: number, audience = { kind: 'all' } as never) => ({
		...{ metric: 'clicks' as const, threshold, period: 'ever' as const, audience },
	});
	const make = (threshold: number, more: object = {}) =>
		createOwnBadge({
			ctx: as(owner),
			input: {
				...{ name: 'Fair week', description: 'For the fair.', mark: 'sun' as const },
				...{ condition: condition(threshold), ...more },
			},
		});

	test('is previewed, and says before it is saved that it would go to nobody or to everybody', async () => {
		await readers(mira, 3);
		expect(await previewOwnBadge({ ctx: as(owner), input: { condition: condition(3) } })).toEqual({
			count: 1,
			of: 4,
			people: ['Mira'],
		});
		await expect(make(4)).rejects.toMatchObject({ reason: 'nobody' });
		for (const person of [owner, manager, noor]) await readers(person, 3);
		await expect(make(3)).rejects.toMatchObject({ reason: 'everybody' });
		await make(3, { sure: true });
		await expect(make(3, { sure: true })).rejects.toMatchObject({ reason: 'name' });
	});

	test('goes to those of its audience, and to nobody while it is off', async () => {
		for (const person of [mira, noor]) await readers(person, 3);
		const { id } = await make(3, {
			condition: condition(3, { kind: 'team', name: 'Sales' } as never),
		});
		await settle();
		expect(await names(mira, noor)).toContain('Fair week');
		expect(await names(noor, mira)).not.toContain('Fair week');
		await switchBadge({ ctx: as(owner), input: { badge: id, active: false } });
		expect(await names(mira, noor)).not.toContain('Fair week');
		await expect(readBadge({ ctx: as(mira), input: { key: id } })).rejects.toMatchObject({
			code: 'not_found',
		});
		await switchBadge({ ctx: as(owner), input: { badge: id, active: true } });
		expect(await readBadge({ ctx: as(mira), input: { key: id } })).toMatchObject({ holders: 1 });
	});
});

describe('what everybody sees', () => {
	test('leaves out what a frozen contest hides; the person sees their own', async () => {
		const hour = 3_600_000;
		await aContest(database, {
			startsAt: new Date(Date.now() - 48 * hour),
			rules: { freezeAt: new Date(Date.now() - 2 * hour).toISOString() },
		});
		await readers(mira, 1, new Date(Date.now() - hour));
		await look();
		expect(await names(mira, mira)).toEqual(['First reader']);
		expect(await names(mira, noor)).toEqual([]);
		expect(await latestAwards({ ctx: as(noor), input: {} })).toEqual([]);
		const all = await listBadges({ ctx: as(noor), input: {} });
		expect(all.find(({ key }) => key === 'first-click')).toMatchObject({ holders: 0 });
	});

	test('names nobody who does not appear by name, and does not say who a pseudonym is', async () => {
		await readers(mira, 1);
		await look();
		await setAppearance({
			ctx: as(mira),
			input: { directory: 'pseudonym', boards: 'pseudonym', displays: 'hidden' },
		});
		const { latest } = await readBadge({ ctx: as(noor), input: { key: 'first-click' } });
		const shown = JSON.stringify([latest, await latestAwards({ ctx: as(noor), input: {} })]);
		expect(shown).not.toMatch(/mira/i);
		expect(await names(mira, noor)).toEqual([]);
		const key = latest[0]!.person.externalId;
		expect(await awardsOf({ ctx: as(noor), input: { person: key } })).toHaveLength(1);
	});
});

test('a signature shows what its person has now to whoever has the address, and nothing once it is ended', async () => {
	await readers(mira, 1);
	await makeSignature({ ctx: as(mira), input: {} });
	const before = await readSignature({ ctx: as(mira), input: { alt: 'Badges' } });
	const token = /\/b\/([\w-]{32})\.png$/.exec(before!.src)![1]!;
	const visitor = { ...database.ctx(), actor: { kind: 'visitor' as const } };
	const show = () => showSignature({ ctx: visitor, input: { token, as: 'svg' } });
	expect(await show()).not.toContain('<path');
	await look();
	expect(await show()).toContain('<path');
	expect(await show()).not.toMatch(/mira/i);
	await revokeSignature({ ctx: as(mira), input: {} });
	expect(await show()).not.toContain('<path');
	expect(await readSignature({ ctx: as(mira), input: { alt: 'Badges' } })).toBeNull();
});

describe('the key that credentials are signed with', () => {
	test('is changed by admins with their password, and what the one before signed still holds', async () => {
		const admin = await aPerson(database, { role: 'admin' });
		await database.connections.db
			.insert(credentials)
			.values({ personId: admin.id, passwordHash: await hashPassword(PASSWORD) });
		const keys = () => readCredentialKeys({ ctx: as(admin), input: {} });
		const rotate = (who: APerson, password: string) =>
			rotateCredentialKey({ ctx: as(who), input: { password } });
		const takeOut = async (person: APerson) => {
			const { id: award } = await give(owner, 'helping-hand', person);
			return { award, ...(await issueCredential({ ctx: as(person), input: { award } })) };
		};
		const check = async (id: string) =>
			(await checkCredential({ ctx: database.ctx({ kind: 'visitor' }), input: { id } })).state;
		expect(await keys()).toEqual([]);
		const first = await takeOut(mira);
		const [before] = await keys();
		expect(before).toMatchObject({ until: null, credentials: 1 });
		await expect(rotate(owner, PASSWORD)).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(rotate(admin, 'wrong')).rejects.toMatchObject({ reason: 'wrong_password' });
		const { kid } = await rotate(admin, PASSWORD);
		expect((await keys()).map((key) => [key.kid, key.until === null])).toEqual([
			[kid, true],
			[before!.kid, false],
		]);
		expect(await check(first.id)).toBe('valid');
		await withdrawBadge({ ctx: as(owner), input: { id: first.award } });
		expect(await check(first.id)).toBe('taken_back');
		const second = await takeOut(noor);
		expect(await check(second.id)).toBe('valid');
		expect(await keys()).toMatchObject([{ kid, credentials: 1 }, { credentials: 0 }]);
		const { keys: published } = await readKeys({
			ctx: database.ctx({ kind: 'visitor' }),
			input: {},
		});
		expect(published.map((key) => key.kid)).toEqual([kid, before!.kid]);
	});

	test('is distrusted when it leaked: nothing that it signed verifies, and what holds is signed anew at the same address', async () => {
		const system = database.ctx();
		const visitor = () => database.ctx({ kind: 'visitor' });
		const current = async () =>
			(await readCredentialKeys({ ctx: system, input: {} })).find(({ until }) => until === null)!;
		const { id: award } = await give(owner, 'helping-hand', noor);
		const { id } = await issueCredential({ ctx: as(noor), input: { award } });
		const jwt = await readCredential({ ctx: visitor(), input: { id } });
		const { id: second } = await give(owner, 'bright-idea', noor);
		await issueCredential({ ctx: as(noor), input: { award: second } });
		const leaked = (await current()).kid;
		const distrust = (ctx = system) => distrustCredentialKey({ ctx, input: { kid: leaked } });
		await expect(distrust(as(owner))).rejects.toMatchObject({ code: 'not_allowed' });
		const made = await distrust();
		expect(made).toMatchObject({ signedAnew: 2 });
		expect(
			await database.connections.sql`
				select person_id, params, href from notices where kind = 'credentials_signed_anew'`,
		).toEqual([{ person_id: noor.id, params: { count: 2 }, href: '/badges/mine' }]);
		await expect(distrust()).rejects.toMatchObject({ reason: 'distrusted' });
		await expect(
			distrustCredentialKey({ ctx: system, input: { kid: 'none' } }),
		).rejects.toMatchObject({ code: 'not_found' });
		const { keys } = await readKeys({ ctx: visitor(), input: {} });
		expect(keys.map((key) => key.kid)).not.toContain(leaked);
		const verifies = (text: string) => {
			const [head = '', body = '', signature = ''] = text.split('.');
			const { kid: address } = JSON.parse(Buffer.from(head, 'base64url').toString());
			const key = keys.find((one) => address.endsWith(`/ob/keys/${String(one.kid)}`));
			return (
				key !== undefined &&
				verify(
					'sha256',
					Buffer.from(`${head}.${body}`),
					createPublicKey({ key, format: 'jwk' }),
					Buffer.from(signature, 'base64url'),
				)
			);
		};
		expect(verifies(jwt)).toBe(false);
		const anew = await readCredential({ ctx: visitor(), input: { id } });
		expect(verifies(anew)).toBe(true);
		expect(anew.split('.')[1]).toBe(jwt.split('.')[1]);
		expect((await checkCredential({ ctx: visitor(), input: { id } })).state).toBe('valid');
		expect((await current()).kid).toBe(made.kid);
		const [entry] = await database.connections.sql`
			select target, details from audit_entries where action = 'badge.key_distrust'`;
		expect(entry).toMatchObject({ target: `credential_key:${leaked}`, details: { signedAnew: 2 } });
	});
});
