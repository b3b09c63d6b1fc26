import { RankedTable } from '../leaderboard/order.ts';
import type { BoardPerson } from '../live/events.ts';
import {
	LISTED_WINNERS,
	SCENE_PEOPLE,
	SCENE_ROWS,
	SCENE_WINNERS,
	type Scene,
	type ScenePerson,
	type ScenePrize,
	type SceneRow,
} from './scene.ts';
import {
	standingOf,
	type Change,
	type RevealInput,
	type Standing,
	type Step,
	type WonPrize,
} from './step.ts';
import { tellReveal, type Told } from './steps.ts';

/** Where the rows begin that a group's scene shows: so many stand above the group, for those who have risen. */
const ROWS_ABOVE = 2;

/**
 * The scenes of a reveal, the title first: what is stored when it begins, and all that screens ever get of it. One by one,
 * since with 100,000 people each of a dozen groups takes a third of a second.
 */
export function* revealScenes(input: RevealInput): Generator<Scene, void> {
	const frozen = new RankedTable(input.rules, input.frozen.map(standingOf));
	const known = new Set<string>();
	const won: ScenePrize[] = [];
	yield {
		...{ kind: 'title', people: [], count: 0, risen: 0, places: null, settles: 0 },
		...{ prizes: [], won: [], total: frozen.size },
		rows: rowsOf({ table: frozen, known, settled: known, from: 0, about: [] }),
	};
	for (const told of tellReveal(input)) {
		for (const { id } of told.step.changes) known.add(id);
		for (const prize of told.step.prizes) list(won, prize);
		yield sceneOf(told, known, [...won]);
	}
}

function sceneOf({ step, table, settled }: Told, known: Set<string>, won: ScenePrize[]): Scene {
	const people =
		step.kind === 'place' || step.kind === 'where' ? standing(step, table) : told(step, table);
	const ranks = step.settles.map((id) => table.rankOf(id)).filter((rank) => rank !== null);
	return {
		kind: step.kind,
		people: people.slice(0, SCENE_PEOPLE),
		count: step.people.length,
		risen: step.kind === 'fallen' ? 0 : people.filter((one) => climbed(one) > 0).length,
		places: ranks.length > 0 ? { from: Math.min(...ranks), to: Math.max(...ranks) } : null,
		settles: step.settles.length,
		prizes: step.prizes.map((prize) => scenePrize(prize, SCENE_WINNERS)),
		won,
		rows: rowsOf({ table, known, settled, from: firstRow(step, table), about: step.people }),
		total: table.size,
	};
}

/** The people of a step that tells no figures, as they stand. */
function standing(step: Step, table: RankedTable<Standing>): ScenePerson[] {
	return step.people.map((id) => {
		const { person, points } = table.get(id)!;
		return { person, before: { rank: table.rankOf(id), points }, after: null, gain: null };
	});
}

/** The people whose figures a step tells: who climbed furthest first, then by place. */
function told(step: Step, table: RankedTable<Standing>): ScenePerson[] {
	const people = step.changes.map((change) => scenePerson(change, table));
	const last = table.size + 1;
	return people.sort(
		(a, b) => climbed(b) - climbed(a) || (a.after?.rank ?? last) - (b.after?.rank ?? last),
	);
}

function scenePerson(
	{ id, before, rank, after }: Change,
	table: RankedTable<Standing>,
): ScenePerson {
	const gained = (figure: 'points' | 'clicks' | 'engagement' | 'conversions') =>
		(after?.[figure] ?? 0) - (before?.[figure] ?? 0);
	return {
		person: (after ?? before)!.person,
		before: before && { rank, points: before.points },
		after: after && { rank: table.rankOf(id), points: after.points },
		gain: {
			points: gained('points'),
			clicks: gained('clicks'),
			engagement: gained('engagement'),
			conversions: gained('conversions'),
		},
	};
}

/** Places climbed; from nowhere or without a rank into the ranking counts as one. */
function climbed({ before, after }: ScenePerson): number {
	if (!after || after.rank === null) return 0;
	if (!before || before.rank === null) return 1;
	return Math.max(0, before.rank - after.rank);
}

/** The position of the first row to show, so that whom the step is about is in sight. */
function firstRow(step: Step, table: RankedTable<Standing>): number {
	const last = Math.max(0, table.size - SCENE_ROWS);
	const [id] = step.settles.length > 0 ? step.settles : step.people;
	const position = (id === undefined ? null : table.positionOf(id)) ?? 0;
	if (position < SCENE_ROWS) return 0;
	return Math.min(last, position - ROWS_ABOVE);
}

function rowsOf(part: {
	table: RankedTable<Standing>;
	known: ReadonlySet<string>;
	settled: ReadonlySet<string>;
	from: number;
	about: readonly string[];
}): SceneRow[] {
	const about = new Set(part.about);
	return part.table.slice(part.from, part.from + SCENE_ROWS).map(({ rank, entry }) => ({
		rank,
		person: entry.person,
		points: entry.points,
		state: part.settled.has(entry.id) ? 'settled' : part.known.has(entry.id) ? 'told' : 'frozen',
		about: about.has(entry.id),
	}));
}

function scenePrize({ prize, winners }: WonPrize, most: number): ScenePrize {
	const { id, kind, name, value, currency, ranking, bracket, picture } = prize;
	const shown = winners.slice(0, most);
	return {
		id,
		kind,
		name,
		value,
		currency,
		ranking,
		bracket,
		picture,
		winners: shown,
		count: winners.length,
	};
}

/** Adds what was won to the list of all that was. */
function list(won: ScenePrize[], prize: WonPrize): void {
	const i = won.findIndex(({ id }) => id === prize.prize.id);
	const before = won[i];
	if (!before) {
		won.push(scenePrize(prize, LISTED_WINNERS));
		return;
	}
	const winners: BoardPerson[] = [...before.winners, ...prize.winners].slice(0, LISTED_WINNERS);
	won[i] = { ...before, winners, count: before.count + prize.winners.length };
}
