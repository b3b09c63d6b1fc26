import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awardsOf } from '#lib/server/badges/queries.ts';
import { switchBadge } from '#lib/server/badges/switch.ts';
import { listNotices } from '#lib/server/notices/queries.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { searchDirectory } from '#lib/server/people/directory.ts';
import { readProfile } from '#lib/server/people/read-profile.ts';
import { changeRecognitionSettings } from '#lib/server/programs/recognition-settings.ts';
import { decideThanks, withdrawThanks } from '#lib/server/recognition/change.ts';
import { giveThanks } from '#lib/server/recognition/give.ts';
import {
	announceAmbassador,
	nominate,
	voteForAmbassador,
} from '#lib/server/recognition/nominate.ts';
import { readAmbassadors } from '#lib/server/recognition/nominations.ts';
import {
	latestRecognitions,
	readOwnThanks,
	recognitionsOf,
} from '#lib/server/recognition/queries.ts';
import { sweepThanks } from '#lib/server/recognition/sweep.ts';
import { readTeamPage } from '#lib/server/recognition/team.ts';
import { readThankPage } from '#lib/server/recognition/thank-page.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-20T12:00:00Z');
let db: TestDatabase;

beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
});
afterAll(() => db.close());

const as = (person: make.APerson, now = NOW) => db.ctx(make.asActor(person), now);
const two = async () =>
	[
		await make.aPerson(db, { name: 'Mira Holm' }),
		await make.aPerson(db, { name: 'Ana Roth' }),
	] as const;
const thank = (from: make.APerson, to: string, over: object = {}, now = NOW) =>
	giveThanks({ ctx: as(from, now), input: { to, message: 'Your teardown helped.', ...over } });
const latest = async (reader: make.APerson) =>
	(await latestRecognitions({ ctx: as(reader), input: { limit: 200 } })).map(({ id }) => id);

