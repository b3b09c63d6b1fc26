import { rulesDifference, prizesDifference } from '#lib/domain/contest/difference.ts';
import type { DraftView } from '#lib/domain/contest/draft.ts';
import type { ContestForm } from '#lib/domain/contest/form.ts';
import { formToContest } from '#lib/domain/contest/form-check.ts';
import { contestToForm } from '#lib/domain/contest/form-of.ts';
import { stepAsking, type Step } from '#lib/domain/contest/form-steps.ts';
import { newContestSchema, type Prize } from '#lib/domain/contest/new-contest.ts';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import { rulesInWords } from '#lib/domain/contest/words.ts';
import { budgetOf } from '#lib/domain/prizes/budget.ts';
import type { Ctx } from '#lib/server/context.ts';
import { affectedBy } from '#lib/server/contests/affected.ts';
import { readLife } from '#lib/server/contests/life.ts';
import { currentContest } from '#lib/server/contests/queries.ts';
import { findPeople, listLabels } from '#lib/server/people/labels.ts';
import { readProgram } from '#lib/server/programs/queries.ts';

/** More names than this are counted, not listed. */
const NAMES = 200;

const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : null);

/** The prizes of a form as its budget counts them: what is still being typed counts as nothing. */
const priced = (form: ContestForm) =>
	form.prizes.map((prize) => ({
		...prize,
		stock: whole(prize.stock),
		fromPlace: whole(prize.fromPlace),
		toPlace: whole(prize.toPlace),
		winners: whole(prize.winners),
	}));

type Life = Awaited<ReturnType<typeof readLife>>;
type Labels = Awaited<ReturnType<typeof listLabels>>;

function contestOf(form: ContestForm) {
	const checked = formToContest(form);
	return checked.ok ? newContestSchema.parse(checked.contest) : null;
}

/** The contest of a draft as the form describes it: in words, and against the contest that it changes. */
function readBack(after: ReturnType<typeof contestOf>, dedupeHours: number, life: Life | null) {
	if (!after) return { sentences: null, changes: null, prizeChanges: null };
	const sentences = rulesInWords(after, dedupeHours);
	const before = life && contestOf(contestToForm(life.view));
	if (!before) return { sentences, changes: null, prizeChanges: null };
	return {
		sentences,
		changes: rulesDifference(before, after, dedupeHours),
		prizeChanges: prizesDifference(before.prizes, after.prizes),
	};
}

/** The brackets that a prize may be won in, by name. */
function bracketNames({ brackets }: ContestForm, labels: Labels): string[] {
	if (brackets.mode === 'own') return brackets.own.map(({ name }) => name).filter(Boolean);
	if (brackets.mode === 'off') return [];
	return labels[brackets.mode === 'office' ? 'offices' : 'teams'].map(({ name }) => name);
}

/** The prizes as the board will list them. */
const prizeViews = (prizes: Prize[]): PrizeView[] =>
	prizes.map((prize, i) => ({
		...NO_PRIZE,
		...prize,
		id: String(i),
		value: prize.value ?? null,
		currency: prize.currency ?? null,
		bracket: prize.bracket ?? null,
		description: prize.description ?? null,
		stock: prize.stock ?? null,
		picture: prize.picture ?? null,
		toPlace: prize.kind === 'place' ? (prize.toPlace ?? prize.fromPlace) : null,
	}));

const NO_PRIZE = { fromPlace: null, minPoints: null, winners: null, excludePlaceWinners: false };

/** Everything that a step of a draft's form shows; the same answers a save, so that the page need not load again. */
export async function readStep(ctx: Ctx, draft: DraftView, step: Step, find: string) {
	const { form, contest } = draft;
	const [program, labels, life, affected, named, found, current] = await Promise.all([
		readProgram(ctx),
		listLabels({ ctx, input: {} }),
		contest ? readLife({ ctx, input: { contest } }) : null,
		affectedBy({ ctx, input: { ...(contest ? { contest } : {}), exclude: form.exclude } }),
		findPeople({ ctx, input: { externalIds: form.exclude.people } }),
		find === '' ? null : findPeople({ ctx, input: { text: find.slice(0, 200) } }),
		currentContest({ ctx, input: {} }),
	]);
	const after = contestOf(form);
	const facts = contest ?? current?.slug;
	const { joining, leaving, competing, unknown } = affected;
	return {
		step,
		draft,
		problems: draft.problems.map((one) => ({ ...one, step: stepAsking(one.path) })),
		...readBack(after, program.dedupeHours, life),
		budget: budgetOf(priced(form), competing),
		affected: {
			joining: { count: joining.length, names: joining.slice(0, NAMES) },
			leaving: { count: leaving.length, names: leaving.slice(0, NAMES) },
			competing,
			unknown,
		},
		labels,
		named,
		find,
		found: found?.filter(({ externalId }) => !form.exclude.people.includes(externalId)) ?? null,
		whatIf: facts ? `/contests/${facts}/what-if?draft=${draft.id}` : null,
		brackets: bracketNames(form, labels),
		prizes: after ? prizeViews(after.prizes) : [],
		life: life && { phase: life.view.phase, slug: life.view.slug, name: life.view.name },
		zones: step === 'time' ? ['UTC', ...Intl.supportedValuesOf('timeZone')] : [],
	};
}

export type StepView = Awaited<ReturnType<typeof readStep>>;
