import { readdirSync, readFileSync } from 'node:fs';

/** A scenario in the example format of SCORING.md. */
export type Scenario = {
	contest: {
		id: string;
		dedupeHours: number;
		exclude: { people: string[]; teams: string[]; groups: string[] };
	} & Record<string, unknown>;
	people: { id: string; name: string; team: string; groups: string[] }[];
	links: { id: string; person: string; post: string; network: string; sharedAt: string }[];
	facts: Fact[];
	expected: Row[];
};

export type Fact =
	| { type: 'click'; id: string; link: string; at: string; visitor: string }
	| { type: 'reading'; id: string; link: string; at: string; metric: string; total: number }
	| { type: 'conversion'; id: string; link: string; at: string }
	| { type: 'adjustment'; id: string; person: string; at: string; points: number }
	| { type: 'void'; id: string; fact: string };

export type Row = {
	rank: number | null;
	person: string;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
};

export type StandingsPage = {
	rows: (Omit<Row, 'person'> & { person: { externalId: string } })[];
	nextCursor: string | null;
};

/** The public contract, whoever keeps it: the verbs themselves or a server over HTTP. */
export type Portal = {
	people(people: object[]): Promise<unknown>;
	post(post: object): Promise<{ id: string }>;
	link(link: object): Promise<{ slug: string }>;
	contest(contest: object): Promise<{ slug: string }>;
	events(events: object[]): Promise<{ accepted: number; duplicates: number; rejected: object[] }>;
	adjust(contest: string, adjustment: object): Promise<unknown>;
	void(input: object): Promise<{ id: string; voided: number }>;
	/** Resolves once everything recorded so far is scored. */
	settle(contest: string): Promise<void>;
	standings(contest: string, cursor?: string): Promise<StandingsPage>;
};

export const SCENARIOS = readdirSync('tests/fixtures/scoring')
	.filter((file) => file.endsWith('.json'))
	.map((file) => ({
		name: file.replace('.json', ''),
		scenario: JSON.parse(readFileSync(`tests/fixtures/scoring/${file}`, 'utf8')) as Scenario,
	}));

/**
 * The scenario under ids that no other has, so that all of them can be played in one program: the people of the others
 * don't compete in it.
 */
export function apart(scenario: Scenario): Scenario {
	const { contest, people, links, facts, expected } = scenario;
	const own = (id: string) => `${contest.id}-${id}`;
	const { exclude } = contest;
	const others = SCENARIOS.filter((other) => other.scenario.contest.id !== contest.id).flatMap(
		({ scenario: other }) => other.people.map(({ id }) => `${other.contest.id}-${id}`),
	);
	return {
		contest: {
			...contest,
			exclude: { ...exclude, people: [...exclude.people.map(own), ...others] },
		},
		people: people.map((person) => ({ ...person, id: own(person.id) })),
		links: links.map((link) => ({ ...link, person: own(link.person), post: own(link.post) })),
		facts: facts.map((fact): Fact => {
			const id = own(fact.id);
			if (fact.type === 'void') return { ...fact, id, fact: own(fact.fact) };
			return fact.type === 'adjustment'
				? { ...fact, id, person: own(fact.person) }
				: { ...fact, id };
		}),
		expected: expected.map((row) => ({ ...row, person: own(row.person) })),
	};
}

/** The people, the posts and the links; gives each link's slug. */
export async function setStage(portal: Portal, scenario: Scenario): Promise<Map<string, string>> {
	await portal.people(
		scenario.people.map(({ id, ...person }) => ({
			...person,
			externalId: id,
			email: `${id}@example.com`,
		})),
	);
	const posts = new Map<string, string>();
	const slugs = new Map<string, string>();
	for (const { id, post, ...link } of scenario.links) {
		if (!posts.has(post)) {
			const url = `https://example.com/${post}`;
			posts.set(post, (await portal.post({ title: post, url, category: 'Scenario' })).id);
		}
		slugs.set(id, (await portal.link({ ...link, post: posts.get(post) })).slug);
	}
	return slugs;
}

/** Makes the scenario's contest under its rules, and gives its slug. */
export async function openContest(portal: Portal, { contest }: Scenario): Promise<string> {
	const { id, dedupeHours: _, ...rules } = contest;
	return (await portal.contest({ ...rules, name: `Contest ${id}`, slug: id })).slug;
}

/** The facts as the API takes them: events in one call each `batch`, then adjustments, then voids. */
export async function sendFacts(
	portal: Portal,
	slugs: Map<string, string>,
	contest: string,
	facts: readonly Fact[],
): Promise<void> {
	const events = facts.flatMap((fact) => {
		if (fact.type === 'adjustment' || fact.type === 'void') return [];
		const { link, ...event } = fact;
		const slug = slugs.get(link);
		return [event.type === 'conversion' ? { ...event, slug, kind: 'lead' } : { ...event, slug }];
	});
	const { rejected } = await portal.events(events);
	if (rejected.length > 0) throw new Error(`Rejected: ${JSON.stringify(rejected)}`);
	for (const fact of facts) {
		if (fact.type === 'adjustment') {
			const { id, person, points, at } = fact;
			const adjustment = { externalId: id, person, points, at, reason: 'Scenario.' };
			await portal.adjust(contest, adjustment);
		} else if (fact.type === 'void') {
			await portal.void({ event: fact.fact, reason: 'Scenario.' });
		}
	}
}

/** The whole table, page by page, in the form of `expected`. */
export async function readTable(portal: Portal, contest: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (let cursor: string | undefined; ;) {
		const page = await portal.standings(contest, cursor);
		for (const { rank, person, points, clicks, engagement, conversions, reachedAt } of page.rows)
			rows.push({
				...{ rank, person: person.externalId, points, clicks },
				...{ engagement, conversions, reachedAt },
			});
		if (page.nextCursor === null) return rows;
		cursor = page.nextCursor;
	}
}

/** A number in [0, 1) from a seed, the same sequence every time (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
 * The facts in another order, a third of them twice, cut into `batches`; a void comes with, or after, the fact that it
 * takes out: one cannot void what is not there.
 */
export function scramble(facts: readonly Fact[], batches: number, seed: number): Fact[][] {
	const random = seeded(seed);
	const dealt = Array.from({ length: batches }, (): Fact[] => []);
	const first = new Map<string, number>();
	const deal = (fact: Fact, from: number) => {
		const at = from + Math.floor(random() * (batches - from));
		dealt[at]!.push(fact);
		first.set(fact.id, Math.min(first.get(fact.id) ?? batches, at));
	};
	const voids = facts.filter((fact) => fact.type === 'void');
	for (const fact of facts) {
		if (fact.type === 'void') continue;
		deal(fact, 0);
		if (random() < 1 / 3) deal(fact, 0);
	}
	for (const fact of voids) deal(fact, first.get(fact.fact) ?? 0);
	for (const batch of dealt) {
		for (let i = batch.length - 1; i > 0; i--) {
			const j = Math.floor(random() * (i + 1));
			[batch[i], batch[j]] = [batch[j]!, batch[i]!];
		}
	}
	return dealt;
}
