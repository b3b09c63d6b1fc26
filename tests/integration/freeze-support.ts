import { METRICS, type Metric } from '#lib/domain/contest/rules.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import { readHome } from '#lib/server/boards/home.ts';
import * as boards from '#lib/server/boards/queries.ts';
import { readBrackets, readImproved } from '#lib/server/brackets/queries.ts';
import { listContests, readContest } from '#lib/server/contests/queries.ts';
import { readVersions } from '#lib/server/contests/versions.ts';
import { listPosts } from '#lib/server/posts/queries.ts';
import { readReveal } from '#lib/server/reveals/queries.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aWorld, type Happening, type World } from './scoring-world.ts';

/** The world's board freezes 60 hours after its start; these happen before and after that. */
const HOURS_BEFORE = 40;
export const FREEZE_HOUR = 60;

const both = [
	{ name: 'Blue and Green', groups: ['Cool'] },
	{ name: 'Red', groups: ['Warm'] },
];

/** A world with everything that a board can show: teams, brackets, an earlier contest to improve on. */
export async function aFrozenWorld(db: TestDatabase): Promise<World> {
	const world = await aWorld(db, {
		freezeHour: FREEZE_HOUR,
		alone: true,
		rules: { teams: 'average', brackets: both, mostImproved: true, settleHours: 1 },
	});
	for (const [i, person] of world.people.entries()) {
		const group = await make.aGroup(db, i < 3 ? 'Cool' : 'Warm');
		await db.connections.sql`
			insert into person_groups (person_id, group_id) values (${person.id}, ${group.id})`;
	}
	await db.connections.sql`update posts set published_at = '2026-10-01T00:00:00Z'`;
	const earlier = await make.aContest(db, {
		startsAt: new Date('2026-09-01T00:00:00Z'),
		endsAt: new Date('2026-09-30T00:00:00Z'),
		finalAt: new Date('2026-10-02T00:00:00Z'),
	});
	await db.connections.sql`
		insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions,
			public_listed, public_points, public_clicks, public_engagement, public_conversions)
		select ${earlier.id}, id, true, 10, 10, 0, 0, true, 10, 10, 0, 0 from people
		where id = any(${world.people.map((person) => person.id)}::uuid[])`;
	return world;
}

const metricOf = (i: number): Metric => METRICS[i % METRICS.length]!;

/** A round of facts for everybody, around an hour of the contest. */
function round(hour: number, size: number): Happening[] {
	const list: Happening[] = [];
	for (let link = 0; link < 12; link++) {
		for (let i = 0; i < 1 + (link % 4); i++) {
			list.push({ type: 'click', link, hour: hour + HOURS_BEFORE + i });
		}
		const metric = metricOf(1 + (link % 2));
		list.push({
			type: 'reading',
			link,
			hour: hour + HOURS_BEFORE,
			metric,
			total: size * (1 + link),
		});
		if (link % 3 === 0) list.push({ type: 'conversion', link, hour: hour + HOURS_BEFORE + 1 });
	}
	return list;
}

/** What everybody may know. */
export const shownFacts = (): Happening[] => [
	...round(20, 1),
	...round(45, 2),
	{ type: 'adjustment', person: 1, hour: 50 + HOURS_BEFORE, points: 2 },
];

/** What nobody but the person and the owners may: of every kind, and enough to turn the whole table round. */
export const hiddenFacts = (): Happening[] => [
	...round(FREEZE_HOUR, 9),
	...round(FREEZE_HOUR + 30, 12),
	{ type: 'adjustment', person: 4, hour: FREEZE_HOUR + 10 + HOURS_BEFORE, points: 9 },
	{ type: 'adjustment', person: 0, hour: FREEZE_HOUR + 11 + HOURS_BEFORE, points: -9 },
	{ type: 'range', link: 8, hour: FREEZE_HOUR + 20 + HOURS_BEFORE },
];

let looks = 0;

/**
 * All that an actor may read of a contest at `now`, without what only tells when it was read. Each look is a minute later than
 * the one before, so that no cache of a few seconds answers for the database.
 */
export async function everythingSeenBy(db: TestDatabase, world: World, actor: Actor, now: Date) {
	const ctx = db.ctx(actor, new Date(now.getTime() + ++looks * 60_000));
	const contest = world.contest.slug;
	const people = world.people.map((person) => person.externalId);
	const others = people.filter((id) => actor.kind !== 'person' || actor.externalId !== id);
	const reads = actor.kind !== 'display';
	return {
		contest: await readContest({ ctx, input: { slug: contest } }),
		board: await boards.readBoard({ ctx, input: { contest, top: 1000 } }),
		standings: await boards.readStandingsPage({ ctx, input: { contest, limit: 200 } }),
		ticker: await boards.readTicker({ ctx, input: { contest } }),
		week: await boards.readPostOfTheWeek({ ctx, input: { contest } }),
		lines: await boards.readSparklines({ ctx, input: { contest, people: others } }),
		brackets: (await readBrackets({ ctx, input: { contest } })).map(({ own: _, ...rest }) => rest),
		improved: { ...(await readImproved({ ctx, input: { contest } })), own: null },
		reveal: await readReveal({ ctx, input: { contest } }),
		...(reads && {
			contests: await listContests({ ctx, input: {} }),
			versions: await readVersions({ ctx, input: { contest } }),
			receipts: await Promise.all(
				others.map((person) =>
					boards.readReceipts({ ctx, input: { contest, person, limit: 200 } }),
				),
			),
			cards: (await listPosts({ ctx, input: { limit: 200 } })).map(
				({ title, colleagues, clicks }) => ({ title, colleagues, clicks }),
			),
		}),
		...(actor.kind === 'person' && (await seenByPerson(ctx, contest, actor.externalId))),
	};
}

/** The pages that are made for a person, without the person's own live figures. */
async function seenByPerson(ctx: ReturnType<TestDatabase['ctx']>, contest: string, own: string) {
	const page = await readContestPage({ ctx, input: { slug: contest, page: 1 } });
	const home = await readHome({ ctx, input: {} });
	const me = await boards.readMe({ ctx, input: { contest } });
	const { [own]: _, ...trends } = page.trends;
	return {
		page: { board: page.board, pages: page.pages, sentences: page.sentences, trends },
		home: home.board,
		/** Whose figures stand beside one's own live row is one's own doing; the figures themselves are public ones. */
		neighbours: [...me.around, ...(page.me?.around ?? []), ...(home.me?.around ?? [])].filter(
			(row) => row.person.externalId !== own,
		),
	};
}
