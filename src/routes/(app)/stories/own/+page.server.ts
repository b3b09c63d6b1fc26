import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { bringLink } from '#lib/server/posts/bring.ts';
import { readSharingPolicy } from '#lib/server/sharing/policy.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { domains } = await readSharingPolicy({ ctx: event.locals.ctx, input: {} });
	return { domains };
};

export const actions: Actions = {
	async default(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const input = { url: String(form.get('url') ?? ''), title: String(form.get('title') ?? '') };
		let id: string;
		try {
			({ id } = await bringLink({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, input);
		}
		redirect(303, `/stories/${id}/share`);
	},
};
