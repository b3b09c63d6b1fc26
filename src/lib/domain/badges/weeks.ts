import { dayNumberOf } from '../contest/days.ts';
import type { BadgeFacts } from './facts.ts';

const DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar day. 1970-01-01 was a Thursday. */
const numberOf = (day: string) => Date.parse(`${day}T00:00:00.000Z`) / DAY;
/** ISO weekday, 1 is Monday. */
const weekdayOf = (number: number) => ((((number + 3) % 7) + 7) % 7) + 1;

/**
 * The ISO weekday with which a person's week begins: the first working day after the longest pause, so that a week
 * of Sunday to Thursday begins on Sunday. Monday where every day or none is worked, or two pauses are as long.
 */
export function firstWeekday(workDays: readonly number[]): number {
	const works = new Set(workDays);
	let best = { day: 1, pause: 0 };
	for (let day = 1; day <= 7; day++) {
		if (!works.has(day)) continue;
		let pause = 0;
		while (pause < 7 && !works.has(((day - 2 - pause + 14) % 7) + 1)) pause++;
		if (pause > best.pause) best = { day, pause };
	}
	return best.day;
}

/** A person's weeks, numbered; made once per evaluation. */
function weeksOf({ timeZone, workDays, off }: BadgeFacts) {
	const first = firstWeekday(workDays);
	const works = new Set(workDays);
	const spans = off.map(({ from, to }) => [numberOf(from), numberOf(to)] as const);
	/** The day number of the begin of week 0. */
	const zero = first - 4;
	return {
		/** The number of the week in which an instant (milliseconds) falls. */
		weekOf: (at: number) => Math.floor((dayNumberOf(at, timeZone) - zero) / 7),
		/** Whether the person worked on no day of that week: it neither counts nor breaks anything. */
		isFree(week: number): boolean {
			const begin = zero + week * 7;
			for (let number = begin; number < begin + 7; number++) {
				if (!works.has(weekdayOf(number))) continue;
				if (!spans.some(([from, to]) => from <= number && number <= to)) return false;
			}
			return true;
		},
	};
}

/** A run of weeks in which something came, free weeks stepped over: how long after each week, and when it was reached. */
export type Run = { length: number; at: number };

export type Runs = { runs: Run[]; gaps: { weeks: number; at: number }[]; now: number };

/** Several badges look at the same facts. */
const known = new WeakMap<BadgeFacts, Runs>();

/**
 * How a person's run of active weeks grew: one entry for each active week. `now` is the length that holds now: the week
 * under way breaks nothing. A week is active when a post of one's own was read or commented on in it.
 */
export function runsOf(facts: BadgeFacts): Runs {
	const before = known.get(facts);
	if (before) return before;
	const runs = countRuns(facts);
	known.set(facts, runs);
	return runs;
}

function countRuns(facts: BadgeFacts): Runs {
	const weeks = weeksOf(facts);
	const firsts = new Map<number, number>();
	for (const list of [facts.clicks, facts.comments])
		for (const { at } of list) {
			const week = weeks.weekOf(at);
			const first = firsts.get(week);
			if (first === undefined || at < first) firsts.set(week, at);
		}
	const runs: Run[] = [];
	const gaps: { weeks: number; at: number }[] = [];
	let length = 0;
	let before: number | null = null;
	/** Counts the working weeks between two active ones. */
	const idle = (from: number, to: number) => {
		let count = 0;
		for (let week = from; week < to; week++) if (!weeks.isFree(week)) count++;
		return count;
	};
	for (const [week, at] of [...firsts].sort(([a], [b]) => a - b)) {
		const missed = before === null ? 0 : idle(before + 1, week);
		if (missed > 0) gaps.push({ weeks: missed, at });
		length = missed === 0 ? length + 1 : 1;
		runs.push({ length, at });
		before = week;
	}
	const current = weeks.weekOf(facts.now);
	const broken = before === null || idle(before + 1, current) > 0;
	return { runs, gaps, now: broken ? 0 : length };
}
