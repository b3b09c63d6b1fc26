import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf } from '#lib/domain/displays/pairing-code.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { authenticate } from '#lib/server/api/authenticate.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import { changeDisplay, identifyDisplay, reloadDisplay } from '#lib/server/displays/change.ts';
import { endHost, grantHost } from '#lib/server/displays/hosts.ts';
import { approvePairing, refusePairing } from '#lib/server/displays/pair-decide.ts';
import { readPairing } from '#lib/server/displays/pair-find.ts';
import { createPlaylist, listPlaylists } from '#lib/server/displays/playlists.ts';
import { displayProgramme } from '#lib/server/displays/programme.ts';
import { reportDisplay } from '#lib/server/displays/report.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { displayActor } from '#lib/server/displays/session.ts';
import { showNow } from '#lib/server/displays/takeovers.ts';
import { issueToken, readToken, sweepDisplays } from '#lib/server/displays/tokens.ts';
import { listFleet } from '#lib/server/displays/fleet.ts';
import { readShell } from '#lib/server/shell.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aContest, anOffice, aPerson, aProgram, asActor } from '#tests/support/people.ts';
import { at, REPORT, screensOf, START, VISITOR } from './displays-world.ts';

let database: TestDatabase;
let owner: Actor;
let screens: ReturnType<typeof screensOf>;
beforeAll(async () => {
	database = await createTestDatabase();
	screens = screensOf(database);
	await aProgram(database);
	await anOffice(database, 'Pune');
	await anOffice(database, 'Lund');
});
// Wrong codes are remembered by who typed them.
beforeEach(async () => {
	owner = asActor(await aPerson(database, { role: 'owner' }));
});
afterAll(() => database.close());

const as = (actor: Actor, seconds?: number) => screens.as(actor, seconds);
const paired = (name: string, office?: string) => screens.paired(name, office);
const begin = (seconds?: number) => screens.begin(seconds);
const poll = (deviceCode: string, seconds: number, page?: boolean) =>
	screens.poll(deviceCode, seconds, page);
const sql = () => database.connections.sql;

