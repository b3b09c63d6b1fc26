import { storyFilterOf } from '#lib/domain/posts/filter.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listBoard, listStoryLanguages } from '#lib/server/posts/board.ts';
import { listCategories } from '#lib/server/posts/queries.ts';
import { followTopic, listTopics } from '#lib/server/posts/topics.ts';
import { visitStories } from '#lib/server/posts/visit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const q = (searchParams.get('q') ?? '').slice(0, 200);
	const page = Math.min(10_000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
	const visit = await visitStories({ ctx, input: { filter: storyFilterOf(searchParams) } });
	const [list, categories, topics, languages] = await Promise.all([
		listBoard({ ctx, input: { ...visit, q, page } }),
		listCategories({ ctx, input: {} }),
		listTopics({ ctx, input: {} }),
		listStoryLanguages({ ctx, input: {} }),
	]);
	const { filter } = visit;
	return { ...list, filter, q, page, categories, topics, languages, now: ctx.now.toISOString() };
};

export const actions: Actions = {
	async follow(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const topic = String(form.get('topic'));
		try {
			const input = { topic, follow: form.get('follow') === 'yes' };
			await followTopic({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { topic });
		}
	},
};
