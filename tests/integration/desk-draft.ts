import type { ContestForm } from '#lib/domain/contest/form.ts';
import type { Ctx } from '#lib/server/context.ts';
import { saveDraft } from '#lib/server/contests/draft-save.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { readDraft } from '#lib/server/contests/drafts.ts';

/** A draft with these changes, as its owner would have it before publishing. */
export async function aDraft(
	ctx: Ctx,
	from: 'blank' | { edit: string },
	change: (form: ContestForm) => Partial<ContestForm>,
): Promise<{ id: string; revision: number }> {
	const { id } = await startDraft({ ctx, input: { from } });
	const { form, revision } = await readDraft({ ctx, input: { id } });
	const input = { id, revision, form: { ...form, ...change(form) } };
	return { id, revision: (await saveDraft({ ctx, input })).revision };
}

/** The change that gives a click so many points. */
export const points = (form: ContestForm, value: string): Partial<ContestForm> => ({
	metrics: { ...form.metrics, click: { ...form.metrics.click, points: value } },
});