describe('pairing a screen', () => {
	it('goes from the code on the screen to its own token, once', async () => {
		const { deviceCode, userCode, expiresIn, interval } = await begin();
		expect({ expiresIn, interval }).toEqual({ expiresIn: 600, interval: 5 });
		expect(await poll(deviceCode, 5)).toMatchObject({ state: 'waiting', interval: 5 });

		const typed = userCode.toLowerCase().replace(/^..../, '$& - ');
		expect(await readPairing({ ctx: as(owner, 6), input: { code: typed } })).toEqual({
			browser: 'Firefox 128, Linux',
			width: 1920,
			height: 1080,
			timeZone: 'Asia/Kolkata',
			askedAt: START.toISOString(),
			expiresAt: at(600).toISOString(),
		});
		// Somebody looks at it: from now on it may ask every second, and starts within two of the approval.
		expect(await poll(deviceCode, 10)).toMatchObject({ state: 'waiting', interval: 1 });
		const input = { code: userCode, name: 'Kitchen', office: 'Pune', timeZone: 'Asia/Kolkata' };
		const { id } = await approvePairing({ ctx: as(owner, 12), input });
		const polled = await poll(deviceCode, 13);
		if (polled.state !== 'approved') throw new Error(polled.state);
		expect(await readToken(database.connections.db, polled.token, at(14))).toEqual({
			displayId: id,
		});

		expect(await poll(deviceCode, 20)).toEqual({ state: 'ended' });
		await expect(approvePairing({ ctx: as(owner, 21), input })).rejects.toMatchObject({
			code: 'not_found',
		});
		const [stored] = await sql()`select row_to_json(p)::text || (select row_to_json(t)::text
			from display_tokens t where t.display_id = ${id}) as text
			from display_pairings p where display_id = ${id}`;
		for (const secret of [deviceCode, userCode, polled.token, '127.0.0.1'])
			expect(stored!.text).not.toContain(secret);
		const [audit] = await sql()`select details from audit_entries where action = 'display.pair'
			and target = ${`display:${id}`}`;
		expect(audit!.details).toEqual({
			name: 'Kitchen',
			office: 'Pune',
			browser: 'Firefox 128, Linux',
		});
	});

	it('lets one of two who approve at once, and gives the token to one of two who ask at once', async () => {
		const { deviceCode, userCode } = await begin();
		const approved = await Promise.allSettled(
			['A', 'B'].map((name) => approvePairing({ ctx: as(owner), input: { code: userCode, name } })),
		);
		expect(approved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const asked = await Promise.all([poll(deviceCode, 9), poll(deviceCode, 9)]);
		expect(asked.map(({ state }) => state).sort()).toEqual(['approved', 'ended']);
	});

	it('is told to slow down when it asks faster than it may, learns nothing then, and stays slower', async () => {
		const { deviceCode, userCode } = await begin();
		await poll(deviceCode, 5);
		await approvePairing({ ctx: as(owner, 6), input: { code: userCode, name: 'Fast' } });
		expect(await poll(deviceCode, 6)).toMatchObject({ state: 'slow_down', interval: 10 });
		expect(await poll(deviceCode, 12)).toMatchObject({ state: 'slow_down', interval: 15 });
		// A page that somebody reloads is not punished, and not served either.
		expect(await poll(deviceCode, 13, true)).toMatchObject({ state: 'waiting', interval: 15 });
		expect(await poll(deviceCode, 27)).toMatchObject({ state: 'approved' });
	});

	it('ends after ten minutes, when it is refused, and for what was never begun', async () => {
		const late = await begin();
		expect(await poll(late.deviceCode, 600)).toEqual({ state: 'ended' });
		const code = { code: late.userCode };
		await expect(readPairing({ ctx: as(owner, 600), input: code })).rejects.toMatchObject({
			code: 'not_found',
			reason: 'code',
		});
		const refused = await begin(700);
		await refusePairing({ ctx: as(owner, 701), input: { code: refused.userCode } });
		expect(await poll(refused.deviceCode, 706)).toEqual({ state: 'refused' });
		await expect(
			approvePairing({ ctx: as(owner, 706), input: { code: refused.userCode, name: 'x' } }),
		).rejects.toMatchObject({ code: 'not_found' });
		for (const never of ['', 'x'.repeat(43), late.userCode, '\0'])
			expect(await poll(never, 1)).toEqual({ state: 'ended' });
	});

	it('ends after five wrong second halves, whoever tries them, and looks like no pairing from then on', async () => {
		const { deviceCode, userCode } = await begin();
		const other = codeOf([...userCode.slice(4)].map((letter) => (letter === 'B' ? 1 : 0)));
		const code = userCode.slice(0, 4) + other;
		for (let tries = 0; tries < 5; tries++) {
			const guesser = asActor(await aPerson(database, { role: 'owner' }));
			await expect(readPairing({ ctx: as(guesser), input: { code } })).rejects.toMatchObject({
				code: 'not_found',
			});
		}
		expect(await poll(deviceCode, 6)).toEqual({ state: 'ended' });
		await expect(
			approvePairing({ ctx: as(owner, 6), input: { code: userCode, name: 'x' } }),
		).rejects.toMatchObject({ code: 'not_found' });
	});

	it('makes whoever types wrong codes wait, even for the right one', async () => {
		const guesser = asActor(await aPerson(database, { role: 'owner' }));
		const { userCode } = await begin();
		const wrong = { code: 'BBBBBBBB', name: 'x' };
		const warned = vi.spyOn(silent, 'warn');
		for (let tries = 0; tries < 5; tries++)
			await expect(approvePairing({ ctx: as(guesser), input: wrong })).rejects.toMatchObject({
				code: 'not_found',
			});
		await expect(
			readPairing({ ctx: as(guesser), input: { code: userCode } }),
		).rejects.toMatchObject({ code: 'too_many', retryAfterSeconds: 1 });
		expect(warned).toHaveBeenCalledTimes(5);
		expect(JSON.stringify(warned.mock.calls)).not.toContain(wrong.code);
		const seen = await readPairing({ ctx: as(guesser, 2), input: { code: userCode } });
		expect(seen.browser).toBe('Firefox 128, Linux');
	});

	it('is for owners, and for hosts in their office, playlists and screens included', async () => {
		const somebody = await aPerson(database);
		const host = asActor(somebody);
		const { userCode: code } = await begin();
		await expect(readPairing({ ctx: as(host), input: { code } })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const grant = { office: 'Lund', person: somebody.externalId };
		await expect(grantHost({ ctx: as(host), input: grant })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const menu = async () =>
			(await readShell({ ctx: as(host), input: {} })).desk.flatMap(({ pages }) =>
				pages.map(({ href }) => href),
			);
		expect(await menu()).toEqual([]);
		await grantHost({ ctx: as(owner), input: grant });
		await grantHost({ ctx: as(owner), input: grant });
		expect(await menu()).toEqual(['/displays']);
		await readPairing({ ctx: as(host), input: { code } });
		const name = 'Reception';
		for (const office of ['Pune', 'Atlantis', undefined])
			await expect(
				approvePairing({ ctx: as(host), input: { code, name, ...(office && { office }) } }),
			).rejects.toMatchObject({ code: 'not_found', errors: [{ path: 'office' }] });
		const pune = await createPlaylist({ ctx: as(owner), input: { name: 'P', office: 'Pune' } });
		await expect(
			approvePairing({ ctx: as(host), input: { code, name, office: 'Lund', playlist: pune.id } }),
		).rejects.toMatchObject({ errors: [{ path: 'playlist' }] });
		// Of Pune's they are told nothing; everybody's they may use, and not change.
		expect(await listPlaylists({ ctx: as(host), input: {} })).toMatchObject([
			{ name: 'All screens', isDefault: true, mayChange: false },
		]);
		const { id } = await approvePairing({ ctx: as(host), input: { code, name, office: 'Lund' } });
		const elsewhere = await paired('Pune’s', 'Pune');
		const fleet = await listFleet({ ctx: as(host), input: {} });
		expect(fleet.every(({ office }) => office === 'Lund')).toBe(true);
		expect(fleet.map((screen) => screen.id)).toContain(id);
		await identifyDisplay({ ctx: as(host), input: { id } });
		for (const verb of [identifyDisplay, reloadDisplay, revokeDisplay])
			await expect(verb({ ctx: as(host), input: { id: elsewhere.id } })).rejects.toMatchObject({
				code: 'not_found',
			});
		await expect(
			changeDisplay({ ctx: as(host), input: { id, revision: 0, office: 'Pune' } }),
		).rejects.toMatchObject({ code: 'not_found' });
		await expect(
			showNow({ ctx: as(host), input: { on: { kind: 'all' }, scene: 'clock', minutes: 1 } }),
		).rejects.toMatchObject({ code: 'not_found' });
		await endHost({ ctx: as(owner), input: grant });
		await expect(identifyDisplay({ ctx: as(host), input: { id } })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('a display’s token', () => {
	const read = (token: string, now: Date, renew = false) =>
		readToken(database.connections.db, token, now, { renew });

	it('reads its programme and what that shows, and nothing else', async () => {
		const { id, token } = await paired('Lobby', 'Pune');
		const box = { startsAt: at(-3600), endsAt: at(7200) };
		const shown = await aContest(database, { ...box, publishedAt: at(-3600) });
		const later = { startsAt: at(86_400), endsAt: at(2 * 86_400), publishedAt: at(-3600) };
		const other = await aContest(database, later);
		const display = await displayActor(as(VISITOR), id);
		expect(display).toEqual({ kind: 'display', id, contestId: null, contestIds: [shown.id] });
		const ctx = as(display);
		const programme = await displayProgramme({ ctx, input: {} });
		expect(programme).toMatchObject({ contest: shown.slug, display: { id, office: 'Pune' } });
		await expect(readBoard({ ctx, input: { contest: other.slug } })).rejects.toMatchObject({
			code: 'not_found',
		});
		await expect(authenticate(as(VISITOR), `Bearer ${token}`)).rejects.toMatchObject({
			code: 'not_signed_in',
		});
		await expect(listContests({ ctx, input: {} })).rejects.toMatchObject({ code: 'not_allowed' });
		for (const verb of [identifyDisplay, revokeDisplay, reloadDisplay])
			await expect(verb({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not_allowed' });
	});

	it('is renewed after a week, once, and the old one is good until the new one was used', async () => {
		const { id, token } = await paired('Atrium');
		const day = 86_400;
		expect(await read(token, at(6 * day), true)).toEqual({ displayId: id });
		const [first, second] = [
			await read(token, at(8 * day), true),
			await read(token, at(8 * day + 1), true),
		];
		expect(second).toEqual({ displayId: id });
		const renewed = first!.renewed!;
		expect(renewed).not.toBe(token);
		expect(await read(token, at(9 * day))).toEqual({ displayId: id });
		expect(await read(renewed, at(9 * day))).toEqual({ displayId: id });
		// What was under way with the old one is still answered.
		expect(await read(token, at(9 * day + 29))).toEqual({ displayId: id });
		expect(await read(token, at(9 * day + 31))).toBeNull();
		// An answer that was lost brings another one.
		const again = await read(renewed, at(17 * day), true);
		expect(again?.renewed).toBeTruthy();
		expect((await read(renewed, at(17 * day + 61), true))?.renewed).toBeTruthy();
		expect(await read(renewed, at(99 * day))).toBeNull();
	});

	it('opens nothing when it is unknown, odd, or its display was revoked', async () => {
		const { id, token } = await paired('Canteen');
		for (const odd of ['', token.slice(1), `${token}=`, '\0', 'x'.repeat(43), "' or true --"])
			expect(await read(odd, at(1))).toBeNull();
		const second = await issueToken(as(owner), id);
		await revokeDisplay({ ctx: as(owner, 10), input: { id } });
		await revokeDisplay({ ctx: as(owner, 11), input: { id } });
		for (const each of [token, second]) expect(await read(each, at(12))).toBeNull();
		const ctx = as({ kind: 'display', id, contestId: null });
		const input = { report: { ...REPORT, scene: null }, userAgent: '' };
		await expect(reportDisplay({ ctx, input })).rejects.toMatchObject({ code: 'not_found' });
		await expect(displayProgramme({ ctx, input: {} })).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is swept away a month after its end, with what asked and what was shown', async () => {
		await sweepDisplays({ ctx: as({ kind: 'system', name: 'test' }, 400 * 86_400), input: {} });
		for (const table of ['display_tokens', 'display_pairings', 'display_takeovers'])
			expect(await sql()`select 1 from ${sql()(table)}`).toHaveLength(0);
	});
});
