import { sql } from 'drizzle-orm';
import type { Requirement } from '#lib/domain/contest/requirements.ts';
import { rulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import { rankTable } from '#lib/domain/leaderboard/rank.ts';
import type { Audience } from '#lib/domain/live/events.ts';
import type { Fact } from '#lib/domain/scoring/facts.ts';
import type { TableRow } from '#lib/domain/scoring/table.ts';
import { leaveMarks, type Mark } from '#lib/server/scoring/marks.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import type { Happening } from './scoring-happenings.ts';

const HOUR = 3_600_000;
const STARTS_AT = new Date('2026-10-22T10:00:00.000Z'); // Daylight saving ends inside the box.
const BOX_HOURS = 24 * 6;

export { happenings, type Happening } from './scoring-happenings.ts';

type Single = Extract<Fact, { type: 'click' | 'conversion' }>;

/** A small company with one contest, the facts that happened to it, and the same facts as the domain reads them. */
export async function aWorld(
	db: TestDatabase,
	options: {
		posts?: 'any' | 'shared-in-contest';
		freezeHour?: number | null;
		rules?: Partial<RulesInput>;
		alone?: boolean; // Earlier worlds' people don't compete: their facts fall into this box too.
	} = {},
) {
	const { connections } = db;
	const earlier = options.alone
		? await connections.sql<{ id: string }[]>`select external_id as id from people`
		: [];
	const people: make.APerson[] = [];
	for (const [name, team, groups] of [
		['Ana', 'Blue', []],
		['Bo', 'Blue', []],
		['Ana', 'Red', ['Coordinators']],
		['Åsa', 'Red', []],
		['Zoë', 'Green', []],
		['Chief', 'Green', ['Leadership']],
	] as const) {
		people.push(await make.aPerson(db, { name, team, groups: [...groups] }));
	}
	const posts = [await make.aPost(db), await make.aPost(db)];
	const links: Awaited<ReturnType<typeof make.aLink>>[] = [];
	for (const [i, person] of people.entries()) {
		for (const [j, post] of posts.entries()) {
			const sharedAt = new Date(STARTS_AT.getTime() + (i % 2 === j ? -30 : 3 * i) * HOUR);
			links.push(await make.aLink(db, { personId: person.id, postId: post.id, sharedAt }));
		}
	}
	const freezeAt =
		options.freezeHour === undefined || options.freezeHour === null
			? null
			: new Date(STARTS_AT.getTime() + options.freezeHour * HOUR);
	const stored: Partial<RulesInput> = {
		startsAt: STARTS_AT.toISOString(),
		endsAt: new Date(STARTS_AT.getTime() + BOX_HOURS * HOUR).toISOString(),
		metrics: {
			click: { points: 1, dailyCap: 9, postDailyCap: 5 },
			like: { points: 2 },
			comment: { points: 3, dailyCap: 7 },
			conversion: { points: 10 },
		},
		posts: options.posts ?? 'any',
		exclude: { people: earlier.map((row) => row.id), teams: [], groups: ['Leadership'] },
		minClicks: 1,
		tieBreaks: ['clicks', 'earliest'],
		...(freezeAt ? { freezeAt: freezeAt.toISOString() } : {}),
		...options.rules,
	};
	const contest = await make.aContest(db, { rules: stored });
	const rules = rulesSchema.parse({ timeZone: 'Europe/Stockholm', ...stored });
	const facts = new Map<string, Fact>();
	const held = people.map((): Partial<Record<Requirement, Date>> => ({}));
	/** What each void takes, asked for anew each time: clicks go on coming while it holds. */
	const voids = new Map<string, { id: string; marks: () => Mark[] }>();
	const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
	// From 40 hours before the start to past the end, every fact at a time of its own.
	let tick = 0;
	const at = (hour: number) =>
		new Date(
			STARTS_AT.getTime() + ((hour % (BOX_HOURS + 60)) - 40) * HOUR + (tick++ % 3_000) * 1_000,
		);
	const mark = (marks: Mark[]) => leaveMarks(connections.sql, marks);

	async function happen(one: Happening): Promise<void> {
		switch (one.type) {
			case 'click':
			case 'conversion': {
				const link = pick(links, one.link);
				const over = { at: at(one.hour) };
				const fact =
					one.type === 'click'
						? await make.aClick(db, link, over)
						: await make.aConversion(db, link, over);
				const { id } = fact;
				const same = { id, link: link.id, at: fact.at };
				facts.set(
					id,
					one.type === 'click'
						? { type: 'click', visitor: id, ...same }
						: { type: 'conversion', ...same },
				);
				return mark([{ personId: link.personId, metric: one.type, at: fact.at }]);
			}
			case 'reading': {
				const link = pick(links, one.link);
				const { metric, total } = one;
				const fact = await make.aReading(db, link, { at: at(one.hour), metric, total });
				facts.set(fact.id, {
					type: 'reading',
					id: fact.id,
					link: link.id,
					at: fact.at,
					metric,
					total,
				});
				if (metric === 'impression') return;
				return mark([{ personId: link.personId, metric: metric as 'like', at: fact.at }]);
			}
			case 'adjustment': {
				const person = pick(people, one.person);
				const { points } = one;
				const fact = await make.anAdjustment(db, contest.id, person.id, {
					at: at(one.hour),
					points,
				});
				facts.set(fact.id, {
					type: 'adjustment',
					id: fact.id,
					person: person.externalId,
					at: fact.at,
					points,
				});
				return mark([{ personId: person.id, metric: 'adjustment', at: fact.at }]);
			}
			case 'holds': {
				const person = one.person % people.length;
				if (held[person]![one.requirement]) return;
				const since = at(one.hour);
				const { id: personId } = people[person]!;
				await make.itHolds(db, personId, one.requirement, since);
				held[person] = { ...held[person], [one.requirement]: since };
				return mark([{ personId, metric: 'requirement', at: since }]);
			}
			case 'void': {
				const singles = [...facts.values()].filter(
					(fact): fact is Single => fact.type === 'click' || fact.type === 'conversion',
				);
				if (singles.length === 0) return;
				const fact = pick(singles, one.fact);
				const { personId } = links.find((link) => link.id === fact.link)!;
				const column = fact.type === 'click' ? sql`click_id` : sql`conversion_id`;
				const marks: Mark[] = [{ personId, metric: fact.type, at: fact.at }];
				return insertVoid(personId, column, fact.id, null, () => marks, {
					type: 'void',
					id: '',
					fact: fact.id,
				});
			}
			case 'range': {
				const link = pick(links, one.link);
				const from = at(one.hour);
				const marks = () =>
					[...facts.values()].flatMap((fact): Mark[] =>
						fact.type === 'click' && fact.link === link.id
							? [{ personId: link.personId, metric: 'click', at: fact.at }]
							: [],
					);
				return insertVoid(link.personId, sql`link_id`, link.id, from, marks, {
					type: 'void',
					id: '',
					link: link.id,
					from,
				});
			}
			case 'lift': {
				if (voids.size === 0) return;
				const lifted = pick([...voids.values()], one.fact);
				await connections.db.execute(
					sql`update voids set lifted_at = now() where id = ${lifted.id}`,
				);
				voids.delete(lifted.id);
				facts.delete(lifted.id);
				return mark(lifted.marks());
			}
		}
	}

	async function insertVoid(
		personId: string,
		column: ReturnType<typeof sql>,
		target: string,
		from: Date | null,
		marks: () => Mark[],
		fact: Fact,
	): Promise<void> {
		const rows = await connections.db.execute(sql`
			insert into voids (id, person_id, ${column}, from_at, reason)
			values (gen_random_uuid(), ${personId}, ${target}, ${from?.toISOString() ?? null}, 'A test.') returning id`);
		const { id } = rows[0] as { id: string };
		voids.set(id, { id, marks });
		facts.set(id, { ...fact, id });
		return mark(marks());
	}

	return {
		contest,
		people,
		links,
		rules,
		freezeAt,
		happen,
		facts: () => [...facts.values()],
		/** What the domain's own table is made from; who holds what as it is when it is asked for. */
		get meaning() {
			return {
				rules,
				dedupeHours: 24,
				people: people.map((person, i) => ({
					id: person.externalId,
					name: person.name,
					held: { ...held[i] },
					team: ['Blue', 'Blue', 'Red', 'Red', 'Green', 'Green'][i]!,
					groups: i === 5 ? ['Leadership'] : [],
				})),
				links: links.map((link) => ({
					id: link.id,
					person: people.find((person) => person.id === link.personId)!.externalId,
					post: link.postId,
					sharedAt: link.sharedAt,
				})),
			};
		},
		/** So that later worlds of the same database don't share its scoring. */
		async end() {
			await connections.db.execute(
				sql`update contests set cancelled_at = now() where id = ${contest.id}`,
			);
		},
	};
}

export type World = Awaited<ReturnType<typeof aWorld>>;

/** The table that the stored standings give an audience. */
export async function storedTable(
	db: TestDatabase,
	world: World,
	audience: Audience,
): Promise<TableRow[]> {
	const prefix = audience === 'public' ? 'public_' : '';
	const column = (name: string) => db.connections.sql(prefix + name);
	const rows = await db.connections.sql<
		(Omit<TableRow, 'rank' | 'person'> & { id: string; name: string })[]
	>`
		select p.external_id as id, p.name, s.${column('points')} as points, s.${column('clicks')} as clicks,
			s.${column('engagement')} as engagement, s.${column('conversions')} as conversions,
			s.${column('reached_at')} as "reachedAt",
			s.${column('qualified')} as qualified
		from standings s join people p on p.id = s.person_id
		where s.contest_id = ${world.contest.id} and s.${column('listed')}
			and p.id = any(${world.people.map((person) => person.id)}::uuid[])`;
	return rankTable(
		rows.map((row) => ({ ...row })),
		world.rules,
	).map(({ id, name: _, rank, ...rest }) => ({ rank, person: id, ...rest }));
}
