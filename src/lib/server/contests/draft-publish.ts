import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { differences, fieldText, leavesOf } from '#lib/domain/contest/form-fields.ts';
import { contestToForm } from '#lib/domain/contest/form-of.ts';
import { phaseOf } from '#lib/domain/contest/phase.ts';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contestDrafts } from '../db/schema/contests.ts';
import { changeRules } from './change-rules.ts';
import { createContest } from './create.ts';
import { assertPossible } from './deed.ts';
import { checkDraft } from './draft-problems.ts';
import { draftChanged, lockDraft, type DraftRow } from './draft-rows.ts';
import { lockContest, type LockedContest } from './lock.ts';
import { readContest } from './queries.ts';

/** The fields that somebody saved since the publisher looked. */
function assertSame(draft: DraftRow, revision: number): void {
	if (draft.revision === revision) return;
	const now = leavesOf(draft.form);
	const errors = Object.entries(draft.changes)
		.filter(([, at]) => at > revision)
		.map(([path]) => ({ path, message: fieldText(now.get(path) ?? null) }));
	throw draftChanged(draft, errors);
}

/** Refuses to publish over a contest that is not the one that the publisher saw; says which fields it has otherwise. */
async function assertSeen(tx: Ctx, draft: DraftRow, contest: LockedContest, seen: number | null) {
	if (contest.revision === seen) return;
	const now = contestToForm(await readContest({ ctx: tx, input: { slug: contest.slug } }));
	const fields = differences(draft.base ?? draft.form, now);
	const phase = phaseOf(contest, contest.rules, contest.now);
	throw new Failure('conflict', `The contest was changed meanwhile: it is ${phase} now.`, {
		reason: 'contest_changed',
		errors: [
			...fields.map(({ path, theirs }) => ({ path, message: fieldText(theirs) })),
			{ path: 'contestRevision', message: `is now ${contest.revision}` },
		],
	});
}

/**
 * Makes a draft true and ends it: a new contest; other rules for one that has not started; or a new version of a
 * running one's, with a reason. Throws Failure `invalid` with the problems by field (`reason` too), `conflict` when
 * the draft (reason `draft_changed`) or the contest (`contest_changed`) was changed meanwhile, `errors` naming the
 * fields and what is there now; `not_found` when the draft is gone, because somebody published it, say.
 */
export const publishDraft = guarded(
	'publishDraft',
	'contests.write',
	z.strictObject({
		id: z.uuid(),
		revision: z.int().min(1),
		reason: textSchema(1000).optional(),
		/** DraftView.contestRevision as it was shown; without it, that of when the draft was begun. */
		contestRevision: z.int().min(1).nullish(),
	}),
	(ctx, input): Promise<{ slug: string; version: number; created: boolean }> =>
		withTransaction(ctx, async (tx) => {
			const draft = await lockDraft(tx, input.id);
			assertSame(draft, input.revision);
			const contest = draft.contestId ? await lockContest(tx, { id: draft.contestId }) : null;
			if (contest) {
				assertPossible(contest, 'edit');
				await assertSeen(tx, draft, contest, input.contestRevision ?? draft.contestRevision);
			}
			const checked = await checkDraft(tx, draft.form, contest);
			if (!checked.ok) {
				throw new Failure('invalid', 'The contest cannot be published like this yet.', {
					reason: 'draft_problems',
					errors: checked.problems.map(({ path, message }) => ({ path, message })),
				});
			}
			await tx.db.delete(contestDrafts).where(eq(contestDrafts.id, draft.id));
			if (!contest) {
				const { slug } = await createContest({ ctx: tx, input: checked.made.contest });
				return { slug, version: 1, created: true };
			}
			const { name, rules, prizes } = checked.made;
			const change = { name, rules, prizes, ...(input.reason ? { reason: input.reason } : {}) };
			const { started } = checked;
			return {
				slug: contest.slug,
				version: await changeRules(tx, contest, change, { started }),
				created: false,
			};
		}),
);
