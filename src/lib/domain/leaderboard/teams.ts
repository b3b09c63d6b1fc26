import type { Rules } from '../contest/rules.ts';
import type { TeamRow } from '../live/events.ts';
import { compareCodePoints } from '../scoring/fact-order.ts';

/** Team points as an exact fraction; `over` is positive. */
type Fraction = { points: bigint; over: bigint };

/**
 * The teams' table: every team with a competing member, by points, then name by code point; equal points share a
 * place and skip the ones after it. `rows` are the people in the table (also those without a rank),
 * `members` counts each team's competing members, who divide an average whether they have points or not.
 * Points compare as exact fractions; they are written as text, an average with one decimal, half up.
 */
export function teamTable(
	rows: Iterable<{ team: string; points: number }>,
	members: ReadonlyMap<string, number>,
	mode: Rules['teams'],
): TeamRow[] {
	if (mode === 'off') return [];
	const points = new Map<string, number[]>();
	for (const [team, count] of members) if (count > 0) points.set(team, []);
	for (const row of rows) points.get(row.team)?.push(row.points);

	const teams = Array.from(points, ([team, ofPeople]) => {
		const count = members.get(team)!;
		return { team, members: count, fraction: teamPoints(ofPeople, count, mode) };
	});
	teams.sort(
		(a, b) => compareFractions(b.fraction, a.fraction) || compareCodePoints(a.team, b.team),
	);
	let rank = 0;
	return teams.map(({ team, members: count, fraction }, i) => {
		const before = teams[i - 1];
		if (!before || compareFractions(before.fraction, fraction) !== 0) rank = i + 1;
		const shown = mode === 'average' ? oneDecimal(fraction) : String(fraction.points);
		return { rank, team, points: shown, members: count };
	});
}

function teamPoints(
	ofPeople: number[],
	members: number,
	mode: Exclude<Rules['teams'], 'off'>,
): Fraction {
	const taken =
		typeof mode === 'object' ? ofPeople.sort((a, b) => b - a).slice(0, mode.k) : ofPeople;
	const points = taken.reduce((sum, n) => sum + BigInt(n), 0n);
	return { points, over: mode === 'average' ? BigInt(members) : 1n };
}

function compareFractions(a: Fraction, b: Fraction): number {
	const difference = a.points * b.over - b.points * a.over;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Half up means towards the greater: 0.25 gives 0.3 and −0.25 gives −0.2. */
function oneDecimal({ points, over }: Fraction): string {
	const twice = 20n * points + over;
	let tenths = twice / (2n * over);
	// BigInt division cuts towards zero; we want the floor.
	if (twice < 0n && twice % (2n * over) !== 0n) tenths -= 1n;
	const size = tenths < 0n ? -tenths : tenths;
	return `${tenths < 0n ? '-' : ''}${size / 10n}.${size % 10n}`;
}
