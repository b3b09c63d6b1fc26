import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { markChecklist } from '#lib/server/checklists/mark.ts';
import { readLaunchChecklist } from '#lib/server/checklists/read.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'learning.write');
	return { items: await readLaunchChecklist({ ctx: event.locals.ctx, input: {} }) };
};

export const actions: Actions = {
	mark: async (event) => {
		requirePerson(event, 'learning.write');
		const form = await event.request.formData();
		const state = String(form.get('state')) as 'done';
		const input = { list: 'launch' as const, item: String(form.get('item')), state };
		await markChecklist({ ctx: event.locals.ctx, input });
		redirect(303, '/launch');
	},
};
