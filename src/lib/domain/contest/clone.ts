import type { ContestForm } from './form.ts';
import { instantOf, localText, wallTime } from './local-time.ts';
import { isTimeZone } from './rules.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** A box is moved on by its length at most so often: dates so far apart are no dates. */
const MOST_MOVES = 10_000;

/** What a clock on the wall showed at a field of the form; an offset of its own is not looked at. */
const wallAt = (typed: string) => wallTime(typed.trim().replace(/(Z|[+-]\d\d:\d\d)$/, ''));

const monthOf = (wall: number) => {
	const date = new Date(wall);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The wall time as many months later: the same day of the month and hour, or the month's last day where it is shorter. */
function addMonths(wall: number, months: number): number {
	const date = new Date(wall);
	const [year, month, day] = [
		date.getUTCFullYear(),
		date.getUTCMonth() + months,
		date.getUTCDate(),
	];
	const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return Date.UTC(year, month, Math.min(day, last)) + (wall - Math.floor(wall / DAY) * DAY);
}

/** Whether a box begins and ends with months: on a first of a month and, up to the hour, on a first or a last. */
function isOfMonths(start: number, end: number): boolean {
	const first = (wall: number) => new Date(wall).getUTCDate() === 1;
	return first(start) && (first(end) || first(end + DAY)) && monthsOf(start, end) > 0;
}

/** How many months a box of months is long: one that ends on a month's last day ends with it. */
function monthsOf(start: number, end: number): number {
	const after = new Date(end).getUTCDate() === 1 ? end : end + DAY;
	return monthOf(after) - monthOf(start);
}

/**
 * The form with its dates moved so that it starts at the local date-time `startsAt`. The end moves by as many days,
 * or, where the box begins and ends with months and the new one begins with one, by as many months; the freeze keeps
 * its distance from the end. Times that read as none stay as they are.
 */
export function cloneForm(form: ContestForm, { startsAt }: { startsAt: string }): ContestForm {
	const start = wallAt(form.startsAt);
	const end = wallAt(form.endsAt);
	const to = wallAt(startsAt);
	if (start === null || end === null || to === null) return { ...form, startsAt };
	const byMonths = isOfMonths(start, end) && new Date(to).getUTCDate() === 1;
	const newEnd = byMonths ? endOfMonths(start, end, to) : end + (to - start);
	const freeze = wallAt(form.freezeAt);
	return {
		...form,
		startsAt: localText(to),
		endsAt: localText(newEnd),
		freezeAt: freeze === null ? form.freezeAt : localText(newEnd - (end - freeze)),
	};
}

/** The end of a box of as many months that starts at `to`: as the old one on a first or on a month's last day. */
function endOfMonths(start: number, end: number, to: number): number {
	if (new Date(end).getUTCDate() === 1) return addMonths(end, monthOf(to) - monthOf(start));
	return addMonths(end + DAY, monthOf(to) - monthOf(start)) - DAY;
}

/**
 * When a clone would start: the box moved on by its own length, by whole months where it begins and ends with months
 * and otherwise by whole weeks, so that weekday and hour stay, until it starts at or after both its own end and
 * `after`. A local date-time; the form's own start where its times read as none.
 */
export function nextStart(form: ContestForm, after: Date): string {
	const start = wallAt(form.startsAt);
	const end = wallAt(form.endsAt);
	const zone = form.timeZone.trim();
	if (start === null || end === null || end <= start || !isTimeZone(zone)) return form.startsAt;
	const months = isOfMonths(start, end) ? monthsOf(start, end) : 0;
	const weeks = Math.ceil((end - start) / WEEK) * WEEK;
	for (let n = 1; n <= MOST_MOVES; n += 1) {
		const moved = months > 0 ? addMonths(start, n * months) : start + n * weeks;
		const at = instantOf(localText(moved), zone);
		if (at && at >= after) return localText(moved);
	}
	return form.startsAt;
}
