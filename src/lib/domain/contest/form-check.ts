import type { z } from 'zod';
import type { ContestForm, Problem } from './form.ts';
import { prizesOf } from './form-prizes.ts';
import { instantOf } from './local-time.ts';
import { newContestSchema } from './new-contest.ts';
import { Checker, problem } from './problems.ts';
import { isTimeZone, METRICS } from './rules.ts';

/** A contest as the form gives it: what createContest takes. */
export type NewContest = z.input<typeof newContestSchema>;

const CAP = { min: 1, max: 1_000_000 };
const MOST_BRACKETS = 50;

/**
 * The contest that a form describes, or what is wrong with it, field by field. Strict: the contest passes
 * newContestSchema, the one that the API validates and the scorer runs; what only that refuses is `invalid` at its field.
 */
export function formToContest(
	form: ContestForm,
): { ok: true; contest: NewContest } | { ok: false; problems: Problem[] } {
	const check = new Checker();
	const contest = {
		name: check.text('name', form.name, 200),
		...boxOf(form, check),
		metrics: metricsOf(form, check),
		posts: form.posts,
		exclude: excludeOf(form, check),
		minClicks: check.whole('minClicks', form.minClicks, { ...CAP, min: 0, optional: true }) ?? 0,
		// Left out where nothing is asked: such rules are the text that they always were.
		...(form.requires.length > 0 ? { requires: [...new Set(form.requires)] } : {}),
		tieBreaks: form.tieBreaks,
		settleHours: check.whole('settleHours', form.settleHours, { min: 0, max: 24 * 90 }),
		teams: teamsOf(form, check),
		brackets: bracketsOf(form, check),
		mostImproved: form.mostImproved,
		prizes: prizesOf(form, check),
	};
	if (new Set(form.tieBreaks).size !== form.tieBreaks.length)
		check.note('tieBreaks', 'tie_break_twice');
	if (check.problems.length > 0) return { ok: false, problems: check.problems };
	const parsed = newContestSchema.safeParse(contest);
	if (parsed.success) return { ok: true, contest: contest as NewContest };
	return { ok: false, problems: parsed.error.issues.map(problemOf) };
}

/** A refusal of the strict schema at the form's field: the two name their fields alike, but for brackets of one's own. */
function problemOf({ path, message }: z.core.$ZodIssue): Problem {
	const at = path.map(String);
	if (at[0] === 'brackets' && at.length > 1) at.splice(1, 0, 'own');
	return { ...problem(at.join('.') || 'name', 'invalid'), message };
}

function boxOf(form: ContestForm, check: Checker) {
	const timeZone = form.timeZone.trim();
	if (timeZone === '') check.note('timeZone', 'missing');
	else if (!isTimeZone(timeZone)) check.note('timeZone', 'unknown_zone');
	// Whether a time reads as one does not hang on the zone: all that is wrong is said at once.
	const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
	const at = (path: 'startsAt' | 'endsAt' | 'freezeAt') => {
		const typed = form[path].trim();
		if (typed === '') {
			if (path !== 'freezeAt') check.note(path, 'missing');
			return undefined;
		}
		const instant = instantOf(typed, zone);
		if (!instant) check.note(path, 'not_a_time');
		return instant ?? undefined;
	};
	const [startsAt, endsAt, freezeAt] = [at('startsAt'), at('endsAt'), at('freezeAt')];
	if (startsAt && endsAt && endsAt <= startsAt) check.note('endsAt', 'end_before_start');
	else if (freezeAt && ((startsAt && freezeAt < startsAt) || (endsAt && freezeAt > endsAt))) {
		check.note('freezeAt', 'freeze_outside');
	}
	return {
		startsAt: startsAt?.toISOString(),
		endsAt: endsAt?.toISOString(),
		timeZone,
		...(freezeAt ? { freezeAt: freezeAt.toISOString() } : {}),
	};
}

function metricsOf(form: ContestForm, check: Checker) {
	const metrics: NewContest['metrics'] = {};
	for (const metric of METRICS) {
		const row = form.metrics[metric];
		if (!row.counts) continue;
		const cap = (field: 'dailyCap' | 'postDailyCap') => {
			const path = `metrics.${metric}.${field}`;
			if (/^0+$/.test(row[field].trim())) {
				check.note(path, 'cap_zero');
				return {};
			}
			const value = check.whole(path, row[field], { ...CAP, optional: true });
			return value === undefined ? {} : { [field]: value };
		};
		metrics[metric] = {
			points: check.whole(`metrics.${metric}.points`, row.points, { min: 0, max: 1000 }) ?? 0,
			...cap('dailyCap'),
			...cap('postDailyCap'),
		};
	}
	if (Object.keys(metrics).length === 0) check.note('metrics', 'nothing_counts');
	return metrics;
}

function excludeOf(form: ContestForm, check: Checker) {
	const list = (path: 'people' | 'teams' | 'groups') => {
		const names = form.exclude[path].filter((name) => name !== '');
		if (names.some((name) => name.length > 200)) {
			check.note(`exclude.${path}`, 'too_long', { max: 200 });
		}
		return names;
	};
	return { people: list('people'), teams: list('teams'), groups: list('groups') };
}

function teamsOf({ teams }: ContestForm, check: Checker): NewContest['teams'] {
	if (teams.mode !== 'top') return teams.mode;
	return { mode: 'top', k: check.whole('teams.k', teams.k, { min: 1, max: 1000 }) ?? 1 };
}

function bracketsOf({ brackets }: ContestForm, check: Checker): NewContest['brackets'] {
	if (brackets.mode !== 'own') return brackets.mode;
	const { own } = brackets;
	if (own.length === 0) check.note('brackets.own', 'brackets_missing');
	if (own.length > MOST_BRACKETS) check.note('brackets.own', 'too_many', { max: MOST_BRACKETS });
	const names = new Set<string>();
	return own.map((row, i) => {
		const name = check.text(`brackets.own.${i}.name`, row.name, 100) ?? '';
		if (name !== '' && names.has(name)) check.note(`brackets.own.${i}.name`, 'bracket_twice');
		names.add(name);
		const groups = row.groups.filter((group) => group !== '');
		const path = `brackets.own.${i}.groups`;
		if (groups.length === 0) check.note(path, 'bracket_without_groups');
		if (groups.length > 100) check.note(path, 'too_many', { max: 100 });
		return { name, groups };
	});
}
