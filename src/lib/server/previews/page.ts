import { z } from 'zod';
import { dayBounds } from '#lib/domain/contest/days.ts';
import { formToContest } from '#lib/domain/contest/form-check.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import type { ContestView } from '#lib/domain/contest/view.ts';
import { Failure, type FieldError } from '#lib/domain/failure.ts';
import { handOf, rulesByHand, type Hand } from '#lib/domain/whatif/hand.ts';
import type { Preview } from '#lib/domain/whatif/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { listDrafts, readDraft } from '../contests/drafts.ts';
import { listContests } from '../contests/queries.ts';
import { previewRules } from './preview.ts';

const ROWS = 200;
const text = z.string().max(2000).default('');
const day = z.union([z.iso.date(), z.literal('')]).catch('');

/** The rules of a draft's form; null while the form is not whole. */
function rulesOfForm(form: Parameters<typeof formToContest>[0]): RulesInput | null {
	const made = formToContest(form);
	if (!made.ok) return null;
	const { name: _, slug: __, prizes: ___, draft: ____, ...rules } = made.contest;
	return rules;
}

/** The time that a chosen period means: a contest's own box, or whole days of the contest's zone; none is each its own. */
function periodOf(
	{ period, from, to }: { period: string; from: string; to: string },
	contest: ContestView,
	contests: readonly ContestView[],
): { from?: string; to?: string } {
	if (period === 'days') {
		if (from === '' || to === '') return {};
		const at = (date: string, end: 0 | 1) => dayBounds(date, contest.timeZone)[end].toISOString();
		return { from: at(from, 0), to: at(to, 1) };
	}
	const of = contests.find(({ slug }) => slug === period);
	return of ? { from: of.startsAt, to: of.endsAt } : {};
}

async function look(
	ctx: Ctx,
	input: Parameters<typeof previewRules>[0]['input'],
): Promise<{ preview: Preview | null; problems: FieldError[] }> {
	try {
		return { preview: await previewRules({ ctx, input }), problems: [] };
	} catch (thrown) {
		if (!(thrown instanceof Failure)) throw thrown;
		if (thrown.reason === 'too_many_facts') {
			return { preview: null, problems: [{ path: thrown.reason, message: thrown.message }] };
		}
		if (thrown.code !== 'invalid') throw thrown;
		return { preview: null, problems: thrown.errors };
	}
}

/**
 * What an owner's what-if page shows: the fields of the small form, filled from the contest's rules, a draft's, or as
 * they were typed, and, once asked for, the table that they make. Writes nothing. Throws Failure `not_found`.
 */
export const readWhatIfPage = guarded(
	'readWhatIfPage',
	'contests.preview',
	z.strictObject({
		contest: z.string().min(1).max(100),
		draft: z.uuid().nullable().catch(null),
		/** What was typed; null before anything was. */
		typed: z.record(z.string().max(40), text).nullable(),
		period: z.string().max(100).default('own'),
		from: day,
		to: day,
	}),
	async (ctx, input) => {
		const [contests, drafts] = await Promise.all([
			listContests({ ctx, input: {} }),
			listDrafts({ ctx, input: {} }),
		]);
		const contest = contests.find(({ slug }) => slug === input.contest);
		if (!contest) throw new Failure('not_found', 'There is no such contest.');
		const usable = drafts.filter(({ contest: of }) => of === null || of === contest.slug);
		const chosen = usable.find(({ id }) => id === input.draft);
		const drafted = chosen
			? rulesOfForm((await readDraft({ ctx, input: { id: chosen.id } })).form)
			: null;
		const base = drafted ?? contest.rules;
		const hand: Hand = { ...handOf(base), ...input.typed };
		const begun = contests.filter(({ startsAt }) => Date.parse(startsAt) <= ctx.now.getTime());
		// Rules whose time has not begun have no facts yet: then those of the contest that began last.
		const own = Date.parse(String(base.startsAt)) <= ctx.now.getTime();
		const known = begun.some(({ slug }) => slug === input.period) || input.period === 'days';
		const period = known ? input.period : own ? 'own' : (begun[0]?.slug ?? 'own');
		const asked = input.typed !== null || drafted !== null;
		const time = periodOf({ ...input, period }, contest, begun);
		const rules = input.typed ? rulesByHand(base, hand) : base;
		const none = { preview: null, problems: [] as FieldError[] };
		const half = period === 'days' && (input.from === '' || input.to === '');
		const missing = { preview: null, problems: [{ path: 'to', message: 'is missing' }] };
		return {
			contest,
			drafts: usable.map(({ id, name, contest: of, problems }) => ({ id, name, of, problems })),
			draft: chosen?.id ?? null,
			/** A draft was chosen that is not whole yet: the contest's own rules stand instead. */
			unfinished: chosen !== undefined && drafted === null,
			hand,
			periods: begun.map(({ slug, name }) => ({ slug, name })),
			period,
			from: input.from,
			to: input.to,
			...(!asked
				? none
				: half
					? missing
					: await look(ctx, { contest: contest.slug, rules, ...time, top: ROWS })),
		};
	},
);
