import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { cloneForm, nextStart } from '#lib/domain/contest/clone.ts';
import { contestToForm } from '#lib/domain/contest/form-of.ts';
import { blankForm, type ContestForm } from '#lib/domain/contest/form.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contestDrafts } from '../db/schema/contests.ts';
import { readProgram } from '../programs/queries.ts';
import { assertPossible } from './deed.ts';
import { lockContest } from './lock.ts';
import { readContest } from './queries.ts';

const slug = z.string().min(1).max(100);

type Begun = {
	form: ContestForm;
	contestId?: string;
	contestRevision?: number;
	base?: ContestForm;
};

const MAX_NAME = 200;

/**
 * Begins a draft: blank, a contest with its dates moved, or a change to one. A contest has at most one draft that
 * changes it: the one that is there is given (`created` false). Throws Failure `not_found`, and `conflict` for a
 * contest that is final or cancelled.
 */
export const startDraft = guarded(
	'startDraft',
	'contests.write',
	z.strictObject({
		from: z
			.union([
				z.literal('blank'),
				z.strictObject({
					clone: slug,
					/** A local date-time; without it, the next box of the same length that lies ahead. */
					startsAt: z.string().max(40).optional(),
				}),
				z.strictObject({ edit: slug }),
			])
			.default('blank'),
	}),
	(ctx, { from }): Promise<{ id: string; created: boolean }> =>
		withTransaction(ctx, async (tx) => {
			if (from === 'blank')
				return insertDraft(tx, { form: blankForm((await readProgram(tx)).timeZone) });
			if ('clone' in from) {
				const form = contestToForm(await readContest({ ctx: tx, input: { slug: from.clone } }));
				const startsAt = from.startsAt ?? nextStart(form, tx.now);
				return insertDraft(tx, { form: cloneForm(form, { startsAt }) });
			}
			const contest = await lockContest(tx, { slug: from.edit });
			assertPossible(contest, 'edit');
			const form = contestToForm(await readContest({ ctx: tx, input: { slug: from.edit } }));
			return insertDraft(tx, {
				form,
				contestId: contest.id,
				contestRevision: contest.revision,
				base: form,
			});
		}),
);

async function insertDraft(tx: Ctx, draft: Begun): Promise<{ id: string; created: boolean }> {
	const by = tx.actor.kind === 'person' ? tx.actor.id : null;
	const [made] = await tx.db
		.insert(contestDrafts)
		.values({
			...draft,
			name: draft.form.name.trim().slice(0, MAX_NAME),
			createdBy: by,
			updatedBy: by,
			createdAt: tx.now,
			updatedAt: tx.now,
		})
		.onConflictDoNothing({ target: contestDrafts.contestId })
		.returning({ id: contestDrafts.id });
	if (made) return { id: made.id, created: true };
	// The contest's row is locked: whoever made it has committed.
	const [there] = (await tx.db.execute(sql`
		select id from contest_drafts where contest_id = ${draft.contestId ?? null}
	`)) as unknown as { id: string }[];
	return { id: there!.id, created: false };
}
