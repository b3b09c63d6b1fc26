import { REQUIREMENTS, type Held } from '../contest/requirements.ts';
import type { Rules } from '../contest/rules.ts';
import type { Fact } from '../scoring/facts.ts';
import { compareFacts } from '../scoring/fact-order.ts';
import { canonicalJson, sha256Of } from './canonical.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** A person as they were when the contest was made final. */
export type ReplayPerson = {
	externalId: string;
	team: string;
	/** Of their groups only those that the rules exclude are told. */
	groups: readonly string[];
};

/** A link with its facts' own names. */
export type ReplayLink = {
	id: string;
	person: string;
	post: string;
	network: string;
	sharedAt: Date;
};

/** A fact as the portal keeps it; `id` orders facts of one instant. Only clicks and conversions are ever voided. */
export type StoredFact = { id: string; at: Date; voided: boolean } & (
	| { type: 'click'; link: string; visitor: string | null }
	| { type: 'reading'; link: string; metric: string; total: number }
	| { type: 'conversion'; link: string }
	| { type: 'adjustment'; points: number }
);

/** The rules as a replay file bears them: what the table hangs on and nothing else, names of people as pseudonyms. */
export function replayRules(
	rules: Rules,
	contest: { slug: string; dedupeHours: number },
	pseudonyms: Pseudonyms,
): Record<string, unknown> {
	const { brackets: _, mostImproved: __, exclude, startsAt, endsAt, freezeAt, ...others } = rules;
	return {
		id: contest.slug,
		startsAt: startsAt.toISOString(),
		endsAt: endsAt.toISOString(),
		...(freezeAt ? { freezeAt: freezeAt.toISOString() } : {}),
		...others,
		exclude: {
			people: exclude.people.map((id) => pseudonyms.person(id)),
			teams: exclude.teams.map((team) => pseudonyms.team(team)),
			groups: exclude.groups,
		},
		dedupeHours: contest.dedupeHours,
	};
}

/**
 * A person as a replay file bears them. The name is the pseudonym again: it orders rows that share a place. Of what they
 * hold only what the rules ask for is told.
 */
export function replayPerson(
	person: ReplayPerson,
	rules: Rules,
	pseudonyms: Pseudonyms,
	held: Held = {},
) {
	const id = pseudonyms.person(person.externalId);
	const groups = person.groups.filter((group) => rules.exclude.groups.includes(group));
	const told = REQUIREMENTS.flatMap((one) => {
		const since = rules.requires?.includes(one) ? held[one] : undefined;
		return since ? [[one, since.toISOString()] as const] : [];
	});
	return {
		...{ id, name: id, team: pseudonyms.team(person.team), groups: [...groups].sort() },
		...(told.length > 0 ? { held: Object.fromEntries(told) } : {}),
	};
}

const DIGITS = 9;

/**
 * Gives facts and links the names that they have in a replay file. Facts are numbered as they come, so that their order
 * at one instant stays what it was: hand in each person's at once. Posts and links are numbered by their first fact.
 */
export class ReplayNames {
	readonly #pseudonyms: Pseudonyms;
	readonly #posts = new Map<string, string>();
	#facts = 0;
	#links = 0;

	constructor(pseudonyms: Pseudonyms) {
		this.#pseudonyms = pseudonyms;
	}

	/** How many facts were named; voids are not counted. */
	get facts(): number {
		return this.#facts;
	}

