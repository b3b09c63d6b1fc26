import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listCategories } from '#lib/server/posts/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { acceptProposal, declineProposal } from '#lib/server/proposals/decide.ts';
import { listProposals } from '#lib/server/proposals/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'proposals.decide');
	const { ctx } = event.locals;
	const [proposals, categories, { timeZone }] = await Promise.all([
		listProposals({ ctx, input: { state: 'open' } }),
		listCategories({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const done = event.url.searchParams.get('done');
	return { proposals, categories, timeZone, done };
};

function typed(form: FormData, which: 'accept' | 'decline') {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		...{ id: text('id'), which, note: text('note') },
		...{ title: text('title'), url: text('url'), category: text('category') },
	};
}

export const actions: Actions = {
	accept: async (event) => {
		requirePerson(event, 'proposals.decide');
		const kept = typed(await event.request.formData(), 'accept');
		const { which: _, ...input } = kept;
		try {
			await acceptProposal({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/proposals/queue?done=accept');
	},
	decline: async (event) => {
		requirePerson(event, 'proposals.decide');
		const kept = typed(await event.request.formData(), 'decline');
		const { id, note } = kept;
		try {
			await declineProposal({ ctx: event.locals.ctx, input: { id, note } });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/proposals/queue?done=decline');
	},
};
