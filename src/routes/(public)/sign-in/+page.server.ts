import { redirect } from '@sveltejs/kit';
import { setCookies } from '#lib/server/auth/cookies.ts';
import { listPersonas, signInAsPersona } from '#lib/server/auth/demo-sign-in.ts';
import { readDevices } from '#lib/server/auth/devices.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { safeNext } from '#lib/server/auth/safe-next.ts';
import { isHttps } from '#lib/server/auth/secure.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import type { Role } from '#lib/domain/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx, actor }, url }) => ({
	next: safeNext(url.searchParams.get('next')),
	personas: await listPersonas({ ctx, input: {} }),
	signedInAs: actor.kind === 'person' ? actor.name : null,
});

export const actions: Actions = {
	async password({ request, cookies, locals, url, setHeaders }) {
		const form = await request.formData();
		const secure = isHttps(url);
		const email = String(form.get('email') ?? '');
		try {
			const input = {
				email,
				password: String(form.get('password') ?? ''),
				devices: readDevices(cookies, { secure }),
				replaces: locals.sessionId,
				secure,
			};
			setCookies(cookies, await signIn({ ctx: locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, { email }, setHeaders);
		}
		redirect(303, safeNext(String(form.get('next') ?? '')));
	},

	async persona({ request, cookies, locals, url }) {
		const form = await request.formData();
		const role = String(form.get('role')) as Role;
		const input = { role, replaces: locals.sessionId, secure: isHttps(url) };
		setCookies(cookies, await signInAsPersona({ ctx: locals.ctx, input }));
		redirect(303, safeNext(String(form.get('next') ?? '')));
	},
};
