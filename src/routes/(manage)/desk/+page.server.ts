import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { listDrafts } from '#lib/server/contests/drafts.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'contests.write');
	const { ctx } = event.locals;
	const [drafts, contests, { timeZone }] = await Promise.all([
		listDrafts({ ctx, input: {} }),
		listContests({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const discarded = event.url.searchParams.get('done') === 'discarded';
	return { drafts, contests, timeZone, discarded };
};

export const actions: Actions = {
	async new(event) {
		requirePerson(event, 'contests.write');
		const { id } = await startDraft({ ctx: event.locals.ctx, input: { from: 'blank' } });
		redirect(303, `/desk/${id}`);
	},

	async clone(event) {
		requirePerson(event, 'contests.write');
		const clone = String((await event.request.formData()).get('contest'));
		const { id } = await startDraft({ ctx: event.locals.ctx, input: { from: { clone } } });
		redirect(303, `/desk/${id}?cloned=${encodeURIComponent(clone)}`);
	},
};
