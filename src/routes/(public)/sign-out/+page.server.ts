import { redirect } from '@sveltejs/kit';
import { setCookies } from '#lib/server/auth/cookies.ts';
import { isHttps } from '#lib/server/auth/secure.ts';
import { blankSessionCookie } from '#lib/server/auth/sessions.ts';
import { signOut } from '#lib/server/auth/sign-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor } }) => {
	if (actor.kind !== 'person') redirect(303, '/sign-in');
	return { name: actor.name };
};

export const actions: Actions = {
	async default({ cookies, locals: { ctx, sessionId }, url }) {
		if (sessionId) await signOut({ ctx, input: { sessionId } });
		setCookies(cookies, [blankSessionCookie({ secure: isHttps(url) })]);
		redirect(303, '/sign-in');
	},
};
