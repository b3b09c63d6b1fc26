import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { markChecklist } from '#lib/server/checklists/mark.ts';
import { readFirstWeek } from '#lib/server/checklists/read.ts';
import { pledgeDisclosure } from '#lib/server/learning/pledge-disclosure.ts';
import { readLearning } from '#lib/server/learning/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { languageFor } from '#lib/server/learning/language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const language = languageFor(event);
	const [learning, firstWeek, { timeZone }] = await Promise.all([
		readLearning({ ctx, input: { language } }),
		readFirstWeek({ ctx, input: {} }),
		readProgram(ctx),
	]);
	return { learning, firstWeek, timeZone };
};

export const actions: Actions = {
	pledge: async (event) => {
		requirePerson(event);
		await pledgeDisclosure({ ctx: event.locals.ctx, input: {} });
		redirect(303, `/learn?lang=${languageFor(event)}`);
	},
	mark: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const state = String(form.get('state')) as 'done';
		const input = { list: 'first_week' as const, item: String(form.get('item')), state };
		await markChecklist({ ctx: event.locals.ctx, input });
		redirect(303, '/learn');
	},
};
