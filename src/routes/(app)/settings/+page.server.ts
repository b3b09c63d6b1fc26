import { redirect } from '@sveltejs/kit';
import { SHOWN, SURFACES } from '#lib/domain/people/appearance.ts';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { setCookies } from '#lib/server/auth/cookies.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readAccount } from '#lib/server/auth/queries.ts';
import { isHttps } from '#lib/server/auth/secure.ts';
import { blankSessionCookie } from '#lib/server/auth/sessions.ts';
import { signOutEverywhere } from '#lib/server/auth/sign-out.ts';
import { themeCookie, THEMES } from '#lib/server/auth/theme.ts';
import { readAppearance, setAppearance } from '#lib/server/people/appearance.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx, theme } = event.locals;
	const [account, own] = await Promise.all([
		readAccount({ ctx, input: {} }),
		readAppearance({ ctx, input: {} }),
	]);
	return { account, own, theme, saved: event.url.searchParams.has('appearance') };
};

export const actions: Actions = {
	async theme(event) {
		const chosen = (await event.request.formData()).get('theme');
		const theme = THEMES.find((one) => one === chosen) ?? 'system';
		setCookies(event.cookies, [themeCookie(theme, { secure: isHttps(event.url) })]);
		redirect(303, '/settings');
	},

	async appearance(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const input = Object.fromEntries(
			SURFACES.flatMap((surface) => {
				const shown = SHOWN.find((one) => one === form.get(surface));
				return shown ? [[surface, shown]] : [];
			}),
		);
		await setAppearance({ ctx: event.locals.ctx, input });
		redirect(303, '/settings?appearance=saved#appearance');
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
