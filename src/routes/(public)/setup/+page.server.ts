import { redirect } from '@sveltejs/kit';
import { setCookies } from '#lib/server/auth/cookies.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { isHttps } from '#lib/server/auth/secure.ts';
import { setUp } from '#lib/server/auth/setup.ts';
import { isSetUp } from '#lib/server/auth/setup-token.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => {
	if (await isSetUp(ctx.db)) redirect(303, '/sign-in');
	return { timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')] };
};

export const actions: Actions = {
	async default({ request, cookies, locals: { ctx }, url }) {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const kept = {
			token: text('token'),
			programName: text('programName'),
			timeZone: text('timeZone'),
			name: text('name'),
			team: text('team'),
			email: text('email'),
		};
		try {
			const input = { ...kept, password: text('password'), secure: isHttps(url) };
			setCookies(cookies, await setUp({ ctx, input }));
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/');
	},
};
