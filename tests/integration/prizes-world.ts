import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { award } from '#lib/domain/prizes/award.ts';
import { prizeRule, prizeTables } from '#lib/domain/prizes/of-result.ts';
import { seedHash } from '#lib/domain/prizes/draw.ts';
import { drawsOf } from '#lib/domain/results/draws.ts';
import {
	DOCUMENT_FORMAT,
	resultDocument,
	type ResultContent,
} from '#lib/domain/results/document.ts';
import { withTransaction } from '#lib/server/context.ts';
import { contests, prizes } from '#lib/server/db/schema/contests.ts';
import { contestResults } from '#lib/server/db/schema/results.ts';
import { offerPrizes } from '#lib/server/prizes/offer.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { aContest, type APerson } from '#tests/support/people.ts';

/** A test's own database, or a portal's. */
type Place = Pick<TestDatabase, 'connections' | 'ctx'>;

type PrizeInput = Partial<typeof prizes.$inferInsert> & Pick<typeof prizes.$inferInsert, 'kind'>;

/** A contest over for a month, with prizes in the order given. */
export async function aWonContest(
	database: Place,
	list: readonly PrizeInput[],
	over: Partial<typeof contests.$inferInsert> = {},
) {
	const contest = await aContest(database, {
		startsAt: new Date('2026-09-01T00:00:00Z'),
		endsAt: new Date('2026-10-01T00:00:00Z'),
		finalAt: new Date('2026-10-04T00:00:00Z'),
		drawSeed: 'a seed for the books',
		...over,
	});
	const rows = await database.connections.db
		.insert(prizes)
		.values(
			list.map((prize, position) => ({
				contestId: contest.id,
				position,
				name: `Prize ${position + 1}`,
				...prize,
			})),
		)
		.returning();
	return { ...contest, prizes: rows };
}

/** A row of a final table; the list's order is the table's. */
export type Stood = { person: APerson; rank: number | null; points: number };

/**
 * Stores a result with this table, the first of the contest or a correction, and offers its prizes, as finalising does. The
 * improved table and brackets are given where prizes need them.
 */
export async function aResult(
	database: Place,
	contest: Awaited<ReturnType<typeof aWonContest>>,
	stood: readonly Stood[],
	more: { improved?: readonly Stood[]; brackets?: Record<string, readonly Stood[]> } = {},
) {
	const who = ({ externalId, name }: APerson) => ({ externalId, name, team: 'North' });
	const row = ({ person, rank, points }: Stood) => ({ rank, person: who(person), points });
	const figures = { clicks: 0, engagement: 0, conversions: 0, reachedAt: null };
	const tables = {
		table: stood.map((one) => ({ ...row(one), ...figures })),
		improved: (more.improved ?? []).map(({ person, rank, points }) => ({
			...{ rank: rank ?? 1, person: who(person), before: 10, now: points, shown: '×2.0' },
		})),
		brackets: Object.entries(more.brackets ?? {}).map(([name, rows]) => ({
			name,
			rows: rows.map(row),
		})),
	};
	const people = new Map(stood.map(({ person }) => [person.externalId, person]));
	return withTransaction(database.ctx(), async (tx) => {
		await tx.db.select().from(contests).where(eq(contests.id, contest.id)).for('update');
		const list = await tx.db
			.select()
			.from(prizes)
			.where(eq(prizes.contestId, contest.id))
			.orderBy(asc(prizes.position));
		const rules = list.map((prize) =>
			prizeRule({
				...prize,
				kind: prize.kind as 'place',
				ranking: prize.ranking as 'main',
				excludePlaceWinners: prize.excludePlaceWinners ?? false,
			}),
		);
		const seed = contest.drawSeed;
		const awards = award(rules, prizeTables(tables), seed);
		const content: ResultContent = {
			...{ format: DOCUMENT_FORMAT, contest: contest.slug, name: contest.name },
			...{ number: 1, corrects: null, reason: null, signedBy: null, rulesVersion: 1 },
			...{ rules: {} as RulesInput, dedupeHours: 24, facts: { count: 0, digest: '' } },
			...{ replay: '', teams: [], ...tables },
			prizes: list.map((prize, i) => ({
				...{ prize: i + 1, kind: prize.kind as 'place', name: prize.name, value: prize.value },
				...{ currency: prize.currency, ranking: prize.ranking as 'main', bracket: prize.bracket },
				winners: awards[i]!.winners.map((won) => ({
					...won,
					person: who(people.get(won.person)!),
				})),
			})),
			draws: drawsOf(rules, awards, prizeTables(tables), {
				names: list.map(({ name }) => name),
				seed,
				seedHash: seedHash(seed),
			}),
		};
		const document = resultDocument(content);
		const hash = createHash('sha256').update(document).digest('hex');
		const number =
			1 + (await tx.db.$count(contestResults, eq(contestResults.contestId, contest.id)));
		const [result] = await tx.db
			.insert(contestResults)
			.values({
				...{ contestId: contest.id, number, document, sha256: hash, factsDigest: hash, facts: 0 },
				...{ replaySha256: hash, replayBytes: 0, people: [] },
			})
			.returning({ id: contestResults.id });
		const resultId = result!.id;
		const offered = await offerPrizes(tx, {
			...{ contestId: contest.id, resultId },
			won: list.map((prize, i) => ({
				prizeId: prize.id,
				winners: awards[i]!.winners.map(({ person, rank }, order) => ({
					personId: people.get(person)!.id,
					place: prize.kind === 'draw' ? order + 1 : rank,
				})),
			})),
		});
		return { resultId, document, content, ...offered };
	});
}
