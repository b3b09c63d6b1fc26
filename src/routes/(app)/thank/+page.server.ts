import { redirect } from '@sveltejs/kit';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { giveThanks } from '#lib/server/recognition/give.ts';
import { readThankPage } from '#lib/server/recognition/thank-page.ts';
import type { Actions, PageServerLoad } from './$types';

const surfaceOf = (given: unknown) => SURFACES.find((one) => one === given) ?? 'directory';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const to = event.url.searchParams.get('to') ?? '';
	const surface = surfaceOf(event.url.searchParams.get('seen'));
	return {
		key: to,
		surface,
		/** Null: the address names nobody, and the page says how to find somebody. */
		thank:
			to === '' ? null : await readThankPage({ ctx: event.locals.ctx, input: { to, surface } }),
	};
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const input = {
			...{ to: text('to'), surface: surfaceOf(form.get('surface')) },
			...{ message: text('message'), public: form.get('public') === 'yes' },
			badge: text('badge') || null,
		};
		try {
			await giveThanks({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			const { message, badge } = input;
			return refusal(thrown, { message, badge: badge ?? '', public: input.public });
		}
		redirect(303, '/thanks?done=given');
	},
};
