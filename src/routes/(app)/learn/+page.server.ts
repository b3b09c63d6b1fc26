import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { pledgeDisclosure } from '#lib/server/learning/pledge-disclosure.ts';
import { readLearning } from '#lib/server/learning/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { languageFor } from '#lib/server/learning/language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const language = languageFor(event);
	const [learning, { timeZone }] = await Promise.all([
		readLearning({ ctx, input: { language } }),
		readProgram(ctx),
	]);
	return { learning, timeZone };
};

export const actions: Actions = {
	pledge: async (event) => {
		requirePerson(event);
		await pledgeDisclosure({ ctx: event.locals.ctx, input: {} });
		redirect(303, `/learn?lang=${languageFor(event)}`);
	},
};