	/** One person's facts under their names in the file's order (at, id), a void behind what it voids, and their links. */
	name(
		person: string,
		facts: readonly StoredFact[],
		linkOf: (id: string) => ReplayLink,
	): { facts: Fact[]; links: ReplayLink[] } {
		const links = new Map<string, ReplayLink>();
		const nameLink = (id: string): string => {
			const known = links.get(id);
			if (known) return known.id;
			const link = linkOf(id);
			const post = this.#posts.get(link.post) ?? `post-${this.#posts.size + 1}`;
			this.#posts.set(link.post, post);
			const named = { ...link, id: `l${++this.#links}`, person, post };
			links.set(id, named);
			return named.id;
		};
		const named: Fact[] = [];
		for (const fact of [...facts].sort(compareFacts)) {
			const number = String(++this.#facts).padStart(DIGITS, '0');
			const id = `f${number}`;
			named.push(this.#rename(fact, id, person, nameLink));
			if (fact.voided) named.push({ type: 'void', id: `x${number}`, fact: id });
		}
		return { facts: named, links: [...links.values()] };
	}

	#rename(fact: StoredFact, id: string, person: string, nameLink: (id: string) => string): Fact {
		const { at } = fact;
		switch (fact.type) {
			case 'click': {
				const visitor = this.#pseudonyms.visitor(fact.link, fact.visitor ?? fact.id);
				return { type: 'click', id, link: nameLink(fact.link), at, visitor };
			}
			case 'reading': {
				const { metric, total } = fact;
				return { type: 'reading', id, link: nameLink(fact.link), at, metric, total };
			}
			case 'conversion':
				return { type: 'conversion', id, link: nameLink(fact.link), at };
			case 'adjustment':
				return { type: 'adjustment', id, person, at, points: fact.points };
		}
	}
}

/**
 * Writes a replay file piece by piece, in the example format of docs/replay.md, one item a line. `write` takes each piece;
 * await what it returns before handing in more. Gives the hashes at the end.
 */
export class ReplayWriter {
	readonly #write: (text: string) => unknown;
	readonly #whole = sha256Of();
	readonly #facts = sha256Of();
	#separator = '';
	#bytes = 0;

	constructor(write: (text: string) => unknown) {
		this.#write = write;
	}

	/** Everything that stands before the facts. */
	begin(contest: unknown, people: readonly unknown[]): unknown {
		const lines = people.map(canonicalJson).join(',\n');
		return this.#put(
			`{"contest":${canonicalJson(contest)},\n"people":[\n${lines}\n],\n"facts":[\n`,
		);
	}

	/** More facts, in the file's order. */
	facts(facts: readonly Fact[]): unknown {
		if (facts.length === 0) return undefined;
		const lines = facts.map((fact) => canonicalFact(fact));
		this.#facts.add(lines.map((line) => `${line}\n`).join(''));
		const text = `${this.#separator}${lines.join(',\n')}`;
		this.#separator = ',\n';
		return this.#put(text);
	}

	/** What stands behind the facts: the links that they name, and the table. */
	end(links: readonly ReplayLink[], expected: readonly unknown[]): unknown {
		const linkLines = links.map(canonicalFact).join(',\n');
		const rows = expected.map(canonicalJson).join(',\n');
		return this.#put(`\n],\n"links":[\n${linkLines}\n],\n"expected":[\n${rows}\n]}\n`);
	}

	/** SHA-256 of all that was written, of the facts' lines alone, and the size in bytes. */
	hashes(): { sha256: string; factsDigest: string; bytes: number } {
		return { sha256: this.#whole.hex(), factsDigest: this.#facts.hex(), bytes: this.#bytes };
	}

	#put(text: string): unknown {
		this.#whole.add(text);
		this.#bytes += new TextEncoder().encode(text).byteLength;
		return this.#write(text);
	}
}

/** A fact or a link as its line: instants RFC 3339 in UTC with milliseconds. */
function canonicalFact(item: object): string {
	const plain = Object.entries(item).map(([key, value]) => [
		key,
		value instanceof Date ? value.toISOString() : value,
	]);
	return canonicalJson(Object.fromEntries(plain));
}

/**
 * The digest of facts as a replay file gives them: SHA-256 over each as canonical JSON with a newline behind it, in the
 * file's order (by person, instant, and the portal's own order of one instant). Lower-case hex.
 */
export function digestOf(facts: Iterable<object>): string {
	const hash = sha256Of();
	for (const fact of facts) hash.add(`${canonicalFact(fact)}\n`);
	return hash.hex();
}
