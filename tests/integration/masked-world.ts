import { prizes } from '#lib/server/db/schema/contests.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { DAY } from './results-world.ts';

export const SEED = 'a seed that everybody may know once it is over';

/** A contest that ended five days ago: Zoë first, then Hugo, then three who appear by name. */
export async function aMaskedWorld(db: TestDatabase) {
	const startsAt = new Date(Date.now() - 12 * DAY);
	const contest = await make.aContest(db, {
		...{ startsAt, endsAt: new Date(startsAt.getTime() + 7 * DAY), drawSeed: SEED },
		rules: {
			metrics: { click: { points: 2 } },
			...{
				teams: 'sum',
				brackets: 'team',
				exclude: { people: [], teams: [], groups: ['Leadership'] },
			},
			freezeAt: new Date(startsAt.getTime() + 2.5 * DAY).toISOString(),
		},
	});
	const draw = { kind: 'draw', winners: 5, minPoints: 1 };
	await db.connections.db.insert(prizes).values(
		[
			{ kind: 'place', name: 'Cup', fromPlace: 1, toPlace: 2 },
			{ kind: 'threshold', name: 'Mug', minPoints: 2 },
			{ ...draw, name: 'Bag', excludePlaceWinners: false },
			{ ...draw, name: 'Trip', winners: 1, excludePlaceWinners: false },
		].map((prize, position) => ({ contestId: contest.id, position, ...prize })),
	);
	const zoe = await make.aPerson(db, {
		...{ externalId: 'zoe.angstrom', name: 'Zoë Ångström', team: 'Green', office: 'Visby' },
	});
	const hugo = await make.aPerson(db, {
		externalId: 'hugo.quist',
		name: 'Hugo Quist',
		team: 'Blue',
	});
	const ana = await make.aPerson(db, { externalId: 'ana', name: 'Ana', team: 'North' });
	const others = [
		await make.aPerson(db, { externalId: 'bo', name: 'Bo', team: 'North' }),
		await make.aPerson(db, { externalId: 'cy', name: 'Cy', team: 'North' }),
	];
	const post = await make.aPost(db, { title: 'A story', proposedBy: zoe.id });
	for (const [i, person] of [zoe, hugo, ana, ...others].entries()) {
		const link = await make.aLink(db, { personId: person.id, postId: post.id, sharedAt: startsAt });
		for (let n = 0; n < 6 - i; n++)
			await make.aClick(db, link, { at: new Date(startsAt.getTime() + (n + 1) * DAY) });
	}
	return { contest, zoe, hugo, ana };
}

/** As if other rules had taken over: the table that was closed then is stored by name. */
export async function closeTable(
	db: TestDatabase,
	contestId: string,
	people: readonly make.APerson[],
) {
	const rows = people.map(({ externalId, name }, i) => ({
		...{
			rank: i + 1,
			person: { externalId, name, team: ['Green', 'North', 'Blue'][i] },
			points: 9 - i,
		},
		...{ clicks: 1, engagement: 0, conversions: 0, reachedAt: null },
	}));
	await db.connections.sql`
		update contest_rules set closing_table = ${JSON.stringify(rows)}::text::jsonb where contest_id = ${contestId}`;
}
