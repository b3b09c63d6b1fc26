import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { propose } from '#lib/server/proposals/propose.ts';
import { listProposals } from '#lib/server/proposals/queries.ts';
import { voteForProposal } from '#lib/server/proposals/vote.ts';
import type { Actions, PageServerLoad } from './$types';

const EMPTY = { title: '', url: '', text: '', why: '' };

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const [open, decided, { timeZone }] = await Promise.all([
		listProposals({ ctx, input: { state: 'open' } }),
		listProposals({ ctx, input: { state: 'decided' } }),
		readProgram(ctx),
	]);
	return { open, decided, timeZone, done: event.url.searchParams.get('done') };
};

export const actions: Actions = {
	propose: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const input = { title: text('title'), url: text('url'), text: text('text'), why: text('why') };
		try {
			await propose({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, input, event.setHeaders);
		}
		redirect(303, '/proposals?done=sent');
	},
	vote: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const input = { id: String(form.get('id')), vote: form.get('vote') === 'yes' };
		try {
			await voteForProposal({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, EMPTY);
		}
		redirect(303, `/proposals#proposal-${input.id}`);
	},
};
