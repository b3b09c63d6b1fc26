import { randomUUID } from 'node:crypto';
import { prizes, standings } from '#lib/server/db/schema/contests.ts';
import { contestResults, prizeAwards } from '#lib/server/db/schema/results.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

const HOUR = 3_600_000;

/** Points of somebody when the board froze and when it was over; null is not standing in the table. */
export type Course = readonly [name: string, frozen: number | null, final: number | null];

const ALL: readonly Course[] = [
	['Ana', 510, 523],
	['Bo', 410, 661],
	['Cy', 309, 337],
	['Dee', 208, 208],
	['Eve', null, 419],
];

/**
 * A contest that is over and final, held for its reveal, with standings as scoring leaves them, an owner and an employee.
 * The first place wins a voucher, everybody with 400 points a mug, and a backpack is drawn.
 */
export async function aHeldContest(
	db: TestDatabase,
	options: { courses?: readonly Course[]; final?: boolean; freezeHours?: number | null } = {},
) {
	const { courses = ALL, final = true, freezeHours = 20 } = options;
	const now = Date.now();
	const endsAt = new Date(now - 2 * HOUR);
	const contest = await make.aContest(db, {
		startsAt: new Date(now - 200 * HOUR),
		endsAt,
		...(final ? { finalAt: new Date(now - HOUR), heldForReveal: true } : {}),
		rescoreNeeded: false,
		boardVersion: 7,
		rules: {
			settleHours: 0,
			...(freezeHours === null
				? {}
				: { freezeAt: new Date(endsAt.getTime() - freezeHours * HOUR).toISOString() }),
		},
	});
	const owner = await make.aPerson(db, { name: 'Olga', role: 'owner' });
	const employee = await make.aPerson(db, { name: 'Emil' });
	const people = new Map<string, make.APerson>();
	for (const [name, frozen, end] of courses) {
		const person = await make.aPerson(db, { name });
		people.set(name, person);
		const figures = (points: number | null) => ({
			listed: points !== null,
			points: points ?? 0,
			clicks: points ?? 0,
			engagement: 0,
			conversions: 0,
		});
		const [own, open] = [figures(end), figures(frozen)];
		await db.connections.db.insert(standings).values({
			...{ contestId: contest.id, personId: person.id, version: 7, ...own },
			reachedAt: new Date(now - 3 * HOUR),
			...{ publicListed: open.listed, publicPoints: open.points, publicClicks: open.clicks },
			...{ publicEngagement: 0, publicConversions: 0 },
			publicReachedAt: new Date(now - 30 * HOUR),
		});
	}
	const kinds = [
		{ kind: 'place', name: 'Voucher', fromPlace: 1, toPlace: 1 },
		{ kind: 'threshold', name: 'Mug', minPoints: 400 },
		{ kind: 'draw', name: 'Backpack', winners: 1, minPoints: 0, excludePlaceWinners: true },
	];
	const rows = await db.connections.db
		.insert(prizes)
		.values(
			kinds.map((prize, i) => ({
				...{ contestId: contest.id, position: i + 1, value: '50.00', currency: 'EUR' },
				...prize,
			})),
		)
		.returning();
	const [voucher, mug, backpack] = rows.map(({ id }) => id) as [string, string, string];
	if (final) {
		const result = { id: randomUUID(), contestId: contest.id, number: 1, document: '{}' };
		const hash = '0'.repeat(64);
		await db.connections.db.insert(contestResults).values({
			...{ ...result, sha256: hash, factsDigest: hash, replaySha256: hash },
			...{ facts: 0, replayBytes: 0, people: [] },
		});
		const won: [string, string, number | null][] = [
			[voucher, 'Bo', 1],
			...courses
				.filter(([, , end]) => (end ?? 0) >= 400)
				.map(([name], i): [string, string, number] => [mug, name, i + 1]),
			[backpack, 'Dee', 1],
		];
		const slots = new Map<string, number>();
		for (const [prizeId, name, place] of won) {
			const person = people.get(name);
			if (!person) continue;
			const slot = (slots.get(prizeId) ?? 0) + 1;
			slots.set(prizeId, slot);
			const ids = { contestId: contest.id, prizeId, resultId: result.id, personId: person.id };
			await db.connections.db.insert(prizeAwards).values({ ...ids, slot, place });
		}
	}
	return { contest, owner, employee, people };
}

export type HeldContest = Awaited<ReturnType<typeof aHeldContest>>;
