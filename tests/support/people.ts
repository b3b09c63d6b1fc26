import { randomBytes } from 'node:crypto';
import type { Requirement } from '#lib/domain/contest/requirements.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import type { Actor, Role } from '#lib/domain/people/permissions.ts';
import { badgeAwards } from '#lib/server/db/schema/badges.ts';
import * as contestTables from '#lib/server/db/schema/contests.ts';
import * as factTables from '#lib/server/db/schema/facts.ts';
import * as learning from '#lib/server/db/schema/learning.ts';
import * as peopleTables from '#lib/server/db/schema/people.ts';
import * as postTables from '#lib/server/db/schema/posts.ts';
import { profiles } from '#lib/server/db/schema/appearance.ts';
import { recognitions } from '#lib/server/db/schema/recognition.ts';
import { displays } from '#lib/server/db/schema/displays.ts';
import { showcaseEditions, showcaseEntries } from '#lib/server/db/schema/showcase.ts';
import { program } from '#lib/server/db/schema/program.ts';
import type { Db } from '#lib/server/db/client.ts';

/** Anything that has a database: a TestDatabase, connections, a context. */
type Has = { connections: { db: Db } } | { db: Db };
const dbOf = (has: Has): Db => ('connections' in has ? has.connections.db : has.db);

let count = 0;
/** A name that no other row has. */
const next = (word: string) => `${word}-${++count}-${randomBytes(3).toString('hex')}`;

function only<T>(rows: T[]): T {
	const [row] = rows;
	if (!row) throw new Error('Nothing was inserted.');
	return row;
}

/** The row of settings; there is only one per database. */
export async function aProgram(has: Has, over: Partial<typeof program.$inferInsert> = {}) {
	const values = {
		id: 1,
		name: 'Northwind',
		slug: 'northwind',
		timeZone: 'Europe/Stockholm',
		signingKey: randomBytes(32).toString('base64url'),
		...over,
	};
	const insert = dbOf(has).insert(program).values(values);
	return only(await insert.onConflictDoUpdate({ target: program.id, set: values }).returning());
}

export async function aTeam(has: Has, name = next('team')) {
	const insert = dbOf(has).insert(peopleTables.teams).values({ name });
	const target = peopleTables.teams.name;
	return only(await insert.onConflictDoUpdate({ target, set: { name } }).returning());
}

export async function anOffice(has: Has, name = next('office'), timeZone: string | null = null) {
	const insert = dbOf(has).insert(peopleTables.offices).values({ name, timeZone });
	const target = peopleTables.offices.name;
	return only(await insert.onConflictDoUpdate({ target, set: { timeZone } }).returning());
}

export async function aGroup(has: Has, name = next('group')) {
	const insert = dbOf(has).insert(peopleTables.groups).values({ name });
	const target = peopleTables.groups.name;
	return only(await insert.onConflictDoUpdate({ target, set: { name } }).returning());
}

export type APerson = typeof peopleTables.people.$inferSelect;

/** A person; `team`, `office` and `groups` are names and made when new. */
export async function aPerson(
	has: Has,
	over: Partial<typeof peopleTables.people.$inferInsert> & {
		team?: string;
		office?: string;
		groups?: string[];
	} = {},
): Promise<APerson> {
	const { team, office, groups = [], ...columns } = over;
	const externalId = columns.externalId ?? next('person');
	const row = only(
		await dbOf(has)
			.insert(peopleTables.people)
			.values({
				externalId,
				name: externalId,
				email: `${externalId.toLowerCase()}@example.com`,
				avatarSeed: externalId,
				teamId: columns.teamId ?? (await aTeam(has, team)).id,
				officeId: office === undefined ? null : (await anOffice(has, office)).id,
				...columns,
			})
			.returning(),
	);
	for (const name of groups) {
		const group = await aGroup(has, name);
		await dbOf(has)
			.insert(peopleTables.personGroups)
			.values({ personId: row.id, groupId: group.id });
	}
	return row;
}

/** The person as who asks. */
export function asActor(person: APerson, role = person.role as Role): Actor {
	const { id, externalId, name, teamId } = person;
	return { kind: 'person', id, externalId, name, role, teamId };
}

export async function aPost(
	has: Has,
	over: Partial<typeof postTables.posts.$inferInsert> & { category?: string } = {},
) {
	const { category: name = 'Company', ...columns } = over;
	const insert = dbOf(has).insert(postTables.categories).values({ name });
	const target = postTables.categories.name;
	const category = only(await insert.onConflictDoUpdate({ target, set: { name } }).returning());
	const title = columns.title ?? next('post');
	return only(
		await dbOf(has)
			.insert(postTables.posts)
			.values({
				title,
				url: `https://www.example.com/stories/${encodeURIComponent(title)}`,
				categoryId: category.id,
				...columns,
			})
			.returning(),
	);
}

/** A link; its person and post are made unless given. */
export async function aLink(has: Has, over: Partial<typeof postTables.links.$inferInsert> = {}) {
	return only(
		await dbOf(has)
			.insert(postTables.links)
			.values({
				slug: randomBytes(6).toString('base64url'),
				personId: over.personId ?? (await aPerson(has)).id,
				postId: over.postId ?? (await aPost(has)).id,
				network: 'linkedin',
				...over,
			})
			.returning(),
	);
}

const DAY = 86_400_000;

