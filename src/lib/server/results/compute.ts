import { competes } from '#lib/domain/contest/competes.ts';
import { rulesSchema, type Rules } from '#lib/domain/contest/rules.ts';
import { rankTable, type Entry } from '#lib/domain/leaderboard/rank.ts';
import type { Pseudonyms } from '#lib/domain/results/pseudonyms.ts';
import {
	ReplayNames,
	replayPerson,
	replayRules,
	ReplayWriter,
	type ReplayLink,
} from '#lib/domain/results/replay-file.ts';
import { compareCodePoints } from '#lib/domain/scoring/fact-order.ts';
import type { Fact, PersonOfFacts } from '#lib/domain/scoring/facts.ts';
import { scoreTable } from '#lib/domain/scoring/table.ts';
import type { Ctx } from '../context.ts';
import { heldOf } from '../learning/held.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import type { Member } from './everyone.ts';
import { storedFacts } from './stored-facts.ts';

/** A row of the final table: the entry, its place, and whose it is. */
export type ComputedRow = Entry & { rank: number | null; member: Member };

export type Computed = {
	/** In the table's order. */
	rows: ComputedRow[];
	/** Who competed or had facts, as they were taken. */
	members: Member[];
	facts: number;
	factsDigest: string;
	replaySha256: string;
	replayBytes: number;
};

/**
 * Facts counted at once: about 40 ms of the loop that doors and sockets share, and 3 MB. People are taken as many as lately
 * had so many facts, never one in part.
 */
const FACTS_AT_ONCE = 2_000;
const PEOPLE_AT_FIRST = 10;
const MOST_PEOPLE = 500;

/**
 * Computes a contest's table anew from the raw facts by the domain's own functions, over the very data that its replay file
 * bears, and writes that file piece by piece to `write`. Memory holds a batch of people's facts at a time. Reads
 * only; the caller holds whatever must not change meanwhile.
 */
export async function computeResult(
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
	input: {
		people: readonly Member[];
		dedupeHours: number;
		pseudonyms: Pseudonyms;
		write: (text: string) => unknown;
	},
): Promise<Computed> {
	const { dedupeHours, pseudonyms } = input;
	const head = replayRules(contest.rules, { slug: contest.slug, dedupeHours }, pseudonyms);
	const { id: _, dedupeHours: __, ...inFile } = head;
	const rules = rulesSchema.parse(inFile);
	const held = await heldOf(ctx.db, contest.rules, null);
	const told = (await toldOf(ctx, contest, input))
		.map((member) => ({
			member,
			person: replayPerson(member, contest.rules, pseudonyms, held.get(member.id)),
			held: held.get(member.id),
		}))
		// By pseudonym: the order of the file says nothing about anybody.
		.sort((a, b) => compareCodePoints(a.person.id, b.person.id));
	const writer = new ReplayWriter(input.write);
	const names = new ReplayNames(pseudonyms);
	const links: ReplayLink[] = [];
	const found: Found[] = [];
	await writer.begin(
		head,
		told.map(({ person }) => person),
	);

	let take = PEOPLE_AT_FIRST;
	for (let from = 0; from < told.length;) {
		const batch = told.slice(from, from + take);
		from += batch.length;
		const stored = await storedFacts(
			ctx,
			contest,
			dedupeHours,
			batch.map(({ member }) => member.id),
		);
		const facts: Fact[] = [];
		const batchLinks: ReplayLink[] = [];
		for (const { member, person } of batch) {
			const named = names.name(person.id, stored.facts.get(member.id) ?? [], (id) => {
				const link = stored.links.get(id);
				if (!link) throw new Error(`A fact names the link ${id}, which is gone.`);
				return link;
			});
			facts.push(...named.facts);
			batchLinks.push(...named.links);
		}
		const people: PersonOfFacts[] = batch.map(({ person, held: since }) => ({
			...person,
			held: since,
		}));
		const byPseudonym = new Map(batch.map(({ member, person }) => [person.id, member]));
		const table = scoreTable({
			...{ rules, people, links: batchLinks, facts, dedupeHours },
			audience: 'owner',
		});
		for (const { person, rank: _, ...figures } of table) {
			const member = byPseudonym.get(person)!;
			const { externalId: id, name } = member;
			found.push({ ...figures, id, name, member, pseudonym: person });
		}
		links.push(...batchLinks);
		await writer.facts(facts);
		const each = Math.max(1, facts.length / batch.length);
		take = Math.min(MOST_PEOPLE, Math.max(1, Math.floor(FACTS_AT_ONCE / each)));
	}

	await writer.end(links, expectedOf(found, rules));
	const { sha256, factsDigest, bytes } = writer.hashes();
	return {
		rows: rankTable(
			found.map(({ pseudonym: _, ...row }) => row),
			contest.rules,
		),
		members: told.map(({ member }) => member),
		facts: names.facts,
		factsDigest,
		replaySha256: sha256,
		replayBytes: bytes,
	};
}

type Found = Entry & { member: Member; pseudonym: string };

/** The same table under pseudonyms: rows that share a place stand in their order instead. */
function expectedOf(found: readonly Found[], rules: Rules) {
	const entries = found.map((row) => ({ ...row, id: row.pseudonym, name: row.pseudonym }));
	return rankTable(entries, rules).map((row) => {
		const { rank, pseudonym: person, points, clicks, engagement, conversions, reachedAt } = row;
		return { rank, person, points, clicks, engagement, conversions, reachedAt };
	});
}

/** Whom the file tells: everybody who competes, and of the others those who have facts. */
async function toldOf(
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
	{ people, dedupeHours }: { people: readonly Member[]; dedupeHours: number },
): Promise<Member[]> {
	const test = competes(contest.rules.exclude);
	const isIn = ({ externalId: id, team, groups }: Member) => test({ id, team, groups });
	const out = people.filter((member) => !isIn(member)).map(({ id }) => id);
	const { facts } = await storedFacts(ctx, contest, dedupeHours, out);
	return people.filter((member) => isIn(member) || facts.has(member.id));
}
