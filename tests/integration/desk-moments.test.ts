import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { noteMoments } from '#lib/server/contests/moments.ts';
import { connect } from '#lib/server/db/client.ts';
import { contestMomentsJob } from '#lib/server/jobs/contest-moments.ts';
import { createTestDatabase, SYSTEM, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aPerson, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
let ana: APerson;
let chief: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	ana = await aPerson(database, { name: 'Ana' });
	chief = await aPerson(database, { name: 'Chief', groups: ['Leadership'] });
	await aPerson(database, { name: 'Left', active: false });
});
afterAll(() => database.close());

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);
const note = (now?: Date) => noteMoments({ ctx: database.ctx(SYSTEM, now), input: {} });
const exclude = { people: [], teams: [], groups: ['Leadership'] };
const contest = (from: number, to: number, more: Partial<RulesInput> = {}) =>
	aContest(database, {
		publishedAt: inHours(-1000),
		rules: {
			startsAt: inHours(from).toISOString(),
			endsAt: inHours(to).toISOString(),
			...{ exclude, settleHours: 2, ...more },
		},
	});
const moments = async (id: string) => {
	const rows = await database.connections.sql<{ moment: string }[]>`
		select moment from contest_moments where contest_id = ${id} order by created_at, at`;
	return rows.map(({ moment }) => moment);
};
/** Who heard what of a contest, one line each. */
const heard = async (slug: string) => {
	const rows = await database.connections.sql<{ name: string; kind: string }[]>`
		select p.name, n.kind from notices n join people p on p.id = n.person_id
		where n.params -> 'contest' ->> 'slug' = ${slug} order by n.created_at, n.kind`;
	return rows.map(({ name, kind }) => `${name}: ${kind}`);
};
/** Moves the contest in time, as a clock that jumps does. */
async function move(id: string, from: number, to: number) {
	await database.connections.sql`
		update contest_rules set rules = rules || ${database.connections.sql.json({
			startsAt: inHours(from).toISOString(),
			endsAt: inHours(to).toISOString(),
		})} where contest_id = ${id}`;
	await database.connections.sql`
		update contests set starts_at = ${inHours(from)}, ends_at = ${inHours(to)} where id = ${id}`;
}

describe('what the clock brings to a contest', () => {
	it('is noted when it comes, and told to those who compete', async () => {
		const { id, slug } = await contest(1, 3);
		await note();
		expect(await moments(id)).toEqual([]);
		await move(id, -1, 1);
		expect((await note()).noted).toContainEqual({ contest: slug, moment: 'started' });
		expect(await heard(slug)).toEqual(['Ana: contest_started']);
		await move(id, -3, -1);
		await note();
		await move(id, -6, -4);
		await note();
		expect(await moments(id)).toEqual(['started', 'ended', 'settled']);
		expect(await heard(slug)).toEqual(['Ana: contest_started', 'Ana: contest_ended']);
		expect(await heard(slug)).not.toContain(`${chief.name}: contest_started`);
	});

	it('is noted with the instant by the rules, not with when somebody looked', async () => {
		const { id, startsAt } = await contest(-5, 5, { freezeAt: inHours(-1).toISOString() });
		await note();
		const rows = await database.connections.sql`
			select moment, at from contest_moments where contest_id = ${id} order by at`;
		expect(rows.map(({ moment }) => moment as string)).toEqual(['started', 'frozen']);
		expect(rows[0]?.at).toEqual(startsAt);
	});

	it('comes once, however often one looks, from however many servers at once', async () => {
		const { id, slug } = await contest(-1, 1);
		const servers = [1, 2, 3].map(() => connect(database.url, { applicationName: 'server' }));
		try {
			const looks = servers.flatMap(({ db }) =>
				[1, 2].map(() => noteMoments({ ctx: { ...database.ctx(), db }, input: {} })),
			);
			const noted = (await Promise.all(looks)).flatMap((look) => look.noted);
			expect(noted.filter((one) => one.contest === slug)).toEqual([
				{ contest: slug, moment: 'started' },
			]);
		} finally {
			for (const server of servers) await server.close();
		}
		await note();
		expect(await moments(id)).toEqual(['started']);
		expect(await heard(slug)).toEqual(['Ana: contest_started']);
	});

	it('goes by the database’s clock: a server whose own is years off brings nothing about', async () => {
		const { id } = await contest(1, 2);
		await note(new Date('2040-01-01T00:00:00Z'));
		expect(await moments(id)).toEqual([]);
		await move(id, -1, 1);
		await note(new Date('2001-01-01T00:00:00Z'));
		expect(await moments(id)).toEqual(['started']);
	});

	it('does not come again when the clock went back and passes the start and the end once more', async () => {
		const { id, slug } = await contest(-4, -1);
		await note();
		await move(id, 1, 4);
		await note();
		for (const [from, to] of [
			[-1, 2],
			[-9, -1],
		] as const) {
			await move(id, from, to);
			await note();
		}
		expect(await moments(id)).toEqual(['started', 'ended']);
		expect(await heard(slug)).toEqual(['Ana: contest_ended']);
	});

	it('survives a crash between the note and the news: both or neither', async () => {
		const { id, slug } = await contest(-1, 1);
		const { owner } = database;
		await owner.unsafe(`create function refuse() returns trigger language plpgsql as
			$$ begin raise exception 'power cut'; end $$;
			create trigger refuse before insert on notices execute function refuse()`);
		await expect(note()).rejects.toThrow();
		expect(await moments(id)).toEqual([]);
		await owner.unsafe('drop trigger refuse on notices');
		await note();
		expect(await moments(id)).toEqual(['started']);
		expect(await heard(slug)).toEqual(['Ana: contest_started']);
	});

	it('is nothing of drafts and cancelled contests', async () => {
		const draft = await aContest(database, { publishedAt: null });
		const cancelled = await aContest(database, { cancelledAt: new Date() });
		await note();
		expect([...(await moments(draft.id)), ...(await moments(cancelled.id))]).toEqual([]);
	});

	it('is looked for every minute, by the system alone', async () => {
		const { id } = await contest(-1, 1);
		expect(contestMomentsJob.cron).toBe('* * * * *');
		await contestMomentsJob.run(database.ctx());
		expect(await moments(id)).toEqual(['started']);
		const look = noteMoments({ ctx: database.ctx(asActor(ana, 'admin')), input: {} });
		await expect(look).rejects.toMatchObject({ code: 'not_allowed' });
	});

	it('of a contest that is over for long is looked at no more', async () => {
		const { slug, id } = await contest(-100, -50);
		await database.connections.db.execute(
			sql`update contests set final_at = now() where id = ${id}`,
		);
		expect((await note()).noted.filter((one) => one.contest === slug)).toHaveLength(3);
		expect(await heard(slug)).toEqual([]);
		expect((await note()).noted).toEqual([]);
	});
});