/** A published contest with one version of rules: by default clicks at 1 point, 10 days ago to 10 days ahead. */
export async function aContest(
	has: Has,
	over: Partial<typeof contestTables.contests.$inferInsert> & { rules?: Partial<RulesInput> } = {},
) {
	const { rules: given = {}, ...columns } = over;
	const rules: RulesInput = {
		startsAt: (columns.startsAt ?? new Date(Date.now() - 10 * DAY)).toISOString(),
		endsAt: (columns.endsAt ?? new Date(Date.now() + 10 * DAY)).toISOString(),
		timeZone: 'Europe/Stockholm',
		metrics: { click: { points: 1 } },
		...given,
	};
	const slug = columns.slug ?? next('contest');
	const row = only(
		await dbOf(has)
			.insert(contestTables.contests)
			.values({
				slug,
				name: slug,
				startsAt: new Date(rules.startsAt),
				endsAt: new Date(rules.endsAt),
				publishedAt: new Date(rules.startsAt),
				drawSeed: randomBytes(16).toString('hex'),
				...columns,
			})
			.returning(),
	);
	await dbOf(has)
		.insert(contestTables.contestRules)
		.values({ contestId: row.id, version: row.rulesVersion, rules });
	return row;
}

type ALink = { id: string; personId: string; postId: string };
const ofLink = (link: ALink) => ({ linkId: link.id, personId: link.personId, postId: link.postId });

/** Facts straight into their tables: no verdict is judged and no mark is left. */
export async function aClick(
	has: Has,
	link: ALink,
	over: Partial<typeof factTables.clicks.$inferInsert> = {},
) {
	const values = { at: new Date(), visitor: next('v'), verdict: 'valid', ...ofLink(link), ...over };
	return only(await dbOf(has).insert(factTables.clicks).values(values).returning());
}

export async function aReading(
	has: Has,
	link: ALink,
	over: Partial<typeof factTables.readings.$inferInsert> = {},
) {
	const values = { at: new Date(), metric: 'like', total: 1, ...ofLink(link), ...over };
	return only(await dbOf(has).insert(factTables.readings).values(values).returning());
}

export async function aConversion(
	has: Has,
	link: ALink,
	over: Partial<typeof factTables.conversions.$inferInsert> = {},
) {
	const values = { at: new Date(), kind: 'lead', ...ofLink(link), ...over };
	return only(await dbOf(has).insert(factTables.conversions).values(values).returning());
}

export async function anAdjustment(
	has: Has,
	contestId: string,
	personId: string,
	over: Partial<typeof factTables.adjustments.$inferInsert> = {},
) {
	const values = { at: new Date(), points: 10, reason: 'A test.', contestId, personId, ...over };
	return only(await dbOf(has).insert(factTables.adjustments).values(values).returning());
}

/** Somebody holds what a rank may ask for; the guidelines are version 1, published long ago unless others are. No mark is left. */
export async function itHolds(has: Has, personId: string, requirement: Requirement, at: Date) {
	const db = dbOf(has);
	if (requirement === 'certificate') {
		await db.insert(learning.certificates).values({ personId, edition: 1, at });
	} else if (requirement === 'disclosure') {
		await db.insert(learning.disclosurePledges).values({ personId, at });
	} else {
		await theGuidelines(has);
		await db
			.insert(learning.guidelineAcceptances)
			.values({ personId, version: 1, language: 'en', at });
	}
}

/** Guidelines to accept: version 1, unless there are some. */
export async function theGuidelines(has: Has) {
	const texts = { en: 'Be kind.', sv: null, it: null };
	const publishedAt = new Date('2026-01-01T00:00:00Z');
	await dbOf(has)
		.insert(learning.guidelineVersions)
		.values({ version: 1, texts, note: 'The first ones.', publishedAt })
		.onConflictDoNothing();
}

export async function aDisplay(has: Has, contestId: string, name = next('display')) {
	return only(await dbOf(has).insert(displays).values({ name, contestId }).returning());
}

/** A badge that somebody has, by their facts. */
export async function anAward(has: Has, over: Partial<typeof badgeAwards.$inferInsert> = {}) {
	const personId = over.personId ?? (await aPerson(has)).id;
	const values = { badge: 'first-click', level: 1, reason: 'once', at: new Date(), ...over };
	return only(
		await dbOf(has)
			.insert(badgeAwards)
			.values({ ...values, personId })
			.returning(),
	);
}

/** Public thanks. */
export async function thanksOf(has: Has, over: Partial<typeof recognitions.$inferInsert> = {}) {
	const people = {
		fromPerson: over.fromPerson ?? (await aPerson(has)).id,
		toPerson: over.toPerson ?? (await aPerson(has)).id,
	};
	const values = { message: 'Thank you.', public: true, ...over, ...people };
	return only(await dbOf(has).insert(recognitions).values(values).returning());
}

/** What somebody tells of themselves. */
export async function aProfile(has: Has, over: Partial<typeof profiles.$inferInsert> = {}) {
	const personId = over.personId ?? (await aPerson(has)).id;
	const values = { about: 'Ask me.', topics: ['Hiring'], ...over, personId };
	return only(await dbOf(has).insert(profiles).values(values).returning());
}

let showcases = 0;

/** A published showcase of a month, one of its own unless given, with a post whose author agrees. */
export async function aShowcase(
	has: Has,
	over: { month?: string; link?: { id: string; personId: string; postId: string } } = {},
) {
	const { id: linkId, personId, postId } = over.link ?? (await aLink(has));
	const month = over.month ?? `${2000 + ++showcases}-01`;
	const rule = { metric: 'clicks' as const, perPerson: 5, leastImpressions: 0 };
	const at = new Date('2026-06-01T00:00:00Z');
	const edition = { month, rule, preparedAt: at, publishedAt: at };
	await dbOf(has).insert(showcaseEditions).values(edition).onConflictDoNothing();
	await dbOf(has)
		.insert(showcaseEntries)
		.values({
			...{ month, linkId, personId, postId, answer: 'yes', code: randomBytes(6).toString('hex') },
			...{ clicks: 1, conversations: 0, engagements: 1, impressions: 0, rank: 1, place: 1 },
		});
}
