import { redirect } from '@sveltejs/kit';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { setCookies } from '#lib/server/auth/cookies.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readAccount } from '#lib/server/auth/queries.ts';
import { isHttps } from '#lib/server/auth/secure.ts';
import { blankSessionCookie } from '#lib/server/auth/sessions.ts';
import { signOutEverywhere } from '#lib/server/auth/sign-out.ts';
import { themeCookie, THEMES } from '#lib/server/auth/theme.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx, theme } = event.locals;
	return { account: await readAccount({ ctx, input: {} }), theme };
};

export const actions: Actions = {
	async theme(event) {
		const chosen = (await event.request.formData()).get('theme');
		const theme = THEMES.find((one) => one === chosen) ?? 'system';
		setCookies(event.cookies, [themeCookie(theme, { secure: isHttps(event.url) })]);
		redirect(303, '/settings');
	},

	async password(event) {
		requirePerson(event);
		const { ctx, sessionId } = event.locals;
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		try {
			const input = { current: text('current'), password: text('password'), sessionId };
			const { ended } = await changePassword({ ctx, input });
			return { changed: true as const, ended };
		} catch (thrown) {
			return refusal(thrown, {}, event.setHeaders);
		}
	},

	async everywhere(event) {
		requirePerson(event);
		await signOutEverywhere({ ctx: event.locals.ctx, input: {} });
		setCookies(event.cookies, [blankSessionCookie({ secure: isHttps(event.url) })]);
		redirect(303, '/sign-in');
	},
};