describe('thanks', () => {
	it('reach the thanked and everybody, with markup as text, and private ones only the two', async () => {
		const [mira, ana] = await two();
		const other = await make.aPerson(db);
		const message = '<b onclick="x">You</b> & yours';
		const open = await thank(mira, ana.externalId, { message });
		const closed = await thank(mira, ana.externalId, { message: 'Between us.', public: false });
		const [shown] = await recognitionsOf({ ctx: as(other), input: { key: ana.externalId } });
		expect(shown).toMatchObject({ id: open.id, message, from: { name: 'Mira Holm' } });
		expect(await latest(other)).not.toContain(closed.id);
		const own = await readOwnThanks({ ctx: as(ana), input: {} });
		expect(own.got.map(({ id }) => id).sort()).toEqual([open.id, closed.id].sort());
		const { notices } = await listNotices({ ctx: as(ana), input: {} });
		expect(notices.map(({ kind }) => kind)).toEqual(['thanked', 'thanked']);
		expect(JSON.stringify(notices)).not.toContain('Mira');
	});

	it('are never for oneself, by no name that one has', async () => {
		const [mira] = await two();
		await expect(thank(mira, mira.externalId)).rejects.toMatchObject({ reason: 'oneself' });
		await setAppearance({ ctx: as(mira), input: { directory: 'pseudonym', boards: 'hidden' } });
		const { people } = await searchDirectory({ ctx: as(mira), input: {} });
		const [key] = people.flatMap((one) => (one.key.startsWith('alias-') ? [one.key] : []));
		await expect(thank(mira, key!)).rejects.toMatchObject({ reason: 'oneself' });
		await expect(thank(mira, mira.externalId)).rejects.toMatchObject({ code: 'not_found' });
		await expect(
			db.connections.sql`insert into recognitions (id, from_person, to_person, message, public)
				values (gen_random_uuid(), ${mira.id}, ${mira.id}, 'x', true)`,
		).rejects.toMatchObject({ constraint_name: 'recognitions_not_oneself' });
	});

	it('are limited by month, also when several are sent at once, and anew from the first on', async () => {
		const [mira, ana] = await two();
		const owner = await make.aPerson(db, { role: 'owner' });
		const set = (thanksPerMonth: number) =>
			changeRecognitionSettings({
				ctx: as(owner),
				input: { thanksPerMonth, ambassadorBy: 'vote' },
			});
		await set(2);
		const tries = await Promise.allSettled(
			[1, 2, 3, 4].map((n) => thank(mira, ana.externalId, { message: `Number ${n}` })),
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
		await expect(thank(mira, ana.externalId, { message: 'More' })).rejects.toMatchObject({
			reason: 'month_full',
		});
		// The first second of December in Stockholm.
		const next = new Date('2026-11-30T23:00:00Z');
		expect((await thank(mira, ana.externalId, { message: 'More' }, next)).left).toBe(1);
		await set(20);
	});

	it('are given once when the button is pressed twice', async () => {
		const [mira, ana] = await two();
		const both = await Promise.all([thank(mira, ana.externalId), thank(mira, ana.externalId)]);
		expect(both[0].id).toBe(both[1].id);
	});

	it('are taken back within the hour by the giver alone, with their words and their notice', async () => {
		const [mira, ana] = await two();
		const { id } = await thank(mira, ana.externalId);
		const take = (who: make.APerson, now: Date) =>
			withdrawThanks({ ctx: as(who, now), input: { id } });
		await expect(take(ana, NOW)).rejects.toMatchObject({ code: 'not_found' });
		const late = new Date(NOW.getTime() + 61 * 60_000);
		await expect(take(mira, late)).rejects.toMatchObject({ reason: 'too_late' });
		await take(mira, new Date(NOW.getTime() + 59 * 60_000));
		expect(await latest(ana)).not.toContain(id);
		expect((await readOwnThanks({ ctx: as(ana), input: {} })).got).toEqual([]);
		expect((await listNotices({ ctx: as(ana), input: {} })).notices).toEqual([]);
		const [row] = await db.connections.sql`select message from recognitions where id = ${id}`;
		expect(row!.message).toBe('');
	});

	it('bring a badge along that their giver may give, and take it back with them', async () => {
		const [, ana] = await two();
		const manager = await make.aPerson(db, { name: 'Sara Holm', role: 'manager' });
		const owner = db.ctx(make.asActor(await make.aPerson(db, { role: 'owner' })), NOW);
		const badge = 'helping-hand';
		const give = (over: object = {}) => thank(manager, ana.externalId, { badge, ...over });
		const page = () => readThankPage({ ctx: as(manager), input: { to: ana.externalId } as never });
		await expect(give()).rejects.toMatchObject({ code: 'not_allowed' });
		await switchBadge({ ctx: owner, input: { badge, managersMay: true } });
		expect((await page()).giving).toMatchObject({ badges: [{ key: badge }], left: 5 });
		await expect(give({ public: false })).rejects.toMatchObject({ reason: 'badge_seen' });
		const { id } = await give();
		const [shown] = await recognitionsOf({ ctx: as(ana), input: { key: ana.externalId } });
		expect(shown).toMatchObject({ badge, shownBadge: { art: badge } });
		const held = () => awardsOf({ ctx: as(ana), input: { person: ana.externalId } });
		expect(await held()).toMatchObject([{ badge, given: { reason: 'Your teardown helped.' } }]);
		await withdrawThanks({ ctx: as(manager), input: { id } });
		expect(await held()).toEqual([]);
		await setAppearance({ ctx: as(ana), input: { displays: 'hidden' } });
		await expect(give()).rejects.toMatchObject({ reason: 'badge_seen' });
		expect((await page()).giving.badges).toEqual([]);
	});

	it('stay with the thanked who wants to keep them', async () => {
		const [mira, ana] = await two();
		const { id } = await thank(mira, ana.externalId);
		const decide = (who: make.APerson, decision: 'keep' | 'show') =>
			decideThanks({ ctx: as(who), input: { id, decision } });
		await expect(decide(mira, 'keep')).rejects.toMatchObject({ code: 'not_found' });
		await decide(ana, 'keep');
		expect(await latest(mira)).not.toContain(id);
		await decide(ana, 'show');
		expect(await latest(mira)).toContain(id);
	});

	it('go after three years', async () => {
		const [mira, ana] = await two();
		const { id } = await thank(mira, ana.externalId);
		await db.connections.sql`
			update recognitions set created_at = now() - interval '1096 days' where id = ${id}`;
		const swept = await sweepThanks({ ctx: db.ctx(), input: {} });
		expect(swept.thanks).toBe(1);
	});
});

describe('thanks for somebody under a pseudonym', () => {
	it('are read by others once they agree, and never say who they are', async () => {
		const [mira] = await two();
		const ana = await make.aPerson(db, { name: 'Ana-Lena Wrede' });
		const link = await make.aLink(db, { personId: ana.id });
		for (let i = 0; i < 6; i++)
			await make.aClick(db, link, { at: new Date(NOW.getTime() - (i + 1) * DAY) });
		const before = await readThankPage({
			ctx: as(mira),
			input: { to: ana.externalId, surface: 'directory' },
		});
		expect(before.reasons).not.toEqual([]);
		const { id: named } = await thank(mira, ana.externalId, { message: 'Thank you, Ana-Lena!' });
		await setAppearance({ ctx: as(ana), input: { directory: 'pseudonym' } });
		expect(await latest(mira)).not.toContain(named);
		const { people } = await searchDirectory({ ctx: as(mira), input: {} });
		expect(JSON.stringify(people)).not.toContain(ana.name);
		const [row] = await db.connections.sql<{ key: string; name: string }[]>`
			select key, name from pseudonyms where person_id = ${ana.id}`;
		const { key, name } = row!;
		expect(
			await readThankPage({ ctx: as(mira), input: { to: key, surface: 'directory' } }),
		).toMatchObject({
			...{ to: { externalId: key, name }, reasons: [], oneself: false },
		});
		const { id } = await thank(mira, key);
		expect(await latest(mira)).not.toContain(id);
		const [got] = (await readOwnThanks({ ctx: as(ana), input: {} })).got;
		expect(got).toMatchObject({ id, waiting: true });
		await decideThanks({ ctx: as(ana), input: { id, decision: 'show' } });
		const seen = await latestRecognitions({ ctx: as(mira), input: { limit: 200 } });
		expect(seen.find((one) => one.id === id)).toMatchObject({ to: { externalId: key, name } });
		const profile = await readProfile({ ctx: as(mira), input: { key } });
		expect(profile).toMatchObject({ name, masked: true, team: '', posts: [], contests: [] });
		const told = JSON.stringify([seen, profile, await readOwnThanks({ ctx: as(mira), input: {} })]);
		for (const text of [ana.name, ana.externalId, ana.avatarSeed]) {
			expect(told).not.toContain(JSON.stringify(text));
		}
	});

	it('are private where they are not named at all', async () => {
		const [mira, ana] = await two();
		await setAppearance({ ctx: as(ana), input: { directory: 'hidden', boards: 'hidden' } });
		const [row] = await db.connections.sql<{ key: string }[]>`
			select hidden_key as key from pseudonyms where person_id = ${ana.id}`;
		const over = { surface: 'boards' as const };
		await expect(thank(mira, row!.key, over)).rejects.toMatchObject({ reason: 'hidden' });
		await thank(mira, row!.key, { ...over, public: false });
		expect((await readOwnThanks({ ctx: as(ana), input: {} })).got).toHaveLength(1);
		await expect(readProfile({ ctx: as(mira), input: { key: row!.key } })).rejects.toMatchObject({
			code: 'not_found',
		});
	});
});

describe('a manager’s team', () => {
	it('says who deserves thanks and why, and names nobody who is quiet or not shown by name', async () => {
		const team = 'Field';
		const manager = await make.aPerson(db, { team, role: 'manager' });
		const steady = await make.aPerson(db, { team, name: 'Steady Eddi' });
		const fresh = await make.aPerson(db, { team, name: 'Fresh Fia' });
		const quiet = await make.aPerson(db, { team, name: 'Quiet Quin' });
		const masked = await make.aPerson(db, { team, name: 'Masked Max' });
		await setAppearance({ ctx: as(masked), input: { displays: 'pseudonym' } });
		const link = (person: make.APerson, days: number) =>
			make.aLink(db, { personId: person.id, sharedAt: new Date(NOW.getTime() - days * DAY) });
		const [old, young, theirs] = [
			await link(steady, 90),
			await link(fresh, 5),
			await link(masked, 5),
		];
		for (const days of [2, 9, 16]) {
			for (let i = 0; i < 2; i++)
				await make.aClick(db, old, { at: new Date(NOW.getTime() - days * DAY + i * 1000) });
		}
		await make.aConversion(db, young, { at: new Date(NOW.getTime() - DAY), kind: 'lead' });
		await make.aConversion(db, theirs, { at: new Date(NOW.getTime() - DAY), kind: 'lead' });
		const page = await readTeamPage({ ctx: as(manager), input: {} });
		expect(
			page.deserving.map(({ name, reasons }) => [name, reasons.map(({ kind }) => kind)]),
		).toEqual([
			['Fresh Fia', ['conversions']],
			['Steady Eddi', ['clicks', 'steady']],
		]);
		expect(page.firstTime.map(({ name }) => name)).toEqual(['Fresh Fia']);
		expect(JSON.stringify(page)).not.toContain(quiet.name);
		expect(JSON.stringify(page)).not.toContain(masked.name);
		expect(page.teams).toEqual([]);
		await thank(manager, steady.externalId);
		const after = await readTeamPage({ ctx: as(manager), input: { team: 'Another' } });
		expect(after.team).toBe(team);
		expect(after.deserving.map(({ name }) => name)).toEqual(['Fresh Fia', 'Steady Eddi']);
		await expect(readTeamPage({ ctx: as(quiet), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('the ambassador of the month', () => {
	it('is nominated, voted for once each, and announced once and for all', async () => {
		const [mira, ana] = await two();
		const owner = await make.aPerson(db, { role: 'owner' });
		const reason = 'Three talks in a month.';
		await expect(
			nominate({ ctx: as(ana), input: { to: ana.externalId, reason } }),
		).rejects.toMatchObject({ reason: 'oneself' });
		const first = await nominate({ ctx: as(mira), input: { to: ana.externalId, reason } });
		const second = await nominate({ ctx: as(ana), input: { to: mira.externalId, reason } });
		await expect(
			nominate({ ctx: as(owner), input: { to: ana.externalId, reason } }),
		).rejects.toMatchObject({ reason: 'nominated' });
		const vote = (who: make.APerson, { id }: { id: string }) =>
			voteForAmbassador({ ctx: as(who), input: { id } });
		const announce = ({ id }: { id: string }) =>
			announceAmbassador({ ctx: as(owner), input: { id } });
		await expect(announce(first)).rejects.toMatchObject({ reason: 'not_elected' });
		await expect(vote(ana, first)).rejects.toMatchObject({ reason: 'oneself' });
		await vote(owner, second);
		await vote(owner, first);
		await expect(announce(second)).rejects.toMatchObject({ reason: 'not_elected' });
		const both = await Promise.allSettled([announce(first), announce(first)]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await expect(vote(mira, second)).rejects.toMatchObject({ reason: 'announced' });
		const seen = await readAmbassadors({ ctx: as(mira), input: {} });
		expect(seen.ambassadors).toMatchObject([{ month: '2026-11', person: { name: 'Ana Roth' } }]);
		const { notices } = await listNotices({ ctx: as(ana), input: {} });
		expect(notices.filter(({ kind }) => kind === 'ambassador_named')).toHaveLength(1);
		await expect(announceAmbassador({ ctx: as(mira), input: first })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});
