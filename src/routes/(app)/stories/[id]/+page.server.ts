import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readStory } from '#lib/server/posts/one.ts';
import { readSharers } from '#lib/server/posts/sharers.ts';
import { followTopic } from '#lib/server/posts/topics.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { externalId } = requirePerson(event);
	const { ctx } = event.locals;
	const story = await readStory({ ctx, input: { id: event.params.id } });
	const [sharers, { timeZone }] = await Promise.all([
		readSharers({ ctx, input: { post: story.id } }),
		readProgram(ctx),
	]);
	return { story, sharers, self: externalId, timeZone };
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
