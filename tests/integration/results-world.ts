import { expect } from 'vitest';
import { Failure } from '#lib/domain/failure.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import type { Ctx } from '#lib/server/context.ts';
import { credentials } from '#lib/server/db/schema/auth.ts';
import { prizes } from '#lib/server/db/schema/contests.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

export const DAY = 86_400_000;
export const PASSWORD = 'a long enough secret';

export const drain = ({ connections }: TestDatabase) =>
	createScorer({ connections, log: silent }).drain();

/** A contest that ended five days ago, with three people, seven clicks and two prizes. */
export async function anEndedContest(
	database: TestDatabase,
	over: Parameters<typeof make.aContest>[1] = {},
) {
	await database.connections.sql`update contests set cancelled_at = now()`;
	await database.connections.sql`delete from marks`;
	const startsAt = new Date(Date.now() - 12 * DAY);
	const endsAt = new Date(Date.now() - 5 * DAY);
	const group = `here-${startsAt.getTime()}-${Math.random()}`;
	const earlier = await database.connections.sql<{ id: string }[]>`
		select external_id as id from people`;
	const rules = {
		startsAt: startsAt.toISOString(),
		endsAt: endsAt.toISOString(),
		metrics: { click: { points: 2 } },
		// People of the tests before compete no more.
		exclude: { people: earlier.map(({ id }) => id), teams: [], groups: ['Leadership'] },
		...over.rules,
	};
	const contest = await make.aContest(database, { ...over, startsAt, endsAt, rules });
	await database.connections.db.insert(prizes).values([
		{ contestId: contest.id, position: 0, kind: 'place', name: 'Cup', fromPlace: 1, toPlace: 1 },
		{
			...{ contestId: contest.id, position: 1, kind: 'draw', name: 'Trip', minPoints: 1 },
			...{ winners: 1, excludePlaceWinners: true },
		},
	]);
	const people = [];
	const links = [];
	for (const clicks of [4, 2, 1]) {
		const person = await make.aPerson(database, { groups: [group] });
		const link = await make.aLink(database, { personId: person.id, sharedAt: startsAt });
		for (let i = 0; i < clicks; i++) {
			await make.aClick(database, link, { at: new Date(startsAt.getTime() + (i + 1) * DAY) });
		}
		people.push(person);
		links.push(link);
	}
	await drain(database);
	return { ...contest, people, links };
}

export type Ended = Awaited<ReturnType<typeof anEndedContest>>;

/** An owner who does not compete, with PASSWORD. */
export async function anOwner(database: TestDatabase): Promise<Ctx> {
	const passwordHash = await hashPassword(PASSWORD);
	const owner = await make.aPerson(database, { role: 'owner', groups: ['Leadership'] });
	await database.connections.db.insert(credentials).values({ personId: owner.id, passwordHash });
	await drain(database);
	return database.ctx(make.asActor(owner));
}

/** Everything that finalising leaves behind. */
export async function traces(database: TestDatabase, { id, slug }: Ended) {
	const [row] = await database.connections.sql`
		select (select count(*)::int from contest_results where contest_id = ${id}) as results,
			(select count(*)::int from contest_result_files f join contest_results r on r.id = f.result_id
				where r.contest_id = ${id}) as files,
			(select final_at is not null from contests where id = ${id}) as final,
			(select held_for_reveal from contests where id = ${id}) as held,
			(select count(*)::int from prize_awards where contest_id = ${id}) as awards,
			(select count(*)::int from notices where params -> 'contest' ->> 'slug' = ${slug}) as notices,
			(select count(*)::int from audit_entries where target = ${`contest:${id}`}) as entries`;
	return row;
}

/** The traces of a contest that nobody made final. */
export const NOTHING = {
	...{ results: 0, files: 0, final: false, held: false, awards: 0, notices: 0, entries: 0 },
};

/** The refusal of a call that must be refused. */
export const failureOf = (call: Promise<unknown>) =>
	call.then(
		() => expect.unreachable('it was not refused'),
		(error: unknown) => {
			expect(error).toBeInstanceOf(Failure);
			return error as Failure;
		},
	);

/** A click inside the contest's box, as a sender sends it. */
export function lateClick(contest: Ended) {
	const at = new Date(contest.startsAt.getTime() + 3.5 * DAY).toISOString();
	return {
		type: 'click',
		id: `late-${contest.slug}`,
		slug: contest.links[2]!.slug,
		at,
		visitor: 'v',
	};
}
