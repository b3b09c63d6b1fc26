import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { decideThanks, withdrawThanks } from '#lib/server/recognition/change.ts';
import { readOwnThanks } from '#lib/server/recognition/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const own = await readOwnThanks({ ctx, input: {} });
	return { ...own, now: ctx.now.toISOString(), done: event.url.searchParams.get('done') };
};

export const actions: Actions = {
	withdraw: async (event) => {
		requirePerson(event);
		const id = String((await event.request.formData()).get('id') ?? '');
		try {
			await withdrawThanks({ ctx: event.locals.ctx, input: { id } });
		} catch (thrown) {
			return refusal(thrown, {});
		}
		redirect(303, '/thanks?done=withdrawn');
	},
	decide: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const decision = form.get('decision') === 'show' ? ('show' as const) : ('keep' as const);
		try {
			const input = { id: String(form.get('id') ?? ''), decision };
			await decideThanks({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, {});
		}
		redirect(303, '/thanks?done=decided');
	},
};
