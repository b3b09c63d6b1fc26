import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainPage } from '#lib/domain/displays/plain-page.ts';
import { HIDDEN_NAME } from '#lib/domain/people/appearance.ts';
import { displays, playlists } from '#lib/server/db/schema/displays.ts';
import { leaderSince } from '#lib/server/displays/leader-cookie.ts';
import { displayActor } from '#lib/server/displays/session.ts';
import { readShow } from '#lib/server/displays/show.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aProgram, asActor } from '#tests/support/people.ts';
import { aHeldContest } from './reveal-world.ts';

let db: TestDatabase;
let screen: string;
beforeAll(async () => {
	db = await createTestDatabase();
	await aProgram(db);
	const items = [{ id: 'a', scene: 'podium', seconds: 3600 }];
	const conn = db.connections.db;
	const [list] = await conn.insert(playlists).values({ name: 'List', items }).returning();
	const screenOfIt = { name: 'Old', playlistId: list!.id, timeZone: 'UTC', pairedAt: new Date() };
	const [row] = await conn.insert(displays).values(screenOfIt).returning();
	screen = row!.id;
});
afterAll(() => db.close());

/** The cookies of one browser. */
function aJar() {
	const kept = new Map<string, string>();
	return {
		get: (name: string) => kept.get(name),
		set: (name: string, value: string) => void kept.set(name, value),
	};
}

/** What displays share is kept for a second of their own clock: each look is two seconds later. */
let looks = 0;

/** The page as the screen gets it at its next look. */
async function look(cookies = aJar()) {
	const now = new Date(Date.now() + ++looks * 2_000);
	const asking = { ...db.ctx({ kind: 'visitor' }), now, log: silent };
	const ctx = { ...asking, actor: await displayActor(asking, screen) };
	const read = await readShow({ ctx, input: {} });
	const url = new URL('http://laurel.example/tv/plain');
	const leaderAt = leaderSince({ url, cookies }, read.screen && read.screen.board, now);
	return plainPage(read, url.host, now, leaderAt);
}

it('a screen without a script shows a reveal step by step, never more than was told, by the names that people chose', async () => {
	const { contest, owner, people } = await aHeldContest(db);
	const ctx = () => db.ctx(asActor(owner));
	const hidden = people.get('Dee')!;
	await setAppearance({ ctx: db.ctx(asActor(hidden)), input: { displays: 'hidden' } });
	// Bo comes from 410 to 661 and wins the voucher: the last thing that is told. As numbers of their own: ids and instants hold any digits.
	const secret = /(?<![\w.-])(661|251)(?![\w-])/;
	const before = await look();
	expect(before).toMatchObject({ reveal: null, seconds: 5, content: { scene: 'podium' } });
	expect(JSON.stringify(before)).not.toMatch(secret);

	let { revision } = await startReveal({ ctx: ctx(), input: { contest: contest.slug } });
	const pages = [await look()];
	for (let to = 1; to <= pages[0]!.reveal!.total; to++) {
		({ revision } = await stepReveal({
			ctx: ctx(),
			input: { contest: contest.slug, to, revision },
		}));
		pages.push(await look());
	}
	expect(pages.map(({ reveal }) => reveal!.step)).toEqual(pages.map((_, step) => step));
	const told = pages.findIndex((page) => secret.test(JSON.stringify(page)));
	expect(pages[told]!.reveal!.scene).toMatchObject({
		kind: 'brought',
		people: [{ person: { name: 'Bo' }, gain: { points: 251 } }],
	});
	expect(told).toBeGreaterThan(3);
	const all = JSON.stringify(pages);
	expect(all).toContain(HIDDEN_NAME);
	for (const { name, externalId } of [hidden]) {
		expect(all).not.toContain(`"${name}"`);
		expect(all).not.toContain(externalId);
	}

	// Backwards, what was told is gone from the screen, too.
	await stepReveal({ ctx: ctx(), input: { contest: contest.slug, to: 1, revision } });
	expect(JSON.stringify(await look())).not.toMatch(secret);
	await endReveal({ ctx: ctx(), input: { contest: contest.slug, early: true } });
	const after = await look();
	expect(after).toMatchObject({ reveal: null, content: { scene: 'podium' } });
	expect(after.screen!.board.rows[0]).toMatchObject({ person: { name: 'Bo' }, points: 661 });
	await db.connections.sql`update contests set cancelled_at = now() where id = ${contest.id}`;
});

it('a screen without a script shows once who has taken the lead since its last look, and nobody while the board is frozen', async () => {
	const { contest, people } = await aHeldContest(db, { final: false, freezeHours: null });
	const { sql } = db.connections;
	await sql`update contests set ends_at = now() + interval '3 days' where id = ${contest.id}`;
	await sql`update contest_rules set rules = rules || jsonb_build_object('endsAt', now() + interval '3 days')
		where contest_id = ${contest.id}`;
	let version = contest.boardVersion;
	const gives = async (name: string, points: number) => {
		version += 1;
		await sql`
			update standings set points = ${points}, public_points = ${points}, version = ${version}
			where contest_id = ${contest.id} and person_id = ${people.get(name)!.id}`;
		await sql`update contests set board_version = ${version} where id = ${contest.id}`;
	};
	const [screenOne, screenTwo] = [aJar(), aJar()];
	expect((await look(screenOne)).moment).toBeNull();
	await gives('Cy', 900);
	const page = await look(screenOne);
	expect(page).toMatchObject({ moment: 'leader', seconds: 15 });
	expect(page.screen!.board.rows[0]!.person.name).toBe('Cy');
	// Its script asks before it loads anew: both get the same. Another screen that has just come up knows of nobody before.
	expect((await look(screenOne)).moment).toBe('leader');
	expect((await look(screenTwo)).moment).toBeNull();
	for (let round = 0; round < 10; round++) await look(screenOne);
	expect((await look(screenOne)).moment).toBeNull();

	await sql`update contest_rules set rules = rules || jsonb_build_object('freezeAt', now() - interval '1 hour')
		where contest_id = ${contest.id}`;
	await gives('Ana', 950);
	const frozen = await look(screenOne);
	expect(frozen.screen!.board).toMatchObject({ phase: 'frozen' });
	expect(frozen.moment).toBeNull();
});
