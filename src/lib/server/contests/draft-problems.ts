import { inArray } from 'drizzle-orm';
import { formToContest, type NewContest } from '#lib/domain/contest/form-check.ts';
import type { ContestForm, Problem } from '#lib/domain/contest/form.ts';
import { hasStarted, lifeProblems } from '#lib/domain/contest/life.ts';
import { problem } from '#lib/domain/contest/problems.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { newContestSchema, type Prize } from '#lib/domain/contest/new-contest.ts';
import type { Ctx } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';
import { asksForNoGuidelines } from '../learning/in-force.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { notedMoments } from './moments.ts';

/** Pictures that prizes name and that are not there, at their fields. */
async function pictureProblems(ctx: Ctx, form: ContestForm): Promise<Problem[]> {
	const named = form.prizes.flatMap(({ picture }, i) =>
		picture.trim() === '' ? [] : [{ path: `prizes.${i}.picture`, id: picture.trim() }],
	);
	if (named.length === 0) return [];
	const ids = named.map(({ id }) => id);
	const rows = await ctx.db
		.select({ id: pictures.id })
		.from(pictures)
		.where(inArray(pictures.id, ids));
	const known = new Set(rows.map(({ id }) => id));
	return named
		.filter(({ id }) => !known.has(id.toLowerCase()))
		.map(({ path }) => problem(path, 'picture_unknown'));
}

/** A form that can be made true: what createContest takes, and the same as the domain works with it. */
export type Publishable = { contest: NewContest; name: string; rules: Rules; prizes: Prize[] };

/**
 * What a draft makes, or everything that keeps it from being published now: the form's own problems, pictures that are
 * gone, and what it would undo of the life of the contest that it changes (null for a new one).
 */
export async function checkDraft(
	ctx: Ctx,
	form: ContestForm,
	contest: LoadedContest | null,
): Promise<{ ok: true; made: Publishable; started: boolean } | { ok: false; problems: Problem[] }> {
	const checked = formToContest(form);
	if (!checked.ok) return checked;
	const { name, prizes, slug: _, draft: __, ...rules } = newContestSchema.parse(checked.contest);
	const problems = await pictureProblems(ctx, form);
	if (await asksForNoGuidelines(ctx, rules)) problems.push(problem('requires', 'no_guidelines'));
	let started = false;
	if (contest) {
		const noted = new Set((await notedMoments(ctx, contest.id)).map(({ moment }) => moment));
		started = hasStarted(contest, contest.rules, contest.now, noted);
		const both = { before: contest.rules, after: rules };
		if (started) problems.push(...lifeProblems(contest, both, contest.now));
	}
	if (problems.length > 0) return { ok: false, problems };
	return { ok: true, made: { contest: checked.contest, name, rules, prizes }, started };
}
