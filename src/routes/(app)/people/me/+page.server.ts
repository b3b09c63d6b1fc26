import { redirect } from '@sveltejs/kit';
import { tagsOf } from '#lib/domain/people/profile.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readOwnKey } from '#lib/server/people/appearance.ts';
import { readOwnProfile, saveProfile } from '#lib/server/people/save-profile.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const [profile, key] = await Promise.all([
		readOwnProfile({ ctx, input: {} }),
		readOwnKey({ ctx, input: { surface: 'directory' } }),
	]);
	return { profile, key, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const kept = {
			about: text('about'),
			topics: text('topics'),
			goodAt: text('goodAt'),
			languages: text('languages'),
			networks: text('networks'),
			showResults: form.get('showResults') === 'yes',
		};
		const input = {
			...kept,
			...{ topics: tagsOf(kept.topics), goodAt: tagsOf(kept.goodAt) },
			...{ languages: tagsOf(kept.languages), networks: tagsOf(kept.networks) },
		};
		try {
			await saveProfile({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/people/me?saved=yes');
	},
};
