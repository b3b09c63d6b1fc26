import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readHome } from '#lib/server/boards/home.ts';
import { createOwnLink } from '#lib/server/links/create.ts';
import { linkAddress } from '#lib/server/origin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const category = event.url.searchParams.get('category') ?? undefined;
	return {
		...(await readHome({ ctx: event.locals.ctx, input: { category } })),
	};
};

export const actions: Actions = {
	async link(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const kept = { post: String(form.get('post')), network: String(form.get('network')) };
		try {
			const { slug } = await createOwnLink({ ctx: event.locals.ctx, input: kept });
			return { ...kept, link: linkAddress(slug) };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},
};
