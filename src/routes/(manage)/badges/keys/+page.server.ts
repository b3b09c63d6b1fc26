import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readCredentialKeys, rotateCredentialKey } from '#lib/server/badges/keys.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'badges.keys');
	const { ctx } = event.locals;
	const [keys, { timeZone }] = await Promise.all([
		readCredentialKeys({ ctx, input: {} }),
		readProgram(ctx),
	]);
	return { keys, timeZone, done: event.url.searchParams.has('done') };
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event, 'badges.keys');
		const password = String((await event.request.formData()).get('password') ?? '');
		try {
			await rotateCredentialKey({ ctx: event.locals.ctx, input: { password } });
		} catch (thrown) {
			return refusal(thrown, {}, event.setHeaders);
		}
		redirect(303, '/badges/keys?done');
	},
};
