import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { startStory } from '#lib/server/posts/draft.ts';
import { listOwnedStories, STORY_VIEWS } from '#lib/server/posts/owned.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'posts.write');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const view = STORY_VIEWS.find((one) => one === searchParams.get('view')) ?? 'all';
	const page = Math.min(10_000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
	const [list, { timeZone }] = await Promise.all([
		listOwnedStories({ ctx, input: { view, page } }),
		readProgram(ctx),
	]);
	return { ...list, views: STORY_VIEWS, view, page, timeZone, done: searchParams.get('done') };
};

export const actions: Actions = {
	async start(event) {
		requirePerson(event, 'posts.write');
		const url = String((await event.request.formData()).get('url') ?? '').trim();
		let id: string;
		try {
			({ id } = await startStory({ ctx: event.locals.ctx, input: { url } }));
		} catch (thrown) {
			return refusal(thrown, { url });
		}
		redirect(303, `/stories/desk/${id}`);
	},
};
