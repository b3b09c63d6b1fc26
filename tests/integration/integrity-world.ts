import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openCount } from '#lib/server/integrity/queries.ts';
import { scanContest } from '#lib/server/integrity/scan.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

const HOUR = 3_600_000;
/** Noon in Stockholm (in winter), two days ago: inside every contest of these tests. */
export const NOON = new Date(
	new Date(Date.now() - 2 * 24 * HOUR).toISOString().slice(0, 10) + 'T11:00Z',
);
export const at = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
/** Seconds as readers come: at gaps of their own. */
export const uneven = (i: number) => i * 97 + ((i * i * 37) % 83);

type Link = Awaited<ReturnType<typeof make.aLink>>;
type Click = NonNullable<Parameters<typeof make.aClick>[2]>;

/**
 * A database with two owners and, for each test, a contest with one person and one link of theirs. Facts cannot be
 * deleted, so earlier tests' are in every later box: their people don't compete there.
 */
export function anIntegrityWorld() {
	let run = 0;
	const state = {
		database: null as unknown as TestDatabase,
		contest: null as unknown as Awaited<ReturnType<typeof make.aContest>>,
		person: null as unknown as make.APerson,
		link: null as unknown as Link,
		one: null as unknown as make.APerson,
		two: null as unknown as make.APerson,
	};
	const world = Object.assign(state, {
		as: (who: make.APerson) => state.database.ctx(make.asActor(who)),
		scan: () => scanContest(state.database.ctx(), state.contest.id),
		counts: () => openCount(state.database.ctx(), state.contest.id),
		/** Clicks on the world's link or another; each test's networks are its own. */
		async clicks(n: number, over: (i: number) => Click, on: Link = state.link) {
			for (let i = 0; i < n; i++) {
				const click = over(i);
				const network = click.network ? `${run} ${click.network}` : null;
				await make.aClick(state.database, on, { ...click, network });
			}
		},
		/** What the audit has of an action in the test's contest. */
		audit: async (action: string) =>
			(
				await state.database.connections.sql`
					select actor, details from audit_entries where action = ${action} and (
						details ->> 'contest' = ${state.contest.slug}
						or coalesce(details -> 'contests', '[]') ? ${state.contest.slug})`
			).map((row) => ({ ...row })),
		/** The notices of the test's person. */
		notices: async () =>
			(
				await state.database.connections.sql`
					select kind, params, href from notices where person_id = ${state.person.id}
					order by created_at, id`
			).map((row) => ({ ...row })),
	});
	beforeAll(async () => {
		world.database = await createTestDatabase();
		await make.aProgram(world.database);
		world.one = await make.aPerson(world.database, { role: 'owner', name: 'Olga Owner' });
		world.two = await make.aPerson(world.database, { role: 'owner', name: 'Otto Owner' });
	});
	afterAll(() => world.database.close());
	beforeEach(async () => {
		run++;
		const earlier = await world.database.connections.sql`select external_id as id from people`;
		world.contest = await make.aContest(world.database, {
			rules: {
				metrics: { click: { points: 1 }, like: { points: 2, postDailyCap: 80 } },
				exclude: { people: earlier.map((row) => row.id as string) },
			},
		});
		world.person = await make.aPerson(world.database);
		const sharedAt = at(-20 * 3600);
		world.link = await make.aLink(world.database, { personId: world.person.id, sharedAt });
	});
	return world;
}
