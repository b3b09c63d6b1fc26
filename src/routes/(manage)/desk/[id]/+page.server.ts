import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { contestToForm } from '#lib/domain/contest/form-of.ts';
import { readSent } from '#lib/domain/contest/form-received.ts';
import { anchorOf, pathAfter } from '#lib/domain/contest/form-sent.ts';
import { stepOf, STEPS } from '#lib/domain/contest/form-steps.ts';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { discardDraft } from '#lib/server/contests/draft-discard.ts';
import { publishDraft } from '#lib/server/contests/draft-publish.ts';
import { saveDraft } from '#lib/server/contests/draft-save.ts';
import { readDraft } from '#lib/server/contests/drafts.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { keepPictures } from '../../keep-pictures.server.ts';
import { readStep } from './read-step.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'contests.write');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const draft = await readDraft({ ctx, input: { id: event.params.id } });
	const step = stepOf(searchParams.get('step'));
	return { view: await readStep(ctx, draft, step, searchParams.get('find') ?? '') };
};

/** Saves what was sent. Answers with the page as it is then, or with what two people changed otherwise. */
async function save(event: RequestEvent<{ id: string }>, body: FormData) {
	const { ctx } = event.locals;
	const { id } = event.params;
	for (let attempt = 1; ; attempt += 1) {
		const draft = await readDraft({ ctx, input: { id } });
		const contest = draft.contest && (await readContest({ ctx, input: { slug: draft.contest } }));
		const sent = readSent(draft, body, contest ? contestToForm(contest) : null);
		if (sent.conflicts.length > 0) {
			const view = await readStep(ctx, draft, sent.step, '');
			return { conflict: { view, kept: sent.form, conflicts: sent.conflicts } };
		}
		try {
			await saveDraft({ ctx, input: { id, revision: draft.revision, form: sent.form } });
			return { sent };
		} catch (thrown) {
			// Somebody was quicker between reading and saving: brought together anew with what they saved.
			const again = thrown instanceof Failure && thrown.code === 'conflict' && attempt < 5;
			if (!again) throw thrown;
		}
	}
}

export const actions: Actions = {
	async save(event) {
		requirePerson(event, 'contests.write');
		const body = await event.request.formData();
		const refused = await keepPictures(event.locals.ctx, body);
		const result = await save(event, body);
		if (result.conflict) return fail(409, { ...result.conflict, pictures: refused });
		const { step, then, find, form, taken } = result.sent;
		// A refused picture is named on this answer, at its row as it stands now.
		const pictures = refused.flatMap(({ path, reason }) => {
			const now = pathAfter(path, then);
			return now === null ? [] : [{ path: now, reason }];
		});
		const next = STEPS.find((one) => one === then);
		if (next && pictures.length === 0) redirect(303, `?step=${next}`);
		if (then === 'find') redirect(303, `?step=${step}&find=${encodeURIComponent(find)}#found`);
		if (then.includes(':') && pictures.length === 0)
			redirect(303, `?step=${step}${anchorOf(form, then)}`);
		const draft = await readDraft({ ctx: event.locals.ctx, input: { id: event.params.id } });
		return {
			saved: true,
			taken,
			pictures,
			view: await readStep(event.locals.ctx, draft, step, ''),
		};
	},

	async publish(event) {
		requirePerson(event, 'contests.write');
		const body = await event.request.formData();
		const reason = String(body.get('reason') ?? '').trim();
		const revision = Number(body.get('revision'));
		let slug: string;
		try {
			const seen = Number(body.get('contestRevision')) || null;
			const why = reason === '' ? {} : { reason };
			const input = { id: event.params.id, revision, contestRevision: seen, ...why };
			({ slug } = await publishDraft({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, { reason });
		}
		redirect(303, `/contests/${slug}/desk?done=published`);
	},

	async discard(event) {
		requirePerson(event, 'contests.write');
		await discardDraft({ ctx: event.locals.ctx, input: { id: event.params.id } });
		redirect(303, '/desk?done=discarded');
	},
};
