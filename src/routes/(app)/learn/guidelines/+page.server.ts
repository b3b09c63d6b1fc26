import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { acceptGuidelines } from '#lib/server/learning/accept-guidelines.ts';
import { readGuidelines } from '#lib/server/learning/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { languageFor } from '#lib/server/learning/language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const language = languageFor(event);
	const [guidelines, { timeZone }] = await Promise.all([
		readGuidelines({ ctx, input: { language } }),
		readProgram(ctx),
	]);
	return { guidelines, language, timeZone, done: event.url.searchParams.get('done') };
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const language = languageFor(event);
		const form = await event.request.formData();
		const input = { version: Number(form.get('version')), language };
		let certified = false;
		try {
			({ certified } = await acceptGuidelines({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, {});
		}
		const done = certified ? 'certified' : 'accepted';
		redirect(303, `/learn/guidelines?lang=${language}&done=${done}`);
	},
};
